//! What a value may be where it is a closure or a function: the one that a block ends with, or one of those that a branch chooses from.

use super::failure;
use super::place::Place;
use super::walk::Walker;
use crate::index::{Block, ExprId, ExprKind};

impl Walker<'_> {
    /// Visits a value, or each of the closures and functions that it may be, as in `{ let a = a.clone(); move || … }` and `if is_near { || … } else { far }`,
    /// when what stands before it was walked.
    pub(super) fn each_closure(&mut self, id: ExprId, place: &Place, visit: &mut dyn FnMut(&mut Self, ExprId, &Place)) {
        let body = self.lookup.body;
        if !self.may_be_closure(id) {
            return visit(self, id, place);
        }
        match &body.expr(id).kind {
            ExprKind::Paren(inner) => self.each_closure(*inner, place, visit),
            ExprKind::Block(block) => {
                self.block(&Block { tail: None, ..block.clone() }, place);
                block.tail.iter().for_each(|&tail| self.each_closure(tail, place, visit));
            }
            ExprKind::If { condition, then, otherwise } => {
                let pattern = failure::condition(self.lookup, *condition);
                self.expr(*condition, place);
                self.each_closure(*then, &failure::where_it_fits(place, pattern), visit);
                if let Some(otherwise) = otherwise {
                    self.each_closure(*otherwise, &failure::where_it_does_not(place, pattern), visit);
                }
            }
            ExprKind::Match { scrutinee, arms } => {
                self.expr(*scrutinee, place);
                for arm in arms {
                    let place = failure::where_it_fits(place, Some(&arm.pattern));
                    arm.guard.into_iter().for_each(|guard| self.expr(guard, &place));
                    self.each_closure(arm.body, &place, visit);
                }
            }
            _ => visit(self, id, place),
        }
    }

    fn may_be_closure(&self, id: ExprId) -> bool {
        match self.kind(id) {
            ExprKind::Closure { .. } => true,
            ExprKind::Path(_) => self.lookup.names_function(id),
            ExprKind::Paren(inner) => self.may_be_closure(*inner),
            ExprKind::Block(block) => block.tail.is_some_and(|tail| self.may_be_closure(tail)),
            ExprKind::If { then, otherwise, .. } => {
                [Some(*then), *otherwise].into_iter().flatten().any(|branch| self.may_be_closure(branch))
            }
            ExprKind::Match { arms, .. } => arms.iter().any(|arm| self.may_be_closure(arm.body)),
            _ => false,
        }
    }
}
