//! Values that are mostly empty.

use std::ops::{Deref, DerefMut};

use serde::{Deserialize, Serialize};

/// A value that is empty in most places, where it takes one word.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Rare<T>(Option<Box<T>>);

/// What can be empty.
pub trait Absent: Default + 'static {
    /// The empty value, which is the default.
    fn absent() -> &'static Self;
}

impl Absent for Vec<String> {
    fn absent() -> &'static Self {
        static ABSENT: Vec<String> = Vec::new();
        &ABSENT
    }
}

impl<T> Default for Rare<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Absent> Deref for Rare<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0.as_deref().unwrap_or_else(|| T::absent())
    }
}

/// Only for who writes something into it.
impl<T: Absent> DerefMut for Rare<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.0.get_or_insert_default()
    }
}

impl<T: Absent + PartialEq> PartialEq for Rare<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Absent + Eq> Eq for Rare<T> {}

impl<T: Absent> Rare<T> {
    /// The value.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.0.map_or_else(T::default, |value| *value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Absent for String {
        fn absent() -> &'static Self {
            static ABSENT: String = String::new();
            &ABSENT
        }
    }

    #[test]
    fn what_is_empty_is_the_same_however_it_came_to_be() {
        let mut written = Rare::<String>::default();
        written.push('a');
        assert_eq!(*written, "a");
        assert_ne!(written, Rare::default());
        written.pop();
        assert_eq!(written, Rare::default());
        assert_eq!(written.into_inner(), "");
        assert_eq!(size_of::<Rare<String>>(), size_of::<usize>());
    }
}
