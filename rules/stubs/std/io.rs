//! Signatures of std: readers, writers and the standard streams.

use crate::prelude::rust_2024::*;
use crate::fmt;
use crate::ops::{Deref, DerefMut};
use crate::sync::Arc;
pub mod prelude {
    pub use super::{BufRead, Read, Seek, Write};
}
pub type Result<T> = crate::result::Result<T, Error>;
#[derive(Debug)]
pub struct Error {}
impl Error {
    pub fn new<E: Into<Box<dyn crate::error::Error + Send + Sync>>>(kind: ErrorKind, error: E) -> Error {}
    pub fn other<E: Into<Box<dyn crate::error::Error + Send + Sync>>>(error: E) -> Error {}
    pub fn last_os_error() -> Error {}
    pub fn from_raw_os_error(code: i32) -> Error {}
    pub fn raw_os_error(&self) -> Option<i32> {}
    pub fn get_ref(&self) -> Option<&(dyn crate::error::Error + Send + Sync + 'static)> {}
    pub fn get_mut(&mut self) -> Option<&mut (dyn crate::error::Error + Send + Sync + 'static)> {}
    pub fn into_inner(self) -> Option<Box<dyn crate::error::Error + Send + Sync>> {}
    pub fn downcast<E: crate::error::Error + Send + Sync + 'static>(self) -> crate::result::Result<E, Self> {}
    pub fn kind(&self) -> ErrorKind {}
}
impl fmt::Display for Error {}
impl crate::error::Error for Error {}
impl From<ErrorKind> for Error {}
impl From<crate::ffi::NulError> for Error {}
impl From<crate::collections::TryReserveError> for Error {}
impl<W> From<IntoInnerError<W>> for Error {}
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum ErrorKind {
    NotFound,
    PermissionDenied,
    ConnectionRefused,
    ConnectionReset,
    HostUnreachable,
    NetworkUnreachable,
    ConnectionAborted,
    NotConnected,
    AddrInUse,
    AddrNotAvailable,
    NetworkDown,
    BrokenPipe,
    AlreadyExists,
    WouldBlock,
    NotADirectory,
    IsADirectory,
    DirectoryNotEmpty,
    ReadOnlyFilesystem,
    StaleNetworkFileHandle,
    InvalidInput,
    InvalidData,
    TimedOut,
    WriteZero,
    StorageFull,
    NotSeekable,
    QuotaExceeded,
    FileTooLarge,
    ResourceBusy,
    ExecutableFileBusy,
    Deadlock,
    CrossesDevices,
    TooManyLinks,
    InvalidFilename,
    ArgumentListTooLong,
    Interrupted,
    Unsupported,
    UnexpectedEof,
    OutOfMemory,
    Other,
}
impl fmt::Display for ErrorKind {}
pub trait Read {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize>;
    fn read_vectored(&mut self, bufs: &mut [IoSliceMut<'_>]) -> Result<usize> {}
    fn read_to_end(&mut self, buf: &mut Vec<u8>) -> Result<usize> {}
    fn read_to_string(&mut self, buf: &mut String) -> Result<usize> {}
    fn read_exact(&mut self, buf: &mut [u8]) -> Result<()> {}
    fn by_ref(&mut self) -> &mut Self where Self: Sized {}
    fn bytes(self) -> Bytes<Self> where Self: Sized {}
    fn chain<R: Read>(self, next: R) -> Chain<Self, R> where Self: Sized {}
    fn take(self, limit: u64) -> Take<Self> where Self: Sized {}
}
pub trait Write {
    fn write(&mut self, buf: &[u8]) -> Result<usize>;
    fn write_vectored(&mut self, bufs: &[IoSlice<'_>]) -> Result<usize> {}
    fn flush(&mut self) -> Result<()>;
    fn write_all(&mut self, buf: &[u8]) -> Result<()> {}
    fn write_fmt(&mut self, args: fmt::Arguments<'_>) -> Result<()> {}
    fn by_ref(&mut self) -> &mut Self where Self: Sized {}
}
pub trait Seek {
    fn seek(&mut self, pos: SeekFrom) -> Result<u64>;
    fn rewind(&mut self) -> Result<()> {}
    fn stream_position(&mut self) -> Result<u64> {}
    fn seek_relative(&mut self, offset: i64) -> Result<()> {}
}
pub trait BufRead: Read {
    fn fill_buf(&mut self) -> Result<&[u8]>;
    fn consume(&mut self, amount: usize);
    fn read_until(&mut self, byte: u8, buf: &mut Vec<u8>) -> Result<usize> {}
    fn skip_until(&mut self, byte: u8) -> Result<usize> {}
    fn read_line(&mut self, buf: &mut String) -> Result<usize> {}
    fn split(self, byte: u8) -> Split<Self> where Self: Sized {}
    fn lines(self) -> Lines<Self> where Self: Sized {}
}
pub trait IsTerminal {
    fn is_terminal(&self) -> bool;
}
#[derive(PartialEq, Eq, Clone, Copy, Debug)]
pub enum SeekFrom {
    Start(u64),
    End(i64),
    Current(i64),
}
#[derive(Debug)]
pub struct IoSlice<'a> {}
impl<'a> IoSlice<'a> {
    pub fn new(buf: &'a [u8]) -> IoSlice<'a> {}
}
#[derive(Debug)]
pub struct IoSliceMut<'a> {}
impl<'a> IoSliceMut<'a> {
    pub fn new(buf: &'a mut [u8]) -> IoSliceMut<'a> {}
}
impl Deref for IoSlice<'_> { type Target = [u8]; }
impl Deref for IoSliceMut<'_> { type Target = [u8]; }
impl DerefMut for IoSliceMut<'_> {}
#[derive(Debug)]
pub struct BufReader<R: ?Sized> {}
impl<R: Read> BufReader<R> {
    pub fn new(inner: R) -> BufReader<R> {}
    pub fn with_capacity(capacity: usize, inner: R) -> BufReader<R> {}
}
impl<R: ?Sized> BufReader<R> {
    pub fn get_ref(&self) -> &R {}
    pub fn get_mut(&mut self) -> &mut R {}
    pub fn buffer(&self) -> &[u8] {}
    pub fn capacity(&self) -> usize {}
    pub fn into_inner(self) -> R where R: Sized {}
    pub fn seek_relative(&mut self, offset: i64) -> Result<()> where R: Seek {}
}
impl<R: ?Sized + Read> Read for BufReader<R> {}
impl<R: ?Sized + Read> BufRead for BufReader<R> {}
impl<R: ?Sized + Seek> Seek for BufReader<R> {}
#[derive(Debug)]
pub struct BufWriter<W: ?Sized + Write> {}
impl<W: Write> BufWriter<W> {
    pub fn new(inner: W) -> BufWriter<W> {}
    pub fn with_capacity(capacity: usize, inner: W) -> BufWriter<W> {}
    pub fn into_inner(self) -> crate::result::Result<W, IntoInnerError<BufWriter<W>>> {}
    pub fn into_parts(self) -> (W, crate::result::Result<Vec<u8>, WriterPanicked>) {}
}
impl<W: ?Sized + Write> BufWriter<W> {
    pub fn get_ref(&self) -> &W {}
    pub fn get_mut(&mut self) -> &mut W {}
    pub fn buffer(&self) -> &[u8] {}
    pub fn capacity(&self) -> usize {}
}
impl<W: ?Sized + Write> Write for BufWriter<W> {}
impl<W: ?Sized + Write + Seek> Seek for BufWriter<W> {}
#[derive(Debug)]
pub struct LineWriter<W: ?Sized + Write> {}
impl<W: Write> LineWriter<W> {
    pub fn new(inner: W) -> LineWriter<W> {}
    pub fn with_capacity(capacity: usize, inner: W) -> LineWriter<W> {}
    pub fn get_mut(&mut self) -> &mut W {}
    pub fn into_inner(self) -> crate::result::Result<W, IntoInnerError<LineWriter<W>>> {}
}
impl<W: ?Sized + Write> LineWriter<W> {
    pub fn get_ref(&self) -> &W {}
}
impl<W: ?Sized + Write> Write for LineWriter<W> {}
#[derive(Debug)]
pub struct IntoInnerError<W> {}
impl<W> IntoInnerError<W> {
    pub fn error(&self) -> &Error {}
    pub fn into_inner(self) -> W {}
    pub fn into_error(self) -> Error {}
    pub fn into_parts(self) -> (Error, W) {}
}
impl<W> fmt::Display for IntoInnerError<W> {}
impl<W> crate::error::Error for IntoInnerError<W> {}
#[derive(Debug)]
pub struct WriterPanicked {}
#[derive(Debug)]
pub struct Take<T> {}
impl<T> Take<T> {
    pub fn limit(&self) -> u64 {}
    pub fn set_limit(&mut self, limit: u64) {}
    pub fn into_inner(self) -> T {}
    pub fn get_ref(&self) -> &T {}
    pub fn get_mut(&mut self) -> &mut T {}
}
impl<T: Read> Read for Take<T> {}
impl<T: BufRead> BufRead for Take<T> {}
impl<T: Seek> Seek for Take<T> {}
#[derive(Debug)]
pub struct Chain<T, U> {}
impl<T, U> Chain<T, U> {
    pub fn into_inner(self) -> (T, U) {}
    pub fn get_ref(&self) -> (&T, &U) {}
    pub fn get_mut(&mut self) -> (&mut T, &mut U) {}
}
impl<T: Read, U: Read> Read for Chain<T, U> {}
impl<T: BufRead, U: BufRead> BufRead for Chain<T, U> {}
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Cursor<T> {}
impl<T> Cursor<T> {
    pub const fn new(inner: T) -> Cursor<T> {}
    pub fn into_inner(self) -> T {}
    pub const fn get_ref(&self) -> &T {}
    pub const fn get_mut(&mut self) -> &mut T {}
    pub const fn position(&self) -> u64 {}
    pub const fn set_position(&mut self, pos: u64) {}
}
impl<T: AsRef<[u8]>> Read for Cursor<T> {}
impl<T: AsRef<[u8]>> BufRead for Cursor<T> {}
impl<T: AsRef<[u8]>> Seek for Cursor<T> {}
impl Write for Cursor<&mut [u8]> {}
impl Write for Cursor<&mut Vec<u8>> {}
impl Write for Cursor<Vec<u8>> {}
impl Write for Cursor<Box<[u8]>> {}
impl<const N: usize> Write for Cursor<[u8; N]> {}
#[derive(Copy, Clone, Debug, Default)]
pub struct Empty;
impl Read for Empty {}
impl BufRead for Empty {}
impl Seek for Empty {}
impl Write for Empty {}
#[derive(Copy, Clone, Debug, Default)]
pub struct Sink;
impl Write for Sink {}
impl Write for &Sink {}
pub struct Repeat {}
impl Read for Repeat {}
#[derive(Debug)]
pub struct Lines<B> {}
impl<B: BufRead> Iterator for Lines<B> {
    type Item = Result<String>;
}
#[derive(Debug)]
pub struct Split<B> {}
impl<B: BufRead> Iterator for Split<B> {
    type Item = Result<Vec<u8>>;
}
#[derive(Debug)]
pub struct Bytes<R> {}
impl<R: Read> Iterator for Bytes<R> {
    type Item = Result<u8>;
}
impl<R: Read + ?Sized> Read for &mut R {}
impl<R: Read + ?Sized> Read for Box<R> {}
impl Read for &[u8] {}
impl Read for crate::collections::VecDeque<u8> {}
impl<B: BufRead + ?Sized> BufRead for &mut B {}
impl<B: BufRead + ?Sized> BufRead for Box<B> {}
impl BufRead for &[u8] {}
impl BufRead for crate::collections::VecDeque<u8> {}
impl<W: Write + ?Sized> Write for &mut W {}
impl<W: Write + ?Sized> Write for Box<W> {}
impl Write for &mut [u8] {}
impl Write for Vec<u8> {}
impl Write for crate::collections::VecDeque<u8> {}
impl<S: Seek + ?Sized> Seek for &mut S {}
impl<S: Seek + ?Sized> Seek for Box<S> {}
#[derive(Debug)]
pub struct Stdin {}
impl Stdin {
    pub fn lock(&self) -> StdinLock<'static> {}
    pub fn read_line(&self, buf: &mut String) -> Result<usize> {}
    pub fn lines(self) -> Lines<StdinLock<'static>> {}
}
#[derive(Debug)]
pub struct StdinLock<'a> {}
#[derive(Debug)]
pub struct Stdout {}
impl Stdout {
    pub fn lock(&self) -> StdoutLock<'static> {}
}
#[derive(Debug)]
pub struct StdoutLock<'a> {}
#[derive(Debug)]
pub struct Stderr {}
impl Stderr {
    pub fn lock(&self) -> StderrLock<'static> {}
}
#[derive(Debug)]
pub struct StderrLock<'a> {}
impl Read for Stdin {}
impl Read for &Stdin {}
impl Read for StdinLock<'_> {}
impl BufRead for StdinLock<'_> {}
impl Write for Stdout {}
impl Write for &Stdout {}
impl Write for StdoutLock<'_> {}
impl Write for Stderr {}
impl Write for &Stderr {}
impl Write for StderrLock<'_> {}
impl IsTerminal for Stdin {}
impl IsTerminal for StdinLock<'_> {}
impl IsTerminal for Stdout {}
impl IsTerminal for StdoutLock<'_> {}
impl IsTerminal for Stderr {}
impl IsTerminal for StderrLock<'_> {}
impl IsTerminal for crate::fs::File {}
#[derive(Debug)]
pub struct PipeReader {}
impl PipeReader {
    pub fn try_clone(&self) -> Result<Self> {}
}
#[derive(Debug)]
pub struct PipeWriter {}
impl PipeWriter {
    pub fn try_clone(&self) -> Result<Self> {}
}
impl Read for PipeReader {}
impl Read for &PipeReader {}
impl Write for PipeWriter {}
impl Write for &PipeWriter {}
pub fn pipe() -> Result<(PipeReader, PipeWriter)> {}
pub fn stdin() -> Stdin {}
pub fn stdout() -> Stdout {}
pub fn stderr() -> Stderr {}
pub const fn empty() -> Empty {}
pub const fn sink() -> Sink {}
pub const fn repeat(byte: u8) -> Repeat {}
pub fn copy<R: ?Sized + Read, W: ?Sized + Write>(reader: &mut R, writer: &mut W) -> Result<u64> {}
pub fn read_to_string<R: Read>(reader: R) -> Result<String> {}
