//! The signatures of fs_err: std::fs with errors that name the path, and its tokio twin.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

pub use self::path::PathExt;

pub fn read<P: AsRef<Path>>(path: P) -> io::Result<Vec<u8>> {}
pub fn read_to_string<P: AsRef<Path>>(path: P) -> io::Result<String> {}
pub fn write<P: AsRef<Path>, C: AsRef<[u8]>>(path: P, contents: C) -> io::Result<()> {}
pub fn copy<P: AsRef<Path>, Q: AsRef<Path>>(from: P, to: Q) -> io::Result<u64> {}
pub fn create_dir<P: AsRef<Path>>(path: P) -> io::Result<()> {}
pub fn create_dir_all<P: AsRef<Path>>(path: P) -> io::Result<()> {}
pub fn remove_dir<P: AsRef<Path>>(path: P) -> io::Result<()> {}
pub fn remove_dir_all<P: AsRef<Path>>(path: P) -> io::Result<()> {}
pub fn remove_file<P: AsRef<Path>>(path: P) -> io::Result<()> {}
pub fn metadata<P: AsRef<Path>>(path: P) -> io::Result<fs::Metadata> {}
pub fn exists<P: AsRef<Path>>(path: P) -> io::Result<bool> {}
pub fn canonicalize<P: AsRef<Path>>(path: P) -> io::Result<PathBuf> {}
pub fn hard_link<P: AsRef<Path>, Q: AsRef<Path>>(original: P, link: Q) -> io::Result<()> {}
pub fn read_link<P: AsRef<Path>>(path: P) -> io::Result<PathBuf> {}
pub fn rename<P: AsRef<Path>, Q: AsRef<Path>>(from: P, to: Q) -> io::Result<()> {}
pub fn soft_link<P: AsRef<Path>, Q: AsRef<Path>>(original: P, link: Q) -> io::Result<()> {}
pub fn symlink_metadata<P: AsRef<Path>>(path: P) -> io::Result<fs::Metadata> {}
pub fn set_permissions<P: AsRef<Path>>(path: P, perm: fs::Permissions) -> io::Result<()> {}
pub fn read_dir<P: Into<PathBuf>>(path: P) -> io::Result<ReadDir> {}

#[derive(Debug)]
pub struct File {}
impl File {
    pub fn open<P: Into<PathBuf>>(path: P) -> Result<Self, io::Error> {}
    pub fn create<P: Into<PathBuf>>(path: P) -> Result<Self, io::Error> {}
    pub fn create_new<P: Into<PathBuf>>(path: P) -> Result<Self, io::Error> {}
    pub fn options() -> OpenOptions {}
    pub fn sync_all(&self) -> Result<(), io::Error> {}
    pub fn sync_data(&self) -> Result<(), io::Error> {}
    pub fn set_len(&self, size: u64) -> Result<(), io::Error> {}
    pub fn metadata(&self) -> Result<fs::Metadata, io::Error> {}
    pub fn try_clone(&self) -> Result<Self, io::Error> {}
    pub fn set_permissions(&self, perm: fs::Permissions) -> Result<(), io::Error> {}
    pub fn set_times(&self, times: fs::FileTimes) -> Result<(), io::Error> {}
    pub fn set_modified(&self, time: SystemTime) -> Result<(), io::Error> {}
    pub fn lock(&self) -> Result<(), io::Error> {}
    pub fn lock_shared(&self) -> Result<(), io::Error> {}
    pub fn try_lock(&self) -> Result<(), fs::TryLockError> {}
    pub fn try_lock_shared(&self) -> Result<(), fs::TryLockError> {}
    pub fn unlock(&self) -> Result<(), io::Error> {}
    pub fn from_parts<P: Into<PathBuf>>(file: fs::File, path: P) -> Self {}
    pub fn into_parts(self) -> (fs::File, PathBuf) {}
    pub fn into_file(self) -> fs::File {}
    pub fn into_path(self) -> PathBuf {}
    pub fn file(&self) -> &fs::File {}
    pub fn file_mut(&mut self) -> &mut fs::File {}
    pub fn path(&self) -> &Path {}
}
impl Read for File {}
impl Write for File {}
impl Seek for File {}
impl Read for &File {}
impl Write for &File {}
impl Seek for &File {}
impl std::os::fd::AsRawFd for File {}
impl std::os::fd::IntoRawFd for File {}
impl std::os::fd::AsFd for File {}
impl From<File> for fs::File {}
impl From<File> for std::os::fd::OwnedFd {}

#[derive(Clone, Debug)]
pub struct OpenOptions {}
impl OpenOptions {
    pub fn new() -> Self {}
    pub fn read(&mut self, read: bool) -> &mut Self {}
    pub fn write(&mut self, write: bool) -> &mut Self {}
    pub fn append(&mut self, append: bool) -> &mut Self {}
    pub fn truncate(&mut self, truncate: bool) -> &mut Self {}
    pub fn create(&mut self, create: bool) -> &mut Self {}
    pub fn create_new(&mut self, create_new: bool) -> &mut Self {}
    pub fn open<P: Into<PathBuf>>(&self, path: P) -> io::Result<File> {}
    pub fn from_options(options: fs::OpenOptions) -> Self {}
    pub fn options(&self) -> &fs::OpenOptions {}
    pub fn options_mut(&mut self) -> &mut fs::OpenOptions {}
}

