//! cargo-unblock finds blocking calls that run on an async executor, and takes them out.
//!
//! The whole pipeline is on this page: [`check`] reads a workspace and reports, [`fix`] plans rewrites from the same report, writes
//! them and lets the compiler decide.

#![cfg_attr(test, expect(clippy::disallowed_methods, reason = "tests make their own files; a build without tests holds the door shut"))]

pub mod apply;
pub mod audit;
pub mod base;
pub mod cache;
pub mod cli;
pub mod config;
pub mod edit;
pub mod fix;
mod fixing;
pub mod flow;
pub mod index;
pub mod lint;
pub mod options;
pub mod os;
pub mod report;
pub mod resolve;
pub mod rules;
mod staged;
pub mod syntax;
pub mod workspace;

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Instant;

use audit::{Audit, Census};
use base::{LineIndex, SourceText, free_later};
use cache::Cache;
use config::Config;
use fix::Limits;
use flow::{Dependencies, DependencyCounts, Flow, Naming, UnknownFunction, What};
use lint::{Finding, Report};
use options::{
    AuditOptions, ChainScope, CheckOptions, DependencyBodies, Edits, FixOptions, GraphOptions, Reading, Scope, Subject, WhyOptions,
};
use os::Recorder;
use report::Explanation;
use report::fix::FixOutcome;
use report::graph::Drawing;
use report::progress::{Phase, Progress, Silent};
use resolve::Program;
use rules::{Applicability, Contexts, Rules};
use workspace::{Sources, TestCode, Workspace, WorkspaceError};

pub use fixing::{Draft, FixError};
pub use staged::{StagedError, StagedReports};

/// Everything is recursive over syntax trees, whose depth `syntax/` bounds; a thread of the analysis has room for that. Bytes.
const STACK: usize = 256 * 1024 * 1024;

/// A workspace and what was found in it.
#[derive(Debug)]
pub struct Analysis {
    /// The workspace as it was read.
    pub workspace: Workspace,
    /// Where what runs.
    pub flow: Flow,
    /// What to say about it.
    pub report: Report,
    /// What the names in its bodies mean, for whoever rewrites them: a report has no time for that.
    pub naming: Option<Naming>,
    /// What nobody asks any more and takes long to take apart: it is freed late.
    leftovers: (Option<Program>, Sources),
}

/// Whether the meaning of names can be asked when all calls were followed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Names {
    Forgotten,
    Kept,
}

/// Told of findings that are final, those of a few files at a time and in the order of the report, with the report that their ids and files
/// are of: all of it but what can be done about its findings and how long it took.
pub type Found<'f> = dyn FnMut(&Report, &[Finding]) + Send + 'f;

/// Reads a workspace, follows what runs on an executor, and reports what blocks there. Runs no code of the workspace and never uses the
/// network; whatever is wrong with the code itself is a problem in the report.
///
/// # Errors
/// If a path does not exist, the manifest of the workspace cannot be read, or its configuration is wrong.
pub fn check(options: &CheckOptions, progress: &dyn Progress) -> Result<Report, WorkspaceError> {
    check_and_tell(options, progress, &mut |_, _| {})
}

/// As [`check`], and tells `found` of each finding once, while what can be done about the next ones is still being planned. Whether a call
/// counts is known when every chain is, so that the first is told of after all code was followed; its edits are not known then. A run that
/// is remembered tells of all at once.
///
/// # Errors
/// As [`check`]; `found` was told of nothing then.
pub fn check_and_tell(options: &CheckOptions, progress: &dyn Progress, found: &mut Found<'_>) -> Result<Report, WorkspaceError> {
    let start = Instant::now();
    let mut is_told = false;
    let work = |recorder: Option<&Recorder>| {
        is_told = true;
        in_recorded_pool(options.threads, recorder, || checked(options, progress, found))
    };
    let mut report = options.reading.cache.reuse("check", &options.question(), work)?;
    if !is_told {
        found(&report, &report.findings);
    }
    report.summary.elapsed = start.elapsed();
    Ok(report)
}

