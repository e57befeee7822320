//! Which crates the code on an executor may call, as far as names tell: more than it calls. Only a crate of whose types it has values that no
//! code of the workspace ever names is not among them.

use std::collections::BTreeSet;
use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use self::nodes::Node;
use crate::base::Name;
use crate::index::{self, ImportKind, mark_of};
use crate::resolve::{Program, UnitId};
use crate::rules::Contexts;
use crate::workspace::{Lock, Package, PackageId, Workspace};

mod nodes;

/// The packages outside of the workspace that code names which async code may reach.
pub(super) fn called_packages(workspace: &Workspace, program: &Program, contexts: &Contexts, lock: &Lock) -> Vec<PackageId> {
    let members: FxHashSet<&str> = workspace.packages.iter().map(|package| package.name.as_str()).collect();
    let named: Vec<Named> = workspace.packages.par_iter().map(|package| named_by(package, &members, lock)).collect();
    let mut by_unit: FxHashMap<UnitId, Vec<Node<'_>>> = FxHashMap::default();
    for node in reached(nodes::all(workspace, program, contexts)) {
        by_unit.entry(node.unit).or_default().push(node);
    }
    let by_unit: Vec<(UnitId, Vec<Node<'_>>)> = by_unit.into_iter().collect();
    let of_unit = |(unit, nodes): &(UnitId, Vec<Node<'_>>)| {
        let unit = program.unit(*unit);
        program.package_of(unit.krate).map_or_else(BTreeSet::new, |package| called_by(&unit.index.items.imports, nodes, &named[package]))
    };
    let found = by_unit.par_iter().map(of_unit).reduce(BTreeSet::new, |mut one, other| {
        one.extend(other);
        one
    });
    found.into_iter().cloned().collect()
}

/// The packages outside of the workspace that a package uses, by the marks of their names in code.
type Named = FxHashMap<u32, Vec<PackageId>>;

fn named_by(package: &Package, members: &FxHashSet<&str>, lock: &Lock) -> Named {
    let mut named = Named::default();
    for dependency in package.dependencies.iter().filter(|dependency| !members.contains(dependency.package.as_str())) {
        let id = lock.dependency(&package.name, package.version.as_deref(), &dependency.package);
        named.entry(mark_of(&dependency.crate_name)).or_default().extend(id);
    }
    named
}

/// The packages that code of one file names.
fn called_by<'p>(imports: &[index::Import], nodes: &[Node<'_>], named: &'p Named) -> BTreeSet<&'p PackageId> {
    let mut found = BTreeSet::new();
    let mut unseen: FxHashMap<u32, Vec<&PackageId>> = named.iter().map(|(name, ids)| (*name, ids.iter().collect())).collect();
    for import in imports {
        let of = import.path.first().and_then(|name| named.get(&mark_of(name))).into_iter().flatten();
        match names_of(import) {
            Some(uses) => of.for_each(|id| uses.iter().for_each(|name| unseen.entry(mark_of(name)).or_default().push(id))),
            // No name tells whether it is used.
            None => found.extend(of),
        }
    }
    for name in nodes.iter().flat_map(Node::named) {
        found.extend(unseen.remove(&name).into_iter().flatten());
    }
    found
}

/// The names by which code uses an import; none where it brings in what no name tells.
fn names_of(import: &index::Import) -> Option<[&Name; 2]> {
    match &import.kind {
        ImportKind::Named(name) => Some([import.path.last().unwrap_or(name), name]),
        ImportKind::Glob | ImportKind::Unnamed => None,
    }
}

/// Those of the nodes that async code reaches if everything is called whose name it mentions.
fn reached(nodes: Vec<Node<'_>>) -> Vec<Node<'_>> {
    let (mut reached, waiting): (Vec<Node<'_>>, Vec<Node<'_>>) = nodes.into_iter().partition(|node| node.is_start);
    let mut by_name: Vec<(u32, usize)> = waiting.iter().enumerate().map(|(at, node)| (node.name, at)).collect();
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
        let called: Vec<usize> =
            node.named().filter_map(|name| places.remove(&name)).flat_map(|range| by_name[range].iter().map(|(_, at)| *at)).collect();
        reached.extend(called.into_iter().filter_map(|at| waiting[at].take()));
    }
    reached
}
