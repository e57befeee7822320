//! Every file below `fixtures/ui`: what is reported is what its `//~` comments say, and what must hold for each of them.
//!
//! `CARGO_UNBLOCK_BLESS=1 cargo test --test ui` writes the `.out` and `.fixed` files anew; read the diff then. The `//~` comments are
//! never written: they are the opinion that the tool is held against.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![expect(clippy::disallowed_methods, reason = "a test is not part of the tool: it makes and reads its own files")]

#[path = "ui/case.rs"]
mod case;
#[path = "ui/compile.rs"]
mod compile;

use std::num::NonZeroUsize;
use std::path::Path;

use cargo_unblock::fix::Lessons;
use cargo_unblock::lint::Report;
use cargo_unblock::report::json::{self, Operations};
use cargo_unblock::report::progress::Silent;
use cargo_unblock::report::{Look, human};

use case::{Case, Mark, Unpacked, cases, expected_text};

/// Runs `check` on every fixture and puts together what is wrong with each.
fn check_every(mut check: impl FnMut(&Case) -> Result<(), String>) {
    let cases = cases();
    assert!(cases.len() > 40, "only {} fixtures were found", cases.len());
    let wrong: Vec<String> = cases.iter().filter_map(|case| check(case).err().map(|error| format!("{}: {error}", case.name))).collect();
    assert!(wrong.is_empty(), "{} of {} fixtures:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

/// The marks of `all` that are not in `others`; a mark that is there twice has to be in both twice.
fn without<'m>(all: &'m [Mark], others: &[Mark]) -> impl Iterator<Item = &'m Mark> {
    let mut left: Vec<&Mark> = others.iter().collect();
    let mut is_extra = move |mark: &&Mark| match left.iter().position(|other| other == mark) {
        Some(at) => {
            left.swap_remove(at);
            false
        }
        None => true,
    };
    all.iter().filter(move |mark| is_extra(mark))
}

/// The bytes of the JSON report but for the time that it took.
fn json_of(report: &Report, operations: Operations) -> String {
    let mut out = Vec::new();
    json::render(report, operations, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    text.lines().filter(|line| !line.contains("\"elapsed_ms\"")).collect::<Vec<_>>().join("\n")
}

fn human_of(report: &Report) -> String {
    let mut out = Vec::new();
    human::render(report, Look { width: 80, color: false }, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// What `fix` makes of the fixture without asking the compiler, or `None` where it changes nothing. Fixing what is fixed changes nothing.
fn fixed_text(case: &Case) -> Option<String> {
    let once = fixed_once(case, &case.text)?;
    assert_eq!(fixed_once(case, &once), None, "{}: a second run changes something", case.name);
    Some(once)
}

fn fixed_once(case: &Case, text: &str) -> Option<String> {
    let folder = Unpacked::with_text(case, text);
    let options = folder.fix_options(case.strategies);
    let plan = cargo_unblock::draft(&options, &Silent).unwrap().plan(&options, &Lessons::default());
    let file = case.file_name();
    let is_changed = plan.changes.iter().any(|(path, _)| path == file);
    is_changed.then(|| plan.changes.apply_to(&file, text).unwrap())
}

#[test]
fn every_fixture_is_reported_at_the_lines_it_marks_and_at_no_others() {
    check_every(|case| {
        let report = Unpacked::new(case).check(None);
        if let Some(problem) = report.problems.first() {
            return Err(format!("{problem:?}"));
        }
        let lines = |span: cargo_unblock::base::Span| case.text[..span.start() as usize].matches('\n').count() + 1;
        let mut found: Vec<Mark> = report.findings.iter().map(|finding| Mark::of(finding, lines(finding.span))).collect();
        found.sort();
        let missed = without(&case.marks, &found).map(|mark| format!("  missed {mark}"));
        let unmarked = without(&found, &case.marks).map(|mark| format!("  unmarked {mark}"));
        let wrong: Vec<String> = missed.chain(unmarked).collect();
        if wrong.is_empty() { Ok(()) } else { Err(format!("\n{}", wrong.join("\n"))) }
    });
}

#[test]
fn every_fixture_has_marks_and_a_guard_rail_that_says_why() {
    check_every(|case| {
        if case.marks.is_empty() && !case.name.starts_with("guards/") {
            return Err("has no `//~`: a fixture of guard rails alone lies in guards/".to_owned());
        }
        if case.text.contains("// guard: ") { Ok(()) } else { Err("has no `// guard: ` comment".to_owned()) }
    });
}

#[test]
fn the_report_of_every_fixture_for_people_is_the_expected_one() {
    check_every(|case| expected_text(&case.path.with_extension("out"), Some(&human_of(&Unpacked::new(case).check(None)))));
}

#[test]
fn the_rewrite_of_every_fixture_is_the_expected_one() {
    check_every(|case| expected_text(&case.path.with_extension("fixed"), fixed_text(case).as_deref()));
}

#[test]
fn one_thread_many_threads_and_a_second_run_give_the_same_bytes() {
    check_every(|case| {
        let folder = Unpacked::new(case);
        let run = |threads| json_of(&folder.check(NonZeroUsize::new(threads)), Operations::All);
        let first = run(1);
        let is_same = first == run(8) && first == run(1);
        if is_same { Ok(()) } else { Err("the reports differ".to_owned()) }
    });
}

#[test]
fn the_schema_describes_the_report_of_every_fixture() {
    let schema = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/report.schema.json")).unwrap();
    let schema = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    check_every(|case| {
        let report = Unpacked::new(case).check(None);
        for operations in [Operations::Reached, Operations::All] {
            let mut out = Vec::new();
            json::render(&report, operations, &mut out).unwrap();
            let value = serde_json::from_slice(&out).unwrap();
            if let Some(error) = schema.iter_errors(&value).next() {
                return Err(format!("{}: {error}", error.instance_path()));
            }
        }
        Ok(())
    });
}

#[test]
fn every_fixture_compiles() {
    let crates = compile::Crates::built();
    check_every(|case| crates.compile(&case.path, case.edition));
}

#[test]
fn every_rewritten_fixture_compiles() {
    let crates = compile::Crates::built();
    check_every(|case| {
        let fixed = case.path.with_extension("fixed");
        if fixed.exists() { crates.compile(&fixed, case.edition) } else { Ok(()) }
    });
}
