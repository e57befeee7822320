//! The only door to syn and tree-sitter. Text to [`FileIndex`], text to [`Body`], with right byte offsets always; parsing never fails,
//! what cannot be read is a problem among the data.

mod comments;
mod digest;
mod doc_tests;
mod format;
mod intact;
mod lexer;
mod lower;
mod mentions;
mod named;
mod nesting;
mod read;
mod skim;
mod uses;
mod words;

use std::borrow::Cow;

use proc_macro2::extra::invalidate_current_thread_spans;

use crate::base::{Name, Span};
use crate::index::{Body, FileIndex, PathRef, SyntaxProblem};
use lower::Lowering;
use skim::Bodies;

pub use comments::{Comment, comments};
pub use doc_tests::{DocTests, doc_tests};
pub use intact::error_count;
pub use mentions::{mentions, mentions_besides, mentions_of_macro};
pub use named::{Before, Named, NamedByTokens, group_at, named_by_tokens};
pub use read::is_reserved;
pub use words::{Word, each_word, words};

/// Who knows the `macro_rules!` definitions outside of a body, or of a file.
pub trait Macros {
    /// The definition that a call of the macro `path` at `offset` of the file means, if it is to be expanded.
    fn definition(&self, path: &PathRef, offset: u32) -> Option<MacroDefinition<'_>>;
}

/// A `macro_rules!` definition as it is written.
#[derive(Clone, Debug)]
pub struct MacroDefinition<'text> {
    /// The rules with their delimiters.
    pub rules: &'text str,
    /// What `$crate` means: the name by which the calling crate knows the one of the definition, if it is another.
    pub crate_name: Option<Name>,
}

/// No definition but those of the body itself.
#[derive(Clone, Copy, Debug)]
pub struct NoMacros;

impl Macros for NoMacros {
    fn definition(&self, _: &PathRef, _: u32) -> Option<MacroDefinition<'_>> {
        None
    }
}

/// What the file says, its bodies left for [`body`].
#[must_use]
pub fn index(text: &str) -> FileIndex {
    read_index(text, Bodies::Mentions, &NoMacros)
}

/// As [`index`], calls between items of known `macro_rules!` expanded.
#[must_use]
pub fn index_expanded(text: &str, macros: &dyn Macros) -> FileIndex {
    read_index(text, Bodies::Mentions, macros)
}

/// As [`index`], without what the bodies mention and without what modules of tests hold: enough to know the types of a dependency by, and
/// read in less time.
#[must_use]
pub fn signatures(text: &str) -> FileIndex {
    read_index(text, Bodies::Places, &NoMacros)
}

fn read_index(text: &str, wanted: Bodies, macros: &dyn Macros) -> FileIndex {
    let skim = skim::skim(text, wanted);
    let is_whole = skim.problems.is_empty() && skim.unclosed.is_none();
    // Nobody changes what a dependency's bodies say alone.
    let outline = (is_whole && wanted == Bodies::Mentions).then(|| digest::of_outline(&skim));
    let mut index = is_whole.then(|| read::file(text, &skim, macros)).flatten().unwrap_or_else(|| parsed_index(text, skim));
    index.digest = digest::of(text, outline, &index);
    index.lines = line_ends(text) + u32::from(!text.is_empty() && !text.ends_with('\n'));
    index
}

/// How many `\n` a text has; in pieces whose count fits a byte, many of which the processor adds at once.
fn line_ends(text: &str) -> u32 {
    let of_piece = |piece: &[u8]| piece.iter().fold(0_u8, |count, &byte| count + u8::from(byte == b'\n'));
    text.as_bytes().chunks(255).map(|piece| u32::from(of_piece(piece))).sum()
}

/// What the file says as the parser reads it, with what is wrong with it.
fn parsed_index(text: &str, skim: skim::Skim<'_>) -> FileIndex {
    let closed;
    let mut skim = skim;
    let mut problems = skim.problems.clone();
    if skim.unclosed.is_some()
        && let Some(without) = intact::without_unclosed_items(text)
    {
        closed = without;
        skim = skim::skim(&closed, Bodies::Mentions);
        problems.extend(skim.problems.iter().cloned());
    }
    // The outline as it is, then without the smallest pieces that are broken, then without whole items.
    let whole = skim.outline();
    let mut outline = Cow::Borrowed(&whole);
    let mut file = parse_outline(&outline);
    if let Err(problem) = &file {
        // A bracket that is never closed has been named at its place already.
        if problems.is_empty() {
            problems.push(SyntaxProblem { span: span_in(text, &problem.1), message: problem.0.clone() });
        }
        for repair in [intact::without_broken_items, intact::without_broken_top_level_items] {
            outline = Cow::Owned(repair(text, &whole));
            file = parse_outline(&outline);
            if file.is_ok() {
                break;
            }
        }
    }
    let mut index = match file {
        Ok(file) => {
            let mut lowering = Lowering::for_file(text, &outline, &skim);
            lowering.file(&file);
            lowering.into_index(&file.attrs)
        }
        Err(_) => FileIndex { items: lower::empty_items(text), ..FileIndex::default() },
    };
    invalidate_current_thread_spans();
    problems.sort();
    problems.dedup();
    index.problems = problems;
    index
}

