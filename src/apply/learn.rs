//! What the compiler teaches: edits of its own that mend a fix, and places where nothing can be awaited, which the planner has to work
//! around. What teaches nothing is left to `blame`.

use std::collections::{BTreeMap, BTreeSet};

use super::blame::{Blame, linked};
use super::diagnostic::{Diagnostic, Place, Severity, Suggestion};
use super::imports::{is_of_import, without_or_under};
use crate::base::{SourceText, Span};
use crate::edit::{Amendment, Edit};
use crate::fix::{Fix, Lessons, NOT_TAKEN, Plan, end_of_life};

/// What the rounds so far have taught.
#[derive(Default)]
pub(super) struct Learned {
    pub(super) lessons: Lessons,
    repairs: Vec<Repair>,
    /// The findings for which functions that the compiler names were kept sync: the next time it is all of their fix.
    pub(super) narrowed: BTreeSet<usize>,
    /// How often there was a repair for a diagnostic, by message, file and place in the text as it was.
    answered: BTreeMap<(String, String, Span), u32>,
}

/// Edits that mend a fix.
#[derive(PartialEq, Eq)]
struct Repair {
    /// The findings of the fixes that need it: without one of them it may not be needed, and the compiler will say if it is.
    findings: Vec<usize>,
    amendments: Vec<Amendment>,
}

impl Learned {
    /// The plan with everything that was learned.
    pub(super) fn plan(&self, make: &dyn Fn(&Lessons) -> Plan) -> Plan {
        let mut plan = make(&self.lessons);
        for repair in &self.repairs {
            let is_there = |finding: &usize| plan.fixes.iter().any(|fix| fix.findings.contains(finding));
            if repair.findings.iter().all(is_there) {
                // Where the plan has changed, what it stood on may be gone.
                plan.changes.amend(&repair.amendments);
            }
        }
        plan
    }

    /// Learns from what the compiler says of a plan: what each finding was tried in vain for, and the diagnostics that teach nothing.
    pub(super) fn learn(&mut self, problems: &[Diagnostic], plan: &Plan, analysed: &[SourceText]) -> (Blame, Vec<Diagnostic>) {
        let (mut tried, mut rest) = (Blame::new(), Vec::new());
        for problem in problems {
            if self.repair(problem, plan, analysed) {
                continue;
            }
            match self.find_out(problem, plan) {
                Some(fix) => fix.findings.iter().for_each(|&finding| tried.entry(finding).or_default().push(problem.clone())),
                None => rest.push(problem.clone()),
            }
        }
        (tried, rest)
    }

    /// Whether there are edits that may mend it, and were not tried.
    fn repair(&mut self, problem: &Diagnostic, plan: &Plan, analysed: &[SourceText]) -> bool {
        let Some(findings) = linked(problem, plan) else { return false };
        let proposed = problem.suggestions.iter().find(|suggestion| is_trusted(problem, suggestion));
        let suggestion = if is_of_import(problem) { without_or_under(problem, proposed, plan, analysed) } else { proposed.cloned() };
        let Some(question) = question(problem, plan) else { return false };
        let answers = self.answered.get(&question).copied().unwrap_or(0);
        // A block in a block ends no sooner; another edit may have been dropped with a fix that it was for.
        let suggestion = suggestion.or_else(|| if answers == 0 { shorter_life(problem, plan, analysed) } else { None });
        let Some(suggestion) = suggestion.filter(|_| answers < MOST_ANSWERS) else { return false };
        let Some(amendments) = amendments(&suggestion, plan) else { return false };
        let repair = Repair { findings, amendments };
        let is_new = !self.repairs.contains(&repair) && plan.changes.clone().amend(&repair.amendments);
        if is_new {
            self.repairs.push(repair);
            self.answered.insert(question, answers + 1);
        }
        is_new
    }

    /// Takes apart what the fixes of the blamed findings have merged: each operation may well be awaited by itself. Whether there was any.
    pub(super) fn take_apart(&mut self, blame: &Blame, plan: &Plan) -> bool {
        let is_blamed = |fix: &&Fix| fix.findings.iter().any(|finding| blame.contains_key(finding));
        let merged = plan.fixes.iter().filter(is_blamed).flat_map(|fix| &fix.merged);
        let mut is_any = false;
        for place in merged {
            is_any |= self.lessons.not_moved.insert(place.clone(), NOT_TAKEN.to_owned()).is_none();
        }
        is_any
    }

    /// The fix that a place of the plan does not hold in: it awaits where a value is alive that keeps the future on its thread, gives
    /// another thread what it has to give back, or makes a function async whose arguments stay on their thread. From now on it is done in
    /// another way there.
    fn find_out<'p>(&mut self, problem: &Diagnostic, plan: &'p Plan) -> Option<&'p Fix> {
        if let Some(awaited) = awaited(problem) {
            let (fix, call) = awaiting(plan, awaited)?;
            let why = match held(awaited) {
                Some(name) => format!("an await would keep `{name}` alive, which may not move to another thread"),
                None => "an await would keep the future from moving to another thread".to_owned(),
            };
            let is_new = self.lessons.not_awaited.insert((awaited.path.clone(), call), why).is_none();
            return is_new.then_some(fix);
        }
        if let Some(moved) = problem.places.iter().find(|place| place.label.starts_with("argument requires that ")) {
            let (fix, call) = awaiting(plan, moved)?;
            let why = "what it is given borrows from something that stays here".to_owned();
            let is_new = self.lessons.not_moved.insert((moved.path.clone(), call), why).is_none();
            return is_new.then_some(fix);
        }
        let is_bound = |place: &&Place| place.label.starts_with("has type `") && place.label.contains("which is not `Send`");
        let parameter = problem.places.iter().find(is_bound)?;
        let (fix, old) = made_async(plan, parameter)?;
        let why = "what it is given may not be used by two threads".to_owned();
        let is_new = self.lessons.not_async.insert((parameter.path.clone(), old), why).is_none();
        is_new.then_some(fix)
    }
}

