//! The signatures of eyre: one error report type, and context for it.

use std::error::Error as StdError;
use std::fmt::{Debug, Display};

pub use self::Report as Error;
pub use self::WrapErr as Context;

pub type Result<T, E = Report> = std::result::Result<T, E>;

pub fn Ok<T>(value: T) -> Result<T> {}

#[macro_export]
macro_rules! eyre { () => {} }
#[macro_export]
macro_rules! bail { () => {} }
#[macro_export]
macro_rules! ensure { () => {} }

pub struct Report {}
impl Report {
    pub fn new<E: StdError + Send + Sync + 'static>(error: E) -> Self {}
    pub fn msg<M: Display + Debug + Send + Sync + 'static>(message: M) -> Self {}
    pub fn wrap_err<D: Display + Send + Sync + 'static>(self, msg: D) -> Self {}
    pub fn chain(&self) -> Chain<'_> {}
    pub fn root_cause(&self) -> &(dyn StdError + 'static) {}
    pub fn is<E: Display + Debug + Send + Sync + 'static>(&self) -> bool {}
    pub fn downcast<E: Display + Debug + Send + Sync + 'static>(self) -> Result<E, Self> {}
    pub fn downcast_ref<E: Display + Debug + Send + Sync + 'static>(&self) -> Option<&E> {}
    pub fn downcast_mut<E: Display + Debug + Send + Sync + 'static>(&mut self) -> Option<&mut E> {}
    pub fn handler(&self) -> &dyn EyreHandler {}
}
impl Debug for Report {}
impl Display for Report {}
impl<E: StdError + Send + Sync + 'static> From<E> for Report {}
impl std::ops::Deref for Report {
    type Target = dyn StdError + Send + Sync + 'static;
}
impl std::ops::DerefMut for Report {}
impl From<Report> for Box<dyn StdError + Send + Sync + 'static> {}
impl From<Report> for Box<dyn StdError + 'static> {}

#[derive(Clone)]
pub struct Chain<'a> {}
impl<'a> Iterator for Chain<'a> { type Item = &'a (dyn StdError + 'static); }
impl<'a> DoubleEndedIterator for Chain<'a> {}
impl<'a> ExactSizeIterator for Chain<'a> {}

pub trait EyreHandler: Send + Sync {}
#[derive(Debug)]
pub struct InstallError {}
impl Display for InstallError {}
impl StdError for InstallError {}
pub fn set_hook(hook: Box<dyn Fn(&(dyn StdError + 'static)) -> Box<dyn EyreHandler> + Sync + Send + 'static>) -> Result<(), InstallError> {}

pub trait WrapErr<T, E> {
    fn wrap_err<D: Display + Send + Sync + 'static>(self, msg: D) -> Result<T, Report>;
    fn wrap_err_with<D: Display + Send + Sync + 'static, F: FnOnce() -> D>(self, f: F) -> Result<T, Report>;
    fn context<D: Display + Send + Sync + 'static>(self, msg: D) -> Result<T, Report>;
    fn with_context<D: Display + Send + Sync + 'static, F: FnOnce() -> D>(self, f: F) -> Result<T, Report>;
}
impl<T, E> WrapErr<T, E> for std::result::Result<T, E> {}

pub trait OptionExt<T> {
    fn ok_or_eyre<M: Debug + Display + Send + Sync + 'static>(self, message: M) -> Result<T>;
}
impl<T> OptionExt<T> for Option<T> {}

pub trait ContextCompat<T> {
    fn context<D: Display + Send + Sync + 'static>(self, msg: D) -> Result<T, Report>;
    fn with_context<D: Display + Send + Sync + 'static, F: FnOnce() -> D>(self, f: F) -> Result<T, Report>;
    fn wrap_err<D: Display + Send + Sync + 'static>(self, msg: D) -> Result<T, Report>;
    fn wrap_err_with<D: Display + Send + Sync + 'static, F: FnOnce() -> D>(self, f: F) -> Result<T, Report>;
}
impl<T> ContextCompat<T> for Option<T> {}
