//! What a dependency does to whoever calls it: plain data for one version of one crate, made from its bodies alone and from what is known
//! of the crates that it uses in turn.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::explore::{self, Explored};
use super::facts::Confidence;
use super::graph::{Graph, Step, Via};
use super::operations::{Lookup, type_path};
use super::trace::FoundOperation;
use super::{Arities, CodeOf, LoneMethods, Tables, keepers, wrappers};
use crate::base::{DefPath, Name, fnv};
use crate::index::Owner;
use crate::options::Scope;
use crate::resolve::{ItemRef, Program, Ty};
use crate::rules::{ApiKind, ApiRow, Contexts, Effect, Inferred, Rules, WaitsFor};
use crate::workspace::{Sources, Workspace};

/// What the functions of a crate do to whoever calls them. Sorted by path.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub(super) struct CrateSummary {
    /// Those that block beyond doubt.
    pub(super) blocking: Vec<BlockingFunction>,
    /// Those that hand a closure which they are given to an offloader.
    pub(super) offloading: Vec<OffloadingFunction>,
}

/// A function that blocks whenever it is called, as far as the conditions in it allow.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct BlockingFunction {
    /// Its canonical path, by the modules in which it is declared.
    pub(super) path: DefPath,
    /// The operation of the table that it comes to.
    pub(super) reaches: DefPath,
    /// How many calls lie between: 0 for an operation in its own body.
    pub(super) calls: u32,
    /// Whether it is called with a receiver.
    pub(super) is_method: bool,
    /// How many arguments it takes, the receiver left out.
    pub(super) arguments: usize,
    /// Whether what it gives can leave its thread: see [`Inferred::result_leaves`].
    pub(super) result_leaves: bool,
}

/// A function that hands closures to an offloader.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct OffloadingFunction {
    /// Its canonical path.
    pub(super) path: DefPath,
    /// Which arguments the closures are: from 0, without the receiver.
    pub(super) arguments: Vec<usize>,
}

impl CrateSummary {
    /// The blocking functions of `package` as rows of the table. What `rules` do not report by itself is not reported by way of a dependency either.
    pub(super) fn rows<'s>(&'s self, package: &str, rules: &'s Rules) -> impl Iterator<Item = (DefPath, ApiKind, Inferred)> + 's {
        let package = Name::new(package);
        self.blocking.iter().filter(|function| rules.is_reported(&function.reaches)).map(move |function| {
            let kind = if function.is_method { ApiKind::Method } else { ApiKind::Function };
            let inferred = Inferred {
                package: package.clone(),
                reaches: function.reaches.clone(),
                arguments: function.arguments,
                result_leaves: function.result_leaves,
            };
            (function.path.clone(), kind, inferred)
        })
    }
}

/// Summarises a crate whose dependencies' summaries are in the tables already; `stubs` is the program of the stub crates alone.
pub(super) fn summarise(library: &Workspace, stubs: &Program, sources: &Sources, rules: &Rules, contexts: &Contexts) -> CrateSummary {
    let mut program = stubs.clone().with_workspace(library);
    let (none, no_arities, no_methods) = (wrappers::Takers::default(), Arities::default(), LoneMethods::default());
    let bare = Tables {
        rules,
        contexts,
        wrappers: &none,
        keepers: &none,
        arities: &no_arities,
        code: CodeOf::Dependency,
        lone_methods: &no_methods,
        remembered: None,
    };
    let wrappers = wrappers::wrappers(library, &mut program, bare);
    let keepers = keepers::keepers(library, &mut program, bare);
    let arities = explore::arities(&program, bare);
    let tables = Tables { wrappers: &wrappers, keepers: &keepers, arities: &arities, ..bare };
    let Explored { traces, .. } = explore::explore(library, &mut program, tables, Scope::WithoutTests, sources);
    let graph = Graph::new(&program, tables, &traces);
    // What takes longest tells most of what a function does, if it does it as a rule.
    let steps = [2, 1, 0].map(|least| {
        graph.steps(&[&|operation: &FoundOperation| !only_waits(rules, &operation.api) && weight(rules, &operation.api) >= least])
    });
    let waits = graph.steps(&[&|operation: &FoundOperation| only_waits(rules, &operation.api)]);
    let mut found = Vec::new();
    for (code, at) in graph.walked_codes() {
        if let Some(item) = code.function
            && program.is_callable_from_outside(item)
            && let Some(end) = end(&graph, &waits, at)
                .filter(|_| contexts.says_that_it_waits(&program.function(item).name))
                .or_else(|| steps.iter().find_map(|steps| end(&graph, steps, at)))
        {
            found.push((item, end));
        }
    }
    let mut offloading: Vec<OffloadingFunction> =
        wrappers.iter().map(|(path, arguments)| OffloadingFunction { path: path.clone(), arguments: arguments.clone() }).collect();
    offloading.sort_by(|one, other| one.path.cmp(&other.path));
    CrateSummary { blocking: blocking(&program, tables, &found), offloading }
}

