//! Comments that silence findings: `// cargo-unblock: allow(std-fs) -- reason`. Which there are, which are used, and which do not count.
//! What one looks like is left to `parse`, what code it speaks of to `syntax/`.

mod parse;
mod places;

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::finding::{Confidence, Finding, FindingFix, RootKind, Silence};
use super::fingerprint::Fingerprints;
use crate::base::{DefPath, FileId, Span};
use crate::flow::FoundOperation;
use crate::options::Scope;
use crate::resolve::Program;
use crate::rules::{Level, Rules};
use crate::syntax;
use crate::workspace::Workspace;

use parse::{Fault, MARKER, Reach, Written};
use places::Places;

/// The rule that speaks of suppressions that silence nothing.
const UNUSED: &str = "unused-suppression";
/// The rule that speaks of suppressions that do not count.
const INVALID: &str = "invalid-suppression";

/// The suppressions of the files that were asked for.
#[derive(Debug, Default)]
pub struct Suppressions {
    by_file: FxHashMap<FileId, Vec<Suppression>>,
    faults: Vec<(Site, Fault)>,
}

/// One rule of one comment.
#[derive(Debug)]
struct Suppression {
    rule: String,
    /// What it covers.
    region: Span,
    site: Site,
    /// Whether one that silences nothing is worth a word: not where the code was not looked at.
    is_judged: bool,
    /// What it has silenced.
    places: Vec<Span>,
}

/// Where a comment stands.
#[derive(Clone, Debug)]
struct Site {
    file: FileId,
    comment: Span,
    function: DefPath,
}

/// Reads the suppressions of the files that were asked for. Only files whose text names the tool are looked at.
#[must_use]
pub fn suppressions(workspace: &Workspace, program: &Program, scope: Scope) -> Suppressions {
    let rules = &workspace.config.rules;
    let mut found = Suppressions::default();
    for (at, file) in workspace.files.iter().enumerate().filter(|(_, file)| workspace.is_selected(file.source.path())) {
        let (id, text) = (FileId(at as u32), file.source.text());
        let comments = syntax::comments(text, MARKER);
        if comments.is_empty() {
            continue;
        }
        let Some(places) = Places::of_file(program, &workspace.config.contexts, id) else { continue };
        for comment in comments {
            let Some(written) = parse::parse(&text[comment.span.range()], comment.is_at_top) else { continue };
            let site = Site { file: id, comment: comment.span, function: places.function(comment.subject) };
            let Written { reach, rules: ids } = match written {
                Ok(written) => written,
                Err(fault) => {
                    found.faults.push((site, fault));
                    continue;
                }
            };
            let region = if reach == Reach::File { Span::new(0, text.len() as u32) } else { comment.subject };
            let was_looked_at = scope == Scope::WithTests || !places.is_test_code(region);
            for id in ids {
                match level_of(rules, id) {
                    Ok(level) => found.by_file.entry(site.file).or_default().push(Suppression {
                        rule: id.to_owned(),
                        region,
                        site: site.clone(),
                        is_judged: was_looked_at && level > Level::Allow && workspace.selection.is_empty(),
                        places: Vec::new(),
                    }),
                    Err(fault) => found.faults.push((site.clone(), fault)),
                }
            }
        }
    }
    found
}

/// The level of the rule about calls with the id `id`.
fn level_of(rules: &Rules, id: &str) -> Result<Level, Fault> {
    match rules.rule(id) {
        Some(rule) if rule.effect.is_some() => Ok(rule.level),
        Some(_) => Err(Fault::new(format!("`{id}` cannot be suppressed in the code"), "its level is a matter of the configuration")),
        None => {
            let help = match rules.nearest_id(id) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`cargo unblock rules` lists all rules".to_owned(),
            };
            Err(Fault::new(format!("there is no rule `{id}`"), help))
        }
    }
}

impl Suppressions {
    /// Whether a suppression silences the operation where it stands. Nothing is used by the question.
    #[must_use]
    pub fn covers(&self, rules: &Rules, operation: &FoundOperation) -> bool {
        let Some((rule, _)) = rules.api(&operation.api) else { return false };
        let of_file = self.by_file.get(&operation.site.home.file).into_iter().flatten();
        of_file.into_iter().any(|suppression| suppression.rule == rule.id && suppression.covers(operation.site.call.span))
    }

