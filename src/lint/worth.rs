//! How much it is worth to mend what several findings share: which comes first in a report for people.

use std::cmp::Reverse;

use super::finding::{Confidence, Finding, Level, Report, RootKind};

/// The more, the sooner it should be mended. Compared field by field.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Worth {
    level: Level,
    confidence: Confidence,
    /// The most urgent kind of async code that it stalls.
    root: u8,
    /// Whether it is done again and again.
    in_loop: bool,
    /// How long it may take.
    effect: u8,
    /// From how many places.
    places: usize,
    /// The first that is longer is worth less: it takes more to mend.
    chain: Reverse<usize>,
}

/// What it is worth to mend these findings, which come to the same operation by the same helper.
#[must_use]
pub fn worth(report: &Report, group: &[&Finding]) -> Worth {
    let first = |finding: &Finding| report.operations.get(finding.operations.first()?.0 as usize);
    Worth {
        level: group.iter().map(|finding| finding.level).max().unwrap_or(Level::Allow),
        confidence: group.iter().map(|finding| finding.confidence).max().unwrap_or(Confidence::Likely),
        root: group.iter().map(|finding| urgency(finding.root)).max().unwrap_or_default(),
        in_loop: group.iter().any(|finding| finding.in_loop),
        effect: group.iter().filter_map(|finding| first(finding)).map(|operation| operation.effect.weight()).max().unwrap_or_default(),
        places: group.len(),
        chain: Reverse(group.iter().map(|finding| finding.chain.len()).min().unwrap_or_default()),
    }
}

/// A request waits for a handler; start-up happens once.
fn urgency(root: RootKind) -> u8 {
    match root {
        RootKind::Handler => 3,
        RootKind::Task => 2,
        RootKind::Other => 1,
        RootKind::Startup => 0,
    }
}
