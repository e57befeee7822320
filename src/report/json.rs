//! The stable JSON report, `cargo-unblock/1`: twin types of `lint/`'s, with the names that `schema/report.schema.json` promises.
//! A field here may be added; it is never renamed and never changes its meaning under the same schema number.

pub mod lines;
pub mod why;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use serde::Serialize;

use super::places::Places;
use crate::base::{FileId, Span};
use crate::lint::{Chains, Context, Finding, FindingFix, Hop, Level, Operation, OperationChain, Problem, Report};
use crate::rules::Effect;
use words::{JsonApplicability, JsonStrategy};
pub(super) use words::{JsonConfidence, JsonContext, JsonRoot};

/// The name and number of the format, the value of `schema`.
pub const SCHEMA: &str = "cargo-unblock/1";

/// Which operations a report lists.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Operations {
    /// Those that a finding reaches.
    Reached,
    /// Those in offloaded and sync code too.
    All,
}

/// Writes `report` as JSON, with a line end after it. The same report gives the same bytes, but for `summary.elapsed_ms`.
///
/// # Errors
/// If `out` cannot be written.
pub fn render(report: &Report, operations: Operations, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &JsonReport::new(report, operations))?;
    writeln!(out)
}

#[derive(Serialize)]
struct JsonReport<'r> {
    schema: &'static str,
    tool: JsonTool,
    root: &'r str,
    summary: JsonSummary<'r>,
    operations: Vec<JsonOperation<'r>>,
    findings: Vec<JsonFinding<'r>>,
    problems: Vec<JsonProblem<'r>>,
}

#[derive(Serialize)]
pub(super) struct JsonTool {
    name: &'static str,
    version: &'static str,
}

/// Counts of the whole run, whatever `operations` lists.
#[derive(Serialize)]
struct JsonSummary<'r> {
    files: u64,
    orphan_files: u64,
    lines: u64,
    functions: u64,
    async_bodies: u64,
    lowered_bodies: u64,
    operations: usize,
    findings: usize,
    suppressed: u64,
    problems: usize,
    by_rule: BTreeMap<&'r str, u64>,
    by_level: BTreeMap<Level, u64>,
    by_context: BTreeMap<JsonContext, u64>,
    unresolved: &'r BTreeMap<String, u64>,
    dependencies: JsonDependencies<'r>,
    elapsed_ms: u64,
}

#[derive(Serialize)]
struct JsonDependencies<'r> {
    summarised: u64,
    unread: &'r BTreeMap<String, u64>,
}

#[derive(Serialize)]
struct JsonOperation<'r> {
    id: u32,
    api: &'r str,
    effect: Effect,
    path: &'r str,
    span: JsonSpan,
    function: &'r str,
    context: JsonContext,
    in_test: bool,
}

#[derive(Serialize)]
struct JsonFinding<'r, O = u32> {
    rule: &'r str,
    level: Level,
    confidence: JsonConfidence,
    message: &'r str,
    path: &'r str,
    span: JsonSpan,
    function: &'r str,
    root: JsonRoot,
    in_loop: bool,
    operations: Vec<O>,
    chain: Vec<JsonHop<'r>>,
    /// Only where all chains were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    chains: Option<JsonChains<'r>>,
    fingerprint: &'r str,
    fix: JsonFix<'r>,
}

#[derive(Serialize)]
struct JsonChains<'r> {
    listed: Vec<JsonOperationChain<'r>>,
    more: u64,
    is_complete: bool,
}

#[derive(Serialize)]
struct JsonOperationChain<'r> {
    operation: u32,
    hops: Vec<JsonHop<'r>>,
}

#[derive(Serialize)]
struct JsonHop<'r> {
    function: &'r str,
    path: &'r str,
    span: JsonSpan,
}

#[derive(Serialize)]
struct JsonFix<'r> {
    applicability: JsonApplicability,
    strategy: Option<JsonStrategy<'r>>,
    reason: &'r str,
}

#[derive(Serialize)]
struct JsonProblem<'r> {
    path: &'r str,
    message: &'r str,
    span: Option<JsonSpan>,
}

/// Bytes from 0 of the file on disk; lines and columns from 1, columns in characters.
#[derive(Serialize)]
struct JsonSpan {
    byte_start: u32,
    byte_end: u32,
    line_start: u32,
    column_start: u32,
    line_end: u32,
    column_end: u32,
}

impl<'r> JsonReport<'r> {
    fn new(report: &'r Report, operations: Operations) -> Self {
        debug_assert!(
            report.findings.is_sorted_by_key(|finding| (finding.file, finding.span.start(), &finding.rule)),
            "lint/ sorts findings"
        );
        debug_assert!(
            report.operations.is_sorted_by_key(|operation| (operation.file, operation.call.span.start())),
            "lint/ sorts operations"
        );
        let places = Places::new(&report.files);
        let listed = listed_operations(report, operations);
        let dense: BTreeMap<u32, u32> = listed.iter().zip(0..).map(|(&old, new)| (old, new)).collect();
        Self {
            schema: SCHEMA,
            tool: JsonTool::new(),
            root: &report.root,
            summary: JsonSummary::new(report),
            operations: dense.iter().map(|(&old, &id)| JsonOperation::new(id, &report.operations[old as usize], &places)).collect(),
            findings: report.findings.iter().map(|finding| JsonFinding::new(finding, &dense, &places)).collect(),
            problems: report.problems.iter().map(|problem| JsonProblem::new(problem, &places)).collect(),
        }
    }
}

