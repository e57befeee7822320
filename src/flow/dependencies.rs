//! Which dependencies the code on an executor may call, and what they do: crates are summarised one at a time, those that others use
//! first, and summaries are remembered between runs.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::reach;
use super::summary::{self, CrateSummary};
use crate::base::{DefPath, fnv};
use crate::cache::Cache;
use crate::config::Config;
use crate::os;
use crate::resolve::Program;
use crate::rules::{ApiKind, Contexts, Inferred, Rules};
use crate::workspace::{DependencyWords, PackageId, Sources, Workspace};

/// From a crate that the workspace calls, this many dependencies further are summarised too: chains are rarely longer than three crates,
/// and each further step doubles how many there are.
const DEEPEST: usize = 2;

/// As many crates at most, the nearest first.
const MOST_CRATES: usize = 500;

/// Sources larger than this are bindings and tables that somebody generated. Bytes of a crate.
const LARGEST_CRATE: u64 = 6 * 1024 * 1024;

/// Summaries of another shape, or made in another way, are not read.
const FORMAT: u32 = 5;

/// What is known of the dependencies' functions.
#[derive(Debug, Default)]
pub struct Dependencies {
    /// Of the crates that the workspace calls.
    summaries: BTreeMap<PackageId, CrateSummary>,
    /// How many crates were summarised, and how many could not be read, by reason.
    pub counts: DependencyCounts,
}

/// How many dependencies were read.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct DependencyCounts {
    /// Crates that the workspace calls and whose functions are known.
    pub summarised: u64,
    /// Crates that it calls and whose functions are not known, by reason.
    pub unread: BTreeMap<String, u64>,
}

impl Dependencies {
    /// Summarises the crates that async code of the workspace may call. `begin` is told how many crates the cache does not know, if there
    /// are any, and `advance` when one of them is done.
    #[must_use]
    pub fn read(
        workspace: &Workspace,
        program: &Program,
        sources: &Sources,
        cache: &Cache,
        (begin, advance): (&dyn Fn(usize), &(dyn Fn() + Sync)),
    ) -> Self {
        let Config { rules, contexts, .. } = &workspace.config;
        let named = NamedCrates::of(contexts);
        let mut called = reach::called_packages(workspace, program, contexts, sources.lock());
        called.retain(|id| !named.have(rules, id));
        let wanted = Wanted::new(called, (rules, contexts), &named, sources);
        let (mut results, missing) = wanted.look_up_all(sources, cache);
        if !missing.is_empty() {
            begin(missing.len());
            wanted.summarise(missing, &mut results, (rules, contexts), (sources, cache), advance);
        }
        let mut found = Self::default();
        for id in wanted.called {
            match results.remove(&id) {
                Some(Ok(summary)) => {
                    found.counts.summarised += 1;
                    found.summaries.insert(id, summary);
                }
                Some(Err(reason)) => *found.counts.unread.entry(reason.as_str().to_owned()).or_default() += 1,
                None => *found.counts.unread.entry(Unread::TooMany.as_str().to_owned()).or_default() += 1,
            }
        }
        found
    }

    /// Adds what is known to the tables: a row for each function that blocks, an entry for each that offloads closures.
    pub fn extend(&self, config: &mut Config) {
        config.rules = config.rules.with_inferred(rows(self.summaries.iter(), &config.rules).into_iter());
        config.contexts = config.contexts.with_inferred(offloaders(self.summaries.values()));
    }
}

/// The blocking functions of these crates. Where a crate is there in several versions, a function has to block in all of them.
fn rows<'s>(summaries: impl Iterator<Item = (&'s PackageId, &'s CrateSummary)>, rules: &Rules) -> Vec<(DefPath, ApiKind, Inferred)> {
    let mut by_name: BTreeMap<&str, Vec<&CrateSummary>> = BTreeMap::new();
    for (id, summary) in summaries {
        by_name.entry(&id.name).or_default().push(summary);
    }
    let mut found = Vec::new();
    for (package, versions) in by_name {
        let (first, others) = versions.split_first().expect("a version made the entry");
        let blocks = |path: &DefPath, summary: &&CrateSummary| summary.blocking.iter().any(|function| function.path == *path);
        found.extend(first.rows(package, rules).filter(|(path, ..)| others.iter().all(|other| blocks(path, other))));
    }
    found
}

