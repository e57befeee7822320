//! Expressions that go to another thread as they are: the whole chain around a closure or an iterator that blocks, and what it would have
//! to own there.

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use super::captures::{CopiedBy, Copying};
use super::held::Kept;
use super::operations::Lookup;
use super::uses::{CHANGED, Inside, LEAVES, Parents, Walk};
use crate::base::{DefPath, Name, Span};
use crate::index::{ExprId, ExprKind};
use crate::resolve::Ty;

/// An expression that can be evaluated on another thread, as far as its parts and types tell.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Region {
    /// The expression.
    pub span: Span,
    /// What it owns there: each name once.
    pub owned: Vec<OwnedPlace>,
    /// The names that it declares itself.
    pub declared: Vec<Name>,
    /// The arguments of the macros in it, whose texts may name variables.
    pub macros: Vec<Span>,
    /// The type of its `Result` if a `?` in it leaves the function: `std::io::Result`.
    pub result: Option<DefPath>,
    /// Whether it gives such a `Result` itself, and a `?` behind it does the same with it.
    pub gives_result: bool,
    /// What stays on its thread and would be held across an await of it.
    pub held: Vec<Kept>,
}

/// A variable or field that an expression uses.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OwnedPlace {
    /// Where it is mentioned, and whether the mention has to borrow what it gets.
    pub mentions: Vec<(Span, Mention)>,
    /// Its name there.
    pub name: Name,
    /// What makes a copy; none for what is copied anyway.
    pub by: Option<CopiedBy>,
    /// Whether it is a reference through which something may be changed, as nothing is through one to a path or a text.
    pub may_be_mutable: bool,
}

/// How a mention gets what is owned now.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Mention {
    /// By its name.
    Bare,
    /// As a reference to it.
    Borrowed,
}

/// What becomes of the handle that an operation opens.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Opened {
    /// There is one for async code, so that a handle which blocks is no good result.
    HasTwin,
    /// Nothing else opens it: code is left with it in any case.
    HasNoTwin,
    /// As before, and the dependency whose function is called says that what comes of it can leave its thread.
    GivesItsOwn,
}

const NO_CHAIN: &str = "the closure around it is kept in a variable";
const KEPT: &str = "the closure around it is kept, and runs where somebody calls it later";
const NOT_OWNED: &str = "what the expression around it gives borrows from it, or cannot leave its thread";
const BLOCKS: &str = "what the expression around it gives blocks whoever uses it";

