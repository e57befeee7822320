//! What git knows about files: whether there is a repository, and which of them hold work that is not committed.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::RunError;
use super::departure::departing;
use super::process::ChildProcess;

/// What git says about some files of a tree.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum GitTree {
    /// The tree is in no git repository.
    None,
    /// It is in one; paths are relative to the folder that was asked about, with `/`, in the order in which they were given.
    Repository {
        /// Files with changes that are not staged, and files that git does not track.
        dirty: Vec<String>,
        /// Files with staged changes that are not committed.
        staged: Vec<String>,
    },
}

/// Why git gave no answer.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
pub enum GitError {
    /// git could not be run.
    #[error("the state of the git tree is not known: {0}")]
    #[diagnostic(help("install git, or allow a dirty tree"))]
    Run(#[from] RunError),
    /// git ran and failed.
    #[error("the state of the git tree of `{}` is not known: {message}", folder.display())]
    #[diagnostic(help("mend the repository, or allow a dirty tree"))]
    Failed {
        /// The folder that was asked about.
        folder: PathBuf,
        /// What git said.
        message: String,
    },
    /// There is no repository.
    #[error("`{}` is in no git repository", folder.display())]
    #[diagnostic(help("what has changed is known only where there is one"))]
    NoRepository {
        /// The folder that was asked about.
        folder: PathBuf,
    },
    /// git knows no such commit.
    #[error("git knows no commit `{revision}`")]
    #[diagnostic(help("a clone that is not deep may lack it: `git fetch origin {revision}` brings a branch"))]
    UnknownRevision {
        /// As given.
        revision: String,
    },
    /// A copy of git's index could not be written.
    #[error("no copy of git's index could be made in `{}`: {source}", folder.display())]
    Copy {
        /// Where.
        folder: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
}

/// The nearest folder above `folder`, or itself, that is a work tree of git.
#[must_use]
pub fn repository_top(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|above| above.join(".git").exists())
}

/// The state of `paths`, which are relative to `folder` with `/`.
pub fn git_tree(folder: &Path, paths: &[String]) -> Result<GitTree, GitError> {
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    if repository_top(&folder).is_none() {
        return Ok(GitTree::None);
    }
    let prefix = run_git(&folder, &["rev-parse", "--show-prefix"], b'\n')?.into_iter().next().unwrap_or_default();
    let arguments = ["-c", "core.fsmonitor=false", "status", "--porcelain=v1", "-z", "--untracked-files=all", "--", "."];
    let entries = parse_status(run_git(&folder, &arguments, 0)?);
    // An entry that is a folder (a submodule, a repository in the tree) speaks for everything below it.
    let holds = |entry: &Entry, path: &str| {
        let full = format!("{prefix}{path}");
        let rest = full.strip_prefix(entry.path.trim_end_matches('/'));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let with = |state: fn(&Entry) -> bool| -> Vec<String> {
        paths.iter().filter(|path| entries.iter().any(|entry| state(entry) && holds(entry, path))).cloned().collect()
    };
    Ok(GitTree::Repository { dirty: with(|entry| entry.dirty), staged: with(|entry| entry.staged) })
}

struct Entry {
    /// Relative to the top of the repository.
    path: String,
    dirty: bool,
    staged: bool,
}

/// The records of `git status --porcelain=v1 -z`: two letters, a space, the path; after a rename or copy, a record with the old path.
fn parse_status(records: Vec<String>) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut records = records.into_iter();
    while let Some(record) = records.next() {
        let [index, tree, b' ', ..] = *record.as_bytes() else { continue };
        if matches!(index, b'R' | b'C') {
            records.next();
        }
        let untracked = index == b'?';
        entries.push(Entry { path: record[3..].to_owned(), dirty: tree != b' ', staged: index != b' ' && !untracked });
    }
    entries
}

pub(super) fn run_git(folder: &Path, arguments: &[&str], separator: u8) -> Result<Vec<String>, GitError> {
    run_git_with(folder, arguments, separator, &[])
}

/// Runs git with further variables in its environment; gives what it prints, in records.
pub(super) fn run_git_with(
    folder: &Path,
    arguments: &[&str],
    separator: u8,
    environment: &[(&'static str, OsString)],
) -> Result<Vec<String>, GitError> {
    let common = [("GIT_OPTIONAL_LOCKS", OsString::from("0")), ("LC_ALL", OsString::from("C"))];
    let child = ChildProcess {
        program: "git".into(),
        arguments: arguments.iter().map(Into::into).collect(),
        folder: folder.to_owned(),
        // A question must not write the index, nor wait for somebody who does.
        environment: common.into_iter().chain(environment.iter().cloned()).collect(),
        input: Vec::new(),
        time_out: None,
        separator,
    };
    let mut records = Vec::new();
    let finished = child.run(departing(), &mut |record| records.push(String::from_utf8_lossy(record).into_owned()))?;
    if finished.success {
        return Ok(records);
    }
    let message = finished.stderr.lines().next().unwrap_or_default().trim_start_matches("fatal: ").to_owned();
    Err(GitError::Failed { folder: folder.to_owned(), message })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn git(folder: &Path, arguments: &[&str]) {
        let identity = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "init.defaultBranch=main"];
        let status = std::process::Command::new("git").args(identity).args(arguments).current_dir(folder).output().unwrap();
        assert!(status.status.success(), "{status:?}");
    }

    fn repository() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("member/src")).unwrap();
        for name in ["clean.rs", "dirty.rs", "staged.rs", "both.rs", "old.rs"] {
            std::fs::write(folder.path().join("member/src").join(name), format!("// {name} with enough text to follow a rename\n"))
                .unwrap();
        }
        git(folder.path(), &["init", "-q"]);
        git(folder.path(), &["add", "."]);
        git(folder.path(), &["commit", "-q", "-m", "first"]);
        folder
    }

