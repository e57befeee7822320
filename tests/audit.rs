//! `audit` as the real program prints it, on a small package: the facts, and the three forms of them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops there")]
#![expect(clippy::disallowed_methods, reason = "a test is not part of the tool: it starts programs and makes files")]

#[path = "audit/browser.rs"]
mod browser;
#[path = "support/programs.rs"]
mod programs;
#[path = "support/snapshot.rs"]
mod snapshot;

use std::path::Path;
use std::process::Command;

use serde_json::Value;
use snapshot::assert_snapshot;

const TREE: &str = "fixtures/trees/audit";

/// What `audit` prints for the workspace at `path`.
fn audit(path: &Path, format: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-unblock"));
    let output = command.arg("audit").arg(path).args(["--format", format]).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().replace(env!("CARGO_PKG_VERSION"), "VERSION")
}

fn json(path: &Path) -> Value {
    let audit: Value = serde_json::from_str(&audit(path, "json")).unwrap();
    let schema = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/audit.schema.json")).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    assert!(jsonschema::meta::is_valid(&schema), "the schema is no schema");
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<_> = validator.iter_errors(&audit).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    audit
}

fn list<'v>(value: &'v Value, pointer: &str) -> &'v [Value] {
    value.pointer(pointer).unwrap_or_else(|| panic!("no {pointer}")).as_array().unwrap()
}

#[test]
fn the_document_says_what_is_right_what_blocks_and_what_to_do() {
    assert_snapshot("audit/ledger.md", &audit(Path::new(TREE), "md"));
}

#[test]
fn the_numbers_of_an_audit_fit_together() {
    for tree in [TREE, "fixtures/trees/demo", "fixtures/trees/chain"] {
        let audit = json(Path::new(tree));
        for field in ["awaited", "offloaded", "blocking", "async_functions", "clean_functions"] {
            let of_packages: u64 = list(&audit, "/packages").iter().map(|package| package["share"][field].as_u64().unwrap()).sum();
            assert_eq!(audit["summary"]["share"][field], of_packages, "{tree}: {field}");
        }
        let operations: Vec<&Value> = list(&audit, "/files").iter().flat_map(|file| list(file, "/operations")).collect();
        assert_eq!(audit["summary"]["share"]["blocking"], operations.len(), "{tree}");
        let recommendations = list(&audit, "/recommendations");
        for (at, recommendation) in recommendations.iter().enumerate() {
            assert_eq!(recommendation["number"], at + 1);
            assert_eq!(list(recommendation, "/places").len(), recommendation["impact"]["places"]);
            let is_by_hand = recommendation["risk"]["level"] == "by-hand";
            assert_eq!(recommendation["diff"] == "", is_by_hand, "{tree}: {recommendation:#}");
        }
        // Every call has a recommendation, and is named by it.
        for operation in operations {
            let number = operation["recommendation"].as_u64().unwrap() as usize;
            let named = list(&recommendations[number - 1], "/operations");
            assert!(named.iter().any(|call| call["line"] == operation["line"] && call["api"] == operation["api"]), "{operation:#}");
        }
    }
}

#[test]
fn the_findings_of_an_audit_are_those_of_check() {
    for tree in [TREE, "fixtures/trees/demo", "fixtures/trees/chain"] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-unblock"));
        let output = command.args(["check", tree, "--format", "json"]).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        let mut checked: Vec<(&str, &Value)> =
            list(&report, "/findings").iter().map(|finding| (finding["path"].as_str().unwrap(), &finding["span"]["line_start"])).collect();
        let audit = json(Path::new(tree));
        let places = list(&audit, "/recommendations").iter().flat_map(|recommendation| list(recommendation, "/places"));
        let mut audited: Vec<(&str, &Value)> = places.map(|place| (place["path"].as_str().unwrap(), &place["line"])).collect();
        let order = |place: &(&str, &Value)| (place.0.to_owned(), place.1.as_u64());
        checked.sort_by_key(order);
        audited.sort_by_key(order);
        assert_eq!(checked, audited, "{tree}");
    }
}

