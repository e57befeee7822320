//! Signatures of std: Rc and its Weak.

use crate::prelude::rust_2024::*;
use crate::fmt::{Debug, Display};
use crate::ops::Deref;
use crate::pin::Pin;
pub struct Rc<T: ?Sized> {}
#[derive(Debug)]
pub struct Weak<T: ?Sized> {}
impl<T> Rc<T> {
    pub fn new(value: T) -> Rc<T> {}
    pub fn new_cyclic<F: FnOnce(&Weak<T>) -> T>(data_fn: F) -> Rc<T> {}
    pub fn pin(value: T) -> Pin<Rc<T>> {}
    pub fn try_unwrap(this: Self) -> Result<T, Self> {}
    pub fn into_inner(this: Self) -> Option<T> {}
    pub fn unwrap_or_clone(this: Self) -> T where T: Clone {}
}
impl<T: ?Sized> Rc<T> {
    pub fn as_ptr(this: &Self) -> *const T {}
    pub fn into_raw(this: Self) -> *const T {}
    pub unsafe fn from_raw(ptr: *const T) -> Self {}
    pub fn downgrade(this: &Self) -> Weak<T> {}
    pub fn weak_count(this: &Self) -> usize {}
    pub fn strong_count(this: &Self) -> usize {}
    pub fn ptr_eq(this: &Self, other: &Self) -> bool {}
    pub fn get_mut(this: &mut Self) -> Option<&mut T> {}
    pub fn make_mut(this: &mut Self) -> &mut T where T: Clone {}
}
impl<T> Weak<T> {
    pub const fn new() -> Weak<T> {}
}
impl<T: ?Sized> Weak<T> {
    pub fn upgrade(&self) -> Option<Rc<T>> {}
    pub fn strong_count(&self) -> usize {}
    pub fn weak_count(&self) -> usize {}
    pub fn ptr_eq(&self, other: &Self) -> bool {}
}
impl<T> Default for Weak<T> {}
impl<T: ?Sized> Clone for Weak<T> {}
impl<T: ?Sized> Clone for Rc<T> {}
impl<T: Default> Default for Rc<T> {}
impl<T: ?Sized> Deref for Rc<T> { type Target = T; }
impl<T: ?Sized> AsRef<T> for Rc<T> {}
impl<T: ?Sized + PartialEq> PartialEq for Rc<T> {}
impl<T: ?Sized + Eq> Eq for Rc<T> {}
impl<T: ?Sized + PartialOrd> PartialOrd for Rc<T> {}
impl<T: ?Sized + Ord> Ord for Rc<T> {}
impl<T: ?Sized + Debug> Debug for Rc<T> {}
impl<T: ?Sized + Display> Display for Rc<T> {}
impl<T: ?Sized + crate::hash::Hash> crate::hash::Hash for Rc<T> {}
impl<T> From<T> for Rc<T> {}
impl<T: ?Sized> From<Box<T>> for Rc<T> {}
impl<T> From<Vec<T>> for Rc<[T]> {}
impl<T: Clone> From<&[T]> for Rc<[T]> {}
impl<T, const N: usize> From<[T; N]> for Rc<[T]> {}
impl From<&str> for Rc<str> {}
impl From<String> for Rc<str> {}
impl From<&crate::path::Path> for Rc<crate::path::Path> {}
impl From<crate::path::PathBuf> for Rc<crate::path::Path> {}
impl From<&crate::ffi::OsStr> for Rc<crate::ffi::OsStr> {}
impl From<crate::ffi::OsString> for Rc<crate::ffi::OsStr> {}
impl<T> FromIterator<T> for Rc<[T]> {}
