//! What the planner has found out about texts and asks for again, for another finding or another plan.

use std::collections::BTreeSet;
use std::hash::Hash;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustc_hash::FxHashMap;

use super::inputs::Inputs;
use super::item_macros::ItemMacros;
use super::keepers;
use super::runtimes::Runtimes;
use crate::base::{FileId, LineIndex, Name, Span};
use crate::index::{Body, ExprId};
use crate::syntax;

/// Filled when it is asked; what it says depends on the workspace alone.
#[derive(Debug, Default)]
pub struct Memo {
    lines: Mutex<FxHashMap<FileId, Arc<LineIndex>>>,
    bodies: Mutex<FxHashMap<(FileId, Span), Arc<Lowered>>>,
    runtimes: OnceLock<Runtimes>,
    keepers: OnceLock<BTreeSet<usize>>,
    item_macros: OnceLock<ItemMacros>,
}

/// A function's body, with what is around each expression.
#[derive(Debug)]
pub(super) struct Lowered {
    pub(super) body: Body,
    /// By expression; the root has none.
    pub(super) parents: Vec<Option<ExprId>>,
    /// Where it stands.
    pub(super) place: Span,
    /// The words of the body, `is_continuation` left out, in order. Not every question is about words.
    words: OnceLock<Vec<(Name, Span)>>,
}

impl Lowered {
    fn new(inputs: Inputs<'_>, file: FileId, place: Span) -> Self {
        let body = inputs.workspace.parsed.body(inputs.text(file), place, &syntax::NoMacros);
        let mut parents = vec![None; body.len()];
        for id in (0..body.len() as u32).map(ExprId) {
            for child in body.children(id) {
                parents[child.0 as usize] = Some(id);
            }
        }
        Self { body, parents, place, words: OnceLock::new() }
    }

    /// The words of the body in `text`, that of its file.
    pub(super) fn words(&self, text: &str) -> &[(Name, Span)] {
        let shifted = |inner: Span| Span::new(inner.start() + self.place.start(), inner.end() + self.place.start());
        self.words.get_or_init(|| {
            let words = syntax::words(&text[self.place.range()]).into_iter().filter(|word| !word.is_continuation);
            words.map(|word| (Name::new(word.text), shifted(word.span))).collect()
        })
    }
}

impl Inputs<'_> {
    /// The line, from 1, in which a place of a file starts.
    pub(super) fn line(self, file: FileId, place: Span) -> u32 {
        remembered(&self.memo.lines, file, || LineIndex::new(self.text(file))).line(place.start())
    }

    /// The body at a place of a file.
    pub(super) fn body(self, file: FileId, place: Span) -> Arc<Lowered> {
        remembered(&self.memo.bodies, (file, place), || Lowered::new(self, file, place))
    }
}

impl<'a> Inputs<'a> {
    /// What the workspace's own runtimes run. Not to be asked from within parallel work: all threads work to find it out.
    pub(super) fn runtimes(self) -> &'a Runtimes {
        self.memo.runtimes.get_or_init(|| Runtimes::new(self))
    }

    /// The sync functions that keep closures which block and run none of them: indexes.
    pub(super) fn keepers(self) -> &'a BTreeSet<usize> {
        self.memo.keepers.get_or_init(|| keepers::keepers(self.flow))
    }

    /// What macros between items may call. Not to be asked first from within parallel work.
    pub(super) fn item_macros(self) -> &'a ItemMacros {
        self.memo.item_macros.get_or_init(|| ItemMacros::new(self))
    }
}

/// Nothing is locked while it is made: two threads may make the same.
fn remembered<K: Eq + Hash, V>(known: &Mutex<FxHashMap<K, Arc<V>>>, key: K, make: impl FnOnce() -> V) -> Arc<V> {
    let lock = || known.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(value) = lock().get(&key) {
        return Arc::clone(value);
    }
    let value = Arc::new(make());
    Arc::clone(lock().entry(key).or_insert(value))
}
