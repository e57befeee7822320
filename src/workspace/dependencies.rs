//! The sources of dependencies, as cargo has them on this machine: read for their signatures, never built, never fetched.

use std::cell::{Cell, OnceCell};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::library::Library;
use super::{Dependency, Edition, Lock, Parsed, Workspace, parsed};
use crate::base::{Name, Needles, SourceText};
use crate::index::FileIndex;
use crate::os;

/// A version of a package.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct PackageId {
    /// Its name as in its manifest.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// What a dependency's library says, without what its bodies mention.
#[derive(Debug, Serialize, Deserialize)]
pub struct DependencySource {
    /// The package.
    pub id: PackageId,
    /// The name that its own code has.
    pub crate_name: Name,
    /// Its edition.
    pub edition: Edition,
    /// Its root file.
    pub root: String,
    /// Its files that are part of this machine's builds, sorted by path relative to its folder.
    pub files: Vec<(String, Arc<FileIndex>)>,
    /// Its own dependencies.
    pub dependencies: Vec<Dependency>,
    /// The features that it has where nobody says which.
    pub default_features: Vec<Name>,
}

impl DependencySource {
    /// The file with this path.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<&Arc<FileIndex>> {
        let at = self.files.binary_search_by(|(known, _)| known.as_str().cmp(path)).ok()?;
        Some(&self.files[at].1)
    }
}

/// The names of types that a crate may have, as its code would have to write them.
#[derive(Debug, Default, Hash)]
pub struct TypeNames(BTreeMap<Option<Name>, BTreeSet<Name>>);

impl TypeNames {
    /// Adds a type; with the module that it is found in, if all code names that which names the type.
    pub fn add(&mut self, module: Option<&str>, name: &str) {
        self.0.entry(module.map(Name::new)).or_default().insert(Name::new(name));
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn each(&self) -> impl Iterator<Item = (Option<Name>, Name)> {
        self.0.iter().flat_map(|(module, names)| names.iter().map(move |name| (module.clone(), name.clone())))
    }

    /// Whether one of the types is named in these texts.
    fn are_in(&self, texts: &[SourceText]) -> bool {
        let write = |words: Needles| texts.iter().any(|text| words.is_one_in_code(text.text()));
        // `process::Command`, `std::{process::Command}` and `process as other`, wherever the type itself is named then.
        let name_module = |module: &Name| write(Needles::new([format!("{module}::").as_str(), format!("{module} as").as_str()]));
        self.0.iter().any(|(module, names)| write(Needles::new(names.iter().map(Name::as_str))) && module.as_ref().is_none_or(name_module))
    }
}

/// The sources of dependencies; for its types each is read once however often it is asked for.
#[derive(Debug, Default)]
pub struct Sources {
    folders: os::PackageFolders,
    lock: Lock,
    parsed: Arc<Parsed>,
    /// Those that were asked for with names.
    seen: Mutex<FxHashMap<PackageId, Seen>>,
}

/// What was seen of a package that was asked for with names.
#[derive(Clone, Debug)]
enum Seen {
    /// It was read, without what its bodies mention.
    Read(Arc<DependencySource>),
    /// It was not read, for its code names none of these types, each with its module: it is not on this machine, or too large, or gives
    /// macros and no types, or has no such words.
    Lacks(FxHashSet<(Option<Name>, Name)>),
}

impl Sources {
    /// Those that a workspace has by its lock file; nothing is read but that.
    #[must_use]
    pub fn new(workspace: &Workspace) -> Self {
        Self {
            folders: os::PackageFolders::new(&workspace.root),
            lock: Lock::of(workspace),
            parsed: Arc::clone(&workspace.parsed),
            seen: Mutex::default(),
        }
    }

    /// Which versions the workspace has.
    #[must_use]
    pub fn lock(&self) -> &Lock {
        &self.lock
    }

    /// The library of a package that is on this machine and not too large, with what its bodies mention. What the parser makes of it is not
    /// kept for the next run, which would have to read all of it to find the little that it needs: what is found in it is remembered.
    #[must_use]
    pub fn get(&self, id: &PackageId) -> Option<Workspace> {
        let library = self.library(id)?;
        let parsed = Parsed::default();
        let read = library.read(&|text| parsed.index(text));
        Some(Workspace::of_library(id, library, read.files))
    }

