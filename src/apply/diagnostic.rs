//! What the compiler says, read from the JSON lines of cargo and rustc.

use std::path::Path;

use serde::Deserialize;

use crate::base::Span;
use crate::edit::Edit;
use crate::os::slashed;

/// An error or a warning of the compiler.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// Whether it stops the compilation.
    pub severity: Severity,
    /// `E0277`, `unused_imports`; `None` where the compiler gives none.
    pub code: Option<String>,
    /// One line or more, as the compiler says it.
    pub message: String,
    /// The places it points into, in files below the root: primary ones first, then labels, then those of its notes. In a macro, the
    /// place where the macro is called is one of them.
    pub places: Vec<Place>,
    /// The text that people know from the terminal, without colours; empty where the compiler gives none.
    pub rendered: String,
    /// How the compiler would mend it.
    pub suggestions: Vec<Suggestion>,
}

/// Edits that the compiler proposes, to be made together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Suggestion {
    /// Whether the compiler is sure that they are what is meant.
    pub is_certain: bool,
    /// By file, relative to the root: edits of the bytes as the compiler read them from disk. At least one, and no two overlap.
    pub edits: Vec<(String, Edit)>,
}

/// How bad a diagnostic is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Severity {
    /// The program compiles.
    Warning,
    /// It does not.
    Error,
}

/// A place that a diagnostic points to.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Place {
    /// The file, relative to the root, with `/`.
    pub path: String,
    /// Bytes of the file as the compiler read it from disk.
    pub span: Span,
    /// Whether it is where the diagnostic is, not only something it mentions.
    pub is_primary: bool,
    /// What is said of the place; empty where nothing is.
    pub label: String,
}

impl Diagnostic {
    /// An error without a place: what cargo itself says when it fails before or beside the compiler.
    #[must_use]
    pub fn of_cargo(stderr: &str) -> Self {
        let message = stderr.trim();
        let start = message.find("error").unwrap_or(0);
        let message = message[start..].to_owned();
        Self { severity: Severity::Error, code: None, rendered: message.clone(), message, places: Vec::new(), suggestions: Vec::new() }
    }
}

/// A line of `cargo check --message-format=json`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Line {
    Diagnostic(Diagnostic),
    /// A target of that name has been checked.
    Compiled(String),
    Other,
}

/// Reads one line; `root` is the folder that the compiler ran in.
pub(super) fn read_line(root: &Path, line: &str) -> Line {
    let Ok(message) = serde_json::from_str::<CargoMessage>(line) else { return Line::Other };
    match message {
        CargoMessage::CompilerMessage { message } => read_message(root, message).map_or(Line::Other, Line::Diagnostic),
        CargoMessage::CompilerArtifact { target } => Line::Compiled(target.name),
        CargoMessage::Other => Line::Other,
    }
}

fn read_message(root: &Path, message: RustcMessage) -> Option<Diagnostic> {
    let severity = match message.level.as_str() {
        "warning" => Severity::Warning,
        level if level.starts_with("error") => Severity::Error,
        _ => return None,
    };
    // The counts at the end: `aborting due to 2 previous errors`, `3 warnings emitted`.
    let is_count = message.message.starts_with("aborting due to") || message.message.ends_with("emitted");
    if message.spans.is_empty() && message.code.is_none() && is_count {
        return None;
    }
    let mut places = Vec::new();
    add_places(root, &message.spans, IsPrimary::AsSaid, &mut places);
    add_children(root, &message.children, &mut places);
    places.sort_by_key(|place: &Place| !place.is_primary);
    let suggestions = message.children.iter().filter_map(|child| suggestion(root, child)).collect();
    let code = message.code.map(|code| code.code);
    let rendered = message.rendered.unwrap_or_default();
    Some(Diagnostic { severity, code, message: message.message, places, rendered, suggestions })
}

/// What a help proposes. Several proposals for one place come as one, and nothing tells which of them is meant.
fn suggestion(root: &Path, help: &RustcMessage) -> Option<Suggestion> {
    let proposed: Vec<&RustcSpan> = help.spans.iter().filter(|span| span.suggested_replacement.is_some()).collect();
    let edit = |span: &&RustcSpan| {
        let edit = Edit { span: Span::new(span.byte_start, span.byte_end), replacement: span.suggested_replacement.clone()? };
        Some((path_below(root, &span.file_name).filter(|_| span.expansion.is_none())?, edit))
    };
    let edits: Vec<(String, Edit)> = proposed.iter().map(edit).collect::<Option<_>>()?;
    let overlap = |(path, edit): &(String, Edit), (other_path, other): &(String, Edit)| {
        path == other_path && (edit.span == other.span || (edit.span.start() < other.span.end() && other.span.start() < edit.span.end()))
    };
    let is_clear = edits.iter().enumerate().all(|(at, edit)| edits[..at].iter().all(|other| !overlap(edit, other)));
    let is_certain = proposed.iter().all(|span| span.suggestion_applicability.as_deref() == Some("MachineApplicable"));
    (is_clear && !edits.is_empty()).then_some(Suggestion { is_certain, edits })
}

