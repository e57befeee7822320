//! Which functions mention which, by their names and the forms in which code writes them: no body is parsed for it.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Declared;
use crate::base::Name;
use crate::fix::inputs::Inputs;
use crate::index::{Form, Function, ImportKind, Owner, TypeItemKind, TypeRef, mention, mention_of};
use crate::workspace::Workspace;

/// The functions that a text may mean which mentions a key.
pub(super) struct Mentions<'w> {
    /// What each function mentions, and after them what each macro of the workspace does.
    keys: Vec<&'w [u32]>,
    /// By function: the keys that mean it.
    means: Vec<Vec<u32>>,
    /// By key: functions and macros.
    meant: FxHashMap<u32, Vec<usize>>,
    roles: Vec<Role>,
    /// The package of each, and whether code of any package may run it: it implements a trait, or is a macro.
    packages: Vec<(Option<usize>, bool)>,
    /// By package: itself and those that it depends on.
    sees: Vec<BTreeSet<usize>>,
    functions: usize,
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
    fn of(declared: &Declared<'_>) -> Self {
        let text = declared.text;
        let head = &text[..text.len() - declared.body.len() as usize];
        let has = |part: &str| text.contains(part);
        match () {
            () if declared.function.async_span.is_some() => Self::Async,
            () if has("async") || has("block_on") || has("spawn") => Self::Starts,
            () if head.contains("Future") => Self::Async,
            () => Self::Sync,
        }
    }

    /// Whether code of this kind may have code of the other kind run that it mentions.
    fn may_run(self, other: Self) -> bool {
        self != Self::Sync || other != Self::Async
    }
}

impl<'w> Mentions<'w> {
    pub(super) fn new(inputs: Inputs<'w>, declared: &[Declared<'w>]) -> Self {
        let names = Names::new(inputs);
        let mut found = Self {
            keys: Vec::new(),
            means: Vec::new(),
            meant: FxHashMap::default(),
            roles: Vec::new(),
            packages: declared.iter().map(|function| (package_of(inputs.workspace, function.path), function.is_of_trait_impl())).collect(),
            sees: seen_by_each(inputs.workspace),
            functions: declared.len(),
        };
        let of_functions: Vec<(Role, Vec<u32>)> = declared.par_iter().map(|function| (Role::of(function), names.keys(function))).collect();
        for (at, (function, (role, keys))) in declared.iter().zip(of_functions).enumerate() {
            found.keys.push(&function.function.mentions);
            found.roles.push(role);
            for &key in &keys {
                found.meant.entry(key).or_default().push(at);
            }
            found.means.push(keys);
        }
        for file in &inputs.workspace.files {
            for declared in &file.index.items.macros {
                let (at, key) = (found.keys.len(), mention(&declared.name, Form::Macro));
                found.keys.push(&declared.mentions);
                found.roles.push(Role::Starts);
                found.packages.push((package_of(inputs.workspace, file.source.path()), true));
                found.meant.entry(key).or_default().push(at);
                found.means.push(vec![key]);
            }
        }
        found
    }

    /// The functions that may run where one of `roots` does.
    pub(super) fn reached(&self, roots: &BTreeSet<usize>) -> BTreeSet<usize> {
        let mut open: Vec<usize> = roots.iter().copied().collect();
        let mut reached = vec![false; self.keys.len()];
        for at in &open {
            reached[*at] = true;
        }
        // What a key means to a package was looked at for functions that run less, or for all.
        let mut looked_at: FxHashMap<(u32, Option<usize>), Role> = FxHashMap::default();
        while let Some(at) = open.pop() {
            let role = if roots.contains(&at) { Role::Starts } else { self.roles[at] };
            for key in self.keys[at] {
                let Some(meant) = self.meant.get(key) else { continue };
                let question = (*key, self.packages[at].0);
                if looked_at.get(&question).is_some_and(|before| *before == role || *before != Role::Sync) {
                    continue;
                }
                looked_at.insert(question, role);
                let may_run = |other: &usize| role.may_run(self.roles[*other]) && self.is_seen(at, *other);
                open.extend(meant.iter().copied().filter(may_run).filter(|other| !std::mem::replace(&mut reached[*other], true)));
            }
        }
        (0..self.functions).filter(|at| reached[*at]).collect()
    }

    /// `targets` and the functions that may run one of them.
    pub(super) fn leading_to(&self, targets: BTreeSet<usize>) -> BTreeSet<usize> {
        let mut mentioned_by: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
        for (at, keys) in self.keys.iter().enumerate() {
            for key in keys.iter().filter(|key| self.meant.contains_key(key)) {
                mentioned_by.entry(*key).or_default().push(at);
            }
        }
        let mut open: Vec<usize> = targets.iter().copied().collect();
        let mut leading = targets;
        while let Some(target) = open.pop() {
            for caller in self.means[target].iter().filter_map(|key| mentioned_by.get(key)).flatten().copied() {
                if self.roles[caller].may_run(self.roles[target]) && self.is_seen(caller, target) && leading.insert(caller) {
                    open.push(caller);
                }
            }
        }
        leading.retain(|at| *at < self.functions);
        leading
    }

    /// The functions that mention one of these.
    pub(super) fn callers(&self, declared: &[Declared<'_>], functions: &[usize]) -> Vec<usize> {
        let keys: FxHashSet<u32> = functions.iter().flat_map(|at| &self.means[*at]).copied().collect();
        let mentions_any = |at: &usize| self.keys[*at].iter().any(|key| keys.contains(key));
        let may_call = |at: usize, other: usize| self.is_seen(at, other) && !is_method_call(declared[at].text, declared[other].function);
        let calls_any = |at: &usize| functions.iter().any(|other| may_call(*at, *other));
        (0..self.functions).into_par_iter().filter(mentions_any).filter(calls_any).collect()
    }

    /// Whether the code of one may run the other, as far as packages depend on each other.
    fn is_seen(&self, at: usize, other: usize) -> bool {
        match (self.packages[at].0, self.packages[other]) {
            (Some(own), (Some(package), false)) => self.sees[own].contains(&package),
            _ => true,
        }
    }
}

