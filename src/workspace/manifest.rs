//! What a `Cargo.toml` says, as far as the analysis needs it. The format is that of the Cargo reference, "The Manifest Format".

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::base::Name;
use crate::index::holds_here;
use crate::os;

/// Why a manifest could not be used.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
pub enum ManifestError {
    /// The file could not be read.
    #[error("the manifest cannot be read: {0}")]
    Read(#[from] os::ReadError),
    /// The file is no TOML, or no manifest.
    #[error("the manifest `{path}` is broken: {message}")]
    #[diagnostic(help("`cargo metadata` says more about it"))]
    Broken {
        /// The file.
        path: String,
        /// What the parser says.
        message: String,
        /// The text.
        #[source_code]
        text: miette::NamedSource<String>,
        /// Where.
        #[label("here")]
        at: Option<miette::SourceSpan>,
    },
}

impl ManifestError {
    /// The same with what `named` makes of the path.
    pub(crate) fn named(self, named: impl Fn(&str) -> String) -> Self {
        match self {
            Self::Read(_) => self,
            Self::Broken { path, message, text, at } => {
                let path = named(&path);
                Self::Broken { text: miette::NamedSource::new(path.clone(), text.inner().clone()), path, message, at }
            }
        }
    }
}

/// A language edition.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub enum Edition {
    /// 2015, which a manifest without an edition means.
    #[default]
    E2015,
    /// 2018.
    E2018,
    /// 2021, and what is not known.
    E2021,
    /// 2024 and later.
    E2024,
}

impl Edition {
    fn parse(text: &str) -> Self {
        match text {
            "2015" => Self::E2015,
            "2018" => Self::E2018,
            "2021" => Self::E2021,
            _ => Self::E2024,
        }
    }

    /// As a manifest writes it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::E2015 => "2015",
            Self::E2018 => "2018",
            Self::E2021 => "2021",
            Self::E2024 => "2024",
        }
    }
}

