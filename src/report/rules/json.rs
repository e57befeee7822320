//! The API table as JSON, `cargo-unblock/rules/1`: twin types of `rules/`'s.

use std::io::{self, Write};

use serde::Serialize;

use crate::rules::{ApiKind, ApiRow, Applicability, Effect, Level, Replacement, Rule};

#[derive(Serialize)]
struct JsonRules<'r> {
    schema: &'static str,
    rules: Vec<JsonRule<'r>>,
}

#[derive(Serialize)]
struct JsonRule<'r> {
    id: &'r str,
    effect: Option<Effect>,
    level: Level,
    summary: &'r str,
    why: &'r str,
    apis: Vec<JsonApi<'r>>,
}

#[derive(Serialize)]
struct JsonApi<'r> {
    path: &'r str,
    kind: JsonKind,
    replacement: JsonReplacement<'r>,
    features: &'r [String],
    traits: &'r [String],
    applicability: Applicability,
    reason: &'r str,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
enum JsonKind {
    Function,
    Method,
    HandleMethod,
    HandleFunction,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum JsonReplacement<'r> {
    Path { path: &'r str },
    Template { template: &'r str },
    Shape { name: &'r str, path: &'r str },
    None,
}

/// Writes `rules` as JSON, with a line end after it.
///
/// # Errors
/// If `out` cannot be written.
pub fn render(rules: &[Rule], out: &mut dyn Write) -> io::Result<()> {
    let rules = JsonRules { schema: "cargo-unblock/rules/1", rules: rules.iter().map(JsonRule::new).collect() };
    serde_json::to_writer_pretty(&mut *out, &rules)?;
    writeln!(out)
}

impl<'r> JsonRule<'r> {
    fn new(rule: &'r Rule) -> Self {
        let apis = rule.apis.iter().map(JsonApi::new).collect();
        Self { id: &rule.id, effect: rule.effect, level: rule.level, summary: &rule.summary, why: &rule.why, apis }
    }
}

impl<'r> JsonApi<'r> {
    fn new(api: &'r ApiRow) -> Self {
        Self {
            path: api.path.as_str(),
            kind: match api.kind {
                ApiKind::Function => JsonKind::Function,
                ApiKind::Method => JsonKind::Method,
                ApiKind::HandleMethod => JsonKind::HandleMethod,
                ApiKind::HandleFunction => JsonKind::HandleFunction,
            },
            replacement: match &api.replacement {
                Replacement::Path(path) => JsonReplacement::Path { path },
                Replacement::Template(template) => JsonReplacement::Template { template },
                Replacement::Shape { name, path } => JsonReplacement::Shape { name, path },
                Replacement::None => JsonReplacement::None,
            },
            features: &api.features,
            traits: &api.traits,
            applicability: api.applicability,
            reason: &api.reason,
        }
    }
}
