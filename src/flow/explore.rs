//! From the names that can block up to the async code that reaches them: bodies are lowered in rounds, each with those that mention what
//! the last one found to lead to something that blocks.

use std::collections::BTreeSet;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::blamed::{Blamed, Reach, Rows};
use super::bodies;
use super::candidates::Candidates;
use super::graph::Graph;
use super::implicit::{self, Implied};
use super::names::{self, Wanted};
use super::trace::{Callee, Code, FoundOperation, Trace, Unresolved};
use super::{Arities, CodeId, Site, Tables};
use crate::base::{Name, map_largest_first};
use crate::options::Scope;
use crate::resolve::{BodyOwner, ItemRef, Program};
use crate::workspace::{Sources, Workspace};

/// Reading a dependency may show that another one is needed; this often at most for bodies that are walked together.
const DEPENDENCY_ROUNDS: usize = 4;

/// Of this many bodies one is walked before the others, so that most of these are walked once, with the dependencies that they need.
const BODIES_PER_SCOUT: usize = 8;

/// Where there are fewer bodies than this, walking a few of them again costs less than waiting for scouts. Bodies.
const FEWEST_WITH_SCOUTS: usize = 128;

/// What was walked.
pub(super) struct Explored {
    pub(super) traces: Vec<Trace>,
    pub(super) candidates: Candidates,
}

/// Walks every body of the workspace that can lead to a blocking operation; test code only if it is in scope. Dependencies are read only
/// where a call that may block cannot be understood without them.
pub(super) fn explore(workspace: &Workspace, program: &mut Program, tables: Tables<'_>, scope: Scope, sources: &Sources) -> Explored {
    let mut walks = Walks::new(Rows::of(tables));
    let mut suspects = Suspects::default();
    let (mut candidates, mut wanted) = rayon::join(
        || Candidates::new(workspace, program, tables, scope),
        || names::of_operations(workspace, program, tables, sources.lock()),
    );
    candidates.know_users(workspace, program, sources.lock(), &wanted);
    let mut types: Vec<Name> = Vec::new();
    loop {
        let new = candidates.take(program, wanted, &types);
        // What one body asked for may be what another one lacked without knowing, and what is suspect now was of no interest before.
        let stale = walks.stale(&suspects, tables);
        if new.is_empty() && stale.is_empty() {
            break;
        }
        program.add_block_items(workspace, &new);
        let (scouts, others) = with_scouts(new);
        let (first_scout, first_other) = (walks.roots.len(), walks.roots.len() + scouts.len());
        if !scouts.is_empty() {
            walks.add(scouts, workspace, program, tables);
            walks.read_what_lacks(&suspects, workspace, program, tables, sources);
        }
        walks.add(others, workspace, program, tables);
        walks.renew(stale, workspace, program, tables);
        walks.read_what_lacks(&suspects, workspace, program, tables, sources);
        walks.weave(first_scout, first_other);
        let graph = Graph::new(program, tables, &walks.traces);
        let counts = |operation: &FoundOperation| tables.rules.is_reported(&operation.api);
        let leads = graph.leading(&graph.steps(&[&counts]));
        let leading = graph.codes.iter().zip(leads).filter(|(_, leads)| *leads).map(|(code, _)| *code);
        (wanted, types) = suspects.add(program, tables, leading);
    }
    // Nothing new can block in them, but how sure that is and what can be done depends on what is known of types.
    let outdated = walks.outdated(&suspects);
    walks.renew(outdated, workspace, program, tables);
    let Walks { mut traces, .. } = walks;
    let starts = starts(program, tables, &traces, &mut candidates);
    program.add_block_items(workspace, &starts);
    traces.extend(walked(workspace, program, tables, &starts));
    Explored { traces, candidates }
}

/// Some out of all parts of a list, where it is long, and the others.
fn with_scouts<T>(all: Vec<T>) -> (Vec<T>, Vec<T>) {
    if all.len() < FEWEST_WITH_SCOUTS {
        return (Vec::new(), all);
    }
    let (mut scouts, mut others) = (Vec::new(), Vec::new());
    for (at, one) in all.into_iter().enumerate() {
        if at.is_multiple_of(BODIES_PER_SCOUT) { scouts.push(one) } else { others.push(one) }
    }
    (scouts, others)
}

/// Puts what [`with_scouts`] took apart in the order that it had before: the scouts start at `scouts`, and the others behind them at `others`.
fn weave<T>(list: &mut Vec<T>, scouts: usize, others: usize) {
    if scouts == others {
        return;
    }
    let mut others = list.split_off(others).into_iter();
    let mut scouts = list.split_off(scouts).into_iter();
    list.extend((0..).map_while(|at: usize| if at.is_multiple_of(BODIES_PER_SCOUT) { scouts.next() } else { others.next() }));
}

