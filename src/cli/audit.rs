//! `cargo unblock audit`

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::dependencies::Dependencies;
use super::output::write_file;
use super::{ExitCode, Failure, Session};
use crate::options::AuditOptions;
use crate::report::audit::{html, json, markdown};

/// Say how async the code is, what blocks whom, and what to do about it
#[derive(Args, Debug)]
#[command(after_help = "For whoever decides what is done: the share of async work that is really async,
what is right already, what blocks by file and whom it stalls, what to do first
with the change that it takes, test code apart, and what could not be seen.
Reads the sources; runs no code of the workspace and never uses the network.

Examples:
  cargo unblock audit > AUDIT.md
  cargo unblock audit --format html --output audit.html
  cargo unblock audit --format json crates/api")]
pub(super) struct Audit {
    /// Files and folders to look at [default: the workspace of this folder]
    #[arg(value_name = "PATHS")]
    paths: Vec<PathBuf>,
    /// md, html (one page for a browser) or json [default: md]
    #[arg(long, value_enum, value_name = "FORMAT", hide_possible_values = true, hide_default_value = true, default_value_t)]
    format: AuditFormat,
    /// Write the audit to a file
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Use this configuration instead of the workspace's own
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    dependencies: Dependencies,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
enum AuditFormat {
    #[default]
    #[value(alias = "markdown")]
    Md,
    Html,
    Json,
}

impl Audit {
    pub(super) fn run(&self, session: &mut Session<'_>) -> Result<ExitCode, Failure> {
        let options =
            AuditOptions { paths: self.paths.clone(), config: self.config.clone(), reading: self.dependencies.reading(&session.cache) };
        let audit = session.pipeline.audit(&options, session.progress().as_ref())?;
        let render = match self.format {
            AuditFormat::Md => markdown::render,
            AuditFormat::Html => html::render,
            AuditFormat::Json => json::render,
        };
        match &self.output {
            Some(path) => write_file(path, |out| render(&audit, out))?,
            None => render(&audit, session.out)?,
        }
        Ok(ExitCode::Clean)
    }
}
