//! The shape `read-dir`: the directory is opened before the loop, and the loop asks it for one entry after the other.

use super::follow::{ESCAPES, Use, follow, follow_items, taken_out};
use super::scene::Scene;
use super::stepped::{SteppedLoop, Steps, Taken, loop_over};
use super::{Leader, Shaped, member};
use crate::fix::layout::{break_after_call, line_end};
use crate::fix::reasons;
use crate::index::{ExprId, ExprKind};

const STEPS: Steps = Steps { names: ["entries", "dir_entries", "folder_entries", "read_dir_entries"], next: "next_entry" };
const ADAPTERS: &str = "its entries go through iterator adapters, and tokio's directory is no iterator";
const TWICE: &str = "the directory is given to more than one place";

pub(super) fn read_dir<'a>(scene: &Scene<'a>, leader: &Leader<'a>) -> Result<Shaped<'a>, String> {
    let call = scene.call(leader.operation.site.call.span).ok_or(reasons::NOT_PLAIN)?;
    let mut shaped = Shaped { rewrite: leader.awaited(scene)?, ..Shaped::default() };
    if let Some(value) = taken_out(scene, call) {
        if let Some(each) = loop_over(scene, value) {
            items(scene, each, &mut shaped)?;
            let name = each.name_before(scene, &STEPS, &mut shaped.rewrite)?;
            closed_in_time(scene, each.each, name, &mut shaped);
            return Ok(shaped);
        }
        let is_adapted = |parent| matches!(scene.kind(parent), ExprKind::MethodCall { method, .. } if method != "next");
        if scene.parent(value).is_some_and(is_adapted) {
            return Err(ADAPTERS.to_owned());
        }
    }
    let directory = follow(scene, call, 1)?;
    let only = match directory.uses.as_slice() {
        // Only whether it can be opened is asked.
        [] => return Ok(shaped),
        [only] => *only,
        _ => return Err(TWICE.to_owned()),
    };
    let variable = directory.variables.last();
    if let Some(variable) = variable.filter(|variable| !variable.is_mutable) {
        shaped.rewrite.insert(variable.name.start(), "mut ");
    }
    let each = match only {
        Use::Loop(each) => scene.iterable(each).and_then(|iterable| loop_over(scene, iterable)),
        Use::Method(method) => scene.receiver(method).and_then(|receiver| loop_over(scene, receiver)),
        Use::Argument(_) | Use::Macro(_) => return Err(ESCAPES.to_owned()),
    };
    match (each, variable, only) {
        (Some(each), Some(variable), _) => {
            let name = scene.source(variable.name);
            items(scene, each, &mut shaped)?;
            each.keep_name(scene, &STEPS, name, &mut shaped.rewrite)?;
            closed_in_time(scene, each.each, name, &mut shaped);
        }
        (None, _, Use::Method(method)) => next(scene, method, &mut shaped)?,
        _ => return Err(ADAPTERS.to_owned()),
    }
    Ok(shaped)
}

/// What the loop does with the entries.
fn items<'a>(scene: &Scene<'a>, each: SteppedLoop, shaped: &mut Shaped<'a>) -> Result<(), String> {
    shaped.members.push(member(scene, scene.steps(each.iterable).ok_or(ADAPTERS)?)?);
    let wrappings = u32::from(each.taken == Taken::Results);
    entries(scene, follow_items(scene, each.each, wrappings)?.uses, shaped)
}

/// `entries.next()` by itself.
fn next<'a>(scene: &Scene<'a>, method: ExprId, shaped: &mut Shaped<'a>) -> Result<(), String> {
    let operation = scene.operation(method).filter(|operation| operation.api.last() == "next").ok_or(ADAPTERS)?;
    shaped.members.push(member(scene, operation)?);
    let found = follow(scene, method, 2)?;
    entries(scene, found.uses, shaped)?;
    let call = &operation.site.call;
    let space = break_after_call(scene.text, call.span.end());
    shaped.rewrite.replace(call.callee, "next_entry");
    shaped.rewrite.insert(call.span.end(), format!("{space}.await{space}.transpose()"));
    Ok(())
}

/// What is asked of an entry: its path and name are in it, its metadata and type are not.
fn entries<'a>(scene: &Scene<'a>, uses: Vec<Use>, shaped: &mut Shaped<'a>) -> Result<(), String> {
    for found in uses {
        let Use::Method(call) = found else { return Err(ESCAPES.to_owned()) };
        let ExprKind::MethodCall { method, .. } = scene.kind(call) else { return Err(ESCAPES.to_owned()) };
        match method.as_str() {
            "path" | "file_name" => {}
            "metadata" | "file_type" => {
                let operation = scene.operation(call).ok_or(ESCAPES)?;
                shaped.members.push(member(scene, operation)?);
                let end = scene.span(call).end();
                shaped.rewrite.insert(end, format!("{}.await", break_after_call(scene.text, end)));
            }
            _ => return Err(format!("`{method}` is called on an entry, which tokio's entry does not have")),
        }
    }
    Ok(())
}

/// The directory stays open until its block ends, where the loop closed it: closes it before something after the loop may mind.
fn closed_in_time(scene: &Scene<'_>, each: ExprId, name: &str, shaped: &mut Shaped<'_>) {
    let Some((block, _)) = scene.block_of(each) else { return };
    let rest = scene.rest_of_block(block, each);
    let minds = |word: &str| word.starts_with("remove_dir") || word == "rename";
    if scene.words_of_paths_in(rest).any(minds) {
        let indent = scene.indent(scene.span(each).start());
        shaped.rewrite.insert(scene.end_of_line(scene.statement_end(each)), format!("{}{indent}drop({name});", line_end(scene.text)));
    }
}
