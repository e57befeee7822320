//! From the parser's lines and columns to bytes. The parser can give bytes itself, but finds each by counting characters and keeps it in
//! a tree: for texts of which every token is asked, that takes as long as parsing.

use proc_macro2::LineColumn;

/// The bytes at which the places of one parsed text stand.
pub(super) struct Offsets<'a> {
    text: &'a str,
    is_ascii: bool,
    /// Where each line starts.
    lines: Vec<u32>,
}

impl<'a> Offsets<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let after_newlines = text.match_indices('\n').map(|(at, _)| at as u32 + 1);
        Self { text, is_ascii: text.is_ascii(), lines: std::iter::once(0).chain(after_newlines).collect() }
    }

    /// The byte of a place: its line counts from 1, its column from 0 in characters. A place that the text does not have is its end.
    pub(super) fn of(&self, place: LineColumn) -> u32 {
        let Some(&line) = place.line.checked_sub(1).and_then(|line| self.lines.get(line)) else { return self.text.len() as u32 };
        if self.is_ascii {
            return line + place.column as u32;
        }
        let rest = &self.text[line as usize..];
        rest.char_indices().nth(place.column).map_or(self.text.len() as u32, |(at, _)| line + at as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proc_macro2::{TokenStream, TokenTree};

    fn check_offsets(text: &str) {
        fn check(stream: TokenStream, offsets: &Offsets<'_>) {
            for tree in stream {
                let span = tree.span();
                let range = span.byte_range();
                assert_eq!((offsets.of(span.start()), offsets.of(span.end())), (range.start as u32, range.end as u32), "{tree}");
                if let TokenTree::Group(group) = tree {
                    check(group.stream(), offsets);
                }
            }
        }
        proc_macro2::extra::invalidate_current_thread_spans();
        check(text.parse().unwrap(), &Offsets::new(text));
    }

    #[test]
    fn offsets_are_those_that_the_parser_counts() {
        check_offsets("fn a() {\r\n    b(1, \"c\");\n}");
        check_offsets("\n\nlet ä = \"🦀 é\\n\n é\"; x('ß')\r\n; ( [ 🦀 ] )".replace('🦀', "é").as_str());
        check_offsets("");
    }
}
