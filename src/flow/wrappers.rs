//! The workspace's own offloaders: functions that do nothing with a closure parameter but hand it to an offloader, or call it inside of
//! a closure that goes there.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Tables;
use super::operations::Lookup;
use crate::base::{DefPath, Name, Span};
use crate::index::{Body, ExprId, ExprKind, Form, Function, GenericArgument, Generics, PathRef, Pattern, TypeRef, mention};
use crate::resolve::{BodyOwner, ItemRef, Program};
use crate::workspace::Workspace;

/// By the path of a function, which of its arguments, from 0 and without the receiver, it takes in the way that is asked about.
pub(super) type Takers = FxHashMap<DefPath, Vec<usize>>;

/// A wrapper of a wrapper of a wrapper is looked at; deeper ones do not occur.
pub(super) const DEEPEST: usize = 4;

/// Finds the wrappers, those around other wrappers included.
pub(super) fn wrappers(workspace: &Workspace, program: &mut Program, tables: Tables<'_>) -> Takers {
    let mut found = Takers::default();
    let mut names = mentions_of(tables.contexts.offloader_paths());
    for _ in 0..DEEPEST {
        let candidates: Vec<ItemRef> = takers_of_closures(program, &names);
        program.add_block_items(workspace, &candidates.iter().copied().map(BodyOwner::Function).collect::<Vec<_>>());
        let program = &*program;
        let known = Tables { wrappers: &found, ..tables };
        let new: Vec<(DefPath, Vec<usize>)> = candidates
            .par_iter()
            .filter_map(|&item| handed_over(workspace, program, known, item))
            .filter(|(path, _)| !found.contains_key(path))
            .collect();
        if new.is_empty() {
            break;
        }
        names = mentions_of(new.iter().map(|(path, _)| path));
        found.extend(new);
    }
    found
}

/// What code mentions that calls one of these functions.
pub(super) fn mentions_of<'p>(paths: impl Iterator<Item = &'p DefPath>) -> FxHashSet<u32> {
    paths.flat_map(|path| Form::ALL.map(|form| mention(path.last(), form))).collect()
}

/// The functions that take a closure and mention one of `names`.
fn takers_of_closures(program: &Program, names: &FxHashSet<u32>) -> Vec<ItemRef> {
    let mut found = Vec::new();
    for (unit, data) in program.units().filter(|(_, unit)| unit.file.is_some() && unit.body.is_none()) {
        for (index, function) in data.index.items.functions.iter().enumerate() {
            // Few functions take a closure, and all mention much.
            let item = ItemRef { unit, index: index as u32 };
            if !closures_of(program, item).is_empty() && function.mentions.iter().any(|name| names.contains(name)) {
                found.push(item);
            }
        }
    }
    found
}

/// Place and name of the parameters that are closures.
pub(super) fn closures_of(program: &Program, item: ItemRef) -> Vec<(usize, Name)> {
    closures_by(program.function(item), program.generics_around(item))
}

/// The same of a function that stands where `around` are type parameters.
pub(super) fn closures_by(function: &Function, around: Option<&Generics>) -> Vec<(usize, Name)> {
    let is_closure_bound = |bound: &PathRef| bound.last().is_some_and(|name| matches!(name.as_str(), "FnOnce" | "FnMut" | "Fn"));
    let is_closure = |ty: &TypeRef| match ty {
        TypeRef::Impl(bounds) => bounds.iter().any(is_closure_bound),
        TypeRef::Path(path) => {
            let boxed = path
                .segments
                .iter()
                .flat_map(|segment| &segment.arguments)
                .any(|argument| matches!(argument, GenericArgument::Type(TypeRef::Dyn(bounds)) if bounds.iter().any(is_closure_bound)));
            let mut params = function.generics.params.iter().chain(around.into_iter().flat_map(|generics| &generics.params));
            let param = path.as_name().and_then(|name| params.find(|param| param.name == *name));
            boxed || param.is_some_and(|param| param.bounds.iter().any(is_closure_bound))
        }
        _ => false,
    };
    let parameters = function.parameters.iter().enumerate();
    parameters
        .filter_map(|(at, parameter)| match &parameter.pattern {
            Pattern::Bind(binding) if is_closure(&parameter.ty) => Some((at, binding.name.clone())),
            _ => None,
        })
        .collect()
}

