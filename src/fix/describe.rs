//! What `check` says about the fix of each finding.

use super::decide::Proposals;
use crate::edit::Edit;
use crate::lint::{FindingFix, Report, TextEdit};

/// Says for each finding of the report, from which the proposals were made, what `fix` would do about it. `edits` are those of
/// [`edits_alone`](super::edits_alone), or none.
pub fn describe(proposals: &Proposals, edits: Vec<Vec<Edit>>, report: &mut Report) {
    let mut edits = edits.into_iter();
    for (at, finding) in report.findings.iter_mut().enumerate() {
        finding.fix = fix_of(proposals, at);
        let edits = edits.next().filter(|_| finding.fix.strategy.is_some()).unwrap_or_default();
        finding.fix.edits = edits.into_iter().map(|Edit { span, replacement }| TextEdit { span, replacement }).collect();
    }
}

/// What `fix` would do about a finding, by index, with no edits.
#[must_use]
pub fn fix_of(proposals: &Proposals, finding: usize) -> FindingFix {
    match &proposals.list[finding] {
        Ok(group) => {
            let group = &proposals.groups[*group];
            FindingFix {
                applicability: Some(group.applicability),
                strategy: Some(group.strategy.clone()),
                reason: group.reason.clone(),
                edits: Vec::new(),
            }
        }
        Err(reason) => FindingFix { applicability: None, strategy: None, reason: reason.clone(), edits: Vec::new() },
    }
}