#[derive(Debug)]
pub struct ReadDir {}
impl Iterator for ReadDir {
    type Item = io::Result<DirEntry>;
}
#[derive(Debug)]
pub struct DirEntry {}
impl DirEntry {
    pub fn path(&self) -> PathBuf {}
    pub fn metadata(&self) -> io::Result<fs::Metadata> {}
    pub fn file_type(&self) -> io::Result<fs::FileType> {}
    pub fn file_name(&self) -> OsString {}
}
impl std::os::unix::fs::DirEntryExt for DirEntry {}

pub mod path {
    use std::fs;
    use std::io;
    use std::path::{Path, PathBuf};
    pub trait PathExt {
        fn fs_err_try_exists(&self) -> io::Result<bool>;
        fn fs_err_metadata(&self) -> io::Result<fs::Metadata>;
        fn fs_err_symlink_metadata(&self) -> io::Result<fs::Metadata>;
        fn fs_err_canonicalize(&self) -> io::Result<PathBuf>;
        fn fs_err_read_link(&self) -> io::Result<PathBuf>;
        fn fs_err_read_dir(&self) -> io::Result<crate::ReadDir>;
    }
    impl PathExt for Path {}
}

pub mod os {
    pub mod unix {
        pub mod fs {
            use std::io;
            use std::path::Path;
            pub fn symlink<P: AsRef<Path>, Q: AsRef<Path>>(original: P, link: Q) -> io::Result<()> {}
            pub fn chown<P: AsRef<Path>>(path: P, uid: Option<u32>, gid: Option<u32>) -> io::Result<()> {}
            pub fn lchown<P: AsRef<Path>>(path: P, uid: Option<u32>, gid: Option<u32>) -> io::Result<()> {}
            pub fn chroot<P: AsRef<Path>>(path: P) -> io::Result<()> {}
            pub trait FileExt {
                fn read_at(&self, buf: &mut [u8], offset: u64) -> io::Result<usize>;
                fn read_exact_at(&self, buf: &mut [u8], offset: u64) -> io::Result<()>;
                fn write_at(&self, buf: &[u8], offset: u64) -> io::Result<usize>;
                fn write_all_at(&self, buf: &[u8], offset: u64) -> io::Result<()>;
            }
            pub trait OpenOptionsExt {
                fn mode(&mut self, mode: u32) -> &mut Self;
                fn custom_flags(&mut self, flags: i32) -> &mut Self;
            }
            impl FileExt for crate::File {}
            impl OpenOptionsExt for crate::OpenOptions {}
        }
    }
    pub mod windows {
        pub mod fs {
            use std::io;
            use std::path::Path;
            pub fn symlink_dir<P: AsRef<Path>, Q: AsRef<Path>>(original: P, link: Q) -> io::Result<()> {}
            pub fn symlink_file<P: AsRef<Path>, Q: AsRef<Path>>(original: P, link: Q) -> io::Result<()> {}
            pub trait FileExt {
                fn seek_read(&self, buf: &mut [u8], offset: u64) -> io::Result<usize>;
                fn seek_write(&self, buf: &[u8], offset: u64) -> io::Result<usize>;
            }
            pub trait OpenOptionsExt {
                fn access_mode(&mut self, access: u32) -> &mut Self;
                fn share_mode(&mut self, val: u32) -> &mut Self;
                fn custom_flags(&mut self, flags: u32) -> &mut Self;
                fn attributes(&mut self, val: u32) -> &mut Self;
                fn security_qos_flags(&mut self, flags: u32) -> &mut Self;
            }
            impl FileExt for crate::File {}
            impl OpenOptionsExt for crate::OpenOptions {}
        }
    }
}

