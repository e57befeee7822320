//! `why`, `graph` and `check --chains all` as the real program prints them, on a small package.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![expect(clippy::disallowed_methods, reason = "a test is not part of the tool: it starts the program and reads files")]

#[path = "support/snapshot.rs"]
mod snapshot;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use snapshot::assert_snapshot;

const TREE: &str = "fixtures/trees/chain";

/// Runs the program in the folder of this package, 80 columns wide: its exit code, output and messages.
fn run(arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-unblock"));
    command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).env("COLUMNS", "80");
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn why(subject: &str, more: &[&str]) -> String {
    let (code, out, error) = run(&[&["why", subject, "--path", TREE], more].concat());
    assert_eq!((code, error.as_str()), (0, ""), "{subject}");
    out
}

fn readme() -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap()
}

#[test]
fn the_answer_is_one_picture_and_three_short_lists() {
    let plain = why("Notes::load", &[]);
    assert_snapshot("why/load.txt", &plain);
    assert_snapshot("why/load.color.txt", &why("Notes::load", &["--color", "always"]));
    assert!(plain.lines().all(|line| line.chars().count() <= 80), "{plain}");
    assert!(readme().contains(&plain), "the README shows another answer:\n{plain}");
    assert_snapshot("why/path.txt", &why("Notes::path", &[]));
    assert_snapshot("why/show.txt", &why("show", &[]));
}

#[test]
fn a_place_stands_for_the_function_around_it() {
    let at = format!("{TREE}/src/main.rs:21:22");
    let (code, out, error) = run(&["why", &at]);
    assert_eq!((code, error.as_str()), (0, ""));
    assert!(out.starts_with("notes::read\nsrc/main.rs:20\non that line: `std::path::Path::exists` blocks (std-path)\n"), "{out}");
}

#[test]
fn what_is_no_function_is_bad_usage() {
    for (subject, message) in [("lod", "did you mean `notes::Notes::load`?"), ("fixtures/trees/chain/src/main.rs:3", "in no function")] {
        let (code, out, error) = run(&["why", subject, "--path", TREE]);
        assert_eq!((code, out.as_str()), (2, ""));
        assert!(error.contains(message), "{error}");
    }
    assert_eq!(run(&["why", "fixtures/trees/chain/src/main.rs:999"]).0, 2);
    assert_eq!(run(&["why", "no/such/file.rs:1"]).0, 2);
}

#[test]
fn the_json_of_an_answer_is_what_its_schema_says() {
    let schema = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/why.schema.json")).unwrap();
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for subject in ["Notes::load", "Notes::path", "show", "fixtures/trees/chain/src/main.rs:21"] {
        let answer: serde_json::Value = serde_json::from_str(&why(subject, &["--format", "json"])).unwrap();
        let errors: Vec<String> = validator.iter_errors(&answer).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{subject}: {errors:?}");
    }
    let answer: serde_json::Value = serde_json::from_str(&why("Notes::load", &["--format", "json"])).unwrap();
    assert_eq!(answer["blocking"]["verdict"], "yes");
    assert_eq!(answer["conversion"]["hindrances"][0]["kind"], "closure");
}

#[test]
fn all_chains_are_listed_and_counted_in_json_too() {
    let (code, out, _) = run(&["check", TREE, "--chains", "all"]);
    assert_eq!(code, 1);
    assert_snapshot("why/chains.txt", &out);
    let report = |arguments: &[&str]| -> serde_json::Value {
        serde_json::from_str(&run(&[&["check", TREE, "--format", "json"], arguments].concat()).1).unwrap()
    };
    let all = report(&["--chains", "all"]);
    let schema = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/report.schema.json")).unwrap();
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&all));
    let chains = &all["findings"][0]["chains"];
    assert_eq!((chains["listed"].as_array().unwrap().len(), &chains["is_complete"]), (2, &serde_json::Value::Bool(true)));
    assert!(report(&[])["findings"][0].get("chains").is_none());
}

