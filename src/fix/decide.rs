//! Which rewrite for which finding: for each, either a proposal or the reason to leave it alone. Imports and manifests depend on all
//! fixes together and are left to `plan`.

use std::collections::BTreeSet;
use std::ops::Range;

use rayon::prelude::*;

use super::aside::{self, asides};
use super::barrier::barriers;
use super::group::Group;
use super::helpers::{Callers, helpers};
use super::inputs::{Inputs, Limits};
use super::make_async::make_async;
use super::manifest::Dependencies;
use super::region::regions;
use super::render::{self, Nesting};
use super::rewrite::Rewrite;
use super::sequence::sequences;
use super::spelling::Spelling;
use super::{reasons, shapes};
use crate::flow::{Context, FoundOperation, Obstacle, Site};
use crate::index::evaluate;
use crate::lint::{Finding, Strategy};
use crate::options::Strategies;
use crate::rules::{ApiRow, Applicability, Replacement, Template};

/// What can be done about each finding of a report, by index.
#[derive(Clone, Debug)]
pub struct Proposals {
    /// By finding: the group that it belongs to, or why it is left.
    pub(super) list: Vec<Result<usize, String>>,
    /// What is done as a whole or not at all.
    pub(super) groups: Vec<Group>,
}

/// What can be done about one finding.
#[derive(Clone, Debug)]
pub(super) struct Proposal {
    pub(super) applicability: Applicability,
    /// Why it is not safe; empty where it is.
    pub(super) reason: String,
    pub(super) strategy: Strategy,
    pub(super) rewrite: Rewrite,
    /// What the call becomes, in short: `tokio::fs::read`.
    pub(super) becomes: String,
    pub(super) crate_use: Option<CrateUse>,
    /// The finding whose rewrite holds this one's, by index: they stand or fall together.
    pub(super) part_of: Option<usize>,
}

/// What the function is, or will be, that an operation stands in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Standing {
    /// As it is.
    AsIs,
    /// A sync function that becomes async.
    BecomesAsync,
}

/// A crate that a rewrite needs.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct CrateUse {
    /// Index into the workspace's packages.
    pub(super) package: usize,
    /// As the table writes it: `fs_err`.
    pub(super) krate: String,
    pub(super) features: Vec<String>,
    /// Whether only tests need it.
    pub(super) is_for_tests: bool,
}

impl Proposals {
    /// Adds a group that takes the place of those that its findings had: all of what they change lies in what it changes.
    pub(super) fn replace(&mut self, group: Group) {
        for &member in &group.findings {
            if let Ok(other) = self.list[member] {
                self.groups[other].findings.clear();
            }
            self.list[member] = Ok(self.groups.len());
        }
        self.groups.push(group);
    }
}

/// Told of findings, by index, whose proposals are final: stretch after stretch, in the order of the report.
pub type Decided<'d> = dyn FnMut(&Proposals, Range<usize>) + Send + 'd;

/// How many findings are looked at together, at least, when what connects files is decided: enough for all threads.
const LEAST_STRETCH: usize = 32;

