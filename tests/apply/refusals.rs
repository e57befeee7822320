//! What cannot be written safely is not written at all, and the message names it.

use cargo_unblock::apply::{SessionError, TransactionError};
use cargo_unblock::os::WriteError;

use super::*;

fn refused(tree: &Tree) -> TransactionError {
    match tree.apply(&fake(tree)) {
        Err(ApplyError::Transaction(error)) => error,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_file_that_changed_since_the_analysis_stops_everything() {
    let tree = small_tree(["first", "second", "third"]);
    std::fs::write(tree.root().join("src/b.rs"), "by an editor").unwrap();
    let before = tree.bytes();
    let error = refused(&tree);
    assert_eq!(error.to_string(), "nothing is written: `src/b.rs` changed since the analysis");
    assert_eq!(tree.bytes(), before);
}

#[test]
fn a_file_that_is_gone_stops_everything() {
    let tree = small_tree(["first", "second", "third"]);
    std::fs::remove_file(tree.root().join("src/b.rs")).unwrap();
    let before = tree.bytes();
    assert!(matches!(refused(&tree), TransactionError::Write(WriteError::Io { .. })));
    assert_eq!(tree.bytes(), before);
}

#[cfg(unix)]
#[test]
fn a_symlinked_source_file_is_not_written_through() {
    let outside = tempfile::tempdir().unwrap();
    let tree = small_tree(["first", "second", "third"]);
    let (path, target) = (tree.root().join("src/b.rs"), outside.path().join("b.rs"));
    std::fs::rename(&path, &target).unwrap();
    std::os::unix::fs::symlink(&target, &path).unwrap();
    assert!(matches!(refused(&tree), TransactionError::Write(WriteError::Symlink { .. })));
    assert_eq!(std::fs::read_to_string(&target).unwrap(), tree.sources[1].text());
    assert_eq!(tree.read("src/a.rs"), tree.sources[0].text());
}

#[cfg(unix)]
#[test]
fn a_symlinked_folder_out_of_the_root_is_not_written_through() {
    let outside = tempfile::tempdir().unwrap();
    let tree = small_tree(["first", "second", "third"]);
    let (folder, target) = (tree.root().join("src"), outside.path().join("src"));
    cargo_unblock::os::copy_tree(&folder, &target).unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    std::os::unix::fs::symlink(&target, &folder).unwrap();
    assert!(matches!(refused(&tree), TransactionError::Write(WriteError::OutOfRoot { .. })));
    assert_eq!(std::fs::read_to_string(target.join("a.rs")).unwrap(), tree.sources[0].text());
}

#[test]
fn a_read_only_file_is_left_so_even_where_it_could_be_replaced() {
    let tree = small_tree(["first", "second", "third"]);
    let path = tree.root().join("src/b.rs");
    let mut permissions = std::fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).unwrap();
    let before = tree.bytes();
    assert!(matches!(refused(&tree), TransactionError::Write(WriteError::ReadOnly { .. })));
    assert_eq!(tree.bytes(), before);
}

#[test]
fn a_folder_in_place_of_a_file_is_refused() {
    let tree = small_tree(["first", "second", "third"]);
    let path = tree.root().join("src/b.rs");
    std::fs::remove_file(&path).unwrap();
    std::fs::create_dir(&path).unwrap();
    assert!(matches!(refused(&tree), TransactionError::Write(WriteError::NotAFile { .. })));
    assert_eq!(tree.read("src/a.rs"), tree.sources[0].text());
}

// Permissions do not stop the superuser, so a file stands where a folder has to be.
#[test]
fn without_a_place_for_journals_there_is_no_session() {
    let tree = small_tree(["first", "second", "third"]);
    std::fs::write(tree.root().join(".cargo-unblock"), "in the way").unwrap();
    assert!(matches!(Session::open(tree.root()), Err(SessionError::Home(_))));
    assert_eq!(tree.read(".cargo-unblock"), "in the way");
}

#[test]
fn without_a_journal_nothing_is_written() {
    let tree = small_tree(["first", "second", "third"]);
    let (session, _) = Session::open(tree.root()).unwrap();
    std::fs::write(tree.root().join(".cargo-unblock/journal.new"), "in the way").unwrap();
    let before = tree.bytes();
    let plan = |lessons: &Lessons| tree.plan(&lessons.left_out);
    let (compiler, interrupt) = (fake(&tree), Interrupt::default());
    let task = Task { analysed: &tree.sources, plan: &plan, compiler: &compiler, interrupt: &interrupt, observe: &|_| {}, rounds: 8 };
    let error = apply(&session, &task).unwrap_err();
    assert!(matches!(error, ApplyError::Transaction(TransactionError::Journal(_))), "{error:?}");
    assert_eq!(tree.bytes(), before);
}

#[test]
fn a_plan_for_another_text_is_refused_before_anything_is_written() {
    let mut tree = small_tree(["first", "second", "third"]);
    tree.rewrites[2].span = Span::new(1000, 1001);
    tree.rewrites[2].path = "src/a.rs".to_owned();
    let before = tree.bytes();
    let plan = |_: &Lessons| {
        let mut plan = Plan::default();
        plan.changes.insert("src/a.rs", Edit { span: Span::new(1000, 1001), replacement: String::new() }).unwrap();
        plan
    };
    let (session, _) = Session::open(tree.root()).unwrap();
    let (compiler, interrupt) = (fake(&tree), Interrupt::default());
    let task = Task { analysed: &tree.sources, plan: &plan, compiler: &compiler, interrupt: &interrupt, observe: &|_| {}, rounds: 8 };
    assert!(matches!(apply(&session, &task), Err(ApplyError::Misfit(_))));
    let task = Task { analysed: &[], ..task };
    assert!(matches!(apply(&session, &task), Err(ApplyError::NotAnalysed { .. })));
    drop(session);
    assert_eq!(tree.bytes(), before);
}

#[test]
fn git_sees_nothing_of_a_session() {
    let tree = small_tree(["first", "second", "third"]);
    let git = |arguments: &[&str]| {
        let output = std::process::Command::new("git").args(arguments).current_dir(tree.root()).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    git(&["init", "-q"]);
    let before = git(&["status", "--porcelain"]);
    let (_session, _) = Session::open(tree.root()).unwrap();
    assert!(tree.root().join(".cargo-unblock/lock").exists());
    assert_eq!(git(&["status", "--porcelain"]), before);
}
