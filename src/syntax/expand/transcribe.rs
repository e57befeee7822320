//! What an arm becomes, its variables replaced.

use proc_macro2::{Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use rustc_hash::{FxHashMap, FxHashSet};

use super::Fuel;
use super::arms::{Arm, Repeat, Template};
use super::matching::{Binding, Bindings};
use crate::base::Name;

/// Where an expansion stands.
#[derive(Clone, Copy)]
pub(super) struct Origin<'a> {
    /// The call as a whole.
    pub(super) call: Span,
    /// What `$crate` means, if it is not the crate of the call.
    pub(super) crate_name: Option<&'a Name>,
}

/// The variables that are visible, those of repetitions at their turn.
type View<'b> = FxHashMap<&'b str, &'b Binding>;

pub(super) fn transcribe(arm: &Arm, bindings: &Bindings, origin: Origin<'_>, fuel: &mut Fuel) -> Option<TokenStream> {
    let mut variables = FxHashSet::default();
    declared_variables(&arm.template, &mut variables);
    let view = bindings.iter().map(|(name, binding)| (name.as_str(), binding)).collect();
    Transcriber { origin, variables, fuel }.all(&arm.template, &view)
}

struct Transcriber<'a> {
    origin: Origin<'a>,
    /// The variables that the template declares itself. They are none of the call's, whatever they are called.
    variables: FxHashSet<String>,
    fuel: &'a mut Fuel,
}

impl Transcriber<'_> {
    fn all(&mut self, templates: &[Template], view: &View<'_>) -> Option<TokenStream> {
        let mut trees = Vec::new();
        self.parts(templates, view, &mut trees)?;
        Some(trees.into_iter().collect())
    }

    fn parts(&mut self, templates: &[Template], view: &View<'_>, trees: &mut Vec<TokenTree>) -> Option<()> {
        for (at, template) in templates.iter().enumerate() {
            let before = trees.len();
            match template {
                Template::Token(tree) => {
                    let is_member = is_punct(trees.last(), &['.']) || is_label(trees.last(), templates.get(at + 1));
                    let own = if is_member { self.placed(tree.clone()) } else { self.own(tree) };
                    trees.push(own);
                }
                Template::Group(delimiter, inner) => {
                    let mut group = Group::new(*delimiter, self.all(inner, view)?);
                    group.set_span(self.origin.call);
                    trees.push(TokenTree::Group(group));
                }
                Template::Variable(name, written) => match view.get(name.as_str()) {
                    Some(Binding::Tokens(tokens)) => {
                        trees.extend(tokens.iter().cloned());
                        self.fuel.tokens = self.fuel.tokens.checked_sub(tokens.iter().map(size).sum())?;
                    }
                    Some(Binding::Repeated(_)) => return None,
                    None => trees.extend(written.iter().map(|tree| self.own(tree))),
                },
                Template::Crate => self.crate_path(trees),
                Template::Repeat(repeat) => self.repeat(repeat, view, trees)?,
            }
            self.fuel.tokens = self.fuel.tokens.checked_sub(trees.len() - before)?;
        }
        Some(())
    }

    /// A token of the definition: it stands where the call stands.
    fn own(&self, tree: &TokenTree) -> TokenTree {
        match tree {
            TokenTree::Ident(ident) if self.variables.contains(&ident.to_string()) => {
                TokenTree::Ident(Ident::new(&format!("{ident}__{}", self.fuel.expansions), self.origin.call))
            }
            tree => self.placed(tree.clone()),
        }
    }

    fn placed(&self, mut tree: TokenTree) -> TokenTree {
        tree.set_span(self.origin.call);
        tree
    }

    fn crate_path(&self, trees: &mut Vec<TokenTree>) {
        let Some(name) = self.origin.crate_name else {
            return trees.push(TokenTree::Ident(Ident::new("crate", self.origin.call)));
        };
        for spacing in [Spacing::Joint, Spacing::Alone] {
            let mut colon = Punct::new(':', spacing);
            colon.set_span(self.origin.call);
            trees.push(TokenTree::Punct(colon));
        }
        trees.push(TokenTree::Ident(Ident::new(name, self.origin.call)));
    }

    fn repeat(&mut self, repeat: &Repeat<Template>, view: &View<'_>, trees: &mut Vec<TokenTree>) -> Option<()> {
        let mut used = Vec::new();
        variables(&repeat.inner, &mut used);
        let repeated: Vec<(&str, &Vec<Binding>)> = used
            .into_iter()
            .filter_map(|name| match view.get_key_value(name)? {
                (name, Binding::Repeated(all)) => Some((*name, all)),
                _ => None,
            })
            .collect();
        let count = repeated.first()?.1.len();
        if repeated.iter().any(|(_, all)| all.len() != count) {
            return None;
        }
        for turn in 0..count {
            if turn > 0 {
                trees.extend(repeat.separator.iter().map(|tree| self.own(tree)));
            }
            let mut inner = view.clone();
            inner.extend(repeated.iter().map(|&(name, all)| (name, &all[turn])));
            self.parts(&repeat.inner, &inner, trees)?;
        }
        Some(())
    }
}

fn is_punct(tree: Option<&TokenTree>, characters: &[char]) -> bool {
    matches!(tree, Some(TokenTree::Punct(punct)) if characters.contains(&punct.as_char()))
}

/// Whether what stands between `before` and `after` is the name of a field: `{ name: …, name: … }`.
fn is_label(before: Option<&TokenTree>, after: Option<&Template>) -> bool {
    let is_colon = matches!(after, Some(Template::Token(TokenTree::Punct(punct))) if punct.as_char() == ':');
    is_colon && (before.is_none() || is_punct(before, &[',']))
}

fn variables<'t>(templates: &'t [Template], names: &mut Vec<&'t str>) {
    for template in templates {
        match template {
            Template::Token(_) | Template::Crate => {}
            Template::Variable(name, _) => names.push(name),
            Template::Group(_, inner) | Template::Repeat(Repeat { inner, .. }) => variables(inner, names),
        }
    }
}

/// The names that follow `let` or `let mut` in the template.
fn declared_variables(templates: &[Template], names: &mut FxHashSet<String>) {
    let is = |template: Option<&Template>, word: &str| matches!(template, Some(Template::Token(TokenTree::Ident(ident))) if ident == word);
    for (at, template) in templates.iter().enumerate() {
        match template {
            Template::Token(TokenTree::Ident(ident)) => {
                let before = |back: usize| at.checked_sub(back).and_then(|at| templates.get(at));
                let follows_let = is(before(1), "let") || (is(before(1), "mut") && is(before(2), "let"));
                // `let Some(x) = …` and `let path::Name { .. } = …` declare nothing by their first name.
                let name = ident.to_string();
                let is_variable = name.starts_with(|first: char| first.is_lowercase() || first == '_') && !name.contains('#');
                if follows_let && is_variable && !matches!(name.as_str(), "mut" | "_") {
                    names.insert(name);
                }
            }
            Template::Group(_, inner) | Template::Repeat(Repeat { inner, .. }) => declared_variables(inner, names),
            _ => {}
        }
    }
}

fn size(tree: &TokenTree) -> usize {
    match tree {
        TokenTree::Group(group) => 1 + group.stream().into_iter().map(|tree| size(&tree)).sum::<usize>(),
        _ => 1,
    }
}
