//! The real cargo, with a tokio of signatures only: no network, and done in moments.

use std::process::Command;

use cargo_unblock::FixError;

use super::*;

/// A package in a git repository, which depends by path on the tokio of signatures.
pub(super) fn package(code: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let tokio = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/tokio");
    // Packages of one name must not meet in a build folder that the environment names.
    let unique = folder.path().file_name().unwrap().to_string_lossy().replace('.', "");
    let manifest = format!(
        "[package]\nname = \"tree-{unique}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\ntokio = {{ path = {:?}, features = [\"rt\"] }}\n",
        tokio.to_str().unwrap()
    );
    std::fs::create_dir(folder.path().join("src")).unwrap();
    std::fs::write(folder.path().join("Cargo.toml"), manifest).unwrap();
    std::fs::write(folder.path().join(".gitignore"), "target\nCargo.lock\n").unwrap();
    std::fs::write(folder.path().join("src/lib.rs"), code).unwrap();
    git(folder.path(), &["init", "-q"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "-q", "-m", "first"]);
    folder
}

fn git(folder: &Path, arguments: &[&str]) {
    let identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
    assert!(Command::new("git").args(identity).args(arguments).current_dir(folder).output().unwrap().status.success());
}

pub(super) fn write_mode(folder: &Path) -> FixOptions {
    FixOptions { mode: FixMode::Write, ..options(folder, Applicability::Safe) }
}

pub(super) fn read(folder: &Path, path: &str) -> String {
    std::fs::read_to_string(folder.join(path)).unwrap()
}

const GOOD: &str = "pub async fn good() {\n    let _ = std::fs::read(\"a\");\n}\n";

/// A value that may not cross threads is alive at the new await; what a pattern takes apart the planner does not look at.
const BAD: &str = "pub fn bad() -> impl Future<Output = ()> + Send {\n    async {\n        let (count,) = (std::rc::Rc::new(1),);\n        \
    let _ = std::fs::read(\"b\");\n        drop(count);\n    }\n}\n";

#[test]
fn what_compiles_is_kept_and_what_does_not_is_taken_back() {
    let folder = package(&format!("{GOOD}\n{BAD}"));
    let outcome = cargo_unblock::fix(&write_mode(folder.path()), &Silent).unwrap();
    assert_eq!(outcome.applied, ["src/lib.rs:2: std::fs::read -> tokio::fs::read"]);
    assert_eq!((outcome.rolled_back.len(), outcome.rounds), (1, 2));
    assert_eq!(outcome.rolled_back[0].title, "src/lib.rs:8: std::fs::read -> tokio::fs::read");
    assert!(outcome.rolled_back[0].errors[0].contains("future cannot be sent between threads safely"), "{outcome:?}");
    let good = GOOD.replace("std::fs::read(\"a\")", "tokio::fs::read(\"a\").await");
    assert_eq!(read(folder.path(), "src/lib.rs"), format!("{good}\n{BAD}"));
    assert!(read(folder.path(), "Cargo.toml").contains("features = [\"rt\", \"fs\"]"));
}

#[test]
fn what_rustfmt_accepted_before_it_accepts_after() {
    // Tuples are none of the things that a rewrite lays out by itself.
    let code = "use std::path::Path;\n\npub async fn f(marker: &Path) -> u8 {\n    match (marker.exists(), marker.is_dir(), marker.is_file(), 123) {\n        \
                (true, true, true, 123) => 1,\n        _ => 2,\n    }\n}\n";
    for (code, is_laid_out) in [(code.to_owned(), true), (code.replace("        _ => 2", "        _   => 2"), false)] {
        let folder = package(&code);
        let dry = cargo_unblock::fix(&FixOptions { mode: FixMode::DryRun, ..write_mode(folder.path()) }, &Silent).unwrap();
        let outcome = cargo_unblock::fix(&write_mode(folder.path()), &Silent).unwrap();
        assert_eq!(dry.diff, outcome.diff);
        let text = read(folder.path(), "src/lib.rs");
        assert_eq!(text.matches(".await").count(), 3);
        let formatted = cargo_unblock::os::rustfmt(folder.path(), "2024", &text).unwrap();
        assert_eq!(formatted == text, is_laid_out, "{text}");
        assert_eq!(text.contains("_   => 2"), !is_laid_out);
        // Nothing of it is left to be undone.
        assert_eq!(
            cargo_unblock::fix(&FixOptions { allowed: AllowedTrees { dirty: true, staged: true }, ..write_mode(folder.path()) }, &Silent)
                .unwrap()
                .diff,
            ""
        );
        assert_eq!(read(folder.path(), "src/lib.rs"), text);
    }
}

