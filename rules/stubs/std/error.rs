//! Signatures of std: Error.

use crate::prelude::rust_2024::*;
use crate::fmt::{Debug, Display};
pub trait Error: Debug + Display {
    fn source(&self) -> Option<&(dyn Error + 'static)> {}
    fn description(&self) -> &str {}
    fn cause(&self) -> Option<&dyn Error> {}
}
impl dyn Error {
    pub fn is<T: Error + 'static>(&self) -> bool {}
    pub fn downcast_ref<T: Error + 'static>(&self) -> Option<&T> {}
    pub fn downcast_mut<T: Error + 'static>(&mut self) -> Option<&mut T> {}
}
impl dyn Error + Send {
    pub fn is<T: Error + 'static>(&self) -> bool {}
    pub fn downcast_ref<T: Error + 'static>(&self) -> Option<&T> {}
    pub fn downcast_mut<T: Error + 'static>(&mut self) -> Option<&mut T> {}
}
impl dyn Error + Send + Sync {
    pub fn is<T: Error + 'static>(&self) -> bool {}
    pub fn downcast_ref<T: Error + 'static>(&self) -> Option<&T> {}
    pub fn downcast_mut<T: Error + 'static>(&mut self) -> Option<&mut T> {}
}
impl<'a, T: Error + ?Sized> Error for &'a T {}
impl Error for crate::convert::Infallible {}
impl Display for crate::convert::Infallible {}
