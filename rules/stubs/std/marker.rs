//! Signatures of std: the marker traits.

use crate::prelude::rust_2024::*;
pub trait Sized {}
pub trait Copy: Clone {}
pub trait Send {}
pub trait Sync {}
pub trait Unpin {}
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PhantomData<T: ?Sized>;
#[derive(Clone, Copy, Debug, Default)]
pub struct PhantomPinned;
