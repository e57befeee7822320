//! Expressions, blocks and statements. Spans are put together from the tokens at the ends, so that lowering stays linear.

use syn::{BinOp, Expr as Syn, Lit, Stmt, UnOp};

use super::patterns::member;
use super::{Lowering, name};
use crate::base::{Name, Span};
use crate::index::{Arm, Block, ExprId, ExprKind, Literal, Pattern, ScopeKind, Statement, TypeRef, requires_test};

impl Lowering<'_> {
    pub(super) fn expr(&mut self, expr: &Syn) -> ExprId {
        match expr {
            Syn::Path(path) => {
                let path = self.path(path.qself.as_ref(), &path.path);
                let span = path.span;
                self.push(ExprKind::Path(path), span)
            }
            Syn::Lit(literal) => {
                let span = self.span(literal.lit.span());
                self.push(ExprKind::Literal(lit(&literal.lit)), span)
            }
            Syn::Call(call) => {
                let callee = self.expr(&call.func);
                let arguments = self.exprs(&call.args);
                let span = self.end_with(callee, call.paren_token.span.close());
                self.push(ExprKind::Call { callee, arguments }, span)
            }
            Syn::MethodCall(call) => {
                let receiver = self.expr(&call.receiver);
                let arguments = self.exprs(&call.args);
                let turbofish =
                    call.turbofish.iter().flat_map(|angle| self.generic_arguments(angle)).filter_map(|argument| match argument {
                        crate::index::GenericArgument::Type(ty) => Some(ty),
                        _ => None,
                    });
                let kind = ExprKind::MethodCall {
                    receiver,
                    method: name(&call.method),
                    method_span: self.span(call.method.span()),
                    turbofish: turbofish.collect(),
                    arguments,
                };
                let span = self.end_with(receiver, call.paren_token.span.close());
                self.push(kind, span)
            }
            Syn::Field(field) => {
                let base = self.expr(&field.base);
                let end = match &field.member {
                    syn::Member::Named(ident) => ident.span(),
                    syn::Member::Unnamed(index) => index.span,
                };
                let span = self.end_with(base, end);
                self.push(ExprKind::Field { base, name: member(&field.member) }, span)
            }
            Syn::Await(wait) => {
                let base = self.expr(&wait.base);
                let span = self.end_with(base, wait.await_token.span);
                self.push(ExprKind::Await(base), span)
            }
            Syn::Try(attempt) => {
                let base = self.expr(&attempt.expr);
                let span = self.end_with(base, attempt.question_token.span);
                self.push(ExprKind::Try(base), span)
            }
            Syn::Paren(paren) => {
                let inner = self.expr(&paren.expr);
                let span = self.between(paren.paren_token.span.open(), paren.paren_token.span.close());
                self.push(ExprKind::Paren(inner), span)
            }
            Syn::Group(group) => self.expr(&group.expr),
            Syn::Reference(reference) => self.prefixed(reference.and_token.span, &reference.expr, ExprKind::Reference),
            Syn::RawAddr(reference) => self.prefixed(reference.and_token.span, &reference.expr, ExprKind::Reference),
            Syn::Unary(unary) => match &unary.op {
                UnOp::Deref(token) => self.prefixed(token.span, &unary.expr, ExprKind::Dereference),
                UnOp::Not(token) => self.prefixed(token.span, &unary.expr, ExprKind::Not),
                UnOp::Neg(token) => self.prefixed(token.span, &unary.expr, ExprKind::Negate),
                _ => self.expr(&unary.expr),
            },
            Syn::Binary(binary) => {
                let (left, right) = (self.expr(&binary.left), self.expr(&binary.right));
                let span = self.of(left).cover(self.of(right));
                let kind = match operator(&binary.op) {
                    Some(operator) => ExprKind::Binary { operator, left, right },
                    None => ExprKind::Assign { left, right },
                };
                self.push(kind, span)
            }
            Syn::Assign(assign) => {
                let (left, right) = (self.expr(&assign.left), self.expr(&assign.right));
                let span = self.of(left).cover(self.of(right));
                self.push(ExprKind::Assign { left, right }, span)
            }
            Syn::Cast(cast) => {
                let inner = self.expr(&cast.expr);
                let ty = self.ty(&cast.ty);
                let end = match &ty {
                    TypeRef::Path(path) => path.span,
                    _ => self.span(cast.as_token.span),
                };
                let span = self.of(inner).cover(end);
                self.push(ExprKind::Cast(inner, ty), span)
            }
            Syn::Index(place) => {
                let (base, index) = (self.expr(&place.expr), self.expr(&place.index));
                let span = self.end_with(base, place.bracket_token.span.close());
                self.push(ExprKind::Index { base, index }, span)
            }
            Syn::Range(range) => {
                let start = range.start.as_deref().map(|start| self.expr(start));
                let end = range.end.as_deref().map(|end| self.expr(end));
                let dots = match &range.limits {
                    syn::RangeLimits::HalfOpen(dots) => self.span(dots.spans[0]),
                    syn::RangeLimits::Closed(dots) => self.span(dots.spans[0]),
                };
                let span = start.into_iter().chain(end).fold(dots, |span, id| span.cover(self.of(id)));
                self.push(ExprKind::Range { start, end }, span)
            }
            Syn::Tuple(tuple) => {
                let elements = self.exprs(&tuple.elems);
                let span = self.between(tuple.paren_token.span.open(), tuple.paren_token.span.close());
                self.push(ExprKind::Tuple(elements), span)
            }
            Syn::Array(array) => {
                let elements = self.exprs(&array.elems);
                let span = self.between(array.bracket_token.span.open(), array.bracket_token.span.close());
                self.push(ExprKind::Array(elements), span)
            }
            Syn::Repeat(repeat) => {
                let (element, length) = (self.expr(&repeat.expr), self.expr(&repeat.len));
                let span = self.between(repeat.bracket_token.span.open(), repeat.bracket_token.span.close());
                self.push(ExprKind::Repeat { element, length }, span)
            }
            Syn::Struct(literal) => {
                let path = self.path(literal.qself.as_ref(), &literal.path);
                let fields = literal.fields.iter().map(|field| (member(&field.member), self.expr(&field.expr))).collect();
                let rest = literal.rest.as_deref().map(|rest| self.expr(rest));
                let span = path.span.cover(self.span(literal.brace_token.span.close()));
                self.push(ExprKind::Struct { path, fields, rest }, span)
            }
            Syn::Block(block) => self.block_expr(&block.block, block.label.as_ref().map(|label| label.name.span())),
            Syn::Unsafe(block) => self.block_expr(&block.block, Some(block.unsafe_token.span)),
            Syn::Const(block) => self.block_expr(&block.block, Some(block.const_token.span)),
            Syn::TryBlock(block) => self.block_expr(&block.block, Some(block.try_token.span)),
            Syn::Async(block) => {
                let keyword = self.span(block.async_token.span);
                let (lowered, span) = self.block(&block.block);
                self.push(ExprKind::Async { block: lowered, keyword }, keyword.cover(span))
            }
            Syn::If(branch) => {
                let condition = self.expr(&branch.cond);
                let then = self.block_expr(&branch.then_branch, None);
                let otherwise = branch.else_branch.as_ref().map(|(_, otherwise)| self.expr(otherwise));
                let span = self.span(branch.if_token.span).cover(self.of(otherwise.unwrap_or(then)));
                self.push(ExprKind::If { condition, then, otherwise }, span)
            }
            Syn::Let(condition) => {
                let pattern = self.pattern(&condition.pat);
                let value = self.expr(&condition.expr);
                let span = self.span(condition.let_token.span).cover(self.of(value));
                self.push(ExprKind::Let { pattern, value }, span)
            }
            Syn::Match(choice) => {
                let scrutinee = self.expr(&choice.expr);
                let arms = choice.arms.iter().filter_map(|arm| self.arm(arm)).collect();
                let span = self.span(choice.match_token.span).cover(self.span(choice.brace_token.span.close()));
                self.push(ExprKind::Match { scrutinee, arms }, span)
            }
            Syn::Loop(repeat) => {
                let body = self.block_expr(&repeat.body, None);
                let span = self.loop_start(repeat.label.as_ref(), repeat.loop_token.span).cover(self.of(body));
                self.push(ExprKind::Loop(body), span)
            }
            Syn::While(repeat) => {
                let condition = self.expr(&repeat.cond);
                let body = self.block_expr(&repeat.body, None);
                let span = self.loop_start(repeat.label.as_ref(), repeat.while_token.span).cover(self.of(body));
                self.push(ExprKind::While { condition, body }, span)
            }
            Syn::ForLoop(repeat) => {
                let pattern = self.pattern(&repeat.pat);
                let iterable = self.expr(&repeat.expr);
                let body = self.block_expr(&repeat.body, None);
                let span = self.loop_start(repeat.label.as_ref(), repeat.for_token.span).cover(self.of(body));
                self.push(ExprKind::For { pattern, iterable, body }, span)
            }
            Syn::Closure(closure) => self.closure(closure),
            Syn::Return(jump) => {
                let value = jump.expr.as_deref().map(|value| self.expr(value));
                let span = self.from(jump.return_token.span, value);
                self.push(ExprKind::Return(value), span)
            }
            Syn::Break(jump) => {
                let value = jump.expr.as_deref().map(|value| self.expr(value));
                let span = self.from(jump.break_token.span, value);
                self.push(ExprKind::Break { value, is_labelled: jump.label.is_some() }, span)
            }
            Syn::Continue(jump) => {
                let span = self.span(jump.continue_token.span);
                self.push(ExprKind::Continue, span)
            }
            Syn::Yield(jump) => {
                let value = jump.expr.as_deref().map(|value| self.expr(value));
                let span = self.from(jump.yield_token.span, value);
                self.push(ExprKind::Yield(value), span)
            }
            Syn::Macro(call) => self.macro_call(&call.mac),
            Syn::Infer(hole) => {
                let span = self.span(hole.underscore_token.span);
                self.push(ExprKind::Missing, span)
            }
            _ => {
                let span = Span::empty(self.base);
                self.push(ExprKind::Missing, span)
            }
        }
    }

    fn exprs(&mut self, exprs: &syn::punctuated::Punctuated<Syn, syn::Token![,]>) -> Vec<ExprId> {
        exprs.iter().map(|expr| self.expr(expr)).collect()
    }

    fn of(&self, id: ExprId) -> Span {
        self.body.expr(id).span
    }

    fn end_with(&self, first: ExprId, end: proc_macro2::Span) -> Span {
        self.of(first).cover(self.span(end))
    }

    fn between(&self, start: proc_macro2::Span, end: proc_macro2::Span) -> Span {
        self.span(start).cover(self.span(end))
    }

    fn from(&self, start: proc_macro2::Span, end: Option<ExprId>) -> Span {
        let start = self.span(start);
        end.map_or(start, |end| start.cover(self.of(end)))
    }

    fn loop_start(&self, label: Option<&syn::Label>, keyword: proc_macro2::Span) -> Span {
        self.span(label.map_or(keyword, |label| label.name.span()))
    }

    fn prefixed(&mut self, start: proc_macro2::Span, inner: &Syn, kind: fn(ExprId) -> ExprKind) -> ExprId {
        let inner = self.expr(inner);
        let span = self.from(start, Some(inner));
        self.push(kind(inner), span)
    }

    fn block_expr(&mut self, block: &syn::Block, start: Option<proc_macro2::Span>) -> ExprId {
        let (lowered, span) = self.block(block);
        let span = start.map_or(span, |start| self.span(start).cover(span));
        self.push(ExprKind::Block(lowered), span)
    }

    pub(super) fn block(&mut self, block: &syn::Block) -> (Block, Span) {
        let span = self.between(block.brace_token.span.open(), block.brace_token.span.close());
        (self.statements(&block.stmts, span), span)
    }

    pub(super) fn statements(&mut self, statements: &[Stmt], span: Span) -> Block {
        let has_items = statements.iter().any(|statement| matches!(statement, Stmt::Item(_)));
        let outer = self.scope;
        let scope = has_items.then(|| self.open_scope(ScopeKind::Block, span));
        if let Some(scope) = scope {
            self.scope = scope;
        }
        let mut lowered = Block { scope, ..Block::default() };
        for (at, statement) in statements.iter().enumerate() {
            let cfgs = super::attributes(attributes_of(statement)).into_inner().cfgs;
            if cfgs.iter().any(|cfg| requires_test(cfg)) {
                // Only a test build compiles it.
                continue;
            }
            let first = ExprId(self.body.len() as u32);
            let is_last = at + 1 == statements.len();
            match statement {
                Stmt::Item(item) => self.item(item),
                Stmt::Local(local) => {
                    let statement = self.local(local);
                    lowered.statements.push(statement);
                }
                Stmt::Expr(expr, semicolon) => {
                    let id = self.expr(expr);
                    if is_last && semicolon.is_none() {
                        lowered.tail = Some(id);
                    } else {
                        lowered.statements.push(Statement::Expr(id));
                    }
                }
                Stmt::Macro(call) => {
                    let id = self.macro_call(&call.mac);
                    if is_last && call.semi_token.is_none() {
                        lowered.tail = Some(id);
                    } else {
                        lowered.statements.push(Statement::Expr(id));
                    }
                }
            }
            self.put_under(first, cfgs);
        }
        self.scope = outer;
        lowered
    }

    fn local(&mut self, local: &syn::Local) -> Statement {
        let (pattern, ty) = match self.pattern(&local.pat) {
            Pattern::Typed(pattern, ty) => (*pattern, Some(ty)),
            pattern => (pattern, None),
        };
        let value = local.init.as_ref().map(|init| self.expr(&init.expr));
        let otherwise = local.init.as_ref().and_then(|init| init.diverge.as_ref()).map(|(_, diverge)| self.expr(diverge));
        Statement::Let { pattern, ty, value, otherwise }
    }

    /// An arm; none that only a test build compiles.
    fn arm(&mut self, arm: &syn::Arm) -> Option<Arm> {
        let cfgs = super::attributes(&arm.attrs).into_inner().cfgs;
        if cfgs.iter().any(|cfg| requires_test(cfg)) {
            return None;
        }
        let first = ExprId(self.body.len() as u32);
        let guard = match &arm.pat {
            syn::Pat::Guard(guarded) => Some(self.expr(&guarded.guard)),
            _ => None,
        };
        let lowered = Arm { pattern: self.pattern(&arm.pat), guard, body: self.expr(&arm.body) };
        self.put_under(first, cfgs);
        Some(lowered)
    }

    /// Puts down under which `cfg` predicates the expressions from `first` on stand.
    fn put_under(&mut self, first: ExprId, cfgs: Vec<String>) {
        let end = ExprId(self.body.len() as u32);
        self.body.conditional.extend(cfgs.into_iter().map(|cfg| (first, end, cfg)));
    }

    fn closure(&mut self, closure: &syn::ExprClosure) -> ExprId {
        let parameters = closure
            .inputs
            .iter()
            .map(|input| match self.pattern(input) {
                Pattern::Typed(pattern, ty) => (*pattern, ty),
                pattern => (pattern, TypeRef::Infer),
            })
            .collect();
        let output = match &closure.output {
            syn::ReturnType::Default => None,
            syn::ReturnType::Type(_, ty) => Some(self.ty(ty)),
        };
        let body = self.expr(&closure.body);
        let async_span = closure.asyncness.as_ref().map(|token| self.span(token.span));
        let first = closure
            .asyncness
            .as_ref()
            .map(|token| token.span)
            .or_else(|| closure.capture.as_ref().map(|token| token.span))
            .unwrap_or(closure.inputs_begin.span);
        let span = self.from(first, Some(body));
        let moves = closure.capture.is_some();
        self.push(ExprKind::Closure { parameters, output, body, async_span, moves }, span)
    }
}

