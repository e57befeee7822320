//! Imports: a path whose every use moves takes its import along, an import that nothing mentions any more goes, and everywhere else the
//! new path is written in full. When in doubt, in full.

mod bindings;
mod outside;
mod place;
mod rewrite_items;
mod sites;
mod traits;
mod tree;
mod unused;

use crate::base::{FileId, Span};
use crate::edit::Edit;

use super::inputs::Inputs;
use super::rewrite::Rewrite;
use bindings::Bindings;
use sites::Sites;

pub use unused::{import_under, without_import};

/// What becomes of the names of one file: edits in the order of the rewrites, and for each rewrite the imports that it shares.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    /// For each rewrite: the edit of its name, if it is written differently, and the imports that change with it.
    pub(super) of_rewrites: Vec<(Option<Edit>, Vec<Span>)>,
    /// The edits of the imports.
    pub(super) imports: Vec<Edit>,
}

/// Decides how the names of all rewrites of a file are written, and what becomes of its imports.
pub(super) fn names(inputs: Inputs<'_>, file: FileId, rewrites: &[&Rewrite]) -> Names {
    let source = &inputs.workspace.files[file.index()];
    let text = source.source.text();
    let sites = Sites::new(text, &source.index);
    let bindings = Bindings::new(inputs, file, text, &sites, rewrites);
    let of_rewrites = rewrites.iter().enumerate().map(|(at, rewrite)| {
        let edit = rewrite.name.as_ref().and_then(|name| bindings.written(text, at, name));
        (edit, bindings.items_of(&sites, at))
    });
    let of_rewrites = of_rewrites.collect();
    let mut imports = rewrite_items::edits(text, &sites, &bindings.changes());
    let needed = traits::needed(text, &sites, rewrites);
    for new in &needed {
        // The blank line below an import that goes is the one below the import that comes in its place.
        let at = new.span.start();
        for gone in imports.iter_mut().filter(|gone| gone.span.start() < at && at < gone.span.end()) {
            gone.span = Span::new(gone.span.start(), at);
        }
    }
    imports.extend(needed);
    Names { of_rewrites, imports }
}
