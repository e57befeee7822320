//! Walks the bodies of one function and of the functions nested in it, keeps track of where each expression runs, and puts down the
//! blocking operations.

use super::operations::Lookup;
use super::place::{self, Place, PlaceKind};
use super::{Flow, RootKind, Tables};
use crate::base::{DefPath, FileId, Name, Span};
use crate::index::{Block, Body, ExprId, ExprKind, Function, Literal, Pattern, Statement};
use crate::resolve::{BodyTypes, ItemRef, Program};
use crate::rules::{AttributeKind, MacroKind};
use crate::workspace::Workspace;

/// The operations of a function and of the functions nested in it.
pub(super) fn function(workspace: &Workspace, program: &Program, tables: Tables<'_>, item: ItemRef) -> Flow {
    let mut flow = Flow::default();
    let Some(file) = program.unit(item.unit).file else { return flow };
    let text = workspace.files[file.index()].source.text();
    let declared = program.function(item);
    let Some(span) = declared.body else { return flow };
    let body = crate::syntax::body(text, span);
    let types = crate::resolve::infer(program, item, &body);
    let owner = Owner {
        item,
        file,
        path: program.function_path(item),
        span: declared.span,
        cfgs: program.cfgs_of(item),
        in_test: program.is_test_code(item, tables.contexts),
        package: program.package_of(program.unit(item.unit).krate),
    };
    let place = place::of_function(program, tables, item);
    one_body(program, tables, &owner, text, (&body, &types), &place, &mut flow);
    flow
}

/// What is said of a function whose analysis panicked.
pub(super) fn failure(program: &Program, item: ItemRef) -> Flow {
    let function = program.function(item);
    let message = "the analysis of this function failed: a bug in this tool, please report it".to_owned();
    let problems = program.unit(item.unit).file.map(|file| (file, function.name_span, message)).into_iter().collect();
    Flow { problems, ..Flow::default() }
}

/// The function that a body belongs to.
#[derive(Clone)]
pub(super) struct Owner {
    pub(super) item: ItemRef,
    pub(super) file: FileId,
    pub(super) path: DefPath,
    pub(super) span: Span,
    pub(super) cfgs: Vec<String>,
    pub(super) in_test: bool,
    pub(super) package: Option<usize>,
}

fn one_body(
    program: &Program,
    tables: Tables<'_>,
    owner: &Owner,
    text: &str,
    (body, types): (&Body, &BodyTypes),
    place: &Place,
    flow: &mut Flow,
) {
    let lookup = Lookup { program, tables, body, types };
    let mut walker = Walker { lookup, owner, offloaded_names: Vec::new(), flow };
    walker.find_offloaded_names();
    if place.kind == PlaceKind::Async {
        walker.flow.async_bodies += 1;
    }
    walker.body_value(body.root, place);
    walker.count_unresolved();
    walker.flow.problems.extend(body.problems.iter().map(|problem| (owner.file, problem.span, problem.message.clone())));
    for nested in body.items.functions.iter().filter(|nested| nested.body.is_some()) {
        nested_function(program, tables, owner, text, body, nested, flow);
    }
}

fn nested_function(program: &Program, tables: Tables<'_>, outer: &Owner, text: &str, around: &Body, nested: &Function, flow: &mut Flow) {
    let Some(span) = nested.body else { return };
    let body = crate::syntax::body(text, span);
    let types = program.infer_nested(outer.item, &around.items, nested.scope, nested, &body);
    let is_test = nested.attributes.paths.iter().any(|path| tables.contexts.attribute_kind(path) == Some(AttributeKind::Test));
    let owner = Owner {
        path: outer.path.join(&nested.name),
        cfgs: outer.cfgs.iter().chain(&nested.attributes.cfgs).cloned().collect(),
        in_test: outer.in_test || is_test || nested.attributes.cfgs.iter().any(|cfg| crate::index::requires_test(cfg)),
        ..outer.clone()
    };
    let place = match nested.async_span {
        Some(span) => Place::sync().asynchronous(span, "async: this runs on an executor"),
        None => Place::sync(),
    };
    one_body(program, tables, &owner, text, (&body, &types), &place, flow);
}

pub(super) struct Walker<'a> {
    pub(super) lookup: Lookup<'a>,
    pub(super) owner: &'a Owner,
    /// Closures bound to these names are handed to an offloader.
    offloaded_names: Vec<Name>,
    pub(super) flow: &'a mut Flow,
}

