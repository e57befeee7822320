//! The compiler that decides about a fix: cargo, on as much of the workspace as compiled before.

use std::cell::Cell;
use std::path::Path;

use crate::apply::{CargoCheck, Checked, Compiler, Network};
use crate::os::{CargoError, Interrupt};

/// Cargo on all targets; where tests or examples did not compile before, on libraries and programs alone, which is where fixes are.
pub(super) struct Judge<'run> {
    all: CargoCheck<'run>,
    without_tests: CargoCheck<'run>,
    targets: Cell<Targets>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Targets {
    Unknown,
    All,
    WithoutTests,
}

impl<'run> Judge<'run> {
    pub(super) fn new(root: &Path, interrupt: &'run Interrupt) -> Self {
        let check = |arguments| CargoCheck {
            root: root.to_owned(),
            arguments,
            network: Network::IfNeeded,
            time_out: None,
            interrupt,
            on_compiled: &|_| {},
        };
        let fewer = CargoCheck::arguments().into_iter().filter(|argument| argument != "--all-targets").collect();
        Self { all: check(CargoCheck::arguments()), without_tests: check(fewer), targets: Cell::new(Targets::Unknown) }
    }

    /// What was not checked, if anything.
    pub(super) fn note(&self) -> Option<String> {
        let note = "tests, benches or examples did not compile before the fix: only libraries and programs were checked";
        (self.targets.get() == Targets::WithoutTests).then(|| note.to_owned())
    }
}

impl Compiler for Judge<'_> {
    fn check(&self) -> Result<Checked, CargoError> {
        match self.targets.get() {
            Targets::All => self.all.check(),
            Targets::WithoutTests => self.without_tests.check(),
            Targets::Unknown => {
                let all = self.all.check()?;
                if all.success {
                    self.targets.set(Targets::All);
                    return Ok(all);
                }
                let fewer = self.without_tests.check()?;
                if !fewer.success {
                    return Ok(all);
                }
                self.targets.set(Targets::WithoutTests);
                Ok(fewer)
            }
        }
    }
}
