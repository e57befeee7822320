//! What a crash must not lose: the original bytes of every file of a transaction, on disk before the first of them is changed.
//!
//! A journal is a folder: `journal.json` and one numbered file for each original. It is made under another name and renamed when it is
//! complete, and renamed away before it is removed, so a folder named `journal` is always whole. Permissions have no place in it: a file
//! is replaced by one that has them already.
//!
//! What a transaction has made can be held: its journal moves into the folder `held` under the next number. So a run of several
//! transactions is undone back to its beginning, the newest first, or kept as a whole by renaming that one folder away.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::os;

const PREPARED: &str = "journal";
const HELD: &str = "held";
const UNFINISHED: &str = "journal.new";
const FINISHED: &str = "journal.done";
const INDEX: &str = "journal.json";
const VERSION: u32 = 1;

/// Why a journal could not be written or read.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
pub enum JournalError {
    /// It is there, and something in it is not as it was written.
    #[error("the journal of an unfinished run is damaged: `{}` {reason}", path.display())]
    #[diagnostic(help(
        "no file was touched; the folder holds the original bytes of the files it names: compare, copy back, then remove the folder"
    ))]
    Damaged {
        /// The damaged file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// It was written by another version.
    #[error("the journal `{}` of an unfinished run has version {version}, and this tool reads version {VERSION}", path.display())]
    #[diagnostic(help("finish with the version of cargo-unblock that was interrupted"))]
    Version {
        /// The journal's index.
        path: PathBuf,
        /// Its version.
        version: u32,
    },
    /// A file of it could not be written, renamed or removed.
    #[error("the journal could not be kept")]
    File(
        #[from]
        #[diagnostic_source]
        os::FileError,
    ),
}

/// The originals of one transaction.
#[derive(Debug)]
pub(super) struct Journal {
    /// The folder that journals are in.
    home: PathBuf,
    /// The journal's own folder.
    folder: PathBuf,
    /// By the number of the file that has the original.
    entries: BTreeMap<usize, Entry>,
}

/// One file of a transaction.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Entry {
    /// Relative to the root, with `/`.
    pub(super) path: String,
    /// Its bytes before; `None` if it was not there.
    pub(super) original: Option<Vec<u8>>,
    pub(super) intended: Intended,
}

/// What a transaction makes of a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Intended {
    /// These bytes.
    Bytes(Mark),
    /// Whatever cargo writes: `Cargo.lock`.
    CargoDecides,
}

/// Tells bytes apart without keeping them: length and FNV-1a hash, which is the same on every machine and in every version.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct Mark {
    length: u64,
    hash: u64,
}

impl Mark {
    pub(super) fn of(bytes: &[u8]) -> Self {
        let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
        Self { length: bytes.len() as u64, hash }
    }
}

/// `journal.json`.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Index {
    version: u32,
    /// Of `files` as JSON.
    mark: Mark,
    files: Vec<IndexedFile>,
}

/// The original of the n-th is in the file named n.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct IndexedFile {
    path: String,
    original: Option<Mark>,
    intended: Intended,
}

impl Journal {
    /// Writes a journal below `home` and makes it durable. From here on a crash is undone by the next run.
    pub(super) fn prepare(home: &Path, entries: Vec<Entry>) -> Result<Self, JournalError> {
        let unfinished = home.join(UNFINISHED);
        os::remove_folder(&unfinished)?;
        os::create_folder(&unfinished)?;
        for (number, entry) in entries.iter().enumerate() {
            if let Some(original) = &entry.original {
                os::write_new(&unfinished.join(number.to_string()), original)?;
            }
        }
        os::write_new(&unfinished.join(INDEX), index_text(&entries).as_bytes())?;
        os::sync_folder(&unfinished)?;
        let folder = home.join(PREPARED);
        os::rename(&unfinished, &folder)?;
        Ok(Self { home: home.to_owned(), folder, entries: entries.into_iter().enumerate().collect() })
    }

    /// The journals below `home`, whole and with all originals in memory, in the order in which they are to be restored.
    pub(super) fn load_all(home: &Path) -> Result<Vec<Self>, JournalError> {
        // Of these two, nothing is needed: before the first nothing was changed yet, after the second all was done.
        os::remove_folder(&home.join(UNFINISHED))?;
        os::remove_folder(&home.join(FINISHED))?;
        os::remove_empty_folder(&home.join(HELD));
        let current = Some(home.join(PREPARED)).filter(|folder| os::exists(folder));
        let folders = current.into_iter().chain(held(home).into_iter().rev());
        folders.map(|folder| Self::load(home, folder)).collect()
    }

