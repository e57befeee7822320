//! A rule and its rows: one family of blocking APIs, as the rest of the tool sees it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::template::Template;
use super::{Applicability, Effect, Level, WaitsFor};
use crate::base::{DefPath, Name};

/// One family of blocking APIs: one file of `rules/`.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Says what is wrong and reads well after "allow": `std-fs`. Also the name of its file.
    pub id: String,
    /// The effect of all its rows.
    ///
    /// Invariant: none only where there are no rows, for a rule about something else than calls.
    pub effect: Option<Effect>,
    /// The default level.
    pub level: Level,
    /// One line, lower case, no full stop: `blocking file system call`.
    pub summary: String,
    /// A paragraph for `explain`, with the source of its facts.
    pub why: String,
    /// The types on which [`ApiKind::HandleMethod`] and [`ApiKind::HandleFunction`] rows block, of this rule and all others; types that hold one of them as a type argument are not listed.
    pub handles: Vec<DefPath>,
    /// Its rows, in the order of the file.
    pub apis: Vec<ApiRow>,
}

/// One blocking API.
#[derive(Clone, Debug)]
pub struct ApiRow {
    /// The canonical path, `std::fs::read`; for a method `Type::method` or `Trait::method`. No two rows have the same.
    pub path: DefPath,
    /// How it is called.
    pub kind: ApiKind,
    /// What to write instead.
    pub replacement: Replacement,
    /// The cargo features that the replacement needs, of the crate that [`ApiRow::replacement_crate`] names.
    pub features: Vec<String>,
    /// Traits that the replacement's methods come from, to be in scope: `tokio::io::AsyncReadExt`.
    pub traits: Vec<String>,
    /// Whether a method call of this name and this many arguments that stands as a condition is likely this one, whatever is known of the
    /// receiver: hardly anything else has such a method. Only for methods that give a `bool`.
    pub is_told_by_condition: bool,
    /// Of a method whose name says little, what code has to name to have a value that it is called on: itself, or in the declaration of what
    /// it uses, or in an import. Empty where the method's name is enough.
    pub given_by: Arc<[Name]>,
    /// Of what an iterator does for each item: whether nothing blocks before that, as `WalkDir::new` does not where `read_dir` does. Then
    /// methods that take its items (`collect`, `count`) are calls of it, and so is a loop over what it is made of.
    pub is_lazy: bool,
    /// Whether nothing is said of `while let Ok(value) = receiver.recv()`, which is `for value in receiver` in other words: who takes all
    /// that is sent does so as a rule when those who send have ended.
    pub is_drained: bool,
    /// How many arguments a method takes, where no stub crate says so.
    pub arguments: Option<usize>,
    /// What it waits for, where the effect does not say.
    pub waits_for: Option<WaitsFor>,
    /// How far the rewrite can be trusted. For a row without a replacement it speaks of moving the call to the blocking pool.
    pub applicability: Applicability,
    /// Why it is not safe, or why there is no replacement; empty only where it is safe.
    pub reason: String,
    /// Code before and after, for `explain` and for the tests; statements in an `async fn` that returns `std::io::Result<()>`.
    pub example: Option<Example>,
    /// What the sources of a dependency say of it; none for the rows that are part of the binary.
    pub inferred: Option<Inferred>,
}

/// What the sources of a dependency say of one of its functions.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Inferred {
    /// The package that it is of.
    pub package: Name,
    /// The operation that it comes to in the end.
    pub reaches: DefPath,
    /// How many arguments it takes, the receiver left out.
    pub arguments: usize,
    /// Whether what it gives can leave its thread: it borrows nothing, is not bound to a thread, and has the same type whoever calls it.
    pub result_leaves: bool,
}

impl ApiRow {
    /// The crate that the features belong to, `tokio` or `fs_err`; `None` where nothing replaces the call or where the replacement names no
    /// crate (`{receiver}.send({0}).await` stays in the crate that the row's path names).
    #[must_use]
    pub fn replacement_crate(&self) -> Option<&str> {
        let text = match &self.replacement {
            Replacement::Path(path) | Replacement::Shape { path, .. } => path,
            Replacement::Template(template) if template.starts_with('{') => self.path.as_str(),
            Replacement::Template(template) => template,
            Replacement::None => return None,
        };
        text.split("::").next()
    }
}

/// How a blocking API is called.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ApiKind {
    /// A free function or an associated function without `self`.
    #[default]
    Function,
    /// A method of the type or trait that the path names; it blocks whatever the receiver is.
    Method,
    /// A method of the trait or generic type that the path names; blocks where the receiver is, wraps or borrows a blocking handle.
    HandleMethod,
    /// A free function; blocks where one of its arguments is, wraps or borrows a blocking handle.
    HandleFunction,
}

impl ApiKind {
    /// Whether it is called with a receiver: `path.exists()` or `Path::exists(path)`.
    #[must_use]
    pub fn has_receiver(self) -> bool {
        matches!(self, Self::Method | Self::HandleMethod)
    }

    /// Whether it blocks only where it is given a blocking handle.
    #[must_use]
    pub fn is_of_handle(self) -> bool {
        matches!(self, Self::HandleMethod | Self::HandleFunction)
    }
}

/// What to write instead of a blocking call.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Replacement {
    /// Same arguments, same meaning, awaited: only the path changes. Only where there is no receiver.
    Path(String),
    /// An expression with `{receiver}`, `{0}`, `{1}`…, `{arguments}`; it says `.await` itself. See [`Template`].
    Template(String),
    /// A rewrite of its own, by name, and the path that its text is built on: the types around the call change too.
    Shape {
        /// The shape's name.
        name: String,
        /// The type or function that replaces the original, for the help line.
        path: String,
    },
    /// None; the row's `reason` says why.
    None,
}

impl Replacement {
    /// The pieces of a [`Replacement::Template`]. Loading a row has proved that its text parses.
    #[must_use]
    pub fn template(&self) -> Option<Template> {
        match self {
            Self::Template(text) => Template::parse(text).ok(),
            _ => None,
        }
    }
}

/// Code before and after a rewrite.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// What people wrote.
    pub before: String,
    /// What `fix` makes of it.
    pub after: String,
}
