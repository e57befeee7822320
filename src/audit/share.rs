//! How much of what async code waits for is really async: in all, and for each package.

use std::collections::{BTreeMap, BTreeSet};

use super::{Census, PackageShare, Share};
use crate::fixing::Draft;
use crate::lint::{Context, Operation};
use crate::rules::Practice;

/// The share of the workspace, and those of its packages that have async code or reach something that blocks from it.
pub(super) fn shares(draft: &Draft, census: &Census, by_operation: &[Vec<usize>]) -> (Share, Vec<PackageShare>) {
    let (report, flow) = (&draft.analysis.report, &draft.analysis.flow);
    let mut by_package: BTreeMap<Option<usize>, Share> = BTreeMap::new();
    let blocked: BTreeSet<&str> = report.findings.iter().map(|finding| finding.function.as_str()).collect();
    for (package, path) in &census.async_functions {
        let share = by_package.entry(*package).or_default();
        share.async_functions += 1;
        share.clean_functions += u64::from(!blocked.contains(path.as_str()));
    }
    for practice in census.practices.iter().filter(|found| matches!(found.practice, Practice::Wait(_))) {
        by_package.entry(practice.package).or_default().awaited += 1;
    }
    let is_offloaded = |operation: &Operation| operation.context == Context::Offloaded && !operation.in_test;
    for (at, operation) in report.operations.iter().enumerate() {
        let package = flow.operations[at].site.home.package;
        if !by_operation[at].is_empty() {
            by_package.entry(package).or_default().blocking += 1;
        } else if is_offloaded(operation) {
            by_package.entry(package).or_default().offloaded += 1;
        }
    }
    let total = by_package.values().copied().fold(Share::default(), Share::and);
    let name = |package: Option<usize>| match package {
        Some(at) => draft.analysis.workspace.packages[at].name.clone(),
        None => "(no package)".to_owned(),
    };
    let has_async = |share: &Share| share.async_functions > 0 || share.awaited + share.offloaded + share.blocking > 0;
    let packages = by_package.into_iter().filter(|(_, share)| has_async(share));
    let mut packages: Vec<_> = packages.map(|(package, share)| PackageShare { name: name(package), share }).collect();
    packages.sort_by(|one, other| one.name.cmp(&other.name));
    (total, packages)
}

impl Share {
    fn and(self, other: Self) -> Self {
        Self {
            async_functions: self.async_functions + other.async_functions,
            clean_functions: self.clean_functions + other.clean_functions,
            awaited: self.awaited + other.awaited,
            offloaded: self.offloaded + other.offloaded,
            blocking: self.blocking + other.blocking,
        }
    }
}
