//! From where a function can be named, and what names stand around it.

use rustc_hash::FxHashSet;

use super::blocks::BodyOwner;
use super::definitions::{Crate, CrateId, Definition, ExternCrate, ItemRef, ModuleId, Program};
use super::methods::Head;
use super::names::Namespace;
use crate::base::{DefPath, Name};
use crate::index::Owner;

/// An impl of a trait for a type of the workspace.
pub struct KnownImpl {
    /// The type's name.
    pub of_type: Name,
    /// The trait's name.
    pub of_trait: Name,
    /// Whether a stub crate declares the trait: the workspace's impls of it are called for types that are known, and no others.
    pub is_of_stub: bool,
    /// Whether it is called on a value.
    pub has_receiver: bool,
}

impl Program {
    /// Tells `found` of every name in the types of a function's signature and in the head of the impl or trait around it.
    pub fn visit_names_around<'p>(&'p self, function: ItemRef, found: &mut dyn FnMut(&'p Name)) {
        let declared = self.function(function);
        declared.visit_signature(found);
        match declared.owner {
            Owner::Free => {}
            Owner::Impl(index) => {
                let block = self.impl_item(ItemRef { unit: function.unit, index });
                block.self_type.visit_names(found);
                block.visit_names_beside_type(found);
            }
            Owner::Trait(index) => {
                let around = self.trait_item(ItemRef { unit: function.unit, index });
                found(&around.name);
                around.visit_bounds(found);
            }
        }
    }

    /// Whether a function is one of a trait or of an impl of one.
    #[must_use]
    pub fn is_of_trait(&self, function: ItemRef) -> bool {
        match self.function(function).owner {
            Owner::Free => false,
            Owner::Impl(index) => self.impl_item(ItemRef { unit: function.unit, index }).trait_path.is_some(),
            Owner::Trait(_) => true,
        }
    }

    /// The name of the type that a method is one of, where only values of that type have it.
    #[must_use]
    pub fn type_of_method(&self, function: ItemRef) -> Option<Name> {
        self.function(function).receiver.as_ref()?;
        if self.is_of_trait(function) { None } else { self.self_type_name(function) }
    }

    /// Of a method or function that a type of the workspace has by an impl of a trait, what a call of it has to know: the type or the trait.
    #[must_use]
    pub fn known_impl(&self, function: ItemRef) -> Option<KnownImpl> {
        if !matches!(self.function(function).owner, Owner::Impl(_)) || !self.is_for_own_type(function) {
            return None;
        }
        let implemented = self.implemented_trait(function)?;
        Some(KnownImpl {
            of_type: self.self_type_name(function)?,
            of_trait: Name::new(self.path(&implemented).last()),
            is_of_stub: matches!(implemented, Definition::Trait(of) if self.is_of_stub(of)),
            has_receiver: self.function(function).receiver.is_some(),
        })
    }

    /// The names of the traits of other crates, but for stub crates, that the workspace implements.
    #[must_use]
    pub fn names_of_foreign_traits(&self) -> FxHashSet<Name> {
        let mut found = FxHashSet::default();
        for (unit, data) in self.units().filter(|(_, data)| data.file.is_some()) {
            for index in 0..data.index.items.impls.len() as u32 {
                let header = self.implementations.header(ItemRef { unit, index });
                match header.and_then(|header| header.bound.as_ref()).map(|bound| &bound.definition) {
                    Some(Definition::Trait(of)) if self.is_of_stub(*of) || self.is_of_workspace(*of) => {}
                    Some(definition) => {
                        found.insert(Name::new(self.path(definition).last()));
                    }
                    None => {}
                }
            }
        }
        found
    }

    /// The crates of the workspace, each with its package's place in the workspace.
    pub fn own_crates(&self) -> impl Iterator<Item = (CrateId, usize)> {
        (0..).map(CrateId).zip(&self.crates).filter_map(|(id, krate)| Some((id, krate.package?)))
    }

    /// The stub crate of a name.
    #[must_use]
    pub fn stub_crate(&self, name: &str) -> Option<CrateId> {
        self.stub_crates.get(name).copied()
    }

