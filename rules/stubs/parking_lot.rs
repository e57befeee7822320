//! The signatures of parking_lot: locks without poisoning.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::time::{Duration, Instant};

#[derive(Debug, Default)]
pub struct Mutex<T: ?Sized> {}
impl<T> Mutex<T> {
    pub const fn new(val: T) -> Mutex<T> {}
    pub fn into_inner(self) -> T {}
}
impl<T: ?Sized> Mutex<T> {
    pub fn lock(&self) -> MutexGuard<'_, T> {}
    pub fn try_lock(&self) -> Option<MutexGuard<'_, T>> {}
    pub fn try_lock_for(&self, timeout: Duration) -> Option<MutexGuard<'_, T>> {}
    pub fn try_lock_until(&self, timeout: Instant) -> Option<MutexGuard<'_, T>> {}
    pub fn get_mut(&mut self) -> &mut T {}
    pub fn is_locked(&self) -> bool {}
    pub fn lock_arc(self: &Arc<Self>) -> ArcMutexGuard<T> {}
    pub fn try_lock_arc(self: &Arc<Self>) -> Option<ArcMutexGuard<T>> {}
}
impl<T> From<T> for Mutex<T> {}
#[derive(Debug)]
pub struct MutexGuard<'a, T: ?Sized> {}
impl<'a, T: ?Sized> MutexGuard<'a, T> {
    pub fn map<U: ?Sized, F: FnOnce(&mut T) -> &mut U>(s: Self, f: F) -> MappedMutexGuard<'a, U> {}
    pub fn try_map<U: ?Sized, F: FnOnce(&mut T) -> Option<&mut U>>(s: Self, f: F) -> Result<MappedMutexGuard<'a, U>, Self> {}
    pub fn unlocked<F: FnOnce() -> U, U>(s: &mut Self, f: F) -> U {}
}
#[derive(Debug)]
pub struct MappedMutexGuard<'a, T: ?Sized> {}
impl<T: ?Sized> Deref for MutexGuard<'_, T> { type Target = T; }
impl<T: ?Sized> DerefMut for MutexGuard<'_, T> {}
impl<T: ?Sized> Deref for MappedMutexGuard<'_, T> { type Target = T; }
impl<T: ?Sized> DerefMut for MappedMutexGuard<'_, T> {}
#[derive(Debug)]
pub struct ArcMutexGuard<T: ?Sized> {}
impl<T: ?Sized> Deref for ArcMutexGuard<T> { type Target = T; }
impl<T: ?Sized> DerefMut for ArcMutexGuard<T> {}

#[derive(Debug, Default)]
pub struct FairMutex<T: ?Sized> {}
impl<T> FairMutex<T> {
    pub const fn new(val: T) -> FairMutex<T> {}
    pub fn into_inner(self) -> T {}
}
impl<T: ?Sized> FairMutex<T> {
    pub fn lock(&self) -> FairMutexGuard<'_, T> {}
    pub fn try_lock(&self) -> Option<FairMutexGuard<'_, T>> {}
    pub fn try_lock_for(&self, timeout: Duration) -> Option<FairMutexGuard<'_, T>> {}
    pub fn try_lock_until(&self, timeout: Instant) -> Option<FairMutexGuard<'_, T>> {}
    pub fn get_mut(&mut self) -> &mut T {}
    pub fn is_locked(&self) -> bool {}
}
impl<T> From<T> for FairMutex<T> {}
#[derive(Debug)]
pub struct FairMutexGuard<'a, T: ?Sized> {}
impl<'a, T: ?Sized> FairMutexGuard<'a, T> {
    pub fn map<U: ?Sized, F: FnOnce(&mut T) -> &mut U>(s: Self, f: F) -> MappedFairMutexGuard<'a, U> {}
    pub fn try_map<U: ?Sized, F: FnOnce(&mut T) -> Option<&mut U>>(s: Self, f: F) -> Result<MappedFairMutexGuard<'a, U>, Self> {}
    pub fn unlocked<F: FnOnce() -> U, U>(s: &mut Self, f: F) -> U {}
}
#[derive(Debug)]
pub struct MappedFairMutexGuard<'a, T: ?Sized> {}
impl<T: ?Sized> Deref for FairMutexGuard<'_, T> { type Target = T; }
impl<T: ?Sized> DerefMut for FairMutexGuard<'_, T> {}
impl<T: ?Sized> Deref for MappedFairMutexGuard<'_, T> { type Target = T; }
impl<T: ?Sized> DerefMut for MappedFairMutexGuard<'_, T> {}

#[derive(Debug, Default)]
pub struct ReentrantMutex<T: ?Sized> {}
impl<T> ReentrantMutex<T> {
    pub const fn new(val: T) -> ReentrantMutex<T> {}
    pub fn into_inner(self) -> T {}
}
impl<T: ?Sized> ReentrantMutex<T> {
    pub fn lock(&self) -> ReentrantMutexGuard<'_, T> {}
    pub fn try_lock(&self) -> Option<ReentrantMutexGuard<'_, T>> {}
    pub fn get_mut(&mut self) -> &mut T {}
}
#[derive(Debug)]
pub struct ReentrantMutexGuard<'a, T: ?Sized> {}
impl<T: ?Sized> Deref for ReentrantMutexGuard<'_, T> { type Target = T; }

