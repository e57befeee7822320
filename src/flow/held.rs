//! Values that are in use before and after a call and surely stay on their thread: an await at the call would keep the future around it from
//! moving to another one, which most futures are made to do. What the future holds across an await that is there already keeps it anyway.

use super::operations::Lookup;
use crate::base::{Name, Span};
use crate::index::{Block, ExprId, ExprKind, Pattern, Statement};
use crate::resolve::{Asked, Ty};

/// The values of one body.
pub(super) struct Held(Vec<HeldValue>);

struct HeldValue {
    /// What people call it.
    what: String,
    /// The innermost closure or async block around it; none where that is the function.
    owner: Option<Span>,
    /// Where it is still wanted.
    life: Vec<Span>,
}

impl Held {
    pub(super) fn of(lookup: Lookup<'_>) -> Self {
        Search::new(lookup).held()
    }

    /// What a call stands in the life of.
    pub(super) fn at(&self, lookup: Lookup<'_>, call: Span) -> Option<&str> {
        if self.0.is_empty() {
            return None;
        }
        let owner = Search::new(lookup).owner(call);
        let held = self.0.iter().find(|value| value.owner == owner && value.is_alive_at(call))?;
        Some(&held.what)
    }
}

impl HeldValue {
    fn is_alive_at(&self, place: Span) -> bool {
        self.life.iter().any(|part| part.contains(place))
    }
}

struct Search<'a> {
    lookup: Lookup<'a>,
    /// The closures and async blocks.
    owners: Vec<Span>,
}

impl<'a> Search<'a> {
    fn new(lookup: Lookup<'a>) -> Self {
        let owners = exprs(lookup).filter(|(_, kind)| matches!(kind, ExprKind::Closure { .. } | ExprKind::Async { .. }));
        Self { lookup, owners: owners.map(|(id, _)| lookup.body.expr(id).span).collect() }
    }

    fn owner(&self, place: Span) -> Option<Span> {
        self.owners.iter().copied().filter(|owner| *owner != place && owner.contains(place)).min_by_key(|owner| owner.len())
    }

    fn held(&self) -> Held {
        let mut values = Vec::new();
        for (id, kind) in exprs(self.lookup) {
            match kind {
                ExprKind::Block(block) | ExprKind::Async { block, .. } => values.extend(self.variables(id, block)),
                ExprKind::For { iterable, body, .. } => values.extend(self.iterated(*iterable, *body)),
                _ => {}
            }
        }
        if !values.is_empty() {
            let awaits: Vec<Span> = self.awaits().collect();
            let is_held_already = |value: &HeldValue| awaits.iter().any(|at| self.owner(*at) == value.owner && value.is_alive_at(*at));
            values.retain(|value| !is_held_already(value));
        }
        Held(values)
    }

    fn variables<'s>(&'s self, block_id: ExprId, block: &'s Block) -> impl Iterator<Item = HeldValue> {
        let lets = block.statements.iter().filter_map(|statement| match statement {
            Statement::Let { pattern: Pattern::Bind(binding), value: Some(value), .. } => Some((&binding.name, *value)),
            _ => None,
        });
        let scope = self.span(block_id);
        lets.filter(|(_, value)| self.stays(self.lookup.types.of(*value), Asked::Sent)).map(move |(name, value)| HeldValue {
            what: format!("`{name}`"),
            owner: self.owner(self.span(value)),
            life: self.life(name, Span::new(self.span(value).end(), scope.end())),
        })
    }

    /// From the first to the last mention of a variable, and all of the loops in which it is mentioned.
    fn life(&self, name: &Name, scope: Span) -> Vec<Span> {
        let is_it = |kind: &ExprKind| matches!(kind, ExprKind::Path(path) if path.as_name() == Some(name));
        let mentions = exprs(self.lookup).filter(|(_, kind)| is_it(kind)).map(|(id, _)| self.span(id));
        let mentions: Vec<Span> = mentions.filter(|mention| scope.contains(*mention)).collect();
        let Some(last) = mentions.iter().map(|mention| mention.start()).max() else { return Vec::new() };
        let is_loop = |kind: &ExprKind| matches!(kind, ExprKind::For { .. } | ExprKind::While { .. } | ExprKind::Loop(_));
        let loops = exprs(self.lookup).filter(|(_, kind)| is_loop(kind)).map(|(id, _)| self.span(id));
        let around = loops.filter(|span| scope.contains(*span) && mentions.iter().any(|mention| span.contains(*mention)));
        std::iter::once(Span::new(scope.start(), last)).chain(around).collect()
    }

    /// What a loop runs over lives as long as the loop.
    fn iterated(&self, iterable: ExprId, body: ExprId) -> Option<HeldValue> {
        let stays = match self.lookup.body.expr(self.lookup.bare(iterable)).kind {
            // A temporary that is lent to the loop: nobody would have a `&mut` of it.
            ExprKind::Reference(inner) if self.is_call(inner) => self.stays(self.lookup.types.of(inner), Asked::Shared),
            _ => self.stays(self.lookup.types.of(iterable), Asked::Sent),
        };
        stays.then(|| HeldValue {
            what: "what the loop runs over".to_owned(),
            owner: self.owner(self.span(iterable)),
            life: vec![self.span(body)],
        })
    }

    fn is_call(&self, id: ExprId) -> bool {
        matches!(self.lookup.body.expr(self.lookup.bare(id)).kind, ExprKind::Call { .. } | ExprKind::MethodCall { .. })
    }

    fn stays(&self, ty: &Ty, asked: Asked) -> bool {
        self.lookup.program.surely_lacks(ty, asked, &self.lookup.tables.contexts.threads)
    }

    /// The ends of the awaits.
    fn awaits(&self) -> impl Iterator<Item = Span> {
        let awaits = exprs(self.lookup).filter(|(_, kind)| matches!(kind, ExprKind::Await(_)));
        awaits.map(|(id, _)| self.span(id).end()).map(|end| Span::new(end - 1, end))
    }

    fn span(&self, id: ExprId) -> Span {
        self.lookup.body.expr(id).span
    }
}

fn exprs(lookup: Lookup<'_>) -> impl Iterator<Item = (ExprId, &ExprKind)> {
    (0..lookup.body.len() as u32).map(ExprId).map(move |id| (id, &lookup.body.expr(id).kind))
}
