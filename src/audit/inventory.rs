//! What is there, by file: what blocks async code and whom it stalls, what blocks elsewhere, and what is right.

use std::collections::BTreeMap;

use super::{AuditedOperation, Census, FileLines, FileOperations, Impact, Lines, PracticeCount, Step};
use crate::base::FileId;
use crate::fixing::Draft;
use crate::lint::{Confidence, Context, Hop, Operation, OperationId, Report};
use crate::rules::Practice;

/// The operations that findings reach, by file. `of_finding` has the recommendation that each finding belongs to.
pub(super) fn files(
    draft: &Draft,
    lines: &Lines<'_>,
    by_operation: &[Vec<usize>],
    of_finding: &BTreeMap<usize, usize>,
) -> Vec<FileOperations> {
    let (report, flow) = (&draft.analysis.report, &draft.analysis.flow);
    let mut files: BTreeMap<FileId, Vec<AuditedOperation>> = BTreeMap::new();
    for (at, operation) in report.operations.iter().enumerate() {
        let findings = &by_operation[at];
        if findings.is_empty() {
            continue;
        }
        let reaching = findings.iter().map(|at| &report.findings[*at]);
        files.entry(operation.file).or_default().push(AuditedOperation {
            line: lines.line(operation.file, operation.call.span),
            api: operation.api.to_string(),
            rule: operation.rule.clone(),
            effect: operation.effect,
            function: operation.function.to_string(),
            context: operation.context,
            confidence: reaching.clone().map(|finding| finding.confidence).max().unwrap_or(Confidence::Likely),
            is_in_loop: flow.operations[at].site.in_loop,
            impact: Impact::of(reaching),
            chain: chain(report, lines, OperationId(at as u32), findings),
            recommendation: findings.iter().find_map(|at| of_finding.get(at)).copied(),
        });
    }
    files.into_iter().map(|(file, operations)| FileOperations { path: lines.path(file).to_owned(), operations }).collect()
}

/// The shortest known way of the findings to an operation; a direct one where there is one. Where no chain that ends at it is known, from
/// the async function to the operation's own.
fn chain(report: &Report, lines: &Lines<'_>, id: OperationId, findings: &[usize]) -> Vec<Step> {
    let of_finding = |at: &usize| {
        let finding = &report.findings[*at];
        let own = Some(finding.chain.as_slice()).filter(|_| finding.operations.first() == Some(&id));
        let listed = finding.chains.iter().flat_map(|chains| &chains.listed);
        let listed = listed.filter(|chain| chain.operation == id).map(|chain| chain.hops.as_slice());
        own.into_iter().chain(listed).min_by_key(|hops| hops.len())
    };
    if let Some(hops) = findings.iter().filter_map(of_finding).min_by_key(|hops| hops.len()) {
        return steps(lines, hops);
    }
    let operation = &report.operations[id.0 as usize];
    let first = findings.first().map(|at| &report.findings[*at]);
    let start = first.map(|finding| Step { function: finding.function.to_string(), place: lines.place(finding.file, finding.span) });
    start.into_iter().chain([step_of(lines, operation)]).collect()
}

pub(super) fn steps(lines: &Lines<'_>, hops: &[Hop]) -> Vec<Step> {
    hops.iter().map(|hop| Step { function: hop.function.to_string(), place: lines.place(hop.file, hop.span) }).collect()
}

fn step_of(lines: &Lines<'_>, operation: &Operation) -> Step {
    Step { function: operation.function.to_string(), place: lines.place(operation.file, operation.call.span) }
}

/// The blocking calls in sync code that nothing async reaches.
pub(super) fn sync_only(report: &Report, lines: &Lines<'_>) -> Vec<FileLines> {
    by_file(report, lines, |operation| operation.context == Context::Sync && !operation.in_test)
}

/// The blocking calls in test code that run on an executor.
pub(super) fn tests(report: &Report, lines: &Lines<'_>) -> Vec<FileLines> {
    let mut is_reached = vec![false; report.operations.len()];
    report.findings.iter().flat_map(|finding| &finding.operations).for_each(|id| is_reached[id.0 as usize] = true);
    let mut is_reached = is_reached.into_iter();
    by_file(report, lines, |operation| is_reached.next() == Some(true) && operation.in_test)
}

fn by_file(report: &Report, lines: &Lines<'_>, mut counts: impl FnMut(&Operation) -> bool) -> Vec<FileLines> {
    let mut files: BTreeMap<FileId, Vec<(u32, String)>> = BTreeMap::new();
    for operation in report.operations.iter().filter(|operation| counts(operation)) {
        let line = lines.line(operation.file, operation.call.span);
        files.entry(operation.file).or_default().push((line, operation.api.to_string()));
    }
    files.into_iter().map(|(file, found)| FileLines { path: lines.path(file).to_owned(), lines: found }).collect()
}

/// What is right, by kind and function.
pub(super) fn practices(lines: &Lines<'_>, census: &Census) -> Vec<PracticeCount> {
    let mut counts: BTreeMap<(Practice, &str), PracticeCount> = BTreeMap::new();
    for found in &census.practices {
        let empty = || PracticeCount { practice: found.practice, api: found.api.clone(), places: Vec::new() };
        let count = counts.entry((found.practice, &found.api)).or_insert_with(empty);
        count.places.push(lines.place(found.file, found.span));
    }
    let mut counts: Vec<_> = counts.into_values().collect();
    counts.sort_by_key(|count| (count.practice, std::cmp::Reverse(count.places.len())));
    counts
}
