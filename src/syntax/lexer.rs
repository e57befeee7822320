//! A plain lexer: where the words, brackets, strings and comments of a Rust text are. It knows no grammar.

use std::ops::Range;

use crate::base::{Span, is_of_word, line_end, word_length};

/// A token and where it stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    start: u32,
    end: u32,
}

/// What a token is. Everything else is skipped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum TokenKind {
    /// An identifier or keyword.
    Word,
    /// An identifier with `r#` before it.
    RawWord,
    /// `(`, `[` or `{`.
    Open(u8),
    /// `)`, `]` or `}`.
    Close(u8),
    /// Any other single byte of punctuation.
    Punctuation(u8),
    /// A string, character or number literal.
    Literal,
    /// A lifetime or label.
    Lifetime,
    /// A comment, doc comments included.
    Comment,
}

impl Token {
    /// The token that stands from `start` to before `end`.
    pub(super) const fn new(kind: TokenKind, start: usize, end: usize) -> Self {
        Self { kind, start: start as u32, end: end as u32 }
    }

    /// Its first byte.
    pub(super) fn start(self) -> usize {
        self.start as usize
    }

    /// The byte after it.
    pub(super) fn end(self) -> usize {
        self.end as usize
    }

    /// Where it stands.
    pub(super) fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// Where it stands.
    pub(super) fn span(self) -> Span {
        Span::new(self.start, self.end)
    }

    /// The word that it is, a leading `r#` removed; none if it is none.
    #[inline]
    pub(super) fn word(self, text: &str) -> Option<&str> {
        match self.kind {
            TokenKind::Word => Some(&text[self.range()]),
            TokenKind::RawWord => Some(&text[self.start() + 2..self.end()]),
            _ => None,
        }
    }
}

/// What a token is by its first byte; of a `/` it depends on the next one whether it begins a comment.
const BY_FIRST: [TokenKind; 256] = {
    let mut table = [TokenKind::Word; 256];
    let mut at = 0;
    while at < 256 {
        let byte = at as u8;
        table[at] = match byte {
            b'/' => TokenKind::Comment,
            b'"' | b'\'' | b'0'..=b'9' => TokenKind::Literal,
            b'(' | b'[' | b'{' => TokenKind::Open(byte),
            b')' | b']' | b'}' => TokenKind::Close(byte),
            b'a'..=b'z' | b'A'..=b'Z' | b'_' | 0x80.. => TokenKind::Word,
            _ => TokenKind::Punctuation(byte),
        };
        at += 1;
    }
    table
};

/// Which bytes tell where a block ends: braces, and what may hide one.
const DECIDES_BLOCK: [bool; 256] = {
    let mut table = [false; 256];
    let bytes = b"{}\"'/";
    let mut at = 0;
    while at < bytes.len() {
        table[bytes[at] as usize] = true;
        at += 1;
    }
    table
};

/// Reads tokens from `text`, starting at byte `at`.
#[derive(Clone)]
pub(super) struct Lexer<'text> {
    text: &'text str,
    bytes: &'text [u8],
    /// Where the last token starts. Not as wide as `at`: a load of both at once would wait for both stores.
    start: u32,
    at: usize,
}

impl<'text> Lexer<'text> {
    pub(super) fn new(text: &'text str, at: usize) -> Self {
        Self { text, bytes: text.as_bytes(), start: at as u32, at }
    }

    /// The byte after the last token.
    pub(super) fn position(&self) -> usize {
        self.at
    }