/// A suggestion as amendments of the plan's edits, each of what the ones before it have made.
fn amendments(suggestion: &Suggestion, plan: &Plan) -> Option<Vec<Amendment>> {
    let mut changes = plan.changes.clone();
    let mut edits: Vec<&(String, Edit)> = suggestion.edits.iter().collect();
    // From the end, so that none moves another.
    edits.sort_by_key(|(path, edit)| (path, std::cmp::Reverse(edit.span)));
    let amendment = |(path, edit): &(String, Edit)| {
        let amendment = Amendment::new(&changes, path, edit)?;
        changes.amend(std::slice::from_ref(&amendment)).then_some(amendment)
    };
    edits.into_iter().map(amendment).collect()
}

/// How often one diagnostic is answered by edits.
const MOST_ANSWERS: u32 = 3;

/// Warnings about what a fix has made superfluous. Others may be about a mistake, which the edits that the compiler proposes would hide.
const SUPERFLUOUS: [&str; 6] =
    ["redundant_imports", "unused_braces", "unused_imports", "unused_mut", "unused_parens", "unused_qualifications"];

/// Whether edits that the compiler proposes can be made without a person: those that it is sure of, an await that is missing, a lifetime
/// that an async function has to show, and a trait that has to be imported, where there is just one.
fn is_trusted(problem: &Diagnostic, suggestion: &Suggestion) -> bool {
    if problem.severity == Severity::Warning {
        return suggestion.is_certain && problem.code.as_deref().is_some_and(|code| SUPERFLUOUS.contains(&code));
    }
    let adds = |is_it: fn(&str) -> bool| {
        suggestion.edits.iter().all(|(_, edit)| edit.span.is_empty() && is_it(edit.replacement.trim())) && suggestion.edits.len() == 1
    };
    suggestion.is_certain
        || adds(|text| text == "<'_>")
        || adds(|text| text == ".await")
        || adds(|text| text.starts_with("use ") && text.ends_with("Ext;"))
}

/// The await that a future cannot move to another thread for, in the words of rustc.
fn awaited(problem: &Diagnostic) -> Option<&Place> {
    problem.places.iter().find(|place| place.label.starts_with("await occurs here"))
}

/// What is alive at an await: `config.read()` of "await occurs here, with `config.read()` maybe used later".
fn held(awaited: &Place) -> Option<&str> {
    let name = awaited.label.split('`').nth(1)?;
    Some(name.strip_prefix("mut ").unwrap_or(name))
}

/// The fix that has brought an await in, and the call that it awaits there.
fn awaiting<'p>(plan: &'p Plan, awaited: &Place) -> Option<(&'p Fix, Span)> {
    let old = plan.changes.offset_map(&awaited.path).span_to_old(awaited.span);
    let calls = plan.fixes.iter().flat_map(|fix| fix.awaits.iter().map(move |(path, call)| (fix, path, *call)));
    // An await stands behind its call, or is part of what has replaced the call or more than it.
    let is_it = |call: Span| (call.start() <= old.start() && old.end() <= call.end()) || old.contains(call);
    let candidates = calls.filter(|(_, path, call)| **path == awaited.path && is_it(*call));
    candidates.map(|(fix, _, call)| (fix, call)).min_by_key(|(_, call)| (call.end() != old.end(), call.len()))
}

/// The fix that has made the function async whose signature holds a place, and the place as it was.
fn made_async<'p>(plan: &'p Plan, parameter: &Place) -> Option<(&'p Fix, Span)> {
    let old = plan.changes.offset_map(&parameter.path).span_to_old(parameter.span);
    let holds = |fix: &Fix, place: Span| fix.reach.iter().any(|(path, span)| *path == parameter.path && span.contains(place.cover(old)));
    let signatures = plan.fixes.iter().flat_map(|fix| fix.awaits.iter().map(move |(path, place)| (fix, path, *place)));
    let before = signatures.filter(|(fix, path, place)| **path == parameter.path && place.end() <= old.start() && holds(fix, *place));
    before.map(|(fix, _, place)| (fix, place)).max_by_key(|(_, place)| place.end()).map(|(fix, _)| (fix, old))
}

/// Ends the life of a value that nobody needs after the await. A lock is kept as long as its code keeps it.
fn shorter_life(problem: &Diagnostic, plan: &Plan, analysed: &[SourceText]) -> Option<Suggestion> {
    let awaited = awaited(problem)?;
    awaiting(plan, awaited)?;
    let is_value = |place: &&Place| place.label.starts_with("has type `") && place.path == awaited.path;
    let value = problem.places.iter().find(is_value)?;
    let ty = value.label.split('`').nth(1)?.split('<').next()?.rsplit("::").next()?;
    if ty.ends_with("Guard") || matches!(ty, "Ref" | "RefMut") {
        return None;
    }
    let text = analysed.iter().find(|source| source.path() == awaited.path)?.text();
    let new = plan.changes.apply_to(&awaited.path, text).ok()?;
    let variable = new[value.span.range()].trim_start_matches("mut ").trim();
    let edit = end_of_life(&new, variable, value.span.start(), awaited.span.start())?;
    Some(Suggestion { is_certain: true, edits: vec![(awaited.path.clone(), edit)] })
}

/// What a diagnostic asks: the same in every round, whatever edits have moved it.
fn question(problem: &Diagnostic, plan: &Plan) -> Option<(String, String, Span)> {
    let place = problem.places.first()?;
    Some((problem.message.clone(), place.path.clone(), plan.changes.offset_map(&place.path).span_to_old(place.span)))
}
