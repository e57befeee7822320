//! The hooks of `.pre-commit-hooks.yaml`, run by the real pre-commit where it is installed. The program is taken as it was built for these
//! tests; everything else of the hooks is as users get it.

use std::path::PathBuf;
use std::process::Command;

use cargo_unblock::os::copy_tree;

use crate::programs::is_installed;
use crate::repository::{Repository, Said, own_folder};

/// A repository with the hook of this id, and the repository that the hook comes from.
struct Hooked {
    repository: Repository,
    hooks: tempfile::TempDir,
    home: tempfile::TempDir,
}

impl Hooked {
    /// None where pre-commit is not installed.
    fn new(hook: &str) -> Option<Self> {
        if !is_installed("pre-commit", "its hooks are not tested (`pip install pre-commit`)") {
            return None;
        }
        let hooks = tempfile::tempdir().unwrap();
        let manifest = std::fs::read_to_string(own_folder().join(".pre-commit-hooks.yaml")).unwrap();
        assert_eq!(manifest.matches("language: rust").count(), 2);
        std::fs::write(hooks.path().join(".pre-commit-hooks.yaml"), manifest.replace("language: rust", "language: system")).unwrap();
        let git = |arguments: &[&str]| {
            let identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
            let output = Command::new("git").args(identity).args(arguments).current_dir(hooks.path()).output().unwrap();
            assert!(output.status.success(), "{output:?}");
            String::from_utf8(output.stdout).unwrap().trim().to_owned()
        };
        git(&["init", "-q"]);
        git(&["add", "."]);
        git(&["commit", "-q", "-m", "hooks"]);
        let revision = git(&["rev-parse", "HEAD"]);
        let hooked = Self { repository: Repository::new(), home: tempfile::tempdir().unwrap(), hooks };
        let source = hooked.hooks.path().display();
        let config = format!("repos:\n- repo: {source}\n  rev: {revision}\n  hooks:\n  - id: {hook}\n");
        hooked.repository.write(".pre-commit-config.yaml", &config);
        hooked.repository.commit("hooks");
        let installed = hooked.run(Command::new("pre-commit").arg("install"));
        assert_eq!(installed.code, Some(0), "{installed:?}");
        Some(hooked)
    }

    /// Runs a program that finds the built `cargo-unblock` first.
    fn run(&self, command: &mut Command) -> Said {
        let built = PathBuf::from(env!("CARGO_BIN_EXE_cargo-unblock")).parent().unwrap().to_owned();
        let path = std::env::var_os("PATH").unwrap();
        let path = std::env::join_paths(std::iter::once(built).chain(std::env::split_paths(&path))).unwrap();
        self.repository.run(command.env("PATH", path).env("PRE_COMMIT_HOME", self.home.path()))
    }

    fn commit(&self) -> Said {
        let identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
        self.run(Command::new("git").args(identity).args(["commit", "-m", "a change"]))
    }

    fn assert_commit(&self, expected: i32) -> Said {
        let said = self.commit();
        assert_eq!(said.code, Some(expected), "{}\n{}", said.out, said.error);
        said
    }
}

#[test]
fn a_commit_that_adds_a_blocking_call_is_refused_and_one_that_mends_it_passes() {
    let Some(hooked) = Hooked::new("cargo-unblock") else { return };
    let repository = &hooked.repository;
    repository.edit("src/lib.rs", "    size + 1", "    size + helper::size(path)");
    repository.git(&["add", "."]);
    let said = hooked.assert_commit(1);
    assert!(said.error.contains("blocking call to `std::fs::read` through `helper::size`"), "{}", said.error);
    // Mended in the work tree alone, the commit is what it was.
    repository.edit("src/lib.rs", "    size + helper::size(path)", "    size + 2");
    hooked.assert_commit(1);
    repository.git(&["add", "."]);
    hooked.assert_commit(0);
    // A blocking call that is not staged is not committed.
    repository.edit("src/lib.rs", "    size + 2", "    size + 3");
    repository.git(&["add", "."]);
    repository.edit("src/lib.rs", "    size + 3", "    size + helper::size(path)");
    hooked.assert_commit(0);
    repository.git(&["checkout", "-q", "."]);
    // Mending an old one passes too.
    repository.edit("src/lib.rs", "std::fs::read_to_string(path).unwrap_or_default()", "path.to_owned()");
    repository.git(&["add", "."]);
    hooked.assert_commit(0);
}

#[test]
fn renames_and_deletions_pass_unless_they_cause_something() {
    let Some(hooked) = Hooked::new("cargo-unblock") else { return };
    let repository = &hooked.repository;
    repository.git(&["mv", "src/helper.rs", "src/other.rs"]);
    repository.write("src/lib.rs", &repository.read("src/lib.rs").replace("helper", "other"));
    repository.git(&["add", "."]);
    hooked.assert_commit(0);
    // The module behind the name becomes one that blocks twice, and its file is the only one that changes.
    repository.edit("src/other.rs", "    let bytes", "    std::fs::remove_file(path).unwrap();\n    let bytes");
    repository.git(&["add", "."]);
    let said = hooked.assert_commit(1);
    assert!(said.error.contains("src/lib.rs:8"), "{}", said.error);
    repository.git(&["reset", "-q", "--hard"]);
    repository.git(&["rm", "-q", "src/other.rs"]);
    repository.write("src/lib.rs", "pub fn nothing() {}\n");
    repository.git(&["add", "."]);
    hooked.assert_commit(0);
}

#[test]
fn the_fix_hook_rewrites_and_stops_the_commit_until_the_rewrite_is_staged() {
    let Some(hooked) = Hooked::new("cargo-unblock-fix") else { return };
    let repository = &hooked.repository;
    copy_tree(&own_folder().join("fixtures/tokio"), &repository.path().join("tokio")).unwrap();
    let dependency = "[dependencies]\ntokio = { path = \"tokio\", features = [\"fs\"] }\n\n[workspace]\nexclude = [\"tokio\"]";
    repository.edit("Cargo.toml", "[workspace]", dependency);
    repository.write(".gitignore", "target\n");
    repository.commit("tokio");
    repository.edit("src/lib.rs", "    size + 1", "    size + std::fs::read(path).unwrap().len()");
    repository.git(&["add", "."]);
    let said = hooked.assert_commit(1);
    assert!(said.error.contains("files were modified by this hook"), "{}\n{}", said.out, said.error);
    assert!(repository.read("src/lib.rs").contains("tokio::fs::read(path).await"), "{}", said.error);
    repository.git(&["add", "."]);
    hooked.assert_commit(0);
}
