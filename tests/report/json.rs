//! The stable JSON report and its schema.

use std::fs;
use std::path::Path;

use cargo_unblock::lint::{Context, Report, Strategy};
use cargo_unblock::report::json::{self, Operations};
use serde_json::{Value, json};

use crate::support::reports::{add_direct, add_operation, add_problem, report};
use crate::support::snapshot::assert_snapshot;

fn render(report: &Report, operations: Operations) -> String {
    let mut out = Vec::new();
    json::render(report, operations, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn schema() -> jsonschema::Validator {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/report.schema.json")).unwrap();
    let schema: Value = serde_json::from_str(&text).unwrap();
    assert!(jsonschema::meta::is_valid(&schema), "the schema is no schema");
    jsonschema::validator_for(&schema).unwrap()
}

/// Asserts that the schema describes both forms of the report, and returns the one with every operation.
fn check_json(report: &Report) -> Value {
    let schema = schema();
    let parse = |operations| -> Value { serde_json::from_str(&render(report, operations)).unwrap() };
    for value in [parse(Operations::Reached), parse(Operations::All)] {
        let errors: Vec<_> = schema.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
    parse(Operations::All)
}

/// Every kind of finding over a text with all that makes offsets hard: a byte order mark, CRLF, characters of one to four bytes.
fn rich() -> Report {
    let text = "\u{feff}// ä\r\nasync fn a() {\r\n    let 名 = \"🦀\"; std::fs::read(\"é\");\r\n    spawn_blocking(|| std::fs::write(p, q));\r\n    p.exists()\r\n}\r\n";
    let mut report = report(&[("src/a.rs", text), ("src/b.rs", "fn b( {}")]);
    let finding = add_direct(&mut report, "src/a.rs", "std::fs::read(\"é\")", "std::fs::read", "async");
    finding.fix.strategy = Some(Strategy::Shape("open-options".into()));
    add_operation(&mut report, "src/a.rs", "std::fs::write(p, q)", "std::fs::write", Context::Offloaded);
    let finding = add_direct(&mut report, "src/a.rs", "p.exists()", "std::path::Path::exists", "async");
    finding.fix.applicability = None;
    finding.fix.strategy = None;
    finding.fix.reason = "the receiver is borrowed".into();
    add_problem(&mut report, "src/b.rs", Some("( {"), "expected `)`");
    add_problem(&mut report, "src/c.rs", None, "not UTF-8");
    report
}

#[test]
fn the_schema_describes_every_report() {
    check_json(&Report::default());
    check_json(&rich());
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    assert_snapshot("json/rich.json", &render(&rich(), Operations::Reached).replace(env!("CARGO_PKG_VERSION"), "VERSION"));
}

#[test]
fn columns_are_characters_and_bytes_are_of_the_file_on_disk() {
    let report = rich();
    let value = check_json(&report);
    let span = &value["findings"][0]["span"];
    let text = report.files[0].text();
    assert_eq!(span["byte_start"], text.find("std::fs::read").unwrap());
    let line = "    let 名 = \"🦀\"; ";
    assert_eq!((&span["line_start"], &span["column_start"]), (&json!(3), &json!(line.chars().count() + 1)));
    assert_eq!(span["column_end"], line.chars().count() + 1 + "std::fs::read(\"é\")".chars().count());
}

#[test]
fn ids_are_indices_into_the_printed_list() {
    let report = rich();
    let reached: Value = serde_json::from_str(&render(&report, Operations::Reached)).unwrap();
    let all = check_json(&report);
    assert_eq!(apis_of_findings(&reached), ["std::fs::read", "std::path::Path::exists"]);
    assert_eq!(apis_of_findings(&all), apis_of_findings(&reached));
    assert_eq!(reached["operations"].as_array().unwrap().len(), 2);
    assert_eq!(all["operations"].as_array().unwrap().len(), 3);
    assert_eq!(reached["summary"], all["summary"], "the summary counts the run, not the list");
    for value in [reached, all] {
        for (at, operation) in value["operations"].as_array().unwrap().iter().enumerate() {
            assert_eq!(operation["id"], at);
        }
    }
}

fn apis_of_findings(value: &Value) -> Vec<String> {
    let ids = value["findings"].as_array().unwrap().iter().flat_map(|finding| finding["operations"].as_array().unwrap());
    ids.map(|id| value["operations"][id.as_u64().unwrap() as usize]["api"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_schema_rejects_what_is_not_a_report() {
    let good = check_json(&rich());
    let wrong = |pointer: &str, value: Value| {
        let mut bad = good.clone();
        *bad.pointer_mut(pointer).unwrap() = value;
        bad
    };
    let mut bad = vec![
        wrong("/schema", json!("cargo-unblock/2")),
        wrong("/summary/files", json!(-1)),
        wrong("/summary/by_level", json!({"warn": 1, "deny": 0})),
        wrong("/operations/0/effect", json!("disk")),
        wrong("/operations/0/context", json!("Async")),
        wrong("/operations/0/span/line_start", json!(0)),
        wrong("/operations/0/in_test", json!("no")),
        wrong("/findings/0/rule", json!("Std FS")),
        wrong("/findings/0/level", json!("error")),
        wrong("/findings/0/operations", json!([])),
        wrong("/findings/0/rule", json!("unused-suppression")),
        wrong("/findings/0/confidence", json!("maybe")),
        wrong("/findings/0/fix/applicability", Value::Null),
        wrong("/findings/0/fix/strategy", json!("shape:")),
        wrong("/problems/0/span", json!("line 3")),
    ];
    for pointer in ["", "/tool", "/summary", "/operations/0", "/findings/0", "/findings/0/span", "/findings/0/chain/0", "/findings/0/fix"] {
        let object = good.pointer(pointer).unwrap().as_object().unwrap();
        let mut with_more = object.clone();
        with_more.insert("more".into(), json!(1));
        let mut with_less = object.clone();
        with_less.remove(object.keys().next().unwrap());
        bad.extend([wrong(pointer, with_more.into()), wrong(pointer, with_less.into())]);
    }
    let schema = schema();
    for value in bad {
        assert!(!schema.is_valid(&value), "accepted: {value:#}");
    }
}
