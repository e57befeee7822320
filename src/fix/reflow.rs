//! Lines that a rewrite has made too long for rustfmt, broken as rustfmt breaks them: conditions and statements that stand on one line
//! and hold nothing but method chains. Whatever else has grown is left long.

use super::layout::{leading_space, line_end, line_start, next_line};
use super::width::Width;
use crate::base::Span;
use crate::edit::{ChangeSet, Edit};

/// The edits of the file with those of too long lines replaced by one that breaks the line. `places` are where the rewrites stand.
pub(super) fn reflow(text: &str, path: &str, changes: ChangeSet, places: &[Span], width: Width) -> ChangeSet {
    let mut lines: Vec<Span> = places.iter().filter_map(|place| line_of(text, *place)).collect();
    lines.dedup();
    let mut result = ChangeSet::default();
    let broken: Vec<(Span, String)> =
        lines.into_iter().filter_map(|line| Some((line, broken_line(text, line, changes.edits(path), width)?))).collect();
    if broken.is_empty() {
        return changes;
    }
    let is_replaced = |edit: &Edit| broken.iter().any(|(line, _)| line.contains(edit.span));
    let kept = changes.edits(path).iter().filter(|edit| !is_replaced(edit)).cloned();
    let new = broken.iter().map(|(span, replacement)| Edit { span: *span, replacement: replacement.clone() });
    for edit in kept.chain(new) {
        if result.insert(path, edit).is_err() {
            return changes;
        }
    }
    result
}

/// The line that holds the whole place, without its indentation and its end.
fn line_of(text: &str, place: Span) -> Option<Span> {
    let start = line_start(text, place.start());
    let end = next_line(text, place.start());
    let content = text[start as usize..end as usize].trim_end();
    let line = Span::new(start + leading_space(content).len() as u32, start + content.len() as u32);
    line.contains(place).then_some(line)
}

fn broken_line(text: &str, line: Span, edits: &[Edit], width: Width) -> Option<String> {
    let indent = &text[line_start(text, line.start()) as usize..line.start() as usize];
    if !indent.chars().all(|character| character == ' ') || indent.len() + line.len() as usize > width.line {
        return None;
    }
    let mut new = String::new();
    let mut done = line.start();
    for edit in edits.iter().filter(|edit| line.start() <= edit.span.start() && edit.span.start() <= line.end()) {
        if !line.contains(edit.span) || edit.replacement.contains('\n') {
            return None;
        }
        new.push_str(&text[done as usize..edit.span.start() as usize]);
        new.push_str(&edit.replacement);
        done = edit.span.end();
    }
    new.push_str(&text[done as usize..line.end() as usize]);
    let pieces = Statement::parse(&new)?.pieces(indent, width)?;
    Some(pieces.join(line_end(text)))
}

/// `if a && b {`, `let x = a;`: what stands before the expression, its operands, and what stands after.
struct Statement<'t> {
    head: &'t str,
    operands: Vec<&'t str>,
    operator: &'static str,
    tail: &'t str,
}

impl<'t> Statement<'t> {
    fn parse(line: &'t str) -> Option<Self> {
        if line.contains("//") || line.contains("/*") || line.contains('\'') {
            return None;
        }
        let value = match line.strip_prefix("let ") {
            Some(_) => line.find(" = ")? + 3,
            None if line.starts_with("return ") => "return ".len(),
            None => 0,
        };
        let keywords = ["if ", "while ", "} else if "];
        let keyword = keywords.iter().find(|keyword| line[value..].starts_with(**keyword));
        let (start, end) = match keyword {
            Some(keyword) => (value + keyword.len(), line.len() - line.strip_suffix(" {").map(|_| 2)?),
            None => (value, line.strip_suffix(';').unwrap_or(line).len()),
        };
        let expression = &line[start..end];
        if expression.starts_with("let ") || expression.ends_with(['{', '(', ',', '[']) {
            return None;
        }
        let (and, or) = (split(expression, "&&")?, split(expression, "||")?);
        let (operands, operator) = match (and.len(), or.len()) {
            (_, 1) => (and, "&&"),
            (1, _) => (or, "||"),
            _ => return None,
        };
        let is_condition = keyword.is_some();
        if operands.len() > 1 && !is_condition {
            return None;
        }
        Some(Self { head: &line[..start], operands, operator, tail: &line[end..] })
    }

