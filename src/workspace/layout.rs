//! Where things are: the root, its member packages, their targets and which files belong to them. The rules are those of the Cargo
//! reference, "Package Layout" and "Workspaces".

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use rustc_hash::FxHashSet;

use super::manifest::{BuildValue, Manifest, TargetTable, crate_name};
use super::{Dependency, Edition, Package, SourceFile, Target, TargetKind, TestCode, WorkspaceError, file_by_path};
use crate::base::Name;
use crate::os;

/// The folder to look at, and what of it was asked for.
pub(super) struct Layout {
    /// Absolute.
    pub(super) root: PathBuf,
    /// The manifest of the workspace; none where there is only a folder of files.
    pub(super) manifest: Option<Manifest>,
    /// Relative to the root, with `/`; empty for everything.
    pub(super) selection: Vec<String>,
}

/// The workspace that holds all of `paths` (the current folder if there are none).
pub(super) fn find(paths: &[PathBuf]) -> Result<Layout, WorkspaceError> {
    let here = [PathBuf::from(".")];
    let paths = if paths.is_empty() { &here[..] } else { paths };
    let mut found: Option<(Layout, &PathBuf)> = None;
    for path in paths {
        let no_such_path = || WorkspaceError::NoSuchPath { path: path.display().to_string() };
        let absolute = os::absolute(path).ok_or_else(no_such_path)?;
        let (root, manifest) = root_of(&absolute)?;
        let part = os::slashed(absolute.strip_prefix(&root).unwrap_or(Path::new("")));
        match &mut found {
            None => found = Some((Layout { root, manifest, selection: vec![part] }, path)),
            Some((layout, _)) if layout.root == root => layout.selection.push(part),
            Some((_, first)) => {
                return Err(WorkspaceError::TwoWorkspaces { first: first.display().to_string(), second: path.display().to_string() });
            }
        }
    }
    let (mut layout, _) = found.ok_or(WorkspaceError::NoSuchPath { path: ".".to_owned() })?;
    if layout.selection.iter().any(String::is_empty) {
        layout.selection.clear();
    }
    Ok(layout)
}

/// The nearest folder above `path` whose manifest makes it a workspace that holds `path`, or else the nearest package, or else the
/// folder itself.
fn root_of(path: &Path) -> Result<(PathBuf, Option<Manifest>), WorkspaceError> {
    let folder = if os::is_folder(path) { path } else { path.parent().unwrap_or(path) };
    let mut nearest: Option<(PathBuf, Manifest)> = None;
    for folder in folder.ancestors() {
        let manifest_path = folder.join("Cargo.toml");
        if !os::is_file(&manifest_path) {
            continue;
        }
        let manifest = match Manifest::read(&manifest_path) {
            Ok(manifest) => manifest,
            // A broken manifest further up is not this workspace's.
            Err(_) if nearest.is_some() => continue,
            Err(error) => return Err(error.into()),
        };
        if manifest.workspace.is_some() {
            let is_ours = match &nearest {
                None => !is_excluded(folder, &manifest, path),
                Some((package, _)) => is_member(folder, &manifest, package),
            };
            if is_ours {
                return Ok((folder.to_owned(), Some(manifest)));
            }
        }
        // What a workspace excludes and is in no package is a folder of its own.
        if nearest.is_none() && !is_excluded(folder, &manifest, path) {
            nearest = Some((folder.to_owned(), manifest));
        }
    }
    Ok(match nearest {
        Some((folder, manifest)) => (folder, Some(manifest)),
        None => (folder.to_owned(), None),
    })
}

/// Whether the workspace in `root` leaves out what is at `path`.
fn is_excluded(root: &Path, manifest: &Manifest, path: &Path) -> bool {
    let relative = path.strip_prefix(root).unwrap_or(path);
    member_globs(manifest).1.iter().any(|part| relative.starts_with(part))
}

fn is_member(root: &Path, manifest: &Manifest, package: &Path) -> bool {
    let Ok(relative) = package.strip_prefix(root) else { return false };
    let (members, _) = member_globs(manifest);
    let relative = os::slashed(relative);
    if is_excluded(root, manifest, package) {
        return false;
    }
    members.is_match(&relative) || manifest.path_dependencies().any(|path| normal(Path::new(path)) == Path::new(&relative))
}

