//! Running cargo: the only place where code of the workspace may run, and only `fix` comes here.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use super::process::ChildProcess;
use super::{Finished, Interrupt, RunError};

/// A cargo command to run.
#[derive(Clone, Debug)]
pub struct CargoRun {
    /// What follows `cargo`.
    pub arguments: Vec<String>,
    /// Where it runs.
    pub folder: PathBuf,
    /// From start to end; `None` waits as long as it takes.
    pub time_out: Option<Duration>,
}

/// Why cargo did not run to its end.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
pub enum CargoError {
    /// There is no cargo.
    #[error("cargo was not found as `{program}`")]
    #[diagnostic(help("install Rust, or set CARGO to the path of cargo"))]
    NotFound {
        /// The program that was tried.
        program: String,
    },
    /// It could not be run, took too long, or was interrupted.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Run(RunError),
}

impl CargoError {
    /// Whether the run was asked to stop.
    #[must_use]
    pub fn is_interrupt(&self) -> bool {
        matches!(self, Self::Run(RunError::Interrupted { .. }))
    }
}

/// Runs cargo (`$CARGO`, which cargo sets for its subcommands, else `cargo`); `on_line` gets each line of its standard output as it
/// comes. Not to be called from async code.
pub fn run_cargo(run: &CargoRun, interrupt: &Interrupt, on_line: &mut dyn FnMut(&str)) -> Result<Finished, CargoError> {
    let program = std::env::var_os("CARGO").filter(|program| !program.is_empty()).unwrap_or_else(|| OsString::from("cargo"));
    run_program(program, run, interrupt, on_line)
}

fn run_program(program: OsString, run: &CargoRun, interrupt: &Interrupt, on_line: &mut dyn FnMut(&str)) -> Result<Finished, CargoError> {
    let child = ChildProcess {
        program,
        arguments: run.arguments.iter().map(OsString::from).collect(),
        folder: run.folder.clone(),
        // Its messages are read by us; a progress bar and colours would only be in the way.
        environment: vec![("CARGO_TERM_COLOR", "never".into()), ("CARGO_TERM_PROGRESS_WHEN", "never".into())],
        input: Vec::new(),
        time_out: run.time_out,
        separator: b'\n',
    };
    child.run(interrupt, &mut |line| on_line(&String::from_utf8_lossy(line))).map_err(|error| match error {
        RunError::NotFound { program } => CargoError::NotFound { program },
        error => CargoError::Run(error),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version() -> CargoRun {
        CargoRun { arguments: vec!["--version".into()], folder: std::env::temp_dir(), time_out: Some(Duration::from_mins(1)) }
    }

    #[test]
    fn cargo_runs_and_its_lines_arrive() {
        let mut lines = Vec::new();
        let finished = run_cargo(&version(), &Interrupt::default(), &mut |line| lines.push(line.to_owned())).unwrap();
        assert!(finished.success && lines[0].starts_with("cargo "), "{lines:?}");
    }

    #[test]
    fn a_missing_cargo_is_a_clear_error() {
        let error = run_program("/no/such/cargo".into(), &version(), &Interrupt::default(), &mut |_| {}).unwrap_err();
        assert_eq!(error.to_string(), "cargo was not found as `/no/such/cargo`");
    }
}