impl Lookup<'_> {
    /// The largest expression around a call that can go to another thread: of the chain that its outermost sync closure is given to, or of
    /// the chain that it starts itself.
    ///
    /// `operations` are those of the body: a condition that has several of them, one without a twin, goes as a whole.
    pub(super) fn region(self, parents: &Parents, call: Span, opened: Opened, operations: &FxHashSet<Span>) -> Result<Region, String> {
        let kind = |id: ExprId| &self.body.expr(id).kind;
        let is_call = |id: &ExprId| matches!(kind(*id), ExprKind::Call { .. } | ExprKind::MethodCall { .. });
        let ids = (0..self.body.len() as u32).map(ExprId);
        let found = ids.filter(is_call).find(|id| self.body.expr(*id).span == call).ok_or(NO_CHAIN)?;
        let is_async = |id: &ExprId| matches!(kind(*id), ExprKind::Async { .. } | ExprKind::Closure { async_span: Some(_), .. });
        let around: Vec<ExprId> = std::iter::successors(parents.get(found), |id| parents.get(*id)).take_while(|id| !is_async(id)).collect();
        let closures = around.iter().copied().filter(|id| matches!(kind(*id), ExprKind::Closure { .. }));
        let runners: Vec<Result<ExprId, &str>> = closures.map(|closure| self.runner(parents, closure)).collect();
        if runners.contains(&Err(KEPT)) {
            return Err(KEPT.to_owned());
        }
        let start = runners.last().copied().unwrap_or(Ok(found))?;
        let (mut current, mut best, mut why) = (start, None, NOT_OWNED.to_owned());
        loop {
            if is_call(&current) {
                // What is said of the call says nothing of what is made of it.
                let opened = if current == found || opened == Opened::HasTwin { opened } else { Opened::HasNoTwin };
                match self.region_of(parents, current, opened) {
                    Ok(region) => best = Some(region),
                    Err(reason) => why = reason,
                }
            }
            let Some(parent) = parents.get(current) else { break };
            match kind(parent) {
                ExprKind::MethodCall { receiver, .. } if *receiver == current => current = parent,
                // What takes it owns it from there on.
                ExprKind::Call { callee, .. } if *callee != current && self.is_function(*callee) => current = parent,
                ExprKind::Try(_) | ExprKind::Paren(_) => current = parent,
                _ => break,
            }
        }
        let condition = if opened == Opened::HasTwin { None } else { self.condition(parents, current, operations) };
        condition.or(best).ok_or(why)
    }

    /// The largest condition that a part of it asks a question for, and that asks another one: `which(a).is_ok() || which(b).is_ok()`.
    fn condition(self, parents: &Parents, part: ExprId, operations: &FxHashSet<Span>) -> Option<Region> {
        let (mut current, mut best) = (part, None);
        while let Some(parent) = parents.get(current) {
            let asks_more = match self.body.expr(parent).kind {
                ExprKind::Binary { operator: "&&" | "||", left, right } => {
                    self.asks(if left == current { right } else { left }, operations)
                }
                ExprKind::Not(inner) => best.as_ref().is_some_and(|(root, _)| *root == self.bare(inner)),
                ExprKind::Paren(_) => false,
                _ => break,
            };
            current = parent;
            if asks_more && let Ok(region) = self.region_of(parents, current, Opened::HasNoTwin) {
                best = Some((current, region));
            }
        }
        best.map(|(_, region)| region)
    }

    fn asks(self, expr: ExprId, operations: &FxHashSet<Span>) -> bool {
        operations.contains(&self.body.expr(expr).span) || self.body.children(expr).into_iter().any(|child| self.asks(child, operations))
    }

    /// The call that may run a closure: the one that it is given to, or that what was built around it is given to or called on, as in
    /// `run(Box::new(|| …))` and `Walk::new(|| …).go()`.
    fn runner(self, parents: &Parents, closure: ExprId) -> Result<ExprId, &'static str> {
        let (mut value, mut why) = (closure, NO_CHAIN);
        loop {
            let parent = parents.get(value).ok_or(why)?;
            let (callee, arguments) = match &self.body.expr(parent).kind {
                ExprKind::Call { callee, arguments } => (*callee, arguments),
                ExprKind::MethodCall { arguments, .. } => (parent, arguments),
                ExprKind::Paren(_) | ExprKind::Cast(..) | ExprKind::Try(_) => {
                    value = parent;
                    continue;
                }
                ExprKind::Struct { .. } | ExprKind::Assign { .. } | ExprKind::Tuple(_) | ExprKind::Array(_) => return Err(KEPT),
                _ => return Err(why),
            };
            if !arguments.iter().position(|&argument| argument == value).is_some_and(|at| self.keeps_argument(callee, at)) {
                return Ok(parent);
            }
            (value, why) = (parent, KEPT);
        }
    }

    fn region_of(self, parents: &Parents, root: ExprId, opened: Opened) -> Result<Region, String> {
        let ty = self.types.of(root);
        let may_leave = if Lookup::is_known(ty) { self.may_be_sent(ty) } else { opened == Opened::GivesItsOwn };
        if !may_leave {
            return Err(NOT_OWNED.to_owned());
        }
        let blocks_later = match opened {
            Opened::HasTwin => self.blocks_later(ty),
            Opened::HasNoTwin | Opened::GivesItsOwn => self.blocks_step_by_step(ty),
        };
        if blocks_later {
            return Err(BLOCKS.to_owned());
        }
        let mut walk = Walk::new(self);
        walk.part(root, Inside::default())?;
        let uses = walk.uses;
        if !uses.assigned.is_empty() {
            return Err(CHANGED.to_owned());
        }
        let mut owned = Vec::new();
        for &variable in &uses.variables {
            let is_it = |other: &&ExprId| self.variable(**other) == self.variable(variable);
            match self.variable(variable) {
                Some(name) if uses.variables.iter().filter(is_it).any(|other| self.is_given_up(parents, *other)) => {
                    let mentions = vec![(self.body.expr(variable).span, Mention::Bare)];
                    put_down(&mut owned, OwnedPlace { mentions, name: name.clone(), by: None, may_be_mutable: false });
                }
                _ => self.copy_place(parents, self.place_of(parents, variable), &mut owned)?,
            }
        }
        let result = uses.result().map_err(|()| LEAVES)?.cloned();
        let is_tried = parents.get(root).is_some_and(|parent| matches!(self.body.expr(parent).kind, ExprKind::Try(_)));
        Ok(Region {
            span: self.body.expr(root).span,
            owned,
            gives_result: is_tried && result.is_some() && self.result_of(ty) == result,
            result,
            macros: uses.macros.iter().filter_map(|id| self.tokens(*id)).collect(),
            declared: uses.declared,
            held: Vec::new(),
        })
    }

    /// Where the arguments of a macro stand.
    pub(super) fn tokens(self, call: ExprId) -> Option<Span> {
        if let ExprKind::Macro { tokens, .. } = self.body.expr(call).kind { Some(tokens) } else { None }
    }

    /// Puts down a variable or field of which the other thread gets a copy.
    pub(super) fn copy_place(self, parents: &Parents, place: ExprId, owned: &mut Vec<OwnedPlace>) -> Result<(), String> {
        let name = self.name_of_place(place).ok_or_else(|| self.refusal(place))?;
        let ty = self.types.of(place);
        let is_reference = matches!(ty, Ty::Reference(_));
        let is_behind_two = matches!(ty, Ty::Reference(inner) if matches!(**inner, Ty::Reference(_)));
        let by = match (ty, self.copying(ty.behind_references())) {
            (Ty::Primitive(_), _) => None,
            _ if !is_reference && self.program.is_copy(ty) && self.may_be_sent(ty) => None,
            (_, Copying::Slice) if is_reference && !is_behind_two => Some(CopiedBy::Call("to_owned()".into())),
            (Ty::Reference(target), Copying::Clone) if self.is_copied_anyway(target) => Some(CopiedBy::Dereference),
            (_, Copying::Clone) if !is_behind_two && Lookup::is_known(ty) => Some(CopiedBy::Call("clone()".into())),
            _ => return Err(self.refusal(place)),
        };
        let mention = if is_reference && !self.is_dereferenced(parents, place) { Mention::Borrowed } else { Mention::Bare };
        let may_be_mutable = matches!(ty, Ty::Reference(target) if !self.is_path_or_text(target));
        put_down(owned, OwnedPlace { mentions: vec![(self.body.expr(place).span, mention)], name, by, may_be_mutable });
        Ok(())
    }

    /// Whether a mention gives the variable away, which nobody can want after it then: to a method that takes its `self`, or as an argument.
    fn is_given_up(self, parents: &Parents, mention: ExprId) -> bool {
        let is_given = parents.get(mention).is_some_and(|parent| match &self.body.expr(parent).kind {
            ExprKind::MethodCall { receiver, .. } if *receiver == mention => self.takes_self_by_value(parent),
            ExprKind::MethodCall { arguments, .. } | ExprKind::Call { arguments, .. } => arguments.contains(&mention),
            _ => false,
        });
        let is_self = self.variable(mention).is_some_and(|name| name == "self");
        is_given && !is_self && self.is_given_away(mention)
    }

    /// Whether a path names a function and no constructor, which costs nothing.
    fn is_function(self, callee: ExprId) -> bool {
        matches!(&self.body.expr(callee).kind, ExprKind::Path(path) if path.last().is_some_and(|name| name.starts_with(char::is_lowercase)))
    }

    /// How a closure writes its result whose error is that of a `Result` type.
    pub(super) fn result_of(self, ty: &Ty) -> Option<DefPath> {
        self.tables.contexts.results.get(&self.program.error_of_result(ty)?).cloned()
    }
}

/// Puts down another mention of what is owned.
pub(super) fn put_down(owned: &mut Vec<OwnedPlace>, place: OwnedPlace) {
    match owned.iter_mut().find(|known| known.name == place.name) {
        Some(known) => known.mentions.extend(place.mentions),
        None => owned.push(place),
    }
}
