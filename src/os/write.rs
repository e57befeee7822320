//! Writing a file so that whoever looks sees the old bytes or the new ones, never a part: a temporary file in the same folder, then a
//! rename. And never through a symlink, nor out of the root.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use super::sync_folder;

/// In the name of every temporary file, after the name of the file that it is for.
const MARK: &str = ".cargo-unblock-";

/// Why a file was not written.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
pub enum WriteError {
    /// The path leads out of the root, by `..`, as an absolute path, or through a symlinked folder.
    #[error("`{path}` is not written: it leads out of the root")]
    #[diagnostic(help("run on the workspace that the file belongs to"))]
    OutOfRoot {
        /// The path, relative to the root.
        path: String,
    },
    /// The file is a symlink.
    #[error("`{}` is not written: it is a symlink", path.display())]
    #[diagnostic(help("replace the symlink by the file, or exclude it"))]
    Symlink {
        /// The file.
        path: PathBuf,
    },
    /// A folder, pipe, device or socket stands in place of the file.
    #[error("`{}` is not written: it is not a regular file", path.display())]
    NotAFile {
        /// The path.
        path: PathBuf,
    },
    /// The file's permissions say that nobody writes it.
    #[error("`{}` is not written: it is read-only", path.display())]
    #[diagnostic(help("give the file write permission, or exclude it"))]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// What the system reports.
    #[error("could not {action} `{}`: {source}", path.display())]
    Io {
        /// What was tried: `create a temporary file for`.
        action: &'static str,
        /// On what.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

fn on(action: &'static str, path: &Path) -> impl Fn(io::Error) -> WriteError {
    move |source| WriteError::Io { action, path: path.to_owned(), source }
}

/// A regular file below a root, reached through no symlink that leaves the root.
#[derive(Clone, Debug)]
pub struct Target {
    /// Invariant: checked by [`Target::check`], the only constructor.
    path: PathBuf,
}

impl Target {
    /// The file at `relative`, a path with `/` below `root`.
    pub fn check(root: &Path, relative: &str) -> Result<Self, WriteError> {
        let out_of_root = || WriteError::OutOfRoot { path: relative.to_owned() };
        let below = Path::new(relative);
        if !below.components().all(|part| matches!(part, Component::Normal(_))) {
            return Err(out_of_root());
        }
        let path = root.join(below);
        let metadata = std::fs::symlink_metadata(&path).map_err(on("look at", &path))?;
        if metadata.is_symlink() {
            return Err(WriteError::Symlink { path });
        }
        if !metadata.is_file() {
            return Err(WriteError::NotAFile { path });
        }
        let real = path.canonicalize().map_err(on("look at", &path))?;
        let real_root = root.canonicalize().map_err(on("look at", root))?;
        if real.starts_with(real_root) { Ok(Self { path }) } else { Err(out_of_root()) }
    }

    /// The file, as the root was given.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// An error if the file's permissions say that nobody writes it. A rename would not mind, but whoever set them would.
    pub fn check_permissions(&self) -> Result<(), WriteError> {
        let metadata = std::fs::metadata(&self.path).map_err(on("look at", &self.path))?;
        if metadata.permissions().readonly() { Err(WriteError::ReadOnly { path: self.path.clone() }) } else { Ok(()) }
    }

    /// Writes `bytes` to a temporary file next to this one, with its permissions and owner, and syncs it.
    pub fn stage(&self, bytes: &[u8]) -> Result<Staged, WriteError> {
        let metadata = std::fs::metadata(&self.path).map_err(on("look at", &self.path))?;
        let temporary = temporary_path(&self.path);
        let staged = Staged { temporary, target: self.path.clone() };
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&staged.temporary)
            .map_err(on("create a temporary file for", &self.path))?;
        file.write_all(bytes).map_err(on("write a temporary file for", &self.path))?;
        keep_owner(&file, &metadata);
        file.set_permissions(metadata.permissions()).map_err(on("keep the permissions of", &self.path))?;
        file.sync_all().map_err(on("write to disk a temporary file for", &self.path))?;
        Ok(staged)
    }

    /// Gives a file that has the bytes already, on the same file system, a second name next to this one, with this one's permissions and
    /// owner: that takes no room on the disk.
    pub fn stage_link(&self, from: &Path) -> Result<Staged, WriteError> {
        let metadata = std::fs::metadata(&self.path).map_err(on("look at", &self.path))?;
        let staged = Staged { temporary: temporary_path(&self.path), target: self.path.clone() };
        std::fs::hard_link(from, &staged.temporary).map_err(on("link a file in place of", &self.path))?;
        let file = File::open(&staged.temporary).map_err(on("open a link in place of", &self.path))?;
        keep_owner(&file, &metadata);
        file.set_permissions(metadata.permissions()).map_err(on("keep the permissions of", &self.path))?;
        Ok(staged)
    }
}

/// New bytes of a file, on disk under another name. Dropped, it is removed, and the file stays as it is.
#[derive(Debug)]
#[must_use]
pub struct Staged {
    temporary: PathBuf,
    target: PathBuf,
}

impl Staged {
    /// Puts the new bytes in place, and makes that durable. A hard link under another name keeps the old bytes.
    pub fn publish(self) -> Result<(), WriteError> {
        std::fs::rename(&self.temporary, &self.target).map_err(on("replace", &self.target))?;
        let folder = self.target.parent().unwrap_or(Path::new("."));
        sync_folder(folder).map_err(|error| on("write to disk", &self.target)(error.source))
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        // After a rename there is nothing to remove; after a failure, what cannot be removed is found by its mark.
        let _ = std::fs::remove_file(&self.temporary);
    }
}

/// Replaces the bytes of a file in one step.
pub fn write_atomically(target: &Target, bytes: &[u8]) -> Result<(), WriteError> {
    target.stage(bytes)?.publish()
}

/// Replaces the bytes of a file that is there, wherever it is, in one step.
pub fn replace_regular_file(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    write_atomically(&Target::check(folder, &name)?, bytes)
}

/// Removes the temporary files that a killed process left for `path`.
pub fn remove_left_overs(path: &Path) -> Result<(), WriteError> {
    let (Some(folder), Some(prefix)) = (path.parent(), temporary_prefix(path)) else { return Ok(()) };
    let Ok(entries) = std::fs::read_dir(folder) else { return Ok(()) };
    for entry in entries.flatten() {
        if entry.file_name().to_str().is_some_and(|name| name.starts_with(&prefix)) {
            std::fs::remove_file(entry.path()).map_err(on("remove a temporary file of", path))?;
        }
    }
    Ok(())
}

fn temporary_prefix(path: &Path) -> Option<String> {
    // Hidden, so that neither cargo nor a walk takes it for source.
    Some(format!(".{}{MARK}", path.file_name()?.to_str()?))
}

/// A name that no other write of this or another process uses.
fn temporary_path(path: &Path) -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let prefix = temporary_prefix(path).unwrap_or_else(|| MARK.to_owned());
    path.with_file_name(format!("{prefix}{}-{number}", std::process::id()))
}

