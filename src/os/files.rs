//! Small steps on files and folders whose order on disk matters, with the path in every error.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::folder_entries;
use super::inputs::{Question, noted};
use super::memory::mounted_at;

/// Why a step on a file or folder failed.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
#[error("could not {action} `{}`: {source}", path.display())]
pub struct FileError {
    /// What was tried: `create the folder`.
    pub action: &'static str,
    /// On what.
    pub path: PathBuf,
    /// What the system says.
    pub source: io::Error,
}

impl FileError {
    /// Whether a file or folder was not there.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        self.source.kind() == io::ErrorKind::NotFound
    }

    /// The function that turns the system's error about `path` into this one.
    pub(super) fn on(action: &'static str, path: &Path) -> impl Fn(io::Error) -> Self {
        move |source| Self { action, path: path.to_owned(), source }
    }
}

/// Whether something is at `path`; a symlink counts, wherever it leads.
#[must_use]
pub fn exists(path: &Path) -> bool {
    match mounted_at(path) {
        Some(tree) => tree.exists(path),
        None => noted(std::fs::symlink_metadata(path).is_ok(), || Question::Exists(path.to_owned())),
    }
}

/// Makes a folder; one that is there already is fine, a symlink in its place is not.
pub fn create_folder(path: &Path) -> Result<(), FileError> {
    let on = FileError::on("create the folder", path);
    match std::fs::create_dir(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        result => return result.map_err(on),
    }
    let metadata = std::fs::symlink_metadata(path).map_err(&on)?;
    if metadata.is_dir() { Ok(()) } else { Err(on(io::ErrorKind::NotADirectory.into())) }
}

/// Opens a file to write it from its start; what was in it is gone.
pub fn create_file(path: &Path) -> io::Result<std::fs::File> {
    std::fs::File::create(path)
}

/// Writes a file that is not there yet, and makes its bytes durable; its name is durable after [`sync_folder`].
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let file = std::fs::OpenOptions::new().write(true).create_new(true).open(path);
    let written = file.and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()));
    written.map_err(FileError::on("write", path))
}

/// Writes a file; what was in it is gone.
pub fn overwrite(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    std::fs::write(path, bytes).map_err(FileError::on("write", path))
}

/// Renames a file or folder and makes the new name durable.
pub fn rename(from: &Path, to: &Path) -> Result<(), FileError> {
    std::fs::rename(from, to).map_err(FileError::on("rename", from))?;
    to.parent().map_or(Ok(()), sync_folder)
}

/// Removes a file; one that is not there is fine.
pub fn remove_file(path: &Path) -> Result<(), FileError> {
    accept_missing(std::fs::remove_file(path)).map_err(FileError::on("remove", path))
}

/// Removes a folder and everything in it, without following symlinks; one that is not there is fine.
pub fn remove_folder(path: &Path) -> Result<(), FileError> {
    accept_missing(std::fs::remove_dir_all(path)).map_err(FileError::on("remove the folder", path))
}

/// Removes a folder that is empty; one that is not, or is not there, is left as it is.
pub fn remove_empty_folder(path: &Path) {
    let _ = std::fs::remove_dir(path);
}

/// Makes the names in a folder durable. Systems that cannot do that for a folder do it on their own.
pub fn sync_folder(path: &Path) -> Result<(), FileError> {
    if cfg!(unix) {
        std::fs::File::open(path).and_then(|folder| folder.sync_all()).map_err(FileError::on("write to disk the folder", path))?;
    }
    Ok(())
}

/// Copies files and folders below `from` into the folder `to`, which is made; symlinks are left out.
pub fn copy_tree(from: &Path, to: &Path) -> Result<(), FileError> {
    std::fs::create_dir_all(to).map_err(FileError::on("create the folder", to))?;
    for path in folder_entries(from).map_err(FileError::on("list", from))? {
        let on = FileError::on("copy", &path);
        let relative = path.strip_prefix(from).unwrap_or(&path);
        let kind = std::fs::symlink_metadata(&path).map_err(&on)?.file_type();
        if kind.is_dir() {
            create_folder(&to.join(relative))?;
        } else if kind.is_file() {
            std::fs::copy(&path, to.join(relative)).map_err(on)?;
        }
    }
    Ok(())
}

fn accept_missing(result: io::Result<()>) -> io::Result<()> {
    result.or_else(|error| if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_is_copied_with_its_folders() {
        let folder = tempfile::tempdir().unwrap();
        let from = folder.path().join("from");
        std::fs::create_dir_all(from.join("a/b")).unwrap();
        std::fs::write(from.join("a/b/c"), "text").unwrap();
        let to = folder.path().join("deep/to");
        copy_tree(&from, &to).unwrap();
        assert_eq!(std::fs::read_to_string(to.join("a/b/c")).unwrap(), "text");
    }

    #[test]
    fn a_file_in_place_of_a_folder_is_an_error_that_names_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("name");
        std::fs::write(&path, "").unwrap();
        let message = create_folder(&path).unwrap_err().to_string();
        assert!(message.starts_with("could not create the folder `") && message.contains("name"), "{message}");
    }

    #[test]
    fn removing_what_is_not_there_is_fine() {
        remove_file(Path::new("/no/such/file")).unwrap();
        remove_folder(Path::new("/no/such/folder")).unwrap();
    }
}
