//! From syn's trees to plain data. One file per kind of tree.

mod expansion;
mod exprs;
mod items;
mod macros;
mod patterns;
mod types;

use super::Macros;
use super::skim::Skim;
use crate::base::{Name, Span};
use crate::index::{Attributes, Body, Expr, ExprId, ExprKind, FileIndex, Items, Scope, ScopeId, ScopeKind};

/// The state of one lowering: of a file's items, or of one body with the items in its blocks.
pub(super) struct Lowering<'a> {
    text: &'a str,
    /// The bodies of a file; a body's own nested functions are read from the text.
    skim: Option<&'a Skim>,
    /// Where the parsed text starts in the file.
    base: u32,
    items: Items,
    scope: ScopeId,
    body: Body,
    expanding: expansion::Expanding<'a>,
}

/// The items of a file that says nothing.
pub(super) fn empty_items(text: &str) -> Items {
    let root = Scope { parent: None, kind: ScopeKind::Root, span: Span::new(0, text.len() as u32) };
    Items { scopes: vec![root], ..Items::default() }
}

impl<'a> Lowering<'a> {
    pub(super) fn for_file(text: &'a str, skim: &'a Skim) -> Self {
        Self::new(text, Some(skim), 0, &super::NoMacros)
    }

    pub(super) fn for_body(text: &'a str, span: Span, macros: &'a dyn Macros) -> Self {
        Self::new(text, None, span.start(), macros)
    }

    fn new(text: &'a str, skim: Option<&'a Skim>, base: u32, macros: &'a dyn Macros) -> Self {
        let expanding = expansion::Expanding::new(macros);
        Self { text, skim, base, items: empty_items(text), scope: ScopeId::ROOT, body: Body::default(), expanding }
    }

    pub(super) fn into_index(self, attributes: &[syn::Attribute]) -> FileIndex {
        FileIndex { attributes: types::attributes(attributes), items: self.items, ..FileIndex::default() }
    }

    pub(super) fn body(mut self, expr: &syn::Expr) -> Body {
        let root = self.expr(expr);
        self.body.root = root;
        self.body.items = self.items;
        self.body
    }

    pub(super) fn empty_body(mut self) -> Body {
        let root = self.push(ExprKind::Missing, Span::empty(self.base));
        self.body.root = root;
        self.body.items = self.items;
        self.body
    }

    fn span(&self, span: proc_macro2::Span) -> Span {
        let range = span.byte_range();
        Span::new(self.base + range.start as u32, self.base + range.end as u32)
    }

    fn push(&mut self, kind: ExprKind, span: Span) -> ExprId {
        self.body.push(Expr { kind, span })
    }

    fn open_scope(&mut self, kind: ScopeKind, span: Span) -> ScopeId {
        self.items.scopes.push(Scope { parent: Some(self.scope), kind, span });
        ScopeId(self.items.scopes.len() as u32 - 1)
    }
}

/// The name without its `r#`.
fn name(ident: &syn::Ident) -> Name {
    let text = ident.to_string();
    Name::new(text.strip_prefix("r#").unwrap_or(&text))
}

fn attributes(attributes: &[syn::Attribute]) -> Attributes {
    types::attributes(attributes)
}
