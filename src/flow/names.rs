//! In which forms code has to mention a name for what it stands for to be meant: far fewer bodies have to be lowered than mention it.

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::Tables;
use crate::base::{DefPath, Name, Needle};
use crate::index::{Form, ImportKind};
use crate::resolve::{ItemRef, Program};
use crate::rules::{ApiKind, ApiRow};
use crate::workspace::Workspace;

/// A name that code has to mention, in one of these forms.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) struct Wanted {
    pub(super) name: Name,
    pub(super) forms: Vec<Form>,
    /// The type that a path has to name before it.
    pub(super) of_type: Option<Name>,
}

impl Wanted {
    /// Whatever stands for the name.
    pub(super) fn in_any_form(name: Name) -> Self {
        Self { name, forms: Form::ALL.to_vec(), of_type: None }
    }

    /// A function of a dependency, whose path has private modules in it.
    fn inferred(row: &ApiRow, arguments: usize) -> Self {
        let (forms, of_type) = match (row.kind.has_receiver(), type_of(row)) {
            (true, _) => (vec![called_with(arguments), Form::Path], None),
            (false, Some(owner)) => (vec![Form::Projected], Some(owner)),
            (false, None) => (Form::ALL.to_vec(), None),
        };
        Self { name: Name::new(row.path.last()), forms, of_type }
    }

    /// An operation with a path that code can write.
    fn operation(row: &ApiRow, tables: Tables<'_>, imported: &Imported) -> Self {
        let name = Name::new(row.path.last());
        let Some(owner) = type_of(row).filter(|_| !row.kind.has_receiver()) else {
            return Self { name, forms: forms(row, tables, imported), of_type: None };
        };
        Self { name, forms: vec![Form::Projected], of_type: Some(owner) }
    }

    /// A function or method of the workspace.
    pub(super) fn function(program: &Program, item: ItemRef) -> Self {
        let function = program.function(item);
        let mut forms = vec![called_with(function.parameters.len())];
        // A method is passed by a path alone; a type argument stands between name and arguments.
        if function.receiver.is_none() || !function.generics.params.is_empty() {
            forms.push(Form::Alone);
        }
        // A trait's function may be called by the name of a type parameter.
        let of_type = if program.implemented_trait(item).is_none() { program.self_type_name(item) } else { None };
        match of_type {
            Some(_) if function.receiver.is_none() => forms = vec![Form::Projected],
            Some(_) => forms.push(Form::Projected),
            None => forms.push(Form::Path),
        }
        Self { name: function.name.clone(), forms, of_type }
    }
}

/// The type that an operation is a function of.
fn type_of(row: &ApiRow) -> Option<Name> {
    row.path.parent().map(|owner| Name::new(owner.last())).filter(|owner| owner.starts_with(char::is_uppercase))
}

fn called_with(arguments: usize) -> Form {
    if arguments == 0 { Form::Empty } else { Form::Arguments }
}

/// The names of the operations that the workspace can call at all.
pub(super) fn of_operations(workspace: &Workspace, program: &Program, tables: Tables<'_>) -> Vec<Wanted> {
    let imported = Imported::of(program);
    let mut found: Vec<Wanted> = Vec::new();
    let mut unnamed: FxHashSet<&str> = FxHashSet::default();
    let mut named: FxHashSet<&str> = FxHashSet::default();
    for (_, row) in tables.rules.apis() {
        if let Some(inferred) = &row.inferred {
            found.push(Wanted::inferred(row, inferred.arguments));
            continue;
        }
        let segments: Vec<&str> = row.path.as_str().split("::").collect();
        let is_std = matches!(segments[0], "std" | "core" | "alloc");
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
        found.push(Wanted::operation(row, tables, &imported));
    }
    found
}

/// The forms in which code mentions an operation.
fn forms(row: &ApiRow, tables: Tables<'_>, imported: &Imported) -> Vec<Form> {
    let name = row.path.last();
    match row.kind {
        ApiKind::Method | ApiKind::HandleMethod => match tables.arities.get(name) {
            Some(counts) => counts.iter().map(|&count| called_with(count)).chain([Form::Path]).collect(),
            None => vec![Form::Empty, Form::Arguments, Form::Path],
        },
        ApiKind::Function | ApiKind::HandleFunction if imported.includes(&row.path) => Form::ALL.to_vec(),
        ApiKind::Function | ApiKind::HandleFunction => vec![Form::Path],
    }
}

/// What the imports of the workspace bring in: functions that are called without their module.
struct Imported {
    names: FxHashSet<Name>,
    globs: FxHashSet<Name>,
}

impl Imported {
    fn of(program: &Program) -> Self {
        let mut found = Self { names: FxHashSet::default(), globs: FxHashSet::default() };
        for (_, unit) in program.units().filter(|(_, unit)| unit.file.is_some()) {
            for import in &unit.index.items.imports {
                let Some(last) = import.path.last() else { continue };
                let set = if import.kind == ImportKind::Glob { &mut found.globs } else { &mut found.names };
                set.insert(last.clone());
            }
        }
        found
    }

    fn includes(&self, path: &DefPath) -> bool {
        let is_globbed = path.parent().is_some_and(|module| self.globs.contains(module.last()));
        self.names.contains(path.last()) || is_globbed
    }
}
