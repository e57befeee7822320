//! The imports of a file with those of its bodies, and which import a name at a place means.

use crate::base::{Name, Span};
use crate::index::{FileIndex, Function, ImportKind, Items, ScopeKind};
use crate::syntax::{self, Word};

/// One leaf of a `use`.
#[derive(Clone, Debug)]
pub(super) struct Site {
    /// The path as written.
    pub(super) path: Vec<Name>,
    pub(super) kind: ImportKind,
    pub(super) leaf: Span,
    pub(super) item: Span,
    /// The region in which it holds.
    pub(super) scope: Span,
    pub(super) is_public: bool,
    pub(super) has_attributes: bool,
    pub(super) extern_crate: bool,
}

/// An inline module.
#[derive(Clone, Debug)]
pub(super) struct InlineModule {
    pub(super) span: Span,
    /// Whether only test builds have it.
    pub(super) is_test: bool,
    /// Its `use super::*;`.
    pub(super) glob_of_parent: Option<Span>,
}

/// The names of one file.
#[derive(Debug)]
pub(super) struct Sites<'text> {
    pub(super) list: Vec<Site>,
    pub(super) modules: Vec<InlineModule>,
    pub(super) words: Vec<Word<'text>>,
    text: &'text str,
}

/// How a name at a place comes to its import.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Way {
    /// The import is in a scope around it.
    Direct,
    /// Through the `use super::*` of the module (index into [`Sites::modules`]).
    Glob(usize),
}

impl<'text> Sites<'text> {
    pub(super) fn new(text: &'text str, index: &FileIndex) -> Self {
        let words = syntax::words(text);
        let mut sites = Self { list: Vec::new(), modules: Vec::new(), words, text };
        sites.add(&index.items);
        sites.modules = sites.inline_modules(&index.items);
        sites
    }

    fn add(&mut self, items: &Items) {
        // What a macro's definition spells out has no text of its own: its leaf and the whole of it are the call.
        for import in items.imports.iter().filter(|import| import.extern_crate || import.span != import.item) {
            self.list.push(Site {
                path: import.path.clone(),
                kind: import.kind.clone(),
                leaf: import.span,
                item: import.item,
                scope: items.scopes[import.scope.0 as usize].span,
                is_public: import.is_public,
                has_attributes: !import.attributes.cfgs.is_empty() || !import.attributes.paths.is_empty(),
                extern_crate: import.extern_crate,
            });
        }
        for body in items.functions.iter().filter_map(|function: &Function| function.body) {
            let has_import = self.words_in(body).any(|word| word.text == "use");
            if has_import {
                self.add(&syntax::body(self.text, body, &syntax::NoMacros).items);
            }
        }
    }

    fn inline_modules(&self, items: &Items) -> Vec<InlineModule> {
        let scopes = items.scopes.iter().filter_map(|scope| match scope.kind {
            ScopeKind::Module(module) => Some((scope.span, &items.modules[module as usize])),
            _ => None,
        });
        let is_glob_of_parent = |site: &&Site| site.kind == ImportKind::Glob && matches!(site.path.as_slice(), [only] if only == "super");
        let modules = scopes.map(|(span, module)| InlineModule {
            span,
            is_test: module.attributes.cfgs.iter().any(|cfg| crate::index::requires_test(cfg)),
            glob_of_parent: self.list.iter().find(|site| site.scope == span && is_glob_of_parent(site)).map(|site| site.item),
        });
        modules.collect()
    }

    /// The words in a part of the text.
    pub(super) fn words_in(&self, span: Span) -> impl Iterator<Item = &Word<'text>> {
        let first = self.words.partition_point(|word| word.span.start() < span.start());
        self.words[first..].iter().take_while(move |word| word.span.end() <= span.end())
    }

    /// The import that `name` at `offset` means, by its index.
    pub(super) fn binder(&self, name: &str, offset: u32) -> Option<(usize, Way)> {
        let module = self.module_at(offset);
        let limit = module.map(|module| self.modules[module].span);
        if let Some(found) = self.innermost(name, offset, limit) {
            return Some((found, Way::Direct));
        }
        let module = module.filter(|&module| self.modules[module].glob_of_parent.is_some())?;
        let start = self.modules[module].span.start();
        // The parent's own scope, not the blocks in it.
        let parent = self.enclosing(module);
        let limit = parent.map(|parent| self.modules[parent].span);
        let found = self.innermost(name, start, limit)?;
        Some((found, Way::Glob(module)))
    }

    fn innermost(&self, name: &str, offset: u32, limit: Option<Span>) -> Option<usize> {
        let holds = |site: &Site| site.scope.start() <= offset && offset < site.scope.end();
        let is_inside = |site: &Site| limit.is_none_or(|limit| limit.contains(site.scope));
        let candidates = self.list.iter().enumerate().filter(|(_, site)| is_named(site, name) && holds(site) && is_inside(site));
        let best = candidates.min_by_key(|(_, site)| site.scope.len())?;
        let rivals = self.list.iter().filter(|site| is_named(site, name) && site.scope == best.1.scope).count();
        (rivals == 1).then_some(best.0)
    }

    /// The innermost inline module around `offset`.
    fn module_at(&self, offset: u32) -> Option<usize> {
        let around = self.modules.iter().enumerate().filter(|(_, module)| module.span.start() <= offset && offset < module.span.end());
        around.min_by_key(|(_, module)| module.span.len()).map(|(at, _)| at)
    }

    /// The region of the innermost inline module around `offset`.
    pub(super) fn module_around(&self, offset: u32) -> Option<Span> {
        self.module_at(offset).map(|module| self.modules[module].span)
    }

    fn enclosing(&self, inner: usize) -> Option<usize> {
        let span = self.modules[inner].span;
        let around = self.modules.iter().enumerate().filter(|(at, module)| *at != inner && module.span.contains(span));
        around.min_by_key(|(_, module)| module.span.len()).map(|(at, _)| at)
    }

    /// Whether a path that starts with `self`, `super` or `crate` goes through `name`.
    pub(super) fn is_named_from_module(&self, name: &str) -> bool {
        let mut head = "";
        let mut last_end = 0;
        for word in &self.words {
            let joined = self.text[last_end as usize..word.span.start() as usize].trim() == "::";
            if !(word.is_continuation && joined) {
                head = word.text;
            } else if word.text == name && matches!(head, "self" | "super" | "crate" | "Self") {
                return true;
            }
            last_end = word.span.end();
        }
        false
    }
}

/// Whether the import brings in `name`.
pub(super) fn is_named(site: &Site, name: &str) -> bool {
    matches!(&site.kind, ImportKind::Named(known) if known == name)
}
