//! Libraries of dependencies that a program learns of later, when something in it cannot be understood without them.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::definitions::{ExternCrate, Position, Program};
use super::tree::{Files, Place, Tree};
use crate::base::{DefPath, Name, free_aside};
use crate::index::ModuleFolders;
use crate::workspace::{DependencySource, Lock, PackageId, TargetKind, Workspace};

impl Program {
    /// Adds the libraries of dependencies. What is there already keeps its ids.
    pub fn add_dependencies(&mut self, workspace: &Workspace, lock: &Lock, sources: &[Arc<DependencySource>]) {
        let first_unit = self.units.len();
        for source in sources {
            let Some(root) = source.file(&source.root) else { continue };
            let krate = self.add_crate(source.crate_name.clone(), source.edition, TargetKind::Library, None);
            self.crates[krate.0 as usize].is_dependency = true;
            let place = Place {
                file: None,
                parent: None,
                path: DefPath::new(&source.crate_name),
                cfgs: Vec::new(),
                in_test: false,
                position: Position::default(),
                folders: ModuleFolders::of(&source.root, true),
            };
            let root = Arc::clone(root);
            Tree { program: self, krate, files: Files::Dependency(source), open: Vec::new() }.file(&root, place);
            self.dependency_crates.insert(source.id.clone(), krate);
            self.history.add(&(&source.id, source.files.iter().map(|(_, index)| index.digest).collect::<Vec<_>>()));
            let externs = source.dependencies.iter().map(|dependency| {
                let unknown = Name::new(dependency.package.replace('-', "_"));
                (
                    dependency.crate_name.clone(),
                    ExternCrate::Unknown(unknown, lock.dependency(&source.id.name, Some(&source.id.version), &dependency.package)),
                )
            });
            let externs = externs.collect();
            self.crates[krate.0 as usize].externs = externs;
        }
        self.relink(workspace, lock);
        self.forget_names();
        free_aside(std::mem::take(&mut self.declared_types));
        self.declared_types.grow(&self.units);
        // What was unknown may be known now, in the impls of units that were there before as well.
        let known = std::mem::take(&mut self.implementations);
        self.implementations = super::methods::Implementations::renewed(self, first_unit, known);
    }

    /// Points the names of crates that were not read to the ones that are now.
    fn relink(&mut self, workspace: &Workspace, lock: &Lock) {
        let mut crates = std::mem::take(&mut self.crates);
        for krate in &mut crates {
            let package = krate.package.map(|at| workspace.packages[at].name.clone());
            let version = krate.package.and_then(|at| workspace.packages[at].version.clone());
            for target in krate.externs.values_mut() {
                let ExternCrate::Unknown(name, id) = target else { continue };
                if id.is_none()
                    && let Some(package) = &package
                {
                    let written = workspace.packages.iter().find(|known| known.name == *package);
                    let dependency =
                        written.and_then(|package| package.dependencies.iter().find(|known| known.package.replace('-', "_") == *name));
                    *id = dependency.and_then(|dependency| lock.dependency(package, version.as_deref(), &dependency.package));
                }
                let stub = || self.stub_crates.get(name.as_str()).copied();
                if let Some(known) = stub().or_else(|| self.dependency_crates.get(id.as_ref()?).copied()) {
                    *target = ExternCrate::Known(known);
                }
            }
        }
        self.crates = crates;
    }

    /// By the name of a crate (with `_`) for which `is_meant`, the packages behind it that were not read: sorted, as the crates that cannot
    /// read it name it.
    #[must_use]
    pub fn unread_packages(
        &self,
        workspace: &Workspace,
        lock: &Lock,
        is_meant: impl Fn(&Name) -> bool,
    ) -> FxHashMap<&Name, Vec<PackageId>> {
        let mut found: FxHashMap<&Name, Vec<PackageId>> = FxHashMap::default();
        for krate in &self.crates {
            for target in krate.externs.values() {
                let ExternCrate::Unknown(name, id) = target else { continue };
                if !is_meant(name) {
                    continue;
                }
                let of_workspace = || {
                    let package = &workspace.packages[krate.package?];
                    let dependency = package.dependencies.iter().find(|known| known.package.replace('-', "_") == name.as_str())?;
                    lock.dependency(&package.name, package.version.as_deref(), &dependency.package)
                };
                found.entry(name).or_default().extend(id.clone().or_else(of_workspace));
            }
        }
        for packages in found.values_mut() {
            packages.sort();
            packages.dedup();
            packages.retain(|id| !self.dependency_crates.contains_key(id));
        }
        found
    }
}
