//! `cargo unblock man`

use clap::{Args, Command};
use clap_mangen::Man;
use miette::Diagnostic;
use thiserror::Error;

use super::{ExitCode, Failure, Session};

/// Print the manual page of the program or of a command
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  cargo unblock man | man -l -
  cargo unblock man check > cargo-unblock-check.1")]
pub(super) struct Manual {
    /// A command, such as check [default: the program]
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

#[derive(Debug, Error, Diagnostic)]
#[error("there is no command `{0}`")]
#[diagnostic(help("`cargo unblock --help` lists the commands"))]
struct NoSuchCommand(String);

impl Manual {
    pub(super) fn run(&self, session: &mut Session<'_>) -> Result<ExitCode, Failure> {
        let program = super::command();
        let page = match &self.command {
            None => program,
            Some(name) => page_of(&program, name).ok_or_else(|| Failure::usage(NoSuchCommand(name.clone())))?,
        };
        Man::new(page).render(session.out)?;
        Ok(ExitCode::Clean)
    }
}

/// The command of this name; it was built with the program, and so has the name that a manual gives it: `cargo-unblock-check`.
fn page_of(program: &Command, name: &str) -> Option<Command> {
    let command = program.get_subcommands().find(|command| command.get_name() == name)?;
    Some(command.clone().version(env!("CARGO_PKG_VERSION")))
}
