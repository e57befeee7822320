//! Which dependencies would have to be read to understand calls that may block.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Tables;
use super::explore::Suspects;
use super::trace::{Trace, Unresolved};
use super::users::crate_name;
use crate::base::{DefPath, Name, is_std};
use crate::index::is_capital;
use crate::resolve::Program;
use crate::rules::ApiRow;
use crate::workspace::{Lock, PackageId, Sources, TypeNames, Workspace};

impl Unresolved {
    /// Whether the call may be a blocking operation, as far as names and arguments tell.
    pub(super) fn may_block(&self, tables: Tables<'_>) -> bool {
        self.may_be_of_table(tables) || tables.rules.may_be_inferred(&self.name, self.arguments)
    }

    /// Whether the call may be one of the operations that are part of the binary.
    pub(super) fn may_be_of_table(&self, tables: Tables<'_>) -> bool {
        match self.arguments {
            Some(count) => tables.arities.get(&self.name).is_some_and(|counts: &Vec<usize>| counts.contains(&count)),
            None => tables.rules.interesting_names().contains(&self.name),
        }
    }

    /// Whether the call, which has the last name of a row's path, may be one of that operation: a function of a module has no receiver.
    fn may_be_of(&self, row: &ApiRow) -> bool {
        let Some(arguments) = self.arguments else { return true };
        row.inferred.as_ref().map_or_else(|| row.path.owner().is_some_and(is_capital), |inferred| inferred.arguments == arguments)
    }
}

/// The crates that would have to be read to understand calls that may block, with the names of the types that such a call may be of: a
/// crate that writes none of their names gives no value of them.
pub(super) struct Blamed<'t>(BTreeMap<&'t Name, Lacking<'t>>);

/// Whose type the value has that a call was not understood for.
#[derive(Default)]
struct Lacking<'t> {
    /// Generic types of the crate itself, and functions that take closures.
    own: BTreeSet<&'t str>,
    /// Types of std, with their modules.
    of_std: BTreeSet<(Option<DefPath>, &'t str)>,
    /// Types of other crates, with the names of their packages: only a crate that uses the package can give a value of one.
    foreign: BTreeSet<(&'t str, String)>,
}

/// The rows of the tables, by the last names of their paths.
pub(super) struct Rows<'t>(FxHashMap<&'t str, Vec<&'t ApiRow>>);

impl<'t> Rows<'t> {
    pub(super) fn of(tables: Tables<'t>) -> Self {
        let mut rows: FxHashMap<&str, Vec<&ApiRow>> = FxHashMap::default();
        for (_, row) in tables.rules.apis() {
            rows.entry(row.path.last()).or_default().push(row);
        }
        Self(rows)
    }
}

/// The crates whose types a package can speak of, as far as that was asked.
#[derive(Default)]
pub(super) struct Reach(FxHashMap<PackageId, FxHashSet<String>>);

impl Reach {
    fn of(&mut self, lock: &Lock, package: &PackageId) -> &FxHashSet<String> {
        if !self.0.contains_key(package) {
            self.0.insert(package.clone(), lock.used_by(package).into_iter().map(crate_name).collect());
        }
        &self.0[package]
    }
}

impl<'t> Blamed<'t> {
    pub(super) fn of(traces: &'t [Trace], suspects: &Suspects, tables: Tables<'t>, rows: &Rows<'t>) -> Self {
        let mut found: BTreeMap<&Name, Lacking<'t>> = BTreeMap::new();
        let may_tell = |(call, is_given_work): &(&Unresolved, bool)| *is_given_work || call.may_block(tables);
        let of_trace = |trace: &'t Trace| {
            let calls = trace.unresolved.iter().filter(|call| !call.crates.is_empty());
            calls.map(move |call| (call, suspects.are_given_to(call, trace))).filter(may_tell)
        };
        let calls: Vec<(&'t Unresolved, bool)> = traces.par_iter().flat_map_iter(of_trace).collect();
        for (call, is_given_work) in calls {
            for name in &call.crates {
                let lacking = found.entry(name).or_default();
                // A generic type need not know what it is made of: the crate that declares it writes its name.
                let own = call.containers.iter().filter(|path| path.crate_name() == name.as_str());
                lacking.own.extend(own.map(DefPath::last));
                // What it does with the closure its declaration tells.
                lacking.own.extend(is_given_work.then_some(call.name.as_str()));
                for row in rows.0.get(call.name.as_str()).into_iter().flatten().filter(|row| call.may_be_of(row)) {
                    let Some(owner) = row.path.owner() else { continue };
                    match &row.inferred {
                        Some(inferred) => {
                            lacking.foreign.insert((owner, crate_name(&inferred.package)));
                        }
                        None if is_std(row.path.crate_name()) => {
                            lacking.of_std.insert((row.path.parent().and_then(|of| of.parent()), owner));
                        }
                        None => {
                            lacking.foreign.insert((owner, row.path.crate_name().to_owned()));
                        }
                    }
                }
            }
        }
        found.retain(|name, _| !tables.speak_of(name));
        Self(found)
    }

    /// Adds these crates to the program; the names of those that could be read.
    pub(super) fn read(&self, workspace: &Workspace, program: &mut Program, sources: &Sources, reach: &mut Reach) -> BTreeSet<Name> {
        let mut names: BTreeMap<PackageId, &Name> = BTreeMap::new();
        let mut wanted: Vec<(PackageId, TypeNames)> = Vec::new();
        let mut unread = program.unread_packages(workspace, sources.lock(), |name| self.0.contains_key(name));
        for (&name, lacking) in &self.0 {
            for package in unread.remove(name).unwrap_or_default() {
                let mut types = TypeNames::default();
                let foreign = lacking.foreign.iter().filter(|(_, of)| reach.of(sources.lock(), &package).contains(of));
                let foreign = foreign.map(|(owner, _)| *owner);
                lacking.own.iter().copied().chain(foreign).for_each(|name| types.add(None, name));
                lacking.of_std.iter().for_each(|(module, name)| types.add(module.as_ref().map(DefPath::last), name));
                if !types.is_empty() {
                    names.insert(package.clone(), name);
                    wanted.push((package, types));
                }
            }
        }
        let found = sources.get_with_names(&wanted);
        if !found.is_empty() {
            program.add_dependencies(workspace, sources.lock(), &found);
        }
        found.iter().filter_map(|source| names.get(&source.id)).map(|&name| name.clone()).collect()
    }
}
