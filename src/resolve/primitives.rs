//! The types that the language has.

use serde::{Deserialize, Serialize};

/// A primitive type, or that of a literal without a suffix.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Primitive {
    /// `bool`.
    Bool,
    /// `char`.
    Char,
    /// `str`.
    Str,
    /// `u8`.
    U8,
    /// `u16`.
    U16,
    /// `u32`.
    U32,
    /// `u64`.
    U64,
    /// `u128`.
    U128,
    /// `usize`.
    Usize,
    /// `i8`.
    I8,
    /// `i16`.
    I16,
    /// `i32`.
    I32,
    /// `i64`.
    I64,
    /// `i128`.
    I128,
    /// `isize`.
    Isize,
    /// `f32`.
    F32,
    /// `f64`.
    F64,
    /// An integer literal without a suffix: every integer type fits.
    Integer,
    /// A float literal without a suffix.
    Float,
}

use Primitive::{Bool, Char, F32, F64, Float, I8, I16, I32, I64, I128, Integer, Isize, Str, U8, U16, U32, U64, U128, Usize};

/// Those that have a name in code.
const NAMED: [Primitive; 17] = [Bool, Char, Str, U8, U16, U32, U64, U128, Usize, I8, I16, I32, I64, I128, Isize, F32, F64];

impl Primitive {
    /// The type that is called `name`.
    pub(super) fn named(name: &str) -> Option<Self> {
        NAMED.into_iter().find(|primitive| primitive.name() == name)
    }

    /// Its name in code; that of a literal is in braces.
    pub(super) fn name(self) -> &'static str {
        match self {
            Bool => "bool",
            Char => "char",
            Str => "str",
            U8 => "u8",
            U16 => "u16",
            U32 => "u32",
            U64 => "u64",
            U128 => "u128",
            Usize => "usize",
            I8 => "i8",
            I16 => "i16",
            I32 => "i32",
            I64 => "i64",
            I128 => "i128",
            Isize => "isize",
            F32 => "f32",
            F64 => "f64",
            Integer => "{integer}",
            Float => "{float}",
        }
    }

    /// The types that a literal without a suffix may have, the one first that it has where nothing else decides.
    pub(super) fn types_of_literal(self) -> &'static [Self] {
        match self {
            Integer => &[I32, Usize, U8, U16, U32, U64, U128, I8, I16, I64, I128, Isize],
            Float => &[F64, F32],
            _ => &[],
        }
    }

    /// Whether two primitives may be one, where a literal's type is still open.
    pub(super) fn may_equal(self, other: Self) -> bool {
        self == other || self.types_of_literal().contains(&other) || other.types_of_literal().contains(&self)
    }
}
