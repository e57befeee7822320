//! In which forms code has to mention a name for what it stands for to be meant: far fewer bodies have to be lowered than mention it.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::users::crate_name;
use super::{Arities, Tables};
use crate::base::{DefPath, Name, Needle, is_std};
use crate::index::{Call, Form, GLOB, ImportKind, Owner};
use crate::resolve::{CrateId, ItemRef, KnownImpl, Program};
use crate::rules::{ApiRow, Rules};
use crate::workspace::{Lock, Workspace};

/// A name that code has to mention, in one of these forms.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) struct Wanted {
    pub(super) name: Name,
    pub(super) forms: Vec<Form>,
    /// The type, or the module, that a path has to name before it.
    pub(super) of_type: Option<Name>,
    /// Who means it by the name.
    pub(super) meant: Meant,
}

/// Which of the bodies that mention a name can mean what is looked for.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) enum Meant {
    /// Any of them, as far as is known.
    All,
    /// Those that can call this function of the workspace.
    CallersOf(ItemRef),
    /// Those that can call this function of an impl for a type that they do not name where they call it: `T::default()`.
    ParametersFor(ItemRef),
    /// Those that can have a value of a type of this stub crate.
    UsersOf(CrateId),
    /// Those that can have a value which code has by naming one of these: see [`ApiRow::given_by`].
    GivenBy(Arc<[Name]>),
    /// The same, for what a loop calls: what a file imports is no reason, nor is what nearly everybody has.
    LoopsOver(Arc<[Name]>),
}

impl Wanted {
    /// Whatever stands for the name.
    pub(super) fn in_any_form(name: Name) -> Self {
        Self { name, forms: Form::ALL.to_vec(), of_type: None, meant: Meant::All }
    }

    /// A field, where code reads it or takes it apart.
    pub(super) fn field(name: Name) -> Self {
        Self { name, forms: vec![Form::Alone], of_type: None, meant: Meant::All }
    }

    /// A function of a dependency, whose path has private modules in it.
    fn inferred(row: &ApiRow, arguments: usize) -> Self {
        let (forms, of_type) = match (row.kind.has_receiver(), type_of(row)) {
            (true, _) => (Form::of_call(Form::Method, arguments).into_iter().chain(Form::OF_PATH).collect(), None),
            (false, Some(owner)) => (vec![Form::Projected], Some(owner)),
            (false, None) => (Form::OF_FUNCTION.into_iter().chain([Form::Function(Call::Awaited)]).collect(), None),
        };
        Self { name: Name::new(row.path.last()), forms, of_type, meant: Meant::All }
    }

    /// An operation with a path that code can write.
    fn operation<'t>(row: &'t ApiRow, program: &Program, arguments: &Arguments<'t>, imported: &Imported<'_>) -> Self {
        let name = Name::new(row.path.last());
        let (forms, of_type) = match (row.kind.has_receiver(), type_of(row)) {
            (true, owner) => {
                // What blocks gives no future.
                let forms = match arguments.counts(row) {
                    Some(counts) => counts.iter().map(|&count| Form::Method(Call::kept(count))).collect(),
                    None => vec![Form::Method(Call::Empty), Form::Method(Call::Arguments)],
                };
                // Whatever implements a trait may stand before the names of its methods.
                let owner = owner.filter(|_| program.is_inherent_stub_method(&row.path));
                let paths = if owner.is_some() { &[Form::Projected][..] } else { &Form::OF_PATH };
                (forms.into_iter().chain(paths.iter().copied()).collect(), owner)
            }
            (false, Some(owner)) => (vec![Form::Projected], Some(owner)),
            (false, None) if imported.includes(&row.path) => (Form::OF_FUNCTION.to_vec(), None),
            // A crate may have another name in its users' manifests.
            (false, None) => match row.path.parent().filter(|module| module.parent().is_some()) {
                Some(module) => (Vec::new(), Some(Name::new(module.last()))),
                None => (Form::OF_PATH.to_vec(), None),
            },
        };
        Self { name, forms, of_type, meant: Meant::All }
    }

    /// A function or method of the workspace, for those who can call it. That of a trait may be called by anybody where not all is known of
    /// the impl, and the only method of its name is taken to be called wherever the name is, of whatever the value comes.
    pub(super) fn called(program: &Program, tables: Tables<'_>, item: ItemRef) -> Vec<Self> {
        let function = program.function(item);
        let known_impl = program.known_impl(item);
        let is_lone = tables.lone_methods.get(&(function.name.clone(), function.parameters.len())) == Some(&item);
        let meant = match &known_impl {
            _ if is_lone => Meant::All,
            None if program.is_of_trait(item) => Meant::All,
            _ => Meant::CallersOf(item),
        };
        let Some(KnownImpl { of_type, of_trait, has_receiver: false, .. }) = known_impl else {
            return vec![Self { meant, ..Self::function(program, item) }];
        };
        let named = |forms: &[Form], of: Option<Name>, meant: Meant| Self {
            name: function.name.clone(),
            forms: forms.to_vec(),
            of_type: of,
            meant,
        };
        vec![
            named(&[Form::Projected], Some(of_type), meant.clone()),
            named(&[], Some(of_trait), meant),
            named(&Form::OF_PATH, None, Meant::ParametersFor(item)),
        ]
    }

    /// A function or method of the workspace, for everybody who mentions it: what looks like a call of it may be one.
    pub(super) fn function(program: &Program, item: ItemRef) -> Self {
        let function = program.function(item);
        let call = if function.receiver.is_some() { Form::Method } else { Form::Function };
        let mut forms = Form::of_call(call, function.parameters.len()).to_vec();
        // A method is passed by a path alone; a type argument stands between name and arguments.
        if function.receiver.is_none() || !function.generics.params.is_empty() {
            forms.push(Form::Alone);
        }
        // A trait's function may be called by the name of a type parameter.
        let of_type = if program.implemented_trait(item).is_none() { program.self_type_name(item) } else { None };
        match of_type {
            Some(_) if function.receiver.is_none() => forms = vec![Form::Projected],
            Some(_) => forms.push(Form::Projected),
            None => forms.extend(if function.owner == Owner::Free { &[Form::Path][..] } else { &Form::OF_PATH }),
        }
        Self { name: function.name.clone(), forms, of_type, meant: Meant::All }
    }
}

