//! A file that is created, written once and closed: `tokio::fs::write` does it in one step.

use super::follow::{Use, follow, taken_out};
use super::scene::Scene;
use super::{Leader, Shaped, member};
use crate::base::Span;
use crate::fix::reasons;
use crate::fix::rewrite::Rewrite;
use crate::index::{ExprId, ExprKind};

/// `let mut file = File::create(path)?; file.write_all(bytes)?;` becomes `tokio::fs::write(path, bytes).await?;`, if nothing stands between
/// them and the bytes are a place, so that it does not matter when they are looked at.
pub(super) fn write<'a>(scene: &Scene<'a>, leader: &Leader<'a>) -> Result<Option<Shaped<'a>>, String> {
    if leader.row.path.last() != "create" {
        return Ok(None);
    }
    let call = scene.call(leader.operation.site.call.span).ok_or(reasons::NOT_PLAIN)?;
    let Some(pieces) = pieces(scene, call) else { return Ok(None) };
    let Pieces { write, bytes, start } = pieces;
    let operation = scene.operation(write).filter(|operation| operation.api.last() == "write_all").ok_or(reasons::NOT_PLAIN)?;
    let mut shaped = Shaped { members: vec![member(scene, operation)?], ..Shaped::default() };
    let mut rewrite = Rewrite::default();
    rewrite.replace(leader.operation.site.call.callee, leader.target.replace("::File::create", "::write"));
    // What stands before the call goes with the variable; the rest of it becomes that of the write.
    rewrite.replace(start, "");
    let written = scene.source(scene.span(bytes));
    let close = scene.span(call).end() - 1;
    rewrite.replace(Span::new(close, scene.span(write).end()), format!(", {written}).await"));
    rewrite.methods_of.extend(operation.api.parent().map(|parent| parent.to_string()));
    shaped.rewrite = rewrite;
    Ok(Some(shaped))
}

struct Pieces {
    /// The call that writes.
    write: ExprId,
    bytes: ExprId,
    /// From the start of the statement to the call.
    start: Span,
}

fn pieces(scene: &Scene<'_>, call: ExprId) -> Option<Pieces> {
    let value = taken_out(scene, call)?;
    let found = follow(scene, call, 1).ok()?;
    let [Use::Method(write)] = found.uses.as_slice() else { return None };
    let ExprKind::MethodCall { method, arguments, receiver, .. } = scene.kind(*write) else { return None };
    let bytes = *arguments.first().filter(|_| method == "write_all")?;
    let is_plain_call = scene.source(scene.span(call)).ends_with(')') && !scene.source(scene.span(call)).ends_with(",)");
    let has_comment = crate::fix::layout::has_comment(scene.source(Span::new(scene.span(call).end(), scene.span(*write).end())));
    if !is_place(scene, bytes) || !is_plain_call || has_comment {
        return None;
    }
    let suffix = |inner: ExprId, outer: ExprId| scene.source(Span::new(scene.span(inner).end(), scene.span(outer).end())).trim();
    let of_create = suffix(call, value);
    if *receiver == value {
        // `File::create(path)?.write_all(bytes)`.
        let is_same = of_create == "?";
        return is_same.then_some(Pieces { write: *write, bytes, start: Span::empty(scene.span(call).start()) });
    }
    let (block_id, _) = scene.block_of(value)?;
    let keyword = scene.let_keyword(block_id, value)?;
    let (statement, is_tail) = scene.statement_in(block_id, *write)?;
    let after = scene.source(Span::new(scene.statement_end(value), scene.span(*write).start()));
    let is_next = after.trim().is_empty() && scene.span(statement).start() == scene.span(*write).start();
    let is_alike = match taken_out(scene, *write) {
        Some(taken) => suffix(*write, taken) == of_create,
        None => is_tail && statement == *write && of_create == "?",
    };
    (is_next && is_alike).then(|| Pieces { write: *write, bytes, start: Span::new(keyword.start(), scene.span(call).start()) })
}

/// Whether the bytes are where they are before and after the file is made: a variable, a field, a literal, or what borrows it.
pub(super) fn is_place(scene: &Scene<'_>, expr: ExprId) -> bool {
    match scene.kind(expr) {
        ExprKind::Path(_) | ExprKind::Literal(_) => true,
        ExprKind::Reference(inner) | ExprKind::Paren(inner) | ExprKind::Field { base: inner, .. } => is_place(scene, *inner),
        ExprKind::MethodCall { receiver, method, arguments, .. } => {
            matches!(method.as_str(), "as_bytes" | "as_slice") && arguments.is_empty() && is_place(scene, *receiver)
        }
        _ => false,
    }
}
