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
}

/// An analysis of a workspace, on threads that the recorder listens to.
pub(crate) type Analyse<'a> = dyn Fn(&CheckOptions, Option<&Recorder>) -> Result<Report, WorkspaceError> + 'a;

/// Runs `check` on what is staged and `find` on the last commit; the paths of the options mean their places in those trees. A tree that was
/// looked at before, which the last commit often was when it was staged, is not looked at again. `prepare` does what every analysis needs
/// while git is asked.
pub(crate) fn run(
    options: &CheckOptions,
    prepare: &(dyn Fn() + Sync),
    check: &Analyse<'_>,
    find: &Analyse<'_>,
) -> Result<StagedReports, StagedError> {
    let asked = options.paths.first().map_or(Path::new("."), PathBuf::as_path);
    let no_such_path = || WorkspaceError::NoSuchPath { path: asked.display().to_string() };
    let trees = StagedTrees::find(&os::absolute(asked).ok_or_else(no_such_path)?)?;
    let question = |tree: &Tree| (trees.top.clone(), tree.id.clone(), options.question());
    let look = |tree: &Tree, analyse: &Analyse<'_>, recorder: Option<&Recorder>| {
        let (mount, ()) = rayon::join(|| trees.mount(tree), prepare);
        let _mount = mount?;
        let mut report = analyse(&moved(options, &trees.top, &tree.folder)?, recorder)?;
        if let Ok(below) = Path::new(&report.root).strip_prefix(&tree.folder) {
            os::slashed(&trees.top.join(below)).trim_end_matches('/').clone_into(&mut report.root);
        }
        Ok(report)
    };
    let staged = options.reading.cache.reuse("staged", &question(&trees.staged), |recorder| look(&trees.staged, check, recorder))?;
    let committed = trees.committed.as_ref().map(|tree| {
        if let Some(report) = options.reading.cache.recall("staged", &question(tree)) {
            return Ok(report);
        }
        options.reading.cache.reuse("committed", &question(tree), |recorder| look(tree, find, recorder))
    });
    let committed = match committed.transpose() {
        Ok(committed) => committed,
        // A last commit without these files, or with a broken configuration, has no findings to compare with.
        Err(StagedError::Workspace(_)) => None,
        Err(error) => return Err(error),
    };
    Ok(StagedReports { staged, committed })
}

/// The options with each path at its place below `to` in place of `from`.
fn moved(options: &CheckOptions, from: &Path, to: &Path) -> Result<CheckOptions, WorkspaceError> {
    let here = [PathBuf::from(".")];
    let paths = if options.paths.is_empty() { &here[..] } else { &options.paths };
    let moved = |path: &PathBuf| {
        let absolute = os::absolute(path);
        let relative = absolute.as_deref().and_then(|path| path.strip_prefix(from).ok());
        let relative = relative.ok_or_else(|| WorkspaceError::NoSuchPath { path: path.display().to_string() })?;
        Ok(if relative.as_os_str().is_empty() { to.to_owned() } else { to.join(relative) })
    };
    let paths = paths.iter().map(moved).collect::<Result<_, WorkspaceError>>()?;
    let cache = options.reading.cache.for_copy(to, from);
    let reading = Reading { cache, ..options.reading.clone() };
    Ok(CheckOptions { paths, reading, ..options.clone() })
}
