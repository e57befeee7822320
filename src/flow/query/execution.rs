//! Whether a function runs on an executor: the async code that leads to it, and what hands it to threads that may block.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{AsyncRoot, Execution, Question, RootKind};
use crate::base::{DefPath, FileId};
use crate::flow::crossings::{ChainHop, root_kinds};
use crate::flow::graph::Edges;
use crate::flow::{CodeId, Confidence, Context, Site};

/// The best way from a piece of code to the function.
#[derive(Clone, Copy, Debug)]
struct Approach {
    confidence: Confidence,
    distance: u32,
    /// The call to make, and what it runs; none where the function is reached.
    next: Option<(u32, u32)>,
}

impl Question<'_, '_> {
    pub(super) fn execution(&self, codes: &[u32], is_async: bool) -> Execution {
        let kinds = root_kinds(self.graph);
        let kind_of = |site_root: RootKind, code: CodeId| match site_root {
            RootKind::Other => kinds.get(&code).copied().unwrap_or(RootKind::Other),
            known => known,
        };
        if is_async {
            let own: BTreeSet<CodeId> = codes.iter().map(|&code| self.graph.codes[code as usize].id).collect();
            let sites = self.graph.operations.iter().map(|operation| &operation.site).chain(self.graph.calls.iter().map(|call| &call.site));
            let of_sites = sites.filter(|site| own.contains(&site.code) && self.graph.is_root(site)).map(|site| site.root).min();
            let kind = own.iter().map(|&code| kind_of(of_sites.unwrap_or(RootKind::Other), code)).min().unwrap_or(RootKind::Other);
            let root = AsyncRoot { kind, confidence: Confidence::Certain, chain: Vec::new() };
            return Execution { roots: vec![root], ..Execution::default() };
        }
        let approaches = self.approaches(codes);
        let mut roots: BTreeMap<(FileId, &DefPath), (AsyncRoot, bool)> = BTreeMap::new();
        let mut offloaded: BTreeMap<_, ChainHop> = BTreeMap::new();
        for (call, at) in self.graph.calls.iter().zip(0..).filter(|(call, _)| call.callee.is_run_each_time()) {
            let reached = self.graph.targets(at).iter().filter_map(|&target| Some((target, approaches[target as usize]?)));
            let Some((target, approach)) = reached.min_by_key(|(_, approach)| approach.rank()) else { continue };
            let site = &call.site;
            if site.context == Context::Offloaded && !site.home.in_test {
                offloaded.insert((approach.distance, site.home.file, site.call.span), ChainHop::of(site));
            } else if self.graph.is_root(site) {
                let confidence = site.confidence.min(approach.confidence);
                let chain = self.chain(site, target, &approaches);
                let root = AsyncRoot { kind: kind_of(site.root, site.code), confidence, chain };
                let known = roots.entry((site.home.file, &site.home.path)).or_insert_with(|| (root.clone(), site.home.in_test));
                if rank(&root) < rank(&known.0) {
                    *known = (root, site.home.in_test);
                }
            }
        }
        let test_roots = roots.values().filter(|(_, in_test)| *in_test).count() as u64;
        let mut roots: Vec<AsyncRoot> = roots.into_values().filter(|(_, in_test)| !in_test).map(|(root, _)| root).collect();
        // Twins of a file that is part of two crates are one place.
        let mut seen = BTreeSet::new();
        roots.retain(|root| root.chain.first().is_none_or(|hop| seen.insert((hop.home.file, hop.span))));
        roots.sort_by_key(|root| (rank(root), root.kind));
        Execution { roots, test_roots, offloaded: offloaded.into_values().collect(), initialisers: self.initialisers(&approaches) }
    }

    /// The best way from each piece of code to one of `codes`: one without doubtful links before any other, then the shortest.
    fn approaches(&self, codes: &[u32]) -> Vec<Option<Approach>> {
        let callers = self.graph.callers(Edges::Calls);
        let mut found: Vec<Option<Approach>> = vec![None; self.graph.codes.len()];
        for code in self.graph.with_instances(codes) {
            found[code as usize] = Some(Approach { confidence: Confidence::Certain, distance: 0, next: None });
        }
        for least in [Confidence::Certain, Confidence::Likely] {
            let known = found.iter().zip(0..).filter_map(|(approach, code)| Some((approach.as_ref()?.distance, code)));
            let mut open: BTreeSet<(u32, u32)> = known.collect();
            while let Some((distance, code)) = open.pop_first() {
                for &(call, caller) in &callers[code as usize] {
                    if self.graph.calls[call as usize].site.confidence >= least && found[caller as usize].is_none() {
                        found[caller as usize] = Some(Approach { confidence: least, distance: distance + 1, next: Some((call, code)) });
                        open.insert((distance + 1, caller));
                    }
                }
            }
        }
        found
    }

    /// From the call at `site`, which runs `target`, to the call of the function.
    fn chain(&self, site: &Site, target: u32, approaches: &[Option<Approach>]) -> Vec<ChainHop> {
        let mut chain = vec![ChainHop::of(site)];
        let mut current = target;
        while let Some(Approach { next: Some((call, next)), .. }) = approaches[current as usize] {
            chain.push(ChainHop::of(&self.graph.calls[call as usize].site));
            current = next;
        }
        chain
    }

    /// The calls in what runs once, at the first use of a value.
    fn initialisers(&self, approaches: &[Option<Approach>]) -> Vec<ChainHop> {
        let is_initialiser = |code: usize| self.graph.codes[code].function.is_none();
        let reaching = approaches.iter().enumerate().filter(|(code, _)| is_initialiser(*code));
        let hops = reaching.filter_map(|(_, approach)| Some(ChainHop::of(&self.graph.calls[approach.as_ref()?.next?.0 as usize].site)));
        let mut found: Vec<ChainHop> = hops.filter(|hop| !hop.home.in_test).collect();
        found.sort_by_key(|hop| (hop.home.file, hop.span));
        found.dedup_by_key(|hop| (hop.home.file, hop.span));
        found
    }
}

impl Approach {
    fn rank(&self) -> (Reverse<Confidence>, u32) {
        (Reverse(self.confidence), self.distance)
    }
}

fn rank(root: &AsyncRoot) -> (Reverse<Confidence>, usize) {
    (Reverse(root.confidence), root.chain.len())
}
