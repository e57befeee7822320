//! Expressions by precedence (the Rust reference, "Expression precedence"), and what follows an operand: calls, fields, `?`, indexes.

use super::tokens::{Kind, UNSEEN};
use super::types::Plus;
use super::{Read, Reader, Stop};
use crate::base::{Name, Span};
use crate::index::{ExprId, ExprKind, GenericArgument, TypeRef};

/// Whether `Name { … }` is a struct here. It is not before the block of an `if`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Structs {
    Allowed,
    Excluded,
}

/// How strongly operators bind.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Precedence {
    Weakest,
    Assign,
    Range,
    Or,
    And,
    Compare,
    BitOr,
    BitXor,
    BitAnd,
    Shift,
    Sum,
    Product,
    Cast,
}

impl Reader<'_> {
    pub(super) fn expr(&mut self) -> Read<ExprId> {
        self.expr_with(Structs::Allowed)
    }

    pub(super) fn expr_with(&mut self, structs: Structs) -> Read<ExprId> {
        let operand = self.unary(structs)?;
        self.operations(operand, structs, Precedence::Weakest)
    }

    /// Goes on with an operand as long as operators bind at least as strongly as `least`.
    pub(super) fn operations(&mut self, mut left: ExprId, structs: Structs, least: Precedence) -> Read<ExprId> {
        // A range is no operand without brackets.
        while !matches!(self.body.expr(left).kind, ExprKind::Range { .. }) {
            let (operator, precedence) = match self.operator() {
                Some((_, precedence)) if precedence < least => break,
                Some((operator, precedence)) => (operator, precedence),
                None if self.sees_equals() && Precedence::Assign >= least => ("=", Precedence::Assign),
                None if self.sees_signs(0, *b"..") && Precedence::Range >= least => {
                    left = self.range(Some(left), structs)?;
                    continue;
                }
                None if self.sees("as") => {
                    left = self.cast(left)?;
                    continue;
                }
                None => break,
            };
            if precedence == Precedence::Compare && self.is_comparison(left) {
                return Err(Stop::Unlike);
            }
            self.at += operator.len();
            let right = self.operand(structs, precedence)?;
            let span = self.span_of(left).cover(self.span_of(right));
            let kind = match precedence {
                Precedence::Assign => ExprKind::Assign { left, right },
                _ => ExprKind::Binary { operator, left, right },
            };
            left = self.push(kind, span);
        }
        Ok(left)
    }

    /// What stands right of an operator that binds this strongly.
    fn operand(&mut self, structs: Structs, precedence: Precedence) -> Read<ExprId> {
        let mut right = self.unary(structs)?;
        loop {
            let next = match self.operator() {
                Some((_, next)) => next,
                None if self.sees_equals() => Precedence::Assign,
                None if self.sees_signs(0, *b"..") => Precedence::Range,
                None if self.sees("as") => Precedence::Cast,
                None => return Ok(right),
            };
            let is_stronger = next > precedence || (next == precedence && precedence == Precedence::Assign);
            let before = self.at;
            if is_stronger {
                right = self.operations(right, structs, next)?;
            }
            if self.at == before {
                return Ok(right);
            }
        }
    }

    fn is_comparison(&self, id: ExprId) -> bool {
        matches!(self.body.expr(id).kind, ExprKind::Binary { operator: "==" | "!=" | "<" | "<=" | ">" | ">=", .. })
    }

    /// The binary operator that is next, `=`, `..` and `as` left out.
    fn operator(&self) -> Option<(&'static str, Precedence)> {
        let Kind::Sign(first) = self.peek(0) else { return None };
        let second = self.sign_behind(0);
        let third = if second == 0 { 0 } else { self.sign_behind(1) };
        Some(match (first, second, third) {
            (b'<', b'<', b'=') => ("<<=", Precedence::Assign),
            (b'>', b'>', b'=') => (">>=", Precedence::Assign),
            (b'+', b'=', _) => ("+=", Precedence::Assign),
            (b'-', b'=', _) => ("-=", Precedence::Assign),
            (b'*', b'=', _) => ("*=", Precedence::Assign),
            (b'/', b'=', _) => ("/=", Precedence::Assign),
            (b'%', b'=', _) => ("%=", Precedence::Assign),
            (b'^', b'=', _) => ("^=", Precedence::Assign),
            (b'&', b'=', _) => ("&=", Precedence::Assign),
            (b'|', b'=', _) => ("|=", Precedence::Assign),
            (b'&', b'&', _) => ("&&", Precedence::And),
            (b'|', b'|', _) => ("||", Precedence::Or),
            (b'<', b'<', _) => ("<<", Precedence::Shift),
            (b'>', b'>', _) => (">>", Precedence::Shift),
            (b'=', b'=', _) => ("==", Precedence::Compare),
            (b'<', b'=', _) => ("<=", Precedence::Compare),
            (b'>', b'=', _) => (">=", Precedence::Compare),
            (b'!', b'=', _) => ("!=", Precedence::Compare),
            // `->` and `<-` are no operators.
            (b'-', b'>', _) | (b'<', b'-', _) => return None,
            (b'<', _, _) => ("<", Precedence::Compare),
            (b'>', _, _) => (">", Precedence::Compare),
            (b'+', _, _) => ("+", Precedence::Sum),
            (b'-', _, _) => ("-", Precedence::Sum),
            (b'*', _, _) => ("*", Precedence::Product),
            (b'/', _, _) => ("/", Precedence::Product),
            (b'%', _, _) => ("%", Precedence::Product),
            (b'^', _, _) => ("^", Precedence::BitXor),
            (b'&', _, _) => ("&", Precedence::BitAnd),
            (b'|', _, _) => ("|", Precedence::BitOr),
            _ => return None,
        })
    }

    fn cast(&mut self, inner: ExprId) -> Read<ExprId> {
        let keyword = self.expect("as")?;
        let ty = self.ty(Plus::OfSurroundings)?;
        let end = match &ty {
            TypeRef::Path(path) => path.span,
            _ => keyword,
        };
        let span = self.span_of(inner).cover(end);
        Ok(self.push(ExprKind::Cast(inner, ty), span))
    }

    /// `start..end` from its dots on.
    pub(super) fn range(&mut self, start: Option<ExprId>, structs: Structs) -> Read<ExprId> {
        let dots = self.expect_signs(*b"..")?;
        // Of the dots the first counts.
        let dot = Span::new(dots.start(), dots.start() + 1);
        let is_closed = self.eat_sign(b'=').is_some();
        if self.sees_sign(0, b'.') {
            return Err(Stop::Beyond);
        }
        let end = if is_closed || self.sees_expr(structs) { Some(self.operand(structs, Precedence::Range)?) } else { None };
        let span = start.into_iter().chain(end).fold(dot, |span, id| span.cover(self.span_of(id)));
        Ok(self.push(ExprKind::Range { start, end }, span))
    }

    /// Whether an expression starts here.
    pub(super) fn sees_expr(&self, structs: Structs) -> bool {
        match self.peek(0) {
            Kind::Name(_) | Kind::Literal(_) | Kind::Lifetime(_) | Kind::Open(b'(' | b'[' | UNSEEN) | Kind::Sign(b'#') => true,
            Kind::Keyword(keyword) => keyword != "as",
            Kind::Open(_) => structs == Structs::Allowed,
            Kind::Sign(b'!' | b'*' | b'|' | b'&' | b'<') => self.sign_behind(0) != b'=',
            Kind::Sign(b'-') => !matches!(self.sign_behind(0), b'=' | b'>'),
            Kind::Sign(b'.') => self.sign_behind(0) == b'.',
            Kind::Sign(b':') => self.sign_behind(0) == b':',
            _ => false,
        }
    }

    /// `&a`, `*a`, `!a`, `-a`, and what needs no operator.
    pub(super) fn unary(&mut self, structs: Structs) -> Read<ExprId> {
        if self.sees_sign(0, b'#') {
            self.outer_attributes()?;
        }
        let kind: fn(ExprId) -> ExprKind = match self.peek(0) {
            Kind::Sign(b'&') => ExprKind::Reference,
            Kind::Sign(b'*') => ExprKind::Dereference,
            Kind::Sign(b'!') => ExprKind::Not,
            Kind::Sign(b'-') => ExprKind::Negate,
            _ => {
                let atom = self.atom(structs)?;
                return self.trailers(atom);
            }
        };
        let is_reference = self.sees_sign(0, b'&');
        let sign = self.bump();
        if is_reference {
            if self.peek(0) == Kind::Name("raw") && matches!(self.peek(1), Kind::Keyword("mut" | "const")) {
                self.at += 2;
            } else {
                self.eat("mut");
            }
        }
        let inner = self.unary(structs)?;
        let span = sign.cover(self.span_of(inner));
        Ok(self.push(kind(inner), span))
    }

    /// Goes on with `(a)`, `.b`, `.c(d)`, `[e]`, `?` and `.await`.
    pub(super) fn trailers(&mut self, mut expr: ExprId) -> Read<ExprId> {
        loop {
            let is_range = matches!(self.body.expr(expr).kind, ExprKind::Range { .. });
            expr = match self.peek(0) {
                Kind::Open(b'(') => {
                    let (arguments, _) = self.group(b'(', |reader| reader.list(Self::expr))?;
                    let span = self.span_of(expr).cover(self.last_span());
                    self.push(ExprKind::Call { callee: expr, arguments }, span)
                }
                Kind::Open(b'[') => {
                    let (index, _) = self.group(b'[', Self::expr)?;
                    let span = self.span_of(expr).cover(self.last_span());
                    self.push(ExprKind::Index { base: expr, index }, span)
                }
                Kind::Sign(b'?') if !is_range => {
                    let span = self.span_of(expr).cover(self.bump());
                    self.push(ExprKind::Try(expr), span)
                }
                Kind::Sign(b'.') if !is_range && self.sign_behind(0) != b'.' => {
                    self.bump();
                    self.behind_dot(expr)?
                }
                _ => return Ok(expr),
            };
        }
    }

    fn behind_dot(&mut self, base: ExprId) -> Read<ExprId> {
        if let Some(keyword) = self.eat("await") {
            let span = self.span_of(base).cover(keyword);
            return Ok(self.push(ExprKind::Await(base), span));
        }
        let Kind::Name(_) = self.peek(0) else {
            let end = if self.is_at_end() { return Err(Stop::Unlike) } else { self.token().span() };
            let name = self.member()?;
            let span = self.span_of(base).cover(end);
            return Ok(self.push(ExprKind::Field { base, name }, span));
        };
        let (name, name_span) = self.name()?;
        let has_turbofish = self.sees_path_separator(0);
        let turbofish = if has_turbofish {
            self.at += 2;
            let (arguments, _) = self.generic_arguments()?;
            let types = arguments.into_iter().filter_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(ty),
                _ => None,
            });
            types.collect()
        } else {
            Vec::new()
        };
        if !has_turbofish && self.peek(0) != Kind::Open(b'(') {
            let span = self.span_of(base).cover(name_span);
            return Ok(self.push(ExprKind::Field { base, name }, span));
        }
        let (arguments, _) = self.group(b'(', |reader| reader.list(Self::expr))?;
        let span = self.span_of(base).cover(self.last_span());
        Ok(self.push(ExprKind::MethodCall { receiver: base, method: name, method_span: name_span, turbofish, arguments }, span))
    }

    /// The name or number of a field.
    pub(super) fn member(&mut self) -> Read<Name> {
        let Kind::Literal(digits) = self.peek(0) else { return self.name().map(|(name, _)| name) };
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Stop::Beyond);
        }
        self.bump();
        Ok(Name::new(digits))
    }
}
