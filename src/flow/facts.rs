//! The words in which the analysis speaks of an operation: its pieces, where it runs, how sure that is.

use crate::base::Span;

/// The pieces of a call, for messages and rewrites.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CallSite {
    /// The whole expression, receiver and arguments included.
    pub span: Span,
    /// The path of a path call (`fs::read`), the method name of a method call (`exists`).
    pub callee: Span,
    /// The receiver of a method call (for a path call of a method, such as `Path::exists(p)`, the first argument).
    pub receiver: Option<Span>,
    /// The arguments, without the receiver.
    pub arguments: Vec<Span>,
}

/// Where an operation runs: the `context` of the JSON report.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Context {
    /// In the body of an async function, block or closure.
    Async,
    /// In a sync closure that runs in place inside such a body.
    Closure,
    /// In a sync function that async code reaches.
    Reached,
    /// In code that a zone declares async.
    Zone,
    /// Handed to an offloader such as `spawn_blocking`.
    Offloaded,
    /// In sync code that no async code was seen to reach.
    Sync,
}

/// How sure a finding is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Confidence {
    /// One link is unknown, and every other piece of evidence fits.
    Likely,
    /// Every name and type on the way is proved.
    Certain,
}

/// The kind of async code that a finding stands in, for ranking.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum RootKind {
    /// Async main before it spawns or serves.
    Startup,
    /// Spawned on the executor.
    Task,
    /// Handed to a router, or a trait method of a server framework.
    Handler,
    /// Any other.
    Other,
}