/// The ids, in the report, of the operations to print.
fn listed_operations(report: &Report, operations: Operations) -> BTreeSet<u32> {
    match operations {
        Operations::All => (0..report.operations.len() as u32).collect(),
        Operations::Reached => report.findings.iter().flat_map(|finding| &finding.operations).map(|id| id.0).collect(),
    }
}

impl<'r> JsonSummary<'r> {
    fn new(report: &'r Report) -> Self {
        let mut by_rule = BTreeMap::new();
        let mut by_level = BTreeMap::from([Level::Allow, Level::Warn, Level::Deny].map(|level| (level, 0)));
        for finding in &report.findings {
            *by_rule.entry(finding.rule.as_str()).or_default() += 1;
            *by_level.entry(finding.level).or_default() += 1;
        }
        let contexts = [Context::Async, Context::Closure, Context::Reached, Context::Zone, Context::Offloaded, Context::Sync];
        let mut by_context = BTreeMap::from(contexts.map(|context| (JsonContext::from(context), 0)));
        for operation in &report.operations {
            *by_context.entry(operation.context.into()).or_default() += 1;
        }
        let summary = &report.summary;
        Self {
            files: summary.files,
            orphan_files: summary.orphan_files,
            lines: summary.lines,
            functions: summary.functions,
            async_bodies: summary.async_bodies,
            lowered_bodies: summary.lowered_bodies,
            operations: report.operations.len(),
            findings: report.findings.len(),
            suppressed: summary.suppressed,
            problems: report.problems.len(),
            by_rule,
            by_level,
            by_context,
            unresolved: &summary.unresolved,
            dependencies: JsonDependencies { summarised: summary.dependencies.summarised, unread: &summary.dependencies.unread },
            elapsed_ms: u64::try_from(summary.elapsed.as_millis()).unwrap_or(u64::MAX),
        }
    }
}

impl<'r> JsonOperation<'r> {
    fn new(id: u32, operation: &'r Operation, places: &Places<'r>) -> Self {
        Self {
            id,
            api: operation.api.as_str(),
            effect: operation.effect,
            path: places.file(operation.file).source.path(),
            span: JsonSpan::new(operation.file, operation.call.span, places),
            function: operation.function.as_str(),
            context: operation.context.into(),
            in_test: operation.in_test,
        }
    }
}

impl JsonTool {
    pub(super) fn new() -> Self {
        Self { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") }
    }
}

impl<'r> JsonFinding<'r> {
    fn new(finding: &'r Finding, dense: &BTreeMap<u32, u32>, places: &Places<'r>) -> Self {
        Self::with(finding, finding.operations.iter().map(|id| dense[&id.0]).collect(), dense, places)
    }
}

impl<'r, O> JsonFinding<'r, O> {
    /// `dense` has the ids that operations go by in what is written.
    fn with(finding: &'r Finding, operations: Vec<O>, dense: &BTreeMap<u32, u32>, places: &Places<'r>) -> Self {
        Self {
            rule: &finding.rule,
            level: finding.level,
            confidence: finding.confidence.into(),
            message: &finding.message,
            path: places.file(finding.file).source.path(),
            span: JsonSpan::new(finding.file, finding.span, places),
            function: finding.function.as_str(),
            root: finding.root.into(),
            in_loop: finding.in_loop,
            operations,
            chain: finding.chain.iter().map(|hop| JsonHop::new(hop, places)).collect(),
            chains: finding.chains.as_ref().map(|chains| JsonChains::new(chains, dense, places)),
            fingerprint: &finding.fingerprint,
            fix: JsonFix::new(&finding.fix),
        }
    }
}

impl<'r> JsonChains<'r> {
    fn new(chains: &'r Chains, dense: &BTreeMap<u32, u32>, places: &Places<'r>) -> Self {
        let chain = |chain: &'r OperationChain| JsonOperationChain {
            operation: dense[&chain.operation.0],
            hops: chain.hops.iter().map(|hop| JsonHop::new(hop, places)).collect(),
        };
        Self { listed: chains.listed.iter().map(chain).collect(), more: chains.more, is_complete: chains.is_complete }
    }
}

impl<'r> JsonHop<'r> {
    fn new(hop: &'r Hop, places: &Places<'r>) -> Self {
        let path = places.file(hop.file).source.path();
        Self { function: hop.function.as_str(), path, span: JsonSpan::new(hop.file, hop.span, places) }
    }
}

impl<'r> JsonFix<'r> {
    fn new(fix: &'r FindingFix) -> Self {
        Self { applicability: fix.applicability.into(), strategy: fix.strategy.as_ref().map(JsonStrategy), reason: &fix.reason }
    }
}

impl<'r> JsonProblem<'r> {
    fn new(problem: &'r Problem, places: &Places<'r>) -> Self {
        let span = problem.span.zip(places.find(&problem.path)).map(|(span, file)| JsonSpan::new(file, span, places));
        Self { path: &problem.path, message: &problem.message, span }
    }
}

impl JsonSpan {
    fn new(file: FileId, span: Span, places: &Places<'_>) -> Self {
        let places = places.file(file);
        let known = places.clamp(span);
        let (start, end) = (places.line_column(known.start()), places.line_column(known.end()));
        Self {
            byte_start: span.start(),
            byte_end: span.end(),
            line_start: start.line,
            column_start: start.column,
            line_end: end.line,
            column_end: end.column,
        }
    }
}
