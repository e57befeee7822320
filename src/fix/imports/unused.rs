//! An import that the compiler found to be of no use, taken out of its item or put under a condition.

use super::rewrite_items::whole_lines;
use super::tree::{Tree, UseItem};
use crate::base::Span;
use crate::edit::Edit;
use crate::fix::layout::{leading_space, line_end, line_start, next_line};
use crate::index::Import;
use crate::syntax;

/// The edit that takes the leaf of a `use` item out of it, or the item with its lines where nothing is left; none for what has attributes
/// or comments, or is no leaf.
#[must_use]
pub fn without_import(text: &str, leaf: Span) -> Option<Edit> {
    let import = import_at(text, leaf)?;
    let item = import.item;
    let parsed = UseItem::parse(text, item)?;
    let start = line_start(text, item.start());
    let Some(tree) = parsed.tree.without(&[leaf.end()]) else {
        let after = next_line(text, item.end());
        let is_alone =
            text[start as usize..item.start() as usize].trim().is_empty() && text[item.end() as usize..after as usize].trim().is_empty();
        let is_bare = import.attributes.cfgs.is_empty() && import.attributes.paths.is_empty();
        return (is_alone && is_bare).then(|| Edit { span: whole_lines(text, start, after, true), replacement: String::new() });
    };
    let indent = leading_space(&text[start as usize..item.start() as usize]);
    let replacement = UseItem { head: parsed.head, tree, is_broken: parsed.is_broken }.print(indent, line_end(text));
    Some(Edit { span: item, replacement })
}

/// The edit that has the leaf of a `use` item under a `cfg` of its own; none for what has attributes or comments, or is no leaf.
#[must_use]
pub fn import_under(text: &str, leaf: Span, predicate: &str) -> Option<Edit> {
    let import = import_at(text, leaf)?;
    let item = import.item;
    let before = &text[line_start(text, item.start()) as usize..item.start() as usize];
    let is_bare = before.trim().is_empty() && import.attributes.cfgs.is_empty() && import.attributes.paths.is_empty();
    let parsed = UseItem::parse(text, item).filter(|_| is_bare)?;
    let line_break = format!("{}{}", line_end(text), leading_space(before));
    let condition = format!("#[cfg({predicate})]{line_break}");
    let Some(others) = parsed.tree.without(&[leaf.end()]) else {
        return Some(Edit { span: Span::empty(item.start()), replacement: condition });
    };
    let print =
        |tree: Tree, is_broken: bool| UseItem { head: parsed.head.clone(), tree, is_broken }.print(leading_space(before), line_end(text));
    let own = print(parsed.tree.only(leaf.end())?, false);
    let others = print(others, parsed.is_broken);
    Some(Edit { span: item, replacement: format!("{others}{line_break}{condition}{own}") })
}

/// The import whose leaf it is, in a module or in a body.
fn import_at(text: &str, leaf: Span) -> Option<Import> {
    let items = syntax::index(text).items;
    let is_it = |import: &&Import| import.span.end() == leaf.end() && import.item.contains(leaf);
    let bodies = items.functions.iter().filter_map(|function| function.body).filter(|body| body.contains(leaf));
    let in_body = || syntax::body(text, bodies.min_by_key(|body| body.len())?, &syntax::NoMacros).items.imports.iter().find(is_it).cloned();
    items.imports.iter().find(is_it).cloned().or_else(in_body)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, leaf: &str, expected: Option<&str>) {
        let start = text.find(leaf).expect("the leaf") as u32;
        let edit = without_import(text, Span::new(start, start + leaf.len() as u32));
        let new = edit.map(|edit| {
            let mut new = text.to_owned();
            new.replace_range(edit.span.range(), &edit.replacement);
            new
        });
        assert_eq!(new.as_deref(), expected);
    }

    #[test]
    fn a_leaf_goes_and_an_item_without_leaves() {
        check("use std::{fs, io::Read};\nfn f() {}\n", "io::Read", Some("use std::fs;\nfn f() {}\n"));
        check("use a::b;\nuse std::io::Read;\nfn f() {}\n", "std::io::Read", Some("use a::b;\nfn f() {}\n"));
        check("#[cfg(unix)]\nuse std::io::Read;\nfn f() {}\n", "std::io::Read", None);
        check("fn f() {\n    use std::io::Read;\n    g();\n}\n", "std::io::Read", Some("fn f() {\n    g();\n}\n"));
        check("use std::{fs, /* why */ io::Read};\n", "io::Read", None);
    }

    #[test]
    fn a_leaf_gets_a_condition_and_the_others_get_none() {
        let check = |text: &str, leaf: &str, expected: Option<&str>| {
            let start = text.find(leaf).expect("the leaf") as u32;
            let edit = import_under(text, Span::new(start, start + leaf.len() as u32), "windows");
            let new = edit.map(|edit| [&text[..edit.span.start() as usize], &edit.replacement, &text[edit.span.end() as usize..]].concat());
            assert_eq!(new.as_deref(), expected);
        };
        check("mod a {\n    use std::io::Read;\n}\n", "std::io::Read", Some("mod a {\n    #[cfg(windows)]\n    use std::io::Read;\n}\n"));
        check(
            "use std::{fs, io::{Read as _, Write}};\n",
            "Read as _",
            Some("use std::{fs, io::Write};\n#[cfg(windows)]\nuse std::io::Read as _;\n"),
        );
        check("#[cfg(unix)]\nuse std::io::Read;\n", "std::io::Read", None);
        check("use std::{fs, /* why */ io::Read};\n", "io::Read", None);
    }
}
