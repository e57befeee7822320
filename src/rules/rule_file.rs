//! The fields of a file of `rules/`, as they are written: TOML in, plain values out. What they mean is checked in `load`.

use serde::Deserialize;
use toml::Spanned;

use super::{ApiKind, Applicability, Effect, Example, Level};

/// One file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleFile {
    pub(super) id: Spanned<String>,
    pub(super) effect: Effect,
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
pub(super) struct Defaults {
    #[serde(default)]
    pub(super) kind: ApiKind,
    #[serde(default)]
    pub(super) features: Vec<String>,
}

/// One row.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ApiEntry {
    pub(super) path: Spanned<String>,
    pub(super) kind: Option<ApiKind>,
    pub(super) replacement: ReplacementEntry,
    pub(super) features: Option<Vec<String>>,
    #[serde(default)]
    pub(super) traits: Vec<Spanned<String>>,
    pub(super) applicability: Option<Applicability>,
    #[serde(default)]
    pub(super) is_told_by_condition: bool,
    #[serde(default)]
    pub(super) reason: String,
    pub(super) example: Option<Example>,
}

/// The `replacement` of a row, before it is known which kind it is.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReplacementEntry {
    pub(super) path: Option<Spanned<String>>,
    pub(super) template: Option<Spanned<String>>,
    pub(super) shape: Option<String>,
    #[serde(default)]
    pub(super) none: bool,
}
