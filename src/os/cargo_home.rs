//! Where cargo keeps the sources of packages (the Cargo book, "Cargo Home").

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustc_hash::FxHashMap;

/// The folders with the packages that a workspace may use, each package looked for once.
#[derive(Debug, Default)]
pub struct PackageFolders {
    root: PathBuf,
    places: OnceLock<Places>,
    found: Mutex<FoldersByPackage>,
}

/// By name and version.
type FoldersByPackage = FxHashMap<(String, String), Found>;

/// What there is of a package.
#[derive(Clone, Debug)]
struct Found {
    folders: Arc<[PathBuf]>,
    is_final: bool,
}

/// Where packages lie.
#[derive(Debug)]
struct Places {
    /// Vendored sources, which the workspace's `.cargo/config.toml` may name by the usual `vendor`.
    vendored: Option<PathBuf>,
    /// One for each registry, below `CARGO_HOME`.
    registries: Vec<PathBuf>,
    /// One for each git repository, below `CARGO_HOME`.
    checkouts: Vec<PathBuf>,
}

impl PackageFolders {
    /// Those of the workspace at `root`. Nothing is looked for yet.
    #[must_use]
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), ..Self::default() }
    }

    /// The folders that hold a package and may hold this version of it, the likeliest first: vendored ones, those of registries, those of
    /// git repositories.
    #[must_use]
    pub fn of(&self, name: &str, version: &str) -> Arc<[PathBuf]> {
        self.found(name, version).folders
    }

    /// Whether the first of the folders of a package is one of a registry, whose packages nobody changes, and all of the package was there
    /// when it was first asked for.
    #[must_use]
    pub fn are_final(&self, name: &str, version: &str) -> bool {
        self.found(name, version).is_final
    }

    fn found(&self, name: &str, version: &str) -> Found {
        let key = (name.to_owned(), version.to_owned());
        let found = || self.found.lock().unwrap_or_else(PoisonError::into_inner);
        let known = found().get(&key).cloned();
        known.unwrap_or_else(|| {
            let new = self.places().find(name, version);
            found().insert(key, new.clone());
            new
        })
    }

    fn places(&self) -> &Places {
        self.places.get_or_init(|| {
            let vendored = Some(self.root.join("vendor")).filter(|vendored| super::is_folder(vendored));
            let folders_in = |folder: PathBuf| super::walk::folders_in(&folder);
            Places {
                vendored,
                registries: registries().map(folders_in).unwrap_or_default(),
                checkouts: cargo_home().map(|home| folders_in(home.join("git").join("checkouts"))).unwrap_or_default(),
            }
        })
    }
}

impl Places {
    /// Looks for a package. What is found while cargo still unpacks one of a registry is for this run alone.
    fn find(&self, name: &str, version: &str) -> Found {
        let folders: Arc<[PathBuf]> = self.folders(name, version).into();
        let is_of_registry = |folder: &&PathBuf| self.registries.iter().any(|registry| folder.starts_with(registry));
        if folders.iter().filter(is_of_registry).any(|folder| !is_unpacked(folder)) {
            super::mark_unrepeatable();
        }
        let is_final = folders.first().is_some_and(|folder| is_of_registry(&folder) && is_unpacked(folder));
        Found { folders, is_final }
    }

    fn folders(&self, name: &str, version: &str) -> Vec<PathBuf> {
        let with_version = format!("{name}-{version}");
        let vendored = self.vendored.iter().flat_map(|vendored| [vendored.join(&with_version), vendored.join(name)]);
        let of_registries = self.registries.iter().map(|registry| registry.join(&with_version));
        // `name-hash`, with a folder for each revision.
        let repository = |checkout: &&PathBuf| {
            let folder = checkout.file_name().map(|folder| folder.to_string_lossy());
            folder.is_some_and(|folder| folder.rsplit_once('-').is_some_and(|(repository, _)| repository == name))
        };
        let of_repositories = self.checkouts.iter().filter(repository).flat_map(|checkout| super::walk::folders_in(checkout));
        let mut found: Vec<PathBuf> = vendored.chain(of_registries).chain(of_repositories).collect();
        found.retain(|folder| super::is_file(&folder.join("Cargo.toml")));
        found
    }
}

/// Whether cargo has unpacked all of a registry's package: it writes `.cargo-ok` last, and something in it. Without that it unpacks the
/// package anew.
fn is_unpacked(folder: &Path) -> bool {
    std::fs::metadata(folder.join(".cargo-ok")).is_ok_and(|written| written.len() > 0)
}

/// The folder with the packages of registries, which nobody changes.
pub(super) fn registries() -> Option<PathBuf> {
    cargo_home().map(|home| home.join("registry").join("src"))
}

/// `CARGO_HOME`, or `.cargo` in the user's home.
fn cargo_home() -> Option<PathBuf> {
    super::variable("CARGO_HOME").map(PathBuf::from).or_else(|| super::home().map(|home| home.join(".cargo")))
}
