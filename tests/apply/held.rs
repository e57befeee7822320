//! What several plans in a row have made stays together: all of it is kept, or all of it undone.

use cargo_unblock::apply::{recover, rewrite};

use super::*;

/// Applies to `src/a.rs`, as it is now, a plan that replaces each first word by the second, and writes a lock file meanwhile.
fn apply_to(session: &Session, tree: &Tree, from: &str, to: &str) {
    let text = tree.read("src/a.rs");
    let rewrites = vec![Rewrite::of("src/a.rs", &text, from, to)];
    let sources = vec![SourceText::new("src/a.rs", text)];
    let plan = |lessons: &Lessons| plan(&sources, &rewrites, &lessons.left_out);
    let errors = |root: &Path| {
        std::fs::write(root.join("Cargo.lock"), format!("for {to}")).unwrap();
        Ok(vec![])
    };
    let compiler = Fake { root: tree.root().to_owned(), errors };
    let interrupt = Interrupt::default();
    let task = Task { analysed: &sources, plan: &plan, compiler: &compiler, interrupt: &interrupt, observe: &|_| {}, rounds: 8 };
    apply(session, &task).unwrap();
}

fn applied_three_times(tree: &Tree) -> Session {
    let (session, _) = Session::open(tree.root()).unwrap();
    apply_to(&session, tree, "one", "first");
    apply_to(&session, tree, "first", "second");
    apply_to(&session, tree, "two", "third");
    assert_eq!(tree.read("src/a.rs"), "fn second() {}\nfn third() {}\n");
    session
}

fn with_lock_file(text: Option<&str>) -> Tree {
    let tree = small_tree(["first", "second", "third"]);
    if let Some(text) = text {
        std::fs::write(tree.root().join("Cargo.lock"), text).unwrap();
    }
    tree
}

#[test]
fn other_words_for_the_same_stay_if_the_compiler_agrees() {
    let tree = small_tree(["first", "second", "third"]);
    let (session, _) = Session::open(tree.root()).unwrap();
    let rewrite = |path: &str, then: &str| {
        let now = tree.read(path);
        rewrite(&session, [(path, now.as_str(), then)].into_iter(), &fake(&tree), &Interrupt::default()).unwrap()
    };
    assert!(rewrite("src/a.rs", "fn one() {}\n\nfn two() {}\n"));
    assert!(!rewrite("src/b.rs", "fn BAD() {}\n"));
    session.keep().unwrap();
    drop(session);
    assert_eq!(tree.read("src/a.rs"), "fn one() {}\n\nfn two() {}\n");
    assert_eq!(tree.read("src/b.rs"), tree.sources[1].text());
}

#[test]
fn all_of_it_is_kept() {
    let tree = with_lock_file(None);
    let session = applied_three_times(&tree);
    session.keep().unwrap();
    drop(session);
    assert_eq!(recover(tree.root()).unwrap().restored, Vec::<String>::new());
    assert_eq!(tree.read("src/a.rs"), "fn second() {}\nfn third() {}\n");
    assert_eq!(tree.bytes().keys().collect::<Vec<_>>(), ["Cargo.lock", "src/a.rs", "src/b.rs"]);
}

#[test]
fn all_of_it_is_undone() {
    for lock_file in [None, Some("as it was")] {
        let tree = with_lock_file(lock_file);
        let before = tree.bytes();
        let session = applied_three_times(&tree);
        session.undo().unwrap();
        drop(session);
        assert_eq!(tree.bytes(), before);
    }
}

#[test]
fn what_a_dead_process_did_not_keep_is_undone_by_the_next_session() {
    let tree = with_lock_file(Some("as it was"));
    let before = tree.bytes();
    drop(applied_three_times(&tree));
    // The lock file may have been changed by anybody since: it is put aside.
    let restored = recover(tree.root()).unwrap();
    assert_eq!(restored.restored, ["Cargo.lock", "src/a.rs"]);
    assert_eq!(restored.kept.iter().map(|kept| kept.path.as_str()).collect::<Vec<_>>(), ["Cargo.lock"]);
    std::fs::remove_dir_all(tree.root().join(".cargo-unblock")).unwrap();
    assert_eq!(tree.bytes(), before);
}

#[test]
fn a_file_that_somebody_changed_between_is_left_and_each_of_its_originals_put_aside() {
    let tree = with_lock_file(None);
    let session = applied_three_times(&tree);
    std::fs::write(tree.root().join("src/a.rs"), "by an editor").unwrap();
    let error = session.undo().unwrap_err();
    assert!(error.to_string().contains("`src/a.rs`"), "{error}");
    assert_eq!(tree.read("src/a.rs"), "by an editor");
    let first = std::fs::read_to_string(tree.root().join(".cargo-unblock/kept/src--a.rs.original.2")).unwrap();
    assert_eq!(first, tree.sources[0].text());
}
