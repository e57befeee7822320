//! Imports follow their uses, or stay, or go.

use super::*;

#[test]
fn an_import_moves_if_every_use_of_it_moves() {
    check_fix(
        "use std::fs;\n\npub async fn f() {\n    let _ = fs::read(\"a\");\n    let _ = fs::exists(\"a\");\n}\n",
        "use tokio::fs;\n\npub async fn f() {\n    let _ = fs::read(\"a\").await;\n    let _ = fs::try_exists(\"a\").await;\n}\n",
    );
}

#[test]
fn an_import_stays_if_one_use_of_it_stays() {
    check_fix(
        "use std::fs;\n\npub async fn f() {\n    let _ = fs::read(\"a\");\n}\npub fn g() {\n    let _ = fs::read(\"a\");\n}\n",
        "use std::fs;\n\npub async fn f() {\n    let _ = tokio::fs::read(\"a\").await;\n}\npub fn g() {\n    let _ = fs::read(\"a\");\n}\n",
    );
    // A type from it is a use as well.
    check_fix(
        "use std::fs;\n\npub async fn f(_: fs::Metadata) {\n    let _ = fs::read(\"a\");\n}\n",
        "use std::fs;\n\npub async fn f(_: fs::Metadata) {\n    let _ = tokio::fs::read(\"a\").await;\n}\n",
    );
}

#[test]
fn a_variable_or_field_of_the_same_name_is_no_use() {
    check_fix(
        "use std::fs;\n\npub struct S { fs: u8 }\npub async fn f(s: S, fs: &str) {\n    let _ = fs::read(fs);\n    let _ = s.fs;\n}\n",
        "use tokio::fs;\n\npub struct S { fs: u8 }\npub async fn f(s: S, fs: &str) {\n    let _ = fs::read(fs).await;\n    let _ = s.fs;\n}\n",
    );
}

#[test]
fn a_leaf_leaves_its_group() {
    check_fix(
        "use std::{fs, io};\n\npub async fn f() -> io::Result<()> {\n    fs::remove_file(\"a\")\n}\n",
        "use std::io;\nuse tokio::fs;\n\npub async fn f() -> io::Result<()> {\n    fs::remove_file(\"a\").await\n}\n",
    );
    check_fix(
        "use std::{\n    fs::{self, File},\n    io,\n};\n\npub async fn f(_: File) -> io::Result<()> {\n    fs::remove_file(\"a\")\n}\n",
        "use std::{fs::File, io};\nuse tokio::fs;\n\npub async fn f(_: File) -> io::Result<()> {\n    fs::remove_file(\"a\").await\n}\n",
    );
}

#[test]
fn a_new_import_goes_where_the_order_wants_it() {
    check_fix(
        "use std::fs;\nuse std::io;\nuse tracing::info;\n\npub async fn f() -> io::Result<()> {\n    fs::remove_file(\"a\")\n}\n",
        "use std::io;\nuse tokio::fs;\nuse tracing::info;\n\npub async fn f() -> io::Result<()> {\n    fs::remove_file(\"a\").await\n}\n",
    );
    check_fix(
        "use std::fs;\n#[cfg(unix)]\nuse std::io;\nuse std::path::Path;\n#[cfg(unix)]\nuse url::Url;\n\npub async fn f(path: &Path) {\n    let _ = fs::read(path);\n}\n",
        "#[cfg(unix)]\nuse std::io;\nuse std::path::Path;\nuse tokio::fs;\n#[cfg(unix)]\nuse url::Url;\n\npub async fn f(path: &Path) {\n    let _ = fs::read(path).await;\n}\n",
    );
    check_fix(
        "use std::fs;\nuse std::io;\n\nuse tokio::sync::Mutex;\nuse tokio::time;\n\npub async fn f() -> io::Result<()> {\n    fs::remove_file(\"a\")\n}\n",
        "use std::io;\n\nuse tokio::fs;\nuse tokio::sync::Mutex;\nuse tokio::time;\n\npub async fn f() -> io::Result<()> {\n    fs::remove_file(\"a\").await\n}\n",
    );
}

