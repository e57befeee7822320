//! The only door to syn and tree-sitter. Text to [`FileIndex`], text to [`Body`], with right byte offsets always; parsing never fails,
//! what cannot be read is a problem among the data.

mod intact;
mod lexer;
mod lower;
mod skim;
mod words;

use proc_macro2::extra::invalidate_current_thread_spans;

use crate::base::Span;
use crate::index::{Body, FileIndex, SyntaxProblem};
use lower::Lowering;

pub use intact::error_count;
pub use words::{Word, words};

/// What the file says, its bodies left for [`body`].
#[must_use]
pub fn index(text: &str) -> FileIndex {
    let skim = skim::skim(text);
    let mut problems = skim.problems.clone();
    let mut file = syn::parse_file(&skim.outline).map_err(|error| (error.to_string(), error.span().byte_range()));
    let mut repaired = None;
    if let Err((message, range)) = &file {
        problems.push(SyntaxProblem { span: span_in(text, range), message: message.clone() });
        let outline = intact::without_broken_items(text, &skim.outline);
        invalidate_current_thread_spans();
        file = syn::parse_file(&outline).map_err(|error| (error.to_string(), error.span().byte_range()));
        if file.is_err() {
            let outline = intact::without_broken_top_level_items(text, &skim.outline);
            invalidate_current_thread_spans();
            file = syn::parse_file(&outline).map_err(|error| (error.to_string(), error.span().byte_range()));
        }
        repaired = Some(());
    }
    let mut index = match file {
        Ok(file) => {
            let mut lowering = Lowering::for_file(text, &skim);
            lowering.file(&file);
            lowering.into_index(&file.attrs)
        }
        Err(_) => FileIndex { items: lower::empty_items(text), ..FileIndex::default() },
    };
    let _ = repaired;
    invalidate_current_thread_spans();
    problems.sort();
    index.problems = problems;
    index.lines = text.bytes().filter(|&byte| byte == b'\n').count() as u32 + u32::from(!text.is_empty() && !text.ends_with('\n'));
    index
}

/// The expressions of the block, or of the initialiser of a constant, at `span` of the file's text.
#[must_use]
pub fn body(text: &str, span: Span) -> Body {
    let source = &text[span.range()];
    let (clean, mut problems) = skim::body_text(source);
    for problem in &mut problems {
        problem.span = Span::new(problem.span.start() + span.start(), problem.span.end() + span.start());
    }
    let mut expr = syn::parse_str::<syn::Expr>(&clean);
    if let Err(error) = &expr {
        let range = error.span().byte_range();
        let at = span_in(source, &range);
        problems.push(SyntaxProblem { span: Span::new(at.start() + span.start(), at.end() + span.start()), message: error.to_string() });
        let repaired = intact::without_broken_statements(&clean);
        invalidate_current_thread_spans();
        expr = syn::parse_str::<syn::Expr>(&repaired);
    }
    let mut body = match expr {
        Ok(expr) => Lowering::for_body(text, span).body(&expr),
        Err(_) => Lowering::for_body(text, span).empty_body(),
    };
    invalidate_current_thread_spans();
    body.problems = problems;
    body
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
