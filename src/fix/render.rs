//! Rows with a path or a template as edits: only the callee, the pieces around receiver and arguments, and the await change, so that
//! whatever stands inside of them stays as it is and can have edits of its own.

use super::layout::{brace_after_call, break_after_call, break_before, breaks_of_chain, has_comment, leading_space};
use super::reasons;
use super::rewrite::{NameUse, Rewrite};
use crate::base::Span;
use crate::flow::FoundOperation;
use crate::rules::{Template, TemplatePart};

/// Whether other operations with edits of their own stand inside of this one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Nesting {
    /// None.
    Alone,
    /// At least one.
    HoldsOthers,
}

/// `fs::read(p)` becomes `tokio::fs::read(p).await`.
pub(super) fn path(text: &str, operation: &FoundOperation, target: String) -> Result<Rewrite, String> {
    let call = &operation.site.call;
    let callee = &text[call.callee.range()];
    let starts_path = callee.starts_with(|first: char| first.is_alphabetic() || matches!(first, '_' | ':' | '<'));
    if call.callee.start() != call.span.start() || !starts_path {
        return Err(reasons::NOT_PLAIN.to_owned());
    }
    let name = NameUse { written: call.callee, api: operation.api.as_str().to_owned(), target };
    let mut rewrite = Rewrite { name: Some(name), ..Rewrite::default() };
    let end = call.span.end();
    rewrite.insert(end, format!("{}.await", break_after_call(text, end)));
    brace(text, call.span, &mut rewrite);
    Ok(rewrite)
}

/// `p.exists()` becomes `tokio::fs::try_exists(p).await.unwrap_or(false)`; `template` has its crate spelled as the file needs it.
pub(super) fn template(text: &str, operation: &FoundOperation, template: &Template, nesting: Nesting) -> Result<Rewrite, String> {
    let call = &operation.site.call;
    let mut rewrite = Rewrite::default();
    let (mut done, mut pending) = (call.span.start(), String::new());
    let parts = template.parts();
    for (at, part) in parts.iter().enumerate() {
        if let TemplatePart::Text(fixed) = part {
            pending.push_str(fixed);
            continue;
        }
        let Some(hole) = hole(text, operation, part, neighbours(parts, at))? else { continue };
        if hole.span.start() < done {
            return Err(reasons::NOT_PLAIN.to_owned());
        }
        pending.push_str(hole.before);
        gap(text, Span::new(done, hole.span.start()), &pending, &mut rewrite)?;
        if matches!(part, TemplatePart::Receiver | TemplatePart::Path) && nesting == Nesting::Alone {
            for line_break in breaks_of_chain(text, hole.span) {
                rewrite.replace(line_break, "");
            }
        }
        hole.after.clone_into(&mut pending);
        done = hole.span.end();
    }
    let end = call.span.end();
    let keeps_end = call.callee.start() == call.span.start();
    let space = if keeps_end { break_after_call(text, end) } else { break_before(text, end).to_owned() };
    let pending = broken(&pending, &space);
    gap(text, Span::new(done, end), &pending, &mut rewrite)?;
    if keeps_end {
        brace(text, call.span, &mut rewrite);
    }
    Ok(rewrite)
}

/// Puts the `{` after a condition in a line of its own where `.await` is.
fn brace(text: &str, call: Span, rewrite: &mut Rewrite) {
    if let Some((space, replacement)) = brace_after_call(text, call) {
        rewrite.replace(space, replacement);
    }
}

/// The end of a template with `space` before the elements of its method chain.
fn broken(tail: &str, space: &str) -> String {
    let mut result = String::new();
    let (mut depth, mut outermost) = (0_i32, 0_i32);
    for character in tail.chars() {
        match character {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            '.' if depth == outermost => result.push_str(space),
            _ => {}
        }
        outermost = outermost.min(depth);
        result.push(character);
    }
    result
}

/// What fills a place of a template.
struct Hole {
    span: Span,
    before: &'static str,
    after: &'static str,
}

