//! `cargo unblock init`

use clap::Args;

use super::{ExitCode, Failure, Session};
use crate::config::{Beginning, FILE_NAME, SCHEMA_LINE};

/// Write the start of a configuration, `cargo-unblock.toml`
#[derive(Args, Debug)]
#[command(after_help = "The file says what can be configured, all of it commented out. A configuration
that is there already is left as it is.

Examples:
  cargo unblock init
  cargo unblock init --schema
  cargo unblock check --print-config")]
pub(super) struct Init {
    /// Write a JSON Schema beside it, for editors; also where there is one
    #[arg(long)]
    schema: bool,
}

impl Init {
    pub(super) fn run(&self, session: &mut Session<'_>) -> Result<ExitCode, Failure> {
        let beginning = if self.schema { Beginning::WithSchema } else { Beginning::Start };
        let paths = session.pipeline.init(beginning)?;
        if session.is_quiet {
            return Ok(ExitCode::Clean);
        }
        for path in &paths {
            writeln!(session.out, "wrote {path}")?;
        }
        if self.schema && paths.len() == 1 {
            writeln!(session.error, "editors find it by this first line of `{FILE_NAME}`: {SCHEMA_LINE}")?;
        }
        Ok(ExitCode::Clean)
    }
}