fn handed_over(workspace: &Workspace, program: &Program, tables: Tables<'_>, item: ItemRef) -> Option<(DefPath, Vec<usize>)> {
    let body = program.body(workspace, BodyOwner::Function(item))?;
    let types = crate::resolve::infer(program, item, &body);
    let lookup = Lookup { program, tables, body: &body, types: &types };
    let offloaded = offloaded_spans(lookup, &body);
    let arguments: Vec<usize> =
        closures_of(program, item).into_iter().filter(|(_, name)| is_used_only_in(lookup, name, &offloaded)).map(|(at, _)| at).collect();
    (!arguments.is_empty()).then(|| (program.function_path(item), arguments))
}

/// The arguments that go to an offloader or nowhere, and the closures that have a name first by which nothing else is done with them.
fn offloaded_spans(lookup: Lookup<'_>, body: &Body) -> Vec<Span> {
    let mut spans = Vec::new();
    for id in (0..body.len() as u32).map(ExprId) {
        let (callee, arguments) = match &body.expr(id).kind {
            ExprKind::Call { callee, arguments } => (*callee, arguments),
            ExprKind::MethodCall { arguments, .. } => (id, arguments),
            _ => continue,
        };
        let is_handed = |at: usize| lookup.is_offloaded(callee, at) || is_dropped(lookup, callee, at);
        let handed = arguments.iter().enumerate().filter(|(at, _)| is_handed(*at));
        spans.extend(handed.map(|(_, argument)| body.expr(*argument).span));
    }
    for (name, value) in body.bindings() {
        if let Some(closure) = closure_of(lookup, value) {
            // In what is bound the name means what it did before.
            let before = body.expr(value).span;
            let mut uses = body.lone_names().filter(|(used, span)| *used == name && !before.contains(*span)).peekable();
            let is_used = uses.peek().is_some();
            if is_used && uses.all(|(_, span)| spans.iter().any(|handed| handed.contains(span))) {
                spans.push(body.expr(closure).span);
            }
        }
    }
    spans
}

/// Whether an argument is dropped: the function never returns, and nothing that it says of the argument's type lets it call one.
fn is_dropped(lookup: Lookup<'_>, callee: ExprId, at: usize) -> bool {
    let Some(item) = lookup.function(callee) else { return false };
    let never_returns = lookup.program.function(item).output == TypeRef::Never;
    never_returns && closures_of(lookup.program, item).iter().all(|(closure, _)| *closure != at)
}

/// The closure that a value is, or that the block ends with that it is.
fn closure_of(lookup: Lookup<'_>, value: ExprId) -> Option<ExprId> {
    let value = lookup.bare(value);
    match &lookup.body.expr(value).kind {
        ExprKind::Closure { .. } => Some(value),
        ExprKind::Block(block) => closure_of(lookup, block.tail?),
        _ => None,
    }
}

/// Whether a closure and its clones are named nowhere but in `spans`, and somewhere there. What is cloned to another name goes with it, and
/// so does a clone for each task, which mostly has the name of what it is a clone of.
fn is_used_only_in(lookup: Lookup<'_>, name: &Name, spans: &[Span]) -> bool {
    let (names, cloned) = with_clones(lookup, name);
    let mut is_used = false;
    for id in (0..lookup.body.len() as u32).map(ExprId) {
        let expr = lookup.body.expr(id);
        let ExprKind::Path(path) = &expr.kind else { continue };
        if path.as_name().is_some_and(|name| names.contains(name)) && !cloned.contains(&id) {
            if !spans.iter().any(|span| span.contains(expr.span)) {
                return false;
            }
            is_used = true;
        }
    }
    is_used
}

/// The names of a value and of its clones, and the places where they are named to be cloned.
fn with_clones(lookup: Lookup<'_>, name: &Name) -> (FxHashSet<Name>, FxHashSet<ExprId>) {
    let pairs: Vec<(&Name, ExprId, &Name)> = lookup
        .body
        .bindings()
        .filter_map(|(clone, value)| {
            let original = lookup.cloned(value)?;
            let ExprKind::Path(path) = &lookup.body.expr(original).kind else { return None };
            Some((clone, original, path.as_name()?))
        })
        .collect();
    let mut names = FxHashSet::from_iter([name.clone()]);
    while let Some((clone, ..)) = pairs.iter().find(|(clone, _, original)| names.contains(*original) && !names.contains(*clone)) {
        names.insert((*clone).clone());
    }
    let cloned = pairs.iter().filter(|(_, _, original)| names.contains(*original)).map(|(_, place, _)| *place).collect();
    (names, cloned)
}
