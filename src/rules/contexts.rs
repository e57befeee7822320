//! What calls and attributes say about where code runs: off the executor, as a task, once at start-up, in a test.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::RulesError;
use super::contexts_file;
use crate::base::{DefPath, Name};

/// Everything that the engine knows by name about execution contexts: the file `rules/contexts.toml`.
///
/// Invariant: no path is there twice in one list.
#[derive(Clone, Debug)]
pub struct Contexts {
    /// Functions whose closures do not run on the executor, those included whose caller waits for them.
    pub offloaders: FxHashMap<DefPath, Offloader>,
    /// Crates whose sources have what is named here at the same paths.
    pub declared_where_named: FxHashSet<Name>,
    /// The words in the names of functions that wait as a rule.
    pub(super) waiting_words: FxHashSet<Name>,
    /// Functions that make a task of a future.
    pub spawners: FxHashMap<DefPath, ClosureTaker>,
    /// Functions that give a server what answers its requests.
    pub handlers: FxHashMap<DefPath, ClosureTaker>,
    /// Functions whose closure runs once, at the first use of a value.
    pub initialisers: FxHashMap<DefPath, ClosureTaker>,
    /// Sync trait methods that an executor or a server calls while it polls.
    pub poll_functions: Vec<PollFunction>,
    /// Calls that run an impl's method which they do not name, by their path.
    pub implicit_calls: FxHashMap<DefPath, ImplicitCall>,
    /// The methods that operators run, by the operator as written.
    pub operators: FxHashMap<String, DefPath>,
    /// The methods that a macro which formats runs for what it shows, by the sign in the format string: `?` of `{:?}`.
    pub formats: FxHashMap<Option<char>, DefPath>,
    /// The last segments of the macros that leave the function around them, or wait in it.
    pub leaving_macros: FxHashSet<Name>,
    /// What methods do, by their names alone.
    pub methods: Methods,
    /// Methods of which a `match` can take the place.
    pub matched_methods: Vec<MatchedMethod>,
    /// Functions that read all of a file, or write all of it, by a handle.
    pub streamed: Vec<Streamed>,
    /// Types that put a buffer around a handle.
    pub buffers: Vec<Buffer>,
    /// Functions that show what they are given as a path.
    pub views: FxHashSet<DefPath>,
    /// Types besides texts that are paths to whoever asks for one of any type.
    pub paths: FxHashSet<DefPath>,
    /// Macros that write what they format.
    pub writers: Vec<Writer>,
    /// Methods whose closure runs only where something failed.
    pub failure_methods: FxHashSet<DefPath>,
    /// Functions that hand out a handle of which the methods of no row block: `AsyncFd::get_ref`.
    pub never_blocking: FxHashSet<DefPath>,
    /// How the result of a closure is written that ends with this error.
    pub results: FxHashMap<DefPath, DefPath>,
    /// Types whose values stay on their thread, or that are another one when they are copied.
    pub bound_to_thread: Vec<DefPath>,
    /// What keeps a future that holds a value of a type from moving to another thread.
    pub threads: Threads,
    /// Functions that make a value which stays on its thread.
    pub made_on_thread: Vec<DefPath>,
    /// Functions that mean the thread that they are called on.
    pub means_thread: Vec<DefPath>,
    /// Types of crates that are not read, of which a copy can be given to another thread.
    pub copied_for_thread: Vec<DefPath>,
    /// Types of temporaries for whose end other threads wait, besides those that are guards by their names.
    pub waited_for: FxHashSet<DefPath>,
    /// How names tell what holds a lock.
    pub guards: Guards,
    /// Types of std and of crates of which nobody notices that a value is dropped, unless it is one of their parts.
    pub dropped_silently: FxHashSet<DefPath>,
    /// Crates that run futures without tokio.
    pub other_executors: Vec<Name>,
    /// How code says on how many threads futures run.
    pub runtimes: Runtimes,
    /// Functions of dependencies that were found to hand a closure to one of the offloaders.
    pub(super) inferred_offloaders: FxHashMap<DefPath, Offloader>,
    /// Attributes, as code writes them, that mean on an async function what they mean on a sync one.
    pub harmless_attributes: Vec<Name>,
    pub(super) macros: Named<MacroKind>,
    /// The macros in whose arguments an `.await` leaves the future `Send`.
    pub(super) awaited_macros: Named<()>,
    pub(super) attributes: Named<AttributeKind>,
}

