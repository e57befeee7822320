//! Which bodies are worth lowering: at first those that mention a name which can be a blocking operation, then those that mention a
//! function which was found to lead to one, and so on up to async code.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Tables;
use super::givers::Givers;
use super::names::{Meant, Wanted};
use super::sought::{Keys, Sought};
use super::users::Users;
use crate::base::Name;
use crate::index::{Form, ImportKind, TypeItemKind, TypeRef, is_capital, mention, mention_of};
use crate::options::Scope;
use crate::resolve::{BodyOwner, ItemRef, Program, Unit, UnitId};
use crate::workspace::{Lock, Workspace};

/// The bodies that may be lowered, by the names that they mention.
pub(super) struct Candidates {
    /// Bodies that have not been lowered.
    waiting: Vec<BodyOwner>,
    /// What the initialisers of statics mention, sorted; what functions do their declarations say.
    of_statics: FxHashMap<ItemRef, Box<[u32]>>,
    /// The names under which code imports others: `load` under `read_all`.
    aliases: FxHashMap<Name, Vec<Name>>,
    /// The names of the workspace's macros, by what their definitions mention.
    macros: FxHashMap<u32, Vec<Name>>,
    /// The types that are called `Self` somewhere.
    subjects: FxHashSet<Name>,
    /// The modules and crates whose names look like those of types.
    capital_modules: Vec<Name>,
    /// Functions with a body.
    pub(super) functions: u64,
    /// Who can have values of the workspace's types; none before somebody asks.
    givers: Option<Givers>,
    /// Who can have values of the types of stub crates.
    users: Arc<Users>,
}

impl Candidates {
    /// All bodies of the workspace; test code only if it is in scope.
    pub(super) fn new(workspace: &Workspace, program: &Program, tables: Tables<'_>, scope: Scope) -> Self {
        // What a body declares is looked at with the body.
        let files: Vec<(UnitId, &Unit)> = program.units().filter(|(_, unit)| unit.file.is_some() && unit.body.is_none()).collect();
        let of_file = |&(id, unit): &(UnitId, &Unit)| Bodies::of_file(workspace, program, tables, scope, id, unit);
        let bodies: Vec<Bodies> = files.par_iter().map(of_file).collect();
        let mut found = Self {
            waiting: Vec::new(),
            of_statics: FxHashMap::default(),
            aliases: aliases(program),
            macros: macros(program),
            subjects: subjects(program),
            capital_modules: capital_modules(program),
            functions: 0,
            givers: None,
            users: Arc::default(),
        };
        for Bodies { functions, in_scope, statics } in bodies {
            found.functions += functions;
            found.waiting.extend(in_scope.into_iter().map(BodyOwner::Function));
            found.waiting.extend(statics.iter().map(|(item, _)| BodyOwner::Value(*item)));
            found.of_statics.extend(statics);
        }
        found
    }

    /// Learns who can have values of the types of the stub crates that `names` are of.
    pub(super) fn know_users(&mut self, workspace: &Workspace, program: &Program, lock: &Lock, names: &[Wanted]) {
        let stub = |wanted: &Wanted| if let Meant::UsersOf(stub) = wanted.meant { Some(stub) } else { None };
        self.users = Arc::new(Users::new(workspace, program, lock, &names.iter().filter_map(stub).collect()));
    }

    /// Takes out the bodies that mention one of `names` or a name under which it is imported, and those of functions that take or give
    /// one of the types called `types`, as `self` too.
    pub(super) fn take(&mut self, program: &Program, names: Vec<Wanted>, types: &[Name]) -> Vec<BodyOwner> {
        let sought = self.sought(program, names);
        let has_type = |root: &BodyOwner| match root {
            BodyOwner::Function(item) => {
                let has = |name: &Name| program.function(*item).signature_names(name) || program.takes_as_self(*item, name);
                types.iter().any(has)
            }
            BodyOwner::Value(_) => false,
        };
        self.take_if(program, |root, mentions| sought.is_meant_in(*root, mentions) || has_type(root))
    }

    /// Takes out the bodies that can call one of `names` and mention one of `others`.
    pub(super) fn take_both(&mut self, program: &Program, names: Vec<Wanted>, others: Vec<Wanted>) -> Vec<BodyOwner> {
        let (sought, others) = (self.sought(program, names), self.keys(others));
        self.take_if(program, |root, mentions| others.are_in(mentions) && sought.is_meant_in(*root, mentions))
    }

    /// Takes out these bodies.
    pub(super) fn take_these(&mut self, bodies: &FxHashSet<BodyOwner>) -> Vec<BodyOwner> {
        self.waiting.extract_if(.., |root| bodies.contains(root)).collect()
    }

    /// Takes out the bodies of which `test` holds: given each with what it mentions.
    fn take_if(&mut self, program: &Program, test: impl Fn(&BodyOwner, &[u32]) -> bool + Sync) -> Vec<BodyOwner> {
        let mentions = |root: &BodyOwner| match root {
            BodyOwner::Function(item) => &program.function(*item).mentions[..],
            BodyOwner::Value(item) => &self.of_statics[item],
        };
        let is_taken: Vec<bool> = self.waiting.par_iter().map(|root| test(root, mentions(root))).collect();
        let mut is_taken = is_taken.into_iter();
        self.waiting.extract_if(.., |_| is_taken.next().unwrap_or_default()).collect()
    }

