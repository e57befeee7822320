//! From findings to fixes: which rewrite for which finding, with its imports and manifest edits. Pure: writing and proving is left to
//! `apply/`.

mod aside;
mod barrier;
mod decide;
mod describe;
mod end_of_life;
mod group;
mod helpers;
mod hop;
mod idle;
mod imports;
mod inputs;
mod item_macros;
mod keepers;
mod layout;
mod make_async;
mod manifest;
mod memo;
mod plan;
mod reasons;
mod reflow;
mod region;
mod render;
mod rewrite;
mod runtimes;
mod sequence;
mod shapes;
mod spelling;
mod step;
mod threaded_tests;
mod width;

use std::collections::{BTreeMap, BTreeSet};

use crate::base::Span;
use crate::edit::ChangeSet;
use crate::rules::Applicability;

pub use aside::BLOCK_IN_PLACE;
pub use decide::{Decided, Proposals, propose};
pub use describe::{describe, fix_of};
pub use end_of_life::end_of_life;
pub use imports::{import_under, without_import};
pub use inputs::{Choice, Inputs, Limits};
pub use memo::Memo;
pub use plan::{edits_alone, plan};
pub use reasons::NOT_TAKEN;
pub use step::{Step, StepKind};
pub use width::Width;

/// One connected group of edits across files: applied or undone as a whole.
#[derive(Clone, Debug)]
pub struct Fix {
    /// Indexes of the findings in the report that the plan was made from: sorted, at least one. No other fix of the plan has any of them.
    pub findings: Vec<usize>,
    /// What it does, one line: `src/a.rs:12: std::fs::read -> tokio::fs::read`.
    pub title: String,
    /// How far it can be trusted.
    pub applicability: Applicability,
    /// Why it is not safe; empty where it is.
    pub reason: String,
    /// The parts of the original files that a compiler error caused by this fix may point into: path relative to the root, and a span of
    /// the text as it was (the enclosing function, the import).
    pub reach: Vec<(String, Span)>,
    /// The calls that it awaits, by file: spans of the text as it was.
    pub awaits: Vec<(String, Span)>,
    /// Those of them that are several operations in one hop to the blocking pool, which could each be awaited instead.
    pub merged: Vec<(String, Span)>,
    /// What it consists of, for whoever wants to read it before it is done; empty where the title says it all.
    pub details: Vec<Step>,
    /// What a planner has to know to mend the findings in another way; nothing where this is the last one.
    pub otherwise: Lessons,
}

/// What the compiler has said about the plans before this one. The planner starts anew with each lesson: what cannot be awaited at one
/// place may become async without it, or go to the blocking pool.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Lessons {
    /// Findings whose fixes did not hold, and which no plan brings back.
    pub left_out: BTreeSet<usize>,
    /// Calls that cannot be awaited where they stand, by file and span of the text as it was, and why: one line, lower case, no full stop.
    pub not_awaited: BTreeMap<(String, Span), String>,
    /// As `not_awaited`, for what cannot go to the blocking pool, and could be awaited.
    pub not_moved: BTreeMap<(String, Span), String>,
    /// Names and parameters of functions that cannot become async because of them, by file and span of the text as it was, and why.
    pub not_async: BTreeMap<(String, Span), String>,
}

impl Lessons {
    /// Whether nothing was said but which findings to leave out.
    #[must_use]
    pub fn is_of_findings_alone(&self) -> bool {
        self.not_awaited.is_empty() && self.not_moved.is_empty() && self.not_async.is_empty()
    }

    /// Adds others; whether any is new.
    pub fn add(&mut self, others: &Self) -> bool {
        let known = self.count();
        self.left_out.extend(&others.left_out);
        for (own, others) in [
            (&mut self.not_awaited, &others.not_awaited),
            (&mut self.not_moved, &others.not_moved),
            (&mut self.not_async, &others.not_async),
        ] {
            for (place, why) in others {
                own.entry(place.clone()).or_insert_with(|| why.clone());
            }
        }
        self.count() > known
    }

    fn count(&self) -> usize {
        self.left_out.len() + self.not_awaited.len() + self.not_moved.len() + self.not_async.len()
    }
}

/// What a whole `fix` would do. Made anew, from the same report, for each set of lessons: imports and manifests depend on all fixes
/// together.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The fixes in it, by path and offset.
    pub fixes: Vec<Fix>,
    /// The edits of all of them together, imports and manifests included.
    pub changes: ChangeSet,
    /// Findings left alone: index in the report, and why.
    pub left: Vec<(usize, String)>,
}
