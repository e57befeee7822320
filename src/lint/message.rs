//! The words of a finding.

use crate::flow::{Confidence, Context, FoundOperation};
use crate::rules::{ApiRow, Replacement};

/// What is wrong, one line.
pub(super) fn message(operation: &FoundOperation) -> String {
    let place = match operation.context {
        Context::Closure => " in a closure that runs in async code",
        Context::Zone => " in code that a zone declares async",
        _ => " in async code",
    };
    let cfg = match operation.cfgs.as_slice() {
        [] => String::new(),
        cfgs => format!(" under `cfg({})`", cfgs.join("), cfg(")),
    };
    let likely = if operation.confidence == Confidence::Likely { "likely " } else { "" };
    format!("{likely}blocking call to `{}`{place}{cfg}", operation.api)
}

/// What to do about it, one line.
pub(super) fn help(row: &ApiRow) -> String {
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
    template.replace("{receiver}", "path").replace("{arguments}", "..").replace("{0}", "..").replace("{1}", "..")
}
