//! What rewritten code does: every file below `fixtures/runs` is fixed, and runs before and after with the real tokio, each in a folder of
//! its own. Both have to say the same and leave the same files.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![expect(clippy::disallowed_methods, reason = "a test is not part of the tool: it makes its own files and starts programs")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use cargo_unblock::draft;
use cargo_unblock::fix::Lessons;
use cargo_unblock::options::{FixMode, FixOptions, Strategies};
use cargo_unblock::report::progress::Silent;
use cargo_unblock::rules::Applicability;

/// Says what a run says and leaves; the runtime is shut down before the files are looked at, so that nothing is still written then.
const MAIN: &str = r#"
fn outcome<F: Future<Output = Vec<String>>>(name: &str, run: impl FnOnce(std::path::PathBuf) -> F) -> Vec<String> {
    let folder = std::env::temp_dir().join(format!("runs-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let mut said = runtime.block_on(run(folder.clone()));
    runtime.shutdown_background();
    for line in &mut said {
        *line = line.replace(folder.to_str().unwrap(), "FOLDER");
    }
    let mut left: Vec<String> = std::fs::read_dir(&folder).unwrap().map(|entry| {
        let path = entry.unwrap().path();
        format!("{:?} {:?}", path.file_name(), std::fs::read(&path).ok())
    }).collect();
    left.sort();
    let _ = std::fs::remove_dir_all(&folder);
    said.into_iter().chain(left).collect()
}
"#;

fn cases() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/runs");
    let mut files: Vec<PathBuf> = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let case = |path: PathBuf| (path.file_stem().unwrap().to_str().unwrap().to_owned(), std::fs::read_to_string(&path).unwrap());
    files.into_iter().map(case).collect()
}

/// The ways in which a file is fixed: as it is by itself, and where a first line `// strategy: make-async` says that nothing in it needs the
/// blocking pool, also with an await for each operation.
fn ways(text: &str) -> impl Iterator<Item = (&'static str, Strategies)> {
    let apart = text.starts_with("// strategy: make-async\n").then_some(("apart", Strategies::MakeAsync));
    [("after", Strategies::Auto)].into_iter().chain(apart)
}

/// The text after `fix`, with what was left and why.
fn fixed(text: &str, strategies: Strategies) -> (String, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let manifest = "[package]\nname = \"runs\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\ntokio = { version = \"1\", features = [\"full\"] }\nserde_json = \"1\"\n";
    std::fs::create_dir(folder.path().join("src")).unwrap();
    std::fs::write(folder.path().join("Cargo.toml"), manifest).unwrap();
    // What only a program may do stands beside its `main`.
    let root = if text.contains("#[tokio::main]") { "src/main.rs" } else { "src/lib.rs" };
    std::fs::write(folder.path().join(root), text).unwrap();
    let options = FixOptions {
        strategies,
        paths: vec![folder.path().to_owned()],
        config: None,
        rules: Vec::new(),
        least_applicability: Applicability::Unsafe,
        mode: FixMode::DryRun,
        ..FixOptions::default()
    };
    let plan = draft(&options, &Silent).unwrap().plan(&options, &Lessons::default());
    let left = plan.left.iter().map(|(_, reason)| reason.clone()).collect();
    (plan.changes.apply_to(root, text).unwrap(), left)
}

#[test]
fn rewritten_code_says_and_leaves_what_the_code_before_did() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("runs/package");
    let sources = folder.join("src");
    std::fs::create_dir_all(&sources).unwrap();
    let mut main = format!("#![allow(warnings)]\n{MAIN}");
    let mut calls = String::new();
    for (name, before) in cases() {
        let run = |time: &str| format!("outcome(\"{name}\", |folder| async move {{ {name}_{time}::run(&folder).await }})");
        writeln!(calls, "    let before = {};", run("before")).unwrap();
        writeln!(main, "mod {name}_before;").unwrap();
        for (way, strategies) in ways(&before) {
            let (after, left) = fixed(&before, strategies);
            assert_eq!(left, [""; 0], "{name}, {way}: all of it is to be rewritten:\n{after}");
            std::fs::write(sources.join(format!("{name}_{way}.rs")), after).unwrap();
            writeln!(main, "mod {name}_{way};").unwrap();
            writeln!(calls, "    assert_eq!(before, {}, \"{name}, {way}\");", run(way)).unwrap();
        }
        std::fs::write(sources.join(format!("{name}_before.rs")), before).unwrap();
    }
    writeln!(main, "fn main() {{\n{calls}}}").unwrap();
    let lock = std::fs::read_to_string(root.join("Cargo.lock")).unwrap();
    let version = |name: &str| {
        let entry = lock.split("[[package]]").find(|entry| entry.contains(&format!("name = \"{name}\"\n"))).unwrap();
        entry.split("version = \"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned()
    };
    let (tokio, serde_json) = (version("tokio"), version("serde_json"));
    let manifest = format!(
        "[package]\nname = \"runs\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n[dependencies]\ntokio = {{ version = \"={tokio}\", features = [\"full\"] }}\nserde_json = \"={serde_json}\"\n"
    );
    std::fs::write(sources.join("main.rs"), main).unwrap();
    std::fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    std::fs::write(folder.join("Cargo.lock"), &lock).unwrap();
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["run", "--offline", "--quiet"]).current_dir(&folder);
    cargo.env("CARGO_TARGET_DIR", folder.with_file_name("target")).env_remove("RUSTFLAGS").env_remove("RUSTC_WORKSPACE_WRAPPER");
    let output = cargo.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
