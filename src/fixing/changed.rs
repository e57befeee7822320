//! The files that a fix changes, as they were and as they become: those that rustfmt had nothing to say about are laid out by it.

use std::path::Path;

use rayon::prelude::*;

use super::Draft;
use crate::base::SourceText;
use crate::edit::unified_diff;
use crate::fix::Plan;
use crate::os;
use crate::workspace::Workspace;

/// A file that is changed.
#[derive(Clone, Debug)]
pub(super) struct Changed {
    /// Relative to the root, with `/`.
    pub(super) path: String,
    pub(super) before: String,
    pub(super) after: String,
    /// Of its package; none of a manifest.
    edition: Option<&'static str>,
}

/// The files that a plan changes.
pub(super) fn changed(draft: &Draft, plan: &Plan) -> Vec<Changed> {
    let texts = draft.texts();
    let of_file = |(path, _): (&str, _)| {
        let before = texts.iter().find(|source| source.path() == path).map(SourceText::text)?;
        let after = plan.changes.apply_to(path, before).ok()?;
        let edition = edition(&draft.analysis.workspace, path);
        Some(Changed { path: path.to_owned(), before: before.to_owned(), after, edition })
    };
    plan.changes.iter().filter_map(of_file).collect()
}

/// The edition of the innermost package around a source file.
fn edition(workspace: &Workspace, path: &str) -> Option<&'static str> {
    workspace.file_by_path(path)?;
    let folder = |manifest: &str| manifest.strip_suffix("Cargo.toml").is_some_and(|folder| path.starts_with(folder));
    let around = workspace.packages.iter().filter(|package| folder(&package.manifest));
    around.max_by_key(|package| package.manifest.len()).map(|package| package.edition.as_str())
}

/// The layout that rustfmt wants, for files where it had nothing to say before and has now; in parallel.
pub(super) fn laid_out(root: &Path, files: &[Changed]) -> Vec<Changed> {
    let lay_out = |file: &Changed| {
        let path = root.join(&file.path);
        let format = |text: &str| os::rustfmt(path.parent()?, file.edition?, text);
        let after = format(&file.after).filter(|after| *after != file.after)?;
        let was_laid_out = format(&file.before)? == file.before;
        was_laid_out.then(|| Changed { before: file.after.clone(), after, ..file.clone() })
    };
    crate::in_pool(None, || files.par_iter().filter_map(lay_out).collect())
}

pub(super) fn diff(files: &[Changed]) -> String {
    files.iter().map(|file| unified_diff(&file.path, &file.before, &file.after)).collect()
}

/// Adds what was changed later, in the order of the paths.
pub(super) fn merge(files: &mut Vec<Changed>, later: Vec<Changed>) {
    for file in later {
        match files.iter_mut().find(|known| known.path == file.path) {
            Some(known) => known.after = file.after,
            None => files.push(file),
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
}
