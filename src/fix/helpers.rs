//! Functions that stay sync and block: each hands its thread on by itself, for all who call it, in closures, macros and traits too.
//! `tokio::task::block_in_place` does nothing where no runtime is, so that callers without one see no difference.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::aside::{BLOCK_IN_PLACE, UNSAFE, around_expression, only_names, spelling, stays};
use super::decide::{CrateUse, Proposals, Standing};
use super::group::{Group, Part, location};
use super::inputs::Inputs;
use super::layout::{holds_long_text, leading_space, line_end, line_start};
use super::manifest::Dependencies;
use super::rewrite::Rewrite;
use super::runtimes::Runtimes;
use super::shapes::Scene;
use super::spelling::Spelling;
use super::step::{Step, StepKind};
use crate::base::Span;
use crate::flow::{Context, FoundOperation, KeptSync, SyncFunction, Use};
use crate::index::{ExprId, ExprKind};
use crate::lint::{Finding, Strategy};
use crate::rules::{Applicability, Replacement};
use crate::syntax;

/// Which functions are asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Callers {
    /// Those that several calls in async code lead to, where all that such a call leads to is one of them and can be mended.
    Several,
    /// All of them.
    Any,
}

/// The shapes of operations that open something, whose uses block as well.
const OPENING: [&str; 4] = ["file-handle", "open-options", "process-child", "read-dir"];

/// What is handed to `block_in_place` instead of a function's whole body.
enum Wrapped {
    Expression(Span),
    /// A block with its braces, of which the inside is handed over.
    Block(Span),
}

/// What becomes of a function.
struct Helper {
    part: Part,
    crate_use: CrateUse,
}

/// Adds a group for each function with operations that open findings lead to.
pub(super) fn helpers(inputs: Inputs<'_>, dependencies: &Dependencies<'_>, callers: Callers, proposals: &mut Proposals) {
    let homes = Homes::new(inputs);
    let is_open = |at: &usize| proposals.list[*at].is_err() && inputs.report.findings[*at].chain.len() > 1;
    let open = (0..proposals.list.len()).filter(is_open).map(|at| (at, homes.of(&inputs.report.findings[at])));
    let mut open: BTreeMap<usize, Vec<Option<usize>>> = open.filter(|(_, homes)| homes.iter().any(Option::is_some)).collect();
    if callers == Callers::Several {
        let mut leading: BTreeMap<usize, u32> = BTreeMap::new();
        for homes in open.values() {
            for function in homes.iter().flatten().copied().collect::<BTreeSet<usize>>() {
                *leading.entry(function).or_default() += 1;
            }
        }
        open.retain(|_, homes| homes.iter().all(|home| home.is_some_and(|function| leading[&function] > 1)));
    }
    if open.is_empty() {
        return;
    }
    let runtimes = inputs.runtimes();
    if !runtimes.has_several_threads {
        return;
    }
    let asked: BTreeSet<usize> = open.values().flatten().flatten().copied().collect();
    let draft = Draft { inputs, dependencies, runtimes, homes: &homes, proposals };
    let mended: BTreeMap<usize, Result<Helper, String>> =
        asked.into_par_iter().map(|function| (function, draft.helper(function))).collect();
    if callers == Callers::Several {
        open.retain(|_, homes| homes.iter().flatten().all(|function| mended[function].is_ok()));
    }
    let led = run_by_others(inputs, &mended);
    for group in groups(inputs, &homes, &open, (&mended, &led)) {
        proposals.replace(group);
    }
    for (at, homes) in &open {
        let Err(own) = &proposals.list[*at] else { continue };
        let reason = homes.iter().flatten().find_map(|function| mended[function].as_ref().err());
        // What keeps the call from it mostly keeps the function from it too.
        if let Some(reason) = reason.filter(|reason| !own.ends_with(reason.as_str())) {
            proposals.list[*at] = Err(format!("{own}; nor can the function that blocks hand its thread on: {reason}"));
        }
    }
}

