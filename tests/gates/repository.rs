//! A package in a git repository, and the program run in it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A package `example` whose last commit has a blocking call in an async function, `old`, and a helper that blocks.
pub(crate) struct Repository {
    folder: tempfile::TempDir,
}

/// What the program said.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) error: String,
}

pub(crate) const LIBRARY: &str = "\
pub mod helper;

pub async fn old(path: &str) -> String {
    std::fs::read_to_string(path).unwrap_or_default()
}

pub async fn calls(path: &str) -> usize {
    let size = helper::size(path);
    size + 1
}

pub fn idle(path: &str) -> usize {
    helper::size(path)
}
";

pub(crate) const HELPER: &str = "\
pub fn size(path: &str) -> usize {
    let bytes = std::fs::read(path);
    bytes.map_or(0, |bytes| bytes.len())
}
";

impl Repository {
    pub(crate) fn new() -> Self {
        let repository = Self { folder: tempfile::tempdir().unwrap() };
        repository.write("Cargo.toml", "[package]\nname = \"example\"\nversion = \"0.1.0\"\nedition = \"2021\"\n\n[workspace]\n");
        repository.write("src/lib.rs", LIBRARY);
        repository.write("src/helper.rs", HELPER);
        repository.git(&["init", "-q"]);
        repository.commit("first");
        repository
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().canonicalize().unwrap()
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.folder.path().join(path)).unwrap()
    }

    /// Replaces the one place of a file where `from` stands.
    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert_eq!(text.matches(from).count(), 1, "{from} in {text}");
        self.write(path, &text.replace(from, to));
    }

    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        let said = self.try_git(arguments);
        assert_eq!(said.code, Some(0), "{said:?}");
        said.out
    }

    pub(crate) fn try_git(&self, arguments: &[&str]) -> Said {
        let identity =
            ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "init.defaultBranch=main", "-c", "commit.gpgsign=false"];
        let mut git = Command::new("git");
        git.args(identity).args(arguments);
        self.run(&mut git)
    }

    pub(crate) fn commit(&self, message: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "-q", "--no-verify", "-m", message]);
    }

    /// Runs the program in the top folder.
    pub(crate) fn unblock(&self, arguments: &[&str]) -> Said {
        self.run(Command::new(env!("CARGO_BIN_EXE_cargo-unblock")).args(arguments))
    }

    /// What is found, as `rule path:line`.
    pub(crate) fn found(&self, arguments: &[&str]) -> Vec<String> {
        let said = self.unblock(&[&["check", "--format", "json"], arguments].concat());
        let report: serde_json::Value = serde_json::from_str(&said.out).unwrap_or_else(|_| panic!("{said:?}"));
        let findings = report["findings"].as_array().unwrap();
        assert_eq!(said.code, Some(i32::from(!findings.is_empty())), "{said:?}");
        let place = |finding: &serde_json::Value| {
            format!("{} {}:{}", finding["rule"].as_str().unwrap(), finding["path"].as_str().unwrap(), finding["span"]["line_start"])
        };
        findings.iter().map(place).collect()
    }

    pub(crate) fn run(&self, command: &mut Command) -> Said {
        let output: Output = command.current_dir(self.path()).env("GIT_CONFIG_GLOBAL", "/dev/null").output().unwrap();
        Said {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            error: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// The folder of the package that is tested.
pub(crate) fn own_folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