fn checked(options: &CheckOptions, progress: &dyn Progress, found: &mut Found<'_>) -> Result<Report, WorkspaceError> {
    let draft = planned(options, (tests_for(options), Names::Forgotten), Limits::default(), progress, found)?;
    let edits = if options.edits == Edits::Included { draft.edits_alone() } else { Vec::new() };
    let Draft { analysis: Analysis { mut report, workspace, flow, leftovers, .. }, proposals, memo, .. } = draft;
    fix::describe(&proposals, edits, &mut report);
    free_later((workspace, flow, proposals, memo, leftovers));
    Ok(report)
}

/// Reports on the code as the next commit would have it, and as the last one has it. The work tree does not matter.
///
/// # Errors
/// As [`check`]; if there is no git repository, or it has no answer.
pub fn check_staged(options: &CheckOptions, progress: &dyn Progress) -> Result<StagedReports, StagedError> {
    let start = Instant::now();
    let check = |options: &CheckOptions, recorder: Option<&Recorder>| {
        in_recorded_pool(options.threads, recorder, || checked(options, progress, &mut |_, _| {}))
    };
    // Nobody asks what could be done about the last commit.
    let find = |options: &CheckOptions, recorder: Option<&Recorder>| {
        in_recorded_pool(options.threads, recorder, || {
            let analysis = analyse(options, tests_for(options), Names::Forgotten, progress)?;
            analysis.workspace.parsed.save();
            Ok(analysis.report)
        })
    };
    let mut reports = staged::run(options, &|| prepare(&options.reading.cache), &check, &find)?;
    reports.staged.summary.elapsed = start.elapsed();
    Ok(reports)
}

/// Rewrites what can be rewritten, and keeps what the compiler accepts. With a dry run nothing is written and no cargo is run.
///
/// # Errors
/// As [`check`]; if the workspace does not compile before, holds changes that git does not have, or cannot be written. No file has
/// changed then, unless the error says otherwise.
pub fn fix(options: &FixOptions, progress: &dyn Progress) -> Result<FixOutcome, FixError> {
    fixing::run(options, progress, &|| draft(options, progress))
}

/// What [`fix`] would work from: an analysis, and what can be done about each finding.
///
/// # Errors
/// As [`check`].
pub fn draft(options: &FixOptions, progress: &dyn Progress) -> Result<Draft, WorkspaceError> {
    let FixOptions { paths, config, reading, zones, .. } = options.clone();
    let check = CheckOptions { paths, config, zones, reading, ..CheckOptions::default() };
    // Tests may call what becomes async, and are read without being judged.
    let limits = Limits { strategies: options.strategies, least_applicability: options.least_applicability };
    in_pool(None, || planned(&check, (TestCode::Include, Names::Kept), limits, progress, &mut |_, _| {}))
}

fn tests_for(options: &CheckOptions) -> TestCode {
    if options.scope == Scope::WithTests { TestCode::Include } else { TestCode::Skip }
}

fn planned(
    check: &CheckOptions,
    (tests, names): (TestCode, Names),
    limits: Limits,
    progress: &dyn Progress,
    found: &mut Found<'_>,
) -> Result<Draft, WorkspaceError> {
    let analysis = analyse(check, tests, names, progress)?;
    progress.start(Phase::Planning);
    let mut found = |report: &Report, findings: &[Finding]| {
        // Nobody waits for what is there, and it may be written where the progress is shown.
        progress.finish();
        found(report, findings);
    };
    let draft = Draft::new(analysis, limits, &mut found);
    draft.analysis.workspace.parsed.save();
    progress.finish();
    Ok(draft)
}

