//! Functions that make or keep closures which block, and run none of them: who hands their calls to another thread mends nothing.

use std::collections::BTreeSet;

use crate::flow::Flow;

/// The sync functions of which all that leads to something that blocks stands in closures that are kept, there or further down: indexes.
pub(super) fn keepers(flow: &Flow) -> BTreeSet<usize> {
    let (mut leading, mut blocking) = (BTreeSet::new(), BTreeSet::new());
    for operation in &flow.operations {
        let site = &operation.site;
        let Some(function) = flow.callers.function_at(site.home.file, site.code.start) else { continue };
        leading.insert(function);
        if !site.is_kept {
            blocking.insert(function);
        }
    }
    let mut is_any_new = true;
    while is_any_new {
        is_any_new = false;
        for used in &flow.callers.uses {
            let Some(caller) = used.caller else { continue };
            is_any_new |= leading.contains(&used.function) && leading.insert(caller);
            is_any_new |= !used.site.is_kept && blocking.contains(&used.function) && blocking.insert(caller);
        }
    }
    leading.difference(&blocking).copied().collect()
}