#[test]
fn a_new_import_goes_among_those_of_other_crates() {
    check_fix(
        "use std::fs;\nuse std::io;\n\nuse serde::Serialize;\nuse tracing::info;\n\nuse crate::a;\n\npub async fn f() -> io::Result<()> {\n    fs::remove_file(\"a\")\n}\n",
        "use std::io;\n\nuse serde::Serialize;\nuse tokio::fs;\nuse tracing::info;\n\nuse crate::a;\n\npub async fn f() -> io::Result<()> {\n    fs::remove_file(\"a\").await\n}\n",
    );
    check_fix(
        "use std::fs;\nuse std::io;\n\nuse own_core::Core;\n\nuse serde::Serialize;\nuse tracing::info;\n\npub async fn f() -> io::Result<()> {\n    fs::remove_file(\"a\")\n}\n",
        "use std::io;\n\nuse own_core::Core;\n\nuse serde::Serialize;\nuse tokio::fs;\nuse tracing::info;\n\npub async fn f() -> io::Result<()> {\n    fs::remove_file(\"a\").await\n}\n",
    );
    // Nothing is left of the paragraph of the standard library.
    check_fix(
        "use std::fs;\n\nuse serde::Serialize;\n\npub async fn f() {\n    let _ = fs::read(\"a\");\n}\n",
        "use serde::Serialize;\nuse tokio::fs;\n\npub async fn f() {\n    let _ = fs::read(\"a\").await;\n}\n",
    );
    // These are no other crates.
    check_fix(
        "use std::fs;\nuse std::io;\n\nuse crate::a;\n\nuse b::c;\n\nmod b;\n\npub async fn f() -> io::Result<()> {\n    fs::remove_file(\"a\")\n}\n",
        "use std::io;\nuse tokio::fs;\n\nuse crate::a;\n\nuse b::c;\n\nmod b;\n\npub async fn f() -> io::Result<()> {\n    fs::remove_file(\"a\").await\n}\n",
    );
    check_fix(
        "use serde::Serialize;\nuse std::fs;\n\nuse tracing::info;\n\npub async fn f() {\n    let _ = fs::read(\"a\");\n}\n",
        "use serde::Serialize;\nuse tokio::fs;\n\nuse tracing::info;\n\npub async fn f() {\n    let _ = fs::read(\"a\").await;\n}\n",
    );
}

#[test]
fn what_was_a_group_stays_one() {
    check_fix(
        "use std::{\n    fs::{copy, write},\n    io,\n};\n\npub async fn f() -> io::Result<()> {\n    copy(\"a\", \"b\")?;\n    write(\"a\", \"b\")\n}\n",
        "use std::io;\nuse tokio::fs::{copy, write};\n\npub async fn f() -> io::Result<()> {\n    copy(\"a\", \"b\").await?;\n    write(\"a\", \"b\").await\n}\n",
    );
}

#[test]
fn a_module_and_what_is_in_it_stay_together() {
    check_fix(
        "use std::fs::{self, copy};\n\npub async fn f() {\n    let _ = fs::read(\"a\");\n    let _ = copy(\"a\", \"b\");\n}\n",
        "use tokio::fs::{self, copy};\n\npub async fn f() {\n    let _ = fs::read(\"a\").await;\n    let _ = copy(\"a\", \"b\").await;\n}\n",
    );
}

#[test]
fn a_function_by_its_own_name_moves() {
    check_fix(
        "use std::fs::{read, read_to_string};\n\npub async fn f() {\n    let _ = read(\"a\");\n}\npub fn g() {\n    let _ = read_to_string(\"a\");\n}\n",
        "use std::fs::read_to_string;\nuse tokio::fs::read;\n\npub async fn f() {\n    let _ = read(\"a\").await;\n}\npub fn g() {\n    let _ = read_to_string(\"a\");\n}\n",
    );
    check_fix(
        "use std::thread::sleep;\nuse std::time::Duration;\n\npub async fn f() {\n    sleep(Duration::ZERO);\n}\n",
        "use std::time::Duration;\nuse tokio::time::sleep;\n\npub async fn f() {\n    sleep(Duration::ZERO).await;\n}\n",
    );
}