    /// The stub crates, by name.
    pub fn stub_crates(&self) -> impl Iterator<Item = (&str, CrateId)> {
        self.stub_crates.iter().map(|(name, id)| (name.as_ref(), *id))
    }

    /// The module outside of which nothing can name a function; none for one that is public there, of a trait, or declared in a body.
    #[must_use]
    pub fn module_that_hides(&self, function: ItemRef) -> Option<ModuleId> {
        let declared = self.function(function);
        let is_hidden = !declared.is_public && !self.is_of_trait(function) && self.unit(function.unit).body.is_none();
        is_hidden.then(|| self.module_of(function.unit, declared.scope))
    }

    /// The module that a body stands in.
    #[must_use]
    pub fn module_of_body(&self, body: BodyOwner) -> ModuleId {
        let (unit, scope) = match body {
            BodyOwner::Function(item) => (item.unit, self.function(item).scope),
            BodyOwner::Value(item) => (item.unit, self.value(item).scope),
        };
        self.module_of(unit, scope)
    }

    /// What code of the workspace calls its modules, and the crates that it can name.
    pub fn names_of_modules(&self) -> impl Iterator<Item = &str> {
        let is_own = |krate: &Crate| krate.package.is_some();
        let modules = self.modules.iter().filter(move |module| is_own(&self.crates[module.krate.0 as usize]));
        let crates = self.crates.iter().filter(move |krate| is_own(krate));
        modules.map(|module| module.path.last()).chain(crates.flat_map(|krate| krate.externs.keys().map(Name::as_str)))
    }

    /// Whether code of the workspace may come to a crate, by its own name: what is known of a stub crate may be had through others.
    #[must_use]
    pub fn has_crate(&self, name: &str) -> bool {
        let is_it = |known: &ExternCrate| match known {
            ExternCrate::Known(id) => self.crates[id.0 as usize].name == name,
            ExternCrate::Unknown(package, _) => package == name,
        };
        let is_own_or_seen = |krate: &Crate| (krate.package.is_some() && krate.name == name) || krate.externs.values().any(is_it);
        self.stub_crates.contains_key(name) || self.crates.iter().any(is_own_or_seen)
    }

    /// Whether a name in code of the workspace means a stub crate other than this one: all of what those declare is known.
    #[must_use]
    pub fn is_other_stub_crate(&self, name: &str, than: &str) -> bool {
        // A module of a stub crate is not what the workspace comes to by its name alone.
        let is_own = |krate: CrateId| self.crates[krate.0 as usize].package.is_some();
        let is_module = || self.modules.iter().any(|module| module.path.last() == name && module.parent.is_some() && is_own(module.krate));
        match (self.stub_crates.get(name), self.stub_crates.get(than)) {
            (Some(krate), other) => other != Some(krate) && !is_module(),
            (None, _) => false,
        }
    }

    /// Whether this is a method of a stub crate that a type has itself, not by a trait.
    #[must_use]
    pub fn is_inherent_stub_method(&self, path: &DefPath) -> bool {
        let owner = path.parent().and_then(|owner| self.stub_definition(owner.as_str(), Namespace::Types));
        let Some(Definition::Type(owner)) = owner else { return false };
        !self.implementations.inherent(&Head::Adt(owner), &Name::new(path.last())).is_empty()
    }

    /// Whether one module is the other or stands in it.
    #[must_use]
    pub fn is_within(&self, module: ModuleId, other: ModuleId) -> bool {
        std::iter::successors(Some(module), |at| self.module(*at).parent).any(|at| at == other)
    }

    /// The crates whose code can come to what one of some crates declares: these, and those that depend on them.
    #[must_use]
    pub fn crates_above(&self, crates: impl IntoIterator<Item = CrateId>) -> FxHashSet<CrateId> {
        let mut found = FxHashSet::from_iter(crates);
        loop {
            let names_one =
                |krate: &Crate| krate.externs.values().any(|known| matches!(known, ExternCrate::Known(id) if found.contains(id)));
            let ids = (0..).map(CrateId).zip(&self.crates).filter(|(id, krate)| !found.contains(id) && names_one(krate));
            let new: Vec<CrateId> = ids.map(|(id, _)| id).collect();
            if new.is_empty() {
                return found;
            }
            found.extend(new);
        }
    }
}
