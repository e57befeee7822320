//! What `fix` says when it is done: what it did, what it took back, what it left and why.

pub mod summary;

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::Look;
use super::text::{count, printable, wrap, wrap_indented};
use crate::fix::Step;

/// What one run of `fix` did, or with `--dry-run` would do.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FixOutcome {
    /// The titles of the fixes that hold, by path and offset.
    pub applied: Vec<String>,
    /// What the fixes that hold do, or with a dry run would do, by path and offset.
    pub planned: Vec<Planned>,
    /// The fixes that did not compile and were undone.
    pub rolled_back: Vec<RolledBack>,
    /// The findings that no fix was tried for, by path and line.
    pub left: Vec<Left>,
    /// What changed, or would change, as a unified diff.
    pub diff: String,
    /// What else the user has to know, one line each: what was restored, what was not checked.
    pub notes: Vec<String>,
    /// How often the compiler was asked about fixes.
    pub rounds: u32,
}

/// What a fix does.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Planned {
    /// Its title.
    pub title: String,
    /// What it consists of.
    pub details: Vec<Step>,
    /// Why it is not safe; empty where it is.
    pub reason: String,
    /// The lines that it changes, by path and line.
    pub changes: Vec<ChangedLines>,
}

/// Lines of a file before and after a fix.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct ChangedLines {
    /// Relative to the root, with `/`.
    pub path: String,
    /// The first of them, from 1.
    pub line: u32,
    /// As they were.
    pub before: String,
    /// As they are.
    pub after: String,
}

/// A fix that was undone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RolledBack {
    /// The title of the fix.
    pub title: String,
    /// The compiler's messages about it, the first one first.
    pub errors: Vec<String>,
}

/// A finding that was left alone.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Left {
    /// Relative to the root, with `/`.
    pub path: String,
    /// Line, from 1.
    pub line: u32,
    /// The blocking API.
    pub api: String,
    /// Why, one line, lower case, no full stop.
    pub reason: String,
}

/// Whether the fixes of an outcome were written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Written {
    /// They are on disk.
    Yes,
    /// They are only planned.
    No,
}

/// How many examples are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Detail {
    /// A few of each kind.
    Some,
    /// All of them.
    All,
}

impl Detail {
    fn most(self) -> usize {
        match self {
            Self::Some => 3,
            Self::All => usize::MAX,
        }
    }
}

/// Writes what was done, what was left, grouped by reason, and what was undone.
///
/// # Errors
/// If `out` cannot be written.
pub fn render(outcome: &FixOutcome, written: Written, detail: Detail, look: Look, out: &mut dyn Write) -> io::Result<()> {
    outcome.notes.iter().try_for_each(|note| render_item(note, "", look, out))?;
    render_applied(&outcome.applied, written, look, out)?;
    render_left(&outcome.left, detail, look, out)?;
    render_rolled_back(&outcome.rolled_back, detail, look, out)
}

/// Writes the plan of a dry run, fix by fix, and what would be left.
///
/// # Errors
/// If `out` cannot be written.
pub fn render_plan(outcome: &FixOutcome, detail: Detail, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let fixes = if outcome.planned.is_empty() { "nothing".to_owned() } else { count(outcome.planned.len(), "place") };
    writeln!(out, "{}", look.bold(look.green(format!("would fix {fixes}"))))?;
    outcome.planned.iter().try_for_each(|fix| render_steps(fix, look, out))?;
    outcome.notes.iter().try_for_each(|note| render_item(note, "", look, out))?;
    render_left(&outcome.left, detail, look, out)
}

/// Writes what one fix would do, with the lines that it changes.
///
/// # Errors
/// If `out` cannot be written.
pub fn render_planned(fix: &Planned, look: Look, out: &mut dyn Write) -> io::Result<()> {
    render_steps(fix, look, out)?;
    for change in &fix.changes {
        writeln!(out, "{}", look.cyan(format!("@@ {}:{}", printable(&change.path), change.line)))?;
        change.before.lines().try_for_each(|line| writeln!(out, "{}", look.red(format!("-{line}"))))?;
        change.after.lines().try_for_each(|line| writeln!(out, "{}", look.green(format!("+{line}"))))?;
    }
    Ok(())
}

