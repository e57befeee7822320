//! Many small values in one file: each is found by the text that it was made from, and read only when it is asked for.

use std::hash::Hasher;
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::{FxHashMap, FxHasher};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{Cache, file};
use crate::os;

/// A pack is written anew when what is new is more than this part of it: to write the rest again for less takes longer than to make it again.
const LEAST_PART: usize = 32;

/// A value that so many rewritings of its pack found of no use is left out of the next.
const OLDEST: u8 = 8;

/// What was remembered under one name, and what is new.
#[derive(Debug, Default)]
pub struct Pack {
    cache: Cache,
    name: String,
    key: u64,
    bytes: Vec<u8>,
    known: FxHashMap<TextMark, Known>,
    /// What this run asked for and did not find.
    new: Mutex<FxHashMap<TextMark, Arc<[u8]>>>,
    /// What this run asked for and found.
    used: Mutex<Vec<TextMark>>,
}

/// What a value was made from: a hash of it, and the length of the text in bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
struct TextMark(u64, u32);

/// A value that was remembered.
#[derive(Clone, Debug)]
struct Known {
    /// Where in the bytes of the pack it is.
    place: Range<usize>,
    age: u8,
}

/// What stands before the values: of each its text, its length in bytes and its age, in their order.
type Table = Vec<(TextMark, u32, u8)>;

impl TextMark {
    fn of(text: &str, beside: u64) -> Self {
        let mut hasher = FxHasher::default();
        hasher.write(text.as_bytes());
        hasher.write_u64(beside);
        Self(hasher.finish(), text.len() as u32)
    }
}

impl Pack {
    /// The pack that was kept under `name` and `key`; an empty one where there is none.
    #[must_use]
    pub fn open(cache: &Cache, name: &str, key: u64) -> Self {
        let empty = Self { cache: cache.clone(), name: name.to_owned(), key, ..Self::default() };
        let Some(bytes) = cache.file(name, key).and_then(|path| os::read_cached(&path).ok()) else { return empty };
        let Some(known) = table(&bytes, name, key) else { return empty };
        Self { bytes, known, ..empty }
    }

    /// Whether there is a cache that it is kept in.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        self.cache.folder.is_some()
    }

    /// The value for a text and a number that says what else it depends on, which is remembered or made. A value that does not hold is made
    /// anew, and one that does not hold when it was just made is not remembered.
    pub fn get<T: Serialize + DeserializeOwned>(&self, text: &str, beside: u64, holds: impl Fn(&T) -> bool, make: impl FnOnce() -> T) -> T {
        if self.cache.folder.is_none() {
            return make();
        }
        let mark = TextMark::of(text, beside);
        let held = |bytes: &[u8]| postcard::from_bytes(bytes).ok().filter(&holds);
        if let Some(value) = self.known.get(&mark).and_then(|known| held(&self.bytes[known.place.clone()])) {
            locked(&self.used).push(mark);
            return value;
        }
        // What this run made before is asked for again where a plan is made.
        let known_since = locked(&self.new).get(&mark).cloned();
        if let Some(value) = known_since.and_then(|bytes| held(&bytes)) {
            return value;
        }
        let value = make();
        if holds(&value)
            && let Ok(bytes) = postcard::to_stdvec(&value)
        {
            locked(&self.new).insert(mark, bytes.into());
        }
        value
    }

    /// Remembers what is new, if it is worth it, and what was there and is not too old.
    pub fn save(&self) {
        let new = locked(&self.new);
        let new_bytes: usize = new.values().map(|bytes| bytes.len()).sum();
        if new_bytes <= self.bytes.len() / LEAST_PART {
            return;
        }
        let mut values: FxHashMap<TextMark, (&[u8], u8)> = FxHashMap::default();
        values.extend(self.known.iter().map(|(mark, known)| (*mark, (&self.bytes[known.place.clone()], known.age.saturating_add(1)))));
        for mark in &*locked(&self.used) {
            values.entry(*mark).and_modify(|(_, age)| *age = 0);
        }
        values.extend(new.iter().map(|(mark, bytes)| (*mark, (&**bytes, 0))));
        let mut values: Vec<_> = values.into_iter().filter(|(_, (_, age))| *age <= OLDEST).collect();
        values.sort_unstable();
        let table: Table = values.iter().map(|(mark, (bytes, age))| (*mark, bytes.len() as u32, *age)).collect();
        let Ok(mut body) = postcard::to_stdvec(&table) else { return };
        for (_, (bytes, _)) in &values {
            body.extend_from_slice(bytes);
        }
        self.cache.put_body(&self.name, self.key, &body);
    }
}

fn locked<T>(value: &Mutex<T>) -> MutexGuard<'_, T> {
    value.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Where the values are in the bytes of a pack that is whole.
fn table(bytes: &[u8], name: &str, key: u64) -> Option<FxHashMap<TextMark, Known>> {
    let (table, rest): (Table, _) = postcard::take_from_bytes(file::body(bytes, name, key)?).ok()?;
    let mut at = bytes.len() - rest.len();
    let mut known = FxHashMap::default();
    for (mark, length, age) in table {
        let place = at..at + length as usize;
        at = place.end;
        known.insert(mark, Known { place, age });
    }
    (at == bytes.len()).then_some(known)
}
