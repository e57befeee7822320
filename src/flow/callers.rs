//! Who calls the sync functions that block: every call of them and of their sync callers in the whole workspace, tests included, so that a
//! function can become async together with all that calls it.

use std::cmp::Ordering;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::candidates::Candidates;
use super::explore::walked;
use super::facts::{Context, Site};
use super::names::Wanted;
use super::sent::Futures;
use super::trace::{Around, Callee, CodeKind, FoundCall, FoundOperation, Trace};
use super::{CodeId, Tables};
use crate::base::{DefPath, FileId, Name, Span, free_aside};
use crate::index::Owner;
use crate::options::Scope;
use crate::resolve::{Asked, BodyOwner, DocTestRole, ItemRef, LibraryDocs, Program};
use crate::rules::{AttributeKind, Effect};
use crate::workspace::{TargetKind, Workspace};

/// The sync functions that block where async code or a zone has them block, and those that call them.
#[derive(Clone, Debug, Default)]
pub struct Callers {
    /// In the order in which they were found.
    pub functions: Vec<SyncFunction>,
    /// All calls of them: sorted by file and offset, each once.
    pub uses: Vec<Use>,
    /// Calls that were not understood and may be of one of them, as far as name and arguments tell: index of the function, and the place.
    pub doubts: Vec<(usize, FileId, Span)>,
    /// The blocks of the doc tests that may call them and were looked at.
    pub doc_tests: Vec<(FileId, Span)>,
    /// Documentation that may hold doc tests and was not understood.
    pub unread_doc_tests: Vec<(FileId, Span)>,
    /// Of the async functions with something in them that stays on its thread, those whose futures stay there anyway: by their code, and
    /// their `async`.
    pub unsent: FxHashMap<CodeId, Span>,
    /// The functions by their bodies.
    by_body: FxHashMap<Key, usize>,
    /// By function: its calls, as indexes of `uses` in their order.
    uses_by_function: Vec<Vec<usize>>,
}

/// A function's file and the start of its body: a file may be part of several crates.
type Key = (FileId, u32);

/// A sync function.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct SyncFunction {
    /// The file.
    pub file: FileId,
    /// Its path.
    pub path: DefPath,
    /// Its name's place.
    pub name_span: Span,
    /// From its visibility or `fn` to the end of its body.
    pub span: Span,
    /// The block with its braces.
    pub body: Span,
    /// What keeps it from being async whatever calls it.
    pub kept_sync: Option<KeptSync>,
    /// The parameter whose value its future could not take to another thread: by its place, `self` first, and what it is not.
    pub bound_parameter: Option<(usize, Asked)>,
    /// Whether it takes `self`.
    pub is_method: bool,
    /// Whether others than its module can see it.
    pub is_public: bool,
    /// Its attributes, and those of the impl around it.
    pub attributes: Vec<Name>,
    /// What runs it without naming it.
    pub entry: Option<Entry>,
    /// The block of the doc test that it stands in or is.
    pub doc_test: Option<Span>,
    /// Whether it has its thread wait for futures, which no code of a runtime may do.
    pub waits_for_futures: bool,
    /// Whether it is test code.
    pub in_test: bool,
    /// The `cfg` predicates it stands under.
    pub cfgs: Vec<String>,
    /// The package: index into the workspace's packages.
    pub package: Option<usize>,
}

/// What runs a function that code does not name: if it becomes async, it has to run on a runtime of its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Entry {
    /// A test harness, by the function's attribute.
    Test,
    /// rustdoc, which makes `main` of the example that it is.
    DocTest,
    /// The system: it is the `main` of an example, in documentation or in a file of `examples/`.
    Main,
}

/// What says that a function stays sync.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum KeptSync {
    /// It implements or declares a method of this trait.
    Trait(DefPath),
    /// It is where a program starts.
    Main,
    /// It is a `const fn`.
    Const,
    /// There is another one of its name beside it, or in a module beside its own, for another build.
    Twin,
}

