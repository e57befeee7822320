//! What the program was started with: its arguments and its environment variables.

use std::ffi::OsString;

/// The arguments, the program's name first.
#[must_use]
pub fn arguments() -> Vec<OsString> {
    std::env::args_os().collect()
}

/// An environment variable, unless it is not set or empty: <https://no-color.org> asks to take the two for the same.
#[must_use]
pub fn variable(name: &str) -> Option<OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}
