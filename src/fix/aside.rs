//! What nothing else mends stays on its thread, and the other tasks of the thread go to another one before: `tokio::task::block_in_place`
//! asks nothing of what it runs, but it needs a runtime of several threads.

use rayon::prelude::*;

use super::decide::{CrateUse, Proposals, Standing};
use super::group::{Group, Part, location};
use super::hop::{Setting, columns, plain_function};
use super::inputs::Inputs;
use super::layout::{holds_long_text, leading_space, line_start, next_line, shifted};
use super::manifest::Dependencies;
use super::reasons;
use super::region::members;
use super::rewrite::Rewrite;
use super::shapes::Scene;
use super::spelling::Spelling;
use crate::base::{DefPath, FileId, Span};
use crate::flow::{Context, Obstacle, Site};
use crate::index::{ExprId, ExprKind};
use crate::lint::{Finding, Strategy};
use crate::rules::{Applicability, MacroKind};
use crate::workspace::TargetKind;

pub(super) const CRATE: &str = "tokio";

/// What the shape is called in reports.
pub const BLOCK_IN_PLACE: &str = "block-in-place";

/// Why it has to be asked for.
pub(super) const UNSAFE: &str = "it is `block_in_place`, which panics on a runtime of one thread; the workspace makes none that was seen to lead here, but for those of tests, which get several";

/// Whether there may be a group of this kind for one of the findings that nothing mends so far.
pub(super) fn may_be_needed(inputs: Inputs<'_>, proposals: &Proposals) -> bool {
    let open = proposals.list.iter().zip(&inputs.report.findings).filter(|(proposal, _)| proposal.is_err());
    open.map(|(_, finding)| finding).any(|finding| Stay::of(inputs, finding).is_some())
}

/// Adds a group for each finding that nothing else mends, where that can be.
pub(super) fn asides(inputs: Inputs<'_>, dependencies: &Dependencies<'_>, proposals: &mut Proposals) {
    let list = &proposals.list;
    let open = (0..list.len()).into_par_iter().filter(|&at| list[at].is_err()).map(|at| (at, &inputs.report.findings[at]));
    // Of a call that only keeps what blocks, why it goes to no other thread says it all.
    let open = open.filter(|(_, finding)| !inputs.blocks_later(finding));
    let places: Vec<_> = open.filter_map(|(at, finding)| Some((at, finding, Stay::of(inputs, finding)?))).collect();
    if places.is_empty() {
        return;
    }
    let runtimes = inputs.runtimes();
    if !runtimes.has_several_threads {
        return;
    }
    let expressions: Vec<_> = places.par_iter().map(|(.., place)| place.expressions(inputs)).collect();
    for ((at, finding, place), (a_loop, expression)) in places.into_iter().zip(expressions) {
        // A group before it may have taken it along.
        let Err(own) = &proposals.list[at] else { continue };
        let group = |stay: Staying| {
            let members = members(inputs, proposals, finding, stay.span())?;
            runtimes.refuse(inputs, place.site.home.file, stay.span())?;
            place.group(inputs, dependencies, stay, members)
        };
        let around_loop = a_loop.and_then(|span| group(Staying::Loop(span)).ok());
        match around_loop.map_or_else(|| expression.and_then(|span| group(Staying::Expression(span))), Ok) {
            Ok(group) => proposals.replace(group),
            Err(reason) => proposals.list[at] = Err(format!("{own}; nor can it hand its thread on: {reason}")),
        }
    }
}

/// What stays where it is.
#[derive(Clone, Copy)]
enum Staying {
    Expression(Span),
    /// A loop that is a statement.
    Loop(Span),
}

impl Staying {
    fn span(self) -> Span {
        match self {
            Self::Expression(span) | Self::Loop(span) => span,
        }
    }
}

/// A call in async code that stays where it is.
struct Stay<'a> {
    site: &'a Site,
    /// The function that the innermost closure around it is given to, if that is known.
    closure_taker: Option<&'a DefPath>,
}

impl<'a> Stay<'a> {
    /// The operation or call of a finding that stands in async code and is written as a call there.
    fn of(inputs: Inputs<'a>, finding: &Finding) -> Option<Self> {
        let (site, obstacle, closure_taker, is_call) = if finding.chain.len() > 1 {
            let used = inputs.flow.callers.uses_at(finding.file, finding.span).first()?;
            (&used.site, &used.around.obstacle, &used.around.closure_taker, !used.is_no_call())
        } else {
            let operation = inputs.operation(finding)?;
            let around = &operation.surroundings;
            (&operation.site, &around.obstacle, &around.closure_taker, !around.by_name)
        };
        let is_async = matches!(site.context, Context::Async | Context::Closure);
        let is_polled = site.cause.as_ref().is_some_and(|cause| !cause.allows_await());
        let is_written = is_call && !matches!(obstacle, Some(Obstacle::Expansion(_)));
        (is_async && !is_polled && is_written).then_some(Self { site, closure_taker: closure_taker.as_ref() })
    }

