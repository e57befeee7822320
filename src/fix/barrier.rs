//! A call that async code makes and that blocks, handed to the blocking pool as it is: for helpers that have to stay sync.

use std::collections::BTreeSet;
use std::ops::Range;

use rayon::prelude::*;

use super::decide::{CrateUse, Proposals, Standing, of_other_builds};
use super::group::{Group, Part, location};
use super::hop::{Setting, closure, columns, plain_function, wait};
use super::inputs::Inputs;
use super::layout::has_comment;
use super::manifest::Dependencies;
use super::reasons;
use super::region::is_held_outside;
use super::render::is_postfix;
use super::rewrite::Rewrite;
use super::spelling::Spelling;
use super::width::Width;
use crate::base::Span;
use crate::flow::{BoundCapture, CallSite, Capture, Context, CopiedBy, Given, Obstacle, Use};
use crate::lint::{Finding, Strategy};
use crate::syntax;

const CRATE: &str = "tokio";

/// Adds a barrier for each finding of `stretch` that nothing else mends, where the arguments can be given to another thread; where they cannot, says so
/// beside the reason that is there.
pub(super) fn barriers(inputs: Inputs<'_>, dependencies: &Dependencies<'_>, stretch: Range<usize>, proposals: &mut Proposals) {
    let one = |at: usize| {
        let finding = &inputs.report.findings[at];
        let own = proposals.list[at].as_ref().err().filter(|_| finding.chain.len() > 1)?;
        let group = barrier(inputs, dependencies, at, finding);
        Some((at, group.map_err(|reason| format!("{own}; its call cannot go to the blocking pool: {reason}"))))
    };
    let barriers: Vec<(usize, Result<Group, String>)> = stretch.into_par_iter().filter_map(one).collect();
    for (at, group) in barriers {
        proposals.list[at] = group.map(|group| {
            proposals.groups.push(group);
            proposals.groups.len() - 1
        });
    }
}

/// The call of a finding on the blocking pool.
pub(super) fn barrier(inputs: Inputs<'_>, dependencies: &Dependencies<'_>, at: usize, finding: &Finding) -> Result<Group, String> {
    if inputs.blocks_later(finding) {
        return Err(reasons::KEPT.to_owned());
    }
    let file = finding.file;
    let used = inputs.flow.callers.uses_at(file, finding.span).first().ok_or("it is not written as a call")?;
    let (part, crate_use) = moved(inputs, dependencies, used, Standing::AsIs)?;
    let callee = inputs.text(file)[used.site.call.callee.range()].to_owned();
    let place = location(inputs, file, finding.span);
    let (applicability, reason) = of_other_builds(inputs, dependencies, finding, &used.site);
    Ok(Group {
        findings: vec![at],
        applicability,
        reason,
        strategy: Strategy::SpawnBlocking,
        title: format!("{place}: `{callee}` -> tokio::task::spawn_blocking"),
        details: Vec::new(),
        parts: vec![part],
        merged: Vec::new(),
        functions: Vec::new(),
        reach: vec![(file, finding.span), (file, used.site.home.span)],
        crate_uses: vec![crate_use],
    })
}

/// A call on the blocking pool, and what its package needs for it.
pub(super) fn moved(
    inputs: Inputs<'_>,
    dependencies: &Dependencies<'_>,
    used: &Use,
    standing: Standing,
) -> Result<(Part, CrateUse), String> {
    refuse_waiting(inputs, used, standing)?;
    let (file, place) = (used.site.home.file, used.site.call.span);
    if let Some(why) = inputs.not_awaited(&used.site, &used.around.held).or_else(|| inputs.not_moved(file, place)) {
        return Err(why);
    }
    let captures = used.around.captures.as_ref().map_err(String::clone)?;
    let called = inputs.flow.callers.uses_at(file, place);
    if called.iter().any(|used| takes_mutably(inputs, used)) {
        return Err("it is given something to change".to_owned());
    }
    if called.iter().any(|used| ties_lives(inputs, used)) {
        return Err("a copy of an argument does not live as long as its function wants".to_owned());
    }
    let package = used.site.home.package.ok_or("no manifest says that it may use tokio")?;
    let code_name = dependencies.code_name(package, CRATE, !used.site.home.cfgs.is_empty())?;
    let spelling = Spelling::new(CRATE, &code_name, &inputs.workspace.files[file.index()].index);
    let rewrite = Moved::new(inputs, used, captures)?.rewrite(&spelling)?;
    let crate_use = CrateUse { package, krate: CRATE.to_owned(), features: vec!["rt".to_owned()], is_for_tests: false };
    Ok((Part { file, place, rewrite }, crate_use))
}

