//! The part of the call graph between async code and blocking operations, as nodes and edges to be drawn: what lies on a way from the one
//! to the other, and nothing else.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use rustc_hash::FxHashMap;

use super::Known;
use super::crossings::root_kinds;
use super::explore::{self, Explored};
use super::facts::{CodeId, Confidence, RootKind, Site};
use super::graph::{Graph, Step};
use super::trace::FoundOperation;
use crate::base::{DefPath, FileId, Span};
use crate::options::Scope;
use crate::resolve::Program;
use crate::rules::{Contexts, Rules};
use crate::workspace::{Sources, Workspace};

/// The ways from async code to blocking operations.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Ways {
    /// Sorted by path.
    pub nodes: Vec<WayNode>,
    /// Sorted by their nodes.
    pub edges: Vec<Way>,
    /// How many nodes there were before some were cut.
    pub all_nodes: usize,
}

/// Something on a way.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct WayNode {
    /// The path of the function, or of the operation's row.
    pub path: DefPath,
    /// The module that it is shown in.
    pub module: DefPath,
    /// What it is.
    pub kind: WayNodeKind,
    /// Where a function is declared; none for operations, which may stand in many places.
    pub place: Option<(FileId, Span)>,
    /// What an operation comes to, if it is a function of a dependency whose bodies say so.
    pub reaches: Option<DefPath>,
}

/// What a node is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum WayNodeKind {
    /// Async code, by its kind.
    Root(RootKind),
    /// A sync function that async code runs.
    Function,
    /// What runs once, at the first use of a value.
    Initialiser,
    /// An operation.
    Operation,
}

/// A call, or several of the same function by the same one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Way {
    /// Index of the node that calls.
    pub from: u32,
    /// Index of the node that is called.
    pub to: u32,
    /// How sure the surest of the calls is.
    pub confidence: Confidence,
    /// Whether it runs at the first use of a value only.
    pub is_first_use: bool,
    /// How many calls there are.
    pub calls: u32,
}

/// The ways of a workspace, at most `most` nodes of them: whole ways, those from the async code that matters most first.
#[must_use]
pub fn ways(
    workspace: &Workspace,
    program: &mut Program,
    (rules, contexts): (&Rules, &Contexts),
    (scope, most): (Scope, usize),
    sources: &Sources,
    is_silenced: &dyn Fn(&FoundOperation) -> bool,
) -> Ways {
    let known = Known::new(workspace, program, rules, contexts);
    let tables = known.tables(rules, contexts);
    let Explored { traces, .. } = explore::explore(workspace, program, tables, scope, sources);
    let graph = Graph::new(program, tables, &traces);
    let counts = |operation: &FoundOperation| rules.is_reported(&operation.api) && !is_silenced(operation);
    let steps = graph.steps(&[&counts]);
    let mut sketch = Sketch { program, rules, graph: &graph, nodes: BTreeSet::new(), edges: BTreeMap::new(), places: FxHashMap::default() };
    sketch.fill(&counts, &steps, scope);
    let is_selected = |file: FileId| workspace.is_selected(workspace.files[file.index()].source.path());
    cut(selected(&sketch.finish(), &|node| node.place.is_some_and(|(file, _)| is_selected(file))), most)
}

/// The calls that an edge stands for: how sure the surest is, whether all run at a first use only, and their places.
type Calls = (Confidence, bool, BTreeSet<(FileId, Span)>);

/// Nodes and edges while they are collected.
struct Sketch<'g, 't> {
    program: &'g Program,
    rules: &'g Rules,
    graph: &'g Graph<'t>,
    nodes: BTreeSet<WayNode>,
    edges: BTreeMap<(WayNode, WayNode), Calls>,
    /// Path and place of what is no function, by a call or operation in it.
    places: FxHashMap<CodeId, (DefPath, FileId, Span)>,
}

