//! Signatures of std: moving values about.

use crate::prelude::rust_2024::*;
use crate::ops::{Deref, DerefMut};
pub fn drop<T>(_x: T) {}
pub const fn forget<T>(t: T) {}
pub const fn size_of<T>() -> usize {}
pub const fn size_of_val<T: ?Sized>(val: &T) -> usize {}
pub const fn align_of<T>() -> usize {}
pub const fn align_of_val<T: ?Sized>(val: &T) -> usize {}
pub const fn needs_drop<T: ?Sized>() -> bool {}
pub const unsafe fn zeroed<T>() -> T {}
pub const fn swap<T>(x: &mut T, y: &mut T) {}
pub fn take<T: Default>(dest: &mut T) -> T {}
pub const fn replace<T>(dest: &mut T, src: T) -> T {}
pub const unsafe fn transmute<Src, Dst>(src: Src) -> Dst {}
pub const unsafe fn transmute_copy<Src, Dst>(src: &Src) -> Dst {}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Discriminant<T> {}
pub const fn discriminant<T>(v: &T) -> Discriminant<T> {}
#[derive(Clone, Copy, Debug, Default)]
pub struct ManuallyDrop<T: ?Sized> {}
impl<T> ManuallyDrop<T> {
    pub const fn new(value: T) -> ManuallyDrop<T> {}
    pub const fn into_inner(slot: ManuallyDrop<T>) -> T {}
    pub unsafe fn take(slot: &mut ManuallyDrop<T>) -> T {}
    pub unsafe fn drop(slot: &mut ManuallyDrop<T>) {}
}
impl<T: ?Sized> Deref for ManuallyDrop<T> { type Target = T; }
impl<T: ?Sized> DerefMut for ManuallyDrop<T> {}
#[derive(Clone, Copy)]
pub union MaybeUninit<T> {
    uninit: (),
    value: T,
}
impl<T> MaybeUninit<T> {
    pub const fn new(val: T) -> MaybeUninit<T> {}
    pub const fn uninit() -> MaybeUninit<T> {}
    pub const fn zeroed() -> MaybeUninit<T> {}
    pub const fn write(&mut self, val: T) -> &mut T {}
    pub const fn as_ptr(&self) -> *const T {}
    pub const fn as_mut_ptr(&mut self) -> *mut T {}
    pub const unsafe fn assume_init(self) -> T {}
    pub const unsafe fn assume_init_ref(&self) -> &T {}
    pub const unsafe fn assume_init_mut(&mut self) -> &mut T {}
}
