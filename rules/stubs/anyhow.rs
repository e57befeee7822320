//! The signatures of anyhow: one error type, and context for it.

use std::convert::Infallible;
use std::error::Error as StdError;
use std::fmt::{Debug, Display};

pub type Result<T, E = Error> = std::result::Result<T, E>;

pub fn Ok<T>(value: T) -> Result<T> {}

#[macro_export]
macro_rules! anyhow { () => {} }
#[macro_export]
macro_rules! bail { () => {} }
#[macro_export]
macro_rules! ensure { () => {} }
#[macro_export]
macro_rules! format_err { () => {} }

pub struct Error {}
impl Error {
    pub fn new<E: StdError + Send + Sync + 'static>(error: E) -> Self {}
    pub fn msg<M: Display + Debug + Send + Sync + 'static>(message: M) -> Self {}
    pub fn from_boxed(boxed_error: Box<dyn StdError + Send + Sync + 'static>) -> Self {}
    pub fn context<C: Display + Send + Sync + 'static>(self, context: C) -> Self {}
    pub fn backtrace(&self) -> &std::backtrace::Backtrace {}
    pub fn chain(&self) -> Chain<'_> {}
    pub fn root_cause(&self) -> &(dyn StdError + 'static) {}
    pub fn is<E: Display + Debug + Send + Sync + 'static>(&self) -> bool {}
    pub fn downcast<E: Display + Debug + Send + Sync + 'static>(self) -> Result<E, Self> {}
    pub fn downcast_ref<E: Display + Debug + Send + Sync + 'static>(&self) -> Option<&E> {}
    pub fn downcast_mut<E: Display + Debug + Send + Sync + 'static>(&mut self) -> Option<&mut E> {}
    pub fn into_boxed_dyn_error(self) -> Box<dyn StdError + Send + Sync + 'static> {}
    pub fn reallocate_into_boxed_dyn_error_without_backtrace(self) -> Box<dyn StdError + Send + Sync + 'static> {}
}
impl Debug for Error {}
impl Display for Error {}
impl<E: StdError + Send + Sync + 'static> From<E> for Error {}
impl std::ops::Deref for Error {
    type Target = dyn StdError + Send + Sync + 'static;
}
impl std::ops::DerefMut for Error {}
impl AsRef<dyn StdError + Send + Sync> for Error {}
impl AsRef<dyn StdError> for Error {}
impl From<Error> for Box<dyn StdError + Send + Sync + 'static> {}
impl From<Error> for Box<dyn StdError + Send + 'static> {}
impl From<Error> for Box<dyn StdError + 'static> {}

#[derive(Clone)]
pub struct Chain<'a> {}
impl<'a> Iterator for Chain<'a> { type Item = &'a (dyn StdError + 'static); }
impl<'a> DoubleEndedIterator for Chain<'a> {}
impl<'a> ExactSizeIterator for Chain<'a> {}

pub trait Context<T, E> {
    fn context<C: Display + Send + Sync + 'static>(self, context: C) -> Result<T, Error>;
    fn with_context<C: Display + Send + Sync + 'static, F: FnOnce() -> C>(self, f: F) -> Result<T, Error>;
}
impl<T, E> Context<T, E> for std::result::Result<T, E> {}
impl<T> Context<T, Infallible> for Option<T> {}
