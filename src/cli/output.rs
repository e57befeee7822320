//! Where a result goes: to standard output, or to a file.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use miette::Diagnostic;
use thiserror::Error;

use super::Failure;
use crate::os;

#[derive(Debug, Error, Diagnostic)]
#[error("cannot write {}", path.display())]
struct UnwritableFile {
    path: PathBuf,
    source: io::Error,
}

/// Lets `render` write the file at `path`.
pub(super) fn write_file(path: &Path, render: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let write = || {
        let mut file = BufWriter::new(os::create_file(path)?);
        render(&mut file)?;
        file.flush()
    };
    write().map_err(|source| Failure::usage(UnwritableFile { path: path.to_owned(), source }))
}
