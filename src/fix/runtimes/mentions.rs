//! Which functions mention which, by their names and the forms in which code writes them: no body is parsed for it.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Declared;
use crate::base::Name;
use crate::fix::inputs::Inputs;
use crate::index::{Form, Function, ImportKind, Owner, TypeItemKind, TypeRef, mention, mention_of};

/// The functions that a text may mean which mentions a key.
pub(super) struct Mentions<'w> {
    /// What each function mentions, and after them what each macro of the workspace does.
    keys: Vec<&'w [u32]>,
    /// By function: the keys that mean it.
    means: Vec<Vec<u32>>,
    /// By key: functions and macros.
    meant: FxHashMap<u32, Vec<usize>>,
    roles: Vec<Role>,
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
        let mut found =
            Self { keys: Vec::new(), means: Vec::new(), meant: FxHashMap::default(), roles: Vec::new(), functions: declared.len() };
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
                let at = found.keys.len();
                found.keys.push(&declared.mentions);
                found.roles.push(Role::Starts);
                found.meant.entry(mention(&declared.name, Form::Macro)).or_default().push(at);
            }
        }
        found
    }

    /// The functions that may run where one of `roots` does.
    pub(super) fn reached(&self, roots: &BTreeSet<usize>) -> BTreeSet<usize> {
        let mut open: Vec<usize> = roots.iter().copied().collect();
        let mut reached = vec![false; self.keys.len()];
        open.iter().for_each(|at| reached[*at] = true);
        // What a key means was looked at for functions that run less, or for all.
        let mut looked_at: FxHashMap<u32, Role> = FxHashMap::default();
        while let Some(at) = open.pop() {
            let role = if roots.contains(&at) { Role::Starts } else { self.roles[at] };
            for key in self.keys[at] {
                let Some(meant) = self.meant.get(key) else { continue };
                if looked_at.get(key).is_some_and(|before| *before == role || *before != Role::Sync) {
                    continue;
                }
                looked_at.insert(*key, role);
                let may_run = |other: &usize| role.may_run(self.roles[*other]);
                open.extend(meant.iter().copied().filter(may_run).filter(|other| !std::mem::replace(&mut reached[*other], true)));
            }
        }
        (0..self.functions).filter(|at| reached[*at]).collect()
    }

    /// The functions that mention one of these.
    pub(super) fn callers(&self, functions: &[usize]) -> Vec<usize> {
        let keys: FxHashSet<u32> = functions.iter().flat_map(|at| &self.means[*at]).copied().collect();
        (0..self.functions).into_par_iter().filter(|at| self.keys[*at].iter().any(|key| keys.contains(key))).collect()
    }
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
        let called = if function.parameters.is_empty() { Form::Empty } else { Form::Arguments };
        let in_forms = |name: &Name, forms: &[Form]| forms.iter().map(|form| mention(name, *form)).collect::<Vec<_>>();
        let Owner::Impl(of) = function.owner else {
            return self.of(name).iter().flat_map(|name| in_forms(name, &[called, Form::Alone, Form::Path])).collect();
        };
        let of = &declared.index.items.impls[of as usize];
        let owner = if let TypeRef::Path(path) = &of.self_type { path.last() } else { None };
        if let Some(implemented) = &of.trait_path {
            let mut keys = in_forms(name, &[called, Form::Alone, Form::Path]);
            // Whoever declares the trait calls it for whoever has the type.
            if implemented.last().is_none_or(|implemented| !self.traits.contains(implemented)) {
                keys.extend(owner.iter().flat_map(|owner| self.of(owner)).flat_map(|owner| in_forms(&owner, &[Form::Alone, Form::Path])));
            }
            return keys;
        }
        let Some(owner) = owner else { return in_forms(name, &[called, Form::Alone, Form::Path]) };
        let owners = self.of(owner).into_iter().chain([Name::new_static("Self")]);
        let mut keys: Vec<u32> = owners.map(|owner| mention_of(&owner, name)).collect();
        keys.push(mention(name, Form::Projected));
        if function.receiver.is_some() {
            keys.extend(in_forms(name, &[called, Form::Alone]));
        }
        keys
    }
}
