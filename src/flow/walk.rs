//! Walks the bodies of one function and of the functions nested in it, keeps track of where each expression runs, and puts down the
//! blocking operations.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::facts::Home;
use super::operations::Lookup;
use super::place::Place;
use super::trace::{Code, CodeKind, Trace};
use super::{CallSite, CodeId, RootKind};
use super::{failure, implicit};
use crate::base::{DefPath, Name, Span};
use crate::index::{Block, ExprId, ExprKind, Literal, PathRef, Pattern, Shown, Statement, evaluate};
use crate::os;
use crate::resolve::UnitId;
use crate::rules::MacroKind;

pub(super) struct Walker<'a> {
    pub(super) lookup: Lookup<'a>,
    pub(super) home: &'a Arc<Home>,
    pub(super) unit: UnitId,
    /// Closures bound to these names are handed to an offloader.
    offloaded_names: Vec<Name>,
    /// Closures bound to these names are called here, or given to something that calls them.
    called_names: Vec<Name>,
    /// Variables that are given away by value.
    pub(super) moved_names: FxHashSet<Name>,
    pub(super) trace: &'a mut Trace,
}

impl<'a> Walker<'a> {
    pub(super) fn new(lookup: Lookup<'a>, home: &'a Arc<Home>, unit: UnitId, trace: &'a mut Trace) -> Self {
        let (offloaded_names, called_names) = names_of_closures(lookup);
        Self { lookup, home, unit, offloaded_names, called_names, moved_names: implicit::moved_names(lookup), trace }
    }

    /// Walks the body that the walker was made for.
    pub(super) fn whole_body(&mut self, place: &Place) {
        self.body_value(self.lookup.body.root, place);
        self.put_down_unresolved();
    }

    pub(super) fn kind(&self, id: ExprId) -> &ExprKind {
        &self.lookup.body.expr(id).kind
    }

    pub(super) fn span(&self, id: ExprId) -> Span {
        self.lookup.body.expr(id).span
    }

    pub(super) fn expr(&mut self, id: ExprId, place: &Place) {
        let body = self.lookup.body;
        if place.other_build.is_none()
            && let Some(cfg) = self.cfg_of_other_build(id)
        {
            return self.expr(id, &place.in_other_build(cfg));
        }
        match &body.expr(id).kind {
            ExprKind::Missing | ExprKind::Literal(_) | ExprKind::Continue => {}
            ExprKind::Path(_) => self.passed_by_name(id, place),
            // `load as fn()` calls nothing.
            ExprKind::Cast(inner, _) if matches!(self.kind(self.lookup.bare(*inner)), ExprKind::Path(_)) => {
                self.reads_static(self.lookup.bare(*inner), place);
            }
            ExprKind::Call { callee, arguments } => {
                self.path_call(id, *callee, arguments, place);
                if !matches!(self.kind(*callee), ExprKind::Path(_)) {
                    self.expr(*callee, place);
                }
                self.arguments(*callee, arguments, place);
            }
            ExprKind::MethodCall { receiver, arguments, .. } => {
                self.method_call(id, place);
                self.expr(*receiver, place);
                self.arguments(id, arguments, place);
            }
            ExprKind::Closure { body, async_span, .. } => match async_span {
                Some(span) => self.async_code(*body, &place.asynchronous(*span, "async: this runs on an executor")),
                None => self.expr(*body, &place.closure(false)),
            },
            ExprKind::Async { block, keyword } => {
                self.trace.async_bodies += 1;
                self.block(block, &place.asynchronous(*keyword, "async: this runs on an executor"));
            }
            ExprKind::Block(block) => self.block(block, place),
            ExprKind::Macro { path, arguments, shown, .. } => self.macro_call(path, arguments, shown.as_deref(), place),
            ExprKind::Expansion { path, block } => self.block(block, &place.in_expansion(&path.text())),
            ExprKind::For { iterable, body, .. } => {
                self.expr(*iterable, place);
                self.for_loop(*iterable, place);
                self.implied_by_loop(*iterable, place);
                self.expr(*body, &place.in_loop());
            }
            ExprKind::While { condition, body } => {
                let place = place.in_loop();
                self.expr(*condition, &place);
                self.expr(*body, &place);
            }
            ExprKind::Loop(body) => self.expr(*body, &place.in_loop()),
            ExprKind::If { condition, then, otherwise } => {
                let pattern = failure::condition(self.lookup, *condition);
                self.expr(*condition, place);
                self.expr(*then, &failure::where_it_fits(place, pattern));
                if let Some(otherwise) = otherwise {
                    self.expr(*otherwise, &failure::where_it_does_not(place, pattern));
                }
            }
            ExprKind::Match { scrutinee, arms } => {
                self.expr(*scrutinee, place);
                for arm in arms {
                    let place = failure::where_it_fits(place, Some(&arm.pattern));
                    arm.guard.into_iter().for_each(|guard| self.expr(guard, &place));
                    self.expr(arm.body, &place);
                }
            }
            ExprKind::Struct { fields, rest, .. } => {
                for &(_, value) in fields {
                    self.value_stored(value, place);
                }
                if let Some(rest) = rest {
                    self.expr(*rest, place);
                }
            }
            ExprKind::Tuple(parts) | ExprKind::Array(parts) => parts.iter().for_each(|&part| self.value_kept(part, place)),
            ExprKind::Return(value) => value.iter().for_each(|&value| self.value_kept(value, place)),
            ExprKind::Dereference(inner) => {
                self.expr(*inner, place);
                let span = self.span(id);
                let call = CallSite { span, callee: span, receiver: Some(self.span(*inner)), arguments: Vec::new() };
                self.implied_by_dereferencing(*inner, None, &call, place);
            }
            ExprKind::Index { base, index } => {
                self.expr(*base, place);
                self.expr(*index, place);
                self.implied_by_operator(id, "[]", *base, *index, place);
            }
            ExprKind::Binary { operator, left, right } => {
                self.expr(*left, place);
                self.expr(*right, place);
                self.implied_by_operator(id, operator, *left, *right, place);
            }
            ExprKind::Assign { left, right } => {
                self.expr(*left, place);
                self.value_stored(*right, place);
            }
            other => children(other, &mut |child| self.expr(child, place)),
        }
    }

