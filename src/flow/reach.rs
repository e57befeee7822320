//! Which crates the code on an executor may call, as far as names tell: more than it calls, and never less.

use std::collections::BTreeSet;
use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use crate::index::{self, Form, ImportKind, mention};
use crate::resolve::{ItemRef, Program, Unit, UnitId};
use crate::rules::Contexts;
use crate::workspace::{Lock, Package, PackageId, Workspace};

/// The packages outside of the workspace that functions name which async code may reach.
pub(super) fn called_packages(workspace: &Workspace, program: &Program, contexts: &Contexts, lock: &Lock) -> Vec<PackageId> {
    let members: FxHashSet<&str> = workspace.packages.iter().map(|package| package.name.as_str()).collect();
    let named: Vec<Named> = workspace.packages.par_iter().map(|package| named_by(package, &members, lock)).collect();
    let mut by_unit: FxHashMap<UnitId, Vec<ItemRef>> = FxHashMap::default();
    for item in reached_functions(program, contexts) {
        by_unit.entry(item.unit).or_default().push(item);
    }
    let by_unit: Vec<(UnitId, Vec<ItemRef>)> = by_unit.into_iter().collect();
    let of_unit = |(unit, items): &(UnitId, Vec<ItemRef>)| {
        let unit = program.unit(*unit);
        program
            .package_of(unit.krate)
            .map_or_else(BTreeSet::new, |package| called_by(program, &unit.index.items.imports, items, &named[package]))
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

/// The packages that functions of one file name.
fn called_by<'p>(program: &Program, imports: &[index::Import], functions: &[ItemRef], named: &'p Named) -> BTreeSet<&'p PackageId> {
    let mut found = BTreeSet::new();
    let mut imported: FxHashMap<u32, Vec<&PackageId>> = FxHashMap::default();
    for import in imports {
        let of = import.path.first().and_then(|name| named.get(&mention(name, Form::Alone))).into_iter().flatten();
        match names_of(import) {
            Some(names) => of.for_each(|id| names.clone().for_each(|name| imported.entry(name).or_default().push(id))),
            // No name tells whether it is used.
            None => found.extend(of),
        }
    }
    for name in functions.iter().flat_map(|function| &program.function(*function).mentions) {
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

/// The functions that async code reaches if every function of a name that it mentions is called.
fn reached_functions(program: &Program, contexts: &Contexts) -> Vec<ItemRef> {
    let starts: FxHashSet<u32> = std::iter::once("async").chain(contexts.async_macro_names()).flat_map(mentions_of).collect();
    let units: Vec<_> = program.units().filter(|(_, unit)| unit.file.is_some() && unit.body.is_none()).collect();
    let of_unit = |(unit, data): &(UnitId, &Unit)| -> Vec<(ItemRef, bool)> {
        let functions = data.index.items.functions.iter().enumerate().filter(|(_, function)| function.body.is_some());
        let found = functions.map(|(index, function)| {
            let is_start = function.async_span.is_some()
                || contexts.is_poll_name(&function.name)
                || function.mentions.iter().any(|name| starts.contains(name));
            (ItemRef { unit: *unit, index: index as u32 }, is_start)
        });
        found.filter(|(item, _)| !program.is_test_code(*item, contexts)).collect()
    };
    let functions: Vec<(ItemRef, bool)> = units.par_iter().flat_map_iter(of_unit).collect();
    let mut reached: Vec<ItemRef> = functions.iter().filter(|(_, is_start)| *is_start).map(|(item, _)| *item).collect();
    let waiting = functions.into_iter().filter(|(_, is_start)| !is_start).map(|(item, _)| item);
    let mut waiting: Vec<(u32, ItemRef)> =
        waiting.flat_map(|item| mentions_of(&program.function(item).name).map(move |name| (name, item))).collect();
    waiting.par_sort_unstable();
    // Those of a name stand together; a name that was mentioned once is not looked for again.
    let mut by_name: FxHashMap<u32, Range<usize>> = FxHashMap::with_capacity_and_hasher(waiting.len(), FxBuildHasher);
    let mut start = 0;
    for of_name in waiting.chunk_by(|(one, _), (other, _)| one == other) {
        by_name.insert(of_name[0].0, start..start + of_name.len());
        start += of_name.len();
    }
    let mut seen: FxHashSet<ItemRef> = FxHashSet::default();
    let mut at = 0;
    while let Some(&item) = reached.get(at) {
        at += 1;
        for name in &program.function(item).mentions {
            let called = by_name.remove(name).map_or(&[][..], |range| &waiting[range]);
            reached.extend(called.iter().map(|(_, item)| *item).filter(|item| seen.insert(*item)));
        }
    }
    reached
}

/// What a body mentions that writes `name`, in whatever form.
fn mentions_of(name: &str) -> impl Iterator<Item = u32> + Clone {
    Form::ALL.map(|form| mention(name, form)).into_iter()
}
