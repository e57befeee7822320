//! What type parameters stand for: at a call, in the function that it runs.

use super::definitions::{Definition, ItemRef, Program};
use super::lower::self_name;
use super::methods::Head;
use super::solver::Solver;
use super::ty::Ty;
use super::ty::{Contents, Symbol};
use crate::index::Owner;

/// Types of more parts are not told apart: a function that calls itself for ever larger types would have no end.
const MOST_PARTS: usize = 16;

/// What the type parameters around some code stand for, as far as it is known: sorted by name.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct TypeEnvironment(Vec<(Symbol, Ty)>);

impl TypeEnvironment {
    /// Of a parameter that is not one type, or of one that may be any, nothing is known.
    fn new(mut pairs: Vec<(Symbol, Ty)>) -> Self {
        pairs.retain(|(_, ty)| is_told_apart(ty));
        pairs.sort_by_key(|(one, _)| *one);
        Self(pairs)
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What it says of these parameters.
    #[must_use]
    pub fn only(mut self, names: &[Symbol]) -> Self {
        self.0.retain(|(name, _)| names.contains(name));
        self
    }

    fn get(&self, name: Symbol) -> Option<Ty> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, ty)| *ty)
    }
}

fn is_told_apart(ty: &Ty) -> bool {
    let mut parts = 0;
    let mut is_large = |_: &Ty| {
        parts += 1;
        parts > MOST_PARTS
    };
    !ty.any_part(&mut is_large) && Head::of(ty.behind_references()).is_some_and(|head| !matches!(head, Head::Dyn(_)))
}

impl Ty {
    /// Adds the type parameters that the type mentions.
    pub(crate) fn add_parameters_to(&self, names: &mut Vec<Symbol>) {
        if !self.contains(Contents::PARAMETER) {
            return;
        }
        self.any_part(&mut |part| {
            if let Self::Parameter(name) = part
                && !names.contains(name)
            {
                names.push(*name);
            }
            false
        });
    }
}

impl Program {
    /// A type where its parameters stand for what `environment` says; what they stand for otherwise is not known.
    #[must_use]
    pub fn type_in(&self, environment: &TypeEnvironment, ty: &Ty) -> Ty {
        let replaced = ty.map(Contents::PARAMETER, &mut |part| match part {
            Ty::Parameter(name) => Some(environment.get(name).unwrap_or(Ty::Unknown)),
            _ => None,
        });
        if replaced.contains(Contents::PROJECTION) { Solver::new(self, Vec::new()).normalize(&replaced).closed() } else { replaced }
    }

    /// What the type parameters around the body of `function` stand for where a call runs it: one that was resolved for `receiver`, and
    /// where `parameters` are those of the function that is named.
    #[must_use]
    pub fn environment_of(&self, function: ItemRef, receiver: Option<&Ty>, parameters: &[(Symbol, Ty)]) -> TypeEnvironment {
        let Some((block, named)) = self.impl_and_member(function) else { return TypeEnvironment::new(parameters.to_vec()) };
        let mut found = receiver.map_or_else(Vec::new, |receiver| self.impl_parameters(block, receiver));
        // `fn put<K: Key>(…)` of the trait is `fn put<Q: Key>(…)` of the impl.
        for (own, declared) in self.own_parameters(function).iter().zip(self.own_parameters(named)) {
            let known = parameters.iter().find(|(name, _)| *name == declared);
            found.extend(known.map(|(_, ty)| (*own, *ty)));
        }
        TypeEnvironment::new(found)
    }

    /// The impl of a trait in which a function stands, and the trait's function that it is an impl of.
    fn impl_and_member(&self, function: ItemRef) -> Option<(ItemRef, ItemRef)> {
        let declared = self.function(function);
        let Owner::Impl(index) = declared.owner else { return None };
        let Definition::Trait(of) = self.implemented_trait(function)? else { return None };
        let members = self.implementations.trait_members(&declared.name);
        let (_, named) = members.iter().find(|(declaring, _)| *declaring == of)?;
        Some((ItemRef { unit: function.unit, index }, *named))
    }

    /// What the type parameters of an impl stand for if it is that of `receiver`.
    fn impl_parameters(&self, block: ItemRef, receiver: &Ty) -> Vec<(Symbol, Ty)> {
        let Some(header) = self.implementations.header(block).filter(|header| !header.parameters.is_empty()) else { return Vec::new() };
        for subject in [receiver, receiver.behind_references()] {
            let mut solver = Solver::new(self, Vec::new());
            let open = solver.fresh(&header.parameters);
            if solver.table.unify(&header.self_type.substitute(&open), subject) {
                let pairs = open.into_pairs().into_iter();
                return pairs.map(|(name, ty)| (name, solver.normalize(&ty).closed())).collect();
            }
        }
        Vec::new()
    }

    /// The type parameters of a function itself, those without a name included, in the order of their declarations.
    fn own_parameters(&self, function: ItemRef) -> Vec<Symbol> {
        let of_owner = match self.function(function).owner {
            Owner::Free => &[],
            Owner::Impl(index) => &self.impl_item(ItemRef { unit: function.unit, index }).generics.params[..],
            Owner::Trait(index) => &self.trait_item(ItemRef { unit: function.unit, index }).generics.params[..],
        };
        let is_own = |name: &&Symbol| **name != self_name() && of_owner.iter().all(|param| param.name != ***name);
        self.signature(function).parameters.iter().filter(is_own).copied().collect()
    }
}
