//! A closure that a method of `Option`, `Result` or `bool` calls at once becomes an arm of the `match` that the method is: there it can
//! be awaited.
//!
//! ```text
//! fs::read(a).or_else(|_| fs::read(b))            match tokio::fs::read(a).await {
//!                                                     Ok(value) => Ok(value),
//!                                                     Err(_) => tokio::fs::read(b).await,
//!                                                 }
//! ```

use super::Opened;
use super::scene::Scene;
use crate::base::{DefPath, Span};
use crate::fix::layout::{has_comment, line_end};
use crate::fix::reasons;
use crate::fix::rewrite::Rewrite;
use crate::index::{Block, ExprId, ExprKind};
use crate::rules::MatchedMethod;

const LEAVES: &str = "the closure is left by `?` or `return`, which would leave the function";
const TOO_MUCH: &str = "stands in a sync closure, where nothing can be awaited, and which is too much for an arm of a `match`";

/// The method call that becomes a `match`.
struct Matched<'a> {
    /// The call.
    call: ExprId,
    receiver: ExprId,
    parameter: String,
    body: ExprId,
    known: &'a MatchedMethod,
}

/// The arm that the closure around an expression becomes, which is given to `taker`.
pub(super) fn matched(scene: &Scene<'_>, inner: ExprId, taker: Option<&DefPath>) -> Result<Opened, String> {
    let matched = call_around(scene, inner, taker)?;
    Ok(Opened { body: matched.body, rewrite: matched.rewrite(scene) })
}

/// The call whose closure an expression stands in.
fn call_around<'a>(scene: &Scene<'a>, inner: ExprId, taker: Option<&DefPath>) -> Result<Matched<'a>, String> {
    let no = || reasons::IN_CLOSURE.to_owned();
    let taker = taker.ok_or_else(no)?;
    let known = scene.inputs.contexts.matched_methods.iter().find(|known| known.path == *taker).ok_or_else(no)?;
    let mut closures = scene.ancestors(inner).filter(|id| matches!(scene.kind(*id), ExprKind::Closure { .. } | ExprKind::Async { .. }));
    let closure = closures.next().ok_or_else(no)?;
    let is_in_another = closures.next().is_some_and(|outer| matches!(scene.kind(outer), ExprKind::Closure { async_span: None, .. }));
    let call = scene.parent(closure).ok_or_else(no)?;
    let (
        ExprKind::Closure { parameters, body, async_span: None, output: None, .. },
        ExprKind::MethodCall { receiver, method, arguments, .. },
    ) = (scene.kind(closure), scene.kind(call))
    else {
        return Err(no());
    };
    if is_in_another || taker.last() != method || *arguments != [closure] {
        return Err(no());
    }
    let is_inside = |inner: &ExprId| scene.span(*body).contains(scene.span(*inner));
    let leaves = |inner: ExprId| match scene.kind(inner) {
        ExprKind::Try(_) | ExprKind::Return(_) => true,
        ExprKind::Macro { path, .. } => path.last().is_some_and(|name| matches!(name.as_str(), "bail" | "ensure")),
        _ => false,
    };
    if scene.ids().filter(is_inside).any(leaves) {
        return Err(LEAVES.to_owned());
    }
    let bars = scene.source(Span::new(scene.span(closure).start(), scene.span(*body).start()));
    let parameter = bars.trim().trim_start_matches("move").trim().trim_matches('|').trim().to_owned();
    let is_simple = parameters.len() <= 1 && !parameter.contains([':', '|', '\n']);
    let whole = scene.source(scene.span(call));
    let receiver_text = scene.source(scene.span(*receiver));
    let body = only_value(scene, *body);
    let is_short = !scene.source(scene.span(body)).contains('\n') && !receiver_text.contains('\n') && !has_comment(whole);
    let is_block = matches!(scene.kind(body), ExprKind::Block(_));
    // A struct literal cannot stand where a `match` looks.
    if !is_simple || !is_short || is_block || receiver_text.contains('{') || !stands_well(scene, call) {
        return Err(TOO_MUCH.to_owned());
    }
    Ok(Matched { call, receiver: *receiver, parameter, body, known })
}

/// `value` of `{ value }`, which is how a closure is written whose line would be too long.
fn only_value(scene: &Scene<'_>, body: ExprId) -> ExprId {
    let is_plain = scene.source(scene.span(body)).starts_with('{');
    match scene.kind(body) {
        ExprKind::Block(Block { scope: None, statements, tail: Some(value) }) if is_plain && statements.is_empty() => *value,
        _ => body,
    }
}

/// Whether a `match` in place of the call reads well: as what a `let` gets, as a value, or before `?`; one method may be called of it.
fn stands_well(scene: &Scene<'_>, call: ExprId) -> bool {
    let value = method_on(scene, call).unwrap_or(call);
    let after = scene.source(Span::new(scene.span(call).end(), scene.span(value).end()));
    let Some(parent) = scene.parent(value).filter(|_| !after.contains(['\n', '|', '{'])) else { return false };
    match scene.kind(parent) {
        ExprKind::Block(_) | ExprKind::Async { .. } | ExprKind::Return(_) | ExprKind::Assign { .. } => true,
        ExprKind::Try(_) => scene.parent(parent).is_some_and(|outer| matches!(scene.kind(outer), ExprKind::Block(_))),
        _ => false,
    }
}

/// The method call that follows a call: `option.map(load).transpose()` of `option.map(load)`.
fn method_on(scene: &Scene<'_>, call: ExprId) -> Option<ExprId> {
    let is_called_of = |outer: &ExprId| matches!(scene.kind(*outer), ExprKind::MethodCall { receiver, .. } if *receiver == call);
    scene.parent(call).filter(is_called_of)
}

impl Matched<'_> {
    /// The edits that make a `match` of the call; those of the operations in it are left to them.
    fn rewrite(&self, scene: &Scene<'_>) -> Rewrite {
        let indent = scene.indent_of_line(scene.span(self.call).start());
        let end = line_end(scene.text);
        let other = &self.known.other;
        let own = self.known.own.replace("{parameter}", &self.parameter);
        let (before, after) = own.split_once("{body}").unwrap_or((&own, ""));
        let (call, receiver, body) = (scene.span(self.call), scene.span(self.receiver), scene.span(self.body));
        let next = method_on(scene, self.call).map(|_| format!("{end}{indent}")).unwrap_or_default();
        let mut rewrite = Rewrite::default();
        if self.known.is_condition() {
            rewrite.insert(call.start(), "if ");
            rewrite.replace(Span::new(receiver.end(), body.start()), format!(" {{{end}{indent}    {before}"));
            let otherwise = format!("{after}{end}{indent}}} else {{{end}{indent}    {other}{end}{indent}}}{next}");
            rewrite.replace(Span::new(body.end(), call.end()), otherwise);
            return rewrite;
        }
        rewrite.insert(call.start(), "match ");
        let other = format!("{end}{indent}    {other},");
        // What there is comes before what is missing.
        let (first, last) = if own.starts_with("None") || own.starts_with("Err") { (other, String::new()) } else { (String::new(), other) };
        rewrite.replace(Span::new(receiver.end(), body.start()), format!(" {{{first}{end}{indent}    {before}"));
        rewrite.replace(Span::new(body.end(), call.end()), format!("{after},{last}{end}{indent}}}{next}"));
        rewrite
    }
}
