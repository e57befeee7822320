//! Functions among items: their signatures, and where their bodies stand.

use super::tokens::{Kind, UNSEEN};
use super::types::Plus;
use super::{Read, Reader, Stop};
use crate::base::Span;
use crate::index::{Attributes, Function, Owner, Parameter, SelfParameter, TypeRef};
use crate::syntax::mentions;

impl Reader<'_> {
    pub(super) fn function(&mut self, owner: Owner, is_public: bool, public: Option<Span>, attributes: Attributes) -> Read<()> {
        let mut start = public;
        let is_const = self.eat("const").inspect(|&span| start = start.or(Some(span))).is_some();
        let mut async_span = self.eat("async").inspect(|&span| start = start.or(Some(span)));
        self.eat("unsafe").inspect(|&span| start = start.or(Some(span)));
        self.abi().inspect(|&span| start = start.or(Some(span)));
        let keyword = self.expect("fn")?;
        let start = start.unwrap_or(keyword);
        let (name, name_span) = self.name()?;
        let mut generics = self.generics()?;
        let ((receiver, parameters), parens) = self.group(b'(', Self::parameters)?;
        let output = self.output()?;
        self.where_clause(&mut generics)?;
        let opened_at = self.at;
        let body = if self.eat_sign(b';').is_some() { None } else { Some(self.function_body()?) };
        if body.is_none() && !matches!(owner, Owner::Trait(_)) {
            return Err(Stop::Beyond);
        }
        // A function that a macro's definition spells out has no text of its own. Where the call gives its body, that is read if the function
        // is async: what is sync could not become async there.
        let is_written = self.text[keyword.range()] == *"fn";
        let body = if is_written {
            body.filter(|body| self.text[body.range()].starts_with('{'))
        } else {
            let given = body.filter(|_| async_span.is_some()).and_then(|_| self.given_body(opened_at));
            // The block is all that can be pointed at.
            async_span = given.map(|body| Span::new(body.start(), body.start() + 1)).or(async_span);
            given
        };
        let mentions = match (body, self.skim) {
            (Some(body), Some(skim)) => {
                skim.body_at(body.start()).map_or_else(|| mentions(&self.text[body.range()]), |range| range.mentions.clone())
            }
            (Some(body), None) => mentions(&self.text[body.range()]),
            (None, _) => Box::default(),
        };
        self.items.functions.push(Function {
            scope: self.scope,
            owner,
            name,
            name_span,
            span: start.cover(body.unwrap_or(parens)),
            async_span,
            is_const,
            is_public,
            generics,
            receiver,
            parameters,
            output,
            attributes,
            body,
            mentions,
        });
        Ok(())
    }

    fn function_body(&mut self) -> Read<Span> {
        if self.peek(0) != Kind::Open(b'{') {
            return Err(Stop::Unlike);
        }
        // Attributes at the start of a body are those of the function.
        if matches!(
            (self.tokens[self.at + 1].kind, self.tokens.get(self.at + 2).map(|token| token.kind)),
            (Kind::Sign(b'#'), Some(Kind::Sign(b'!')))
        ) {
            return Err(Stop::Beyond);
        }
        // Among the tokens of a macro it tells whether they are code at all.
        if self.attempts > 0 {
            return self.skip(Self::block).map(|(_, span)| span);
        }
        self.skip_group()
    }

    /// The block of a macro call that is all of a function's body, which begins at `at`: `fn run() $body`, `fn run() { $body }`.
    fn given_body(&self, at: usize) -> Option<Span> {
        let (mut at, mut end) = (at, self.tokens[at].close as usize);
        while !self.text[self.tokens[at].span().range()].starts_with('{') {
            at += 1;
            if !matches!(self.tokens[at].kind, Kind::Open(b'{' | UNSEEN)) || self.tokens[at].close as usize + 1 != end {
                return None;
            }
            end = self.tokens[at].close as usize;
        }
        let body = self.tokens[at].span().cover(self.tokens[end].span());
        // What is there twice cannot be changed for one of both.
        let places = self.tokens.iter().filter(|token| token.kind == Kind::Open(b'{') && token.start == body.start());
        (places.count() == 1).then_some(body)
    }

    fn parameters(&mut self) -> Read<(Option<SelfParameter>, Vec<Parameter>)> {
        let mut receiver = None;
        let mut parameters = Vec::new();
        while !self.is_at_end() {
            self.outer_attributes()?;
            if let Some(own) = self.receiver()? {
                receiver = Some(own);
            } else {
                let pattern = self.single_pattern()?;
                self.expect_sign(b':')?;
                if self.sees_sign(0, b'.') {
                    return Err(Stop::Beyond);
                }
                let (ty, has_lifetime_bound) = if self.eat("impl").is_some() {
                    let (bounds, has_lifetime) = self.all_bounds_of_object(Plus::OfType)?;
                    (TypeRef::Impl(bounds), has_lifetime)
                } else {
                    (self.ty(Plus::OfType)?, false)
                };
                parameters.push(Parameter { pattern, ty, has_lifetime_bound });
            }
            if !self.is_at_end() {
                self.expect_sign(b',')?;
            }
        }
        Ok((receiver, parameters))
    }

    /// `self`, `&'a mut self`, `mut self: T`.
    fn receiver(&mut self) -> Read<Option<SelfParameter>> {
        let is_reference = self.sees_sign(0, b'&');
        let mut ahead = usize::from(is_reference);
        if is_reference && matches!(self.peek(ahead), Kind::Lifetime(_)) {
            ahead += 1;
        }
        let is_mutable = self.peek(ahead) == Kind::Keyword("mut");
        ahead += usize::from(is_mutable);
        if self.peek(ahead) != Kind::Keyword("self") || self.sees_path_separator(ahead + 1) {
            return Ok(None);
        }
        self.at += ahead + 1;
        if is_reference {
            return Ok(Some(if is_mutable { SelfParameter::MutableReference } else { SelfParameter::Reference }));
        }
        if self.eat_sign(b':').is_some() {
            return Ok(Some(SelfParameter::Typed(self.ty(Plus::OfType)?)));
        }
        Ok(Some(SelfParameter::Value))
    }
}
