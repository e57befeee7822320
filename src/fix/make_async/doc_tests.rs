//! Doc tests that call what becomes async. `cargo check` does not compile them, so that nothing would say that they broke: where there is
//! a doubt about one, what it may call stays as it is.

use std::collections::BTreeSet;

use crate::base::{FileId, Span};
use crate::fix::inputs::Inputs;
use crate::flow::SyncFunction;

/// The doc tests of the workspace's libraries.
pub(super) struct DocTests<'a> {
    /// The examples in comments that were understood.
    known: &'a [(FileId, Span)],
    /// What others, and those in files that documentation includes, may call: for each call what stands before its name, and the name.
    unread: BTreeSet<(Before<'a>, &'a str)>,
}

/// What stands before a name that is called.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Before<'t> {
    Nothing,
    Dot,
    /// `Store` in `Store::load(`.
    Segment(&'t str),
}

impl<'a> DocTests<'a> {
    pub(super) fn new(inputs: Inputs<'a>) -> Self {
        let callers = &inputs.flow.callers;
        let in_comments = callers.unread_doc_tests.iter().flat_map(|(file, span)| inputs.text(*file)[span.range()].lines());
        let documents = inputs.workspace.documents.iter().flat_map(|document| examples(document.text()));
        Self { known: &callers.doc_tests, unread: in_comments.chain(documents).flat_map(called).collect() }
    }

    /// Whether a place is part of one that was understood.
    pub(super) fn hold(&self, file: FileId, place: Span) -> bool {
        self.known.iter().any(|(other, block)| *other == file && block.contains(place))
    }

    /// Whether one that was not understood calls the function, as far as names tell.
    pub(super) fn may_call(&self, function: &SyncFunction) -> bool {
        let (name, parent) = (function.path.last(), function.path.parent());
        let owner = parent.as_ref().map_or("", |path| path.last());
        let is_called = |before: Before<'_>| self.unread.contains(&(before, name));
        let by_name = is_called(Before::Nothing) || is_called(Before::Segment(owner));
        by_name || (function.is_method && is_called(Before::Dot))
    }
}

/// The lines between the fences of a text.
fn examples(text: &str) -> impl Iterator<Item = &str> {
    let mut is_inside = false;
    text.lines().filter(move |line| {
        let is_fence = line.trim_start().starts_with("```");
        is_inside ^= is_fence;
        is_inside && !is_fence
    })
}

/// The names before the parentheses of a line.
fn called(line: &str) -> impl Iterator<Item = (Before<'_>, &str)> {
    line.match_indices('(').filter_map(|(at, _)| {
        let name = last_name(&line[..at]);
        let rest = &line[..at - name.len()];
        let before = match rest.strip_suffix("::") {
            Some(path) => Before::Segment(last_name(path)),
            None if rest.trim_end().ends_with('.') => Before::Dot,
            None => Before::Nothing,
        };
        (!name.is_empty()).then_some((before, name))
    })
}

fn last_name(text: &str) -> &str {
    text.rsplit(|character: char| !character.is_alphanumeric() && character != '_').next().unwrap_or_default()
}
