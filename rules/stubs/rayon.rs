//! The signatures of rayon: what its parallel iterators hand to their closures. All of them are `Par` here, for code names no other.

pub use crate::iter::Par;

pub mod prelude {
    pub use crate::iter::{
        FromParallelIterator, IndexedParallelIterator, IntoParallelIterator, IntoParallelRefIterator, IntoParallelRefMutIterator, ParallelBridge,
        ParallelExtend, ParallelIterator,
    };
    pub use crate::slice::{ParallelSlice, ParallelSliceMut};
    pub use crate::str::ParallelString;
}

pub mod iter {
    use std::cmp::Ordering;
    use std::iter::{FromIterator, Product, Sum};

    pub struct Par<T>(T);
    impl<T> ParallelIterator for Par<T> { type Item = T; }
    impl<T> IndexedParallelIterator for Par<T> {}

    // What can be gone through in parallel gives the items that it gives one by one.
    impl<T> IntoIterator for Par<T> { type Item = T; }

    pub trait IntoParallelIterator: IntoIterator {
        fn into_par_iter(self) -> Par<<Self as IntoIterator>::Item> {}
    }
    impl<I: IntoIterator> IntoParallelIterator for I {}

    pub trait IntoParallelRefIterator {
        fn par_iter(&self) -> Par<<&Self as IntoIterator>::Item> {}
    }
    impl<I: ?Sized> IntoParallelRefIterator for I where for<'data> &'data I: IntoIterator {}

    pub trait IntoParallelRefMutIterator {
        fn par_iter_mut(&mut self) -> Par<<&mut Self as IntoIterator>::Item> {}
    }
    impl<I: ?Sized> IntoParallelRefMutIterator for I where for<'data> &'data mut I: IntoIterator {}

    pub trait ParallelBridge: Iterator {
        fn par_bridge(self) -> Par<Self::Item> {}
    }
    impl<T: Iterator> ParallelBridge for T {}

    pub trait FromParallelIterator<T> {
        fn from_par_iter<I: IntoParallelIterator<Item = T>>(par_iter: I) -> Self {}
    }
    impl<T, C: FromIterator<T>> FromParallelIterator<T> for C {}

    pub trait ParallelExtend<T> {
        fn par_extend<I: IntoParallelIterator<Item = T>>(&mut self, par_iter: I) {}
    }
    impl<T, C: Extend<T>> ParallelExtend<T> for C {}

