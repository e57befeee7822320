//! Which files there are: the Rust files below a folder, and plain listings.

use std::io;
use std::path::{Path, PathBuf};

use ignore::{DirEntry, WalkBuilder};
use walkdir::WalkDir;

use super::inputs::{Question, note, noted};
use super::memory::mounted_at;

/// What a walk for Rust files found.
#[derive(PartialEq, Eq, Hash, Debug, Default)]
pub struct RustFiles {
    /// The files, each below the folder as it was given, sorted by the bytes of their paths written with `/`.
    pub files: Vec<PathBuf>,
    /// The `Cargo.toml` files among them, sorted likewise.
    pub manifests: Vec<PathBuf>,
    /// What could not be walked, sorted by path.
    pub problems: Vec<WalkProblem>,
}

/// A place that a walk could not look into.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct WalkProblem {
    /// The place, below the folder as it was given.
    pub path: PathBuf,
    /// One line, lower case, no full stop.
    pub message: String,
}

/// The `.rs` files below `folder`; if `folder` is itself a file, that file.
///
/// Hidden files and folders, what `.gitignore` files name (with or without a git repository around them), and build output are left
/// out: a folder named `target` next to a `Cargo.toml`, and any folder marked by a `CACHEDIR.TAG`. What only this machine ignores (the
/// user's global git configuration, `.git/info/exclude`) is walked, so that every machine sees the same files.
///
/// Symlinks are not followed. One that leads to a place below `folder` is passed over, because that place is walked anyway; one to a
/// Rust file or folder elsewhere, one to a folder that holds it, and a broken one are problems.
#[must_use]
pub fn rust_files(folder: &Path) -> RustFiles {
    match mounted_at(folder) {
        Some(tree) => tree.rust_files(folder).sorted(),
        None => noted(rust_files_on_disk(folder).sorted(), || Question::RustFiles(folder.to_owned())),
    }
}

pub(super) fn rust_files_on_disk(folder: &Path) -> RustFiles {
    let mut found = RustFiles::default();
    let real_folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let mut builder = WalkBuilder::new(folder);
    builder.require_git(false).ignore(false).git_global(false).git_exclude(false).follow_links(false);
    builder.filter_entry(|entry| entry.depth() == 0 || !is_build_output(entry));
    for entry in builder.build() {
        match entry {
            Ok(entry) => look_at(&mut found, &real_folder, &entry),
            Err(error) => found.problems.push(walk_problem(folder, &error)),
        }
    }
    found
}

impl RustFiles {
    pub(super) fn sorted(mut self) -> Self {
        self.files.sort_by_cached_key(|path| slashed(path));
        self.manifests.sort_by_cached_key(|path| slashed(path));
        self.problems.sort();
        self
    }
}

/// The folders in `folder`, sorted; none if it cannot be read.
pub(super) fn folders_in(folder: &Path) -> Vec<PathBuf> {
    if let Some(tree) = mounted_at(folder) {
        return tree.folders_in(folder);
    }
    // A walk of depth 1 would still list what is in each of them, and a registry has thousands.
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let is_folder = |entry: &std::fs::DirEntry| entry.file_type().is_ok_and(|kind| kind.is_dir());
    let mut folders: Vec<PathBuf> = entries.filter(is_folder).map(|entry| entry.path()).collect();
    folders.sort_unstable();
    noted(folders, || Question::FoldersIn(folder.to_owned()))
}

/// Whether there is a folder at `path`, symlinks followed.
#[must_use]
pub fn is_folder(path: &Path) -> bool {
    match mounted_at(path) {
        Some(tree) => tree.is_folder(path),
        None => noted(path.is_dir(), || Question::IsFolder(path.to_owned())),
    }
}

/// Whether there is a regular file at `path`, symlinks followed.
#[must_use]
pub fn is_file(path: &Path) -> bool {
    match mounted_at(path) {
        Some(tree) => tree.is_file(path),
        None => noted(path.is_file(), || Question::IsFile(path.to_owned())),
    }
}

/// The real path of what is at `path`, or `None` if there is nothing.
#[must_use]
pub fn absolute(path: &Path) -> Option<PathBuf> {
    match mounted_at(path) {
        Some(tree) => tree.canonicalize(path).ok(),
        None => noted(path.canonicalize().ok(), || Question::Absolute(path.to_owned())),
    }
}

/// A path as text with `/` between its parts; what is not Unicode is replaced.
#[must_use]
pub fn slashed(path: &Path) -> String {
    let text = path.to_string_lossy();
    if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() }
}

