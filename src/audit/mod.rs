//! What a lead wants to know of a workspace, as facts: how async its async code is, what is right, what blocks and whom that stalls, what
//! should be done about it at what price, and what the analysis could not see. How it looks is left to `report/`.

mod census;
mod facts;
mod inventory;
mod recommend;
mod share;
mod unseen;

use rayon::prelude::*;

use crate::base::{FileId, LineIndex, Span};
use crate::fixing::Draft;
use crate::lint::{Finding, Operation, Report, RootKind};
use crate::workspace::Workspace;

pub use census::Census;
pub use facts::{
    Audit, AuditedOperation, Effort, Extent, FileLines, FileOperations, Impact, PackageShare, Place, PracticeCount, Priority,
    Recommendation, Risk, Share, Signature, Step, Unseen, Way,
};

/// The audit of what `draft` found and can do about it, as `check` and `fix` see it. `tests` is the report on the same workspace with test
/// code in scope. The findings of the draft say what becomes of them.
#[must_use]
pub fn audit(draft: &Draft, tests: &Report, census: &Census) -> Audit {
    let report = &draft.analysis.report;
    let lines = Lines::new(&draft.analysis.workspace);
    let findings: Vec<usize> = (0..report.findings.len()).filter(|at| !report.findings[*at].operations.is_empty()).collect();
    let by_operation = by_operation(report, &findings);
    let (recommendations, of_finding) = recommend::recommendations(draft, &lines, &findings, &by_operation);
    let (total, packages) = share::shares(draft, census, &by_operation);
    Audit {
        root: report.root.clone(),
        extent: Extent {
            files: report.summary.files,
            lines: report.summary.lines,
            functions: report.summary.functions,
            awaits: census.awaits,
            own_awaits: census.own_awaits,
            unknown_awaits: census.unknown_awaits,
            suppressed: report.summary.suppressed,
        },
        total,
        packages,
        practices: inventory::practices(&lines, census),
        recommendations,
        files: inventory::files(draft, &lines, &by_operation, &of_finding),
        sync_only: inventory::sync_only(report, &lines),
        tests: inventory::tests(tests, &lines),
        unseen: unseen::unseen(draft, &lines),
    }
}

/// The lines of the files of a workspace.
struct Lines<'w> {
    workspace: &'w Workspace,
    indexes: Vec<LineIndex>,
}

impl<'w> Lines<'w> {
    fn new(workspace: &'w Workspace) -> Self {
        Self { workspace, indexes: workspace.files.par_iter().map(|file| LineIndex::new(file.source.text())).collect() }
    }

    fn path(&self, file: FileId) -> &'w str {
        self.workspace.files[file.index()].source.path()
    }

    fn text(&self, file: FileId) -> &'w str {
        self.workspace.files[file.index()].source.text()
    }

    fn line(&self, file: FileId, span: Span) -> u32 {
        self.indexes[file.index()].line_column(self.text(file), span.start()).line
    }

    fn place(&self, file: FileId, span: Span) -> Place {
        Place { path: self.path(file).to_owned(), line: self.line(file, span) }
    }
}

/// The findings that reach each operation: indexes in the report, by id.
fn by_operation(report: &Report, findings: &[usize]) -> Vec<Vec<usize>> {
    let mut by_operation = vec![Vec::new(); report.operations.len()];
    for &at in findings {
        for id in &report.findings[at].operations {
            by_operation[id.0 as usize].push(at);
        }
    }
    by_operation
}

impl Impact {
    fn of<'f>(findings: impl Iterator<Item = &'f Finding> + Clone) -> Self {
        let mut roots = std::collections::BTreeMap::<(FileId, &str), RootKind>::new();
        for finding in findings.clone() {
            // A function with several kinds of async code counts as the first of them.
            roots.entry((finding.file, finding.function.as_str())).or_insert(finding.root);
        }
        let mut impact = Self::default();
        for kind in roots.into_values() {
            *impact.roots.entry(kind).or_default() += 1;
        }
        impact.places = findings.clone().count();
        impact.places_in_loops = findings.filter(|finding| finding.in_loop).count();
        impact
    }

    /// How many async functions are stalled.
    #[must_use]
    pub fn functions(&self) -> usize {
        self.roots.values().sum()
    }
}

fn operations<'r>(report: &'r Report, finding: &'r Finding) -> impl Iterator<Item = &'r Operation> {
    finding.operations.iter().map(|id| &report.operations[id.0 as usize])
}
