//! What statements own on another thread, and how long the variables that they use are needed.

use super::given::Use;
use super::{GivenVariable, Origin, Search};
use crate::base::{DefPath, Name, Span};
use crate::flow::operations::Lookup;
use crate::flow::regions::{Mention, OwnedPlace, put_down};
use crate::flow::uses::{Uses, bound};
use crate::index::{Block, ExprId, ExprKind, Pattern, SelfParameter, Statement};
use crate::resolve::Ty;
use crate::syntax;

impl Search<'_> {
    /// What the other thread owns: copies of what others need, and what nobody else does as it is. What is changed comes back, if it is used
    /// later.
    pub(super) fn owned(
        &self,
        block_id: ExprId,
        (span, block): (Span, &Block),
        uses: &Uses,
        given: &mut Vec<GivenVariable>,
    ) -> Option<Vec<OwnedPlace>> {
        let lookup = self.lookup;
        let mut owned: Vec<OwnedPlace> = Vec::new();
        let mut seen: Vec<&Name> = Vec::new();
        for &variable in &uses.variables {
            let Some(name) = lookup.variable(variable).filter(|name| !seen.contains(name)) else { continue };
            seen.push(name);
            let mentions = uses.variables.iter().copied().filter(|id| lookup.variable(*id) == Some(name));
            let mentions: Vec<ExprId> = mentions.collect();
            let places: Vec<ExprId> = mentions.iter().map(|id| lookup.place_of(self.parents, *id)).collect();
            let is_bare = mentions == places;
            let ty = lookup.types.of(variable);
            let is_reference = matches!(ty, Ty::Reference(_));
            let is_self = name == "self";
            if is_self && places.iter().zip(&mentions).any(|(place, mention)| place == mention) {
                // A copy of all of it is more than anybody wants.
                return None;
            }
            let may_change = if is_self {
                self.owner.receiver != Some(&SelfParameter::Reference)
            } else {
                is_reference || self.mutable.contains(name.as_str())
            };
            let found: Vec<Use> = mentions.iter().map(|id| self.use_of(*id)).collect();
            let changes = found.contains(&Use::Changes) || (may_change && found.contains(&Use::Unknown));
            if !changes && matches!(ty, Ty::Primitive(_)) {
                self.put_down_bare(&mut owned, &mentions, name);
                continue;
            }
            let life = self.life(name, block_id, span, block);
            let can_move = !is_reference && !is_self && Lookup::is_known(ty) && lookup.may_be_sent(ty) && life.is_own;
            if changes {
                if !can_move || found.contains(&Use::Unknown) || found.iter().all(|found| *found != Use::Changes) {
                    return None;
                }
                if life.goes_on && lookup.blocks_later(ty) {
                    return None;
                }
                if life.goes_on {
                    given.push(GivenVariable { name: name.clone(), origin: Origin::Changed });
                } else if !lookup.is_dropped_silently(ty) {
                    return None;
                }
                self.put_down_bare(&mut owned, &mentions, name);
            } else if can_move && is_bare && !life.goes_on && lookup.is_dropped_silently(ty) {
                self.put_down_bare(&mut owned, &mentions, name);
            } else {
                for place in places {
                    if is_reference && !self.takes_owned(place) {
                        return None;
                    }
                    lookup.copy_place(self.parents, place, &mut owned).ok()?;
                }
            }
        }
        Some(owned)
    }

    /// Whether a reference to an owned text, path or list can stand where one to a `str`, `Path` or slice is written: patterns do not look
    /// through it, and what is compared has to be a reference too.
    fn takes_owned(&self, place: ExprId) -> bool {
        let is_reference = |id: ExprId| matches!(self.lookup.types.of(id), Ty::Reference(_));
        let is_name = |pattern: &Pattern| matches!(pattern, Pattern::Bind(binding) if binding.subpattern.is_none());
        let Some(parent) = self.parents.get(place) else { return true };
        match self.kind(parent) {
            ExprKind::Match { scrutinee, .. } => *scrutinee != place,
            ExprKind::Let { pattern, .. } => is_name(pattern),
            ExprKind::Block(block) => block.statements.iter().all(|statement| match statement {
                Statement::Let { pattern, value, ty, .. } => *value != Some(place) || (is_name(pattern) && ty.is_none()),
                Statement::Expr(_) => true,
            }),
            ExprKind::Binary { left, right, .. } => is_reference(*left) && is_reference(*right),
            ExprKind::Struct { .. } | ExprKind::Tuple(_) | ExprKind::Array(_) | ExprKind::Dereference(_) => false,
            _ => true,
        }
    }

    /// What goes along under its name.
    fn put_down_bare(&self, owned: &mut Vec<OwnedPlace>, mentions: &[ExprId], name: &Name) {
        let mentions = mentions.iter().map(|id| (self.span(*id), Mention::Bare)).collect();
        put_down(owned, OwnedPlace { mentions, name: name.clone(), by: None, may_be_mutable: false });
    }

    /// How long a variable is needed that statements of a block use.
    fn life(&self, name: &Name, block_id: ExprId, span: Span, block: &Block) -> Life {
        let declares = |pattern: &Pattern| {
            let mut names = Vec::new();
            bound(pattern, &mut names);
            names.contains(name)
        };
        let declares_before = |block: &Block| {
            block.statements.iter().any(|statement| match statement {
                Statement::Let { pattern, value: Some(value), .. } => self.span(*value).end() <= span.start() && declares(pattern),
                _ => false,
            })
        };
        let is_mentioned = |within: Span| self.mentions(name).any(|id| within.contains(self.span(id)));
        let is_named = |within: Span| {
            let text = &self.owner.text[within.range()];
            syntax::words(text).iter().any(|word| word.text == name.as_str() && !word.is_continuation)
        };
        let whole = self.span(self.lookup.body.root);
        let rest = Span::new(span.end(), whole.end());
        let mut life = Life { goes_on: is_mentioned(rest) || is_named(rest), is_own: true };
        if declares_before(block) {
            return life;
        }
        for around in std::iter::once(block_id).chain(self.parents.around(block_id)) {
            match self.kind(around) {
                ExprKind::Block(block) if declares_before(block) => return life,
                ExprKind::Async { block, .. } if declares_before(block) => return life,
                ExprKind::Closure { parameters, .. } if parameters.iter().any(|(pattern, _)| declares(pattern)) => return life,
                ExprKind::Async { .. } | ExprKind::Closure { .. } => return Life { goes_on: true, is_own: false },
                ExprKind::For { pattern, .. } if declares(pattern) => return life,
                ExprKind::Match { arms, .. } if arms.iter().any(|arm| self.span(arm.body).contains(span) && declares(&arm.pattern)) => {
                    return life;
                }
                ExprKind::If { condition, then, .. }
                    if self.span(*then).contains(span) && self.condition_declares(*condition, &declares) =>
                {
                    return life;
                }
                ExprKind::While { condition, .. } if self.condition_declares(*condition, &declares) => return life,
                ExprKind::For { .. } | ExprKind::While { .. } | ExprKind::Loop(_) => life.goes_on = true,
                _ => {}
            }
        }
        life
    }

    fn condition_declares(&self, condition: ExprId, declares: &dyn Fn(&Pattern) -> bool) -> bool {
        match self.kind(condition) {
            ExprKind::Let { pattern, .. } => declares(pattern),
            ExprKind::Binary { operator: "&&", left, right } => {
                self.condition_declares(*left, declares) || self.condition_declares(*right, declares)
            }
            ExprKind::Paren(inner) => self.condition_declares(*inner, declares),
            _ => false,
        }
    }
}

/// How long a variable is needed.
#[derive(Clone, Copy)]
struct Life {
    /// Whether it is used later, or again in the next turn of a loop.
    goes_on: bool,
    /// Whether it is a variable of the same function, async block or closure.
    is_own: bool,
}

impl Lookup<'_> {
    /// Whether nobody notices when a value is dropped.
    pub(in crate::flow) fn is_dropped_silently(self, ty: &Ty) -> bool {
        let is_listed = |path: &DefPath| self.tables.contexts.dropped_silently.contains(path);
        self.program.is_dropped_silently(ty, &is_listed)
    }
}
