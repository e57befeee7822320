//! The words of a text, for questions that need no grammar: which names does this text mention, and where.

use super::lexer::{Lexer, TokenKind};
use crate::base::Span;

/// An identifier or keyword outside of literals and comments.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Word<'text> {
    /// Without a leading `r#`.
    pub text: &'text str,
    /// Where it stands.
    pub span: Span,
    /// Whether `::` follows, white space skipped.
    pub before_path_separator: bool,
    /// Whether `::` or `.` stands right before it, white space skipped.
    pub is_continuation: bool,
}

/// Tells `see` each word of `text` in order: what [`Word::text`] is.
pub fn each_word<'text>(text: &'text str, mut see: impl FnMut(&'text str)) {
    let mut lexer = Lexer::new(text, 0);
    while let Some(token) = lexer.next_token() {
        if let Some(word) = token.word(text) {
            see(word);
        }
    }
}

/// The words of `text` in order.
#[must_use]
pub fn words(text: &str) -> Vec<Word<'_>> {
    let mut lexer = Lexer::new(text, 0);
    let mut found: Vec<Word<'_>> = Vec::new();
    let (mut before, mut before_that) = (0_u8, 0_u8);
    let mut just_word = false;
    while let Some(token) = lexer.next_token() {
        if let Some(word) = token.word(text) {
            // `0..fs::len()` is a range, not a field.
            let is_continuation = (before == b':' && before_that == b':') || (before == b'.' && before_that != b'.');
            found.push(Word { text: word, span: token.span(), before_path_separator: false, is_continuation });
            just_word = true;
            (before_that, before) = (0, 0);
            continue;
        }
        match token.kind {
            TokenKind::Comment => {}
            TokenKind::Punctuation(byte) => {
                if byte == b':' && before == b':' && just_word {
                    if let Some(last) = found.last_mut() {
                        last.before_path_separator = true;
                    }
                } else if byte != b':' {
                    just_word = false;
                }
                (before_that, before) = (before, byte);
            }
            _ => {
                just_word = false;
                (before_that, before) = (0, 0);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_know_what_is_around_them() {
        let text = "use std::fs; fn f() { fs::read(p); x.fs; 0..fs::len(); \"fs\"; // fs\n a :: fs }";
        let found: Vec<_> = words(text)
            .into_iter()
            .filter(|word| word.text == "fs")
            .map(|word| (word.before_path_separator, word.is_continuation))
            .collect();
        assert_eq!(found, [(false, true), (true, false), (false, true), (true, false), (false, true)]);
    }
}
