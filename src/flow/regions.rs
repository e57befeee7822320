//! Expressions that go to another thread as they are: the whole chain around a closure or an iterator that blocks, and what it would have
//! to own there.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::captures::Copying;
use super::operations::Lookup;
use crate::base::{DefPath, Name, Span};
use crate::index::{Body, ExprId, ExprKind, Pattern, Statement};
use crate::resolve::{Definition, Ty};

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
    /// What is in use before and after it and stays on its thread.
    pub held: Option<String>,
}

/// A variable or field that an expression uses.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OwnedPlace {
    /// Where it is mentioned, and whether the mention has to borrow what it gets.
    pub mentions: Vec<(Span, Mention)>,
    /// Its name there.
    pub name: Name,
    /// The call that makes a copy; none for what is copied anyway.
    pub by: Option<Cow<'static, str>>,
    /// Whether it is a reference.
    pub is_reference: bool,
}

/// How a mention gets what is owned now.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Mention {
    /// By its name.
    Bare,
    /// As a reference to it.
    Borrowed,
}

const LEAVES: &str = "the code around the closure is left early, which a closure on another thread cannot do";
const NO_CHAIN: &str = "the closure around it is kept in a variable";
const NOT_OWNED: &str = "what the expression around it gives borrows from it, or cannot leave its thread";
const BLOCKS: &str = "what the expression around it gives blocks whoever uses it";
const FUTURE: &str = "what the expression around it makes is a future, and that blocks whoever runs it";
const CHANGED: &str = "the expression around it changes a variable";

/// The expressions of a body with what is around them.
pub(super) struct Parents(Vec<Option<ExprId>>);

impl Parents {
    pub(super) fn of(body: &Body) -> Self {
        let mut parents = vec![None; body.len()];
        for id in (0..body.len() as u32).map(ExprId) {
            for child in body.children(id) {
                parents[child.0 as usize] = Some(id);
            }
        }
        Self(parents)
    }

    fn get(&self, id: ExprId) -> Option<ExprId> {
        self.0[id.0 as usize]
    }
}