/// The type that an operation is a function of.
fn type_of(row: &ApiRow) -> Option<Name> {
    row.path.parent().map(|owner| Name::new(owner.last())).filter(|owner| owner.starts_with(char::is_uppercase))
}

/// The names of the operations that the workspace can call at all.
pub(super) fn of_operations(workspace: &Workspace, program: &Program, tables: Tables<'_>, lock: &Lock) -> Vec<Wanted> {
    let imported = Imported::of(program);
    let arguments = Arguments::of(program, tables);
    let crates = crates_in_use(workspace, lock);
    // What a configuration says may go by the name of a library, which need not be that of its package.
    let is_unused = |row: &ApiRow| {
        let is_of_table = || Rules::embedded().api(&row.path).is_some();
        crates.as_ref().is_some_and(|crates| !crates.contains(row.path.crate_name())) && is_of_table()
    };
    let mut found: Vec<Wanted> = Vec::new();
    let mut unnamed: FxHashSet<&str> = FxHashSet::default();
    let mut named: FxHashSet<&str> = FxHashSet::default();
    let mut modules: FxHashSet<&str> = FxHashSet::default();
    for (_, row) in tables.rules.apis() {
        if let Some(inferred) = &row.inferred {
            found.push(Wanted::inferred(row, inferred.arguments));
            continue;
        }
        let segments: Vec<&str> = row.path.as_str().split("::").collect();
        let is_std = is_std(segments[0]);
        if !is_std && is_unused(row) {
            continue;
        }
        // A module of another crate that no text names: `blocking` of reqwest.
        let is_written = |segment: &str| {
            let needle = Needle::new(segment);
            workspace.files.par_iter().any(|file| needle.is_in(file.source.text()))
        };
        let is_named = |segment: &&str| named.contains(segment) || (!unnamed.contains(segment) && is_written(segment));
        let missing = if is_std { None } else { segments[..segments.len() - 1].iter().copied().find(|segment| !is_named(segment)) };
        if let Some(segment) = missing {
            unnamed.insert(segment);
            continue;
        }
        if !is_std {
            named.extend(&segments[..segments.len() - 1]);
        }
        let given = || Meant::GivenBy(Arc::clone(&row.given_by));
        let users = || program.stub_crate(segments[0]).filter(|_| !is_std).map_or(Meant::All, Meant::UsersOf);
        let meant = if row.given_by.is_empty() { users() } else { given() };
        // A loop calls it without its name.
        if !row.given_by.is_empty() && row.path.last() == program.next_method().last() {
            let meant = Meant::LoopsOver(Arc::clone(&row.given_by));
            let takers = program.methods_of_iterator().filter(|_| row.is_lazy);
            found.extend(takers.map(|name| Wanted { meant: meant.clone(), ..Wanted::in_any_form(name) }));
            found.push(Wanted { meant, ..Wanted::in_any_form(Name::new_static("for")) });
        }
        found.push(Wanted { meant, ..Wanted::operation(row, program, &arguments, &imported) });
        // A body may import all of a module.
        if !row.kind.has_receiver() && type_of(row).is_none() && modules.insert(segments[segments.len() - 2]) {
            let of_type = Some(Name::new(segments[segments.len() - 2]));
            found.push(Wanted { name: Name::new_static(GLOB), forms: Vec::new(), of_type, meant: Meant::All });
        }
    }
    found
}

