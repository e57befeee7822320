//! The direct children of an expression, in the order in which they are written.

use super::body::{Block, Body, ExprId, ExprKind, Statement};

impl Body {
    /// The expressions right inside of `id`; those of a block's statements are right inside of the block.
    #[must_use]
    pub fn children(&self, id: ExprId) -> Vec<ExprId> {
        match &self.expr(id).kind {
            ExprKind::Missing | ExprKind::Path(_) | ExprKind::Literal(_) | ExprKind::Continue => Vec::new(),
            ExprKind::Call { callee, arguments } => std::iter::once(*callee).chain(arguments.iter().copied()).collect(),
            ExprKind::MethodCall { receiver, arguments, .. } => std::iter::once(*receiver).chain(arguments.iter().copied()).collect(),
            ExprKind::Field { base: inner, .. }
            | ExprKind::Await(inner)
            | ExprKind::Try(inner)
            | ExprKind::Paren(inner)
            | ExprKind::Reference(inner)
            | ExprKind::Dereference(inner)
            | ExprKind::Negate(inner)
            | ExprKind::Not(inner)
            | ExprKind::Cast(inner, _)
            | ExprKind::Let { value: inner, .. }
            | ExprKind::Loop(inner)
            | ExprKind::Closure { body: inner, .. } => vec![*inner],
            ExprKind::Binary { left, right, .. } | ExprKind::Assign { left, right } => vec![*left, *right],
            ExprKind::Index { base, index } => vec![*base, *index],
            ExprKind::Range { start, end } => start.iter().chain(end).copied().collect(),
            ExprKind::Tuple(parts) | ExprKind::Array(parts) | ExprKind::Macro { arguments: parts, .. } => parts.clone(),
            ExprKind::Repeat { element, length } => vec![*element, *length],
            ExprKind::Struct { fields, rest, .. } => fields.iter().map(|(_, value)| *value).chain(*rest).collect(),
            ExprKind::Block(block) | ExprKind::Async { block, .. } | ExprKind::Expansion { block, .. } => children_of_block(block),
            ExprKind::If { condition, then, otherwise } => [*condition, *then].into_iter().chain(*otherwise).collect(),
            ExprKind::Match { scrutinee, arms } => {
                let arms = arms.iter().flat_map(|arm| arm.guard.into_iter().chain([arm.body]));
                std::iter::once(*scrutinee).chain(arms).collect()
            }
            ExprKind::While { condition, body } => vec![*condition, *body],
            ExprKind::For { iterable, body, .. } => vec![*iterable, *body],
            ExprKind::Return(value) | ExprKind::Break { value, .. } | ExprKind::Yield(value) => value.iter().copied().collect(),
        }
    }
}

fn children_of_block(block: &Block) -> Vec<ExprId> {
    let of_statement = |statement: &Statement| match statement {
        Statement::Let { value, otherwise, .. } => value.iter().chain(otherwise).copied().collect::<Vec<_>>(),
        Statement::Expr(expr) => vec![*expr],
    };
    block.statements.iter().flat_map(of_statement).chain(block.tail).collect()
}
