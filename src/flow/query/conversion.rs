//! What would have to change if a function became async: the functions between it and async code, their calls, and what stands in the way.

use rustc_hash::FxHashSet;

use super::subject::place;
use super::{Conversion, FunctionPlace, Hindrance, HindranceKind, Question};
use crate::base::{FileId, Span};
use crate::flow::crossings::ChainHop;
use crate::flow::{CallSite, Context, Site};
use crate::index::Owner;
use crate::resolve::{Definition, ItemRef};

impl Question<'_, '_> {
    pub(super) fn conversion(&self, codes: &[u32]) -> Conversion {
        let incoming = self.incoming();
        let on_executor = self.on_executor();
        let mut found = Conversion::default();
        let mut seen: FxHashSet<u32> = codes.iter().copied().collect();
        let mut open: Vec<u32> = codes.to_vec();
        let mut at = 0;
        while at < open.len() {
            let code = open[at];
            at += 1;
            let Some(item) = self.graph.codes[code as usize].function else { continue };
            found.functions.extend(place(self.program, item));
            if !self.hinders_itself(item, &mut found) {
                for &call in &incoming[code as usize] {
                    let site = &self.graph.calls[call as usize].site;
                    let caller = self.graph.code_at(site.code);
                    let becomes_async = caller.filter(|&caller| on_executor[caller as usize] || seen.contains(&caller));
                    self.at_call(site, item, becomes_async.is_some(), &mut found);
                    open.extend(becomes_async.filter(|&caller| site.context == Context::Sync && seen.insert(caller)));
                }
            }
        }
        found.tidy();
        found
    }

    /// The calls that run each piece of code, wherever these run themselves.
    fn incoming(&self) -> Vec<Vec<u32>> {
        let mut incoming = vec![Vec::new(); self.graph.codes.len()];
        for call in 0..self.graph.calls.len() as u32 {
            self.graph.targets(call).iter().for_each(|&target| incoming[self.graph.origin(target) as usize].push(call));
        }
        incoming
    }

    /// The sync code that async code runs, test code left out.
    fn on_executor(&self) -> Vec<bool> {
        let calls = self.graph.calls.iter().zip(0..);
        let roots = calls.filter(|(call, _)| self.graph.is_root(&call.site) && call.callee.is_run_each_time() && !call.site.home.in_test);
        let reached = self.graph.reachable(roots.flat_map(|(_, at)| self.graph.targets(at).iter().copied()));
        self.graph.of_walked(reached)
    }

    /// Puts down what a function is that is in the way of its becoming async; whether it cannot, so that its callers stay as they are.
    fn hinders_itself(&self, item: ItemRef, found: &mut Conversion) -> bool {
        let Some(place) = place(self.program, item) else { return true };
        let mut put = |kind| found.hindrances.push(Hindrance { kind, place: place.clone(), callee: None });
        let function = self.program.function(item);
        let mut is_stuck = false;
        if let Some(of) = self.program.implemented_trait(item) {
            is_stuck = !matches!(of, Definition::Trait(of) if self.program.is_of_workspace(of));
            let path = self.program.path(&of);
            put(if is_stuck { HindranceKind::ForeignTrait(path) } else { HindranceKind::OwnTrait(path) });
        } else if self.is_interface(item) {
            put(HindranceKind::Interface);
        }
        if function.is_const {
            put(HindranceKind::Const);
        }
        is_stuck
    }

