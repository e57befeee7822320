//! A world that does not help: a clear error each time, and every file as it was.
#![cfg(unix)]

use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use super::end_to_end::{package, read};
use super::*;

const CODE: &str = "pub async fn f() {\n    let _ = std::fs::read(\"a\");\n}\n";
const FIXED: &str = "pub async fn f() {\n    let _ = tokio::fs::read(\"a\").await;\n}\n";

/// A program in place of cargo: what a shell does with `script`.
fn cargo(folder: &Path, script: &str) -> std::path::PathBuf {
    let path = folder.join(".git/cargo");
    std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o755)).unwrap();
    path
}

fn command(folder: &Path, cargo: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-unblock"));
    command.arg("fix").args(arguments).current_dir(folder).env("CARGO", cargo);
    command
}

fn run(folder: &Path, cargo: &Path, arguments: &[&str]) -> Output {
    command(folder, cargo, arguments).output().unwrap()
}

/// The run ends with 2, says why, and leaves the file and nothing else.
fn check_refused(folder: &Path, output: &Output, message: &str, text: &str) {
    let error = String::from_utf8_lossy(&output.stderr).split_whitespace().collect::<Vec<_>>().join(" ");
    let without_bars = error.replace("│ ", "");
    assert!(without_bars.contains(message), "{error}");
    assert_eq!(output.status.code(), Some(2), "{error}");
    assert_eq!(read(folder, "src/lib.rs"), text);
    assert!(!folder.join(".cargo-unblock").exists());
}

#[test]
fn without_cargo_nothing_is_written() {
    let folder = package(CODE);
    let output = run(folder.path(), Path::new("/no/such/cargo"), &[]);
    check_refused(folder.path(), &output, "cargo was not found as `/no/such/cargo`", CODE);
}

#[test]
fn a_build_that_hangs_is_stopped_and_undone() {
    let folder = package(CODE);
    // The first check, before anything is written, ends.
    let hanging = cargo(folder.path(), "test -e .git/checked && sleep 600; touch .git/checked");
    let started = Instant::now();
    let output = run(folder.path(), &hanging, &["--timeout", "1"]);
    check_refused(folder.path(), &output, "was stopped: it took longer than 1 seconds", CODE);
    assert!(started.elapsed() < Duration::from_mins(5));
}

#[test]
fn a_read_only_file_is_left() {
    let folder = package(CODE);
    let path = folder.path().join("src/lib.rs");
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o444)).unwrap();
    let output = run(folder.path(), &cargo(folder.path(), "exit 0"), &[]);
    check_refused(folder.path(), &output, "src/lib.rs` is not written: it is read-only", CODE);
}

#[test]
fn a_symlinked_file_is_not_written_through() {
    let folder = package(CODE);
    let outside = tempfile::tempdir().unwrap();
    let target = outside.path().join("lib.rs");
    std::fs::rename(folder.path().join("src/lib.rs"), &target).unwrap();
    symlink(&target, folder.path().join("src/lib.rs")).unwrap();
    let output = run(folder.path(), &cargo(folder.path(), "exit 0"), &["--allow-dirty"]);
    assert_ne!(output.status.code(), Some(70), "{output:?}");
    assert_eq!(std::fs::read_to_string(target).unwrap(), CODE);
    assert!(folder.path().join("src/lib.rs").is_symlink());
}

#[test]
fn a_disk_that_is_full_is_seen_before_any_file_changes() {
    // The new bytes do not fit, and after that not even the old ones.
    for kilobytes in [2048, 2000] {
        let filler = "/".repeat(kilobytes - CODE.len());
        let code = format!("{CODE}{filler}");
        let folder = package(&code);
        let cargo = cargo(folder.path(), "exit 0");
        // Blocks of 512 bytes; a write beyond the limit is an error where the signal is ignored.
        let script = format!("trap '' XFSZ; ulimit -f {}; exec \"$0\" fix", if kilobytes == 2048 { 4 } else { 3 });
        let output = Command::new("sh")
            .args(["-c", &script, env!("CARGO_BIN_EXE_cargo-unblock")])
            .current_dir(folder.path())
            .env("CARGO", cargo)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        assert_eq!(read(folder.path(), "src/lib.rs"), code);
        assert_eq!(std::fs::read_dir(folder.path().join("src")).unwrap().count(), 1);
    }
}

#[test]
fn a_disk_that_is_full_when_a_fix_is_undone_has_room_for_what_was_there() {
    let code = format!("{CODE}{}", "/".repeat(2000 - CODE.len()));
    let folder = package(&code);
    // The run dies as soon as it has written.
    let cargo = cargo(folder.path(), "test -e .git/checked && kill -9 $PPID; touch .git/checked");
    assert!(!command(folder.path(), &cargo, &[]).status().unwrap().success());
    assert!(read(folder.path(), "src/lib.rs").contains("tokio"));
    let output = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 3; exec \"$0\" fix --rule std-net", env!("CARGO_BIN_EXE_cargo-unblock")])
        .current_dir(folder.path())
        .env("CARGO", cargo)
        .output()
        .unwrap();
    assert_eq!(read(folder.path(), "src/lib.rs"), code, "{output:?}");
    assert_eq!(std::fs::read_dir(folder.path().join("src")).unwrap().count(), 1);
}

#[test]
fn a_later_pass_that_fails_undoes_the_earlier_ones() {
    let folder = package(CODE);
    // When the first pass has been proved, the analysis for the next finds a configuration that is none.
    let cargo = cargo(folder.path(), "test -e .git/checked && echo '[no' > cargo-unblock.toml; touch .git/checked");
    let output = run(folder.path(), &cargo, &[]);
    check_refused(folder.path(), &output, "cargo-unblock.toml", CODE);
}

#[test]
fn a_file_that_an_editor_changes_in_the_meantime_is_the_editors() {
    let folder = package(CODE);
    let changed = format!("{CODE}// by an editor\n");
    let output = run(folder.path(), &cargo(folder.path(), "echo '// by an editor' >> src/lib.rs"), &[]);
    check_refused(folder.path(), &output, "nothing is written: `src/lib.rs` changed since the analysis", &changed);
}

/// Waits until the child has got as far as asking its cargo a second time.
fn wait_for_second_check(folder: &Path, child: &mut Child) {
    let started = Instant::now();
    while !folder.join(".git/writing").exists() {
        assert!(started.elapsed() < Duration::from_mins(5) && child.try_wait().unwrap().is_none());
        std::thread::yield_now();
    }
}

#[test]
fn a_second_run_waits_for_nobody_and_a_signal_undoes_the_first() {
    let folder = package(CODE);
    let script = "test -e .git/checked && touch .git/writing && sleep 600; touch .git/checked";
    let hanging = cargo(folder.path(), script);
    let mut first = command(folder.path(), &hanging, &[]).stderr(Stdio::null()).stdout(Stdio::null()).spawn().unwrap();
    wait_for_second_check(folder.path(), &mut first);
    assert_eq!(read(folder.path(), "src/lib.rs"), FIXED);
    let second = run(folder.path(), &hanging, &["--allow-dirty"]);
    assert!(String::from_utf8_lossy(&second.stderr).contains("another `cargo unblock fix` is running"), "{second:?}");
    assert_eq!(second.status.code(), Some(2));
    assert!(Command::new("kill").args(["-TERM", &first.id().to_string()]).status().unwrap().success());
    first.wait().unwrap();
    assert_eq!(read(folder.path(), "src/lib.rs"), CODE);
}
