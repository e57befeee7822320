//! A variable that nobody needs any more is put into a block of its own before an await, so that the future does not carry it across.

use super::layout::{leading_space, line_end, line_start};
use crate::base::Span;
use crate::edit::Edit;
use crate::index::{Block, Body, ExprId, ExprKind, Statement};
use crate::syntax;

/// A statement, from its first token to its semicolon.
struct Part {
    span: Span,
    /// The value that it gives a variable.
    value: Option<Span>,
}

/// Puts the variable that is declared at `variable`, and what is done with it, into a block:
///
/// `let n = { let mut rng = rng(); rng.next() };`
///
/// `None` where it may still be wanted at the await at `awaited`, is kept for nothing but its drop, or something else that is declared
/// with it is wanted later. A drop would not do: for the compiler, what was borrowed once is there until its scope ends.
#[must_use]
pub fn end_of_life(text: &str, variable: Span, awaited: u32) -> Option<Edit> {
    let index = syntax::index(text);
    let holds_both = |span: Span| span.contains(variable) && span.start() <= awaited && awaited < span.end();
    let bodies = index.items.functions.iter().filter_map(|function| function.body).filter(|body| holds_both(*body));
    let body = syntax::body(text, bodies.min_by_key(|body| body.len())?, &syntax::NoMacros);
    let (block_span, block) = blocks(&body).filter(|(span, _)| span.contains(variable)).min_by_key(|(span, _)| span.len())?;
    let parts = parts(text, &body, block, block_span)?;
    let declared = parts.iter().position(|part| part.span.contains(variable))?;
    let reached = parts.iter().position(|part| part.span.start() <= awaited && awaited < part.span.end()).unwrap_or(parts.len());
    let name = plain_name(text, variable)?;
    let last = (declared + 1..reached).rfind(|at| mentions(text, parts[*at].span, name))?;
    let rest = Span::new(parts[last].span.end(), block_span.end());
    let is_needed = |part: &Part| declared_names(text, part).any(|other| mentions(text, rest, &other));
    let is_wanted = mentions(text, rest, name) || parts[declared + 1..last].iter().any(is_needed);
    if is_wanted || !holds_both(block_span) {
        return None;
    }
    in_block(text, Span::new(parts[declared].span.start(), parts[last].span.end()), &parts[last])
}

/// The statements of `whole`, of which `last` is the last one, in a block; what `last` gives a variable is what the block gives it.
fn in_block(text: &str, whole: Span, last: &Part) -> Option<Edit> {
    let line = &text[line_start(text, whole.start()) as usize..whole.start() as usize];
    // Lines of a text would be indented with the code.
    let has_long_text = text[whole.range()].lines().any(|line| line.matches('"').count() % 2 == 1);
    if !line.trim().is_empty() || has_long_text {
        return None;
    }
    let end = line_end(text);
    let indented = |span: Span| text[span.range()].trim().lines().collect::<Vec<_>>().join(&format!("{end}    "));
    let indent = format!("{end}{}", leading_space(line));
    let first = Span::new(whole.start(), last.span.start());
    let replacement = match last.value {
        Some(value) => {
            let (head, tail) =
                (&text[last.span.start() as usize..value.start() as usize], &text[value.end() as usize..last.span.end() as usize]);
            format!("{head}{{{indent}    {}{indent}    {}{indent}}}{tail}", indented(first), indented(value))
        }
        None => format!("{{{indent}    {}{indent}}}", indented(whole)),
    };
    Some(Edit { span: whole, replacement })
}

/// The name of a variable that is declared by a plain `let`, if it is not one that says that nobody uses it.
fn plain_name(text: &str, variable: Span) -> Option<&str> {
    let name = text[variable.range()].trim_start_matches("mut ").trim();
    let is_declared = text[..variable.start() as usize].trim_end().trim_end_matches("mut").trim_end().ends_with("let");
    let is_plain = name.starts_with(char::is_alphabetic) && name.chars().all(|character| character.is_alphanumeric() || character == '_');
    (is_declared && is_plain).then_some(name)
}

/// Whether a part of the text names a variable; a format string names it too, and is no word.
fn mentions(text: &str, part: Span, name: &str) -> bool {
    let part = &text[part.range()];
    syntax::words(part).iter().any(|word| word.text == name) || part.contains(&format!("{{{name}"))
}

