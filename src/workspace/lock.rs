//! `Cargo.lock`: which version of a package another one gets.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::{PackageId, Workspace};
use crate::os;

/// What a `Cargo.lock` says; empty where there is none.
#[derive(Debug, Default)]
pub struct Lock {
    packages: FxHashMap<String, Vec<Locked>>,
    /// By the name of a package, those of the packages that use it; filled when somebody asks.
    users: OnceLock<FxHashMap<String, Vec<User>>>,
}

#[derive(Debug)]
struct Locked {
    version: String,
    /// Whether it comes from a registry or repository, and not from a folder.
    is_foreign: bool,
    dependencies: Vec<String>,
}

/// A package that uses another one.
#[derive(Debug)]
struct User {
    name: String,
    is_foreign: bool,
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
    source: Option<String>,
    #[serde(default)]
    dependencies: Vec<String>,
}

impl Lock {
    /// Reads the lock file of a workspace, or all of those below a folder that holds several workspaces or packages and is none itself. One
    /// that is missing or broken says nothing.
    #[must_use]
    pub fn of(workspace: &Workspace) -> Self {
        let read = |path: &PathBuf| Self::parse(&os::read_source(path).unwrap_or_default());
        Self::merged(lock_files(workspace).iter().map(read).collect())
    }

    fn merged(mut locks: Vec<Self>) -> Self {
        if locks.len() < 2 {
            return locks.pop().unwrap_or_default();
        }
        let mut all = Self::default();
        for (name, versions) in locks.into_iter().flat_map(|lock| lock.with_versions().packages) {
            all.packages.entry(name).or_default().extend(versions);
        }
        all
    }

    /// With the version of each dependency named: an entry without one means the only version in its own file.
    fn with_versions(mut self) -> Self {
        let only =
            |name: &str| self.packages.get(name).and_then(|versions| versions.first()).map(|locked| format!("{name} {}", locked.version));
        let named = |entry: &String| if entry.contains(' ') { None } else { only(entry) };
        let all = self.packages.values().flatten().map(|locked| locked.dependencies.iter().map(named).collect::<Vec<_>>());
        let all: Vec<Vec<Option<String>>> = all.collect();
        for (locked, named) in self.packages.values_mut().flatten().zip(all) {
            for (entry, named) in locked.dependencies.iter_mut().zip(named) {
                *entry = named.unwrap_or_else(|| std::mem::take(entry));
            }
        }
        self
    }

    fn parse(text: &str) -> Self {
        let file: LockFile = toml::from_str(text).unwrap_or(LockFile { package: Vec::new() });
        let mut packages: FxHashMap<String, Vec<Locked>> = FxHashMap::default();
        for package in file.package {
            packages.entry(package.name).or_default().push(Locked {
                version: package.version,
                is_foreign: package.source.is_some(),
                dependencies: package.dependencies,
            });
        }
        Self { packages, users: OnceLock::new() }
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

    /// The names of all packages that use one of those called `names`, through others too, but for those packages in folders that are called
    /// like one of `members` and whatever uses these alone.
    #[must_use]
    pub fn users_of<'l>(&'l self, names: &FxHashSet<&'l str>, members: &FxHashSet<&str>) -> FxHashSet<&'l str> {
        let users = self.users.get_or_init(|| {
            let mut users: FxHashMap<String, Vec<User>> = FxHashMap::default();
            for (name, locked) in self.packages.iter().flat_map(|(name, versions)| versions.iter().map(move |locked| (name, locked))) {
                for used in locked.dependencies.iter().filter_map(|entry| entry.split(' ').next()) {
                    users.entry(used.to_owned()).or_default().push(User { name: name.clone(), is_foreign: locked.is_foreign });
                }
            }
            users
        });
        let mut found: FxHashSet<&str> = FxHashSet::default();
        let mut open: Vec<&str> = names.iter().copied().collect();
        while let Some(name) = open.pop() {
            let users = users.get(name).into_iter().flatten();
            let counted = users.filter(|user| user.is_foreign || !members.contains(user.name.as_str())).map(|user| user.name.as_str());
            open.extend(counted.filter(|user| found.insert(user)));
        }
        found
    }

    /// The names of all packages; none where there is no file.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.packages.keys().map(String::as_str)
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

/// The lock files that speak of the packages of a workspace. Where the root is no package and no workspace, that of each workspace or package
/// below it lies in the highest folder around the package that has one: those of members mean nothing.
fn lock_files(workspace: &Workspace) -> BTreeSet<PathBuf> {
    let root = &workspace.root;
    let file_in = |folder: &Path| folder.join("Cargo.lock");
    if os::is_file(&root.join("Cargo.toml")) || os::is_file(&file_in(root)) {
        return BTreeSet::from_iter([file_in(root)]);
    }
    let folders = |manifest: &str| Path::new(manifest).ancestors().skip(1).map(|folder| root.join(folder)).collect::<Vec<_>>();
    let highest = |manifest: &str| folders(manifest).iter().rev().map(|folder| file_in(folder)).find(|file| os::is_file(file));
    workspace.packages.iter().filter_map(|package| highest(&package.manifest)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_without_a_version_keep_their_meaning_among_other_files() {
        let lock = |version: &str| {
            let text = format!(
                "[[package]]\nname = \"a{version}\"\nversion = \"0.1.0\"\ndependencies = [\"b\", \"lost\"]\n\
                 [[package]]\nname = \"b\"\nversion = \"{version}.0.0\"\n"
            );
            Lock::parse(&text)
        };
        let both = Lock::merged(vec![lock("1"), lock("2")]);
        let found = |of: &str, name: &str| both.dependency(of, None, name).map(|id| id.version);
        assert_eq!((found("a1", "b"), found("a2", "b")), (Some("1.0.0".to_owned()), Some("2.0.0".to_owned())));
        assert_eq!(found("a1", "lost"), None);
    }

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
        let users_of = |name: &'static str, members: &[&str]| {
            let found = lock.users_of(&[name].into_iter().collect(), &members.iter().copied().collect());
            found.into_iter().collect::<std::collections::BTreeSet<_>>()
        };
        assert_eq!((users_of("b", &[]), users_of("c", &[]), users_of("d", &[])), (["a", "b"].into(), ["a"].into(), [].into()));
        assert_eq!((users_of("b", &["a"]), users_of("c", &["a"])), (["b"].into(), [].into()));
        assert_eq!(lock.names().count(), 3);
        assert_eq!(Lock::parse("no = [lock").dependency("a", None, "b"), None);
    }
}
