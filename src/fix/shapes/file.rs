//! The shapes `file-handle` and `open-options`: a file that is opened and used in one function becomes tokio's, with every use of it. What
//! was written is flushed where the last write is done: tokio writes in the background, and nobody waits for a file that is dropped.

use super::follow::{ESCAPES, Followed, Use, Variable, follow, taken_out};
use super::scene::Scene;
use super::stepped::{Steps, loop_over};
use super::{Leader, Shaped, builder, member, streamed, whole_file};
use crate::base::Span;
use crate::fix::layout::{break_after_call, line_end};
use crate::fix::reasons;
use crate::flow::FoundOperation;
use crate::index::{ExprId, ExprKind, Pattern, Statement};
use crate::rules::Replacement;

const LINES: Steps = Steps { names: ["lines", "file_lines", "read_lines", "all_lines"], next: "next_line" };
/// The types of `std::io` that tokio has as well, around a handle.
const BUFFERS: [&str; 2] = ["BufReader", "BufWriter"];
/// Methods that write.
const WRITES: [&str; 3] = ["write", "write_all", "write_vectored"];
/// What the chain of options may set: the others come from a trait of std's, or are not there.
const OPTIONS: [&str; 6] = ["read", "write", "append", "truncate", "create", "create_new"];
const LEAVES_EARLY: &str = "where the function returns before the flush, what was written last may still be on its way then";
const DROPPED: &str = "errors of the last write are looked at, which were ignored when the `BufWriter` was dropped";
const NO_FLUSH: &str = "there is no place for the flush that tokio's file needs";
const OTHER_CRATE: &str = "the uses of a file that tokio does not open itself are not followed";
const MACRO: &str = "`write!` and the like cannot write to tokio's file";

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
struct File<'s, 'a> {
    scene: &'s Scene<'a>,
    /// How the code writes `tokio`.
    krate: String,
    shaped: Shaped<'a>,
    variables: Vec<Variable>,
    /// The calls that write, and those that flush.
    writes: Vec<ExprId>,
    flushes: Vec<ExprId>,
    has_buffer: bool,
}

