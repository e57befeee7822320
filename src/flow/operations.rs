//! From a resolved call to the row of the API that it calls.

use super::{Confidence, Tables};
use crate::base::{DefPath, Name};
use crate::index::{Body, ExprId, ExprKind, SelfParameter, is_capital};
use crate::resolve::{BodyTypes, Definition, ItemRef, Primitive, Program, Resolution, Ty, Why};
use crate::rules::{ApiKind, ApiRow};

/// Looks up calls of one body.
#[derive(Clone, Copy)]
pub(super) struct Lookup<'a> {
    pub(super) program: &'a Program,
    pub(super) tables: Tables<'a>,
    pub(super) body: &'a Body,
    pub(super) types: &'a BodyTypes,
}

impl<'a> Lookup<'a> {
    /// The path that a call's callee resolves to; for a method call the call itself is asked.
    pub(super) fn path(self, callee: ExprId) -> Option<&'a DefPath> {
        match &self.types.callee(callee)?.resolution {
            Resolution::Known { path, .. } => Some(path),
            Resolution::OneOf(targets) => {
                let first = &targets.first()?.path;
                targets.iter().all(|target| target.path == *first).then_some(first)
            }
            Resolution::Unknown(_) => None,
        }
    }

    /// The row of a call, whose callee is asked for at `callee`, and how sure it is; `arguments` are those of a path call.
    pub(super) fn row(self, callee: ExprId, arguments: &[ExprId]) -> Option<(&'a ApiRow, Confidence)> {
        let found = self.proved_row(callee, arguments).or_else(|| self.presumed_row(callee)).or_else(|| self.told_row(callee));
        found.filter(|_| !self.is_of_what_never_blocks(callee))
    }

    /// Whether a method is called on what says that it would block instead of doing so: `self.socket.get_ref().send_to(bytes, address)`
    /// where the socket is an `AsyncFd`, with a name in between or without.
    fn is_of_what_never_blocks(self, callee: ExprId) -> bool {
        let ExprKind::MethodCall { receiver, .. } = self.body.expr(callee).kind else { return false };
        let is_handed_out =
            |value: ExprId| self.path(self.without_pointers(value)).is_some_and(|path| self.tables.contexts.never_blocking.contains(path));
        is_handed_out(receiver)
            || match &self.body.expr(self.without_pointers(receiver)).kind {
                ExprKind::Path(path) => path.as_name().is_some_and(|name| self.is_always(name, is_handed_out)),
                _ => false,
            }
    }

    /// Whether all that is bound to a name in the body is such a value.
    fn is_always(self, name: &Name, is_it: impl Fn(ExprId) -> bool) -> bool {
        let mut bound = self.body.bindings().filter(|(bound, _)| *bound == name).map(|(_, value)| value).peekable();
        bound.peek().is_some() && bound.all(is_it)
    }

    /// An expression without the references and dereferences around it.
    fn without_pointers(self, expr: ExprId) -> ExprId {
        match self.body.expr(expr).kind {
            ExprKind::Paren(inner) | ExprKind::Reference(inner) | ExprKind::Dereference(inner) => self.without_pointers(inner),
            _ => expr,
        }
    }

    fn proved_row(self, callee: ExprId, arguments: &[ExprId]) -> Option<(&'a ApiRow, Confidence)> {
        let path = self.path(callee).or_else(|| self.blocking_twin(callee))?;
        let row = self.row_of_type(callee, path).or_else(|| self.tables.rules.api(path).map(|(_, row)| row))?;
        let confidence = match row.kind {
            ApiKind::Function | ApiKind::Method => Confidence::Certain,
            ApiKind::HandleMethod => self.holds_handle(self.types.callee(callee)?.receiver.as_ref()?)?,
            ApiKind::HandleFunction => arguments.iter().filter_map(|&argument| self.holds_handle(self.types.of(argument))).max()?,
        };
        Some((row, confidence))
    }

    /// The row of a trait's method on a value of a type that is not read: `GzDecoder::new(file).read_to_end(&mut bytes)`.
    fn presumed_row(self, callee: ExprId) -> Option<(&'a ApiRow, Confidence)> {
        let presumed = self.types.callee(callee)?.presumed.as_ref()?;
        let (_, row) = self.tables.rules.api(&presumed.path)?;
        (row.kind == ApiKind::HandleMethod && self.holds_handle(&presumed.made_of).is_some()).then_some((row, Confidence::Likely))
    }

    /// The row of a method on a receiver of which nothing is known, where name, number of arguments and use tell enough: `if file.exists()`.
    fn told_row(self, callee: ExprId) -> Option<(&'a ApiRow, Confidence)> {
        if self.types.callee(callee)?.resolution != Resolution::Unknown(Why::Receiver) {
            return None;
        }
        let ExprKind::MethodCall { method, arguments, .. } = &self.body.expr(callee).kind else { return None };
        let row = self.tables.rules.told_by_condition(method)?;
        let takes_as_many = self.tables.arities.get(method).is_some_and(|counts| counts.contains(&arguments.len()));
        (takes_as_many && self.is_condition(callee)).then_some((row, Confidence::Likely))
    }

    /// Whether an expression has to be a `bool`: the condition of a branch, or a part of one.
    fn is_condition(self, expr: ExprId) -> bool {
        let is_it = |id: ExprId| self.negated(id) == expr;
        (0..self.body.len() as u32).any(|id| match &self.body.expr(ExprId(id)).kind {
            ExprKind::If { condition, .. } | ExprKind::While { condition, .. } => is_it(*condition),
            ExprKind::Binary { operator, left, right } => matches!(*operator, "&&" | "||") && (is_it(*left) || is_it(*right)),
            ExprKind::Match { arms, .. } => arms.iter().filter_map(|arm| arm.guard).any(is_it),
            _ => false,
        })
    }

    /// Whether a loop takes what an expression gives for as long as there is something: `while let Ok(value) = receiver.recv()`.
    pub(super) fn is_asked_until_it_fails(self, expr: ExprId) -> bool {
        let is_value =
            |condition: ExprId| matches!(self.body.expr(condition).kind, ExprKind::Let { value, .. } if self.bare(value) == expr);
        let mut all = (0..self.body.len() as u32).map(|id| &self.body.expr(ExprId(id)).kind);
        all.any(|kind| matches!(kind, ExprKind::While { condition, .. } if is_value(*condition)))
    }

    /// Whether a call means another function in another build.
    pub(super) fn differs_by_build(self, callee: ExprId) -> bool {
        self.path(callee).is_none()
    }

    /// What a call means that is another in another build, if it is in the table whichever it is.
    fn blocking_twin(self, callee: ExprId) -> Option<&'a DefPath> {
        let Resolution::OneOf(targets) = &self.types.callee(callee)?.resolution else { return None };
        let is_row = |path: &DefPath| self.tables.rules.api(path).is_some();
        targets.iter().all(|target| is_row(&target.path)).then(|| targets.first().map(|target| &target.path))?
    }

    /// The row of a trait's method that blocks for the receiver's type only, `ReadDir::next`, or is mended in another way for it,
    /// `Stdin::read_to_string`.
    fn row_of_type(self, callee: ExprId, path: &DefPath) -> Option<&'a ApiRow> {
        let receiver = self.types.callee(callee)?.receiver.as_ref()?;
        let of_type = self.type_path(receiver.behind_references())?.join(path.last());
        self.tables.rules.api(&of_type).map(|(_, row)| row)
    }

    /// Whether a path names a method, whose first argument is its `self`.
    pub(super) fn takes_self(self, callee: ExprId) -> bool {
        match self.types.callee(callee).map(|callee| &callee.resolution) {
            Some(Resolution::Known { function: Some(function), .. }) => self.program.function(*function).receiver.is_some(),
            _ => false,
        }
    }

    /// Whether a path names a function, or one of several that the build chooses from.
    pub(super) fn names_function(self, path: ExprId) -> bool {
        matches!(
            self.types.callee(path).map(|callee| &callee.resolution),
            Some(Resolution::Known { function: Some(_), .. } | Resolution::OneOf(_))
        )
    }

    /// Whether the function that is called is known, and may run the closure that is its argument at `at`. What one of a dependency does is
    /// not seen: to run it has to be the only thing that it can do.
    pub(super) fn runs_argument(self, callee: ExprId, at: usize) -> bool {
        match self.types.callee(callee).map(|callee| &callee.resolution) {
            Some(Resolution::Known { path, function: Some(function) }) => {
                let is_seen = || self.program.is_seen(*function) && !self.program.may_be_kept_by_impls(*function, at);
                let may_run = || is_seen() || self.program.can_only_run(*function, at);
                !self.keeps(path, *function, at) && may_run()
            }
            Some(Resolution::Known { function: None, .. } | Resolution::Unknown(_)) => false,
            // Without a resolution a local is called, whose closures run where it does.
            Some(Resolution::OneOf(_)) | None => true,
        }
    }

    /// Whether the function that is called is known to keep the closure that is its argument at `at`, or what was built around it, as
    /// `Some` and its like do.
    pub(super) fn keeps_argument(self, callee: ExprId, at: usize) -> bool {
        let is_kept = || match self.types.callee(callee).map(|callee| &callee.resolution) {
            Some(Resolution::Known { path, function: Some(function) }) => self.keeps(path, *function, at),
            _ => false,
        };
        self.is_constructor(callee) || is_kept()
    }

    /// Whether a function keeps its argument at `at`: one that does not ask for something to call, such as `Box::new`, can do nothing else,
    /// and one of the workspace is seen to.
    fn keeps(self, path: &DefPath, function: ItemRef, at: usize) -> bool {
        let is_seen_to = || self.tables.keepers.get(path).is_some_and(|arguments| arguments.contains(&at));
        self.program.takes_uncallable(function, at) || is_seen_to()
    }

    /// Whether what is called looks like `Some` and not like a function.
    pub(super) fn is_constructor(self, callee: ExprId) -> bool {
        matches!(&self.body.expr(callee).kind, ExprKind::Path(path) if path.last().is_some_and(|name| is_capital(name)))
    }

    /// Whether a method is known to take its `self` by reference.
    pub(super) fn borrows_self(self, call: ExprId) -> bool {
        matches!(self.receiver_of(call), Some(SelfParameter::Reference | SelfParameter::MutableReference))
    }

    /// Whether a method is known to take its `self` as it is.
    pub(super) fn takes_self_by_value(self, call: ExprId) -> bool {
        matches!(self.receiver_of(call), Some(SelfParameter::Value))
    }

    /// How the method that a call runs takes its `self`, if that is known.
    pub(super) fn receiver_of(self, call: ExprId) -> Option<&'a SelfParameter> {
        match self.types.callee(call).map(|callee| &callee.resolution) {
            Some(Resolution::Known { function: Some(function), .. }) => self.program.function(*function).receiver.as_ref(),
            _ => None,
        }
    }

    /// Whether a call is an adapter of iterators, which calls its closure for each item.
    pub(super) fn runs_for_each_item(self, callee: ExprId) -> bool {
        match self.types.callee(callee).map(|callee| &callee.resolution) {
            Some(Resolution::Known { function: Some(function), .. }) => self.program.is_of_iterator(*function),
            _ => false,
        }
    }

    /// Whether a closure that the call is given surely runs before it returns: functions of std that ask for a closure call it, unless they
    /// give an iterator, which calls it for those items that somebody asks for. `Box::new` asks for anything at all, and keeps it.
    pub(super) fn calls_at_once(self, callee: ExprId) -> bool {
        let Some(Resolution::Known { path, function: Some(function) }) = self.types.callee(callee).map(|callee| &callee.resolution) else {
            return false;
        };
        // What a type is made with is kept: `LazyLock::new`.
        let asks_for_closure = !super::wrappers::closures_by(self.program.function(*function), None).is_empty();
        let is_lazy = match self.types.of(callee) {
            Ty::Adt(item, _) => self.program.path(&Definition::Type(*item)).as_str().starts_with("std::iter::"),
            Ty::Unknown | Ty::Opaque(_) | Ty::Variable(_) => self.runs_for_each_item(callee),
            _ => false,
        };
        path.as_str().starts_with("std::") && asks_for_closure && !is_lazy
    }

    /// The function that a call surely means, if its declaration is known.
    pub(super) fn function(self, callee: ExprId) -> Option<ItemRef> {
        match self.types.callee(callee)?.resolution {
            Resolution::Known { function, .. } => function,
            _ => None,
        }
    }

    /// Whether a function is known by its path alone.
    fn is_unread(self, callee: ExprId) -> bool {
        matches!(self.types.callee(callee).map(|callee| &callee.resolution), Some(Resolution::Known { function: None, .. }))
    }

    /// Whether the argument at `at` of the call goes to the blocking pool or a thread of its own.
    pub(super) fn is_offloaded(self, callee: ExprId, at: usize) -> bool {
        let Tables { contexts, wrappers, .. } = self.tables;
        match self.path(callee) {
            Some(path) => {
                let of_trait = || contexts.offloader(&self.program.implemented_member(self.function(callee)?)?);
                let known = contexts.offloader(path).or_else(of_trait).map(|offloader| &offloader.closure_taker.arguments);
                match known.or_else(|| wrappers.get(path)) {
                    Some(arguments) => arguments.contains(&at),
                    // One that stands in for a crate of the table, or calls itself otherwise.
                    None => self.is_unread(callee) && contexts.is_offloader_name(path.last()),
                }
            }
            // A handle whose type is not known: the name says enough not to cry wolf.
            None => match &self.body.expr(callee).kind {
                ExprKind::MethodCall { method, .. } => contexts.is_offloader_name(method),
                ExprKind::Path(path) => path.last().is_some_and(|name| contexts.is_offloader_name(name)),
                _ => false,
            },
        }
    }

    /// What is cloned, where an expression is the clone of something: `value.clone()`, `Arc::clone(&value)`.
    pub(super) fn cloned(self, expr: ExprId) -> Option<ExprId> {
        let expr = self.bare(expr);
        let (callee, original) = match &self.body.expr(expr).kind {
            ExprKind::MethodCall { receiver, .. } => (expr, *receiver),
            ExprKind::Call { callee, arguments } => (*callee, *arguments.first()?),
            _ => return None,
        };
        let original = match self.body.expr(self.bare(original)).kind {
            ExprKind::Reference(inner) => self.bare(inner),
            _ => self.bare(original),
        };
        (*self.path(callee)? == self.program.clone_method()).then_some(original)
    }

    /// The row of what a `for` loop over `iterable` calls for each item.
    pub(super) fn loop_row(self, iterable: ExprId) -> Option<(&'a ApiRow, Confidence)> {
        let ty = self.types.of(iterable);
        let of_iterator = || self.step_row(&self.program.iterator_of(ty)?).filter(|(row, _)| row.is_lazy);
        self.step_row(ty).or_else(of_iterator)
    }

    /// The row of what an iterator does for each item that a method takes: `walk.filter_map(Result::ok).count()`.
    pub(super) fn taken_row(self, call: ExprId) -> Option<(&'a ApiRow, Confidence)> {
        let callee = self.types.callee(call)?;
        let takes_items = self.runs_for_each_item(call)
            && !matches!(self.receiver_of(call), Some(SelfParameter::Reference))
            && !self.blocks_step_by_step(self.types.of(call));
        if takes_items { self.step_row(&callee.receiver?).filter(|(row, _)| row.is_lazy) } else { None }
    }

    /// The row of what an iterator of this type, or one that it wraps, does for each item.
    fn step_row(self, iterator: &Ty) -> Option<(&'a ApiRow, Confidence)> {
        let mut found = None;
        iterator.any_part(&mut |ty| {
            if let Some(path) = self.type_path(ty)
                && let Some((_, row)) = self.tables.rules.api(&path.join("next"))
            {
                let is_proved = row.kind != ApiKind::HandleMethod;
                let confidence = if is_proved { Some(Confidence::Certain) } else { self.holds_handle(ty) };
                found = confidence.map(|confidence| (row, confidence));
            }
            found.is_some()
        });
        found
    }

    /// How sure it is that a type is, wraps or borrows an open blocking handle: likely where the handle became `dyn`, for another value may
    /// have taken its place.
    fn holds_handle(self, ty: &Ty) -> Option<Confidence> {
        let holds = |ty: &Ty| ty.any_part(&mut |part| self.type_path(part).is_some_and(|path| self.tables.rules.is_handle(&path)));
        if !holds(ty) {
            return None;
        }
        Some(if holds(&ty.as_written()) { Confidence::Certain } else { Confidence::Likely })
    }

    /// Whether values of a type are, or give items by, something that blocks.
    pub(super) fn blocks_later(self, ty: &Ty) -> bool {
        let is_handle = |part: &Ty| self.type_path(part).is_some_and(|path| self.tables.rules.is_handle(&path));
        self.blocks_step_by_step(ty) || ty.any_part(&mut |part| is_handle(part))
    }

    /// Whether values of a type give items by something that blocks.
    pub(super) fn blocks_step_by_step(self, ty: &Ty) -> bool {
        ty.any_part(&mut |part| self.type_path(part).is_some_and(|path| self.tables.rules.api(&path.join("next")).is_some()))
    }

    pub(super) fn type_path(self, ty: &Ty) -> Option<DefPath> {
        type_path(self.program, ty)
    }

    /// Whether the type of an expression is owned, so that it has to be borrowed to be lent.
    pub(super) fn is_owned(self, expr: ExprId) -> bool {
        !matches!(self.types.of(expr), Ty::Reference(_))
    }

    /// The type of an expression behind its references, if the code itself or a dependency declares it.
    pub(super) fn own_type(self, expr: ExprId) -> Option<String> {
        match self.types.of(expr).behind_references() {
            ty @ Ty::Adt(item, _) if !self.program.is_of_stub(*item) => Some(self.program.type_text(ty)),
            _ => None,
        }
    }

    /// What an expression shows as a path, if that is one itself to whoever asks for one of any type: `name` of `Path::new(name)`, and the
    /// `format!(…)` of `Path::new(&format!(…))`.
    pub(super) fn viewed(self, expr: ExprId) -> Option<ExprId> {
        let ExprKind::Call { callee, arguments } = &self.body.expr(self.bare(expr)).kind else { return None };
        let (contexts, [shown]) = (self.tables.contexts, arguments.as_slice()) else { return None };
        let is_path = match self.types.of(*shown).behind_references() {
            Ty::Primitive(Primitive::Str) => true,
            ty => self.type_path(ty).is_some_and(|path| contexts.paths.contains(&path)),
        };
        self.path(*callee).filter(|path| is_path && contexts.views.contains(*path))?;
        let is_made_here =
            |id: ExprId| matches!(self.body.expr(id).kind, ExprKind::Call { .. } | ExprKind::MethodCall { .. } | ExprKind::Macro { .. });
        match self.body.expr(*shown).kind {
            ExprKind::Reference(inner) if is_made_here(inner) => Some(inner),
            _ => Some(*shown),
        }
    }

    /// The expression without the parentheses and negations around it.
    fn negated(self, expr: ExprId) -> ExprId {
        match self.body.expr(expr).kind {
            ExprKind::Paren(inner) | ExprKind::Not(inner) => self.negated(inner),
            _ => expr,
        }
    }

    /// The expression without the parentheses around it.
    pub(super) fn bare(self, expr: ExprId) -> ExprId {
        match self.body.expr(expr).kind {
            ExprKind::Paren(inner) => self.bare(inner),
            _ => expr,
        }
    }
}

/// The path of a type, if it is one with a name.
pub(super) fn type_path(program: &Program, ty: &Ty) -> Option<DefPath> {
    match ty {
        Ty::Adt(item, _) => Some(program.path(&Definition::Type(*item))),
        Ty::External(path, _) => Some((**path).clone()),
        _ => None,
    }
}
