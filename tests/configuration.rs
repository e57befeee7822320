//! What a workspace configures, through the real program: where it is read from, what is wrong with it, and what it changes.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![expect(clippy::disallowed_methods, reason = "a test is not part of the tool: it makes its own files and starts the program")]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output};

use cargo_unblock::cache::Cache;
use cargo_unblock::lint::{Finding, Report};
use cargo_unblock::options::{CheckOptions, Reading};
use cargo_unblock::report::progress::Silent;
use serde_json::Value;
use tempfile::TempDir;

const MANIFEST: &str = "[package]\nname = \"demo\"\nversion = \"0.0.0\"\nedition = \"2021\"\n";

/// One finding, on line 2.
const HIT: &str = "pub async fn hit() {\n    std::fs::read(\"a\").ok();\n}\n";

/// A package with these files besides its manifest.
fn package(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in [("Cargo.toml", MANIFEST)].iter().chain(files) {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cargo-unblock")).args(arguments).current_dir(folder).output().unwrap()
}

/// Exit code and JSON report of `check` with `arguments`.
fn check(folder: &Path, arguments: &[&str]) -> (i32, Value) {
    let output = run(folder, &[&["check", "--format", "json"], arguments].concat());
    let code = output.status.code().unwrap();
    (code, serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr))))
}

/// The findings as `rule path:line`.
fn findings(report: &Value) -> Vec<String> {
    let findings = report["findings"].as_array().unwrap().iter();
    let place = |finding: &Value| {
        let text = |name: &str| finding[name].as_str().unwrap().to_owned();
        format!("{} {}:{}", text("rule"), text("path"), finding["span"]["line_start"])
    };
    findings.map(place).collect()
}

/// Asserts that a command is refused with exit code 2, that nothing is printed as a result, and that the message holds all of `wanted`.
fn check_refused(folder: &Path, arguments: &[&str], wanted: &[&str]) {
    let output = run(folder, arguments);
    let message = String::from_utf8_lossy(&output.stderr).split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{message}");
    for wanted in wanted {
        assert!(message.contains(wanted), "{message}");
    }
}

#[test]
fn a_wrong_configuration_is_refused_at_its_line_with_a_picture() {
    for (text, wanted) in [
        ("exclud = []\n", &["cargo-unblock.toml:1:", "unknown field `exclud`", "did you mean `exclude`?", "1 │ exclud = []"][..]),
        ("[levels]\nstd-sf = \"warn\"\n", &["cargo-unblock.toml:2:", "there is no rule `std-sf`", "did you mean `std-fs`?"]),
        ("[levels]\nstd-fs = \"lod\"\n", &["cargo-unblock.toml:2:", "unknown variant `lod`"]),
        ("exclude = [\"[\"]\n", &["cargo-unblock.toml:1:", "`[` is not a pattern of paths"]),
        ("[[zone]]\nname = \"a\"\n", &["cargo-unblock.toml:1:", "missing field `paths`"]),
        ("[[api]]\npath = \"a\"\neffect = \"fs\"\nreason = \"b\"\n", &["cargo-unblock.toml:2:", "`a` is not a path"]),
        ("[levels\n", &["cargo-unblock.toml:1:"]),
    ] {
        let folder = package(&[("src/lib.rs", HIT), ("cargo-unblock.toml", text)]);
        for command in
            [&["check"][..], &["check", "--print-config"], &["fix", "--dry-run"], &["check", "--explain-resolution", "src/lib.rs:2"]]
        {
            check_refused(folder.path(), command, wanted);
        }
    }
}

#[test]
fn the_configuration_that_the_readme_shows_is_right() {
    let readme = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let (_, rest) = readme.split_once("```toml\n").unwrap();
    let config = cargo_unblock::config::Config::from_text("README.md", rest.split_once("```").unwrap().0).unwrap();
    assert!(config.zone("core/src/tools/read.rs").is_some());
}

