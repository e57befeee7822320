//! What types have by impls for whatever has a trait of a crate that was not read.

use super::Infer;
use crate::base::Name;
use crate::index::Owner;
use crate::resolve::definitions::{Definition, ItemRef};
use crate::resolve::names::Namespace;
use crate::resolve::solver::{Method, NoMethod};
use crate::resolve::ty::Ty;

impl Infer<'_> {
    /// What was found, or else, where nothing that is known can be meant by `Settings::load_from`, what a trait of the workspace that is in
    /// scope has for `T: DeserializeOwned`: the code compiles, so the bound holds.
    pub(super) fn or_by_unread_bound(&mut self, found: Result<Method, NoMethod>, ty: &Ty, name: &Name) -> Result<Method, NoMethod> {
        match found {
            Err(NoMethod::NotFound) => self.by_unread_bound(ty, name).ok_or(NoMethod::NotFound),
            found => found,
        }
    }

    fn by_unread_bound(&mut self, ty: &Ty, name: &Name) -> Option<Method> {
        let ty = self.shape(ty);
        let subject = self.shape(ty.behind_references());
        let may_have_it = match &subject {
            Ty::Adt(item, _) => !self.program.is_of_stub(*item),
            Ty::Parameter(_) => true,
            _ => false,
        };
        if !may_have_it {
            return None;
        }
        let before = self.solver.table.snapshot();
        let found = self.solver.function_by_unread_bound(&subject, name);
        let found = found.filter(|method| self.program.is_of_workspace(method.function) && self.is_of_trait_in_scope(method.function));
        if found.is_none() {
            self.solver.table.roll_back(before);
        }
        found
    }

    fn is_of_trait_in_scope(&self, function: ItemRef) -> bool {
        let Owner::Trait(index) = self.program.function(function).owner else { return false };
        let of = ItemRef { unit: function.unit, index };
        let name = self.program.trait_item(of).name.clone();
        let found = self.scope.environment.find(&[name], false, Namespace::Types);
        found.is_some_and(|found| found.rest == 0 && found.definition == Definition::Trait(of))
    }
}