/// Looks at every finding on its own, then at what connects them across files, and last, a few files at a time, at what is left.
#[must_use]
pub fn propose(inputs: Inputs<'_>, limits: Limits, decided: &mut Decided<'_>) -> Proposals {
    let strategies = limits.strategies;
    let dependencies = Dependencies::new(inputs);
    let sites = inputs.flow.operations.iter().map(|operation| &operation.site);
    let sites = sites.chain(inputs.flow.callers.uses.iter().map(|used| &used.site));
    let places: BTreeSet<_> = sites.map(|site| (site.home.file, site.call.span)).collect();
    let nesting = |operation: &FoundOperation| {
        let span = operation.site.call.span;
        let first = (operation.site.home.file, crate::base::Span::empty(span.start()));
        let mut inside = places.range(first..).take_while(|(file, other)| *file == operation.site.home.file && other.start() < span.end());
        let holds_others = inside.any(|(_, other)| *other != span && span.contains(*other));
        if holds_others { Nesting::HoldsOthers } else { Nesting::Alone }
    };
    let one = |finding: &Finding| -> Result<Proposal, String> {
        if finding.operations.is_empty() {
            // It is about a comment: its help says what to do.
            return Err(finding.help.clone().unwrap_or_default());
        }
        let operation = inputs.operation(finding).ok_or(reasons::NOT_PLAIN)?;
        decide(inputs, &dependencies, operation, nesting(operation), Standing::AsIs)
    };
    let mut alone: Vec<Result<Proposal, String>> = inputs.report.findings.par_iter().map(one).collect();
    shapes::propose(inputs, &dependencies, &mut alone);
    let mut proposals = in_groups(inputs, strategies, alone);
    let in_helper = |operation: &FoundOperation| decide(inputs, &dependencies, operation, nesting(operation), Standing::BecomesAsync);
    let asks_for_runtimes = strategies.take(&Strategy::SpawnBlocking) && aside::may_be_needed(inputs, &proposals);
    let functions = || {
        if strategies.take(&Strategy::MakeAsync) {
            make_async(inputs, &dependencies, &in_helper, limits, &mut proposals);
        }
    };
    // What runtimes run depends on no proposal, and not all of what makes functions async can be done by many threads.
    rayon::join(functions, || asks_for_runtimes.then(|| inputs.runtimes()));
    let may_move = strategies.take(&Strategy::SpawnBlocking);
    // What is still open is looked at together, and all that follows in the order of the report waits for it.
    let mut waiting: Vec<Range<usize>> = Vec::new();
    for stretch in stretches(&inputs.report.findings) {
        if may_move {
            barriers(inputs, &dependencies, stretch.clone(), &mut proposals);
            regions(inputs, &dependencies, stretch.clone(), &mut proposals);
            sequences(inputs, &dependencies, stretch.clone(), &mut proposals);
        }
        let is_open = may_move && proposals.list[stretch.clone()].iter().any(Result::is_err);
        if is_open || !waiting.is_empty() {
            waiting.push(stretch);
        } else {
            decided(&proposals, stretch);
        }
    }
    if !waiting.is_empty() {
        stay(inputs, &dependencies, &mut proposals);
    }
    for stretch in waiting {
        decided(&proposals, stretch);
    }
    proposals
}

/// What nothing else mends stays on its thread: in the functions that several calls lead to, or else where the call stands, or else in the
/// function.
fn stay(inputs: Inputs<'_>, dependencies: &Dependencies<'_>, proposals: &mut Proposals) {
    helpers(inputs, dependencies, Callers::Several, proposals);
    asides(inputs, dependencies, proposals);
    helpers(inputs, dependencies, Callers::Any, proposals);
}

/// The findings of whole files, which are sorted by file.
fn stretches(findings: &[Finding]) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let last = findings.get(start + LEAST_STRETCH - 1).or(findings.last()).filter(|_| start < findings.len())?;
        let end = start + findings[start..].partition_point(|finding| finding.file <= last.file);
        Some(std::mem::replace(&mut start, end)..end)
    })
}

/// What was proposed for findings on their own, those whose rewrite is held by another's together with it.
fn in_groups(inputs: Inputs<'_>, strategies: Strategies, alone: Vec<Result<Proposal, String>>) -> Proposals {
    let mut proposals = Proposals { list: Vec::new(), groups: Vec::new() };
    let mut members: Vec<(usize, usize, Group)> = Vec::new();
    for (at, proposal) in alone.into_iter().enumerate() {
        let leader = proposal.as_ref().ok().and_then(|proposal| proposal.part_of);
        let group = proposal.and_then(|proposal| Group::in_place(inputs, at, proposal).ok_or_else(|| reasons::NOT_PLAIN.to_owned()));
        proposals.list.push(match (leader, group) {
            (Some(leader), Ok(group)) => {
                members.push((at, leader, group));
                // What becomes of it is what becomes of the other one, which may come later.
                Err(reasons::NOT_PLAIN.to_owned())
            }
            (_, Ok(group)) if !strategies.take(&group.strategy) => Err(reasons::OTHER_STRATEGY.to_owned()),
            (_, group) => group.map(|group| {
                proposals.groups.push(group);
                proposals.groups.len() - 1
            }),
        });
    }
    for (member, leader, own) in members {
        let joined = proposals.list[leader].clone();
        if let Ok(at) = joined {
            let group = &mut proposals.groups[at];
            group.findings.push(member);
            group.findings.sort_unstable();
            group.reach.extend(own.reach);
            group.crate_uses.extend(own.crate_uses);
        }
        proposals.list[member] = joined;
    }
    proposals
}