#[test]
fn a_wrong_table_of_the_manifest_is_refused_at_its_line() {
    let table = |name: &str, text: &str| format!("{MANIFEST}\n[{name}.metadata.cargo-unblock{text}");
    let folder = package(&[("src/lib.rs", HIT), ("Cargo.toml", &table("workspace", ".levels]\nstd-sf = \"warn\"\n"))]);
    check_refused(folder.path(), &["check"], &["Cargo.toml:7: there is no rule `std-sf`", "did you mean `std-fs`?"]);
    let folder = package(&[("src/lib.rs", HIT), ("Cargo.toml", &table("workspace", "]\nzones = []\n"))]);
    check_refused(folder.path(), &["check"], &["Cargo.toml:7: unknown field `zones`", "did you mean `zone`?"]);
    let folder = package(&[("src/lib.rs", HIT), ("Cargo.toml", &table("package", "]\nexclude = []\n"))]);
    check_refused(folder.path(), &["check"], &["the configuration belongs to the workspace", "[workspace.metadata.cargo-unblock]"]);
}

#[test]
fn the_configuration_stands_in_a_file_or_in_the_manifest_and_not_in_both() {
    let manifest = format!("{MANIFEST}\n[workspace.metadata.cargo-unblock.levels]\nstd-fs = \"deny\"\n");
    let folder = package(&[("src/lib.rs", HIT), ("Cargo.toml", &manifest)]);
    assert_eq!(check(folder.path(), &[]).1["findings"][0]["level"], "deny");
    assert_eq!(check(folder.path(), &["src"]).1["findings"][0]["level"], "deny");
    let file = folder.path().join("cargo-unblock.toml");
    std::fs::write(&file, "[levels]\nstd-fs = \"allow\"\n").unwrap();
    check_refused(folder.path(), &["check"], &["the configuration is there twice", "keep one of them"]);
    // What is named takes the place of both.
    assert_eq!(check(folder.path(), &["--config", "cargo-unblock.toml"]).0, 0);
    check_refused(folder.path(), &["check", "--config", "none.toml"], &["the configuration cannot be read", "none.toml"]);
}

#[test]
fn levels_decide_what_is_reported_and_the_exit_code() {
    let level = |level: &str| package(&[("src/lib.rs", HIT), ("cargo-unblock.toml", &format!("[levels]\nstd-fs = \"{level}\"\n"))]);
    assert_eq!(check(level("warn").path(), &["--fail-on", "deny"]).0, 0);
    assert_eq!(check(level("deny").path(), &["--fail-on", "deny"]).0, 1);
    let (code, report) = check(level("allow").path(), &[]);
    assert_eq!((code, findings(&report)), (0, vec![]));
}

#[test]
fn nothing_is_said_of_excluded_files_also_where_they_are_named() {
    let folder = package(&[
        ("src/lib.rs", &format!("mod generated;\n{HIT}")),
        ("src/generated/mod.rs", HIT),
        ("cargo-unblock.toml", "exclude = [\"src/generated\"]\n"),
    ]);
    assert_eq!(findings(&check(folder.path(), &[]).1), ["std-fs src/lib.rs:3"]);
    assert_eq!(findings(&check(folder.path(), &["src/generated/mod.rs"]).1), Vec::<String>::new());
}

#[test]
fn a_zone_counts_sync_code_and_one_that_fits_no_file_is_named() {
    let sync = "pub fn load() {\n    std::fs::read(\"a\").ok();\n}\n";
    let zone = "[[zone]]\npaths = [\"src/tools/**\", \"src/tols/**\"]\n";
    let files =
        [("src/lib.rs", "mod tools;\nfn f() { std::fs::read(\"a\").ok(); }\n"), ("src/tools/mod.rs", sync), ("cargo-unblock.toml", zone)];
    let folder = package(&files);
    let (code, report) = check(folder.path(), &[]);
    assert_eq!((code, findings(&report)), (1, vec!["std-fs src/tools/mod.rs:2".to_owned()]));
    assert_eq!(report["operations"][0]["context"], "zone");
    assert_eq!(report["findings"][0]["fix"]["applicability"], "none");
    assert_ne!(report["findings"][0]["fix"]["reason"], "");
    assert_eq!(report["problems"].as_array().unwrap().len(), 1);
    assert_eq!(report["problems"][0]["message"], "the pattern `src/tols/**` of the zone `src/tools/**` fits no file");
}

