//! Programs that some tests use and that not every machine has. What is not tested for want of one is said aloud, past the harness, which
//! keeps what a test prints to itself; `CARGO_UNBLOCK_REQUIRE=chromium,pre-commit` makes it a failure.

use std::io::Write;
use std::process::Command;

/// Whether `program` is there to be run; if not, `loss` says what is not tested.
///
/// # Panics
/// If it is not there and the environment requires it.
pub(crate) fn is_installed(program: &str, loss: &str) -> bool {
    if Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success()) {
        return true;
    }
    let required = std::env::var("CARGO_UNBLOCK_REQUIRE").unwrap_or_default();
    assert!(!required.split(',').any(|name| name.trim() == program), "{program} is required and not installed: {loss}");
    // Nobody to tell is no failure.
    let _ = writeln!(std::io::stderr(), "not tested: {program} is not installed, {loss}");
    false
}
