//! The sources of dependencies, as cargo has them on this machine: read for their signatures, never built, never fetched.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::package::Package;
use super::{Dependency, Edition, Lock, Parsed, SourceFile, Workspace};
use crate::base::{Name, Needles, SourceText, fnv};
use crate::index::FileIndex;
use crate::os;

/// A version of a package.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PackageId {
    /// Its name as in its manifest.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// A dependency's library, read and indexed.
#[derive(Debug)]
pub struct DependencySource {
    /// The package.
    pub id: PackageId,
    /// The name that its own code has.
    pub crate_name: Name,
    /// Its edition.
    pub edition: Edition,
    /// Its root file.
    pub root: String,
    /// Its files, sorted by path relative to its folder.
    pub files: Vec<SourceFile>,
    /// Its own dependencies.
    pub dependencies: Vec<Dependency>,
    /// The features that it has where nobody says which.
    pub default_features: Vec<Name>,
}

impl DependencySource {
    /// The file with this path.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<&Arc<FileIndex>> {
        let at = self.files.binary_search_by(|file| file.source.path().cmp(path)).ok()?;
        Some(&self.files[at].index)
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

/// The sources of dependencies, each read once however often it is asked for.
#[derive(Debug, Default)]
pub struct Sources {
    folders: os::PackageFolders,
    lock: Lock,
    parsed: Arc<Parsed>,
    /// Those that were read with what their bodies mention; none for one that is not on this machine, or too large.
    whole: Mutex<FxHashMap<PackageId, Option<Arc<DependencySource>>>>,
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
            whole: Mutex::default(),
            seen: Mutex::default(),
        }
    }

    /// Which versions the workspace has.
    #[must_use]
    pub fn lock(&self) -> &Lock {
        &self.lock
    }

    /// The sources of those of `packages` that are on this machine and not too large, in their order. What the parser makes of them is not
    /// kept for the next run, which would have to read all of it to find the little that it needs: what is found in them is remembered.
    #[must_use]
    pub fn get(&self, packages: &[PackageId]) -> Vec<Arc<DependencySource>> {
        packages.par_iter().filter_map(|id| self.one(id)).collect()
    }

    /// As [`Sources::get`], but read for types alone, without what bodies mention, and without those whose code writes none of the names
    /// beside them: looking for a name takes a fraction of the time that reading takes.
    #[must_use]
    pub fn get_with_names(&self, packages: &[(PackageId, TypeNames)]) -> Vec<Arc<DependencySource>> {
        packages.par_iter().filter_map(|(id, names)| self.find(id, names)).collect()
    }

    fn one(&self, id: &PackageId) -> Option<Arc<DependencySource>> {
        let known = locked(&self.whole).get(id).cloned();
        known.unwrap_or_else(|| {
            let parsed = Parsed::default();
            let source = self.package(id).map(|package| Arc::new(package.read(id, &|text| parsed.index(text))));
            locked(&self.whole).insert(id.clone(), source.clone());
            source
        })
    }

    fn find(&self, id: &PackageId, names: &TypeNames) -> Option<Arc<DependencySource>> {
        let mut lacking = match self.seen(id) {
            // It may have been read for other names, or not: that must change nothing.
            Some(Seen::Read(source)) => return self.naming(id, names).is_some().then_some(source),
            Some(Seen::Lacks(lacking)) if names.each().all(|name| lacking.contains(&name)) => return None,
            Some(Seen::Lacks(lacking)) => lacking,
            None => FxHashSet::default(),
        };
        let source = self.naming(id, names).map(|package| Arc::new(package.read(id, &|text| self.parsed.signatures(text))));
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

    /// A package, if its code writes one of these names. Whether it does is remembered of those that nobody changes.
    fn naming(&self, id: &PackageId, names: &TypeNames) -> Option<Package> {
        let looked_at = OnceCell::new();
        let package = || looked_at.get_or_init(|| self.package(id).filter(|package| !package.is_of_macros)).as_ref();
        let is_named = || package().is_some_and(|package| names.are_in(package.texts()));
        let is_named = if self.are_final(id) { self.parsed.remembered(&(id, names), is_named) } else { is_named() };
        if is_named && package().is_some() { looked_at.into_inner().flatten() } else { None }
    }

    fn seen(&self, id: &PackageId) -> Option<Seen> {
        locked(&self.seen).get(id).cloned()
    }

    fn remember(&self, id: &PackageId, seen: Seen) {
        locked(&self.seen).insert(id.clone(), seen);
    }

    /// The words of a package, if its sources are on this machine and not too large.
    #[must_use]
    pub fn words(&self, id: &PackageId) -> Option<DependencyWords> {
        let package = self.package(id)?;
        let mut words = FxHashSet::default();
        for text in package.each_text() {
            crate::syntax::each_word(text.text(), |word| {
                words.insert(fnv(word));
            });
        }
        Some(DependencyWords { words, dependencies: package.dependencies })
    }

    /// How large the sources of a package are, if they are on this machine and not too large: bytes.
    #[must_use]
    pub fn size(&self, id: &PackageId) -> Option<u64> {
        self.package(id).map(|package| package.size)
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

    fn package(&self, id: &PackageId) -> Option<Package> {
        self.folders.of(&id.name, &id.version).iter().find_map(|folder| Package::in_folder(folder, id))
    }
}

fn locked<T>(value: &Mutex<T>) -> MutexGuard<'_, T> {
    value.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What a dependency's library writes, without its meaning: many times faster to have than its items.
#[derive(Clone, Debug)]
pub struct DependencyWords {
    /// The hash of every word.
    pub words: FxHashSet<u64>,
    /// Its own dependencies.
    pub dependencies: Vec<Dependency>,
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
