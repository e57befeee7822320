//! Calls of `macro_rules!` whose definition is known: what they become is read as if it stood there. Where that does not work, the call is
//! looked at as that of any other macro.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::super::{MacroDefinition, Macros, NoMacros};
use super::expand::{Fuel, Rules};
use super::tokens::{Kind, Token, UNSEEN};
use super::{Read, Reader};
use crate::base::{Name, Span};
use crate::index::{ExprId, ExprKind, ImportKind, Items, PathRef, ScopeId, Segment};

/// Expansions in expansions deeper than this do not end.
const DEEPEST: usize = 64;
/// Tokens and groups that expansions nest in each other at most: everything after the lexer works recursively.
const LARGEST_NESTING: usize = 3000;

/// The rules of a definition; none where it is not what a `macro_rules!` of today looks like.
type Parsed = Option<Rc<Rules>>;

/// A definition in what is read; most are never called there.
struct Declared {
    name: Name,
    rules: Source,
    parsed: Option<Parsed>,
}

/// Where the rules of a definition are, with the brackets around them.
pub(super) enum Source {
    /// In the text that is read.
    Place(Span),
    /// In what another macro became.
    Text(String),
}

/// What a reading knows of macros.
pub(super) struct Expanding<'a> {
    outside: &'a dyn Macros,
    state: State,
}

/// The same without what is outside.
#[derive(Default)]
struct State {
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
        Self { outside, state: State::default() }
    }

    /// Expands nothing from here on.
    #[cfg(test)]
    pub(super) fn give_up(&mut self) {
        self.state.depth = DEEPEST;
    }

    /// How many macros are declared before, for [`Self::forget`].
    pub(super) fn count(&self) -> usize {
        self.state.declared.len()
    }

    /// Forgets what a block or module declared.
    pub(super) fn forget(&mut self, count: usize) {
        self.state.declared.truncate(count);
    }

    pub(super) fn declare(&mut self, name: Name, rules: Source) {
        self.state.declared.push(Declared { name, rules, parsed: None });
    }

    fn outside(&mut self, definition: &MacroDefinition<'_>) -> Parsed {
        let MacroDefinition { rules, crate_name } = definition;
        let parsed = || Rules::new(rules, crate_name.clone()).map(Rc::new);
        self.state.known.entry(rules.as_ptr()).or_insert_with(parsed).clone()
    }
}

impl Reader<'_> {
    /// The rules of the definition whose bracket is the token `first`.
    pub(super) fn definition(&self, first: usize) -> Source {
        let tokens = &self.tokens[first..=self.tokens[first].close as usize];
        if self.expanding.state.depth == 0 {
            return Source::Place(tokens[0].span().cover(tokens[tokens.len() - 1].span()));
        }
        let mut text = String::new();
        for token in tokens {
            token.kind.write(&mut text);
            if !token.is_joint {
                text.push(' ');
            }
        }
        Source::Text(text)
    }

    /// What a call becomes whose `!` is next, if its definition is known.
    pub(super) fn expansion(&mut self, path: &PathRef) -> Option<ExprId> {
        let rules = self.rules(path)?;
        let Kind::Open(_) = self.peek(1) else { return None };
        let expanded = rules.and_then(|rules| {
            self.expanded(path, 1, &rules, |reader, span| {
                let block = reader.statements(span)?;
                Ok(reader.push(ExprKind::Expansion { path: path.clone(), block }, span))
            })
        });
        match expanded {
            Some(_) => self.at += self.behind_group(1),
            None => self.body.unexpanded += 1,
        }
        expanded
    }

    /// Puts down the items that a call between items becomes whose bracket is next; says whether its definition is known and gave items.
    pub(super) fn expands_to_items(&mut self, path: &PathRef) -> bool {
        let Some(Some(rules)) = self.rules(path) else { return false };
        self.expanded(path, 0, &rules, |reader, _| reader.items_until_end()).is_some()
    }

    /// The rules of the macro, if its definition is known.
    fn rules(&mut self, path: &PathRef) -> Option<Parsed> {
        let (text, skim) = (self.text, self.skim);
        let declared = &mut self.expanding.state.declared;
        if let Some(name) = path.as_name()
            && let Some(declared) = declared.iter_mut().rev().find(|declared| declared.name == *name)
        {
            let rules = &declared.rules;
            let parsed = || {
                let rules = match (rules, skim) {
                    (Source::Text(text), _) => Rules::new(text, None),
                    (Source::Place(span), Some(skim)) => Rules::new(&skim.outline_of(*span), None),
                    (Source::Place(span), None) => Rules::new(&text[span.range()], None),
                };
                rules.map(Rc::new)
            };
            return Some(declared.parsed.get_or_insert_with(parsed).clone());
        }
        let imported = imported(&self.items, self.scope, path);
        let outside = self.expanding.outside;
        let definition = outside.definition(imported.as_ref().unwrap_or(path), path.span.start())?;
        Some(self.expanding.outside(&definition))
    }

    /// What `read` makes of all that a call becomes, given its place; none, and nothing done, if it is too much or something else. The
    /// bracket of the call stands `ahead`.
    fn expanded<T>(
        &mut self,
        path: &PathRef,
        ahead: usize,
        rules: &Rules,
        read: impl FnOnce(&mut Reader<'_>, Span) -> Read<T>,
    ) -> Option<T> {
        let open = self.at + ahead;
        let close = self.tokens[open].close as usize;
        let span = path.span.cover(self.tokens[close].span());
        let fuel = &mut self.expanding.state.fuel;
        let mut arguments = Reader::new(self.text, self.tokens, None, &NoMacros);
        (arguments.at, arguments.end) = (open + 1, close);
        let fitting = rules.fitting(&mut arguments, fuel)?;
        let tokens = fitting.expand(self.tokens, span, fuel)?;
        let nesting = nesting(&tokens);
        let state = &mut self.expanding.state;
        if state.depth >= DEEPEST || state.nesting + nesting > LARGEST_NESTING {
            return None;
        }
        state.depth += 1;
        state.nesting += nesting;
        let mut inner = Reader {
            text: self.text,
            tokens: &tokens,
            at: 0,
            end: tokens.len(),
            skim: self.skim,
            base: self.base,
            expanding: Expanding { outside: self.expanding.outside, state: std::mem::take(state) },
            items: std::mem::take(&mut self.items),
            scope: self.scope,
            body: std::mem::take(&mut self.body),
            attempts: self.attempts,
            retries: self.retries,
        };
        let found = inner.perhaps(|reader| {
            let found = read(reader, span)?;
            reader.expect_end()?;
            Ok(found)
        });
        (self.items, self.body, self.retries) = (inner.items, inner.body, inner.retries);
        let state = &mut self.expanding.state;
        *state = inner.expanding.state;
        state.depth -= 1;
        state.nesting -= nesting;
        found
    }
}

/// How deep a tree the tokens can become: what stands in each other, and the longest run of signs.
fn nesting(tokens: &[Token<'_>]) -> usize {
    let weight = |bracket: u8| if bracket == UNSEEN { 1 } else { 8 };
    let (mut depth, mut deepest, mut run, mut longest) = (0_usize, 0, 0, 0);
    for token in tokens {
        match token.kind {
            Kind::Open(bracket) => {
                depth += weight(bracket);
                deepest = deepest.max(depth);
            }
            Kind::Close(bracket) => depth -= weight(bracket),
            Kind::Sign(b',' | b';') => run = 0,
            Kind::Sign(_) => {
                run += 1;
                longest = longest.max(run);
            }
            _ => {}
        }
    }
    deepest + longest
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
