//! What the world sees of a run: one file per format. Only door to miette's renderer, and home of the twin types of every stable format,
//! so that a change inside the tool never changes what others read by accident. Everything is written to a writer that the caller passes.

pub mod audit;
pub mod baseline;
mod explanation;
pub mod fix;
mod frame;
pub mod github;
pub mod gitlab;
pub mod graph;
pub mod human;
pub mod json;
pub mod junit;
mod look;
pub mod markdown;
mod places;
pub mod progress;
mod repository;
pub mod resolution;
pub mod rules;
pub mod rustc_json;
pub mod sarif;
mod snippet;
mod text;

use crate::lint::{Finding, Level, Report};

pub use explanation::Explanation;
pub use json::lines as json_lines;
pub use look::Look;
pub use repository::Repository;
pub(crate) use text::count;

/// The findings that are reported, by path and offset.
fn shown(report: &Report) -> impl Iterator<Item = &Finding> {
    report.findings.iter().filter(|finding| finding.level != Level::Allow)
}
