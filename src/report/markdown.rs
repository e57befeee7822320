//! Markdown for comments on changes and summaries of CI jobs: a table of the rules, then the findings by helper, most worth mending first.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::human::{groups, summary_line};
use super::places::Places;
use super::shown;
use super::text::count;
use crate::base::{FileId, Span};
use crate::lint::{Applicability, Finding, Report};

/// How many callers of one helper are named.
const MOST_CALLERS: usize = 10;

/// Writes `report` as GitHub and GitLab read Markdown.
///
/// # Errors
/// If `out` cannot be written.
pub fn render(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "## Blocking calls in async code\n\n{}", summary_line(report))?;
    let places = Places::new(&report.files);
    let by_rule = by_rule(report);
    if !by_rule.is_empty() {
        writeln!(out, "\n| rule | findings | fixable |\n| --- | ---: | ---: |")?;
        for (rule, findings) in &by_rule {
            let fixable = findings.iter().filter(|finding| finding.fix.applicability == Some(Applicability::Safe)).count();
            writeln!(out, "| {} | {} | {fixable} |", code(rule), findings.len())?;
        }
    }
    let groups = groups(report);
    for rule in by_rule.keys() {
        writeln!(out, "\n### {rule}\n")?;
        for group in groups.iter().filter(|group| group[0].rule == *rule) {
            render_group(&places, group, out)?;
        }
    }
    if !report.problems.is_empty() {
        writeln!(out, "\n### Not analysed\n")?;
    }
    for problem in &report.problems {
        let place = match problem.span.zip(places.find(&problem.path)) {
            Some((span, file)) => place(&places, file, span),
            None => code(&problem.path),
        };
        writeln!(out, "- {place}: {}", prose(&problem.message))?;
    }
    Ok(())
}

fn by_rule(report: &Report) -> BTreeMap<&str, Vec<&Finding>> {
    let mut by_rule: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in shown(report) {
        by_rule.entry(&finding.rule).or_default().push(finding);
    }
    by_rule
}

/// One item for the first of the findings, which differ in nothing but the caller.
fn render_group(places: &Places<'_>, group: &[&Finding], out: &mut dyn Write) -> io::Result<()> {
    let finding = group[0];
    writeln!(out, "- {}: {}", place(places, finding.file, finding.span), prose(&finding.message))?;
    let hops = finding.chain.iter().skip(1);
    let hops: Vec<String> = hops.map(|hop| format!("{} at {}", code(hop.function.short()), place(places, hop.file, hop.span))).collect();
    if !hops.is_empty() {
        writeln!(out, "  - through {}", hops.join(", then "))?;
    }
    if let Some(help) = &finding.help {
        writeln!(out, "  - {}", prose(help))?;
    }
    if let [_, others @ ..] = group
        && !others.is_empty()
    {
        let named: Vec<String> = others.iter().take(MOST_CALLERS).map(|other| place(places, other.file, other.span)).collect();
        let more = others.len().saturating_sub(MOST_CALLERS);
        let rest = if more == 0 { String::new() } else { format!(" and {more} more") };
        writeln!(out, "  - {}: {}{rest}", count(others.len(), "further call"), named.join(", "))?;
    }
    Ok(())
}

fn place(places: &Places<'_>, file: FileId, span: Span) -> String {
    let file = places.file(file);
    code(&format!("{}:{}", file.source.path(), file.line(file.clamp(span).start())))
}

/// A code span; its fence is longer than any in the text.
pub(super) fn code(text: &str) -> String {
    let longest = text.split(|character| character != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// A message of the tool, whose code spans stay and whose other characters mean nothing to Markdown.
pub(super) fn prose(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, part) in text.split('`').enumerate() {
        let is_code = at % 2 == 1;
        if at > 0 {
            escaped.push('`');
        }
        for character in part.chars() {
            match character {
                '\n' | '\r' => escaped.push(' '),
                '\\' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' if !is_code => escaped.extend(['\\', character]),
                character => escaped.push(character),
            }
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_stays_code_and_prose_means_nothing_to_markdown() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a`b``"), "``` a`b`` ```");
        assert_eq!(prose("use `a_b::<T>` or *not*"), "use `a_b::<T>` or \\*not\\*");
    }
}
