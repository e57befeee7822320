//! Where cargo keeps the sources of dependencies on this machine.

use std::path::{Path, PathBuf};

/// The folders that may hold a package `name-version` from a registry, the likeliest first: those of the vendored sources that the
/// workspace's `.cargo/config.toml` may name by the usual `vendor`, then those below `CARGO_HOME`.
#[must_use]
pub fn package_folders(root: &Path, name: &str, version: &str) -> Vec<PathBuf> {
    let mut found = vec![root.join("vendor").join(format!("{name}-{version}")), root.join("vendor").join(name)];
    if let Some(home) = cargo_home() {
        let registries = super::walk::folders_in(&home.join("registry").join("src"));
        found.extend(registries.iter().map(|registry| registry.join(format!("{name}-{version}"))));
        for checkout in super::walk::folders_in(&home.join("git").join("checkouts")) {
            let is_it = checkout
                .file_name()
                .is_some_and(|folder| folder.to_string_lossy().rsplit_once('-').is_some_and(|(repository, _)| repository == name));
            if is_it {
                found.extend(super::walk::folders_in(&checkout));
            }
        }
    }
    found.retain(|folder| super::is_file(&folder.join("Cargo.toml")));
    found
}

/// Whether the first of the [`package_folders`] is one of a registry below `CARGO_HOME`, whose packages nobody changes.
#[must_use]
pub fn is_of_registry(root: &Path, name: &str, version: &str) -> bool {
    let first = package_folders(root, name, version).into_iter().next();
    first.zip(registries()).is_some_and(|(folder, registries)| folder.starts_with(registries))
}

/// The folder with the packages of registries, which nobody changes.
pub(super) fn registries() -> Option<PathBuf> {
    cargo_home().map(|home| home.join("registry").join("src"))
}

/// `CARGO_HOME`, or `.cargo` in the user's home (the Cargo book, "Cargo Home").
fn cargo_home() -> Option<PathBuf> {
    super::variable("CARGO_HOME").map(PathBuf::from).or_else(|| super::home().map(|home| home.join(".cargo")))
}