pub(super) fn decide(
    inputs: Inputs<'_>,
    dependencies: &Dependencies<'_>,
    operation: &FoundOperation,
    nesting: Nesting,
    standing: Standing,
) -> Result<Proposal, String> {
    let (_, row) = inputs.rules.api(&operation.api).ok_or(reasons::NOT_PLAIN)?;
    refuse_row(row)?;
    match &row.replacement {
        Replacement::Shape { name, .. } if name != "command-chain" => {
            refuse_context(inputs, operation, standing)?;
            return Err(reasons::shape(name));
        }
        _ => refuse_place(inputs, operation, standing)?,
    }
    let crate_use = crate_use(operation, row)?;
    let spelling = spelling(inputs, dependencies, operation, row, crate_use.as_ref())?;
    let (text, index) = (inputs.text(operation.site.home.file), &inputs.workspace.files[operation.site.home.file.index()].index);
    let spelled = |target: &str| if crate_use.is_some() { spelling.apply(target) } else { target.to_owned() };
    let (rewrite, strategy) = match &row.replacement {
        Replacement::Path(target) => (render::path(text, operation, spelled(target))?, Strategy::InPlace),
        Replacement::Template(written) => {
            let template = Template::parse(&spelled(written)).map_err(|error| error.to_string())?;
            (render::template(text, operation, &template, nesting)?, Strategy::InPlace)
        }
        Replacement::Shape { name, path } => {
            (shapes::command_chain(text, index, operation, row, &spelled(path))?, Strategy::Shape(name.clone()))
        }
        Replacement::None => return Err(row.reason.clone()),
    };
    let methods_of = row.path.parent().filter(|_| row.kind.has_receiver()).map(|path| path.to_string()).into_iter().collect();
    let rewrite = Rewrite { methods_of, ..rewrite };
    let (applicability, reason) = applicability(dependencies, operation, row);
    Ok(Proposal { applicability, reason, strategy, rewrite, becomes: becomes(row), crate_use, part_of: None })
}

/// How the file spells the crate of the replacement.
pub(super) fn spelling(
    inputs: Inputs<'_>,
    dependencies: &Dependencies<'_>,
    operation: &FoundOperation,
    row: &ApiRow,
    crate_use: Option<&CrateUse>,
) -> Result<Spelling, String> {
    let code_name = match crate_use {
        Some(needed) => dependencies.code_name(needed.package, &needed.krate, !operation.site.home.cfgs.is_empty())?,
        None => String::new(),
    };
    let index = &inputs.workspace.files[operation.site.home.file.index()].index;
    Ok(Spelling::new(row.replacement_crate().unwrap_or_default(), &code_name, index))
}

/// What says no whatever stands around the call.
fn refuse_row(row: &ApiRow) -> Result<(), String> {
    match &row.replacement {
        Replacement::None if row.reason.is_empty() => Err("nothing async takes its place".to_owned()),
        Replacement::None => Err(row.reason.clone()),
        _ => Ok(()),
    }
}

/// What says no whatever is called.
pub(super) fn refuse_place(inputs: Inputs<'_>, operation: &FoundOperation, standing: Standing) -> Result<(), String> {
    if operation.surroundings.by_name && operation.surroundings.obstacle.is_none() {
        return Err(reasons::BY_NAME.to_owned());
    }
    refuse_context(inputs, operation, standing)
}

/// What says no to an await at the place of the operation.
pub(super) fn refuse_context(inputs: Inputs<'_>, operation: &FoundOperation, standing: Standing) -> Result<(), String> {
    let around = &operation.surroundings;
    match &around.obstacle {
        Some(Obstacle::Expansion(name)) => return Err(reasons::in_expansion(name)),
        Some(Obstacle::OtherBuild) => return Err(reasons::OTHER_BUILD.to_owned()),
        None => {}
    }
    match operation.site.context {
        Context::Async => {}
        Context::Reached | Context::Zone if standing == Standing::BecomesAsync => {
            if around.in_closure {
                return Err(reasons::IN_CLOSURE.to_owned());
            }
        }
        Context::Closure => return Err(reasons::IN_CLOSURE.to_owned()),
        _ => return Err(reasons::IN_SYNC_FUNCTION.to_owned()),
    }
    if operation.site.context == Context::Async && operation.site.cause.as_ref().is_some_and(|cause| !cause.allows_await()) {
        return Err(reasons::POLLED.to_owned());
    }
    let is_of = |ty: &str| operation.api.parent().is_some_and(|owner| owner.as_str() == ty);
    if let Some(ty) = around.receiver_derefs.as_deref().filter(|ty| !is_of(ty)) {
        return Err(reasons::dereferenced(ty));
    }
    if let Some(guard) = &around.guard {
        return Err(reasons::guarded(guard));
    }
    if let Some(guard) = around.own_guard {
        return Err(reasons::guarded(&inputs.text(operation.site.home.file)[guard.range()]));
    }
    if let Some(why) = inputs.not_awaited(&operation.site, &around.held) {
        return Err(why);
    }
    inputs.refuse_macro(around.in_macro.as_ref())
}

