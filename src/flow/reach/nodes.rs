//! What code may come to by a name: functions, macros, statics, types for those in them, and imports for what they hand on.

use std::borrow::Cow;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::base::Name;
use crate::index::{Field, Function, Import, ImportKind, MacroItem, TypeItem, TypeItemKind, Value, mark_in, mark_of, requires_test};
use crate::resolve::{Definition, ItemRef, Program, Unit, UnitId};
use crate::rules::Contexts;
use crate::workspace::Workspace;

/// What code names that is no test.
pub(super) struct Node<'p> {
    pub(super) unit: UnitId,
    /// The mark of the name that comes to it.
    pub(super) name: u32,
    /// What its body mentions.
    pub(super) mentions: Cow<'p, [u32]>,
    /// The marks of what is named around that.
    pub(super) beside: Vec<u32>,
    /// Whether it is reached without a name, or has a part that is async.
    pub(super) is_start: bool,
}

impl Node<'_> {
    /// One without a body of its own.
    fn of_name(unit: UnitId, name: &str, beside: Vec<u32>) -> Self {
        Self { unit, name: mark_of(name), mentions: Cow::Borrowed(&[]), beside, is_start: false }
    }

    /// The marks of what it names.
    pub(super) fn named(&self) -> impl Iterator<Item = u32> {
        self.mentions.iter().filter_map(|&mention| mark_in(mention)).chain(self.beside.iter().copied())
    }
}

/// Those of the workspace.
pub(super) fn all<'p>(workspace: &Workspace, program: &'p Program, contexts: &Contexts) -> Vec<Node<'p>> {
    let starts: FxHashSet<u32> = std::iter::once("async").chain(contexts.async_macro_names()).map(mark_of).collect();
    let units: Vec<(UnitId, &Unit)> = program.units().filter(|(_, unit)| unit.file.is_some() && unit.body.is_none()).collect();
    let of_unit = |(unit, data): &(UnitId, &'p Unit)| {
        let items = &data.index.items;
        let is_async = |mentions: &[u32]| mentions.iter().any(|&mention| mark_in(mention).is_some_and(|name| starts.contains(&name)));
        let mut nodes = functions(program, contexts, *unit, &is_async);
        nodes.extend(items.macros.iter().map(|declared| of_macro(*unit, declared, &is_async)));
        nodes.extend(statics(workspace, program, *unit));
        nodes.extend(items.types.iter().filter_map(|declared| of_type(*unit, declared)));
        nodes.extend(items.imports.iter().filter_map(|import| of_import(*unit, import)));
        nodes
    };
    units.par_iter().flat_map_iter(of_unit).collect()
}

/// Functions with a body.
fn functions<'p>(program: &'p Program, contexts: &Contexts, unit: UnitId, is_async: &dyn Fn(&[u32]) -> bool) -> Vec<Node<'p>> {
    let of_function = |(function, index): (&'p Function, u32)| {
        let item = ItemRef { unit, index };
        if function.body.is_none() || program.is_test_code(item, contexts) {
            return None;
        }
        let mut beside = Vec::new();
        program.visit_names_around(item, &mut |name| beside.push(mark_of(name)));
        let is_start = function.async_span.is_some()
            || contexts.is_poll_name(&function.name)
            || is_async(&function.mentions)
            || is_called_by_others(program, item);
        Some(Node { unit, name: mark_of(&function.name), mentions: Cow::Borrowed(&function.mentions), beside, is_start })
    };
    program.items(unit).functions.iter().zip(0..).filter_map(of_function).collect()
}

/// Whether std or another crate may call a function, by a trait of its own: what drops, shows, compares or converts a value writes no name.
fn is_called_by_others(program: &Program, function: ItemRef) -> bool {
    let is_of_own_trait = || matches!(program.implemented_trait(function), Some(Definition::Trait(of)) if program.is_of_workspace(of));
    program.is_of_trait(function) && !is_of_own_trait()
}

fn of_macro<'p>(unit: UnitId, declared: &'p MacroItem, is_async: &dyn Fn(&[u32]) -> bool) -> Node<'p> {
    Node {
        unit,
        name: mark_of(&declared.name),
        mentions: Cow::Borrowed(&declared.mentions),
        beside: Vec::new(),
        is_start: is_async(&declared.mentions),
    }
}

/// Statics: who names one may be the first to do so, and runs what it is initialised with.
fn statics<'p>(workspace: &Workspace, program: &'p Program, unit: UnitId) -> Vec<Node<'p>> {
    let Some(file) = program.unit(unit).file else { return Vec::new() };
    let text = workspace.files[file.index()].source.text();
    let of_static = |(value, index): (&'p Value, u32)| {
        let is_in_test = || program.module_of_value(ItemRef { unit, index }).in_test;
        let is_of_test = || value.attributes.cfgs.iter().any(|cfg| requires_test(cfg));
        let initializer = value.initializer.filter(|_| value.is_static && !is_in_test() && !is_of_test())?;
        let mut beside = Vec::new();
        value.ty.visit_names(&mut |name| beside.push(mark_of(name)));
        let mentions = Cow::Owned(crate::syntax::mentions(&text[initializer.range()]).into_vec());
        Some(Node { unit, name: mark_of(&value.name), mentions, beside, is_start: false })
    };
    program.items(unit).values.iter().zip(0..).filter_map(of_static).collect()
}

/// A type with others in it: who has a value of it has those as well, without a name for them.
fn of_type<'p>(unit: UnitId, declared: &TypeItem) -> Option<Node<'p>> {
    let mut found = Vec::new();
    let mut put = |name: &Name| found.push(mark_of(name));
    declared.generics.visit_names(&mut put);
    let mut put_fields = |fields: &[Field]| fields.iter().for_each(|field| field.ty.visit_names(&mut put));
    match &declared.kind {
        TypeItemKind::Struct(fields) => put_fields(fields),
        TypeItemKind::Enum(variants) => variants.iter().for_each(|variant| put_fields(&variant.fields)),
        TypeItemKind::Alias(ty) => ty.visit_names(&mut put),
    }
    (!found.is_empty()).then(|| Node::of_name(unit, &declared.name, found))
}

/// An import by which code elsewhere, or by another name, comes to what it brings in.
fn of_import<'p>(unit: UnitId, import: &Import) -> Option<Node<'p>> {
    let last = import.path.last()?;
    match &import.kind {
        ImportKind::Named(name) if import.is_public || name != last => {
            let beside = import.path.first().into_iter().chain([last]).map(|name| mark_of(name)).collect();
            Some(Node::of_name(unit, name, beside))
        }
        // No name tells whether it is used, nor from where.
        ImportKind::Glob if import.is_public => Some(Node { is_start: true, ..Node::of_name(unit, last, Vec::new()) }),
        _ => None,
    }
}