fn hole(text: &str, operation: &FoundOperation, part: &TemplatePart, stands_alone: bool) -> Result<Option<Hole>, String> {
    let (call, around) = (&operation.site.call, &operation.surroundings);
    let plain = |span| Hole { span, before: "", after: "" };
    let missing = || reasons::NOT_PLAIN.to_owned();
    Ok(match part {
        TemplatePart::Text(_) => None,
        TemplatePart::Path if around.viewed.is_some() => around.viewed.map(plain),
        TemplatePart::Receiver | TemplatePart::Path => {
            let written = call.receiver.ok_or_else(missing)?;
            let is_method = call.callee.start() >= written.end();
            // `Path::exists(&p)` borrows already; a temporary is handed over.
            let borrows = is_method && around.receiver_is_owned && around.receiver_is_place;
            let span = if is_method { around.bare_receiver.unwrap_or(written) } else { written };
            let before = match around.receiver_pointers {
                0 if borrows => "&",
                1.. if is_method => dereferenced(around.receiver_pointers)?,
                _ => "",
            };
            Some(Hole { span, before, after: "" })
        }
        TemplatePart::ReceiverOfMethod => Some(operand(text, call.receiver.ok_or_else(missing)?, stands_alone)),
        TemplatePart::Argument(number) => Some(operand(text, *call.arguments.get(*number).ok_or_else(missing)?, stands_alone)),
        TemplatePart::Arguments => match (call.arguments.first(), call.arguments.last()) {
            (Some(first), Some(last)) => Some(plain(first.cover(*last))),
            _ => None,
        },
    })
}

/// What borrows the value behind so many pointers.
fn dereferenced(pointers: usize) -> Result<&'static str, String> {
    ["&*", "&**", "&***"].get(pointers - 1).copied().ok_or_else(|| reasons::NOT_PLAIN.to_owned())
}

/// Whether the place at `at` is an argument or a whole expression by what is fixed around it, so that it needs no parentheses.
fn neighbours(parts: &[TemplatePart], at: usize) -> bool {
    let text = |part: Option<&TemplatePart>| match part {
        Some(TemplatePart::Text(fixed)) => fixed.clone(),
        _ => String::new(),
    };
    let before = text(at.checked_sub(1).and_then(|before| parts.get(before)));
    let after = text(parts.get(at + 1));
    (before.is_empty() || before.trim_end().ends_with(['(', ','])) && (after.is_empty() || after.starts_with([')', ',']))
}

fn operand(text: &str, span: Span, stands_alone: bool) -> Hole {
    let needs_parentheses = !stands_alone && !is_postfix(&text[span.range()]);
    if needs_parentheses { Hole { span, before: "(", after: ")" } } else { Hole { span, before: "", after: "" } }
}

/// Whether the expression binds at least as tight as a method call: names, literals, calls, fields, groups and async blocks.
pub(super) fn is_postfix(text: &str) -> bool {
    let text = ["async move", "async"].iter().find_map(|prefix| text.strip_prefix(prefix)).map_or(text, str::trim_start);
    let mut depth = 0_u32;
    let mut in_string = false;
    let mut previous = ' ';
    for character in text.chars() {
        match character {
            '"' if previous != '\\' => in_string = !in_string,
            _ if in_string => {}
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            '_' | ':' | '.' | '?' => {}
            _ if character.is_alphanumeric() => {}
            _ => return false,
        }
        previous = character;
    }
    true
}

/// Replaces what stands between two places that stay, and keeps of it what can be kept: line breaks and closing parentheses.
fn gap(text: &str, span: Span, new: &str, rewrite: &mut Rewrite) -> Result<(), String> {
    let (mut start, mut end) = (span.start(), span.end());
    let mut new = new;
    let old = &text[span.range()];
    if new.starts_with('.') && old.trim_start().starts_with('.') {
        start += leading_space(old).len() as u32;
    }
    if let (Some(rest), Some(inside)) = (new.strip_prefix(')'), old.strip_suffix(')'))
        && inside.chars().all(|character| character.is_whitespace() || character == ',')
    {
        start = end;
        new = rest;
    } else if new.ends_with('(') && old.trim_end().ends_with('(') {
        end = span.start() + old.trim_end().len() as u32;
    }
    let replaced = Span::new(start, end);
    if has_comment(&text[replaced.range()]) {
        return Err(reasons::COMMENT.to_owned());
    }
    if &text[replaced.range()] != new {
        rewrite.replace(replaced, new);
    }
    Ok(())
}
