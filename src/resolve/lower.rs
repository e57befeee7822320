//! Types as written to types.

use std::sync::LazyLock;

use super::definitions::{Definition, ItemRef, Program, UnitId};
use super::interned::{Interned, List};
use super::names::{Environment, Namespace};
use super::primitives::Primitive;
use super::ty::{Bound, Contents, Substitution, Symbol, Ty};
use crate::base::Name;
use crate::index::{Function, GenericArgument, GenericParam, Generics, Owner, PathRef, ScopeId, SelfParameter, TypeItemKind, TypeRef};

/// Aliases of aliases deeper than this are a cycle.
const DEEPEST_ALIAS: usize = 16;

/// Where a type stands: the names that are visible, the type parameters, and what `Self` is.
#[derive(Clone, Debug)]
pub(super) struct TypeScope<'a> {
    pub(super) environment: Environment<'a>,
    pub(super) parameters: Vec<Symbol>,
    pub(super) self_type: Option<Ty>,
    pub(super) self_trait: Option<ItemRef>,
    /// What declares the type parameters, with what they have to implement.
    generics: Vec<&'a Generics>,
    depth: usize,
}

/// A function's types, its type parameters not replaced.
#[derive(Clone, Debug)]
pub(super) struct Signature {
    pub(super) receiver: Option<Ty>,
    pub(super) inputs: Vec<Ty>,
    /// What a call gives: for an async function a future.
    pub(super) output: Ty,
    /// What its body gives.
    pub(super) body_output: Ty,
    /// The bounds on its type parameters and those of its impl or trait.
    pub(super) bounds: Vec<(Ty, Bound)>,
    /// All its type parameters, those of its impl or trait included, and `Self` in a trait.
    pub(super) parameters: Vec<Symbol>,
}

impl<'a> TypeScope<'a> {
    pub(super) fn new(environment: Environment<'a>) -> Self {
        Self { environment, parameters: Vec::new(), self_type: None, self_trait: None, generics: Vec::new(), depth: 0 }
    }

    pub(super) fn of_scope(program: &'a Program, unit: UnitId, scope: ScopeId) -> Self {
        Self::new(Environment { program, module: program.module_of(unit, scope) })
    }

    /// The scope of the types in an impl: its parameters are visible, `Self` is its type.
    pub(super) fn of_impl(program: &'a Program, item: ItemRef) -> Self {
        let block = program.impl_item(item);
        let mut scope = Self::of_scope(program, item.unit, block.scope);
        scope.add(&block.generics);
        // Known already, but for the one time when the headers are made.
        let known = program.implementations.header(item).map(|header| header.self_type);
        scope.self_type = Some(known.unwrap_or_else(|| scope.lower(&block.self_type)));
        scope
    }

    pub(super) fn of_trait(program: &'a Program, item: ItemRef) -> Self {
        let declared = program.trait_item(item);
        let mut scope = Self::of_scope(program, item.unit, declared.scope);
        scope.add(&declared.generics);
        scope.self_type = Some(Ty::Parameter(self_name()));
        scope.self_trait = Some(item);
        scope
    }

    /// The scope of a function's signature and body.
    pub(super) fn of_function(program: &'a Program, item: ItemRef) -> Self {
        let function = program.function(item);
        let owner = |index| ItemRef { unit: item.unit, index };
        let mut scope = match function.owner {
            Owner::Free => Self::of_scope(program, item.unit, function.scope),
            Owner::Impl(index) => Self::of_impl(program, owner(index)),
            Owner::Trait(index) => Self::of_trait(program, owner(index)),
        };
        scope.add(&function.generics);
        scope
    }

    pub(super) fn add(&mut self, generics: &'a Generics) {
        if generics.params.is_empty() && generics.clauses.is_empty() {
            return;
        }
        self.generics.push(generics);
        self.parameters.extend(generics.params.iter().map(|param| Interned::new(param.name.clone())));
    }

