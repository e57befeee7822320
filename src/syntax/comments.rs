//! Comments that hold a marker, each with the code that it speaks of. Brackets and keywords tell it, so that it is known in a file that
//! does not parse too.

use super::lexer::{Lexer, Token, TokenKind};
use crate::base::Span;

/// A comment with the code that it speaks of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Comment {
    /// The comment, its slashes included.
    pub span: Span,
    /// Whether nothing but comments and inner attributes stands above it.
    pub is_at_top: bool,
    /// The code on its line, if some stands before it there; else the item that begins below it, whole; else what begins there, up to the
    /// end of the statement or its first brace. Comments and attributes between are skipped. Empty at the end of a block.
    pub subject: Span,
}

/// The comments of `text` that hold `marker`, in their order. A text without it is not looked at any further.
#[must_use]
pub fn comments(text: &str, marker: &str) -> Vec<Comment> {
    if !text.contains(marker) {
        return Vec::new();
    }
    let mut lexer = Lexer::new(text, code_start(text));
    let tokens: Vec<Token> = std::iter::from_fn(|| lexer.next_token()).collect();
    let top = after_attributes(&tokens, 0, Attributes::Inner);
    let with_marker =
        tokens.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Comment && text[token.range()].contains(marker));
    let comment = |(at, token): (usize, &Token)| Comment { span: token.span(), is_at_top: at < top, subject: subject(text, &tokens, at) };
    with_marker.map(comment).collect()
}

/// Behind a byte order mark and a line for the shell.
fn code_start(text: &str) -> usize {
    let mark = text.len() - text.trim_start_matches('\u{feff}').len();
    let rest = &text[mark..];
    let is_for_shell = rest.starts_with("#!") && !rest[2..].trim_start().starts_with('[');
    mark + if is_for_shell { rest.find('\n').unwrap_or(rest.len()) } else { 0 }
}

fn span(start: usize, end: usize) -> Span {
    Span::new(start as u32, end as u32)
}

fn subject(text: &str, tokens: &[Token], comment: usize) -> Span {
    let start = tokens[comment].start();
    if let Some(before) = tokens[..comment].iter().rev().find(|token| token.kind != TokenKind::Comment)
        && !text[before.end()..start].contains('\n')
    {
        let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
        return span(line, start);
    }
    let first = after_attributes(tokens, comment, Attributes::Any);
    let Some(token) = tokens.get(first) else { return span(text.len(), text.len()) };
    let end = item_end(text, tokens, first).unwrap_or_else(|| statement_end(tokens, first));
    span(token.start(), end)
}

/// Which attributes to skip.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Attributes {
    Inner,
    Any,
}

/// The first token from `at` on that is no comment and no part of an attribute.
fn after_attributes(tokens: &[Token], mut at: usize, skipped: Attributes) -> usize {
    let is = |at: usize, wanted: TokenKind| tokens.get(at).is_some_and(|token| token.kind == wanted);
    loop {
        if is(at, TokenKind::Comment) {
            at += 1;
            continue;
        }
        let is_inner = is(at + 1, TokenKind::Punctuation(b'!'));
        let bracket = at + 1 + usize::from(is_inner);
        let is_attribute = is(at, TokenKind::Punctuation(b'#')) && is(bracket, TokenKind::Open(b'['));
        if !is_attribute || (skipped == Attributes::Inner && !is_inner) {
            return at;
        }
        at = closing(tokens, bracket).map_or(tokens.len(), |closing| closing + 1);
    }
}

/// The token that closes the bracket at `open`.
fn closing(tokens: &[Token], open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    tokens[open..]
        .iter()
        .position(|token| {
            match token.kind {
                TokenKind::Open(_) => depth += 1,
                TokenKind::Close(_) => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0
        })
        .map(|distance| open + distance)
}

/// What ends an item.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// Its block, or a `;` in place of it.
    Block,
    Semicolon,
}

/// Where the function, impl, module, trait, constant or static ends that begins at `first`: with the text if it is never closed. None if
/// no such item begins there.
fn item_end(text: &str, tokens: &[Token], first: usize) -> Option<usize> {
    let word = |at: usize| tokens.get(at)?.word(text);
    let mut at = first;
    let end = loop {
        match word(at)? {
            "fn" | "impl" | "mod" | "trait" => break End::Block,
            "static" if word(at + 1).is_some() => break End::Semicolon,
            "const" if !matches!(word(at + 1)?, "fn" | "async" | "unsafe" | "extern") => break End::Semicolon,
            "pub" | "const" | "async" | "unsafe" | "extern" | "default" | "auto" | "safe" => at += 1,
            _ => return None,
        }
        // `pub(crate)`, `extern "C"`.
        match tokens.get(at).map(|token| token.kind) {
            Some(TokenKind::Open(b'(')) => at = closing(tokens, at)? + 1,
            Some(TokenKind::Literal) => at += 1,
            _ => {}
        }
    };
    let closed = bracketless(tokens, at).find_map(|(kind, closed)| match kind {
        TokenKind::Punctuation(b';') => Some(closed),
        TokenKind::Open(b'{') if end == End::Block => Some(closed),
        _ => None,
    });
    closed.or(tokens.last().map(|last| last.end()))
}

