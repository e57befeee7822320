//! Signatures of std: polling.

use crate::prelude::rust_2024::*;
use crate::sync::Arc;
#[derive(Copy, Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub enum Poll<T> {
    Ready(T),
    Pending,
}
impl<T> Poll<T> {
    pub fn map<U, F: FnOnce(T) -> U>(self, f: F) -> Poll<U> {}
    pub const fn is_ready(&self) -> bool {}
    pub const fn is_pending(&self) -> bool {}
}
impl<T, E> Poll<Result<T, E>> {
    pub fn map_ok<U, F: FnOnce(T) -> U>(self, f: F) -> Poll<Result<U, E>> {}
    pub fn map_err<U, F: FnOnce(E) -> U>(self, f: F) -> Poll<Result<T, U>> {}
}
impl<T, E> Poll<Option<Result<T, E>>> {
    pub fn map_ok<U, F: FnOnce(T) -> U>(self, f: F) -> Poll<Option<Result<U, E>>> {}
    pub fn map_err<U, F: FnOnce(E) -> U>(self, f: F) -> Poll<Option<Result<T, U>>> {}
}
impl<T> From<T> for Poll<T> {}
#[derive(Debug)]
pub struct Context<'a> {}
impl<'a> Context<'a> {
    pub const fn from_waker(waker: &'a Waker) -> Self {}
    pub const fn waker(&self) -> &'a Waker {}
}
#[derive(Clone, Debug)]
pub struct Waker {}
impl Waker {
    pub fn wake(self) {}
    pub fn wake_by_ref(&self) {}
    pub fn will_wake(&self, other: &Waker) -> bool {}
    pub const fn noop() -> &'static Waker {}
}
impl<W: Wake + Send + Sync + 'static> From<Arc<W>> for Waker {}
pub trait Wake {
    fn wake(self: Arc<Self>);
    fn wake_by_ref(self: &Arc<Self>) {}
}
#[derive(Debug)]
pub struct RawWaker {}
#[derive(Clone, Copy, Debug)]
pub struct RawWakerVTable {}
#[macro_export]
macro_rules! ready { () => {} }