fn offloaders<'s>(summaries: impl Iterator<Item = &'s CrateSummary>) -> impl Iterator<Item = (DefPath, Vec<usize>)> {
    summaries.flat_map(|summary| summary.offloading.iter().map(|function| (function.path.clone(), function.arguments.clone())))
}

/// The crates that the contexts speak of by public paths.
struct NamedCrates<'c>(FxHashSet<&'c str>);

impl<'c> NamedCrates<'c> {
    fn of(contexts: &'c Contexts) -> Self {
        Self(contexts.crates_by_public_paths().collect())
    }

    /// Whether the tables speak of a crate, which need not be summarised then.
    fn have(&self, rules: &Rules, id: &PackageId) -> bool {
        let name = id.name.replace('-', "_");
        rules.speak_of(&name) || self.0.contains(name.as_str())
    }
}

/// Why nothing is known of a crate.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Unread {
    NotHere,
    TooLarge,
    TooMany,
    Failed,
}

impl Unread {
    fn as_str(self) -> &'static str {
        match self {
            Self::NotHere => "not-on-this-machine",
            Self::TooLarge => "too-large",
            Self::TooMany => "too-many",
            Self::Failed => "failed",
        }
    }
}

/// The crates to be summarised: those that are called, and what they use as far as the budget goes.
struct Wanted {
    called: Vec<PackageId>,
    /// What each crate uses among these.
    uses: FxHashMap<PackageId, Vec<PackageId>>,
    /// What a summary depends on: the crate's version, those of the crates that it uses, which of them are on this machine, the tables, and
    /// the tool.
    keys: FxHashMap<PackageId, u64>,
    /// Those of which a summary holds for other runs too: nobody changes their sources, nor those of what they use.
    lasting: FxHashSet<PackageId>,
}

impl Wanted {
    fn new(called: Vec<PackageId>, (rules, contexts): (&Rules, &Contexts), named: &NamedCrates<'_>, sources: &Sources) -> Self {
        let mut members: BTreeSet<PackageId> = called.iter().take(MOST_CRATES).cloned().collect();
        let mut level: Vec<PackageId> = members.iter().cloned().collect();
        for _ in 0..DEEPEST {
            let next: BTreeSet<PackageId> = level.iter().flat_map(|id| sources.lock().dependencies(id)).collect();
            let is_new = |id: &PackageId| !members.contains(id) && !named.have(rules, id);
            level = next.into_iter().filter(is_new).take(MOST_CRATES.saturating_sub(members.len())).collect();
            members.extend(level.iter().cloned());
        }
        let of = |id: &PackageId| sources.lock().dependencies(id).into_iter().filter(|used| members.contains(used)).collect();
        let uses: FxHashMap<PackageId, Vec<PackageId>> = members.iter().map(|id| (id.clone(), of(id))).collect();
        let mut wanted = Self { called, uses, keys: FxHashMap::default(), lasting: FxHashSet::default() };
        let tables = fnv(&tables_text(rules, contexts));
        // What is not on this machine may be there another time.
        let here: FxHashSet<PackageId> = members.par_iter().filter(|id| sources.are_here(id)).cloned().collect();
        for id in &members {
            wanted.key(id, (tables, &here), &mut Vec::new());
        }
        wanted.lasting = wanted.lasting(&here, sources);
        wanted
    }

