//! Where a file that became tokio's is flushed: tokio writes in the background, and nobody waits for a file that is dropped. So each way out
//! of the life of its variable needs a flush once something was written: behind the last write, and before what leaves early.
//!
//! ```text
//! file.write_all(head)?;                          file.write_all(head).await?;
//! if body.is_empty() {                            if body.is_empty() {
//!                                                     file.flush().await?;
//!     return Ok(());                                  return Ok(());
//! }                                               }
//! file.write_all(body)?;                          file.write_all(body).await?;
//!                                                 file.flush().await?;
//! ```

use super::file::File;
use super::follow::{Variable, taken_out};
use super::formatted::target;
use super::scene::Scene;
use crate::base::Span;
use crate::fix::layout::line_end;
use crate::index::{ExprId, ExprKind, Pattern, Statement};

const LEAVES_EARLY: &str = "where the function returns before the flush, what was written last may still be on its way then";
const DROPPED: &str = "errors of the last write are looked at, which were ignored when the `BufWriter` was dropped";
const NO_FLUSH: &str = "there is no place for the flush that tokio's file needs";

/// Where the variable lives that everything is written to.
#[derive(Clone, Copy)]
struct Life<'t> {
    name: &'t str,
    /// Its block.
    block: ExprId,
}

impl<'a> File<'_, 'a> {
    /// Puts a flush behind the statement with the last write, unless one is there, and before what leaves between the first write and it.
    pub(super) fn flush(&mut self) -> Result<(), String> {
        let scene = self.scene;
        let Some(&last) = self.writes.iter().max_by_key(|write| scene.span(**write).end()) else { return Ok(()) };
        let life = self.life(last).ok_or(NO_FLUSH)?;
        let (statement, is_tail) = scene.statement_in(life.block, last).ok_or(NO_FLUSH)?;
        let jumps = |id: ExprId| matches!(scene.kind(id), ExprKind::Async { .. } | ExprKind::Closure { .. });
        if (is_tail && !is_loop(scene, statement)) || scene.between(last, life.block).any(jumps) {
            return Err(NO_FLUSH.to_owned());
        }
        let after = |flush: &&ExprId| scene.span(**flush).start() > scene.span(last).end();
        let is_flushed = self.flushes.iter().filter(after).find(|flush| scene.is_statement(**flush, life.block)).copied();
        let end = is_flushed.map_or(scene.statement_end(statement), |flush| scene.span(flush).start());
        self.flush_exits(life, end);
        if is_flushed.is_some() {
            return Ok(());
        }
        if self.has_buffer {
            self.doubt(DROPPED);
        }
        let flush = flush_like(scene, life.name, last).ok_or(NO_FLUSH)?;
        let indent = scene.indent_of_line(scene.span(statement).start());
        let own_line = format!("{}{indent}{flush}", line_end(scene.text));
        self.shaped.rewrite.insert(scene.end_of_line(scene.statement_end(statement)), own_line);
        self.imports("tokio::io::AsyncWriteExt");
        Ok(())
    }

    /// The life of the variable that every write goes to.
    fn life(&self, last: ExprId) -> Option<Life<'a>> {
        let scene = self.scene;
        let name = scene.source(scene.span(target(scene, last)?));
        let holds = |variable: &&Variable| variable.scope.contains(scene.span(last)) && scene.source(variable.name) == name;
        let variable = self.variables.iter().filter(holds).max_by_key(|variable| variable.name.start())?;
        // Every write goes to the variable that is flushed.
        let is_it = |write: &ExprId| target(scene, *write).is_some_and(|target| scene.source(scene.span(target)) == name);
        let is_block = |id: ExprId| matches!(scene.kind(id), ExprKind::Block(_) | ExprKind::Async { .. });
        let block = scene.ids().find(|id| is_block(*id) && scene.span(*id).end() == variable.scope.end())?;
        self.writes.iter().all(is_it).then_some(Life { name, block })
    }

    /// Puts a flush before each expression that may leave the block after a write and before `end`.
    fn flush_exits(&mut self, life: Life<'_>, end: u32) {
        let scene = self.scene;
        let exits: Vec<(ExprId, ExprId)> = scene
            .ids()
            .filter(|id| scene.span(*id).end() <= end && self.leaves(*id, life.block))
            .filter_map(|id| Some((id, self.written_before(id, life.block)?)))
            .collect();
        let mut flushes: Vec<(u32, String)> = Vec::new();
        let mut is_doubtful = false;
        for (exit, write) in exits {
            match self.flush_before(life, exit, write) {
                Some(flush) if flushes.iter().all(|(at, _)| *at != flush.0) => flushes.push(flush),
                Some(_) => {}
                None => is_doubtful = true,
            }
        }
        if is_doubtful {
            self.doubt(LEAVES_EARLY);
        }
        if !flushes.is_empty() {
            self.imports("tokio::io::AsyncWriteExt");
        }
        for (at, flush) in flushes {
            self.shaped.rewrite.insert(at, flush);
        }
    }

    /// The last write that may have happened when an expression is reached: one before it, or one in a loop around it.
    fn written_before(&self, exit: ExprId, block: ExprId) -> Option<ExprId> {
        let scene = self.scene;
        let start = scene.span(exit).start();
        let around = scene.between(exit, block).filter(|id| is_loop(scene, *id)).last();
        let earlier = self.writes.iter().copied().filter(|write| scene.span(*write).end() <= start);
        let again = self.writes.iter().copied().filter(|write| around.is_some_and(|each| scene.span(each).contains(scene.span(*write))));
        let last = earlier.max_by_key(|write| scene.span(*write).end());
        let flushed = |write: &ExprId| {
            let is_between = |flush: &ExprId| scene.span(*write).end() < scene.span(*flush).start() && scene.span(*flush).end() <= start;
            around.is_none() && self.flushes.iter().any(|flush| is_between(flush) && scene.is_statement(*flush, block))
        };
        last.filter(|write| !flushed(write)).or_else(|| again.max_by_key(|write| scene.span(*write).end()))
    }

    /// The flush before the statement that leaves; none where it would come too often, or there is no place for it.
    fn flush_before(&self, life: Life<'_>, exit: ExprId, write: ExprId) -> Option<(u32, String)> {
        let scene = self.scene;
        let is_in_head = |id: ExprId| match scene.kind(scene.parent(id)?) {
            ExprKind::While { condition, .. } => Some(*condition == id),
            ExprKind::Closure { .. } | ExprKind::Async { .. } | ExprKind::Macro { .. } => Some(true),
            _ => Some(false),
        };
        let mut statement = exit;
        while scene.block_of(statement).is_none() {
            if is_in_head(statement)? {
                return None;
            }
            statement = scene.parent(statement)?;
        }
        // A buffer that is emptied on every way, and not only on the one that leaves, is none.
        let leaves_always = matches!(scene.kind(statement), ExprKind::Return(_) | ExprKind::Break { .. } | ExprKind::Continue);
        let flush = flush_like(scene, life.name, write)?;
        if self.has_buffer && !leaves_always {
            return None;
        }
        let start = scene.statement_span(statement).map(Span::start)?;
        let indent = scene.indent(start);
        let is_first_of_line = scene.text[..start as usize].trim_end_matches([' ', '\t']).ends_with('\n');
        let gap = if is_first_of_line { format!("{}{indent}", line_end(scene.text)) } else { " ".to_owned() };
        Some((start, format!("{flush}{gap}")))
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
        if !scene.span(block).contains(scene.span(id)) || id == block {
            return false;
        }
        match scene.kind(id) {
            ExprKind::Try(_) => {
                let mut inner = id;
                loop {
                    if self.writes.contains(&inner) || self.flushes.contains(&inner) {
                        return false;
                    }
                    match scene.kind(inner) {
                        ExprKind::Try(next) | ExprKind::Paren(next) | ExprKind::MethodCall { receiver: next, .. } => inner = *next,
                        _ => return true,
                    }
                }
            }
            ExprKind::Return(_) => true,
            ExprKind::Break { .. } | ExprKind::Continue => !scene.between(id, block).any(|id| is_loop(scene, id)),
            ExprKind::Macro { path, .. } => path.last().is_some_and(|name| matches!(name.as_str(), "bail" | "ensure" | "panic")),
            _ => false,
        }
    }
}

fn is_loop(scene: &Scene<'_>, id: ExprId) -> bool {
    matches!(scene.kind(id), ExprKind::For { .. } | ExprKind::While { .. } | ExprKind::Loop(_))
}

/// The statement that flushes `name` and does with an error what is done with that of a write; none where nobody knows.
fn flush_like(scene: &Scene<'_>, name: &str, write: ExprId) -> Option<String> {
    let suffix = match taken_out(scene, write) {
        Some(taken) => scene.source(Span::new(scene.span(write).end(), scene.span(taken).end())).trim(),
        None if is_ignored(scene, write) => "",
        None => return None,
    };
    let start = if suffix.is_empty() { "let _ = " } else { "" };
    (!suffix.contains('\n')).then(|| format!("{start}{name}.flush().await{suffix};"))
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
