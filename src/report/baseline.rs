//! The file of a baseline: JSON that people can read in a diff, one finding after the other, with the names of functions and APIs.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::base::DefPath;
use crate::lint::{Baseline, Known};

/// The name and number of the format.
pub const SCHEMA: &str = "cargo-unblock-baseline/1";

/// Why a file is no baseline.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
pub enum BaselineError {
    /// It is no JSON, or lacks something.
    #[error("`{}` is no baseline: {message}", path.display())]
    #[diagnostic(help("restore it from git, or remove it to have a new one written"))]
    Corrupt {
        /// The file.
        path: PathBuf,
        /// What is wrong, with the line and column.
        message: String,
    },
    /// It was written by a version of the tool with another format.
    #[error("`{}` is a baseline of another version: `{found}`, and this version reads `{SCHEMA}`", path.display())]
    #[diagnostic(help("use the version of cargo-unblock that wrote it, or remove it to have a new one written"))]
    OtherVersion {
        /// The file.
        path: PathBuf,
        /// What it says that it is.
        found: String,
    },
}

/// Writes `baseline`.
///
/// # Errors
/// If `out` cannot be written.
pub fn render(baseline: &Baseline, out: &mut dyn Write) -> io::Result<()> {
    let findings = baseline.findings.iter().map(JsonKnown::new).collect();
    let file = JsonBaseline { schema: SCHEMA.to_owned(), with_tests: baseline.with_tests, findings };
    serde_json::to_writer_pretty(&mut *out, &file)?;
    writeln!(out)
}

/// Reads the text of the file at `path`.
///
/// # Errors
/// [`BaselineError`] if it is no baseline of this version.
pub fn parse(text: &str, path: &Path) -> Result<Baseline, BaselineError> {
    let corrupt = |error: serde_json::Error| BaselineError::Corrupt { path: path.to_owned(), message: error.to_string() };
    let JsonSchema { schema } = serde_json::from_str(text).map_err(corrupt)?;
    if schema != SCHEMA {
        return Err(BaselineError::OtherVersion { path: path.to_owned(), found: schema });
    }
    let file: JsonBaseline = serde_json::from_str(text).map_err(corrupt)?;
    Ok(Baseline { with_tests: file.with_tests, findings: file.findings.into_iter().map(JsonKnown::into_known).collect() })
}

/// One line that names a finding of a baseline.
#[must_use]
pub fn title(known: &Known) -> String {
    let chain: Vec<&str> = known.chain.iter().map(DefPath::as_str).collect();
    let api = known.operations.first().map(|(api, _)| format!(": {api}")).unwrap_or_default();
    format!("{} in {}{api}", known.rule, chain.join(" -> "))
}

/// What every version of the file has.
#[derive(Deserialize)]
struct JsonSchema {
    schema: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct JsonBaseline {
    schema: String,
    with_tests: bool,
    findings: Vec<JsonKnown>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct JsonKnown {
    fingerprint: String,
    rule: String,
    chain: Vec<String>,
    operations: Vec<JsonOperation>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct JsonOperation {
    api: String,
    function: String,
}

impl JsonKnown {
    fn new(known: &Known) -> Self {
        let operation = |(api, function): &(DefPath, DefPath)| JsonOperation { api: api.to_string(), function: function.to_string() };
        Self {
            fingerprint: known.fingerprint.clone(),
            rule: known.rule.clone(),
            chain: known.chain.iter().map(DefPath::to_string).collect(),
            operations: known.operations.iter().map(operation).collect(),
        }
    }

    fn into_known(self) -> Known {
        let operations = self.operations.into_iter().map(|operation| (DefPath::new(operation.api), DefPath::new(operation.function)));
        Known {
            fingerprint: self.fingerprint,
            rule: self.rule,
            chain: self.chain.into_iter().map(DefPath::new).collect(),
            operations: operations.collect(),
        }
    }
}
