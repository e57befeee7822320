//! The answer about one function as JSON, `cargo-unblock-why/1`: `schema/why.schema.json` describes its fields.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::JsonSpan;
use super::words::{JsonConfidence, JsonRoot};
use crate::base::DefPath;
use crate::flow::{Answer, AsyncRoot, Blocking, ChainHop, Conversion, Execution, FunctionPlace, Hindrance, HindranceKind, LineItem};
use crate::report::Explanation;
use crate::report::places::Places;

/// The name and number of the format, the value of `schema`.
pub const SCHEMA: &str = "cargo-unblock-why/1";

/// Writes the answer as JSON, with a line end after it.
///
/// # Errors
/// If `out` cannot be written.
pub fn render(explanation: &Explanation, out: &mut dyn Write) -> io::Result<()> {
    let places = Places::new(&explanation.files);
    serde_json::to_writer_pretty(&mut *out, &JsonAnswer::new(&explanation.answer, &places))?;
    writeln!(out)
}

#[derive(Serialize)]
struct JsonAnswer<'a> {
    schema: &'static str,
    function: Option<JsonFunction<'a>>,
    is_async: bool,
    on_line: Vec<JsonLineItem<'a>>,
    blocking: JsonBlocking<'a>,
    execution: JsonExecution<'a>,
    conversion: Option<JsonConversion<'a>>,
}

#[derive(Serialize)]
struct JsonFunction<'a> {
    function: &'a str,
    path: &'a str,
    span: JsonSpan,
}

/// The operations and understood calls on the line that was asked about.
#[derive(Serialize)]
struct JsonLineItem<'a> {
    callee: &'a str,
    rule: Option<&'a str>,
    blocks: bool,
    span: JsonSpan,
}

#[derive(Serialize)]
struct JsonBlocking<'a> {
    verdict: JsonVerdict,
    api: Option<&'a str>,
    reaches: Option<&'a str>,
    chain: Vec<JsonFunction<'a>>,
    operations_by_rule: &'a BTreeMap<String, u64>,
    unresolved: &'a BTreeMap<String, u64>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
enum JsonVerdict {
    Yes,
    Likely,
    InFuture,
    Unknown,
    No,
}

#[derive(Serialize)]
struct JsonExecution<'a> {
    roots: Vec<JsonAsyncRoot<'a>>,
    test_roots: u64,
    offloaded: Vec<JsonFunction<'a>>,
    initialisers: Vec<JsonFunction<'a>>,
}

#[derive(Serialize)]
struct JsonAsyncRoot<'a> {
    root: JsonRoot,
    confidence: JsonConfidence,
    chain: Vec<JsonFunction<'a>>,
}

#[derive(Serialize)]
struct JsonConversion<'a> {
    functions: Vec<JsonFunction<'a>>,
    awaits: Vec<JsonFunction<'a>>,
    hindrances: Vec<JsonHindrance<'a>>,
}

#[derive(Serialize)]
struct JsonHindrance<'a> {
    kind: &'static str,
    of_trait: Option<&'a str>,
    callee: Option<&'a str>,
    #[serde(flatten)]
    place: JsonFunction<'a>,
}

impl<'a> JsonAnswer<'a> {
    fn new(answer: &'a Answer, places: &Places<'a>) -> Self {
        Self {
            schema: SCHEMA,
            function: answer.function.as_ref().map(|place| JsonFunction::new(place, places)),
            is_async: answer.is_async,
            on_line: answer.on_line.iter().filter_map(|item| Some(JsonLineItem::new(item, answer.function.as_ref()?, places))).collect(),
            blocking: JsonBlocking::new(&answer.blocking, places),
            execution: JsonExecution::new(&answer.execution, places),
            conversion: answer.conversion.as_ref().map(|conversion| JsonConversion::new(conversion, places)),
        }
    }
}

impl<'a> JsonFunction<'a> {
    fn new(place: &'a FunctionPlace, places: &Places<'a>) -> Self {
        let path = places.file(place.file).source.path();
        Self { function: place.path.as_str(), path, span: JsonSpan::new(place.file, place.span, places) }
    }

