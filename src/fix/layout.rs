//! Line breaks: where `.await` goes in a chain that is broken over lines, and how a broken chain is put on one line.

use crate::base::Span;

/// Lines grow no longer than this where it can be helped: the default of rustfmt, in characters.
pub(super) const WIDTH: usize = 100;

/// The white space that an element of a method chain gets before its dot if it stands at `offset`: that of the next element where the
/// chain goes on in another line, nothing otherwise.
pub(super) fn break_before(text: &str, offset: u32) -> &str {
    let rest = text[offset as usize..].trim_start_matches('?');
    let space = leading_space(rest);
    let goes_on = rest[space.len()..].starts_with('.') && !rest[space.len()..].starts_with("..");
    if goes_on && space.contains('\n') { space } else { "" }
}

/// The white space that `.await` gets after a call that ends at `end`: as the chain that goes on there has it, or that of the line that
/// only closes the call.
pub(super) fn break_after_call(text: &str, end: u32) -> String {
    let line = &text[line_start(text, end) as usize..end as usize];
    let closes = line.trim_start();
    if !closes.is_empty() && closes.chars().all(|character| matches!(character, ')' | ']' | '}')) {
        return format!("{}{}", line_end(text), leading_space(line));
    }
    break_before(text, end).to_owned()
}

/// The space before the `{` of a condition that ends with the call, and what takes its place where `.await` stands in a line of its own.
pub(super) fn brace_after_call(text: &str, call: Span) -> Option<(Span, String)> {
    let space = break_after_call(text, call.end());
    let rest = &text[call.end() as usize..];
    let tried = rest.len() - rest.trim_start_matches('?').len();
    let line = rest[tried..].lines().next()?;
    let start = line_start(text, call.start());
    let statement = text[start as usize..call.start() as usize].trim_start();
    let is_condition = ["if ", "while ", "match ", "} else if "].iter().any(|keyword| statement.starts_with(keyword));
    let at = call.end() + tried as u32;
    (space.contains('\n') && line.trim_end() == " {" && is_condition).then(|| (Span::new(at, at + 1), space))
}

/// The white space at the start of `text`.
pub(super) fn leading_space(text: &str) -> &str {
    &text[..text.len() - text.trim_start().len()]
}

/// The white space before the dots of a method chain, if that is all that breaks `chain` over lines and its text is not too long for one
/// line: without it the chain stands on one.
pub(super) fn breaks_of_chain(text: &str, chain: Span) -> Vec<Span> {
    let source = &text[chain.range()];
    if !source.contains('\n') || has_comment(source) {
        return Vec::new();
    }
    let mut breaks = Vec::new();
    let mut at = 0;
    while let Some(found) = source[at..].find('\n') {
        let newline = at + found;
        let start = source[..newline].trim_end().len();
        let end = newline + leading_space(&source[newline..]).len();
        if !source[end..].starts_with('.') {
            return Vec::new();
        }
        breaks.push(Span::new(chain.start() + start as u32, chain.start() + end as u32));
        at = end;
    }
    let removed: usize = breaks.iter().map(|span| span.len() as usize).sum();
    if source.len() - removed > WIDTH / 2 { Vec::new() } else { breaks }
}

/// Whether the text may hold a comment; a string with slashes counts as one.
pub(super) fn has_comment(text: &str) -> bool {
    text.contains("//") || text.contains("/*")
}

/// The text with each line but the first so many columns further in.
pub(super) fn shifted(text: &str, columns: usize) -> String {
    let space = " ".repeat(columns);
    let lines: Vec<String> = text
        .split('\n')
        .enumerate()
        .map(|(at, line)| if at == 0 || line.trim().is_empty() { line.to_owned() } else { format!("{space}{line}") })
        .collect();
    lines.join("\n")
}

/// Whether a string goes over several lines, which must not be moved.
pub(super) fn holds_long_text(source: &str) -> bool {
    source.contains('\n') && source.lines().any(|line| line.replace("\\\"", "").replace("'\"'", "").matches('"').count() % 2 == 1)
}

