//! What does not compile at first is mended by what the compiler says, or made in another way.

use super::end_to_end::{package, read, write_mode};
use super::*;

/// The code becomes `expected`, without anything taken back.
fn check(code: &str, expected: &str) {
    let folder = package(code);
    let outcome = cargo_unblock::fix(&write_mode(folder.path()), &Silent).unwrap();
    assert_eq!(read(folder.path(), "src/lib.rs"), expected, "{outcome:?}");
    assert!(outcome.rolled_back.is_empty(), "{outcome:?}");
}

#[test]
fn a_value_that_may_not_move_ends_before_the_await() {
    let code = |number: &str, read: &str| {
        format!(
            "pub fn f() -> impl Future<Output = usize> + Send {{\n    async {{\n        {number}\n        let _ = {read};\n        number\n    }}\n}}\n"
        )
    };
    let before = "let count = std::rc::Rc::new(1);\n        let number = *count + 1;";
    let after = "let number = {\n            let count = std::rc::Rc::new(1);\n            *count + 1\n        };";
    check(&code(before, "std::fs::read(\"a\")"), &code(after, "tokio::fs::read(\"a\").await"));
}

#[test]
fn a_helper_that_may_not_be_awaited_goes_to_the_blocking_pool() {
    let code = |call: &str| {
        format!(
            "struct NotSend(*const u8);\n\nimpl NotSend {{\n    fn new() -> Self {{\n        Self(std::ptr::null())\n    }}\n\n    \
             fn is_null(&self) -> bool {{\n        self.0.is_null()\n    }}\n}}\n\nfn load() {{\n    let _ = std::fs::read(\"a\");\n}}\n\n\
             pub fn f() -> impl Future<Output = bool> + Send {{\n    async {{\n        let (value,) = (NotSend::new(),);\n        {call};\n        \
             value.is_null()\n    }}\n}}\n\npub async fn g() {{\n    load();\n}}\n"
        )
    };
    // Not even the barrier can be awaited where the value is alive; it can elsewhere.
    let folder = package(&code("load()"));
    let outcome = cargo_unblock::fix(&write_mode(folder.path()), &Silent).unwrap();
    let text = read(folder.path(), "src/lib.rs");
    assert!(text.contains("let (value,) = (NotSend::new(),);\n        load();\n"), "{text}");
    assert!(text.contains("pub async fn g() {\n    tokio::task::spawn_blocking(load)"), "{text}");
    assert_eq!((outcome.applied.len(), outcome.rolled_back.len()), (1, 1), "{outcome:?}");
}

#[test]
fn a_group_that_does_not_compile_is_made_in_another_way_in_the_same_run() {
    // By its other name nobody sees that the macro calls it, until the compiler does.
    let code = "mod helper {\n    pub(crate) fn load() {\n        let _ = std::fs::read(\"a\");\n    }\n\n    pub(crate) fn store() {\n        load();\n        \
                let _ = std::fs::write(\"b\", \"\");\n    }\n}\n\nmod names {\n    pub(crate) use super::helper::load as fetch;\n}\n\n\
                macro_rules! start {\n    ($module:ident) => {\n        pub fn start() {\n            $module::fetch();\n        }\n    };\n}\n\n\
                start!(names);\n\npub async fn f() {\n    helper::load();\n    helper::store();\n}\n";
    let folder = package(code);
    let outcome = cargo_unblock::fix(&write_mode(folder.path()), &Silent).unwrap();
    let text = read(folder.path(), "src/lib.rs");
    assert_eq!((outcome.applied.len(), outcome.rolled_back.len()), (2, 0), "{outcome:?}\n{text}");
    assert!(text.contains("    pub(crate) fn load() {") && text.contains("tokio::task::spawn_blocking(helper::load)"), "{text}");
    let allowed = FixOptions { allowed: AllowedTrees { dirty: true, staged: true }, ..write_mode(folder.path()) };
    assert_eq!(cargo_unblock::fix(&allowed, &Silent).unwrap().diff, "");
}

#[test]
fn a_path_that_the_workspace_wants_short_becomes_short() {
    let code = "#![warn(unused_qualifications)]\nuse tokio::fs;\n\npub async fn f() -> bool {\n    let _ = fs::read(\"a\").await;\n    \
                std::path::Path::new(\"a\").exists()\n}\n";
    let expected = code.replace("std::path::Path::new(\"a\").exists()", "fs::try_exists(\"a\").await.unwrap_or(false)");
    let folder = package(code);
    let outcome = cargo_unblock::fix(&write_mode(folder.path()), &Silent).unwrap();
    let (text, expected): (String, String) =
        (read(folder.path(), "src/lib.rs").split_whitespace().collect(), expected.split_whitespace().collect());
    assert_eq!((text, outcome.rolled_back.len()), (expected, 0), "{outcome:?}");
}

