//! `fix` from analysis to outcome: alone in the workspace, on a tree that git can give back, judged by the compiler.

mod changed;
mod judge;
mod outcome;
mod passes;
mod project_tests;

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

use crate::apply::{self, ApplyError, Session, SessionError};
use crate::base::SourceText;
use crate::config::Config;
use crate::edit::Edit;
use crate::fix::{Choice, Inputs, Lessons, Limits, Memo, Plan, Proposals, Width, fix_of, propose};
use crate::options::{AllowedTrees, FixMode, FixOptions, FixPlace, Proof};
use crate::os::{self, GitError, GitTree, Interrupt};
use crate::report::fix::FixOutcome;
use crate::report::progress::{Phase, Progress};
use crate::rules::Applicability;
use crate::workspace::{Workspace, WorkspaceError};
use crate::{Analysis, Found};

use judge::Judge;
use outcome::planned;
use passes::Passes;

/// Why `fix` ended without a result.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
pub enum FixError {
    /// There is no workspace to look at.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Workspace(#[from] WorkspaceError),
    /// The workspace cannot be taken.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Session(#[from] SessionError),
    /// git gives no answer.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Git(#[from] GitError),
    /// A run was cut off, or is at work, and a dry run restores nothing.
    #[error("an earlier fix was cut off, and the files may hold a part of it")]
    #[diagnostic(help("`cargo unblock fix` without `--dry-run` restores them first"))]
    Unfinished,
    /// A place that was asked for.
    #[error("`{path}` is no file of the workspace that was read")]
    #[diagnostic(help("paths are relative to the current folder"))]
    NoSuchFile {
        /// As given.
        path: String,
    },
    /// The folder that was given holds packages, and is none.
    #[error("there is no `Cargo.toml` in `{root}`, and what is fixed is proved with cargo")]
    #[diagnostic(help("give the folder of a workspace: {}", some(folders)))]
    NoManifest {
        /// As given, without `.` and `..`.
        root: String,
        /// Those with a manifest and none above it, relative to the root.
        folders: Vec<String>,
    },
    /// git could not give the files back.
    #[error("{what} in {} that a fix may change: {}", files(paths), some(paths))]
    #[diagnostic(help("commit or stash them, or use `{flag}`"))]
    NotClean {
        /// `changes that are not committed`.
        what: &'static str,
        /// The flag that allows it.
        flag: &'static str,
        /// Relative to the root.
        paths: Vec<String>,
    },
    /// Nothing was applied.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Apply(#[from] Box<ApplyError>),
}

/// An analysis, and what can be done about each of its findings.
#[derive(Debug)]
pub struct Draft {
    /// The analysis.
    pub analysis: Analysis,
    /// The manifests of the workspace and its packages.
    pub manifests: Vec<SourceText>,
    /// What can be done about each finding.
    pub proposals: Proposals,
    /// How wide lines may be.
    pub width: Width,
    /// What the planner has found out.
    pub memo: Memo,
    limits: Limits,
}

impl Draft {
    /// What can be done about the findings of an analysis; `found` is told of them as soon as that is known.
    #[must_use]
    pub fn new(analysis: Analysis, limits: Limits, found: &mut Found<'_>) -> Self {
        let manifests = manifests(&analysis.workspace);
        let width = width(&analysis.workspace);
        let report = &analysis.report;
        let mut decided = |proposals: &Proposals, stretch: Range<usize>| {
            let mut findings = report.findings[stretch.clone()].to_vec();
            findings.iter_mut().zip(stretch).for_each(|(finding, at)| finding.fix = fix_of(proposals, at));
            found(report, &findings);
        };
        let memo = Memo::default();
        let proposals = propose(inputs((&analysis, &manifests, width), &Lessons::default(), &memo), limits, &mut decided);
        Self { analysis, manifests, proposals, width, memo, limits }
    }