/// The superuser's new file would be the superuser's; whoever else may not give files away and owns them already.
#[cfg(unix)]
fn keep_owner(file: &File, metadata: &Metadata) {
    use std::os::unix::fs::MetadataExt;
    let _ = std::os::unix::fs::fchown(file, Some(metadata.uid()), Some(metadata.gid()));
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Metadata) {}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn folder_with_file() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.rs");
        std::fs::write(&path, "old").unwrap();
        (folder, path)
    }

    fn names(folder: &Path) -> usize {
        std::fs::read_dir(folder).unwrap().count()
    }

    #[test]
    fn bytes_are_replaced_and_permissions_kept() {
        let (folder, path) = folder_with_file();
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o750)).unwrap();
        write_atomically(&Target::check(folder.path(), "a.rs").unwrap(), b"new").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"new");
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o750);
        assert_eq!(names(folder.path()), 1);
    }

    #[test]
    fn what_is_staged_and_not_published_leaves_nothing_behind() {
        let (folder, path) = folder_with_file();
        drop(Target::check(folder.path(), "a.rs").unwrap().stage(b"new").unwrap());
        assert_eq!(std::fs::read(&path).unwrap(), b"old");
        assert_eq!(names(folder.path()), 1);
    }

    #[test]
    fn a_link_takes_the_place_of_a_file_with_its_permissions() {
        let (folder, path) = folder_with_file();
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o750)).unwrap();
        let other = folder.path().join("other");
        std::fs::write(&other, "of the other").unwrap();
        Target::check(folder.path(), "a.rs").unwrap().stage_link(&other).unwrap().publish().unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"of the other");
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o750);
        std::fs::remove_file(&other).unwrap();
        assert_eq!((std::fs::read(&path).unwrap(), names(folder.path())), (b"of the other".to_vec(), 1));
    }

    #[test]
    fn left_overs_of_a_killed_process_are_removed() {
        let (folder, path) = folder_with_file();
        std::mem::forget(Target::check(folder.path(), "a.rs").unwrap().stage(b"new").unwrap());
        std::fs::write(folder.path().join(".b.rs.cargo-unblock-1-1"), "of another file").unwrap();
        assert_eq!(names(folder.path()), 3);
        remove_left_overs(&path).unwrap();
        assert_eq!(names(folder.path()), 2);
    }

    #[test]
    fn a_path_out_of_the_root_is_refused() {
        let (folder, _) = folder_with_file();
        for path in ["../a.rs", "/etc/hostname", "x/../../a.rs", ""] {
            assert!(Target::check(&folder.path().join("root"), path).is_err(), "{path}");
            assert!(!matches!(Target::check(folder.path(), path), Ok(target) if !target.path().is_file()), "{path}");
        }
        assert!(matches!(Target::check(folder.path(), "../a.rs"), Err(WriteError::OutOfRoot { .. })));
    }

    #[test]
    fn symlinks_out_of_the_root_and_symlinked_files_are_refused() {
        let (outside, _) = folder_with_file();
        let (folder, path) = folder_with_file();
        std::fs::create_dir(folder.path().join("inside")).unwrap();
        std::fs::write(folder.path().join("inside/b.rs"), "").unwrap();
        symlink(outside.path(), folder.path().join("out")).unwrap();
        symlink("inside", folder.path().join("in")).unwrap();
        symlink(&path, folder.path().join("link.rs")).unwrap();
        assert!(matches!(Target::check(folder.path(), "out/a.rs"), Err(WriteError::OutOfRoot { .. })));
        assert!(matches!(Target::check(folder.path(), "link.rs"), Err(WriteError::Symlink { .. })));
        assert!(Target::check(folder.path(), "in/b.rs").is_ok());
    }

    #[test]
    fn folders_and_read_only_files_are_refused() {
        let (folder, path) = folder_with_file();
        std::fs::create_dir(folder.path().join("b.rs")).unwrap();
        assert!(matches!(Target::check(folder.path(), "b.rs"), Err(WriteError::NotAFile { .. })));
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o444)).unwrap();
        let target = Target::check(folder.path(), "a.rs").unwrap();
        assert!(matches!(target.check_permissions(), Err(WriteError::ReadOnly { .. })));
    }

    #[test]
    fn a_folder_that_went_away_is_an_error_and_not_a_panic() {
        let (folder, path) = folder_with_file();
        let target = Target::check(folder.path(), "a.rs").unwrap();
        std::fs::remove_file(&path).unwrap();
        assert!(matches!(target.stage(b"new"), Err(WriteError::Io { .. })));
    }
}
