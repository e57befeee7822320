//! The walk for Rust files in a tree that is in memory: what is left out on disk is left out here.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::{Entry, MemoryTree};
use crate::os::walk::{Kind, RustFiles, Seen, walk_problem};

impl MemoryTree {
    /// As [`rust_files`](crate::os::rust_files), in no order.
    pub(in crate::os) fn rust_files(&self, folder: &Path) -> RustFiles {
        let mut found = RustFiles::default();
        let relative = match self.resolved(folder) {
            Ok((relative, _)) => relative,
            Err(error) => {
                found.problems.push(walk_problem(folder, &ignore::Error::Io(error)));
                return found;
            }
        };
        let mut walk = Walk { tree: self, real: self.folder.join(relative), ignored: Vec::new(), found };
        let above: Vec<&Path> = relative.ancestors().skip(1).collect();
        above.into_iter().rev().for_each(|above| walk.enter(above));
        walk.entry(relative, folder, 0);
        walk.found
    }
}

struct Walk<'t> {
    tree: &'t MemoryTree,
    /// Without symlinks.
    real: PathBuf,
    /// What the `.gitignore` files say of the folders that the walk is in, the innermost last.
    ignored: Vec<Gitignore>,
    found: RustFiles,
}

impl Walk<'_> {
    /// Looks at what is at `relative` in the tree, and is called `path`.
    fn entry(&mut self, relative: &Path, path: &Path, depth: usize) {
        let tree = self.tree;
        let Some(entry) = tree.entries.get(relative) else { return };
        let kind = match entry {
            Entry::Folder => Kind::Folder,
            Entry::File(_) | Entry::TooLarge(_) => Kind::File,
            Entry::Link(_) => Kind::Symlink,
        };
        let canonicalize = |path: &Path| tree.canonicalize(path);
        Seen { path, kind, depth, real_folder: &self.real, canonicalize: &canonicalize }.sort_in(&mut self.found);
        if kind != Kind::Folder {
            return;
        }
        self.enter(relative);
        let entries = tree.below(relative).filter(|(inner, _)| inner.parent() == Some(relative));
        let kept = entries.filter(|(inner, entry)| self.is_kept(inner, **entry == Entry::Folder));
        let kept: Vec<(&PathBuf, PathBuf)> = kept.filter_map(|(inner, _)| Some((inner, path.join(inner.file_name()?)))).collect();
        for (inner, path) in kept {
            self.entry(inner, &path, depth + 1);
        }
        self.ignored.pop();
    }

    /// From now on what the folder's `.gitignore` says counts.
    fn enter(&mut self, relative: &Path) {
        let mut builder = GitignoreBuilder::new(relative);
        let path = self.tree.folder.join(relative).join(".gitignore");
        if let Ok(bytes) = self.tree.read(&path) {
            let text = String::from_utf8_lossy(&bytes);
            for line in text.trim_start_matches('\u{feff}').lines() {
                if let Err(error) = builder.add_line(Some(path.clone()), line) {
                    self.found.problems.push(walk_problem(&path, &error));
                }
            }
        }
        self.ignored.push(builder.build().unwrap_or_else(|_| Gitignore::empty()));
    }

    fn is_kept(&self, relative: &Path, is_folder: bool) -> bool {
        let said = self.ignored.iter().rev().map(|ignored| ignored.matched(relative, is_folder)).find(|said| !said.is_none());
        let is_hidden = || relative.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        let is_left_out = match said.unwrap_or(Match::None) {
            Match::Ignore(_) => true,
            Match::Whitelist(_) => false,
            Match::None => is_hidden(),
        };
        let is_output = || is_folder && self.is_build_output(relative);
        !(is_left_out || is_output())
    }

    fn is_build_output(&self, relative: &Path) -> bool {
        let is_file = |path: PathBuf| self.tree.is_file(&self.tree.folder.join(path));
        let is_target =
            relative.file_name() == Some(OsStr::new("target")) && relative.parent().is_some_and(|above| is_file(above.join("Cargo.toml")));
        is_target || is_file(relative.join("CACHEDIR.TAG"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::{btree_map, vec};
    use proptest::prelude::*;

    use super::*;
    use crate::os::walk::rust_files_on_disk;

    const FOLDERS: [&str; 8] = ["", "src", "src/inner", ".hidden", "target", "src/target", "src/.hidden/inner", "x y"];

    const NAMES: [&str; 7] = ["a.rs", "b.rs", "Cargo.toml", ".gitignore", "CACHEDIR.TAG", ".c.rs", "notes"];

    const LINES: [&str; 16] = [
        "a.rs",
        "/a.rs",
        "!a.rs",
        "*.rs",
        "!src/a.rs",
        "src/",
        "inner",
        "src/*",
        "**/b.rs",
        "!.hidden",
        "!.c.rs",
        "# a comment",
        "",
        "x\\ y/",
        "!*/",
        "src/**/a.rs",
    ];

    fn entries() -> impl Strategy<Value = Vec<(PathBuf, Entry)>> {
        let path = (0..FOLDERS.len(), 0..NAMES.len()).prop_map(|(folder, name)| Path::new(FOLDERS[folder]).join(NAMES[name]));
        let text = vec(0..LINES.len(), 0..4).prop_map(|lines| lines.into_iter().map(|line| LINES[line]).collect::<Vec<_>>().join("\n"));
        btree_map(path, text, 0..24)
            .prop_map(|files| files.into_iter().map(|(path, text)| (path, Entry::File(text.into_bytes()))).collect())
    }

    proptest! {
        #[test]
        fn a_walk_finds_in_memory_what_it_finds_on_disk(entries in entries()) {
            let folder = tempfile::tempdir().unwrap();
            let top = folder.path().canonicalize().unwrap();
            for (path, entry) in &entries {
                let Entry::File(bytes) = entry else { continue };
                std::fs::create_dir_all(top.join(path).parent().unwrap()).unwrap();
                std::fs::write(top.join(path), bytes).unwrap();
            }
            let tree = MemoryTree::new(&top, entries);
            for asked in FOLDERS.into_iter().chain(["src/a.rs", "no"]) {
                let asked = if asked.is_empty() { top.clone() } else { top.join(asked) };
                prop_assert_eq!(tree.rust_files(&asked).sorted(), rust_files_on_disk(&asked).sorted());
                let on_disk = crate::os::folder_entries(&asked).map_err(|error| error.kind());
                let in_memory = tree.folder_entries(&asked).map_err(|error| error.kind());
                prop_assert_eq!(in_memory.ok().filter(|_| asked.is_dir()), on_disk.ok().filter(|_| asked.is_dir()));
            }
        }
    }

    #[cfg(unix)]
    #[test]
    fn symlinks_are_the_same_problems_as_on_disk() {
        let folder = tempfile::tempdir().unwrap();
        let top = folder.path().canonicalize().unwrap();
        std::fs::create_dir_all(top.join("src")).unwrap();
        std::fs::write(top.join("src/a.rs"), "").unwrap();
        let links = [("src/up", ".."), ("src/same.rs", "a.rs"), ("src/broken.rs", "no.rs"), ("other", "src"), ("src/text", "../notes")];
        let mut entries = vec![(PathBuf::from("src/a.rs"), Entry::File(Vec::new()))];
        for (path, target) in links {
            std::os::unix::fs::symlink(target, top.join(path)).unwrap();
            entries.push((path.into(), Entry::Link(target.into())));
        }
        let tree = MemoryTree::new(&top, entries);
        for asked in ["src", "src/same.rs", "other"] {
            assert_eq!(tree.rust_files(&top.join(asked)).sorted(), rust_files_on_disk(&top.join(asked)).sorted(), "{asked}");
        }
    }

    #[test]
    fn a_line_that_is_no_pattern_is_a_problem_as_on_disk() {
        let folder = tempfile::tempdir().unwrap();
        let top = folder.path().canonicalize().unwrap();
        let entries = [("a.rs", ""), (".gitignore", "a{b\nb.rs\n")].map(|(path, text)| {
            std::fs::write(top.join(path), text).unwrap();
            (path.into(), Entry::File(text.into()))
        });
        let found = MemoryTree::new(&top, entries).rust_files(&top);
        assert_eq!(found.problems.len(), 1);
        assert_eq!(found, rust_files_on_disk(&top));
    }
}
