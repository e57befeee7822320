//! Which crates the code on an executor may call, as far as names tell. That is more than it calls; what runs without being named (a `Drop`,
//! the initialiser of a static) is not followed.

use std::collections::BTreeSet;
use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use crate::index::{self, Form, ImportKind, MacroItem, mention};
use crate::resolve::{ItemRef, Program, Unit, UnitId};
use crate::rules::Contexts;
use crate::workspace::{Lock, Package, PackageId, Workspace};

/// The packages outside of the workspace that functions name which async code may reach.
pub(super) fn called_packages(workspace: &Workspace, program: &Program, contexts: &Contexts, lock: &Lock) -> Vec<PackageId> {
    let members: FxHashSet<&str> = workspace.packages.iter().map(|package| package.name.as_str()).collect();
    let named: Vec<Named> = workspace.packages.par_iter().map(|package| named_by(package, &members, lock)).collect();
    let mut by_unit: FxHashMap<UnitId, Vec<&[u32]>> = FxHashMap::default();
    for Node { unit, mentions, .. } in reached(program, contexts) {
        by_unit.entry(unit).or_default().push(mentions);
    }
    let by_unit: Vec<(UnitId, Vec<&[u32]>)> = by_unit.into_iter().collect();
    let of_unit = |(unit, mentions): &(UnitId, Vec<&[u32]>)| {
        let unit = program.unit(*unit);
        program.package_of(unit.krate).map_or_else(BTreeSet::new, |package| called_by(&unit.index.items.imports, mentions, &named[package]))
    };
    let found = by_unit.par_iter().map(of_unit).reduce(BTreeSet::new, |mut one, other| {
        one.extend(other);
        one
    });
    found.into_iter().cloned().collect()
}

/// The packages outside of the workspace that a package uses, by what code mentions that names them.
type Named = FxHashMap<u32, Vec<PackageId>>;

fn named_by(package: &Package, members: &FxHashSet<&str>, lock: &Lock) -> Named {
    let mut named = Named::default();
    for dependency in package.dependencies.iter().filter(|dependency| !members.contains(dependency.package.as_str())) {
        let id = lock.dependency(&package.name, package.version.as_deref(), &dependency.package);
        for name in mentions_of(&dependency.crate_name) {
            named.entry(name).or_default().extend(id.clone());
        }
    }
    named
}

/// The packages that code of one file with these mentions names.
fn called_by<'p>(imports: &[index::Import], mentions: &[&[u32]], named: &'p Named) -> BTreeSet<&'p PackageId> {
    let mut found = BTreeSet::new();
    let mut imported: FxHashMap<u32, Vec<&PackageId>> = FxHashMap::default();
    for import in imports {
        let of = import.path.first().and_then(|name| named.get(&mention(name, Form::Alone))).into_iter().flatten();
        match names_of(import) {
            Some(uses) => of.for_each(|id| uses.clone().for_each(|name| imported.entry(name).or_default().push(id))),
            // No name tells whether it is used.
            None => found.extend(of),
        }
    }
    for name in mentions.iter().copied().flatten() {
        found.extend(imported.remove(name).into_iter().flatten());
        found.extend(named.get(name).into_iter().flatten());
    }
    found
}

/// What a body mentions that uses an import; none where it brings in what no name tells.
fn names_of(import: &index::Import) -> Option<impl Iterator<Item = u32> + Clone> {
    match &import.kind {
        ImportKind::Named(name) => Some(import.path.last().into_iter().chain([name]).flat_map(|name| mentions_of(name))),
        ImportKind::Glob | ImportKind::Unnamed => None,
    }
}

/// A function with a body, or the definition of a macro, in code that is no test.
struct Node<'p> {
    unit: UnitId,
    /// What code mentions that calls it.
    names: Vec<u32>,
    /// What it mentions itself.
    mentions: &'p [u32],
    /// Whether it is async, or has a part that is.
    is_start: bool,
}

/// The functions and macros that async code reaches if everything is called whose name it mentions.
fn reached<'p>(program: &'p Program, contexts: &Contexts) -> Vec<Node<'p>> {
    let starts: FxHashSet<u32> = std::iter::once("async").chain(contexts.async_macro_names()).flat_map(mentions_of).collect();
    let units: Vec<(UnitId, &Unit)> = program.units().filter(|(_, unit)| unit.file.is_some() && unit.body.is_none()).collect();
    let nodes = units.par_iter().flat_map_iter(|(unit, data)| nodes_of(program, contexts, &starts, *unit, data));
    let (mut reached, waiting): (Vec<Node<'p>>, Vec<Node<'p>>) = nodes.partition(|node| node.is_start);
    let mut by_name: Vec<(u32, usize)> =
        waiting.iter().enumerate().flat_map(|(at, node)| node.names.iter().map(move |name| (*name, at))).collect();
    by_name.par_sort_unstable();
    // Those of a name stand together; a name that was mentioned once is not looked for again.
    let mut places: FxHashMap<u32, Range<usize>> = FxHashMap::with_capacity_and_hasher(by_name.len(), FxBuildHasher);
    let mut start = 0;
    for of_name in by_name.chunk_by(|(one, _), (other, _)| one == other) {
        places.insert(of_name[0].0, start..start + of_name.len());
        start += of_name.len();
    }
    let mut waiting: Vec<Option<Node<'p>>> = waiting.into_iter().map(Some).collect();
    let mut at = 0;
    while let Some(node) = reached.get(at) {
        at += 1;
        for name in node.mentions {
            let called = places.remove(name).map_or(&[][..], |range| &by_name[range]);
            reached.extend(called.iter().filter_map(|(_, at)| waiting[*at].take()));
        }
    }
    reached
}

fn nodes_of<'p>(program: &'p Program, contexts: &Contexts, starts: &FxHashSet<u32>, unit: UnitId, data: &'p Unit) -> Vec<Node<'p>> {
    let items = &data.index.items;
    let functions = items
        .functions
        .iter()
        .zip(0..)
        .filter(|(function, index)| function.body.is_some() && !program.is_test_code(ItemRef { unit, index: *index }, contexts));
    let is_async = |mentions: &[u32]| mentions.iter().any(|name| starts.contains(name));
    let functions = functions.map(|(function, _)| {
        let is_start = function.async_span.is_some() || contexts.is_poll_name(&function.name) || is_async(&function.mentions);
        Node { unit, names: mentions_of(&function.name).collect(), mentions: &function.mentions, is_start }
    });
    let of_macro = |declared: &'p MacroItem| Node {
        unit,
        names: vec![mention(&declared.name, Form::Macro)],
        mentions: &declared.mentions,
        is_start: is_async(&declared.mentions),
    };
    functions.chain(items.macros.iter().map(of_macro)).collect()
}

/// What a body mentions that writes `name`, in whatever form.
fn mentions_of(name: &str) -> impl Iterator<Item = u32> + Clone {
    Form::ALL.map(|form| mention(name, form)).into_iter()
}
