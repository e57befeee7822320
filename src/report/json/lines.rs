//! The report as JSON lines: one object a line, each written and flushed by itself, so that a reader can work while the rest is written.
//! The first line says what made it, then come findings and problems by path and offset, the last line is the summary. The objects are
//! those of the JSON report, but that a finding has its operations in it and every object its `type`.

use std::io::{self, Write};

use serde::Serialize;

use super::{JsonFinding, JsonOperation, JsonProblem, JsonSummary, JsonTool, SCHEMA};
use crate::lint::{Finding, Report};
use crate::report::places::Places;

/// Writes the first line: that a run has begun, over the workspace in the folder `root`. A run that ends without the last line has failed.
///
/// # Errors
/// If `out` cannot be written.
pub fn begin(root: &str, out: &mut dyn Write) -> io::Result<()> {
    write_line(&Line::Start { schema: SCHEMA, tool: JsonTool::new(), root }, out)
}

/// Writes all of `report`.
///
/// # Errors
/// If `out` cannot be written.
pub fn render(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    begin(&report.root, out)?;
    go_on(report, &report.findings, out)?;
    end(report, out)
}

/// Writes a line for each of these findings of `report`.
///
/// # Errors
/// If `out` cannot be written.
pub fn go_on<'f>(report: &Report, findings: impl IntoIterator<Item = &'f Finding>, out: &mut dyn Write) -> io::Result<()> {
    let places = Places::new(&report.files);
    // An operation that several findings reach has the same id in each.
    let ids = (0..report.operations.len() as u32).map(|id| (id, id)).collect();
    for finding in findings {
        let finding = JsonFinding::with(finding, operations(finding, report, &places), &ids, &places);
        write_line(&Line::Finding(Box::new(finding)), out)?;
    }
    Ok(())
}

/// Writes what comes after the findings: a line for each problem, and the summary.
///
/// # Errors
/// If `out` cannot be written.
pub fn end(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let places = Places::new(&report.files);
    for problem in &report.problems {
        write_line(&Line::Problem(JsonProblem::new(problem, &places)), out)?;
    }
    write_line(&Line::Summary(JsonSummary::new(report)), out)
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
enum Line<'r> {
    Start { schema: &'static str, tool: JsonTool, root: &'r str },
    Finding(Box<JsonFinding<'r, JsonOperation<'r>>>),
    Problem(JsonProblem<'r>),
    Summary(JsonSummary<'r>),
}

fn operations<'r>(finding: &Finding, report: &'r Report, places: &Places<'r>) -> Vec<JsonOperation<'r>> {
    finding.operations.iter().map(|id| JsonOperation::new(id.0, &report.operations[id.0 as usize], places)).collect()
}

fn write_line(line: &Line<'_>, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    writeln!(out)?;
    out.flush()
}
