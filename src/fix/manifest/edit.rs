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

/// Whether a manifest's table of dependencies can get another line: it has one entry a line, or there is none.
pub(super) fn takes_dependencies(table: Option<&Item>) -> bool {
    let is_line = |item: &Item| item.is_value() || item.as_table().is_some_and(Table::is_dotted);
    match table {
        Some(Item::Table(table)) => !table.is_empty() && table.iter().all(|(_, item)| is_line(item)),
        Some(_) => false,
        None => true,
    }
}

/// The edit that adds a dependency to a manifest: in the order of the alphabet where the entries are in it, else at their end. Without a
/// version the workspace says which.
pub(super) fn add_dependency(text: &str, table: Option<&Item>, key: &str, version: Option<&str>, features: &[&str]) -> Option<Edit> {
    let origin = version.map_or_else(|| "workspace = true".to_owned(), |version| format!("version = \"{version}\""));
    let entry = match (version, features) {
        (Some(version), []) => format!("{key} = \"{version}\""),
        (None, []) => format!("{key} = {{ {origin} }}"),
        _ => format!("{key} = {{ {origin}, features = [{}] }}", quoted(features).join(", ")),
    };
    let end = line_end(text);
    let Some(table) = table else {
        let gap = if text.is_empty() || text.ends_with('\n') { "" } else { end };
        return Some(Edit { span: Span::empty(text.len() as u32), replacement: format!("{gap}{end}[dependencies]{end}{entry}{end}") });
    };
    let entries: Vec<(&str, Span)> =
        table.as_table()?.iter().map(|(name, item)| Some((name, span_of_entry(item)?))).collect::<Option<_>>()?;
    let next = entries.iter().find(|(name, _)| *name > key).filter(|_| entries.is_sorted_by_key(|(name, _)| *name));
    if let Some((_, span)) = next {
        return Some(Edit { span: Span::empty(line_start(text, span.start())), replacement: format!("{entry}{end}") });
    }
    let last = entries.iter().map(|(_, span)| span.end()).max()?;
    let rest = &text[last as usize..];
    let line = rest.find(['\r', '\n']).unwrap_or(rest.len());
    Some(Edit { span: Span::empty(last + line as u32), replacement: format!("{end}{entry}") })
}

/// The place of an entry's value, or of the values of a dotted one.
fn span_of_entry(item: &Item) -> Option<Span> {
    match item {
        Item::Value(value) => span_of(value),
        Item::Table(table) => {
            let spans: Vec<Span> = table.iter().filter_map(|(_, item)| span_of_entry(item)).collect();
            spans.iter().copied().reduce(Span::cover)
        }
        _ => None,
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn added(manifest: &str, version: Option<&str>, features: &[&str]) -> Option<String> {
        let document = toml_edit::Document::parse(manifest).expect("a manifest");
        let table = document.get("dependencies");
        let edit = add_dependency(manifest, table, "tokio", version, features).filter(|_| takes_dependencies(table))?;
        let (before, after) = manifest.split_at(edit.span.start() as usize);
        Some(format!("{before}{}{after}", edit.replacement))
    }

    #[test]
    fn a_dependency_goes_where_the_alphabet_has_it() {
        let sorted = "[dependencies]\nserde = \"1\"\nurl.workspace = true\n\n[features]\n";
        let expected =
            "[dependencies]\nserde = \"1\"\ntokio = { workspace = true, features = [\"fs\"] }\nurl.workspace = true\n\n[features]\n";
        assert_eq!(added(sorted, None, &["fs"]).as_deref(), Some(expected));
        let mixed = "[dependencies]\r\nurl = \"2\" # links\r\nserde = \"1\"\r\n";
        let expected = "[dependencies]\r\nurl = \"2\" # links\r\nserde = \"1\"\r\ntokio = \"1.40\"\r\n";
        assert_eq!(added(mixed, Some("1.40"), &[]).as_deref(), Some(expected));
    }

    #[test]
    fn the_first_dependency_gets_a_table() {
        let expected = "[package]\nname = \"a\"\n\n[dependencies]\ntokio = { version = \"1\", features = [\"fs\", \"rt\"] }\n";
        assert_eq!(added("[package]\nname = \"a\"\n", Some("1"), &["fs", "rt"]).as_deref(), Some(expected));
    }

    #[test]
    fn tables_of_their_own_are_left_alone() {
        assert_eq!(added("[dependencies.serde]\nversion = \"1\"\n", None, &["fs"]), None);
    }
}
