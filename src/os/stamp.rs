//! How a file looks from outside: enough to tell that it was not written to since, as git's index does it.

use std::fs::Metadata;
use std::path::Path;
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

/// The coarsest clock of a file system that is in use: FAT keeps times in steps of two seconds.
const TICK: Duration = Duration::from_secs(2);

/// What the file system says of a file without opening it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub(super) struct Stamp {
    /// Bytes.
    length: u64,
    /// When the bytes were last written: nanoseconds since 1970.
    modified: i128,
    /// When anything of it was last changed, which nobody can set back: nanoseconds since 1970, where the system has it.
    changed: i128,
    /// Which file of which file system it is, where the system has it.
    identity: (u64, u64),
}

impl Stamp {
    pub(super) fn of(path: &Path) -> Option<Self> {
        Some(Self::new(&std::fs::metadata(path).ok()?))
    }

    #[cfg(unix)]
    pub(super) fn new(metadata: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        let nanoseconds = |seconds: i64, rest: i64| i128::from(seconds) * 1_000_000_000 + i128::from(rest);
        Self {
            length: metadata.len(),
            modified: nanoseconds(metadata.mtime(), metadata.mtime_nsec()),
            changed: nanoseconds(metadata.ctime(), metadata.ctime_nsec()),
            identity: (metadata.dev(), metadata.ino()),
        }
    }

    #[cfg(not(unix))]
    pub(super) fn new(metadata: &Metadata) -> Self {
        let modified = metadata.modified().map_or(i128::MAX, nanoseconds);
        let created = metadata.created().map_or(0, nanoseconds);
        Self { length: metadata.len(), modified, changed: created, identity: (0, 0) }
    }

    /// Whether a file that is written to after `read`, when it looked like this, will look otherwise. A file that was written to just
    /// before may be written to again within the same tick of the clock ("racy" in the words of git).
    pub(super) fn is_settled(&self, read: SystemTime) -> bool {
        self.modified.max(self.changed) + TICK.as_nanos().cast_signed() < nanoseconds(read)
    }
}

fn nanoseconds(time: SystemTime) -> i128 {
    match time.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(since) => since.as_nanos().cast_signed(),
        Err(before) => -before.duration().as_nanos().cast_signed(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_was_just_written_is_not_settled_and_one_that_is_written_again_looks_otherwise() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        std::fs::write(&path, "one").unwrap();
        let stamp = Stamp::of(&path).unwrap();
        assert!(!stamp.is_settled(SystemTime::now()));
        assert!(stamp.is_settled(SystemTime::now() + TICK + Duration::from_secs(1)));
        std::fs::write(&path, "three").unwrap();
        assert_ne!(Stamp::of(&path), Some(stamp));
        assert_eq!(Stamp::of(&folder.path().join("b")), None);
    }
}
