//! Signatures of std: Cow, Borrow and ToOwned.

use crate::prelude::rust_2024::*;
use crate::ffi::{CStr, CString, OsStr, OsString};
use crate::fmt::{Debug, Display};
use crate::hash::Hash;
use crate::ops::{Add, AddAssign, Deref};
use crate::path::{Path, PathBuf};
pub trait Borrow<Borrowed: ?Sized> {
    fn borrow(&self) -> &Borrowed;
}
pub trait BorrowMut<Borrowed: ?Sized>: Borrow<Borrowed> {
    fn borrow_mut(&mut self) -> &mut Borrowed;
}
impl<T: ?Sized> Borrow<T> for T {}
impl<T: ?Sized> BorrowMut<T> for T {}
impl<T: ?Sized> Borrow<T> for &T {}
impl<T: ?Sized> Borrow<T> for &mut T {}
impl<T: ?Sized> BorrowMut<T> for &mut T {}
impl Borrow<str> for String {}
impl<T> Borrow<[T]> for Vec<T> {}
impl<T, const N: usize> Borrow<[T]> for [T; N] {}
impl<T: ?Sized> Borrow<T> for Box<T> {}
impl<T: ?Sized> Borrow<T> for crate::rc::Rc<T> {}
impl<T: ?Sized> Borrow<T> for crate::sync::Arc<T> {}
impl<'a, B: ?Sized + ToOwned> Borrow<B> for Cow<'a, B> {}
impl Borrow<Path> for PathBuf {}
impl Borrow<OsStr> for OsString {}
impl Borrow<CStr> for CString {}
pub trait ToOwned {
    type Owned: Borrow<Self>;
    fn to_owned(&self) -> Self::Owned;
    fn clone_into(&self, target: &mut Self::Owned) {}
}
impl<T: Clone> ToOwned for T {
    type Owned = T;
}
impl ToOwned for str {
    type Owned = String;
}
impl<T: Clone> ToOwned for [T] {
    type Owned = Vec<T>;
}
impl ToOwned for Path {
    type Owned = PathBuf;
}
impl ToOwned for OsStr {
    type Owned = OsString;
}
impl ToOwned for CStr {
    type Owned = CString;
}
pub enum Cow<'a, B: ?Sized + ToOwned> {
    Borrowed(&'a B),
    Owned(<B as ToOwned>::Owned),
}
use self::Cow::*;
impl<B: ?Sized + ToOwned> Cow<'_, B> {
    pub fn to_mut(&mut self) -> &mut <B as ToOwned>::Owned {}
    pub fn into_owned(self) -> <B as ToOwned>::Owned {}
}
impl<B: ?Sized + ToOwned> Deref for Cow<'_, B> { type Target = B; }
impl<B: ?Sized + ToOwned> Clone for Cow<'_, B> {}
impl<B: ?Sized + ToOwned + Debug> Debug for Cow<'_, B> {}
impl<B: ?Sized + ToOwned + Display> Display for Cow<'_, B> {}
impl<B: ?Sized + ToOwned + Eq> Eq for Cow<'_, B> {}
impl<B: ?Sized + ToOwned + Ord> Ord for Cow<'_, B> {}
impl<B: ?Sized + ToOwned + Hash> Hash for Cow<'_, B> {}
impl<B: ?Sized + ToOwned + PartialEq> PartialEq for Cow<'_, B> {}
impl<B: ?Sized + ToOwned + PartialOrd> PartialOrd for Cow<'_, B> {}
impl<T: ?Sized + ToOwned> AsRef<T> for Cow<'_, T> {}
impl AsRef<Path> for Cow<'_, OsStr> {}
impl<'a> PartialEq<str> for Cow<'a, str> {}
impl<'a, 'b> PartialEq<&'b str> for Cow<'a, str> {}
impl<'a> PartialEq<String> for Cow<'a, str> {}
impl<'a> From<&'a str> for Cow<'a, str> {}
impl<'a> From<String> for Cow<'a, str> {}
impl<'a> From<&'a String> for Cow<'a, str> {}
impl<'a, T: Clone> From<&'a [T]> for Cow<'a, [T]> {}
impl<'a, T: Clone> From<Vec<T>> for Cow<'a, [T]> {}
impl<'a, T: Clone> From<&'a Vec<T>> for Cow<'a, [T]> {}
impl<'a> From<&'a Path> for Cow<'a, Path> {}
impl<'a> From<PathBuf> for Cow<'a, Path> {}
impl<'a> From<&'a PathBuf> for Cow<'a, Path> {}
impl<'a> From<&'a OsStr> for Cow<'a, OsStr> {}
impl<'a> From<OsString> for Cow<'a, OsStr> {}
impl<'a> From<&'a OsString> for Cow<'a, OsStr> {}
impl<'a> FromIterator<char> for Cow<'a, str> {}
impl<'a> FromIterator<String> for Cow<'a, str> {}
impl<'a> Add<&'a str> for Cow<'a, str> {
    type Output = Cow<'a, str>;
}
impl<'a> AddAssign<&'a str> for Cow<'a, str> {}
