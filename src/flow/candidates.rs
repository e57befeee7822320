//! Which bodies are worth lowering: those that mention a name which can lead to a blocking operation, and can run on an executor.

use rustc_hash::FxHashSet;

use super::Tables;
use crate::index::{Function, ImportKind, mention};
use crate::options::Scope;
use crate::resolve::{ItemRef, Program};
use crate::workspace::Workspace;

/// The bodies to lower, and counts of all.
pub(super) struct Candidates {
    pub(super) lowered: Vec<ItemRef>,
    pub(super) functions: u64,
    /// Async functions among those that are not lowered.
    pub(super) async_functions: u64,
}

pub(super) fn candidates(workspace: &Workspace, program: &Program, tables: Tables<'_>, scope: Scope, all: bool) -> Candidates {
    let interesting = interesting_mentions(program, tables);
    let async_keyword = mention("async");
    let async_macros: Vec<u32> = tables.contexts.async_macro_names().map(mention).collect();
    let mut found = Candidates { lowered: Vec::new(), functions: 0, async_functions: 0 };
    for (unit_id, unit) in program.units() {
        let Some(file) = unit.file else { continue };
        let path = workspace.files[file.index()].source.path();
        if !workspace.is_selected(path) {
            continue;
        }
        let all = all || workspace.config.zone(path).is_some();
        for (index, function) in unit.index.items.functions.iter().enumerate() {
            if function.body.is_none() {
                continue;
            }
            let item = ItemRef { unit: unit_id, index: index as u32 };
            found.functions += 1;
            if scope == Scope::WithoutTests && program.is_test_code(item, tables.contexts) {
                continue;
            }
            let mentions = |name: u32| function.mentions.binary_search(&name).is_ok();
            let may_run_on_executor = || {
                function.async_span.is_some()
                    || mentions(async_keyword)
                    || async_macros.iter().any(|&name| mentions(name))
                    || is_polled(program, tables, item, function)
            };
            let is_interesting = || function.mentions.iter().any(|name| interesting.contains(name));
            if (all || may_run_on_executor()) && is_interesting() {
                found.lowered.push(item);
            } else {
                found.async_functions += u64::from(function.async_span.is_some());
            }
        }
    }
    found
}

/// Whether the function is one that an executor or server calls while it polls.
pub(super) fn is_polled(program: &Program, tables: Tables<'_>, item: ItemRef, function: &Function) -> bool {
    tables.contexts.is_poll_name(&function.name) && super::place::poll_function(program, tables, item).is_some()
}

/// The last segments of all APIs, and the names under which code imports them.
fn interesting_mentions(program: &Program, tables: Tables<'_>) -> FxHashSet<u32> {
    let names = tables.rules.interesting_names();
    let mut mentions: FxHashSet<u32> = names.iter().map(|name| mention(name)).collect();
    let mut renamed = FxHashSet::default();
    loop {
        let before = renamed.len();
        for (_, unit) in program.units().filter(|(_, unit)| unit.file.is_some()) {
            for import in &unit.index.items.imports {
                let (ImportKind::Named(alias), Some(last)) = (&import.kind, import.path.last()) else { continue };
                if alias != last && (names.contains(last) || renamed.contains(last)) {
                    renamed.insert(alias.clone());
                }
            }
        }
        if renamed.len() == before {
            break;
        }
    }
    mentions.extend(renamed.iter().map(|name| mention(name)));
    mentions
}
