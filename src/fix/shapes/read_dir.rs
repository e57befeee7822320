//! The shape `read-dir`: the directory is opened before the loop, and the loop asks it for one entry after the other.
//!
//!     for entry in fs::read_dir(path)? {              let mut entries = tokio::fs::read_dir(path).await?;
//!         let entry = entry?;                         while let Some(entry) = entries.next_entry().await? {
//!
//! Where the loop looks at the error of an entry itself, `next_entry().await.transpose()` gives what the iterator of std gives.

use super::follow::{ESCAPES, Use, follow, follow_items, taken_out};
use super::scene::Scene;
use super::{Leader, Shaped, member};
use crate::base::Span;
use crate::fix::layout::{break_after_call, line_end};
use crate::fix::reasons;
use crate::index::{ExprId, ExprKind, Pattern, Statement};

/// Names for the opened directory, the first free one of which is taken.
const NAMES: [&str; 4] = ["entries", "dir_entries", "folder_entries", "read_dir_entries"];
const ADAPTERS: &str = "its entries go through iterator adapters, and tokio's directory is no iterator";
const NO_STATEMENT: &str = "the loop stands where no `let` can stand before it";
const TWICE: &str = "the directory is given to more than one place";

pub(super) fn read_dir<'a>(scene: &Scene<'a>, leader: &Leader<'a>) -> Result<Shaped<'a>, String> {
    let call = scene.call(leader.operation.site.call.span).ok_or(reasons::NOT_PLAIN)?;
    let mut shaped = Shaped { rewrite: leader.awaited(scene)?, ..Shaped::default() };
    if let Some(value) = taken_out(scene, call)
        && let Some((each, iterable)) = loop_over(scene, value)
    {
        new_directory(scene, each, (value, iterable), &mut shaped)?;
        return Ok(shaped);
    }
    let is_adapted = taken_out(scene, call)
        .and_then(|value| scene.parent(value))
        .is_some_and(|parent| matches!(scene.kind(parent), ExprKind::MethodCall { method, .. } if method != "next"));
    if is_adapted {
        return Err(ADAPTERS.to_owned());
    }
    let directory = follow(scene, call, 1)?;
    let only = match directory.uses.as_slice() {
        // Only whether it can be opened is asked.
        [] => return Ok(shaped),
        [only] => only,
        _ => return Err(TWICE.to_owned()),
    };
    if let Some(variable) = directory.variables.last().filter(|variable| !variable.is_mutable) {
        shaped.rewrite.insert(variable.name.start(), "mut ");
    }
    let name = directory.variables.last().map(|variable| scene.source(variable.name));
    match *only {
        Use::Loop(each) => {
            let ExprKind::For { iterable, .. } = *scene.kind(each) else { return Err(reasons::NOT_PLAIN.to_owned()) };
            known_directory(scene, each, (iterable, iterable), name.ok_or(ADAPTERS)?, &mut shaped)?;
        }
        Use::Method(method) => match loop_over_method(scene, method) {
            Some((each, receiver)) => {
                known_directory(scene, each, (receiver, method), name.ok_or(ADAPTERS)?, &mut shaped)?;
            }
            None => next(scene, method, &mut shaped)?,
        },
        Use::Argument(_) => return Err(ESCAPES.to_owned()),
    }
    Ok(shaped)
}

/// The loop over a directory, or over its `flatten()`, and what it runs over.
fn loop_over(scene: &Scene<'_>, directory: ExprId) -> Option<(ExprId, ExprId)> {
    let parent = scene.parent(directory)?;
    match scene.kind(parent) {
        ExprKind::For { iterable, .. } if *iterable == directory => Some((parent, directory)),
        ExprKind::MethodCall { .. } => loop_over_method(scene, parent).map(|(each, _)| (each, parent)),
        _ => None,
    }
}

