//! What the walk puts down: operations with what is around them, calls of functions whose bodies can be read, and calls that are not
//! understood.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::place::{Place, PlaceKind};
use super::trace::{Around, CallTypes, Callee, FoundCall, FoundFuture, FoundOperation, Obstacle, Surroundings, Unresolved, Waits};
use super::walk::Walker;
use super::{CallSite, CodeId, CodeOf, Confidence, Context, RootKind, Site, Tables};
use crate::base::{DefPath, Name, Span};
use crate::index::{ExprId, ExprKind};
use crate::resolve::{ItemRef, Program, Resolution, Why};
use crate::rules::ApiRow;

impl Walker<'_> {
    pub(super) fn path_call(&mut self, id: ExprId, callee: ExprId, arguments: &[ExprId], place: &Place) {
        let row = self.lookup.row(callee, arguments);
        let has_receiver = row.map_or_else(|| self.lookup.takes_self(callee), |(row, _)| row.kind.has_receiver());
        let receiver = if has_receiver { arguments.first().copied() } else { None };
        let rest = if has_receiver { arguments.get(1..).unwrap_or(&[]) } else { arguments };
        let call = CallSite {
            span: self.span(id),
            callee: self.span(callee),
            receiver: receiver.map(|receiver| self.span(receiver)),
            arguments: rest.iter().map(|&argument| self.span(argument)).collect(),
        };
        if let Some(row) = row {
            let mut surroundings = self.surroundings(receiver, place);
            surroundings.own_guard = self.guard_in(arguments, place);
            if self.lookup.differs_by_build(callee) {
                surroundings.obstacle.get_or_insert(Obstacle::OtherBuild);
            }
            self.push(row, call, place, surroundings);
        } else {
            self.implied_by_call(id, callee, &call, place);
            self.push_call((id, callee), None, arguments, call, place);
        }
    }

    pub(super) fn method_call(&mut self, id: ExprId, place: &Place) {
        let body = self.lookup.body;
        let ExprKind::MethodCall { receiver, method_span, arguments, .. } = &body.expr(id).kind else { return };
        let call = CallSite {
            span: self.span(id),
            callee: *method_span,
            receiver: Some(self.span(*receiver)),
            arguments: arguments.iter().map(|&argument| self.span(argument)).collect(),
        };
        if let Some(row) = self.lookup.row(id, arguments).or_else(|| self.lookup.taken_row(id)) {
            if row.0.is_drained && self.lookup.is_asked_until_it_fails(id) {
                return;
            }
            let mut surroundings = self.surroundings(Some(*receiver), place);
            let parts: Vec<ExprId> = [*receiver].into_iter().chain(arguments.iter().copied()).collect();
            surroundings.own_guard = self.guard_in(&parts, place);
            self.push(row, call, place, surroundings);
        } else {
            self.implied_by_call(id, id, &call, place);
            let found_on = self.lookup.types.callee(id).and_then(|callee| callee.receiver.as_ref());
            if found_on.is_some() {
                self.implied_by_dereferencing(*receiver, found_on, &call, place);
            }
            self.push_call((id, id), Some(*receiver), arguments, call, place);
        }
    }

    /// `.map(fs::read)`: whatever gets the function calls it where this code runs.
    pub(super) fn passed_by_name(&mut self, id: ExprId, place: &Place) {
        self.reads_static(id, place);
        let span = self.span(id);
        let call = CallSite { span, callee: span, receiver: None, arguments: Vec::new() };
        match self.lookup.row(id, &[]) {
            Some(row) => {
                let surroundings = Surroundings {
                    by_name: true,
                    in_macro: place.in_macro.clone(),
                    obstacle: place.in_expansion.clone().map(Obstacle::Expansion),
                    ..Surroundings::default()
                };
                self.push(row, call, &place.closure(false).doubtful(), surroundings);
            }
            None => self.push_callee(id, call, &place.closure(false).doubtful()),
        }
    }

    pub(super) fn for_loop(&mut self, iterable: ExprId, place: &Place) {
        let Some(row) = self.lookup.loop_row(iterable) else { return };
        let span = self.span(iterable);
        let call = CallSite { span, callee: span, receiver: Some(span), arguments: Vec::new() };
        let surroundings = Surroundings {
            by_name: true,
            in_macro: place.in_macro.clone(),
            obstacle: place.in_expansion.clone().map(Obstacle::Expansion),
            ..Surroundings::default()
        };
        self.push(row, call, place, surroundings);
    }

    /// What holds a lock until the end of the statement, of the parts of a call and of what was evaluated before it.
    fn guard_in(&self, parts: &[ExprId], place: &Place) -> Option<Span> {
        self.lookup.temporary_guard(parts).map(|guard| self.span(guard)).or(place.temporary_guard)
    }

    fn surroundings(&self, receiver: Option<ExprId>, place: &Place) -> Surroundings {
        let mut found = Surroundings {
            in_macro: place.in_macro.clone(),
            obstacle: place.in_expansion.clone().map(Obstacle::Expansion),
            guard: place.guard.as_ref().map(ToString::to_string),
            in_closure: place.in_closure,
            closure_taker: place.closure_taker.clone(),
            receiver_is_owned: receiver.is_some_and(|receiver| self.lookup.is_owned(receiver)),
            bare_receiver: receiver.map(|receiver| self.span(self.lookup.bare(receiver))),
            viewed: receiver.and_then(|receiver| self.lookup.viewed(receiver)).map(|viewed| self.span(viewed)),
            receiver_is_place: receiver.is_some_and(|receiver| is_place(self.kind(self.lookup.bare(receiver)))),
            receiver_pointers: receiver.map_or(0, |receiver| self.lookup.program.pointers(self.lookup.types.of(receiver))),
            receiver_derefs: receiver.and_then(|receiver| self.lookup.own_type(receiver)),
            ..Surroundings::default()
        };
        let mut current = receiver;
        while let Some(id) = current {
            current = match self.kind(id) {
                ExprKind::MethodCall { receiver, method, .. } => {
                    found.chain_methods.push(method.to_string());
                    Some(*receiver)
                }
                ExprKind::Call { callee, .. } => {
                    found.chain_start = Some(self.span(*callee));
                    found.chain_start_api = self.lookup.path(*callee).cloned();
                    None
                }
                ExprKind::Paren(inner) => Some(*inner),
                _ => None,
            };
        }
        found
    }

    fn push(&mut self, (row, confidence): (&ApiRow, Confidence), call: CallSite, place: &Place, surroundings: Surroundings) {
        let operation = FoundOperation { api: row.path.clone(), site: self.site(call, place, confidence), surroundings };
        self.trace.operations.push(operation);
    }

    /// A call of a function whose body can be read, by the ids of the call and its callee.
    fn push_call(&mut self, (id, callee): (ExprId, ExprId), receiver: Option<ExprId>, arguments: &[ExprId], call: CallSite, place: &Place) {
        let known = self.trace.calls.len();
        self.push_callee(callee, call, place);
        if self.trace.calls.len() > known {
            let parts: Vec<ExprId> = receiver.into_iter().chain(arguments.iter().copied()).collect();
            let own_guard = self.guard_in(&parts, place);
            self.trace.calls[known..].iter_mut().for_each(|call| call.around.own_guard = own_guard);
        }
        let may_become_async = place.kind == PlaceKind::Sync && !place.in_closure && !self.is_strict();
        if (place.kind == PlaceKind::Async || may_become_async) && self.trace.calls.len() > known {
            let captures = self.lookup.captures((id, callee), receiver, arguments);
            self.trace.calls[known..].iter_mut().for_each(|call| call.around.captures.clone_from(&captures));
        }
    }

    fn push_callee(&mut self, id: ExprId, call: CallSite, place: &Place) {
        let Some(callee) = self.lookup.types.callee(id) else { return };
        if let Resolution::OneOf(targets) = &callee.resolution {
            // Which one, the build decides.
            let is_read = |item: &ItemRef| !self.lookup.program.is_of_stub(*item);
            let functions = targets.iter().filter_map(|target| target.function).filter(is_read).collect();
            return self.push_functions_of_builds(functions, call, place);
        }
        if callee.resolution == Resolution::Unknown(Why::Receiver)
            && let ExprKind::MethodCall { method, arguments, .. } = self.kind(id)
            && let Some(&function) = self.lookup.tables.lone_methods.get(&(method.clone(), arguments.len()))
        {
            // The type is all that is missing, and only one fits.
            return self.push_functions(vec![function], false, call, place);
        }
        let Resolution::Known { path, function: Some(function) } = &callee.resolution else { return };
        let function = *function;
        if self.lookup.program.is_of_stub(function) {
            // `Default::default()`: whose impl it is, the type says that was found last.
            let argument = self.lookup.types.first_input(id);
            let implementation = callee.receiver.and_then(|subject| self.lookup.program.implementation(path, &subject, argument));
            self.push_functions(implementation.into_iter().collect(), true, call, place);
        } else {
            let dispatch = self.lookup.program.dispatch(function, callee.receiver.as_ref());
            let is_certain = self.lookup.tables.trusts(&dispatch);
            let known = self.trace.calls.len();
            self.push_functions(dispatch.functions, is_certain, call, place);
            if callee.receiver.is_some() || !callee.parameters.is_empty() {
                let (receiver, parameters) = (callee.receiver, callee.parameters.clone());
                let types = CallTypes { function, receiver, parameters, at_best: self.confidence(place, Confidence::Certain) };
                self.trace.calls[known..].iter_mut().for_each(|call| call.types = Some(Box::new(types.clone())));
            }
        }
    }

    /// A call that runs one of `functions`.
    pub(super) fn push_functions(&mut self, functions: Vec<ItemRef>, is_certain: bool, call: CallSite, place: &Place) {
        let site = self.site(call, place, Confidence::Certain);
        if !self.is_strict() {
            let program = self.lookup.program;
            let made = functions.iter().copied().filter(|function| program.function(*function).async_span.is_some());
            let futures = made.map(|function| FoundFuture { function, site: site.clone(), waits: Waits::Nobody });
            self.trace.futures.extend(futures);
        }
        let (functions, confidence) = run_by(self.lookup.program, self.lookup.tables, &site, functions, is_certain);
        if !functions.is_empty() {
            let site = Site { confidence: self.confidence(place, confidence), ..site };
            self.trace.calls.push(FoundCall { site, callee: Callee::Functions(functions), around: around(place), types: None });
        }
    }

    /// A call that runs another of `functions` in each build.
    fn push_functions_of_builds(&mut self, functions: Vec<ItemRef>, call: CallSite, place: &Place) {
        let known = self.trace.calls.len();
        self.push_functions(functions, false, call, place);
        for call in &mut self.trace.calls[known..] {
            call.around.obstacle.get_or_insert(Obstacle::OtherBuild);
        }
    }

    /// A static whose initialiser may run here.
    pub(super) fn reads_static(&mut self, id: ExprId, place: &Place) {
        if let Some(item) = self.lookup.types.static_item(id)
            && self.lookup.program.is_of_workspace(item)
        {
            let span = self.span(id);
            let call = CallSite { span, callee: span, receiver: None, arguments: Vec::new() };
            self.trace.calls.push(FoundCall {
                site: self.site(call, place, Confidence::Certain),
                callee: Callee::Static(item),
                around: around(place),
                types: None,
            });
        }
    }

    /// What is initialised once, at its first use, by the closure at `argument`.
    pub(super) fn initialised(&mut self, argument: ExprId, code: CodeId, place: &Place) {
        let span = self.span(argument);
        let call = CallSite { span, callee: span, receiver: None, arguments: Vec::new() };
        let site = self.site(call, place, Confidence::Certain);
        self.trace.calls.push(FoundCall { site, callee: Callee::Initialiser(code), around: around(place), types: None });
    }

    fn is_strict(&self) -> bool {
        self.lookup.tables.code == CodeOf::Dependency
    }

    /// How sure something is at a place that is so sure by itself.
    fn confidence(&self, place: &Place, confidence: Confidence) -> Confidence {
        if place.is_stored || (self.is_strict() && place.is_doubtful) { Confidence::Likely } else { confidence }
    }

    fn site(&self, call: CallSite, place: &Place, confidence: Confidence) -> Site {
        let context = match place.kind {
            PlaceKind::Async => Context::Async,
            PlaceKind::Closure => Context::Closure,
            PlaceKind::Offloaded => Context::Offloaded,
            PlaceKind::Sync => Context::Sync,
        };
        Site {
            call,
            home: Arc::clone(self.home),
            code: place.code,
            context,
            cause: place.cause.clone(),
            confidence: self.confidence(place, confidence),
            root: place.root,
            in_loop: place.in_loop,
            in_closure: place.in_closure,
            is_kept: place.is_stored,
            other_build: place.other_build.clone(),
        }
    }

    /// Puts down the calls that were not resolved, and the crates that would have to be read to resolve them.
    pub(super) fn put_down_unresolved(&mut self) {
        let Tables { rules, .. } = self.lookup.tables;
        let body = self.lookup.body;
        let awaited: FxHashSet<ExprId> = (0..body.len() as u32)
            .filter_map(|id| match body.expr(ExprId(id)).kind {
                ExprKind::Await(inner) => Some(self.lookup.bare(inner)),
                _ => None,
            })
            .collect();
        let mut given = self.given_closures();
        for (id, callee) in self.lookup.types.callees() {
            let closures = given.remove(&id).unwrap_or_default();
            let why = match &callee.resolution {
                Resolution::Unknown(why) => why.clone(),
                // A method of a type whose crate is not read, which may come to anything by dereferencing.
                Resolution::Known { path, function: None } if matches!(self.kind(id), ExprKind::MethodCall { .. }) => {
                    if rules.api(path).is_some() && closures.is_empty() {
                        continue;
                    }
                    Why::External(path.clone())
                }
                // The public path of a function that its crate may declare elsewhere, or that is given a closure.
                Resolution::Known { path, function: None }
                    if !closures.is_empty() || (rules.api(path).is_none() && rules.may_be_inferred(&Name::new(path.last()), None)) =>
                {
                    Why::External(path.clone())
                }
                // Where all of them block it is an operation; what else it may be is a call of each.
                Resolution::OneOf(_) | Resolution::Known { .. } => continue,
            };
            let (name, arguments) = match self.kind(id) {
                // What is awaited gives a future, and takes as many arguments as it takes.
                ExprKind::MethodCall { .. } if awaited.contains(&id) => continue,
                ExprKind::MethodCall { method, arguments, .. } => (method.clone(), Some(arguments.len())),
                ExprKind::Path(path) => match path.last() {
                    Some(name) => (name.clone(), None),
                    None => continue,
                },
                _ => continue,
            };
            let crates = match &why {
                Why::External(path) => vec![Name::new(path.crate_name())],
                // The value may come from a method of a trait that is not read.
                Why::Receiver | Why::Method => self.lookup.types.trait_sources.clone(),
                Why::Name | Why::Computed => Vec::new(),
            };
            let is_of_them = |path: &&DefPath| crates.iter().any(|name| name == path.crate_name());
            let containers = self.lookup.types.containers.iter().filter(is_of_them).cloned().collect();
            let lacks_types = matches!(why, Why::External(_) | Why::Receiver | Why::Method);
            let place = (self.home.file, self.span(id));
            let reason = reason(&why).into();
            self.trace.unresolved.push(Unresolved { name, arguments, place, reason, closures, lacks_types, crates, containers });
        }
    }

    /// By what is called, the closures that it is given in which an operation or a call was put down. In a dependency only what std runs at
    /// once counts.
    fn given_closures(&self) -> FxHashMap<ExprId, Vec<Span>> {
        let mut found: FxHashMap<ExprId, Vec<Span>> = FxHashMap::default();
        if self.is_strict() {
            return found;
        }
        let body = self.lookup.body;
        let sites = self.trace.operations.iter().map(|found| &found.site).chain(self.trace.calls.iter().map(|found| &found.site));
        let places: Vec<Span> = sites.filter(|site| site.in_closure).map(|site| site.call.span).collect();
        for id in (0..body.len() as u32).map(ExprId) {
            let (callee, arguments) = match &body.expr(id).kind {
                ExprKind::Call { callee, arguments } => (*callee, arguments),
                ExprKind::MethodCall { arguments, .. } => (id, arguments),
                _ => continue,
            };
            let values = arguments.iter().map(|argument| body.expr(self.lookup.bare(*argument)));
            let closures = values.filter(|value| matches!(value.kind, ExprKind::Closure { async_span: None, .. }));
            let telling = |closure: &Span| places.iter().any(|place| closure.contains(*place));
            let closures: Vec<Span> = closures.map(|closure| closure.span).filter(telling).collect();
            if !closures.is_empty() {
                found.insert(callee, closures);
            }
        }
        found
    }
}

