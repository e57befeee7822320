//! Patterns: of parameters, `let`, `match` and closures.

use serde::{Deserialize, Serialize};

use super::types::{PathRef, TypeRef};
use crate::base::Name;

/// A pattern.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Pattern {
    /// `_`, a literal, a range: binds nothing.
    Nothing,
    /// `..` in a tuple or slice.
    Rest,
    /// `x`, `ref x`, `x @ p`; may also be a constant or a unit variant, which resolution tells.
    Bind(Binding),
    /// `A::B`.
    Path(PathRef),
    /// `(a, b)`.
    Tuple(Vec<Pattern>),
    /// `[a, b]`.
    Slice(Vec<Pattern>),
    /// `S(a, b)`.
    TupleStruct(PathRef, Vec<Pattern>),
    /// `S { f: a }`.
    Struct(PathRef, Vec<(Name, Pattern)>),
    /// `a | b`.
    Or(Vec<Pattern>),
    /// `&p`.
    Reference(Box<Pattern>),
    /// `p: T`.
    Typed(Box<Pattern>, TypeRef),
}

/// A name that a pattern binds.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Binding {
    /// The name.
    pub name: Name,
    /// `ref`.
    pub by_reference: bool,
    /// `x @ p`.
    pub subpattern: Option<Box<Pattern>>,
}
