//! Which crates the code on an executor may call, as far as names tell: more than it calls. Only a crate of whose types it has values that no
//! code of the workspace ever names is not among them.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use self::nodes::{Node, mentions_of};
use crate::index::{self, Form, ImportKind, mention};
use crate::resolve::{Program, UnitId};
use crate::rules::Contexts;
use crate::workspace::{Lock, Package, PackageId, Workspace};

mod nodes;

/// The packages outside of the workspace that code names which async code may reach.
pub(super) fn called_packages(workspace: &Workspace, program: &Program, contexts: &Contexts, lock: &Lock) -> Vec<PackageId> {
    let members: FxHashSet<&str> = workspace.packages.iter().map(|package| package.name.as_str()).collect();
    let named: Vec<Named> = workspace.packages.par_iter().map(|package| named_by(package, &members, lock)).collect();
    let mut by_unit: FxHashMap<UnitId, Vec<Cow<'_, [u32]>>> = FxHashMap::default();
    for Node { unit, mentions, beside, .. } in reached(nodes::all(workspace, program, contexts)) {
        by_unit.entry(unit).or_default().extend([mentions, Cow::Owned(beside)]);
    }
    let by_unit: Vec<(UnitId, Vec<Cow<'_, [u32]>>)> = by_unit.into_iter().collect();
    let of_unit = |(unit, mentions): &(UnitId, Vec<Cow<'_, [u32]>>)| {
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
fn called_by<'p>(imports: &[index::Import], mentions: &[Cow<'_, [u32]>], named: &'p Named) -> BTreeSet<&'p PackageId> {
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
    for name in mentions.iter().flat_map(|mentions| mentions.iter()) {
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

/// Those of the nodes that async code reaches if everything is called whose name it mentions.
fn reached(nodes: Vec<Node<'_>>) -> Vec<Node<'_>> {
    let (mut reached, waiting): (Vec<Node<'_>>, Vec<Node<'_>>) = nodes.into_iter().partition(|node| node.is_start);
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
    let mut waiting: Vec<Option<Node<'_>>> = waiting.into_iter().map(Some).collect();
    let mut at = 0;
    while let Some(node) = reached.get(at) {
        at += 1;
        let called: Vec<usize> = node
            .mentions
            .iter()
            .chain(&node.beside)
            .filter_map(|name| places.remove(name))
            .flat_map(|range| by_name[range].iter().map(|(_, at)| *at))
            .collect();
        reached.extend(called.into_iter().filter_map(|at| waiting[at].take()));
    }
    reached
}
