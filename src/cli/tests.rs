use std::cell::{Cell, RefCell};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::*;
use crate::audit::Audit;
use crate::base::{DefPath, FileId, SourceText, Span};
use crate::config::{Beginning, Config};
use crate::flow::{Answer, Blocking, Execution, Explained, Ways};
use crate::lint::{Confidence, Finding, FindingFix, Level, Report, RootKind};
use crate::options::{
    AllowedTrees, AuditOptions, ChainScope, CheckOptions, DependencyBodies, Edits, FixMode, FixOptions, FixPlace, GraphOptions,
    OperationScope, Proof, Reading, Scope, Strategies, Subject, WhyOptions,
};
use crate::report::fix::{FixOutcome, Planned, RolledBack};
use crate::report::graph::Drawing;
use crate::report::{Explanation, Repository};
use crate::rules::{Applicability, Effect, Rule};
use crate::{Found, StagedReports};

/// A pipeline that answers what it was told to, and remembers what it was asked.
#[derive(Default)]
struct Fake {
    rules: Vec<Rule>,
    findings: Vec<(Level, Confidence)>,
    outcome: FixOutcome,
    panics: Cell<bool>,
    checked: RefCell<Option<CheckOptions>>,
    fixed: RefCell<Option<FixOptions>>,
    asked: RefCell<Option<WhyOptions>>,
    drawn: RefCell<Option<GraphOptions>>,
    dependencies: RefCell<Option<DependencyBodies>>,
    /// What is typed, the last line first.
    typed: RefCell<Vec<&'static str>>,
}

impl Pipeline for Fake {
    fn rules(&self) -> Result<&[Rule], Failure> {
        Ok(&self.rules)
    }

    fn check(&self, options: &CheckOptions, _progress: &dyn Progress, found: &mut Found<'_>) -> Result<Report, Failure> {
        assert!(!self.panics.get(), "the fake panics");
        *self.dependencies.borrow_mut() = Some(options.reading.dependencies);
        *self.checked.borrow_mut() = Some(options.clone());
        let findings = self.findings.iter().map(|&(level, confidence)| finding(level, confidence)).collect();
        let report = Report { files: vec![SourceText::new("src/a.rs", "async fn a() { read() }\n")], findings, ..Report::default() };
        found(&report, &report.findings);
        Ok(report)
    }

    fn audit(&self, options: &AuditOptions, _: &dyn Progress) -> Result<Audit, Failure> {
        *self.dependencies.borrow_mut() = Some(options.reading.dependencies);
        Ok(Audit::default())
    }

    fn check_staged(&self, options: &CheckOptions, progress: &dyn Progress) -> Result<StagedReports, Failure> {
        Ok(StagedReports { staged: self.check(options, progress, &mut |_, _| {})?, committed: None })
    }

    fn root(&self, _: &[PathBuf]) -> Result<String, Failure> {
        Ok("a".into())
    }

    fn repository(&self, root: &str) -> Repository {
        Repository { top: root.into(), prefix: String::new() }
    }

    fn config(&self, options: &CheckOptions) -> Result<Config, Failure> {
        *self.checked.borrow_mut() = Some(options.clone());
        Ok(Config::default())
    }

    fn init(&self, _: Beginning) -> Result<Vec<String>, Failure> {
        Ok(vec!["a/cargo-unblock.toml".into()])
    }

    fn explain_resolution(&self, _: &Path, _: u32, reading: &Reading) -> Result<Vec<Explained>, Failure> {
        *self.dependencies.borrow_mut() = Some(reading.dependencies);
        Ok(Vec::new())
    }

    fn why(&self, options: &WhyOptions, _progress: &dyn Progress) -> Result<Explanation, Failure> {
        *self.dependencies.borrow_mut() = Some(options.reading.dependencies);
        *self.asked.borrow_mut() = Some(options.clone());
        let (is_async, on_line, blocking, execution) = (true, Vec::new(), Blocking::default(), Execution::default());
        Ok(Explanation { files: vec![], answer: Answer { function: None, is_async, on_line, blocking, execution, conversion: None } })
    }

    fn graph(&self, options: &GraphOptions, _progress: &dyn Progress) -> Result<Drawing, Failure> {
        *self.dependencies.borrow_mut() = Some(options.reading.dependencies);
        *self.drawn.borrow_mut() = Some(options.clone());
        Ok(Drawing { ways: Ways { all_nodes: 7, ..Ways::default() }, ..Drawing::default() })
    }

