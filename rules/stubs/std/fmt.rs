//! Signatures of std: formatting.

use crate::prelude::rust_2024::*;
pub type Result = crate::result::Result<(), Error>;
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Error;
impl Display for Error {}
impl crate::error::Error for Error {}
pub trait Write {
    fn write_str(&mut self, s: &str) -> Result;
    fn write_char(&mut self, c: char) -> Result {}
    fn write_fmt(&mut self, args: Arguments<'_>) -> Result {}
}
impl<W: Write + ?Sized> Write for &mut W {}
impl Write for Formatter<'_> {}
pub struct Formatter<'a> {}
impl<'a> Formatter<'a> {
    pub fn pad_integral(&mut self, is_nonnegative: bool, prefix: &str, buf: &str) -> Result {}
    pub fn pad(&mut self, s: &str) -> Result {}
    pub fn write_str(&mut self, data: &str) -> Result {}
    pub fn write_fmt(&mut self, fmt: Arguments<'_>) -> Result {}
    pub const fn fill(&self) -> char {}
    pub const fn align(&self) -> Option<Alignment> {}
    pub const fn width(&self) -> Option<usize> {}
    pub const fn precision(&self) -> Option<usize> {}
    pub const fn sign_plus(&self) -> bool {}
    pub const fn sign_minus(&self) -> bool {}
    pub const fn alternate(&self) -> bool {}
    pub const fn sign_aware_zero_pad(&self) -> bool {}
    pub fn debug_struct<'b>(&'b mut self, name: &str) -> DebugStruct<'b, 'a> {}
    pub fn debug_tuple<'b>(&'b mut self, name: &str) -> DebugTuple<'b, 'a> {}
    pub fn debug_list<'b>(&'b mut self) -> DebugList<'b, 'a> {}
    pub fn debug_set<'b>(&'b mut self) -> DebugSet<'b, 'a> {}
    pub fn debug_map<'b>(&'b mut self) -> DebugMap<'b, 'a> {}
}
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    Left,
    Right,
    Center,
}
pub struct DebugStruct<'a, 'b: 'a> {}
impl<'a, 'b: 'a> DebugStruct<'a, 'b> {
    pub fn field(&mut self, name: &str, value: &dyn Debug) -> &mut Self {}
    pub fn finish_non_exhaustive(&mut self) -> Result {}
    pub fn finish(&mut self) -> Result {}
}
pub struct DebugTuple<'a, 'b: 'a> {}
impl<'a, 'b: 'a> DebugTuple<'a, 'b> {
    pub fn field(&mut self, value: &dyn Debug) -> &mut Self {}
    pub fn finish_non_exhaustive(&mut self) -> Result {}
    pub fn finish(&mut self) -> Result {}
}
pub struct DebugList<'a, 'b: 'a> {}
impl<'a, 'b: 'a> DebugList<'a, 'b> {
    pub fn entry(&mut self, entry: &dyn Debug) -> &mut Self {}
    pub fn entries<D: Debug, I: IntoIterator<Item = D>>(&mut self, entries: I) -> &mut Self {}
    pub fn finish(&mut self) -> Result {}
}
pub struct DebugSet<'a, 'b: 'a> {}
impl<'a, 'b: 'a> DebugSet<'a, 'b> {
    pub fn entry(&mut self, entry: &dyn Debug) -> &mut Self {}
    pub fn entries<D: Debug, I: IntoIterator<Item = D>>(&mut self, entries: I) -> &mut Self {}
    pub fn finish(&mut self) -> Result {}
}
pub struct DebugMap<'a, 'b: 'a> {}
impl<'a, 'b: 'a> DebugMap<'a, 'b> {
    pub fn entry(&mut self, key: &dyn Debug, value: &dyn Debug) -> &mut Self {}
    pub fn key(&mut self, key: &dyn Debug) -> &mut Self {}
    pub fn value(&mut self, value: &dyn Debug) -> &mut Self {}
    pub fn entries<K: Debug, V: Debug, I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) -> &mut Self {}
    pub fn finish(&mut self) -> Result {}
}
#[derive(Clone, Copy)]
pub struct Arguments<'a> {}
impl<'a> Arguments<'a> {
    pub const fn as_str(&self) -> Option<&'static str> {}
}
impl Debug for Arguments<'_> {}
impl Display for Arguments<'_> {}
pub trait Debug {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}
pub trait Display {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}
pub trait LowerHex {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}
pub trait UpperHex {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}
pub trait Octal {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}
pub trait Binary {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}
pub trait LowerExp {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}
pub trait UpperExp {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}
pub trait Pointer {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}
impl<T: ?Sized + Debug> Debug for &T {}
impl<T: ?Sized + Debug> Debug for &mut T {}
impl<T: Debug> Debug for [T] {}
impl<T: Debug, const N: usize> Debug for [T; N] {}
impl<A: Debug> Debug for (A,) {}
impl<A: Debug, B: Debug> Debug for (A, B) {}
impl<A: Debug, B: Debug, C: Debug> Debug for (A, B, C) {}
impl<T: ?Sized + Display> Display for &T {}
impl<T: ?Sized + Display> Display for &mut T {}
pub fn write(output: &mut dyn Write, args: Arguments<'_>) -> Result {}
pub fn format(args: Arguments<'_>) -> String {}
