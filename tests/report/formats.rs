//! The formats for other programs: each is what its readers expect, for a report with everything that is hard to write down.

use std::path::{Path, PathBuf};
use std::process::Command;

use cargo_unblock::base::{DefPath, Span};
use cargo_unblock::lint::{Applicability, Hop, Label, Level, Member, Report, TextEdit};
use cargo_unblock::report::{Repository, github, gitlab, json_lines, junit, markdown, rustc_json, sarif};
use cargo_unblock::rules::Rules;
use cargo_unblock::workspace::Edition;
use serde_json::Value;

use crate::support::reports::{add_direct, add_operation, add_problem, place, report};
use crate::support::snapshot::assert_snapshot;

const HELPER: &str = "//! ä\npub fn helper(p: &str) {\n    let _ = std::fs::read(p);\n}\n";
const SERVER: &str =
    "\u{feff}async fn serve() {\r\n    let 名 = \"🦀\"; std::fs::write(\"a, b\",\r\n        \"100%\");\r\n    helper(\"<&>\");\r\n}\r\n";

/// A direct finding with a rewrite over two lines, a chain into another file, and problems with and without a place.
fn rich() -> Report {
    let mut report = report(&[("src/a: b, c.rs", SERVER), ("src/helper ä.rs", HELPER), ("src/x.rs", "fn b( {}")]);
    let (file, write) = place(&report, "src/a: b, c.rs", "std::fs::write");
    let call = "std::fs::write(\"a, b\",\r\n        \"100%\")";
    let finding = add_direct(&mut report, "src/a: b, c.rs", call, "std::fs::write", "async");
    let end = finding.span.end();
    finding.level = Level::Deny;
    finding.fix.edits = vec![
        TextEdit { span: write, replacement: "tokio::fs::write".into() },
        TextEdit { span: Span::empty(end), replacement: ".await".into() },
    ];
    let operation =
        add_operation(&mut report, "src/helper ä.rs", "std::fs::read(p)", "std::fs::read", cargo_unblock::lint::Context::Reached);
    let (inner_file, inner) = place(&report, "src/helper ä.rs", "std::fs::read(p)");
    let (_, outer) = place(&report, "src/a: b, c.rs", "helper(\"<&>\")");
    let mut finding = report.findings[0].clone();
    finding.level = Level::Warn;
    finding.message = "blocking call to `std::fs::read` through `helper` in async code".into();
    finding.help = Some("make `helper` async, or hand the call to `tokio::task::spawn_blocking`".into());
    finding.span = outer;
    finding.operations = vec![operation];
    finding.chain = vec![
        Hop { function: DefPath::new("demo::serve"), file, span: outer },
        Hop { function: DefPath::new("demo::helper::helper"), file: inner_file, span: inner },
    ];
    finding.labels.push(Label { file: inner_file, span: inner, text: "blocks the thread, in `helper`".into() });
    finding.fingerprint = "00000000deadbeef".into();
    finding.fix.applicability = None;
    finding.fix.strategy = None;
    finding.fix.reason = "the call is one of a sync function".into();
    finding.fix.edits.clear();
    report.findings.push(finding);
    report.members =
        vec![Member { name: "demo".into(), folder: String::new(), root: "src/lib.rs".into(), is_library: true, edition: Edition::E2021 }];
    add_problem(&mut report, "src/x.rs", Some("( {"), "expected `)`");
    add_problem(&mut report, "src/y.rs", None, "not UTF-8");
    report
}

fn repository() -> Repository {
    Repository { top: "/home/me".into(), prefix: "demo".into() }
}