/// How many arguments the methods take that block: by path, and by name for what a type has by a trait.
struct Arguments<'t> {
    by_path: FxHashMap<DefPath, Vec<usize>>,
    by_name: &'t Arities,
}

impl<'t> Arguments<'t> {
    fn of(program: &Program, tables: Tables<'t>) -> Self {
        let mut by_path: FxHashMap<DefPath, Vec<usize>> = FxHashMap::default();
        for (path, count) in program.stub_methods(tables.rules.interesting_names()) {
            if tables.rules.api(&path).is_some() {
                by_path.entry(path).or_default().push(count);
            }
        }
        Self { by_path, by_name: tables.arities }
    }

    fn counts(&self, row: &'t ApiRow) -> Option<&[usize]> {
        let listed = self.by_path.get(&row.path).or_else(|| self.by_name.get(row.path.last()));
        row.arguments.as_ref().map(std::slice::from_ref).or(listed.map(Vec::as_slice))
    }
}

/// The crates that the workspace uses, through others too, by the names of their packages; none where no `Cargo.lock` tells.
fn crates_in_use(workspace: &Workspace, lock: &Lock) -> Option<FxHashSet<String>> {
    let locked: FxHashSet<String> = lock.names().map(crate_name).collect();
    let named = workspace.packages.iter().flat_map(|package| &package.dependencies).map(|dependency| crate_name(&dependency.package));
    (!locked.is_empty()).then(|| locked.into_iter().chain(named).collect())
}

/// What the imports of the workspace bring in: functions that are called without their module.
struct Imported<'p> {
    program: &'p Program,
    /// By the last name of its path, the first of each import and what stands before its last.
    names: FxHashMap<&'p Name, Vec<(&'p Name, &'p Name)>>,
    /// By the last name of its path, the first of each import that brings in all.
    globs: FxHashMap<&'p Name, Vec<&'p Name>>,
    /// The modules that have other names somewhere, by those.
    modules: FxHashMap<&'p Name, Vec<&'p Name>>,
}

impl<'p> Imported<'p> {
    fn of(program: &'p Program) -> Self {
        let mut found = Self { program, names: FxHashMap::default(), globs: FxHashMap::default(), modules: FxHashMap::default() };
        for (_, unit) in program.units().filter(|(_, unit)| unit.file.is_some()) {
            for import in &unit.index.items.imports {
                let (Some(first), Some(last)) = (import.path.first(), import.path.last()) else { continue };
                match (&import.kind, &import.path[..]) {
                    (ImportKind::Glob, _) => push_new(found.globs.entry(last).or_default(), first),
                    (_, [.., before, _]) => push_new(found.names.entry(last).or_default(), (first, before)),
                    _ => {}
                }
                if let ImportKind::Named(alias) = &import.kind
                    && alias != last
                {
                    push_new(found.modules.entry(alias).or_default(), last);
                }
            }
        }
        found
    }

    /// Whether code may name a function without its module: by an import of it, or of all of the module, somewhere.
    fn includes(&self, path: &DefPath) -> bool {
        let Some(module) = path.parent() else { return false };
        let may_be_of = |first: &Name| !self.program.is_other_stub_crate(first, path.crate_name());
        // A crate may have another name in its users' manifests.
        let is_root = module.parent().is_none();
        let is_module =
            |name: &Name| *name == *module.last() || self.modules.get(name).is_some_and(|of| of.iter().any(|of| **of == *module.last()));
        let mut names = self.names.get(&Name::new(path.last())).into_iter().flatten();
        let mut globs = self.globs.iter().filter(|(name, _)| is_module(name)).flat_map(|(_, firsts)| firsts);
        names.any(|(first, before)| may_be_of(first) && (is_root || is_module(before))) || globs.any(|first| may_be_of(first))
    }
}

fn push_new<T: PartialEq>(list: &mut Vec<T>, new: T) {
    if !list.contains(&new) {
        list.push(new);
    }
}
