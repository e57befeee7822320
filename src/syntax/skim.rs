//! The first reading of a file, by the lexer alone: where the bodies of functions are, which names each mentions, and the outline, a
//! copy of the text in which bodies and comments are blank. Parsing the outline costs a fraction of parsing the file, and every byte
//! offset in it is an offset in the file.

use super::lexer::{Lexer, Token, TokenKind};
use super::mentions::Mentions;
use super::nesting::{Brackets, Depth};
use super::read::Tokens;
use crate::base::Span;
use crate::index::SyntaxProblem;

/// What one pass of the lexer says about a text.
pub(super) struct Skim<'text> {
    text: &'text str,
    /// What is no part of the outline: the insides of bodies, comments, a byte order mark and a `#!` line.
    blanks: Vec<std::ops::Range<usize>>,
    /// The tokens of the outline.
    pub(super) tokens: Tokens<'text>,
    /// In order of their start.
    pub(super) bodies: Vec<BodyRange>,
    /// Nesting that is too deep, brackets that do not match.
    pub(super) problems: Vec<SyntaxProblem>,
    /// Where the outermost bracket stands that is never closed.
    pub(super) unclosed: Option<usize>,
}

/// What is wanted of the bodies of functions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Bodies {
    /// What each mentions.
    Mentions,
    /// Where they are, nothing else, and not even that in modules of tests: for crates whose tests nobody builds.
    Places,
}

/// The body of a function.
pub(super) struct BodyRange {
    /// The block with its braces.
    pub(super) span: Span,
    /// [`mention`] of each word, sorted, each once; empty where only places are wanted.
    pub(super) mentions: Box<[u32]>,
}

impl Skim<'_> {
    /// A copy of the text, of the same length, in which all but the items' outlines is blank.
    pub(super) fn outline(&self) -> String {
        blanked(self.text, &self.blanks)
    }

    /// What is no part of the outline.
    #[cfg(test)]
    pub(super) fn blanks(&self) -> impl Iterator<Item = &std::ops::Range<usize>> {
        self.blanks.iter()
    }

    /// The tokens of the outline as they are written, each piece without a gap in it.
    pub(super) fn written(&self) -> impl Iterator<Item = &str> {
        self.tokens.written()
    }

    /// The same of the definition of a macro alone. What calls give for a body stays: `{ $body }`.
    pub(super) fn outline_of(&self, part: Span) -> String {
        let (start, end) = (part.start() as usize, part.end() as usize);
        let within = |blank: &std::ops::Range<usize>| blank.start.clamp(start, end) - start..blank.end.clamp(start, end) - start;
        let text = &self.text[part.range()];
        let is_variable = |blank: &std::ops::Range<usize>| {
            text[blank.clone()].trim().strip_prefix('$').is_some_and(|name| name.chars().all(|c| c.is_alphanumeric() || c == '_'))
        };
        let blanks: Vec<_> = self.blanks.iter().map(within).filter(|blank| !is_variable(blank)).collect();
        blanked(text, &blanks)
    }

    /// The body whose opening brace stands at `start`.
    pub(super) fn body_at(&self, start: u32) -> Option<&BodyRange> {
        let at = self.bodies.binary_search_by_key(&start, |body| body.span.start()).ok()?;
        Some(&self.bodies[at])
    }
}

/// So many bytes of a file, its bodies and comments with them, have one token outside of bodies, more or less.
const BYTES_OF_A_TOKEN: usize = 24;

/// Skims `text`.
pub(super) fn skim(text: &str, wanted: Bodies) -> Skim<'_> {
    let mut skimmer = Skimmer {
        text,
        lexer: Lexer::new(text, prologue(text)),
        brackets: Brackets::default(),
        blanks: std::iter::once(0..prologue(text)).collect(),
        tokens: Tokens::of(text, text.len() / BYTES_OF_A_TOKEN),
        bodies: Vec::new(),
        problems: Vec::new(),
        wanted,
    };
    skimmer.outside();
    let Skimmer { brackets, blanks, tokens, bodies, problems, .. } = skimmer;
    Skim { text, blanks, tokens, bodies, problems, unclosed: brackets.unclosed() }
}

