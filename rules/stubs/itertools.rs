//! The signatures of itertools: what its adapters of iterators yield.

use std::cmp::Ordering;
use std::collections::{HashMap, vec_deque};
use std::hash::Hash;
use std::iter::{Product, Sum};
use std::vec;

#[macro_export]
macro_rules! chain { () => {} }
#[macro_export]
macro_rules! iproduct { () => {} }
#[macro_export]
macro_rules! izip { () => {} }

pub trait Itertools: Iterator {
    fn interleave<J: IntoIterator<Item = Self::Item>>(self, other: J) -> Interleave<Self, J::IntoIter> {}
    fn zip_longest<J: IntoIterator>(self, other: J) -> ZipLongest<Self, J::IntoIter> {}
    fn zip_eq<J: IntoIterator>(self, other: J) -> ZipEq<Self, J::IntoIter> {}
    fn map_into<R>(self) -> MapInto<Self, R> {}
    fn map_ok<F: FnMut(T) -> U, T, U, E>(self, f: F) -> MapOk<Self, F> where Self: Iterator<Item = Result<T, E>> {}
    fn filter_ok<F: FnMut(&T) -> bool, T, E>(self, f: F) -> FilterOk<Self, F> where Self: Iterator<Item = Result<T, E>> {}
    fn filter_map_ok<F: FnMut(T) -> Option<U>, T, U, E>(self, f: F) -> FilterMapOk<Self, F> where Self: Iterator<Item = Result<T, E>> {}
    fn flatten_ok<T: IntoIterator, E>(self) -> FlattenOk<Self, T, E> where Self: Iterator<Item = Result<T, E>> {}
    fn merge<J: IntoIterator<Item = Self::Item>>(self, other: J) -> Merge<Self, J::IntoIter> {}
    fn merge_by<J: IntoIterator<Item = Self::Item>, F: FnMut(&Self::Item, &Self::Item) -> bool>(self, other: J, is_first: F) -> Merge<Self, J::IntoIter> {}
    fn cartesian_product<J: IntoIterator>(self, other: J) -> CartesianProduct<Self, J::IntoIter> {}
    fn coalesce<F: FnMut(Self::Item, Self::Item) -> Result<Self::Item, (Self::Item, Self::Item)>>(self, f: F) -> Coalesce<Self, F> {}
    fn dedup(self) -> Dedup<Self> {}
    fn dedup_by<Cmp: FnMut(&Self::Item, &Self::Item) -> bool>(self, cmp: Cmp) -> DedupBy<Self, Cmp> {}
    fn dedup_with_count(self) -> DedupWithCount<Self> {}
    fn duplicates(self) -> Duplicates<Self> {}
    fn duplicates_by<V: Eq + Hash, F: FnMut(&Self::Item) -> V>(self, f: F) -> DuplicatesBy<Self, V, F> {}
    fn unique(self) -> Unique<Self> {}
    fn unique_by<V: Eq + Hash, F: FnMut(&Self::Item) -> V>(self, f: F) -> UniqueBy<Self, V, F> {}
    fn take_while_ref<F: FnMut(&Self::Item) -> bool>(&mut self, accept: F) -> TakeWhileRef<'_, Self, F> {}
    fn take_while_inclusive<F: FnMut(&Self::Item) -> bool>(self, accept: F) -> TakeWhileInclusive<Self, F> {}
    fn combinations(self, k: usize) -> Combinations<Self> {}
    fn permutations(self, k: usize) -> Permutations<Self> {}
    fn powerset(self) -> Powerset<Self> {}
    fn pad_using<F: FnMut(usize) -> Self::Item>(self, min: usize, f: F) -> PadUsing<Self, F> {}
    fn with_position(self) -> WithPosition<Self> {}
    fn positions<P: FnMut(Self::Item) -> bool>(self, predicate: P) -> Positions<Self, P> {}
    fn update<F: FnMut(&mut Self::Item)>(self, updater: F) -> Update<Self, F> {}
    fn find_position<P: FnMut(&Self::Item) -> bool>(&mut self, pred: P) -> Option<(usize, Self::Item)> {}
    fn find_or_last<P: FnMut(&Self::Item) -> bool>(self, predicate: P) -> Option<Self::Item> {}
    fn find_or_first<P: FnMut(&Self::Item) -> bool>(self, predicate: P) -> Option<Self::Item> {}
    fn all_equal(&mut self) -> bool {}
    fn all_unique(&mut self) -> bool {}
    fn dropping(self, n: usize) -> Self {}
    fn collect_vec(self) -> Vec<Self::Item> {}
    fn try_collect<T, U: FromIterator<T>, E>(self) -> Result<U, E> where Self: Iterator<Item = Result<T, E>> {}
    fn join(&mut self, sep: &str) -> String {}
    fn format(self, sep: &str) -> Format<'_, Self> {}
    fn fold_ok<A, E, B, F: FnMut(B, A) -> B>(&mut self, start: B, f: F) -> Result<B, E> where Self: Iterator<Item = Result<A, E>> {}
    fn fold_options<A, B, F: FnMut(B, A) -> B>(&mut self, start: B, f: F) -> Option<B> where Self: Iterator<Item = Option<A>> {}
    fn tree_reduce<F: FnMut(Self::Item, Self::Item) -> Self::Item>(self, f: F) -> Option<Self::Item> {}
    fn sum1<S: Sum<Self::Item>>(self) -> Option<S> {}
    fn product1<P: Product<Self::Item>>(self) -> Option<P> {}
    fn sorted_unstable(self) -> vec::IntoIter<Self::Item> {}
    fn sorted_unstable_by<F: FnMut(&Self::Item, &Self::Item) -> Ordering>(self, cmp: F) -> vec::IntoIter<Self::Item> {}
    fn sorted_unstable_by_key<K: Ord, F: FnMut(&Self::Item) -> K>(self, f: F) -> vec::IntoIter<Self::Item> {}
    fn sorted(self) -> vec::IntoIter<Self::Item> {}
    fn sorted_by<F: FnMut(&Self::Item, &Self::Item) -> Ordering>(self, cmp: F) -> vec::IntoIter<Self::Item> {}
    fn sorted_by_key<K: Ord, F: FnMut(&Self::Item) -> K>(self, f: F) -> vec::IntoIter<Self::Item> {}
    fn sorted_by_cached_key<K: Ord, F: FnMut(&Self::Item) -> K>(self, f: F) -> vec::IntoIter<Self::Item> {}
    fn k_smallest(self, k: usize) -> vec::IntoIter<Self::Item> {}
    fn k_largest(self, k: usize) -> vec::IntoIter<Self::Item> {}
    fn tail(self, n: usize) -> vec_deque::IntoIter<Self::Item> {}
    fn partition_map<A: Default + Extend<L>, B: Default + Extend<R>, F: FnMut(Self::Item) -> Either<L, R>, L, R>(self, predicate: F) -> (A, B) {}
    fn partition_result<A: Default + Extend<T>, B: Default + Extend<E>, T, E>(self) -> (A, B) where Self: Iterator<Item = Result<T, E>> {}
    fn into_group_map<K: Hash + Eq, V>(self) -> HashMap<K, Vec<V>> where Self: Iterator<Item = (K, V)> {}
    fn into_group_map_by<K: Hash + Eq, V, F: FnMut(&V) -> K>(self, f: F) -> HashMap<K, Vec<V>> where Self: Iterator<Item = V> {}
    fn max_set_by_key<K: Ord, F: FnMut(&Self::Item) -> K>(self, key: F) -> Vec<Self::Item> {}
    fn min_set_by_key<K: Ord, F: FnMut(&Self::Item) -> K>(self, key: F) -> Vec<Self::Item> {}
    fn position_max_by_key<K: Ord, F: FnMut(&Self::Item) -> K>(self, key: F) -> Option<usize> {}
    fn position_min_by_key<K: Ord, F: FnMut(&Self::Item) -> K>(self, key: F) -> Option<usize> {}
    fn exactly_one(self) -> Result<Self::Item, ExactlyOneError<Self>> {}
    fn at_most_one(self) -> Result<Option<Self::Item>, ExactlyOneError<Self>> {}
    fn counts(self) -> HashMap<Self::Item, usize> {}
    fn counts_by<K: Eq + Hash, F: FnMut(Self::Item) -> K>(self, f: F) -> HashMap<K, usize> {}
    fn chunks(self, size: usize) -> IntoChunks<Self> {}
    fn chunk_by<K: PartialEq, F: FnMut(&Self::Item) -> K>(self, key: F) -> ChunkBy<K, Self, F> {}
    fn group_by<K: PartialEq, F: FnMut(&Self::Item) -> K>(self, key: F) -> ChunkBy<K, Self, F> {}
    fn tuple_windows<T>(self) -> TupleWindows<Self, T> {}
    fn tuples<T>(self) -> Tuples<Self, T> {}
    fn collect_tuple<T>(self) -> Option<T> {}
    fn next_tuple<T>(&mut self) -> Option<T> {}
}
impl<T: ?Sized + Iterator> Itertools for T {}