fn member_globs(manifest: &Manifest) -> (GlobSet, Vec<PathBuf>) {
    let mut builder = GlobSetBuilder::new();
    let workspace = manifest.workspace.as_ref();
    for member in workspace.iter().flat_map(|workspace| &workspace.members) {
        let tidy = os::slashed(&normal(Path::new(member)));
        if let Ok(glob) = GlobBuilder::new(&tidy).literal_separator(true).build() {
            builder.add(glob);
        }
    }
    let excluded = workspace.iter().flat_map(|workspace| &workspace.exclude).map(|path| normal(Path::new(path))).collect();
    (builder.build().unwrap_or_else(|_| GlobSet::empty()), excluded)
}

/// A path without `.` and `x/..`.
fn normal(path: &Path) -> PathBuf {
    let mut parts = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if parts.file_name().is_some() => {
                parts.pop();
            }
            other => parts.push(other),
        }
    }
    parts
}

/// The manifests of the member packages by their folder relative to the root (`""` for the root package).
pub(super) fn member_manifests(layout: &Layout, walked: &[PathBuf], problems: &mut Vec<(String, String)>) -> BTreeMap<String, Manifest> {
    let folder_of = |path: &Path| {
        let folder = path.parent().unwrap_or(path);
        os::slashed(folder.strip_prefix(&layout.root).unwrap_or(folder))
    };
    let all: BTreeMap<String, &PathBuf> = walked.iter().map(|path| (folder_of(path), path)).collect();
    let mut wanted: Vec<String> = match &layout.manifest {
        Some(manifest) => {
            let (members, excluded) = member_globs(manifest);
            let is_excluded = |folder: &str| excluded.iter().any(|part| Path::new(folder).starts_with(part));
            all.keys().filter(|folder| folder.is_empty() || (members.is_match(folder.as_str()) && !is_excluded(folder))).cloned().collect()
        }
        // A folder of unrelated packages: each is looked at as if it were asked for alone.
        None => all.keys().cloned().collect(),
    };
    let mut seen: BTreeSet<String> = wanted.iter().cloned().collect();
    let mut manifests = BTreeMap::new();
    while let Some(folder) = wanted.pop() {
        let Some(path) = all.get(&folder) else { continue };
        let manifest = match Manifest::read(path) {
            Ok(manifest) => manifest,
            Err(error) => {
                problems.push((os::slashed(path.strip_prefix(&layout.root).unwrap_or(path)), error.to_string()));
                continue;
            }
        };
        for dependency in manifest.path_dependencies() {
            let target = os::slashed(&normal(&Path::new(&folder).join(dependency)));
            if all.contains_key(&target) && seen.insert(target.clone()) {
                wanted.push(target);
            }
        }
        manifests.insert(folder, manifest);
    }
    manifests
}

impl Layout {
    /// The folder that was asked for as one of its own, where it is below a package of the workspace and all of its code is in packages that
    /// are none of its members.
    pub(super) fn of_others(&self, files: &[PathBuf], members: &BTreeMap<String, Manifest>, packages: &FxHashSet<&Path>) -> Option<Self> {
        let [part] = self.selection.as_slice() else { return None };
        let root = self.root.join(part);
        let mut inside = files.iter().filter(|path| path.starts_with(&root)).peekable();
        inside.peek()?;
        let is_ours = |path: &PathBuf| belongs(path, self, members, packages, TestCode::Include);
        (self.manifest.is_some() && !inside.any(is_ours)).then(|| Self { root, manifest: None, selection: Vec::new() })
    }

    /// Relative to the root, with `/`.
    fn relative(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).map(os::slashed).unwrap_or_default()
    }
}

