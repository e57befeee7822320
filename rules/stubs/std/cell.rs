//! Signatures of std: Cell, RefCell and their guards.

use crate::prelude::rust_2024::*;
use crate::fmt;
use crate::ops::{Deref, DerefMut};
#[derive(Default)]
pub struct Cell<T: ?Sized> {}
impl<T> Cell<T> {
    pub const fn new(value: T) -> Cell<T> {}
    pub fn set(&self, val: T) {}
    pub fn swap(&self, other: &Self) {}
    pub fn replace(&self, val: T) -> T {}
    pub fn into_inner(self) -> T {}
    pub fn get(&self) -> T where T: Copy {}
    pub fn update(&self, f: impl FnOnce(T) -> T) where T: Copy {}
    pub fn get_mut(&mut self) -> &mut T {}
    pub fn as_ptr(&self) -> *mut T {}
    pub fn take(&self) -> T where T: Default {}
}
impl<T: Copy> Clone for Cell<T> {}
impl<T> From<T> for Cell<T> {}
#[derive(Default, Clone, Debug, PartialEq, Eq)]
pub struct RefCell<T: ?Sized> {}
impl<T> RefCell<T> {
    pub const fn new(value: T) -> RefCell<T> {}
    pub fn into_inner(self) -> T {}
    pub fn replace(&self, t: T) -> T {}
    pub fn replace_with<F: FnOnce(&mut T) -> T>(&self, f: F) -> T {}
    pub fn swap(&self, other: &Self) {}
    pub fn take(&self) -> T where T: Default {}
}
impl<T: ?Sized> RefCell<T> {
    pub fn borrow(&self) -> Ref<'_, T> {}
    pub fn try_borrow(&self) -> Result<Ref<'_, T>, BorrowError> {}
    pub fn borrow_mut(&self) -> RefMut<'_, T> {}
    pub fn try_borrow_mut(&self) -> Result<RefMut<'_, T>, BorrowMutError> {}
    pub fn as_ptr(&self) -> *mut T {}
    pub fn get_mut(&mut self) -> &mut T {}
}
impl<T> From<T> for RefCell<T> {}
pub struct BorrowError {}
pub struct BorrowMutError {}
impl fmt::Debug for BorrowError {}
impl fmt::Display for BorrowError {}
impl crate::error::Error for BorrowError {}
impl fmt::Debug for BorrowMutError {}
impl fmt::Display for BorrowMutError {}
impl crate::error::Error for BorrowMutError {}
pub struct Ref<'b, T: ?Sized + 'b> {}
impl<'b, T: ?Sized> Ref<'b, T> {
    pub fn clone(orig: &Ref<'b, T>) -> Ref<'b, T> {}
    pub fn map<U: ?Sized, F: FnOnce(&T) -> &U>(orig: Ref<'b, T>, f: F) -> Ref<'b, U> {}
    pub fn filter_map<U: ?Sized, F: FnOnce(&T) -> Option<&U>>(orig: Ref<'b, T>, f: F) -> Result<Ref<'b, U>, Self> {}
}
pub struct RefMut<'b, T: ?Sized + 'b> {}
impl<'b, T: ?Sized> RefMut<'b, T> {
    pub fn map<U: ?Sized, F: FnOnce(&mut T) -> &mut U>(orig: RefMut<'b, T>, f: F) -> RefMut<'b, U> {}
}
impl<T: ?Sized> Deref for Ref<'_, T> { type Target = T; }
impl<T: ?Sized> Deref for RefMut<'_, T> { type Target = T; }
impl<T: ?Sized> DerefMut for RefMut<'_, T> {}
impl<T: ?Sized + fmt::Display> fmt::Display for Ref<'_, T> {}
impl<T: ?Sized + fmt::Display> fmt::Display for RefMut<'_, T> {}
pub struct UnsafeCell<T: ?Sized> {}
impl<T> UnsafeCell<T> {
    pub const fn new(value: T) -> UnsafeCell<T> {}
    pub const fn into_inner(self) -> T {}
    pub const fn get(&self) -> *mut T {}
    pub const fn get_mut(&mut self) -> &mut T {}
}
#[derive(Clone, Debug)]
pub struct OnceCell<T> {}
impl<T> OnceCell<T> {
    pub const fn new() -> OnceCell<T> {}
    pub fn get(&self) -> Option<&T> {}
    pub fn get_mut(&mut self) -> Option<&mut T> {}
    pub fn set(&self, value: T) -> Result<(), T> {}
    pub fn get_or_init<F: FnOnce() -> T>(&self, f: F) -> &T {}
    pub fn into_inner(self) -> Option<T> {}
    pub fn take(&mut self) -> Option<T> {}
}
impl<T> Default for OnceCell<T> {}
impl<T> From<T> for OnceCell<T> {}
pub struct LazyCell<T, F = fn() -> T> {}
impl<T, F: FnOnce() -> T> LazyCell<T, F> {
    pub const fn new(f: F) -> LazyCell<T, F> {}
    pub fn force(this: &LazyCell<T, F>) -> &T {}
}
impl<T, F: FnOnce() -> T> Deref for LazyCell<T, F> {
    type Target = T;
}
