//! Offsets of a text before and after its edits: a compiler error in the new text is explained by what stood there before.

use super::Edit;
use crate::base::Span;

/// Maps byte offsets between the text before a file's edits and the text after them.
///
/// An offset stands for the byte that begins there, so outside the edits both directions are exact and undo each other. A byte inside a
/// replaced span maps to the start of what replaces it. Both directions never decrease.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OffsetMap {
    /// Invariant: one piece an edit, sorted and disjoint on both sides.
    pieces: Vec<Piece>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Piece {
    before: Span,
    after: Span,
}

impl OffsetMap {
    /// The map of `edits`, which are sorted and do not overlap.
    pub(super) fn new(edits: &[Edit]) -> Self {
        let mut pieces: Vec<Piece> = Vec::with_capacity(edits.len());
        for edit in edits {
            let (before_end, after_end) = pieces.last().map_or((0, 0), |last| (last.before.end(), last.after.end()));
            let start = edit.span.start() - before_end + after_end;
            let after = Span::new(start, start + edit.replacement.len() as u32);
            pieces.push(Piece { before: edit.span, after });
        }
        Self { pieces }
    }

    /// Where the byte at `offset` of the text before the edits is after them.
    #[must_use]
    pub fn to_new(&self, offset: u32) -> u32 {
        let at = self.pieces.partition_point(|piece| piece.before.start() <= offset);
        match self.pieces[..at].last() {
            None => offset,
            Some(piece) if offset < piece.before.end() => piece.after.start(),
            Some(piece) => offset - piece.before.end() + piece.after.end(),
        }
    }

    /// Where the byte at `offset` of the text after the edits was before them.
    #[must_use]
    pub fn to_old(&self, offset: u32) -> u32 {
        match self.piece_in_new(offset) {
            None => offset,
            Some(piece) if offset < piece.after.end() => piece.before.start(),
            Some(piece) => offset - piece.after.end() + piece.before.end(),
        }
    }

    /// The bytes of the text before the edits that a span of the text after them is made from: replaced spans count whole, and a span
    /// that lies in an insertion is the empty span where it was inserted.
    #[must_use]
    pub fn span_to_old(&self, span: Span) -> Span {
        let start = self.to_old(span.start());
        let last = span.end().saturating_sub(1).max(span.start());
        let end = match self.piece_in_new(last) {
            Some(piece) if last < piece.after.end() => piece.before.end(),
            _ if span.is_empty() => start,
            _ => self.to_old(last) + 1,
        };
        Span::new(start, end.max(start))
    }

    /// The last piece that begins at or before `offset` of the text after the edits.
    fn piece_in_new(&self, offset: u32) -> Option<&Piece> {
        let at = self.pieces.partition_point(|piece| piece.after.start() <= offset);
        self.pieces[..at].last()
    }
}