/// Everything below `folder`, without `folder` itself, parents before children and sorted by name; symlinks are listed, not followed.
pub fn folder_entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    if let Some(tree) = mounted_at(folder) {
        return tree.folder_entries(folder);
    }
    let entries = WalkDir::new(folder).min_depth(1).follow_links(false).sort_by_file_name();
    let entries: io::Result<Vec<PathBuf>> = entries.into_iter().map(|entry| Ok(entry?.into_path())).collect();
    note(&entries.as_ref().map_err(io::Error::kind), None, || Question::Entries(folder.to_owned()));
    entries
}

fn is_build_output(entry: &DirEntry) -> bool {
    if !entry.file_type().is_some_and(|kind| kind.is_dir()) {
        return false;
    }
    let path = entry.path();
    let is_target = entry.file_name() == "target" && path.parent().is_some_and(|parent| parent.join("Cargo.toml").is_file());
    is_target || path.join("CACHEDIR.TAG").is_file()
}

fn look_at(found: &mut RustFiles, real_folder: &Path, entry: &DirEntry) {
    let path = entry.path();
    // An unreadable .gitignore is not worth losing files for, but it may be why there are too many.
    if let Some(error) = entry.error() {
        found.problems.push(walk_problem(path, error));
    }
    let kind = match entry.file_type() {
        Some(kind) if kind.is_file() => Kind::File,
        Some(kind) if kind.is_symlink() => Kind::Symlink,
        _ => Kind::Folder,
    };
    Seen { path, kind, depth: entry.depth(), real_folder, canonicalize: &|path| path.canonicalize() }.sort_in(found);
}

/// What is at a place, itself and not what it leads to. A folder is whatever has no bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    File,
    Folder,
    Symlink,
}

/// Something that a walk comes to.
pub(super) struct Seen<'w> {
    pub(super) path: &'w Path,
    pub(super) kind: Kind,
    /// How many steps below the folder where the walk began.
    pub(super) depth: usize,
    /// That folder, without symlinks.
    pub(super) real_folder: &'w Path,
    pub(super) canonicalize: &'w dyn Fn(&Path) -> io::Result<PathBuf>,
}

impl Seen<'_> {
    pub(super) fn sort_in(&self, found: &mut RustFiles) {
        let Self { path, kind, .. } = *self;
        let is_rust = path.extension().is_some_and(|extension| extension == "rs");
        let is_asked_for = || self.depth == 0 && is_rust && is_file(path);
        match kind {
            Kind::File if is_rust => found.files.push(path.to_owned()),
            Kind::File if path.file_name().is_some_and(|name| name == "Cargo.toml") => found.manifests.push(path.to_owned()),
            Kind::Symlink if is_asked_for() => found.files.push(path.to_owned()),
            Kind::Symlink => {
                if let Some(message) = self.symlink_problem(is_rust) {
                    found.problems.push(WalkProblem { path: path.to_owned(), message });
                }
            }
            Kind::File | Kind::Folder => {}
        }
    }

    /// Why a symlink that is not followed may hide code; `None` where it cannot.
    fn symlink_problem(&self, is_rust: bool) -> Option<String> {
        let target = match (self.canonicalize)(self.path) {
            Ok(target) => target,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return is_rust.then(|| "is a symlink to nothing".to_owned()),
            Err(error) => return Some(format!("is a symlink that leads nowhere: {}", system_message(&error))),
        };
        let place = self.path.parent().and_then(|parent| (self.canonicalize)(parent).ok());
        if place.is_some_and(|place| place.starts_with(&target)) {
            return Some("is a symlink to a folder that holds it, and is not followed".to_owned());
        }
        let may_hide_code = is_rust || is_folder(&target);
        (may_hide_code && !target.starts_with(self.real_folder))
            .then(|| format!("is a symlink out of the folder to `{}`, and is not followed", slashed(&target)))
    }
}

/// Error of a walk to data: the path is the innermost one that the error names.
pub(super) fn walk_problem(folder: &Path, error: &ignore::Error) -> WalkProblem {
    match error {
        ignore::Error::WithPath { path, err } => walk_problem(path, err),
        ignore::Error::WithLineNumber { err, .. } | ignore::Error::WithDepth { err, .. } => walk_problem(folder, err),
        ignore::Error::Loop { child, .. } => {
            WalkProblem { path: child.clone(), message: "is a symlink to a folder that holds it, and is not followed".to_owned() }
        }
        ignore::Error::Io(error) => {
            WalkProblem { path: folder.to_owned(), message: format!("could not be read: {}", system_message(error)) }
        }
        other => WalkProblem { path: folder.to_owned(), message: other.to_string().replace('\n', " ") },
    }
}

