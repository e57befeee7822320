//! The sources of dependencies, as cargo has them on this machine: read for their signatures, never built, never fetched.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::manifest::{Manifest, crate_name};
use super::{Dependency, Edition, Lock, Parsed, SourceFile, Workspace};
use crate::base::{Name, Needles, SourceText, fnv, map_largest_first};
use crate::index::FileIndex;
use crate::os;

/// Sources larger than this are generated bindings; reading them costs more than it tells. Bytes.
const LARGEST_CRATE: u64 = 24 * 1024 * 1024;

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

    /// Whether its code writes one of these names.
    fn writes(&self, names: &TypeNames) -> bool {
        names.are_in(&self.files.iter().map(|file| &file.source).collect::<Vec<_>>())
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
    fn are_in(&self, texts: &[&SourceText]) -> bool {
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

/// What is there of a package that is asked for with names.
enum Found {
    Read(Arc<DependencySource>),
    /// With its files.
    Unread(Package, Vec<SourceText>),
    Nothing,
}

impl Found {
    fn files(&self) -> &[SourceText] {
        if let Self::Unread(_, files) = self { files } else { &[] }
    }
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
        let found: Vec<Found> = packages.par_iter().map(|(id, names)| self.find(id, names)).collect();
        let files = found.iter().enumerate().flat_map(|(at, found)| found.files().iter().map(move |source| (at, source)));
        let files: Vec<(usize, &SourceText)> = files.collect();
        let read = |&(at, source): &(usize, &SourceText)| {
            let index = Arc::new(self.parsed.signatures(source.text())?);
            Some((at, SourceFile { source: source.clone(), index }))
        };
        let mut read: Vec<(usize, SourceFile)> =
            map_largest_first(&files, |(_, source)| source.text().len(), read).into_iter().flatten().collect();
        let mut sources = Vec::new();
        for (at, ((id, _), found)) in packages.iter().zip(found).enumerate() {
            match found {
                Found::Read(source) => sources.push(source),
                Found::Nothing => {}
                Found::Unread(package, _) => {
                    let files = read.extract_if(.., |(of, _)| *of == at).map(|(_, file)| file).collect();
                    let source = Arc::new(package.source(id, files));
                    self.remember(id, Seen::Read(Arc::clone(&source)));
                    sources.push(source);
                }
            }
        }
        sources
    }

    fn one(&self, id: &PackageId) -> Option<Arc<DependencySource>> {
        let known = locked(&self.whole).get(id).cloned();
        known.unwrap_or_else(|| {
            let package = self.package(id);
            let parsed = Parsed::default();
            let read = |source: SourceText| {
                let index = Arc::new(parsed.index(source.text())?);
                Some(SourceFile { source, index })
            };
            let source = package.map(|package| {
                let files = package.texts().into_par_iter().filter_map(read).collect();
                Arc::new(package.source(id, files))
            });
            locked(&self.whole).insert(id.clone(), source.clone());
            source
        })
    }

    fn find(&self, id: &PackageId, names: &TypeNames) -> Found {
        let mut lacking = match self.seen(id) {
            // It may have been read for other names, or not: that must change nothing.
            Some(Seen::Read(source)) => return if source.writes(names) { Found::Read(source) } else { Found::Nothing },
            Some(Seen::Lacks(lacking)) if names.each().all(|name| lacking.contains(&name)) => return Found::Nothing,
            Some(Seen::Lacks(lacking)) => lacking,
            None => FxHashSet::default(),
        };
        if let Some(found) = self.naming(id, names) {
            return found;
        }
        lacking.extend(names.each());
        self.remember(id, Seen::Lacks(lacking));
        Found::Nothing
    }

    /// A package, if its code writes one of these names. Whether it does is remembered of those that nobody changes.
    fn naming(&self, id: &PackageId, names: &TypeNames) -> Option<Found> {
        let found = OnceCell::new();
        let search = || {
            let package = self.package(id).filter(|package| !package.is_of_macros)?;
            let texts = package.texts();
            names.are_in(&texts.iter().collect::<Vec<_>>()).then_some(Found::Unread(package, texts))
        };
        let is_named = || found.get_or_init(search).is_some();
        let is_named = if self.are_final(id) { self.parsed.remembered(&(id, names), is_named) } else { is_named() };
        if !is_named {
            return None;
        }
        found.into_inner().unwrap_or_else(|| {
            let package = self.package(id)?;
            let texts = package.texts();
            Some(Found::Unread(package, texts))
        })
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
        for text in package.paths.iter().filter_map(|path| os::read_source(path).ok()) {
            crate::syntax::each_word(&text, |word| {
                words.insert(fnv(word));
            });
        }
        Some(DependencyWords { words, dependencies: package.dependencies })
    }

    /// How large the sources of a package are, if they are on this machine and not too large: bytes.
    #[must_use]
    pub fn size(&self, id: &PackageId) -> Option<u64> {
        self.package(id).map(|package| os::total_size(&package.paths))
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

/// A dependency's library as it is on disk.
struct Package {
    crate_name: Name,
    edition: Edition,
    root: String,
    /// Whether it is a library of procedural macros, which exports nothing else.
    is_of_macros: bool,
    dependencies: Vec<Dependency>,
    default_features: Vec<Name>,
    folder: PathBuf,
    /// Sorted.
    paths: Vec<PathBuf>,
}

impl Package {
    fn in_folder(folder: &Path, id: &PackageId) -> Option<Self> {
        let manifest = Manifest::read(&folder.join("Cargo.toml")).ok()?;
        let package = manifest.package.as_ref().filter(|package| package.name == id.name)?;
        let library = manifest.lib.as_ref();
        let root = library.and_then(|library| library.path.clone()).unwrap_or_else(|| "src/lib.rs".to_owned());
        let name = library.and_then(|library| library.name.clone()).unwrap_or_else(|| package.name.clone());
        let sources = root.rsplit_once('/').map_or(folder.to_owned(), |(sources, _)| folder.join(sources));
        let paths: Vec<_> =
            os::folder_entries(&sources).ok()?.into_iter().filter(|path| path.extension().is_some_and(|end| end == "rs")).collect();
        if os::total_size(&paths) > LARGEST_CRATE {
            return None;
        }
        let dependencies = manifest.dependencies(&manifest).into_iter().map(|(crate_name, package)| Dependency { crate_name, package });
        Some(Self {
            crate_name: crate_name(&name),
            edition: manifest.edition(&manifest),
            root: os::slashed(Path::new(&root)).trim_start_matches("./").to_owned(),
            is_of_macros: library.is_some_and(|library| library.is_of_macros),
            dependencies: dependencies.collect(),
            default_features: manifest.default_features(),
            folder: folder.to_owned(),
            paths,
        })
    }

    /// The files that can be read, with their paths in the folder.
    fn texts(&self) -> Vec<SourceText> {
        let relative = |path: &Path| os::slashed(path.strip_prefix(&self.folder).unwrap_or(path));
        self.paths.par_iter().filter_map(|path| Some(SourceText::new(relative(path), os::read_source(path).ok()?))).collect()
    }

    fn source(&self, id: &PackageId, mut files: Vec<SourceFile>) -> DependencySource {
        files.sort_by(|one, other| one.source.path().cmp(other.source.path()));
        DependencySource {
            id: id.clone(),
            crate_name: self.crate_name.clone(),
            edition: self.edition,
            root: self.root.clone(),
            files,
            dependencies: self.dependencies.clone(),
            default_features: self.default_features.clone(),
        }
    }
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
            names.are_in(&texts.iter().collect::<Vec<_>>())
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
