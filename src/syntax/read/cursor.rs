//! Looking at tokens and taking them.

use super::tokens::{Kind, Token};
use super::{Read, Reader, Stop};
use crate::base::{Name, Span};

impl<'a> Reader<'a> {
    /// The token `ahead` of the next one, inside of the group.
    pub(super) fn peek(&self, ahead: usize) -> Kind<'a> {
        let at = self.at + ahead;
        if at < self.end { self.tokens[at].kind } else { Kind::End }
    }

    /// The next token, which is there.
    pub(super) fn token(&self) -> &Token<'a> {
        &self.tokens[self.at]
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at == self.end
    }

    /// Whether the next token is this keyword.
    pub(super) fn sees(&self, keyword: &str) -> bool {
        self.peek(0) == Kind::Keyword(keyword)
    }

    /// Whether the token `ahead` is this one byte, whatever follows.
    pub(super) fn sees_sign(&self, ahead: usize, sign: u8) -> bool {
        self.peek(ahead) == Kind::Sign(sign)
    }

    /// Whether these bytes of punctuation stand `ahead` with nothing in between.
    pub(super) fn sees_signs(&self, ahead: usize, signs: [u8; 2]) -> bool {
        self.sees_sign(ahead, signs[0]) && self.sign_behind(ahead) == signs[1]
    }

    /// The byte of punctuation right behind the token `ahead`; 0 if there is none.
    pub(super) fn sign_behind(&self, ahead: usize) -> u8 {
        match self.peek(ahead + 1) {
            Kind::Sign(sign) if self.tokens[self.at + ahead].is_joint => sign,
            _ => 0,
        }
    }

    /// `::`.
    pub(super) fn sees_path_separator(&self, ahead: usize) -> bool {
        self.sees_signs(ahead, *b"::")
    }

    /// `:` and not `::`.
    pub(super) fn sees_colon(&self, ahead: usize) -> bool {
        self.sees_sign(ahead, b':') && self.sign_behind(ahead) != b':'
    }

    /// `=` and neither `==` nor `=>`.
    pub(super) fn sees_equals(&self) -> bool {
        self.sees_sign(0, b'=') && !matches!(self.sign_behind(0), b'=' | b'>')
    }

    /// Takes the next token, which is there.
    pub(super) fn bump(&mut self) -> Span {
        let span = self.token().span();
        self.at += 1;
        span
    }

    pub(super) fn eat(&mut self, keyword: &str) -> Option<Span> {
        self.sees(keyword).then(|| self.bump())
    }

    pub(super) fn eat_sign(&mut self, sign: u8) -> Option<Span> {
        self.sees_sign(0, sign).then(|| self.bump())
    }

    pub(super) fn eat_signs(&mut self, signs: [u8; 2]) -> Option<Span> {
        self.sees_signs(0, signs).then(|| self.bump().cover(self.bump()))
    }

    pub(super) fn expect(&mut self, keyword: &str) -> Read<Span> {
        self.eat(keyword).ok_or(Stop::Unlike)
    }

    pub(super) fn expect_sign(&mut self, sign: u8) -> Read<Span> {
        self.eat_sign(sign).ok_or(Stop::Unlike)
    }

    pub(super) fn expect_signs(&mut self, signs: [u8; 2]) -> Read<Span> {
        self.eat_signs(signs).ok_or(Stop::Unlike)
    }

    pub(super) fn expect_end(&self) -> Read<()> {
        if self.is_at_end() { Ok(()) } else { Err(Stop::Unlike) }
    }

    /// An identifier that is no keyword.
    pub(super) fn name(&mut self) -> Read<(Name, Span)> {
        match self.peek(0) {
            Kind::Name(name) => Ok((Name::new(name), self.bump())),
            _ => Err(Stop::Unlike),
        }
    }

    /// The token behind the group that opens `ahead`.
    pub(super) fn behind_group(&self, ahead: usize) -> usize {
        self.tokens[self.at + ahead].close as usize + 1 - self.at
    }

    /// Whether the tokens from `start` to before `end` are one that is no bracket, or one group.
    pub(super) fn is_one_tree(&self, start: usize, end: usize) -> bool {
        match self.tokens[start].kind {
            Kind::Open(_) => self.tokens[start].close as usize + 1 == end,
            _ => start + 1 == end,
        }
    }

    /// The group with this bracket: what is read of it, all of it, and its place with the brackets.
    pub(super) fn group<T>(&mut self, bracket: u8, read: impl FnOnce(&mut Self) -> Read<T>) -> Read<(T, Span)> {
        if self.peek(0) != Kind::Open(bracket) {
            return Err(Stop::Unlike);
        }
        let Token { start, close, .. } = *self.token();
        let outer = std::mem::replace(&mut self.end, close as usize);
        self.at += 1;
        let found = read(self)?;
        self.expect_end()?;
        self.end = outer;
        self.at = close as usize + 1;
        Ok((found, Span::new(start, self.tokens[close as usize].end)))
    }

    /// The place of the token that was read last.
    pub(super) fn last_span(&self) -> Span {
        self.tokens[self.at - 1].span()
    }

    /// Passes a group over.
    pub(super) fn skip_group(&mut self) -> Read<Span> {
        let Kind::Open(_) = self.peek(0) else { return Err(Stop::Unlike) };
        let Token { start, close, .. } = *self.token();
        self.at = close as usize + 1;
        Ok(Span::new(start, self.tokens[close as usize].end))
    }

    /// Things with commas in between and perhaps behind the last one, up to the end of the group.
    pub(super) fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> Read<T>) -> Read<Vec<T>> {
        let mut found = Vec::with_capacity(self.parts_with_commas());
        while !self.is_at_end() {
            found.push(read(self)?);
            if !self.is_at_end() {
                self.expect_sign(b',')?;
            }
        }
        Ok(found)
    }

    /// How many parts there are up to the end of the group, or a few more: commas between `<` and `>` count.
    fn parts_with_commas(&self) -> usize {
        let mut commas = 0;
        let mut at = self.at;
        let mut is_behind_comma = true;
        while let Some(token) = self.tokens[..self.end].get(at) {
            is_behind_comma = token.kind == Kind::Sign(b',');
            commas += usize::from(is_behind_comma);
            at = if let Kind::Open(_) = token.kind { token.close as usize } else { at } + 1;
        }
        commas + usize::from(!is_behind_comma)
    }
}
