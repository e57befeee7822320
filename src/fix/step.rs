//! What a fix consists of, in lines for people.

use std::fmt;

/// A part of a fix.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    /// What is done.
    pub kind: StepKind,
    /// To what: one line.
    pub text: String,
}

/// What a part of a fix does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StepKind {
    /// A function becomes async.
    Async,
    /// A test runs on tokio.
    Test,
    /// A blocking call becomes another.
    Rewritten,
    /// A blocking call goes to the blocking pool together with others.
    Moved,
    /// A call is awaited.
    Awaited,
    /// A blocking call is left in what becomes async.
    Stays,
}

impl StepKind {
    pub(super) fn step(self, text: impl Into<String>) -> Step {
        Step { kind: self, text: text.into() }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            StepKind::Async => "async",
            StepKind::Test => "test on tokio",
            StepKind::Rewritten => "rewritten",
            StepKind::Moved => "moved",
            StepKind::Awaited => "awaited",
            StepKind::Stays => "stays",
        };
        write!(formatter, "{kind}: {}", self.text)
    }
}