/// The crate whose features the rewrite needs, where it writes its name: `{receiver}.recv().await` stays in the crate of its receiver.
pub(super) fn crate_use(operation: &FoundOperation, row: &ApiRow) -> Result<Option<CrateUse>, String> {
    if matches!(&row.replacement, Replacement::Template(written) if written.starts_with('{')) {
        return Ok(None);
    }
    let Some(krate) = row.replacement_crate() else { return Ok(None) };
    let package = operation.site.home.package.ok_or_else(|| format!("no manifest says that it may use {krate}"))?;
    Ok(Some(CrateUse { package, krate: krate.to_owned(), features: row.features.clone(), is_for_tests: false }))
}

/// Starts safe, and only falls.
pub(super) fn applicability(dependencies: &Dependencies<'_>, operation: &FoundOperation, row: &ApiRow) -> (Applicability, String) {
    let mut applicability = row.applicability;
    let mut reasons: Vec<String> = Vec::new();
    if applicability < Applicability::Safe {
        reasons.push(row.reason.clone());
    }
    if let Some((of_build, reason)) = of_other_build(dependencies, &operation.site) {
        applicability = applicability.min(of_build);
        reasons.push(reason);
    }
    (applicability, reasons.join("; "))
}

/// What is said of code that this build may not compile.
pub(super) fn of_other_build(dependencies: &Dependencies<'_>, site: &Site) -> Option<(Applicability, String)> {
    let is_option_here = |option: &str| dependencies.is_option_here(site.home.package, option);
    let cfgs: Vec<&str> = cfgs(site).filter(|cfg| evaluate(cfg, &is_option_here) != Some(true)).collect();
    let reason = || format!("stands under `cfg({})`, which this build may not compile", cfgs.join("), cfg("));
    (!cfgs.is_empty()).then(|| (Applicability::Unsafe, reason()))
}

/// What is said of a call that goes to another thread as it is, for what a finding leads to: no compiler sees it where this machine's build
/// has it not, and it costs something for nothing where only other builds have what blocks.
pub(super) fn of_other_builds(
    inputs: Inputs<'_>,
    dependencies: &Dependencies<'_>,
    finding: &Finding,
    site: &Site,
) -> (Applicability, String) {
    let absent = |site: &Site| {
        let is_option_here = |option: &str| dependencies.is_option_here(site.home.package, option);
        cfgs(site).find(|cfg| evaluate(cfg, &is_option_here) == Some(false)).map(str::to_owned)
    };
    if let Some(cfg) = absent(site) {
        return (Applicability::Unsafe, format!("stands under `cfg({cfg})`, which this build has not"));
    }
    let operations = finding.operations.iter().map(|id| &inputs.flow.operations[id.0 as usize].site);
    let elsewhere: Option<BTreeSet<String>> = operations.map(absent).collect();
    match elsewhere {
        Some(cfgs) => {
            let cfgs = Vec::from_iter(cfgs).join("), cfg(");
            (Applicability::Unsafe, format!("blocks only under `cfg({cfgs})`, which this build has not"))
        }
        None => (Applicability::Safe, String::new()),
    }
}

/// The `cfg` predicates that a place stands under.
fn cfgs(site: &Site) -> impl Iterator<Item = &str> {
    site.home.cfgs.iter().chain(&site.other_build).map(String::as_str)
}

pub(super) fn becomes(row: &ApiRow) -> String {
    match &row.replacement {
        // A type, whose method keeps its name, or what takes the call's place.
        Replacement::Shape { path, .. } if path.rsplit("::").next().is_some_and(|last| last.starts_with(char::is_uppercase)) => {
            format!("{path}::{}", row.path.last())
        }
        Replacement::Path(path) | Replacement::Shape { path, .. } => path.clone(),
        Replacement::Template(written) if written.starts_with('{') => {
            written.replace("{receiver}", "").replace("{0}", "..").replace("{1}", "..")
        }
        Replacement::Template(written) => written.split('(').next().unwrap_or(written).to_owned(),
        Replacement::None => String::new(),
    }
}