/// Types that are not `Send` or not `Sync`, which nothing in their declarations says.
#[derive(Clone, Default, Debug)]
pub struct Threads {
    /// Neither of both, or not `Sync` alone.
    pub(super) bound: FxHashSet<DefPath>,
    /// Not `Sync`, and `Send` if their parts are.
    pub(super) unshared: FxHashSet<DefPath>,
    /// `Sync` if their parts are `Send`.
    pub(super) one_at_a_time: FxHashSet<DefPath>,
}

impl Threads {
    /// Whether values of a type stay on their thread.
    #[must_use]
    pub fn are_bound(&self, ty: &DefPath) -> bool {
        self.bound.contains(ty) && !self.unshared.contains(ty)
    }

    /// Whether values of a type may not be used by two threads.
    #[must_use]
    pub fn are_unshared(&self, ty: &DefPath) -> bool {
        self.bound.contains(ty) || self.unshared.contains(ty)
    }

    /// Whether a type gives what it holds to one thread at a time.
    #[must_use]
    pub fn are_used_one_at_a_time(&self, ty: &DefPath) -> bool {
        self.one_at_a_time.contains(ty)
    }
}

/// How the text of a function says on how many threads it has futures run.
#[derive(Clone, Default, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Runtimes {
    /// Parts of a text that makes a runtime of several threads.
    pub several_threads: Vec<String>,
    /// Words of a text that has futures run on one thread.
    pub one_thread: Vec<String>,
    /// The word of an async test that runs on several threads.
    pub test_of_several_threads: String,
    /// Attributes of async tests that say in their arguments on how many threads the test runs.
    pub tests: Vec<String>,
    /// The argument for one thread, which is as good as none.
    pub one_thread_argument: String,
    /// The argument for several threads.
    pub several_threads_argument: String,
}

/// What methods do, by their names alone: where their types are not asked for.
#[derive(Clone, Default, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Methods {
    /// They change nothing and ask nobody.
    pub pure: Vec<Name>,
    /// They have called the closures of the chain before them when they return.
    pub eager: Vec<Name>,
    /// They give what they are called on in another form.
    pub same: Vec<Name>,
    /// They hand a `Result` or `Option` on with the same value in it.
    pub handed_on: Vec<Name>,
    /// They take the value out of a `Result` or `Option`.
    pub taken_out: Vec<Name>,
    /// They only ask whether a `Result` or `Option` has a value.
    pub asked: Vec<Name>,
}

/// How names tell what holds a lock until its scope ends, where its type does not.
#[derive(Clone, Default, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Guards {
    /// The last words of the names of variables and types, in lower case.
    pub words: Vec<Name>,
    /// The last segments of traits that what holds a lock does not derive.
    pub data: Vec<Name>,
}

/// A function that runs code which it gets as an argument.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClosureTaker {
    /// Its path; for a method `Type::method` or `Trait::method`.
    pub path: DefPath,
    /// Which arguments are that code: from 0, without the receiver.
    pub arguments: Vec<usize>,
}

/// A function that runs a closure elsewhere than on the executor's thread.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Offloader {
    /// The function, and which arguments are the closures.
    pub closure_taker: ClosureTaker,
    /// Whether the caller holds its own thread until the closure has ended, as `rayon::join` does: what blocks in the closure blocks the
    /// caller for as long.
    pub waits: bool,
}

/// A trait whose sync methods run on the executor.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PollFunction {
    /// The trait.
    pub trait_path: DefPath,
    /// The methods.
    pub methods: Vec<Name>,
    /// Whether a server calls them for a request.
    pub is_handler: bool,
}

/// A function that takes a handle of a file first, and all of what is in the file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Streamed {
    /// Its path.
    pub path: DefPath,
    /// What it does with the file.
    pub direction: Direction,
    /// Its twin: of a reader one that takes the bytes, of a writer one that gives them.
    pub whole: DefPath,
}

/// A type that puts a buffer around a handle.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Buffer {
    /// Its path.
    pub path: DefPath,
    /// The type of tokio that does the same.
    pub twin: DefPath,
    /// Whether it holds what is to be written.
    pub writes: bool,
}

/// A macro that writes what it formats to its first argument.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Writer {
    /// Its name.
    pub name: Name,
    /// The trait that a handle has to have for it.
    #[serde(rename = "trait")]
    pub trait_path: Name,
    /// The one that a text has to have for it.
    pub text_trait: Name,
    /// What it writes after the rest, as a string literal has it: `\n`.
    pub end: String,
}

/// Which way the contents of a file go.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// Out of the file.
    Reads,
    /// Into it.
    Writes,
}