    /// Whether a suppression of `rule` covers the place, which uses it; the one that covers the least is taken where there are several.
    /// The place is the primary span of a finding: then the finding is silenced. Or it is an operation that a finding reaches: then the
    /// operation is not to be reported by any finding.
    pub(super) fn silence(&mut self, file: FileId, span: Span, rule: &str) -> bool {
        let candidates = self.by_file.get_mut(&file).into_iter().flatten();
        let covering = candidates.filter(|suppression| suppression.rule == rule && suppression.covers(span));
        match covering.min_by_key(|suppression| suppression.region.end() - suppression.region.start()) {
            Some(suppression) => {
                suppression.places.push(span);
                true
            }
            None => false,
        }
    }

    /// The comments that have silenced something, when every finding has been held against them.
    pub(super) fn silences(&self, coverage: Coverage<'_>) -> Vec<Silence> {
        let mut by_comment: BTreeMap<(FileId, Span), (Vec<Span>, bool)> = BTreeMap::new();
        for suppression in self.by_file.values().flatten() {
            let (places, is_understood) =
                by_comment.entry((suppression.site.file, suppression.site.comment)).or_insert_with(|| (Vec::new(), true));
            places.extend(&suppression.places);
            *is_understood &= coverage.includes(suppression);
        }
        let used = by_comment.into_iter().filter(|(_, (places, is_understood))| *is_understood && !places.is_empty());
        used.map(|((file, comment), (places, _))| Silence { file, comment, places }).collect()
    }

    /// What is to be said of the suppressions themselves, when every finding has been held against them. Where code was not understood, one
    /// that silences nothing may be needed all the same.
    pub(super) fn into_findings(self, rules: &Rules, coverage: Coverage<'_>, fingerprints: &mut Fingerprints) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut say = |id: &str, site: Site, message: String, help: String| {
            if let Some(rule) = rules.rule(id).filter(|rule| rule.level > Level::Allow) {
                let fingerprint = fingerprints.next(&site.function, None, &DefPath::new(&message));
                findings.push(finding(id, rule.level, site, message, help, fingerprint));
            }
        };
        let mut faults = self.faults;
        faults.sort_by_key(|(site, _)| (site.file, site.comment));
        for (site, fault) in faults {
            say(INVALID, site, fault.message, fault.help);
        }
        let mut all: Vec<Suppression> = self.by_file.into_values().flatten().collect();
        all.sort_by_key(|suppression| (suppression.site.file, suppression.site.comment));
        let is_unused =
            |suppression: &Suppression| suppression.is_judged && suppression.places.is_empty() && coverage.includes(suppression);
        for suppression in all.into_iter().filter(is_unused) {
            let message = format!("this suppression of `{}` silences nothing", suppression.rule);
            say(UNUSED, suppression.site, message, "take it out".to_owned());
        }
        findings
    }
}

impl Suppression {
    /// Whether the place begins or ends in what is covered: the last method of a chain is where people look.
    fn covers(&self, span: Span) -> bool {
        let holds = |offset: u32| (self.region.start()..self.region.end()).contains(&offset);
        holds(span.start()) || holds(span.end().saturating_sub(1))
    }
}

/// How much of the code was understood.
#[derive(Clone, Copy, Debug)]
pub(super) enum Coverage<'f> {
    /// All but these calls.
    Whole { unresolved: &'f [(FileId, Span)] },
    /// Something could not be read or parsed.
    Partial,
}

impl Coverage<'_> {
    /// Whether all that a suppression covers was understood.
    fn includes(self, suppression: &Suppression) -> bool {
        match self {
            Self::Whole { unresolved } => !unresolved.iter().any(|&(file, span)| file == suppression.site.file && suppression.covers(span)),
            Self::Partial => false,
        }
    }
}

fn finding(rule: &str, level: Level, site: Site, message: String, help: String, fingerprint: String) -> Finding {
    Finding {
        rule: rule.to_owned(),
        level,
        confidence: Confidence::Certain,
        message,
        file: site.file,
        span: site.comment,
        labels: Vec::new(),
        help: Some(help),
        function: site.function,
        root: RootKind::Other,
        in_loop: false,
        operations: Vec::new(),
        chain: Vec::new(),
        chains: None,
        fingerprint,
        fix: FindingFix { applicability: None, strategy: None, reason: String::new(), edits: Vec::new() },
    }
}