#[test]
fn an_async_function_shows_the_lifetimes_of_its_parameters() {
    let code = "pub struct View<'a>(&'a str);\n\nfn load(view: View) -> bool {\n    std::fs::read(view.0).is_ok()\n}\n\n\
                pub async fn f(view: View<'_>) -> bool {\n    load(view)\n}\n";
    let expected = code
        .replace("fn load(view: View)", "async fn load(view: View<'_>)")
        .replace("std::fs::read(view.0)", "tokio::fs::read(view.0).await")
        .replace("    load(view)\n", "    load(view).await\n");
    check(code, &expected);
}

#[test]
fn what_became_async_is_looked_at_again() {
    // The loop over the folder stands in a sync function, and its shape can be changed once that is async.
    let code = "fn load(path: &str) -> std::io::Result<usize> {\n    let _ = std::fs::read(path)?;\n    let mut count = 0;\n    \
                for entry in std::fs::read_dir(path)? {\n        let _entry = entry?;\n        count += 1;\n    }\n    Ok(count)\n}\n\n\
                pub async fn f() -> std::io::Result<usize> {\n    load(\"a\")\n}\n";
    let folder = package(code);
    let options = FixOptions { strategies: Strategies::MakeAsync, ..write_mode(folder.path()) };
    let outcome = cargo_unblock::fix(&options, &Silent).unwrap();
    let text = read(folder.path(), "src/lib.rs");
    assert!(text.contains("while let Some(_entry) = entries.next_entry().await? {"), "{text}\n{outcome:?}");
    assert_eq!(outcome.applied.len(), outcome.rounds as usize, "{outcome:?}");
    // One diff for both.
    assert_eq!(outcome.diff.matches("--- a/src/lib.rs").count(), 1);
    let allowed = AllowedTrees { dirty: true, staged: true };
    let again = cargo_unblock::fix(&FixOptions { allowed, ..options }, &Silent).unwrap();
    assert_eq!((again.applied.len(), again.rounds, again.diff.as_str()), (0, 0, ""));
}

#[test]
fn a_function_whose_arguments_two_threads_may_not_use_stays_sync() {
    let code = "struct Folder {\n    path: std::path::PathBuf,\n    asked: std::cell::Cell<u32>,\n}\n\nimpl Folder {\n    fn is_there(&self) -> bool {\n        self.asked.set(1);\n        self.path.exists()\n    }\n}\n\n\
                pub fn f(name: String) -> impl Future<Output = bool> + Send {\n    async move {\n        let path = std::fs::canonicalize(name).unwrap_or_default();\n        Folder { path, asked: std::cell::Cell::new(0) }.is_there()\n    }\n}\n";
    let folder = package(code);
    let outcome = cargo_unblock::fix(&write_mode(folder.path()), &Silent).unwrap();
    let text = read(folder.path(), "src/lib.rs");
    assert!(text.contains("    fn is_there(&self)") && text.contains("tokio::fs::canonicalize(name).await"), "{text}\n{outcome:?}");
}

#[test]
fn imports_in_one_group_go_with_what_they_were_for() {
    // The lock's `read` may be a method of the trait, as far as names tell.
    let code = |imports: &str, open: &str, read: &str| {
        format!(
            "{imports}\npub async fn f(lock: &RwLock<HashMap<String, u32>>) -> std::io::Result<usize> {{\n    let count = lock.read().map_or(0, |map| map.len());\n    \
             let mut text = Vec::new();\n    let mut file = {open};\n    {read};\n    Ok(text.len() + count)\n}}\n"
        )
    };
    check(
        &code("use std::{collections::HashMap, fs::File, io::Read, sync::RwLock};\n", "File::open(\"a\")?", "file.read_to_end(&mut text)?"),
        &code(
            "use std::{collections::HashMap, sync::RwLock};\nuse tokio::fs::File;\nuse tokio::io::AsyncReadExt;\n",
            "File::open(\"a\").await?",
            "file.read_to_end(&mut text).await?",
        ),
    );
}

