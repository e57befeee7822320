//! Dependencies in manifests: whether a package may use a crate, under which name, and which of its features are missing.

mod edit;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use toml_edit::{Document, Item, TableLike};

use super::inputs::Inputs;
use crate::base::is_std;
use crate::edit::Edit;
use crate::index::feature_of;
use crate::os;
use crate::workspace::TargetKind;

const ROOT: &str = "Cargo.toml";

/// Features that turn on others (the manifest of tokio).
const IMPLIED: [(&str, &[&str]); 3] = [
    ("full", &["fs", "io-std", "io-util", "macros", "net", "process", "rt", "rt-multi-thread", "signal", "sync", "time"]),
    ("rt-multi-thread", &["rt"]),
    ("test-util", &["rt", "sync", "time"]),
];

/// The manifests of a workspace.
pub(super) struct Dependencies<'a> {
    inputs: Inputs<'a>,
    /// By path; those that are no TOML are left out.
    documents: BTreeMap<&'a str, Document<&'a str>>,
    /// The packages that need each crate, by the name that code calls it by where nobody renames it.
    dependents: FxHashMap<String, Vec<usize>>,
}

/// Where a package names a dependency.
struct Entry<'d> {
    key: &'d str,
    item: &'d Item,
}

/// An entry that a manifest gets.
struct Addition<'d> {
    key: &'d str,
    /// The version that is asked for; none where the workspace says it.
    version: Option<&'d str>,
}

/// What a crate is needed for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Purpose {
    /// The package itself.
    Code,
    /// Its tests only, for which it has an entry of its own.
    Tests,
}

/// Which tables of a manifest.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Normal,
    Platform,
    Development,
}

impl<'a> Dependencies<'a> {
    pub(super) fn new(inputs: Inputs<'a>) -> Self {
        let parse = |text: &'a str| Document::parse(text.strip_prefix('\u{feff}').unwrap_or(text)).ok();
        let documents = inputs.manifests.par_iter().filter_map(|source| Some((source.path(), parse(source.text())?))).collect();
        let mut dependencies = Self { inputs, documents, dependents: FxHashMap::default() };
        dependencies.dependents = dependencies.dependents();
        dependencies
    }

    fn dependents(&self) -> FxHashMap<String, Vec<usize>> {
        let mut dependents: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for package in 0..self.inputs.workspace.packages.len() {
            let tables = self.document(package).map(|document| tables(document, Kind::Normal)).unwrap_or_default();
            for (key, item) in tables.into_iter().flat_map(TableLike::iter) {
                dependents.entry(self.package_name(key, item).replace('-', "_")).or_default().push(package);
            }
        }
        dependents
    }

    /// The name by which the code of a package knows a crate, or why it may not use it. An optional dependency is there only for code
    /// under a `cfg`.
    pub(super) fn code_name(&self, package: usize, krate: &str, is_under_cfg: bool) -> Result<String, String> {
        let document = self.document(package).ok_or_else(|| format!("no manifest says that it may use {krate}"))?;
        if let Some(entry) = self.entry(document, krate, Kind::Normal) {
            if is_optional(entry.item) && !is_under_cfg {
                return Err(format!("{krate} is an optional dependency of the package, which other builds go without"));
            }
            return Ok(entry.key.replace('-', "_"));
        }
        if let Some(addition) = self.addition(package, krate) {
            return Ok(addition.key.replace('-', "_"));
        }
        Err(if self.entry(document, krate, Kind::Platform).is_some() {
            format!("the package depends on {krate} on some platforms only")
        } else if self.entry(document, krate, Kind::Development).is_some() {
            format!("the package depends on {krate} for its tests only")
        } else {
            format!("the package does not depend on {krate}")
        })
    }

    /// Whether all code of a package may name a crate as it is called: one of the standard library, or one that its manifest names.
    pub(super) fn is_known(&self, package: usize, krate: &str) -> bool {
        let entry = self.document(package).and_then(|document| self.entry(document, krate, Kind::Normal));
        is_std(krate) || entry.is_some_and(|entry| is_called(entry.key, krate) && !is_optional(entry.item))
    }