/// What there is to say to whoever decides what is done: how async the code is, what blocks whom, what to do about it and at what price.
///
/// # Errors
/// As [`check`].
pub fn audit(options: &AuditOptions, progress: &dyn Progress) -> Result<Audit, WorkspaceError> {
    in_pool(None, || {
        let check = CheckOptions {
            paths: options.paths.clone(),
            config: options.config.clone(),
            reading: options.reading.clone(),
            chains: ChainScope::All,
            ..CheckOptions::default()
        };
        let analysis = analyse(&check, TestCode::Include, Names::Forgotten, progress)?;
        progress.start(Phase::Planning);
        // What is best is said of, at its price.
        let limits = Limits { least_applicability: Applicability::Unsafe, ..Limits::default() };
        let mut draft = Draft::new(analysis, limits, &mut |_, _| {});
        fix::describe(&draft.proposals, Vec::new(), &mut draft.analysis.report);
        draft.analysis.workspace.parsed.save();
        let with_tests = CheckOptions { scope: Scope::WithTests, chains: ChainScope::Shortest, ..check };
        let tests = analyse(&with_tests, TestCode::Include, Names::Forgotten, &Silent)?.report;
        let workspace = &draft.analysis.workspace;
        let census = Census::new(workspace, &mut Program::new(workspace));
        let audit = audit::audit(&draft, &tests, &census);
        progress.finish();
        Ok(audit)
    })
}

fn analyse(options: &CheckOptions, tests: TestCode, names: Names, progress: &dyn Progress) -> Result<Analysis, WorkspaceError> {
    let start = Instant::now();
    let Known { mut workspace, mut program, sources, dependencies } =
        read(&options.paths, options.config.as_deref(), tests, &options.reading, progress)?;
    workspace.config.declare_zones(&options.zones).map_err(WorkspaceError::from)?;
    let Config { rules, contexts, .. } = &workspace.config;
    let suppressions = lint::suppressions(&workspace, &program, options.scope);
    let is_silenced = |operation: &flow::FoundOperation| suppressions.covers(rules, operation);
    let scopes = (options.scope, options.chains);
    let flow = flow::analyse(&workspace, &mut program, rules, contexts, scopes, &sources, &is_silenced);
    let report = lint::report(&workspace, &flow, &dependencies, rules, suppressions, start.elapsed());
    let (naming, program) = match names {
        Names::Kept => (Some(Naming::new(program)), None),
        Names::Forgotten => (None, Some(program)),
    };
    Ok(Analysis { workspace, flow, report, naming, leftovers: (program, sources) })
}

/// What there is to say about one function: whether it blocks, whether it runs on an executor, what making it async would touch.
///
/// # Errors
/// Those of [`check`]; if no function, or more than one, goes by the name.
pub fn why(options: &WhyOptions, progress: &dyn Progress) -> Result<Explanation, UnknownFunction> {
    in_pool(None, || {
        // A file says itself of which workspace it is.
        let paths = match &options.subject {
            Subject::Path(_) => options.paths.clone(),
            Subject::Line(file, _) => vec![file.clone()],
        };
        let Known { workspace, mut program, sources, .. } =
            read(&paths, options.config.as_deref(), TestCode::Include, &options.reading, progress).map_err(Box::new)?;
        let what = What::new(&options.subject, &workspace)?;
        let Config { rules, contexts, .. } = &workspace.config;
        let answer = flow::why(&workspace, &mut program, rules, contexts, &sources, &what)?;
        progress.finish();
        Ok(Explanation { files: texts(&workspace), answer })
    })
}

/// The part of the call graph between async code and the blocking operations that it leads to.
///
/// # Errors
/// Those of [`check`].
pub fn graph(options: &GraphOptions, progress: &dyn Progress) -> Result<Drawing, WorkspaceError> {
    in_pool(None, || {
        let tests = if options.scope == Scope::WithTests { TestCode::Include } else { TestCode::Skip };
        let Known { workspace, mut program, sources, .. } =
            read(&options.paths, options.config.as_deref(), tests, &options.reading, progress)?;
        let Config { rules, contexts, .. } = &workspace.config;
        let suppressions = lint::suppressions(&workspace, &program, options.scope);
        let is_silenced = |operation: &flow::FoundOperation| suppressions.covers(rules, operation);
        let scopes = (options.scope, options.most_nodes);
        let ways = flow::ways(&workspace, &mut program, (rules, contexts), scopes, &sources, &is_silenced);
        progress.finish();
        Ok(Drawing { files: texts(&workspace), ways })
    })
}

