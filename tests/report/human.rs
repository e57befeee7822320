//! Exact pictures of the report for people, at 80 columns, with and without colour.

use std::fmt::Write as _;
use std::time::Instant;

use cargo_unblock::base::{DefPath, FileId, Span};
use cargo_unblock::lint::{Applicability, Context, Finding, Hop, Label, Level, OperationId, Report, Strategy};
use cargo_unblock::report::{Look, human};

use proptest::prelude::*;
use proptest::sample::Index;
use unicode_width::UnicodeWidthStr;

use crate::support::reports::{add_direct, add_operation, add_problem, place, report};
use crate::support::snapshot::assert_snapshot;

const PLAIN: Look = Look { width: 80, color: false };

fn render(report: &Report, look: Look) -> String {
    let mut out = Vec::new();
    human::render(report, look, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// Compares both pictures, and asserts that the one with colours has the same text and that none is wider than the screen.
fn check_human(name: &str, report: &Report) {
    let plain = render(report, PLAIN);
    let colored = render(report, Look { color: true, ..PLAIN });
    assert_snapshot(&format!("human/{name}.txt"), &plain);
    assert_snapshot(&format!("human/{name}.color.txt"), &colored);
    assert_eq!(without_colors(&colored), plain);
    for line in plain.lines() {
        assert!(line.chars().count() <= 80, "wider than 80 columns: {line}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// No text and no span is too odd: nothing panics, miette finds every label, every line of code fits, also on a narrow screen.
    /// Labels that cross each other may not: miette moves them aside.
    #[test]
    fn any_span_of_any_text_can_be_shown(
        text in "(\u{feff})?([a-z(){};. \t]{0,90}|[ä日🦀\u{301}\u{1b}]{0,5}|\r\n|\n){0,30}",
        places in any::<[Index; 8]>(),
        width in 40_usize..120,
    ) {
        let boundaries: Vec<_> = text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]).collect();
        let place = |at: usize| *places[at].get(&boundaries);
        let span = |at| Span::new(place(at).min(place(at + 1)), place(at).max(place(at + 1)));
        let mut report = report(&[("src/a.rs", "async read()"), ("src/b.rs", &text)]);
        add_direct(&mut report, "src/a.rs", "read()", "std::fs::read", "async");
        report.files = self::report(&[("src/a.rs", &text), ("src/b.rs", &text)]).files;
        let finding = &mut report.findings[0];
        finding.span = span(0);
        finding.labels[0].span = span(2);
        finding.labels.push(Label { file: FileId(0), span: span(4), text: "calls this".into() });
        finding.labels.push(Label { file: FileId(1), span: span(6), text: "blocks the thread".into() });
        let rendered = render(&report, Look { width, color: false });
        prop_assert!(!rendered.contains("Failed"), "{}", rendered);
        for line in rendered.lines().filter(|line| !line.trim_start().starts_with('·')) {
            prop_assert!(line.width() <= width, "wider than {} columns: {}", width, line);
        }
        let mut json = Vec::new();
        cargo_unblock::report::json::render(&report, cargo_unblock::report::json::Operations::All, &mut json).unwrap();
    }
}

fn without_colors(text: &str) -> String {
    let mut pieces = text.split('\u{1b}');
    let first = pieces.next().unwrap().to_owned();
    let plain = pieces.fold(first, |plain, piece| plain + piece.split_once('m').unwrap().1);
    plain.lines().fold(String::new(), |text, line| text + line.trim_end() + "\n")
}

const ONE: &str = "\
use std::{fs, io, path::Path};

pub async fn load(path: &Path) -> io::Result<String> {
    let text = fs::read_to_string(path)?;
    Ok(text)
}
";

#[test]
fn one_finding() {
    let mut report = report(&[("src/load.rs", ONE)]);
    add_direct(&mut report, "src/load.rs", "fs::read_to_string(path)", "std::fs::read_to_string", "async");
    check_human("one_finding", &report);
}

#[test]
fn no_finding() {
    check_human("no_finding", &report(&[("src/load.rs", ONE)]));
}

#[test]
fn several_findings_in_one_function_far_from_its_async() {
    let mut text =
        String::from("pub async fn tidy(root: &Path) -> io::Result<()> {\n    if !root.exists() {\n        return Ok(());\n    }\n");
    for number in 0..100 {
        writeln!(text, "    step({number});").unwrap();
    }
    text.push_str("    std::fs::remove_dir_all(root)?;\n    std::fs::create_dir(root)\n}\n");
    let mut report = report(&[("src/tidy.rs", &text)]);
    add_direct(&mut report, "src/tidy.rs", "root.exists()", "std::path::Path::exists", "async");
    let finding = add_direct(&mut report, "src/tidy.rs", "std::fs::remove_dir_all(root)", "std::fs::remove_dir_all", "async");
    finding.level = Level::Deny;
    let finding = add_direct(&mut report, "src/tidy.rs", "std::fs::create_dir(root)", "std::fs::create_dir", "async");
    finding.fix.applicability = Some(Applicability::Unsafe);
    finding.fix.reason =
        "the folder would be made after the guard is dropped, which another task may notice before this one goes on".into();
    check_human("several_findings", &report);
}

#[test]
fn crlf_and_a_byte_order_mark() {
    let text = format!("\u{feff}{}", "async fn a() {\n    let á = std::fs::read(p);\n}\n".replace('\n', "\r\n"));
    let mut report = report(&[("src/crlf.rs", &text)]);
    add_direct(&mut report, "src/crlf.rs", "std::fs::read(p)", "std::fs::read", "async");
    check_human("crlf", &report);
}

#[test]
fn tabs() {
    let mut report = report(&[("src/tabs.rs", "async fn a() {\n\tif b {\n\t\tlet c\t= std::fs::read(p);\n\t}\n}\n")]);
    add_direct(&mut report, "src/tabs.rs", "std::fs::read(p)", "std::fs::read", "async");
    check_human("tabs", &report);
}

#[test]
fn wide_characters() {
    let text = "async fn a() {\n    log(\"🦀 読む\"); std::fs::write(\"ñ\", \"日本\"); // 終わり\n}\n";
    let mut report = report(&[("src/wide.rs", text)]);
    add_direct(&mut report, "src/wide.rs", "std::fs::write(\"ñ\", \"日本\")", "std::fs::write", "async");
    check_human("wide_characters", &report);
}

#[test]
fn a_span_over_several_lines() {
    let text =
        "async fn a() -> io::Result<Output> {\n    let b = 1;\n    Command::new(\"git\")\n        .arg(\"status\")\n        .output()\n}\n";
    let mut report = report(&[("src/lines.rs", text)]);
    let call = "Command::new(\"git\")\n        .arg(\"status\")\n        .output()";
    add_direct(&mut report, "src/lines.rs", call, "std::process::Command::output", "async");
    check_human("span_over_lines", &report);
}

#[test]
fn a_span_over_a_screen_is_shown_by_its_first_line() {
    let body = "        line();\n".repeat(30);
    let text = format!("async fn a() {{\n    std::fs::write(p, {{\n{body}    }});\n}}\n");
    let call = text[text.find("std").unwrap()..text.rfind(";\n}").unwrap()].to_owned();
    let mut report = report(&[("src/screen.rs", &text)]);
    add_direct(&mut report, "src/screen.rs", &call, "std::fs::write", "async");
    check_human("span_over_screen", &report);
}

#[test]
fn problems_with_and_without_a_place() {
    let mut report = report(&[("src/broken.rs", "fn a() {\n    let = 1;\n}\n")]);
    add_problem(&mut report, "src/broken.rs", Some("="), "expected a pattern");
    add_problem(&mut report, "src/latin.rs", None, "not UTF-8: byte 17 starts no character");
    check_human("problems", &report);
}

#[test]
fn a_helper_in_another_file_with_many_callers() {
    let mut calls = String::new();
    for number in 0..6 {
        write!(calls, "async fn run_{number}() {{\n    store::save({number});\n}}\n\n").unwrap();
    }
    let helper = "pub fn save(number: u32) {\n    std::fs::create_dir(DIR);\n    std::fs::write(FILE, number);\n}\n";
    let mut report = report(&[("src/run.rs", &calls), ("src/store.rs", helper)]);
    for number in 0..6 {
        let call = format!("store::save({number})");
        let finding = add_direct(&mut report, "src/run.rs", &call, "std::fs::create_dir", &format!("async fn run_{number}"));
        finding.message = "call of a function that blocks the executor".into();
        finding.help = None;
        finding.operations = vec![OperationId(0), OperationId(1)];
        finding.fix.applicability = None;
        finding.fix.strategy = Some(Strategy::MakeAsync);
        finding.fix.reason = "`save` would have to become async".into();
    }
    report.operations.clear();
    add_operation(&mut report, "src/store.rs", "std::fs::create_dir(DIR)", "std::fs::create_dir", Context::Reached);
    add_operation(&mut report, "src/store.rs", "std::fs::write(FILE, number)", "std::fs::write", Context::Reached);
    let (file, span) = place(&report, "src/store.rs", "std::fs::create_dir(DIR)");
    for finding in &mut report.findings {
        finding.chain.push(Hop { function: DefPath::new("demo::store::save"), file, span });
        finding.labels.push(Label { file, span, text: "blocks the thread".into() });
    }
    check_human("helper", &report);
}

#[test]
fn a_minified_line_is_cut_around_the_call() {
    let text = format!("{}async fn a(){{std::fs::read(p)}}{}", "fn x(){}".repeat(1000), "fn y(){}".repeat(1000));
    let mut report = report(&[("src/min.rs", &text)]);
    add_direct(&mut report, "src/min.rs", "std::fs::read(p)", "std::fs::read", "async");
    check_human("minified", &report);
}

#[test]
fn a_source_cannot_speak_to_the_terminal() {
    let mut report = report(&[("src/evil\u{1b}[2J.rs", "async fn a() { std::fs::read(\"\u{1b}]0;title\u{7}\u{202e}\") }\n")]);
    let path = report.files[0].path().to_owned();
    add_direct(&mut report, &path, "std::fs::read(\"\u{1b}]0;title\u{7}\u{202e}\")", "std::fs::read", "async");
    report.findings[0].help = Some("write\u{1b}c this".into());
    assert!(!render(&report, PLAIN).contains(['\u{1b}', '\u{7}', '\u{202e}']));
}

#[test]
fn thousands_of_findings_in_a_huge_file_take_no_longer_than_a_moment() {
    for line_end in ["\n", ""] {
        let filler = format!("fn x() {{}}{line_end}").repeat(200);
        let mut text = String::from("async fn a() {");
        for number in 0..3000 {
            write!(text, "{filler}read({number});").unwrap();
        }
        let mut report = report(&[("src/huge.rs", "async read(0)")]);
        add_direct(&mut report, "src/huge.rs", "read(0)", "std::fs::read", "async");
        report.files = self::report(&[("src/huge.rs", &text)]).files;
        let template = report.findings.remove(0);
        for (start, call) in text.match_indices("read(") {
            let span = Span::new(start as u32, (start + call.len() + 2) as u32);
            report.findings.push(Finding { span, ..template.clone() });
        }
        let started = Instant::now();
        let rendered = render(&report, PLAIN);
        assert!(rendered.contains("3000 findings"));
        assert!(started.elapsed().as_secs() < 20, "{:?} for {} bytes", started.elapsed(), text.len());
    }
}