    /// The edits of a package's manifest that turn on those of the features that are not on: the manifest's path, and the edits.
    pub(super) fn turn_on(&self, package: usize, krate: &str, features: &BTreeSet<&str>, purpose: Purpose) -> Option<(&'a str, Vec<Edit>)> {
        let path = self.inputs.workspace.packages[package].manifest.as_str();
        let document = self.document(package)?;
        let normal = self.entry(document, krate, Kind::Normal);
        let text = self.inputs.manifest(path)?;
        let offset = text.len() - text.strip_prefix('\u{feff}').unwrap_or(text).len();
        let shifted = |edits: Vec<Edit>| edits.into_iter().map(|edit| edit::shifted(edit, offset as u32)).collect();
        if normal.is_none() && purpose == Purpose::Code {
            let Addition { key, version } = self.addition(package, krate)?;
            let on = self.inherited(key).filter(|_| version.is_none()).map(|item| self.enabled(&Entry { key, item })).unwrap_or_default();
            let missing: Vec<&str> = features.iter().copied().filter(|feature| !on.contains(*feature)).collect();
            let added = edit::add_dependency(&text[offset..], document.get("dependencies"), key, version, &missing)?;
            return Some((path, shifted(vec![added])));
        }
        // Tests have what the package has.
        let mut on = normal.as_ref().map(|entry| self.enabled(entry)).unwrap_or_default();
        let entry = match purpose {
            Purpose::Code => normal?,
            Purpose::Tests => self.entry(document, krate, Kind::Development)?,
        };
        on.extend(self.enabled(&entry));
        let missing: Vec<&str> = features.iter().copied().filter(|feature| !on.contains(*feature)).collect();
        if missing.is_empty() {
            return None;
        }
        let edits = edit::add_features(&text[offset..], entry.key, entry.item, &missing)?;
        Some((path, shifted(edits)))
    }

