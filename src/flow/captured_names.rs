//! What people would call the values that a closure owns: by their place, by what gives them, or by the parameter that they are for.

use super::operations::Lookup;
use crate::base::Name;
use crate::index::{ExprId, ExprKind, Pattern};
use crate::resolve::Resolution;
use crate::syntax;

/// What the names of functions begin with that say no more than that they give something.
const VERBS: [&str; 5] = ["get_", "create_", "make_", "build_", "load_"];

impl Lookup<'_> {
    /// What a variable with a value is called, if nothing better is known than the value itself.
    pub(super) fn name_for(self, value: ExprId, known: Option<Name>) -> Result<Name, String> {
        let ty = self.types.of(value);
        let nameless = || {
            if Self::is_known(ty) && self.may_be_sent(ty) {
                "one of its arguments would need a variable, and nothing says what to call it".to_owned()
            } else {
                self.refusal(value)
            }
        };
        known.or_else(|| self.name_of_value(value)).ok_or_else(nameless)
    }

    /// The last name of `path` or `self.root.path`; what `self` is called in a closure of its own.
    pub(super) fn name_of_place(self, place: ExprId) -> Option<Name> {
        match &self.body.expr(place).kind {
            ExprKind::Path(path) => match path.as_name()? {
                name if name == "self" => Some(Name::new_static("this")),
                name => is_variable(name).then(|| name.clone()),
            },
            ExprKind::Field { base, name } if is_variable(name) => self.name_of_place(*base).map(|_| name.clone()),
            _ => None,
        }
    }

    /// What people would call the value of an expression: the name of the method or function that gives it.
    fn name_of_value(self, value: ExprId) -> Option<Name> {
        let name = match &self.body.expr(value).kind {
            ExprKind::MethodCall { receiver, method, .. } if self.tables.contexts.methods.same.contains(method) => {
                return self.name_of_place(*receiver).filter(|name| name != "this").or_else(|| self.name_of_value(*receiver));
            }
            ExprKind::MethodCall { method, .. } => method.clone(),
            ExprKind::Call { callee, .. } => match &self.body.expr(*callee).kind {
                ExprKind::Path(path) => path.last().filter(|name| is_variable(name))?.clone(),
                _ => return None,
            },
            ExprKind::Try(inner) | ExprKind::Await(inner) | ExprKind::Paren(inner) | ExprKind::Reference(inner) => {
                return self.name_of_value(*inner);
            }
            _ => return None,
        };
        let short = VERBS.iter().find_map(|verb| name.strip_prefix(verb)).unwrap_or(&name);
        Some(Name::new(short)).filter(|name| name != "new" && name != "default" && !syntax::is_reserved(name))
    }

    /// The name of a parameter of the function that is called.
    pub(super) fn name_of_parameter(self, callee: ExprId, at: usize) -> Option<Name> {
        let Resolution::Known { function: Some(function), .. } = self.types.callee(callee)?.resolution else { return None };
        let function = self.program.function(function);
        let is_path_call = matches!(self.body.expr(callee).kind, ExprKind::Path(_));
        let at = if is_path_call && function.receiver.is_some() { at.checked_sub(1)? } else { at };
        match &function.parameters.get(at)?.pattern {
            Pattern::Bind(binding) => Some(Name::new(binding.name.trim_start_matches('_'))).filter(is_variable),
            _ => None,
        }
    }
}

pub(super) fn is_variable(name: &Name) -> bool {
    name.starts_with(|first: char| first.is_lowercase() || first == '_')
}
