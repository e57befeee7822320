//! The arms of a definition: what they match, and what they become.

use rustc_hash::FxHashSet;

use super::super::tokens::{Kind, Token};
use super::fragments::Fragment;
use crate::base::Name;

/// `(matcher) => { template };`.
pub(super) struct Arm {
    pub(super) matcher: Vec<Matcher>,
    pub(super) template: Vec<Template>,
    /// The variables that the template declares itself. They are none of the call's, whatever they are called.
    pub(super) variables: FxHashSet<Name>,
}

/// What is matched.
pub(super) enum Matcher {
    /// This token; no bracket.
    Token(Written),
    Group(u8, Vec<Self>),
    /// `$name:fragment`.
    Variable(Name, Fragment),
    Repeat(Repeat<Self>),
}

/// What is put down.
pub(super) enum Template {
    /// This token; no bracket.
    Token(Written),
    Group(u8, Vec<Self>),
    /// `$name`; the tokens themselves where the matcher has no such variable.
    Variable(Name, [Written; 2]),
    /// `$crate`.
    Crate,
    Repeat(Repeat<Self>),
}

/// `$( … ) separator operator`.
pub(super) struct Repeat<Part> {
    pub(super) inner: Vec<Part>,
    /// The variables in it, at any depth.
    pub(super) variables: Vec<Name>,
    pub(super) separator: Vec<Written>,
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

/// A token of a definition, with its own text.
pub(super) struct Written {
    text: WrittenKind,
    /// Whether the next token follows with nothing in between.
    pub(super) is_joint: bool,
}

enum WrittenKind {
    Name(Name),
    Keyword(Name),
    Literal(Name),
    Lifetime(Name),
    Sign(u8),
}

impl Written {
    /// A copy of the token; none if it is a bracket.
    fn of(token: &Token<'_>) -> Option<Self> {
        let text = match token.kind {
            Kind::Name(text) => WrittenKind::Name(Name::new(text)),
            Kind::Keyword(text) => WrittenKind::Keyword(Name::new(text)),
            Kind::Literal(text) => WrittenKind::Literal(Name::new(text)),
            Kind::Lifetime(text) => WrittenKind::Lifetime(Name::new(text)),
            Kind::Sign(byte) => WrittenKind::Sign(byte),
            Kind::Open(_) | Kind::Close(_) | Kind::End => return None,
        };
        Some(Self { text, is_joint: token.is_joint })
    }

    pub(super) fn kind(&self) -> Kind<'_> {
        match &self.text {
            WrittenKind::Name(text) => Kind::Name(text),
            WrittenKind::Keyword(text) => Kind::Keyword(text),
            WrittenKind::Literal(text) => Kind::Literal(text),
            WrittenKind::Lifetime(text) => Kind::Lifetime(text),
            WrittenKind::Sign(byte) => Kind::Sign(*byte),
        }
    }

    pub(super) fn is_sign(&self, sign: u8) -> bool {
        matches!(self.text, WrittenKind::Sign(byte) if byte == sign)
    }
}

