//! Helpers that become async with all that calls them, and calls that go to the blocking pool.

use std::process::Command;

use super::end_to_end::{package, read, write_mode};
use super::*;

/// What a sync helper `load` is refused for, in a file that holds `code` besides it.
fn check_refused(code: &str, reason: &str) {
    let text = format!(
        "use std::path::Path;\n\nfn load(path: &Path) -> usize {{\n    std::fs::read(path).map_or(0, |bytes| bytes.len())\n}}\n\n\
         pub async fn f(path: &Path) -> usize {{\n    load(path)\n}}\n\n{code}"
    );
    let tree = BTreeMap::from([("src/lib.rs".to_owned(), text), ("Cargo.toml".to_owned(), MANIFEST.to_owned())]);
    let (after, mut left) = fix_with(&tree, Applicability::Safe, Strategies::MakeAsync);
    left.dedup();
    assert_eq!(after, tree);
    assert_eq!(left, [format!("stands in a sync function: {reason}")]);
}

#[test]
fn a_helper_becomes_async_with_its_callers_and_tests() {
    let folder = package(
        "use std::fs;\nuse std::io;\n\nfn load(name: &str) -> io::Result<String> {\n    fs::read_to_string(name)\n}\n\n\
         struct Store;\n\nimpl Store {\n    pub(crate) fn both(&self) -> io::Result<usize> {\n        Ok(load(\"a\")?.len() + load(\"b\")?.trim().len())\n    }\n}\n\n\
         pub async fn one() -> io::Result<String> {\n    load(\"one\")\n}\n\npub async fn two() -> usize {\n    let store = Store;\n    store.both().unwrap_or(0)\n}\n\n\
         #[cfg(test)]\nmod tests {\n    use super::*;\n\n    #[test]\n    fn it_loads() {\n        assert!(load(\"none\").is_err());\n    }\n}\n",
    );
    let outcome = cargo_unblock::fix(&write_mode(folder.path()), &Silent).unwrap();
    assert_eq!(
        outcome.applied,
        ["src/lib.rs:4: `load` and a caller become async, with 5 calls: std::fs::read_to_string -> tokio::fs::read_to_string"]
    );
    assert_eq!((outcome.rolled_back.len(), outcome.left.len(), outcome.rounds), (0, 0, 1));
    assert_eq!(
        read(folder.path(), "src/lib.rs"),
        "use std::io;\nuse tokio::fs;\n\nasync fn load(name: &str) -> io::Result<String> {\n    fs::read_to_string(name).await\n}\n\n\
         struct Store;\n\nimpl Store {\n    pub(crate) async fn both(&self) -> io::Result<usize> {\n        Ok(load(\"a\").await?.len() + load(\"b\").await?.trim().len())\n    }\n}\n\n\
         pub async fn one() -> io::Result<String> {\n    load(\"one\").await\n}\n\npub async fn two() -> usize {\n    let store = Store;\n    store.both().await.unwrap_or(0)\n}\n\n\
         #[cfg(test)]\nmod tests {\n    use super::*;\n\n    #[tokio::test]\n    async fn it_loads() {\n        assert!(load(\"none\").await.is_err());\n    }\n}\n"
    );
    assert!(read(folder.path(), "Cargo.toml").contains("features = [\"rt\", \"fs\", \"macros\"]"));
    let allowed = FixOptions { allowed: AllowedTrees { dirty: true, staged: true }, ..write_mode(folder.path()) };
    assert_eq!(cargo_unblock::fix(&allowed, &Silent).unwrap().diff, "");
}

#[test]
fn recursion_is_boxed() {
    let folder = package(
        "use std::path::Path;\n\nfn depth(path: &Path, most: usize) -> usize {\n    match path.parent() {\n        \
         Some(parent) if most > 0 && path.exists() => 1 + depth(parent, most - 1),\n        _ => 0,\n    }\n}\n\n\
         pub async fn f(path: &Path) -> usize {\n    depth(path, 3)\n}\n",
    );
    let outcome = cargo_unblock::fix(&write_mode(folder.path()), &Silent).unwrap();
    assert_eq!((outcome.applied.len(), outcome.rolled_back.len()), (1, 0));
    assert!(read(folder.path(), "src/lib.rs").contains("1 + Box::pin(depth(parent, most - 1)).await"));
}

