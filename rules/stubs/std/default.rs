//! Signatures of std: Default.

use crate::prelude::rust_2024::*;
pub trait Default: Sized {
    fn default() -> Self;
}
impl Default for &str {}
impl<T> Default for &[T] {}
impl<T: Default, const N: usize> Default for [T; N] {}
impl<A: Default, B: Default> Default for (A, B) {}
impl<A: Default, B: Default, C: Default> Default for (A, B, C) {}
