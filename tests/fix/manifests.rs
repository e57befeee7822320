//! Features of dependencies in manifests.

use super::*;

const HEAD: &str = "[package]\nname = \"tree\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n# what it needs\n";
const CODE: &str = "pub async fn f() {\n    let _ = std::fs::read(\"a\");\n}\n";

/// The dependencies of a package that gets a call of `tokio::fs` become `after`.
fn check_manifest(before: &str, after: &str) {
    let (tree, left) = fix_tree(&[("Cargo.toml", &format!("{HEAD}{before}")), ("src/lib.rs", CODE)], Applicability::Safe);
    assert_eq!(tree["Cargo.toml"], format!("{HEAD}{after}"));
    assert_eq!(left, [""; 0]);
}

/// The package may not use tokio.
fn check_refused(dependencies: &str, reason: &str) {
    let manifest = format!("{HEAD}{dependencies}");
    let (tree, left) = fix_tree(&[("Cargo.toml", &manifest), ("src/lib.rs", CODE)], Applicability::Safe);
    assert_eq!((tree["Cargo.toml"].as_str(), tree["src/lib.rs"].as_str()), (manifest.as_str(), CODE));
    assert_eq!(left, [reason]);
}

#[test]
fn a_version_becomes_a_table() {
    check_manifest(
        "[dependencies]\ntokio = \"1\" # runtime\n",
        "[dependencies]\ntokio = { version = \"1\", features = [\"fs\"] } # runtime\n",
    );
}

#[test]
fn an_inline_table_gets_the_feature() {
    check_manifest("[dependencies]\ntokio = { version = \"1\" }\n", "[dependencies]\ntokio = { version = \"1\", features = [\"fs\"] }\n");
    check_manifest(
        "[dependencies]\ntokio = { version = \"1\", features = [ \"rt\" ], default-features = false }\n",
        "[dependencies]\ntokio = { version = \"1\", features = [ \"rt\", \"fs\" ], default-features = false }\n",
    );
    check_manifest(
        "[dependencies]\ntokio = { version = \"1\", features = [] }\n",
        "[dependencies]\ntokio = { version = \"1\", features = [\"fs\"] }\n",
    );
}

#[test]
fn a_list_keeps_its_order_and_its_lines() {
    check_manifest(
        "[dependencies]\ntokio = { version = \"1\", features = [\"io-util\", \"rt\"] }\n",
        "[dependencies]\ntokio = { version = \"1\", features = [\"fs\", \"io-util\", \"rt\"] }\n",
    );
    check_manifest(
        "[dependencies]\ntokio = { version = \"1\", features = [\n    \"rt\", # run\n    \"macros\",\n] }\n",
        "[dependencies]\ntokio = { version = \"1\", features = [\n    \"rt\", # run\n    \"macros\",\n    \"fs\",\n] }\n",
    );
}

#[test]
fn a_table_of_its_own_gets_the_feature() {
    check_manifest(
        "[dependencies.tokio]\nversion = \"1\" # runtime\n\n[features]\n",
        "[dependencies.tokio]\nversion = \"1\" # runtime\nfeatures = [\"fs\"]\n\n[features]\n",
    );
    check_manifest(
        "[dependencies.tokio]\nversion = \"1\"\nfeatures = [\"rt\"]\n",
        "[dependencies.tokio]\nversion = \"1\"\nfeatures = [\"rt\", \"fs\"]\n",
    );
    check_manifest(
        "[dependencies]\ntokio.version = \"1\"\ntokio.default-features = false\n",
        "[dependencies]\ntokio.version = \"1\"\ntokio.default-features = false\ntokio.features = [\"fs\"]\n",
    );
}

#[test]
fn a_feature_that_is_on_is_not_added() {
    for dependency in [
        "tokio = { version = \"1\", features = [\"full\"] }",
        "tokio = { version = \"1\", features = [\"fs\", \"rt\"] }",
        "tokio.version = \"1\"\ntokio.features = [\"fs\"]",
    ] {
        let table = format!("[dependencies]\n{dependency}\n");
        check_manifest(&table, &table);
    }
}

#[test]
fn an_inherited_dependency_gets_features_beside_what_it_inherits() {
    let root = "[workspace]\nmembers = [\"member\"]\n\n[workspace.dependencies]\ntokio = { version = \"1\", features = [\"rt\"] }\n";
    let check = |root: &str, before: &str, after: &str| {
        let manifest = |dependency: &str| format!("{HEAD}[dependencies]\n{dependency}\n");
        let before = manifest(before);
        let (tree, left) =
            fix_tree(&[("Cargo.toml", root), ("member/Cargo.toml", &before), ("member/src/lib.rs", CODE)], Applicability::Safe);
        assert_eq!((tree["Cargo.toml"].as_str(), tree["member/Cargo.toml"].as_str()), (root, manifest(after).as_str()));
        assert_eq!(left, [""; 0]);
    };
    check(root, "tokio.workspace = true", "tokio = { workspace = true, features = [\"fs\"] }");
    check(root, "tokio = { workspace = true }", "tokio = { workspace = true, features = [\"fs\"] }");
    check(root, "tokio = { workspace = true, features = [\"rt\"] }", "tokio = { workspace = true, features = [\"rt\", \"fs\"] }");
    check(&root.replace("\"rt\"", "\"full\""), "tokio.workspace = true", "tokio.workspace = true");
    let renamed = root.replace("tokio = { version", "rt = { package = \"tokio\", version");
    let manifest = format!("{HEAD}[dependencies]\nrt.workspace = true\n");
    let (tree, _) =
        fix_tree(&[("Cargo.toml", &renamed), ("member/Cargo.toml", &manifest), ("member/src/lib.rs", CODE)], Applicability::Safe);
    assert!(tree["member/src/lib.rs"].contains("rt::fs::read"));
    assert!(tree["member/Cargo.toml"].ends_with("rt = { workspace = true, features = [\"fs\"] }\n"));
}

