//! What should be done, in the pieces in which it can be decided: a file whose calls are replaced where they stand, functions that become
//! async together, a helper whose calls go to the blocking pool, something that only a person can mend.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::inventory::steps;
use super::{Effort, Impact, Lines, Priority, Recommendation, Risk, Signature, Step, Way, operations};
use crate::base::{FileId, SourceText};
use crate::edit::{ChangeSet, Edit, unified_diff};
use crate::fix::{BLOCK_IN_PLACE, Fix, Plan};
use crate::fixing::Draft;
use crate::lint::{Confidence, Finding, Report, RootKind, Strategy, worth};
use crate::rules::Applicability;

/// Findings that are mended in one go.
struct Task<'d> {
    way: Way,
    /// Indexes in the report: sorted.
    findings: Vec<usize>,
    /// The fixes that mend them.
    fixes: Vec<&'d Fix>,
    /// Why there is none.
    refusals: BTreeSet<&'d str>,
}

/// What makes findings one task: the way, what it is about, and how far it can be trusted.
type Key = (Way, String, Applicability);

/// The recommendations about `findings`, most urgent first, and for each finding the number of its own.
pub(super) fn recommendations(
    draft: &Draft,
    lines: &Lines<'_>,
    findings: &[usize],
    by_operation: &[Vec<usize>],
) -> (Vec<Recommendation>, BTreeMap<usize, usize>) {
    let report = &draft.analysis.report;
    let plan = draft.plan_of(&findings.iter().copied().collect());
    let mut tasks = tasks(draft, lines, &plan);
    tasks.sort_by_cached_key(|task| {
        let members: Vec<&Finding> = task.findings.iter().map(|at| &report.findings[*at]).collect();
        (priority(draft, task), Reverse(worth(report, &members)), task.findings.clone())
    });
    let numbers = tasks.iter().zip(1..).flat_map(|(task, number)| task.findings.iter().map(move |at| (*at, number))).collect();
    let sources: BTreeMap<String, SourceText> = draft.texts().into_iter().map(|source| (source.path().to_owned(), source)).collect();
    let recommendation = |(at, task): (usize, &Task<'_>)| {
        let mut recommendation = recommendation(draft, lines, &sources, task, at + 1);
        let is_alone = |reaching: &&Vec<usize>| !reaching.is_empty() && reaching.iter().all(|finding| task.findings.contains(finding));
        recommendation.operations_of_its_own = by_operation.iter().filter(is_alone).count();
        recommendation
    };
    (tasks.par_iter().enumerate().map(recommendation).collect(), numbers)
}

fn tasks<'d>(draft: &Draft, lines: &Lines<'_>, plan: &'d Plan) -> Vec<Task<'d>> {
    let report = &draft.analysis.report;
    let mut tasks: BTreeMap<Key, Task<'d>> = BTreeMap::new();
    let mut add = |key: Key, findings: &[usize], fix: Option<&'d Fix>, refusal: Option<&'d str>| {
        let way = key.0;
        let task = tasks.entry(key).or_insert_with(|| Task { way, findings: Vec::new(), fixes: Vec::new(), refusals: BTreeSet::new() });
        task.findings.extend(findings);
        task.fixes.extend(fix);
        task.refusals.extend(refusal);
    };
    for fix in &plan.fixes {
        let first = &report.findings[fix.findings[0]];
        let (way, subject) = match &first.fix.strategy {
            Some(Strategy::MakeAsync) => (Way::MakeAsync, fix.title.clone()),
            Some(Strategy::SpawnBlocking) => (Way::SpawnBlocking, helper(first).unwrap_or_else(|| lines.path(first.file).to_owned())),
            Some(Strategy::Shape(name)) if name == BLOCK_IN_PLACE => (Way::BlockInPlace, lines.path(first.file).to_owned()),
            _ => (Way::InPlace, lines.path(first.file).to_owned()),
        };
        // What is safe does not wait for what is not.
        add((way, subject, fix.applicability), &fix.findings, Some(fix), None);
    }
    for (at, reason) in &plan.left {
        let finding = &report.findings[*at];
        let subject = culprit(report, finding).unwrap_or_else(|| lines.path(finding.file).to_owned());
        add((Way::ByHand, subject, Applicability::DisplayOnly), &[*at], None, Some(reason));
    }
    let mut tasks: Vec<_> = tasks.into_values().collect();
    for task in &mut tasks {
        task.findings.sort_unstable();
    }
    tasks
}

