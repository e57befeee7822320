//! Byte offsets to lines and columns for many spans of a file, fast on a file that is one long line too.

use std::sync::OnceLock;

use crate::base::{FileId, LineColumn, LineIndex, SourceText, Span};

/// Bytes between two counted places.
const STEP: usize = 4096;

/// Lines and columns for the files of a report, each file counted once, when it is first asked about.
pub(super) struct Places<'r> {
    files: &'r [SourceText],
    counted: Vec<OnceLock<FilePlaces<'r>>>,
}

impl<'r> Places<'r> {
    pub(super) fn new(files: &'r [SourceText]) -> Self {
        Self { files, counted: files.iter().map(|_| OnceLock::new()).collect() }
    }

    /// The places of a file of the report.
    pub(super) fn file(&self, file: FileId) -> &FilePlaces<'r> {
        self.counted[file.index()].get_or_init(|| FilePlaces::new(&self.files[file.index()]))
    }

    /// The file with this path, if the report has its text. Files are sorted by path.
    pub(super) fn find(&self, path: &str) -> Option<FileId> {
        let at = self.files.binary_search_by(|source| source.path().cmp(path)).ok()?;
        Some(FileId(at as u32))
    }
}

/// Lines and columns of one file.
pub(super) struct FilePlaces<'r> {
    pub(super) source: &'r SourceText,
    index: LineIndex,
    /// How many characters begin before each multiple of [`STEP`] bytes.
    characters_before: Vec<u32>,
}

impl<'r> FilePlaces<'r> {
    fn new(source: &'r SourceText) -> Self {
        let mut total = 0;
        let before = source.text().as_bytes().chunks(STEP).map(|chunk| {
            total += characters_in(chunk);
            total
        });
        let characters_before = std::iter::once(0).chain(before).collect();
        Self { source, index: LineIndex::new(source.text()), characters_before }
    }

    /// The span, cut to the text: a report may hold less of a file than its spans point into.
    pub(super) fn clamp(&self, span: Span) -> Span {
        let length = self.source.text().len() as u32;
        Span::new(span.start().min(length), span.end().min(length))
    }

    /// The line (from 1) that holds the byte `offset`.
    pub(super) fn line(&self, offset: u32) -> u32 {
        self.index.line(offset)
    }

    /// The bytes of a line (from 1) without its line end and without a byte order mark.
    pub(super) fn line_span(&self, line: u32) -> Span {
        let text = self.source.text();
        let span = self.index.line_span(text, line).unwrap_or_else(|| Span::empty(text.len() as u32));
        let mark = '\u{feff}'.len_utf8() as u32;
        if line == 1 && text.starts_with('\u{feff}') { Span::new(mark, span.end().max(mark)) } else { span }
    }

    /// Line and column of the byte `offset`.
    pub(super) fn line_column(&self, offset: u32) -> LineColumn {
        let line = self.line(offset);
        let start = self.line_span(line).start().min(offset);
        LineColumn { line, column: self.characters_between(start, offset) + 1 }
    }

    fn characters_between(&self, start: u32, end: u32) -> u32 {
        if end - start < STEP as u32 {
            return characters_in(&self.source.text().as_bytes()[start as usize..end as usize]);
        }
        self.characters_until(end) - self.characters_until(start)
    }

    fn characters_until(&self, offset: u32) -> u32 {
        let step = offset as usize / STEP;
        self.characters_before[step] + characters_in(&self.source.text().as_bytes()[step * STEP..offset as usize])
    }
}

/// How many characters begin in `bytes`, a piece of a UTF-8 text.
fn characters_in(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&byte| byte & 0b1100_0000 != 0b1000_0000).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_offset_has_the_place_that_the_line_index_gives(mark in "\u{feff}?", text in "[a\u{e9}\u{1f980}\r\n]{0,60}", times in 1_usize..200) {
            let source = SourceText::new("a.rs", format!("{mark}{}", text.repeat(times)));
            let places = FilePlaces::new(&source);
            let index = LineIndex::new(source.text());
            for (offset, _) in source.text().char_indices().filter(|&(offset, _)| offset >= mark.len()).step_by(times) {
                let counted = index.line_column(source.text(), offset as u32);
                prop_assert_eq!(places.line_column(offset as u32), counted);
            }
        }
    }

    #[test]
    fn a_span_past_the_text_is_cut_to_it() {
        let source = SourceText::new("a.rs", "");
        let places = FilePlaces::new(&source);
        let span = places.clamp(Span::new(5, 9));
        assert_eq!(span, Span::empty(0));
        assert_eq!(places.line_column(span.end()), LineColumn { line: 1, column: 1 });
    }
}
