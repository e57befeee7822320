//! Which fixes a compiler error comes from, and which diagnostics are new. Pure: diagnostics, plan and package folders in, answer out.

use std::collections::{BTreeMap, BTreeSet};

use super::diagnostic::{Diagnostic, Place, Severity};
use super::verify::Checked;
use crate::base::Span;
use crate::edit::ChangeSet;
use crate::fix::{Fix, Plan};

/// By finding: the diagnostics that its fix is left out for.
pub(super) type Blame = BTreeMap<usize, Vec<Diagnostic>>;

/// How sure the link from a diagnostic to a fix is; the first is the surest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Link {
    /// It points into what the fix reaches.
    Reach,
    /// It points into a file that the fix changes or reaches.
    File,
    /// It points into the same package.
    Package,
    /// There is nothing to tell by.
    None,
}

/// How sure it is who is to blame.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Suspects {
    /// Each diagnostic points into the fix that it is about, or there is just one fix that it can be about.
    Sure,
    /// One or more of them: the rest has only the same file, package or plan.
    Some,
}

/// Blames the fixes with the surest link to any of the diagnostics. Where one error is certain, the vague ones wait for the next round:
/// they may well follow from it.
///
/// `package_of` gives the folder of the package that a path belongs to.
pub(super) fn blame(diagnostics: &[Diagnostic], plan: &Plan, package_of: &dyn Fn(&str) -> String) -> (Suspects, Blame) {
    let linked: Vec<(Link, Vec<usize>, &Diagnostic)> = diagnostics
        .iter()
        .map(|diagnostic| {
            let (link, fixes) = link(diagnostic, plan, package_of);
            (link, fixes, diagnostic)
        })
        .collect();
    let surest = linked.iter().map(|(link, ..)| *link).min();
    let blamed = collect(linked.into_iter().filter(|(link, ..)| Some(*link) == surest));
    let is_single = plan.fixes.iter().filter(|fix| fix.findings.iter().any(|finding| blamed.contains_key(finding))).count() < 2;
    let suspects = if is_single || surest == Some(Link::Reach) { Suspects::Sure } else { Suspects::Some };
    (suspects, blamed)
}

/// The findings of the fixes that a diagnostic points into, or into whose files; `None` where it points to none.
pub(super) fn linked(diagnostic: &Diagnostic, plan: &Plan) -> Option<Vec<usize>> {
    let (link, fixes) = link(diagnostic, plan, &|_| String::new());
    matches!(link, Link::Reach | Link::File).then_some(fixes)
}

/// Blames every fix of the plan.
pub(super) fn blame_all(diagnostics: &[Diagnostic], plan: &Plan) -> Blame {
    all(plan).into_iter().map(|finding| (finding, diagnostics.to_vec())).collect()
}

/// The errors of a tree that does not compile; else the warnings that were not there before. `changes` is what was done in between.
///
/// A warning is known by file, code and message, wherever in the file it stands; of more of a kind than before, the ones that stand
/// where none stood are new.
pub(super) fn new_diagnostics(before: &Checked, after: &Checked, changes: &ChangeSet) -> Vec<Diagnostic> {
    if !after.success {
        let errors: Vec<Diagnostic> = after.errors().cloned().collect();
        return if errors.is_empty() { vec![Diagnostic::of_cargo("error: the check failed and did not say why")] } else { errors };
    }
    let is_warning = |diagnostic: &&Diagnostic| diagnostic.severity == Severity::Warning;
    let mut known: BTreeMap<WarningKind, Vec<Option<Span>>> = BTreeMap::new();
    for warning in before.diagnostics.iter().filter(is_warning) {
        known.entry(kind(warning)).or_default().push(primary(warning).map(|place| place.span));
    }
    let place_before = |warning: &Diagnostic| primary(warning).map(|place| changes.offset_map(&place.path).span_to_old(place.span));
    let mut others = Vec::new();
    for warning in after.diagnostics.iter().filter(is_warning) {
        let places = known.entry(kind(warning)).or_default();
        match places.iter().position(|place| *place == place_before(warning)) {
            Some(at) => drop(places.swap_remove(at)),
            None => others.push(warning),
        }
    }
    // What is left of the known ones has moved.
    others.retain(|warning| known.entry(kind(warning)).or_default().pop().is_none());
    others.into_iter().cloned().collect()
}

