//! What is said of a fix: titles, reasons and the diff.

use std::collections::{BTreeMap, BTreeSet};

use super::{Draft, changed};
use crate::apply::{Outcome, Verdict};
use crate::base::{LineIndex, Span};
use crate::edit::ChangeSet;
use crate::fix::{Fix, Plan, StepKind};
use crate::report::fix::{ChangedLines, FixOutcome, Left, Planned, RolledBack};

/// What a dry run says.
pub(super) fn planned(draft: &Draft, plan: &Plan) -> FixOutcome {
    let mut files = changed::changed(draft, plan);
    let laid_out = changed::laid_out(&draft.analysis.workspace.root, &files);
    changed::merge(&mut files, laid_out);
    FixOutcome {
        applied: plan.fixes.iter().map(|fix| fix.title.clone()).collect(),
        planned: described(draft, plan),
        left: sorted(plan.left.iter().map(|(finding, reason)| left(draft, *finding, reason)).collect()),
        diff: changed::diff(&files),
        notes: more_passes(plan).then(|| MORE_PASSES.to_owned()).into_iter().collect(),
        ..FixOutcome::default()
    }
}

const MORE_PASSES: &str = "this is the first pass: `fix` asks the compiler about it, and plans again for what becomes async in it";

/// Whether later passes of a run that writes may find more to do than the first.
fn more_passes(plan: &Plan) -> bool {
    let makes_async = |fix: &Fix| fix.details.iter().any(|step| step.kind == StepKind::Async);
    plan.fixes.iter().any(makes_async)
}

fn described(draft: &Draft, plan: &Plan) -> Vec<Planned> {
    let texts = draft.texts();
    let new = |path: &str| {
        let old = texts.iter().find(|source| source.path() == path)?;
        Some((path.to_owned(), (old.text(), plan.changes.apply_to(path, old.text()).ok()?)))
    };
    let texts: BTreeMap<String, (&str, String)> = plan.changes.iter().filter_map(|(path, _)| new(path)).collect();
    let planned = |fix: &Fix| {
        let lines = |(path, span): &(String, Span)| {
            let (old, new) = texts.get(path)?;
            changed_lines(path, old, new, &plan.changes, *span)
        };
        let mut changes: Vec<ChangedLines> = fix.awaits.iter().filter_map(lines).collect();
        changes.sort();
        changes.dedup();
        Planned { title: fix.title.clone(), details: fix.details.clone(), reason: fix.reason.clone(), changes }
    };
    plan.fixes.iter().map(planned).collect()
}

/// The whole lines around `span` of the old text, and what became of them; `None` where they are as they were.
fn changed_lines(path: &str, old: &str, new: &str, changes: &ChangeSet, span: Span) -> Option<ChangedLines> {
    let map = changes.offset_map(path);
    let start_of_line = |text: &str, offset: usize| text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let end_of_line = |text: &str, offset: usize| text[offset..].find('\n').map_or(text.len(), |at| offset + at);
    let before = start_of_line(old, span.start() as usize)..end_of_line(old, span.end() as usize);
    let new_end = if before.end == old.len() { new.len() } else { map.to_new(before.end as u32) as usize };
    // Edits may have joined the lines with their neighbours, or moved breaks.
    let after = start_of_line(new, map.to_new(before.start as u32) as usize)..end_of_line(new, new_end);
    let (was, is) = (old[before.clone()].to_owned(), new.get(after)?.to_owned());
    let line = LineIndex::new(old).line_column(old, before.start as u32).line;
    (was != is).then(|| ChangedLines { path: path.to_owned(), line, before: was, after: is })
}

/// What a run says that wrote; `first` is the plan with nothing left out, which knows every title.
pub(super) fn applied(draft: &Draft, first: &Plan, outcome: &Outcome) -> FixOutcome {
    let planned = described(draft, &outcome.plan);
    let mut result = FixOutcome { planned, rounds: outcome.rounds, ..FixOutcome::default() };
    let title = |finding: usize, plan: &Plan| {
        let fix = plan.fixes.iter().find(|fix| fix.findings.contains(&finding));
        fix.map(|fix| fix.title.clone()).unwrap_or_default()
    };
    // A fix of several findings is spoken of once.
    let mut spoken_of = BTreeSet::new();
    for (&finding, verdict) in &outcome.verdicts {
        match verdict {
            Verdict::Applied => {
                let title = title(finding, &outcome.plan);
                if spoken_of.insert(title.clone()) {
                    result.applied.push(title);
                }
            }
            Verdict::RolledBack(errors) => {
                let title = title(finding, first);
                if !spoken_of.insert(title.clone()) {
                    continue;
                }
                let errors =
                    errors.iter().map(|error| if error.rendered.is_empty() { error.message.clone() } else { error.rendered.clone() });
                result.rolled_back.push(RolledBack { title, errors: errors.collect() });
            }
            Verdict::Skipped(reason) => result.left.push(left(draft, finding, reason)),
        }
    }
    result.left = sorted(result.left);
    result
}

fn left(draft: &Draft, finding: usize, reason: &str) -> Left {
    let report = &draft.analysis.report;
    let found = &report.findings[finding];
    let source = &draft.analysis.workspace.files[found.file.index()].source;
    let line = LineIndex::new(source.text()).line_column(source.text(), found.span.start()).line;
    let api = found.operations.first().map(|id| report.operations[id.0 as usize].api.to_string()).unwrap_or_default();
    Left { path: source.path().to_owned(), line, api, reason: reason.to_owned() }
}

fn sorted(mut left: Vec<Left>) -> Vec<Left> {
    left.sort();
    left
}
