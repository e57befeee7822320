//! `Cargo.lock`: which version of a package another one gets.

use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::PackageId;
use crate::os;

/// What a `Cargo.lock` says; empty where there is none.
#[derive(Debug, Default)]
pub struct Lock {
    packages: FxHashMap<String, Vec<Locked>>,
}

#[derive(Debug)]
struct Locked {
    version: String,
    dependencies: Vec<String>,
}

#[derive(Deserialize)]
struct LockFile {
    #[serde(default)]
    package: Vec<LockedPackage>,
}

#[derive(Deserialize)]
struct LockedPackage {
    name: String,
    version: String,
    #[serde(default)]
    dependencies: Vec<String>,
}

impl Lock {
    /// Reads the lock file of the workspace at `root`. One that is missing or broken says nothing.
    #[must_use]
    pub fn read(root: &Path) -> Self {
        let text = os::read_source(&root.join("Cargo.lock")).unwrap_or_default();
        Self::parse(&text)
    }

    fn parse(text: &str) -> Self {
        let file: LockFile = toml::from_str(text).unwrap_or(LockFile { package: Vec::new() });
        let mut packages: FxHashMap<String, Vec<Locked>> = FxHashMap::default();
        for package in file.package {
            packages.entry(package.name).or_default().push(Locked { version: package.version, dependencies: package.dependencies });
        }
        Self { packages }
    }

    /// The packages that a package gets, whatever they are for; those of a registry list none that only their tests need.
    #[must_use]
    pub fn dependencies(&self, of: &PackageId) -> Vec<PackageId> {
        let owner = self.packages.get(&of.name).and_then(|versions| versions.iter().find(|locked| locked.version == of.version));
        let entries = owner.into_iter().flat_map(|owner| &owner.dependencies);
        let names = entries.filter_map(|entry| entry.split(' ').next());
        let mut found: Vec<PackageId> = names.filter_map(|name| self.dependency(&of.name, Some(&of.version), name)).collect();
        found.sort();
        found.dedup();
        found
    }

    /// The names of all packages whose types a package can speak of: its own, and whatever it uses through others.
    #[must_use]
    pub fn used_by(&self, id: &PackageId) -> FxHashSet<&str> {
        let Some((name, _)) = self.packages.get_key_value(&id.name) else { return FxHashSet::default() };
        let mut found: FxHashSet<&str> = FxHashSet::from_iter([name.as_str()]);
        let mut open = vec![name.as_str()];
        while let Some(name) = open.pop() {
            // Of a package that is there in several versions each may be the one that is used.
            let entries = self.packages.get(name).into_iter().flatten().flat_map(|locked| &locked.dependencies);
            open.extend(entries.filter_map(|entry| entry.split(' ').next()).filter(|name| found.insert(name)));
        }
        found
    }

    /// The package `dependency` that the package `of` gets; where `of` has no version (a member of the workspace) its only one.
    #[must_use]
    pub fn dependency(&self, of: &str, version: Option<&str>, dependency: &str) -> Option<PackageId> {
        let owner = self.packages.get(of)?.iter().find(|locked| version.is_none_or(|version| locked.version == version))?;
        // `name`, `name version` or `name version (source)`: as much as it takes to be unique.
        let named = owner
            .dependencies
            .iter()
            .map(|entry| entry.split(' '))
            .find_map(|mut words| (words.next() == Some(dependency)).then(|| words.next().map(str::to_owned)))?;
        let version = match named {
            Some(version) => version,
            None => self.packages.get(dependency)?.first()?.version.clone(),
        };
        Some(PackageId { name: dependency.to_owned(), version })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dependency_is_found_by_name_and_by_version_where_there_are_two() {
        let lock = Lock::parse(
            "version = 4\n[[package]]\nname = \"a\"\nversion = \"0.1.0\"\ndependencies = [\"b 2.0.0\", \"c\"]\n\
             [[package]]\nname = \"b\"\nversion = \"1.0.0\"\n[[package]]\nname = \"b\"\nversion = \"2.0.0\"\ndependencies = [\"b 1.0.0\"]\n\
             [[package]]\nname = \"c\"\nversion = \"3.0.0\"\n",
        );
        let id = |name: &str, version: &str| Some(PackageId { name: name.to_owned(), version: version.to_owned() });
        assert_eq!(lock.dependency("a", None, "b"), id("b", "2.0.0"));
        assert_eq!(lock.dependency("a", None, "c"), id("c", "3.0.0"));
        assert_eq!(lock.dependency("b", Some("2.0.0"), "b"), id("b", "1.0.0"));
        assert_eq!(lock.dependency("a", None, "d"), None);
        let used_by = |id: Option<PackageId>| id.map(|id| lock.used_by(&id).into_iter().collect::<std::collections::BTreeSet<_>>());
        assert_eq!(used_by(id("a", "0.1.0")), Some(["a", "b", "c"].into()));
        assert_eq!(used_by(id("b", "1.0.0")), Some(["b"].into()));
        assert_eq!(used_by(id("d", "1.0.0")), Some([].into()));
        assert_eq!(Lock::parse("no = [lock").dependency("a", None, "b"), None);
    }
}
