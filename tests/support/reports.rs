//! Hand-made reports. A place is named by a piece of text that occurs once in its file.

use std::time::Duration;

use cargo_unblock::base::{DefPath, FileId, SourceText, Span};
use cargo_unblock::lint::{
    Applicability, CallSite, Confidence, Context, Finding, FindingFix, Hop, Label, Level, Operation, OperationId, Problem, Report,
    RootKind, Strategy, Summary,
};
use cargo_unblock::rules::Effect;

/// A report over `files` (path and text, sorted by path) that found nothing yet.
pub(crate) fn report(files: &[(&str, &str)]) -> Report {
    let lines = files.iter().map(|(_, text)| text.lines().count() as u64).sum();
    Report {
        root: "/home/me/demo".into(),
        files: files.iter().map(|&(path, text)| SourceText::new(path, text)).collect(),
        summary: Summary {
            files: files.len() as u64,
            orphan_files: 0,
            lines,
            functions: 2,
            async_bodies: 1,
            lowered_bodies: 1,
            suppressed: 0,
            unresolved: [("type of the receiver".to_owned(), 3)].into(),
            dependencies: cargo_unblock::lint::DependencyCounts { summarised: 2, unread: [("too-large".to_owned(), 1)].into() },
            elapsed: Duration::from_millis(12),
        },
        ..Report::default()
    }
}

/// A place in a file of `report`.
pub(crate) fn place(report: &Report, path: &str, needle: &str) -> (FileId, Span) {
    let file = report.files.iter().position(|file| file.path() == path).expect("the report has the file");
    let text = report.files[file].text();
    let start = text.find(needle).expect("the file has the text");
    assert_eq!(text.rfind(needle), Some(start), "{needle} occurs twice in {path}");
    (FileId(file as u32), Span::new(start as u32, (start + needle.len()) as u32))
}

/// Adds an operation.
pub(crate) fn add_operation(report: &mut Report, path: &str, call: &str, api: &str, context: Context) -> OperationId {
    let (file, span) = place(report, path, call);
    let rule = if api.contains("path::Path") { "std-path" } else { "std-fs" };
    report.operations.push(Operation {
        api: DefPath::new(api),
        rule: rule.into(),
        effect: if rule == "std-path" { Effect::Path } else { Effect::Fs },
        file,
        call: CallSite { span, callee: span, receiver: None, arguments: Vec::new() },
        function: DefPath::new("demo::load"),
        context,
        in_test: false,
    });
    OperationId(report.operations.len() as u32 - 1)
}

/// Adds an operation in an async body, and the finding that it is.
pub(crate) fn add_direct<'r>(report: &'r mut Report, path: &str, call: &str, api: &str, asyncness: &str) -> &'r mut Finding {
    let operation = add_operation(report, path, call, api, Context::Async);
    let (file, span) = place(report, path, call);
    let label = place(report, path, asyncness);
    let rule = report.operations[operation.0 as usize].rule.clone();
    let hop = Hop { function: DefPath::new("demo::load"), file, span };
    report.findings.push(Finding {
        message: format!("blocking call of `{api}` on the executor"),
        level: Level::Warn,
        confidence: Confidence::Certain,
        file,
        span,
        labels: vec![Label { file: label.0, span: label.1, text: "runs on the executor".into() }],
        help: Some(format!("write `{}(..).await`", api.replace("std::", "tokio::"))),
        function: DefPath::new("demo::load"),
        root: RootKind::Other,
        in_loop: false,
        operations: vec![operation],
        chain: vec![hop],
        chains: None,
        fingerprint: format!("demo::load/{rule}/{}", report.findings.len()),
        fix: FindingFix {
            applicability: Some(Applicability::Safe),
            strategy: Some(Strategy::InPlace),
            reason: String::new(),
            edits: Vec::new(),
        },
        rule,
    });
    report.findings.last_mut().expect("one was added")
}

/// Adds a problem.
pub(crate) fn add_problem(report: &mut Report, path: &str, needle: Option<&str>, message: &str) {
    let span = needle.map(|needle| place(report, path, needle).1);
    report.problems.push(Problem { path: path.into(), span, message: message.into() });
}
