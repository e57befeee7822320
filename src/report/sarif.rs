//! SARIF 2.1.0, the exchange format of static analysis that code hosts and editors read: findings with their chains as code flows, their
//! rewrites as fixes, and fingerprints. What it means is said by the OASIS standard "Static Analysis Results Interchange Format".

mod types;

use std::io::{self, Write};

use super::places::Places;
use super::{Repository, shown};
use crate::base::{FileId, Span};
use crate::lint::{Applicability, Confidence, Finding, Hop, Label, Level, Problem, Report, RootKind, TextEdit};
use crate::rules::Rule;
use types::{
    Artifact, ArtifactChange, ArtifactLocation, BaseIds, CodeFlow, Configuration, Descriptor, Driver, Fix, Flow, FlowStep, Invocation,
    Location, Log, LogicalLocation, Message, Notification, PhysicalLocation, Properties, Region, Replacement, Result, Run, ThreadFlow,
    Tool,
};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The name of a fingerprint: its number changes when fingerprints are made in another way.
const FINGERPRINT: &str = "cargoUnblockChain/v1";

/// The name that stands for the top of the repository, which code hosts know.
const BASE: &str = "%SRCROOT%";

/// Writes `report` as a SARIF log with one run.
///
/// # Errors
/// If `out` cannot be written.
pub fn render(report: &Report, rules: &[Rule], repository: &Repository, out: &mut dyn Write) -> io::Result<()> {
    let converter = Converter { places: Places::new(&report.files), rules, repository };
    serde_json::to_writer_pretty(&mut *out, &converter.log(report))?;
    writeln!(out)
}

/// What every part of a log is made with.
struct Converter<'r> {
    places: Places<'r>,
    rules: &'r [Rule],
    repository: &'r Repository,
}

