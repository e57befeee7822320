//! The signatures of futures: what is polled, joined and blocked on.

pub use self::future::{Future, FutureExt, TryFuture, TryFutureExt};
pub use self::io::{AsyncBufRead, AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncSeek, AsyncSeekExt, AsyncWrite, AsyncWriteExt};
pub use self::sink::{Sink, SinkExt};
pub use self::stream::{Stream, StreamExt, TryStream, TryStreamExt};

#[macro_export]
macro_rules! join { () => {} }
#[macro_export]
macro_rules! try_join { () => {} }
#[macro_export]
macro_rules! select { () => {} }
#[macro_export]
macro_rules! select_biased { () => {} }
#[macro_export]
macro_rules! pin_mut { () => {} }
#[macro_export]
macro_rules! ready { () => {} }
#[macro_export]
macro_rules! poll { () => {} }
#[macro_export]
macro_rules! stream_select { () => {} }

pub mod prelude {
    pub use crate::future::{self, Future, FutureExt, TryFuture, TryFutureExt};
    pub use crate::io::{AsyncBufRead, AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncSeek, AsyncSeekExt, AsyncWrite, AsyncWriteExt};
    pub use crate::sink::{self, Sink, SinkExt};
    pub use crate::stream::{self, Stream, StreamExt, TryStream, TryStreamExt};
}

pub mod executor {
    use crate::stream::Stream;
    pub fn block_on<F: Future>(f: F) -> F::Output {}
    pub fn block_on_stream<S: Stream + Unpin>(stream: S) -> BlockingStream<S> {}
    #[derive(Debug)]
    pub struct BlockingStream<S> {}
    impl<S: Stream + Unpin> Iterator for BlockingStream<S> {
        type Item = S::Item;
    }
    #[derive(Debug, Default)]
    pub struct LocalPool {}
    impl LocalPool {
        pub fn new() -> Self {}
        pub fn run(&mut self) {}
        pub fn run_until<F: Future>(&mut self, future: F) -> F::Output {}
        pub fn run_until_stalled(&mut self) {}
    }
    #[derive(Clone, Debug)]
    pub struct ThreadPool {}
    impl ThreadPool {
        pub fn new() -> Result<Self, std::io::Error> {}
        pub fn spawn_ok<Fut: Future<Output = ()> + Send + 'static>(&self, future: Fut) {}
    }
}