    fn next_line(&self) -> Result<Option<String>, Failure> {
        Ok(self.typed.borrow_mut().pop().map(str::to_owned))
    }

    fn fix(&self, options: &FixOptions, _progress: &dyn Progress) -> Result<FixOutcome, Failure> {
        *self.dependencies.borrow_mut() = Some(options.reading.dependencies);
        *self.fixed.borrow_mut() = Some(options.clone());
        Ok(self.outcome.clone())
    }
}

fn finding(level: Level, confidence: Confidence) -> Finding {
    Finding {
        rule: "std-fs".into(),
        level,
        confidence,
        message: "blocking call".into(),
        file: FileId(0),
        span: Span::new(15, 21),
        labels: vec![],
        help: None,
        function: DefPath::new("a"),
        root: RootKind::Other,
        in_loop: false,
        operations: vec![],
        chain: vec![],
        chains: None,
        fingerprint: "a".into(),
        fix: FindingFix { applicability: None, strategy: None, reason: String::new(), edits: Vec::new() },
    }
}

fn rule(id: &str) -> Rule {
    Rule {
        id: id.into(),
        effect: Some(Effect::Fs),
        level: Level::Warn,
        summary: "call".into(),
        why: "it blocks".into(),
        handles: vec![],
        apis: vec![],
    }
}

/// Runs the command line on `fake` and returns its exit code, output and messages.
fn check_run(command_line: &str, fake: &Fake) -> (ExitCode, String, String) {
    let (mut out, mut error) = (Vec::new(), Vec::new());
    let arguments = command_line.split_whitespace().map(OsString::from).collect();
    let code = run(arguments, &Environment::default(), fake, &mut out, &mut error);
    (code, String::from_utf8(out).unwrap(), String::from_utf8(error).unwrap())
}

#[test]
fn clap_finds_nothing_wrong_with_the_commands() {
    Cli::command().debug_assert();
}

#[test]
fn both_forms_of_the_command_are_the_same() {
    let fake = Fake { findings: vec![(Level::Warn, Confidence::Certain)], ..Fake::default() };
    let alone = check_run("cargo-unblock check src", &fake);
    assert_eq!(alone, check_run("cargo-unblock unblock check src", &fake));
    assert_eq!(alone.0, ExitCode::Findings);
    assert!(check_run("cargo-unblock unblock check --help", &fake).1.contains("Usage: cargo unblock check"));
    assert!(check_run("cargo-unblock check --help", &fake).1.contains("Usage: cargo-unblock check"));
}

#[test]
fn every_help_text_fits_80_columns() {
    for form in ["cargo-unblock", "cargo-unblock unblock"] {
        for command in ["", "check", "audit", "fix", "rules", "explain", "why", "graph", "init", "completions", "man"] {
            for flag in ["-h", "--help"] {
                let arguments = format!("{form} {command} {flag}").split_whitespace().map(OsString::from).collect();
                let help = parse(arguments).unwrap_err().to_string();
                let widest = help.lines().max_by_key(|line| line.chars().count()).unwrap();
                assert!(widest.chars().count() <= 80, "{command} {flag}: {widest}");
            }
        }
    }
}

#[test]
fn bad_usage_is_2_and_help_is_0() {
    let fake = Fake::default();
    for bad in [
        "",
        "chekc",
        "check --format xml",
        "check --threads 0",
        "check --fail-on allow",
        "explain",
        "why",
        "graph --most 0",
        "check --chains some",
        "fix --nonsense",
        "completions",
        "completions csh",
    ] {
        let (code, out, error) = check_run(&format!("cargo-unblock {bad}"), &fake);
        assert_eq!(code, ExitCode::Usage, "{bad}");
        assert!(out.is_empty() && error.contains("Usage:") | error.contains("--help"), "{bad}: {error}");
    }
    for good in ["--help", "--version", "fix -h", "help check"] {
        let (code, out, error) = check_run(&format!("cargo-unblock {good}"), &fake);
        assert_eq!((code, error.as_str()), (ExitCode::Clean, ""), "{good}");
        assert!(!out.is_empty(), "{good}");
    }
}