    /// The `cfg` of the statement that an expression stands in, if this machine's build may not have it.
    fn cfg_of_other_build(&self, id: ExprId) -> Option<&'a str> {
        let is_around = |(first, end, _): &&(ExprId, ExprId, String)| (*first..*end).contains(&id);
        let mut around = self.lookup.body.conditional.iter().filter(is_around);
        around.find(|(_, _, cfg)| evaluate(cfg, &os::host_option) != Some(true)).map(|(_, _, cfg)| cfg.as_str())
    }

    fn async_code(&mut self, id: ExprId, place: &Place) {
        self.trace.async_bodies += 1;
        self.expr(id, place);
    }

    /// A value that is kept: whether a closure or function that it is ever runs is not known.
    fn value_kept(&mut self, id: ExprId, place: &Place) {
        self.each_closure(id, place, &mut |walker, value, place| {
            let bare = walker.lookup.bare(value);
            match walker.kind(bare) {
                ExprKind::Closure { body, async_span: None, .. } => {
                    let body = *body;
                    let code = CodeId { unit: walker.unit, start: walker.span(body).start() };
                    let place = if place.is_initialiser { &place.kept_by_initialiser(code) } else { place };
                    walker.expr(body, &place.closure(true));
                }
                // `Loader { load: fs::read }`; a static is read at once.
                ExprKind::Path(_) if walker.lookup.types.static_item(bare).is_none() => {
                    walker.passed_by_name(bare, &place.closure(true));
                }
                _ => walker.expr(value, place),
            }
        });
    }

    /// A value that is stored in something: what is built around a closure, as in `Box::new(|| …)`, is stored with it.
    fn value_stored(&mut self, id: ExprId, place: &Place) {
        match self.kind(self.lookup.bare(id)) {
            ExprKind::Call { callee, arguments }
                if !arguments.is_empty() && (0..arguments.len()).all(|at| self.lookup.keeps_argument(*callee, at)) =>
            {
                let (callee, arguments) = (*callee, arguments.clone());
                self.path_call(id, callee, &arguments, place);
                for argument in arguments {
                    self.value_kept(argument, place);
                }
            }
            _ => self.value_kept(id, place),
        }
    }

    /// What a body gives: a closure is handed to the caller.
    fn body_value(&mut self, id: ExprId, place: &Place) {
        self.each_closure(id, place, &mut |walker, value, place| {
            if value == id { walker.expr(value, place) } else { walker.value_kept(value, place) }
        });
    }

    pub(super) fn block(&mut self, block: &Block, place: &Place) {
        let mut place = place.clone();
        for (at, statement) in block.statements.iter().enumerate() {
            match statement {
                Statement::Expr(expr) => {
                    self.expr(*expr, &place);
                    if place.guard.as_ref().is_some_and(|guard| self.lookup.drops(*expr, guard)) {
                        place = place.with_guard(None);
                    }
                    if failure::is_left_on_success(self.lookup, *expr) {
                        place = place.doubtful();
                    }
                }
                Statement::Let { pattern, value, otherwise, .. } => {
                    if let Some(value) = value {
                        self.bound_value(pattern, *value, &place);
                    }
                    if let Some(otherwise) = otherwise {
                        self.expr(*otherwise, &failure::where_it_does_not(&place, Some(pattern)));
                    }
                    if let (Pattern::Bind(binding), Some(value)) = (pattern, value)
                        && (self.lookup.is_guard(*value) || self.lookup.is_called_guard(&binding.name, *value))
                        && !self.lookup.waits_under(&binding.name, &block.statements[at + 1..], block.tail)
                    {
                        place = place.with_guard(Some(binding.name.clone()));
                    }
                }
            }
        }
        if let Some(tail) = block.tail {
            self.expr(tail, &place);
        }
        self.dropped(block, &place);
    }

    fn bound_value(&mut self, pattern: &Pattern, value: ExprId, place: &Place) {
        let is_in = |names: &[Name]| matches!(pattern, Pattern::Bind(binding) if names.contains(&binding.name));
        let (is_offloaded, is_called) = (is_in(&self.offloaded_names), is_in(&self.called_names));
        self.each_closure(value, place, &mut |walker, value, place| match walker.kind(walker.lookup.bare(value)) {
            ExprKind::Closure { body, async_span: None, .. } if is_offloaded => {
                let body = *body;
                walker.expr(body, &place.offloaded());
            }
            ExprKind::Path(_) if is_offloaded => walker.expr(value, &place.offloaded()),
            ExprKind::Closure { async_span: None, .. } | ExprKind::Path(_) if is_called => walker.expr(value, &place.doubtful()),
            _ => walker.value_kept(value, place),
        });
    }

    fn arguments(&mut self, callee: ExprId, arguments: &[ExprId], place: &Place) {
        let contexts = self.lookup.tables.contexts;
        let path = self.lookup.path(callee);
        let has = |arguments: &[usize], at: usize| arguments.contains(&at);
        let place = &failure::in_arguments(self.lookup, callee, place);
        for (at, &argument) in arguments.iter().enumerate() {
            if self.lookup.is_offloaded(callee, at) {
                self.handed_over(argument, place);
            } else if path.and_then(|path| contexts.waiting(path)).is_some_and(|taker| has(&taker.arguments, at)) {
                self.expr(argument, &self.given_to(path, place));
            } else if path.and_then(|path| contexts.spawner(path)).is_some_and(|taker| has(&taker.arguments, at)) {
                self.expr(argument, &place.with_root(RootKind::Task));
            } else if path.and_then(|path| contexts.handler(path)).is_some_and(|taker| has(&taker.arguments, at)) {
                self.expr(argument, &place.with_root(RootKind::Handler));
            } else if path.and_then(|path| contexts.initialiser(path)).is_some_and(|taker| has(&taker.arguments, at)) {
                self.initialiser(argument, place);
            } else {
                self.each_closure(argument, place, &mut |walker, value, place| {
                    if matches!(walker.kind(value), ExprKind::Closure { .. }) {
                        walker.given_closure(callee, at, value, place);
                    } else {
                        walker.expr(value, place);
                    }
                });
            }
        }
    }

    /// Inside of what is given to the function at `taker`. What runs on the threads of a crate stays with the function that took it there.
    fn given_to(&self, taker: Option<&DefPath>, place: &Place) -> Place {
        let has_threads = |path: &DefPath| self.lookup.tables.contexts.has_threads(path.crate_name());
        if place.closure_taker.as_ref().is_some_and(has_threads) { place.clone() } else { place.given_to(taker) }
    }

    /// A closure that is given to a function: it runs there, if the function is known; one that is not may keep it.
    fn given_closure(&mut self, callee: ExprId, at: usize, argument: ExprId, place: &Place) {
        let is_async = matches!(self.kind(argument), ExprKind::Closure { async_span: Some(_), .. });
        let is_async_or_eager = is_async || self.lookup.calls_at_once(callee);
        let place = &if is_async_or_eager { place.clone() } else { place.doubtful() };
        let mut place = self.given_to(self.lookup.path(callee), place);
        if let ExprKind::MethodCall { receiver, .. } = self.kind(callee)
            && let Some(guard) = self.lookup.temporary_guard(&[*receiver])
        {
            place.temporary_guard = Some(self.span(guard));
        }
        let place = &place;
        if self.lookup.runs_for_each_item(callee) {
            self.expr(argument, &place.in_loop());
        } else if is_async || self.lookup.runs_argument(callee, at) {
            self.expr(argument, place);
        } else {
            self.value_kept(argument, place);
        }
    }

    /// A closure, or a function by name, that runs once: whoever comes first waits for it.
    fn initialiser(&mut self, argument: ExprId, place: &Place) {
        let code = CodeId { unit: self.unit, start: self.span(argument).start() };
        self.initialised(argument, code, place);
        let name = Name::new(self.home.path.last());
        self.trace.codes.push(Code { id: code, kind: CodeKind::Initialiser, name, function: None, method_arguments: None });
        self.expr(argument, &place.initialiser(code));
    }

    /// The argument of an offloader: a closure, a block that ends in one, something that is built around one, or a function by name.
    fn handed_over(&mut self, argument: ExprId, place: &Place) {
        let body = self.lookup.body;
        match &body.expr(argument).kind {
            ExprKind::Closure { body, async_span: None, .. } => self.expr(*body, &place.offloaded()),
            ExprKind::Paren(inner) => self.handed_over(*inner, place),
            ExprKind::Block(block) => {
                let front = Block { tail: None, ..block.clone() };
                self.block(&front, place);
                block.tail.iter().for_each(|&tail| self.handed_over(tail, place));
            }
            // `Box::new(|| …)`
            ExprKind::Call { callee, arguments } if matches!(arguments.as_slice(), &[only] if self.is_kept_closure(*callee, only)) => {
                for &closure in arguments {
                    self.handed_over(closure, place);
                }
            }
            ExprKind::Path(_) => self.expr(argument, &place.offloaded()),
            _ => self.expr(argument, place),
        }
    }

    /// Whether the only argument of a call is a closure that the function cannot run.
    fn is_kept_closure(&self, callee: ExprId, argument: ExprId) -> bool {
        matches!(self.kind(argument), ExprKind::Closure { .. }) && !self.lookup.runs_argument(callee, 0)
    }

    fn macro_call(&mut self, path: &PathRef, arguments: &[ExprId], shown: Option<&[Shown]>, place: &Place) {
        let written = path.text();
        let contexts = self.lookup.tables.contexts;
        let kind = contexts.macro_kind(&written);
        let mut inner = match kind {
            Some(MacroKind::AsyncBody) => {
                self.trace.async_bodies += 1;
                place.asynchronous(path.span, "this macro makes an async block of it")
            }
            Some(MacroKind::Initialiser) => place.with_root(RootKind::Startup).in_macro(&written),
            Some(MacroKind::Expression) => place.clone(),
            Some(MacroKind::Text) => return,
            Some(MacroKind::Select) => return self.select(&written, arguments, place),
            _ => self.given_to_macro(&written, place),
        };
        let formatted = self.given_to_macro(&written, place);
        for &argument in arguments {
            // Whether a macro that is not known calls the closures and functions that it is given, and where, is not known either.
            if kind.is_none() {
                self.value_kept(argument, &inner);
            } else {
                self.expr(argument, &inner);
            }
            // What follows the text in `assert!(condition, "{}", value)` is formatted.
            if kind == Some(MacroKind::Expression) && matches!(self.kind(argument), ExprKind::Literal(Literal::Str)) {
                inner.in_macro.clone_from(&formatted.in_macro);
            }
            if let Some(guard) = self.lookup.temporary_guard(&[argument]) {
                inner.temporary_guard = Some(self.span(guard));
            }
        }
        if kind == Some(MacroKind::Format) {
            match shown {
                Some(shown) => shown.iter().for_each(|shown| self.implied_by_format(*shown, &formatted)),
                // No format string that can be read: any argument may be shown.
                None => arguments.iter().for_each(|&value| self.implied_by_format(Shown { value, sign: None }, &formatted)),
            }
        }
    }

    /// Inside of the arguments of a macro: one around it that may put them anywhere does so with the macros in them.
    fn given_to_macro(&self, written: &str, place: &Place) -> Place {
        let contexts = self.lookup.tables.contexts;
        let is_decided = place.in_macro.as_ref().is_some_and(|around| !contexts.is_awaited_in(around));
        if is_decided && contexts.is_awaited_in(written) { place.clone() } else { place.in_macro(written) }
    }

    /// The branches of `select!`, each as the block `{ let pattern = future; guard; handler }`: the handler runs alone when its future is
    /// done, what stands before it while the futures are set up.
    fn select(&mut self, written: &str, branches: &[ExprId], place: &Place) {
        let set_up = place.in_macro(written);
        for &branch in branches {
            match self.kind(branch) {
                ExprKind::Block(block) => {
                    let block = block.clone();
                    self.block(&Block { tail: None, ..block.clone() }, &set_up);
                    block.tail.iter().for_each(|&handler| self.expr(handler, place));
                }
                _ => self.expr(branch, &set_up),
            }
        }
    }
}

