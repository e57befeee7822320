//! Helpers that become async: which functions, together with everything that calls them, and what that changes.

mod doc_tests;
mod edits;
mod entries;
mod functions;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::barrier::{barrier, moved};
use super::decide::{CrateUse, Proposal, Proposals, Standing};
use super::group::{Group, Part, location};
use super::inputs::{Inputs, Limits};
use super::manifest::Dependencies;
use super::rewrite::Rewrite;
use super::sequence::{Merged, touches};
use super::step::{Step, StepKind};
use super::{reasons, shapes};
use crate::base::{FileId, Span};
use crate::flow::{Context, Entry, FoundOperation, SyncFunction, Use};
use crate::lint::Strategy;
use crate::options::Strategies;
use crate::rules::Applicability;

use functions::{Functions, is_in_closure, main_of};

/// By function: its operations, and what becomes of each if the function becomes async.
type Rewrites = BTreeMap<usize, Vec<(u32, Result<Proposal, String>)>>;

/// By function: its calls of functions that stay sync, and what hands each to the blocking pool if the function becomes async.
type Moves<'a> = BTreeMap<usize, Vec<(&'a Use, Result<(Part, CrateUse), String>)>>;

/// What becomes of an operation by itself, if its function becomes async.
type Decide<'d> = dyn Fn(&FoundOperation) -> Result<Proposal, String> + Sync + 'd;

/// Adds the groups of functions that become async, and says of the findings that stay why.
pub(super) fn make_async(
    inputs: Inputs<'_>,
    dependencies: &Dependencies<'_>,
    decide: &Decide<'_>,
    limits: Limits,
    proposals: &mut Proposals,
) {
    let functions = Functions::new(inputs, dependencies);
    let operations = operations(inputs);
    let rewrites = rewrites(inputs, dependencies, decide, &operations);
    let moves = moves(inputs, dependencies, &functions);
    let is_worth_it = |function: &usize| {
        let rewrites_any = rewrites.get(function).is_some_and(|known| known.iter().any(|(_, proposal)| proposal.is_ok()));
        rewrites_any || moves.get(function).is_some_and(|known| known.iter().any(|(_, part)| part.is_ok()))
    };
    let candidates: BTreeSet<usize> = rewrites.keys().chain(moves.keys()).copied().collect();
    let chosen = functions.with_callers(candidates.into_iter().filter(is_worth_it).filter(|&at| functions.refusal(at).is_none()));
    let components = functions.components(&chosen);
    let findings = findings(inputs, &functions, &operations, &components);
    let strategies = limits.strategies;
    let may_move = strategies.take(&Strategy::SpawnBlocking);
    let barrier = |at: usize| {
        let finding = &inputs.report.findings[at];
        if may_move && finding.chain.len() > 1 { barrier(inputs, dependencies, at, finding).ok() } else { None }
    };
    let has_trusted_barrier = |at: usize| barrier(at).is_some_and(|group| group.applicability >= limits.least_applicability);
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (&function, &component) in &components {
        members.entry(component).or_default().push(function);
    }
    let one = |(component, findings): (&usize, &Vec<usize>)| {
        let members = &members[component];
        let draft = Draft { inputs, dependencies, functions: &functions, members, rewrites: &rewrites, moves: &moves, strategies };
        if may_move && draft.is_better_moved(findings.len()) && findings.iter().all(|&at| barrier(at).is_some()) {
            return None;
        }
        let mut group = draft.group(findings);
        // What is not trusted so far is left to whoever asks for it, and the calls that can go to the blocking pool go there.
        if let Ok(group) = &mut group
            && group.applicability < limits.least_applicability
        {
            group.findings.retain(|&at| !has_trusted_barrier(at));
            if group.findings.is_empty() {
                return None;
            }
        }
        Some(group)
    };
    let groups: Vec<Option<Result<Group, String>>> = findings.par_iter().map(one).collect();
    for (group, findings) in groups.into_iter().zip(findings.values()) {
        let Some(group) = group else { continue };
        match group {
            Ok(group) => {
                for &finding in &group.findings {
                    proposals.list[finding] = Ok(proposals.groups.len());
                }
                proposals.groups.push(group);
            }
            Err(reason) => {
                for &finding in findings {
                    proposals.list[finding] = Err(reason.clone());
                }
            }
        }
    }
    for (at, finding) in inputs.report.findings.iter().enumerate() {
        if proposals.list[at].as_ref().is_err_and(|reason| reason == reasons::IN_SYNC_FUNCTION) {
            let first = finding.operations.first().map(|id| id.0);
            if let Some(reason) = first.and_then(|first| left(&functions, &operations, &rewrites, first)) {
                proposals.list[at] = Err(reason);
            }
        }
    }
}

