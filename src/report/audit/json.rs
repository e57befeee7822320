//! The audit as JSON, `cargo-unblock-audit/1`: twin types with the names that `schema/audit.schema.json` promises. A field may be added; it
//! is never renamed and never changes its meaning under the same number.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::words;
use crate::audit::{Audit, AuditedOperation, FileLines, Impact, Place, Recommendation, Risk, Share, Signature, Step, Way};
use crate::report::json::{JsonConfidence, JsonContext, JsonRoot, JsonTool};
use crate::rules::{Effect, Practice};

/// The name and number of the format, the value of `schema`.
pub const SCHEMA: &str = "cargo-unblock-audit/1";

/// Writes `audit` as JSON, with a line end after it.
///
/// # Errors
/// If `out` cannot be written.
pub fn render(audit: &Audit, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &JsonAudit::new(audit))?;
    writeln!(out)
}

#[derive(Serialize)]
struct JsonAudit<'a> {
    schema: &'static str,
    tool: JsonTool,
    root: &'a str,
    summary: JsonSummary<'a>,
    packages: Vec<JsonPackage<'a>>,
    practices: Vec<JsonPractice<'a>>,
    recommendations: Vec<JsonRecommendation<'a>>,
    files: Vec<JsonFile<'a>>,
    sync_only: Vec<JsonFileLines<'a>>,
    tests: Vec<JsonFileLines<'a>>,
    unseen: JsonUnseen<'a>,
}

#[derive(Serialize)]
struct JsonSummary<'a> {
    sentences: Vec<String>,
    share: JsonShare,
    how: &'a str,
    files: u64,
    lines: u64,
    functions: u64,
    awaits: u64,
    own_awaits: u64,
    unknown_awaits: u64,
    suppressed: u64,
}

#[derive(Serialize)]
struct JsonShare {
    percent: Option<u64>,
    awaited: u64,
    offloaded: u64,
    blocking: u64,
    async_functions: u64,
    clean_functions: u64,
}

#[derive(Serialize)]
struct JsonPackage<'a> {
    name: &'a str,
    share: JsonShare,
}

#[derive(Serialize)]
struct JsonPractice<'a> {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    effect: Option<Effect>,
    api: &'a str,
    places: Vec<JsonPlace<'a>>,
}

#[derive(Serialize)]
struct JsonRecommendation<'a> {
    number: usize,
    priority: &'static str,
    way: &'static str,
    title: String,
    subject: &'a str,
    effect: String,
    impact: JsonImpact,
    places: Vec<JsonStep<'a>>,
    through: Vec<JsonStep<'a>>,
    operations: Vec<JsonCall<'a>>,
    operations_of_its_own: usize,
    advice: &'a str,
    effort: JsonEffort,
    risk: JsonRisk<'a>,
    signatures: Vec<JsonSignature<'a>>,
    diff: &'a str,
}

#[derive(Serialize)]
struct JsonImpact {
    places: usize,
    places_in_loops: usize,
    functions: usize,
    roots: BTreeMap<JsonRoot, usize>,
}

#[derive(Serialize)]
struct JsonEffort {
    size: &'static str,
    functions: usize,
    callers: usize,
    files: usize,
    lines_added: usize,
    lines_removed: usize,
}

#[derive(Serialize)]
struct JsonRisk<'a> {
    level: &'static str,
    reason: &'a str,
}

#[derive(Serialize)]
struct JsonSignature<'a> {
    path: &'a str,
    line: u32,
    before: &'a str,
    after: &'a str,
}

#[derive(Serialize)]
struct JsonPlace<'a> {
    path: &'a str,
    line: u32,
}

#[derive(Serialize)]
struct JsonStep<'a> {
    function: &'a str,
    path: &'a str,
    line: u32,
}

#[derive(Serialize)]
struct JsonCall<'a> {
    api: &'a str,
    path: &'a str,
    line: u32,
}

#[derive(Serialize)]
struct JsonFile<'a> {
    path: &'a str,
    operations: Vec<JsonOperation<'a>>,
}

#[derive(Serialize)]
struct JsonOperation<'a> {
    line: u32,
    api: &'a str,
    rule: &'a str,
    effect: Effect,
    function: &'a str,
    context: JsonContext,
    confidence: JsonConfidence,
    in_loop: bool,
    impact: JsonImpact,
    chain: Vec<JsonStep<'a>>,
    recommendation: Option<usize>,
}

#[derive(Serialize)]
struct JsonFileLines<'a> {
    path: &'a str,
    calls: Vec<JsonLine<'a>>,
}

#[derive(Serialize)]
struct JsonLine<'a> {
    line: u32,
    api: &'a str,
}

#[derive(Serialize)]
struct JsonUnseen<'a> {
    unresolved: &'a BTreeMap<String, u64>,
    unresolved_files: Vec<JsonFileCount<'a>>,
    problems: Vec<JsonProblem<'a>>,
    orphan_files: &'a [String],
    excluded_files: &'a [String],
    unread_dependencies: &'a BTreeMap<String, u64>,
}

#[derive(Serialize)]
struct JsonFileCount<'a> {
    path: &'a str,
    calls: usize,
}

#[derive(Serialize)]
struct JsonProblem<'a> {
    path: &'a str,
    line: Option<u32>,
    message: &'a str,
}

