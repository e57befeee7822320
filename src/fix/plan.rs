//! From proposals to a plan: which groups are wanted, their imports and manifests, and the proof that the texts still parse.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::decide::{CrateUse, Proposals};
use super::group::{Group, Part};
use super::idle::{end_lives, keeps_any};
use super::imports;
use super::inputs::{Choice, Inputs};
use super::layout::{line_start, next_line};
use super::manifest::{Dependencies, Purpose};
use super::reflow::reflow;
use super::rewrite::Rewrite;
use super::threaded_tests::{stays, threaded_tests};
use super::{BLOCK_IN_PLACE, Fix, Lessons, Plan, reasons};
use crate::base::{FileId, Span};
use crate::edit::{ChangeSet, Edit};
use crate::lint::{Finding, Silence, Strategy};
use crate::rules::Applicability;
use crate::syntax;

/// A part of a group that is wanted.
#[derive(Clone, Copy)]
struct Wanted<'a> {
    /// Index among the groups.
    group: usize,
    part: &'a Part,
}

/// What the groups change in one file.
#[derive(Default)]
struct FileChanges {
    changes: ChangeSet,
    /// The imports that change with a group.
    imports: Vec<(usize, Vec<Span>)>,
    /// Groups that do not fit, and why.
    left: BTreeMap<usize, &'static str>,
}

/// The plan of the chosen proposals: the same choice always gives the same plan.
#[must_use]
pub fn plan(inputs: Inputs<'_>, proposals: &Proposals, choice: Choice<'_>) -> Plan {
    let mut plan = Plan::default();
    let is_asked_for = |finding: usize| {
        let reported = &inputs.report.findings[finding];
        // A finding without operations is about a comment.
        !reported.operations.is_empty()
            && (choice.rules.is_empty() || choice.rules.contains(&reported.rule))
            && (choice.places.is_empty() || stands_at(inputs, reported, choice.places))
    };
    for (finding, proposal) in proposals.list.iter().enumerate() {
        if let Err(reason) = proposal
            && is_asked_for(finding)
            && !inputs.lessons.left_out.contains(&finding)
        {
            plan.left.push((finding, reason.clone()));
        }
    }
    let mut wanted: BTreeSet<usize> = BTreeSet::new();
    for (at, group) in proposals.groups.iter().enumerate() {
        if group.findings.iter().any(|finding| inputs.lessons.left_out.contains(finding))
            || !group.findings.iter().any(|&at| is_asked_for(at))
        {
            continue;
        }
        let trusted = group.applicability >= choice.least_applicability;
        if trusted {
            wanted.insert(at);
            continue;
        }
        let refusal = format!("{}: {}", group.applicability, group.reason);
        plan.left.extend(group.findings.iter().map(|&finding| (finding, refusal.clone())));
    }
    let files = loop {
        let files = changed_files(inputs, proposals, &wanted);
        let left: BTreeMap<usize, &str> = files.iter().flat_map(|(_, file)| &file.left).map(|(group, reason)| (*group, *reason)).collect();
        for (group, reason) in &left {
            wanted.remove(group);
            plan.left.extend(proposals.groups[*group].findings.iter().map(|&finding| (finding, (*reason).to_owned())));
        }
        // What lost against a group that does not fit either may fit now.
        if left.is_empty() {
            break files;
        }
    };
    let mut imports: BTreeMap<usize, Vec<(FileId, Span)>> = BTreeMap::new();
    for (id, file) in files {
        // Files are disjoint, so nothing can overlap.
        let _ = plan.changes.merge(&file.changes);
        for (group, spans) in file.imports {
            imports.entry(group).or_default().extend(spans.into_iter().map(|span| (id, span)));
        }
    }
    plan.fixes.extend(wanted.iter().map(|at| fix(inputs, &proposals.groups[*at], imports.get(at).map_or(&[], Vec::as_slice))));
    plan.fixes.sort_by(|one, other| one.findings.cmp(&other.findings));
    plan.left.sort();
    let groups = || wanted.iter().map(|at| &proposals.groups[*at]);
    for group in groups() {
        end_lives(inputs, group, &mut plan.changes);
    }
    let for_tests = threaded_tests(inputs, groups(), &mut plan.changes);
    manifests(inputs, groups().flat_map(|group| &group.crate_uses).chain(&for_tests), &mut plan);
    plan
}

/// Whether a finding, or an operation that it leads to, stands at one of the places.
fn stands_at(inputs: Inputs<'_>, finding: &Finding, places: &[(String, Option<u32>)]) -> bool {
    let operations = finding.operations.iter().map(|id| &inputs.report.operations[id.0 as usize]);
    let spans = operations.map(|operation| (operation.file, operation.call.span));
    spans.chain([(finding.file, finding.span)]).any(|(file, span)| {
        let of_file = places.iter().filter(|(path, _)| path == inputs.path(file));
        let lines = || inputs.line(file, span)..=inputs.line(file, Span::empty(span.end()));
        of_file.map(|(_, asked)| *asked).any(|asked| asked.is_none_or(|asked| lines().contains(&asked)))
    })
}

