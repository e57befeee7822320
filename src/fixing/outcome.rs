//! What is said of a fix: titles, reasons and the diff.

use std::collections::BTreeSet;

use super::Draft;
use crate::apply::{Outcome, Verdict};
use crate::base::LineIndex;
use crate::edit::unified_diff;
use crate::fix::{Fix, Plan};
use crate::report::fix::{FixOutcome, Left, Planned, RolledBack};

/// What a dry run says.
pub(super) fn planned(draft: &Draft, plan: &Plan) -> FixOutcome {
    FixOutcome {
        applied: plan.fixes.iter().map(|fix| fix.title.clone()).collect(),
        planned: plan.fixes.iter().map(described).collect(),
        left: sorted(plan.left.iter().map(|(finding, reason)| left(draft, *finding, reason)).collect()),
        diff: diff(draft, plan),
        ..FixOutcome::default()
    }
}

fn described(fix: &Fix) -> Planned {
    Planned { title: fix.title.clone(), details: fix.details.clone(), reason: fix.reason.clone() }
}

/// What a run says that wrote; `first` is the plan with nothing left out, which knows every title.
pub(super) fn applied(draft: &Draft, first: &Plan, outcome: &Outcome) -> FixOutcome {
    let mut result = FixOutcome { diff: diff(draft, &outcome.plan), rounds: outcome.rounds, ..FixOutcome::default() };
    let fix = |finding: usize| first.fixes.iter().position(|fix| fix.findings.contains(&finding));
    let title = |finding: usize| fix(finding).map(|at| first.fixes[at].title.clone()).unwrap_or_default();
    // A fix of several findings is spoken of once.
    let mut spoken_of = BTreeSet::new();
    let mut is_new = |finding: usize| fix(finding).is_none_or(|at| spoken_of.insert(at));
    for (&finding, verdict) in &outcome.verdicts {
        let is_of_fix = !matches!(verdict, Verdict::Skipped(_));
        if is_of_fix && !is_new(finding) {
            continue;
        }
        match verdict {
            Verdict::Applied => result.applied.push(title(finding)),
            Verdict::RolledBack(errors) => {
                let errors =
                    errors.iter().map(|error| if error.rendered.is_empty() { error.message.clone() } else { error.rendered.clone() });
                result.rolled_back.push(RolledBack { title: title(finding), errors: errors.collect() });
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

fn diff(draft: &Draft, plan: &Plan) -> String {
    let texts = draft.texts();
    let of_file = |(path, _): (&str, _)| {
        let text = texts.iter().find(|source| source.path() == path)?.text();
        Some(unified_diff(path, text, &plan.changes.apply_to(path, text).ok()?))
    };
    plan.changes.iter().filter_map(of_file).collect()
}
