//! The places where async code leaves for blocking work: operations in it, and calls in it that lead to one.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::facts::{CodeId, Confidence, Context, Home, RootKind, Site};
use super::graph::{Graph, Step, Via};
use super::trace::{CodeKind, FoundOperation};
use crate::base::{DefPath, Span};

/// A place where async code leaves for blocking work.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Crossing {
    /// The operation, or the call that leads to one.
    pub site: Site,
    /// The operations that it reaches, the one at the end of the chain first: indexes into [`Flow::operations`](super::Flow::operations).
    pub operations: Vec<u32>,
    /// From the async code to the first operation: at least one.
    pub chain: Vec<ChainHop>,
    /// Whether it runs once, at the first use of what it initialises.
    pub is_initialiser: bool,
}

impl Crossing {
    /// The crossing of an operation at the index `at` that runs where it counts by itself.
    pub(super) fn direct(operation: &FoundOperation, at: u32) -> Self {
        let hop = ChainHop::of(&operation.site);
        Self { site: operation.site.clone(), operations: vec![at], chain: vec![hop], is_initialiser: false }
    }

    /// The function that the async code calls, if it does not block by itself.
    #[must_use]
    pub fn helper(&self) -> Option<&DefPath> {
        self.chain.get(1).map(|hop| &hop.home.path)
    }

    /// The function on the way that keeps a closure which blocks, and does not run it.
    #[must_use]
    pub fn keeper(&self) -> Option<&DefPath> {
        self.chain.iter().skip(1).find(|hop| hop.is_kept).map(|hop| &hop.home.path)
    }
}

/// A call on the way to an operation, or at its end the operation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChainHop {
    /// What it stands in.
    pub home: Arc<Home>,
    /// The call.
    pub span: Span,
    /// Whether it stands in a closure that is kept.
    pub is_kept: bool,
}

impl ChainHop {
    pub(super) fn of(site: &Site) -> Self {
        Self { home: Arc::clone(&site.home), span: site.call.span, is_kept: site.is_kept }
    }
}

/// The operations of `graph` with the context in which each runs, and where async code leaves for them: crossings name operations by their
/// index among these. `steps` are the graph's.
pub(super) fn crossings(graph: &Graph<'_>, steps: &[Option<Step>]) -> (Vec<FoundOperation>, Vec<Crossing>) {
    let mut found = Vec::new();
    for (operation, at) in graph.operations.iter().zip(0..) {
        if graph.is_root(&operation.site) {
            found.push(Crossing::direct(operation, at));
        }
    }
    let mut reached: FxHashMap<Vec<u32>, Vec<u32>> = FxHashMap::default();
    for (call, at) in graph.calls.iter().zip(0..) {
        if !graph.is_root(&call.site) || !call.callee.is_run_each_time() {
            continue;
        }
        let blocking: Vec<u32> = graph.targets(at).iter().copied().filter(|&target| steps[target as usize].is_some()).collect();
        let Some(&best) = blocking.iter().min_by_key(|&&target| rank(steps[target as usize])) else { continue };
        let operations = reached.entry(blocking.clone()).or_insert_with(|| graph.operations_of(blocking)).clone();
        found.extend(crossing(graph, steps, &call.site, best, operations));
    }
    found.extend(startups(graph, steps));
    let kinds = root_kinds(graph);
    for crossing in found.iter_mut().filter(|crossing| crossing.site.root == RootKind::Other) {
        crossing.site.root = kinds.get(&crossing.site.code).copied().unwrap_or(RootKind::Other);
    }
    (operations(graph), found)
}

/// The async functions that are spawned as a task or handed to a server somewhere.
pub(super) fn root_kinds(graph: &Graph<'_>) -> FxHashMap<CodeId, RootKind> {
    let mut kinds = FxHashMap::default();
    for (call, at) in graph.calls.iter().zip(0..) {
        if matches!(call.site.root, RootKind::Task | RootKind::Handler) {
            for &target in graph.targets(at) {
                let kind = kinds.entry(graph.codes[target as usize].id).or_insert(call.site.root);
                *kind = (*kind).max(call.site.root);
            }
        }
    }
    kinds
}

