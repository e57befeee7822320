//! A fix as the text of a pull request, in Markdown: what changed and why, group by group, and what was left.

use std::io::{self, Write};

use super::{ChangedLines, FixOutcome, Left, Planned, by_reason};
use crate::fix::StepKind;
use crate::report::text::count;

/// How many changed lines of one fix are shown: the diff has them all.
const MOST_CHANGES: usize = 4;
/// How many places are named of those that are left for one reason.
const MOST_LEFT: usize = 5;

/// Writes what a reviewer wants to know.
///
/// # Errors
/// If `out` cannot be written.
pub fn render(outcome: &FixOutcome, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "Take blocking calls out of async code\n")?;
    writeln!(out, "{}", overview(outcome))?;
    if outcome.rounds > 0 {
        writeln!(out, "\nProved with `cargo check`, in {}.", count(outcome.rounds as usize, "round"))?;
    }
    for note in &outcome.notes {
        writeln!(out, "\n{note}")?;
    }
    if !outcome.planned.is_empty() {
        writeln!(out, "\n## What changes")?;
        outcome.planned.iter().try_for_each(|fix| render_fix(fix, out))?;
    }
    render_left(&outcome.left, out)?;
    if !outcome.rolled_back.is_empty() {
        writeln!(out, "\n## What did not hold and is as it was\n")?;
    }
    for fix in &outcome.rolled_back {
        let first = fix.errors.first().and_then(|error| error.lines().next()).unwrap_or_default();
        writeln!(out, "- {}: {first}", fix.title)?;
    }
    Ok(())
}

/// One paragraph of counts.
fn overview(outcome: &FixOutcome) -> String {
    let steps = |kind: StepKind| outcome.planned.iter().flat_map(|fix| &fix.details).filter(|step| step.kind == kind).count();
    let mut parts = vec![format!("{} changed", count(outcome.planned.len(), "place"))];
    let (functions, tests, calls) = (steps(StepKind::Async), steps(StepKind::Test), steps(StepKind::Awaited));
    for (number, noun, what) in [(functions, "function", "made async"), (tests, "test", "run on tokio"), (calls, "call", "awaited")] {
        if number > 0 {
            parts.push(format!("{} {what}", count(number, noun)));
        }
    }
    if !outcome.left.is_empty() {
        parts.push(format!("{} left", count(outcome.left.len(), "place")));
    }
    format!("{}.", parts.join(", "))
}

fn render_fix(fix: &Planned, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n### {}\n", fix.title)?;
    if !fix.reason.is_empty() {
        writeln!(out, "To be looked at: {}.\n", fix.reason)?;
    }
    for step in &fix.details {
        writeln!(out, "- {step}")?;
    }
    if !fix.details.is_empty() {
        writeln!(out)?;
    }
    let mut path = "";
    writeln!(out, "```diff")?;
    for change in fix.changes.iter().take(MOST_CHANGES) {
        if change.path != path {
            writeln!(out, "@@ {}", change.path)?;
            path = &change.path;
        }
        render_change(change, out)?;
    }
    writeln!(out, "```")?;
    let more = fix.changes.len().saturating_sub(MOST_CHANGES);
    if more > 0 { writeln!(out, "\nand {more} more") } else { Ok(()) }
}

fn render_change(change: &ChangedLines, out: &mut dyn Write) -> io::Result<()> {
    change.before.lines().try_for_each(|line| writeln!(out, "-{line}"))?;
    change.after.lines().try_for_each(|line| writeln!(out, "+{line}"))
}

fn render_left(left: &[Left], out: &mut dyn Write) -> io::Result<()> {
    if left.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## What is left, and why\n")?;
    for (reason, places) in by_reason(left) {
        writeln!(out, "- {}: {reason}", count(places.len(), "place"))?;
        for place in places.iter().take(MOST_LEFT) {
            writeln!(out, "  - `{}:{}` `{}`", place.path, place.line, place.api)?;
        }
        let more = places.len().saturating_sub(MOST_LEFT);
        if more > 0 {
            writeln!(out, "  - and {more} more")?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fix::Step;
    use crate::report::fix::RolledBack;

    #[test]
    fn a_summary_says_what_changed_what_is_left_and_why() {
        let change = ChangedLines { path: "src/a.rs".into(), line: 4, before: "    load(p)?;".into(), after: "    load(p).await?;".into() };
        let step = |kind, text: &str| Step { kind, text: text.into() };
        let fix = Planned {
            title: "src/a.rs:1: `load` becomes async".into(),
            details: vec![step(StepKind::Async, "src/a.rs:1 `load`"), step(StepKind::Awaited, "src/a.rs:4 in `f`")],
            reason: "changes a signature".into(),
            changes: vec![change],
        };
        let left = Left { path: "src/b.rs".into(), line: 7, api: "std::fs::read".into(), reason: "stands in a `const fn`".into() };
        let outcome = FixOutcome {
            planned: vec![fix],
            left: vec![left],
            rounds: 2,
            rolled_back: vec![RolledBack { title: "src/c.rs:1: x".into(), errors: vec!["error: no\nmore".into()] }],
            ..FixOutcome::default()
        };
        let mut out = Vec::new();
        render(&outcome, &mut out).unwrap();
        let expected = "Take blocking calls out of async code

1 place changed, 1 function made async, 1 call awaited, 1 place left.

Proved with `cargo check`, in 2 rounds.

## What changes

### src/a.rs:1: `load` becomes async

To be looked at: changes a signature.

- async: src/a.rs:1 `load`
- awaited: src/a.rs:4 in `f`

```diff
@@ src/a.rs
-    load(p)?;
+    load(p).await?;
```

## What is left, and why

- 1 place: stands in a `const fn`
  - `src/b.rs:7` `std::fs::read`

## What did not hold and is as it was

- src/c.rs:1: x: error: no
";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
