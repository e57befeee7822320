//! The plain types of a report. Everything here is sorted by file path, offset and rule before it leaves `lint/`.

use std::collections::BTreeMap;
use std::ops::Range;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::base::{DefPath, FileId, SourceText, Span};
pub use crate::flow::{CallSite, Confidence, Context, DependencyCounts, RootKind};
use crate::rules::Effect;
pub use crate::rules::{Applicability, Level};
pub use crate::workspace::Edition;

/// Everything that one run of `check` found, with the texts that the spans point into.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Report {
    /// The folder that all paths are relative to, absolute.
    pub root: String,
    /// The analysed files by [`FileId`]: sorted by path. Texts are kept only for files that a finding, an operation or a problem points into; the others are empty.
    pub files: Vec<SourceText>,
    /// The blocking operations, by [`OperationId`].
    pub operations: Vec<Operation>,
    /// The findings, sorted by path, offset and rule.
    pub findings: Vec<Finding>,
    /// The comments that silence findings, where all that they cover was understood: sorted by path and offset.
    pub silences: Vec<Silence>,
    /// What could not be read or parsed, sorted by path.
    pub problems: Vec<Problem>,
    /// Counts of the run.
    pub summary: Summary,
    /// Whether all code was asked for, read and parsed: what is not in the report is not in the code.
    pub is_whole: bool,
    /// The packages of the workspace.
    pub members: Vec<Member>,
}

impl Report {
    /// The findings, by index, that start in a part of a file.
    #[must_use]
    pub fn findings_from(&self, file: FileId, place: Span) -> Range<usize> {
        let start = |finding: &Finding| (finding.file, finding.span.start());
        let first = self.findings.partition_point(|finding| start(finding) < (file, place.start()));
        first..self.findings.partition_point(|finding| start(finding) <= (file, place.end()))
    }
}

/// A comment that silences findings.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Silence {
    /// The file.
    pub file: FileId,
    /// The comment.
    pub comment: Span,
    /// The calls and operations that nothing is said of for it: at least one.
    pub places: Vec<Span>,
}

/// A package, as those know it who run cargo.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Member {
    /// Its name.
    pub name: String,
    /// The folder of its manifest, relative to the root, with `/`; empty for the root itself.
    pub folder: String,
    /// The root file of its library, or else of its first program, relative to the root, with `/`.
    pub root: String,
    /// Whether that is a library.
    pub is_library: bool,
    /// Its edition.
    pub edition: Edition,
}

/// Index into [`Report::operations`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct OperationId(pub u32);

/// One blocking operation in the source.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Operation {
    /// The path of its row, such as `std::fs::write`.
    pub api: DefPath,
    /// The rule that its row belongs to, such as `std-fs`.
    pub rule: String,
    /// What kind of resource it waits for.
    pub effect: Effect,
    /// The file it stands in.
    pub file: FileId,
    /// Its expression.
    pub call: CallSite,
    /// The function it stands in, such as `my_crate::module::load`.
    pub function: DefPath,
    /// Where it runs.
    pub context: Context,
    /// Whether it stands in test code.
    pub in_test: bool,
}

/// One place where async code leaves for blocking work.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Finding {
    /// Rule id, such as `std-fs`.
    pub rule: String,
    /// How loud it is.
    pub level: Level,
    /// How sure it is.
    pub confidence: Confidence,
    /// One line, lower case, no full stop.
    pub message: String,
    /// The file of the primary span.
    pub file: FileId,
    /// The primary span: the operation, or the call in the async body that reaches it.
    pub span: Span,
    /// Further places that explain it: the `async` that makes it matter, first.
    pub labels: Vec<Label>,
    /// One line of help, such as the replacement.
    pub help: Option<String>,
    /// The function that holds the primary span.
    pub function: DefPath,
    /// What kind of root the async code is.
    pub root: RootKind,
    /// Whether it stands in a loop.
    pub in_loop: bool,
    /// Every operation it reaches; at least one, but for a finding about a suppression.
    pub operations: Vec<OperationId>,
    /// The shortest chain from the async code to the first operation: the async function first.
    pub chain: Vec<Hop>,
    /// All chains to the operations, if they were asked for.
    pub chains: Option<Chains>,
    /// Survives edits elsewhere in the file: built from function paths and the API.
    pub fingerprint: String,
    /// What can be done about it.
    pub fix: FindingFix,
}

/// A labelled place in a file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Label {
    /// The file.
    pub file: FileId,
    /// The place.
    pub span: Span,
    /// One line, lower case, no full stop.
    pub text: String,
}

/// One function on a chain.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Hop {
    /// The function's path.
    pub function: DefPath,
    /// Its file.
    pub file: FileId,
    /// The call that leads on; for the last hop, the operation.
    pub span: Span,
}

/// The chains from a place to the operations that it reaches.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Chains {
    /// The shortest first; not all where there are many.
    pub listed: Vec<OperationChain>,
    /// How many more were seen.
    pub more: u64,
    /// Whether all were seen: if not, there are more than `more`.
    pub is_complete: bool,
}

/// One chain.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OperationChain {
    /// What it ends at.
    pub operation: OperationId,
    /// From the async function to the operation: at least one.
    pub hops: Vec<Hop>,
}

/// What `fix` would do about a finding.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FindingFix {
    /// How far the rewrite can be trusted; `None` where there is no rewrite.
    pub applicability: Option<Applicability>,
    /// How it would be rewritten; `None` where there is no rewrite.
    pub strategy: Option<Strategy>,
    /// Why the applicability is not safe, or why there is no rewrite; empty where it is safe.
    pub reason: String,
    /// The rewrite of this finding alone, sorted, in its own file; empty where it was not asked for, and where it does not stand alone.
    pub edits: Vec<TextEdit>,
}

/// A piece of a file to be replaced.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TextEdit {
    /// What is replaced; an empty span inserts.
    pub span: Span,
    /// By what.
    pub replacement: String,
}

/// How a finding is mended.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Strategy {
    /// The operation stands in an async body and is replaced there.
    InPlace,
    /// The helpers on the chain become async.
    MakeAsync,
    /// One hop to the blocking pool around it.
    SpawnBlocking,
    /// A rewrite of its own, by name.
    Shape(String),
}

/// Something the run could not read, parse or understand: data, never an abort.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Problem {
    /// Relative to the root, with `/`.
    pub path: String,
    /// Where in the file, if it is about a place whose text is known.
    pub span: Option<Span>,
    /// One line, lower case, no full stop.
    pub message: String,
}

/// Counts of one run.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Summary {
    /// Files read.
    pub files: u64,
    /// Those of them that are part of no target: nothing compiles them, and nothing is said of them.
    pub orphan_files: u64,
    /// Lines in all of them.
    pub lines: u64,
    /// Functions and methods with a body.
    pub functions: u64,
    /// Async functions, blocks and closures in the bodies that were lowered, and async functions in those that were not.
    pub async_bodies: u64,
    /// Bodies that were lowered because a name in them can lead to a blocking operation.
    pub lowered_bodies: u64,
    /// Findings that a suppression silences.
    pub suppressed: u64,
    /// Calls that could not be resolved, by reason.
    pub unresolved: BTreeMap<String, u64>,
    /// How many dependencies' bodies were read.
    pub dependencies: DependencyCounts,
    /// Wall time of the analysis.
    pub elapsed: Duration,
}