/// What is known before any call is followed.
struct Known {
    /// Its tables hold what the bodies of dependencies come to, if those were read.
    workspace: Workspace,
    program: Program,
    sources: Sources,
    dependencies: DependencyCounts,
}

/// Reads what is part of the program, if that was not done before.
fn prepare(cache: &Cache) {
    let _ = (Rules::embedded(), Contexts::embedded());
    resolve::read_stubs(cache);
}

fn read(
    paths: &[PathBuf],
    config: Option<&Path>,
    tests: TestCode,
    reading: &Reading,
    progress: &dyn Progress,
) -> Result<Known, WorkspaceError> {
    // Finding the files leaves the other threads idle, which the knowledge that is part of the program does not need to wait for.
    let (workspace, stubs) = rayon::join(
        || {
            Workspace::load(paths, config, tests, &reading.cache, &|files| progress.start(Phase::Reading { files: files as u64 }), &|| {
                progress.advance();
            })
        },
        || {
            prepare(&reading.cache);
            Program::of_stubs()
        },
    );
    let mut workspace = workspace?;
    progress.start(Phase::Following);
    let (program, sources) = rayon::join(|| stubs.with_workspace(&workspace), || Sources::new(&workspace));
    program.check_configured(&workspace)?;
    let dependencies = match reading.dependencies {
        DependencyBodies::Skip => Dependencies::default(),
        DependencyBodies::Read => {
            let begin = |crates| progress.start(Phase::Summarising { crates: crates as u64 });
            let read = Dependencies::read(&workspace, &program, &sources, &reading.cache, (&begin, &|| progress.advance()));
            progress.start(Phase::Following);
            read
        }
    };
    dependencies.extend(&mut workspace.config);
    Ok(Known { workspace, program, sources, dependencies: dependencies.counts })
}

fn texts(workspace: &Workspace) -> Vec<SourceText> {
    workspace.files.iter().map(|file| file.source.clone()).collect()
}

/// How `check` resolved each call on a line, and why not where it did not. `file` is relative to the current folder, `line` counts from 1.
///
/// # Errors
/// Those of [`check`]; a file or line that is not there has no calls.
pub fn explain_resolution(file: &Path, line: u32, reading: &Reading) -> Result<Vec<flow::Explained>, WorkspaceError> {
    let paths = [file.to_owned()];
    in_pool(None, || {
        let Known { workspace, mut program, sources, .. } = read(&paths, None, TestCode::Include, reading, &Silent)?;
        // Reads the dependencies that the file's calls need, as `check` would.
        let Config { rules, contexts, .. } = &workspace.config;
        let scopes = (Scope::WithTests, ChainScope::Shortest);
        let _ = flow::analyse(&workspace, &mut program, rules, contexts, scopes, &sources, &|_| false);
        let asked = workspace.selection.first().and_then(|path| workspace.file_by_path(path));
        let span = asked.and_then(|asked| {
            let text = workspace.files[asked.index()].source.text();
            LineIndex::new(text).line_span(text, line)
        });
        Ok(asked.zip(span).map(|(asked, span)| flow::explain(&workspace, &mut program, asked, span)).unwrap_or_default())
    })
}

/// Runs `work` in a pool of threads with deep stacks. Without one it runs on the threads that there are.
fn in_pool<T: Send>(threads: Option<NonZeroUsize>, work: impl FnOnce() -> T + Send) -> T {
    in_recorded_pool(threads, None, work)
}

/// The same, where the recorder listens to what the threads ask of the world.
fn in_recorded_pool<T: Send>(threads: Option<NonZeroUsize>, recorder: Option<&Recorder>, work: impl FnOnce() -> T + Send) -> T {
    let listener = recorder.cloned().or_else(Recorder::of_this_thread);
    let builder = rayon::ThreadPoolBuilder::new().num_threads(threads.map_or(0, NonZeroUsize::get)).stack_size(STACK);
    let builder = builder.start_handler(move |_| listener.iter().for_each(Recorder::listen));
    if let Ok(pool) = builder.build() {
        return pool.install(work);
    }
    recorder.into_iter().for_each(Recorder::give_up);
    work()
}
