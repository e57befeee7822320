//! What a run asks of the world, put down with a mark of each answer: whoever gets the same answers again finds the same.

use std::cell::RefCell;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use rustc_hash::{FxHashMap, FxHasher};
use serde::{Deserialize, Serialize};

use super::stamp::Stamp;

/// A question about the world. Paths are as they were asked about.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub(super) enum Question {
    /// What a file holds, or why it cannot be read.
    Bytes(PathBuf),
    /// How long a file is.
    Length(PathBuf),
    /// Whether something is there, a symlink for itself.
    Exists(PathBuf),
    /// Whether a regular file is there.
    IsFile(PathBuf),
    /// Whether a folder is there.
    IsFolder(PathBuf),
    /// The real path.
    Absolute(PathBuf),
    /// The Rust files below a folder.
    RustFiles(PathBuf),
    /// The folders in a folder.
    FoldersIn(PathBuf),
    /// Everything below a folder.
    Entries(PathBuf),
    /// An environment variable.
    Variable(String),
    /// The user's home.
    Home,
}

/// What is remembered of an answer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct Answer {
    /// A hash of it.
    mark: u64,
    /// For the bytes of a file: how it looked from outside, if it cannot look like that with other bytes.
    stamp: Option<Stamp>,
}

/// The questions of a run with marks of their answers.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Inputs {
    asked: Vec<(Question, Answer)>,
}

/// Whether the world still gives the answers that a run got.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// It does.
    Holds,
    /// It does, and it will be told faster with these inputs.
    HoldsAs(Inputs),
    /// It does not.
    Changed,
}

impl Inputs {
    /// Asks everything again. A file that looks from outside as it did is not read.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let now = SystemTime::now();
        let mut renewed = Vec::new();
        for (at, (question, known)) in self.asked.iter().enumerate() {
            if let (Question::Bytes(path), Some(stamp)) = (question, &known.stamp)
                && Stamp::of(path).as_ref() == Some(stamp)
            {
                continue;
            }
            let answer = question.ask(now);
            if answer.mark != known.mark {
                return Verdict::Changed;
            }
            if answer.stamp != known.stamp {
                renewed.push((at, answer));
            }
        }
        if renewed.is_empty() {
            return Verdict::Holds;
        }
        let mut inputs = self.clone();
        for (at, answer) in renewed {
            inputs.asked[at].1 = answer;
        }
        Verdict::HoldsAs(inputs)
    }
}

impl Question {
    fn ask(&self, now: SystemTime) -> Answer {
        let mark = match self {
            Self::Bytes(path) => {
                let (bytes, stamp) = super::read::stamped_bytes(path);
                return Answer { mark: mark(&super::read::content(&bytes)), stamp: stamp.filter(|stamp| stamp.is_settled(now)) };
            }
            Self::Length(path) => mark(&super::read::length(path)),
            Self::Exists(path) => mark(&super::exists(path)),
            Self::IsFile(path) => mark(&super::is_file(path)),
            Self::IsFolder(path) => mark(&super::is_folder(path)),
            Self::Absolute(path) => mark(&super::absolute(path)),
            Self::RustFiles(folder) => mark(&super::rust_files(folder)),
            Self::FoldersIn(folder) => mark(&super::walk::folders_in(folder)),
            Self::Entries(folder) => mark(&super::folder_entries(folder).map_err(|error| error.kind())),
            Self::Variable(name) => mark(&super::variable(name)),
            Self::Home => mark(&super::home()),
        };
        Answer { mark, stamp: None }
    }

    /// The place that it is about.
    fn path(&self) -> Option<&Path> {
        match self {
            Self::Variable(_) | Self::Home => None,
            Self::Bytes(path)
            | Self::Length(path)
            | Self::Exists(path)
            | Self::IsFile(path)
            | Self::IsFolder(path)
            | Self::Absolute(path)
            | Self::RustFiles(path)
            | Self::FoldersIn(path)
            | Self::Entries(path) => Some(path),
        }
    }
}

fn mark(answer: &impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    answer.hash(&mut hasher);
    hasher.finish()
}

thread_local! {
    static RECORDER: RefCell<Option<Recorder>> = const { RefCell::new(None) };
}

/// Puts down what threads ask.
#[derive(Clone, Debug)]
pub struct Recorder {
    notes: Arc<Mutex<Notes>>,
}

#[derive(Debug)]
struct Notes {
    asked: FxHashMap<Question, Answer>,
    since: SystemTime,
    /// What lies in the packages of these folders never changes; which of them there are does.
    registries: Option<PathBuf>,
    is_repeatable: bool,
}

impl Recorder {
    /// Puts nothing down yet. Of what lies in the packages of registries nobody has to ask again.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "it begins at a time of day")]
    pub fn new() -> Self {
        let registries = super::cargo_home::registries();
        let notes = Notes { asked: FxHashMap::default(), since: SystemTime::now(), registries, is_repeatable: true };
        Self { notes: Arc::new(Mutex::new(notes)) }
    }

    /// The one that puts down what this thread asks.
    #[must_use]
    pub fn of_this_thread() -> Option<Self> {
        RECORDER.with_borrow(Clone::clone)
    }

    /// From now on puts down what this thread asks.
    pub fn listen(&self) {
        RECORDER.set(Some(self.clone()));
    }

    /// What was asked; none if not all of it was put down, or the answers would not do for another run.
    #[must_use]
    pub fn finish(self) -> Option<Inputs> {
        let mut notes = self.notes.lock().unwrap_or_else(PoisonError::into_inner);
        let asked = std::mem::take(&mut notes.asked);
        notes.is_repeatable.then(|| Inputs { asked: asked.into_iter().collect() })
    }

    /// What is found is not for another run: not all of it was put down, or it came about by chance.
    pub fn give_up(&self) {
        self.with(|notes| notes.is_repeatable = false);
    }

    fn with(&self, change: impl FnOnce(&mut Notes)) {
        change(&mut self.notes.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

impl Notes {
    fn put(&mut self, question: Question, mark: u64, stamp: Option<Stamp>) {
        if self.is_lasting(&question) {
            return;
        }
        let stamp = stamp.filter(|stamp| stamp.is_settled(self.since));
        let answer = Answer { mark, stamp };
        // The world changes while it is asked.
        if self.asked.get(&question).is_some_and(|known| known.mark != mark) {
            self.is_repeatable = false;
        }
        self.asked.insert(question, answer);
    }

    fn is_lasting(&self, question: &Question) -> bool {
        let Some(path) = question.path() else { return false };
        let is_of_content = matches!(question, Question::Bytes(_) | Question::Length(_) | Question::Entries(_));
        is_of_content && self.registries.as_ref().is_some_and(|folder| path.starts_with(folder))
    }
}

/// Puts down a question and its answer, if this thread is listened to.
pub(super) fn noted<A: Hash>(answer: A, question: impl FnOnce() -> Question) -> A {
    note(&answer, None, question);
    answer
}

/// The same for an answer that does not tell all, about a file that looks like this from outside.
pub(super) fn note(answer: &impl Hash, stamp: Option<Stamp>, question: impl FnOnce() -> Question) {
    RECORDER.with_borrow(|recorder| {
        if let Some(recorder) = recorder {
            let mark = mark(answer);
            recorder.with(|notes| notes.put(question(), mark, stamp));
        }
    });
}

/// What this thread's run finds is not for another run: something went wrong that need not go wrong again.
pub fn mark_unrepeatable() {
    RECORDER.with_borrow(|recorder| recorder.iter().for_each(Recorder::give_up));
}
