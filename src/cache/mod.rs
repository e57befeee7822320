//! What is remembered between runs: plain values by name and key, in the user's cache folder. Whatever is there may be gone, broken or
//! somebody else's at any time; then it is made again.

mod file;
mod pack;
mod reuse;
mod upkeep;

use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::os;

pub use pack::Pack;
pub use upkeep::{Contents, MOST_BYTES};

/// Values that can be had again, each in a file of its own.
#[derive(Clone, Debug, Default)]
pub struct Cache {
    /// None where nothing is remembered.
    folder: Option<PathBuf>,
    /// A folder, and the one that it is a copy of: what is remembered of one is of use for the other.
    copy: Option<(PathBuf, PathBuf)>,
    /// The first thing that went wrong, if somebody can do something about it.
    complaint: Arc<OnceLock<String>>,
}

/// Caches are the same if they remember the same.
impl PartialEq for Cache {
    fn eq(&self, other: &Self) -> bool {
        self.folder == other.folder
    }
}

impl Eq for Cache {}

impl Hash for Cache {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.folder.hash(state);
    }
}

impl Cache {
    /// The cache in this folder, which need not exist.
    #[must_use]
    pub fn in_folder(folder: PathBuf) -> Self {
        Self { folder: Some(folder), ..Self::default() }
    }

    /// Where it is; none where nothing is remembered.
    #[must_use]
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// This cache for a run over `copy`, which stands for `original`.
    #[must_use]
    pub fn for_copy(&self, copy: &Path, original: &Path) -> Self {
        Self { copy: Some((copy.to_owned(), original.to_owned())), ..self.clone() }
    }

    /// The folder that the one at `path` stands for: itself, if it is no copy.
    #[must_use]
    pub fn original(&self, path: &Path) -> PathBuf {
        let moved = self.copy.as_ref().and_then(|(copy, original)| Some(original.join(path.strip_prefix(copy).ok()?)));
        moved.map_or_else(|| path.to_owned(), |moved| moved.components().collect())
    }

    /// The value that was put under `name` and `key`, if its file is whole and this program wrote it.
    #[must_use]
    pub fn get<T: DeserializeOwned>(&self, name: &str, key: u64) -> Option<T> {
        let bytes = os::read_cached(&self.file(name, key)?).ok()?;
        postcard::from_bytes(file::body(&bytes, name, key)?).ok()
    }

    /// Remembers a value. Where that cannot be done it is only forgotten.
    pub fn put(&self, name: &str, key: u64, value: &impl Serialize) {
        // A path that is no Unicode cannot be written; the next run makes the value again.
        let Ok(body) = postcard::to_stdvec(value) else { return };
        self.put_body(name, key, &body);
    }

    fn put_body(&self, name: &str, key: u64, body: &[u8]) {
        let Some(folder) = &self.folder else { return };
        match os::replace_file(folder, &file::name(name, key), &[file::head(name, key, body).as_bytes(), body]) {
            Ok(()) => self.sweep_at_times(),
            Err(error) => self.complain(|| format!("nothing is remembered for the next run in `{}`: {error}", folder.display())),
        }
    }

    fn file(&self, name: &str, key: u64) -> Option<PathBuf> {
        Some(self.folder.as_ref()?.join(file::name(name, key)))
    }

    fn complain(&self, text: impl FnOnce() -> String) {
        let _ = self.complaint.get_or_init(text);
    }

    /// The first thing that went wrong, if there is something to be done about it: one line, lower case, no full stop.
    #[must_use]
    pub fn complaint(&self) -> Option<&str> {
        self.complaint.get().map(String::as_str)
    }
}

#[cfg(test)]
mod tests;
