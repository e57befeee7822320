//! Type parameters and bounds.

use super::tokens::Kind;
use super::types::{PathStyle, Plus};
use super::{Read, Reader, Stop, push_exact};
use crate::index::{GenericParam, Generics, PathRef, TypeRef};

impl Reader<'_> {
    /// `<'a, T: Bound, const N: usize>`, if there is one.
    pub(super) fn generics(&mut self) -> Read<Generics> {
        let mut generics = Generics::default();
        if self.eat_sign(b'<').is_none() {
            return Ok(generics);
        }
        while !self.sees_sign(0, b'>') {
            self.outer_attributes()?;
            match self.peek(0) {
                Kind::Lifetime(_) => {
                    self.lifetime_parameter();
                    generics.has_lifetimes = true;
                }
                Kind::Keyword("const") => {
                    self.bump();
                    self.name()?;
                    self.expect_sign(b':')?;
                    self.ty(Plus::OfType)?;
                    if self.eat_sign(b'=').is_some() {
                        self.constant()?;
                    }
                }
                _ => {
                    let (name, _) = self.name()?;
                    let bounds = if self.eat_sign(b':').is_some() { self.bounds(Plus::OfType)? } else { Vec::new() };
                    let default = if self.eat_sign(b'=').is_some() { Some(self.ty(Plus::OfType)?) } else { None };
                    push_exact(&mut generics.params, GenericParam { name, bounds, default });
                }
            }
            if !self.sees_sign(0, b'>') {
                self.expect_sign(b',')?;
            }
        }
        self.bump();
        Ok(generics)
    }

    /// `'a: 'b + 'c`.
    fn lifetime_parameter(&mut self) {
        self.bump();
        if self.eat_sign(b':').is_some() {
            while matches!(self.peek(0), Kind::Lifetime(_)) {
                self.bump();
                if self.eat_sign(b'+').is_none() {
                    break;
                }
            }
        }
    }

    /// `for<'a, 'b>`, if there is one.
    pub(super) fn bound_lifetimes(&mut self) -> Read<()> {
        if self.eat("for").is_none() {
            return Ok(());
        }
        self.expect_sign(b'<')?;
        while !self.sees_sign(0, b'>') {
            if !matches!(self.peek(0), Kind::Lifetime(_)) {
                return Err(Stop::Beyond);
            }
            self.lifetime_parameter();
            if !self.sees_sign(0, b'>') {
                self.expect_sign(b',')?;
            }
        }
        self.bump();
        Ok(())
    }

    /// `where T: Bound, U::Item: Bound`, if there is one.
    pub(super) fn where_clause(&mut self, generics: &mut Generics) -> Read<()> {
        if self.eat("where").is_none() {
            return Ok(());
        }
        while !matches!(self.peek(0), Kind::End | Kind::Open(b'{') | Kind::Sign(b';' | b'=')) {
            self.predicate_of_where(generics)?;
            if self.eat_sign(b',').is_none() {
                break;
            }
        }
        Ok(())
    }

    fn predicate_of_where(&mut self, generics: &mut Generics) -> Read<()> {
        if matches!(self.peek(0), Kind::Lifetime(_)) {
            self.lifetime_parameter();
            return Ok(());
        }
        self.bound_lifetimes()?;
        let ty = self.ty(Plus::OfSurroundings)?;
        self.expect_sign(b':')?;
        let bounds = self.bounds(Plus::OfType)?;
        let param = match &ty {
            // Who has no parameters is not written to.
            TypeRef::Path(path) if !generics.params.is_empty() => {
                path.as_name().and_then(|name| generics.params.iter_mut().find(|param| param.name == *name))
            }
            _ => None,
        };
        match param {
            Some(param) => param.bounds.extend(bounds),
            None => push_exact(&mut generics.clauses, (ty, bounds)),
        }
        Ok(())
    }

    /// The bounds of `impl` and `dyn`: at least one.
    pub(super) fn bounds_of_object(&mut self, plus: Plus) -> Read<Vec<PathRef>> {
        if self.sees_bound() { self.bounds(plus) } else { Err(Stop::Unlike) }
    }

    /// `A + ?Sized + 'a`: the traits that are asked for; there may be none.
    pub(super) fn bounds(&mut self, plus: Plus) -> Read<Vec<PathRef>> {
        let mut bounds = Vec::new();
        while self.sees_bound() {
            if let Some(bound) = self.bound()? {
                push_exact(&mut bounds, bound);
            }
            if plus == Plus::OfSurroundings || self.eat_sign(b'+').is_none() {
                break;
            }
        }
        Ok(bounds)
    }

    fn sees_bound(&self) -> bool {
        match self.peek(0) {
            Kind::Lifetime(_) | Kind::Sign(b'?' | b'~') | Kind::Open(b'(' | b'[') | Kind::Keyword("for" | "use" | "const") => true,
            Kind::Sign(b'<') => false,
            _ => self.sees_path(),
        }
    }

    fn bound(&mut self) -> Read<Option<PathRef>> {
        match self.peek(0) {
            Kind::Lifetime(_) => {
                self.bump();
                Ok(None)
            }
            Kind::Keyword("use") => {
                self.bump();
                self.generic_arguments()?;
                Ok(None)
            }
            Kind::Open(b'(') => self.group(b'(', Self::trait_bound).map(|(bound, _)| bound),
            _ => self.trait_bound(),
        }
    }

    fn trait_bound(&mut self) -> Read<Option<PathRef>> {
        self.bound_lifetimes()?;
        // `~const` and `[const]` are not stable.
        if matches!(self.peek(0), Kind::Sign(b'~') | Kind::Open(_) | Kind::Keyword("const")) {
            return Err(Stop::Beyond);
        }
        let is_relaxed = self.eat_sign(b'?').is_some();
        let path = self.path(PathStyle::Bound)?;
        Ok((!is_relaxed).then_some(path))
    }
}