    /// What becomes of a call of `callee`.
    fn at_call(&self, site: &Site, callee: ItemRef, becomes_async: bool, found: &mut Conversion) {
        let is_polled = site.cause.as_ref().is_some_and(|cause| !cause.allows_await());
        let kind = match site.context {
            _ if self.is_in_initialiser(site) => HindranceKind::Initialiser,
            Context::Offloaded => HindranceKind::Offloaded,
            Context::Async if is_polled => HindranceKind::Polled,
            Context::Async => return found.awaits.push(ChainHop::of(site)),
            _ if site.home.in_test => HindranceKind::Test,
            _ if is_name(&site.call) => HindranceKind::ByName,
            _ if site.in_closure => HindranceKind::Closure,
            _ if becomes_async => return found.awaits.push(ChainHop::of(site)),
            _ if self.is_main(site) => HindranceKind::Main,
            _ => HindranceKind::SyncCode,
        };
        let place = FunctionPlace { file: site.home.file, span: site.call.span, path: site.home.path.clone() };
        found.hindrances.push(Hindrance { kind, place, callee: Some(self.program.function_path(callee)) });
    }

    fn is_in_initialiser(&self, site: &Site) -> bool {
        self.graph.code_at(site.code).is_none_or(|code| self.graph.codes[code as usize].function.is_none())
    }

    fn is_main(&self, site: &Site) -> bool {
        let item = self.graph.code_at(site.code).and_then(|code| self.graph.codes[code as usize].function);
        item.is_some_and(|item| {
            let function = self.program.function(item);
            function.name == "main" && function.owner == Owner::Free && self.program.module_of_function(item).parent.is_none()
        })
    }

    /// Whether others can call a function: all that is around it is public in a library. What is exported from elsewhere is not seen.
    fn is_interface(&self, item: ItemRef) -> bool {
        let unit = self.program.unit(item.unit);
        let is_library = |file: FileId| {
            let targets = self.program.package_of(unit.krate).map(|package| &self.workspace.packages[package].targets);
            let of_crate = |root: FileId| self.program.units().any(|(_, other)| other.krate == unit.krate && other.file == Some(root));
            let mut libraries = targets.into_iter().flatten().filter(|target| target.kind == crate::workspace::TargetKind::Library);
            unit.body.is_none() && libraries.any(|target| target.root == file || of_crate(target.root))
        };
        let function = self.program.function(item);
        let is_public = |file: Option<FileId>, name: Span| file.is_some_and(|file| self.says_pub(file, name));
        let owner = self.program.self_type_name(item);
        let of_type = owner.and_then(|name| unit.index.items.types.iter().find(|ty| ty.name == name));
        if !unit.file.is_some_and(is_library)
            || !is_public(unit.file, function.name_span)
            || of_type.is_some_and(|ty| !is_public(unit.file, ty.name_span))
        {
            return false;
        }
        let mut module = self.program.module_of_function(item);
        while let Some(parent) = module.parent.map(|parent| self.program.module(parent)) {
            let around = self.program.unit(parent.unit);
            let declared = around.index.items.modules.iter().find(|declared| declared.name == module.path.last());
            if declared.is_some_and(|declared| !is_public(around.file, declared.span)) {
                return false;
            }
            module = parent;
        }
        true
    }

    /// Whether the declaration of a name starts with `pub` and no restriction.
    fn says_pub(&self, file: FileId, name: Span) -> bool {
        let before = &self.workspace.files[file.index()].source.text()[..name.start() as usize];
        let line = before.rsplit('\n').next().unwrap_or(before);
        line.trim_start().starts_with("pub ")
    }
}

/// `.map(load)`: the function is named, and nothing is called here.
fn is_name(call: &CallSite) -> bool {
    call.span == call.callee && call.receiver.is_none() && call.arguments.is_empty()
}

impl Conversion {
    /// One of each place: a file that is part of two crates is looked at in both.
    fn tidy(&mut self) {
        let mut seen = FxHashSet::default();
        self.functions.retain(|place| seen.insert((place.file, place.span)));
        self.awaits.sort_by_key(|hop| (hop.home.file, hop.span));
        self.awaits.dedup_by_key(|hop| (hop.home.file, hop.span));
        self.hindrances.sort();
        self.hindrances
            .dedup_by(|one, other| (&one.kind, one.place.file, one.place.span) == (&other.kind, other.place.file, other.place.span));
    }
}
