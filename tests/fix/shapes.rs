//! Rewrites of more than one place: what fixtures cannot show, because their marks are comments.

use super::*;

#[test]
fn a_file_that_is_written_once_is_written_in_one_step() {
    check_fix(
        "use std::fs::File;\nuse std::io::Write;\nuse std::path::Path;\n\npub async fn f(path: &Path, text: &str) -> std::io::Result<()> {\n    let mut file = File::create(path)?;\n    file.write_all(text.as_bytes())?;\n    Ok(())\n}\n",
        "use std::path::Path;\n\npub async fn f(path: &Path, text: &str) -> std::io::Result<()> {\n    tokio::fs::write(path, text.as_bytes()).await?;\n    Ok(())\n}\n",
    );
    check_fix(
        "use std::io::Write;\n\npub async fn f(path: &str) -> std::io::Result<()> {\n    let mut file = std::fs::File::create(path)?;\n    file.write_all(b\"a\")\n}\n",
        "pub async fn f(path: &str) -> std::io::Result<()> {\n    tokio::fs::write(path, b\"a\").await\n}\n",
    );
}

#[test]
fn what_a_file_does_not_leave_waiting_is_safe_and_what_it_may_is_not() {
    let text = "use std::io::Write;\n\npub async fn f(bytes: std::io::Result<Vec<u8>>) -> std::io::Result<()> {\n    let mut file = std::fs::File::create(\"a\")?;\n    file.write_all(b\"a\")?;\n    file.write_all(&bytes?)?;\n    Ok(())\n}\n";
    check_awaits(
        text,
        "use tokio::io::AsyncWriteExt;\n\npub async fn f(bytes: std::io::Result<Vec<u8>>) -> std::io::Result<()> {\n    let mut file = tokio::fs::File::create(\"a\").await?;\n    file.write_all(b\"a\").await?;\n    file.flush().await?;\n    file.write_all(&bytes?).await?;\n    file.flush().await?;\n    Ok(())\n}\n",
    );
    let buffered = text.replace("std::fs::File::create(\"a\")?", "std::io::BufWriter::new(std::fs::File::create(\"a\")?)");
    let reason = "unsafe: where the function returns before the flush, what was written last may still be on its way then; errors of the last write are looked at, which were ignored when the `BufWriter` was dropped";
    let (tree, left) = fix_tree_by(Strategies::MakeAsync, &[("src/lib.rs", &buffered)], Applicability::Safe);
    assert_eq!((tree["src/lib.rs"].as_str(), left), (buffered.as_str(), vec![reason.to_owned(); 3]));
    let (tree, left) = fix_tree_by(Strategies::MakeAsync, &[("src/lib.rs", &buffered)], Applicability::Unsafe);
    assert!(tree["src/lib.rs"].contains("    file.write_all(&bytes?).await?;\n    file.flush().await?;\n"), "{}", tree["src/lib.rs"]);
    assert_eq!(left, [""; 0]);
}

#[test]
fn a_trait_is_imported_in_its_own_module() {
    check_fix(
        "pub mod inner {\n    use std::fs::File;\n    use std::io::Read;\n\n    pub async fn f(text: &mut String) -> std::io::Result<usize> {\n        File::open(\"a\")?.read_to_string(text)\n    }\n}\n",
        "pub mod inner {\n    use tokio::fs::File;\n    use tokio::io::AsyncReadExt;\n\n    pub async fn f(text: &mut String) -> std::io::Result<usize> {\n        File::open(\"a\").await?.read_to_string(text).await\n    }\n}\n",
    );
}

#[test]
fn line_ends_stay_in_loops() {
    check_fix(
        "pub async fn f() -> std::io::Result<()> {\r\n    for entry in std::fs::read_dir(\"a\")? {\r\n        let entry = entry?;\r\n\r\n        drop(entry.path());\r\n    }\r\n    Ok(())\r\n}\r\n",
        "pub async fn f() -> std::io::Result<()> {\r\n    let mut entries = tokio::fs::read_dir(\"a\").await?;\r\n    while let Some(entry) = entries.next_entry().await? {\r\n        drop(entry.path());\r\n    }\r\n    Ok(())\r\n}\r\n",
    );
}

#[test]
fn what_is_read_from_standard_input_is_read_on_another_thread() {
    let reads = |statements: &str| {
        format!(
            "use std::io::{{self, Read}};\n\npub async fn f() -> io::Result<String> {{\n    let mut text = String::new();\n{statements}    Ok(text)\n}}\n"
        )
    };
    let hop = |place: &str| {
        format!(
            "    text = tokio::task::spawn_blocking(move || {place}.read_to_string(&mut text).map(|_| text))\n        .await\n        .unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()))?;\n"
        )
    };
    for (before, after) in [
        ("    io::stdin().read_to_string(&mut text)?;\n", hop("io::stdin()")),
        ("    let _ = io::stdin().lock().read_to_string(&mut text)?;\n", hop("io::stdin().lock()")),
        (
            "    let mut input = io::stdin();\n    input.read_to_string(&mut text)?;\n",
            format!("    let mut input = io::stdin();\n{}", hop("input")),
        ),
    ] {
        let text = reads(before);
        check_left(
            &text,
            &[
                "unsafe: a read of standard input cannot be cancelled on its thread either: the program may hang at its end until the input ends",
            ],
        );
        let (tree, left) = fix_tree(&[("src/lib.rs", &text)], Applicability::Unsafe);
        assert_eq!(tree["src/lib.rs"], reads(&after));
        assert_eq!(left, [""; 0]);
    }
    // guard: the handle is needed here afterwards, or the read is a part of something else.
    for kept in [
        "    let mut input = io::stdin();\n    input.read_to_string(&mut text)?;\n    drop(input);\n",
        "    let mut input = io::stdin();\n    loop {\n        input.read_to_string(&mut text)?;\n        if !text.is_empty() {\n            break;\n        }\n    }\n",
        "    let count = 1 + io::stdin().read_to_string(&mut text)?;\n    assert!(count > 0);\n",
    ] {
        let (tree, left) = fix_tree(&[("src/lib.rs", &reads(kept))], Applicability::Unsafe);
        assert_eq!(tree["src/lib.rs"], reads(kept));
        assert_eq!(left.len(), 1);
    }
}

#[test]
fn a_trait_that_a_macro_still_writes_by_stays_imported() {
    let after = |import: &str, other: &str| {
        format!(
            "use std::fs::File;\nuse std::io::Write;\n{import}\npub async fn f(path: &std::path::Path, n: u32) -> std::io::Result<()> {{\n{}}}\n\n{other}",
            "    let mut file = tokio::fs::File::create(path).await?;\n    file.write_all(format!(\"{n}\\n\").as_bytes()).await?;\n    file.flush().await?;\n    Ok(())\n"
        )
    };
    let other = "pub fn g(mut file: File) {\n    let _ = write!(file, \"a\");\n}\n";
    let before = after("", other)
        .replace("tokio::fs::File::create(path).await", "File::create(path)")
        .replace("file.write_all(format!(\"{n}\\n\").as_bytes()).await?;\n    file.flush().await?;", "writeln!(file, \"{n}\")?;");
    check_fix(&before, &after("use tokio::io::AsyncWriteExt;\n", other));
}
