//! Pass after pass: what became async in one pass may hold more that can be mended then, so that a second `fix` would find something to
//! do. The last pass is the one that finds nothing.

use std::collections::BTreeSet;

use super::changed::{self, Changed};
use super::outcome::applied;
use super::{Draft, FixError};
use crate::apply::{self, ApplyError, Outcome, Session, Task, Verdict};
use crate::fix::{Fix, Lessons, Plan};
use crate::fixing::judge::Judge;
use crate::options::FixOptions;
use crate::os::Interrupt;
use crate::report::fix::FixOutcome;
use crate::workspace::WorkspaceError;

/// How many passes there are at most: with each, calls are mended that the one before it has brought into async code.
const MOST_PASSES: u32 = 6;

/// What stays the same from pass to pass.
pub(super) struct Passes<'run> {
    pub(super) session: &'run Session,
    pub(super) options: &'run FixOptions,
    pub(super) judge: &'run Judge<'run>,
    pub(super) interrupt: &'run Interrupt,
    /// Analyses what is on disk.
    pub(super) draft: &'run dyn Fn() -> Result<Draft, WorkspaceError>,
}

/// What a finding is known by from pass to pass: its function and the operation that it leads to.
type Known = (String, String);

/// What did not hold, and is not tried in each pass again.
#[derive(Default)]
struct Refused {
    findings: BTreeSet<Known>,
    /// The titles of the fixes that were tried, without lines.
    tried: BTreeSet<String>,
}

impl Refused {
    /// Those of an analysis, by index.
    fn among(&self, draft: &Draft) -> BTreeSet<usize> {
        (0..draft.analysis.report.findings.len()).filter(|at| self.findings.contains(&known(draft, *at))).collect()
    }

    /// Takes in what did not hold of a plan.
    fn learn(&mut self, draft: &Draft, plan: &Plan, outcome: &Outcome) {
        let rolled_back = |(finding, verdict): (&usize, &Verdict)| matches!(verdict, Verdict::RolledBack(_)).then_some(*finding);
        let rolled_back: BTreeSet<usize> = outcome.verdicts.iter().filter_map(rolled_back).collect();
        self.findings.extend(rolled_back.iter().map(|finding| known(draft, *finding)));
        self.tried.extend(fixes_of(plan, &rolled_back).map(without_line));
    }

    /// Whether a run that knew nothing of them would try something else, where others have changed the code around them.
    fn may_hold_now(&self, draft: &Draft, options: &FixOptions) -> bool {
        let refused = self.among(draft);
        let is_new = |plan: &Plan| fixes_of(plan, &refused).any(|fix| !self.tried.contains(&without_line(fix)));
        !refused.is_empty() && is_new(&draft.plan(options, &Lessons::default()))
    }
}

fn fixes_of<'p>(plan: &'p Plan, findings: &BTreeSet<usize>) -> impl Iterator<Item = &'p Fix> {
    plan.fixes.iter().filter(|fix| fix.findings.iter().any(|finding| findings.contains(finding)))
}

/// `src/a.rs: std::fs::read -> tokio::fs::read`.
fn without_line(fix: &Fix) -> String {
    let (place, what) = fix.title.split_once(": ").unwrap_or(("", &fix.title));
    format!("{}: {what}", place.rsplit_once(':').map_or(place, |(path, _)| path))
}

impl Passes<'_> {
    /// Fixes until nothing is left to do. After an error every file is as it was before the first pass.
    pub(super) fn run(&self, first: Draft) -> Result<FixOutcome, FixError> {
        let mut changed = Vec::new();
        let done = self.all(first, &mut changed).and_then(|done| self.lay_out(&mut changed).map(|()| done));
        let ended = if done.is_ok() { self.session.keep() } else { self.session.undo() };
        ended.map_err(ApplyError::from).map_err(Box::new)?;
        let mut result = done?;
        result.diff = changed::diff(&changed);
        Ok(result)
    }

    /// What rustfmt had nothing to say about before, it has nothing to say about after.
    fn lay_out(&self, changed: &mut Vec<Changed>) -> Result<(), FixError> {
        let laid_out = changed::laid_out(self.session.root(), changed);
        let texts = laid_out.iter().map(|file| (file.path.as_str(), file.before.as_str(), file.after.as_str()));
        if apply::rewrite(self.session, texts, self.judge, self.interrupt).map_err(Box::new)? {
            changed::merge(changed, laid_out);
        }
        Ok(())
    }

    fn all(&self, first: Draft, changed: &mut Vec<Changed>) -> Result<FixOutcome, FixError> {
        let mut result = FixOutcome::default();
        let mut refused = Refused::default();
        let mut draft = first;
        for pass in 1..=MOST_PASSES {
            let left_out = refused.among(&draft);
            let first_plan = draft.plan(self.options, &Lessons { left_out: left_out.clone(), ..Lessons::default() });
            let outcome = self.one(&draft, &left_out)?;
            refused.learn(&draft, &first_plan, &outcome);
            changed::merge(changed, changed::changed(&draft, &outcome.plan));
            result = merged(result, applied(&draft, &first_plan, &outcome));
            if pass == MOST_PASSES || (outcome.plan.changes.is_empty() && !refused.may_hold_now(&draft, self.options)) {
                break;
            }
            if !outcome.plan.changes.is_empty() {
                draft = (self.draft)()?;
                continue;
            }
            // What does not hold now is said by the pass that tries it.
            refused = Refused::default();
            result.rolled_back.clear();
        }
        Ok(result)
    }

    fn one(&self, draft: &Draft, left_out: &BTreeSet<usize>) -> Result<Outcome, FixError> {
        let plan = |lessons: &Lessons| {
            let mut lessons = lessons.clone();
            lessons.left_out.extend(left_out);
            draft.plan(self.options, &lessons)
        };
        let analysed = draft.texts();
        let Self { session, judge, interrupt, .. } = *self;
        let task = Task { analysed: &analysed, plan: &plan, compiler: judge, interrupt, observe: &|_| {}, rounds: apply::ROUNDS };
        Ok(apply::apply(session, &task).map_err(Box::new)?)
    }
}

fn known(draft: &Draft, finding: usize) -> Known {
    let report = &draft.analysis.report;
    let found = &report.findings[finding];
    let api = found.operations.first().map(|id| report.operations[id.0 as usize].api.to_string());
    (found.function.to_string(), api.unwrap_or_default())
}

/// What two passes did, of which `later` knows what is left.
fn merged(mut earlier: FixOutcome, later: FixOutcome) -> FixOutcome {
    earlier.applied.extend(later.applied);
    earlier.planned.extend(later.planned);
    earlier.rolled_back.extend(later.rolled_back);
    FixOutcome { left: later.left, rounds: earlier.rounds + later.rounds, ..earlier }
}
