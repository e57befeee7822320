//! An operation among the arguments of a macro that formats them gets a statement of its own before: an await inside of the arguments
//! would make the future `!Send`. Only where it is evaluated in any case, and where nothing before it in the statement does anything.
//!
//! ```text
//! println!("{}", fs::read_to_string(path)?);      let contents = tokio::fs::read_to_string(path).await?;
//!                                                 println!("{}", contents);
//! ```

use super::follow::taken_out;
use super::scene::Scene;
use crate::base::Span;
use crate::edit::{ChangeSet, Edit};
use crate::fix::layout::{has_comment, line_end, line_start};
use crate::fix::reasons;
use crate::fix::rewrite::Rewrite;
use crate::flow::FoundOperation;
use crate::index::{ExprId, ExprKind};

const SOMETIMES: &str = "the arguments of the macro are looked at only where it says something, and a statement before it would always run";
const NOT_FIRST: &str = "something else happens before it in the statement, which has to stay so";
const SEVERAL: &str = "other operations stand in the same statement, and their order has to stay";
const NO_STATEMENT: &str = "the macro stands where no `let` can stand before it";

/// The rewrite, given that of the call itself.
pub(super) fn hoist(scene: &Scene<'_>, operation: &FoundOperation, call: &Rewrite) -> Result<Rewrite, String> {
    let span = operation.site.call.span;
    let id = scene.call(span).ok_or(reasons::NOT_PLAIN)?;
    let value = taken_out(scene, id).unwrap_or(id);
    let statement = statement(scene, value)?;
    let whole = scene.statement_span(statement).ok_or(NO_STATEMENT)?;
    if scene.operations_in(whole).any(|other| other.site.call.span != span) {
        return Err(SEVERAL.to_owned());
    }
    let contexts = scene.inputs.contexts;
    let is_harmless = |other: ExprId| match scene.kind(other) {
        ExprKind::MethodCall { method, .. } => contexts.methods.pure.contains(method),
        ExprKind::Path(_) | ExprKind::Literal(_) | ExprKind::Field { .. } | ExprKind::Reference(_) | ExprKind::Paren(_) => true,
        _ => false,
    };
    let is_before = |other: &ExprId| whole.contains(scene.span(*other)) && scene.span(*other).end() <= span.start();
    if !scene.ids().filter(is_before).all(is_harmless) {
        return Err(NOT_FIRST.to_owned());
    }
    let text = scene.source(scene.span(value));
    let start = line_start(scene.text, whole.start());
    let indent = scene.source(Span::new(start, whole.start()));
    if !indent.trim().is_empty() || has_comment(text) || text.contains('\n') {
        return Err(NO_STATEMENT.to_owned());
    }
    let name = name_for(operation.api.last());
    if scene.mentions(scene.whole(), name) || scene.source(scene.whole()).contains(&format!("{{{name}")) {
        return Err(NO_STATEMENT.to_owned());
    }
    let new = applied(scene, call, scene.span(value)).ok_or(reasons::NOT_PLAIN)?;
    let mut rewrite = Rewrite { methods_of: call.methods_of.clone(), ..Rewrite::default() };
    rewrite.insert(whole.start(), format!("let {name} = {new};{}{indent}", line_end(scene.text)));
    rewrite.replace(scene.span(value), name);
    Ok(rewrite)
}

/// The statement in which an expression is evaluated once and in any case, its macros among those that always look at it.
fn statement(scene: &Scene<'_>, value: ExprId) -> Result<ExprId, String> {
    let mut current = value;
    loop {
        let parent = scene.parent(current).ok_or(NO_STATEMENT)?;
        match scene.kind(parent) {
            ExprKind::Block(_) | ExprKind::Async { .. } => return Ok(current),
            ExprKind::Macro { path, .. } if !path.last().is_some_and(|name| scene.inputs.contexts.always_formatted.contains(name)) => {
                return Err(SOMETIMES.to_owned());
            }
            ExprKind::Binary { operator: "&&" | "||", left, .. } if *left != current => return Err(NOT_FIRST.to_owned()),
            ExprKind::If { condition, .. } if *condition == current => {}
            ExprKind::Match { scrutinee, .. } if *scrutinee == current => {}
            ExprKind::If { .. }
            | ExprKind::Match { .. }
            | ExprKind::While { .. }
            | ExprKind::Loop(_)
            | ExprKind::For { .. }
            | ExprKind::Closure { .. }
            | ExprKind::Let { .. }
            | ExprKind::Expansion { .. } => return Err(NO_STATEMENT.to_owned()),
            _ => {}
        }
        current = parent;
    }
}

/// A name for what an operation gives.
fn name_for(operation: &str) -> &str {
    match operation {
        "read_to_string" => "contents",
        "read" => "bytes",
        "canonicalize" => "canonical",
        "read_link" => "target",
        "symlink_metadata" => "metadata",
        "try_exists" => "exists",
        "exists" | "is_dir" | "is_file" | "is_symlink" | "metadata" | "output" | "status" => operation,
        _ => "value",
    }
}

/// The text of `span` after the rewrite, every name in full.
fn applied(scene: &Scene<'_>, rewrite: &Rewrite, span: Span) -> Option<String> {
    let name = rewrite.name.iter().map(|name| Edit { span: name.written, replacement: name.target.clone() });
    let shifted = |edit: Edit| {
        let inside = edit.span.start().checked_sub(span.start())?;
        Some(Edit { span: Span::new(inside, inside + edit.span.len()), ..edit })
    };
    let mut changes = ChangeSet::default();
    for edit in name.chain(rewrite.edits.iter().cloned()) {
        changes.insert("", shifted(edit)?).ok()?;
    }
    changes.apply_to("", scene.source(span)).ok()
}
