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
use crate::index::ImportKind;

/// Methods of traits with rows that only make another reader, so that they have no row.
const WITHOUT_ROW: [&str; 6] = ["by_ref", "bytes", "chain", "lines", "split", "take"];

/// The imports (by index) of traits whose methods all went with the rewrites, as far as the table knows their methods.
pub(super) fn needless(inputs: Inputs<'_>, file: FileId, text: &str, sites: &Sites<'_>, rewrites: &[&Rewrite]) -> Vec<usize> {
    let is_needless = |site: &Site| {
        let path = site.path.iter().map(crate::base::Name::as_str).collect::<Vec<_>>().join("::");
        let users: Vec<&&Rewrite> = rewrites.iter().filter(|rewrite| rewrite.methods_of.contains(&path)).collect();
        let name = match &site.kind {
            ImportKind::Named(name) => name.as_str(),
            ImportKind::Unnamed => "",
            ImportKind::Glob => return false,
        };
        let of_trait = |row: &crate::rules::ApiRow| row.path.parent().is_some_and(|parent| parent.as_str() == path);
        let methods: Vec<&str> = inputs.rules.apis().map(|(_, row)| row).filter(|row| of_trait(row)).map(|row| row.path.last()).collect();
        let is_replaced =
            |rewrite: &Rewrite, span| rewrite.edits.iter().any(|edit| edit.span.contains(span)) || rewrite.moved.contains(&span);
        let is_gone = |span| users.iter().any(|rewrite| is_replaced(rewrite, span));
        let is_in_import = |span| sites.list.iter().any(|other| other.item.contains(span));
        let is_used_outside = if name.is_empty() { site.is_public } else { outside::may_use(inputs, file, site, name) };
        let is_fixed = site.has_attributes || crate::fix::layout::has_comment(&text[site.item.range()]);
        if users.is_empty() || is_used_outside || is_fixed {
            return false;
        }
        let mut words = sites.words_in(site.scope).filter(|word| !is_gone(word.span) && !is_in_import(word.span));
        !words.any(|word| {
            let is_method = || methods.contains(&word.text) || WITHOUT_ROW.contains(&word.text);
            word.text == name || (word.is_continuation && is_method())
        })
    };
    sites.list.iter().enumerate().filter(|(_, site)| is_needless(site)).map(|(at, _)| at).collect()
}

/// The imports of the traits that rewrites need and that are not there yet: beside the other imports of the module, or at the start of the
/// function where it has none.
pub(super) fn needed(text: &str, sites: &Sites<'_>, rewrites: &[&Rewrite]) -> Vec<Edit> {
    // By module: the first function that needs them, and their names by what they are in.
    let mut wanted: BTreeMap<Option<Span>, (Span, BTreeMap<&str, BTreeSet<String>>)> = BTreeMap::new();
    for (path, body) in rewrites.iter().flat_map(|rewrite| &rewrite.traits) {
        let module = sites.module_around(body.start());
        let Some((parent, name)) = path.rsplit_once("::") else { continue };
        if is_imported(sites, path, module, *body) {
            continue;
        }
        let is_taken = sites.list.iter().any(|site| matches!(&site.kind, ImportKind::Named(known) if known == name));
        let (_, names) = wanted.entry(module).or_insert_with(|| (*body, BTreeMap::new()));
        names.entry(parent).or_default().insert(if is_taken { format!("{name} as _") } else { name.to_owned() });
    }
    let mut edits = Vec::new();
    for (module, (body, names)) in wanted {
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
    match items.last().filter(|_| items.iter().all(alone)) {
        Some(last) => {
            let at = line_for(text, &items, *last, path);
            Edit { span: Span::empty(at), replacement: format!("{}use {path};{end}", line(last.start())) }
        }
        None => {
            let indent = line(body.start());
            Edit { span: Span::empty(body.start() + 1), replacement: format!("{end}{indent}    use {path};") }
        }
    }
}
