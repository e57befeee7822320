//! The messages of `cargo check --message-format=json`, for editors that run a check command of the user's choice: they show the findings
//! like rustc's own, and offer the rewrites. The format is that of the rustc book, "JSON Output", and the Cargo reference,
//! "External tools".

mod types;

use std::io::{self, Write};

use super::human::block_of;
use super::places::Places;
use super::{Look, shown};
use crate::base::{FileId, Span};
use crate::lint::{Applicability, Edition, Finding, Level, Member, Problem, Report};
use types::{Child, Code, CompilerMessage, Diagnostic, DiagnosticSpan, Line, Package, Target};

/// Columns of the text that an editor shows where it has room for all of a message.
const WIDTH: usize = 100;

/// Writes a message for each finding and problem, and the one that ends a build.
///
/// # Errors
/// If `out` cannot be written.
pub fn render(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let converter = Converter { report, places: Places::new(&report.files) };
    for finding in shown(report) {
        converter.write(converter.places.file(finding.file).source.path(), converter.finding(finding), out)?;
    }
    for problem in &report.problems {
        converter.write(&problem.path, converter.problem(problem), out)?;
    }
    writeln!(out, "{{\"reason\":\"build-finished\",\"success\":true}}")
}

struct Converter<'r> {
    report: &'r Report,
    places: Places<'r>,
}

impl<'r> Converter<'r> {
    fn write(&self, path: &str, message: Diagnostic<'r>, out: &mut dyn Write) -> io::Result<()> {
        let member = self.report.members.iter().filter(|member| holds(&member.folder, path)).max_by_key(|member| member.folder.len());
        let package = self.package(member);
        serde_json::to_writer(&mut *out, &CompilerMessage { reason: "compiler-message", package, message })?;
        writeln!(out)
    }

    /// The package of a file; one without a manifest has the name of the root.
    fn package(&self, member: Option<&'r Member>) -> Package<'r> {
        let folder = member.map(|member| self.absolute(&member.folder)).unwrap_or_default();
        let folder = if folder.is_empty() { self.report.root.clone() } else { folder };
        let name = member.map_or("", |member| member.name.as_str());
        let root = member.map(|member| self.absolute(&member.root)).unwrap_or_default();
        let kind = [if member.is_none_or(|member| member.is_library) { "lib" } else { "bin" }];
        let edition = member.map_or(Edition::E2021, |member| member.edition);
        Package {
            package_id: format!("path+file://{folder}#{name}"),
            manifest_path: format!("{folder}/Cargo.toml"),
            target: Target { kind, crate_types: kind, name, src_path: root, edition: edition.as_str() },
        }
    }

    fn finding(&self, finding: &'r Finding) -> Diagnostic<'r> {
        let primary = self.span(finding.file, finding.span, true, None, None);
        let labels = finding.labels.iter().map(|label| self.span(label.file, label.span, false, Some(&label.text), None));
        Diagnostic {
            message_type: "diagnostic",
            message: finding.message.clone(),
            code: Some(Code { code: &finding.rule, explanation: None }),
            level: if finding.level == Level::Deny { "error" } else { "warning" },
            spans: std::iter::once(primary).chain(labels).collect(),
            children: self.children(finding),
            rendered: Some(block_of(self.report, &self.places, finding, Look { width: WIDTH, color: false })),
        }
    }

    /// The help, with the rewrite where there is one.
    fn children(&self, finding: &'r Finding) -> Vec<Child<'r>> {
        let edits = finding.fix.edits.iter();
        let applicability = match finding.fix.applicability {
            Some(Applicability::Safe) => "MachineApplicable",
            _ => "MaybeIncorrect",
        };
        let edit = |edit: &'r crate::lint::TextEdit| {
            let suggested = Some((edit.replacement.as_str(), applicability));
            self.span(finding.file, edit.span, true, None, suggested)
        };
        let help = finding.help.iter().map(|help| Child {
            message: help.clone(),
            code: None,
            level: "help",
            spans: edits.clone().map(edit).collect(),
            children: [],
            rendered: None,
        });
        help.collect()
    }

    fn problem(&self, problem: &Problem) -> Diagnostic<'r> {
        let file = self.places.find(&problem.path);
        let span = problem.span.zip(file).map(|(span, file)| self.span(file, span, true, None, None));
        let message = if span.is_some() { problem.message.clone() } else { format!("{}: {}", problem.path, problem.message) };
        Diagnostic {
            message_type: "diagnostic",
            message,
            code: None,
            level: "warning",
            spans: span.into_iter().collect(),
            children: Vec::new(),
            rendered: None,
        }
    }

    fn span(
        &self,
        file: FileId,
        span: Span,
        is_primary: bool,
        label: Option<&'r str>,
        suggested: Option<(&'r str, &'static str)>,
    ) -> DiagnosticSpan<'r> {
        let places = self.places.file(file);
        let span = places.clamp(span);
        let (start, end) = (places.line_column(span.start()), places.line_column(span.end()));
        let line = |number: u32| {
            let line = places.line_span(number);
            let text = &places.source.text()[line.range()];
            let last = text.chars().count() as u32 + 1;
            Line {
                text,
                highlight_start: if number == start.line { start.column } else { 1 },
                highlight_end: if number == end.line { end.column } else { last },
            }
        };
        DiagnosticSpan {
            file_name: self.absolute(places.source.path()),
            byte_start: span.start(),
            byte_end: span.end(),
            line_start: start.line,
            line_end: end.line,
            column_start: start.column,
            column_end: end.column,
            is_primary,
            text: (start.line..=end.line).map(line).collect(),
            label,
            suggested_replacement: suggested.map(|(text, _)| text),
            suggestion_applicability: suggested.map(|(_, applicability)| applicability),
            expansion: None,
        }
    }

    /// Editors take a relative path to be relative to the folder that they opened, which may be another one than the root.
    fn absolute(&self, path: &str) -> String {
        if path.is_empty() { self.report.root.clone() } else { format!("{}/{path}", self.report.root) }
    }
}

fn holds(folder: &str, path: &str) -> bool {
    folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}