/// Where the statement, arm, field or argument that begins at `first` ends, or where its first block begins.
fn statement_end(tokens: &[Token], first: usize) -> usize {
    let mut depth = 0_usize;
    let end = tokens[first..].iter().find(|token| match token.kind {
        TokenKind::Open(b'{') => true,
        TokenKind::Close(_) | TokenKind::Punctuation(b';' | b',') if depth == 0 => true,
        TokenKind::Open(_) => {
            depth += 1;
            false
        }
        TokenKind::Close(_) => {
            depth -= 1;
            false
        }
        _ => false,
    });
    end.map(|token| token.start()).or(tokens.last().map(|last| last.end())).unwrap_or_default()
}

/// The tokens from `at` on that stand in no bracket, each with its end, an opening one with the end of the one that closes it.
fn bracketless(tokens: &[Token], mut at: usize) -> impl Iterator<Item = (TokenKind, usize)> {
    std::iter::from_fn(move || {
        let kind = tokens.get(at)?.kind;
        if matches!(kind, TokenKind::Open(_)) {
            at = closing(tokens, at)?;
        }
        at += 1;
        Some((kind, tokens[at - 1].end()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The subjects of the comments that hold `@`.
    fn check(text: &str, subjects: &[&str]) {
        let found: Vec<&str> = comments(text, "@").iter().map(|comment| &text[comment.subject.range()]).collect();
        assert_eq!(found, subjects, "{text}");
    }

    #[test]
    fn a_comment_behind_code_speaks_of_its_line() {
        check("fn f() {\n    a(); // @\n    b();\n}\n", &["    a(); "]);
        check("x\n    .a() // @\n    .b()\n", &["    .a() "]);
    }

    #[test]
    fn a_comment_above_a_statement_speaks_of_it_up_to_its_first_block() {
        check("fn f() {\n    // @\n    let a =\n        b(c, d);\n    e();\n}\n", &["let a =\n        b(c, d)"]);
        check("// @\n// more\n#[x(y)]\nif a(b) { c() }\n", &["if a(b) "]);
        check("f(|| a(\n// @\nb(), c()))", &["b()"]);
        check("match a {\n// @\nA => b(),\nB => c(),\n}", &["A => b()"]);
        check("// @\nasync move { a() }", &["async move "]);
        check("fn f() {\n// @\n}", &[""]);
        check("// @", &[""]);
    }

    #[test]
    fn a_comment_above_an_item_speaks_of_all_of_it() {
        for item in [
            "fn f<T>(a: [u8; 3]) -> T where T: A { if a { b } else { c } }",
            "pub(crate) async unsafe fn f() {}",
            "unsafe extern \"C\" fn f();",
            "const fn f() { g() }",
            "impl<T> A for B<T> { fn f() {} }",
            "mod a { fn b() {} }",
            "trait A { fn b() { c() } }",
            "static A: B = C::new(|| { d(); });",
            "pub const A: u8 = { b() };",
        ] {
            check(&format!("// @\n/// Docs.\n#[a(b = \"{{\")]\n{item}\nfn last() {{}}\n"), &[item]);
        }
    }

    #[test]
    fn what_only_looks_like_a_comment_is_none() {
        check("let a = \"// @\"; let b = r#\"\n// @\n\"#; '@'", &[]);
    }

    #[test]
    fn the_top_ends_where_code_begins() {
        let text = "\u{feff}#!/bin/a '\n// @1\n#![a]\n//! @2\n\n/* @3 */ use a; // @4\n";
        let tops: Vec<bool> = comments(text, "@").iter().map(|comment| comment.is_at_top).collect();
        assert_eq!(tops, [true, true, true, false]);
    }

    #[test]
    fn texts_that_stop_in_the_middle_end_without_a_panic() {
        for text in ["// @\nfn f(", "// @\npub(", "// @\n#[a", "// @\nconst", "// @\n)", "// @\nimpl A {", "/* @"] {
            let _ = comments(text, "@");
        }
    }
}
