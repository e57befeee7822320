//! What runs without being named: `into` runs a `From`, a loop runs `next`, an operator its impl, the end of a block a `Drop`.

use rustc_hash::FxHashSet;

use super::CallSite;
use super::operations::Lookup;
use super::place::Place;
use super::walk::Walker;
use crate::base::{DefPath, Name, Span};
use crate::index::{Block, Body, ExprId, ExprKind, Pattern, Shown, Statement};
use crate::resolve::{ItemRef, Program, Resolution, Ty};
use crate::rules::{Contexts, ImplOf};

impl Walker<'_> {
    /// What the call whose callee is asked for at `callee` runs besides the function that it names.
    pub(super) fn implied_by_call(&mut self, id: ExprId, callee: ExprId, call: &CallSite, place: &Place) {
        let lookup = self.lookup;
        let Some(known) = lookup.types.callee(callee) else { return };
        let Resolution::Known { path, function } = &known.resolution else { return };
        if let Some(function) = function
            && lookup.program.is_of_iterator(*function)
            && path.last() != "next"
            && let Some(receiver) = &known.receiver
        {
            self.next_of(receiver, call, place);
        }
        // An own impl of the method that is named does what it does.
        let is_inherited = function.is_none_or(|function| lookup.program.is_of_stub(function));
        let Some(implicit) = lookup.tables.contexts.implicit_calls.get(path).filter(|_| is_inherited) else { return };
        let output = lookup.types.of(id);
        let subject = match (implicit.on, output) {
            (ImplOf::Receiver, _) => known.receiver.as_ref(),
            (ImplOf::Output | ImplOf::Collected, output) => Some(output),
            (ImplOf::Success, Ty::Adt(_, arguments)) => arguments.first(),
            (ImplOf::Success, _) => None,
            (ImplOf::Argument, _) => lookup.types.first_input(callee).filter(|ty| !matches!(ty, Ty::Reference(_))),
        };
        let Some(subject) = subject else { return };
        let is_conversion = matches!(implicit.on, ImplOf::Output | ImplOf::Success);
        let argument = if is_conversion { known.receiver.as_ref() } else { None };
        self.implied(&implicit.runs, subject, argument, call, place);
    }

    /// `for item in iterable`: what the iterator does for each item.
    pub(super) fn implied_by_loop(&mut self, iterable: ExprId, place: &Place) {
        let span = self.span(iterable);
        let call = CallSite { span, callee: span, receiver: Some(span), arguments: Vec::new() };
        let (program, ty) = (self.lookup.program, self.lookup.types.of(iterable));
        self.implied(&program.into_iter_method(), ty, None, &call, place);
        self.next_of(&program.iterator_of(ty).unwrap_or(*ty), &call, &place.in_loop());
    }

    /// `left operator right`, and `left[right]`.
    pub(super) fn implied_by_operator(&mut self, id: ExprId, operator: &str, left: ExprId, right: ExprId, place: &Place) {
        let Some(runs) = self.lookup.tables.contexts.operators.get(operator) else { return };
        let call =
            CallSite { span: self.span(id), callee: self.span(id), receiver: Some(self.span(left)), arguments: vec![self.span(right)] };
        let types = self.lookup.types;
        self.implied(runs, types.of(left), Some(types.of(right).behind_references()), &call, place);
    }

    /// What `format!` and the like show.
    pub(super) fn implied_by_format(&mut self, Shown { value, sign }: Shown, place: &Place) {
        if let Some(member) = self.lookup.tables.contexts.formats.get(&sign) {
            let span = self.span(value);
            let call = CallSite { span, callee: span, receiver: None, arguments: Vec::new() };
            self.implied(member, self.lookup.types.of(value), None, &call, place);
        }
    }

    /// `receiver.method()` where the receiver only dereferences to the type that has the method, and `*receiver`.
    pub(super) fn implied_by_dereferencing(&mut self, receiver: ExprId, found_on: Option<&Ty>, call: &CallSite, place: &Place) {
        let ty = self.lookup.types.of(receiver).behind_references();
        let is_own = |found: &Ty| match (found.behind_references(), ty) {
            (Ty::Adt(found, _), Ty::Adt(own, _)) => found == own,
            _ => false,
        };
        // A method of the type itself, or of a trait that it implements, dereferences nothing.
        if !found_on.is_some_and(is_own) {
            self.implied(&self.lookup.program.deref_method(), ty, None, call, place);
        }
    }

    /// The variables of a block whose `Drop` runs at its end.
    pub(super) fn dropped(&mut self, block: &Block, place: &Place) {
        for statement in &block.statements {
            let Statement::Let { pattern: Pattern::Bind(binding), value: Some(value), .. } = statement else { continue };
            if self.moved_names.contains(&binding.name) || !matches!(self.lookup.types.of(*value), Ty::Adt(..)) {
                continue;
            }
            let span = self.span(*value);
            let call = CallSite { span, callee: span, receiver: None, arguments: Vec::new() };
            self.implied(&self.lookup.program.drop_method(), self.lookup.types.of(*value), None, &call, place);
        }
    }

    fn next_of(&mut self, iterator: &Ty, call: &CallSite, place: &Place) {
        self.implied(&self.lookup.program.next_method(), iterator, None, call, place);
    }

    fn implied(&mut self, member: &DefPath, subject: &Ty, argument: Option<&Ty>, call: &CallSite, place: &Place) {
        if let Some(function) = self.lookup.program.implementation(member, subject, argument) {
            self.push_functions(vec![function], true, call.clone(), place);
        }
    }
}

