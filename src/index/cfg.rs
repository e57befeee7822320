//! What `cfg` predicates say about tests.

/// Whether code under this `cfg` predicate is compiled for tests only: `test`, `all(test, …)`, `any(test, test)`.
#[must_use]
pub fn requires_test(predicate: &str) -> bool {
    let predicate = predicate.trim();
    let inner = |name: &str| predicate.strip_prefix(name).and_then(|rest| rest.trim_start().strip_prefix('(')?.strip_suffix(')'));
    if predicate == "test" {
        return true;
    }
    if let Some(parts) = inner("all") {
        return split_predicates(parts).into_iter().any(requires_test);
    }
    if let Some(parts) = inner("any") {
        let parts = split_predicates(parts);
        return !parts.is_empty() && parts.into_iter().all(requires_test);
    }
    false
}

fn split_predicates(parts: &str) -> Vec<&str> {
    let (mut depth, mut start, mut found) = (0_usize, 0, Vec::new());
    for (at, byte) in parts.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            b',' if depth == 0 => {
                found.push(parts[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(parts[start..].trim());
    found.retain(|part| !part.is_empty());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_predicates_that_need_test_are_test_code() {
        for predicate in ["test", "all(test, unix)", "all(unix, all(feature = \"x\", test))", "any(test)"] {
            assert!(requires_test(predicate), "{predicate}");
        }
        for predicate in ["not(test)", "any(test, feature = \"testing\")", "unix", "feature = \"test\"", "all(unix, not(test))", "any()"] {
            assert!(!requires_test(predicate), "{predicate}");
        }
    }
}
