//! Which bodies are worth lowering: at first those that mention a name which can be a blocking operation, then those that mention a
//! function which was found to lead to one, and so on up to async code.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Tables;
use crate::base::Name;
use crate::index::{ImportKind, mention};
use crate::options::Scope;
use crate::resolve::{BodyOwner, ItemRef, Program};
use crate::workspace::Workspace;

/// The bodies that may be lowered, by the names that they mention.
pub(super) struct Candidates {
    /// Bodies that have not been lowered, with the names that each mentions, sorted.
    waiting: Vec<(BodyOwner, Box<[u32]>)>,
    /// The names under which code imports others: `load` under `read_all`.
    aliases: FxHashMap<Name, Vec<Name>>,
    /// The workspace's macros, with the names that their definitions mention, sorted.
    macros: Vec<(Name, Box<[u32]>)>,
    /// Functions with a body.
    pub(super) functions: u64,
}

impl Candidates {
    /// All bodies of the workspace; test code only if it is in scope.
    pub(super) fn new(workspace: &Workspace, program: &Program, tables: Tables<'_>, scope: Scope) -> Self {
        let mut found = Self { waiting: Vec::new(), aliases: aliases(program), macros: macros(program), functions: 0 };
        for (unit_id, unit) in program.units() {
            // What a body declares is looked at with the body.
            let Some(file) = unit.file.filter(|_| unit.body.is_none()) else { continue };
            let at = |index: usize| ItemRef { unit: unit_id, index: index as u32 };
            for (index, function) in unit.index.items.functions.iter().enumerate() {
                if function.body.is_none() {
                    continue;
                }
                found.functions += 1;
                if scope == Scope::WithTests || !program.is_test_code(at(index), tables.contexts) {
                    found.waiting.push((BodyOwner::Function(at(index)), function.mentions.clone()));
                }
            }
            let text = workspace.files[file.index()].source.text();
            for (index, value) in unit.index.items.values.iter().enumerate() {
                let Some(span) = value.initializer.filter(|_| value.is_static) else { continue };
                let mut mentions: Vec<u32> = crate::syntax::words(&text[span.range()]).iter().map(|word| mention(word.text)).collect();
                mentions.sort_unstable();
                found.waiting.push((BodyOwner::Value(at(index)), mentions.into()));
            }
        }
        found
    }

    /// Takes out the bodies that mention one of `names` or a name under which it is imported, and those of functions that take or give
    /// one of the types called `types`.
    pub(super) fn take(&mut self, program: &Program, names: impl Iterator<Item = Name>, types: &[Name]) -> Vec<BodyOwner> {
        let wanted = self.mentions(names);
        let has_type = |root: &BodyOwner| match root {
            BodyOwner::Function(item) => types.iter().any(|name| program.function(*item).signature_names(name)),
            BodyOwner::Value(_) => false,
        };
        self.take_if(|root, mentions| mentions.iter().any(|name| wanted.contains(name)) || has_type(root))
    }

    /// Takes out the bodies that mention both one of `names` and one of `others`.
    pub(super) fn take_both(&mut self, names: impl Iterator<Item = Name>, others: impl Iterator<Item = Name>) -> Vec<BodyOwner> {
        let (wanted, others) = (self.mentions(names), self.mentions(others));
        let has = |mentions: &[u32], wanted: &FxHashSet<u32>| mentions.iter().any(|name| wanted.contains(name));
        self.take_if(|_, mentions| has(mentions, &others) && has(mentions, &wanted))
    }

    /// Takes out these bodies.
    pub(super) fn take_these(&mut self, bodies: &FxHashSet<BodyOwner>) -> Vec<BodyOwner> {
        self.take_if(|root, _| bodies.contains(root))
    }

    fn take_if(&mut self, test: impl Fn(&BodyOwner, &[u32]) -> bool) -> Vec<BodyOwner> {
        let taken: Vec<_> = self.waiting.extract_if(.., |(root, mentions)| test(root, mentions)).collect();
        taken.into_iter().map(|(root, _)| root).collect()
    }

    /// What bodies mention that write one of `names`, or a name under which it is imported.
    fn mentions(&self, names: impl Iterator<Item = Name>) -> FxHashSet<u32> {
        let mut wanted = FxHashSet::default();
        let mut open: Vec<Name> = names.collect();
        while let Some(name) = open.pop() {
            if wanted.insert(mention(&name)) {
                open.extend(self.aliases.get(&name).into_iter().flatten().cloned());
                let stands_for = |mentions: &[u32]| mentions.binary_search(&mention(&name)).is_ok();
                open.extend(self.macros.iter().filter(|(_, mentions)| stands_for(mentions)).map(|(name, _)| name.clone()));
            }
        }
        wanted
    }

    /// Async functions among those that were not taken out.
    pub(super) fn async_functions(&self, program: &Program) -> u64 {
        let is_async = |root: &BodyOwner| matches!(root, BodyOwner::Function(item) if program.function(*item).async_span.is_some());
        self.waiting.iter().filter(|(root, _)| is_async(root)).count() as u64
    }
}

fn aliases(program: &Program) -> FxHashMap<Name, Vec<Name>> {
    let mut aliases: FxHashMap<Name, Vec<Name>> = FxHashMap::default();
    for (_, unit) in program.units().filter(|(_, unit)| unit.file.is_some()) {
        for import in &unit.index.items.imports {
            let (ImportKind::Named(alias), Some(last)) = (&import.kind, import.path.last()) else { continue };
            if alias != last {
                aliases.entry(last.clone()).or_default().push(alias.clone());
            }
        }
    }
    aliases
}

fn macros(program: &Program) -> Vec<(Name, Box<[u32]>)> {
    let units = program.units().filter(|(_, unit)| unit.file.is_some());
    units.flat_map(|(_, unit)| &unit.index.items.macros).map(|declared| (declared.name.clone(), declared.mentions.clone())).collect()
}
