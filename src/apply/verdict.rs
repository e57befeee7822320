//! What becomes of each finding, while the rounds go by and at the end.

use std::collections::{BTreeMap, BTreeSet};

use super::blame::Blame;
use super::diagnostic::Diagnostic;
use crate::fix::Plan;

/// What became of a finding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// Its fix is in the files, and they compile.
    Applied,
    /// Its fix was tried, and the compiler said this.
    RolledBack(Vec<Diagnostic>),
    /// It was not tried, for this reason.
    Skipped(String),
}

/// What became of all findings.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// By index in the report: every finding that a plan had a fix for or gave a reason for.
    pub verdicts: BTreeMap<usize, Verdict>,
    /// The plan that is on disk; without changes if nothing is.
    pub plan: Plan,
    /// How often the compiler was asked about fixes.
    pub rounds: u32,
}

/// Verdicts while they form: what is rolled back stays rolled back, and the rest is for the last plan to say.
#[derive(Default)]
pub(super) struct Verdicts {
    rolled_back: BTreeMap<usize, Vec<Diagnostic>>,
    /// What was tried in one way that did not hold, and may be mended in another.
    tried: BTreeMap<usize, Vec<Diagnostic>>,
    skipped: BTreeMap<usize, String>,
}

impl Verdicts {
    pub(super) fn skip(&mut self, plan: &Plan) {
        self.skipped.extend(plan.left.iter().cloned());
    }

    /// Remembers why fixes are made in another way from now on.
    pub(super) fn tried(&mut self, tried: Blame) {
        for (finding, problems) in tried {
            self.tried.entry(finding).or_default().extend(problems);
        }
    }

    /// Whether any of the blamed was not rolled back yet.
    pub(super) fn roll_back(&mut self, blamed: Blame) -> bool {
        let known = self.rolled_back.len();
        for (finding, problems) in blamed {
            self.rolled_back.entry(finding).or_insert(problems);
        }
        self.rolled_back.len() > known
    }

    pub(super) fn left_out(&self) -> BTreeSet<usize> {
        self.rolled_back.keys().copied().collect()
    }

    pub(super) fn outcome(self, plan: Plan, rounds: u32) -> Outcome {
        let mut verdicts: BTreeMap<usize, Verdict> =
            self.skipped.into_iter().map(|(finding, reason)| (finding, Verdict::Skipped(reason))).collect();
        verdicts.extend(self.tried.into_iter().map(|(finding, problems)| (finding, Verdict::RolledBack(problems))));
        verdicts.extend(plan.fixes.iter().flat_map(|fix| &fix.findings).map(|&finding| (finding, Verdict::Applied)));
        // A plan that is on disk holds nothing that was rolled back.
        verdicts.extend(self.rolled_back.into_iter().map(|(finding, problems)| (finding, Verdict::RolledBack(problems))));
        Outcome { verdicts, plan, rounds }
    }
}
