//! Who can have a value of one of the workspace's types: code that names the type, or something whose declaration names it. A body that
//! calls a method by a name that such a type has as well need not be walked where nothing in it can give it a value of the type.
//!
//! The types of a body come from what stands in its text, from its own signature, and from the declarations of what it names, none of
//! which code outside of the workspace can know. All is by name, so that two types of one name count as one.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::names::Wanted;
use crate::base::Name;
use crate::index::{Impl, Import, ImportKind, Items, Owner, TypeItemKind};
use crate::resolve::{BodyOwner, ItemRef, Program, UnitId};

/// What more gives than this is had nearly everywhere: to look for it costs more than it saves.
const MOST_NAMES: usize = 400;

/// What the declarations of the workspace say of each other.
#[derive(Debug)]
pub(super) struct Givers {
    /// By a type's name: the types with whose values code has one of it, without a name for it.
    holders: FxHashMap<Name, Vec<Name>>,
    /// By a type's name: what has a declaration that names it.
    sources: FxHashMap<Name, Vec<Source>>,
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
    sources: Vec<(&'p Name, Source)>,
}

impl Givers {
    pub(super) fn new(program: &Program) -> Self {
        let units: Vec<(UnitId, &Items)> =
            program.units().filter(|(_, unit)| unit.file.is_some()).map(|(id, unit)| (id, &unit.index.items)).collect();
        let types = units.iter().flat_map(|(_, items)| items.types.iter().map(|declared| &declared.name));
        let traits = units.iter().flat_map(|(_, items)| items.traits.iter().map(|declared| &declared.name));
        let imported = units.iter().flat_map(|(_, items)| items.imports.iter().filter_map(renamed).map(|(_, alias)| alias));
        let declared: FxHashSet<&Name> = types.chain(traits).chain(imported).collect();
        let found: Vec<Found<'_>> = units.par_iter().map(|&(id, items)| Found::of(id, items, &declared)).collect();
        let mut all = Self { holders: FxHashMap::default(), sources: FxHashMap::default() };
        for Found { holders, sources } in found {
            for (ty, holder) in holders {
                all.holders.entry(ty.clone()).or_default().push(holder.clone());
            }
            for (ty, source) in sources {
                all.sources.entry(ty.clone()).or_default().push(source);
            }
        }
        all
    }

    /// What gives a value of a type of this name; none if too much does.
    pub(super) fn of(&self, name: &Name) -> Option<Giving> {
        let mut giving = Giving::default();
        let mut open = vec![name];
        while let Some(ty) = open.pop() {
            if !giving.types.insert(ty.clone()) {
                continue;
            }
            open.extend(self.holders.get(ty).into_iter().flatten());
            giving.sources.extend(self.sources.get(ty).into_iter().flatten().cloned());
            if giving.types.len() + giving.sources.len() > MOST_NAMES {
                return None;
            }
        }
        Some(giving)
    }
}

impl<'p> Found<'p> {
    fn of(unit: UnitId, items: &'p Items, declared: &FxHashSet<&'p Name>) -> Self {
        let mut found = Self::default();
        let Self { holders, sources } = &mut found;
        let is_declared = |name: &Name| declared.contains(name);
        for (index, function) in items.functions.iter().enumerate() {
            let item = ItemRef { unit, index: index as u32 };
            let mut visit = |ty: &'p Name| sources.extend(is_declared(ty).then_some((ty, Source::Function(item))));
            function.visit_signature(&mut visit);
            // What is said of the impls of a trait is said of the trait where they are for types of others.
            if let Owner::Trait(index) = function.owner {
                visit(&items.traits[index as usize].name);
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
            block.visit_names_beside_type(&mut |ty| {
                if is_declared(ty) {
                    holders.extend(of.iter().filter(|holder| **holder != ty).map(|holder| (ty, *holder)));
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

    /// Whether the signature of the function whose body it is, or what is around it, names one of the types.
    pub(super) fn is_around(&self, program: &Program, body: BodyOwner) -> bool {
        // An initialiser has a type that the constant's declaration names, and is short.
        let BodyOwner::Function(item) = body else { return true };
        let mut is_named = false;
        program.visit_names_around(item, &mut |name| is_named = is_named || self.types.contains(name));
        is_named
    }
}
