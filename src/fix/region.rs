//! A chain around a closure or an iterator that blocks, handed to the blocking pool as it is: one hop for all that blocks in it.

use std::ops::Range;

use super::decide::{CrateUse, Proposals, of_other_builds};
use super::group::{Group, Part, location};
use super::hop::{Setting, closure, columns, wait};
use super::inputs::Inputs;
use super::layout::{holds_long_text, leading_space, line_start, shifted};
use super::manifest::Dependencies;
use super::reasons;
use super::rewrite::Rewrite;
use super::spelling::Spelling;
use crate::base::{FileId, Span};
use crate::edit::Edit;
use crate::flow::{AsyncCause, Mention, OwnedPlace, Region, Site};
use crate::lint::{Finding, Strategy};
use crate::rules::{Applicability, Replacement};
use crate::syntax;

const CRATE: &str = "tokio";

const WRITTEN: &str = "the expression around it is written in a way that cannot be moved";
const CHANGES: &str = "the expression around it may change a variable, of which the other thread would have a copy";

/// Hands over the expressions around findings of `stretch` that nothing else mends; where that cannot be, says so beside the reason that is there.
pub(super) fn regions(inputs: Inputs<'_>, dependencies: &Dependencies<'_>, stretch: Range<usize>, proposals: &mut Proposals) {
    for at in stretch {
        let finding = &inputs.report.findings[at];
        let Err(own) = &proposals.list[at] else { continue };
        let Some((site, region)) = region_of(inputs, finding) else { continue };
        let group = region.clone().and_then(|region| {
            let members = members(inputs, proposals, finding, region.span)?;
            group(inputs, dependencies, site, &region, members)
        });
        match group {
            Ok(group) => proposals.replace(group),
            Err(reason) => proposals.list[at] = Err(format!("{own}; nor can the chain around it go to the blocking pool: {reason}")),
        }
    }
}

/// The operation or call of a finding that stands in async code, and what can go to another thread with it, if it is more than the
/// operation itself, or there is no async twin of that.
fn region_of<'a>(inputs: Inputs<'a>, finding: &Finding) -> Option<(&'a Site, Result<Region, String>)> {
    let is_helper = finding.chain.len() > 1;
    let (site, region) = if is_helper {
        let used = inputs.flow.callers.uses_at(finding.file, finding.span).first()?;
        let around = &used.around;
        let region = around.region.as_ref()?;
        let is_held = around.guard.is_some() || is_held_outside(moved(&used.site, region), around.own_guard);
        let is_plain = around.obstacle.is_none() && !is_held && inputs.refuse_macro(around.in_macro.as_ref()).is_ok();
        is_plain.then_some((&used.site, region))?
    } else {
        let operation = inputs.operation(finding)?;
        let around = &operation.surroundings;
        let region = around.region.as_ref()?;
        let is_held = around.guard.is_some() || is_held_outside(moved(&operation.site, region), around.own_guard);
        let is_plain = around.obstacle.is_none() && !is_held && inputs.refuse_macro(around.in_macro.as_ref()).is_ok();
        (is_plain && !around.by_name).then_some((&operation.site, region))?
    };
    let is_more = region.as_ref().is_ok_and(|region| region.span != site.call.span) || (region.is_err() && site.in_closure);
    let has_no_twin = || {
        let api = inputs.operation(finding).map(|operation| &operation.api);
        let row = api.and_then(|api| inputs.rules.api(api).filter(|_| !inputs.contexts.means_thread.contains(api)));
        row.is_some_and(|(_, row)| row.replacement == Replacement::None)
    };
    let can_wait = site.cause.as_ref().is_none_or(AsyncCause::allows_await);
    ((is_more || (!is_helper && has_no_twin())) && can_wait).then(|| (site, region.clone()))
}

/// What would go to another thread with a call.
fn moved(site: &Site, region: &Result<Region, String>) -> Span {
    region.as_ref().map_or(site.call.span, |region| region.span)
}

/// Whether something beside what goes to another thread holds a lock until its statement ends; what that itself locks goes with it.
pub(super) fn is_held_outside(moved: Span, guard: Option<Span>) -> bool {
    guard.is_some_and(|guard| !moved.contains(guard))
}

/// The findings in a place: those that nothing else mends, and those whose fix changes nothing outside of it.
pub(super) fn members(inputs: Inputs<'_>, proposals: &Proposals, finding: &Finding, span: Span) -> Result<Vec<usize>, String> {
    let findings = &inputs.report.findings;
    let from_inside = inputs.report.findings_from(finding.file, span);
    let members: Vec<usize> = from_inside.filter(|at| span.contains(findings[*at].span)).collect();
    let is_free = |at: &usize| match &proposals.list[*at] {
        Ok(group) => proposals.groups[*group].findings.iter().all(|at| members.contains(at)),
        Err(_) => true,
    };
    if members.iter().all(is_free) { Ok(members) } else { Err(reasons::OVERLAP.to_owned()) }
}

