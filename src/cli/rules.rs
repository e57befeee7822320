//! `cargo unblock rules`

use clap::Args;

use super::format::AnswerFormat;
use super::{ExitCode, Failure, Session, Stream};
use crate::report::rules::{render_list, render_list_json};

/// List the rules
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  cargo unblock rules
  cargo unblock rules --format json")]
pub(super) struct Rules {
    /// human, or json with every API [default: human]
    #[arg(long, value_enum, value_name = "FORMAT", hide_possible_values = true, hide_default_value = true, default_value_t)]
    format: AnswerFormat,
}

impl Rules {
    pub(super) fn run(&self, session: &mut Session<'_>) -> Result<ExitCode, Failure> {
        let rules = session.pipeline.rules()?;
        match self.format {
            AnswerFormat::Human => render_list(rules, session.look(Stream::Out), session.out)?,
            AnswerFormat::Json => render_list_json(rules, session.out)?,
        }
        Ok(ExitCode::Clean)
    }
}