/// Whether a text that mentions a function has its name behind a dot alone: `.block_on(…)` is no call of a `fn block_on`.
fn is_method_call(text: &str, function: &Function) -> bool {
    let name = function.name.as_str();
    let is_of_name = |letter: char| letter.is_alphanumeric() || letter == '_';
    let is_whole = |at: &usize| !text[..*at].ends_with(is_of_name) && !text[at + name.len()..].starts_with(is_of_name);
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

/// What the workspace calls its own things.
struct Names {
    /// The names under which a type or function is known too: imports and aliases that rename it.
    aliases: BTreeMap<Name, BTreeSet<Name>>,
    traits: BTreeSet<Name>,
}

impl Names {
    fn new(inputs: Inputs<'_>) -> Self {
        let mut names = Self { aliases: BTreeMap::new(), traits: BTreeSet::new() };
        for file in &inputs.workspace.files {
            let items = &file.index.items;
            for import in &items.imports {
                if let (ImportKind::Named(alias), Some(last)) = (&import.kind, import.path.last())
                    && alias != last
                {
                    names.aliases.entry(last.clone()).or_default().insert(alias.clone());
                }
            }
            for declared in &items.types {
                if let TypeItemKind::Alias(TypeRef::Path(path)) = &declared.kind
                    && let Some(last) = path.last()
                {
                    names.aliases.entry(last.clone()).or_default().insert(declared.name.clone());
                }
            }
            names.traits.extend(items.traits.iter().map(|declared| declared.name.clone()));
        }
        names
    }

    /// A name and those under which it is known too.
    fn of(&self, name: &Name) -> BTreeSet<Name> {
        let mut found = BTreeSet::from([name.clone()]);
        let mut open = vec![name.clone()];
        while let Some(name) = open.pop() {
            open.extend(self.aliases.get(&name).into_iter().flatten().filter(|alias| found.insert((*alias).clone())).cloned());
        }
        found
    }

    /// What a text mentions that means the function.
    fn keys(&self, declared: &Declared<'_>) -> Vec<u32> {
        let function: &Function = declared.function;
        let name = &function.name;
        let [kept, awaited] = Form::of_call(function.parameters.len());
        let in_forms = |name: &Name, forms: &[Form]| forms.iter().map(|form| mention(name, *form)).collect::<Vec<_>>();
        let Owner::Impl(of) = function.owner else {
            return self.of(name).iter().flat_map(|name| in_forms(name, &[kept, awaited, Form::Alone, Form::Path])).collect();
        };
        let of = &declared.index.items.impls[of as usize];
        let owner = if let TypeRef::Path(path) = &of.self_type { path.last() } else { None };
        if let Some(implemented) = &of.trait_path {
            let mut keys = in_forms(name, &[kept, awaited, Form::Alone, Form::Path]);
            // Whoever declares the trait calls it for whoever has the type.
            if implemented.last().is_none_or(|implemented| !self.traits.contains(implemented)) {
                keys.extend(owner.iter().flat_map(|owner| self.of(owner)).flat_map(|owner| in_forms(&owner, &[Form::Alone, Form::Path])));
            }
            return keys;
        }
        let Some(owner) = owner else { return in_forms(name, &[kept, awaited, Form::Alone, Form::Path]) };
        let owners = self.of(owner).into_iter().chain([Name::new_static("Self")]);
        let mut keys: Vec<u32> = owners.map(|owner| mention_of(&owner, name)).collect();
        keys.push(mention(name, Form::Projected));
        if function.receiver.is_some() {
            keys.extend(in_forms(name, &[kept, awaited, Form::Alone]));
        }
        keys
    }
}
