//! What code that may go to another thread uses of the code around it, and what keeps it where it is: a walk that gathers facts, and leaves
//! it to `regions` and `sequences` to say what becomes of them.

use super::operations::Lookup;
use crate::base::{DefPath, Name};
use crate::index::{Body, ExprId, ExprKind, Pattern, Shown, Statement};

pub(super) const LEAVES: &str = "a part of it is awaited, or leaves the code around it, which a closure on another thread cannot do";
pub(super) const CHANGED: &str = "the expression around it changes a variable";
const FUTURE: &str = "what the expression around it makes is a future, and that blocks whoever runs it";

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

    pub(super) fn get(&self, id: ExprId) -> Option<ExprId> {
        self.0[id.0 as usize]
    }

    /// What is around an expression, the innermost first.
    pub(super) fn around(&self, id: ExprId) -> impl Iterator<Item = ExprId> {
        std::iter::successors(self.get(id), |id| self.get(*id))
    }
}

/// What was found in the code.
#[derive(Clone, Default)]
pub(super) struct Uses {
    /// The variables of the code around it, `self` and captured ones included: each mention.
    pub(super) variables: Vec<ExprId>,
    /// The names that it declares itself.
    pub(super) declared: Vec<Name>,
    /// The calls of macros.
    pub(super) macros: Vec<ExprId>,
    /// What each `?` that leaves the function hands on, as a closure would have to write its result; none where nobody knows.
    pub(super) tried: Vec<Option<DefPath>>,
    /// The variables of the code around it that it assigns to, or to a part of.
    pub(super) assigned: Vec<ExprId>,
}

impl Uses {
    /// The result that a closure around it would have, if a `?` leaves it; an error where each says another one, or one is not known.
    pub(super) fn result(&self) -> Result<Option<&DefPath>, ()> {
        let Some(first) = self.tried.first() else { return Ok(None) };
        if self.tried.iter().all(|other| other == first) { first.as_ref().map(Some).ok_or(()) } else { Err(()) }
    }
}

/// A walk through code.
pub(super) struct Walk<'a> {
    lookup: Lookup<'a>,
    pub(super) uses: Uses,
    /// The names that are declared around the part that is walked, inside of the code.
    scope: Vec<Name>,
}

/// What is around a part of the code, inside of it.
#[derive(Clone, Copy, Default)]
pub(super) struct Inside {
    closure: bool,
    is_loop: bool,
}

impl<'a> Walk<'a> {
    pub(super) fn new(lookup: Lookup<'a>) -> Self {
        Self { lookup, uses: Uses::default(), scope: Vec::new() }
    }

    pub(super) fn part(&mut self, id: ExprId, mut inside: Inside) -> Result<(), String> {
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
                block.statements.iter().try_for_each(|statement| self.statement(statement, inside))?;
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

    /// A statement, whose names hold in those after it.
    pub(super) fn statement(&mut self, statement: &Statement, inside: Inside) -> Result<(), String> {
        match statement {
            Statement::Let { pattern, value, otherwise, .. } => {
                value.iter().chain(otherwise).try_for_each(|part| self.part(*part, inside))?;
                self.declare(pattern);
                Ok(())
            }
            Statement::Expr(part) => self.part(*part, inside),
        }
    }

    fn leaf(&mut self, id: ExprId, kind: &ExprKind, inside: Inside) -> Result<(), String> {
        let lookup = self.lookup;
        match kind {
            ExprKind::Try(inner) if !inside.closure => self.uses.tried.push(lookup.result_of(lookup.types.of(*inner))),
            ExprKind::Call { .. } | ExprKind::MethodCall { .. } if lookup.program.is_future(lookup.types.of(id)) => {
                return Err(FUTURE.to_owned());
            }
            ExprKind::Macro { shown, .. } => {
                self.uses.macros.push(id);
                let arguments = lookup.body.children(id);
                let variables = shown.iter().flatten().map(|Shown { value, .. }| *value).filter(|value| !arguments.contains(value));
                variables.for_each(|value| self.variable(value));
            }
            ExprKind::Assign { left, .. } => {
                let root = lookup.root_of_place(*left).ok_or(CHANGED)?;
                if lookup.variable(root).is_none_or(|name| !self.scope.contains(name)) {
                    self.uses.assigned.push(root);
                }
            }
            ExprKind::Path(_) => self.variable(id),
            _ => {}
        }
        Ok(())
    }

    fn declare(&mut self, pattern: &Pattern) {
        let depth = self.scope.len();
        bound(pattern, &mut self.scope);
        self.uses.declared.extend_from_slice(&self.scope[depth..]);
    }

    /// Puts down a variable of the code around it.
    fn variable(&mut self, path: ExprId) {
        if self.lookup.variable(path).is_some_and(|name| !self.scope.contains(name)) {
            self.uses.variables.push(path);
        }
    }
}

impl<'a> Lookup<'a> {
    /// The name of the variable that a path names, `self` included.
    pub(super) fn variable(self, path: ExprId) -> Option<&'a Name> {
        let ExprKind::Path(written) = &self.body.expr(path).kind else { return None };
        let is_variable = |name: &&Name| *name == "self" || name.starts_with(|first: char| first.is_lowercase() || first == '_');
        let name = written.as_name().filter(is_variable)?;
        (self.types.callee(path).is_none() && self.types.static_item(path).is_none()).then_some(name)
    }

    /// The variable that `a.b[c]` is a part of.
    pub(super) fn root_of_place(self, place: ExprId) -> Option<ExprId> {
        match &self.body.expr(place).kind {
            ExprKind::Path(_) => Some(place),
            ExprKind::Field { base: inner, .. } | ExprKind::Index { base: inner, .. } | ExprKind::Paren(inner) => {
                self.root_of_place(*inner)
            }
            _ => None,
        }
    }

    /// A variable with the fields that are asked of it.
    pub(super) fn place_of(self, parents: &Parents, variable: ExprId) -> ExprId {
        let mut place = variable;
        while let Some(parent) = parents.get(place) {
            match &self.body.expr(parent).kind {
                ExprKind::Field { base, .. } if *base == place && self.name_of_place(parent).is_some() => place = parent,
                _ => break,
            }
        }
        place
    }

    /// Whether a place is used in a way that goes through references by itself.
    pub(super) fn is_dereferenced(self, parents: &Parents, place: ExprId) -> bool {
        // A variable in the text of a macro has nothing around it, and is shown through references.
        parents.get(place).is_none_or(|parent| match &self.body.expr(parent).kind {
            ExprKind::MethodCall { receiver, .. } => *receiver == place,
            ExprKind::Field { .. } => true,
            ExprKind::Index { base, .. } => *base == place,
            _ => false,
        })
    }
}

/// Puts down the names that a pattern binds.
pub(super) fn bound(pattern: &Pattern, names: &mut Vec<Name>) {
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
