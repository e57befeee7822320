//! Why a command ended without a result.

use std::io;

use miette::Diagnostic;
use thiserror::Error;

use super::ExitCode;

/// An error that ends a command, and the exit code that it ends with.
#[derive(Debug)]
pub struct Failure {
    exit_code: ExitCode,
    /// `None` where there is nobody to tell.
    diagnostic: Option<Box<dyn Diagnostic + Send + Sync>>,
}

#[derive(Debug, Error, Diagnostic)]
#[error("cannot write the output")]
struct Unwritable(#[source] io::Error);

impl Failure {
    /// Bad usage or configuration, or a world that is not as the command needs it: nothing was done.
    #[must_use]
    pub fn usage(diagnostic: impl Diagnostic + Send + Sync + 'static) -> Self {
        Self { exit_code: ExitCode::Usage, diagnostic: Some(Box::new(diagnostic)) }
    }

    /// The tree does not compile before the fix.
    #[must_use]
    pub fn does_not_compile(diagnostic: impl Diagnostic + Send + Sync + 'static) -> Self {
        Self { exit_code: ExitCode::DoesNotCompile, diagnostic: Some(Box::new(diagnostic)) }
    }

    /// A bug in the tool.
    #[must_use]
    pub fn bug(diagnostic: impl Diagnostic + Send + Sync + 'static) -> Self {
        Self { exit_code: ExitCode::Bug, diagnostic: Some(Box::new(diagnostic)) }
    }

    /// What the program ends with.
    #[must_use]
    pub fn exit_code(&self) -> ExitCode {
        self.exit_code
    }

    /// What to tell the user, if anything.
    #[must_use]
    pub fn diagnostic(&self) -> Option<&dyn Diagnostic> {
        self.diagnostic.as_deref().map(|diagnostic| diagnostic as &dyn Diagnostic)
    }
}

/// An error while writing the output. A reader that went away needs no message.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self { exit_code: ExitCode::BrokenPipe, diagnostic: None };
        }
        Self::usage(Unwritable(error))
    }
}
