//! The shapes `file-handle` and `open-options`: a file that is opened and used in one function becomes tokio's, with every use of it. What
//! was written is flushed where the last write is done: tokio writes in the background, and nobody waits for a file that is dropped.

use super::follow::{ESCAPES, Followed, Use, Variable, follow};
use super::scene::Scene;
use super::stepped::{Steps, loop_over};
use super::{Leader, Shaped, builder, formatted, member, streamed, whole_file};
use crate::base::Span;
use crate::fix::layout::break_after_call;
use crate::fix::reasons;
use crate::flow::FoundOperation;
use crate::index::{ExprId, ExprKind};
use crate::rules::Replacement;

pub(super) const LINES: Steps = Steps { names: ["lines", "file_lines", "read_lines", "all_lines"], next: "next_line" };
/// Methods that write.
const WRITES: [&str; 3] = ["write", "write_all", "write_vectored"];
/// What the chain of options may set: the others come from a trait of std's, or are not there.
const OPTIONS: [&str; 6] = ["read", "write", "append", "truncate", "create", "create_new"];
const OTHER_CRATE: &str = "the uses of a file that tokio does not open itself are not followed";

pub(super) fn file_handle<'a>(scene: &Scene<'a>, leader: &Leader<'a>) -> Result<Shaped<'a>, String> {
    if leader.row.replacement_crate() != Some("tokio") {
        return Err(OTHER_CRATE.to_owned());
    }
    if let Some(shaped) = whole_file::write(scene, leader)? {
        return Ok(shaped);
    }
    if let Some(shaped) = streamed::whole(scene, leader)? {
        return Ok(shaped);
    }
    opened(scene, leader, Shaped { rewrite: leader.awaited(scene)?, ..Shaped::default() })
}

pub(super) fn open_options<'a>(scene: &Scene<'a>, leader: &Leader<'a>) -> Result<Shaped<'a>, String> {
    if leader.row.replacement_crate() != Some("tokio") {
        return Err(OTHER_CRATE.to_owned());
    }
    let rewrite = builder(scene, leader, &OPTIONS)?;
    opened(scene, leader, Shaped { rewrite, ..Shaped::default() })
}

fn opened<'a>(scene: &Scene<'a>, leader: &Leader<'a>, shaped: Shaped<'a>) -> Result<Shaped<'a>, String> {
    let call = scene.call(leader.operation.site.call.span).ok_or(reasons::NOT_PLAIN)?;
    let krate = leader.crate_name().to_owned();
    let mut file = File { scene, krate, shaped, variables: Vec::new(), writes: Vec::new(), flushes: Vec::new(), has_buffer: false };
    file.value(call, 1)?;
    file.flush()?;
    Ok(file.shaped)
}

/// An open file on its way.
pub(super) struct File<'s, 'a> {
    pub(super) scene: &'s Scene<'a>,
    /// How the code writes `tokio`.
    krate: String,
    pub(super) shaped: Shaped<'a>,
    pub(super) variables: Vec<Variable>,
    /// The calls that write, and those that flush.
    pub(super) writes: Vec<ExprId>,
    pub(super) flushes: Vec<ExprId>,
    /// Whether what is written stands in a buffer of the program first.
    pub(super) has_buffer: bool,
}