pub mod future {
    use std::pin::Pin;
    use std::task::{Context, Poll};
    pub use std::future::{Future, IntoFuture, Pending, PollFn, Ready, pending, poll_fn, ready};
    pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
    pub type LocalBoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;
    pub trait FutureExt: Future {
        async fn map<U, F: FnOnce(Self::Output) -> U>(self, f: F) -> U where Self: Sized {}
        async fn map_into<U>(self) -> U where Self: Sized, Self::Output: Into<U> {}
        async fn then<Fut: Future, F: FnOnce(Self::Output) -> Fut>(self, f: F) -> Fut::Output where Self: Sized {}
        async fn inspect<F: FnOnce(&Self::Output)>(self, f: F) -> Self::Output where Self: Sized {}
        fn into_stream(self) -> crate::stream::Once<Self> where Self: Sized {}
        async fn flatten(self) -> <Self::Output as Future>::Output where Self: Sized, Self::Output: Future {}
        async fn fuse(self) -> Self::Output where Self: Sized {}
        async fn catch_unwind(self) -> Result<Self::Output, Box<dyn std::any::Any + Send>> where Self: Sized {}
        fn shared(self) -> Shared<Self> where Self: Sized, Self::Output: Clone {}
        fn boxed<'a>(self) -> BoxFuture<'a, Self::Output> where Self: Sized + Send + 'a {}
        fn boxed_local<'a>(self) -> LocalBoxFuture<'a, Self::Output> where Self: Sized + 'a {}
        fn left_future<B>(self) -> Either<Self, B> where Self: Sized {}
        fn right_future<A>(self) -> Either<A, Self> where Self: Sized {}
        async fn unit_error(self) -> Result<Self::Output, ()> where Self: Sized {}
        async fn never_error(self) -> Result<Self::Output, std::convert::Infallible> where Self: Sized {}
        fn now_or_never(self) -> Option<Self::Output> where Self: Sized {}
        fn poll_unpin(&mut self, cx: &mut Context<'_>) -> Poll<Self::Output> where Self: Unpin {}
    }
    impl<T: ?Sized + Future> FutureExt for T {}
    pub trait TryFuture: Future {
        type Ok;
        type Error;
    }
    impl<F: ?Sized + Future<Output = Result<T, E>>, T, E> TryFuture for F {
        type Ok = T;
        type Error = E;
    }
    pub trait TryFutureExt: TryFuture {
        async fn map_ok<T, F: FnOnce(Self::Ok) -> T>(self, f: F) -> Result<T, Self::Error> where Self: Sized {}
        async fn map_ok_or_else<T, E: FnOnce(Self::Error) -> T, F: FnOnce(Self::Ok) -> T>(self, e: E, f: F) -> T where Self: Sized {}
        async fn map_err<E, F: FnOnce(Self::Error) -> E>(self, f: F) -> Result<Self::Ok, E> where Self: Sized {}
        async fn err_into<E>(self) -> Result<Self::Ok, E> where Self: Sized, Self::Error: Into<E> {}
        async fn and_then<Fut: TryFuture<Error = Self::Error>, F: FnOnce(Self::Ok) -> Fut>(self, f: F) -> Result<Fut::Ok, Fut::Error> where Self: Sized {}
        async fn or_else<Fut: TryFuture<Ok = Self::Ok>, F: FnOnce(Self::Error) -> Fut>(self, f: F) -> Result<Fut::Ok, Fut::Error> where Self: Sized {}
        async fn inspect_ok<F: FnOnce(&Self::Ok)>(self, f: F) -> Result<Self::Ok, Self::Error> where Self: Sized {}
        async fn inspect_err<F: FnOnce(&Self::Error)>(self, f: F) -> Result<Self::Ok, Self::Error> where Self: Sized {}
        async fn unwrap_or_else<F: FnOnce(Self::Error) -> Self::Ok>(self, f: F) -> Self::Ok where Self: Sized {}
        async fn into_future(self) -> Result<Self::Ok, Self::Error> where Self: Sized {}
    }
    impl<Fut: ?Sized + TryFuture> TryFutureExt for Fut {}
    pub struct Shared<Fut: Future> {}
    impl<Fut: Future> Clone for Shared<Fut> {}
    impl<Fut: Future> Future for Shared<Fut> {
        type Output = Fut::Output;
    }
    #[derive(Debug, Clone)]
    pub enum Either<A, B> {
        Left(A),
        Right(B),
    }
    impl<A: Future, B: Future<Output = A::Output>> Future for Either<A, B> {
        type Output = A::Output;
    }
    pub async fn join_all<I: IntoIterator<Item: Future>>(iter: I) -> Vec<<I::Item as Future>::Output> {}
    pub async fn try_join_all<I: IntoIterator<Item: TryFuture>>(iter: I) -> Result<Vec<<I::Item as TryFuture>::Ok>, <I::Item as TryFuture>::Error> {}
    pub async fn select_all<I: IntoIterator<Item: Future + Unpin>>(iter: I) -> (<I::Item as Future>::Output, usize, Vec<I::Item>) {}
    pub async fn select_ok<I: IntoIterator<Item: TryFuture + Unpin>>(iter: I) -> Result<(<I::Item as TryFuture>::Ok, Vec<I::Item>), <I::Item as TryFuture>::Error> {}
    pub async fn select<A: Future + Unpin, B: Future + Unpin>(future1: A, future2: B) -> Either<(A::Output, B), (B::Output, A)> {}
    pub async fn join<A: Future, B: Future>(future1: A, future2: B) -> (A::Output, B::Output) {}
    pub async fn join3<A: Future, B: Future, C: Future>(future1: A, future2: B, future3: C) -> (A::Output, B::Output, C::Output) {}
    pub async fn try_join<A: TryFuture, B: TryFuture<Error = A::Error>>(future1: A, future2: B) -> Result<(A::Ok, B::Ok), A::Error> {}
    pub async fn try_join3<A: TryFuture, B: TryFuture<Error = A::Error>, C: TryFuture<Error = A::Error>>(future1: A, future2: B, future3: C) -> Result<(A::Ok, B::Ok, C::Ok), A::Error> {}
    pub fn ok<T, E>(t: T) -> Ready<Result<T, E>> {}
    pub fn err<T, E>(err: E) -> Ready<Result<T, E>> {}
    pub async fn lazy<F: FnOnce(&mut Context<'_>) -> R, R>(f: F) -> R {}
    pub async fn maybe_done<Fut: Future>(future: Fut) {}
    pub fn abortable<Fut: Future>(future: Fut) -> (Abortable<Fut>, AbortHandle) {}
    #[derive(Debug, Clone)]
    pub struct Abortable<T> {}
    impl<Fut: Future> Future for Abortable<Fut> {
        type Output = Result<Fut::Output, Aborted>;
    }
    #[derive(Debug, Clone)]
    pub struct AbortHandle {}
    impl AbortHandle {
        pub fn abort(&self) {}
        pub fn is_aborted(&self) -> bool {}
    }
    #[derive(Copy, Clone, Debug, Eq, PartialEq)]
    pub struct Aborted;
}

pub mod stream {
    use std::pin::Pin;
    use std::task::{Context, Poll};
    use crate::future::{Future, TryFuture};
    pub use self::futures_unordered::FuturesUnordered;
    pub type BoxStream<'a, T> = Pin<Box<dyn Stream<Item = T> + Send + 'a>>;
    pub type LocalBoxStream<'a, T> = Pin<Box<dyn Stream<Item = T> + 'a>>;
    pub trait Stream {
        type Item;
        fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>>;
        fn size_hint(&self) -> (usize, Option<usize>) {}
    }
    impl<S: ?Sized + Stream + Unpin> Stream for &mut S {
        type Item = S::Item;
    }
    impl<S: ?Sized + Stream + Unpin> Stream for Box<S> {
        type Item = S::Item;
    }
    impl<P: std::ops::DerefMut<Target: Stream>> Stream for Pin<P> {
        type Item = <P::Target as Stream>::Item;
    }
    pub trait TryStream: Stream {
        type Ok;
        type Error;
    }
    impl<S: ?Sized + Stream<Item = Result<T, E>>, T, E> TryStream for S {
        type Ok = T;
        type Error = E;
    }
    pub trait StreamExt: Stream {
        async fn next(&mut self) -> Option<Self::Item> where Self: Unpin {}
        async fn into_future(self) -> (Option<Self::Item>, Self) where Self: Sized + Unpin {}
        fn map<T, F: FnMut(Self::Item) -> T>(self, f: F) -> Map<Self, F> where Self: Sized {}
        fn enumerate(self) -> Enumerate<Self> where Self: Sized {}
        fn filter<Fut: Future<Output = bool>, F: FnMut(&Self::Item) -> Fut>(self, f: F) -> Same<Self> where Self: Sized {}
        fn filter_map<Fut: Future<Output = Option<T>>, T, F: FnMut(Self::Item) -> Fut>(self, f: F) -> Yields<T> where Self: Sized {}
        fn then<Fut: Future, F: FnMut(Self::Item) -> Fut>(self, f: F) -> Yields<Fut::Output> where Self: Sized {}
        async fn collect<C: Default + Extend<Self::Item>>(self) -> C where Self: Sized {}
        async fn unzip<A, B, FromA: Default + Extend<A>, FromB: Default + Extend<B>>(self) -> (FromA, FromB) where Self: Sized + Stream<Item = (A, B)> {}
        async fn concat(self) -> Self::Item where Self: Sized {}
        async fn count(self) -> usize where Self: Sized {}
        async fn fold<T, Fut: Future<Output = T>, F: FnMut(T, Self::Item) -> Fut>(self, init: T, f: F) -> T where Self: Sized {}
        async fn any<Fut: Future<Output = bool>, F: FnMut(Self::Item) -> Fut>(self, f: F) -> bool where Self: Sized {}
        async fn all<Fut: Future<Output = bool>, F: FnMut(Self::Item) -> Fut>(self, f: F) -> bool where Self: Sized {}
        fn flatten(self) -> Yields<<Self::Item as Stream>::Item> where Self::Item: Stream, Self: Sized {}
        fn flatten_unordered(self, limit: impl Into<Option<usize>>) -> Yields<<Self::Item as Stream>::Item> where Self::Item: Stream + Unpin, Self: Sized {}
        fn flat_map<U: Stream, F: FnMut(Self::Item) -> U>(self, f: F) -> Yields<U::Item> where Self: Sized {}
        fn flat_map_unordered<U: Stream + Unpin, F: FnMut(Self::Item) -> U>(self, limit: impl Into<Option<usize>>, f: F) -> Yields<U::Item> where Self: Sized {}
        fn scan<S, B, Fut: Future<Output = Option<B>>, F: FnMut(&mut S, Self::Item) -> Fut>(self, initial_state: S, f: F) -> Yields<B> where Self: Sized {}
        fn skip_while<Fut: Future<Output = bool>, F: FnMut(&Self::Item) -> Fut>(self, f: F) -> Same<Self> where Self: Sized {}
        fn take_while<Fut: Future<Output = bool>, F: FnMut(&Self::Item) -> Fut>(self, f: F) -> Same<Self> where Self: Sized {}
        fn take_until<Fut: Future>(self, fut: Fut) -> Same<Self> where Self: Sized {}
        async fn for_each<Fut: Future<Output = ()>, F: FnMut(Self::Item) -> Fut>(self, f: F) where Self: Sized {}
        async fn for_each_concurrent<Fut: Future<Output = ()>, F: FnMut(Self::Item) -> Fut>(self, limit: impl Into<Option<usize>>, f: F) where Self: Sized {}
        fn take(self, n: usize) -> Same<Self> where Self: Sized {}
        fn skip(self, n: usize) -> Same<Self> where Self: Sized {}
        fn fuse(self) -> Same<Self> where Self: Sized {}
        fn by_ref(&mut self) -> &mut Self {}
        fn boxed<'a>(self) -> BoxStream<'a, Self::Item> where Self: Sized + Send + 'a {}
        fn boxed_local<'a>(self) -> LocalBoxStream<'a, Self::Item> where Self: Sized + 'a {}
        fn buffered(self, n: usize) -> Yields<<Self::Item as Future>::Output> where Self::Item: Future, Self: Sized {}
        fn buffer_unordered(self, n: usize) -> Yields<<Self::Item as Future>::Output> where Self::Item: Future, Self: Sized {}
        fn zip<St: Stream>(self, other: St) -> Yields<(Self::Item, St::Item)> where Self: Sized {}
        fn chain<St: Stream<Item = Self::Item>>(self, other: St) -> Same<Self> where Self: Sized {}
        fn cycle(self) -> Same<Self> where Self: Sized + Clone {}
        fn peekable(self) -> Peekable<Self> where Self: Sized {}
        fn chunks(self, capacity: usize) -> Yields<Vec<Self::Item>> where Self: Sized {}
        fn ready_chunks(self, capacity: usize) -> Yields<Vec<Self::Item>> where Self: Sized {}
        async fn forward<S>(self, sink: S) -> Result<(), <Self as TryStream>::Error> where Self: TryStream + Sized {}
        fn split<Item>(self) -> (SplitSink<Self, Item>, SplitStream<Self>) where Self: Sized {}
        fn inspect<F: FnMut(&Self::Item)>(self, f: F) -> Same<Self> where Self: Sized {}
        fn poll_next_unpin(&mut self, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> where Self: Unpin {}
        async fn select_next_some(&mut self) -> Self::Item where Self: Unpin {}
    }
    impl<T: ?Sized + Stream> StreamExt for T {}
    pub trait TryStreamExt: TryStream {
        async fn try_next(&mut self) -> Result<Option<Self::Ok>, Self::Error> where Self: Unpin {}
        fn err_into<E>(self) -> Yields<Result<Self::Ok, E>> where Self: Sized, Self::Error: Into<E> {}
        fn map_ok<T, F: FnMut(Self::Ok) -> T>(self, f: F) -> Yields<Result<T, Self::Error>> where Self: Sized {}
        fn map_err<E, F: FnMut(Self::Error) -> E>(self, f: F) -> Yields<Result<Self::Ok, E>> where Self: Sized {}
        fn inspect_ok<F: FnMut(&Self::Ok)>(self, f: F) -> Same<Self> where Self: Sized {}
        fn inspect_err<F: FnMut(&Self::Error)>(self, f: F) -> Same<Self> where Self: Sized {}
        fn and_then<Fut: TryFuture<Error = Self::Error>, F: FnMut(Self::Ok) -> Fut>(self, f: F) -> Yields<Result<Fut::Ok, Self::Error>> where Self: Sized {}
        fn or_else<Fut: TryFuture<Ok = Self::Ok>, F: FnMut(Self::Error) -> Fut>(self, f: F) -> Yields<Result<Self::Ok, Fut::Error>> where Self: Sized {}
        fn into_stream(self) -> Same<Self> where Self: Sized {}
        async fn try_for_each<Fut: TryFuture<Ok = (), Error = Self::Error>, F: FnMut(Self::Ok) -> Fut>(self, f: F) -> Result<(), Self::Error> where Self: Sized {}
        async fn try_for_each_concurrent<Fut: Future<Output = Result<(), Self::Error>>, F: FnMut(Self::Ok) -> Fut>(self, limit: impl Into<Option<usize>>, f: F) -> Result<(), Self::Error> where Self: Sized {}
        async fn try_collect<C: Default + Extend<Self::Ok>>(self) -> Result<C, Self::Error> where Self: Sized {}
        fn try_chunks(self, capacity: usize) -> Yields<Result<Vec<Self::Ok>, Self::Error>> where Self: Sized {}
        fn try_filter<Fut: Future<Output = bool>, F: FnMut(&Self::Ok) -> Fut>(self, f: F) -> Same<Self> where Self: Sized {}
        fn try_filter_map<Fut: TryFuture<Ok = Option<T>, Error = Self::Error>, F: FnMut(Self::Ok) -> Fut, T>(self, f: F) -> Yields<Result<T, Self::Error>> where Self: Sized {}
        fn try_take_while<Fut: TryFuture<Ok = bool, Error = Self::Error>, F: FnMut(&Self::Ok) -> Fut>(self, f: F) -> Same<Self> where Self: Sized {}
        fn try_flatten(self) -> Yields<Result<<Self::Ok as TryStream>::Ok, Self::Error>> where Self::Ok: TryStream, Self: Sized {}
        async fn try_fold<T, Fut: TryFuture<Ok = T, Error = Self::Error>, F: FnMut(T, Self::Ok) -> Fut>(self, init: T, f: F) -> Result<T, Self::Error> where Self: Sized {}
        async fn try_concat(self) -> Result<Self::Ok, Self::Error> where Self: Sized {}
        fn try_buffered(self, n: usize) -> Yields<Result<<Self::Ok as TryFuture>::Ok, Self::Error>> where Self::Ok: TryFuture, Self: Sized {}
        fn try_buffer_unordered(self, n: usize) -> Yields<Result<<Self::Ok as TryFuture>::Ok, Self::Error>> where Self::Ok: TryFuture, Self: Sized {}
    }
    impl<S: ?Sized + TryStream> TryStreamExt for S {}
    #[derive(Debug)]
    pub struct Map<St, F> {}
    impl<T, St: Stream, F: FnMut(St::Item) -> T> Stream for Map<St, F> {
        type Item = T;
    }
    #[derive(Debug)]
    pub struct Enumerate<St> {}
    impl<St: Stream> Stream for Enumerate<St> {
        type Item = (usize, St::Item);
    }
    #[derive(Debug)]
    pub struct Peekable<St: Stream> {}
    impl<St: Stream> Peekable<St> {
        pub async fn peek(self: Pin<&mut Self>) -> Option<&St::Item> {}
    }
    impl<St: Stream> Stream for Peekable<St> {
        type Item = St::Item;
    }
    #[derive(Debug)]
    pub struct Same<St> {}
    impl<St: Stream> Stream for Same<St> {
        type Item = St::Item;
    }
    #[derive(Debug)]
    pub struct Yields<T> {}
    impl<T> Stream for Yields<T> {
        type Item = T;
    }
    #[derive(Debug)]
    pub struct SplitSink<S, Item> {}
    impl<S: crate::sink::Sink<Item>, Item> crate::sink::Sink<Item> for SplitSink<S, Item> {
        type Error = S::Error;
    }
    #[derive(Debug)]
    pub struct SplitStream<S> {}
    impl<S: Stream> Stream for SplitStream<S> {
        type Item = S::Item;
    }
    #[derive(Clone, Debug)]
    pub struct Iter<I> {}
    impl<I: Iterator> Stream for Iter<I> {
        type Item = I::Item;
    }
    pub fn iter<I: IntoIterator>(i: I) -> Iter<I::IntoIter> {}
    #[derive(Debug)]
    pub struct Once<Fut> {}
    impl<Fut: Future> Stream for Once<Fut> {
        type Item = Fut::Output;
    }
    pub fn once<Fut: Future>(future: Fut) -> Once<Fut> {}
    pub fn empty<T>() -> Yields<T> {}
    pub fn pending<T>() -> Yields<T> {}
    pub fn repeat<T: Clone>(item: T) -> Yields<T> {}
    pub fn poll_fn<T, F: FnMut(&mut Context<'_>) -> Poll<Option<T>>>(f: F) -> Yields<T> {}
    pub fn unfold<T, F: FnMut(T) -> Fut, Fut: Future<Output = Option<(Item, T)>>, Item>(init: T, f: F) -> Yields<Item> {}
    pub fn try_unfold<T, F: FnMut(T) -> Fut, Fut: TryFuture<Ok = Option<(Item, T)>>, Item>(init: T, f: F) -> Yields<Result<Item, Fut::Error>> {}
    pub fn select<St1: Stream, St2: Stream<Item = St1::Item>>(stream1: St1, stream2: St2) -> Same<St1> {}
    pub fn select_all<I: IntoIterator<Item: Stream + Unpin>>(streams: I) -> Yields<<I::Item as Stream>::Item> {}
    pub mod futures_unordered {
        #[derive(Debug)]
        pub struct FuturesUnordered<Fut> {}
        impl<Fut> FuturesUnordered<Fut> {
            pub fn new() -> FuturesUnordered<Fut> {}
            pub fn len(&self) -> usize {}
            pub fn is_empty(&self) -> bool {}
            pub fn push(&self, future: Fut) {}
            pub fn clear(&mut self) {}
        }
        impl<Fut> Default for FuturesUnordered<Fut> {}
        impl<Fut: Future> super::Stream for FuturesUnordered<Fut> {
            type Item = Fut::Output;
        }
        impl<Fut> FromIterator<Fut> for FuturesUnordered<Fut> {}
        impl<Fut> Extend<Fut> for FuturesUnordered<Fut> {}
    }
    #[derive(Debug)]
    pub struct FuturesOrdered<T: Future> {}
    impl<Fut: Future> FuturesOrdered<Fut> {
        pub fn new() -> Self {}
        pub fn len(&self) -> usize {}
        pub fn is_empty(&self) -> bool {}
        pub fn push_back(&mut self, future: Fut) {}
        pub fn push_front(&mut self, future: Fut) {}
    }
    impl<Fut: Future> Stream for FuturesOrdered<Fut> {
        type Item = Fut::Output;
    }
    impl<Fut: Future> FromIterator<Fut> for FuturesOrdered<Fut> {}
}

pub mod sink {
    use std::pin::Pin;
    use std::task::{Context, Poll};
    pub trait Sink<Item> {
        type Error;
        fn poll_ready(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>>;
        fn start_send(self: Pin<&mut Self>, item: Item) -> Result<(), Self::Error>;
        fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>>;
        fn poll_close(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>>;
    }
    pub trait SinkExt<Item>: Sink<Item> {
        async fn close(&mut self) -> Result<(), Self::Error> where Self: Unpin {}
        async fn flush(&mut self) -> Result<(), Self::Error> where Self: Unpin {}
        async fn send(&mut self, item: Item) -> Result<(), Self::Error> where Self: Unpin {}
        async fn feed(&mut self, item: Item) -> Result<(), Self::Error> where Self: Unpin {}
        async fn send_all<St: crate::stream::TryStream<Ok = Item, Error = Self::Error>>(&mut self, stream: &mut St) -> Result<(), Self::Error> where Self: Unpin {}
    }
    impl<T: ?Sized + Sink<Item>, Item> SinkExt<Item> for T {}
}

pub mod io {
    use std::pin::Pin;
    use std::task::{Context, Poll};
    pub use std::io::{Error, ErrorKind, Result, SeekFrom};
    pub trait AsyncRead {
        fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut [u8]) -> Poll<Result<usize>>;
    }
    pub trait AsyncWrite {
        fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<Result<usize>>;
        fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>>;
        fn poll_close(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>>;
    }
    pub trait AsyncSeek {
        fn poll_seek(self: Pin<&mut Self>, cx: &mut Context<'_>, pos: SeekFrom) -> Poll<Result<u64>>;
    }
    pub trait AsyncBufRead: AsyncRead {
        fn poll_fill_buf(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<&[u8]>>;
        fn consume(self: Pin<&mut Self>, amt: usize);
    }
    pub trait AsyncReadExt: AsyncRead {
        async fn read(&mut self, buf: &mut [u8]) -> Result<usize> {}
        async fn read_exact(&mut self, buf: &mut [u8]) -> Result<()> {}
        async fn read_to_end(&mut self, buf: &mut Vec<u8>) -> Result<usize> {}
        async fn read_to_string(&mut self, buf: &mut String) -> Result<usize> {}
    }
    pub trait AsyncWriteExt: AsyncWrite {
        async fn flush(&mut self) -> Result<()> {}
        async fn close(&mut self) -> Result<()> {}
        async fn write(&mut self, buf: &[u8]) -> Result<usize> {}
        async fn write_all(&mut self, buf: &[u8]) -> Result<()> {}
    }
    pub trait AsyncSeekExt: AsyncSeek {
        async fn seek(&mut self, pos: SeekFrom) -> Result<u64> {}
        async fn stream_position(&mut self) -> Result<u64> {}
    }
    pub trait AsyncBufReadExt: AsyncBufRead {
        async fn fill_buf(&mut self) -> Result<&[u8]> {}
        async fn read_until(&mut self, byte: u8, buf: &mut Vec<u8>) -> Result<usize> {}
        async fn read_line(&mut self, buf: &mut String) -> Result<usize> {}
        fn lines(self) -> Lines<Self> where Self: Sized {}
    }
    impl<R: AsyncRead + ?Sized> AsyncReadExt for R {}
    impl<W: AsyncWrite + ?Sized> AsyncWriteExt for W {}
    impl<S: AsyncSeek + ?Sized> AsyncSeekExt for S {}
    impl<R: AsyncBufRead + ?Sized> AsyncBufReadExt for R {}
    impl<T: ?Sized + AsyncRead + Unpin> AsyncRead for &mut T {}
    impl<T: ?Sized + AsyncRead + Unpin> AsyncRead for Box<T> {}
    impl AsyncRead for &[u8] {}
    impl<T: ?Sized + AsyncWrite + Unpin> AsyncWrite for &mut T {}
    impl<T: ?Sized + AsyncWrite + Unpin> AsyncWrite for Box<T> {}
    impl AsyncWrite for Vec<u8> {}
    #[derive(Debug)]
    pub struct Lines<R> {}
    impl<R: AsyncBufRead> crate::stream::Stream for Lines<R> {
        type Item = Result<String>;
    }
    pub async fn copy<R: AsyncRead, W: AsyncWrite + Unpin + ?Sized>(reader: R, writer: &mut W) -> Result<u64> {}
}

pub mod channel {
    pub mod oneshot {
        pub fn channel<T>() -> (Sender<T>, Receiver<T>) {}
        #[derive(Debug)]
        pub struct Sender<T> {}
        impl<T> Sender<T> {
            pub fn send(self, t: T) -> Result<(), T> {}
            pub fn is_canceled(&self) -> bool {}
        }
        #[derive(Debug)]
        pub struct Receiver<T> {}
        impl<T> Receiver<T> {
            pub fn close(&mut self) {}
            pub fn try_recv(&mut self) -> Result<Option<T>, Canceled> {}
        }
        impl<T> Future for Receiver<T> {
            type Output = Result<T, Canceled>;
        }
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub struct Canceled;
        impl std::fmt::Display for Canceled {}
        impl std::error::Error for Canceled {}
    }
    pub mod mpsc {
        pub fn channel<T>(buffer: usize) -> (Sender<T>, Receiver<T>) {}
        pub fn unbounded<T>() -> (UnboundedSender<T>, UnboundedReceiver<T>) {}
        #[derive(Debug)]
        pub struct Sender<T> {}
        impl<T> Sender<T> {
            pub fn try_send(&mut self, msg: T) -> Result<(), TrySendError<T>> {}
            pub fn is_closed(&self) -> bool {}
            pub fn close_channel(&mut self) {}
        }
        impl<T> crate::sink::Sink<T> for Sender<T> {
            type Error = SendError;
        }
        #[derive(Debug)]
        pub struct UnboundedSender<T> {}
        impl<T> UnboundedSender<T> {
            pub fn unbounded_send(&self, msg: T) -> Result<(), TrySendError<T>> {}
            pub fn is_closed(&self) -> bool {}
            pub fn close_channel(&self) {}
        }
        impl<T> crate::sink::Sink<T> for UnboundedSender<T> {
            type Error = SendError;
        }
        impl<T> Clone for Sender<T> {}
        impl<T> Clone for UnboundedSender<T> {}
        #[derive(Debug)]
        pub struct Receiver<T> {}
        #[derive(Debug)]
        pub struct UnboundedReceiver<T> {}
        impl<T> crate::stream::Stream for Receiver<T> {
            type Item = T;
        }
        impl<T> crate::stream::Stream for UnboundedReceiver<T> {
            type Item = T;
        }
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct SendError {}
        #[derive(Clone, PartialEq, Eq)]
        pub struct TrySendError<T> {}
        impl std::fmt::Display for SendError {}
        impl std::error::Error for SendError {}
        impl<T> std::fmt::Debug for TrySendError<T> {}
        impl<T> std::fmt::Display for TrySendError<T> {}
        impl<T> std::error::Error for TrySendError<T> {}
    }
}

pub mod lock {
    use std::ops::{Deref, DerefMut};
    #[derive(Debug, Default)]
    pub struct Mutex<T: ?Sized> {}
    impl<T> Mutex<T> {
        pub const fn new(t: T) -> Self {}
        pub fn into_inner(self) -> T {}
        pub async fn lock(&self) -> MutexGuard<'_, T> {}
        pub fn try_lock(&self) -> Option<MutexGuard<'_, T>> {}
        pub fn get_mut(&mut self) -> &mut T {}
    }
    #[derive(Debug)]
    pub struct MutexGuard<'a, T: ?Sized> {}
    impl<T: ?Sized> Deref for MutexGuard<'_, T> { type Target = T; }
    impl<T: ?Sized> DerefMut for MutexGuard<'_, T> {}
}
