//! The signatures of miette: one error report type, and how other errors become one.

use std::error::Error as StdError;
use std::fmt::{Debug, Display};

pub use self::Report as Error;
pub use self::WrapErr as Context;

pub type Result<T, E = Report> = std::result::Result<T, E>;

#[macro_export]
macro_rules! miette { () => {} }
#[macro_export]
macro_rules! bail { () => {} }
#[macro_export]
macro_rules! ensure { () => {} }

pub trait Diagnostic: StdError {}

pub struct Report {}
impl Report {
    pub fn new<E: Diagnostic + Send + Sync + 'static>(error: E) -> Self {}
    pub fn msg<M: Display + Debug + Send + Sync + 'static>(message: M) -> Self {}
    pub fn new_boxed(error: Box<dyn Diagnostic + Send + Sync + 'static>) -> Self {}
    pub fn from_err<E: StdError + Send + Sync + 'static>(error: E) -> Self {}
    pub fn wrap_err<D: Display + Send + Sync + 'static>(self, msg: D) -> Self {}
    pub fn context<D: Display + Send + Sync + 'static>(self, msg: D) -> Self {}
    pub fn with_source_code(self, source_code: impl Send + Sync + 'static) -> Report {}
    pub fn chain(&self) -> Chain<'_> {}
    pub fn root_cause(&self) -> &(dyn StdError + 'static) {}
    pub fn is<E: Display + Debug + Send + Sync + 'static>(&self) -> bool {}
    pub fn downcast<E: Display + Debug + Send + Sync + 'static>(self) -> Result<E, Self> {}
    pub fn downcast_ref<E: Display + Debug + Send + Sync + 'static>(&self) -> Option<&E> {}
    pub fn downcast_mut<E: Display + Debug + Send + Sync + 'static>(&mut self) -> Option<&mut E> {}
}
impl Debug for Report {}
impl Display for Report {}
impl<E: Diagnostic + Send + Sync + 'static> From<E> for Report {}
impl std::ops::Deref for Report {
    type Target = dyn Diagnostic + Send + Sync + 'static;
}
impl std::ops::DerefMut for Report {}
impl From<Report> for Box<dyn Diagnostic + Send + Sync + 'static> {}
impl From<Report> for Box<dyn StdError + Send + Sync + 'static> {}
impl From<Report> for Box<dyn StdError + 'static> {}

#[derive(Clone)]
pub struct Chain<'a> {}
impl<'a> Iterator for Chain<'a> { type Item = &'a (dyn StdError + 'static); }
impl<'a> DoubleEndedIterator for Chain<'a> {}
impl<'a> ExactSizeIterator for Chain<'a> {}

pub trait IntoDiagnostic<T, E> {
    fn into_diagnostic(self) -> Result<T, Report>;
}
impl<T, E: StdError + Send + Sync + 'static> IntoDiagnostic<T, E> for std::result::Result<T, E> {}

pub trait WrapErr<T, E> {
    fn wrap_err<D: Display + Send + Sync + 'static>(self, msg: D) -> Result<T, Report>;
    fn wrap_err_with<D: Display + Send + Sync + 'static, F: FnOnce() -> D>(self, f: F) -> Result<T, Report>;
    fn context<D: Display + Send + Sync + 'static>(self, msg: D) -> Result<T, Report>;
    fn with_context<D: Display + Send + Sync + 'static, F: FnOnce() -> D>(self, f: F) -> Result<T, Report>;
}
impl<T, E> WrapErr<T, E> for std::result::Result<T, E> {}
