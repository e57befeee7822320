//! A hash of texts that never changes.

/// The 64-bit FNV-1a hash: it is the same on every machine and in every version, which baseline files and caches rely on.
#[must_use]
pub fn fnv(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
