//! The words in which the analysis speaks of an operation: its pieces, where it runs, how sure that is.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::AsyncCause;
use crate::base::{DefPath, FileId, Span};
use crate::resolve::UnitId;

/// Code that runs as a whole when it is called: the body of a function, or a closure that initialises something once.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct CodeId {
    /// The file as part of a crate.
    pub unit: UnitId,
    /// Where the code starts: bytes from 0.
    pub start: u32,
}

/// The function, or the constant or static with an initialiser, that code stands in.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Home {
    /// The file.
    pub file: FileId,
    /// Its path.
    pub path: DefPath,
    /// The whole of it, or of the outermost function around it.
    pub span: Span,
    /// The `cfg` predicates it stands under.
    pub cfgs: Vec<String>,
    /// Whether it is test code.
    pub in_test: bool,
    /// The package: index into the workspace's packages.
    pub package: Option<usize>,
}

/// An expression that calls something, and where it runs.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Site {
    /// Its pieces.
    pub call: CallSite,
    /// What it stands in.
    pub home: Arc<Home>,
    /// The code that it is a part of.
    pub code: CodeId,
    /// Where it runs.
    pub context: Context,
    /// What makes it run there: a keyword or name in the same file, and what it is.
    pub cause: Option<AsyncCause>,
    /// How sure it is.
    pub confidence: Confidence,
    /// The kind of the async code.
    pub root: RootKind,
    /// Whether it stands in a loop.
    pub in_loop: bool,
    /// Whether it stands in a sync closure, in which nothing can be awaited.
    pub in_closure: bool,
    /// Whether it stands in a closure that is kept, or is a function that is kept: it runs when somebody calls that, if at all.
    pub is_kept: bool,
    /// The `cfg` predicate of a statement around it that this machine's build may not have.
    pub other_build: Option<String>,
}

impl Site {
    /// Whether it runs on the executor by itself, whoever calls the function around it.
    #[must_use]
    pub fn is_async(&self) -> bool {
        matches!(self.context, Context::Async | Context::Closure)
    }
}

/// The pieces of a call, for messages and rewrites.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
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
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
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
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Confidence {
    /// One link is unknown, and every other piece of evidence fits.
    Likely,
    /// Every name and type on the way is proved.
    Certain,
}

/// The kind of async code that a finding stands in, for ranking.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
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
