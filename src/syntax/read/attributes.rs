//! Attributes.

use super::tokens::Kind;
use super::{Read, Reader, Stop};
use crate::base::Name;
use crate::index::Attributes;

impl Reader<'_> {
    /// `#[…]`, as many as there are.
    pub(super) fn outer_attributes(&mut self) -> Read<Attributes> {
        let mut found = Attributes::default();
        while self.sees_sign(0, b'#') {
            self.bump();
            self.group(b'[', |reader| reader.only_attribute(&mut found))?;
        }
        Ok(found)
    }

    /// `#![…]`, as many as there are.
    pub(super) fn inner_attributes(&mut self, found: &mut Attributes) -> Read<()> {
        while self.sees_sign(0, b'#') && self.sees_sign(1, b'!') {
            self.at += 2;
            self.group(b'[', |reader| reader.only_attribute(found))?;
        }
        Ok(())
    }

    fn only_attribute(&mut self, found: &mut Attributes) -> Read<()> {
        self.attribute(found)?;
        self.expect_end()
    }

    pub(super) fn attribute(&mut self, found: &mut Attributes) -> Read<()> {
        let mut path = String::new();
        self.eat_signs(*b"::");
        loop {
            let (Kind::Name(word) | Kind::Keyword(word)) = self.peek(0) else { return Err(Stop::Unlike) };
            path.push_str(word);
            self.bump();
            if self.eat_signs(*b"::").is_none() {
                break;
            }
            path.push_str("::");
        }
        match (path.as_str(), self.peek(0)) {
            ("cfg_attr", Kind::Open(b'(')) => {
                self.group(b'(', |reader| reader.conditional(found))?;
                found.paths.push(Name::new(path));
            }
            ("cfg", Kind::Open(b'(')) => {
                let (predicate, _) = self.group(b'(', Self::predicate)?;
                found.cfgs.push(predicate);
            }
            ("derive", Kind::Open(b'(')) => {
                let (derived, _) = self.group(b'(', |reader| reader.list(Self::derived))?;
                found.derives.extend(derived);
            }
            ("path", Kind::Sign(b'=')) => {
                self.bump();
                found.path_override = Some(self.plain_string()?);
            }
            ("doc", _) => self.attribute_value()?,
            _ => {
                found.paths.push(Name::new(path));
                self.attribute_value()?;
            }
        }
        Ok(())
    }

    /// `unix, path = "unix.rs"` of a `cfg_attr`: of what it adds, the path of a module alone matters.
    fn conditional(&mut self, found: &mut Attributes) -> Read<()> {
        let predicate = self.predicate()?;
        if self.is_at_end() {
            return Ok(());
        }
        self.expect_sign(b',')?;
        let mut added = Attributes::default();
        self.list(|reader| reader.attribute(&mut added))?;
        found.conditional_paths.extend(added.into_inner().path_override.map(|path| (predicate, path)));
        Ok(())
    }

    /// What stands behind an attribute's path.
    fn attribute_value(&mut self) -> Read<()> {
        if self.eat_sign(b'=').is_some() {
            return self.skip(Self::expr).map(drop);
        }
        if let Kind::Open(_) = self.peek(0) {
            self.skip_group()?;
        }
        Ok(())
    }

    /// A string without escapes.
    fn plain_string(&mut self) -> Read<String> {
        let Kind::Literal(text) = self.peek(0) else { return Err(Stop::Unlike) };
        self.literal()?;
        let inner = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
        inner.filter(|inner| !inner.contains('\\')).map(str::to_owned).ok_or(Stop::Beyond)
    }

    fn derived(&mut self) -> Read<Name> {
        self.eat_signs(*b"::");
        loop {
            let name = match self.peek(0) {
                Kind::Name(name) | Kind::Keyword(name @ ("crate" | "self" | "super")) => Name::new(name),
                _ => return Err(Stop::Beyond),
            };
            self.bump();
            if self.eat_signs(*b"::").is_none() {
                return Ok(name);
            }
        }
    }

    /// `all(unix, feature = "x")`, up to a comma behind it: one space between any two tokens, but for those that people write without.
    fn predicate(&mut self) -> Read<String> {
        let mut written = String::new();
        let mut is_first = true;
        let mut depth = 0_u32;
        while !self.is_at_end() {
            let token = *self.token();
            match token.kind {
                Kind::Open(_) => depth += 1,
                Kind::Close(_) => depth -= 1,
                Kind::Sign(b',') if depth == 0 => break,
                _ => {}
            }
            let is_usual = matches!(
                token.kind,
                Kind::Open(b'(') | Kind::Close(_) | Kind::Sign(b',' | b'=') | Kind::Name(_) | Kind::Keyword(_) | Kind::Literal(_)
            );
            if !is_usual {
                return Err(Stop::Beyond);
            }
            // `paste!` makes one of strings that stand beside each other.
            if let Kind::Literal(text) = token.kind
                && let Some(rest) = text.strip_prefix('"')
                && written.ends_with('"')
            {
                written.pop();
                written.push_str(rest);
                self.at += 1;
                continue;
            }
            let is_close_up = is_first || matches!(token.kind, Kind::Open(_) | Kind::Close(_) | Kind::Sign(b','));
            if !is_close_up {
                written.push(' ');
            }
            token.kind.write(&mut written);
            is_first = matches!(token.kind, Kind::Open(_));
            self.at += 1;
        }
        Ok(written)
    }
}
