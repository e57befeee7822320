//! The fields of `rules/contexts.toml`, as they are written, and their way to [`Contexts`].

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::contexts::{
    AttributeKind, Buffer, ClosureTaker, Contexts, Direction, Guards, ImplOf, ImplicitCall, MacroKind, MatchedMethod, Methods, Named,
    Offloader, PollFunction, Runtimes, Streamed, Threads, Writer,
};
use super::error::{RulesError, RulesProblem};
use super::load::RulesText;
use crate::base::{DefPath, Name};

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ContextsFile {
    offloaders: Vec<OffloaderEntry>,
    declared_where_named: FxHashSet<Name>,
    waiting_words: FxHashSet<Name>,
    spawners: Vec<ClosureTakerEntry>,
    handlers: Vec<ClosureTakerEntry>,
    initialisers: Vec<ClosureTakerEntry>,
    poll_functions: Vec<PollEntry>,
    implicit_calls: Vec<ImplicitEntry>,
    operators: Vec<OperatorEntry>,
    formats: Vec<FormatEntry>,
    matched_methods: Vec<MatchEntry>,
    streamed: Vec<StreamedEntry>,
    buffers: Vec<BufferEntry>,
    views: Vec<Spanned<String>>,
    paths: Vec<Spanned<String>>,
    writers: Vec<Writer>,
    failure_methods: Vec<Spanned<String>>,
    never_blocking: Vec<Spanned<String>>,
    macros: MacrosEntry,
    methods: Methods,
    guards: Guards,
    errors: ErrorsEntry,
    attributes: AttributesEntry,
    threads: ThreadsEntry,
    executors: ExecutorsEntry,
    runtimes: Runtimes,
}

/// A function that runs code which it gets as an argument, and which arguments that are.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClosureTakerEntry {
    pub(crate) path: Spanned<String>,
    arguments: Vec<usize>,
}

