//! Values that are kept once: equal ones are the same one, so that it costs nothing to copy, compare and hash them, and what types contain is
//! known without a look inside. They are kept until the process ends: there are as many as the code that is read has different types.

use std::borrow::Borrow;
use std::cell::Cell;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::{Mutex, PoisonError};
use std::thread::LocalKey;

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use rustc_hash::FxHasher;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::ty::Contents;

/// A value that is kept once.
pub struct Interned<T: 'static>(&'static Kept<T>);

struct Kept<T> {
    /// That of the value, which is the same in every run.
    hash: u64,
    contents: Contents,
    value: T,
}

/// What can be kept.
pub trait Internable: Eq + Hash + Sized + 'static {
    /// Where values of this type are kept.
    fn store() -> &'static Store<Self>;

    /// Those that this thread has asked for lately.
    fn recent() -> &'static LocalKey<Recent<Self>>;

    /// What the types in it contain.
    fn contents(&self) -> Contents;
}

/// The threads of a run get in each other's way less with several tables.
const SHARDS: usize = 32;

/// The kept values that a thread has asked for lately, by the highest bits of their hashes: most are asked for several times in a row, and
/// need no lock then.
pub struct Recent<T: 'static>([Cell<Option<&'static Kept<T>>>; RECENT]);

/// How many of them: those of one type take 16 KiB.
const RECENT: usize = 1 << RECENT_BITS;
const RECENT_BITS: u32 = 11;

impl<T> Recent<T> {
    pub(super) const fn new() -> Self {
        Self([const { Cell::new(None) }; RECENT])
    }
}

/// All kept values of one type.
pub struct Store<T: 'static> {
    shards: [Mutex<HashTable<&'static Kept<T>>>; SHARDS],
}

impl<T: Internable> Store<T> {
    pub(super) const fn new() -> Self {
        Self { shards: [const { Mutex::new(HashTable::new()) }; SHARDS] }
    }

    /// The value that equals `key`, of which it is made the first time.
    fn get<Q: Hash + Eq + ?Sized, K: Borrow<Q>>(&self, key: K, make: impl FnOnce(K) -> T) -> Interned<T>
    where
        T: Borrow<Q>,
    {
        let mut hasher = FxHasher::default();
        key.borrow().hash(&mut hasher);
        let hash = hasher.finish();
        let is_it = |kept: &&Kept<T>| kept.hash == hash && kept.value.borrow() == key.borrow();
        let place = (hash >> (u64::BITS - RECENT_BITS)) as usize;
        if let Some(kept) = T::recent().with(|recent| recent.0[place].get()).filter(is_it) {
            return Interned(kept);
        }
        // The table goes by the lowest and the highest bits.
        let shard = &self.shards[(hash >> 32) as usize % SHARDS];
        let mut known = shard.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = match known.entry(hash, is_it, |kept| kept.hash) {
            Entry::Occupied(entry) => *entry.get(),
            Entry::Vacant(entry) => {
                let value = make(key);
                let contents = value.contents();
                let kept: &'static Kept<T> = Box::leak(Box::new(Kept { hash, contents, value }));
                *entry.insert(kept).get()
            }
        };
        T::recent().with(|recent| recent.0[place].set(Some(kept)));
        Interned(kept)
    }
}

impl<T: Internable> Interned<T> {
    pub(super) fn new(value: T) -> Self {
        T::store().get::<T, T>(value, |value| value)
    }

    pub(super) fn contents(self) -> Contents {
        self.0.contents
    }
}

/// A list that is kept once.
pub type List<T> = Interned<Box<[T]>>;

impl<T: Eq + Hash + Clone + 'static> From<&[T]> for List<T>
where
    Box<[T]>: Internable,
{
    fn from(parts: &[T]) -> Self {
        Box::<[T]>::store().get::<[T], &[T]>(parts, Box::from)
    }
}

impl<T: Eq + Hash + Clone + 'static> From<Vec<T>> for List<T>
where
    Box<[T]>: Internable,
{
    fn from(parts: Vec<T>) -> Self {
        Self::from(&*parts)
    }
}

impl<T: Eq + Hash + Clone + 'static, const N: usize> From<[T; N]> for List<T>
where
    Box<[T]>: Internable,
{
    fn from(parts: [T; N]) -> Self {
        Self::from(&parts[..])
    }
}

impl<T: Eq + Hash + Clone + 'static> FromIterator<T> for List<T>
where
    Box<[T]>: Internable,
{
    fn from_iter<I: IntoIterator<Item = T>>(parts: I) -> Self {
        Self::from(parts.into_iter().collect::<Vec<_>>())
    }
}

impl<T> Clone for Interned<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Interned<T> {}

impl<T> PartialEq for Interned<T> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

impl<T> Eq for Interned<T> {}

impl<T: Ord> PartialOrd for Interned<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<T: Ord> Ord for Interned<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.value.cmp(&other.0.value)
    }
}

impl<T> Hash for Interned<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.0.hash);
    }
}

impl<T> Deref for Interned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0.value
    }
}

impl<T: fmt::Debug> fmt::Debug for Interned<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.value.fmt(formatter)
    }
}

impl<T: Serialize> Serialize for Interned<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.value.serialize(serializer)
    }
}

impl<'de, T: Internable + Deserialize<'de>> Deserialize<'de> for Interned<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Self::new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::Primitive;
    use crate::resolve::ty::Ty;

    fn pair(first: Ty, second: Ty) -> Ty {
        Ty::Tuple(List::from([first, Ty::reference(second)]))
    }

    #[test]
    fn equal_types_are_the_same_one_on_every_thread() {
        let make = || pair(Ty::Variable(1), Ty::Primitive(Primitive::Str));
        let here = make();
        let there = std::thread::spawn(make).join().expect("nothing in it panics");
        assert_eq!(here, there);
        assert_ne!(here, pair(Ty::Variable(2), Ty::Primitive(Primitive::Str)));
    }

    #[test]
    fn a_type_contains_what_its_parts_are() {
        let ty = pair(Ty::Variable(1), Ty::Unknown);
        assert!(ty.contains(Contents::VARIABLE) && ty.contains(Contents::UNKNOWN));
        assert!(!ty.contains(Contents::PARAMETER | Contents::PROJECTION));
        assert!(!ty.closed().contains(Contents::VARIABLE));
    }
}
