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
            for byte in &mut bytes[node.byte_range()] {
                if *byte != b'\n' {
                    *byte = b' ';
                }
            }
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
