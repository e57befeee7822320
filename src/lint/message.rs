//! The words of a finding.

use crate::flow::{Confidence, Context, Crossing, FoundOperation};
use crate::rules::{ApiRow, Replacement};

/// What is wrong, one line. `first` is the operation at the end of the chain.
pub(super) fn message(crossing: &Crossing, first: &FoundOperation, row: &ApiRow) -> String {
    let site = &crossing.site;
    let place = match site.context {
        _ if crossing.is_initialiser => " at the first use of what this initialises",
        Context::Closure => " in a closure that runs in async code",
        Context::Zone => " in code that a zone declares async",
        _ => " in async code",
    };
    let cfg = match site.home.cfgs.as_slice() {
        [] => String::new(),
        cfgs => format!(" under `cfg({})`", cfgs.join("), cfg(")),
    };
    let likely = if site.confidence == Confidence::Likely { "likely " } else { "" };
    let through = crossing.helper().map(|helper| format!(" through `{}`", helper.short())).unwrap_or_default();
    let reaches = row.inferred.as_ref().map(|inferred| format!(", which reaches `{}`", inferred.reaches)).unwrap_or_default();
    let comma = if reaches.is_empty() { "" } else { "," };
    format!("{likely}blocking call to `{}`{through}{reaches}{comma}{place}{cfg}", first.api)
}

/// What to do about it, one line.
pub(super) fn help(crossing: &Crossing, row: &ApiRow) -> String {
    if let Some(keeper) = crossing.keeper() {
        return format!("hand what the closure in `{}` does to `tokio::task::spawn_blocking`", keeper.short());
    }
    if let Some(helper) = crossing.helper() {
        return format!("make `{}` async, or hand the call to `tokio::task::spawn_blocking`", helper.short());
    }
    match &row.replacement {
        Replacement::Path(path) => format!("use `{path}(..).await`"),
        Replacement::Template(template) => format!("use `{}`", readable(template)),
        Replacement::Shape { path, .. } => format!("use `{path}`"),
        Replacement::None if row.reason.is_empty() => "hand it to `tokio::task::spawn_blocking`".to_owned(),
        Replacement::None => format!("hand it to `tokio::task::spawn_blocking`: {}", row.reason),
    }
}

/// A template as people write code: `{receiver}` is what the method was called on, and is left out in front of another method.
fn readable(template: &str) -> String {
    let template = template.strip_prefix("{receiver}").unwrap_or(template);
    template.replace("{receiver}", "path").replace("{path}", "path").replace("{arguments}", "..").replace("{0}", "..").replace("{1}", "..")
}
