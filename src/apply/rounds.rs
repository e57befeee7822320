//! Round after round: a plan is written, the compiler looks at it, and the next plan is made of what it says. What is broken and points
//! to no one fix is found by halves.

use std::collections::BTreeSet;

use super::blame::{self, Blame, Suspects};
use super::diagnostic::Diagnostic;
use super::learn::Learned;
use super::transaction::{LockFile, Transaction};
use super::verdict::{Outcome, Verdicts};
use super::{ApplyError, Event, Session, Task, changes, package_folder};
use crate::apply::Checked;
use crate::fix::Plan;

/// Everything that stays the same from round to round.
pub(super) struct Rounds<'run> {
    pub(super) session: &'run Session,
    pub(super) task: &'run Task<'run>,
    /// What the compiler said before.
    pub(super) before: &'run Checked,
    pub(super) lock_file: &'run LockFile,
}

/// What happens to files that the compiler accepts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Accepted {
    Hold,
    Undo,
}

/// What changes from round to round.
#[derive(Default)]
struct State {
    learned: Learned,
    verdicts: Verdicts,
    rounds: u32,
}

impl Rounds<'_> {
    /// Applies `plan`, or as much of it as holds.
    pub(super) fn run(&self, mut plan: Plan, verdicts: Verdicts) -> Result<Outcome, ApplyError> {
        let mut state = State { verdicts, ..State::default() };
        while !plan.changes.is_empty() && state.rounds < self.task.rounds {
            let problems = self.attempt(&plan, &mut state.rounds, Accepted::Hold)?;
            if problems.is_empty() {
                return Ok(state.verdicts.outcome(plan, state.rounds));
            }
            let (tried, rest) = state.learned.learn(&problems, &plan, self.task.analysed);
            let has_learned = rest.len() < problems.len();
            state.verdicts.tried(tried);
            let (suspects, blame) = blame::blame(&rest, &plan, &|path| package_folder(self.session.root(), path));
            match suspects {
                // The rest may well follow from what the next plan mends.
                _ if has_learned => {}
                Suspects::Sure if state.learned.take_apart(&blame, &plan) => {}
                Suspects::Sure if state.learned.have_another_way(&blame, &plan, self.task.analysed) => state.verdicts.tried(blame),
                Suspects::Some => return self.bisect(state, &plan, &blame, &problems),
                Suspects::Sure => self.roll_back(&mut state, blame, &plan, &problems),
            }
            plan = self.next(&mut state);
        }
        if plan.changes.is_empty() {
            return self.end(state, plan);
        }
        // One more thing each time would take for ever.
        let problems = [Diagnostic::of_cargo(&format!("error: the fixes did not hold after {} rounds", state.rounds))];
        let blamed = blame::blame_all(&problems, &plan);
        self.bisect(state, &plan, &blamed, &problems)
    }

    /// Leaves the blamed out from now on.
    fn roll_back(&self, state: &mut State, blamed: Blame, plan: &Plan, problems: &[Diagnostic]) {
        let findings: Vec<usize> = blamed.keys().copied().collect();
        (self.task.observe)(Event::RolledBack { findings: &findings });
        // A plan that brings back what was left out, or changes files for no fix, would go on for ever.
        let is_stuck = !blamed.is_empty() && !state.verdicts.roll_back(blamed);
        if is_stuck && !state.verdicts.roll_back(blame::blame_all(problems, plan)) {
            state.rounds = self.task.rounds;
        }
        state.learned.lessons.left_out = state.verdicts.left_out();
    }

    fn next(&self, state: &mut State) -> Plan {
        let plan = state.learned.plan(self.task.plan);
        state.verdicts.skip(&plan);
        plan
    }

    /// Nothing is left to do.
    fn end(&self, state: State, plan: Plan) -> Result<Outcome, ApplyError> {
        self.lock_file.restore(self.session)?;
        Ok(state.verdicts.outcome(Plan { left: plan.left, ..Plan::default() }, state.rounds))
    }

    /// Finds by halves what breaks the plan, first without those who are blamed. What was not looked at when the rounds are over is left
    /// out too.
    fn bisect(&self, mut state: State, plan: &Plan, blamed: &Blame, problems: &[Diagnostic]) -> Result<Outcome, ApplyError> {
        let last = state.rounds + self.task.rounds * 2;
        let all = plan.fixes.iter().map(|fix| fix.findings.clone());
        let (suspects, others): (Vec<_>, Vec<_>) = all.partition(|findings| findings.iter().any(|finding| blamed.contains_key(finding)));
        let mut open: Vec<Vec<Vec<usize>>> = vec![suspects];
        // The whole is known to be broken.
        split(&mut open);
        open.extend(Some(others).filter(|others| !others.is_empty()));
        while let Some(chunk) = open.last() {
            let later: BTreeSet<usize> = open[..open.len() - 1].iter().flatten().flatten().copied().collect();
            let is_single = chunk.len() <= 1;
            if state.rounds >= last {
                let findings: Vec<usize> = open.drain(..).flatten().flatten().collect();
                self.leave_out(&mut state, &findings, problems);
                break;
            }
            state.learned.lessons.left_out = state.verdicts.left_out().into_iter().chain(later.iter().copied()).collect();
            let plan = state.learned.plan(self.task.plan);
            let problems = if plan.changes.is_empty() { Vec::new() } else { self.attempt(&plan, &mut state.rounds, Accepted::Undo)? };
            let (_, rest) = state.learned.learn(&problems, &plan, self.task.analysed);
            if problems.is_empty() {
                open.pop();
            } else if rest.len() < problems.len() {
                // Once more, with what was learned.
            } else if is_single {
                let findings: Vec<usize> = open.last().into_iter().flatten().flatten().copied().collect();
                let blamed = findings.iter().map(|&finding| (finding, problems.clone())).collect();
                if state.learned.take_apart(&blamed, &plan) {
                    continue;
                }
                if state.learned.have_another_way(&blamed, &plan, self.task.analysed) {
                    state.verdicts.tried(blamed);
                    continue;
                }
                open.pop();
                self.leave_out(&mut state, &findings, &problems);
            } else {
                split(&mut open);
            }
        }
        state.learned.lessons.left_out = state.verdicts.left_out();
        let plan = self.next(&mut state);
        if plan.changes.is_empty() {
            return self.end(state, plan);
        }
        let problems = self.attempt(&plan, &mut state.rounds, Accepted::Hold)?;
        if problems.is_empty() {
            return Ok(state.verdicts.outcome(plan, state.rounds));
        }
        // Two answers to one question: nothing can be relied on.
        state.verdicts.roll_back(blame::blame_all(&problems, &plan));
        let left = plan.left;
        self.end(state, Plan { left, ..Plan::default() })
    }

    fn leave_out(&self, state: &mut State, findings: &[usize], problems: &[Diagnostic]) {
        (self.task.observe)(Event::RolledBack { findings });
        state.verdicts.roll_back(findings.iter().map(|&finding| (finding, problems.to_vec())).collect());
    }

    /// Writes the plan and asks the compiler. With problems or an error everything is as before.
    fn attempt(&self, plan: &Plan, rounds: &mut u32, accepted: Accepted) -> Result<Vec<Diagnostic>, ApplyError> {
        *rounds += 1;
        let Self { session, task, before, lock_file } = *self;
        let mut transaction = Transaction::begin(session, changes(task.analysed, plan)?, lock_file)?;
        let written = transaction.write(task.observe, task.interrupt).map_err(ApplyError::from);
        let checked = written.and_then(|()| {
            (task.observe)(Event::CheckingAfter { round: *rounds, fixes: plan.fixes.len() });
            Ok(task.compiler.check()?)
        });
        let problems = checked.map(|after| blame::new_diagnostics(before, &after, &plan.changes));
        if accepted == Accepted::Hold && matches!(&problems, Ok(problems) if problems.is_empty()) {
            transaction.hold()?;
        } else {
            transaction.undo()?;
        }
        problems
    }
}

/// Halves the last chunk; what is one fix stays one.
fn split(open: &mut Vec<Vec<Vec<usize>>>) {
    let Some(mut chunk) = open.pop() else { return };
    let rest = chunk.split_off(chunk.len() / 2);
    open.extend([rest, chunk].into_iter().filter(|half| !half.is_empty()));
}
