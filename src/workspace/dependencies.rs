//! The sources of dependencies, as cargo has them on this machine: read for their signatures, never built, never fetched.

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::manifest::{Manifest, crate_name};
use super::{Dependency, Edition};
use crate::base::Name;
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
    pub files: Vec<(String, Arc<FileIndex>)>,
    /// Its own dependencies.
    pub dependencies: Vec<Dependency>,
}

impl DependencySource {
    /// The file with this path.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<&Arc<FileIndex>> {
        let at = self.files.binary_search_by(|(known, _)| known.as_str().cmp(path)).ok()?;
        Some(&self.files[at].1)
    }
}

/// The sources of those of `packages` that are on this machine.
#[must_use]
pub fn dependency_sources(root: &Path, packages: &[PackageId]) -> Vec<DependencySource> {
    packages
        .par_iter()
        .filter_map(|id| os::package_folders(root, &id.name, &id.version).iter().find_map(|folder| read(folder, id)))
        .collect()
}

fn read(folder: &Path, id: &PackageId) -> Option<DependencySource> {
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
    let mut files: Vec<(String, Arc<FileIndex>)> = paths
        .par_iter()
        .filter_map(|path| {
            let text = os::read_source(path).ok()?;
            let index = std::panic::catch_unwind(|| crate::syntax::index(&text)).ok()?;
            Some((os::slashed(path.strip_prefix(folder).unwrap_or(path)), Arc::new(index)))
        })
        .collect();
    files.sort_by(|one, other| one.0.cmp(&other.0));
    let dependencies = manifest.dependencies(&manifest).into_iter().map(|(crate_name, package)| Dependency { crate_name, package });
    Some(DependencySource {
        id: id.clone(),
        crate_name: crate_name(&name),
        edition: manifest.edition(&manifest),
        root: os::slashed(Path::new(&root)).trim_start_matches("./").to_owned(),
        files,
        dependencies: dependencies.collect(),
    })
}
