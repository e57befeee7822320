//! The judge: `cargo check` on the workspace, as an answer that a test can also give.

use std::path::PathBuf;
use std::time::Duration;

use super::diagnostic::{Diagnostic, Line, Severity, read_line};
use crate::os::{CargoError, CargoRun, Finished, Interrupt, run_cargo};

/// Says whether the workspace, as it is on disk, compiles.
pub trait Compiler {
    /// Checks the whole workspace.
    ///
    /// # Errors
    /// The world's: no cargo, out of time, interrupted. A program that does not compile is an answer.
    fn check(&self) -> Result<Checked, CargoError>;
}

/// The compiler's answer.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Checked {
    /// Whether everything compiles.
    pub success: bool,
    /// Errors and warnings, each place once, whatever number of targets it is compiled into. Not empty where `success` is false.
    pub diagnostics: Vec<Diagnostic>,
}

impl Checked {
    /// The errors.
    pub fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error)
    }
}

/// Whether cargo may use the network.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Network {
    /// Only if cargo says that it cannot do without: a feature of tokio that was turned on may bring in a crate that was never fetched.
    IfNeeded,
    /// Never.
    Never,
}

/// `cargo check` on the workspace at `root`.
pub struct CargoCheck<'run> {
    /// The workspace's folder, absolute: it holds the workspace's Cargo.toml and Cargo.lock.
    pub root: PathBuf,
    /// What follows `cargo`, such as [`CargoCheck::arguments`]; has to make cargo write JSON messages.
    pub arguments: Vec<String>,
    /// Whether cargo may use the network.
    pub network: Network,
    /// For one run of cargo; `None` waits as long as it takes.
    pub time_out: Option<Duration>,
    /// Ends cargo in the middle.
    pub interrupt: &'run Interrupt,
    /// Gets the name of each target that has been checked, in the order in which they are done.
    pub on_compiled: &'run dyn Fn(&str),
}

impl CargoCheck<'_> {
    /// Every package and target, going on after the first one that fails, so that one run shows as many errors as can be seen.
    #[must_use]
    pub fn arguments() -> Vec<String> {
        ["check", "--workspace", "--all-targets", "--keep-going", "--message-format=json"].map(str::to_owned).to_vec()
    }

    fn run(&self, offline: Option<&str>) -> Result<(Finished, Vec<Diagnostic>), CargoError> {
        let arguments = self.arguments.iter().cloned().chain(offline.map(str::to_owned)).collect();
        let run = CargoRun { arguments, folder: self.root.clone(), time_out: self.time_out };
        let mut diagnostics: Vec<Diagnostic> = Vec::new();
        let finished = run_cargo(&run, self.interrupt, &mut |line| match read_line(&self.root, line) {
            // A library and its tests both say it.
            Line::Diagnostic(diagnostic) if !diagnostics.iter().any(|known| is_same(known, &diagnostic)) => diagnostics.push(diagnostic),
            Line::Compiled(name) => (self.on_compiled)(&name),
            _ => {}
        })?;
        Ok((finished, diagnostics))
    }
}

impl Compiler for CargoCheck<'_> {
    fn check(&self) -> Result<Checked, CargoError> {
        let (mut finished, mut diagnostics) = self.run(Some("--offline"))?;
        if self.network == Network::IfNeeded && needs_network(&finished, &diagnostics) {
            (finished, diagnostics) = self.run(None)?;
        }
        let has_error = diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
        if !finished.success && !has_error {
            diagnostics.push(Diagnostic::of_cargo(&finished.stderr));
        }
        Ok(Checked { success: finished.success, diagnostics })
    }
}

fn is_same(one: &Diagnostic, other: &Diagnostic) -> bool {
    one.severity == other.severity && one.code == other.code && one.message == other.message && one.places == other.places
}

/// Cargo ends its explanation with a hint about the option where being offline may be the reason.
fn needs_network(finished: &Finished, diagnostics: &[Diagnostic]) -> bool {
    let stderr = finished.stderr.as_str();
    !finished.success && diagnostics.is_empty() && (stderr.contains("--offline") || stderr.contains("offline mode"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failed(stderr: &str) -> Finished {
        Finished { success: false, stderr: stderr.to_owned() }
    }

    #[test]
    fn cargo_says_when_it_needs_the_network() {
        let resolution = failed(
            "error: no matching package named `a` found\nAs a reminder, you're using offline mode (--offline) which can sometimes cause \
             surprising resolution failures, if this error is too confusing you may wish to retry without `--offline`.",
        );
        let download =
            failed("error: failed to download `a v1.0.0`\n\nCaused by:\n  attempting to make an HTTP request, but --offline was specified");
        assert!(needs_network(&resolution, &[]) && needs_network(&download, &[]));
    }

    #[test]
    fn no_other_failure_needs_the_network() {
        let error = Diagnostic::of_cargo("error: the string \"--offline\" is not a number");
        assert!(!needs_network(&failed("error: failed to parse manifest"), &[]));
        assert!(!needs_network(&failed("error: could not compile `a`: run without --offline"), &[error]));
        assert!(!needs_network(&Finished { success: true, stderr: "warning: --offline".to_owned() }, &[]));
    }
}
