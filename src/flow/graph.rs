//! The call graph: pieces of code, what each calls where it runs itself, and the shortest way from each to something that blocks.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::Tables;
use super::facts::{CodeId, Confidence, Context};
use super::instances::{self, Instance, Linked};
use super::trace::{Callee, Code, CodeKind, FoundCall, FoundOperation, Trace};
use crate::resolve::{BodyOwner, ItemRef, Program};

/// The pieces of code that were walked, with their instances, and the calls between them.
pub(super) struct Graph<'t> {
    /// Those that were walked, in the order of the traces, then the instances.
    pub(super) codes: Vec<&'t Code>,
    pub(super) operations: Vec<&'t FoundOperation>,
    /// Those that were walked, in the order of the traces, then those that are others in an instance.
    pub(super) calls: Vec<Cow<'t, FoundCall>>,
    /// How many codes were walked.
    walked: usize,
    /// Those that were walked.
    by_id: FxHashMap<CodeId, u32>,
    /// What each piece of code does itself when it runs.
    runs: Vec<Runs>,
    /// The pieces of code that each call may run, by call.
    targets: Vec<Vec<u32>>,
}

/// What a piece of code does itself when it runs, in the order of the source: what it hands to other threads and what waits in a future
/// is left out.
#[derive(Clone, Default)]
struct Runs {
    operations: Vec<u32>,
    calls: Vec<u32>,
}

/// The first step of the best way from a piece of code to a blocking operation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Step {
    pub(super) confidence: Confidence,
    /// How many calls lie between: 0 for an operation of its own.
    pub(super) distance: u32,
    pub(super) via: Via,
}

/// What a step goes through.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Via {
    /// The operation.
    Operation(u32),
    /// The call, and the code that it runs.
    Call(u32, u32),
}

impl<'t> Graph<'t> {
    pub(super) fn new(program: &Program, tables: Tables<'_>, traces: &'t [Trace]) -> Self {
        let mut codes: Vec<&Code> = traces.iter().flat_map(|trace| &trace.codes).collect();
        let operations: Vec<&FoundOperation> = traces.iter().flat_map(|trace| &trace.operations).collect();
        let calls: Vec<&FoundCall> = traces.iter().flat_map(|trace| &trace.calls).collect();
        let by_id: FxHashMap<CodeId, u32> = codes.iter().zip(0..).map(|(code, at)| (code.id, at)).collect();
        let mut runs = vec![Runs::default(); codes.len()];
        let runner = |code: CodeId, context: Context| {
            let at = *by_id.get(&code)?;
            let is_run = match context {
                Context::Sync => true,
                // An initialiser blocks whoever comes first, and is spoken of by itself.
                Context::Closure => codes[at as usize].kind == CodeKind::Initialiser,
                _ => false,
            };
            is_run.then_some(at as usize)
        };
        for (operation, at) in operations.iter().zip(0..) {
            if let Some(code) = runner(operation.site.code, operation.site.context) {
                runs[code].operations.push(at);
            }
        }
        for (call, at) in calls.iter().zip(0..) {
            if let Some(code) = runner(call.site.code, call.site.context) {
                runs[code].calls.push(at);
            }
        }
        for own in &mut runs {
            own.operations.sort_by_key(|&at| operations[at as usize].site.call.span);
            own.calls.sort_by_key(|&at| calls[at as usize].site.call.span);
        }
        let walked = codes.len();
        let calls_of: Vec<&[u32]> = runs.iter().map(|own| &own.calls[..]).collect();
        let Linked { targets, instances, calls: others } = instances::link(program, tables, (&by_id, &calls_of), &calls);
        for Instance { code, calls } in instances {
            codes.push(codes[code as usize]);
            runs.push(Runs { operations: runs[code as usize].operations.clone(), calls });
        }
        let calls = calls.into_iter().map(Cow::Borrowed).chain(others.into_iter().map(Cow::Owned)).collect();
        Self { codes, operations, calls, walked, by_id, runs, targets }
    }

    /// The codes that were walked, with their numbers.
    pub(super) fn walked_codes(&self) -> impl Iterator<Item = (&'t Code, u32)> {
        self.codes[..self.walked].iter().copied().zip(0..)
    }

    /// These codes, which were walked, and their instances.
    pub(super) fn with_instances(&self, codes: &[u32]) -> Vec<u32> {
        let instances = (self.walked as u32..self.code_count()).filter(|&at| codes.contains(&self.origin(at)));
        codes.iter().copied().chain(instances).collect()
    }

    /// The code that was walked of which a code is an instance, or itself.
    pub(super) fn origin(&self, code: u32) -> u32 {
        let is_walked = (code as usize) < self.walked;
        if is_walked { code } else { self.by_id.get(&self.codes[code as usize].id).copied().unwrap_or(code) }
    }

