//! The body around an operation: its expressions with their parents, its words and the operations in it.

use std::sync::Arc;

use crate::base::{FileId, Name, Span};
use crate::fix::decide::Standing;
use crate::fix::inputs::Inputs;
use crate::fix::layout::{end_of_comment, leading_space, line_start};
use crate::fix::memo::Lowered;
use crate::flow::FoundOperation;
use crate::index::{Block, Body, ExprId, ExprKind, Function, Import, ImportKind, Statement};
use crate::rules::Buffer;
use crate::syntax;

/// A function's body.
pub(in crate::fix) struct Scene<'a> {
    pub(in crate::fix) inputs: Inputs<'a>,
    /// The text of the file.
    pub(in crate::fix) text: &'a str,
    /// What the function is, or will be.
    pub(in crate::fix) standing: Standing,
    lowered: Arc<Lowered>,
    operations: Vec<&'a FoundOperation>,
}

impl<'a> Scene<'a> {
    /// The innermost function around the operation; `None` if it stands in no function.
    pub(in crate::fix) fn of(inputs: Inputs<'a>, operation: &FoundOperation, standing: Standing) -> Option<Self> {
        Self::around(inputs, operation.site.home.file, operation.site.call.span, standing)
    }

    /// The innermost function around a call.
    pub(in crate::fix) fn around(inputs: Inputs<'a>, file: FileId, call: Span, standing: Standing) -> Option<Self> {
        let text = inputs.text(file);
        let around = |functions: &[Function]| functions.iter().filter_map(|function| function.body).find(|body| body.contains(call));
        let outermost = around(&inputs.workspace.files[file.index()].index.items.functions)?;
        let mut lowered = inputs.body(file, outermost);
        while let Some(inner) = around(&lowered.body.items.functions).filter(|inner| *inner != lowered.place) {
            lowered = inputs.body(file, inner);
        }
        let operations = inputs.flow.operations_in(file, lowered.place).collect();
        Some(Self { inputs, text, standing, lowered, operations })
    }

    pub(in crate::fix) fn body(&self) -> &Body {
        &self.lowered.body
    }

    pub(in crate::fix) fn kind(&self, id: ExprId) -> &ExprKind {
        &self.body().expr(id).kind
    }

    pub(in crate::fix) fn span(&self, id: ExprId) -> Span {
        self.body().expr(id).span
    }

    pub(in crate::fix) fn parent(&self, id: ExprId) -> Option<ExprId> {
        self.lowered.parents[id.0 as usize]
    }