    fn sought<'p>(&mut self, program: &'p Program, names: Vec<Wanted>) -> Sought<'p> {
        let keys = self.keys(names);
        let mut givers = self.givers.take();
        let sought = Sought::new(program, keys, &mut givers, Arc::clone(&self.users), |names| self.keys(names));
        self.givers = givers;
        sought
    }

    /// What bodies mention that write one of `names`, or a name under which it is imported.
    fn keys(&self, names: Vec<Wanted>) -> Keys {
        let mut found = Keys::default();
        let mut open = names;
        while let Some(Wanted { name, forms, of_type, meant }) = open.pop() {
            let mut before: Vec<Name> = of_type.into_iter().flat_map(|of_type| self.called(of_type)).collect();
            if before.iter().any(|of_type| self.subjects.contains(of_type)) {
                before.push(Name::new_static("Self"));
            }
            if forms.contains(&Form::Path) && !forms.contains(&Form::Member) {
                before.extend(self.capital_modules.iter().cloned());
            }
            let keys = forms.iter().map(|&form| mention(&name, form)).chain(before.iter().map(|of_type| mention_of(of_type, &name)));
            let new: Vec<u32> = keys.filter(|&key| found.add(key, &meant)).collect();
            if new.is_empty() {
                continue;
            }
            let aliases = self.aliases.get(&name).into_iter().flatten();
            open.extend(aliases.map(|alias| Wanted { name: alias.clone(), forms: forms.clone(), of_type: None, meant: meant.clone() }));
            let macros: BTreeSet<&Name> = new.iter().filter_map(|key| self.macros.get(key)).flatten().collect();
            open.extend(macros.into_iter().map(|name| Wanted {
                name: name.clone(),
                forms: vec![Form::Macro],
                of_type: None,
                meant: Meant::All,
            }));
        }
        found
    }

    /// A type's name, and the names under which it is imported or has an alias.
    fn called(&self, name: Name) -> Vec<Name> {
        let mut found = vec![name];
        let mut at = 0;
        while let Some(name) = found.get(at) {
            let aliases: Vec<Name> = self.aliases.get(name).into_iter().flatten().filter(|alias| !found.contains(alias)).cloned().collect();
            found.extend(aliases);
            at += 1;
        }
        found
    }

    /// Async functions among those that were not taken out.
    pub(super) fn async_functions(&self, program: &Program) -> u64 {
        let is_async = |root: &BodyOwner| matches!(root, BodyOwner::Function(item) if program.function(*item).async_span.is_some());
        self.waiting.iter().filter(|root| is_async(root)).count() as u64
    }
}

/// The bodies of one file.
#[derive(Default)]
struct Bodies {
    /// How many functions have one.
    functions: u64,
    /// Those of them whose code is in scope.
    in_scope: Vec<ItemRef>,
    /// The statics with an initialiser, with what that mentions.
    statics: Vec<(ItemRef, Box<[u32]>)>,
}

impl Bodies {
    fn of_file(workspace: &Workspace, program: &Program, tables: Tables<'_>, scope: Scope, id: UnitId, unit: &Unit) -> Self {
        let Some(file) = unit.file else { return Self::default() };
        let at = |index: usize| ItemRef { unit: id, index: index as u32 };
        let items = &unit.index.items;
        let functions = items.functions.iter().enumerate().filter(|(_, function)| function.body.is_some()).map(|(index, _)| at(index));
        let is_in_scope = |item: &ItemRef| scope == Scope::WithTests || !program.is_test_code(*item, tables.contexts);
        let text = workspace.files[file.index()].source.text();
        let statics = items.values.iter().enumerate().filter(|(_, value)| value.is_static).filter_map(|(index, value)| {
            let span = value.initializer?;
            Some((at(index), crate::syntax::mentions(&text[span.range()])))
        });
        Self { functions: functions.clone().count() as u64, in_scope: functions.filter(is_in_scope).collect(), statics: statics.collect() }
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
        for declared in &unit.index.items.types {
            if let TypeItemKind::Alias(TypeRef::Path(path)) = &declared.kind
                && let Some(last) = path.last()
            {
                aliases.entry(last.clone()).or_default().push(declared.name.clone());
            }
        }
    }
    aliases
}

fn subjects(program: &Program) -> FxHashSet<Name> {
    let mut found = FxHashSet::default();
    for (_, unit) in program.units().filter(|(_, unit)| unit.file.is_some()) {
        for block in &unit.index.items.impls {
            block.self_type.visit_names(&mut |name| {
                if !found.contains(name) {
                    found.insert(name.clone());
                }
            });
        }
    }
    found
}

fn capital_modules(program: &Program) -> Vec<Name> {
    let mut found: BTreeSet<&str> = program.names_of_modules().filter(|name| is_capital(name)).collect();
    for (_, unit) in program.units().filter(|(_, unit)| unit.file.is_some()) {
        for import in &unit.index.items.imports {
            let (ImportKind::Named(alias), Some(last)) = (&import.kind, import.path.last()) else { continue };
            if is_capital(alias) && !is_capital(last) {
                found.insert(alias);
            }
        }
    }
    found.into_iter().map(Name::new).collect()
}

fn macros(program: &Program) -> FxHashMap<u32, Vec<Name>> {
    let mut macros: FxHashMap<u32, Vec<Name>> = FxHashMap::default();
    let units = program.units().filter(|(_, unit)| unit.file.is_some());
    for declared in units.flat_map(|(_, unit)| &unit.index.items.macros) {
        for &key in &declared.mentions {
            macros.entry(key).or_default().push(declared.name.clone());
        }
    }
    macros
}
