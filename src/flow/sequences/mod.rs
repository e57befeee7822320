//! Statements in a row, or a loop, whose operations would each wait for the blocking pool, and that can go there as they are: what they would
//! have to own there, and what they give to the code after them.

mod given;
mod owned;
mod stay;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::Context;
use super::operations::Lookup;
use super::regions::Region;
use super::trace::FoundOperation;
use super::uses::{Inside, Parents, Uses, Walk, bound};
use crate::base::{DefPath, Name, Span};
use crate::index::{Block, ExprId, ExprKind, Pattern, SelfParameter, Statement};
use crate::rules::Replacement;
use crate::syntax;

/// From so many operations on one hop is worth a closure around them: each hop costs ten times what a question about a path does, and the
/// closure costs whoever reads it about as much as two awaits do. What a loop does it does as often at least. What has no async twin counts for
/// two: it is a closure in any case.
pub const LEAST_OPERATIONS: u32 = 3;

/// Statements that can run on another thread as a whole, as far as their parts and types tell.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Sequence {
    /// What they own there; its span is from the first to the last byte of the statements.
    pub region: Region,
    /// What the code after them needs of them, by name, each once; all declared in them, or none.
    pub given: Vec<GivenVariable>,
    /// Words in them that are superfluous on the other thread: the `mut` of what only the code after them changes.
    pub superfluous: Vec<Span>,
    /// The value of the last statement, if it declares what is given and nothing else.
    pub last_value: Option<(Span, Span)>,
    /// Whether one loop does all of them.
    pub is_loop: bool,
    /// The operations in them.
    pub operations: Vec<Span>,
}

/// A variable that is used after the statements that declare or change it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct GivenVariable {
    /// Its name.
    pub name: Name,
    /// Where it comes from.
    pub origin: Origin,
}

/// Where a variable comes from that statements give.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Origin {
    /// They declare it.
    Declared,
    /// They declare it, and the code after them changes it.
    DeclaredMutable,
    /// It was there before, and they change it.
    Changed,
}

/// The function that a body is of.
#[derive(Clone, Copy)]
pub(super) struct Owner<'a> {
    /// How a closure writes the result of the function, if that ends with an error which is known.
    pub(super) result: Option<&'a DefPath>,
    pub(super) receiver: Option<&'a SelfParameter>,
    /// From its visibility or `fn` to the end of its body.
    pub(super) span: Span,
    /// The text of the file.
    pub(super) text: &'a str,
}

/// All sequences of a body, some of them parts of others. `operations` are those of the body.
pub(super) fn sequences(lookup: Lookup<'_>, owner: Owner<'_>, operations: &[FoundOperation]) -> Vec<Sequence> {
    let counts = |operation: &&FoundOperation| matches!(operation.site.context, Context::Async | Context::Closure | Context::Sync);
    let mut of_files: FxHashMap<Span, bool> = FxHashMap::default();
    let mut without_twin = FxHashSet::default();
    for operation in operations.iter().filter(counts) {
        let place = operation.site.call.span;
        *of_files.entry(place).or_insert(true) &= lookup.is_of_files(operation);
        if lookup.tables.rules.api(&operation.api).is_some_and(|(_, row)| row.replacement == Replacement::None) {
            without_twin.insert(place);
        }
    }
    if of_files.is_empty() {
        return Vec::new();
    }
    let mutable = mutable_names(&owner.text[owner.span.range()]);
    let parents = &Parents::of(lookup.body);
    let search = Search { lookup, parents, owner, of_files, without_twin, mutable };
    let ids = (0..lookup.body.len() as u32).map(ExprId);
    ids.filter(|id| search.may_wait(*id)).flat_map(|id| search.of_block(id)).collect()
}

/// The words that follow a `mut`.
fn mutable_names(text: &str) -> FxHashSet<&str> {
    let words = syntax::words(text);
    words.windows(2).filter(|pair| pair[0].text == "mut").map(|pair| pair[1].text).collect()
}

