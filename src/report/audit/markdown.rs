//! The audit as Markdown: a document to read from top to bottom, or to put beside the code.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use super::words;
use crate::audit::{Audit, AuditedOperation, FileLines, Place, PracticeCount, Recommendation, Risk, Share, Step, Unseen};
use crate::lint::Confidence;
use crate::report::markdown::{code, prose};
use crate::report::text::count;

/// How many places or files of a kind are named.
const MOST_PLACES: usize = 12;
/// How many lines of a change are shown; JSON and HTML have all of them.
const MOST_DIFF_LINES: usize = 40;

/// Writes `audit` as GitHub and GitLab read Markdown.
///
/// # Errors
/// If `out` cannot be written.
pub fn render(audit: &Audit, out: &mut dyn Write) -> io::Result<()> {
    let name = audit.root.rsplit('/').next().unwrap_or(&audit.root);
    writeln!(out, "# Async audit of {}\n", code(name))?;
    writeln!(out, "**{}.** {}.\n", prose(&words::share(&audit.total)), prose(&capital(&words::functions(&audit.total))))?;
    words::summary(audit).iter().try_for_each(|sentence| writeln!(out, "- {}", prose(sentence)))?;
    let extent = &audit.extent;
    writeln!(
        out,
        "- Read: {} files, {} lines, {} functions; by cargo-unblock {}.",
        extent.files,
        extent.lines,
        extent.functions,
        env!("CARGO_PKG_VERSION")
    )?;
    render_packages(audit, out)?;
    render_practices(&audit.practices, out)?;
    render_recommendations(&audit.recommendations, out)?;
    render_files(audit, out)?;
    render_lines(
        "Test code",
        "Blocking calls on an executor in tests, benches and examples. They stall no user and are counted nowhere above.",
        &audit.tests,
        out,
    )?;
    render_lines(
        "Sync code",
        "Blocking calls in functions that no async code was seen to call. They are right where they are, and count when async code begins to call them.",
        &audit.sync_only,
        out,
    )?;
    render_unseen(&audit.unseen, out)
}

fn render_packages(audit: &Audit, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n## How async it is\n")?;
    writeln!(out, "| package | really async | awaited | on other threads | on the executor | async functions | that block nowhere |")?;
    writeln!(out, "| --- | ---: | ---: | ---: | ---: | ---: | ---: |")?;
    for package in &audit.packages {
        writeln!(out, "{}", share_row(&code(&package.name), &package.share))?;
    }
    if audit.packages.len() != 1 {
        writeln!(out, "{}", share_row("**all**", &audit.total))?;
    }
    writeln!(out, "\n{}", prose(words::HOW))
}

fn share_row(name: &str, share: &Share) -> String {
    let percent = share.percent().map_or_else(|| "–".to_owned(), |percent| format!("{percent} %"));
    let Share { async_functions, clean_functions, awaited, offloaded, blocking } = share;
    format!("| {name} | {percent} | {awaited} | {offloaded} | {blocking} | {async_functions} | {clean_functions} |")
}

fn render_recommendations(recommendations: &[Recommendation], out: &mut dyn Write) -> io::Result<()> {
    if recommendations.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## What to do\n\n{}\n", prose(words::PRIORITIES))?;
    writeln!(out, "| # | priority | what | calls | places | effort | by `fix` |\n| ---: | --- | --- | ---: | ---: | --- | --- |")?;
    for recommendation in recommendations {
        let by_fix = match &recommendation.risk {
            Risk::Low => "yes",
            Risk::Raised(_) => "with `--unsafe`",
            Risk::ByHand(_) => "no",
        };
        writeln!(
            out,
            "| {} | {} | {} | {} | {} | {} | {by_fix} |",
            recommendation.number,
            words::priority(recommendation.priority),
            prose(&words::title(recommendation)),
            recommendation.operations.len(),
            recommendation.impact.places,
            words::size(recommendation),
        )?;
    }
    recommendations.iter().try_for_each(|recommendation| render_recommendation(recommendation, out))
}

