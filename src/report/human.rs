//! The report for people: one block for each finding, then what could not be read, then one line that sums it up.
//! How a block is drawn is left to `diagnostic`, where its lines come from to `snippet`.

mod chains;
mod diagnostic;
mod summary;
pub mod why;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, Write};

use miette::Diagnostic;
use rayon::prelude::*;

use self::diagnostic::{Block, Severity, draw, footer};
use super::places::Places;
use super::snippet::Mark;
use super::text::{count, printable};
use super::{Look, shown};
use crate::lint::{Applicability, Finding, Label, Level, OperationId, Problem, Report, worth};

/// How many further callers of a helper are named.
const MOST_PLACES: usize = 3;
/// How many blocks are drawn before they are written.
const MOST_DRAWN: usize = 256;

/// Writes the findings, the problems and the summary of `report`.
///
/// # Errors
/// If `out` cannot be written.
pub fn render(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    render_findings(report, look, out)?;
    render_problems(report, look, out)?;
    summary::render(report, look, out)
}

/// Writes the findings of `report`, a blank line after each. A helper that several async functions call is one block.
///
/// # Errors
/// If `out` cannot be written.
pub fn render_findings(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let places = Places::new(&report.files);
    for stretch in groups(report).chunks(MOST_DRAWN) {
        let blocks: Vec<String> = stretch.par_iter().map(|group| finding_block(report, &places, group, look)).collect();
        for block in blocks {
            writeln!(out, "{block}")?;
        }
    }
    Ok(())
}

/// Writes the problems of `report`, a blank line after each.
///
/// # Errors
/// If `out` cannot be written.
pub fn render_problems(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let places = Places::new(&report.files);
    for problem in &report.problems {
        write!(out, "{}", problem_block(&places, problem, look))?;
        writeln!(out)?;
    }
    Ok(())
}

/// Writes an error that ended a command.
///
/// # Errors
/// If `out` cannot be written.
pub fn render_error(error: &dyn Diagnostic, look: Look, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{}", draw(error, &[], look))
}

/// What was found, in one line.
pub(super) fn summary_line(report: &Report) -> String {
    summary::summary(report)
}

/// What makes two findings the callers of one helper: the rule and level, the helper, and what it reaches.
type HelperKey<'r> = (&'r str, Level, &'r str, &'r [OperationId]);

/// The findings to show, each with those that differ from it only in the caller: what is most worth mending first.
pub(super) fn groups(report: &Report) -> Vec<Vec<&Finding>> {
    let mut groups: Vec<Vec<&Finding>> = Vec::new();
    let mut group_of_helper: BTreeMap<HelperKey<'_>, usize> = BTreeMap::new();
    for finding in shown(report) {
        let next = groups.len();
        let at = match finding.chain.get(1) {
            Some(helper) => {
                *group_of_helper.entry((&finding.rule, finding.level, helper.function.as_str(), &finding.operations)).or_insert(next)
            }
            None => next,
        };
        if at == next {
            groups.push(Vec::new());
        }
        groups[at].push(finding);
    }
    groups.sort_by_cached_key(|group| Reverse(worth(report, group)));
    groups
}

/// The block of one finding, as [`render_findings`] draws it.
pub(super) fn block_of(report: &Report, places: &Places<'_>, finding: &Finding, look: Look) -> String {
    finding_block(report, places, &[finding], look)
}

fn finding_block(report: &Report, places: &Places<'_>, group: &[&Finding], look: Look) -> String {
    let finding = group[0];
    let severity = if finding.level == Level::Deny { Severity::Error } else { Severity::Warning };
    let block = Block {
        code: Some(finding.rule.clone()),
        severity,
        message: finding.message.clone(),
        help: finding.help.clone(),
        marks: marks(report, finding),
    };
    let mut text = block.draw(places, look);
    if let Some(note) = fix_note(finding) {
        text.push_str(&footer("note", &note, look));
    }
    if let Some(chains) = &finding.chains {
        text.push_str(&chains::section(report, places, chains, look));
    }
    if let Some(also) = also_called(places, &group[1..]) {
        text.push_str(&footer("also", &also, look));
    }
    text
}

/// The primary span, and every label.
fn marks(report: &Report, finding: &Finding) -> Vec<Mark> {
    let primary = Mark { file: finding.file, span: finding.span, text: primary_label(report, finding) };
    let mark = |label: &Label| Mark { file: label.file, span: label.span, text: label.text.clone() };
    std::iter::once(primary).chain(finding.labels.iter().map(mark)).collect()
}

fn primary_label(report: &Report, finding: &Finding) -> String {
    let Some(operation) = finding.operations.first().and_then(|id| report.operations.get(id.0 as usize)) else { return String::new() };
    if operation.file == finding.file && operation.call.span == finding.span {
        return "blocks the thread".into();
    }
    match finding.operations.len() {
        1 => format!("leads to {}", operation.api),
        several => format!("leads to {} and {} more", operation.api, several - 1),
    }
}

/// Why `fix` leaves the finding alone, unless the help says so already.
fn fix_note(finding: &Finding) -> Option<String> {
    let fix = &finding.fix;
    let is_said = finding.help.as_ref().is_some_and(|help| help.contains(&fix.reason));
    if fix.reason.is_empty() || is_said {
        return None;
    }
    match fix.applicability {
        Some(Applicability::Safe) => None,
        Some(Applicability::Unsafe) => Some(format!("the fix is unsafe: {}", fix.reason)),
        Some(Applicability::DisplayOnly) | None => Some(format!("no automatic fix: {}", fix.reason)),
    }
}

fn also_called(places: &Places<'_>, others: &[&Finding]) -> Option<String> {
    if others.is_empty() {
        return None;
    }
    let place = |finding: &&Finding| {
        let file = places.file(finding.file);
        format!("{}:{}", printable(file.source.path()), file.line(file.clamp(finding.span).start()))
    };
    let named = others.iter().take(MOST_PLACES).map(place).collect::<Vec<_>>().join(", ");
    let more = others.len().saturating_sub(MOST_PLACES);
    let rest = if more == 0 { String::new() } else { format!(" and {more} more") };
    Some(format!("{}: {named}{rest}", count(others.len(), "further call")))
}

fn problem_block(places: &Places<'_>, problem: &Problem, look: Look) -> String {
    let file = places.find(&problem.path).filter(|&file| !places.file(file).source.text().is_empty());
    let mark = problem.span.zip(file).map(|(span, file)| Mark { file, span, text: String::new() });
    let message = if mark.is_some() { problem.message.clone() } else { format!("{}: {}", problem.path, problem.message) };
    Block { code: None, severity: Severity::Warning, message, help: None, marks: mark.into_iter().collect() }.draw(places, look)
}
