//! What the commands need from the rest of the tool.

use std::path::{Path, PathBuf};

use super::Failure;
use crate::apply::ApplyError;
use crate::audit::Audit;
use crate::config::{Beginning, Config};
use crate::flow::Explained;
use crate::lint::Report;
use crate::options::{AuditOptions, CheckOptions, FixOptions, GraphOptions, Reading, WhyOptions};
use crate::os;
use crate::report::fix::FixOutcome;
use crate::report::graph::Drawing;
use crate::report::progress::Progress;
use crate::report::{Explanation, Repository};
use crate::rules::{Rule, Rules};
use crate::workspace::Workspace;
use crate::{FixError, Found, StagedReports};

/// The work behind the commands.
pub trait Pipeline {
    /// The API table.
    ///
    /// # Errors
    /// If it cannot be loaded.
    fn rules(&self) -> Result<&[Rule], Failure>;

    /// Looks for findings, and tells of each once when it is known. User code that cannot be read is a problem in the report, never an
    /// error.
    ///
    /// # Errors
    /// If a path does not exist or a configuration or rules file is wrong.
    fn check(&self, options: &CheckOptions, progress: &dyn Progress, found: &mut Found<'_>) -> Result<Report, Failure>;

    /// Looks for findings in what is staged, and in the last commit.
    ///
    /// # Errors
    /// Those of [`Pipeline::check`], and if git has no answer.
    fn check_staged(&self, options: &CheckOptions, progress: &dyn Progress) -> Result<StagedReports, Failure>;

    /// Looks at the whole of a workspace as somebody would who decides what is done about it.
    ///
    /// # Errors
    /// Those of [`Pipeline::check`].
    fn audit(&self, options: &AuditOptions, progress: &dyn Progress) -> Result<Audit, Failure>;

    /// The folder of the workspace that holds `paths`, those of the current folder where there are none.
    ///
    /// # Errors
    /// If a path does not exist, or they are of two workspaces.
    fn root(&self, paths: &[PathBuf]) -> Result<String, Failure>;

    /// The repository that holds the workspace at `root`; the workspace itself where there is none.
    fn repository(&self, root: &str) -> Repository;

    /// The configuration that [`Pipeline::check`] would use.
    ///
    /// # Errors
    /// Those of [`Pipeline::check`].
    fn config(&self, options: &CheckOptions) -> Result<Config, Failure>;

    /// Writes the start of a configuration for the workspace of the current folder, and returns the paths of the files that it wrote.
    ///
    /// # Errors
    /// Those of [`Config::write_start`].
    fn init(&self, beginning: Beginning) -> Result<Vec<String>, Failure>;

    /// How each call on a line of a file was resolved.
    ///
    /// # Errors
    /// Those of [`Pipeline::check`].
    fn explain_resolution(&self, file: &Path, line: u32, reading: &Reading) -> Result<Vec<Explained>, Failure>;

    /// What there is to say about one function.
    ///
    /// # Errors
    /// Those of [`Pipeline::check`]; if no function, or more than one, goes by the name.
    fn why(&self, options: &WhyOptions, progress: &dyn Progress) -> Result<Explanation, Failure>;

    /// The calls between async code and blocking operations.
    ///
    /// # Errors
    /// Those of [`Pipeline::check`].
    fn graph(&self, options: &GraphOptions, progress: &dyn Progress) -> Result<Drawing, Failure>;

    /// The next line of what somebody types; none when there is no more.
    ///
    /// # Errors
    /// If standard input cannot be read.
    fn next_line(&self) -> Result<Option<String>, Failure>;

    /// Plans the fixes and, unless it is a dry run, writes them and proves them with the compiler.
    ///
    /// # Errors
    /// Those of [`Pipeline::check`], a tree that git could not give back, a tree that does not compile before the fix.
    fn fix(&self, options: &FixOptions, progress: &dyn Progress) -> Result<FixOutcome, Failure>;
}

/// The work itself.
#[derive(Clone, Copy, Debug)]
pub struct Tool;

impl Pipeline for Tool {
    fn rules(&self) -> Result<&[Rule], Failure> {
        Ok(Rules::embedded().iter().as_slice())
    }

    fn check(&self, options: &CheckOptions, progress: &dyn Progress, found: &mut Found<'_>) -> Result<Report, Failure> {
        crate::check_and_tell(options, progress, found).map_err(Failure::usage)
    }

    fn check_staged(&self, options: &CheckOptions, progress: &dyn Progress) -> Result<StagedReports, Failure> {
        crate::check_staged(options, progress).map_err(Failure::usage)
    }

    fn audit(&self, options: &AuditOptions, progress: &dyn Progress) -> Result<Audit, Failure> {
        crate::audit(options, progress).map_err(Failure::usage)
    }

    fn root(&self, paths: &[PathBuf]) -> Result<String, Failure> {
        Ok(os::slashed(&Workspace::root_of(paths).map_err(Failure::usage)?))
    }

    fn repository(&self, root: &str) -> Repository {
        let root = Path::new(root);
        let top = os::repository_top(root).unwrap_or(root);
        Repository { top: os::slashed(top), prefix: root.strip_prefix(top).map(os::slashed).unwrap_or_default() }
    }

    fn config(&self, options: &CheckOptions) -> Result<Config, Failure> {
        Workspace::config_of(&options.paths, options.config.as_deref()).map_err(Failure::usage)
    }

    fn init(&self, beginning: Beginning) -> Result<Vec<String>, Failure> {
        let root = Workspace::root_of(&[]).map_err(Failure::usage)?;
        let names = Config::write_start(&root, beginning).map_err(Failure::usage)?;
        Ok(names.into_iter().map(|name| os::slashed(&root.join(name))).collect())
    }

    fn explain_resolution(&self, file: &Path, line: u32, reading: &Reading) -> Result<Vec<Explained>, Failure> {
        crate::explain_resolution(file, line, reading).map_err(Failure::usage)
    }

    fn why(&self, options: &WhyOptions, progress: &dyn Progress) -> Result<Explanation, Failure> {
        crate::why(options, progress).map_err(Failure::usage)
    }

    fn graph(&self, options: &GraphOptions, progress: &dyn Progress) -> Result<Drawing, Failure> {
        crate::graph(options, progress).map_err(Failure::usage)
    }

    fn next_line(&self) -> Result<Option<String>, Failure> {
        Ok(os::next_line()?)
    }

    fn fix(&self, options: &FixOptions, progress: &dyn Progress) -> Result<FixOutcome, Failure> {
        crate::fix(options, progress).map_err(|error| match &error {
            FixError::Apply(apply) => match **apply {
                ApplyError::DoesNotCompileBefore { .. } => Failure::does_not_compile(error),
                ApplyError::Misfit(_) | ApplyError::NotAnalysed { .. } => Failure::bug(error),
                _ => Failure::usage(error),
            },
            _ => Failure::usage(error),
        })
    }
}
