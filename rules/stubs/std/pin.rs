//! Signatures of std: Pin.

use crate::prelude::rust_2024::*;
use crate::ops::{Deref, DerefMut};
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Pin<Ptr> {}
impl<Ptr: Deref> Pin<Ptr> {
    pub const fn new(pointer: Ptr) -> Pin<Ptr> {}
    pub const fn into_inner(pin: Pin<Ptr>) -> Ptr {}
    pub const unsafe fn new_unchecked(pointer: Ptr) -> Pin<Ptr> {}
    pub fn as_ref(&self) -> Pin<&Ptr::Target> {}
    pub const unsafe fn into_inner_unchecked(pin: Pin<Ptr>) -> Ptr {}
    pub fn as_mut(&mut self) -> Pin<&mut Ptr::Target> where Ptr: DerefMut {}
    pub fn set(&mut self, value: Ptr::Target) where Ptr: DerefMut, Ptr::Target: Sized {}
}
impl<'a, T: ?Sized> Pin<&'a T> {
    pub const fn get_ref(self) -> &'a T {}
    pub unsafe fn map_unchecked<U: ?Sized, F: FnOnce(&T) -> &U>(self, func: F) -> Pin<&'a U> {}
}
impl<'a, T: ?Sized> Pin<&'a mut T> {
    pub const fn into_ref(self) -> Pin<&'a T> {}
    pub const fn get_mut(self) -> &'a mut T where T: Unpin {}
    pub const unsafe fn get_unchecked_mut(self) -> &'a mut T {}
    pub unsafe fn map_unchecked_mut<U: ?Sized, F: FnOnce(&mut T) -> &mut U>(self, func: F) -> Pin<&'a mut U> {}
}
impl<Ptr: Deref> Deref for Pin<Ptr> {
    type Target = Ptr::Target;
}
impl<Ptr: DerefMut> DerefMut for Pin<Ptr> {}
impl<T: ?Sized> From<Box<T>> for Pin<Box<T>> {}
#[macro_export]
macro_rules! pin { () => {} }