/// What becomes of each operation in a function that becomes async: by itself, or in the shape of another one.
fn rewrites(inputs: Inputs<'_>, dependencies: &Dependencies<'_>, decide: &Decide<'_>, operations: &BTreeMap<u32, usize>) -> Rewrites {
    let operation = |id: u32| &inputs.flow.operations[id as usize];
    let one = |(&id, _): (&u32, &usize)| {
        let alone = decide(operation(id));
        let is_refused = alone.is_err();
        let shaped = is_refused.then(|| shapes::shaped(inputs, dependencies, operation(id), Standing::BecomesAsync)).flatten();
        (id, alone, shaped)
    };
    let looked_at: Vec<_> = operations.par_iter().map(one).collect();
    let mut decided: BTreeMap<u32, Result<Proposal, String>> = BTreeMap::new();
    let mut shapes = Vec::new();
    for (id, alone, shaped) in looked_at {
        decided.insert(id, alone);
        shapes.extend(shaped.map(|shaped| (id, shaped)));
    }
    for (id, shaped) in shapes {
        // What another one has taken along needs no shape of its own.
        if decided[&id].is_ok() {
            continue;
        }
        match shaped {
            Ok((proposal, others)) => {
                for other in others {
                    let id = inputs.flow.index_of(other).map(|at| at as u32).filter(|id| operations.contains_key(id));
                    if let Some(id) = id {
                        decided.insert(id, Ok(shapes::taken_along(inputs, &proposal, other)));
                    }
                }
                decided.insert(id, Ok(proposal));
            }
            Err(reason) => {
                decided.insert(id, Err(reason));
            }
        }
    }
    let mut rewrites = Rewrites::new();
    for (id, proposal) in decided {
        rewrites.entry(operations[&id]).or_default().push((id, proposal));
    }
    rewrites
}

/// The calls of functions that stay sync in functions that may become async.
fn moves<'a>(inputs: Inputs<'a>, dependencies: &Dependencies<'_>, functions: &Functions<'a>) -> Moves<'a> {
    let mut calls: BTreeMap<usize, Vec<&Use>> = BTreeMap::new();
    for used in &inputs.flow.callers.uses {
        let Some(caller) = used.caller.filter(|&caller| functions.refusal(caller).is_none()) else { continue };
        if inputs.keepers().contains(&used.function) {
            continue;
        }
        if functions.refusal(used.function).is_some() && functions.get(caller).entry.is_none() && functions.get(caller).doc_test.is_none() {
            let known = calls.entry(caller).or_default();
            // A call that may run one of several functions is there once for each.
            if !known.iter().any(|other| other.site.call.span == used.site.call.span) {
                known.push(used);
            }
        }
    }
    let one = |used: &'a Use| (used, moved(inputs, dependencies, used, Standing::BecomesAsync));
    calls.into_par_iter().map(|(caller, uses)| (caller, uses.into_iter().map(one).collect())).collect()
}

/// The operations in sync functions that findings speak of, and the function of each.
fn operations(inputs: Inputs<'_>) -> BTreeMap<u32, usize> {
    let ids = inputs.report.findings.iter().flat_map(|finding| &finding.operations).map(|id| id.0);
    let function = |id: u32| {
        let site = &inputs.flow.operations.get(id as usize)?.site;
        let is_sync = matches!(site.context, Context::Reached | Context::Zone);
        let function = inputs.flow.callers.function_at(site.home.file, site.code.start).filter(|_| is_sync)?;
        Some((id, function))
    };
    ids.filter_map(function).collect()
}

/// The findings of each component: calls of its functions in async code, and operations of zones in them.
fn findings(
    inputs: Inputs<'_>,
    functions: &Functions<'_>,
    operations: &BTreeMap<u32, usize>,
    components: &BTreeMap<usize, usize>,
) -> BTreeMap<usize, Vec<usize>> {
    let mut found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, finding) in inputs.report.findings.iter().enumerate() {
        let of_call = || {
            let called = functions.called_at(finding.file, finding.span);
            called.filter(|_| finding.chain.len() > 1).find_map(|function| components.get(&function))
        };
        let of_zone = || components.get(operations.get(&finding.operations.first()?.0)?).filter(|_| finding.chain.len() == 1);
        if let Some(component) = of_call().or_else(of_zone) {
            found.entry(*component).or_default().push(at);
        }
    }
    found
}

