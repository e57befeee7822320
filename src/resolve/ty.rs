//! Types as data.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::definitions::{Definition, ItemRef, Program};
use crate::base::{DefPath, Name};

/// Name of a primitive type.
pub type Primitive = Name;

/// A type.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
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
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
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

/// What the type parameters of a signature stand for. There are few, so that a list is faster than a map.
#[derive(Clone, Debug, Default)]
pub(super) struct Substitution(Vec<(Name, Ty)>);

impl Substitution {
    pub(super) fn get(&self, name: &Name) -> Option<&Ty> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, ty)| ty)
    }

    /// Sets what `name` stands for.
    pub(super) fn insert(&mut self, name: Name, ty: Ty) {
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = ty,
            None => self.0.push((name, ty)),
        }
    }

    /// The parameters, each with what it stands for.
    pub(super) fn into_pairs(self) -> Vec<(Name, Ty)> {
        self.0
    }

    pub(super) fn of_parameter(&self, ty: &Ty) -> Option<Ty> {
        match ty {
            Ty::Parameter(name) => self.get(name).cloned(),
            _ => None,
        }
    }
}

impl FromIterator<(Name, Ty)> for Substitution {
    fn from_iter<I: IntoIterator<Item = (Name, Ty)>>(pairs: I) -> Self {
        let mut found = Self::default();
        for (name, ty) in pairs {
            found.insert(name, ty);
        }
        found
    }
}

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
        if substitution.0.is_empty() {
            return self.clone();
        }
        self.map(&mut |ty| substitution.of_parameter(ty))
    }

    /// The type with every part for which `replace` gives something replaced, from the outside in.
    pub(super) fn map(&self, replace: &mut dyn FnMut(&Self) -> Option<Self>) -> Self {
        self.changed(replace).unwrap_or_else(|| self.clone())
    }

    /// As [`map`](Self::map); none if no part was replaced, so that what stays the same is shared.
    fn changed(&self, replace: &mut dyn FnMut(&Self) -> Option<Self>) -> Option<Self> {
        if let Some(replaced) = replace(self) {
            return Some(replaced);
        }
        let inside = |inner: &Self, replace: &mut dyn FnMut(&Self) -> Option<Self>| inner.changed(replace).map(Arc::new);
        let list = |parts: &Arc<[Self]>, replace: &mut dyn FnMut(&Self) -> Option<Self>| changed_list(parts, |part| part.changed(replace));
        let bounds =
            |bounds: &Arc<[Bound]>, replace: &mut dyn FnMut(&Self) -> Option<Self>| changed_list(bounds, |bound| bound.changed(replace));
        match self {
            Self::Adt(item, arguments) => list(arguments, replace).map(|arguments| Self::Adt(*item, arguments)),
            Self::External(path, arguments) => list(arguments, replace).map(|arguments| Self::External(path.clone(), arguments)),
            Self::Reference(inner) => inside(inner, replace).map(Self::Reference),
            Self::Pointer(inner) => inside(inner, replace).map(Self::Pointer),
            Self::Slice(inner) => inside(inner, replace).map(Self::Slice),
            Self::Array(inner) => inside(inner, replace).map(Self::Array),
            Self::Tuple(parts) => list(parts, replace).map(Self::Tuple),
            Self::Function(inputs, output) => match (list(inputs, replace), inside(output, replace)) {
                (None, None) => None,
                (new_inputs, new_output) => {
                    Some(Self::Function(new_inputs.unwrap_or_else(|| Arc::clone(inputs)), new_output.unwrap_or_else(|| Arc::clone(output))))
                }
            },
            Self::Opaque(of) => bounds(of, replace).map(Self::Opaque),
            Self::Dyn(of) => bounds(of, replace).map(Self::Dyn),
            Self::Projection(subject, of, name) => inside(subject, replace).map(|subject| Self::Projection(subject, *of, name.clone())),
            Self::Unknown | Self::Variable(_) | Self::Parameter(_) | Self::Primitive(_) | Self::Never => None,
        }
    }

    /// The type with every variable unknown: outside of the inference that it comes from a variable means nothing.
    pub(super) fn closed(self) -> Self {
        if self.any_part(&mut |part| matches!(part, Self::Variable(_))) {
            self.map(&mut |part| matches!(part, Self::Variable(_)).then_some(Self::Unknown))
        } else {
            self
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

impl Bound {
    /// What the value behind a `dyn` with this bound was before it became one.
    pub(super) fn made_of(&self) -> Option<&Ty> {
        self.associated.iter().find(|(name, _)| *name == MADE_OF).map(|(_, ty)| ty)
    }

    fn changed(&self, replace: &mut dyn FnMut(&Ty) -> Option<Ty>) -> Option<Self> {
        let arguments = changed_list(&self.arguments, |argument| argument.changed(replace));
        let associated = changed_list(&self.associated, |(name, ty)| ty.changed(replace).map(|ty| (name.clone(), ty)));
        if arguments.is_none() && associated.is_none() {
            return None;
        }
        Some(Self {
            definition: self.definition.clone(),
            arguments: arguments.unwrap_or_else(|| Arc::clone(&self.arguments)),
            associated: associated.unwrap_or_else(|| Arc::clone(&self.associated)),
        })
    }

    pub(super) fn substitute(&self, substitution: &Substitution) -> Self {
        self.changed(&mut |ty| substitution.of_parameter(ty)).unwrap_or_else(|| self.clone())
    }
}

/// The list with what `change` gives in place of its parts; none if it gives nothing for any of them.
fn changed_list<T: Clone>(parts: &Arc<[T]>, mut change: impl FnMut(&T) -> Option<T>) -> Option<Arc<[T]>> {
    let (first, changed) = parts.iter().enumerate().find_map(|(at, part)| change(part).map(|changed| (at, changed)))?;
    let mut list = Vec::with_capacity(parts.len());
    list.extend_from_slice(&parts[..first]);
    list.push(changed);
    list.extend(parts[first + 1..].iter().map(|part| change(part).unwrap_or_else(|| part.clone())));
    Some(list.into())
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