    #[test]
    fn a_folder_without_repository_is_none() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(git_tree(folder.path(), &[]).unwrap(), GitTree::None);
    }

    #[test]
    fn dirty_staged_and_untracked_files_are_told_apart() {
        let folder = repository();
        let member = folder.path().join("member");
        for name in ["staged.rs", "both.rs"] {
            std::fs::write(member.join("src").join(name), "staged").unwrap();
        }
        git(folder.path(), &["add", "."]);
        git(folder.path(), &["mv", "member/src/old.rs", "member/src/new name.rs"]);
        for name in ["dirty.rs", "both.rs", "untracked \u{e9}.rs"] {
            std::fs::write(member.join("src").join(name), "dirty").unwrap();
        }
        std::fs::write(folder.path().join("not asked.rs"), "").unwrap();
        let names = ["clean.rs", "dirty.rs", "staged.rs", "both.rs", "new name.rs", "untracked \u{e9}.rs"];
        let paths = names.map(|name| format!("src/{name}"));
        let of = |names: &[&str]| names.iter().map(|name| format!("src/{name}")).collect::<Vec<_>>();
        let expected = GitTree::Repository {
            dirty: of(&["dirty.rs", "both.rs", "untracked \u{e9}.rs"]),
            staged: of(&["staged.rs", "both.rs", "new name.rs"]),
        };
        assert_eq!(git_tree(&member, &paths).unwrap(), expected);
    }

    #[test]
    fn a_repository_in_the_tree_that_git_does_not_track_is_dirty_as_a_whole() {
        let folder = repository();
        let inner = folder.path().join("inner");
        std::fs::create_dir(&inner).unwrap();
        git(&inner, &["init", "-q"]);
        std::fs::write(inner.join("a.rs"), "").unwrap();
        let expected = GitTree::Repository { dirty: vec!["inner/a.rs".into()], staged: vec![] };
        assert_eq!(git_tree(folder.path(), &["inner/a.rs".into(), "inner.rs".into()]).unwrap(), expected);
    }

    #[test]
    fn a_broken_repository_is_an_error_with_what_git_says() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(".git"), "gitdir: /no/such/folder\n").unwrap();
        let error = git_tree(folder.path(), &[]).unwrap_err().to_string();
        assert!(error.contains("not a git repository"), "{error}");
    }
}
