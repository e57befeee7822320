//! From a body's text to its trace: lowered, its types inferred, walked, and the functions nested in it likewise.

use std::sync::Arc;

use super::facts::Home;
use super::operations::Lookup;
use super::place::{self, Place, PlaceKind};
use super::trace::{Code, CodeKind, Trace};
use super::walk::Walker;
use super::{CodeId, Tables};
use crate::base::{FileId, Name, Span};
use crate::index::{Body, Function};
use crate::resolve::{BodyTypes, ItemRef, Program};
use crate::rules::AttributeKind;
use crate::workspace::Workspace;

/// A body that is walked for itself.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) enum Root {
    /// Of a function or method.
    Function(ItemRef),
    /// The initialiser of a static.
    Static(ItemRef),
}

/// What a body does, with the functions nested in it.
pub(super) fn trace(workspace: &Workspace, program: &Program, tables: Tables<'_>, root: Root) -> Trace {
    let mut trace = Trace::default();
    let (Root::Function(item) | Root::Static(item)) = root;
    let Some(file) = program.unit(item.unit).file else { return trace };
    let text = workspace.files[file.index()].source.text();
    let package = program.package_of(program.unit(item.unit).krate);
    match root {
        Root::Function(item) => {
            let declared = program.function(item);
            let Some(span) = declared.body else { return trace };
            let body = crate::syntax::body(text, span);
            let types = crate::resolve::infer(program, item, &body);
            let home = Home {
                file,
                path: program.function_path(item),
                span: declared.span,
                cfgs: program.cfgs_of(item),
                in_test: program.is_test_code(item, tables.contexts),
                package,
            };
            let code = CodeId { unit: item.unit, start: span.start() };
            let place = place::of_function(program, tables, item, code);
            let method_arguments = declared.receiver.is_some().then_some(declared.parameters.len());
            let nesting = Nesting {
                program,
                tables,
                text,
                item,
                name: declared.name.clone(),
                function: Some(item),
                method_arguments,
                home: Arc::new(home),
            };
            nesting.one_body((&body, &types), &place, &mut trace);
        }
        Root::Static(item) => {
            let declared = program.value(item);
            let Some(span) = declared.initializer else { return trace };
            let body = crate::syntax::body(text, span);
            let types = program.infer_value(item, &body);
            let module = program.module_of_value(item);
            let cfgs: Vec<String> = module.cfgs.iter().chain(&declared.attributes.cfgs).cloned().collect();
            let in_test = module.in_test || cfgs.iter().any(|cfg| crate::index::requires_test(cfg));
            let home = Home { file, path: program.value_path(item), span, cfgs, in_test, package };
            let code = CodeId { unit: item.unit, start: span.start() };
            let name = declared.name.clone();
            let nesting = Nesting { program, tables, text, item, name, function: None, method_arguments: None, home: Arc::new(home) };
            nesting.one_body((&body, &types), &Place::sync(code), &mut trace);
        }
    }
    trace
}

/// What is said of a body whose analysis panicked.
pub(super) fn failure(program: &Program, root: Root) -> Trace {
    let (item, span) = match root {
        Root::Function(item) => (item, Some(program.function(item).name_span)),
        Root::Static(item) => (item, program.value(item).initializer),
    };
    let message = "the analysis of this function failed: a bug in this tool, please report it".to_owned();
    let problems: Vec<(FileId, Span, String)> =
        program.unit(item.unit).file.zip(span).map(|(file, span)| (file, span, message)).into_iter().collect();
    Trace { problems, ..Trace::default() }
}

/// A body, or one nested in it, before it is walked.
struct Nesting<'a> {
    program: &'a Program,
    tables: Tables<'a>,
    text: &'a str,
    /// The outermost item.
    item: ItemRef,
    name: Name,
    function: Option<ItemRef>,
    method_arguments: Option<usize>,
    home: Arc<Home>,
}

impl Nesting<'_> {
    fn one_body(&self, (body, types): (&Body, &BodyTypes), place: &Place, trace: &mut Trace) {
        let lookup = Lookup { program: self.program, tables: self.tables, body, types };
        let code = Code {
            id: place.code,
            kind: CodeKind::Body,
            name: self.name.clone(),
            function: self.function,
            method_arguments: self.method_arguments,
        };
        trace.codes.push(code);
        let mut walker = Walker::new(lookup, &self.home, self.item.unit, trace);
        walker.whole_body(place);
        trace.async_bodies += u64::from(place.kind == PlaceKind::Async);
        trace.problems.extend(body.problems.iter().map(|problem| (self.home.file, problem.span, problem.message.clone())));
        for nested in body.items.functions.iter().filter(|nested| nested.body.is_some()) {
            self.nested_function(body, nested, trace);
        }
    }

    fn nested_function(&self, around: &Body, nested: &Function, trace: &mut Trace) {
        let Some(span) = nested.body else { return };
        let body = crate::syntax::body(self.text, span);
        let types = self.program.infer_nested(self.item, &around.items, nested.scope, nested, &body);
        let is_test = nested.attributes.paths.iter().any(|path| self.tables.contexts.attribute_kind(path) == Some(AttributeKind::Test));
        let outer = &self.home;
        let home = Home {
            path: outer.path.join(&nested.name),
            cfgs: outer.cfgs.iter().chain(&nested.attributes.cfgs).cloned().collect(),
            in_test: outer.in_test || is_test || nested.attributes.cfgs.iter().any(|cfg| crate::index::requires_test(cfg)),
            ..(**outer).clone()
        };
        let mut place = Place::sync(CodeId { unit: self.item.unit, start: span.start() });
        if let Some(span) = nested.async_span {
            place = place.asynchronous(span, "async: this runs on an executor");
        }
        let nesting = Nesting { name: nested.name.clone(), function: None, method_arguments: None, home: Arc::new(home), ..*self };
        nesting.one_body((&body, &types), &place, trace);
    }
}
