//! Calls of `macro_rules!` whose definition is known: expanded to statements or items, which are lowered as if they stood there. Where that
//! does not work, the call is looked at as that of any other macro.

use std::rc::Rc;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use rustc_hash::FxHashMap;
use syn::parse::Parser;

use super::super::expand::{Fuel, Rules};
use super::super::{MacroDefinition, Macros};
use super::{Lowering, name};
use crate::base::{Name, Span};
use crate::index::{ExprId, ExprKind, ImportKind, Items, PathRef, ScopeId, Segment};

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

/// A definition in what is lowered; most are never called there.
struct Declared {
    name: Name,
    rules: TokenStream,
    parsed: Option<Parsed>,
}

/// What a lowering knows of macros.
pub(super) struct Expanding<'a> {
    outside: &'a dyn Macros,
    /// Those that are declared before, in the blocks and modules around.
    declared: Vec<Declared>,
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
    /// How many macros are declared before, for [`Self::forget_macros`].
    pub(super) fn declared_macros(&self) -> usize {
        self.expanding.declared.len()
    }

    /// Forgets what a block or module declared.
    pub(super) fn forget_macros(&mut self, count: usize) {
        self.expanding.declared.truncate(count);
    }

    pub(super) fn declare_macro(&mut self, ident: &syn::Ident, rules: &TokenStream) {
        self.expanding.declared.push(Declared { name: name(ident), rules: rules.clone(), parsed: None });
    }

    /// What a call becomes, if its definition is known.
    pub(super) fn expansion(&mut self, path: &PathRef, call: &syn::Macro) -> Option<ExprId> {
        let rules = self.rules(path)?;
        let expanded = rules.ok().and_then(|rules| self.expanded_to_statements(path, call, &rules));
        if expanded.is_none() {
            self.body.unexpanded += 1;
        }
        expanded
    }

    /// Lowers the items that a call between items becomes; says whether its definition is known and gave items.
    pub(super) fn expands_to_items(&mut self, call: &syn::Macro) -> bool {
        let path = self.path(None, &call.path);
        let Some(Ok(rules)) = self.rules(&path) else { return false };
        let expansion = self.expanded(
            call,
            &rules,
            |tokens| syn::parse2::<syn::File>(tokens).ok(),
            |lowering, file, _| {
                file.items.iter().for_each(|item| lowering.item(item));
            },
        );
        expansion.is_some()
    }

    /// The rules of the macro, if its definition is known.
    fn rules(&mut self, path: &PathRef) -> Option<Parsed> {
        if let Some(name) = path.as_name()
            && let Some(declared) = self.expanding.declared.iter_mut().rev().find(|declared| declared.name == *name)
        {
            return Some(declared.parsed.get_or_insert_with(|| parsed(&declared.rules, None)).clone());
        }
        let outside = self.expanding.outside;
        let imported = imported(&self.items, self.scope, path);
        let definition = outside.definition(imported.as_ref().unwrap_or(path), path.span.start())?;
        Some(self.expanding.outside(&definition))
    }

    fn expanded_to_statements(&mut self, path: &PathRef, call: &syn::Macro, rules: &Rules) -> Option<ExprId> {
        let parse = |tokens| syn::Block::parse_within.parse2(tokens).ok();
        self.expanded(call, rules, parse, |lowering, statements, span| {
            let block = lowering.statements(&statements, span);
            lowering.push(ExprKind::Expansion { path: path.clone(), block }, span)
        })
    }

    /// What `lower` makes of the tokens that a call becomes, given its place; none if they are too many or do not parse.
    fn expanded<Tree, Lowered>(
        &mut self,
        call: &syn::Macro,
        rules: &Rules,
        parse: impl FnOnce(TokenStream) -> Option<Tree>,
        lower: impl FnOnce(&mut Self, Tree, Span) -> Lowered,
    ) -> Option<Lowered> {
        let delimiters = call.delimiter.span();
        let first = call.path.segments.first()?.ident.span();
        let whole = first.join(delimiters.close())?;
        let tokens = rules.expand(&call.tokens, whole, &mut self.expanding.fuel)?;
        let nesting = nesting(&tokens);
        if self.expanding.depth >= DEEPEST || self.expanding.nesting + nesting > LARGEST_NESTING {
            return None;
        }
        let tree = parse(tokens)?;
        let span: Span = self.span(whole);
        self.expanding.depth += 1;
        self.expanding.nesting += nesting;
        let lowered = lower(self, tree, span);
        self.expanding.depth -= 1;
        self.expanding.nesting -= nesting;
        Some(lowered)
    }
}

/// The path by which a `use` in a block around brings the macro in.
pub(in super::super) fn imported(items: &Items, scope: ScopeId, path: &PathRef) -> Option<PathRef> {
    let name = path.as_name()?;
    let mut scope = Some(scope);
    while let Some(around) = scope {
        let mut of_block = items.imports.iter().filter(|import| import.scope == around);
        if let Some(import) = of_block.find(|import| matches!(&import.kind, ImportKind::Named(alias) if alias == name)) {
            let segment = |name: &Name| Segment { name: name.clone(), span: path.span, arguments: Vec::new() };
            let segments = import.path.iter().map(segment).collect();
            return Some(PathRef { global: import.global, qself: None, segments, span: path.span });
        }
        scope = items.scopes[around.0 as usize].parent;
    }
    None
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
