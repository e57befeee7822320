//! The `use` items with the changes of their leaves in them.

use super::bindings::{Change, Fate};
use super::place::line_for;
use super::sites::Sites;
use super::tree::UseItem;
use crate::base::Span;
use crate::edit::Edit;
use crate::fix::layout::{attributes_start, leading_space, line_end, line_start, next_line};

/// The edits that make the changes of a file's imports.
pub(super) fn edits(text: &str, sites: &Sites<'_>, changes: &[Change]) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut items: Vec<Span> = changes.iter().map(|change| sites.list[change.site].item).collect();
    items.sort_unstable();
    items.dedup();
    for item in items {
        let of_item: Vec<&Change> = changes.iter().filter(|change| sites.list[change.site].item == item).collect();
        edits.extend(change_item(text, sites, item, &of_item));
    }
    let mut kept: Vec<(u32, String)> = Vec::new();
    for change in changes {
        let site = &sites.list[change.site];
        for module in change.still_needed_in.iter().filter_map(|&module| sites.modules[module].glob_of_parent) {
            let path = site.path.iter().map(crate::base::Name::as_str).collect::<Vec<_>>().join("::");
            let alias = match &site.kind {
                crate::index::ImportKind::Named(name) if site.path.last() != Some(name) => format!(" as {name}"),
                _ => String::new(),
            };
            let start = line_start(text, module.start());
            kept.push((module.end(), format!("{}{}use {path}{alias};", line_end(text), leading_space_of_line(text, start))));
        }
    }
    kept.sort();
    kept.dedup();
    edits.extend(kept.into_iter().map(|(offset, replacement)| Edit { span: Span::empty(offset), replacement }));
    edits
}

fn change_item(text: &str, sites: &Sites<'_>, item: Span, changes: &[&Change]) -> Vec<Edit> {
    let Some(parsed) = UseItem::parse(text, item) else { return Vec::new() };
    let first = &sites.list[changes[0].site];
    let start = line_start(text, item.start());
    let after = next_line(text, item.end());
    let indent = leading_space_of_line(text, start);
    let stands_alone =
        text[start as usize..item.start() as usize].trim().is_empty() && text[item.end() as usize..after as usize].trim().is_empty();
    let ends: Vec<u32> = changes.iter().map(|change| sites.list[change.site].leaf.end()).collect();
    let rest = parsed.tree.without(&ends);
    let added: Vec<&str> =
        changes.iter().filter_map(|change| if let Fate::Moves(path) = &change.fate { Some(path.as_str()) } else { None }).collect();
    let end = line_end(text);
    // In place: an item that cannot be moved about, or whose attributes go with it.
    if !stands_alone || (first.has_attributes && rest.is_none() && !added.is_empty()) {
        let kept = rest.map(|tree| UseItem { head: parsed.head.clone(), tree, is_broken: parsed.is_broken }.print(indent, end));
        let all: Vec<String> = kept.into_iter().chain(added.iter().map(|path| format!("{}{path};", parsed.head))).collect();
        return vec![Edit { span: item, replacement: all.join(" ") }];
    }
    let mut items: Vec<Span> =
        sites.list.iter().filter(|site| site.scope == first.scope && !site.extern_crate).map(|site| site.item).collect();
    items.sort_unstable();
    items.dedup();
    let placed: Vec<(u32, String)> = grouped(&added).into_iter().map(|path| (line_for(text, &items, item, &path), path)).collect();
    let mut edits = Vec::new();
    if let Some(tree) = rest {
        let replacement = UseItem { head: parsed.head.clone(), tree, is_broken: parsed.is_broken }.print(indent, end);
        edits.push(Edit { span: item, replacement });
    } else {
        let from = if first.has_attributes { attributes_start(text, start) } else { start };
        let nothing_follows = !placed.iter().any(|(at, _)| (from..=after).contains(at));
        edits.push(Edit { span: whole_lines(text, from, after, nothing_follows), replacement: String::new() });
    }
    for (at, path) in placed {
        edits.push(Edit { span: Span::empty(at), replacement: format!("{indent}use {path};{end}") });
    }
    edits
}

/// The paths, with those in the same module as one: what was a group stays one.
fn grouped(paths: &[&str]) -> Vec<String> {
    let mut groups: Vec<(&str, Vec<&str>)> = Vec::new();
    for &path in paths {
        let is_module = paths.iter().any(|other| other.rsplit_once("::").is_some_and(|(module, _)| module == path));
        let (module, name) = if is_module { (path, "self") } else { path.rsplit_once("::").unwrap_or(("", path)) };
        match groups.iter_mut().find(|(known, _)| *known == module) {
            Some((_, names)) => names.push(name),
            None => groups.push((module, vec![name])),
        }
    }
    let written = |(module, names): (&str, Vec<&str>)| match names.as_slice() {
        [name] if module.is_empty() => (*name).to_owned(),
        [name] => format!("{module}::{name}"),
        _ => format!("{module}::{{{}}}", names.join(", ")),
    };
    groups.into_iter().map(written).collect()
}

/// The lines of an item; where it stood alone between blank lines and nothing takes its place, one of them goes too.
pub(super) fn whole_lines(text: &str, start: u32, after: u32, nothing_follows: bool) -> Span {
    let before = text[..start as usize].trim_end_matches([' ', '\t']);
    let is_blank_before = before.ends_with("\n\n")
        || before.ends_with("\r\n\r\n")
        || before.trim_start_matches('\u{feff}').is_empty()
        || before.trim_end().ends_with('{');
    let next = next_line(text, after);
    let is_blank_after = next > after && text[after as usize..next as usize].trim().is_empty();
    Span::new(start, if nothing_follows && is_blank_before && is_blank_after { next } else { after })
}

fn leading_space_of_line(text: &str, start: u32) -> &str {
    let line = &text[start as usize..next_line(text, start) as usize];
    leading_space(line)
}
