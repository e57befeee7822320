//! The code quality report of GitLab, which shows findings in merge requests: its documented part of Code Climate's format.

use std::io::{self, Write};

use serde::Serialize;

use super::places::Places;
use super::{Repository, shown};
use crate::lint::{Finding, Level, Report};

/// Writes the findings as a JSON array. Problems are no part of the format.
///
/// # Errors
/// If `out` cannot be written.
pub fn render(report: &Report, repository: &Repository, out: &mut dyn Write) -> io::Result<()> {
    let places = Places::new(&report.files);
    let issues: Vec<Issue<'_>> = shown(report).map(|finding| Issue::new(finding, &places, repository)).collect();
    serde_json::to_writer_pretty(&mut *out, &issues)?;
    writeln!(out)
}

#[derive(Serialize)]
struct Issue<'r> {
    description: String,
    check_name: &'r str,
    fingerprint: &'r str,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

/// From 1.
#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

impl<'r> Issue<'r> {
    fn new(finding: &'r Finding, places: &Places<'r>, repository: &Repository) -> Self {
        let file = places.file(finding.file);
        let span = file.clamp(finding.span);
        let help = finding.help.as_ref().map(|help| format!(": {help}")).unwrap_or_default();
        Self {
            description: format!("{}{help}", finding.message),
            check_name: &finding.rule,
            fingerprint: &finding.fingerprint,
            severity: if finding.level == Level::Deny { "major" } else { "minor" },
            location: Location {
                path: repository.path(file.source.path()).into_owned(),
                lines: Lines { begin: file.line(span.start()), end: file.line(span.end()) },
            },
        }
    }
}
