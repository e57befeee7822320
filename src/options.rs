//! What the pipeline is asked to do: the options of `check` and `fix`, free of how they were typed.

use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::Duration;

use crate::cache::Cache;
use crate::rules::Applicability;

/// What to check, and how.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct CheckOptions {
    /// Files and folders, relative to the current folder; none for the workspace of the current folder.
    pub paths: Vec<PathBuf>,
    /// A configuration in place of the workspace's own, relative to the current folder.
    pub config: Option<PathBuf>,
    /// Patterns of files that are a zone beside those of the configuration.
    pub zones: Vec<String>,
    /// Which code counts.
    pub scope: Scope,
    /// Which operations the report holds.
    pub operations: OperationScope,
    /// Which chains of calls the report holds.
    pub chains: ChainScope,
    /// Whether the report says how each finding would be rewritten.
    pub edits: Edits,
    /// How many threads work; as many as the machine has cores where it is not said.
    pub threads: Option<NonZeroUsize>,
    /// What is read for it.
    pub reading: Reading,
}

impl CheckOptions {
    /// As much of them as decides what is found: how many threads work and what is remembered does not.
    #[must_use]
    pub fn question(&self) -> Self {
        let reading = Reading { cache: Cache::default(), ..self.reading.clone() };
        Self { threads: None, reading, ..self.clone() }
    }
}

/// What to audit.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct AuditOptions {
    /// Files and folders, relative to the current folder; none for the workspace of the current folder.
    pub paths: Vec<PathBuf>,
    /// A configuration in place of the workspace's own, relative to the current folder.
    pub config: Option<PathBuf>,
    /// What is read for it.
    pub reading: Reading,
}

/// What is read beside the workspace.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Reading {
    /// Whether the bodies of dependencies are.
    pub dependencies: DependencyBodies,
    /// What earlier runs have left.
    pub cache: Cache,
}

/// Whether the bodies of dependencies are read.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum DependencyBodies {
    /// Only what the tables say of dependencies is known.
    #[default]
    Skip,
    /// Those that are on this machine.
    Read,
}

/// Which code counts.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Scope {
    /// All but test code.
    #[default]
    WithoutTests,
    /// Test code too.
    WithTests,
}

/// Which operations are looked for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum OperationScope {
    /// Those that async code reaches.
    #[default]
    Reached,
    /// Those in offloaded and sync code too.
    All,
}

/// Which chains of calls from async code to blocking operations are looked for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum ChainScope {
    /// The shortest one of each finding.
    #[default]
    Shortest,
    /// All without cycles, as far as they can be counted.
    All,
}

/// What to say why about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WhyOptions {
    /// What is asked about.
    pub subject: Subject,
    /// Folders of the workspace, relative to the current folder; none for the workspace of the current folder. A place has its own.
    pub paths: Vec<PathBuf>,
    /// A configuration in place of the workspace's own, relative to the current folder.
    pub config: Option<PathBuf>,
    /// What is read for it.
    pub reading: Reading,
}

/// How a function is named.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Subject {
    /// By its path or the end of one: `load`, `Store::load`.
    Path(String),
    /// By a place in it: a file, relative to the current folder, and a line from 1.
    Line(PathBuf, u32),
}

/// What of the call graph to draw.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct GraphOptions {
    /// Files and folders, relative to the current folder; none for the workspace of the current folder.
    pub paths: Vec<PathBuf>,
    /// A configuration in place of the workspace's own, relative to the current folder.
    pub config: Option<PathBuf>,
    /// What is read for it.
    pub reading: Reading,
    /// Which code counts.
    pub scope: Scope,
    /// How many nodes are drawn at most.
    pub most_nodes: usize,
}

/// Whether a report holds the edits of each finding.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Edits {
    /// It says only whether there are any.
    #[default]
    LeftOut,
    /// It holds those of each finding that can be mended by itself.
    Included,
}

/// What to fix, and how.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FixOptions {
    /// Files and folders, relative to the current folder; none for the workspace of the current folder.
    pub paths: Vec<PathBuf>,
    /// A configuration in place of the workspace's own, relative to the current folder.
    pub config: Option<PathBuf>,
    /// What is read for it.
    pub reading: Reading,
    /// The ids of the rules whose findings are fixed; none for all. Every one is known.
    pub rules: Vec<String>,
    /// The places whose findings are fixed; none for all.
    pub places: Vec<FixPlace>,
    /// Patterns of files that are a zone beside those of the configuration.
    pub zones: Vec<String>,
    /// Fixes that can be trusted less are left alone.
    pub least_applicability: Applicability,
    /// Which ways of mending are taken.
    pub strategies: Strategies,
    /// Whether anything is written.
    pub mode: FixMode,
    /// What may be changed although git could not give it back.
    pub allowed: AllowedTrees,
    /// Who says that what is written holds.
    pub proof: Proof,
    /// The titles of the fixes that are made; all where it is not said.
    pub accepted: Option<BTreeSet<String>>,
    /// How long one run of cargo may take; as long as it takes where it is not said.
    pub time_out: Option<Duration>,
}

/// A file, or a line of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FixPlace {
    /// Relative to the current folder.
    pub file: PathBuf,
    /// From 1; all lines where it is not said.
    pub line: Option<u32>,
}

/// Who says that a fix holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Proof {
    /// The compiler.
    #[default]
    Compiler,
    /// The compiler, and the tests of the workspace: those that passed before pass.
    Tests,
    /// Nobody.
    None,
}

/// Which ways of mending are taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Strategies {
    /// For each place the cheapest that is right.
    #[default]
    Auto,
    /// Where async code blocks by itself, and in helpers that can become async.
    MakeAsync,
    /// Only where async code blocks by itself: no signature changes.
    InPlace,
    /// Only by handing a call of async code to the blocking pool.
    SpawnBlocking,
}

/// Whether a fix is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum FixMode {
    /// Written, and proved with the compiler.
    #[default]
    Write,
    /// Only planned: the outcome holds the diff.
    DryRun,
}

/// Which states of a git tree are accepted besides a clean one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct AllowedTrees {
    /// Changes that are not staged.
    pub dirty: bool,
    /// Changes that are staged and not committed.
    pub staged: bool,
}
