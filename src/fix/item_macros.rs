//! What macros that are called between items may call: most of what they become is not looked into there, so that no call in it is seen or
//! could be awaited.

use std::collections::BTreeSet;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::group::location;
use super::inputs::Inputs;
use crate::base::{FileId, Name, Needle, Span, is_code, is_of_word, is_std};
use crate::flow::SyncFunction;
use crate::index::{FileIndex, Import, ImportKind};
use crate::syntax::{self, Before, Named};

/// The names by which such macros may call functions.
#[derive(Debug, Default)]
pub(super) struct ItemMacros {
    by_name: FxHashMap<Name, Vec<Mention>>,
    /// By the name of a definition: the words that it is given, without regard to case.
    given: FxHashMap<Name, BTreeSet<String>>,
}

/// A name in the arguments of a call, or in the definition that it means.
#[derive(Clone, Debug)]
struct Mention {
    owner: Owner,
    is_called: bool,
    written: Written,
    /// The call between items.
    call: Call,
}

/// What the name is said to be of.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Owner {
    Nothing,
    Value,
    /// A module or type.
    Named {
        owner: Name,
        /// Whether the path starts in the crate, and may lead to the function by another name of its module.
        is_of_crate: bool,
    },
    Unknown,
}

/// Where a name is written.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Written {
    /// In the definition of this name.
    InDefinition(Name),
    /// In the arguments, for a definition that may put the names of modules before them.
    InArguments { gets_path: bool },
}

#[derive(Clone, Debug)]
struct Call {
    name: Name,
    file: FileId,
    place: Span,
    /// What it is given, without the bodies of the functions in it: those are looked into.
    arguments: Vec<Span>,
}

impl ItemMacros {
    pub(super) fn new(inputs: Inputs<'_>) -> Self {
        let files = (0..inputs.workspace.files.len() as u32).into_par_iter().map(FileId);
        let calls: Vec<Call> = files.flat_map_iter(|file| calls(inputs, file)).collect();
        if calls.is_empty() {
            return Self::default();
        }
        let definitions = definitions(inputs);
        let mut found = Self::default();
        for call in &calls {
            let reached = reached(&definitions, &call.name);
            let gets_path = reached.iter().any(|name| definitions[name].iter().any(|named| named.ends_paths_with_arguments));
            let text = inputs.text(call.file);
            let given = call.arguments.iter().flat_map(|part| syntax::words(&text[part.range()]));
            let given: BTreeSet<String> = given.map(|word| without_case(word.text)).collect();
            for part in &call.arguments {
                found.add(&syntax::named_by_tokens(&text[part.range()]).functions, call, &Written::InArguments { gets_path });
            }
            for name in reached {
                let is_first = !found.given.contains_key(name);
                found.given.entry(Name::new(name)).or_default().extend(given.iter().cloned());
                for named in definitions[name].iter().filter(|_| is_first) {
                    found.add(&named.functions, call, &Written::InDefinition(Name::new(name)));
                }
            }
        }
        found
    }

