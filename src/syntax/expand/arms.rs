//! The arms of a definition: what they match, and what they become.

use proc_macro2::{Delimiter, Group, Punct, Spacing, TokenStream, TokenTree};

use super::fragments::Fragment;

/// `(matcher) => { template };`.
pub(super) struct Arm {
    pub(super) matcher: Vec<Matcher>,
    pub(super) template: Vec<Template>,
}

/// What is matched.
pub(super) enum Matcher {
    /// This token; no group.
    Token(TokenTree),
    Group(Delimiter, Vec<Self>),
    /// `$name:fragment`.
    Variable(String, Fragment),
    Repeat(Repeat<Self>),
}

/// What is put down.
pub(super) enum Template {
    /// This token; no group.
    Token(TokenTree),
    Group(Delimiter, Vec<Self>),
    /// `$name`; the tokens themselves where the matcher has no such variable.
    Variable(String, [TokenTree; 2]),
    /// `$crate`.
    Crate,
    Repeat(Repeat<Self>),
}

/// `$( … ) separator operator`.
pub(super) struct Repeat<Part> {
    pub(super) inner: Vec<Part>,
    pub(super) separator: Vec<TokenTree>,
    pub(super) operator: Operator,
}

/// How often.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    /// `?`.
    AtMostOnce,
    /// `*`.
    Any,
    /// `+`.
    AtLeastOnce,
}

pub(super) fn arms(rules: &TokenStream) -> Option<Vec<Arm>> {
    let mut found = Vec::new();
    let mut tokens = Tokens::new(rules.clone());
    while let Some(tree) = tokens.next() {
        let TokenTree::Group(matcher) = tree else { return None };
        if !(tokens.eat('=') && tokens.eat('>')) {
            return None;
        }
        let Some(TokenTree::Group(template)) = tokens.next() else { return None };
        tokens.eat(';');
        found.push(Arm { matcher: matchers(matcher.stream())?, template: templates(template.stream())? });
    }
    (!found.is_empty()).then_some(found)
}

fn matchers(stream: TokenStream) -> Option<Vec<Matcher>> {
    let mut found = Vec::new();
    let mut tokens = Tokens::new(stream);
    while let Some(tree) = tokens.next() {
        found.push(match tree {
            TokenTree::Group(group) => Matcher::Group(group.delimiter(), matchers(group.stream())?),
            tree if !is_punct(&tree, '$') => Matcher::Token(tree),
            _ => match tokens.next()? {
                TokenTree::Group(group) => Matcher::Repeat(tokens.repeat(&group, matchers)?),
                TokenTree::Ident(name) => {
                    let true = tokens.eat(':') else { return None };
                    let Some(TokenTree::Ident(fragment)) = tokens.next() else { return None };
                    Matcher::Variable(name.to_string(), Fragment::named(&fragment.to_string())?)
                }
                _ => return None,
            },
        });
    }
    Some(found)
}

fn templates(stream: TokenStream) -> Option<Vec<Template>> {
    let mut found = Vec::new();
    let mut tokens = Tokens::new(stream);
    while let Some(tree) = tokens.next() {
        let part = match tree {
            TokenTree::Group(group) => Template::Group(group.delimiter(), templates(group.stream())?),
            tree if !is_punct(&tree, '$') => Template::Token(tree),
            dollar => {
                detach(&mut found);
                match tokens.next()? {
                    TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
                        Template::Repeat(tokens.repeat(&group, templates)?)
                    }
                    TokenTree::Ident(name) if name == "crate" => Template::Crate,
                    TokenTree::Ident(name) => Template::Variable(name.to_string(), [dollar, TokenTree::Ident(name)]),
                    // `$$` and `${count(x)}` are not stable.
                    _ => return None,
                }
            }
        };
        found.push(part);
    }
    Some(found)
}

/// The sign before a variable is whole: in `a &$b` it never becomes the first half of `&&`.
fn detach(found: &mut [Template]) {
    if let Some(Template::Token(TokenTree::Punct(punct))) = found.last_mut() {
        let mut alone = Punct::new(punct.as_char(), Spacing::Alone);
        alone.set_span(punct.span());
        *punct = alone;
    }
}

fn is_punct(tree: &TokenTree, character: char) -> bool {
    matches!(tree, TokenTree::Punct(punct) if punct.as_char() == character)
}

struct Tokens(std::iter::Peekable<proc_macro2::token_stream::IntoIter>);

impl Tokens {
    fn new(stream: TokenStream) -> Self {
        Self(stream.into_iter().peekable())
    }

    fn next(&mut self) -> Option<TokenTree> {
        self.0.next()
    }

    fn eat(&mut self, character: char) -> bool {
        self.0.next_if(|tree| is_punct(tree, character)).is_some()
    }

    /// What follows `$( … )`.
    fn repeat<Part>(&mut self, group: &Group, parts: fn(TokenStream) -> Option<Vec<Part>>) -> Option<Repeat<Part>> {
        let inner = parts(group.stream())?;
        let mut separator = Vec::new();
        loop {
            let tree = self.next()?;
            let operator = match &tree {
                TokenTree::Punct(punct) => match punct.as_char() {
                    '?' => Some(Operator::AtMostOnce),
                    '*' => Some(Operator::Any),
                    '+' => Some(Operator::AtLeastOnce),
                    _ => None,
                },
                _ => None,
            };
            if let Some(operator) = operator {
                return Some(Repeat { inner, separator, operator });
            }
            // A separator is one token, which may be several signs: `=>`.
            let goes_on = matches!(separator.last(), Some(TokenTree::Punct(last)) if last.spacing() == Spacing::Joint);
            if !separator.is_empty() && !goes_on {
                return None;
            }
            separator.push(tree);
        }
    }
}
