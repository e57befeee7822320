//! The fast way from text to plain data: a recursive descent over the lexer's tokens that puts down items and expressions as it reads them,
//! with no syntax tree in between. It takes less than a tenth of the time of the parser, and knows less: whatever it does not expect,
//! broken code above all, it leaves to the parser as a whole file or body. So it never has to say what is wrong, and a test holds that
//! it says what the parser says wherever it says something.

mod atoms;
mod attributes;
mod blocks;
mod cursor;
mod expand;
mod expansion;
mod exprs;
mod functions;
mod generics;
mod imports;
mod items;
mod literals;
mod macros;
mod patterns;
#[cfg(test)]
mod tests;
mod tokens;
mod types;

use super::Macros;
use super::skim::Skim;
use crate::base::Span;
use expansion::Expanding;

use crate::index::{Attributes, Body, Expr, ExprId, ExprKind, FileIndex, ItemMark, Items, Scope, ScopeId, ScopeKind};

pub(super) use expansion::imported;
pub use tokens::is_reserved;
pub(super) use tokens::{Tokens, tokens_of_body};

/// What the items of a file are, its bodies left out; none if the parser has to look at it.
pub(super) fn file(text: &str, skim: &Skim<'_>, macros: &dyn Macros) -> Option<FileIndex> {
    Reader::new(text, skim.tokens.checked()?, Some(skim), macros).into_file()
}

/// The expression whose tokens these are; none if the parser has to look at it.
pub(super) fn body(text: &str, tokens: &Tokens<'_>, macros: &dyn Macros) -> Option<Body> {
    Reader::new(text, tokens.checked()?, None, macros).into_body()
}

/// Why reading stopped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Stop {
    /// What stands here is not what was looked for; it may be something else.
    Unlike,
    /// Only the parser can tell.
    Beyond,
}

type Read<T> = Result<T, Stop>;

/// Adds to a list that is kept, has one part or a few, and should take no more room than they do.
fn push_exact<T>(list: &mut Vec<T>, part: T) {
    list.reserve_exact(1);
    list.push(part);
}

/// So many tokens of a body have one expression, more or less.
const TOKENS_OF_AN_EXPRESSION: usize = 3;

/// How often what was read may be taken back: macros in macros in macros could be tried for ever.
const MOST_RETRIES: u32 = 2000;

/// The state of one reading: of a file's items, or of one body with the items in its blocks.
struct Reader<'a> {
    text: &'a str,
    tokens: &'a [tokens::Token<'a>],
    /// The next token.
    at: usize,
    /// The token that closes the group around, or the end of all.
    end: usize,
    /// The bodies of a file; those of functions in a body are read from the text.
    skim: Option<&'a Skim<'a>>,
    /// Where what is read starts in the file.
    base: u32,
    /// What is known of `macro_rules!`, with those of the blocks and modules around.
    expanding: Expanding<'a>,
    items: Items,
    scope: ScopeId,
    body: Body,
    /// How many readings that may be taken back are under way.
    attempts: u32,
    retries: u32,
}

/// A place to go back to.
struct Mark {
    at: usize,
    end: usize,
    declared: usize,
    scope: ScopeId,
    exprs: usize,
    conditional: usize,
    unexpanded: u64,
    items: ItemMark,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, tokens: &'a [tokens::Token<'a>], skim: Option<&'a Skim<'a>>, macros: &'a dyn Macros) -> Self {
        let base = if skim.is_some() { 0 } else { tokens.first().map_or(0, |token| token.start) };
        Self {
            text,
            tokens,
            at: 0,
            end: tokens.len(),
            skim,
            base,
            expanding: Expanding::new(macros),
            items: super::lower::empty_items(text),
            scope: ScopeId::ROOT,
            body: Body::with_room(if skim.is_some() { 0 } else { tokens.len() / TOKENS_OF_AN_EXPRESSION }),
            attempts: 0,
            retries: 0,
        }
    }

    fn into_file(mut self) -> Option<FileIndex> {
        let mut attributes = Attributes::default();
        self.inner_attributes(&mut attributes).and_then(|()| self.items_until_end()).ok()?;
        Some(FileIndex { items: self.items, attributes, ..FileIndex::default() })
    }

    fn into_body(mut self) -> Option<Body> {
        let root = self.expr().ok()?;
        if !self.is_at_end() {
            return None;
        }
        let mut body = self.body;
        body.root = root;
        body.items = self.items;
        Some(body)
    }

    fn push(&mut self, kind: ExprKind, span: Span) -> ExprId {
        self.body.push(Expr { kind, span })
    }

    fn span_of(&self, id: ExprId) -> Span {
        self.body.expr(id).span
    }

    fn open_scope(&mut self, kind: ScopeKind, span: Span) -> ScopeId {
        self.items.scopes.push(Scope { parent: Some(self.scope), kind, span });
        ScopeId(self.items.scopes.len() as u32 - 1)
    }

    fn mark(&self) -> Mark {
        Mark {
            at: self.at,
            end: self.end,
            declared: self.expanding.count(),
            scope: self.scope,
            exprs: self.body.len(),
            conditional: self.body.conditional.len(),
            unexpanded: self.body.unexpanded,
            items: self.items.mark(),
        }
    }

    /// Forgets what was put down since the mark, wherever reading goes on.
    fn forget_since(&mut self, mark: &Mark) {
        self.items.forget_since(mark.items);
        self.expanding.forget(mark.declared);
        self.body.conditional.truncate(mark.conditional);
        self.body.unexpanded = mark.unexpanded;
        self.body.truncate(mark.exprs);
        self.scope = mark.scope;
    }

    /// What `read` makes of everything up to the end; none, and nothing done, if it is something else.
    fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Read<T>) -> Read<Option<T>> {
        let mark = self.mark();
        self.attempts += 1;
        let result = read(self);
        self.attempts -= 1;
        match result {
            Ok(found) if self.at == self.end => Ok(Some(found)),
            Err(Stop::Beyond) => Err(Stop::Beyond),
            Ok(_) | Err(Stop::Unlike) => {
                self.forget_since(&mark);
                (self.at, self.end) = (mark.at, mark.end);
                self.retries += 1;
                if self.retries > MOST_RETRIES { Err(Stop::Beyond) } else { Ok(None) }
            }
        }
    }

    /// What `read` makes of what is next; none, and nothing done, if it is something else.
    fn perhaps<T>(&mut self, read: impl FnOnce(&mut Self) -> Read<T>) -> Option<T> {
        let mark = self.mark();
        let found = read(self).ok();
        if found.is_none() {
            self.forget_since(&mark);
            (self.at, self.end) = (mark.at, mark.end);
        }
        found
    }

    /// Reads something of which only the place matters.
    fn skip<T>(&mut self, read: impl FnOnce(&mut Self) -> Read<T>) -> Read<T> {
        let mark = self.mark();
        let found = read(self)?;
        self.forget_since(&mark);
        Ok(found)
    }
}