fn text(render: impl FnOnce(&mut dyn std::io::Write) -> std::io::Result<()>) -> String {
    let mut out = Vec::new();
    render(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn sarif_of(report: &Report) -> Value {
    serde_json::from_str(&text(|out| sarif::render(report, Rules::embedded().iter().as_slice(), &repository(), out))).unwrap()
}

/// The official schema, as the crate `serde-sarif` carries it; cargo has it on this machine, since it built these tests.
fn official_schema() -> Value {
    let said_by_cargo = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO")).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let version = said_by_cargo(&["-vV"]);
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    // Packages of other systems are not here where nothing but these tests was built.
    let metadata = said_by_cargo(&["metadata", "--offline", "--locked", "--format-version", "1", "--filter-platform", host]);
    let metadata: Value = serde_json::from_str(&metadata).unwrap();
    let package = metadata["packages"].as_array().unwrap().iter().find(|package| package["name"] == "serde-sarif").unwrap();
    let manifest = PathBuf::from(package["manifest_path"].as_str().unwrap());
    let text = std::fs::read_to_string(manifest.with_file_name("src").join("schema.json")).unwrap();
    // The standard's pattern for a language has a bracket too many, which is no regular expression here. The tool writes no language.
    let mended = text.replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}?$");
    assert_ne!(mended, text);
    serde_json::from_str(&mended).unwrap()
}

/// From, to, the new text: lines and columns from 1.
type PlacedEdit = ((u64, u64), (u64, u64), String);

/// The text of a file with the edits that `spans` gives: where each starts and ends, as line and column from 1, and the new text.
fn edited(text: &str, mut edits: Vec<PlacedEdit>) -> String {
    let offset = |(line, column): (u64, u64)| {
        let line_start: usize = text.split_inclusive('\n').take(line as usize - 1).map(str::len).sum();
        let line = &text[line_start..];
        let mark = if line.starts_with('\u{feff}') { 3 } else { 0 };
        line_start + mark + line[mark..].chars().take(column as usize - 1).map(char::len_utf8).sum::<usize>()
    };
    edits.sort();
    let mut result = text.to_owned();
    for (start, end, new) in edits.into_iter().rev() {
        result.replace_range(offset(start)..offset(end), &new);
    }
    result
}

#[test]
fn the_official_schema_describes_every_sarif_log() {
    let schema = official_schema();
    assert_eq!(schema["title"], "Static Analysis Results Format (SARIF) Version 2.1.0 JSON Schema");
    let validator = jsonschema::validator_for(&schema).unwrap();
    for report in [Report::default(), rich()] {
        let log = sarif_of(&report);
        let errors: Vec<_> = validator.iter_errors(&log).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
    let mut wrong = sarif_of(&rich());
    wrong["runs"][0]["results"][0]["level"] = "loud".into();
    assert!(!validator.is_valid(&wrong), "the validator accepts anything");
}

#[test]
fn sarif_has_chains_as_code_flows_rewrites_as_fixes_and_fingerprints() {
    let log = sarif_of(&rich());
    let results = log["runs"][0]["results"].as_array().unwrap();
    let flow = &results[1]["codeFlows"][0]["threadFlows"][0]["locations"];
    let uris: Vec<&Value> =
        flow.as_array().unwrap().iter().map(|step| &step["location"]["physicalLocation"]["artifactLocation"]["uri"]).collect();
    assert_eq!(uris, ["demo/src/a%3A%20b%2C%20c.rs", "demo/src/helper%20%C3%A4.rs"]);
    assert_eq!(results[1]["fingerprints"]["cargoUnblockChain/v1"], "00000000deadbeef");
    assert!(results[1].get("fixes").is_none() && results[0].get("codeFlows").is_none());
    let replacements = results[0]["fixes"][0]["artifactChanges"][0]["replacements"].as_array().unwrap();
    let edits = replacements.iter().map(|replacement| {
        let region = &replacement["deletedRegion"];
        let number = |name: &str| region[name].as_u64().unwrap();
        let new = replacement["insertedContent"]["text"].as_str().unwrap().to_owned();
        ((number("startLine"), number("startColumn")), (number("endLine"), number("endColumn")), new)
    });
    let expected = SERVER.replace("std::fs::write", "tokio::fs::write").replace("\"100%\")", "\"100%\").await");
    assert_eq!(edited(SERVER, edits.collect()), expected);
}

#[test]
fn rules_of_a_sarif_log_are_found_by_their_index() {
    let log = sarif_of(&rich());
    let run = &log["runs"][0];
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
    }
}

#[test]
fn annotations_are_one_line_each_and_what_separates_is_escaped() {
    assert_snapshot("formats/github.txt", &text(|out| github::render(&rich(), &repository(), out)));
    assert_eq!(text(|out| github::render(&Report::default(), &repository(), out)), "");
}

#[test]
fn gitlab_gets_the_fields_that_it_documents() {
    let issues: Value = serde_json::from_str(&text(|out| gitlab::render(&rich(), &repository(), out))).unwrap();
    for issue in issues.as_array().unwrap() {
        let keys: Vec<&String> = issue.as_object().unwrap().keys().collect();
        assert_eq!(keys, ["check_name", "description", "fingerprint", "location", "severity"]);
        assert!(["info", "minor", "major", "critical", "blocker"].contains(&issue["severity"].as_str().unwrap()));
    }
    assert_eq!(issues[0]["location"], serde_json::json!({"path": "demo/src/a: b, c.rs", "lines": {"begin": 2, "end": 3}}));
    assert_eq!(text(|out| gitlab::render(&Report::default(), &repository(), out)), "[]\n");
}

#[test]
fn junit_counts_what_it_lists() {
    // Two are enough: one with findings, one without.
    let rules = &Rules::embedded().iter().as_slice()[..2];
    let xml = text(|out| junit::render(&rich(), rules, out));
    assert_snapshot("formats/junit.xml", &xml);
    assert!(xml.contains(&format!("tests=\"{}\" failures=\"2\" errors=\"2\">", xml.matches("<testcase").count())), "{xml}");
    let clean = text(|out| junit::render(&Report::default(), rules, out));
    assert!(!clean.contains("<failure") && clean.matches("<testcase").count() == rules.len(), "{clean}");
}

#[test]
fn markdown_lists_helpers_with_their_chain() {
    assert_snapshot("formats/markdown.md", &text(|out| markdown::render(&rich(), out)));
}

#[test]
fn json_lines_are_objects_that_need_no_other_line() {
    let report = rich();
    let lines = text(|out| json_lines::render(&report, out));
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let types: Vec<&Value> = lines.iter().map(|line| &line["type"]).collect();
    assert_eq!(types, ["start", "finding", "finding", "problem", "problem", "summary"]);
    assert_eq!(lines[2]["operations"][0]["api"], "std::fs::read");
    assert_eq!(lines[5]["findings"], 2);
}

#[test]
fn rustc_json_is_what_cargo_writes() {
    let lines = text(|out| rustc_json::render(&rich(), out));
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let cargo = message_of_cargo();
    assert_same_shape(&cargo, &lines[0], "message");
    assert_eq!(lines.last().unwrap(), &serde_json::json!({"reason": "build-finished", "success": true}));
    let spans = lines[0]["message"]["children"][0]["spans"].as_array().unwrap();
    assert!(spans.iter().all(|span| span["suggestion_applicability"] == "MachineApplicable"));
    assert_eq!(spans[0]["file_name"], "/home/me/demo/src/a: b, c.rs");
    let edits = spans.iter().map(|span| {
        let number = |name: &str| span[name].as_u64().unwrap();
        let new = span["suggested_replacement"].as_str().unwrap().to_owned();
        ((number("line_start"), number("column_start")), (number("line_end"), number("column_end")), new)
    });
    let expected = SERVER.replace("std::fs::write", "tokio::fs::write").replace("\"100%\")", "\"100%\").await");
    assert_eq!(edited(SERVER, edits.collect()), expected);
    assert!(lines[1]["message"]["children"][0]["spans"].as_array().unwrap().is_empty());
}

/// A warning with a suggestion, from cargo itself.
fn message_of_cargo() -> Value {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("src")).unwrap();
    std::fs::write(folder.path().join("Cargo.toml"), "[package]\nname = \"a\"\nedition = \"2021\"\n[workspace]\n").unwrap();
    std::fs::write(folder.path().join("src/lib.rs"), "pub fn f() { let unused = 1; }\n").unwrap();
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["check", "--offline", "--message-format=json"]).current_dir(folder.path());
    cargo.env("CARGO_TARGET_DIR", folder.path().join("target")).env_remove("RUSTC_WORKSPACE_WRAPPER");
    let output = cargo.output().unwrap();
    let lines = String::from_utf8(output.stdout).unwrap();
    let messages = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    messages.into_iter().find(|message| message["reason"] == "compiler-message").unwrap()
}