#[test]
fn findings_below_fail_on_or_min_confidence_do_not_fail() {
    let fake = Fake { findings: vec![(Level::Warn, Confidence::Likely)], ..Fake::default() };
    assert_eq!(check_run("cargo-unblock check", &fake).0, ExitCode::Findings);
    assert_eq!(check_run("cargo-unblock check --fail-on deny", &fake).0, ExitCode::Clean);
    let (code, out, _) = check_run("cargo-unblock check --min-confidence certain", &fake);
    assert_eq!((code, out.as_str()), (ExitCode::Clean, "no findings in 0 files\n"));
    let denied = Fake { findings: vec![(Level::Deny, Confidence::Certain)], ..Fake::default() };
    assert_eq!(check_run("cargo-unblock check --fail-on deny --min-confidence certain", &denied).0, ExitCode::Findings);
    let allowed = Fake { findings: vec![(Level::Allow, Confidence::Certain)], ..Fake::default() };
    assert_eq!(check_run("cargo-unblock check", &allowed).0, ExitCode::Clean);
}

#[test]
fn arguments_of_check_reach_the_pipeline() {
    let fake = Fake::default();
    for (format, edits) in [("human", Edits::LeftOut), ("sarif", Edits::Included), ("rustc-json", Edits::Included)] {
        check_run(&format!("cargo-unblock check --format {format}"), &fake);
        assert_eq!(fake.checked.borrow().as_ref().map(|options| options.edits), Some(edits), "{format}");
    }
    check_run("cargo-unblock check a b --tests --all-operations --chains all --threads 3 --config c.toml --no-deps-bodies", &fake);
    let expected = CheckOptions {
        paths: vec!["a".into(), "b".into()],
        config: Some("c.toml".into()),
        zones: Vec::new(),
        scope: Scope::WithTests,
        operations: OperationScope::All,
        chains: ChainScope::All,
        reading: Reading::default(),
        edits: Edits::LeftOut,
        threads: std::num::NonZeroUsize::new(3),
    };
    assert_eq!(*fake.checked.borrow(), Some(expected));
}

#[test]
fn bodies_of_dependencies_are_read_unless_somebody_says_no() {
    let fake = Fake::default();
    for (flags, are_read) in [("", true), ("--deps-bodies", true), ("--no-deps-bodies", false), ("--no-deps-bodies --deps-bodies", true)] {
        for command in ["check", "check --staged", "check --explain-resolution a.rs:1", "fix", "audit", "graph", "why a"] {
            check_run(&format!("cargo-unblock {command} {flags}"), &fake);
            let asked = fake.dependencies.take().map(|bodies| bodies != DependencyBodies::Skip);
            assert_eq!(asked, Some(are_read), "{command} {flags}");
        }
    }
}

#[test]
fn a_function_is_asked_about_by_its_name_or_by_a_place() {
    let fake = Fake::default();
    let asked = |text: &str| {
        assert_eq!(check_run(&format!("cargo-unblock why {text} --path crates/a"), &fake).0, ExitCode::Clean);
        fake.asked.take().map(|options| options.subject)
    };
    let line = |file: &str, line| Some(Subject::Line(file.into(), line));
    assert_eq!(asked("Store::load"), Some(Subject::Path("Store::load".into())));
    assert_eq!(asked("src/a.rs:12"), line("src/a.rs", 12));
    // As compilers and editors write it.
    assert_eq!(asked("src/a.rs:12:5"), line("src/a.rs", 12));
    assert_eq!(asked("C:/src/a.rs:12"), line("C:/src/a.rs", 12));
    assert_eq!(asked("a::12"), Some(Subject::Path("a::12".into())));
}

#[test]
fn a_graph_that_was_cut_says_so_beside_it() {
    let fake = Fake::default();
    let (code, out, error) = check_run("cargo-unblock graph a --most 5 --no-deps-bodies", &fake);
    let expected = GraphOptions { paths: vec!["a".into()], most_nodes: 5, ..GraphOptions::default() };
    assert_eq!((code, fake.drawn.take()), (ExitCode::Clean, Some(expected)));
    assert!(out.starts_with("digraph"), "{out}");
    assert_eq!(error, "0 of 7 nodes are shown: `--most` says how many may be\n");
    let (_, out, error) = check_run("cargo-unblock graph --format mermaid --quiet", &fake);
    assert!(out.starts_with("flowchart LR\n") && error.is_empty(), "{out}{error}");
}