fn render_recommendation(recommendation: &Recommendation, out: &mut dyn Write) -> io::Result<()> {
    let title = capital(&words::title(recommendation));
    writeln!(out, "\n### {}. {} ({})\n", recommendation.number, prose(&title), words::priority(recommendation.priority))?;
    writeln!(out, "- Effect: {}.", prose(&words::effect(recommendation)))?;
    if !recommendation.advice.is_empty() {
        writeln!(out, "- Advice: {}.", prose(&recommendation.advice))?;
    }
    writeln!(out, "- Effort: {}.", prose(&words::effort(recommendation)))?;
    writeln!(out, "- Risk: {}.", prose(&words::risk(recommendation)))?;
    if let Risk::ByHand(reasons) = &recommendation.risk {
        writeln!(out, "- Why by hand: {}.", prose(reasons))?;
    }
    let calls = recommendation.operations.iter().map(|(api, place)| (code(api), place));
    writeln!(out, "- Blocks: {}", some(by_file(calls)))?;
    if !recommendation.through.is_empty() {
        let places = recommendation.places.iter().map(|step| (code(&words::short(&step.function)), &step.place));
        writeln!(out, "- Called in async code: {}", some(by_file(places)))?;
        let through = recommendation.through.iter().map(|step| format!("{} ({})", code(&words::short(&step.function)), at(step)));
        writeln!(out, "- Way: {}", through.collect::<Vec<_>>().join(" → "))?;
    }
    if !recommendation.signatures.is_empty() {
        writeln!(out, "- Signatures:")?;
        for signature in recommendation.signatures.iter().take(MOST_PLACES) {
            let place = code(&format!("{}:{}", signature.place.path, signature.place.line));
            writeln!(out, "  - {place}: {} becomes {}", code(&signature.before), code(&signature.after))?;
        }
        match recommendation.signatures.len().saturating_sub(MOST_PLACES) {
            0 => {}
            more => writeln!(out, "  - and {more} more")?,
        }
    }
    let flag = if matches!(recommendation.risk, Risk::Raised(_)) { " --unsafe" } else { "" };
    render_diff(&recommendation.diff, flag, out)
}

/// Places of the same label in the same file together: `` `Store::load` at `src/a.rs:3`, 12 ``.
fn by_file<'p>(places: impl Iterator<Item = (String, &'p Place)>) -> Vec<String> {
    let mut groups: Vec<(String, &str, Vec<String>)> = Vec::new();
    for (label, Place { path, line }) in places {
        match groups.iter_mut().find(|(known, file, _)| *known == label && *file == path) {
            Some((.., lines)) => lines.push(line.to_string()),
            None => groups.push((label, path, vec![code(&format!("{path}:{line}"))])),
        }
    }
    groups.into_iter().map(|(label, _, lines)| format!("{label} at {}", lines.join(", "))).collect()
}

