//! What is left alone, and why.

use super::*;

const CLOSURE: &str = "stands in a sync closure, where nothing can be awaited";

#[test]
fn closures_and_functions_by_name_are_left() {
    check_left(
        "pub async fn f(all: Vec<&std::path::Path>) {\n    let _ = all.iter().filter(|path| path.exists()).count();\n}\n",
        &[&format!(
            "{CLOSURE}; nor can the chain around it go to the blocking pool: `all` is of the type `std::vec::Vec<&std::path::Path>`, of which \
             no copy can be given to another thread"
        )],
    );
    check_left(
        "pub async fn f(all: Vec<&str>) {\n    let _: Vec<_> = all.into_iter().map(std::fs::read).collect();\n}\n",
        &["is passed by name: whoever calls it would have to await it"],
    );
}

#[test]
fn arguments_of_macros_that_allow_no_await_are_left() {
    check_left(
        "pub async fn f(path: &std::path::Path) {\n    tracing::debug!(\"{}\", format!(\"{}\", path.exists()));\n}\n",
        &["an await inside the arguments of `tracing::debug!` makes the future !Send"],
    );
    check_left(
        "pub async fn f(path: &std::path::Path, names: &std::sync::Mutex<String>) {\n    println!(\"{} {}\", names.lock().unwrap(), path.exists());\n}\n",
        &["the guard `names.lock().unwrap()` is held here, and an await would hold it while other tasks run"],
    );
    check_left(
        "pub async fn f(path: &std::path::Path) {\n    unknown!(path.exists());\n}\n",
        &["stands in the arguments of `unknown!`, which may put them anywhere"],
    );
}

#[test]
fn the_handlers_of_select_are_rewritten_and_its_futures_are_left() {
    let text = |handler: &str| {
        format!(
            "pub async fn f() {{\n    tokio::select! {{\n        _ = g(std::fs::read(\"a\")) => {{ {handler} }}\n    }}\n}}\nasync fn g<T>(_: T) {{}}\n"
        )
    };
    let (tree, left) = fix_tree(&[("src/lib.rs", &text("let _ = std::fs::read(\"b\");"))], Applicability::Safe);
    assert_eq!(tree["src/lib.rs"], text("let _ = tokio::fs::read(\"b\").await;"));
    assert_eq!(left, ["stands in the arguments of `tokio::select!`, which may put them anywhere"]);
}

#[test]
fn shapes_that_are_not_rewritten_yet_say_what_it_would_take() {
    check_left(
        "pub async fn f() -> std::io::Result<std::net::TcpStream> {\n    std::net::TcpStream::connect(\"a:1\")\n}\n",
        &["is not rewritten yet: every use of the socket has to move to tokio's socket with it"],
    );
}

#[test]
fn a_command_that_is_built_elsewhere_is_left() {
    check_left(
        "pub async fn f(command: &mut std::process::Command) {\n    let _ = command.output();\n}\n",
        &["the command is not a variable of this function, and its type has to change where it is made"],
    );
    check_left(
        "pub async fn f() {\n    let _ = std::process::Command::new(\"a\").stderr(std::process::Stdio::inherit()).output();\n}\n",
        &["tokio's `output` always pipes standard output and error, and the chain sets one of them"],
    );
}

#[test]
fn code_under_a_cfg_is_left_unless_asked_for() {
    let text = "#[cfg(target_os = \"none\")]\npub async fn f() {\n    let _ = std::fs::read(\"a\");\n}\n";
    check_left(text, &["unsafe: stands under `cfg(target_os = \"none\")`, which this build may not compile"]);
    let (tree, _) = fix_tree(&[("src/lib.rs", text)], Applicability::Unsafe);
    assert!(tree["src/lib.rs"].contains("tokio::fs::read(\"a\").await"));
}

#[test]
fn code_under_a_cfg_that_holds_here_is_rewritten() {
    check_fix(
        "#[cfg(not(target_os = \"none\"))]\npub async fn f() {\n    let _ = std::fs::read(\"a\");\n}\n",
        "#[cfg(not(target_os = \"none\"))]\npub async fn f() {\n    let _ = tokio::fs::read(\"a\").await;\n}\n",
    );
}

#[test]
fn code_of_a_feature_that_is_on_by_default_is_rewritten() {
    let of_feature = |name: &str| format!("#[cfg(feature = \"{name}\")]\npub async fn f() {{\n    let _ = std::fs::read(\"a\");\n}}\n");
    let manifest = format!("{MANIFEST}\n[features]\ndefault = [\"client\"]\nclient = [\"sync\"]\nsync = []\nserver = []\n");
    for (feature, is_rewritten) in [("client", true), ("sync", true), ("server", false)] {
        let (tree, left) = fix_tree(&[("src/lib.rs", &of_feature(feature)), ("Cargo.toml", &manifest)], Applicability::Safe);
        assert_eq!(tree["src/lib.rs"].contains("tokio::fs::read(\"a\").await"), is_rewritten, "{feature}");
        assert_eq!(left.is_empty(), is_rewritten, "{feature}: {left:?}");
    }
}

#[test]
fn methods_that_are_polled_are_left() {
    let text = "use std::future::Future;\nuse std::pin::Pin;\nuse std::task::{Context, Poll};\npub struct S;\nimpl Future for S {\n    type Output = ();\n    \
        fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {\n        let _ = std::fs::read(\"a\");\n        Poll::Ready(())\n    }\n}\n";
    check_left(text, &["stands in a method that is polled, where nothing can be awaited"]);
}

#[test]
fn comments_are_not_lost() {
    check_left(
        "pub async fn f(path: &std::path::Path) -> bool {\n    path\n        // is it there\n        .exists()\n}\n",
        &["a comment stands in the middle of the call"],
    );
}

#[test]
fn offloaded_and_test_code_is_not_touched() {
    check_fix(
        "pub async fn f() {\n    tokio::task::spawn_blocking(|| std::fs::read(\"a\")).await;\n}\n#[cfg(test)]\nmod tests {\n    async fn g() { let _ = std::fs::read(\"a\"); }\n}\n",
        "pub async fn f() {\n    tokio::task::spawn_blocking(|| std::fs::read(\"a\")).await;\n}\n#[cfg(test)]\nmod tests {\n    async fn g() { let _ = std::fs::read(\"a\"); }\n}\n",
    );
}

#[test]
fn an_await_while_a_guard_is_held_is_left() {
    let text = |call: &str| {
        format!(
            "use std::sync::Mutex;\n\npub async fn f(lock: &Mutex<u8>) {{\n    {{\n        let guard = lock.lock().unwrap();\n        let _ = std::fs::read(\"a\");\n        \
             drop(guard);\n        let _ = {call};\n    }}\n    let _ = {call};\n}}\n"
        )
    };
    let (tree, left) = fix_tree(&[("src/lib.rs", &text("std::fs::read(\"b\")"))], Applicability::Safe);
    assert_eq!(tree["src/lib.rs"], text("tokio::fs::read(\"b\").await"));
    assert_eq!(left, ["the guard `guard` is held here, and an await would hold it while other tasks run"]);
    // A lock that is made for it.
    check_fix(
        "pub async fn f(lock: &tokio::sync::Mutex<u8>) {\n    let guard = lock.lock().await;\n    let _ = std::fs::read(\"a\");\n}\n",
        "pub async fn f(lock: &tokio::sync::Mutex<u8>) {\n    let guard = lock.lock().await;\n    let _ = tokio::fs::read(\"a\").await;\n}\n",
    );
}
