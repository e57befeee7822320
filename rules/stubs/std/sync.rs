//! Signatures of std: Arc, locks, channels and atomics.

use crate::prelude::rust_2024::*;
use crate::fmt::{Debug, Display};
use crate::ops::{Deref, DerefMut};
use crate::pin::Pin;
use crate::time::Duration;
pub struct Arc<T: ?Sized> {}
#[derive(Debug)]
pub struct Weak<T: ?Sized> {}
impl<T> Arc<T> {
    pub fn new(value: T) -> Arc<T> {}
    pub fn new_cyclic<F: FnOnce(&Weak<T>) -> T>(data_fn: F) -> Arc<T> {}
    pub fn pin(value: T) -> Pin<Arc<T>> {}
    pub fn try_unwrap(this: Self) -> Result<T, Self> {}
    pub fn into_inner(this: Self) -> Option<T> {}
    pub fn unwrap_or_clone(this: Self) -> T where T: Clone {}
}
impl<T: ?Sized> Arc<T> {
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
    pub fn upgrade(&self) -> Option<Arc<T>> {}
    pub fn strong_count(&self) -> usize {}
    pub fn weak_count(&self) -> usize {}
    pub fn ptr_eq(&self, other: &Self) -> bool {}
}
impl<T> Default for Weak<T> {}
impl<T: ?Sized> Clone for Weak<T> {}
impl<T: ?Sized> Clone for Arc<T> {}
impl<T: Default> Default for Arc<T> {}
impl<T: ?Sized> Deref for Arc<T> { type Target = T; }
impl<T: ?Sized> AsRef<T> for Arc<T> {}
impl<T: ?Sized + PartialEq> PartialEq for Arc<T> {}
impl<T: ?Sized + Eq> Eq for Arc<T> {}
impl<T: ?Sized + PartialOrd> PartialOrd for Arc<T> {}
impl<T: ?Sized + Ord> Ord for Arc<T> {}
impl<T: ?Sized + Debug> Debug for Arc<T> {}
impl<T: ?Sized + Display> Display for Arc<T> {}
impl<T: ?Sized + crate::hash::Hash> crate::hash::Hash for Arc<T> {}
impl<T: ?Sized + crate::error::Error> crate::error::Error for Arc<T> {}
impl<T> From<T> for Arc<T> {}
impl<T: ?Sized> From<Box<T>> for Arc<T> {}
impl<T> From<Vec<T>> for Arc<[T]> {}
impl<T: Clone> From<&[T]> for Arc<[T]> {}
impl<T, const N: usize> From<[T; N]> for Arc<[T]> {}
impl From<&str> for Arc<str> {}
impl From<String> for Arc<str> {}
impl From<&crate::path::Path> for Arc<crate::path::Path> {}
impl From<crate::path::PathBuf> for Arc<crate::path::Path> {}
impl From<&crate::ffi::OsStr> for Arc<crate::ffi::OsStr> {}
impl From<crate::ffi::OsString> for Arc<crate::ffi::OsStr> {}
impl<T> FromIterator<T> for Arc<[T]> {}
impl Arc<dyn crate::any::Any + Send + Sync> {
    pub fn downcast<T: crate::any::Any + Send + Sync>(self) -> Result<Arc<T>, Self> {}
}
#[derive(Debug, Default)]
pub struct Mutex<T: ?Sized> {}
impl<T> Mutex<T> {
    pub const fn new(t: T) -> Mutex<T> {}
    pub fn into_inner(self) -> LockResult<T> {}
}
impl<T: ?Sized> Mutex<T> {
    pub fn lock(&self) -> LockResult<MutexGuard<'_, T>> {}
    pub fn try_lock(&self) -> TryLockResult<MutexGuard<'_, T>> {}
    pub fn is_poisoned(&self) -> bool {}
    pub fn clear_poison(&self) {}
    pub fn get_mut(&mut self) -> LockResult<&mut T> {}
}
impl<T> From<T> for Mutex<T> {}
#[derive(Debug)]
pub struct MutexGuard<'a, T: ?Sized + 'a> {}
impl<T: ?Sized> Deref for MutexGuard<'_, T> { type Target = T; }
impl<T: ?Sized> DerefMut for MutexGuard<'_, T> {}
impl<T: ?Sized + Display> Display for MutexGuard<'_, T> {}
#[derive(Debug, Default)]
pub struct RwLock<T: ?Sized> {}
impl<T> RwLock<T> {
    pub const fn new(t: T) -> RwLock<T> {}
    pub fn into_inner(self) -> LockResult<T> {}
}
impl<T: ?Sized> RwLock<T> {
    pub fn read(&self) -> LockResult<RwLockReadGuard<'_, T>> {}
    pub fn try_read(&self) -> TryLockResult<RwLockReadGuard<'_, T>> {}
    pub fn write(&self) -> LockResult<RwLockWriteGuard<'_, T>> {}
    pub fn try_write(&self) -> TryLockResult<RwLockWriteGuard<'_, T>> {}
    pub fn is_poisoned(&self) -> bool {}
    pub fn clear_poison(&self) {}
    pub fn get_mut(&mut self) -> LockResult<&mut T> {}
}
impl<T> From<T> for RwLock<T> {}
#[derive(Debug)]
pub struct RwLockReadGuard<'a, T: ?Sized + 'a> {}
#[derive(Debug)]
pub struct RwLockWriteGuard<'a, T: ?Sized + 'a> {}
impl<'a, T: ?Sized> RwLockWriteGuard<'a, T> {
    pub fn downgrade(s: Self) -> RwLockReadGuard<'a, T> {}
}
impl<T: ?Sized> Deref for RwLockReadGuard<'_, T> { type Target = T; }
impl<T: ?Sized> Deref for RwLockWriteGuard<'_, T> { type Target = T; }
impl<T: ?Sized> DerefMut for RwLockWriteGuard<'_, T> {}
pub type LockResult<T> = Result<T, PoisonError<T>>;
pub type TryLockResult<Guard> = Result<Guard, TryLockError<Guard>>;
pub struct PoisonError<T> {}
impl<T> PoisonError<T> {
    pub fn new(data: T) -> PoisonError<T> {}
    pub fn into_inner(self) -> T {}
    pub fn get_ref(&self) -> &T {}
    pub fn get_mut(&mut self) -> &mut T {}
}
pub enum TryLockError<T> {
    Poisoned(PoisonError<T>),
    WouldBlock,
}
impl<T> Debug for PoisonError<T> {}
impl<T> Display for PoisonError<T> {}
impl<T> crate::error::Error for PoisonError<T> {}
impl<T> Debug for TryLockError<T> {}
impl<T> Display for TryLockError<T> {}
impl<T> crate::error::Error for TryLockError<T> {}
impl<T> From<PoisonError<T>> for TryLockError<T> {}
#[derive(Debug, Default)]
pub struct Condvar {}
impl Condvar {
    pub const fn new() -> Condvar {}
    pub fn wait<'a, T>(&self, guard: MutexGuard<'a, T>) -> LockResult<MutexGuard<'a, T>> {}
    pub fn wait_while<'a, T, F: FnMut(&mut T) -> bool>(&self, guard: MutexGuard<'a, T>, condition: F) -> LockResult<MutexGuard<'a, T>> {}
    pub fn wait_timeout<'a, T>(&self, guard: MutexGuard<'a, T>, dur: Duration) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)> {}
    pub fn wait_timeout_while<'a, T, F: FnMut(&mut T) -> bool>(&self, guard: MutexGuard<'a, T>, dur: Duration, condition: F) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)> {}
    pub fn notify_one(&self) {}
    pub fn notify_all(&self) {}
}
#[derive(Debug, PartialEq, Eq, Copy, Clone)]
pub struct WaitTimeoutResult {}
impl WaitTimeoutResult {
    pub fn timed_out(&self) -> bool {}
}
#[derive(Debug)]
pub struct Barrier {}
impl Barrier {
    pub const fn new(n: usize) -> Barrier {}
    pub fn wait(&self) -> BarrierWaitResult {}
}
#[derive(Debug)]
pub struct BarrierWaitResult {}
impl BarrierWaitResult {
    pub fn is_leader(&self) -> bool {}
}
#[derive(Debug)]
pub struct Once {}
impl Once {
    pub const fn new() -> Once {}
    pub fn call_once<F: FnOnce()>(&self, f: F) {}
    pub fn call_once_force<F: FnOnce(&OnceState)>(&self, f: F) {}
    pub fn is_completed(&self) -> bool {}
    pub fn wait(&self) {}
}
#[derive(Debug)]
pub struct OnceState {}
impl OnceState {
    pub fn is_poisoned(&self) -> bool {}
}
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnceLock<T> {}
impl<T> OnceLock<T> {
    pub const fn new() -> OnceLock<T> {}
    pub fn get(&self) -> Option<&T> {}
    pub fn get_mut(&mut self) -> Option<&mut T> {}
    pub fn wait(&self) -> &T {}
    pub fn set(&self, value: T) -> Result<(), T> {}
    pub fn get_or_init<F: FnOnce() -> T>(&self, f: F) -> &T {}
    pub fn into_inner(self) -> Option<T> {}
    pub fn take(&mut self) -> Option<T> {}
}
impl<T> Default for OnceLock<T> {}
impl<T> From<T> for OnceLock<T> {}
#[derive(Debug)]
pub struct LazyLock<T, F = fn() -> T> {}
impl<T, F: FnOnce() -> T> LazyLock<T, F> {
    pub const fn new(f: F) -> LazyLock<T, F> {}
    pub fn force(this: &LazyLock<T, F>) -> &T {}
}
impl<T, F: FnOnce() -> T> Deref for LazyLock<T, F> {
    type Target = T;
}
pub mod atomic {
    use crate::prelude::rust_2024::*;
    #[derive(Copy, Clone, Debug, Eq, PartialEq, Hash)]
    pub enum Ordering {
        Relaxed,
        Release,
        Acquire,
        AcqRel,
        SeqCst,
    }
    #[derive(Debug, Default)]
    pub struct AtomicU8 {}
    impl AtomicU8 {
        pub const fn new(v: u8) -> Self {}
        pub fn get_mut(&mut self) -> &mut u8 {}
        pub fn into_inner(self) -> u8 {}
        pub fn load(&self, order: Ordering) -> u8 {}
        pub fn store(&self, val: u8, order: Ordering) {}
        pub fn swap(&self, val: u8, order: Ordering) -> u8 {}
        pub fn compare_exchange(&self, current: u8, new: u8, success: Ordering, failure: Ordering) -> Result<u8, u8> {}
        pub fn compare_exchange_weak(&self, current: u8, new: u8, success: Ordering, failure: Ordering) -> Result<u8, u8> {}
        pub fn fetch_update<F: FnMut(u8) -> Option<u8>>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<u8, u8> {}
        pub fn fetch_add(&self, val: u8, order: Ordering) -> u8 {}
        pub fn fetch_sub(&self, val: u8, order: Ordering) -> u8 {}
        pub fn fetch_and(&self, val: u8, order: Ordering) -> u8 {}
        pub fn fetch_or(&self, val: u8, order: Ordering) -> u8 {}
        pub fn fetch_xor(&self, val: u8, order: Ordering) -> u8 {}
        pub fn fetch_max(&self, val: u8, order: Ordering) -> u8 {}
        pub fn fetch_min(&self, val: u8, order: Ordering) -> u8 {}
    }
    impl From<u8> for AtomicU8 {}
    #[derive(Debug, Default)]
    pub struct AtomicU16 {}
    impl AtomicU16 {
        pub const fn new(v: u16) -> Self {}
        pub fn get_mut(&mut self) -> &mut u16 {}
        pub fn into_inner(self) -> u16 {}
        pub fn load(&self, order: Ordering) -> u16 {}
        pub fn store(&self, val: u16, order: Ordering) {}
        pub fn swap(&self, val: u16, order: Ordering) -> u16 {}
        pub fn compare_exchange(&self, current: u16, new: u16, success: Ordering, failure: Ordering) -> Result<u16, u16> {}
        pub fn compare_exchange_weak(&self, current: u16, new: u16, success: Ordering, failure: Ordering) -> Result<u16, u16> {}
        pub fn fetch_update<F: FnMut(u16) -> Option<u16>>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<u16, u16> {}
        pub fn fetch_add(&self, val: u16, order: Ordering) -> u16 {}
        pub fn fetch_sub(&self, val: u16, order: Ordering) -> u16 {}
        pub fn fetch_and(&self, val: u16, order: Ordering) -> u16 {}
        pub fn fetch_or(&self, val: u16, order: Ordering) -> u16 {}
        pub fn fetch_xor(&self, val: u16, order: Ordering) -> u16 {}
        pub fn fetch_max(&self, val: u16, order: Ordering) -> u16 {}
        pub fn fetch_min(&self, val: u16, order: Ordering) -> u16 {}
    }
    impl From<u16> for AtomicU16 {}
    #[derive(Debug, Default)]
    pub struct AtomicU32 {}
    impl AtomicU32 {
        pub const fn new(v: u32) -> Self {}
        pub fn get_mut(&mut self) -> &mut u32 {}
        pub fn into_inner(self) -> u32 {}
        pub fn load(&self, order: Ordering) -> u32 {}
        pub fn store(&self, val: u32, order: Ordering) {}
        pub fn swap(&self, val: u32, order: Ordering) -> u32 {}
        pub fn compare_exchange(&self, current: u32, new: u32, success: Ordering, failure: Ordering) -> Result<u32, u32> {}
        pub fn compare_exchange_weak(&self, current: u32, new: u32, success: Ordering, failure: Ordering) -> Result<u32, u32> {}
        pub fn fetch_update<F: FnMut(u32) -> Option<u32>>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<u32, u32> {}
        pub fn fetch_add(&self, val: u32, order: Ordering) -> u32 {}
        pub fn fetch_sub(&self, val: u32, order: Ordering) -> u32 {}
        pub fn fetch_and(&self, val: u32, order: Ordering) -> u32 {}
        pub fn fetch_or(&self, val: u32, order: Ordering) -> u32 {}
        pub fn fetch_xor(&self, val: u32, order: Ordering) -> u32 {}
        pub fn fetch_max(&self, val: u32, order: Ordering) -> u32 {}
        pub fn fetch_min(&self, val: u32, order: Ordering) -> u32 {}
    }
    impl From<u32> for AtomicU32 {}
    #[derive(Debug, Default)]
    pub struct AtomicU64 {}
    impl AtomicU64 {
        pub const fn new(v: u64) -> Self {}
        pub fn get_mut(&mut self) -> &mut u64 {}
        pub fn into_inner(self) -> u64 {}
        pub fn load(&self, order: Ordering) -> u64 {}
        pub fn store(&self, val: u64, order: Ordering) {}
        pub fn swap(&self, val: u64, order: Ordering) -> u64 {}
        pub fn compare_exchange(&self, current: u64, new: u64, success: Ordering, failure: Ordering) -> Result<u64, u64> {}
        pub fn compare_exchange_weak(&self, current: u64, new: u64, success: Ordering, failure: Ordering) -> Result<u64, u64> {}
        pub fn fetch_update<F: FnMut(u64) -> Option<u64>>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<u64, u64> {}
        pub fn fetch_add(&self, val: u64, order: Ordering) -> u64 {}
        pub fn fetch_sub(&self, val: u64, order: Ordering) -> u64 {}
        pub fn fetch_and(&self, val: u64, order: Ordering) -> u64 {}
        pub fn fetch_or(&self, val: u64, order: Ordering) -> u64 {}
        pub fn fetch_xor(&self, val: u64, order: Ordering) -> u64 {}
        pub fn fetch_max(&self, val: u64, order: Ordering) -> u64 {}
        pub fn fetch_min(&self, val: u64, order: Ordering) -> u64 {}
    }
    impl From<u64> for AtomicU64 {}
    #[derive(Debug, Default)]
    pub struct AtomicUsize {}
    impl AtomicUsize {
        pub const fn new(v: usize) -> Self {}
        pub fn get_mut(&mut self) -> &mut usize {}
        pub fn into_inner(self) -> usize {}
        pub fn load(&self, order: Ordering) -> usize {}
        pub fn store(&self, val: usize, order: Ordering) {}
        pub fn swap(&self, val: usize, order: Ordering) -> usize {}
        pub fn compare_exchange(&self, current: usize, new: usize, success: Ordering, failure: Ordering) -> Result<usize, usize> {}
        pub fn compare_exchange_weak(&self, current: usize, new: usize, success: Ordering, failure: Ordering) -> Result<usize, usize> {}
        pub fn fetch_update<F: FnMut(usize) -> Option<usize>>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<usize, usize> {}
        pub fn fetch_add(&self, val: usize, order: Ordering) -> usize {}
        pub fn fetch_sub(&self, val: usize, order: Ordering) -> usize {}
        pub fn fetch_and(&self, val: usize, order: Ordering) -> usize {}
        pub fn fetch_or(&self, val: usize, order: Ordering) -> usize {}
        pub fn fetch_xor(&self, val: usize, order: Ordering) -> usize {}
        pub fn fetch_max(&self, val: usize, order: Ordering) -> usize {}
        pub fn fetch_min(&self, val: usize, order: Ordering) -> usize {}
    }
    impl From<usize> for AtomicUsize {}
    #[derive(Debug, Default)]
    pub struct AtomicI8 {}
    impl AtomicI8 {
        pub const fn new(v: i8) -> Self {}
        pub fn get_mut(&mut self) -> &mut i8 {}
        pub fn into_inner(self) -> i8 {}
        pub fn load(&self, order: Ordering) -> i8 {}
        pub fn store(&self, val: i8, order: Ordering) {}
        pub fn swap(&self, val: i8, order: Ordering) -> i8 {}
        pub fn compare_exchange(&self, current: i8, new: i8, success: Ordering, failure: Ordering) -> Result<i8, i8> {}
        pub fn compare_exchange_weak(&self, current: i8, new: i8, success: Ordering, failure: Ordering) -> Result<i8, i8> {}
        pub fn fetch_update<F: FnMut(i8) -> Option<i8>>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<i8, i8> {}
        pub fn fetch_add(&self, val: i8, order: Ordering) -> i8 {}
        pub fn fetch_sub(&self, val: i8, order: Ordering) -> i8 {}
        pub fn fetch_and(&self, val: i8, order: Ordering) -> i8 {}
        pub fn fetch_or(&self, val: i8, order: Ordering) -> i8 {}
        pub fn fetch_xor(&self, val: i8, order: Ordering) -> i8 {}
        pub fn fetch_max(&self, val: i8, order: Ordering) -> i8 {}
        pub fn fetch_min(&self, val: i8, order: Ordering) -> i8 {}
    }
    impl From<i8> for AtomicI8 {}
    #[derive(Debug, Default)]
    pub struct AtomicI16 {}
    impl AtomicI16 {
        pub const fn new(v: i16) -> Self {}
        pub fn get_mut(&mut self) -> &mut i16 {}
        pub fn into_inner(self) -> i16 {}
        pub fn load(&self, order: Ordering) -> i16 {}
        pub fn store(&self, val: i16, order: Ordering) {}
        pub fn swap(&self, val: i16, order: Ordering) -> i16 {}
        pub fn compare_exchange(&self, current: i16, new: i16, success: Ordering, failure: Ordering) -> Result<i16, i16> {}
        pub fn compare_exchange_weak(&self, current: i16, new: i16, success: Ordering, failure: Ordering) -> Result<i16, i16> {}
        pub fn fetch_update<F: FnMut(i16) -> Option<i16>>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<i16, i16> {}
        pub fn fetch_add(&self, val: i16, order: Ordering) -> i16 {}
        pub fn fetch_sub(&self, val: i16, order: Ordering) -> i16 {}
        pub fn fetch_and(&self, val: i16, order: Ordering) -> i16 {}
        pub fn fetch_or(&self, val: i16, order: Ordering) -> i16 {}
        pub fn fetch_xor(&self, val: i16, order: Ordering) -> i16 {}
        pub fn fetch_max(&self, val: i16, order: Ordering) -> i16 {}
        pub fn fetch_min(&self, val: i16, order: Ordering) -> i16 {}
    }
    impl From<i16> for AtomicI16 {}
    #[derive(Debug, Default)]
    pub struct AtomicI32 {}
    impl AtomicI32 {
        pub const fn new(v: i32) -> Self {}
        pub fn get_mut(&mut self) -> &mut i32 {}
        pub fn into_inner(self) -> i32 {}
        pub fn load(&self, order: Ordering) -> i32 {}
        pub fn store(&self, val: i32, order: Ordering) {}
        pub fn swap(&self, val: i32, order: Ordering) -> i32 {}
        pub fn compare_exchange(&self, current: i32, new: i32, success: Ordering, failure: Ordering) -> Result<i32, i32> {}
        pub fn compare_exchange_weak(&self, current: i32, new: i32, success: Ordering, failure: Ordering) -> Result<i32, i32> {}
        pub fn fetch_update<F: FnMut(i32) -> Option<i32>>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<i32, i32> {}
        pub fn fetch_add(&self, val: i32, order: Ordering) -> i32 {}
        pub fn fetch_sub(&self, val: i32, order: Ordering) -> i32 {}
        pub fn fetch_and(&self, val: i32, order: Ordering) -> i32 {}
        pub fn fetch_or(&self, val: i32, order: Ordering) -> i32 {}
        pub fn fetch_xor(&self, val: i32, order: Ordering) -> i32 {}
        pub fn fetch_max(&self, val: i32, order: Ordering) -> i32 {}
        pub fn fetch_min(&self, val: i32, order: Ordering) -> i32 {}
    }
    impl From<i32> for AtomicI32 {}
    #[derive(Debug, Default)]
    pub struct AtomicI64 {}
    impl AtomicI64 {
        pub const fn new(v: i64) -> Self {}
        pub fn get_mut(&mut self) -> &mut i64 {}
        pub fn into_inner(self) -> i64 {}
        pub fn load(&self, order: Ordering) -> i64 {}
        pub fn store(&self, val: i64, order: Ordering) {}
        pub fn swap(&self, val: i64, order: Ordering) -> i64 {}
        pub fn compare_exchange(&self, current: i64, new: i64, success: Ordering, failure: Ordering) -> Result<i64, i64> {}
        pub fn compare_exchange_weak(&self, current: i64, new: i64, success: Ordering, failure: Ordering) -> Result<i64, i64> {}
        pub fn fetch_update<F: FnMut(i64) -> Option<i64>>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<i64, i64> {}
        pub fn fetch_add(&self, val: i64, order: Ordering) -> i64 {}
        pub fn fetch_sub(&self, val: i64, order: Ordering) -> i64 {}
        pub fn fetch_and(&self, val: i64, order: Ordering) -> i64 {}
        pub fn fetch_or(&self, val: i64, order: Ordering) -> i64 {}
        pub fn fetch_xor(&self, val: i64, order: Ordering) -> i64 {}
        pub fn fetch_max(&self, val: i64, order: Ordering) -> i64 {}
        pub fn fetch_min(&self, val: i64, order: Ordering) -> i64 {}
    }
    impl From<i64> for AtomicI64 {}
    #[derive(Debug, Default)]
    pub struct AtomicIsize {}
    impl AtomicIsize {
        pub const fn new(v: isize) -> Self {}
        pub fn get_mut(&mut self) -> &mut isize {}
        pub fn into_inner(self) -> isize {}
        pub fn load(&self, order: Ordering) -> isize {}
        pub fn store(&self, val: isize, order: Ordering) {}
        pub fn swap(&self, val: isize, order: Ordering) -> isize {}
        pub fn compare_exchange(&self, current: isize, new: isize, success: Ordering, failure: Ordering) -> Result<isize, isize> {}
        pub fn compare_exchange_weak(&self, current: isize, new: isize, success: Ordering, failure: Ordering) -> Result<isize, isize> {}
        pub fn fetch_update<F: FnMut(isize) -> Option<isize>>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<isize, isize> {}
        pub fn fetch_add(&self, val: isize, order: Ordering) -> isize {}
        pub fn fetch_sub(&self, val: isize, order: Ordering) -> isize {}
        pub fn fetch_and(&self, val: isize, order: Ordering) -> isize {}
        pub fn fetch_or(&self, val: isize, order: Ordering) -> isize {}
        pub fn fetch_xor(&self, val: isize, order: Ordering) -> isize {}
        pub fn fetch_max(&self, val: isize, order: Ordering) -> isize {}
        pub fn fetch_min(&self, val: isize, order: Ordering) -> isize {}
    }
    impl From<isize> for AtomicIsize {}
    #[derive(Debug, Default)]
    pub struct AtomicBool {}
    impl AtomicBool {
        pub const fn new(v: bool) -> Self {}
        pub fn get_mut(&mut self) -> &mut bool {}
        pub fn into_inner(self) -> bool {}
        pub fn load(&self, order: Ordering) -> bool {}
        pub fn store(&self, val: bool, order: Ordering) {}
        pub fn swap(&self, val: bool, order: Ordering) -> bool {}
        pub fn compare_exchange(&self, current: bool, new: bool, success: Ordering, failure: Ordering) -> Result<bool, bool> {}
        pub fn compare_exchange_weak(&self, current: bool, new: bool, success: Ordering, failure: Ordering) -> Result<bool, bool> {}
        pub fn fetch_update<F: FnMut(bool) -> Option<bool>>(&self, set_order: Ordering, fetch_order: Ordering, f: F) -> Result<bool, bool> {}
        pub fn fetch_and(&self, val: bool, order: Ordering) -> bool {}
        pub fn fetch_nand(&self, val: bool, order: Ordering) -> bool {}
        pub fn fetch_or(&self, val: bool, order: Ordering) -> bool {}
        pub fn fetch_xor(&self, val: bool, order: Ordering) -> bool {}
    }
    impl From<bool> for AtomicBool {}
    #[derive(Debug)]
    pub struct AtomicPtr<T> {}
    impl<T> AtomicPtr<T> {
        pub const fn new(p: *mut T) -> AtomicPtr<T> {}
        pub fn load(&self, order: Ordering) -> *mut T {}
        pub fn store(&self, ptr: *mut T, order: Ordering) {}
        pub fn swap(&self, ptr: *mut T, order: Ordering) -> *mut T {}
    }
    pub fn fence(order: Ordering) {}
    pub fn compiler_fence(order: Ordering) {}
}
pub mod mpsc {
    use crate::prelude::rust_2024::*;
    use crate::time::Duration;
    #[derive(Debug)]
    pub struct Receiver<T> {}
    #[derive(Debug)]
    pub struct Sender<T> {}
    #[derive(Debug)]
    pub struct SyncSender<T> {}
    impl<T> Clone for Sender<T> {}
    impl<T> Clone for SyncSender<T> {}
    pub fn channel<T>() -> (Sender<T>, Receiver<T>) {}
    pub fn sync_channel<T>(bound: usize) -> (SyncSender<T>, Receiver<T>) {}
    impl<T> Sender<T> {
        pub fn send(&self, t: T) -> Result<(), SendError<T>> {}
    }
    impl<T> SyncSender<T> {
        pub fn send(&self, t: T) -> Result<(), SendError<T>> {}
        pub fn try_send(&self, t: T) -> Result<(), TrySendError<T>> {}
    }
    impl<T> Receiver<T> {
        pub fn try_recv(&self) -> Result<T, TryRecvError> {}
        pub fn recv(&self) -> Result<T, RecvError> {}
        pub fn recv_timeout(&self, timeout: Duration) -> Result<T, RecvTimeoutError> {}
        pub fn iter(&self) -> Iter<'_, T> {}
        pub fn try_iter(&self) -> TryIter<'_, T> {}
    }
    pub struct Iter<'a, T> {}
    impl<'a, T> Iterator for Iter<'a, T> { type Item = T; }
    pub struct TryIter<'a, T> {}
    impl<'a, T> Iterator for TryIter<'a, T> { type Item = T; }
    pub struct IntoIter<T> {}
    impl<T> Iterator for IntoIter<T> { type Item = T; }
    impl<T> IntoIterator for Receiver<T> {
        type Item = T;
        type IntoIter = IntoIter<T>;
    }
    impl<'a, T> IntoIterator for &'a Receiver<T> {
        type Item = T;
        type IntoIter = Iter<'a, T>;
    }
    #[derive(PartialEq, Eq, Clone, Copy)]
    pub struct SendError<T>(pub T);
    #[derive(PartialEq, Eq, Clone, Copy, Debug)]
    pub struct RecvError;
    #[derive(PartialEq, Eq, Clone, Copy, Debug)]
    pub enum TryRecvError {
        Empty,
        Disconnected,
    }
    #[derive(PartialEq, Eq, Clone, Copy, Debug)]
    pub enum RecvTimeoutError {
        Timeout,
        Disconnected,
    }
    #[derive(PartialEq, Eq, Clone, Copy)]
    pub enum TrySendError<T> {
        Full(T),
        Disconnected(T),
    }
    impl<T> crate::fmt::Debug for SendError<T> {}
    impl<T> crate::fmt::Display for SendError<T> {}
    impl<T> crate::error::Error for SendError<T> {}
    impl<T> crate::fmt::Debug for TrySendError<T> {}
    impl<T> crate::fmt::Display for TrySendError<T> {}
    impl<T> crate::error::Error for TrySendError<T> {}
    impl crate::fmt::Display for RecvError {}
    impl crate::error::Error for RecvError {}
    impl crate::fmt::Display for TryRecvError {}
    impl crate::error::Error for TryRecvError {}
    impl crate::fmt::Display for RecvTimeoutError {}
    impl crate::error::Error for RecvTimeoutError {}
}
