//! Blocks and statements.

use super::exprs::{Precedence, Structs};
use super::tokens::Kind;
use super::{Mark, Read, Reader, Stop};
use crate::base::Span;
use crate::index::{Attributes, Block, ExprId, ExprKind, ScopeKind, Statement, requires_test};

impl Reader<'_> {
    /// A block as an expression that starts at its label or keyword, if it has one.
    pub(super) fn block_expr(&mut self, start: Option<Span>) -> Read<ExprId> {
        let (block, span) = self.block()?;
        let span = start.map_or(span, |start| start.cover(span));
        Ok(self.push(ExprKind::Block(block), span))
    }

    pub(super) fn block(&mut self) -> Read<(Block, Span)> {
        let Kind::Open(b'{') = self.peek(0) else { return Err(Stop::Unlike) };
        let span = Span::new(self.token().start, self.tokens[self.token().close as usize].end);
        self.group(b'{', |reader| reader.statements(span))
    }

    /// The statements up to the end of the group, which stands at `span`.
    pub(super) fn statements(&mut self, span: Span) -> Read<Block> {
        self.reject_inner_attributes()?;
        let (outer, macros) = (self.scope, self.expanding.count());
        let scope = self.holds_items().then(|| self.open_scope(ScopeKind::Block, span));
        self.scope = scope.unwrap_or(outer);
        let mut block = Block { scope, ..Block::default() };
        while !self.is_at_end() {
            self.statement(&mut block)?;
        }
        self.scope = outer;
        self.expanding.forget(macros);
        Ok(block)
    }

    /// `#![…]` in a block belongs to the expression around it.
    pub(super) fn reject_inner_attributes(&self) -> Read<()> {
        if self.sees_sign(0, b'#') && self.sees_sign(1, b'!') { Err(Stop::Beyond) } else { Ok(()) }
    }

    /// Whether an item is among the statements up to the end of the group. An item starts where a statement can: at first, and behind `;`,
    /// `}` and the `]` of an attribute. No expression goes on there with a word that starts an item.
    fn holds_items(&self) -> bool {
        let (mut ahead, mut may_start) = (0, true);
        loop {
            match self.peek(ahead) {
                Kind::End => return false,
                Kind::Keyword(_) | Kind::Name(_) if may_start && self.sees_item(ahead) => return true,
                Kind::Open(bracket) => {
                    ahead = self.behind_group(ahead);
                    may_start = bracket != b'(';
                    continue;
                }
                kind => may_start = kind == Kind::Sign(b';'),
            }
            ahead += 1;
        }
    }

    /// Whether what starts `ahead`, its attributes left out, is an item among statements.
    pub(super) fn sees_item(&self, ahead: usize) -> bool {
        let next = self.peek(ahead + 1);
        match self.peek(ahead) {
            Kind::Keyword("fn" | "use" | "mod" | "struct" | "enum" | "type" | "trait" | "impl" | "extern" | "pub" | "macro") => true,
            Kind::Keyword("static") => matches!(next, Kind::Name(_) | Kind::Keyword("mut")),
            Kind::Keyword("const") => {
                let is_async_closure =
                    next == Kind::Keyword("async") && !matches!(self.peek(ahead + 2), Kind::Keyword("unsafe" | "extern" | "fn"));
                !is_async_closure && !matches!(next, Kind::Open(b'{') | Kind::Keyword("static" | "move") | Kind::Sign(b'|'))
            }
            Kind::Keyword("unsafe") => next != Kind::Open(b'{'),
            Kind::Keyword("async") => matches!(next, Kind::Keyword("unsafe" | "extern" | "fn")),
            Kind::Name("union") => matches!(next, Kind::Name(_)),
            Kind::Name("auto") => next == Kind::Keyword("trait"),
            Kind::Name("default") => matches!(next, Kind::Keyword("unsafe" | "impl")),
            // `macro_rules! name { … }`.
            Kind::Name(_) => next == Kind::Sign(b'!') && matches!(self.peek(ahead + 2), Kind::Name(_)),
            _ => false,
        }
    }

    fn statement(&mut self, block: &mut Block) -> Read<()> {
        if self.eat_sign(b';').is_some() {
            let empty = self.push(ExprKind::Missing, Span::empty(self.base));
            block.statements.push(Statement::Expr(empty));
            return Ok(());
        }
        let start = self.at;
        let attributes = self.outer_attributes()?;
        if self.sees_item(0) {
            self.at = start;
            return self.item();
        }
        let mark = self.mark();
        let (statements, tail) = (block.statements.len(), block.tail);
        if self.sees("let") {
            let statement = self.binding_statement()?;
            self.expect_sign(b';')?;
            block.statements.push(statement);
        } else {
            let expr = if self.sees_braced_macro() { self.atom(Structs::Allowed)? } else { self.expr_of_statement()? };
            if self.eat_sign(b';').is_some() {
                block.statements.push(Statement::Expr(expr));
            } else if self.is_at_end() {
                block.tail = Some(expr);
            } else if self.is_block_like(expr) || self.is_braced_macro(expr) {
                block.statements.push(Statement::Expr(expr));
            } else {
                return Err(Stop::Unlike);
            }
        }
        if !self.holds_outside_of_tests(&mark, attributes) {
            block.statements.truncate(statements);
            block.tail = tail;
        }
        Ok(())
    }

    /// Puts down under which `cfg` predicates the expressions since the mark stand, and forgets them where only a test build compiles them.
    pub(super) fn holds_outside_of_tests(&mut self, mark: &Mark, attributes: Attributes) -> bool {
        let holds = !attributes.cfgs.iter().any(|cfg| requires_test(cfg));
        if holds {
            let (first, end) = (ExprId(mark.exprs as u32), ExprId(self.body.len() as u32));
            self.body.conditional.extend(attributes.into_inner().cfgs.into_iter().map(|cfg| (first, end, cfg)));
        } else {
            self.forget_since(mark);
        }
        holds
    }

    /// `let pattern: T = value else { … }`, up to its `;`.
    pub(super) fn binding_statement(&mut self) -> Read<Statement> {
        self.expect("let")?;
        let (pattern, ty) = self.typed_pattern()?;
        let mut value = None;
        let mut otherwise = None;
        if self.sees_equals() {
            self.bump();
            value = Some(self.expr()?);
            if self.eat("else").is_some() {
                otherwise = Some(self.block_expr(None)?);
            }
        }
        Ok(Statement::Let { pattern, ty, value, otherwise })
    }

    /// An expression where a statement or arm may end with its block.
    pub(super) fn expr_of_statement(&mut self) -> Read<ExprId> {
        if self.sees_sign(0, b'#') {
            self.outer_attributes()?;
        }
        let is_block = match self.peek(0) {
            Kind::Open(b'{') | Kind::Lifetime(_) | Kind::Keyword("if" | "while" | "loop" | "match" | "unsafe") => true,
            Kind::Keyword("for") => !self.sees_sign(1, b'<'),
            Kind::Keyword("try" | "const") => self.peek(1) == Kind::Open(b'{'),
            _ => false,
        };
        if !is_block {
            return self.expr();
        }
        let atom = self.atom(Structs::Allowed)?;
        if !self.sees_trailer(0) {
            return Ok(atom);
        }
        let operand = self.trailers(atom)?;
        self.operations(operand, Structs::Allowed, Precedence::Weakest)
    }

    /// `.` or `?`, with which even a block goes on.
    fn sees_trailer(&self, ahead: usize) -> bool {
        self.sees_sign(ahead, b'?') || (self.sees_sign(ahead, b'.') && self.sign_behind(ahead) != b'.')
    }

    /// Whether a macro call with braces is next that is a whole statement.
    fn sees_braced_macro(&self) -> bool {
        let mut ahead = if self.sees_path_separator(0) { 2 } else { 0 };
        while let Kind::Name(_) | Kind::Keyword("self" | "super" | "crate" | "Self") = self.peek(ahead) {
            if !self.sees_path_separator(ahead + 1) {
                let is_braced = self.sees_sign(ahead + 1, b'!') && self.peek(ahead + 2) == Kind::Open(b'{');
                return is_braced && !self.sees_trailer(self.behind_group(ahead + 2));
            }
            ahead += 3;
        }
        false
    }

    /// Whether an expression needs no `;` behind it, nor a comma as an arm.
    pub(super) fn is_block_like(&self, id: ExprId) -> bool {
        use ExprKind::{Block, For, If, Loop, Match, While};
        matches!(self.body.expr(id).kind, If { .. } | Match { .. } | Block(_) | While { .. } | Loop(_) | For { .. })
    }

    /// Whether the expression that was just read is a macro call with braces.
    fn is_braced_macro(&self, id: ExprId) -> bool {
        let is_macro = matches!(self.body.expr(id).kind, ExprKind::Macro { .. } | ExprKind::Expansion { .. });
        is_macro && self.tokens[self.at - 1].kind == Kind::Close(b'}')
    }
}
