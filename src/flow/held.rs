//! Values that live before and after a call and surely stay on their thread: an await at the call would keep the future around it from
//! moving to another one, which most futures are made to do. What the future holds across an await that is there already keeps it anyway.
//! A value that nobody wants any more lives as well, for it is dropped where its scope ends; but a block may end its life before the call.

use std::cell::RefCell;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::implicit::moved_names;
use super::operations::Lookup;
use crate::base::{Name, Span};
use crate::index::{Block, ExprId, ExprKind, Pattern, Statement};
use crate::resolve::{Asked, BodyOwner, Contents, ItemRef, Resolution, Ty, Unread, infer};
use crate::workspace::Workspace;

/// What an await at a place would keep alive.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Kept {
    /// What people call it.
    pub what: String,
    /// The variable, if it is one that is wanted no more and that only its scope keeps alive.
    pub idle: Option<Idle>,
}

/// A variable that is wanted no more.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Idle {
    /// Its name.
    pub name: Name,
    /// The expression behind its `let`.
    pub value: Span,
}

/// The values of one body.
pub(super) struct Held {
    values: Vec<HeldValue>,
    /// The closures and async blocks.
    owners: Vec<Span>,
    /// The functions whose bodies had a say in it.
    consulted: Vec<ItemRef>,
}

struct HeldValue {
    /// What people call it.
    what: String,
    /// The innermost closure or async block around it; none where that is the function.
    owner: Option<Span>,
    /// Where it is still wanted.
    life: Vec<Span>,
    /// Where it is idle, and goes on to the end of its scope.
    rest: Option<(Idle, Span)>,
}

impl Held {
    /// Those that may stand around one of these places: whether a type stays on its thread takes long to say.
    pub(super) fn around(places: &[Span], workspace: &Workspace, lookup: Lookup<'_>) -> Self {
        Search::new(places, workspace, lookup).held()
    }

    /// The functions whose bodies had a say in it.
    pub(super) fn consulted(&self) -> &[ItemRef] {
        &self.consulted
    }

    /// What a call stands in the life of.
    pub(super) fn at(&self, call: Span) -> Vec<Kept> {
        let owner = owner(&self.owners, call);
        self.values.iter().filter(|value| value.owner == owner).filter_map(|value| value.kept_at(call)).collect()
    }
}

impl HeldValue {
    fn is_wanted_at(&self, place: Span) -> bool {
        self.life.iter().any(|part| part.contains(place))
    }

    fn kept_at(&self, place: Span) -> Option<Kept> {
        let idle = self.rest.as_ref().filter(|(_, rest)| rest.contains(place)).map(|(idle, _)| idle.clone());
        (self.is_wanted_at(place) || idle.is_some())
            .then(|| Kept { what: self.what.clone(), idle: idle.filter(|_| !self.is_wanted_at(place)) })
    }
}

struct Search<'a> {
    workspace: &'a Workspace,
    lookup: Lookup<'a>,
    /// The closures and async blocks.
    owners: Vec<Span>,
    consulted: RefCell<Vec<ItemRef>>,
    loops: Vec<Span>,
    /// Where names are mentioned.
    mentions: FxHashMap<&'a Name, Vec<Span>>,
    /// The variables that hold references, in their order, with what gives them their values.
    references: Vec<(&'a Name, Span)>,
    /// The variables that are given away.
    moved: FxHashSet<Name>,
    /// The places that are asked for, with the innermost closure or async block around each.
    places: Vec<(Option<Span>, Span)>,
}

impl<'a> Search<'a> {
    fn new(places: &[Span], workspace: &'a Workspace, lookup: Lookup<'a>) -> Self {
        let (mut owners, mut loops) = (Vec::new(), Vec::new());
        let mut mentions: FxHashMap<&Name, Vec<Span>> = FxHashMap::default();
        for (id, kind) in exprs(lookup) {
            let span = lookup.body.expr(id).span;
            match kind {
                ExprKind::Closure { .. } | ExprKind::Async { .. } => owners.push(span),
                ExprKind::For { .. } | ExprKind::While { .. } | ExprKind::Loop(_) => loops.push(span),
                ExprKind::Path(path) => {
                    if let Some(name) = path.as_name() {
                        mentions.entry(name).or_default().push(span);
                    }
                }
                _ => {}
            }
        }
        let places = places.iter().map(|place| (owner(&owners, *place), *place)).collect();
        let is_reference = |value: ExprId| lookup.types.of(value).any_part(&mut |part| matches!(part, Ty::Reference(_)));
        let lets = exprs(lookup).flat_map(|(_, kind)| declared(kind)).filter(|(_, value)| is_reference(*value));
        let mut references: Vec<(&Name, Span)> = lets.map(|(name, value)| (name, lookup.body.expr(value).span)).collect();
        references.sort_by_key(|(_, value)| value.start());
        Self { workspace, lookup, owners, consulted: RefCell::default(), loops, mentions, references, moved: moved_names(lookup), places }
    }