/// The attributes of a statement; those of an expression are its own or, where an operator follows, those of its first operand.
fn attributes_of(statement: &Stmt) -> &[syn::Attribute] {
    match statement {
        Stmt::Local(local) => &local.attrs,
        Stmt::Macro(call) => &call.attrs,
        Stmt::Expr(expr, _) => attributes_of_expr(expr),
        Stmt::Item(_) => &[],
    }
}

fn attributes_of_expr(expr: &Syn) -> &[syn::Attribute] {
    match expr {
        Syn::Assign(assign) => attributes_of_expr(&assign.left),
        Syn::Binary(binary) => attributes_of_expr(&binary.left),
        Syn::Cast(cast) => attributes_of_expr(&cast.expr),
        Syn::Async(block) => &block.attrs,
        Syn::Await(wait) => &wait.attrs,
        Syn::Block(block) => &block.attrs,
        Syn::Break(jump) => &jump.attrs,
        Syn::Call(call) => &call.attrs,
        Syn::Closure(closure) => &closure.attrs,
        Syn::Const(block) => &block.attrs,
        Syn::Continue(jump) => &jump.attrs,
        Syn::Field(field) => &field.attrs,
        Syn::ForLoop(repeat) => &repeat.attrs,
        Syn::If(branch) => &branch.attrs,
        Syn::Index(place) => &place.attrs,
        Syn::Lit(literal) => &literal.attrs,
        Syn::Loop(repeat) => &repeat.attrs,
        Syn::Macro(call) => &call.attrs,
        Syn::Match(choice) => &choice.attrs,
        Syn::MethodCall(call) => &call.attrs,
        Syn::Paren(paren) => &paren.attrs,
        Syn::Path(path) => &path.attrs,
        Syn::Reference(reference) => &reference.attrs,
        Syn::Return(jump) => &jump.attrs,
        Syn::Struct(literal) => &literal.attrs,
        Syn::Try(attempt) => &attempt.attrs,
        Syn::Tuple(tuple) => &tuple.attrs,
        Syn::Unary(unary) => &unary.attrs,
        Syn::Unsafe(block) => &block.attrs,
        Syn::While(repeat) => &repeat.attrs,
        Syn::Yield(jump) => &jump.attrs,
        _ => &[],
    }
}

