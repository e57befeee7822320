//! The shapes `process-child` and `command-chain` over several statements: a command that is kept in a variable becomes tokio's where it
//! is run, and the child that it gives is tokio's from there on.
//!
//! ```text
//! let mut command = Command::new("git");          let mut command = Command::new("git");
//! command.arg("status");                          command.arg("status");
//! let status = command.status()?;                 let status = tokio::process::Command::from(command).status().await?;
//! ```

use super::command_chain::command_chain;
use super::follow::{ESCAPES, Use, follow};
use super::scene::Scene;
use super::{Leader, Shaped, member};
use crate::base::Span;
use crate::fix::layout::{break_after_call, break_before};
use crate::fix::reasons;
use crate::fix::rewrite::Rewrite;
use crate::index::{ExprId, ExprKind, Pattern, Statement};

const NOT_OWNED: &str = "the command is not a variable of this function, and its type has to change where it is made";
const USED_AGAIN: &str = "the command is used again, and tokio's takes it over";
const PIPES: &str = "tokio's `output` always pipes standard output and error, and the command may have them set";
/// Methods of a child that tokio's has under another name.
const RENAMED: [(&str, &str); 1] = [("kill", "start_kill")];
/// Methods of a child that tokio's has and that do not wait.
const SAME: [&str; 1] = ["try_wait"];

/// A command in a variable whose result is waited for.
pub(super) fn stored<'a>(scene: &Scene<'a>, leader: &Leader<'a>) -> Result<Shaped<'a>, String> {
    let Leader { operation, row, target } = leader;
    if operation.surroundings.chain_start.is_some() {
        let index = &scene.inputs.workspace.files[operation.site.home.file.index()].index;
        let rewrite = command_chain(scene.text, index, operation, row, target)?;
        return Ok(Shaped { rewrite, ..Shaped::default() });
    }
    let call = scene.call(operation.site.call.span).ok_or(reasons::NOT_PLAIN)?;
    let taken = taken_over(scene, leader, call)?;
    let is_collected = leader.row.path.last() == "output";
    if is_collected && (sets_pipes(scene) || is_lent(scene, taken.name)) {
        return Err(PIPES.to_owned());
    }
    let mut rewrite = converted(scene, leader, call, (&leader.target, &taken))?;
    let end = leader.operation.site.call.span.end();
    if is_collected {
        let receiver = scene.receiver(call).ok_or(reasons::NOT_PLAIN)?;
        rewrite.insert(scene.span(receiver).end(), ".stdin(std::process::Stdio::null())");
    }
    rewrite.insert(end, format!("{}.await", break_before(scene.text, end)));
    Ok(Shaped { rewrite, ..Shaped::default() })
}

/// A command that is started, and what is done with its child.
pub(super) fn spawned<'a>(scene: &Scene<'a>, leader: &Leader<'a>) -> Result<Shaped<'a>, String> {
    let Leader { operation, row, target } = leader;
    if row.path.last() != "spawn" {
        return Err(reasons::shape("process-child"));
    }
    let call = scene.call(operation.site.call.span).ok_or(reasons::NOT_PLAIN)?;
    let ty = target.strip_suffix("::spawn").unwrap_or(target);
    let index = &scene.inputs.workspace.files[operation.site.home.file.index()].index;
    let rewrite = if let Ok(rewrite) = command_chain(scene.text, index, operation, row, ty) {
        rewrite
    } else {
        let taken = taken_over(scene, leader, call)?;
        converted(scene, leader, call, (ty, &taken))?
    };
    let mut shaped = Shaped { rewrite, ..Shaped::default() };
    for found in follow(scene, call, 1)?.uses {
        let Use::Method(used) = found else { return Err(ESCAPES.to_owned()) };
        let ExprKind::MethodCall { method, method_span, .. } = scene.kind(used) else { return Err(ESCAPES.to_owned()) };
        if let Some(waiting) = scene.operation(used) {
            shaped.members.push(member(scene, waiting)?);
            let end = scene.span(used).end();
            shaped.rewrite.insert(end, format!("{}.await", break_after_call(scene.text, end)));
        } else if let Some((_, renamed)) = RENAMED.iter().find(|(known, _)| *known == method) {
            shaped.rewrite.replace(*method_span, *renamed);
        } else if !SAME.contains(&method.as_str()) {
            return Err(format!("`{method}` is called on the child, which tokio's does not have or does not do alike"));
        }
    }
    Ok(shaped)
}

