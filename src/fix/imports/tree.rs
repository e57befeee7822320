//! One `use` item as a tree: read, thinned out, written again.

use crate::base::Span;
use crate::fix::layout::WIDTH;
use crate::syntax;

/// `std::{fs, io::Read}` is `std::` with two children.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Tree {
    /// What stands before the group; for a leaf, all of it.
    prefix: String,
    children: Option<Vec<Tree>>,
    /// Where it ends in the file: leaves are known by it.
    end: u32,
}

/// A whole item: `pub(crate) use std::{fs, io};`.
pub(super) struct UseItem {
    /// `pub(crate) use `.
    pub(super) head: String,
    pub(super) tree: Tree,
    /// Whether it stood on several lines.
    pub(super) is_broken: bool,
}

impl UseItem {
    /// The item at `span`; `None` if it holds a comment or is not understood.
    pub(super) fn parse(text: &str, span: Span) -> Option<Self> {
        let source = &text[span.range()];
        if crate::fix::layout::has_comment(source) {
            return None;
        }
        let keyword = syntax::words(source).into_iter().find(|word| word.text == "use")?;
        let start = keyword.span.end() as usize;
        let inside = source[start..].strip_suffix(';')?;
        let mut reader = Reader { source: inside, at: 0, base: span.start() + start as u32 };
        let tree = reader.tree();
        let is_whole = inside[reader.at..].trim().is_empty();
        is_whole.then(|| Self { head: format!("{} ", &source[..start]), tree, is_broken: source.contains('\n') })
    }

    /// The item in lines that start with `indent`, the first one left out.
    pub(super) fn print(&self, indent: &str, line_end: &str) -> String {
        let line = format!("{}{};", self.head, self.tree.line());
        // rustfmt never puts a group in a group on one line.
        if line.chars().count() + indent.len() <= WIDTH && !(self.is_broken && self.tree.has_groups()) {
            return line;
        }
        format!("{}{};", self.head, self.tree.lines(indent, line_end))
    }
}

impl Tree {
    /// The tree without the leaves that end at `ends`; `None` if nothing is left.
    pub(super) fn without(&self, ends: &[u32]) -> Option<Self> {
        let Some(children) = &self.children else { return (!ends.contains(&self.end)).then(|| self.clone()) };
        let kept: Vec<Self> = children.iter().filter_map(|child| child.without(ends)).collect();
        match kept.as_slice() {
            [] => None,
            // A group that was written for one stays; one that has become needless goes.
            [only] if children.len() > 1 => Some(self.joined(only)),
            _ => Some(Self { children: Some(kept), ..self.clone() }),
        }
    }

    /// The leaf that ends at `end`, by itself.
    pub(super) fn only(&self, end: u32) -> Option<Self> {
        let Some(children) = &self.children else { return (self.end == end).then(|| self.clone()) };
        children.iter().find_map(|child| child.only(end)).map(|only| self.joined(&only))
    }

    fn has_groups(&self) -> bool {
        self.children.iter().flatten().any(|child| child.children.is_some())
    }

    fn joined(&self, only: &Self) -> Self {
        let prefix = match only.prefix.strip_prefix("self") {
            Some(alias) if only.children.is_none() && (alias.is_empty() || alias.starts_with(' ')) => {
                format!("{}{alias}", self.prefix.trim_end_matches("::"))
            }
            _ => format!("{}{}", self.prefix, only.prefix),
        };
        Self { prefix, ..only.clone() }
    }

    fn line(&self) -> String {
        let Some(children) = &self.children else { return self.prefix.clone() };
        let list: Vec<String> = children.iter().map(Self::line).collect();
        format!("{}{{{}}}", self.prefix, list.join(", "))
    }

    /// As rustfmt breaks it: groups in groups one a line, plain names as many as fit.
    fn lines(&self, indent: &str, line_end: &str) -> String {
        let Some(children) = &self.children else { return self.prefix.clone() };
        let deeper = format!("{indent}    ");
        let has_groups = self.has_groups();
        let mut text = format!("{}{{", self.prefix);
        let mut width = usize::MAX;
        for child in children {
            let mut piece = child.line();
            if has_groups && piece.chars().count() + deeper.len() >= WIDTH {
                piece = child.lines(&deeper, line_end);
            }
            let length = piece.chars().count() + 1;
            if !has_groups && width.saturating_add(length + 1) <= WIDTH {
                text.push(' ');
                width += length + 1;
            } else {
                text.push_str(line_end);
                text.push_str(&deeper);
                width = deeper.len() + length;
            }
            text.push_str(&piece);
            text.push(',');
        }
        text + line_end + indent + "}"
    }
}

struct Reader<'text> {
    source: &'text str,
    at: usize,
    base: u32,
}

impl Reader<'_> {
    fn tree(&mut self) -> Tree {
        let rest = &self.source[self.at..];
        let length = rest.find(['{', ',', '}']).unwrap_or(rest.len());
        let prefix = rest[..length].split_whitespace().collect::<Vec<_>>().join(" ").replace(" ::", "::").replace(":: ", "::");
        let end = self.base + (self.at + rest[..length].trim_end().len()) as u32;
        self.at += length;
        if !self.source[self.at..].starts_with('{') {
            return Tree { prefix, children: None, end };
        }
        self.at += 1;
        let mut children = Vec::new();
        loop {
            let rest = self.source[self.at..].trim_start();
            self.at = self.source.len() - rest.len();
            if rest.is_empty() || rest.starts_with('}') {
                break;
            }
            children.push(self.tree());
            let rest = self.source[self.at..].trim_start();
            self.at = self.source.len() - rest.len();
            if rest.starts_with(',') {
                self.at += 1;
            }
        }
        self.at = (self.at + 1).min(self.source.len());
        Tree { prefix, children: Some(children), end: self.base + self.at as u32 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_without(item: &str, leaf: &str, expected: Option<&str>) {
        let parsed = UseItem::parse(item, Span::new(0, item.len() as u32)).expect("an item");
        let end = (item.find(leaf).expect("the leaf") + leaf.len()) as u32;
        let tree = parsed.tree.without(&[end]);
        let printed = tree.map(|tree| UseItem { tree, ..parsed }.print("", "\n"));
        assert_eq!(printed.as_deref(), expected);
    }

    #[test]
    fn a_leaf_is_taken_out_of_its_group() {
        check_without("use std::{fs, io};", "fs", Some("use std::io;"));
        check_without("use std::{fs, io, path::Path};", "fs", Some("use std::{io, path::Path};"));
        check_without("pub(crate) use std::{fs::{self, File}, io};", "self", Some("pub(crate) use std::{fs::File, io};"));
        check_without("use std::fs::{self, File};", "File", Some("use std::fs;"));
        check_without("use std::fs::{self as disk, File};", "File", Some("use std::fs as disk;"));
        check_without(
            "use std::{\n    collections::{HashMap, HashSet},\n    fs,\n    path::PathBuf,\n};",
            "fs",
            Some("use std::{\n    collections::{HashMap, HashSet},\n    path::PathBuf,\n};"),
        );
        check_without("use std::{\n    fs,\n    io,\n};", "fs", Some("use std::io;"));
        check_without("use std::fs;", "fs", None);
        check_without("use ::std::{fs as files, io};", "fs as files", Some("use ::std::io;"));
    }
}