/// The text of one body with comments and groups that are nested too deep blank; same length.
pub(super) fn body_text(text: &str) -> (String, Vec<SyntaxProblem>) {
    let mut lexer = Lexer::new(text, 0);
    let mut blanks = Vec::new();
    let mut problems = Vec::new();
    let mut depth = Depth::new(0);
    while let Some(token) = lexer.next_token() {
        if token.kind == TokenKind::Comment {
            blanks.push(token.range());
        }
        depth.see(token, &mut blanks, &mut problems);
    }
    (blanked(text, &blanks), problems)
}

/// How many bytes a byte order mark and a `#!` line take. `#![attribute]` is no `#!` line.
fn prologue(text: &str) -> usize {
    let mark = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let rest = &text[mark..];
    let is_script = rest.strip_prefix("#!").is_some_and(|after| {
        let mut lexer = Lexer::new(after, 0);
        loop {
            match lexer.next_token().map(|token| token.kind) {
                Some(TokenKind::Comment) => {}
                Some(TokenKind::Open(b'[')) => break false,
                _ => break true,
            }
        }
    });
    if is_script { mark + rest.find('\n').unwrap_or(rest.len()) } else { mark }
}

/// `text` with the ranges turned to spaces, line ends kept so that messages of the parser name the right line.
fn blanked(text: &str, blanks: &[std::ops::Range<usize>]) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for range in blanks {
        for byte in &mut bytes[range.clone()] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
    }
    // Whole characters were replaced, so this is the cheap and certain case.
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

struct Skimmer<'text> {
    text: &'text str,
    lexer: Lexer<'text>,
    brackets: Brackets,
    blanks: Vec<std::ops::Range<usize>>,
    tokens: Tokens<'text>,
    bodies: Vec<BodyRange>,
    problems: Vec<SyntaxProblem>,
    wanted: Bodies,
}