/// The packages below the root that are no members, each folder of them once, with what there is to say of it. Left out are those that the
/// workspace itself excludes, and those in targets that are not looked at.
pub(super) fn elsewhere(
    layout: &Layout,
    members: &BTreeMap<String, Manifest>,
    manifests: &[PathBuf],
    packages: &FxHashSet<&Path>,
    tests: TestCode,
) -> Vec<(String, String)> {
    let Some(workspace) = &layout.manifest else { return Vec::new() };
    let around = |folder: &Path| {
        folder
            .ancestors()
            .skip(1)
            .take_while(|above| above.starts_with(&layout.root))
            .find(|above| packages.contains(above))
            .map(Path::to_owned)
    };
    let is_member = |folder: &Path| members.contains_key(&layout.relative(folder));
    let mut by_parent: BTreeMap<&Path, Vec<&Path>> = BTreeMap::new();
    for folder in manifests.iter().filter_map(|manifest| manifest.parent()) {
        let is_of_other = around(folder).is_some_and(|above| !is_member(&above));
        if is_member(folder)
            || is_of_other
            || is_excluded(&layout.root, workspace, folder)
            || !belongs(folder, layout, members, packages, tests)
        {
            continue;
        }
        by_parent.entry(folder.parent().unwrap_or(folder)).or_default().push(folder);
    }
    let said = |(parent, folders): (&Path, Vec<&Path>)| match folders.as_slice() {
        [folder] => (
            layout.relative(&folder.join("Cargo.toml")),
            "is no member of this workspace, and its code was not looked at: give its folder as a path".to_owned(),
        ),
        _ => (
            layout.relative(parent),
            format!(
                "holds {} packages that are no members of this workspace, and their code was not looked at: give it as a path",
                folders.len()
            ),
        ),
    };
    by_parent.into_iter().map(said).collect()
}

/// Whether a file is part of a member package and of the targets that are looked at. `packages` are all folders with a manifest.
pub(super) fn belongs(
    path: &Path,
    layout: &Layout,
    members: &BTreeMap<String, Manifest>,
    packages: &FxHashSet<&Path>,
    tests: TestCode,
) -> bool {
    let nearest = path.ancestors().skip(1).take_while(|folder| folder.starts_with(&layout.root)).find(|folder| packages.contains(folder));
    let Some(package) = nearest else { return layout.manifest.is_none() };
    if !members.contains_key(&layout.relative(package)) {
        return false;
    }
    let inside = path.strip_prefix(package).unwrap_or(path);
    let first = inside.components().next().map(|part| part.as_os_str().to_owned()).unwrap_or_default();
    tests == TestCode::Include || !["tests", "benches", "examples"].iter().any(|folder| first == *folder)
}

/// The member packages with their targets; files outside of any package become targets of their own.
pub(super) fn packages(layout: &Layout, manifests: &BTreeMap<String, Manifest>, files: &[SourceFile], tests: TestCode) -> Vec<Package> {
    let nothing = Manifest::default();
    // In a folder of unrelated packages there may be whole workspaces.
    let workspace_around = |folder: &str| {
        let mut around = Path::new(folder).ancestors().filter_map(|folder| manifests.get(&os::slashed(folder)));
        around.find(|manifest| manifest.workspace.is_some()).unwrap_or(&nothing)
    };
    let mut packages: Vec<Package> = manifests
        .iter()
        .filter_map(|(folder, manifest)| {
            let table = manifest.package.as_ref()?;
            let root = layout.manifest.as_ref().unwrap_or_else(|| workspace_around(folder));
            let targets = Targets { folder, package: &table.name, files, found: Vec::new() }.all(manifest, tests);
            let dependencies = manifest.dependencies(root).into_iter().map(|(crate_name, package)| Dependency { crate_name, package });
            Some(Package {
                name: table.name.clone(),
                version: None,
                manifest: joined(folder, "Cargo.toml"),
                edition: manifest.edition(root),
                targets,
                dependencies: dependencies.collect(),
                default_features: manifest.default_features(),
            })
        })
        .collect();
    packages.sort_by(|one, other| one.manifest.cmp(&other.manifest));
    if layout.manifest.is_none() {
        packages.extend(files.iter().enumerate().filter(|(_, file)| is_outside(file.source.path(), manifests)).map(|(at, file)| {
            let name = Path::new(file.source.path()).file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            let target = Target { kind: TargetKind::Binary, crate_name: crate_name(&name), root: crate::base::FileId(at as u32) };
            Package {
                name,
                version: None,
                manifest: String::new(),
                edition: Edition::E2021,
                targets: vec![target],
                dependencies: Vec::new(),
                default_features: Vec::new(),
            }
        }));
    }
    packages
}