/// The sync functions that operations stand in.
struct Homes<'a> {
    inputs: Inputs<'a>,
    /// By operation: index among the sync functions.
    functions: BTreeMap<u32, usize>,
    /// By function.
    operations: BTreeMap<usize, Vec<&'a FoundOperation>>,
}

impl<'a> Homes<'a> {
    fn new(inputs: Inputs<'a>) -> Self {
        let known = &inputs.flow.callers.functions;
        let by_body: BTreeMap<_, usize> =
            known.iter().enumerate().map(|(at, function)| ((function.file, function.body.start()), at)).collect();
        let mut homes = Self { inputs, functions: BTreeMap::new(), operations: BTreeMap::new() };
        for (id, operation) in (0..).zip(&inputs.flow.operations) {
            let site = &operation.site;
            let function = by_body.get(&(site.home.file, site.code.start)).filter(|_| site.context == Context::Reached);
            if let Some(&function) = function {
                homes.functions.insert(id, function);
                homes.operations.entry(function).or_default().push(operation);
            }
        }
        homes
    }

    /// The function of each operation that a finding leads to, if it is known.
    fn of(&self, finding: &Finding) -> Vec<Option<usize>> {
        finding.operations.iter().map(|id| self.functions.get(&id.0).copied()).collect()
    }

    fn function(&self, at: usize) -> &'a SyncFunction {
        &self.inputs.flow.callers.functions[at]
    }
}

/// What has to be known of a function to mend it.
struct Draft<'a> {
    inputs: Inputs<'a>,
    dependencies: &'a Dependencies<'a>,
    runtimes: &'a Runtimes,
    homes: &'a Homes<'a>,
    proposals: &'a Proposals,
}