impl Sketch<'_, '_> {
    fn fill(&mut self, is_reported: &dyn Fn(&FoundOperation) -> bool, steps: &[Option<Step>], scope: Scope) {
        let graph = self.graph;
        let sites = graph.operations.iter().map(|operation| &operation.site).chain(graph.calls.iter().map(|call| &call.site));
        self.places = sites.clone().map(|site| (site.code, (site.home.path.clone(), site.home.file, site.home.span))).collect();
        let counts = |site: &Site| scope == Scope::WithTests || !site.home.in_test;
        let kinds = root_kinds(graph);
        let leads = graph.leading(steps);
        let is_root = |site: &Site| graph.is_root(site) && counts(site);
        let starts = graph.calls.iter().zip(0..).filter(|(call, _)| is_root(&call.site));
        let reached = graph.reachable(starts.flat_map(|(_, at)| graph.targets(at).iter().copied()));
        let (runs_operation, runs_call) = (graph.operations_in(&reached), graph.calls_in(&reached));
        // The kind of a function's async code is that of its best place.
        let mut root_of: FxHashMap<CodeId, RootKind> = FxHashMap::default();
        for site in sites.filter(|site| is_root(site)) {
            let kind = if site.root == RootKind::Other { kinds.get(&site.code).copied().unwrap_or(RootKind::Other) } else { site.root };
            let known = root_of.entry(site.code).or_insert(kind);
            *known = (*known).min(kind);
        }
        let caller = |sketch: &Self, site: &Site, is_run: bool| {
            let at = graph.code_at(site.code)?;
            if is_root(site) {
                sketch.node(at, Some(root_of.get(&site.code).copied().unwrap_or(RootKind::Other)))
            } else if is_run {
                sketch.node(at, None)
            } else {
                None
            }
        };
        for (call, at) in graph.calls.iter().zip(0..) {
            let Some(from) = caller(self, &call.site, runs_call[at as usize]) else { continue };
            for &target in graph.targets(at).iter().filter(|&&target| leads[target as usize]) {
                if let Some(to) = self.node(target, None) {
                    self.edge(&from, to, &call.site, !call.callee.is_run_each_time());
                }
            }
        }
        for (operation, is_run) in graph.operations.iter().zip(runs_operation).filter(|(operation, _)| is_reported(operation)) {
            if let Some(from) = caller(self, &operation.site, is_run) {
                let module = operation.api.parent().unwrap_or_else(|| operation.api.clone());
                let comes_to = self.rules.reached_by(&operation.api).cloned();
                let to = WayNode { path: operation.api.clone(), module, kind: WayNodeKind::Operation, place: None, reaches: comes_to };
                self.edge(&from, to, &operation.site, false);
            }
        }
    }

    fn edge(&mut self, from: &WayNode, to: WayNode, site: &Site, is_first_use: bool) {
        // A value and the closure that initialises it are one.
        if *from == to && to.kind == WayNodeKind::Initialiser {
            return;
        }
        self.nodes.insert(from.clone());
        self.nodes.insert(to.clone());
        let edge = self.edges.entry((from.clone(), to)).or_insert((site.confidence, is_first_use, BTreeSet::new()));
        edge.0 = edge.0.max(site.confidence);
        edge.1 &= is_first_use;
        edge.2.insert((site.home.file, site.call.span));
    }

    /// The node of a piece of code: of the async code in it, if `root` says its kind.
    fn node(&self, code: u32, root: Option<RootKind>) -> Option<WayNode> {
        let code = self.graph.codes[code as usize];
        let kind = match (root, code.function) {
            (Some(kind), _) => WayNodeKind::Root(kind),
            (None, Some(_)) => WayNodeKind::Function,
            (None, None) => WayNodeKind::Initialiser,
        };
        if let Some(item) = code.function {
            let place = self.program.unit(item.unit).file.map(|file| (file, self.program.function(item).name_span));
            let module = self.program.module_of_function(item).path.clone();
            return Some(WayNode { path: self.program.function_path(item), module, kind, place, reaches: None });
        }
        let (path, file, span) = self.places.get(&code.id)?;
        let module = path.parent().unwrap_or_else(|| path.clone());
        Some(WayNode { path: path.clone(), module, kind, place: Some((*file, *span)), reaches: None })
    }

    fn finish(self) -> Ways {
        let nodes: Vec<WayNode> = self.nodes.into_iter().collect();
        let at = |node: &WayNode| nodes.binary_search(node).map_or(0, |at| at as u32);
        let edges = self.edges.iter().map(|((from, to), (confidence, is_first_use, calls))| Way {
            from: at(from),
            to: at(to),
            confidence: *confidence,
            is_first_use: *is_first_use,
            calls: calls.len() as u32,
        });
        Ways { edges: edges.collect(), all_nodes: nodes.len(), nodes }
    }
}

impl Ways {
    /// The part that has the nodes of `keeps`.
    fn only(&self, keeps: &[bool]) -> Self {
        let mut new = vec![0; self.nodes.len()];
        let mut nodes = Vec::new();
        for ((node, _), new) in self.nodes.iter().zip(keeps).zip(&mut new).filter(|((_, keeps), _)| **keeps) {
            *new = nodes.len() as u32;
            nodes.push(node.clone());
        }
        let is_kept = |edge: &&Way| keeps[edge.from as usize] && keeps[edge.to as usize];
        let edges = self.edges.iter().filter(is_kept);
        let edges = edges.map(|edge| Way { from: new[edge.from as usize], to: new[edge.to as usize], ..edge.clone() }).collect();
        Self { nodes, edges, all_nodes: self.all_nodes }
    }

