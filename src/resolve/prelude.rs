//! The names that code has from std without importing them: asked for so often that each edition's are put together once.

use rustc_hash::FxHashMap;

use super::definitions::{Definition, ItemRef, Program};
use super::names::Namespace;
use crate::base::Name;
use crate::index::Owner;
use crate::workspace::Edition;

/// The preludes of a program.
#[derive(Clone, Debug, Default)]
pub(super) struct Preludes {
    /// In the order of the editions.
    editions: [Prelude; 4],
}

impl Preludes {
    /// Those of a program whose stub crates are there.
    pub(super) fn of_stubs(program: &Program) -> Self {
        Self { editions: [Edition::E2015, Edition::E2018, Edition::E2021, Edition::E2024].map(|edition| program.prelude_of(edition)) }
    }

    /// That of one edition.
    pub(super) fn of(&self, edition: Edition) -> &Prelude {
        &self.editions[edition as usize]
    }
}

/// The names of one prelude.
#[derive(Clone, Debug, Default)]
pub(super) struct Prelude {
    /// What each means as a type and as a value.
    names: FxHashMap<Name, [Option<Definition>; 2]>,
}

impl Prelude {
    pub(super) fn add(&mut self, name: Name, ty: Option<Definition>, value: Option<Definition>) {
        self.names.insert(name, [ty, value]);
    }

    pub(super) fn get(&self, name: &str, namespace: Namespace) -> Option<&Definition> {
        let [ty, value] = self.names.get(name)?;
        match namespace {
            Namespace::Types => ty.as_ref(),
            Namespace::Values => value.as_ref(),
            Namespace::Macros => None,
        }
    }
}

impl Program {
    /// Whether code has a trait from std without importing it.
    pub(super) fn is_in_prelude(&self, of: ItemRef) -> bool {
        let known = self.preludes.of(Edition::E2024).get(&self.trait_item(of).name, Namespace::Types);
        known == Some(&Definition::Trait(of))
    }

    /// Whether a function is that of a trait which code of the workspace has to import from elsewhere.
    pub(super) fn is_of_foreign_trait(&self, function: ItemRef) -> bool {
        let Owner::Trait(index) = self.function(function).owner else { return false };
        let of = ItemRef { unit: function.unit, index };
        !self.is_of_workspace(of) && !self.is_in_prelude(of)
    }
}

impl Edition {
    /// The module of `std::prelude` whose names it brings.
    pub(super) fn prelude(self) -> &'static str {
        match self {
            Self::E2015 => "rust_2015",
            Self::E2018 => "rust_2018",
            Self::E2021 => "rust_2021",
            Self::E2024 => "rust_2024",
        }
    }
}
