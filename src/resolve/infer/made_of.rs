//! What values were made of whose types do not say it: those of unread types, which may wrap what their constructor was given, and those
//! that became `dyn`.

use super::{Infer, Presumed};
use crate::base::DefPath;
use crate::index::{ExprId, ExprKind};
use crate::resolve::definitions::Definition;
use crate::resolve::names::Namespace;
use crate::resolve::ty::{Bound, Contents, MADE_OF, Ty};

impl Infer<'_> {
    /// The type with a place in each `dyn` part for what its value is made of.
    pub(super) fn remembering(&mut self, ty: &Ty) -> Ty {
        let table = &mut self.solver.table;
        ty.map(Contents::DYN, &mut |part| match part {
            Ty::Dyn(bounds) => {
                let (first, others) = bounds.split_first()?;
                let associated = first.associated.iter().cloned().chain([(MADE_OF, table.fresh())]).collect();
                let first = Bound { associated, ..first.clone() };
                Some(Ty::Dyn(std::iter::once(first).chain(others.iter().cloned()).collect()))
            }
            _ => None,
        })
    }

    /// Puts down what becomes `dyn` where a value of type `given` is taken as `wanted`.
    pub(super) fn remember(&mut self, wanted: &Ty, given: &Ty) {
        match (self.shape(wanted), self.shape(given)) {
            (Ty::Dyn(_), Ty::Dyn(_) | Ty::Unknown | Ty::Never) => {}
            (Ty::Dyn(bounds), given) => {
                if let Some(Ty::Variable(variable)) =
                    bounds.iter().find_map(Bound::made_of).map(|made_of| self.solver.table.shallow(made_of))
                {
                    self.made_of.entry(variable).or_default().push(given);
                }
            }
            (Ty::Reference(wanted), Ty::Reference(given)) => self.remember(&wanted, &given),
            (Ty::Adt(wanted, parts), Ty::Adt(given, others)) if wanted == given => {
                for (part, other) in parts.iter().zip(others.iter()) {
                    self.remember(part, other);
                }
            }
            _ => {}
        }
    }

    /// Gives the `dyn` parts of types what was put down for them.
    pub(super) fn bind_made_of(&mut self) {
        let mut made_of: Vec<(u32, Vec<Ty>)> = self
            .made_of
            .iter()
            .filter(|(variable, _)| !self.origins.contains_key(variable))
            .map(|(at, parts)| (*at, parts.clone()))
            .collect();
        made_of.sort_unstable_by_key(|(variable, _)| *variable);
        for (variable, parts) in made_of {
            self.solver.table.unify(&Ty::Variable(variable), &Ty::Tuple(parts.into()));
        }
    }

    /// What a function of an unread crate gives: a constructor, `Type::name(arguments)`, may wrap its arguments.
    pub(super) fn made_by(&mut self, callee: ExprId, result: &Ty, arguments: &[ExprId]) {
        let Some(super::Resolution::Known { path, function: None }) = self.callees.get(callee).map(|callee| &callee.resolution) else {
            return;
        };
        if is_associated(path) {
            self.add_parts(result, arguments);
        }
    }

    /// What a method of an unread value gives may wrap what the value does.
    pub(super) fn made_by_method(&mut self, receiver: &Ty, result: &Ty) {
        let variable = self.origin_and_variable(receiver).and_then(|(_, variable)| variable);
        self.pass_on(variable, result);
    }

    pub(super) fn pass_on(&mut self, from: Option<u32>, to: &Ty) {
        if let (Some(from), Ty::Variable(to)) = (from, to)
            && let Some(parts) = self.made_of.get(&from).cloned()
        {
            self.made_of.insert(*to, parts);
        }
    }

    fn add_parts(&mut self, result: &Ty, arguments: &[ExprId]) {
        let Ty::Variable(variable) = result else { return };
        let parts: Vec<Ty> = arguments.iter().map(|argument| self.types[argument.0 as usize]).collect();
        if !parts.is_empty() {
            self.made_of.insert(*variable, parts);
        }
    }

    /// Says of a method call on an unread value which trait's method it is, if a trait that is in scope by its name has one.
    pub(super) fn presume(&mut self, id: ExprId, receiver: &Ty) {
        let ExprKind::MethodCall { method, arguments, .. } = &self.body.expr(id).kind else { return };
        let parts = match self.origin_and_variable(receiver) {
            Some((_, Some(variable))) => self.made_of.get(&variable).cloned().unwrap_or_default(),
            // `&mut GzDecoder<File>`.
            _ => match self.shape(receiver).behind_references() {
                Ty::External(_, parts) => parts.to_vec(),
                _ => Vec::new(),
            },
        };
        if parts.is_empty() {
            return;
        }
        let program = self.program;
        let members = program.implementations.trait_members(method);
        let presumed = members.iter().find(|&&(of, function)| {
            let declared = program.function(function);
            let name = program.trait_item(of).name.clone();
            let found = self.scope.environment.find(&[name], false, Namespace::Types);
            declared.receiver.is_some()
                && declared.parameters.len() == arguments.len()
                && found.is_some_and(|found| found.rest == 0 && found.definition == Definition::Trait(of))
        });
        if let Some(&(_, function)) = presumed {
            let path = program.function_path(function);
            if let Some(callee) = self.callees.get_mut(id) {
                callee.presumed = Some(Presumed { path, made_of: Ty::Tuple(parts.into()) });
            }
        }
    }
}

/// Whether a path of an unread crate names a function of a type, as far as the naming of types tells.
fn is_associated(path: &DefPath) -> bool {
    let mut segments = path.as_str().rsplit("::").skip(1);
    segments.next().is_some_and(|segment| segment.starts_with(char::is_uppercase))
}
