//! Expressions that hold together without operators.

use super::exprs::{Precedence, Structs};
use super::tokens::{Kind, UNSEEN};
use super::types::{PathStyle, Plus, is_plain};
use super::{Read, Reader, Stop};
use crate::base::{Name, Span};
use crate::index::{Arm, ExprId, ExprKind, Literal, PathRef, Segment, TypeRef};

impl Reader<'_> {
    pub(super) fn atom(&mut self, structs: Structs) -> Read<ExprId> {
        match self.peek(0) {
            Kind::Literal(_) => {
                let (literal, span) = self.literal()?;
                Ok(self.push(ExprKind::Literal(literal), span))
            }
            Kind::Lifetime(_) => self.labelled(),
            Kind::Open(b'(') => self.paren_or_tuple(),
            Kind::Open(b'[') => self.array(),
            Kind::Open(UNSEEN) => self.grouped_expr(structs),
            Kind::Open(_) => self.block_expr(None),
            Kind::Sign(b'|') => self.closure(structs),
            Kind::Sign(b'.') => self.range(None, structs),
            Kind::Keyword(keyword) => self.keyword(keyword, structs),
            _ => self.path_expr(structs),
        }
    }

    fn keyword(&mut self, keyword: &str, structs: Structs) -> Read<ExprId> {
        match keyword {
            "true" | "false" => {
                let span = self.bump();
                Ok(self.push(ExprKind::Literal(Literal::Bool), span))
            }
            "self" | "Self" | "super" | "crate" => self.path_expr(structs),
            "if" => self.branch(),
            "match" => self.choice(),
            "let" => self.condition(structs),
            "loop" | "while" => self.repetition(None),
            "for" if !self.sees_sign(1, b'<') => self.repetition(None),
            "async" if self.opens_block(1) || (self.peek(1) == Kind::Keyword("move") && self.opens_block(2)) => self.async_block(),
            "move" | "for" | "async" => self.closure(structs),
            "const" if !self.opens_block(1) => self.closure(structs),
            "unsafe" | "const" | "try" => {
                let keyword = self.bump();
                self.block_expr(Some(keyword))
            }
            "return" | "yield" => {
                let kind = if keyword == "return" { ExprKind::Return } else { ExprKind::Yield };
                let keyword = self.bump();
                let value = if self.sees_expr(Structs::Allowed) { Some(self.expr()?) } else { None };
                Ok(self.jump(keyword, value, kind))
            }
            "break" => {
                let keyword = self.bump();
                let is_labelled = self.eat_label()?;
                let value = if self.sees_expr(structs) { Some(self.expr()?) } else { None };
                Ok(self.jump(keyword, value, |value| ExprKind::Break { value, is_labelled }))
            }
            "continue" => {
                let span = self.bump();
                self.eat_label()?;
                Ok(self.push(ExprKind::Continue, span))
            }
            "_" => {
                let span = self.bump();
                Ok(self.push(ExprKind::Missing, span))
            }
            _ => Err(Stop::Unlike),
        }
    }

    fn opens_block(&self, ahead: usize) -> bool {
        self.peek(ahead) == Kind::Open(b'{')
    }

    /// The label of a `break` or `continue`. That of a loop behind it needs brackets.
    /// Takes the label of a jump; whether there was one.
    fn eat_label(&mut self) -> Read<bool> {
        if !matches!(self.peek(0), Kind::Lifetime(_)) {
            return Ok(false);
        }
        self.bump();
        if self.sees_colon(0) { Err(Stop::Unlike) } else { Ok(true) }
    }

    fn jump(&mut self, keyword: Span, value: Option<ExprId>, kind: impl FnOnce(Option<ExprId>) -> ExprKind) -> ExprId {
        let span = value.map_or(keyword, |value| keyword.cover(self.span_of(value)));
        self.push(kind(value), span)
    }

    /// A path, a macro call or a struct.
    fn path_expr(&mut self, structs: Structs) -> Read<ExprId> {
        if !self.sees_path() {
            return Err(Stop::Unlike);
        }
        let path = self.path(PathStyle::Expression)?;
        if self.sees_sign(0, b'!') && self.sign_behind(0) != b'=' && is_plain(&path) {
            return self.macro_call(path);
        }
        self.after_path(path, structs)
    }

    /// A path, or the struct that starts with it.
    fn after_path(&mut self, path: PathRef, structs: Structs) -> Read<ExprId> {
        if structs == Structs::Allowed && self.opens_block(0) {
            return self.struct_literal(path);
        }
        let span = path.span;
        Ok(self.push(ExprKind::Path(path), span))
    }

    fn struct_literal(&mut self, path: PathRef) -> Read<ExprId> {
        let ((fields, rest), _) = self.group(b'{', |reader| {
            let mut fields: Vec<(Name, ExprId)> = Vec::new();
            while !reader.is_at_end() {
                reader.outer_attributes()?;
                if reader.eat_signs(*b"..").is_some() {
                    let rest = if reader.is_at_end() { None } else { Some(reader.expr()?) };
                    return Ok((fields, rest));
                }
                fields.push(reader.field()?);
                if !reader.is_at_end() {
                    reader.expect_sign(b',')?;
                }
            }
            Ok((fields, None))
        })?;
        let span = path.span.cover(self.last_span());
        Ok(self.push(ExprKind::Struct { path, fields, rest }, span))
    }

    /// `name: value`, or `name` alone.
    fn field(&mut self) -> Read<(Name, ExprId)> {
        if matches!(self.peek(0), Kind::Name(_)) && !self.sees_sign(1, b':') {
            let (name, span) = self.name()?;
            let segment = Segment { name: name.clone(), span, arguments: Vec::new() };
            let path = PathRef { global: false, qself: None, segments: vec![segment], span };
            return Ok((name, self.push(ExprKind::Path(path), span)));
        }
        let name = self.member()?;
        self.expect_sign(b':')?;
        Ok((name, self.expr()?))
    }

    /// An expression that a variable of a macro stands for, or a path that goes on from a type that one stands for.
    fn grouped_expr(&mut self, structs: Structs) -> Read<ExprId> {
        if !self.sees_path_separator(self.behind_group(0)) {
            return self.group(UNSEEN, Self::expr).map(|(expr, _)| expr);
        }
        let path = self.grouped_path(PathStyle::Expression)?;
        self.after_path(path, structs)
    }

    fn paren_or_tuple(&mut self) -> Read<ExprId> {
        let mut has_comma = false;
        let (parts, span) = self.group(b'(', |reader| {
            let mut parts = Vec::new();
            while !reader.is_at_end() {
                parts.push(reader.expr()?);
                if !reader.is_at_end() {
                    reader.expect_sign(b',')?;
                    has_comma = true;
                }
            }
            Ok(parts)
        })?;
        let kind = match parts.as_slice() {
            &[only] if !has_comma => ExprKind::Paren(only),
            _ => ExprKind::Tuple(parts),
        };
        Ok(self.push(kind, span))
    }

    /// `[a, b]`, `[a; n]`.
    fn array(&mut self) -> Read<ExprId> {
        let mut length = None;
        let (elements, span) = self.group(b'[', |reader| {
            let mut elements = Vec::new();
            while !reader.is_at_end() {
                elements.push(reader.expr()?);
                if elements.len() == 1 && reader.eat_sign(b';').is_some() {
                    length = Some(reader.expr()?);
                } else if !reader.is_at_end() {
                    reader.expect_sign(b',')?;
                }
            }
            Ok(elements)
        })?;
        let kind = match (elements.as_slice(), length) {
            (&[element], Some(length)) => ExprKind::Repeat { element, length },
            (_, Some(_)) => return Err(Stop::Unlike),
            (_, None) => ExprKind::Array(elements),
        };
        Ok(self.push(kind, span))
    }

    fn branch(&mut self) -> Read<ExprId> {
        let keyword = self.expect("if")?;
        let condition = self.expr_with(Structs::Excluded)?;
        let then = self.block_expr(None)?;
        let otherwise = match self.eat("else") {
            Some(_) if self.sees("if") => Some(self.branch()?),
            Some(_) => Some(self.block_expr(None)?),
            None => None,
        };
        let span = keyword.cover(self.span_of(otherwise.unwrap_or(then)));
        Ok(self.push(ExprKind::If { condition, then, otherwise }, span))
    }

    /// `let pattern = value` in a condition.
    fn condition(&mut self, structs: Structs) -> Read<ExprId> {
        let keyword = self.expect("let")?;
        let pattern = self.pattern()?;
        if !self.sees_equals() {
            return Err(Stop::Unlike);
        }
        self.bump();
        let operand = self.unary(structs)?;
        let value = self.operations(operand, structs, Precedence::Compare)?;
        let span = keyword.cover(self.span_of(value));
        Ok(self.push(ExprKind::Let { pattern, value }, span))
    }

    fn choice(&mut self) -> Read<ExprId> {
        let keyword = self.expect("match")?;
        let scrutinee = self.expr_with(Structs::Excluded)?;
        let (arms, braces) = self.group(b'{', |reader| {
            let mut arms = Vec::new();
            while !reader.is_at_end() {
                arms.extend(reader.arm()?);
            }
            Ok(arms)
        })?;
        Ok(self.push(ExprKind::Match { scrutinee, arms }, keyword.cover(braces)))
    }

    /// An arm; none that only a test build compiles.
    fn arm(&mut self) -> Read<Option<Arm>> {
        self.reject_inner_attributes()?;
        let attributes = self.outer_attributes()?;
        let mark = self.mark();
        let pattern = self.pattern()?;
        let guard = if self.eat("if").is_some() { Some(self.expr()?) } else { None };
        self.expect_signs(*b"=>")?;
        let body = self.expr_of_statement()?;
        if self.eat_sign(b',').is_none() && !self.is_at_end() && !self.is_block_like(body) {
            return Err(Stop::Unlike);
        }
        Ok(self.holds_outside_of_tests(&mark, attributes).then_some(Arm { pattern, guard, body }))
    }

    /// A loop or block with a label.
    fn labelled(&mut self) -> Read<ExprId> {
        let label = self.bump();
        self.expect_sign(b':')?;
        if self.opens_block(0) { self.block_expr(Some(label)) } else { self.repetition(Some(label)) }
    }

    /// `loop`, `while` and `for`.
    fn repetition(&mut self, label: Option<Span>) -> Read<ExprId> {
        let Kind::Keyword(keyword @ ("loop" | "while" | "for")) = self.peek(0) else { return Err(Stop::Unlike) };
        let span = self.bump();
        let start = label.unwrap_or(span);
        let (kind, body): (ExprKind, ExprId) = match keyword {
            "loop" => {
                let body = self.block_expr(None)?;
                (ExprKind::Loop(body), body)
            }
            "while" => {
                let condition = self.expr_with(Structs::Excluded)?;
                let body = self.block_expr(None)?;
                (ExprKind::While { condition, body }, body)
            }
            _ => {
                let pattern = self.pattern()?;
                self.expect("in")?;
                let iterable = self.expr_with(Structs::Excluded)?;
                let body = self.block_expr(None)?;
                (ExprKind::For { pattern, iterable, body }, body)
            }
        };
        let span = start.cover(self.span_of(body));
        Ok(self.push(kind, span))
    }

    fn async_block(&mut self) -> Read<ExprId> {
        let keyword = self.expect("async")?;
        self.eat("move");
        let (block, span) = self.block()?;
        Ok(self.push(ExprKind::Async { block, keyword }, keyword.cover(span)))
    }

    fn closure(&mut self, structs: Structs) -> Read<ExprId> {
        self.bound_lifetimes()?;
        self.eat("const");
        let async_span = self.eat("async");
        let capture = self.eat("move");
        let bar = self.expect_sign(b'|')?;
        let mut parameters = Vec::new();
        while !self.sees_sign(0, b'|') {
            self.outer_attributes()?;
            let (pattern, ty) = self.typed_pattern()?;
            parameters.push((pattern, ty.unwrap_or(TypeRef::Infer)));
            if !self.sees_sign(0, b'|') {
                self.expect_sign(b',')?;
            }
        }
        self.bump();
        let (output, body) = if self.eat_signs(*b"->").is_some() {
            (Some(self.ty(Plus::OfType)?), self.block_expr(None)?)
        } else {
            (None, self.expr_with(structs)?)
        };
        let span = async_span.or(capture).unwrap_or(bar).cover(self.span_of(body));
        Ok(self.push(ExprKind::Closure { parameters, output, body, async_span, moves: capture.is_some() }, span))
    }
}
