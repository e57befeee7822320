//! Async functions whose futures never have to move to another thread, although values that stay on theirs are held in them: each call of
//! them is awaited at once, in a function that is one of them, in `main` or in a test, or has its thread wait for it. A future in an async
//! block may be spawned somewhere, and so may one that is not awaited where it is made, or that a trait has boxed.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Tables;
use super::callers::Search;
use super::candidates::Candidates;
use super::explore::walked_with_items;
use super::facts::{CodeId, Context, RootKind, Site};
use super::names::Wanted;
use super::regions::Region;
use super::trace::{FoundFuture, Trace, Unresolved, Waits};
use crate::base::{Name, Span};
use crate::resolve::{BodyOwner, ItemRef, Program};
use crate::rules::AttributeKind;
use crate::workspace::Workspace;

/// The search for them, upwards from where it matters.
pub(super) struct Futures<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) tables: Tables<'a>,
    /// Gives each body once.
    pub(super) candidates: &'a mut Candidates,
    /// The bodies that were walked.
    pub(super) walked: &'a mut FxHashSet<CodeId>,
}

/// Who makes the futures of one function.
#[derive(Default)]
struct Makers {
    /// The async functions that await them at once.
    awaiting: Vec<ItemRef>,
    /// Whether one is made elsewhere.
    is_kept: bool,
    /// Whether none is made, as far as is known.
    is_never_made: bool,
}

impl Futures<'_> {
    /// The code of the async functions in which something is held that stays on its thread, and whose futures stay where they are: of all
    /// that await them, too.
    pub(super) fn unsent(mut self, program: &mut Program, search: &mut Search, traces: &mut Vec<Trace>) -> FxHashMap<CodeId, Span> {
        let starts: Vec<ItemRef> = search.async_code_of(&held_in(search, traces)).filter_map(|code| search.function_of(code)).collect();
        let mut makers: FxHashMap<ItemRef, Makers> = FxHashMap::default();
        loop {
            spread(&mut makers);
            let open = unknown_behind(&starts, &makers);
            if open.is_empty() {
                break;
            }
            // The calls that are known may tell of most that their futures move, whatever the others do.
            let mut found = self.makers(program, search, traces, &open);
            found.retain(|(_, made)| made.is_kept);
            if found.is_empty() {
                self.find_calls(program, search, traces, &open);
                found = self.makers(program, search, traces, &open);
                for (_, made) in &mut found {
                    made.is_kept |= made.is_never_made;
                }
            }
            makers.extend(found);
        }
        let unsent = makers.into_iter().filter(|(_, made)| !made.is_kept);
        unsent.filter_map(|(item, _)| Some((program.code_of(BodyOwner::Function(item))?, program.function(item).async_span?))).collect()
    }

    /// Walks the bodies that may call one of the functions.
    fn find_calls(&mut self, program: &mut Program, search: &mut Search, traces: &mut Vec<Trace>, functions: &[ItemRef]) {
        let names = functions.iter().flat_map(|item| Wanted::called(program, self.tables, *item)).collect();
        let mut new = self.candidates.take(program, names, &[]);
        new.retain(|owner| program.code_of(*owner).is_some_and(|code| self.walked.insert(code)));
        let new = walked_with_items(self.workspace, program, self.tables, &new);
        search.learn_bodies(program, &new);
        traces.extend(new);
    }

    /// Who makes the futures of each of the functions, as far as their calls are among the traces.
    fn makers(&self, program: &Program, search: &Search, traces: &[Trace], functions: &[ItemRef]) -> Vec<(ItemRef, Makers)> {
        let elsewhere = called_elsewhere(program, traces, functions);
        let made = futures_of(traces, functions);
        made.into_iter().map(|(item, made)| (item, self.makers_of(program, search, &made, item, elsewhere.contains(&item)))).collect()
    }

    /// `made` are the calls of the function.
    fn makers_of(&self, program: &Program, search: &Search, made: &[&FoundFuture], item: ItemRef, is_unknown: bool) -> Makers {
        let is_kept = is_unknown || is_boxed(program, self.tables, item);
        let mut makers = Makers { awaiting: Vec::new(), is_kept, is_never_made: made.is_empty() };
        for FoundFuture { site, waits, .. } in made.iter().filter(|future| !future.site.home.in_test) {
            match search.function_of(site.code) {
                _ if matches!(site.root, RootKind::Task | RootKind::Handler) => makers.is_kept = true,
                _ if *waits == Waits::Thread => {}
                Some(caller) if *waits == Waits::Code && is_of_function(program, caller, site) => {
                    if site.root != RootKind::Startup {
                        makers.awaiting.push(caller);
                    }
                }
                _ => makers.is_kept = true,
            }
        }
        makers
    }
}

