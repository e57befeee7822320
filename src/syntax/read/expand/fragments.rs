//! The kinds of fragments that a matcher names.

use super::super::tokens::Kind;
use super::super::types::{PathStyle, Plus};
use super::super::{Read, Reader, Stop};
use crate::index::Attributes;

/// A kind of fragment.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fragment {
    Block,
    Expr,
    Ident,
    Item,
    Lifetime,
    Literal,
    Meta,
    Pattern,
    PatternParameter,
    Path,
    Statement,
    Tree,
    Type,
    Visibility,
}

impl Fragment {
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "block" => Self::Block,
            "expr" | "expr_2021" => Self::Expr,
            "ident" => Self::Ident,
            "item" => Self::Item,
            "lifetime" => Self::Lifetime,
            "literal" => Self::Literal,
            "meta" => Self::Meta,
            "pat" => Self::Pattern,
            "pat_param" => Self::PatternParameter,
            "path" => Self::Path,
            "stmt" => Self::Statement,
            "tt" => Self::Tree,
            "ty" => Self::Type,
            "vis" => Self::Visibility,
            _ => return None,
        })
    }

    /// Whether it stays one, whatever it is put beside.
    pub(super) fn keeps_together(self) -> bool {
        matches!(self, Self::Expr | Self::Type)
    }
}

impl Reader<'_> {
    /// Passes over one such fragment.
    pub(super) fn fragment(&mut self, fragment: Fragment) -> Read<()> {
        match fragment {
            Fragment::Block => self.block().map(drop),
            Fragment::Ident => self.one(|kind| matches!(kind, Kind::Name(_) | Kind::Keyword(_)) && kind != Kind::Keyword("_")),
            Fragment::Item => self.item(),
            Fragment::Lifetime => self.one(|kind| matches!(kind, Kind::Lifetime(_))),
            Fragment::Literal => {
                self.eat_sign(b'-');
                let is_boolean = matches!(self.peek(0), Kind::Keyword("true" | "false"));
                if is_boolean { self.one(|_| true) } else { self.literal().map(drop) }
            }
            Fragment::Meta => self.attribute(&mut Attributes::default()),
            Fragment::Pattern => self.pattern().map(drop),
            Fragment::PatternParameter => self.single_pattern().map(drop),
            Fragment::Path => self.path(PathStyle::Type).map(drop),
            Fragment::Statement if self.sees("let") => self.binding_statement().map(drop),
            Fragment::Statement if self.sees_item(0) => self.item(),
            Fragment::Expr | Fragment::Statement => self.expr().map(drop),
            Fragment::Tree => match self.peek(0) {
                Kind::Open(_) => self.skip_group().map(drop),
                Kind::Literal(_) => self.literal().map(drop),
                _ => self.one(|kind| kind != Kind::End),
            },
            Fragment::Type => self.ty(Plus::OfType).map(drop),
            Fragment::Visibility => self.visibility().map(drop),
        }
    }

    /// Passes over one token, if it is such a one.
    fn one(&mut self, is_such: impl FnOnce(Kind<'_>) -> bool) -> Read<()> {
        if !is_such(self.peek(0)) {
            return Err(Stop::Unlike);
        }
        self.bump();
        Ok(())
    }
}