    fn add(&mut self, functions: &[Named<'_>], call: &Call, written: &Written) {
        for named in functions {
            let Some(owner) = owner(named.before) else { continue };
            let mention = Mention { owner, is_called: named.is_called, written: written.clone(), call: call.clone() };
            self.by_name.entry(Name::new(named.text)).or_default().push(mention);
        }
    }

    /// The macro that may call the function, as far as names tell, and where it is called.
    pub(super) fn may_call(&self, inputs: Inputs<'_>, function: &SyncFunction) -> Option<(&str, String)> {
        let mentions = self.by_name.get(function.path.last())?;
        let mention = mentions.iter().find(|mention| self.may_mean(inputs, mention, function))?;
        let Call { name, file, place, .. } = &mention.call;
        Some((name, location(inputs, *file, *place)))
    }

    fn may_mean(&self, inputs: Inputs<'_>, mention: &Mention, function: &SyncFunction) -> bool {
        let Call { file, arguments, .. } = &mention.call;
        // An item that stands among the arguments is no mention of itself.
        if *file == function.file && arguments.iter().any(|part| part.contains(function.name_span)) {
            return false;
        }
        let owner = function.path.owner();
        match (&mention.owner, &mention.written) {
            (Owner::Value, _) => function.is_method && mention.is_called,
            (Owner::Unknown, Written::InDefinition(name)) => owner.is_some_and(|owner| self.given[name].contains(&without_case(owner))),
            (Owner::Unknown, _) => true,
            (Owner::Named { owner: named, is_of_crate }, _) => {
                owner == Some(named) || named == "Self" || (*is_of_crate && !function.is_method)
            }
            (Owner::Nothing, _) if function.is_method => false,
            // The word of a variable is most often another one.
            (Owner::Nothing, Written::InDefinition(_)) => mention.is_called,
            (Owner::Nothing, Written::InArguments { gets_path }) => *gets_path || is_seen(inputs, *file, function),
        }
    }
}

/// A word as macros make others of it: `UserStore` and `user_store` are one.
fn without_case(word: &str) -> String {
    word.chars().filter(|letter| *letter != '_').flat_map(char::to_lowercase).collect()
}

/// What a name is of, if that is no crate of std.
fn owner(before: Before<'_>) -> Option<Owner> {
    match before {
        Before::Nothing => Some(Owner::Nothing),
        Before::Dot => Some(Owner::Value),
        Before::Path { first: Some(first), .. } if is_std(first) => None,
        Before::Path { last: None, .. } => Some(Owner::Unknown),
        Before::Path { first, last: Some(owner) } => {
            Some(Owner::Named { owner: Name::new(owner), is_of_crate: first.is_none_or(is_of_place) })
        }
    }
}

fn is_of_place(segment: &str) -> bool {
    matches!(segment, "crate" | "self" | "super" | "Self")
}

/// Whether the code of a file may name a function without a path.
fn is_seen(inputs: Inputs<'_>, file: FileId, function: &SyncFunction) -> bool {
    let is_of = |import: &Import| match &import.kind {
        ImportKind::Named(name) => name == function.path.last(),
        ImportKind::Unnamed => false,
        ImportKind::Glob => import.path.last().is_some_and(|owner| is_of_place(owner) || function.path.owner() == Some(owner)),
    };
    file == function.file || inputs.workspace.files[file.index()].index.items.imports.iter().any(is_of)
}

/// What the definitions of each name in the workspace name.
fn definitions(inputs: Inputs<'_>) -> FxHashMap<&str, Vec<syntax::NamedByTokens<'_>>> {
    let mut found: FxHashMap<&str, Vec<_>> = FxHashMap::default();
    for file in &inputs.workspace.files {
        for declared in &file.index.items.macros {
            let rules = file.source.text().get(declared.rules.range()).unwrap_or_default();
            found.entry(declared.name.as_str()).or_default().push(syntax::named_by_tokens(rules));
        }
    }
    found
}

/// The known macros that a call of `name` may lead to.
fn reached<'a>(definitions: &FxHashMap<&'a str, Vec<syntax::NamedByTokens<'a>>>, name: &str) -> BTreeSet<&'a str> {
    let known = |name: &str| definitions.get_key_value(name).map(|(name, _)| *name);
    let (mut reached, mut open) = (BTreeSet::new(), Vec::from_iter(known(name)));
    while let Some(name) = open.pop() {
        if reached.insert(name) {
            open.extend(definitions[name].iter().flat_map(|named| &named.macros).filter_map(|name| known(name)));
        }
    }
    reached
}

/// The calls in a file that stand in no body and no definition.
fn calls(inputs: Inputs<'_>, file: FileId) -> Vec<Call> {
    let text = inputs.text(file);
    let bodies = bodies(&inputs.workspace.files[file.index()].index);
    let is_inside = |at: u32| {
        let before = bodies.partition_point(|body| body.start() <= at);
        bodies[..before].last().is_some_and(|body| at < body.end())
    };
    let call = |at: usize| {
        let name = text[..at].bytes().rev().take_while(|&byte| is_of_word(byte)).count();
        let behind = text[at + 1..].trim_start();
        if name == 0 || !behind.starts_with(['(', '[', '{']) || is_inside(at as u32) || !is_code(text, at) {
            return None;
        }
        let place = Span::new((at - name) as u32, at as u32);
        let inside = syntax::group_at(text, (text.len() - behind.len()) as u32)?;
        Some(Call { name: Name::new(&text[place.range()]), file, place, arguments: outside(inside, &bodies) })
    };
    Needle::new("!").places_in(text).filter_map(call).collect()
}

/// The parts of a place that stand in none of `bodies`.
fn outside(place: Span, bodies: &[Span]) -> Vec<Span> {
    let (mut parts, mut start) = (Vec::new(), place.start());
    for body in bodies.iter().filter(|body| place.contains(**body)) {
        parts.push(Span::new(start, body.start()));
        start = body.end();
    }
    parts.push(Span::new(start, place.end()));
    parts
}

/// The bodies and definitions of a file that stand in no other: sorted.
fn bodies(index: &FileIndex) -> Vec<Span> {
    let functions = index.items.functions.iter().filter_map(|function| function.body);
    let mut found: Vec<Span> = functions.chain(index.items.macros.iter().map(|declared| declared.rules)).collect();
    found.sort_by_key(|span| (span.start(), std::cmp::Reverse(span.end())));
    found.dedup_by(|inner, outer| outer.contains(*inner));
    found
}