type WarningKind = (Option<String>, Option<String>, String);

fn kind(warning: &Diagnostic) -> WarningKind {
    (primary(warning).map(|place| place.path.clone()), warning.code.clone(), without_positions(&warning.message))
}

/// The names of closure types hold a line and a column, which move with every edit above.
fn without_positions(message: &str) -> String {
    if message.contains(".rs:") { message.replace(|character: char| character.is_ascii_digit(), "") } else { message.to_owned() }
}

fn primary(diagnostic: &Diagnostic) -> Option<&Place> {
    diagnostic.places.first().filter(|place| place.is_primary)
}

fn collect<'a>(linked: impl Iterator<Item = (Link, Vec<usize>, &'a Diagnostic)>) -> Blame {
    let mut blame = Blame::new();
    for (_, fixes, diagnostic) in linked {
        for finding in fixes {
            blame.entry(finding).or_default().push(diagnostic.clone());
        }
    }
    blame
}

fn link(diagnostic: &Diagnostic, plan: &Plan, package_of: &dyn Fn(&str) -> String) -> (Link, Vec<usize>) {
    let (primary, others): (Vec<&Place>, Vec<&Place>) = diagnostic.places.iter().partition(|place| place.is_primary);
    for places in [&primary, &others] {
        let fixes = reaching(places, plan);
        if !fixes.is_empty() {
            return (Link::Reach, fixes);
        }
    }
    for places in [&primary, &others] {
        let is_there = |fix: &&Fix| places.iter().any(|place| fix.reach.iter().any(|(path, _)| *path == place.path));
        let fixes = findings(plan.fixes.iter().filter(is_there));
        if !fixes.is_empty() {
            return (Link::File, fixes);
        }
    }
    let fixes = in_packages(diagnostic, plan, package_of);
    if fixes.is_empty() { (Link::None, all(plan)) } else { (Link::Package, fixes) }
}

/// The fixes whose reach holds one of the places most narrowly; failing that, those whose reach touches one.
fn reaching(places: &[&Place], plan: &Plan) -> Vec<usize> {
    let mut holding: BTreeMap<u32, BTreeSet<usize>> = BTreeMap::new();
    let mut touching = BTreeSet::new();
    for place in places {
        let span = plan.changes.offset_map(&place.path).span_to_old(place.span);
        for fix in &plan.fixes {
            for (_, reach) in fix.reach.iter().filter(|(path, _)| *path == place.path) {
                if reach.contains(span) {
                    holding.entry(reach.len()).or_default().extend(&fix.findings);
                } else if reach.start() < span.end() && span.start() < reach.end() {
                    touching.extend(&fix.findings);
                }
            }
        }
    }
    holding.into_values().next().unwrap_or(touching).into_iter().collect()
}

fn in_packages(diagnostic: &Diagnostic, plan: &Plan, package_of: &dyn Fn(&str) -> String) -> Vec<usize> {
    let mut packages: BTreeSet<String> = diagnostic.places.iter().map(|place| package_of(&place.path)).collect();
    // Cargo names a manifest that it cannot use only in its message; the root's name would be part of every other.
    let manifests = plan.changes.iter().filter_map(|(path, _)| path.strip_suffix("/Cargo.toml").map(|folder| (path, folder)));
    let named = manifests.filter(|(path, _)| diagnostic.places.is_empty() && diagnostic.message.contains(path));
    packages.extend(named.map(|(_, folder)| folder.to_owned()));
    let is_there = |fix: &&Fix| fix.reach.iter().any(|(path, _)| packages.contains(&package_of(path)));
    findings(plan.fixes.iter().filter(is_there))
}

fn all(plan: &Plan) -> Vec<usize> {
    findings(plan.fixes.iter())
}

fn findings<'a>(fixes: impl Iterator<Item = &'a Fix>) -> Vec<usize> {
    fixes.flat_map(|fix| &fix.findings).copied().collect::<BTreeSet<_>>().into_iter().collect()
}

#[cfg(test)]
#[path = "blame_tests.rs"]
mod tests;
