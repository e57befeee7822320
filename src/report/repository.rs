//! Paths as the programs of a code host read them: relative to the repository, of which a workspace may be a part.

use std::borrow::Cow;

/// Where the repository of a workspace begins.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Repository {
    /// Its folder, absolute, with `/`.
    pub top: String,
    /// The folder of the workspace below it, with `/` and without one at its end; empty where they are the same.
    pub prefix: String,
}

impl Repository {
    /// The path from the top, of a path relative to the root of the workspace.
    pub(super) fn path<'p>(&self, relative: &'p str) -> Cow<'p, str> {
        if self.prefix.is_empty() { Cow::Borrowed(relative) } else { Cow::Owned(format!("{}/{relative}", self.prefix)) }
    }
}