    fn of_hop(hop: &'a ChainHop, places: &Places<'a>) -> Self {
        let path = places.file(hop.home.file).source.path();
        Self { function: hop.home.path.as_str(), path, span: JsonSpan::new(hop.home.file, hop.span, places) }
    }

    fn of_hops(hops: &'a [ChainHop], places: &Places<'a>) -> Vec<Self> {
        hops.iter().map(|hop| Self::of_hop(hop, places)).collect()
    }
}

impl<'a> JsonLineItem<'a> {
    fn new(item: &'a LineItem, function: &FunctionPlace, places: &Places<'a>) -> Self {
        let span = JsonSpan::new(function.file, item.span, places);
        Self { callee: item.callee.as_str(), rule: item.rule.as_deref(), blocks: item.blocks, span }
    }
}

impl<'a> JsonBlocking<'a> {
    fn new(blocking: &'a Blocking, places: &Places<'a>) -> Self {
        let verdict = match &blocking.nearest {
            Some(_) if blocking.is_in_future => JsonVerdict::InFuture,
            Some(nearest) if nearest.confidence == crate::lint::Confidence::Certain => JsonVerdict::Yes,
            Some(_) => JsonVerdict::Likely,
            None if blocking.unresolved.is_empty() => JsonVerdict::No,
            None => JsonVerdict::Unknown,
        };
        Self {
            verdict,
            api: blocking.nearest.as_ref().map(|nearest| nearest.api.as_str()),
            reaches: blocking.nearest.as_ref().and_then(|nearest| nearest.reaches.as_ref()).map(DefPath::as_str),
            chain: blocking.nearest.as_ref().map(|nearest| JsonFunction::of_hops(&nearest.chain, places)).unwrap_or_default(),
            operations_by_rule: &blocking.by_rule,
            unresolved: &blocking.unresolved,
        }
    }
}

impl<'a> JsonExecution<'a> {
    fn new(execution: &'a Execution, places: &Places<'a>) -> Self {
        let root = |root: &'a AsyncRoot| JsonAsyncRoot {
            root: root.kind.into(),
            confidence: root.confidence.into(),
            chain: JsonFunction::of_hops(&root.chain, places),
        };
        Self {
            roots: execution.roots.iter().map(root).collect(),
            test_roots: execution.test_roots,
            offloaded: JsonFunction::of_hops(&execution.offloaded, places),
            initialisers: JsonFunction::of_hops(&execution.initialisers, places),
        }
    }
}

impl<'a> JsonConversion<'a> {
    fn new(conversion: &'a Conversion, places: &Places<'a>) -> Self {
        Self {
            functions: conversion.functions.iter().map(|place| JsonFunction::new(place, places)).collect(),
            awaits: JsonFunction::of_hops(&conversion.awaits, places),
            hindrances: conversion.hindrances.iter().map(|hindrance| JsonHindrance::new(hindrance, places)).collect(),
        }
    }
}

impl<'a> JsonHindrance<'a> {
    fn new(hindrance: &'a Hindrance, places: &Places<'a>) -> Self {
        let (kind, of_trait) = match &hindrance.kind {
            HindranceKind::ForeignTrait(of) => ("foreign-trait", Some(of.as_str())),
            HindranceKind::OwnTrait(of) => ("own-trait", Some(of.as_str())),
            HindranceKind::Initialiser => ("initialiser", None),
            HindranceKind::Closure => ("closure", None),
            HindranceKind::ByName => ("by-name", None),
            HindranceKind::SyncCode => ("sync-code", None),
            HindranceKind::Main => ("main", None),
            HindranceKind::Const => ("const", None),
            HindranceKind::Polled => ("polled", None),
            HindranceKind::Offloaded => ("offloaded", None),
            HindranceKind::Interface => ("interface", None),
            HindranceKind::Test => ("test", None),
        };
        let callee = hindrance.callee.as_ref().map(crate::base::DefPath::as_str);
        Self { kind, of_trait, callee, place: JsonFunction::new(&hindrance.place, places) }
    }
}
