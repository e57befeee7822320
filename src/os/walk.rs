//! Which files there are: the Rust files below a folder, and plain listings.

use std::io;
use std::path::{Path, PathBuf};

use ignore::{DirEntry, WalkBuilder};
use walkdir::WalkDir;

use super::inputs::{Question, note, noted};

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
    let mut found = RustFiles::default();
    let real_folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let mut builder = WalkBuilder::new(folder);
    builder.require_git(false).ignore(false).git_global(false).git_exclude(false).follow_links(false);
    builder.filter_entry(|entry| entry.depth() == 0 || !is_build_output(entry));
    for entry in builder.build() {
        match entry {
            Ok(entry) => sort_in(&mut found, &real_folder, &entry),
            Err(error) => found.problems.push(walk_problem(folder, &error)),
        }
    }
    found.files.sort_by_cached_key(|path| slashed(path));
    found.manifests.sort_by_cached_key(|path| slashed(path));
    found.problems.sort();
    noted(found, || Question::RustFiles(folder.to_owned()))
}

/// The folders in `folder`, sorted; none if it cannot be read.
pub(super) fn folders_in(folder: &Path) -> Vec<PathBuf> {
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
    noted(path.is_dir(), || Question::IsFolder(path.to_owned()))
}

/// Whether there is a regular file at `path`, symlinks followed.
#[must_use]
pub fn is_file(path: &Path) -> bool {
    noted(path.is_file(), || Question::IsFile(path.to_owned()))
}

/// The real path of what is at `path`, or `None` if there is nothing.
#[must_use]
pub fn absolute(path: &Path) -> Option<PathBuf> {
    noted(path.canonicalize().ok(), || Question::Absolute(path.to_owned()))
}

/// A path as text with `/` between its parts; what is not Unicode is replaced.
#[must_use]
pub fn slashed(path: &Path) -> String {
    let text = path.to_string_lossy();
    if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() }
}

/// Everything below `folder`, without `folder` itself, parents before children and sorted by name; symlinks are listed, not followed.
pub fn folder_entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
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

fn sort_in(found: &mut RustFiles, real_folder: &Path, entry: &DirEntry) {
    let path = entry.path();
    // An unreadable .gitignore is not worth losing files for, but it may be why there are too many.
    if let Some(error) = entry.error() {
        found.problems.push(walk_problem(path, error));
    }
    let is_rust = path.extension().is_some_and(|extension| extension == "rs");
    match entry.file_type() {
        Some(kind) if kind.is_file() && is_rust => found.files.push(path.to_owned()),
        Some(kind) if kind.is_file() && entry.file_name() == "Cargo.toml" => found.manifests.push(path.to_owned()),
        // Asked for by name.
        Some(kind) if kind.is_symlink() && entry.depth() == 0 && is_rust && path.is_file() => found.files.push(path.to_owned()),
        Some(kind) if kind.is_symlink() => {
            if let Some(message) = symlink_problem(real_folder, path, is_rust) {
                found.problems.push(WalkProblem { path: path.to_owned(), message });
            }
        }
        _ => {}
    }
}

/// Why a symlink that is not followed may hide code; `None` where it cannot.
fn symlink_problem(real_folder: &Path, path: &Path, is_rust: bool) -> Option<String> {
    let target = match path.canonicalize() {
        Ok(target) => target,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return is_rust.then(|| "is a symlink to nothing".to_owned()),
        Err(error) => return Some(format!("is a symlink that leads nowhere: {}", system_message(&error))),
    };
    let place = path.parent().and_then(|parent| parent.canonicalize().ok());
    if place.is_some_and(|place| place.starts_with(&target)) {
        return Some("is a symlink to a folder that holds it, and is not followed".to_owned());
    }
    let may_hide_code = is_rust || target.is_dir();
    (may_hide_code && !target.starts_with(real_folder))
        .then(|| format!("is a symlink out of the folder to `{}`, and is not followed", slashed(&target)))
}

/// Error of a walk to data: the path is the innermost one that the error names.
fn walk_problem(folder: &Path, error: &ignore::Error) -> WalkProblem {
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
