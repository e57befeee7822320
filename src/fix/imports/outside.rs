//! Whether code in other files may use an import of this one: child modules see the private names of their parents.

use super::sites::Site;
use crate::base::FileId;
use crate::fix::inputs::Inputs;
use crate::index::ImportKind;

/// Whether a file of a child module may mean the import by `name`.
pub(super) fn may_use(inputs: Inputs<'_>, file: FileId, site: &Site, name: &str) -> bool {
    if site.is_public {
        return true;
    }
    let own = inputs.path(file);
    let (folder, stem) = own.rsplit_once('/').map_or(("", own), |(folder, name)| (folder, name));
    let stem = stem.trim_end_matches(".rs");
    let below = match (folder, stem) {
        ("", "lib" | "main" | "mod") => String::new(),
        (folder, "lib" | "main" | "mod") => format!("{folder}/"),
        ("", stem) => format!("{stem}/"),
        (folder, stem) => format!("{folder}/{stem}/"),
    };
    let children = inputs.workspace.files.iter().filter(|other| other.source.path() != own && other.source.path().starts_with(&below));
    let relative = |path: &[crate::base::Name]| matches!(path.first().map(crate::base::Name::as_str), Some("super" | "crate"));
    children.into_iter().any(|other| {
        let text = other.source.text();
        if !text.contains(name) {
            return false;
        }
        let imports = &other.index.items.imports;
        let brings_it = imports.iter().any(|import| relative(&import.path) && import.path.iter().any(|segment| segment == name));
        let has_own = imports.iter().any(|import| matches!(&import.kind, ImportKind::Named(known) if known == name));
        let takes_all = imports.iter().any(|import| import.kind == ImportKind::Glob && relative(&import.path));
        brings_it || (takes_all && !has_own && text.contains(&format!("{name}::"))) || text.contains(&format!("super::{name}"))
    })
}
