//! Guards: what is held from where it is made to where it ends, and whether code waits meanwhile.

use super::operations::Lookup;
use crate::base::{DefPath, Name, is_std};
use crate::index::{ExprId, ExprKind, Statement};
use crate::resolve::Ty;
use crate::rules::MacroKind;

/// Data in data in data is looked at.
const DEEPEST_DATA: u32 = 3;

impl<'a> Lookup<'a> {
    /// Whether the type of an expression is, by its name, the guard of a lock or cell that is held without the executor: those of crates
    /// that are made for async code may be held across an await. A type of the code itself that has nothing in it holds nothing.
    pub(super) fn is_guard(self, expr: ExprId) -> bool {
        let ty = self.types.of(expr);
        let Some(path) = self.type_path(ty) else { return false };
        let name = path.last();
        !is_for_async_code(&path) && (name.ends_with("Guard") || matches!(name, "Ref" | "RefMut")) && !self.is_empty(ty)
    }

    /// Whether what is bound to `variable` is the guard of a lock as far as names tell: a lock of a file that other processes see is mostly
    /// of a crate that was not read, or of a type of the code itself that is called like it. What is data is none, and what comes out of an
    /// await is made for async code.
    pub(super) fn is_called_guard(self, variable: &Name, value: ExprId) -> bool {
        let is_word = |word: &str| self.tables.contexts.guards.words.iter().any(|guard| word.eq_ignore_ascii_case(guard));
        let is_so_called = variable.rsplit('_').next().is_some_and(is_word);
        let has_such_name = |ty: &str| words_of_type(ty).last().is_some_and(is_word);
        let is_it = match (self.types.of(value), self.type_path(self.types.of(value))) {
            (Ty::Unknown | Ty::Variable(_), _) => is_so_called || self.makers_type(value).is_some_and(has_such_name),
            // What has a type in it gives guards and is none; those of std are known.
            (Ty::External(_, parts) | Ty::Adt(_, parts), Some(path))
                if !parts.is_empty() || is_std(path.crate_name()) || is_for_async_code(&path) =>
            {
                false
            }
            // Whether it is data nobody sees: `LockFile` may be what was read from one.
            (Ty::External(..), Some(path)) => has_such_name(path.last()) || is_so_called && words_of_type(path.last()).any(is_word),
            (ty @ Ty::Adt(..), Some(path)) => {
                (is_so_called || has_such_name(path.last())) && !self.is_empty(ty) && !self.is_data(ty, DEEPEST_DATA)
            }
            _ => false,
        };
        is_it && self.is_made(value)
    }

    /// Whether a type is data by what it derives, or has nothing but data in it.
    fn is_data(self, ty: &Ty, depth: u32) -> bool {
        let are_data = |parts: &[Ty]| parts.iter().all(|part| self.is_data(part, depth));
        match ty {
            Ty::Primitive(_) | Ty::Reference(_) => true,
            Ty::Tuple(parts) => are_data(parts),
            Ty::Slice(inner) | Ty::Array(inner) => self.is_data(inner, depth),
            Ty::Adt(item, _) if !self.program.is_of_stub(*item) => {
                let derives = &self.program.type_item(*item).attributes.derives;
                let has_only_data = || {
                    let mut fields = self.program.types_of_fields(*item);
                    depth > 0 && !self.program.is_dropped_by_code(ty) && fields.all(|field| self.is_data(field, depth - 1))
                };
                derives.iter().any(|derived| self.tables.contexts.guards.data.contains(derived)) || has_only_data()
            }
            Ty::Adt(_, parts) | Ty::External(_, parts) => {
                let is_listed = |path: &DefPath| self.tables.contexts.dropped_silently.contains(path);
                self.type_path(ty).is_some_and(|path| is_listed(&path)) && are_data(parts)
            }
            _ => false,
        }
    }

    /// The type whose function makes a value, as far as that is the call's path: `FileLock` of `FileLock::acquire(path)?`. What is `new` may
    /// be what gives guards.
    fn makers_type(self, value: ExprId) -> Option<&'a str> {
        match &self.body.expr(value).kind {
            ExprKind::Paren(inner) | ExprKind::Try(inner) => self.makers_type(*inner),
            ExprKind::MethodCall { receiver, method, .. } if self.hands_on(method) => self.makers_type(*receiver),
            ExprKind::Call { callee, .. } => self.path(*callee).filter(|path| path.last() != "new")?.owner(),
            _ => None,
        }
    }

    /// Whether a method of a `Result` or `Option` gives what is in that.
    fn hands_on(self, method: &Name) -> bool {
        let methods = &self.tables.contexts.methods;
        methods.handed_on.contains(method) || methods.taken_out.contains(method)
    }

    /// Whether a value comes of a call that changes something, and of nothing that is awaited.
    fn is_made(self, value: ExprId) -> bool {
        match &self.body.expr(value).kind {
            ExprKind::Paren(inner) | ExprKind::Try(inner) => self.is_made(*inner),
            ExprKind::Call { .. } => true,
            ExprKind::MethodCall { receiver, method, .. } if self.hands_on(method) => self.is_made(*receiver),
            ExprKind::MethodCall { receiver, method, .. } => {
                let is_pure = self.tables.contexts.methods.pure.contains(method);
                !is_pure && !matches!(self.body.expr(*receiver).kind, ExprKind::Await(_))
            }
            _ => false,
        }
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
                ExprKind::Call { .. } | ExprKind::MethodCall { .. } | ExprKind::Try(_)
                    if self.is_guard(expr) || self.is_waited_for(expr) =>
                {
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

/// Whether a crate is made for async code: its guards may be held across an await.
fn is_for_async_code(path: &DefPath) -> bool {
    let krate = path.crate_name();
    krate.starts_with("tokio") || krate.starts_with("async") || krate.starts_with("futures")
}

/// The words of a type's name: `File` and `Lock` of `FileLock`.
fn words_of_type(name: &str) -> impl Iterator<Item = &str> {
    let mut rest = name;
    std::iter::from_fn(move || {
        let is_first = |(at, letter): &(usize, char)| *at > 0 && letter.is_uppercase();
        let (word, others) = rest.split_at(rest.char_indices().find(is_first).map_or(rest.len(), |(at, _)| at));
        rest = others;
        (!word.is_empty()).then_some(word)
    })
}