    fn peek(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    /// The next token.
    #[inline]
    pub(super) fn next_token(&mut self) -> Option<Token> {
        // A whole token comes back through memory, which costs more than to find it: what a processor has stored in pieces it waits for
        // when it loads them as one.
        let kind = self.next_kind()?;
        Some(Token { kind, start: self.start, end: self.at as u32 })
    }

    /// Goes to the next token.
    fn next_kind(&mut self) -> Option<TokenKind> {
        while self.bytes.get(self.at)?.is_ascii_whitespace() {
            self.at += 1;
        }
        self.start = self.at as u32;
        // A table and few ways to go on: which one it is a processor can hardly foresee.
        let kind = BY_FIRST[usize::from(self.bytes[self.at])];
        Some(match kind {
            TokenKind::Word => self.word_or_prefixed_literal(),
            TokenKind::Literal | TokenKind::Comment => self.literal_or_comment(),
            _ => {
                self.at += 1;
                kind
            }
        })
    }

    fn literal_or_comment(&mut self) -> TokenKind {
        match (self.peek(0), self.peek(1)) {
            (b'"', _) => self.string(1),
            (b'\'', _) => self.quote(),
            (b'/', b'/') => self.line_comment(),
            (b'/', b'*') => self.block_comment(),
            (b'/', _) => {
                self.at += 1;
                TokenKind::Punctuation(b'/')
            }
            _ => self.number(),
        }
    }

    /// Goes behind the brace that closes the last one; where it stands. Only braces are counted: in code that compiles, all else closes with
    /// them.
    pub(super) fn skip_block(&mut self) -> Option<usize> {
        let mut open = 1_usize;
        loop {
            self.at += self.bytes[self.at..].iter().position(|&byte| DECIDES_BLOCK[usize::from(byte)])?;
            match self.bytes[self.at] {
                b'"' => self.any_string(),
                b'\'' => drop(self.quote()),
                b'/' if self.peek(1) == b'/' => drop(self.line_comment()),
                b'/' if self.peek(1) == b'*' => drop(self.block_comment()),
                b'{' => {
                    self.at += 1;
                    open += 1;
                }
                b'}' => {
                    self.at += 1;
                    open -= 1;
                    if open == 0 {
                        return Some(self.at - 1);
                    }
                }
                _ => self.at += 1,
            }
        }
    }

    /// A string at whose quote the lexer stands: what kind it is the word before tells.
    fn any_string(&mut self) {
        let before = &self.bytes[..self.at];
        let hashes = before.iter().rev().take_while(|&&byte| byte == b'#').count();
        let before = &before[..before.len() - hashes];
        let length = before.iter().rev().take_while(|&&byte| is_of_word(byte)).count();
        if matches!(&before[before.len() - length..], b"r" | b"br" | b"cr") {
            self.at -= hashes;
            self.raw_string(0);
        } else {
            self.string(1);
        }
    }

    fn line_comment(&mut self) -> TokenKind {
        self.at += line_end(&self.bytes[self.at..]);
        TokenKind::Comment
    }

    fn block_comment(&mut self) -> TokenKind {
        let mut depth = 0_usize;
        while self.at < self.bytes.len() {
            match (self.peek(0), self.peek(1)) {
                (b'/', b'*') => {
                    depth += 1;
                    self.at += 2;
                }
                (b'*', b'/') => {
                    depth -= 1;
                    self.at += 2;
                    if depth == 0 {
                        break;
                    }
                }
                _ => self.at += 1,
            }
        }
        self.at = self.at.min(self.bytes.len());
        TokenKind::Comment
    }

    /// A string with escapes whose opening quote ends `prefix` bytes from here.
    fn string(&mut self, prefix: usize) -> TokenKind {
        self.at += prefix;
        while let Some(found) = self.bytes.get(self.at..).and_then(|rest| rest.iter().position(|byte| matches!(byte, b'"' | b'\\'))) {
            let is_end = self.bytes[self.at + found] == b'"';
            self.at += found + if is_end { 1 } else { 2 };
            if is_end {
                return TokenKind::Literal;
            }
        }
        self.at = self.bytes.len();
        TokenKind::Literal
    }

    /// `r"…"`, `r#"…"#` whose `r` ends `prefix` bytes from here.
    fn raw_string(&mut self, prefix: usize) -> TokenKind {
        let hashes = self.bytes[self.at + prefix..].iter().take_while(|&&byte| byte == b'#').count();
        self.at += prefix + hashes + 1;
        while self.at < self.bytes.len() {
            let rest = &self.bytes[self.at..];
            let Some(quote) = rest.iter().position(|&byte| byte == b'"') else { break };
            self.at += quote + 1;
            if self.bytes[self.at..].iter().take(hashes).filter(|&&byte| byte == b'#').count() == hashes {
                self.at += hashes;
                return TokenKind::Literal;
            }
        }
        self.at = self.bytes.len();
        TokenKind::Literal
    }

    /// A character literal or a lifetime.
    fn quote(&mut self) -> TokenKind {
        let after = &self.text[self.at + 1..];
        let mut chars = after.char_indices();
        match chars.next() {
            Some((_, '\\')) => {
                self.at += 2;
                self.at += 1;
                while self.at < self.bytes.len() && self.peek(0) != b'\'' {
                    self.at += 1;
                }
                self.at = (self.at + 1).min(self.bytes.len());
                // An escape may have ended past the last byte of a text that stops in the middle.
                while !self.text.is_char_boundary(self.at) {
                    self.at += 1;
                }
                TokenKind::Literal
            }
            Some((_, content)) if after[content.len_utf8()..].starts_with('\'') => {
                self.at += 2 + content.len_utf8();
                TokenKind::Literal
            }
            _ => {
                self.at += 1;
                self.skip_word();
                TokenKind::Lifetime
            }
        }
    }

    fn number(&mut self) -> TokenKind {
        self.skip_word();
        TokenKind::Literal
    }

    #[inline]
    fn skip_word(&mut self) {
        self.at += word_length(&self.bytes[self.at..]);
    }

    #[inline]
    fn word_or_prefixed_literal(&mut self) -> TokenKind {
        let start = self.at;
        self.skip_word();
        let next = self.peek(0);
        if matches!(next, b'"' | b'#' | b'\'') { self.prefixed_literal(start, next) } else { TokenKind::Word }
    }

    /// What the word from `start` to here is with `next` behind it.
    fn prefixed_literal(&mut self, start: usize, next: u8) -> TokenKind {
        match (&self.text[start..self.at], next) {
            ("r" | "br" | "cr", b'"') | ("br" | "cr", b'#') => return self.raw_string(0),
            ("r", b'#') => {
                let hashes = self.bytes[self.at..].iter().take_while(|&&byte| byte == b'#').count();
                if self.peek(hashes) == b'"' {
                    return self.raw_string(0);
                }
                self.at += 1;
                self.skip_word();
                return TokenKind::RawWord;
            }
            ("b" | "c", b'"') => return self.string(1),
            ("b", b'\'') => return self.quote(),
            _ => {}
        }
        TokenKind::Word
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let mut lexer = Lexer::new(text, 0);
        std::iter::from_fn(|| lexer.next_token()).filter_map(|token| token.word(text)).collect()
    }

    #[test]
    fn words_in_literals_and_comments_are_no_words() {
        assert_eq!(words("a \"b\\\" c\" d // e\nf /* g /* h */ i */ j"), ["a", "d", "f", "j"]);
        assert_eq!(words("r#\"a \" b\"# c br##\"x\"# \"## d r\"\\\" e b'x' b'\\'' f"), ["c", "d", "e", "f"]);
        assert_eq!(words("'a 'b' 'ä' '\\'' '\\u{1f980}' r#fn c\"z\" x"), ["fn", "x"]);
    }

    #[test]
    fn texts_that_stop_in_the_middle_end_without_a_panic() {
        for text in ["\"abc", "r#\"abc", "/* abc", "'", "'\\", "b'", "r#", "'\\é", "\"\\"] {
            let mut lexer = Lexer::new(text, 0);
            while lexer.next_token().is_some() {}
        }
    }
}
