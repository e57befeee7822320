//! The folder in which the user's programs keep what they can make again.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::SystemTime;

/// `XDG_CACHE_HOME`, or `.cache` in the user's home (the XDG Base Directory Specification: "all paths set in these environment variables
/// must be absolute", others are ignored).
#[must_use]
pub fn cache_folder() -> Option<PathBuf> {
    let named = super::variable("XDG_CACHE_HOME").map(PathBuf::from).filter(|folder| folder.is_absolute());
    named.or_else(|| super::home().filter(|home| home.is_absolute()).map(|home| home.join(".cache")))
}

/// A file that is kept between runs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CacheFile {
    /// Where.
    pub path: PathBuf,
    /// Bytes.
    pub length: u64,
    /// When it was written, or last of use.
    pub used: SystemTime,
}

/// The files in `folder`, which need not exist; what cannot be asked is left out. Folders in it are not looked into.
#[must_use]
pub fn cache_files(folder: &Path) -> Vec<CacheFile> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    entries.filter_map(|entry| cache_file(&entry.path())).collect()
}

/// The file at `path`, if there is one.
#[must_use]
pub fn cache_file(path: &Path) -> Option<CacheFile> {
    let metadata = std::fs::symlink_metadata(path).ok().filter(std::fs::Metadata::is_file)?;
    Some(CacheFile { path: path.to_owned(), length: metadata.len(), used: metadata.modified().ok()? })
}

/// The bytes of a file that is kept between runs. What a run finds does not depend on it, and it is no input of the run.
///
/// # Errors
/// What the system says.
pub fn read_cached(path: &Path) -> io::Result<Vec<u8>> {
    std::fs::read(path)
}

/// Puts down that a file was of use now; where that cannot be done, it counts as old.
pub fn was_used_now(path: &Path) {
    let file = std::fs::OpenOptions::new().append(true).open(path);
    let _ = file.and_then(|file| file.set_modified(SystemTime::now()));
}

/// Writes the bytes of `parts` to a file of `folder`, which is made with those above it, so that whoever reads it gets all of them or none.
///
/// # Errors
/// What the system says; nothing is left behind then.
pub fn replace_file(folder: &Path, name: &str, parts: &[&[u8]]) -> io::Result<()> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    std::fs::create_dir_all(folder)?;
    let unique = format!(".{name}.{}.{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let temporary = folder.join(unique);
    let write = |mut file: std::fs::File| parts.iter().try_for_each(|part| file.write_all(part));
    let written = std::fs::File::create(&temporary).and_then(write).and_then(|()| std::fs::rename(&temporary, folder.join(name)));
    if written.is_err() {
        let _ = std::fs::remove_file(&temporary);
    }
    written
}