    /// How a package that does not name a crate, or only for its tests, can get it: a member of the workspace that depends on the package
    /// has it, so that the package's code runs with it. None where the package names it for some builds, or for its tests and other crates
    /// for some builds: it may not be there in the rest, for a reason.
    fn addition(&self, package: usize, krate: &str) -> Option<Addition<'_>> {
        let document = self.document(package)?;
        let names = |kind| self.entry(document, krate, kind).is_some();
        let is_for_tests = || names(Kind::Development) && !tables(document, Kind::Platform).is_empty();
        if names(Kind::Normal) || names(Kind::Platform) || is_for_tests() || !edit::takes_dependencies(document.get("dependencies")) {
            return None;
        }
        let mut dependents = vec![package];
        let mut at = 0;
        while let Some(&current) = dependents.get(at) {
            let document = self.document(current)?;
            let entry = self.entry(document, krate, Kind::Normal).filter(|entry| !is_optional(entry.item));
            if let Some(entry) = entry {
                let table = entry.item.as_table_like();
                if table.is_some_and(|table| is_true(table, "workspace")) {
                    return Some(Addition { key: entry.key, version: None });
                }
                let version = entry.item.as_str().or_else(|| table?.get("version")?.as_str())?;
                let is_renamed = table.is_some_and(|table| table.contains_key("package"));
                return (!is_renamed).then_some(Addition { key: entry.key, version: Some(version) });
            }
            let name = self.inputs.workspace.packages[current].name.replace('-', "_");
            for &other in self.dependents.get(&name).into_iter().flatten() {
                if !dependents.contains(&other) {
                    dependents.push(other);
                }
            }
            at += 1;
        }
        None
    }

    /// Which entry the tests of a package get a crate from.
    pub(super) fn purpose_in_tests(&self, package: usize, krate: &str) -> Purpose {
        let has_own = self.document(package).is_some_and(|document| self.entry(document, krate, Kind::Development).is_some());
        if has_own { Purpose::Tests } else { Purpose::Code }
    }

    /// The name by which the tests of a package know a crate, if they may use it.
    pub(super) fn name_in_tests(&self, package: usize, krate: &str) -> Option<String> {
        let entry = self.document(package).and_then(|document| self.entry(document, krate, Kind::Development));
        entry.map(|entry| entry.key.replace('-', "_")).or_else(|| self.code_name(package, krate, false).ok())
    }

    /// Whether others can use the package's library: it has one and may be published.
    pub(super) fn is_published_library(&self, package: usize) -> bool {
        let targets = &self.inputs.workspace.packages[package].targets;
        let publish = self.document(package).and_then(|document| document.get("package")?.get("publish"));
        let publish = match publish.filter(|item| item.as_table_like().is_some_and(|table| is_true(table, "workspace"))) {
            Some(_) => self.documents.get(ROOT).and_then(|root| root.get("workspace")?.get("package")?.get("publish")),
            None => publish,
        };
        let is_kept = publish.is_some_and(|item| item.as_bool() == Some(false) || item.as_array().is_some_and(toml_edit::Array::is_empty));
        !is_kept && targets.iter().any(|target| target.kind == TargetKind::Library)
    }

    /// Whether the build that the compiler proves a rewrite by has an option, as far as that is known: this machine's, with the features that
    /// the package has where nobody says which.
    pub(super) fn is_option_here(&self, package: Option<usize>, option: &str) -> Option<bool> {
        match feature_of(option) {
            // Another package may turn on more.
            Some(feature) => self.inputs.workspace.packages[package?].default_features.iter().any(|name| name == feature).then_some(true),
            None => os::build_option(option, false),
        }
    }

    fn document(&self, package: usize) -> Option<&Document<&'a str>> {
        self.documents.get(self.inputs.workspace.packages[package].manifest.as_str())
    }

    fn inherited(&self, key: &str) -> Option<&Item> {
        self.documents.get(ROOT)?.get("workspace")?.get("dependencies")?.get(key)
    }

    fn entry<'d>(&'d self, document: &'d Document<&'a str>, krate: &str, kind: Kind) -> Option<Entry<'d>> {
        let entries = tables(document, kind).into_iter().flat_map(TableLike::iter);
        let is_it = |key: &str, item: &Item| is_called(self.package_name(key, item), krate);
        entries.filter(|(key, item)| is_it(key, item)).map(|(key, item)| Entry { key, item }).next()
    }

    fn package_name<'d>(&'d self, key: &'d str, item: &'d Item) -> &'d str {
        let Some(table) = item.as_table_like() else { return key };
        if let Some(package) = table.get("package").and_then(Item::as_str) {
            return package;
        }
        let inherited = if is_true(table, "workspace") { self.inherited(key) } else { None };
        inherited.and_then(|item| item.as_table_like()?.get("package")?.as_str()).unwrap_or(key)
    }

    fn enabled<'d>(&'d self, entry: &Entry<'d>) -> BTreeSet<&'d str> {
        let own = entry.item.as_table_like();
        let inherited = own.filter(|table| is_true(*table, "workspace")).and_then(|_| self.inherited(entry.key)?.as_table_like());
        let mut on = BTreeSet::new();
        for table in [own, inherited].into_iter().flatten() {
            let features = table.get("features").and_then(Item::as_array);
            on.extend(features.into_iter().flatten().filter_map(toml_edit::Value::as_str));
        }
        for (feature, implied) in IMPLIED {
            if on.contains(feature) {
                on.extend(implied);
            }
        }
        on
    }
}

/// The tables of a manifest that name dependencies of a kind.
fn tables<'d>(document: &'d Document<&str>, kind: Kind) -> Vec<&'d dyn TableLike> {
    let top = |names: &'static [&'static str]| names.iter().filter_map(|name| document.get(name)?.as_table_like());
    match kind {
        Kind::Normal => top(&["dependencies"]).collect(),
        Kind::Development => top(&["dev-dependencies", "dev_dependencies"]).collect(),
        Kind::Platform => {
            let platforms = document.get("target").and_then(Item::as_table_like);
            let tables = platforms.into_iter().flat_map(TableLike::iter).filter_map(|(_, platform)| platform.as_table_like());
            tables.filter_map(|platform| platform.get("dependencies")?.as_table_like()).collect()
        }
    }
}

/// Whether code calls a package by this name.
fn is_called(package: &str, krate: &str) -> bool {
    let in_code = package.bytes().map(|byte| if byte == b'-' { b'_' } else { byte });
    package.len() == krate.len() && in_code.eq(krate.bytes())
}

fn is_optional(item: &Item) -> bool {
    item.as_table_like().is_some_and(|table| is_true(table, "optional"))
}

fn is_true(table: &dyn TableLike, key: &str) -> bool {
    table.get(key).and_then(Item::as_bool) == Some(true)
}
