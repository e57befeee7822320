//! What the planner reads, and what it is asked to leave out.

use std::collections::BTreeSet;

use super::width::Width;
use super::{Lessons, Memo, end_of_life, reasons};
use crate::base::{FileId, SourceText, Span};
use crate::flow::{Flow, FoundOperation, Kept, Naming, RootKind, Site};
use crate::lint::{Finding, Report, Strategy};
use crate::options::Strategies;
use crate::rules::{Applicability, Contexts, MacroKind, Rules};
use crate::workspace::Workspace;

/// One analysis, with the texts of the manifests.
#[derive(Clone, Copy, Debug)]
pub struct Inputs<'a> {
    /// The workspace as it was read.
    pub workspace: &'a Workspace,
    /// Where what runs.
    pub flow: &'a Flow,
    /// The findings.
    pub report: &'a Report,
    /// What blocks, and what to write instead.
    pub rules: &'a Rules,
    /// What macros do with their arguments.
    pub contexts: &'a Contexts,
    /// The texts of the manifests of the packages and of the workspace, by path; one that is missing is as good as empty.
    pub manifests: &'a [SourceText],
    /// How wide lines may be.
    pub width: Width,
    /// What the compiler has said about earlier plans.
    pub lessons: &'a Lessons,
    /// What was found out before.
    pub memo: &'a Memo,
    /// What the names in bodies mean, where that can be asked.
    pub naming: Option<&'a Naming>,
}

impl<'a> Inputs<'a> {
    /// The first operation of a finding.
    pub(super) fn operation(self, finding: &Finding) -> Option<&'a FoundOperation> {
        let id = finding.operations.first()?;
        self.flow.operations.get(id.0 as usize)
    }

    /// Whether what async code calls only makes the closure that blocks, or keeps it: who moves the call moves nothing that blocks.
    pub(super) fn blocks_later(self, finding: &Finding) -> bool {
        let called = self.flow.callers.uses_at(finding.file, finding.span);
        finding.chain.len() > 1 && !called.is_empty() && called.iter().all(|used| self.keepers().contains(&used.function))
    }

    /// The path of a file.
    pub(super) fn path(self, file: FileId) -> &'a str {
        self.workspace.files[file.index()].source.path()
    }

    /// The text of a file.
    pub(super) fn text(self, file: FileId) -> &'a str {
        self.workspace.files[file.index()].source.text()
    }

    /// Why nothing can be awaited in the arguments of a macro, if that is so.
    pub(super) fn refuse_macro(self, name: Option<&String>) -> Result<(), String> {
        match name.filter(|name| !self.contexts.is_awaited_in(name)) {
            None => Ok(()),
            Some(name) if self.contexts.macro_kind(name) == Some(MacroKind::Format) => Err(reasons::in_format_macro(name)),
            Some(name) => Err(reasons::in_macro(name)),
        }
    }

    /// Why the compiler does not have a call awaited where it stands, if it was tried or one of `held` would be.
    pub(super) fn not_awaited(self, site: &Site, held: &[Kept]) -> Option<String> {
        let tried = self.tried_in_vain(site.home.file, site.call.span).map(ToOwned::to_owned);
        tried.or_else(|| self.kept_alive(site, site.call.span, held))
    }

    /// Why nothing can be awaited at a place for one of `held`, whose life cannot end before.
    pub(super) fn kept_alive(self, site: &Site, place: Span, held: &[Kept]) -> Option<String> {
        let text = self.text(site.home.file);
        let lives_on =
            |kept: &&Kept| kept.idle.as_ref().is_none_or(|idle| end_of_life(text, &idle.name, idle.value.start(), place.start()).is_none());
        held.iter().find(lives_on).filter(|_| self.may_be_sent(site)).map(|kept| reasons::held(&kept.what))
    }

    /// Why the compiler does not have what replaces a place awaited, if it was tried.
    pub(super) fn tried_in_vain(self, file: FileId, place: Span) -> Option<&'a str> {
        self.lessons.not_awaited.get(&(self.path(file).to_owned(), place)).map(String::as_str)
    }

    /// Whether the future of the code around a place, or one that code which leads to it would be a part of, may have to move to another
    /// thread: `main` and tests wait for their own where they are.
    pub(super) fn may_be_sent(self, site: &Site) -> bool {
        if site.home.in_test || site.root == RootKind::Startup {
            return false;
        }
        let callers = &self.flow.callers;
        if site.is_async() {
            let own = site.cause.as_ref().map(|cause| cause.span);
            return own.is_none() || callers.unsent.get(&site.code).copied() != own;
        }
        callers.function_at(site.home.file, site.code.start).is_some_and(|function| self.may_be_sent_with(function))
    }

    /// Whether async code leads to a function whose future may have to move to another thread.
    pub(super) fn may_be_sent_with(self, function: usize) -> bool {
        let (mut seen, mut open) = (BTreeSet::new(), vec![function]);
        while let Some(at) = open.pop() {
            for used in self.flow.callers.uses_of(&[at]) {
                if used.site.is_async() && self.may_be_sent(&used.site) {
                    return true;
                }
                open.extend(used.caller.filter(|caller| seen.insert(*caller)));
            }
        }
        false
    }

    /// Why the compiler does not have the expression at a place on another thread, if it was tried.
    pub(super) fn not_moved(self, file: FileId, place: Span) -> Option<String> {
        self.lessons.not_moved.get(&(self.path(file).to_owned(), place)).cloned()
    }

    /// Why the compiler does not have a function async whose signature is at a place, if it was tried.
    pub(super) fn not_async(self, file: FileId, signature: Span) -> Option<&'a str> {
        let path = self.path(file);
        let said = self.lessons.not_async.iter().find(|((other, parameter), _)| other == path && signature.contains(*parameter));
        said.map(|(_, why)| why.as_str())
    }

    /// The text of the manifest at `path`.
    pub(super) fn manifest(self, path: &str) -> Option<&'a str> {
        self.manifests.iter().find(|source| source.path() == path).map(SourceText::text)
    }
}

/// What a proposal may be for it to be made.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Limits {
    /// Which ways of mending are taken.
    pub strategies: Strategies,
    /// What can be trusted less is proposed only where nothing that can be trusted so far mends the finding.
    pub least_applicability: Applicability,
}

/// Which of the proposals are wanted.
#[derive(Clone, Copy, Debug)]
pub struct Choice<'a> {
    /// The ids of the rules whose findings are fixed; none for all.
    pub rules: &'a [String],
    /// The places whose findings are fixed: paths relative to the root, and a line from 1 or all lines; none for all.
    pub places: &'a [(String, Option<u32>)],
    /// Fixes that can be trusted less are left alone.
    pub least_applicability: Applicability,
}

impl Strategies {
    /// Whether fixes of this kind are taken.
    pub(super) fn take(self, strategy: &Strategy) -> bool {
        match self {
            Self::Auto => true,
            Self::MakeAsync => *strategy != Strategy::SpawnBlocking,
            Self::InPlace => matches!(strategy, Strategy::InPlace | Strategy::Shape(_)),
            Self::SpawnBlocking => *strategy == Strategy::SpawnBlocking,
        }
    }
}
