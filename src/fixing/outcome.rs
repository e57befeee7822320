//! What is said of a fix: titles, reasons and the diff.

use super::Draft;
use crate::apply::{Outcome, Verdict};
use crate::base::LineIndex;
use crate::edit::unified_diff;
use crate::fix::Plan;
use crate::report::fix::{FixOutcome, Left, RolledBack};

/// What a dry run says.
pub(super) fn planned(draft: &Draft, plan: &Plan) -> FixOutcome {
    FixOutcome {
        applied: plan.fixes.iter().map(|fix| fix.title.clone()).collect(),
        left: sorted(plan.left.iter().map(|(finding, reason)| left(draft, *finding, reason)).collect()),
        diff: diff(draft, plan),
        ..FixOutcome::default()
    }
}

/// What a run says that wrote; `first` is the plan with nothing left out, which knows every title.
pub(super) fn applied(draft: &Draft, first: &Plan, outcome: &Outcome) -> FixOutcome {
    let mut result = FixOutcome { diff: diff(draft, &outcome.plan), rounds: outcome.rounds, ..FixOutcome::default() };
    let title = |finding: usize| first.fixes.iter().find(|fix| fix.finding == finding).map(|fix| fix.title.clone()).unwrap_or_default();
    for (&finding, verdict) in &outcome.verdicts {
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