impl<'a> JsonAudit<'a> {
    fn new(audit: &'a Audit) -> Self {
        let unseen = &audit.unseen;
        let files = audit.files.iter();
        Self {
            schema: SCHEMA,
            tool: JsonTool::new(),
            root: &audit.root,
            summary: JsonSummary {
                sentences: words::summary(audit),
                share: JsonShare::new(&audit.total),
                how: words::HOW,
                files: audit.extent.files,
                lines: audit.extent.lines,
                functions: audit.extent.functions,
                awaits: audit.extent.awaits,
                own_awaits: audit.extent.own_awaits,
                unknown_awaits: audit.extent.unknown_awaits,
                suppressed: audit.extent.suppressed,
            },
            packages: audit
                .packages
                .iter()
                .map(|package| JsonPackage { name: &package.name, share: JsonShare::new(&package.share) })
                .collect(),
            practices: audit.practices.iter().map(JsonPractice::new).collect(),
            recommendations: audit.recommendations.iter().map(JsonRecommendation::new).collect(),
            files: files
                .map(|file| JsonFile { path: &file.path, operations: file.operations.iter().map(JsonOperation::new).collect() })
                .collect(),
            sync_only: audit.sync_only.iter().map(JsonFileLines::new).collect(),
            tests: audit.tests.iter().map(JsonFileLines::new).collect(),
            unseen: JsonUnseen {
                unresolved: &unseen.unresolved,
                unresolved_files: unseen.unresolved_files.iter().map(|(path, calls)| JsonFileCount { path, calls: *calls }).collect(),
                problems: unseen.problems.iter().map(|(path, line, message)| JsonProblem { path, line: *line, message }).collect(),
                orphan_files: &unseen.orphans,
                excluded_files: &unseen.excluded,
                unread_dependencies: &unseen.unread_dependencies,
            },
        }
    }
}

impl JsonShare {
    fn new(share: &Share) -> Self {
        let Share { async_functions, clean_functions, awaited, offloaded, blocking } = *share;
        Self { percent: share.percent(), awaited, offloaded, blocking, async_functions, clean_functions }
    }
}

impl<'a> JsonPractice<'a> {
    fn new(count: &'a crate::audit::PracticeCount) -> Self {
        let (kind, effect) = match count.practice {
            Practice::Wait(effect) => ("wait", Some(effect)),
            Practice::Offload => ("offload", None),
            Practice::TimeOut => ("time-out", None),
            Practice::Cancellation => ("cancellation", None),
            Practice::Concurrency => ("concurrency", None),
        };
        Self { kind, effect, api: &count.api, places: count.places.iter().map(JsonPlace::new).collect() }
    }
}

impl<'a> JsonRecommendation<'a> {
    fn new(recommendation: &'a Recommendation) -> Self {
        let effort = recommendation.effort;
        let way = match recommendation.way {
            Way::InPlace => "in-place",
            Way::MakeAsync => "make-async",
            Way::SpawnBlocking => "spawn-blocking",
            Way::BlockInPlace => "block-in-place",
            Way::ByHand => "by-hand",
        };
        let (level, reason) = match &recommendation.risk {
            Risk::Low => ("low", ""),
            Risk::Raised(reason) => ("raised", reason.as_str()),
            Risk::ByHand(reason) => ("by-hand", reason.as_str()),
        };
        Self {
            number: recommendation.number,
            priority: words::priority(recommendation.priority),
            way,
            title: words::title(recommendation),
            subject: &recommendation.subject,
            effect: words::effect(recommendation),
            impact: JsonImpact::new(&recommendation.impact),
            places: recommendation.places.iter().map(JsonStep::new).collect(),
            through: recommendation.through.iter().map(JsonStep::new).collect(),
            operations: recommendation
                .operations
                .iter()
                .map(|(api, place)| JsonCall { api, path: &place.path, line: place.line })
                .collect(),
            operations_of_its_own: recommendation.operations_of_its_own,
            advice: &recommendation.advice,
            effort: JsonEffort {
                size: words::size(recommendation),
                functions: effort.functions,
                callers: effort.callers,
                files: effort.files,
                lines_added: effort.added,
                lines_removed: effort.removed,
            },
            risk: JsonRisk { level, reason },
            signatures: recommendation.signatures.iter().map(JsonSignature::new).collect(),
            diff: &recommendation.diff,
        }
    }
}

impl JsonImpact {
    fn new(impact: &Impact) -> Self {
        Self {
            places: impact.places,
            places_in_loops: impact.places_in_loops,
            functions: impact.functions(),
            roots: impact.roots.iter().map(|(kind, number)| ((*kind).into(), *number)).collect(),
        }
    }
}

impl<'a> JsonSignature<'a> {
    fn new(signature: &'a Signature) -> Self {
        Self { path: &signature.place.path, line: signature.place.line, before: &signature.before, after: &signature.after }
    }
}

impl<'a> JsonPlace<'a> {
    fn new(place: &'a Place) -> Self {
        Self { path: &place.path, line: place.line }
    }
}

impl<'a> JsonStep<'a> {
    fn new(step: &'a Step) -> Self {
        Self { function: &step.function, path: &step.place.path, line: step.place.line }
    }
}

impl<'a> JsonOperation<'a> {
    fn new(operation: &'a AuditedOperation) -> Self {
        Self {
            line: operation.line,
            api: &operation.api,
            rule: &operation.rule,
            effect: operation.effect,
            function: &operation.function,
            context: operation.context.into(),
            confidence: operation.confidence.into(),
            in_loop: operation.is_in_loop,
            impact: JsonImpact::new(&operation.impact),
            chain: operation.chain.iter().map(JsonStep::new).collect(),
            recommendation: operation.recommendation,
        }
    }
}

impl<'a> JsonFileLines<'a> {
    fn new(file: &'a FileLines) -> Self {
        Self { path: &file.path, calls: file.lines.iter().map(|(line, api)| JsonLine { line: *line, api }).collect() }
    }
}
