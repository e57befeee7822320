//! From what the analysis found to a report.

use std::time::Duration;

use super::finding::{Chains, Finding, FindingFix, Hop, Label, Member, Operation, OperationChain, OperationId, Problem, Report, Summary};
use super::fingerprint::Fingerprints;
use super::message;
use super::suppressions::{Coverage, Suppressions};
use crate::base::SourceText;
use crate::flow::{self, ChainHop, Context, Crossing, DependencyCounts, Flow, FoundOperation};
use crate::os;
use crate::rules::{Level, Rules};
use crate::workspace::{Package, TargetKind, Workspace};

/// The report on a workspace. What can be done about each finding is left open: `fix/` says it.
#[must_use]
pub fn report(
    workspace: &Workspace,
    flow: &Flow,
    dependencies: &DependencyCounts,
    rules: &Rules,
    mut suppressions: Suppressions,
    elapsed: Duration,
) -> Report {
    let operations: Vec<Operation> = flow.operations.iter().filter_map(|found| operation(found, rules)).collect();
    debug_assert_eq!(operations.len(), flow.operations.len(), "every operation was found by its row");
    let mut fingerprints = Fingerprints::default();
    let silenced: Vec<bool> = operations.iter().map(|operation| is_silenced(operation, &mut suppressions)).collect();
    // What is silenced in a helper has no finding of its own.
    let is_in_helper = |(operation, is_silenced): &(&Operation, &bool)| **is_silenced && operation.context == Context::Reached;
    let mut suppressed = operations.iter().zip(&silenced).filter(is_in_helper).count() as u64;
    let mut findings = Vec::new();
    for (at, crossing) in flow.crossings.iter().enumerate() {
        let Some(mut finding) = finding(crossing, flow, rules, &silenced, &mut fingerprints) else { continue };
        finding.chains = flow.chains.get(at).map(|found| chains(found, &finding.operations));
        let is_direct = crossing.helper().is_none() && silenced[crossing.operations[0] as usize];
        if is_direct || suppressions.silence(finding.file, finding.span, &finding.rule) {
            suppressed += 1;
        } else {
            findings.push(finding);
        }
    }
    let comments = suppressions.silences(coverage(workspace, flow));
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
        dependencies: dependencies.clone(),
        elapsed,
    };
    let files = workspace.files.iter().map(|file| file.source.clone()).collect();
    Report {
        root: os::slashed(&workspace.root),
        files: with_needed_texts(files, &operations, &findings, &problems),
        operations,
        findings,
        silences: comments,
        problems,
        summary,
        is_whole: workspace.selection.is_empty() && matches!(coverage(workspace, flow), Coverage::Whole { .. }),
        members: workspace.packages.iter().map(|package| member(package, workspace)).collect(),
    }
}

fn member(package: &Package, workspace: &Workspace) -> Member {
    let target = package.targets.iter().min_by_key(|target| target.kind);
    let folder = package.manifest.strip_suffix("Cargo.toml").unwrap_or_default();
    Member {
        name: package.name.clone(),
        folder: folder.trim_end_matches('/').to_owned(),
        root: target.map(|target| workspace.files[target.root.index()].source.path().to_owned()).unwrap_or_default(),
        is_library: target.is_some_and(|target| target.kind == TargetKind::Library),
        edition: package.edition,
    }
}

fn operation(found: &FoundOperation, rules: &Rules) -> Option<Operation> {
    let (rule, _) = rules.api(&found.api)?;
    Some(Operation {
        api: found.api.clone(),
        rule: rule.id.clone(),
        effect: rule.effect.expect("a rule with rows has an effect"),
        file: found.site.home.file,
        call: found.site.call.clone(),
        function: found.site.home.path.clone(),
        context: found.site.context,
        in_test: found.site.home.in_test,
    })
}

/// Whether the operation, which async code reaches or a zone holds, is silenced where it stands.
fn is_silenced(operation: &Operation, suppressions: &mut Suppressions) -> bool {
    let counts = matches!(operation.context, Context::Async | Context::Closure | Context::Reached | Context::Zone);
    counts && suppressions.silence(operation.file, operation.call.span, &operation.rule)
}