    fn owner(&self, place: Span) -> Option<Span> {
        owner(&self.owners, place)
    }

    fn held(self) -> Held {
        let mut values = Vec::new();
        for (id, kind) in exprs(self.lookup) {
            match kind {
                ExprKind::Block(_) | ExprKind::Async { .. } => values.extend(self.variables(id)),
                ExprKind::For { iterable, body, .. } => values.extend(self.iterated(*iterable, *body)),
                _ => {}
            }
        }
        if !values.is_empty() {
            let awaits: Vec<Span> = self.awaits().collect();
            let is_held_already = |value: &HeldValue| awaits.iter().any(|at| self.owner(*at) == value.owner && value.is_wanted_at(*at));
            values.retain(|value| !is_held_already(value));
            let is_idle_at = |at: &Span, value: &HeldValue| {
                self.owner(*at) == value.owner && value.rest.as_ref().is_some_and(|(_, rest)| rest.contains(*at))
            };
            for value in &mut values {
                if awaits.iter().any(|at| is_idle_at(at, value)) {
                    value.rest = None;
                }
            }
        }
        Held { values, owners: self.owners, consulted: self.consulted.into_inner() }
    }

    fn variables(&self, block_id: ExprId) -> impl Iterator<Item = HeldValue> {
        let scope = self.span(block_id);
        declared(&self.lookup.body.expr(block_id).kind).filter_map(move |(name, value)| {
            let owner = self.owner(self.span(value));
            let scope = Span::new(self.span(value).end(), scope.end());
            let life = self.life(name, scope);
            let rest = self.rest((name, value), owner, scope, &life);
            let is_asked_for = self.holds_a_place(owner, &life) || rest.iter().any(|(_, rest)| self.holds_a_place(owner, &[*rest]));
            (is_asked_for && self.is_bound(value)).then(|| HeldValue { what: format!("`{name}`"), owner, life, rest })
        })
    }

