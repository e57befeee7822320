//! What async code does right, by the paths that code names: the file `rules/practices.toml`.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;
use toml::Spanned;

use super::error::{RulesError, RulesProblem};
use super::{Effect, RulesText};
use crate::base::DefPath;

/// What the calls of a function are good for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Practice {
    /// A wait that holds no thread, where it is awaited.
    Wait(Effect),
    /// A blocking call that is handed to another thread.
    Offload,
    /// A wait that ends after a time.
    TimeOut,
    /// A wait that ends when somebody says so, or because another one was faster.
    Cancellation,
    /// Several waits at a time.
    Concurrency,
}

/// The table of practices.
///
/// Invariant: no path is there twice.
#[derive(Clone, Debug)]
pub struct Practices {
    by_path: FxHashMap<String, Practice>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PracticesFile {
    wait: Vec<WaitEntry>,
    time_out: PathsEntry,
    cancellation: PathsEntry,
    concurrency: PathsEntry,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WaitEntry {
    effect: Effect,
    paths: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PathsEntry {
    paths: Vec<Spanned<String>>,
}

impl Practices {
    /// The table that is part of the binary.
    #[must_use]
    pub fn embedded() -> &'static Self {
        static PRACTICES: OnceLock<Practices> = OnceLock::new();
        let text = include_str!("../../rules/practices.toml");
        PRACTICES
            .get_or_init(|| Self::from_text("rules/practices.toml", text).expect("a test loads the practices that are part of the binary"))
    }

    /// The table in a file given as name and text.
    ///
    /// # Errors
    /// The first thing that is wrong, with file and line: an unknown field, a path that is there twice.
    pub fn from_text(name: &str, text: &str) -> Result<Self, RulesError> {
        let file: PracticesFile = toml::from_str(text).map_err(|error| RulesError::from_toml(name, text, &error))?;
        let waits = file.wait.into_iter().map(|entry| (Practice::Wait(entry.effect), entry.paths));
        let others = [
            (Practice::TimeOut, file.time_out.paths),
            (Practice::Cancellation, file.cancellation.paths),
            (Practice::Concurrency, file.concurrency.paths),
        ];
        let mut by_path = FxHashMap::default();
        for (practice, paths) in waits.chain(others) {
            for path in paths {
                if by_path.insert(path.get_ref().clone(), practice).is_some() {
                    let problem = RulesProblem::DuplicateEntry(path.get_ref().clone());
                    return Err(RulesText { name, text }.error(&path, problem));
                }
            }
        }
        Ok(Self { by_path })
    }

    /// All paths, in no order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.by_path.keys().map(String::as_str)
    }

    /// What a call of the function at `path` is: the longest path of the table that stands for it decides.
    #[must_use]
    pub fn of(&self, path: &DefPath) -> Option<Practice> {
        let mut rest = path.as_str();
        loop {
            if let Some(practice) = self.by_path.get(rest) {
                return Some(*practice);
            }
            rest = rest.rsplit_once("::")?.0;
        }
    }
}

impl Practices {
    /// What the macro is that code writes as `written`: by its path, or by its last segment alone, which is what code names after a `use`.
    #[must_use]
    pub fn of_macro(&self, written: &str) -> Option<Practice> {
        let is_it = |path: &&String| path.strip_suffix(written).is_some_and(|before| before.is_empty() || before.ends_with("::"));
        self.by_path.keys().filter(is_it).map(|path| self.by_path[path]).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_macro_goes_by_its_path_or_its_last_segment() {
        let practices = Practices::embedded();
        assert_eq!(practices.of_macro("tokio::select"), Some(Practice::Cancellation));
        assert_eq!(practices.of_macro("try_join"), Some(Practice::Concurrency));
        assert_eq!(practices.of_macro("lect"), None);
        assert_eq!(practices.of_macro("println"), None);
    }

    #[test]
    fn a_path_stands_for_what_is_below_it_and_the_longest_decides() {
        let practices = Practices::embedded();
        let of = |path: &str| practices.of(&DefPath::new(path));
        assert_eq!(of("tokio::fs::File::open"), Some(Practice::Wait(Effect::Fs)));
        assert_eq!(of("tokio::task::JoinSet::spawn"), Some(Practice::Concurrency));
        assert_eq!(of("tokio::task::JoinSet::join_next"), None);
        assert_eq!(of("tokio::fsx::read"), None);
        assert_eq!(of("tokio"), None);
    }

    #[test]
    fn a_path_that_is_there_twice_is_an_error_at_its_line() {
        let others = "[time_out]\npaths = []\n[cancellation]\npaths = []\n[concurrency]\npaths = [\"a::b\"]\n";
        let text = format!("[[wait]]\neffect = \"fs\"\npaths = [\"a::b\"]\n{others}");
        let error = Practices::from_text("p.toml", &text).unwrap_err();
        assert_eq!(error.line, 9, "{error}");
        assert!(Practices::from_text("p.toml", &format!("[[wait]]\neffect = \"fs\"\npath = []\n{others}")).is_err());
    }
}