#[test]
fn an_import_without_a_use_goes() {
    check_fix(
        "use std::io;\n\nuse std::thread;\n\npub async fn f() -> io::Result<()> {\n    thread::sleep(std::time::Duration::ZERO);\n    Ok(())\n}\n",
        "use std::io;\n\npub async fn f() -> io::Result<()> {\n    tokio::time::sleep(std::time::Duration::ZERO).await;\n    Ok(())\n}\n",
    );
    check_fix(
        "use std::path::{Path, PathBuf};\n\npub async fn f(path: PathBuf) -> bool {\n    Path::exists(&path)\n}\n",
        "use std::path::PathBuf;\n\npub async fn f(path: PathBuf) -> bool {\n    tokio::fs::try_exists(&path).await.unwrap_or(false)\n}\n",
    );
}

#[test]
fn an_alias_is_kept_unless_it_speaks_of_the_old_crate() {
    check_fix(
        "use std::fs as disk;\n\npub async fn f() {\n    let _ = disk::read(\"a\");\n}\n",
        "use tokio::fs as disk;\n\npub async fn f() {\n    let _ = disk::read(\"a\").await;\n}\n",
    );
    check_fix(
        "use std::fs as stdfs;\n\npub async fn f() {\n    let _ = stdfs::read(\"a\");\n}\n",
        "\npub async fn f() {\n    let _ = tokio::fs::read(\"a\").await;\n}\n".trim_start_matches('\n'),
    );
}

#[test]
fn imports_in_functions_and_blocks_have_their_own_scope() {
    check_fix(
        "pub async fn f() {\n    use std::fs;\n    let _ = fs::read(\"a\");\n}\npub fn g() {\n    use std::fs;\n    let _ = fs::read(\"a\");\n}\n",
        "pub async fn f() {\n    use tokio::fs;\n    let _ = fs::read(\"a\").await;\n}\npub fn g() {\n    use std::fs;\n    let _ = fs::read(\"a\");\n}\n",
    );
    check_fix(
        "use tokio::fs;\n\npub async fn f() {\n    let _ = fs::read(\"a\").await;\n    {\n        use std::fs;\n        let _ = fs::read(\"a\");\n    }\n}\n",
        "use tokio::fs;\n\npub async fn f() {\n    let _ = fs::read(\"a\").await;\n    {\n        use tokio::fs;\n        let _ = fs::read(\"a\").await;\n    }\n}\n",
    );
}

#[test]
fn inline_modules_have_their_own_imports() {
    check_fix(
        "use std::fs;\n\npub fn g() { let _ = fs::read(\"a\"); }\n\npub mod inner {\n    use std::fs;\n\n    pub async fn f() {\n        let _ = fs::read(\"a\");\n    }\n}\n",
        "use std::fs;\n\npub fn g() { let _ = fs::read(\"a\"); }\n\npub mod inner {\n    use tokio::fs;\n\n    pub async fn f() {\n        let _ = fs::read(\"a\").await;\n    }\n}\n",
    );
}

#[test]
fn tests_that_take_all_from_their_parent_keep_what_they_need() {
    check_fix(
        "use std::fs;\n\npub async fn f() {\n    let _ = fs::read(\"a\");\n}\n\n#[cfg(test)]\nmod tests {\n    use super::*;\n\n    #[test]\n    fn t() { fs::write(\"a\", \"\").unwrap(); }\n}\n",
        "use tokio::fs;\n\npub async fn f() {\n    let _ = fs::read(\"a\").await;\n}\n\n#[cfg(test)]\nmod tests {\n    use super::*;\n    use std::fs;\n\n    #[test]\n    fn t() { fs::write(\"a\", \"\").unwrap(); }\n}\n",
    );
}

#[test]
fn a_public_import_and_one_that_macros_or_other_modules_mention_stays() {
    let full = |import: &str, rest: &str| {
        let text = |call: &str| format!("{import}\n\npub async fn f() {{\n    let _ = {call};\n}}\n{rest}");
        check_fix(&text("fs::read(\"a\")"), &text("tokio::fs::read(\"a\").await"));
    };
    full("pub use std::fs;", "");
    full("use std::fs;", "macro_rules! m { () => { fs::read(\"a\") } }\n");
    full("use std::fs;", "mod inner { pub fn g() { let _ = super::fs::read(\"a\"); } }\n");
    full("use std::fs;\nuse fs::File;", "pub type F = File;\n");
    full("use std::fs; // disk", "pub fn g() { let _ = fs::read(\"a\"); }\n");
}