    /// Where a variable goes on that is wanted no more, unless it may have been given away. A reference or pointer does not: its end does
    /// nothing.
    fn rest(&self, (name, value): (&'a Name, ExprId), owner: Option<Span>, scope: Span, life: &[Span]) -> Option<(Idle, Span)> {
        let is_kept = !self.moved.contains(name) && !matches!(self.lookup.types.of(value), Ty::Reference(_) | Ty::Pointer(_));
        let is_whole = is_kept && self.mentions_of(name, scope).all(|mention| self.owner(*mention) == owner);
        // A call of the variable's own is done with it.
        let last = self.with_borrowers(name, scope).into_iter().flat_map(|name| self.mentions_of(name, scope)).map(|mention| mention.end());
        let from = life.iter().map(|part| part.end()).chain(last).max().unwrap_or(scope.start());
        is_whole.then(|| (Idle { name: name.clone(), value: self.span(value) }, Span::new(from, scope.end())))
    }

    /// Whether one of the places that are asked for is in a life.
    fn holds_a_place(&self, owner: Option<Span>, life: &[Span]) -> bool {
        self.places.iter().any(|(around, place)| *around == owner && life.iter().any(|part| part.contains(*place)))
    }

    /// From the first to the last mention of a variable, or of what borrows from it, and all of the loops in which it is mentioned.
    fn life(&self, name: &'a Name, scope: Span) -> Vec<Span> {
        let names = self.with_borrowers(name, scope);
        let mentions = || names.iter().flat_map(|name| self.mentions_of(name, scope));
        let Some(last) = mentions().map(|mention| mention.start()).max() else { return Vec::new() };
        let loops = self.loops.iter().copied();
        let around = loops.filter(|span| scope.contains(*span) && mentions().any(|mention| span.contains(*mention)));
        std::iter::once(Span::new(scope.start(), last)).chain(around).collect()
    }

    fn mentions_of(&self, name: &Name, scope: Span) -> impl Iterator<Item = &Span> {
        self.mentions.get(name).into_iter().flatten().filter(move |mention| scope.contains(**mention))
    }

    /// A variable and those that are references which come of it, as far as what they are given mentions it.
    fn with_borrowers(&self, name: &'a Name, scope: Span) -> Vec<&'a Name> {
        let mut names = vec![name];
        for (other, value) in self.references.iter().filter(|(_, value)| scope.contains(*value)) {
            if names.iter().any(|name| self.mentions_of(name, *value).next().is_some()) {
                names.push(other);
            }
        }
        names
    }

    /// What a loop runs over lives as long as the loop.
    fn iterated(&self, iterable: ExprId, body: ExprId) -> Option<HeldValue> {
        let stays = || match self.lookup.body.expr(self.lookup.bare(iterable)).kind {
            // A temporary that is lent to the loop: nobody would have a `&mut` of it.
            ExprKind::Reference(inner) if self.is_call(inner) => stays(self.lookup, inner, Asked::Shared),
            _ => self.is_bound(iterable),
        };
        let (owner, life) = (self.owner(self.span(iterable)), vec![self.span(body)]);
        (self.holds_a_place(owner, &life) && stays()).then(|| HeldValue {
            what: "what the loop runs over".to_owned(),
            owner,
            life,
            rest: None,
        })
    }

    fn is_call(&self, id: ExprId) -> bool {
        matches!(self.lookup.body.expr(self.lookup.bare(id)).kind, ExprKind::Call { .. } | ExprKind::MethodCall { .. })
    }

    /// Whether an expression gives what stays on its thread.
    fn is_bound(&self, value: ExprId) -> bool {
        is_made_of_what_stays(self.workspace, self.lookup, value, (DEEPEST_BODY, &self.consulted))
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

/// The variables that a block declares by their names, with what gives them their values.
fn declared(block: &ExprKind) -> impl Iterator<Item = (&Name, ExprId)> {
    let (ExprKind::Block(Block { statements, .. }) | ExprKind::Async { block: Block { statements, .. }, .. }) = block else {
        return [].iter().filter_map(declared_by);
    };
    statements.iter().filter_map(declared_by)
}

fn declared_by(statement: &Statement) -> Option<(&Name, ExprId)> {
    match statement {
        Statement::Let { pattern: Pattern::Bind(binding), value: Some(value), .. } => Some((&binding.name, *value)),
        _ => None,
    }
}

/// The innermost of `owners` around a place.
fn owner(owners: &[Span], place: Span) -> Option<Span> {
    owners.iter().copied().filter(|owner| *owner != place && owner.contains(place)).min_by_key(|owner| owner.len())
}

/// Types behind `impl Trait` are looked for in the bodies of functions that call each other, so many at most.
const DEEPEST_BODY: u32 = 3;

/// Whether the type of an expression says that its values stay on their thread; what hides behind `impl Trait` is what the body of its
/// function gives, and an adapter of it owns it.
fn is_made_of_what_stays(
    workspace: &Workspace,
    lookup: Lookup<'_>,
    value: ExprId,
    (depth, consulted): (u32, &RefCell<Vec<ItemRef>>),
) -> bool {
    let value = lookup.bare(value);
    if stays(lookup, value, Asked::Sent) {
        return true;
    }
    if !lookup.types.of(value).contains(Contents::OPAQUE) {
        return false;
    }
    let (callee, receiver) = match lookup.body.expr(value).kind {
        ExprKind::Call { callee, .. } => (callee, None),
        ExprKind::MethodCall { receiver, .. } => (value, Some(receiver)),
        _ => return false,
    };
    let function = match lookup.types.callee(callee).map(|callee| &callee.resolution) {
        Some(Resolution::Known { function: Some(function), .. }) if lookup.program.is_of_workspace(*function) => *function,
        _ => return receiver.is_some_and(|receiver| is_made_of_what_stays(workspace, lookup, receiver, (depth, consulted))),
    };
    let Some(body) = lookup.program.body(workspace, BodyOwner::Function(function)).filter(|_| depth > 0) else { return false };
    consulted.borrow_mut().push(function);
    let types = infer(lookup.program, function, &body);
    let ExprKind::Block(Block { tail: Some(tail), .. }) = body.expr(body.root).kind else { return false };
    is_made_of_what_stays(workspace, Lookup { body: &body, types: &types, ..lookup }, tail, (depth - 1, consulted))
}

fn stays(lookup: Lookup<'_>, value: ExprId, asked: Asked) -> bool {
    lookup.program.surely_lacks(lookup.types.of(value), asked, Unread::TakenAtItsWord, &lookup.tables.contexts.threads)
}

fn exprs(lookup: Lookup<'_>) -> impl Iterator<Item = (ExprId, &ExprKind)> {
    (0..lookup.body.len() as u32).map(ExprId).map(move |id| (id, &lookup.body.expr(id).kind))
}
