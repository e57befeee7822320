//! Signatures of std: bool.

use crate::prelude::rust_2024::*;
impl bool {
    pub fn then_some<T>(self, t: T) -> Option<T> {}
    pub fn then<T, F: FnOnce() -> T>(self, f: F) -> Option<T> {}
}