    /// The lines, the first one without its indentation; `None` if one line will do.
    fn pieces(&self, indent: &str, width: Width) -> Option<Vec<String>> {
        let chains: Vec<Option<Vec<&str>>> = self.operands.iter().map(|operand| elements(operand)).collect();
        let is_too_long = |operand: &str, chain: &Option<Vec<&str>>| {
            let length = operand.trim_start_matches(['!', '&']).chars().count();
            chain.as_ref().is_some_and(|chain| chain.len() > 2 && length > width.chain)
        };
        let joined = self.operands.join(&format!(" {} ", self.operator));
        let total = indent.len() + self.head.chars().count() + joined.chars().count() + self.tail.chars().count();
        let must_break: Vec<bool> = self.operands.iter().zip(&chains).map(|(operand, chain)| is_too_long(operand, chain)).collect();
        if total <= width.line && !must_break.contains(&true) {
            return None;
        }
        let without_brace = total - self.tail.chars().count();
        if let Some(brace) = self.tail.strip_prefix(' ').filter(|_| without_brace <= width.line && !must_break.contains(&true)) {
            return Some(vec![format!("{}{joined}", self.head), format!("{indent}{brace}")]);
        }
        let mut lines = Vec::new();
        for (at, (operand, chain)) in self.operands.iter().zip(&chains).enumerate() {
            let (start, deeper) = match at {
                0 => (self.head.to_owned(), format!("{indent}    ")),
                _ => (format!("{indent}    {} ", self.operator), format!("{indent}        ")),
            };
            let one_line = format!("{start}{operand}");
            // The first line's indentation is not part of it.
            let length = one_line.chars().count() + if at == 0 { indent.len() } else { 0 };
            if !must_break[at] && length <= width.line && self.operands.len() > 1 {
                lines.push(one_line);
                continue;
            }
            let chain = chain.as_ref().filter(|chain| chain.len() > 1)?;
            lines.push(format!("{start}{}", chain[0]));
            lines.extend(chain[1..].iter().map(|element| format!("{deeper}{element}")));
        }
        match self.tail.strip_prefix(' ') {
            Some(brace) => lines.push(format!("{indent}{brace}")),
            None => lines.last_mut()?.push_str(self.tail),
        }
        Some(lines)
    }
}

/// The parts between the operators outside of all brackets; `None` where brackets do not match.
fn split<'t>(expression: &'t str, operator: &str) -> Option<Vec<&'t str>> {
    let mut parts = Vec::new();
    let mut start = 0;
    for at in outside_of_brackets(expression)? {
        if at >= start && expression[at..].starts_with(operator) {
            parts.push(expression[start..at].trim());
            start = at + operator.len();
        }
    }
    parts.push(expression[start..].trim());
    Some(parts)
}

/// `f(a)`, `.await`, `.b()?` of a method chain that starts with a call by path.
fn elements(operand: &str) -> Option<Vec<&str>> {
    let prefix = operand.len() - operand.trim_start_matches(['!', '&']).len();
    let outside = outside_of_brackets(operand)?;
    let is_plain = |at: &usize| operand[*at..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | ':' | '.' | '?' | '(' | ')'));
    if !outside.iter().filter(|at| **at >= prefix).all(is_plain) || operand.contains("..") {
        return None;
    }
    let dots: Vec<usize> = outside.into_iter().filter(|&at| operand[at..].starts_with('.')).collect();
    let first = operand.get(..*dots.first()?)?;
    if !first.contains("::") || !first.trim_end_matches('?').ends_with(')') {
        return None;
    }
    let ends = dots.iter().skip(1).copied().chain([operand.len()]);
    Some(std::iter::once(first).chain(dots.iter().zip(ends).map(|(&start, end)| &operand[start..end])).collect())
}