/// The function that a finding calls, if the operation stands in another one.
fn helper(finding: &Finding) -> Option<String> {
    finding.chain.get(1).map(|hop| hop.function.to_string())
}

/// What a finding is mended at where nothing mends it by itself: the function that blocks, if all that it reaches stands in one, or else
/// the one that the async code calls.
fn culprit(report: &Report, finding: &Finding) -> Option<String> {
    let mut functions = operations(report, finding).map(|operation| &operation.function);
    let first = functions.next()?;
    let is_alone = finding.chain.len() > 1 && functions.all(|other| other == first);
    if is_alone { Some(first.to_string()) } else { helper(finding) }
}

fn priority(draft: &Draft, task: &Task<'_>) -> Priority {
    let report = &draft.analysis.report;
    let of_finding = |at: &usize| {
        let finding = &report.findings[*at];
        let weight = operations(report, finding).map(|operation| operation.effect.weight()).max().unwrap_or_default();
        let first = finding.operations.first().map(|id| &draft.analysis.flow.operations[id.0 as usize].site);
        let is_often = finding.root == RootKind::Handler || finding.in_loop || first.is_some_and(|site| site.in_loop);
        match (weight, is_often) {
            _ if finding.confidence == Confidence::Likely || finding.root == RootKind::Startup => Priority::Low,
            (2.., _) | (1, true) => Priority::High,
            (1, false) | (0, true) => Priority::Medium,
            (0, false) => Priority::Low,
        }
    };
    task.findings.iter().map(of_finding).min().unwrap_or(Priority::Low)
}

fn recommendation(
    draft: &Draft,
    lines: &Lines<'_>,
    sources: &BTreeMap<String, SourceText>,
    task: &Task<'_>,
    number: usize,
) -> Recommendation {
    let report = &draft.analysis.report;
    let members = || task.findings.iter().map(|at| &report.findings[*at]);
    // Planned by itself, so that its change stands without the others'.
    let plan = if task.fixes.is_empty() { Plan::default() } else { draft.plan_of(&task.findings.iter().copied().collect()) };
    let (signatures, callers) = signatures(draft, lines, &plan.changes);
    let diff: String = plan.changes.iter().filter_map(|(path, _)| diff(sources.get(path)?, path, &plan.changes)).collect();
    let ids: BTreeSet<_> = members().flat_map(|finding| &finding.operations).collect();
    let described = |id: &crate::lint::OperationId| {
        let operation = &report.operations[id.0 as usize];
        (operation.api.to_string(), lines.place(operation.file, operation.call.span))
    };
    let longest = members().min_by_key(|finding| (Reverse(finding.confidence), finding.chain.len()));
    let place = |finding: &Finding| Step { function: finding.function.to_string(), place: lines.place(finding.file, finding.span) };
    let changed = |sign: &str, head: &str| diff.lines().filter(|line| line.starts_with(sign) && !line.starts_with(head)).count();
    let effort = match task.way {
        Way::ByHand => by_hand(members(), lines),
        _ => Effort {
            functions: signatures.len(),
            callers,
            files: plan.changes.iter().count(),
            added: changed("+", "+++ "),
            removed: changed("-", "--- "),
        },
    };
    Recommendation {
        number,
        priority: priority(draft, task),
        way: task.way,
        subject: subject(report, task, lines, report.findings[task.findings[0]].file, members().next(), &signatures),
        impact: Impact::of(members()),
        places: members().map(place).collect(),
        through: longest.map(|finding| steps(lines, &finding.chain[1..])).unwrap_or_default(),
        operations: ids.into_iter().map(described).collect(),
        operations_of_its_own: 0,
        advice: advice(task, members().next()),
        effort,
        risk: risk(task),
        signatures,
        diff,
    }
}

