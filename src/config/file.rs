//! The fields of a configuration, as they are written. What they mean is checked in `load`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::rules::{ApiEntry, ApiKind, Applicability, ClosureTakerEntry, Effect, Level, OffloaderEntry, ReplacementEntry};

/// One configuration. The order of the fields is the one in which it is printed: plain values before tables.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ConfigFile {
    pub(super) exclude: Vec<Spanned<String>>,
    pub(super) levels: BTreeMap<Spanned<String>, Level>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) zone: Vec<ZoneEntry>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) api: Vec<UserApiEntry>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) offloader: Vec<OffloaderEntry>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) spawner: Vec<ClosureTakerEntry>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) handler: Vec<ClosureTakerEntry>,
}

impl ConfigFile {
    /// The paths of the functions that it names.
    pub(super) fn functions(&self) -> impl Iterator<Item = &Spanned<String>> {
        let takers = self.spawner.iter().chain(&self.handler).map(|entry| &entry.path);
        self.api.iter().map(|entry| &entry.path).chain(self.offloader.iter().map(|entry| &entry.path)).chain(takers)
    }
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ZoneEntry {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) reason: Option<String>,
    pub(super) paths: Spanned<Vec<Spanned<String>>>,
}

/// A row of the workspace's own. Without a replacement it has none, and its reason says why.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UserApiEntry {
    pub(super) path: Spanned<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) rule: Option<Spanned<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) effect: Option<Effect>,
    #[serde(default)]
    pub(super) kind: ApiKind,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) features: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) traits: Vec<Spanned<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) applicability: Option<Applicability>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) reason: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) replacement: Option<ReplacementEntry>,
}

impl UserApiEntry {
    /// The row as a file of `rules/` writes it.
    pub(super) fn row(&self) -> ApiEntry {
        let none = || ReplacementEntry { none: true, ..ReplacementEntry::default() };
        ApiEntry {
            path: self.path.clone(),
            kind: Some(self.kind),
            replacement: self.replacement.clone().unwrap_or_else(none),
            features: Some(self.features.clone()),
            traits: self.traits.clone(),
            applicability: self.applicability,
            reason: self.reason.clone(),
            example: None,
            is_told_by_condition: false,
            given_by: Vec::new(),
            is_lazy: false,
            is_drained: false,
            arguments: None,
            waits_for: None,
        }
    }
}

/// The part of a manifest that is a configuration. All else is cargo's business.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct ManifestFile {
    pub(super) workspace: WithMetadata,
    pub(super) package: WithMetadata,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct WithMetadata {
    pub(super) metadata: Metadata,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Metadata {
    #[serde(rename = "cargo-unblock")]
    pub(super) config: Option<Spanned<ConfigFile>>,
}