/// The names that are handed to an offloader, or used in a closure that is and nowhere else, and those that are called or given to
/// something that may call them: what becomes of closures and functions that are bound to them.
fn names_of_closures(lookup: Lookup<'_>) -> (Vec<Name>, Vec<Name>) {
    let body = lookup.body;
    let (mut offloaded, mut used) = (Vec::new(), Vec::<(&Name, Span)>::new());
    let mut elsewhere: Vec<Span> = Vec::new();
    for id in (0..body.len() as u32).map(ExprId) {
        let (callee, arguments) = match &body.expr(id).kind {
            ExprKind::Call { callee, arguments } => (*callee, arguments),
            ExprKind::MethodCall { arguments, .. } => (id, arguments),
            _ => continue,
        };
        if let ExprKind::Path(path) = &body.expr(callee).kind {
            used.extend(path.as_name().map(|name| (name, path.span)));
        }
        for (at, &argument) in arguments.iter().enumerate() {
            let borrowed = match body.expr(lookup.bare(argument)).kind {
                ExprKind::Reference(inner) => lookup.bare(inner),
                _ => lookup.bare(argument),
            };
            match &body.expr(borrowed).kind {
                ExprKind::Path(path) if lookup.is_offloaded(callee, at) => offloaded.extend(path.as_name().cloned()),
                ExprKind::Path(path) if lookup.runs_argument(callee, at) => used.extend(path.as_name().map(|name| (name, path.span))),
                ExprKind::Closure { .. } if lookup.is_offloaded(callee, at) => elsewhere.push(body.expr(borrowed).span),
                _ => {}
            }
        }
    }
    let is_elsewhere = |span: Span| elsewhere.iter().any(|closure| closure.contains(span));
    let (there, here): (Vec<_>, Vec<_>) = used.into_iter().partition(|(_, span)| is_elsewhere(*span));
    let called: Vec<Name> = here.into_iter().map(|(name, _)| name.clone()).collect();
    offloaded.extend(there.into_iter().map(|(name, _)| name.clone()).filter(|name| !called.contains(name)));
    (offloaded, called)
}

