//! Signatures of std: panics.

use crate::prelude::rust_2024::*;
use crate::any::Any;
use crate::ops::{Deref, DerefMut};
pub trait UnwindSafe {}
pub trait RefUnwindSafe {}
pub struct AssertUnwindSafe<T>(pub T);
impl<T> Deref for AssertUnwindSafe<T> { type Target = T; }
impl<T> DerefMut for AssertUnwindSafe<T> {}
impl<R, F: FnOnce() -> R> FnOnce<()> for AssertUnwindSafe<F> {
    type Output = R;
}
impl<F: Future> Future for AssertUnwindSafe<F> {
    type Output = F::Output;
}
pub fn catch_unwind<F: FnOnce() -> R + UnwindSafe, R>(f: F) -> crate::thread::Result<R> {}
pub fn resume_unwind(payload: Box<dyn Any + Send>) -> ! {}
pub fn panic_any<M: 'static + Any + Send>(msg: M) -> ! {}
pub fn set_hook(hook: Box<dyn Fn(&PanicHookInfo<'_>) + Sync + Send + 'static>) {}
pub fn take_hook() -> Box<dyn Fn(&PanicHookInfo<'_>) + Sync + Send + 'static> {}
#[derive(Debug)]
pub struct PanicHookInfo<'a> {}
pub type PanicInfo<'a> = PanicHookInfo<'a>;
impl<'a> PanicHookInfo<'a> {
    pub fn payload(&self) -> &(dyn Any + Send) {}
    pub fn payload_as_str(&self) -> Option<&str> {}
    pub fn location(&self) -> Option<&Location<'_>> {}
}
impl crate::fmt::Display for PanicHookInfo<'_> {}
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Location<'a> {}
impl<'a> Location<'a> {
    pub const fn caller() -> &'static Location<'static> {}
    pub const fn file(&self) -> &'a str {}
    pub const fn line(&self) -> u32 {}
    pub const fn column(&self) -> u32 {}
}
impl crate::fmt::Display for Location<'_> {}
