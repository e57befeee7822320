//! Annotations of GitHub Actions: workflow commands on standard output, which show findings at their lines in a pull request.
//! A step shows a few annotations of each kind only, so what is most worth mending comes first.

use std::cmp::Reverse;
use std::io::{self, Write};

use super::places::Places;
use super::{Repository, shown};
use crate::base::{FileId, Span};
use crate::lint::{Finding, Level, Problem, Report, worth};

/// Writes a command for each finding, then one for each problem.
///
/// # Errors
/// If `out` cannot be written.
pub fn render(report: &Report, repository: &Repository, out: &mut dyn Write) -> io::Result<()> {
    let places = Places::new(&report.files);
    let mut findings: Vec<&Finding> = shown(report).collect();
    findings.sort_by_cached_key(|finding| Reverse(worth(report, &[finding])));
    for finding in findings {
        let command = if finding.level == Level::Deny { "error" } else { "warning" };
        let place = place(&places, repository, finding.file, finding.span);
        let text = [Some(&finding.message), finding.help.as_ref()].into_iter().flatten().cloned().collect::<Vec<_>>().join("\n");
        writeln!(out, "::{command} {place},title={}::{}", property(&finding.rule), data(&text))?;
    }
    for problem in &report.problems {
        render_problem(&places, repository, problem, out)?;
    }
    Ok(())
}

fn render_problem(places: &Places<'_>, repository: &Repository, problem: &Problem, out: &mut dyn Write) -> io::Result<()> {
    let place = match problem.span.zip(places.find(&problem.path)) {
        Some((span, file)) => place(places, repository, file, span),
        None => format!("file={}", property(&repository.path(&problem.path))),
    };
    writeln!(out, "::notice {place},title=not analysed::{}", data(&problem.message))
}

/// Columns are for places on one line: with more lines, GitHub does not show the annotation.
fn place(places: &Places<'_>, repository: &Repository, file: FileId, span: Span) -> String {
    let places = places.file(file);
    let span = places.clamp(span);
    let (start, end) = (places.line_column(span.start()), places.line_column(span.end()));
    let path = repository.path(places.source.path());
    let lines = format!("file={},line={},endLine={}", property(&path), start.line, end.line);
    if start.line == end.line { format!("{lines},col={},endColumn={}", start.column, end.column) } else { lines }
}

/// The text behind `::`, on one line.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, which a `:` or `,` would end.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
