//! A `for` loop over an iterator of results becomes `while let` over a stream that is asked for one item after the other.
//!
//! ```text
//! for entry in fs::read_dir(path)? {              let mut entries = tokio::fs::read_dir(path).await?;
//!     let entry = entry?;                         while let Some(entry) = entries.next_entry().await? {
//! ```
//!
//! Where the loop looks at the error of an item itself, `next_entry().await.transpose()` gives what the iterator gave.

use super::follow::taken_out;
use super::scene::Scene;
use crate::base::Span;
use crate::fix::layout::line_end;
use crate::fix::reasons;
use crate::fix::rewrite::Rewrite;
use crate::index::{ExprId, ExprKind, Pattern, Statement};

/// The stream that takes the iterator's place.
pub(super) struct Steps {
    /// Names for it, the first free one of which is taken.
    pub(super) names: [&'static str; 4],
    /// Its method that gives the next item: a `Result` with an `Option` in it.
    pub(super) next: &'static str,
}

/// What the loop does with items that are errors.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Taken {
    /// It gets them.
    Results,
    /// They are left out, as `flatten` does.
    Values,
    /// The first one ends it: `map_while(Result::ok)`.
    ValuesUntilError,
}

/// A loop over an iterator.
#[derive(Clone, Copy, Debug)]
pub(super) struct SteppedLoop {
    pub(super) each: ExprId,
    /// What gives the iterator, without the adapter.
    value: ExprId,
    /// What the loop runs over.
    pub(super) iterable: ExprId,
    pub(super) taken: Taken,
}

const NO_STATEMENT: &str = "the loop stands where no `let` can stand before it";

/// The loop over the iterator that `value` gives, or over what an adapter makes of it.
pub(super) fn loop_over(scene: &Scene<'_>, value: ExprId) -> Option<SteppedLoop> {
    let parent = scene.parent(value)?;
    match scene.kind(parent) {
        ExprKind::For { iterable, .. } if *iterable == value => {
            Some(SteppedLoop { each: parent, value, iterable: value, taken: Taken::Results })
        }
        ExprKind::MethodCall { receiver, method, arguments, .. } if *receiver == value => {
            let takes_ok = || arguments.first().is_some_and(|only| is_ok(scene.source(scene.span(*only))));
            let taken = match method.as_str() {
                "flatten" => Taken::Values,
                "filter_map" if takes_ok() => Taken::Values,
                "map_while" if takes_ok() => Taken::ValuesUntilError,
                _ => return None,
            };
            let found = loop_over(scene, parent).filter(|found| found.taken == Taken::Results)?;
            Some(SteppedLoop { value, taken, ..found })
        }
        _ => None,
    }
}

/// `Result::ok`, `|entry| entry.ok()`.
fn is_ok(written: &str) -> bool {
    let written: String = written.split_whitespace().collect();
    let (parameter, body) = written.strip_prefix('|').and_then(|rest| rest.split_once('|')).unwrap_or_default();
    written == "Result::ok" || (!parameter.is_empty() && body == format!("{parameter}.ok()"))
}