#[test]
fn a_group_that_does_not_compile_is_taken_back_in_all_files_and_nothing_else_is() {
    let folder = package(
        "mod helper;\n\npub fn spawned() -> impl Future<Output = ()> + Send {\n    async {\n        let (count,) = (std::rc::Rc::new(1),);\n        helper::bad();\n        \
         drop(count);\n    }\n}\n\npub async fn good() {\n    helper::good();\n}\n",
    );
    let helper = "pub fn bad() {\n    let _ = std::fs::read(\"a\");\n}\n\npub fn good() {\n    let _ = std::fs::read(\"b\");\n}\n";
    std::fs::write(folder.path().join("src/helper.rs"), helper).unwrap();
    let options = FixOptions {
        allowed: AllowedTrees { dirty: true, staged: true },
        strategies: Strategies::MakeAsync,
        least_applicability: Applicability::Unsafe,
        ..write_mode(folder.path())
    };
    let outcome = cargo_unblock::fix(&options, &Silent).unwrap();
    assert_eq!((outcome.applied.len(), outcome.rolled_back.len()), (1, 1), "{outcome:?}");
    assert_eq!(
        read(folder.path(), "src/helper.rs"),
        helper.replace("pub fn good", "pub async fn good").replace("std::fs::read(\"b\")", "tokio::fs::read(\"b\").await")
    );
}

#[test]
fn tests_and_examples_in_folders_of_their_own_follow() {
    let folder =
        package("pub fn load() -> bool {\n    std::path::Path::new(\"a\").exists()\n}\n\npub async fn f() -> bool {\n    load()\n}\n");
    let name = read(folder.path(), "Cargo.toml").lines().nth(1).unwrap().replace("name = ", "").replace('"', "").replace('-', "_");
    std::fs::create_dir(folder.path().join("tests")).unwrap();
    std::fs::write(
        folder.path().join("tests/it.rs"),
        format!("use {name}::load;\n\n#[test]\nfn works() {{\n    let _found = load();\n}}\n"),
    )
    .unwrap();
    let options = FixOptions {
        allowed: AllowedTrees { dirty: true, staged: true },
        least_applicability: Applicability::Unsafe,
        ..write_mode(folder.path())
    };
    let outcome = cargo_unblock::fix(&options, &Silent).unwrap();
    assert_eq!((outcome.applied.len(), outcome.rolled_back.len()), (1, 0), "{outcome:?}");
    assert_eq!(
        read(folder.path(), "tests/it.rs"),
        format!("use {name}::load;\n\n#[tokio::test]\nasync fn works() {{\n    let _found = load().await;\n}}\n")
    );
}

#[test]
fn a_call_of_what_stays_sync_goes_to_the_blocking_pool() {
    let folder = package(
        "use std::path::{Path, PathBuf};\n\nfn count(path: &Path, most: usize) -> usize {\n    \
         std::fs::read_dir(path).map_or(0, |entries| entries.take(most).count())\n}\n\npub struct Store {\n    root: PathBuf,\n}\n\nimpl Store {\n    \
         pub async fn all(&self) -> usize {\n        let found = count(&self.root, 10);\n        found + 1\n    }\n}\n",
    );
    let outcome = cargo_unblock::fix(&write_mode(folder.path()), &Silent).unwrap();
    assert_eq!(outcome.applied, ["src/lib.rs:13: `count` -> tokio::task::spawn_blocking"]);
    assert_eq!(outcome.rolled_back.len(), 0);
    assert!(
        read(folder.path(), "src/lib.rs").contains(
            "        let found = tokio::task::spawn_blocking({\n            let root = self.root.clone();\n            move || count(&root, 10)\n        })\n        \
             .await\n        .unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()));\n        found + 1\n"
        ),
        "{}",
        read(folder.path(), "src/lib.rs")
    );
    let allowed = FixOptions { allowed: AllowedTrees { dirty: true, staged: true }, ..write_mode(folder.path()) };
    assert_eq!(cargo_unblock::fix(&allowed, &Silent).unwrap().diff, "");
}

#[test]
fn a_helper_that_waits_in_a_loop_becomes_one_hop_if_its_arguments_can_be_given_away() {
    let text = |call: &str| {
        format!(
            "use std::path::Path;\n\nfn count(all: &[&Path], most: usize) -> usize {{\n    let mut count = 0;\n    for path in all {{\n        \
             count += usize::from(path.exists());\n    }}\n    count.min(most)\n}}\n\nfn size(name: String) -> usize {{\n    let mut size = 0;\n    \
             while std::path::Path::new(&name).exists() {{\n        size += 1;\n    }}\n    size\n}}\n\n\
             pub async fn f(all: &[&Path], name: String) -> usize {{\n    {call}\n}}\n"
        )
    };
    let (tree, _) = fix_tree(&[("src/lib.rs", &text("size(name)"))], Applicability::Safe);
    assert!(tree["src/lib.rs"].contains("tokio::task::spawn_blocking(move || size(name))\n"), "{}", tree["src/lib.rs"]);
    let (tree, _) = fix_tree(&[("src/lib.rs", &text("count(all, 3)"))], Applicability::Safe);
    assert!(tree["src/lib.rs"].contains("    count(all, 3).await\n"), "{}", tree["src/lib.rs"]);
}