/// Whether code of these words may call an operation of the tables, or hand something to an offloader: what has to be written for it is
/// there, `fs` and `read`, `Path` and `exists`.
pub(super) fn may_have_anything_to_say(words: &FxHashSet<u64>, rules: &Rules, contexts: &Contexts) -> bool {
    let has = |word: &str| words.contains(&fnv(word));
    let is_called = |path: &DefPath| has(path.last()) && path.owner().is_some_and(has);
    let is_written = |row: &ApiRow| match row.kind {
        ApiKind::Function | ApiKind::Method => is_called(&row.path),
        // Their receiver is a handle.
        ApiKind::HandleMethod | ApiKind::HandleFunction => false,
    };
    rules.apis().any(|(_, row)| row.inferred.is_none() && is_written(row))
        || rules.iter().flat_map(|rule| &rule.handles).any(|handle| has(handle.last()))
        || rules.inferred_names().iter().any(|name| has(name))
        || contexts.offloader_paths().any(is_called)
}

/// How long an operation may take; for a function of a dependency, what it comes to.
fn weight(rules: &Rules, api: &DefPath) -> u8 {
    let Some((rule, row)) = rules.api(api) else { return 0 };
    match &row.inferred {
        Some(inferred) => rules.api(&inferred.reaches).and_then(|(rule, _)| rule.effect),
        None => rule.effect,
    }
    .map_or(0, Effect::weight)
}

/// Whether all that an operation does is wait for another thread; for a function of a dependency, what it comes to.
fn only_waits(rules: &Rules, api: &DefPath) -> bool {
    let row = |api| rules.api(api).map(|(_, row)| row);
    let waits = |row: &ApiRow| row.waits_for == Some(WaitsFor::Threads);
    row(api).is_some_and(|known| known.inferred.as_ref().map_or_else(|| waits(known), |of| row(&of.reaches).is_some_and(waits)))
}

/// The operation at the end of the best way from the code `at`, if that is beyond doubt, and how many calls lie between.
fn end<'t>(graph: &Graph<'t>, steps: &[Option<Step>], mut at: u32) -> Option<(&'t DefPath, u32)> {
    let first = steps[at as usize].filter(|step| step.confidence == Confidence::Certain)?;
    loop {
        match steps[at as usize]?.via {
            Via::Operation(operation) => return Some((&graph.operations[operation as usize].api, first.distance)),
            Via::Call(_, target) => at = target,
        }
    }
}

