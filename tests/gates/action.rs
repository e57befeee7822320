//! The step of `action.yml`, run as GitHub runs it but for the two steps that bring the program.

use std::process::Command;

use crate::repository::{Repository, Said, own_folder};

/// The script of the last step.
fn script() -> String {
    let action = std::fs::read_to_string(own_folder().join("action.yml")).unwrap();
    let (_, script) = action.rsplit_once("      run: |\n").unwrap();
    script.lines().map(|line| line.strip_prefix("        ").unwrap_or_default()).fold(String::new(), |script, line| script + line + "\n")
}

/// Runs the step with the defaults of the inputs, but for those given by the names of their variables.
fn step(repository: &Repository, inputs: &[(&str, &str)]) -> Said {
    let mut bash = Command::new("bash");
    bash.args(["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", &script()]);
    bash.env("PROGRAM", env!("CARGO_BIN_EXE_cargo-unblock")).env("GITHUB_STEP_SUMMARY", repository.path().join("summary.md"));
    let defaults = [("FORMAT", "github"), ("FAIL_ON", "warn"), ("MIN_CONFIDENCE", "likely"), ("SUMMARY", "true")];
    let empty = ["PATHS", "BASELINE", "DIFF_BASE", "SARIF", "ARGS"].map(|name| (name, ""));
    bash.envs(empty).envs(defaults).envs(inputs.iter().copied());
    repository.run(&mut bash)
}

#[cfg(unix)]
#[test]
fn the_step_annotates_sums_up_writes_sarif_and_fails() {
    let repository = Repository::new();
    let said = step(&repository, &[("SARIF", "unblock.sarif"), ("ARGS", "--tests --threads 1")]);
    assert_eq!((said.code, said.out.matches("::warning file=src/lib.rs,line=").count()), (Some(1), 2), "{said:?}");
    assert!(repository.read("summary.md").starts_with("## Blocking calls in async code\n\n2 findings"));
    assert!(repository.read("unblock.sarif").contains("\"version\": \"2.1.0\""));
}

#[cfg(unix)]
#[test]
fn the_step_passes_where_nothing_is_new_and_says_bad_usage() {
    let repository = Repository::new();
    let said = step(&repository, &[("DIFF_BASE", "HEAD"), ("PATHS", "src Cargo.toml")]);
    assert_eq!((said.code, said.out.as_str()), (Some(0), ""), "{said:?}");
    let said = step(&repository, &[("BASELINE", "base.json")]);
    assert_eq!(said.code, Some(0), "{said:?}");
    let said = step(&repository, &[("FAIL_ON", "never")]);
    assert_eq!(said.code, Some(2), "{said:?}");
    // An input is no code.
    let said = step(&repository, &[("PATHS", "$(touch owned) ;touch owned")]);
    assert_eq!(said.code, Some(2), "{said:?}");
    assert!(!repository.path().join("owned").exists());
}

#[test]
fn every_input_of_the_action_is_used() {
    let action = std::fs::read_to_string(own_folder().join("action.yml")).unwrap();
    let (inputs, runs) = action.split_once("\nruns:\n").unwrap();
    let (_, inputs) = inputs.split_once("\ninputs:\n").unwrap();
    let names: Vec<&str> =
        inputs.lines().filter_map(|line| line.strip_prefix("  ")?.strip_suffix(':')).filter(|name| !name.starts_with(' ')).collect();
    assert!(names.len() > 5, "{names:?}");
    for name in names {
        assert!(runs.contains(&format!("${{{{ inputs.{name} }}}}")), "{name} does nothing");
    }
}
