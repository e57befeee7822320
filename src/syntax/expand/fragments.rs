//! The kinds of fragments that a matcher names.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::discouraged::Speculative;
use syn::parse::{ParseStream, Parser};
use syn::{Block, Expr, Item, Lifetime, Lit, Meta, Pat, Path, Token, Type, Visibility};

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

    /// The tokens of one such fragment at the front of `input`, as they are put down again.
    pub(super) fn take(self, input: ParseStream<'_>) -> syn::Result<Vec<TokenTree>> {
        let (start, mut taken) = (input.cursor(), Vec::new());
        self.parse(input)?;
        let mut cursor = start;
        while cursor != input.cursor() {
            let Some((tree, next)) = cursor.token_tree() else { return Err(input.error("a fragment ends inside of a group")) };
            taken.push(tree);
            cursor = next;
        }
        // An expression or type stays one, whatever it is put beside.
        let keeps_together = matches!(self, Self::Expr | Self::Type) && taken.len() > 1;
        Ok(if keeps_together { vec![grouped(taken)] } else { taken })
    }

    fn parse(self, input: ParseStream<'_>) -> syn::Result<()> {
        match self {
            Self::Block => drop(input.parse::<Block>()?),
            Self::Expr => drop(input.parse::<Expr>()?),
            Self::Ident => {
                if input.call(syn::Ident::parse_any)? == "_" {
                    return Err(input.error("`_` is no identifier"));
                }
            }
            Self::Item => drop(input.parse::<Item>()?),
            Self::Lifetime => drop(input.parse::<Lifetime>()?),
            Self::Literal => {
                input.parse::<Option<Token![-]>>()?;
                input.parse::<Lit>()?;
            }
            Self::Meta => drop(input.parse::<Meta>()?),
            Self::Pattern => drop(Pat::parse_multi_with_leading_vert(input)?),
            Self::PatternParameter => drop(Pat::parse_single(input)?),
            Self::Path => drop(input.parse::<Path>()?),
            Self::Statement => statement(input)?,
            Self::Tree => {
                if input.peek(Lifetime) {
                    input.parse::<Lifetime>()?;
                } else {
                    input.parse::<TokenTree>()?;
                }
            }
            Self::Type => drop(input.parse::<Type>()?),
            Self::Visibility => drop(input.parse::<Visibility>()?),
        }
        Ok(())
    }
}

/// A statement without its `;`.
fn statement(input: ParseStream<'_>) -> syn::Result<()> {
    let fork = input.fork();
    let mut tokens = Vec::new();
    while !fork.is_empty() && !fork.peek(Token![;]) {
        tokens.push(fork.parse::<TokenTree>()?);
    }
    if input.peek(Token![let]) {
        let whole: TokenStream = tokens.into_iter().chain(std::iter::once(TokenTree::Punct(semicolon()))).collect();
        Block::parse_within.parse2(whole)?;
        input.advance_to(&fork);
        return Ok(());
    }
    let fork = input.fork();
    if fork.parse::<Item>().is_ok_and(|item| !matches!(item, Item::Verbatim(_) | Item::Macro(_))) {
        input.advance_to(&fork);
        return Ok(());
    }
    input.parse::<Expr>().map(drop)
}

fn semicolon() -> proc_macro2::Punct {
    proc_macro2::Punct::new(';', proc_macro2::Spacing::Alone)
}

fn grouped(trees: Vec<TokenTree>) -> TokenTree {
    let span = trees.first().map(TokenTree::span);
    let mut group = Group::new(Delimiter::None, trees.into_iter().collect());
    if let Some(span) = span {
        group.set_span(span);
    }
    TokenTree::Group(group)
}
