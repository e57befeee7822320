//! What the exit code says.

/// The exit codes, a contract with those who run the tool from a script.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum ExitCode {
    /// Nothing to report, everything done.
    Clean = 0,
    /// There are findings at or above the level of `--fail-on`.
    Findings = 1,
    /// Bad usage or configuration: nothing was done.
    Usage = 2,
    /// The tree does not compile before the fix: nothing was written.
    DoesNotCompile = 3,
    /// Fixes were rolled back because they did not compile.
    RolledBack = 4,
    /// A bug in the tool.
    Bug = 70,
    /// The reader of the output went away before its end, as in `| head`: what a shell reports for a program that the closed pipe ended.
    BrokenPipe = 141,
}

impl From<ExitCode> for std::process::ExitCode {
    fn from(code: ExitCode) -> Self {
        Self::from(code as u8)
    }
}
