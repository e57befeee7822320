//! Signatures of std: arrays.

use crate::prelude::rust_2024::*;
pub struct TryFromSliceError {}
impl crate::fmt::Debug for TryFromSliceError {}
impl crate::fmt::Display for TryFromSliceError {}
impl crate::error::Error for TryFromSliceError {}
impl Clone for TryFromSliceError {}
impl Copy for TryFromSliceError {}
pub struct IntoIter<T, const N: usize> {}
impl<T, const N: usize> Iterator for IntoIter<T, N> {
    type Item = T;
}
impl<T, const N: usize> DoubleEndedIterator for IntoIter<T, N> {}
impl<T, const N: usize> ExactSizeIterator for IntoIter<T, N> {}
pub fn from_fn<T, const N: usize, F: FnMut(usize) -> T>(f: F) -> [T; N] {}
pub const fn from_ref<T>(s: &T) -> &[T; 1] {}
impl<T, const N: usize> [T; N] {
    pub fn map<F: FnMut(T) -> U, U>(self, f: F) -> [U; N] {}
    pub const fn as_slice(&self) -> &[T] {}
    pub const fn as_mut_slice(&mut self) -> &mut [T] {}
    pub const fn each_ref(&self) -> [&T; N] {}
    pub const fn each_mut(&mut self) -> [&mut T; N] {}
}
impl<T, const N: usize> IntoIterator for [T; N] {
    type Item = T;
    type IntoIter = IntoIter<T, N>;
}
impl<'a, T, const N: usize> IntoIterator for &'a [T; N] {
    type Item = &'a T;
    type IntoIter = crate::slice::Iter<'a, T>;
}
impl<'a, T, const N: usize> IntoIterator for &'a mut [T; N] {
    type Item = &'a mut T;
    type IntoIter = crate::slice::IterMut<'a, T>;
}
impl<T, I: crate::slice::SliceIndex<[T]>, const N: usize> crate::ops::Index<I> for [T; N] {
    type Output = I::Output;
}
impl<T, I: crate::slice::SliceIndex<[T]>, const N: usize> crate::ops::IndexMut<I> for [T; N] {}
