//! The API table as people read it: the list of rules, and what there is to know about a rule or an API.

mod json;
mod lookup;

use std::io::{self, Write};

use serde::Serialize;

pub use self::json::render as render_list_json;
pub use self::lookup::{Topic, UnknownName, find_rule, find_topic};
use super::Look;
use super::text::{count, width, wrap, wrap_indented};
use crate::rules::{ApiRow, Replacement, Rule};

/// How many examples of a rule are shown.
const MOST_EXAMPLES: usize = 3;

/// Writes a line for each rule: id, effect, level, number of APIs, what it is about.
///
/// # Errors
/// If `out` cannot be written.
pub fn render_list(rules: &[Rule], look: Look, out: &mut dyn Write) -> io::Result<()> {
    let rows: Vec<_> = rules.iter().map(|rule| [rule.id.clone(), effect(rule), word(rule.level), count(rule.apis.len(), "API")]).collect();
    let widths = [0, 1, 2, 3].map(|column| rows.iter().map(|row| width(&row[column])).max().unwrap_or(0));
    let indent = widths.iter().sum::<usize>() + 2 * widths.len();
    for (rule, row) in rules.iter().zip(&rows) {
        let [id, effect, level, apis] = [0, 1, 2, 3].map(|column| format!("{:1$}", row[column], widths[column]));
        let summary = wrap(&rule.summary, look.width.saturating_sub(indent).max(20)).join(&format!("\n{:indent$}", ""));
        writeln!(out, "{}  {effect}  {level}  {apis}  {summary}", look.bold(id))?;
    }
    Ok(())
}

/// Writes what there is to know about a rule, or about the APIs that go by a name.
///
/// # Errors
/// If `out` cannot be written.
pub fn render_topic(topic: &Topic<'_>, look: Look, out: &mut dyn Write) -> io::Result<()> {
    match topic {
        Topic::Rule(rule) => {
            render_rule(rule, look, out)?;
            if rule.apis.is_empty() {
                return Ok(());
            }
            heading("APIs", look, out)?;
            for api in &rule.apis {
                render_api(api, look, out)?;
            }
            let examples: Vec<_> = rule.apis.iter().filter(|api| api.example.is_some()).take(MOST_EXAMPLES).collect();
            render_examples(&examples, look, out)
        }
        Topic::Apis(apis) => {
            for (rule, api) in apis {
                render_api(api, look, out)?;
                fact("rule", &format!("{}: {}", rule.id, rule.summary), look, out)?;
            }
            let examples: Vec<_> = apis.iter().map(|&(_, api)| api).filter(|api| api.example.is_some()).collect();
            render_examples(&examples, look, out)?;
            let mut rules: Vec<_> = apis.iter().map(|&(rule, _)| rule).collect();
            rules.dedup_by_key(|rule| &rule.id);
            rules.into_iter().try_for_each(|rule| render_why(rule, look, out))
        }
    }
}

fn render_rule(rule: &Rule, look: Look, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}: {}", look.bold(&rule.id), rule.summary)?;
    writeln!(out, "effect {}, level {}, {}", effect(rule), word(rule.level), count(rule.apis.len(), "API"))?;
    render_why(rule, look, out)
}

fn render_why(rule: &Rule, look: Look, out: &mut dyn Write) -> io::Result<()> {
    heading("why", look, out)?;
    write!(out, "{}", wrap_indented(&rule.why, "  ", look.width))
}

fn render_api(api: &ApiRow, look: Look, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "  {}", look.cyan(&api.path))?;
    match &api.replacement {
        Replacement::Path(path) => fact("write", &format!("{path}(..).await"), look, out)?,
        Replacement::Template(template) => fact("write", template, look, out)?,
        Replacement::Shape { name, path } => fact("write", &format!("{path} (rewrite {name})"), look, out)?,
        Replacement::None => fact("fix", &format!("none: {}", api.reason), look, out)?,
    }
    if !api.features.is_empty() {
        fact("needs", &features(api), look, out)?;
    }
    if !api.traits.is_empty() {
        fact("use", &api.traits.join(", "), look, out)?;
    }
    if api.replacement == Replacement::None {
        return Ok(());
    }
    let reason = if api.reason.is_empty() { String::new() } else { format!(": {}", api.reason) };
    fact("fix", &format!("{}{reason}", word(api.applicability)), look, out)
}

/// `feature fs of tokio`.
fn features(api: &ApiRow) -> String {
    let features = if api.features.len() == 1 { "feature" } else { "features" };
    let path = match &api.replacement {
        Replacement::Path(path) | Replacement::Shape { path, .. } => path.as_str(),
        Replacement::Template(_) | Replacement::None => "",
    };
    let of = path.split_once("::").map_or(String::new(), |(package, _)| format!(" of {package}"));
    format!("{features} {}{of}", api.features.join(", "))
}

fn render_examples(apis: &[&ApiRow], look: Look, out: &mut dyn Write) -> io::Result<()> {
    for example in apis.iter().filter_map(|api| api.example.as_ref()) {
        heading("before", look, out)?;
        render_code(&example.before, out)?;
        heading("after", look, out)?;
        render_code(&example.after, out)?;
    }
    Ok(())
}

/// Code is not wrapped: its line breaks mean something.
fn render_code(code: &str, out: &mut dyn Write) -> io::Result<()> {
    code.trim_end().lines().try_for_each(|line| writeln!(out, "  {line}"))
}

fn heading(text: &str, look: Look, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n{}", look.bold(text))
}

fn fact(name: &str, text: &str, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let indent = " ".repeat(11);
    let text = wrap_indented(text, &indent, look.width);
    write!(out, "    {:<6} {}", name, text.trim_start())
}

/// What the rule's calls wait for; a dash where it is not about calls.
fn effect(rule: &Rule) -> String {
    rule.effect.map_or_else(|| "-".to_owned(), word)
}

/// The word that the formats have for a value.
fn word(value: impl Serialize) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}
