//! Signatures of std: Box.

use crate::prelude::rust_2024::*;
use crate::borrow::Cow;
use crate::error::Error;
use crate::fmt::{Debug, Display};
use crate::hash::{Hash, Hasher};
use crate::ops::{Deref, DerefMut};
use crate::pin::Pin;
#[derive(Clone, Default, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Box<T: ?Sized> {}
impl<T> Box<T> {
    pub fn new(x: T) -> Self {}
    pub fn pin(x: T) -> Pin<Box<T>> {}
}
impl<T: ?Sized> Box<T> {
    pub unsafe fn from_raw(raw: *mut T) -> Self {}
    pub fn into_raw(b: Self) -> *mut T {}
    pub fn leak<'a>(b: Self) -> &'a mut T {}
    pub const fn into_pin(boxed: Self) -> Pin<Self> {}
}
impl Box<dyn crate::any::Any> {
    pub fn downcast<T: crate::any::Any>(self) -> Result<Box<T>, Self> {}
}
impl Box<dyn crate::any::Any + Send> {
    pub fn downcast<T: crate::any::Any>(self) -> Result<Box<T>, Self> {}
}
impl Box<dyn Error> {
    pub fn downcast<T: Error + 'static>(self) -> Result<Box<T>, Self> {}
}
impl Box<dyn Error + Send + Sync> {
    pub fn downcast<T: Error + 'static>(self) -> Result<Box<T>, Self> {}
}
impl<T: ?Sized> Deref for Box<T> { type Target = T; }
impl<T: ?Sized> DerefMut for Box<T> {}
impl<T: Clone> Clone for Box<[T]> {}
impl Clone for Box<str> {}
impl Clone for Box<crate::path::Path> {}
impl Clone for Box<crate::ffi::OsStr> {}
impl<T: Display + ?Sized> Display for Box<T> {}
impl<T: Error> Error for Box<T> {}
impl<T: ?Sized> AsRef<T> for Box<T> {}
impl<T: ?Sized> AsMut<T> for Box<T> {}
impl<T> From<T> for Box<T> {}
impl<T: Clone> From<&[T]> for Box<[T]> {}
impl<T> From<Vec<T>> for Box<[T]> {}
impl<T, const N: usize> From<[T; N]> for Box<[T]> {}
impl From<&str> for Box<str> {}
impl From<String> for Box<str> {}
impl From<Cow<'_, str>> for Box<str> {}
impl From<&crate::path::Path> for Box<crate::path::Path> {}
impl From<crate::path::PathBuf> for Box<crate::path::Path> {}
impl From<&crate::ffi::OsStr> for Box<crate::ffi::OsStr> {}
impl From<crate::ffi::OsString> for Box<crate::ffi::OsStr> {}
impl<'a, E: Error + 'a> From<E> for Box<dyn Error + 'a> {}
impl<'a, E: Error + Send + Sync + 'a> From<E> for Box<dyn Error + Send + Sync + 'a> {}
impl From<String> for Box<dyn Error> {}
impl From<&str> for Box<dyn Error> {}
impl From<Cow<'_, str>> for Box<dyn Error> {}
impl From<String> for Box<dyn Error + Send + Sync> {}
impl From<&str> for Box<dyn Error + Send + Sync> {}
impl From<Cow<'_, str>> for Box<dyn Error + Send + Sync> {}
impl<I> FromIterator<I> for Box<[I]> {}
impl<I: Iterator + ?Sized> Iterator for Box<I> {
    type Item = I::Item;
}
impl<I: DoubleEndedIterator + ?Sized> DoubleEndedIterator for Box<I> {}
impl<I: ExactSizeIterator + ?Sized> ExactSizeIterator for Box<I> {}
impl<I> IntoIterator for Box<[I]> {
    type Item = I;
    type IntoIter = crate::vec::IntoIter<I>;
}
impl<F: ?Sized + Future + Unpin> Future for Box<F> {
    type Output = F::Output;
}
impl<Args, F: FnOnce<Args> + ?Sized> FnOnce<Args> for Box<F> {
    type Output = <F as FnOnce<Args>>::Output;
}
impl<Args, F: FnMut<Args> + ?Sized> FnMut<Args> for Box<F> {}
impl<Args, F: Fn<Args> + ?Sized> Fn<Args> for Box<F> {}
impl<T: ?Sized + Hasher> Hasher for Box<T> {}
