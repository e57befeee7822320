//! One place for each kind of expression.

use super::Infer;
use crate::base::Name;
use crate::index::{Block, ExprId, ExprKind, Literal, Statement};
use crate::resolve::definitions::Definition;
use crate::resolve::interned::Interned;
use crate::resolve::primitives::Primitive;
use crate::resolve::ty::{Substitution, Ty};

impl Infer<'_> {
    /// The type of an expression of which `expected` is known.
    pub(super) fn expr(&mut self, id: ExprId, expected: &Ty) -> Ty {
        let ty = self.kind(id, expected);
        self.types[id.0 as usize] = ty;
        ty
    }

    fn kind(&mut self, id: ExprId, expected: &Ty) -> Ty {
        let body = self.body;
        match &body.expr(id).kind {
            ExprKind::Missing => Ty::Unknown,
            ExprKind::Path(path) => self.path_value(id, path),
            ExprKind::Literal(value) => literal(value),
            ExprKind::Call { callee, arguments } => self.call(*callee, arguments, expected),
            ExprKind::MethodCall { .. } => self.method_call(id, expected),
            ExprKind::Field { base, name } => {
                let base = self.expr(*base, &Ty::Unknown);
                self.field(&base, name)
            }
            ExprKind::Await(inner) => {
                let future = self.expr(*inner, &Ty::Unknown);
                self.awaited(&future)
            }
            ExprKind::Try(inner) => {
                let attempt = self.expr(*inner, &Ty::Unknown);
                let attempt = self.shape(&attempt);
                let lang = self.program.lang();
                match &attempt {
                    Ty::Adt(item, arguments) if Some(*item) == lang.option || Some(*item) == lang.result => {
                        arguments.first().map_or(Ty::Unknown, |value| self.solver.table.shallow(value))
                    }
                    _ => self.derived(&attempt),
                }
            }
            ExprKind::Reference(inner) => {
                let expected = match self.solver.table.shallow(expected) {
                    Ty::Reference(target) => *target,
                    _ => Ty::Unknown,
                };
                Ty::reference(self.expr(*inner, &expected))
            }
            ExprKind::Dereference(inner) => {
                let ty = self.expr(*inner, &Ty::Unknown);
                let ty = self.shape(&ty);
                match &ty {
                    Ty::Pointer(target) => **target,
                    _ => self.solver.deref(&ty).unwrap_or(Ty::Unknown),
                }
            }
            ExprKind::Paren(inner) | ExprKind::Negate(inner) | ExprKind::Not(inner) => self.expr(*inner, expected),
            ExprKind::Binary { operator, left, right } => self.binary(operator, *left, *right),
            ExprKind::Assign { left, right } => {
                let place = self.expr(*left, &Ty::Unknown);
                let value = self.expr(*right, &place);
                self.coerce(&value, &place);
                Ty::unit()
            }
            ExprKind::Cast(inner, ty) => {
                let given = self.expr(*inner, &Ty::Unknown);
                let ty = self.written(ty);
                self.remember(&ty, &given);
                ty
            }
            ExprKind::Index { base, index } => {
                let base = self.expr(*base, &Ty::Unknown);
                let index = self.expr(*index, &Ty::Unknown);
                self.index(&base, &index)
            }
            ExprKind::Range { start, end } => {
                let mut item = Ty::Unknown;
                for bound in start.iter().chain(end) {
                    let ty = self.expr(*bound, &item);
                    if item == Ty::Unknown {
                        item = ty;
                    }
                }
                self.range(start.is_some(), end.is_some(), item)
            }
            ExprKind::Tuple(parts) => {
                let expected = match self.solver.table.shallow(expected) {
                    Ty::Tuple(expected) => expected.to_vec(),
                    _ => Vec::new(),
                };
                let parts = parts.iter().enumerate().map(|(at, &part)| self.expr(part, expected.get(at).unwrap_or(&Ty::Unknown))).collect();
                Ty::Tuple(parts)
            }
            ExprKind::Array(parts) => {
                let element = self.solver.table.fresh();
                for &part in parts {
                    let ty = self.expr(part, &element.clone());
                    self.coerce(&ty, &element);
                }
                Ty::Array(Interned::new(element))
            }
            ExprKind::Repeat { element, length } => {
                let element = self.expr(*element, &Ty::Unknown);
                self.expr(*length, &Ty::Primitive(Primitive::Usize));
                Ty::Array(Interned::new(element))
            }
            ExprKind::Struct { path, fields, rest } => self.struct_literal(path, fields, *rest, expected),
            ExprKind::Block(block) => self.block(block, expected),
            ExprKind::Async { block, .. } => {
                let output = self.solver.table.fresh();
                self.returns.push(output);
                let value = self.block(block, &output.clone());
                self.coerce(&value, &output);
                self.returns.pop();
                self.program.future_of(output)
            }
            ExprKind::If { condition, then, otherwise } => {
                let locals = self.locals.len();
                self.expr(*condition, &Ty::Primitive(Primitive::Bool));
                let then = self.expr(*then, expected);
                self.locals.truncate(locals);
                match otherwise {
                    Some(otherwise) => {
                        let otherwise = self.expr(*otherwise, expected);
                        self.join(then, &otherwise)
                    }
                    None => Ty::unit(),
                }
            }
            ExprKind::Let { pattern, value } => {
                let value = self.expr(*value, &Ty::Unknown);
                self.bind(pattern, &value);
                Ty::Primitive(Primitive::Bool)
            }
            ExprKind::Match { scrutinee, arms } => {
                let value = self.expr(*scrutinee, &Ty::Unknown);
                let mut result = Ty::Never;
                for arm in arms {
                    let locals = self.locals.len();
                    self.bind(&arm.pattern, &value);
                    if let Some(guard) = arm.guard {
                        self.expr(guard, &Ty::Primitive(Primitive::Bool));
                    }
                    let ty = self.expr(arm.body, expected);
                    self.locals.truncate(locals);
                    result = self.join(result, &ty);
                }
                result
            }
            ExprKind::Loop(inner) => {
                self.loops.push((*expected, Ty::Never));
                self.expr(*inner, &Ty::Unknown);
                match self.loops.pop() {
                    Some((_, value)) if value != Ty::Never => value,
                    _ => Ty::Unknown,
                }
            }
            ExprKind::While { condition, body } => {
                let locals = self.locals.len();
                self.expr(*condition, &Ty::Primitive(Primitive::Bool));
                self.expr(*body, &Ty::Unknown);
                self.locals.truncate(locals);
                Ty::unit()
            }
            ExprKind::For { pattern, iterable, body } => {
                let iterable = self.expr(*iterable, &Ty::Unknown);
                let item = self.item_of(&iterable);
                let locals = self.locals.len();
                self.bind(pattern, &item);
                self.expr(*body, &Ty::Unknown);
                self.locals.truncate(locals);
                Ty::unit()
            }
            ExprKind::Closure { .. } => self.closure(id, expected),
            ExprKind::Return(value) => {
                let wanted = self.returns.last().copied().unwrap_or(Ty::Unknown);
                if let Some(value) = value {
                    let ty = self.expr(*value, &wanted);
                    self.coerce(&ty, &wanted);
                }
                Ty::Never
            }
            ExprKind::Break { value, is_labelled } => {
                if let Some(value) = value {
                    self.break_value(*value, *is_labelled);
                }
                Ty::Never
            }
            ExprKind::Yield(value) => {
                if let Some(value) = value {
                    self.expr(*value, &Ty::Unknown);
                }
                Ty::Unknown
            }
            ExprKind::Continue => Ty::Never,
            ExprKind::Expansion { block, .. } => self.statements(block, expected),
            ExprKind::Macro { path, arguments, shown, .. } => {
                let ty = self.macro_value(path, arguments);
                self.shown_variables(shown.as_deref().unwrap_or_default());
                ty
            }
        }
    }

    /// `break value`: what the innermost `loop` gives, unless a label names something else.
    fn break_value(&mut self, value: ExprId, is_labelled: bool) {
        let innermost = if is_labelled { None } else { self.loops.pop() };
        let Some((expected, given)) = innermost else {
            self.expr(value, &Ty::Unknown);
            return;
        };
        let ty = self.expr(value, &expected);
        let given = self.join(given, &ty);
        self.loops.push((expected, given));
    }

    /// The type of the field `name`, looked for through dereferencing.
    fn field(&mut self, base: &Ty, name: &Name) -> Ty {
        let mut candidate = *base;
        for _ in 0..8 {
            candidate = self.shape(&candidate);
            match &candidate {
                Ty::Tuple(parts) => return name.parse::<usize>().ok().and_then(|at| parts.get(at).copied()).unwrap_or(Ty::Unknown),
                Ty::Adt(item, arguments) => {
                    if let Some((item, fields)) = self.program.fields(&Definition::Type(*item))
                        && let Some((_, ty)) = fields.iter().find(|(field, _)| field == name)
                    {
                        let params = self.program.parameters_of(item);
                        let substitution: Substitution = params.iter().copied().zip(arguments.iter().copied()).collect();
                        return ty.substitute(&substitution);
                    }
                }
                _ => {}
            }
            match self.solver.deref(&candidate) {
                Some(target) => candidate = target,
                None => return self.derived(&candidate),
            }
        }
        Ty::Unknown
    }

    fn awaited(&mut self, future: &Ty) -> Ty {
        let future = self.shape(future);
        let lang = self.program.lang();
        let output = Name::new_static("Output");
        let through_future = lang.future.and_then(|of| self.solver.project(&future, Some(of), &output));
        let known = through_future.or_else(|| lang.into_future.and_then(|of| self.solver.project(&future, Some(of), &output)));
        // What a future gives is no longer what the future was made of.
        known.unwrap_or_else(|| self.origin(&future).map_or(Ty::Unknown, |path| self.foreign(path)))
    }

    fn item_of(&mut self, iterable: &Ty) -> Ty {
        let iterable = self.shape(iterable);
        let lang = self.program.lang();
        let item = Name::new_static("Item");
        let through_into = lang.into_iterator.and_then(|of| self.solver.project(&iterable, Some(of), &item));
        let known = through_into.or_else(|| lang.iterator.and_then(|of| self.solver.project(&iterable, Some(of), &item)));
        known.unwrap_or_else(|| self.derived(&iterable))
    }

    fn binary(&mut self, operator: &str, left: ExprId, right: ExprId) -> Ty {
        let left = self.expr(left, &Ty::Unknown);
        let right = self.expr(right, &Ty::Unknown);
        match operator {
            "&&" | "||" | "==" | "!=" | "<" | "<=" | ">" | ">=" => Ty::Primitive(Primitive::Bool),
            _ => {
                let left = self.shape(&left);
                match left.behind_references() {
                    Ty::Primitive(Primitive::Integer | Primitive::Float) => *self.shape(&right).behind_references(),
                    // What the operators of own types give, these say.
                    Ty::Adt(item, _) if self.program.is_of_workspace(*item) => Ty::Unknown,
                    known @ (Ty::Primitive(_) | Ty::Adt(..)) => *known,
                    _ => Ty::Unknown,
                }
            }
        }
    }

    fn index(&mut self, base: &Ty, index: &Ty) -> Ty {
        let index = self.shape(index);
        let is_range = matches!(&index, Ty::Adt(item, _) if self.program.type_item(*item).name.starts_with("Range"));
        let mut candidate = *base;
        let mut output = None;
        for _ in 0..6 {
            candidate = self.shape(&candidate);
            match &candidate {
                Ty::Slice(element) | Ty::Array(element) => {
                    return if is_range { Ty::Slice(*element) } else { **element };
                }
                Ty::Primitive(Primitive::Str) => return candidate,
                Ty::Adt(..) if output.is_none() => {
                    let of = self.program.lang().index;
                    output = of.and_then(|of| self.solver.project(&candidate, Some(of), &Name::new_static("Output")));
                }
                _ => {}
            }
            match self.solver.deref(&candidate) {
                Some(target) => candidate = target,
                // What is no slice, a map for one, says itself what an index gives.
                None => return output.unwrap_or_else(|| self.derived(&candidate)),
            }
        }
        Ty::Unknown
    }

    fn range(&self, has_start: bool, has_end: bool, item: Ty) -> Ty {
        let lang = self.program.lang();
        let (range, arguments) = match (has_start, has_end) {
            (true, true) => (lang.range, vec![item]),
            (true, false) => (lang.range_from, vec![item]),
            (false, true) => (lang.range_to, vec![item]),
            (false, false) => (lang.range_full, Vec::new()),
        };
        range.map_or(Ty::Unknown, |range| Ty::Adt(range, arguments.into()))
    }

    fn struct_literal(&mut self, path: &crate::index::PathRef, fields: &[(Name, ExprId)], rest: Option<ExprId>, expected: &Ty) -> Ty {
        let Some(definition) = self.constructor(path) else {
            for &(_, value) in fields {
                self.expr(value, &Ty::Unknown);
            }
            if let Some(rest) = rest {
                self.expr(rest, &Ty::Unknown);
            }
            return self.written(&crate::index::TypeRef::Path(path.clone()));
        };
        let Some((item, declared)) = self.program.fields(&definition) else {
            for &(_, value) in fields {
                self.expr(value, &Ty::Unknown);
            }
            return Ty::Unknown;
        };
        let params = self.program.parameters_of(item);
        let arguments: Vec<Ty> = params.iter().map(|_| self.solver.table.fresh()).collect();
        let substitution: Substitution = params.iter().copied().zip(arguments.iter().copied()).collect();
        let result = Ty::Adt(item, arguments.into());
        let snapshot = self.solver.table.snapshot();
        if !self.solver.table.unify(&result, expected) {
            self.solver.table.roll_back(snapshot);
        }
        for (name, value) in fields {
            let wanted = declared.iter().find(|(field, _)| field == name).map_or(Ty::Unknown, |(_, ty)| ty.substitute(&substitution));
            let given = self.expr(*value, &wanted);
            self.coerce(&given, &wanted);
        }
        if let Some(rest) = rest {
            let given = self.expr(rest, &result);
            self.coerce(&given, &result);
        }
        result
    }

    pub(super) fn block(&mut self, block: &Block, expected: &Ty) -> Ty {
        let locals = self.locals.len();
        let value = self.statements(block, expected);
        self.locals.truncate(locals);
        value
    }

    /// The statements of a block, whose variables stay visible.
    fn statements(&mut self, block: &Block, expected: &Ty) -> Ty {
        let around = self.scope.environment.module;
        if let Some(scope) = block.scope
            && let Some(unit) = self.blocks
        {
            self.scope.environment.module = self.program.module_of(unit, scope);
        }
        let mut diverges = false;
        for statement in &block.statements {
            match statement {
                Statement::Expr(expr) => diverges |= self.expr(*expr, &Ty::Unknown) == Ty::Never,
                Statement::Let { pattern, ty, value, otherwise } => {
                    let annotation = match ty {
                        Some(ty) => self.written(ty),
                        None => self.solver.table.fresh(),
                    };
                    if let Some(value) = value {
                        let given = self.expr(*value, &annotation);
                        if ty.is_some() { self.coerce(&given, &annotation) } else { self.assume(&annotation, &given) }
                    }
                    if let Some(otherwise) = otherwise {
                        self.expr(*otherwise, &Ty::Unknown);
                    }
                    self.bind(pattern, &annotation);
                }
            }
        }
        let value = match block.tail {
            Some(tail) => self.expr(tail, expected),
            None if diverges => Ty::Never,
            None => Ty::unit(),
        };
        self.scope.environment.module = around;
        value
    }

    fn assume(&mut self, variable: &Ty, given: &Ty) {
        self.solver.table.unify(variable, given);
    }

    /// The type of two branches.
    fn join(&mut self, one: Ty, other: &Ty) -> Ty {
        match (&one, other) {
            (Ty::Never | Ty::Unknown, _) => *other,
            (_, Ty::Never | Ty::Unknown) => one,
            _ => {
                let snapshot = self.solver.table.snapshot();
                if !self.solver.table.unify(&one, other) {
                    self.solver.table.roll_back(snapshot);
                }
                one
            }
        }
    }
}

fn literal(literal: &Literal) -> Ty {
    match literal {
        Literal::Str => Ty::reference(Ty::Primitive(Primitive::Str)),
        Literal::ByteStr => Ty::reference(Ty::Array(Interned::new(Ty::Primitive(Primitive::U8)))),
        Literal::CStr => Ty::Unknown,
        Literal::Char => Ty::Primitive(Primitive::Char),
        Literal::Byte => Ty::Primitive(Primitive::U8),
        Literal::Int(suffix) => number(suffix.as_ref(), Primitive::Integer),
        Literal::Float(suffix) => number(suffix.as_ref(), Primitive::Float),
        Literal::Bool => Ty::Primitive(Primitive::Bool),
    }
}

/// The type of a number: the one that its suffix names.
fn number(suffix: Option<&Name>, without: Primitive) -> Ty {
    suffix.map_or(Some(without), |suffix| Primitive::named(suffix)).map_or(Ty::Unknown, Ty::Primitive)
}
