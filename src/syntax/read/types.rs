//! Paths and types.

use super::tokens::{Kind, UNSEEN};
use super::{Read, Reader, Stop, push_exact};
use crate::base::{Name, Span};
use crate::index::{GenericArgument, PathRef, Segment, TypeRef};

/// Where a path stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum PathStyle {
    /// Among expressions and patterns, where `<` compares unless `::` stands before.
    Expression,
    /// Among types.
    Type,
    /// As the name of a trait that is asked for, which may be `Fn(A) -> B`.
    Bound,
}

/// Whether `+` goes on with a type, or belongs to what stands around it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Plus {
    OfType,
    OfSurroundings,
}

impl Reader<'_> {
    pub(super) fn sees_path(&self) -> bool {
        match self.peek(0) {
            Kind::Name(_) | Kind::Keyword("self" | "Self" | "super" | "crate") | Kind::Sign(b'<') => true,
            _ => self.sees_path_separator(0),
        }
    }

    pub(super) fn path(&mut self, style: PathStyle) -> Read<PathRef> {
        if self.sees_sign(0, b'<') {
            return self.qualified_path(style);
        }
        let separator = self.eat_signs(*b"::");
        // Most paths are one name.
        let mut segments = Vec::with_capacity(if self.sees_path_separator(1) { 2 } else { 1 });
        let (first, last) = self.segments(style, &mut segments)?;
        // Of `::a` the first sign counts.
        let span = separator.map_or(first, |separator| Span::new(separator.start(), separator.start() + 1)).cover(last);
        Ok(PathRef { global: separator.is_some(), qself: None, segments, span })
    }

    /// `<T as Trait>::name`.
    fn qualified_path(&mut self, style: PathStyle) -> Read<PathRef> {
        let start = self.expect_sign(b'<')?;
        let ty = self.ty(Plus::OfType)?;
        let mut segments = Vec::new();
        if self.eat("as").is_some() {
            self.eat_signs(*b"::");
            self.segments(PathStyle::Type, &mut segments)?;
        }
        let position = segments.len();
        self.expect_sign(b'>')?;
        self.expect_signs(*b"::")?;
        let (_, last) = self.segments(style, &mut segments)?;
        Ok(PathRef { global: false, qself: Some(Box::new((ty, position))), segments, span: start.cover(last) })
    }

    /// Segments with `::` in between; where the first starts, and where the last ends.
    fn segments(&mut self, style: PathStyle, segments: &mut Vec<Segment>) -> Read<(Span, Span)> {
        let mut first = None;
        loop {
            let end = self.segment(style, segments)?;
            let first = *first.get_or_insert(segments[segments.len() - 1].span);
            if !self.sees_path_separator(0) || self.peek(2) == Kind::Open(b'(') {
                return Ok((first, end));
            }
            self.at += 2;
        }
    }

    fn segment(&mut self, style: PathStyle, segments: &mut Vec<Segment>) -> Read<Span> {
        let (name, takes_arguments) = match self.peek(0) {
            Kind::Name(name) => (Name::new(name), true),
            Kind::Keyword("Self") => (Name::new_static("Self"), true),
            Kind::Keyword(name @ ("self" | "super" | "crate")) => (Name::new(name), false),
            _ => return Err(Stop::Unlike),
        };
        let span = self.bump();
        let mut arguments = Vec::new();
        let mut end = span;
        if takes_arguments {
            let is_type = style != PathStyle::Expression;
            if self.sees_path_separator(0) && self.sees_sign(2, b'<') {
                self.at += 2;
                (arguments, end) = self.generic_arguments()?;
            } else if is_type && self.sees_sign(0, b'<') && self.sign_behind(0) != b'=' {
                (arguments, end) = self.generic_arguments()?;
            } else if style == PathStyle::Bound && self.peek(0) == Kind::Open(b'(') {
                (arguments, end) = self.function_arguments()?;
            }
        }
        segments.push(Segment { name, span, arguments });
        Ok(end)
    }

    /// `(A, B) -> C` of `Fn(A, B) -> C`.
    fn function_arguments(&mut self) -> Read<(Vec<GenericArgument>, Span)> {
        let (inputs, parens) = self.group(b'(', |reader| reader.list(|reader| reader.ty(Plus::OfType)))?;
        let arrow = self.eat_signs(*b"->");
        let output = if arrow.is_some() { self.ty(Plus::OfSurroundings)? } else { TypeRef::unit() };
        let arguments =
            vec![GenericArgument::Type(TypeRef::Tuple(inputs)), GenericArgument::Associated(Name::new_static("Output"), output)];
        Ok((arguments, arrow.unwrap_or(parens)))
    }

    /// `<A, B = C>`, and the place of its `>`.
    pub(super) fn generic_arguments(&mut self) -> Read<(Vec<GenericArgument>, Span)> {
        self.expect_sign(b'<')?;
        let mut arguments = Vec::new();
        while !self.sees_sign(0, b'>') {
            if let Some(argument) = self.generic_argument()? {
                push_exact(&mut arguments, argument);
            }
            if !self.sees_sign(0, b'>') {
                self.expect_sign(b',')?;
            }
        }
        Ok((arguments, self.bump()))
    }

    /// One argument; none for a lifetime or the value of an associated constant.
    fn generic_argument(&mut self) -> Read<Option<GenericArgument>> {
        match self.peek(0) {
            Kind::Lifetime(_) => {
                self.bump();
                return if self.sees_sign(0, b'+') { Err(Stop::Beyond) } else { Ok(None) };
            }
            _ if self.sees_constant() => {
                self.constant()?;
                return Ok(Some(GenericArgument::Const));
            }
            _ => {}
        }
        let ty = self.ty(Plus::OfType)?;
        let is_bound = self.sees_equals() || self.sees_colon(0);
        let TypeRef::Path(PathRef { qself: None, global: false, segments, .. }) = &ty else { return Ok(Some(GenericArgument::Type(ty))) };
        let ([Segment { name, .. }], true) = (segments.as_slice(), is_bound) else { return Ok(Some(GenericArgument::Type(ty))) };
        let name = name.clone();
        if self.bump_is_colon() {
            return Ok(Some(GenericArgument::Constraint(name, self.bounds(Plus::OfType)?)));
        }
        if self.sees_constant() {
            self.constant()?;
            return Ok(None);
        }
        Ok(Some(GenericArgument::Associated(name, self.ty(Plus::OfType)?)))
    }

    fn bump_is_colon(&mut self) -> bool {
        let is_colon = self.sees_sign(0, b':');
        self.bump();
        is_colon
    }

    fn sees_constant(&self) -> bool {
        matches!(self.peek(0), Kind::Literal(_) | Kind::Keyword("true" | "false") | Kind::Open(b'{'))
    }

    /// A constant among types.
    pub(super) fn constant(&mut self) -> Read<()> {
        match self.peek(0) {
            Kind::Literal(_) => self.literal().map(drop),
            Kind::Keyword("true" | "false") | Kind::Name(_) => {
                self.bump();
                Ok(())
            }
            _ => self.skip_group().map(drop),
        }
    }

    pub(super) fn ty(&mut self, plus: Plus) -> Read<TypeRef> {
        match self.peek(0) {
            Kind::Open(b'(') => self.tuple_type(plus),
            Kind::Open(UNSEEN) => self.grouped_type(),
            Kind::Open(b'[') => self.group(b'[', Self::sequence_type).map(|(ty, _)| ty),
            Kind::Sign(b'&') => {
                self.bump();
                if matches!(self.peek(0), Kind::Lifetime(_)) {
                    self.bump();
                }
                self.eat("mut");
                Ok(TypeRef::Reference(Box::new(self.ty(Plus::OfSurroundings)?)))
            }
            Kind::Sign(b'*') => {
                self.bump();
                if self.eat("const").is_none() {
                    self.expect("mut")?;
                }
                Ok(TypeRef::Pointer(Box::new(self.ty(Plus::OfSurroundings)?)))
            }
            Kind::Sign(b'!') => {
                self.bump();
                Ok(TypeRef::Never)
            }
            Kind::Keyword("_") => {
                self.bump();
                Ok(TypeRef::Infer)
            }
            Kind::Keyword("impl") => {
                self.bump();
                Ok(TypeRef::Impl(self.bounds_of_object(plus)?))
            }
            Kind::Keyword("dyn") => {
                self.bump();
                Ok(TypeRef::Dyn(self.bounds_of_object(plus)?))
            }
            Kind::Keyword("for" | "fn" | "unsafe" | "extern") => self.function_type(),
            _ if self.sees_path() => self.named_type(plus),
            _ => Err(Stop::Unlike),
        }
    }

    /// A type that a variable of a macro stands for, or a path that goes on from it.
    fn grouped_type(&mut self) -> Read<TypeRef> {
        if self.peek(0) == Kind::Open(UNSEEN) && self.sees_path_separator(self.behind_group(0)) {
            return self.grouped_path(PathStyle::Type).map(TypeRef::Path);
        }
        self.group(UNSEEN, |reader| reader.ty(Plus::OfType)).map(|(ty, _)| ty)
    }

    /// `$ty::name`.
    pub(super) fn grouped_path(&mut self, style: PathStyle) -> Read<PathRef> {
        let (ty, span) = self.group(UNSEEN, |reader| reader.ty(Plus::OfType))?;
        self.expect_signs(*b"::")?;
        let mut path = match ty {
            TypeRef::Path(path) => path,
            ty => PathRef { global: false, qself: Some(Box::new((ty, 0))), segments: Vec::new(), span },
        };
        let (_, last) = self.segments(style, &mut path.segments)?;
        path.span = span.cover(last);
        Ok(path)
    }

    fn tuple_type(&mut self, plus: Plus) -> Read<TypeRef> {
        let mut has_comma = false;
        let (mut parts, _) = self.group(b'(', |reader| {
            if matches!(reader.peek(0), Kind::Lifetime(_) | Kind::Sign(b'?')) {
                return Err(Stop::Beyond);
            }
            let mut parts = Vec::new();
            while !reader.is_at_end() {
                parts.push(reader.ty(Plus::OfType)?);
                if !reader.is_at_end() {
                    reader.expect_sign(b',')?;
                    has_comma = true;
                }
            }
            Ok(parts)
        })?;
        if has_comma || parts.is_empty() {
            return Ok(TypeRef::Tuple(parts));
        }
        // `(A) + B` is an old way to write a trait object.
        if plus == Plus::OfType && self.sees_sign(0, b'+') {
            return Err(Stop::Beyond);
        }
        parts.pop().ok_or(Stop::Unlike)
    }

    /// `[T]`, `[T; N]`.
    fn sequence_type(&mut self) -> Read<TypeRef> {
        let element = Box::new(self.ty(Plus::OfType)?);
        if self.eat_sign(b';').is_none() {
            return Ok(TypeRef::Slice(element));
        }
        self.skip(Self::expr)?;
        Ok(TypeRef::Array(element))
    }

    /// `for<'a> unsafe extern "C" fn(A) -> B`.
    fn function_type(&mut self) -> Read<TypeRef> {
        self.bound_lifetimes()?;
        self.eat("unsafe");
        self.abi();
        if self.eat("fn").is_none() {
            return Err(Stop::Beyond);
        }
        let (inputs, _) = self.group(b'(', |reader| {
            reader.list(|reader| {
                reader.outer_attributes()?;
                if matches!(reader.peek(0), Kind::Name(_) | Kind::Keyword("_")) && reader.sees_colon(1) {
                    reader.at += 2;
                }
                if reader.sees_sign(0, b'.') { Err(Stop::Beyond) } else { reader.ty(Plus::OfType) }
            })
        })?;
        let output = if self.eat_signs(*b"->").is_some() { self.ty(Plus::OfSurroundings)? } else { TypeRef::unit() };
        Ok(TypeRef::Function(inputs, Box::new(output)))
    }

    fn named_type(&mut self, plus: Plus) -> Read<TypeRef> {
        let path = self.path(PathStyle::Type)?;
        if self.sees_sign(0, b'!') && self.sign_behind(0) != b'=' && is_plain(&path) {
            self.bump();
            self.skip_group()?;
            return Ok(TypeRef::Unknown);
        }
        // `A + B` without `dyn`.
        if plus == Plus::OfType && self.sees_sign(0, b'+') {
            return Err(Stop::Beyond);
        }
        Ok(TypeRef::Path(path))
    }

    /// `-> T`.
    pub(super) fn output(&mut self) -> Read<TypeRef> {
        if self.eat_signs(*b"->").is_some() { self.ty(Plus::OfType) } else { Ok(TypeRef::unit()) }
    }

    /// `extern "C"`, and where it starts.
    pub(super) fn abi(&mut self) -> Option<Span> {
        let span = self.eat("extern")?;
        if matches!(self.peek(0), Kind::Literal(_)) {
            self.bump();
        }
        Some(span)
    }
}

/// Whether a path can be that of a macro: names and nothing else.
pub(super) fn is_plain(path: &PathRef) -> bool {
    path.qself.is_none() && path.segments.iter().all(|segment| segment.arguments.is_empty())
}
