//! What is in the folder, and how it stays small.

use std::path::Path;
use std::time::{Duration, SystemTime};

use super::Cache;
use crate::os::{self, CacheFile};

/// What the files may take together, in bytes. The values of a hundred large workspaces take less.
pub const MOST_BYTES: u64 = 1024 * 1024 * 1024;

/// So often it is looked whether there is too much.
const TIME_BETWEEN_SWEEPS: Duration = Duration::from_hours(24);

/// Tells other programs what the folder is; its time is that of the last look. See <https://bford.info/cachedir/>.
const TAG_NAME: &str = "CACHEDIR.TAG";
const TAG: &str = "Signature: 8a477f597d28d172789f06886806bc55
# What cargo-unblock remembers between runs. Everything here can be made again; `cargo unblock cache clean` removes it.
";

/// How much there is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Contents {
    /// Files.
    pub files: u64,
    /// Bytes.
    pub bytes: u64,
}

impl Cache {
    /// How much is remembered.
    #[must_use]
    pub fn contents(&self) -> Contents {
        self.values().iter().fold(Contents::default(), |sum, file| Contents { files: sum.files + 1, bytes: sum.bytes + file.length })
    }

    /// Forgets everything; what there was.
    ///
    /// # Errors
    /// If a file cannot be removed.
    pub fn clean(&self) -> Result<Contents, os::FileError> {
        let contents = self.contents();
        for file in self.values() {
            os::remove_file(&file.path)?;
        }
        if let Some(folder) = &self.folder {
            os::remove_file(&folder.join(TAG_NAME))?;
            os::remove_empty_folder(folder);
        }
        Ok(contents)
    }

    /// The files of values, and those that a run which was killed left half written.
    fn values(&self) -> Vec<CacheFile> {
        let files = self.folder.as_deref().map(os::cache_files).unwrap_or_default();
        files.into_iter().filter(|file| !is_tag(&file.path)).collect()
    }

    /// Sweeps once a day.
    pub(super) fn sweep_at_times(&self) {
        let Some(folder) = &self.folder else { return };
        let now = SystemTime::now();
        let is_due = |tag: &CacheFile| now.duration_since(tag.used).is_ok_and(|since| since > TIME_BETWEEN_SWEEPS);
        match os::cache_file(&folder.join(TAG_NAME)) {
            Some(tag) if !is_due(&tag) => {}
            _ => {
                let _ = os::replace_file(folder, TAG_NAME, &[TAG.as_bytes()]);
                self.sweep(MOST_BYTES);
            }
        }
    }

    /// Drops what was longest of no use, until all that is left fits into `most` bytes.
    pub(super) fn sweep(&self, most: u64) {
        let mut files = self.values();
        files.sort_by_key(|file| file.used);
        let mut bytes: u64 = files.iter().map(|file| file.length).sum();
        for file in files {
            if bytes <= most {
                break;
            }
            // Who cannot remove it now does so another time.
            let _ = os::remove_file(&file.path);
            bytes -= file.length;
        }
    }
}

fn is_tag(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == TAG_NAME)
}