/// The variables that a body gives away by value, as far as their names tell.
pub(super) fn moved_names(lookup: Lookup<'_>) -> FxHashSet<Name> {
    let body = lookup.body;
    let mut moved = FxHashSet::default();
    let mut taken_along: Vec<Name> = Vec::new();
    let mut by_value = |id: ExprId| {
        if let ExprKind::Path(path) = &body.expr(id).kind {
            moved.extend(path.as_name().cloned());
        }
    };
    for id in (0..body.len() as u32).map(ExprId) {
        match &body.expr(id).kind {
            ExprKind::Call { arguments, .. } | ExprKind::Macro { arguments, .. } => arguments.iter().copied().for_each(&mut by_value),
            ExprKind::MethodCall { receiver, arguments, .. } => {
                if !lookup.borrows_self(id) {
                    by_value(*receiver);
                }
                arguments.iter().copied().for_each(&mut by_value);
            }
            ExprKind::Struct { fields, .. } => fields.iter().map(|&(_, value)| value).for_each(&mut by_value),
            ExprKind::Tuple(parts) | ExprKind::Array(parts) => parts.iter().copied().for_each(&mut by_value),
            ExprKind::Assign { right, .. } => by_value(*right),
            ExprKind::Return(value) | ExprKind::Break { value, .. } => value.iter().copied().for_each(&mut by_value),
            ExprKind::Match { scrutinee, arms } => {
                by_value(*scrutinee);
                arms.iter().map(|arm| arm.body).for_each(&mut by_value);
            }
            ExprKind::Block(block) | ExprKind::Async { block, .. } => {
                block.tail.iter().copied().for_each(&mut by_value);
                for statement in &block.statements {
                    if let Statement::Let { value: Some(value), .. } = statement {
                        by_value(*value);
                    }
                }
            }
            ExprKind::Closure { body: inside, moves, .. } => {
                by_value(*inside);
                if *moves {
                    taken_along.extend(taken_along_into(body, body.expr(*inside).span));
                }
            }
            _ => {}
        }
    }
    moved.extend(taken_along);
    moved
}

/// The variables that a `move` closure with its body at `inside` names and does not bind itself.
fn taken_along_into(body: &Body, inside: Span) -> impl Iterator<Item = Name> {
    let bound: FxHashSet<&Name> =
        body.bindings().filter(|(_, value)| inside.contains(body.expr(*value).span)).map(|(name, _)| name).collect();
    let named = body.lone_names().filter(move |(_, at)| inside.contains(*at)).map(|(name, _)| name);
    named.filter(move |name| !bound.contains(name)).cloned()
}

/// What code writes that may run a function without naming it.
#[derive(Default)]
pub(super) struct Implied {
    /// The functions that imply it where they are called for its type.
    pub(super) calls: Vec<Name>,
    /// Its type, where a value of it is enough, and the functions that give one.
    pub(super) names: Vec<Name>,
    /// Its type, where a value of it is enough, and those that a loop makes one of.
    pub(super) of_types: Vec<Name>,
}

/// What code writes that may run the function `item` without naming it.
pub(super) fn names(program: &Program, contexts: &Contexts, item: ItemRef) -> Implied {
    let Some(member) = program.implemented_member(item) else { return Implied::default() };
    let mut found = Implied { calls: contexts.names_that_run(&member).map(Name::new).collect(), ..Implied::default() };
    let is_of_type = member == program.next_method()
        || member == program.into_iter_method()
        || member == program.drop_method()
        || member == program.deref_method()
        || contexts.formats.values().any(|format| *format == member)
        || contexts.operators.values().any(|operator| *operator == member);
    if is_of_type && let Some(name) = program.self_type_name(item) {
        found.of_types.extend(if member == program.next_method() { program.looped_over_as(&name) } else { Vec::new() });
        found.of_types.push(name);
        for name in &found.of_types {
            found.names.extend(program.makers_of(name));
            found.names.push(name.clone());
        }
    }
    found
}