    /// The crates on this machine that are final, without those that use one which is not.
    fn lasting(&self, here: &FxHashSet<PackageId>, sources: &Sources) -> FxHashSet<PackageId> {
        let (mut lasting, mut fleeting): (FxHashSet<&PackageId>, Vec<&PackageId>) = (here.iter().collect(), Vec::new());
        fleeting.extend(here.iter().filter(|id| !sources.are_final(id)));
        let mut users: FxHashMap<&PackageId, Vec<&PackageId>> = FxHashMap::default();
        for (id, uses) in &self.uses {
            for used in uses {
                users.entry(used).or_default().push(id);
            }
        }
        while let Some(id) = fleeting.pop() {
            if lasting.remove(id) {
                fleeting.extend(users.get(id).into_iter().flatten());
            }
        }
        lasting.into_iter().cloned().collect()
    }

    fn key(&mut self, id: &PackageId, (tables, here): (u64, &FxHashSet<PackageId>), open: &mut Vec<PackageId>) -> u64 {
        if let Some(&known) = self.keys.get(id) {
            return known;
        }
        // A lock file that names a circle is broken; the circle ends here.
        if open.contains(id) {
            return 0;
        }
        open.push(id.clone());
        let is_here = here.contains(id);
        let mut text = format!("{FORMAT} {} {tables:x} {} {} {is_here}", env!("CARGO_PKG_VERSION"), id.name, id.version);
        for used in self.uses.get(id).cloned().unwrap_or_default() {
            let key = self.key(&used, (tables, here), open);
            text.push('\n');
            text.push_str(&key.to_string());
        }
        open.pop();
        let key = fnv(&text);
        self.keys.insert(id.clone(), key);
        key
    }

    /// The summaries of the crates that are called as far as the cache has them, and the crates that are missing, with those that they use.
    fn look_up_all(&self, sources: &Sources, cache: &Cache) -> (Results, Missing) {
        let mut results = Results::default();
        let mut missing = Missing::default();
        let mut open: BTreeSet<PackageId> = self.called.iter().filter(|id| self.uses.contains_key(id)).cloned().collect();
        while !open.is_empty() {
            let looked_up: Vec<_> = open.par_iter().map(|id| (id.clone(), self.look_up(id, sources, cache))).collect();
            open.clear();
            for (id, found) in looked_up {
                match found {
                    Found::Summary(summary) => drop(results.insert(id, Ok(summary))),
                    Found::Nothing(reason) => drop(results.insert(id, Err(reason))),
                    Found::Words(words) => {
                        let uses = self.named(&id, &words);
                        open.extend(uses.iter().filter(|id| !results.contains_key(id) && !missing.contains_key(id)).cloned());
                        missing.insert(id, (words, uses));
                    }
                }
            }
            open.retain(|id| !results.contains_key(id) && !missing.contains_key(id));
        }
        (results, missing)
    }

    /// Adds the summaries of crates that are missing to `results`.
    fn summarise(
        &self,
        mut missing: Missing,
        results: &mut Results,
        (rules, contexts): (&Rules, &Contexts),
        (sources, cache): (&Sources, &Cache),
        advance: &(dyn Fn() + Sync),
    ) {
        if missing.is_empty() {
            return;
        }
        let stubs = Program::of_stubs();
        while !missing.is_empty() {
            let is_ready = |uses: &[PackageId]| uses.iter().all(|id| results.contains_key(id));
            let mut ready: Vec<PackageId> = missing.iter().filter(|(_, (_, uses))| is_ready(uses)).map(|(id, _)| id.clone()).collect();
            if ready.is_empty() {
                // Crates in a circle: a broken lock file.
                ready.extend(missing.keys().cloned());
            }
            let made: Vec<_> = ready
                .par_iter()
                .map(|id| {
                    let made = made(id, &missing[id], results, &stubs, (rules, contexts), sources);
                    advance();
                    (id.clone(), made)
                })
                .collect();
            for (id, summary) in made {
                missing.remove(&id);
                if let Ok(summary) = &summary
                    && self.lasting.contains(&id)
                {
                    self.remember(&id, Some(summary), cache);
                }
                results.insert(id, summary);
            }
        }
    }