    /// The type that is written as `ty`; `_` and what is not known are [`Ty::Unknown`].
    pub(super) fn lower(&self, ty: &TypeRef) -> Ty {
        match ty {
            TypeRef::Path(path) => self.path(path),
            TypeRef::Reference(inner) => Ty::reference(self.lower(inner)),
            TypeRef::Pointer(inner) => Ty::Pointer(Interned::new(self.lower(inner))),
            TypeRef::Tuple(parts) => Ty::Tuple(parts.iter().map(|part| self.lower(part)).collect()),
            TypeRef::Slice(inner) => Ty::Slice(Interned::new(self.lower(inner))),
            TypeRef::Array(inner) => Ty::Array(Interned::new(self.lower(inner))),
            TypeRef::Function(inputs, output) => {
                Ty::Function(inputs.iter().map(|input| self.lower(input)).collect(), Interned::new(self.lower(output)))
            }
            TypeRef::Impl(bounds) => Ty::Opaque(bounds.iter().filter_map(|bound| self.bound(bound)).collect()),
            TypeRef::Dyn(bounds) => Ty::Dyn(bounds.iter().filter_map(|bound| self.bound(bound)).collect()),
            TypeRef::Never => Ty::Never,
            TypeRef::Infer | TypeRef::Unknown => Ty::Unknown,
        }
    }

    fn path(&self, path: &PathRef) -> Ty {
        if let Some(qself) = &path.qself {
            let (subject, position) = (&qself.0, qself.1);
            let subject = self.lower(subject);
            let of = (position > 0).then(|| self.trait_of(&path.segments[..position.min(path.segments.len())])).flatten();
            return match path.segments.get(position..) {
                Some([name]) => Ty::projection(subject, of, name.name.clone()),
                _ => Ty::Unknown,
            };
        }
        let Some(first) = path.segments.first() else { return Ty::Unknown };
        let start = if first.name == "Self" {
            self.self_type
        } else if path.global {
            None
        } else {
            self.parameter(&first.name).map(Ty::Parameter)
        };
        if let Some(start) = start {
            return path.segments[1..].iter().fold(start, |ty, segment| {
                let of = match &ty {
                    Ty::Parameter(name) => self.bound_with_type(name, &segment.name).or(self.self_trait),
                    _ => self.self_trait,
                };
                Ty::projection(ty, of, segment.name.clone())
            });
        }
        let Some(found) = self.environment.find(&path.segments, path.global, Namespace::Types) else { return Ty::Unknown };
        let resolved = path.segments.len() - found.rest;
        let arguments = path.segments[..resolved].last().map_or(&[][..], |segment| &segment.arguments);
        let ty = self.instance(&found.definition, arguments);
        path.segments[resolved..].iter().fold(ty, |ty, segment| Ty::projection(ty, None, segment.name.clone()))
    }

    /// The type parameter that is called `name`.
    pub(super) fn parameter(&self, name: &Name) -> Option<Symbol> {
        self.parameters.iter().copied().find(|parameter| **parameter == *name)
    }

    /// The trait that a type parameter has to implement and that declares an associated type: `Iterator` for `I::Item`.
    fn bound_with_type(&self, parameter: &Name, associated: &Name) -> Option<ItemRef> {
        let of_params = self.generics.iter().flat_map(|generics| &generics.params).filter(|param| param.name == *parameter);
        let is_of_it = |ty: &TypeRef| matches!(ty, TypeRef::Path(path) if path.as_name() == Some(parameter));
        let of_clauses = self.generics.iter().flat_map(|generics| &generics.clauses).filter(|(ty, _)| is_of_it(ty));
        let bounds = of_params.flat_map(|param| &param.bounds).chain(of_clauses.flat_map(|(_, bounds)| bounds));
        bounds.filter_map(|path| self.trait_of(&path.segments)).find_map(|of| self.environment.program.declaring(of, associated, 0))
    }

    fn trait_of(&self, segments: &[crate::index::Segment]) -> Option<ItemRef> {
        match self.environment.find(segments, false, Namespace::Types)? {
            found if found.rest > 0 => None,
            found => match found.definition {
                Definition::Trait(item) => Some(item),
                _ => None,
            },
        }
    }

