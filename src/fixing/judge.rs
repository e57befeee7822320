//! Who decides about a fix: cargo, on as much of the workspace as compiled before; its tests too, if asked; or nobody.

use std::cell::Cell;
use std::path::Path;
use std::time::Duration;

use super::project_tests::ProjectTests;
use crate::apply::{CargoCheck, Checked, Compiler, Network};
use crate::options::Proof;
use crate::os::{CargoError, Interrupt};

/// Cargo on all targets; where tests or examples did not compile before, on libraries and programs alone, which is where fixes are.
pub(super) struct Judge<'run> {
    all: CargoCheck<'run>,
    without_tests: CargoCheck<'run>,
    targets: Cell<Targets>,
    /// None where they are not run.
    tests: Option<ProjectTests<'run>>,
    proof: Proof,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Targets {
    Unknown,
    All,
    WithoutTests,
}

impl<'run> Judge<'run> {
    pub(super) fn new(root: &Path, proof: Proof, time_out: Option<Duration>, interrupt: &'run Interrupt) -> Self {
        let check = |arguments| CargoCheck {
            root: root.to_owned(),
            arguments,
            network: Network::IfNeeded,
            time_out,
            interrupt,
            on_compiled: &|_| {},
        };
        let fewer = CargoCheck::arguments().into_iter().filter(|argument| argument != "--all-targets").collect();
        let tests = (proof == Proof::Tests).then(|| ProjectTests::new(root, time_out, interrupt));
        Self { all: check(CargoCheck::arguments()), without_tests: check(fewer), targets: Cell::new(Targets::Unknown), tests, proof }
    }

    /// What was not checked, if anything.
    pub(super) fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if self.targets.get() == Targets::WithoutTests {
            notes.push("tests, benches or examples did not compile before the fix: only libraries and programs were checked".to_owned());
        }
        if self.proof == Proof::None {
            notes.push("no compiler has seen the result".to_owned());
        }
        notes.extend(self.tests.as_ref().and_then(ProjectTests::note));
        notes
    }

    fn compile(&self) -> Result<Checked, CargoError> {
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

impl Compiler for Judge<'_> {
    fn check(&self) -> Result<Checked, CargoError> {
        if self.proof == Proof::None {
            return Ok(Checked { success: true, diagnostics: Vec::new() });
        }
        let mut checked = self.compile()?;
        if checked.success
            && let Some(tests) = &self.tests
        {
            let failures = tests.new_failures()?;
            checked.success = failures.is_empty();
            checked.diagnostics.extend(failures);
        }
        Ok(checked)
    }
}
