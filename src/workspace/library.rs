//! A dependency's library as it is on disk, and what is read of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::manifest::{Manifest, crate_name};
use super::{Dependency, Edition, PackageId, SourceFile};
use crate::base::{Name, SourceText, fnv};
use crate::index::{FileIndex, ModuleFolders, is_of_other_builds, modules_around};
use crate::os;

/// Sources larger than this are generated bindings; reading them costs more than it tells. Bytes.
const LARGEST_CRATE: u64 = 24 * 1024 * 1024;

/// A dependency's library as it is on disk.
#[derive(Debug)]
pub struct Library {
    pub(super) crate_name: Name,
    pub(super) edition: Edition,
    pub(super) root: String,
    is_of_macros: bool,
    pub(super) dependencies: Vec<Dependency>,
    pub(super) default_features: Vec<Name>,
    size: u64,
    /// Its files, by their paths relative to its folder.
    paths: BTreeMap<String, PathBuf>,
    texts: OnceLock<Vec<SourceText>>,
}

impl Library {
    pub(super) fn in_folder(folder: &Path, id: &PackageId) -> Option<Self> {
        let manifest = Manifest::read(&folder.join("Cargo.toml")).ok()?;
        let package = manifest.package.as_ref().filter(|package| package.name == id.name)?;
        let library = manifest.lib.as_ref();
        let root = library.and_then(|library| library.path.clone()).unwrap_or_else(|| "src/lib.rs".to_owned());
        let name = library.and_then(|library| library.name.clone()).unwrap_or_else(|| package.name.clone());
        let sources = root.rsplit_once('/').map_or(folder.to_owned(), |(sources, _)| folder.join(sources));
        let paths: Vec<_> =
            os::folder_entries(&sources).ok()?.into_iter().filter(|path| path.extension().is_some_and(|end| end == "rs")).collect();
        let size = os::total_size(&paths);
        if size > LARGEST_CRATE {
            return None;
        }
        let relative = |path: &Path| os::slashed(path.strip_prefix(folder).unwrap_or(path));
        let dependencies = manifest.library_dependencies().into_iter().map(|(crate_name, package)| Dependency { crate_name, package });
        Some(Self {
            crate_name: crate_name(&name),
            edition: manifest.edition(&manifest),
            root: os::slashed(Path::new(&root)).trim_start_matches("./").to_owned(),
            is_of_macros: library.is_some_and(|library| library.is_of_macros),
            dependencies: dependencies.collect(),
            default_features: manifest.default_features(),
            size,
            paths: paths.into_iter().map(|path| (relative(&path), path)).collect(),
            texts: OnceLock::new(),
        })
    }

    /// The texts of all its files, but for those that cannot be read.
    pub(super) fn texts(&self) -> &[SourceText] {
        self.texts.get_or_init(|| self.paths.par_iter().filter_map(|(relative, path)| source_text(relative, path)).collect())
    }

    /// How large its sources are, in bytes.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Whether it is a library of procedural macros, which exports nothing else.
    #[must_use]
    pub fn is_of_macros(&self) -> bool {
        self.is_of_macros
    }

    /// The words of its sources.
    #[must_use]
    pub fn words(&self) -> DependencyWords {
        let mut words = FxHashSet::default();
        // Each is looked at once, and not kept.
        for text in self.paths.iter().filter_map(|(relative, path)| source_text(relative, path)) {
            crate::syntax::each_word(text.text(), |word| {
                words.insert(fnv(word));
            });
        }
        DependencyWords { words, dependencies: self.dependencies.clone() }
    }

    /// What `index` makes of the files that are part of this machine's builds.
    pub(super) fn read(&self, index: &Index<'_>) -> LibraryFiles {
        let reading = Reading { index, begun: Mutex::default(), lacks: AtomicBool::new(false) };
        let mut files = self.module(&ModuleFile { path: self.root.clone(), owns_folder: true }, &reading);
        files.sort_by(|one, other| one.source.path().cmp(other.source.path()));
        files.dedup_by(|one, other| one.source.path() == other.source.path());
        LibraryFiles { files, are_all: !reading.lacks.into_inner() }
    }

    /// A file and those of the modules below it, each once.
    fn module(&self, file: &ModuleFile, reading: &Reading<'_>) -> Vec<SourceFile> {
        if !reading.begun.lock().unwrap_or_else(PoisonError::into_inner).insert(file.clone()) {
            return Vec::new();
        }
        let read = || {
            let source = self.text(&file.path)?;
            let index = Arc::new((reading.index)(source.text())?);
            Some(SourceFile { source, index })
        };
        let Some(read) = read() else {
            reading.lacks.store(true, Ordering::Relaxed);
            return Vec::new();
        };
        if file.path != self.root && is_of_other_builds(&read.index.attributes.cfgs) {
            return Vec::new();
        }
        let below = self.files_of_modules(&read.index, &ModuleFolders::of(&file.path, file.owns_folder));
        let mut files: Vec<SourceFile> = below.par_iter().flat_map_iter(|file| self.module(file, reading)).collect();
        files.push(read);
        files
    }

    fn text(&self, relative: &str) -> Option<SourceText> {
        match self.texts.get() {
            Some(texts) => texts.binary_search_by(|text| text.path().cmp(relative)).ok().map(|at| texts[at].clone()),
            None => source_text(relative, self.paths.get(relative)?),
        }
    }

    /// The files of the modules that a file declares and that this machine's builds have: those of other systems are often the larger part
    /// of a crate.
    fn files_of_modules(&self, index: &FileIndex, folders: &ModuleFolders) -> Vec<ModuleFile> {
        let mut found = Vec::new();
        for item in index.items.modules.iter().filter(|item| item.inline.is_none()) {
            if modules_around(index, item).any(|outer| is_of_other_builds(&outer.attributes.cfgs)) {
                continue;
            }
            for attributes in item.attributes.by_path().into_iter().filter(|attributes| !is_of_other_builds(&attributes.cfgs)) {
                let places = folders.candidates(index, item, attributes.path_override.as_deref());
                let place = places.into_iter().find(|place| self.paths.contains_key(place));
                found.extend(place.map(|path| ModuleFile { path, owns_folder: attributes.path_override.is_some() }));
            }
        }
        found
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

/// What a text is read as; none where the analysis panicked.
pub(super) type Index<'i> = dyn Fn(&str) -> Option<FileIndex> + Sync + 'i;

/// The files that were read of a library.
pub(super) struct LibraryFiles {
    /// Sorted by path.
    pub(super) files: Vec<SourceFile>,
    /// Whether these are all that there should be: none could not be read, and on none the analysis panicked.
    pub(super) are_all: bool,
}

/// One reading of a library.
struct Reading<'i> {
    index: &'i Index<'i>,
    begun: Mutex<FxHashSet<ModuleFile>>,
    /// Whether a file could not be read.
    lacks: AtomicBool,
}

/// The file of a module; as which it stands there decides where those below it are.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
struct ModuleFile {
    path: String,
    owns_folder: bool,
}

fn source_text(relative: &str, path: &Path) -> Option<SourceText> {
    Some(SourceText::new(relative, os::read_source(path).ok()?))
}

#[cfg(test)]
#[path = "library_tests.rs"]
mod tests;
