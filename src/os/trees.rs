//! The sources that git has, in memory: those of the index, and of the last commit. The work tree and the index stay as they are.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::departure::{Departure, on_departure};
use super::git::{GitError, repository_top, run_git, run_git_with};
use super::memory::{Entry, MemoryTree, Mount};
use super::read::{ReadError, stamped_bytes};
use super::slashed;

/// How the paths of files end that an analysis reads.
const SOURCES: [&str; 4] = [".rs", ".toml", "Cargo.lock", ".gitignore"];

/// How many paths are handed to git at once: far below what a command line can hold.
const MOST_PATHS: usize = 200;

/// What the repository around a folder has: the tree that the next commit would make, and the one of the last commit.
#[derive(Debug)]
pub struct StagedTrees {
    /// The top of the repository.
    pub top: PathBuf,
    /// That of the index.
    pub staged: Tree,
    /// That of the last commit; none before the first.
    pub committed: Option<Tree>,
    /// Holds a copy of the index and what git unpacks, and goes away with this value.
    holder: PathBuf,
    /// Or with the process.
    _departure: Departure,
}

/// A tree of git.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tree {
    /// Its hash: two trees with the same one hold the same.
    pub id: String,
    /// Where its sources are to be found while they are mounted.
    pub folder: PathBuf,
}

impl StagedTrees {
    /// Asks git about the repository that a folder is in; no sources are there yet.
    ///
    /// # Errors
    /// If there is no repository, or git cannot make a tree, as where a merge has conflicts.
    pub fn find(folder: &Path) -> Result<Self, GitError> {
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        let top = repository_top(&folder).ok_or_else(|| GitError::NoRepository { folder: folder.clone() })?.to_owned();
        let holder = holder().map_err(|source| GitError::Copy { folder: std::env::temp_dir(), source })?;
        let leaving = holder.clone();
        let departure = on_departure(move || remove(&leaving));
        let staged = Tree { id: String::new(), folder: holder.join("staged") };
        let mut trees = Self { staged, committed: None, holder, top, _departure: departure };
        let (index, head) = trees.index_and_head()?;
        trees.staged.id = trees.staged_tree(&index)?;
        trees.committed = head.map(|id| Tree { id, folder: trees.holder.join("committed") });
        Ok(trees)
    }

    /// Those of some places, relative to the top, at which a tree has a file or a folder.
    ///
    /// # Errors
    /// If git cannot say what it has.
    pub fn present(&self, tree: &Tree, places: &[PathBuf]) -> Result<Vec<PathBuf>, GitError> {
        let (tops, places): (Vec<&PathBuf>, Vec<&PathBuf>) = places.iter().partition(|place| place.as_os_str().is_empty());
        let mut found: Vec<PathBuf> = tops.into_iter().cloned().collect();
        let places: Vec<String> = places.into_iter().map(|place| slashed(place)).collect();
        for places in places.chunks(MOST_PATHS) {
            let list = ["--literal-pathspecs", "ls-tree", "-z", "--name-only", "--full-tree", &tree.id, "--"];
            let arguments: Vec<&str> = list.into_iter().chain(places.iter().map(String::as_str)).collect();
            found.extend(run_git(&self.top, &arguments, 0)?.into_iter().map(PathBuf::from));
        }
        Ok(found)
    }

    /// Lets the sources of a tree be found in its folder, as long as what is given is there. At those of `places` where none are, there is
    /// an empty folder: nothing that an analysis reads.
    ///
    /// # Errors
    /// If git cannot say what they are.
    pub fn mount(&self, tree: &Tree, places: &[PathBuf]) -> Result<Mount, GitError> {
        Ok(Mount::new(self.read(tree)?.with_folders(places)))
    }

    /// Where the user's index is, and the tree of the last commit if there is one.
    fn index_and_head(&self) -> Result<(PathBuf, Option<String>), GitError> {
        let index = ["rev-parse", "--git-path", "index"];
        let lines = run_git(&self.top, &[&index[..], &["HEAD^{tree}"]].concat(), b'\n').or_else(|_| run_git(&self.top, &index, b'\n'))?;
        let mut lines = lines.into_iter();
        Ok((self.top.join(lines.next().unwrap_or_default()), lines.next()))
    }

    /// The tree that a commit would make now. git keeps what it finds out on the way in the index, so it is given a copy.
    fn staged_tree(&self, index: &Path) -> Result<String, GitError> {
        match copy_with_time(index, &self.holder.join("index")) {
            // Nothing was ever staged.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            copied => copied.map_err(|source| GitError::Copy { folder: self.holder.clone(), source })?,
        }
        let tree = run_git_with(&self.top, &["write-tree"], b'\n', &self.index())?;
        Ok(tree.into_iter().next().unwrap_or_default())
    }