/// A call of a function, or a place that names it.
#[derive(Clone, Debug)]
pub struct Use {
    /// Index of the function.
    pub function: usize,
    /// The call; where the function is only named, call and callee are one.
    pub site: Site,
    /// What is around it.
    pub around: Around,
    /// The sync function whose own code it is, closures in it included, if it is that of one: index.
    pub caller: Option<usize>,
}

impl Use {
    /// Whether the function is passed by name or runs without being named.
    #[must_use]
    pub fn is_no_call(&self) -> bool {
        self.site.call.callee == self.site.call.span
    }
}

impl Callers {
    /// The function whose body starts at `start` in the file.
    #[must_use]
    pub fn function_at(&self, file: FileId, start: u32) -> Option<usize> {
        self.by_body.get(&(file, start)).copied()
    }

    /// The calls of these functions, by file and offset.
    pub fn uses_of(&self, functions: &[usize]) -> impl Iterator<Item = &Use> {
        let mut uses: Vec<usize> = functions.iter().flat_map(|function| &self.uses_by_function[*function]).copied().collect();
        uses.sort_unstable();
        uses.into_iter().map(|at| &self.uses[at])
    }

    /// The call at a place: once for each function that it may run.
    #[must_use]
    pub fn uses_at(&self, file: FileId, span: Span) -> &[Use] {
        part(&self.uses, |used| (used.site.home.file, used.site.call.span).cmp(&(file, span)))
    }

    /// The calls in a file, by offset.
    #[must_use]
    pub fn uses_in(&self, file: FileId) -> &[Use] {
        part(&self.uses, |used| used.site.home.file.cmp(&file))
    }
}

/// The part of a sorted list that is as asked for.
fn part<T>(sorted: &[T], order: impl Fn(&T) -> Ordering) -> &[T] {
    let start = sorted.partition_point(|item| order(item).is_lt());
    let rest = &sorted[start..];
    &rest[..rest.partition_point(|item| order(item).is_eq())]
}

/// The callers of the functions in which `operations` stand. `traces` are those of the bodies that were walked already, the first code of
/// each that of its root.
pub(super) fn callers(
    workspace: &Workspace,
    program: &mut Program,
    tables: Tables<'_>,
    mut traces: Vec<Trace>,
    operations: &[FoundOperation],
) -> Callers {
    // Nobody asks for documentation where nothing blocks.
    let read_docs = || if operations.is_empty() { LibraryDocs::default() } else { program.read_doc_tests(workspace) };
    let (mut search, docs) = rayon::join(|| Search::of(program, tables, &traces, operations), read_docs);
    if !search.open.is_empty() {
        search.result.unread_doc_tests = program.add_doc_tests(&docs);
    }
    let mut candidates = Candidates::new(workspace, program, tables, Scope::WithTests);
    let mut roots: FxHashSet<CodeId> = traces.iter().filter_map(|trace| trace.codes.first()).map(|code| code.id).collect();
    while !search.open.is_empty() {
        let names = search.open.drain(..).flat_map(|item| Wanted::called(program, tables, item)).collect();
        let mut new = candidates.take(program, names, &[]);
        new.retain(|owner| program.code_of(*owner).is_some_and(|code| roots.insert(code)));
        program.add_block_items(workspace, &new);
        let new = walked(workspace, program, tables, &new);
        search.learn(program, tables, &new);
        traces.extend(new);
    }
    let (uses, doubts) = rayon::join(|| search.uses(program, &traces), || search.doubts(program, &traces));
    search.result.doubts = doubts;
    search.result.set_uses(uses);
    search.doc_tests(program, &traces, &roots);
    search.waits(tables, &traces);
    let futures = Futures { workspace, tables, candidates: &mut candidates, walked: &mut roots };
    search.result.unsent = futures.unsent(program, &mut search, &mut traces);
    let Search { result, callers, bodies, .. } = search;
    free_aside((traces, candidates, callers, bodies));
    result
}

