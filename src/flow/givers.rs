//! Who can have a value of one of the workspace's types: code that names the type, or something whose declaration names it. A body that
//! calls a method by a name that such a type has as well need not be walked where nothing in it can give it a value of the type.
//!
//! The types of a body come from what stands in its text, from its own signature, and from the declarations of what it names, none of
//! which code outside of the workspace can know. All is by name, so that two types of one name count as one.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::names::Wanted;
use crate::base::Name;
use crate::index::{Impl, Import, ImportKind, Items, Owner, TypeItemKind, TypeRef};
use crate::resolve::{BodyOwner, ItemRef, Program, UnitId};

/// What more gives than this is had nearly everywhere: to look for it costs more than it saves.
const MOST_NAMES: usize = 400;

/// What the declarations of the workspace say of each other.
#[derive(Debug, Default)]
pub(super) struct Givers {
    /// By a type's name: the types with whose values code has one of it, without a name for it.
    holders: FxHashMap<Name, Vec<Name>>,
    /// By a trait's name: the types that have an impl of it.
    implementers: FxHashMap<Name, Vec<Name>>,
    /// By a trait's name: the traits that no type has without having it, or without another type that has it.
    bounds: FxHashMap<Name, Vec<Name>>,
    /// By a type's name: what has a declaration that names it.
    sources: FxHashMap<Name, Vec<Source>>,
    /// By a trait's name: its functions.
    members: FxHashMap<Name, Vec<Source>>,
    /// What is looked for besides the types of the workspace.
    foreign: FxHashSet<Name>,
}

/// What code names to get a value.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
enum Source {
    Function(ItemRef),
    Field(Name),
    /// A variant or a constant.
    Other(Name),
}

/// What gives a value of one type.
#[derive(Debug, Default)]
pub(super) struct Giving {
    /// The types, by name: itself, those that hold it and its aliases.
    types: FxHashSet<Name>,
    /// What code names to get one, besides those types.
    sources: FxHashSet<Source>,
}

/// What the declarations of one unit say: the name of a type, and what has it.
#[derive(Default)]
struct Found<'p> {
    holders: Vec<(&'p Name, &'p Name)>,
    implementers: Vec<(&'p Name, &'p Name)>,
    sources: Vec<(&'p Name, Source)>,
    members: Vec<(&'p Name, Source)>,
}

impl Givers {
    /// For values of the workspace's types, and for those that code has by naming one of `others`.
    pub(super) fn new<'n>(program: &Program, others: impl Iterator<Item = &'n Name>) -> Self {
        let others: FxHashSet<Name> = others.cloned().collect();
        let units: Vec<(UnitId, &Items)> =
            program.units().filter(|(_, unit)| unit.file.is_some()).map(|(id, unit)| (id, &unit.index.items)).collect();
        let types = units.iter().flat_map(|(_, items)| items.types.iter().map(|declared| &declared.name));
        let traits = units.iter().flat_map(|(_, items)| items.traits.iter().map(|declared| &declared.name));
        let imported = units.iter().flat_map(|(_, items)| items.imports.iter().filter_map(renamed).map(|(_, alias)| alias));
        let foreign = program.names_of_foreign_traits();
        let declared: FxHashSet<&Name> = types.chain(traits).chain(imported).chain(&foreign).chain(&others).collect();
        let found: Vec<Found<'_>> = units.par_iter().map(|&(id, items)| Found::of(id, items, &declared)).collect();
        let mut all = Self { bounds: bounds(program), ..Self::default() };
        for Found { holders, implementers, sources, members } in found {
            for (map, pairs) in [(&mut all.holders, holders), (&mut all.implementers, implementers)] {
                for (ty, holder) in pairs {
                    map.entry(ty.clone()).or_default().push(holder.clone());
                }
            }
            for (map, pairs) in [(&mut all.sources, sources), (&mut all.members, members)] {
                for (ty, source) in pairs {
                    map.entry(ty.clone()).or_default().push(source);
                }
            }
        }
        // `#[enum_dispatch]` gives an enum the trait: who has the enum can call the methods of whatever it holds.
        for (of, ty) in program.forwarded() {
            all.holders.entry(of.clone()).or_default().push(ty.clone());
        }
        Self { foreign: others, ..all }
    }

    /// What gives a value of a type of this name; none if too much does.
    pub(super) fn of(&self, name: &Name) -> Option<Giving> {
        self.through(name, true)
    }

    /// What gives a value of which no more is known than that it has the trait of this name; none if too much does. Who has it already can
    /// call the trait's functions, and who has a value of a type knows that.
    pub(super) fn of_opaque(&self, name: &Name) -> Option<Giving> {
        self.through(name, false)
    }

    /// What gives a value that code has by naming one of these; none if too much does, or if nobody said before that these are looked for.
    pub(super) fn of_any(&self, names: &[Name]) -> Option<Giving> {
        let is_known = names.iter().all(|name| self.foreign.contains(name));
        self.from(names.iter().collect(), |_| true).filter(|_| is_known)
    }

    fn through(&self, first: &Name, with_impls: bool) -> Option<Giving> {
        self.from(vec![first], |ty| with_impls || ty != first)
    }

    fn from<'n>(&'n self, mut open: Vec<&'n Name>, with_impls: impl Fn(&Name) -> bool) -> Option<Giving> {
        let mut giving = Giving::default();
        while let Some(ty) = open.pop() {
            if !giving.types.insert(ty.clone()) {
                continue;
            }
            open.extend(self.around(ty, with_impls(ty)));
            giving.sources.extend(self.sources.get(ty).into_iter().flatten().cloned());
            if with_impls(ty) {
                giving.sources.extend(self.members.get(ty).into_iter().flatten().cloned());
            }
            if giving.types.len() + giving.sources.len() > MOST_NAMES {
                return None;
            }
        }
        Some(giving)
    }

    /// The types with whose values code has one of a type called `name`, without a name for it.
    fn around(&self, name: &Name, with_impls: bool) -> impl Iterator<Item = &Name> {
        let implementers = self.implementers.get(name).filter(|_| with_impls);
        self.holders.get(name).into_iter().chain(implementers).flatten()
    }

    /// The names of which one has to stand around code that has a type called `name`, or one with the trait of that name, without writing it:
    /// as a type parameter or an associated type.
    pub(super) fn named_around(&self, name: &Name) -> FxHashSet<Name> {
        reached(name, |of| self.around(of, of != name))
    }

    /// The names of the traits of which one has to stand in the bounds of a type parameter for the methods of the trait called `name` to be
    /// known of it, or of a type that belongs to it.
    pub(super) fn bounds_with(&self, name: &Name) -> FxHashSet<Name> {
        reached(name, |of| self.bounds.get(of).into_iter().flatten())
    }
}