/// The system's message, in the words that `read.rs` uses where it has some.
fn system_message(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "it does not exist".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        folder
    }

    fn names(folder: &Path) -> (Vec<String>, Vec<String>) {
        let name = |path: &Path| slashed(path.strip_prefix(folder).unwrap());
        let found = rust_files(folder);
        let problems = found.problems.iter().map(|problem| format!("{}: {}", name(&problem.path), problem.message));
        (found.files.iter().map(|path| name(path)).collect(), problems.collect())
    }

    #[test]
    fn ignored_hidden_and_built_files_are_left_out() {
        let folder = tree(&[
            ("Cargo.toml", ""),
            (".gitignore", "generated/\n"),
            ("src/z.rs", ""),
            ("src/a.rs", ""),
            ("src-b.rs", ""),
            ("src/target/kept.rs", ""),
            ("src/notes.md", ""),
            ("generated/a.rs", ""),
            (".hidden/a.rs", ""),
            ("target/a.rs", ""),
            ("cache/CACHEDIR.TAG", ""),
            ("cache/a.rs", ""),
        ]);
        let expected = ["src-b.rs", "src/a.rs", "src/target/kept.rs", "src/z.rs"].map(str::to_owned).to_vec();
        assert_eq!(names(folder.path()), (expected, vec![]));
    }

    #[test]
    fn a_single_file_is_walked_as_itself() {
        let folder = tree(&[("a.rs", ""), ("b.rs", "")]);
        let path = folder.path().join("b.rs");
        assert_eq!(rust_files(&path).files, [path]);
    }

    #[test]
    fn a_missing_folder_is_a_problem() {
        let found = rust_files(Path::new("/no/such/folder"));
        assert_eq!(
            found.problems,
            [WalkProblem { path: "/no/such/folder".into(), message: "could not be read: it does not exist".into() }]
        );
    }

    #[cfg(unix)]
    #[test]
    fn symlinks_are_not_followed_and_those_that_may_hide_code_are_problems() {
        let outside = tree(&[("b.rs", "")]);
        let folder = tree(&[("src/a.rs", ""), ("README", "")]);
        let link = |target: &Path, name: &str| std::os::unix::fs::symlink(target, folder.path().join(name)).unwrap();
        link(folder.path(), "src/up");
        link(Path::new("itself"), "src/itself");
        link(Path::new("a.rs"), "src/same.rs");
        link(Path::new("no.rs"), "src/broken.rs");
        link(outside.path(), "src/outside");
        link(Path::new("../README"), "src/README");
        let (files, problems) = names(folder.path());
        assert_eq!(files, ["src/a.rs"]);
        assert_eq!(problems.len(), 4, "{problems:?}");
        assert_eq!(problems[0], "src/broken.rs: is a symlink to nothing");
        assert!(problems[1].starts_with("src/itself: is a symlink that leads nowhere: "), "{problems:?}");
        assert!(problems[2].starts_with("src/outside: is a symlink out of the folder to "), "{problems:?}");
        assert_eq!(problems[3], "src/up: is a symlink to a folder that holds it, and is not followed");
    }

    // The superuser may read every folder, so the error is made here rather than met.
    #[test]
    fn an_unreadable_folder_and_a_loop_become_problems() {
        let denied = ignore::Error::WithDepth {
            depth: 1,
            err: Box::new(ignore::Error::WithPath {
                path: "root/secret".into(),
                err: Box::new(ignore::Error::Io(io::ErrorKind::PermissionDenied.into())),
            }),
        };
        let expected = WalkProblem { path: "root/secret".into(), message: "could not be read: permission denied".into() };
        assert_eq!(walk_problem(Path::new("root"), &denied), expected);
        let circle = ignore::Error::Loop { ancestor: "root".into(), child: "root/up".into() };
        assert_eq!(walk_problem(Path::new("root"), &circle).path, Path::new("root/up"));
    }

    #[test]
    fn a_plain_listing_is_sorted_and_complete() {
        let folder = tree(&[("b/x", ""), (".a", "")]);
        let entries = folder_entries(folder.path()).unwrap();
        assert_eq!(entries, [".a", "b", "b/x"].map(|name| folder.path().join(name)));
    }
}