#[derive(Clone, Copy)]
enum IsPrimary {
    AsSaid,
    Never,
}

fn add_children(root: &Path, children: &[RustcMessage], places: &mut Vec<Place>) {
    for child in children {
        add_places(root, &child.spans, IsPrimary::Never, places);
        add_children(root, &child.children, places);
    }
}

fn add_places(root: &Path, spans: &[RustcSpan], primary: IsPrimary, places: &mut Vec<Place>) {
    for span in spans {
        let is_primary = span.is_primary && matches!(primary, IsPrimary::AsSaid);
        let mut next = Some(span);
        while let Some(span) = next {
            if let Some(path) = path_below(root, &span.file_name) {
                let label = span.label.clone().unwrap_or_default();
                let place = Place { path, span: Span::new(span.byte_start, span.byte_end.max(span.byte_start)), is_primary, label };
                if !places.contains(&place) {
                    places.push(place);
                }
            }
            next = span.expansion.as_ref().map(|expansion| &expansion.span);
        }
    }
}

/// `None` for files elsewhere: the standard library, dependencies, `<macro expansion>`.
fn path_below(root: &Path, file_name: &str) -> Option<String> {
    let path = Path::new(file_name);
    let below = if path.is_absolute() { path.strip_prefix(root).ok()? } else { path };
    (!file_name.starts_with('<')).then(|| slashed(below))
}

/// The fields that are read of cargo's messages; see "external tools" in the Cargo book.
#[derive(Deserialize)]
#[serde(tag = "reason", rename_all = "kebab-case")]
enum CargoMessage {
    CompilerMessage {
        message: RustcMessage,
    },
    CompilerArtifact {
        target: Target,
    },
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
struct Target {
    name: String,
}

/// The fields that are read of rustc's messages; see "JSON output" in the rustc book.
#[derive(Deserialize)]
struct RustcMessage {
    message: String,
    code: Option<Code>,
    level: String,
    #[serde(default)]
    spans: Vec<RustcSpan>,
    #[serde(default)]
    children: Vec<RustcMessage>,
    rendered: Option<String>,
}

#[derive(Deserialize)]
struct Code {
    code: String,
}

#[derive(Deserialize)]
struct RustcSpan {
    file_name: String,
    byte_start: u32,
    byte_end: u32,
    is_primary: bool,
    label: Option<String>,
    suggested_replacement: Option<String>,
    suggestion_applicability: Option<String>,
    expansion: Option<Box<Expansion>>,
}

#[derive(Deserialize)]
struct Expansion {
    span: RustcSpan,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_has_its_places_in_order_and_those_of_its_notes() {
        let line = r#"{"reason":"compiler-message","package_id":"x","message":{"message":"mismatched","code":{"code":"E0308","explanation":null},
            "level":"error","rendered":"error[E0308]","spans":[
              {"file_name":"/other/std.rs","byte_start":1,"byte_end":2,"is_primary":true,
               "expansion":{"span":{"file_name":"src/a.rs","byte_start":10,"byte_end":20,"is_primary":false,"expansion":null},"macro_decl_name":"m!"}},
              {"file_name":"src/b.rs","byte_start":3,"byte_end":4,"is_primary":false,"expansion":null}],
            "children":[{"message":"note","code":null,"level":"note","rendered":null,"children":[],
              "spans":[{"file_name":"/root/src/c.rs","byte_start":5,"byte_end":6,"is_primary":true,"expansion":null}]}]}}"#;
        let place =
            |path: &str, start, end, is_primary| Place { path: path.into(), span: Span::new(start, end), is_primary, label: String::new() };
        let expected = Diagnostic {
            severity: Severity::Error,
            code: Some("E0308".into()),
            message: "mismatched".into(),
            places: vec![place("src/a.rs", 10, 20, true), place("src/b.rs", 3, 4, false), place("src/c.rs", 5, 6, false)],
            rendered: "error[E0308]".into(),
            suggestions: Vec::new(),
        };
        assert_eq!(read_line(Path::new("/root"), line), Line::Diagnostic(expected));
    }

    #[test]
    fn counts_notes_and_foreign_lines_are_nothing() {
        let message = |text: &str, level: &str| {
            format!(
                r#"{{"reason":"compiler-message","message":{{"message":"{text}","code":null,"level":"{level}","spans":[],"children":[]}}}}"#
            )
        };
        for line in [
            message("aborting due to 2 previous errors; 1 warning emitted", "error"),
            message("3 warnings emitted", "warning"),
            message("see the book", "failure-note"),
            "not json".to_owned(),
            r#"{"reason":"build-finished","success":true}"#.to_owned(),
        ] {
            assert_eq!(read_line(Path::new("/root"), &line), Line::Other, "{line}");
        }
        assert!(matches!(read_line(Path::new("/root"), &message("linker failed", "error")), Line::Diagnostic(_)));
    }

    #[test]
    fn a_checked_target_is_named() {
        let line = r#"{"reason":"compiler-artifact","target":{"name":"demo","kind":["lib"]},"fresh":true}"#;
        assert_eq!(read_line(Path::new("/root"), line), Line::Compiled("demo".into()));
    }
}
