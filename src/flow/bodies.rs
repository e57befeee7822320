//! From a body's text to its trace: lowered, its types inferred, walked, and the functions nested in it likewise.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::facts::Home;
use super::held::Held;
use super::operations::Lookup;
use super::place::{self, Place, PlaceKind};
use super::regions::{Opened, Region};
use super::sequences::{self, Owner};
use super::trace::{Code, CodeKind, Trace, Waits};
use super::uses::Parents;
use super::walk::Walker;
use super::{CodeId, CodeOf, Context, Tables};
use super::{last_use, remembered};
use crate::base::{FileId, Span};
use crate::index::{Body, ExprId, ExprKind};
use crate::resolve::{BodyOwner, BodyTypes, ItemRef, Program};
use crate::rules::{Effect, Replacement};
use crate::workspace::Workspace;

/// What a body does, with the functions nested in it.
pub(super) fn trace(workspace: &Workspace, program: &Program, tables: Tables<'_>, root: BodyOwner) -> Trace {
    let mut trace = Trace::default();
    let nesting = Nesting { workspace, program, tables };
    match root {
        BodyOwner::Function(item) => nesting.function(item, program.function(item).span, &mut trace),
        BodyOwner::Value(item) => nesting.value(item, &mut trace),
    };
    trace
}

/// What is said of a body whose analysis panicked.
pub(super) fn failure(program: &Program, root: BodyOwner) -> Trace {
    let (item, span) = match root {
        BodyOwner::Function(item) => (item, Some(program.function(item).name_span)),
        BodyOwner::Value(item) => (item, program.value(item).initializer),
    };
    crate::os::mark_unrepeatable();
    let message = "the analysis of this function failed: a bug in this tool, please report it".to_owned();
    let problems: Vec<(FileId, Span, String)> =
        program.unit(item.unit).file.zip(span).map(|(file, span)| (file, span, message)).into_iter().collect();
    Trace { problems, ..Trace::default() }
}

/// What the bodies of one root share.
#[derive(Clone, Copy)]
struct Nesting<'a> {
    workspace: &'a Workspace,
    program: &'a Program,
    tables: Tables<'a>,
}

impl Nesting<'_> {
    /// Walks a function, if it has a body; `outermost` is the whole of the outermost function around it.
    fn function(self, item: ItemRef, outermost: Span, trace: &mut Trace) -> Option<()> {
        let Self { workspace, program, tables } = self;
        let declared = program.function(item);
        let (file, span) = (program.unit(item.unit).file?, declared.body?);
        let body = program.body(workspace, BodyOwner::Function(item))?;
        let types = crate::resolve::infer(program, item, &body);
        let home = Home {
            file,
            path: program.function_path(item),
            span: outermost,
            cfgs: program.cfgs_of(item).cloned().collect(),
            in_test: program.is_test_code(item, tables.contexts),
            package: program.package_of(program.unit(item.unit).krate),
        };
        let id = CodeId { unit: item.unit, start: span.start() };
        let place = place::of_function(program, tables, item, id);
        let method_arguments = declared.receiver.is_some().then_some(declared.parameters.len());
        let code = Code { id, kind: CodeKind::Body, name: declared.name.clone(), function: Some(item), method_arguments };
        self.one_body(code, &Arc::new(home), (&body, &types), &place, trace);
        Some(())
    }

    /// Walks the initialiser of a constant or static, if it has one.
    fn value(self, item: ItemRef, trace: &mut Trace) -> Option<()> {
        let Self { workspace, program, .. } = self;
        let declared = program.value(item);
        let (file, span) = (program.unit(item.unit).file?, declared.initializer?);
        let body = program.body(workspace, BodyOwner::Value(item))?;
        let types = program.infer_value(item, &body);
        let module = program.module_of_value(item);
        let cfgs: Vec<String> = module.cfgs.iter().chain(&declared.attributes.cfgs).cloned().collect();
        let in_test = module.in_test || cfgs.iter().any(|cfg| crate::index::requires_test(cfg));
        let package = program.package_of(program.unit(item.unit).krate);
        let home = Home { file, path: program.value_path(item), span, cfgs, in_test, package };
        let id = CodeId { unit: item.unit, start: span.start() };
        let code = Code { id, kind: CodeKind::Body, name: declared.name.clone(), function: None, method_arguments: None };
        self.one_body(code, &Arc::new(home), (&body, &types), &Place::sync(id), trace);
        Some(())
    }

    fn one_body(self, code: Code, home: &Arc<Home>, (body, types): (&Body, &BodyTypes), place: &Place, trace: &mut Trace) {
        let lookup = Lookup { program: self.program, tables: self.tables, body, types };
        let unit = code.id.unit;
        let function = code.function;
        trace.codes.push(code);
        let (known, futures) = ((trace.operations.len(), trace.calls.len()), trace.futures.len());
        Walker::new(lookup, home, unit, trace).whole_body(place);
        if self.tables.code == CodeOf::Workspace {
            let text = self.workspace.files[home.file.index()].source.text();
            last_use::take_along(lookup, text, &mut trace.calls[known.1..]);
            put_down_regions(lookup, known, trace);
            let known_sequences = trace.sequences.len();
            if let Some(item) = function {
                let operations = &trace.operations[known.0..];
                let found = sequences::sequences(lookup, self.owner(item, home.file), operations);
                trace.sequences.extend(found.into_iter().map(|sequence| (home.file, sequence)));
            }
            put_down_held(self.workspace, lookup, (known.0, known.1, known_sequences), trace);
            put_down_waits(lookup, (known.1, futures), trace);
        }
        trace.async_bodies += u64::from(place.kind == PlaceKind::Async);
        trace.unexpanded += body.unexpanded;
        trace.problems.extend(body.problems.iter().map(|problem| (home.file, problem.span, problem.message.clone())));
        for nested in self.program.nested_functions(unit, body) {
            self.function(nested, home.span, trace);
        }
    }
}

