//! Guards: what is held from where it is made to where it ends, and whether code waits meanwhile.

use super::operations::Lookup;
use crate::base::Name;
use crate::index::{ExprId, ExprKind, Statement};
use crate::resolve::Ty;
use crate::rules::MacroKind;

impl Lookup<'_> {
    /// Whether the type of an expression is, by its name, the guard of a lock or cell that is held without the executor: those of crates
    /// that are made for async code may be held across an await. A type of the code itself that has nothing in it holds nothing.
    pub(super) fn is_guard(self, expr: ExprId) -> bool {
        let ty = self.types.of(expr);
        let Some(path) = self.type_path(ty) else { return false };
        let krate = path.crate_name();
        let is_async = krate.starts_with("tokio") || krate.starts_with("async") || krate.starts_with("futures");
        let name = path.last();
        !is_async && (name.ends_with("Guard") || matches!(name, "Ref" | "RefMut")) && !self.is_empty(ty)
    }

    /// Whether a type of the code itself has no fields.
    fn is_empty(self, ty: &Ty) -> bool {
        matches!(ty, Ty::Adt(item, _) if self.program.is_of_workspace(*item) && self.program.type_item(*item).has_no_fields())
    }

    /// Whether other threads wait for the end of what an expression gives.
    fn is_waited_for(self, expr: ExprId) -> bool {
        self.type_path(self.types.of(expr)).is_some_and(|path| self.tables.contexts.waited_for.contains(&path))
    }

    /// The guard of a lock that is made in one of the expressions, and lives as long as the statement around them.
    pub(super) fn temporary_guard(self, parts: &[ExprId]) -> Option<ExprId> {
        let mut open = parts.to_vec();
        while let Some(expr) = open.pop() {
            match &self.body.expr(expr).kind {
                // Their temporaries are gone when they end, or are made later.
                ExprKind::Closure { .. } | ExprKind::Async { .. } | ExprKind::Block(_) | ExprKind::Macro { .. } => {}
                ExprKind::Call { .. } | ExprKind::MethodCall { .. } if self.is_guard(expr) || self.is_waited_for(expr) => {
                    return Some(expr);
                }
                _ => open.extend(self.body.children(expr)),
            }
        }
        None
    }

    /// Whether the code behind `let guard = …` awaits something before `guard` ends: other tasks run while it is held anyway. Where it ends
    /// in one branch and not in another, or is given away, nothing is said.
    pub(super) fn waits_under(self, guard: &Name, statements: &[Statement], tail: Option<ExprId>) -> bool {
        let mut parts = Vec::new();
        let mut is_dropped = false;
        for statement in statements {
            match statement {
                Statement::Expr(expr) if self.drops(*expr, guard) => {
                    is_dropped = true;
                    break;
                }
                Statement::Expr(expr) => parts.push(*expr),
                Statement::Let { value, otherwise, .. } => parts.extend(value.iter().chain(otherwise)),
            }
        }
        parts.extend(tail.filter(|_| !is_dropped));
        let mut waits = false;
        while let Some(expr) = parts.pop() {
            match &self.body.expr(expr).kind {
                ExprKind::Call { arguments, .. } | ExprKind::MethodCall { arguments, .. }
                    if arguments.iter().any(|argument| self.names(*argument, guard)) =>
                {
                    return false;
                }
                // Futures of their own wait for themselves.
                ExprKind::Closure { .. } | ExprKind::Async { .. } => continue,
                ExprKind::Await(_) => waits = true,
                ExprKind::Macro { path, .. } => waits |= self.tables.contexts.macro_kind(&path.text()) == Some(MacroKind::Select),
                _ => {}
            }
            parts.extend(self.body.children(expr));
        }
        waits
    }

    /// `drop(guard)`.
    pub(super) fn drops(self, expr: ExprId, guard: &Name) -> bool {
        let ExprKind::Call { callee, arguments } = &self.body.expr(expr).kind else { return false };
        self.names(*callee, "drop") && matches!(arguments.as_slice(), [only] if self.names(*only, guard))
    }

    fn names(self, expr: ExprId, name: &str) -> bool {
        matches!(&self.body.expr(expr).kind, ExprKind::Path(path) if path.last().is_some_and(|last| last == name))
    }
}