fn render_diff(diff: &str, flag: &str, out: &mut dyn Write) -> io::Result<()> {
    if diff.is_empty() {
        return Ok(());
    }
    let longest = diff.split(|character| character != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    writeln!(out, "\n{fence}diff")?;
    let lines: Vec<&str> = diff.lines().collect();
    lines.iter().take(MOST_DIFF_LINES).try_for_each(|line| writeln!(out, "{line}"))?;
    writeln!(out, "{fence}")?;
    match lines.len().saturating_sub(MOST_DIFF_LINES) {
        0 => Ok(()),
        more => writeln!(out, "\n{} more: `cargo unblock fix --dry-run{flag}` prints all changes.", capital(&count(more, "line"))),
    }
}

fn render_files(audit: &Audit, out: &mut dyn Write) -> io::Result<()> {
    if audit.files.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## What blocks, by file")?;
    for file in &audit.files {
        writeln!(out, "\n### {}\n", code(&file.path))?;
        writeln!(out, "| line | call | in | reached from | chain | # |\n| ---: | --- | --- | --- | --- | ---: |")?;
        for operation in &file.operations {
            let number = operation.recommendation.map(|number| number.to_string()).unwrap_or_default();
            writeln!(
                out,
                "| {} | {}{} | {} | {} | {} | {number} |",
                operation.line,
                code(&operation.api),
                if operation.confidence == Confidence::Likely { " (likely)" } else { "" },
                code(&words::short(&operation.function)),
                prose(&reached(operation)),
                chain(&operation.chain),
            )?;
        }
    }
    Ok(())
}

fn reached(operation: &AuditedOperation) -> String {
    let looped = if operation.is_in_loop { "; in a loop" } else { "" };
    format!("{}{looped}", words::impact(&operation.impact).trim_start_matches("reached from "))
}

/// `f → g → h`, the async function first; a call in async code itself has none.
fn chain(steps: &[Step]) -> String {
    match steps {
        [_] | [] => "direct".to_owned(),
        steps => steps.iter().map(|step| code(&words::short(&step.function))).collect::<Vec<_>>().join(" → "),
    }
}

fn render_practices(practices: &[PracticeCount], out: &mut dyn Write) -> io::Result<()> {
    if practices.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## What is right already\n")?;
    let mut by_kind: BTreeMap<_, Vec<&PracticeCount>> = BTreeMap::new();
    for count in practices {
        by_kind.entry(count.practice).or_default().push(count);
    }
    for (practice, counts) in by_kind {
        let total: usize = counts.iter().map(|count| count.places.len()).sum();
        let apis = counts.iter().map(|count| format!("{} {}", count.places.len(), code(&count.api)));
        writeln!(out, "- {}: {total}: {}", capital(words::practice(practice)), some(apis.collect()))?;
    }
    Ok(())
}

fn render_lines(heading: &str, meaning: &str, files: &[FileLines], out: &mut dyn Write) -> io::Result<()> {
    if files.is_empty() {
        return Ok(());
    }
    let total: usize = files.iter().map(|file| file.lines.len()).sum();
    writeln!(out, "\n## {heading}: {}\n\n{}\n", count(total, "blocking call"), prose(meaning))?;
    for file in files {
        let lines: Vec<String> = file.lines.iter().map(|(line, _)| line.to_string()).collect();
        let apis: BTreeSet<&str> = file.lines.iter().map(|(_, api)| api.as_str()).collect();
        let apis = some(apis.into_iter().map(code).collect());
        writeln!(out, "- {}: {} ({apis})", code(&file.path), lines.join(", "))?;
    }
    Ok(())
}

fn render_unseen(unseen: &Unseen, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n## What the analysis could not see\n")?;
    if *unseen == Unseen::default() {
        return writeln!(out, "- Nothing: every file was read, and every call that may block was understood.");
    }
    for (reason, number) in &unseen.unresolved {
        let calls = count(words::number(*number), "call");
        writeln!(out, "- {calls} that may block: {}", prose(words::reason(reason)))?;
    }
    if !unseen.unresolved_files.is_empty() {
        let files = unseen.unresolved_files.iter().map(|(path, calls)| format!("{} ({calls})", code(path)));
        writeln!(out, "- They stand in: {}", some(files.collect()))?;
    }
    for (path, line, message) in &unseen.problems {
        let place = line.map_or_else(|| path.clone(), |line| format!("{path}:{line}"));
        writeln!(out, "- {}: {}", code(&place), prose(message))?;
    }
    let named = |files: &[String]| some(files.iter().map(|path| code(path)).collect());
    if !unseen.orphans.is_empty() {
        writeln!(out, "- {}: {}", of_files(&unseen.orphans, "of no target"), named(&unseen.orphans))?;
    }
    if !unseen.excluded.is_empty() {
        writeln!(out, "- {}: {}", of_files(&unseen.excluded, "left out by the configuration"), named(&unseen.excluded))?;
    }
    for (reason, number) in &unseen.unread_dependencies {
        writeln!(out, "- {} whose bodies were not read: {}", dependencies(*number), prose(words::unread(reason)))?;
    }
    Ok(())
}

fn of_files(files: &[String], what: &str) -> String {
    format!("{} {what}", count(files.len(), "file"))
}

fn dependencies(number: u64) -> String {
    if number == 1 { "1 dependency".to_owned() } else { format!("{number} dependencies") }
}

fn at(step: &Step) -> String {
    code(&format!("{}:{}", step.place.path, step.place.line))
}

/// The first of a list, and how many more there are.
fn some(items: Vec<String>) -> String {
    let more = items.len().saturating_sub(MOST_PLACES);
    let separator = if items.iter().any(|item| item.contains(", ")) { "; " } else { ", " };
    let named = items.into_iter().take(MOST_PLACES).collect::<Vec<_>>().join(separator);
    if more == 0 { named } else { format!("{named} and {more} more") }
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}
