//! Traces that earlier runs put down. A body is walked again only if something changed that its walk looks at: its file, what can be seen of
//! the others, the crates that were read before it, or the tables.

use std::hash::{Hash, Hasher};

use rayon::prelude::*;
use rustc_hash::FxHasher;

use super::trace::Trace;
use super::wrappers::Takers;
use crate::base::FileId;
use crate::resolve::{BodyOwner, ItemRef, Program};
use crate::rules::{Contexts, Rules};
use crate::workspace::Workspace;

/// What a walk looks at besides its own body.
#[derive(Debug)]
pub(super) struct Remembered {
    /// A hash of what all of them look at.
    world: u64,
    /// A hash of each file: what is put down of a body stands at places in its file.
    files: Vec<u64>,
}

impl Remembered {
    /// None where nothing is remembered between runs.
    pub(super) fn new(workspace: &Workspace, rules: &Rules, contexts: &Contexts, takers: [&Takers; 2]) -> Option<Self> {
        if !workspace.parsed.is_kept() {
            return None;
        }
        let mut hasher = FxHasher::default();
        for file in &workspace.files {
            (file.source.path(), file.index.digest).hash(&mut hasher);
        }
        workspace.packages.hash(&mut hasher);
        workspace.config.text().hash(&mut hasher);
        // In an order of its own, for that of the tables may be another in each run.
        let mut inferred: Vec<_> = rules.apis().filter_map(|(_, row)| Some((&row.path, row.inferred.as_ref()?))).collect();
        inferred.sort_by_key(|(path, _)| *path);
        inferred.hash(&mut hasher);
        let mut offloaders: Vec<_> = contexts.inferred_offloaders().collect();
        offloaders.sort();
        offloaders.hash(&mut hasher);
        for functions in takers {
            let mut functions: Vec<_> = functions.iter().collect();
            functions.sort();
            functions.hash(&mut hasher);
        }
        let files = workspace.files.par_iter().map(|file| hash_of(file.source.text())).collect();
        Some(Self { world: hasher.finish(), files })
    }

    /// The trace of a body, which is remembered or made.
    pub(super) fn trace(&self, workspace: &Workspace, program: &Program, root: BodyOwner, walk: impl FnOnce() -> Trace) -> Trace {
        let Some((file, body)) = text_of(workspace, program, root) else { return walk() };
        let beside = hash_of(&(self.world, program.history(), root, self.files[file.index()]));
        let is_as_before = |&(item, hash): &(ItemRef, u64)| hash_of_body(workspace, program, item) == hash;
        workspace.parsed.derived(body, beside, |trace: &Trace| trace.consulted.iter().all(is_as_before), walk)
    }
}

/// A hash of the text of a function's body.
pub(super) fn hash_of_body(workspace: &Workspace, program: &Program, item: ItemRef) -> u64 {
    hash_of(&text_of(workspace, program, BodyOwner::Function(item)).map(|(_, text)| text))
}

/// A body as its file has it.
fn text_of<'w>(workspace: &'w Workspace, program: &Program, root: BodyOwner) -> Option<(FileId, &'w str)> {
    let (unit, span) = program.place_of_body(root)?;
    let file = program.unit(unit).file?;
    Some((file, &workspace.files[file.index()].source.text()[span.range()]))
}

fn hash_of(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}
