//! What the README says to write into a repository, and the files that this one gives others, are what those programs read: GitHub and
//! GitLab by their published schemas, which `check-jsonschema` carries, pre-commit by its own word.

use std::path::Path;
use std::process::Command;

use crate::programs::is_installed;
use crate::repository::own_folder;

/// The YAML of the README that has this line.
fn example(line: &str) -> String {
    let readme = std::fs::read_to_string(own_folder().join("README.md")).unwrap();
    let blocks = readme.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next());
    let mut found = blocks.filter(|block| block.lines().any(|known| known == line));
    let block = found.next().unwrap_or_else(|| panic!("no example has `{line}`"));
    assert!(found.next().is_none(), "two examples have `{line}`");
    block.to_owned()
}

/// Whether the program takes the file; asserts that it says what it should.
fn assert_verdict(program: &str, arguments: &[&str], file: &Path, is_taken: bool) {
    let output = Command::new(program).args(arguments).arg(file).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.success(), is_taken, "{}: {said}", file.display());
}

#[test]
fn the_examples_for_github_and_gitlab_are_what_their_schemas_say() {
    if !is_installed("check-jsonschema", "workflows were not held against their schemas (`pip install check-jsonschema`)") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let check = |schema: &str, text: &str, is_taken| {
        let file = folder.path().join("example.yml");
        std::fs::write(&file, text).unwrap();
        assert_verdict("check-jsonschema", &["--builtin-schema", schema], &file, is_taken);
    };
    let workflow = example("name: unblock").replace("OWNER/cargo-unblock@REVISION", "owner/cargo-unblock@v1");
    check("vendor.github-workflows", &workflow, true);
    check("vendor.github-workflows", &workflow.replace("runs-on:", "run-on:"), false);
    check("vendor.gitlab-ci", &example("unblock:"), true);
    check("vendor.gitlab-ci", &example("unblock:").replace("codequality:", "codequality: [1]\n      no:"), false);
    let action = std::fs::read_to_string(own_folder().join("action.yml")).unwrap();
    check("vendor.github-actions", &action, true);
    check("vendor.github-actions", &action.replace("using: composite", "using: nothing"), false);
}

#[test]
fn the_hooks_and_their_example_are_what_pre_commit_reads() {
    if !is_installed("pre-commit", "its manifest was not read (`pip install pre-commit`)") {
        return;
    }
    assert_verdict("pre-commit", &["validate-manifest"], &own_folder().join(".pre-commit-hooks.yaml"), true);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("config.yaml");
    std::fs::write(&file, example("repos:")).unwrap();
    assert_verdict("pre-commit", &["validate-config"], &file, true);
    std::fs::write(&file, example("repos:").replace("rev:", "ref:")).unwrap();
    assert_verdict("pre-commit", &["validate-config"], &file, false);
}
