//! Stub crates: signatures of std and of crates whose types decide much, in Rust syntax, part of the binary.

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::cache::{Cache, Pack};
use crate::index::FileIndex;

use super::stub_texts::TEXTS;

/// A file of a stub crate.
pub(super) struct StubFile {
    /// `std/fs.rs`; the root of the crate `std` is `std.rs`.
    pub(super) path: &'static str,
    /// What it says.
    pub(super) index: Arc<FileIndex>,
}

/// All files of all stub crates, sorted by path; read once.
pub(super) fn files() -> &'static [StubFile] {
    read(&Cache::default())
}

/// Reads the stub crates, if that was not done before: [`Program::new`](super::Program::new) needs them, and until then there may be a
/// thread with nothing to do.
pub fn read_stubs(cache: &Cache) {
    read(cache);
}

fn read(cache: &Cache) -> &'static [StubFile] {
    static FILES: OnceLock<Vec<StubFile>> = OnceLock::new();
    if let Some(files) = FILES.get() {
        return files;
    }
    let pack = Pack::open(cache, "stubs", 0);
    // A thread that waits for the others takes up other work, which may ask for the stubs as well: it must not hold the lock meanwhile.
    let index = |text| Arc::new(pack.get(text, 0, |_| true, || crate::syntax::signatures(text)));
    let mut files: Vec<StubFile> = TEXTS.par_iter().map(|&(path, text)| StubFile { path, index: index(text) }).collect();
    files.sort_by_key(|file| file.path);
    pack.save();
    FILES.get_or_init(|| files)
}

/// The file with this path.
pub(super) fn file(path: &str) -> Option<&'static StubFile> {
    let files = files();
    files.binary_search_by(|file| file.path.cmp(path)).ok().map(|at| &files[at])
}

/// Name and root file of each stub crate.
pub(super) fn crates() -> impl Iterator<Item = (&'static str, &'static StubFile)> {
    files().iter().filter_map(|file| {
        let name = file.path.strip_suffix(".rs")?;
        (!name.contains('/')).then_some((name, file))
    })
}
