//! What a closure that makes a call would have to own: whether the arguments can be given to another thread, and how.

use super::operations::Lookup;
use crate::base::{Name, Span};
use crate::index::{ExprId, ExprKind};
use crate::resolve::{Definition, Ty};

/// How an argument gets into a closure that outlives the function around it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Capture {
    /// As it is: a literal, or a variable that is given away anyway.
    AsIs,
    /// As a value of its own: `let name = place.to_owned();`, or with `clone`.
    Owned {
        /// The variable or field: `path`, `self.path`.
        place: Span,
        /// The name of the value.
        name: Name,
        /// `to_owned` or `clone`.
        by: &'static str,
    },
    /// By a shared place that it starts from, of which the closure has a handle of its own: `let config = self.config.clone();` for
    /// `self.config.read().name()`.
    Shared {
        /// `self.config`.
        place: Span,
        /// The name of the handle.
        name: Name,
    },
}

/// The type of handles that several threads have.
const SHARED: &str = "std::sync::Arc";

/// The types whose values are owned copies of what their references point to, or cheap to clone.
const CLONED: [&str; 3] = ["std::string::String", "std::path::PathBuf", "std::sync::Arc"];

impl Lookup<'_> {
    /// How receiver and arguments of a call get into a closure; none where one of them cannot, as far as is known.
    pub(super) fn captures(self, receiver: Option<ExprId>, arguments: &[ExprId]) -> Option<Vec<Capture>> {
        let arguments = arguments.iter().map(|&argument| self.capture(argument));
        let captures: Vec<Capture> = receiver.map(|receiver| self.shared(receiver)).into_iter().chain(arguments).collect::<Option<_>>()?;
        let owned = |capture: &Capture| match capture {
            Capture::Owned { name, place, .. } | Capture::Shared { name, place } => Some((name.clone(), *place)),
            Capture::AsIs => None,
        };
        let named: Vec<(Name, Span)> = captures.iter().filter_map(owned).collect();
        let is_clear = named.iter().enumerate().all(|(at, (name, _))| named[..at].iter().all(|(other, _)| other != name));
        is_clear.then_some(captures)
    }

    fn capture(self, argument: ExprId) -> Option<Capture> {
        let argument = self.bare(argument);
        match &self.body.expr(argument).kind {
            ExprKind::Literal(_) => Some(Capture::AsIs),
            ExprKind::Reference(inner) => self.copied(*inner),
            ExprKind::Path(_) | ExprKind::Field { .. } => match self.types.of(argument) {
                Ty::Reference(_) => self.copied(argument),
                _ => self.is_given_away(argument).then_some(Capture::AsIs),
            },
            ExprKind::MethodCall { .. } => self.shared(argument),
            _ => None,
        }
    }

    /// An `Arc`, or what methods without arguments make of one.
    fn shared(self, expr: ExprId) -> Option<Capture> {
        let expr = self.bare(expr);
        let is_shared = matches!(self.types.of(expr).behind_references(), Ty::Adt(item, _) if self.program.path(&Definition::Type(*item)).as_str() == SHARED);
        match &self.body.expr(expr).kind {
            ExprKind::Path(_) | ExprKind::Field { .. } if is_shared => {
                Some(Capture::Shared { place: self.body.expr(expr).span, name: self.name_of_place(expr)? })
            }
            ExprKind::Field { base: inner, .. } => self.shared(*inner),
            ExprKind::MethodCall { receiver: inner, arguments, .. } if arguments.is_empty() => self.shared(*inner),
            _ => None,
        }
    }

    /// The guard of a lock that is made in one of the expressions, and lives as long as the statement around them.
    pub(super) fn temporary_guard(self, parts: &[ExprId]) -> Option<ExprId> {
        let mut open = parts.to_vec();
        while let Some(expr) = open.pop() {
            match &self.body.expr(expr).kind {
                // Their temporaries are gone when they end, or are made later.
                ExprKind::Closure { .. } | ExprKind::Async { .. } | ExprKind::Block(_) | ExprKind::Macro { .. } => {}
                ExprKind::Call { .. } | ExprKind::MethodCall { .. } if self.is_guard(expr) => return Some(expr),
                _ => open.extend(self.body.children(expr)),
            }
        }
        None
    }

    /// A variable whose type is owned through and through.
    fn is_given_away(self, argument: ExprId) -> bool {
        let ty = self.types.of(argument);
        let is_owned = matches!(ty, Ty::Adt(..) | Ty::Primitive(_));
        let borrows = |part: &Ty| matches!(part, Ty::Reference(_) | Ty::Unknown | Ty::Variable(_) | Ty::Parameter(_) | Ty::Dyn(_));
        is_owned
            && matches!(&self.body.expr(argument).kind, ExprKind::Path(path) if path.as_name().is_some())
            && !ty.any_part(&mut |part| borrows(part))
    }

    /// A place of which a copy is lent.
    fn copied(self, place: ExprId) -> Option<Capture> {
        let name = self.name_of_place(place)?;
        let ty = self.types.of(place);
        let target = ty.behind_references();
        let is_slice_type = match target {
            Ty::Primitive(name) => name == "str",
            Ty::Adt(item, _) => self.program.path(&Definition::Type(*item)).as_str() == "std::path::Path",
            _ => false,
        };
        let is_cloned = matches!(target, Ty::Adt(item, _) if CLONED.contains(&self.program.path(&Definition::Type(*item)).as_str()));
        let is_one_reference = !matches!(ty, Ty::Reference(inner) if matches!(**inner, Ty::Reference(_)));
        let by = match (is_slice_type, is_cloned) {
            _ if !is_one_reference => return None,
            (true, _) => "to_owned",
            (_, true) => "clone",
            _ => return None,
        };
        Some(Capture::Owned { place: self.body.expr(place).span, name, by })
    }

    /// The last name of `path` or `self.root.path`.
    fn name_of_place(self, place: ExprId) -> Option<Name> {
        let is_variable = |name: &Name| name.starts_with(|first: char| first.is_lowercase() || first == '_');
        match &self.body.expr(place).kind {
            ExprKind::Path(path) => path.as_name().filter(|name| is_variable(name) && *name != "self").cloned(),
            ExprKind::Field { base, name } if is_variable(name) => {
                let is_place = match &self.body.expr(*base).kind {
                    ExprKind::Path(path) => path.as_name().is_some_and(is_variable),
                    _ => self.name_of_place(*base).is_some(),
                };
                is_place.then(|| name.clone())
            }
            _ => None,
        }
    }
}
