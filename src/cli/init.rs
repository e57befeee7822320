//! `cargo unblock init`

use clap::Args;

use super::{ExitCode, Failure, Session};

/// Write the start of a configuration, `cargo-unblock.toml`
#[derive(Args, Debug)]
#[command(after_help = "The file says what can be configured, all of it commented out. A configuration
that is there already is left as it is.

Examples:
  cargo unblock init
  cargo unblock check --print-config")]
pub(super) struct Init;

pub(super) fn run(session: &mut Session<'_>) -> Result<ExitCode, Failure> {
    let path = session.pipeline.init()?;
    if !session.is_quiet {
        writeln!(session.out, "wrote {path}")?;
    }
    Ok(ExitCode::Clean)
}
