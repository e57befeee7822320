//! Traits that were imported for a method which is called no more, and those that new methods need.

use std::collections::{BTreeMap, BTreeSet};

use super::outside;
use super::place::line_for;
use super::sites::{Site, Sites};
use crate::base::{FileId, Name, Span};
use crate::edit::Edit;
use crate::fix::inputs::Inputs;
use crate::fix::layout::{leading_space, line_end, line_start, next_line};
use crate::fix::rewrite::Rewrite;
use crate::flow::{CallSite, FoundOperation};
use crate::index::ImportKind;
use crate::rules::Writer;

/// The imports (by index) of traits whose methods all went with the rewrites, as far as the table knows their methods.
pub(super) fn needless(inputs: Inputs<'_>, file: FileId, text: &str, sites: &Sites<'_>, rewrites: &[&Rewrite]) -> Vec<usize> {
    let path_of = |site: &Site| site.path.iter().map(Name::as_str).collect::<Vec<_>>().join("::");
    let imported: BTreeSet<String> = sites.list.iter().map(path_of).collect();
    let is_needless = |site: &Site| {
        let path = path_of(site);
        let users: Vec<&&Rewrite> = rewrites.iter().filter(|rewrite| rewrite.methods_of.contains(&path)).collect();
        let name = match &site.kind {
            ImportKind::Named(name) => name.as_str(),
            ImportKind::Unnamed => "",
            ImportKind::Glob => return false,
        };
        let of_trait = |row: &crate::rules::ApiRow| row.path.parent().is_some_and(|parent| parent.as_str() == path);
        let methods: Vec<&str> = inputs.rules.apis().map(|(_, row)| row).filter(|row| of_trait(row)).map(|row| row.path.last()).collect();
        let is_replaced = |rewrite: &Rewrite, span| rewrite.takes_away(span) || rewrite.moved.contains(&span);
        let is_gone = |span| users.iter().any(|rewrite| is_replaced(rewrite, span));
        let is_in_import = |span| sites.list.iter().any(|other| other.item.contains(span));
        let is_used_outside = if name.is_empty() { site.is_public } else { outside::may_use(inputs, file, site, name) };
        let is_fixed = site.has_attributes || crate::fix::layout::has_comment(&text[site.item.range()]);
        if users.is_empty() || is_used_outside || is_fixed {
            return false;
        }
        let mut words = sites.words_in(site.scope).filter(|word| !is_gone(word.span) && !is_in_import(word.span));
        let iterates = path == "std::io::BufRead" && iterates_std(inputs, file, rewrites);
        // A macro that writes calls a method which it does not name; where texts are written too, the compiler says whether it is this one.
        let is_writer = |word: &crate::syntax::Word<'_>| {
            let is_of_it = |writer: &&Writer| writer.trait_path == path && !imported.contains(writer.text_trait.as_str());
            let mut writers = inputs.contexts.writers.iter().filter(is_of_it);
            text[word.span.end() as usize..].starts_with('!') && writers.any(|writer| writer.name == word.text)
        };
        let is_method =
            |word: &crate::syntax::Word<'_>| methods.contains(&word.text) && may_be_method(text, word.span, word.is_continuation);
        !iterates && !words.any(|word| word.text == name || is_method(word) || is_writer(word))
    };
    sites.list.iter().enumerate().filter(|(_, site)| is_needless(site)).map(|(at, _)| at).collect()
}

/// Whether a name may be that of a trait's method: after a dot, or after a type or trait. In `fs::write` it is that of a function.
fn may_be_method(text: &str, word: Span, is_continuation: bool) -> bool {
    let before = text[..word.start() as usize].trim_end();
    let Some(path) = before.strip_suffix("::") else { return is_continuation };
    let first = path.rsplit(|letter: char| !letter.is_alphanumeric() && letter != '_').next().unwrap_or_default();
    first.is_empty() || first.starts_with(char::is_uppercase)
}

