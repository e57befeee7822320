//! From syn's trees to plain data. One file per kind of tree.

mod exprs;
mod items;
mod macros;
mod patterns;
mod spans;
mod types;

use super::Macros;
use super::skim::Skim;
use crate::base::{Name, Span};
use crate::index::{Attributes, Body, Expr, ExprId, ExprKind, FileIndex, Items, Scope, ScopeId, ScopeKind};
use spans::Offsets;

/// The state of one lowering: of a file's items, or of one body with the items in its blocks.
pub(super) struct Lowering<'a> {
    text: &'a str,
    /// The bodies of a file; a body's own nested functions are read from the text.
    skim: Option<&'a Skim<'a>>,
    /// Where the parsed text starts in the file.
    base: u32,
    offsets: Offsets<'a>,
    items: Items,
    scope: ScopeId,
    body: Body,
    /// Who knows the definitions of macros outside of what is read.
    macros: &'a dyn Macros,
}

/// The items of a file that says nothing.
pub(super) fn empty_items(text: &str) -> Items {
    let root = Scope { parent: None, kind: ScopeKind::Root, span: Span::new(0, text.len() as u32) };
    Items { scopes: vec![root], ..Items::default() }
}

impl<'a> Lowering<'a> {
    /// Of the file `text`, of which `parsed`, of the same length, was given to the parser.
    pub(super) fn for_file(text: &'a str, parsed: &'a str, skim: &'a Skim<'a>) -> Self {
        Self { skim: Some(skim), ..Self::for_body(text, parsed, 0, &super::NoMacros) }
    }

    /// Of the body at `start` of the file `text`, of which `parsed`, of the same length, was given to the parser.
    pub(super) fn for_body(text: &'a str, parsed: &'a str, start: u32, macros: &'a dyn Macros) -> Self {
        let (offsets, items) = (Offsets::new(parsed), empty_items(text));
        Self { text, skim: None, base: start, offsets, items, scope: ScopeId::ROOT, body: Body::default(), macros }
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
        Span::new(self.base + self.offsets.of(span.start()), self.base + self.offsets.of(span.end()))
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
