//! Signatures of std: slices.

use crate::prelude::rust_2024::*;
use crate::cmp::Ordering;
use crate::ops::{Index, IndexMut, Range, RangeBounds, RangeFrom, RangeFull, RangeInclusive, RangeTo, RangeToInclusive};
pub trait SliceIndex<T: ?Sized> {
    type Output: ?Sized;
}
impl<T> SliceIndex<[T]> for usize {
    type Output = T;
}
impl<T> SliceIndex<[T]> for Range<usize> { type Output = [T]; }
impl SliceIndex<str> for Range<usize> { type Output = str; }
impl<T> SliceIndex<[T]> for RangeTo<usize> { type Output = [T]; }
impl SliceIndex<str> for RangeTo<usize> { type Output = str; }
impl<T> SliceIndex<[T]> for RangeFrom<usize> { type Output = [T]; }
impl SliceIndex<str> for RangeFrom<usize> { type Output = str; }
impl<T> SliceIndex<[T]> for RangeFull { type Output = [T]; }
impl SliceIndex<str> for RangeFull { type Output = str; }
impl<T> SliceIndex<[T]> for RangeInclusive<usize> { type Output = [T]; }
impl SliceIndex<str> for RangeInclusive<usize> { type Output = str; }
impl<T> SliceIndex<[T]> for RangeToInclusive<usize> { type Output = [T]; }
impl SliceIndex<str> for RangeToInclusive<usize> { type Output = str; }
impl<T, I: SliceIndex<[T]>> Index<I> for [T] {
    type Output = I::Output;
}
impl<T, I: SliceIndex<[T]>> IndexMut<I> for [T] {}
impl<T> [T] {
    pub const fn len(&self) -> usize {}
    pub const fn is_empty(&self) -> bool {}
    pub const fn first(&self) -> Option<&T> {}
    pub const fn first_mut(&mut self) -> Option<&mut T> {}
    pub const fn split_first(&self) -> Option<(&T, &[T])> {}
    pub const fn split_first_mut(&mut self) -> Option<(&mut T, &mut [T])> {}
    pub const fn split_last(&self) -> Option<(&T, &[T])> {}
    pub const fn split_last_mut(&mut self) -> Option<(&mut T, &mut [T])> {}
    pub const fn last(&self) -> Option<&T> {}
    pub const fn last_mut(&mut self) -> Option<&mut T> {}
    pub const fn first_chunk<const N: usize>(&self) -> Option<&[T; N]> {}
    pub const fn last_chunk<const N: usize>(&self) -> Option<&[T; N]> {}
    pub const fn split_first_chunk<const N: usize>(&self) -> Option<(&[T; N], &[T])> {}
    pub const fn split_last_chunk<const N: usize>(&self) -> Option<(&[T], &[T; N])> {}
    pub fn get<I: SliceIndex<[T]>>(&self, index: I) -> Option<&I::Output> {}
    pub fn get_mut<I: SliceIndex<[T]>>(&mut self, index: I) -> Option<&mut I::Output> {}
    pub unsafe fn get_unchecked<I: SliceIndex<[T]>>(&self, index: I) -> &I::Output {}
    pub unsafe fn get_unchecked_mut<I: SliceIndex<[T]>>(&mut self, index: I) -> &mut I::Output {}
    pub const fn as_ptr(&self) -> *const T {}
    pub const fn as_mut_ptr(&mut self) -> *mut T {}
    pub const fn swap(&mut self, a: usize, b: usize) {}
    pub const fn reverse(&mut self) {}
    pub fn iter(&self) -> Iter<'_, T> {}
    pub fn iter_mut(&mut self) -> IterMut<'_, T> {}
    pub fn windows(&self, size: usize) -> Windows<'_, T> {}
    pub fn chunks(&self, chunk_size: usize) -> Chunks<'_, T> {}
    pub fn chunks_mut(&mut self, chunk_size: usize) -> ChunksMut<'_, T> {}
    pub fn chunks_exact(&self, chunk_size: usize) -> ChunksExact<'_, T> {}
    pub fn chunks_exact_mut(&mut self, chunk_size: usize) -> ChunksExactMut<'_, T> {}
    pub fn rchunks(&self, chunk_size: usize) -> RChunks<'_, T> {}
    pub fn chunk_by<F: FnMut(&T, &T) -> bool>(&self, pred: F) -> ChunkBy<'_, T, F> {}
    pub const fn as_chunks<const N: usize>(&self) -> (&[[T; N]], &[T]) {}
    pub const fn split_at(&self, mid: usize) -> (&[T], &[T]) {}
    pub const fn split_at_mut(&mut self, mid: usize) -> (&mut [T], &mut [T]) {}
    pub const fn split_at_checked(&self, mid: usize) -> Option<(&[T], &[T])> {}
    pub const fn split_at_mut_checked(&mut self, mid: usize) -> Option<(&mut [T], &mut [T])> {}
    pub fn split<F: FnMut(&T) -> bool>(&self, pred: F) -> Split<'_, T, F> {}
    pub fn split_mut<F: FnMut(&T) -> bool>(&mut self, pred: F) -> SplitMut<'_, T, F> {}
    pub fn split_inclusive<F: FnMut(&T) -> bool>(&self, pred: F) -> SplitInclusive<'_, T, F> {}
    pub fn rsplit<F: FnMut(&T) -> bool>(&self, pred: F) -> RSplit<'_, T, F> {}
    pub fn splitn<F: FnMut(&T) -> bool>(&self, n: usize, pred: F) -> SplitN<'_, T, F> {}
    pub fn rsplitn<F: FnMut(&T) -> bool>(&self, n: usize, pred: F) -> RSplitN<'_, T, F> {}
    pub fn contains(&self, x: &T) -> bool where T: PartialEq {}
    pub fn starts_with(&self, needle: &[T]) -> bool where T: PartialEq {}
    pub fn ends_with(&self, needle: &[T]) -> bool where T: PartialEq {}
    pub fn strip_prefix<P: ?Sized>(&self, prefix: &P) -> Option<&[T]> where T: PartialEq {}
    pub fn strip_suffix<P: ?Sized>(&self, suffix: &P) -> Option<&[T]> where T: PartialEq {}
    pub fn binary_search(&self, x: &T) -> Result<usize, usize> where T: Ord {}
    pub fn binary_search_by<'a, F: FnMut(&'a T) -> Ordering>(&'a self, f: F) -> Result<usize, usize> {}
    pub fn binary_search_by_key<'a, B: Ord, F: FnMut(&'a T) -> B>(&'a self, b: &B, f: F) -> Result<usize, usize> {}
    pub fn partition_point<P: FnMut(&T) -> bool>(&self, pred: P) -> usize {}
    pub fn sort(&mut self) where T: Ord {}
    pub fn sort_by<F: FnMut(&T, &T) -> Ordering>(&mut self, compare: F) {}
    pub fn sort_by_key<K: Ord, F: FnMut(&T) -> K>(&mut self, f: F) {}
    pub fn sort_by_cached_key<K: Ord, F: FnMut(&T) -> K>(&mut self, f: F) {}
    pub fn sort_unstable(&mut self) where T: Ord {}
    pub fn sort_unstable_by<F: FnMut(&T, &T) -> Ordering>(&mut self, compare: F) {}
    pub fn sort_unstable_by_key<K: Ord, F: FnMut(&T) -> K>(&mut self, f: F) {}
    pub fn select_nth_unstable(&mut self, index: usize) -> (&mut [T], &mut T, &mut [T]) where T: Ord {}
    pub fn is_sorted(&self) -> bool where T: PartialOrd {}
    pub fn is_sorted_by<'a, F: FnMut(&'a T, &'a T) -> bool>(&'a self, compare: F) -> bool {}
    pub fn is_sorted_by_key<'a, F: FnMut(&'a T) -> K, K: PartialOrd>(&'a self, f: F) -> bool {}
    pub fn rotate_left(&mut self, mid: usize) {}
    pub fn rotate_right(&mut self, k: usize) {}
    pub fn fill(&mut self, value: T) where T: Clone {}
    pub fn fill_with<F: FnMut() -> T>(&mut self, f: F) {}
    pub fn clone_from_slice(&mut self, src: &[T]) where T: Clone {}
    pub fn copy_from_slice(&mut self, src: &[T]) where T: Copy {}
    pub fn copy_within<R: RangeBounds<usize>>(&mut self, src: R, dest: usize) where T: Copy {}
    pub fn swap_with_slice(&mut self, other: &mut [T]) {}
    pub fn to_vec(&self) -> Vec<T> where T: Clone {}
    pub fn into_vec(self: Box<Self>) -> Vec<T> {}
    pub fn repeat(&self, n: usize) -> Vec<T> where T: Copy {}
    pub fn concat<Item: ?Sized>(&self) -> <[T] as Concat<Item>>::Output where [T]: Concat<Item> {}
    pub fn join<Separator>(&self, sep: Separator) -> <[T] as Join<Separator>>::Output where [T]: Join<Separator> {}
}
impl [u8] {
    pub const fn is_ascii(&self) -> bool {}
    pub fn eq_ignore_ascii_case(&self, other: &[u8]) -> bool {}
    pub fn make_ascii_uppercase(&mut self) {}
    pub fn make_ascii_lowercase(&mut self) {}
    pub fn to_ascii_uppercase(&self) -> Vec<u8> {}
    pub fn to_ascii_lowercase(&self) -> Vec<u8> {}
    pub fn escape_ascii(&self) -> EscapeAscii<'_> {}
    pub const fn trim_ascii(&self) -> &[u8] {}
    pub const fn trim_ascii_start(&self) -> &[u8] {}
    pub const fn trim_ascii_end(&self) -> &[u8] {}
    pub fn utf8_chunks(&self) -> crate::str::Utf8Chunks<'_> {}
}
impl<T, const N: usize> [[T; N]] {
    pub const fn as_flattened(&self) -> &[T] {}
}
pub trait Concat<Item: ?Sized> {
    type Output;
}
pub trait Join<Separator> {
    type Output;
}
impl<S: crate::borrow::Borrow<str>> Concat<str> for [S] {
    type Output = String;
}
impl<T: Clone, V: crate::borrow::Borrow<[T]>> Concat<T> for [V] {
    type Output = Vec<T>;
}
impl<S: crate::borrow::Borrow<str>> Join<&str> for [S] {
    type Output = String;
}
impl<T: Clone, V: crate::borrow::Borrow<[T]>> Join<&T> for [V] {
    type Output = Vec<T>;
}
impl<T: Clone, V: crate::borrow::Borrow<[T]>> Join<&[T]> for [V] {
    type Output = Vec<T>;
}
impl<S: crate::borrow::Borrow<crate::ffi::OsStr>> Join<&crate::ffi::OsStr> for [S] {
    type Output = crate::ffi::OsString;
}
#[derive(Clone)]
pub struct Iter<'a, T> {}
impl<'a, T> Iterator for Iter<'a, T> { type Item = &'a T; }
impl<'a, T> DoubleEndedIterator for Iter<'a, T> {}
impl<'a, T> ExactSizeIterator for Iter<'a, T> {}
pub struct IterMut<'a, T> {}
impl<'a, T> Iterator for IterMut<'a, T> { type Item = &'a mut T; }
impl<'a, T> DoubleEndedIterator for IterMut<'a, T> {}
impl<'a, T> ExactSizeIterator for IterMut<'a, T> {}
impl<'a, T> Iter<'a, T> {
    pub fn as_slice(&self) -> &'a [T] {}
}
impl<'a, T> IterMut<'a, T> {
    pub fn into_slice(self) -> &'a mut [T] {}
}
#[derive(Clone)]
pub struct Windows<'a, T> {}
impl<'a, T> Iterator for Windows<'a, T> { type Item = &'a [T]; }
impl<'a, T> DoubleEndedIterator for Windows<'a, T> {}
impl<'a, T> ExactSizeIterator for Windows<'a, T> {}
#[derive(Clone)]
pub struct Chunks<'a, T> {}
impl<'a, T> Iterator for Chunks<'a, T> { type Item = &'a [T]; }
impl<'a, T> DoubleEndedIterator for Chunks<'a, T> {}
impl<'a, T> ExactSizeIterator for Chunks<'a, T> {}
pub struct ChunksMut<'a, T> {}
impl<'a, T> Iterator for ChunksMut<'a, T> { type Item = &'a mut [T]; }
impl<'a, T> DoubleEndedIterator for ChunksMut<'a, T> {}
impl<'a, T> ExactSizeIterator for ChunksMut<'a, T> {}
#[derive(Clone)]
pub struct ChunksExact<'a, T> {}
impl<'a, T> Iterator for ChunksExact<'a, T> { type Item = &'a [T]; }
impl<'a, T> DoubleEndedIterator for ChunksExact<'a, T> {}
impl<'a, T> ExactSizeIterator for ChunksExact<'a, T> {}
pub struct ChunksExactMut<'a, T> {}
impl<'a, T> Iterator for ChunksExactMut<'a, T> { type Item = &'a mut [T]; }
impl<'a, T> DoubleEndedIterator for ChunksExactMut<'a, T> {}
impl<'a, T> ExactSizeIterator for ChunksExactMut<'a, T> {}
#[derive(Clone)]
pub struct RChunks<'a, T> {}
impl<'a, T> Iterator for RChunks<'a, T> { type Item = &'a [T]; }
impl<'a, T> DoubleEndedIterator for RChunks<'a, T> {}
impl<'a, T> ExactSizeIterator for RChunks<'a, T> {}
#[derive(Clone)]
pub struct EscapeAscii<'a> {}
impl<'a> Iterator for EscapeAscii<'a> { type Item = u8; }
impl<'a> DoubleEndedIterator for EscapeAscii<'a> {}
impl crate::fmt::Display for EscapeAscii<'_> {}
impl<'a, T> ChunksExact<'a, T> {
    pub fn remainder(&self) -> &'a [T] {}
}
pub struct Split<'a, T, P> {}
impl<'a, T, P: FnMut(&T) -> bool> Iterator for Split<'a, T, P> { type Item = &'a [T]; }
impl<'a, T, P: FnMut(&T) -> bool> DoubleEndedIterator for Split<'a, T, P> {}
pub struct SplitInclusive<'a, T, P> {}
impl<'a, T, P: FnMut(&T) -> bool> Iterator for SplitInclusive<'a, T, P> { type Item = &'a [T]; }
impl<'a, T, P: FnMut(&T) -> bool> DoubleEndedIterator for SplitInclusive<'a, T, P> {}
pub struct RSplit<'a, T, P> {}
impl<'a, T, P: FnMut(&T) -> bool> Iterator for RSplit<'a, T, P> { type Item = &'a [T]; }
impl<'a, T, P: FnMut(&T) -> bool> DoubleEndedIterator for RSplit<'a, T, P> {}
pub struct SplitN<'a, T, P> {}
impl<'a, T, P: FnMut(&T) -> bool> Iterator for SplitN<'a, T, P> { type Item = &'a [T]; }
pub struct RSplitN<'a, T, P> {}
impl<'a, T, P: FnMut(&T) -> bool> Iterator for RSplitN<'a, T, P> { type Item = &'a [T]; }
pub struct SplitMut<'a, T, P> {}
impl<'a, T, P: FnMut(&T) -> bool> Iterator for SplitMut<'a, T, P> { type Item = &'a mut [T]; }
impl<'a, T, P: FnMut(&T) -> bool> DoubleEndedIterator for SplitMut<'a, T, P> {}
pub struct ChunkBy<'a, T, P> {}
impl<'a, T, P: FnMut(&T, &T) -> bool> Iterator for ChunkBy<'a, T, P> { type Item = &'a [T]; }
impl<'a, T> IntoIterator for &'a [T] {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;
}
impl<'a, T> IntoIterator for &'a mut [T] {
    type Item = &'a mut T;
    type IntoIter = IterMut<'a, T>;
}
pub const fn from_ref<T>(s: &T) -> &[T] {}
pub const fn from_mut<T>(s: &mut T) -> &mut [T] {}
pub const unsafe fn from_raw_parts<'a, T>(data: *const T, len: usize) -> &'a [T] {}
pub const unsafe fn from_raw_parts_mut<'a, T>(data: *mut T, len: usize) -> &'a mut [T] {}
