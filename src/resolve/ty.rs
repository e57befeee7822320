//! Types as data.

use std::ops::BitOr;
use std::sync::LazyLock;
use std::thread::LocalKey;

use serde::{Deserialize, Serialize};

use super::definitions::{Definition, ItemRef};
use super::interned::{Internable, Interned, List, Recent, Store};
use super::primitives::Primitive;
use crate::base::{DefPath, Name};

/// A type. What it is made of is kept once, so that a type is a few words to copy.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Ty {
    /// Not known.
    Unknown,
    /// To be found out: index into the body's table.
    Variable(u32),
    /// A type parameter of the function or impl around; `Self` in a trait.
    Parameter(Symbol),
    /// A struct, enum or union.
    Adt(ItemRef, List<Ty>),
    /// A type of a crate that is not indexed.
    External(Interned<DefPath>, List<Ty>),
    /// `u8`, `str`.
    Primitive(Primitive),
    /// `&T`, `&mut T`.
    Reference(Interned<Ty>),
    /// `*const T`, `*mut T`.
    Pointer(Interned<Ty>),
    /// `[T]`.
    Slice(Interned<Ty>),
    /// `[T; N]`.
    Array(Interned<Ty>),
    /// `(A, B)`.
    Tuple(List<Ty>),
    /// A function, function pointer or closure.
    Function(List<Ty>, Interned<Ty>),
    /// `impl A + B`, and what an async function returns.
    Opaque(List<Bound>),
    /// `dyn A + B`.
    Dyn(List<Bound>),
    /// `<T as Trait>::Name` that is not known yet.
    Projection(Interned<Projection>),
    /// `!`.
    Never,
}

/// The name of a type parameter.
pub type Symbol = Interned<Name>;

/// An associated type of a type.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Projection {
    /// The type.
    pub subject: Ty,
    /// The trait; without it, whichever of the bounds has it.
    pub of: Option<ItemRef>,
    /// The name of the associated type.
    pub name: Name,
}

/// A trait bound.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Bound {
    /// The trait: a known or an external one.
    pub definition: Definition,
    /// Its type arguments.
    pub arguments: List<Ty>,
    /// `Item = T`.
    pub associated: List<(Name, Ty)>,
}

impl Bound {
    /// Whether the trait is one that was read, so that what it asks for is known.
    pub(super) fn is_read(&self) -> bool {
        matches!(self.definition, Definition::Trait(_))
    }
}

/// Under this name a `dyn` type keeps, among its associated types, the types of the values that were made it. No Rust name is empty.
pub(super) const MADE_OF: Name = Name::new_static("");

/// Which kinds of parts a type has, itself included.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Contents(u8);

impl Contents {
    const NOTHING: Self = Self(0);
    pub(crate) const UNKNOWN: Self = Self(1);
    pub(crate) const VARIABLE: Self = Self(1 << 1);
    pub(crate) const PARAMETER: Self = Self(1 << 2);
    pub(super) const EXTERNAL: Self = Self(1 << 3);
    pub(crate) const OPAQUE: Self = Self(1 << 4);
    pub(super) const DYN: Self = Self(1 << 5);
    pub(super) const PROJECTION: Self = Self(1 << 6);

    /// Whether it has any part that `other` has.
    fn has_any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    fn of_all<'t>(types: impl IntoIterator<Item = &'t Ty>) -> Self {
        types.into_iter().fold(Self::NOTHING, |all, ty| all | ty.contents())
    }
}

impl BitOr for Contents {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// What the type parameters of a signature stand for. There are few, so that a list is faster than a map.
#[derive(Clone, Debug, Default)]
pub(super) struct Substitution(Vec<(Symbol, Ty)>);

impl Substitution {
    pub(super) fn get(&self, name: Symbol) -> Option<Ty> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, ty)| *ty)
    }

    /// Sets what `name` stands for.
    pub(super) fn insert(&mut self, name: Symbol, ty: Ty) {
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = ty,
            None => self.0.push((name, ty)),
        }
    }

    /// The parameters, each with what it stands for.
    pub(super) fn into_pairs(self) -> Vec<(Symbol, Ty)> {
        self.0
    }

    pub(super) fn of_parameter(&self, ty: Ty) -> Option<Ty> {
        match ty {
            Ty::Parameter(name) => self.get(name),
            _ => None,
        }
    }
}