/// A method whose closure is called at once, as a `match`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MatchedMethod {
    /// Its path.
    pub path: DefPath,
    /// The arm beside that of the closure.
    pub other: String,
    /// The arm of the closure, with `{parameter}` and `{body}`; only its value where an `if` takes the method's place.
    pub own: String,
}

impl MatchedMethod {
    /// Whether an `if` takes its place.
    #[must_use]
    pub fn is_condition(&self) -> bool {
        !self.own.contains("=>")
    }
}

/// What a call runs without naming it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ImplicitCall {
    /// The method `trait::method`.
    pub runs: DefPath,
    /// Whose impl it is of.
    pub on: ImplOf,
}

/// Whose impl a call runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ImplOf {
    /// That of the receiver.
    Receiver,
    /// That of what it gives.
    Output,
    /// That of the `T` in the `Result<T, E>` or `Option<T>` that it gives.
    Success,
    /// That of what it gives, made of the items of the receiver.
    Collected,
    /// That of its first argument.
    Argument,
}

/// How the arguments of a macro run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MacroKind {
    /// `stream! { … }`: they are the body of an async block.
    AsyncBody,
    /// `select! { … }`: branches `pattern = future, if condition => handler`, which run where the macro stands.
    Select,
    /// `assert!(…)`: plain expressions, separated by commas, that run where the macro stands.
    Expression,
    /// `stringify!(…)`: text is made of them, and nothing runs.
    Text,
    /// `println!(…)`: as `Expression`, and what they show runs code of their types.
    Format,
    /// `lazy_static! { … }`: items `static NAME: Type = expression;` whose expression runs once, at the first use.
    Initialiser,
}

/// What an attribute says about its item.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AttributeKind {
    /// The async methods of the trait or impl run on the executor.
    AsyncTrait,
    /// The function is a test.
    Test,
    /// The function is the start of the program.
    Main,
    /// The function answers a request.
    Handler,
    /// The enum has the trait under the same attribute: each method is that of what the variant holds.
    Forwards,
}

/// Macros or attributes by the path that code names, or by its last segment, which is what code names after a `use`.
#[derive(Clone, Debug)]
pub(super) struct Named<Kind>(pub(super) FxHashMap<Name, Kind>);

impl<Kind: Copy> Named<Kind> {
    fn kind(&self, written: &str) -> Option<Kind> {
        self.0.get(written.trim_start_matches("::")).copied()
    }
}

