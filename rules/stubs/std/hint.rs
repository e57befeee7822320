//! Signatures of std: hints to the compiler.

use crate::prelude::rust_2024::*;
pub fn black_box<T>(dummy: T) -> T {}
pub fn spin_loop() {}
pub const unsafe fn unreachable_unchecked() -> ! {}
