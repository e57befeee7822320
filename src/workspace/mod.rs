//! Packages, targets, editions and files of a Cargo workspace, read from its manifests: no cargo is run.

mod dependencies;
mod documents;
mod expanded;
mod layout;
mod library;
mod lock;
mod manifest;
mod parsed;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::base::{FileId, Name, SourceText, map_largest_first};
use crate::cache::Cache;
use crate::config::{Config, ConfigError};
use crate::index::FileIndex;
use crate::os;
use layout::Layout;

pub use dependencies::{DependencySource, PackageId, Sources, TypeNames};
pub use library::{DependencyWords, Library};
pub use lock::Lock;
pub use manifest::{Edition, ManifestError};
pub use parsed::Parsed;

/// A workspace with its files read and indexed.
#[derive(Debug)]
pub struct Workspace {
    /// Its folder, absolute.
    pub root: PathBuf,
    /// What it says about itself.
    pub config: Config,
    /// Its packages, sorted by the path of their manifest.
    pub packages: Vec<Package>,
    /// Its files by [`FileId`], sorted by path.
    pub files: Vec<SourceFile>,
    /// The texts of other files that its documentation includes.
    pub documents: Vec<SourceText>,
    /// What the parser makes of its texts and its dependencies'.
    pub parsed: Arc<Parsed>,
    /// What could not be read.
    pub problems: Vec<Problem>,
    /// Packages that are none of its members and that nobody looks at: a path relative to the root, and a message.
    pub elsewhere: Vec<(String, String)>,
    /// The part that was asked for: paths relative to the root, with `/`; empty for all of it.
    pub selection: Vec<String>,
}

/// A path relative to the root, and a message.
type Problem = (String, String);

/// A file of the workspace.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Its text.
    pub source: SourceText,
    /// What it says.
    pub index: Arc<FileIndex>,
}

/// A package.
#[derive(Debug, Hash)]
pub struct Package {
    /// Its name as in its manifest.
    pub name: String,
    /// Its version, where there may be others of the same name: for a dependency that is looked at as a workspace of its own.
    pub version: Option<String>,
    /// Its manifest, relative to the root, with `/`.
    pub manifest: String,
    /// Its edition.
    pub edition: Edition,
    /// Its targets whose root file exists.
    pub targets: Vec<Target>,
    /// Its dependencies of all kinds.
    pub dependencies: Vec<Dependency>,
    /// The features that it has where nobody says which.
    pub default_features: Vec<Name>,
}

/// A target of a package.
#[derive(Debug, Hash)]
pub struct Target {
    /// What it is.
    pub kind: TargetKind,
    /// The name that code uses for it.
    pub crate_name: Name,
    /// Its root file.
    pub root: FileId,
}

/// What a target is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub enum TargetKind {
    /// The library.
    Library,
    /// A program.
    Binary,
    /// A file of `tests/`.
    Test,
    /// A file of `benches/`.
    Benchmark,
    /// A file of `examples/`.
    Example,
    /// `build.rs`.
    BuildScript,
    /// The examples in the documentation of the library: no manifest names it.
    DocTest,
}

impl TargetKind {
    /// Whether its code counts as test code: it runs on no server.
    #[must_use]
    pub fn is_test_code(self) -> bool {
        !matches!(self, Self::Library | Self::Binary)
    }
}

/// A dependency as code sees it.
#[derive(Clone, PartialEq, Eq, Debug, Hash, Serialize, Deserialize)]
pub struct Dependency {
    /// The name that code uses for it.
    pub crate_name: Name,
    /// The package's name.
    pub package: String,
}

/// Which of a workspace to read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TestCode {
    /// Leave `tests/`, `benches/`, `examples/` and build scripts unread.
    Skip,
    /// Read all targets.
    Include,
}

/// Why there is no workspace to look at.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
pub enum WorkspaceError {
    /// A path given by the user does not exist.
    #[error("`{path}` does not exist")]
    #[diagnostic(help("paths are relative to the current folder"))]
    NoSuchPath {
        /// As given.
        path: String,
    },
    /// Two paths belong to different workspaces.
    #[error("`{first}` and `{second}` belong to different workspaces")]
    #[diagnostic(help("run the command once for each workspace"))]
    TwoWorkspaces {
        /// As given.
        first: String,
        /// As given.
        second: String,
    },
    /// The manifest of the workspace itself cannot be read.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Manifest(#[from] Box<ManifestError>),
    /// Its configuration is wrong.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Config(#[from] ConfigError),
}

