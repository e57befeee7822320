//! The functions that doc tests call, as far as their text tells: `cargo check` does not compile them, so that nothing would say that they
//! broke.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::flow::SyncFunction;
use crate::workspace::{TargetKind, Workspace};

/// What doc tests call: for each call what stands before its name, and the name.
pub(super) struct DocTests<'w>(BTreeSet<(Before<'w>, &'w str)>);

/// What stands before a name that is called.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Before<'t> {
    Nothing,
    Dot,
    /// `Store` in `Store::load(`.
    Segment(&'t str),
}

impl<'w> DocTests<'w> {
    /// Those of the libraries, the only ones that are run.
    pub(super) fn new(workspace: &'w Workspace) -> Self {
        // Few files have a block of code in a comment, and the search for its fence is cheap.
        let files = workspace.files.par_iter().filter(|file| file.source.text().contains(FENCE));
        let files = files.filter(|file| is_of_library(workspace, file.source.path()));
        Self(files.flat_map_iter(|file| calls_in(file.source.text())).collect())
    }

    /// Whether one of them calls the function, as far as names tell.
    pub(super) fn call(&self, function: &SyncFunction) -> bool {
        let (name, parent) = (function.path.last(), function.path.parent());
        let owner = parent.as_ref().map_or("", |path| path.last());
        let is_called = |before: Before<'_>| self.0.contains(&(before, name));
        if function.is_method { is_called(Before::Dot) } else { is_called(Before::Nothing) || is_called(Before::Segment(owner)) }
    }
}

/// What opens and closes a block of code in a comment.
const FENCE: &str = "```";

/// What the doc tests of one file call.
fn calls_in(text: &str) -> Vec<(Before<'_>, &str)> {
    let mut calls = Vec::new();
    let mut code = Code::None;
    for line in text.lines() {
        let line = line.trim_start();
        let Some(comment) = line.strip_prefix("///").or_else(|| line.strip_prefix("//!")) else {
            code = Code::None;
            continue;
        };
        if let Some(words) = comment.trim_start().strip_prefix(FENCE) {
            code = if code == Code::None { Code::of(words) } else { Code::None };
        } else if code == Code::Compiled {
            calls.extend(called(comment));
        }
    }
    calls
}

/// What a block of a comment is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Code {
    None,
    Compiled,
    /// Text, another language, or code that is ignored.
    Shown,
}

impl Code {
    fn of(words: &str) -> Self {
        let is_rust = |word: &str| word == "rust" || word == "no_run" || word == "should_panic" || word.starts_with("edition");
        let mut words = words.split([',', ' ']).map(str::trim).filter(|word| !word.is_empty());
        if words.all(is_rust) { Self::Compiled } else { Self::Shown }
    }
}

fn is_of_library(workspace: &Workspace, path: &str) -> bool {
    let folder = |manifest: &str| manifest.strip_suffix("Cargo.toml").unwrap_or_default().to_owned();
    let around = workspace.packages.iter().filter(|package| path.starts_with(&folder(&package.manifest)));
    let innermost = around.max_by_key(|package| package.manifest.len());
    innermost.is_some_and(|package| package.targets.iter().any(|target| target.kind == TargetKind::Library))
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