fn is_outside(path: &str, manifests: &BTreeMap<String, Manifest>) -> bool {
    !Path::new(path).ancestors().skip(1).any(|folder| manifests.contains_key(&os::slashed(folder)))
}

pub(super) fn joined(folder: &str, rest: &str) -> String {
    os::slashed(&normal(&Path::new(folder).join(rest)))
}

/// Collects the targets of one package.
struct Targets<'a> {
    folder: &'a str,
    package: &'a str,
    files: &'a [SourceFile],
    found: Vec<Target>,
}

impl Targets<'_> {
    fn all(mut self, manifest: &Manifest, tests: TestCode) -> Vec<Target> {
        let Some(table) = &manifest.package else { return Vec::new() };
        let library = manifest.lib.as_ref();
        let library_name = library.and_then(|lib| lib.name.clone()).unwrap_or_else(|| self.package.to_owned());
        let library_path = library.and_then(|lib| lib.path.clone()).unwrap_or_else(|| "src/lib.rs".to_owned());
        self.add(TargetKind::Library, &library_name, &library_path);
        self.declared(TargetKind::Binary, &manifest.bin, "src/bin");
        if table.autobins != Some(false) {
            let package = self.package.to_owned();
            self.add(TargetKind::Binary, &package, "src/main.rs");
            self.discovered(TargetKind::Binary, "src/bin");
        }
        if tests == TestCode::Include {
            let families = [
                (TargetKind::Test, &manifest.test, "tests", table.autotests),
                (TargetKind::Benchmark, &manifest.bench, "benches", table.autobenches),
                (TargetKind::Example, &manifest.example, "examples", table.autoexamples),
            ];
            for (kind, declared, folder, automatic) in families {
                self.declared(kind, declared, folder);
                if automatic != Some(false) {
                    self.discovered(kind, folder);
                }
            }
            match &table.build {
                Some(BuildValue::Enabled(false)) => {}
                Some(BuildValue::Path(path)) => self.add(TargetKind::BuildScript, "build_script", path),
                Some(BuildValue::Paths(paths)) => paths.iter().for_each(|path| self.add(TargetKind::BuildScript, "build_script", path)),
                _ => self.add(TargetKind::BuildScript, "build_script", "build.rs"),
            }
        }
        self.found
    }

    fn add(&mut self, kind: TargetKind, name: &str, path: &str) {
        let path = joined(self.folder, path);
        let Some(root) = file_by_path(self.files, &path) else { return };
        if !self.found.iter().any(|target| target.root == root && target.kind == kind) {
            self.found.push(Target { kind, crate_name: crate_name(name), root });
        }
    }

    fn declared(&mut self, kind: TargetKind, tables: &[TargetTable], folder: &str) {
        for table in tables {
            let name = table.name.clone().unwrap_or_else(|| self.package.to_owned());
            match &table.path {
                Some(path) => self.add(kind, &name, path),
                None if kind == TargetKind::Binary && name == self.package => self.add(kind, &name, "src/main.rs"),
                None => {
                    self.add(kind, &name, &format!("{folder}/{name}.rs"));
                    self.add(kind, &name, &format!("{folder}/{name}/main.rs"));
                }
            }
        }
    }

    /// `folder/x.rs` and `folder/x/main.rs`.
    fn discovered(&mut self, kind: TargetKind, folder: &str) {
        let prefix = joined(self.folder, folder) + "/";
        let names: Vec<(Name, String)> = self
            .files
            .iter()
            .filter_map(|file| {
                let inside = file.source.path().strip_prefix(&prefix)?;
                let name = match inside.split_once('/') {
                    None => inside.strip_suffix(".rs")?,
                    Some((name, "main.rs")) => name,
                    Some(_) => return None,
                };
                Some((Name::new(name), format!("{folder}/{inside}")))
            })
            .collect();
        for (name, path) in names {
            self.add(kind, &name, &path);
        }
    }
}