    /// A definition used as a type, with the arguments written behind it.
    pub(super) fn instance(&self, definition: &Definition, arguments: &[GenericArgument]) -> Ty {
        let types = || -> Vec<Ty> {
            arguments
                .iter()
                .filter_map(|argument| match argument {
                    GenericArgument::Type(ty) => Some(self.lower(ty)),
                    _ => None,
                })
                .collect()
        };
        match definition {
            Definition::Type(item) => self.type_instance(*item, types()),
            Definition::Variant(item, _) => self.type_instance(*item, Vec::new()),
            Definition::Primitive(name) => Primitive::named(name).map_or(Ty::Unknown, Ty::Primitive),
            Definition::External(path) => Ty::External(Interned::new(path.clone()), types().into()),
            Definition::Trait(_) | Definition::Module(_) | Definition::Function(_) | Definition::Value(_) | Definition::Macro(_) => {
                Ty::Unknown
            }
        }
    }

    fn type_instance(&self, item: ItemRef, mut arguments: Vec<Ty>) -> Ty {
        let program = self.environment.program;
        let declared = program.type_item(item);
        if self.depth > DEEPEST_ALIAS {
            return Ty::Unknown;
        }
        let mut inner = Self::of_scope(program, item.unit, declared.scope);
        inner.depth = self.depth + 1;
        inner.add(&declared.generics);
        for param in declared.generics.params.iter().skip(arguments.len()) {
            arguments.push(param.default.as_ref().map_or(Ty::Unknown, |default| inner.lower(default)));
        }
        arguments.truncate(declared.generics.params.len());
        match &declared.kind {
            TypeItemKind::Alias(target) => {
                let substitution: Substitution = program.parameters_of(item).iter().copied().zip(arguments).collect();
                inner.lower(target).substitute(&substitution)
            }
            _ => Ty::Adt(item, arguments.into()),
        }
    }

    /// A bound as written; none where the trait is not known at all.
    pub(super) fn bound(&self, path: &PathRef) -> Option<Bound> {
        let found = self.environment.find(&path.segments, path.global, Namespace::Types)?;
        if found.rest > 0 || !matches!(found.definition, Definition::Trait(_) | Definition::External(_)) {
            return None;
        }
        let mut arguments = Vec::new();
        let mut associated = Vec::new();
        for argument in path.segments.last().iter().flat_map(|segment| &segment.arguments) {
            match argument {
                GenericArgument::Type(ty) => arguments.push(self.lower(ty)),
                GenericArgument::Associated(name, ty) => associated.push((name.clone(), self.lower(ty))),
                GenericArgument::Constraint(..) | GenericArgument::Const => {}
            }
        }
        Some(Bound { definition: found.definition, arguments: arguments.into(), associated: associated.into() })
    }

    /// The bounds that `generics` state.
    pub(super) fn bounds(&self, generics: &Generics) -> Vec<(Ty, Bound)> {
        let of_param = |param: &GenericParam| {
            let subject = Ty::parameter(&param.name);
            param.bounds.iter().filter_map(|bound| self.bound(bound)).map(|bound| (subject, bound)).collect::<Vec<_>>()
        };
        let mut found: Vec<_> = generics.params.iter().flat_map(of_param).collect();
        for (ty, bounds) in &generics.clauses {
            let subject = self.lower(ty);
            found.extend(bounds.iter().filter_map(|bound| self.bound(bound)).map(|bound| (subject, bound)));
        }
        found
    }
}

/// `Self`.
pub(super) fn self_name() -> Symbol {
    static SELF: LazyLock<Symbol> = LazyLock::new(|| Interned::new(Name::new_static("Self")));
    *SELF
}