    /// What holds of the codes that were walked if it holds of them or of an instance.
    pub(super) fn of_walked(&self, mut holds: Vec<bool>) -> Vec<bool> {
        for at in self.walked..holds.len() {
            holds[self.origin(at as u32) as usize] |= holds[at];
        }
        holds
    }

    /// The codes that a call may run, whether at once or, for what is initialised, at its first use.
    pub(super) fn targets(&self, call: u32) -> &[u32] {
        &self.targets[call as usize]
    }

    /// Whether an operation or call runs on the executor by itself and is not a part of an initialiser.
    pub(super) fn is_root(&self, site: &super::Site) -> bool {
        site.context == Context::Async || (site.context == Context::Closure && !self.is_initialiser(site.code))
    }

    fn is_initialiser(&self, code: CodeId) -> bool {
        self.by_id.get(&code).is_some_and(|&at| self.codes[at as usize].kind == CodeKind::Initialiser)
    }

    /// The piece of code that an id names, if it was walked.
    pub(super) fn code_at(&self, code: CodeId) -> Option<u32> {
        self.by_id.get(&code).copied()
    }

    /// The operations and the calls that a piece of code runs itself, each in the order of the source.
    pub(super) fn runs_of(&self, code: u32) -> (&[u32], &[u32]) {
        let runs = &self.runs[code as usize];
        (&runs.operations, &runs.calls)
    }

    pub(super) fn code_count(&self) -> u32 {
        self.codes.len() as u32
    }

    /// The calls that lead to each code, with the code that makes them: those that block whoever makes them, or with `initialisers` also
    /// those that only may be the first to use something.
    pub(super) fn callers(&self, kinds: Edges) -> Vec<Vec<(u32, u32)>> {
        let mut callers = vec![Vec::new(); self.codes.len()];
        for (runs, caller) in self.runs.iter().zip(0..) {
            for &call in &runs.calls {
                if kinds == Edges::All || self.calls[call as usize].callee.is_run_each_time() {
                    for &target in self.targets(call) {
                        callers[target as usize].push((call, caller));
                    }
                }
            }
        }
        callers
    }

    /// The best way from each code to something that blocks: one without doubtful links before any other, then the shortest, then the
    /// first in the source. `counts` says which operations are of interest; those of one function are looked for only where none of those
    /// before it is found.
    pub(super) fn steps(&self, counts: &[&dyn Fn(&FoundOperation) -> bool]) -> Vec<Option<Step>> {
        let callers = self.callers(Edges::Calls);
        let mut steps: Vec<Option<Step>> = vec![None; self.codes.len()];
        let rounds = counts.iter().flat_map(|counts| [Confidence::Certain, Confidence::Likely].map(|least| (counts, least)));
        for (counts, least) in rounds {
            // By distance; what was found with certainty is where doubtful ways start.
            let mut levels: Vec<Vec<u32>> = Vec::new();
            let at_level = |levels: &mut Vec<Vec<u32>>, distance: u32, code: u32| {
                let distance = distance as usize;
                if levels.len() <= distance {
                    levels.resize(distance + 1, Vec::new());
                }
                levels[distance].push(code);
            };
            for code in 0..self.code_count() {
                if let Some(step) = steps[code as usize] {
                    at_level(&mut levels, step.distance, code);
                    continue;
                }
                let own = self.runs[code as usize].operations.iter().find(|&&at| {
                    let operation = self.operations[at as usize];
                    operation.site.confidence >= least && counts(operation)
                });
                if let Some(&operation) = own {
                    steps[code as usize] = Some(Step { confidence: least, distance: 0, via: Via::Operation(operation) });
                    at_level(&mut levels, 0, code);
                }
            }
            let mut distance = 0;
            while distance < levels.len() {
                let mut next: Vec<u32> = Vec::new();
                for &code in &levels[distance] {
                    for &(call, caller) in &callers[code as usize] {
                        if self.calls[call as usize].site.confidence >= least && steps[caller as usize].is_none() {
                            next.push(caller);
                        }
                    }
                }
                next.sort_unstable();
                next.dedup();
                for caller in next {
                    if let Some(via) = self.first_call_to(caller, distance as u32, least, &steps) {
                        let distance = distance as u32 + 1;
                        steps[caller as usize] = Some(Step { confidence: least, distance, via });
                        at_level(&mut levels, distance, caller);
                    }
                }
                distance += 1;
            }
        }
        steps
    }

    /// The first call of `code` that runs something which is `distance` away from an operation.
    fn first_call_to(&self, code: u32, distance: u32, least: Confidence, steps: &[Option<Step>]) -> Option<Via> {
        self.runs[code as usize].calls.iter().find_map(|&call| {
            let found = &self.calls[call as usize];
            if found.site.confidence < least || !found.callee.is_run_each_time() {
                return None;
            }
            let fits = |target: &&u32| steps[**target as usize].is_some_and(|step| step.distance == distance && step.confidence >= least);
            self.targets(call).iter().find(fits).map(|&target| Via::Call(call, target))
        })
    }

