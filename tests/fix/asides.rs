//! What stays on its thread while other tasks leave it: where that is proved, and where it is not.

use super::*;

/// A program around `items`, its `main` being the start of a runtime of several threads.
fn program(items: &str) -> String {
    format!("use std::path::{{Path, PathBuf}};\nuse std::sync::Mutex;\n\n{items}\n#[tokio::main]\nasync fn main() {{}}\n")
}

/// The program becomes `after` where what is unsafe is wanted, and stays as it is where it is not.
fn check_program(before: &str, after: &str) {
    let (before, after) = (program(before), program(after));
    let (tree, left) = fix_tree(&[("src/main.rs", &before)], Applicability::Unsafe);
    assert_eq!(tree["src/main.rs"], after);
    assert_eq!(left, [""; 0]);
    let (tree, left) = fix_tree(&[("src/main.rs", &before)], Applicability::Safe);
    assert_eq!(tree["src/main.rs"], before);
    assert!(
        left.iter().all(|reason| reason.starts_with("unsafe: it is `block_in_place`, which panics on a runtime of one thread")),
        "{left:?}"
    );
}

/// Whether what is done while a lock is held stays on its thread, in a program with these items beside it.
fn is_left_with(items: &[(&str, &str)], reason: &str) {
    let file = "pub async fn locked(state: &std::sync::Mutex<u32>) -> bool {\n    let state = state.lock().unwrap();\n    std::path::Path::new(\"a\").exists() && *state > 1\n}\n";
    let all = || items.iter().copied().chain([("src/locked.rs", file)]).collect::<Vec<_>>();
    let (tree, left) = fix_tree(&all(), Applicability::Unsafe);
    assert_eq!(tree["src/locked.rs"].contains("block_in_place"), reason.is_empty(), "{items:?}: {left:?}");
    assert!(left.iter().all(|left| left.ends_with(reason)), "{left:?}");
}

const MAIN: &str =
    "pub mod locked;\n\n#[tokio::main]\nasync fn main() {\n    let _ = locked::locked(&std::sync::Mutex::new(1)).await;\n}\n";

#[test]
fn what_is_done_while_a_lock_is_held_stays_on_its_thread() {
    check_program(
        "pub async fn save(state: &Mutex<PathBuf>) -> std::io::Result<()> {\n    let path = state.lock().unwrap();\n    std::fs::write(&*path, \"text\")?;\n    Ok(())\n}\n",
        "pub async fn save(state: &Mutex<PathBuf>) -> std::io::Result<()> {\n    let path = state.lock().unwrap();\n    tokio::task::block_in_place(|| std::fs::write(&*path, \"text\"))?;\n    Ok(())\n}\n",
    );
}

#[test]
fn a_chain_that_has_called_its_closures_stays_as_a_whole_and_a_lazy_one_call_by_call() {
    check_program(
        "pub async fn count(paths: &Mutex<Vec<PathBuf>>) -> usize {\n    let paths = paths.lock().unwrap();\n    paths.iter().filter(|path| path.exists()).count()\n}\n",
        "pub async fn count(paths: &Mutex<Vec<PathBuf>>) -> usize {\n    let paths = paths.lock().unwrap();\n    tokio::task::block_in_place(|| paths.iter().filter(|path| path.exists()).count())\n}\n",
    );
    check_program(
        "pub async fn show(paths: &Mutex<Vec<PathBuf>>) {\n    let paths = paths.lock().unwrap();\n    for path in paths.iter().filter(|path| path.exists()) {\n        println!(\"{path:?}\");\n    }\n}\n",
        "pub async fn show(paths: &Mutex<Vec<PathBuf>>) {\n    let paths = paths.lock().unwrap();\n    tokio::task::block_in_place(|| {\n        for path in paths.iter().filter(|path| path.exists()) {\n            println!(\"{path:?}\");\n        }\n    });\n}\n",
    );
}

#[test]
fn a_loop_hands_its_thread_on_once() {
    check_program(
        "pub async fn show(paths: &Mutex<Vec<PathBuf>>) -> u32 {\n    let paths = paths.lock().unwrap();\n    let mut count = 0;\n    for path in paths.iter() {\n        // Those that are there.\n        if !path.exists() {\n            continue;\n        }\n        count += 1;\n    }\n    count\n}\n",
        "pub async fn show(paths: &Mutex<Vec<PathBuf>>) -> u32 {\n    let paths = paths.lock().unwrap();\n    let mut count = 0;\n    tokio::task::block_in_place(|| {\n        for path in paths.iter() {\n            // Those that are there.\n            if !path.exists() {\n                continue;\n            }\n            count += 1;\n        }\n    });\n    count\n}\n",
    );
}

#[test]
fn what_a_loop_runs_over_is_made_once() {
    check_program(
        "pub async fn show(paths: &Mutex<Vec<PathBuf>>) {\n    let paths = paths.lock().unwrap();\n    for letter in std::fs::read_to_string(&paths[0]).unwrap_or_default().chars() {\n        println!(\"{letter}\");\n    }\n}\n",
        "pub async fn show(paths: &Mutex<Vec<PathBuf>>) {\n    let paths = paths.lock().unwrap();\n    for letter in tokio::task::block_in_place(|| std::fs::read_to_string(&paths[0]))\n        .unwrap_or_default()\n        .chars()\n    {\n        println!(\"{letter}\");\n    }\n}\n",
    );
}

