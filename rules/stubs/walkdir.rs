//! The signatures of walkdir: what a folder has in it, and what that has in it.

use std::cmp::Ordering;
use std::ffi::OsStr;
use std::fs::{FileType, Metadata};
use std::io;
use std::path::{Path, PathBuf};

pub type Result<T> = std::result::Result<T, Error>;

#[derive(Debug)]
pub struct WalkDir {}
impl WalkDir {
    pub fn new<P: AsRef<Path>>(root: P) -> Self {}
    pub fn min_depth(self, depth: usize) -> Self {}
    pub fn max_depth(self, depth: usize) -> Self {}
    pub fn follow_links(self, yes: bool) -> Self {}
    pub fn follow_root_links(self, yes: bool) -> Self {}
    pub fn max_open(self, n: usize) -> Self {}
    pub fn sort_by<F: FnMut(&DirEntry, &DirEntry) -> Ordering + Send + Sync + 'static>(self, cmp: F) -> Self {}
    pub fn sort_by_key<K: Ord, F: FnMut(&DirEntry) -> K + Send + Sync + 'static>(self, cmp: F) -> Self {}
    pub fn sort_by_file_name(self) -> Self {}
    pub fn contents_first(self, yes: bool) -> Self {}
    pub fn same_file_system(self, yes: bool) -> Self {}
}
impl IntoIterator for WalkDir {
    type Item = Result<DirEntry>;
    type IntoIter = IntoIter;
}

#[derive(Debug)]
pub struct IntoIter {}
impl IntoIter {
    pub fn skip_current_dir(&mut self) {}
    pub fn filter_entry<P: FnMut(&DirEntry) -> bool>(self, predicate: P) -> FilterEntry<Self, P> {}
}
impl Iterator for IntoIter {
    type Item = Result<DirEntry>;
}

#[derive(Debug)]
pub struct FilterEntry<I, P> {}
impl<P: FnMut(&DirEntry) -> bool> FilterEntry<IntoIter, P> {
    pub fn filter_entry(self, predicate: P) -> FilterEntry<Self, P> {}
    pub fn skip_current_dir(&mut self) {}
}
impl<P> Iterator for FilterEntry<IntoIter, P> {
    type Item = Result<DirEntry>;
}

#[derive(Clone, Debug)]
pub struct DirEntry {}
impl DirEntry {
    pub fn path(&self) -> &Path {}
    pub fn into_path(self) -> PathBuf {}
    pub fn path_is_symlink(&self) -> bool {}
    pub fn metadata(&self) -> Result<Metadata> {}
    pub fn file_type(&self) -> FileType {}
    pub fn file_name(&self) -> &OsStr {}
    pub fn depth(&self) -> usize {}
}

pub trait DirEntryExt {
    fn ino(&self) -> u64 {}
}
impl DirEntryExt for DirEntry {}

#[derive(Debug)]
pub struct Error {}
impl Error {
    pub fn path(&self) -> Option<&Path> {}
    pub fn loop_ancestor(&self) -> Option<&Path> {}
    pub fn depth(&self) -> usize {}
    pub fn io_error(&self) -> Option<&io::Error> {}
    pub fn into_io_error(self) -> Option<io::Error> {}
}
impl std::error::Error for Error {}
impl std::fmt::Display for Error {}
impl From<Error> for io::Error {}
