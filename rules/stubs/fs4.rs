//! The signatures of fs4: fs2's locks, in the names of all its versions. Those for handles of async crates wait on the calling thread too.

use std::io::Result;
use std::path::Path;

pub mod fs_std {
    pub use crate::FileExt;
}
pub mod fs_err2 {
    pub use crate::FileExt;
}
pub mod fs_err3 {
    pub use crate::FileExt;
}
pub mod tokio {
    pub use crate::AsyncFileExt;
}

pub trait FileExt {
    fn allocated_size(&self) -> Result<u64> {}
    fn allocate(&self, len: u64) -> Result<()> {}
    fn lock_shared(&self) -> Result<()> {}
    fn lock_exclusive(&self) -> Result<()> {}
    fn lock(&self) -> Result<()> {}
    fn unlock(&self) -> Result<()> {}
}
impl FileExt for std::fs::File {}
impl FileExt for fs_err::File {}

pub trait AsyncFileExt {
    fn lock_shared(&self) -> Result<()> {}
    fn lock_exclusive(&self) -> Result<()> {}
    fn lock(&self) -> Result<()> {}
    fn unlock(&self) -> Result<()> {}
}
impl AsyncFileExt for ::tokio::fs::File {}

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
