//! The types that functions and fields declare, and the paths of functions: made when they are first asked for: bodies ask for the same ones again and again.

use std::sync::OnceLock;

use super::definitions::{Definition, ItemRef, Presence, Program, Unit};
use super::interned::Interned;
use super::lower::{Signature, TypeScope};
use super::tree::presence_under;
use super::ty::{Symbol, Ty};
use crate::base::{DefPath, Name};
use crate::index::{Field, Generics, TypeItemKind};

/// The declared types of a program, as far as they have been asked for. They hold as long as no crate is added.
#[derive(Clone, Debug, Default)]
pub(super) struct DeclaredTypes {
    units: Vec<UnitTypes>,
}

/// Those of one unit.
#[derive(Clone, Debug)]
struct UnitTypes {
    /// By the index of the function.
    functions: Box<[DeclaredFunction]>,
    /// By the index of the type.
    types: Box<[DeclaredType]>,
    /// The type parameters, by the index of the trait.
    traits: Box<[OnceLock<Box<[Symbol]>>]>,
    /// The associated types in their order, by the index of the impl.
    impls: Box<[OnceLock<Box<[Ty]>>]>,
}

#[derive(Clone, Debug, Default)]
struct DeclaredFunction {
    path: OnceLock<DefPath>,
    signature: OnceLock<Box<Signature>>,
}

#[derive(Clone, Debug, Default)]
struct DeclaredType {
    /// The fields of a struct, or those of each variant.
    fields: OnceLock<Box<[Fields]>>,
    path: OnceLock<DefPath>,
    parameters: OnceLock<Box<[Symbol]>>,
    /// Whether its values stay on their thread, whatever its parameters are.
    stays: OnceLock<bool>,
}

/// Names and types of fields, the parameters of their type not replaced.
type Fields = Box<[(Name, Ty)]>;

impl DeclaredTypes {
    /// Makes place for the items of the units that are new among `units`.
    pub(super) fn grow(&mut self, units: &[Unit]) {
        let of_unit = |unit: &Unit| UnitTypes {
            functions: unit.index.items.functions.iter().map(|_| DeclaredFunction::default()).collect(),
            types: unit.index.items.types.iter().map(|_| DeclaredType::default()).collect(),
            traits: unit.index.items.traits.iter().map(|_| OnceLock::new()).collect(),
            impls: unit.index.items.impls.iter().map(|_| OnceLock::new()).collect(),
        };
        self.units.extend(units[self.units.len()..].iter().map(of_unit));
    }
}

impl Program {
    /// The canonical path of a function.
    #[must_use]
    pub fn function_path(&self, item: ItemRef) -> DefPath {
        self.declared_function(item).path.get_or_init(|| self.path(&Definition::Function(item))).clone()
    }

    /// The canonical path of a type.
    pub(super) fn type_path(&self, item: ItemRef) -> &DefPath {
        self.declared_type(item).path.get_or_init(|| {
            let declared = self.type_item(item);
            self.module(self.module_of(item.unit, declared.scope)).path.join(&declared.name)
        })
    }

    /// The types of a function.
    pub(super) fn signature(&self, item: ItemRef) -> &Signature {
        self.declared_function(item).signature.get_or_init(|| Box::new(self.lowered_signature(item)))
    }

    fn declared_function(&self, item: ItemRef) -> &DeclaredFunction {
        &self.declared_types.units[item.unit.0 as usize].functions[item.index as usize]
    }

    /// The fields of a struct or variant, and its type; none for anything else.
    pub(super) fn fields(&self, definition: &Definition) -> Option<(ItemRef, &[(Name, Ty)])> {
        let (item, at) = match definition {
            Definition::Type(item) if matches!(self.type_item(*item).kind, TypeItemKind::Struct(_)) => (*item, 0),
            Definition::Variant(item, variant) => (*item, *variant as usize),
            _ => return None,
        };
        self.declared_type(item).fields.get_or_init(|| self.lowered_fields(item)).get(at).map(|fields| (item, &**fields))
    }

    /// Whether values of a type stay on their thread, where that was found out.
    pub(super) fn stays_known(&self, item: ItemRef) -> &OnceLock<bool> {
        &self.declared_type(item).stays
    }

    /// The type parameters of a type, in the order of their declaration.
    pub(super) fn parameters_of(&self, item: ItemRef) -> &[Symbol] {
        self.declared_type(item).parameters.get_or_init(|| symbols(&self.type_item(item).generics))
    }

    /// The type parameters of a trait, in the order of their declaration.
    pub(super) fn parameters_of_trait(&self, item: ItemRef) -> &[Symbol] {
        let known = &self.declared_types.units[item.unit.0 as usize].traits[item.index as usize];
        known.get_or_init(|| symbols(&self.trait_item(item).generics))
    }

    /// The associated type called `name` that an impl states, its parameters not replaced.
    pub(super) fn stated_type(&self, block: ItemRef, name: &Name) -> Option<Ty> {
        let stated = &self.impl_item(block).associated_types;
        let at = stated.iter().position(|(given, _)| given == name)?;
        let known = &self.declared_types.units[block.unit.0 as usize].impls[block.index as usize];
        let lowered = known.get_or_init(|| {
            let scope = TypeScope::of_impl(self, block);
            stated.iter().map(|(_, ty)| scope.lower(ty)).collect()
        });
        Some(lowered[at])
    }

    fn declared_type(&self, item: ItemRef) -> &DeclaredType {
        &self.declared_types.units[item.unit.0 as usize].types[item.index as usize]
    }

    fn lowered_fields(&self, item: ItemRef) -> Box<[Fields]> {
        let declared = self.type_item(item);
        let mut scope = TypeScope::of_scope(self, item.unit, declared.scope);
        scope.add(&declared.generics);
        let lowered = |fields: &[Field]| -> Fields {
            let compiled = fields.iter().filter(|field| is_compiled(field, fields));
            compiled.map(|field| (field.name.clone(), scope.lower(&field.ty))).collect()
        };
        match &declared.kind {
            TypeItemKind::Struct(fields) => Box::from([lowered(fields)]),
            TypeItemKind::Enum(variants) => variants.iter().map(|variant| lowered(&variant.fields)).collect(),
            TypeItemKind::Alias(_) => Box::default(),
        }
    }
}

/// Whether this machine's build may have a field, where `fields` have another one of its name for other builds.
fn is_compiled(field: &Field, fields: &[Field]) -> bool {
    presence_under(&field.cfgs) != Presence::Absent
        || !fields.iter().any(|other| other.name == field.name && presence_under(&other.cfgs) != Presence::Absent)
}

fn symbols(generics: &Generics) -> Box<[Symbol]> {
    generics.params.iter().map(|param| Interned::new(param.name.clone())).collect()
}