/// The edits that mend each finding by itself, by index. None where there is no rewrite, where only a person should make it, and where it
/// takes more than one place or a change of a manifest too. Of findings that are mended together the first has the edits.
#[must_use]
pub fn edits_alone(inputs: Inputs<'_>, proposals: &Proposals) -> Vec<Vec<Edit>> {
    let dependencies = Dependencies::new(inputs);
    let changes_tests = !threaded_tests(inputs, proposals.groups.iter(), &mut ChangeSet::default()).is_empty();
    let stands_alone = |group: &Group| {
        let needs_features = group.crate_uses.iter().any(|needed| {
            let features = needed.features.iter().map(String::as_str).collect();
            dependencies.turn_on(needed.package, &needed.krate, &features, Purpose::Code).is_some()
        });
        let is_whole = group.parts.len() == 1 && !(changes_tests && stays(group)) && !keeps_any(inputs, group);
        group.applicability > Applicability::DisplayOnly && !needs_features && is_whole
    };
    let edits = |(finding, proposal): (usize, &Result<usize, String>)| {
        let is_whole =
            |group: &usize| stands_alone(&proposals.groups[*group]) && proposals.groups[*group].findings.first() == Some(&finding);
        let Some(group) = proposal.as_ref().ok().copied().filter(is_whole) else { return Vec::new() };
        let [part] = proposals.groups[group].parts.as_slice() else { return Vec::new() };
        let changes = parsable_changes(inputs, part.file, &[Wanted { group, part }]);
        if changes.left.is_empty() { changes.changes.edits(inputs.path(part.file)).to_vec() } else { Vec::new() }
    };
    proposals.list.par_iter().enumerate().map(edits).collect()
}

fn changed_files(inputs: Inputs<'_>, proposals: &Proposals, groups: &BTreeSet<usize>) -> Vec<(FileId, FileChanges)> {
    let mut files: BTreeMap<FileId, Vec<Wanted<'_>>> = BTreeMap::new();
    for &group in groups {
        for part in &proposals.groups[group].parts {
            files.entry(part.file).or_default().push(Wanted { group, part });
        }
    }
    let changes = files.into_iter().map(|(file, mut wanted)| {
        // What holds another comes first, so that its text goes around the other's; what is set anew behind a call says nothing of that.
        wanted.sort_by_key(|wanted| {
            let Part { place, rewrite, .. } = wanted.part;
            let extent = rewrite.extent(*place);
            (extent.start(), std::cmp::Reverse(place.end()), std::cmp::Reverse(extent.end()))
        });
        (file, parsable_changes(inputs, file, &wanted))
    });
    changes.collect()
}

/// The changes of a file after which it has no more syntax errors than before; groups that bring some in are left.
fn parsable_changes(inputs: Inputs<'_>, file: FileId, wanted: &[Wanted<'_>]) -> FileChanges {
    let before = syntax::error_count(inputs.text(file));
    let parses = |changes: &FileChanges| {
        let new = changes.changes.apply_to(inputs.path(file), inputs.text(file));
        new.is_ok_and(|new| syntax::error_count(&new) <= before)
    };
    let mut changes = file_changes(inputs, file, wanted);
    if parses(&changes) {
        return changes;
    }
    let groups: BTreeSet<usize> = wanted.iter().map(|wanted| wanted.group).collect();
    let parses_alone = |group: &usize| {
        let own: Vec<Wanted<'_>> = wanted.iter().filter(|wanted| wanted.group == *group).copied().collect();
        parses(&file_changes(inputs, file, &own))
    };
    let bad: BTreeSet<usize> = groups.iter().copied().filter(|group| !parses_alone(group)).collect();
    let bad = if bad.is_empty() { groups } else { bad };
    changes.left.extend(bad.into_iter().map(|group| (group, reasons::UNPARSABLE)));
    changes
}