/// A name, and all that `next` leads to from it.
fn reached<'n, I: Iterator<Item = &'n Name>>(first: &'n Name, next: impl Fn(&'n Name) -> I) -> FxHashSet<Name> {
    let mut found = FxHashSet::default();
    let mut open = vec![first];
    while let Some(name) = open.pop() {
        if found.insert(name.clone()) {
            open.extend(next(name));
        }
    }
    found
}

/// See [`Givers::bounds`].
fn bounds(program: &Program) -> FxHashMap<Name, Vec<Name>> {
    let mut found: FxHashMap<Name, Vec<Name>> = FxHashMap::default();
    for (_, unit) in program.units() {
        let items = &unit.index.items;
        for declared in &items.traits {
            declared.visit_bounds(&mut |of| found.entry(of.clone()).or_default().push(declared.name.clone()));
        }
        // Whatever has the one has the other: `impl<T: Display> ToString for T`.
        for block in &items.impls {
            let (TypeRef::Path(subject), Some(of)) = (&block.self_type, block.trait_path.as_ref().and_then(|path| path.last())) else {
                continue;
            };
            if subject.as_name().is_some_and(|name| block.generics.params.iter().any(|param| param.name == *name)) {
                block.generics.visit_names(&mut |bound| found.entry(bound.clone()).or_default().push(of.clone()));
            }
        }
    }
    found
}

