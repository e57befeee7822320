//! What the signature of a function tells of the closures that it is given: whether it can call them, and whether it can do anything else.

use super::definitions::{Definition, ItemRef, Program};
use super::ty::{Contents, Ty};
use crate::base::Name;
use crate::index::{Function, GenericArgument, GenericParam, Parameter, PathRef, TypeRef};

/// The traits of std that say how a value can be handed around, and ask for no lifetime.
const MARKERS: [&str; 7] = ["Clone", "Copy", "RefUnwindSafe", "Send", "Sync", "Unpin", "UnwindSafe"];

impl Program {
    /// Whether the parameter at `at`, the receiver left out, is of a type parameter that need not be callable: who takes it so cannot call
    /// a closure. It keeps it as the value that it is, or as one of a trait that closures happen to have.
    #[must_use]
    pub fn takes_uncallable(&self, item: ItemRef, at: usize) -> bool {
        let function = self.function(item);
        let Some(name) = function.parameters.get(at).and_then(plain_name) else { return false };
        let around = self.generics_around(item).into_iter().flat_map(|generics| &generics.params);
        let mut parameters = function.generics.params.iter().chain(around);
        parameters.any(|parameter| parameter.name == *name && !parameter.bounds.iter().any(is_callable))
    }

    /// Whether the closure that is the argument at `at`, the receiver left out, cannot outlive what the function does or gives to be run:
    /// its type is a parameter of the function alone, which no lifetime bounds and no other argument knows, so that there is no place to
    /// keep it. Who takes one so has nothing else to do with it than to call it. What is given may know it where it is an iterator or a
    /// future, which calls it when somebody asks.
    #[must_use]
    pub fn can_only_run(&self, item: ItemRef, at: usize) -> bool {
        let function = self.function(item);
        let Some(parameter) = function.parameters.get(at) else { return false };
        let is_kept_nowhere = match &parameter.ty {
            TypeRef::Impl(bounds) => !parameter.has_lifetime_bound && says_no_more_than_how_it_is_called(bounds),
            TypeRef::Path(_) => plain_name(parameter).is_some_and(|name| is_known_to_no_other(function, name, at)),
            _ => false,
        };
        let output = self.output_of(item);
        // What is hidden behind `impl Trait` may know all that the function is given.
        let is_given = output.contains(Contents::OPAQUE) || plain_name(parameter).is_some_and(|name| may_hold(function, name));
        is_kept_nowhere && (!is_given || self.runs_when_asked(output))
    }

    /// Whether a function is one that the impls of a trait of the workspace have to have, and says that they may keep the closure that is
    /// the argument at `at`, the receiver left out: it may live longer than the call, in a box or by a lifetime that it outlives.
    #[must_use]
    pub fn may_be_kept_by_impls(&self, item: ItemRef, at: usize) -> bool {
        let function = self.function(item);
        let Some(parameter) = function.parameters.get(at).filter(|_| function.body.is_none() && self.is_of_workspace(item)) else {
            return false;
        };
        let is_boxed = |path: &PathRef| path.segments.iter().any(|segment| segment.arguments.iter().any(is_any_callable));
        let may_live_on = |name: &Name| function.generics.params.iter().any(|param| param.name == *name && param.has_lifetime_bound);
        match &parameter.ty {
            TypeRef::Impl(_) => parameter.has_lifetime_bound,
            TypeRef::Path(path) => is_boxed(path) || path.as_name().is_some_and(may_live_on),
            _ => false,
        }
    }

    /// Whether a type is of an iterator or a future.
    fn runs_when_asked(&self, ty: &Ty) -> bool {
        let asked = [self.lang().iterator, self.lang().future];
        asked.into_iter().flatten().any(|of| match ty {
            Ty::Opaque(bounds) => bounds.iter().any(|bound| match bound.definition {
                Definition::Trait(given) => self.implementations.implies(given, of),
                _ => false,
            }),
            ty => self.implementations.of_trait(of).is_some_and(|impls| impls.filed_under(ty).next().is_some()),
        })
    }
}

/// The name that is all of a parameter's type.
fn plain_name(parameter: &Parameter) -> Option<&Name> {
    match &parameter.ty {
        TypeRef::Path(path) => path.as_name(),
        _ => None,
    }
}

fn is_any_callable(argument: &GenericArgument) -> bool {
    matches!(argument, GenericArgument::Type(TypeRef::Dyn(bounds)) if bounds.iter().any(is_callable))
}

fn is_callable(bound: &PathRef) -> bool {
    bound.last().is_some_and(|name| name.starts_with("Fn") || name.starts_with("AsyncFn"))
}

/// Whether something can be called that has these bounds, of which none is a trait that may ask for a lifetime in turn.
fn says_no_more_than_how_it_is_called(bounds: &[PathRef]) -> bool {
    let is_marker = |bound: &PathRef| bound.last().is_some_and(|name| MARKERS.contains(&name.as_str()));
    bounds.iter().any(is_callable) && bounds.iter().all(|bound| is_callable(bound) || is_marker(bound))
}

/// Whether `name` is a type parameter of the function that can be called, lives no longer than the call, and is part of no other argument
/// than the one at `at`.
fn is_known_to_no_other(function: &Function, name: &Name, at: usize) -> bool {
    let is_bare =
        |param: &GenericParam| param.name == *name && !param.has_lifetime_bound && says_no_more_than_how_it_is_called(&param.bounds);
    let mut others = function.parameters.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, parameter)| &parameter.ty);
    function.generics.params.iter().any(is_bare) && !others.any(|other| mentions(other, name))
}

/// Whether what the function gives may have a value of its type parameter `name` in it: `Map<Self, F>`, or `C` where `C: From<F>`.
fn may_hold(function: &Function, name: &Name) -> bool {
    let knows = |param: &&GenericParam| param.name != *name && param.bounds.iter().any(|bound| has(bound, name));
    let through = function.generics.params.iter().filter(knows).map(|param| &param.name);
    std::iter::once(name).chain(through).any(|name| mentions(&function.output, name))
}

fn mentions(ty: &TypeRef, name: &Name) -> bool {
    let mut is_found = false;
    ty.visit_names(&mut |found| is_found |= found == name);
    is_found
}

fn has(bound: &PathRef, name: &Name) -> bool {
    let mut is_found = false;
    bound.visit_names(&mut |found| is_found |= found == name);
    is_found
}