/// The arms of a definition, which is one group.
pub(super) fn arms(definition: &[Token<'_>]) -> Option<Vec<Arm>> {
    let mut found = Vec::new();
    let Some(Tree::Group(_, mut trees)) = (Trees { tokens: definition, at: 0, end: definition.len() }).next() else { return None };
    while let Some(tree) = trees.next() {
        let Tree::Group(_, matcher) = tree else { return None };
        if !(trees.eat(b'=') && trees.eat(b'>')) {
            return None;
        }
        let Some(Tree::Group(_, template)) = trees.next() else { return None };
        trees.eat(b';');
        let (matcher, template) = (matchers(matcher)?, templates(template)?);
        let mut variables = FxHashSet::default();
        declared_variables(&template, &mut variables);
        found.push(Arm { matcher, template, variables });
    }
    (!found.is_empty()).then_some(found)
}

fn matchers(mut trees: Trees<'_>) -> Option<Vec<Matcher>> {
    let mut found = Vec::new();
    while let Some(tree) = trees.next() {
        found.push(match tree {
            Tree::Group(bracket, inner) => Matcher::Group(bracket, matchers(inner)?),
            Tree::Token(token) if token.kind != Kind::Sign(b'$') => Matcher::Token(Written::of(token)?),
            Tree::Token(_) => match trees.next()? {
                Tree::Group(_, inner) => Matcher::Repeat(trees.repeat(inner, matchers, variables_of_matchers)?),
                Tree::Token(name) => {
                    let (Kind::Name(name) | Kind::Keyword(name)) = name.kind else { return None };
                    let true = trees.eat(b':') else { return None };
                    let Some(Tree::Token(Token { kind: Kind::Name(fragment), .. })) = trees.next() else { return None };
                    Matcher::Variable(Name::new(name), Fragment::named(fragment)?)
                }
            },
        });
    }
    Some(found)
}

fn templates(mut trees: Trees<'_>) -> Option<Vec<Template>> {
    let mut found = Vec::new();
    while let Some(tree) = trees.next() {
        let part = match tree {
            Tree::Group(bracket, inner) => Template::Group(bracket, templates(inner)?),
            Tree::Token(token) if token.kind != Kind::Sign(b'$') => Template::Token(Written::of(token)?),
            Tree::Token(dollar) => {
                detach(&mut found);
                match trees.next()? {
                    Tree::Group(b'(', inner) => Template::Repeat(trees.repeat(inner, templates, variables_of_templates)?),
                    Tree::Token(Token { kind: Kind::Keyword("crate"), .. }) => Template::Crate,
                    Tree::Token(token @ Token { kind: Kind::Name(name) | Kind::Keyword(name), .. }) => {
                        Template::Variable(Name::new(name), [Written::of(dollar)?, Written::of(token)?])
                    }
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
    if let Some(Template::Token(token)) = found.last_mut() {
        token.is_joint = false;
    }
}

fn variables_of_matchers(matchers: &[Matcher], names: &mut Vec<Name>) {
    for matcher in matchers {
        match matcher {
            Matcher::Token(_) => {}
            Matcher::Variable(name, _) => names.push(name.clone()),
            Matcher::Group(_, inner) | Matcher::Repeat(Repeat { inner, .. }) => variables_of_matchers(inner, names),
        }
    }
}

fn variables_of_templates(templates: &[Template], names: &mut Vec<Name>) {
    for template in templates {
        match template {
            Template::Token(_) | Template::Crate => {}
            Template::Variable(name, _) => names.push(name.clone()),
            Template::Group(_, inner) | Template::Repeat(Repeat { inner, .. }) => variables_of_templates(inner, names),
        }
    }
}

/// The names that follow `let` or `let mut` in the template.
fn declared_variables(templates: &[Template], names: &mut FxHashSet<Name>) {
    let is = |at: Option<usize>, word: &str| matches!(at.and_then(|at| templates.get(at)), Some(Template::Token(token)) if token.kind() == Kind::Keyword(word));
    for (at, template) in templates.iter().enumerate() {
        match template {
            Template::Token(Written { text: WrittenKind::Name(name), .. }) => {
                let before = |back: usize| at.checked_sub(back);
                let follows_let = is(before(1), "let") || (is(before(1), "mut") && is(before(2), "let"));
                // `let Some(x) = …` and `let path::Name { .. } = …` declare nothing by their first name.
                let is_variable = name.starts_with(|first: char| first.is_lowercase() || first == '_');
                if follows_let && is_variable {
                    names.insert(name.clone());
                }
            }
            Template::Group(_, inner) | Template::Repeat(Repeat { inner, .. }) => declared_variables(inner, names),
            _ => {}
        }
    }
}

/// A token that is no bracket, or a group.
enum Tree<'t> {
    Token(&'t Token<'t>),
    Group(u8, Trees<'t>),
}

/// Tokens, group by group.
struct Trees<'t> {
    tokens: &'t [Token<'t>],
    at: usize,
    end: usize,
}

impl<'t> Trees<'t> {
    fn next(&mut self) -> Option<Tree<'t>> {
        let at = self.at;
        let token = if at < self.end { &self.tokens[at] } else { return None };
        let Kind::Open(bracket) = token.kind else {
            self.at += 1;
            return Some(Tree::Token(token));
        };
        let close = token.close as usize;
        self.at = close + 1;
        Some(Tree::Group(bracket, Trees { tokens: self.tokens, at: at + 1, end: close }))
    }

    fn eat(&mut self, sign: u8) -> bool {
        let is_next = self.at < self.end && self.tokens[self.at].kind == Kind::Sign(sign);
        self.at += usize::from(is_next);
        is_next
    }

    /// What follows the group of `$( … )`.
    fn repeat<Part>(
        &mut self,
        group: Self,
        parts: fn(Self) -> Option<Vec<Part>>,
        variables_of: fn(&[Part], &mut Vec<Name>),
    ) -> Option<Repeat<Part>> {
        let inner = parts(group)?;
        let mut variables = Vec::new();
        variables_of(&inner, &mut variables);
        let mut separator: Vec<Written> = Vec::new();
        loop {
            let Some(Tree::Token(token)) = self.next() else { return None };
            let operator = match token.kind {
                Kind::Sign(b'?') => Some(Operator::AtMostOnce),
                Kind::Sign(b'*') => Some(Operator::Any),
                Kind::Sign(b'+') => Some(Operator::AtLeastOnce),
                _ => None,
            };
            if let Some(operator) = operator {
                // What stands behind the sign is no part of it.
                separator.last_mut().into_iter().for_each(|last| last.is_joint = false);
                return Some(Repeat { inner, variables, separator, operator });
            }
            // A separator is one token, which may be several signs: `=>`.
            let goes_on = separator.last().is_none_or(|last| last.is_joint && matches!(token.kind, Kind::Sign(_)));
            if !goes_on {
                return None;
            }
            separator.push(Written::of(token)?);
        }
    }
}
