//! The signatures of which: where a program is that has no path.

use std::ffi::{OsStr, OsString};
use std::ops::Deref;
use std::path;

pub type Result<T> = std::result::Result<T, Error>;

pub fn which<T: AsRef<OsStr>>(binary_name: T) -> Result<path::PathBuf> {}
pub fn which_global<T: AsRef<OsStr>>(binary_name: T) -> Result<path::PathBuf> {}
pub fn which_all<T: AsRef<OsStr>>(binary_name: T) -> Result<impl Iterator<Item = path::PathBuf>> {}
pub fn which_all_global<T: AsRef<OsStr>>(binary_name: T) -> Result<impl Iterator<Item = path::PathBuf>> {}
pub fn which_in<T: AsRef<OsStr>, U: AsRef<OsStr>, V: AsRef<path::Path>>(binary_name: T, paths: Option<U>, cwd: V) -> Result<path::PathBuf> {}
pub fn which_in_all<T: AsRef<OsStr>, U: AsRef<OsStr>, V: AsRef<path::Path>>(
    binary_name: T,
    paths: Option<U>,
    cwd: V,
) -> Result<impl Iterator<Item = path::PathBuf>> {
}
pub fn which_in_global<T: AsRef<OsStr>, U: AsRef<OsStr>>(
    binary_name: T,
    paths: Option<U>,
) -> Result<impl Iterator<Item = path::PathBuf>> {
}

pub struct WhichConfig {}
impl WhichConfig {
    pub fn new() -> Self {}
    pub fn system_cwd(self, use_cwd: bool) -> Self {}
    pub fn custom_cwd(self, cwd: path::PathBuf) -> Self {}
    pub fn binary_name(self, name: OsString) -> Self {}
    pub fn custom_path_list(self, custom_path_list: OsString) -> Self {}
    pub fn system_path_list(self) -> Self {}
    pub fn first_result(self) -> Result<path::PathBuf> {}
    pub fn all_results(self) -> Result<impl Iterator<Item = path::PathBuf>> {}
}
impl Default for WhichConfig {}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {}
impl Path {
    pub fn new<T: AsRef<OsStr>>(binary_name: T) -> Result<Path> {}
    pub fn all<T: AsRef<OsStr>>(binary_name: T) -> Result<impl Iterator<Item = Path>> {}
    pub fn new_in<T: AsRef<OsStr>, U: AsRef<OsStr>, V: AsRef<path::Path>>(binary_name: T, paths: Option<U>, cwd: V) -> Result<Path> {}
    pub fn as_path(&self) -> &path::Path {}
    pub fn into_path_buf(self) -> path::PathBuf {}
}
impl Deref for Path {
    type Target = path::Path;
}
impl AsRef<path::Path> for Path {}
impl AsRef<OsStr> for Path {}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CanonicalPath {}
impl CanonicalPath {
    pub fn new<T: AsRef<OsStr>>(binary_name: T) -> Result<CanonicalPath> {}
    pub fn all<T: AsRef<OsStr>>(binary_name: T) -> Result<impl Iterator<Item = Result<CanonicalPath>>> {}
    pub fn new_in<T: AsRef<OsStr>, U: AsRef<OsStr>, V: AsRef<path::Path>>(
        binary_name: T,
        paths: Option<U>,
        cwd: V,
    ) -> Result<CanonicalPath> {
    }
    pub fn as_path(&self) -> &path::Path {}
    pub fn into_path_buf(self) -> path::PathBuf {}
}
impl Deref for CanonicalPath {
    type Target = path::Path;
}
impl AsRef<path::Path> for CanonicalPath {}
impl AsRef<OsStr> for CanonicalPath {}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    CannotFindBinaryPath,
    CannotGetCurrentDirAndPathListEmpty,
    CannotCanonicalize,
}
impl std::error::Error for Error {}
impl std::fmt::Display for Error {}
