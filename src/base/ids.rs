//! Names, file ids and the paths of definitions.

use serde::{Deserialize, Serialize};
use std::fmt;

/// An identifier of the analysed code; short ones need no allocation.
pub type Name = smol_str::SmolStr;

/// A file of the workspace: its place in the list of files sorted by path.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct FileId(pub u32);

impl FileId {
    /// For indexing a list that has one entry a file.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The canonical path of a definition, such as `std::fs::read` or `std::path::Path::exists`: crate name first, no generics.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct DefPath(Name);

impl DefPath {
    /// The path written as `text`.
    #[must_use]
    pub fn new(text: impl AsRef<str>) -> Self {
        Self(Name::new(text))
    }

    /// This path with one more segment.
    #[must_use]
    pub fn join(&self, segment: &str) -> Self {
        Self(smol_str::format_smolstr!("{}::{segment}", self.0))
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last segment.
    #[must_use]
    pub fn last(&self) -> &str {
        self.0.rsplit("::").next().unwrap_or(&self.0)
    }

    /// All but the last segment, if there is more than one.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        self.0.rsplit_once("::").map(|(parent, _)| Self(Name::new(parent)))
    }
}

impl fmt::Display for DefPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}