impl Callers {
    fn set_uses(&mut self, uses: Vec<Use>) {
        self.uses_by_function = vec![Vec::new(); self.functions.len()];
        for (at, used) in uses.iter().enumerate() {
            self.uses_by_function[used.function].push(at);
        }
        self.uses = uses;
    }
}

#[derive(Default)]
pub(super) struct Search {
    result: Callers,
    /// The functions of the result.
    items: Vec<ItemRef>,
    /// The same by their code.
    by_code: FxHashMap<CodeId, usize>,
    /// Those whose names were not looked for yet.
    open: Vec<ItemRef>,
    /// The functions by their code.
    bodies: FxHashMap<CodeId, ItemRef>,
    /// The functions that run each one themselves.
    callers: FxHashMap<Key, Vec<ItemRef>>,
}

impl Search {
    /// With the functions in which `operations` stand, and those among the `traces` that call them.
    fn of(program: &Program, tables: Tables<'_>, traces: &[Trace], operations: &[FoundOperation]) -> Self {
        let mut search = Self::default();
        search.learn(program, tables, traces);
        for operation in operations {
            let counts = matches!(operation.site.context, Context::Reached | Context::Zone) && !operation.site.home.in_test;
            if let Some(&item) = search.bodies.get(&operation.site.code).filter(|_| counts) {
                search.add(program, tables, item);
            }
        }
        search
    }

    fn key(program: &Program, item: ItemRef) -> Option<Key> {
        Some((program.unit(item.unit).file?, program.function(item).body?.start()))
    }

    fn find(&self, program: &Program, item: ItemRef) -> Option<usize> {
        self.result.by_body.get(&Self::key(program, item)?).copied()
    }

    /// Takes in what traces say, and adds the sync functions that call a known one.
    fn learn(&mut self, program: &Program, tables: Tables<'_>, traces: &[Trace]) {
        self.learn_bodies(program, traces);
        let mut found: Vec<ItemRef> = Vec::new();
        for call in traces.iter().flat_map(|trace| &trace.calls) {
            let (Callee::Functions(items), Some(caller)) = (&call.callee, self.caller(call)) else { continue };
            for key in items.iter().filter_map(|item| Self::key(program, *item)) {
                self.callers.entry(key).or_default().push(caller);
                if self.result.by_body.contains_key(&key) {
                    found.push(caller);
                }
            }
        }
        for caller in found {
            self.add(program, tables, caller);
        }
    }

    /// The function whose own code a call is.
    fn caller(&self, call: &FoundCall) -> Option<ItemRef> {
        let runs_here = call.site.context == Context::Sync;
        self.bodies.get(&call.site.code).filter(|_| runs_here).copied()
    }

    /// Adds a sync function, and those that call it.
    fn add(&mut self, program: &Program, tables: Tables<'_>, item: ItemRef) {
        let mut open = vec![item];
        while let Some(item) = open.pop() {
            if let Some(key) = self.add_alone(program, tables, item) {
                open.extend(self.callers.get(&key).into_iter().flatten().rev());
            }
        }
    }

    /// Adds a sync function; its key if it was not known.
    fn add_alone(&mut self, program: &Program, tables: Tables<'_>, item: ItemRef) -> Option<Key> {
        let key = Self::key(program, item)?;
        let declared = program.function(item);
        let body = declared.body.filter(|_| declared.async_span.is_none() && !self.result.by_body.contains_key(&key))?;
        let at = self.result.functions.len();
        self.result.by_body.insert(key, at);
        self.items.push(item);
        self.by_code.insert(CodeId { unit: item.unit, start: key.1 }, at);
        let is_test = declared.attributes.paths.iter().any(|path| tables.contexts.attribute_kind(path) == Some(AttributeKind::Test));
        let function = SyncFunction {
            file: key.0,
            path: program.function_path(item),
            name_span: declared.name_span,
            span: declared.span,
            body,
            kept_sync: program.kept_sync(item),
            bound_parameter: program.bound_parameter(item, &tables.contexts.threads),
            is_method: declared.receiver.is_some(),
            is_public: declared.is_public,
            attributes: declared.attributes.paths.iter().cloned().chain(program.attributes_around(item)).collect(),
            entry: if is_test { Some(Entry::Test) } else { program.entry(item) },
            doc_test: program.doc_test_of(item).map(|(block, _)| block),
            waits_for_futures: false,
            in_test: program.is_test_code(item, tables.contexts),
            cfgs: program.cfgs_of(item).cloned().collect(),
            package: program.package_of(program.unit(item.unit).krate),
        };
        // Of those who call what stays sync only the ones on the way to an operation are of interest, whose bodies were walked.
        if function.kept_sync.is_none() {
            self.open.push(item);
        }
        self.result.functions.push(function);
        Some(key)
    }