/// Why the operation's function stays as it is.
fn left(functions: &Functions<'_>, operations: &BTreeMap<u32, usize>, rewrites: &Rewrites, operation: u32) -> Option<String> {
    let function = operations.get(&operation)?;
    if let Some(refusal) = functions.refusal(*function) {
        return Some(format!("stands in a sync function: {refusal}"));
    }
    let own = rewrites.get(function)?.iter().find(|(at, _)| *at == operation)?;
    own.1.as_ref().err().map(|reason| format!("stands in a sync function, and {reason}"))
}

/// What one group is made of.
struct Draft<'a> {
    inputs: Inputs<'a>,
    dependencies: &'a Dependencies<'a>,
    functions: &'a Functions<'a>,
    /// The functions that become async, sorted.
    members: &'a [usize],
    rewrites: &'a Rewrites,
    moves: &'a Moves<'a>,
    strategies: Strategies,
}

impl Draft<'_> {
    /// Whether a hop to the blocking pool at each of so many calls in async code is better than awaits in the functions: some of what
    /// blocks in them would stay, or there are as many places in loops, where each time is a hop of its own, or nothing in them waits by
    /// itself.
    fn is_better_moved(&self, calls: usize) -> bool {
        let operations: Vec<_> = self.members.iter().filter_map(|at| self.rewrites.get(at)).flatten().collect();
        let moves: Vec<_> = self.members.iter().filter_map(|at| self.moves.get(at)).flatten().collect();
        let stays = operations.iter().any(|(_, proposal)| proposal.is_err()) || moves.iter().any(|(_, part)| part.is_err());
        let is_in_loop = |id: u32| self.inputs.flow.operations[id as usize].site.in_loop;
        let in_loops =
            operations.iter().filter(|(id, _)| is_in_loop(*id)).count() + moves.iter().filter(|(used, _)| used.site.in_loop).count();
        stays || operations.is_empty() || in_loops >= calls
    }

    fn group(&self, findings: &[usize]) -> Result<Group, String> {
        let Self { inputs, functions, .. } = *self;
        let mut parts = Vec::new();
        let mut reach = Vec::new();
        let mut crate_uses: BTreeSet<CrateUse> = BTreeSet::new();
        let (mut applicability, mut whys) = (Applicability::Safe, BTreeSet::new());
        for &at in self.members {
            let function = functions.get(at);
            parts.push(self.head(function, &mut crate_uses)?);
            reach.extend([(function.file, function.body), (function.file, function.span)]);
            if let Some(why) = functions.unsafe_because(at) {
                applicability = Applicability::Unsafe;
                whys.insert(why);
            }
        }
        let uses: Vec<_> = functions.uses_of(self.members).collect();
        // One group may be nearly all of the work.
        let changed: Vec<_> = uses.par_iter().map(|used| self.at_call(used)).collect();
        for (used, changed) in uses.iter().zip(changed) {
            let (awaited, opened) = changed?;
            parts.push(awaited);
            if let Some((place, rewrite)) = opened {
                let file = used.site.home.file;
                // Two calls in it open it once.
                if !parts.iter().any(|part| part.file == file && part.place == place) {
                    parts.push(Part { file, place, rewrite });
                }
            }
            reach.extend([(used.site.home.file, used.site.call.span), (used.site.home.file, used.site.home.span)]);
        }
        let hops = self.hops(&parts);
        let is_merged = |file: FileId, place: Span| hops.iter().any(|hop| hop.part.file == file && hop.part.place.contains(place));
        let mut becomes = BTreeMap::<String, usize>::new();
        let mut merged = Vec::new();
        for hop in &hops {
            applicability = applicability.min(hop.applicability);
            whys.extend(Some(hop.reason.clone()).filter(|reason| !reason.is_empty()));
            merged.push((hop.part.file, hop.part.place));
            reach.push((hop.part.file, hop.part.place));
            crate_uses.insert(hop.crate_use.clone());
            parts.push(hop.part.clone());
            *becomes.entry(hop.what()).or_default() += 1;
        }
        let mut left = Vec::new();
        for (operation, proposal) in self.members.iter().filter_map(|at| self.rewrites.get(at)).flatten() {
            let found = &inputs.flow.operations[*operation as usize];
            let (file, place) = (found.site.home.file, found.site.call.span);
            if is_merged(file, place) {
                continue;
            }
            match proposal {
                Ok(proposal) => {
                    applicability = applicability.min(proposal.applicability);
                    whys.extend(Some(proposal.reason.clone()).filter(|reason| !reason.is_empty()));
                    parts.push(Part { file, place, rewrite: proposal.rewrite.clone() });
                    reach.push((file, place));
                    crate_uses.extend(proposal.crate_use.clone());
                    *becomes.entry(format!("{} -> {}", found.api, proposal.becomes)).or_default() += 1;
                }
                Err(reason) => left.push(StepKind::Stays.step(format!("{} {}, which {reason}", location(inputs, file, place), found.api))),
            }
        }
        let moves = self.members.iter().filter_map(|at| self.moves.get(at)).flatten();
        for (used, part) in moves.filter(|(used, _)| !is_merged(used.site.home.file, used.site.call.span)) {
            let place = location(inputs, used.site.home.file, used.site.call.span);
            let name = functions.get(used.function).path.last();
            match part {
                Ok((part, crate_use)) => {
                    parts.push(part.clone());
                    reach.push((part.file, part.place));
                    crate_uses.insert(crate_use.clone());
                    *becomes.entry(format!("`{name}` -> tokio::task::spawn_blocking")).or_default() += 1;
                }
                Err(reason) => left.push(StepKind::Stays.step(format!("{place} `{name}`, which cannot go to the blocking pool: {reason}"))),
            }
        }
        let ended = |&at: &usize| {
            let function = functions.get(at);
            let is_inside = |part: &&Part| part.file == function.file && function.body.contains(part.place);
            let awaits: Vec<_> = parts.iter().filter(is_inside).map(|part| part.place).collect();
            shapes::ended(inputs, function.file, &awaits)
        };
        let ended: Vec<_> = self.members.par_iter().map(ended).collect();
        for ended in ended {
            parts.extend(ended?);
        }
        let mut details: Vec<Step> = self.members.iter().map(|&at| self.line_of(at)).collect();
        details.extend(becomes.iter().map(|(rewrite, count)| StepKind::Rewritten.step(format!("{rewrite}{}", times(*count)))));
        details.extend(uses.iter().map(|used| {
            let place = location(inputs, used.site.home.file, used.site.call.span);
            StepKind::Awaited.step(format!("{place} in `{}`", used.site.home.path.short()))
        }));
        details.extend(left);
        Ok(Group {
            findings: findings.to_vec(),
            applicability,
            reason: whys.into_iter().collect::<Vec<_>>().join("; "),
            strategy: Strategy::MakeAsync,
            title: self.title(uses.len(), &becomes),
            details,
            parts,
            merged,
            functions: self.members.iter().map(|&at| functions.get(at)).map(|function| (function.file, function.name_span)).collect(),
            reach,
            crate_uses: crate_uses.into_iter().collect(),
        })
    }

    /// What changes at a call of a function that becomes async: the await, and the closure around it where it stands in one.
    fn at_call(&self, used: &Use) -> Result<(Part, Option<(Span, Rewrite)>), String> {
        let is_recursive = used.caller.is_some_and(|caller| self.is_reached_from(used.function, caller));
        let awaited = edits::awaited(self.inputs, used, is_recursive)?;
        let opened = is_in_closure(used).then(|| shapes::opened(self.inputs, used, Standing::BecomesAsync)).transpose()?;
        Ok((awaited, opened))
    }

    /// The sequences in the functions that go to the blocking pool as a whole, instead of one await for each operation in them. `parts` are
    /// what changes beside their operations.
    fn hops(&self, parts: &[Part]) -> Vec<Merged<'_>> {
        let Self { inputs, functions, .. } = *self;
        let mut hops: Vec<Merged<'_>> = Vec::new();
        if !self.strategies.take(&Strategy::SpawnBlocking) {
            return hops;
        }
        for &at in self.members {
            let function = functions.get(at);
            let rewrites = self.rewrites.get(&at).map_or(&[][..], Vec::as_slice);
            let place_of = |id: u32| inputs.flow.operations[id as usize].site.call.span;
            let own = rewrites.iter().filter_map(|(id, proposal)| Some(proposal.as_ref().ok()?.rewrite.extent(place_of(*id))));
            let moved = self.moves.get(&at).into_iter().flatten().filter_map(|(_, part)| part.as_ref().ok());
            let extents: Vec<Span> = own.chain(moved.map(|part| part.0.rewrite.extent(part.0.place))).collect();
            let others = parts.iter().filter(|part| part.file == function.file).map(|part| part.rewrite.extent(part.place));
            let others: Vec<Span> = others.collect();
            let inside = inputs
                .flow
                .sequences
                .iter()
                .filter(|(file, sequence)| *file == function.file && function.body.contains(sequence.region.span));
            for (file, sequence) in inside {
                let span = sequence.region.span;
                let is_free = others.iter().all(|other| !touches(*other, span))
                    && extents.iter().all(|extent| span.contains(*extent) || !touches(*extent, span))
                    && hops.iter().all(|hop| hop.part.file != *file || !touches(hop.part.place, span))
                    && sequence.operations.iter().all(|place| rewrites.iter().any(|(id, _)| place_of(*id) == *place));
                if is_free && let Ok(hop) = Merged::new(inputs, self.dependencies, *file, sequence, Standing::BecomesAsync) {
                    hops.push(hop);
                }
            }
        }
        hops
    }

    /// `src/a.rs:3: load becomes async, with 2 calls: std::fs::read -> tokio::fs::read`.
    fn title(&self, calls: usize, becomes: &BTreeMap<String, usize>) -> String {
        let functions: Vec<usize> = self.members.iter().copied().filter(|&at| self.functions.get(at).entry.is_none()).collect();
        let own = functions.iter().copied().find(|at| self.rewrites.contains_key(at)).unwrap_or(self.members[0]);
        let first = self.functions.get(own);
        let others = match functions.len() {
            0 | 1 => "becomes async".to_owned(),
            2 => "and a caller become async".to_owned(),
            more => format!("and {} callers and neighbours become async", more - 1),
        };
        let calls = if calls == 1 { "1 call".to_owned() } else { format!("{calls} calls") };
        let what = becomes.iter().map(|(rewrite, count)| format!("{rewrite}{}", times(*count))).collect::<Vec<_>>().join(", ");
        format!("{}: `{}` {others}, with {calls}: {what}", location(self.inputs, first.file, first.name_span), first.path.last())
    }

    fn line_of(&self, at: usize) -> Step {
        let function = self.functions.get(at);
        let place = location(self.inputs, function.file, function.name_span);
        let kind = if function.entry.is_some() { StepKind::Test } else { StepKind::Async };
        kind.step(format!("{place} `{}`", function.path.short()))
    }

    /// What is written where a function begins.
    fn head(&self, function: &SyncFunction, crate_uses: &mut BTreeSet<CrateUse>) -> Result<Part, String> {
        let signature = |crate_uses| edits::signature(self.inputs, function, self.test_attribute(function, crate_uses)?);
        if !matches!(function.entry, Some(Entry::DocTest | Entry::Main)) {
            return signature(crate_uses);
        }
        let (mut part, crate_use) = main_of(self.inputs, self.dependencies, function)?;
        crate_uses.insert(crate_use);
        if function.entry == Some(Entry::Main) {
            let signature = signature(crate_uses)?;
            part.place = signature.place;
            part.rewrite.edits.extend(signature.rewrite.edits);
        }
        Ok(part)
    }

    /// What `#[test]` of a test becomes.
    fn test_attribute(&self, function: &SyncFunction, crate_uses: &mut BTreeSet<CrateUse>) -> Result<Option<String>, String> {
        if function.entry != Some(Entry::Test) {
            return Ok(None);
        }
        let package = function.package.ok_or(reasons::NOT_PLAIN)?;
        let name = self.dependencies.name_in_tests(package, "tokio").ok_or_else(|| reasons::test_without_tokio(function.path.last()))?;
        let features = vec!["macros".to_owned(), "rt".to_owned()];
        crate_uses.insert(CrateUse { package, krate: "tokio".to_owned(), features, is_for_tests: true });
        Ok(Some(format!("{name}::test")))
    }

    /// Whether `function` leads to `target` by calls among the members.
    fn is_reached_from(&self, function: usize, target: usize) -> bool {
        let mut seen = BTreeSet::new();
        let mut open = vec![function];
        while let Some(at) = open.pop() {
            if at == target {
                return true;
            }
            if seen.insert(at) {
                open.extend(self.functions.callees(at).filter(|callee| self.members.binary_search(callee).is_ok()));
            }
        }
        false
    }
}

fn times(count: usize) -> String {
    if count == 1 { String::new() } else { format!(" ({count} times)") }
}