/// Asserts that every field of ours has the type that cargo's has, and that none is missing which a reader needs.
fn assert_same_shape(cargo: &Value, ours: &Value, at: &str) {
    match (cargo, ours) {
        (Value::Object(cargo), Value::Object(ours)) => {
            for (name, value) in ours {
                let theirs = cargo.get(name).unwrap_or_else(|| panic!("cargo has no {at}.{name}"));
                assert_same_shape(theirs, value, &format!("{at}.{name}"));
            }
            // What cargo itself leaves out on occasion, or readers have a default for.
            let optional = ["doc", "doctest", "test"];
            for name in cargo.keys().filter(|name| !optional.contains(&name.as_str())) {
                assert!(ours.contains_key(name), "{at}.{name} is missing");
            }
        }
        (Value::Array(cargo), Value::Array(ours)) => {
            let Some(theirs) = cargo.iter().find(|value| value["spans"].as_array().is_none_or(|spans| !spans.is_empty())) else { return };
            for value in ours {
                assert_same_shape(theirs, value, at);
            }
        }
        (Value::Null, _) | (_, Value::Null) => {}
        (cargo, ours) => assert_eq!(std::mem::discriminant(cargo), std::mem::discriminant(ours), "{at}"),
    }
}

#[test]
fn what_is_allowed_is_in_no_format() {
    let mut report = rich();
    report.problems.clear();
    report.findings.iter_mut().for_each(|finding| finding.level = Level::Allow);
    report.findings.iter_mut().for_each(|finding| finding.fix.applicability = Some(Applicability::DisplayOnly));
    assert_eq!(sarif_of(&report)["runs"][0]["results"], serde_json::json!([]));
    assert_eq!(text(|out| github::render(&report, &repository(), out)), "");
    assert_eq!(text(|out| gitlab::render(&report, &repository(), out)), "[]\n");
    assert_eq!(text(|out| rustc_json::render(&report, out)).lines().count(), 1);
    assert!(!text(|out| markdown::render(&report, out)).contains("- "));
    assert!(Path::new(&repository().top).is_absolute());
}