#[derive(Debug, Default)]
pub struct RwLock<T: ?Sized> {}
impl<T> RwLock<T> {
    pub const fn new(val: T) -> RwLock<T> {}
    pub fn into_inner(self) -> T {}
}
impl<T: ?Sized> RwLock<T> {
    pub fn read(&self) -> RwLockReadGuard<'_, T> {}
    pub fn try_read(&self) -> Option<RwLockReadGuard<'_, T>> {}
    pub fn try_read_for(&self, timeout: Duration) -> Option<RwLockReadGuard<'_, T>> {}
    pub fn read_recursive(&self) -> RwLockReadGuard<'_, T> {}
    pub fn write(&self) -> RwLockWriteGuard<'_, T> {}
    pub fn try_write(&self) -> Option<RwLockWriteGuard<'_, T>> {}
    pub fn try_write_for(&self, timeout: Duration) -> Option<RwLockWriteGuard<'_, T>> {}
    pub fn upgradable_read(&self) -> RwLockUpgradableReadGuard<'_, T> {}
    pub fn try_upgradable_read(&self) -> Option<RwLockUpgradableReadGuard<'_, T>> {}
    pub fn read_arc(self: &Arc<Self>) -> ArcRwLockReadGuard<T> {}
    pub fn write_arc(self: &Arc<Self>) -> ArcRwLockWriteGuard<T> {}
    pub fn get_mut(&mut self) -> &mut T {}
    pub fn is_locked(&self) -> bool {}
    pub fn is_locked_exclusive(&self) -> bool {}
}
impl<T> From<T> for RwLock<T> {}
#[derive(Debug)]
pub struct RwLockReadGuard<'a, T: ?Sized> {}
impl<'a, T: ?Sized> RwLockReadGuard<'a, T> {
    pub fn map<U: ?Sized, F: FnOnce(&T) -> &U>(s: Self, f: F) -> MappedRwLockReadGuard<'a, U> {}
    pub fn try_map<U: ?Sized, F: FnOnce(&T) -> Option<&U>>(s: Self, f: F) -> Result<MappedRwLockReadGuard<'a, U>, Self> {}
}
#[derive(Debug)]
pub struct RwLockWriteGuard<'a, T: ?Sized> {}
impl<'a, T: ?Sized> RwLockWriteGuard<'a, T> {
    pub fn map<U: ?Sized, F: FnOnce(&mut T) -> &mut U>(s: Self, f: F) -> MappedRwLockWriteGuard<'a, U> {}
    pub fn try_map<U: ?Sized, F: FnOnce(&mut T) -> Option<&mut U>>(s: Self, f: F) -> Result<MappedRwLockWriteGuard<'a, U>, Self> {}
    pub fn downgrade(s: Self) -> RwLockReadGuard<'a, T> {}
}
#[derive(Debug)]
pub struct RwLockUpgradableReadGuard<'a, T: ?Sized> {}
impl<'a, T: ?Sized> RwLockUpgradableReadGuard<'a, T> {
    pub fn upgrade(s: Self) -> RwLockWriteGuard<'a, T> {}
    pub fn downgrade(s: Self) -> RwLockReadGuard<'a, T> {}
}
#[derive(Debug)]
pub struct MappedRwLockReadGuard<'a, T: ?Sized> {}
#[derive(Debug)]
pub struct MappedRwLockWriteGuard<'a, T: ?Sized> {}
#[derive(Debug)]
pub struct ArcRwLockReadGuard<T: ?Sized> {}
#[derive(Debug)]
pub struct ArcRwLockWriteGuard<T: ?Sized> {}
impl<T: ?Sized> Deref for RwLockReadGuard<'_, T> { type Target = T; }
impl<T: ?Sized> Deref for RwLockWriteGuard<'_, T> { type Target = T; }
impl<T: ?Sized> DerefMut for RwLockWriteGuard<'_, T> {}
impl<T: ?Sized> Deref for RwLockUpgradableReadGuard<'_, T> { type Target = T; }
impl<T: ?Sized> Deref for MappedRwLockReadGuard<'_, T> { type Target = T; }
impl<T: ?Sized> Deref for MappedRwLockWriteGuard<'_, T> { type Target = T; }
impl<T: ?Sized> DerefMut for MappedRwLockWriteGuard<'_, T> {}
impl<T: ?Sized> Deref for ArcRwLockReadGuard<T> { type Target = T; }
impl<T: ?Sized> Deref for ArcRwLockWriteGuard<T> { type Target = T; }
impl<T: ?Sized> DerefMut for ArcRwLockWriteGuard<T> {}

#[derive(Debug, Default)]
pub struct Condvar {}
impl Condvar {
    pub const fn new() -> Condvar {}
    pub fn notify_one(&self) -> bool {}
    pub fn notify_all(&self) -> usize {}
    pub fn wait<T: ?Sized>(&self, mutex_guard: &mut MutexGuard<'_, T>) {}
    pub fn wait_until<T: ?Sized>(&self, mutex_guard: &mut MutexGuard<'_, T>, timeout: Instant) -> WaitTimeoutResult {}
    pub fn wait_for<T: ?Sized>(&self, mutex_guard: &mut MutexGuard<'_, T>, timeout: Duration) -> WaitTimeoutResult {}
    pub fn wait_while<T: ?Sized, F: FnMut(&mut T) -> bool>(&self, mutex_guard: &mut MutexGuard<'_, T>, condition: F) {}
}
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitTimeoutResult(bool);
impl WaitTimeoutResult {
    pub fn timed_out(self) -> bool {}
}
#[derive(Debug, Default)]
pub struct Once {}
impl Once {
    pub const fn new() -> Once {}
    pub fn call_once<F: FnOnce()>(&self, f: F) {}
}
pub const fn const_mutex<T>(val: T) -> Mutex<T> {}
pub const fn const_rwlock<T>(val: T) -> RwLock<T> {}
