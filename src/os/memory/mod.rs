//! Trees of files that are in memory alone, and have a place among the folders on disk: what is asked about that place, and what lies in
//! it, is answered from memory and put down for no other run.

mod walk;

use std::collections::BTreeMap;
use std::io;
use std::ops::Bound;
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use super::read::ReadError;

/// How many symlinks a path may lead over, as on Linux.
const MOST_LINKS: usize = 40;

/// The trees that are to be found at the moment.
static MOUNTED: RwLock<Vec<Arc<MemoryTree>>> = RwLock::new(Vec::new());

/// How many these are: mostly none, and then nobody looks.
static COUNT: AtomicUsize = AtomicUsize::new(0);

/// Files and folders below a folder that need not be on disk.
#[derive(Debug)]
pub(super) struct MemoryTree {
    /// An absolute path without symlinks.
    folder: PathBuf,
    /// By path relative to the folder; with the folders that they are in, and the folder itself.
    entries: BTreeMap<PathBuf, Entry>,
}

/// What is at a path.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Entry {
    Folder,
    File(Vec<u8>),
    /// A file of so many bytes, more than are read of any.
    TooLarge(u64),
    /// A symlink, with its target.
    Link(PathBuf),
}

/// While this is there, so is the tree.
#[derive(Debug)]
pub struct Mount(Arc<MemoryTree>);

impl Mount {
    /// Lets a tree be found at its folder.
    pub(super) fn new(tree: MemoryTree) -> Self {
        let tree = Arc::new(tree);
        MOUNTED.write().unwrap_or_else(PoisonError::into_inner).push(Arc::clone(&tree));
        COUNT.fetch_add(1, Ordering::SeqCst);
        Self(tree)
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        COUNT.fetch_sub(1, Ordering::SeqCst);
        MOUNTED.write().unwrap_or_else(PoisonError::into_inner).retain(|tree| !Arc::ptr_eq(tree, &self.0));
    }
}

/// The tree in memory that a path lies in, if it does in one.
pub(super) fn mounted_at(path: &Path) -> Option<Arc<MemoryTree>> {
    if COUNT.load(Ordering::SeqCst) == 0 {
        return None;
    }
    let mounted = MOUNTED.read().unwrap_or_else(PoisonError::into_inner);
    mounted.iter().find(|tree| path.starts_with(&tree.folder)).cloned()
}

impl MemoryTree {
    /// A tree at `folder` with these files, each at its path relative to it.
    pub(super) fn new(folder: &Path, files: impl IntoIterator<Item = (PathBuf, Entry)>) -> Self {
        let mut entries = BTreeMap::from([(PathBuf::new(), Entry::Folder)]);
        for (path, entry) in files {
            for above in path.ancestors().skip(1) {
                if entries.insert(above.to_owned(), Entry::Folder).is_some() {
                    break;
                }
            }
            entries.insert(path, entry);
        }
        Self { folder: folder.to_owned(), entries }
    }

    /// The tree with empty folders at those of some paths, relative to its folder, at which it has nothing.
    pub(super) fn with_folders(mut self, paths: &[PathBuf]) -> Self {
        for path in paths.iter().flat_map(|path| path.ancestors()) {
            self.entries.entry(path.to_owned()).or_insert(Entry::Folder);
        }
        self
    }

    /// The bytes of the file that a path leads to.
    pub(super) fn read(&self, path: &Path) -> Result<Vec<u8>, ReadError> {
        let of = path.to_owned();
        match self.resolved(path).map_err(|error| ReadError::from_io(path, error))?.1 {
            Entry::File(bytes) => Ok(bytes.clone()),
            Entry::TooLarge(length) => Err(ReadError::TooLarge { path: of, length: *length }),
            Entry::Folder | Entry::Link(_) => Err(ReadError::NotAFile { path: of }),
        }
    }

