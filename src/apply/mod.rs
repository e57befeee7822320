//! From a plan to a workspace that compiles with it: journal, write, `cargo check`, and then keep, leave out what does not hold, or roll
//! back. What ends on disk has been proved by a check that passed, or is to the byte what was there before.

mod blame;
mod diagnostic;
mod imports;
mod journal;
mod learn;
mod otherwise;
mod restore;
mod rounds;
mod session;
mod transaction;
mod verdict;
mod verify;

use std::collections::BTreeMap;
use std::path::Path;

use crate::base::SourceText;
use crate::edit::Misfit;
use crate::fix::{Lessons, Plan};
use crate::os::{self, CargoError, Interrupt};

use rounds::Rounds;
use transaction::{Change, LockFile, Transaction};
use verdict::Verdicts;

pub use diagnostic::{Diagnostic, Place, Severity, Suggestion};
pub use journal::JournalError;
pub use restore::{Kept, RestoreError, Restored};
pub use session::{Session, SessionError, is_unfinished, recover};
pub use transaction::TransactionError;
pub use verdict::{Outcome, Verdict};
pub use verify::{CargoCheck, Checked, Compiler, Network};

/// How often the plan is made anew from what the compiler says of it, before what does not hold is looked for by halves.
pub const ROUNDS: u32 = 12;

/// What to apply, and with whom.
pub struct Task<'run> {
    /// The texts that the plan is made from; every file that it changes is among them, manifests included.
    pub analysed: &'run [SourceText],
    /// Makes the plan; the same lessons always give the same plan.
    pub plan: &'run dyn Fn(&Lessons) -> Plan,
    /// Says whether the result compiles.
    pub compiler: &'run dyn Compiler,
    /// Stops the work; every file is then restored.
    pub interrupt: &'run Interrupt,
    /// Gets each step as it is done.
    pub observe: &'run dyn Fn(Event<'_>),
    /// How often the plan is made anew, such as [`ROUNDS`].
    pub rounds: u32,
}

/// A step of the work.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Event<'run> {
    /// The compiler is asked whether the tree compiles as it is.
    CheckingBefore,
    /// The new bytes of a file are on disk, under another name.
    Staged {
        /// The file, relative to the root.
        path: &'run str,
    },
    /// A file has its new bytes.
    Written {
        /// The file, relative to the root.
        path: &'run str,
    },
    /// The compiler is asked about the fixes.
    CheckingAfter {
        /// From 1.
        round: u32,
        /// How many fixes are in it.
        fixes: usize,
    },
    /// Everything is as it was before; these findings are left out from now on.
    RolledBack {
        /// Indices in the report.
        findings: &'run [usize],
    },
}

