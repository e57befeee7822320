//! A call's arguments against the matcher of an arm.

use proc_macro2::{TokenStream, TokenTree};
use rustc_hash::FxHashMap;
use syn::parse::discouraged::Speculative;
use syn::parse::{ParseStream, Parser};

use super::arms::{Arm, Matcher, Operator, Repeat};

/// What the variables of a matcher stand for.
pub(super) type Bindings = FxHashMap<String, Binding>;

/// What one variable stands for.
pub(super) enum Binding {
    Tokens(Vec<TokenTree>),
    /// One for each time that the repetition around it was matched.
    Repeated(Vec<Self>),
}

/// What the variables of the arm stand for, if it fits.
pub(super) fn bindings(arm: &Arm, arguments: &TokenStream) -> Option<Bindings> {
    let mut bindings = Bindings::default();
    let parser = |input: ParseStream<'_>| {
        all(input, &arm.matcher, &mut bindings)?;
        if input.is_empty() { Ok(()) } else { Err(input.error("more than the arm takes")) }
    };
    parser.parse2(arguments.clone()).ok()?;
    Some(bindings)
}

fn all(input: ParseStream<'_>, matchers: &[Matcher], bindings: &mut Bindings) -> syn::Result<()> {
    matchers.iter().try_for_each(|matcher| one(input, matcher, bindings))
}

fn one(input: ParseStream<'_>, matcher: &Matcher, bindings: &mut Bindings) -> syn::Result<()> {
    match matcher {
        Matcher::Token(wanted) => token(input, wanted),
        Matcher::Group(delimiter, inner) => match input.parse::<TokenTree>()? {
            TokenTree::Group(group) if group.delimiter() == *delimiter => {
                let parser = |content: ParseStream<'_>| {
                    all(content, inner, bindings)?;
                    if content.is_empty() { Ok(()) } else { Err(content.error("more than the group takes")) }
                };
                parser.parse2(group.stream())
            }
            _ => Err(input.error("another group")),
        },
        Matcher::Variable(name, fragment) => {
            bindings.insert(name.clone(), Binding::Tokens(fragment.take(input)?));
            Ok(())
        }
        Matcher::Repeat(repeat) => repetition(input, repeat, bindings),
    }
}

fn token(input: ParseStream<'_>, wanted: &TokenTree) -> syn::Result<()> {
    let given = input.parse::<TokenTree>()?;
    let is_same = match (wanted, &given) {
        (TokenTree::Punct(wanted), TokenTree::Punct(given)) => wanted.as_char() == given.as_char(),
        (TokenTree::Ident(wanted), TokenTree::Ident(given)) => wanted == given,
        (TokenTree::Literal(wanted), TokenTree::Literal(given)) => wanted.to_string() == given.to_string(),
        _ => false,
    };
    if is_same { Ok(()) } else { Err(input.error("another token")) }
}

fn repetition(input: ParseStream<'_>, repeat: &Repeat<Matcher>, bindings: &mut Bindings) -> syn::Result<()> {
    let mut names = Vec::new();
    variables(&repeat.inner, &mut names);
    for name in names {
        bindings.insert(name.to_owned(), Binding::Repeated(Vec::new()));
    }
    let mut count = 0_usize;
    while !(repeat.operator == Operator::AtMostOnce && count == 1) {
        let fork = input.fork();
        let mut own = Bindings::default();
        let is_separated = count == 0 || repeat.separator.iter().all(|separator| token(&fork, separator).is_ok());
        if !is_separated || all(&fork, &repeat.inner, &mut own).is_err() || fork.cursor() == input.cursor() {
            break;
        }
        input.advance_to(&fork);
        count += 1;
        for (name, binding) in own {
            if let Some(Binding::Repeated(all)) = bindings.get_mut(&name) {
                all.push(binding);
            }
        }
    }
    if repeat.operator == Operator::AtLeastOnce && count == 0 {
        return Err(input.error("at least one is needed"));
    }
    Ok(())
}

fn variables<'m>(matchers: &'m [Matcher], names: &mut Vec<&'m str>) {
    for matcher in matchers {
        match matcher {
            Matcher::Token(_) => {}
            Matcher::Variable(name, _) => names.push(name),
            Matcher::Group(_, inner) | Matcher::Repeat(Repeat { inner, .. }) => variables(inner, names),
        }
    }
}
