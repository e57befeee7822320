//! From what the analysis found to a report.

use std::time::Duration;

use super::finding::{Finding, FindingFix, Hop, Label, Operation, OperationId, Problem, Report, Summary};
use super::fingerprint::Fingerprints;
use super::message;
use super::suppressions::{Coverage, Suppressions};
use crate::base::SourceText;
use crate::flow::{Context, Flow, FoundOperation};
use crate::os;
use crate::rules::{Level, Rules};
use crate::workspace::Workspace;

/// The report on a workspace. What can be done about each finding is left open: `fix/` says it.
#[must_use]
pub fn report(workspace: &Workspace, flow: &Flow, rules: &Rules, mut suppressions: Suppressions, elapsed: Duration) -> Report {
    let mut fingerprints = Fingerprints::default();
    let mut operations = Vec::with_capacity(flow.operations.len());
    let mut findings = Vec::new();
    let mut suppressed = 0;
    for (at, found) in flow.operations.iter().enumerate() {
        let Some((rule, row)) = rules.api(&found.api) else { continue };
        operations.push(Operation {
            api: found.api.clone(),
            rule: rule.id.clone(),
            effect: rule.effect.expect("a rule with rows has an effect"),
            file: found.file,
            call: found.call.clone(),
            function: found.function.clone(),
            context: found.context,
            in_test: found.in_test,
        });
        if matches!(found.context, Context::Async | Context::Closure | Context::Zone) && rule.level > Level::Allow {
            let fingerprint = fingerprints.next(&found.function, &found.api);
            if suppressions.silence(found.file, found.call.span, &rule.id) {
                suppressed += 1;
                continue;
            }
            findings.push(finding(OperationId(at as u32), found, &rule.id, rule.level, message::help(row), fingerprint));
        }
    }
    findings.extend(suppressions.into_findings(rules, coverage(workspace, flow), &mut fingerprints));
    findings.sort_by(|one, other| (one.file, one.span.start(), &one.rule).cmp(&(other.file, other.span.start(), &other.rule)));
    let problems = problems(workspace, flow);
    let summary = Summary {
        files: workspace.files.len() as u64,
        orphan_files: (workspace.files.len() - flow.files.len()) as u64,
        lines: workspace.files.iter().map(|file| u64::from(file.index.lines)).sum(),
        functions: flow.functions,
        async_bodies: flow.async_bodies,
        lowered_bodies: flow.lowered_bodies,
        suppressed,
        unresolved: flow.unresolved.clone(),
        elapsed,
    };
    let files = workspace.files.iter().map(|file| file.source.clone()).collect();
    Report {
        root: os::slashed(&workspace.root),
        files: with_needed_texts(files, &operations, &findings, &problems),
        operations,
        findings,
        problems,
        summary,
    }
}

fn finding(id: OperationId, found: &FoundOperation, rule: &str, level: Level, help: String, fingerprint: String) -> Finding {
    let cause = found.cause.iter().map(|cause| Label { file: found.file, span: cause.span, text: cause.text.to_string() });
    Finding {
        rule: rule.to_owned(),
        level,
        confidence: found.confidence,
        message: message::message(found),
        file: found.file,
        span: found.call.span,
        labels: cause.collect(),
        help: Some(help),
        function: found.function.clone(),
        root: found.root,
        operations: vec![id],
        chain: vec![Hop { function: found.function.clone(), file: found.file, span: found.call.span }],
        fingerprint,
        fix: FindingFix { applicability: None, strategy: None, reason: String::new() },
    }
}

/// Whether all code was read and parsed. What is said of the configuration is no code.
fn coverage<'f>(workspace: &Workspace, flow: &'f Flow) -> Coverage<'f> {
    let is_read = workspace.problems.iter().all(|(path, _)| workspace.config.source.as_ref() == Some(path));
    let is_parsed = flow.problems.is_empty() && flow.files.iter().all(|file| workspace.files[file.index()].index.problems.is_empty());
    if is_read && is_parsed { Coverage::Whole { unresolved: &flow.unresolved_calls } } else { Coverage::Partial }
}

fn problems(workspace: &Workspace, flow: &Flow) -> Vec<Problem> {
    let unread = workspace.problems.iter().map(|(path, message)| Problem {
        path: if path.is_empty() { ".".to_owned() } else { path.clone() },
        span: None,
        message: message.clone(),
    });
    let of_targets = flow.files.iter().map(|file| &workspace.files[file.index()]);
    let unparsed = of_targets.filter(|file| workspace.is_selected(file.source.path())).flat_map(|file| {
        file.index.problems.iter().map(|problem| Problem {
            path: file.source.path().to_owned(),
            span: Some(problem.span),
            message: problem.message.clone(),
        })
    });
    let in_bodies = flow.problems.iter().map(|(file, span, message)| Problem {
        path: workspace.files[file.index()].source.path().to_owned(),
        span: Some(*span),
        message: message.clone(),
    });
    let mut problems: Vec<Problem> = unread.chain(unparsed).chain(in_bodies).collect();
    problems.sort();
    problems.dedup();
    problems
}

/// Keeps the texts that something points into.
fn with_needed_texts(mut files: Vec<SourceText>, operations: &[Operation], findings: &[Finding], problems: &[Problem]) -> Vec<SourceText> {
    let mut is_needed = vec![false; files.len()];
    for operation in operations {
        is_needed[operation.file.index()] = true;
    }
    for finding in findings {
        is_needed[finding.file.index()] = true;
    }
    for (file, is_needed) in files.iter_mut().zip(is_needed) {
        let has_problem = || problems.iter().any(|problem| problem.path == file.path());
        if !is_needed && !has_problem() {
            *file = SourceText::new(file.path(), "");
        }
    }
    files
}
