//! What of a report counts: what a baseline does not know, what a change touches, and what is sure enough.

use std::path::Path;

use super::output::write_file;
use super::{Failure, Session};
use crate::StagedReports;
use crate::lint::{Baseline, Comparison, Confidence, Finding, Known, Report, touched};
use crate::os::{self, ReadError};
use crate::report::baseline;
use crate::report::count;

/// How many mended findings are named.
const MOST_MENDED: usize = 20;

/// Leaves in `report` what the baseline in the file at `path` does not know. A file that is not there is written with everything that was
/// found. What is mended is taken out of it, if all of the code was looked at.
pub(super) fn apply_baseline(path: &Path, with_tests: bool, report: &mut Report, session: &mut Session<'_>) -> Result<(), Failure> {
    let text = match os::read_source(path) {
        Ok(text) => text,
        Err(ReadError::NotFound { .. }) => return write_first(path, with_tests, report, session),
        Err(error) => return Err(Failure::usage(error)),
    };
    let before = baseline::parse(&text, path).map_err(Failure::usage)?;
    let comparison = before.compare(report);
    leave_new(report, &comparison);
    // What was not looked at is not mended.
    let is_all_seen = report.is_whole && (with_tests || !before.with_tests);
    if is_all_seen && comparison.remaining != before {
        let mut bytes = Vec::new();
        baseline::render(&comparison.remaining, &mut bytes)?;
        os::replace_regular_file(path, &bytes).map_err(Failure::usage)?;
    }
    if session.is_quiet {
        return Ok(());
    }
    let known = comparison.is_known.iter().filter(|is_known| **is_known).count();
    writeln!(session.error, "{} of the baseline left out", count(known, "finding"))?;
    if is_all_seen {
        tell_mended(path, &comparison.mended, session)?;
    }
    Ok(())
}

fn write_first(path: &Path, with_tests: bool, report: &mut Report, session: &mut Session<'_>) -> Result<(), Failure> {
    let baseline = Baseline::of(report, with_tests);
    write_file(path, |out| baseline::render(&baseline, out))?;
    report.findings.clear();
    if !session.is_quiet {
        writeln!(session.error, "wrote the baseline `{}` with {}", path.display(), count(baseline.findings.len(), "finding"))?;
    }
    Ok(())
}

fn tell_mended(path: &Path, mended: &[Known], session: &mut Session<'_>) -> Result<(), Failure> {
    if mended.is_empty() {
        return Ok(());
    }
    writeln!(session.error, "{} mended and taken out of `{}`:", count(mended.len(), "finding"), path.display())?;
    for known in mended.iter().take(MOST_MENDED) {
        writeln!(session.error, "  {}", baseline::title(known))?;
    }
    if mended.len() > MOST_MENDED {
        writeln!(session.error, "  and {} more", mended.len() - MOST_MENDED)?;
    }
    Ok(())
}

/// Leaves what the changes since `revision` touch.
pub(super) fn apply_diff_base(revision: &str, report: &mut Report) -> Result<(), Failure> {
    let changed = os::changed_lines(Path::new(&report.root), revision).map_err(Failure::usage)?;
    retain(report, &touched(report, &changed));
    Ok(())
}

/// The report on what is staged, with what the last commit does not have.
pub(super) fn new_findings(reports: StagedReports) -> Report {
    let StagedReports { mut staged, committed } = reports;
    let known = committed.map(|committed| Baseline::of(&committed, false)).unwrap_or_default();
    let comparison = known.compare(&staged);
    leave_new(&mut staged, &comparison);
    staged
}

/// Leaves what is not known. Where a known finding reaches more than it did, its help says what: its message speaks of the nearest
/// operation, which may be an old one.
fn leave_new(report: &mut Report, comparison: &Comparison) {
    for (finding, more) in report.findings.iter_mut().zip(&comparison.more) {
        let mut named: Vec<String> = more.iter().map(|(api, function)| format!("`{api}` in `{}`", function.short())).collect();
        named.dedup();
        if !named.is_empty() {
            let new = format!("new is that it reaches {}", named.join(", "));
            finding.help = Some(finding.help.take().map_or_else(|| new.clone(), |help| format!("{new}; {help}")));
        }
    }
    retain(report, &comparison.is_known.iter().map(|is_known| !is_known).collect::<Vec<_>>());
}

/// Leaves what is at least so sure.
pub(super) fn apply_confidence(least: Confidence, report: &mut Report) {
    report.findings.retain(|finding| finding.confidence >= least);
}

/// The findings that are at least so sure.
pub(super) fn sure_enough(least: Confidence, findings: &[Finding]) -> impl Iterator<Item = &Finding> {
    findings.iter().filter(move |finding| finding.confidence >= least)
}

/// Keeps the findings for which `keeps`, by index, says so.
fn retain(report: &mut Report, keeps: &[bool]) {
    let mut keeps = keeps.iter();
    report.findings.retain(|_| *keeps.next().expect("there is one for each finding"));
}
