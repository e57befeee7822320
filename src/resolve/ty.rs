//! Types as data.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::definitions::{Definition, ItemRef, Program};
use crate::base::{DefPath, Name};

/// Name of a primitive type.
pub type Primitive = Name;

/// A type.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Ty {
    /// Not known.
    Unknown,
    /// To be found out: index into the body's table.
    Variable(u32),
    /// A type parameter of the function or impl around; `Self` in a trait.
    Parameter(Name),
    /// A struct, enum or union.
    Adt(ItemRef, Arc<[Ty]>),
    /// A type of a crate that is not indexed.
    External(DefPath, Arc<[Ty]>),
    /// `u8`, `str`.
    Primitive(Primitive),
    /// `&T`, `&mut T`.
    Reference(Arc<Ty>),
    /// `*const T`, `*mut T`.
    Pointer(Arc<Ty>),
    /// `[T]`.
    Slice(Arc<Ty>),
    /// `[T; N]`.
    Array(Arc<Ty>),
    /// `(A, B)`.
    Tuple(Arc<[Ty]>),
    /// A function, function pointer or closure.
    Function(Arc<[Ty]>, Arc<Ty>),
    /// `impl A + B`, and what an async function returns.
    Opaque(Arc<[Bound]>),
    /// `dyn A + B`.
    Dyn(Arc<[Bound]>),
    /// `<T as Trait>::Name` that is not known yet; without the trait, whichever of the bounds has it.
    Projection(Arc<Ty>, Option<ItemRef>, Name),
    /// `!`.
    Never,
}

/// A trait bound.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Bound {
    /// The trait: a known or an external one.
    pub definition: Definition,
    /// Its type arguments.
    pub arguments: Arc<[Ty]>,
    /// `Item = T`.
    pub associated: Arc<[(Name, Ty)]>,
}

/// Under this name a `dyn` type keeps, among its associated types, the types of the values that were made it. No Rust name is empty.
pub(super) const MADE_OF: Name = Name::new_static("");

/// What the type parameters of a signature stand for.
pub(super) type Substitution = FxHashMap<Name, Ty>;

impl Ty {
    /// `()`.
    #[must_use]
    pub fn unit() -> Self {
        Self::Tuple(Arc::from([]))
    }

    pub(super) fn primitive(name: &'static str) -> Self {
        Self::Primitive(Name::new_static(name))
    }

    pub(super) fn reference(inner: Self) -> Self {
        Self::Reference(Arc::new(inner))
    }

    /// The type with its parameters replaced.
    pub(super) fn substitute(&self, substitution: &Substitution) -> Self {
        if substitution.is_empty() {
            return self.clone();
        }
        self.map(&mut |ty| match ty {
            Self::Parameter(name) => substitution.get(name).cloned(),
            _ => None,
        })
    }

    /// The type with every part for which `replace` gives something replaced, from the outside in.
    pub(super) fn map(&self, replace: &mut dyn FnMut(&Self) -> Option<Self>) -> Self {
        if let Some(replaced) = replace(self) {
            return replaced;
        }
        let list = |parts: &Arc<[Self]>, replace: &mut dyn FnMut(&Self) -> Option<Self>| -> Arc<[Self]> {
            if parts.is_empty() { Arc::clone(parts) } else { parts.iter().map(|part| part.map(replace)).collect() }
        };
        match self {
            Self::Adt(item, arguments) => Self::Adt(*item, list(arguments, replace)),
            Self::External(path, arguments) => Self::External(path.clone(), list(arguments, replace)),
            Self::Reference(inner) => Self::Reference(Arc::new(inner.map(replace))),
            Self::Pointer(inner) => Self::Pointer(Arc::new(inner.map(replace))),
            Self::Slice(inner) => Self::Slice(Arc::new(inner.map(replace))),
            Self::Array(inner) => Self::Array(Arc::new(inner.map(replace))),
            Self::Tuple(parts) => Self::Tuple(list(parts, replace)),
            Self::Function(inputs, output) => Self::Function(list(inputs, replace), Arc::new(output.map(replace))),
            Self::Opaque(bounds) => Self::Opaque(bounds.iter().map(|bound| bound.map(replace)).collect()),
            Self::Dyn(bounds) => Self::Dyn(bounds.iter().map(|bound| bound.map(replace)).collect()),
            Self::Projection(subject, of, name) => Self::Projection(Arc::new(subject.map(replace)), *of, name.clone()),
            Self::Unknown | Self::Variable(_) | Self::Parameter(_) | Self::Primitive(_) | Self::Never => self.clone(),
        }
    }

