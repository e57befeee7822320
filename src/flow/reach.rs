//! Which crates the code on an executor may call, as far as names tell: more than it calls, and never less.

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::index::{self, Form, ImportKind, mention};
use crate::resolve::{ItemRef, Program, UnitId};
use crate::rules::Contexts;
use crate::workspace::{Lock, PackageId, Workspace};

/// The packages outside of the workspace that functions name which async code may reach.
pub(super) fn called_packages(workspace: &Workspace, program: &Program, contexts: &Contexts, lock: &Lock) -> Vec<PackageId> {
    let mut by_crate: FxHashMap<(usize, u32), Vec<PackageId>> = FxHashMap::default();
    for (at, package) in workspace.packages.iter().enumerate() {
        let is_member = |name: &str| workspace.packages.iter().any(|package| package.name == name);
        for dependency in package.dependencies.iter().filter(|dependency| !is_member(&dependency.package)) {
            let id = lock.dependency(&package.name, package.version.as_deref(), &dependency.package);
            for name in mentions_of(&dependency.crate_name) {
                by_crate.entry((at, name)).or_default().extend(id.clone());
            }
        }
    }
    let mut found: BTreeSet<&PackageId> = BTreeSet::new();
    let mut imports: FxHashMap<UnitId, Vec<Import<'_>>> = FxHashMap::default();
    for item in reached_functions(program, contexts) {
        let unit = program.unit(item.unit);
        let Some(package) = program.package_of(unit.krate) else { continue };
        let packages = |name: u32| by_crate.get(&(package, name)).into_iter().flatten();
        let mentions = &program.function(item).mentions;
        let imports = imports.entry(item.unit).or_insert_with(|| {
            unit.index
                .items
                .imports
                .iter()
                .filter_map(|import| {
                    let of: Vec<&PackageId> = packages(mention(import.path.first()?, Form::Alone)).collect();
                    (!of.is_empty()).then(|| Import { of, names: names_of(import) })
                })
                .collect()
        });
        for import in imports {
            if import.names.as_ref().is_none_or(|names| names.iter().any(|name| mentions.binary_search(name).is_ok())) {
                found.extend(&import.of);
            }
        }
        found.extend(mentions.iter().flat_map(|&name| packages(name)));
    }
    found.into_iter().cloned().collect()
}

/// An import from outside of the workspace.
struct Import<'p> {
    of: Vec<&'p PackageId>,
    /// What a body mentions that uses it; none where it brings in what no name tells.
    names: Option<Vec<u32>>,
}

fn names_of(import: &index::Import) -> Option<Vec<u32>> {
    match &import.kind {
        ImportKind::Named(name) => Some(import.path.last().into_iter().chain([name]).flat_map(|name| mentions_of(name)).collect()),
        ImportKind::Glob | ImportKind::Unnamed => None,
    }
}

/// The functions that async code reaches if every function of a name that it mentions is called.
fn reached_functions(program: &Program, contexts: &Contexts) -> Vec<ItemRef> {
    let starts: FxHashSet<u32> = std::iter::once("async").chain(contexts.async_macro_names()).flat_map(mentions_of).collect();
    let mut waiting: FxHashMap<u32, Vec<ItemRef>> = FxHashMap::default();
    let mut open: Vec<ItemRef> = Vec::new();
    for (unit, data) in program.units().filter(|(_, unit)| unit.file.is_some() && unit.body.is_none()) {
        for (index, function) in data.index.items.functions.iter().enumerate().filter(|(_, function)| function.body.is_some()) {
            let item = ItemRef { unit, index: index as u32 };
            let is_start = function.async_span.is_some()
                || contexts.is_poll_name(&function.name)
                || function.mentions.iter().any(|name| starts.contains(name));
            if program.is_test_code(item, contexts) {
                continue;
            }
            if is_start {
                open.push(item);
            } else {
                for name in mentions_of(&function.name) {
                    waiting.entry(name).or_default().push(item);
                }
            }
        }
    }
    let mut at = 0;
    let mut seen: FxHashSet<ItemRef> = open.iter().copied().collect();
    while let Some(&item) = open.get(at) {
        at += 1;
        for name in &program.function(item).mentions {
            open.extend(waiting.remove(name).unwrap_or_default().into_iter().filter(|item| seen.insert(*item)));
        }
    }
    open
}

/// What a body mentions that writes `name`, in whatever form.
fn mentions_of(name: &str) -> impl Iterator<Item = u32> + Clone {
    Form::ALL.map(|form| mention(name, form)).into_iter()
}