/// The words of the pattern of a `let`.
fn declared_names(text: &str, part: &Part) -> impl Iterator<Item = String> {
    let pattern = part.value.map_or("", |value| &text[part.span.start() as usize..value.start() as usize]);
    syntax::words(pattern).into_iter().map(|word| word.text.to_owned()).filter(|word| word != "let" && word != "mut")
}

fn blocks(body: &Body) -> impl Iterator<Item = (Span, &Block)> {
    (0..body.len() as u32).map(|id| body.expr(ExprId(id))).filter_map(|expr| match &expr.kind {
        ExprKind::Block(block) | ExprKind::Async { block, .. } => Some((expr.span, block)),
        _ => None,
    })
}

/// The statements of a block, the tail left out; `None` where one of them has no value to go by.
fn parts(text: &str, body: &Body, block: &Block, block_span: Span) -> Option<Vec<Part>> {
    let mut parts: Vec<Part> = Vec::new();
    for statement in &block.statements {
        let (value, end, is_let) = match statement {
            Statement::Expr(expr) => (body.expr(*expr).span, body.expr(*expr).span.end(), false),
            Statement::Let { value: Some(value), otherwise, .. } => {
                let value = body.expr(*value).span;
                (value, otherwise.map_or(value.end(), |other| body.expr(other).span.end()), true)
            }
            Statement::Let { value: None, .. } => return None,
        };
        let from = parts.last().map_or(block_span.start() + 1, |part| part.span.end());
        let before = syntax::words(text.get(from as usize..value.start() as usize)?);
        let keyword = before.iter().find(|word| word.text == "let").map(|word| from + word.span.start());
        let start = if is_let { keyword? } else { value.start() };
        let rest = &text[end as usize..];
        let semicolon = if rest.trim_start().starts_with(';') { (rest.len() - rest.trim_start().len()) as u32 + 1 } else { 0 };
        let is_plain = matches!(statement, Statement::Let { otherwise: None, .. });
        parts.push(Part { span: Span::new(start, end + semicolon), value: is_plain.then_some(value) });
    }
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The body with the variable `rng`, declared in it, in a block that ends before its only await.
    fn check(body: &str, expected: Option<&str>) {
        let function = |body: &str| format!("async fn f() {{\n{body}}}\n");
        let code = function(body);
        let variable = code.find("rng").unwrap() as u32;
        let edit = end_of_life(&code, Span::new(variable, variable + 3), code.find("await").unwrap() as u32);
        let with_edit = edit.map(|edit| {
            let mut code = code.clone();
            code.replace_range(edit.span.range(), &edit.replacement);
            code
        });
        assert_eq!(with_edit, expected.map(function));
    }

    #[test]
    fn what_a_variable_is_needed_for_comes_out_of_its_block() {
        check(
            "    let mut rng = make();\n    let n: u32 = (0..3)\n        .map(|_| rng.next())\n        .sum();\n    g(n).await;\n",
            Some(
                "    let n: u32 = {\n        let mut rng = make();\n        (0..3)\n            .map(|_| rng.next())\n            .sum()\n    };\n    g(n).await;\n",
            ),
        );
        check(
            "    let rng = make();\n    let a = 1;\n    rng.set(a); // once\n    let m = g().await;\n",
            Some("    {\n        let rng = make();\n        let a = 1;\n        rng.set(a);\n    } // once\n    let m = g().await;\n"),
        );
    }

    #[test]
    fn what_is_wanted_later_or_kept_for_its_drop_lives_on() {
        for body in [
            "    let rng = make();\n    rng.a();\n    g().await;\n    rng.b();\n",
            "    let rng = make();\n    rng.a();\n    g().await;\n    print(\"{rng}\");\n",
            "    let rng = make();\n    rng.a();\n    loop { g().await; rng.b(); }\n",
            "    let rng = make();\n    g().await;\n",
            "    let rng = make();\n    let a = rng.a();\n    rng.b();\n    g().await;\n    h(a);\n",
            "    let _rng = make();\n    _rng.a();\n    g().await;\n",
        ] {
            check(body, None);
        }
    }
}