    /// The loop that it stands in, if that can stay as a whole, and the call, or the chain around the closure that it stands in.
    fn expressions(&self, inputs: Inputs<'a>) -> (Option<Span>, Result<Span, String>) {
        let span = self.site.call.span;
        let Some(scene) = Scene::around(inputs, self.site.home.file, span, Standing::AsIs) else {
            return (None, Err(reasons::NOT_PLAIN.to_owned()));
        };
        let Some(call) = scene.call(span) else { return (None, Err(reasons::NOT_PLAIN.to_owned())) };
        let is_async = |id: &ExprId| matches!(scene.kind(*id), ExprKind::Async { .. } | ExprKind::Closure { async_span: Some(_), .. });
        let around: Vec<ExprId> = scene.ancestors(call).take_while(|id| !is_async(id)).collect();
        let closures: Vec<ExprId> = around.iter().copied().filter(|id| matches!(scene.kind(*id), ExprKind::Closure { .. })).collect();
        // What a closure does that the body of a loop makes may be done after the loop.
        let runs =
            |id: ExprId| closures.iter().all(|closure| scene.iterable(id).is_some_and(|of| scene.span(of).contains(scene.span(*closure))));
        // What only gives the loop what it runs over is done once.
        let gives = |of: ExprId| closures.is_empty() && self.site.call.callee != span && scene.span(of).contains(span);
        let is_again = |id: ExprId| !scene.iterable(id).is_some_and(gives);
        let is_loop = |id: &ExprId| is_statement_that_loops(&scene, *id) && stays(&scene, *id) && runs(*id) && is_again(*id);
        let a_loop = around.iter().rev().copied().find(is_loop);
        (a_loop.map(|id| scene.span(id)), self.expression(&scene, call, &closures))
    }

    fn expression(&self, scene: &Scene<'_>, call: ExprId, closures: &[ExprId]) -> Result<Span, String> {
        let chain = closures.last().and_then(|closure| self.chain(scene, *closure, closures.len()));
        let whole = match chain.filter(|chain| stays(scene, *chain)) {
            Some(chain) => chain,
            None if self.closure_taker.is_some_and(|path| scene.inputs.contexts.has_threads(path.crate_name())) => {
                return Err("the closure around it runs on a thread of its own, for which the executor's waits".to_owned());
            }
            None => call,
        };
        if stays(scene, whole) { Ok(scene.span(whole)) } else { Err("a part of it is awaited, or leaves the function".to_owned()) }
    }

    /// The largest chain around a closure that has surely called it when it is done.
    fn chain(&self, scene: &Scene<'_>, closure: ExprId, depth: usize) -> Option<ExprId> {
        let is_of_std = |path: &DefPath| {
            let owner = path.parent();
            owner.is_some_and(|owner| matches!(owner.as_str(), "std::option::Option" | "std::result::Result" | "bool"))
        };
        let is_waiting = |path: &DefPath| scene.inputs.contexts.waiting(path).is_some();
        let takes_once = depth == 1 && self.closure_taker.is_some_and(|path| is_of_std(path) || is_waiting(path));
        let mut current = scene.parent(closure)?;
        while only_names(scene.kind(current)) {
            current = scene.parent(current)?;
        }
        let mut eager = takes_once.then_some(current);
        loop {
            if let ExprKind::MethodCall { method, .. } = scene.kind(current)
                && scene.inputs.contexts.methods.eager.contains(method)
            {
                eager = Some(current);
            }
            match scene.parent(current) {
                Some(parent) if scene.receiver(parent) == Some(current) => current = parent,
                _ => return eager,
            }
        }
    }

    fn group(&self, inputs: Inputs<'a>, dependencies: &Dependencies<'_>, stay: Staying, findings: Vec<usize>) -> Result<Group, String> {
        let span = stay.span();
        let home = &self.site.home;
        let file = home.file;
        let (spelling, crate_use) = spelling(inputs, dependencies, file, home.package, &home.cfgs)?;
        let text = inputs.text(file);
        let mut rewrite = around_expression(inputs, text, span, &spelling);
        let callee = &text[self.site.call.callee.range()];
        let what = match stay {
            Staying::Expression(_) => format!("`{callee}`"),
            Staying::Loop(_) => {
                if !text[span.end() as usize..].trim_start().starts_with(';') {
                    rewrite.insert(span.end(), ";");
                }
                format!("the loop around `{callee}`")
            }
        };
        let place = location(inputs, file, span);
        Ok(Group {
            findings,
            applicability: Applicability::Unsafe,
            reason: UNSAFE.to_owned(),
            strategy: Strategy::Shape(BLOCK_IN_PLACE.to_owned()),
            title: format!("{place}: {what} -> tokio::task::block_in_place"),
            details: Vec::new(),
            parts: vec![Part { file, place: span, rewrite }],
            merged: Vec::new(),
            functions: Vec::new(),
            reach: vec![(file, span), (file, home.span)],
            crate_uses: vec![crate_use],
        })
    }
}