/// The offsets of the characters outside of brackets and strings, the outermost brackets among them.
fn outside_of_brackets(text: &str) -> Option<Vec<usize>> {
    let mut found = Vec::new();
    let (mut depth, mut in_string, mut is_escaped) = (0_u32, false, false);
    for (at, character) in text.char_indices() {
        if in_string {
            in_string = is_escaped || character != '"';
            is_escaped = !is_escaped && character == '\\';
            continue;
        }
        match character {
            '"' => {
                in_string = true;
                if depth == 0 {
                    found.push(at);
                }
            }
            '(' | '[' | '{' => {
                if depth == 0 {
                    found.push(at);
                }
                depth += 1;
            }
            ')' | ']' | '}' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    found.push(at);
                }
            }
            _ if depth == 0 => found.push(at),
            _ => {}
        }
    }
    (depth == 0 && !in_string).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: Option<&str>) {
        let pieces = Statement::parse(line).and_then(|statement| statement.pieces("    ", Width::default()));
        assert_eq!(pieces.map(|pieces| pieces.join("\n")).as_deref(), expected);
    }

    #[test]
    fn lines_are_broken_as_rustfmt_breaks_them() {
        check("if f::try_exists(path).await.unwrap_or(false) {", None);
        check(
            "if !tokio::fs::metadata(&path).await.is_ok_and(|metadata| metadata.is_dir()) {",
            Some("if !tokio::fs::metadata(&path)\n        .await\n        .is_ok_and(|metadata| metadata.is_dir())\n    {"),
        );
        check(
            "} else if tokio::fs::metadata(&path).await.is_ok_and(|metadata| metadata.is_dir()) {",
            Some("} else if tokio::fs::metadata(&path)\n        .await\n        .is_ok_and(|metadata| metadata.is_dir())\n    {"),
        );
        check(
            "if tokio::fs::try_exists(&a).await.unwrap_or(false) && tokio::fs::metadata(&a).await.is_ok_and(|metadata| metadata.is_dir()) {",
            Some(
                "if tokio::fs::try_exists(&a).await.unwrap_or(false)\n        && tokio::fs::metadata(&a)\n            .await\n            \
                 .is_ok_and(|metadata| metadata.is_dir())\n    {",
            ),
        );
        check(
            "let there = tokio::fs::try_exists(path.join(\"a name\")).await.unwrap_or(false);",
            Some("let there = tokio::fs::try_exists(path.join(\"a name\"))\n        .await\n        .unwrap_or(false);"),
        );
        check(
            "if !the_output_of_the_command.status.success() && !tokio::fs::try_exists(&dir).await.unwrap_or(false) {",
            Some("if !the_output_of_the_command.status.success()\n        && !tokio::fs::try_exists(&dir).await.unwrap_or(false)\n    {"),
        );
        check(
            "if !output_of_the_comma.status.success() && !tokio::fs::try_exists(&dir).await.unwrap_or(false) {",
            Some("if !output_of_the_comma.status.success() && !tokio::fs::try_exists(&dir).await.unwrap_or(false)\n    {"),
        );
        check("let text = tokio::fs::read_to_string(path_of_a_long_name_that_goes_on_and_on).await?;", None);
    }

    #[test]
    fn what_is_not_understood_stays_long() {
        let call = "tokio::fs::metadata(&path).await.is_ok_and(|metadata| metadata.is_dir())";
        for line in ["g({}, 1);", "if a && {} || b {", "let x = {} as u8;", "let x = {}; // why", "match {} {", "x({},"] {
            check(&line.replace("{}", call), None);
        }
    }
}