    fn look_up(&self, id: &PackageId, sources: &Sources, cache: &Cache) -> Found {
        let is_lasting = self.lasting.contains(id);
        let known: Option<Option<CrateSummary>> = if is_lasting { cache.get(&file_name(id), self.keys[id]) } else { None };
        if let Some(known) = known {
            return known.map_or(Found::Nothing(Unread::TooLarge), Found::Summary);
        }
        let Some(library) = sources.library(id) else { return Found::Nothing(Unread::NotHere) };
        let remember = |summary: Option<&CrateSummary>| {
            if is_lasting {
                self.remember(id, summary, cache);
            }
        };
        // Reading a large crate takes longer than everything else.
        if library.size() > LARGEST_CRATE {
            remember(None);
            return Found::Nothing(Unread::TooLarge);
        }
        // What macros do they do while others are compiled.
        if library.is_of_macros() {
            let nothing = CrateSummary::default();
            remember(Some(&nothing));
            return Found::Summary(nothing);
        }
        Found::Words(library.words())
    }

    /// Remembers the summary of a crate that nobody changes; none of one that is too large.
    fn remember(&self, id: &PackageId, summary: Option<&CrateSummary>, cache: &Cache) {
        cache.put(&file_name(id), self.keys[id], &summary);
    }

    /// The crates among those that `id` uses which its code names.
    fn named(&self, id: &PackageId, words: &DependencyWords) -> Vec<PackageId> {
        let is_named = |used: &&PackageId| {
            let mut names = words.dependencies.iter().filter(|dependency| dependency.package == used.name);
            names.any(|dependency| words.words.contains(&fnv(&dependency.crate_name)))
        };
        self.uses[id].iter().filter(is_named).cloned().collect()
    }
}

/// A crate whose analysis panicked, which the next run may do better.
fn failed() -> Unread {
    os::mark_unrepeatable();
    Unread::Failed
}

type Results = FxHashMap<PackageId, Result<CrateSummary, Unread>>;

/// Crates that are to be summarised, with their words and those of the crates they use that they name.
type Missing = FxHashMap<PackageId, (DependencyWords, Vec<PackageId>)>;

/// The summary of a crate, made from its sources and from `results`, which has those of the crates that it uses.
fn made(
    id: &PackageId,
    (words, uses): &(DependencyWords, Vec<PackageId>),
    results: &Results,
    stubs: &Program,
    (rules, contexts): (&Rules, &Contexts),
    sources: &Sources,
) -> Result<CrateSummary, Unread> {
    let known: Vec<_> = uses.iter().filter_map(|id| Some((id, results.get(id)?.as_ref().ok()?))).collect();
    let rules = rules.with_inferred(rows(known.iter().copied(), rules).into_iter());
    let contexts = contexts.with_inferred(offloaders(known.iter().map(|(_, summary)| *summary)));
    if !summary::may_have_anything_to_say(&words.words, &rules, &contexts) {
        return Ok(CrateSummary::default());
    }
    let library = sources.get(id).ok_or(Unread::NotHere)?;
    std::panic::catch_unwind(|| summary::summarise(&library, stubs, sources, &rules, &contexts)).map_err(|_| failed())
}

/// What there is of a crate.
enum Found {
    Summary(CrateSummary),
    Words(DependencyWords),
    Nothing(Unread),
}

fn file_name(id: &PackageId) -> String {
    format!("{}-{}", id.name, id.version)
}

/// What the tables say, as far as it decides what is found in a crate.
fn tables_text(rules: &Rules, contexts: &Contexts) -> String {
    let mut lines: Vec<String> = rules.apis().map(|(_, row)| format!("{} {:?}", row.path, row.kind)).collect();
    lines.extend(rules.iter().flat_map(|rule| &rule.handles).map(ToString::to_string));
    lines.extend(contexts.paths().map(ToString::to_string));
    lines.sort();
    lines.join("\n")
}