    /// The plan that the options ask for, with what the compiler has said of earlier ones.
    #[must_use]
    pub fn plan(&self, options: &FixOptions, lessons: &Lessons) -> Plan {
        let places: Vec<_> = options.places.iter().map(|place| (self.path(&place.file), place.line)).collect();
        let choice = Choice { rules: &options.rules, places: &places, least_applicability: options.least_applicability };
        let inputs = self.inputs(lessons);
        crate::in_pool(None, || {
            // Most lessons are findings to leave out, which changes nothing about the others.
            let proposals = if lessons.is_of_findings_alone() { None } else { Some(propose(inputs, self.limits, &mut |_, _| {})) };
            let proposals = proposals.as_ref().unwrap_or(&self.proposals);
            let plan = crate::fix::plan(inputs, proposals, choice);
            let Some(accepted) = &options.accepted else { return plan };
            let declined = plan.fixes.iter().filter(|fix| !accepted.contains(&fix.title)).flat_map(|fix| fix.findings.iter().copied());
            let left_out = lessons.left_out.iter().copied().chain(declined).collect();
            let lessons = Lessons { left_out, ..lessons.clone() };
            crate::fix::plan(Inputs { lessons: &lessons, ..inputs }, proposals, choice)
        })
    }

    /// The plan that mends these findings, by index, and no others: what is not safe too.
    #[must_use]
    pub fn plan_of(&self, findings: &BTreeSet<usize>) -> Plan {
        let left_out = (0..self.analysis.report.findings.len()).filter(|finding| !findings.contains(finding)).collect();
        let lessons = Lessons { left_out, ..Lessons::default() };
        let choice = Choice { rules: &[], places: &[], least_applicability: Applicability::Unsafe };
        crate::fix::plan(self.inputs(&lessons), &self.proposals, choice)
    }

    /// The edits that mend each finding by itself, by index; none where it takes more than its file.
    #[must_use]
    pub fn edits_alone(&self) -> Vec<Vec<Edit>> {
        crate::fix::edits_alone(self.inputs(&Lessons::default()), &self.proposals)
    }

    fn inputs<'a>(&'a self, lessons: &'a Lessons) -> Inputs<'a> {
        inputs((&self.analysis, &self.manifests, self.width), lessons, &self.memo)
    }

    /// The path of a file that the user names, relative to the root.
    fn path(&self, file: &Path) -> String {
        let root = &self.analysis.workspace.root;
        let absolute = os::absolute(file).unwrap_or_else(|| file.to_owned());
        let root = os::absolute(root).unwrap_or_else(|| root.clone());
        os::slashed(absolute.strip_prefix(root).unwrap_or(&absolute))
    }

    /// Refuses places in files that are none of the workspace's.
    fn check_places(&self, places: &[FixPlace]) -> Result<(), FixError> {
        let is_known = |place: &&FixPlace| self.analysis.workspace.file_by_path(&self.path(&place.file)).is_some();
        match places.iter().find(|place| !is_known(place)) {
            Some(place) => Err(FixError::NoSuchFile { path: os::slashed(&place.file) }),
            None => Ok(()),
        }
    }

    /// Every text that a plan can change.
    #[must_use]
    pub fn texts(&self) -> Vec<SourceText> {
        let sources = self.analysis.workspace.files.iter().map(|file| file.source.clone());
        sources.chain(self.manifests.iter().cloned()).collect()
    }
}

fn inputs<'a>((analysis, manifests, width): (&'a Analysis, &'a [SourceText], Width), lessons: &'a Lessons, memo: &'a Memo) -> Inputs<'a> {
    let Analysis { workspace, flow, report, naming, .. } = analysis;
    let Config { rules, contexts, .. } = &workspace.config;
    Inputs { workspace, flow, report, rules, contexts, manifests, width, lessons, memo, naming: naming.as_ref() }
}

/// The texts of the manifests; one that cannot be read is a problem of the analysis already.
fn manifests(workspace: &Workspace) -> Vec<SourceText> {
    let of_packages = workspace.packages.iter().map(|package| package.manifest.as_str());
    let paths: BTreeSet<&str> = of_packages.chain(["Cargo.toml"]).filter(|path| !path.is_empty()).collect();
    let read = |path: &str| Some(SourceText::new(path, os::read_source(&workspace.root.join(path)).ok()?));
    paths.into_iter().filter_map(read).collect()
}