pub fn sorted<I: IntoIterator>(iterable: I) -> vec::IntoIter<I::Item> {}
pub fn join<I: IntoIterator>(iterable: I, sep: &str) -> String {}
pub fn zip_eq<I: IntoIterator, J: IntoIterator>(i: I, j: J) -> ZipEq<I::IntoIter, J::IntoIter> {}
pub fn max<I: IntoIterator>(iterable: I) -> Option<I::Item> {}
pub fn min<I: IntoIterator>(iterable: I) -> Option<I::Item> {}

pub enum Either<L, R> { Left(L), Right(R) }
impl<L: Iterator, R: Iterator<Item = L::Item>> Iterator for Either<L, R> { type Item = L::Item; }
pub enum EitherOrBoth<A, B = A> { Both(A, B), Left(A), Right(B) }
pub enum Position { First, Middle, Last, Only }

pub struct Interleave<I, J> {}
impl<I: Iterator, J: Iterator<Item = I::Item>> Iterator for Interleave<I, J> { type Item = I::Item; }
pub struct ZipLongest<T, U> {}
impl<T: Iterator, U: Iterator> Iterator for ZipLongest<T, U> { type Item = EitherOrBoth<T::Item, U::Item>; }
pub struct ZipEq<I, J> {}
impl<I: Iterator, J: Iterator> Iterator for ZipEq<I, J> { type Item = (I::Item, J::Item); }
pub struct MapInto<I, R> {}
impl<I: Iterator, R> Iterator for MapInto<I, R> { type Item = R; }
pub struct MapOk<I, F> {}
impl<I: Iterator<Item = Result<T, E>>, F: FnMut(T) -> U, T, U, E> Iterator for MapOk<I, F> { type Item = Result<U, E>; }
pub struct FilterOk<I, F> {}
impl<I: Iterator, F> Iterator for FilterOk<I, F> { type Item = I::Item; }
pub struct FilterMapOk<I, F> {}
impl<I: Iterator<Item = Result<T, E>>, F: FnMut(T) -> Option<U>, T, U, E> Iterator for FilterMapOk<I, F> { type Item = Result<U, E>; }
pub struct FlattenOk<I, T, E> {}
impl<I: Iterator, T: IntoIterator, E> Iterator for FlattenOk<I, T, E> { type Item = Result<T::Item, E>; }
pub struct Merge<I, J> {}
impl<I: Iterator, J: Iterator<Item = I::Item>> Iterator for Merge<I, J> { type Item = I::Item; }
pub struct CartesianProduct<I, J> {}
impl<I: Iterator, J: Iterator> Iterator for CartesianProduct<I, J> { type Item = (I::Item, J::Item); }
pub struct Coalesce<I, F> {}
impl<I: Iterator, F> Iterator for Coalesce<I, F> { type Item = I::Item; }
pub struct Dedup<I> {}
impl<I: Iterator> Iterator for Dedup<I> { type Item = I::Item; }
pub struct DedupBy<I, Cmp> {}
impl<I: Iterator, Cmp> Iterator for DedupBy<I, Cmp> { type Item = I::Item; }
pub struct DedupWithCount<I> {}
impl<I: Iterator> Iterator for DedupWithCount<I> { type Item = (usize, I::Item); }
pub struct Duplicates<I> {}
impl<I: Iterator> Iterator for Duplicates<I> { type Item = I::Item; }
pub struct DuplicatesBy<I, V, F> {}
impl<I: Iterator, V, F> Iterator for DuplicatesBy<I, V, F> { type Item = I::Item; }
pub struct Unique<I> {}
impl<I: Iterator> Iterator for Unique<I> { type Item = I::Item; }
pub struct UniqueBy<I, V, F> {}
impl<I: Iterator, V, F> Iterator for UniqueBy<I, V, F> { type Item = I::Item; }
pub struct TakeWhileRef<'a, I, F> {}
impl<'a, I: Iterator, F> Iterator for TakeWhileRef<'a, I, F> { type Item = I::Item; }
pub struct TakeWhileInclusive<I, F> {}
impl<I: Iterator, F> Iterator for TakeWhileInclusive<I, F> { type Item = I::Item; }
pub struct Combinations<I> {}
impl<I: Iterator> Iterator for Combinations<I> { type Item = Vec<I::Item>; }
pub struct Permutations<I> {}
impl<I: Iterator> Iterator for Permutations<I> { type Item = Vec<I::Item>; }
pub struct Powerset<I> {}
impl<I: Iterator> Iterator for Powerset<I> { type Item = Vec<I::Item>; }
pub struct PadUsing<I, F> {}
impl<I: Iterator, F> Iterator for PadUsing<I, F> { type Item = I::Item; }
pub struct WithPosition<I> {}
impl<I: Iterator> Iterator for WithPosition<I> { type Item = (Position, I::Item); }
pub struct Positions<I, P> {}
impl<I: Iterator, P> Iterator for Positions<I, P> { type Item = usize; }
pub struct Update<I, F> {}
impl<I: Iterator, F> Iterator for Update<I, F> { type Item = I::Item; }
pub struct TupleWindows<I, T> {}
impl<I: Iterator, T> Iterator for TupleWindows<I, T> { type Item = T; }
pub struct Tuples<I, T> {}
impl<I: Iterator, T> Iterator for Tuples<I, T> { type Item = T; }
pub struct Chunk<'a, I> {}
impl<'a, I: Iterator> Iterator for Chunk<'a, I> { type Item = I::Item; }
pub struct IntoChunks<I> {}
pub struct Chunks<'a, I> {}
impl<'a, I: Iterator> Iterator for Chunks<'a, I> { type Item = Chunk<'a, I>; }
impl<'a, I: Iterator> IntoIterator for &'a IntoChunks<I> { type Item = Chunk<'a, I>; type IntoIter = Chunks<'a, I>; }
pub struct Group<'a, K, I, F> {}
impl<'a, K, I: Iterator, F> Iterator for Group<'a, K, I, F> { type Item = I::Item; }
pub struct ChunkBy<K, I, F> {}
pub struct Groups<'a, K, I, F> {}
impl<'a, K, I: Iterator, F> Iterator for Groups<'a, K, I, F> { type Item = (K, Group<'a, K, I, F>); }
impl<'a, K, I: Iterator, F> IntoIterator for &'a ChunkBy<K, I, F> { type Item = (K, Group<'a, K, I, F>); type IntoIter = Groups<'a, K, I, F>; }
pub struct Format<'a, I> {}
pub struct ExactlyOneError<I> {}
impl<I: Iterator> Iterator for ExactlyOneError<I> { type Item = I::Item; }