impl Walker<'_> {
    pub(super) fn kind(&self, id: ExprId) -> &ExprKind {
        &self.lookup.body.expr(id).kind
    }

    pub(super) fn span(&self, id: ExprId) -> Span {
        self.lookup.body.expr(id).span
    }

    fn find_offloaded_names(&mut self) {
        let body = self.lookup.body;
        for id in (0..body.len() as u32).map(ExprId) {
            let (callee, arguments) = match &body.expr(id).kind {
                ExprKind::Call { callee, arguments } => (*callee, arguments),
                ExprKind::MethodCall { arguments, .. } => (id, arguments),
                _ => continue,
            };
            for (at, &argument) in arguments.iter().enumerate() {
                if let ExprKind::Path(path) = &body.expr(self.lookup.bare(argument)).kind
                    && self.lookup.is_offloaded(callee, at)
                {
                    self.offloaded_names.extend(path.as_name().cloned());
                }
            }
        }
    }

    fn expr(&mut self, id: ExprId, place: &Place) {
        let body = self.lookup.body;
        match &body.expr(id).kind {
            ExprKind::Missing | ExprKind::Literal(_) | ExprKind::Continue => {}
            ExprKind::Path(_) => self.passed_by_name(id, place),
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
                self.flow.async_bodies += 1;
                self.block(block, &place.asynchronous(*keyword, "async: this runs on an executor"));
            }
            ExprKind::Block(block) => self.block(block, place),
            ExprKind::Macro { path, arguments, .. } => self.macro_call(path, arguments, place),
            ExprKind::For { iterable, body, .. } => {
                self.expr(*iterable, place);
                self.for_loop(*iterable, place);
                self.expr(*body, place);
            }
            ExprKind::Match { scrutinee, arms } => {
                self.expr(*scrutinee, place);
                for arm in arms {
                    arm.guard.into_iter().for_each(|guard| self.expr(guard, place));
                    self.expr(arm.body, place);
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
            ExprKind::Return(value) => value.iter().for_each(|&value| self.value_kept(value, place)),
            ExprKind::Assign { left, right } => {
                self.expr(*left, place);
                self.value_stored(*right, place);
            }
            other => children(other, &mut |child| self.expr(child, place)),
        }
    }

    fn async_code(&mut self, id: ExprId, place: &Place) {
        self.flow.async_bodies += 1;
        self.expr(id, place);
    }

    /// A value that is kept: whether a closure that it is ever runs is not known.
    fn value_kept(&mut self, id: ExprId, place: &Place) {
        match self.kind(self.lookup.bare(id)) {
            ExprKind::Closure { body, async_span: None, .. } => {
                let body = *body;
                self.expr(body, &place.closure(true));
            }
            _ => self.expr(id, place),
        }
    }

    /// A value that is stored in something: what is built around a closure, as in `Box::new(|| …)`, is stored with it.
    fn value_stored(&mut self, id: ExprId, place: &Place) {
        match self.kind(self.lookup.bare(id)) {
            ExprKind::Call { callee, arguments } => {
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
        let body = self.lookup.body;
        match &body.expr(id).kind {
            ExprKind::Block(block) => {
                let tail = block.tail.filter(|&tail| matches!(self.kind(self.lookup.bare(tail)), ExprKind::Closure { .. }));
                match tail {
                    Some(tail) => {
                        self.block(&Block { tail: None, ..block.clone() }, place);
                        self.value_kept(tail, place);
                    }
                    None => self.expr(id, place),
                }
            }
            _ => self.expr(id, place),
        }
    }

    fn block(&mut self, block: &Block, place: &Place) {
        let mut place = place.clone();
        for statement in &block.statements {
            match statement {
                Statement::Expr(expr) => {
                    self.expr(*expr, &place);
                    if place.guard.as_ref().is_some_and(|guard| self.drops(*expr, guard)) {
                        place = place.with_guard(None);
                    }
                }
                Statement::Let { pattern, value, otherwise, .. } => {
                    if let Some(value) = value {
                        self.bound_value(pattern, *value, &place);
                    }
                    if let Some(otherwise) = otherwise {
                        self.expr(*otherwise, &place);
                    }
                    if let (Pattern::Bind(binding), Some(value)) = (pattern, value)
                        && self.lookup.is_guard(*value)
                    {
                        place = place.with_guard(Some(binding.name.clone()));
                    }
                }
            }
        }
        if let Some(tail) = block.tail {
            self.expr(tail, &place);
        }
    }

    /// `drop(guard)`.
    fn drops(&self, expr: ExprId, guard: &Name) -> bool {
        let ExprKind::Call { callee, arguments } = self.kind(expr) else { return false };
        let is_name =
            |id: ExprId, name: &str| matches!(self.kind(id), ExprKind::Path(path) if path.last().is_some_and(|last| last == name));
        is_name(*callee, "drop") && matches!(arguments.as_slice(), [only] if is_name(*only, guard))
    }

    fn bound_value(&mut self, pattern: &Pattern, value: ExprId, place: &Place) {
        let is_offloaded = matches!(pattern, Pattern::Bind(binding) if self.offloaded_names.contains(&binding.name));
        match self.kind(self.lookup.bare(value)) {
            ExprKind::Closure { body, async_span: None, .. } if is_offloaded => {
                let body = *body;
                self.expr(body, &place.offloaded());
            }
            _ => self.value_kept(value, place),
        }
    }

    fn arguments(&mut self, callee: ExprId, arguments: &[ExprId], place: &Place) {
        let contexts = self.lookup.tables.contexts;
        let path = self.lookup.path(callee);
        let has = |arguments: &[usize], at: usize| arguments.contains(&at);
        for (at, &argument) in arguments.iter().enumerate() {
            if self.lookup.is_offloaded(callee, at) {
                self.handed_over(argument, place);
            } else if path.and_then(|path| contexts.spawner(path)).is_some_and(|taker| has(&taker.arguments, at)) {
                self.expr(argument, &place.with_root(RootKind::Task));
            } else if path.and_then(|path| contexts.handler(path)).is_some_and(|taker| has(&taker.arguments, at)) {
                self.expr(argument, &place.with_root(RootKind::Handler));
            } else if path.and_then(|path| contexts.initialiser(path)).is_some_and(|taker| has(&taker.arguments, at)) {
                self.expr(argument, &place.with_root(RootKind::Startup));
            } else {
                self.expr(argument, place);
            }
        }
    }

    /// The argument of an offloader: a closure, a block that ends in one, or a function by name.
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
            ExprKind::Path(_) => self.expr(argument, &place.offloaded()),
            _ => self.expr(argument, place),
        }
    }

    fn macro_call(&mut self, path: &crate::index::PathRef, arguments: &[ExprId], place: &Place) {
        let written = path.text();
        let contexts = self.lookup.tables.contexts;
        let kind = contexts.macro_kind(&written);
        let inner = match kind {
            Some(MacroKind::AsyncBody) => {
                self.flow.async_bodies += 1;
                place.asynchronous(path.span, "this macro makes an async block of it")
            }
            Some(MacroKind::Initialiser) => place.with_root(RootKind::Startup).in_macro(&written),
            Some(MacroKind::Expression) => place.clone(),
            Some(MacroKind::Text) => return,
            Some(MacroKind::Select) => return self.select(&written, arguments, place),
            _ => place.in_macro(&written),
        };
        let formatted = place.in_macro(&written);
        let mut follows_text = false;
        for &argument in arguments {
            // What follows the text in `assert!(condition, "{}", value)` is formatted.
            self.expr(argument, if kind == Some(MacroKind::Expression) && follows_text { &formatted } else { &inner });
            follows_text |= matches!(self.kind(argument), ExprKind::Literal(Literal::Str));
        }
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

/// The direct children of an expression whose parts all run where it does.
fn children(kind: &ExprKind, visit: &mut dyn FnMut(ExprId)) {
    match kind {
        ExprKind::Field { base, .. } => visit(*base),
        ExprKind::Await(inner)
        | ExprKind::Try(inner)
        | ExprKind::Paren(inner)
        | ExprKind::Reference(inner)
        | ExprKind::Dereference(inner)
        | ExprKind::Negate(inner)
        | ExprKind::Not(inner)
        | ExprKind::Cast(inner, _)
        | ExprKind::Loop(inner) => visit(*inner),
        ExprKind::Binary { left, right, .. } => {
            visit(*left);
            visit(*right);
        }
        ExprKind::Index { base, index } => {
            visit(*base);
            visit(*index);
        }
        ExprKind::Range { start, end } => start.iter().chain(end).for_each(|&bound| visit(bound)),
        ExprKind::Tuple(parts) | ExprKind::Array(parts) => parts.iter().for_each(|&part| visit(part)),
        ExprKind::Repeat { element, length } => {
            visit(*element);
            visit(*length);
        }
        ExprKind::If { condition, then, otherwise } => {
            visit(*condition);
            visit(*then);
            if let Some(otherwise) = otherwise {
                visit(*otherwise);
            }
        }
        ExprKind::Let { value, .. } => visit(*value),
        ExprKind::While { condition, body } => {
            visit(*condition);
            visit(*body);
        }
        ExprKind::Break(value) | ExprKind::Yield(value) => value.iter().for_each(|&value| visit(value)),
        ExprKind::Missing
        | ExprKind::Literal(_)
        | ExprKind::Continue
        | ExprKind::Path(_)
        | ExprKind::Call { .. }
        | ExprKind::MethodCall { .. }
        | ExprKind::Closure { .. }
        | ExprKind::Async { .. }
        | ExprKind::Block(_)
        | ExprKind::Macro { .. }
        | ExprKind::For { .. }
        | ExprKind::Match { .. }
        | ExprKind::Struct { .. }
        | ExprKind::Return(_)
        | ExprKind::Assign { .. } => {}
    }
}
