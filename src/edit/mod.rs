//! Edits as pure text: disjoint, sorted edits over many files, and what they make of a text.
//! Writing them to disk is left to `apply/`.

use std::collections::BTreeMap;

use crate::base::Span;

/// Replaces the bytes of `span` by `replacement`; an empty span inserts.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Edit {
    /// Where, in the text as it is on disk.
    pub span: Span,
    /// By what.
    pub replacement: String,
}

/// Edits over many files, by path relative to the root.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ChangeSet {
    /// Invariant: the edits of a file are sorted and do not overlap.
    files: BTreeMap<String, Vec<Edit>>,
}
