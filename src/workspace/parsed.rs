//! What the parser makes of texts, remembered between runs: a text that was read before is not parsed again.

use std::cell::{Cell, RefCell};
use std::hash::{Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use rustc_hash::FxHasher;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::base::Span;
use crate::cache::{Cache, Pack};
use crate::index::{Body, FileIndex, PathRef};
use crate::os;
use crate::syntax::{self, MacroDefinition, Macros};

/// The indexes and bodies that a run reads, and those that earlier runs over the same workspace have read.
#[derive(Debug, Default)]
pub struct Parsed {
    pack: Pack,
}

/// A body, and what has to be as it was for it to be that body.
#[derive(Serialize, Deserialize)]
struct LoweredBody {
    body: Body,
    /// The calls of macros that have no definition outside of the body, each with its place; none where one has.
    undefined: Option<Vec<(PathRef, u32)>>,
}

impl Parsed {
    /// What is remembered of the workspace at `root`.
    #[must_use]
    pub fn open(cache: &Cache, root: &Path) -> Self {
        Self { pack: Pack::open(cache, "parsed", hash(&cache.original(root))) }
    }

    /// The index of a text; none where the analysis panicked.
    pub(super) fn index(&self, text: &str) -> Option<FileIndex> {
        unless_it_panics(|| self.pack.get(text, 0, |_| true, || syntax::index(text)))
    }

    /// The body at `span` of a file's text. Only one that needs no definition of a macro is remembered: those are elsewhere.
    pub(crate) fn body(&self, text: &str, span: Span, macros: &dyn Macros) -> Body {
        let is_undefined = |calls: &[(PathRef, u32)]| calls.iter().all(|(path, at)| macros.definition(path, *at).is_none());
        let holds = |lowered: &LoweredBody| lowered.undefined.as_deref().is_some_and(is_undefined);
        let make = || {
            let asking = Asking { macros, undefined: RefCell::default(), is_found: Cell::new(false) };
            let body = syntax::body(text, span, &asking);
            LoweredBody { body, undefined: (!asking.is_found.get()).then(|| asking.undefined.take()) }
        };
        // Spans count from the start of the file, and the outermost scope ends with it.
        let place = hash(&(span.start(), text.len()));
        self.pack.get(&text[span.range()], place, holds, make).body
    }

    /// Whether anything is remembered between runs.
    pub(crate) fn is_kept(&self) -> bool {
        self.pack.is_kept()
    }

    /// What follows from a body and from what `beside` says, remembered where it holds or made.
    pub(crate) fn derived<T>(&self, body: &str, beside: u64, holds: impl Fn(&T) -> bool, make: impl FnOnce() -> T) -> T
    where
        T: Serialize + DeserializeOwned,
    {
        self.pack.get(body, beside, holds, make)
    }

    /// What follows from `question` alone, remembered where it holds or made.
    pub(super) fn remembered<T>(&self, question: &impl Hash, holds: impl Fn(&T) -> bool, make: impl FnOnce() -> T) -> T
    where
        T: Serialize + DeserializeOwned,
    {
        self.pack.get("", hash(question), holds, make)
    }

    /// Remembers what is new for the next run.
    pub fn save(&self) {
        self.pack.save();
    }
}

/// The index of a text without what its bodies mention; none where the analysis panicked.
pub(super) fn signatures(text: &str) -> Option<FileIndex> {
    unless_it_panics(|| syntax::signatures(text))
}

/// The index of a text, calls between items expanded; none where the analysis panicked. It is not remembered: few files are read so, and
/// the definitions are elsewhere.
pub(super) fn expanded_index(text: &str, macros: &dyn Macros) -> Option<FileIndex> {
    unless_it_panics(|| syntax::index_expanded(text, macros))
}

fn unless_it_panics(read: impl FnOnce() -> FileIndex) -> Option<FileIndex> {
    catch_unwind(AssertUnwindSafe(read)).inspect_err(|_| os::mark_unrepeatable()).ok()
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Puts down which macros are asked for.
struct Asking<'m> {
    macros: &'m dyn Macros,
    undefined: RefCell<Vec<(PathRef, u32)>>,
    is_found: Cell<bool>,
}

impl Macros for Asking<'_> {
    fn definition(&self, path: &PathRef, offset: u32) -> Option<MacroDefinition<'_>> {
        let found = self.macros.definition(path, offset);
        match found {
            Some(_) => self.is_found.set(true),
            None => self.undefined.borrow_mut().push((path.clone(), offset)),
        }
        found
    }
}
