//! What a macro formats and writes to a file that becomes tokio's is formatted first: the macro cannot be awaited.
//!
//! ```text
//! writeln!(file, "{count} lines")?;       file.write_all(format!("{count} lines\n").as_bytes()).await?;
//! writeln!(file, "the end")?;             file.write_all(b"the end\n").await?;
//! ```

use super::follow::ESCAPES;
use super::scene::Scene;
use crate::base::Span;
use crate::edit::Edit;
use crate::fix::layout::has_comment;
use crate::fix::reasons;
use crate::index::{ExprId, ExprKind};
use crate::rules::Writer;

const NOT_PLAIN: &str = "what is formatted for it is not written as a string and its arguments";

/// The macro that a call is.
pub(super) fn writer<'a>(scene: &Scene<'a>, call: ExprId) -> Result<&'a Writer, String> {
    let ExprKind::Macro { path, .. } = scene.kind(call) else { return Err(ESCAPES.to_owned()) };
    let known = scene.inputs.contexts.writers.iter().find(|writer| path.last() == Some(&writer.name));
    known.ok_or_else(|| format!("it is given to `{}!`, which may not take tokio's file", path.text()))
}

/// The edits of one call.
pub(super) fn written(scene: &Scene<'_>, call: ExprId, writer: &Writer) -> Result<Vec<Edit>, String> {
    let ExprKind::Macro { arguments, tokens, .. } = scene.kind(call) else { return Err(ESCAPES.to_owned()) };
    let mut until_async = scene.ancestors(call).take_while(|id| !matches!(scene.kind(*id), ExprKind::Async { .. }));
    if until_async.any(|id| matches!(scene.kind(id), ExprKind::Closure { .. })) {
        return Err(reasons::IN_CLOSURE.to_owned());
    }
    let target = target(scene, call).ok_or(ESCAPES)?;
    let name = scene.source(scene.span(target));
    let (whole, first) = (scene.span(call), scene.span(*arguments.first().ok_or(NOT_PLAIN)?));
    let plain = |bytes: &str| vec![Edit { span: whole, replacement: format!("{name}.write_all(b\"{bytes}{}\").await", writer.end) }];
    let Some(&literal) = arguments.get(1) else { return Ok(plain("")) };
    let (literal, rest) = (scene.span(literal), scene.source(Span::new(scene.span(literal).end(), tokens.end())));
    let text = scene.source(literal);
    let is_raw = text.starts_with('r');
    let is_literal = text.trim_start_matches('r').trim_start_matches('#').starts_with('"');
    let before = scene.source(Span::new(first.end(), literal.start()));
    if !is_literal || before.trim() != "," || has_comment(scene.source(Span::new(whole.start(), literal.start()))) {
        return Err(NOT_PLAIN.to_owned());
    }
    let is_alone = matches!(rest.trim(), "" | ",");
    if !is_raw && is_alone && text.is_ascii() && !text.contains(['{', '}', '\n']) {
        return Ok(plain(&text[1..text.len() - 1]));
    }
    let gap = before.trim_start_matches(',').trim_start_matches(' ').trim_end_matches(',');
    let joined = is_raw && !writer.end.is_empty();
    let (open, close) = if joined { ("(", format!(" + \"{}\")", writer.end)) } else { ("", String::new()) };
    let mut edits =
        vec![Edit { span: Span::new(whole.start(), literal.start()), replacement: format!("{name}.write_all({open}format!({gap}") }];
    if !is_raw && !writer.end.is_empty() {
        edits.push(Edit { span: Span::empty(literal.end() - 1), replacement: writer.end.clone() });
    }
    edits.push(Edit { span: Span::new(tokens.end(), whole.end()), replacement: format!("){close}.as_bytes()).await") });
    Ok(edits)
}

/// The variable that a call writes to, by a method or a macro.
pub(super) fn target(scene: &Scene<'_>, write: ExprId) -> Option<ExprId> {
    let mut target = match scene.kind(write) {
        ExprKind::MethodCall { receiver, .. } => *receiver,
        ExprKind::Macro { arguments, .. } => *arguments.first()?,
        _ => return None,
    };
    while let ExprKind::Reference(inner) = scene.kind(target) {
        target = *inner;
    }
    matches!(scene.kind(target), ExprKind::Path(path) if path.as_name().is_some()).then_some(target)
}
