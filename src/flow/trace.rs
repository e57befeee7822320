//! What a walk through one body puts down: plain data, from which the call graph is made.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{Capture, CodeId, Confidence, Kept, Region, Sequence, Site};
use crate::base::{DefPath, FileId, Name, Span};
use crate::resolve::{ItemRef, Symbol, Ty};

/// What one body does.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Trace {
    /// The pieces of code in it: the body itself first, then nested functions and initialisers.
    pub(super) codes: Vec<Code>,
    /// In the order of the walk.
    pub(super) operations: Vec<FoundOperation>,
    /// In the order of the walk.
    pub(super) calls: Vec<FoundCall>,
    /// What can go to another thread as a whole.
    pub(super) sequences: Vec<(FileId, Sequence)>,
    /// Where futures are made: calls of async functions, whether they run at once or not.
    pub(super) futures: Vec<FoundFuture>,
    /// Calls that were not understood.
    pub(super) unresolved: Vec<Unresolved>,
    /// Async functions, blocks and closures.
    pub(super) async_bodies: u64,
    /// Calls of known macros that could not be expanded.
    pub(super) unexpanded: u64,
    /// Places that could not be parsed.
    pub(super) problems: Vec<(FileId, Span, String)>,
    /// The functions elsewhere whose bodies had a say in it, each with a hash of its body.
    pub(super) consulted: Vec<(ItemRef, u64)>,
}

/// A piece of code.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Code {
    pub(super) id: CodeId,
    pub(super) kind: CodeKind,
    /// The name of the function or static that it is of.
    pub(super) name: Name,
    /// The function that it is the body of, unless that stands in another one.
    pub(super) function: Option<ItemRef>,
    /// How many arguments the method takes that it is the body of, the receiver left out.
    pub(super) method_arguments: Option<usize>,
}

/// What makes a piece of code run.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) enum CodeKind {
    /// A call, each time.
    Body,
    /// The first use of what it initialises, once.
    Initialiser,
}

/// A blocking operation at its place.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FoundOperation {
    /// The path of its row.
    pub api: DefPath,
    /// Where it is.
    pub site: Site,
    /// What an in-place rewrite has to know.
    pub surroundings: Surroundings,
}

/// Why an operation has no text that could be rewritten.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Obstacle {
    /// It is part of what this `macro_rules!`, as written, expands to, and is reported at the call.
    Expansion(String),
    /// Another build calls another function here, which blocks as well.
    OtherBuild,
}

/// What is around an operation, as far as it decides how it can be rewritten.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Surroundings {
    /// The macro in whose arguments it stands, as written: the innermost one that allows no await in them, or else the innermost one.
    pub in_macro: Option<String>,
    /// Why it has no text of its own to rewrite.
    pub obstacle: Option<Obstacle>,
    /// Whether a sync closure is around it, inside of the function or async code that it is a part of.
    pub in_closure: bool,
    /// Whether the receiver is a place or temporary of an owned type, which has to be borrowed to be passed.
    pub receiver_is_owned: bool,
    /// The receiver without the parentheses around it.
    pub bare_receiver: Option<Span>,
    /// What the receiver shows as a path, if that is one itself to whoever asks for one of any type: `"a"` of `Path::new("a")`.
    pub viewed: Option<Span>,
    /// Whether the receiver is a place (`a`, `a.b`, `a[0]`, `*a`) and no temporary.
    pub receiver_is_place: bool,
    /// How often the receiver has to be dereferenced to become what the last of its pointers points to: once for an `Arc<PathBuf>`, whose
    /// `PathBuf` is a path to every function that asks for one, where the `Arc` is not.
    pub receiver_pointers: usize,
    /// The receiver's type, if it is one of the code's own that only dereferences to the type whose method is called.
    pub receiver_derefs: Option<String>,
    /// Whether the call is a part of a longer method chain or is passed by name, so that nothing can be awaited here.
    pub by_name: bool,
    /// The first callee of the chain that the receiver is built by, as written: `Command::new`.
    pub chain_start: Option<Span>,
    /// What the first callee of the chain is, if that is known.
    pub chain_start_api: Option<DefPath>,
    /// The methods that the receiver's chain calls.
    pub chain_methods: Vec<String>,
    /// A variable that is alive here and, by the name of its type, the guard of a lock or cell that is not made to be held across an await.
    pub guard: Option<String>,
    /// What holds a lock until the end of the statement: a part of the call itself, or an argument before it of the macro around it.
    pub own_guard: Option<Span>,
    /// What stays on its thread and would be held across an await here.
    pub held: Vec<Kept>,
    /// The function that the innermost closure around it is given to, if that is known, or the one that took it to another thread.
    pub closure_taker: Option<DefPath>,
    /// The expression around it that can go to another thread as a whole, or why there is none; nothing where nobody asks.
    pub region: Option<Result<Region, String>>,
}

