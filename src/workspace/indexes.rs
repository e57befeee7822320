//! Indexes of files by their texts: what was indexed in an earlier run is not parsed again.

use std::hash::{Hash, Hasher};
use std::path::Path;

use rustc_hash::FxHasher;

use crate::cache::{Cache, Pack};
use crate::index::FileIndex;
use crate::os;

/// The indexes that a run makes, and those that earlier runs over the same workspace have made.
#[derive(Debug, Default)]
pub struct Indexes {
    pack: Pack,
}

impl Indexes {
    /// Those of the workspace at `root`.
    #[must_use]
    pub fn open(cache: &Cache, root: &Path) -> Self {
        let mut hasher = FxHasher::default();
        root.hash(&mut hasher);
        Self { pack: Pack::open(cache, "index", hasher.finish()) }
    }

    /// The index of a text; none where the analysis panicked.
    pub(super) fn of(&self, text: &str) -> Option<FileIndex> {
        let index = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| self.pack.get(text, crate::syntax::index)));
        index.inspect_err(|_| os::mark_unrepeatable()).ok()
    }

    /// Remembers them for the next run.
    pub fn save(&self) {
        self.pack.save();
    }
}
