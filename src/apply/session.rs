//! One run of `fix` on one workspace: alone in it, and with nothing left over from a run that was cut off.

use std::path::{Path, PathBuf};

use super::journal::Journal;
use super::restore::{RestoreError, Restored, When, restore_all};
use super::transaction::TransactionError;
use crate::os::{self, FileError, FileLock};

/// The folder below the root that holds the lock, the journal and what was put aside. It ignores itself in git.
const HOME: &str = ".cargo-unblock";
const ASIDE: &str = "kept";
const LOCK: &str = "lock";

/// Why a session could not begin.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
pub enum SessionError {
    /// Another process is in one.
    #[error("another `cargo unblock fix` is running in `{}`", root.display())]
    #[diagnostic(help("wait for it to end; the lock of a dead process is released by the system"))]
    Busy {
        /// The workspace.
        root: PathBuf,
    },
    /// The folder `.cargo-unblock` could not be used.
    #[error("the folder for journals cannot be used")]
    #[diagnostic(help("nothing is written without a journal: make the workspace's folder writable"))]
    Home(
        #[source]
        #[diagnostic_source]
        FileError,
    ),
    /// What a cut-off run left could not be restored.
    #[error("an earlier run was cut off, and its changes could not be undone")]
    Restore(
        #[from]
        #[diagnostic_source]
        RestoreError,
    ),
}

/// Sole right to change the files of a workspace; let go of when dropped. What was applied and not kept by then is undone by the next
/// session.
///
/// Invariant: while a session begins, whatever journal there was has been restored.
#[derive(Debug)]
pub struct Session {
    root: PathBuf,
    home: PathBuf,
    /// Held until the drop; an option only so that the drop can take it.
    lock: Option<FileLock>,
}

impl Session {
    /// Takes the workspace at `root` for this process, and undoes what a run that was cut off has left.
    ///
    /// To be called before the files are read: what is undone changes them.
    pub fn open(root: &Path) -> Result<(Self, Restored), SessionError> {
        let home = root.join(HOME);
        let lock = take_lock(&home).map_err(SessionError::Home)?;
        let lock = lock.ok_or_else(|| SessionError::Busy { root: root.to_owned() })?;
        let session = Self { root: root.to_owned(), home, lock: Some(lock) };
        // A journal in a folder that a power failure takes away would be none.
        os::sync_folder(root).map_err(SessionError::Home)?;
        let ignore = session.home.join(".gitignore");
        if !os::exists(&ignore) {
            os::write_new(&ignore, b"*\n").map_err(SessionError::Home)?;
        }
        let restored = restore_all(&session.root, &session.home, &session.aside(), When::Later)?;
        Ok((session, restored))
    }

    /// Keeps everything that was applied: until then it is undone by [`Session::undo`] or, where the process dies, by the next session.
    pub fn keep(&self) -> Result<(), TransactionError> {
        Ok(Journal::keep_held(&self.home)?)
    }

    /// Gives every file the bytes that it had when the session began.
    pub fn undo(&self) -> Result<(), TransactionError> {
        let aside = self.aside();
        let done = restore_all(&self.root, &self.home, &aside, When::AtOnce).map_err(TransactionError::Restore)?;
        TransactionError::of_restored(done, aside)
    }

    /// The workspace's folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folder for the journal.
    pub(super) fn home(&self) -> &Path {
        &self.home
    }

    /// The folder for bytes that no file holds any more.
    pub(super) fn aside(&self) -> PathBuf {
        self.home.join(ASIDE)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let Some(lock) = self.lock.take() else { return };
        if Journal::is_pending(&self.home) || os::exists(&self.aside()) {
            return;
        }
        // A workspace without unfinished business looks as if we had never been there; what cannot be removed does no harm.
        let _ = os::remove_file(&self.home.join(".gitignore"));
        let _ = lock.remove();
        os::remove_empty_folder(&self.home);
    }
}

/// Whether a run in the workspace at `root` was cut off, or is at work: its files may be between two states.
#[must_use]
pub fn is_unfinished(root: &Path) -> bool {
    Journal::is_pending(&root.join(HOME))
}

/// Undoes what a run that was cut off has left in the workspace at `root`; nothing is created where there is nothing to undo.
pub fn recover(root: &Path) -> Result<Restored, SessionError> {
    if os::exists(&root.join(HOME)) { Session::open(root).map(|(_, restored)| restored) } else { Ok(Restored::default()) }
}

fn take_lock(home: &Path) -> Result<Option<FileLock>, FileError> {
    // A session that ends removes the folder; we may have seen it just before.
    const ATTEMPTS: u32 = 16;
    for _ in 1..ATTEMPTS {
        os::create_folder(home)?;
        match FileLock::take(&home.join(LOCK)) {
            Err(error) if error.is_missing() => {}
            taken => return taken,
        }
    }
    os::create_folder(home)?;
    FileLock::take(&home.join(LOCK))
}
