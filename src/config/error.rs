//! Why a configuration cannot be used.

use crate::os::{FileError, ReadError};
use crate::rules::RulesError;

/// Why a configuration cannot be used.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("the configuration cannot be read")]
    Read(#[from] ReadError),
    /// Something in it is wrong, at its place.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Content(#[from] Box<RulesError>),
    /// It is there in both forms.
    #[error("the configuration is there twice: in `cargo-unblock.toml` and in `[workspace.metadata.cargo-unblock]` of `Cargo.toml`")]
    #[diagnostic(help("keep one of them"))]
    Twice,
    /// A start cannot be written where a configuration is.
    #[error("there is a configuration already: {0}")]
    #[diagnostic(help("`cargo unblock check --print-config` shows what it says"))]
    AlreadyThere(String),
    /// A start cannot be written.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Write(#[from] FileError),
    /// A zone that was asked for is no pattern of files.
    #[error("`{pattern}` is no pattern of files: {message}")]
    NotAPattern {
        /// As it was written.
        pattern: String,
        /// What is wrong with it.
        message: String,
    },
}

impl From<RulesError> for ConfigError {
    fn from(error: RulesError) -> Self {
        Self::Content(Box::new(error))
    }
}