    fn load(home: &Path, folder: PathBuf) -> Result<Self, JournalError> {
        let mut entries = BTreeMap::new();
        for (number, file) in read_index(&folder.join(INDEX))?.into_iter().enumerate() {
            let original = file.original.map(|mark| read_original(&folder.join(number.to_string()), mark)).transpose()?;
            entries.insert(number, Entry { path: file.path, original, intended: file.intended });
        }
        Ok(Self { home: home.to_owned(), folder, entries })
    }

    /// Each file, with the place of its original.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&Entry, PathBuf)> {
        self.entries.iter().map(|(number, entry)| (entry, self.folder.join(number.to_string())))
    }

    /// Leaves out a file that was not written: it is not ours to undo.
    pub(super) fn forget(&mut self, path: &str) {
        self.entries.retain(|_, entry| entry.path != path);
    }

    /// Puts the journal behind those that are held: until they are kept, the files can go back to what they were before the first.
    pub(super) fn hold(&self) -> Result<(), JournalError> {
        let folder = self.home.join(HELD);
        os::create_folder(&folder)?;
        os::sync_folder(&self.home)?;
        os::rename(&self.folder, &folder.join(held(&self.home).len().to_string()))?;
        Ok(())
    }

    /// Keeps what the held journals would undo.
    pub(super) fn keep_held(home: &Path) -> Result<(), JournalError> {
        let folder = home.join(HELD);
        if os::exists(&folder) { finish(home, &folder) } else { Ok(()) }
    }

    /// Ends the transaction: after this nothing is undone any more.
    pub(super) fn remove(&self) -> Result<(), JournalError> {
        finish(&self.home, &self.folder)?;
        os::remove_empty_folder(&self.home.join(HELD));
        Ok(())
    }

    /// Whether a journal is below `home`.
    pub(super) fn is_pending(home: &Path) -> bool {
        os::exists(&home.join(PREPARED)) || os::exists(&home.join(HELD))
    }
}

fn finish(home: &Path, folder: &Path) -> Result<(), JournalError> {
    let finished = home.join(FINISHED);
    os::remove_folder(&finished)?;
    os::rename(folder, &finished)?;
    // What is left of it under the other name means nothing, and the next run clears it away.
    let _ = os::remove_folder(&finished);
    Ok(())
}

/// The folders of the held journals, the oldest first.
fn held(home: &Path) -> Vec<PathBuf> {
    /// There is one for each pass that changed something.
    const MOST: usize = 1 << 16;
    let folder = home.join(HELD);
    (0..MOST).map(|number| folder.join(number.to_string())).take_while(|folder| os::exists(folder)).collect()
}

fn index_text(entries: &[Entry]) -> String {
    let file = |entry: &Entry| IndexedFile {
        path: entry.path.clone(),
        original: entry.original.as_deref().map(Mark::of),
        intended: entry.intended,
    };
    let files: Vec<IndexedFile> = entries.iter().map(file).collect();
    let index = Index { version: VERSION, mark: files_mark(&files), files };
    serde_json::to_string_pretty(&index).expect("plain fields always become JSON")
}

fn files_mark(files: &[IndexedFile]) -> Mark {
    Mark::of(&serde_json::to_vec(files).expect("plain fields always become JSON"))
}

fn read_index(path: &Path) -> Result<Vec<IndexedFile>, JournalError> {
    #[derive(Deserialize)]
    struct Versioned {
        version: u32,
    }
    let damaged = |reason: String| JournalError::Damaged { path: path.to_owned(), reason };
    let bytes = os::read_bytes(path).map_err(|_| damaged("cannot be read".to_owned()))?;
    let no_json = |error: serde_json::Error| damaged(format!("is not the JSON that was written: {error}"));
    let Versioned { version } = serde_json::from_slice(&bytes).map_err(no_json)?;
    if version != VERSION {
        return Err(JournalError::Version { path: path.to_owned(), version });
    }
    let index: Index = serde_json::from_slice(&bytes).map_err(no_json)?;
    if files_mark(&index.files) == index.mark { Ok(index.files) } else { Err(damaged("has changed since it was written".to_owned())) }
}