#[test]
fn what_has_to_stay_sync_says_why() {
    check_refused(
        "pub fn g(all: &[&Path]) -> usize {\n    all.iter().map(|path| load(path)).sum()\n}\n",
        "`load` is called in a sync closure (src/lib.rs:12)",
    );
    check_refused(
        "pub fn g(all: Vec<&Path>) -> usize {\n    all.into_iter().map(load).sum()\n}\n",
        "`load` is passed by name (src/lib.rs:12)",
    );
    check_refused(
        "pub fn g(path: &Path) -> usize {\n    load(path)\n}\n",
        "`load` is called by sync code too: `g`; `g` is not called by async code",
    );
    check_refused(
        "pub struct S;\n\nimpl Drop for S {\n    fn drop(&mut self) {\n        load(Path::new(\"a\"));\n    }\n}\n",
        "`load` is called by sync code too: `drop`; `drop` is a method of the trait `ops::Drop`",
    );
    check_refused(
        "pub async fn g() {\n    tracing::info!(\"{}\", load(Path::new(\"a\")));\n}\n",
        "`load` is called in the arguments of `tracing::info!`, where an await makes the future !Send (src/lib.rs:12)",
    );
    check_refused(
        "pub static SIZE: std::sync::LazyLock<usize> = std::sync::LazyLock::new(|| load(Path::new(\"a\")));\n",
        "`load` is called in a sync closure (src/lib.rs:11)",
    );
}

#[test]
fn what_a_macro_between_items_of_another_file_may_call_stays_sync() {
    let definition = "macro_rules! commands {\n    ($($module:ident),*) => {\n        wrap! {\n            pub fn run() {\n                \
                      $($crate::commands::$module::prepare();)*\n                $crate::commands::health();\n            }\n        }\n    };\n}\n\n\
                      macro_rules! wrap {\n    ($($item:item)*) => { $($item)* };\n}\n";
    let lib = "#[macro_use]\nmod macros;\npub mod commands;\n\ncommands!(add);\n\npub async fn f() {\n    commands::health();\n    \
               commands::add::prepare();\n    commands::other();\n}\n";
    let commands = "pub mod add {\n    pub fn prepare() {\n        let _ = std::fs::read(\"a\");\n    }\n}\n\n\
                    pub fn health() {\n    let _ = std::fs::read(\"b\");\n}\n\npub fn other() {\n    let _ = std::fs::read(\"c\");\n}\n";
    let tree = [("src/lib.rs", lib), ("src/macros.rs", definition), ("src/commands.rs", commands)];
    let (fixed, _) = fix_tree_by(Strategies::MakeAsync, &tree, Applicability::Unsafe);
    let other = commands.replace("pub fn other", "pub async fn other").replace("std::fs::read(\"c\")", "tokio::fs::read(\"c\").await");
    assert_eq!(fixed["src/commands.rs"], other);
    assert_eq!(fixed["src/lib.rs"], lib.replace("other()", "other().await"));
}

#[test]
fn the_api_of_a_published_library_changes_only_on_request() {
    let text = "pub fn load() -> bool {\n    std::path::Path::new(\"a\").exists()\n}\n\npub async fn f() -> bool {\n    load()\n}\n";
    let (tree, left) = fix_tree(&[("src/lib.rs", text)], Applicability::Safe);
    assert!(tree["src/lib.rs"].starts_with("pub fn load()") && tree["src/lib.rs"].contains("    tokio::task::spawn_blocking(load)\n"));
    assert_eq!(left, [""; 0]);
    let (tree, left) = fix_tree_by(Strategies::MakeAsync, &[("src/lib.rs", text)], Applicability::Safe);
    assert_eq!(tree["src/lib.rs"], text);
    assert_eq!(left, ["unsafe: changes the signature of `load`, which may be called by users of the library"]);
    let (tree, _) = fix_tree(&[("src/lib.rs", text)], Applicability::Unsafe);
    assert!(tree["src/lib.rs"].contains("pub async fn load()") && tree["src/lib.rs"].contains("    load().await\n"));
    let kept = MANIFEST.replace("edition", "publish = false\nedition");
    let (tree, _) = fix_tree(&[("src/lib.rs", text), ("Cargo.toml", &kept)], Applicability::Safe);
    assert!(tree["src/lib.rs"].contains("pub async fn load()"));
}

