//! What `cfg` predicates come to (the Rust reference, "Conditional compilation").

use crate::os;

/// Whether a predicate holds, where `known` says it of the options that it is made of: `unix`, `target_os = "linux"`. None where what is
/// known does not decide it.
#[must_use]
pub fn evaluate(predicate: &str, known: &dyn Fn(&str) -> Option<bool>) -> Option<bool> {
    let predicate = predicate.trim();
    let inner = |name: &str| inside(predicate, name);
    let parts = |parts| split_predicates(parts).into_iter().map(|part| evaluate(part, known)).collect::<Vec<_>>();
    if let Some(negated) = inner("not") {
        return evaluate(negated, known).map(|holds| !holds);
    }
    let (decisive, parts) = match (inner("all"), inner("any")) {
        (Some(all), _) => (false, parts(all)),
        (_, Some(any)) => (true, parts(any)),
        _ => return known(predicate),
    };
    if parts.contains(&Some(decisive)) {
        return Some(decisive);
    }
    parts.iter().all(Option::is_some).then_some(!decisive)
}

/// Whether a predicate holds in this machine's builds, tests aside; none where that is no matter of the machine.
#[must_use]
pub fn holds_here(predicate: &str) -> Option<bool> {
    evaluate(predicate, &|option| os::build_option(option, false))
}

/// Whether no build of this machine, tests aside, has what stands under all these predicates.
#[must_use]
pub fn is_of_other_builds(predicates: &[String]) -> bool {
    predicates.iter().any(|predicate| holds_here(predicate) == Some(false))
}

/// What stands between the brackets of `name(…)`.
fn inside<'p>(predicate: &'p str, name: &str) -> Option<&'p str> {
    predicate.strip_prefix(name)?.trim_start().strip_prefix('(')?.strip_suffix(')')
}

/// The branches of `if #[cfg(unix)] { … } else if #[cfg(windows)] { … } else { … }`, as macros have them that choose code.
#[derive(Debug, Default)]
pub struct CfgBranches {
    /// The predicates of those that were there already.
    before: Vec<String>,
}

impl CfgBranches {
    /// The predicates that hold where the next branch is chosen; `own` is its own one, which the last `else` has not.
    pub fn next(&mut self, own: Option<&String>) -> Vec<String> {
        let before: Vec<&str> = self.before.iter().map(String::as_str).collect();
        let denied = if before.is_empty() { None } else { Some(none_of(&before)) };
        self.before.extend(own.cloned());
        own.cloned().into_iter().chain(denied).collect()
    }
}

/// The predicate that holds where none of these does.
pub(super) fn none_of(predicates: &[&str]) -> String {
    match predicates {
        [only] => inside(only.trim(), "not").map_or_else(|| format!("not({only})"), str::to_owned),
        _ => format!("not(any({}))", predicates.join(", ")),
    }
}

/// Whether code under this `cfg` predicate is compiled for tests only, those of the crate or of its users: `test`, `all(test, …)`,
/// `feature = "test-util"`.
#[must_use]
pub fn requires_test(predicate: &str) -> bool {
    let with = |test: bool| evaluate(predicate, &move |option| (option == "test" || is_test_feature(option)).then_some(test));
    with(false) == Some(false) && with(true) != Some(false)
}

/// Whether the option is a feature that says by its name that it is there for tests of those who use the crate.
fn is_test_feature(option: &str) -> bool {
    feature_of(option).is_some_and(|name| name.split(['-', '_']).any(|word| word.starts_with("test")))
}

/// The feature that an option asks for: `client` of `feature = "client"`.
#[must_use]
pub fn feature_of(option: &str) -> Option<&str> {
    option.strip_prefix("feature")?.trim_start().strip_prefix('=')?.trim().strip_prefix('"')?.strip_suffix('"')
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
    fn what_holds_where_nothing_of_it_does() {
        assert_eq!(none_of(&["windows"]), "not(windows)");
        assert_eq!(none_of(&["not(feature = \"a\")"]), "feature = \"a\"");
        assert_eq!(none_of(&["unix", "windows"]), "not(any(unix, windows))");
    }

    #[test]
    fn a_predicate_is_decided_by_what_is_known() {
        let on_linux = |option: &str| match option {
            "unix" | "target_os = \"linux\"" => Some(true),
            "windows" => Some(false),
            _ => None,
        };
        for (predicate, holds) in [
            ("unix", Some(true)),
            ("not(windows)", Some(true)),
            ("all(unix, feature = \"x\")", None),
            ("any(unix, feature = \"x\")", Some(true)),
            ("all(windows, feature = \"x\")", Some(false)),
            ("not(any(windows, all(unix, not(target_os = \"linux\"))))", Some(true)),
            ("all()", Some(true)),
            ("any()", Some(false)),
            ("feature = \"x\"", None),
        ] {
            assert_eq!(evaluate(predicate, &on_linux), holds, "{predicate}");
        }
    }

    #[test]
    fn only_predicates_that_need_test_are_test_code() {
        for predicate in [
            "test",
            "all(test, unix)",
            "all(unix, all(feature = \"x\", test))",
            "any(test)",
            "any(test, feature = \"test-util\")",
            "feature = \"test\"",
        ] {
            assert!(requires_test(predicate), "{predicate}");
        }
        for predicate in ["not(test)", "any(test, feature = \"redis\")", "unix", "feature = \"latest\"", "all(unix, not(test))", "any()"] {
            assert!(!requires_test(predicate), "{predicate}");
        }
    }
}
