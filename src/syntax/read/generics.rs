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
                    let is_bound = self.eat_sign(b':').is_some();
                    let (bounds, has_lifetime_bound) = if is_bound { self.all_bounds(Plus::OfType)? } else { (Vec::new(), false) };
                    let default = if self.eat_sign(b'=').is_some() { Some(self.ty(Plus::OfType)?) } else { None };
                    push_exact(&mut generics.params, GenericParam { name, bounds, has_lifetime_bound, default });
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
        let (bounds, has_lifetime_bound) = self.all_bounds(Plus::OfType)?;
        let param = match &ty {
            // Who has no parameters is not written to.
            TypeRef::Path(path) if !generics.params.is_empty() => {
                path.as_name().and_then(|name| generics.params.iter_mut().find(|param| param.name == *name))
            }
            _ => None,
        };
        match param {
            Some(param) => {
                param.bounds.extend(bounds);
                param.has_lifetime_bound |= has_lifetime_bound;
            }
            None => push_exact(&mut generics.clauses, (ty, bounds)),
        }
        Ok(())
    }

    /// The bounds of `impl` and `dyn`: at least one.
    pub(super) fn bounds_of_object(&mut self, plus: Plus) -> Read<Vec<PathRef>> {
        self.all_bounds_of_object(plus).map(|(bounds, _)| bounds)
    }

    /// The same, and whether a lifetime is among them.
    pub(super) fn all_bounds_of_object(&mut self, plus: Plus) -> Read<(Vec<PathRef>, bool)> {
        if self.sees_bound() { self.all_bounds(plus) } else { Err(Stop::Unlike) }
    }

    /// `A + ?Sized + 'a`: the traits that are asked for; there may be none.
    pub(super) fn bounds(&mut self, plus: Plus) -> Read<Vec<PathRef>> {
        self.all_bounds(plus).map(|(bounds, _)| bounds)
    }

    /// The same, and whether a lifetime is among them.
    fn all_bounds(&mut self, plus: Plus) -> Read<(Vec<PathRef>, bool)> {
        let (mut bounds, mut has_lifetime) = (Vec::new(), false);
        while self.sees_bound() {
            has_lifetime |= matches!(self.peek(0), Kind::Lifetime(_));
            if let Some(bound) = self.bound()? {
                push_exact(&mut bounds, bound);
            }
            if plus == Plus::OfSurroundings || self.eat_sign(b'+').is_none() {
                break;
            }
        }
        Ok((bounds, has_lifetime))
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