impl Lookup<'_> {
    /// The largest expression around a call that can go to another thread: of the chain that its outermost sync closure is given to, or of
    /// the chain that it starts itself.
    pub(super) fn region(self, parents: &Parents, call: Span) -> Result<Region, String> {
        let kind = |id: ExprId| &self.body.expr(id).kind;
        let is_call = |id: &ExprId| matches!(kind(*id), ExprKind::Call { .. } | ExprKind::MethodCall { .. });
        let ids = (0..self.body.len() as u32).map(ExprId);
        let found = ids.filter(is_call).find(|id| self.body.expr(*id).span == call).ok_or(NO_CHAIN)?;
        let is_async = |id: &ExprId| matches!(kind(*id), ExprKind::Async { .. } | ExprKind::Closure { async_span: Some(_), .. });
        let around: Vec<ExprId> = std::iter::successors(parents.get(found), |id| parents.get(*id)).take_while(|id| !is_async(id)).collect();
        let closure = around.iter().rev().copied().find(|id| matches!(kind(*id), ExprKind::Closure { .. }));
        let start = match closure {
            Some(closure) => parents.get(closure).filter(is_call).ok_or(NO_CHAIN)?,
            None => found,
        };
        let (mut current, mut best, mut why) = (start, None, NOT_OWNED.to_owned());
        loop {
            if is_call(&current) {
                match self.region_of(parents, current) {
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
        best.ok_or(why)
    }

    fn region_of(self, parents: &Parents, root: ExprId) -> Result<Region, String> {
        let ty = self.types.of(root);
        if !Lookup::is_known(ty) || !self.may_be_sent(ty) {
            return Err(NOT_OWNED.to_owned());
        }
        if self.blocks_later(ty) {
            return Err(BLOCKS.to_owned());
        }
        let span = self.body.expr(root).span;
        let mut region = Region { span, owned: Vec::new(), declared: Vec::new(), macros: Vec::new(), result: None, held: None };
        Walk { lookup: self, parents, region: &mut region, scope: Vec::new() }.part(root, Inside::default())?;
        Ok(region)
    }

    /// Whether a path names a function and no constructor, which costs nothing.
    fn is_function(self, callee: ExprId) -> bool {
        matches!(&self.body.expr(callee).kind, ExprKind::Path(path) if path.last().is_some_and(|name| name.starts_with(char::is_lowercase)))
    }

    fn result_of(self, ty: &Ty) -> Option<DefPath> {
        let Ty::Adt(item, parts) = ty else { return None };
        if self.program.path(&Definition::Type(*item)).as_str() != "std::result::Result" {
            return None;
        }
        let error = self.program.type_text(parts.get(1)?);
        self.tables.contexts.results.get(&DefPath::new(&error)).cloned()
    }

    /// Whether a place is used in a way that goes through references by itself.
    fn is_dereferenced(self, parents: &Parents, place: ExprId) -> bool {
        parents.get(place).is_some_and(|parent| match &self.body.expr(parent).kind {
            ExprKind::MethodCall { receiver, .. } => *receiver == place,
            ExprKind::Field { .. } => true,
            ExprKind::Index { base, .. } => *base == place,
            _ => false,
        })
    }
}

/// A walk through an expression.
struct Walk<'a> {
    lookup: Lookup<'a>,
    parents: &'a Parents,
    region: &'a mut Region,
    /// The names that are declared around the part that is walked, inside of the expression.
    scope: Vec<Name>,
}

impl Walk<'_> {
    fn part(&mut self, id: ExprId, mut inside: Inside) -> Result<(), String> {
        let body = self.lookup.body;
        let depth = self.scope.len();
        match &body.expr(id).kind {
            ExprKind::Await(_) | ExprKind::Async { .. } | ExprKind::Yield(_) | ExprKind::Expansion { .. } | ExprKind::Missing => {
                return Err(LEAVES.to_owned());
            }
            ExprKind::Return(_) if !inside.closure => return Err(LEAVES.to_owned()),
            ExprKind::Break { .. } | ExprKind::Continue if !inside.is_loop => return Err(LEAVES.to_owned()),
            ExprKind::Closure { parameters, body, .. } => {
                for (pattern, _) in parameters {
                    self.declare(pattern);
                }
                self.part(*body, Inside { closure: true, is_loop: false })?;
            }
            ExprKind::For { pattern, iterable, body } => {
                self.part(*iterable, inside)?;
                self.declare(pattern);
                self.part(*body, Inside { is_loop: true, ..inside })?;
            }
            ExprKind::Match { scrutinee, arms } => {
                self.part(*scrutinee, inside)?;
                for arm in arms {
                    self.declare(&arm.pattern);
                    arm.guard.into_iter().chain([arm.body]).try_for_each(|part| self.part(part, inside))?;
                    self.scope.truncate(depth);
                }
            }
            ExprKind::If { condition, then, otherwise } => {
                self.part(*condition, inside)?;
                self.part(*then, inside)?;
                self.scope.truncate(depth);
                otherwise.map_or(Ok(()), |otherwise| self.part(otherwise, inside))?;
            }
            // Its names hold in what it is the condition of.
            ExprKind::Let { pattern, value } => {
                self.part(*value, inside)?;
                self.declare(pattern);
                return Ok(());
            }
            ExprKind::Binary { operator: "&&", left, right } => {
                self.part(*left, inside)?;
                return self.part(*right, inside);
            }
            ExprKind::Block(block) => {
                for statement in &block.statements {
                    match statement {
                        Statement::Let { pattern, value, otherwise, .. } => {
                            value.iter().chain(otherwise).try_for_each(|part| self.part(*part, inside))?;
                            self.declare(pattern);
                        }
                        Statement::Expr(part) => self.part(*part, inside)?,
                    }
                }
                block.tail.map_or(Ok(()), |tail| self.part(tail, inside))?;
            }
            kind => {
                self.leaf(id, kind, inside)?;
                inside.is_loop |= matches!(kind, ExprKind::While { .. } | ExprKind::Loop(_));
                body.children(id).into_iter().try_for_each(|child| self.part(child, inside))?;
            }
        }
        self.scope.truncate(depth);
        Ok(())
    }

    fn leaf(&mut self, id: ExprId, kind: &ExprKind, inside: Inside) -> Result<(), String> {
        let lookup = self.lookup;
        match kind {
            ExprKind::Try(inner) if !inside.closure => {
                let error = lookup.result_of(lookup.types.of(*inner)).ok_or(LEAVES)?;
                if self.region.result.as_ref().is_some_and(|known| *known != error) {
                    return Err(LEAVES.to_owned());
                }
                self.region.result = Some(error);
            }
            ExprKind::Call { .. } | ExprKind::MethodCall { .. } if lookup.program.is_future(lookup.types.of(id)) => {
                return Err(FUTURE.to_owned());
            }
            ExprKind::Macro { tokens, .. } => self.region.macros.push(*tokens),
            ExprKind::Assign { left, .. } if lookup.name_of_place(*left).is_none_or(|name| !self.scope.contains(&name)) => {
                return Err(CHANGED.to_owned());
            }
            ExprKind::Path(path) => {
                if let Some(name) = path.as_name().filter(|name| !self.scope.contains(name)) {
                    self.owned_place(id, name)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn declare(&mut self, pattern: &Pattern) {
        let depth = self.scope.len();
        bound(pattern, &mut self.scope);
        self.region.declared.extend_from_slice(&self.scope[depth..]);
    }

    /// Puts down a variable, with the fields that are asked of it.
    fn owned_place(&mut self, path: ExprId, name: &Name) -> Result<(), String> {
        let Self { lookup, parents, .. } = *self;
        let is_variable = name == "self" || name.starts_with(|first: char| first.is_lowercase() || first == '_');
        if !is_variable || lookup.types.callee(path).is_some() || lookup.types.static_item(path).is_some() {
            return Ok(());
        }
        let mut place = path;
        while let Some(parent) = parents.get(place) {
            match &lookup.body.expr(parent).kind {
                ExprKind::Field { base, .. } if *base == place && lookup.name_of_place(parent).is_some() => place = parent,
                _ => break,
            }
        }
        let name = lookup.name_of_place(place).ok_or_else(|| lookup.refusal(place))?;
        let ty = lookup.types.of(place);
        let is_reference = matches!(ty, Ty::Reference(_));
        let is_behind_two = matches!(ty, Ty::Reference(inner) if matches!(**inner, Ty::Reference(_)));
        let by = match (ty, lookup.copying(ty.behind_references())) {
            (Ty::Primitive(_), _) => None,
            (_, Copying::Slice) if is_reference && !is_behind_two => Some("to_owned()".into()),
            (_, Copying::Clone) if !is_behind_two && Lookup::is_known(ty) => Some("clone()".into()),
            _ => return Err(lookup.refusal(place)),
        };
        let span = lookup.body.expr(place).span;
        let mention = if is_reference && !lookup.is_dereferenced(parents, place) { Mention::Borrowed } else { Mention::Bare };
        match self.region.owned.iter_mut().find(|owned| owned.name == name) {
            Some(owned) => owned.mentions.push((span, mention)),
            None => self.region.owned.push(OwnedPlace { mentions: vec![(span, mention)], name, by, is_reference }),
        }
        Ok(())
    }
}

/// What is around a part of a region, inside of it.
#[derive(Clone, Copy, Default)]
struct Inside {
    closure: bool,
    is_loop: bool,
}

fn bound(pattern: &Pattern, names: &mut Vec<Name>) {
    match pattern {
        Pattern::Bind(binding) => {
            names.push(binding.name.clone());
            binding.subpattern.iter().for_each(|inner| bound(inner, names));
        }
        Pattern::Tuple(parts) | Pattern::Slice(parts) | Pattern::TupleStruct(_, parts) | Pattern::Or(parts) => {
            for part in parts {
                bound(part, names);
            }
        }
        Pattern::Struct(_, fields) => fields.iter().for_each(|(_, part)| bound(part, names)),
        Pattern::Reference(inner) | Pattern::Typed(inner, _) => bound(inner, names),
        Pattern::Nothing | Pattern::Rest | Pattern::Path(_) => {}
    }
}
