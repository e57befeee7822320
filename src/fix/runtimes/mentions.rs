//! Which functions mention which, by their names and the forms in which code writes them: no body is parsed for it.

use std::borrow::Cow;
use std::collections::BTreeSet;

use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::Declared;
use super::names::{Keys, Names};
use crate::base::{FileId, Needles, is_whole_word};
use crate::fix::inputs::Inputs;
use crate::flow::BodyPlace;
use crate::index::{Form, Function, MacroItem, Owner, Value, mention};
use crate::syntax;
use crate::workspace::Workspace;

/// What a text may mean that mentions a key.
pub(super) struct Mentions<'w> {
    /// The functions, as they are declared, then the constants, statics and macros of the workspace.
    pub(super) nodes: Vec<Node<'w>>,
    /// By key.
    meant: FxHashMap<u32, Vec<usize>>,
    /// By package: itself and those that it depends on.
    sees: Vec<BTreeSet<usize>>,
    /// How many of the nodes are functions.
    functions: usize,
}

/// Something that names functions and has a name.
pub(super) struct Node<'w> {
    /// What it mentions: sorted.
    pub(super) mentions: Cow<'w, [u32]>,
    /// What means it.
    pub(super) keys: Keys,
    /// Its body; none for a macro.
    pub(super) body: Option<BodyPlace>,
    role: Role,
    package: Option<usize>,
    /// Whether code of any package may run it: it implements a trait, or is a macro.
    is_of_all: bool,
}

/// What a function has to do with futures.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Nothing: it cannot run an async function.
    Sync,
    /// It is async, or gives a future, and runs where it is awaited.
    Async,
    /// It is sync, and has a future run.
    Starts,
}

impl Role {
    /// Whether code of this kind may have code of the other kind run that it mentions.
    fn may_run(self, other: Self) -> bool {
        self != Self::Sync || other != Self::Async
    }
}

impl<'w> Mentions<'w> {
    pub(super) fn new(inputs: Inputs<'w>, declared: &[Declared<'w>]) -> Self {
        let names = Names::new(inputs);
        let futures = Futures::new();
        let files = &inputs.workspace.files;
        let packages: Vec<Option<usize>> = files.par_iter().map(|file| package_of(inputs.workspace, file.source.path())).collect();
        let function = |function: &Declared<'w>| Node {
            mentions: Cow::Borrowed(&*function.function.mentions),
            keys: names.of_function(function),
            body: Some((function.file, function.body.start())),
            role: futures.role_of(function),
            package: packages[function.file.index()],
            is_of_all: function.is_of_trait_impl(),
        };
        let others_in = |at: usize| {
            let (file, package) = (&files[at], packages[at]);
            let text = file.source.text();
            let value = |value: &Value| {
                let span = value.initializer.filter(|span| may_run(&text[span.range()]))?;
                let initializer = &text[span.range()];
                Some(Node {
                    mentions: Cow::Owned(syntax::mentions(initializer).into()),
                    keys: names.of_value(value),
                    body: Some((FileId(at as u32), span.start())),
                    role: if futures.are_started_in(initializer) { Role::Starts } else { Role::Sync },
                    package,
                    is_of_all: false,
                })
            };
            let of_macro = |declared: &MacroItem| Node {
                mentions: Cow::Owned(syntax::mentions_of_macro(&text[declared.rules.range()]).into()),
                keys: Keys { own: vec![mention(&declared.name, Form::Macro)], of_type: Vec::new() },
                body: None,
                role: Role::Starts,
                package,
                is_of_all: true,
            };
            let items = &file.index.items;
            items.values.iter().filter_map(value).chain(items.macros.iter().map(of_macro)).collect::<Vec<_>>()
        };
        let mut nodes: Vec<Node<'w>> = declared.par_iter().map(function).collect();
        nodes.par_extend((0..files.len()).into_par_iter().flat_map_iter(others_in));
        // Room for all keys: to grow it costs as much as to fill it.
        let mut meant: FxHashMap<u32, Vec<usize>> = FxHashMap::with_capacity_and_hasher(4 * nodes.len(), FxBuildHasher);
        for (at, node) in nodes.iter().enumerate() {
            node.keys.all().for_each(|key| meant.entry(key).or_default().push(at));
        }
        Self { nodes, meant, sees: seen_by_each(inputs.workspace), functions: declared.len() }
    }

    /// What `at` may run by name, each perhaps several times; `is_start` where it is known that its thread runs futures.
    pub(super) fn mentioned(&self, at: usize, is_start: bool) -> impl Iterator<Item = usize> {
        let meant = self.nodes[at].mentions.iter().filter_map(|key| self.meant.get(key)).flatten().copied();
        meant.filter(move |other| self.may_run(at, is_start, *other))
    }

    /// What may run where one of `roots` does.
    pub(super) fn reached(&self, roots: &BTreeSet<usize>) -> Vec<bool> {
        let mut open: Vec<usize> = roots.iter().copied().collect();
        let mut reached = vec![false; self.nodes.len()];
        for at in &open {
            reached[*at] = true;
        }
        // What a key means to a package was looked at for functions that run less, or for all.
        let mut looked_at: FxHashMap<(u32, Option<usize>), Role> = FxHashMap::default();
        while let Some(at) = open.pop() {
            let is_start = roots.contains(&at);
            let role = if is_start { Role::Starts } else { self.nodes[at].role };
            for key in &*self.nodes[at].mentions {
                let Some(meant) = self.meant.get(key) else { continue };
                let question = (*key, self.nodes[at].package);
                if looked_at.get(&question).is_some_and(|before| *before == role || *before != Role::Sync) {
                    continue;
                }
                looked_at.insert(question, role);
                let may_run = |other: &usize| self.may_run(at, is_start, *other);
                open.extend(meant.iter().copied().filter(may_run).filter(|other| !std::mem::replace(&mut reached[*other], true)));
            }
        }
        reached
    }

    /// Who mentions something that means each of these nodes, by key.
    pub(super) fn mentioned_by(&self) -> FxHashMap<u32, Vec<usize>> {
        let mut mentioned_by: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
        for (at, node) in self.nodes.iter().enumerate() {
            for key in node.mentions.iter().filter(|key| self.meant.contains_key(key)) {
                mentioned_by.entry(*key).or_default().push(at);
            }
        }
        mentioned_by
    }

    /// `targets` and what may run one of them; the threads of `starts` are known to run futures.
    pub(super) fn leading_to(&self, targets: &BTreeSet<usize>, starts: &BTreeSet<usize>) -> Vec<bool> {
        let mentioned_by = self.mentioned_by();
        let mut leading = vec![false; self.nodes.len()];
        let mut open: Vec<usize> = targets.iter().copied().collect();
        for at in &open {
            leading[*at] = true;
        }
        while let Some(target) = open.pop() {
            for caller in self.nodes[target].keys.all().filter_map(|key| mentioned_by.get(&key)).flatten().copied() {
                if !leading[caller] && self.may_run(caller, starts.contains(&caller), target) {
                    leading[caller] = true;
                    open.push(caller);
                }
            }
        }
        leading
    }

    /// The functions that mention one of these.
    pub(super) fn callers(&self, declared: &[Declared<'_>], functions: &[usize]) -> Vec<(usize, usize)> {
        let mentions = |at: usize, other: usize| {
            let mentions = &self.nodes[at].mentions;
            self.nodes[other].keys.all().any(|key| mentions.binary_search(&key).is_ok())
        };
        let calls = |at: usize, other: usize| {
            mentions(at, other) && self.is_seen(at, other) && !is_method_call(declared[at].text, declared[other].function)
        };
        let of = |at: usize| functions.iter().filter(move |other| calls(at, **other)).map(move |other| (at, *other));
        (0..self.functions).into_par_iter().flat_map_iter(of).collect()
    }

    /// Those of the nodes that are functions.
    pub(super) fn functions(&self, nodes: &[bool]) -> BTreeSet<usize> {
        (0..self.functions).filter(|at| nodes[*at]).collect()
    }

    /// Whether the code of one may run the other, if it names it.
    pub(super) fn may_run(&self, at: usize, is_start: bool, other: usize) -> bool {
        let role = if is_start { Role::Starts } else { self.nodes[at].role };
        role.may_run(self.nodes[other].role) && self.is_seen(at, other)
    }

    /// Whether the code of one may run the other, as far as packages depend on each other.
    fn is_seen(&self, at: usize, other: usize) -> bool {
        let other = &self.nodes[other];
        match (self.nodes[at].package, other.package) {
            (Some(own), Some(package)) if !other.is_of_all => self.sees[own].contains(&package),
            _ => true,
        }
    }
}

