//! The demo: what the README shows is what its first command prints, and the demo compiles as it is.

#![expect(clippy::disallowed_methods, reason = "a test is not part of the tool: it reads the README and starts programs")]

use std::path::Path;
use std::process::Command;

use cargo_unblock::os::copy_tree;

/// The folder of the package.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_readme_shows_what_check_prints_on_the_demo() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-unblock"));
    command.args(["check", "fixtures/trees/demo"]).current_dir(root()).env("COLUMNS", "80");
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    let screen = String::from_utf8(output.stdout).unwrap();
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let (before, rest) = readme.split_once("```text\n").unwrap();
    let (shown, after) = rest.split_once("```\n").unwrap();
    if std::env::var_os("CARGO_UNBLOCK_BLESS").is_some() {
        return std::fs::write(root().join("README.md"), format!("{before}```text\n{screen}```\n{after}")).unwrap();
    }
    assert_eq!(shown, screen, "the README shows another screen, CARGO_UNBLOCK_BLESS=1 writes it anew");
}

#[test]
fn the_readme_says_how_to_run_the_demo_and_the_tests() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let ci = std::fs::read_to_string(root().join(".ci/run")).unwrap();
    for command in ["cargo run --release -- check fixtures/trees/demo", "cargo test"] {
        assert!(readme.contains(&format!("    {command}\n")), "the README lacks `{command}`");
        assert!(ci.contains(command), ".ci/run lacks `{command}`");
    }
}

#[test]
fn the_demo_compiles_without_network_and_without_a_warning() {
    let folder = tempfile::tempdir().unwrap();
    for tree in ["trees/demo", "tokio"] {
        copy_tree(&root().join("fixtures").join(tree), &folder.path().join(tree)).unwrap();
    }
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["check", "--offline", "--locked", "--all-targets", "--workspace"]).current_dir(folder.path().join("trees/demo"));
    cargo.env("CARGO_TARGET_DIR", folder.path().join("target")).env("RUSTFLAGS", "-Dwarnings").env_remove("RUSTC_WORKSPACE_WRAPPER");
    let output = cargo.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