/// What it is about: the functions that become async by the first of them, a helper, or a file.
fn subject(report: &Report, task: &Task<'_>, lines: &Lines<'_>, file: FileId, first: Option<&Finding>, signatures: &[Signature]) -> String {
    let helper = || first.and_then(helper);
    match task.way {
        Way::InPlace | Way::BlockInPlace => lines.path(file).to_owned(),
        // What the async code calls is what people know it by.
        Way::MakeAsync => helper().or_else(|| signatures.first().map(|signature| signature.place.path.clone())).unwrap_or_default(),
        Way::SpawnBlocking => helper().unwrap_or_else(|| lines.path(file).to_owned()),
        Way::ByHand => first.and_then(|first| culprit(report, first)).unwrap_or_else(|| lines.path(file).to_owned()),
    }
}

/// What the finding says about itself, where only a person mends it.
fn advice(task: &Task<'_>, first: Option<&Finding>) -> String {
    first.filter(|_| task.way == Way::ByHand).and_then(|finding| finding.help.clone()).unwrap_or_default()
}

fn by_hand<'f>(members: impl Iterator<Item = &'f Finding>, lines: &Lines<'_>) -> Effort {
    let (mut functions, mut files, mut callers) = (BTreeSet::new(), BTreeSet::new(), 0);
    for finding in members {
        callers += usize::from(finding.chain.len() > 1);
        functions.extend(finding.chain.iter().skip(1).map(|hop| hop.function.as_str()));
        files.extend(finding.chain.iter().map(|hop| lines.path(hop.file)));
    }
    Effort { functions: functions.len(), callers, files: files.len(), ..Effort::default() }
}

fn risk(task: &Task<'_>) -> Risk {
    if !task.refusals.is_empty() {
        // Several refusals have parts in common.
        let mut parts: Vec<&str> = Vec::new();
        for part in task.refusals.iter().flat_map(|refusal| refusal.split("; ")) {
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
        return Risk::ByHand(parts.join("; "));
    }
    let reasons: BTreeSet<&str> =
        task.fixes.iter().filter(|fix| fix.applicability < Applicability::Safe).map(|fix| fix.reason.as_str()).collect();
    if reasons.is_empty() { Risk::Low } else { Risk::Raised(reasons.into_iter().collect::<Vec<_>>().join("; ")) }
}

/// The signatures that the changes touch, and how many calls of those functions they touch.
fn signatures(draft: &Draft, lines: &Lines<'_>, changes: &ChangeSet) -> (Vec<Signature>, usize) {
    let callers = &draft.analysis.flow.callers;
    let mut found = Vec::new();
    let mut async_now = BTreeSet::new();
    for (at, function) in callers.functions.iter().enumerate() {
        let (start, end) = (function.span.start() as usize, function.body.start() as usize);
        let is_inside = |edit: &&Edit| start <= edit.span.start() as usize && edit.span.end() as usize <= end;
        let edits: Vec<&Edit> = changes.edits(lines.path(function.file)).iter().filter(is_inside).collect();
        // A test that runs on tokio from then on has no callers who would notice.
        if edits.is_empty() || function.entry.is_some() {
            continue;
        }
        async_now.insert(at);
        let text = lines.text(function.file);
        let mut after = String::new();
        let mut done = start;
        for edit in edits {
            after.push_str(&text[done..edit.span.start() as usize]);
            after.push_str(&edit.replacement);
            done = edit.span.end() as usize;
        }
        after.push_str(&text[done..end]);
        let place = lines.place(function.file, function.name_span);
        found.push(Signature { place, before: one_line(&text[start..end]), after: one_line(&after) });
    }
    found.sort_by(|one, other| one.place.cmp(&other.place));
    let calls = callers.uses.iter().filter(|used| async_now.contains(&used.function)).count();
    (found, calls)
}

/// A signature as it reads: rustfmt breaks long ones.
fn one_line(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.replace("( ", "(").replace(", )", ")")
}

fn diff(source: &SourceText, path: &str, changes: &ChangeSet) -> Option<String> {
    Some(unified_diff(path, source.text(), &changes.apply_to(path, source.text()).ok()?))
}
