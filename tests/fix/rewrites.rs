//! Calls and what they become.

use super::*;

#[test]
fn a_path_call_gets_its_path_and_an_await() {
    check_body("    std::fs::write(path, \"a\")?;", "    tokio::fs::write(path, \"a\").await?;");
    check_body("    let _ = ::std::fs::read(path)?.len();", "    let _ = tokio::fs::read(path).await?.len();");
    check_body("    let there = std::fs::exists(path)?;", "    let there = tokio::fs::try_exists(path).await?;");
    check_body("    std::thread::sleep(std::time::Duration::ZERO);", "    tokio::time::sleep(std::time::Duration::ZERO).await;");
    check_body("    return std::fs::remove_file(path);", "    return tokio::fs::remove_file(path).await;");
}

#[test]
fn generic_arguments_go_where_the_replacement_has_none() {
    check_body(
        "    let text = std::fs::read_to_string::<&std::path::Path>(path)?;",
        "    let text = tokio::fs::read_to_string(path).await?;",
    );
}

#[test]
fn a_method_becomes_a_call() {
    check_body("    if path.exists() {}", "    if tokio::fs::try_exists(path).await.unwrap_or(false) {}");
    check_body("    let real = path.canonicalize()?;", "    let real = tokio::fs::canonicalize(path).await?;");
}

#[test]
fn a_place_is_borrowed_and_a_temporary_is_handed_over() {
    check_body("    let real = name.canonicalize()?;", "    let real = tokio::fs::canonicalize(&name).await?;");
    check_body("    let real = path.join(\"a\").canonicalize()?;", "    let real = tokio::fs::canonicalize(path.join(\"a\")).await?;");
    check_body("    let real = (&name).canonicalize()?;", "    let real = tokio::fs::canonicalize(&name).await?;");
    check_body("    let real = (path.join(\"a\")).canonicalize()?;", "    let real = tokio::fs::canonicalize(path.join(\"a\")).await?;");
    check_body("    let real = std::path::Path::canonicalize(&name)?;", "    let real = tokio::fs::canonicalize(&name).await?;");
    check_fix(
        "pub struct S { path: std::path::PathBuf }\nimpl S {\n    pub async fn f(&self) -> bool { self.path.exists() }\n}\n",
        "pub struct S { path: std::path::PathBuf }\nimpl S {\n    pub async fn f(&self) -> bool { tokio::fs::try_exists(&self.path).await.unwrap_or(false) }\n}\n",
    );
}

#[test]
fn operators_around_the_call_stay() {
    check_body(
        "    let found = !path.is_file() && name.exists() || path.is_dir();",
        "    let found = !tokio::fs::metadata(path).await.is_ok_and(|metadata| metadata.is_file()) && tokio::fs::try_exists(&name).await.unwrap_or(false) || tokio::fs::metadata(path).await.is_ok_and(|metadata| metadata.is_dir());",
    );
    check_body("    let size = (std::fs::read(path)?).len();", "    let size = (tokio::fs::read(path).await?).len();");
    check_body("    let text = &std::fs::read_to_string(path)?[1..];", "    let text = &tokio::fs::read_to_string(path).await?[1..];");
}

#[test]
fn the_await_follows_the_breaks_of_its_chain() {
    check_body(
        "    let length = std::fs::read(path)?\n        .len();",
        "    let length = tokio::fs::read(path)\n        .await?\n        .len();",
    );
    check_body(
        "    let text = std::fs::read_to_string(path)\n        .map(|text| text.len())\n        .map_err(drop);",
        "    let text = tokio::fs::read_to_string(path)\n        .await\n        .map(|text| text.len())\n        .map_err(drop);",
    );
    check_body(
        "    let real = path\n        .join(\"a\")\n        .is_dir()\n        .then(|| 1);",
        "    let real = tokio::fs::metadata(path.join(\"a\"))\n        .await\n        .is_ok_and(|metadata| metadata.is_dir())\n        .then(|| 1);",
    );
}

#[test]
fn lines_that_grow_too_long_are_broken_as_rustfmt_breaks_them() {
    check_body(
        "    if path.is_file() && name.is_dir() {\n    }",
        "    if tokio::fs::metadata(path)\n        .await\n        .is_ok_and(|metadata| metadata.is_file())\n        && tokio::fs::metadata(&name)\n            .await\n            .is_ok_and(|metadata| metadata.is_dir())\n    {\n    }",
    );
    check_body(
        "    let found = if name.join(\"a\").is_file() {\n        1\n    } else { 2 };",
        "    let found = if tokio::fs::metadata(name.join(\"a\"))\n        .await\n        .is_ok_and(|metadata| metadata.is_file())\n    {\n        1\n    } else { 2 };",
    );
}

#[test]
fn comments_and_formatting_inside_stay() {
    check_body(
        "    std::fs::write(\n        // the file\n        path,\n        \"a\",   /* text */\n    )?;  // done",
        "    tokio::fs::write(\n        // the file\n        path,\n        \"a\",   /* text */\n    )\n    .await?;  // done",
    );
    check_body(
        "    let real = std::path::Path::canonicalize(\n        &name,\n    )?;",
        "    let real = tokio::fs::canonicalize(\n        &name,\n    )\n    .await?;",
    );
}

