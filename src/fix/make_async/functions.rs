//! Which sync functions can become async: a function can if each of its calls can be awaited where it stands, or stands in a function that
//! can become async too, up to async code, tests or a zone.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::doc_tests::DocTests;
use super::entries;
use crate::base::{FileId, Span};
use crate::fix::decide::{CrateUse, Standing};
use crate::fix::group::{Part, location};
use crate::fix::inputs::Inputs;
use crate::fix::manifest::Dependencies;
use crate::fix::{reasons, shapes};
use crate::flow::{Context, Entry, KeptSync, Obstacle, SyncFunction, Use};
use crate::index::evaluate;
use crate::os;
use crate::resolve::Asked;
use crate::rules::MacroKind;
use crate::workspace::Edition;

/// The sync functions that block, with those that call them, and which of them have to stay sync.
pub(super) struct Functions<'a> {
    inputs: Inputs<'a>,
    doc_tests: DocTests<'a>,
    /// Why each has to stay sync, if it has to.
    refusals: Vec<Option<String>>,
    unsafe_because: Vec<Option<String>>,
    /// By function: those that it calls.
    callees: Vec<Vec<usize>>,
}

impl<'a> Functions<'a> {
    pub(super) fn new(inputs: Inputs<'a>, dependencies: &Dependencies<'_>) -> Self {
        let all = &inputs.flow.callers.functions;
        let doc_tests = DocTests::new(inputs);
        if !all.is_empty() {
            // All threads make it.
            inputs.item_macros();
        }
        let refusals = all.par_iter().map(|function| own_refusal(inputs, dependencies, function, &doc_tests)).collect();
        let unsafe_because = all.iter().map(|function| unsafe_because(inputs, dependencies, function)).collect();
        let mut callees = vec![Vec::new(); all.len()];
        for used in &inputs.flow.callers.uses {
            if let Some(caller) = used.caller {
                callees[caller].push(used.function);
            }
        }
        let mut functions = Self { inputs, doc_tests, refusals, unsafe_because, callees };
        functions.refuse_calls();
        functions.refuse_without_async_caller();
        functions.refuse_with_callers();
        functions
    }

