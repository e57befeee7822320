//! What `fix` makes of code: a tree in, a tree out. Every tree is fixed twice, and the second time changes nothing.
#![expect(clippy::disallowed_methods, reason = "a test is not part of the tool: it makes its own files and starts programs")]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "fix/asides.rs"]
mod asides;
#[path = "fix/doc_tests.rs"]
mod doc_tests;
#[path = "fix/end_to_end.rs"]
mod end_to_end;
#[path = "fix/helpers.rs"]
mod helpers;
#[path = "fix/hostile.rs"]
mod hostile;
#[path = "fix/imports.rs"]
mod imports;
#[path = "fix/left.rs"]
mod left;
#[path = "fix/make_async.rs"]
mod make_async;
#[path = "fix/manifests.rs"]
mod manifests;
#[path = "fix/options.rs"]
mod options_of_fix;
#[path = "fix/repair.rs"]
mod repair;
#[path = "fix/rewrites.rs"]
mod rewrites;
#[path = "fix/runtimes.rs"]
mod runtimes;
#[path = "fix/shapes.rs"]
mod shapes;

use std::collections::BTreeMap;
use std::path::Path;

use cargo_unblock::draft;
use cargo_unblock::fix::Lessons;
use cargo_unblock::options::{AllowedTrees, FixMode, FixOptions, Strategies};
use cargo_unblock::report::progress::Silent;
use cargo_unblock::rules::Applicability;
use cargo_unblock::syntax;

const MANIFEST: &str = "[package]\nname = \"tree\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\ntokio = { version = \"1\", features = [\"full\"] }\n";

fn options(root: &Path, least_applicability: Applicability) -> FixOptions {
    FixOptions {
        paths: vec![root.to_owned()],
        config: None,
        rules: Vec::new(),
        least_applicability,
        strategies: Strategies::Auto,
        mode: FixMode::DryRun,
        ..FixOptions::default()
    }
}

/// Texts by path, and the reasons of what was left.
type Fixed = (BTreeMap<String, String>, Vec<String>);

/// What one run makes of the tree.
fn fix_once(tree: &BTreeMap<String, String>, least: Applicability) -> Fixed {
    fix_with(tree, least, Strategies::Auto)
}

fn fix_with(tree: &BTreeMap<String, String>, least: Applicability, strategies: Strategies) -> Fixed {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in tree {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let options = FixOptions { strategies, ..options(folder.path(), least) };
    let draft = draft(&options, &Silent).unwrap();
    let plan = draft.plan(&options, &Lessons::default());
    let mut fixed = tree.clone();
    for (path, _) in plan.changes.iter() {
        let text = &tree[path];
        let new = plan.changes.apply_to(path, text).unwrap();
        if path != "Cargo.toml" && !path.ends_with("/Cargo.toml") {
            assert!(syntax::error_count(&new) <= syntax::error_count(text), "{path}:\n{new}");
        }
        fixed.insert(path.to_owned(), new);
    }
    assert_eq!(plan.fixes.is_empty(), plan.changes.is_empty());
    (fixed, plan.left.into_iter().map(|(_, reason)| reason).collect())
}

fn fix_tree(tree: &[(&str, &str)], least: Applicability) -> Fixed {
    fix_tree_by(Strategies::Auto, tree, least)
}

fn fix_tree_by(strategies: Strategies, tree: &[(&str, &str)], least: Applicability) -> Fixed {
    let mut before: BTreeMap<String, String> = tree.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    before.entry("Cargo.toml".into()).or_insert_with(|| MANIFEST.into());
    let (after, left) = fix_with(&before, least, strategies);
    let (again, left_again) = fix_with(&after, least, strategies);
    assert_eq!(again, after, "the second run changes something");
    assert_eq!(left_again, left, "the second run leaves something else");
    (after, left)
}

/// The file becomes `after`, and nothing is left.
fn check_fix(before: &str, after: &str) {
    check_fix_by(Strategies::Auto, before, after);
}

/// The same where each operation gets an await of its own, however many there are.
fn check_awaits(before: &str, after: &str) {
    check_fix_by(Strategies::MakeAsync, before, after);
}

fn check_fix_by(strategies: Strategies, before: &str, after: &str) {
    let (tree, left) = fix_tree_by(strategies, &[("src/lib.rs", before)], Applicability::Safe);
    assert_eq!(tree["src/lib.rs"], after);
    assert_eq!(left, [""; 0]);
}

/// A body of an async function becomes another, with an await for each operation.
fn check_body(before: &str, after: &str) {
    let file = |body: &str| {
        format!("pub async fn f(path: &std::path::Path, name: std::path::PathBuf) -> std::io::Result<()> {{\n{body}\n    Ok(())\n}}\n")
    };
    check_awaits(&file(before), &file(after));
}

/// The file stays as it is, for these reasons.
fn check_left(text: &str, reasons: &[&str]) {
    let (tree, left) = fix_tree(&[("src/lib.rs", text)], Applicability::Safe);
    assert_eq!(tree["src/lib.rs"], text);
    assert_eq!(left, reasons);
}