/// A manifest; unknown keys are cargo's business.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Manifest {
    pub(super) package: Option<PackageTable>,
    pub(super) workspace: Option<WorkspaceTable>,
    pub(super) lib: Option<TargetTable>,
    #[serde(default)]
    pub(super) bin: Vec<TargetTable>,
    #[serde(default)]
    pub(super) test: Vec<TargetTable>,
    #[serde(default)]
    pub(super) bench: Vec<TargetTable>,
    #[serde(default)]
    pub(super) example: Vec<TargetTable>,
    #[serde(default)]
    dependencies: BTreeMap<String, DependencyValue>,
    #[serde(default, alias = "dev_dependencies")]
    dev_dependencies: BTreeMap<String, DependencyValue>,
    #[serde(default, alias = "build_dependencies")]
    build_dependencies: BTreeMap<String, DependencyValue>,
    #[serde(default)]
    target: BTreeMap<String, PlatformTable>,
    #[serde(default)]
    features: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct PackageTable {
    pub(super) name: String,
    edition: Option<Inheritable>,
    pub(super) build: Option<BuildValue>,
    pub(super) autobins: Option<bool>,
    pub(super) autotests: Option<bool>,
    pub(super) autobenches: Option<bool>,
    pub(super) autoexamples: Option<bool>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum BuildValue {
    Enabled(bool),
    Path(String),
    Paths(Vec<String>),
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Inheritable {
    Text(String),
    Inherited {
        #[serde(rename = "workspace")]
        _workspace: bool,
    },
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct WorkspaceTable {
    #[serde(default)]
    pub(super) members: Vec<String>,
    #[serde(default)]
    pub(super) exclude: Vec<String>,
    package: Option<WorkspacePackage>,
    #[serde(default)]
    dependencies: BTreeMap<String, DependencyValue>,
}

#[derive(Debug, Deserialize)]
struct WorkspacePackage {
    edition: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct TargetTable {
    pub(super) name: Option<String>,
    pub(super) path: Option<String>,
    #[serde(default, rename = "proc-macro", alias = "proc_macro")]
    pub(super) is_of_macros: bool,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct PlatformTable {
    #[serde(default)]
    dependencies: BTreeMap<String, DependencyValue>,
    #[serde(default)]
    dev_dependencies: BTreeMap<String, DependencyValue>,
    #[serde(default)]
    build_dependencies: BTreeMap<String, DependencyValue>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum DependencyValue {
    // What is no table is tried after it: anything at all would do.
    Table(DependencyTable),
    Version(serde::de::IgnoredAny),
}

#[derive(Debug, Deserialize)]
struct DependencyTable {
    package: Option<String>,
    path: Option<String>,
    #[serde(default)]
    workspace: bool,
}

impl Manifest {
    pub(super) fn read(path: &Path) -> Result<Self, Box<ManifestError>> {
        let text = os::read_source(path).map_err(|error| Box::new(error.into()))?;
        toml::from_str(text.trim_start_matches('\u{feff}')).map_err(|error: toml::de::Error| {
            let name = os::slashed(path);
            Box::new(ManifestError::Broken {
                path: name.clone(),
                message: error.message().replace('\n', " "),
                at: error.span().map(miette::SourceSpan::from),
                text: miette::NamedSource::new(name, text),
            })
        })
    }

    /// Those that the package has where nobody says which: `default`, and what it turns on in the package itself (the Cargo book,
    /// "Features").
    pub(super) fn default_features(&self) -> Vec<Name> {
        let turned_on = |feature: &str| self.features.get(feature).into_iter().flatten().filter(|part| !part.contains([':', '/']));
        let (mut on, mut open) = (vec![Name::new_static("default")], vec!["default"]);
        while let Some(feature) = open.pop() {
            for part in turned_on(feature) {
                if !on.iter().any(|known| known == part) {
                    on.push(Name::new(part));
                    open.push(part);
                }
            }
        }
        on
    }

    pub(super) fn edition(&self, root: &Self) -> Edition {
        match self.package.as_ref().and_then(|package| package.edition.as_ref()) {
            None => Edition::default(),
            Some(Inheritable::Text(text)) => Edition::parse(text),
            Some(Inheritable::Inherited { .. }) => {
                let inherited = root.workspace.as_ref().and_then(|workspace| workspace.package.as_ref()?.edition.as_deref());
                inherited.map_or(Edition::default(), Edition::parse)
            }
        }
    }

    /// Every dependency of every kind and platform: name in code, and package.
    pub(super) fn dependencies(&self, root: &Self) -> Vec<(Name, String)> {
        let own = [&self.dependencies, &self.dev_dependencies, &self.build_dependencies];
        let of_platforms =
            self.target.values().flat_map(|platform| [&platform.dependencies, &platform.dev_dependencies, &platform.build_dependencies]);
        let mut found: Vec<_> =
            own.into_iter().chain(of_platforms).flatten().map(|(key, value)| (crate_name(key), package_of(key, value, root))).collect();
        found.sort();
        found.dedup();
        found
    }

    /// The dependencies that the code of its library can name in a build of this machine: name in code, and package.
    pub(super) fn library_dependencies(&self) -> Vec<(Name, String)> {
        let is_elsewhere = |platform: &str| {
            let predicate = platform.strip_prefix("cfg(").and_then(|rest| rest.strip_suffix(')'));
            predicate.is_some_and(|predicate| holds_here(predicate) == Some(false))
        };
        let of_platforms = self.target.iter().filter(|(platform, _)| !is_elsewhere(platform)).map(|(_, table)| &table.dependencies);
        let all = std::iter::once(&self.dependencies).chain(of_platforms).flatten();
        let mut found: Vec<_> = all.map(|(key, value)| (crate_name(key), package_of(key, value, self))).collect();
        found.sort();
        found.dedup();
        found
    }

    /// The folders, relative to this manifest's, of its dependencies by path.
    pub(super) fn path_dependencies(&self) -> impl Iterator<Item = &str> {
        let inherited = self.workspace.iter().flat_map(|workspace| &workspace.dependencies);
        let own = [&self.dependencies, &self.dev_dependencies, &self.build_dependencies].into_iter().flatten();
        let of_platforms = self.target.values().flat_map(|platform| &platform.dependencies);
        own.chain(of_platforms).chain(inherited).filter_map(|(_, value)| match value {
            DependencyValue::Table(table) => table.path.as_deref(),
            DependencyValue::Version(_) => None,
        })
    }
}

fn package_of(key: &str, value: &DependencyValue, root: &Manifest) -> String {
    match value {
        DependencyValue::Version(_) => key.to_owned(),
        DependencyValue::Table(table) => {
            if let Some(package) = &table.package {
                return package.clone();
            }
            let inherited = root.workspace.as_ref().and_then(|workspace| workspace.dependencies.get(key));
            match (table.workspace, inherited) {
                (true, Some(DependencyValue::Table(inherited))) => inherited.package.clone().unwrap_or_else(|| key.to_owned()),
                _ => key.to_owned(),
            }
        }
    }
}

/// A package's or dependency's name as code writes it.
pub(super) fn crate_name(name: &str) -> Name {
    Name::new(name.replace('-', "_"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_default_feature_turns_on_those_that_it_names_and_no_others() {
        let check = |text: &str, expected: &[&str]| {
            let manifest: Manifest = toml::from_str(text).expect("it is a manifest");
            assert_eq!(manifest.default_features(), expected, "{text}");
        };
        check(
            "[features]\ndefault = [\"client\", \"dep:tokio\", \"serde/derive\"]\nclient = [\"sync\", \"default\"]\nsync = []\nserver = [\"sync\"]\n",
            &["default", "client", "sync"],
        );
        check("", &["default"]);
    }
}
