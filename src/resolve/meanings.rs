//! What names mean to the code of a module: bodies and signatures ask for the same ones again and again, and the answer may lie at the end of
//! a chain of imports.

use std::sync::{PoisonError, RwLock};

use rustc_hash::FxHashMap;

use super::definitions::Definition;
use super::names::Namespace;
use crate::base::Name;

/// The names that were looked up in one module, from the same place. They hold as long as no crate is added.
#[derive(Debug, Default)]
pub(super) struct Meanings {
    types: RwLock<FxHashMap<Name, Meaning>>,
    values: RwLock<FxHashMap<Name, Meaning>>,
}

/// What a name means.
#[derive(Clone, Debug)]
pub(super) struct Meaning {
    /// None if it means nothing that is known.
    pub(super) definition: Option<Definition>,
    /// Whether a name on the way to it was declared more than once.
    pub(super) has_twins: bool,
}

impl Clone for Meanings {
    fn clone(&self) -> Self {
        let copy = |known: &RwLock<FxHashMap<Name, Meaning>>| RwLock::new(known.read().unwrap_or_else(PoisonError::into_inner).clone());
        Self { types: copy(&self.types), values: copy(&self.values) }
    }
}

impl Meanings {
    /// What `name` means, which is looked up the first time; the meaning of a macro's name depends on where it stands.
    pub(super) fn get(&self, name: &str, namespace: Namespace, look_up: impl FnOnce() -> Meaning) -> Meaning {
        let known = match namespace {
            Namespace::Types => &self.types,
            Namespace::Values => &self.values,
            Namespace::Macros => return look_up(),
        };
        if let Some(meaning) = known.read().unwrap_or_else(PoisonError::into_inner).get(name) {
            return meaning.clone();
        }
        let meaning = look_up();
        known.write().unwrap_or_else(PoisonError::into_inner).insert(Name::new(name), meaning.clone());
        meaning
    }
}
