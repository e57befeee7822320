//! From proposals to a plan: which of them are wanted, their imports and manifests, and the proof that the texts still parse.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::decide::{Proposal, Proposals};
use super::imports;
use super::inputs::{Choice, Inputs};
use super::manifest::Dependencies;
use super::reflow::reflow;
use super::rewrite::Rewrite;
use super::{Fix, Plan, reasons};
use crate::base::{FileId, LineIndex, Span};
use crate::edit::{ChangeSet, Edit};
use crate::flow::FoundOperation;
use crate::rules::Applicability;
use crate::syntax;

/// A proposal that is wanted, and where it belongs.
#[derive(Clone, Copy)]
struct Wanted<'a> {
    finding: usize,
    operation: &'a FoundOperation,
    proposal: &'a Proposal,
}

/// What the fixes of one file change in it.
#[derive(Default)]
struct FileChanges {
    changes: ChangeSet,
    /// Findings that were taken, with the imports that change with them.
    taken: Vec<(usize, Vec<Span>)>,
    left: Vec<(usize, String)>,
}

/// The plan of the chosen proposals: the same choice always gives the same plan.
#[must_use]
pub fn plan(inputs: Inputs<'_>, proposals: &Proposals, choice: Choice<'_>) -> Plan {
    let mut plan = Plan::default();
    let groups = Groups::new(proposals, choice.left_out);
    let mut files: BTreeMap<FileId, Vec<Wanted<'_>>> = BTreeMap::new();
    for (finding, proposal) in proposals.list.iter().enumerate() {
        let reported = &inputs.report.findings[finding];
        let is_asked_for = choice.rules.is_empty() || choice.rules.contains(&reported.rule);
        let is_about_call = !reported.operations.is_empty();
        if !is_about_call || !is_asked_for || choice.left_out.contains(&finding) {
            continue;
        }
        match (proposal, inputs.operation(reported)) {
            (Ok(_), _) if groups.is_left_out(finding) => plan.left.push((finding, reasons::GROUP.to_owned())),
            (Ok(Proposal { part_of: Some(_), .. }), _) => {}
            (Ok(proposal), Some(operation)) if proposal.applicability >= choice.least_applicability => {
                files.entry(operation.site.home.file).or_default().push(Wanted { finding, operation, proposal });
            }
            (Ok(proposal), _) => plan.left.push((finding, format!("{}: {}", proposal.applicability, proposal.reason))),
            (Err(reason), _) => plan.left.push((finding, reason.clone())),
        }
    }
    let mut taken = BTreeMap::new();
    for (file, mut wanted) in files {
        // What holds another comes first, so that its text goes around the other's.
        wanted.sort_by_key(|wanted| {
            let extent = wanted.proposal.rewrite.extent(wanted.operation.site.call.span);
            (extent.start(), std::cmp::Reverse(extent.end()))
        });
        let changes = parsable_changes(inputs, file, &wanted);
        // Files are disjoint, so nothing can overlap.
        let _ = plan.changes.merge(&changes.changes);
        plan.left.extend(changes.left);
        taken.extend(changes.taken);
        plan.fixes.extend(wanted.iter().filter_map(|wanted| Some(fix(inputs, *wanted, taken.get(&wanted.finding)?))));
    }
    for (&member, leader) in &groups.leaders {
        let reported = &inputs.report.findings[member];
        let is_asked_for = choice.rules.is_empty() || choice.rules.contains(&reported.rule);
        if !is_asked_for || groups.is_left_out(member) {
            continue;
        }
        match (taken.get(leader), &proposals.list[member], inputs.operation(reported)) {
            (Some(imports), Ok(proposal), Some(operation)) => {
                plan.fixes.push(fix(inputs, Wanted { finding: member, operation, proposal }, imports));
            }
            _ => plan.left.push((member, reason_of(&plan.left, *leader))),
        }
    }
    plan.fixes.sort_by_key(|fix| fix.finding);
    plan.left.sort();
    manifests(inputs, proposals, &mut plan);
    plan
}

