//! Patterns.

use super::tokens::{Kind, UNSEEN};
use super::types::{PathStyle, Plus, is_plain};
use super::{Read, Reader, Stop};
use crate::base::Name;
use crate::index::{Binding, Pattern, TypeRef};

impl Reader<'_> {
    /// `| a | b`: with alternatives.
    pub(super) fn pattern(&mut self) -> Read<Pattern> {
        let has_leading = self.eat_sign(b'|').is_some();
        let first = self.single_pattern()?;
        if !has_leading && !self.sees_alternative() {
            return Ok(first);
        }
        let mut cases = vec![first];
        while self.sees_alternative() {
            self.bump();
            cases.push(self.single_pattern()?);
        }
        Ok(Pattern::Or(cases))
    }

    fn sees_alternative(&self) -> bool {
        self.sees_sign(0, b'|') && !matches!(self.sign_behind(0), b'|' | b'=')
    }

    /// `p: T` of a closure, `let` or function, the type if there is one.
    pub(super) fn typed_pattern(&mut self) -> Read<(Pattern, Option<TypeRef>)> {
        let pattern = self.single_pattern()?;
        let ty = if self.sees_colon(0) {
            self.bump();
            Some(self.ty(Plus::OfType)?)
        } else {
            None
        };
        Ok((pattern, ty))
    }

    pub(super) fn single_pattern(&mut self) -> Read<Pattern> {
        match self.peek(0) {
            Kind::Name(_) if self.is_plain_binding() => self.binding(),
            Kind::Keyword("self") if !self.sees_path_separator(1) => self.binding(),
            Kind::Keyword("ref" | "mut") => self.binding(),
            Kind::Keyword("_") => {
                self.bump();
                Ok(Pattern::Nothing)
            }
            Kind::Keyword("box" | "const") => Err(Stop::Beyond),
            Kind::Literal(_) | Kind::Keyword("true" | "false") | Kind::Sign(b'-') => {
                self.bound_of_range()?;
                self.rest_of_range()?;
                Ok(Pattern::Nothing)
            }
            Kind::Sign(b'&') => {
                self.bump();
                self.eat("mut");
                Ok(Pattern::Reference(Box::new(self.single_pattern()?)))
            }
            Kind::Open(b'(') => self.tuple_pattern(),
            Kind::Open(UNSEEN) => self.group(UNSEEN, Self::pattern).map(|(pattern, _)| pattern),
            Kind::Open(b'[') => {
                let (parts, _) = self.group(b'[', |reader| reader.list(Self::pattern))?;
                Ok(Pattern::Slice(parts))
            }
            Kind::Sign(b'.') if self.sees_signs(0, *b"..") => self.half_open_pattern(),
            _ if self.sees_path() => self.path_pattern(),
            _ => Err(Stop::Unlike),
        }
    }

    /// Whether a name is not the start of a path, call, struct or range.
    fn is_plain_binding(&self) -> bool {
        match self.peek(1) {
            Kind::Open(b'{' | b'(') | Kind::Sign(b'!') => false,
            Kind::Sign(b':') => !self.sees_path_separator(1),
            Kind::Sign(b'.') => !self.sees_signs(1, *b".."),
            _ => true,
        }
    }

    fn binding(&mut self) -> Read<Pattern> {
        let by_reference = self.eat("ref").is_some();
        self.eat("mut");
        let name = match self.peek(0) {
            Kind::Name(name) | Kind::Keyword(name @ "self") => Name::new(name),
            _ => return Err(Stop::Unlike),
        };
        self.bump();
        let subpattern = if self.eat_sign(b'@').is_some() { Some(Box::new(self.single_pattern()?)) } else { None };
        Ok(Pattern::Bind(Binding { name, by_reference, subpattern }))
    }

    fn tuple_pattern(&mut self) -> Read<Pattern> {
        let mut has_comma = false;
        let (mut parts, _) = self.group(b'(', |reader| {
            let mut parts = Vec::new();
            while !reader.is_at_end() {
                parts.push(reader.pattern()?);
                if !reader.is_at_end() {
                    reader.expect_sign(b',')?;
                    has_comma = true;
                }
            }
            Ok(parts)
        })?;
        Ok(match parts.as_slice() {
            [only] if !has_comma && *only != Pattern::Rest => parts.remove(0),
            _ => Pattern::Tuple(parts),
        })
    }

    fn path_pattern(&mut self) -> Read<Pattern> {
        let path = self.path(PathStyle::Expression)?;
        match self.peek(0) {
            Kind::Sign(b'!') if self.sign_behind(0) != b'=' && is_plain(&path) => {
                self.bump();
                self.skip_group()?;
                Ok(Pattern::Nothing)
            }
            Kind::Open(b'(') => {
                let (parts, _) = self.group(b'(', |reader| reader.list(Self::pattern))?;
                Ok(Pattern::TupleStruct(path, parts))
            }
            Kind::Open(b'{') => {
                let (fields, _) = self.group(b'{', Self::field_patterns)?;
                Ok(Pattern::Struct(path, fields))
            }
            Kind::Sign(b'.') if self.sees_signs(0, *b"..") => {
                self.rest_of_range()?;
                Ok(Pattern::Nothing)
            }
            _ => Ok(Pattern::Path(path)),
        }
    }

    fn field_patterns(&mut self) -> Read<Vec<(Name, Pattern)>> {
        let mut fields = Vec::new();
        while !self.is_at_end() {
            self.outer_attributes()?;
            if self.eat_signs(*b"..").is_some() {
                break;
            }
            fields.push(self.field_pattern()?);
            if !self.is_at_end() {
                self.expect_sign(b',')?;
            }
        }
        Ok(fields)
    }

    fn field_pattern(&mut self) -> Read<(Name, Pattern)> {
        let by_reference = self.eat("ref").is_some();
        let is_shorthand = self.eat("mut").is_some() || by_reference;
        let is_number = matches!(self.peek(0), Kind::Literal(_));
        let name = self.member()?;
        if is_number || (!is_shorthand && self.sees_sign(0, b':')) {
            self.expect_sign(b':')?;
            return Ok((name, self.pattern()?));
        }
        let binding = Binding { name: name.clone(), by_reference, subpattern: None };
        Ok((name, Pattern::Bind(binding)))
    }

    /// `..`, `..=a`, `..a`.
    fn half_open_pattern(&mut self) -> Read<Pattern> {
        self.expect_signs(*b"..")?;
        self.eat_sign(b'=');
        if self.sees_bound_of_range() {
            self.bound_of_range()?;
            return Ok(Pattern::Nothing);
        }
        Ok(Pattern::Rest)
    }

    /// `..=b` behind the start of a range, if it is one.
    fn rest_of_range(&mut self) -> Read<()> {
        if self.eat_signs(*b"..").is_some() {
            let _ = self.eat_sign(b'=').or_else(|| self.eat_sign(b'.'));
            if self.sees_bound_of_range() {
                self.bound_of_range()?;
            }
        }
        Ok(())
    }

    fn sees_bound_of_range(&self) -> bool {
        matches!(self.peek(0), Kind::Literal(_) | Kind::Sign(b'-')) || self.sees_path()
    }

    /// A literal or a path.
    fn bound_of_range(&mut self) -> Read<()> {
        let is_negative = self.eat_sign(b'-').is_some();
        match self.peek(0) {
            Kind::Literal(_) => self.literal().map(drop),
            Kind::Keyword("true" | "false") if !is_negative => {
                self.bump();
                Ok(())
            }
            _ if !is_negative => self.path(PathStyle::Expression).map(drop),
            _ => Err(Stop::Unlike),
        }
    }
}