    fn neighbours(&self, of: impl Fn(&Way) -> (u32, u32)) -> Vec<Vec<u32>> {
        let mut neighbours = vec![Vec::new(); self.nodes.len()];
        for (from, to) in self.edges.iter().map(of) {
            neighbours[from as usize].push(to);
        }
        neighbours
    }
}

/// The nodes of ways that go through a node of which `is_selected` holds.
fn selected(ways: &Ways, is_selected: &dyn Fn(&WayNode) -> bool) -> Ways {
    let start: Vec<u32> = (0..ways.nodes.len() as u32).filter(|&at| is_selected(&ways.nodes[at as usize])).collect();
    let mut keeps = vec![false; ways.nodes.len()];
    for neighbours in [ways.neighbours(|edge| (edge.from, edge.to)), ways.neighbours(|edge| (edge.to, edge.from))] {
        let mut seen = vec![false; ways.nodes.len()];
        let mut open = start.clone();
        while let Some(at) = open.pop() {
            if !std::mem::replace(&mut seen[at as usize], true) {
                keeps[at as usize] = true;
                open.extend(&neighbours[at as usize]);
            }
        }
    }
    let kept = ways.only(&keeps);
    Ways { all_nodes: kept.nodes.len(), ..kept }
}

/// At most `most` nodes: for each root in turn its shortest way, as long as there is room for all of it.
fn cut(ways: Ways, most: usize) -> Ways {
    if ways.nodes.len() <= most {
        return ways;
    }
    let next = ways.neighbours(|edge| (edge.from, edge.to));
    let mut roots: Vec<u32> =
        (0..ways.nodes.len() as u32).filter(|&at| matches!(ways.nodes[at as usize].kind, WayNodeKind::Root(_))).collect();
    // Handlers and tasks run often, what starts the program runs once.
    let rank = |at: &u32| match ways.nodes[*at as usize].kind {
        WayNodeKind::Root(RootKind::Handler) => 0,
        WayNodeKind::Root(RootKind::Task) => 1,
        WayNodeKind::Root(RootKind::Other) => 2,
        _ => 3,
    };
    roots.sort_by_key(|at| (rank(at), *at));
    let mut keeps = vec![false; ways.nodes.len()];
    let mut count = 0;
    for root in roots {
        let way = shortest(&ways, &next, root);
        let new = way.iter().filter(|&&at| !keeps[at as usize]).count();
        if count + new <= most {
            for at in way {
                keeps[at as usize] = true;
            }
            count += new;
        }
    }
    ways.only(&keeps)
}

/// The shortest way from a node to an operation.
fn shortest(ways: &Ways, next: &[Vec<u32>], start: u32) -> Vec<u32> {
    let mut before: FxHashMap<u32, u32> = FxHashMap::default();
    let mut open = VecDeque::from([start]);
    while let Some(at) = open.pop_front() {
        if ways.nodes[at as usize].kind == WayNodeKind::Operation {
            return std::iter::successors(Some(at), |at| before.get(at).copied().filter(|_| *at != start)).collect();
        }
        for &to in &next[at as usize] {
            if to != start && !before.contains_key(&to) {
                before.insert(to, at);
                open.push_back(to);
            }
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(path: &str, kind: WayNodeKind) -> WayNode {
        WayNode { path: DefPath::new(path), module: DefPath::new("a"), kind, place: None, reaches: None }
    }

    fn edge(from: u32, to: u32) -> Way {
        Way { from, to, confidence: Confidence::Certain, is_first_use: false, calls: 1 }
    }

    #[test]
    fn a_cut_leaves_whole_ways_and_handlers_come_first() {
        let nodes = vec![
            node("a::f", WayNodeKind::Function),
            node("a::handler", WayNodeKind::Root(RootKind::Handler)),
            node("a::other", WayNodeKind::Root(RootKind::Other)),
            node("std::fs::read", WayNodeKind::Operation),
            node("std::fs::write", WayNodeKind::Operation),
        ];
        let edges = vec![edge(0, 3), edge(1, 0), edge(2, 4)];
        let all = Ways { nodes, edges, all_nodes: 5 };
        let paths = |ways: &Ways| ways.nodes.iter().map(|node| node.path.to_string()).collect::<Vec<_>>();
        assert_eq!(cut(all.clone(), 5), all);
        assert_eq!(paths(&cut(all.clone(), 4)), ["a::f", "a::handler", "std::fs::read"]);
        assert_eq!(paths(&cut(all.clone(), 2)), ["a::other", "std::fs::write"]);
        let through = selected(&all, &|node| node.path.as_str() == "a::f");
        assert_eq!((paths(&through).len(), through.edges, through.all_nodes), (3, vec![edge(0, 2), edge(1, 0)], 3));
    }
}
