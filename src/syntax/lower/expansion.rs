//! Calls of `macro_rules!` whose definition is known: expanded to statements, which are lowered as if they stood there. Where that does
//! not work, the call is looked at as that of any other macro.

use std::rc::Rc;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use rustc_hash::FxHashMap;
use syn::parse::Parser;

use super::super::expand::{Fuel, Rules};
use super::super::{MacroDefinition, Macros};
use super::{Lowering, name};
use crate::base::{Name, Span};
use crate::index::{ExprId, ExprKind, ImportKind, PathRef, Segment};

/// Expansions in expansions deeper than this do not end.
const DEEPEST: usize = 64;
/// Tokens and groups that expansions nest in each other at most: everything after the parser works recursively.
const LARGEST_NESTING: usize = 3000;

/// A definition that is not what a `macro_rules!` of today looks like.
#[derive(Clone, Copy)]
struct NotUnderstood;

type Parsed = Result<Rc<Rules>, NotUnderstood>;

fn parsed(rules: &TokenStream, crate_name: Option<Name>) -> Parsed {
    Rules::new(rules, crate_name).map(Rc::new).ok_or(NotUnderstood)
}

/// What a lowering knows of macros.
pub(super) struct Expanding<'a> {
    outside: &'a dyn Macros,
    /// Those that the blocks around declare.
    declared: Vec<(Name, Parsed)>,
    /// Those from outside, by the place of their text.
    known: FxHashMap<*const u8, Parsed>,
    fuel: Fuel,
    depth: usize,
    nesting: usize,
}

impl<'a> Expanding<'a> {
    pub(super) fn new(outside: &'a dyn Macros) -> Self {
        Self { outside, declared: Vec::new(), known: FxHashMap::default(), fuel: Fuel::default(), depth: 0, nesting: 0 }
    }

    fn outside(&mut self, definition: &MacroDefinition<'_>) -> Parsed {
        let MacroDefinition { rules, crate_name } = definition;
        let known = self.known.entry(rules.as_ptr()).or_insert_with(|| {
            let tokens = rules.parse::<TokenStream>().map_err(|_| NotUnderstood)?;
            let Some(TokenTree::Group(group)) = tokens.into_iter().next() else { return Err(NotUnderstood) };
            parsed(&group.stream(), crate_name.clone())
        });
        known.clone()
    }
}

impl Lowering<'_> {
    /// The macros that the blocks around declare, for [`Self::forget_macros`].
    pub(super) fn declared_macros(&self) -> usize {
        self.expanding.declared.len()
    }

    /// Forgets what a block declared.
    pub(super) fn forget_macros(&mut self, count: usize) {
        self.expanding.declared.truncate(count);
    }

    pub(super) fn declare_macro(&mut self, ident: &syn::Ident, rules: &TokenStream) {
        // A file's own are found by their place in it.
        if self.skim.is_none() {
            self.expanding.declared.push((name(ident), parsed(rules, None)));
        }
    }

    /// What a call becomes, if its definition is known.
    pub(super) fn expansion(&mut self, path: &PathRef, call: &syn::Macro) -> Option<ExprId> {
        let rules = self.rules(path)?;
        let expanded = rules.ok().and_then(|rules| self.expanded(path, call, &rules));
        if expanded.is_none() {
            self.body.unexpanded += 1;
        }
        expanded
    }

    /// The rules of the macro, if its definition is known.
    fn rules(&mut self, path: &PathRef) -> Option<Parsed> {
        if self.skim.is_some() {
            return None;
        }
        if let Some(name) = path.as_name()
            && let Some((_, rules)) = self.expanding.declared.iter().rev().find(|(declared, _)| declared == name)
        {
            return Some(rules.clone());
        }
        let outside = self.expanding.outside;
        let imported = self.imported(path);
        let definition = outside.definition(imported.as_ref().unwrap_or(path), path.span.start())?;
        Some(self.expanding.outside(&definition))
    }

    /// The path by which a `use` in a block around brings the macro in.
    fn imported(&self, path: &PathRef) -> Option<PathRef> {
        let name = path.as_name()?;
        let mut scope = Some(self.scope);
        while let Some(around) = scope {
            let mut of_block = self.items.imports.iter().filter(|import| import.scope == around);
            if let Some(import) = of_block.find(|import| matches!(&import.kind, ImportKind::Named(alias) if alias == name)) {
                let segment = |name: &Name| Segment { name: name.clone(), span: path.span, arguments: Vec::new() };
                let segments = import.path.iter().map(segment).collect();
                return Some(PathRef { global: import.global, qself: None, segments, span: path.span });
            }
            scope = self.items.scopes[around.0 as usize].parent;
        }
        None
    }

    fn expanded(&mut self, path: &PathRef, call: &syn::Macro, rules: &Rules) -> Option<ExprId> {
        let delimiters = call.delimiter.span();
        let first = call.path.segments.first()?.ident.span();
        let whole = first.join(delimiters.close())?;
        let tokens = rules.expand(&call.tokens, whole, &mut self.expanding.fuel)?;
        let nesting = nesting(&tokens);
        if self.expanding.depth >= DEEPEST || self.expanding.nesting + nesting > LARGEST_NESTING {
            return None;
        }
        let statements = syn::Block::parse_within.parse2(tokens).ok()?;
        let span: Span = self.span(whole);
        self.expanding.depth += 1;
        self.expanding.nesting += nesting;
        let block = self.statements(&statements, span);
        self.expanding.depth -= 1;
        self.expanding.nesting -= nesting;
        Some(self.push(ExprKind::Expansion { path: path.clone(), block }, span))
    }
}

/// How deep a tree the tokens can become: what stands in each other, and the longest run of signs.
fn nesting(tokens: &TokenStream) -> usize {
    let (mut deepest, mut run, mut longest) = (0, 0, 0);
    for tree in tokens.clone() {
        match tree {
            TokenTree::Group(group) => {
                let weight = if group.delimiter() == Delimiter::None { 1 } else { 8 };
                deepest = deepest.max(weight + nesting(&group.stream()));
            }
            TokenTree::Punct(punct) if matches!(punct.as_char(), ',' | ';') => run = 0,
            TokenTree::Punct(_) => {
                run += 1;
                longest = longest.max(run);
            }
            _ => {}
        }
    }
    deepest + longest
}
