//! Which rewrite for which finding: for each, either a proposal or the reason to leave it alone. Imports and manifests depend on all
//! fixes together and are left to `plan`.

use std::collections::BTreeSet;

use super::barrier::barriers;
use super::group::Group;
use super::inputs::Inputs;
use super::make_async::make_async;
use super::manifest::Dependencies;
use super::render::{self, Nesting};
use super::rewrite::Rewrite;
use super::spelling::Spelling;
use super::{command_chain, reasons};
use crate::flow::{Context, FoundOperation, Obstacle};
use crate::index::evaluate;
use crate::lint::{Finding, Strategy};
use crate::options::Strategies;
use crate::os;
use crate::rules::{ApiRow, Applicability, MacroKind, Replacement, Template};

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

/// Looks at every finding on its own.
#[must_use]
pub fn propose(inputs: Inputs<'_>, strategies: Strategies) -> Proposals {
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
    let mut proposals = Proposals { list: Vec::new(), groups: Vec::new() };
    for (at, finding) in inputs.report.findings.iter().enumerate() {
        let group = one(finding).and_then(|proposal| Group::in_place(inputs, at, proposal).ok_or_else(|| reasons::NOT_PLAIN.to_owned()));
        let group =
            group.and_then(|group| if strategies.take(&group.strategy) { Ok(group) } else { Err(reasons::OTHER_STRATEGY.to_owned()) });
        proposals.list.push(group.map(|group| {
            proposals.groups.push(group);
            proposals.groups.len() - 1
        }));
    }
    let in_helper = |operation: &FoundOperation| decide(inputs, &dependencies, operation, nesting(operation), Standing::BecomesAsync);
    if strategies.take(&Strategy::MakeAsync) {
        make_async(inputs, &dependencies, &in_helper, strategies, &mut proposals);
    }
    if strategies.take(&Strategy::SpawnBlocking) {
        barriers(inputs, &dependencies, &mut proposals);
    }
    proposals
}

fn decide(
    inputs: Inputs<'_>,
    dependencies: &Dependencies<'_>,
    operation: &FoundOperation,
    nesting: Nesting,
    standing: Standing,
) -> Result<Proposal, String> {
    let (_, row) = inputs.rules.api(&operation.api).ok_or(reasons::NOT_PLAIN)?;
    refuse_row(row)?;
    refuse_place(inputs, operation, standing)?;
    let crate_use = crate_use(operation, row)?;
    let code_name = match &crate_use {
        Some(needed) => dependencies.code_name(needed.package, &needed.krate, !operation.site.home.cfgs.is_empty())?,
        None => String::new(),
    };
    let (text, index) = (inputs.text(operation.site.home.file), &inputs.workspace.files[operation.site.home.file.index()].index);
    let spelling = Spelling::new(row.replacement_crate().unwrap_or_default(), &code_name, index);
    let spelled = |target: &str| if crate_use.is_some() { spelling.apply(target) } else { target.to_owned() };
    let (rewrite, strategy) = match &row.replacement {
        Replacement::Path(target) => (render::path(text, operation, spelled(target))?, Strategy::InPlace),
        Replacement::Template(written) => {
            let template = Template::parse(&spelled(written)).map_err(|error| error.to_string())?;
            (render::template(text, operation, &template, nesting)?, Strategy::InPlace)
        }
        Replacement::Shape { name, path } => {
            (command_chain::command_chain(text, index, operation, row, &spelled(path))?, Strategy::Shape(name.clone()))
        }
        Replacement::None => return Err(row.reason.clone()),
    };
    let method_of = row.path.parent().filter(|_| row.kind.has_receiver()).map(|path| path.to_string());
    let rewrite = Rewrite { method_of, ..rewrite };
    let (applicability, reason) = applicability(operation, row);
    Ok(Proposal { applicability, reason, strategy, rewrite, becomes: becomes(row), crate_use })
}

/// What says no whatever stands around the call.
fn refuse_row(row: &ApiRow) -> Result<(), String> {
    match &row.replacement {
        Replacement::None if row.reason.is_empty() => Err("nothing async takes its place".to_owned()),
        Replacement::None => Err(row.reason.clone()),
        Replacement::Shape { name, .. } if name != "command-chain" => Err(reasons::shape(name)),
        _ => Ok(()),
    }
}

/// What says no whatever is called.
fn refuse_place(inputs: Inputs<'_>, operation: &FoundOperation, standing: Standing) -> Result<(), String> {
    let around = &operation.surroundings;
    match &around.obstacle {
        Some(Obstacle::Expansion(name)) => return Err(reasons::in_expansion(name)),
        Some(Obstacle::OtherBuild) => return Err(reasons::OTHER_BUILD.to_owned()),
        None => {}
    }
    if around.by_name {
        return Err(reasons::BY_NAME.to_owned());
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
    match &around.in_macro {
        Some(name) if inputs.contexts.macro_kind(name) == Some(MacroKind::Format) => Err(reasons::in_format_macro(name)),
        Some(name) => Err(reasons::in_macro(name)),
        None => Ok(()),
    }
}

/// The crate whose features the rewrite needs, where it writes its name: `{receiver}.recv().await` stays in the crate of its receiver.
fn crate_use(operation: &FoundOperation, row: &ApiRow) -> Result<Option<CrateUse>, String> {
    if matches!(&row.replacement, Replacement::Template(written) if written.starts_with('{')) {
        return Ok(None);
    }
    let Some(krate) = row.replacement_crate() else { return Ok(None) };
    let package = operation.site.home.package.ok_or_else(|| format!("no manifest says that it may use {krate}"))?;
    Ok(Some(CrateUse { package, krate: krate.to_owned(), features: row.features.clone(), is_for_tests: false }))
}

/// Starts safe, and only falls.
fn applicability(operation: &FoundOperation, row: &ApiRow) -> (Applicability, String) {
    let mut applicability = row.applicability;
    let mut reasons: Vec<String> = Vec::new();
    if applicability < Applicability::Safe {
        reasons.push(row.reason.clone());
    }
    let cfgs: Vec<&str> = operation.site.home.cfgs.iter().map(String::as_str).filter(|cfg| !is_compiled_here(cfg)).collect();
    if !cfgs.is_empty() {
        applicability = applicability.min(Applicability::Unsafe);
        reasons.push(format!("stands under `cfg({})`, which this build may not compile", cfgs.join("), cfg(")));
    }
    (applicability, reasons.join("; "))
}

/// Whether this machine's build compiles what stands under the predicate: the compiler proves the rewrite then.
fn is_compiled_here(cfg: &str) -> bool {
    let known = |option: &str| if option == "test" { Some(false) } else { os::host_option(option) };
    evaluate(cfg, &known) == Some(true)
}

fn becomes(row: &ApiRow) -> String {
    match &row.replacement {
        Replacement::Path(path) => path.clone(),
        Replacement::Shape { path, .. } => format!("{path}::{}", row.path.last()),
        Replacement::Template(written) if written.starts_with('{') => {
            written.replace("{receiver}", "").replace("{0}", "..").replace("{1}", "..")
        }
        Replacement::Template(written) => written.split('(').next().unwrap_or(written).to_owned(),
        Replacement::None => String::new(),
    }
}
