//! The program as a process: what only a real one can show.

use std::process::{Command, Output, Stdio};

fn run(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-unblock"));
    command.args(arguments).env("COLUMNS", "80").env_remove("NO_COLOR").output().unwrap()
}

#[test]
fn help_is_plain_and_narrow_when_it_is_not_for_a_terminal() {
    for form in [&[][..], &["unblock"]] {
        for command in [&["--help"][..], &["check", "--help"], &["fix", "--help"], &["rules", "-h"], &["explain", "-h"]] {
            let output = run(&[form, command].concat());
            let help = String::from_utf8(output.stdout).unwrap();
            assert_eq!(output.status.code(), Some(0));
            assert!(help.contains("Usage: cargo") && help.contains("Examples:") && !help.contains('\u{1b}'), "{help}");
            assert!(help.lines().all(|line| line.chars().count() <= 80), "{help}");
        }
    }
}

#[test]
fn bad_usage_ends_with_2() {
    let output = run(&["unblock", "chekc"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("check"));
}

#[test]
fn a_closed_pipe_is_no_panic() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-unblock"));
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let output = command.arg("--help").stdout(writer).stderr(Stdio::piped()).output().unwrap();
    assert_eq!(output.status.code(), Some(141));
    assert!(output.stderr.is_empty());
}
