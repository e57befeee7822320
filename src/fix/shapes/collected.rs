//! A chain of iterator adapters whose last closure has to wait and whose items are collected becomes a loop, where it can be awaited.
//!
//! ```text
//! let paths = names                               let mut paths = Vec::new();
//!     .iter()                                     for name in names.iter() {
//!     .map(|name| fs::canonicalize(name))             paths.push(tokio::fs::canonicalize(name).await?);
//!     .collect::<io::Result<Vec<_>>>()?;          }
//! ```

use super::Opened;
use super::scene::Scene;
use crate::base::{DefPath, Span};
use crate::fix::layout::{breaks_of_chain, has_comment, line_end};
use crate::fix::reasons;
use crate::fix::rewrite::Rewrite;
use crate::index::{ExprId, ExprKind, GenericArgument, Pattern, Statement, TypeRef};

/// The adapters that call a closure for each item, and hand on what it gives, or the item if it says so.
const MAP: &str = "std::iter::Iterator::map";
const FILTER: &str = "std::iter::Iterator::filter";
const NO_STATEMENT: &str = "the chain around the closure is no statement of its own, which a loop could take the place of";
const TOO_MUCH: &str = "stands in a sync closure, where nothing can be awaited, and whose chain is too much for a loop";

/// The pieces of `let name: Vec<T> = source.map(|item| body).collect::<…>()?;`.
struct Chain {
    source: ExprId,
    is_filter: bool,
    body: ExprId,
    /// From the closure's first bar to its last.
    bars: Span,
    /// The whole value of the `let`.
    value: ExprId,
    /// Whether the first error ends it.
    is_tried: bool,
}

/// The loop that the chain around an expression in a closure becomes, which is given to `taker`; none where that is no adapter whose items
/// are collected.
pub(super) fn unrolled(scene: &Scene<'_>, inner: ExprId, taker: Option<&DefPath>) -> Option<Result<Opened, String>> {
    let taker = taker.map(DefPath::as_str).filter(|path| [MAP, FILTER].contains(path))?;
    let chain = chain(scene, inner, taker == FILTER)?;
    Some(chain.rewrite(scene).map(|rewrite| Opened { body: chain.body, rewrite }))
}

fn chain(scene: &Scene<'_>, inner: ExprId, is_filter: bool) -> Option<Chain> {
    let closure = scene.ancestors(inner).find(|id| matches!(scene.kind(*id), ExprKind::Closure { .. } | ExprKind::Async { .. }))?;
    let ExprKind::Closure { body, async_span: None, output: None, .. } = scene.kind(closure) else { return None };
    let call = scene.parent(closure)?;
    let ExprKind::MethodCall { receiver, method, arguments, .. } = scene.kind(call) else { return None };
    if *arguments != [closure] || method != if is_filter { "filter" } else { "map" } {
        return None;
    }
    let collect = scene.parent(call)?;
    let ExprKind::MethodCall { receiver: collected, method, turbofish, .. } = scene.kind(collect) else { return None };
    if *collected != call || method != "collect" {
        return None;
    }
    let is_tried = scene.parent(collect).is_some_and(|parent| matches!(scene.kind(parent), ExprKind::Try(_)));
    let value = if is_tried { scene.parent(collect)? } else { collect };
    let (_, block) = scene.block_of(value)?;
    let declared = block.statements.iter().find_map(|statement| match statement {
        Statement::Let { ty, value: Some(of), .. } if *of == value => Some(ty.as_ref()),
        _ => None,
    })?;
    let wanted = turbofish.first().or(declared)?;
    let inside = if is_tried { first_argument(wanted)? } else { wanted };
    let bars = Span::new(scene.span(closure).start(), scene.span(*body).start());
    is_vec(inside).then_some(Chain { source: *receiver, is_filter, body: *body, bars, value, is_tried })
}

fn is_vec(ty: &TypeRef) -> bool {
    matches!(ty, TypeRef::Path(path) if path.last().is_some_and(|name| name == "Vec"))
}

/// The `T` of `Result<T>` and `Option<T>`.
fn first_argument(ty: &TypeRef) -> Option<&TypeRef> {
    let TypeRef::Path(path) = ty else { return None };
    match path.segments.last()?.arguments.first()? {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    }
}