impl Draft<'_> {
    fn helper(&self, at: usize) -> Result<Helper, String> {
        let (inputs, function) = (self.inputs, self.homes.function(at));
        self.refuse_signature(at, function)?;
        self.runtimes.refuse(inputs, function.file, function.body)?;
        let (spelling, crate_use) = spelling(inputs, self.dependencies, function.file, function.package, &function.cfgs)?;
        let text = inputs.text(function.file);
        let operations = self.homes.operations[&at].as_slice();
        let alone = if let [operation] = operations { self.alone(operation) } else { None };
        let (place, rewrite) = match alone.or_else(|| self.together(function, operations)) {
            Some(Wrapped::Expression(place)) => (place, around_expression(inputs, text, place, &spelling)),
            Some(Wrapped::Block(place)) => (place, around_block(text, place, None, &spelling)?),
            None if self.all_is_kept(at) => {
                return Err(format!("what blocks stands in closures that `{}` keeps", function.path.last()));
            }
            None => (function.body, around_body(text, function, &spelling)?),
        };
        Ok(Helper { part: Part { file: function.file, place, rewrite }, crate_use })
    }

    /// Whether all that blocks in a function does so later, when a closure that it keeps is called.
    fn all_is_kept(&self, at: usize) -> bool {
        self.homes.operations[&at].iter().all(|operation| operation.site.is_kept)
    }

    /// The only operation of a function, where it runs once or in a closure that is kept, and can be the body of a closure.
    fn alone(&self, operation: &FoundOperation) -> Option<Wrapped> {
        let (site, around) = (&operation.site, &operation.surroundings);
        let is_once = !site.in_loop && !around.in_closure && around.obstacle.is_none();
        let is_plain = (is_once || site.is_kept) && !around.by_name && around.in_macro.is_none();
        let place = Some(site.call.span).filter(|_| is_plain && !self.goes_on_with_it(operation))?;
        let scene = Scene::around(self.inputs, site.home.file, place, Standing::AsIs)?;
        let call = scene.call(place)?;
        stays(&scene, call).then_some(Wrapped::Expression(place))
    }

    /// The smallest expression, or the branch, in which all of a function stands that blocks, where it runs once and can be the body of a
    /// closure: the rest of the function stays as it is.
    fn together(&self, function: &SyncFunction, operations: &[&FoundOperation]) -> Option<Wrapped> {
        let is_plain = |operation: &&FoundOperation| {
            !operation.site.is_kept && operation.surroundings.in_macro.is_none() && !self.goes_on_with_it(operation)
        };
        let place = operations.first().filter(|_| operations.iter().all(is_plain))?.site.call.span;
        let scene = Scene::around(self.inputs, function.file, place, Standing::AsIs)?;
        let ancestors: Vec<ExprId> = scene.ancestors(scene.call(place)?).collect();
        let once = ancestors.iter().rposition(|id| runs_often_or_elsewhere(scene.kind(*id))).map_or(0, |last| {
            // `each(&mut |path| …)`: what names a closure does not run it.
            last + 1 + ancestors[last + 1..].iter().take_while(|id| only_names(scene.kind(**id))).count()
        });
        let calls = self.inputs.flow.callers.uses_in(function.file).iter().map(|used| used.site.call.span);
        let blocking: Vec<Span> =
            operations.iter().map(|operation| operation.site.call.span).chain(calls.filter(|call| function.body.contains(*call))).collect();
        let holds_all = |id: &&ExprId| blocking.iter().all(|call| scene.span(**id).contains(*call));
        let whole = *ancestors[once..].iter().find(holds_all)?;
        let span = scene.span(whole);
        if span == function.body || !stays(&scene, whole) {
            return None;
        }
        match scene.kind(whole) {
            ExprKind::Block(_) => self.inputs.text(function.file)[span.range()].starts_with('{').then_some(Wrapped::Block(span)),
            // A statement of its own would lack its semicolon.
            ExprKind::If { .. } | ExprKind::Match { .. } => None,
            _ => Some(Wrapped::Expression(span)),
        }
    }

    /// Whether an operation opens a handle that the function may use: what reads from it may not be understood.
    fn goes_on_with_it(&self, operation: &FoundOperation) -> bool {
        let row = self.inputs.rules.api(&operation.api).map(|(_, row)| &row.replacement);
        let is_opened = matches!(row, Some(Replacement::Shape { name, .. }) if OPENING.contains(&name.as_str()));
        let home = &operation.site.home;
        let after = &self.inputs.text(home.file)[operation.site.call.span.end() as usize..home.span.end() as usize];
        is_opened && after.contains([';', '{'])
    }

    /// Refuses a function whose body cannot be that of a closure.
    fn refuse_signature(&self, at: usize, function: &SyncFunction) -> Result<(), String> {
        let name = function.path.last();
        let text = self.inputs.text(function.file);
        let words = |from: u32, to: u32| syntax::words(&text[from as usize..to as usize]);
        let is_special = |word: &syntax::Word<'_>| matches!(word.text, "const" | "unsafe" | "extern");
        let before = words(function.span.start(), function.name_span.start());
        if function.kept_sync == Some(KeptSync::Const) || before.iter().any(is_special) {
            return Err(format!("`{name}` is no plain function"));
        }
        let head = &text[function.name_span.end() as usize..function.body.start() as usize];
        let output = head.split_once(") ->").map_or("", |(_, output)| output.trim_start());
        if output.starts_with('!') || syntax::words(output).iter().any(|word| word.text == "impl") {
            return Err(format!("what `{name}` gives is not named"));
        }
        let gives_closure = syntax::words(output).iter().any(|word| matches!(word.text, "Fn" | "FnMut" | "FnOnce"));
        if gives_closure && self.all_is_kept(at) {
            return Err(format!("what blocks stands in a closure that `{name}` gives"));
        }
        let becomes_async = |group: &Group| {
            let is_of_it =
                |part: &Part| part.file == function.file && function.span.contains(part.place) && !function.body.contains(part.place);
            group.strategy == Strategy::MakeAsync && !group.findings.is_empty() && group.parts.iter().any(is_of_it)
        };
        if self.proposals.groups.iter().any(becomes_async) {
            return Err(format!("`{name}` becomes async"));
        }
        Ok(())
    }
}

