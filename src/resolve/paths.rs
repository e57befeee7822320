//! What definitions and crates are called.

use super::definitions::{CrateId, Definition, ExternCrate, ItemRef, Program, UnitId};
use crate::base::{DefPath, Name};
use crate::index::{Owner, ScopeId, TypeItemKind};

impl Program {
    /// The canonical path of a definition.
    #[must_use]
    pub fn path(&self, definition: &Definition) -> DefPath {
        match definition {
            Definition::Module(module) => self.module(*module).path.clone(),
            Definition::Type(item) => self.type_path(*item).clone(),
            Definition::Variant(item, variant) => {
                let ty = self.type_item(*item);
                let enumeration = self.path(&Definition::Type(*item));
                match &ty.kind {
                    TypeItemKind::Enum(variants) => enumeration.join(&variants[*variant as usize].name),
                    _ => enumeration,
                }
            }
            Definition::Trait(item) => {
                let declared = self.trait_item(*item);
                self.module(self.module_of(item.unit, declared.scope)).path.join(&declared.name)
            }
            Definition::Function(item) => {
                let function = self.function(*item);
                self.owner_path(item.unit, function.owner, function.scope).join(&function.name)
            }
            Definition::Value(item) => {
                let value = self.value(*item);
                self.owner_path(item.unit, value.owner, value.scope).join(&value.name)
            }
            Definition::Macro(item) => {
                let declared = self.macro_item(*item);
                self.module(self.module_of(item.unit, declared.scope)).path.join(&declared.name)
            }
            Definition::Primitive(name) => DefPath::new(name),
            Definition::External(path) => path.clone(),
        }
    }

    fn owner_path(&self, unit: UnitId, owner: Owner, scope: ScopeId) -> DefPath {
        match owner {
            Owner::Free => self.module(self.module_of(unit, scope)).path.clone(),
            Owner::Trait(index) => self.path(&Definition::Trait(ItemRef { unit, index })),
            Owner::Impl(index) => {
                let item = ItemRef { unit, index };
                match self.implementations.subject(item) {
                    Some(definition) => self.path(&definition.clone()),
                    None => self.module(self.module_of(unit, scope)).path.join("{impl}"),
                }
            }
        }
    }

    /// The name by which `krate` knows `other`; where it knows it by none, its own.
    pub(super) fn crate_name(&self, krate: CrateId, other: CrateId) -> Name {
        let externs = self.crates[krate.0 as usize].externs.iter();
        let mut known: Vec<&Name> =
            externs.filter(|(_, target)| matches!(target, ExternCrate::Known(known) if *known == other)).map(|(name, _)| name).collect();
        known.sort();
        known.first().map_or_else(|| self.crates[other.0 as usize].name.clone(), |name| (*name).clone())
    }
}