/// Where the comment ends that follows in the line that holds `end`; `end` itself where something else follows.
pub(super) fn end_of_comment(text: &str, end: u32) -> u32 {
    let rest = text[end as usize..].split('\n').next().unwrap_or_default().trim_end();
    if rest.trim_start().starts_with("//") { end + rest.len() as u32 } else { end }
}

/// The line end that the text uses.
pub(super) fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// The first byte of the line that holds `offset`.
pub(super) fn line_start(text: &str, offset: u32) -> u32 {
    text[..offset as usize].rfind('\n').map_or_else(|| if text.starts_with('\u{feff}') { 3.min(offset) } else { 0 }, |at| at as u32 + 1)
}

/// The first byte of the line after the one that holds `offset`.
pub(super) fn next_line(text: &str, offset: u32) -> u32 {
    text[offset as usize..].find('\n').map_or(text.len() as u32, |at| offset + at as u32 + 1)
}

/// The first line of the attributes that stand right above the line that starts at `start`.
pub(super) fn attributes_start(text: &str, start: u32) -> u32 {
    let mut first = start;
    // A byte order mark is no line.
    let top = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() as u32 } else { 0 };
    while first > top {
        let above = line_start(text, first - 1);
        if above == first || !text[above as usize..first as usize].trim_start().starts_with("#[") {
            break;
        }
        first = above;
    }
    first
}

/// The first line of the attributes and comments that stand right above the function that starts at `start`. An attribute may go over
/// several lines; what comes before it ends in none of these ways.
pub(super) fn head_start(text: &str, start: u32) -> u32 {
    let mut first = line_start(text, start);
    while first > 0 {
        let above = line_start(text, first - 1);
        let line = text[above as usize..first as usize].trim();
        let is_comment = line.starts_with("//");
        if above == first || line.is_empty() || (!is_comment && line.ends_with(['{', '}', ';', '/'])) {
            break;
        }
        first = above;
    }
    first
}

/// Where a line of the attributes above the function at `function` starts with `attribute`, its own space left out.
pub(super) fn attribute_above(text: &str, function: u32, attribute: &str) -> Option<u32> {
    let mut at = head_start(text, function);
    for line in text[at as usize..function as usize].split_inclusive('\n') {
        let space = leading_space(line).len();
        if line[space..].starts_with(attribute) {
            return Some(at + space as u32);
        }
        at += line.len() as u32;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_breaks_where_the_next_one_does() {
        for (after, expected) in
            [("?\n    .x()", "\n    "), ("\r\n\t.x()", "\r\n\t"), (".x()", ""), ("?;", ""), ("\n    ..5", ""), ("\n}", ""), ("", "")]
        {
            assert_eq!(break_before(after, 0), expected, "{after:?}");
        }
    }

    #[test]
    fn only_a_chain_that_is_broken_at_its_dots_is_joined() {
        let count = |text: &str| breaks_of_chain(text, Span::new(0, text.len() as u32)).len();
        assert_eq!(count("dir\n    .join(a)\n    .join(b)"), 2);
        assert_eq!(count("dir.join(a)"), 0);
        assert_eq!(count("dir\n    .join(\n  a)"), 0);
        assert_eq!(count("dir // why\n    .join(a)"), 0);
    }

    #[test]
    fn an_attribute_stands_above_its_function_with_others_and_comments() {
        let find = |text: &str| {
            let function = text.find("fn f").unwrap_or_default() as u32;
            attribute_above(text, function, "#[test]").map(|at| text[..at as usize].lines().count())
        };
        assert_eq!(find("#[test]\nfn f() {}"), Some(0));
        assert_eq!(find("fn g() {}\n#[test]\n// why\n#[cfg_attr(\n    windows,\n    ignore\n)]\n/// What.\nfn f() {}"), Some(1));
        // guard: that of another function, and a word of a comment.
        assert_eq!(find("#[test]\nfn g() {}\nfn f() {}"), None);
        assert_eq!(find("/// Not `#[test]`.\n// #[test]\nfn f() {}"), None);
    }
}