/// Why the result of the call cannot be awaited where it stands.
fn refuse_waiting(inputs: Inputs<'_>, used: &Use, standing: Standing) -> Result<(), String> {
    let around = &used.around;
    let is_polled = used.site.cause.as_ref().is_some_and(|cause| !cause.allows_await());
    match &around.obstacle {
        Some(Obstacle::Expansion(name)) => return Err(reasons::in_expansion(name)),
        // Whichever function it is that is called, it is handed over.
        Some(Obstacle::OtherBuild) | None => {}
    }
    if used.is_no_call() {
        return Err("it is not written as a call".to_owned());
    }
    if around.in_closure || used.site.context == Context::Closure {
        return Err("it stands in a sync closure".to_owned());
    }
    let becomes_async = used.site.context == Context::Sync && used.caller.is_some() && standing == Standing::BecomesAsync;
    if is_polled || !(used.site.context == Context::Async || becomes_async) {
        return Err(reasons::POLLED.to_owned());
    }
    if let Some(guard) = &around.guard {
        return Err(reasons::guarded(guard));
    }
    if let Some(guard) = around.own_guard.filter(|_| is_held_outside(used.site.call.span, around.own_guard)) {
        return Err(reasons::guarded(&inputs.text(used.site.home.file)[guard.range()]));
    }
    inputs.refuse_macro(around.in_macro.as_ref())
}

/// Whether the function wants an argument for ever, or lends a part of one to its caller: a copy in a closure does not live that long.
fn ties_lives(inputs: Inputs<'_>, used: &Use) -> bool {
    let function = &inputs.flow.callers.functions[used.function];
    let head = &inputs.text(function.file)[function.span.start() as usize..function.body.start() as usize];
    let lends = head.rsplit_once("->").is_some_and(|(_, output)| output.contains('&'));
    lends || head.contains("'static")
}

/// Whether the function that is called changes what it is given by reference, which would be a copy.
fn takes_mutably(inputs: Inputs<'_>, used: &Use) -> bool {
    let function = &inputs.flow.callers.functions[used.function];
    let head = &inputs.text(function.file)[function.name_span.end() as usize..function.body.start() as usize];
    head.match_indices("mut ").any(|(at, _)| {
        let before = head[..at].trim_end();
        let without_lifetime = before.trim_end_matches(|character: char| character.is_alphanumeric() || character == '_');
        before.ends_with('&') || without_lifetime.ends_with("&'")
    })
}

/// A call and how it gets to another thread.
///
/// `load(&path)` becomes `tokio::task::spawn_blocking({ let path = path.clone(); move || load(&path) }).await`, with what is said of a panic
/// in it passed on.
struct Moved<'a> {
    text: &'a str,
    call: &'a CallSite,
    bound: Vec<&'a BoundCapture>,
    /// The call with what it captures.
    receiver: Option<String>,
    callee: String,
    arguments: Vec<String>,
    /// The calls around it that go to the blocking pool with what it gives.
    around: BTreeSet<Span>,
    width: Width,
}

impl<'a> Moved<'a> {
    fn new(inputs: Inputs<'a>, used: &'a Use, captures: &'a [Capture]) -> Result<Self, String> {
        let call = &used.site.call;
        let text = inputs.text(used.site.home.file);
        let source = &text[call.span.range()];
        if has_comment(source) {
            return Err(reasons::COMMENT.to_owned());
        }
        let spans = call.receiver.into_iter().chain(call.arguments.iter().copied());
        let mut operands: Vec<String> = spans.zip(captures).map(|(span, capture)| operand(text, span, capture)).collect();
        let is_method = call.receiver.is_some_and(|receiver| receiver.end() <= call.callee.start());
        let receiver = is_method.then(|| operands.remove(0));
        let end = match call.arguments.first() {
            Some(first) if is_method => first.start(),
            _ if is_method => call.span.start() + source.rfind('(').ok_or(reasons::NOT_PLAIN)? as u32 + 1,
            _ => call.callee.end(),
        };
        let callee = text[call.callee.start() as usize..end as usize].trim_end().trim_end_matches('(').trim_end().to_owned();
        // What is copied anyway keeps its name.
        let is_new = |bound: &&BoundCapture| bound.by.is_some() || text[bound.value.range()] != *bound.name;
        let bound: Vec<&BoundCapture> = captures.iter().filter_map(Capture::bound).filter(is_new).collect();
        let around = calls_around(inputs, used);
        let moved = Self { text, call, bound, receiver, callee, arguments: operands, around, width: inputs.width };
        let is_on_one_line = |part: &String| !part.contains('\n');
        let values_stand_on_one_line = moved.bound.iter().all(|bound| !text[bound.value.range()].contains('\n'));
        if !moved.arguments.iter().chain([&moved.callee]).all(is_on_one_line) || !values_stand_on_one_line {
            return Err("one of its arguments is written on several lines".to_owned());
        }
        if moved.hides_a_name() { Err("a name for one of its arguments is taken".to_owned()) } else { Ok(moved) }
    }

