//! The tests that may come to `block_in_place`, which panics on the one thread that a test has unless it says otherwise.

use std::collections::BTreeSet;

use super::aside::{BLOCK_IN_PLACE, CRATE};
use super::decide::CrateUse;
use super::group::Group;
use super::inputs::Inputs;
use super::runtimes::{Becomes, Runtimes, package_of};
use crate::base::Span;
use crate::edit::{Amendment, ChangeSet, Edit};
use crate::lint::Strategy;

/// Has the tests that may lead to what the groups do in place run on several threads; the rest of the plan is in `changes`. What their
/// packages need for it.
pub(super) fn threaded_tests<'g>(
    inputs: Inputs<'_>,
    groups: impl Iterator<Item = &'g Group>,
    changes: &mut ChangeSet,
) -> BTreeSet<CrateUse> {
    let parts = groups.filter(|group| stays(group)).flat_map(|group| &group.parts);
    let places: BTreeSet<_> = parts.map(|part| (part.file, part.place)).collect();
    let mut crate_uses = BTreeSet::new();
    for test in Runtimes::tests_of(inputs, &places) {
        let path = inputs.path(test.file);
        let is_changed = match test.becomes {
            Becomes::Text(replacement) => changes.insert(path, Edit { span: test.span, replacement }).is_ok(),
            Becomes::WithArguments(arguments) => add_arguments(changes, path, test.span, arguments),
        };
        if let Some(package) = package_of(inputs.workspace, path).filter(|_| is_changed) {
            let features = vec!["macros".to_owned(), "rt-multi-thread".to_owned()];
            crate_uses.insert(CrateUse { package, krate: CRATE.to_owned(), features, is_for_tests: true });
        }
    }
    crate_uses
}

/// Whether what a group does stays on its thread.
pub(super) fn stays(group: &Group) -> bool {
    matches!(&group.strategy, Strategy::Shape(name) if name == BLOCK_IN_PLACE)
}

/// Adds arguments to the attribute that took the place of the one at `attribute`, if any did.
fn add_arguments(changes: &mut ChangeSet, path: &str, attribute: Span, arguments: String) -> bool {
    if !changes.edits(path).iter().any(|edit| edit.span == attribute) {
        return false;
    }
    let end = changes.offset_map(path).to_new(attribute.end());
    let amendment = Amendment::new(changes, path, &Edit { span: Span::empty(end), replacement: arguments });
    amendment.is_some_and(|amendment| changes.amend(&[amendment]))
}