impl Workspace {
    /// Reads the workspace that holds `paths`, with the configuration in the file `config` or its own; the files are read and indexed in
    /// parallel, and `on_file` is called after each.
    pub fn load(
        paths: &[PathBuf],
        config: Option<&Path>,
        tests: TestCode,
        cache: &Cache,
        on_files: &dyn Fn(usize),
        on_file: &(dyn Fn() + Sync),
    ) -> Result<Self, WorkspaceError> {
        Self::load_from(layout::find(paths)?, config, tests, cache, (on_files, on_file))
    }

    fn load_from(
        layout: Layout,
        config_path: Option<&Path>,
        tests: TestCode,
        cache: &Cache,
        (on_files, on_file): (&dyn Fn(usize), &(dyn Fn() + Sync)),
    ) -> Result<Self, WorkspaceError> {
        let (walked, parsed) = rayon::join(|| os::rust_files(&layout.root), || Parsed::open(cache, &layout.root));
        let relative = |path: &Path| os::slashed(path.strip_prefix(&layout.root).unwrap_or(path));
        let mut problems: Vec<_> = walked.problems.iter().map(|problem| (relative(&problem.path), problem.message.clone())).collect();
        let manifests = layout::member_manifests(&layout, &walked.manifests, &mut problems);
        let packages = walked.manifests.iter().filter_map(|manifest| manifest.parent()).collect();
        let load_config = || Config::load(&layout.root, config_path);
        if let Some(alone) = layout.of_others(&walked.files, &manifests, &packages) {
            // One that is wrong is an error for whatever is below it.
            load_config()?;
            return Self::load_from(alone, config_path, tests, cache, (on_files, on_file));
        }
        let mut elsewhere = layout::elsewhere(&layout, &manifests, &walked.manifests, &packages, tests);
        // Of a manifest that cannot be read there is something else to say.
        elsewhere.retain(|(path, _)| !problems.iter().any(|(broken, _)| broken == path));
        let candidates: Vec<&PathBuf> =
            walked.files.par_iter().filter(|path| layout::belongs(path, &layout, &manifests, &packages, tests)).collect();
        let source_of = |path: &&PathBuf| -> Result<SourceText, Problem> {
            let name = relative(path);
            match os::read_source(path) {
                Ok(text) => Ok(SourceText::new(name, text)),
                Err(error) => Err((name, error.reason())),
            }
        };
        let read = || -> Vec<Result<SourceText, Problem>> { candidates.par_iter().map(source_of).collect() };
        // The tables that a configuration begins with may still be in the making: until then there is something to read.
        let (sources, config) = rayon::join(read, load_config);
        let config = config?;
        on_files(candidates.len());
        let size = |source: &Result<SourceText, Problem>| source.as_ref().map_or(0, |source| source.text().len());
        let read = map_largest_first(&sources, size, |source| {
            let file = source.clone().and_then(|source| indexed(source, &parsed));
            on_file();
            file
        });
        let mut files = Vec::with_capacity(read.len());
        for file in read {
            match file {
                Ok(file) => files.push(file),
                Err(problem) => problems.push(problem),
            }
        }
        let packages = layout::packages(&layout, &manifests, &files, tests);
        expanded::expand(&mut files, &packages);
        problems.extend(idle_zones(&config, &files));
        let documents = documents::documents(&layout.root, &files);
        problems.sort();
        problems.dedup();
        let parsed = Arc::new(parsed);
        Ok(Self { root: layout.root, config, packages, files, documents, parsed, problems, elsewhere, selection: layout.selection })
    }

