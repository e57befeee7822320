//! What `check` says about the fix of each finding.

use super::decide::Proposals;
use crate::edit::Edit;
use crate::lint::{FindingFix, Report, TextEdit};

/// Says for each finding of the report, from which the proposals were made, what `fix` would do about it. `edits` are those of
/// [`edits_alone`](super::edits_alone), or none.
pub fn describe(proposals: &Proposals, edits: Vec<Vec<Edit>>, report: &mut Report) {
    let mut edits = edits.into_iter();
    for (finding, proposal) in report.findings.iter_mut().zip(&proposals.list) {
        let edits = edits.next().unwrap_or_default().into_iter();
        finding.fix = match proposal {
            Ok(group) => {
                let group = &proposals.groups[*group];
                FindingFix {
                    applicability: Some(group.applicability),
                    strategy: Some(group.strategy.clone()),
                    reason: group.reason.clone(),
                    edits: edits.map(|Edit { span, replacement }| TextEdit { span, replacement }).collect(),
                }
            }
            Err(reason) => FindingFix { applicability: None, strategy: None, reason: reason.clone(), edits: Vec::new() },
        };
    }
}