    pub(super) fn get(&self, at: usize) -> &'a SyncFunction {
        &self.inputs.flow.callers.functions[at]
    }

    /// Why the function has to stay sync.
    pub(super) fn refusal(&self, at: usize) -> Option<&str> {
        self.refusals[at].as_deref()
    }

    pub(super) fn unsafe_because(&self, at: usize) -> Option<String> {
        self.unsafe_because[at].clone()
    }

    fn uses(&self) -> impl Iterator<Item = &'a Use> + use<'a> {
        self.inputs.flow.callers.uses.iter()
    }

    /// The calls of `members`.
    pub(super) fn uses_of(&self, members: &[usize]) -> impl Iterator<Item = &'a Use> {
        self.inputs.flow.callers.uses_of(members)
    }

    /// The functions that the call at a place may run.
    pub(super) fn called_at(&self, file: FileId, span: Span) -> impl Iterator<Item = usize> {
        self.inputs.flow.callers.uses_at(file, span).iter().map(|used| used.function)
    }

    /// The functions that a function calls.
    pub(super) fn callees(&self, at: usize) -> impl Iterator<Item = usize> {
        self.callees[at].iter().copied()
    }

    /// The functions with all sync functions that call them.
    pub(super) fn with_callers(&self, functions: impl Iterator<Item = usize>) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        let mut open: Vec<usize> = functions.collect();
        while let Some(at) = open.pop() {
            if found.insert(at) {
                open.extend(self.inputs.flow.callers.uses_of(&[at]).filter_map(|used| used.caller));
            }
        }
        found
    }

    /// The functions by what is connected by calls: each with the first one of its component.
    pub(super) fn components(&self, functions: &BTreeSet<usize>) -> BTreeMap<usize, usize> {
        let mut component: BTreeMap<usize, usize> = functions.iter().map(|&at| (at, at)).collect();
        let edges: Vec<(usize, usize)> = self
            .uses()
            .filter_map(|used| Some((used.function, used.caller?)))
            .filter(|(one, other)| functions.contains(one) && functions.contains(other))
            .collect();
        loop {
            let mut is_stable = true;
            for (one, other) in &edges {
                let first = component[one].min(component[other]);
                for at in [one, other] {
                    is_stable &= component.insert(*at, first) == Some(first);
                }
            }
            if is_stable {
                return component;
            }
        }
    }

    /// A call that cannot be awaited where it stands keeps the function sync.
    fn refuse_calls(&mut self) {
        let mut open: BTreeMap<usize, Vec<&Use>> = BTreeMap::new();
        for used in self.uses().filter(|used| self.refusals[used.function].is_none()) {
            open.entry(used.function).or_default().push(used);
        }
        let first_refusal = |(at, uses): (usize, Vec<&Use>)| {
            uses.into_iter().find_map(|used| {
                let why = refused_use(self.inputs, &self.doc_tests, used)?;
                let place = location(self.inputs, used.site.home.file, used.site.call.span);
                Some((at, format!("`{}` {why} ({place})", self.get(at).path.last())))
            })
        };
        let refused: Vec<(usize, String)> = open.into_par_iter().filter_map(first_refusal).collect();
        for (at, why) in refused {
            self.refusals[at] = Some(why);
        }
        for (function, file, span) in &self.inputs.flow.callers.doubts {
            let text = self.inputs.text(*file);
            let is_ignored = text[..span.start() as usize].trim_end().ends_with("_ =");
            // The compiler does not look at doc tests.
            let why = match (self.doc_tests.hold(*file, *span), is_ignored) {
                (true, _) => ", in a doc test",
                (false, true) => ", whose result nobody looks at",
                (false, false) => continue,
            };
            if self.refusals[*function].is_none() {
                let name = self.get(*function).path.last();
                let place = location(self.inputs, *file, *span);
                self.refusals[*function] = Some(format!("`{name}` may be what is called at {place}{why}"));
            }
        }
    }

    /// What no async code, test or zone leads to is called by sync code, which would only get a future.
    fn refuse_without_async_caller(&mut self) {
        let is_start = |function: &SyncFunction| {
            function.entry.is_some()
                || function.doc_test.is_some()
                || self.inputs.workspace.config.zone(self.inputs.path(function.file)).is_some_and(|_| !function.in_test)
        };
        let mut led: Vec<bool> = self.inputs.flow.callers.functions.iter().map(is_start).collect();
        self.uses().filter(|used| used.site.is_async()).for_each(|used| led[used.function] = true);
        loop {
            let new: Vec<usize> = self
                .uses()
                .filter(|used| !led[used.function] && used.caller.is_some_and(|caller| led[caller]))
                .map(|used| used.function)
                .collect();
            if new.is_empty() {
                break;
            }
            for at in new {
                led[at] = true;
            }
        }
        for (at, is_led) in led.into_iter().enumerate() {
            if !is_led && self.refusals[at].is_none() {
                self.refusals[at] = Some(format!("`{}` is not called by async code", self.get(at).path.last()));
            }
        }
    }

    /// A caller that has to stay sync keeps what it calls sync.
    fn refuse_with_callers(&mut self) {
        loop {
            let mut is_stable = true;
            for used in self.uses() {
                let Some(caller) = used.caller else { continue };
                if self.refusals[used.function].is_none()
                    && let Some(why) = &self.refusals[caller]
                {
                    let (name, by) = (self.get(used.function).path.last(), self.get(caller).path.last());
                    let is_chain = why.contains(" is called by sync code too: ");
                    let why = if is_chain { why.clone() } else { format!("`{name}` is called by sync code too: `{by}`; {why}") };
                    self.refusals[used.function] = Some(why);
                    is_stable = false;
                }
            }
            if is_stable {
                return;
            }
        }
    }
}

