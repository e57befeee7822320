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
        let mut text = smol_str::SmolStrBuilder::new();
        for part in [&self.0, "::", segment] {
            text.push_str(part);
        }
        Self(text.finish())
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last segment.
    #[must_use]
    pub fn last(&self) -> &str {
        match self.last_separator() {
            Some(at) => &self.0[at + 2..],
            None => &self.0,
        }
    }

    /// The last segment but one: the type that a method is of, the module that a function is in.
    #[must_use]
    pub fn owner(&self) -> Option<&str> {
        self.0.rsplit("::").nth(1)
    }

    /// The first segment.
    #[must_use]
    pub fn crate_name(&self) -> &str {
        self.0.find(':').map_or(&self.0, |at| &self.0[..at])
    }

    /// The end of the path, as people name a function: the last segment, with the module or type that it is of.
    #[must_use]
    pub fn short(&self) -> &str {
        let (_, in_crate) = self.0.split_once("::").unwrap_or(("", &self.0));
        match in_crate.rmatch_indices("::").nth(1) {
            Some((at, _)) => &in_crate[at + 2..],
            None => in_crate,
        }
    }

    /// All but the last segment, if there is more than one.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        self.last_separator().map(|at| Self(Name::new(&self.0[..at])))
    }

    /// Where the last `::` stands. One colon is looked for: no segment has one, and one byte is found faster than two.
    fn last_separator(&self) -> Option<usize> {
        self.0.rfind(':').and_then(|at| at.checked_sub(1))
    }
}

/// Whether a crate is one of those that come with the compiler and are one library to who uses them.
#[must_use]
pub fn is_std(crate_name: &str) -> bool {
    matches!(crate_name, "std" | "core" | "alloc")
}

impl fmt::Display for DefPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_begins_with_its_crate_and_ends_with_its_name() {
        for (path, crate_name, last, parent) in [("a", "a", "a", None), ("a::m::f", "a", "f", Some("a::m"))] {
            let path = DefPath::new(path);
            assert_eq!((path.crate_name(), path.last(), path.parent()), (crate_name, last, parent.map(DefPath::new)));
        }
    }

    #[test]
    fn a_path_is_short_by_its_last_two_segments_without_the_crate() {
        for (path, short) in [("a", "a"), ("a::f", "f"), ("a::m::f", "m::f"), ("a::m::Type::f", "Type::f")] {
            assert_eq!(DefPath::new(path).short(), short);
        }
    }
}
