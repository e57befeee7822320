//! Questions about one function, answered from the call graph: does it block, does it run on an executor, and what would have to change
//! if it became async. The graph of `check` holds what leads to something that blocks; here it grows by what the function calls and by
//! what leads to it, whether that blocks or not.

mod blocking;
mod conversion;
mod execution;
mod subject;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::crossings::ChainHop;
use super::explore::{self, Explored, Suspects};
use super::graph::{Edges, Graph};
use super::trace::{Callee, Code, Trace};
use super::{CodeId, Confidence, Context, Known, RootKind, Tables};
use crate::base::{DefPath, FileId, Span};
use crate::options::Scope;
use crate::resolve::{BodyOwner, ItemRef, Program};
use crate::rules::{Contexts, Rules};
use crate::workspace::{Sources, Workspace};

use subject::place;
pub use subject::{UnknownFunction, What};

/// What there is to say about a function.
#[derive(Debug)]
pub struct Answer {
    /// The function; none only for code that is in no file.
    pub function: Option<FunctionPlace>,
    /// Whether it is async itself.
    pub is_async: bool,
    /// The operations and the understood calls on the line that was asked about.
    pub on_line: Vec<LineItem>,
    /// Whether it blocks.
    pub blocking: Blocking,
    /// Whether it runs on an executor.
    pub execution: Execution,
    /// What would have to change if it became async; none if it is.
    pub conversion: Option<Conversion>,
}

/// A function and where it is.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct FunctionPlace {
    /// The file.
    pub file: FileId,
    /// Its name there.
    pub span: Span,
    /// Its path.
    pub path: DefPath,
}

/// A call on the line that was asked about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LineItem {
    /// Where it is.
    pub span: Span,
    /// What it calls.
    pub callee: DefPath,
    /// The rule of the operation that it is.
    pub rule: Option<String>,
    /// Whether it is an operation or leads to one.
    pub blocks: bool,
}

/// Whether a function blocks whoever calls it; of an async one, whoever polls it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Blocking {
    /// The operation that is the fewest calls away; none if no way to one is known.
    pub nearest: Option<NearestOperation>,
    /// How many operations it reaches, by rule.
    pub by_rule: BTreeMap<String, u64>,
    /// Calls in it, and in what it calls, that could be blocking operations and were not understood, by reason.
    pub unresolved: BTreeMap<String, u64>,
    /// Whether operations wait in async code that the function only makes: a future blocks whoever polls it.
    pub is_in_future: bool,
}

/// The operation that is the fewest calls away.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NearestOperation {
    /// Its path.
    pub api: DefPath,
    /// What it comes to, if it is a function of a dependency whose bodies say so.
    pub reaches: Option<DefPath>,
    /// How sure the chain is.
    pub confidence: Confidence,
    /// From the function to the operation: at least one.
    pub chain: Vec<ChainHop>,
}

/// From where a function is run.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Execution {
    /// The async code that leads to it, test code left out, the nearest first; for an async function it is alone, with no chain.
    pub roots: Vec<AsyncRoot>,
    /// How many async functions of test code lead to it.
    pub test_roots: u64,
    /// Where it, or something that calls it, is handed to threads that may block.
    pub offloaded: Vec<ChainHop>,
    /// What is initialised once and runs it, whoever comes first.
    pub initialisers: Vec<ChainHop>,
}

/// Async code that leads to a function.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AsyncRoot {
    /// Its kind.
    pub kind: RootKind,
    /// How sure the chain is.
    pub confidence: Confidence,
    /// From the async code to the call of the function.
    pub chain: Vec<ChainHop>,
}

/// What would have to change if a function became async.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Conversion {
    /// The functions that become async: the one that was asked about first, those that call it further on.
    pub functions: Vec<FunctionPlace>,
    /// The calls that gain `.await`.
    pub awaits: Vec<ChainHop>,
    /// What stands in the way.
    pub hindrances: Vec<Hindrance>,
}

/// Something that cannot become async, or only with more than an `.await`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Hindrance {
    /// What it is.
    pub kind: HindranceKind,
    /// Where.
    pub place: FunctionPlace,
    /// The function that would be called there; none where the place is that function.
    pub callee: Option<DefPath>,
}

/// Why something cannot become async as it is: the greatest trouble first.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum HindranceKind {
    /// It implements a method of a trait that the workspace does not declare.
    ForeignTrait(DefPath),
    /// It initialises something, which cannot wait for a future.
    Initialiser,
    /// A sync closure calls it.
    Closure,
    /// It is passed by name to something that calls it.
    ByName,
    /// Sync code calls it that nothing async leads to.
    SyncCode,
    /// `fn main` calls it.
    Main,
    /// It is `const`.
    Const,
    /// It implements a method of a trait of the workspace, which changes with all its implementations.
    OwnTrait(DefPath),
    /// A `poll` function calls it, which cannot await.
    Polled,
    /// A closure calls it that is handed to threads that may block.
    Offloaded,
    /// It is part of the interface of a library.
    Interface,
    /// A test calls it that is not async.
    Test,
}

