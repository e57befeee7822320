//! Which function or module a place of a file belongs to, and whether that is test code.

use crate::base::{DefPath, FileId, Span};
use crate::resolve::{ItemRef, Program, UnitId};
use crate::rules::Contexts;

/// The places of one file.
#[derive(Clone, Copy)]
pub(super) struct Places<'p> {
    program: &'p Program,
    contexts: &'p Contexts,
    unit: UnitId,
}

impl<'p> Places<'p> {
    /// The places of a file; none if it is part of no target.
    pub(super) fn of_file(program: &'p Program, contexts: &'p Contexts, file: FileId) -> Option<Self> {
        let (unit, _) = program.units().find(|(_, unit)| unit.file == Some(file))?;
        Some(Self { program, contexts, unit })
    }

    /// The innermost function that holds the first byte of `span`, or else the module.
    pub(super) fn function(self, span: Span) -> DefPath {
        match self.innermost(span) {
            Some(item) => self.program.function_path(item),
            None => self.program.module(self.module(span)).path.clone(),
        }
    }

    /// Whether `span` lies in test code, or holds nothing but test code.
    pub(super) fn is_test_code(self, span: Span) -> bool {
        let is_test = |item| self.program.is_test_code(item, self.contexts);
        if self.program.module(self.module(span)).in_test || self.innermost(span).is_some_and(is_test) {
            return true;
        }
        let mut inside = self.functions().filter(|(_, function)| span.contains(*function)).peekable();
        inside.peek().is_some() && inside.all(|(item, _)| is_test(item))
    }

    fn innermost(self, span: Span) -> Option<ItemRef> {
        let holding = self.functions().filter(|(_, function)| function.start() <= span.start() && span.start() < function.end());
        holding.min_by_key(|(_, function)| function.end() - function.start()).map(|(item, _)| item)
    }

    fn functions(self) -> impl Iterator<Item = (ItemRef, Span)> + 'p {
        let functions = self.program.items(self.unit).functions.iter().enumerate();
        functions.map(move |(index, function)| (ItemRef { unit: self.unit, index: index as u32 }, function.span))
    }

    fn module(self, span: Span) -> crate::resolve::ModuleId {
        let unit = self.program.unit(self.unit);
        let scopes = unit.index.items.scopes.iter().zip(&unit.modules).skip(1);
        let holding = scopes.filter(|(scope, _)| scope.span.start() <= span.start() && span.start() < scope.span.end());
        let innermost = holding.min_by_key(|(scope, _)| scope.span.end() - scope.span.start());
        innermost.map_or(unit.modules[0], |(_, module)| *module)
    }
}
