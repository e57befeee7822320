//! Where a new `use` goes: among the others, in the order that rustfmt keeps.

use std::cmp::Ordering;

use crate::base::Span;
use crate::fix::layout::{attributes_start, line_start, next_line};

/// The offset of the line before which `use path;` is inserted, near the item `own` or among those of the same crate. `items` are the
/// `use` items of the scope, sorted; each stands alone on its lines.
pub(super) fn line_for(text: &str, items: &[Span], own: Span, path: &str) -> u32 {
    let mut runs: Vec<&[Span]> = Vec::new();
    let mut start = 0;
    for at in 1..=items.len() {
        let goes_on = at < items.len() && {
            let between = &text[items[at - 1].end() as usize..items[at].start() as usize];
            // Attributes belong to the item below; a blank line or a comment ends the run.
            let mut lines = between.split('\n').skip(1).map(str::trim).peekable();
            let mut is_run = lines.peek().is_some() && between.split('\n').next().is_some_and(|rest| rest.trim().is_empty());
            while let Some(line) = lines.next() {
                is_run &= line.starts_with("#[") || lines.peek().is_none();
            }
            is_run
        };
        if !goes_on {
            runs.push(&items[start..at]);
            start = at;
        }
    }
    let is_of_crate = |item: &Span| head(&tree_text(text, *item)) == head(path);
    let own_run = runs.iter().find(|run| run.contains(&own));
    // Whoever keeps the standard library apart from other crates wants the new path among those.
    let is_kept_apart = !is_std(head(path)) && own_run.is_some_and(|run| run.iter().all(|item| is_std(head(&tree_text(text, *item)))));
    // Where some of them stand apart as well, as those of the workspace may, it goes to the most.
    let is_of_others = |run: &&&[Span]| is_kept_apart && run.iter().all(|item| is_of_another_crate(text, *item));
    let of_others = || runs.iter().filter(is_of_others).rev().max_by_key(|run| run.len());
    let run = runs.iter().find(|run| run.iter().any(is_of_crate)).or_else(of_others).or(own_run);
    let Some(run) = run else { return next_line(text, own.end()) };
    let keys: Vec<String> = run.iter().map(|item| tree_text(text, *item)).collect();
    // Between crates all editions of rustfmt agree.
    if !keys.is_sorted_by(|one, other| rank(head(one)) <= rank(head(other))) {
        let near = run.iter().rev().find(|item| **item == own || is_of_crate(item)).copied().unwrap_or(own);
        return next_line(text, near.end());
    }
    let comes_after = |key: &String| match rank(head(key)).cmp(&rank(head(path))) {
        Ordering::Equal => order(key, path) == Ordering::Greater,
        ordering => ordering == Ordering::Greater,
    };
    match keys.iter().position(comes_after) {
        Some(at) => attributes_start(text, line_start(text, run[at].start())),
        None => run.last().map_or_else(|| next_line(text, own.end()), |last| next_line(text, last.end())),
    }
}

fn is_std(krate: &str) -> bool {
    matches!(krate, "std" | "core" | "alloc")
}

/// Whether a `use` is one of another crate, as far as this file says: it names no module that is declared here, and is for no one else.
fn is_of_another_crate(text: &str, item: Span) -> bool {
    let tree = tree_text(text, item);
    let first = head(&tree);
    let is_module = |declared: &str| text.contains(&format!("mod {first}{declared}"));
    let is_own = matches!(first, "crate" | "self" | "super") || first.starts_with(['{', '*']) || is_module(";") || is_module(" {");
    !is_own && !is_std(first) && text[item.range()].starts_with("use ")
}

fn head(path: &str) -> &str {
    path.split("::").find(|segment| !segment.is_empty()).unwrap_or_default()
}

/// `std::{fs, io}` of `pub use std::{fs, io};`.
fn tree_text(text: &str, item: Span) -> String {
    let source = &text[item.range()];
    let start = source.find("use ").map_or(0, |at| at + 4);
    source[start..].trim_end_matches(';').split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The order of rustfmt: `self`, `super`, `crate`, then the others segment by segment; groups after names, lower case first.
fn order(one: &str, other: &str) -> Ordering {
    let mut left = one.trim_start_matches("::").split("::");
    let mut right = other.trim_start_matches("::").split("::");
    loop {
        match (left.next(), right.next()) {
            (None, None) => return Ordering::Equal,
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some(one), Some(other)) => {
                let ordering = rank(one).cmp(&rank(other));
                if ordering != Ordering::Equal {
                    return ordering;
                }
            }
        }
    }
}

fn rank(segment: &str) -> (u8, &str) {
    let group = match segment {
        "self" => 0,
        "super" => 1,
        "crate" => 2,
        _ if segment.starts_with('*') => 6,
        _ if segment.starts_with('{') => 7,
        _ if segment.starts_with(char::is_lowercase) || segment.starts_with('_') => 3,
        _ if segment.chars().any(char::is_lowercase) => 4,
        _ => 5,
    };
    (group, segment)
}