    pub trait ParallelIterator {
        type Item;
        fn for_each<OP: Fn(Self::Item)>(self, op: OP) {}
        fn for_each_with<OP: Fn(&mut T, Self::Item), T>(self, init: T, op: OP) {}
        fn for_each_init<OP: Fn(&mut T, Self::Item), INIT: Fn() -> T, T>(self, init: INIT, op: OP) {}
        fn try_for_each<OP: Fn(Self::Item) -> R, R>(self, op: OP) -> R {}
        fn try_for_each_with<OP: Fn(&mut T, Self::Item) -> R, T, R>(self, init: T, op: OP) -> R {}
        fn try_for_each_init<OP: Fn(&mut T, Self::Item) -> R, INIT: Fn() -> T, T, R>(self, init: INIT, op: OP) -> R {}
        fn count(self) -> usize {}
        fn map<F: Fn(Self::Item) -> R, R>(self, map_op: F) -> Par<R> {}
        fn map_with<F: Fn(&mut T, Self::Item) -> R, T, R>(self, init: T, map_op: F) -> Par<R> {}
        fn map_init<F: Fn(&mut T, Self::Item) -> R, INIT: Fn() -> T, T, R>(self, init: INIT, map_op: F) -> Par<R> {}
        fn cloned<'a, T: 'a + Clone>(self) -> Par<T> where Self: ParallelIterator<Item = &'a T> {}
        fn copied<'a, T: 'a + Copy>(self) -> Par<T> where Self: ParallelIterator<Item = &'a T> {}
        fn inspect<OP: Fn(&Self::Item)>(self, inspect_op: OP) -> Par<Self::Item> {}
        fn update<F: Fn(&mut Self::Item)>(self, update_op: F) -> Par<Self::Item> {}
        fn filter<P: Fn(&Self::Item) -> bool>(self, filter_op: P) -> Par<Self::Item> {}
        fn filter_map<P: Fn(Self::Item) -> Option<R>, R>(self, filter_op: P) -> Par<R> {}
        fn flat_map<F: Fn(Self::Item) -> PI, PI: IntoParallelIterator>(self, map_op: F) -> Par<<PI as IntoIterator>::Item> {}
        fn flat_map_iter<F: Fn(Self::Item) -> SI, SI: IntoIterator>(self, map_op: F) -> Par<<SI as IntoIterator>::Item> {}
        fn flatten<T: IntoParallelIterator>(self) -> Par<<T as IntoIterator>::Item> where Self: ParallelIterator<Item = T> {}
        fn flatten_iter<T: IntoIterator>(self) -> Par<<T as IntoIterator>::Item> where Self: ParallelIterator<Item = T> {}
        fn reduce<OP: Fn(Self::Item, Self::Item) -> Self::Item, ID: Fn() -> Self::Item>(self, identity: ID, op: OP) -> Self::Item {}
        fn reduce_with<OP: Fn(Self::Item, Self::Item) -> Self::Item>(self, op: OP) -> Option<Self::Item> {}
        fn fold<T, ID: Fn() -> T, F: Fn(T, Self::Item) -> T>(self, identity: ID, fold_op: F) -> Par<T> {}
        fn fold_with<T: Clone, F: Fn(T, Self::Item) -> T>(self, init: T, fold_op: F) -> Par<T> {}
        fn try_fold<T, R, ID: Fn() -> T, F: Fn(T, Self::Item) -> R>(self, identity: ID, fold_op: F) -> Par<R> {}
        fn sum<S: Sum<Self::Item>>(self) -> S {}
        fn product<P: Product<Self::Item>>(self) -> P {}
        fn min(self) -> Option<Self::Item> {}
        fn min_by<F: Fn(&Self::Item, &Self::Item) -> Ordering>(self, f: F) -> Option<Self::Item> {}
        fn min_by_key<K: Ord, F: Fn(&Self::Item) -> K>(self, f: F) -> Option<Self::Item> {}
        fn max(self) -> Option<Self::Item> {}
        fn max_by<F: Fn(&Self::Item, &Self::Item) -> Ordering>(self, f: F) -> Option<Self::Item> {}
        fn max_by_key<K: Ord, F: Fn(&Self::Item) -> K>(self, f: F) -> Option<Self::Item> {}
        fn chain<C: IntoParallelIterator<Item = Self::Item>>(self, chain: C) -> Par<Self::Item> {}
        fn find_any<P: Fn(&Self::Item) -> bool>(self, predicate: P) -> Option<Self::Item> {}
        fn find_first<P: Fn(&Self::Item) -> bool>(self, predicate: P) -> Option<Self::Item> {}
        fn find_last<P: Fn(&Self::Item) -> bool>(self, predicate: P) -> Option<Self::Item> {}
        fn find_map_any<P: Fn(Self::Item) -> Option<R>, R>(self, predicate: P) -> Option<R> {}
        fn find_map_first<P: Fn(Self::Item) -> Option<R>, R>(self, predicate: P) -> Option<R> {}
        fn find_map_last<P: Fn(Self::Item) -> Option<R>, R>(self, predicate: P) -> Option<R> {}
        fn any<P: Fn(Self::Item) -> bool>(self, predicate: P) -> bool {}
        fn all<P: Fn(Self::Item) -> bool>(self, predicate: P) -> bool {}
        fn while_some<T>(self) -> Par<T> where Self: ParallelIterator<Item = Option<T>> {}
        fn panic_fuse(self) -> Par<Self::Item> {}
        fn collect<C: FromIterator<Self::Item>>(self) -> C {}
        fn unzip<A, B, FromA: Default + Extend<A>, FromB: Default + Extend<B>>(self) -> (FromA, FromB) where Self: ParallelIterator<Item = (A, B)> {}
        fn partition<A: Default + Extend<Self::Item>, B: Default + Extend<Self::Item>, P: Fn(&Self::Item) -> bool>(self, predicate: P) -> (A, B) {}
        fn intersperse(self, element: Self::Item) -> Par<Self::Item> {}
        fn take_any(self, n: usize) -> Par<Self::Item> {}
        fn skip_any(self, n: usize) -> Par<Self::Item> {}
        fn take_any_while<P: Fn(&Self::Item) -> bool>(self, predicate: P) -> Par<Self::Item> {}
        fn skip_any_while<P: Fn(&Self::Item) -> bool>(self, predicate: P) -> Par<Self::Item> {}
        fn collect_vec_list(self) -> std::collections::LinkedList<Vec<Self::Item>> {}
    }