#[test]
fn a_child_module_in_another_file_may_use_the_import() {
    let parent = "use std::fs;\n\nmod child;\n\npub async fn f() {\n    let _ = fs::read(\"a\");\n}\n";
    let child = "use super::*;\n\npub fn g() {\n    let _ = fs::read(\"a\");\n}\n";
    let (tree, _) = fix_tree(&[("src/lib.rs", parent), ("src/child.rs", child)], Applicability::Safe);
    assert_eq!(tree["src/lib.rs"], parent.replace("fs::read(\"a\")", "tokio::fs::read(\"a\").await"));
    assert_eq!(tree["src/child.rs"], child);
}

#[test]
fn attributes_stay_with_their_import() {
    check_fix(
        "#[allow(unused_imports)]\nuse std::fs;\n\npub async fn f() {\n    let _ = fs::read(\"a\");\n}\n",
        "#[allow(unused_imports)]\nuse tokio::fs;\n\npub async fn f() {\n    let _ = fs::read(\"a\").await;\n}\n",
    );
}

#[test]
fn a_trait_goes_with_the_last_call_of_its_methods() {
    check_fix(
        "use std::net::{SocketAddr, ToSocketAddrs};\n\npub async fn f(name: &str) -> Option<SocketAddr> {\n    name.to_socket_addrs().ok()?.next()\n}\n",
        "use std::net::SocketAddr;\n\npub async fn f(name: &str) -> Option<SocketAddr> {\n    tokio::net::lookup_host(name).await.ok()?.next()\n}\n",
    );
    let kept = "pub fn g(name: &str) {\n    let _ = name.to_socket_addrs();\n}\n";
    check_fix(
        &format!("use std::net::ToSocketAddrs;\n\npub async fn f(name: &str) {{\n    let _ = name.to_socket_addrs();\n}}\n{kept}"),
        &format!(
            "use std::net::ToSocketAddrs;\n\npub async fn f(name: &str) {{\n    let _ = tokio::net::lookup_host(name).await;\n}}\n{kept}"
        ),
    );
}

#[test]
fn a_macro_that_writes_keeps_the_trait_unless_texts_are_written_too() {
    let file = |imports: &str, body: &str, write: &str| {
        format!(
            "{imports}\npub async fn f() -> io::Result<()> {{\n{body}    Ok(())\n}}\n\npub fn g(out: &mut {write}) {{\n    let _ = writeln!(out, \"a\");\n}}\n"
        )
    };
    let before = "    let mut file = std::fs::File::create(\"a\")?;\n    file.write_all(b\"b\")?;\n";
    let after = "    tokio::fs::write(\"a\", b\"b\").await?;\n";
    check_fix(&file("use std::io::{self, Write};\n", before, "Vec<u8>"), &file("use std::io::{self, Write};\n", after, "Vec<u8>"));
    check_fix(
        &file("use std::fmt::Write as _;\nuse std::io::{self, Write};\n", before, "String"),
        &file("use std::fmt::Write as _;\nuse std::io;\n", after, "String"),
    );
}

#[test]
fn an_import_by_way_of_another_takes_it_along() {
    check_fix(
        "use fs::read;\nuse std::fs;\n\npub async fn f() {\n    let _ = read(\"a\");\n}\n",
        "use tokio::fs::read;\n\npub async fn f() {\n    let _ = read(\"a\").await;\n}\n",
    );
    check_fix(
        "use fs::read;\nuse std::fs;\n\npub async fn f(_: fs::Metadata) {\n    let _ = read(\"a\");\n}\n",
        "use std::fs;\nuse tokio::fs::read;\n\npub async fn f(_: fs::Metadata) {\n    let _ = read(\"a\").await;\n}\n",
    );
}