/// The edits that mend each finding by itself, by index. None where there is no rewrite, where only a person should make it, and where it
/// takes a change of a manifest too.
#[must_use]
pub fn edits_alone(inputs: Inputs<'_>, proposals: &Proposals) -> Vec<Vec<Edit>> {
    let dependencies = Dependencies::new(inputs);
    let stands_alone = |proposal: &Proposal| {
        let needs_features = proposal.crate_use.as_ref().is_some_and(|needed| {
            let features = needed.features.iter().map(String::as_str).collect();
            dependencies.turn_on(needed.package, &needed.krate, &features).is_some()
        });
        // What is a part of another finding's rewrite has no edits of its own.
        proposal.applicability > Applicability::DisplayOnly && !needs_features && proposal.part_of.is_none()
    };
    let wanted: Vec<Option<Wanted<'_>>> = proposals
        .list
        .iter()
        .enumerate()
        .map(|(finding, proposal)| {
            let proposal = proposal.as_ref().ok().filter(|proposal| stands_alone(proposal))?;
            Some(Wanted { finding, operation: inputs.operation(&inputs.report.findings[finding])?, proposal })
        })
        .collect();
    let edits = |wanted: &Option<Wanted<'_>>| {
        let Some(wanted) = wanted else { return Vec::new() };
        let file = wanted.operation.site.home.file;
        parsable_changes(inputs, file, &[*wanted]).changes.edits(inputs.path(file)).to_vec()
    };
    wanted.par_iter().map(edits).collect()
}

/// Why the finding that leads a group was left.
fn reason_of(left: &[(usize, String)], leader: usize) -> String {
    left.iter().find(|(finding, _)| *finding == leader).map_or_else(|| reasons::GROUP.to_owned(), |(_, reason)| reason.clone())
}

/// Findings that are rewritten together.
struct Groups<'a> {
    /// By member: the finding whose rewrite holds it.
    leaders: BTreeMap<usize, usize>,
    left_out: &'a BTreeSet<usize>,
}

impl<'a> Groups<'a> {
    fn new(proposals: &Proposals, left_out: &'a BTreeSet<usize>) -> Self {
        let of = |proposal: &Result<Proposal, String>| proposal.as_ref().ok().and_then(|proposal| proposal.part_of);
        let leaders = proposals.list.iter().enumerate().filter_map(|(member, proposal)| Some((member, of(proposal)?)));
        Self { leaders: leaders.collect(), left_out }
    }

    /// Whether one of its group is to be left out.
    fn is_left_out(&self, finding: usize) -> bool {
        let leader = self.leaders.get(&finding).copied().unwrap_or(finding);
        let mut members = self.leaders.iter().filter(|(_, known)| **known == leader).map(|(member, _)| *member);
        self.left_out.contains(&leader) || members.any(|member| self.left_out.contains(&member))
    }
}

/// The changes of a file after which it has no more syntax errors than before; fixes that bring some in are left.
fn parsable_changes(inputs: Inputs<'_>, file: FileId, wanted: &[Wanted<'_>]) -> FileChanges {
    let before = syntax::error_count(inputs.text(file));
    let parses = |changes: &FileChanges| {
        let new = changes.changes.apply_to(inputs.path(file), inputs.text(file));
        new.is_ok_and(|new| syntax::error_count(&new) <= before)
    };
    let all = file_changes(inputs, file, wanted);
    if parses(&all) {
        return all;
    }
    let (good, bad): (Vec<_>, Vec<_>) = wanted.iter().partition(|wanted| parses(&file_changes(inputs, file, &[**wanted])));
    let mut changes = file_changes(inputs, file, &good);
    let mut left: Vec<usize> = bad.iter().map(|wanted| wanted.finding).collect();
    if !parses(&changes) {
        changes = FileChanges::default();
        left = wanted.iter().map(|wanted| wanted.finding).collect();
    }
    changes.left.extend(left.into_iter().map(|finding| (finding, reasons::UNPARSABLE.to_owned())));
    changes
}

