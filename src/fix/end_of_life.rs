//! A variable that nobody needs any more is put into a block of its own before an await, so that the future does not carry it across.

use super::layout::{leading_space, line_end, line_start};
use crate::base::{Name, Span};
use crate::edit::Edit;
use crate::index::{Block, Body, ExprId, ExprKind, Pattern, Statement};
use crate::syntax;

/// A statement, from its first token to its semicolon.
struct Part {
    span: Span,
    /// The value that it gives a variable.
    value: Option<Span>,
    /// The variable that it declares, by its name alone.
    name: Option<Name>,
}

/// Puts the variable `name`, in whose `let` the place `within` is, and what is done with it, into a block:
///
/// `let n = { let mut rng = rng(); rng.next() };`
///
/// What else is declared with it and wanted later comes out of the block too. `None` where the variable may still be wanted at the await at
/// `awaited`, or is kept for nothing but its drop. A drop would not do: for the compiler, what was borrowed once is there until its scope
/// ends.
#[must_use]
pub fn end_of_life(text: &str, name: &str, within: u32, awaited: u32) -> Option<Edit> {
    let index = syntax::index(text);
    let has = |span: Span, place: u32| span.start() <= place && place < span.end();
    let holds_both = |span: Span| has(span, within) && has(span, awaited);
    let bodies = index.items.functions.iter().filter_map(|function| function.body).filter(|body| holds_both(*body));
    let body = syntax::body(text, bodies.min_by_key(|body| body.len())?, &syntax::NoMacros);
    let around = blocks(&body).filter(|(span, _)| holds_both(*span));
    let with_parts = around.filter_map(|(span, block)| Some((span, parts(text, &body, block, span)?)));
    let (block_span, parts, declared) = with_parts
        .filter_map(|(span, parts)| {
            let declares = |part: &Part| has(part.span, within) && part.name.as_ref().is_some_and(|other| other == name);
            let at = parts.iter().position(declares)?;
            Some((span, parts, at))
        })
        .min_by_key(|(span, ..)| span.len())?;
    let reached = parts.iter().position(|part| has(part.span, awaited)).unwrap_or(parts.len());
    let last = (declared + 1..reached).rfind(|at| mentions(text, parts[*at].span, name))?;
    let rest = Span::new(parts[last].span.end(), block_span.end());
    // What is kept for its drop alone ends where it did.
    let is_kept = |part: &Part| declared_names(text, part).any(|other| other.starts_with('_') && other != "_");
    if mentions(text, rest, name) || parts[declared..last].iter().any(is_kept) {
        return None;
    }
    let is_needed = |part: &&Part| declared_names(text, part).any(|other| mentions(text, rest, &other));
    let needed: Vec<&Part> = parts[declared + 1..last].iter().filter(is_needed).collect();
    let whole = Span::new(parts[declared].span.start(), parts[last].span.end());
    if needed.is_empty() { in_block(text, whole, &parts[last]) } else { with_names(text, whole, needed, &parts[last]) }
}

/// As `in_block`, where what others than the last of the statements declare is wanted as well.
fn with_names<'p>(text: &str, whole: Span, mut needed: Vec<&'p Part>, last: &'p Part) -> Option<Edit> {
    if last.value.is_some() {
        needed.push(last);
    }
    let is_mutable =
        |part: &&Part| part.value.is_some_and(|value| text[part.span.start() as usize..value.start() as usize].contains("let mut "));
    let names: Option<Vec<&str>> = needed.iter().map(|part| part.name.as_ref().map(Name::as_str)).collect();
    let names = names.filter(|_| !needed.iter().any(is_mutable))?;
    let given = if let [only] = names.as_slice() { (*only).to_owned() } else { format!("({})", names.join(", ")) };
    let Edit { span, replacement } = in_block(text, whole, &Part { value: None, span: Span::empty(whole.end()), name: None })?;
    let end = line_end(text);
    let indent = leading_space(&text[line_start(text, whole.start()) as usize..whole.start() as usize]);
    let inside = replacement.strip_suffix('}')?.trim_end();
    Some(Edit { span, replacement: format!("let {given} = {inside}{end}{indent}    {given}{end}{indent}}};") })
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
        let name = match statement {
            Statement::Let { pattern: Pattern::Bind(binding), .. } if is_plain && binding.subpattern.is_none() => {
                Some(binding.name.clone())
            }
            _ => None,
        };
        parts.push(Part { span: Span::new(start, end + semicolon), value: is_plain.then_some(value), name });
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
        let edit = end_of_life(&code, "rng", variable, code.find("await").unwrap() as u32);
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
    fn all_that_is_declared_with_it_and_needed_comes_out() {
        check(
            "    let rng = make();\n    // The first.\n    let a = rng.a();\n    let b = rng.b();\n    g(a, b).await;\n",
            Some(
                "    let (a, b) = {\n        let rng = make();\n        // The first.\n        let a = rng.a();\n        let b = rng.b();\n        (a, b)\n    };\n    g(a, b).await;\n",
            ),
        );
        check(
            "    let rng = make();\n    let a = rng.a();\n    rng.b();\n    g().await;\n    h(a);\n",
            Some(
                "    let a = {\n        let rng = make();\n        let a = rng.a();\n        rng.b();\n        a\n    };\n    g().await;\n    h(a);\n",
            ),
        );
    }

    #[test]
    fn what_is_wanted_later_or_kept_for_its_drop_lives_on() {
        for body in [
            "    let rng = make();\n    rng.a();\n    g().await;\n    rng.b();\n",
            "    let rng = make();\n    rng.a();\n    g().await;\n    print(\"{rng}\");\n",
            "    let rng = make();\n    rng.a();\n    loop { g().await; rng.b(); }\n",
            "    let rng = make();\n    g().await;\n",
            "    let rng = make();\n    let mut a = rng.a();\n    rng.b();\n    g().await;\n    h(a);\n",
            "    let rng = make();\n    let (a, c) = rng.a();\n    rng.b();\n    g().await;\n    h(a);\n",
            "    let _rng = make();\n    _rng.a();\n    g().await;\n",
            "    let rng = make();\n    let _folder = folder();\n    rng.a();\n    g().await;\n",
        ] {
            check(body, None);
        }
    }
}
