//! Signatures of std: String and ToString.

use crate::prelude::rust_2024::*;
use crate::borrow::Cow;
use crate::fmt::{Debug, Display};
use crate::hash::Hash;
use crate::ops::{Add, AddAssign, Deref, DerefMut, Index, IndexMut, RangeBounds};
use crate::slice::SliceIndex;
use crate::str::{pattern::Pattern, FromStr, Utf8Error};
#[derive(Clone, Default, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct String {}
impl String {
    pub const fn new() -> String {}
    pub fn with_capacity(capacity: usize) -> String {}
    pub fn from_utf8(vec: Vec<u8>) -> Result<String, FromUtf8Error> {}
    pub fn from_utf8_lossy(v: &[u8]) -> Cow<'_, str> {}
    pub fn from_utf16(v: &[u16]) -> Result<String, FromUtf16Error> {}
    pub fn from_utf16_lossy(v: &[u16]) -> String {}
    pub unsafe fn from_utf8_unchecked(bytes: Vec<u8>) -> String {}
    pub fn into_bytes(self) -> Vec<u8> {}
    pub const fn as_str(&self) -> &str {}
    pub const fn as_mut_str(&mut self) -> &mut str {}
    pub fn push_str(&mut self, string: &str) {}
    pub fn extend_from_within<R: RangeBounds<usize>>(&mut self, src: R) {}
    pub const fn capacity(&self) -> usize {}
    pub fn reserve(&mut self, additional: usize) {}
    pub fn reserve_exact(&mut self, additional: usize) {}
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), crate::collections::TryReserveError> {}
    pub fn shrink_to_fit(&mut self) {}
    pub fn shrink_to(&mut self, min_capacity: usize) {}
    pub fn push(&mut self, ch: char) {}
    pub const fn as_bytes(&self) -> &[u8] {}
    pub fn truncate(&mut self, new_len: usize) {}
    pub fn pop(&mut self) -> Option<char> {}
    pub fn remove(&mut self, idx: usize) -> char {}
    pub fn retain<F: FnMut(char) -> bool>(&mut self, f: F) {}
    pub fn insert(&mut self, idx: usize, ch: char) {}
    pub fn insert_str(&mut self, idx: usize, string: &str) {}
    pub const unsafe fn as_mut_vec(&mut self) -> &mut Vec<u8> {}
    pub const fn len(&self) -> usize {}
    pub const fn is_empty(&self) -> bool {}
    pub fn split_off(&mut self, at: usize) -> String {}
    pub fn clear(&mut self) {}
    pub fn drain<R: RangeBounds<usize>>(&mut self, range: R) -> Drain<'_> {}
    pub fn replace_range<R: RangeBounds<usize>>(&mut self, range: R, replace_with: &str) {}
    pub fn into_boxed_str(self) -> Box<str> {}
    pub fn leak<'a>(self) -> &'a mut str {}
}
pub trait ToString {
    fn to_string(&self) -> String;
}
impl<T: Display + ?Sized> ToString for T {}
impl Deref for String { type Target = str; }
impl DerefMut for String {}
impl AsRef<str> for String {}
impl AsRef<[u8]> for String {}
impl AsRef<crate::ffi::OsStr> for String {}
impl AsRef<crate::path::Path> for String {}
impl AsMut<str> for String {}
impl Display for String {}
impl crate::fmt::Write for String {}
impl FromStr for String {
    type Err = crate::convert::Infallible;
}
impl<I: SliceIndex<str>> Index<I> for String {
    type Output = I::Output;
}
impl<I: SliceIndex<str>> IndexMut<I> for String {}
impl Add<&str> for String {
    type Output = String;
}
impl AddAssign<&str> for String {}
impl PartialEq for String {}
impl PartialEq<str> for String {}
impl PartialEq<&str> for String {}
impl PartialEq<Cow<'_, str>> for String {}
impl PartialEq<String> for str {}
impl PartialEq<String> for &str {}
impl From<char> for String {}
impl From<&str> for String {}
impl From<&mut str> for String {}
impl From<&String> for String {}
impl From<Box<str>> for String {}
impl From<Cow<'_, str>> for String {}
impl<'a> FromIterator<char> for String {}
impl<'a> FromIterator<&'a char> for String {}
impl<'a> FromIterator<&'a str> for String {}
impl<'a> FromIterator<String> for String {}
impl<'a> FromIterator<Box<str>> for String {}
impl<'a> FromIterator<Cow<'a, str>> for String {}
impl<'a> Extend<char> for String {}
impl<'a> Extend<&'a char> for String {}
impl<'a> Extend<&'a str> for String {}
impl<'a> Extend<String> for String {}
impl<'a> Extend<Cow<'a, str>> for String {}
pub struct Drain<'a> {}
impl<'a> Iterator for Drain<'a> { type Item = char; }
impl<'a> DoubleEndedIterator for Drain<'a> {}
impl Drain<'_> {
    pub fn as_str(&self) -> &str {}
}
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FromUtf8Error {}
impl FromUtf8Error {
    pub fn as_bytes(&self) -> &[u8] {}
    pub fn into_bytes(self) -> Vec<u8> {}
    pub fn utf8_error(&self) -> Utf8Error {}
}
#[derive(Debug)]
pub struct FromUtf16Error {}
impl Display for FromUtf8Error {}
impl crate::error::Error for FromUtf8Error {}
impl Display for FromUtf16Error {}
impl crate::error::Error for FromUtf16Error {}
pub type ParseError = crate::convert::Infallible;