#[test]
fn features_of_all_fixes_are_added_at_once() {
    let code = "pub async fn f() {\n    let _ = std::fs::read(\"a\");\n    std::thread::sleep(std::time::Duration::ZERO);\n    let _ = std::process::Command::new(\"a\").status();\n}\n";
    let manifest = format!("{HEAD}[dependencies]\ntokio = \"1\"\n");
    let (tree, _) = fix_tree(&[("Cargo.toml", &manifest), ("src/lib.rs", code)], Applicability::Safe);
    assert!(tree["Cargo.toml"].ends_with("tokio = { version = \"1\", features = [\"fs\", \"process\", \"time\"] }\n"));
}

#[test]
fn fs_err_gets_its_own_feature() {
    let manifest = format!("{HEAD}[dependencies]\nfs-err = \"3\"\ntokio = \"1\"\n");
    let code = "use fs_err as fs;\n\npub async fn f() {\n    let _ = fs::read(\"a\");\n}\n";
    let (tree, left) = fix_tree(&[("Cargo.toml", &manifest), ("src/lib.rs", code)], Applicability::Safe);
    assert_eq!(left, [""; 0]);
    assert_eq!(
        tree["Cargo.toml"],
        format!("{HEAD}[dependencies]\nfs-err = {{ version = \"3\", features = [\"tokio\"] }}\ntokio = \"1\"\n")
    );
    assert_eq!(tree["src/lib.rs"], "use fs_err::tokio as fs;\n\npub async fn f() {\n    let _ = fs::read(\"a\").await;\n}\n");
}

#[test]
fn line_ends_and_byte_order_marks_stay() {
    let manifest = format!("\u{feff}{HEAD}[dependencies.tokio]\nversion = \"1\"\n").replace('\n', "\r\n");
    let (tree, _) = fix_tree(&[("Cargo.toml", &manifest), ("src/lib.rs", CODE)], Applicability::Safe);
    assert_eq!(tree["Cargo.toml"], format!("{manifest}features = [\"fs\"]\r\n"));
}

#[test]
fn a_crate_that_other_builds_do_not_have_is_not_used() {
    check_refused("[dependencies]\n", "the package does not depend on tokio");
    check_refused("[dev-dependencies]\ntokio = \"1\"\n", "the package depends on tokio for its tests only");
    check_refused("[build-dependencies]\ntokio = \"1\"\n", "the package does not depend on tokio");
    check_refused("[target.'cfg(unix)'.dependencies]\ntokio = \"1\"\n", "the package depends on tokio on some platforms only");
    check_refused(
        "[dependencies]\ntokio = { version = \"1\", optional = true }\n",
        "tokio is an optional dependency of the package, which other builds go without",
    );
}

/// A workspace whose program runs on tokio, and a library without it.
fn workspace(program: &str, library: &str) -> BTreeMap<String, String> {
    let package = |name: &str| format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n");
    let files = [
        (
            "Cargo.toml",
            "[workspace]\nmembers = [\"app\", \"store\"]\n\n[workspace.dependencies]\ntokio = { version = \"1.40\", features = [\"rt\"] }\n",
        ),
        ("app/Cargo.toml", &format!("{}{program}", package("app"))),
        ("app/src/main.rs", "fn main() {}\n"),
        ("store/Cargo.toml", &format!("{}{library}", package("store"))),
        ("store/src/lib.rs", CODE),
    ];
    fix_tree(&files, Applicability::Safe).0
}

#[test]
fn a_library_gets_tokio_where_a_program_that_uses_it_runs_on_tokio() {
    let added = |program: &str| {
        let tree = workspace(program, "libc = \"0.2\"\n");
        tree["store/Cargo.toml"].split_once("[dependencies]\n").unwrap().1.to_owned()
    };
    let inherited = added("store = { path = \"../store\" }\ntokio.workspace = true\n");
    assert_eq!(inherited, "libc = \"0.2\"\ntokio = { workspace = true, features = [\"fs\"] }\n");
    let own = added("store = { path = \"../store\" }\ntokio = \"1.41\"\n");
    assert_eq!(own, "libc = \"0.2\"\ntokio = { version = \"1.41\", features = [\"fs\"] }\n");
    // So does one that its tests have already.
    let for_tests = "\n[dev-dependencies]\ntokio = { workspace = true, features = [\"full\"] }\n";
    let tree = workspace("store = { path = \"../store\" }\ntokio.workspace = true\n", &format!("libc = \"0.2\"\n{for_tests}"));
    assert!(tree["store/Cargo.toml"].ends_with(&format!("{inherited}{for_tests}")));
    // It may lack it on some platforms for a reason where it has others on some alone.
    let platforms = format!("libc = \"0.2\"\n\n[target.'cfg(unix)'.dependencies]\nfs2 = \"0.4\"\n{for_tests}");
    let tree = workspace("store = { path = \"../store\" }\ntokio.workspace = true\n", &platforms);
    assert!(tree["store/Cargo.toml"].ends_with(&platforms));
    // A program that only stands beside it says nothing about where its code runs.
    assert_eq!(added("tokio.workspace = true\n"), "libc = \"0.2\"\n");
}