pub(super) fn rank(step: Option<Step>) -> (std::cmp::Reverse<Option<Confidence>>, u32) {
    (std::cmp::Reverse(step.map(|step| step.confidence)), step.map_or(u32::MAX, |step| step.distance))
}

/// The crossing at a call whose best way goes through the code `target`.
fn crossing(graph: &Graph<'_>, steps: &[Option<Step>], site: &Site, target: u32, operations: Vec<u32>) -> Option<Crossing> {
    let (rest, last) = way(graph, steps, target)?;
    let chain = std::iter::once(ChainHop::of(site)).chain(rest).collect();
    let site = Site { confidence: site.confidence.min(steps[target as usize]?.confidence), ..site.clone() };
    Some(Crossing { site, operations: with_first(operations, last), chain, is_initialiser: false })
}

/// The best way from the code `start` to an operation: the hops, and the operation at their end.
pub(super) fn way(graph: &Graph<'_>, steps: &[Option<Step>], start: u32) -> Option<(Vec<ChainHop>, u32)> {
    let mut chain = Vec::new();
    let mut current = start;
    loop {
        let step = steps[current as usize]?;
        let (site, next) = match step.via {
            Via::Operation(operation) => (&graph.operations[operation as usize].site, Err(operation)),
            Via::Call(call, target) => (&graph.calls[call as usize].site, Ok(target)),
        };
        chain.push(ChainHop::of(site));
        match next {
            Ok(target) => current = target,
            Err(operation) => return Some((chain, operation)),
        }
    }
}

/// What is initialised once and blocks: one crossing for each initialiser that async code may be the first to run.
fn startups(graph: &Graph<'_>, steps: &[Option<Step>]) -> Vec<Crossing> {
    let reached = graph.reached_by_async_code();
    let mut found = Vec::new();
    for (code, at) in graph.codes.iter().zip(0..) {
        if code.kind != CodeKind::Initialiser || !reached[at as usize] {
            continue;
        }
        let operations = graph.operations_of([at]);
        match steps[at as usize].map(|step| step.via) {
            Some(Via::Operation(operation)) => {
                let site = &graph.operations[operation as usize].site;
                let hop = ChainHop::of(site);
                let site = Site { root: RootKind::Startup, ..site.clone() };
                found.push(Crossing { site, operations: with_first(operations, operation), chain: vec![hop], is_initialiser: true });
            }
            Some(Via::Call(call, target)) => {
                let site = Site { root: RootKind::Startup, ..graph.calls[call as usize].site.clone() };
                let crossing = crossing(graph, steps, &site, target, operations);
                found.extend(crossing.map(|crossing| Crossing { is_initialiser: true, ..crossing }));
            }
            None => {}
        }
    }
    found
}

fn with_first(mut operations: Vec<u32>, first: u32) -> Vec<u32> {
    operations.retain(|&operation| operation != first);
    operations.insert(0, first);
    operations
}

/// Where each operation runs, those of sync functions by who calls them.
fn operations(graph: &Graph<'_>) -> Vec<FoundOperation> {
    let called_where = |test: &dyn Fn(&Site) -> bool| {
        let calls = graph.calls.iter().zip(0..).filter(|(call, _)| test(&call.site));
        let start: Vec<u32> = calls.flat_map(|(_, at)| graph.targets(at).iter().copied()).collect();
        graph.operations_in(&graph.reachable(start))
    };
    let reached = called_where(&|site| graph.is_root(site));
    let offloaded = called_where(&|site| site.context == Context::Offloaded);
    let in_context = |(operation, at): (&&FoundOperation, usize)| {
        let context = match operation.site.context {
            Context::Sync if reached[at] => Context::Reached,
            Context::Sync if offloaded[at] => Context::Offloaded,
            context => context,
        };
        let operation = FoundOperation::clone(operation);
        FoundOperation { site: Site { context, ..operation.site }, ..operation }
    };
    graph.operations.iter().zip(0..).map(in_context).collect()
}
