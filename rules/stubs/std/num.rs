//! Signatures of std: the numbers.

use crate::prelude::rust_2024::*;
use crate::fmt::{Debug, Display};
use crate::hash::Hash;
use crate::iter::{Product, Sum};
use crate::ops::*;
use crate::str::FromStr;
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseIntError {}
impl ParseIntError {
    pub const fn kind(&self) -> &IntErrorKind {}
}
#[derive(Clone, Debug, PartialEq, Eq, Copy, Hash)]
pub enum IntErrorKind {
    Empty,
    InvalidDigit,
    PosOverflow,
    NegOverflow,
    Zero,
}
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseFloatError {}
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TryFromIntError {}
impl crate::fmt::Display for ParseIntError {}
impl crate::error::Error for ParseIntError {}
impl crate::fmt::Display for ParseFloatError {}
impl crate::error::Error for ParseFloatError {}
impl crate::fmt::Display for TryFromIntError {}
impl crate::error::Error for TryFromIntError {}
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct NonZero<T> {}
impl<T> NonZero<T> {
    pub const fn new(n: T) -> Option<Self> {}
    pub const unsafe fn new_unchecked(n: T) -> Self {}
    pub const fn get(self) -> T {}
    pub const fn checked_add(self, other: T) -> Option<Self> {}
    pub const fn saturating_add(self, other: T) -> Self {}
}
impl<T: crate::fmt::Display> crate::fmt::Display for NonZero<T> {}
impl<T> TryFrom<T> for NonZero<T> {
    type Error = TryFromIntError;
}
impl<T> crate::str::FromStr for NonZero<T> {
    type Err = ParseIntError;
}
pub type NonZeroU8 = NonZero<u8>;
pub type NonZeroU16 = NonZero<u16>;
pub type NonZeroU32 = NonZero<u32>;
pub type NonZeroU64 = NonZero<u64>;
pub type NonZeroU128 = NonZero<u128>;
pub type NonZeroUsize = NonZero<usize>;
pub type NonZeroI8 = NonZero<i8>;
pub type NonZeroI16 = NonZero<i16>;
pub type NonZeroI32 = NonZero<i32>;
pub type NonZeroI64 = NonZero<i64>;
pub type NonZeroI128 = NonZero<i128>;
pub type NonZeroIsize = NonZero<isize>;
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Wrapping<T>(pub T);
impl Clone for u8 {}
impl Copy for u8 {}
impl Default for u8 {}
impl Debug for u8 {}
impl PartialEq for u8 {}
impl PartialOrd for u8 {}
impl Display for u8 {}
impl Eq for u8 {}
impl Ord for u8 {}
impl Hash for u8 {}
impl FromStr for u8 { type Err = crate::num::ParseIntError; }
impl Sum for u8 {}
impl<'a> Sum<&'a u8> for u8 {}
impl Product for u8 {}
impl<'a> Product<&'a u8> for u8 {}
impl Clone for u16 {}
impl Copy for u16 {}
impl Default for u16 {}
impl Debug for u16 {}
impl PartialEq for u16 {}
impl PartialOrd for u16 {}
impl Display for u16 {}
impl Eq for u16 {}
impl Ord for u16 {}
impl Hash for u16 {}
impl FromStr for u16 { type Err = crate::num::ParseIntError; }
impl Sum for u16 {}
impl<'a> Sum<&'a u16> for u16 {}
impl Product for u16 {}
impl<'a> Product<&'a u16> for u16 {}
impl Clone for u32 {}
impl Copy for u32 {}
impl Default for u32 {}
impl Debug for u32 {}
impl PartialEq for u32 {}
impl PartialOrd for u32 {}
impl Display for u32 {}
impl Eq for u32 {}
impl Ord for u32 {}
impl Hash for u32 {}
impl FromStr for u32 { type Err = crate::num::ParseIntError; }
impl Sum for u32 {}
impl<'a> Sum<&'a u32> for u32 {}
impl Product for u32 {}
impl<'a> Product<&'a u32> for u32 {}
impl Clone for u64 {}
impl Copy for u64 {}
impl Default for u64 {}
impl Debug for u64 {}
impl PartialEq for u64 {}
impl PartialOrd for u64 {}
impl Display for u64 {}
impl Eq for u64 {}
impl Ord for u64 {}
impl Hash for u64 {}
impl FromStr for u64 { type Err = crate::num::ParseIntError; }
impl Sum for u64 {}
impl<'a> Sum<&'a u64> for u64 {}
impl Product for u64 {}
impl<'a> Product<&'a u64> for u64 {}
impl Clone for u128 {}
impl Copy for u128 {}
impl Default for u128 {}
impl Debug for u128 {}
impl PartialEq for u128 {}
impl PartialOrd for u128 {}
impl Display for u128 {}
impl Eq for u128 {}
impl Ord for u128 {}
impl Hash for u128 {}
impl FromStr for u128 { type Err = crate::num::ParseIntError; }
impl Sum for u128 {}
impl<'a> Sum<&'a u128> for u128 {}
impl Product for u128 {}
impl<'a> Product<&'a u128> for u128 {}
impl Clone for usize {}
impl Copy for usize {}
impl Default for usize {}
impl Debug for usize {}
impl PartialEq for usize {}
impl PartialOrd for usize {}
impl Display for usize {}
impl Eq for usize {}
impl Ord for usize {}
impl Hash for usize {}
impl FromStr for usize { type Err = crate::num::ParseIntError; }
impl Sum for usize {}
impl<'a> Sum<&'a usize> for usize {}
impl Product for usize {}
impl<'a> Product<&'a usize> for usize {}
impl Clone for i8 {}
impl Copy for i8 {}
impl Default for i8 {}
impl Debug for i8 {}
impl PartialEq for i8 {}
impl PartialOrd for i8 {}
impl Display for i8 {}
impl Eq for i8 {}
impl Ord for i8 {}
impl Hash for i8 {}
impl FromStr for i8 { type Err = crate::num::ParseIntError; }
impl Sum for i8 {}
impl<'a> Sum<&'a i8> for i8 {}
impl Product for i8 {}
impl<'a> Product<&'a i8> for i8 {}
impl Clone for i16 {}
impl Copy for i16 {}
impl Default for i16 {}
impl Debug for i16 {}
impl PartialEq for i16 {}
impl PartialOrd for i16 {}
impl Display for i16 {}
impl Eq for i16 {}
impl Ord for i16 {}
impl Hash for i16 {}
impl FromStr for i16 { type Err = crate::num::ParseIntError; }
impl Sum for i16 {}
impl<'a> Sum<&'a i16> for i16 {}
impl Product for i16 {}
impl<'a> Product<&'a i16> for i16 {}
impl Clone for i32 {}
impl Copy for i32 {}
impl Default for i32 {}
impl Debug for i32 {}
impl PartialEq for i32 {}
impl PartialOrd for i32 {}
impl Display for i32 {}
impl Eq for i32 {}
impl Ord for i32 {}
impl Hash for i32 {}
impl FromStr for i32 { type Err = crate::num::ParseIntError; }
impl Sum for i32 {}
impl<'a> Sum<&'a i32> for i32 {}
impl Product for i32 {}
impl<'a> Product<&'a i32> for i32 {}
impl Clone for i64 {}
impl Copy for i64 {}
impl Default for i64 {}
impl Debug for i64 {}
impl PartialEq for i64 {}
impl PartialOrd for i64 {}
impl Display for i64 {}
impl Eq for i64 {}
impl Ord for i64 {}
impl Hash for i64 {}
impl FromStr for i64 { type Err = crate::num::ParseIntError; }
impl Sum for i64 {}
impl<'a> Sum<&'a i64> for i64 {}
impl Product for i64 {}
impl<'a> Product<&'a i64> for i64 {}
impl Clone for i128 {}
impl Copy for i128 {}
impl Default for i128 {}
impl Debug for i128 {}
impl PartialEq for i128 {}
impl PartialOrd for i128 {}
impl Display for i128 {}
impl Eq for i128 {}
impl Ord for i128 {}
impl Hash for i128 {}
impl FromStr for i128 { type Err = crate::num::ParseIntError; }
impl Sum for i128 {}
impl<'a> Sum<&'a i128> for i128 {}
impl Product for i128 {}
impl<'a> Product<&'a i128> for i128 {}
impl Clone for isize {}
impl Copy for isize {}
impl Default for isize {}
impl Debug for isize {}
impl PartialEq for isize {}
impl PartialOrd for isize {}
impl Display for isize {}
impl Eq for isize {}
impl Ord for isize {}
impl Hash for isize {}
impl FromStr for isize { type Err = crate::num::ParseIntError; }
impl Sum for isize {}
impl<'a> Sum<&'a isize> for isize {}
impl Product for isize {}
impl<'a> Product<&'a isize> for isize {}
impl Clone for f32 {}
impl Copy for f32 {}
impl Default for f32 {}
impl Debug for f32 {}
impl PartialEq for f32 {}
impl PartialOrd for f32 {}
impl Display for f32 {}
impl FromStr for f32 { type Err = crate::num::ParseFloatError; }
impl Sum for f32 {}
impl<'a> Sum<&'a f32> for f32 {}
impl Product for f32 {}
impl<'a> Product<&'a f32> for f32 {}
impl Clone for f64 {}
impl Copy for f64 {}
impl Default for f64 {}
impl Debug for f64 {}
impl PartialEq for f64 {}
impl PartialOrd for f64 {}
impl Display for f64 {}
impl FromStr for f64 { type Err = crate::num::ParseFloatError; }
impl Sum for f64 {}
impl<'a> Sum<&'a f64> for f64 {}
impl Product for f64 {}
impl<'a> Product<&'a f64> for f64 {}
impl Clone for bool {}
impl Copy for bool {}
impl Default for bool {}
impl Debug for bool {}
impl PartialEq for bool {}
impl PartialOrd for bool {}
impl Display for bool {}
impl Eq for bool {}
impl Ord for bool {}
impl Hash for bool {}
impl FromStr for bool { type Err = crate::str::ParseBoolError; }
impl Clone for char {}
impl Copy for char {}
impl Default for char {}
impl Debug for char {}
impl PartialEq for char {}
impl PartialOrd for char {}
impl Display for char {}
impl Eq for char {}
impl Ord for char {}
impl Hash for char {}
impl FromStr for char { type Err = crate::char::ParseCharError; }
impl Clone for () {}
impl Copy for () {}
impl Default for () {}
impl Debug for () {}
impl PartialEq for () {}
impl PartialOrd for () {}
impl Eq for () {}
impl Ord for () {}
impl Hash for () {}
impl From<u8> for u16 {}
impl From<u8> for u32 {}
impl From<u8> for u64 {}
impl From<u8> for u128 {}
impl From<u8> for usize {}
impl TryFrom<u8> for i8 { type Error = crate::num::TryFromIntError; }
impl From<u8> for i16 {}
impl From<u8> for i32 {}
impl From<u8> for i64 {}
impl From<u8> for i128 {}
impl From<u8> for isize {}
impl TryFrom<u16> for u8 { type Error = crate::num::TryFromIntError; }
impl From<u16> for u32 {}
impl From<u16> for u64 {}
impl From<u16> for u128 {}
impl From<u16> for usize {}
impl TryFrom<u16> for i8 { type Error = crate::num::TryFromIntError; }
impl TryFrom<u16> for i16 { type Error = crate::num::TryFromIntError; }
impl From<u16> for i32 {}
impl From<u16> for i64 {}
impl From<u16> for i128 {}
impl TryFrom<u16> for isize { type Error = crate::num::TryFromIntError; }
impl TryFrom<u32> for u8 { type Error = crate::num::TryFromIntError; }
impl TryFrom<u32> for u16 { type Error = crate::num::TryFromIntError; }
impl From<u32> for u64 {}
impl From<u32> for u128 {}
impl TryFrom<u32> for usize { type Error = crate::num::TryFromIntError; }
impl TryFrom<u32> for i8 { type Error = crate::num::TryFromIntError; }
impl TryFrom<u32> for i16 { type Error = crate::num::TryFromIntError; }
impl TryFrom<u32> for i32 { type Error = crate::num::TryFromIntError; }
impl From<u32> for i64 {}
impl From<u32> for i128 {}
impl TryFrom<u32> for isize { type Error = crate::num::TryFromIntError; }
impl TryFrom<u64> for u8 { type Error = crate::num::TryFromIntError; }
impl TryFrom<u64> for u16 { type Error = crate::num::TryFromIntError; }
impl TryFrom<u64> for u32 { type Error = crate::num::TryFromIntError; }
impl From<u64> for u128 {}
impl TryFrom<u64> for usize { type Error = crate::num::TryFromIntError; }
impl TryFrom<u64> for i8 { type Error = crate::num::TryFromIntError; }
impl TryFrom<u64> for i16 { type Error = crate::num::TryFromIntError; }
impl TryFrom<u64> for i32 { type Error = crate::num::TryFromIntError; }
impl TryFrom<u64> for i64 { type Error = crate::num::TryFromIntError; }
impl From<u64> for i128 {}
impl TryFrom<u64> for isize { type Error = crate::num::TryFromIntError; }
impl TryFrom<u128> for u8 { type Error = crate::num::TryFromIntError; }
impl TryFrom<u128> for u16 { type Error = crate::num::TryFromIntError; }
impl TryFrom<u128> for u32 { type Error = crate::num::TryFromIntError; }
impl TryFrom<u128> for u64 { type Error = crate::num::TryFromIntError; }
impl TryFrom<u128> for usize { type Error = crate::num::TryFromIntError; }
impl TryFrom<u128> for i8 { type Error = crate::num::TryFromIntError; }
impl TryFrom<u128> for i16 { type Error = crate::num::TryFromIntError; }
impl TryFrom<u128> for i32 { type Error = crate::num::TryFromIntError; }
impl TryFrom<u128> for i64 { type Error = crate::num::TryFromIntError; }
impl TryFrom<u128> for i128 { type Error = crate::num::TryFromIntError; }
impl TryFrom<u128> for isize { type Error = crate::num::TryFromIntError; }
impl TryFrom<usize> for u8 { type Error = crate::num::TryFromIntError; }
impl TryFrom<usize> for u16 { type Error = crate::num::TryFromIntError; }
impl TryFrom<usize> for u32 { type Error = crate::num::TryFromIntError; }
impl TryFrom<usize> for u64 { type Error = crate::num::TryFromIntError; }
impl TryFrom<usize> for u128 { type Error = crate::num::TryFromIntError; }
impl TryFrom<usize> for i8 { type Error = crate::num::TryFromIntError; }
impl TryFrom<usize> for i16 { type Error = crate::num::TryFromIntError; }
impl TryFrom<usize> for i32 { type Error = crate::num::TryFromIntError; }
impl TryFrom<usize> for i64 { type Error = crate::num::TryFromIntError; }
impl TryFrom<usize> for i128 { type Error = crate::num::TryFromIntError; }
impl TryFrom<usize> for isize { type Error = crate::num::TryFromIntError; }
impl TryFrom<i8> for u8 { type Error = crate::num::TryFromIntError; }
impl TryFrom<i8> for u16 { type Error = crate::num::TryFromIntError; }
impl TryFrom<i8> for u32 { type Error = crate::num::TryFromIntError; }
impl TryFrom<i8> for u64 { type Error = crate::num::TryFromIntError; }
impl TryFrom<i8> for u128 { type Error = crate::num::TryFromIntError; }
impl TryFrom<i8> for usize { type Error = crate::num::TryFromIntError; }
impl From<i8> for i16 {}
impl From<i8> for i32 {}
impl From<i8> for i64 {}
impl From<i8> for i128 {}
impl From<i8> for isize {}
impl TryFrom<i16> for u8 { type Error = crate::num::TryFromIntError; }
impl TryFrom<i16> for u16 { type Error = crate::num::TryFromIntError; }
impl TryFrom<i16> for u32 { type Error = crate::num::TryFromIntError; }
impl TryFrom<i16> for u64 { type Error = crate::num::TryFromIntError; }
impl TryFrom<i16> for u128 { type Error = crate::num::TryFromIntError; }
impl TryFrom<i16> for usize { type Error = crate::num::TryFromIntError; }
impl TryFrom<i16> for i8 { type Error = crate::num::TryFromIntError; }
impl From<i16> for i32 {}
impl From<i16> for i64 {}
impl From<i16> for i128 {}
impl From<i16> for isize {}
impl TryFrom<i32> for u8 { type Error = crate::num::TryFromIntError; }
impl TryFrom<i32> for u16 { type Error = crate::num::TryFromIntError; }
impl TryFrom<i32> for u32 { type Error = crate::num::TryFromIntError; }
impl TryFrom<i32> for u64 { type Error = crate::num::TryFromIntError; }
impl TryFrom<i32> for u128 { type Error = crate::num::TryFromIntError; }
impl TryFrom<i32> for usize { type Error = crate::num::TryFromIntError; }
impl TryFrom<i32> for i8 { type Error = crate::num::TryFromIntError; }
impl TryFrom<i32> for i16 { type Error = crate::num::TryFromIntError; }
impl From<i32> for i64 {}
impl From<i32> for i128 {}
impl TryFrom<i32> for isize { type Error = crate::num::TryFromIntError; }
impl TryFrom<i64> for u8 { type Error = crate::num::TryFromIntError; }
impl TryFrom<i64> for u16 { type Error = crate::num::TryFromIntError; }
impl TryFrom<i64> for u32 { type Error = crate::num::TryFromIntError; }
impl TryFrom<i64> for u64 { type Error = crate::num::TryFromIntError; }
impl TryFrom<i64> for u128 { type Error = crate::num::TryFromIntError; }
impl TryFrom<i64> for usize { type Error = crate::num::TryFromIntError; }
impl TryFrom<i64> for i8 { type Error = crate::num::TryFromIntError; }
impl TryFrom<i64> for i16 { type Error = crate::num::TryFromIntError; }
impl TryFrom<i64> for i32 { type Error = crate::num::TryFromIntError; }
impl From<i64> for i128 {}
impl TryFrom<i64> for isize { type Error = crate::num::TryFromIntError; }
impl TryFrom<i128> for u8 { type Error = crate::num::TryFromIntError; }
impl TryFrom<i128> for u16 { type Error = crate::num::TryFromIntError; }
impl TryFrom<i128> for u32 { type Error = crate::num::TryFromIntError; }
impl TryFrom<i128> for u64 { type Error = crate::num::TryFromIntError; }
impl TryFrom<i128> for u128 { type Error = crate::num::TryFromIntError; }
impl TryFrom<i128> for usize { type Error = crate::num::TryFromIntError; }
impl TryFrom<i128> for i8 { type Error = crate::num::TryFromIntError; }
impl TryFrom<i128> for i16 { type Error = crate::num::TryFromIntError; }
impl TryFrom<i128> for i32 { type Error = crate::num::TryFromIntError; }
impl TryFrom<i128> for i64 { type Error = crate::num::TryFromIntError; }
impl TryFrom<i128> for isize { type Error = crate::num::TryFromIntError; }
impl TryFrom<isize> for u8 { type Error = crate::num::TryFromIntError; }
impl TryFrom<isize> for u16 { type Error = crate::num::TryFromIntError; }
impl TryFrom<isize> for u32 { type Error = crate::num::TryFromIntError; }
impl TryFrom<isize> for u64 { type Error = crate::num::TryFromIntError; }
impl TryFrom<isize> for u128 { type Error = crate::num::TryFromIntError; }
impl TryFrom<isize> for usize { type Error = crate::num::TryFromIntError; }
impl TryFrom<isize> for i8 { type Error = crate::num::TryFromIntError; }
impl TryFrom<isize> for i16 { type Error = crate::num::TryFromIntError; }
impl TryFrom<isize> for i32 { type Error = crate::num::TryFromIntError; }
impl TryFrom<isize> for i64 { type Error = crate::num::TryFromIntError; }
impl TryFrom<isize> for i128 { type Error = crate::num::TryFromIntError; }
impl From<bool> for u8 {}
impl From<NonZero<u8>> for u8 {}
impl From<bool> for u16 {}
impl From<NonZero<u16>> for u16 {}
impl From<bool> for u32 {}
impl From<NonZero<u32>> for u32 {}
impl From<bool> for u64 {}
impl From<NonZero<u64>> for u64 {}
impl From<bool> for u128 {}
impl From<NonZero<u128>> for u128 {}
impl From<bool> for usize {}
impl From<NonZero<usize>> for usize {}
impl From<bool> for i8 {}
impl From<NonZero<i8>> for i8 {}
impl From<bool> for i16 {}
impl From<NonZero<i16>> for i16 {}
impl From<bool> for i32 {}
impl From<NonZero<i32>> for i32 {}
impl From<bool> for i64 {}
impl From<NonZero<i64>> for i64 {}
impl From<bool> for i128 {}
impl From<NonZero<i128>> for i128 {}
impl From<bool> for isize {}
impl From<NonZero<isize>> for isize {}
impl From<i8> for f64 {}
impl From<i16> for f64 {}
impl From<i32> for f64 {}
impl From<u8> for f64 {}
impl From<u16> for f64 {}
impl From<u32> for f64 {}
impl From<f32> for f64 {}
impl From<i8> for f32 {}
impl From<i16> for f32 {}
impl From<u8> for f32 {}
impl From<u16> for f32 {}
impl From<char> for u32 {}
impl From<char> for u64 {}
impl From<char> for u128 {}
impl From<u8> for char {}
impl TryFrom<u32> for char { type Error = crate::char::CharTryFromError; }
impl TryFrom<char> for u8 { type Error = crate::char::TryFromCharError; }
impl Add for u8 { type Output = u8; }
impl Sub for u8 { type Output = u8; }
impl Mul for u8 { type Output = u8; }
impl Div for u8 { type Output = u8; }
impl Rem for u8 { type Output = u8; }
impl BitAnd for u8 { type Output = u8; }
impl BitOr for u8 { type Output = u8; }
impl BitXor for u8 { type Output = u8; }
impl<R> Shl<R> for u8 { type Output = u8; }
impl<R> Shr<R> for u8 { type Output = u8; }
impl Not for u8 { type Output = u8; }
impl Add for u16 { type Output = u16; }
impl Sub for u16 { type Output = u16; }
impl Mul for u16 { type Output = u16; }
impl Div for u16 { type Output = u16; }
impl Rem for u16 { type Output = u16; }
impl BitAnd for u16 { type Output = u16; }
impl BitOr for u16 { type Output = u16; }
impl BitXor for u16 { type Output = u16; }
impl<R> Shl<R> for u16 { type Output = u16; }
impl<R> Shr<R> for u16 { type Output = u16; }
impl Not for u16 { type Output = u16; }
impl Add for u32 { type Output = u32; }
impl Sub for u32 { type Output = u32; }
impl Mul for u32 { type Output = u32; }
impl Div for u32 { type Output = u32; }
impl Rem for u32 { type Output = u32; }
impl BitAnd for u32 { type Output = u32; }
impl BitOr for u32 { type Output = u32; }
impl BitXor for u32 { type Output = u32; }
impl<R> Shl<R> for u32 { type Output = u32; }
impl<R> Shr<R> for u32 { type Output = u32; }
impl Not for u32 { type Output = u32; }
impl Add for u64 { type Output = u64; }
impl Sub for u64 { type Output = u64; }
impl Mul for u64 { type Output = u64; }
impl Div for u64 { type Output = u64; }
impl Rem for u64 { type Output = u64; }
impl BitAnd for u64 { type Output = u64; }
impl BitOr for u64 { type Output = u64; }
impl BitXor for u64 { type Output = u64; }
impl<R> Shl<R> for u64 { type Output = u64; }
impl<R> Shr<R> for u64 { type Output = u64; }
impl Not for u64 { type Output = u64; }
impl Add for u128 { type Output = u128; }
impl Sub for u128 { type Output = u128; }
impl Mul for u128 { type Output = u128; }
impl Div for u128 { type Output = u128; }
impl Rem for u128 { type Output = u128; }
impl BitAnd for u128 { type Output = u128; }
impl BitOr for u128 { type Output = u128; }
impl BitXor for u128 { type Output = u128; }
impl<R> Shl<R> for u128 { type Output = u128; }
impl<R> Shr<R> for u128 { type Output = u128; }
impl Not for u128 { type Output = u128; }
impl Add for usize { type Output = usize; }
impl Sub for usize { type Output = usize; }
impl Mul for usize { type Output = usize; }
impl Div for usize { type Output = usize; }
impl Rem for usize { type Output = usize; }
impl BitAnd for usize { type Output = usize; }
impl BitOr for usize { type Output = usize; }
impl BitXor for usize { type Output = usize; }
impl<R> Shl<R> for usize { type Output = usize; }
impl<R> Shr<R> for usize { type Output = usize; }
impl Not for usize { type Output = usize; }
impl Add for i8 { type Output = i8; }
impl Sub for i8 { type Output = i8; }
impl Mul for i8 { type Output = i8; }
impl Div for i8 { type Output = i8; }
impl Rem for i8 { type Output = i8; }
impl Neg for i8 { type Output = i8; }
impl BitAnd for i8 { type Output = i8; }
impl BitOr for i8 { type Output = i8; }
impl BitXor for i8 { type Output = i8; }
impl<R> Shl<R> for i8 { type Output = i8; }
impl<R> Shr<R> for i8 { type Output = i8; }
impl Not for i8 { type Output = i8; }
impl Add for i16 { type Output = i16; }
impl Sub for i16 { type Output = i16; }
impl Mul for i16 { type Output = i16; }
impl Div for i16 { type Output = i16; }
impl Rem for i16 { type Output = i16; }
impl Neg for i16 { type Output = i16; }
impl BitAnd for i16 { type Output = i16; }
impl BitOr for i16 { type Output = i16; }
impl BitXor for i16 { type Output = i16; }
impl<R> Shl<R> for i16 { type Output = i16; }
impl<R> Shr<R> for i16 { type Output = i16; }
impl Not for i16 { type Output = i16; }
impl Add for i32 { type Output = i32; }
impl Sub for i32 { type Output = i32; }
impl Mul for i32 { type Output = i32; }
impl Div for i32 { type Output = i32; }
impl Rem for i32 { type Output = i32; }
impl Neg for i32 { type Output = i32; }
impl BitAnd for i32 { type Output = i32; }
impl BitOr for i32 { type Output = i32; }
impl BitXor for i32 { type Output = i32; }
impl<R> Shl<R> for i32 { type Output = i32; }
impl<R> Shr<R> for i32 { type Output = i32; }
impl Not for i32 { type Output = i32; }
impl Add for i64 { type Output = i64; }
impl Sub for i64 { type Output = i64; }
impl Mul for i64 { type Output = i64; }
impl Div for i64 { type Output = i64; }
impl Rem for i64 { type Output = i64; }
impl Neg for i64 { type Output = i64; }
impl BitAnd for i64 { type Output = i64; }
impl BitOr for i64 { type Output = i64; }
impl BitXor for i64 { type Output = i64; }
impl<R> Shl<R> for i64 { type Output = i64; }
impl<R> Shr<R> for i64 { type Output = i64; }
impl Not for i64 { type Output = i64; }
impl Add for i128 { type Output = i128; }
impl Sub for i128 { type Output = i128; }
impl Mul for i128 { type Output = i128; }
impl Div for i128 { type Output = i128; }
impl Rem for i128 { type Output = i128; }
impl Neg for i128 { type Output = i128; }
impl BitAnd for i128 { type Output = i128; }
impl BitOr for i128 { type Output = i128; }
impl BitXor for i128 { type Output = i128; }
impl<R> Shl<R> for i128 { type Output = i128; }
impl<R> Shr<R> for i128 { type Output = i128; }
impl Not for i128 { type Output = i128; }
impl Add for isize { type Output = isize; }
impl Sub for isize { type Output = isize; }
impl Mul for isize { type Output = isize; }
impl Div for isize { type Output = isize; }
impl Rem for isize { type Output = isize; }
impl Neg for isize { type Output = isize; }
impl BitAnd for isize { type Output = isize; }
impl BitOr for isize { type Output = isize; }
impl BitXor for isize { type Output = isize; }
impl<R> Shl<R> for isize { type Output = isize; }
impl<R> Shr<R> for isize { type Output = isize; }
impl Not for isize { type Output = isize; }
impl Add for f32 { type Output = f32; }
impl Sub for f32 { type Output = f32; }
impl Mul for f32 { type Output = f32; }
impl Div for f32 { type Output = f32; }
impl Rem for f32 { type Output = f32; }
impl Neg for f32 { type Output = f32; }
impl Add for f64 { type Output = f64; }
impl Sub for f64 { type Output = f64; }
impl Mul for f64 { type Output = f64; }
impl Div for f64 { type Output = f64; }
impl Rem for f64 { type Output = f64; }
impl Neg for f64 { type Output = f64; }
impl u8 {
    pub const fn checked_add(self, rhs: u8) -> Option<u8> {}
    pub const fn checked_sub(self, rhs: u8) -> Option<u8> {}
    pub const fn checked_mul(self, rhs: u8) -> Option<u8> {}
    pub const fn checked_div(self, rhs: u8) -> Option<u8> {}
    pub const fn checked_rem(self, rhs: u8) -> Option<u8> {}
    pub const fn saturating_add(self, rhs: u8) -> u8 {}
    pub const fn saturating_sub(self, rhs: u8) -> u8 {}
    pub const fn saturating_mul(self, rhs: u8) -> u8 {}
    pub const fn wrapping_add(self, rhs: u8) -> u8 {}
    pub const fn wrapping_sub(self, rhs: u8) -> u8 {}
    pub const fn wrapping_mul(self, rhs: u8) -> u8 {}
    pub const fn overflowing_add(self, rhs: u8) -> (u8, bool) {}
    pub const fn overflowing_sub(self, rhs: u8) -> (u8, bool) {}
    pub const fn overflowing_mul(self, rhs: u8) -> (u8, bool) {}
    pub const fn pow(self, exp: u32) -> u8 {}
    pub const fn checked_pow(self, exp: u32) -> Option<u8> {}
    pub const fn saturating_pow(self, exp: u32) -> u8 {}
    pub const fn abs_diff(self, other: u8) -> u8 {}
    pub const fn rem_euclid(self, rhs: u8) -> u8 {}
    pub const fn div_euclid(self, rhs: u8) -> u8 {}
    pub const fn from_str_radix(src: &str, radix: u32) -> Result<u8, crate::num::ParseIntError> {}
    pub const fn to_le_bytes(self) -> [u8; 1] {}
    pub const fn to_be_bytes(self) -> [u8; 1] {}
    pub const fn to_ne_bytes(self) -> [u8; 1] {}
    pub const fn from_le_bytes(bytes: [u8; 1]) -> u8 {}
    pub const fn from_be_bytes(bytes: [u8; 1]) -> u8 {}
    pub const fn from_ne_bytes(bytes: [u8; 1]) -> u8 {}
    pub const fn leading_zeros(self) -> u32 {}
    pub const fn trailing_zeros(self) -> u32 {}
    pub const fn count_ones(self) -> u32 {}
    pub const fn count_zeros(self) -> u32 {}
    pub const fn wrapping_pow(self, exp: u32) -> u8 {}
    pub const fn checked_neg(self) -> Option<u8> {}
    pub const fn wrapping_neg(self) -> u8 {}
    pub const fn checked_shl(self, rhs: u32) -> Option<u8> {}
    pub const fn wrapping_shl(self, rhs: u32) -> u8 {}
    pub const fn checked_shr(self, rhs: u32) -> Option<u8> {}
    pub const fn wrapping_shr(self, rhs: u32) -> u8 {}
    pub const fn rotate_left(self, n: u32) -> u8 {}
    pub const fn rotate_right(self, n: u32) -> u8 {}
    pub const fn swap_bytes(self) -> u8 {}
    pub const fn to_le(self) -> u8 {}
    pub const fn to_be(self) -> u8 {}
    pub const fn isqrt(self) -> u8 {}
    pub const fn ilog(self, base: u8) -> u32 {}
    pub const fn ilog2(self) -> u32 {}
    pub const fn checked_ilog2(self) -> Option<u32> {}
    pub const fn ilog10(self) -> u32 {}
    pub const fn checked_ilog10(self) -> Option<u32> {}
    pub const fn min_value() -> u8 {}
    pub const fn max_value() -> u8 {}
    pub const fn is_power_of_two(self) -> bool {}
    pub const fn next_power_of_two(self) -> u8 {}
    pub const fn div_ceil(self, rhs: u8) -> u8 {}
    pub const fn next_multiple_of(self, rhs: u8) -> u8 {}
    pub const fn checked_next_power_of_two(self) -> Option<u8> {}
    pub const fn checked_add_signed(self, rhs: i8) -> Option<u8> {}
    pub const fn saturating_add_signed(self, rhs: i8) -> u8 {}
    pub const fn wrapping_add_signed(self, rhs: i8) -> u8 {}
    pub const fn cast_signed(self) -> i8 {}
    pub const fn is_multiple_of(self, rhs: u8) -> bool {}
    pub const fn checked_next_multiple_of(self, rhs: u8) -> Option<u8> {}
    pub const fn is_ascii(&self) -> bool {}
    pub const fn is_ascii_alphabetic(&self) -> bool {}
    pub const fn is_ascii_alphanumeric(&self) -> bool {}
    pub const fn is_ascii_digit(&self) -> bool {}
    pub const fn is_ascii_hexdigit(&self) -> bool {}
    pub const fn is_ascii_lowercase(&self) -> bool {}
    pub const fn is_ascii_uppercase(&self) -> bool {}
    pub const fn is_ascii_punctuation(&self) -> bool {}
    pub const fn is_ascii_graphic(&self) -> bool {}
    pub const fn is_ascii_whitespace(&self) -> bool {}
    pub const fn is_ascii_control(&self) -> bool {}
    pub const fn to_ascii_lowercase(&self) -> u8 {}
    pub const fn to_ascii_uppercase(&self) -> u8 {}
    pub const fn eq_ignore_ascii_case(&self, other: &u8) -> bool {}
    pub const fn make_ascii_lowercase(&mut self) {}
    pub const fn make_ascii_uppercase(&mut self) {}
}
impl u16 {
    pub const fn checked_add(self, rhs: u16) -> Option<u16> {}
    pub const fn checked_sub(self, rhs: u16) -> Option<u16> {}
    pub const fn checked_mul(self, rhs: u16) -> Option<u16> {}
    pub const fn checked_div(self, rhs: u16) -> Option<u16> {}
    pub const fn checked_rem(self, rhs: u16) -> Option<u16> {}
    pub const fn saturating_add(self, rhs: u16) -> u16 {}
    pub const fn saturating_sub(self, rhs: u16) -> u16 {}
    pub const fn saturating_mul(self, rhs: u16) -> u16 {}
    pub const fn wrapping_add(self, rhs: u16) -> u16 {}
    pub const fn wrapping_sub(self, rhs: u16) -> u16 {}
    pub const fn wrapping_mul(self, rhs: u16) -> u16 {}
    pub const fn pow(self, exp: u32) -> u16 {}
    pub const fn checked_pow(self, exp: u32) -> Option<u16> {}
    pub const fn saturating_pow(self, exp: u32) -> u16 {}
    pub const fn abs_diff(self, other: u16) -> u16 {}
    pub const fn rem_euclid(self, rhs: u16) -> u16 {}
    pub const fn div_euclid(self, rhs: u16) -> u16 {}
    pub const fn from_str_radix(src: &str, radix: u32) -> Result<u16, crate::num::ParseIntError> {}
    pub const fn to_le_bytes(self) -> [u8; 2] {}
    pub const fn to_be_bytes(self) -> [u8; 2] {}
    pub const fn to_ne_bytes(self) -> [u8; 2] {}
    pub const fn from_le_bytes(bytes: [u8; 2]) -> u16 {}
    pub const fn from_be_bytes(bytes: [u8; 2]) -> u16 {}
    pub const fn from_ne_bytes(bytes: [u8; 2]) -> u16 {}
    pub const fn leading_zeros(self) -> u32 {}
    pub const fn trailing_zeros(self) -> u32 {}
    pub const fn count_ones(self) -> u32 {}
    pub const fn count_zeros(self) -> u32 {}
    pub const fn is_power_of_two(self) -> bool {}
    pub const fn next_power_of_two(self) -> u16 {}
    pub const fn div_ceil(self, rhs: u16) -> u16 {}
    pub const fn next_multiple_of(self, rhs: u16) -> u16 {}
}
impl u32 {
    pub const fn checked_add(self, rhs: u32) -> Option<u32> {}
    pub const fn checked_sub(self, rhs: u32) -> Option<u32> {}
    pub const fn checked_mul(self, rhs: u32) -> Option<u32> {}
    pub const fn checked_div(self, rhs: u32) -> Option<u32> {}
    pub const fn checked_rem(self, rhs: u32) -> Option<u32> {}
    pub const fn saturating_add(self, rhs: u32) -> u32 {}
    pub const fn saturating_sub(self, rhs: u32) -> u32 {}
    pub const fn saturating_mul(self, rhs: u32) -> u32 {}
    pub const fn wrapping_add(self, rhs: u32) -> u32 {}
    pub const fn wrapping_sub(self, rhs: u32) -> u32 {}
    pub const fn wrapping_mul(self, rhs: u32) -> u32 {}
    pub const fn overflowing_add(self, rhs: u32) -> (u32, bool) {}
    pub const fn overflowing_sub(self, rhs: u32) -> (u32, bool) {}
    pub const fn overflowing_mul(self, rhs: u32) -> (u32, bool) {}
    pub const fn pow(self, exp: u32) -> u32 {}
    pub const fn checked_pow(self, exp: u32) -> Option<u32> {}
    pub const fn saturating_pow(self, exp: u32) -> u32 {}
    pub const fn abs_diff(self, other: u32) -> u32 {}
    pub const fn rem_euclid(self, rhs: u32) -> u32 {}
    pub const fn div_euclid(self, rhs: u32) -> u32 {}
    pub const fn from_str_radix(src: &str, radix: u32) -> Result<u32, crate::num::ParseIntError> {}
    pub const fn to_le_bytes(self) -> [u8; 4] {}
    pub const fn to_be_bytes(self) -> [u8; 4] {}
    pub const fn to_ne_bytes(self) -> [u8; 4] {}
    pub const fn from_le_bytes(bytes: [u8; 4]) -> u32 {}
    pub const fn from_be_bytes(bytes: [u8; 4]) -> u32 {}
    pub const fn from_ne_bytes(bytes: [u8; 4]) -> u32 {}
    pub const fn leading_zeros(self) -> u32 {}
    pub const fn trailing_zeros(self) -> u32 {}
    pub const fn count_ones(self) -> u32 {}
    pub const fn count_zeros(self) -> u32 {}
    pub const fn wrapping_pow(self, exp: u32) -> u32 {}
    pub const fn checked_neg(self) -> Option<u32> {}
    pub const fn wrapping_neg(self) -> u32 {}
    pub const fn checked_shl(self, rhs: u32) -> Option<u32> {}
    pub const fn wrapping_shl(self, rhs: u32) -> u32 {}
    pub const fn checked_shr(self, rhs: u32) -> Option<u32> {}
    pub const fn wrapping_shr(self, rhs: u32) -> u32 {}
    pub const fn rotate_left(self, n: u32) -> u32 {}
    pub const fn rotate_right(self, n: u32) -> u32 {}
    pub const fn swap_bytes(self) -> u32 {}
    pub const fn to_le(self) -> u32 {}
    pub const fn to_be(self) -> u32 {}
    pub const fn isqrt(self) -> u32 {}
    pub const fn ilog(self, base: u32) -> u32 {}
    pub const fn ilog2(self) -> u32 {}
    pub const fn checked_ilog2(self) -> Option<u32> {}
    pub const fn ilog10(self) -> u32 {}
    pub const fn checked_ilog10(self) -> Option<u32> {}
    pub const fn min_value() -> u32 {}
    pub const fn max_value() -> u32 {}
    pub const fn is_power_of_two(self) -> bool {}
    pub const fn next_power_of_two(self) -> u32 {}
    pub const fn div_ceil(self, rhs: u32) -> u32 {}
    pub const fn next_multiple_of(self, rhs: u32) -> u32 {}
    pub const fn checked_next_power_of_two(self) -> Option<u32> {}
    pub const fn checked_add_signed(self, rhs: i32) -> Option<u32> {}
    pub const fn saturating_add_signed(self, rhs: i32) -> u32 {}
    pub const fn wrapping_add_signed(self, rhs: i32) -> u32 {}
    pub const fn cast_signed(self) -> i32 {}
    pub const fn is_multiple_of(self, rhs: u32) -> bool {}
    pub const fn checked_next_multiple_of(self, rhs: u32) -> Option<u32> {}
}
impl u64 {
    pub const fn checked_add(self, rhs: u64) -> Option<u64> {}
    pub const fn checked_sub(self, rhs: u64) -> Option<u64> {}
    pub const fn checked_mul(self, rhs: u64) -> Option<u64> {}
    pub const fn checked_div(self, rhs: u64) -> Option<u64> {}
    pub const fn checked_rem(self, rhs: u64) -> Option<u64> {}
    pub const fn saturating_add(self, rhs: u64) -> u64 {}
    pub const fn saturating_sub(self, rhs: u64) -> u64 {}
    pub const fn saturating_mul(self, rhs: u64) -> u64 {}
    pub const fn wrapping_add(self, rhs: u64) -> u64 {}
    pub const fn wrapping_sub(self, rhs: u64) -> u64 {}
    pub const fn wrapping_mul(self, rhs: u64) -> u64 {}
    pub const fn overflowing_add(self, rhs: u64) -> (u64, bool) {}
    pub const fn overflowing_sub(self, rhs: u64) -> (u64, bool) {}
    pub const fn overflowing_mul(self, rhs: u64) -> (u64, bool) {}
    pub const fn pow(self, exp: u32) -> u64 {}
    pub const fn checked_pow(self, exp: u32) -> Option<u64> {}
    pub const fn saturating_pow(self, exp: u32) -> u64 {}
    pub const fn abs_diff(self, other: u64) -> u64 {}
    pub const fn rem_euclid(self, rhs: u64) -> u64 {}
    pub const fn div_euclid(self, rhs: u64) -> u64 {}
    pub const fn from_str_radix(src: &str, radix: u32) -> Result<u64, crate::num::ParseIntError> {}
    pub const fn to_le_bytes(self) -> [u8; 8] {}
    pub const fn to_be_bytes(self) -> [u8; 8] {}
    pub const fn to_ne_bytes(self) -> [u8; 8] {}
    pub const fn from_le_bytes(bytes: [u8; 8]) -> u64 {}
    pub const fn from_be_bytes(bytes: [u8; 8]) -> u64 {}
    pub const fn from_ne_bytes(bytes: [u8; 8]) -> u64 {}
    pub const fn leading_zeros(self) -> u32 {}
    pub const fn trailing_zeros(self) -> u32 {}
    pub const fn count_ones(self) -> u32 {}
    pub const fn count_zeros(self) -> u32 {}
    pub const fn wrapping_pow(self, exp: u32) -> u64 {}
    pub const fn checked_neg(self) -> Option<u64> {}
    pub const fn wrapping_neg(self) -> u64 {}
    pub const fn checked_shl(self, rhs: u32) -> Option<u64> {}
    pub const fn wrapping_shl(self, rhs: u32) -> u64 {}
    pub const fn checked_shr(self, rhs: u32) -> Option<u64> {}
    pub const fn wrapping_shr(self, rhs: u32) -> u64 {}
    pub const fn rotate_left(self, n: u32) -> u64 {}
    pub const fn rotate_right(self, n: u32) -> u64 {}
    pub const fn swap_bytes(self) -> u64 {}
    pub const fn to_le(self) -> u64 {}
    pub const fn to_be(self) -> u64 {}
    pub const fn isqrt(self) -> u64 {}
    pub const fn ilog(self, base: u64) -> u32 {}
    pub const fn ilog2(self) -> u32 {}
    pub const fn checked_ilog2(self) -> Option<u32> {}
    pub const fn ilog10(self) -> u32 {}
    pub const fn checked_ilog10(self) -> Option<u32> {}
    pub const fn min_value() -> u64 {}
    pub const fn max_value() -> u64 {}
    pub const fn is_power_of_two(self) -> bool {}
    pub const fn next_power_of_two(self) -> u64 {}
    pub const fn div_ceil(self, rhs: u64) -> u64 {}
    pub const fn next_multiple_of(self, rhs: u64) -> u64 {}
    pub const fn checked_next_power_of_two(self) -> Option<u64> {}
    pub const fn checked_add_signed(self, rhs: i64) -> Option<u64> {}
    pub const fn saturating_add_signed(self, rhs: i64) -> u64 {}
    pub const fn wrapping_add_signed(self, rhs: i64) -> u64 {}
    pub const fn cast_signed(self) -> i64 {}
    pub const fn is_multiple_of(self, rhs: u64) -> bool {}
    pub const fn checked_next_multiple_of(self, rhs: u64) -> Option<u64> {}
}
impl u128 {
    pub const fn checked_add(self, rhs: u128) -> Option<u128> {}
    pub const fn checked_sub(self, rhs: u128) -> Option<u128> {}
    pub const fn checked_mul(self, rhs: u128) -> Option<u128> {}
    pub const fn checked_div(self, rhs: u128) -> Option<u128> {}
    pub const fn checked_rem(self, rhs: u128) -> Option<u128> {}
    pub const fn saturating_add(self, rhs: u128) -> u128 {}
    pub const fn saturating_sub(self, rhs: u128) -> u128 {}
    pub const fn saturating_mul(self, rhs: u128) -> u128 {}
    pub const fn wrapping_add(self, rhs: u128) -> u128 {}
    pub const fn wrapping_sub(self, rhs: u128) -> u128 {}
    pub const fn wrapping_mul(self, rhs: u128) -> u128 {}
    pub const fn pow(self, exp: u32) -> u128 {}
    pub const fn checked_pow(self, exp: u32) -> Option<u128> {}
    pub const fn saturating_pow(self, exp: u32) -> u128 {}
    pub const fn abs_diff(self, other: u128) -> u128 {}
    pub const fn rem_euclid(self, rhs: u128) -> u128 {}
    pub const fn div_euclid(self, rhs: u128) -> u128 {}
    pub const fn from_str_radix(src: &str, radix: u32) -> Result<u128, crate::num::ParseIntError> {}
    pub const fn to_le_bytes(self) -> [u8; 16] {}
    pub const fn to_be_bytes(self) -> [u8; 16] {}
    pub const fn to_ne_bytes(self) -> [u8; 16] {}
    pub const fn from_le_bytes(bytes: [u8; 16]) -> u128 {}
    pub const fn from_be_bytes(bytes: [u8; 16]) -> u128 {}
    pub const fn from_ne_bytes(bytes: [u8; 16]) -> u128 {}
    pub const fn leading_zeros(self) -> u32 {}
    pub const fn trailing_zeros(self) -> u32 {}
    pub const fn count_ones(self) -> u32 {}
    pub const fn count_zeros(self) -> u32 {}
    pub const fn is_power_of_two(self) -> bool {}
    pub const fn next_power_of_two(self) -> u128 {}
    pub const fn div_ceil(self, rhs: u128) -> u128 {}
    pub const fn next_multiple_of(self, rhs: u128) -> u128 {}
}
impl usize {
    pub const fn checked_add(self, rhs: usize) -> Option<usize> {}
    pub const fn checked_sub(self, rhs: usize) -> Option<usize> {}
    pub const fn checked_mul(self, rhs: usize) -> Option<usize> {}
    pub const fn checked_div(self, rhs: usize) -> Option<usize> {}
    pub const fn checked_rem(self, rhs: usize) -> Option<usize> {}
    pub const fn saturating_add(self, rhs: usize) -> usize {}
    pub const fn saturating_sub(self, rhs: usize) -> usize {}
    pub const fn saturating_mul(self, rhs: usize) -> usize {}
    pub const fn wrapping_add(self, rhs: usize) -> usize {}
    pub const fn wrapping_sub(self, rhs: usize) -> usize {}
    pub const fn wrapping_mul(self, rhs: usize) -> usize {}
    pub const fn overflowing_add(self, rhs: usize) -> (usize, bool) {}
    pub const fn overflowing_sub(self, rhs: usize) -> (usize, bool) {}
    pub const fn overflowing_mul(self, rhs: usize) -> (usize, bool) {}
    pub const fn pow(self, exp: u32) -> usize {}
    pub const fn checked_pow(self, exp: u32) -> Option<usize> {}
    pub const fn saturating_pow(self, exp: u32) -> usize {}
    pub const fn abs_diff(self, other: usize) -> usize {}
    pub const fn rem_euclid(self, rhs: usize) -> usize {}
    pub const fn div_euclid(self, rhs: usize) -> usize {}
    pub const fn from_str_radix(src: &str, radix: u32) -> Result<usize, crate::num::ParseIntError> {}
    pub const fn to_le_bytes(self) -> [u8; 8] {}
    pub const fn to_be_bytes(self) -> [u8; 8] {}
    pub const fn to_ne_bytes(self) -> [u8; 8] {}
    pub const fn from_le_bytes(bytes: [u8; 8]) -> usize {}
    pub const fn from_be_bytes(bytes: [u8; 8]) -> usize {}
    pub const fn from_ne_bytes(bytes: [u8; 8]) -> usize {}
    pub const fn leading_zeros(self) -> u32 {}
    pub const fn trailing_zeros(self) -> u32 {}
    pub const fn count_ones(self) -> u32 {}
    pub const fn count_zeros(self) -> u32 {}
    pub const fn wrapping_pow(self, exp: u32) -> usize {}
    pub const fn checked_neg(self) -> Option<usize> {}
    pub const fn wrapping_neg(self) -> usize {}
    pub const fn checked_shl(self, rhs: u32) -> Option<usize> {}
    pub const fn wrapping_shl(self, rhs: u32) -> usize {}
    pub const fn checked_shr(self, rhs: u32) -> Option<usize> {}
    pub const fn wrapping_shr(self, rhs: u32) -> usize {}
    pub const fn rotate_left(self, n: u32) -> usize {}
    pub const fn rotate_right(self, n: u32) -> usize {}
    pub const fn swap_bytes(self) -> usize {}
    pub const fn to_le(self) -> usize {}
    pub const fn to_be(self) -> usize {}
    pub const fn isqrt(self) -> usize {}
    pub const fn ilog(self, base: usize) -> u32 {}
    pub const fn ilog2(self) -> u32 {}
    pub const fn checked_ilog2(self) -> Option<u32> {}
    pub const fn ilog10(self) -> u32 {}
    pub const fn checked_ilog10(self) -> Option<u32> {}
    pub const fn min_value() -> usize {}
    pub const fn max_value() -> usize {}
    pub const fn is_power_of_two(self) -> bool {}
    pub const fn next_power_of_two(self) -> usize {}
    pub const fn div_ceil(self, rhs: usize) -> usize {}
    pub const fn next_multiple_of(self, rhs: usize) -> usize {}
    pub const fn checked_next_power_of_two(self) -> Option<usize> {}
    pub const fn checked_add_signed(self, rhs: isize) -> Option<usize> {}
    pub const fn saturating_add_signed(self, rhs: isize) -> usize {}
    pub const fn wrapping_add_signed(self, rhs: isize) -> usize {}
    pub const fn cast_signed(self) -> isize {}
    pub const fn is_multiple_of(self, rhs: usize) -> bool {}
    pub const fn checked_next_multiple_of(self, rhs: usize) -> Option<usize> {}
}
impl i8 {
    pub const fn checked_add(self, rhs: i8) -> Option<i8> {}
    pub const fn checked_sub(self, rhs: i8) -> Option<i8> {}
    pub const fn checked_mul(self, rhs: i8) -> Option<i8> {}
    pub const fn checked_div(self, rhs: i8) -> Option<i8> {}
    pub const fn checked_rem(self, rhs: i8) -> Option<i8> {}
    pub const fn saturating_add(self, rhs: i8) -> i8 {}
    pub const fn saturating_sub(self, rhs: i8) -> i8 {}
    pub const fn saturating_mul(self, rhs: i8) -> i8 {}
    pub const fn wrapping_add(self, rhs: i8) -> i8 {}
    pub const fn wrapping_sub(self, rhs: i8) -> i8 {}
    pub const fn wrapping_mul(self, rhs: i8) -> i8 {}
    pub const fn pow(self, exp: u32) -> i8 {}
    pub const fn checked_pow(self, exp: u32) -> Option<i8> {}
    pub const fn saturating_pow(self, exp: u32) -> i8 {}
    pub const fn abs_diff(self, other: i8) -> u8 {}
    pub const fn rem_euclid(self, rhs: i8) -> i8 {}
    pub const fn div_euclid(self, rhs: i8) -> i8 {}
    pub const fn from_str_radix(src: &str, radix: u32) -> Result<i8, crate::num::ParseIntError> {}
    pub const fn to_le_bytes(self) -> [u8; 1] {}
    pub const fn to_be_bytes(self) -> [u8; 1] {}
    pub const fn to_ne_bytes(self) -> [u8; 1] {}
    pub const fn from_le_bytes(bytes: [u8; 1]) -> i8 {}
    pub const fn from_be_bytes(bytes: [u8; 1]) -> i8 {}
    pub const fn from_ne_bytes(bytes: [u8; 1]) -> i8 {}
    pub const fn leading_zeros(self) -> u32 {}
    pub const fn trailing_zeros(self) -> u32 {}
    pub const fn count_ones(self) -> u32 {}
    pub const fn count_zeros(self) -> u32 {}
    pub const fn abs(self) -> i8 {}
    pub const fn unsigned_abs(self) -> u8 {}
    pub const fn signum(self) -> i8 {}
    pub const fn is_negative(self) -> bool {}
    pub const fn is_positive(self) -> bool {}
}
impl i16 {
    pub const fn checked_add(self, rhs: i16) -> Option<i16> {}
    pub const fn checked_sub(self, rhs: i16) -> Option<i16> {}
    pub const fn checked_mul(self, rhs: i16) -> Option<i16> {}
    pub const fn checked_div(self, rhs: i16) -> Option<i16> {}
    pub const fn checked_rem(self, rhs: i16) -> Option<i16> {}
    pub const fn saturating_add(self, rhs: i16) -> i16 {}
    pub const fn saturating_sub(self, rhs: i16) -> i16 {}
    pub const fn saturating_mul(self, rhs: i16) -> i16 {}
    pub const fn wrapping_add(self, rhs: i16) -> i16 {}
    pub const fn wrapping_sub(self, rhs: i16) -> i16 {}
    pub const fn wrapping_mul(self, rhs: i16) -> i16 {}
    pub const fn pow(self, exp: u32) -> i16 {}
    pub const fn checked_pow(self, exp: u32) -> Option<i16> {}
    pub const fn saturating_pow(self, exp: u32) -> i16 {}
    pub const fn abs_diff(self, other: i16) -> u16 {}
    pub const fn rem_euclid(self, rhs: i16) -> i16 {}
    pub const fn div_euclid(self, rhs: i16) -> i16 {}
    pub const fn from_str_radix(src: &str, radix: u32) -> Result<i16, crate::num::ParseIntError> {}
    pub const fn to_le_bytes(self) -> [u8; 2] {}
    pub const fn to_be_bytes(self) -> [u8; 2] {}
    pub const fn to_ne_bytes(self) -> [u8; 2] {}
    pub const fn from_le_bytes(bytes: [u8; 2]) -> i16 {}
    pub const fn from_be_bytes(bytes: [u8; 2]) -> i16 {}
    pub const fn from_ne_bytes(bytes: [u8; 2]) -> i16 {}
    pub const fn leading_zeros(self) -> u32 {}
    pub const fn trailing_zeros(self) -> u32 {}
    pub const fn count_ones(self) -> u32 {}
    pub const fn count_zeros(self) -> u32 {}
    pub const fn abs(self) -> i16 {}
    pub const fn unsigned_abs(self) -> u16 {}
    pub const fn signum(self) -> i16 {}
    pub const fn is_negative(self) -> bool {}
    pub const fn is_positive(self) -> bool {}
}
impl i32 {
    pub const fn checked_add(self, rhs: i32) -> Option<i32> {}
    pub const fn checked_sub(self, rhs: i32) -> Option<i32> {}
    pub const fn checked_mul(self, rhs: i32) -> Option<i32> {}
    pub const fn checked_div(self, rhs: i32) -> Option<i32> {}
    pub const fn checked_rem(self, rhs: i32) -> Option<i32> {}
    pub const fn saturating_add(self, rhs: i32) -> i32 {}
    pub const fn saturating_sub(self, rhs: i32) -> i32 {}
    pub const fn saturating_mul(self, rhs: i32) -> i32 {}
    pub const fn wrapping_add(self, rhs: i32) -> i32 {}
    pub const fn wrapping_sub(self, rhs: i32) -> i32 {}
    pub const fn wrapping_mul(self, rhs: i32) -> i32 {}
    pub const fn overflowing_add(self, rhs: i32) -> (i32, bool) {}
    pub const fn overflowing_sub(self, rhs: i32) -> (i32, bool) {}
    pub const fn overflowing_mul(self, rhs: i32) -> (i32, bool) {}
    pub const fn pow(self, exp: u32) -> i32 {}
    pub const fn checked_pow(self, exp: u32) -> Option<i32> {}
    pub const fn saturating_pow(self, exp: u32) -> i32 {}
    pub const fn abs_diff(self, other: i32) -> u32 {}
    pub const fn rem_euclid(self, rhs: i32) -> i32 {}
    pub const fn div_euclid(self, rhs: i32) -> i32 {}
    pub const fn from_str_radix(src: &str, radix: u32) -> Result<i32, crate::num::ParseIntError> {}
    pub const fn to_le_bytes(self) -> [u8; 4] {}
    pub const fn to_be_bytes(self) -> [u8; 4] {}
    pub const fn to_ne_bytes(self) -> [u8; 4] {}
    pub const fn from_le_bytes(bytes: [u8; 4]) -> i32 {}
    pub const fn from_be_bytes(bytes: [u8; 4]) -> i32 {}
    pub const fn from_ne_bytes(bytes: [u8; 4]) -> i32 {}
    pub const fn leading_zeros(self) -> u32 {}
    pub const fn trailing_zeros(self) -> u32 {}
    pub const fn count_ones(self) -> u32 {}
    pub const fn count_zeros(self) -> u32 {}
    pub const fn wrapping_pow(self, exp: u32) -> i32 {}
    pub const fn checked_neg(self) -> Option<i32> {}
    pub const fn wrapping_neg(self) -> i32 {}
    pub const fn checked_shl(self, rhs: u32) -> Option<i32> {}
    pub const fn wrapping_shl(self, rhs: u32) -> i32 {}
    pub const fn checked_shr(self, rhs: u32) -> Option<i32> {}
    pub const fn wrapping_shr(self, rhs: u32) -> i32 {}
    pub const fn rotate_left(self, n: u32) -> i32 {}
    pub const fn rotate_right(self, n: u32) -> i32 {}
    pub const fn swap_bytes(self) -> i32 {}
    pub const fn to_le(self) -> i32 {}
    pub const fn to_be(self) -> i32 {}
    pub const fn isqrt(self) -> i32 {}
    pub const fn ilog(self, base: i32) -> u32 {}
    pub const fn ilog2(self) -> u32 {}
    pub const fn checked_ilog2(self) -> Option<u32> {}
    pub const fn ilog10(self) -> u32 {}
    pub const fn checked_ilog10(self) -> Option<u32> {}
    pub const fn min_value() -> i32 {}
    pub const fn max_value() -> i32 {}
    pub const fn abs(self) -> i32 {}
    pub const fn unsigned_abs(self) -> u32 {}
    pub const fn signum(self) -> i32 {}
    pub const fn is_negative(self) -> bool {}
    pub const fn is_positive(self) -> bool {}
    pub const fn checked_abs(self) -> Option<i32> {}
    pub const fn wrapping_abs(self) -> i32 {}
    pub const fn saturating_abs(self) -> i32 {}
    pub const fn saturating_neg(self) -> i32 {}
    pub const fn checked_add_unsigned(self, rhs: u32) -> Option<i32> {}
    pub const fn checked_sub_unsigned(self, rhs: u32) -> Option<i32> {}
    pub const fn cast_unsigned(self) -> u32 {}
    pub const fn saturating_add_unsigned(self, rhs: u32) -> i32 {}
}
impl i64 {
    pub const fn checked_add(self, rhs: i64) -> Option<i64> {}
    pub const fn checked_sub(self, rhs: i64) -> Option<i64> {}
    pub const fn checked_mul(self, rhs: i64) -> Option<i64> {}
    pub const fn checked_div(self, rhs: i64) -> Option<i64> {}
    pub const fn checked_rem(self, rhs: i64) -> Option<i64> {}
    pub const fn saturating_add(self, rhs: i64) -> i64 {}
    pub const fn saturating_sub(self, rhs: i64) -> i64 {}
    pub const fn saturating_mul(self, rhs: i64) -> i64 {}
    pub const fn wrapping_add(self, rhs: i64) -> i64 {}
    pub const fn wrapping_sub(self, rhs: i64) -> i64 {}
    pub const fn wrapping_mul(self, rhs: i64) -> i64 {}
    pub const fn overflowing_add(self, rhs: i64) -> (i64, bool) {}
    pub const fn overflowing_sub(self, rhs: i64) -> (i64, bool) {}
    pub const fn overflowing_mul(self, rhs: i64) -> (i64, bool) {}
    pub const fn pow(self, exp: u32) -> i64 {}
    pub const fn checked_pow(self, exp: u32) -> Option<i64> {}
    pub const fn saturating_pow(self, exp: u32) -> i64 {}
    pub const fn abs_diff(self, other: i64) -> u64 {}
    pub const fn rem_euclid(self, rhs: i64) -> i64 {}
    pub const fn div_euclid(self, rhs: i64) -> i64 {}
    pub const fn from_str_radix(src: &str, radix: u32) -> Result<i64, crate::num::ParseIntError> {}
    pub const fn to_le_bytes(self) -> [u8; 8] {}
    pub const fn to_be_bytes(self) -> [u8; 8] {}
    pub const fn to_ne_bytes(self) -> [u8; 8] {}
    pub const fn from_le_bytes(bytes: [u8; 8]) -> i64 {}
    pub const fn from_be_bytes(bytes: [u8; 8]) -> i64 {}
    pub const fn from_ne_bytes(bytes: [u8; 8]) -> i64 {}
    pub const fn leading_zeros(self) -> u32 {}
    pub const fn trailing_zeros(self) -> u32 {}
    pub const fn count_ones(self) -> u32 {}
    pub const fn count_zeros(self) -> u32 {}
    pub const fn wrapping_pow(self, exp: u32) -> i64 {}
    pub const fn checked_neg(self) -> Option<i64> {}
    pub const fn wrapping_neg(self) -> i64 {}
    pub const fn checked_shl(self, rhs: u32) -> Option<i64> {}
    pub const fn wrapping_shl(self, rhs: u32) -> i64 {}
    pub const fn checked_shr(self, rhs: u32) -> Option<i64> {}
    pub const fn wrapping_shr(self, rhs: u32) -> i64 {}
    pub const fn rotate_left(self, n: u32) -> i64 {}
    pub const fn rotate_right(self, n: u32) -> i64 {}
    pub const fn swap_bytes(self) -> i64 {}
    pub const fn to_le(self) -> i64 {}
    pub const fn to_be(self) -> i64 {}
    pub const fn isqrt(self) -> i64 {}
    pub const fn ilog(self, base: i64) -> u32 {}
    pub const fn ilog2(self) -> u32 {}
    pub const fn checked_ilog2(self) -> Option<u32> {}
    pub const fn ilog10(self) -> u32 {}
    pub const fn checked_ilog10(self) -> Option<u32> {}
    pub const fn min_value() -> i64 {}
    pub const fn max_value() -> i64 {}
    pub const fn abs(self) -> i64 {}
    pub const fn unsigned_abs(self) -> u64 {}
    pub const fn signum(self) -> i64 {}
    pub const fn is_negative(self) -> bool {}
    pub const fn is_positive(self) -> bool {}
    pub const fn checked_abs(self) -> Option<i64> {}
    pub const fn wrapping_abs(self) -> i64 {}
    pub const fn saturating_abs(self) -> i64 {}
    pub const fn saturating_neg(self) -> i64 {}
    pub const fn checked_add_unsigned(self, rhs: u64) -> Option<i64> {}
    pub const fn checked_sub_unsigned(self, rhs: u64) -> Option<i64> {}
    pub const fn cast_unsigned(self) -> u64 {}
    pub const fn saturating_add_unsigned(self, rhs: u64) -> i64 {}
}
impl i128 {
    pub const fn checked_add(self, rhs: i128) -> Option<i128> {}
    pub const fn checked_sub(self, rhs: i128) -> Option<i128> {}
    pub const fn checked_mul(self, rhs: i128) -> Option<i128> {}
    pub const fn checked_div(self, rhs: i128) -> Option<i128> {}
    pub const fn checked_rem(self, rhs: i128) -> Option<i128> {}
    pub const fn saturating_add(self, rhs: i128) -> i128 {}
    pub const fn saturating_sub(self, rhs: i128) -> i128 {}
    pub const fn saturating_mul(self, rhs: i128) -> i128 {}
    pub const fn wrapping_add(self, rhs: i128) -> i128 {}
    pub const fn wrapping_sub(self, rhs: i128) -> i128 {}
    pub const fn wrapping_mul(self, rhs: i128) -> i128 {}
    pub const fn pow(self, exp: u32) -> i128 {}
    pub const fn checked_pow(self, exp: u32) -> Option<i128> {}
    pub const fn saturating_pow(self, exp: u32) -> i128 {}
    pub const fn abs_diff(self, other: i128) -> u128 {}
    pub const fn rem_euclid(self, rhs: i128) -> i128 {}
    pub const fn div_euclid(self, rhs: i128) -> i128 {}
    pub const fn from_str_radix(src: &str, radix: u32) -> Result<i128, crate::num::ParseIntError> {}
    pub const fn to_le_bytes(self) -> [u8; 16] {}
    pub const fn to_be_bytes(self) -> [u8; 16] {}
    pub const fn to_ne_bytes(self) -> [u8; 16] {}
    pub const fn from_le_bytes(bytes: [u8; 16]) -> i128 {}
    pub const fn from_be_bytes(bytes: [u8; 16]) -> i128 {}
    pub const fn from_ne_bytes(bytes: [u8; 16]) -> i128 {}
    pub const fn leading_zeros(self) -> u32 {}
    pub const fn trailing_zeros(self) -> u32 {}
    pub const fn count_ones(self) -> u32 {}
    pub const fn count_zeros(self) -> u32 {}
    pub const fn abs(self) -> i128 {}
    pub const fn unsigned_abs(self) -> u128 {}
    pub const fn signum(self) -> i128 {}
    pub const fn is_negative(self) -> bool {}
    pub const fn is_positive(self) -> bool {}
}
impl isize {
    pub const fn checked_add(self, rhs: isize) -> Option<isize> {}
    pub const fn checked_sub(self, rhs: isize) -> Option<isize> {}
    pub const fn checked_mul(self, rhs: isize) -> Option<isize> {}
    pub const fn checked_div(self, rhs: isize) -> Option<isize> {}
    pub const fn checked_rem(self, rhs: isize) -> Option<isize> {}
    pub const fn saturating_add(self, rhs: isize) -> isize {}
    pub const fn saturating_sub(self, rhs: isize) -> isize {}
    pub const fn saturating_mul(self, rhs: isize) -> isize {}
    pub const fn wrapping_add(self, rhs: isize) -> isize {}
    pub const fn wrapping_sub(self, rhs: isize) -> isize {}
    pub const fn wrapping_mul(self, rhs: isize) -> isize {}
    pub const fn pow(self, exp: u32) -> isize {}
    pub const fn checked_pow(self, exp: u32) -> Option<isize> {}
    pub const fn saturating_pow(self, exp: u32) -> isize {}
    pub const fn abs_diff(self, other: isize) -> usize {}
    pub const fn rem_euclid(self, rhs: isize) -> isize {}
    pub const fn div_euclid(self, rhs: isize) -> isize {}
    pub const fn from_str_radix(src: &str, radix: u32) -> Result<isize, crate::num::ParseIntError> {}
    pub const fn to_le_bytes(self) -> [u8; 8] {}
    pub const fn to_be_bytes(self) -> [u8; 8] {}
    pub const fn to_ne_bytes(self) -> [u8; 8] {}
    pub const fn from_le_bytes(bytes: [u8; 8]) -> isize {}
    pub const fn from_be_bytes(bytes: [u8; 8]) -> isize {}
    pub const fn from_ne_bytes(bytes: [u8; 8]) -> isize {}
    pub const fn leading_zeros(self) -> u32 {}
    pub const fn trailing_zeros(self) -> u32 {}
    pub const fn count_ones(self) -> u32 {}
    pub const fn count_zeros(self) -> u32 {}
    pub const fn abs(self) -> isize {}
    pub const fn unsigned_abs(self) -> usize {}
    pub const fn signum(self) -> isize {}
    pub const fn is_negative(self) -> bool {}
    pub const fn is_positive(self) -> bool {}
}
impl f32 {
    pub fn floor(self) -> f32 {}
    pub fn ceil(self) -> f32 {}
    pub fn round(self) -> f32 {}
    pub fn round_ties_even(self) -> f32 {}
    pub fn trunc(self) -> f32 {}
    pub fn fract(self) -> f32 {}
    pub fn abs(self) -> f32 {}
    pub fn signum(self) -> f32 {}
    pub fn sqrt(self) -> f32 {}
    pub fn cbrt(self) -> f32 {}
    pub fn exp(self) -> f32 {}
    pub fn exp2(self) -> f32 {}
    pub fn exp_m1(self) -> f32 {}
    pub fn ln(self) -> f32 {}
    pub fn log2(self) -> f32 {}
    pub fn log10(self) -> f32 {}
    pub fn ln_1p(self) -> f32 {}
    pub fn sin(self) -> f32 {}
    pub fn cos(self) -> f32 {}
    pub fn tan(self) -> f32 {}
    pub fn asin(self) -> f32 {}
    pub fn acos(self) -> f32 {}
    pub fn atan(self) -> f32 {}
    pub fn sinh(self) -> f32 {}
    pub fn cosh(self) -> f32 {}
    pub fn tanh(self) -> f32 {}
    pub fn asinh(self) -> f32 {}
    pub fn acosh(self) -> f32 {}
    pub fn atanh(self) -> f32 {}
    pub fn recip(self) -> f32 {}
    pub fn to_degrees(self) -> f32 {}
    pub fn to_radians(self) -> f32 {}
    pub fn powf(self, other: f32) -> f32 {}
    pub fn max(self, other: f32) -> f32 {}
    pub fn min(self, other: f32) -> f32 {}
    pub fn copysign(self, other: f32) -> f32 {}
    pub fn rem_euclid(self, other: f32) -> f32 {}
    pub fn div_euclid(self, other: f32) -> f32 {}
    pub fn log(self, other: f32) -> f32 {}
    pub fn hypot(self, other: f32) -> f32 {}
    pub fn atan2(self, other: f32) -> f32 {}
    pub fn powi(self, n: i32) -> f32 {}
    pub fn mul_add(self, a: f32, b: f32) -> f32 {}
    pub fn clamp(self, min: f32, max: f32) -> f32 {}
    pub fn sin_cos(self) -> (f32, f32) {}
    pub fn total_cmp(&self, other: &f32) -> crate::cmp::Ordering {}
    pub fn is_nan(self) -> bool {}
    pub fn is_infinite(self) -> bool {}
    pub fn is_finite(self) -> bool {}
    pub fn is_normal(self) -> bool {}
    pub fn is_sign_positive(self) -> bool {}
    pub fn is_sign_negative(self) -> bool {}
    pub fn to_bits(self) -> u32 {}
    pub fn from_bits(v: u32) -> f32 {}
    pub fn to_le_bytes(self) -> [u8; 4] {}
    pub fn from_le_bytes(bytes: [u8; 4]) -> f32 {}
    pub fn to_be_bytes(self) -> [u8; 4] {}
    pub fn from_be_bytes(bytes: [u8; 4]) -> f32 {}
    pub fn to_ne_bytes(self) -> [u8; 4] {}
    pub fn from_ne_bytes(bytes: [u8; 4]) -> f32 {}
}
impl f64 {
    pub fn floor(self) -> f64 {}
    pub fn ceil(self) -> f64 {}
    pub fn round(self) -> f64 {}
    pub fn round_ties_even(self) -> f64 {}
    pub fn trunc(self) -> f64 {}
    pub fn fract(self) -> f64 {}
    pub fn abs(self) -> f64 {}
    pub fn signum(self) -> f64 {}
    pub fn sqrt(self) -> f64 {}
    pub fn cbrt(self) -> f64 {}
    pub fn exp(self) -> f64 {}
    pub fn exp2(self) -> f64 {}
    pub fn exp_m1(self) -> f64 {}
    pub fn ln(self) -> f64 {}
    pub fn log2(self) -> f64 {}
    pub fn log10(self) -> f64 {}
    pub fn ln_1p(self) -> f64 {}
    pub fn sin(self) -> f64 {}
    pub fn cos(self) -> f64 {}
    pub fn tan(self) -> f64 {}
    pub fn asin(self) -> f64 {}
    pub fn acos(self) -> f64 {}
    pub fn atan(self) -> f64 {}
    pub fn sinh(self) -> f64 {}
    pub fn cosh(self) -> f64 {}
    pub fn tanh(self) -> f64 {}
    pub fn asinh(self) -> f64 {}
    pub fn acosh(self) -> f64 {}
    pub fn atanh(self) -> f64 {}
    pub fn recip(self) -> f64 {}
    pub fn to_degrees(self) -> f64 {}
    pub fn to_radians(self) -> f64 {}
    pub fn powf(self, other: f64) -> f64 {}
    pub fn max(self, other: f64) -> f64 {}
    pub fn min(self, other: f64) -> f64 {}
    pub fn copysign(self, other: f64) -> f64 {}
    pub fn rem_euclid(self, other: f64) -> f64 {}
    pub fn div_euclid(self, other: f64) -> f64 {}
    pub fn log(self, other: f64) -> f64 {}
    pub fn hypot(self, other: f64) -> f64 {}
    pub fn atan2(self, other: f64) -> f64 {}
    pub fn powi(self, n: i32) -> f64 {}
    pub fn mul_add(self, a: f64, b: f64) -> f64 {}
    pub fn clamp(self, min: f64, max: f64) -> f64 {}
    pub fn sin_cos(self) -> (f64, f64) {}
    pub fn total_cmp(&self, other: &f64) -> crate::cmp::Ordering {}
    pub fn is_nan(self) -> bool {}
    pub fn is_infinite(self) -> bool {}
    pub fn is_finite(self) -> bool {}
    pub fn is_normal(self) -> bool {}
    pub fn is_sign_positive(self) -> bool {}
    pub fn is_sign_negative(self) -> bool {}
    pub fn to_bits(self) -> u64 {}
    pub fn from_bits(v: u64) -> f64 {}
    pub fn to_le_bytes(self) -> [u8; 8] {}
    pub fn from_le_bytes(bytes: [u8; 8]) -> f64 {}
    pub fn to_be_bytes(self) -> [u8; 8] {}
    pub fn from_be_bytes(bytes: [u8; 8]) -> f64 {}
    pub fn to_ne_bytes(self) -> [u8; 8] {}
    pub fn from_ne_bytes(bytes: [u8; 8]) -> f64 {}
}
