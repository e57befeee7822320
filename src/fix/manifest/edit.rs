//! Edits of one dependency's entry in the text of a manifest: nothing changes but the list of features.

use toml_edit::{Array, InlineTable, Item, Table, Value};

use crate::base::Span;
use crate::edit::Edit;
use crate::fix::layout::{line_end, line_start};

/// The edits that add `features` to the entry `item` under `key`; `None` where it is written in a way that is not known.
pub(super) fn add_features(text: &str, key: &str, item: &Item, features: &[&str]) -> Option<Vec<Edit>> {
    match item {
        Item::Value(value @ Value::String(_)) => {
            let span = span_of(value)?;
            let version = &text[span.range()];
            let replacement = format!("{{ version = {version}, features = [{}] }}", quoted(features).join(", "));
            Some(vec![Edit { span, replacement }])
        }
        Item::Value(Value::InlineTable(table)) => in_inline_table(text, table, features),
        Item::Table(table) => in_table(text, key, table, features),
        _ => None,
    }
}

/// The edit that adds an entry for a dependency of the workspace to the table `dependencies`: in the order of the alphabet where that is
/// in it, else at its end. `None` where the table is written in a way that is not known.
pub(super) fn add_dependency(text: &str, dependencies: Option<&Item>, key: &str, features: &[&str]) -> Option<Edit> {
    let features = if features.is_empty() { String::new() } else { format!(", features = [{}]", quoted(features).join(", ")) };
    let entry = format!("{key} = {{ workspace = true{features} }}");
    let end = line_end(text);
    let Some(dependencies) = dependencies else {
        let before = if text.is_empty() || text.ends_with('\n') { end.to_owned() } else { end.repeat(2) };
        return Some(Edit { span: Span::empty(text.len() as u32), replacement: format!("{before}[dependencies]{end}{entry}{end}") });
    };
    let table = dependencies.as_table().filter(|table| !table.is_dotted() && !table.is_implicit())?;
    let spans: Vec<(&str, Span)> = table.iter().filter_map(|(name, item)| Some((name, span_of(item.as_value()?)?))).collect();
    if spans.len() < table.len() {
        // `[dependencies.other]` may stand anywhere.
        return None;
    }
    let Some((_, last)) = spans.last() else {
        let header = table.span()?.end as u32;
        let rest = &text[header as usize..];
        let line = rest.find(['\r', '\n']).unwrap_or(rest.len()) as u32;
        return Some(Edit { span: Span::empty(header + line), replacement: format!("{end}{entry}") });
    };
    let next = spans.iter().find(|(name, _)| *name > key).filter(|_| spans.is_sorted_by_key(|(name, _)| *name));
    if let Some((_, next)) = next {
        return Some(Edit { span: Span::empty(line_start(text, next.start())), replacement: format!("{entry}{end}") });
    }
    let rest = &text[last.end() as usize..];
    let line = rest.find(['\r', '\n']).unwrap_or(rest.len()) as u32;
    Some(Edit { span: Span::empty(last.end() + line), replacement: format!("{end}{entry}") })
}

/// An edit of a text that starts `offset` bytes further on in its file.
pub(super) fn shifted(edit: Edit, offset: u32) -> Edit {
    Edit { span: Span::new(edit.span.start() + offset, edit.span.end() + offset), ..edit }
}

fn in_inline_table(text: &str, table: &InlineTable, features: &[&str]) -> Option<Vec<Edit>> {
    if let Some(listed) = table.get("features") {
        return in_array(text, listed.as_array()?, features);
    }
    let end = table.iter().filter_map(|(_, value)| span_of(value)).map(Span::end).max()?;
    Some(vec![Edit { span: Span::empty(end), replacement: format!(", features = [{}]", quoted(features).join(", ")) }])
}

fn in_table(text: &str, key: &str, table: &Table, features: &[&str]) -> Option<Vec<Edit>> {
    if let Some(listed) = table.get("features") {
        return in_array(text, listed.as_array()?, features);
    }
    let features = quoted(features).join(", ");
    let last = table.iter().filter_map(|(_, item)| span_of(item.as_value()?)).max_by_key(|span| span.end())?;
    if table.is_dotted() && table.len() == 1 && table.contains_key("workspace") {
        // `tokio.workspace = true`: a table says both in one line.
        let start = line_start(text, last.start());
        let key_start = start + (text[start as usize..].len() - text[start as usize..].trim_start().len()) as u32;
        let replacement = format!("{key} = {{ workspace = true, features = [{features}] }}");
        return Some(vec![Edit { span: Span::new(key_start, last.end()), replacement }]);
    }
    let prefix = if table.is_dotted() { format!("{key}.") } else { String::new() };
    let rest = &text[last.end() as usize..];
    let line = rest.find(['\r', '\n']).unwrap_or(rest.len());
    let replacement = format!("{}{prefix}features = [{features}]", line_end(text));
    Some(vec![Edit { span: Span::empty(last.end() + line as u32), replacement }])
}

/// In the order of the alphabet where the list is in it, else at its end; one a line where the list is.
fn in_array(text: &str, array: &Array, features: &[&str]) -> Option<Vec<Edit>> {
    let listed: Vec<(&str, Span)> = array.iter().map(|value| Some((value.as_str()?, span_of(value)?))).collect::<Option<_>>()?;
    let Some(last) = listed.last() else {
        let start = array.span()?.start as u32 + 1;
        return Some(vec![Edit { span: Span::empty(start), replacement: quoted(features).join(", ") }]);
    };
    let is_sorted = listed.len() > 1 && listed.is_sorted_by_key(|(name, _)| *name);
    let mut edits = Vec::new();
    for &feature in features {
        let next = listed.iter().find(|(name, _)| is_sorted && *name > feature);
        let (offset, replacement) = match next {
            Some((_, span)) => (span.start(), format!("\"{feature}\",{}", space_before(text, span.start()))),
            None => (last.1.end(), format!(",{}\"{feature}\"", space_before(text, last.1.start()))),
        };
        edits.push(Edit { span: Span::empty(offset), replacement });
    }
    Some(edits)
}

/// What separates an element of a list from the one before: a line break where it stands in a line of its own.
fn space_before(text: &str, offset: u32) -> String {
    let start = line_start(text, offset);
    let before = &text[start as usize..offset as usize];
    let stands_alone = before.chars().all(char::is_whitespace) && start > 0;
    if stands_alone { format!("{}{before}", line_end(text)) } else { " ".to_owned() }
}

fn quoted(features: &[&str]) -> Vec<String> {
    features.iter().map(|feature| format!("\"{feature}\"")).collect()
}

fn span_of(value: &Value) -> Option<Span> {
    value.span().map(|range| Span::new(range.start as u32, range.end as u32))
}