#[test]
fn the_recommended_changes_are_those_that_fix_makes() {
    let audit = json(Path::new(TREE));
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-unblock"));
    let output = command.args(["fix", TREE, "--dry-run", "--unsafe", "--quiet"]).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    let changed = |diff: &str| -> Vec<String> {
        let mut lines: Vec<String> =
            diff.lines().filter(|line| line.starts_with(['+', '-']) && !line.contains("/src/")).map(str::to_owned).collect();
        lines.sort();
        lines
    };
    let diffs: String = list(&audit, "/recommendations").iter().map(|recommendation| recommendation["diff"].as_str().unwrap()).collect();
    assert_eq!(changed(&diffs), changed(&String::from_utf8(output.stdout).unwrap()));
}

#[test]
fn what_stays_on_its_thread_and_what_goes_to_another_one_are_recommendations_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("src")).unwrap();
    let manifest =
        "[package]\nname = \"ways\"\nedition = \"2024\"\n[dependencies]\ntokio = { version = \"1\", features = [\"full\"] }\n[workspace]\n";
    std::fs::write(folder.path().join("Cargo.toml"), manifest).unwrap();
    // Sync code calls `save` too, and a copy of what it changes would be of no use on another thread.
    let main = "#[tokio::main(flavor = \"multi_thread\")]\nasync fn main() {\n    let mut count = 0;\n    save(&mut count);\n    \
                std::fs::remove_file(\"b\").ok();\n    run(tokio::process::Command::new(\"git\").arg(\"init\")).await;\n}\n\n\
                async fn run(command: &mut tokio::process::Command) {\n    command.status().await.ok();\n}\n\nfn save(count: &mut u32) {\n    *count += 1;\n    \
                std::fs::write(\"a\", count.to_string()).ok();\n}\n\npub fn save_one() {\n    save(&mut 1);\n}\n";
    std::fs::write(folder.path().join("src/main.rs"), main).unwrap();
    let audit = json(folder.path());
    // A command that is given to a function of the workspace is no wait, what that function does with it is one.
    assert_eq!(audit["summary"]["share"]["awaited"], 1);
    let mut titles: Vec<(&str, &str)> = list(&audit, "/recommendations")
        .iter()
        .map(|recommendation| (recommendation["way"].as_str().unwrap(), recommendation["title"].as_str().unwrap()))
        .collect();
    titles.sort_unstable();
    assert_eq!(
        titles,
        [
            ("block-in-place", "wrap 1 call in `src/main.rs` in `block_in_place`"),
            ("in-place", "replace 1 call in `src/main.rs` where it stands")
        ]
    );
}

/// A workspace whose names mean something to HTML, in a folder whose name does too.
fn hostile(folder: &Path) -> std::path::PathBuf {
    let root = folder.join("a&b<i>'\"");
    std::fs::create_dir_all(root.join("src")).unwrap();
    std::fs::write(
        root.join("Cargo.toml"),
        "[package]\nname = \"hostile\"\nedition = \"2024\"\n[dependencies]\ntokio = \"1\"\n[workspace]\n",
    )
    .unwrap();
    let name = "<img src=x onerror=alert(1)>.rs";
    std::fs::write(
        root.join("src").join(name),
        "pub fn load<T: Into<String>>(path: T) -> bool { std::fs::read(path.into()).is_ok() && \"</script><b>\".is_empty() }\n",
    )
    .unwrap();
    let main = format!("#[path = \"{name}\"]\nmod odd;\npub async fn go() -> bool {{ odd::load(\"</td>\") }}\n");
    std::fs::write(root.join("src/lib.rs"), main).unwrap();
    root
}

#[test]
fn nothing_of_the_code_means_anything_to_the_page_and_nothing_is_loaded() {
    let folder = tempfile::tempdir().unwrap();
    let page = audit(&hostile(folder.path()), "html");
    for forbidden in ["<img", "<i>", "</script><b>", "://", " src=", "@import", "url("] {
        let escaped = page.replace("&lt;img src=x", "");
        assert!(!escaped.contains(forbidden), "the page has {forbidden}");
    }
    assert_eq!(page.matches("<script").count(), 1);
    assert!(page.contains("a&amp;b&lt;i&gt;&#39;&quot;"));
    let opened = |tag: &str| page.matches(&format!("<{tag}>")).count() + page.matches(&format!("<{tag} ")).count();
    for tag in ["div", "details", "summary", "table", "tr", "td", "ul", "li", "svg", "g", "pre", "dl", "section", "code", "span"] {
        assert_eq!(opened(tag), page.matches(&format!("</{tag}>")).count(), "{tag}");
    }
}
