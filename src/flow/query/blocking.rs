//! Whether a function blocks, by which chain, and how many operations it reaches.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashSet;

use super::{Blocking, LineItem, NearestOperation, Question, calls_in};
use crate::base::{DefPath, Span};
use crate::flow::crossings::{ChainHop, rank, way};
use crate::flow::explore::Suspects;
use crate::flow::graph::Step;
use crate::flow::trace::{Callee, FoundOperation};
use crate::flow::{CodeId, Confidence};

impl Question<'_, '_> {
    /// Whether `codes` block; `steps` are the graph's.
    pub(super) fn blocking(&self, codes: &[u32], steps: &[Option<Step>]) -> Blocking {
        let unresolved = self.unresolved(codes, steps);
        let best = codes.iter().copied().min_by_key(|&code| rank(steps[code as usize]));
        if let Some(best) = best
            && let Some(step) = steps[best as usize]
            && let Some((chain, operation)) = way(self.graph, steps, best)
        {
            let nearest = self.nearest(&self.graph.operations[operation as usize].api, step.confidence, chain);
            let operations = self.graph.operations_of(codes.iter().copied());
            return Blocking { nearest: Some(nearest), by_rule: self.by_rule(&operations), unresolved, is_in_future: false };
        }
        let found = self.blocking_of_async(codes, steps);
        let is_async = self.items.iter().any(|&item| self.program.function(item).async_span.is_some());
        Blocking { unresolved, is_in_future: found.nearest.is_some() && !is_async, ..found }
    }

    /// What the async code in `codes` blocks: its own operations first, then those that its calls lead to.
    fn blocking_of_async(&self, codes: &[u32], steps: &[Option<Step>]) -> Blocking {
        let ids: FxHashSet<CodeId> = codes.iter().map(|&code| self.graph.codes[code as usize].id).collect();
        let is_own = |operation: &FoundOperation| ids.contains(&operation.site.code) && self.graph.is_root(&operation.site);
        let is_reported = |operation: &FoundOperation| self.tables.rules.is_reported(&operation.api);
        let mut operations: Vec<u32> = (0..self.graph.operations.len() as u32)
            .filter(|&at| is_own(self.graph.operations[at as usize]) && is_reported(self.graph.operations[at as usize]))
            .collect();
        let own = operations
            .iter()
            .map(|&at| self.graph.operations[at as usize])
            .min_by_key(|operation| (std::cmp::Reverse(operation.site.confidence), operation.site.call.span));
        let calls: Vec<u32> = calls_in(self.graph, codes)
            .filter(|&call| {
                let found = &self.graph.calls[call as usize];
                self.graph.is_root(&found.site) && found.callee.is_run_each_time()
            })
            .collect();
        let targets = || calls.iter().flat_map(|&call| self.graph.targets(call).iter().map(move |&target| (call, target)));
        operations.extend(self.graph.operations_of(targets().map(|(_, target)| target)));
        let called = || {
            let (call, target) = targets()
                .filter(|&(_, target)| steps[target as usize].is_some())
                .min_by_key(|&(call, target)| (rank(steps[target as usize]), self.graph.calls[call as usize].site.call.span))?;
            let site = &self.graph.calls[call as usize].site;
            let (rest, operation) = way(self.graph, steps, target)?;
            let confidence = site.confidence.min(steps[target as usize]?.confidence);
            let chain = std::iter::once(ChainHop::of(site)).chain(rest).collect();
            Some(self.nearest(&self.graph.operations[operation as usize].api, confidence, chain))
        };
        let nearest = match own {
            Some(operation) => Some(self.nearest(&operation.api, operation.site.confidence, vec![ChainHop::of(&operation.site)])),
            None => called(),
        };
        Blocking { nearest, by_rule: self.by_rule(&operations), ..Blocking::default() }
    }

    fn nearest(&self, api: &DefPath, confidence: Confidence, chain: Vec<ChainHop>) -> NearestOperation {
        NearestOperation { api: api.clone(), reaches: self.tables.rules.reached_by(api).cloned(), confidence, chain }
    }

    /// How many places there are of each rule. A file that is part of two crates is looked at in both.
    fn by_rule(&self, operations: &[u32]) -> BTreeMap<String, u64> {
        let mut seen = BTreeSet::new();
        let mut found = BTreeMap::new();
        for operation in operations.iter().map(|&at| self.graph.operations[at as usize]) {
            if let Some((rule, _)) = self.tables.rules.api(&operation.api)
                && self.tables.rules.is_reported(&operation.api)
                && seen.insert((operation.site.home.file, operation.site.call.span, &operation.api))
            {
                *found.entry(rule.id.clone()).or_default() += 1;
            }
        }
        found
    }

    /// The calls that were not understood in the bodies of `codes` and of what they run, and that could block by their names.
    fn unresolved(&self, codes: &[u32], steps: &[Option<Step>]) -> BTreeMap<String, u64> {
        let below = calls_in(self.graph, codes).flat_map(|call| self.graph.targets(call).iter().copied());
        let reached = self.graph.of_walked(self.graph.reachable(codes.iter().copied().chain(below)));
        let mut suspects = Suspects::default();
        let leading = self.graph.codes.iter().zip(steps).filter(|(_, step)| step.is_some()).map(|(code, _)| *code);
        suspects.add(self.program, self.tables, leading);
        let mut found = BTreeMap::new();
        let mut first = 0;
        for trace in self.traces {
            let codes = first..first + trace.codes.len();
            first = codes.end;
            if reached[codes].iter().any(|is_reached| *is_reached) {
                for call in trace.unresolved.iter().filter(|call| suspects.include(call, self.tables)) {
                    *found.entry(call.reason.to_string()).or_default() += 1;
                }
            }
        }
        found
    }

    /// The operations and calls of `codes` that begin on `line`, in the order of the source.
    pub(super) fn on_line(&self, codes: &[u32], steps: &[Option<Step>], line: Span) -> Vec<LineItem> {
        let ids: FxHashSet<CodeId> = codes.iter().map(|&code| self.graph.codes[code as usize].id).collect();
        let is_there = |site: &crate::flow::Site| {
            let start = site.call.callee.start();
            ids.contains(&site.code) && line.start() <= start && start < line.end()
        };
        let operations = self.graph.operations.iter().filter(|operation| is_there(&operation.site)).map(|operation| LineItem {
            span: operation.site.call.callee,
            callee: operation.api.clone(),
            rule: self.tables.rules.api(&operation.api).map(|(rule, _)| rule.id.clone()),
            blocks: true,
        });
        let calls = self.graph.calls.iter().zip(0..).filter(|(call, _)| is_there(&call.site)).filter_map(|(call, at)| {
            let Callee::Functions(functions) = &call.callee else { return None };
            let blocks = self.graph.targets(at).iter().any(|&target| steps[target as usize].is_some());
            Some(LineItem { span: call.site.call.callee, callee: self.program.function_path(*functions.first()?), rule: None, blocks })
        });
        let mut found: Vec<LineItem> = operations.chain(calls).collect();
        found.sort_by(|one, other| (one.span, &one.callee).cmp(&(other.span, &other.callee)));
        found.dedup_by(|one, other| one.span == other.span && one.callee.last() == other.callee.last());
        found
    }
}