fn file_changes(inputs: Inputs<'_>, file: FileId, wanted: &[Wanted<'_>]) -> FileChanges {
    let path = inputs.path(file);
    let mut result = FileChanges::default();
    let mut fitting: Vec<Wanted<'_>> = Vec::new();
    let mut probe = ChangeSet::default();
    for wanted in wanted {
        let rewrite = &wanted.part.rewrite;
        let name = rewrite.name.as_ref().map(|name| Edit { span: name.written, replacement: name.target.clone() });
        match with(&probe, path, name.iter().chain(&rewrite.edits)) {
            Some(bigger) => {
                probe = bigger;
                fitting.push(*wanted);
            }
            None => {
                result.left.insert(wanted.group, reasons::OVERLAP);
            }
        }
    }
    let rewrites: Vec<&Rewrite> = fitting.iter().map(|wanted| &wanted.part.rewrite).collect();
    let names = imports::names(inputs, file, &rewrites);
    let mut changes = ChangeSet::default();
    for (wanted, (name, items)) in fitting.iter().zip(names.of_rewrites) {
        let edits = name.iter().chain(&wanted.part.rewrite.edits);
        match with(&changes, path, edits) {
            Some(bigger) => {
                changes = bigger;
                result.imports.push((wanted.group, items));
            }
            None => {
                result.left.insert(wanted.group, reasons::OVERLAP);
            }
        }
    }
    if let Some(bigger) = with(&changes, path, names.imports.iter()) {
        changes = bigger;
    }
    let places: Vec<Span> = fitting.iter().map(|wanted| wanted.part.place).collect();
    for comment in obsolete_comments(inputs, file, &places) {
        changes = with(&changes, path, std::iter::once(&comment)).unwrap_or(changes);
    }
    result.changes = reflow(inputs.text(file), path, changes, &places, inputs.width);
    result
}

/// Takes out the comments that silence only what is changed at `places`: a call that is awaited, or an operation that became another one,
/// blocks no more.
fn obsolete_comments<'a>(inputs: Inputs<'a>, file: FileId, places: &'a [Span]) -> impl Iterator<Item = Edit> + 'a {
    let text = inputs.text(file);
    let is_obsolete = move |silence: &&Silence| silence.file == file && silence.places.iter().all(|silenced| places.contains(silenced));
    inputs.report.silences.iter().filter(is_obsolete).map(move |silence| {
        let comment = silence.comment;
        let before = &text[line_start(text, comment.start()) as usize..comment.start() as usize];
        let span = if before.trim().is_empty() {
            Span::new(line_start(text, comment.start()), next_line(text, comment.start()))
        } else {
            Span::new(comment.start() - (before.len() - before.trim_end().len()) as u32, comment.end())
        };
        Edit { span, replacement: String::new() }
    })
}

/// The set with all of the edits, or `None` if one of them overlaps.
fn with<'e>(changes: &ChangeSet, path: &str, edits: impl Iterator<Item = &'e Edit>) -> Option<ChangeSet> {
    let mut bigger = changes.clone();
    for edit in edits {
        bigger.insert(path, edit.clone()).ok()?;
    }
    Some(bigger)
}

fn fix(inputs: Inputs<'_>, group: &Group, imports: &[(FileId, Span)]) -> Fix {
    let reach = group.reach.iter().chain(imports);
    let place = |(file, span): &(FileId, Span)| (inputs.path(*file).to_owned(), *span);
    Fix {
        findings: group.findings.clone(),
        title: group.title.clone(),
        applicability: group.applicability,
        reason: group.reason.clone(),
        reach: reach.map(place).collect(),
        merged: group.merged.iter().map(place).collect(),
        awaits: group.parts.iter().map(|part| (inputs.path(part.file).to_owned(), part.place)).collect(),
        details: group.details.clone(),
        otherwise: otherwise(inputs, group),
    }
}

/// What keeps a planner from making the group once more, so that it finds another way.
fn otherwise(inputs: Inputs<'_>, group: &Group) -> Lessons {
    let mut lessons = Lessons::default();
    let known = match &group.strategy {
        Strategy::MakeAsync => &mut lessons.not_async,
        Strategy::SpawnBlocking => &mut lessons.not_moved,
        Strategy::Shape(name) if name == BLOCK_IN_PLACE => return lessons,
        Strategy::InPlace | Strategy::Shape(_) => &mut lessons.not_awaited,
    };
    let parts = group.parts.iter().map(|part| (part.file, part.place));
    let places: Vec<_> = if group.functions.is_empty() { parts.collect() } else { group.functions.clone() };
    known.extend(places.into_iter().map(|(file, place)| ((inputs.path(file).to_owned(), place), reasons::NOT_TAKEN.to_owned())));
    lessons
}

/// Adds the features that the plan needs.
fn manifests<'g>(inputs: Inputs<'_>, crate_uses: impl Iterator<Item = &'g CrateUse>, plan: &mut Plan) {
    let dependencies = Dependencies::new(inputs);
    let mut needed: BTreeMap<(usize, &str, Purpose), BTreeSet<&str>> = BTreeMap::new();
    for crate_use in crate_uses {
        let purpose =
            if crate_use.is_for_tests { dependencies.purpose_in_tests(crate_use.package, &crate_use.krate) } else { Purpose::Code };
        let features = needed.entry((crate_use.package, &crate_use.krate, purpose)).or_default();
        features.extend(crate_use.features.iter().map(String::as_str));
    }
    for ((package, krate, purpose), features) in needed {
        let Some((path, edits)) = dependencies.turn_on(package, krate, &features, purpose) else { continue };
        for edit in edits {
            // Each dependency has an entry of its own.
            let _ = plan.changes.insert(path, edit);
        }
    }
}
