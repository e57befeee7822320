//! The shape `stdin`: what is read from standard input into a variable. Tokio's own standard input reads ahead, and what it read is lost
//! when it is dropped; so std's reads on the blocking pool, which has the variable for that time.
//!
//! ```text
//! io::stdin().read_line(&mut line)?;              line = tokio::task::spawn_blocking(move || io::stdin().read_line(&mut line).map(|_| line))
//!                                                     .await
//!                                                     .unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()))?;
//! ```
//!
//! Where the number of bytes is looked at, it comes back with the variable. A loop over all lines is tokio's, which has nothing to lose.

use super::file::LINES;
use super::follow::taken_out;
use super::scene::Scene;
use super::stepped::loop_over;
use super::{Instead, Leader, Shaped, member};
use crate::base::Span;
use crate::fix::hop::{Setting, wait};
use crate::fix::layout::line_end;
use crate::fix::reasons;
use crate::fix::rewrite::Rewrite;
use crate::index::{ExprId, ExprKind, Pattern, Statement};

const NOT_KNOWN: &str = "standard input is kept in a variable, or what is read goes elsewhere than into one";
const COUNTED: &str = "what the read gives is looked at";
const READS_AHEAD: &str = "tokio reads ahead, and what it read is lost where the loop ends before the input does";
const NOT_CANCELLED: &str =
    "a read of standard input cannot be cancelled on its thread either: the program may hang at its end until the input ends";

/// `io::read_to_string(io::stdin())`.
pub(super) fn whole<'a>(scene: &Scene<'a>, leader: &Leader<'a>) -> Result<Shaped<'a>, String> {
    let call = scene.call(leader.operation.site.call.span).ok_or(reasons::NOT_PLAIN)?;
    let is_it =
        matches!(scene.kind(call), ExprKind::Call { arguments, .. } if matches!(arguments.as_slice(), [only] if is_stdin(scene, *only)));
    if !is_it {
        return Err(reasons::shape("handle-function"));
    }
    let span = scene.span(call);
    let setting = Setting::of(scene.text, span);
    let krate = leader.crate_name();
    let space = format!("{}    ", setting.indent);
    let mut rewrite = Rewrite::default();
    setting.open(&mut rewrite);
    rewrite.insert(span.start(), format!("{krate}::task::spawn_blocking(|| "));
    rewrite.insert(span.end(), format!("){}", wait(&space)));
    setting.close(&space, &mut rewrite);
    let instead = Some(Instead { path: "tokio::task::spawn_blocking", features: &["rt"] });
    Ok(Shaped { rewrite, doubt: NOT_CANCELLED.to_owned(), instead, ..Shaped::default() })
}

/// `for line in io::stdin().lines()`.
pub(super) fn lines<'a>(scene: &Scene<'a>, leader: &Leader<'a>) -> Result<Shaped<'a>, String> {
    let call = scene.call(leader.operation.site.call.span).ok_or(reasons::NOT_PLAIN)?;
    let ExprKind::MethodCall { receiver, method_span, .. } = scene.kind(call) else { return Err(reasons::shape("lines-loop")) };
    if !is_stdin(scene, *receiver) {
        return Err(reasons::shape("lines-loop"));
    }
    let each = loop_over(scene, call).ok_or_else(|| reasons::shape("lines-loop"))?;
    if scene.ids().filter(|id| scene.span(each.each).contains(scene.span(*id))).any(|id| ends(scene, id, each.each)) {
        return Err(READS_AHEAD.to_owned());
    }
    let krate = leader.crate_name();
    let mut shaped = Shaped { doubt: NOT_CANCELLED.to_owned(), ..Shaped::default() };
    let others = scene.operations_in(scene.span(call)).filter(|other| !std::ptr::eq(*other, leader.operation));
    shaped.members = others.map(|other| member(scene, other)).collect::<Result<_, _>>()?;
    let place = scene.span(*receiver);
    let bytes = format!("{krate}::io::BufReader::new({krate}::io::stdin())");
    let rewrite = &mut shaped.rewrite;
    each.name_before(scene, &LINES, rewrite)?;
    rewrite.replace(place, bytes);
    rewrite.methods_of.push("std::io::BufRead".to_owned());
    rewrite.moved.push(*method_span);
    rewrite.traits.push((format!("{krate}::io::AsyncBufReadExt"), scene.whole()));
    shaped.instead = Some(Instead { path: "tokio::io::stdin", features: &["io-std", "io-util"] });
    Ok(shaped)
}

/// Whether an expression may end a loop before the iterator does, other than by an error of what is read.
fn ends(scene: &Scene<'_>, id: ExprId, each: ExprId) -> bool {
    let is_loop = |id: ExprId| matches!(scene.kind(id), ExprKind::For { .. } | ExprKind::While { .. } | ExprKind::Loop(_));
    match scene.kind(id) {
        ExprKind::Break { .. } => !scene.between(id, each).any(is_loop) || scene.source(scene.span(id)).starts_with("break '"),
        ExprKind::Return(_) => true,
        ExprKind::Try(tried) => {
            let ExprKind::For { pattern: Pattern::Bind(line), .. } = scene.kind(each) else { return true };
            !matches!(scene.kind(*tried), ExprKind::Path(path) if path.as_name() == Some(&line.name))
        }
        ExprKind::Macro { path, .. } => path.last().is_some_and(|name| scene.inputs.contexts.leaving_macros.contains(name)),
        _ => false,
    }
}