impl<'r> Converter<'r> {
    fn log(&self, report: &'r Report) -> Log<'r> {
        let driver = Driver {
            name: env!("CARGO_PKG_NAME"),
            semantic_version: env!("CARGO_PKG_VERSION"),
            short_description: Message::new(env!("CARGO_PKG_DESCRIPTION")),
            rules: self.rules.iter().map(descriptor).collect(),
        };
        let run = Run {
            tool: Tool { driver },
            invocations: [Invocation {
                execution_successful: true,
                tool_execution_notifications: report.problems.iter().map(|problem| self.notification(problem)).collect(),
            }],
            original_uri_base_ids: BaseIds { top: Artifact { uri: file_uri(&self.repository.top) } },
            column_kind: "unicodeCodePoints",
            results: shown(report).map(|finding| self.result(finding)).collect(),
        };
        Log { schema: SCHEMA, version: "2.1.0", runs: [run] }
    }

    fn result(&self, finding: &'r Finding) -> Result<'r> {
        let place = Location {
            logical_locations: vec![LogicalLocation { fully_qualified_name: finding.function.as_str(), kind: "function" }],
            ..self.location(finding.file, finding.span, None)
        };
        let labels = finding.labels.iter().map(|label: &Label| self.location(label.file, label.span, Some(&label.text)));
        let text = match &finding.help {
            Some(help) => format!("{}: {help}", finding.message),
            None => finding.message.clone(),
        };
        Result {
            rule_id: &finding.rule,
            rule_index: self.rules.iter().position(|rule| rule.id == finding.rule),
            level: word(finding.level),
            message: Message { text },
            locations: [place],
            related_locations: labels.collect(),
            code_flows: self.code_flows(finding),
            fingerprints: [(FINGERPRINT, finding.fingerprint.as_str())].into(),
            fixes: self.fix(finding).into_iter().collect(),
            properties: Properties {
                confidence: match finding.confidence {
                    Confidence::Likely => "likely",
                    Confidence::Certain => "certain",
                },
                root: match finding.root {
                    RootKind::Startup => "startup",
                    RootKind::Task => "task",
                    RootKind::Handler => "handler",
                    RootKind::Other => "other",
                },
                in_loop: finding.in_loop,
            },
        }
    }

    /// The shortest chain from the async code to the operation, or all where they were asked for; a call that blocks by itself has none.
    fn code_flows(&self, finding: &'r Finding) -> Vec<CodeFlow<'r>> {
        let chains: Vec<&'r [Hop]> = match &finding.chains {
            Some(chains) => chains.listed.iter().map(|chain| chain.hops.as_slice()).collect(),
            None => vec![&finding.chain],
        };
        chains.into_iter().filter(|chain| chain.len() > 1).map(|chain| self.code_flow(chain)).collect()
    }

    fn code_flow(&self, chain: &'r [Hop]) -> CodeFlow<'r> {
        let last = chain.len() - 1;
        let step = |(at, hop): (usize, &'r Hop)| {
            let text = if at == last { "blocks the thread" } else { "leads on" };
            let text = format!("{text}, in {}", hop.function.short());
            FlowStep {
                location: Location {
                    logical_locations: vec![LogicalLocation { fully_qualified_name: hop.function.as_str(), kind: "function" }],
                    ..self.location(hop.file, hop.span, Some(&text))
                },
                nesting_level: at,
            }
        };
        let steps: Flow<'r> = chain.iter().enumerate().map(step).collect();
        CodeFlow { thread_flows: [ThreadFlow { locations: steps }] }
    }

    fn fix(&self, finding: &Finding) -> Option<Fix> {
        if finding.fix.edits.is_empty() {
            return None;
        }
        let help = finding.help.clone().unwrap_or_else(|| "rewrite the call".to_owned());
        let text = match finding.fix.applicability {
            Some(Applicability::Safe) => help,
            _ => format!("{help}; not safe: {}", finding.fix.reason),
        };
        let replacement = |edit: &TextEdit| Replacement {
            deleted_region: self.region(finding.file, edit.span),
            inserted_content: Message { text: edit.replacement.clone() },
        };
        let change = ArtifactChange {
            artifact_location: self.artifact(self.places.file(finding.file).source.path()),
            replacements: finding.fix.edits.iter().map(replacement).collect(),
        };
        Some(Fix { description: Message { text }, artifact_changes: [change] })
    }

    fn notification(&self, problem: &Problem) -> Notification<'r> {
        let file = self.places.find(&problem.path);
        let location = match problem.span.zip(file) {
            Some((span, file)) => self.location(file, span, None),
            None => Location {
                physical_location: PhysicalLocation { artifact_location: self.artifact(&problem.path), region: None },
                message: None,
                logical_locations: Vec::new(),
            },
        };
        Notification { level: "warning", message: Message { text: problem.message.clone() }, locations: [location] }
    }

    fn location(&self, file: FileId, span: Span, text: Option<&str>) -> Location<'r> {
        Location {
            physical_location: PhysicalLocation {
                artifact_location: self.artifact(self.places.file(file).source.path()),
                region: Some(self.region(file, span)),
            },
            message: text.map(Message::new),
            logical_locations: Vec::new(),
        }
    }

    fn artifact(&self, path: &str) -> ArtifactLocation {
        ArtifactLocation { uri: percent_encoded(&self.repository.path(path)), uri_base_id: BASE }
    }

    fn region(&self, file: FileId, span: Span) -> Region {
        let places = self.places.file(file);
        let span = places.clamp(span);
        let (start, end) = (places.line_column(span.start()), places.line_column(span.end()));
        Region { start_line: start.line, start_column: start.column, end_line: end.line, end_column: end.column }
    }
}

fn descriptor(rule: &Rule) -> Descriptor<'_> {
    Descriptor {
        id: &rule.id,
        short_description: Message::new(&rule.summary),
        full_description: Message::new(&rule.why),
        help: Message { text: format!("`cargo unblock explain {}` lists what it finds and what to write instead", rule.id) },
        default_configuration: Configuration { level: word(rule.level) },
    }
}

fn word(level: Level) -> &'static str {
    match level {
        Level::Allow => "none",
        Level::Warn => "warning",
        Level::Deny => "error",
    }
}

/// The URI of a folder, which ends with `/`.
fn file_uri(folder: &str) -> String {
    let folder = percent_encoded(folder.trim_end_matches('/'));
    // A drive of Windows has no `/` before it.
    let root = if folder.starts_with('/') || folder.is_empty() { "" } else { "/" };
    format!("file://{root}{folder}/")
}

/// A path as a part of a URI (RFC 3986): what is not unreserved, and no `/`, as the bytes of its UTF-8.
fn percent_encoded(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            _ => uri.extend(['%', hexadecimal(byte >> 4), hexadecimal(byte & 15)]),
        }
    }
    uri
}

fn hexadecimal(digit: u8) -> char {
    char::from(b"0123456789ABCDEF"[usize::from(digit)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_encoded_byte_by_byte_and_a_drive_gets_a_slash() {
        assert_eq!(percent_encoded("src/a b/ä#.rs"), "src/a%20b/%C3%A4%23.rs");
        assert_eq!(file_uri("/home/me"), "file:///home/me/");
        assert_eq!(file_uri("C:/me"), "file:///C%3A/me/");
    }
}
