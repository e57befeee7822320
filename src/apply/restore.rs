//! Back to the original bytes: after a crash by the next run, after a failed check by the same one.

use std::path::{Path, PathBuf};

use super::journal::{Entry, Intended, Journal, JournalError, Mark};
use crate::os::{self, Target};

/// What a restore did.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Restored {
    /// Files that hold their original bytes again, relative to the root.
    pub restored: Vec<String>,
    /// Files that somebody else changed in the meantime: left as they are.
    pub kept: Vec<Kept>,
}

/// A file that a restore found with bytes of somebody else.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Kept {
    /// Relative to the root.
    pub path: String,
    /// A copy of what the file itself no longer holds: the original bytes, or for `Cargo.lock` the bytes that were found.
    pub copy: PathBuf,
}

/// Why originals could not be restored. The journal is still there, and the next run tries again.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
pub enum RestoreError {
    /// The journal could not be read or removed.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Journal(#[from] JournalError),
    /// A file could not be written.
    #[error("the original bytes of `{path}` could not be restored")]
    #[diagnostic(help("make the file writable and run again: the journal still holds its original bytes"))]
    Write {
        /// The file, relative to the root.
        path: String,
        /// Why.
        #[source]
        #[diagnostic_source]
        source: os::WriteError,
    },
    /// A file could not be read.
    #[error("the original bytes of `{path}` could not be restored")]
    Read {
        /// The file, relative to the root.
        path: String,
        /// Why.
        #[source]
        #[diagnostic_source]
        source: os::ReadError,
    },
    /// A copy could not be put aside, or a file not be removed.
    #[error("the original bytes of `{path}` could not be restored")]
    File {
        /// The file, relative to the root.
        path: String,
        /// Why.
        #[source]
        #[diagnostic_source]
        source: os::FileError,
    },
}

/// When a restore happens, and so who may have written `Cargo.lock` since.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum When {
    /// In the run that wrote the journal: cargo did, a moment ago.
    AtOnce,
    /// In a later run: anybody.
    Later,
}

/// Undoes everything that the journals below `home` know of: back to before the first of them.
pub(super) fn restore_all(root: &Path, home: &Path, aside: &Path, when: When) -> Result<Restored, RestoreError> {
    let mut done = Restored::default();
    for (number, journal) in Journal::load_all(home)?.iter().enumerate() {
        // What cargo wrote before the newest journal began, nobody else has seen.
        let restored = restore(root, aside, journal, if number == 0 { when } else { When::AtOnce })?;
        done.restored.extend(restored.restored);
        done.kept.extend(restored.kept);
    }
    done.restored.sort();
    done.restored.dedup();
    Ok(done)
}

/// Restores every file of the journal, then removes it. A file that holds neither its original nor its intended bytes is left, and its
/// original is put aside in the folder `aside`.
pub(super) fn restore(root: &Path, aside: &Path, journal: &Journal, when: When) -> Result<Restored, RestoreError> {
    let mut done = Restored::default();
    for (entry, original) in journal.entries() {
        restore_entry(root, aside, (entry, &original), when, &mut done)?;
    }
    journal.remove()?;
    Ok(done)
}

fn restore_entry(
    root: &Path,
    aside: &Path,
    (entry, journalled): (&Entry, &Path),
    when: When,
    done: &mut Restored,
) -> Result<(), RestoreError> {
    let path = root.join(&entry.path);
    let write_error = |source| RestoreError::Write { path: entry.path.clone(), source };
    let file_error = |source| RestoreError::File { path: entry.path.clone(), source };
    os::remove_left_overs(&path).map_err(write_error)?;
    let current = match os::read_bytes(&path) {
        Ok(bytes) => Some(bytes),
        // A folder or a link to nothing in its place is the work of somebody else, like a file that is gone.
        Err(os::ReadError::NotFound { .. } | os::ReadError::NotAFile { .. }) => None,
        Err(source) => return Err(RestoreError::Read { path: entry.path.clone(), source }),
    };
    if current == entry.original {
        return Ok(());
    }
    let mut put_aside = |bytes: &[u8], what: &str| -> Result<(), RestoreError> {
        let copy = put_aside(aside, &entry.path, bytes, what).map_err(file_error)?;
        done.kept.push(Kept { path: entry.path.clone(), copy });
        Ok(())
    };
    match (&entry.intended, &current) {
        (Intended::Bytes(mark), Some(bytes)) if Mark::of(bytes) == *mark => {}
        (Intended::Bytes(_), _) => return put_aside(entry.original.as_deref().unwrap_or_default(), "original"),
        (Intended::CargoDecides, Some(bytes)) if when == When::Later => put_aside(bytes, "found")?,
        (Intended::CargoDecides, _) => {}
    }
    match (&entry.original, &current) {
        (Some(original), Some(_)) => {
            let target = Target::check(root, &entry.path).map_err(write_error)?;
            // Where there is no room for another copy, the one in the journal becomes the file.
            let staged = target.stage(original).or_else(|error| target.stage_link(journalled).map_err(|_| error));
            staged.and_then(os::Staged::publish).map_err(write_error)?;
        }
        (Some(original), None) => os::write_new(&path, original).map_err(file_error)?,
        (None, _) => os::remove_file(&path).map_err(file_error)?,
    }
    done.restored.push(entry.path.clone());
    Ok(())
}

/// Writes a copy under a name that is free: `src/a.rs` becomes `src--a.rs.original`, then `src--a.rs.original.1`.
fn put_aside(aside: &Path, path: &str, bytes: &[u8], what: &str) -> Result<PathBuf, os::FileError> {
    os::create_folder(aside)?;
    let name = format!("{}.{what}", path.replace('/', "--"));
    let numbered = (1..).map(|number| format!("{name}.{number}"));
    let free = std::iter::once(name.clone()).chain(numbered).map(|name| aside.join(name)).find(|copy| !os::exists(copy));
    let copy = free.unwrap_or_else(|| aside.join(&name));
    os::write_new(&copy, bytes)?;
    os::sync_folder(aside)?;
    Ok(copy)
}
