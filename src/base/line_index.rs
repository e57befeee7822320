//! Byte offsets to lines and columns.

use super::Span;
use super::search::line_ends;

/// A place as people count: line and column from 1, columns in characters (Unicode scalar values).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct LineColumn {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1; a byte order mark counts as no character.
    pub column: u32,
}

/// So many bytes a line of code takes, or a few more.
const BYTES_OF_A_LINE: usize = 32;

/// Where the lines of a text start. Lines end with `\n`; the `\r` of a `\r\n` is the last character of its line.
#[derive(Clone, Debug)]
pub struct LineIndex {
    /// Invariant: sorted; the first is 0.
    starts: Vec<u32>,
}

impl LineIndex {
    /// The index of `text`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut starts = Vec::with_capacity(1 + text.len() / BYTES_OF_A_LINE);
        starts.push(0);
        starts.extend(line_ends(text.as_bytes()).map(|at| at as u32 + 1));
        Self { starts }
    }

    /// Line and column of the byte `offset` of `text`, the text that the index was made from.
    #[must_use]
    pub fn line_column(&self, text: &str, offset: u32) -> LineColumn {
        let line = self.line(offset) as usize - 1;
        let before = &text[self.starts[line] as usize..offset as usize];
        let before = if line == 0 { before.trim_start_matches('\u{feff}') } else { before };
        LineColumn { line: line as u32 + 1, column: before.chars().count() as u32 + 1 }
    }

    /// The line, from 1, of the byte `offset`.
    #[must_use]
    pub fn line(&self, offset: u32) -> u32 {
        self.starts.partition_point(|&start| start <= offset) as u32
    }

    /// The bytes of a line (from 1) without its line end, or `None` past the last line.
    #[must_use]
    pub fn line_span(&self, text: &str, line: u32) -> Option<Span> {
        let at = (line as usize).checked_sub(1)?;
        let start = *self.starts.get(at)?;
        let end = self.starts.get(at + 1).map_or(text.len() as u32, |&next| next - 1);
        let content = text[start as usize..end as usize].trim_end_matches('\r');
        Some(Span::new(start, start + content.len() as u32))
    }

    /// How many lines the text has.
    #[must_use]
    pub fn line_count(&self) -> u32 {
        self.starts.len() as u32
    }
}

/// The line of the byte `offset` of `text`, from 1. For one place this is less work than an index.
#[must_use]
pub fn line_of(text: &str, offset: u32) -> u32 {
    text[..offset as usize].matches('\n').count() as u32 + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn columns_are_characters_and_a_byte_order_mark_is_none() {
        let text = "\u{feff}ab\r\nä🦀x\n";
        let index = LineIndex::new(text);
        let at = |needle: &str| index.line_column(text, text.find(needle).unwrap() as u32);
        assert_eq!(at("a"), LineColumn { line: 1, column: 1 });
        assert_eq!(at("b"), LineColumn { line: 1, column: 2 });
        assert_eq!(at("x"), LineColumn { line: 2, column: 3 });
        assert_eq!(&text[index.line_span(text, 1).unwrap().range()], "\u{feff}ab");
        assert_eq!(index.line_span(text, 4), None);
    }

    proptest! {
        #[test]
        fn every_offset_has_the_line_that_counting_newlines_gives(text in "[a\u{e9}\u{1f980}\r\n]{0,60}") {
            let index = LineIndex::new(&text);
            for (offset, _) in text.char_indices() {
                let place = index.line_column(&text, offset as u32);
                prop_assert_eq!(place.line as usize, text[..offset].matches('\n').count() + 1);
                prop_assert_eq!(line_of(&text, offset as u32), place.line);
                let line_start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
                prop_assert_eq!(place.column as usize, text[line_start..offset].chars().count() + 1);
            }
        }
    }
}
