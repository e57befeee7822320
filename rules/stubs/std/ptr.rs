//! Signatures of std: raw pointers.

use crate::prelude::rust_2024::*;
pub const fn null<T>() -> *const T {}
pub const fn null_mut<T>() -> *mut T {}
pub const fn eq<T: ?Sized>(a: *const T, b: *const T) -> bool {}
pub fn addr_eq<T: ?Sized, U: ?Sized>(p: *const T, q: *const U) -> bool {}
pub const unsafe fn read<T>(src: *const T) -> T {}
pub const unsafe fn write<T>(dst: *mut T, src: T) {}
pub const unsafe fn copy_nonoverlapping<T>(src: *const T, dst: *mut T, count: usize) {}
pub const unsafe fn drop_in_place<T: ?Sized>(to_drop: *mut T) {}
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct NonNull<T: ?Sized> {}
impl<T: ?Sized> NonNull<T> {
    pub const fn new(ptr: *mut T) -> Option<Self> {}
    pub const unsafe fn new_unchecked(ptr: *mut T) -> Self {}
    pub const fn as_ptr(self) -> *mut T {}
    pub const unsafe fn as_ref<'a>(&self) -> &'a T {}
    pub const unsafe fn as_mut<'a>(&mut self) -> &'a mut T {}
}
impl<T: ?Sized> Clone for NonNull<T> {}
impl<T: ?Sized> Copy for NonNull<T> {}
impl<T: ?Sized> *const T {
    pub const fn is_null(self) -> bool {}
    pub const fn cast<U>(self) -> *const U {}
    pub const unsafe fn as_ref<'a>(self) -> Option<&'a T> {}
}
impl<T: ?Sized> *mut T {
    pub const fn is_null(self) -> bool {}
    pub const fn cast<U>(self) -> *mut U {}
    pub const unsafe fn as_ref<'a>(self) -> Option<&'a T> {}
    pub const unsafe fn as_mut<'a>(self) -> Option<&'a mut T> {}
}