/// The functions that nothing but what hands its thread on already runs: `walk`, which `hash` and itself call.
fn run_by_others(inputs: Inputs<'_>, mended: &BTreeMap<usize, Result<Helper, String>>) -> BTreeSet<usize> {
    let callers = &inputs.flow.callers;
    let parts =
        |function: usize| mended.iter().filter(move |(other, _)| **other != function).filter_map(|(_, helper)| helper.as_ref().ok());
    let is_run_by_others = |function: &usize| {
        let own = &callers.functions[*function];
        let is_own = |used: &Use| used.site.home.file == own.file && own.body.contains(used.site.call.span);
        let mut uses = callers.uses_of(std::slice::from_ref(function)).filter(|used| !is_own(used)).peekable();
        let is_handed_on = |used: &Use| {
            let (file, place) = (used.site.home.file, used.site.call.span);
            !used.is_no_call() && parts(*function).any(|Helper { part, .. }| part.file == file && part.place.contains(place))
        };
        uses.peek().is_some() && uses.all(is_handed_on) && callers.doubts.iter().all(|(doubted, ..)| doubted != function)
    };
    mended.keys().copied().filter(|function| mended[function].is_ok() && is_run_by_others(function)).collect()
}

/// The groups of the functions that are mended: each is with the findings whose first operation stands in it, and those that are nobody's
/// first are with the first finding that leads to them.
fn groups(
    inputs: Inputs<'_>,
    homes: &Homes<'_>,
    open: &BTreeMap<usize, Vec<Option<usize>>>,
    (mended, led): (&BTreeMap<usize, Result<Helper, String>>, &BTreeSet<usize>),
) -> Vec<Group> {
    let can_be = |function: &usize| mended[function].is_ok() && !led.contains(function);
    let mut findings: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, homes) in open {
        if let Some(first) = homes.iter().flatten().copied().find(can_be) {
            findings.entry(first).or_default().push(*at);
        }
    }
    let mut members: BTreeMap<usize, BTreeSet<usize>> = findings.keys().map(|first| (*first, BTreeSet::from([*first]))).collect();
    let mut seen: BTreeSet<usize> = findings.keys().copied().collect();
    for homes in open.values() {
        let Some(first) = homes.iter().flatten().copied().find(can_be) else { continue };
        let others = homes.iter().flatten().copied().filter(can_be).filter(|function| seen.insert(*function));
        members.entry(first).or_default().extend(others);
    }
    let group = |(first, findings): (usize, Vec<usize>)| {
        let members = &members[&first];
        let helpers: Vec<&Helper> = members.iter().filter_map(|function| mended[function].as_ref().ok()).collect();
        let mut details: BTreeSet<String> = BTreeSet::new();
        for at in &findings {
            for (id, home) in inputs.report.findings[*at].operations.iter().zip(&open[at]) {
                let reason = match home.map(|function| &mended[&function]) {
                    Some(Ok(_)) => continue,
                    Some(Err(reason)) => reason.as_str(),
                    None => "stands in no function of its own",
                };
                let operation = &inputs.flow.operations[id.0 as usize];
                let place = location(inputs, operation.site.home.file, operation.site.call.span);
                details.insert(format!("{place} {}: {reason}", operation.api));
            }
        }
        let rewritten = members.iter().filter(|_| members.len() > 1).map(|function| {
            let function = homes.function(*function);
            let place = location(inputs, function.file, function.name_span);
            StepKind::Rewritten.step(format!("{place} `{}` -> tokio::task::block_in_place", function.path.short()))
        });
        let steps: Vec<Step> = rewritten.chain(details.into_iter().map(|text| StepKind::Stays.step(text))).collect();
        let function = homes.function(first);
        let reach = members.iter().map(|function| homes.function(*function)).map(|function| (function.file, function.span));
        let crate_uses: BTreeSet<CrateUse> = helpers.iter().map(|helper| helper.crate_use.clone()).collect();
        Group {
            applicability: Applicability::Unsafe,
            reason: UNSAFE.to_owned(),
            strategy: Strategy::Shape(BLOCK_IN_PLACE.to_owned()),
            title: title(inputs, function, findings.len(), members.len()),
            details: steps,
            parts: helpers.iter().map(|helper| helper.part.clone()).collect(),
            reach: reach.collect(),
            crate_uses: crate_uses.into_iter().collect(),
            merged: Vec::new(),
            functions: Vec::new(),
            findings,
        }
    };
    findings.into_iter().map(group).collect()
}