/// What there is to say about the function that `what` names.
///
/// # Errors
/// If there is no such function, or several.
pub fn why(
    workspace: &Workspace,
    program: &mut Program,
    rules: &Rules,
    contexts: &Contexts,
    sources: &Sources,
    what: &What,
) -> Result<Answer, UnknownFunction> {
    let items = subject::find(workspace, program, what)?;
    let known = Known::new(workspace, program, rules, contexts);
    let tables = known.tables(rules, contexts);
    let explored = explore::explore(workspace, program, tables, Scope::WithTests, sources);
    let traces = widened(workspace, program, tables, explored, &items);
    let graph = Graph::new(program, tables, &traces);
    let question = Question { workspace, program, tables, traces: &traces, graph: &graph, items: &items };
    Ok(question.answer(what))
}

/// The traces, with those of what the functions call and of what leads to them.
fn widened(workspace: &Workspace, program: &mut Program, tables: Tables<'_>, explored: Explored, items: &[ItemRef]) -> Vec<Trace> {
    let Explored { mut traces, mut candidates } = explored;
    let mut searched = Suspects::default();
    let mut open: FxHashSet<BodyOwner> = items.iter().map(|&item| program.outermost(item)).collect();
    loop {
        let graph = Graph::new(program, tables, &traces);
        let codes = codes_of(&graph, program, items);
        let above: Vec<&Code> = leading_to(&graph, &codes).into_iter().map(|code| graph.codes[code as usize]).collect();
        let (wanted, types) = searched.add(program, tables, above.into_iter());
        open.extend(unread_below(&graph, &codes).into_iter().map(|item| program.outermost(item)));
        let mut new = candidates.take_these(&open);
        open.clear();
        new.extend(candidates.take(program, wanted, &types));
        if new.is_empty() {
            let starts = explore::starts(program, tables, &traces, &mut candidates);
            traces.extend(explore::walked_with_items(workspace, program, tables, &starts));
            return traces;
        }
        traces.extend(explore::walked_with_items(workspace, program, tables, &new));
    }
}

/// The pieces of code that the functions are.
fn codes_of(graph: &Graph<'_>, program: &Program, items: &[ItemRef]) -> Vec<u32> {
    items.iter().filter_map(|&item| graph.code_at(program.code_of_function(item)?)).collect()
}

/// The pieces of code that run one of `codes` when they run, those included.
fn leading_to(graph: &Graph<'_>, codes: &[u32]) -> Vec<u32> {
    let callers = graph.callers(Edges::All);
    let mut found = graph.with_instances(codes);
    let mut is_found = vec![false; graph.codes.len()];
    for &code in &found {
        is_found[code as usize] = true;
    }
    let mut at = 0;
    while at < found.len() {
        for &(_, caller) in &callers[found[at] as usize] {
            if !std::mem::replace(&mut is_found[caller as usize], true) {
                found.push(caller);
            }
        }
        at += 1;
    }
    found
}

/// The calls that `codes` make themselves, also in async code in them; what they hand to other threads is left out.
fn calls_in<'g>(graph: &'g Graph<'_>, codes: &'g [u32]) -> impl Iterator<Item = u32> + 'g {
    let ids: FxHashSet<CodeId> = codes.iter().map(|&code| graph.codes[code as usize].id).collect();
    let is_own = move |call: &u32| {
        let site = &graph.calls[*call as usize].site;
        ids.contains(&site.code) && site.context != Context::Offloaded
    };
    (0..graph.calls.len() as u32).filter(is_own)
}

/// The functions below `codes` that were not walked.
fn unread_below(graph: &Graph<'_>, codes: &[u32]) -> Vec<ItemRef> {
    let start: Vec<u32> =
        calls_in(graph, codes).flat_map(|call| graph.targets(call).iter().copied()).chain(codes.iter().copied()).collect();
    let reached = graph.reachable(start);
    let below = (0..graph.code_count()).filter(|&code| reached[code as usize]);
    let calls = below.flat_map(|code| graph.runs_of(code).1.iter().copied()).chain(calls_in(graph, codes));
    let mut unread = Vec::new();
    for call in calls {
        if let Callee::Functions(functions) = &graph.calls[call as usize].callee
            && graph.targets(call).len() < functions.len()
        {
            unread.extend(functions);
        }
    }
    unread
}

/// A question about functions that are one in the source: a file may be part of several crates.
struct Question<'q, 't> {
    workspace: &'q Workspace,
    program: &'q Program,
    tables: Tables<'q>,
    traces: &'q [Trace],
    graph: &'q Graph<'t>,
    /// At least one.
    items: &'q [ItemRef],
}

impl Question<'_, '_> {
    fn answer(&self, what: &What) -> Answer {
        let codes = codes_of(self.graph, self.program, self.items);
        let steps = self.graph.steps(&[&|operation| self.tables.rules.is_reported(&operation.api)]);
        let is_async = self.items.iter().any(|&item| self.program.function(item).async_span.is_some());
        Answer {
            function: place(self.program, self.items[0]),
            is_async,
            on_line: if let What::Line { span, .. } = what { self.on_line(&codes, &steps, *span) } else { Vec::new() },
            blocking: self.blocking(&codes, &steps),
            execution: self.execution(&codes, is_async),
            conversion: (!is_async).then(|| self.conversion(&codes)),
        }
    }
}
