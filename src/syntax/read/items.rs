//! Items: of a file, and of the blocks of a body.

use super::tokens::Kind;
use super::types::Plus;
use super::{Read, Reader, Stop};
use crate::base::{Name, Span};
use crate::index::{
    Attributes, Field, Impl, MacroItem, ModuleItem, Owner, ScopeKind, Trait, TypeItem, TypeItemKind, TypeRef, Value, Variant,
};
use crate::syntax::mentions;

impl Reader<'_> {
    pub(super) fn items_until_end(&mut self) -> Read<()> {
        while !self.is_at_end() {
            self.item()?;
        }
        Ok(())
    }

    pub(super) fn item(&mut self) -> Read<()> {
        let attributes = self.outer_attributes()?;
        let public = self.visibility()?;
        let Kind::Keyword(keyword) = self.peek(0) else { return self.item_by_name(public, attributes) };
        match keyword {
            "use" => self.import(public, attributes),
            "mod" => self.module(public, attributes),
            "struct" => self.structure(public, attributes),
            "enum" => self.enumeration(public, attributes),
            "type" => self.alias_item(public, attributes),
            "static" => self.constant_item(Owner::Free, public.is_some(), attributes),
            "trait" => self.trait_item(public, attributes),
            "impl" => self.impl_item(attributes),
            "extern" if self.peek(1) == Kind::Keyword("crate") => self.extern_crate(public.is_some(), attributes),
            "extern" | "unsafe" | "async" | "const" | "fn" => match self.keyword_behind_qualifiers() {
                Kind::Keyword("fn") => self.function(Owner::Free, public.is_some(), public, attributes),
                Kind::Keyword("trait") => self.trait_item(public, attributes),
                Kind::Keyword("impl") => self.impl_item(attributes),
                // Foreign functions have no body.
                Kind::Open(b'{') => {
                    self.eat("unsafe");
                    self.abi();
                    self.skip_group().map(drop)
                }
                _ if keyword == "const" => self.constant_item(Owner::Free, public.is_some(), attributes),
                _ => Err(Stop::Beyond),
            },
            "self" | "super" | "crate" if public.is_none() => self.macro_item(&attributes),
            _ => Err(Stop::Unlike),
        }
    }

    /// What stands behind `const async unsafe extern "C"`.
    fn keyword_behind_qualifiers(&self) -> Kind<'_> {
        let mut ahead = 0;
        while matches!(self.peek(ahead), Kind::Keyword("const" | "async" | "unsafe" | "extern") | Kind::Literal(_)) {
            ahead += 1;
        }
        self.peek(ahead)
    }

    fn item_by_name(&mut self, public: Option<Span>, attributes: Attributes) -> Read<()> {
        match (self.peek(0), self.peek(1), self.peek(2)) {
            (Kind::Name("union"), Kind::Name(_), _) => self.structure(public, attributes),
            (Kind::Name("macro_rules"), Kind::Sign(b'!'), Kind::Name(_)) if public.is_none() => self.macro_definition(attributes),
            (Kind::Name("auto" | "default" | "safe"), Kind::Keyword(_), _) => Err(Stop::Beyond),
            _ if public.is_none() && self.sees_path() => self.macro_item(&attributes),
            _ => Err(Stop::Unlike),
        }
    }

    /// `pub`, `pub(crate)`: where the `pub` stands.
    pub(super) fn visibility(&mut self) -> Read<Option<Span>> {
        let Some(public) = self.eat("pub") else { return Ok(None) };
        if self.peek(0) == Kind::Open(b'(') {
            let is_restricted = match self.peek(1) {
                Kind::Keyword("in") => true,
                Kind::Keyword("crate" | "self" | "super") => self.behind_group(0) == 3,
                _ => false,
            };
            if is_restricted {
                self.skip_group()?;
            }
        }
        Ok(Some(public))
    }

    /// A struct or union.
    fn structure(&mut self, public: Option<Span>, attributes: Attributes) -> Read<()> {
        self.bump();
        let (name, name_span) = self.name()?;
        let mut generics = self.generics()?;
        self.where_clause(&mut generics)?;
        let is_tuple = self.peek(0) == Kind::Open(b'(');
        let fields = self.fields()?;
        if is_tuple {
            self.where_clause(&mut generics)?;
        }
        if is_tuple || fields.is_none() {
            self.expect_sign(b';')?;
        }
        let kind = TypeItemKind::Struct(fields.unwrap_or_default());
        let (scope, is_public) = (self.scope, public.is_some());
        self.items.types.push(TypeItem { scope, name, name_span, generics, kind, is_public, attributes });
        Ok(())
    }

    fn enumeration(&mut self, public: Option<Span>, attributes: Attributes) -> Read<()> {
        self.bump();
        let (name, name_span) = self.name()?;
        let mut generics = self.generics()?;
        self.where_clause(&mut generics)?;
        let (variants, _) = self.group(b'{', |reader| reader.list(Self::variant))?;
        let kind = TypeItemKind::Enum(variants);
        let (scope, is_public) = (self.scope, public.is_some());
        self.items.types.push(TypeItem { scope, name, name_span, generics, kind, is_public, attributes });
        Ok(())
    }

    fn variant(&mut self) -> Read<Variant> {
        self.outer_attributes()?;
        self.visibility()?;
        let (name, _) = self.name()?;
        let fields = self.fields()?.unwrap_or_default();
        if self.eat_sign(b'=').is_some() {
            self.skip(Self::expr)?;
        }
        Ok(Variant { name, fields })
    }

    /// `{ a: A }` or `(A, B)`, if there are any.
    fn fields(&mut self) -> Read<Option<Vec<Field>>> {
        let mut count = 0;
        Ok(match self.peek(0) {
            Kind::Open(b'{') => {
                let field = |reader: &mut Self| {
                    let cfgs = reader.outer_attributes()?.only_cfgs();
                    reader.visibility()?;
                    let (name, _) = reader.name()?;
                    reader.expect_sign(b':')?;
                    Ok(Field { name, ty: reader.ty(Plus::OfType)?, cfgs })
                };
                Some(self.group(b'{', |reader| reader.list(field))?.0)
            }
            Kind::Open(b'(') => {
                let field = |reader: &mut Self| {
                    let cfgs = reader.outer_attributes()?.only_cfgs();
                    reader.visibility()?;
                    let name = smol_str::format_smolstr!("{count}");
                    count += 1;
                    Ok(Field { name, ty: reader.ty(Plus::OfType)?, cfgs })
                };
                Some(self.group(b'(', |reader| reader.list(field))?.0)
            }
            _ => None,
        })
    }

    fn alias_item(&mut self, public: Option<Span>, attributes: Attributes) -> Read<()> {
        self.bump();
        let (name, name_span) = self.name()?;
        let mut generics = self.generics()?;
        self.where_clause(&mut generics)?;
        self.expect_sign(b'=')?;
        let kind = TypeItemKind::Alias(self.ty(Plus::OfType)?);
        self.where_clause(&mut generics)?;
        self.expect_sign(b';')?;
        let (scope, is_public) = (self.scope, public.is_some());
        self.items.types.push(TypeItem { scope, name, name_span, generics, kind, is_public, attributes });
        Ok(())
    }

    /// A constant or static; those of traits may do without a value.
    fn constant_item(&mut self, owner: Owner, is_public: bool, attributes: Attributes) -> Read<()> {
        let is_static = self.eat("static").is_some();
        if is_static {
            self.eat("mut");
        } else {
            self.expect("const")?;
        }
        let name = match self.eat("_") {
            Some(_) if !is_static => Name::new_static("_"),
            _ => self.name()?.0,
        };
        self.expect_sign(b':')?;
        let ty = self.ty(Plus::OfType)?;
        let initializer = if self.eat_sign(b'=').is_some() { Some(self.detached_span()?) } else { None };
        if initializer.is_none() && !matches!(owner, Owner::Trait(_)) {
            return Err(Stop::Beyond);
        }
        self.expect_sign(b';')?;
        self.items.values.push(Value { scope: self.scope, owner, name, ty, initializer, is_static, is_public, attributes });
        Ok(())
    }

    /// The span of an expression that is lowered later; the items in its blocks are put down.
    fn detached_span(&mut self) -> Read<Span> {
        let known = self.body.len();
        let id = self.expr()?;
        let span = self.span_of(id);
        self.body.truncate(known);
        Ok(span)
    }

    fn trait_item(&mut self, public: Option<Span>, mut attributes: Attributes) -> Read<()> {
        self.eat("unsafe");
        self.expect("trait")?;
        let (name, _) = self.name()?;
        let mut generics = self.generics()?;
        let supertraits = if self.eat_sign(b':').is_some() { self.bounds(Plus::OfType)? } else { Vec::new() };
        self.where_clause(&mut generics)?;
        let at = self.items.traits.len();
        let (scope, is_public) = (self.scope, public.is_some());
        let own = Attributes::default();
        self.items.traits.push(Trait { scope, name, generics, supertraits, associated_types: Vec::new(), is_public, attributes: own });
        let owner = Owner::Trait(at as u32);
        self.group(b'{', |reader| {
            reader.inner_attributes(&mut attributes)?;
            while !reader.is_at_end() {
                if let Some((name, bounds, _)) = reader.member_item(owner, Visibility::OfTrait)? {
                    reader.items.traits[at].associated_types.push((name, bounds));
                }
            }
            Ok(())
        })?;
        self.items.traits[at].attributes = attributes;
        Ok(())
    }

    fn impl_item(&mut self, mut attributes: Attributes) -> Read<()> {
        self.eat("unsafe");
        let start = self.expect("impl")?;
        let mut generics = if self.sees_generics() { self.generics()? } else { crate::index::Generics::default() };
        let is_negative = self.eat_sign(b'!').is_some();
        let mut self_type = self.ty(Plus::OfType)?;
        let mut trait_path = None;
        if self.eat("for").is_some() {
            let TypeRef::Path(path) = self_type else { return Err(Stop::Unlike) };
            trait_path = Some(path);
            self_type = self.ty(Plus::OfType)?;
        }
        self.where_clause(&mut generics)?;
        let Kind::Open(b'{') = self.peek(0) else { return Err(Stop::Unlike) };
        if is_negative {
            return self.skip_group().map(drop);
        }
        let visibility = if trait_path.is_some() { Visibility::OfTrait } else { Visibility::Own };
        let at = self.items.impls.len();
        let span = start.cover(self.tokens[self.token().close as usize].span());
        let (scope, own) = (self.scope, Attributes::default());
        self.items.impls.push(Impl { scope, generics, trait_path, self_type, associated_types: Vec::new(), span, attributes: own });
        let owner = Owner::Impl(at as u32);
        self.group(b'{', |reader| {
            reader.inner_attributes(&mut attributes)?;
            while !reader.is_at_end() {
                if let Some((name, _, ty)) = reader.member_item(owner, visibility)? {
                    let ty = ty.ok_or(Stop::Beyond)?;
                    reader.items.impls[at].associated_types.push((name, ty));
                }
            }
            Ok(())
        })?;
        self.items.impls[at].attributes = attributes;
        Ok(())
    }

    /// Whether `<` behind `impl` starts parameters and not `<T as Trait>::Type`.
    fn sees_generics(&self) -> bool {
        let is_parameter = match self.peek(1) {
            Kind::Sign(b'>' | b'#') | Kind::Keyword("const") => true,
            Kind::Lifetime(_) | Kind::Name(_) => self.sees_colon(2) || matches!(self.peek(2), Kind::Sign(b',' | b'>' | b'=')),
            _ => false,
        };
        self.sees_sign(0, b'<') && is_parameter
    }

    /// A member of a trait or impl; what it says if it is a type.
    fn member_item(&mut self, owner: Owner, visibility: Visibility) -> Read<Option<AssociatedType>> {
        let attributes = self.outer_attributes()?;
        let public = self.visibility()?;
        match self.peek(0) {
            Kind::Keyword("type") => return self.associated_type().map(Some),
            Kind::Keyword("const") if self.keyword_behind_qualifiers() != Kind::Keyword("fn") => {
                let is_public = public.is_some() || matches!(owner, Owner::Trait(_));
                self.constant_item(owner, is_public, attributes)?;
            }
            Kind::Keyword("fn" | "const" | "async" | "unsafe" | "extern") => {
                self.function(owner, visibility == Visibility::OfTrait || public.is_some(), public, attributes)?;
            }
            Kind::Name("default" | "safe" | "auto") if matches!(self.peek(1), Kind::Keyword(_)) => return Err(Stop::Beyond),
            _ if public.is_none() && self.sees_path() => {
                self.path(super::types::PathStyle::Expression)?;
                self.expect_sign(b'!')?;
                let is_braced = self.peek(0) == Kind::Open(b'{');
                self.skip_group()?;
                if !is_braced {
                    self.expect_sign(b';')?;
                }
            }
            _ => return Err(Stop::Unlike),
        }
        Ok(None)
    }

    /// `type Item<'a>: Bound = T;`.
    fn associated_type(&mut self) -> Read<AssociatedType> {
        self.expect("type")?;
        let (name, _) = self.name()?;
        let mut generics = self.generics()?;
        let bounds = if self.eat_sign(b':').is_some() { self.bounds(Plus::OfType)? } else { Vec::new() };
        self.where_clause(&mut generics)?;
        let ty = if self.eat_sign(b'=').is_some() { Some(self.ty(Plus::OfType)?) } else { None };
        self.where_clause(&mut generics)?;
        self.expect_sign(b';')?;
        Ok((name, bounds, ty))
    }

    pub(super) fn module(&mut self, public: Option<Span>, attributes: Attributes) -> Read<()> {
        self.expect("mod")?;
        let (name, span) = self.name()?;
        let at = self.items.modules.len();
        let (scope, is_public) = (self.scope, public.is_some());
        self.items.modules.push(ModuleItem { scope, name, inline: None, is_public, span, attributes });
        if self.eat_sign(b';').is_some() {
            return Ok(());
        }
        let Kind::Open(b'{') = self.peek(0) else { return Err(Stop::Unlike) };
        let region = Span::new(self.token().start, self.tokens[self.token().close as usize].end);
        let inner = self.open_scope(ScopeKind::Module(at as u32), region);
        self.items.modules[at].inline = Some(inner);
        let (outer, macros) = (std::mem::replace(&mut self.scope, inner), self.expanding.count());
        self.group(b'{', |reader| {
            let mut attributes = std::mem::take(&mut reader.items.modules[at].attributes);
            reader.inner_attributes(&mut attributes)?;
            reader.items.modules[at].attributes = attributes;
            reader.items_until_end()
        })?;
        let keeps_macros = self.items.modules[at].attributes.paths.iter().any(|path| path == "macro_use");
        if !keeps_macros {
            self.expanding.forget(macros);
        }
        self.scope = outer;
        Ok(())
    }

    /// `macro_rules! name { … }`.
    fn macro_definition(&mut self, attributes: Attributes) -> Read<()> {
        self.at += 2;
        let (name, _) = self.name()?;
        let is_braced = self.peek(0) == Kind::Open(b'{');
        let first = self.at;
        let rules = self.skip_group()?;
        if !is_braced {
            self.expect_sign(b';')?;
        }
        let is_exported = attributes.paths.iter().any(|path| path == "macro_export");
        self.expanding.declare(name.clone(), self.definition(first));
        let mentions = mentions(&self.text[rules.range()]);
        self.items.macros.push(MacroItem { scope: self.scope, name, rules, is_exported, attributes, mentions });
        Ok(())
    }
}

/// Name, bounds and value of an associated type.
type AssociatedType = (Name, Vec<crate::index::PathRef>, Option<TypeRef>);

/// Who says whether a member can be seen.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Visibility {
    /// It is as visible as its trait.
    OfTrait,
    /// Its own `pub`.
    Own,
}
