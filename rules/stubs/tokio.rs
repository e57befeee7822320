//! The signatures of tokio: what is awaited, spawned and handed to the blocking pool.

pub use task::spawn;

#[macro_export]
macro_rules! join { () => {} }
#[macro_export]
macro_rules! pin { () => {} }
#[macro_export]
macro_rules! select { () => {} }
#[macro_export]
macro_rules! try_join { () => {} }
#[macro_export]
macro_rules! task_local { () => {} }

pub mod fs {
    use crate::io::{AsyncRead, AsyncSeek, AsyncWrite};
    use std::ffi::OsString;
    use std::fs::{FileType, Metadata, Permissions};
    use std::io;
    use std::path::{Path, PathBuf};
    use std::task::{Context, Poll};
    pub async fn canonicalize(path: impl AsRef<Path>) -> io::Result<PathBuf> {}
    pub async fn copy(from: impl AsRef<Path>, to: impl AsRef<Path>) -> Result<u64, io::Error> {}
    pub async fn create_dir(path: impl AsRef<Path>) -> io::Result<()> {}
    pub async fn create_dir_all(path: impl AsRef<Path>) -> io::Result<()> {}
    pub async fn hard_link(original: impl AsRef<Path>, link: impl AsRef<Path>) -> io::Result<()> {}
    pub async fn metadata(path: impl AsRef<Path>) -> io::Result<Metadata> {}
    pub async fn read(path: impl AsRef<Path>) -> io::Result<Vec<u8>> {}
    pub async fn read_dir(path: impl AsRef<Path>) -> io::Result<ReadDir> {}
    pub async fn read_link(path: impl AsRef<Path>) -> io::Result<PathBuf> {}
    pub async fn read_to_string(path: impl AsRef<Path>) -> io::Result<String> {}
    pub async fn remove_dir(path: impl AsRef<Path>) -> io::Result<()> {}
    pub async fn remove_dir_all(path: impl AsRef<Path>) -> io::Result<()> {}
    pub async fn remove_file(path: impl AsRef<Path>) -> io::Result<()> {}
    pub async fn rename(from: impl AsRef<Path>, to: impl AsRef<Path>) -> io::Result<()> {}
    pub async fn set_permissions(path: impl AsRef<Path>, perm: Permissions) -> io::Result<()> {}
    pub async fn symlink(original: impl AsRef<Path>, link: impl AsRef<Path>) -> io::Result<()> {}
    pub async fn symlink_dir(original: impl AsRef<Path>, link: impl AsRef<Path>) -> io::Result<()> {}
    pub async fn symlink_file(original: impl AsRef<Path>, link: impl AsRef<Path>) -> io::Result<()> {}
    pub async fn symlink_metadata(path: impl AsRef<Path>) -> io::Result<Metadata> {}
    pub async fn try_exists(path: impl AsRef<Path>) -> io::Result<bool> {}
    pub async fn write(path: impl AsRef<Path>, contents: impl AsRef<[u8]>) -> io::Result<()> {}
    #[derive(Debug)]
    pub struct File {}
    impl File {
        pub async fn open(path: impl AsRef<Path>) -> io::Result<File> {}
        pub async fn create(path: impl AsRef<Path>) -> io::Result<File> {}
        pub async fn create_new<P: AsRef<Path>>(path: P) -> io::Result<File> {}
        pub fn options() -> OpenOptions {}
        pub fn from_std(std: std::fs::File) -> File {}
        pub async fn sync_all(&self) -> io::Result<()> {}
        pub async fn sync_data(&self) -> io::Result<()> {}
        pub async fn set_len(&self, size: u64) -> io::Result<()> {}
        pub async fn metadata(&self) -> io::Result<Metadata> {}
        pub async fn try_clone(&self) -> io::Result<File> {}
        pub async fn into_std(self) -> std::fs::File {}
        pub fn try_into_std(self) -> Result<std::fs::File, Self> {}
        pub async fn set_permissions(&self, perm: Permissions) -> io::Result<()> {}
        pub fn set_max_buf_size(&mut self, max_buf_size: usize) {}
        pub fn max_buf_size(&self) -> usize {}
    }
    impl AsyncRead for File {}
    impl AsyncWrite for File {}
    impl AsyncSeek for File {}
    impl From<std::fs::File> for File {}
    #[derive(Clone, Debug)]
    pub struct OpenOptions {}
    impl OpenOptions {
        pub fn new() -> OpenOptions {}
        pub fn read(&mut self, read: bool) -> &mut OpenOptions {}
        pub fn write(&mut self, write: bool) -> &mut OpenOptions {}
        pub fn append(&mut self, append: bool) -> &mut OpenOptions {}
        pub fn truncate(&mut self, truncate: bool) -> &mut OpenOptions {}
        pub fn create(&mut self, create: bool) -> &mut OpenOptions {}
        pub fn create_new(&mut self, create_new: bool) -> &mut OpenOptions {}
        pub async fn open(&self, path: impl AsRef<Path>) -> io::Result<File> {}
        pub fn mode(&mut self, mode: u32) -> &mut OpenOptions {}
        pub fn custom_flags(&mut self, flags: i32) -> &mut OpenOptions {}
    }
    impl From<std::fs::OpenOptions> for OpenOptions {}
    #[derive(Debug, Default)]
    pub struct DirBuilder {}
    impl DirBuilder {
        pub fn new() -> Self {}
        pub fn recursive(&mut self, recursive: bool) -> &mut Self {}
        pub async fn create(&self, path: impl AsRef<Path>) -> io::Result<()> {}
        pub fn mode(&mut self, mode: u32) -> &mut Self {}
    }
    #[derive(Debug)]
    pub struct ReadDir {}
    impl ReadDir {
        pub async fn next_entry(&mut self) -> io::Result<Option<DirEntry>> {}
        pub fn poll_next_entry(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<Option<DirEntry>>> {}
    }
    #[derive(Debug)]
    pub struct DirEntry {}
    impl DirEntry {
        pub fn path(&self) -> PathBuf {}
        pub fn file_name(&self) -> OsString {}
        pub async fn metadata(&self) -> io::Result<Metadata> {}
        pub async fn file_type(&self) -> io::Result<FileType> {}
        pub fn ino(&self) -> u64 {}
    }
}

pub mod io {
    use std::io::SeekFrom;
    use std::ops::DerefMut;
    use std::pin::Pin;
    use std::task::{Context, Poll};
    pub use std::io::{Error, ErrorKind, Result};
    pub trait AsyncRead {
        fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<Result<()>>;
    }
    pub trait AsyncWrite {
        fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<Result<usize>>;
        fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>>;
        fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>>;
    }
    pub trait AsyncSeek {
        fn start_seek(self: Pin<&mut Self>, position: SeekFrom) -> Result<()>;
        fn poll_complete(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<u64>>;
    }
    pub trait AsyncBufRead: AsyncRead {
        fn poll_fill_buf(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<&[u8]>>;
        fn consume(self: Pin<&mut Self>, amt: usize);
    }
    pub trait AsyncReadExt: AsyncRead {
        fn chain<R: AsyncRead>(self, next: R) -> Chain<Self, R> where Self: Sized {}
        async fn read(&mut self, buf: &mut [u8]) -> Result<usize> {}
        async fn read_buf<B: ?Sized>(&mut self, buf: &mut B) -> Result<usize> {}
        async fn read_exact(&mut self, buf: &mut [u8]) -> Result<usize> {}
        async fn read_to_end(&mut self, buf: &mut Vec<u8>) -> Result<usize> {}
        async fn read_to_string(&mut self, dst: &mut String) -> Result<usize> {}
        fn take(self, limit: u64) -> Take<Self> where Self: Sized {}
        async fn read_u8(&mut self) -> Result<u8> {}
        async fn read_i8(&mut self) -> Result<i8> {}
        async fn read_u16(&mut self) -> Result<u16> {}
        async fn read_u16_le(&mut self) -> Result<u16> {}
        async fn read_i16(&mut self) -> Result<i16> {}
        async fn read_i16_le(&mut self) -> Result<i16> {}
        async fn read_u32(&mut self) -> Result<u32> {}
        async fn read_u32_le(&mut self) -> Result<u32> {}
        async fn read_i32(&mut self) -> Result<i32> {}
        async fn read_i32_le(&mut self) -> Result<i32> {}
        async fn read_u64(&mut self) -> Result<u64> {}
        async fn read_u64_le(&mut self) -> Result<u64> {}
        async fn read_i64(&mut self) -> Result<i64> {}
        async fn read_i64_le(&mut self) -> Result<i64> {}
        async fn read_u128(&mut self) -> Result<u128> {}
        async fn read_u128_le(&mut self) -> Result<u128> {}
        async fn read_i128(&mut self) -> Result<i128> {}
        async fn read_i128_le(&mut self) -> Result<i128> {}
        async fn read_f32(&mut self) -> Result<f32> {}
        async fn read_f32_le(&mut self) -> Result<f32> {}
        async fn read_f64(&mut self) -> Result<f64> {}
        async fn read_f64_le(&mut self) -> Result<f64> {}
    }
    pub trait AsyncWriteExt: AsyncWrite {
        async fn write(&mut self, src: &[u8]) -> Result<usize> {}
        async fn write_vectored(&mut self, bufs: &[std::io::IoSlice<'_>]) -> Result<usize> {}
        async fn write_buf<B>(&mut self, src: &mut B) -> Result<usize> {}
        async fn write_all_buf<B>(&mut self, src: &mut B) -> Result<()> {}
        async fn write_all(&mut self, src: &[u8]) -> Result<()> {}
        async fn flush(&mut self) -> Result<()> {}
        async fn shutdown(&mut self) -> Result<()> {}
        async fn write_u8(&mut self, n: u8) -> Result<()> {}
        async fn write_i8(&mut self, n: i8) -> Result<()> {}
        async fn write_u16(&mut self, n: u16) -> Result<()> {}
        async fn write_u16_le(&mut self, n: u16) -> Result<()> {}
        async fn write_i16(&mut self, n: i16) -> Result<()> {}
        async fn write_i16_le(&mut self, n: i16) -> Result<()> {}
        async fn write_u32(&mut self, n: u32) -> Result<()> {}
        async fn write_u32_le(&mut self, n: u32) -> Result<()> {}
        async fn write_i32(&mut self, n: i32) -> Result<()> {}
        async fn write_i32_le(&mut self, n: i32) -> Result<()> {}
        async fn write_u64(&mut self, n: u64) -> Result<()> {}
        async fn write_u64_le(&mut self, n: u64) -> Result<()> {}
        async fn write_i64(&mut self, n: i64) -> Result<()> {}
        async fn write_i64_le(&mut self, n: i64) -> Result<()> {}
        async fn write_u128(&mut self, n: u128) -> Result<()> {}
        async fn write_u128_le(&mut self, n: u128) -> Result<()> {}
        async fn write_i128(&mut self, n: i128) -> Result<()> {}
        async fn write_i128_le(&mut self, n: i128) -> Result<()> {}
        async fn write_f32(&mut self, n: f32) -> Result<()> {}
        async fn write_f32_le(&mut self, n: f32) -> Result<()> {}
        async fn write_f64(&mut self, n: f64) -> Result<()> {}
        async fn write_f64_le(&mut self, n: f64) -> Result<()> {}
    }
    pub trait AsyncSeekExt: AsyncSeek {
        async fn seek(&mut self, pos: SeekFrom) -> Result<u64> {}
        async fn rewind(&mut self) -> Result<u64> {}
        async fn stream_position(&mut self) -> Result<u64> {}
    }
    pub trait AsyncBufReadExt: AsyncBufRead {
        async fn read_until(&mut self, byte: u8, buf: &mut Vec<u8>) -> Result<usize> {}
        async fn read_line(&mut self, buf: &mut String) -> Result<usize> {}
        fn split(self, byte: u8) -> Split<Self> where Self: Sized {}
        async fn fill_buf(&mut self) -> Result<&[u8]> {}
        fn consume(&mut self, amt: usize) {}
        fn lines(self) -> Lines<Self> where Self: Sized {}
    }
    impl<R: AsyncRead + ?Sized> AsyncReadExt for R {}
    impl<W: AsyncWrite + ?Sized> AsyncWriteExt for W {}
    impl<S: AsyncSeek + ?Sized> AsyncSeekExt for S {}
    impl<R: AsyncBufRead + ?Sized> AsyncBufReadExt for R {}
    impl<T: ?Sized + AsyncRead + Unpin> AsyncRead for &mut T {}
    impl<T: ?Sized + AsyncRead + Unpin> AsyncRead for Box<T> {}
    impl<P: DerefMut<Target: AsyncRead>> AsyncRead for Pin<P> {}
    impl AsyncRead for &[u8] {}
    impl<T: AsRef<[u8]>> AsyncRead for std::io::Cursor<T> {}
    impl<T: ?Sized + AsyncBufRead + Unpin> AsyncBufRead for &mut T {}
    impl<T: ?Sized + AsyncBufRead + Unpin> AsyncBufRead for Box<T> {}
    impl<P: DerefMut<Target: AsyncBufRead>> AsyncBufRead for Pin<P> {}
    impl AsyncBufRead for &[u8] {}
    impl<T: AsRef<[u8]>> AsyncBufRead for std::io::Cursor<T> {}
    impl<T: ?Sized + AsyncWrite + Unpin> AsyncWrite for &mut T {}
    impl<T: ?Sized + AsyncWrite + Unpin> AsyncWrite for Box<T> {}
    impl<P: DerefMut<Target: AsyncWrite>> AsyncWrite for Pin<P> {}
    impl AsyncWrite for Vec<u8> {}
    impl AsyncWrite for std::io::Cursor<Vec<u8>> {}
    impl AsyncWrite for std::io::Cursor<&mut Vec<u8>> {}
    impl AsyncWrite for std::io::Cursor<&mut [u8]> {}
    impl<T: ?Sized + AsyncSeek + Unpin> AsyncSeek for &mut T {}
    impl<T: ?Sized + AsyncSeek + Unpin> AsyncSeek for Box<T> {}
    impl<T: AsRef<[u8]>> AsyncSeek for std::io::Cursor<T> {}
    pub struct ReadBuf<'a> {}
    impl<'a> ReadBuf<'a> {
        pub fn new(buf: &'a mut [u8]) -> ReadBuf<'a> {}
        pub fn capacity(&self) -> usize {}
        pub fn filled(&self) -> &[u8] {}
        pub fn filled_mut(&mut self) -> &mut [u8] {}
        pub fn initialize_unfilled(&mut self) -> &mut [u8] {}
        pub fn remaining(&self) -> usize {}
        pub fn clear(&mut self) {}
        pub fn advance(&mut self, n: usize) {}
        pub fn set_filled(&mut self, n: usize) {}
        pub fn put_slice(&mut self, buf: &[u8]) {}
    }
    #[derive(Debug)]
    pub struct BufReader<R> {}
    impl<R: AsyncRead> BufReader<R> {
        pub fn new(inner: R) -> Self {}
        pub fn with_capacity(capacity: usize, inner: R) -> Self {}
        pub fn get_ref(&self) -> &R {}
        pub fn get_mut(&mut self) -> &mut R {}
        pub fn into_inner(self) -> R {}
        pub fn buffer(&self) -> &[u8] {}
    }
    impl<R: AsyncRead> AsyncRead for BufReader<R> {}
    impl<R: AsyncRead> AsyncBufRead for BufReader<R> {}
    impl<R: AsyncRead + AsyncSeek> AsyncSeek for BufReader<R> {}
    impl<R: AsyncRead + AsyncWrite> AsyncWrite for BufReader<R> {}
    #[derive(Debug)]
    pub struct BufWriter<W> {}
    impl<W: AsyncWrite> BufWriter<W> {
        pub fn new(inner: W) -> Self {}
        pub fn with_capacity(capacity: usize, inner: W) -> Self {}
        pub fn get_ref(&self) -> &W {}
        pub fn get_mut(&mut self) -> &mut W {}
        pub fn into_inner(self) -> W {}
        pub fn buffer(&self) -> &[u8] {}
    }
    impl<W: AsyncWrite> AsyncWrite for BufWriter<W> {}
    impl<W: AsyncWrite + AsyncSeek> AsyncSeek for BufWriter<W> {}
    #[derive(Debug)]
    pub struct BufStream<RW> {}
    impl<RW: AsyncRead + AsyncWrite> BufStream<RW> {
        pub fn new(stream: RW) -> BufStream<RW> {}
        pub fn get_ref(&self) -> &RW {}
        pub fn get_mut(&mut self) -> &mut RW {}
        pub fn into_inner(self) -> RW {}
    }
    impl<RW: AsyncRead + AsyncWrite> AsyncRead for BufStream<RW> {}
    impl<RW: AsyncRead + AsyncWrite> AsyncBufRead for BufStream<RW> {}
    impl<RW: AsyncRead + AsyncWrite> AsyncWrite for BufStream<RW> {}
    #[derive(Debug)]
    pub struct Lines<R> {}
    impl<R: AsyncBufRead> Lines<R> {
        pub async fn next_line(&mut self) -> Result<Option<String>> {}
        pub fn get_ref(&self) -> &R {}
        pub fn get_mut(&mut self) -> &mut R {}
        pub fn into_inner(self) -> R {}
    }
    #[derive(Debug)]
    pub struct Split<R> {}
    impl<R: AsyncBufRead> Split<R> {
        pub async fn next_segment(&mut self) -> Result<Option<Vec<u8>>> {}
    }
    #[derive(Debug)]
    pub struct Take<R> {}
    impl<R: AsyncRead> Take<R> {
        pub fn limit(&self) -> u64 {}
        pub fn set_limit(&mut self, limit: u64) {}
        pub fn get_ref(&self) -> &R {}
        pub fn get_mut(&mut self) -> &mut R {}
        pub fn into_inner(self) -> R {}
    }
    impl<R: AsyncRead> AsyncRead for Take<R> {}
    impl<R: AsyncBufRead> AsyncBufRead for Take<R> {}
    #[derive(Debug)]
    pub struct Chain<T, U> {}
    impl<T: AsyncRead, U: AsyncRead> AsyncRead for Chain<T, U> {}
    #[derive(Debug)]
    pub struct Stdin {}
    #[derive(Debug)]
    pub struct Stdout {}
    #[derive(Debug)]
    pub struct Stderr {}
    #[derive(Debug)]
    pub struct Empty {}
    #[derive(Debug)]
    pub struct Sink {}
    #[derive(Debug)]
    pub struct Repeat {}
    #[derive(Debug)]
    pub struct DuplexStream {}
    #[derive(Debug)]
    pub struct SimplexStream {}
    impl AsyncRead for Stdin {}
    impl AsyncRead for Empty {}
    impl AsyncRead for Repeat {}
    impl AsyncRead for DuplexStream {}
    impl AsyncRead for SimplexStream {}
    impl AsyncBufRead for Empty {}
    impl AsyncWrite for Stdout {}
    impl AsyncWrite for Stderr {}
    impl AsyncWrite for Sink {}
    impl AsyncWrite for Empty {}
    impl AsyncWrite for DuplexStream {}
    impl AsyncWrite for SimplexStream {}
    #[derive(Debug)]
    pub struct ReadHalf<T> {}
    #[derive(Debug)]
    pub struct WriteHalf<T> {}
    impl<T> ReadHalf<T> {
        pub fn unsplit(self, wr: WriteHalf<T>) -> T {}
    }
    impl<T: AsyncRead> AsyncRead for ReadHalf<T> {}
    impl<T: AsyncWrite> AsyncWrite for WriteHalf<T> {}
    pub fn stdin() -> Stdin {}
    pub fn stdout() -> Stdout {}
    pub fn stderr() -> Stderr {}
    pub fn empty() -> Empty {}
    pub fn sink() -> Sink {}
    pub fn repeat(byte: u8) -> Repeat {}
    pub fn duplex(max_buf_size: usize) -> (DuplexStream, DuplexStream) {}
    pub fn split<T: AsyncRead + AsyncWrite>(stream: T) -> (ReadHalf<T>, WriteHalf<T>) {}
    pub async fn copy<R: AsyncRead + Unpin + ?Sized, W: AsyncWrite + Unpin + ?Sized>(reader: &mut R, writer: &mut W) -> Result<u64> {}
    pub async fn copy_buf<R: AsyncBufRead + Unpin + ?Sized, W: AsyncWrite + Unpin + ?Sized>(reader: &mut R, writer: &mut W) -> Result<u64> {}
    pub async fn copy_bidirectional<A: AsyncRead + AsyncWrite + Unpin + ?Sized, B: AsyncRead + AsyncWrite + Unpin + ?Sized>(a: &mut A, b: &mut B) -> Result<(u64, u64)> {}
    pub mod unix {
        #[derive(Debug)]
        pub struct AsyncFd<T> {}
        impl<T> AsyncFd<T> {
            pub fn new(inner: T) -> std::io::Result<Self> {}
            pub fn get_ref(&self) -> &T {}
            pub fn get_mut(&mut self) -> &mut T {}
            pub fn into_inner(self) -> T {}
        }
    }
}

pub mod process {
    use crate::io::{AsyncRead, AsyncWrite};
    use std::ffi::OsStr;
    use std::io;
    use std::path::Path;
    use std::process::{ExitStatus, Output, Stdio};
    #[derive(Debug)]
    pub struct Command {}
    impl Command {
        pub fn new<S: AsRef<OsStr>>(program: S) -> Command {}
        pub fn as_std(&self) -> &std::process::Command {}
        pub fn as_std_mut(&mut self) -> &mut std::process::Command {}
        pub fn into_std(self) -> std::process::Command {}
        pub fn arg<S: AsRef<OsStr>>(&mut self, arg: S) -> &mut Command {}
        pub fn raw_arg<S: AsRef<OsStr>>(&mut self, text_to_append_as_is: S) -> &mut Command {}
        pub fn args<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(&mut self, args: I) -> &mut Command {}
        pub fn env<K: AsRef<OsStr>, V: AsRef<OsStr>>(&mut self, key: K, val: V) -> &mut Command {}
        pub fn envs<I: IntoIterator<Item = (K, V)>, K: AsRef<OsStr>, V: AsRef<OsStr>>(&mut self, vars: I) -> &mut Command {}
        pub fn env_remove<K: AsRef<OsStr>>(&mut self, key: K) -> &mut Command {}
        pub fn env_clear(&mut self) -> &mut Command {}
        pub fn current_dir<P: AsRef<Path>>(&mut self, dir: P) -> &mut Command {}
        pub fn stdin<T: Into<Stdio>>(&mut self, cfg: T) -> &mut Command {}
        pub fn stdout<T: Into<Stdio>>(&mut self, cfg: T) -> &mut Command {}
        pub fn stderr<T: Into<Stdio>>(&mut self, cfg: T) -> &mut Command {}
        pub fn kill_on_drop(&mut self, kill_on_drop: bool) -> &mut Command {}
        pub fn creation_flags(&mut self, flags: u32) -> &mut Command {}
        pub fn uid(&mut self, id: u32) -> &mut Command {}
        pub fn gid(&mut self, id: u32) -> &mut Command {}
        pub fn arg0<S: AsRef<OsStr>>(&mut self, arg: S) -> &mut Command {}
        pub unsafe fn pre_exec<F: FnMut() -> io::Result<()> + Send + Sync + 'static>(&mut self, f: F) -> &mut Command {}
        pub fn process_group(&mut self, pgroup: i32) -> &mut Command {}
        pub fn spawn(&mut self) -> io::Result<Child> {}
        pub async fn status(&mut self) -> io::Result<ExitStatus> {}
        pub async fn output(&mut self) -> io::Result<Output> {}
        pub fn get_kill_on_drop(&self) -> bool {}
    }
    impl From<std::process::Command> for Command {}
    #[derive(Debug)]
    pub struct Child {
        pub stdin: Option<ChildStdin>,
        pub stdout: Option<ChildStdout>,
        pub stderr: Option<ChildStderr>,
    }
    impl Child {
        pub fn id(&self) -> Option<u32> {}
        pub fn start_kill(&mut self) -> io::Result<()> {}
        pub async fn kill(&mut self) -> io::Result<()> {}
        pub async fn wait(&mut self) -> io::Result<ExitStatus> {}
        pub fn try_wait(&mut self) -> io::Result<Option<ExitStatus>> {}
        pub async fn wait_with_output(self) -> io::Result<Output> {}
    }
    #[derive(Debug)]
    pub struct ChildStdin {}
    #[derive(Debug)]
    pub struct ChildStdout {}
    #[derive(Debug)]
    pub struct ChildStderr {}
    impl AsyncWrite for ChildStdin {}
    impl AsyncRead for ChildStdout {}
    impl AsyncRead for ChildStderr {}
    impl TryFrom<ChildStdin> for Stdio {
        type Error = io::Error;
    }
    impl TryFrom<ChildStdout> for Stdio {
        type Error = io::Error;
    }
    impl TryFrom<ChildStderr> for Stdio {
        type Error = io::Error;
    }
}

pub mod time {
    use std::fmt::{Debug, Display};
    use std::ops::{Add, AddAssign, Sub, SubAssign};
    pub use self::error::Elapsed;
    pub use std::time::Duration;
    pub mod error {
        #[derive(Debug, PartialEq, Eq)]
        pub struct Elapsed {}
        #[derive(Debug)]
        pub struct Error {}
        impl std::fmt::Display for Elapsed {}
        impl std::error::Error for Elapsed {}
        impl std::fmt::Display for Error {}
        impl std::error::Error for Error {}
    }
    #[derive(Debug)]
    pub struct Sleep {}
    impl Sleep {
        pub fn deadline(&self) -> Instant {}
        pub fn is_elapsed(&self) -> bool {}
        pub fn reset(self: std::pin::Pin<&mut Self>, deadline: Instant) {}
    }
    impl Future for Sleep {
        type Output = ();
    }
    pub fn sleep(duration: Duration) -> Sleep {}
    pub fn sleep_until(deadline: Instant) -> Sleep {}
    #[derive(Debug)]
    pub struct Timeout<T> {}
    impl<T: Future> Future for Timeout<T> {
        type Output = Result<T::Output, Elapsed>;
    }
    impl<T> Timeout<T> {
        pub fn get_ref(&self) -> &T {}
        pub fn get_mut(&mut self) -> &mut T {}
        pub fn into_inner(self) -> T {}
    }
    pub fn timeout<F: IntoFuture>(duration: Duration, future: F) -> Timeout<F::IntoFuture> {}
    pub fn timeout_at<F: IntoFuture>(deadline: Instant, future: F) -> Timeout<F::IntoFuture> {}
    #[derive(Debug)]
    pub struct Interval {}
    impl Interval {
        pub async fn tick(&mut self) -> Instant {}
        pub fn reset(&mut self) {}
        pub fn reset_immediately(&mut self) {}
        pub fn set_missed_tick_behavior(&mut self, behavior: MissedTickBehavior) {}
        pub fn period(&self) -> Duration {}
    }
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
    pub enum MissedTickBehavior {
        #[default]
        Burst,
        Delay,
        Skip,
    }
    pub fn interval(period: Duration) -> Interval {}
    pub fn interval_at(start: Instant, period: Duration) -> Interval {}
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub struct Instant {}
    impl Instant {
        pub fn now() -> Instant {}
        pub fn from_std(std: std::time::Instant) -> Instant {}
        pub fn into_std(self) -> std::time::Instant {}
        pub fn duration_since(&self, earlier: Instant) -> Duration {}
        pub fn checked_duration_since(&self, earlier: Instant) -> Option<Duration> {}
        pub fn saturating_duration_since(&self, earlier: Instant) -> Duration {}
        pub fn elapsed(&self) -> Duration {}
        pub fn checked_add(&self, duration: Duration) -> Option<Instant> {}
        pub fn checked_sub(&self, duration: Duration) -> Option<Instant> {}
    }
    impl From<std::time::Instant> for Instant {}
    impl Add<Duration> for Instant { type Output = Instant; }
    impl Sub<Duration> for Instant { type Output = Instant; }
    impl Sub<Instant> for Instant { type Output = Duration; }
    pub fn pause() {}
    pub fn resume() {}
    pub async fn advance(duration: Duration) {}
}

pub mod net {
    use crate::io::{AsyncRead, AsyncWrite};
    use std::io;
    use std::net::{IpAddr, SocketAddr};
    use std::path::Path;
    pub trait ToSocketAddrs {}
    impl<T: std::net::ToSocketAddrs + ?Sized> ToSocketAddrs for T {}
    pub async fn lookup_host<T: ToSocketAddrs>(host: T) -> io::Result<std::vec::IntoIter<SocketAddr>> {}
    #[derive(Debug)]
    pub struct TcpStream {}
    impl TcpStream {
        pub async fn connect<A: ToSocketAddrs>(addr: A) -> io::Result<TcpStream> {}
        pub fn from_std(stream: std::net::TcpStream) -> io::Result<TcpStream> {}
        pub fn into_std(self) -> io::Result<std::net::TcpStream> {}
        pub fn local_addr(&self) -> io::Result<SocketAddr> {}
        pub fn peer_addr(&self) -> io::Result<SocketAddr> {}
        pub async fn peek(&self, buf: &mut [u8]) -> io::Result<usize> {}
        pub async fn readable(&self) -> io::Result<()> {}
        pub async fn writable(&self) -> io::Result<()> {}
        pub fn try_read(&self, buf: &mut [u8]) -> io::Result<usize> {}
        pub fn try_write(&self, buf: &[u8]) -> io::Result<usize> {}
        pub fn nodelay(&self) -> io::Result<bool> {}
        pub fn set_nodelay(&self, nodelay: bool) -> io::Result<()> {}
        pub fn ttl(&self) -> io::Result<u32> {}
        pub fn set_ttl(&self, ttl: u32) -> io::Result<()> {}
        pub fn split<'a>(&'a mut self) -> (tcp::ReadHalf<'a>, tcp::WriteHalf<'a>) {}
        pub fn into_split(self) -> (tcp::OwnedReadHalf, tcp::OwnedWriteHalf) {}
    }
    impl AsyncRead for TcpStream {}
    impl AsyncWrite for TcpStream {}
    pub mod tcp {
        #[derive(Debug)]
        pub struct OwnedReadHalf {}
        #[derive(Debug)]
        pub struct OwnedWriteHalf {}
        #[derive(Debug)]
        pub struct ReadHalf<'a> {}
        #[derive(Debug)]
        pub struct WriteHalf<'a> {}
        impl crate::io::AsyncRead for OwnedReadHalf {}
        impl crate::io::AsyncRead for ReadHalf<'_> {}
        impl crate::io::AsyncWrite for OwnedWriteHalf {}
        impl crate::io::AsyncWrite for WriteHalf<'_> {}
    }
    #[derive(Debug)]
    pub struct TcpListener {}
    impl TcpListener {
        pub async fn bind<A: ToSocketAddrs>(addr: A) -> io::Result<TcpListener> {}
        pub async fn accept(&self) -> io::Result<(TcpStream, SocketAddr)> {}
        pub fn from_std(listener: std::net::TcpListener) -> io::Result<TcpListener> {}
        pub fn into_std(self) -> io::Result<std::net::TcpListener> {}
        pub fn local_addr(&self) -> io::Result<SocketAddr> {}
    }
    #[derive(Debug)]
    pub struct TcpSocket {}
    impl TcpSocket {
        pub fn new_v4() -> io::Result<TcpSocket> {}
        pub fn new_v6() -> io::Result<TcpSocket> {}
        pub fn set_reuseaddr(&self, reuseaddr: bool) -> io::Result<()> {}
        pub fn bind(&self, addr: SocketAddr) -> io::Result<()> {}
        pub async fn connect(self, addr: SocketAddr) -> io::Result<TcpStream> {}
        pub fn listen(self, backlog: u32) -> io::Result<TcpListener> {}
    }
    #[derive(Debug)]
    pub struct UdpSocket {}
    impl UdpSocket {
        pub async fn bind<A: ToSocketAddrs>(addr: A) -> io::Result<UdpSocket> {}
        pub fn from_std(socket: std::net::UdpSocket) -> io::Result<UdpSocket> {}
        pub fn into_std(self) -> io::Result<std::net::UdpSocket> {}
        pub fn local_addr(&self) -> io::Result<SocketAddr> {}
        pub async fn connect<A: ToSocketAddrs>(&self, addr: A) -> io::Result<()> {}
        pub async fn send(&self, buf: &[u8]) -> io::Result<usize> {}
        pub async fn recv(&self, buf: &mut [u8]) -> io::Result<usize> {}
        pub async fn send_to<A: ToSocketAddrs>(&self, buf: &[u8], target: A) -> io::Result<usize> {}
        pub async fn recv_from(&self, buf: &mut [u8]) -> io::Result<(usize, SocketAddr)> {}
        pub fn set_broadcast(&self, on: bool) -> io::Result<()> {}
    }
    #[derive(Debug)]
    pub struct UnixStream {}
    impl UnixStream {
        pub async fn connect<P: AsRef<Path>>(path: P) -> io::Result<UnixStream> {}
        pub fn pair() -> io::Result<(UnixStream, UnixStream)> {}
        pub fn from_std(stream: std::os::unix::net::UnixStream) -> io::Result<UnixStream> {}
        pub fn into_std(self) -> io::Result<std::os::unix::net::UnixStream> {}
        pub async fn readable(&self) -> io::Result<()> {}
        pub async fn writable(&self) -> io::Result<()> {}
        pub fn split<'a>(&'a mut self) -> (unix::ReadHalf<'a>, unix::WriteHalf<'a>) {}
        pub fn into_split(self) -> (unix::OwnedReadHalf, unix::OwnedWriteHalf) {}
    }
    impl AsyncRead for UnixStream {}
    impl AsyncWrite for UnixStream {}
    pub mod unix {
        #[derive(Debug)]
        pub struct SocketAddr {}
        #[derive(Debug)]
        pub struct OwnedReadHalf {}
        #[derive(Debug)]
        pub struct OwnedWriteHalf {}
        #[derive(Debug)]
        pub struct ReadHalf<'a> {}
        #[derive(Debug)]
        pub struct WriteHalf<'a> {}
        impl crate::io::AsyncRead for OwnedReadHalf {}
        impl crate::io::AsyncRead for ReadHalf<'_> {}
        impl crate::io::AsyncWrite for OwnedWriteHalf {}
        impl crate::io::AsyncWrite for WriteHalf<'_> {}
    }
    #[derive(Debug)]
    pub struct UnixListener {}
    impl UnixListener {
        pub fn bind<P: AsRef<Path>>(path: P) -> io::Result<UnixListener> {}
        pub fn from_std(listener: std::os::unix::net::UnixListener) -> io::Result<UnixListener> {}
        pub fn local_addr(&self) -> io::Result<unix::SocketAddr> {}
        pub async fn accept(&self) -> io::Result<(UnixStream, unix::SocketAddr)> {}
    }
}

pub mod task {
    use crate::runtime::Handle;
    use std::any::Any;
    use std::fmt::Debug;
    use std::io;
    use std::task::{Context, Poll};
    pub fn spawn<F: Future<Output: Send + 'static> + Send + 'static>(future: F) -> JoinHandle<F::Output> {}
    pub fn spawn_blocking<F: FnOnce() -> R + Send + 'static, R: Send + 'static>(f: F) -> JoinHandle<R> {}
    pub fn spawn_local<F: Future + 'static>(future: F) -> JoinHandle<F::Output> {}
    pub fn block_in_place<F: FnOnce() -> R, R>(f: F) -> R {}
    pub async fn yield_now() {}
    pub async fn consume_budget() {}
    pub async fn unconstrained<F: Future>(inner: F) -> F::Output {}
    pub fn id() -> Id {}
    pub fn try_id() -> Option<Id> {}
    #[derive(Debug)]
    pub struct JoinHandle<T> {}
    impl<T> JoinHandle<T> {
        pub fn abort(&self) {}
        pub fn is_finished(&self) -> bool {}
        pub fn abort_handle(&self) -> AbortHandle {}
        pub fn id(&self) -> Id {}
    }
    impl<T> Future for JoinHandle<T> {
        type Output = Result<T, JoinError>;
    }
    #[derive(Clone, Debug)]
    pub struct AbortHandle {}
    impl AbortHandle {
        pub fn abort(&self) {}
        pub fn is_finished(&self) -> bool {}
        pub fn id(&self) -> Id {}
    }
    #[derive(Clone, Copy, Debug, Hash, Eq, PartialEq)]
    pub struct Id {}
    #[derive(Debug)]
    pub struct JoinError {}
    impl JoinError {
        pub fn is_cancelled(&self) -> bool {}
        pub fn is_panic(&self) -> bool {}
        pub fn into_panic(self) -> Box<dyn Any + Send + 'static> {}
        pub fn try_into_panic(self) -> Result<Box<dyn Any + Send + 'static>, JoinError> {}
        pub fn id(&self) -> Id {}
    }
    impl std::fmt::Display for JoinError {}
    impl std::error::Error for JoinError {}
    impl From<JoinError> for io::Error {}
    #[derive(Debug)]
    pub struct JoinSet<T> {}
    impl<T> JoinSet<T> {
        pub fn new() -> Self {}
        pub fn len(&self) -> usize {}
        pub fn is_empty(&self) -> bool {}
        pub fn spawn<F: Future<Output = T> + Send + 'static>(&mut self, task: F) -> AbortHandle {}
        pub fn spawn_on<F: Future<Output = T> + Send + 'static>(&mut self, task: F, handle: &Handle) -> AbortHandle {}
        pub fn spawn_local<F: Future<Output = T> + 'static>(&mut self, task: F) -> AbortHandle {}
        pub fn spawn_blocking<F: FnOnce() -> T + Send + 'static>(&mut self, f: F) -> AbortHandle {}
        pub fn spawn_blocking_on<F: FnOnce() -> T + Send + 'static>(&mut self, f: F, handle: &Handle) -> AbortHandle {}
        pub async fn join_next(&mut self) -> Option<Result<T, JoinError>> {}
        pub async fn join_next_with_id(&mut self) -> Option<Result<(Id, T), JoinError>> {}
        pub fn try_join_next(&mut self) -> Option<Result<T, JoinError>> {}
        pub fn poll_join_next(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, JoinError>>> {}
        pub async fn shutdown(&mut self) {}
        pub async fn join_all(self) -> Vec<T> {}
        pub fn abort_all(&mut self) {}
        pub fn detach_all(&mut self) {}
    }
    impl<T> Default for JoinSet<T> {}
    impl<T, F: Future<Output = T> + Send + 'static> FromIterator<F> for JoinSet<T> {}
    #[derive(Debug, Default)]
    pub struct LocalSet {}
    impl LocalSet {
        pub fn new() -> LocalSet {}
        pub fn spawn_local<F: Future + 'static>(&self, future: F) -> JoinHandle<F::Output> {}
        pub fn block_on<F: Future>(&self, rt: &crate::runtime::Runtime, future: F) -> F::Output {}
        pub async fn run_until<F: Future>(&self, future: F) -> F::Output {}
    }
    impl Future for LocalSet {
        type Output = ();
    }
    #[derive(Default, Debug)]
    pub struct Builder<'a> {}
    impl<'a> Builder<'a> {
        pub fn new() -> Self {}
        pub fn name(&self, name: &'a str) -> Self {}
        pub fn spawn<Fut: Future + Send + 'static>(self, future: Fut) -> io::Result<JoinHandle<Fut::Output>> {}
        pub fn spawn_local<Fut: Future + 'static>(self, future: Fut) -> io::Result<JoinHandle<Fut::Output>> {}
        pub fn spawn_blocking<F: FnOnce() -> O + Send + 'static, O: Send + 'static>(self, function: F) -> io::Result<JoinHandle<O>> {}
    }
    pub struct LocalKey<T: 'static> {}
    impl<T: 'static> LocalKey<T> {
        pub async fn scope<F: Future>(&'static self, value: T, f: F) -> F::Output {}
        pub fn sync_scope<F: FnOnce() -> R, R>(&'static self, value: T, f: F) -> R {}
        pub fn with<F: FnOnce(&T) -> R, R>(&'static self, f: F) -> R {}
        pub fn get(&'static self) -> T where T: Clone {}
    }
}

pub mod runtime {
    use crate::task::JoinHandle;
    use std::io;
    use std::time::Duration;
    #[derive(Debug)]
    pub struct Runtime {}
    impl Runtime {
        pub fn new() -> io::Result<Runtime> {}
        pub fn handle(&self) -> &Handle {}
        pub fn spawn<F: Future + Send + 'static>(&self, future: F) -> JoinHandle<F::Output> {}
        pub fn spawn_blocking<F: FnOnce() -> R + Send + 'static, R: Send + 'static>(&self, func: F) -> JoinHandle<R> {}
        pub fn block_on<F: Future>(&self, future: F) -> F::Output {}
        pub fn enter(&self) -> EnterGuard<'_> {}
        pub fn shutdown_timeout(self, duration: Duration) {}
        pub fn shutdown_background(self) {}
    }
    #[derive(Clone, Debug)]
    pub struct Handle {}
    impl Handle {
        pub fn enter(&self) -> EnterGuard<'_> {}
        pub fn current() -> Self {}
        pub fn try_current() -> Result<Self, TryCurrentError> {}
        pub fn spawn<F: Future + Send + 'static>(&self, future: F) -> JoinHandle<F::Output> {}
        pub fn spawn_blocking<F: FnOnce() -> R + Send + 'static, R: Send + 'static>(&self, func: F) -> JoinHandle<R> {}
        pub fn block_on<F: Future>(&self, future: F) -> F::Output {}
        pub fn runtime_flavor(&self) -> RuntimeFlavor {}
    }
    #[derive(Debug)]
    pub struct EnterGuard<'a> {}
    #[derive(Debug)]
    pub struct TryCurrentError {}
    impl std::fmt::Display for TryCurrentError {}
    impl std::error::Error for TryCurrentError {}
    #[derive(Debug, PartialEq, Eq)]
    pub enum RuntimeFlavor {
        CurrentThread,
        MultiThread,
    }
    #[derive(Debug)]
    pub struct Builder {}
    impl Builder {
        pub fn new_current_thread() -> Builder {}
        pub fn new_multi_thread() -> Builder {}
        pub fn enable_all(&mut self) -> &mut Self {}
        pub fn enable_io(&mut self) -> &mut Self {}
        pub fn enable_time(&mut self) -> &mut Self {}
        pub fn start_paused(&mut self, start_paused: bool) -> &mut Self {}
        pub fn worker_threads(&mut self, val: usize) -> &mut Self {}
        pub fn max_blocking_threads(&mut self, val: usize) -> &mut Self {}
        pub fn thread_name(&mut self, val: impl Into<String>) -> &mut Self {}
        pub fn thread_name_fn<F: Fn() -> String + Send + Sync + 'static>(&mut self, f: F) -> &mut Self {}
        pub fn thread_stack_size(&mut self, val: usize) -> &mut Self {}
        pub fn thread_keep_alive(&mut self, duration: Duration) -> &mut Self {}
        pub fn on_thread_start<F: Fn() + Send + Sync + 'static>(&mut self, f: F) -> &mut Self {}
        pub fn on_thread_stop<F: Fn() + Send + Sync + 'static>(&mut self, f: F) -> &mut Self {}
        pub fn build(&mut self) -> io::Result<Runtime> {}
    }
}

pub mod sync {
    use std::ops::{Deref, DerefMut};
    use std::sync::Arc;
    #[derive(Debug, Default)]
    pub struct Mutex<T: ?Sized> {}
    impl<T> Mutex<T> {
        pub fn new(t: T) -> Self {}
        pub const fn const_new(t: T) -> Self {}
        pub fn into_inner(self) -> T {}
    }
    impl<T: ?Sized> Mutex<T> {
        pub async fn lock(&self) -> MutexGuard<'_, T> {}
        pub fn blocking_lock(&self) -> MutexGuard<'_, T> {}
        pub fn blocking_lock_owned(self: Arc<Self>) -> OwnedMutexGuard<T> {}
        pub async fn lock_owned(self: Arc<Self>) -> OwnedMutexGuard<T> {}
        pub fn try_lock(&self) -> Result<MutexGuard<'_, T>, TryLockError> {}
        pub fn try_lock_owned(self: Arc<Self>) -> Result<OwnedMutexGuard<T>, TryLockError> {}
        pub fn get_mut(&mut self) -> &mut T {}
    }
    impl<T> From<T> for Mutex<T> {}
    #[derive(Debug)]
    pub struct MutexGuard<'a, T: ?Sized> {}
    #[derive(Debug)]
    pub struct OwnedMutexGuard<T: ?Sized> {}
    #[derive(Debug)]
    pub struct MappedMutexGuard<'a, T: ?Sized> {}
    impl<'a, T: ?Sized> MutexGuard<'a, T> {
        pub fn map<U: ?Sized, F: FnOnce(&mut T) -> &mut U>(this: Self, f: F) -> MappedMutexGuard<'a, U> {}
        pub fn mutex(this: &Self) -> &'a Mutex<T> {}
    }
    impl<T: ?Sized> Deref for MutexGuard<'_, T> { type Target = T; }
    impl<T: ?Sized> DerefMut for MutexGuard<'_, T> {}
    impl<T: ?Sized> Deref for OwnedMutexGuard<T> { type Target = T; }
    impl<T: ?Sized> DerefMut for OwnedMutexGuard<T> {}
    impl<T: ?Sized> Deref for MappedMutexGuard<'_, T> { type Target = T; }
    impl<T: ?Sized> DerefMut for MappedMutexGuard<'_, T> {}
    #[derive(Debug)]
    pub struct TryLockError {}
    #[derive(Debug)]
    pub struct AcquireError {}
    #[derive(Debug, PartialEq, Eq)]
    pub enum TryAcquireError {
        Closed,
        NoPermits,
    }
    impl std::fmt::Display for TryLockError {}
    impl std::error::Error for TryLockError {}
    impl std::fmt::Display for AcquireError {}
    impl std::error::Error for AcquireError {}
    impl std::fmt::Display for TryAcquireError {}
    impl std::error::Error for TryAcquireError {}
    #[derive(Debug, Default)]
    pub struct RwLock<T: ?Sized> {}
    impl<T> RwLock<T> {
        pub fn new(value: T) -> RwLock<T> {}
        pub const fn const_new(value: T) -> RwLock<T> {}
        pub fn into_inner(self) -> T {}
    }
    impl<T: ?Sized> RwLock<T> {
        pub async fn read(&self) -> RwLockReadGuard<'_, T> {}
        pub fn blocking_read(&self) -> RwLockReadGuard<'_, T> {}
        pub async fn read_owned(self: Arc<Self>) -> OwnedRwLockReadGuard<T> {}
        pub fn try_read(&self) -> Result<RwLockReadGuard<'_, T>, TryLockError> {}
        pub async fn write(&self) -> RwLockWriteGuard<'_, T> {}
        pub fn blocking_write(&self) -> RwLockWriteGuard<'_, T> {}
        pub async fn write_owned(self: Arc<Self>) -> OwnedRwLockWriteGuard<T> {}
        pub fn try_write(&self) -> Result<RwLockWriteGuard<'_, T>, TryLockError> {}
        pub fn get_mut(&mut self) -> &mut T {}
    }
    impl<T> From<T> for RwLock<T> {}
    #[derive(Debug)]
    pub struct RwLockReadGuard<'a, T: ?Sized> {}
    #[derive(Debug)]
    pub struct RwLockWriteGuard<'a, T: ?Sized> {}
    #[derive(Debug)]
    pub struct OwnedRwLockReadGuard<T: ?Sized, U: ?Sized = T> {}
    #[derive(Debug)]
    pub struct OwnedRwLockWriteGuard<T: ?Sized> {}
    impl<'a, T: ?Sized> RwLockReadGuard<'a, T> {
        pub fn map<F: FnOnce(&T) -> &U, U: ?Sized>(this: Self, f: F) -> RwLockReadGuard<'a, U> {}
    }
    impl<'a, T: ?Sized> RwLockWriteGuard<'a, T> {
        pub fn downgrade(self) -> RwLockReadGuard<'a, T> {}
    }
    impl<T: ?Sized> Deref for RwLockReadGuard<'_, T> { type Target = T; }
    impl<T: ?Sized> Deref for RwLockWriteGuard<'_, T> { type Target = T; }
    impl<T: ?Sized> DerefMut for RwLockWriteGuard<'_, T> {}
    impl<T: ?Sized, U: ?Sized> Deref for OwnedRwLockReadGuard<T, U> { type Target = U; }
    impl<T: ?Sized> Deref for OwnedRwLockWriteGuard<T> { type Target = T; }
    impl<T: ?Sized> DerefMut for OwnedRwLockWriteGuard<T> {}
    #[derive(Debug)]
    pub struct Semaphore {}
    impl Semaphore {
        pub const MAX_PERMITS: usize = 0;
        pub fn new(permits: usize) -> Self {}
        pub const fn const_new(permits: usize) -> Self {}
        pub fn available_permits(&self) -> usize {}
        pub fn add_permits(&self, n: usize) {}
        pub fn forget_permits(&self, n: usize) -> usize {}
        pub async fn acquire(&self) -> Result<SemaphorePermit<'_>, AcquireError> {}
        pub async fn acquire_many(&self, n: u32) -> Result<SemaphorePermit<'_>, AcquireError> {}
        pub fn try_acquire(&self) -> Result<SemaphorePermit<'_>, TryAcquireError> {}
        pub async fn acquire_owned(self: Arc<Self>) -> Result<OwnedSemaphorePermit, AcquireError> {}
        pub async fn acquire_many_owned(self: Arc<Self>, n: u32) -> Result<OwnedSemaphorePermit, AcquireError> {}
        pub fn try_acquire_owned(self: Arc<Self>) -> Result<OwnedSemaphorePermit, TryAcquireError> {}
        pub fn close(&self) {}
        pub fn is_closed(&self) -> bool {}
    }
    #[derive(Debug)]
    pub struct SemaphorePermit<'a> {}
    #[derive(Debug)]
    pub struct OwnedSemaphorePermit {}
    impl SemaphorePermit<'_> {
        pub fn forget(self) {}
    }
    impl OwnedSemaphorePermit {
        pub fn forget(self) {}
        pub fn semaphore(&self) -> &Arc<Semaphore> {}
    }
    #[derive(Debug, Default)]
    pub struct Notify {}
    impl Notify {
        pub fn new() -> Notify {}
        pub const fn const_new() -> Notify {}
        pub async fn notified(&self) {}
        pub fn notify_one(&self) {}
        pub fn notify_last(&self) {}
        pub fn notify_waiters(&self) {}
    }
    #[derive(Debug)]
    pub struct Barrier {}
    impl Barrier {
        pub fn new(n: usize) -> Barrier {}
        pub async fn wait(&self) -> BarrierWaitResult {}
    }
    #[derive(Debug, Clone)]
    pub struct BarrierWaitResult {}
    impl BarrierWaitResult {
        pub fn is_leader(&self) -> bool {}
    }
    #[derive(Debug)]
    pub struct OnceCell<T> {}
    impl<T> OnceCell<T> {
        pub fn new() -> Self {}
        pub const fn const_new() -> Self {}
        pub fn new_with(value: Option<T>) -> Self {}
        pub fn initialized(&self) -> bool {}
        pub fn get(&self) -> Option<&T> {}
        pub fn get_mut(&mut self) -> Option<&mut T> {}
        pub fn set(&self, value: T) -> Result<(), SetError<T>> {}
        pub async fn get_or_init<F: FnOnce() -> Fut, Fut: Future<Output = T>>(&self, f: F) -> &T {}
        pub async fn get_or_try_init<E, F: FnOnce() -> Fut, Fut: Future<Output = Result<T, E>>>(&self, f: F) -> Result<&T, E> {}
        pub fn into_inner(self) -> Option<T> {}
        pub fn take(&mut self) -> Option<T> {}
    }
    impl<T> Default for OnceCell<T> {}
    #[derive(Debug, PartialEq, Eq)]
    pub enum SetError<T> {
        AlreadyInitializedError(T),
        InitializingError(T),
    }
    pub mod mpsc {
        use std::task::{Context, Poll};
        use std::time::Duration;
        pub fn channel<T>(buffer: usize) -> (Sender<T>, Receiver<T>) {}
        pub fn unbounded_channel<T>() -> (UnboundedSender<T>, UnboundedReceiver<T>) {}
        #[derive(Debug)]
        pub struct Sender<T> {}
        impl<T> Sender<T> {
            pub async fn send(&self, value: T) -> Result<(), error::SendError<T>> {}
            pub async fn closed(&self) {}
            pub fn try_send(&self, message: T) -> Result<(), error::TrySendError<T>> {}
            pub async fn send_timeout(&self, value: T, timeout: Duration) -> Result<(), error::SendTimeoutError<T>> {}
            pub fn blocking_send(&self, value: T) -> Result<(), error::SendError<T>> {}
            pub fn is_closed(&self) -> bool {}
            pub async fn reserve(&self) -> Result<Permit<'_, T>, error::SendError<()>> {}
            pub async fn reserve_owned(self) -> Result<OwnedPermit<T>, error::SendError<()>> {}
            pub fn try_reserve(&self) -> Result<Permit<'_, T>, error::TrySendError<()>> {}
            pub fn same_channel(&self, other: &Self) -> bool {}
            pub fn capacity(&self) -> usize {}
            pub fn max_capacity(&self) -> usize {}
            pub fn downgrade(&self) -> WeakSender<T> {}
        }
        #[derive(Debug)]
        pub struct UnboundedSender<T> {}
        impl<T> UnboundedSender<T> {
            pub fn send(&self, message: T) -> Result<(), error::SendError<T>> {}
            pub async fn closed(&self) {}
            pub fn is_closed(&self) -> bool {}
            pub fn same_channel(&self, other: &Self) -> bool {}
            pub fn downgrade(&self) -> WeakUnboundedSender<T> {}
        }
        #[derive(Debug)]
        pub struct WeakSender<T> {}
        impl<T> WeakSender<T> {
            pub fn upgrade(&self) -> Option<Sender<T>> {}
        }
        #[derive(Debug)]
        pub struct WeakUnboundedSender<T> {}
        impl<T> WeakUnboundedSender<T> {
            pub fn upgrade(&self) -> Option<UnboundedSender<T>> {}
        }
        impl<T> Clone for Sender<T> {}
        impl<T> Clone for UnboundedSender<T> {}
        impl<T> Clone for WeakSender<T> {}
        impl<T> Clone for WeakUnboundedSender<T> {}
        #[derive(Debug)]
        pub struct Receiver<T> {}
        #[derive(Debug)]
        pub struct UnboundedReceiver<T> {}
        impl<T> Receiver<T> {
            pub async fn recv(&mut self) -> Option<T> {}
            pub async fn recv_many(&mut self, buffer: &mut Vec<T>, limit: usize) -> usize {}
            pub fn try_recv(&mut self) -> Result<T, error::TryRecvError> {}
            pub fn blocking_recv(&mut self) -> Option<T> {}
            pub fn close(&mut self) {}
            pub fn is_closed(&self) -> bool {}
            pub fn is_empty(&self) -> bool {}
            pub fn len(&self) -> usize {}
            pub fn poll_recv(&mut self, cx: &mut Context<'_>) -> Poll<Option<T>> {}
        }
        impl<T> UnboundedReceiver<T> {
            pub async fn recv(&mut self) -> Option<T> {}
            pub async fn recv_many(&mut self, buffer: &mut Vec<T>, limit: usize) -> usize {}
            pub fn try_recv(&mut self) -> Result<T, error::TryRecvError> {}
            pub fn blocking_recv(&mut self) -> Option<T> {}
            pub fn close(&mut self) {}
            pub fn is_closed(&self) -> bool {}
            pub fn is_empty(&self) -> bool {}
            pub fn len(&self) -> usize {}
            pub fn poll_recv(&mut self, cx: &mut Context<'_>) -> Poll<Option<T>> {}
        }
        pub struct Permit<'a, T> {}
        impl<T> Permit<'_, T> {
            pub fn send(self, value: T) {}
        }
        pub struct OwnedPermit<T> {}
        impl<T> OwnedPermit<T> {
            pub fn send(self, value: T) -> Sender<T> {}
        }
        pub mod error {
            #[derive(PartialEq, Eq, Clone, Copy)]
            pub struct SendError<T>(pub T);
            #[derive(PartialEq, Eq, Clone, Copy)]
            pub enum TrySendError<T> {
                Full(T),
                Closed(T),
            }
            #[derive(PartialEq, Eq, Clone, Copy)]
            pub enum SendTimeoutError<T> {
                Timeout(T),
                Closed(T),
            }
            #[derive(PartialEq, Eq, Clone, Copy, Debug)]
            pub enum TryRecvError {
                Empty,
                Disconnected,
            }
            impl<T> std::fmt::Debug for SendError<T> {}
            impl<T> std::fmt::Display for SendError<T> {}
            impl<T> std::error::Error for SendError<T> {}
            impl<T> std::fmt::Debug for TrySendError<T> {}
            impl<T> std::fmt::Display for TrySendError<T> {}
            impl<T> std::error::Error for TrySendError<T> {}
            impl<T> std::fmt::Debug for SendTimeoutError<T> {}
            impl<T> std::fmt::Display for SendTimeoutError<T> {}
            impl<T> std::error::Error for SendTimeoutError<T> {}
            impl std::fmt::Display for TryRecvError {}
            impl std::error::Error for TryRecvError {}
        }
    }
    pub mod oneshot {
        use std::task::{Context, Poll};
        pub fn channel<T>() -> (Sender<T>, Receiver<T>) {}
        #[derive(Debug)]
        pub struct Sender<T> {}
        impl<T> Sender<T> {
            pub fn send(self, t: T) -> Result<(), T> {}
            pub async fn closed(&mut self) {}
            pub fn is_closed(&self) -> bool {}
            pub fn poll_closed(&mut self, cx: &mut Context<'_>) -> Poll<()> {}
        }
        #[derive(Debug)]
        pub struct Receiver<T> {}
        impl<T> Receiver<T> {
            pub fn close(&mut self) {}
            pub fn try_recv(&mut self) -> Result<T, error::TryRecvError> {}
            pub fn blocking_recv(self) -> Result<T, error::RecvError> {}
        }
        impl<T> Future for Receiver<T> {
            type Output = Result<T, error::RecvError>;
        }
        pub mod error {
            #[derive(Debug, Eq, PartialEq, Clone)]
            pub struct RecvError {}
            #[derive(Debug, Eq, PartialEq, Clone)]
            pub enum TryRecvError {
                Empty,
                Closed,
            }
            impl std::fmt::Display for RecvError {}
            impl std::error::Error for RecvError {}
            impl std::fmt::Display for TryRecvError {}
            impl std::error::Error for TryRecvError {}
        }
    }
    pub mod broadcast {
        pub fn channel<T: Clone>(capacity: usize) -> (Sender<T>, Receiver<T>) {}
        #[derive(Debug)]
        pub struct Sender<T> {}
        impl<T> Clone for Sender<T> {}
        impl<T> Sender<T> {
            pub fn new(capacity: usize) -> Self {}
            pub fn send(&self, value: T) -> Result<usize, error::SendError<T>> {}
            pub fn subscribe(&self) -> Receiver<T> {}
            pub fn len(&self) -> usize {}
            pub fn is_empty(&self) -> bool {}
            pub fn receiver_count(&self) -> usize {}
        }
        #[derive(Debug)]
        pub struct Receiver<T> {}
        impl<T> Receiver<T> {
            pub fn len(&self) -> usize {}
            pub fn is_empty(&self) -> bool {}
            pub fn resubscribe(&self) -> Self {}
        }
        impl<T: Clone> Receiver<T> {
            pub async fn recv(&mut self) -> Result<T, error::RecvError> {}
            pub fn try_recv(&mut self) -> Result<T, error::TryRecvError> {}
            pub fn blocking_recv(&mut self) -> Result<T, error::RecvError> {}
        }
        pub mod error {
            #[derive(Debug)]
            pub struct SendError<T>(pub T);
            #[derive(Debug, PartialEq, Eq, Clone)]
            pub enum RecvError {
                Closed,
                Lagged(u64),
            }
            #[derive(Debug, PartialEq, Eq, Clone)]
            pub enum TryRecvError {
                Empty,
                Closed,
                Lagged(u64),
            }
            impl<T> std::fmt::Display for SendError<T> {}
            impl<T> std::error::Error for SendError<T> {}
            impl std::fmt::Display for RecvError {}
            impl std::error::Error for RecvError {}
            impl std::fmt::Display for TryRecvError {}
            impl std::error::Error for TryRecvError {}
        }
    }
    pub mod watch {
        use std::ops::Deref;
        pub fn channel<T>(init: T) -> (Sender<T>, Receiver<T>) {}
        #[derive(Debug)]
        pub struct Sender<T> {}
        impl<T> Sender<T> {
            pub fn new(init: T) -> Self {}
            pub fn send(&self, value: T) -> Result<(), error::SendError<T>> {}
            pub fn send_modify<F: FnOnce(&mut T)>(&self, modify: F) {}
            pub fn send_if_modified<F: FnOnce(&mut T) -> bool>(&self, modify: F) -> bool {}
            pub fn send_replace(&self, value: T) -> T {}
            pub fn borrow(&self) -> Ref<'_, T> {}
            pub fn is_closed(&self) -> bool {}
            pub async fn closed(&self) {}
            pub fn subscribe(&self) -> Receiver<T> {}
            pub fn receiver_count(&self) -> usize {}
        }
        #[derive(Debug)]
        pub struct Receiver<T> {}
        impl<T> Clone for Receiver<T> {}
        impl<T> Clone for Sender<T> {}
        impl<T> Receiver<T> {
            pub fn borrow(&self) -> Ref<'_, T> {}
            pub fn borrow_and_update(&mut self) -> Ref<'_, T> {}
            pub fn has_changed(&self) -> Result<bool, error::RecvError> {}
            pub fn mark_changed(&mut self) {}
            pub fn mark_unchanged(&mut self) {}
            pub async fn changed(&mut self) -> Result<(), error::RecvError> {}
            pub async fn wait_for(&mut self, f: impl FnMut(&T) -> bool) -> Result<Ref<'_, T>, error::RecvError> {}
        }
        #[derive(Debug)]
        pub struct Ref<'a, T> {}
        impl<'a, T> Ref<'a, T> {
            pub fn has_changed(&self) -> bool {}
        }
        impl<T> Deref for Ref<'_, T> { type Target = T; }
        pub mod error {
            #[derive(PartialEq, Eq, Clone, Copy)]
            pub struct SendError<T>(pub T);
            #[derive(Debug, Clone)]
            pub struct RecvError(());
            impl<T> std::fmt::Debug for SendError<T> {}
            impl<T> std::fmt::Display for SendError<T> {}
            impl<T> std::error::Error for SendError<T> {}
            impl std::fmt::Display for RecvError {}
            impl std::error::Error for RecvError {}
        }
    }
}

pub mod signal {
    use std::io;
    pub async fn ctrl_c() -> io::Result<()> {}
    pub mod unix {
        use std::io;
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub struct SignalKind {}
        impl SignalKind {
            pub const fn from_raw(signum: i32) -> Self {}
            pub const fn alarm() -> Self {}
            pub const fn child() -> Self {}
            pub const fn hangup() -> Self {}
            pub const fn interrupt() -> Self {}
            pub const fn pipe() -> Self {}
            pub const fn quit() -> Self {}
            pub const fn terminate() -> Self {}
            pub const fn user_defined1() -> Self {}
            pub const fn user_defined2() -> Self {}
            pub const fn window_change() -> Self {}
        }
        #[derive(Debug)]
        pub struct Signal {}
        impl Signal {
            pub async fn recv(&mut self) -> Option<()> {}
        }
        pub fn signal(kind: SignalKind) -> io::Result<Signal> {}
    }
    pub mod windows {
        use std::io;
        #[derive(Debug)]
        pub struct CtrlC {}
        impl CtrlC {
            pub async fn recv(&mut self) -> Option<()> {}
        }
        pub fn ctrl_c() -> io::Result<CtrlC> {}
        #[derive(Debug)]
        pub struct CtrlBreak {}
        impl CtrlBreak {
            pub async fn recv(&mut self) -> Option<()> {}
        }
        pub fn ctrl_break() -> io::Result<CtrlBreak> {}
        #[derive(Debug)]
        pub struct CtrlClose {}
        impl CtrlClose {
            pub async fn recv(&mut self) -> Option<()> {}
        }
        pub fn ctrl_close() -> io::Result<CtrlClose> {}
    }
}