#[test]
fn a_call_over_several_lines_is_awaited_below() {
    check_body(
        "    if let Err(error) = std::fs::write(\n        path,\n        \"a\",\n    ) {\n        drop(error);\n    }",
        "    if let Err(error) = tokio::fs::write(\n        path,\n        \"a\",\n    )\n    .await\n    {\n        drop(error);\n    }",
    );
}

#[test]
fn calls_inside_of_calls_are_all_rewritten() {
    check_body(
        "    std::fs::write(path.canonicalize()?, std::fs::read(&name)?)?;",
        "    tokio::fs::write(tokio::fs::canonicalize(path).await?, tokio::fs::read(&name).await?).await?;",
    );
    check_body(
        "    let there = path.canonicalize()?.exists();",
        "    let there = tokio::fs::try_exists(tokio::fs::canonicalize(path).await?)\n        .await\n        .unwrap_or(false);",
    );
}

#[test]
fn a_chain_of_a_command_changes_its_ends() {
    check_body(
        "    let output = std::process::Command::new(\"git\").arg(\"status\").output()?;",
        "    let output = tokio::process::Command::new(\"git\")\n        .arg(\"status\")\n        .stdin(std::process::Stdio::null())\n        .output()\n        .await?;",
    );
    check_body(
        "    let status = std::process::Command::new(\"git\")\n        .arg(path) // where\n        .status()?;",
        "    let status = tokio::process::Command::new(\"git\")\n        .arg(path) // where\n        .status().await?;",
    );
    check_fix(
        "use std::process::{Command, Stdio};\n\npub async fn f() {\n    let _ = Command::new(\"a\")\n        .stdin(Stdio::inherit())\n        .output();\n    let _ = Command::new(\"a\")\n        .output();\n}\n",
        "use std::process::Stdio;\nuse tokio::process::Command;\n\npub async fn f() {\n    let _ = Command::new(\"a\")\n        .stdin(Stdio::inherit())\n        .output()\n        .await;\n    let _ = Command::new(\"a\")\n        .stdin(Stdio::null())\n        .output()\n        .await;\n}\n",
    );
}

#[test]
fn byte_order_marks_and_line_ends_stay() {
    check_fix(
        "\u{feff}use std::fs;\r\n\r\npub async fn f() {\r\n    let _ = fs::read(\"\u{e9}\")\r\n        .map(|bytes| bytes.len());\r\n}\r\n",
        "\u{feff}use tokio::fs;\r\n\r\npub async fn f() {\r\n    let _ = fs::read(\"\u{e9}\")\r\n        .await\r\n        .map(|bytes| bytes.len());\r\n}\r\n",
    );
}

#[test]
fn arguments_of_macros_that_are_plain_expressions_are_rewritten() {
    check_body("    assert!(path.exists());", "    assert!(tokio::fs::try_exists(path).await.unwrap_or(false));");
    check_body("    let all = vec![std::fs::read(path)?];", "    let all = vec![tokio::fs::read(path).await?];");
}

#[test]
fn channels_and_locks_keep_their_crate() {
    check_fix(
        "pub async fn f(mut receiver: tokio::sync::mpsc::Receiver<u8>) {\n    let _ = receiver\n        .blocking_recv();\n}\n",
        "pub async fn f(mut receiver: tokio::sync::mpsc::Receiver<u8>) {\n    let _ = receiver\n        .recv().await;\n}\n",
    );
}

#[test]
fn a_renamed_or_hidden_crate_is_spelled_right() {
    let manifest = "[package]\nname = \"tree\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\nrt = { package = \"tokio\", version = \"1\", features = [\"fs\"] }\n";
    let code = "pub async fn f() {\n    let _ = std::fs::read(\"a\");\n}\n";
    let (tree, _) = fix_tree(&[("Cargo.toml", manifest), ("src/lib.rs", code)], Applicability::Safe);
    assert_eq!(tree["src/lib.rs"], "pub async fn f() {\n    let _ = rt::fs::read(\"a\").await;\n}\n");
    check_fix(
        "mod tokio {}\npub async fn f() {\n    let _ = std::fs::read(\"a\");\n}\n",
        "mod tokio {}\npub async fn f() {\n    let _ = ::tokio::fs::read(\"a\").await;\n}\n",
    );
}

#[test]
fn what_is_unsafe_is_done_only_on_request() {
    let code = "pub async fn f(handle: tokio::runtime::Handle) {\n    handle.block_on(async { 1 });\n}\n";
    let (tree, left) = fix_tree(&[("src/lib.rs", code)], Applicability::Safe);
    assert_eq!((tree["src/lib.rs"].as_str(), left.len()), (code, 1));
    let (tree, left) = fix_tree(&[("src/lib.rs", code)], Applicability::Unsafe);
    assert_eq!(tree["src/lib.rs"], "pub async fn f(handle: tokio::runtime::Handle) {\n    async { 1 }.await;\n}\n");
    assert_eq!(left, [""; 0]);
}