/// Why nothing was applied. Every file holds its original bytes, unless the error says otherwise.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
pub enum ApplyError {
    /// Without a tree that compiles there is no telling what a fix breaks.
    #[error("the workspace does not compile as it is: {}", count(errors.len()))]
    #[diagnostic(help("fix the errors first: {}", first_line(errors)))]
    DoesNotCompileBefore {
        /// All of them.
        errors: Vec<Diagnostic>,
    },
    /// The compiler could not be asked.
    #[error("the workspace could not be checked, and holds its original bytes")]
    Check(
        #[source]
        #[diagnostic_source]
        CargoError,
    ),
    /// The run was asked to stop.
    #[error("interrupted; every file holds its original bytes")]
    Interrupted,
    /// The plan has edits for a text that it was not made from: a bug.
    #[error("the plan does not fit: {0}")]
    Misfit(#[from] Misfit),
    /// The plan has edits for a file that is not among the analysed texts: a bug.
    #[error("the plan changes `{path}`, which was not analysed")]
    NotAnalysed {
        /// The file, relative to the root.
        path: String,
    },
    /// The files could not be changed, or not be restored.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Transaction(TransactionError),
}

impl From<TransactionError> for ApplyError {
    fn from(error: TransactionError) -> Self {
        if matches!(error, TransactionError::Interrupted) { Self::Interrupted } else { Self::Transaction(error) }
    }
}

impl From<CargoError> for ApplyError {
    fn from(error: CargoError) -> Self {
        if error.is_interrupt() { Self::Interrupted } else { Self::Check(error) }
    }
}

/// Applies as many fixes of the plan as hold. They stay if the session is kept.
///
/// Cargo is not run where there is nothing to do. `Cargo.lock` keeps what cargo made of it only if a fix holds.
pub fn apply(session: &Session, task: &Task<'_>) -> Result<Outcome, ApplyError> {
    let plan = (task.plan)(&Lessons::default());
    let mut verdicts = Verdicts::default();
    verdicts.skip(&plan);
    if plan.changes.is_empty() {
        return Ok(verdicts.outcome(plan, 0));
    }
    let lock_file = LockFile::read(session)?;
    let before = check_before(session, task, &lock_file)?;
    Rounds { session, task, before: &before, lock_file: &lock_file }.run(plan, verdicts)
}

/// Gives files texts that mean the same as those that they have, if the compiler agrees; they stay if the session is kept. The files come
/// with their text now and then.
pub fn rewrite<'f>(
    session: &Session,
    files: impl Iterator<Item = (&'f str, &'f str, &'f str)>,
    compiler: &dyn Compiler,
    interrupt: &Interrupt,
) -> Result<bool, ApplyError> {
    let change = |(path, now, then): (&str, &str, &str)| Change {
        path: path.to_owned(),
        original: now.as_bytes().to_vec(),
        new: then.as_bytes().to_vec(),
    };
    let changes: Vec<Change> = files.map(change).collect();
    if changes.is_empty() {
        return Ok(false);
    }
    let lock_file = LockFile::read(session)?;
    let mut transaction = Transaction::begin(session, changes, &lock_file)?;
    let written = transaction.write(&|_| {}, interrupt).map_err(ApplyError::from);
    let holds = written.and_then(|()| Ok(compiler.check()?.success));
    let ended = if matches!(holds, Ok(true)) { transaction.hold() } else { transaction.undo() };
    ended?;
    holds
}

fn check_before(session: &Session, task: &Task<'_>, lock_file: &LockFile) -> Result<Checked, ApplyError> {
    (task.observe)(Event::CheckingBefore);
    let before = task.compiler.check();
    if !matches!(&before, Ok(before) if before.success) {
        lock_file.restore(session)?;
    }
    let before = before?;
    if before.success { Ok(before) } else { Err(ApplyError::DoesNotCompileBefore { errors: before.errors().cloned().collect() }) }
}

fn changes(analysed: &[SourceText], plan: &Plan) -> Result<Vec<Change>, ApplyError> {
    let texts: BTreeMap<&str, &str> = analysed.iter().map(|source| (source.path(), source.text())).collect();
    let change = |(path, _): (&str, _)| {
        let text = texts.get(path).ok_or_else(|| ApplyError::NotAnalysed { path: path.to_owned() })?;
        let new = plan.changes.apply_to(path, text)?;
        Ok(Change { path: path.to_owned(), original: text.as_bytes().to_vec(), new: new.into_bytes() })
    };
    plan.changes.iter().map(change).collect()
}

/// The nearest folder with a manifest, relative to the root; the root's is empty.
fn package_folder(root: &Path, path: &str) -> String {
    let folders = Path::new(path).ancestors().skip(1);
    let package = folders.into_iter().find(|folder| os::exists(&root.join(folder).join("Cargo.toml")));
    package.map(os::slashed).unwrap_or_default()
}

fn count(errors: usize) -> String {
    if errors == 1 { "1 error".to_owned() } else { format!("{errors} errors") }
}

fn first_line(errors: &[Diagnostic]) -> &str {
    errors.first().and_then(|error| error.message.lines().next()).unwrap_or_default()
}
