//! The form of a file: a line that says what it is, and the value.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use crate::os;

/// The first word of every file.
const MARK: &str = "cargo-unblock-cache";

/// The name is there to be read by people, the key makes it unique.
pub(super) fn name(name: &str, key: u64) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || "-_.".contains(letter);
    let readable: String = name.chars().map(|letter| if is_plain(letter) { letter } else { '_' }).collect();
    format!("{readable}-{key:016x}.bin")
}

/// The body of a file with these bytes, if they are whole, of this name and key, and written by this very program.
pub(super) fn body<'b>(bytes: &'b [u8], name: &str, key: u64) -> Option<&'b [u8]> {
    let end = bytes.iter().position(|byte| *byte == b'\n')? + 1;
    let (found, body) = bytes.split_at(end);
    (found == head(name, key, body).as_bytes()).then_some(body)
}

/// What stands before a body.
pub(super) fn head(name: &str, key: u64, body: &[u8]) -> String {
    let mut hasher = FxHasher::default();
    hasher.write(body);
    format!("{MARK} {:016x} {key:016x} {:016x} {} {name}\n", os::program_mark(), hasher.finish(), body.len())
}
