//! From what people type to a rule or to APIs.

use miette::Diagnostic;
use thiserror::Error;

use crate::rules::{ApiRow, Rule};

/// How alike a name has to be to be suggested, from 0 to 1.
const LIKENESS: f32 = 0.6;

/// What `explain` was asked about.
#[derive(Clone, Debug)]
pub enum Topic<'r> {
    /// A rule, by its id.
    Rule(&'r Rule),
    /// The APIs whose path is or ends with the name, at least one, each with its rule.
    Apis(Vec<(&'r Rule, &'r ApiRow)>),
}

/// A name that no rule and no API goes by.
#[derive(Clone, PartialEq, Eq, Debug, Error, Diagnostic)]
#[error("there is no {kind} `{name}`")]
#[diagnostic(help("{help}"))]
pub struct UnknownName {
    kind: &'static str,
    name: String,
    help: String,
}

/// The rule with this id.
///
/// # Errors
/// If there is none; the error names the nearest.
pub fn find_rule<'r>(rules: &'r [Rule], id: &str) -> Result<&'r Rule, UnknownName> {
    let ids = rules.iter().map(|rule| rule.id.as_str());
    rules.iter().find(|rule| rule.id == id).ok_or_else(|| unknown("rule", id, ids.collect()))
}

/// The rule with this id, or the APIs with this path or with a path that ends with it: `std::fs::read`, `fs::read`, `read`.
///
/// # Errors
/// If there is neither; the error names the nearest.
pub fn find_topic<'r>(rules: &'r [Rule], name: &str) -> Result<Topic<'r>, UnknownName> {
    if let Some(rule) = rules.iter().find(|rule| rule.id == name) {
        return Ok(Topic::Rule(rule));
    }
    let path = name.trim_start_matches("::").trim_end_matches("()");
    let all = || rules.iter().flat_map(|rule| rule.apis.iter().map(move |api| (rule, api)));
    let exact: Vec<_> = all().filter(|(_, api)| api.path.as_str() == path).collect();
    if !exact.is_empty() {
        return Ok(Topic::Apis(exact));
    }
    let tail = format!("::{path}");
    let ending: Vec<_> = all().filter(|(_, api)| api.path.as_str().ends_with(&tail)).collect();
    if !ending.is_empty() {
        return Ok(Topic::Apis(ending));
    }
    let names = rules.iter().map(|rule| rule.id.as_str()).chain(all().map(|(_, api)| api.path.as_str()));
    // A short name is like the end of a path, not like the whole.
    let tails = all().filter_map(|(_, api)| api.path.as_str().split_once("::").map(|(_, tail)| tail));
    let last = all().map(|(_, api)| api.path.last());
    Err(unknown("rule or API", name, names.chain(tails).chain(last).collect()))
}

fn unknown(kind: &'static str, name: &str, mut names: Vec<&str>) -> UnknownName {
    names.sort_unstable();
    names.dedup();
    let near = similar::get_close_matches(name, &names, 1, LIKENESS);
    let help = match near.first() {
        Some(near) => format!("did you mean `{near}`? `cargo unblock rules` lists all rules"),
        None => "`cargo unblock rules` lists all rules".to_owned(),
    };
    UnknownName { kind, name: name.to_owned(), help }
}
