//! Execution contexts and blocking operations: what runs on the executor, and what in it blocks.

mod blamed;
mod bodies;
mod callers;
mod candidates;
mod captured_names;
mod captures;
mod chains;
mod crossings;
mod dependencies;
mod explain;
mod explore;
mod facts;
mod failure;
mod givers;
mod graph;
mod guards;
mod held;
mod implicit;
mod instances;
mod keepers;
mod last_use;
mod names;
mod naming;
mod operations;
mod place;
mod query;
mod reach;
mod regions;
mod remembered;
mod sent;
mod sequences;
mod sites;
mod sought;
mod summary;
mod trace;
mod users;
mod uses;
mod values;
mod walk;
mod ways;
mod wrappers;
mod zones;

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use crate::base::{DefPath, FileId, Name, Span};
use crate::options::{ChainScope, Scope};
use crate::resolve::{Dispatch, ItemRef, Program};
use crate::rules::{Contexts, Rules, WaitsFor};
use crate::workspace::{Sources, Workspace};

use explore::Explored;
use graph::Graph;
use remembered::Remembered;
use wrappers::Takers;

pub use callers::{Callers, Entry, KeptSync, SyncFunction, Use};
pub use captures::{BoundCapture, Capture, CopiedBy, Given};
pub use chains::{Chain, Chains};
pub use crossings::{ChainHop, Crossing};
pub use dependencies::{Dependencies, DependencyCounts};
pub use explain::{Explained, explain};
pub use facts::{CallSite, CodeId, Confidence, Context, Home, RootKind, Site};
pub use held::{Idle, Kept};
pub use naming::{BodyPlace, Membership, Named, Naming};
pub use place::AsyncCause;
pub use query::{
    Answer, AsyncRoot, Blocking, Conversion, Execution, FunctionPlace, Hindrance, HindranceKind, LineItem, NearestOperation,
    UnknownFunction, What, why,
};
pub use regions::{Mention, OwnedPlace, Region};
pub use sequences::{GivenVariable, LEAST_OPERATIONS, Origin, Sequence};
pub use trace::{Around, FoundOperation, Obstacle, Surroundings};
pub use ways::{Way, WayNode, WayNodeKind, Ways, ways};

/// The tables that the analysis asks.
#[derive(Clone, Copy, Debug)]
struct Tables<'a> {
    /// What blocks.
    rules: &'a Rules,
    /// What runs where.
    contexts: &'a Contexts,
    /// The workspace's own offloaders.
    wrappers: &'a Takers,
    /// The workspace's own functions that keep closures.
    keepers: &'a Takers,
    /// How many arguments blocking methods take.
    arities: &'a Arities,
    /// Whose code it is.
    code: CodeOf,
    /// The methods that are the only ones of their name.
    lone_methods: &'a LoneMethods,
    /// What earlier runs put down, where that is asked.
    remembered: Option<&'a Remembered>,
}

/// Whose code is looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum CodeOf {
    /// The user's: what is likely is worth saying, and nobody else implements its traits.
    Workspace,
    /// That of a dependency: only what is beyond doubt counts, in the build of this machine and whoever uses the crate.
    Dependency,
}

/// Methods by name and number of arguments.
type LoneMethods = FxHashMap<(Name, usize), ItemRef>;

/// How many arguments the methods take that block: by name.
type Arities = FxHashMap<Name, Vec<usize>>;

/// What the tables need to know of the workspace before its bodies are walked.
struct Known {
    wrappers: Takers,
    keepers: Takers,
    arities: Arities,
    lone_methods: LoneMethods,
    remembered: Option<Remembered>,
}

impl Known {
    fn new(workspace: &Workspace, program: &mut Program, rules: &Rules, contexts: &Contexts) -> Self {
        let none = Self {
            wrappers: Takers::default(),
            keepers: Takers::default(),
            arities: Arities::default(),
            lone_methods: LoneMethods::default(),
            remembered: None,
        };
        let bare = none.tables(rules, contexts);
        let wrappers = wrappers::wrappers(workspace, program, bare);
        let keepers = keepers::keepers(workspace, program, bare);
        let ((arities, lone_methods), remembered) = rayon::join(
            || rayon::join(|| explore::arities(program, bare), || program.lone_methods()),
            || Remembered::new(workspace, rules, contexts, [&wrappers, &keepers]),
        );
        Self { wrappers, keepers, arities, lone_methods, remembered }
    }

