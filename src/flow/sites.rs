//! What the walk puts down: operations with what is around them, and the calls that could be operations and are not understood.

use rustc_hash::FxHashSet;

use super::place::{Place, PlaceKind};
use super::walk::Walker;
use super::{CallSite, Confidence, Context, FoundOperation, Surroundings, Tables};
use crate::base::Name;
use crate::index::{ExprId, ExprKind};
use crate::resolve::{Resolution, Why};
use crate::rules::ApiRow;

impl Walker<'_> {
    pub(super) fn path_call(&mut self, id: ExprId, callee: ExprId, arguments: &[ExprId], place: &Place) {
        let Some(row) = self.lookup.row(callee, arguments) else { return };
        let has_receiver = row.kind.has_receiver();
        let receiver = if has_receiver { arguments.first().copied() } else { None };
        let rest = if has_receiver { arguments.get(1..).unwrap_or(&[]) } else { arguments };
        let call = CallSite {
            span: self.span(id),
            callee: self.span(callee),
            receiver: receiver.map(|receiver| self.span(receiver)),
            arguments: rest.iter().map(|&argument| self.span(argument)).collect(),
        };
        let surroundings = self.surroundings(receiver, place);
        self.push(row, call, place, surroundings);
    }

    pub(super) fn method_call(&mut self, id: ExprId, place: &Place) {
        let body = self.lookup.body;
        let ExprKind::MethodCall { receiver, method_span, arguments, .. } = &body.expr(id).kind else { return };
        let Some(row) = self.lookup.row(id, arguments) else { return };
        let call = CallSite {
            span: self.span(id),
            callee: *method_span,
            receiver: Some(self.span(*receiver)),
            arguments: arguments.iter().map(|&argument| self.span(argument)).collect(),
        };
        let surroundings = self.surroundings(Some(*receiver), place);
        self.push(row, call, place, surroundings);
    }

    /// `.map(fs::read)`: whatever gets the function calls it where this code runs.
    pub(super) fn passed_by_name(&mut self, id: ExprId, place: &Place) {
        let Some(row) = self.lookup.row(id, &[]) else { return };
        let span = self.span(id);
        let call = CallSite { span, callee: span, receiver: None, arguments: Vec::new() };
        let surroundings = Surroundings { by_name: true, in_macro: place.in_macro.clone(), ..Surroundings::default() };
        self.push(row, call, &place.closure(false), surroundings);
    }

    pub(super) fn for_loop(&mut self, iterable: ExprId, place: &Place) {
        let Some(row) = self.lookup.loop_row(iterable) else { return };
        let span = self.span(iterable);
        let call = CallSite { span, callee: span, receiver: Some(span), arguments: Vec::new() };
        let surroundings = Surroundings { by_name: true, in_macro: place.in_macro.clone(), ..Surroundings::default() };
        self.push(row, call, place, surroundings);
    }

    fn surroundings(&self, receiver: Option<ExprId>, place: &Place) -> Surroundings {
        let mut found = Surroundings {
            in_macro: place.in_macro.clone(),
            guard: place.guard.as_ref().map(ToString::to_string),
            receiver_is_owned: receiver.is_some_and(|receiver| self.lookup.is_owned(receiver)),
            bare_receiver: receiver.map(|receiver| self.span(self.lookup.bare(receiver))),
            receiver_is_place: receiver.is_some_and(|receiver| is_place(self.kind(self.lookup.bare(receiver)))),
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

    fn push(&mut self, row: &ApiRow, call: CallSite, place: &Place, surroundings: Surroundings) {
        let context = match place.kind {
            PlaceKind::Async => Context::Async,
            PlaceKind::Closure => Context::Closure,
            PlaceKind::Offloaded => Context::Offloaded,
            PlaceKind::Sync => Context::Sync,
        };
        self.flow.operations.push(FoundOperation {
            api: row.path.clone(),
            file: self.owner.file,
            call,
            function: self.owner.path.clone(),
            function_span: self.owner.span,
            context,
            cause: place.cause.clone(),
            confidence: if place.is_stored { Confidence::Likely } else { Confidence::Certain },
            root: place.root,
            cfgs: self.owner.cfgs.clone(),
            in_test: self.owner.in_test,
            package: self.owner.package,
            surroundings,
        });
    }

    /// Counts the calls that could be blocking operations, as far as names tell, and were not resolved; puts down the crates that would
    /// have to be read to resolve them.
    pub(super) fn count_unresolved(&mut self) {
        let Tables { rules, arities, .. } = self.lookup.tables;
        let body = self.lookup.body;
        let awaited: FxHashSet<ExprId> = (0..body.len() as u32)
            .filter_map(|id| match body.expr(ExprId(id)).kind {
                ExprKind::Await(inner) => Some(self.lookup.bare(inner)),
                _ => None,
            })
            .collect();
        for (id, callee) in self.lookup.types.callees() {
            let why = match &callee.resolution {
                Resolution::Unknown(why) => why.clone(),
                // A method of a type whose crate is not read, which may come to anything by dereferencing.
                Resolution::Known { path, function: None } if matches!(self.kind(id), ExprKind::MethodCall { .. }) => {
                    if rules.api(path).is_some() {
                        continue;
                    }
                    Why::External(path.clone())
                }
                Resolution::Known { .. } => continue,
            };
            let is_possible = match self.kind(id) {
                // What is awaited gives a future, and takes as many arguments as it takes.
                ExprKind::MethodCall { method, arguments, .. } => {
                    !awaited.contains(&id) && arities.get(method).is_some_and(|counts| counts.contains(&arguments.len()))
                }
                ExprKind::Path(path) => path.last().is_some_and(|name| rules.interesting_names().contains(name)),
                _ => false,
            };
            if is_possible {
                *self.flow.unresolved.entry(reason(&why).to_owned()).or_default() += 1;
                self.flow.unresolved_calls.push((self.owner.file, self.span(id)));
                match why {
                    Why::External(path) => self.flow.blamed.extend(path.as_str().split("::").next().map(Name::new)),
                    // The value may come from a method of a trait that is not read.
                    Why::Receiver | Why::Method => self.flow.blamed.extend(self.lookup.types.trait_sources.iter().cloned()),
                    Why::Name | Why::Computed => {}
                }
            }
        }
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
