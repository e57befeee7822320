//! The API table: what blocks, why, and what to write instead; offloaders, poll-like traits and macros. Loaded from `rules/*.toml`,
//! which are part of the binary. The only door to `toml` for rules. The engine never names an API: it asks here.

use serde::{Deserialize, Serialize};

use crate::base::DefPath;

/// What kind of resource a blocking operation waits for: the `effect` of the JSON report.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// The file system, through functions and types of `std::fs` or a twin of it.
    Fs,
    /// The file system, through methods of `Path` and its twins.
    Path,
    /// Reads and writes on an open handle.
    Io,
    /// Starting and waiting for processes.
    Process,
    /// Sleeping the thread.
    Sleep,
    /// The network.
    Net,
    /// Blocking on a future, channel or lock of the async runtime.
    BlockOn,
}

/// How loud a finding is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Not reported.
    Allow,
    /// Reported.
    Warn,
    /// Reported as an error.
    Deny,
}

/// How far a rewrite can be trusted. Starts as `Safe` and is only ever lowered, each time with a reason.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Applicability {
    /// Shown, never written.
    DisplayOnly,
    /// Written only on request.
    Unsafe,
    /// Written by default.
    Safe,
}

/// One family of blocking APIs: one file of `rules/`.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Says what is wrong and reads well after "allow": `std-fs`.
    pub id: String,
    /// The effect of all its rows.
    pub effect: Effect,
    /// The default level.
    pub level: Level,
    /// One line, lower case, no full stop: `blocking file system call`.
    pub summary: String,
    /// A paragraph for `explain`.
    pub why: String,
    /// Its rows.
    pub apis: Vec<ApiRow>,
}

/// One blocking API.
#[derive(Clone, Debug)]
pub struct ApiRow {
    /// The canonical path, `std::fs::read`; for a method `Type::method` or `Trait::method`.
    pub path: DefPath,
    /// How it is called.
    pub kind: ApiKind,
    /// What to write instead.
    pub replacement: Replacement,
    /// The cargo features of tokio (or of the replacement's crate) that the replacement needs.
    pub features: Vec<String>,
    /// Traits that the replacement's methods come from, to be in scope: `tokio::io::AsyncReadExt`.
    pub traits: Vec<String>,
    /// How far the rewrite can be trusted.
    pub applicability: Applicability,
    /// Why it is not safe, or why there is no replacement; empty only where it is safe.
    pub reason: String,
    /// Code before and after, for `explain` and for the tests; statements in an `async fn` that returns `std::io::Result<()>`.
    pub example: Option<Example>,
}

/// How a blocking API is called.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ApiKind {
    /// A free function or an associated function without `self`.
    Function,
    /// A method of the type that the path names.
    Method,
    /// A method of the trait that the path names; blocks where the receiver is, wraps or borrows a blocking handle.
    HandleMethod,
}

/// What to write instead of a blocking call.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Replacement {
    /// Same arguments, same meaning, awaited: only the path changes.
    Path(String),
    /// An expression with `{receiver}`, `{0}`, `{1}`…, `{arguments}`.
    Template(String),
    /// A rewrite of its own, by name, and the path that its text is built on.
    Shape {
        /// The shape's name.
        name: String,
        /// The type or function that replaces the original, for the help line.
        path: String,
    },
    /// None; the row's `reason` says why.
    None,
}

/// Code before and after a rewrite.
#[derive(Clone, Debug)]
pub struct Example {
    /// What people wrote.
    pub before: String,
    /// What `fix` makes of it.
    pub after: String,
}