    fn tables<'a>(&'a self, rules: &'a Rules, contexts: &'a Contexts) -> Tables<'a> {
        Tables {
            rules,
            contexts,
            wrappers: &self.wrappers,
            keepers: &self.keepers,
            arities: &self.arities,
            code: CodeOf::Workspace,
            lone_methods: &self.lone_methods,
            remembered: self.remembered.as_ref(),
        }
    }
}

impl Tables<'_> {
    /// Whether rows or contexts name things of this crate by their public paths: then they know it better than its sources, whose items
    /// may have private paths.
    fn speak_of(self, name: &str) -> bool {
        self.rules.speak_of(name) || self.contexts.crates_by_public_paths().any(|krate| krate == name)
    }

    /// Whether what a call is dispatched to is beyond doubt: who uses a dependency may implement its traits.
    fn trusts(self, dispatch: &Dispatch) -> bool {
        dispatch.is_certain && (dispatch.is_static || self.code == CodeOf::Workspace)
    }
}

/// What the analysis found.
#[derive(Debug, Default)]
pub struct Flow {
    /// Sorted by file, offset and API; each once.
    pub operations: Vec<FoundOperation>,
    /// Where async code leaves for them: sorted by file and offset; each place once.
    pub crossings: Vec<Crossing>,
    /// All chains of each crossing, if they were asked for; empty otherwise.
    pub chains: Vec<Chains>,
    /// Calls in the lowered bodies that could be blocking operations and could not be resolved, by reason.
    pub unresolved: BTreeMap<String, u64>,
    /// Where these calls stand; sorted.
    pub unresolved_calls: Vec<(FileId, Span)>,
    /// Bodies that were lowered.
    pub lowered_bodies: u64,
    /// Async functions, blocks and closures.
    pub async_bodies: u64,
    /// Functions with a body.
    pub functions: u64,
    /// Places that could not be parsed, by file.
    pub problems: Vec<(FileId, Span, String)>,
    /// Who calls the sync functions that block.
    pub callers: Callers,
    /// What can go to another thread as a whole, by file: sorted by place, what holds another one first; some are there for each target that
    /// the file is a part of.
    pub sequences: Vec<(FileId, Sequence)>,
    /// The files that are part of a target.
    pub files: BTreeSet<FileId>,
}

/// Finds the blocking operations of a workspace, where they run, and where async code leaves for them. Dependencies are read only where
/// a call that may block cannot be understood without them. No chain ends at an operation that is silenced.
#[must_use]
pub fn analyse(
    workspace: &Workspace,
    program: &mut Program,
    rules: &Rules,
    contexts: &Contexts,
    (scope, chains): (Scope, ChainScope),
    sources: &Sources,
    is_silenced: &dyn Fn(&FoundOperation) -> bool,
) -> Flow {
    let known = Known::new(workspace, program, rules, contexts);
    let tables = known.tables(rules, contexts);
    let Explored { traces, candidates } = explore::explore(workspace, program, tables, scope, sources);
    let graph = Graph::new(program, tables, &traces);
    let is_reported = |operation: &FoundOperation| rules.is_reported(&operation.api) && !is_silenced(operation);
    let is_of_code = |operation: &FoundOperation| is_reported(operation) && !rules.is_inferred(&operation.api);
    let is_work = |operation: &FoundOperation| {
        is_of_code(operation) && rules.api(&operation.api).is_some_and(|(_, row)| row.waits_for != Some(WaitsFor::Threads))
    };
    // What the code does itself is said before how it waits for other threads, and that before what a dependency does for it.
    let steps = graph.steps(&[&is_work, &is_of_code, &is_reported]);
    let (mut operations, mut crossings) = crossings::crossings(&graph, &steps);
    crossings.extend(zones::declare(workspace, &mut operations));
    let mut flow = Flow {
        files: program.units().filter_map(|(_, unit)| unit.file).collect(),
        functions: candidates.functions,
        lowered_bodies: traces.len() as u64,
        async_bodies: candidates.async_functions(program) + traces.iter().map(|trace| trace.async_bodies).sum::<u64>(),
        ..Flow::default()
    };
    flow.fill(operations, crossings, |home| scope == Scope::WithTests || !home.in_test);
    flow.crossings.retain(|crossing| {
        let is_selected = |file: FileId| workspace.is_selected(workspace.files[file.index()].source.path());
        crossing.chain.iter().any(|hop| is_selected(hop.home.file))
    });
    if chains == ChainScope::All {
        flow.chains = chains::chains(&graph, &steps, &flow);
    }
    let unexpanded: u64 = traces.iter().map(|trace| trace.unexpanded).sum();
    if unexpanded > 0 {
        flow.unresolved.insert("macro".to_owned(), unexpanded);
    }
    let suspects: Vec<_> = traces.iter().flat_map(|trace| &trace.unresolved).filter(|call| call.may_be_of_table(tables)).collect();
    for call in &suspects {
        *flow.unresolved.entry(call.reason.to_string()).or_default() += 1;
    }
    flow.unresolved_calls = suspects.iter().map(|call| call.place).collect();
    flow.unresolved_calls.sort_unstable();
    flow.problems = traces.iter().flat_map(|trace| &trace.problems).cloned().collect();
    flow.problems.sort();
    flow.problems.dedup();
    flow.sequences = traces.iter().flat_map(|trace| &trace.sequences).cloned().collect();
    flow.sequences.sort_by_key(|(file, sequence)| (*file, sequence.region.span.start(), std::cmp::Reverse(sequence.region.span.end())));
    flow.callers = callers::callers(workspace, program, tables, traces, &flow.operations);
    flow
}

