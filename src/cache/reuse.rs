//! A whole run whose world is as it was: what it found is found again without looking.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Cache, file};
use crate::os::{self, Inputs, Recorder, Verdict};

impl Cache {
    /// What `work` finds, or what it found when it was last asked for under this name with this question, if the world that it looked at
    /// is the same. All of its work is done on threads that the recorder listens to, and depends on nothing but `question` and the world.
    ///
    /// # Errors
    /// Those of `work`, which are not remembered.
    pub fn reuse<T: Serialize + DeserializeOwned, E>(
        &self,
        name: &str,
        question: &impl Hash,
        work: impl FnOnce(Option<&Recorder>) -> Result<T, E>,
    ) -> Result<T, E> {
        if self.folder.is_none() {
            return work(None);
        }
        let key = key(question);
        if let Some(found) = self.found_before(name, key) {
            return Ok(found);
        }
        let recorder = Recorder::new();
        let found = work(Some(&recorder))?;
        if let Some(inputs) = recorder.finish() {
            self.put(name, key, &(inputs, &found));
        }
        Ok(found)
    }

    /// What [`Cache::reuse`] found under this name when it was last asked this question, if the world is the same.
    #[must_use]
    pub fn recall<T: DeserializeOwned>(&self, name: &str, question: &impl Hash) -> Option<T> {
        self.found_before(name, key(question))
    }

    fn found_before<T: DeserializeOwned>(&self, name: &str, key: u64) -> Option<T> {
        let path = self.file(name, key)?;
        let bytes = os::read_cached(&path).ok()?;
        let body = file::body(&bytes, name, key)?;
        let (inputs, rest): (Inputs, _) = postcard::take_from_bytes(body).ok()?;
        let verdict = inputs.verdict();
        if verdict == Verdict::Changed {
            return None;
        }
        let found = postcard::from_bytes(rest).ok()?;
        match verdict {
            Verdict::HoldsAs(inputs) => {
                if let Ok(mut body) = postcard::to_stdvec(&inputs) {
                    body.extend_from_slice(rest);
                    self.put_body(name, key, &body);
                }
            }
            _ => os::was_used_now(&path),
        }
        Some(found)
    }
}

/// Paths in a question are relative to the current folder.
fn key(question: &impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    (question, os::absolute(".".as_ref())).hash(&mut hasher);
    hasher.finish()
}