/// The direct children of an expression whose parts all run where it does.
fn children(kind: &ExprKind, visit: &mut dyn FnMut(ExprId)) {
    match kind {
        ExprKind::Field { base, .. } => visit(*base),
        ExprKind::Await(inner)
        | ExprKind::Try(inner)
        | ExprKind::Paren(inner)
        | ExprKind::Reference(inner)
        | ExprKind::Negate(inner)
        | ExprKind::Not(inner)
        | ExprKind::Cast(inner, _) => visit(*inner),
        ExprKind::Range { start, end } => start.iter().chain(end).for_each(|&bound| visit(bound)),
        ExprKind::Repeat { element, length } => {
            visit(*element);
            visit(*length);
        }
        ExprKind::Let { value, .. } => visit(*value),
        ExprKind::Break { value, .. } | ExprKind::Yield(value) => value.iter().for_each(|&value| visit(value)),
        ExprKind::Missing
        | ExprKind::Literal(_)
        | ExprKind::Continue
        | ExprKind::Path(_)
        | ExprKind::Dereference(_)
        | ExprKind::Index { .. }
        | ExprKind::Binary { .. }
        | ExprKind::Call { .. }
        | ExprKind::MethodCall { .. }
        | ExprKind::Closure { .. }
        | ExprKind::Async { .. }
        | ExprKind::Block(_)
        | ExprKind::Macro { .. }
        | ExprKind::Expansion { .. }
        | ExprKind::For { .. }
        | ExprKind::While { .. }
        | ExprKind::Loop(_)
        | ExprKind::If { .. }
        | ExprKind::Match { .. }
        | ExprKind::Struct { .. }
        | ExprKind::Tuple(_)
        | ExprKind::Array(_)
        | ExprKind::Return(_)
        | ExprKind::Assign { .. } => {}
    }
}
