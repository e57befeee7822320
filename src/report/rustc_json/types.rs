//! The messages of cargo and rustc, by their names there.

#![expect(clippy::struct_field_names, reason = "the names are those of the format")]

use serde::Serialize;

#[derive(Serialize)]
pub(super) struct CompilerMessage<'r> {
    pub(super) reason: &'static str,
    #[serde(flatten)]
    pub(super) package: Package<'r>,
    pub(super) message: Diagnostic<'r>,
}

#[derive(Serialize)]
pub(super) struct Package<'r> {
    pub(super) package_id: String,
    pub(super) manifest_path: String,
    pub(super) target: Target<'r>,
}

#[derive(Serialize)]
pub(super) struct Target<'r> {
    pub(super) kind: [&'static str; 1],
    pub(super) crate_types: [&'static str; 1],
    pub(super) name: &'r str,
    pub(super) src_path: String,
    pub(super) edition: &'static str,
}

#[derive(Serialize)]
pub(super) struct Diagnostic<'r> {
    #[serde(rename = "$message_type")]
    pub(super) message_type: &'static str,
    pub(super) message: String,
    pub(super) code: Option<Code<'r>>,
    pub(super) level: &'static str,
    pub(super) spans: Vec<DiagnosticSpan<'r>>,
    pub(super) children: Vec<Child<'r>>,
    pub(super) rendered: Option<String>,
}

#[derive(Serialize)]
pub(super) struct Code<'r> {
    pub(super) code: &'r str,
    pub(super) explanation: Option<&'static str>,
}

#[derive(Serialize)]
pub(super) struct Child<'r> {
    pub(super) message: String,
    pub(super) code: Option<Code<'r>>,
    pub(super) level: &'static str,
    pub(super) spans: Vec<DiagnosticSpan<'r>>,
    pub(super) children: [(); 0],
    pub(super) rendered: Option<String>,
}

/// Bytes from 0; lines and columns from 1, columns in characters; the end is behind the last character.
#[derive(Serialize)]
pub(super) struct DiagnosticSpan<'r> {
    pub(super) file_name: String,
    pub(super) byte_start: u32,
    pub(super) byte_end: u32,
    pub(super) line_start: u32,
    pub(super) line_end: u32,
    pub(super) column_start: u32,
    pub(super) column_end: u32,
    pub(super) is_primary: bool,
    pub(super) text: Vec<Line<'r>>,
    pub(super) label: Option<&'r str>,
    pub(super) suggested_replacement: Option<&'r str>,
    pub(super) suggestion_applicability: Option<&'static str>,
    /// Always there in the format, and here always without a value: findings in expansions are reported at the call.
    pub(super) expansion: Option<&'static str>,
}

#[derive(Serialize)]
pub(super) struct Line<'r> {
    pub(super) text: &'r str,
    pub(super) highlight_start: u32,
    pub(super) highlight_end: u32,
}
