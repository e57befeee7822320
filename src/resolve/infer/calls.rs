//! Calls: arguments against parameters, closures last, and the receiver's method.

use super::{Infer, Why};
use crate::base::DefPath;
use crate::index::{ExprId, ExprKind, GenericArgument, TypeRef};
use crate::resolve::definitions::Definition;
use crate::resolve::interned::{Interned, List};
use crate::resolve::solver::NoMethod;
use crate::resolve::ty::{Bound, Ty};

impl Infer<'_> {
    /// `callee(arguments)`.
    pub(super) fn call(&mut self, callee: ExprId, arguments: &[ExprId], expected: &Ty) -> Ty {
        let callee_type = self.expr(callee, &Ty::Unknown);
        let callee_type = self.shape(&callee_type);
        match callee_type {
            Ty::Function(inputs, output) => {
                self.expect_output(&output, expected);
                self.arguments(&inputs, arguments);
                if self.callees.get(callee).is_some_and(|callee| callee.receiver.is_some()) {
                    self.resolve_first_argument(callee);
                }
                self.solver.table.shallow(&output)
            }
            other => {
                for &argument in arguments {
                    self.expr(argument, &Ty::Unknown);
                }
                if self.callees.get(callee).is_none() && !matches!(self.body.expr(callee).kind, ExprKind::Path(_)) {
                    self.record_unknown(callee, Why::Computed);
                }
                let output = self.callable_output(&other);
                self.made_by(callee, &output, arguments);
                output
            }
        }
    }

    /// What calling a value gives that implements `Fn() -> T`.
    fn callable_output(&mut self, callee: &Ty) -> Ty {
        let behind = *callee.behind_references();
        let functions = self.program.lang().functions;
        let is_callable = |bound: &&Bound| matches!(bound.definition, Definition::Trait(of) if functions.contains(&Some(of)));
        let output = |bound: &Bound| bound.associated.first().map_or(Ty::Unknown, |(_, ty)| *ty);
        match self.shape(&behind) {
            Ty::Opaque(bounds) | Ty::Dyn(bounds) => bounds.iter().find(is_callable).map_or(Ty::Unknown, output),
            parameter @ Ty::Parameter(_) => {
                let mut stated = self.solver.bounds.iter().filter(|(subject, _)| *subject == parameter).map(|(_, bound)| bound);
                stated.find(is_callable).map_or(Ty::Unknown, output)
            }
            _ => self.derived(&behind),
        }
    }

    /// What is expected of a call's value is known before its arguments; a mismatch may still be a coercion, so it binds only variables.
    fn expect_output(&mut self, output: &Ty, expected: &Ty) {
        if matches!(expected, Ty::Unknown) {
            return;
        }
        let output = self.shape(output);
        let expected = self.shape(expected);
        // A variable would stand for the value before the parts of the value are known.
        if matches!(output, Ty::Variable(_)) || matches!(expected, Ty::Variable(_)) {
            return;
        }
        let snapshot = self.solver.table.snapshot();
        if !self.solver.table.unify(&output, &expected) {
            self.solver.table.roll_back(snapshot);
        }
    }

    /// Checks arguments against parameters: closures after everything else, because what they get is known by then.
    pub(super) fn arguments(&mut self, inputs: &[Ty], arguments: &[ExprId]) {
        let is_closure = |infer: &Self, id: ExprId| matches!(infer.body.expr(id).kind, ExprKind::Closure { .. });
        for closures in [false, true] {
            if closures {
                self.settle();
            }
            for (at, &argument) in arguments.iter().enumerate() {
                if is_closure(self, argument) != closures {
                    continue;
                }
                let wanted = inputs.get(at).copied().unwrap_or(Ty::Unknown);
                let expected = if closures { self.expected_closure(&wanted) } else { wanted };
                let given = self.expr(argument, &expected);
                self.coerce(&given, &wanted);
            }
        }
        self.settle();
    }

    /// The arguments of a call that is not understood: what its closures are given comes from where the receiver does.
    fn foreign_arguments(&mut self, arguments: &[ExprId], origin: Option<&DefPath>) {
        for &argument in arguments {
            let expected = match (&self.body.expr(argument).kind, origin) {
                (ExprKind::Closure { parameters, .. }, Some(origin)) => {
                    let inputs = parameters.iter().map(|_| self.foreign(origin.clone())).collect();
                    Ty::Function(inputs, Interned::new(Ty::Unknown))
                }
                _ => Ty::Unknown,
            };
            self.expr(argument, &expected);
        }
    }

    /// Makes an argument fit its parameter: as it is, or through the dereferencing that the language does.
    pub(super) fn coerce(&mut self, given: &Ty, wanted: &Ty) {
        let snapshot = self.solver.table.snapshot();
        if self.solver.table.unify(wanted, given) {
            return;
        }
        self.solver.table.roll_back(snapshot);
        self.remember(wanted, given);
        let (Ty::Reference(given), Ty::Reference(wanted)) = (self.shape(given), self.shape(wanted)) else { return };
        let mut candidate = *given;
        for _ in 0..4 {
            candidate = match self.shape(&candidate) {
                Ty::Array(element) => Ty::Slice(element),
                other => match self.solver.deref(&other) {
                    Some(target) => target,
                    None => return,
                },
            };
            let snapshot = self.solver.table.snapshot();
            if self.solver.table.unify(&wanted, &candidate) {
                return;
            }
            self.solver.table.roll_back(snapshot);
        }
    }

    /// The function type that a parameter's bounds ask of a closure.
    fn expected_closure(&mut self, wanted: &Ty) -> Ty {
        let wanted = self.solver.table.shallow(wanted);
        let functions = self.program.lang().functions;
        let bound = match &wanted {
            Ty::Function(..) => return wanted,
            Ty::Variable(_) => self
                .obligations
                .iter()
                .filter(|(subject, _)| self.solver.table.shallow(subject) == wanted)
                .map(|(_, bound)| bound.clone())
                .find(|bound| matches!(bound.definition, Definition::Trait(of) if functions.contains(&Some(of)))),
            Ty::Dyn(bounds) | Ty::Opaque(bounds) => {
                bounds.iter().find(|bound| matches!(bound.definition, Definition::Trait(of) if functions.contains(&Some(of)))).cloned()
            }
            Ty::Adt(_, parts) if parts.len() == 1 => return self.expected_closure(&parts[0].clone()),
            _ => None,
        };
        let Some(bound) = bound else { return Ty::Unknown };
        let Some(Ty::Tuple(inputs)) = bound.arguments.first().map(|inputs| self.solver.normalize(inputs)) else {
            return Ty::Unknown;
        };
        let output = bound.associated.first().map_or(Ty::Unknown, |(_, ty)| *ty);
        Ty::Function(inputs, Interned::new(output))
    }

    /// `receiver.name(arguments)`.
    pub(super) fn method_call(&mut self, id: ExprId, expected: &Ty) -> Ty {
        let ExprKind::MethodCall { receiver, arguments, .. } = &self.body.expr(id).kind else { return Ty::Unknown };
        let receiver_type = self.expr(*receiver, &Ty::Unknown);
        if self.is_open(&receiver_type) {
            let origin = self.origin(&receiver_type);
            self.foreign_arguments(arguments, origin.as_ref());
            let ty = match &origin {
                Some(path) => self.foreign(path.clone()),
                None => self.solver.table.fresh(),
            };
            self.pending.push((id, ty));
            self.record_unknown(id, origin.map_or(Why::Receiver, Why::External));
            self.presume(id, &receiver_type);
            self.made_by_method(&receiver_type, &ty);
            return ty;
        }
        self.resolved_method_call(id, &receiver_type, expected, true)
    }

    /// Whether a type is not known yet, references to it included.
    fn is_open(&mut self, ty: &Ty) -> bool {
        let mut ty = self.shape(ty);
        while let Ty::Reference(inner) = &ty {
            ty = self.shape(&inner.clone());
        }
        matches!(ty, Ty::Variable(_))
    }

    /// Tries a method call again whose receiver was not known.
    pub(super) fn retry(&mut self, id: ExprId, ty: &Ty) {
        let ExprKind::MethodCall { receiver, .. } = &self.body.expr(id).kind else { return };
        let receiver_type = self.types[receiver.0 as usize];
        if self.is_open(&receiver_type) {
            self.pending.push((id, *ty));
            return;
        }
        let result = self.resolved_method_call(id, &receiver_type, &Ty::Unknown, false);
        self.solver.table.unify(ty, &result);
    }

    fn resolved_method_call(&mut self, id: ExprId, receiver_type: &Ty, expected: &Ty, is_first: bool) -> Ty {
        let ExprKind::MethodCall { method: name, turbofish, arguments, .. } = &self.body.expr(id).kind else { return Ty::Unknown };
        let (arguments, turbofish) = (arguments.clone(), turbofish.clone());
        let found = self.solver.method(receiver_type, name);
        match self.or_by_unread_bound(found, receiver_type, name) {
            Ok(method) => {
                let subject = method.subject;
                self.record_function(id, method.function, Some(subject));
                if let Some(implementation) = method.implementation {
                    self.prefer(id, implementation);
                }
                self.decide_later(&method);
                let written: Vec<GenericArgument> = turbofish.into_iter().map(GenericArgument::Type).collect();
                let mut substitution = method.substitution;
                let (inputs, output) = self.instantiate(method.function, &mut substitution, &written);
                self.record_parameters(id, method.function, substitution);
                if let Some(taken) = inputs.first() {
                    // Binds what the method's type says of its `self`.
                    let snapshot = self.solver.table.snapshot();
                    let own = *taken.behind_references();
                    if !self.solver.table.unify(&own, &subject) {
                        self.solver.table.roll_back(snapshot);
                    }
                }
                self.expect_output(&output, expected);
                let inputs = inputs.get(1..).unwrap_or(&[]).to_vec();
                if is_first {
                    self.arguments(&inputs, &arguments);
                } else {
                    for (input, argument) in inputs.iter().zip(&arguments) {
                        let given = self.types[argument.0 as usize];
                        self.coerce(&given, input);
                    }
                    self.settle();
                }
                self.solver.table.shallow(&output)
            }
            Err(why) => {
                if is_first {
                    let origin = match &why {
                        NoMethod::External(path) => Some(path.clone()),
                        _ => None,
                    };
                    self.foreign_arguments(&arguments, origin.as_ref());
                }
                let why = match why {
                    NoMethod::UnknownReceiver => Why::Receiver,
                    NoMethod::NotFound => Why::Method,
                    NoMethod::External(path) => {
                        // The tables may know the method by the path that code names its type by.
                        let receiver = Ty::External(Interned::new(path.clone()), List::from([]));
                        self.record(id, path.join(name), None, Some(receiver));
                        self.presume(id, receiver_type);
                        return self.foreign(path);
                    }
                };
                self.record_unknown(id, why);
                Ty::Unknown
            }
        }
    }

    /// `Trait::method(x)` and `Type::from(x)`: which impl it goes to is known once the arguments are.
    fn resolve_first_argument(&mut self, callee: ExprId) {
        let Some(known) = self.callees.get(callee) else { return };
        let super::Resolution::Known { function: Some(function), .. } = known.resolution else { return };
        let Some(receiver) = known.receiver else { return };
        let declared = self.program.function(function);
        let crate::index::Owner::Trait(index) = declared.owner else { return };
        let name = declared.name.clone();
        let of = crate::resolve::definitions::ItemRef { unit: function.unit, index };
        let parameters = self.program.parameters_of_trait(of).iter();
        let given = |name| known.parameters.iter().find(|(known, _)| *known == name).map(|(_, ty)| *ty);
        let of_trait: Option<Vec<Ty>> = parameters.map(|&name| given(name)).collect();
        let receiver = self.shape(&receiver);
        let selections = self.solver.select_all(&receiver, of, of_trait.as_deref(), 2, 0);
        if let [crate::resolve::selection::Selection::Impl(block, _)] = selections[..]
            && let Some(implementation) = self.program.implementations.member_of(self.program, block, &name)
        {
            self.prefer(callee, implementation);
        }
    }

    /// The closure's type; what is expected of it gives its parameters.
    pub(super) fn closure(&mut self, id: ExprId, expected: &Ty) -> Ty {
        let ExprKind::Closure { parameters, output, body, async_span, .. } = &self.body.expr(id).kind else { return Ty::Unknown };
        let (known_inputs, known_output) = match self.expected_closure(expected) {
            Ty::Function(inputs, output) => (inputs.to_vec(), *output),
            _ => (Vec::new(), Ty::Unknown),
        };
        let locals = self.locals.len();
        let mut inputs = Vec::new();
        for (at, (pattern, ty)) in parameters.iter().enumerate() {
            let annotation = if *ty == TypeRef::Infer { self.solver.table.fresh() } else { self.written(ty) };
            if let Some(known) = known_inputs.get(at) {
                self.solver.table.unify(&annotation, known);
            }
            self.bind(pattern, &annotation);
            inputs.push(annotation);
        }
        let result = match output {
            Some(ty) => self.written(ty),
            None => self.solver.table.fresh(),
        };
        if async_span.is_none() {
            let snapshot = self.solver.table.snapshot();
            if !self.solver.table.unify(&result, &known_output) {
                self.solver.table.roll_back(snapshot);
            }
        }
        self.returns.push(result);
        let value = self.expr(*body, &result);
        self.coerce(&value, &result);
        self.returns.pop();
        self.locals.truncate(locals);
        let result = if async_span.is_some() { self.program.future_of(result) } else { result };
        Ty::Function(inputs.into(), Interned::new(result))
    }
}
