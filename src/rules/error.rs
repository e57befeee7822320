//! What is wrong with a rules file, and where.

use std::ops::Range;
use std::sync::Arc;

use miette::{Diagnostic, NamedSource, SourceSpan};

use super::nearest::nearest;
use super::template::TemplateError;
use crate::base::LineIndex;

/// A file of rules, contexts or configuration that cannot be used: the file, the line and the problem.
#[derive(Debug, thiserror::Error, Diagnostic)]
#[error("{file}:{line}: {problem}")]
pub struct RulesError {
    /// The file's name as it was given to the loader.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// What is wrong.
    pub problem: RulesProblem,
    /// What to do about it.
    #[help]
    pub help: Option<Box<str>>,
    #[source_code]
    source_code: Arc<NamedSource<String>>,
    #[label("here")]
    span: SourceSpan,
}

/// What is wrong with a file of rules, contexts or configuration.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum RulesProblem {
    /// Not TOML, or not the fields and types that a rules file has.
    #[error("{0}")]
    Syntax(String),
    /// The id is not the name of the file.
    #[error("the rule `{id}` is not in a file of its name")]
    WrongFile {
        /// The id.
        id: String,
    },
    /// Two rules with one id.
    #[error("the rule `{0}` is there twice")]
    DuplicateRule(String),
    /// Text that is not a path of at least two identifiers.
    #[error("`{0}` is not a path such as `std::fs::read`")]
    NotAPath(String),
    /// Two rows with one path.
    #[error("`{path}` has a row already, in the rule `{rule}`")]
    DuplicatePath {
        /// The path.
        path: String,
        /// The rule that had it first.
        rule: String,
    },
    /// None or several of `path`, `template`, `shape`, `none`.
    #[error("a replacement is one of `path`, `template`, `shape` with `path`, `none = true`")]
    UnclearReplacement,
    /// A template that does not parse.
    #[error("{0} in the template")]
    Template(#[from] TemplateError),
    /// A place for a receiver that the call does not have.
    #[error("the template of a function has no `{{receiver}}`")]
    ReceiverOfFunction,
    /// A path alone, where the receiver would be lost.
    #[error("a method has a receiver: its replacement is a `template` or a `shape`")]
    PathForMethod,
    /// A template whose future would be dropped.
    #[error("`{0}` is not awaited in the template")]
    NotAwaited(String),
    /// Not safe, or no replacement, and no word about why.
    #[error("`{0}` needs a reason: it is not safe, or has no replacement")]
    MissingReason(String),
    /// A reason that speaks of nothing.
    #[error("`{0}` has a reason, but it is safe and has a replacement")]
    IdleReason(String),
    /// A row of a function that says how values or arguments of a method are known.
    #[error("`{0}` is no method: it has no `given_by` and no `arguments`")]
    OnlyOfMethods(String),
    /// A row in a rule that has no effect.
    #[error("`{0}` has no effect: its rule says none")]
    MissingEffect(String),
    /// An id that no rule has.
    #[error("there is no rule `{0}`")]
    UnknownRule(String),
    /// A path of the workspace that none of its functions has.
    #[error("there is no function `{0}` in the workspace")]
    NoSuchFunction(String),
    /// A row that belongs to no rule, or to two.
    #[error("`{0}` needs either a `rule` or an `effect`")]
    UnclearRule(String),
    /// Text that is no pattern of paths.
    #[error("`{pattern}` is not a pattern of paths: {message}")]
    NotAPattern {
        /// As written.
        pattern: Box<str>,
        /// What is wrong with it.
        message: Box<str>,
    },
    /// A zone without paths.
    #[error("a zone needs `paths`")]
    EmptyZone,
    /// A table that cargo gives another tool's data, but not where this tool looks.
    #[error("the configuration belongs to the workspace")]
    OfPackage,
    /// A text that reports need is empty.
    #[error("`{0}` is empty")]
    Empty(&'static str),
    /// An entry of a list that is there twice.
    #[error("`{0}` is there twice")]
    DuplicateEntry(String),
}

impl RulesError {
    pub(crate) fn new(name: &str, text: &str, span: Range<usize>, problem: RulesProblem) -> Self {
        let start = span.start.min(text.len());
        let line = LineIndex::new(text).line_column(text, start as u32).line;
        let source_code = Arc::new(NamedSource::new(name, text.to_owned()).with_language("toml"));
        let span = (start, span.end.clamp(start, text.len()) - start).into();
        Self { file: name.to_owned(), line, problem, help: None, source_code, span }
    }

    /// The error of a text that `toml` does not take; where a field is unknown, with the nearest known one.
    pub(crate) fn from_toml(name: &str, text: &str, error: &toml::de::Error) -> Self {
        let message = error.message().trim_end();
        let help = mistyped(message).and_then(|(word, known)| nearest(word, known));
        let problem = RulesProblem::Syntax(message.to_owned());
        let error = Self::new(name, text, error.span().unwrap_or_default(), problem);
        error.with_help(help.map(|known| format!("did you mean `{known}`?").into()))
    }

    pub(crate) fn with_help(self, help: Option<Box<str>>) -> Self {
        Self { help, ..self }
    }
}

/// The unknown word and the known ones of serde's "unknown field `a`, expected one of `b`, `c`" (or "unknown variant").
fn mistyped(message: &str) -> Option<(&str, impl Iterator<Item = &str>)> {
    let after = message.strip_prefix("unknown field ").or_else(|| message.strip_prefix("unknown variant "))?;
    let mut quoted = after.split('`').skip(1).step_by(2);
    Some((quoted.next()?, quoted))
}
