//! How the crate of a replacement is spelled in a file: by its name there, with `::` in front where something else has that name.

use crate::base::Name;
use crate::index::{FileIndex, ImportKind};

/// The name of a crate in the table, and what a file has to write for it.
#[derive(Clone, Debug)]
pub(super) struct Spelling {
    krate: String,
    written: String,
}

impl Spelling {
    /// For a crate that the package knows as `code_name`.
    pub(super) fn new(krate: &str, code_name: &str, index: &FileIndex) -> Self {
        let written = if is_taken(code_name, index) { format!("::{code_name}") } else { code_name.to_owned() };
        Self { krate: krate.to_owned(), written }
    }

    /// `text`, a path or template, with the crate written right.
    pub(super) fn apply(&self, text: &str) -> String {
        if self.krate == self.written {
            return text.to_owned();
        }
        let start = format!("{}::", self.krate);
        let mut result = String::new();
        let mut rest = text;
        while let Some(at) = rest.find(&start) {
            let before = rest[..at].chars().next_back().or_else(|| result.chars().next_back());
            let is_start = !before.is_some_and(|character| character.is_alphanumeric() || matches!(character, '_' | ':'));
            result.push_str(&rest[..at]);
            result.push_str(if is_start { &self.written } else { &self.krate });
            result.push_str("::");
            rest = &rest[at + start.len()..];
        }
        result + rest
    }
}

/// Whether an item or import of the file has the name.
fn is_taken(name: &str, index: &FileIndex) -> bool {
    let items = &index.items;
    let is_other_import = |kind: &ImportKind, path: &[Name]| {
        matches!(kind, ImportKind::Named(alias) if alias == name) && !matches!(path, [only] if only == name)
    };
    items.modules.iter().any(|module| module.name == name)
        || items.types.iter().any(|item| item.name == name)
        || items.imports.iter().any(|import| is_other_import(&import.kind, &import.path))
}
