//! Whose code can have a value of a type that a stub crate declares: the crates that name it, those that use a package which uses it, and
//! those above them.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::Needle;
use crate::resolve::{CrateId, Program};
use crate::workspace::{Lock, Workspace};

/// The crates of the workspace that can have a value of a stub crate's types; stub crates that every crate may use are not here.
#[derive(Default)]
pub(super) struct Users(FxHashMap<CrateId, FxHashSet<CrateId>>);

impl Users {
    /// Those of these stub crates, as the manifests and `Cargo.lock` say; without that nothing is known.
    pub(super) fn new(workspace: &Workspace, program: &Program, lock: &Lock, stubs: &FxHashSet<CrateId>) -> Self {
        let mut packages: FxHashMap<CrateId, FxHashSet<&str>> = FxHashMap::default();
        let stubs: FxHashMap<&str, CrateId> = program.stub_crates().filter(|(_, stub)| stubs.contains(stub)).collect();
        if stubs.is_empty() || lock.names().next().is_none() {
            return Self::default();
        }
        for package in lock.names() {
            if let Some(&stub) = stubs.get(crate_name(package).as_str()) {
                packages.entry(stub).or_default().insert(package);
            }
        }
        let own: FxHashSet<&str> = workspace.packages.iter().map(|package| package.name.as_str()).collect();
        let mut files: FxHashMap<CrateId, Vec<&str>> = FxHashMap::default();
        for (_, unit) in program.units() {
            if let Some(file) = unit.file {
                files.entry(unit.krate).or_default().push(workspace.files[file.index()].source.text());
            }
        }
        let users = |(&name, &stub): (&&str, &CrateId)| {
            let through = packages.get(&stub).map(|packages| lock.users_of(packages, &own)).unwrap_or_default();
            let is_user = |&(krate, package): &(CrateId, usize)| {
                workspace.packages[package].dependencies.iter().any(|dependency| {
                    let is_written = || {
                        let needle = Needle::new(&dependency.crate_name);
                        files.get(&krate).into_iter().flatten().any(|text| needle.is_in(text))
                    };
                    if crate_name(&dependency.package) == name { is_written() } else { through.contains(dependency.package.as_str()) }
                })
            };
            (stub, program.crates_above(program.own_crates().filter(is_user).map(|(krate, _)| krate)))
        };
        Self(stubs.iter().map(users).collect())
    }

    /// Whether code of a crate can have a value of one of a stub crate's types.
    pub(super) fn include(&self, krate: CrateId, stub: CrateId) -> bool {
        self.0.get(&stub).is_none_or(|users| users.contains(&krate))
    }
}

/// What code calls the library of a package, as far as its name tells.
pub(super) fn crate_name(package: &str) -> String {
    package.replace('-', "_")
}