/// A future that is awaited in one that moves moves with it.
fn spread(makers: &mut FxHashMap<ItemRef, Makers>) {
    loop {
        let kept: FxHashSet<ItemRef> = makers.iter().filter(|(_, made)| made.is_kept).map(|(item, _)| *item).collect();
        let lost = |made: &&mut Makers| !made.is_kept && made.awaiting.iter().any(|item| kept.contains(item));
        let lost: Vec<&mut Makers> = makers.values_mut().filter(lost).collect();
        if lost.is_empty() {
            return;
        }
        for made in lost {
            made.is_kept = true;
        }
    }
}

/// Those on the way up from `starts`, through functions whose futures stay as far as is known, of which nothing is known yet: sorted.
fn unknown_behind(starts: &[ItemRef], makers: &FxHashMap<ItemRef, Makers>) -> Vec<ItemRef> {
    let mut open = starts.to_vec();
    let mut seen: FxHashSet<ItemRef> = FxHashSet::default();
    let mut unknown = Vec::new();
    while let Some(item) = open.pop() {
        if !seen.insert(item) {
            continue;
        }
        match makers.get(&item) {
            None => unknown.push(item),
            Some(made) if !made.is_kept => open.extend(&made.awaiting),
            Some(_) => {}
        }
    }
    unknown.sort_unstable();
    unknown
}

/// The calls of each of these functions.
fn futures_of<'t>(traces: &'t [Trace], functions: &[ItemRef]) -> FxHashMap<ItemRef, Vec<&'t FoundFuture>> {
    let mut made: FxHashMap<ItemRef, Vec<&FoundFuture>> = functions.iter().map(|item| (*item, Vec::new())).collect();
    for future in traces.iter().flat_map(|trace| &trace.futures) {
        if let Some(known) = made.get_mut(&future.function) {
            known.push(future);
        }
    }
    made
}

/// Those of the functions that a call which was not understood may be one of, as far as name and arguments tell.
fn called_elsewhere(program: &Program, traces: &[Trace], functions: &[ItemRef]) -> FxHashSet<ItemRef> {
    let mut by_name: FxHashMap<&Name, Vec<ItemRef>> = FxHashMap::default();
    for &item in functions {
        by_name.entry(&program.function(item).name).or_default().push(item);
    }
    let unknown = traces.iter().flat_map(|trace| &trace.unresolved).filter(|call| call.reason != "external-type");
    let fits = |call: &Unresolved, item: ItemRef| {
        let declared = program.function(item);
        call.arguments.is_none_or(|count| declared.receiver.is_some() && count == declared.parameters.len())
    };
    let meant = unknown.filter_map(|call| Some((call, by_name.get(&call.name)?)));
    meant.flat_map(|(call, items)| items.iter().copied().filter(move |item| fits(call, *item))).collect()
}

/// The code in which something is held where it would have to be awaited, and of the functions that are given such a thing.
fn held_in(search: &Search, traces: &[Trace]) -> FxHashSet<CodeId> {
    let is_around = |region: &Option<Result<Region, String>>| matches!(region, Some(Ok(region)) if !region.held.is_empty());
    let operations = traces.iter().flat_map(|trace| &trace.operations);
    let operations = operations.filter(|operation| !operation.surroundings.held.is_empty() || is_around(&operation.surroundings.region));
    let calls = traces.iter().flat_map(|trace| &trace.calls).filter(|call| !call.around.held.is_empty() || is_around(&call.around.region));
    let sites = operations.map(|operation| operation.site.code).chain(calls.map(|call| call.site.code));
    sites.chain(search.given_what_stays()).collect()
}

/// Whether a place stands in the async function itself, and in no async block or closure in it.
fn is_of_function(program: &Program, function: ItemRef, site: &Site) -> bool {
    let own = program.function(function).async_span;
    site.context == Context::Async && own.is_some() && own == site.cause.as_ref().map(|cause| cause.span)
}

/// Whether a method stands in a trait whose attribute makes boxes of its futures, which can be sent.
fn is_boxed(program: &Program, tables: Tables<'_>, item: ItemRef) -> bool {
    let is_it = |path: &Name| tables.contexts.attribute_kind(path) == Some(AttributeKind::AsyncTrait);
    program.attributes_around(item).iter().any(is_it)
}