    /// All calls of the functions.
    fn uses(&self, program: &Program, traces: &[Trace]) -> Vec<Use> {
        let uses_of = |call: &FoundCall| -> Vec<Use> {
            let Callee::Functions(items) = &call.callee else { return Vec::new() };
            let mut functions: Vec<usize> = items.iter().filter_map(|item| self.find(program, *item)).collect();
            functions.sort_unstable();
            functions.dedup();
            let caller = self.caller(call).and_then(|caller| self.find(program, caller));
            let used = |function| Use { function, site: call.site.clone(), around: call.around.clone(), caller };
            functions.into_iter().map(used).collect()
        };
        let place = |used: &Use| (used.site.home.file, used.site.call.span, used.function);
        let mut uses: Vec<Use> = traces.par_iter().flat_map_iter(|trace| trace.calls.iter().flat_map(uses_of)).collect();
        uses.sort_by_key(place);
        uses.dedup_by_key(|used| place(used));
        uses
    }

    /// The calls that may be of one of the functions.
    fn doubts(&self, program: &Program, traces: &[Trace]) -> Vec<(usize, FileId, Span)> {
        let mut by_name: FxHashMap<&Name, Vec<(usize, bool, usize)>> = FxHashMap::default();
        // What a body declares is called in that body alone.
        let items = self.items.iter().enumerate().filter(|(_, item)| program.unit(item.unit).body.is_none());
        for (at, item) in items {
            let function = program.function(*item);
            by_name.entry(&function.name).or_default().push((at, function.receiver.is_some(), function.parameters.len()));
        }
        let mut doubts = Vec::new();
        for call in traces.iter().flat_map(|trace| &trace.unresolved) {
            // A type of another crate has no method of the workspace's own types.
            let Some(functions) = by_name.get(&call.name).filter(|_| call.reason != "external-type") else { continue };
            for &(function, is_method, count) in functions {
                if call.arguments.is_none_or(|arguments| is_method && arguments == count) {
                    doubts.push((function, call.place.0, call.place.1));
                }
            }
        }
        doubts.sort_unstable();
        doubts.dedup();
        doubts
    }
}

impl Search {
    /// Puts down which doc tests were looked at. One with something in it that cannot be read may call anything that it names.
    fn doc_tests(&mut self, program: &Program, traces: &[Trace], looked_at: &FxHashSet<CodeId>) {
        let is_understood = |trace: &&Trace| trace.unexpanded == 0 && trace.problems.is_empty();
        let understood = traces.iter().filter(is_understood).filter_map(|trace| trace.codes.first());
        let understood: FxHashSet<CodeId> = understood.map(|code| code.id).collect();
        let mut all: Vec<CodeId> = looked_at.iter().copied().filter(|code| program.is_of_doc_test(code.unit)).collect();
        all.sort_unstable();
        for code in all {
            let functions = &program.unit(code.unit).index.items.functions;
            let block = functions.iter().filter_map(|function| function.body).find(|body| body.start() == code.start);
            let Some((file, block)) = program.unit(code.unit).file.zip(block) else { continue };
            let known = if understood.contains(&code) { &mut self.result.doc_tests } else { &mut self.result.unread_doc_tests };
            known.push((file, block));
        }
    }