#[test]
fn chains_that_cannot_be_counted_end_somewhere_and_say_so() {
    // Each of 30 functions calls the next one twice over two others: 2^30 chains.
    let mut source = String::from("pub async fn start() { f0(); }\nfn f30() { std::fs::read(\"a\").ok(); }\n");
    for at in 0..30 {
        let next = at + 1;
        writeln!(source, "fn f{at}() {{ a{at}(); b{at}(); }}\nfn a{at}() {{ f{next}(); }}\nfn b{at}() {{ f{next}(); }}").unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("src")).unwrap();
    std::fs::write(folder.path().join("Cargo.toml"), "[package]\nname = \"wide\"\nversion = \"0.0.0\"\nedition = \"2021\"\n").unwrap();
    std::fs::write(folder.path().join("src/lib.rs"), source).unwrap();
    let path = folder.path().to_str().unwrap();
    let (_, out, _) = run(&["check", path, "--chains", "all", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&out).unwrap();
    let chains = &report["findings"][0]["chains"];
    assert_eq!((&chains["is_complete"], chains["listed"].as_array().unwrap().len()), (&serde_json::Value::Bool(false), 64));
    let (_, out, _) = run(&["check", path, "--chains", "all"]);
    assert!(out.contains("they are too many to count"), "{out}");
}

/// The nodes and edges of a graph in the language of Graphviz, as far as this tool writes it.
///
/// # Panics
/// If the text is not of the language.
fn parse_dot(text: &str) -> (BTreeSet<String>, Vec<(String, String, bool)>) {
    let (mut nodes, mut edges, mut depth) = (BTreeSet::new(), Vec::new(), 0);
    for line in text.lines().map(str::trim) {
        if let Some(opened) = line.strip_suffix('{') {
            let words: Vec<&str> = opened.split_whitespace().collect();
            assert!(matches!(words.as_slice(), ["digraph" | "subgraph", _]), "{line}");
            depth += 1;
            continue;
        }
        if line == "}" {
            depth -= 1;
            continue;
        }
        let statement = line.strip_suffix(';').unwrap_or_else(|| panic!("no end: {line}"));
        assert!(is_balanced(statement), "quotes: {line}");
        let (head, attributes) = statement.split_once(" [").unwrap_or((statement, ""));
        match head.split_once(" -> ") {
            Some((from, to)) => edges.push((from.to_owned(), to.to_owned(), attributes.contains("style=dashed"))),
            None if head.starts_with('n') && head[1..].parse::<u32>().is_ok() => assert!(nodes.insert(head.to_owned()), "twice: {line}"),
            None => assert!(head.contains('=') || ["node", "edge"].contains(&head), "{line}"),
        }
    }
    assert_eq!(depth, 0);
    (nodes, edges)
}

/// Whether every quote that is opened is closed, escapes respected.
fn is_balanced(statement: &str) -> bool {
    let (mut is_open, mut characters) = (false, statement.chars());
    while let Some(character) = characters.next() {
        match character {
            '\\' => drop(characters.next()),
            '"' => is_open = !is_open,
            _ => {}
        }
    }
    !is_open
}

#[test]
fn the_graph_holds_ways_from_async_code_to_operations_and_nothing_else() {
    let (code, dot, error) = run(&["graph", TREE]);
    assert_eq!((code, error.as_str()), (0, ""));
    assert_snapshot("graph/chain.dot", &dot);
    let (nodes, edges) = parse_dot(&dot);
    for (from, to, _) in &edges {
        assert!(nodes.contains(from) && nodes.contains(to), "{from} -> {to}");
    }
    assert!(!dot.contains("Notes::path") && !dot.contains("label=\"main"), "{dot}");
    assert_eq!(run(&["graph", TREE]).1, dot);
    let (_, mermaid, _) = run(&["graph", TREE, "--format", "mermaid"]);
    assert_snapshot("graph/chain.mermaid", &mermaid);
    assert!(readme().contains(&mermaid), "the README shows another graph:\n{mermaid}");
}

#[test]
fn a_graph_that_was_cut_says_so() {
    let (code, dot, error) = run(&["graph", TREE, "--most", "4"]);
    assert_eq!((code, error.as_str()), (0, "4 of 7 nodes are shown: `--most` says how many may be\n"));
    assert!(dot.contains("label=\"4 of 7 nodes"), "{dot}");
    parse_dot(&dot);
}

#[test]
fn likely_calls_are_dashed_and_odd_names_are_escaped() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("src")).unwrap();
    std::fs::write(folder.path().join("Cargo.toml"), "[package]\nname = \"odd\"\nversion = \"0.0.0\"\nedition = \"2021\"\n").unwrap();
    let source = "#[path = \"a\\\"b.rs\"] mod odd;\npub trait Tool { fn run(&self); }\nimpl Tool for u8 { fn run(&self) { odd::read(); } }\n\
        impl Tool for u16 { fn run(&self) {} }\npub async fn start(tool: &dyn Tool) { tool.run(); }\n";
    std::fs::write(folder.path().join("src/lib.rs"), source).unwrap();
    std::fs::write(folder.path().join("src/a\"b.rs"), "pub fn read() { std::fs::read(\"a\").ok(); }\n").unwrap();
    let (_, dot, _) = run(&["graph", folder.path().to_str().unwrap()]);
    let (_, edges) = parse_dot(&dot);
    assert_eq!(edges.iter().filter(|(.., is_dashed)| *is_dashed).count(), 1, "{dot}");
}

#[test]
fn a_graph_of_nothing_says_so() {
    let (code, dot, error) = run(&["graph", "fixtures/tokio"]);
    let note = "no async code is known to lead to a blocking operation";
    assert_eq!((code, error), (0, format!("{note}\n")));
    assert!(dot.contains(&format!("label=\"{note}\"")), "{dot}");
    parse_dot(&dot);
}
