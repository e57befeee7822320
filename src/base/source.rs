//! The text of one file, byte for byte as it is on disk.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A file's path relative to the root, with `/`, and its text as on disk: a byte order mark, a `#!` line and `\r\n` are still there.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SourceText {
    path: Arc<str>,
    text: Arc<String>,
}

impl SourceText {
    /// A text; at most 4 GiB, which `os::read_source` guarantees.
    #[must_use]
    pub fn new(path: impl Into<Arc<str>>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: Arc::new(text.into()) }
    }

    /// The path relative to the root, with `/`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The text as on disk.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}
