//! The shape `stdin`: what is read from standard input into a variable. Tokio's own standard input reads ahead, and what it read is lost
//! when it is dropped; so std's reads on the blocking pool, which has the variable for that time.
//!
//! ```text
//! io::stdin().read_line(&mut line)?;              line = tokio::task::spawn_blocking(move || io::stdin().read_line(&mut line).map(|_| line))
//!                                                     .await
//!                                                     .unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()))?;
//! ```

use super::follow::taken_out;
use super::scene::Scene;
use super::{Leader, Shaped};
use crate::base::Span;
use crate::fix::hop::{Setting, wait};
use crate::fix::reasons;
use crate::fix::rewrite::Rewrite;
use crate::index::{ExprId, ExprKind, Pattern, Statement};

const NOT_KNOWN: &str = "standard input is kept in a variable, or what is read goes elsewhere than into one";
const COUNTED: &str = "what the read gives is looked at";

pub(super) fn read<'a>(scene: &Scene<'a>, leader: &Leader<'a>) -> Result<Shaped<'a>, String> {
    let call = scene.call(leader.operation.site.call.span).ok_or(reasons::NOT_PLAIN)?;
    let ExprKind::MethodCall { receiver, arguments, .. } = scene.kind(call) else { return Err(NOT_KNOWN.to_owned()) };
    let [argument] = arguments.as_slice() else { return Err(NOT_KNOWN.to_owned()) };
    let is_there = is_taken_here(scene, *receiver) || is_given_away(scene, call, *receiver);
    let name = variable(scene, *argument).filter(|_| is_there).ok_or(NOT_KNOWN)?;
    let value = taken_out(scene, call).ok_or(COUNTED)?;
    let span = scene.span(call);
    let before = before_value(scene, value).filter(|before| before.end() == span.start()).ok_or(COUNTED)?;
    let setting = Setting::of(scene.text, span);
    let krate = leader.crate_name();
    let space = format!("{}    ", setting.indent);
    let mut rewrite = Rewrite::default();
    setting.open(&mut rewrite);
    rewrite.replace(before, format!("{name} = {krate}::task::spawn_blocking(move || "));
    rewrite.insert(span.end(), format!(".map(|_| {name})){}", wait(&space)));
    setting.close(&space, &mut rewrite);
    Ok(Shaped { rewrite, ..Shaped::default() })
}

/// What stands in a statement before a value that nobody looks at: nothing, or `let _ = `.
fn before_value(scene: &Scene<'_>, value: ExprId) -> Option<Span> {
    let (id, block) = scene.block_of(value)?;
    let start = scene.span(value).start();
    block.statements.iter().find_map(|statement| match statement {
        Statement::Expr(only) if *only == value => Some(Span::empty(start)),
        Statement::Let { pattern: Pattern::Nothing, ty: None, value: Some(only), otherwise: None } if *only == value => {
            let before = Span::new(scene.let_keyword(id, value)?.start(), start);
            (scene.source(before) == "let _ = ").then_some(before)
        }
        _ => None,
    })
}

/// The variable in `&mut line`.
fn variable<'a>(scene: &Scene<'a>, argument: ExprId) -> Option<&'a str> {
    let ExprKind::Reference(inner) = scene.kind(argument) else { return None };
    let is_variable = matches!(scene.kind(*inner), ExprKind::Path(path) if path.as_name().is_some_and(|name| name != "self"));
    let name = scene.source(scene.span(*inner));
    let body = scene.source(scene.whole());
    let is_declared_here = body.contains(&format!("let mut {name} "))
        || body.split_once(&format!("let mut {name}: ")).is_some_and(|(_, ty)| !ty.starts_with('&'));
    let borrows_mutably = scene.source(scene.span(argument)).starts_with("&mut ");
    (is_variable && is_declared_here && borrows_mutably).then_some(name)
}

/// Whether standard input is asked for where it is read: `io::stdin()`, `io::stdin().lock()`.
fn is_taken_here(scene: &Scene<'_>, receiver: ExprId) -> bool {
    match scene.kind(receiver) {
        ExprKind::MethodCall { receiver, method, .. } => method == "lock" && is_taken_here(scene, *receiver),
        _ => is_asked_for(scene, receiver),
    }
}

/// `io::stdin()`, where the table says that standard input is read.
fn is_asked_for(scene: &Scene<'_>, value: ExprId) -> bool {
    matches!(scene.kind(value), ExprKind::Call { callee, arguments }
        if arguments.is_empty() && matches!(scene.kind(*callee), ExprKind::Path(_)))
}

/// Whether standard input is kept in a variable that nothing needs after the call, so that it can go to the other thread.
fn is_given_away(scene: &Scene<'_>, call: ExprId, receiver: ExprId) -> bool {
    let ExprKind::Path(path) = scene.kind(receiver) else { return false };
    let Some(name) = path.as_name() else { return false };
    let is_loop = |id: ExprId| matches!(scene.kind(id), ExprKind::For { .. } | ExprKind::While { .. } | ExprKind::Loop(_));
    let declares = |statement: &Statement| {
        matches!(statement, Statement::Let { pattern: Pattern::Bind(binding), value: Some(value), .. }
            if binding.name == *name && is_asked_for(scene, *value))
    };
    let is_declared = |id: ExprId| match scene.kind(id) {
        ExprKind::Block(block) | ExprKind::Async { block, .. } => block.statements.iter().any(declares),
        _ => false,
    };
    let after = Span::new(scene.span(call).end(), scene.whole().end());
    let outer = scene.ancestors(call).find(|id| is_declared(*id));
    outer.is_some_and(|outer| !scene.between(call, outer).any(is_loop)) && !scene.mentions(after, name)
}
