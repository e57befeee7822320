//! What macros give that are not expanded: the stubs have a function for each whose value is known, in `std::macros`. The arguments of
//! every macro are looked at.

use super::Infer;
use crate::base::Name;
use crate::index::{ExprId, ExprKind, PathRef, Shown};
use crate::resolve::definitions::{Definition, ItemRef};
use crate::resolve::names::Namespace;
use crate::resolve::ty::{Substitution, Ty};

impl Infer<'_> {
    pub(super) fn macro_value(&mut self, path: &PathRef, arguments: &[ExprId]) -> Ty {
        let types: Vec<Ty> = arguments
            .iter()
            .map(|&argument| {
                let locals = self.locals.len();
                let ty = self.expr(argument, &Ty::Unknown);
                self.locals.truncate(locals);
                ty
            })
            .collect();
        let Some(function) = self.macro_function(path, types.len()) else { return Ty::Unknown };
        let (inputs, output) = self.instantiate(function, &mut Substitution::default(), &[]);
        for (given, wanted) in types.iter().zip(&inputs) {
            self.coerce(given, wanted);
        }
        self.settle();
        self.solver.table.shallow(&output)
    }

    /// The types of the variables that a format string names.
    pub(super) fn shown_variables(&mut self, shown: &[Shown]) {
        for &Shown { value, .. } in shown {
            if let ExprKind::Path(path) = &self.body.expr(value).kind
                && let Some(ty) = path.as_name().and_then(|name| self.local(name)).copied()
            {
                self.types[value.0 as usize] = ty;
            }
        }
    }

    /// The function that says what the macro gives: the one with the most parameters that are not more than the arguments.
    fn macro_function(&self, path: &PathRef, arguments: usize) -> Option<ItemRef> {
        let known = self.program.macro_values.get(path.last()?)?;
        let krate = self.macro_crate(path);
        let parameters = |item: ItemRef| self.program.function(item).parameters.len();
        let of_crate = known.iter().filter(|(name, _)| *name == krate).map(|(_, item)| *item);
        of_crate.filter(|&item| parameters(item) <= arguments).max_by_key(|&item| parameters(item))
    }

    /// The crate whose macro is called: the one that the path or an import names, otherwise std.
    fn macro_crate(&self, path: &PathRef) -> Name {
        let names: Vec<Name> = path.segments.iter().map(|segment| segment.name.clone()).collect();
        let found = self.scope.environment.find(&names, path.global, Namespace::Macros).map(|found| found.definition);
        let start = found.or_else(|| {
            let first = (names.len() > 1).then(|| names.first())??;
            self.scope.environment.find(std::slice::from_ref(first), path.global, Namespace::Types).map(|found| found.definition)
        });
        let path = start.map(|definition: Definition| self.program.path(&definition));
        path.map_or(Name::new_static("std"), |path| Name::new(path.crate_name()))
    }
}
