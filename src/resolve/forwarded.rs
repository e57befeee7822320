//! Enums that have a trait by a macro, which forwards each method to what the variant holds: `#[enum_dispatch]` above the trait and above the
//! enum.

use rustc_hash::FxHashSet;

use super::definitions::{ItemRef, Program};
use crate::base::Name;
use crate::index::Attributes;
use crate::rules::AttributeKind;
use crate::workspace::Workspace;

/// The types and the traits of the workspace that stand under an attribute which forwards. What it is given is not read: with several of
/// them a type counts as one that has all of the traits, as far as code calls their methods on it.
#[derive(Clone, Debug, Default)]
pub(super) struct Forwarded {
    types: FxHashSet<ItemRef>,
    traits: FxHashSet<ItemRef>,
}

impl Forwarded {
    pub(super) fn of(program: &Program, workspace: &Workspace) -> Self {
        let contexts = &workspace.config.contexts;
        let forwards =
            |attributes: &Attributes| attributes.paths.iter().any(|path| contexts.attribute_kind(path) == Some(AttributeKind::Forwards));
        let mut found = Self::default();
        for (unit, data) in program.units().filter(|(_, unit)| unit.file.is_some()) {
            let items = &data.index.items;
            let at = |index: usize| ItemRef { unit, index: index as u32 };
            let types = items.types.iter().enumerate().filter(|(_, declared)| forwards(&declared.attributes));
            found.types.extend(types.map(|(index, _)| at(index)));
            let traits = items.traits.iter().enumerate().filter(|(_, declared)| forwards(&declared.attributes));
            found.traits.extend(traits.map(|(index, _)| at(index)));
        }
        found
    }
}

impl Program {
    /// Whether a macro gives the type the trait, by what the type holds.
    pub(super) fn is_forwarded(&self, ty: ItemRef, of: ItemRef) -> bool {
        self.forwarded.types.contains(&ty) && self.forwarded.traits.contains(&of)
    }

    /// The names of the traits that macros give types, each with the name of such a type.
    pub fn forwarded(&self) -> impl Iterator<Item = (&Name, &Name)> {
        let Self { forwarded, .. } = self;
        let types = move || forwarded.types.iter().map(|ty| &self.type_item(*ty).name);
        forwarded.traits.iter().flat_map(move |of| types().map(move |ty| (&self.trait_item(*of).name, ty)))
    }
}