fn file_changes(inputs: Inputs<'_>, file: FileId, wanted: &[Wanted<'_>]) -> FileChanges {
    let path = inputs.path(file);
    let mut result = FileChanges::default();
    let mut fitting: Vec<Wanted<'_>> = Vec::new();
    let mut probe = ChangeSet::default();
    for wanted in wanted {
        let rewrite = &wanted.proposal.rewrite;
        let name = rewrite.name.as_ref().map(|name| Edit { span: name.written, replacement: name.target.clone() });
        match with(&probe, path, name.iter().chain(&rewrite.edits)) {
            Some(bigger) => {
                probe = bigger;
                fitting.push(*wanted);
            }
            None => result.left.push((wanted.finding, reasons::OVERLAP.to_owned())),
        }
    }
    let rewrites: Vec<&Rewrite> = fitting.iter().map(|wanted| &wanted.proposal.rewrite).collect();
    let names = imports::names(inputs, file, &rewrites);
    let mut changes = ChangeSet::default();
    for (wanted, (name, items)) in fitting.iter().zip(names.of_rewrites) {
        let edits = name.iter().chain(&wanted.proposal.rewrite.edits);
        if let Some(bigger) = with(&changes, path, edits) {
            changes = bigger;
            result.taken.push((wanted.finding, items));
        }
    }
    if let Some(bigger) = with(&changes, path, names.imports.iter()) {
        changes = bigger;
    }
    let places: Vec<Span> = fitting.iter().map(|wanted| wanted.operation.site.call.span).collect();
    result.changes = reflow(inputs.text(file), path, changes, &places, inputs.width);
    result
}

/// The set with all of the edits, or `None` if one of them overlaps.
fn with<'e>(changes: &ChangeSet, path: &str, edits: impl Iterator<Item = &'e Edit>) -> Option<ChangeSet> {
    let mut bigger = changes.clone();
    for edit in edits {
        bigger.insert(path, edit.clone()).ok()?;
    }
    Some(bigger)
}

fn fix(inputs: Inputs<'_>, wanted: Wanted<'_>, imports: &[Span]) -> Fix {
    let Wanted { finding, operation, proposal } = wanted;
    let (path, text) = (inputs.path(operation.site.home.file), inputs.text(operation.site.home.file));
    let line = LineIndex::new(text).line_column(text, operation.site.call.span.start()).line;
    let spans = [operation.site.call.span, operation.site.home.span].into_iter().chain(imports.iter().copied());
    Fix {
        finding,
        title: format!("{path}:{line}: {} -> {}", operation.api, proposal.becomes),
        applicability: proposal.applicability,
        reason: proposal.reason.clone(),
        reach: spans.map(|span| (path.to_owned(), span)).collect(),
    }
}

/// Adds the features that the fixes of the plan need.
fn manifests(inputs: Inputs<'_>, proposals: &Proposals, plan: &mut Plan) {
    let mut needed: BTreeMap<(usize, &str), BTreeSet<&str>> = BTreeMap::new();
    for fix in &plan.fixes {
        let Ok(Proposal { crate_use: Some(crate_use), .. }) = &proposals.list[fix.finding] else { continue };
        let features = needed.entry((crate_use.package, &crate_use.krate)).or_default();
        features.extend(crate_use.features.iter().map(String::as_str));
    }
    if needed.is_empty() {
        return;
    }
    let dependencies = Dependencies::new(inputs);
    for ((package, krate), features) in needed {
        let Some((path, edits)) = dependencies.turn_on(package, krate, &features) else { continue };
        for edit in edits {
            // Each dependency has an entry of its own.
            let _ = plan.changes.insert(path, edit);
        }
    }
}
