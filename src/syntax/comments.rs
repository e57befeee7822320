//! Comments that hold a marker, each with the code that it speaks of. Brackets and keywords tell it, so that it is known in a file that
//! does not parse too.

use super::lexer::{Lexer, Token};
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

type Located<'text> = (Token<'text>, usize, usize);

/// The comments of `text` that hold `marker`, in their order. A text without it is not looked at any further.
#[must_use]
pub fn comments(text: &str, marker: &str) -> Vec<Comment> {
    if !text.contains(marker) {
        return Vec::new();
    }
    let mut lexer = Lexer::new(text, code_start(text));
    let tokens: Vec<Located<'_>> = std::iter::from_fn(|| lexer.next_token()).collect();
    let top = after_attributes(&tokens, 0, Attributes::Inner);
    let with_marker =
        tokens.iter().enumerate().filter(|(_, (token, start, end))| *token == Token::Comment && text[*start..*end].contains(marker));
    let comment = |(at, &(_, start, end)): (usize, &Located<'_>)| Comment {
        span: span(start, end),
        is_at_top: at < top,
        subject: subject(text, &tokens, at),
    };
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

fn subject(text: &str, tokens: &[Located<'_>], comment: usize) -> Span {
    let start = tokens[comment].1;
    if let Some(&(_, _, before)) = tokens[..comment].iter().rev().find(|(token, ..)| *token != Token::Comment)
        && !text[before..start].contains('\n')
    {
        let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
        return span(line, start);
    }
    let first = after_attributes(tokens, comment, Attributes::Any);
    let Some(&(_, start, _)) = tokens.get(first) else { return span(text.len(), text.len()) };
    let end = item_end(tokens, first).unwrap_or_else(|| statement_end(tokens, first));
    span(start, end)
}

/// Which attributes to skip.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Attributes {
    Inner,
    Any,
}

/// The first token from `at` on that is no comment and no part of an attribute.
fn after_attributes(tokens: &[Located<'_>], mut at: usize, skipped: Attributes) -> usize {
    let is = |at: usize, wanted: Token<'_>| tokens.get(at).is_some_and(|(token, ..)| *token == wanted);
    loop {
        if is(at, Token::Comment) {
            at += 1;
            continue;
        }
        let is_inner = is(at + 1, Token::Punctuation(b'!'));
        let bracket = at + 1 + usize::from(is_inner);
        let is_attribute = is(at, Token::Punctuation(b'#')) && is(bracket, Token::Open(b'['));
        if !is_attribute || (skipped == Attributes::Inner && !is_inner) {
            return at;
        }
        at = closing(tokens, bracket).map_or(tokens.len(), |closing| closing + 1);
    }
}

/// The token that closes the bracket at `open`.
fn closing(tokens: &[Located<'_>], open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    tokens[open..]
        .iter()
        .position(|(token, ..)| {
            match token {
                Token::Open(_) => depth += 1,
                Token::Close(_) => depth = depth.saturating_sub(1),
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
fn item_end(tokens: &[Located<'_>], first: usize) -> Option<usize> {
    let word = |at: usize| match tokens.get(at) {
        Some((Token::Word(word), ..)) => Some(*word),
        _ => None,
    };
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
        match tokens.get(at) {
            Some((Token::Open(b'('), ..)) => at = closing(tokens, at)? + 1,
            Some((Token::Literal, ..)) => at += 1,
            _ => {}
        }
    };
    let closed = bracketless(tokens, at).find_map(|(token, _, closed)| match token {
        Token::Punctuation(b';') => Some(closed),
        Token::Open(b'{') if end == End::Block => Some(closed),
        _ => None,
    });
    closed.or(tokens.last().map(|&(_, _, last)| last))
}

/// Where the statement, arm, field or argument that begins at `first` ends, or where its first block begins.
fn statement_end(tokens: &[Located<'_>], first: usize) -> usize {
    let mut depth = 0_usize;
    let end = tokens[first..].iter().find(|(token, ..)| match token {
        Token::Open(b'{') => true,
        Token::Close(_) | Token::Punctuation(b';' | b',') if depth == 0 => true,
        Token::Open(_) => {
            depth += 1;
            false
        }
        Token::Close(_) => {
            depth -= 1;
            false
        }
        _ => false,
    });
    end.map(|&(_, start, _)| start).or(tokens.last().map(|&(_, _, last)| last)).unwrap_or_default()
}

/// The tokens from `at` on that stand in no bracket, an opening one with the end of the one that closes it.
fn bracketless<'t, 'text>(tokens: &'t [Located<'text>], mut at: usize) -> impl Iterator<Item = (Token<'text>, usize, usize)> + 't {
    std::iter::from_fn(move || {
        let &(token, start, end) = tokens.get(at)?;
        if matches!(token, Token::Open(_)) {
            let closing = closing(tokens, at)?;
            at = closing + 1;
            return Some((token, start, tokens[closing].2));
        }
        at += 1;
        Some((token, start, end))
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