    /// Whether `test` holds for the type or a part of it.
    pub(crate) fn any_part(&self, test: &mut dyn FnMut(&Self) -> bool) -> bool {
        if test(self) {
            return true;
        }
        match self {
            Self::Adt(_, parts) | Self::External(_, parts) | Self::Tuple(parts) => parts.iter().any(|part| part.any_part(test)),
            Self::Reference(inner) | Self::Pointer(inner) | Self::Slice(inner) | Self::Array(inner) | Self::Projection(inner, ..) => {
                inner.any_part(test)
            }
            Self::Function(inputs, output) => inputs.iter().any(|input| input.any_part(test)) || output.any_part(test),
            Self::Opaque(bounds) | Self::Dyn(bounds) => bounds.iter().any(|bound| {
                bound.arguments.iter().any(|argument| argument.any_part(test)) || bound.associated.iter().any(|(_, ty)| ty.any_part(test))
            }),
            Self::Unknown | Self::Variable(_) | Self::Parameter(_) | Self::Primitive(_) | Self::Never => false,
        }
    }

    /// The type without what its `dyn` parts are made of.
    pub(crate) fn as_written(&self) -> Self {
        self.map(&mut |part| match part {
            Self::Dyn(bounds) if bounds.iter().any(|bound| bound.made_of().is_some()) => {
                let bounds = bounds.iter().map(|bound| {
                    let associated = bound.associated.iter().filter(|(name, _)| *name != MADE_OF).cloned().collect();
                    Bound { associated, ..bound.clone() }
                });
                Some(Self::Dyn(bounds.collect()))
            }
            _ => None,
        })
    }

    /// The type behind all references.
    pub(crate) fn behind_references(&self) -> &Self {
        let mut ty = self;
        while let Self::Reference(inner) = ty {
            ty = inner;
        }
        ty
    }
}

impl Bound {
    /// What the value behind a `dyn` with this bound was before it became one.
    pub(super) fn made_of(&self) -> Option<&Ty> {
        self.associated.iter().find(|(name, _)| *name == MADE_OF).map(|(_, ty)| ty)
    }

    pub(super) fn map(&self, replace: &mut dyn FnMut(&Ty) -> Option<Ty>) -> Self {
        Self {
            definition: self.definition.clone(),
            arguments: self.arguments.iter().map(|argument| argument.map(replace)).collect(),
            associated: self.associated.iter().map(|(name, ty)| (name.clone(), ty.map(replace))).collect(),
        }
    }

    pub(super) fn substitute(&self, substitution: &Substitution) -> Self {
        self.map(&mut |ty| match ty {
            Ty::Parameter(name) => substitution.get(name).cloned(),
            _ => None,
        })
    }
}

impl Program {
    /// A type as people write it; `_` is what is not known.
    #[must_use]
    pub fn type_text(&self, ty: &Ty) -> String {
        let list = |parts: &[Ty]| parts.iter().map(|part| self.type_text(part)).collect::<Vec<_>>().join(", ");
        let generic = |name: &str, parts: &[Ty]| if parts.is_empty() { name.to_owned() } else { format!("{name}<{}>", list(parts)) };
        let bounds = |bounds: &[Bound]| {
            let texts: Vec<String> = bounds
                .iter()
                .map(|bound| {
                    let associated = bound
                        .associated
                        .iter()
                        .filter(|(name, _)| *name != MADE_OF)
                        .map(|(name, ty)| format!("{name} = {}", self.type_text(ty)));
                    let arguments: Vec<String> = bound.arguments.iter().map(|ty| self.type_text(ty)).chain(associated).collect();
                    let path = self.path(&bound.definition);
                    if arguments.is_empty() { path.to_string() } else { format!("{path}<{}>", arguments.join(", ")) }
                })
                .collect();
            texts.join(" + ")
        };
        match ty {
            Ty::Unknown | Ty::Variable(_) => "_".to_owned(),
            Ty::Parameter(name) | Ty::Primitive(name) => name.to_string(),
            Ty::Adt(item, parts) => generic(self.path(&Definition::Type(*item)).as_str(), parts),
            Ty::External(path, parts) => generic(path.as_str(), parts),
            Ty::Reference(inner) => format!("&{}", self.type_text(inner)),
            Ty::Pointer(inner) => format!("*{}", self.type_text(inner)),
            Ty::Slice(inner) => format!("[{}]", self.type_text(inner)),
            Ty::Array(inner) => format!("[{}; _]", self.type_text(inner)),
            Ty::Tuple(parts) => format!("({})", list(parts)),
            Ty::Function(inputs, output) => format!("fn({}) -> {}", list(inputs), self.type_text(output)),
            Ty::Opaque(of) => format!("impl {}", bounds(of)),
            Ty::Dyn(of) => format!("dyn {}", bounds(of)),
            Ty::Projection(subject, Some(of), name) => {
                format!("<{} as {}>::{name}", self.type_text(subject), self.path(&Definition::Trait(*of)))
            }
            Ty::Projection(subject, None, name) => format!("{}::{name}", self.type_text(subject)),
            Ty::Never => "!".to_owned(),
        }
    }
}