/// Whether an expression is a statement that does something again and again: one hand-over of the thread is enough for all of it.
fn is_statement_that_loops(scene: &Scene<'_>, id: ExprId) -> bool {
    let span = scene.span(id);
    let is_labelled = scene.text[..span.start() as usize].trim_end().ends_with(':') || scene.source(span).contains("continue '");
    matches!(scene.kind(id), ExprKind::For { .. } | ExprKind::While { .. }) && scene.block_of(id).is_some() && !is_labelled
}

/// How a file spells tokio, and what it needs of it; an error where others may run the code on a runtime of theirs.
pub(super) fn spelling(
    inputs: Inputs<'_>,
    dependencies: &Dependencies<'_>,
    file: FileId,
    package: Option<usize>,
    cfgs: &[String],
) -> Result<(Spelling, CrateUse), String> {
    let package = package.ok_or("no manifest says that it may use tokio")?;
    let is_program = inputs.workspace.packages[package].targets.iter().any(|target| target.kind == TargetKind::Binary);
    if dependencies.is_published_library(package) && !is_program {
        return Err("users of the library may run it on a runtime of one thread".to_owned());
    }
    let code_name = dependencies.code_name(package, CRATE, !cfgs.is_empty())?;
    let spelling = Spelling::new(CRATE, &code_name, &inputs.workspace.files[file.index()].index);
    let features = vec!["rt-multi-thread".to_owned()];
    Ok((spelling, CrateUse { package, krate: CRATE.to_owned(), features, is_for_tests: false }))
}

/// Whether nothing in an expression is awaited or leaves what is around it, so that it can be the body of a closure.
pub(super) fn stays(scene: &Scene<'_>, whole: ExprId) -> bool {
    let mut open = vec![(whole, false)];
    while let Some((id, in_loop)) = open.pop() {
        let mut is_loop = in_loop;
        match scene.kind(id) {
            ExprKind::Await(_)
            | ExprKind::Try(_)
            | ExprKind::Return(_)
            | ExprKind::Yield(_)
            | ExprKind::Missing
            | ExprKind::Expansion { .. }
            | ExprKind::Break { is_labelled: true, .. } => return false,
            ExprKind::Break { .. } | ExprKind::Continue if !in_loop => return false,
            ExprKind::Macro { path, .. } => {
                let kind = scene.inputs.contexts.macro_kind(&path.text());
                let is_plain = matches!(kind, Some(MacroKind::Expression | MacroKind::Format | MacroKind::Text));
                if !is_plain || path.last().is_none_or(|name| scene.inputs.contexts.leaving_macros.contains(name)) {
                    return false;
                }
            }
            // What leaves a closure or a future stays in it.
            ExprKind::Closure { .. } | ExprKind::Async { .. } => continue,
            ExprKind::For { .. } | ExprKind::While { .. } | ExprKind::Loop(_) => is_loop = true,
            _ => {}
        }
        open.extend(scene.body().children(id).into_iter().map(|child| (child, is_loop)));
    }
    true
}

/// Whether an expression gives the one in it on, and runs nothing of it where that is a closure.
pub(super) fn only_names(kind: &ExprKind) -> bool {
    matches!(
        kind,
        ExprKind::Reference(_)
            | ExprKind::Paren(_)
            | ExprKind::Cast(..)
            | ExprKind::Tuple(_)
            | ExprKind::Array(_)
            | ExprKind::Struct { .. }
    )
}

/// The expression as the body of a closure that is given to `block_in_place`.
pub(super) fn around_expression(inputs: Inputs<'_>, text: &str, span: Span, spelling: &Spelling) -> Rewrite {
    let source = &text[span.range()];
    let open = spelling.apply("tokio::task::block_in_place(");
    let mut rewrite = Rewrite::default();
    if let Some(function) = plain_function(source) {
        rewrite.insert(span.start(), open);
        rewrite.replace(Span::new(span.start() + function.len() as u32, span.end()), ")");
        return rewrite;
    }
    let (head, tail) = (format!("{open}|| "), ")");
    let line = text[line_start(text, span.start()) as usize..next_line(text, span.start()) as usize].trim_end();
    let added = head.len() + tail.len();
    let fits_its_line = !source.contains('\n') && line.chars().count() + added <= inputs.width.line;
    // A string over several lines must not move.
    if fits_its_line || holds_long_text(source) {
        rewrite.insert(span.start(), head);
        rewrite.insert(span.end(), tail);
        return rewrite;
    }
    let setting = Setting::of(text, span);
    let indent = setting.indent.as_str();
    let inner = format!("{indent}    ");
    rewrite.kept.push(span);
    setting.open(&mut rewrite);
    let fits = setting.column + added + source.chars().count() < inputs.width.line;
    if !source.contains('\n') && fits && setting.goes_on() {
        rewrite.replace(span, format!("{head}{source}{tail}"));
        setting.close(&inner, &mut rewrite);
    } else {
        let line_indent = leading_space(&text[line_start(text, span.start()) as usize..span.start() as usize]).chars().count();
        let shift = columns(&inner) - line_indent;
        rewrite.replace(span, format!("{head}{{{inner}{}{indent}}}{tail}", shifted(source, shift)));
        setting.close(indent, &mut rewrite);
    }
    rewrite
}
