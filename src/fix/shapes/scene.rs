//! The body around an operation: its expressions with their parents, its words and the operations in it.

use crate::base::{Name, Span};
use crate::fix::inputs::Inputs;
use crate::fix::layout::{leading_space, line_start};
use crate::flow::FoundOperation;
use crate::index::{Block, Body, ExprId, ExprKind, Function};
use crate::syntax;

/// A function's body.
pub(super) struct Scene<'a> {
    pub(super) inputs: Inputs<'a>,
    /// The text of the file.
    pub(super) text: &'a str,
    pub(super) body: Body,
    /// By expression; the root has none.
    parents: Vec<Option<ExprId>>,
    /// The words of the body, `is_continuation` left out, in order.
    words: Vec<(Name, Span)>,
    operations: Vec<&'a FoundOperation>,
}

impl<'a> Scene<'a> {
    /// The innermost function around the operation; `None` if it stands in no function.
    pub(super) fn of(inputs: Inputs<'a>, operation: &FoundOperation) -> Option<Self> {
        let file = operation.site.home.file;
        let text = inputs.text(file);
        let call = operation.site.call.span;
        let around = |functions: &[Function]| functions.iter().filter_map(|function| function.body).find(|body| body.contains(call));
        let mut span = around(&inputs.workspace.files[file.index()].index.items.functions)?;
        let mut body = syntax::body(text, span, &syntax::NoMacros);
        while let Some(inner) = around(&body.items.functions).filter(|inner| *inner != span) {
            span = inner;
            body = syntax::body(text, span, &syntax::NoMacros);
        }
        let mut parents = vec![None; body.len()];
        for id in (0..body.len() as u32).map(ExprId) {
            for child in body.children(id) {
                parents[child.0 as usize] = Some(id);
            }
        }
        let shifted = |inner: Span| Span::new(inner.start() + span.start(), inner.end() + span.start());
        let words = syntax::words(&text[span.range()]);
        let words = words.into_iter().filter(|word| !word.is_continuation).map(|word| (Name::new(word.text), shifted(word.span))).collect();
        let is_inside = |operation: &&FoundOperation| operation.site.home.file == file && span.contains(operation.site.call.span);
        let operations = inputs.flow.operations.iter().filter(is_inside).collect();
        Some(Self { inputs, text, body, parents, words, operations })
    }

    pub(super) fn kind(&self, id: ExprId) -> &ExprKind {
        &self.body.expr(id).kind
    }

    pub(super) fn span(&self, id: ExprId) -> Span {
        self.body.expr(id).span
    }

    pub(super) fn parent(&self, id: ExprId) -> Option<ExprId> {
        self.parents[id.0 as usize]
    }

    /// The text of an expression.
    pub(super) fn source(&self, span: Span) -> &'a str {
        &self.text[span.range()]
    }

    /// The call at the place of an operation.
    pub(super) fn call(&self, span: Span) -> Option<ExprId> {
        let is_call = |id: &ExprId| matches!(self.kind(*id), ExprKind::Call { .. } | ExprKind::MethodCall { .. });
        self.ids().filter(is_call).find(|id| self.span(*id) == span)
    }

    /// The operation of a call, or of the loop over an iterable.
    pub(super) fn operation(&self, id: ExprId) -> Option<&'a FoundOperation> {
        let span = self.span(id);
        self.operations.iter().copied().find(|operation| operation.site.call.span == span)
    }

    /// The operation of the steps of a loop over `iterable`: it stands at the same place as a call that gives the iterable.
    pub(super) fn steps(&self, iterable: ExprId) -> Option<&'a FoundOperation> {
        let span = self.span(iterable);
        let is_step = |operation: &&FoundOperation| operation.site.call.span == span && operation.api.last() == "next";
        self.operations.iter().copied().find(is_step)
    }

    /// The variable that a path names.
    pub(super) fn variable_at(&self, span: Span) -> Option<ExprId> {
        self.ids().find(|id| self.span(*id) == span && matches!(self.kind(*id), ExprKind::Path(path) if path.as_name().is_some()))
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = ExprId> + use<> {
        (0..self.body.len() as u32).map(ExprId)
    }

    /// The words in a part of the body.
    pub(super) fn words_in(&self, region: Span) -> impl Iterator<Item = &(Name, Span)> {
        let first = self.words.partition_point(|(_, span)| span.start() < region.start());
        self.words[first..].iter().take_while(move |(_, span)| span.end() <= region.end())
    }

    /// Whether a word stands in a part of the body.
    pub(super) fn mentions(&self, region: Span, name: &str) -> bool {
        self.words_in(region).any(|(word, _)| word == name)
    }

    /// All words in a part of the body, those after `::` and `.` among them.
    pub(super) fn words_of_paths_in(&self, region: Span) -> impl Iterator<Item = &'a str> {
        syntax::words(self.source(region)).into_iter().map(|word| word.text)
    }

    /// The last `word` in a part of the body.
    pub(super) fn last_word(&self, region: Span, word: &str) -> Option<Span> {
        self.words_in(region).filter(|(name, _)| name == word).last().map(|(_, span)| *span)
    }

    /// The whole body.
    pub(super) fn whole(&self) -> Span {
        self.span(self.body.root)
    }

    /// The block that an expression is a statement or the tail of.
    pub(super) fn block_of(&self, statement: ExprId) -> Option<(ExprId, &Block)> {
        let parent = self.parent(statement)?;
        match self.kind(parent) {
            ExprKind::Block(block) | ExprKind::Async { block, .. } => Some((parent, block)),
            _ => None,
        }
    }

    /// The end of the statement whose last expression is `last`: after its semicolon, if it has one.
    pub(super) fn statement_end(&self, last: ExprId) -> u32 {
        let end = self.span(last).end();
        let rest = &self.text[end as usize..];
        let space = leading_space(rest).len();
        if rest[space..].starts_with(';') { end + space as u32 + 1 } else { end }
    }

    /// The `let` before the value of a statement in `block`.
    pub(super) fn let_keyword(&self, block: ExprId, value: ExprId) -> Option<Span> {
        self.last_word(Span::new(self.span(block).start(), self.span(value).start()), "let")
    }

    /// What is left of a block after the statement that ends with `last`.
    pub(super) fn rest_of_block(&self, block: ExprId, last: ExprId) -> Span {
        let end = self.statement_end(last);
        Span::new(end, self.span(block).end().max(end))
    }

    /// The white space before the line that holds `offset`.
    pub(super) fn indent(&self, offset: u32) -> &'a str {
        leading_space(&self.text[line_start(self.text, offset) as usize..offset as usize])
    }
}
