//! Execution contexts and blocking operations: what runs on the executor, and what in it blocks.

mod candidates;
mod explain;
mod facts;
mod operations;
mod place;
mod sites;
mod walk;
mod wrappers;
mod zones;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::base::{DefPath, FileId, Name, Span};
use crate::options::{OperationScope, Scope};
use crate::resolve::{ItemRef, Program};
use crate::rules::{Contexts, Rules};
use crate::workspace::{Lock, Workspace, dependency_sources};

pub use explain::{Explained, explain};
pub use facts::{CallSite, Confidence, Context, RootKind};
pub use place::AsyncCause;

/// The tables that the analysis asks.
#[derive(Clone, Copy, Debug)]
struct Tables<'a> {
    /// What blocks.
    rules: &'a Rules,
    /// What runs where.
    contexts: &'a Contexts,
    /// The workspace's own offloaders.
    wrappers: &'a wrappers::Wrappers,
    /// How many arguments blocking methods take.
    arities: &'a Arities,
}

/// A blocking operation at its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FoundOperation {
    /// The path of its row.
    pub api: DefPath,
    /// The file it stands in.
    pub file: FileId,
    /// Its pieces.
    pub call: CallSite,
    /// The function it stands in.
    pub function: DefPath,
    /// The whole of that function, or of the outermost one around it.
    pub function_span: Span,
    /// Where it runs.
    pub context: Context,
    /// What makes it run there: a keyword or name in the same file, and what it is.
    pub cause: Option<AsyncCause>,
    /// How sure it is.
    pub confidence: Confidence,
    /// The kind of the async code.
    pub root: RootKind,
    /// The `cfg` predicates it stands under.
    pub cfgs: Vec<String>,
    /// Whether it is test code.
    pub in_test: bool,
    /// The package: index into the workspace's packages.
    pub package: Option<usize>,
    /// What an in-place rewrite has to know.
    pub surroundings: Surroundings,
}

/// What is around an operation, as far as it decides how it can be rewritten.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Surroundings {
    /// The innermost macro whose arguments it stands in, as written.
    pub in_macro: Option<String>,
    /// Whether the receiver is a place or temporary of an owned type, which has to be borrowed to be passed.
    pub receiver_is_owned: bool,
    /// The receiver without the parentheses around it.
    pub bare_receiver: Option<Span>,
    /// Whether the receiver is a place (`a`, `a.b`, `a[0]`, `*a`) and no temporary.
    pub receiver_is_place: bool,
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
}

/// How many arguments the methods take that block: by name.
type Arities = FxHashMap<Name, Vec<usize>>;

impl Tables<'_> {
    /// Whether rows or contexts name things of this crate by their public paths: then they know it better than its sources, whose items
    /// have their private paths.
    fn speak_of(self, name: &str) -> bool {
        let is_of = |path: &DefPath| path.as_str().split("::").next() == Some(name);
        self.rules.apis().any(|(_, row)| is_of(&row.path)) || self.contexts.paths().any(is_of)
    }
}

fn arities(program: &Program, rules: &Rules) -> Arities {
    let mut found = Arities::default();
    for (path, count) in program.stub_methods(rules.interesting_names()) {
        if rules.api(&path).is_some() {
            found.entry(Name::new(path.last())).or_default().push(count);
        }
    }
    found
}

fn lowered(workspace: &Workspace, program: &Program, tables: Tables<'_>, items: &[ItemRef]) -> Vec<Flow> {
    items
        .par_iter()
        .map(|&item| {
            let part = std::panic::catch_unwind(|| walk::function(workspace, program, tables, item));
            part.unwrap_or_else(|_| walk::failure(program, item))
        })
        .collect()
}

/// What the analysis found.
#[derive(Debug, Default)]
pub struct Flow {
    /// Sorted by file, offset and API; each once.
    pub operations: Vec<FoundOperation>,
    /// Calls in the lowered bodies that could not be resolved, by reason.
    pub unresolved: BTreeMap<String, u64>,
    /// Where these calls stand; sorted.
    pub unresolved_calls: Vec<(FileId, Span)>,
    /// Bodies that were lowered.
    pub lowered_bodies: u64,
    /// Async functions, blocks and closures.
    pub async_bodies: u64,
    /// Functions with a body.
    pub functions: u64,
    /// Places that could not be parsed, by file.
    pub problems: Vec<(FileId, Span, String)>,
    /// The files that are part of a target.
    pub files: BTreeSet<FileId>,
    /// The crates that would have to be read to say more.
    blamed: BTreeSet<Name>,
}

/// Reading a dependency may show that another one is needed; this often at most.
const ROUNDS: usize = 4;

/// Finds the blocking operations of a workspace and where they run. Dependencies are read only where a call that may block cannot be
/// understood without them.
#[must_use]
pub fn analyse(
    workspace: &Workspace,
    program: &mut Program,
    rules: &Rules,
    contexts: &Contexts,
    scope: Scope,
    operations: OperationScope,
) -> Flow {
    let none = wrappers::Wrappers::default();
    let wrappers = wrappers::wrappers(workspace, program, Tables { rules, contexts, wrappers: &none, arities: &Arities::default() });
    let arities = arities(program, rules);
    let tables = Tables { rules, contexts, wrappers: &wrappers, arities: &arities };
    let candidates = candidates::candidates(workspace, program, tables, scope, operations == OperationScope::All);
    let mut parts = lowered(workspace, program, tables, &candidates.lowered);
    let mut lock = None;
    for _ in 0..ROUNDS {
        let lock = lock.get_or_insert_with(|| Lock::read(&workspace.root));
        let blamed: BTreeSet<&Name> = parts.iter().flat_map(|part| &part.blamed).filter(|name| !tables.speak_of(name)).collect();
        let packages: Vec<_> = blamed.iter().flat_map(|name| program.unread_packages(workspace, lock, name)).collect();
        let sources = dependency_sources(&workspace.root, &packages);
        if sources.is_empty() {
            break;
        }
        program.add_dependencies(workspace, lock, &sources);
        let again: Vec<usize> = parts.iter().enumerate().filter(|(_, part)| !part.blamed.is_empty()).map(|(at, _)| at).collect();
        let items: Vec<ItemRef> = again.iter().map(|&at| candidates.lowered[at]).collect();
        for (at, part) in again.into_iter().zip(lowered(workspace, program, tables, &items)) {
            parts[at] = part;
        }
    }
    let files = program.units().filter_map(|(_, unit)| unit.file).collect();
    let mut flow = Flow { files, functions: candidates.functions, async_bodies: candidates.async_functions, ..Flow::default() };
    for part in parts {
        flow.lowered_bodies += 1;
        flow.async_bodies += part.async_bodies;
        for (reason, count) in part.unresolved {
            *flow.unresolved.entry(reason).or_default() += count;
        }
        flow.unresolved_calls.extend(part.unresolved_calls);
        flow.problems.extend(part.problems);
        flow.operations.extend(part.operations);
    }
    if scope == Scope::WithoutTests {
        flow.operations.retain(|operation| !operation.in_test);
    }
    zones::declare(workspace, &mut flow.operations);
    let key = |operation: &FoundOperation| (operation.file, operation.call.span, operation.api.clone());
    flow.operations.sort_by_cached_key(|operation| (key(operation), std::cmp::Reverse(operation.confidence)));
    // A file that is part of two crates is looked at in both.
    flow.operations.dedup_by(|one, other| key(one) == key(other));
    flow.unresolved_calls.sort_unstable();
    flow.problems.sort();
    flow.problems.dedup();
    flow
}