impl<'a> File<'_, 'a> {
    fn value(&mut self, expr: ExprId, wrappings: u32) -> Result<(), String> {
        let Followed { uses, variables } = follow(self.scene, expr, wrappings)?;
        self.variables.extend(&variables);
        for found in uses {
            match found {
                Use::Method(call) => self.method(call)?,
                Use::Argument(call) => self.argument(call)?,
                Use::Macro(call) => self.formatted(call)?,
                Use::Loop(_) => return Err(ESCAPES.to_owned()),
            }
        }
        Ok(())
    }

    fn method(&mut self, call: ExprId) -> Result<(), String> {
        let scene = self.scene;
        let ExprKind::MethodCall { method, method_span, .. } = scene.kind(call) else { return Err(ESCAPES.to_owned()) };
        let Some(operation) = scene.operation(call) else {
            if method == "lines" {
                return self.lines(call, *method_span);
            }
            return Err(format!("`{method}` is called on it, which tokio's file does not have or does not do alike"));
        };
        self.awaited(operation, *method_span)?;
        if operation.api.last() == "flush" {
            self.flushes.push(call);
        } else if WRITES.contains(&operation.api.last()) {
            self.writes.push(call);
        }
        Ok(())
    }

    /// A method that tokio has under the same name.
    fn awaited(&mut self, operation: &'a FoundOperation, method: Span) -> Result<(), String> {
        let scene = self.scene;
        let (_, row) = scene.inputs.rules.api(&operation.api).ok_or(reasons::NOT_PLAIN)?;
        match &row.replacement {
            Replacement::Shape { name, path } if name == "handle-method" && path.ends_with(&format!("::{}", row.path.last())) => {}
            Replacement::None => return Err(row.reason.clone()),
            _ => return Err(ESCAPES.to_owned()),
        }
        self.shaped.members.push(member(scene, operation)?);
        self.needs(operation, method, &row.traits);
        let end = operation.site.call.span.end();
        self.shaped.rewrite.insert(end, format!("{}.await", break_after_call(scene.text, end)));
        Ok(())
    }

    /// `writeln!(file, "{line}")`.
    fn formatted(&mut self, call: ExprId) -> Result<(), String> {
        let writer = formatted::writer(self.scene, call)?;
        let rewrite = &mut self.shaped.rewrite;
        rewrite.edits.extend(formatted::written(self.scene, call, writer)?);
        rewrite.methods_of.push(writer.trait_path.to_string());
        self.writes.push(call);
        self.imports("tokio::io::AsyncWriteExt");
        Ok(())
    }

    fn needs(&mut self, operation: &FoundOperation, method: Span, traits: &[String]) {
        let rewrite = &mut self.shaped.rewrite;
        rewrite.methods_of.extend(operation.api.parent().map(|parent| parent.to_string()));
        rewrite.moved.push(method);
        for path in traits {
            self.imports(path);
        }
    }

    pub(super) fn imports(&mut self, path: &str) {
        let path = path.replacen("tokio", &self.krate, 1);
        self.shaped.rewrite.traits.push((path, self.scene.whole()));
    }

    /// `BufReader::new(file)` and `drop(file)`.
    fn argument(&mut self, call: ExprId) -> Result<(), String> {
        let scene = self.scene;
        let ExprKind::Call { callee, .. } = scene.kind(call) else { return Err(ESCAPES.to_owned()) };
        let ExprKind::Path(path) = scene.kind(*callee) else { return Err(ESCAPES.to_owned()) };
        let written = path.text();
        if matches!(written.as_str(), "drop" | "std::mem::drop" | "mem::drop") {
            return Ok(());
        }
        let (ty, function) = written.rsplit_once("::").ok_or(ESCAPES)?;
        let buffer = scene.buffer(ty).filter(|_| matches!(function, "new" | "with_capacity"));
        let buffer = buffer.ok_or_else(|| format!("it is given to `{written}`, which may not take tokio's file"))?;
        let [.., _, last] = path.segments.as_slice() else { return Err(ESCAPES.to_owned()) };
        let type_end = scene.source(Span::new(path.span.start(), last.span.start())).trim_end().trim_end_matches("::").len();
        let new = buffer.twin.as_str().replacen("tokio", &self.krate, 1);
        self.shaped.rewrite.replace(Span::new(path.span.start(), path.span.start() + type_end as u32), new);
        self.has_buffer |= buffer.writes;
        self.value(call, 0)
    }

    /// `for line in reader.lines()`.
    fn lines(&mut self, call: ExprId, method: Span) -> Result<(), String> {
        let scene = self.scene;
        let path = crate::base::DefPath::new("std::io::Lines::next");
        let (_, row) = scene.inputs.rules.api(&path).ok_or(reasons::NOT_PLAIN)?;
        row.traits.iter().for_each(|path| self.imports(path));
        let rewrite = &mut self.shaped.rewrite;
        rewrite.methods_of.push("std::io::BufRead".to_owned());
        rewrite.moved.push(method);
        if let Some(each) = loop_over(scene, call) {
            self.shaped.members.push(member(scene, scene.steps(each.iterable).ok_or(ESCAPES)?)?);
            each.name_before(scene, &LINES, &mut self.shaped.rewrite)?;
            return Ok(());
        }
        let found = follow(scene, call, 0)?;
        let ([only], Some(variable)) = (found.uses.as_slice(), found.variables.last()) else { return Err(ESCAPES.to_owned()) };
        if !variable.is_mutable {
            self.shaped.rewrite.insert(variable.name.start(), "mut ");
        }
        let name = scene.source(variable.name);
        match *only {
            Use::Method(next) if scene.operation(next).is_some_and(|operation| operation.api == path) => {
                let operation = scene.operation(next).ok_or(ESCAPES)?;
                self.shaped.members.push(member(scene, operation)?);
                let call = &operation.site.call;
                let space = break_after_call(scene.text, call.span.end());
                self.shaped.rewrite.replace(call.callee, "next_line");
                self.shaped.rewrite.insert(call.span.end(), format!("{space}.await{space}.transpose()"));
                Ok(())
            }
            Use::Loop(each) => self.known_lines(scene.iterable(each).and_then(|iterable| loop_over(scene, iterable)), name),
            Use::Method(adapter) => self.known_lines(scene.receiver(adapter).and_then(|receiver| loop_over(scene, receiver)), name),
            Use::Argument(_) | Use::Macro(_) => Err(ESCAPES.to_owned()),
        }
    }

    fn known_lines(&mut self, each: Option<super::stepped::SteppedLoop>, name: &str) -> Result<(), String> {
        let each = each.ok_or(ESCAPES)?;
        self.shaped.members.push(member(self.scene, self.scene.steps(each.iterable).ok_or(ESCAPES)?)?);
        each.keep_name(self.scene, &LINES, name, &mut self.shaped.rewrite)
    }
}
