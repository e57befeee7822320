//! The schema of a configuration says what the loader says: the same fields, words and rules, and the same judgement of whole files.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{Config, SCHEMA, START};
use crate::rules::Rules;

fn schema() -> Value {
    let schema = serde_json::from_str(SCHEMA).expect("the schema is JSON");
    assert!(jsonschema::meta::is_valid(&schema), "the schema is no schema");
    schema
}

/// The words that the loader would have taken in place of `wrong`, by its own message.
fn accepted_in_place_of_a_wrong_word(text: &str) -> BTreeSet<String> {
    let message = Config::from_text("c.toml", text).expect_err(text).to_string();
    let (_, expected) = message.split_once("expected ").unwrap_or_else(|| panic!("{message}"));
    expected.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn words(value: &Value) -> BTreeSet<String> {
    value.as_array().expect("a list").iter().map(|word| word.as_str().expect("a word").to_owned()).collect()
}

fn fields(value: &Value) -> BTreeSet<String> {
    value.as_object().expect("an object").keys().cloned().collect()
}

#[test]
fn the_fields_of_each_table_are_those_that_the_loader_takes() {
    let schema = schema();
    let tables = [
        ("/properties", "wrong = 1\n"),
        ("/properties/zone/items/properties", "[[zone]]\nwrong = 1\n"),
        ("/properties/api/items/properties", "[[api]]\nwrong = 1\n"),
        ("/properties/api/items/properties/replacement/properties", "[[api]]\nreplacement.wrong = 1\n"),
        ("/properties/offloader/items/properties", "[[offloader]]\nwrong = 1\n"),
        ("/properties/spawner/items/properties", "[[spawner]]\nwrong = 1\n"),
        ("/properties/handler/items/properties", "[[handler]]\nwrong = 1\n"),
    ];
    for (pointer, text) in tables {
        assert_eq!(fields(schema.pointer(pointer).expect(pointer)), accepted_in_place_of_a_wrong_word(text), "{pointer}");
    }
}

#[test]
fn the_words_of_each_list_are_those_that_the_loader_takes() {
    let schema = schema();
    let lists = [
        ("/properties/levels/additionalProperties/enum", "[levels]\nstd-fs = \"wrong\"\n"),
        ("/properties/api/items/properties/effect/enum", "[[api]]\neffect = \"wrong\"\n"),
        ("/properties/api/items/properties/kind/enum", "[[api]]\nkind = \"wrong\"\n"),
        ("/properties/api/items/properties/applicability/enum", "[[api]]\napplicability = \"wrong\"\n"),
    ];
    for (pointer, text) in lists {
        assert_eq!(words(schema.pointer(pointer).expect(pointer)), accepted_in_place_of_a_wrong_word(text), "{pointer}");
    }
    let ids = |test: fn(&crate::rules::Rule) -> bool| -> BTreeSet<String> {
        Rules::embedded().iter().filter(|rule| test(rule)).map(|rule| rule.id.clone()).collect()
    };
    assert_eq!(words(&schema["properties"]["levels"]["propertyNames"]["enum"]), ids(|_| true));
    assert_eq!(words(&schema["properties"]["api"]["items"]["properties"]["rule"]["enum"]), ids(|rule| rule.effect.is_some()));
}

#[test]
fn schema_and_loader_judge_files_alike() {
    let validator = jsonschema::validator_for(&schema()).expect("the schema is one");
    let taken: Vec<&str> = START.lines().map(|line| line.strip_prefix('#').filter(|rest| !rest.starts_with(' ')).unwrap_or(line)).collect();
    let api = |more: &str| format!("[[api]]\npath = \"a::b\"\n{more}\n");
    let good = [
        String::new(),
        START.to_owned(),
        taken.join("\n"),
        Config::default().to_toml(),
        api("effect = \"net\"\nreason = \"c\""),
        api("rule = \"std-net\"\nreplacement.path = \"a::c\""),
        api(
            "rule = \"std-net\"\nkind = \"method\"\nreplacement.template = \"{receiver}.c().await\"\nfeatures = [\"d\"]\ntraits = [\"a::T\"]",
        ),
        api("effect = \"fs\"\nreplacement.none = true\nreason = \"c\""),
        "[[offloader]]\npath = \"a::run\"\narguments = [0]\nwaits = true\n".to_owned(),
    ];
    let bad = [
        "zones = []\n".to_owned(),
        "exclude = \"a\"\n".to_owned(),
        "[levels]\nstd-sf = \"warn\"\n".to_owned(),
        "[levels]\nstd-fs = \"error\"\n".to_owned(),
        "[[zone]]\nname = \"a\"\n".to_owned(),
        "[[zone]]\npaths = []\n".to_owned(),
        "[[api]]\npath = \"b\"\neffect = \"fs\"\nreason = \"c\"\n".to_owned(),
        api("reason = \"c\""),
        api("effect = \"fs\""),
        api("effect = \"fs\"\nrule = \"std-fs\"\nreason = \"c\""),
        api("rule = \"unused-suppression\"\nreason = \"c\""),
        api("effect = \"net\"\nreplacement = {}"),
        api("effect = \"net\"\nreplacement = { path = \"a::c\", template = \"c().await\" }"),
        api("effect = \"net\"\nreplacement.template = \"c()\""),
        "[[offloader]]\npath = \"a::run\"\n".to_owned(),
        "[[spawner]]\npath = \"a::run\"\narguments = [-1]\n".to_owned(),
        "[[handler]]\npath = \"a::run\"\narguments = [0]\nwaits = true\n".to_owned(),
    ];
    for (texts, is_good) in [(&good[..], true), (&bad[..], false)] {
        for text in texts {
            let table: toml::Table = toml::from_str(text).expect(text);
            let value = serde_json::to_value(&table).unwrap_or(json!(null));
            assert_eq!(Config::from_text("c.toml", text).is_ok(), is_good, "the loader: {text}");
            assert_eq!(validator.is_valid(&value), is_good, "the schema: {text}");
        }
    }
}
