//! A variable that nobody needs any more is dropped before an await, so that the future does not carry it across.

use super::layout::{leading_space, line_end, line_start};
use crate::base::Span;
use crate::edit::Edit;
use crate::index::{Block, Body, ExprId, ExprKind, Statement};
use crate::syntax;

/// `drop(rng);` before the statement that holds the await at `awaited`, for the variable that is declared at `variable`. `None` where it
/// may still be wanted then, or is kept for nothing but its drop.
#[must_use]
pub fn end_of_life(text: &str, variable: Span, awaited: u32) -> Option<Edit> {
    let index = syntax::index(text);
    let holds_both = |span: Span| span.contains(variable) && span.start() <= awaited && awaited < span.end();
    let bodies = index.items.functions.iter().filter_map(|function| function.body).filter(|body| holds_both(*body));
    let body = syntax::body(text, bodies.min_by_key(|body| body.len())?, &syntax::NoMacros);
    let (block_span, block) = blocks(&body).filter(|(span, _)| span.contains(variable)).min_by_key(|(span, _)| span.len())?;
    let name = text[variable.range()].trim_start_matches("mut").trim();
    let is_declared = text[..variable.start() as usize].trim_end().ends_with("let");
    let is_plain = name.starts_with(char::is_alphabetic) && name.chars().all(|character| character.is_alphanumeric() || character == '_');
    if !is_declared || !is_plain || !holds_both(block_span) {
        return None;
    }
    let start = statement_start(text, &body, block, block_span, awaited)?;
    let mentions = |span: Span| syntax::words(&text[span.range()]).iter().any(|word| word.text == name);
    let rest = Span::new(start, block_span.end());
    // A format string names variables too, and is no word.
    let is_wanted = mentions(rest) || text[rest.range()].contains(&format!("{{{name}"));
    if start < variable.end() || is_wanted || !mentions(Span::new(variable.end(), start)) {
        return None;
    }
    let line = &text[line_start(text, start) as usize..start as usize];
    let space = if line.trim().is_empty() { format!("{}{}", line_end(text), leading_space(line)) } else { " ".to_owned() };
    Some(Edit { span: Span::empty(start), replacement: format!("drop({name});{space}") })
}

fn blocks(body: &Body) -> impl Iterator<Item = (Span, &Block)> {
    (0..body.len() as u32).map(|id| body.expr(ExprId(id))).filter_map(|expr| match &expr.kind {
        ExprKind::Block(block) | ExprKind::Async { block, .. } => Some((expr.span, block)),
        _ => None,
    })
}

/// Where the statement of the block begins that holds `offset`.
fn statement_start(text: &str, body: &Body, block: &Block, block_span: Span, offset: u32) -> Option<u32> {
    let mut end_of_last = block_span.start();
    for statement in &block.statements {
        let (expr, is_let) = match statement {
            Statement::Expr(expr) => (*expr, false),
            Statement::Let { value: Some(value), .. } => (*value, true),
            Statement::Let { value: None, .. } => continue,
        };
        let span = body.expr(expr).span;
        if span.start() <= offset && offset < span.end() {
            let before = syntax::words(&text[end_of_last as usize..span.start() as usize]);
            let keyword = before.iter().find(|word| word.text == "let").map(|word| end_of_last + word.span.start());
            return if is_let { keyword } else { Some(span.start()) };
        }
        end_of_last = span.end();
    }
    let tail = body.expr(block.tail?).span;
    (tail.start() <= offset && offset < tail.end()).then_some(tail.start())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The code with the drop of the variable `rng`, declared in it, before its only await.
    fn check(code: &str, expected: Option<&str>) {
        let variable = code.find("rng").unwrap() as u32;
        let edit = end_of_life(code, Span::new(variable, variable + 3), code.find("await").unwrap() as u32);
        let with_edit = edit.map(|edit| {
            let at = edit.span.start() as usize;
            format!("{}{}{}", &code[..at], edit.replacement, &code[at..])
        });
        assert_eq!(with_edit.as_deref(), expected);
    }

    #[test]
    fn a_variable_is_dropped_before_the_statement_with_the_await() {
        check(
            "async fn f() {\n    let rng = make();\n    let n = rng.next();\n\n    if n > 1 {\n        g().await;\n    }\n}\n",
            Some(
                "async fn f() {\n    let rng = make();\n    let n = rng.next();\n\n    drop(rng);\n    if n > 1 {\n        g().await;\n    }\n}\n",
            ),
        );
        check(
            "async fn f() {\n    let rng = make();\n    let n = rng.next();\n    let m = g(n).await;\n}\n",
            Some("async fn f() {\n    let rng = make();\n    let n = rng.next();\n    drop(rng);\n    let m = g(n).await;\n}\n"),
        );
    }

    #[test]
    fn what_is_wanted_later_or_kept_for_its_drop_lives_on() {
        check("async fn f() {\n    let rng = make();\n    rng.a();\n    g().await;\n    rng.b();\n}\n", None);
        check("async fn f() {\n    let rng = make();\n    rng.a();\n    g().await;\n    print(\"{rng}\");\n}\n", None);
        check("async fn f() {\n    let rng = make();\n    rng.a();\n    loop { g().await; rng.b(); }\n}\n", None);
        check("async fn f() {\n    let rng = make();\n    g().await;\n}\n", None);
    }
}
