//! Signatures of std: strings of the system and of C.

use crate::prelude::rust_2024::*;
use crate::borrow::Cow;
use crate::ops::{Deref, DerefMut};
use crate::path::{Path, PathBuf};
#[derive(Clone, Default, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OsString {}
impl OsString {
    pub const fn new() -> OsString {}
    pub unsafe fn from_encoded_bytes_unchecked(bytes: Vec<u8>) -> Self {}
    pub fn as_os_str(&self) -> &OsStr {}
    pub fn into_encoded_bytes(self) -> Vec<u8> {}
    pub fn into_string(self) -> Result<String, OsString> {}
    pub fn push<T: AsRef<OsStr>>(&mut self, s: T) {}
    pub fn with_capacity(capacity: usize) -> OsString {}
    pub fn clear(&mut self) {}
    pub fn capacity(&self) -> usize {}
    pub fn reserve(&mut self, additional: usize) {}
    pub fn reserve_exact(&mut self, additional: usize) {}
    pub fn shrink_to_fit(&mut self) {}
    pub fn into_boxed_os_str(self) -> Box<OsStr> {}
    pub fn leak<'a>(self) -> &'a mut OsStr {}
}
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OsStr {}
impl OsStr {
    pub fn new<S: AsRef<OsStr> + ?Sized>(s: &S) -> &OsStr {}
    pub unsafe fn from_encoded_bytes_unchecked(bytes: &[u8]) -> &Self {}
    pub fn to_str(&self) -> Option<&str> {}
    pub fn to_string_lossy(&self) -> Cow<'_, str> {}
    pub fn to_os_string(&self) -> OsString {}
    pub fn is_empty(&self) -> bool {}
    pub fn len(&self) -> usize {}
    pub fn into_os_string(self: Box<OsStr>) -> OsString {}
    pub fn as_encoded_bytes(&self) -> &[u8] {}
    pub fn make_ascii_lowercase(&mut self) {}
    pub fn make_ascii_uppercase(&mut self) {}
    pub fn to_ascii_lowercase(&self) -> OsString {}
    pub fn to_ascii_uppercase(&self) -> OsString {}
    pub fn is_ascii(&self) -> bool {}
    pub fn eq_ignore_ascii_case<S: AsRef<OsStr>>(&self, other: S) -> bool {}
    pub fn display(&self) -> os_str::Display<'_> {}
}
pub mod os_str {
    #[derive(Debug)]
    pub struct Display<'a> {}
    impl crate::fmt::Display for Display<'_> {}
}
impl Deref for OsString { type Target = OsStr; }
impl DerefMut for OsString {}
impl AsRef<OsStr> for OsString {}
impl AsRef<Path> for OsString {}
impl AsRef<OsStr> for OsStr {}
impl AsRef<Path> for OsStr {}
impl<T: ?Sized + AsRef<OsStr>> From<&T> for OsString {}
impl From<String> for OsString {}
impl From<PathBuf> for OsString {}
impl From<Box<OsStr>> for OsString {}
impl From<Cow<'_, OsStr>> for OsString {}
impl<'a> TryFrom<&'a OsStr> for &'a str {
    type Error = crate::str::Utf8Error;
}
impl crate::str::FromStr for OsString {
    type Err = crate::convert::Infallible;
}
impl PartialEq<str> for OsString {}
impl PartialEq<&str> for OsString {}
impl PartialEq<OsStr> for OsString {}
impl PartialEq<&OsStr> for OsString {}
impl PartialEq<Path> for OsString {}
impl PartialEq<PathBuf> for OsString {}
impl PartialEq<str> for OsStr {}
impl PartialEq<OsString> for OsStr {}
impl PartialEq<Path> for OsStr {}
impl PartialEq<PathBuf> for OsStr {}
impl Default for &OsStr {}
impl<'a> FromIterator<OsString> for OsString {}
impl<'a> FromIterator<&'a OsStr> for OsString {}
impl<'a> Extend<OsString> for OsString {}
impl<'a> Extend<&'a OsStr> for OsString {}
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CString {}
impl CString {
    pub fn new<T: Into<Vec<u8>>>(t: T) -> Result<CString, NulError> {}
    pub unsafe fn from_raw(ptr: *mut c_char) -> CString {}
    pub fn into_raw(self) -> *mut c_char {}
    pub fn into_string(self) -> Result<String, IntoStringError> {}
    pub fn into_bytes(self) -> Vec<u8> {}
    pub fn as_bytes(&self) -> &[u8] {}
    pub fn as_c_str(&self) -> &CStr {}
}
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CStr {}
impl CStr {
    pub const unsafe fn from_ptr<'a>(ptr: *const c_char) -> &'a CStr {}
    pub const fn from_bytes_until_nul(bytes: &[u8]) -> Result<&CStr, FromBytesUntilNulError> {}
    pub const fn from_bytes_with_nul(bytes: &[u8]) -> Result<&Self, FromBytesWithNulError> {}
    pub const fn as_ptr(&self) -> *const c_char {}
    pub const fn to_bytes(&self) -> &[u8] {}
    pub const fn to_bytes_with_nul(&self) -> &[u8] {}
    pub const fn to_str(&self) -> Result<&str, crate::str::Utf8Error> {}
    pub fn to_string_lossy(&self) -> Cow<'_, str> {}
}
impl Deref for CString { type Target = CStr; }
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NulError {}
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IntoStringError {}
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FromBytesUntilNulError {}
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FromBytesWithNulError {}
impl crate::fmt::Display for NulError {}
impl crate::error::Error for NulError {}
impl crate::fmt::Display for IntoStringError {}
impl crate::error::Error for IntoStringError {}
impl crate::fmt::Display for FromBytesUntilNulError {}
impl crate::error::Error for FromBytesUntilNulError {}
impl crate::fmt::Display for FromBytesWithNulError {}
impl crate::error::Error for FromBytesWithNulError {}
pub enum c_void {}
pub type c_char = i8;
pub type c_schar = i8;
pub type c_uchar = u8;
pub type c_short = i16;
pub type c_ushort = u16;
pub type c_int = i32;
pub type c_uint = u32;
pub type c_long = i64;
pub type c_ulong = u64;
pub type c_longlong = i64;
pub type c_ulonglong = u64;
pub type c_float = f32;
pub type c_double = f64;
