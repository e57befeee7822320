//! Variables that a plan's awaits would keep alive although nobody wants them any more: their lives end before, in blocks of their own.

use super::group::{Group, Part};
use super::inputs::Inputs;
use super::{BLOCK_IN_PLACE, end_of_life};
use crate::edit::{Amendment, ChangeSet};
use crate::flow::{Idle, Kept};
use crate::lint::Strategy;

/// Ends the lives of the variables that the awaits of a group would keep.
pub(super) fn end_lives(inputs: Inputs<'_>, group: &Group, changes: &mut ChangeSet) {
    for part in &group.parts {
        for idle in kept_by(inputs, group, part) {
            end(inputs, part, idle, changes);
        }
    }
}

/// Whether an await of a group keeps a variable that nobody wants any more.
pub(super) fn keeps_any(inputs: Inputs<'_>, group: &Group) -> bool {
    group.parts.iter().any(|part| !kept_by(inputs, group, part).is_empty())
}

fn end(inputs: Inputs<'_>, part: &Part, idle: &Idle, changes: &mut ChangeSet) {
    let path = inputs.path(part.file);
    let Ok(text) = changes.apply_to(path, inputs.text(part.file)) else { return };
    let places = changes.offset_map(path);
    let edit = end_of_life(&text, &idle.name, places.to_new(idle.value.start()), places.to_new(part.place.start()));
    // Where the plan has changed what is around the variable, the compiler says whether it minds.
    if let Some(amendment) = edit.and_then(|edit| Amendment::new(changes, path, &edit)) {
        changes.amend(&[amendment]);
    }
}

/// The variables that nobody wants any more where a part awaits, the last one first, if its future may have to move to another thread.
fn kept_by<'a>(inputs: Inputs<'a>, group: &Group, part: &Part) -> Vec<&'a Idle> {
    if matches!(&group.strategy, Strategy::Shape(name) if name == BLOCK_IN_PLACE) {
        return Vec::new();
    }
    let operations = inputs.flow.operations_in(part.file, part.place);
    let operations = operations.map(|operation| (&operation.site, &operation.surroundings.held, &operation.surroundings.region));
    let calls = inputs.flow.callers.uses_in(part.file).iter().filter(|used| part.place.contains(used.site.call.span));
    let calls = calls.map(|used| (&used.site, &used.around.held, &used.around.region));
    let waiting: Vec<_> = operations.chain(calls).filter(|(site, ..)| inputs.may_be_sent(site)).collect();
    let mut kept: Vec<&Kept> = Vec::new();
    for (site, own, region) in &waiting {
        match region {
            _ if site.call.span == part.place => kept.extend(*own),
            Some(Ok(region)) if region.span == part.place => kept.extend(&region.held),
            _ => {}
        }
    }
    if !waiting.is_empty() {
        let sequences = inputs.flow.sequences.iter().filter(|(file, sequence)| *file == part.file && sequence.region.span == part.place);
        kept.extend(sequences.flat_map(|(_, sequence)| &sequence.region.held));
    }
    let mut idle: Vec<&Idle> = kept.into_iter().filter_map(|kept| kept.idle.as_ref()).collect();
    idle.sort_by_key(|idle| std::cmp::Reverse(idle.value.start()));
    idle.dedup();
    idle
}
