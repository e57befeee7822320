//! The unified diff of one file, in the form that `git apply` and `patch` read.

use std::fmt::Write;
use std::ops::Range;

use similar::{Algorithm, DiffOp, DiffTag};

/// Unchanged lines shown around a change, as git does.
const CONTEXT_LINES: usize = 3;

/// The unified diff from `before` to `after`, with the headers `--- a/path` and `+++ b/path`; empty if they are the same.
///
/// A line ends with `\n` and nothing else, so a `\r` before it belongs to the line and comes out as it is. A last line without `\n` is
/// followed by `\ No newline at end of file`.
#[must_use]
pub fn unified_diff(path: &str, before: &str, after: &str) -> String {
    let old: Vec<&str> = before.split_inclusive('\n').collect();
    let new: Vec<&str> = after.split_inclusive('\n').collect();
    let operations = similar::capture_diff_slices(Algorithm::Myers, &old, &new);
    let mut text = String::new();
    for hunk in similar::group_diff_ops(operations, CONTEXT_LINES) {
        if text.is_empty() {
            // After a name with a space, git writes a tab to show where the name ends.
            let end = if path.contains(' ') { "\t" } else { "" };
            text = format!("--- a/{path}{end}\n+++ b/{path}{end}\n");
        }
        push_hunk(&mut text, &hunk, &old, &new);
    }
    text
}

fn push_hunk(text: &mut String, hunk: &[DiffOp], old: &[&str], new: &[&str]) {
    let (Some(first), Some(last)) = (hunk.first(), hunk.last()) else { return };
    let old_lines = lines_header(&(first.old_range().start..last.old_range().end));
    let new_lines = lines_header(&(first.new_range().start..last.new_range().end));
    // Writing to a String cannot fail.
    let _ = writeln!(text, "@@ -{old_lines} +{new_lines} @@");
    for operation in hunk {
        if operation.tag() == DiffTag::Equal {
            push_lines(text, ' ', &old[operation.old_range()]);
        } else {
            push_lines(text, '-', &old[operation.old_range()]);
            push_lines(text, '+', &new[operation.new_range()]);
        }
    }
}

/// First line (from 1) and number of lines; a range without lines names the line before it.
fn lines_header(range: &Range<usize>) -> String {
    match range.len() {
        0 => format!("{},0", range.start),
        1 => format!("{}", range.start + 1),
        length => format!("{},{length}", range.start + 1),
    }
}

fn push_lines(text: &mut String, sign: char, lines: &[&str]) {
    for line in lines {
        text.push(sign);
        text.push_str(line);
        if !line.ends_with('\n') {
            text.push_str("\n\\ No newline at end of file\n");
        }
    }
}