impl Contexts {
    /// The contexts that are part of the binary.
    #[must_use]
    pub fn embedded() -> &'static Self {
        static CONTEXTS: OnceLock<Contexts> = OnceLock::new();
        let text = include_str!("../../rules/contexts.toml");
        CONTEXTS
            .get_or_init(|| Self::from_text("rules/contexts.toml", text).expect("a test loads the contexts that are part of the binary"))
    }

    /// The contexts in a file given as name and text.
    ///
    /// # Errors
    /// The first thing that is wrong, with file and line: an unknown field, something that is no path, an entry that is there twice.
    pub fn from_text(name: &str, text: &str) -> Result<Self, RulesError> {
        contexts_file::load(name, text)
    }

    /// The offloader with the path `path`.
    #[must_use]
    pub fn offloader(&self, path: &DefPath) -> Option<&Offloader> {
        self.offloaders.get(path).filter(|offloader| !offloader.waits).or_else(|| self.inferred_offloaders.get(path))
    }

    /// The function with the path `path` that runs closures on other threads and holds its own until they have ended: for the executor they
    /// run in place.
    #[must_use]
    pub fn waiting(&self, path: &DefPath) -> Option<&ClosureTaker> {
        self.offloaders.get(path).filter(|offloader| offloader.waits).map(|offloader| &offloader.closure_taker)
    }

    /// Whether a crate has functions that run closures on its own threads while the caller waits: what it is given may run there.
    #[must_use]
    pub fn has_threads(&self, krate: &str) -> bool {
        self.offloaders.iter().any(|(path, offloader)| offloader.waits && path.crate_name() == krate)
    }

    /// These contexts with functions of dependencies that hand a closure to an offloader, and which arguments those are.
    #[must_use]
    pub fn with_inferred(&self, offloaders: impl Iterator<Item = (DefPath, Vec<usize>)>) -> Self {
        let offloader = |(path, arguments): (DefPath, Vec<usize>)| {
            (path.clone(), Offloader { closure_taker: ClosureTaker { path, arguments }, waits: false })
        };
        Self { inferred_offloaders: offloaders.map(offloader).collect(), ..self.clone() }
    }

    /// The functions of dependencies that were found to hand a closure to an offloader, and which arguments those are.
    pub fn inferred_offloaders(&self) -> impl Iterator<Item = (&DefPath, &[usize])> {
        self.inferred_offloaders.iter().map(|(path, offloader)| (path, &*offloader.closure_taker.arguments))
    }

    /// The functions that offload a closure.
    pub fn offloader_paths(&self) -> impl Iterator<Item = &DefPath> {
        let offloaders = self.offloaders.iter().filter(|(_, offloader)| !offloader.waits).map(|(path, _)| path);
        offloaders.chain(self.inferred_offloaders.keys())
    }

    /// The paths of all functions and traits that are part of the binary.
    pub fn paths(&self) -> impl Iterator<Item = &DefPath> {
        let takers = [&self.spawners, &self.handlers, &self.initialisers].into_iter().flat_map(FxHashMap::keys);
        self.offloaders.keys().chain(takers).chain(self.poll_functions.iter().map(|poll| &poll.trait_path))
    }

    /// The crates of functions and traits that are part of the binary, without those whose sources have these at the same paths. A crate may be
    /// there several times.
    pub fn crates_by_public_paths(&self) -> impl Iterator<Item = &str> {
        self.paths().map(DefPath::crate_name).filter(|name| !self.declared_where_named.contains(*name))
    }

    /// Whether the name of a function says that it waits.
    #[must_use]
    pub fn says_that_it_waits(&self, name: &str) -> bool {
        name.split('_').any(|word| self.waiting_words.contains(word))
    }

    /// Whether a call of `name` alone, without its type, is one of an offloader: `spawn_blocking` is, `spawn` and `join` may be anything.
    #[must_use]
    pub fn is_offloader_name(&self, name: &str) -> bool {
        name.contains("block") && self.offloader_paths().any(|path| path.last() == name)
    }

    /// Whether some trait's method called `name` runs on the executor.
    #[must_use]
    pub fn is_poll_name(&self, name: &str) -> bool {
        self.poll_functions.iter().any(|poll| poll.methods.iter().any(|method| method == name))
    }

    /// The names of the macros that make an async block of their arguments.
    pub fn async_macro_names(&self) -> impl Iterator<Item = &str> {
        self.macros.0.iter().filter(|(_, kind)| **kind == MacroKind::AsyncBody).filter_map(|(name, _)| name.rsplit("::").next())
    }

    /// The function with the path `path` that makes a task of a future.
    #[must_use]
    pub fn spawner(&self, path: &DefPath) -> Option<&ClosureTaker> {
        self.spawners.get(path)
    }

    /// The function with the path `path` that gives a server what answers its requests.
    #[must_use]
    pub fn handler(&self, path: &DefPath) -> Option<&ClosureTaker> {
        self.handlers.get(path)
    }

    /// The function with the path `path` whose closure runs once.
    #[must_use]
    pub fn initialiser(&self, path: &DefPath) -> Option<&ClosureTaker> {
        self.initialisers.get(path)
    }

    /// The names that code writes where it runs an impl of the method `member` without naming it.
    pub fn names_that_run<'c>(&'c self, member: &'c DefPath) -> impl Iterator<Item = &'c str> + 'c {
        self.implicit_calls.iter().filter(move |(_, implicit)| implicit.runs == *member).map(|(call, _)| call.last())
    }

    /// The entry for the trait `trait_path`, if `method` is among the methods that run on the executor.
    #[must_use]
    pub fn poll_function(&self, trait_path: &DefPath, method: &str) -> Option<&PollFunction> {
        let is_it = |poll: &&PollFunction| poll.trait_path == *trait_path && poll.methods.iter().any(|name| name == method);
        self.poll_functions.iter().find(is_it)
    }

    /// The kind of the macro that code writes as `written`: `println`, `tokio::select`.
    #[must_use]
    pub fn macro_kind(&self, written: &str) -> Option<MacroKind> {
        self.macros.kind(written)
    }

    /// Whether what stands in the arguments of the macro that code writes as `written` can be awaited there.
    #[must_use]
    pub fn is_awaited_in(&self, written: &str) -> bool {
        self.awaited_macros.kind(written).is_some()
    }

    /// The kind of the attribute that code writes as `written`: `test`, `tokio::main`.
    #[must_use]
    pub fn attribute_kind(&self, written: &str) -> Option<AttributeKind> {
        self.attributes.kind(written)
    }
}