/// As [`ClosureTakerEntry`], for one that runs it elsewhere than on the executor's thread.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OffloaderEntry {
    pub(crate) path: Spanned<String>,
    arguments: Vec<usize>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    waits: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PollEntry {
    #[serde(rename = "trait")]
    trait_path: Spanned<String>,
    methods: Vec<Name>,
    #[serde(default)]
    handler: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ImplicitEntry {
    call: Spanned<String>,
    runs: Spanned<String>,
    on: ImplOf,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OperatorEntry {
    operator: String,
    runs: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FormatEntry {
    #[serde(default)]
    sign: Option<char>,
    runs: Spanned<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct MacrosEntry {
    async_body: Vec<Spanned<String>>,
    select: Vec<Spanned<String>>,
    expression: Vec<Spanned<String>>,
    text: Vec<Spanned<String>>,
    format: Vec<Spanned<String>>,
    awaited: Vec<Spanned<String>>,
    leaving: Vec<Spanned<String>>,
    initialiser: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MatchEntry {
    method: Spanned<String>,
    other: String,
    own: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StreamedEntry {
    path: Spanned<String>,
    direction: Direction,
    whole: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BufferEntry {
    path: Spanned<String>,
    twin: Spanned<String>,
    #[serde(default)]
    writes: bool,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ErrorsEntry {
    results: Vec<ResultEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ResultEntry {
    error: Spanned<String>,
    result: Spanned<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct AttributesEntry {
    async_trait: Vec<Spanned<String>>,
    test: Vec<Spanned<String>>,
    main: Vec<Spanned<String>>,
    handler: Vec<Spanned<String>>,
    forwards: Vec<Spanned<String>>,
    harmless: Vec<Name>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ExecutorsEntry {
    other: Vec<Name>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ThreadsEntry {
    bound: Vec<Spanned<String>>,
    unshared: Vec<Spanned<String>>,
    one_at_a_time: Vec<Spanned<String>>,
    owned: Vec<Spanned<String>>,
    made: Vec<Spanned<String>>,
    meant: Vec<Spanned<String>>,
    waited_for: Vec<Spanned<String>>,
    dropped_silently: Vec<Spanned<String>>,
}

/// The contexts in the file `name` with the text `text`.
pub(super) fn load(name: &str, text: &str) -> Result<Contexts, RulesError> {
    let file: ContextsFile = toml::from_str(text).map_err(|error| RulesError::from_toml(name, text, &error))?;
    let at = RulesText { name, text };
    let (macros, attributes) = (&file.macros, &file.attributes);
    Ok(Contexts {
        offloaders: offloaders(at, Once::default(), file.offloaders)?,
        declared_where_named: file.declared_where_named,
        waiting_words: file.waiting_words,
        spawners: closure_takers(at, Once::default(), file.spawners)?,
        handlers: closure_takers(at, Once::default(), file.handlers)?,
        initialisers: closure_takers(at, Once::default(), file.initialisers)?,
        poll_functions: poll_functions(at, file.poll_functions)?,
        implicit_calls: implicit_calls(at, &file.implicit_calls)?,
        operators: operators(at, &file.operators)?,
        formats: formats(at, &file.formats)?,
        leaving_macros: last_segments(at, &macros.leaving)?,
        methods: file.methods,
        guards: file.guards,
        matched_methods: matched_methods(at, file.matched_methods)?,
        streamed: streamed(at, file.streamed)?,
        buffers: buffers(at, &file.buffers)?,
        views: file.views.iter().map(|path| at.path(path)).collect::<Result<_, _>>()?,
        paths: file.paths.iter().map(|path| at.path(path)).collect::<Result<_, _>>()?,
        writers: file.writers,
        failure_methods: file.failure_methods.iter().map(|path| at.path(path)).collect::<Result<_, _>>()?,
        never_blocking: file.never_blocking.iter().map(|path| at.path(path)).collect::<Result<_, _>>()?,
        results: results(at, &file.errors.results)?,
        other_executors: file.executors.other,
        runtimes: file.runtimes,
        bound_to_thread: file.threads.bound.iter().map(|path| at.path(path)).collect::<Result<_, _>>()?,
        threads: Threads {
            bound: file.threads.bound.iter().map(|path| at.path(path)).collect::<Result<_, _>>()?,
            unshared: file.threads.unshared.iter().map(|path| at.path(path)).collect::<Result<_, _>>()?,
            one_at_a_time: file.threads.one_at_a_time.iter().map(|path| at.path(path)).collect::<Result<_, _>>()?,
        },
        made_on_thread: file.threads.made.iter().map(|path| at.path(path)).collect::<Result<_, _>>()?,
        means_thread: file.threads.meant.iter().map(|path| at.path(path)).collect::<Result<_, _>>()?,
        waited_for: file.threads.waited_for.iter().map(|path| at.path(path)).collect::<Result<_, _>>()?,
        dropped_silently: file.threads.dropped_silently.iter().map(|path| at.path(path)).collect::<Result<_, _>>()?,
        copied_for_thread: file.threads.owned.iter().map(|path| at.path(path)).collect::<Result<_, _>>()?,
        inferred_offloaders: FxHashMap::default(),
        harmless_attributes: attributes.harmless.clone(),
        awaited_macros: named(at, &[((), &macros.awaited)])?,
        macros: named(
            at,
            &[
                (MacroKind::AsyncBody, &macros.async_body),
                (MacroKind::Select, &macros.select),
                (MacroKind::Expression, &macros.expression),
                (MacroKind::Text, &macros.text),
                (MacroKind::Format, &macros.format),
                (MacroKind::Initialiser, &macros.initialiser),
            ],
        )?,
        attributes: named(
            at,
            &[
                (AttributeKind::AsyncTrait, &attributes.async_trait),
                (AttributeKind::Test, &attributes.test),
                (AttributeKind::Main, &attributes.main),
                (AttributeKind::Handler, &attributes.handler),
                (AttributeKind::Forwards, &attributes.forwards),
            ],
        )?,
    })
}

/// The functions that a configuration adds to the contexts.
pub(crate) struct MoreTakers {
    pub(crate) offloaders: Vec<OffloaderEntry>,
    pub(crate) spawners: Vec<ClosureTakerEntry>,
    pub(crate) handlers: Vec<ClosureTakerEntry>,
}

impl Contexts {
    /// These contexts and the functions that the file `at` adds to them.
    ///
    /// # Errors
    /// Something that is no path, or that is there already.
    pub(crate) fn with_more(mut self, at: RulesText<'_>, more: MoreTakers) -> Result<Self, RulesError> {
        let known = Once(self.offloaders.keys().cloned().collect());
        self.offloaders.extend(offloaders(at, known, more.offloaders)?);
        for (takers, more) in [(&mut self.spawners, more.spawners), (&mut self.handlers, more.handlers)] {
            let known = Once(takers.keys().cloned().collect());
            takers.extend(closure_takers(at, known, more)?);
        }
        Ok(self)
    }
}

/// Paths that a list may hold once.
#[derive(Default)]
struct Once(FxHashSet<DefPath>);

impl Once {
    fn path(&mut self, at: RulesText<'_>, written: &Spanned<String>) -> Result<DefPath, RulesError> {
        let path = at.path(written)?;
        if self.0.insert(path.clone()) { Ok(path) } else { Err(at.error(written, RulesProblem::DuplicateEntry(path.to_string()))) }
    }
}

fn closure_takers(
    at: RulesText<'_>,
    mut once: Once,
    entries: Vec<ClosureTakerEntry>,
) -> Result<FxHashMap<DefPath, ClosureTaker>, RulesError> {
    let taker = |entry: ClosureTakerEntry| {
        let path = once.path(at, &entry.path)?;
        Ok((path.clone(), ClosureTaker { path, arguments: entry.arguments }))
    };
    entries.into_iter().map(taker).collect()
}

fn offloaders(at: RulesText<'_>, mut once: Once, entries: Vec<OffloaderEntry>) -> Result<FxHashMap<DefPath, Offloader>, RulesError> {
    let offloader = |entry: OffloaderEntry| {
        let path = once.path(at, &entry.path)?;
        let closure_taker = ClosureTaker { path: path.clone(), arguments: entry.arguments };
        Ok((path, Offloader { closure_taker, waits: entry.waits }))
    };
    entries.into_iter().map(offloader).collect()
}

fn implicit_calls(at: RulesText<'_>, entries: &[ImplicitEntry]) -> Result<FxHashMap<DefPath, ImplicitCall>, RulesError> {
    let mut once = Once::default();
    let call = |entry: &ImplicitEntry| Ok((once.path(at, &entry.call)?, ImplicitCall { runs: at.path(&entry.runs)?, on: entry.on }));
    entries.iter().map(call).collect()
}

fn last_segments(at: RulesText<'_>, paths: &[Spanned<String>]) -> Result<FxHashSet<Name>, RulesError> {
    paths.iter().map(|path| at.path(path).map(|path| Name::new(path.last()))).collect()
}

fn matched_methods(at: RulesText<'_>, entries: Vec<MatchEntry>) -> Result<Vec<MatchedMethod>, RulesError> {
    let mut once = Once::default();
    let method = |entry: MatchEntry| Ok(MatchedMethod { path: once.path(at, &entry.method)?, other: entry.other, own: entry.own });
    entries.into_iter().map(method).collect()
}

fn streamed(at: RulesText<'_>, entries: Vec<StreamedEntry>) -> Result<Vec<Streamed>, RulesError> {
    let mut once = Once::default();
    let function = |entry: StreamedEntry| {
        Ok(Streamed { path: once.path(at, &entry.path)?, direction: entry.direction, whole: at.path(&entry.whole)? })
    };
    entries.into_iter().map(function).collect()
}

fn buffers(at: RulesText<'_>, entries: &[BufferEntry]) -> Result<Vec<Buffer>, RulesError> {
    let mut once = Once::default();
    let buffer = |entry: &BufferEntry| Ok(Buffer { path: once.path(at, &entry.path)?, twin: at.path(&entry.twin)?, writes: entry.writes });
    entries.iter().map(buffer).collect()
}

fn results(at: RulesText<'_>, entries: &[ResultEntry]) -> Result<FxHashMap<DefPath, DefPath>, RulesError> {
    let mut once = Once::default();
    entries.iter().map(|entry| Ok((once.path(at, &entry.error)?, at.path(&entry.result)?))).collect()
}

fn operators(at: RulesText<'_>, entries: &[OperatorEntry]) -> Result<FxHashMap<String, DefPath>, RulesError> {
    entries.iter().map(|entry| Ok((entry.operator.clone(), at.path(&entry.runs)?))).collect()
}

fn formats(at: RulesText<'_>, entries: &[FormatEntry]) -> Result<FxHashMap<Option<char>, DefPath>, RulesError> {
    entries.iter().map(|entry| Ok((entry.sign, at.path(&entry.runs)?))).collect()
}

fn poll_functions(at: RulesText<'_>, entries: Vec<PollEntry>) -> Result<Vec<PollFunction>, RulesError> {
    let mut once = Once::default();
    let poll_function = |entry: PollEntry| {
        let trait_path = once.path(at, &entry.trait_path)?;
        Ok(PollFunction { trait_path, methods: entry.methods, is_handler: entry.handler })
    };
    entries.into_iter().map(poll_function).collect()
}

/// Each name under its path and under its last segment. A last segment that stands for two kinds is an error: code that names only it
/// would be read in two ways.
fn named<Kind: Copy + PartialEq>(at: RulesText<'_>, lists: &[(Kind, &Vec<Spanned<String>>)]) -> Result<Named<Kind>, RulesError> {
    let mut names: FxHashMap<Name, Kind> = FxHashMap::default();
    for (kind, written) in lists.iter().flat_map(|(kind, list)| list.iter().map(move |written| (*kind, written))) {
        let path = DefPath::new(written.get_ref());
        let is_new = names.insert(Name::new(path.as_str()), kind).is_none() || path.parent().is_none();
        let fits = *names.entry(Name::new(path.last())).or_insert(kind) == kind;
        if !is_new || !fits {
            return Err(at.error(written, RulesProblem::DuplicateEntry(path.to_string())));
        }
    }
    Ok(Named(names))
}