#[test]
fn where_only_some_calls_can_go_to_the_pool_a_new_signature_is_left_for_the_others() {
    let text = "pub fn load(path: &std::path::Path, seen: &mut u32) -> bool {\n    *seen += 1;\n    path.exists()\n}\n\n\
                pub fn known() -> bool {\n    load(\"a\".as_ref(), &mut 0)\n}\n\n\
                pub async fn counts(seen: &mut u32) -> bool {\n    load(\"b\".as_ref(), seen)\n}\n\n\
                pub async fn asks() -> bool {\n    known()\n}\n";
    let tree = BTreeMap::from([("Cargo.toml".to_owned(), MANIFEST.to_owned()), ("src/lib.rs".to_owned(), text.to_owned())]);
    let (tree, left) = fix_once(&tree, Applicability::Safe);
    assert!(tree["src/lib.rs"].starts_with("pub fn load(") && tree["src/lib.rs"].contains("    tokio::task::spawn_blocking(known)\n"));
    assert!(tree["src/lib.rs"].contains("    load(\"b\".as_ref(), seen)\n"));
    let api = ["known", "load"].map(|name| format!("changes the signature of `{name}`, which may be called by users of the library"));
    assert_eq!(left, [format!("unsafe: {}", api.join("; "))]);
}

#[test]
fn the_plan_says_what_a_group_consists_of_and_writes_nothing() {
    let text = "fn load() -> bool {\n    std::path::Path::new(\"a\").exists()\n}\n\npub async fn f() -> bool {\n    load()\n}\n";
    let folder = package(text);
    let output = Command::new(env!("CARGO_BIN_EXE_cargo-unblock")).args(["fix", "--plan"]).current_dir(folder.path()).output().unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    for line in [
        "async: src/lib.rs:1 `",
        "rewritten: std::path::Path::exists -> tokio::fs::try_exists",
        "awaited: src/lib.rs:6 in `",
        "this is the first pass",
    ] {
        assert!(out.contains(line), "{line} is not in\n{out}");
    }
    assert_eq!(read(folder.path(), "src/lib.rs"), text);
}

#[test]
fn a_signature_that_gets_too_long_is_broken_as_rustfmt_does() {
    let (tree, _) = fix_tree(
        &[(
            "src/lib.rs",
            "fn a_helper_with_a_long_name(first_argument: &std::path::Path, second_argument: usize) -> usize {\n    \
             usize::from(first_argument.exists()) + second_argument\n}\n\npub async fn f(path: &std::path::Path) -> usize {\n    a_helper_with_a_long_name(path, 1)\n}\n",
        )],
        Applicability::Safe,
    );
    assert!(
        tree["src/lib.rs"].starts_with(
            "async fn a_helper_with_a_long_name(\n    first_argument: &std::path::Path,\n    second_argument: usize,\n) -> usize {\n"
        ),
        "{}",
        tree["src/lib.rs"]
    );
}

#[test]
fn what_the_parameters_of_a_long_head_name_stays_imported() {
    let code = "use std::path::Path;\nuse std::time::{Duration, Instant};\n\nasync fn f() {\n    \
                load_with_a_long_name(Path::new(\"a\"), Instant::now(), std::time::Duration::ZERO);\n}\n\n\
                fn load_with_a_long_name(path: &Path, started: Instant, patience_of_all_the_callers: Duration) {\n    let _ = std::fs::read(path);\n}\n";
    let (tree, left) = fix_tree(&[("src/lib.rs", code)], Applicability::Safe);
    assert_eq!(left, [""; 0]);
    assert!(tree["src/lib.rs"].contains("    patience_of_all_the_callers: Duration,\n"), "{}", tree["src/lib.rs"]);
    assert!(tree["src/lib.rs"].contains("use std::time::{Duration, Instant};\n"), "{}", tree["src/lib.rs"]);
}

#[test]
fn what_has_to_live_longer_than_the_call_is_not_given_a_copy() {
    let code = "struct Kept;\n\nimpl Drop for Kept {\n    fn drop(&mut self) {\n        remove(\"kept\", std::path::Path::new(\"a\"));\n    }\n}\n\n\
                fn remove(name: &'static str, path: &std::path::Path) {\n    let _ = (name, std::fs::remove_file(path));\n}\n\n\
                pub async fn f(name: &'static str, path: std::path::PathBuf) {\n    remove(name, &path);\n    drop(Kept);\n}\n";
    let (tree, left) = fix_tree(&[("src/lib.rs", code)], Applicability::Safe);
    assert_eq!(tree["src/lib.rs"], code);
    assert!(left.iter().all(|reason| reason.starts_with("stands in a sync function")), "{left:?}");
}

#[test]
fn what_lends_a_part_of_its_argument_is_not_given_a_copy() {
    let code = "fn key(name: &str) -> &str {\n    let _ = std::fs::read(name);\n    name\n}\n\n\
                pub async fn f(name: String) -> usize {\n    key(&name).len()\n}\n\n\
                pub fn keys(names: &[String]) -> usize {\n    names.iter().map(|name| key(name).len()).sum()\n}\n";
    let (tree, left) = fix_tree(&[("src/lib.rs", code)], Applicability::Safe);
    assert_eq!(tree["src/lib.rs"], code);
    assert_eq!(left.len(), 1, "{left:?}");
}