    /// A workspace of one package `example` with these files and dependencies, none of them on disk: for tests and editors.
    #[must_use]
    pub fn in_memory(files: &[(&str, &str)], dependencies: &[&str]) -> Self {
        let mut files: Vec<SourceFile> = files
            .iter()
            .map(|&(path, text)| SourceFile { source: SourceText::new(path, text), index: Arc::new(crate::syntax::index(text)) })
            .collect();
        files.sort_by(|one, other| one.source.path().cmp(other.source.path()));
        let roots = [("src/lib.rs", TargetKind::Library, "example"), ("src/main.rs", TargetKind::Binary, "example_main")];
        let targets = roots
            .iter()
            .filter_map(|&(path, kind, name)| file_by_path(&files, path).map(|root| Target { kind, crate_name: Name::new(name), root }));
        let dependencies =
            dependencies.iter().map(|&name| Dependency { crate_name: Name::new(name.replace('-', "_")), package: name.to_owned() });
        let package = Package {
            name: "example".to_owned(),
            version: None,
            manifest: "Cargo.toml".to_owned(),
            edition: Edition::E2021,
            targets: targets.collect(),
            dependencies: dependencies.collect(),
            default_features: Vec::new(),
        };
        Self {
            root: PathBuf::new(),
            config: Config::default(),
            packages: vec![package],
            files,
            parsed: Arc::default(),
            documents: Vec::new(),
            problems: Vec::new(),
            elsewhere: Vec::new(),
            selection: Vec::new(),
        }
    }

    /// A dependency's library as a workspace of its own.
    fn of_library(id: &PackageId, library: Library, files: Vec<SourceFile>) -> Self {
        let root = file_by_path(&files, &library.root);
        let target = |root| Target { kind: TargetKind::Library, crate_name: library.crate_name.clone(), root };
        let package = Package {
            name: id.name.clone(),
            version: Some(id.version.clone()),
            manifest: "Cargo.toml".to_owned(),
            edition: library.edition,
            targets: root.map(target).into_iter().collect(),
            dependencies: library.dependencies,
            default_features: library.default_features,
        };
        Self {
            root: PathBuf::new(),
            packages: vec![package],
            files,
            parsed: Arc::default(),
            documents: Vec::new(),
            problems: Vec::new(),
            elsewhere: Vec::new(),
            selection: Vec::new(),
            config: Config::default(),
        }
    }

    /// The folder of the workspace that holds `paths`; no source file is read.
    ///
    /// # Errors
    /// As [`Workspace::load`].
    pub fn root_of(paths: &[PathBuf]) -> Result<PathBuf, WorkspaceError> {
        layout::find(paths).map(|layout| layout.root)
    }

    /// The configuration of the workspace that holds `paths`, or the one in the file `config`; no source file is read.
    ///
    /// # Errors
    /// As [`Workspace::load`].
    pub fn config_of(paths: &[PathBuf], config: Option<&Path>) -> Result<Config, WorkspaceError> {
        Ok(Config::load(&Self::root_of(paths)?, config)?)
    }

    /// Whether the file is part of what was asked for, and not excluded.
    #[must_use]
    pub fn is_selected(&self, path: &str) -> bool {
        let is_below = |part: &String| path.strip_prefix(part.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        (self.selection.is_empty() || self.selection.iter().any(is_below)) && !self.config.exclude.hold(path)
    }

    /// The file with this path relative to the root.
    #[must_use]
    pub fn file_by_path(&self, path: &str) -> Option<FileId> {
        file_by_path(&self.files, path)
    }
}

/// What is said of patterns of zones that fit no file: such a zone guards nothing.
fn idle_zones(config: &Config, files: &[SourceFile]) -> Vec<(String, String)> {
    let paths: Vec<&str> = files.iter().map(|file| file.source.path()).collect();
    let idle = config.idle_patterns(&paths).into_iter();
    let source = config.source.clone().unwrap_or_default();
    idle.map(|(zone, pattern)| (source.clone(), format!("the pattern `{pattern}` of the zone `{zone}` fits no file"))).collect()
}

fn file_by_path(files: &[SourceFile], path: &str) -> Option<FileId> {
    files.binary_search_by(|file| file.source.path().cmp(path)).ok().map(|at| FileId(at as u32))
}

fn indexed(source: SourceText, parsed: &Parsed) -> Result<SourceFile, Problem> {
    let failure = || (source.path().to_owned(), "the analysis of this file failed: a bug in this tool, please report it".to_owned());
    let index = parsed.index(source.text()).ok_or_else(failure)?;
    Ok(SourceFile { source, index: Arc::new(index) })
}