impl FromIterator<(Symbol, Ty)> for Substitution {
    fn from_iter<I: IntoIterator<Item = (Symbol, Ty)>>(pairs: I) -> Self {
        Self(pairs.into_iter().collect())
    }
}

impl Ty {
    /// `()`.
    #[must_use]
    pub fn unit() -> Self {
        static UNIT: LazyLock<List<Ty>> = LazyLock::new(|| List::from([]));
        Self::Tuple(*UNIT)
    }

    pub(super) fn reference(inner: Self) -> Self {
        Self::Reference(Interned::new(inner))
    }

    pub(super) fn parameter(name: &Name) -> Self {
        Self::Parameter(Interned::new(name.clone()))
    }

    pub(super) fn projection(subject: Self, of: Option<ItemRef>, name: Name) -> Self {
        Self::Projection(Interned::new(Projection { subject, of, name }))
    }

    fn contents(&self) -> Contents {
        match self {
            Self::Unknown => Contents::UNKNOWN,
            Self::Variable(_) => Contents::VARIABLE,
            Self::Parameter(_) => Contents::PARAMETER,
            Self::Primitive(_) | Self::Never => Contents::NOTHING,
            Self::Adt(_, parts) | Self::Tuple(parts) => parts.contents(),
            Self::External(_, parts) => Contents::EXTERNAL | parts.contents(),
            Self::Reference(inner) | Self::Pointer(inner) | Self::Slice(inner) | Self::Array(inner) => inner.contents(),
            Self::Function(inputs, output) => inputs.contents() | output.contents(),
            Self::Opaque(bounds) => Contents::OPAQUE | bounds.contents(),
            Self::Dyn(bounds) => Contents::DYN | bounds.contents(),
            Self::Projection(projection) => Contents::PROJECTION | projection.contents(),
        }
    }

    /// Whether it is, or has a part that is, one of these.
    pub(crate) fn contains(&self, parts: Contents) -> bool {
        self.contents().has_any(parts)
    }

    /// The type with its parameters replaced.
    pub(super) fn substitute(&self, substitution: &Substitution) -> Self {
        if substitution.0.is_empty() {
            return *self;
        }
        self.map(Contents::PARAMETER, &mut |ty| substitution.of_parameter(ty))
    }

    /// The type with every part for which `replace` gives something replaced, from the outside in. Only what contains one of `wanted` is
    /// looked at.
    pub(super) fn map(&self, wanted: Contents, replace: &mut dyn FnMut(Self) -> Option<Self>) -> Self {
        if !self.contains(wanted) {
            return *self;
        }
        if let Some(replaced) = replace(*self) {
            return replaced;
        }
        match self {
            Self::Adt(item, arguments) => Self::Adt(*item, map_all(*arguments, wanted, replace)),
            Self::External(path, arguments) => Self::External(*path, map_all(*arguments, wanted, replace)),
            Self::Reference(inner) => Self::Reference(map_one(*inner, wanted, replace)),
            Self::Pointer(inner) => Self::Pointer(map_one(*inner, wanted, replace)),
            Self::Slice(inner) => Self::Slice(map_one(*inner, wanted, replace)),
            Self::Array(inner) => Self::Array(map_one(*inner, wanted, replace)),
            Self::Tuple(parts) => Self::Tuple(map_all(*parts, wanted, replace)),
            Self::Function(inputs, output) => Self::Function(map_all(*inputs, wanted, replace), map_one(*output, wanted, replace)),
            Self::Opaque(bounds) => Self::Opaque(bounds.iter().map(|bound| bound.map(wanted, replace)).collect()),
            Self::Dyn(bounds) => Self::Dyn(bounds.iter().map(|bound| bound.map(wanted, replace)).collect()),
            Self::Projection(projection) => {
                Self::projection(projection.subject.map(wanted, replace), projection.of, projection.name.clone())
            }
            Self::Unknown | Self::Variable(_) | Self::Parameter(_) | Self::Primitive(_) | Self::Never => *self,
        }
    }

    /// The type with every variable unknown: outside of the inference that it comes from a variable means nothing.
    pub(super) fn closed(&self) -> Self {
        self.map(Contents::VARIABLE, &mut |part| matches!(part, Self::Variable(_)).then_some(Self::Unknown))
    }