/// `src/a.rs:3: the work of load -> tokio::task::block_in_place, for 4 calls`.
fn title(inputs: Inputs<'_>, function: &SyncFunction, calls: usize, functions: usize) -> String {
    let place = location(inputs, function.file, function.name_span);
    let others = match functions {
        0 | 1 => String::new(),
        2 => " and another function".to_owned(),
        more => format!(" and {} other functions", more - 1),
    };
    let calls = if calls == 1 { "1 call".to_owned() } else { format!("{calls} calls") };
    format!("{place}: what `{}`{others} waits for -> tokio::task::block_in_place, for {calls}", function.path.last())
}

/// The type that a function gives, as it is written; none for `()`, and where another arrow stands in its signature.
fn output<'t>(text: &'t str, function: &SyncFunction) -> Option<&'t str> {
    let head = &text[function.name_span.end() as usize..function.body.start() as usize];
    let bounds = syntax::words(head).iter().rfind(|word| word.text == "where").map(|word| word.span.start() as usize);
    let (before, output) = head[..bounds.unwrap_or(head.len())].split_once("->")?;
    (before.trim_end().ends_with(')') && !output.contains("->")).then(|| output.trim())
}

/// The body of a function as that of a closure that is given to `block_in_place`.
fn around_body(text: &str, function: &SyncFunction, spelling: &Spelling) -> Result<Rewrite, String> {
    // What is returned in the middle may say the types of what stands before and behind it, and a closure does not know what it gives.
    let returns = syntax::words(&text[function.body.range()]).iter().any(|word| word.text == "return");
    around_block(text, function.body, if returns { output(text, function) } else { None }, spelling)
}

/// The inside of a block as the body of a closure that gives `output`.
fn around_block(text: &str, body: Span, output: Option<&str>, spelling: &Spelling) -> Result<Rewrite, String> {
    let inner = Span::new(body.start() + 1, body.end() - 1);
    let source = &text[inner.range()];
    if source.trim_start().starts_with("#!") {
        return Err("its body has attributes of its own".to_owned());
    }
    let head = match output {
        Some(output) => spelling.apply("tokio::task::block_in_place(|| -> ") + output + " ",
        None => spelling.apply("tokio::task::block_in_place(|| "),
    };
    let line = &text[line_start(text, body.start()) as usize..];
    let outer = format!("{}{}", line_end(text), leading_space(line.lines().next().unwrap_or_default()));
    let end = inner.start() + source.trim_end().len() as u32;
    let mut rewrite = Rewrite::default();
    if !source.contains('\n') {
        let start = inner.start() + (source.len() - source.trim_start().len()) as u32;
        let (open, close) = if source.contains(';') || output.is_some() { ("{ ", " }") } else { ("", "") };
        rewrite.replace(Span::new(inner.start(), start), format!("{outer}    {head}{open}"));
        rewrite.replace(Span::new(end, inner.end()), format!("{close}){outer}"));
        return Ok(rewrite);
    }
    let closing = leading_space(&text[line_start(text, body.end()) as usize..]);
    let outer = format!("{}{closing}", line_end(text));
    rewrite.insert(inner.start(), format!("{outer}    {head}{{"));
    // A string over several lines must not move.
    if !holds_long_text(source) {
        let mut at = inner.start();
        for line in source[..(end - inner.start()) as usize].split_inclusive('\n') {
            if at > inner.start() && !line.trim().is_empty() {
                rewrite.insert(at, "    ");
            }
            at += line.len() as u32;
        }
    }
    rewrite.insert(end, format!("{outer}    }})"));
    Ok(rewrite)
}

/// Whether what stands in an expression may run more than once, or somewhere else.
fn runs_often_or_elsewhere(kind: &ExprKind) -> bool {
    matches!(
        kind,
        ExprKind::For { .. }
            | ExprKind::While { .. }
            | ExprKind::Loop(_)
            | ExprKind::Closure { .. }
            | ExprKind::Async { .. }
            | ExprKind::Macro { .. }
            | ExprKind::Expansion { .. }
    )
}