/// What the configuration of rustfmt says, if the workspace has one.
fn width(workspace: &Workspace) -> Width {
    let read = |name: &str| os::read_source(&workspace.root.join(name)).ok();
    ["rustfmt.toml", ".rustfmt.toml"].into_iter().find_map(read).map_or_else(Width::default, |text| Width::of_configuration(&text))
}

/// Runs `fix`; `draft` makes the analysis anew.
pub(crate) fn run(
    options: &FixOptions,
    progress: &dyn Progress,
    draft: &dyn Fn() -> Result<Draft, WorkspaceError>,
) -> Result<FixOutcome, FixError> {
    let root = Workspace::root_of(&options.paths)?;
    if options.mode == FixMode::DryRun {
        if apply::is_unfinished(&root) {
            return Err(FixError::Unfinished);
        }
        let draft = draft()?;
        draft.check_places(&options.places)?;
        let plan = draft.plan(options, &Lessons::default());
        return Ok(planned(&draft, &plan));
    }
    let (session, restored) = Session::open(&root)?;
    let first = draft()?;
    first.check_places(&options.places)?;
    if options.proof != Proof::None {
        check_manifest(&root, &first)?;
    }
    check_tree(&root, &first, options.allowed)?;
    let interrupt = Interrupt::of_process();
    let judge = Judge::new(&root, options.proof, options.time_out, &interrupt);
    progress.start(Phase::Compiling);
    let result = Passes { session: &session, options, judge: &judge, interrupt: &interrupt, draft }.run(first);
    progress.finish();
    let mut result = result?;
    let restored = restored.restored.iter().map(|path| format!("restored `{path}`, which a run that was cut off had changed"));
    result.notes = restored.chain(judge.notes()).collect();
    if options.proof == Proof::None {
        result.rounds = 0;
    }
    Ok(result)
}

/// Refuses a folder of packages: cargo knows no more of it than of each of them.
fn check_manifest(root: &Path, draft: &Draft) -> Result<(), FixError> {
    let paths: Vec<&str> = draft.manifests.iter().map(SourceText::path).collect();
    if paths.is_empty() || paths.contains(&"Cargo.toml") {
        return Ok(());
    }
    let highest = |path: &&str| {
        let above = Path::new(path).ancestors().skip(1).collect::<Vec<_>>();
        above.into_iter().rev().find(|folder| os::is_file(&root.join(folder).join("Cargo.toml"))).map(os::slashed)
    };
    let folders: BTreeSet<String> = paths.iter().filter_map(highest).collect();
    let folders = folders.into_iter().collect();
    Err(FixError::NoManifest { root: os::slashed(root), folders })
}

/// As `cargo fix` does: changes that git does not have are refused, staged ones too, unless they are allowed. What counts are the files
/// that a fix may change, tracked or not: sources, manifests and the lock file.
fn check_tree(root: &Path, draft: &Draft, allowed: AllowedTrees) -> Result<(), FixError> {
    if allowed.dirty && allowed.staged {
        return Ok(());
    }
    let texts = draft.texts();
    let paths: Vec<String> = texts.iter().map(|source| source.path().to_owned()).chain(["Cargo.lock".to_owned()]).collect();
    let GitTree::Repository { dirty, staged } = os::git_tree(root, &paths)? else { return Ok(()) };
    if !dirty.is_empty() && !allowed.dirty {
        return Err(FixError::NotClean { what: "there are changes that are not committed", flag: "--allow-dirty", paths: dirty });
    }
    if !staged.is_empty() && !allowed.staged {
        return Err(FixError::NotClean { what: "there are staged changes", flag: "--allow-staged", paths: staged });
    }
    Ok(())
}

fn files(paths: &[String]) -> String {
    if paths.len() == 1 { "a file".to_owned() } else { format!("{} files", paths.len()) }
}

fn some(paths: &[String]) -> String {
    const MOST: usize = 5;
    let named = paths.iter().take(MOST).map(|path| format!("`{path}`")).collect::<Vec<_>>().join(", ");
    if paths.len() > MOST { format!("{named}, …") } else { named }
}