fn finding(crossing: &Crossing, flow: &Flow, rules: &Rules, silenced: &[bool], fingerprints: &mut Fingerprints) -> Option<Finding> {
    let first = &flow.operations[*crossing.operations.first()? as usize];
    let (rule, row) = rules.api(&first.api).filter(|(rule, _)| rule.level > Level::Allow)?;
    let site = &crossing.site;
    let operations = crossing.operations.iter().copied().filter(|&id| !silenced[id as usize] || crossing.helper().is_none());
    Some(Finding {
        rule: rule.id.clone(),
        level: rule.level,
        confidence: site.confidence,
        message: message::message(crossing, first, row),
        file: site.home.file,
        span: site.call.span,
        labels: labels(crossing),
        help: Some(message::help(crossing, row)),
        function: site.home.path.clone(),
        root: site.root,
        in_loop: site.in_loop,
        operations: operations.map(OperationId).collect(),
        chain: hops(&crossing.chain),
        chains: None,
        fingerprint: fingerprints.next(&site.home.path, crossing.helper(), &first.api),
        fix: FindingFix { applicability: None, strategy: None, reason: String::new(), edits: Vec::new() },
    })
}

fn hops(chain: &[ChainHop]) -> Vec<Hop> {
    chain.iter().map(|hop| Hop { function: hop.home.path.clone(), file: hop.home.file, span: hop.span }).collect()
}

/// The chains to the operations that a finding speaks of.
fn chains(found: &flow::Chains, operations: &[OperationId]) -> Chains {
    let is_reported = |chain: &&flow::Chain| operations.contains(&OperationId(chain.operation));
    let chain = |chain: &flow::Chain| OperationChain { operation: OperationId(chain.operation), hops: hops(&chain.hops) };
    Chains { listed: found.listed.iter().filter(is_reported).map(chain).collect(), more: found.more, is_complete: found.is_complete }
}

/// The `async` that makes it matter, and each hop after the first.
fn labels(crossing: &Crossing) -> Vec<Label> {
    let site = &crossing.site;
    let cause = site.cause.iter().map(|cause| Label { file: site.home.file, span: cause.span, text: cause.text.to_string() });
    let last = crossing.chain.len() - 1;
    let hops = crossing.chain.iter().enumerate().skip(1).map(|(at, hop)| {
        let function = hop.home.path.short();
        let text = if at == last { format!("blocks the thread, in `{function}`") } else { format!("leads on, in `{function}`") };
        Label { file: hop.home.file, span: hop.span, text }
    });
    cause.chain(hops).collect()
}

/// Whether all code was read and parsed. What is said of the configuration is no code.
fn coverage<'f>(workspace: &Workspace, flow: &'f Flow) -> Coverage<'f> {
    let is_read = workspace.problems.iter().all(|(path, _)| workspace.config.source.as_ref() == Some(path));
    let is_parsed = flow.problems.is_empty() && flow.files.iter().all(|file| workspace.files[file.index()].index.problems.is_empty());
    if is_read && is_parsed { Coverage::Whole { unresolved: &flow.unresolved_calls } } else { Coverage::Partial }
}

fn problems(workspace: &Workspace, flow: &Flow) -> Vec<Problem> {
    let elsewhere = workspace.elsewhere.iter().filter(|(path, _)| workspace.is_selected(path));
    let unread = workspace.problems.iter().chain(elsewhere).map(|(path, message)| Problem {
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
        let listed = finding.chains.iter().flat_map(|chains| &chains.listed);
        let hops = finding.chain.iter().chain(listed.flat_map(|chain| &chain.hops));
        hops.for_each(|hop| is_needed[hop.file.index()] = true);
    }
    for (file, is_needed) in files.iter_mut().zip(is_needed) {
        let has_problem = || problems.iter().any(|problem| problem.path == file.path());
        if !is_needed && !has_problem() {
            *file = SourceText::new(file.path(), "");
        }
    }
    files
}