#[test]
fn suppressed_findings_are_counted_and_not_fixed() {
    let text = "pub async fn hit() {\n    // cargo-unblock: allow(std-fs) -- small\n    std::fs::read(\"a\").ok();\n}\n";
    let folder = package(&[("src/lib.rs", text)]);
    let (code, report) = check(folder.path(), &[]);
    assert_eq!((code, findings(&report), &report["summary"]["suppressed"]), (0, vec![], &Value::from(1)));
    let screen = String::from_utf8(run(folder.path(), &["check"]).stdout).unwrap();
    assert_eq!(screen, "no findings in 1 file; 1 suppressed\n");
    assert!(run(folder.path(), &["fix", "--dry-run"]).stdout.is_empty());
}

#[test]
fn an_unused_suppression_is_named_where_the_judgement_is_sound() {
    const UNUSED: &str = "// cargo-unblock: allow(std-fs) -- none is left\npub fn idle() {}\n";
    let files = |lib: &str| package(&[("src/lib.rs", lib), ("src/unused.rs", UNUSED)]);
    let folder = files("pub mod unused;\n");
    let (code, report) = check(folder.path(), &[]);
    assert_eq!((code, findings(&report)), (1, vec!["unused-suppression src/unused.rs:1".to_owned()]));
    assert_eq!(
        (&report["findings"][0]["function"], &report["findings"][0]["operations"]),
        (&"demo::unused::idle".into(), &Value::Array(vec![]))
    );
    // What is not named may need it.
    assert_eq!(check(folder.path(), &["src/unused.rs"]).0, 0);
    // So may what does not parse.
    assert_eq!(findings(&check(files("pub mod unused;\nfn broken( {}\n").path(), &[]).1), Vec::<String>::new());
    // So may a call that is not understood.
    let unknown = "pub async fn f(path: &unknown::Path) {\n    // cargo-unblock: allow(std-path) -- it may ask\n    path.exists();\n}\n";
    let folder_of_unknown = package(&[("src/lib.rs", unknown)]);
    assert_eq!(check(folder_of_unknown.path(), &[]).0, 0);
    // Test code is looked at on request only.
    assert_eq!(check(files("#[cfg(test)]\nmod unused;\n").path(), &[]).0, 0);
    assert_eq!(check(files("#[cfg(test)]\nmod unused;\n").path(), &["--tests"]).0, 1);
    // A rule that is allowed everywhere has nothing to silence.
    std::fs::write(folder.path().join("cargo-unblock.toml"), "[levels]\nstd-fs = \"allow\"\n").unwrap();
    assert_eq!(check(folder.path(), &[]).0, 0);
    std::fs::write(folder.path().join("cargo-unblock.toml"), "[levels]\nunused-suppression = \"deny\"\n").unwrap();
    assert_eq!(check(folder.path(), &["--fail-on", "deny"]).0, 1);
}