    /// The length of the file that a path leads to, in bytes.
    pub(super) fn length(&self, path: &Path) -> Option<u64> {
        match self.resolved(path).ok()?.1 {
            Entry::File(bytes) => Some(bytes.len() as u64),
            Entry::TooLarge(length) => Some(*length),
            Entry::Folder | Entry::Link(_) => Some(0),
        }
    }

    /// Whether something is at a path, a symlink for itself.
    pub(super) fn exists(&self, path: &Path) -> bool {
        let (Some(above), Some(name)) = (path.parent(), path.file_name()) else { return self.resolved(path).is_ok() };
        let is_in = |above: &Path| self.entries.contains_key(&above.join(name));
        path == self.folder || self.resolved(above).is_ok_and(|(above, _)| is_in(above))
    }

    pub(super) fn is_file(&self, path: &Path) -> bool {
        self.resolved(path).is_ok_and(|(_, entry)| *entry != Entry::Folder)
    }

    pub(super) fn is_folder(&self, path: &Path) -> bool {
        self.resolved(path).is_ok_and(|(_, entry)| *entry == Entry::Folder)
    }

    /// The path without symlinks of what a path leads to.
    pub(super) fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        let (relative, _) = self.resolved(path)?;
        // To join an empty path leaves a separator at the end.
        Ok(if relative.as_os_str().is_empty() { self.folder.clone() } else { self.folder.join(relative) })
    }

    /// The folders in a folder, sorted.
    pub(super) fn folders_in(&self, folder: &Path) -> Vec<PathBuf> {
        let Ok((relative, _)) = self.resolved(folder) else { return Vec::new() };
        let is_in = |(path, entry): &(&PathBuf, &Entry)| path.parent() == Some(relative) && **entry == Entry::Folder;
        let names = self.below(relative).filter(is_in).filter_map(|(path, _)| path.file_name());
        names.map(|name| folder.join(name)).collect()
    }

    /// Everything below a folder, parents before children and sorted by name; symlinks are listed, not followed.
    pub(super) fn folder_entries(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let (relative, _) = self.resolved(folder)?;
        let names = self.below(relative).filter_map(|(path, _)| path.strip_prefix(relative).ok());
        Ok(names.map(|name| folder.join(name)).collect())
    }

    /// What lies below a path relative to the tree's folder, sorted.
    fn below<'t>(&'t self, relative: &'t Path) -> impl Iterator<Item = (&'t PathBuf, &'t Entry)> {
        let behind = (Bound::Excluded(relative), Bound::Unbounded);
        self.entries.range::<Path, _>(behind).take_while(move |(path, _)| path.starts_with(relative))
    }

    /// What a path leads to, and where that is, relative to the tree's folder. What lies outside of the tree is not there.
    fn resolved(&self, path: &Path) -> io::Result<(&Path, &Entry)> {
        let missing = || io::Error::from(io::ErrorKind::NotFound);
        let mut rest: Vec<PathBuf> = vec![path.strip_prefix(&self.folder).map_err(|_| missing())?.to_owned()];
        let mut at = self.entries.get_key_value(Path::new("")).ok_or_else(missing)?;
        let mut links = 0;
        while let Some(path) = rest.pop() {
            let mut parts = path.components();
            let Some(part) = parts.next() else { continue };
            rest.push(parts.as_path().to_owned());
            let next = match part {
                Component::CurDir => continue,
                Component::ParentDir => at.0.parent().ok_or_else(missing)?.to_owned(),
                Component::Normal(name) => at.0.join(name),
                Component::RootDir | Component::Prefix(_) => return Err(missing()),
            };
            let found = self.entries.get_key_value(&next).ok_or_else(missing)?;
            if let Entry::Link(target) = found.1 {
                links += 1;
                if links > MOST_LINKS {
                    return Err(io::Error::other("too many levels of symbolic links"));
                }
                // From the folder that the link is in.
                rest.push(target.clone());
            } else {
                at = found;
            }
        }
        Ok((at.0, at.1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> Entry {
        Entry::File(text.as_bytes().to_owned())
    }

    fn tree(folder: &str) -> MemoryTree {
        let files = [
            ("Cargo.toml", file("[package]")),
            ("src/lib.rs", file("mod a;")),
            ("src/a/mod.rs", file("a")),
            ("src/large.rs", Entry::TooLarge(1 << 40)),
            ("src/link.rs", Entry::Link("a/mod.rs".into())),
            ("src/b", Entry::Link("./../src/a".into())),
            ("src/itself", Entry::Link("itself".into())),
            ("src/out.rs", Entry::Link("../../other.rs".into())),
            ("src/root.rs", Entry::Link("/etc/passwd".into())),
        ];
        MemoryTree::new(Path::new(folder), files.map(|(path, entry)| (PathBuf::from(path), entry)))
    }

    #[test]
    fn paths_lead_over_links_and_dots_and_never_out() {
        let tree = tree("/m");
        let leads = |path: &str| tree.canonicalize(Path::new(path)).ok().map(|path| super::super::slashed(&path));
        for (path, expected) in [
            ("/m", Some("/m")),
            ("/m/.", Some("/m")),
            ("/m/src/../Cargo.toml", Some("/m/Cargo.toml")),
            ("/m/src/link.rs", Some("/m/src/a/mod.rs")),
            ("/m/src/b/mod.rs", Some("/m/src/a/mod.rs")),
            ("/m/src/b/../lib.rs", Some("/m/src/lib.rs")),
            ("/m/no.rs", None),
            ("/m/../m/src", None),
            ("/m/src/itself", None),
            ("/m/src/out.rs", None),
            ("/m/src/root.rs", None),
            ("/m/Cargo.toml/x", None),
        ] {
            assert_eq!(leads(path).as_deref(), expected, "{path}");
        }
    }

    #[test]
    fn questions_are_answered_as_on_disk() {
        let tree = tree("/m");
        let at = Path::new;
        assert_eq!(tree.read(at("/m/src/b/mod.rs")).unwrap(), b"a");
        assert!(matches!(tree.read(at("/m/src")), Err(ReadError::NotAFile { .. })));
        assert!(matches!(tree.read(at("/m/src/out.rs")), Err(ReadError::NotFound { .. })));
        assert!(matches!(tree.read(at("/m/src/itself")), Err(ReadError::Io { .. })));
        assert!(matches!(tree.read(at("/m/src/large.rs")), Err(ReadError::TooLarge { length, .. }) if length == 1 << 40));
        assert!(tree.exists(at("/m/src/out.rs")) && !tree.is_file(at("/m/src/out.rs")));
        assert!(tree.exists(at("/m")) && tree.exists(at("/m/src/b/mod.rs")) && !tree.exists(at("/m/x/lib.rs")));
        assert!(tree.is_folder(at("/m/src/b")) && !tree.is_file(at("/m/src/b")) && tree.is_file(at("/m/src/link.rs")));
        assert_eq!(tree.length(at("/m/Cargo.toml")), Some(9));
        assert_eq!(tree.folders_in(at("/m")), [at("/m/src")]);
        let below = ["a", "a/mod.rs", "b", "itself", "large.rs", "lib.rs", "link.rs", "out.rs", "root.rs"];
        assert_eq!(tree.folder_entries(at("/m/src")).unwrap(), below.map(|name| at("/m/src").join(name)));
        assert!(tree.folder_entries(at("/m/no")).is_err());
    }

    #[test]
    fn a_tree_is_there_as_long_as_it_is_mounted() {
        let path = Path::new("/cargo-unblock/no/such/folder");
        let is_there = || crate::os::is_file(&path.join("src/lib.rs"));
        assert!(!is_there());
        let mount = Mount::new(tree(path.to_str().unwrap()));
        assert!(is_there());
        assert_eq!(crate::os::read_source(&path.join("src/link.rs")).unwrap(), "a");
        assert_eq!(crate::os::absolute(&path.join("src/../src")), Some(path.join("src")));
        drop(mount);
        assert!(!is_there());
    }
}
