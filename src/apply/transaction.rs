//! All files of a plan, or none: checked against what was analysed, journalled, staged, put in place, and then kept or undone.

use std::path::PathBuf;

use super::Event;
use super::journal::{Entry, Intended, Journal, JournalError, Mark};
use super::restore::{Kept, RestoreError, Restored, When, restore};
use super::session::Session;
use crate::os::{self, Interrupt, ReadError, Target, WriteError};

const LOCK_FILE: &str = "Cargo.lock";

/// New bytes for one file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Change {
    /// Relative to the root, with `/`.
    pub(super) path: String,
    /// What the plan was made from.
    pub(super) original: Vec<u8>,
    pub(super) new: Vec<u8>,
}

/// Why a transaction was not made. Every file holds its original bytes, unless the error says otherwise.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
pub enum TransactionError {
    /// Somebody changed files since they were analysed.
    #[error("nothing is written: {} changed since the analysis", named(paths))]
    #[diagnostic(help("run again"))]
    ChangedSinceAnalysis {
        /// The files, relative to the root.
        paths: Vec<String>,
    },
    /// Somebody changed files while cargo checked them, so they could not be undone.
    #[error("{} changed while the fix was checked, and is left as it is", named(&kept.iter().map(|kept| kept.path.clone()).collect::<Vec<_>>()))]
    #[diagnostic(help("it may hold a fix and the other change together; the text before both is in {}", folder.display()))]
    ChangedWhileChecking {
        /// The files, with copies of their original bytes.
        kept: Vec<Kept>,
        /// The folder that the copies are in.
        folder: PathBuf,
    },
    /// A file could not be read.
    #[error("nothing is written")]
    Read(
        #[from]
        #[diagnostic_source]
        ReadError,
    ),
    /// A file cannot be written.
    #[error("nothing is written")]
    Write(
        #[from]
        #[diagnostic_source]
        WriteError,
    ),
    /// There is no journal, and nothing is written without one.
    #[error("nothing is written")]
    Journal(
        #[from]
        #[diagnostic_source]
        JournalError,
    ),
    /// Originals could not be restored.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Restore(#[from] RestoreError),
    /// The run was asked to stop.
    #[error("interrupted; every file holds its original bytes")]
    Interrupted,
}

impl TransactionError {
    /// An error if not every file could be restored; copies of what is left are in `folder`.
    pub(super) fn of_restored(done: Restored, folder: PathBuf) -> Result<(), Self> {
        if done.kept.is_empty() { Ok(()) } else { Err(Self::ChangedWhileChecking { kept: done.kept, folder }) }
    }
}

fn named(paths: &[String]) -> String {
    paths.iter().map(|path| format!("`{path}`")).collect::<Vec<_>>().join(", ")
}

/// The bytes of `Cargo.lock` before cargo ran for the first time: cargo may rewrite it, and only a fix that holds keeps that.
#[derive(Clone, Debug)]
pub(super) struct LockFile {
    bytes: Option<Vec<u8>>,
}

impl LockFile {
    pub(super) fn read(session: &Session) -> Result<Self, TransactionError> {
        match os::read_bytes(&session.root().join(LOCK_FILE)) {
            Ok(bytes) => Ok(Self { bytes: Some(bytes) }),
            Err(ReadError::NotFound { .. }) => Ok(Self { bytes: None }),
            Err(error) => Err(error.into()),
        }
    }

    /// Puts back what cargo changed outside a transaction.
    pub(super) fn restore(&self, session: &Session) -> Result<(), TransactionError> {
        let same = Self::read(session)?.bytes == self.bytes;
        if same { Ok(()) } else { Transaction::begin(session, Vec::new(), self)?.undo() }
    }
}

/// Files between two states.
#[derive(Debug)]
pub(super) struct Transaction<'session> {
    session: &'session Session,
    changes: Vec<(Target, Change)>,
    /// Taken when the transaction ends; one that is dropped before is undone.
    journal: Option<Journal>,
}

impl<'session> Transaction<'session> {
    /// Checks that every file can be written and still holds what was analysed, and writes the journal. No file has changed after an
    /// error.
    pub(super) fn begin(session: &'session Session, changes: Vec<Change>, lock_file: &LockFile) -> Result<Self, TransactionError> {
        let mut checked = Vec::new();
        let mut foreign = Vec::new();
        for change in changes {
            let target = Target::check(session.root(), &change.path)?;
            target.check_permissions()?;
            if os::read_bytes(target.path())? != change.original {
                foreign.push(change.path.clone());
            }
            checked.push((target, change));
        }
        if !foreign.is_empty() {
            return Err(TransactionError::ChangedSinceAnalysis { paths: foreign });
        }
        let entry = |(_, change): &(Target, Change)| Entry {
            path: change.path.clone(),
            original: Some(change.original.clone()),
            intended: Intended::Bytes(Mark::of(&change.new)),
        };
        let lock_entry = Entry { path: LOCK_FILE.to_owned(), original: lock_file.bytes.clone(), intended: Intended::CargoDecides };
        let entries = checked.iter().map(entry).chain([lock_entry]).collect();
        let journal = Journal::prepare(session.home(), entries)?;
        Ok(Self { session, changes: checked, journal: Some(journal) })
    }

    /// Writes every file. First all of them to temporary files, so that a full disk shows before any file has changed; then all in
    /// place. After an error the caller undoes.
    pub(super) fn write(&mut self, observe: &dyn Fn(Event<'_>), interrupt: &Interrupt) -> Result<(), TransactionError> {
        let go_on = || if interrupt.is_asked() { Err(TransactionError::Interrupted) } else { Ok(()) };
        let mut staged = Vec::new();
        for (target, change) in &self.changes {
            go_on()?;
            staged.push(target.stage(&change.new)?);
            observe(Event::Staged { path: &change.path });
        }
        for ((target, change), staged) in self.changes.iter().zip(staged) {
            go_on()?;
            if os::read_bytes(target.path())? != change.original {
                // Never written by us, so not ours to undo.
                if let Some(journal) = &mut self.journal {
                    journal.forget(&change.path);
                }
                return Err(TransactionError::ChangedSinceAnalysis { paths: vec![change.path.clone()] });
            }
            staged.publish()?;
            observe(Event::Written { path: &change.path });
        }
        Ok(())
    }

    /// Leaves what was written as it is, until the session keeps or undoes it.
    pub(super) fn hold(mut self) -> Result<(), TransactionError> {
        // A journal that is not held would be restored by the next run, so then the drop restores it now.
        self.journal.as_ref().map_or(Ok(()), Journal::hold)?;
        self.journal = None;
        Ok(())
    }

    /// Restores every file to the byte.
    pub(super) fn undo(mut self) -> Result<(), TransactionError> {
        let Some(journal) = self.journal.take() else { return Ok(()) };
        let aside = self.session.aside();
        TransactionError::of_restored(restore(self.session.root(), &aside, &journal, When::AtOnce)?, aside)
    }
}

impl Drop for Transaction<'_> {
    fn drop(&mut self) {
        // After a panic, or with a journal that cannot be removed; if this fails too, the next run does it.
        if let Some(journal) = self.journal.take() {
            let _ = restore(self.session.root(), &self.session.aside(), &journal, When::AtOnce);
        }
    }
}