    /// Whether the name that a value gets means something else in what comes after it.
    fn hides_a_name(&self) -> bool {
        let value = |bound: &BoundCapture| &self.text[bound.value.range()];
        let mentions = |text: &str, name: &str| syntax::words(text).iter().any(|word| word.text == name && !word.is_continuation);
        let names = |text: &str, name: &str| {
            let bare = text.strip_prefix("Some(").and_then(|inside| inside.strip_suffix(')')).unwrap_or(text).trim_start_matches('&');
            bare == name || bare.strip_suffix(".as_ref()") == Some(name) || bare.strip_suffix(".as_deref()") == Some(name)
        };
        self.bound.iter().enumerate().any(|(at, bound)| {
            let is_new = value(bound) != bound.name.as_str();
            let given = |text: &String| !names(text, &bound.name) && mentions(text, &bound.name);
            let is_hidden_later = self.bound[at + 1..].iter().any(|later| mentions(value(later), &bound.name));
            let is_taken = mentions(&self.callee, &bound.name) || self.arguments.iter().filter(|text| given(text)).count() > 0;
            let is_given_twice = self.arguments.iter().filter(|text| names(text, &bound.name)).count() > 1;
            is_new && (is_hidden_later || is_taken || is_given_twice)
        })
    }

    fn rewrite(&self, spelling: &Spelling) -> Result<Rewrite, String> {
        let (text, span) = (self.text, self.call.span);
        let setting = Setting::inside(text, span, &self.around);
        let indent = setting.indent.as_str();
        let inner = format!("{indent}    ");
        let mut rewrite = Rewrite { kept: vec![span], ..Rewrite::default() };
        setting.open(&mut rewrite);
        let (mut done, mut pending) = (span.start(), spelling.apply("tokio::task::spawn_blocking("));
        if !self.bound.is_empty() {
            pending.push('{');
        }
        for bound in &self.bound {
            let value = &text[bound.value.range()];
            let (star, copy) = bound.by.as_ref().map(CopiedBy::around).unwrap_or_default();
            if bound.value.start() < done {
                return Err(reasons::NOT_PLAIN.to_owned());
            }
            // The value stays where it is, for it may have edits of its own.
            let (open, close) = if bound.by.is_none() || is_postfix(value) { ("", "") } else { ("(", ")") };
            rewrite.replace(Span::new(done, bound.value.start()), format!("{pending}{inner}let {} = {star}{open}", bound.name));
            pending = format!("{close}{copy};");
            done = bound.value.end();
        }
        let (closure, close, space) = match self.bound.as_slice() {
            [] if self.fits(setting.column + "tokio::task::spawn_blocking(".len()) => (self.on_one_line(), ")", inner.clone()),
            [] => {
                let closure = match plain_function(&self.written()) {
                    Some(function) => format!("{inner}{function},{indent}"),
                    None => format!("move || {{{inner}{}{indent}}}", self.on_lines(&inner)),
                };
                (closure, ")", indent.to_owned())
            }
            _ => {
                let deeper = format!("{inner}    ");
                let closure = if self.fits(columns(&inner)) {
                    self.on_one_line()
                } else {
                    format!("move || {{{deeper}{}{inner}}}", self.on_lines(&deeper))
                };
                (format!("{inner}{closure}{indent}"), "})", indent.to_owned())
            }
        };
        rewrite.replace(Span::new(done, span.end()), format!("{pending}{closure}{close}{}", wait(&space)));
        setting.close(&space, &mut rewrite);
        Ok(rewrite)
    }

    fn fits(&self, column: usize) -> bool {
        column + self.on_one_line().chars().count() < self.width.line
    }

    fn start(&self) -> String {
        match &self.receiver {
            Some(receiver) => format!("{receiver}.{}", self.callee),
            None => self.callee.clone(),
        }
    }

    fn on_one_line(&self) -> String {
        closure("move || ", &self.written())
    }

    fn written(&self) -> String {
        format!("{}({})", self.start(), self.arguments.join(", "))
    }

    /// The call with one argument a line, if it does not fit on one line at `indent`.
    fn on_lines(&self, indent: &str) -> String {
        let line = self.written();
        if columns(indent) + line.chars().count() <= self.width.line {
            return line;
        }
        let arguments = self.arguments.join(&format!(",{indent}    "));
        format!("{}({indent}    {arguments},{indent})", self.start())
    }
}

/// The other calls that go to the blocking pool with what the call gives.
fn calls_around(inputs: Inputs<'_>, used: &Use) -> BTreeSet<Span> {
    let span = used.site.call.span;
    let holds = |other: &&Use| {
        let captures = other.around.captures.as_ref().map(Vec::as_slice).unwrap_or_default();
        other.site.call.span != span && captures.iter().filter_map(Capture::bound).any(|bound| bound.value.contains(span))
    };
    inputs.flow.callers.uses_in(used.site.home.file).iter().filter(holds).map(|other| other.site.call.span).collect()
}

/// What a receiver or argument is called in the closure.
fn operand(text: &str, span: Span, capture: &Capture) -> String {
    match capture {
        Capture::AsIs => text[span.range()].to_owned(),
        Capture::Bound(BoundCapture { name, given, .. }) => match given {
            Given::Itself => name.to_string(),
            Given::Lent => format!("&{name}"),
            Given::LentInSome => format!("Some(&{name})"),
            Given::LentInside => format!("{name}.as_ref()"),
            Given::DereferencedInside => format!("{name}.as_deref()"),
        },
    }
}