impl<'a> File<'_, 'a> {
    fn value(&mut self, expr: ExprId, wrappings: u32) -> Result<(), String> {
        let Followed { uses, variables } = follow(self.scene, expr, wrappings).map_err(|reason| {
            let text = self.scene.source(self.scene.whole());
            if text.contains("write!(") || text.contains("writeln!(") { MACRO.to_owned() } else { reason }
        })?;
        self.variables.extend(&variables);
        for found in uses {
            match found {
                Use::Method(call) => self.method(call)?,
                Use::Argument(call) => self.argument(call)?,
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

    fn needs(&mut self, operation: &FoundOperation, method: Span, traits: &[String]) {
        let rewrite = &mut self.shaped.rewrite;
        rewrite.methods_of.extend(operation.api.parent().map(|parent| parent.to_string()));
        rewrite.moved.push(method);
        for path in traits {
            self.imports(path);
        }
    }

    fn imports(&mut self, path: &str) {
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
        let name = ty.rsplit("::").next().unwrap_or(ty);
        if !BUFFERS.contains(&name) || !matches!(function, "new" | "with_capacity") || !scene.is_std_io(ty) {
            return Err(format!("it is given to `{written}`, which may not take tokio's file"));
        }
        let [.., _, last] = path.segments.as_slice() else { return Err(ESCAPES.to_owned()) };
        let type_end = scene.source(Span::new(path.span.start(), last.span.start())).trim_end().trim_end_matches("::").len();
        let new = format!("{}::io::{name}", self.krate);
        self.shaped.rewrite.replace(Span::new(path.span.start(), path.span.start() + type_end as u32), new);
        self.has_buffer |= name == "BufWriter";
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
            Use::Argument(_) => Err(ESCAPES.to_owned()),
        }
    }

    fn known_lines(&mut self, each: Option<super::stepped::SteppedLoop>, name: &str) -> Result<(), String> {
        let each = each.ok_or(ESCAPES)?;
        self.shaped.members.push(member(self.scene, self.scene.steps(each.iterable).ok_or(ESCAPES)?)?);
        each.keep_name(self.scene, &LINES, name, &mut self.shaped.rewrite)
    }

    /// Puts a flush after the statement with the last write, unless one is there.
    fn flush(&mut self) -> Result<(), String> {
        let scene = self.scene;
        let Some(&last) = self.writes.iter().max_by_key(|write| scene.span(**write).end()) else { return Ok(()) };
        let first = self.writes.iter().map(|write| scene.span(*write)).min().unwrap_or_else(|| scene.span(last));
        let receiver = scene.receiver(last).filter(|receiver| matches!(scene.kind(*receiver), ExprKind::Path(_))).ok_or(NO_FLUSH)?;
        let name = scene.source(scene.span(receiver));
        let holds = |variable: &&Variable| variable.scope.contains(scene.span(last)) && scene.source(variable.name) == name;
        let variable = self.variables.iter().filter(holds).max_by_key(|variable| variable.name.start()).ok_or(NO_FLUSH)?;
        // Every write goes to the variable that is flushed.
        let is_it = |write: &ExprId| scene.receiver(*write).is_some_and(|receiver| scene.source(scene.span(receiver)) == name);
        if !self.writes.iter().all(is_it) {
            return Err(NO_FLUSH.to_owned());
        }
        let block = scene.ids().find(|id| {
            matches!(scene.kind(*id), ExprKind::Block(_) | ExprKind::Async { .. }) && scene.span(*id).end() == variable.scope.end()
        });
        let block = block.ok_or(NO_FLUSH)?;
        let (statement, is_tail) = scene.statement_in(block, last).ok_or(NO_FLUSH)?;
        let is_loop = matches!(scene.kind(statement), ExprKind::For { .. } | ExprKind::While { .. } | ExprKind::Loop(_));
        let jumps = |id: ExprId| matches!(scene.kind(id), ExprKind::Async { .. } | ExprKind::Closure { .. });
        if (is_tail && !is_loop) || scene.between(last, block).any(jumps) {
            return Err(NO_FLUSH.to_owned());
        }
        let after = |flush: &&ExprId| scene.span(**flush).start() > scene.span(last).end();
        let is_flushed = self.flushes.iter().filter(after).find(|flush| scene.is_statement(**flush, block)).copied();
        let end = is_flushed.map_or(scene.statement_end(statement), |flush| scene.span(flush).start());
        let region = Span::new(first.end(), end);
        if scene.ids().filter(|id| region.contains(scene.span(*id))).any(|id| self.leaves(id, block)) {
            self.doubt(LEAVES_EARLY);
        }
        if is_flushed.is_some() {
            return Ok(());
        }
        if self.has_buffer {
            self.doubt(DROPPED);
        }
        let suffix = match taken_out(scene, last) {
            Some(taken) => scene.source(Span::new(scene.span(last).end(), scene.span(taken).end())).trim().to_owned(),
            None if is_ignored(scene, last) => String::new(),
            None => return Err(NO_FLUSH.to_owned()),
        };
        if suffix.contains('\n') {
            return Err(NO_FLUSH.to_owned());
        }
        let start = if suffix.is_empty() { "let _ = " } else { "" };
        let indent = scene.indent_of_line(scene.span(statement).start());
        let line = format!("{}{indent}{start}{name}.flush().await{suffix};", line_end(scene.text));
        self.shaped.rewrite.insert(scene.end_of_line(scene.statement_end(statement)), line);
        self.imports("tokio::io::AsyncWriteExt");
        Ok(())
    }

    fn doubt(&mut self, doubt: &str) {
        let known = &mut self.shaped.doubt;
        if !known.is_empty() {
            known.push_str("; ");
        }
        known.push_str(doubt);
    }

    /// Whether an expression may leave the block before its end, other than by an error of the file itself, which ends all writing.
    fn leaves(&self, id: ExprId, block: ExprId) -> bool {
        let scene = self.scene;
        match scene.kind(id) {
            ExprKind::Try(_) => {
                let mut inner = id;
                while let ExprKind::Try(next) | ExprKind::Paren(next) | ExprKind::MethodCall { receiver: next, .. } = scene.kind(inner) {
                    if self.writes.contains(&inner) || self.flushes.contains(&inner) {
                        return false;
                    }
                    inner = *next;
                }
                true
            }
            ExprKind::Return(_) => true,
            ExprKind::Break { .. } | ExprKind::Continue => {
                let is_loop = |id: ExprId| matches!(scene.kind(id), ExprKind::For { .. } | ExprKind::While { .. } | ExprKind::Loop(_));
                !scene.between(id, block).any(is_loop)
            }
            ExprKind::Macro { path, .. } => path.last().is_some_and(|name| matches!(name.as_str(), "bail" | "ensure" | "panic")),
            _ => false,
        }
    }
}

/// Whether the result of a call is thrown away: `let _ = file.write_all(bytes);`.
fn is_ignored(scene: &Scene<'_>, call: ExprId) -> bool {
    let Some((_, block)) = scene.block_of(call) else { return false };
    block.statements.iter().any(|statement| match statement {
        Statement::Let { pattern: Pattern::Nothing, value: Some(value), .. } => *value == call,
        Statement::Expr(only) => *only == call,
        Statement::Let { .. } => false,
    })
}