#[test]
fn an_import_that_no_build_can_name_goes_also_from_conditional_code() {
    let conditional = "\n#[cfg(windows)]\npub fn g() {}\n";
    check(
        &format!(
            "#[cfg(unix)]\nuse std::fs::{{metadata as _metadata, Metadata}};\n\npub async fn f() -> std::io::Result<Metadata> {{\n    _metadata(\"a\")\n}}\n{conditional}"
        ),
        &format!(
            "#[cfg(unix)]\nuse std::fs::Metadata;\n\npub async fn f() -> std::io::Result<Metadata> {{\n    tokio::fs::metadata(\"a\").await\n}}\n{conditional}"
        ),
    );
    check(
        &format!(
            "use files::metadata;\nuse std::fs as files;\n\npub async fn f() -> bool {{\n    metadata(\"a\").is_ok()\n}}\n{conditional}"
        ),
        &format!("use tokio::fs::metadata;\n\npub async fn f() -> bool {{\n    metadata(\"a\").await.is_ok()\n}}\n{conditional}"),
    );
}

#[test]
fn a_trait_that_only_other_builds_may_need_is_imported_for_them() {
    let code = |imports: &str, write: &str| {
        format!(
            "{imports}\npub async fn f(lines: &mut Vec<u8>) -> std::io::Result<()> {{\n    {write};\n    lines.clear();\n    Ok(())\n}}\n\n\
             #[cfg(windows)]\npub fn g(options: &Options) {{\n    let _ = options.write(true);\n}}\n\n#[cfg(windows)]\npub struct Options;\n\n\
             #[cfg(all(windows, target_os = \"none\"))]\nimpl Options {{\n    pub fn write(&self, _: bool) {{}}\n}}\n\n\
             #[cfg(test)]\nmod tests {{}}\n"
        )
    };
    let (before, after) = ("std::fs::File::create(\"a\")?.write_all(b\"a\")?", "tokio::fs::write(\"a\", b\"a\").await?");
    let elsewhere = "#[cfg(any(windows, all(windows, target_os = \"none\")))]\nuse std::io::Write;\n";
    check(&code("use std::io::Write;\n", before), &code(elsewhere, after));
    check(
        &code("use std::{io::Write, path::Path};\n\npub fn h(_: &Path) {}\n", before),
        &code(&format!("{elsewhere}use std::path::Path;\n\npub fn h(_: &Path) {{}}\n"), after),
    );
}

#[test]
fn an_import_that_shares_its_name_with_a_variant_goes_from_code_with_a_variable_called_cfg() {
    let code = |imports: &str, bytes: &str| {
        format!(
            "{imports}use std::path::PathBuf;\n\npub enum Source {{\n    File(PathBuf),\n}}\n\n\
             pub async fn f(cfg: &str) -> std::io::Result<()> {{\n    {bytes};\n    std::mem::drop(Source::File(PathBuf::new()));\n    Ok(())\n}}\n"
        )
    };
    check(
        &code("use std::fs::File;\nuse std::io::Write;\n", "File::create(\"a\")?.write_all(cfg.as_bytes())?"),
        &code("", "tokio::fs::write(\"a\", cfg.as_bytes()).await?"),
    );
}

#[test]
fn an_import_in_a_function_goes_from_it_whatever_conditional_code_stands_around() {
    let code = |write: &str| {
        format!(
            "#[cfg(unix)]\nuse std::os::unix::fs::PermissionsExt as _;\n\npub async fn f(text: &str) -> std::io::Result<()> {{\n{write}    Ok(())\n}}\n\n\
             pub fn g(mut lines: Vec<u8>) -> std::io::Result<()> {{\n    use std::io::Write;\n    lines.write_all(b\"a\")\n}}\n\n\
             #[cfg(windows)]\npub fn h() {{}}\n"
        )
    };
    check(
        &code("    use std::io::Write;\n    std::fs::File::create(\"a\")?.write_all(text.as_bytes())?;\n"),
        &code("    tokio::fs::write(\"a\", text.as_bytes()).await?;\n"),
    );
}

#[test]
fn a_call_on_the_blocking_pool_that_is_a_part_of_a_condition_stays_inside_of_its_check() {
    let code = "use std::path::{Path, PathBuf};\n\npub trait Place {\n    fn path(&self) -> PathBuf;\n}\n\n#[derive(Clone)]\npub struct Home;\n\nimpl Place for Home {\n    fn path(&self) -> PathBuf {\n        std::fs::canonicalize(\"a\").unwrap_or_default()\n    }\n}\n\n\
                pub async fn f(home: &Home) -> bool {\n    if home.path().exists() {\n        return Path::new(\"b\").exists();\n    }\n    false\n}\n";
    let folder = package(code);
    let outcome = cargo_unblock::fix(&write_mode(folder.path()), &Silent).unwrap();
    let text: String = read(folder.path(), "src/lib.rs").split_whitespace().collect();
    let expected = "tokio::fs::try_exists(tokio::task::spawn_blocking({lethome=home.clone();move||home.path()}).await";
    assert!(text.contains(expected) && outcome.rolled_back.is_empty(), "{text}\n{outcome:?}");
}
