//! Patterns of paths, such as `core/src/tools/**`.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

/// A set of files, by patterns of their paths relative to the root. `*` stops at `/`, `**` does not; a pattern that fits a folder stands
/// for all that is in it.
#[derive(Clone, Debug, Default)]
pub struct Patterns {
    globs: GlobSet,
    /// As written.
    written: Vec<String>,
}

impl Patterns {
    /// The set of `written`.
    ///
    /// # Errors
    /// The index of the first that is no pattern, and what is wrong with it.
    pub fn new(written: Vec<String>) -> Result<Self, (usize, String)> {
        let mut builder = GlobSetBuilder::new();
        for (at, pattern) in written.iter().enumerate() {
            let bare = pattern.strip_prefix("./").unwrap_or(pattern).trim_end_matches('/');
            let glob = GlobBuilder::new(bare).literal_separator(true).build();
            builder.add(glob.map_err(|error| (at, error.kind().to_string()))?);
        }
        let globs = builder.build().map_err(|error| (0, error.kind().to_string()))?;
        Ok(Self { globs, written })
    }

    /// Whether the file at `path`, relative to the root and with `/`, is one of them.
    #[must_use]
    pub fn hold(&self, path: &str) -> bool {
        let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
        !self.globs.is_empty() && folders.chain([path]).any(|part| self.globs.is_match(part))
    }

    /// The first pattern; empty where there is none.
    #[must_use]
    pub fn first(&self) -> &str {
        self.written.first().map_or("", String::as_str)
    }

    /// Each pattern as written, and whether it fits a path of `paths`.
    #[must_use]
    pub fn fitting<'p>(&self, paths: impl Iterator<Item = &'p str>) -> Vec<(&str, bool)> {
        let mut fits = vec![false; self.written.len()];
        for path in paths {
            let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
            folders.chain([path]).flat_map(|part| self.globs.matches(part)).for_each(|at| fits[at] = true);
        }
        self.written.iter().map(String::as_str).zip(fits).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pattern: &str, held: &[&str], others: &[&str]) {
        let patterns = Patterns::new(vec![pattern.to_owned()]).expect(pattern);
        for path in held {
            assert!(patterns.hold(path), "{pattern} {path}");
        }
        for path in others {
            assert!(!patterns.hold(path), "{pattern} {path}");
        }
    }

    #[test]
    fn a_star_stops_at_a_folder_and_a_folder_stands_for_what_is_in_it() {
        check("core/src/tools/**", &["core/src/tools/a.rs", "core/src/tools/b/c.rs"], &["core/src/tools.rs", "src/tools/a.rs"]);
        check("src/*.rs", &["src/a.rs"], &["src/b/a.rs", "a.rs"]);
        check("**/generated", &["generated/a.rs", "a/generated/b/c.rs"], &["a/generated.rs"]);
        for folder in ["vendor", "vendor/", "./vendor"] {
            check(folder, &["vendor/a.rs", "vendor/b/c.rs"], &["vendor.rs", "src/vendor/a.rs"]);
        }
        assert!(!Patterns::default().hold("a.rs"));
    }
}