#[test]
fn arguments_of_fix_reach_the_pipeline() {
    let fake = Fake { rules: vec![rule("std-fs"), rule("std-path")], ..Fake::default() };
    check_run(
        "cargo-unblock fix a --only std-fs --rule std-path --unsafe --dry-run --allow-dirty --config c.toml --at src/a.rs:3 \
         --at src/b.rs --zone src/** --test --timeout 9 --no-deps-bodies",
        &fake,
    );
    let expected = FixOptions {
        paths: vec!["a".into()],
        config: Some("c.toml".into()),
        reading: Reading::default(),
        rules: vec!["std-fs".into(), "std-path".into()],
        strategies: Strategies::Auto,
        least_applicability: Applicability::Unsafe,
        mode: FixMode::DryRun,
        allowed: AllowedTrees { dirty: true, staged: false },
        places: vec![FixPlace { file: "src/a.rs".into(), line: Some(3) }, FixPlace { file: "src/b.rs".into(), line: None }],
        zones: vec!["src/**".into()],
        proof: Proof::Tests,
        accepted: None,
        time_out: Some(Duration::from_secs(9)),
    };
    assert_eq!(*fake.fixed.borrow(), Some(expected));
}

#[test]
fn an_unknown_rule_is_bad_usage_and_fixes_nothing() {
    let fake = Fake { rules: vec![rule("std-fs")], ..Fake::default() };
    let (code, out, error) = check_run("cargo-unblock fix --rule std-sf", &fake);
    assert_eq!((code, out.as_str()), (ExitCode::Usage, ""));
    assert!(error.contains("there is no rule `std-sf`") && error.contains("did you mean `std-fs`?"), "{error}");
    assert_eq!(*fake.fixed.borrow(), None);
    assert_eq!(check_run("cargo-unblock explain std-sf", &fake).0, ExitCode::Usage);
}

#[test]
fn fixes_are_made_that_somebody_says_yes_to() {
    let planned = |title: &str| Planned { title: title.into(), details: vec![], reason: String::new(), changes: vec![] };
    let check = |typed: &[&'static str], expected: &[&str]| {
        let outcome = FixOutcome { planned: ["a", "b", "c"].map(planned).to_vec(), ..FixOutcome::default() };
        let typed = RefCell::new(typed.iter().rev().copied().collect());
        let fake = Fake { outcome, typed, ..Fake::default() };
        let (_, out, _) = check_run("cargo-unblock fix --interactive", &fake);
        assert!(out.starts_with("[1 of 3]\n  a\napply? "), "{out}");
        let accepted = expected.iter().map(|title| (*title).to_owned()).collect();
        assert_eq!(fake.fixed.borrow().as_ref().and_then(|options| options.accepted.clone()), Some(accepted));
    };
    check(&["y\n", "n\n", "what\n", "yes\n"], &["a", "c"]);
    check(&["n\n", "a\n"], &["b", "c"]);
    check(&["y\n", "d\n"], &["a"]);
    check(&["y\n", "q\n"], &[]);
    check(&["y\n"], &[]);
}

#[test]
fn the_diff_of_a_dry_run_has_standard_output_for_itself() {
    let outcome = FixOutcome { applied: vec!["src/a.rs:1: a -> b".into()], diff: "--- a\n+++ b\n".into(), ..FixOutcome::default() };
    let fake = Fake { outcome: outcome.clone(), ..Fake::default() };
    let (code, out, error) = check_run("cargo-unblock fix --dry-run", &fake);
    assert_eq!((code, out.as_str()), (ExitCode::Clean, "--- a\n+++ b\n"));
    assert_eq!(error, "would fix 1 place\n  src/a.rs:1: a -> b\n");
    let (_, out, error) = check_run("cargo-unblock fix", &fake);
    assert_eq!((out.as_str(), error.as_str()), ("fixed 1 place\n  src/a.rs:1: a -> b\n", ""));
}

#[test]
fn fixes_that_were_rolled_back_are_4() {
    let rolled_back = vec![RolledBack { title: "src/a.rs:1: a -> b".into(), errors: vec![] }];
    let fake = Fake { outcome: FixOutcome { rolled_back, ..FixOutcome::default() }, ..Fake::default() };
    assert_eq!(check_run("cargo-unblock fix", &fake).0, ExitCode::RolledBack);
}

