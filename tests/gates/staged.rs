//! `--staged` judges the index and nothing else, and leaves what the commit causes.

use crate::repository::Repository;

const STAGED: &[&str] = &["--staged"];

#[test]
fn what_the_last_commit_has_does_not_count() {
    let repository = Repository::new();
    assert!(repository.found(STAGED).is_empty());
    repository.edit("src/lib.rs", "pub async fn old", "\n\n// moved down\npub async fn old");
    repository.git(&["add", "."]);
    assert!(repository.found(STAGED).is_empty());
}

#[test]
fn a_file_that_is_staged_in_part_is_judged_by_its_staged_part() {
    let repository = Repository::new();
    repository.edit("src/lib.rs", "    size + 1", "    size + helper::size(path)");
    assert!(repository.found(STAGED).is_empty(), "not staged");
    repository.git(&["add", "."]);
    repository.edit("src/lib.rs", "    size + helper::size(path)", "    size + 1");
    assert_eq!(repository.found(STAGED), ["std-fs src/lib.rs:9"], "staged, and mended in the work tree only");
    repository.write("src/lib.rs", "not Rust at all {{{");
    assert_eq!(repository.found(STAGED), ["std-fs src/lib.rs:9"], "the work tree does not matter");
    repository.write("Cargo.toml", "nor TOML [");
    std::fs::remove_file(repository.path().join("src/helper.rs")).unwrap();
    assert_eq!(repository.found(STAGED), ["std-fs src/lib.rs:9"], "nor do its manifest and what is gone from it");
}

#[test]
fn a_path_means_what_git_has_there_whatever_the_work_tree_has() {
    let repository = Repository::new();
    repository.edit("src/lib.rs", "    size + 1", "    size + helper::size(path)");
    repository.write("src/new/mod.rs", "pub async fn new(path: &str) {\n    std::fs::write(path, \"\").unwrap();\n}\n");
    repository.edit("src/lib.rs", "pub mod helper;", "pub mod helper;\npub mod new;");
    repository.git(&["add", "."]);
    std::fs::remove_dir_all(repository.path().join("src")).unwrap();
    let of = |paths: &[&str]| repository.found(&[STAGED, paths].concat());
    assert_eq!(of(&["src/lib.rs"]), ["std-fs src/lib.rs:10"], "the one that the last commit has is not new, by itself or beside another");
    assert_eq!(of(&["src/./x/../new"]), ["std-fs src/new/mod.rs:2"], "all of the folder is gone");
    assert_eq!(of(&["src/new/mod.rs", "src/lib.rs"]), ["std-fs src/lib.rs:10", "std-fs src/new/mod.rs:2"]);
    assert_eq!(of(&[repository.path().join("src").to_str().unwrap()]), ["std-fs src/lib.rs:10", "std-fs src/new/mod.rs:2"]);
    // Only the last commit has it.
    repository.git(&["rm", "-q", "--cached", "src/helper.rs"]);
    assert_eq!(of(&["src/helper.rs"]), [""; 0]);
}

#[test]
fn a_path_without_sources_has_no_findings() {
    let repository = Repository::new();
    repository.write("notes/today.md", "# today");
    repository.edit("src/lib.rs", "    size + 1", "    size + helper::size(path)");
    repository.git(&["add", "."]);
    for path in ["notes", "notes/today.md", "Cargo.toml"] {
        assert_eq!(repository.found(&["--staged", path]), [""; 0], "{path}");
    }
    assert_eq!(repository.found(&["--staged", "notes/today.md", "src/lib.rs"]), ["std-fs src/lib.rs:9"]);
}