/// Whether the file still goes through the lines of a reader of std: `lines` and `split` only make the iterator, and have no row.
fn iterates_std(inputs: Inputs<'_>, file: FileId, rewrites: &[&Rewrite]) -> bool {
    let is_moved = |operation: &FoundOperation| {
        let CallSite { span, callee, .. } = operation.site.call;
        let moves = |rewrite: &&Rewrite| rewrite.moved.iter().any(|moved| span.contains(*moved)) || rewrite.takes_away(callee);
        rewrites.iter().any(moves)
    };
    let of_file = inputs.flow.operations.iter().filter(|operation| operation.site.home.file == file);
    let mut steps = of_file.filter(|operation| matches!(operation.api.as_str(), "std::io::Lines::next" | "std::io::Split::next"));
    steps.any(|operation| !is_moved(operation))
}

/// The traits that the functions of a module need.
struct Needed<'a> {
    /// The body of the first function that needs one.
    body: Span,
    /// Their names, by the module that they are in.
    names: BTreeMap<&'a str, BTreeSet<String>>,
}

/// The imports of the traits that rewrites need and that are not there yet: beside the other imports of the module, or at the start of the
/// function where it has none.
pub(super) fn needed(text: &str, sites: &Sites<'_>, rewrites: &[&Rewrite]) -> Vec<Edit> {
    let mut wanted: BTreeMap<Option<Span>, Needed<'_>> = BTreeMap::new();
    for (path, body) in rewrites.iter().flat_map(|rewrite| &rewrite.traits) {
        let module = sites.module_around(body.start());
        let Some((parent, name)) = path.rsplit_once("::") else { continue };
        if is_imported(sites, path, module, *body) {
            continue;
        }
        let is_taken = sites.list.iter().any(|site| matches!(&site.kind, ImportKind::Named(known) if known == name));
        let needed = wanted.entry(module).or_insert_with(|| Needed { body: *body, names: BTreeMap::new() });
        needed.names.entry(parent).or_default().insert(if is_taken { format!("{name} as _") } else { name.to_owned() });
    }
    let mut edits = Vec::new();
    for (module, Needed { body, names }) in wanted {
        for (parent, names) in names {
            let names: Vec<String> = names.into_iter().collect();
            let path = match names.as_slice() {
                [only] => format!("{parent}::{only}"),
                several => format!("{parent}::{{{}}}", several.join(", ")),
            };
            edits.push(import(text, sites, module, &path, body));
        }
    }
    edits
}

fn is_imported(sites: &Sites<'_>, path: &str, module: Option<Span>, body: Span) -> bool {
    let parent = path.rsplit_once("::").map_or("", |(parent, _)| parent);
    sites.list.iter().any(|site| {
        let written = site.path.iter().map(Name::as_str).collect::<Vec<_>>().join("::");
        let is_it = match site.kind {
            ImportKind::Glob => written == parent || written == format!("{}::prelude", parent.split("::").next().unwrap_or_default()),
            ImportKind::Named(_) | ImportKind::Unnamed => written == path,
        };
        is_it && site.scope.contains(body) && module.is_none_or(|module| module.contains(site.scope))
    })
}

fn import(text: &str, sites: &Sites<'_>, module: Option<Span>, path: &str, body: Span) -> Edit {
    let end = line_end(text);
    let is_of_module = |site: &&Site| !site.extern_crate && site.scope.contains(body) && sites.module_around(site.item.start()) == module;
    let outermost = sites.list.iter().filter(is_of_module).map(|site| site.scope).max_by_key(|scope| scope.len());
    let mut items: Vec<Span> =
        sites.list.iter().filter(|site| Some(site.scope) == outermost && !site.extern_crate).map(|site| site.item).collect();
    items.sort_unstable();
    items.dedup();
    let line = |offset: u32| leading_space(&text[line_start(text, offset) as usize..]).trim_end_matches(['\r', '\n']);
    let alone = |item: &Span| {
        text[line_start(text, item.start()) as usize..item.start() as usize].trim().is_empty()
            && text[item.end() as usize..next_line(text, item.end()) as usize].trim().is_empty()
    };
    let is_of_std =
        |item: &&Span| sites.list.iter().any(|site| site.item == **item && site.path.first().is_some_and(|first| first == "std"));
    let near = items.iter().rev().find(is_of_std).or(items.first());
    if let Some(near) = near.filter(|_| items.iter().all(alone)) {
        let at = line_for(text, &items, *near, path);
        return Edit { span: Span::empty(at), replacement: format!("{}use {path};{end}", line(near.start())) };
    }
    let indent = line(body.start());
    Edit { span: Span::empty(body.start() + 1), replacement: format!("{end}{indent}    use {path};") }
}