/// The bodies that were walked, and what was known of dependencies when each was.
struct Walks<'t> {
    rows: Rows<'t>,
    reach: Reach,
    roots: Vec<BodyOwner>,
    traces: Vec<Trace>,
    /// How many of `reads` had been done when each body was walked.
    known: Vec<usize>,
    /// The crates that were read, by reading.
    reads: Vec<BTreeSet<Name>>,
}

impl<'t> Walks<'t> {
    /// Nothing was walked yet.
    fn new(rows: Rows<'t>) -> Self {
        Self { rows, reach: Reach::default(), roots: Vec::new(), traces: Vec::new(), known: Vec::new(), reads: Vec::new() }
    }

    fn add(&mut self, new: Vec<BodyOwner>, workspace: &Workspace, program: &Program, tables: Tables<'_>) {
        self.traces.extend(walked(workspace, program, tables, &new));
        self.roots.extend(new);
        self.known.resize(self.roots.len(), self.reads.len());
    }

    /// Puts scouts, which start at `scouts`, and the others, which start at `others`, in the order that all had before.
    fn weave(&mut self, scouts: usize, others: usize) {
        weave(&mut self.roots, scouts, others);
        weave(&mut self.traces, scouts, others);
        weave(&mut self.known, scouts, others);
    }

    /// Reads the dependencies without which calls that may block cannot be understood, and walks the bodies with such calls again.
    fn read_what_lacks(
        &mut self,
        suspects: &Suspects,
        workspace: &Workspace,
        program: &mut Program,
        tables: Tables<'t>,
        sources: &Sources,
    ) {
        for _ in 0..DEPENDENCY_ROUNDS {
            let blamed = Blamed::of(&self.traces, suspects, tables, &self.rows);
            let read = blamed.read(workspace, program, sources, &mut self.reach);
            if read.is_empty() {
                break;
            }
            self.reads.push(read);
            self.renew(self.stale(suspects, tables), workspace, program, tables);
        }
    }

    /// The bodies with a call that may lead to something that blocks and was not understood, where what was read since may have it.
    fn stale(&self, suspects: &Suspects, tables: Tables<'_>) -> Vec<usize> {
        self.with_news(|trace, call| suspects.include(call, tables) || suspects.are_given_to(call, trace))
    }

    /// The bodies that lead to something that blocks, with any call that was not understood, where what was read since may have it.
    fn outdated(&self, suspects: &Suspects) -> Vec<usize> {
        self.with_news(|trace, _| trace.codes.iter().any(|code| suspects.codes.contains(&code.id)))
    }

    /// The bodies with a call that was not understood and `counts`, where what was read since may have it.
    fn with_news(&self, counts: impl Fn(&Trace, &Unresolved) -> bool + Sync) -> Vec<usize> {
        let has_news = |&at: &usize| {
            let since = &self.reads[self.known[at]..];
            let may_know =
                |call: &Unresolved| call.crates.is_empty() || call.crates.iter().any(|name| since.iter().any(|read| read.contains(name)));
            let trace = &self.traces[at];
            !since.is_empty() && trace.unresolved.iter().any(|call| call.lacks_types && may_know(call) && counts(trace, call))
        };
        (0..self.roots.len()).into_par_iter().filter(has_news).collect()
    }

    /// Walks bodies again, but for those that were walked since the last reading.
    fn renew(&mut self, mut bodies: Vec<usize>, workspace: &Workspace, program: &Program, tables: Tables<'_>) {
        bodies.retain(|&at| self.known[at] < self.reads.len());
        let roots: Vec<BodyOwner> = bodies.iter().map(|&at| self.roots[at]).collect();
        for (at, trace) in bodies.into_iter().zip(walked(workspace, program, tables, &roots)) {
            self.traces[at] = trace;
            self.known[at] = self.reads.len();
        }
    }
}

/// The bodies that may make tasks or handlers of the async functions that block: those say what kind of root these are.
pub(super) fn starts(program: &Program, tables: Tables<'_>, traces: &[Trace], candidates: &mut Candidates) -> Vec<BodyOwner> {
    let is_async = |code: &&Code| code.function.is_some_and(|item| program.function(item).async_span.is_some());
    let codes = traces.iter().flat_map(|trace| &trace.codes).filter(is_async);
    let names = codes.filter_map(|code| code.function).flat_map(|item| Wanted::called(program, tables, item)).collect();
    let starters = tables.contexts.spawners.keys().chain(tables.contexts.handlers.keys());
    let starters = starters.filter(|path| program.has_crate(path.crate_name())).map(|path| Name::new(path.last()));
    candidates.take_both(program, names, starters.map(Wanted::in_any_form).collect())
}