struct Search<'a> {
    lookup: Lookup<'a>,
    parents: &'a Parents,
    owner: Owner<'a>,
    /// By place: whether all that is done there is done with files.
    of_files: FxHashMap<Span, bool>,
    /// The places of operations that have no async twin.
    without_twin: FxHashSet<Span>,
    mutable: FxHashSet<&'a str>,
}

/// A statement, or the loop that a block ends with.
#[derive(Clone, Copy)]
struct Line<'a> {
    statement: Option<&'a Statement>,
    /// Its last expression.
    last: ExprId,
    /// Its first and last byte.
    span: Span,
}

impl Search<'_> {
    fn kind(&self, id: ExprId) -> &ExprKind {
        &self.lookup.body.expr(id).kind
    }

    fn span(&self, id: ExprId) -> Span {
        self.lookup.body.expr(id).span
    }

    fn ids(&self) -> impl Iterator<Item = ExprId> + use<> {
        (0..self.lookup.body.len() as u32).map(ExprId)
    }

    /// Whether an expression is a block of code in which something can be awaited.
    fn may_wait(&self, id: ExprId) -> bool {
        let is_owner = |id: ExprId| matches!(self.kind(id), ExprKind::Async { .. } | ExprKind::Closure { .. });
        let is_async = |id: ExprId| !matches!(self.kind(id), ExprKind::Closure { async_span: None, .. });
        let is_block = matches!(self.kind(id), ExprKind::Block(_) | ExprKind::Async { .. });
        is_block
            && self.parents.around(id).find(|around| is_owner(*around)).is_none_or(is_async)
            && !self.parents.around(id).any(|around| matches!(self.kind(around), ExprKind::Expansion { .. }))
    }

    fn of_block(&self, id: ExprId) -> Vec<Sequence> {
        let (ExprKind::Block(block) | ExprKind::Async { block, .. }) = self.kind(id) else { return Vec::new() };
        let Some(lines) = self.lines(id, block) else { return Vec::new() };
        let weights: Vec<u32> = lines.iter().map(|line| self.weight_of(*line)).collect();
        let mut found = Vec::new();
        for first in (0..lines.len()).filter(|at| weights[*at] > 0) {
            let start = self.start_of(&lines, &weights, first);
            for start in [start, first].into_iter().take(if start == first { 1 } else { 2 }) {
                self.of_lines((id, block), &lines, &weights, (start, first), &mut found);
            }
        }
        found
    }

    /// All sequences whose first operation is in the line `first`, and which begin with the line `start`.
    fn of_lines(
        &self,
        (id, block): (ExprId, &Block),
        lines: &[Line<'_>],
        weights: &[u32],
        (start, first): (usize, usize),
        found: &mut Vec<Sequence>,
    ) {
        let mut walk = Walk::new(self.lookup);
        let (mut weight, mut lines_with, mut lines_without) = (0, 0_u32, 0_u32);
        for last in start..lines.len() {
            if !self.is_plain(id, lines[last]) || walked(&mut walk, lines[last]).is_none() {
                return;
            }
            weight += weights[last];
            lines_with += u32::from(weights[last] > 0);
            lines_without += u32::from(weights[last] == 0 && last > first);
            if weights[last] > 0
                && weight >= LEAST_OPERATIONS
                && lines_without <= lines_with
                && let Some(sequence) = self.sequence((id, block), &lines[start..=last], &lines[last + 1..], &walk.uses)
            {
                found.push(sequence);
            }
        }
    }

    /// The first of the lines right before `first` that declare variables to be changed: what the operations fill is made where they are.
    fn start_of(&self, lines: &[Line<'_>], weights: &[u32], first: usize) -> usize {
        let is_filled = |at: &usize| match lines[*at].statement {
            Some(Statement::Let { pattern: Pattern::Bind(binding), otherwise: None, .. }) => {
                weights[*at] == 0 && self.mutable.contains(binding.name.as_str())
            }
            _ => false,
        };
        (0..first).rev().take_while(is_filled).last().unwrap_or(first)
    }

    /// The statements of a block; none where the text is not as it should be.
    fn lines<'s>(&self, id: ExprId, block: &'s Block) -> Option<Vec<Line<'s>>> {
        let mut lines = Vec::new();
        let mut from = self.span(id).start();
        for statement in &block.statements {
            let (first, last) = match statement {
                Statement::Let { value, otherwise, .. } => ((*value)?, otherwise.or(*value)?),
                Statement::Expr(expr) => (*expr, *expr),
            };
            let end = self.end_of_statement(self.span(last).end());
            let start = match statement {
                Statement::Let { .. } => self.keyword_before(from, self.span(first).start(), "let")?,
                Statement::Expr(_) => self.span(first).start(),
            };
            lines.push(Line { statement: Some(statement), last, span: Span::new(start, end) });
            from = end;
        }
        let is_loop = |tail: &ExprId| matches!(self.kind(*tail), ExprKind::For { .. } | ExprKind::While { .. });
        lines.extend(block.tail.filter(is_loop).map(|last| Line { statement: None, last, span: self.span(last) }));
        Some(lines)
    }

    fn keyword_before(&self, from: u32, to: u32, keyword: &str) -> Option<u32> {
        let words = syntax::words(self.owner.text.get(from as usize..to as usize)?);
        words.iter().rfind(|word| word.text == keyword).map(|word| from + word.span.start())
    }

    /// After the semicolon of a statement, if it has one.
    fn end_of_statement(&self, end: u32) -> u32 {
        let rest = &self.owner.text[end as usize..];
        let space = rest.len() - rest.trim_start().len();
        if rest[space..].starts_with(';') { end + space as u32 + 1 } else { end }
    }

    /// Whether a statement stands in lines of its own and has no attributes.
    fn is_plain(&self, block: ExprId, line: Line<'_>) -> bool {
        let before = &self.owner.text[self.span(block).start() as usize..line.span.start() as usize];
        let own_line = before.rsplit('\n').next().unwrap_or(before);
        let above = before.trim_end().lines().next_back().unwrap_or_default().trim_start();
        let in_line = own_line.trim().is_empty() && before.contains('\n');
        let is_conditional = |(first, end, _): &(ExprId, ExprId, String)| (*first..*end).contains(&line.last);
        in_line && !above.starts_with("#[") && !self.lookup.body.conditional.iter().any(is_conditional)
    }

    /// How many operations a statement does at most, one in a loop as often as is worth a hop.
    fn weight_of(&self, line: Line<'_>) -> u32 {
        match line.statement {
            Some(Statement::Let { value, otherwise, .. }) => value.iter().chain(otherwise).map(|part| self.weight(*part)).sum(),
            _ => self.weight(line.last),
        }
    }

    fn weight(&self, id: ExprId) -> u32 {
        let own = |id: ExprId| {
            if !self.is_operation(id) {
                0
            } else if self.without_twin.contains(&self.span(id)) {
                2
            } else {
                1
            }
        };
        match self.kind(id) {
            ExprKind::If { condition, then, otherwise } => {
                self.weight(*condition) + self.weight(*then).max(otherwise.map_or(0, |otherwise| self.weight(otherwise)))
            }
            ExprKind::Match { scrutinee, arms } => {
                let arm = |arm: &crate::index::Arm| arm.guard.map_or(0, |guard| self.weight(guard)) + self.weight(arm.body);
                self.weight(*scrutinee) + arms.iter().map(arm).max().unwrap_or(0)
            }
            ExprKind::For { iterable, body, .. } => self.weight(*iterable) + self.again_and_again(&[*body]),
            ExprKind::While { condition, body } => self.again_and_again(&[*condition, *body]),
            ExprKind::Loop(body) => self.again_and_again(&[*body]),
            _ => own(id) + self.lookup.body.children(id).into_iter().map(|child| self.weight(child)).sum::<u32>(),
        }
    }

    fn again_and_again(&self, parts: &[ExprId]) -> u32 {
        parts.iter().map(|part| self.weight(*part)).sum::<u32>() * LEAST_OPERATIONS
    }

    /// Whether a call is an operation; the steps of a loop stand at the same place as what gives its items.
    fn is_operation(&self, id: ExprId) -> bool {
        matches!(self.kind(id), ExprKind::Call { .. } | ExprKind::MethodCall { .. }) && self.of_files.contains_key(&self.span(id))
    }

    fn sequence(&self, (block_id, block): (ExprId, &Block), lines: &[Line<'_>], after: &[Line<'_>], uses: &Uses) -> Option<Sequence> {
        let (first, last) = (lines.first()?, lines.last()?);
        let span = first.span.cover(last.span);
        if self.must_stay(span, uses) {
            return None;
        }
        let ended = after.is_empty() && block.tail.is_none_or(|tail| tail == last.last || self.is_constant(tail));
        let rest = Span::new(span.end(), self.span(block_id).end());
        let mut given = Vec::new();
        let mut superfluous = Vec::new();
        for line in lines {
            let Some(Statement::Let { pattern, value: Some(value), .. }) = line.statement else { continue };
            let mut names = Vec::new();
            bound(pattern, &mut names);
            let known = given.len();
            for name in names {
                self.declared(&name, (*line, rest), after, (&mut given, &mut superfluous))?;
            }
            let is_silent = || self.lookup.is_dropped_silently(self.lookup.types.of(*value));
            if !ended && given.len() == known && !matches!(pattern, Pattern::Nothing) && !is_silent() {
                return None;
            }
        }
        let is_last_value = |line: &Line<'_>| match line.statement {
            Some(Statement::Let { pattern: Pattern::Bind(binding), value: Some(value), ty: None, otherwise: None }) => {
                matches!(given.as_slice(), [only] if only.name == binding.name)
                    .then(|| (Span::new(line.span.start(), self.span(*value).start()), self.span(*value)))
            }
            _ => None,
        };
        let last_value = is_last_value(last);
        let owned = self.owned(block_id, (span, block), uses, &mut given)?;
        let is_declared = |variable: &GivenVariable| variable.origin != Origin::Changed;
        if given.iter().any(is_declared) && !given.iter().all(is_declared) {
            return None;
        }
        let result = match uses.result() {
            Ok(result) => result,
            Err(()) => Some(self.function_result(block_id)?),
        };
        let region = Region {
            span,
            owned,
            declared: uses.declared.clone(),
            macros: uses.macros.iter().filter_map(|id| self.lookup.tokens(*id)).collect(),
            result: result.cloned(),
            gives_result: false,
            held: Vec::new(),
        };
        let is_loop = matches!(self.kind(last.last), ExprKind::For { .. } | ExprKind::While { .. } | ExprKind::Loop(_));
        let operations = self.of_files.keys().copied().filter(|place| span.contains(*place));
        let mut operations: Vec<Span> = operations.collect();
        operations.sort_unstable();
        let is_alone = lines.iter().filter(|line| self.weight_of(**line) > 0).count() == 1;
        Some(Sequence { region, given, superfluous, last_value, is_loop: is_loop && is_alone, operations })
    }

    /// How a closure in a block writes its result if it ends with the error of the function.
    fn function_result(&self, block: ExprId) -> Option<&DefPath> {
        let is_owner = |id: ExprId| matches!(self.kind(id), ExprKind::Async { .. } | ExprKind::Closure { .. });
        let is_own = !is_owner(block) && !self.parents.around(block).any(is_owner);
        self.owner.result.filter(|_| is_own)
    }
}

/// Walks a statement; none where something speaks against it.
fn walked(walk: &mut Walk<'_>, line: Line<'_>) -> Option<()> {
    match line.statement {
        // What gets its value later is not understood.
        Some(Statement::Let { value: None, .. }) => None,
        Some(statement) => walk.statement(statement, Inside::default()).ok(),
        None => walk.part(line.last, Inside::default()).ok(),
    }
}
