//! Names for findings that survive edits elsewhere.

use rustc_hash::FxHashMap;

use crate::base::{DefPath, fnv};

/// Gives out fingerprints: one for each function, helper that it calls, API and how many of the same were before it in the function.
#[derive(Debug, Default)]
pub(super) struct Fingerprints {
    seen: FxHashMap<String, u32>,
}

impl Fingerprints {
    /// The fingerprint of the next finding of `api` in `function`, by itself or through `helper`, in the order of the source: 16
    /// hexadecimal digits.
    pub(super) fn next(&mut self, function: &DefPath, helper: Option<&DefPath>, api: &DefPath) -> String {
        let through = helper.map(|helper| format!("\n{helper}")).unwrap_or_default();
        let name = format!("{function}{through}\n{api}");
        let count = self.seen.entry(name.clone()).or_default();
        *count += 1;
        format!("{:016x}", fnv(&format!("{name}\n{count}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_call_twice_in_a_function_has_two_fingerprints_that_never_change() {
        let (function, api) = (DefPath::new("a::f"), DefPath::new("std::fs::read"));
        let mut fingerprints = Fingerprints::default();
        let first = fingerprints.next(&function, None, &api);
        assert_ne!(first, fingerprints.next(&function, None, &api));
        assert_eq!(first, Fingerprints::default().next(&function, None, &api));
        assert_eq!(fnv(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv("a"), 0xaf63_dc4c_8601_ec8c);
    }
}
