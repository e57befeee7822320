//! Where what a path names lies in a repository, whether or not anything is there in the work tree.

use std::path::{Component, Path, PathBuf};

/// The nearest folder above a path, or at it, that there is; without symlinks.
#[must_use]
pub fn nearest_folder(path: &Path) -> Option<PathBuf> {
    let absolute = by_name(path)?;
    absolute.ancestors().filter_map(|above| above.canonicalize().ok()).find(|above| above.is_dir())
}

/// The places below `top`, a folder without symlinks, that a path may mean, relative to it: the one that its name says, and the one that it
/// leads to over symlinks of the work tree. None if it lies elsewhere.
#[must_use]
pub fn places_below(top: &Path, path: &Path) -> Vec<PathBuf> {
    let below = |absolute: PathBuf| {
        let mut above: Vec<&Path> = absolute.ancestors().collect();
        above.reverse();
        // A symlink may lead to the top; what lies below that is looked for as it is named.
        let top = above.into_iter().find(|above| above.canonicalize().is_ok_and(|above| above == top))?;
        Some(absolute.strip_prefix(top).ok()?.to_owned())
    };
    let mut places: Vec<PathBuf> = [by_name(path), path.canonicalize().ok()].into_iter().flatten().filter_map(below).collect();
    places.dedup();
    places
}

/// An absolute path without `.` and `x/..`, of what need not be there.
fn by_name(path: &Path) -> Option<PathBuf> {
    let mut parts = PathBuf::new();
    for part in std::path::absolute(path).ok()?.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                parts.pop();
            }
            other => parts.push(other),
        }
    }
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_leads_nowhere_has_the_place_that_its_name_says() {
        let folder = tempfile::tempdir().unwrap();
        let top = folder.path().canonicalize().unwrap();
        assert_eq!(places_below(&top, &folder.path().join("src/./x/../gone.rs")), [PathBuf::from("src/gone.rs")]);
        assert_eq!(places_below(&top, folder.path()), [PathBuf::new()]);
        assert!(places_below(&top.join("src"), &folder.path().join("other.rs")).is_empty());
        assert_eq!(nearest_folder(&folder.path().join("src/x/gone.rs")), Some(top));
    }

    #[cfg(unix)]
    #[test]
    fn a_symlink_has_a_place_of_its_own_and_the_one_that_it_leads_to() {
        let folder = tempfile::tempdir().unwrap();
        let top = folder.path().canonicalize().unwrap().join("top");
        std::fs::create_dir_all(top.join("real")).unwrap();
        std::fs::write(top.join("real/a.rs"), "").unwrap();
        std::os::unix::fs::symlink("real", top.join("link")).unwrap();
        std::os::unix::fs::symlink("top", folder.path().join("other")).unwrap();
        let both = [PathBuf::from("link/a.rs"), PathBuf::from("real/a.rs")];
        assert_eq!(places_below(&top, &folder.path().join("other/link/a.rs")), both);
    }
}
