//! `check` of what is staged: the sources of the index and those of the last commit are each analysed as a workspace of its own, unless it
//! is remembered what was found in them. What of the difference counts is left to `lint/`.

use std::path::{Path, PathBuf};

use crate::lint::Report;
use crate::options::{CheckOptions, Reading};
use crate::os::{self, GitError, Recorder, StagedTrees, Tree};
use crate::workspace::WorkspaceError;

/// What is found before and after a commit.
#[derive(Debug)]
pub struct StagedReports {
    /// In the code as the next commit would have it.
    pub staged: Report,
    /// In the code as the last commit has it; none where there was no such workspace.
    pub committed: Option<Report>,
}

/// Why there is no report on what is staged.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
pub enum StagedError {
    /// There is no workspace to look at.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Workspace(#[from] WorkspaceError),
    /// git gives no answer.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Git(#[from] GitError),
    /// A path is one of the work tree alone.
    #[error("git has nothing at `{path}`: it is neither staged nor in the last commit")]
    #[diagnostic(help("`git add` puts it into the next commit; without `--staged` the work tree is checked"))]
    NotInGit {
        /// As given.
        path: String,
    },
    /// A path lies elsewhere than the first one.
    #[error("`{path}` is not in the repository at `{}`", top.display())]
    #[diagnostic(help("run the command once for each repository"))]
    Elsewhere {
        /// As given.
        path: String,
        /// The top of the repository that the first path is in.
        top: PathBuf,
    },
}

/// An analysis of a workspace, on threads that the recorder listens to.
pub(crate) type Analyse<'a> = dyn Fn(&CheckOptions, Option<&Recorder>) -> Result<Report, WorkspaceError> + 'a;

/// Runs `check` on what is staged and `find` on the last commit; the paths of the options mean their places in those trees, whatever the
/// work tree has there. A tree that was looked at before, which the last commit often was when it was staged, is not looked at again.
/// `prepare` does what every analysis needs while git is asked.
pub(crate) fn run(
    options: &CheckOptions,
    prepare: &(dyn Fn() + Sync),
    check: &Analyse<'_>,
    find: &Analyse<'_>,
) -> Result<StagedReports, StagedError> {
    let here = [PathBuf::from(".")];
    let asked = if options.paths.is_empty() { &here[..] } else { &options.paths };
    let trees = trees_around(&asked[0])?;
    let Places { all: places, in_commit } = places(asked, &trees)?;
    let question = |tree: &Tree| (trees.top.clone(), tree.id.clone(), CheckOptions { paths: places.clone(), ..options.question() });
    let look = |tree: &Tree, analyse: &Analyse<'_>, recorder: Option<&Recorder>| {
        let (mount, ()) = rayon::join(|| trees.mount(tree, &places), prepare);
        let _mount = mount?;
        let moved = moved(options, &places, (&trees.top, &tree.folder));
        let mut report = analyse(&moved, recorder).map_err(|error| named_at(error, &tree.folder, &trees.top))?;
        if let Ok(below) = Path::new(&report.root).strip_prefix(&tree.folder) {
            os::slashed(&trees.top.join(below)).trim_end_matches('/').clone_into(&mut report.root);
        }
        Ok(report)
    };
    let staged = options.reading.cache.reuse("staged", &question(&trees.staged), |recorder| look(&trees.staged, check, recorder))?;
    let committed = trees.committed.as_ref().filter(|_| in_commit == InCommit::Something).map(|tree| {
        if let Some(report) = options.reading.cache.recall("staged", &question(tree)) {
            return Ok(report);
        }
        options.reading.cache.reuse("committed", &question(tree), |recorder| look(tree, find, recorder))
    });
    let committed = match committed.transpose() {
        Ok(committed) => committed,
        // A last commit without a workspace there, or with a broken configuration, has no findings to compare with.
        Err(StagedError::Workspace(_)) => None,
        Err(error) => return Err(error),
    };
    Ok(StagedReports { staged, committed })
}

/// The trees of the repository that a path is in.
fn trees_around(path: &Path) -> Result<StagedTrees, StagedError> {
    let no_such_path = || WorkspaceError::NoSuchPath { path: path.display().to_string() };
    match StagedTrees::find(&os::nearest_folder(path).ok_or_else(no_such_path)?) {
        Err(GitError::NoRepository { .. }) if !os::exists(path) => Err(no_such_path().into()),
        trees => Ok(trees?),
    }
}

/// What was asked for.
struct Places {
    /// Relative to the top of the repository.
    all: Vec<PathBuf>,
    in_commit: InCommit,
}

/// Whether the last commit has something at one of the places.
#[derive(PartialEq, Eq)]
enum InCommit {
    Something,
    Nothing,
}

/// Where each path means something in what is staged or in the last commit.
fn places(asked: &[PathBuf], trees: &StagedTrees) -> Result<Places, StagedError> {
    let possible: Vec<Vec<PathBuf>> = asked.iter().map(|path| os::places_below(&trees.top, path)).collect();
    let all = possible.concat();
    let staged = trees.present(&trees.staged, &all)?;
    let committed = trees.committed.as_ref().map(|tree| trees.present(tree, &all)).transpose()?.unwrap_or_default();
    let mut places = Vec::new();
    for (path, possible) in asked.iter().zip(possible) {
        let shown = path.display().to_string();
        if possible.is_empty() && os::exists(path) {
            return Err(StagedError::Elsewhere { path: shown, top: trees.top.clone() });
        }
        match possible.into_iter().find(|place| staged.contains(place) || committed.contains(place)) {
            Some(place) => places.push(place),
            None if os::exists(path) => return Err(StagedError::NotInGit { path: shown }),
            None => return Err(WorkspaceError::NoSuchPath { path: shown }.into()),
        }
    }
    let is_there = places.iter().any(|place| committed.contains(place));
    Ok(Places { all: places, in_commit: if is_there { InCommit::Something } else { InCommit::Nothing } })
}

/// The options for the places below `to`, which stands for `from`.
fn moved(options: &CheckOptions, places: &[PathBuf], (from, to): (&Path, &Path)) -> CheckOptions {
    let moved = |place: &PathBuf| if place.as_os_str().is_empty() { to.to_owned() } else { to.join(place) };
    let reading = Reading { cache: options.reading.cache.for_copy(to, from), ..options.reading.clone() };
    CheckOptions { paths: places.iter().map(moved).collect(), reading, ..options.clone() }
}

/// An error that names files below `from`, which nobody else sees, at their places below `to`.
fn named_at(error: WorkspaceError, from: &Path, to: &Path) -> WorkspaceError {
    let named = |path: &str| path.replace(&*os::slashed(from), &os::slashed(to));
    match error {
        WorkspaceError::NoSuchPath { path } => WorkspaceError::NoSuchPath { path: named(&path) },
        WorkspaceError::TwoWorkspaces { first, second } => WorkspaceError::TwoWorkspaces { first: named(&first), second: named(&second) },
        WorkspaceError::Manifest(broken) => WorkspaceError::Manifest(Box::new(broken.named(named))),
        WorkspaceError::Config(_) => error,
    }
}
