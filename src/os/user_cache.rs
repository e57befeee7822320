//! The folder in which the user's programs keep what they can make again.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// `XDG_CACHE_HOME`, or `.cache` in the user's home (the XDG Base Directory Specification: "all paths set in these environment variables
/// must be absolute", others are ignored).
#[must_use]
pub fn cache_folder() -> Option<PathBuf> {
    let named = super::variable("XDG_CACHE_HOME").map(PathBuf::from).filter(|folder| folder.is_absolute());
    named.or_else(|| std::env::home_dir().filter(|home| home.is_absolute()).map(|home| home.join(".cache")))
}

/// Writes `bytes` to a file of `folder`, which is made with those above it, so that whoever reads it gets all of them or none.
///
/// # Errors
/// What the system says; nothing is left behind then.
pub fn replace_file(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    std::fs::create_dir_all(folder)?;
    let unique = format!(".{name}.{}.{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let temporary = folder.join(unique);
    let written = std::fs::write(&temporary, bytes).and_then(|()| std::fs::rename(&temporary, folder.join(name)));
    if written.is_err() {
        let _ = std::fs::remove_file(&temporary);
    }
    written
}
