//! What the leaves of one `use` come to, however it was read.

use crate::base::{Name, Span};
use crate::index::{Attributes, Import, ImportKind, ScopeId};

/// What the leaves of one `use` share.
pub(super) struct WholeUse {
    pub(super) scope: ScopeId,
    pub(super) global: bool,
    pub(super) is_public: bool,
    pub(super) item: Span,
    pub(super) attributes: Attributes,
}

impl WholeUse {
    /// A name behind `prefix`, known as `alias`.
    pub(super) fn leaf(&self, prefix: &[Name], leaf: &Name, alias: Option<Name>, span: Span) -> Import {
        let mut path = prefix.to_vec();
        if leaf != "self" || path.is_empty() {
            path.push(leaf.clone());
        }
        let alias = alias.or_else(|| path.last().cloned()).unwrap_or_else(|| leaf.clone());
        let kind = if alias == "_" { ImportKind::Unnamed } else { ImportKind::Named(alias) };
        self.import(path, kind, span)
    }

    /// Everything behind `prefix`.
    pub(super) fn glob(&self, prefix: &[Name], span: Span) -> Import {
        self.import(prefix.to_vec(), ImportKind::Glob, span)
    }

    fn import(&self, path: Vec<Name>, kind: ImportKind, span: Span) -> Import {
        Import {
            scope: self.scope,
            path,
            global: self.global,
            kind,
            is_public: self.is_public,
            extern_crate: false,
            span,
            item: self.item,
            attributes: self.attributes.clone(),
        }
    }
}
