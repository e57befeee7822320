//! What `use` and `extern crate` bring into a scope.

use serde::{Deserialize, Serialize};

use super::is_capital;
use super::items::{Attributes, ScopeId};
use crate::base::{Name, Span};

/// A name that a `use` or `extern crate` brings into a scope.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Import {
    /// The scope it is brought into.
    pub scope: ScopeId,
    /// The path as written, `self` at the end removed.
    pub path: Vec<Name>,
    /// Whether it starts with `::`.
    pub global: bool,
    /// What is brought in.
    pub kind: ImportKind,
    /// Whether others may import it from here.
    pub is_public: bool,
    /// Whether it is an `extern crate`.
    pub extern_crate: bool,
    /// The leaf: `read as slurp` in `use std::{fs::{read as slurp, write}, io};`.
    pub span: Span,
    /// The whole item.
    pub item: Span,
    /// Attributes of the item.
    pub attributes: Attributes,
}

impl Import {
    /// Whether what it brings in may be a trait: a module, a function or a macro has no capital.
    #[must_use]
    pub fn may_bring_trait(&self) -> bool {
        self.kind == ImportKind::Glob || self.path.last().is_some_and(|name| is_capital(name))
    }
}

/// What an import brings in.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ImportKind {
    /// The path under this name.
    Named(Name),
    /// `as _`.
    Unnamed,
    /// `*`.
    Glob,
}