/// `io::stdin()` or `io::stdin().lock()` of std, where it is taken.
fn is_stdin(scene: &Scene<'_>, value: ExprId) -> bool {
    match scene.kind(value) {
        ExprKind::MethodCall { receiver, method, .. } => method == "lock" && is_stdin(scene, *receiver),
        ExprKind::Call { callee, arguments } if arguments.is_empty() => {
            matches!(scene.kind(*callee), ExprKind::Path(path) if scene.means(&path.text(), "std::io::stdin"))
        }
        _ => false,
    }
}

pub(super) fn read<'a>(scene: &Scene<'a>, leader: &Leader<'a>) -> Result<Shaped<'a>, String> {
    let call = scene.call(leader.operation.site.call.span).ok_or(reasons::NOT_PLAIN)?;
    let ExprKind::MethodCall { receiver, arguments, .. } = scene.kind(call) else { return Err(NOT_KNOWN.to_owned()) };
    if arguments.is_empty() {
        return lines(scene, leader);
    }
    let [argument] = arguments.as_slice() else { return Err(NOT_KNOWN.to_owned()) };
    let is_there = is_taken_here(scene, *receiver) || is_given_away(scene, call, *receiver);
    let name = variable(scene, *argument).filter(|_| is_there).ok_or(NOT_KNOWN)?;
    let value = taken_out(scene, call).ok_or(COUNTED)?;
    let span = scene.span(call);
    let hop = format!("{}::task::spawn_blocking(move || ", leader.crate_name());
    let Some(before) = before_value(scene, value).filter(|before| before.end() == span.start()) else {
        let rewrite = counted(scene, (call, value), name, &hop).ok_or(COUNTED)?;
        return Ok(Shaped { rewrite, ..Shaped::default() });
    };
    let setting = Setting::of(scene.text, span);
    let space = format!("{}    ", setting.indent);
    let mut rewrite = Rewrite::default();
    setting.open(&mut rewrite);
    rewrite.replace(before, format!("{name} = {hop}"));
    rewrite.insert(span.end(), format!(".map(|_| {name})){}", wait(&space)));
    setting.close(&space, &mut rewrite);
    Ok(Shaped { rewrite, ..Shaped::default() })
}

/// What the read gives gets a variable in a statement of its own: the one that it is given anyway, or one before an `if` or `match` that
/// begins with it.
fn counted(scene: &Scene<'_>, (call, value): (ExprId, ExprId), name: &str, hop: &str) -> Option<Rewrite> {
    let span = scene.span(call);
    let indent = format!("{}{}", line_end(scene.text), scene.indent_of_line(span.start()));
    let space = format!("{indent}    ");
    let given = |count: &str| format!(".map(|{count}| ({count}, {name}))){}", wait(&space));
    let mut rewrite = Rewrite::default();
    if let Some((block, around)) = scene.block_of(value) {
        let is_bound = |statement: &Statement| {
            matches!(statement, Statement::Let { pattern: Pattern::Bind(binding), value: Some(only), otherwise: None, .. }
                if *only == value && binding.subpattern.is_none() && !binding.by_reference && binding.name != name)
        };
        let Statement::Let { pattern: Pattern::Bind(binding), .. } = around.statements.iter().find(|statement| is_bound(statement))? else {
            return None;
        };
        let before = Span::new(scene.let_keyword(block, value)?.start(), span.start());
        let declared = scene.source(before).trim_end().strip_suffix('=')?.trim_end();
        let count = &binding.name;
        rewrite.replace(before, format!("{declared};{indent}({count}, {name}) = {hop}"));
        rewrite.insert(span.end(), given(count));
        return Some(rewrite);
    }
    let branch = scene.ancestors(value).find(|id| matches!(scene.kind(*id), ExprKind::If { .. } | ExprKind::Match { .. }))?;
    scene.block_of(branch)?;
    let before = Span::new(scene.span(branch).start(), span.start());
    let keyword = scene.source(before);
    let is_first_of_line = scene.indent(before.start()).len() == scene.indent_of_line(before.start()).len();
    let is_free = |count: &&&str| !scene.mentions(scene.whole(), count);
    let count =
        ["count", "length", "read_count"].iter().find(is_free).filter(|_| matches!(keyword, "if " | "match ") && is_first_of_line)?;
    rewrite.replace(before, format!("let {count};{indent}({count}, {name}) = {hop}"));
    rewrite.insert(span.end(), given(count));
    rewrite.insert(scene.span(value).end(), format!(";{indent}{keyword}{count}"));
    Some(rewrite)
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
