//! The tokens that are read: those of the lexer without comments, each opening bracket with the one that closes it.

use std::cell::Cell;

use super::super::lexer::{self, Lexer, TokenKind};
use super::super::nesting::Depth;
use crate::base::Span;

/// A token and where it stands in the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'text> {
    pub(super) kind: Kind<'text>,
    pub(super) start: u32,
    pub(super) end: u32,
    /// For an opening bracket the index of the token that closes it.
    pub(super) close: u32,
    /// Whether the next token follows with nothing in between.
    pub(super) is_joint: bool,
}

impl Token<'_> {
    pub(super) fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind<'text> {
    /// An identifier that is no keyword, without a leading `r#`.
    Name(&'text str),
    /// A keyword, `_` included.
    Keyword(&'text str),
    /// A string, a character, or a number up to its dot, as it is written.
    Literal(&'text str),
    /// A lifetime or label, as it is written.
    Lifetime(&'text str),
    /// One byte of punctuation.
    Sign(u8),
    /// `(`, `[`, `{`, or [`UNSEEN`].
    Open(u8),
    /// `)`, `]`, `}`, or [`UNSEEN`].
    Close(u8),
    /// There is no token.
    End,
}

/// The brackets around what a variable of a macro stands for: nobody wrote them, and they hold it together.
pub(super) const UNSEEN: u8 = 0;

impl Kind<'_> {
    /// Puts the token down as it is written.
    pub(super) fn write(self, out: &mut String) {
        match self {
            Kind::Name(name) if is_keyword(name.as_bytes(), name.len()) => {
                out.push_str("r#");
                out.push_str(name);
            }
            Kind::Name(text) | Kind::Keyword(text) | Kind::Literal(text) | Kind::Lifetime(text) => out.push_str(text),
            Kind::Open(UNSEEN) | Kind::Close(UNSEEN) | Kind::End => {}
            Kind::Sign(byte) | Kind::Open(byte) | Kind::Close(byte) => out.push(char::from(byte)),
        }
    }
}

/// So many bytes of a body, with the space and the comments between, have one token, more or less.
const BYTES_OF_A_TOKEN: usize = 6;

/// Tokens as they come from the lexer.
pub(in super::super) struct Tokens<'text> {
    text: &'text str,
    list: Vec<Token<'text>>,
    /// The brackets that are open.
    open: Vec<u32>,
    is_unbalanced: bool,
}

impl<'text> Tokens<'text> {
    /// No tokens, those of `text` will be; about as many as `expected`.
    pub(in super::super) fn of(text: &'text str, expected: usize) -> Self {
        let mut list: Vec<Token<'text>> = SPARE.take();
        list.reserve(expected);
        Self { text, list, open: Vec::new(), is_unbalanced: false }
    }

    pub(in super::super) fn push(&mut self, token: lexer::Token) {
        let kind = match token.kind {
            TokenKind::Comment => return,
            TokenKind::Word => {
                let word = &self.text[token.range()];
                if is_keyword(&self.text.as_bytes()[token.range().start..], word.len()) { Kind::Keyword(word) } else { Kind::Name(word) }
            }
            // `r#type` is an identifier.
            TokenKind::RawWord => Kind::Name(token.word(self.text).unwrap_or_default()),
            TokenKind::Literal => Kind::Literal(&self.text[token.range()]),
            TokenKind::Lifetime => Kind::Lifetime(&self.text[token.range()]),
            TokenKind::Punctuation(byte) => Kind::Sign(byte),
            TokenKind::Open(bracket) => {
                self.open.push(self.list.len() as u32);
                Kind::Open(bracket)
            }
            TokenKind::Close(bracket) => {
                self.close(bracket);
                Kind::Close(bracket)
            }
        };
        let (start, end) = (token.span().start(), token.span().end());
        if let Some(last) = self.list.last_mut() {
            last.is_joint = last.end == start;
        }
        self.list.push(Token { kind, start, end, close: 0, is_joint: false });
    }

    fn close(&mut self, bracket: u8) {
        let close = self.list.len() as u32;
        let open = self.open.pop().map(|open| &mut self.list[open as usize]);
        match open {
            Some(open)
                if matches!((open.kind, bracket), (Kind::Open(b'('), b')') | (Kind::Open(b'['), b']') | (Kind::Open(b'{'), b'}')) =>
            {
                open.close = close;
            }
            _ => self.is_unbalanced = true,
        }
    }

    /// The tokens as they are written: each piece without a gap in it.
    pub(in super::super) fn written(&self) -> impl Iterator<Item = &str> {
        self.list.chunk_by(|one, _| one.is_joint).filter_map(|piece| {
            let (first, last) = (piece.first()?, piece.last()?);
            Some(&self.text[first.start as usize..last.end as usize])
        })
    }

    /// The tokens, if all brackets match.
    pub(super) fn checked(&self) -> Option<&[Token<'text>]> {
        (!self.is_unbalanced && self.open.is_empty()).then_some(&*self.list)
    }
}

thread_local! {
    /// Where the last tokens of the thread were. A new place for each text, of a size of its own, would be one that the system has to clear.
    static SPARE: Cell<Vec<Token<'static>>> = const { Cell::new(Vec::new()) };
}

impl Drop for Tokens<'_> {
    fn drop(&mut self) {
        self.list.clear();
        // No token is left whose text could be gone; what is collected stays in its place.
        let of_no_text = |Token { start, end, close, is_joint, .. }: Token<'_>| Token { kind: Kind::End, start, end, close, is_joint };
        let spare = std::mem::take(&mut self.list).into_iter().map(of_no_text).collect();
        // At the end of a thread there is nothing to keep.
        let _ = SPARE.try_with(|kept| kept.set(spare));
    }
}