fn read_original(path: &Path, mark: Mark) -> Result<Vec<u8>, JournalError> {
    let damaged = |reason: &str| JournalError::Damaged { path: path.to_owned(), reason: reason.to_owned() };
    let bytes = os::read_bytes(path).map_err(|_| damaged("cannot be read"))?;
    if Mark::of(&bytes) == mark { Ok(bytes) } else { Err(damaged("has changed since it was written")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries() -> Vec<Entry> {
        let intended = Intended::Bytes(Mark::of(b"new"));
        vec![
            Entry { path: "src/a.rs".into(), original: Some(b"old \xff".to_vec()), intended },
            Entry { path: "Cargo.lock".into(), original: None, intended: Intended::CargoDecides },
        ]
    }

    fn loaded(home: &Path) -> Vec<Vec<Entry>> {
        let journals = Journal::load_all(home).unwrap();
        journals.iter().map(|journal| journal.entries().map(|(entry, _)| entry.clone()).collect()).collect()
    }

    #[test]
    fn held_journals_are_loaded_newest_first_until_they_are_kept() {
        let home = tempfile::tempdir().unwrap();
        let entry = |path: &str| vec![Entry { path: path.into(), original: None, intended: Intended::CargoDecides }];
        for number in 0..12 {
            Journal::prepare(home.path(), entry(&number.to_string())).unwrap().hold().unwrap();
        }
        Journal::prepare(home.path(), entry("12")).unwrap();
        let newest_first: Vec<_> = (0..=12).rev().map(|number| entry(&number.to_string())).collect();
        assert_eq!(loaded(home.path()), newest_first);
        Journal::load_all(home.path()).unwrap()[0].remove().unwrap();
        assert!(Journal::is_pending(home.path()));
        Journal::keep_held(home.path()).unwrap();
        assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
        Journal::keep_held(home.path()).unwrap();
    }

    #[test]
    fn what_is_prepared_is_loaded_until_it_is_removed() {
        let home = tempfile::tempdir().unwrap();
        assert!(Journal::load_all(home.path()).unwrap().is_empty());
        let journal = Journal::prepare(home.path(), entries()).unwrap();
        assert!(Journal::is_pending(home.path()));
        assert_eq!(loaded(home.path()), [entries()]);
        journal.remove().unwrap();
        assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
    }

    #[test]
    fn an_unfinished_and_a_finished_journal_are_cleared_away() {
        let home = tempfile::tempdir().unwrap();
        std::fs::create_dir(home.path().join(UNFINISHED)).unwrap();
        std::fs::create_dir(home.path().join(FINISHED)).unwrap();
        assert!(Journal::load_all(home.path()).unwrap().is_empty());
        assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
    }

    #[test]
    fn every_kind_of_damage_is_an_error_that_names_the_file() {
        type Damage = fn(Vec<u8>) -> Option<Vec<u8>>;
        let cases: [(&str, Damage); 6] = [
            (INDEX, |bytes| Some(bytes[..bytes.len() / 2].to_vec())),
            (INDEX, |_| Some(Vec::new())),
            (INDEX, |bytes| Some(String::from_utf8(bytes).unwrap().replace("src/a.rs", "src/b.rs").into_bytes())),
            (INDEX, |_| None),
            ("0", |bytes| Some(bytes[..2].to_vec())),
            ("0", |_| None),
        ];
        for (name, damage) in cases {
            let home = tempfile::tempdir().unwrap();
            Journal::prepare(home.path(), entries()).unwrap();
            let path = home.path().join(PREPARED).join(name);
            match damage(std::fs::read(&path).unwrap()) {
                Some(bytes) => std::fs::write(&path, bytes).unwrap(),
                None => std::fs::remove_file(&path).unwrap(),
            }
            let error = Journal::load_all(home.path()).unwrap_err();
            assert!(matches!(&error, JournalError::Damaged { path: named, .. } if *named == path), "{error}");
            assert!(Journal::is_pending(home.path()));
        }
    }

    #[test]
    fn a_journal_of_another_version_is_left_to_it() {
        let home = tempfile::tempdir().unwrap();
        std::fs::create_dir(home.path().join(PREPARED)).unwrap();
        std::fs::write(home.path().join(PREPARED).join(INDEX), r#"{"version": 2, "more": []}"#).unwrap();
        assert!(matches!(Journal::load_all(home.path()), Err(JournalError::Version { version: 2, .. })));
    }
}
