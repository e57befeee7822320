//! The last line of the report for people.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use crate::lint::{Applicability, Finding, Level, Report};
use crate::report::Look;
use crate::report::text::{count, wrap};

/// Writes what was found in one line, wrapped where it has to be.
pub(super) fn render(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    for line in wrap(&summary(report), look.width) {
        writeln!(out, "{}", look.bold(line))?;
    }
    Ok(())
}

pub(super) fn summary(report: &Report) -> String {
    let findings: Vec<_> = report.findings.iter().filter(|finding| finding.level != Level::Allow).collect();
    let mut parts = vec![found(&findings, report)];
    let fixable = |applicability| findings.iter().filter(|finding| finding.fix.applicability == Some(applicability)).count();
    match (fixable(Applicability::Safe), fixable(Applicability::Unsafe)) {
        (0, 0) => {}
        (safe, 0) => parts.push(format!("{safe} fixable with `cargo unblock fix`")),
        (0, risky) => parts.push(format!("{risky} fixable with `cargo unblock fix --unsafe`")),
        (safe, risky) => parts.push(format!("{safe} fixable with `cargo unblock fix`, {risky} more with `--unsafe`")),
    }
    if report.summary.suppressed > 0 {
        parts.push(format!("{} suppressed", report.summary.suppressed));
    }
    if let orphans @ 1.. = usize::try_from(report.summary.orphan_files).unwrap_or(usize::MAX) {
        parts.push(format!("{} of no target", count(orphans, "file")));
    }
    if !report.problems.is_empty() {
        parts.push(count(report.problems.len(), "problem"));
    }
    parts.join("; ")
}

/// `3 findings (2 std-fs, 1 std-path) in 2 files`.
fn found(findings: &[&Finding], report: &Report) -> String {
    if findings.is_empty() {
        return format!("no findings in {}", count(usize::try_from(report.summary.files).unwrap_or(usize::MAX), "file"));
    }
    let mut by_rule: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in findings {
        *by_rule.entry(&finding.rule).or_default() += 1;
    }
    let mut rules: Vec<_> = by_rule.into_iter().collect();
    rules.sort_by_key(|&(_, number)| std::cmp::Reverse(number));
    let rules: Vec<_> = rules.into_iter().map(|(rule, number)| format!("{number} {rule}")).collect();
    let files: BTreeSet<_> = findings.iter().map(|finding| finding.file).collect();
    format!("{} ({}) in {}", count(findings.len(), "finding"), rules.join(", "), count(files.len(), "file"))
}