fn group(inputs: Inputs<'_>, dependencies: &Dependencies<'_>, site: &Site, region: &Region, findings: Vec<usize>) -> Result<Group, String> {
    let file = site.home.file;
    let tried = || inputs.tried_in_vain(file, region.span).map(ToOwned::to_owned);
    if let Some(why) =
        tried().or_else(|| inputs.not_moved(file, region.span)).or_else(|| inputs.kept_alive(site, region.span, &region.held))
    {
        return Err(why);
    }
    let package = site.home.package.ok_or("no manifest says that it may use tokio")?;
    let code_name = dependencies.code_name(package, CRATE, !site.home.cfgs.is_empty())?;
    if let Some(krate) = region.result.as_ref().and_then(|result| result.as_str().split("::").next())
        && !dependencies.is_known(package, krate)
    {
        return Err(format!("the package does not depend on {krate}, which its errors are of"));
    }
    let spelling = Spelling::new(CRATE, &code_name, &inputs.workspace.files[file.index()].index);
    let rewrite = rewrite(inputs, file, site.home.span, region, &spelling)?;
    let place = location(inputs, file, region.span);
    let callee = &inputs.text(file)[site.call.callee.range()];
    let what = if region.span == site.call.span { format!("`{callee}`") } else { format!("the chain around `{callee}`") };
    let finding = findings.first().map(|&at| &inputs.report.findings[at]);
    let (applicability, reason) =
        finding.map_or((Applicability::Safe, String::new()), |finding| of_other_builds(inputs, dependencies, finding, site));
    Ok(Group {
        findings,
        applicability,
        reason,
        strategy: Strategy::SpawnBlocking,
        title: format!("{place}: {what} -> tokio::task::spawn_blocking"),
        details: Vec::new(),
        parts: vec![Part { file, place: region.span, rewrite }],
        merged: Vec::new(),
        functions: Vec::new(),
        reach: vec![(file, region.span), (file, site.home.span)],
        crate_uses: vec![CrateUse { package, krate: CRATE.to_owned(), features: vec!["rt".to_owned()], is_for_tests: false }],
    })
}

fn rewrite(inputs: Inputs<'_>, file: FileId, home: Span, region: &Region, spelling: &Spelling) -> Result<Rewrite, String> {
    let text = inputs.text(file);
    let source = &text[region.span.range()];
    if holds_long_text(source) || !names_only_known(text, region) {
        return Err(WRITTEN.to_owned());
    }
    if source.contains("&mut ")
        || region.owned.iter().any(|owned| may_change(&text[home.range()], owned.name.as_str(), owned.may_be_mutable))
    {
        return Err(CHANGES.to_owned());
    }
    let setting = Setting::of(text, region.span);
    let indent = setting.indent.as_str();
    let inner = format!("{indent}    ");
    let bindings = bindings(text, region, &inner)?;
    let body = moved_text(text, region, region.span, Vec::new());
    let is_broken = body.contains('\n');
    let head = region.result.as_ref().map_or_else(|| "move || ".to_owned(), |result| format!("move || -> {result}<_> "));
    let is_wrapped = region.result.is_some() && !region.gives_result;
    let (before, after) = if is_wrapped { ("Ok(", ")") } else { ("", "") };
    let line_indent = leading_space(&text[line_start(text, region.span.start()) as usize..region.span.start() as usize]).chars().count();
    let deeper = if bindings.is_empty() { indent } else { &inner };
    let closure = if is_broken || region.result.is_some() {
        let shift = columns(deeper) + 4 - line_indent;
        format!("{head}{{{deeper}    {before}{}{after}{deeper}}}", shifted(&body, shift))
    } else {
        closure(&head, &body)
    };
    let new = if bindings.is_empty() { format!("({closure})") } else { format!("({{{}{inner}{closure}{indent}}})", bindings.concat()) };
    let space = if new.contains('\n') { indent } else { &inner };
    let tried = if is_wrapped { "?" } else { "" };
    let mut rewrite = Rewrite { kept: vec![region.span], ..Rewrite::default() };
    setting.open(&mut rewrite);
    rewrite.replace(region.span, spelling.apply(&format!("tokio::task::spawn_blocking{new}{}{tried}", wait(space))));
    setting.close(space, &mut rewrite);
    Ok(rewrite)
}