impl Program {
    /// The trait, it or one above it, that declares an associated type.
    fn declaring(&self, of: ItemRef, associated: &Name, depth: usize) -> Option<ItemRef> {
        let declared = self.trait_item(of);
        if declared.associated_types.iter().any(|(name, _)| name == associated) {
            return Some(of);
        }
        if depth > DEEPEST_ALIAS {
            return None;
        }
        let scope = TypeScope::of_scope(self, of.unit, declared.scope);
        let above = declared.supertraits.iter().filter_map(|path| scope.trait_of(&path.segments));
        above.filter(|above| *above != of).find_map(|above| self.declaring(above, associated, depth + 1))
    }

    /// The types of a function, from its declaration.
    pub(super) fn lowered_signature(&self, item: ItemRef) -> Signature {
        let function = self.function(item);
        let scope = TypeScope::of_function(self, item);
        let mut bounds = match function.owner {
            Owner::Free => Vec::new(),
            Owner::Impl(index) => scope.bounds(&self.impl_item(ItemRef { unit: item.unit, index }).generics),
            Owner::Trait(index) => {
                let own = ItemRef { unit: item.unit, index };
                let declared = self.trait_item(own);
                let mut bounds = scope.bounds(&declared.generics);
                let arguments = self.parameters_of_trait(own).iter().copied().map(Ty::Parameter).collect();
                let itself = Bound { definition: Definition::Trait(own), arguments, associated: List::from([]) };
                bounds.push((Ty::Parameter(self_name()), itself));
                bounds
            }
        };
        bounds.extend(scope.bounds(&function.generics));
        self.signature_in(&scope, function, bounds)
    }

    /// The types of a function that stands in `scope`.
    pub(super) fn signature_in(&self, scope: &TypeScope<'_>, function: &Function, mut bounds: Vec<(Ty, Bound)>) -> Signature {
        let self_type = || scope.self_type.unwrap_or(Ty::Unknown);
        let receiver = function.receiver.as_ref().map(|receiver| match receiver {
            SelfParameter::Value => self_type(),
            SelfParameter::Reference | SelfParameter::MutableReference => Ty::reference(self_type()),
            SelfParameter::Typed(ty) => scope.lower(ty),
        });
        let body_output = scope.lower(&function.output);
        let output = if function.async_span.is_some() { self.future_of(body_output) } else { body_output };
        let mut parameters = scope.parameters.clone();
        if matches!(function.owner, Owner::Trait(_)) {
            parameters.push(self_name());
        }
        let lowered = function.parameters.iter().map(|parameter| scope.lower(&parameter.ty));
        let inputs = lowered.map(|ty| self.with_named_impls(&ty, &mut parameters, &mut bounds)).collect();
        Signature { receiver, inputs, output, body_output, bounds, parameters }
    }

    /// The type of an argument in which each `impl Trait` is what it means, a type parameter without a name: it is called what is written,
    /// which is no name of another.
    fn with_named_impls(&self, ty: &Ty, parameters: &mut Vec<Symbol>, bounds: &mut Vec<(Ty, Bound)>) -> Ty {
        ty.map(Contents::OPAQUE, &mut |part| {
            let Ty::Opaque(stated) = part else { return None };
            let mut text = self.type_text(&part);
            while parameters.iter().any(|known| **known == text) {
                text.push('\'');
            }
            let name = Interned::new(Name::new(&text));
            let parameter = Ty::Parameter(name);
            parameters.push(name);
            bounds.extend(stated.iter().map(|bound| (parameter, bound.clone())));
            Some(parameter)
        })
    }

    /// Whether a type is known to be a future and nothing else, as what an async function gives.
    pub fn is_future(&self, ty: &Ty) -> bool {
        let future = self.lang().future.map(Definition::Trait);
        matches!(ty, Ty::Opaque(bounds) if bounds.iter().any(|bound| Some(&bound.definition) == future.as_ref()))
    }

    /// `impl Future<Output = output>`.
    pub(super) fn future_of(&self, output: Ty) -> Ty {
        match self.lang().future {
            Some(future) => Ty::Opaque(List::from([Bound {
                definition: Definition::Trait(future),
                arguments: List::from([]),
                associated: List::from([(Name::new_static("Output"), output)]),
            }])),
            None => Ty::Unknown,
        }
    }
}