/// The loop over `entries.flatten()`, which leaves out what could not be read, and the receiver.
fn loop_over_method(scene: &Scene<'_>, method: ExprId) -> Option<(ExprId, ExprId)> {
    let ExprKind::MethodCall { receiver, method: name, arguments, .. } = scene.kind(method) else { return None };
    let takes_values = match (name.as_str(), arguments.as_slice()) {
        ("flatten", []) => true,
        ("filter_map", [only]) => {
            let written: String = scene.source(scene.span(*only)).split_whitespace().collect();
            let (parameter, body) = written.strip_prefix('|').and_then(|rest| rest.split_once('|')).unwrap_or_default();
            written == "Result::ok" || (!parameter.is_empty() && body == format!("{parameter}.ok()"))
        }
        _ => false,
    };
    let each = scene.parent(method).filter(|each| matches!(scene.kind(*each), ExprKind::For { iterable, .. } if *iterable == method))?;
    takes_values.then_some((each, *receiver))
}

/// `for … in fs::read_dir(path)? {`: the directory gets a name in a statement before the loop.
fn new_directory<'a>(scene: &Scene<'a>, each: ExprId, head: (ExprId, ExprId), shaped: &mut Shaped<'a>) -> Result<(), String> {
    let (block, _) = scene.block_of(each).ok_or(NO_STATEMENT)?;
    let start = scene.span(each).start();
    let before = scene.source(Span::new(scene.span(block).start(), start)).trim_end();
    // An attribute would go to the `let`; a path call stands at the start of its value.
    if !before.ends_with(['{', '}', ';', '/']) && !before.lines().last().is_some_and(|line| line.trim_start().starts_with("//")) {
        return Err(NO_STATEMENT.to_owned());
    }
    let name = NAMES.iter().find(|name| !scene.mentions(scene.whole(), name)).ok_or(NO_STATEMENT)?;
    let (value, iterable) = head;
    let keyword = Span::new(start, scene.span(value).start());
    let label = label(scene, each);
    shaped.rewrite.replace(keyword, format!("let mut {name} = "));
    let indent = scene.indent(start);
    let line_end = line_end(scene.text);
    let opening = opening(scene, each, value != iterable, name, shaped)?;
    let end = Span::new(scene.span(value).end(), scene.span(iterable).end());
    shaped.rewrite.replace(end, format!(";{line_end}{indent}{label}{opening}"));
    closed_in_time(scene, each, name, shaped);
    Ok(())
}

/// `for … in entries {`, where `entries` is a directory that has a name.
fn known_directory<'a>(
    scene: &Scene<'a>,
    each: ExprId,
    (_, iterable): (ExprId, ExprId),
    name: &str,
    shaped: &mut Shaped<'a>,
) -> Result<(), String> {
    let ExprKind::For { iterable: whole, .. } = *scene.kind(each) else { return Err(reasons::NOT_PLAIN.to_owned()) };
    let takes_values = matches!(scene.kind(iterable), ExprKind::MethodCall { .. });
    let label = label(scene, each);
    let opening = opening(scene, each, takes_values, name, shaped)?;
    shaped.rewrite.replace(Span::new(scene.span(each).start(), scene.span(whole).end()), format!("{label}{opening}"));
    closed_in_time(scene, each, name, shaped);
    Ok(())
}

/// `'outer: ` of a loop.
fn label<'a>(scene: &Scene<'a>, each: ExprId) -> &'a str {
    let text = scene.source(scene.span(each));
    if text.starts_with('\'') { text.find("for").map_or("", |at| &text[..at]) } else { "" }
}