/// The items of an outline, or what is wrong with it and where. Spans of the last outline are not valid any more.
fn parse_outline(outline: &str) -> Result<syn::File, (String, std::ops::Range<usize>)> {
    invalidate_current_thread_spans();
    syn::parse_file(outline).map_err(|error| (readable(&error), error.span().byte_range()))
}

/// The expressions of the block, or of the initialiser of a constant, at `span` of the file's text, calls of known `macro_rules!`
/// expanded.
#[must_use]
pub fn body(text: &str, span: Span, macros: &dyn Macros) -> Body {
    let read = read::tokens_of_body(text, span).and_then(|tokens| read::body(text, &tokens, macros));
    read.unwrap_or_else(|| parsed_body(text, span, macros))
}

/// The same as the parser reads it, with what is wrong with it.
fn parsed_body(text: &str, span: Span, macros: &dyn Macros) -> Body {
    let source = &text[span.range()];
    let (mut clean, mut problems) = skim::body_text(source);
    for problem in &mut problems {
        problem.span = Span::new(problem.span.start() + span.start(), problem.span.end() + span.start());
    }
    let mut expr = syn::parse_str::<syn::Expr>(&clean);
    if let Err(error) = &expr {
        let range = error.span().byte_range();
        let at = span_in(source, &range);
        problems.push(SyntaxProblem { span: Span::new(at.start() + span.start(), at.end() + span.start()), message: readable(error) });
        clean = intact::without_broken_statements(&clean);
        invalidate_current_thread_spans();
        expr = syn::parse_str::<syn::Expr>(&clean);
    }
    let lowering = Lowering::for_body(text, &clean, span.start(), macros);
    let mut body = match expr {
        Ok(expr) => lowering.body(&expr),
        Err(_) => lowering.empty_body(),
    };
    invalidate_current_thread_spans();
    body.problems = problems;
    body
}

/// What the parser says; of brackets that do not match it only says that there are no tokens.
fn readable(error: &syn::Error) -> String {
    let message = error.to_string();
    if message == "cannot parse string into token stream" { "brackets, quotes or comments here do not match".to_owned() } else { message }
}

/// The span of a parser's error, kept inside the text and on character boundaries.
fn span_in(text: &str, range: &std::ops::Range<usize>) -> Span {
    let floor = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at as u32
    };
    let start = floor(range.start);
    Span::new(start, floor(range.end).max(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The functions that are found, and the messages of the problems.
    fn check_index(text: &str, functions: &[&str], problems: &[&str]) {
        let index = index(text);
        let found: Vec<_> = index.items.functions.iter().map(|function| function.name.as_str()).collect();
        assert_eq!(found, functions, "{:?}", index.problems);
        assert_eq!(index.problems.iter().map(|problem| problem.message.as_str()).collect::<Vec<_>>(), problems);
        for function in &index.items.functions {
            assert_eq!(&text[function.name_span.range()], function.name.as_str());
        }
    }

    #[test]
    fn an_unclosed_bracket_hides_its_own_item_only() {
        let message = "this bracket is never closed";
        check_index("fn a() {}\n\npub fn b( {\n}\n\npub async fn c() { d(); }\n", &["a", "c"], &[message]);
        check_index("fn a() {}\nfn b() { if x {\n}\n\nfn c() {}\n", &["a", "c"], &["this function's body is never closed"]);
        check_index("fn a() }\nfn b() {}\n", &["b"], &["brackets, quotes or comments here do not match"]);
    }

    #[test]
    fn macros_that_do_not_end_are_given_up() {
        let give_up = |arms: &str| {
            let text = format!("{{ macro_rules! m {{ {arms} }} m!() + m!(1); }}");
            let body = body(&text, Span::new(0, text.len() as u32), &NoMacros);
            assert!(body.unexpanded > 0, "{arms}");
        };
        let check = move || {
            for arms in ["() => { m!() };", "($($t:tt)*) => { m!($($t)* a); m!($($t)* b) };", "($e:expr) => { !m!(!!!!$e) };"] {
                give_up(arms);
            }
        };
        // As deep a stack as the analysis has.
        std::thread::Builder::new().stack_size(crate::STACK).spawn(check).unwrap().join().unwrap();
    }

    #[test]
    fn places_in_expansions_are_whole_characters() {
        let text = "{ macro_rules! é { ($a:expr) => { { f!(ä($a)); g!{$a}; h(\"{ö}\", $a) } } } é!(ü) }";
        let body = body(text, Span::new(0, text.len() as u32), &NoMacros);
        assert_eq!((body.unexpanded, body.problems.len()), (0, 0));
        for id in (0..body.len() as u32).map(crate::index::ExprId) {
            let expr = body.expr(id);
            assert!(text.get(expr.span.range()).is_some(), "{expr:?}");
            if let crate::index::ExprKind::Macro { tokens, .. } = &expr.kind {
                assert!(text.get(tokens.range()).is_some(), "{expr:?}");
            }
        }
    }

    #[test]
    fn offsets_are_those_of_the_file() {
        check_index("\u{feff}#!/usr/bin/env x\r\n// ä\r\nfn a() {}\r\n/* 🦀 */ fn b() {}\r\n", &["a", "b"], &[]);
    }
}