    /// What those of `packages` that are on this machine and not too large say, in their order, read for types alone, and without those
    /// whose code writes none of the names beside them: looking for a name takes a fraction of the time that reading takes.
    #[must_use]
    pub fn get_with_names(&self, packages: &[(PackageId, TypeNames)]) -> Vec<Arc<DependencySource>> {
        packages.par_iter().filter_map(|(id, names)| self.find(id, names)).collect()
    }

    fn find(&self, id: &PackageId, names: &TypeNames) -> Option<Arc<DependencySource>> {
        let library = OnceCell::new();
        let library = || library.get_or_init(|| self.library(id).filter(|library| !library.is_of_macros())).as_ref();
        // Whether its code writes one of the names.
        let is_named = || library().is_some_and(|library| names.are_in(library.texts()));
        let is_named = || if self.are_final(id) { self.parsed.remembered(&(id, names), |_| true, is_named) } else { is_named() };
        let mut lacking = match self.seen(id) {
            // It may have been read for other names, or not: that must change nothing.
            Some(Seen::Read(source)) => return is_named().then_some(source),
            Some(Seen::Lacks(lacking)) if names.each().all(|name| lacking.contains(&name)) => return None,
            Some(Seen::Lacks(lacking)) => lacking,
            None => FxHashSet::default(),
        };
        let source = if is_named() { self.source(id, library) } else { None };
        let seen = source.clone().map_or_else(
            || {
                lacking.extend(names.each());
                Seen::Lacks(lacking)
            },
            Seen::Read,
        );
        self.remember(id, seen);
        source
    }

    /// What a library says; remembered as a whole of those that nobody changes.
    fn source<'l>(&self, id: &PackageId, library: impl Fn() -> Option<&'l Library>) -> Option<Arc<DependencySource>> {
        let lacks_files = Cell::new(false);
        let read = || {
            let library = library()?;
            let read = library.read(&parsed::signatures);
            lacks_files.set(!read.are_all);
            let files = read.files.into_iter().map(|file| (file.source.path().to_owned(), file.index));
            Some(Arc::new(DependencySource {
                id: id.clone(),
                crate_name: library.crate_name.clone(),
                edition: library.edition,
                root: library.root.clone(),
                files: files.collect(),
                dependencies: library.dependencies.clone(),
                default_features: library.default_features.clone(),
            }))
        };
        if self.are_final(id) { self.parsed.remembered(&id, |_| !lacks_files.get(), read) } else { read() }
    }

    fn seen(&self, id: &PackageId) -> Option<Seen> {
        locked(&self.seen).get(id).cloned()
    }

    fn remember(&self, id: &PackageId, seen: Seen) {
        locked(&self.seen).insert(id.clone(), seen);
    }

    /// Whether the sources of a package are on this machine.
    #[must_use]
    pub fn are_here(&self, id: &PackageId) -> bool {
        !self.folders.of(&id.name, &id.version).is_empty()
    }

    /// Whether the sources of a package are on this machine, all of them, and those of a registry, which never change.
    #[must_use]
    pub fn are_final(&self, id: &PackageId) -> bool {
        self.folders.are_final(&id.name, &id.version)
    }

    /// The library of a package as it is on disk, if it is on this machine and not too large.
    #[must_use]
    pub fn library(&self, id: &PackageId) -> Option<Library> {
        self.folders.of(&id.name, &id.version).iter().find_map(|folder| Library::in_folder(folder, id))
    }
}

fn locked<T>(value: &Mutex<T>) -> MutexGuard<'_, T> {
    value.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_named_where_code_writes_it_and_its_module() {
        let mut names = TypeNames::default();
        names.add(Some("process"), "Command");
        names.add(None, "Own");
        let is_named = |texts: &[&str]| {
            let texts: Vec<SourceText> = texts.iter().map(|text| SourceText::new("a.rs", *text)).collect();
            names.are_in(&texts)
        };
        for texts in
            [&["std::process::Command"][..], &["use std::{process as other}; other::Command"], &["process::x", "Command"], &["Owned"]]
        {
            assert!(is_named(texts), "{texts:?}");
        }
        for texts in [&["Command"][..], &["process::Other"], &["// process::Command, Own"], &["process::x", "/// Command"]] {
            assert!(!is_named(texts), "{texts:?}");
        }
    }
}
