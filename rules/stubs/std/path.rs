//! Signatures of std: paths.

use crate::prelude::rust_2024::*;
use crate::borrow::Cow;
use crate::ffi::{OsStr, OsString};
use crate::fs;
use crate::io;
use crate::ops::{Deref, DerefMut};
pub const MAIN_SEPARATOR: char = '/';
pub const MAIN_SEPARATOR_STR: &str = "/";
pub fn is_separator(c: char) -> bool {}
pub fn absolute<P: AsRef<Path>>(path: P) -> io::Result<PathBuf> {}
#[derive(Copy, Clone, Debug, Hash, PartialOrd, Ord, PartialEq, Eq)]
pub enum Prefix<'a> {
    Verbatim(&'a OsStr),
    VerbatimUNC(&'a OsStr, &'a OsStr),
    VerbatimDisk(u8),
    DeviceNS(&'a OsStr),
    UNC(&'a OsStr, &'a OsStr),
    Disk(u8),
}
impl<'a> Prefix<'a> {
    pub fn is_verbatim(&self) -> bool {}
}
#[derive(Copy, Clone, Debug, Hash, PartialOrd, Ord, PartialEq, Eq)]
pub struct PrefixComponent<'a> {}
impl<'a> PrefixComponent<'a> {
    pub fn kind(&self) -> Prefix<'a> {}
    pub fn as_os_str(&self) -> &'a OsStr {}
}
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Component<'a> {
    Prefix(PrefixComponent<'a>),
    RootDir,
    CurDir,
    ParentDir,
    Normal(&'a OsStr),
}
impl<'a> Component<'a> {
    pub fn as_os_str(self) -> &'a OsStr {}
}
impl AsRef<OsStr> for Component<'_> {}
impl AsRef<Path> for Component<'_> {}
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Components<'a> {}
impl<'a> Components<'a> {
    pub fn as_path(&self) -> &'a Path {}
}
impl AsRef<Path> for Components<'_> {}
impl AsRef<OsStr> for Components<'_> {}
impl<'a> Iterator for Components<'a> {
    type Item = Component<'a>;
}
impl<'a> DoubleEndedIterator for Components<'a> {}
#[derive(Clone, Debug)]
pub struct Iter<'a> {}
impl<'a> Iter<'a> {
    pub fn as_path(&self) -> &'a Path {}
}
impl AsRef<Path> for Iter<'_> {}
impl AsRef<OsStr> for Iter<'_> {}
impl<'a> Iterator for Iter<'a> {
    type Item = &'a OsStr;
}
impl<'a> DoubleEndedIterator for Iter<'a> {}
#[derive(Copy, Clone, Debug)]
pub struct Ancestors<'a> {}
impl<'a> Iterator for Ancestors<'a> {
    type Item = &'a Path;
}
#[derive(Clone, Default, Debug, Eq, Ord, Hash)]
pub struct PathBuf {}
impl PathBuf {
    pub const fn new() -> PathBuf {}
    pub fn with_capacity(capacity: usize) -> PathBuf {}
    pub fn as_path(&self) -> &Path {}
    pub fn leak<'a>(self) -> &'a mut Path {}
    pub fn push<P: AsRef<Path>>(&mut self, path: P) {}
    pub fn pop(&mut self) -> bool {}
    pub fn set_file_name<S: AsRef<OsStr>>(&mut self, file_name: S) {}
    pub fn set_extension<S: AsRef<OsStr>>(&mut self, extension: S) -> bool {}
    pub fn add_extension<S: AsRef<OsStr>>(&mut self, extension: S) -> bool {}
    pub fn as_mut_os_string(&mut self) -> &mut OsString {}
    pub fn into_os_string(self) -> OsString {}
    pub fn into_boxed_path(self) -> Box<Path> {}
    pub fn capacity(&self) -> usize {}
    pub fn clear(&mut self) {}
    pub fn reserve(&mut self, additional: usize) {}
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), crate::collections::TryReserveError> {}
    pub fn reserve_exact(&mut self, additional: usize) {}
    pub fn try_reserve_exact(&mut self, additional: usize) -> Result<(), crate::collections::TryReserveError> {}
    pub fn shrink_to_fit(&mut self) {}
    pub fn shrink_to(&mut self, min_capacity: usize) {}
}
impl Deref for PathBuf { type Target = Path; }
impl DerefMut for PathBuf {}
impl AsRef<Path> for PathBuf {}
impl AsRef<OsStr> for PathBuf {}
impl<T: ?Sized + AsRef<OsStr>> From<&T> for PathBuf {}
impl From<OsString> for PathBuf {}
impl From<String> for PathBuf {}
impl From<Box<Path>> for PathBuf {}
impl From<Cow<'_, Path>> for PathBuf {}
impl crate::str::FromStr for PathBuf {
    type Err = crate::convert::Infallible;
}
impl<P: AsRef<Path>> FromIterator<P> for PathBuf {}
impl<P: AsRef<Path>> Extend<P> for PathBuf {}
impl<'a> IntoIterator for &'a PathBuf {
    type Item = &'a OsStr;
    type IntoIter = Iter<'a>;
}
impl PartialEq for PathBuf {}
impl PartialEq<Path> for PathBuf {}
impl PartialEq<&Path> for PathBuf {}
impl PartialEq<Cow<'_, Path>> for PathBuf {}
impl PartialEq<OsStr> for PathBuf {}
impl PartialEq<&OsStr> for PathBuf {}
impl PartialEq<OsString> for PathBuf {}
impl PartialEq<str> for PathBuf {}
impl PartialEq<String> for PathBuf {}
impl PartialOrd for PathBuf {}
impl PartialOrd<Path> for PathBuf {}
#[derive(Debug, Eq, Ord, Hash)]
pub struct Path {}
impl Path {
    pub fn new<S: AsRef<OsStr> + ?Sized>(s: &S) -> &Path {}
    pub fn as_os_str(&self) -> &OsStr {}
    pub fn as_mut_os_str(&mut self) -> &mut OsStr {}
    pub fn to_str(&self) -> Option<&str> {}
    pub fn to_string_lossy(&self) -> Cow<'_, str> {}
    pub fn to_path_buf(&self) -> PathBuf {}
    pub fn is_absolute(&self) -> bool {}
    pub fn is_relative(&self) -> bool {}
    pub fn has_root(&self) -> bool {}
    pub fn parent(&self) -> Option<&Path> {}
    pub fn ancestors(&self) -> Ancestors<'_> {}
    pub fn file_name(&self) -> Option<&OsStr> {}
    pub fn strip_prefix<P: AsRef<Path>>(&self, base: P) -> Result<&Path, StripPrefixError> {}
    pub fn starts_with<P: AsRef<Path>>(&self, base: P) -> bool {}
    pub fn ends_with<P: AsRef<Path>>(&self, child: P) -> bool {}
    pub fn file_stem(&self) -> Option<&OsStr> {}
    pub fn file_prefix(&self) -> Option<&OsStr> {}
    pub fn extension(&self) -> Option<&OsStr> {}
    pub fn join<P: AsRef<Path>>(&self, path: P) -> PathBuf {}
    pub fn with_file_name<S: AsRef<OsStr>>(&self, file_name: S) -> PathBuf {}
    pub fn with_extension<S: AsRef<OsStr>>(&self, extension: S) -> PathBuf {}
    pub fn with_added_extension<S: AsRef<OsStr>>(&self, extension: S) -> PathBuf {}
    pub fn components(&self) -> Components<'_> {}
    pub fn iter(&self) -> Iter<'_> {}
    pub fn display(&self) -> Display<'_> {}
    pub fn metadata(&self) -> io::Result<fs::Metadata> {}
    pub fn symlink_metadata(&self) -> io::Result<fs::Metadata> {}
    pub fn canonicalize(&self) -> io::Result<PathBuf> {}
    pub fn read_link(&self) -> io::Result<PathBuf> {}
    pub fn read_dir(&self) -> io::Result<fs::ReadDir> {}
    pub fn exists(&self) -> bool {}
    pub fn try_exists(&self) -> io::Result<bool> {}
    pub fn is_file(&self) -> bool {}
    pub fn is_dir(&self) -> bool {}
    pub fn is_symlink(&self) -> bool {}
    pub fn into_path_buf(self: Box<Path>) -> PathBuf {}
}
impl AsRef<OsStr> for Path {}
impl AsRef<Path> for Path {}
impl<'a> IntoIterator for &'a Path {
    type Item = &'a OsStr;
    type IntoIter = Iter<'a>;
}
impl PartialEq for Path {}
impl PartialEq<PathBuf> for Path {}
impl PartialEq<Cow<'_, Path>> for Path {}
impl PartialEq<OsStr> for Path {}
impl PartialEq<OsString> for Path {}
impl PartialEq<str> for Path {}
impl PartialEq<String> for Path {}
impl PartialOrd for Path {}
impl PartialOrd<PathBuf> for Path {}
impl PartialEq<PathBuf> for &Path {}
impl PartialEq<OsString> for &Path {}
#[derive(Debug)]
pub struct Display<'a> {}
impl crate::fmt::Display for Display<'_> {}
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StripPrefixError {}
impl crate::fmt::Display for StripPrefixError {}
impl crate::error::Error for StripPrefixError {}