#[test]
fn a_loop_that_leaves_the_function_or_goes_on_with_another_one_does_not() {
    for (turn, after) in [
        ("if path.exists() { return; }", "if tokio::task::block_in_place(|| path.exists()) { return; }"),
        (
            "for _ in 0..2 { if path.exists() { continue 'all; } }",
            "for _ in 0..2 { if tokio::task::block_in_place(|| path.exists()) { continue 'all; } }",
        ),
    ] {
        let code = |turn: &str| {
            format!(
                "pub async fn show(paths: &Mutex<Vec<PathBuf>>) {{\n    let paths = paths.lock().unwrap();\n    'all: for path in paths.iter() {{\n        {turn}\n    }}\n}}\n"
            )
        };
        check_program(&code(turn), &code(after));
    }
}

#[test]
fn a_text_over_several_lines_stays_where_it_is() {
    check_program(
        "pub async fn save(state: &Mutex<PathBuf>) -> std::io::Result<()> {\n    let path = state.lock().unwrap();\n    std::fs::write(&*path, \"one\n  two\")?;\n    Ok(())\n}\n",
        "pub async fn save(state: &Mutex<PathBuf>) -> std::io::Result<()> {\n    let path = state.lock().unwrap();\n    tokio::task::block_in_place(|| std::fs::write(&*path, \"one\n  two\"))?;\n    Ok(())\n}\n",
    );
}

#[test]
fn what_rayon_runs_stays_as_a_whole_for_its_own_threads_have_no_other_tasks() {
    let manifest = format!("{MANIFEST}rayon = \"1\"\n");
    let fixed = |body: &str| {
        let text =
            program(&format!("pub async fn f(paths: &Mutex<Vec<PathBuf>>) {{\n    let paths = paths.lock().unwrap();\n    {body}\n}}\n"));
        let (tree, left) = fix_tree(&[("Cargo.toml", &manifest), ("src/main.rs", &text)], Applicability::Unsafe);
        (tree["src/main.rs"].lines().nth(5).unwrap().trim().to_owned(), left)
    };
    let joined = "tokio::task::block_in_place(|| rayon::join(|| paths[0].exists(), || true));";
    assert_eq!(fixed("rayon::join(|| paths[0].exists(), || true);"), (joined.to_owned(), Vec::new()));
    let scope = "rayon::scope(|scope| scope.spawn(|_| drop(paths[0].exists())));";
    let (line, left) = fixed(scope);
    assert_eq!(line, scope);
    assert!(left[0].ends_with("runs on a thread of its own, for which the executor's waits"), "{left:?}");
}

#[test]
fn what_leaves_the_function_or_is_awaited_in_it_is_no_part_of_a_closure() {
    let text = program(
        "pub async fn f(state: &Mutex<u32>, path: Option<PathBuf>) -> Option<bool> {\n    let state = state.lock().unwrap();\n    Some(path?.exists() && *state > 1)\n}\n",
    );
    let (tree, left) = fix_tree(&[("src/main.rs", &text)], Applicability::Unsafe);
    assert_eq!(tree["src/main.rs"], text);
    assert_eq!(left.len(), 1);
    assert!(left[0].ends_with("; nor can it hand its thread on: a part of it is awaited, or leaves the function"), "{left:?}");
}

#[test]
fn a_runtime_of_one_thread_that_may_come_there_keeps_it_as_it_is() {
    let reason = "; nor can it hand its thread on: a runtime of one thread may run it";
    is_left_with(&[("src/main.rs", MAIN)], "");
    for start in [
        // By way of a helper, and of another name.
        "pub use locked::locked as other;\nasync fn helper() -> bool {\n    other(&Default::default()).await\n}\n#[tokio::test(start_paused = true)]\nasync fn is_there() {\n    helper().await;\n}\n",
        "pub fn now() {\n    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();\n    runtime.block_on(locked::locked(&Default::default()));\n}\n",
        "pub async fn locally() {\n    tokio::task::LocalSet::new().run_until(locked::locked(&Default::default())).await;\n}\n",
        // Whoever gives it a future.
        "pub fn run<F: Future>(future: F) -> F::Output {\n    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)\n}\npub fn now() {\n    run(locked::locked(&Default::default()));\n}\n",
    ] {
        is_left_with(&[("src/main.rs", &format!("{MAIN}{start}"))], reason);
    }
    // guard: a test with several threads, or that can have them, and one that does not lead there.
    for start in [
        "#[cfg(test)]\nmod tests {\n    #[tokio::test]\n    async fn is_there() {\n        assert!(!super::locked::locked(&Default::default()).await);\n    }\n}\n",
        "#[tokio::test(flavor = \"multi_thread\")]\nasync fn is_there() {\n    locked::locked(&Default::default()).await;\n}\n",
        "async fn other() {}\n#[tokio::test]\nasync fn is_other() {\n    other().await;\n}\n",
    ] {
        is_left_with(&[("src/main.rs", &format!("{MAIN}{start}"))], "");
    }
}

#[test]
fn a_workspace_without_such_a_runtime_and_a_library_of_others_are_left() {
    let own = "an await would hold it while other tasks run";
    is_left_with(&[("src/lib.rs", "pub mod locked;\n")], own);
    is_left_with(&[("src/main.rs", &MAIN.replace("tokio::main", "tokio::main(flavor = \"current_thread\")"))], own);
    is_left_with(
        &[("src/lib.rs", "pub mod locked;\n\npub fn start() {\n    tokio::runtime::Runtime::new().unwrap();\n}\n")],
        "; nor can it hand its thread on: users of the library may run it on a runtime of one thread",
    );
}
