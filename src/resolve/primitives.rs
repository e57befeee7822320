//! The types that the language has.

use crate::base::Name;

const PRIMITIVES: &[&str] =
    &["bool", "char", "str", "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize", "f32", "f64"];

/// Whether `name` is a primitive type's.
pub(super) fn is_primitive(name: &str) -> bool {
    PRIMITIVES.contains(&name)
}

/// An integer literal without a suffix: every integer type fits.
pub(super) const INTEGER: Name = Name::new_static("{integer}");
/// A float literal without a suffix.
pub(super) const FLOAT: Name = Name::new_static("{float}");

/// The types that a literal without a suffix may have, the one first that it has where nothing else decides.
pub(super) fn types_of_literal(name: &str) -> &'static [&'static str] {
    match name {
        "{integer}" => &["i32", "usize", "u8", "u16", "u32", "u64", "u128", "i8", "i16", "i64", "i128", "isize"],
        "{float}" => &["f64", "f32"],
        _ => &[],
    }
}

/// Whether two primitives may be one, where a literal's type is still open.
pub(super) fn may_equal(one: &str, other: &str) -> bool {
    let is_float = |name: &str| matches!(name, "f32" | "f64" | "{float}");
    let is_integer = |name: &str| !is_float(name) && !matches!(name, "bool" | "char" | "str");
    one == other
        || (one == "{integer}" && is_integer(other))
        || (other == "{integer}" && is_integer(one))
        || (one == "{float}" && is_float(other))
        || (other == "{float}" && is_float(one))
}
