//! The names by which tokens that nobody understands may call functions, and the macros that they call.

use super::lexer::{Lexer, Token, TokenKind};
use crate::base::Span;

/// A name that may be that of a function, as the tokens write it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Named<'text> {
    /// The name, a leading `r#` removed.
    pub text: &'text str,
    /// What stands before it.
    pub before: Before<'text>,
    /// Whether arguments follow.
    pub is_called: bool,
}

/// What stands before a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Before<'text> {
    /// Nothing that it is of.
    Nothing,
    /// `.name`.
    Dot,
    /// `a::b::name`.
    Path {
        /// `a`, or `b` of `b::name`; none where a macro puts a name there.
        first: Option<&'text str>,
        /// `b`, in the same way.
        last: Option<&'text str>,
    },
}

/// What tokens name.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct NamedByTokens<'text> {
    /// What may be functions, in order.
    pub functions: Vec<Named<'text>>,
    /// The last words of the paths of the macros that are called.
    pub macros: Vec<&'text str>,
    /// Whether a path ends with what a macro is given: `handlers::$name`.
    pub ends_paths_with_arguments: bool,
}

/// What the tokens of `text` name: some of a call's arguments, or a definition's rules.
#[must_use]
pub fn named_by_tokens(text: &str) -> NamedByTokens<'_> {
    let mut lexer = Lexer::new(text, 0);
    let tokens: Vec<Token> = std::iter::from_fn(|| lexer.next_token()).filter(|token| token.kind != TokenKind::Comment).collect();
    let tokens = Tokens { text, tokens: &tokens };
    let mut found = NamedByTokens::default();
    for at in 0..tokens.tokens.len() {
        let Some(word) = tokens.word(at) else { continue };
        let is_segment = tokens.is_separator(at + 1) && !tokens.is_punctuation(at + 3, b'<');
        if tokens.is_punctuation(at.wrapping_sub(1), b'$') && word != "crate" {
            found.ends_paths_with_arguments |= !is_segment && tokens.is_separator(at.wrapping_sub(3));
        } else if tokens.is_punctuation(at + 1, b'!') && matches!(tokens.kind(at + 2), Some(TokenKind::Open(_))) {
            found.macros.push(word);
        } else if !is_segment && tokens.word(at.wrapping_sub(1)) != Some("fn") {
            let is_called = tokens.kind(at + 1) == Some(TokenKind::Open(b'(')) || tokens.is_separator(at + 1);
            found.functions.push(Named { text: word, before: tokens.before(at), is_called });
        }
    }
    found
}

/// The inside of the brackets that `text` has at `open`, if they are closed.
#[must_use]
pub fn group_at(text: &str, open: u32) -> Option<Span> {
    let mut lexer = Lexer::new(text, open as usize);
    let mut depth = 0_usize;
    loop {
        let token = lexer.next_token()?;
        match token.kind {
            TokenKind::Open(_) => depth += 1,
            TokenKind::Close(_) => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 {
            return (token.start() > open as usize).then(|| Span::new(open + 1, token.start() as u32));
        }
    }
}

/// Tokens without comments; places that there are not have nothing.
struct Tokens<'t, 'text> {
    text: &'text str,
    tokens: &'t [Token],
}

impl<'text> Tokens<'_, 'text> {
    fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    fn word(&self, at: usize) -> Option<&'text str> {
        self.tokens.get(at)?.word(self.text)
    }

    fn is_punctuation(&self, at: usize, byte: u8) -> bool {
        self.kind(at) == Some(TokenKind::Punctuation(byte))
    }

    /// Whether `::` begins here.
    fn is_separator(&self, at: usize) -> bool {
        self.is_punctuation(at, b':') && self.is_punctuation(at.wrapping_add(1), b':')
    }

    fn before(&self, at: usize) -> Before<'text> {
        let is_separator = |at: usize| self.is_separator(at.wrapping_sub(2));
        if !is_separator(at) {
            let is_dot = |at: usize| self.is_punctuation(at, b'.');
            let is_member = is_dot(at.wrapping_sub(1)) && !is_dot(at.wrapping_sub(2));
            return if is_member { Before::Dot } else { Before::Nothing };
        }
        let last = self.written(at.wrapping_sub(3));
        let mut first = at.wrapping_sub(3);
        while self.word(first).is_some() && is_separator(first) {
            first = first.wrapping_sub(3);
        }
        Before::Path { first: self.written(first), last }
    }

    /// The word that stands there and that no macro puts there: `$crate` is one as well.
    fn written(&self, at: usize) -> Option<&'text str> {
        self.word(at).filter(|word| *word == "crate" || !self.is_punctuation(at.wrapping_sub(1), b'$'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn functions(text: &str) -> Vec<(&str, Before<'_>, bool)> {
        named_by_tokens(text).functions.into_iter().map(|named| (named.text, named.before, named.is_called)).collect()
    }

    #[test]
    fn names_know_what_is_before_and_behind_them() {
        let path = |first, last| Before::Path { first, last };
        assert_eq!(
            functions("fn a() { b(c); $crate::d::e(); $m::f(); <$m as T>::g; h.i(); 0..j(); k::<u8>() /* l() */ }"),
            [
                ("fn", Before::Nothing, false),
                ("b", Before::Nothing, true),
                ("c", Before::Nothing, false),
                ("e", path(Some("crate"), Some("d")), true),
                ("f", path(None, None), true),
                ("as", Before::Nothing, false),
                ("T", Before::Nothing, false),
                ("g", path(None, None), false),
                ("h", Before::Nothing, false),
                ("i", Before::Dot, true),
                ("j", Before::Nothing, true),
                ("k", Before::Nothing, true),
                ("u8", Before::Nothing, false),
            ]
        );
    }

    #[test]
    fn macros_are_named_too_and_so_is_what_ends_a_path() {
        let named = named_by_tokens("a! { b::c!(d) } !e; $f::g");
        assert_eq!((named.macros, named.ends_paths_with_arguments), (vec!["a", "c"], false));
        assert!(named_by_tokens("$crate::handlers::$name").ends_paths_with_arguments);
        assert!(!named_by_tokens("$crate::handlers::$name::run").ends_paths_with_arguments);
    }

    #[test]
    fn a_group_ends_with_its_bracket() {
        let text = "a!(b(\")\"), c) d";
        assert_eq!(group_at(text, 2).map(|span| &text[span.range()]), Some("b(\")\"), c"));
        assert_eq!(group_at("a!(", 2), None);
    }
}