/// What the function itself says against it.
fn own_refusal(inputs: Inputs<'_>, dependencies: &Dependencies<'_>, function: &SyncFunction, doc_tests: &DocTests<'_>) -> Option<String> {
    let name = function.path.last();
    if function.entry.is_some() && function.waits_for_futures {
        let place = location(inputs, function.file, function.name_span);
        return Some(format!("what starts at {place} waits for futures, which it could not do on the runtime that it would need"));
    }
    if function.entry == Some(Entry::DocTest) {
        return main_of(inputs, dependencies, function).err();
    }
    if let Some(kept) = &function.kept_sync {
        return Some(match kept {
            KeptSync::Trait(path) if path.as_str().is_empty() => format!("`{name}` is a method of a trait"),
            KeptSync::Trait(path) => format!("`{name}` is a method of the trait `{}`", path.short()),
            KeptSync::Main => format!("`{name}` is where the program starts"),
            KeptSync::Const => format!("`{name}` is a `const fn`"),
            KeptSync::Twin => format!("there is another `{name}` for another build"),
        });
    }
    if let Some(attribute) = function.attributes.iter().find(|attribute| !inputs.contexts.harmless_attributes.contains(attribute)) {
        return Some(format!("`{name}` has the attribute `{attribute}`"));
    }
    let head = &inputs.text(function.file)[function.span.start() as usize..function.name_span.start() as usize];
    let words = crate::syntax::words(head);
    if words.last().is_none_or(|word| word.text != "fn") {
        return Some(format!("`{name}` is part of what a macro expands to"));
    }
    if words.iter().any(|word| word.text == "extern") {
        return Some(format!("`{name}` is an `extern fn`"));
    }
    let other_build = function.cfgs.iter().find(|cfg| evaluate(cfg, &|option: &str| os::build_option(option, true)) == Some(false));
    if let Some(cfg) = other_build {
        return Some(format!("`{name}` stands under `cfg({cfg})`, which this build does not compile"));
    }
    let signature = Span::new(function.span.start(), function.body.start());
    if let Some(why) = inputs.not_async(function.file, signature) {
        return Some(format!("`{name}` cannot be async: {why}"));
    }
    if let Some(why) = bound_parameter(inputs, function) {
        return Some(format!("`{name}` cannot be async: {why}"));
    }
    if doc_tests.may_call(function) {
        return Some(format!("a doc test that is not understood calls `{name}`"));
    }
    if let Some((by, place)) = inputs.item_macros().may_call(inputs, function) {
        return Some(format!("what `{by}!` expands to may call `{name}` ({place})"));
    }
    if function.entry == Some(Entry::Main) { main_of(inputs, dependencies, function).err() } else { None }
}

/// What makes a program of a function that becomes async.
pub(super) fn main_of(inputs: Inputs<'_>, dependencies: &Dependencies<'_>, function: &SyncFunction) -> Result<(Part, CrateUse), String> {
    let without_tokio = || reasons::main_without_tokio(&location(inputs, function.file, function.name_span));
    let package = function.package.ok_or_else(without_tokio)?;
    let tokio = dependencies.name_in_tests(package, "tokio").ok_or_else(without_tokio)?;
    if inputs.workspace.packages[package].edition == Edition::E2015 {
        return Err("its edition has no async functions".to_owned());
    }
    let make = if function.entry == Some(Entry::DocTest) { entries::wrapped } else { entries::attribute };
    let part = make(inputs, function, &tokio)?;
    let features = vec!["macros".to_owned(), "rt-multi-thread".to_owned()];
    Ok((part, CrateUse { package, krate: "tokio".to_owned(), features, is_for_tests: true }))
}

