//! The signatures of std: what names mean and what calls return, without bodies. Core and alloc are this crate under other names.

pub mod any;
pub mod array;
pub mod backtrace;
mod bool;
pub mod borrow;
pub mod boxed;
pub mod cell;
pub mod char;
pub mod clone;
pub mod cmp;
pub mod collections;
pub mod convert;
pub mod default;
pub mod env;
pub mod error;
pub mod ffi;
pub mod fmt;
pub mod fs;
pub mod future;
pub mod hash;
pub mod hint;
pub mod io;
pub mod iter;
pub mod macros;
pub mod marker;
pub mod mem;
pub mod net;
pub mod num;
pub mod ops;
pub mod option;
pub mod os;
pub mod panic;
pub mod path;
pub mod pin;
pub mod process;
pub mod ptr;
pub mod rc;
pub mod result;
pub mod slice;
pub mod str;
pub mod string;
pub mod sync;
pub mod task;
pub mod thread;
pub mod time;
pub mod vec;

pub mod prelude {
    pub mod v1 {
        pub use crate::borrow::ToOwned;
        pub use crate::boxed::Box;
        pub use crate::clone::Clone;
        pub use crate::cmp::{Eq, Ord, PartialEq, PartialOrd};
        pub use crate::convert::{AsMut, AsRef, From, Into};
        pub use crate::default::Default;
        pub use crate::iter::{DoubleEndedIterator, ExactSizeIterator, Extend, IntoIterator, Iterator};
        pub use crate::marker::{Copy, Send, Sized, Sync, Unpin};
        pub use crate::mem::{align_of, align_of_val, drop, size_of, size_of_val};
        pub use crate::ops::{AsyncFn, AsyncFnMut, AsyncFnOnce, Drop, Fn, FnMut, FnOnce};
        pub use crate::option::Option::{self, None, Some};
        pub use crate::result::Result::{self, Err, Ok};
        pub use crate::string::{String, ToString};
        pub use crate::vec::Vec;
    }
    pub mod rust_2015 {
        pub use super::v1::*;
    }
    pub mod rust_2018 {
        pub use super::v1::*;
    }
    pub mod rust_2021 {
        pub use super::v1::*;
        pub use crate::convert::{TryFrom, TryInto};
        pub use crate::iter::FromIterator;
    }
    pub mod rust_2024 {
        pub use super::v1::*;
        pub use crate::convert::{TryFrom, TryInto};
        pub use crate::future::{Future, IntoFuture};
        pub use crate::iter::FromIterator;
    }
}

#[macro_export]
macro_rules! assert { () => {} }
#[macro_export]
macro_rules! assert_eq { () => {} }
#[macro_export]
macro_rules! assert_ne { () => {} }
#[macro_export]
macro_rules! cfg { () => {} }
#[macro_export]
macro_rules! column { () => {} }
#[macro_export]
macro_rules! compile_error { () => {} }
#[macro_export]
macro_rules! concat { () => {} }
#[macro_export]
macro_rules! dbg { () => {} }
#[macro_export]
macro_rules! debug_assert { () => {} }
#[macro_export]
macro_rules! debug_assert_eq { () => {} }
#[macro_export]
macro_rules! debug_assert_ne { () => {} }
#[macro_export]
macro_rules! env { () => {} }
#[macro_export]
macro_rules! eprint { () => {} }
#[macro_export]
macro_rules! eprintln { () => {} }
#[macro_export]
macro_rules! file { () => {} }
#[macro_export]
macro_rules! format { () => {} }
#[macro_export]
macro_rules! format_args { () => {} }
#[macro_export]
macro_rules! include { () => {} }
#[macro_export]
macro_rules! include_bytes { () => {} }
#[macro_export]
macro_rules! include_str { () => {} }
#[macro_export]
macro_rules! line { () => {} }
#[macro_export]
macro_rules! matches { () => {} }
#[macro_export]
macro_rules! module_path { () => {} }
#[macro_export]
macro_rules! option_env { () => {} }
#[macro_export]
macro_rules! panic { () => {} }
#[macro_export]
macro_rules! print { () => {} }
#[macro_export]
macro_rules! println { () => {} }
#[macro_export]
macro_rules! stringify { () => {} }
#[macro_export]
macro_rules! thread_local { () => {} }
#[macro_export]
macro_rules! todo { () => {} }
#[macro_export]
macro_rules! r#try { () => {} }
#[macro_export]
macro_rules! unimplemented { () => {} }
#[macro_export]
macro_rules! unreachable { () => {} }
#[macro_export]
macro_rules! vec { () => {} }
#[macro_export]
macro_rules! write { () => {} }
#[macro_export]
macro_rules! writeln { () => {} }
#[macro_export]
macro_rules! is_x86_feature_detected { () => {} }
