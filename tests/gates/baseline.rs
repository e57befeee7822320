//! A baseline is written once and only ever shrinks.

use crate::repository::Repository;

const BASELINE: &[&str] = &["--baseline", "base.json"];

fn with_baseline() -> Repository {
    let repository = Repository::new();
    let said = repository.unblock(&["check", "--baseline", "base.json"]);
    assert_eq!((said.code, said.error.as_str()), (Some(0), "wrote the baseline `base.json` with 2 findings\n"));
    repository
}

#[test]
fn what_is_in_the_baseline_does_not_fail_and_what_is_new_does() {
    let repository = with_baseline();
    let before = repository.read("base.json");
    assert!(repository.found(BASELINE).is_empty());
    repository.edit("src/lib.rs", "pub fn idle", "pub async fn idle");
    assert_eq!(repository.found(BASELINE), ["std-fs src/lib.rs:13"]);
    assert_eq!(repository.read("base.json"), before, "a baseline does not grow");
}

#[test]
fn a_new_operation_in_an_old_helper_is_new() {
    let repository = with_baseline();
    repository.edit("src/helper.rs", "    let bytes", "    std::fs::write(path, \"\").unwrap();\n    let bytes");
    assert_eq!(repository.found(BASELINE), ["std-fs src/lib.rs:8"]);
    // The message speaks of the nearest operation, which is an old one as often as not.
    let said = repository.unblock(&["check", "--baseline", "base.json", "--format", "github"]);
    assert!(said.out.contains("new is that it reaches `std::fs::write` in `helper::size`; make"), "{said:?}");
}

#[test]
fn the_second_of_two_calls_in_a_function_is_new() {
    let repository = with_baseline();
    repository.edit(
        "src/lib.rs",
        "    std::fs::read_to_string(path).unwrap_or_default()",
        "    let _ = std::fs::read_to_string(path);\n    std::fs::read_to_string(path).unwrap_or_default()",
    );
    assert_eq!(repository.found(BASELINE), ["std-fs src/lib.rs:5"]);
}

#[test]
fn what_is_mended_is_said_and_taken_out() {
    let repository = with_baseline();
    let old = "    std::fs::read_to_string(path).unwrap_or_default()\n";
    repository.edit("src/lib.rs", old, "    path.to_owned()\n");
    let said = repository.unblock(&["check", "--baseline", "base.json"]);
    assert_eq!(said.code, Some(0));
    assert!(
        said.error.contains("1 finding mended and taken out of `base.json`:\n  std-fs in example::old: std::fs::read_to_string\n"),
        "{said:?}"
    );
    repository.edit("src/lib.rs", "    path.to_owned()\n", old);
    assert_eq!(repository.found(BASELINE), ["std-fs src/lib.rs:4"], "what was mended once is new when it comes back");
}

#[test]
fn moves_renames_and_reformatting_change_nothing() {
    let repository = with_baseline();
    repository.git(&["mv", "src/helper.rs", "src/other.rs"]);
    let library = repository.read("src/lib.rs").replace("helper", "other");
    repository
        .write("src/inner/async_code.rs", &library.replace("pub mod other;\n", "use crate::other;\n").replace("    ", "\t\n        "));
    repository.write("src/lib.rs", "pub mod inner { pub mod async_code; }\npub mod other;\n");
    assert!(repository.found(BASELINE).is_empty(), "{:?}", repository.found(BASELINE));
    let after = repository.read("base.json");
    assert!(after.contains("example::inner::async_code::old") && !after.contains("example::old"), "{after}");
}

#[test]
fn what_was_not_looked_at_is_not_mended() {
    let repository = with_baseline();
    let before = repository.read("base.json");
    repository.unblock(&["check", "--baseline", "base.json", "src/helper.rs"]);
    assert_eq!(repository.read("base.json"), before, "a part of the workspace");
    repository.write("src/lib.rs", "pub mod helper; fn (");
    repository.unblock(&["check", "--baseline", "base.json"]);
    assert_eq!(repository.read("base.json"), before, "a file that does not parse");
}

#[test]
fn a_file_that_is_no_baseline_of_this_version_is_bad_usage_and_stays() {
    let repository = Repository::new();
    let cases = [
        ("", "is no baseline: EOF while parsing a value at line 1 column 0"),
        ("{\"findings\": []}", "is no baseline: missing field `schema`"),
        ("{\"schema\": \"cargo-unblock-baseline/1\"}", "is no baseline: missing field `with_tests`"),
        ("{\"schema\": \"cargo-unblock-baseline/9\", \"x\": 1}", "is a baseline of another version: `cargo-unblock-baseline/9`"),
    ];
    for (text, message) in cases {
        repository.write("base.json", text);
        let said = repository.unblock(&["check", "--baseline", "base.json"]);
        let words = said.error.split_whitespace().filter(|word| *word != "│").collect::<Vec<_>>().join(" ");
        assert!(said.code == Some(2) && words.contains(message), "{said:?}");
        assert_eq!(repository.read("base.json"), text);
    }
    assert_eq!(repository.unblock(&["check", "--baseline", "src"]).code, Some(2));
    assert_eq!(repository.unblock(&["check", "--baseline", "no/such/folder/base.json"]).code, Some(2));
}
