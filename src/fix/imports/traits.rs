//! Traits that were imported for a method which is called no more.

use super::outside;
use super::sites::{Site, Sites};
use crate::base::FileId;
use crate::fix::inputs::Inputs;
use crate::fix::rewrite::Rewrite;
use crate::index::ImportKind;

/// The imports (by index) of traits whose methods all went with the rewrites, as far as the table knows their methods.
pub(super) fn needless(inputs: Inputs<'_>, file: FileId, text: &str, sites: &Sites<'_>, rewrites: &[&Rewrite]) -> Vec<usize> {
    let is_needless = |site: &Site| {
        let path = site.path.iter().map(crate::base::Name::as_str).collect::<Vec<_>>().join("::");
        let users: Vec<&&Rewrite> = rewrites.iter().filter(|rewrite| rewrite.method_of.as_deref() == Some(path.as_str())).collect();
        let name = match &site.kind {
            ImportKind::Named(name) => name.as_str(),
            ImportKind::Unnamed => "",
            ImportKind::Glob => return false,
        };
        let of_trait = |row: &crate::rules::ApiRow| row.path.parent().is_some_and(|parent| parent.as_str() == path);
        let methods: Vec<&str> = inputs.rules.apis().map(|(_, row)| row).filter(|row| of_trait(row)).map(|row| row.path.last()).collect();
        let is_gone = |span| users.iter().any(|rewrite| rewrite.edits.iter().any(|edit| edit.span.contains(span)));
        let is_in_import = |span| sites.list.iter().any(|other| other.item.contains(span));
        let is_used_outside = if name.is_empty() { site.is_public } else { outside::may_use(inputs, file, site, name) };
        let is_fixed = site.has_attributes || crate::fix::layout::has_comment(&text[site.item.range()]);
        if users.is_empty() || is_used_outside || is_fixed {
            return false;
        }
        let mut words = sites.words_in(site.scope).filter(|word| !is_gone(word.span) && !is_in_import(word.span));
        !words.any(|word| word.text == name || methods.contains(&word.text))
    };
    sites.list.iter().enumerate().filter(|(_, site)| is_needless(site)).map(|(at, _)| at).collect()
}
