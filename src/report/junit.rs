//! `JUnit` XML, which nearly every CI server shows: a test suite for each rule, a failed test for each finding, one that passes where a rule
//! found nothing.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::places::Places;
use super::shown;
use crate::lint::{Finding, Problem, Report};
use crate::rules::Rule;

/// Writes the findings of `report` as test suites. What could not be read is an error of a suite of its own.
///
/// # Errors
/// If `out` cannot be written.
pub fn render(report: &Report, rules: &[Rule], out: &mut dyn Write) -> io::Result<()> {
    let places = Places::new(&report.files);
    let findings: Vec<&Finding> = shown(report).collect();
    let cases = findings.len() + rules.iter().filter(|rule| !findings.iter().any(|finding| finding.rule == rule.id)).count();
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(
        out,
        "<testsuites name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\">",
        env!("CARGO_PKG_NAME"),
        cases + report.problems.len(),
        findings.len(),
        report.problems.len()
    )?;
    for rule in rules {
        let of_rule: Vec<&Finding> = findings.iter().copied().filter(|finding| finding.rule == rule.id).collect();
        let (name, tests) = (escaped(&rule.id), of_rule.len().max(1));
        writeln!(out, "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{}\" errors=\"0\">", of_rule.len())?;
        if of_rule.is_empty() {
            writeln!(out, "    <testcase classname=\"{name}\" name=\"{}\"/>", escaped(&rule.summary))?;
        }
        of_rule.iter().try_for_each(|finding| render_finding(finding, &places, out))?;
        writeln!(out, "  </testsuite>")?;
    }
    render_problems(&report.problems, out)?;
    writeln!(out, "</testsuites>")
}

fn render_finding(finding: &Finding, places: &Places<'_>, out: &mut dyn Write) -> io::Result<()> {
    let file = places.file(finding.file);
    let place = file.line_column(file.clamp(finding.span).start());
    let path = file.source.path();
    let mut text = format!("{path}:{}:{}\n", place.line, place.column);
    for hop in finding.chain.iter().skip(1) {
        let file = places.file(hop.file);
        let line = file.line(file.clamp(hop.span).start());
        let _ = writeln!(text, "  leads to {}, {}:{line}", hop.function, file.source.path());
    }
    text.push_str(finding.help.as_deref().unwrap_or_default());
    let name = format!("{path}:{}:{}", place.line, place.column);
    writeln!(
        out,
        "    <testcase classname=\"{}\" name=\"{} in {}\" file=\"{}\" line=\"{}\">",
        escaped(&finding.rule),
        escaped(&name),
        escaped(finding.function.as_str()),
        escaped(path),
        place.line
    )?;
    writeln!(
        out,
        "      <failure type=\"{}\" message=\"{}\">{}</failure>",
        finding.level,
        escaped(&finding.message),
        escaped(text.trim_end())
    )?;
    writeln!(out, "    </testcase>")
}

fn render_problems(problems: &[Problem], out: &mut dyn Write) -> io::Result<()> {
    if problems.is_empty() {
        return Ok(());
    }
    writeln!(out, "  <testsuite name=\"problems\" tests=\"{0}\" failures=\"0\" errors=\"{0}\">", problems.len())?;
    for problem in problems {
        writeln!(out, "    <testcase classname=\"problems\" name=\"{}\">", escaped(&problem.path))?;
        writeln!(out, "      <error message=\"{}\"/>", escaped(&problem.message))?;
        writeln!(out, "    </testcase>")?;
    }
    writeln!(out, "  </testsuite>")
}

/// Text for an attribute or an element; a character that XML 1.0 does not have becomes `�`.
fn escaped(text: &str) -> String {
    let mut xml = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '\n' | '\t' => xml.push(character),
            character if character.is_control() || matches!(character, '\u{fffe}' | '\u{ffff}') => xml.push('\u{fffd}'),
            character => xml.push(character),
        }
    }
    xml
}