#[test]
fn a_folder_of_packages_that_is_none_is_refused_and_the_packages_are_named() {
    let packages = package(GOOD);
    let above = tempfile::tempdir().unwrap();
    std::fs::create_dir(above.path().join("inner")).unwrap();
    for path in ["Cargo.toml", "src"] {
        std::fs::rename(packages.path().join(path), above.path().join("inner").join(path)).unwrap();
    }
    let error = cargo_unblock::fix(&write_mode(above.path()), &Silent).unwrap_err();
    assert!(matches!(&error, FixError::NoManifest { folders, .. } if *folders == ["inner"]), "{error:?}");
    assert_eq!(read(above.path(), "inner/src/lib.rs"), GOOD);
}

#[test]
fn a_tree_that_git_could_not_give_back_is_refused() {
    let folder = package(GOOD);
    std::fs::write(folder.path().join("src/other.rs"), "").unwrap();
    let error = cargo_unblock::fix(&write_mode(folder.path()), &Silent).unwrap_err();
    assert!(matches!(&error, FixError::NotClean { flag: "--allow-dirty", paths, .. } if *paths == ["src/other.rs"]), "{error:?}");
    git(folder.path(), &["add", "."]);
    let error = cargo_unblock::fix(&write_mode(folder.path()), &Silent).unwrap_err();
    assert!(matches!(&error, FixError::NotClean { flag: "--allow-staged", .. }), "{error:?}");
    let allowed = FixOptions { allowed: AllowedTrees { dirty: true, staged: true }, ..write_mode(folder.path()) };
    assert_eq!(cargo_unblock::fix(&allowed, &Silent).unwrap().applied.len(), 1);
    let again = cargo_unblock::fix(&allowed, &Silent).unwrap();
    assert_eq!((again.applied.len(), again.rounds, again.diff.as_str()), (0, 0, ""));
}

#[test]
fn a_tree_that_does_not_compile_is_left_to_the_byte() {
    let code = format!("{GOOD}pub fn broken() -> u8 {{ \"\" }}\n");
    let folder = package(&code);
    let error = cargo_unblock::fix(&write_mode(folder.path()), &Silent).unwrap_err();
    assert!(error.to_string().contains("does not compile"), "{error}");
    assert_eq!(read(folder.path(), "src/lib.rs"), code);
}

#[test]
fn tests_that_did_not_compile_before_do_not_stand_in_the_way() {
    let folder = package(&format!("{GOOD}#[cfg(test)]\nmod tests {{ fn broken() -> u8 {{ \"\" }} }}\n"));
    let outcome = cargo_unblock::fix(&write_mode(folder.path()), &Silent).unwrap();
    assert_eq!((outcome.applied.len(), outcome.notes.len()), (1, 1));
}

#[test]
fn an_import_stays_for_what_is_taken_back() {
    let code = |import: &str, good: &str| {
        format!("use {import};\n\n{}\n{}", GOOD.replace("std::fs::read(\"a\")", good), BAD.replace("std::fs", "fs"))
    };
    let folder = package(&code("std::fs", "fs::read(\"a\")"));
    let outcome = cargo_unblock::fix(&write_mode(folder.path()), &Silent).unwrap();
    assert_eq!((outcome.applied.len(), outcome.rolled_back.len()), (1, 1));
    assert_eq!(read(folder.path(), "src/lib.rs"), code("std::fs", "tokio::fs::read(\"a\").await"));
}

#[test]
fn exit_codes_say_what_happened() {
    let run = |code: &str| {
        let folder = package(code);
        let program = Command::new(env!("CARGO_BIN_EXE_cargo-unblock")).arg("fix").current_dir(folder.path()).output().unwrap();
        program.status.code().unwrap()
    };
    assert_eq!(run(GOOD), 0);
    assert_eq!(run("pub fn broken() -> u8 { \"\" }\npub async fn f() { let _ = std::fs::read(\"a\"); }\n"), 3);
    assert_eq!(run(BAD), 4);
}

#[test]
fn an_import_without_a_use_takes_back_only_what_took_its_uses() {
    // Nothing but a build for another system uses the import then, and a macro says which.
    let code = "use std::fs;\n\nmacro_rules! cfg_elsewhere {\n    ($($item:item)*) => { $(#[cfg(any())] $item)* };\n}\n\n\
                cfg_elsewhere! {\n    pub fn elsewhere() {\n        let _ = fs::read(\"a\");\n    }\n}\n\n\
                pub async fn f() {\n    let _ = fs::read(\"a\");\n    let _ = std::fs::read(\"b\");\n}\n";
    let folder = package(code);
    let outcome = cargo_unblock::fix(&write_mode(folder.path()), &Silent).unwrap();
    assert_eq!(outcome.applied, ["src/lib.rs:15: std::fs::read -> tokio::fs::read"]);
    assert_eq!(outcome.rolled_back[0].title, "src/lib.rs:14: std::fs::read -> tokio::fs::read");
}
