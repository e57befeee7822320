//! What one finding's rewrite changes at its place: its edits, and the name whose import decides how it is written.

use crate::base::Span;
use crate::edit::Edit;

/// The rewrite of one operation, imports left out.
#[derive(Clone, Debug, Default)]
pub(super) struct Rewrite {
    /// The path that is replaced by another one.
    pub(super) name: Option<NameUse>,
    /// Everything else, from left to right; none overlaps the name.
    pub(super) edits: Vec<Edit>,
    /// The traits or types that the replaced methods belong to.
    pub(super) methods_of: Vec<String>,
    /// The names of methods that stay and belong to another trait now.
    pub(super) moved: Vec<Span>,
    /// Parts of the text that the edits write again, whose names are needed as before.
    pub(super) kept: Vec<Span>,
    /// Traits that have to be in scope, by their full paths, and the function's body that needs them.
    pub(super) traits: Vec<(String, Span)>,
}

/// A path as written that has to become another one: `fs::read`, where `std::fs::read` is to become `tokio::fs::read`.
#[derive(Clone, Debug)]
pub(super) struct NameUse {
    /// The path as written, generic arguments included.
    pub(super) written: Span,
    /// Its canonical path.
    pub(super) api: String,
    /// What it is to become, in full.
    pub(super) target: String,
}

impl Rewrite {
    /// From the first to the last byte that it changes, `call` included.
    pub(super) fn extent(&self, call: Span) -> Span {
        self.edits.iter().fold(call, |extent, edit| extent.cover(edit.span))
    }

    /// Whether it takes away the text at `span`.
    pub(super) fn takes_away(&self, span: Span) -> bool {
        self.edits.iter().any(|edit| edit.span.contains(span)) && !self.kept.iter().any(|kept| kept.contains(span))
    }

    /// Inserts `text` at `offset`; after all edits that are there already.
    pub(super) fn insert(&mut self, offset: u32, text: impl Into<String>) {
        self.edits.push(Edit { span: Span::empty(offset), replacement: text.into() });
    }

    /// Replaces `span`; after all edits that are there already.
    pub(super) fn replace(&mut self, span: Span, text: impl Into<String>) {
        self.edits.push(Edit { span, replacement: text.into() });
    }
}
