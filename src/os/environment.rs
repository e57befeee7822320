//! What the program was started with: its arguments and its environment variables.

use std::ffi::OsString;
use std::hash::{Hash, Hasher};
use std::path::PathBuf;
use std::sync::OnceLock;

use rustc_hash::FxHasher;

use super::inputs::{Question, noted};

/// The arguments, the program's name first.
#[must_use]
pub fn arguments() -> Vec<OsString> {
    std::env::args_os().collect()
}

/// Whether a build for this machine has a `cfg` option: one of its tests, or the other one; none where that depends on something else.
#[must_use]
pub fn build_option(option: &str, of_tests: bool) -> Option<bool> {
    if option == "test" { Some(of_tests) } else { host_option(option) }
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
    let value = std::env::var_os(name).filter(|value| !value.is_empty());
    noted(value, || Question::Variable(name.to_owned()))
}

/// The user's home.
#[must_use]
pub fn home() -> Option<PathBuf> {
    noted(std::env::home_dir(), || Question::Home)
}

/// A number that another program, another version of this one and this version built anew do not have.
#[must_use]
pub fn program_mark() -> u64 {
    static MARK: OnceLock<u64> = OnceLock::new();
    *MARK.get_or_init(|| {
        let path = std::env::current_exe().ok();
        let metadata = path.as_ref().and_then(|path| std::fs::metadata(path).ok());
        let built = metadata.map(|metadata| (metadata.len(), metadata.modified().ok()));
        let mut hasher = FxHasher::default();
        (env!("CARGO_PKG_VERSION"), path, built).hash(&mut hasher);
        hasher.finish()
    })
}

/// The next line of standard input; `None` at its end.
pub fn next_line() -> std::io::Result<Option<String>> {
    let mut line = String::new();
    Ok((std::io::stdin().read_line(&mut line)? > 0).then_some(line))
}
