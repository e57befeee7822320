//! Signatures of std: hashing.

use crate::prelude::rust_2024::*;
pub trait Hash {
    fn hash<H: Hasher>(&self, state: &mut H);
    fn hash_slice<H: Hasher>(data: &[Self], state: &mut H) where Self: Sized {}
}
pub trait Hasher {
    fn finish(&self) -> u64;
    fn write(&mut self, bytes: &[u8]);
    fn write_u8(&mut self, i: u8) {}
    fn write_u16(&mut self, i: u16) {}
    fn write_u32(&mut self, i: u32) {}
    fn write_u64(&mut self, i: u64) {}
    fn write_u128(&mut self, i: u128) {}
    fn write_usize(&mut self, i: usize) {}
    fn write_i32(&mut self, i: i32) {}
    fn write_i64(&mut self, i: i64) {}
}
pub trait BuildHasher {
    type Hasher: Hasher;
    fn build_hasher(&self) -> Self::Hasher;
    fn hash_one<T: Hash>(&self, x: T) -> u64 where Self: Sized {}
}
impl<H: Hasher + ?Sized> Hasher for &mut H {}
impl<T: ?Sized + Hash> Hash for &T {}
impl<T: ?Sized + Hash> Hash for &mut T {}
impl<T: Hash> Hash for [T] {}
impl<T: Hash, const N: usize> Hash for [T; N] {}
impl<A: Hash> Hash for (A,) {}
impl<A: Hash, B: Hash> Hash for (A, B) {}
impl<A: Hash, B: Hash, C: Hash> Hash for (A, B, C) {}
#[derive(Clone, Debug, Default)]
pub struct DefaultHasher {}
impl DefaultHasher {
    pub const fn new() -> DefaultHasher {}
}
impl Hasher for DefaultHasher {}
#[derive(Clone, Debug, Default)]
pub struct RandomState {}
impl RandomState {
    pub fn new() -> RandomState {}
}
impl BuildHasher for RandomState {
    type Hasher = DefaultHasher;
}
#[derive(Clone, Debug, Default)]
pub struct BuildHasherDefault<H> {}
impl<H: Default + Hasher> BuildHasher for BuildHasherDefault<H> {
    type Hasher = H;
}
