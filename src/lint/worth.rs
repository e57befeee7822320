//! How much it is worth to mend what several findings share: which comes first in a report for people.

use std::cmp::Reverse;

use super::finding::{Confidence, Finding, Level, Report, RootKind};

/// How often a call in a loop counts.
const TIMES_IN_A_LOOP: u64 = 4;

/// The more, the sooner it should be mended. Compared field by field.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Worth {
    level: Level,
    confidence: Confidence,
    /// How long it stalls how urgent code, in points, over all places.
    stall: u64,
    /// The first that is longer is worth less: it takes more to mend.
    chain: Reverse<usize>,
}

/// What it is worth to mend these findings.
#[must_use]
pub fn worth(report: &Report, group: &[&Finding]) -> Worth {
    Worth {
        level: group.iter().map(|finding| finding.level).max().unwrap_or(Level::Allow),
        confidence: group.iter().map(|finding| finding.confidence).max().unwrap_or(Confidence::Likely),
        stall: group.iter().map(|finding| stall(report, finding)).sum(),
        chain: Reverse(group.iter().map(|finding| finding.chain.len()).min().unwrap_or_default()),
    }
}

/// What waits for others counts three times as much as what reads and writes, and that three times as much as a question about a path. Of
/// many operations that a call comes to it seldom does all, so that twice as many count for one more.
fn stall(report: &Report, finding: &Finding) -> u64 {
    let operations = finding.operations.iter().filter_map(|id| report.operations.get(id.0 as usize));
    let longest = operations.map(|operation| 3_u64.pow(operation.effect.weight().into())).max().unwrap_or_default();
    let times = if finding.in_loop { TIMES_IN_A_LOOP } else { 1 };
    let operations = finding.operations.len().max(1).ilog2() + 1;
    longest * times * u64::from(operations) * urgency(finding.root)
}

/// A request waits for a handler; start-up happens once.
fn urgency(root: RootKind) -> u64 {
    match root {
        RootKind::Handler => 8,
        RootKind::Task => 6,
        RootKind::Other => 4,
        RootKind::Startup => 1,
    }
}
