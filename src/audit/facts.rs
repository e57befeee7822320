//! The plain types of an audit. Everything is in an order that is the same on every run.

use std::collections::BTreeMap;

use crate::lint::{Confidence, Context, RootKind};
use crate::rules::{Effect, Practice};

/// What there is to say to whoever decides what is done about a workspace.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Audit {
    /// The folder that all paths are relative to, absolute.
    pub root: String,
    /// How much code was looked at.
    pub extent: Extent,
    /// How much of what async code waits for is really async.
    pub total: Share,
    /// The same for each package that has async code, by name.
    pub packages: Vec<PackageShare>,
    /// What is right already, by kind, the most frequent first.
    pub practices: Vec<PracticeCount>,
    /// What should be done, most urgent first.
    pub recommendations: Vec<Recommendation>,
    /// What blocks async code, by file.
    pub files: Vec<FileOperations>,
    /// Blocking calls in sync code that no async code was seen to reach, by file.
    pub sync_only: Vec<FileLines>,
    /// What blocks in test code, by file: counted apart, and in nothing else.
    pub tests: Vec<FileLines>,
    /// What the analysis could not see.
    pub unseen: Unseen,
}

/// How much code was looked at.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Extent {
    /// Files, those of tests included.
    pub files: u64,
    /// Lines in them.
    pub lines: u64,
    /// Functions with a body.
    pub functions: u64,
    /// `.await`s outside of test code.
    pub awaits: u64,
    /// Those of them that wait for functions of the workspace, which are counted by what they wait for in turn.
    pub own_awaits: u64,
    /// Those of them of which nobody knows what they wait for.
    pub unknown_awaits: u64,
    /// Findings that a suppression silences.
    pub suppressed: u64,
}

/// How async something is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Share {
    /// Async functions.
    pub async_functions: u64,
    /// Those of them in which nothing blocks, neither itself nor through what it calls.
    pub clean_functions: u64,
    /// Waits for files, processes, time or the network that hold no thread.
    pub awaited: u64,
    /// Blocking calls that run on another thread than the executor's.
    pub offloaded: u64,
    /// Blocking calls that run on the executor, each counted once, from however many places it is reached.
    pub blocking: u64,
}

impl Share {
    /// How many of a hundred waits hold no thread of the executor: 100 only where none does. `None` where there is none.
    #[must_use]
    pub fn percent(&self) -> Option<u64> {
        let good = self.awaited + self.offloaded;
        (good * 100).checked_div(good + self.blocking)
    }

    /// How many of a hundred async functions block nowhere.
    #[must_use]
    pub fn clean_percent(&self) -> Option<u64> {
        (self.clean_functions * 100).checked_div(self.async_functions)
    }
}

/// How async a package is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PackageShare {
    /// Its name.
    pub name: String,
    /// Its share.
    pub share: Share,
}

/// Something that the code does right, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PracticeCount {
    /// What it is good for.
    pub practice: Practice,
    /// The function, as the tables name it.
    pub api: String,
    /// By path and line.
    pub places: Vec<Place>,
}

/// A line of a file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Place {
    /// Relative to the root, with `/`.
    pub path: String,
    /// From 1.
    pub line: u32,
}

/// The blocking calls of a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FileOperations {
    /// Relative to the root, with `/`.
    pub path: String,
    /// By offset.
    pub operations: Vec<AuditedOperation>,
}

/// A blocking call that async code reaches.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AuditedOperation {
    /// Its line, from 1.
    pub line: u32,
    /// The path of its row, such as `std::fs::write`.
    pub api: String,
    /// The rule that it belongs to.
    pub rule: String,
    /// What it waits for.
    pub effect: Effect,
    /// The function that it stands in.
    pub function: String,
    /// Where it runs.
    pub context: Context,
    /// How sure that is.
    pub confidence: Confidence,
    /// Whether it stands in a loop itself.
    pub is_in_loop: bool,
    /// Whom it stalls.
    pub impact: Impact,
    /// The shortest way to it from async code: the async function first, the operation's own last.
    pub chain: Vec<Step>,
    /// The recommendation that mends it, by its number.
    pub recommendation: Option<usize>,
}

