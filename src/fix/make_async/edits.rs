//! The text of a change to async: signatures, awaits, test attributes.

use crate::base::Span;
use crate::fix::group::Part;
use crate::fix::inputs::Inputs;
use crate::fix::layout::{
    attribute_above, brace_after_call, break_after_call, break_before, leading_space, line_end, line_start, next_line,
};
use crate::fix::reasons;
use crate::fix::rewrite::Rewrite;
use crate::fix::width::Width;
use crate::flow::{SyncFunction, Use};
use crate::syntax;

/// `fn load(` becomes `async fn load(`, and the `#[test]` above it what `test_path` says.
pub(super) fn signature(inputs: Inputs<'_>, function: &SyncFunction, test_path: Option<String>) -> Result<Part, String> {
    let text = inputs.text(function.file);
    let start = function.span.start();
    let words = syntax::words(&text[start as usize..function.name_span.start() as usize]);
    // `const async unsafe extern fn` is the order of the language.
    let keyword = words.iter().find(|word| matches!(word.text, "unsafe" | "fn")).ok_or(reasons::NOT_PLAIN)?;
    let at = start + keyword.span.start();
    let mut rewrite = Rewrite::default();
    if let Some(path) = test_path {
        rewrite.replace(test_attribute(text, start).ok_or_else(|| reasons::test_attribute(function.path.last()))?, path);
    }
    rewrite.insert(at, "async ");
    if let Some((span, parameters)) = broken_parameters(text, function.name_span.end(), inputs.width) {
        rewrite.replace(span, parameters);
    }
    Ok(Part { file: function.file, place: Span::new(at, function.name_span.end()), rewrite })
}

/// The parameters of a function whose head stands on one line that is too long with `async`: one a line.
fn broken_parameters(text: &str, name_end: u32, width: Width) -> Option<(Span, String)> {
    let start = line_start(text, name_end);
    let line = text[start as usize..next_line(text, name_end) as usize].trim_end();
    let is_too_long = line.chars().count() + "async ".len() > width.line;
    if !is_too_long || !line.ends_with('{') || line.contains('"') || line.contains("//") {
        return None;
    }
    let (mut depth, mut open, mut close, mut commas) = (0_i32, None, None, Vec::new());
    let mut previous = ' ';
    for (at, character) in line.char_indices().skip_while(|(at, _)| start + (*at as u32) < name_end) {
        match character {
            '(' if depth == 0 && open.is_none() => (open, depth) = (Some(at), depth + 1),
            '(' | '[' | '{' | '<' => depth += 1,
            ')' if depth == 1 && open.is_some() => {
                close = Some(at);
                break;
            }
            '>' if previous == '-' => {}
            ')' | ']' | '}' | '>' => depth -= 1,
            ',' if depth == 1 && open.is_some() => commas.push(at),
            _ => {}
        }
        previous = character;
    }
    let (open, close) = (open?, close?);
    let mut parameters = Vec::new();
    let mut from = open + 1;
    for end in commas.into_iter().chain([close]) {
        parameters.push(line[from..end].trim());
        from = end + 1;
    }
    parameters.retain(|parameter| !parameter.is_empty());
    let indent = format!("{}{}", line_end(text), leading_space(line));
    let broken = parameters.join(&format!(",{indent}    "));
    let span = Span::new(start + open as u32 + 1, start + close as u32);
    (!parameters.is_empty()).then(|| (span, format!("{indent}    {broken},{indent}")))
}

/// The path in the `#[test]` among the attributes right above a function.
fn test_attribute(text: &str, function: u32) -> Option<Span> {
    let at = attribute_above(text, function, "#[test]")? + 2;
    Some(Span::new(at, at + 4))
}

/// `load(p)?` becomes `load(p).await?`; a call that leads back to itself is boxed.
pub(super) fn awaited(inputs: Inputs<'_>, used: &Use, is_recursive: bool) -> Result<Part, String> {
    let (file, call) = (used.site.home.file, &used.site.call);
    let text = inputs.text(file);
    let mut rewrite = Rewrite::default();
    let end = call.span.end();
    let is_method = call.callee.start() != call.span.start();
    let space = if is_method { break_before(text, end).to_owned() } else { break_after_call(text, end) };
    if !text[..end as usize].ends_with(')') {
        return Err(reasons::NOT_PLAIN.to_owned());
    }
    if is_recursive {
        rewrite.insert(call.span.start(), "Box::pin(");
        rewrite.insert(end, format!("){space}.await"));
    } else {
        rewrite.insert(end, format!("{space}.await"));
        if !is_method && let Some((space, replacement)) = brace_after_call(text, call.span) {
            rewrite.replace(space, replacement);
        }
    }
    Ok(Part { file, place: call.span, rewrite })
}