/// What unresolved calls may be calls of, as far as names and arguments tell, besides the operations of the tables: the functions that
/// lead to one.
#[derive(Default)]
pub(super) struct Suspects {
    methods: FxHashMap<Name, BTreeSet<usize>>,
    wanted: FxHashSet<Wanted>,
    codes: FxHashSet<CodeId>,
    functions: FxHashSet<ItemRef>,
}

impl Suspects {
    /// Adds functions; the names that are new, and the types whose values may run one of them without a name.
    pub(super) fn add<'t>(
        &mut self,
        program: &Program,
        tables: Tables<'_>,
        codes: impl Iterator<Item = &'t Code>,
    ) -> (Vec<Wanted>, Vec<Name>) {
        let (mut new, mut types) = (Vec::new(), Vec::new());
        let codes: Vec<&Code> = codes.filter(|code| self.codes.insert(code.id)).collect();
        self.functions.extend(codes.iter().filter_map(|code| code.function));
        let called = |code: &&Code| {
            let implied = code.function.map(|item| implicit::names(program, tables.contexts, item)).unwrap_or_default();
            let own = match code.function {
                Some(item) => Wanted::called(program, tables, item),
                None => vec![Wanted::in_any_form(code.name.clone())],
            };
            (own, implied)
        };
        let called: Vec<(Vec<Wanted>, Implied)> = codes.par_iter().map(called).collect();
        for (code, (own, implied)) in codes.into_iter().zip(called) {
            let meant = own[0].meant.clone();
            let implied_calls = implied.calls.into_iter().map(move |name| Wanted { meant: meant.clone(), ..Wanted::in_any_form(name) });
            let implied_names = implied.names.into_iter().map(Wanted::in_any_form);
            new.extend(own.into_iter().chain(implied_calls).chain(implied_names).filter(|wanted| self.wanted.insert(wanted.clone())));
            types.extend(implied.of_types);
            if let Some(count) = code.method_arguments {
                self.methods.entry(code.name.clone()).or_default().insert(count);
            }
        }
        (new, types)
    }

    pub(super) fn include(&self, call: &Unresolved, tables: Tables<'_>) -> bool {
        let is_method = |count: usize| self.methods.get(&call.name).is_some_and(|counts| counts.contains(&count));
        call.may_block(tables) || call.arguments.is_some_and(is_method)
    }

    /// Whether a call of a body with this trace is given a closure that leads to an operation.
    pub(super) fn are_given_to(&self, call: &Unresolved, trace: &Trace) -> bool {
        let is_given = |site: &Site| call.closures.iter().any(|closure| closure.contains(site.call.span));
        let leads = |callee: &Callee| match callee {
            Callee::Functions(functions) => functions.iter().any(|function| self.functions.contains(function)),
            Callee::Initialiser(_) | Callee::Static(_) => false,
        };
        !call.closures.is_empty()
            && (trace.operations.iter().any(|operation| is_given(&operation.site))
                || trace.calls.iter().any(|found| leads(&found.callee) && is_given(&found.site)))
    }
}

/// Walks bodies that were not walked before, with what is declared in them.
pub(super) fn walked_with_items(workspace: &Workspace, program: &mut Program, tables: Tables<'_>, roots: &[BodyOwner]) -> Vec<Trace> {
    program.add_block_items(workspace, roots);
    walked(workspace, program, tables, roots)
}

/// The traces of bodies.
pub(super) fn walked(workspace: &Workspace, program: &Program, tables: Tables<'_>, roots: &[BodyOwner]) -> Vec<Trace> {
    let trace = |&root: &BodyOwner| {
        let walk = || bodies::trace(workspace, program, tables, root);
        let trace = std::panic::catch_unwind(|| match tables.remembered {
            Some(remembered) => remembered.trace(workspace, program, root, walk),
            None => walk(),
        });
        trace.unwrap_or_else(|_| bodies::failure(program, root))
    };
    map_largest_first(roots, |&root| program.size_of_body(root), trace)
}

/// How many arguments the methods take that block.
pub(super) fn arities(program: &Program, tables: Tables<'_>) -> Arities {
    let mut found = Arities::default();
    for (path, count) in program.stub_methods(tables.rules.interesting_names()) {
        if tables.rules.api(&path).is_some() {
            found.entry(Name::new(path.last())).or_default().push(count);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scouts_and_others_come_back_in_their_order() {
        for length in 0..2 * FEWEST_WITH_SCOUTS {
            let all: Vec<usize> = (0..length).collect();
            let (scouts, others) = with_scouts(all.clone());
            assert_eq!(scouts.is_empty(), length < FEWEST_WITH_SCOUTS);
            let before = vec![usize::MAX; 3];
            let mut list = [before.clone(), scouts.clone(), others].concat();
            weave(&mut list, before.len(), before.len() + scouts.len());
            assert_eq!(list, [before, all].concat());
        }
    }
}
