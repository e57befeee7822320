//! The shape `stdin`: a line that is read from standard input into a variable. Tokio's own standard input reads ahead, and what it read is
//! lost when it is dropped; so std's reads on the blocking pool, which has the variable for that time.
//!
//! ```text
//! io::stdin().read_line(&mut line)?;              line = tokio::task::spawn_blocking(move || io::stdin().read_line(&mut line).map(|_| line))
//!                                                     .await
//!                                                     .unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()))?;
//! ```

use super::follow::taken_out;
use super::scene::Scene;
use super::{Leader, Shaped};
use crate::fix::hop::{Setting, wait};
use crate::fix::reasons;
use crate::fix::rewrite::Rewrite;
use crate::index::{ExprId, ExprKind};

const NOT_KNOWN: &str = "standard input is kept in a variable, or what is read goes elsewhere than into one";
const COUNTED: &str = "what the read gives is looked at";

pub(super) fn read_line<'a>(scene: &Scene<'a>, leader: &Leader<'a>) -> Result<Shaped<'a>, String> {
    let call = scene.call(leader.operation.site.call.span).ok_or(reasons::NOT_PLAIN)?;
    let ExprKind::MethodCall { receiver, method, arguments, .. } = scene.kind(call) else { return Err(NOT_KNOWN.to_owned()) };
    let [argument] = arguments.as_slice() else { return Err(NOT_KNOWN.to_owned()) };
    let name = variable(scene, *argument).filter(|_| method == "read_line" && is_taken_here(scene, *receiver)).ok_or(NOT_KNOWN)?;
    let value = taken_out(scene, call).ok_or(COUNTED)?;
    let (block, _) = scene.block_of(value).ok_or(COUNTED)?;
    if !scene.is_statement(call, block) || scene.statement_end(value) == scene.span(value).end() {
        return Err(COUNTED.to_owned());
    }
    let span = scene.span(call);
    let setting = Setting::of(scene.text, span);
    let krate = leader.crate_name();
    let space = format!("{}    ", setting.indent);
    let mut rewrite = Rewrite::default();
    setting.open(&mut rewrite);
    rewrite.insert(span.start(), format!("{name} = {krate}::task::spawn_blocking(move || "));
    rewrite.insert(span.end(), format!(".map(|_| {name})){}", wait(&space)));
    setting.close(&space, &mut rewrite);
    Ok(Shaped { rewrite, ..Shaped::default() })
}

/// The variable in `&mut line`.
fn variable<'a>(scene: &Scene<'a>, argument: ExprId) -> Option<&'a str> {
    let ExprKind::Reference(inner) = scene.kind(argument) else { return None };
    let is_variable = matches!(scene.kind(*inner), ExprKind::Path(path) if path.as_name().is_some_and(|name| name != "self"));
    let name = scene.source(scene.span(*inner));
    let is_declared_here = scene.source(scene.whole()).contains(&format!("let mut {name} "));
    let borrows_mutably = scene.source(scene.span(argument)).starts_with("&mut ");
    (is_variable && is_declared_here && borrows_mutably).then_some(name)
}

/// Whether standard input is asked for where it is read: `io::stdin()`, `io::stdin().lock()`.
fn is_taken_here(scene: &Scene<'_>, receiver: ExprId) -> bool {
    match scene.kind(receiver) {
        ExprKind::Call { callee, arguments } => arguments.is_empty() && matches!(scene.kind(*callee), ExprKind::Path(_)),
        ExprKind::MethodCall { receiver, method, .. } => method == "lock" && is_taken_here(scene, *receiver),
        _ => false,
    }
}
