//! Files that syn cannot parse: tree-sitter tells which items and statements are whole, the rest is blanked so that syn reads them.

use tree_sitter::{Node, Parser, Tree};

/// How many places of `text` tree-sitter cannot make sense of: the check that an edit broke nothing compares it before and after.
#[must_use]
pub fn error_count(text: &str) -> usize {
    let Some(tree) = parse(text) else { return 0 };
    let mut errors = 0;
    walk(tree.root_node(), &mut |node| {
        if node.is_error() || node.is_missing() {
            errors += 1;
        }
        node.has_error()
    });
    errors
}

/// How many brackets that are never closed are looked for in one file.
const MOST_UNCLOSED: usize = 8;

/// `text` without the top-level items in which a bracket is never closed, which would hide everything behind them; none if all are. Such
/// an item goes from the start of the line it begins on, at the margin, to the next line at the margin that begins an item.
pub(super) fn without_unclosed_items(text: &str) -> Option<String> {
    let mut closed: Option<String> = None;
    for _ in 0..MOST_UNCLOSED {
        let current = closed.as_deref().unwrap_or(text);
        let Some(at) = super::skim::skim(current, super::skim::Bodies::Mentions).unclosed else { return closed };
        let start = item_starts(current).take_while(|&start| start <= at).last().unwrap_or(0);
        let end = item_starts(current).find(|&start| start > at).unwrap_or(current.len());
        let mut bytes = current.as_bytes().to_vec();
        blank_bytes(&mut bytes[start..end]);
        closed = Some(String::from_utf8(bytes).unwrap_or_default());
    }
    closed
}

/// Where lines begin an item at the margin.
fn item_starts(text: &str) -> impl Iterator<Item = usize> {
    const WORDS: [&str; 17] = [
        "#[",
        "pub",
        "fn",
        "async",
        "struct",
        "enum",
        "impl",
        "trait",
        "use",
        "mod",
        "const",
        "static",
        "type",
        "unsafe",
        "extern",
        "union",
        "macro_rules",
    ];
    let mut at = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        WORDS
            .iter()
            .any(|word| line.strip_prefix(word).is_some_and(|rest| word.ends_with('[') || !rest.starts_with(is_word)))
            .then_some(start)
    })
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

fn blank_bytes(bytes: &mut [u8]) {
    for byte in bytes {
        if *byte != b'\n' {
            *byte = b' ';
        }
    }
}

/// `outline` without the items that hold an error; modules and impls keep their whole members.
pub(super) fn without_broken_items(text: &str, outline: &str) -> String {
    blank(text, outline, &["mod_item", "impl_item", "trait_item", "declaration_list", "source_file", "foreign_mod_item"])
}

/// `outline` without the top-level items that hold an error.
pub(super) fn without_broken_top_level_items(text: &str, outline: &str) -> String {
    blank(text, outline, &["source_file"])
}

/// The text of a body without the statements that hold an error.
pub(super) fn without_broken_statements(body: &str) -> String {
    let wrapped = format!("fn f() {body}");
    let prefix = wrapped.len() - body.len();
    let kept = ["source_file", "function_item", "block", "expression_statement", "if_expression", "match_expression", "else_clause"];
    blank(&wrapped, &wrapped, &kept)[prefix..].to_owned()
}

/// Blanks, in `outline`, what has an error in `text`, looking for the smallest whole pieces inside nodes of the kinds `containers`.
fn blank(text: &str, outline: &str, containers: &[&str]) -> String {
    let Some(tree) = parse(text) else { return " ".repeat(outline.len()) };
    let mut bytes = outline.as_bytes().to_vec();
    walk(tree.root_node(), &mut |node| {
        if node.is_error() || (node.has_error() && !containers.contains(&node.kind())) {
            blank_bytes(&mut bytes[node.byte_range()]);
            return false;
        }
        node.has_error()
    });
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

fn parse(text: &str) -> Option<Tree> {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_rust::LANGUAGE.into()).ok()?;
    parser.parse(text, None)
}

/// Visits nodes from the root down without recursion; `enter` says whether to look at a node's children.
fn walk<'tree>(root: Node<'tree>, enter: &mut dyn FnMut(Node<'tree>) -> bool) {
    let mut cursor = root.walk();
    loop {
        if enter(cursor.node()) && cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return;
            }
        }
    }
}
