//! Every chain of calls from a crossing to the operations that it reaches, the shortest first. Chains without a cycle can be more than can
//! be counted, so the search ends somewhere, and says so.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rustc_hash::FxHashMap;

use super::Flow;
use super::crossings::{ChainHop, Crossing};
use super::facts::{CodeId, Site};
use super::graph::{Graph, Step};
use crate::base::{DefPath, FileId, Span};

/// How many chains of a crossing are kept.
const MOST_CHAINS: usize = 64;
/// How many beginnings of chains are looked at for a crossing.
const MOST_STEPS: usize = 20_000;

/// The chains of a crossing.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Chains {
    /// The shortest first, then in the order of the source.
    pub listed: Vec<Chain>,
    /// How many more were seen.
    pub more: u64,
    /// Whether all were seen: if not, there are more than `more`.
    pub is_complete: bool,
}

/// One chain.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Chain {
    /// The operation at its end: index into [`Flow::operations`].
    pub operation: u32,
    /// From the async code to the operation: at least one.
    pub hops: Vec<ChainHop>,
}

/// A call, or an operation, on the way from a crossing; the way back to it goes through `before`.
#[derive(Clone, Copy)]
struct Beginning {
    code: u32,
    /// The call that runs `code`; none where the crossing is an initialiser, which runs by itself.
    call: Option<u32>,
    before: Option<usize>,
    /// How many calls it is from the crossing.
    length: u32,
}

/// The beginnings of chains.
#[derive(Default)]
struct Open {
    beginnings: Vec<Beginning>,
    /// Those to go on with: the chain that will be the shortest first, of those the one that has come furthest, then in the order of the
    /// source.
    nearest: BinaryHeap<Reverse<(u32, Reverse<u32>, usize)>>,
}

/// The chains of each crossing of `flow`, in its order. `steps` are the graph's.
pub(super) fn chains(graph: &Graph<'_>, steps: &[Option<Step>], flow: &Flow) -> Vec<Chains> {
    let search = Search {
        graph,
        steps,
        calls: by_place(graph.calls.iter().map(|call| &call.site)),
        operations: flow.operations.iter().zip(0..).map(|(operation, at)| (key(&operation.site, &operation.api), at)).collect(),
    };
    flow.crossings.iter().map(|crossing| search.chains_of(crossing)).collect()
}

/// A place in a piece of code.
type Place = (CodeId, Span);

fn by_place<'s>(sites: impl Iterator<Item = &'s Site>) -> FxHashMap<Place, Vec<u32>> {
    let mut found: FxHashMap<Place, Vec<u32>> = FxHashMap::default();
    for (site, at) in sites.zip(0..) {
        found.entry((site.code, site.call.span)).or_default().push(at);
    }
    found
}

fn key<'a>(site: &Site, api: &'a DefPath) -> (FileId, Span, &'a DefPath) {
    (site.home.file, site.call.span, api)
}

struct Search<'g, 't> {
    graph: &'g Graph<'t>,
    steps: &'g [Option<Step>],
    calls: FxHashMap<Place, Vec<u32>>,
    /// The ids of operations, by their place and path.
    operations: FxHashMap<(FileId, Span, &'g DefPath), u32>,
}

impl Search<'_, '_> {
    fn chains_of(&self, crossing: &Crossing) -> Chains {
        let mut found = Chains { is_complete: true, ..Chains::default() };
        let mut open = Open::default();
        if crossing.is_initialiser {
            if let Some(code) = self.graph.code_at(crossing.site.code) {
                self.begin(Beginning { code, call: None, before: None, length: 0 }, &mut open);
            }
        } else if let [only] = crossing.chain.as_slice() {
            let operation = crossing.operations.first().copied().unwrap_or_default();
            found.listed.push(Chain { operation, hops: vec![only.clone()] });
            return found;
        } else {
            for &call in self.calls.get(&(crossing.site.code, crossing.site.call.span)).into_iter().flatten() {
                self.follow(call, None, &mut open);
            }
        }
        for _ in 0..MOST_STEPS {
            let Some(Reverse((.., at))) = open.nearest.pop() else {
                found.listed.sort_by_key(|chain| chain.hops.len());
                return found;
            };
            let (operations, calls) = self.graph.runs_of(open.beginnings[at].code);
            for &operation in operations {
                self.end(&open.beginnings, at, operation, &mut found);
            }
            for &call in calls {
                self.follow(call, Some(at), &mut open);
            }
        }
        found.is_complete = open.nearest.is_empty();
        found.listed.sort_by_key(|chain| chain.hops.len());
        found
    }

    /// Opens what `call` runs and leads to an operation, unless that is on the way already.
    fn follow(&self, call: u32, before: Option<usize>, open: &mut Open) {
        if !self.graph.calls[call as usize].callee.is_run_each_time() {
            return;
        }
        let length = before.map_or(0, |at| open.beginnings[at].length) + 1;
        for &code in self.graph.targets(call) {
            if !way(&open.beginnings, before).any(|beginning| beginning.code == code) {
                self.begin(Beginning { code, call: Some(call), before, length }, open);
            }
        }
    }

    fn begin(&self, beginning: Beginning, open: &mut Open) {
        if let Some(step) = self.steps[beginning.code as usize] {
            let length = beginning.length;
            open.nearest.push(Reverse((length + step.distance, Reverse(length), open.beginnings.len())));
            open.beginnings.push(beginning);
        }
    }

    /// Adds the chain that leads to an operation of the code at `at`.
    fn end(&self, open: &[Beginning], at: usize, operation: u32, found: &mut Chains) {
        let operation = self.graph.operations[operation as usize];
        let Some(&id) = self.operations.get(&key(&operation.site, &operation.api)) else { return };
        if found.listed.len() == MOST_CHAINS {
            found.more += 1;
            return;
        }
        let calls = way(open, Some(at)).filter_map(|beginning| beginning.call);
        let mut hops: Vec<ChainHop> = calls.map(|call| ChainHop::of(&self.graph.calls[call as usize].site)).collect();
        hops.reverse();
        hops.push(ChainHop::of(&operation.site));
        let chain = Chain { operation: id, hops };
        if !found.listed.contains(&chain) {
            found.listed.push(chain);
        }
    }
}

/// The beginnings from `last` back to the crossing.
fn way(open: &[Beginning], last: Option<usize>) -> impl Iterator<Item = &Beginning> {
    std::iter::successors(last.map(|at| &open[at]), |beginning| beginning.before.map(|at| &open[at]))
}
