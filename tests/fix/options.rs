//! The options of `fix` that say what is fixed, who proves it, and what is told.

use std::process::Command;

use cargo_unblock::FixError;
use cargo_unblock::options::{FixPlace, Proof};

use super::end_to_end::{package, read, write_mode};
use super::*;

const TWO: &str = "pub async fn f() {\n    let _ = std::fs::read(\"a\");\n    let _ = std::path::Path::new(\"a\").exists();\n}\n";
const READ: &str = "tokio::fs::read(\"a\").await";

fn left_and_fixed(folder: &Path, options: &FixOptions) -> (bool, bool) {
    cargo_unblock::fix(options, &Silent).unwrap();
    let text = read(folder, "src/lib.rs");
    (text.contains(READ), text.contains("try_exists"))
}

#[test]
fn only_the_rules_that_are_asked_for_are_fixed() {
    let folder = package(TWO);
    let options = FixOptions { rules: vec!["std-fs".into()], proof: Proof::None, ..write_mode(folder.path()) };
    assert_eq!(left_and_fixed(folder.path(), &options), (true, false));
}

#[test]
fn only_the_places_that_are_asked_for_are_fixed() {
    for (line, expected) in [(Some(2), (true, false)), (Some(3), (false, true)), (Some(1), (false, false)), (None, (true, true))] {
        let folder = package(TWO);
        let places = vec![FixPlace { file: folder.path().join("src/lib.rs"), line }];
        let options = FixOptions { places, proof: Proof::None, ..write_mode(folder.path()) };
        assert_eq!(left_and_fixed(folder.path(), &options), expected, "{line:?}");
    }
    let folder = package(TWO);
    let places = vec![FixPlace { file: folder.path().join("src/other.rs"), line: None }];
    let error = cargo_unblock::fix(&FixOptions { places, ..write_mode(folder.path()) }, &Silent).unwrap_err();
    assert!(matches!(error, FixError::NoSuchFile { .. }), "{error}");
}

#[test]
fn the_place_of_an_operation_asks_for_the_calls_that_lead_to_it() {
    let code = "fn load() {\n    let _ = std::fs::read(\"a\");\n}\n\npub async fn f() {\n    load();\n}\n";
    let folder = package(code);
    let places = vec![FixPlace { file: folder.path().join("src/lib.rs"), line: Some(2) }];
    let options = FixOptions { places, proof: Proof::None, ..write_mode(folder.path()) };
    assert_eq!(left_and_fixed(folder.path(), &options), (true, false));
    assert!(read(folder.path(), "src/lib.rs").contains("load().await"));
}

#[test]
fn a_zone_can_be_declared_for_one_run() {
    let code = "pub fn f() {\n    let _ = std::fs::read(\"a\");\n}\n";
    for (zones, is_fixed) in [(vec![], false), (vec!["src/**".to_owned()], true)] {
        let folder = package(code);
        let unsafe_too = options(folder.path(), Applicability::Unsafe);
        let options = FixOptions { zones, proof: Proof::None, mode: FixMode::Write, ..unsafe_too };
        assert_eq!(left_and_fixed(folder.path(), &options), (is_fixed, false));
        assert_eq!(read(folder.path(), "src/lib.rs").contains("pub async fn f"), is_fixed);
    }
    let folder = package(code);
    let error = cargo_unblock::fix(&FixOptions { zones: vec!["src/{a".into()], ..write_mode(folder.path()) }, &Silent).unwrap_err();
    assert!(error.to_string().starts_with("`src/{a` is no pattern of files"), "{error}");
}

#[test]
fn without_a_proof_no_cargo_runs() {
    let folder = package("pub fn broken() -> u8 { \"\" }\npub async fn f() {\n    let _ = std::fs::read(\"a\");\n}\n");
    let options = FixOptions { proof: Proof::None, ..write_mode(folder.path()) };
    let outcome = cargo_unblock::fix(&options, &Silent).unwrap();
    assert_eq!(outcome.notes, ["no compiler has seen the result"]);
    assert!(read(folder.path(), "src/lib.rs").contains(READ));
    assert!(!folder.path().join("target").exists());
}

#[test]
fn what_turns_a_test_red_is_taken_back() {
    // The tests look at the text, so that a rewrite that compiles can turn one red.
    let code = "mod bad;\npub mod good;\n\n#[test]\nfn is_as_it_was() {\n    assert!(!include_str!(\"bad.rs\").contains(\"tokio\"));\n}\n\n\
                #[test]\nfn fails_anyway() {\n    panic!();\n}\n";
    let one = |name: &str| format!("pub async fn {name}() {{\n    let _ = std::fs::read(\"a\");\n}}\n");
    let folder = package(code);
    std::fs::write(folder.path().join("src/bad.rs"), format!("#![allow(dead_code)]\n\n{}", one("bad"))).unwrap();
    std::fs::write(folder.path().join("src/good.rs"), one("good")).unwrap();
    let allowed = AllowedTrees { dirty: true, staged: true };
    let options = FixOptions { proof: Proof::Tests, allowed, ..write_mode(folder.path()) };
    let outcome = cargo_unblock::fix(&options, &Silent).unwrap();
    assert_eq!(outcome.notes, ["1 of the tests failed before the fix, and were not looked at"]);
    assert_eq!(outcome.applied, ["src/good.rs:2: std::fs::read -> tokio::fs::read"]);
    assert_eq!(outcome.rolled_back.len(), 1);
    assert_eq!(outcome.rolled_back[0].errors, ["error: the test `is_as_it_was` fails, and did not before"]);
    assert!(read(folder.path(), "src/bad.rs").contains("std::fs") && read(folder.path(), "src/good.rs").contains(READ));
}

#[test]
fn a_summary_is_written_beside_the_fix() {
    let folder = package(TWO);
    let summary = folder.path().join("target/summary.md");
    std::fs::create_dir(folder.path().join("target")).unwrap();
    let program = Command::new(env!("CARGO_BIN_EXE_cargo-unblock"))
        .args(["fix", "--no-verify", "--summary"])
        .arg(&summary)
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert_eq!(program.status.code(), Some(0), "{program:?}");
    let expected = "Take blocking calls out of async code

2 places changed.

no compiler has seen the result

## What changes

### src/lib.rs:2: std::fs::read -> tokio::fs::read

```diff
@@ src/lib.rs
-    let _ = std::fs::read(\"a\");
+    let _ = tokio::fs::read(\"a\").await;
```

### src/lib.rs:3: std::path::Path::exists -> tokio::fs::try_exists

```diff
@@ src/lib.rs
-    let _ = std::path::Path::new(\"a\").exists();
+    let _ = tokio::fs::try_exists(\"a\").await.unwrap_or(false);
```
";
    assert_eq!(std::fs::read_to_string(summary).unwrap(), expected);
}

#[test]
fn only_what_was_accepted_is_made() {
    let folder = package(TWO);
    let accepted = Some(["src/lib.rs:3: std::path::Path::exists -> tokio::fs::try_exists".to_owned()].into());
    let options = FixOptions { accepted, proof: Proof::None, ..write_mode(folder.path()) };
    assert_eq!(left_and_fixed(folder.path(), &options), (false, true));
}