fn render_steps(fix: &Planned, look: Look, out: &mut dyn Write) -> io::Result<()> {
    render_item(&fix.title, "  ", look, out)?;
    if !fix.reason.is_empty() {
        render_item(&format!("unsafe: {}", fix.reason), "      ", look, out)?;
    }
    fix.details.iter().try_for_each(|step| render_item(&step.to_string(), "      ", look, out))
}

/// Writes the unified diff of an outcome.
///
/// # Errors
/// If `out` cannot be written.
pub fn render_diff(outcome: &FixOutcome, look: Look, out: &mut dyn Write) -> io::Result<()> {
    if !look.color {
        return out.write_all(outcome.diff.as_bytes());
    }
    for line in outcome.diff.split_inclusive('\n') {
        let text = line.strip_suffix('\n').unwrap_or(line);
        let painted = match text.as_bytes() {
            [b'+', b'+', b'+', ..] | [b'-', b'-', b'-', ..] => look.bold(text),
            [b'+', ..] => look.green(text),
            [b'-', ..] => look.red(text),
            [b'@', ..] => look.cyan(text),
            _ => text.to_owned(),
        };
        write!(out, "{painted}{}", &line[text.len()..])?;
    }
    Ok(())
}

fn render_applied(applied: &[String], written: Written, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let fixes = count(applied.len(), "place");
    let fixes = if applied.is_empty() { "nothing".to_owned() } else { fixes };
    let heading = match written {
        Written::Yes => format!("fixed {fixes}"),
        Written::No => format!("would fix {fixes}"),
    };
    writeln!(out, "{}", look.bold(look.green(heading)))?;
    applied.iter().try_for_each(|title| render_item(title, "  ", look, out))
}

/// What is left, by its reason: what holds up most of it first.
pub(super) fn by_reason(left: &[Left]) -> Vec<(&str, Vec<&Left>)> {
    let mut by_reason: BTreeMap<&str, Vec<&Left>> = BTreeMap::new();
    for place in left {
        by_reason.entry(&place.reason).or_default().push(place);
    }
    let mut groups: Vec<_> = by_reason.into_iter().collect();
    groups.sort_by_key(|(_, places)| std::cmp::Reverse(places.len()));
    groups
}

fn render_left(left: &[Left], detail: Detail, look: Look, out: &mut dyn Write) -> io::Result<()> {
    if left.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", look.bold(look.yellow(format!("left {}", count(left.len(), "place")))))?;
    for (reason, places) in by_reason(left) {
        render_item(&format!("{} × {reason}", places.len()), "  ", look, out)?;
        for place in places.iter().take(detail.most()) {
            writeln!(out, "      {}:{} {}", printable(&place.path), place.line, look.dim(printable(&place.api)))?;
        }
        let more = places.len().saturating_sub(detail.most());
        if more > 0 {
            writeln!(out, "      {}", look.dim(format!("and {more} more, which --verbose shows")))?;
        }
    }
    Ok(())
}

fn render_rolled_back(rolled_back: &[RolledBack], detail: Detail, look: Look, out: &mut dyn Write) -> io::Result<()> {
    if rolled_back.is_empty() {
        return Ok(());
    }
    let heading = format!("took back {}, where the fix did not compile", count(rolled_back.len(), "place"));
    writeln!(out, "\n{}", look.bold(look.red(heading)))?;
    let errors_each = if detail == Detail::All { usize::MAX } else { 1 };
    for fix in rolled_back {
        render_item(&fix.title, "  ", look, out)?;
        for error in fix.errors.iter().take(errors_each) {
            error.trim_end().lines().try_for_each(|line| writeln!(out, "      {}", printable(line)))?;
        }
    }
    Ok(())
}

/// An entry of a list; what does not fit on its line goes on further in.
fn render_item(text: &str, indent: &str, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let text = printable(text);
    let mut lines = wrap(&text, look.width.saturating_sub(indent.len() + 2)).into_iter();
    writeln!(out, "{indent}{}", lines.next().unwrap_or_default())?;
    write!(out, "{}", wrap_indented(&lines.collect::<Vec<_>>().join(" "), &format!("{indent}  "), look.width))
}
