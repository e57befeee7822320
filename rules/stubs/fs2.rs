//! The signatures of fs2: locks of files, and what file systems have room for.

use std::fs::File;
use std::io::{Error, Result};
use std::path::Path;

pub trait FileExt {
    fn duplicate(&self) -> Result<File> {}
    fn allocated_size(&self) -> Result<u64> {}
    fn allocate(&self, len: u64) -> Result<()> {}
    fn lock_shared(&self) -> Result<()> {}
    fn lock_exclusive(&self) -> Result<()> {}
    fn try_lock_shared(&self) -> Result<()> {}
    fn try_lock_exclusive(&self) -> Result<()> {}
    fn unlock(&self) -> Result<()> {}
}
impl FileExt for File {}

pub fn lock_contended_error() -> Error {}

#[derive(Clone, Debug, Hash, Eq, PartialEq)]
pub struct FsStats {}
impl FsStats {
    pub fn free_space(&self) -> u64 {}
    pub fn available_space(&self) -> u64 {}
    pub fn total_space(&self) -> u64 {}
    pub fn allocation_granularity(&self) -> u64 {}
}

pub fn statvfs<P: AsRef<Path>>(path: P) -> Result<FsStats> {}
pub fn free_space<P: AsRef<Path>>(path: P) -> Result<u64> {}
pub fn available_space<P: AsRef<Path>>(path: P) -> Result<u64> {}
pub fn total_space<P: AsRef<Path>>(path: P) -> Result<u64> {}
pub fn allocation_granularity<P: AsRef<Path>>(path: P) -> Result<u64> {}
