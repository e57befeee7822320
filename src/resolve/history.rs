//! What became of a program: two with the same beginning and the same history mean the same by the same ids.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

/// What was added to a program since it was made, as one number.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct History(u64);

impl History {
    pub(super) fn add(&mut self, what: &impl Hash) {
        let mut hasher = FxHasher::default();
        (self.0, what).hash(&mut hasher);
        self.0 = hasher.finish();
    }
}