/// `while let Some(entry) = entries.next_entry().await?`, and what changes in the loop's body for it.
fn opening<'a>(scene: &Scene<'a>, each: ExprId, takes_values: bool, name: &str, shaped: &mut Shaped<'a>) -> Result<String, String> {
    let ExprKind::For { pattern, iterable, body } = scene.kind(each) else { return Err(reasons::NOT_PLAIN.to_owned()) };
    shaped.members.push(member(scene, scene.steps(*iterable).ok_or(ADAPTERS)?)?);
    entries(scene, follow_items(scene, each, u32::from(!takes_values))?.uses, shaped)?;
    let before = Span::new(scene.span(each).start(), scene.span(*iterable).start());
    let written = pattern_text(scene, before).ok_or(reasons::NOT_PLAIN)?;
    if takes_values {
        // What could not be read is skipped, as `flatten` does.
        let line = first_line(scene, *body).filter(|_| matches!(pattern, Pattern::Bind(_))).ok_or(reasons::NOT_PLAIN)?;
        let indent = scene.indent(scene.span(each).start());
        let skipped = format!("{}{indent}    let Ok({written}) = {} else {{ continue }};", line_end(scene.text), bare(written));
        shaped.rewrite.insert(line, skipped);
        return Ok(format!("while let Some({}) = {name}.next_entry().await.transpose()", bare(written)));
    }
    if let Pattern::Bind(binding) = pattern
        && let Some((new, suffix)) = first_statement(scene, *body, &binding.name, shaped)
    {
        return Ok(format!("while let Some({new}) = {name}.next_entry().await{suffix}"));
    }
    Ok(format!("while let Some({written}) = {name}.next_entry().await.transpose()"))
}

/// The end of the line with the `{` of a block, if nothing but a comment follows it there.
fn first_line(scene: &Scene<'_>, block: ExprId) -> Option<u32> {
    let inside = scene.span(block).start() + 1;
    let line = scene.text[inside as usize..].split('\n').next()?.trim_end();
    (line.is_empty() || line.trim_start().starts_with("//")).then(|| inside + line.len() as u32)
}

fn bare(written: &str) -> &str {
    written.strip_prefix("mut ").unwrap_or(written)
}

/// What stands between `for` and `in`.
fn pattern_text<'a>(scene: &Scene<'a>, head: Span) -> Option<&'a str> {
    let start = scene.words_in(head).find(|(word, _)| word == "for")?.1.end();
    let end = scene.last_word(head, "in")?.start();
    (start <= end).then(|| scene.source(Span::new(start, end)).trim())
}

/// `let entry = entry?;` at the start of the loop's body goes: its pattern, and what takes the entry out of its `Result`.
fn first_statement<'a>(scene: &Scene<'a>, body: ExprId, name: &str, shaped: &mut Shaped<'_>) -> Option<(&'a str, &'a str)> {
    let ExprKind::Block(block) = scene.kind(body) else { return None };
    let Statement::Let { pattern: Pattern::Bind(_), ty: None, value: Some(value), otherwise: None } = block.statements.first()? else {
        return None;
    };
    let keyword = scene.let_keyword(body, *value)?;
    let region = scene.span(*value);
    let (_, first) = scene.words_in(region).next().filter(|(word, span)| word == name && span.start() == region.start())?;
    let is_all = taken_out(scene, scene.variable_at(*first)?) == Some(*value);
    let suffix = scene.source(Span::new(first.end(), region.end()));
    let new = scene.source(Span::new(keyword.end(), region.start())).trim().strip_suffix('=')?.trim_end();
    let after = scene.rest_of_block(body, *value);
    let is_kept = bare(new) != name && scene.mentions(after, name);
    if !is_all || is_kept || suffix.contains('\n') {
        return None;
    }
    let before = &scene.text[..keyword.start() as usize];
    let start = before.trim_end().len() as u32;
    let rest = scene.source(after);
    let is_blank_below = rest.matches('\n').count() > 1 && rest.split('\n').take(2).all(|line| line.trim().is_empty());
    let blank = if is_blank_below { rest.find('\n').map_or(0, |at| at - usize::from(rest[..at].ends_with('\r'))) } else { 0 };
    let line = if is_blank_below { line_end(scene.text).len() } else { 0 };
    shaped.rewrite.replace(Span::new(start, after.start() + (blank + line) as u32), "");
    Some((new, suffix))
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
        shaped.rewrite.insert(scene.statement_end(each), format!("{}{indent}drop({name});", line_end(scene.text)));
    }
}
