//! The types that functions and fields declare, and the paths of functions: made when they are first asked for: bodies ask for the same ones again and again.

use std::sync::OnceLock;

use super::definitions::{Definition, ItemRef, Program, Unit};
use super::lower::{Signature, TypeScope};
use super::ty::Ty;
use crate::base::{DefPath, Name};
use crate::index::{Field, TypeItemKind};

/// The declared types of a program, as far as they have been asked for. They hold as long as no crate is added.
#[derive(Debug, Default)]
pub(super) struct DeclaredTypes {
    units: Vec<UnitTypes>,
}

/// Those of one unit.
#[derive(Debug)]
struct UnitTypes {
    /// By the index of the function.
    functions: Box<[DeclaredFunction]>,
    /// By the index of the type.
    types: Box<[DeclaredType]>,
}

#[derive(Debug, Default)]
struct DeclaredFunction {
    path: OnceLock<DefPath>,
    signature: OnceLock<Box<Signature>>,
}

#[derive(Debug, Default)]
struct DeclaredType {
    /// The fields of a struct, or those of each variant.
    fields: OnceLock<Box<[Fields]>>,
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

    fn declared_type(&self, item: ItemRef) -> &DeclaredType {
        &self.declared_types.units[item.unit.0 as usize].types[item.index as usize]
    }

    fn lowered_fields(&self, item: ItemRef) -> Box<[Fields]> {
        let declared = self.type_item(item);
        let mut scope = TypeScope::of_scope(self, item.unit, declared.scope);
        scope.add(&declared.generics);
        let lowered = |fields: &[Field]| -> Fields { fields.iter().map(|field| (field.name.clone(), scope.lower(&field.ty))).collect() };
        match &declared.kind {
            TypeItemKind::Struct(fields) => Box::from([lowered(fields)]),
            TypeItemKind::Enum(variants) => variants.iter().map(|variant| lowered(&variant.fields)).collect(),
            TypeItemKind::Alias(_) => Box::default(),
        }
    }
}
