//! How each call on a line was resolved, and why not where it was not: what users report false alarms with.

use crate::base::{FileId, Span};
use crate::index::ExprKind;
use crate::resolve::{BodyOwner, ItemRef, Program, Resolution, Why};
use crate::workspace::Workspace;

/// One call, and what it means.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Explained {
    /// The call, or the path of a function that is passed by name.
    pub span: Span,
    /// What is called, as written: `.exists`, `fs::read`.
    pub callee: String,
    /// Its canonical path, or why it is not known.
    pub meaning: String,
    /// The type that the method was looked up on, if there is one.
    pub receiver: Option<String>,
}

/// The calls that stand, at least in part, on `line` of `file`; each once, in the order of the source.
#[must_use]
pub fn explain(workspace: &Workspace, program: &mut Program, file: FileId, line: Span) -> Vec<Explained> {
    let text = workspace.files[file.index()].source.text();
    let of_file: Vec<BodyOwner> = program
        .units()
        .filter(|(_, unit)| unit.file == Some(file))
        .flat_map(|(unit, data)| {
            (0..data.index.items.functions.len() as u32).map(move |index| BodyOwner::Function(ItemRef { unit, index }))
        })
        .collect();
    program.add_block_items(workspace, &of_file);
    let program = &*program;
    let mut found = Vec::new();
    for (unit, data) in program.units().filter(|(_, unit)| unit.file == Some(file)) {
        for (index, function) in data.index.items.functions.iter().enumerate() {
            if !function.body.is_some_and(|body| body.start() < line.end() && line.start() < body.end()) {
                continue;
            }
            let item = ItemRef { unit, index: index as u32 };
            let Some(body) = program.body(workspace, BodyOwner::Function(item)) else { continue };
            let types = crate::resolve::infer(program, item, &body);
            for (id, callee) in types.callees() {
                let expr = body.expr(id);
                let (callee_span, written) = match &expr.kind {
                    ExprKind::MethodCall { method, method_span, .. } => (*method_span, format!(".{method}")),
                    _ => (expr.span, text[expr.span.range()].to_owned()),
                };
                if callee_span.start() < line.end() && line.start() <= callee_span.start() {
                    let meaning = match &callee.resolution {
                        Resolution::Known { path, .. } => path.to_string(),
                        Resolution::OneOf(targets) => {
                            let paths: Vec<_> = targets.iter().map(|target| target.path.as_str()).collect();
                            format!("one of {}", paths.join(", "))
                        }
                        Resolution::Unknown(why) => format!("not resolved: {}", reason(why)),
                    };
                    let receiver = match (&expr.kind, &callee.receiver) {
                        (_, Some(ty)) => Some(program.type_text(ty)),
                        (ExprKind::MethodCall { receiver, .. }, None) => Some(program.type_text(types.of(*receiver))),
                        _ => None,
                    };
                    found.push(Explained { span: callee_span, callee: written, meaning, receiver });
                }
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

fn reason(why: &Why) -> String {
    match why {
        Why::Name => "the name is declared nowhere that the analysis sees".to_owned(),
        Why::Receiver => "the receiver's type is not known".to_owned(),
        Why::External(path) => format!("`{path}` belongs to a crate whose sources are not read"),
        Why::Method => "the receiver's type has no such method that the analysis sees".to_owned(),
        Why::Computed => "what is called is the value of an expression".to_owned(),
    }
}