fn lit(literal: &Lit) -> Literal {
    let suffix = |text: &str| (!text.is_empty()).then(|| Name::new(text));
    match literal {
        Lit::ByteStr(_) => Literal::ByteStr,
        Lit::CStr(_) => Literal::CStr,
        Lit::Byte(_) => Literal::Byte,
        Lit::Char(_) => Literal::Char,
        Lit::Int(int) => Literal::Int(suffix(int.suffix())),
        Lit::Float(float) => Literal::Float(suffix(float.suffix())),
        Lit::Bool(_) => Literal::Bool,
        _ => Literal::Str,
    }
}

/// The operator as written; `None` for the assigning ones.
fn operator(operator: &BinOp) -> Option<&'static str> {
    Some(match operator {
        BinOp::Add(_) => "+",
        BinOp::Sub(_) => "-",
        BinOp::Mul(_) => "*",
        BinOp::Div(_) => "/",
        BinOp::Rem(_) => "%",
        BinOp::And(_) => "&&",
        BinOp::Or(_) => "||",
        BinOp::BitXor(_) => "^",
        BinOp::BitAnd(_) => "&",
        BinOp::BitOr(_) => "|",
        BinOp::Shl(_) => "<<",
        BinOp::Shr(_) => ">>",
        BinOp::Eq(_) => "==",
        BinOp::Lt(_) => "<",
        BinOp::Le(_) => "<=",
        BinOp::Ne(_) => "!=",
        BinOp::Ge(_) => ">=",
        BinOp::Gt(_) => ">",
        _ => return None,
    })
}
