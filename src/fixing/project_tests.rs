//! The tests of the workspace: which of them fail that did not fail before.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::apply::Diagnostic;
use crate::os::{CargoError, CargoRun, Interrupt, run_cargo};

/// How often each test fails, by name: tests of several programs may share one.
type Failures = BTreeMap<String, usize>;

/// `cargo test`, first on the tree as it is.
pub(super) struct ProjectTests<'run> {
    root: PathBuf,
    time_out: Option<Duration>,
    interrupt: &'run Interrupt,
    /// Once the tree as it is was tested.
    before: RefCell<Option<Failures>>,
}

impl<'run> ProjectTests<'run> {
    pub(super) fn new(root: &Path, time_out: Option<Duration>, interrupt: &'run Interrupt) -> Self {
        Self { root: root.to_owned(), time_out, interrupt, before: RefCell::new(None) }
    }

    /// Runs the tests; an error for each that fails and did not the first time.
    pub(super) fn new_failures(&self) -> Result<Vec<Diagnostic>, CargoError> {
        let failures = self.run()?;
        let mut before = self.before.borrow_mut();
        let Some(before) = before.as_ref() else {
            *before = Some(failures);
            return Ok(Vec::new());
        };
        let is_new = |(name, count): &(&String, &usize)| before.get(*name).is_none_or(|known| known < *count);
        let error = |(name, _): (&String, &usize)| Diagnostic::of_cargo(&format!("error: the test `{name}` fails, and did not before"));
        Ok(failures.iter().filter(is_new).map(error).collect())
    }

    /// How many tests failed before, if any did.
    pub(super) fn note(&self) -> Option<String> {
        let failed: usize = self.before.borrow().as_ref().map_or(0, |before| before.values().sum());
        (failed > 0).then(|| format!("{failed} of the tests failed before the fix, and were not looked at"))
    }

    fn run(&self) -> Result<Failures, CargoError> {
        let arguments = ["test", "--workspace", "--no-fail-fast", "--offline"].map(str::to_owned).to_vec();
        let run = CargoRun { arguments, folder: self.root.clone(), time_out: self.time_out };
        let mut failures = Failures::new();
        let finished = run_cargo(&run, self.interrupt, &mut |line| {
            if let Some(name) = failed_test(line) {
                *failures.entry(name.to_owned()).or_default() += 1;
            }
        })?;
        if !finished.success && failures.is_empty() {
            // A test program that did not start, or ended in the middle.
            failures.insert("cargo test".to_owned(), 1);
        }
        Ok(failures)
    }
}

/// The name in a line of the test harness that says that a test failed: `test a::b ... FAILED`, `test a - should panic ... FAILED`.
fn failed_test(line: &str) -> Option<&str> {
    let (name, outcome) = line.strip_prefix("test ")?.rsplit_once(" ... ")?;
    outcome.starts_with("FAILED").then(|| name.trim_end_matches(" - should panic"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failed_tests_are_read_from_the_lines_of_the_harness() {
        assert_eq!(failed_test("test a::b ... FAILED"), Some("a::b"));
        assert_eq!(failed_test("test a::b - should panic ... FAILED"), Some("a::b"));
        assert_eq!(failed_test("test src/lib.rs - f (line 3) ... FAILED"), Some("src/lib.rs - f (line 3)"));
        assert_eq!(failed_test("test a::b ... ok"), None);
        assert_eq!(failed_test("test result: FAILED. 1 passed; 1 failed"), None);
    }
}