/// The tokens of the body at `span` of the file's text; none if it nests too deep.
pub(in super::super) fn tokens_of_body(text: &str, span: Span) -> Option<Tokens<'_>> {
    let mut lexer = Lexer::new(&text[..span.end() as usize], span.start() as usize);
    let mut tokens = Tokens::of(text, span.len() as usize / BYTES_OF_A_TOKEN);
    let mut depth = Depth::new(span.start() as usize);
    let (mut blanks, mut problems) = (Vec::new(), Vec::new());
    while let Some(token) = lexer.next_token() {
        depth.see(token, &mut blanks, &mut problems);
        tokens.push(token);
    }
    problems.is_empty().then_some(tokens)
}

/// The keywords of all editions (the Rust reference, "Keywords"), and `_`; those that are keywords at some places only are left out.
const KEYWORDS: [&str; 52] = [
    "_", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn", "else", "enum", "extern",
    "false", "final", "fn", "for", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub",
    "ref", "return", "Self", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// The keywords as numbers, each where [`place_of`] says: a word is looked up with one comparison.
static KEYWORD_TABLE: [u64; 256] = {
    let mut table = [0; 256];
    let mut at = 0;
    while at < KEYWORDS.len() {
        let word = number_of(KEYWORDS[at].as_bytes());
        assert!(table[place_of(word)] == 0, "another FACTOR is needed");
        table[place_of(word)] = word;
        at += 1;
    }
    table
};

/// One that gives each keyword a place of its own; found by trying.
const FACTOR: u64 = 0x2649_c1b0_c6b5_a1c7;

const fn place_of(word: u64) -> usize {
    (word.wrapping_mul(FACTOR) >> 56) as usize
}

/// A word of at most eight bytes as a number, which no other word is.
const fn number_of(word: &[u8]) -> u64 {
    let mut number = 0;
    let mut at = word.len();
    while at > 0 {
        at -= 1;
        number = number << 8 | word[at] as u64;
    }
    number
}

/// Whether a word is a keyword, which is no name of anything.
#[must_use]
pub fn is_reserved(word: &str) -> bool {
    is_keyword(word.as_bytes(), word.len())
}

/// Whether the word of this length at the start of a text is a keyword.
fn is_keyword(text: &[u8], length: usize) -> bool {
    if length > size_of::<u64>() {
        return false;
    }
    let word = match text.first_chunk() {
        Some(bytes) => u64::from_le_bytes(*bytes) & (u64::MAX >> (u64::BITS - 8 * length as u32)),
        None => number_of(&text[..length]),
    };
    KEYWORD_TABLE[place_of(word)] == word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_stand_where_the_last_ones_of_the_thread_stood() {
        drop(Tokens::of("a", 1000));
        assert!(Tokens::of("b", 0).list.capacity() >= 1000);
    }

    #[test]
    fn names_are_no_keywords() {
        for name in ["Keywords", "Type", "async_trait", "auto", "dyn_", "i32", "safe", "union", "é"] {
            assert!(!is_keyword(name.as_bytes(), name.len()), "{name}");
        }
    }

    #[test]
    fn keywords_and_nothing_else_are_keywords_wherever_they_stand() {
        for keyword in KEYWORDS {
            for rest in ["", "(", " and more than eight bytes"] {
                assert!(is_keyword(format!("{keyword}{rest}").as_bytes(), keyword.len()), "{keyword}");
            }
            for other in [format!("{keyword}s"), format!("x{keyword}"), keyword[1..].to_owned(), keyword.to_uppercase()] {
                let expected = KEYWORDS.contains(&other.as_str());
                assert_eq!(!other.is_empty() && is_keyword(other.as_bytes(), other.len()), expected, "{other}");
            }
        }
    }
}