impl Chain {
    /// The edits around the closure's body, which stays where it is.
    fn rewrite(&self, scene: &Scene<'_>) -> Result<Rewrite, String> {
        let too_much = || TOO_MUCH.to_owned();
        let (block_id, block) = scene.block_of(self.value).ok_or(NO_STATEMENT)?;
        let is_it = |statement: &&Statement| matches!(statement, Statement::Let { value: Some(of), .. } if *of == self.value);
        let Some(Statement::Let { pattern: Pattern::Bind(binding), otherwise: None, .. }) = block.statements.iter().find(is_it) else {
            return Err(NO_STATEMENT.to_owned());
        };
        let keyword = scene.let_keyword(block_id, self.value).ok_or(NO_STATEMENT)?;
        let (whole, source, body) = (scene.span(self.value), scene.span(self.source), scene.span(self.body));
        let name = binding.name.as_str();
        let statement_end = scene.statement_end(self.value);
        let parameter = scene.source(self.bars).trim().trim_start_matches("move").trim();
        let parameter = parameter.strip_prefix('|').and_then(|rest| rest.strip_suffix('|')).map(str::trim).ok_or_else(too_much)?;
        let head = scene.source(Span::new(keyword.end(), whole.start()));
        let is_plain = !has_comment(scene.source(Span::new(keyword.start(), statement_end))) && !parameter.contains(',');
        let is_one_line = !scene.source(body).contains('\n') && !head.contains('\n');
        let leaves = |id: &ExprId| match scene.kind(*id) {
            ExprKind::Try(_) | ExprKind::Return(_) => true,
            ExprKind::Macro { path, .. } => path.last().is_some_and(|name| matches!(name.as_str(), "bail" | "ensure")),
            _ => false,
        };
        let leaves_closure = scene.ids().filter(|id| body.contains(scene.span(*id))).any(|id| leaves(&id));
        let is_around_another = scene.ids().any(|id| body.contains(scene.span(id)) && matches!(scene.kind(id), ExprKind::Closure { .. }));
        if !is_plain || !is_one_line || leaves_closure || is_around_another || scene.mentions(whole, name) {
            return Err(too_much());
        }
        let indent = format!("{}{}", line_end(scene.text), scene.indent(keyword.start()));
        let declared = head.trim().strip_suffix('=').map(str::trim_end).ok_or_else(too_much)?;
        let mutable = if declared.starts_with("mut ") { "" } else { "mut " };
        let item = if self.is_filter && parameter.strip_prefix('&').is_none() { ITEM } else { parameter.trim_start_matches('&') };
        let bound = if self.is_filter && item == ITEM { format!("{indent}    let {parameter} = &{ITEM};") } else { String::new() };
        if item == ITEM && scene.mentions(scene.whole(), ITEM) {
            return Err(too_much());
        }
        let mut rewrite = Rewrite::default();
        rewrite.replace(
            Span::new(keyword.start(), source.start()),
            format!("let {mutable}{declared} = Vec::new();{indent}for {} in ", if self.is_filter { item } else { parameter }),
        );
        let breaks = breaks_of_chain(scene.text, source);
        let is_broken = scene.source(source).contains('\n') && breaks.is_empty();
        let open = if is_broken { format!("{indent}{{") } else { " {".to_owned() };
        for line_break in breaks {
            rewrite.replace(line_break, "");
        }
        let (before, after) = if self.is_filter {
            (format!("{open}{bound}{indent}    if "), format!(" {{{indent}        {name}.push({item});{indent}    }}{indent}}}"))
        } else {
            let tried = if self.is_tried { "?" } else { "" };
            (format!("{open}{indent}    {name}.push("), format!("{tried});{indent}}}"))
        };
        rewrite.replace(Span::new(source.end(), body.start()), before);
        rewrite.replace(Span::new(body.end(), statement_end), after);
        if self.is_filter && self.is_tried { Err(reasons::NOT_PLAIN.to_owned()) } else { Ok(rewrite) }
    }
}

/// What an item is called that a closure gets by reference.
const ITEM: &str = "item";
