//! Doc tests, examples and benchmarks of a library whose functions become async: they compile and run afterwards as before, with the real
//! tokio.

use std::process::Command;

use super::*;

const NAME: &str = "documented";

/// The files of the library, with the real tokio of the lock file.
fn tree() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("fixtures/trees").join(NAME);
    let paths = ["Cargo.toml", "README.md", "benches/titles.rs", "examples/ask.rs", "examples/serve.rs", "src/lib.rs", "tests/has.rs"];
    let read = |path: &str| (path.to_owned(), std::fs::read_to_string(folder.join(path)).unwrap());
    paths.into_iter().map(read).collect()
}

/// What cargo says of the doc tests, after everything else compiled and both examples ran.
fn outcome(tree: &BTreeMap<String, String>, time: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(NAME).join(time);
    for (path, text) in tree {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let lock = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock")).unwrap();
    std::fs::write(folder.join("Cargo.lock"), lock).unwrap();
    // A package of the folder around it belongs to that workspace otherwise.
    let manifest = format!("{}\n[workspace]\n", tree["Cargo.toml"]);
    std::fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    let cargo = |arguments: &[&str]| {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(arguments).args(["--offline", "--quiet"]).current_dir(&folder);
        cargo.env("CARGO_TARGET_DIR", folder.with_file_name("target")).env_remove("RUSTFLAGS").env_remove("RUSTC_WORKSPACE_WRAPPER");
        let output = cargo.output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success(), "{time} {arguments:?}: {said}{}", String::from_utf8_lossy(&output.stderr));
        said
    };
    cargo(&["test", "--tests", "--benches"]);
    let examples = ["ask", "serve"].map(|example| cargo(&["run", "--example", example]));
    let doc_tests = cargo(&["test", "--doc"]);
    let summary = doc_tests.lines().filter_map(|line| Some(line.split_once("; finished in")?.0.to_owned()));
    examples.into_iter().chain(summary).collect()
}

#[test]
fn doc_tests_and_examples_follow_what_they_call() {
    let before = tree();
    let (after, mut left) = fix_once(&before, Applicability::Safe);
    for reason in &mut left {
        *reason = reason.split("; its call cannot").next().unwrap().to_owned();
    }
    left.sort();
    assert_eq!(
        left,
        [
            "stands in a sync function: `count` is called in a sync closure (src/lib.rs:137)",
            "stands in a sync function: `make` is called by sync code too: `doc test`; what starts at src/lib.rs:184 waits for futures, \
             which it could not do on the runtime that it would need",
            "stands in a sync function: a doc test that is not understood calls `clear`",
            "stands in a sync function: a doc test that is not understood calls `remove`",
            "stands in a sync function: a doc test that is not understood calls `rename`",
        ]
    );
    assert_eq!(fix_once(&after, Applicability::Safe).0, after, "the second run changes something");
    for path in ["src/lib.rs", "examples/ask.rs"] {
        let expected = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/fix").join(NAME).join(path);
        if std::env::var_os("CARGO_UNBLOCK_BLESS").is_some() {
            std::fs::create_dir_all(expected.parent().unwrap()).unwrap();
            std::fs::write(&expected, &after[path]).unwrap();
        }
        assert_eq!(after[path], std::fs::read_to_string(expected).unwrap());
    }
    assert_eq!(outcome(&before, "before"), outcome(&after, "after"));
}
