//! Paths and types as they are written.

use serde::{Deserialize, Serialize};

use crate::base::{Name, Span};

/// A path as written: `std::fs::read`, `<T as Trait>::f`, `Vec::<u8>::new`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PathRef {
    /// Whether it starts with `::`.
    pub global: bool,
    /// The type of `<T as Trait>::f` and how many leading segments belong to `Trait` (0 for `<T>::f`).
    pub qself: Option<Box<(TypeRef, usize)>>,
    /// At least one, unless there is a `qself`.
    pub segments: Vec<Segment>,
    /// The whole path.
    pub span: Span,
}

impl PathRef {
    /// The name, if the path is one plain identifier.
    #[must_use]
    pub fn as_name(&self) -> Option<&Name> {
        match self.segments.as_slice() {
            [only] if !self.global && self.qself.is_none() => Some(&only.name),
            _ => None,
        }
    }

    /// Whether it, or a type argument of it, ends in `name`.
    fn names(&self, name: &Name) -> bool {
        let mut arguments = self.segments.iter().flat_map(|segment| &segment.arguments);
        self.last() == Some(name)
            || arguments.any(|argument| match argument {
                GenericArgument::Type(ty) | GenericArgument::Associated(_, ty) => ty.names(name),
                GenericArgument::Constraint(_, bounds) => bounds.iter().any(|bound| bound.names(name)),
                GenericArgument::Const => false,
            })
    }

    /// Tells `found` of every name in it, those of modules and parameters included.
    pub fn visit_names<'p>(&'p self, found: &mut dyn FnMut(&'p Name)) {
        if let Some(qself) = &self.qself {
            qself.0.visit_names(found);
        }
        for segment in &self.segments {
            found(&segment.name);
            for argument in &segment.arguments {
                match argument {
                    GenericArgument::Type(ty) | GenericArgument::Associated(_, ty) => ty.visit_names(found),
                    GenericArgument::Constraint(_, bounds) => bounds.iter().for_each(|bound| bound.visit_names(found)),
                    GenericArgument::Const => {}
                }
            }
        }
    }

    /// The last segment's name.
    #[must_use]
    pub fn last(&self) -> Option<&Name> {
        self.segments.last().map(|segment| &segment.name)
    }

    /// The segments joined by `::`, without generics.
    #[must_use]
    pub fn text(&self) -> String {
        self.segments.iter().map(|segment| segment.name.as_str()).collect::<Vec<_>>().join("::")
    }
}

/// One segment of a path.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Segment {
    /// Without a leading `r#`.
    pub name: Name,
    /// The identifier.
    pub span: Span,
    /// What stands in `<…>` or, for `Fn(A) -> B`, the tuple of inputs and `Output = B`.
    pub arguments: Vec<GenericArgument>,
}

impl AsRef<str> for Segment {
    fn as_ref(&self) -> &str {
        &self.name
    }
}

/// One argument in `<…>`; lifetimes are left out.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum GenericArgument {
    /// A type.
    Type(TypeRef),
    /// `Item = T`.
    Associated(Name, TypeRef),
    /// `Item: Bound`.
    Constraint(Name, Vec<PathRef>),
    /// A constant.
    Const,
}

/// A type as written.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum TypeRef {
    /// A named type.
    Path(PathRef),
    /// `&T`, `&mut T`.
    Reference(Box<TypeRef>),
    /// `*const T`, `*mut T`.
    Pointer(Box<TypeRef>),
    /// `(A, B)`; `()` is the empty one.
    Tuple(Vec<TypeRef>),
    /// `[T]`.
    Slice(Box<TypeRef>),
    /// `[T; N]`.
    Array(Box<TypeRef>),
    /// `fn(A) -> B`.
    Function(Vec<TypeRef>, Box<TypeRef>),
    /// `impl A + B`: its bounds.
    Impl(Vec<PathRef>),
    /// `dyn A + B`: its bounds.
    Dyn(Vec<PathRef>),
    /// `!`.
    Never,
    /// `_`.
    Infer,
    /// A macro or something newer than this tool.
    Unknown,
}

impl TypeRef {
    /// `()`.
    #[must_use]
    pub fn unit() -> Self {
        Self::Tuple(Vec::new())
    }

    /// Whether a path in it ends in `name`.
    #[must_use]
    pub fn names(&self, name: &Name) -> bool {
        match self {
            Self::Path(path) => path.names(name),
            Self::Reference(inner) | Self::Pointer(inner) | Self::Slice(inner) | Self::Array(inner) => inner.names(name),
            Self::Tuple(parts) => parts.iter().any(|part| part.names(name)),
            Self::Function(inputs, output) => inputs.iter().any(|input| input.names(name)) || output.names(name),
            Self::Impl(bounds) | Self::Dyn(bounds) => bounds.iter().any(|bound| bound.names(name)),
            Self::Never | Self::Infer | Self::Unknown => false,
        }
    }

    /// Tells `found` of every name in it, those of modules and parameters included.
    pub fn visit_names<'t>(&'t self, found: &mut dyn FnMut(&'t Name)) {
        match self {
            Self::Path(path) => path.visit_names(found),
            Self::Reference(inner) | Self::Pointer(inner) | Self::Slice(inner) | Self::Array(inner) => inner.visit_names(found),
            Self::Tuple(parts) => parts.iter().for_each(|part| part.visit_names(found)),
            Self::Function(inputs, output) => {
                for input in inputs {
                    input.visit_names(found);
                }
                output.visit_names(found);
            }
            Self::Impl(bounds) | Self::Dyn(bounds) => bounds.iter().for_each(|bound| bound.visit_names(found)),
            Self::Never | Self::Infer | Self::Unknown => {}
        }
    }
}
