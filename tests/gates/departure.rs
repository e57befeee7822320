//! Ctrl-C while git is at work for `--staged`: the program ends, and nothing of what it needed stays behind.

use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::repository::Repository;

/// A git that does what it is asked, until it is asked which sources have changed, when there is a copy of the index: it says so, and never
/// ends by itself.
const SLOW_GIT: &str = r#"#!/bin/sh
case " $* " in
*" diff-index "*)
    PATH="${PATH#*:}" git "$@"
    echo started > "$STARTED"
    exec sleep 600
    ;;
esac
PATH="${PATH#*:}" exec git "$@"
"#;

#[test]
fn who_ends_a_check_of_what_is_staged_finds_nothing_left_behind() {
    let repository = Repository::new();
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    std::fs::create_dir(at("bin")).unwrap();
    std::fs::create_dir(at("temporary")).unwrap();
    std::fs::write(at("bin/git"), SLOW_GIT).unwrap();
    std::fs::set_permissions(at("bin/git"), std::fs::Permissions::from_mode(0o755)).unwrap();
    assert!(Command::new("mkfifo").arg(at("started")).status().unwrap().success());
    let path = std::env::var_os("PATH").unwrap();
    let path = std::env::join_paths(std::iter::once(at("bin")).chain(std::env::split_paths(&path))).unwrap();
    let mut check = Command::new(env!("CARGO_BIN_EXE_cargo-unblock"));
    check.args(["check", "--staged"]).current_dir(repository.path()).stdout(Stdio::null()).stderr(Stdio::null());
    check.env("PATH", path).env("STARTED", at("started")).env("TMPDIR", at("temporary"));
    let mut check = check.spawn().unwrap();
    // Comes when the copy is made.
    let mut word = String::new();
    std::fs::File::open(at("started")).unwrap().read_to_string(&mut word).unwrap();
    assert_eq!(word, "started\n");
    let copies = || std::fs::read_dir(at("temporary")).unwrap().count();
    assert_eq!(copies(), 1);
    let asked = Instant::now();
    assert!(Command::new("kill").args(["-INT", &check.id().to_string()]).status().unwrap().success());
    let ended = check.wait().unwrap();
    // A tenth of a second is what people are promised; a machine that does other things too may take longer.
    assert!(asked.elapsed() < Duration::from_secs(5), "{:?}", asked.elapsed());
    assert_eq!(ended.code(), Some(130));
    assert_eq!(copies(), 0);
}
