//! The fields of a file of `rules/`, as they are written: TOML in, plain values out. What they mean is checked in `load`.

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{ApiKind, Applicability, Effect, Example, Level, WaitsFor};
use crate::base::Name;

/// One file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleFile {
    pub(super) id: Spanned<String>,
    pub(super) effect: Option<Effect>,
    pub(super) level: Level,
    pub(super) summary: Spanned<String>,
    pub(super) why: Spanned<String>,
    #[serde(default)]
    pub(super) defaults: Defaults,
    #[serde(default)]
    pub(super) handles: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) api: Vec<ApiEntry>,
}

/// What the rows of the file have where they say nothing else.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Defaults {
    #[serde(default)]
    pub(super) kind: ApiKind,
    #[serde(default)]
    pub(super) features: Vec<String>,
}

/// One row.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ApiEntry {
    pub(crate) path: Spanned<String>,
    pub(crate) kind: Option<ApiKind>,
    pub(crate) replacement: ReplacementEntry,
    pub(crate) features: Option<Vec<String>>,
    #[serde(default)]
    pub(crate) traits: Vec<Spanned<String>>,
    pub(crate) applicability: Option<Applicability>,
    #[serde(default)]
    pub(crate) is_told_by_condition: bool,
    #[serde(default)]
    pub(crate) given_by: Vec<Name>,
    #[serde(default)]
    pub(crate) is_lazy: bool,
    #[serde(default)]
    pub(crate) is_drained: bool,
    pub(crate) arguments: Option<usize>,
    pub(crate) waits_for: Option<WaitsFor>,
    #[serde(default)]
    pub(crate) reason: String,
    pub(crate) example: Option<Example>,
}

/// The `replacement` of a row, before it is known which kind it is.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReplacementEntry {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) path: Option<Spanned<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) template: Option<Spanned<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) shape: Option<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) none: bool,
}