#[test]
fn a_path_that_git_does_not_have_is_said_and_not_judged() {
    let repository = Repository::new();
    repository.write("src/new.rs", "");
    let said = |path: &str| {
        let said = repository.unblock(&["check", "--staged", path]);
        assert_eq!((said.code, said.out.as_str()), (Some(2), ""), "{said:?}");
        said.error.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(said("src/new.rs").contains("git has nothing at `src/new.rs`"), "only in the work tree");
    assert!(said("src/nothing.rs").contains("`src/nothing.rs` does not exist"));
    assert!(said("src/lib.rs/nothing.rs").contains("`src/lib.rs/nothing.rs` does not exist"));
    assert!(said(":src").contains("`:src` does not exist"), "no pattern of git's");
    let elsewhere = tempfile::tempdir().unwrap();
    let elsewhere = elsewhere.path().to_str().unwrap();
    assert!(said(elsewhere).contains("is in no git repository"));
    assert!(said(&format!("{elsewhere}/nothing")).contains("does not exist"));
    let second = repository.unblock(&["check", "--staged", "src", elsewhere]);
    assert!(second.error.contains("is not in the repository"), "{second:?}");
}

#[test]
fn what_is_wrong_with_what_is_staged_is_said_of_the_files_of_the_repository() {
    let repository = Repository::new();
    repository.write("other/Cargo.toml", "[workspace]\n");
    repository.write("other/broken/Cargo.toml", "[workspace");
    repository.write("Cargo.toml", &repository.read("Cargo.toml").replace("[workspace]", "[workspace]\nexclude = [\"other\"]"));
    repository.git(&["add", "."]);
    for paths in [&["src", "other"][..], &["other/broken"]] {
        let said = repository.unblock(&[&["check", "--staged"], paths].concat());
        assert_eq!(said.code, Some(2), "{said:?}");
        let text: String = said.error.chars().filter(|letter| !letter.is_whitespace() && *letter != '\u{2502}').collect();
        assert!(text.contains(repository.path().join("other").to_str().unwrap()) && !text.contains("staged/"), "{said:?}");
    }
}

#[test]
fn files_that_git_is_told_not_to_look_at_are_judged_by_what_is_staged() {
    for (told, taken_back) in [("--assume-unchanged", "--no-assume-unchanged"), ("--skip-worktree", "--no-skip-worktree")] {
        let repository = Repository::new();
        repository.edit("src/lib.rs", "    size + 1", "    size + helper::size(path)");
        repository.git(&["add", "."]);
        repository.git(&["update-index", told, "src/lib.rs"]);
        repository.edit("src/lib.rs", "    size + helper::size(path)", "    size + 1");
        assert_eq!(repository.found(STAGED), ["std-fs src/lib.rs:9"], "{told}");
        repository.git(&["update-index", taken_back, "src/lib.rs"]);
        repository.git(&["add", "."]);
        assert!(repository.found(STAGED).is_empty(), "{told}");
    }
}

#[test]
fn a_file_that_changes_in_the_moment_in_which_it_is_staged_is_judged_by_what_is_staged() {
    let repository = Repository::new();
    repository.git(&["config", "core.trustctime", "false"]);
    let moment = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    let at_the_moment = |path: &str| {
        let file = std::fs::File::options().write(true).open(repository.path().join(path)).unwrap();
        file.set_modified(moment).unwrap();
    };
    repository.edit("src/lib.rs", "    size + 1", "    size + helper::size(path)");
    at_the_moment("src/lib.rs");
    repository.git(&["add", "."]);
    at_the_moment(".git/index");
    // As long as before, and from outside the same file.
    repository.edit("src/lib.rs", "    size + helper::size(path)", "    size + 1/* not  size() */");
    at_the_moment("src/lib.rs");
    assert_eq!(repository.found(STAGED), ["std-fs src/lib.rs:9"]);
}

#[test]
fn a_file_that_is_only_meant_to_be_added_is_no_part_of_the_commit() {
    let repository = Repository::new();
    repository.write("src/new.rs", "pub async fn new(path: &str) {\n    std::fs::write(path, \"\").unwrap();\n}\n");
    repository.edit("src/lib.rs", "pub mod helper;", "pub mod helper;\npub mod new;");
    repository.git(&["add", "src/lib.rs"]);
    repository.git(&["add", "--intent-to-add", "src/new.rs"]);
    assert!(repository.found(STAGED).is_empty());
    repository.git(&["add", "src/new.rs"]);
    assert_eq!(repository.found(STAGED), ["std-fs src/new.rs:2"]);
}

#[cfg(unix)]
#[test]
fn what_is_a_symlink_now_and_a_file_in_the_index_is_judged_as_the_file() {
    let repository = Repository::new();
    repository.edit("src/helper.rs", "    let bytes", "    std::fs::write(path, \"\").unwrap();\n    let bytes");
    repository.git(&["add", "."]);
    let helper = repository.path().join("src/helper.rs");
    std::fs::remove_file(&helper).unwrap();
    std::os::unix::fs::symlink("lib.rs", helper).unwrap();
    assert_eq!(repository.found(STAGED), ["std-fs src/lib.rs:8"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_unicode_and_links_that_lead_out_keep_nothing_from_being_judged() {
    use std::os::unix::ffi::OsStrExt;
    let repository = Repository::new();
    let source = repository.path().join("src");
    std::fs::write(source.join(std::ffi::OsStr::from_bytes(b"\xff.rs")), "fn f() {}").unwrap();
    std::os::unix::fs::symlink("/etc/hostname", source.join("out.rs")).unwrap();
    std::os::unix::fs::symlink("nothing.rs", source.join("broken.rs")).unwrap();
    repository.edit("src/lib.rs", "    size + 1", "    size + helper::size(path)");
    repository.git(&["add", "."]);
    assert_eq!(repository.found(STAGED), ["std-fs src/lib.rs:9"]);
}

#[test]
fn what_a_staged_helper_causes_is_found_where_it_surfaces() {
    let repository = Repository::new();
    repository.edit("src/helper.rs", "    let bytes", "    std::fs::write(path, \"\").unwrap();\n    let bytes");
    repository.git(&["add", "."]);
    assert_eq!(repository.found(STAGED), ["std-fs src/lib.rs:8"]);
}

#[test]
fn renames_and_deletions_cause_nothing_of_their_own() {
    let repository = Repository::new();
    repository.git(&["mv", "src/helper.rs", "src/other.rs"]);
    repository.write("src/lib.rs", &repository.read("src/lib.rs").replace("helper", "other"));
    repository.git(&["add", "."]);
    assert!(repository.found(STAGED).is_empty());
    repository.commit("renamed");
    repository.git(&["rm", "-q", "src/other.rs"]);
    repository.write(
        "src/lib.rs",
        "pub mod inner {\n    pub async fn old(path: &str) {\n        let _ = std::fs::read_to_string(path);\n    }\n}\n",
    );
    repository.git(&["add", "."]);
    assert!(repository.found(STAGED).is_empty());
}

#[test]
fn a_deletion_that_takes_an_offloader_away_counts() {
    let repository = Repository::new();
    let wrapper =
        "pub async fn away(path: String) {\n    tokio::task::spawn_blocking(move || {\n        std::fs::write(path, \"\")\n    });\n}\n";
    repository.write("src/away.rs", wrapper);
    repository.edit("src/lib.rs", "pub mod helper;", "pub mod away;\npub mod helper;");
    repository.edit("Cargo.toml", "[workspace]", "[dependencies]\ntokio = \"1\"\n\n[workspace]");
    repository.commit("offloaded");
    assert_eq!(repository.found(&["src/away.rs"]), [""; 0]);
    repository.write("src/away.rs", "pub async fn away(path: String) {\n        std::fs::write(path, \"\");\n}\n");
    repository.git(&["add", "."]);
    assert_eq!(repository.found(STAGED), ["std-fs src/away.rs:2"]);
}

#[test]
fn before_the_first_commit_everything_is_new() {
    let repository = Repository::new();
    std::fs::remove_dir_all(repository.path().join(".git")).unwrap();
    repository.git(&["init", "-q"]);
    repository.git(&["add", "."]);
    assert_eq!(repository.found(STAGED), ["std-fs src/lib.rs:4", "std-fs src/lib.rs:8"]);
}

#[test]
fn the_index_and_the_work_tree_are_left_as_they_are() {
    let repository = Repository::new();
    repository.edit("src/lib.rs", "    size + 1", "    size + helper::size(path)");
    repository.git(&["add", "."]);
    repository.edit("src/lib.rs", "    size + helper::size(path)", "    size + 1");
    let status = repository.git(&["status", "--porcelain"]);
    let index = || std::fs::read(repository.path().join(".git/index")).unwrap();
    let before = index();
    repository.found(STAGED);
    assert_eq!(index(), before);
    assert_eq!(repository.git(&["status", "--porcelain"]), status);
}

#[test]
fn a_merge_with_conflicts_is_said_and_not_judged() {
    let repository = Repository::new();
    repository.git(&["checkout", "-q", "-b", "mine"]);
    repository.edit("src/lib.rs", "size + 1", "size + 2");
    repository.commit("mine");
    repository.git(&["checkout", "-q", "main"]);
    repository.edit("src/lib.rs", "size + 1", "size + 3");
    repository.commit("theirs");
    assert_ne!(repository.try_git(&["merge", "-q", "mine"]).code, Some(0));
    let said = repository.unblock(&["check", "--staged"]);
    assert_eq!((said.code, said.out.as_str()), (Some(2), ""), "{said:?}");
}

#[test]
fn staged_goes_with_no_other_gate() {
    let repository = Repository::new();
    for other in [["--baseline", "b.json"], ["--diff-base", "HEAD"]] {
        assert_eq!(repository.unblock(&["check", "--staged", other[0], other[1]]).code, Some(2));
    }
}

#[test]
fn a_tree_that_was_looked_at_is_not_looked_at_again_and_says_the_same() {
    let repository = Repository::new();
    let cache = tempfile::tempdir().unwrap();
    let check = |repository: &Repository| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_cargo-unblock"));
        command.args(["check", "--staged"]).env("XDG_CACHE_HOME", cache.path());
        let said = repository.run(&mut command);
        let cold = repository.unblock(&["check", "--staged", "--no-cache"]);
        assert_eq!((said.code, said.out), (cold.code, cold.out));
        assert_eq!(said.error, "");
    };
    let looked_at = || {
        let files = std::fs::read_dir(cache.path().join("cargo-unblock")).unwrap();
        let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
        let mut kinds: Vec<String> = names.map(|name| name.split('-').next().unwrap().to_owned()).collect();
        kinds.retain(|kind| kind == "staged" || kind == "committed");
        kinds.sort();
        kinds
    };
    repository.edit("src/lib.rs", "    size + 1", "    size + helper::size(path)");
    repository.git(&["add", "."]);
    check(&repository);
    assert_eq!(looked_at(), ["committed", "staged"]);
    check(&repository);
    assert_eq!(looked_at(), ["committed", "staged"]);
    repository.commit("second");
    check(&repository);
    assert_eq!(looked_at(), ["committed", "staged"], "what is committed was staged");
    repository.edit("src/lib.rs", "    size + helper::size(path)", "    size + helper::size(path) + helper::size(path)");
    repository.git(&["add", "."]);
    check(&repository);
    assert_eq!(looked_at(), ["committed", "staged", "staged"]);
    repository.git(&["reset", "-q", "--hard"]);
    check(&repository);
    assert_eq!(looked_at(), ["committed", "staged", "staged"]);
}
