//! Which features a package has where nobody says which.

use std::collections::BTreeSet;

use toml_edit::{Document, Item, Value};

/// `default`, and what it turns on in the package itself (the Cargo book, "Features").
pub(super) fn on_by_default<'d>(manifest: &'d Document<&str>) -> BTreeSet<&'d str> {
    let table = manifest.get("features").and_then(Item::as_table_like);
    let turned_on = |feature: &str| {
        let parts = table.and_then(|table| table.get(feature)?.as_array());
        parts.into_iter().flatten().filter_map(Value::as_str).filter(|part| !part.contains([':', '/']))
    };
    let (mut on, mut open) = (BTreeSet::from(["default"]), vec!["default"]);
    while let Some(feature) = open.pop() {
        open.extend(turned_on(feature).filter(|part| on.insert(part)));
    }
    on
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_default_feature_turns_on_those_that_it_names_and_no_others() {
        let manifest = "[features]\ndefault = [\"client\", \"dep:tokio\", \"serde/derive\"]\nclient = [\"sync\", \"default\"]\nsync = []\nserver = [\"sync\"]\n";
        let document = Document::parse(manifest).expect("it is TOML");
        assert_eq!(on_by_default(&document), BTreeSet::from(["client", "default", "sync"]));
        assert_eq!(on_by_default(&Document::parse("").expect("it is TOML")), BTreeSet::from(["default"]));
    }
}