/// What is made of the variables that an expression owns, each in a line of its own before it.
pub(super) fn bindings(text: &str, region: &Region, indent: &str) -> Result<Vec<String>, String> {
    let source = &text[region.span.range()];
    let mut bindings = Vec::new();
    for owned in &region.owned {
        let (span, _) = owned.mentions.first().copied().ok_or(WRITTEN)?;
        let (place, name) = (&text[span.range()], &owned.name);
        match &owned.by {
            Some(by) => {
                let (before, behind) = by.around();
                bindings.push(format!("{indent}let {name} = {before}{place}{behind};"));
            }
            // What is copied anyway keeps its name.
            None if place == name.as_str() => {}
            None => bindings.push(format!("{indent}let {name} = {place};")),
        }
        let is_other_place = owned.mentions.iter().any(|(other, _)| &text[other.range()] != place);
        if is_other_place || (place != name.as_str() && hides(source, place, name)) {
            return Err("a name for one of the variables in it is taken".to_owned());
        }
    }
    Ok(bindings)
}

/// The text around an expression with the names of what that owns, and other edits.
pub(super) fn moved_text(text: &str, region: &Region, whole: Span, mut edits: Vec<Edit>) -> String {
    let is_named_anew =
        |owned: &&OwnedPlace| owned.by.is_some() || owned.mentions.iter().any(|(span, _)| text[span.range()] != *owned.name);
    for owned in region.owned.iter().filter(is_named_anew) {
        let reference = |mention: Mention| if mention == Mention::Borrowed { "&" } else { "" };
        let edit = |(span, mention): &(Span, Mention)| Edit { span: *span, replacement: format!("{}{}", reference(*mention), owned.name) };
        edits.extend(owned.mentions.iter().map(edit));
    }
    edits.sort_by_key(|edit| edit.span);
    let (mut moved, mut done) = (String::new(), whole.start());
    for Edit { span, replacement } in edits {
        moved.push_str(&text[done as usize..span.start() as usize]);
        moved.push_str(&replacement);
        done = span.end();
    }
    moved + &text[done as usize..whole.end() as usize]
}

/// Whether the texts of macros in the expression name only what it owns or declares.
pub(super) fn names_only_known(text: &str, region: &Region) -> bool {
    let is_known = |name: &str| {
        let is_owned =
            region.owned.iter().any(|owned| owned.name == name && owned.mentions.iter().all(|(span, _)| text[span.range()] == *name));
        is_owned || region.declared.iter().any(|known| known == name)
    };
    region.macros.iter().all(|tokens| inline_names(&text[tokens.range()]).iter().all(|name| is_known(name)))
}

/// The names in `{…}` of a text that is formatted.
fn inline_names(tokens: &str) -> Vec<&str> {
    let holes = tokens.split('{').skip(1).filter_map(|rest| rest.split(['}', ':']).next());
    let is_name = |name: &&str| {
        name.starts_with(|first: char| first.is_alphabetic() || first == '_')
            && name.chars().all(|letter| letter.is_alphanumeric() || letter == '_')
    };
    holes.filter(is_name).collect()
}

/// Whether something in the function may change a variable of this name.
pub(super) fn may_change(function: &str, name: &str, may_be_mutable: bool) -> bool {
    let words = syntax::words(function);
    let is_declared_so = words.windows(2).any(|pair| pair[0].text == "mut" && pair[1].text == name);
    let borrows_mutably = function.contains("&mut ") || function.contains("_mut(") || function.contains(" mut ") && function.contains("&'");
    is_declared_so || (may_be_mutable && name != "this" && borrows_mutably && !is_shared_parameter(function, name))
}

/// Whether a function declares a parameter of this name that is a shared reference.
fn is_shared_parameter(function: &str, name: &str) -> bool {
    let head = function.split('{').next().unwrap_or_default();
    let Some((_, ty)) = head.split_once(&format!("{name}: &")) else { return false };
    let ty = ty.trim_start_matches(|letter: char| letter == '\'' || letter.is_alphanumeric() || letter == '_').trim_start();
    !ty.starts_with("mut ") && !head.contains(&format!("{name}: &mut "))
}

fn names_of(source: &str) -> impl Iterator<Item = &str> {
    syntax::words(source).into_iter().filter(|word| !word.is_continuation).map(|word| word.text)
}

/// Whether the name of a field means a variable of its own in the expression.
fn hides(source: &str, place: &str, name: &str) -> bool {
    names_of(&source.replace(place, "")).any(|word| word == name)
}
