//! Diagnostics and fixes by hand: who is blamed for what.

use super::*;
use crate::edit::Edit;
use crate::fix::Lessons;
use crate::rules::Applicability;

fn fix(finding: usize, reach: &[(&str, u32, u32)]) -> Fix {
    Fix {
        findings: vec![finding],
        title: format!("fix {finding}"),
        applicability: Applicability::Safe,
        reason: String::new(),
        details: Vec::new(),
        awaits: Vec::new(),
        merged: Vec::new(),
        otherwise: Lessons::default(),
        reach: reach.iter().map(|(path, start, end)| ((*path).to_owned(), Span::new(*start, *end))).collect(),
    }
}

fn plan(fixes: Vec<Fix>, edits: &[(&str, u32, u32, &str)]) -> Plan {
    let mut changes = ChangeSet::default();
    for (path, start, end, replacement) in edits {
        changes.insert(*path, Edit { span: Span::new(*start, *end), replacement: (*replacement).to_owned() }).unwrap();
    }
    Plan { fixes, changes, left: Vec::new() }
}

fn diagnostic(severity: Severity, message: &str, places: &[(&str, u32, u32)]) -> Diagnostic {
    let places = places.iter().enumerate();
    Diagnostic {
        severity,
        code: None,
        message: message.to_owned(),
        places: places
            .map(|(at, (path, start, end))| Place {
                path: (*path).to_owned(),
                span: Span::new(*start, *end),
                is_primary: at == 0,
                label: String::new(),
            })
            .collect(),
        rendered: String::new(),
        suggestions: Vec::new(),
    }
}

fn error(places: &[(&str, u32, u32)]) -> Diagnostic {
    diagnostic(Severity::Error, "wrong", places)
}

fn package_of(path: &str) -> String {
    path.split('/').next().unwrap().to_owned()
}

fn blamed(errors: &[Diagnostic], plan: &Plan) -> Vec<usize> {
    blame(errors, plan, &package_of).1.into_keys().collect()
}

#[test]
fn the_innermost_reach_is_blamed_at_the_place_before_the_edits() {
    let fixes = vec![fix(0, &[("a/x.rs", 0, 100)]), fix(1, &[("a/x.rs", 20, 40)]), fix(2, &[("a/x.rs", 50, 60)])];
    let plan = plan(fixes, &[("a/x.rs", 10, 11, "thirty more bytes, thirty more.")]);
    assert_eq!(blamed(&[error(&[("a/x.rs", 55, 56)])], &plan), [1]);
    assert_eq!(blamed(&[error(&[("a/x.rs", 75, 76)])], &plan), [0]);
}

#[test]
fn a_place_that_is_larger_than_every_reach_blames_what_it_touches() {
    let plan = plan(vec![fix(0, &[("a/x.rs", 10, 20)]), fix(1, &[("a/x.rs", 30, 40)])], &[]);
    assert_eq!(blamed(&[error(&[("a/x.rs", 15, 35)])], &plan), [0, 1]);
    assert_eq!(blamed(&[error(&[("a/x.rs", 5, 15)])], &plan), [0]);
}

#[test]
fn a_note_tells_where_the_error_itself_does_not() {
    let plan = plan(vec![fix(0, &[("a/x.rs", 0, 10)]), fix(1, &[("a/y.rs", 0, 10)])], &[]);
    assert_eq!(blamed(&[error(&[("a/main.rs", 5, 6), ("a/y.rs", 5, 6)])], &plan), [1]);
}

#[test]
fn file_package_and_everything_are_blamed_in_that_order() {
    let plan = plan(vec![fix(0, &[("a/x.rs", 0, 10)]), fix(1, &[("a/y.rs", 0, 10)]), fix(2, &[("b/z.rs", 0, 10)])], &[]);
    assert_eq!(blamed(&[error(&[("a/x.rs", 50, 60)])], &plan), [0]);
    assert_eq!(blamed(&[error(&[("a/other.rs", 0, 1)])], &plan), [0, 1]);
    assert_eq!(blamed(&[error(&[("c/other.rs", 0, 1)])], &plan), [0, 1, 2]);
    assert_eq!(blamed(&[error(&[])], &plan), [0, 1, 2]);
}

#[test]
fn a_vague_error_waits_while_there_is_a_certain_one() {
    let plan = plan(vec![fix(0, &[("a/x.rs", 0, 10)]), fix(1, &[("a/y.rs", 0, 10)])], &[]);
    let certain = error(&[("a/y.rs", 5, 6)]);
    let blame = blame(&[error(&[]), certain.clone()], &plan, &package_of);
    assert_eq!(blame, (Suspects::Sure, Blame::from([(1, vec![certain])])));
}

#[test]
fn a_manifest_that_cargo_names_blames_its_package() {
    let plan =
        plan(vec![fix(0, &[("a/x.rs", 0, 10)]), fix(1, &[("b/y.rs", 0, 10)])], &[("a/Cargo.toml", 0, 0, "x"), ("Cargo.toml", 0, 0, "x")]);
    let failed = Diagnostic::of_cargo("    Updating\nerror: failed to parse manifest at `/root/a/Cargo.toml`\n");
    assert_eq!(blamed(&[failed], &plan), [0]);
}

#[test]
fn blame_that_is_not_sure_takes_all() {
    let plan = plan(vec![fix(0, &[("a/x.rs", 0, 10)]), fix(1, &[("a/y.rs", 0, 10)]), fix(2, &[("b/z.rs", 0, 10)])], &[]);
    let wrong = [error(&[("a/x.rs", 5, 6)])];
    assert_eq!(blame_all(&wrong, &plan).into_keys().collect::<Vec<_>>(), [0, 1, 2]);
}

fn warning(message: &str, start: u32) -> Diagnostic {
    diagnostic(Severity::Warning, message, &[("a/x.rs", start, start + 1)])
}

fn checked(diagnostics: &[Diagnostic]) -> Checked {
    Checked { success: true, diagnostics: diagnostics.to_vec() }
}

#[test]
fn warnings_that_moved_are_not_new_and_one_more_of_a_kind_is() {
    let plan = plan(vec![], &[("a/x.rs", 10, 10, "12345")]);
    let before = checked(&[warning("unused", 3), warning("unused", 20), warning("closure at src/a.rs:12:5", 40)]);
    let moved = checked(&[warning("unused", 3), warning("unused", 25), warning("closure at src/a.rs:13:5", 45)]);
    assert_eq!(new_diagnostics(&before, &moved, &plan.changes), []);
    let more = checked(&[warning("unused", 3), warning("unused", 11), warning("unused", 25), warning("dead", 30)]);
    assert_eq!(new_diagnostics(&before, &more, &plan.changes), [warning("unused", 11), warning("dead", 30)]);
}

#[test]
fn errors_hide_the_warnings_beside_them() {
    let after = Checked { success: false, diagnostics: vec![warning("unused", 3), error(&[])] };
    assert_eq!(new_diagnostics(&Checked::default(), &after, &ChangeSet::default()), [error(&[])]);
}

#[test]
fn a_check_that_fails_without_a_reason_is_still_no_success() {
    let problems = new_diagnostics(&Checked::default(), &Checked { success: false, diagnostics: vec![] }, &ChangeSet::default());
    assert_eq!(problems.len(), 1);
}
