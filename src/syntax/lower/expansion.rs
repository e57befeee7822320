//! Calls of `macro_rules!` whose definition is known: expanded to statements or items, which are lowered as if they stood there. Where that
//! does not work, the call is looked at as that of any other macro.

use std::rc::Rc;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use rustc_hash::FxHashMap;
use syn::parse::Parser;

use super::super::expand::{Fuel, Rules};
use super::super::skim::Skim;
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

/// A definition in what is read; most are never called there.
struct Declared {
    name: Name,
    rules: Source,
    parsed: Option<Parsed>,
}

/// Where the rules of a definition are.
enum Source {
    Tokens(TokenStream),
    /// The text, with the delimiters around it.
    Text(String),
    /// In a text that is left to the parser as soon as they are asked for.
    Unread,
}

impl Source {
    fn parsed(&self, crate_name: Option<Name>) -> Parsed {
        match self {
            Self::Tokens(rules) => parsed(rules, crate_name),
            Self::Text(text) => parsed_text(text, crate_name),
            Self::Unread => Err(NotUnderstood),
        }
    }
}

/// The rules with the delimiters around them.
fn parsed_text(text: &str, crate_name: Option<Name>) -> Parsed {
    let tokens = text.parse::<TokenStream>().map_err(|_| NotUnderstood)?;
    let Some(TokenTree::Group(group)) = tokens.into_iter().next() else { return Err(NotUnderstood) };
    parsed(&group.stream(), crate_name)
}

/// What a reading knows of macros.
pub(in super::super) struct Expanding<'a> {
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
    pub(in super::super) fn new(outside: &'a dyn Macros) -> Self {
        Self { outside, declared: Vec::new(), known: FxHashMap::default(), fuel: Fuel::default(), depth: 0, nesting: 0 }
    }

    fn outside(&mut self, definition: &MacroDefinition<'_>) -> Parsed {
        let MacroDefinition { rules, crate_name } = definition;
        self.known.entry(rules.as_ptr()).or_insert_with(|| parsed_text(rules, crate_name.clone())).clone()
    }

    /// How many macros are declared before, for [`Self::forget`].
    pub(in super::super) fn count(&self) -> usize {
        self.declared.len()
    }

    /// Forgets what a block or module declared.
    pub(in super::super) fn forget(&mut self, count: usize) {
        self.declared.truncate(count);
    }

    /// Gives what was declared, and what is left of the fuel, to another lowering and takes its own.
    fn swap_declared(&mut self, other: &mut Expanding<'_>) {
        std::mem::swap(&mut self.declared, &mut other.declared);
        std::mem::swap(&mut self.fuel, &mut other.fuel);
    }

    /// Puts down a definition, with the text of its rules where calls of it will be expanded.
    pub(in super::super) fn declare(&mut self, name: Name, rules: Option<String>) {
        self.declared.push(Declared { name, rules: rules.map_or(Source::Unread, Source::Text), parsed: None });
    }

    /// Whether the definition of a macro is known, by its path or the one by which a `use` brings it in.
    pub(in super::super) fn is_known(&self, path: &PathRef, imported: Option<&PathRef>) -> bool {
        let is_declared = path.as_name().is_some_and(|name| self.declared.iter().any(|declared| declared.name == *name));
        is_declared || self.outside.definition(imported.unwrap_or(path), path.span.start()).is_some()
    }
}

/// Puts the items that a call between the items of a file becomes to those that are there, and says whether its definition is known and gave
/// items; none if the call itself does not parse.
pub(in super::super) fn expand_items(
    (text, skim): (&str, &Skim<'_>),
    (span, outline): (Span, &str),
    scope: ScopeId,
    items: &mut Items,
    expanding: &mut Expanding<'_>,
) -> Option<bool> {
    let call: syn::Macro = syn::parse_str(outline).ok()?;
    let mut lowering = Lowering::for_body(text, outline, span.start(), expanding.outside);
    (lowering.skim, lowering.scope) = (Some(skim), scope);
    std::mem::swap(&mut lowering.items, items);
    lowering.expanding.swap_declared(expanding);
    let is_expanded = lowering.expands_to_items(&call);
    std::mem::swap(&mut lowering.items, items);
    lowering.expanding.swap_declared(expanding);
    Some(is_expanded)
}

impl Lowering<'_> {
    pub(super) fn declare_macro(&mut self, ident: &syn::Ident, rules: &TokenStream) {
        self.expanding.declared.push(Declared { name: name(ident), rules: Source::Tokens(rules.clone()), parsed: None });
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
            return Some(declared.parsed.get_or_insert_with(|| declared.rules.parsed(None)).clone());
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