    /// Whether `test` holds for the type or a part of it.
    pub(crate) fn any_part(&self, test: &mut dyn FnMut(&Self) -> bool) -> bool {
        if test(self) {
            return true;
        }
        match self {
            Self::Adt(_, parts) | Self::External(_, parts) | Self::Tuple(parts) => parts.iter().any(|part| part.any_part(test)),
            Self::Reference(inner) | Self::Pointer(inner) | Self::Slice(inner) | Self::Array(inner) => inner.any_part(test),
            Self::Projection(projection) => projection.subject.any_part(test),
            Self::Function(inputs, output) => inputs.iter().any(|input| input.any_part(test)) || output.any_part(test),
            Self::Opaque(bounds) | Self::Dyn(bounds) => bounds.iter().any(|bound| {
                bound.arguments.iter().any(|argument| argument.any_part(test)) || bound.associated.iter().any(|(_, ty)| ty.any_part(test))
            }),
            Self::Unknown | Self::Variable(_) | Self::Parameter(_) | Self::Primitive(_) | Self::Never => false,
        }
    }

    /// The type without what its `dyn` parts are made of.
    pub(crate) fn as_written(&self) -> Self {
        self.map(Contents::DYN, &mut |part| match part {
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

    /// Whether its outermost part is known and written in one way only.
    pub(super) fn is_concrete(&self) -> bool {
        matches!(
            self,
            Self::Adt(..)
                | Self::External(..)
                | Self::Primitive(_)
                | Self::Reference(_)
                | Self::Pointer(_)
                | Self::Slice(_)
                | Self::Array(_)
                | Self::Tuple(_)
                | Self::Function(..)
        )
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

fn map_one(inner: Interned<Ty>, wanted: Contents, replace: &mut dyn FnMut(Ty) -> Option<Ty>) -> Interned<Ty> {
    let mapped = inner.map(wanted, replace);
    if mapped == *inner { inner } else { Interned::new(mapped) }
}

fn map_all(parts: List<Ty>, wanted: Contents, replace: &mut dyn FnMut(Ty) -> Option<Ty>) -> List<Ty> {
    if !parts.contents().has_any(wanted) {
        return parts;
    }
    let mapped: Vec<Ty> = parts.iter().map(|part| part.map(wanted, replace)).collect();
    if mapped == **parts { parts } else { mapped.into() }
}

impl Bound {
    /// What the value behind a `dyn` with this bound was before it became one.
    pub(super) fn made_of(&self) -> Option<&Ty> {
        self.associated.iter().find(|(name, _)| *name == MADE_OF).map(|(_, ty)| ty)
    }

    fn map(&self, wanted: Contents, replace: &mut dyn FnMut(Ty) -> Option<Ty>) -> Self {
        let arguments = map_all(self.arguments, wanted, replace);
        let associated = if self.associated.contents().has_any(wanted) {
            self.associated.iter().map(|(name, ty)| (name.clone(), ty.map(wanted, replace))).collect()
        } else {
            self.associated
        };
        Self { definition: self.definition.clone(), arguments, associated }
    }

    pub(super) fn substitute(&self, substitution: &Substitution) -> Self {
        self.map(Contents::PARAMETER, &mut |ty| substitution.of_parameter(ty))
    }
}

macro_rules! internable {
    ($type:ty, $value:ident => $contents:expr) => {
        impl Internable for $type {
            fn store() -> &'static Store<Self> {
                static STORE: Store<$type> = Store::new();
                &STORE
            }

            fn recent() -> &'static LocalKey<Recent<Self>> {
                thread_local! {
                    static RECENT: Recent<$type> = const { Recent::new() };
                }
                &RECENT
            }

            fn contents(&self) -> Contents {
                let $value = self;
                $contents
            }
        }
    };
}

internable!(Ty, ty => ty.contents());
internable!(Box<[Ty]>, types => Contents::of_all(types));
internable!(Box<[(Name, Ty)]>, pairs => Contents::of_all(pairs.iter().map(|(_, ty)| ty)));
internable!(Box<[Bound]>, bounds => bounds.iter().fold(Contents::NOTHING, |all, bound| all | bound.arguments.contents() | bound.associated.contents()));
internable!(Projection, projection => projection.subject.contents());
internable!(Name, _name => Contents::NOTHING);
internable!(DefPath, _path => Contents::NOTHING);
