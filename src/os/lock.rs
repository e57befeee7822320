//! A lock between processes that the system itself releases when its holder dies, however it dies.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use super::{FileError, remove_file};

/// A lock file that this process holds until the value is dropped.
#[derive(Debug)]
pub struct FileLock {
    file: File,
    path: PathBuf,
}

impl FileLock {
    /// Takes the lock at `path`, whose folder exists; `None` if another process holds it.
    pub fn take(path: &Path) -> Result<Option<Self>, FileError> {
        loop {
            let on = FileError::on("lock", path);
            let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path).map_err(&on)?;
            match file.try_lock() {
                Err(TryLockError::WouldBlock) => return Ok(None),
                Err(TryLockError::Error(error)) => return Err(on(error)),
                Ok(()) => {}
            }
            // The last holder may have removed the file between our open and our lock; then others lock a newer file of that name.
            if is_at(&file, path) {
                return Ok(Some(Self { file, path: path.to_owned() }));
            }
        }
    }

    /// Removes the lock file, then lets go of the lock.
    pub fn remove(self) -> Result<(), FileError> {
        // Where two handles of one file cannot be told apart, the file stays: it does no harm.
        if cfg!(unix) { remove_file(&self.path) } else { Ok(()) }
    }
}

impl Drop for FileLock {
    fn drop(&mut self) {
        // Closing the file would not be enough: a child that is just being started has a copy of the handle until it runs its program.
        let _ = self.file.unlock();
    }
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (Ok(ours), Ok(theirs)) = (file.metadata(), std::fs::metadata(path)) else { return false };
    (ours.dev(), ours.ino()) == (theirs.dev(), theirs.ino())
}

#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_held_once_and_taken_again_after_its_end() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        let lock = FileLock::take(&path).unwrap().unwrap();
        assert!(FileLock::take(&path).unwrap().is_none());
        // As a child holds it for a moment that another thread is just starting.
        let copy = lock.file.try_clone().unwrap();
        drop(lock);
        FileLock::take(&path).unwrap().unwrap().remove().unwrap();
        assert!(FileLock::take(&path).unwrap().is_some());
        drop(copy);
    }

    #[cfg(unix)]
    #[test]
    fn a_lock_on_a_removed_file_is_not_the_lock_on_its_successor() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        let old = File::create(&path).unwrap();
        assert!(is_at(&old, &path));
        std::fs::remove_file(&path).unwrap();
        assert!(!is_at(&old, &path));
        let new = File::create(&path).unwrap();
        assert!(!is_at(&old, &path) && is_at(&new, &path));
    }
}
