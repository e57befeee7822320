//! `use` and `extern crate`.

use super::tokens::Kind;
use super::{Read, Reader, Stop};
use crate::base::{Name, Span};
use crate::index::{Attributes, Import, ImportKind};
use crate::syntax::uses::WholeUse;

impl Reader<'_> {
    /// From `use` on; `public` is where its `pub` stands.
    pub(super) fn import(&mut self, public: Option<Span>, attributes: Attributes) -> Read<()> {
        let keyword = self.expect("use")?;
        let global = self.eat_signs(*b"::").is_some();
        let first = self.items.imports.len();
        let whole = WholeUse { scope: self.scope, global, is_public: public.is_some(), item: keyword, attributes };
        self.use_tree(&mut Vec::new(), &whole)?;
        let item = public.unwrap_or(keyword).cover(self.expect_sign(b';')?);
        self.items.imports[first..].iter_mut().for_each(|import| import.item = item);
        Ok(())
    }

    fn use_tree(&mut self, prefix: &mut Vec<Name>, whole: &WholeUse) -> Read<()> {
        match self.peek(0) {
            Kind::Sign(b'*') => {
                let span = self.bump();
                self.items.imports.push(whole.glob(prefix, span));
                Ok(())
            }
            Kind::Open(b'{') => self.group(b'{', |reader| reader.list(|reader| reader.use_tree(prefix, whole))).map(drop),
            Kind::Name(name) | Kind::Keyword(name @ ("self" | "super" | "crate")) => {
                let span = self.bump();
                let name = Name::new(name);
                if self.eat_signs(*b"::").is_some() {
                    prefix.push(name);
                    self.use_tree(prefix, whole)?;
                    prefix.pop();
                    return Ok(());
                }
                let alias = self.alias()?;
                let span = alias.as_ref().map_or(span, |(_, alias)| span.cover(*alias));
                self.items.imports.push(whole.leaf(prefix, &name, alias.map(|(alias, _)| alias), span));
                Ok(())
            }
            _ => Err(Stop::Unlike),
        }
    }

    /// `as name`, `as _`.
    fn alias(&mut self) -> Read<Option<(Name, Span)>> {
        if self.eat("as").is_none() {
            return Ok(None);
        }
        match self.eat("_") {
            Some(span) => Ok(Some((Name::new_static("_"), span))),
            None => self.name().map(Some),
        }
    }

    /// From `extern` on.
    pub(super) fn extern_crate(&mut self, is_public: bool, attributes: Attributes) -> Read<()> {
        let start = self.expect("extern")?;
        self.expect("crate")?;
        let crate_name = match self.eat("self") {
            Some(_) => Name::new_static("self"),
            None => self.name()?.0,
        };
        let alias = self.alias()?.map_or_else(|| crate_name.clone(), |(alias, _)| alias);
        let span = start.cover(self.expect_sign(b';')?);
        self.items.imports.push(Import {
            scope: self.scope,
            path: vec![crate_name],
            global: true,
            kind: if alias == "_" { ImportKind::Unnamed } else { ImportKind::Named(alias) },
            is_public,
            extern_crate: true,
            span,
            item: span,
            attributes,
        });
        Ok(())
    }
}
