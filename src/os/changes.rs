//! Which lines of a work tree differ from a revision.

use std::collections::BTreeMap;
use std::path::Path;

use super::git::{GitError, repository_top, run_git};

/// Changed lines by file, relative to the folder that was asked about, with `/`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ChangedLines {
    files: BTreeMap<String, FileChange>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum FileChange {
    /// The whole file is new.
    New,
    /// Lines of it, by where they start.
    Hunks(Vec<Hunk>),
}

/// Lines that took the place of others; where the others were only taken away, the last is before the first.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Hunk {
    /// From 1.
    first: u32,
    last: u32,
    /// Whether the word `async` was in the lines that were there before.
    had_async: bool,
}

impl Hunk {
    /// Whether it has one of these lines.
    fn meets(&self, first: u32, last: u32) -> bool {
        self.first.max(first) <= self.last.min(last)
    }
}

impl ChangedLines {
    /// Whether one of these lines, from 1, is changed.
    #[must_use]
    pub fn hold(&self, path: &str, first: u32, last: u32) -> bool {
        self.any(path, first, last, |_| true)
    }

    /// Whether one of these lines is changed, and has an `async` that was not there before.
    #[must_use]
    pub fn made_async(&self, path: &str, first: u32, last: u32) -> bool {
        self.any(path, first, last, |hunk| !hunk.had_async)
    }

    fn any(&self, path: &str, first: u32, last: u32, counts: impl Fn(&Hunk) -> bool) -> bool {
        match self.files.get(path) {
            None => false,
            Some(FileChange::New) => true,
            Some(FileChange::Hunks(hunks)) => hunks.iter().any(|hunk| hunk.meets(first, last) && counts(hunk)),
        }
    }
}

/// The lines of the work tree below `folder` that changed since it and `revision` went apart, staged, committed or not, and files that git
/// does not know.
///
/// # Errors
/// If there is no repository, no such revision, or no answer.
pub fn changed_lines(folder: &Path, revision: &str) -> Result<ChangedLines, GitError> {
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    if repository_top(&folder).is_none() {
        return Err(GitError::NoRepository { folder });
    }
    let unknown = || GitError::UnknownRevision { revision: revision.to_owned() };
    let commit = format!("{revision}^{{commit}}");
    let parsed =
        run_git(&folder, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit], b'\n').map_err(|error| match error {
            GitError::Failed { .. } => unknown(),
            error => error,
        })?;
    let base = parsed.last().ok_or_else(unknown)?;
    // What others did on the base since is no change of ours. Histories without a common commit are compared as they are.
    let merge_base = run_git(&folder, &["merge-base", base, "HEAD"], b'\n').ok().and_then(|lines| lines.into_iter().next());
    let from = merge_base.unwrap_or_else(|| base.clone());
    let arguments = [
        "-c",
        "core.quotePath=false",
        "-c",
        "core.fsmonitor=false",
        "-c",
        "diff.noprefix=false",
        "diff",
        "--unified=0",
        "--no-color",
        "--no-ext-diff",
        "--find-renames",
        "--relative",
        "--src-prefix=a/",
        "--dst-prefix=b/",
        &from,
        "--",
        ".",
    ];
    let mut changed = parse_diff(&run_git(&folder, &arguments, b'\n')?);
    let untracked = run_git(&folder, &["ls-files", "--others", "--exclude-standard", "-z", "--", "."], 0)?;
    changed.files.extend(untracked.into_iter().map(|path| (path, FileChange::New)));
    Ok(changed)
}

/// The new side of a diff without context.
fn parse_diff(lines: &[String]) -> ChangedLines {
    let mut changed = ChangedLines::default();
    let mut path = None;
    // Lines of the hunk that are still to come: what they say is no header, whatever they look like.
    let (mut removed, mut added) = (0, 0);
    for line in lines {
        let hunks = path.as_ref().and_then(|path| match changed.files.get_mut(path) {
            Some(FileChange::Hunks(hunks)) => Some(hunks),
            _ => None,
        });
        if removed > 0 && line.starts_with('-') {
            removed -= 1;
            if let Some(hunk) = hunks.and_then(|hunks| hunks.last_mut()) {
                hunk.had_async |= has_word(&line[1..], "async");
            }
        } else if added > 0 && line.starts_with('+') {
            added -= 1;
        } else if let Some(name) = line.strip_prefix("+++ ") {
            path = new_path(name);
            if let Some(path) = &path {
                changed.files.insert(path.clone(), FileChange::Hunks(Vec::new()));
            }
        } else if let Some(((_, old), (first, new))) = line.strip_prefix("@@ ").and_then(hunk_header) {
            (removed, added) = (old, new);
            if let Some(hunks) = hunks {
                hunks.push(Hunk { first, last: (first + new).saturating_sub(1), had_async: false });
            }
        }
    }
    changed
}

/// `b/src/a.rs`, with a tab behind it where it has spaces; in quotes where it has characters that are none of a name.
fn new_path(name: &str) -> Option<String> {
    let name = name.strip_suffix('\t').unwrap_or(name);
    let name = match name.strip_prefix('"').and_then(|name| name.strip_suffix('"')) {
        Some(quoted) => quoted.replace("\\\"", "\"").replace("\\\\", "\\"),
        None => name.to_owned(),
    };
    name.strip_prefix("b/").map(str::to_owned)
}

/// `-12,3 +12 @@ fn a()`: where the old and the new lines start, and how many they are.
fn hunk_header(header: &str) -> Option<((u32, u32), (u32, u32))> {
    let mut ranges = header.split(' ');
    let mut range = |sign| {
        let range = ranges.next()?.strip_prefix(sign)?;
        let (first, count) = range.split_once(',').unwrap_or((range, "1"));
        Some((first.parse().ok()?, count.parse().ok()?))
    };
    Some((range('-')?, range('+')?))
}

fn has_word(line: &str, word: &str) -> bool {
    line.split(|character: char| !character.is_alphanumeric() && character != '_').any(|part| part == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(diff: &str) -> ChangedLines {
        parse_diff(&diff.lines().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn lines_of_a_diff_are_told_from_its_headers() {
        let diff = "diff --git a/a b.rs b/a b.rs\n--- a/a b.rs\t\n+++ b/a b.rs\t\n@@ -1,2 +1,2 @@ fn\n--- a/x.rs\n-b\n+++ b/x.rs\n+@@ -9 +9 @@\n@@ -7 +6,0 @@\n-gone\n";
        let changed = changed(diff);
        assert!(changed.hold("a b.rs", 1, 1) && changed.hold("a b.rs", 2, 9));
        assert!(!changed.hold("a b.rs", 3, 9) && !changed.hold("x.rs", 1, 9), "{changed:?}");
    }

    #[test]
    fn an_async_that_was_there_before_is_no_new_one() {
        let changed = changed("+++ b/a.rs\n@@ -1 +1 @@\n-async fn a() {\n+pub async fn a() {\n@@ -5 +5 @@\n-fn b() {\n+async fn b() {\n");
        assert!(changed.hold("a.rs", 1, 1) && !changed.made_async("a.rs", 1, 1));
        assert!(changed.made_async("a.rs", 5, 5));
    }

    #[test]
    fn a_deleted_file_has_no_new_lines() {
        assert_eq!(changed("--- a/a.rs\n+++ /dev/null\n@@ -1,2 +0,0 @@\n-a\n-b\n"), ChangedLines::default());
    }
}