#[test]
fn the_configuration_is_printed_in_place_of_a_report() {
    let fake = Fake { findings: vec![(Level::Warn, Confidence::Certain)], ..Fake::default() };
    let (code, out, error) = check_run("cargo-unblock check --print-config --config c.toml", &fake);
    assert_eq!((code, error.as_str()), (ExitCode::Clean, ""));
    assert_eq!(out, Config::default().to_toml());
    assert_eq!(fake.checked.borrow().as_ref().unwrap().config, Some("c.toml".into()));
    assert_eq!(check_run("cargo-unblock init", &fake), (ExitCode::Clean, "wrote a/cargo-unblock.toml\n".into(), String::new()));
}

#[test]
fn completions_and_manuals_know_every_command_and_flag() {
    let fake = Fake::default();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let (code, out, error) = check_run(&format!("cargo-unblock completions {shell}"), &fake);
        assert_eq!((code, error.as_str()), (ExitCode::Clean, ""));
        assert!(["explain", "diff-base", "rustc-json"].iter().all(|word| out.contains(word)), "{shell}: {out}");
    }
    let (code, page, _) = check_run("cargo-unblock man", &fake);
    assert!(code == ExitCode::Clean && page.contains(".TH cargo-unblock 1") && page.contains("cargo\\-unblock\\-check"), "{page}");
    let (_, page, _) = check_run("cargo-unblock unblock man check", &fake);
    assert!(page.contains("\\-\\-diff\\-base") && page.contains("cargo\\-unblock check"), "{page}");
    assert_eq!(check_run("cargo-unblock man chekc", &fake).0, ExitCode::Usage);
}

#[test]
fn quiet_leaves_out_the_summary() {
    let fake = Fake { findings: vec![(Level::Warn, Confidence::Certain)], ..Fake::default() };
    let (_, loud, _) = check_run("cargo-unblock check", &fake);
    let (_, quiet, _) = check_run("cargo-unblock check --quiet", &fake);
    assert_eq!(loud, quiet + "1 finding (1 std-fs) in 1 file\n");
}

#[test]
fn a_panic_is_an_apology_and_70() {
    let fake = Fake { panics: Cell::new(true), ..Fake::default() };
    let mut error = Vec::new();
    let code = with_apology(|| check_run("cargo-unblock check", &fake).0, &mut error);
    let error = String::from_utf8(error).unwrap();
    assert_eq!(code, ExitCode::Bug);
    assert!(error.starts_with("sorry, this is a bug in cargo-unblock") && error.contains("the fake panics\n  at src"), "{error}");
}

#[test]
fn a_reader_that_goes_away_ends_the_run_quietly() {
    struct Closed;
    impl Write for Closed {
        fn write(&mut self, _bytes: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let fake = Fake { findings: vec![(Level::Warn, Confidence::Certain)], ..Fake::default() };
    for command in [&["check"][..], &["check", "--format", "json"], &["--help"]] {
        let arguments = std::iter::once(&"cargo-unblock").chain(command).map(OsString::from).collect();
        let mut error = Vec::new();
        let code = run(arguments, &Environment::default(), &fake, &mut Closed, &mut error);
        assert_eq!((code, error), (ExitCode::BrokenPipe, Vec::new()), "{command:?}");
    }
}

#[test]
fn a_report_can_go_to_a_file() {
    let fake = Fake { findings: vec![(Level::Warn, Confidence::Certain)], ..Fake::default() };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.txt");
    let (_, expected, _) = check_run("cargo-unblock check", &fake);
    let (code, out, _) = check_run(&format!("cargo-unblock check --color always --output {}", path.display()), &fake);
    assert_eq!((code, out.as_str()), (ExitCode::Findings, ""));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), expected);
    let (code, _, error) = check_run(&format!("cargo-unblock check --output {}", folder.path().display()), &fake);
    assert_eq!(code, ExitCode::Usage);
    assert!(error.contains("cannot write"), "{error}");
}

#[test]
fn colour_is_for_terminals_unless_asked_otherwise() {
    let terminal = Environment { out_is_terminal: true, ..Environment::default() };
    let unwanted = Environment { colors_are_unwanted: true, ..terminal.clone() };
    let is_colored = |environment: &Environment, choice| environment.look(Stream::Out, choice).color;
    assert!(is_colored(&terminal, ColorChoice::Auto));
    assert!(!is_colored(&unwanted, ColorChoice::Auto));
    assert!(!is_colored(&Environment::default(), ColorChoice::Auto));
    assert!(is_colored(&unwanted, ColorChoice::Always));
    assert!(!is_colored(&terminal, ColorChoice::Never));
    assert!(!terminal.look(Stream::Error, ColorChoice::Auto).color);
}
