//! What in statements has to stay on its thread or its task, whatever they use.

use super::Search;
use crate::base::Span;
use crate::flow::operations::Lookup;
use crate::flow::trace::FoundOperation;
use crate::flow::uses::Uses;
use crate::index::{ExprId, ExprKind};
use crate::rules::{Effect, MacroKind, WaitsFor};

impl Search<'_> {
    /// Whether a part of the statements has to stay where it is, or never ends.
    pub(super) fn must_stay(&self, span: Span, uses: &Uses) -> bool {
        if self.of_files.iter().any(|(place, is_of_files)| span.contains(*place) && !is_of_files) {
            return true;
        }
        let contexts = self.lookup.tables.contexts;
        for id in self.ids().filter(|id| span.contains(self.span(*id))) {
            let callee = match self.kind(id) {
                ExprKind::Call { callee, .. } => *callee,
                // Each thread has its own of what is no value of all threads, or answers to a method of which nothing is known.
                ExprKind::MethodCall { receiver, .. }
                    if self.lookup.types.static_item(*receiver).is_some()
                        && (self.lookup.path(id).is_none() || !self.lookup.may_be_sent(self.lookup.types.of(*receiver))) =>
                {
                    return true;
                }
                ExprKind::MethodCall { .. } => id,
                ExprKind::Loop(body) if !self.is_left(*body) => return true,
                // It asks until somebody else has done something.
                ExprKind::While { body, .. } if self.lookup.body.children(*body).is_empty() => return true,
                _ => continue,
            };
            let path = self.lookup.path(callee);
            if path.is_some_and(|path| contexts.spawner(path).is_some() || contexts.means_thread.contains(path)) {
                return true;
            }
        }
        for &id in &uses.macros {
            let ExprKind::Macro { path, .. } = self.kind(id) else { continue };
            let is_leaving = path.last().is_none_or(|name| contexts.leaving_macros.contains(name));
            let kind = contexts.macro_kind(&path.text());
            if is_leaving || !matches!(kind, Some(MacroKind::Format | MacroKind::Expression | MacroKind::Text)) {
                return true;
            }
        }
        false
    }

    /// Whether a `break` in the body of a `loop` ends it.
    fn is_left(&self, id: ExprId) -> bool {
        match self.kind(id) {
            ExprKind::Break { .. } => true,
            ExprKind::Loop(_) | ExprKind::While { .. } | ExprKind::For { .. } | ExprKind::Closure { .. } => false,
            _ => self.lookup.body.children(id).into_iter().any(|child| self.is_left(child)),
        }
    }

    /// Whether an expression calls nothing and so notices nothing: `Ok(())`, `name`.
    pub(super) fn is_constant(&self, id: ExprId) -> bool {
        match self.kind(id) {
            ExprKind::Path(_) | ExprKind::Literal(_) => true,
            ExprKind::Call { callee, arguments } => {
                let is_constructor = matches!(self.kind(*callee), ExprKind::Path(path) if path.last().is_some_and(|name| name.starts_with(char::is_uppercase)));
                is_constructor && arguments.iter().all(|argument| self.is_constant(*argument))
            }
            ExprKind::Tuple(parts) => parts.iter().all(|part| self.is_constant(*part)),
            _ => false,
        }
    }
}

impl Lookup<'_> {
    /// Whether an operation waits for files and nothing else, which tokio does on the blocking pool.
    pub(super) fn is_of_files(self, operation: &FoundOperation) -> bool {
        let rules = self.tables.rules;
        let Some((rule, row)) = rules.api(&operation.api) else { return false };
        if !rule.effect.is_some_and(Effect::is_of_files) && row.waits_for != Some(WaitsFor::Files) {
            return false;
        }
        if !row.kind.is_of_handle() {
            return rule.effect != Some(Effect::Io);
        }
        let is_it = |id: &ExprId| self.body.expr(*id).span == operation.site.call.span;
        let Some(call) = (0..self.body.len() as u32).map(ExprId).find(is_it) else { return false };
        let parts = match &self.body.expr(call).kind {
            ExprKind::MethodCall { receiver, arguments, .. } => std::iter::once(*receiver).chain(arguments.iter().copied()).collect(),
            ExprKind::Call { arguments, .. } => arguments.clone(),
            _ => return false,
        };
        let (mut handles, mut is_of_files) = (false, true);
        for part in parts {
            self.types.of(part).any_part(&mut |ty| {
                if let Some(path) = self.type_path(ty).filter(|path| rules.is_handle(path)) {
                    handles = true;
                    is_of_files &= rules.is_of_files(&path);
                }
                false
            });
        }
        handles && is_of_files
    }
}
