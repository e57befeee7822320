//! `cargo unblock explain`

use clap::Args;

use super::{ExitCode, Failure, Session, Stream};
use crate::report::rules::{find_topic, render_topic};

/// Say why a rule is there, and what to write instead
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  cargo unblock explain std-fs
  cargo unblock explain std::fs::read
  cargo unblock explain Path::exists")]
pub(super) struct Explain {
    /// The id of a rule, or the path of an API or its end
    #[arg(value_name = "RULE_OR_API")]
    name: String,
}

impl Explain {
    pub(super) fn run(&self, session: &mut Session<'_>) -> Result<ExitCode, Failure> {
        let topic = find_topic(session.pipeline.rules()?, &self.name).map_err(Failure::usage)?;
        render_topic(&topic, session.look(Stream::Out), session.out)?;
        Ok(ExitCode::Clean)
    }
}