    /// Which codes lead to something that blocks, each time or only when they are the first to use something that async code is not yet
    /// known to use: who else does is of no interest.
    pub(super) fn leading(&self, steps: &[Option<Step>]) -> Vec<bool> {
        let reached = self.reached_by_async_code();
        let mut callers = self.callers(Edges::All);
        for (callers, _) in callers.iter_mut().zip(&reached).filter(|(_, is_reached)| **is_reached) {
            callers.retain(|&(call, _)| self.calls[call as usize].callee.is_run_each_time());
        }
        let mut leads: Vec<bool> = steps.iter().map(Option::is_some).collect();
        let mut open: Vec<u32> = (0..self.code_count()).filter(|&code| leads[code as usize]).collect();
        while let Some(code) = open.pop() {
            for &(_, caller) in &callers[code as usize] {
                if !std::mem::replace(&mut leads[caller as usize], true) {
                    open.push(caller);
                }
            }
        }
        leads
    }

    /// The codes that run on the executor because async code calls them, or is the first to use what they initialise.
    pub(super) fn reached_by_async_code(&self) -> Vec<bool> {
        let roots = self.calls.iter().zip(0..).filter(|(call, _)| self.is_root(&call.site));
        self.reachable(roots.flat_map(|(_, at)| self.targets(at).iter().copied()))
    }

    /// The codes that run when those of `start` do, initialisers included.
    pub(super) fn reachable(&self, start: impl IntoIterator<Item = u32>) -> Vec<bool> {
        self.follow(start, Edges::All)
    }

    /// The operations that `start` runs, and everything that it calls, initialisers left out: sorted.
    pub(super) fn operations_of(&self, start: impl IntoIterator<Item = u32>) -> Vec<u32> {
        let reached = self.follow(start, Edges::Calls);
        let codes = reached.iter().enumerate().filter(|(_, is_reached)| **is_reached);
        let mut operations: Vec<u32> = codes.flat_map(|(code, _)| self.runs[code].operations.iter().copied()).collect();
        operations.sort_unstable();
        operations
    }

    /// Whether each operation is one of the codes in `reached`.
    pub(super) fn operations_in(&self, reached: &[bool]) -> Vec<bool> {
        let mut found = vec![false; self.operations.len()];
        for (runs, _) in self.runs.iter().zip(reached).filter(|(_, is_reached)| **is_reached) {
            runs.operations.iter().for_each(|&operation| found[operation as usize] = true);
        }
        found
    }

    /// Whether each call is one that a code in `reached` makes itself.
    pub(super) fn calls_in(&self, reached: &[bool]) -> Vec<bool> {
        let mut found = vec![false; self.calls.len()];
        for (runs, _) in self.runs.iter().zip(reached).filter(|(_, is_reached)| **is_reached) {
            runs.calls.iter().for_each(|&call| found[call as usize] = true);
        }
        found
    }

    fn follow(&self, start: impl IntoIterator<Item = u32>, edges: Edges) -> Vec<bool> {
        let mut reached = vec![false; self.codes.len()];
        let mut open: Vec<u32> = start.into_iter().collect();
        while let Some(code) = open.pop() {
            if std::mem::replace(&mut reached[code as usize], true) {
                continue;
            }
            for &call in &self.runs[code as usize].calls {
                if edges == Edges::All || self.calls[call as usize].callee.is_run_each_time() {
                    open.extend(self.targets(call));
                }
            }
        }
        reached
    }
}

/// Which calls are followed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Edges {
    /// Those that run their target each time.
    Calls,
    /// Also those that run it at the first use only.
    All,
}

impl Callee {
    /// Whether the target runs whenever the call does.
    pub(super) fn is_run_each_time(&self) -> bool {
        matches!(self, Self::Functions(_))
    }
}

impl Program {
    pub(super) fn code_of_function(&self, item: ItemRef) -> Option<CodeId> {
        Some(CodeId { unit: item.unit, start: self.function(item).body?.start() })
    }

    pub(super) fn code_of_static(&self, item: ItemRef) -> Option<CodeId> {
        Some(CodeId { unit: item.unit, start: self.value(item).initializer?.start() })
    }

    /// The body of a file in which a function stands, or its own.
    pub(super) fn outermost(&self, item: ItemRef) -> BodyOwner {
        match self.unit(item.unit).body {
            Some(BodyOwner::Function(around)) => self.outermost(around),
            Some(value @ BodyOwner::Value(_)) => value,
            None => BodyOwner::Function(item),
        }
    }
}
