//! `cargo unblock check`

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::dependencies::Dependencies;
use super::format::{Format, Rendering};
use super::output::write_file;
use super::{ExitCode, Failure, Session, Stream, gate};
use crate::cache::Cache;
use crate::lint::{Confidence, Finding, Level, Report};
use crate::options::{ChainScope, CheckOptions, Edits, OperationScope, Scope};
use crate::report::json::Operations;
use crate::report::{json_lines, resolution};

/// Find blocking calls that run on an async executor
#[derive(Args, Debug)]
#[command(after_help = "Reads the sources; runs no code of the workspace and never uses the network.
Ends with 0 if there is nothing to report, with 1 if there is.

Examples:
  cargo unblock check
  cargo unblock check src/server.rs crates/api
  cargo unblock check --format json --output report.json
  cargo unblock check --format sarif --output unblock.sarif
  cargo unblock check --fail-on deny
  cargo unblock check --baseline unblock-baseline.json
  cargo unblock check --diff-base origin/main --format github
  cargo unblock check --staged
  cargo unblock check --print-config > cargo-unblock.toml")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(super) struct Check {
    /// Files and folders to check [default: the workspace of this folder]
    #[arg(value_name = "PATHS")]
    paths: Vec<PathBuf>,
    /// human, json, json-lines, sarif, github, gitlab, junit, markdown or
    /// rustc-json [default: human]
    #[arg(long, value_enum, value_name = "FORMAT", hide_possible_values = true, hide_default_value = true, default_value_t)]
    format: Format,
    /// Write the report to a file
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Check test code too
    #[arg(long)]
    tests: bool,
    /// List offloaded and sync operations too (json)
    #[arg(long)]
    all_operations: bool,
    /// Exit with 1 from warn or deny on [default: warn]
    #[arg(long, value_enum, value_name = "LEVEL", hide_possible_values = true, hide_default_value = true, default_value_t)]
    fail_on: FailOn,
    /// likely or certain [default: likely]
    #[arg(long, value_enum, value_name = "SURE", hide_possible_values = true, hide_default_value = true, default_value_t)]
    min_confidence: MinConfidence,
    /// Leave out the findings in this file; written where it is not there
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Only what changes since this commit or branch touch
    #[arg(long, value_name = "REF")]
    diff_base: Option<String>,
    /// Check what is staged; only what the last commit does not have
    #[arg(long, conflicts_with_all = ["diff_base", "baseline"])]
    staged: bool,
    /// Use this configuration instead of the workspace's own
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Print the configuration that holds, and nothing else
    #[arg(long)]
    print_config: bool,
    #[command(flatten)]
    dependencies: Dependencies,
    /// Say how each call on a line was resolved, and nothing else
    #[arg(long, value_name = "FILE:LINE", value_parser = place)]
    explain_resolution: Option<(PathBuf, u32)>,
    /// shortest, or all: every chain of calls of each finding [default: shortest]
    #[arg(long, value_enum, value_name = "WHICH", hide_possible_values = true, hide_default_value = true, default_value_t)]
    chains: Chains,
    /// How many threads work [default: all cores]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub(super) enum FailOn {
    #[default]
    Warn,
    Deny,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub(super) enum Chains {
    #[default]
    Shortest,
    All,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub(super) enum MinConfidence {
    #[default]
    Likely,
    Certain,
}

impl Check {
    pub(super) fn run(&self, session: &mut Session<'_>) -> Result<ExitCode, Failure> {
        if let Some((file, line)) = &self.explain_resolution {
            let calls = session.pipeline.explain_resolution(file, *line, &self.dependencies.reading(&session.cache))?;
            resolution::render(&calls, session.out)?;
            return Ok(ExitCode::Clean);
        }
        if self.print_config {
            let config = session.pipeline.config(&self.options(&session.cache))?;
            session.out.write_all(config.to_toml().as_bytes())?;
            return Ok(ExitCode::Clean);
        }
        let is_streamed = self.format == Format::JsonLines && self.output.is_none();
        if is_streamed {
            // Whoever reads along knows at once that there is something to wait for.
            json_lines::begin(&session.pipeline.root(&self.paths)?, session.out)?;
        }
        // What of a report is new can only be said of all of it.
        let is_told = is_streamed && !self.staged && self.baseline.is_none() && self.diff_base.is_none();
        let mut told = Ok(());
        let (progress, options, out) = (session.progress(), self.options(&session.cache), &mut *session.out);
        let mut report = if self.staged {
            gate::new_findings(session.pipeline.check_staged(&options, progress.as_ref())?)
        } else {
            let mut found = |report: &Report, findings: &[Finding]| {
                if is_told && told.is_ok() {
                    told = json_lines::go_on(report, gate::sure_enough(self.min_confidence.into(), findings), out);
                }
            };
            session.pipeline.check(&options, progress.as_ref(), &mut found)?
        };
        told?;
        if let Some(path) = &self.baseline {
            gate::apply_baseline(path, self.tests, &mut report, session)?;
        }
        if let Some(revision) = &self.diff_base {
            gate::apply_diff_base(revision, &mut report)?;
        }
        gate::apply_confidence(self.min_confidence.into(), &mut report);
        if is_streamed {
            json_lines::go_on(&report, report.findings.iter().filter(|_| !is_told), session.out)?;
            json_lines::end(&report, session.out)?;
        } else {
            self.write(&report, session)?;
        }
        Ok(self.exit_code(&report))
    }

    fn write(&self, report: &Report, session: &mut Session<'_>) -> Result<(), Failure> {
        let mut rendering = Rendering {
            rules: session.pipeline.rules()?,
            operations: if self.all_operations { Operations::All } else { Operations::Reached },
            repository: session.pipeline.repository(&report.root),
            look: session.look(Stream::Out),
            is_quiet: session.is_quiet,
        };
        if let Some(path) = &self.output {
            rendering.look.color = false;
            return write_file(path, |out| self.format.render(report, &rendering, out));
        }
        Ok(self.format.render(report, &rendering, session.out)?)
    }

    fn options(&self, cache: &Cache) -> CheckOptions {
        CheckOptions {
            paths: self.paths.clone(),
            config: self.config.clone(),
            zones: Vec::new(),
            scope: if self.tests { Scope::WithTests } else { Scope::WithoutTests },
            operations: if self.all_operations { OperationScope::All } else { OperationScope::Reached },
            chains: self.chains.into(),
            edits: if self.format.shows_edits() { Edits::Included } else { Edits::LeftOut },
            threads: self.threads,
            reading: self.dependencies.reading(cache),
        }
    }

    fn exit_code(&self, report: &Report) -> ExitCode {
        let least = match self.fail_on {
            FailOn::Warn => Level::Warn,
            FailOn::Deny => Level::Deny,
        };
        if report.findings.iter().any(|finding| finding.level >= least) { ExitCode::Findings } else { ExitCode::Clean }
    }
}

/// `src/main.rs:12`
fn place(text: &str) -> Result<(PathBuf, u32), String> {
    let (file, line) = text.rsplit_once(':').ok_or("a place is written FILE:LINE")?;
    let line = line.parse().map_err(|_| "the line is a number from 1")?;
    Ok((PathBuf::from(file), line))
}

impl From<Chains> for ChainScope {
    fn from(chains: Chains) -> Self {
        match chains {
            Chains::Shortest => Self::Shortest,
            Chains::All => Self::All,
        }
    }
}

impl From<MinConfidence> for Confidence {
    fn from(confidence: MinConfidence) -> Self {
        match confidence {
            MinConfidence::Likely => Self::Likely,
            MinConfidence::Certain => Self::Certain,
        }
    }
}