/// The words of texts that may have a future run.
struct Futures(Needles);

impl Futures {
    fn new() -> Self {
        Self(Needles::new(["async", "block_on", "spawn"]))
    }

    fn are_started_in(&self, text: &str) -> bool {
        self.0.is_one_in(text)
    }

    fn role_of(&self, declared: &Declared<'_>) -> Role {
        match () {
            () if declared.function.async_span.is_some() => Role::Async,
            () if self.are_started_in(declared.text) => Role::Starts,
            () if declared.head().contains("Future") => Role::Async,
            () => Role::Sync,
        }
    }
}

/// Whether an initialiser is more than a literal.
fn may_run(initializer: &str) -> bool {
    let is_letter = |letter: char| letter.is_alphabetic();
    !initializer.starts_with('"') && initializer.contains(is_letter)
}

/// Whether a text that mentions a function has its name behind a dot alone: `.block_on(…)` is no call of a `fn block_on`.
fn is_method_call(text: &str, function: &Function) -> bool {
    let name = function.name.as_str();
    let is_whole = |at: &usize| is_whole_word(text, *at..at + name.len());
    let mut places = text.match_indices(name).map(|(at, _)| at).filter(is_whole).peekable();
    // It may have another name there.
    let is_named = places.peek().is_some();
    function.owner == Owner::Free && is_named && places.all(|at| text[..at].trim_end().ends_with('.'))
}

/// The package whose folder a file is in.
pub(in crate::fix) fn package_of(workspace: &Workspace, path: &str) -> Option<usize> {
    let folder = |at: &usize| workspace.packages[*at].manifest.strip_suffix("Cargo.toml");
    let holds = |at: &usize| folder(at).is_some_and(|folder| path.starts_with(folder));
    (0..workspace.packages.len()).filter(holds).max_by_key(|at| folder(at).map(str::len))
}

fn seen_by_each(workspace: &Workspace) -> Vec<BTreeSet<usize>> {
    let packages = &workspace.packages;
    let dependencies = |at: usize| {
        let is_named = move |other: &usize| packages[at].dependencies.iter().any(|dependency| dependency.package == packages[*other].name);
        (0..packages.len()).filter(is_named)
    };
    let seen_by = |own: usize| {
        let (mut seen, mut open) = (BTreeSet::from([own]), vec![own]);
        while let Some(at) = open.pop() {
            open.extend(dependencies(at).filter(|other| seen.insert(*other)));
        }
        seen
    };
    (0..packages.len()).map(seen_by).collect()
}