/// Of functions that have one path, as impls of several traits do and those of several builds, all block or none is spoken of.
fn blocking(program: &Program, tables: Tables<'_>, found: &[(ItemRef, (&DefPath, u32))]) -> Vec<BlockingFunction> {
    let names: FxHashSet<&Name> = found.iter().map(|(item, _)| &program.function(*item).name).collect();
    let mut known: FxHashMap<DefPath, usize> = FxHashMap::default();
    for item in program.functions_of_workspace().filter(|item| names.contains(&program.function(*item).name)) {
        *known.entry(program.function_path(item)).or_default() += 1;
    }
    let paths: FxHashSet<DefPath> = found.iter().map(|(item, _)| program.function_path(*item)).collect();
    let mut by_path: FxHashMap<DefPath, (usize, BlockingFunction)> = FxHashMap::default();
    for &(item, (api, distance)) in found {
        let (path, function) = (program.function_path(item), program.function(item));
        // What a dependency's function comes to is what that comes to in turn.
        let inferred = tables.rules.api(api).and_then(|(_, row)| row.inferred.as_ref());
        let reaches = inferred.map_or(api, |inferred| &inferred.reaches).clone();
        let calls = distance + u32::from(inferred.is_some());
        let is_method = function.receiver.is_some();
        let result_leaves = result_leaves(program, tables, &paths, item);
        let new = BlockingFunction { path: path.clone(), reaches, calls, is_method, arguments: function.parameters.len(), result_leaves };
        let (count, best) = by_path.entry(path).or_insert_with(|| (0, new.clone()));
        *count += 1;
        let all_leave = best.result_leaves && result_leaves;
        if (new.calls, &new.reaches) < (best.calls, &best.reaches) {
            *best = new;
        }
        best.result_leaves = all_leave;
    }
    let all = by_path.into_iter().filter(|(path, (count, _))| known.get(path) == Some(count));
    let mut functions: Vec<BlockingFunction> = all.map(|(_, (_, function))| function).collect();
    functions.sort_by(|one, other| one.path.cmp(&other.path));
    functions
}

/// Whether what a function gives can leave its thread: see [`Inferred::result_leaves`]. `blocking` are the functions of its crate that block.
fn result_leaves(program: &Program, tables: Tables<'_>, blocking: &FxHashSet<DefPath>, item: ItemRef) -> bool {
    let output = program.output_of(item);
    let blocks_when_asked = |part: &Ty| {
        let next = type_path(program, part).map(|path| path.join("next"));
        next.is_some_and(|next| blocking.contains(&next) || tables.rules.api(&next).is_some())
    };
    Lookup::is_known(output)
        && program.may_be_sent(output, &|path| tables.contexts.bound_to_thread.contains(path))
        && !output.any_part(&mut |part| blocks_when_asked(part))
}

impl Program {
    /// Whether code of other crates may call a function, and knows by its path which one that is: it is public or of an impl of a trait for
    /// a type with a name, which has no such method of its own. That it is compiled on this machine is part of it.
    fn is_callable_from_outside(&self, item: ItemRef) -> bool {
        let function = self.function(item);
        let is_named = match function.owner {
            Owner::Free => function.is_public,
            Owner::Trait(_) => false,
            Owner::Impl(_) => self.self_type_name(item).is_some() && function.is_public && !self.is_behind_own_method(item),
        };
        is_named && function.async_span.is_none() && !self.is_of_other_builds(item)
    }

    /// Whether a function of an impl of a trait is not what its path means: a type of a stub crate that has a method of the name itself has
    /// that one called.
    fn is_behind_own_method(&self, item: ItemRef) -> bool {
        self.implemented_trait(item).is_some() && self.is_inherent_stub_method(&self.function_path(item))
    }

    /// The functions of the workspace that this machine's build may have and that have a body, those of other bodies left out.
    fn functions_of_workspace(&self) -> impl Iterator<Item = ItemRef> {
        self.units().filter(|(_, unit)| unit.file.is_some() && unit.body.is_none()).flat_map(move |(unit, data)| {
            let items = (0..data.index.items.functions.len() as u32).map(move |index| ItemRef { unit, index });
            items.filter(|&item| self.function(item).body.is_some() && !self.is_of_other_builds(item))
        })
    }
}
