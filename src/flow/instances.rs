//! What each call of the graph runs. Code that depends on its type parameters is there once for all types together, as it was walked, and
//! once more for each choice of types that a call makes: `run::<Disk>(…)`, or a default method of a trait for one of its types. In such an
//! instance the calls that go by a type parameter go to the impl of the type.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use super::Tables;
use super::facts::{CodeId, Site};
use super::sites;
use super::trace::{CallTypes, Callee, FoundCall};
use crate::index::Owner;
use crate::resolve::{ItemRef, Program, Symbol, TypeEnvironment};

/// There are no more instances than this: calls that would need another one go to the code as it was walked.
const MOST_INSTANCES: usize = 10_000;

/// What calls run, and the instances that are needed for it. Those of code number after the codes that were walked, their calls after the
/// calls that were walked.
#[derive(Default)]
pub(super) struct Linked {
    /// The code that each call may run.
    pub(super) targets: Vec<Vec<u32>>,
    pub(super) instances: Vec<Instance>,
    /// The calls of instances that are other than those that were walked.
    pub(super) calls: Vec<FoundCall>,
}

/// A piece of code for certain types.
pub(super) struct Instance {
    /// The code that was walked.
    pub(super) code: u32,
    /// What it calls, in the order of the source.
    pub(super) calls: Vec<u32>,
}

/// Finds out what `calls` run. `runs` says which of them each of the codes makes itself that `by_id` names.
pub(super) fn link(
    program: &Program,
    tables: Tables<'_>,
    (by_id, runs): (&FxHashMap<CodeId, u32>, &[&[u32]]),
    calls: &[&FoundCall],
) -> Linked {
    let mut linker = Linker::new(program, tables, (by_id, runs), calls);
    let mut found = Linked { targets: calls.iter().map(|call| linker.targets(call)).collect(), ..Linked::default() };
    while let Some((code, environment)) = linker.open.pop_front() {
        let calls = runs[code as usize].iter().map(|&call| linker.call_in(&environment, call, &mut found)).collect();
        found.instances.push(Instance { code, calls });
    }
    found
}

struct Linker<'a> {
    program: &'a Program,
    tables: Tables<'a>,
    by_id: &'a FxHashMap<CodeId, u32>,
    runs: &'a [&'a [u32]],
    calls: &'a [&'a FoundCall],
    /// The type parameters on which it depends what each code runs.
    parameters: Vec<Vec<Symbol>>,
    /// The instances by the code that was walked, and by what they are instances for.
    known: FxHashMap<(u32, TypeEnvironment), u32>,
    /// Those whose calls were not looked at yet, in the order of their numbers.
    open: VecDeque<(u32, TypeEnvironment)>,
}

