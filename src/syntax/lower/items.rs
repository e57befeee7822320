//! Items: of a file, and of the blocks of a body.

use syn::{Fields, ImplItem, Item, TraitItem, UseTree, Visibility};

use super::super::mentions::mentions;
use super::{Lowering, attributes, name};
use crate::base::{Name, Span};
use crate::index::{
    Field, Function, Impl, Import, ImportKind, MacroItem, ModuleItem, Owner, Parameter, ScopeKind, SelfParameter, Trait, TypeItem,
    TypeItemKind, Value, Variant,
};
use crate::syntax::read::imported;
use crate::syntax::uses::WholeUse;

impl Lowering<'_> {
    pub(in super::super) fn file(&mut self, file: &syn::File) {
        for item in &file.items {
            self.item(item);
        }
    }

    pub(super) fn item(&mut self, item: &Item) {
        match item {
            Item::Use(item) => self.import(item),
            Item::ExternCrate(item) => self.extern_crate(item),
            Item::Fn(item) => {
                let start = self.visible_start(&item.vis, self.signature_start(&item.sig));
                self.function(&item.sig, &item.attrs, Some(&item.block), Owner::Free, is_public(&item.vis), start);
            }
            Item::Struct(item) => {
                let kind = TypeItemKind::Struct(self.fields(&item.fields));
                self.type_item(&item.ident, &item.generics, kind, &item.vis, &item.attrs);
            }
            Item::Union(item) => {
                let kind = TypeItemKind::Struct(self.named_fields(item.fields.named.iter()));
                self.type_item(&item.ident, &item.generics, kind, &item.vis, &item.attrs);
            }
            Item::Enum(item) => {
                let variants = item
                    .variants
                    .iter()
                    .map(|variant| Variant { name: name(&variant.ident), fields: self.fields(&variant.fields) })
                    .collect();
                self.type_item(&item.ident, &item.generics, TypeItemKind::Enum(variants), &item.vis, &item.attrs);
            }
            Item::Type(item) => {
                let kind = TypeItemKind::Alias(self.ty(&item.ty));
                self.type_item(&item.ident, &item.generics, kind, &item.vis, &item.attrs);
            }
            Item::Const(item) => self.value(&item.ident, &item.ty, Some(&item.expr), Owner::Free, false, is_public(&item.vis), &item.attrs),
            Item::Static(item) => self.value(&item.ident, &item.ty, Some(&item.expr), Owner::Free, true, is_public(&item.vis), &item.attrs),
            Item::Trait(item) => self.trait_item(item),
            Item::Impl(item) => self.impl_item(item),
            Item::Mod(item) => self.module(item),
            Item::Macro(item) => self.macro_item(item),
            // Foreign functions have no body, trait aliases no stable form.
            _ => {}
        }
    }

    fn visible_start(&self, visibility: &Visibility, otherwise: Span) -> Span {
        match visibility {
            Visibility::Public(token) => self.span(token.span),
            Visibility::Restricted(restricted) => self.span(restricted.pub_token.span),
            Visibility::Inherited => otherwise,
        }
    }

    fn signature_start(&self, signature: &syn::Signature) -> Span {
        let first = if let Some(token) = &signature.constness {
            token.span
        } else if let Some(token) = &signature.asyncness {
            token.span
        } else if let syn::Safety::Unsafe(token) = &signature.safety {
            token.span
        } else if let Some(abi) = &signature.abi {
            abi.extern_token.span
        } else {
            signature.fn_token.span
        };
        self.span(first)
    }

    fn function(
        &mut self,
        signature: &syn::Signature,
        attrs: &[syn::Attribute],
        block: Option<&syn::Block>,
        owner: Owner,
        is_public: bool,
        start: Span,
    ) {
        let mut receiver = None;
        let mut parameters = Vec::new();
        for input in &signature.inputs {
            match input {
                syn::FnArg::Receiver(own) => {
                    receiver = Some(match &own.kind {
                        syn::ReceiverKind::Reference(_, _, mutability) => match mutability {
                            Some(_) => SelfParameter::MutableReference,
                            None => SelfParameter::Reference,
                        },
                        syn::ReceiverKind::Typed(_, ty) => SelfParameter::Typed(self.ty(ty)),
                        _ => SelfParameter::Value,
                    });
                }
                syn::FnArg::Typed(typed) => {
                    let has_lifetime_bound = matches!(&*typed.ty, syn::Type::ImplTrait(ty) if Self::has_lifetime(&ty.bounds));
                    parameters.push(Parameter { pattern: self.pattern(&typed.pat), ty: self.ty(&typed.ty), has_lifetime_bound });
                }
            }
        }
        let body = block.map(|block| self.span(block.brace_token.span.open()).cover(self.span(block.brace_token.span.close())));
        // A function that a macro's definition spells out, as a whole or but for its body, has no text of its own.
        let is_written = self.text[self.span(signature.fn_token.span).range()] == *"fn";
        let body = body.filter(|body| is_written && self.text[body.range()].starts_with('{'));
        let mentions = match (body, self.skim) {
            (Some(body), Some(skim)) => {
                skim.body_at(body.start()).map_or_else(|| mentions(&self.text[body.range()]), |range| range.mentions.clone())
            }
            (Some(body), None) => mentions(&self.text[body.range()]),
            (None, _) => Box::default(),
        };
        let function = Function {
            scope: self.scope,
            owner,
            name: name(&signature.ident),
            name_span: self.span(signature.ident.span()),
            span: body.map_or_else(|| start.cover(self.span(signature.paren_token.span.close())), |body| start.cover(body)),
            async_span: signature.asyncness.as_ref().map(|token| self.span(token.span)),
            is_const: signature.constness.is_some(),
            is_public,
            generics: self.generics(&signature.generics),
            receiver,
            parameters,
            output: self.output(&signature.output),
            attributes: attributes(attrs),
            body,
            mentions,
        };
        self.items.functions.push(function);
    }

    fn fields(&self, fields: &Fields) -> Vec<Field> {
        self.named_fields(fields.iter())
    }

    fn named_fields<'f>(&self, fields: impl Iterator<Item = &'f syn::Field>) -> Vec<Field> {
        fields
            .enumerate()
            .map(|(at, field)| Field {
                name: field.ident.as_ref().map_or_else(|| smol_str::format_smolstr!("{at}"), name),
                ty: self.ty(&field.ty),
                cfgs: attributes(&field.attrs).only_cfgs(),
            })
            .collect()
    }

    fn type_item(
        &mut self,
        ident: &syn::Ident,
        generics: &syn::Generics,
        kind: TypeItemKind,
        visibility: &Visibility,
        attrs: &[syn::Attribute],
    ) {
        let item = TypeItem {
            scope: self.scope,
            name: name(ident),
            name_span: self.span(ident.span()),
            generics: self.generics(generics),
            kind,
            is_public: is_public(visibility),
            attributes: attributes(attrs),
        };
        self.items.types.push(item);
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of a constant come from four different trees")]
    fn value(
        &mut self,
        ident: &syn::Ident,
        ty: &syn::Type,
        initializer: Option<&syn::Expr>,
        owner: Owner,
        is_static: bool,
        is_public: bool,
        attrs: &[syn::Attribute],
    ) {
        let initializer = initializer.map(|expr| self.detached_span(expr));
        let value = Value {
            scope: self.scope,
            owner,
            name: name(ident),
            ty: self.ty(ty),
            initializer,
            is_static,
            is_public,
            attributes: attributes(attrs),
        };
        self.items.values.push(value);
    }

    fn trait_item(&mut self, item: &syn::ItemTrait) {
        let mut associated_types = Vec::new();
        for member in &item.items {
            if let TraitItem::Type(ty) = member {
                associated_types.push((name(&ty.ident), self.bounds(&ty.bounds)));
            }
        }
        let lowered = Trait {
            scope: self.scope,
            name: name(&item.ident),
            generics: self.generics(&item.generics),
            supertraits: self.bounds(&item.supertraits),
            associated_types,
            is_public: is_public(&item.vis),
            attributes: attributes(&item.attrs),
        };
        self.items.traits.push(lowered);
        let owner = Owner::Trait(self.items.traits.len() as u32 - 1);
        for member in &item.items {
            match member {
                TraitItem::Fn(function) => {
                    let start = self.signature_start(&function.sig);
                    self.function(&function.sig, &function.attrs, function.default.as_ref(), owner, true, start);
                }
                TraitItem::Const(constant) => {
                    let default = constant.default.as_ref().map(|(_, expr)| expr);
                    self.value(&constant.ident, &constant.ty, default, owner, false, true, &constant.attrs);
                }
                _ => {}
            }
        }
    }

    fn impl_item(&mut self, item: &syn::ItemImpl) {
        if item.modifiers.polarity.is_some() {
            return;
        }
        let associated_types = item
            .items
            .iter()
            .filter_map(|member| match member {
                ImplItem::Type(ty) => Some((name(&ty.ident), self.ty(&ty.ty))),
                _ => None,
            })
            .collect();
        let lowered = Impl {
            scope: self.scope,
            generics: self.generics(&item.generics),
            trait_path: item.trait_.as_ref().map(|(path, _)| self.path(None, path)),
            self_type: self.ty(&item.self_ty),
            associated_types,
            span: self.span(item.impl_token.span).cover(self.span(item.brace_token.span.close())),
            attributes: attributes(&item.attrs),
        };
        let is_trait_impl = lowered.trait_path.is_some();
        self.items.impls.push(lowered);
        let owner = Owner::Impl(self.items.impls.len() as u32 - 1);
        for member in &item.items {
            match member {
                ImplItem::Fn(function) => {
                    let start = self.visible_start(&function.vis, self.signature_start(&function.sig));
                    let visible = is_trait_impl || is_public(&function.vis);
                    self.function(&function.sig, &function.attrs, Some(&function.block), owner, visible, start);
                }
                ImplItem::Const(constant) => {
                    let visible = is_public(&constant.vis);
                    self.value(&constant.ident, &constant.ty, Some(&constant.expr), owner, false, visible, &constant.attrs);
                }
                _ => {}
            }
        }
    }

    fn module(&mut self, item: &syn::ItemMod) {
        let span = self.span(item.ident.span());
        let id = self.items.modules.len() as u32;
        self.items.modules.push(ModuleItem {
            scope: self.scope,
            name: name(&item.ident),
            inline: None,
            is_public: is_public(&item.vis),
            span,
            attributes: attributes(&item.attrs),
        });
        if let Some((brace, items)) = &item.content {
            let region = self.span(brace.span.open()).cover(self.span(brace.span.close()));
            let inner = self.open_scope(ScopeKind::Module(id), region);
            self.items.modules[id as usize].inline = Some(inner);
            let outer = std::mem::replace(&mut self.scope, inner);
            for item in items {
                self.item(item);
            }
            self.scope = outer;
        }
    }

    fn macro_item(&mut self, item: &syn::ItemMacro) {
        let delimiters = item.mac.delimiter.span();
        let rules = self.span(delimiters.open()).cover(self.span(delimiters.close()));
        if let Some(ident) = &item.ident {
            let is_exported = item.attrs.iter().any(|attribute| attribute.path().is_ident("macro_export"));
            let (attributes, mentions) = (attributes(&item.attrs), mentions(&self.text[rules.range()]));
            self.items.macros.push(MacroItem { scope: self.scope, name: name(ident), rules, is_exported, attributes, mentions });
            return;
        }
        // `cfg_if! { if #[cfg(unix)] { fn … } }` and `cfg_fs! { pub mod fs; }`: items are items wherever they stand.
        let path = self.path(None, &item.mac.path);
        let path = imported(&self.items, self.scope, &path).unwrap_or(path);
        let before = self.items.mark();
        self.items.unexpanded.push(path);
        for (cfgs, item) in super::macros::items_in(&item.mac.tokens) {
            let before = self.items.mark();
            self.item(&item);
            self.items.guard_since(before, self.scope, &cfgs);
        }
        self.items.guard_since(before, self.scope, &attributes(&item.attrs).cfgs);
    }

    fn extern_crate(&mut self, item: &syn::ItemExternCrate) {
        let crate_name = name(&item.ident);
        let alias = item.rename.as_ref().map_or_else(|| crate_name.clone(), |(_, alias)| name(alias));
        let span = self.span(item.extern_token.span).cover(self.span(item.semi_token.span));
        self.items.imports.push(Import {
            scope: self.scope,
            path: vec![crate_name],
            global: true,
            kind: if alias == "_" { ImportKind::Unnamed } else { ImportKind::Named(alias) },
            is_public: is_public(&item.vis),
            extern_crate: true,
            span,
            item: span,
            attributes: attributes(&item.attrs),
        });
    }

    fn import(&mut self, item: &syn::ItemUse) {
        let start = self.visible_start(&item.vis, self.span(item.use_token.span));
        let whole = WholeUse {
            scope: self.scope,
            global: item.leading_colon.is_some(),
            is_public: is_public(&item.vis),
            item: start.cover(self.span(item.semi_token.span)),
            attributes: attributes(&item.attrs),
        };
        self.use_tree(&item.tree, &mut Vec::new(), &whole);
    }

    fn use_tree(&mut self, tree: &UseTree, prefix: &mut Vec<Name>, whole: &WholeUse) {
        match tree {
            UseTree::Path(path) => {
                prefix.push(name(&path.ident));
                self.use_tree(&path.tree, prefix, whole);
                prefix.pop();
            }
            UseTree::Name(leaf) => {
                let span = self.span(leaf.ident.span());
                self.items.imports.push(whole.leaf(prefix, &name(&leaf.ident), None, span));
            }
            UseTree::Rename(leaf) => {
                let span = self.span(leaf.ident.span()).cover(self.span(leaf.rename.span()));
                self.items.imports.push(whole.leaf(prefix, &name(&leaf.ident), Some(name(&leaf.rename)), span));
            }
            UseTree::Glob(glob) => {
                let span = self.span(glob.star_token.span);
                self.items.imports.push(whole.glob(prefix, span));
            }
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.use_tree(tree, prefix, whole);
                }
            }
        }
    }

    /// The span of an expression that is lowered later.
    fn detached_span(&mut self, expr: &syn::Expr) -> Span {
        let known = self.body.len();
        let id = self.expr(expr);
        let span = self.body.expr(id).span;
        self.body.truncate(known);
        span
    }
}

fn is_public(visibility: &Visibility) -> bool {
    !matches!(visibility, Visibility::Inherited)
}