    /// The text of an expression.
    pub(in crate::fix) fn source(&self, span: Span) -> &'a str {
        &self.text[span.range()]
    }

    /// The call at the place of an operation.
    pub(in crate::fix) fn call(&self, span: Span) -> Option<ExprId> {
        let is_call = |id: &ExprId| matches!(self.kind(*id), ExprKind::Call { .. } | ExprKind::MethodCall { .. });
        self.ids().filter(is_call).find(|id| self.span(*id) == span)
    }

    /// The operation that a call is.
    pub(in crate::fix) fn operation(&self, call: ExprId) -> Option<&'a FoundOperation> {
        let span = self.span(call);
        // The steps of a loop over what the call gives have its span as their callee.
        self.operations.iter().copied().find(|operation| operation.site.call.span == span && operation.site.call.callee != span)
    }

    /// The operations in a part of the body.
    pub(in crate::fix) fn operations_in(&self, region: Span) -> impl Iterator<Item = &'a FoundOperation> {
        self.operations.iter().copied().filter(move |operation| region.contains(operation.site.call.span))
    }

    /// The operation of the steps of a loop over `iterable`: it stands at the same place as a call that gives the iterable.
    pub(in crate::fix) fn steps(&self, iterable: ExprId) -> Option<&'a FoundOperation> {
        let span = self.span(iterable);
        let is_step = |operation: &&FoundOperation| operation.site.call.span == span && operation.api.last() == "next";
        self.operations.iter().copied().find(is_step)
    }

    /// What a loop runs over.
    pub(in crate::fix) fn iterable(&self, each: ExprId) -> Option<ExprId> {
        if let ExprKind::For { iterable, .. } = self.kind(each) { Some(*iterable) } else { None }
    }

    /// What a method is called on.
    pub(in crate::fix) fn receiver(&self, call: ExprId) -> Option<ExprId> {
        if let ExprKind::MethodCall { receiver, .. } = self.kind(call) { Some(*receiver) } else { None }
    }

    /// The variable that a path names.
    pub(in crate::fix) fn variable_at(&self, span: Span) -> Option<ExprId> {
        self.ids().find(|id| self.span(*id) == span && matches!(self.kind(*id), ExprKind::Path(path) if path.as_name().is_some()))
    }

    pub(in crate::fix) fn ids(&self) -> impl Iterator<Item = ExprId> + use<> {
        (0..self.body().len() as u32).map(ExprId)
    }

    /// The words in a part of the body.
    pub(in crate::fix) fn words_in(&self, region: Span) -> impl Iterator<Item = &(Name, Span)> {
        let words = self.lowered.words(self.text);
        let first = words.partition_point(|(_, span)| span.start() < region.start());
        words[first..].iter().take_while(move |(_, span)| span.end() <= region.end())
    }

    /// Whether a word stands in a part of the body.
    pub(in crate::fix) fn mentions(&self, region: Span, name: &str) -> bool {
        self.words_in(region).any(|(word, _)| word == name)
    }

    /// All words in a part of the body, those after `::` and `.` among them.
    pub(in crate::fix) fn words_of_paths_in(&self, region: Span) -> impl Iterator<Item = &'a str> {
        syntax::words(self.source(region)).into_iter().map(|word| word.text)
    }

    /// The last `word` in a part of the body.
    pub(in crate::fix) fn last_word(&self, region: Span, word: &str) -> Option<Span> {
        self.words_in(region).filter(|(name, _)| name == word).last().map(|(_, span)| *span)
    }

    /// The whole body.
    pub(in crate::fix) fn whole(&self) -> Span {
        self.span(self.body().root)
    }

    /// The block that an expression is a statement or the tail of.
    pub(in crate::fix) fn block_of(&self, statement: ExprId) -> Option<(ExprId, &Block)> {
        let parent = self.parent(statement)?;
        match self.kind(parent) {
            ExprKind::Block(block) | ExprKind::Async { block, .. } => Some((parent, block)),
            _ => None,
        }
    }

    /// The end of the statement whose last expression is `last`: after its semicolon, if it has one.
    pub(in crate::fix) fn statement_end(&self, last: ExprId) -> u32 {
        let end = self.span(last).end();
        let rest = &self.text[end as usize..];
        let space = leading_space(rest).len();
        if rest[space..].starts_with(';') { end + space as u32 + 1 } else { end }
    }

    /// The `let` before the value of a statement in `block`.
    pub(in crate::fix) fn let_keyword(&self, block: ExprId, value: ExprId) -> Option<Span> {
        self.last_word(Span::new(self.span(block).start(), self.span(value).start()), "let")
    }

    /// What is left of a block after the statement that ends with `last`.
    pub(in crate::fix) fn rest_of_block(&self, block: ExprId, last: ExprId) -> Span {
        let end = self.statement_end(last);
        Span::new(end, self.span(block).end().max(end))
    }

    /// The statement of `block` that an expression is in, and whether it is the block's value.
    pub(in crate::fix) fn statement_in(&self, block: ExprId, expr: ExprId) -> Option<(ExprId, bool)> {
        let mut current = expr;
        while self.parent(current)? != block {
            current = self.parent(current)?;
        }
        let (_, around) = self.block_of(current)?;
        Some((current, around.tail == Some(current)))
    }

    /// A statement with the `let` before its value.
    pub(in crate::fix) fn statement_span(&self, statement: ExprId) -> Option<Span> {
        let (id, block) = self.block_of(statement)?;
        let is_value = |known: &Statement| matches!(known, Statement::Let { value: Some(value), .. } if *value == statement);
        let is_otherwise = |known: &Statement| matches!(known, Statement::Let { otherwise: Some(other), .. } if *other == statement);
        if block.statements.iter().any(is_otherwise) {
            return None;
        }
        let span = self.span(statement);
        let start = if block.statements.iter().any(is_value) { self.let_keyword(id, statement)?.start() } else { span.start() };
        Some(Span::new(start, span.end()))
    }

    /// What is around an expression, the innermost first.
    pub(in crate::fix) fn ancestors(&self, expr: ExprId) -> impl Iterator<Item = ExprId> {
        std::iter::successors(self.parent(expr), |id| self.parent(*id))
    }

    /// What is around `expr` up to `outer`, both left out.
    pub(in crate::fix) fn between(&self, expr: ExprId, outer: ExprId) -> impl Iterator<Item = ExprId> {
        self.ancestors(expr).take_while(move |id| *id != outer)
    }

    /// Whether a call, `?` and the like after it left out, is a statement of its own in `block`.
    pub(in crate::fix) fn is_statement(&self, call: ExprId, block: ExprId) -> bool {
        let is_plain = |id: ExprId| matches!(self.kind(id), ExprKind::Try(_) | ExprKind::MethodCall { .. } | ExprKind::Paren(_));
        self.between(call, block).all(is_plain) && self.statement_in(block, call).is_some()
    }

    /// The type that puts a buffer around a handle, if that is what `ty`, as written, means.
    pub(in crate::fix) fn buffer(&self, ty: &str) -> Option<&'a Buffer> {
        self.inputs.contexts.buffers.iter().find(|buffer| self.means(ty, buffer.path.as_str()))
    }

    /// Whether `written` is the path of what is declared at `path`, in full or by what is imported.
    pub(in crate::fix) fn means(&self, written: &str, path: &str) -> bool {
        let (first, rest) = written.split_at(written.find("::").unwrap_or(written.len()));
        let index =
            self.inputs.workspace.files.iter().find(|file| file.source.text().as_ptr() == self.text.as_ptr()).map(|file| &file.index);
        let imports = index.iter().flat_map(|index| &index.items.imports).chain(&self.body().items.imports);
        let named: Vec<_> = imports.filter(|import| matches!(&import.kind, ImportKind::Named(name) if name == first)).collect();
        let is_it = |import: &&Import| import.path.join("::") + rest == path;
        written == path || (!named.is_empty() && named.iter().all(is_it))
    }

    /// Where a line can be put after a statement that ends at `end`: after the comment that follows it, if there is one.
    pub(in crate::fix) fn end_of_line(&self, end: u32) -> u32 {
        end_of_comment(self.text, end)
    }

    /// The white space at the start of the line that holds `offset`.
    pub(in crate::fix) fn indent_of_line(&self, offset: u32) -> &'a str {
        let line = &self.text[line_start(self.text, offset) as usize..];
        leading_space(line.split('\n').next().unwrap_or(line))
    }

    /// The white space before the line that holds `offset`.
    pub(in crate::fix) fn indent(&self, offset: u32) -> &'a str {
        leading_space(&self.text[line_start(self.text, offset) as usize..offset as usize])
    }
}
