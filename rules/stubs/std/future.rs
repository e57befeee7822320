//! Signatures of std: Future.

use crate::prelude::rust_2024::*;
use crate::ops::DerefMut;
use crate::pin::Pin;
use crate::task::{Context, Poll};
pub trait Future {
    type Output;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output>;
}
pub trait IntoFuture {
    type Output;
    type IntoFuture: Future<Output = Self::Output>;
    fn into_future(self) -> Self::IntoFuture;
}
impl<F: Future> IntoFuture for F {
    type Output = F::Output;
    type IntoFuture = F;
}
impl<F: ?Sized + Future + Unpin> Future for &mut F {
    type Output = F::Output;
}
impl<P: DerefMut<Target: Future>> Future for Pin<P> {
    type Output = <P::Target as Future>::Output;
}
#[derive(Clone, Debug)]
pub struct Ready<T> {}
impl<T> Ready<T> {
    pub fn into_inner(self) -> T {}
}
impl<T> Future for Ready<T> {
    type Output = T;
}
pub fn ready<T>(t: T) -> Ready<T> {}
#[derive(Clone, Debug)]
pub struct Pending<T> {}
impl<T> Future for Pending<T> {
    type Output = T;
}
pub fn pending<T>() -> Pending<T> {}
pub struct PollFn<F> {}
impl<T, F: FnMut(&mut Context<'_>) -> Poll<T>> Future for PollFn<F> {
    type Output = T;
}
pub fn poll_fn<T, F: FnMut(&mut Context<'_>) -> Poll<T>>(f: F) -> PollFn<F> {}
