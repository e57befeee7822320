//! Reading source files: whole, bounded in size, and with an error that says what is wrong with the file.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::inputs::{Question, mark_unrepeatable, note, noted};
use super::memory::mounted_at;
use super::stamp::Stamp;

/// The largest file that is read, in bytes: far above any source that people or generators write, far below the 4 GiB that a
/// [`Span`](crate::base::Span) can point into.
pub const LARGEST_SOURCE: u64 = 64 * 1024 * 1024;

/// Why a file could not be read.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
pub enum ReadError {
    /// The bytes are not UTF-8, which Rust source has to be.
    #[error("`{}` is not UTF-8: the byte at offset {offset} is not part of a character", path.display())]
    #[diagnostic(help("nothing but UTF-8 is read; convert the file"))]
    NotUtf8 {
        /// The file.
        path: PathBuf,
        /// Offset of the first bad byte, from 0.
        offset: usize,
    },
    /// The file is larger than [`LARGEST_SOURCE`].
    #[error("`{}` is too large: {length} bytes, and at most {LARGEST_SOURCE} are read", path.display())]
    #[diagnostic(help("exclude the file"))]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its length in bytes.
        length: u64,
    },
    /// The path is a folder, a pipe, a device or a socket.
    #[error("`{}` is not a regular file", path.display())]
    NotAFile {
        /// The path.
        path: PathBuf,
    },
    /// There is no such file.
    #[error("`{}` does not exist", path.display())]
    NotFound {
        /// The path.
        path: PathBuf,
    },
    /// The file or a folder above it may not be read.
    #[error("`{}` may not be read: permission denied", path.display())]
    #[diagnostic(help("grant read permission, or exclude the file"))]
    Denied {
        /// The path.
        path: PathBuf,
    },
    /// Anything else the system reports, such as a symlink loop.
    #[error("`{}` could not be read: {source}", path.display())]
    Io {
        /// The path.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

impl ReadError {
    /// The error for what the system said about `path`.
    #[must_use]
    pub fn from_io(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::NotFound => Self::NotFound { path },
            io::ErrorKind::PermissionDenied => Self::Denied { path },
            _ => Self::Io { path, source },
        }
    }
}

impl ReadError {
    /// What is wrong, without the path.
    #[must_use]
    pub fn reason(&self) -> String {
        match self {
            Self::NotUtf8 { offset, .. } => format!("is not UTF-8: the byte at offset {offset} is not part of a character"),
            Self::TooLarge { length, .. } => format!("is too large: {length} bytes, and at most {LARGEST_SOURCE} are read"),
            Self::NotAFile { .. } => "is not a regular file".to_owned(),
            Self::NotFound { .. } => "does not exist".to_owned(),
            Self::Denied { .. } => "may not be read: permission denied".to_owned(),
            Self::Io { source, .. } => format!("could not be read: {source}"),
        }
    }
}

/// The text of a source file, byte for byte: a byte order mark and `\r\n` are still there.
pub fn read_source(path: &Path) -> Result<String, ReadError> {
    String::from_utf8(read_bytes(path)?)
        .map_err(|error| ReadError::NotUtf8 { path: path.to_owned(), offset: error.utf8_error().valid_up_to() })
}

/// The size of all these files together, in bytes; a file that cannot be asked counts nothing.
#[must_use]
pub fn total_size(paths: &[PathBuf]) -> u64 {
    paths.iter().filter_map(|path| length(path)).sum()
}

pub(super) fn length(path: &Path) -> Option<u64> {
    if let Some(tree) = mounted_at(path) {
        return tree.length(path);
    }
    let length = std::fs::metadata(path).ok().map(|metadata| metadata.len());
    noted(length, || Question::Length(path.to_owned()))
}

/// The bytes of a regular file of at most [`LARGEST_SOURCE`] bytes.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, ReadError> {
    if let Some(tree) = mounted_at(path) {
        return tree.read(path);
    }
    let (bytes, stamp) = stamped_bytes(path);
    if matches!(&bytes, Err(ReadError::Io { .. })) {
        mark_unrepeatable();
    }
    note(&content(&bytes), stamp, || Question::Bytes(path.to_owned()));
    bytes
}

/// What another run has to read as well to find the same.
pub(super) fn content(bytes: &Result<Vec<u8>, ReadError>) -> Result<&[u8], String> {
    bytes.as_deref().map_err(ReadError::reason)
}

/// The same as [`read_bytes`], not put down as a question of this run, with how the file looked before it was read.
pub(super) fn stamped_bytes(path: &Path) -> (Result<Vec<u8>, ReadError>, Option<Stamp>) {
    // Asked before opening: to open a pipe without a writer would wait for ever.
    match std::fs::metadata(path) {
        Ok(metadata) => (bytes_of(path, &metadata), Some(Stamp::new(&metadata))),
        Err(error) => (Err(ReadError::from_io(path, error)), None),
    }
}

fn bytes_of(path: &Path, metadata: &std::fs::Metadata) -> Result<Vec<u8>, ReadError> {
    let from_io = |source| ReadError::from_io(path, source);
    if !metadata.is_file() {
        return Err(ReadError::NotAFile { path: path.to_owned() });
    }
    let too_large = |length| ReadError::TooLarge { path: path.to_owned(), length };
    if metadata.len() > LARGEST_SOURCE {
        return Err(too_large(metadata.len()));
    }
    let file = std::fs::File::open(path).map_err(from_io)?;
    let mut bytes = Vec::with_capacity(metadata.len() as usize + 1);
    // The file may grow while it is read.
    file.take(LARGEST_SOURCE + 1).read_to_end(&mut bytes).map_err(from_io)?;
    if bytes.len() as u64 > LARGEST_SOURCE {
        return Err(too_large(bytes.len() as u64));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_byte_for_byte() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.rs");
        std::fs::write(&path, "\u{feff}fn a() {}\r\n").unwrap();
        assert_eq!(read_source(&path).unwrap(), "\u{feff}fn a() {}\r\n");
    }

    #[test]
    fn the_first_bad_byte_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.rs");
        std::fs::write(&path, b"// caf\xe9\n").unwrap();
        assert!(matches!(read_source(&path), Err(ReadError::NotUtf8 { offset: 6, .. })));
    }

    #[test]
    fn a_file_over_the_limit_is_refused_without_reading_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.rs");
        std::fs::File::create(&path).unwrap().set_len(LARGEST_SOURCE + 1).unwrap();
        assert!(matches!(read_source(&path), Err(ReadError::TooLarge { length, .. }) if length == LARGEST_SOURCE + 1));
    }

    #[test]
    fn folders_and_missing_files_are_named_as_such() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(read_source(folder.path()), Err(ReadError::NotAFile { .. })));
        assert!(matches!(read_source(&folder.path().join("no.rs")), Err(ReadError::NotFound { .. })));
    }

    #[cfg(unix)]
    #[test]
    fn a_symlink_to_itself_is_an_error_of_the_system() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.rs");
        std::os::unix::fs::symlink("a.rs", &path).unwrap();
        assert!(matches!(read_source(&path), Err(ReadError::Io { .. })));
    }

    // The superuser may read everything, so the error comes from its kind here, not from a file without permissions.
    #[test]
    fn permission_denied_has_a_message_of_its_own() {
        let error = ReadError::from_io(Path::new("a.rs"), io::ErrorKind::PermissionDenied.into());
        assert_eq!(error.to_string(), "`a.rs` may not be read: permission denied");
    }
}
