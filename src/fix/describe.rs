//! What `check` says about the fix of each finding.

use super::decide::Proposals;
use crate::lint::{FindingFix, Report};

/// Says for each finding of the report, from which the proposals were made, what `fix` would do about it.
pub fn describe(proposals: &Proposals, report: &mut Report) {
    for (finding, proposal) in report.findings.iter_mut().zip(&proposals.list) {
        finding.fix = match proposal {
            Ok(group) => {
                let group = &proposals.groups[*group];
                FindingFix {
                    applicability: Some(group.applicability),
                    strategy: Some(group.strategy.clone()),
                    reason: group.reason.clone(),
                }
            }
            Err(reason) => FindingFix { applicability: None, strategy: None, reason: reason.clone() },
        };
    }
}