    pub trait IndexedParallelIterator: ParallelIterator {
        fn collect_into_vec(self, target: &mut Vec<Self::Item>) {}
        fn zip<Z: IntoParallelIterator>(self, zip_op: Z) -> Par<(Self::Item, <Z as IntoIterator>::Item)> {}
        fn zip_eq<Z: IntoParallelIterator>(self, zip_op: Z) -> Par<(Self::Item, <Z as IntoIterator>::Item)> {}
        fn interleave<I: IntoParallelIterator<Item = Self::Item>>(self, other: I) -> Par<Self::Item> {}
        fn chunks(self, chunk_size: usize) -> Par<Vec<Self::Item>> {}
        fn enumerate(self) -> Par<(usize, Self::Item)> {}
        fn step_by(self, step: usize) -> Par<Self::Item> {}
        fn skip(self, n: usize) -> Par<Self::Item> {}
        fn take(self, n: usize) -> Par<Self::Item> {}
        fn rev(self) -> Par<Self::Item> {}
        fn by_uniform_blocks(self, block_size: usize) -> Par<Self::Item> {}
        fn by_exponential_blocks(self) -> Par<Self::Item> {}
        fn position_any<P: Fn(Self::Item) -> bool>(self, predicate: P) -> Option<usize> {}
        fn position_first<P: Fn(Self::Item) -> bool>(self, predicate: P) -> Option<usize> {}
        fn position_last<P: Fn(Self::Item) -> bool>(self, predicate: P) -> Option<usize> {}
        fn with_min_len(self, min: usize) -> Par<Self::Item> {}
        fn with_max_len(self, max: usize) -> Par<Self::Item> {}
        fn len(&self) -> usize {}
    }
}

pub mod slice {
    use crate::iter::Par;
    use std::cmp::Ordering;

    pub trait ParallelSlice<T> {
        fn par_chunks(&self, chunk_size: usize) -> Par<&[T]> {}
        fn par_chunks_exact(&self, chunk_size: usize) -> Par<&[T]> {}
        fn par_rchunks(&self, chunk_size: usize) -> Par<&[T]> {}
        fn par_windows(&self, window_size: usize) -> Par<&[T]> {}
        fn par_split<P: Fn(&T) -> bool>(&self, separator: P) -> Par<&[T]> {}
    }
    impl<T> ParallelSlice<T> for [T] {}

