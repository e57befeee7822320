//! Small questions about text on a screen: how wide it is, where it wraps, and what must not reach a terminal.

use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns that `text` takes on a terminal.
pub(super) fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// Columns that `character` takes on a terminal.
pub(super) fn char_width(character: char) -> usize {
    UnicodeWidthChar::width(character).unwrap_or(0)
}

/// Whether `character` could move the cursor, recolour the screen or reorder the line. Sources come from anywhere, and a terminal obeys.
pub(super) fn is_unprintable(character: char) -> bool {
    character.is_control() || matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// `text` on one line, with `�` for every character that a terminal would obey instead of print.
pub(super) fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unprintable) {
        return Cow::Borrowed(text);
    }
    let shown = |character| match character {
        '\n' | '\r' | '\t' => ' ',
        character if is_unprintable(character) => '\u{fffd}',
        character => character,
    };
    Cow::Owned(text.chars().map(shown).collect())
}

/// The words of `text`, laid out in lines of at most `columns` columns (more only where one word is longer). Line breaks of `text` stay,
/// runs of spaces do not.
pub(super) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.trim().lines() {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            if !line.is_empty() && width(&line) + 1 + width(word) > columns {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    lines
}

/// `text` wrapped to `columns`, every line behind `indent`.
pub(super) fn wrap_indented(text: &str, indent: &str, columns: usize) -> String {
    let mut indented = String::new();
    for line in wrap(text, columns.saturating_sub(width(indent))) {
        indented.push_str(if line.is_empty() { "" } else { indent });
        indented.push_str(&line);
        indented.push('\n');
    }
    indented
}

/// `1 file`, `2 files`.
pub(crate) fn count(number: usize, singular: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {singular}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_wrap_at_the_width_and_wide_characters_count_twice() {
        assert_eq!(wrap("one two  three\n\nfour", 7), ["one two", "three", "", "four"]);
        assert_eq!(wrap("🦀🦀 🦀🦀", 8), ["🦀🦀", "🦀🦀"]);
        assert_eq!(wrap_indented("one two", "  ", 5), "  one\n  two\n");
    }

    #[test]
    fn escape_sequences_and_direction_overrides_do_not_reach_the_terminal() {
        assert_eq!(printable("a\u{1b}[31mb\u{202e}c\td"), "a\u{fffd}[31mb\u{fffd}c d");
        assert!(matches!(printable("plain 🦀"), Cow::Borrowed(_)));
    }
}
