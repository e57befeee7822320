//! What one look-up carries with it: the imports that it is following, and what it has done so far.

use std::cell::Cell;

use crate::resolve::definitions::ModuleId;

/// Chains of imports longer than this are given up.
const LONGEST_CHAIN: usize = 24;

/// The imports that are being followed: none of them can be what it imports itself.
#[derive(Clone, Copy)]
pub(super) struct Chain<'c> {
    import: Option<(ModuleId, u32)>,
    outer: Option<&'c Self>,
    length: usize,
}

impl<'c> Chain<'c> {
    pub(super) const START: Chain<'static> = Chain { import: None, outer: None, length: 0 };

    /// One import alone.
    pub(super) fn of(import: (ModuleId, u32)) -> Self {
        Self { import: Some(import), outer: None, length: 1 }
    }

    /// The chain with one more import; none if it is there already or the chain is too long.
    pub(super) fn with(&'c self, import: (ModuleId, u32)) -> Option<Self> {
        let mut link = Some(self);
        while let Some(chain) = link {
            if chain.import == Some(import) {
                return None;
            }
            link = chain.outer;
        }
        (self.length < LONGEST_CHAIN).then_some(Self { import: Some(import), outer: Some(self), length: self.length + 1 })
    }
}

/// How many modules one look-up may ask. Globs of modules that glob each other lead to more ways than anybody has time for.
const MOST_MODULES: u32 = 2000;

/// What one look-up has done so far.
pub(super) struct State {
    /// How many modules may still be asked.
    pub(super) left: Cell<u32>,
    /// Whether a name on the way was declared more than once, and this machine does not decide which one counts.
    pub(super) has_twins: Cell<bool>,
    /// Whether the last of them is taken instead of the first.
    pub(super) prefers_last: bool,
    /// Whether it is the look-up of what a glob opens, which takes no other glob's answer for granted.
    pub(super) opens_globs: bool,
    /// Whether it is the look-up of what a module exports, which takes no other export for granted.
    pub(super) finds_export: bool,
}

impl Default for State {
    fn default() -> Self {
        Self { left: Cell::new(MOST_MODULES), has_twins: Cell::new(false), prefers_last: false, opens_globs: false, finds_export: false }
    }
}