pub mod tokio {
    use ::tokio::io::{AsyncRead, AsyncSeek, AsyncWrite};
    use std::ffi::OsString;
    use std::fs::{FileType, Metadata, Permissions};
    use std::io;
    use std::path::{Path, PathBuf};
    use std::task::{Context, Poll};
    pub async fn canonicalize(path: impl AsRef<Path>) -> io::Result<PathBuf> {}
    pub async fn copy(from: impl AsRef<Path>, to: impl AsRef<Path>) -> Result<u64, io::Error> {}
    pub async fn create_dir(path: impl AsRef<Path>) -> io::Result<()> {}
    pub async fn create_dir_all(path: impl AsRef<Path>) -> io::Result<()> {}
    pub async fn hard_link(original: impl AsRef<Path>, link: impl AsRef<Path>) -> io::Result<()> {}
    pub async fn metadata(path: impl AsRef<Path>) -> io::Result<Metadata> {}
    pub async fn read(path: impl AsRef<Path>) -> io::Result<Vec<u8>> {}
    pub async fn read_dir(path: impl AsRef<Path>) -> io::Result<ReadDir> {}
    pub async fn read_link(path: impl AsRef<Path>) -> io::Result<PathBuf> {}
    pub async fn read_to_string(path: impl AsRef<Path>) -> io::Result<String> {}
    pub async fn remove_dir(path: impl AsRef<Path>) -> io::Result<()> {}
    pub async fn remove_dir_all(path: impl AsRef<Path>) -> io::Result<()> {}
    pub async fn remove_file(path: impl AsRef<Path>) -> io::Result<()> {}
    pub async fn rename(from: impl AsRef<Path>, to: impl AsRef<Path>) -> io::Result<()> {}
    pub async fn set_permissions(path: impl AsRef<Path>, perm: Permissions) -> io::Result<()> {}
    pub async fn symlink(original: impl AsRef<Path>, link: impl AsRef<Path>) -> io::Result<()> {}
    pub async fn symlink_dir(original: impl AsRef<Path>, link: impl AsRef<Path>) -> io::Result<()> {}
    pub async fn symlink_file(original: impl AsRef<Path>, link: impl AsRef<Path>) -> io::Result<()> {}
    pub async fn symlink_metadata(path: impl AsRef<Path>) -> io::Result<Metadata> {}
    pub async fn try_exists(path: impl AsRef<Path>) -> io::Result<bool> {}
    pub async fn write(path: impl AsRef<Path>, contents: impl AsRef<[u8]>) -> io::Result<()> {}
    #[derive(Debug)]
    pub struct File {}
    impl File {
        pub async fn open(path: impl Into<PathBuf>) -> io::Result<File> {}
        pub async fn create(path: impl Into<PathBuf>) -> io::Result<File> {}
        pub async fn create_new(path: impl Into<PathBuf>) -> io::Result<File> {}
        pub fn options() -> OpenOptions {}
        pub fn from_std(std: crate::File) -> File {}
        pub async fn sync_all(&self) -> io::Result<()> {}
        pub async fn sync_data(&self) -> io::Result<()> {}
        pub async fn set_len(&self, size: u64) -> io::Result<()> {}
        pub async fn metadata(&self) -> io::Result<Metadata> {}
        pub async fn try_clone(&self) -> io::Result<File> {}
        pub async fn into_std(self) -> crate::File {}
        pub fn try_into_std(self) -> Result<crate::File, Self> {}
        pub async fn set_permissions(&self, perm: Permissions) -> io::Result<()> {}
        pub fn from_parts<P: Into<PathBuf>>(file: ::tokio::fs::File, path: P) -> Self {}
        pub fn into_parts(self) -> (::tokio::fs::File, PathBuf) {}
        pub fn file(&self) -> &::tokio::fs::File {}
        pub fn file_mut(&mut self) -> &mut ::tokio::fs::File {}
        pub fn path(&self) -> &Path {}
    }
    impl AsyncRead for File {}
    impl AsyncWrite for File {}
    impl AsyncSeek for File {}
    impl From<crate::File> for File {}
    impl From<File> for ::tokio::fs::File {}
    #[derive(Clone, Debug)]
    pub struct OpenOptions {}
    impl OpenOptions {
        pub fn new() -> OpenOptions {}
        pub fn read(&mut self, read: bool) -> &mut OpenOptions {}
        pub fn write(&mut self, write: bool) -> &mut OpenOptions {}
        pub fn append(&mut self, append: bool) -> &mut OpenOptions {}
        pub fn truncate(&mut self, truncate: bool) -> &mut OpenOptions {}
        pub fn create(&mut self, create: bool) -> &mut OpenOptions {}
        pub fn create_new(&mut self, create_new: bool) -> &mut OpenOptions {}
        pub async fn open(&self, path: impl AsRef<Path>) -> io::Result<File> {}
        pub fn mode(&mut self, mode: u32) -> &mut OpenOptions {}
        pub fn custom_flags(&mut self, flags: i32) -> &mut OpenOptions {}
    }
    impl From<std::fs::OpenOptions> for OpenOptions {}
    impl From<::tokio::fs::OpenOptions> for OpenOptions {}
    #[derive(Debug, Default)]
    pub struct DirBuilder {}
    impl DirBuilder {
        pub fn new() -> Self {}
        pub fn recursive(&mut self, recursive: bool) -> &mut Self {}
        pub async fn create(&self, path: impl AsRef<Path>) -> io::Result<()> {}
        pub fn mode(&mut self, mode: u32) -> &mut Self {}
    }
    #[derive(Debug)]
    pub struct ReadDir {}
    impl ReadDir {
        pub async fn next_entry(&mut self) -> io::Result<Option<DirEntry>> {}
        pub fn poll_next_entry(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<Option<DirEntry>>> {}
    }
    #[derive(Debug)]
    pub struct DirEntry {}
    impl DirEntry {
        pub fn path(&self) -> PathBuf {}
        pub fn file_name(&self) -> OsString {}
        pub async fn metadata(&self) -> io::Result<Metadata> {}
        pub async fn file_type(&self) -> io::Result<FileType> {}
        pub fn ino(&self) -> u64 {}
    }
}
