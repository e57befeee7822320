//! Which findings a change touches: those with a changed line on their way from the `async` to the operation.

use std::cell::OnceCell;

use super::finding::{Finding, Report};
use crate::base::{FileId, LineIndex, Span};
use crate::os::ChangedLines;

/// For each finding of the report, whether a call of its chain or an operation that it reaches stands on a changed line, or its `async` on
/// one that had none before.
#[must_use]
pub fn touched(report: &Report, changed: &ChangedLines) -> Vec<bool> {
    let lines = Lines { report, indexes: report.files.iter().map(|_| OnceCell::new()).collect() };
    let touches = |finding: &Finding| {
        let operations = finding.operations.iter().filter_map(|id| report.operations.get(id.0 as usize));
        let calls = std::iter::once((finding.file, finding.span))
            .chain(finding.chain.iter().map(|hop| (hop.file, hop.span)))
            .chain(operations.map(|operation| (operation.file, operation.call.span)));
        let is_changed = |(file, span): (FileId, Span)| {
            let (first, last) = lines.of(file, span);
            changed.hold(report.files[file.index()].path(), first, last)
        };
        let is_made_async = finding.labels.first().is_some_and(|cause| {
            let (first, last) = lines.of(cause.file, cause.span);
            changed.made_async(report.files[cause.file.index()].path(), first, last)
        });
        calls.into_iter().any(is_changed) || is_made_async
    };
    report.findings.iter().map(touches).collect()
}

struct Lines<'r> {
    report: &'r Report,
    indexes: Vec<OnceCell<LineIndex>>,
}

impl Lines<'_> {
    /// The first and last line, from 1, of a span.
    fn of(&self, file: FileId, span: Span) -> (u32, u32) {
        let text = self.report.files[file.index()].text();
        let index = self.indexes[file.index()].get_or_init(|| LineIndex::new(text));
        let line = |offset: u32| index.line_column(text, offset.min(text.len() as u32)).line;
        (line(span.start()), line(span.end()))
    }
}
