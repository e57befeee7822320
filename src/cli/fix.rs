//! `cargo unblock fix`

use std::path::PathBuf;

use clap::Args;

use super::{ExitCode, Failure, Session, Stream};
use crate::options::{AllowedTrees, FixMode, FixOptions, Strategies};
use crate::report::fix::{self, Detail, FixOutcome, Written};
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
  cargo unblock fix --rule std-fs --rule std-path
  cargo unblock fix --dry-run --quiet > unblock.patch")]
pub(super) struct Fix {
    /// Files and folders to fix [default: the workspace of this folder]
    #[arg(value_name = "PATHS")]
    paths: Vec<PathBuf>,
    /// Use this configuration instead of the workspace's own
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Print a unified diff and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Say what would be done and why, and write nothing
    #[arg(long, conflicts_with = "dry_run")]
    plan: bool,
    /// Fix findings of this rule only; may be repeated
    #[arg(long = "rule", value_name = "ID")]
    rules: Vec<String>,
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
        let options = self.options();
        if !options.rules.is_empty() {
            let rules = session.pipeline.rules()?;
            options.rules.iter().try_for_each(|id| find_rule(rules, id).map(drop)).map_err(Failure::usage)?;
        }
        let outcome = session.pipeline.fix(&options, session.progress().as_ref())?;
        self.render(&outcome, session)?;
        Ok(if outcome.rolled_back.is_empty() { ExitCode::Clean } else { ExitCode::RolledBack })
    }

    fn options(&self) -> FixOptions {
        FixOptions {
            paths: self.paths.clone(),
            config: self.config.clone(),
            rules: self.rules.clone(),
            least_applicability: if self.with_unsafe { Applicability::Unsafe } else { Applicability::Safe },
            strategies: self.strategy.into(),
            mode: if self.dry_run || self.plan { FixMode::DryRun } else { FixMode::Write },
            allowed: AllowedTrees { dirty: self.allow_dirty, staged: self.allow_staged },
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