impl<'p> Found<'p> {
    fn of(unit: UnitId, items: &'p Items, declared: &FxHashSet<&'p Name>) -> Self {
        let mut found = Self::default();
        let Self { holders, implementers, sources, members } = &mut found;
        let is_declared = |name: &Name| declared.contains(name);
        for (index, function) in items.functions.iter().enumerate() {
            let item = ItemRef { unit, index: index as u32 };
            function.visit_signature(&mut |ty| sources.extend(is_declared(ty).then_some((ty, Source::Function(item)))));
            // What is said of the impls of a trait is said of the trait where they are for types of others.
            if let Owner::Trait(index) = function.owner {
                members.push((&items.traits[index as usize].name, Source::Function(item)));
            }
        }
        for value in &items.values {
            value.ty.visit_names(&mut |ty| sources.extend(is_declared(ty).then(|| (ty, Source::Other(value.name.clone())))));
        }
        for declared in &items.types {
            let mut hold = |ty: &'p Name| holders.extend(is_declared(ty).then_some((ty, &declared.name)));
            declared.generics.visit_names(&mut hold);
            match &declared.kind {
                TypeItemKind::Alias(of) => of.visit_names(&mut hold),
                TypeItemKind::Struct(fields) => {
                    for field in fields {
                        // `.0` is no name.
                        if field.name.starts_with(|first: char| first.is_ascii_digit()) {
                            field.ty.visit_names(&mut hold);
                        } else {
                            let mut visit = |ty: &'p Name| sources.extend(is_declared(ty).then(|| (ty, Source::Field(field.name.clone()))));
                            field.ty.visit_names(&mut visit);
                        }
                    }
                }
                TypeItemKind::Enum(variants) => {
                    for variant in variants {
                        let mut visit = |ty: &'p Name| sources.extend(is_declared(ty).then(|| (ty, Source::Other(variant.name.clone()))));
                        variant.fields.iter().for_each(|field| field.ty.visit_names(&mut visit));
                    }
                }
            }
        }
        holders.extend(items.imports.iter().filter_map(renamed).filter(|(name, _)| is_declared(name)));
        for declared in &items.traits {
            declared.visit_bounds(&mut |ty| holders.extend(is_declared(ty).then_some((ty, &declared.name))));
        }
        for block in &items.impls {
            let of = subjects(block, &is_declared);
            let implemented = block.trait_path.as_ref().and_then(|path| path.last());
            block.visit_names_beside_type(&mut |ty| {
                if is_declared(ty) {
                    let edges = if implemented == Some(ty) { &mut *implementers } else { &mut *holders };
                    edges.extend(of.iter().filter(|holder| **holder != ty).map(|holder| (ty, *holder)));
                }
            });
        }
        found
    }
}

/// What a `use` brings in under another name, and that name.
fn renamed(import: &Import) -> Option<(&Name, &Name)> {
    match (import.path.last(), &import.kind) {
        (Some(last), ImportKind::Named(alias)) if alias != last => Some((last, alias)),
        _ => None,
    }
}

/// What an impl is about: the types of the workspace in its type, or its trait where there is none.
fn subjects<'p>(block: &'p Impl, is_declared: &dyn Fn(&Name) -> bool) -> Vec<&'p Name> {
    let mut found = Vec::new();
    block.self_type.visit_names(&mut |name| found.extend(is_declared(name).then_some(name)));
    if found.is_empty() {
        found.extend(block.trait_path.as_ref().and_then(|path| path.last()));
    }
    found
}

impl Giving {
    /// What code mentions that is given a value.
    pub(super) fn wanted(&self, program: &Program) -> Vec<Wanted> {
        let types = self.types.iter().cloned().map(Wanted::in_any_form);
        let sources = self.sources.iter().map(|source| match source {
            Source::Function(item) => Wanted::function(program, *item),
            Source::Field(name) => Wanted::field(name.clone()),
            Source::Other(name) => Wanted::in_any_form(name.clone()),
        });
        types.chain(sources).collect()
    }

    /// Whether one of the types is imported in the file of a body.
    pub(super) fn is_imported(&self, program: &Program, body: BodyOwner) -> bool {
        let (BodyOwner::Function(ItemRef { unit, .. }) | BodyOwner::Value(ItemRef { unit, .. })) = body;
        program.items(unit).imports.iter().any(|import| import.path.last().is_some_and(|last| self.types.contains(last)))
    }

    /// Whether the signature of the function whose body it is, or what is around it, names one of the types.
    pub(super) fn is_around(&self, program: &Program, body: BodyOwner) -> bool {
        are_around(program, body, &self.types)
    }
}

/// Whether the signature of the function whose body it is, or what is around it, has one of these names.
pub(super) fn are_around(program: &Program, body: BodyOwner, names: &FxHashSet<Name>) -> bool {
    // An initialiser has a type that the constant's declaration names, and is short.
    let BodyOwner::Function(item) = body else { return true };
    let mut is_named = false;
    program.visit_names_around(item, &mut |name| is_named = is_named || names.contains(name));
    is_named
}