#[test]
fn a_stream_begins_before_the_analysis_and_ends_with_a_summary_where_there_is_one() {
    let folder = package(&[("src/lib.rs", HIT)]);
    let lines = |output: &std::process::Output| -> Vec<serde_json::Value> {
        String::from_utf8_lossy(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    let streamed = lines(&run(folder.path(), &["check", "--format", "json-lines"]));
    let report = check(folder.path(), &[]).1;
    assert_eq!((&streamed[0]["type"], &streamed[0]["root"]), (&"start".into(), &report["root"]));
    assert_eq!(streamed.last().unwrap()["type"], "summary");
    assert_eq!(streamed.len(), report["findings"].as_array().unwrap().len() + 2);
    // The same bytes in a file.
    assert!(run(folder.path(), &["check", "--format", "json-lines", "--output", "lines"]).stdout.is_empty());
    assert!(std::fs::read_to_string(folder.path().join("lines")).unwrap().starts_with("{\"type\":\"start\""));
    std::fs::write(folder.path().join("cargo-unblock.toml"), "wrong = 1\n").unwrap();
    let broken = run(folder.path(), &["check", "--format", "json-lines"]);
    assert_eq!((broken.status.code(), lines(&broken).len()), (Some(2), 1));
}

#[test]
fn findings_are_told_once_in_the_order_of_the_report_whether_they_are_new_or_remembered() {
    const FILES: usize = 20;
    let library = (0..FILES).map(|at| format!("mod m{at:02};")).collect::<Vec<_>>().join("\n");
    let module = "async fn one() {\n    std::fs::read(\"a\").ok();\n    two();\n}\nfn two() {\n    std::fs::read(\"b\").ok();\n}\n";
    let modules: Vec<String> = (0..FILES).map(|at| format!("src/m{at:02}.rs")).collect();
    let files: Vec<(&str, &str)> = modules.iter().map(|path| (path.as_str(), module)).chain([("src/lib.rs", library.as_str())]).collect();
    let (folder, cache) = (package(&files), tempfile::tempdir().unwrap());
    let reading = Reading { cache: Cache::in_folder(cache.path().to_owned()), ..Reading::default() };
    let options = CheckOptions { paths: vec![folder.path().to_owned()], reading, ..CheckOptions::default() };
    for is_remembered in [false, true] {
        let (mut told, mut files_of_each) = (Vec::new(), Vec::new());
        let mut found = |report: &Report, findings: &[Finding]| {
            assert!(findings.iter().all(|finding| !finding.fix.reason.is_empty() || finding.fix.strategy.is_some()));
            files_of_each
                .push(findings.iter().map(|finding| report.files[finding.file.index()].path().to_owned()).collect::<BTreeSet<_>>());
            told.extend_from_slice(findings);
        };
        let report = cargo_unblock::check_and_tell(&options, &Silent, &mut found).unwrap();
        assert_eq!((told.len(), &told), (2 * FILES, &report.findings));
        assert_eq!(files_of_each.len() == 1, is_remembered);
        // What is told of a file is told at once.
        assert_eq!(files_of_each.iter().map(BTreeSet::len).sum::<usize>(), FILES);
    }
    let streamed = |arguments: &[&str]| -> Vec<Value> {
        let output = run(folder.path(), &[&["check", "--no-cache", "--format", "json-lines"], arguments].concat());
        String::from_utf8_lossy(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    let (lines, report) = (streamed(&[]), check(folder.path(), &["--no-cache"]).1);
    let fingerprints = |findings: &[Value]| findings.iter().map(|finding| finding["fingerprint"].clone()).collect::<Vec<_>>();
    assert_eq!(fingerprints(&lines[1..=2 * FILES]), fingerprints(report["findings"].as_array().unwrap()));
    // What is new against a baseline is known when all is known.
    assert_eq!(streamed(&["--baseline", "baseline.json"]).len(), 2);
    assert_eq!(streamed(&["--baseline", "baseline.json"]).len(), 2);
}

#[test]
fn a_path_into_the_workspace_that_no_function_has_is_an_error_at_its_line() {
    let text = "mod inner {\n    pub struct Store;\n    impl Store {\n        pub fn load(&self) {}\n    }\n    pub fn work(_: fn()) {}\n}\n\
                pub use inner::work;\n";
    let row = |path: &str| format!("[[api]]\npath = \"{path}\"\neffect = \"fs\"\nreason = \"a\"\n");
    let offloader = |path: &str| format!("[[offloader]]\npath = \"{path}\"\narguments = [0]\n");
    for (config, nearest) in [
        (row("demo::inner::Store::laod"), Some("demo::inner::Store::load")),
        (offloader("demo::work"), Some("demo::inner::work")),
        (offloader("demo::inner::quite_another_name"), None),
        (row("demo::inner::Store::load"), Some("")),
        (row("other::inner::nothing"), Some("")),
    ] {
        let output = run(package(&[("src/lib.rs", text), ("cargo-unblock.toml", &config)]).path(), &["check"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let is_known = nearest == Some("");
        assert_eq!(output.status.code(), Some(if is_known { 0 } else { 2 }), "{said}");
        assert_eq!(said.contains("cargo-unblock.toml:2: there is no function"), !is_known, "{said}");
        assert_eq!(said.contains("did you mean"), nearest.is_some_and(|nearest| !nearest.is_empty()), "{said}");
        assert!(nearest.is_none_or(|nearest| said.contains(nearest)), "{said}");
    }
    // Where not all was parsed, it may be there.
    let broken = format!("{text}pub fn half(\n");
    let folder = package(&[("src/lib.rs", &broken), ("cargo-unblock.toml", &row("demo::inner::nothing"))]);
    assert_eq!(run(folder.path(), &["check"]).status.code(), Some(0));
}

#[test]
fn init_with_a_schema_writes_a_start_that_names_it() {
    let folder = package(&[("src/lib.rs", HIT)]);
    assert!(run(folder.path(), &["init", "--schema"]).status.success());
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    let line = cargo_unblock::config::SCHEMA_LINE;
    assert_eq!(read("cargo-unblock.toml"), format!("{line}\n{}", cargo_unblock::config::START));
    // Relative to the file, as editors read it.
    let named = line.strip_prefix("#:schema ./").unwrap();
    assert_eq!(read(named), cargo_unblock::config::SCHEMA);
    assert_eq!(check(folder.path(), &[]).0, 1);
}

#[test]
fn init_writes_a_start_that_changes_nothing_and_never_overwrites() {
    let folder = package(&[("src/lib.rs", HIT)]);
    let before = check(folder.path(), &[]).1;
    let output = run(&folder.path().join("src"), &["init"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = std::fs::read_to_string(folder.path().join("cargo-unblock.toml")).unwrap();
    assert_eq!(text, cargo_unblock::config::START);
    assert_eq!(check(folder.path(), &[]).1["findings"], before["findings"]);
    std::fs::write(folder.path().join("cargo-unblock.toml"), "exclude = []\n").unwrap();
    check_refused(folder.path(), &["init"], &["there is a configuration already: `cargo-unblock.toml`"]);
    assert_eq!(std::fs::read_to_string(folder.path().join("cargo-unblock.toml")).unwrap(), "exclude = []\n");
    let output = run(folder.path(), &["init", "--schema"]);
    assert!(output.status.success() && String::from_utf8_lossy(&output.stderr).contains("#:schema ./cargo-unblock.schema.json"));
    assert_eq!(std::fs::read_to_string(folder.path().join("cargo-unblock.toml")).unwrap(), "exclude = []\n");
    let manifest = format!("{MANIFEST}\n[workspace.metadata.cargo-unblock]\nexclude = []\n");
    let folder = package(&[("src/lib.rs", HIT), ("Cargo.toml", &manifest)]);
    check_refused(folder.path(), &["init"], &["there is a configuration already", "`Cargo.toml`"]);
}

#[test]
fn the_printed_configuration_holds_when_it_is_used() {
    let folder = package(&[("src/lib.rs", HIT), ("cargo-unblock.toml", "[levels]\nstd-fs = \"deny\"\n[[zone]]\npaths = [\"src\"]\n")]);
    let print =
        |arguments: &[&str]| String::from_utf8(run(folder.path(), &[&["check", "--print-config"], arguments].concat()).stdout).unwrap();
    let printed = print(&[]);
    assert!(printed.contains("std-fs = \"deny\"\n") && printed.contains("thread-sleep = \"warn\"\n"), "{printed}");
    std::fs::write(folder.path().join("again.toml"), &printed).unwrap();
    assert_eq!(print(&["--config", "again.toml"]).split_once('\n').unwrap().1, printed.split_once('\n').unwrap().1);
}