    /// Puts down which functions have their thread wait for futures.
    fn waits(&mut self, tables: Tables<'_>, traces: &[Trace]) {
        for operation in traces.iter().flat_map(|trace| &trace.operations) {
            let effect = tables.rules.api(&operation.api).and_then(|(rule, _)| rule.effect);
            if let Some(&at) = self.by_code.get(&operation.site.code).filter(|_| effect == Some(Effect::BlockOn)) {
                self.result.functions[at].waits_for_futures = true;
            }
        }
    }

    /// Takes in whose code the traces are.
    pub(super) fn learn_bodies(&mut self, program: &Program, traces: &[Trace]) {
        let codes = traces.iter().flat_map(|trace| &trace.codes).filter(|code| code.kind == CodeKind::Body);
        self.bodies.extend(codes.filter_map(|code| Some((code.id, code.function.filter(|item| program.is_of_workspace(*item))?))));
    }

    /// The function whose code it is.
    pub(super) fn function_of(&self, code: CodeId) -> Option<ItemRef> {
        self.bodies.get(&code).copied()
    }

    /// The functions that are given what stays on its thread.
    pub(super) fn given_what_stays(&self) -> impl Iterator<Item = CodeId> {
        let given = |code: &CodeId| self.index_of(*code).is_some_and(|at| self.result.functions[at].bound_parameter.is_some());
        self.bodies.keys().copied().filter(given)
    }

    /// The async code among `codes`, and that which leads to the sync code among them.
    pub(super) fn async_code_of(&self, codes: &FxHashSet<CodeId>) -> impl Iterator<Item = CodeId> {
        let mut found = codes.clone();
        let mut open: Vec<usize> = codes.iter().filter_map(|code| self.index_of(*code)).collect();
        while let Some(at) = open.pop() {
            for used in self.result.uses_of(&[at]) {
                if found.insert(used.site.code) {
                    open.extend(used.caller);
                }
            }
        }
        found.into_iter().filter(|code| self.index_of(*code).is_none())
    }

    /// Of a sync function.
    fn index_of(&self, code: CodeId) -> Option<usize> {
        self.by_code.get(&code).copied()
    }
}

impl Program {
    pub(super) fn code_of(&self, owner: BodyOwner) -> Option<CodeId> {
        let (unit, span) = self.place_of_body(owner)?;
        Some(CodeId { unit, start: span.start() })
    }

    /// What runs a function that is no test by its attribute.
    fn entry(&self, item: ItemRef) -> Option<Entry> {
        match self.doc_test_of(item) {
            Some((_, DocTestRole::Example)) => Some(Entry::DocTest),
            Some((_, DocTestRole::Main)) => Some(Entry::Main),
            Some((_, DocTestRole::Other)) => None,
            None => (self.target_kind(item.unit) == TargetKind::Example && self.is_main(item)).then_some(Entry::Main),
        }
    }

    fn is_main(&self, item: ItemRef) -> bool {
        let declared = self.function(item);
        declared.name == "main" && declared.owner == Owner::Free && self.module_of_function(item).parent.is_none()
    }

    fn kept_sync(&self, item: ItemRef) -> Option<KeptSync> {
        let declared = self.function(item);
        if let Some(of) = self.trait_path_of(item) {
            return Some(KeptSync::Trait(of));
        }
        if declared.is_const {
            return Some(KeptSync::Const);
        }
        if self.is_main(item) && self.entry(item).is_none() {
            return Some(KeptSync::Main);
        }
        if self.entry(item) == Some(Entry::DocTest) {
            return None;
        }
        let is_twin = |other: &crate::index::Function| {
            other.name == declared.name && other.scope == declared.scope && other.owner == declared.owner && other.span != declared.span
        };
        let has_twin = self.items(item.unit).functions.iter().any(is_twin) || (declared.is_public && self.has_twin_elsewhere(item));
        has_twin.then_some(KeptSync::Twin)
    }
}