impl SteppedLoop {
    /// The stream gets a name in a statement before the loop, which is the one given back.
    pub(super) fn name_before(&self, scene: &Scene<'_>, steps: &Steps, rewrite: &mut Rewrite) -> Result<&'static str, String> {
        let (block, _) = scene.block_of(self.each).ok_or(NO_STATEMENT)?;
        let start = scene.span(self.each).start();
        let before = scene.source(Span::new(scene.span(block).start(), start)).trim_end();
        // An attribute would go to the `let`.
        if !before.ends_with(['{', '}', ';']) && !before.lines().last().is_some_and(|line| line.contains("//")) {
            return Err(NO_STATEMENT.to_owned());
        }
        let name = steps.names.into_iter().find(|name| !scene.mentions(scene.whole(), name)).ok_or(NO_STATEMENT)?;
        rewrite.replace(Span::new(start, scene.span(self.value).start()), format!("let mut {name} = "));
        let opening = self.opening(scene, steps, name, rewrite)?;
        let end = Span::new(scene.span(self.value).end(), scene.span(self.iterable).end());
        rewrite.replace(end, format!(";{}{}{opening}", line_end(scene.text), scene.indent(start)));
        Ok(name)
    }

    /// The stream has a name already.
    pub(super) fn keep_name(&self, scene: &Scene<'_>, steps: &Steps, name: &str, rewrite: &mut Rewrite) -> Result<(), String> {
        let opening = self.opening(scene, steps, name, rewrite)?;
        rewrite.replace(Span::new(scene.span(self.each).start(), scene.span(self.iterable).end()), opening);
        Ok(())
    }

    /// `while let Some(entry) = entries.next_entry().await?`, and what changes in the loop's body for it.
    fn opening(&self, scene: &Scene<'_>, steps: &Steps, name: &str, rewrite: &mut Rewrite) -> Result<String, String> {
        let ExprKind::For { pattern, iterable, body } = scene.kind(self.each) else { return Err(reasons::NOT_PLAIN.to_owned()) };
        let head = Span::new(scene.span(self.each).start(), scene.span(*iterable).start());
        let written = pattern_text(scene, head).ok_or(reasons::NOT_PLAIN)?;
        let label = label(scene, self.each);
        let next = format!("{name}.{}().await", steps.next);
        match self.taken {
            Taken::ValuesUntilError => Ok(format!("{label}while let Ok(Some({written})) = {next}")),
            Taken::Values => {
                // What could not be read is skipped.
                let line = first_line(scene, *body).filter(|_| matches!(pattern, Pattern::Bind(_))).ok_or(reasons::NOT_PLAIN)?;
                let indent = scene.indent(scene.span(self.each).start());
                let bare = bare(written);
                rewrite.insert(line, format!("{}{indent}    let Ok({written}) = {bare} else {{ continue }};", line_end(scene.text)));
                Ok(format!("{label}while let Some({bare}) = {next}.transpose()"))
            }
            Taken::Results => {
                if let Pattern::Bind(binding) = pattern
                    && let Some((new, suffix)) = first_statement(scene, *body, &binding.name, rewrite)
                {
                    return Ok(format!("{label}while let Some({new}) = {next}{suffix}"));
                }
                Ok(format!("{label}while let Some({written}) = {next}.transpose()"))
            }
        }
    }
}

/// `'outer: ` of a loop.
fn label<'a>(scene: &Scene<'a>, each: ExprId) -> &'a str {
    let text = scene.source(scene.span(each));
    if text.starts_with('\'') { text.find("for").map_or("", |at| &text[..at]) } else { "" }
}

/// The end of the line with the `{` of a block, if nothing but a comment follows it there.
fn first_line(scene: &Scene<'_>, block: ExprId) -> Option<u32> {
    let inside = scene.span(block).start() + 1;
    let line = scene.text[inside as usize..].split('\n').next()?.trim_end();
    (line.is_empty() || line.trim_start().starts_with("//")).then(|| inside + line.len() as u32)
}

fn bare(written: &str) -> &str {
    written.strip_prefix("mut ").unwrap_or(written)
}

/// What stands between `for` and `in`.
fn pattern_text<'a>(scene: &Scene<'a>, head: Span) -> Option<&'a str> {
    let start = scene.words_in(head).find(|(word, _)| word == "for")?.1.end();
    let end = scene.last_word(head, "in")?.start();
    (start <= end).then(|| scene.source(Span::new(start, end)).trim())
}

/// `let entry = entry?;` at the start of the loop's body goes: its pattern, and what takes the entry out of its `Result`.
fn first_statement<'a>(scene: &Scene<'a>, body: ExprId, name: &str, rewrite: &mut Rewrite) -> Option<(&'a str, &'a str)> {
    let ExprKind::Block(block) = scene.kind(body) else { return None };
    let Statement::Let { pattern: Pattern::Bind(_), ty: None, value: Some(value), otherwise: None } = block.statements.first()? else {
        return None;
    };
    let keyword = scene.let_keyword(body, *value)?;
    let region = scene.span(*value);
    let (_, first) = scene.words_in(region).next().filter(|(word, span)| word == name && span.start() == region.start())?;
    let is_all = taken_out(scene, scene.variable_at(*first)?) == Some(*value);
    let suffix = scene.source(Span::new(first.end(), region.end()));
    let new = scene.source(Span::new(keyword.end(), region.start())).trim().strip_suffix('=')?.trim_end();
    let after = scene.rest_of_block(body, *value);
    let is_kept = bare(new) != name && scene.mentions(after, name);
    if !is_all || is_kept || suffix.contains('\n') {
        return None;
    }
    let start = scene.text[..keyword.start() as usize].trim_end().len() as u32;
    let rest = scene.source(after);
    // A blank line after it would be the first of the block.
    let is_blank_below = rest.matches('\n').count() > 1 && rest.split('\n').take(2).all(|line| line.trim().is_empty());
    let blank = rest.find('\n').filter(|_| is_blank_below).map_or(0, |at| at + 1);
    let end = after.start() + blank as u32;
    rewrite.replace(Span::new(start, end), "");
    Some((new, suffix))
}