    pub trait ParallelSliceMut<T> {
        fn par_chunks_mut(&mut self, chunk_size: usize) -> Par<&mut [T]> {}
        fn par_sort(&mut self) {}
        fn par_sort_by<F: Fn(&T, &T) -> Ordering>(&mut self, compare: F) {}
        fn par_sort_by_key<K: Ord, F: Fn(&T) -> K>(&mut self, f: F) {}
        fn par_sort_by_cached_key<K: Ord, F: Fn(&T) -> K>(&mut self, f: F) {}
        fn par_sort_unstable(&mut self) {}
        fn par_sort_unstable_by<F: Fn(&T, &T) -> Ordering>(&mut self, compare: F) {}
        fn par_sort_unstable_by_key<K: Ord, F: Fn(&T) -> K>(&mut self, f: F) {}
    }
    impl<T> ParallelSliceMut<T> for [T] {}
}

pub mod str {
    use crate::iter::Par;

    pub trait ParallelString {
        fn par_chars(&self) -> Par<char> {}
        fn par_bytes(&self) -> Par<u8> {}
        fn par_lines(&self) -> Par<&str> {}
        fn par_split_whitespace(&self) -> Par<&str> {}
    }
    impl ParallelString for str {}
}

pub struct Scope<'scope>(&'scope ());
impl<'scope> Scope<'scope> {
    pub fn spawn<BODY: FnOnce(&Scope<'scope>)>(&self, body: BODY) {}
}
pub struct ScopeFifo<'scope>(&'scope ());
impl<'scope> ScopeFifo<'scope> {
    pub fn spawn_fifo<BODY: FnOnce(&ScopeFifo<'scope>)>(&self, body: BODY) {}
}

pub struct ThreadPool {}
impl ThreadPool {
    pub fn broadcast<OP: Fn(BroadcastContext<'_>) -> R, R>(&self, op: OP) -> Vec<R> {}
    pub fn install<OP: FnOnce() -> R, R>(&self, op: OP) -> R {}
    pub fn join<A: FnOnce() -> RA, B: FnOnce() -> RB, RA, RB>(&self, oper_a: A, oper_b: B) -> (RA, RB) {}
    pub fn scope<'scope, OP: FnOnce(&Scope<'scope>) -> R, R>(&self, op: OP) -> R {}
    pub fn scope_fifo<'scope, OP: FnOnce(&ScopeFifo<'scope>) -> R, R>(&self, op: OP) -> R {}
    pub fn in_place_scope<'scope, OP: FnOnce(&Scope<'scope>) -> R, R>(&self, op: OP) -> R {}
    pub fn spawn<OP: FnOnce()>(&self, op: OP) {}
    pub fn spawn_fifo<OP: FnOnce()>(&self, op: OP) {}
    pub fn current_num_threads(&self) -> usize {}
}
pub struct ThreadPoolBuilder {}
impl ThreadPoolBuilder {
    pub fn new() -> Self {}
    pub fn num_threads(self, num_threads: usize) -> Self {}
    pub fn thread_name<F: FnMut(usize) -> String>(self, closure: F) -> Self {}
    pub fn build(self) -> Result<ThreadPool, ThreadPoolBuildError> {}
    pub fn build_global(self) -> Result<(), ThreadPoolBuildError> {}
}
impl Default for ThreadPoolBuilder {}
pub struct ThreadPoolBuildError {}
pub struct BroadcastContext<'a>(&'a ());

pub fn broadcast<OP: Fn(BroadcastContext<'_>) -> R, R>(op: OP) -> Vec<R> {}
pub fn spawn<F: FnOnce()>(func: F) {}
pub fn spawn_fifo<F: FnOnce()>(func: F) {}
pub fn scope<'scope, OP: FnOnce(&Scope<'scope>) -> R, R>(op: OP) -> R {}
pub fn scope_fifo<'scope, OP: FnOnce(&ScopeFifo<'scope>) -> R, R>(op: OP) -> R {}
pub fn in_place_scope<'scope, OP: FnOnce(&Scope<'scope>) -> R, R>(op: OP) -> R {}
pub fn join<A: FnOnce() -> RA, B: FnOnce() -> RB, RA, RB>(oper_a: A, oper_b: B) -> (RA, RB) {}
pub fn current_num_threads() -> usize {}
pub fn current_thread_index() -> Option<usize> {}