impl Skimmer<'_> {
    /// The next token of the outline.
    fn next_token(&mut self) -> Option<Token> {
        let token = self.next_token_of_body()?;
        self.tokens.push(token);
        Some(token)
    }

    #[inline]
    fn next_token_of_body(&mut self) -> Option<Token> {
        let token = self.lexer.next_token()?;
        self.brackets.see(token);
        Some(token)
    }

    /// Reads everything that is not the body of a function.
    fn outside(&mut self) {
        let mut depth = Depth::new(0);
        let mut after_fn = false;
        while let Some(token) = self.next_token() {
            match token.kind {
                TokenKind::Comment => {
                    self.blanks.push(token.range());
                    continue;
                }
                // A function pointer type has no name after its `fn`; a function may be called `r#fn`.
                TokenKind::Word | TokenKind::RawWord if after_fn => {
                    self.signature(&mut depth);
                }
                TokenKind::Word if token.word(self.text) == Some("fn") => {
                    after_fn = true;
                    continue;
                }
                TokenKind::Open(b'{') if self.wanted == Bodies::Places && self.opens_tests(token.start()) => {
                    depth.end_of_run(token.start(), &mut self.blanks, &mut self.problems);
                    self.tests(token.start());
                    depth.begin_run(self.lexer.position());
                }
                _ => {
                    depth.see(token, &mut self.blanks, &mut self.problems);
                }
            }
            after_fn = false;
        }
        if let Some(start) = depth.outermost() {
            self.problems.push(SyntaxProblem {
                span: Span::new(start as u32, start as u32 + 1),
                message: "this bracket is never closed".to_owned(),
            });
        }
    }

    /// Reads from behind a function's name to the end of its body or its `;`.
    fn signature(&mut self, depth: &mut Depth) {
        let outer = depth.level();
        let (mut before, mut angles) = (0_u8, 0_usize);
        while let Some(token) = self.next_token() {
            let at_top = depth.level() == outer;
            match token.kind {
                TokenKind::Comment => {
                    self.blanks.push(token.range());
                    continue;
                }
                // `-> Array<{ N }>` is the one place where a brace before the body is no body.
                TokenKind::Open(b'{') if at_top && angles == 0 => {
                    depth.end_of_run(token.start(), &mut self.blanks, &mut self.problems);
                    self.body(token.start());
                    depth.begin_run(self.lexer.position());
                    return;
                }
                _ => {
                    match token.kind {
                        TokenKind::Punctuation(b'<') if at_top => angles += 1,
                        TokenKind::Punctuation(b'>') if at_top && before != b'-' => angles = angles.saturating_sub(1),
                        _ => {}
                    }
                    depth.see(token, &mut self.blanks, &mut self.problems);
                    if depth.level() < outer || (at_top && token.kind == TokenKind::Punctuation(b';')) {
                        return;
                    }
                }
            }
            before = match token.kind {
                TokenKind::Punctuation(byte) => byte,
                _ => 0,
            };
        }
    }

    /// Whether the `{` at `start` is that of a `#[cfg(test)] mod tests {`, with nothing else in between.
    fn opens_tests(&self, start: usize) -> bool {
        let is_of_name = |character: char| character == '_' || character.is_alphanumeric();
        let before = self.text[..start].trim_end().trim_end_matches(is_of_name).trim_end();
        before.strip_suffix("mod").is_some_and(|before| before.trim_end().ends_with("#[cfg(test)]"))
    }

    /// Blanks the module whose `{` stands at `start`.
    fn tests(&mut self, start: usize) {
        let Some((close, _)) = self.skip_body() else {
            self.problems.push(SyntaxProblem {
                span: Span::new(start as u32, start as u32 + 1),
                message: "this bracket is never closed".to_owned(),
            });
            return;
        };
        self.tokens.push(Token::new(TokenKind::Close(b'}'), close, close + 1));
        self.blanks.push(start + 1..close);
    }

    /// Reads a body whose `{` stands at `start`, and blanks what is between its braces.
    fn body(&mut self, start: usize) {
        let closed = match self.wanted {
            Bodies::Mentions => self.read_body(),
            Bodies::Places => self.skip_body(),
        };
        let Some((close, mentions)) = closed else {
            self.problems.push(SyntaxProblem {
                span: Span::new(start as u32, start as u32 + 1),
                message: "this function's body is never closed".to_owned(),
            });
            return;
        };
        let end = close + 1;
        self.tokens.push(Token::new(TokenKind::Close(b'}'), close, end));
        self.blanks.push(start + 1..close);
        self.bodies.push(BodyRange { span: Span::new(start as u32, end as u32), mentions });
    }

    /// Reads to the end of the body whose brace was read: where its last one stands, and what it mentions.
    fn read_body(&mut self) -> Option<(usize, Box<[u32]>)> {
        let mut mentions = Mentions::of(self.text);
        let mut open = 1_usize;
        while let Some(token) = self.next_token_of_body() {
            mentions.see(token);
            match token.kind {
                TokenKind::Open(_) => open += 1,
                TokenKind::Close(_) => open -= 1,
                _ => {}
            }
            if open == 0 {
                return Some((token.start(), mentions.finish()));
            }
        }
        None
    }

    /// Goes to the end of the body without reading it.
    fn skip_body(&mut self) -> Option<(usize, Box<[u32]>)> {
        let close = self.lexer.skip_block()?;
        self.brackets.see(Token::new(TokenKind::Close(b'}'), close, close + 1));
        Some((close, Box::default()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check_bodies(text: &str, expected: &[&str]) -> String {
        let skim = skim(text, Bodies::Mentions);
        let found: Vec<_> = skim.bodies.iter().map(|body| &text[body.span.range()]).collect();
        assert_eq!(found, expected);
        assert_eq!(skim.outline().len(), text.len());
        skim.outline()
    }

    #[test]
    fn bodies_are_found_and_blank_in_the_outline() {
        let outline = check_bodies("fn a<const N: usize>() -> A<{ 1 }> where B: C { x('}') } fn b(f: fn(u8) -> u8);", &["{ x('}') }"]);
        assert_eq!(outline, "fn a<const N: usize>() -> A<{ 1 }> where B: C {        } fn b(f: fn(u8) -> u8);");
        check_bodies("fn a<F>(f: F) -> B<A, { 2 }> where F: Fn(u8) -> C<D>, { y }", &["{ y }"]);
        check_bodies("impl T for [u8; { 2 }] { fn a() { fn b() {} } fn r#fn() {} }", &["{ fn b() {} }", "{}"]);
        check_bodies("type F = fn(u8); const A: u8 = { 1 }; struct S { f: fn() }", &[]);
    }

    #[test]
    fn modules_of_tests_are_left_out_where_nobody_builds_them() {
        let check = |text: &str, expected: &[&str]| {
            let skim = skim(text, Bodies::Places);
            assert_eq!(skim.bodies.iter().map(|body| &text[body.span.range()]).collect::<Vec<_>>(), expected, "{text}");
            assert!(skim.problems.is_empty() && skim.unclosed.is_none());
            assert_eq!(skim.outline().len(), text.len());
        };
        check("#[cfg(test)]\nmod tests { fn a() { x } mod b { '}' } } fn c() { y }", &["{ y }"]);
        check("#[cfg(not(test))] mod tests { fn a() { x } } #[cfg(test)] impl A { fn b() { y } }", &["{ x }", "{ y }"]);
        check("#[cfg(test)] mod tests; mod r#try { fn a() { x } }", &["{ x }"]);
    }

    #[test]
    fn a_byte_order_mark_and_a_script_line_are_blank() {
        assert_eq!(
            check_bodies("\u{feff}#!/bin/x\nfn a() {}", &["{}"]),
            "            \nfn a() {}".replacen("            ", "           ", 1)
        );
        assert_eq!(check_bodies("#![allow(x)]\n", &[]), "#![allow(x)]\n");
    }

    #[test]
    fn what_is_nested_too_deep_is_a_problem_and_the_rest_stays() {
        let deep = format!("const A: u8 = {}1{};\nfn a() {{ b }}", "(".repeat(50_000), ")".repeat(50_000));
        let skim = skim(&deep, Bodies::Mentions);
        assert_eq!(skim.problems.len(), 1);
        assert_eq!(skim.bodies.len(), 1);
        let (text, problems) = body_text(&format!("{{ {}1{} }}", "(".repeat(50_000), ")".repeat(50_000)));
        assert_eq!(problems.len(), 1);
        assert!(text.trim_matches(&['(', ')', '{', '}', ' '][..]).is_empty());
    }

    /// What may stand in a body, and hide a brace or seem to.
    const PIECES: [&str; 24] = [
        "{",
        "}",
        "(",
        ")",
        "\"}\"",
        "\"\\\"}\"",
        "'}'",
        "'{'",
        "b'{'",
        "'\\''",
        "'a",
        "r\"}\\\"",
        "r#\"}\"}\"#",
        "br##\"{\"#\"##",
        "b\"}\"",
        "c\"{\"",
        "r#fn",
        "for\"}\"",
        "/",
        "// }\n",
        "/* { /* } */ */",
        "é",
        "x",
        " ",
    ];

    proptest! {
        #[test]
        fn a_body_that_is_skipped_ends_where_one_that_is_read_does(
            pieces in proptest::collection::vec(proptest::sample::select(PIECES.to_vec()), 0..24),
        ) {
            let text = format!("fn a() {{ {} }} fn b() {{}}", pieces.join(" "));
            let read = skim(&text, Bodies::Mentions);
            prop_assume!(read.unclosed.is_none());
            let places = |skim: &Skim<'_>| skim.bodies.iter().map(|body| body.span).collect::<Vec<_>>();
            let skipped = skim(&text, Bodies::Places);
            prop_assert_eq!(places(&skipped), places(&read), "{}", text);
            prop_assert_eq!(skipped.outline(), read.outline());
        }

        #[test]
        fn any_text_is_skimmed_to_an_outline_of_the_same_length(text in "[a-c{}()fn'\"/*#! \né\\\\]{0,80}") {
            let skim = skim(&text, Bodies::Mentions);
            prop_assert_eq!(skim.outline().len(), text.len());
            prop_assert!(skim.bodies.windows(2).all(|pair| pair[0].span.end() <= pair[1].span.start()));
        }
    }
}