/// `command` becomes `tokio::process::Command::from(command)`.
fn converted(scene: &Scene<'_>, leader: &Leader<'_>, call: ExprId, (ty, taken): (&str, &Taken<'_>)) -> Result<Rewrite, String> {
    let receiver = scene.span(scene.receiver(call).ok_or(reasons::NOT_PLAIN)?);
    let mut rewrite = Rewrite::default();
    if let Some(mutable) = taken.needless_mut {
        rewrite.replace(mutable, "");
    }
    rewrite.insert(receiver.start(), format!("{ty}::from("));
    rewrite.insert(receiver.end(), ")");
    rewrite.methods_of.extend(leader.row.path.parent().map(|path| path.to_string()));
    Ok(rewrite)
}

/// A variable whose value another one takes over.
struct Taken<'a> {
    name: &'a str,
    /// Its `mut`, if nothing changes it before.
    needless_mut: Option<Span>,
}

/// The variable that the call is made on, if nothing uses it afterwards.
fn taken_over<'a>(scene: &Scene<'a>, leader: &Leader<'_>, call: ExprId) -> Result<Taken<'a>, String> {
    let receiver = scene.receiver(call).ok_or(NOT_OWNED)?;
    let is_variable = matches!(scene.kind(receiver), ExprKind::Path(path) if path.as_name().is_some_and(|name| name != "self"));
    if !is_variable || !leader.operation.surroundings.receiver_is_owned {
        return Err(NOT_OWNED.to_owned());
    }
    let name = scene.source(scene.span(receiver));
    let declared = |id: ExprId| {
        let (ExprKind::Block(block) | ExprKind::Async { block, .. }) = scene.kind(id) else { return None };
        let values = block.statements.iter().rev().filter_map(|statement| match statement {
            Statement::Let { pattern: Pattern::Bind(binding), value: Some(value), .. } if binding.name == name => Some(*value),
            _ => None,
        });
        values.into_iter().find(|value| scene.span(*value).end() < scene.span(call).start()).map(|value| (id, value))
    };
    let (block, value) = scene.ancestors(call).find_map(declared).ok_or(NOT_OWNED)?;
    let repeats = |id: ExprId| {
        matches!(
            scene.kind(id),
            ExprKind::For { .. } | ExprKind::While { .. } | ExprKind::Loop(_) | ExprKind::Closure { .. } | ExprKind::Async { .. }
        )
    };
    let after = Span::new(scene.span(call).end(), scene.span(block).end());
    if scene.between(call, block).any(repeats) || scene.mentions(after, name) {
        return Err(USED_AGAIN.to_owned());
    }
    let before = Span::new(scene.span(value).end(), scene.span(call).start());
    let keyword = scene.let_keyword(block, value).filter(|_| !scene.mentions(before, name));
    let pattern = keyword.map(|keyword| Span::new(keyword.end(), scene.span(value).start()));
    let needless_mut = pattern.and_then(|pattern| scene.last_word(pattern, "mut")).map(|word| Span::new(word.start(), word.end() + 1));
    Ok(Taken { name, needless_mut })
}

/// Whether a stream of some command in the function is set to something else than what `output` sets.
fn sets_pipes(scene: &Scene<'_>) -> bool {
    scene.ids().any(|id| match scene.kind(id) {
        ExprKind::MethodCall { method, arguments, .. } => match (method.as_str(), arguments.as_slice()) {
            ("stdout" | "stderr", [only]) => !scene.source(scene.span(*only)).ends_with("Stdio::piped()"),
            ("stdin", [_]) => true,
            _ => false,
        },
        _ => false,
    })
}

/// Whether the variable is given to something that may do anything with it.
fn is_lent(scene: &Scene<'_>, name: &str) -> bool {
    scene.ids().any(|id| match scene.kind(id) {
        ExprKind::Reference(inner) => scene.source(scene.span(*inner)) == name,
        _ => false,
    })
}