/// A function on the way to an operation, and the call in it that leads on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    /// Its path.
    pub function: String,
    /// The call.
    pub place: Place,
}

/// Whom something stalls.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Impact {
    /// From how many places async code reaches it.
    pub places: usize,
    /// How many of them stand in a loop.
    pub places_in_loops: usize,
    /// The async functions that these places stand in, by kind.
    pub roots: BTreeMap<RootKind, usize>,
}

/// Something that should be done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recommendation {
    /// From 1, in the order of the list.
    pub number: usize,
    /// How soon.
    pub priority: Priority,
    /// In which way.
    pub way: Way,
    /// What it is about: a file, or a function that blocks.
    pub subject: String,
    /// Whom it helps.
    pub impact: Impact,
    /// Where async code leaves for what blocks.
    pub places: Vec<Step>,
    /// The way from the first place to the first operation, between them.
    pub through: Vec<Step>,
    /// What blocks, by its API and place.
    pub operations: Vec<(String, Place)>,
    /// How many of them no other recommendation has to mend too, because async code reaches them from here alone.
    pub operations_of_its_own: usize,
    /// What to do where the tool does nothing; empty where it does.
    pub advice: String,
    /// What it takes.
    pub effort: Effort,
    /// What may go wrong.
    pub risk: Risk,
    /// The functions whose signature changes.
    pub signatures: Vec<Signature>,
    /// The change as a unified diff over all files; empty where only a person can make it.
    pub diff: String,
}

/// How soon something should be done.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Priority {
    /// It surely waits for a process, the network, a clock or another task, or reads or writes in a loop or for a request.
    High,
    /// It surely reads or writes in other async code, or asks about paths in a loop or for a request.
    Medium,
    /// It is not certain, happens once at start-up, or is a single question about a path.
    Low,
}

/// How something is mended.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Way {
    /// The calls are replaced where they stand.
    InPlace,
    /// Functions become async.
    MakeAsync,
    /// Calls go to the blocking pool.
    SpawnBlocking,
    /// Calls stay on their thread, which hands its other tasks on before.
    BlockInPlace,
    /// The tool has no rewrite.
    ByHand,
}

/// What a change takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Effort {
    /// Functions whose signature changes; by hand, those on the way to the operations.
    pub functions: usize,
    /// Calls of them that change with them; by hand, the places where async code calls them.
    pub callers: usize,
    /// Files that change.
    pub files: usize,
    /// Lines that come.
    pub added: usize,
    /// Lines that go.
    pub removed: usize,
}

/// What may go wrong with a change.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Risk {
    /// `fix` makes it, and keeps it if the compiler accepts it.
    Low,
    /// `fix --unsafe` makes it; why it has to be asked for.
    Raised(String),
    /// A person has to make it; why the tool does not.
    ByHand(String),
}

/// A signature that changes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Signature {
    /// Where it stands.
    pub place: Place,
    /// As it is.
    pub before: String,
    /// As it becomes.
    pub after: String,
}

/// Lines of a file with something in common.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FileLines {
    /// Relative to the root, with `/`.
    pub path: String,
    /// By offset: the line, from 1, and the API that is called there.
    pub lines: Vec<(u32, String)>,
}

/// What the analysis could not see.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Unseen {
    /// Calls that may block and were not understood, by the reason.
    pub unresolved: BTreeMap<String, u64>,
    /// The files that most of them stand in.
    pub unresolved_files: Vec<(String, usize)>,
    /// What could not be read or parsed: a file, a line in it where that is known, what is wrong.
    pub problems: Vec<(String, Option<u32>, String)>,
    /// Files that are part of no target: nothing compiles them, and nothing is said of them.
    pub orphans: Vec<String>,
    /// Files that the configuration leaves out.
    pub excluded: Vec<String>,
    /// Dependencies whose bodies were not read, by the reason.
    pub unread_dependencies: BTreeMap<String, u64>,
}
