//! Paths as values: variables, functions, constructors, constants, and associated functions.

use super::{Infer, Resolution, Target, Why};
use crate::index::{ExprId, GenericArgument, PathRef, TypeRef};
use crate::resolve::definitions::{Definition, ItemRef};
use crate::resolve::interned::Interned;
use crate::resolve::lower::{TypeScope, self_name};
use crate::resolve::names::{Found, Namespace};
use crate::resolve::solver::{Method, NoMethod};
use crate::resolve::ty::{Bound, Contents, Substitution, Ty};

impl Infer<'_> {
    /// The type of a path as a value; records which function it means.
    pub(super) fn path_value(&mut self, id: ExprId, path: &PathRef) -> Ty {
        if let Some(ty) = path.as_name().and_then(|name| self.local(name)) {
            return *ty;
        }
        if let Some(ty) = self.type_relative(id, path) {
            return ty;
        }
        let Some((found, twin)) = self.scope.environment.find_twins(&path.segments, path.global, Namespace::Values) else {
            self.record_unknown(id, Why::Name);
            return Ty::Unknown;
        };
        let ty = self.found_value(id, path, &found);
        match twin {
            Some(twin) => self.either(id, ty, &twin),
            None => ty,
        }
    }

    fn found_value(&mut self, id: ExprId, path: &PathRef, found: &Found) -> Ty {
        let resolved = path.segments.len() - found.rest;
        let arguments = path.segments[..resolved].last().map_or(&[][..], |segment| &segment.arguments);
        match (&found.definition, found.rest) {
            (Definition::Function(function), 0) => self.function_value(id, *function, Substitution::default(), arguments, None),
            (Definition::Type(_) | Definition::Variant(..), 0) => self.constructor_value(path, &found.definition),
            (Definition::Value(item), 0) => self.constant(id, *item),
            (Definition::External(external), 0) => {
                self.record(id, external.clone(), None, None);
                self.foreign(external.clone())
            }
            (Definition::Trait(of), 1) => self.trait_function(id, *of, arguments, &path.segments[resolved]),
            (definition @ (Definition::Type(_) | Definition::Primitive(_)), 1) => {
                let ty = self.scope.instance(definition, arguments);
                let ty = self.open(&ty);
                self.associated(id, &ty, &path.segments[resolved])
            }
            _ => {
                self.record_unknown(id, Why::Name);
                Ty::Unknown
            }
        }
    }

    /// A value that is another one in another build. What a call gives is known only where both agree.
    fn either(&mut self, id: ExprId, ty: Ty, twin: &Found) -> Ty {
        let (Some(callee), 0) = (self.callees.get_mut(id), twin.rest) else { return ty };
        let Resolution::Known { path, function } = &callee.resolution else { return ty };
        let other = match &twin.definition {
            Definition::Function(item) => Target { path: self.program.path(&twin.definition), function: Some(*item) },
            Definition::External(path) => Target { path: path.clone(), function: None },
            _ => return ty,
        };
        let output = |function: Option<ItemRef>| function.map(|function| &self.program.signature(function).output);
        let is_same = output(*function).is_some_and(|known| Some(known) == output(other.function));
        callee.resolution = Resolution::OneOf(vec![Target { path: path.clone(), function: *function }, other]);
        match ty {
            Ty::Function(inputs, _) if !is_same => Ty::Function(inputs, Interned::new(Ty::Unknown)),
            ty => ty,
        }
    }

    /// `Self::new`, `T::default`, `<T>::f`, `<T as Trait>::f`.
    fn type_relative(&mut self, id: ExprId, path: &PathRef) -> Option<Ty> {
        let (last, front) = path.segments.split_last()?;
        let subject = if path.qself.is_some() {
            let qself = path.qself.as_ref()?;
            if qself.1 > 0 && qself.1 == path.segments.len() - 1 {
                let found = self.scope.environment.find(front, path.global, Namespace::Types)?;
                if let (Definition::Trait(of), 0) = (&found.definition, found.rest) {
                    let of = *of;
                    let subject = self.written(&qself.0);
                    let ty = self.trait_function(id, of, front.last().map_or(&[], |segment| &segment.arguments), last);
                    if let Some(callee) = self.callees.get(id)
                        && let Some(receiver) = callee.receiver
                    {
                        self.solver.table.unify(&receiver, &subject);
                    }
                    return Some(ty);
                }
            }
            self.written(&qself.0)
        } else {
            let first = front.first()?;
            let starts_with_type = first.name == "Self" || (!path.global && self.scope.parameter(&first.name).is_some());
            if !starts_with_type {
                return None;
            }
            if first.name == "Self"
                && front.len() == 1
                && let Some(definition @ Definition::Variant(..)) = self.constructor(path)
            {
                return Some(self.constructor_value(path, &definition));
            }
            let subject = PathRef { segments: front.to_vec(), ..path.clone() };
            self.written(&TypeRef::Path(subject))
        };
        Some(self.associated(id, &subject, last))
    }

    /// `ty::name`.
    fn associated(&mut self, id: ExprId, ty: &Ty, segment: &crate::index::Segment) -> Ty {
        let found = self.solver.associated_function(ty, &segment.name);
        match self.or_by_unread_bound(found, ty, &segment.name) {
            Ok(method) => self.method_value(id, method, &segment.arguments),
            Err(NoMethod::External(path)) => {
                self.record(id, path.clone(), None, None);
                self.foreign(path)
            }
            Err(NoMethod::UnknownReceiver) => {
                self.record_unknown(id, Why::Receiver);
                Ty::Unknown
            }
            Err(NoMethod::NotFound) => {
                self.record_unknown(id, Why::Method);
                Ty::Unknown
            }
        }
    }

    /// `Trait::name`: `Self` is whatever the first argument is.
    fn trait_function(&mut self, id: ExprId, of: ItemRef, of_trait: &[GenericArgument], segment: &crate::index::Segment) -> Ty {
        let Some(&(_, function)) = self.program.implementations.trait_members(&segment.name).iter().find(|(declared, _)| *declared == of)
        else {
            self.record_unknown(id, Why::Method);
            return Ty::Unknown;
        };
        let subject = self.solver.table.fresh();
        let mut substitution = Substitution::default();
        substitution.insert(self_name(), subject);
        for (&param, argument) in self.program.parameters_of_trait(of).iter().zip(of_trait) {
            if let GenericArgument::Type(ty) = argument {
                let ty = self.written(ty);
                substitution.insert(param, ty);
            }
        }
        self.function_value(id, function, substitution, &segment.arguments, Some(subject))
    }

    pub(super) fn method_value(&mut self, id: ExprId, method: Method, arguments: &[GenericArgument]) -> Ty {
        self.decide_later(&method);
        let ty = self.function_value(id, method.function, method.substitution, arguments, Some(method.subject));
        if let Some(implementation) = method.implementation {
            self.prefer(id, implementation);
        }
        ty
    }

    /// Which of several impls a method belongs to is known when its arguments are.
    pub(super) fn decide_later(&mut self, method: &Method) {
        if let Some(bound) = &method.undecided {
            self.obligations.push((method.subject, bound.clone()));
        }
    }

    /// A call to a trait's method whose impl is known goes to the impl's function.
    pub(super) fn prefer(&mut self, id: ExprId, implementation: ItemRef) {
        if let Some(callee) = self.callees.get_mut(id)
            && let super::Resolution::Known { function, .. } = &mut callee.resolution
        {
            *function = Some(implementation);
        }
    }

    /// A function as a value, its type parameters open.
    fn function_value(
        &mut self,
        id: ExprId,
        function: ItemRef,
        mut substitution: Substitution,
        arguments: &[GenericArgument],
        receiver: Option<Ty>,
    ) -> Ty {
        self.record_function(id, function, receiver);
        let (inputs, output) = self.instantiate(function, &mut substitution, arguments);
        self.record_parameters(id, function, substitution);
        Ty::Function(inputs.into(), Interned::new(output))
    }

    /// The inputs (`self` first) and the output of a call, with what its type parameters have to implement put down. Those that
    /// `substitution` lacks are open, and part of it afterwards.
    pub(super) fn instantiate(
        &mut self,
        function: ItemRef,
        substitution: &mut Substitution,
        arguments: &[GenericArgument],
    ) -> (Vec<Ty>, Ty) {
        let signature = self.program.signature(function);
        for &name in &signature.parameters {
            if substitution.get(name).is_none() {
                let fresh = self.solver.table.fresh();
                substitution.insert(name, fresh);
            }
        }
        let own = self.program.function(function).generics.params.iter();
        let written: Vec<&TypeRef> = arguments
            .iter()
            .filter_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(ty),
                _ => None,
            })
            .collect();
        for (param, ty) in own.zip(written) {
            let ty = self.written(ty);
            if let Some(open) = substitution.get(Interned::new(param.name.clone())) {
                self.solver.table.unify(&open, &ty);
            }
        }
        let mut output = signature.output;
        let is_projected = output.contains(Contents::PROJECTION);
        for (subject, bound) in &signature.bounds {
            // `Self: Trait` of a trait's own method holds where the method was found; `Self: Trait<Item = (A, B)>` says what `A` and `B` are.
            if *subject != Ty::Parameter(self_name()) || !bound.associated.is_empty() {
                let says_nothing = bound.arguments.is_empty() || !bound.associated.is_empty();
                let bound = if !is_projected || says_nothing {
                    bound.substitute(substitution)
                } else {
                    self.with_projected(subject, bound, &mut output).substitute(substitution)
                };
                self.obligations.push((subject.substitute(substitution), bound));
            }
        }
        let inputs = signature.receiver.iter().chain(&signature.inputs).map(|input| input.substitute(substitution)).collect();
        (inputs, output.substitute(substitution))
    }

    /// `fn get<I: SliceIndex<[T]>>(&self, index: I) -> Option<&I::Output>`: what `I::Output` is depends on `T`, which only the bound knows.
    /// The bound is to say what a variable is that stands in the output for it.
    fn with_projected(&mut self, subject: &Ty, bound: &Bound, output: &mut Ty) -> Bound {
        let mut projected = Vec::new();
        *output = output.map(Contents::PROJECTION, &mut |part| match part {
            Ty::Projection(known) if known.subject == *subject && known.of.map(Definition::Trait).as_ref() == Some(&bound.definition) => {
                let variable = self.solver.table.fresh();
                projected.push((known.name.clone(), variable));
                Some(variable)
            }
            _ => None,
        });
        Bound { associated: projected.into(), ..bound.clone() }
    }

    fn constructor_value(&mut self, path: &PathRef, definition: &Definition) -> Ty {
        let Some((item, fields)) = self.program.fields(definition) else { return Ty::Unknown };
        let params = self.program.parameters_of(item);
        let arguments: Vec<Ty> = params.iter().map(|_| self.solver.table.fresh()).collect();
        let substitution: Substitution = params.iter().copied().zip(arguments.iter().copied()).collect();
        // `Vec::<u8>::new` writes the arguments on the type, `None::<u8>` on the variant.
        for segment in path.segments.iter().rev().take(2) {
            let written = segment.arguments.iter().filter_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(ty),
                _ => None,
            });
            for (argument, ty) in arguments.iter().zip(written) {
                let ty = self.written(ty);
                self.solver.table.unify(argument, &ty);
            }
        }
        let result = Ty::Adt(item, arguments.into());
        if fields.is_empty() {
            return result;
        }
        let inputs: Vec<Ty> = fields.iter().map(|(_, ty)| ty.substitute(&substitution)).collect();
        Ty::Function(inputs.into(), Interned::new(result))
    }

    fn constant(&mut self, id: ExprId, item: ItemRef) -> Ty {
        let value = self.program.value(item);
        if value.is_static {
            self.statics.insert(id, item);
        }
        let ty = TypeScope::of_scope(self.program, item.unit, value.scope).lower(&value.ty);
        self.open(&ty)
    }
}
