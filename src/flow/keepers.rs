//! Functions of the workspace that keep the closures that they are given, as `fn on(&mut self, run: impl Fn() + 'static)` does: nobody who
//! calls one runs what the closure does, and when somebody does is not known.

use rayon::prelude::*;

use super::Tables;
use super::operations::Lookup;
use super::wrappers::{DEEPEST, Takers, closures_of, mentions_of};
use crate::base::{DefPath, Name};
use crate::index::{Call, ExprId, ExprKind, Form, Pattern, Statement, mention};
use crate::resolve::{BodyOwner, ItemRef, Program};
use crate::workspace::Workspace;

/// Finds them, those that hand the closure to another one included: by the path of each function, the places of the arguments that it keeps.
pub(super) fn keepers(workspace: &Workspace, program: &mut Program, tables: Tables<'_>) -> Takers {
    let mut candidates = candidates(program);
    program.add_block_items(workspace, &candidates.iter().copied().map(BodyOwner::Function).collect::<Vec<_>>());
    let program = &*program;
    let mut found = Takers::default();
    for _ in 0..DEEPEST {
        let known = Tables { keepers: &found, ..tables };
        let new: Takers = candidates.par_iter().filter_map(|&item| kept(workspace, program, known, item)).collect();
        if new.is_empty() {
            break;
        }
        let names = mentions_of(new.keys());
        found.extend(new);
        let is_open = |item: &ItemRef| !found.contains_key(&program.function_path(*item));
        candidates.retain(|item| program.function(*item).mentions.iter().any(|name| names.contains(name)) && is_open(item));
    }
    found
}

/// The functions that take a closure which they do not call by its name, or only in a closure that may be what they keep.
fn candidates(program: &Program) -> Vec<ItemRef> {
    let mut found = Vec::new();
    for (unit, data) in program.units().filter(|(_, unit)| unit.file.is_some() && unit.body.is_none()) {
        for (index, function) in data.index.items.functions.iter().enumerate().filter(|(_, function)| function.body.is_some()) {
            let has = |key: u32| function.mentions.binary_search(&key).is_ok();
            let is_kept = |name: &Name| {
                let is_called =
                    || [Call::Empty, Call::Arguments, Call::Awaited].iter().any(|&call| has(mention(name, Form::Function(call))));
                if is_called() { has(mention("move", Form::Alone)) } else { has(mention(name, Form::Alone)) }
            };
            let item = ItemRef { unit, index: index as u32 };
            if closures_of(program, item).iter().any(|(_, name)| is_kept(name)) {
                found.push(item);
            }
        }
    }
    found
}

fn kept(workspace: &Workspace, program: &Program, tables: Tables<'_>, item: ItemRef) -> Option<(DefPath, Vec<usize>)> {
    let body = program.body(workspace, BodyOwner::Function(item))?;
    let types = crate::resolve::infer(program, item, &body);
    let lookup = Lookup { program, tables, body: &body, types: &types };
    let is_kept = |name: &Name| {
        let mut uses = Uses { lookup, names: vec![name.clone()], kept: 0, others: 0 };
        uses.visit(body.root, true);
        uses.kept > 0 && uses.others == 0
    };
    let arguments: Vec<usize> = closures_of(program, item).into_iter().filter(|(_, name)| is_kept(name)).map(|(at, _)| at).collect();
    (!arguments.is_empty()).then(|| (program.function_path(item), arguments))
}

/// What a function does with one of its parameters.
struct Uses<'a> {
    lookup: Lookup<'a>,
    /// The parameter's name, and those of what was built around it: `let run = Arc::new(run);`.
    names: Vec<Name>,
    /// How often it is put into something that lives on.
    kept: usize,
    others: usize,
}

impl Uses<'_> {
    /// Visits an expression, given whether its value lives on: in a field, as an element, or with whoever called the function.
    fn visit(&mut self, id: ExprId, lives_on: bool) {
        let body = self.lookup.body;
        match &body.expr(id).kind {
            ExprKind::Path(_) if self.is_around(id) => {
                let count = if lives_on { &mut self.kept } else { &mut self.others };
                *count += 1;
            }
            ExprKind::Paren(inner) | ExprKind::Cast(inner, _) => self.visit(*inner, lives_on),
            ExprKind::Struct { fields, rest, .. } => {
                let values = fields.iter().map(|(_, value)| value).chain(rest);
                values.for_each(|&value| self.visit(value, lives_on));
            }
            ExprKind::Tuple(parts) | ExprKind::Array(parts) => parts.iter().for_each(|&part| self.visit(part, lives_on)),
            ExprKind::Assign { left, right, .. } => {
                self.visit(*left, false);
                self.visit(*right, true);
            }
            ExprKind::Return(value) => value.iter().for_each(|&value| self.visit(value, true)),
            // What it is given lives on in what it gives: `Some(Box::new(run))`.
            ExprKind::Call { callee, arguments } => {
                self.visit(*callee, false);
                for (at, &argument) in arguments.iter().enumerate() {
                    self.visit(argument, lives_on && self.keeps(*callee, at));
                }
            }
            // It lives on in what has the method: `self.all.push(run)`.
            ExprKind::MethodCall { receiver, arguments, .. } => {
                self.visit(*receiver, false);
                for (at, &argument) in arguments.iter().enumerate() {
                    self.visit(argument, self.lookup.types.callee(id).is_some() && !self.lookup.runs_argument(id, at));
                }
            }
            // A closure around it that lives on takes it along: `self.all.push(Box::new(move |event| run(&event)))`.
            ExprKind::Closure { body: inside, .. } if lives_on => {
                let span = body.expr(*inside).span;
                self.kept += body.lone_names().filter(|(name, at)| self.names.contains(name) && span.contains(*at)).count();
            }
            ExprKind::Block(block) => {
                for statement in &block.statements {
                    match statement {
                        Statement::Let { pattern: Pattern::Bind(binding), value: Some(value), .. } if self.is_around(*value) => {
                            self.names.push(binding.name.clone());
                        }
                        Statement::Let { value, otherwise, .. } => {
                            value.iter().chain(otherwise).for_each(|&value| self.visit(value, false));
                        }
                        // Nothing is left of what a function gives but what it keeps.
                        Statement::Expr(expr) => self.visit(*expr, matches!(body.expr(*expr).kind, ExprKind::Call { .. })),
                    }
                }
                block.tail.iter().for_each(|&tail| self.visit(tail, lives_on));
            }
            _ => body.children(id).into_iter().for_each(|child| self.visit(child, false)),
        }
    }

    /// Whether an expression is the parameter, or built around it and nothing else.
    fn is_around(&self, id: ExprId) -> bool {
        match &self.lookup.body.expr(id).kind {
            ExprKind::Path(path) => path.as_name().is_some_and(|name| self.names.contains(name)),
            ExprKind::Paren(inner) | ExprKind::Cast(inner, _) => self.is_around(*inner),
            ExprKind::Call { callee, arguments } => {
                matches!(arguments.as_slice(), [only] if self.is_around(*only) && self.keeps(*callee, 0))
            }
            _ => false,
        }
    }

    /// Whether a call keeps the closure that is its argument at `at` in what it gives.
    fn keeps(&self, callee: ExprId, at: usize) -> bool {
        self.lookup.is_constructor(callee) || !self.lookup.runs_argument(callee, at)
    }
}
