//! `--diff-base` leaves what changes touch, on the whole way from the async code to the operation.

use crate::repository::Repository;

#[test]
fn nothing_changed_is_nothing_found() {
    let repository = Repository::new();
    assert!(repository.found(&["--diff-base", "HEAD"]).is_empty());
    repository.edit("src/lib.rs", "    size + 1", "    size + 2");
    assert!(repository.found(&["--diff-base", "HEAD"]).is_empty(), "a line beside a finding");
}

#[test]
fn a_new_call_into_an_old_helper_counts() {
    let repository = Repository::new();
    repository.edit("src/lib.rs", "    size + 1", "    size + helper::size(path)");
    assert_eq!(repository.found(&["--diff-base", "HEAD"]), ["std-fs src/lib.rs:9"]);
}

#[test]
fn a_new_operation_in_an_old_helper_counts_where_it_surfaces() {
    let repository = Repository::new();
    repository.edit("src/helper.rs", "    let bytes", "    std::fs::write(path, \"\").unwrap();\n    let bytes");
    assert_eq!(repository.found(&["--diff-base", "HEAD"]), ["std-fs src/lib.rs:8"]);
}

#[test]
fn a_function_that_becomes_async_counts_and_one_that_was_async_does_not() {
    let repository = Repository::new();
    repository.edit("src/lib.rs", "pub fn idle(path", "pub async fn idle(path");
    repository.edit("src/lib.rs", "pub async fn old(path", "pub(crate) async fn old(path");
    assert_eq!(repository.found(&["--diff-base", "HEAD"]), ["std-fs src/lib.rs:13"]);
}

#[test]
fn commits_staged_changes_and_new_files_count_and_what_the_base_did_since_does_not() {
    let repository = Repository::new();
    repository.git(&["checkout", "-q", "-b", "mine"]);
    let body = "() {\n    std::fs::write(\"a\", \"\").unwrap();\n}\n";
    repository.edit("src/lib.rs", "pub mod helper;", "pub mod helper;\npub mod new;\npub mod staged;\nmod gone;");
    repository.write("src/gone.rs", &format!("async fn committed{body}"));
    repository.commit("mine");
    repository.write("src/staged.rs", &format!("pub async fn staged{body}"));
    repository.git(&["add", "src/staged.rs"]);
    repository.write("src/new.rs", &format!("pub async fn new{body}"));
    let expected = ["std-fs src/gone.rs:2", "std-fs src/new.rs:2", "std-fs src/staged.rs:2"];
    assert_eq!(repository.found(&["--diff-base", "main"]), expected);
    repository.git(&["stash", "-q", "--include-untracked"]);
    repository.git(&["checkout", "-q", "main"]);
    repository.edit("src/lib.rs", "    std::fs::read_to_string(path)", "    std::fs::read_to_string(path.trim())");
    repository.commit("theirs");
    repository.git(&["checkout", "-q", "mine"]);
    repository.git(&["stash", "pop", "-q"]);
    assert_eq!(repository.found(&["--diff-base", "main"]), expected, "the base went on");
}

#[test]
fn a_workspace_in_a_folder_of_the_repository_has_paths_of_its_own() {
    let repository = Repository::new();
    let lib = repository.read("src/lib.rs");
    repository.write("deep/er/Cargo.toml", "[package]\nname = \"inner\"\n[workspace]\n");
    repository.write("deep/er/src/lib.rs", &lib.replace("pub mod helper;\n", "mod helper { pub fn size(_: &str) -> usize { 1 } }\n"));
    repository.commit("inner");
    repository.edit("deep/er/src/lib.rs", "    std::fs::read_to_string(path)", "    std::fs::read_to_string(path.trim())");
    assert_eq!(repository.found(&["--diff-base", "HEAD", "deep/er"]), ["std-fs src/lib.rs:4"]);
    let said = repository.unblock(&["check", "--format", "github", "deep/er"]);
    assert!(said.out.starts_with("::warning file=deep/er/src/lib.rs,line=4,"), "{said:?}");
}

#[test]
fn an_unknown_revision_and_a_folder_without_git_are_bad_usage() {
    let repository = Repository::new();
    for revision in ["no-such-branch", "--help", ""] {
        let said = repository.unblock(&["check", &format!("--diff-base={revision}")]);
        assert_eq!((said.code, said.out.as_str()), (Some(2), ""), "{said:?}");
    }
    assert!(repository.unblock(&["check", "--diff-base", "no-such-branch"]).error.contains("git knows no commit `no-such-branch`"));
    std::fs::remove_dir_all(repository.path().join(".git")).unwrap();
    for flags in [&["--diff-base", "HEAD"][..], &["--staged"]] {
        let said = repository.unblock(&[&["check"], flags].concat());
        assert!(said.code == Some(2) && said.error.contains("is in no git"), "{said:?}");
    }
}
