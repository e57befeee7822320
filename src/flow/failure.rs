//! What runs only where something failed before: the arm of an `Err`, what stands beside or after an `if let Ok(…)`, and closures that make
//! up for an error. That it runs is open to doubt.

use std::borrow::Cow;

use super::operations::Lookup;
use super::place::Place;
use crate::index::{ExprId, ExprKind, Pattern, Statement};

/// What of a `Result` a pattern takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Taken {
    Success,
    Failure,
}

/// Where code runs that a pattern leads to.
pub(super) fn where_it_fits<'p>(place: &'p Place, pattern: Option<&Pattern>) -> Cow<'p, Place> {
    match pattern.and_then(taken) {
        Some(Taken::Failure) => Cow::Owned(place.doubtful()),
        _ => Cow::Borrowed(place),
    }
}

/// Where code runs that what a pattern leaves leads to.
pub(super) fn where_it_does_not<'p>(place: &'p Place, pattern: Option<&Pattern>) -> Cow<'p, Place> {
    match pattern.and_then(taken) {
        Some(Taken::Success) => Cow::Owned(place.doubtful()),
        _ => Cow::Borrowed(place),
    }
}

/// Where the closures run that a function is given.
pub(super) fn in_arguments<'p>(lookup: Lookup<'_>, callee: ExprId, place: &'p Place) -> Cow<'p, Place> {
    let makes_up_for_error = lookup.path(callee).is_some_and(|path| lookup.tables.contexts.failure_methods.contains(path));
    if makes_up_for_error { Cow::Owned(place.doubtful()) } else { Cow::Borrowed(place) }
}

/// The pattern of `if let pattern = …`.
pub(super) fn condition(lookup: Lookup<'_>, condition: ExprId) -> Option<&Pattern> {
    match &lookup.body.expr(lookup.bare(condition)).kind {
        ExprKind::Let { pattern, .. } => Some(pattern),
        _ => None,
    }
}

/// Whether code after a statement runs only where something failed: `if let Ok(found) = find() { return found; }`.
pub(super) fn is_left_on_success(lookup: Lookup<'_>, statement: ExprId) -> bool {
    match lookup.body.expr(statement).kind {
        ExprKind::If { condition: tested, then, otherwise: None } => {
            condition(lookup, tested).and_then(taken) == Some(Taken::Success) && leaves(lookup, then)
        }
        _ => false,
    }
}

fn taken(pattern: &Pattern) -> Option<Taken> {
    match pattern {
        Pattern::TupleStruct(path, _) => match path.last()?.as_str() {
            "Ok" => Some(Taken::Success),
            "Err" => Some(Taken::Failure),
            _ => None,
        },
        Pattern::Or(patterns) => {
            let first = patterns.first().and_then(taken)?;
            patterns.iter().all(|pattern| taken(pattern) == Some(first)).then_some(first)
        }
        Pattern::Reference(inner) => taken(inner),
        _ => None,
    }
}

/// Whether a block ends by leaving what is around it.
fn leaves(lookup: Lookup<'_>, id: ExprId) -> bool {
    match &lookup.body.expr(id).kind {
        ExprKind::Return(_) | ExprKind::Break { .. } | ExprKind::Continue => true,
        ExprKind::Block(block) => {
            let last = block.statements.last().and_then(|statement| match statement {
                Statement::Expr(expr) => Some(*expr),
                Statement::Let { .. } => None,
            });
            block.tail.or(last).is_some_and(|last| leaves(lookup, last))
        }
        _ => false,
    }
}