impl<'a> Linker<'a> {
    fn new(
        program: &'a Program,
        tables: Tables<'a>,
        (by_id, runs): (&'a FxHashMap<CodeId, u32>, &'a [&'a [u32]]),
        calls: &'a [&'a FoundCall],
    ) -> Self {
        let linker =
            Self { program, tables, by_id, runs, calls, parameters: Vec::new(), known: FxHashMap::default(), open: VecDeque::new() };
        Self { parameters: linker.parameters(), ..linker }
    }

    /// The type parameters by which each code dispatches, or which it hands on to code that does.
    fn parameters(&self) -> Vec<Vec<Symbol>> {
        let (mut waiting, mut open) = (Vec::new(), Vec::new());
        let mut handed_to: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
        for (runs, code) in self.runs.iter().zip(0_usize..) {
            for call in runs.iter().map(|&call| self.calls[call as usize]) {
                let Some(types) = &call.types else { continue };
                let names = types.mentioned_parameters();
                if names.is_empty() {
                    continue;
                }
                if types.is_dispatched(self.program) {
                    open.push(waiting.len());
                } else {
                    self.walked_targets(call).for_each(|target| handed_to.entry(target).or_default().push(waiting.len()));
                }
                waiting.push((code, names));
            }
        }
        let mut found: Vec<Vec<Symbol>> = vec![Vec::new(); self.runs.len()];
        while let Some(at) = open.pop() {
            let (code, names) = &waiting[at];
            let known = &mut found[*code];
            if known.is_empty() {
                open.extend(handed_to.remove(&(*code as u32)).into_iter().flatten());
            }
            for name in names {
                if !known.contains(name) {
                    known.push(*name);
                }
            }
        }
        found
    }

    fn walked(&self, function: ItemRef) -> Option<u32> {
        self.by_id.get(&self.program.code_of_function(function)?).copied()
    }

    /// What a call runs, as it was walked.
    fn walked_targets(&self, call: &FoundCall) -> impl Iterator<Item = u32> {
        let functions = if let Callee::Functions(functions) = &call.callee { &functions[..] } else { &[] };
        functions.iter().filter_map(|&function| self.walked(function))
    }

    /// What a call runs.
    fn targets(&mut self, call: &FoundCall) -> Vec<u32> {
        let code = |code: Option<CodeId>| code.and_then(|code| self.by_id.get(&code).copied()).into_iter().collect();
        match &call.callee {
            Callee::Functions(functions) => functions.iter().filter_map(|&function| self.target(function, call.types.as_deref())).collect(),
            Callee::Initialiser(initialiser) => code(Some(*initialiser)),
            Callee::Static(item) => code(self.program.code_of_static(*item)),
        }
    }

    /// The body of a function, for the types of the call where it depends on them.
    fn target(&mut self, function: ItemRef, types: Option<&CallTypes>) -> Option<u32> {
        let code = self.walked(function)?;
        let parameters = &self.parameters[code as usize];
        let Some(types) = types.filter(|_| !parameters.is_empty()) else { return Some(code) };
        let environment = self.program.environment_of(function, types.receiver.as_ref(), &types.parameters).only(parameters);
        if environment.is_empty() {
            return Some(code);
        }
        let next = (self.runs.len() + self.known.len()) as u32;
        let key = (code, environment);
        if let Some(&known) = self.known.get(&key) {
            return Some(known);
        }
        if self.known.len() == MOST_INSTANCES {
            return Some(code);
        }
        self.open.push_back(key.clone());
        self.known.insert(key, next);
        Some(next)
    }

    /// The number of what the call `at` is in an instance: itself where it does not depend on type parameters.
    fn call_in(&mut self, environment: &TypeEnvironment, at: u32, found: &mut Linked) -> u32 {
        let call = self.calls[at as usize];
        let Some(types) = call.types.as_ref().filter(|types| !types.mentioned_parameters().is_empty()) else { return at };
        let types = CallTypes {
            receiver: types.receiver.as_ref().map(|receiver| self.program.type_in(environment, receiver)),
            parameters: types.parameters.iter().map(|(name, ty)| (*name, self.program.type_in(environment, ty))).collect(),
            ..**types
        };
        let call = self.dispatched(call, types);
        let targets = self.targets(&call);
        found.targets.push(targets);
        found.calls.push(call);
        (self.calls.len() + found.calls.len() - 1) as u32
    }

    /// The call for other types. Where no impl is seen for them, as for one that a macro made, it may run what it may for any.
    fn dispatched(&self, call: &FoundCall, types: CallTypes) -> FoundCall {
        let dispatch = self.program.dispatch(types.function, types.receiver.as_ref());
        let (callee, confidence) = if dispatch.functions.is_empty() {
            (call.callee.clone(), call.site.confidence)
        } else {
            let is_certain = self.tables.trusts(&dispatch);
            let (functions, confidence) = sites::run_by(self.program, self.tables, &call.site, dispatch.functions, is_certain);
            (Callee::Functions(functions), confidence.min(types.at_best))
        };
        let site = Site { confidence, ..call.site.clone() };
        FoundCall { site, callee, around: call.around.clone(), types: Some(Box::new(types)) }
    }
}

impl CallTypes {
    fn mentioned_parameters(&self) -> Vec<Symbol> {
        let mut names = Vec::new();
        let types = self.receiver.iter().chain(self.parameters.iter().map(|(_, ty)| ty));
        types.for_each(|ty| ty.add_parameters_to(&mut names));
        names
    }

    /// Whether a type parameter decides which impl the call goes to.
    fn is_dispatched(&self, program: &Program) -> bool {
        let mut names = Vec::new();
        self.receiver.iter().for_each(|receiver| receiver.add_parameters_to(&mut names));
        !names.is_empty() && matches!(program.function(self.function).owner, Owner::Trait(_))
    }
}