    /// The copy of the user's index.
    fn index(&self) -> [(&'static str, OsString); 1] {
        [("GIT_INDEX_FILE", OsString::from(self.holder.join("index")))]
    }

    /// The sources of a tree. Most files are in the work tree as they are in the tree; to read those takes a fraction of the time that git
    /// takes to unpack them. They are read first: what git does not call changed after that was read as it is in the tree.
    fn read(&self, tree: &Tree) -> Result<MemoryTree, GitError> {
        let paths = self.sources_of(&tree.id)?;
        let read = |path: &String| file_at(&self.top.join(path));
        let (read, unseen) = rayon::join(|| paths.par_iter().map(read).collect::<Vec<_>>(), || self.unseen());
        let (changed, unseen) = (self.changed(&tree.id)?, unseen?);
        let (mut entries, mut others) = (Vec::new(), Vec::new());
        for (path, read) in paths.iter().zip(read) {
            match read.filter(|_| !changed.contains(path) && !unseen.contains(path)) {
                Some(entry) => entries.push((PathBuf::from(path), entry)),
                None => others.push(path.as_str()),
            }
        }
        entries.extend(self.unpacked(&tree.id, &others)?);
        Ok(MemoryTree::new(&tree.folder, entries))
    }

    /// Some of the sources of a tree, as git unpacks them.
    fn unpacked(&self, tree: &str, paths: &[&str]) -> Result<Vec<(PathBuf, Entry)>, GitError> {
        if paths.is_empty() {
            return Ok(Vec::new());
        }
        let index = [("GIT_INDEX_FILE", OsString::from(self.holder.join(format!("index-{tree}"))))];
        run_git_with(&self.top, &["read-tree", tree], b'\n', &index)?;
        let folder = self.holder.join(tree);
        let prefix = format!("--prefix={}/", folder.display());
        for paths in paths.chunks(MOST_PATHS) {
            let unpack = ["checkout-index", "--force", "--quiet", &prefix, "--"].into_iter().chain(paths.iter().copied());
            run_git_with(&self.top, &unpack.collect::<Vec<_>>(), b'\n', &index)?;
        }
        let entry = |path: &&str| {
            let unpacked = folder.join(path);
            let entry = file_at(&unpacked).or_else(|| Some(Entry::Link(std::fs::read_link(&unpacked).ok()?)));
            Some((PathBuf::from(path), entry?))
        };
        Ok(paths.iter().filter_map(entry).collect())
    }

    /// The paths of the sources in a tree; what another repository has is none of them, nor is what Rust code has no name for.
    fn sources_of(&self, tree: &str) -> Result<Vec<String>, GitError> {
        let entries = run_git(&self.top, &["ls-tree", "-r", "-z", "--full-tree", tree], 0)?;
        let path = |entry: String| {
            let (kind, path) = entry.split_once('\t')?;
            let is_source = kind.contains(" blob ") && SOURCES.iter().any(|end| path.ends_with(end));
            let is_unicode = !path.contains(char::REPLACEMENT_CHARACTER);
            (is_source && is_unicode).then(|| path.to_owned())
        };
        Ok(entries.into_iter().filter_map(path).collect())
    }

    /// The sources that are not in the work tree as they are in a tree, as far as git looks at them there.
    fn changed(&self, tree: &str) -> Result<FxHashSet<String>, GitError> {
        let compare = ["-c", "core.fsmonitor=false", "diff-index", "-z", "--name-only", "--no-renames", tree];
        Ok(self.ask_of_sources(&compare)?.into_iter().collect())
    }

    /// The sources that git was told not to look at in the work tree: they have another letter than `H`.
    fn unseen(&self) -> Result<FxHashSet<String>, GitError> {
        let lines = self.ask_of_sources(&["ls-files", "-z", "-v", "--cached"])?;
        let path = |line: String| Some(line.split_once(' ').filter(|(tag, _)| *tag != "H")?.1.to_owned());
        Ok(lines.into_iter().filter_map(path).collect())
    }

    /// What git says of the sources in the work tree, by the copy of the index.
    fn ask_of_sources(&self, arguments: &[&str]) -> Result<Vec<String>, GitError> {
        let patterns = SOURCES.map(|end| format!("*{end}"));
        let arguments: Vec<&str> = arguments.iter().copied().chain(["--"]).chain(patterns.iter().map(String::as_str)).collect();
        run_git_with(&self.top, &arguments, 0, &self.index())
    }
}

/// Copies a file with the time of its last change: by that of an index, git knows which files it has to look into because they may have
/// changed in the moment in which they were staged.
fn copy_with_time(from: &Path, to: &Path) -> std::io::Result<()> {
    let changed = std::fs::metadata(from)?.modified()?;
    std::fs::write(to, std::fs::read(from)?)?;
    std::fs::File::options().write(true).open(to)?.set_modified(changed)
}

/// The regular file at a path.
fn file_at(path: &Path) -> Option<Entry> {
    let is_regular = std::fs::symlink_metadata(path).is_ok_and(|known| known.is_file());
    match is_regular.then(|| stamped_bytes(path).0)? {
        Ok(bytes) => Some(Entry::File(bytes)),
        Err(ReadError::TooLarge { length, .. }) => Some(Entry::TooLarge(length)),
        Err(_) => None,
    }
}

impl Drop for StagedTrees {
    fn drop(&mut self) {
        remove(&self.holder);
    }
}

/// Removes a folder that a child which is being ended may still write to: as often as something new is in it, within reason.
fn remove(folder: &Path) {
    const MOST_TIMES: usize = 100;
    let _ = (0..MOST_TIMES).find(|_| std::fs::remove_dir_all(folder).is_ok() || !folder.exists());
}

/// A new folder that only this user may read: sources are not everybody's.
fn holder() -> std::io::Result<PathBuf> {
    let clock = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_nanos());
    let path = std::env::temp_dir().canonicalize()?.join(format!("cargo-unblock-{}-{clock}", std::process::id()));
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    // An error where it is there already: nobody else's folder is written to.
    builder.create(&path)?;
    Ok(path)
}
