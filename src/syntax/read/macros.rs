//! Macro calls: a call of a macro whose definition is known is expanded. The tokens of others are read as expressions, statements or arms,
//! whichever fits, and otherwise piece by piece.

use super::expansion::imported;
use super::tokens::Kind;
use super::types::{PathStyle, is_plain};
use super::{Read, Reader, Stop};
use crate::base::{Name, Span};
use crate::index::{Attributes, Block, CfgBranches, ExprId, ExprKind, PathRef, Shown, Statement};
use crate::syntax::format;

/// The arguments of a macro, and what a format string among them shows.
type Arguments = (Vec<ExprId>, Option<Box<[Shown]>>);

impl Reader<'_> {
    /// A call from its `!` on.
    pub(super) fn macro_call(&mut self, path: PathRef) -> Read<ExprId> {
        if let Some(expansion) = self.expansion(&path) {
            return Ok(expansion);
        }
        self.expect_sign(b'!')?;
        let Kind::Open(bracket) = self.peek(0) else { return Err(Stop::Unlike) };
        let tokens = self.inside();
        let ((arguments, shown), _) = self.group(bracket, |reader| reader.macro_arguments(tokens))?;
        let span = path.span.cover(self.last_span());
        Ok(self.push(ExprKind::Macro { path, arguments, shown, tokens }, span))
    }

    /// The place between the brackets of the group that is next.
    pub(super) fn inside(&self) -> Span {
        let open = self.token();
        Span::new(open.end, self.tokens[open.close as usize].start)
    }

    fn macro_arguments(&mut self, span: Span) -> Read<Arguments> {
        let mut literals = Vec::new();
        let argument = |reader: &mut Self| {
            literals.push(reader.peek(0));
            reader.named_argument()
        };
        let Some(named) = self.attempt(|reader| reader.list(argument))? else {
            return Ok((self.other_arguments(span)?, None));
        };
        let shown = format::shown(&mut self.body, &named, |at| match literals[at] {
            Kind::Literal(text) => Some(text.to_owned()),
            _ => None,
        });
        Ok((named.into_iter().map(|(_, argument)| argument).collect(), shown))
    }

    /// The arguments of a macro that are no list of expressions.
    fn other_arguments(&mut self, span: Span) -> Read<Vec<ExprId>> {
        if let Some(arguments) = self.attempt(Self::repeated)? {
            return Ok(arguments);
        }
        if let Some(block) = self.attempt(|reader| reader.statements(span))? {
            return Ok(vec![self.push(ExprKind::Block(block), span)]);
        }
        if let Some(arms) = self.attempt(|reader| reader.macro_arms(span))? {
            return Ok(arms);
        }
        self.pieces()
    }

    /// `name = value` among the arguments of `format!` assigns nothing.
    fn named_argument(&mut self) -> Read<format::Argument> {
        let is_name = matches!(self.peek(0), Kind::Name(_) | Kind::Keyword("self" | "Self" | "super" | "crate"));
        let is_named = is_name && self.sees_sign(1, b'=') && !matches!(self.sign_behind(1), b'=' | b'>');
        let name = match self.peek(0) {
            Kind::Name(name) | Kind::Keyword(name) if is_named => Some(Name::new(name)),
            _ => None,
        };
        self.at += if name.is_some() { 2 } else { 0 };
        Ok((name, self.expr()?))
    }

    /// `element; count` of `vec!`.
    fn repeated(&mut self) -> Read<Vec<ExprId>> {
        let element = self.expr()?;
        self.expect_sign(b';')?;
        Ok(vec![element, self.expr()?])
    }

    /// `p = future, if guard => body` of `select!`, `p => body` of a `match`-like macro.
    fn macro_arms(&mut self, span: Span) -> Read<Vec<ExprId>> {
        let mut arms = Vec::new();
        // `biased;`
        if matches!(self.peek(0), Kind::Name(_)) && self.sees_sign(1, b';') {
            self.at += 2;
        }
        while !self.is_at_end() {
            arms.push(self.macro_arm(span)?);
        }
        Ok(arms)
    }

    /// As the block `{ let pattern = value.await; if guard {} body }`, which is what `select!` makes of it.
    fn macro_arm(&mut self, span: Span) -> Read<ExprId> {
        let mut block = Block::default();
        if self.eat("else").is_none() {
            let pattern = self.pattern()?;
            let mut value = None;
            if self.sees_sign(0, b'=') && self.sign_behind(0) != b'>' {
                self.bump();
                let future = self.expr()?;
                let future_span = self.span_of(future);
                value = Some(self.push(ExprKind::Await(future), future_span));
            }
            block.statements.push(Statement::Let { pattern, ty: None, value, otherwise: None });
        }
        self.eat_sign(b',');
        if self.eat("if").is_some() {
            let guard = self.expr()?;
            block.statements.push(Statement::Expr(guard));
        }
        self.expect_signs(*b"=>")?;
        let is_block = self.peek(0) == Kind::Open(b'{');
        block.tail = Some(if is_block { self.block_expr(None)? } else { self.expr()? });
        if !self.is_at_end() && (!is_block || self.sees_sign(0, b',')) {
            self.expect_sign(b',')?;
        }
        Ok(self.push(ExprKind::Block(block), span))
    }

    /// Splits at `,`, `;`, `:` and `=>`, takes what is an expression and looks into the groups of what is none.
    fn pieces(&mut self) -> Read<Vec<ExprId>> {
        let mut found = Vec::new();
        let mut start = self.at;
        while !self.is_at_end() {
            let at = self.at;
            let next_is = |sign: u8| self.sees_sign(1, sign);
            let is_of_two = next_is(b':') || (at > start && self.tokens[at - 1].kind == Kind::Sign(b':'));
            let separator = match self.peek(0) {
                Kind::Sign(b',' | b';') => 1,
                Kind::Sign(b':') if !is_of_two => 1,
                Kind::Sign(b'=') if next_is(b'>') => 2,
                Kind::Open(_) => {
                    self.skip_group()?;
                    continue;
                }
                _ => {
                    self.at += 1;
                    continue;
                }
            };
            self.piece(start, at, &mut found)?;
            self.at = at + separator;
            start = self.at;
        }
        let end = self.at;
        self.piece(start, end, &mut found)?;
        self.at = end;
        Ok(found)
    }

    /// The piece of the tokens from `start` to before `end`.
    fn piece(&mut self, start: usize, end: usize, found: &mut Vec<ExprId>) -> Read<()> {
        let outer = self.end;
        (self.at, self.end) = (start, end);
        if self.is_expression_like()? {
            match self.attempt(Self::expr)? {
                Some(expr) => found.push(expr),
                None => self.groups(found)?,
            }
        }
        (self.at, self.end) = (end, outer);
        Ok(())
    }

    /// Whether the piece is more than a single sign or literal.
    fn is_expression_like(&mut self) -> Read<bool> {
        let start = self.at;
        match self.peek(0) {
            Kind::End => return Ok(false),
            Kind::Literal(_) => drop(self.literal()?),
            Kind::Sign(_) => self.at += 1,
            _ => return Ok(true),
        }
        let is_alone = self.is_at_end();
        self.at = start;
        Ok(!is_alone)
    }

    /// The pieces of each group in the piece.
    fn groups(&mut self, found: &mut Vec<ExprId>) -> Read<()> {
        while !self.is_at_end() {
            let Kind::Open(bracket) = self.peek(0) else {
                self.at += 1;
                continue;
            };
            let span = self.inside();
            let (inner, _) = self.group(bracket, |reader| {
                let block = if bracket == b'{' { reader.attempt(|reader| reader.statements(span))? } else { None };
                match block {
                    Some(block) => Ok(vec![reader.push(ExprKind::Block(block), span)]),
                    None => reader.pieces(),
                }
            })?;
            found.extend(inner);
        }
        Ok(())
    }

    /// A macro call between items. What it gives is there where the call is.
    pub(super) fn macro_item(&mut self, attributes: &Attributes) -> Read<()> {
        let path = self.path(PathStyle::Expression)?;
        if !is_plain(&path) {
            return Err(Stop::Beyond);
        }
        self.expect_sign(b'!')?;
        let Kind::Open(bracket) = self.peek(0) else { return Err(Stop::Unlike) };
        let before = self.items.mark();
        if self.expands_to_items(&path) {
            self.skip_group()?;
        } else {
            let path = imported(&self.items, self.scope, &path).unwrap_or(path);
            self.items.unexpanded.push(path);
            self.group(bracket, Self::items_in)?;
        }
        self.items.guard_since(before, self.scope, &attributes.cfgs);
        if bracket != b'{' {
            self.expect_sign(b';')?;
        }
        Ok(())
    }

    /// The items among the tokens of a call in item position: all of them, or the modules that have files and what is in its brace groups.
    /// `cfg_if! { if #[cfg(unix)] { fn … } }`, `cfg_fs! { pub mod fs; }` and `paste! { mod fs; const [<FS _NAME>]: … }`: items are items
    /// wherever they stand, under the conditions before their braces.
    fn items_in(&mut self) -> Read<()> {
        let read = |reader: &mut Self| {
            reader.inner_attributes(&mut Attributes::default())?;
            reader.items_until_end()
        };
        if self.attempt(read)?.is_some() {
            return Ok(());
        }
        while !self.is_at_end() {
            match self.peek(0) {
                Kind::Keyword("if") if self.perhaps(Self::conditional_items).is_some() => {}
                Kind::Open(b'{') => drop(self.group(b'{', Self::items_in)?),
                Kind::Open(_) => drop(self.skip_group()?),
                Kind::Sign(b'#') | Kind::Keyword("pub" | "mod") if self.perhaps(Self::module_with_file).is_some() => {}
                _ => self.at += 1,
            }
        }
        Ok(())
    }

    /// `if #[cfg(unix)] { … } else if #[cfg(windows)] { … } else { … }`.
    fn conditional_items(&mut self) -> Read<()> {
        let mut branches = CfgBranches::default();
        loop {
            let attributes = if self.eat("if").is_some() { self.outer_attributes()? } else { Attributes::default() };
            let cfgs = branches.next(attributes.cfgs.first());
            let before = self.items.mark();
            self.group(b'{', Self::items_in)?;
            self.items.guard_since(before, self.scope, &cfgs);
            if attributes.cfgs.is_empty() || self.eat("else").is_none() {
                return Ok(());
            }
        }
    }

    /// `#[cfg(unix)] pub mod fs;`.
    fn module_with_file(&mut self) -> Read<()> {
        let attributes = self.outer_attributes()?;
        let public = self.visibility()?;
        let has_file = matches!(self.peek(1), Kind::Name(_)) && self.sees_sign(2, b';');
        if has_file { self.module(public, attributes) } else { Err(Stop::Unlike) }
    }
}
