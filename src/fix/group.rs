//! What is done as a whole or not at all: rewrites in any number of files, for any number of findings.

use super::decide::{CrateUse, Proposal};
use super::inputs::Inputs;
use super::rewrite::Rewrite;
use super::step::Step;
use crate::base::{FileId, Span};
use crate::lint::Strategy;
use crate::rules::Applicability;

/// Rewrites that stand or fall together.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// Indexes in the report: sorted, at least one, in no other group.
    pub(super) findings: Vec<usize>,
    pub(super) applicability: Applicability,
    /// Why it is not safe; empty where it is.
    pub(super) reason: String,
    pub(super) strategy: Strategy,
    /// One line: `src/a.rs:12: std::fs::read -> tokio::fs::read`.
    pub(super) title: String,
    /// What it consists of; empty where the title says it all.
    pub(super) details: Vec<Step>,
    pub(super) parts: Vec<Part>,
    /// Those of its places that are several operations in one hop, which could each be awaited instead.
    pub(super) merged: Vec<(FileId, Span)>,
    /// The names of the functions that it makes async.
    pub(super) functions: Vec<(FileId, Span)>,
    /// What a compiler error caused by it may point into.
    pub(super) reach: Vec<(FileId, Span)>,
    pub(super) crate_uses: Vec<CrateUse>,
}

/// A rewrite of one place.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) file: FileId,
    /// What it rewrites: the call, or the signature.
    pub(super) place: Span,
    pub(super) rewrite: Rewrite,
}

impl Group {
    /// The rewrite of the one operation of a finding, where it stands.
    pub(super) fn in_place(inputs: Inputs<'_>, finding: usize, proposal: Proposal) -> Option<Self> {
        let operation = inputs.operation(&inputs.report.findings[finding])?;
        let (file, place) = (operation.site.home.file, operation.site.call.span);
        Some(Self {
            findings: vec![finding],
            applicability: proposal.applicability,
            reason: proposal.reason,
            strategy: proposal.strategy,
            title: format!("{}: {} -> {}", location(inputs, file, place), operation.api, proposal.becomes),
            details: Vec::new(),
            parts: vec![Part { file, place, rewrite: proposal.rewrite }],
            merged: Vec::new(),
            functions: Vec::new(),
            reach: vec![(file, place), (file, operation.site.home.span)],
            crate_uses: proposal.crate_use.into_iter().collect(),
        })
    }
}

/// `src/a.rs:12`.
pub(super) fn location(inputs: Inputs<'_>, file: FileId, span: Span) -> String {
    format!("{}:{}", inputs.path(file), inputs.line(file, span))
}