/// A call of a function whose body can be read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct FoundCall {
    pub(super) site: Site,
    pub(super) callee: Callee,
    pub(super) around: Around,
    /// The types that it was resolved for, where what it runs may depend on them.
    pub(super) types: Option<Box<CallTypes>>,
}

/// A call of an async function, which makes a future, or a place that names it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct FoundFuture {
    pub(super) function: ItemRef,
    pub(super) site: Site,
    pub(super) waits: Waits,
}

/// The types that a call was resolved for.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct CallTypes {
    /// The function that is named: where the impl is not known, the trait's.
    pub(super) function: ItemRef,
    /// The type that the method was found for.
    pub(super) receiver: Option<Ty>,
    /// What the type parameters of the function stand for.
    pub(super) parameters: Vec<(Symbol, Ty)>,
    /// How sure the call is if there is no doubt about what it runs.
    pub(super) at_best: Confidence,
}

/// Who waits for what a call gives, if it is a future.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Waits {
    /// Nobody that is seen at the call.
    Nobody,
    /// The code around it, by an await.
    Code,
    /// The thread, by a function such as `block_on`.
    Thread,
}

/// What is around a call, as far as it decides whether it can be awaited.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Around {
    /// What is done at once with a future that it gives.
    pub waits: Waits,
    /// The macro in whose arguments it stands, as written: the innermost one that allows no await in them, or else the innermost one.
    pub in_macro: Option<String>,
    /// Why it has no text of its own to rewrite.
    pub obstacle: Option<Obstacle>,
    /// A variable that is alive and holds a lock.
    pub guard: Option<String>,
    /// What holds a lock until the end of the statement: a part of the call itself, or an argument before it of the macro around it.
    pub own_guard: Option<Span>,
    /// What stays on its thread and would be held across an await here.
    pub held: Vec<Kept>,
    /// Whether a sync closure is around it, inside of the function or async code that it is a part of.
    pub in_closure: bool,
    /// The function that the innermost closure around it is given to, if that is known, or the one that took it to another thread.
    pub closure_taker: Option<DefPath>,
    /// How the receiver and the arguments get into a closure that makes the call on another thread, or why one of them cannot.
    pub captures: Result<Vec<Capture>, String>,
    /// The expression around it that can go to another thread as a whole, or why there is none; nothing where nobody asks.
    pub region: Option<Result<Region, String>>,
}

/// What is called.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) enum Callee {
    /// One of these functions, by the type of the receiver.
    Functions(Vec<ItemRef>),
    /// A closure that runs once, at the first use of what it initialises.
    Initialiser(CodeId),
    /// The initialiser of a static, at its first use.
    Static(ItemRef),
}

/// A call that was not understood.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Unresolved {
    /// The name that is called.
    pub(super) name: Name,
    /// How many arguments it gets, for a method.
    pub(super) arguments: Option<usize>,
    /// Where it stands.
    pub(super) place: (FileId, Span),
    /// Why it was not: the word of the report.
    pub(super) reason: Cow<'static, str>,
    /// The closures that it is given in which something was put down: how sure it is that this runs depends on what is called here.
    pub(super) closures: Vec<Span>,
    /// Whether a type is missing, which a dependency may have.
    pub(super) lacks_types: bool,
    /// The crates that would have to be read to say more.
    pub(super) crates: Vec<Name>,
    /// The generic types of these crates whose values the body has.
    pub(super) containers: Vec<DefPath>,
}