/// What the future of a function that becomes async would take along, and could not take to another thread.
fn bound_parameter(inputs: Inputs<'_>, function: &SyncFunction) -> Option<&'static str> {
    let (_, asked) = function.bound_parameter?;
    let head = &inputs.text(function.file)[function.name_span.end() as usize..function.body.start() as usize];
    let at = inputs.flow.callers.function_at(function.file, function.body.start())?;
    // What is lent to one thread alone may be used by one alone.
    if (asked == Asked::Shared && head.contains("&mut")) || !inputs.may_be_sent_with(at) {
        return None;
    }
    Some(match asked {
        Asked::Sent => "what it is given may not move to another thread",
        Asked::Shared => "what it is given may not be used by two threads",
    })
}

/// What makes the change one that has to be asked for.
fn unsafe_because(inputs: Inputs<'_>, dependencies: &Dependencies<'_>, function: &SyncFunction) -> Option<String> {
    let head = &inputs.text(function.file)[function.span.start() as usize..];
    let is_unrestricted = head.strip_prefix("pub").is_some_and(|rest| !rest.trim_start().starts_with('('));
    let is_api = function.is_public
        && is_unrestricted
        && !function.in_test
        && function.package.is_some_and(|at| dependencies.is_published_library(at));
    is_api.then(|| format!("changes the signature of `{}`, which may be called by users of the library", function.path.last()))
}

/// Whether a call stands in a sync closure.
pub(super) fn is_in_closure(used: &Use) -> bool {
    used.around.in_closure || used.site.context == Context::Closure
}

/// Why a call cannot be awaited.
fn refused_use(inputs: Inputs<'_>, doc_tests: &DocTests<'_>, used: &Use) -> Option<String> {
    let around = &used.around;
    match &around.obstacle {
        Some(Obstacle::Expansion(name)) => return Some(format!("is called by what `{name}!` expands to")),
        Some(Obstacle::OtherBuild) => return Some("is called where another build calls another function".to_owned()),
        None => {}
    }
    if used.is_no_call() {
        return Some("is passed by name".to_owned());
    }
    let in_closure = is_in_closure(used);
    let is_in_doc_test = doc_tests.hold(used.site.home.file, used.site.call.span);
    if in_closure && (is_in_doc_test || shapes::opened(inputs, used, Standing::BecomesAsync).is_err()) {
        return Some("is called in a sync closure".to_owned());
    }
    match used.site.context {
        Context::Offloaded => return Some("is handed to another thread".to_owned()),
        Context::Async if used.site.cause.as_ref().is_some_and(|cause| !cause.allows_await()) => {
            return Some("is called in a method that is polled".to_owned());
        }
        Context::Async | Context::Closure => {}
        _ if used.caller.is_none() => return Some("is called by an initialiser".to_owned()),
        _ => {}
    }
    // The runtime of a test or example runs nothing else that could want the lock, and its thread waits for the whole of it.
    let is_in_test = used.caller.is_some_and(|caller| inputs.flow.callers.functions[caller].entry.is_some());
    if let Some(guard) = around.guard.as_ref().filter(|_| !is_in_test) {
        return Some(format!("is called while the guard `{guard}` is held"));
    }
    if let Some(guard) = around.own_guard.filter(|_| !is_in_test) {
        let guard = &inputs.text(used.site.home.file)[guard.range()];
        return Some(format!("is called while the guard `{guard}` is held"));
    }
    if let Some(why) = inputs.not_awaited(&used.site, &around.held) {
        return Some(format!("is called where {why}"));
    }
    let name = around.in_macro.as_ref().filter(|name| !inputs.contexts.is_awaited_in(name))?;
    let is_format = inputs.contexts.macro_kind(name) == Some(MacroKind::Format);
    if is_format && is_in_test {
        return None;
    }
    Some(if is_format {
        format!("is called in the arguments of `{name}!`, where an await makes the future !Send")
    } else {
        reasons::in_macro(name).replacen("stands", "is called", 1)
    })
}