impl<'a> Nesting<'a> {
    fn owner(self, item: ItemRef, file: FileId) -> Owner<'a> {
        let Self { workspace, program, tables } = self;
        let declared = program.function(item);
        let result = program.error_of(item).and_then(|error| tables.contexts.results.get(&error));
        Owner { result, receiver: declared.receiver.as_ref(), span: declared.span, text: workspace.files[file.index()].source.text() }
    }
}

/// Puts down what goes to another thread as a whole: of what stands in sync closures in async code, and of iterators that block. `known` says
/// how many operations and calls are those of other bodies.
fn put_down_regions(lookup: Lookup<'_>, (operations, calls): (usize, usize), trace: &mut Trace) {
    let mut parents = None;
    let places: FxHashSet<Span> = trace.operations[operations..].iter().map(|operation| operation.site.call.span).collect();
    let mut region =
        |call: Span, opened: Opened| lookup.region(parents.get_or_insert_with(|| Parents::of(lookup.body)), call, opened, &places);
    let opened = |api| match lookup.tables.rules.api(api) {
        Some((_, row)) if row.inferred.as_ref().is_some_and(|inferred| inferred.result_leaves) => Opened::GivesItsOwn,
        Some((_, row)) if row.replacement == Replacement::None => Opened::HasNoTwin,
        _ => Opened::HasTwin,
    };
    for operation in &mut trace.operations[operations..] {
        let is_chain = operation.site.context == Context::Async && operation.site.call.callee != operation.site.call.span;
        if operation.site.context == Context::Closure || is_chain {
            operation.surroundings.region = Some(region(operation.site.call.span, opened(&operation.api)));
        }
    }
    for call in &mut trace.calls[calls..] {
        if call.site.context == Context::Closure {
            call.around.region = Some(region(call.site.call.span, Opened::HasTwin));
        }
    }
}

/// Puts down what is in use before and after what can be awaited.
fn put_down_held(workspace: &Workspace, lookup: Lookup<'_>, (operations, calls, sequences): (usize, usize, usize), trace: &mut Trace) {
    let region = |region: &Option<Result<Region, String>>| region.as_ref()?.as_ref().ok().map(|region| region.span);
    let of_operations = trace.operations[operations..].iter().map(|operation| (operation.site.call.span, &operation.surroundings.region));
    let of_calls = trace.calls[calls..].iter().map(|call| (call.site.call.span, &call.around.region));
    let of_sequences = trace.sequences[sequences..].iter().map(|(_, sequence)| sequence.region.span);
    let places = of_operations.chain(of_calls).flat_map(|(call, around)| std::iter::once(call).chain(region(around)));
    let places: Vec<Span> = places.chain(of_sequences).collect();
    if places.is_empty() {
        return;
    }
    let held = Held::around(&places, workspace, lookup);
    trace.consulted.extend(held.consulted().iter().map(|&item| (item, remembered::hash_of_body(workspace, lookup.program, item))));
    let around = |region: &mut Option<Result<Region, String>>| {
        if let Some(Ok(region)) = region {
            region.held = held.at(region.span);
        }
    };
    for operation in &mut trace.operations[operations..] {
        operation.surroundings.held = held.at(operation.site.call.span);
        around(&mut operation.surroundings.region);
    }
    for call in &mut trace.calls[calls..] {
        call.around.held = held.at(call.site.call.span);
        around(&mut call.around.region);
    }
    for (_, sequence) in &mut trace.sequences[sequences..] {
        sequence.region.held = held.at(sequence.region.span);
    }
}

/// Puts down who waits for what calls give.
fn put_down_waits(lookup: Lookup<'_>, (calls, futures): (usize, usize), trace: &mut Trace) {
    let mut waits: FxHashMap<Span, Waits> = FxHashMap::default();
    let span = |id: ExprId| lookup.body.expr(id).span;
    for id in (0..lookup.body.len() as u32).map(ExprId) {
        let (callee, arguments) = match &lookup.body.expr(id).kind {
            ExprKind::Await(inner) => {
                waits.insert(span(*inner), Waits::Code);
                // `Box::pin(load()).await`, `timeout(limit, load()).await`; what is spawned is known by its place.
                if let ExprKind::Call { arguments, .. } = &lookup.body.expr(*inner).kind {
                    waits.extend(arguments.iter().map(|argument| (span(*argument), Waits::Code)));
                }
                continue;
            }
            ExprKind::MethodCall { arguments, .. } => (id, arguments),
            ExprKind::Call { callee, arguments } => (*callee, arguments),
            _ => continue,
        };
        let row = lookup.path(callee).and_then(|path| lookup.tables.rules.api(path));
        if row.is_some_and(|(rule, _)| rule.effect == Some(Effect::BlockOn)) {
            waits.extend(arguments.iter().map(|argument| (span(*argument), Waits::Thread)));
        }
    }
    let of = |call: Span| waits.get(&call).copied().unwrap_or(Waits::Nobody);
    for call in &mut trace.calls[calls..] {
        call.around.waits = of(call.site.call.span);
    }
    for future in &mut trace.futures[futures..] {
        future.waits = of(future.site.call.span);
    }
}