impl Flow {
    /// The operations in a part of a file, by offset.
    pub fn operations_in(&self, file: FileId, place: Span) -> impl Iterator<Item = &FoundOperation> {
        let start = |operation: &FoundOperation| (operation.site.home.file, operation.site.call.span.start());
        let first = self.operations.partition_point(|operation| start(operation) < (file, place.start()));
        let near = self.operations[first..].iter().take_while(move |operation| start(operation) <= (file, place.end()));
        near.filter(move |operation| place.contains(operation.site.call.span))
    }

    /// Where one of the operations is among them.
    #[must_use]
    pub fn index_of(&self, operation: &FoundOperation) -> Option<usize> {
        fn key(operation: &FoundOperation) -> (FileId, Span, &DefPath) {
            (operation.site.home.file, operation.site.call.span, &operation.api)
        }
        self.operations.binary_search_by_key(&key(operation), key).ok()
    }

    /// Sorts what was found and makes one of what was found twice: a file that is part of two crates is looked at in both.
    fn fill(&mut self, operations: Vec<FoundOperation>, crossings: Vec<Crossing>, counts: impl Fn(&Home) -> bool) {
        type Key = (FileId, Span, DefPath);
        let key = |operation: &FoundOperation| -> Key { (operation.site.home.file, operation.site.call.span, operation.api.clone()) };
        let mut by_place: BTreeMap<Key, FoundOperation> = BTreeMap::new();
        let keys: Vec<Key> = operations.iter().map(key).collect();
        for (operation, key) in operations.into_iter().zip(&keys).filter(|(operation, _)| counts(&operation.site.home)) {
            let rank = |operation: &FoundOperation| (operation.site.context, std::cmp::Reverse(operation.site.confidence));
            if by_place.get(key).is_none_or(|known| rank(&operation) < rank(known)) {
                by_place.insert(key.clone(), operation);
            }
        }
        let ids: BTreeMap<&Key, u32> = by_place.keys().zip(0..).collect();
        let mut crossings_by_place: BTreeMap<(FileId, Span, bool, u32), Crossing> = BTreeMap::new();
        for mut crossing in crossings.into_iter().filter(|crossing| counts(&crossing.site.home)) {
            let mut seen = BTreeSet::new();
            crossing.operations = crossing.operations.iter().filter_map(|&at| ids.get(&keys[at as usize]).copied()).collect();
            crossing.operations.retain(|&id| seen.insert(id));
            let Some(&first) = crossing.operations.first() else { continue };
            // Two operations may stand at one place, and a call leads to its best one.
            let is_call = crossing.chain.len() > 1;
            let place = (crossing.site.home.file, crossing.site.call.span, is_call, if is_call { 0 } else { first });
            let rank = |crossing: &Crossing| (std::cmp::Reverse(crossing.site.confidence), crossing.chain.len());
            if crossings_by_place.get(&place).is_none_or(|known| rank(&crossing) < rank(known)) {
                crossings_by_place.insert(place, crossing);
            }
        }
        self.crossings = crossings_by_place.into_values().collect();
        self.operations = by_place.into_values().collect();
    }
}
