//! `cargo unblock completions`

use clap::Args;
use clap_complete::Shell;

use super::{ExitCode, Failure, Session};

/// Print what a shell needs to complete arguments
#[derive(Args, Debug)]
#[command(after_help = "They are for the program by its own name, `cargo-unblock`: cargo completes
`cargo unblock` by itself or not at all.

Examples:
  cargo unblock completions bash > ~/.local/share/bash-completion/completions/cargo-unblock
  cargo unblock completions fish > ~/.config/fish/completions/cargo-unblock.fish")]
pub(super) struct Completions {
    /// bash, elvish, fish, powershell or zsh
    #[arg(value_enum, value_name = "SHELL", hide_possible_values = true)]
    shell: Shell,
}

impl Completions {
    pub(super) fn run(&self, session: &mut Session<'_>) -> Result<ExitCode, Failure> {
        // Into memory first: the generator does not survive a reader that goes away.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut super::command(), "cargo-unblock", &mut script);
        session.out.write_all(&script)?;
        Ok(ExitCode::Clean)
    }
}