/// Those of `functions` that a call at `site` runs, and how sure that is where the place leaves no doubt.
pub(super) fn run_by(
    program: &Program,
    tables: Tables<'_>,
    site: &Site,
    mut functions: Vec<ItemRef>,
    is_certain: bool,
) -> (Vec<ItemRef>, Confidence) {
    // An async function only makes a future; a test is no impl that other code runs.
    let is_task = site.root != RootKind::Other;
    let runs = |function: &ItemRef| {
        let declared = program.function(*function);
        declared.body.is_some()
            && (is_task || declared.async_span.is_none())
            && (site.home.in_test || !program.is_test_code(*function, tables.contexts))
    };
    let before = functions.len();
    functions.retain(runs);
    // One is left of those that the workspace has for its own trait: the others are tests.
    let is_left = matches!(functions.as_slice(), &[only] if before > 1 && program.is_of_workspace(only));
    let is_only = is_left && tables.code == CodeOf::Workspace;
    (functions, if is_certain || is_only { Confidence::Certain } else { Confidence::Likely })
}

fn around(place: &Place) -> Around {
    Around {
        waits: Waits::Nobody,
        in_macro: place.in_macro.clone(),
        obstacle: place.in_expansion.clone().map(Obstacle::Expansion),
        guard: place.guard.as_ref().map(ToString::to_string),
        in_closure: place.in_closure,
        own_guard: place.temporary_guard,
        held: Vec::new(),
        closure_taker: place.closure_taker.clone(),
        captures: Err("it stands in a sync closure".to_owned()),
        region: None,
    }
}

fn is_place(kind: &ExprKind) -> bool {
    matches!(kind, ExprKind::Path(_) | ExprKind::Field { .. } | ExprKind::Index { .. } | ExprKind::Dereference(_))
}

fn reason(why: &Why) -> &'static str {
    match why {
        Why::Name => "name",
        Why::Receiver => "receiver-type",
        Why::External(_) => "external-type",
        Why::Method => "method",
        Why::Computed => "computed",
    }
}
