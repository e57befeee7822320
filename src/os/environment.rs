//! What the program was started with: its arguments and its environment variables.

use std::ffi::OsString;

/// The arguments, the program's name first.
#[must_use]
pub fn arguments() -> Vec<OsString> {
    std::env::args_os().collect()
}

/// Whether a `cfg` option holds for the machine that this program was built for, which is the one that cargo builds for unless it is told
/// otherwise; none for options that are no matter of the machine.
#[must_use]
pub fn host_option(option: &str) -> Option<bool> {
    use std::env::consts::{ARCH, FAMILY, OS};
    let named = |name: &str| option.split_once('=').filter(|(key, _)| key.trim() == name).map(|(_, value)| value.trim().trim_matches('"'));
    match option {
        "unix" | "windows" => Some(FAMILY == option),
        _ => named("target_os")
            .map(|os| os == OS)
            .or_else(|| named("target_family").map(|family| family == FAMILY))
            .or_else(|| named("target_arch").map(|arch| arch == ARCH)),
    }
}

/// An environment variable, unless it is not set or empty: <https://no-color.org> asks to take the two for the same.
#[must_use]
pub fn variable(name: &str) -> Option<OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

/// The next line of standard input; `None` at its end.
pub fn next_line() -> std::io::Result<Option<String>> {
    let mut line = String::new();
    Ok((std::io::stdin().read_line(&mut line)? > 0).then_some(line))
}
