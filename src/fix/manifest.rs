//! Dependencies in manifests: whether a package may use a crate, under which name, and which of its features are missing.

mod edit;

use std::collections::{BTreeMap, BTreeSet};

use toml_edit::{Document, Item, TableLike};

use super::inputs::Inputs;
use crate::edit::Edit;
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
}

/// Where a package names a dependency.
struct Entry<'d> {
    key: &'d str,
    item: &'d Item,
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
        let documents = inputs.manifests.iter().filter_map(|source| Some((source.path(), parse(source.text())?))).collect();
        Self { inputs, documents }
    }

    /// The name by which the code of a package knows a crate, or will once the dependency is added, or why it may not use it.
    pub(super) fn code_name(&self, package: usize, krate: &str, is_under_cfg: bool) -> Result<String, String> {
        let known = self.known_name(package, krate, is_under_cfg);
        if known.is_err() && self.adds(package, krate) { Ok(krate.to_owned()) } else { known }
    }

    /// Whether a dependency of a package has to be added, and can be: nothing says yet that it uses the crate, another package that does
    /// runs its code, and the workspace says in one place which version it is.
    pub(super) fn adds(&self, package: usize, krate: &str) -> bool {
        let Some(document) = self.document(package) else { return false };
        let is_new = [Kind::Normal, Kind::Platform, Kind::Development].iter().all(|kind| self.entry(document, krate, *kind).is_none());
        let is_plain = self.inherited(krate).is_some_and(|item| item.as_table_like().is_none_or(|table| !table.contains_key("package")));
        is_new && is_plain && self.is_used_above(package, krate)
    }

    /// Whether a package that depends on `package`, on whatever way, depends on the crate.
    fn is_used_above(&self, package: usize, krate: &str) -> bool {
        let packages = &self.inputs.workspace.packages;
        let (mut seen, mut open) = (BTreeSet::new(), vec![package]);
        while let Some(at) = open.pop() {
            let is_user = |document| self.entry(document, krate, Kind::Normal).is_some();
            if self.document(at).is_some_and(is_user) {
                return true;
            }
            if seen.insert(at) {
                let depends = |other: &usize| packages[*other].dependencies.iter().any(|known| known.package == packages[at].name);
                open.extend((0..packages.len()).filter(depends));
            }
        }
        false
    }

    /// As [`Self::code_name`], with the dependencies that are there. An optional one is there only for code under a `cfg`.
    fn known_name(&self, package: usize, krate: &str, is_under_cfg: bool) -> Result<String, String> {
        let document = self.document(package).ok_or_else(|| format!("no manifest says that it may use {krate}"))?;
        if let Some(entry) = self.entry(document, krate, Kind::Normal) {
            let is_optional = entry.item.as_table_like().is_some_and(|table| is_true(table, "optional"));
            if is_optional && !is_under_cfg {
                return Err(format!("{krate} is an optional dependency of the package, which other builds go without"));
            }
            return Ok(entry.key.replace('-', "_"));
        }
        Err(if self.entry(document, krate, Kind::Platform).is_some() {
            format!("the package depends on {krate} on some platforms only")
        } else if self.entry(document, krate, Kind::Development).is_some() {
            format!("the package depends on {krate} for its tests only")
        } else {
            format!("the package does not depend on {krate}")
        })
    }

    /// The edits of a package's manifest that turn on those of the features that are not on: the manifest's path, and the edits.
    pub(super) fn turn_on(&self, package: usize, krate: &str, features: &BTreeSet<&str>, purpose: Purpose) -> Option<(&'a str, Vec<Edit>)> {
        let path = self.inputs.workspace.packages[package].manifest.as_str();
        let document = self.document(package)?;
        let normal = self.entry(document, krate, Kind::Normal);
        if normal.is_none() && purpose == Purpose::Code && self.adds(package, krate) {
            return Some((path, vec![self.added(path, document, krate, features)?]));
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
        let text = self.inputs.manifest(path)?;
        let offset = text.len() - text.strip_prefix('\u{feff}').unwrap_or(text).len();
        let edits = edit::add_features(&text[offset..], entry.key, entry.item, &missing)?;
        Some((path, edits.into_iter().map(|edit| edit::shifted(edit, offset as u32)).collect()))
    }

    /// The edit that adds a dependency which the workspace has.
    fn added(&self, path: &str, document: &Document<&'a str>, krate: &str, features: &BTreeSet<&str>) -> Option<Edit> {
        let inherited = self.inherited(krate)?.as_table_like().and_then(|table| table.get("features")?.as_array());
        let on = with_implied(inherited.into_iter().flatten().filter_map(toml_edit::Value::as_str).collect());
        let missing: Vec<&str> = features.iter().copied().filter(|feature| !on.contains(feature)).collect();
        let text = self.inputs.manifest(path)?;
        let offset = text.len() - text.strip_prefix('\u{feff}').unwrap_or(text).len();
        Some(edit::shifted(edit::add_dependency(&text[offset..], document.get("dependencies"), krate, &missing)?, offset as u32))
    }

    /// Which entry the tests of a package get a crate from.
    pub(super) fn purpose_in_tests(&self, package: usize, krate: &str) -> Purpose {
        let has_own = self.document(package).is_some_and(|document| self.entry(document, krate, Kind::Development).is_some());
        if has_own { Purpose::Tests } else { Purpose::Code }
    }

    /// The name by which the tests of a package know a crate, if they may use it.
    pub(super) fn name_in_tests(&self, package: usize, krate: &str) -> Option<String> {
        let entry = self.document(package).and_then(|document| self.entry(document, krate, Kind::Development));
        entry.map(|entry| entry.key.replace('-', "_")).or_else(|| self.known_name(package, krate, false).ok())
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

    fn document(&self, package: usize) -> Option<&Document<&'a str>> {
        self.documents.get(self.inputs.workspace.packages[package].manifest.as_str())
    }

    fn inherited(&self, key: &str) -> Option<&Item> {
        self.documents.get(ROOT)?.get("workspace")?.get("dependencies")?.get(key)
    }

    fn entry<'d>(&'d self, document: &'d Document<&'a str>, krate: &str, kind: Kind) -> Option<Entry<'d>> {
        let top = |names: &'static [&'static str]| names.iter().filter_map(|name| document.get(name)?.as_table_like());
        let tables: Vec<&dyn TableLike> = match kind {
            Kind::Normal => top(&["dependencies"]).collect(),
            Kind::Development => top(&["dev-dependencies", "dev_dependencies"]).collect(),
            Kind::Platform => {
                let platforms = document.get("target").and_then(Item::as_table_like);
                let tables = platforms.into_iter().flat_map(TableLike::iter).filter_map(|(_, platform)| platform.as_table_like());
                tables.filter_map(|platform| platform.get("dependencies")?.as_table_like()).collect()
            }
        };
        let entries = tables.into_iter().flat_map(TableLike::iter);
        let is_it = |key: &str, item: &Item| self.package_name(key, item).replace('-', "_") == krate;
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
        with_implied(on)
    }
}

/// The features with those that they turn on.
fn with_implied(mut on: BTreeSet<&str>) -> BTreeSet<&str> {
    for (feature, implied) in IMPLIED {
        if on.contains(feature) {
            on.extend(implied);
        }
    }
    on
}

fn is_true(table: &dyn TableLike, key: &str) -> bool {
    table.get(key).and_then(Item::as_bool) == Some(true)
}
