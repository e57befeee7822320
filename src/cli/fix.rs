//! `cargo unblock fix`

use std::num::NonZeroU32;
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::ask::accepted;
use super::dependencies::Dependencies;
use super::output::write_file;
use super::{ExitCode, Failure, Session, Stream};
use crate::cache::Cache;
use crate::options::{AllowedTrees, FixMode, FixOptions, FixPlace, Proof, Strategies};
use crate::report::fix::{self, Detail, FixOutcome, Written, summary};
use crate::report::rules::find_rule;
use crate::rules::Applicability;

/// Take blocking calls out, and prove it with the compiler
#[derive(Args, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line, and becomes an enum in FixOptions")]
#[command(after_help = "Runs cargo check before and after. A fix that does not compile is taken back.
A tree with changes that are not committed is refused.

Examples:
  cargo unblock fix --plan
  cargo unblock fix --dry-run
  cargo unblock fix crates/api
  cargo unblock fix --only std-fs --only std-path
  cargo unblock fix --at src/store.rs:42
  cargo unblock fix --unsafe --test --summary pull-request.md
  cargo unblock fix --dry-run --quiet > unblock.patch")]
pub(super) struct Fix {
    /// Files and folders to fix [default: the workspace of this folder]
    #[arg(value_name = "PATHS")]
    paths: Vec<PathBuf>,
    /// Use this configuration instead of the workspace's own
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    dependencies: Dependencies,
    /// Print a unified diff and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Say what would be done and why, and write nothing
    #[arg(long, conflicts_with = "dry_run")]
    plan: bool,
    /// Fix findings of this rule only; may be repeated
    #[arg(long = "only", visible_alias = "rule", value_name = "RULE")]
    rules: Vec<String>,
    /// Fix what is found in this file or line only; may be repeated
    #[arg(long = "at", value_name = "FILE[:LINE]", value_parser = |text: &str| Ok::<_, std::convert::Infallible>(place(text)))]
    places: Vec<FixPlace>,
    /// Treat these files as a zone, where all code has to be async; may be repeated
    #[arg(long = "zone", value_name = "PATTERN")]
    zones: Vec<String>,
    /// Mend in this way only
    #[arg(long, value_name = "WAY", value_enum, default_value_t = Strategy::Auto)]
    strategy: Strategy,
    /// Apply fixes that are not safe too; `explain` says why
    #[arg(long = "unsafe")]
    with_unsafe: bool,
    /// Change files that have changes git does not know
    #[arg(long)]
    allow_dirty: bool,
    /// Change files that have staged changes
    #[arg(long)]
    allow_staged: bool,
    /// Show each fix and ask whether to make it
    #[arg(long, short, conflicts_with_all = ["dry_run", "plan"])]
    interactive: bool,
    /// Ask no compiler, and keep everything
    #[arg(long)]
    no_verify: bool,
    /// Run the tests too, before and after, and take back what breaks one
    #[arg(long, conflicts_with = "no_verify")]
    test: bool,
    /// Stop a cargo that runs longer, and restore every file
    #[arg(long, value_name = "SECONDS")]
    timeout: Option<NonZeroU32>,
    /// Write the change as the text of a pull request
    #[arg(long, value_name = "FILE")]
    summary: Option<PathBuf>,
    /// Name every place that was left and every compiler error
    #[arg(long, short)]
    verbose: bool,
}

/// How places are mended.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
enum Strategy {
    /// Whatever is cheapest and right
    Auto,
    /// Make helpers async
    MakeAsync,
    /// Change no signature
    TokioFs,
    /// Hand calls to the blocking pool
    SpawnBlocking,
}

impl From<Strategy> for Strategies {
    fn from(strategy: Strategy) -> Self {
        match strategy {
            Strategy::Auto => Self::Auto,
            Strategy::MakeAsync => Self::MakeAsync,
            Strategy::TokioFs => Self::InPlace,
            Strategy::SpawnBlocking => Self::SpawnBlocking,
        }
    }
}

impl Fix {
    pub(super) fn run(&self, session: &mut Session<'_>) -> Result<ExitCode, Failure> {
        let mut options = self.options(&session.cache);
        if !options.rules.is_empty() {
            let rules = session.pipeline.rules()?;
            options.rules.iter().try_for_each(|id| find_rule(rules, id).map(drop)).map_err(Failure::usage)?;
        }
        if self.interactive {
            let dry = FixOptions { mode: FixMode::DryRun, ..options.clone() };
            let planned = session.pipeline.fix(&dry, session.progress().as_ref())?.planned;
            options.accepted = Some(accepted(&planned, session)?);
        }
        let outcome = session.pipeline.fix(&options, session.progress().as_ref())?;
        self.render(&outcome, session)?;
        if let Some(path) = &self.summary {
            write_file(path, |out| summary::render(&outcome, out))?;
        }
        Ok(if outcome.rolled_back.is_empty() { ExitCode::Clean } else { ExitCode::RolledBack })
    }

    fn proof(&self) -> Proof {
        match (self.no_verify, self.test) {
            (true, _) => Proof::None,
            (false, true) => Proof::Tests,
            (false, false) => Proof::Compiler,
        }
    }

    fn options(&self, cache: &Cache) -> FixOptions {
        FixOptions {
            paths: self.paths.clone(),
            config: self.config.clone(),
            reading: self.dependencies.reading(cache),
            rules: self.rules.clone(),
            least_applicability: if self.with_unsafe { Applicability::Unsafe } else { Applicability::Safe },
            strategies: self.strategy.into(),
            mode: if self.dry_run || self.plan { FixMode::DryRun } else { FixMode::Write },
            allowed: AllowedTrees { dirty: self.allow_dirty, staged: self.allow_staged },
            places: self.places.clone(),
            zones: self.zones.clone(),
            proof: self.proof(),
            accepted: None,
            time_out: self.timeout.map(|seconds| Duration::from_secs(u64::from(seconds.get()))),
        }
    }

    /// The diff of a dry run is the result, and has standard output for itself, so that `git apply` can read it.
    fn render(&self, outcome: &FixOutcome, session: &mut Session<'_>) -> Result<(), Failure> {
        let detail = if self.verbose { Detail::All } else { Detail::Some };
        if self.plan {
            fix::render_plan(outcome, detail, session.look(Stream::Out), session.out)?;
            return Ok(());
        }
        if !self.dry_run {
            fix::render(outcome, Written::Yes, detail, session.look(Stream::Out), session.out)?;
            return Ok(());
        }
        fix::render_diff(outcome, session.look(Stream::Out), session.out)?;
        session.out.flush()?;
        if !session.is_quiet {
            fix::render(outcome, Written::No, detail, session.look(Stream::Error), session.error)?;
        }
        Ok(())
    }
}

/// `src/main.rs:12`, or a file alone.
fn place(text: &str) -> FixPlace {
    let line_of = |(file, line): (&str, &str)| Some(FixPlace { file: file.into(), line: Some(line.parse().ok()?) });
    text.rsplit_once(':').and_then(line_of).unwrap_or_else(|| FixPlace { file: text.into(), line: None })
}
