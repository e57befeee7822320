//! Signatures of std: what is special to Unix and Windows.

pub mod fd {
    use crate::prelude::rust_2024::*;
    use crate::io;
    pub type RawFd = i32;
    pub trait AsRawFd {
        fn as_raw_fd(&self) -> RawFd;
    }
    pub trait FromRawFd {
        unsafe fn from_raw_fd(fd: RawFd) -> Self;
    }
    pub trait IntoRawFd {
        fn into_raw_fd(self) -> RawFd;
    }
    pub trait AsFd {
        fn as_fd(&self) -> BorrowedFd<'_>;
    }
    #[derive(Copy, Clone, Debug)]
    pub struct BorrowedFd<'fd> {}
    impl BorrowedFd<'_> {
        pub const unsafe fn borrow_raw(fd: RawFd) -> Self {}
        pub fn try_clone_to_owned(&self) -> io::Result<OwnedFd> {}
    }
    #[derive(Debug)]
    pub struct OwnedFd {}
    impl OwnedFd {
        pub fn try_clone(&self) -> io::Result<OwnedFd> {}
    }
    impl AsRawFd for crate::fs::File {}
    impl AsFd for crate::fs::File {}
    impl AsRawFd for crate::io::Stdin {}
    impl AsFd for crate::io::Stdin {}
    impl AsRawFd for crate::io::Stdout {}
    impl AsFd for crate::io::Stdout {}
    impl AsRawFd for crate::io::Stderr {}
    impl AsFd for crate::io::Stderr {}
    impl AsRawFd for crate::process::ChildStdin {}
    impl AsFd for crate::process::ChildStdin {}
    impl AsRawFd for crate::process::ChildStdout {}
    impl AsFd for crate::process::ChildStdout {}
    impl AsRawFd for crate::process::ChildStderr {}
    impl AsFd for crate::process::ChildStderr {}
    impl AsRawFd for crate::net::TcpStream {}
    impl AsFd for crate::net::TcpStream {}
    impl AsRawFd for crate::net::TcpListener {}
    impl AsFd for crate::net::TcpListener {}
    impl AsRawFd for crate::net::UdpSocket {}
    impl AsFd for crate::net::UdpSocket {}
    impl AsRawFd for OwnedFd {}
    impl AsFd for OwnedFd {}
    impl FromRawFd for crate::fs::File {}
    impl IntoRawFd for crate::fs::File {}
    impl From<crate::fs::File> for OwnedFd {}
    impl From<OwnedFd> for crate::fs::File {}
    impl IntoRawFd for crate::process::ChildStdin {}
    impl From<crate::process::ChildStdin> for OwnedFd {}
    impl From<OwnedFd> for crate::process::ChildStdin {}
    impl IntoRawFd for crate::process::ChildStdout {}
    impl From<crate::process::ChildStdout> for OwnedFd {}
    impl From<OwnedFd> for crate::process::ChildStdout {}
    impl IntoRawFd for crate::process::ChildStderr {}
    impl From<crate::process::ChildStderr> for OwnedFd {}
    impl From<OwnedFd> for crate::process::ChildStderr {}
    impl FromRawFd for crate::net::TcpStream {}
    impl IntoRawFd for crate::net::TcpStream {}
    impl From<crate::net::TcpStream> for OwnedFd {}
    impl From<OwnedFd> for crate::net::TcpStream {}
    impl FromRawFd for crate::net::TcpListener {}
    impl IntoRawFd for crate::net::TcpListener {}
    impl From<crate::net::TcpListener> for OwnedFd {}
    impl From<OwnedFd> for crate::net::TcpListener {}
    impl FromRawFd for crate::net::UdpSocket {}
    impl IntoRawFd for crate::net::UdpSocket {}
    impl From<crate::net::UdpSocket> for OwnedFd {}
    impl From<OwnedFd> for crate::net::UdpSocket {}
    impl FromRawFd for OwnedFd {}
    impl IntoRawFd for OwnedFd {}
}
pub mod unix {
    pub mod prelude {
        pub use super::ffi::{OsStrExt, OsStringExt};
        pub use super::fs::{DirEntryExt, FileExt, FileTypeExt, MetadataExt, OpenOptionsExt, PermissionsExt};
        pub use super::io::{AsFd, AsRawFd, BorrowedFd, FromRawFd, IntoRawFd, OwnedFd, RawFd};
        pub use super::process::{CommandExt, ExitStatusExt};
    }
    pub mod io {
        pub use crate::os::fd::*;
    }
    pub mod ffi {
        use crate::prelude::rust_2024::*;
        use crate::ffi::{OsStr, OsString};
        pub trait OsStrExt {
            fn from_bytes(slice: &[u8]) -> &Self;
            fn as_bytes(&self) -> &[u8];
        }
        pub trait OsStringExt {
            fn from_vec(vec: Vec<u8>) -> Self;
            fn into_vec(self) -> Vec<u8>;
        }
        impl OsStrExt for OsStr {}
        impl OsStringExt for OsString {}
    }
    pub mod fs {
        use crate::prelude::rust_2024::*;
        use crate::fs::{DirBuilder, DirEntry, File, FileType, Metadata, OpenOptions, Permissions};
        use crate::io;
        use crate::path::Path;
        pub trait FileExt {
            fn read_at(&self, buf: &mut [u8], offset: u64) -> io::Result<usize>;
            fn read_exact_at(&self, buf: &mut [u8], offset: u64) -> io::Result<()> {}
            fn write_at(&self, buf: &[u8], offset: u64) -> io::Result<usize>;
            fn write_all_at(&self, buf: &[u8], offset: u64) -> io::Result<()> {}
        }
        pub trait PermissionsExt {
            fn mode(&self) -> u32;
            fn set_mode(&mut self, mode: u32);
            fn from_mode(mode: u32) -> Self;
        }
        pub trait OpenOptionsExt {
            fn mode(&mut self, mode: u32) -> &mut Self;
            fn custom_flags(&mut self, flags: i32) -> &mut Self;
        }
        pub trait MetadataExt {
            fn dev(&self) -> u64;
            fn ino(&self) -> u64;
            fn mode(&self) -> u32;
            fn nlink(&self) -> u64;
            fn uid(&self) -> u32;
            fn gid(&self) -> u32;
            fn rdev(&self) -> u64;
            fn size(&self) -> u64;
            fn atime(&self) -> i64;
            fn atime_nsec(&self) -> i64;
            fn mtime(&self) -> i64;
            fn mtime_nsec(&self) -> i64;
            fn ctime(&self) -> i64;
            fn ctime_nsec(&self) -> i64;
            fn blksize(&self) -> u64;
            fn blocks(&self) -> u64;
        }
        pub trait FileTypeExt {
            fn is_block_device(&self) -> bool;
            fn is_char_device(&self) -> bool;
            fn is_fifo(&self) -> bool;
            fn is_socket(&self) -> bool;
        }
        pub trait DirEntryExt {
            fn ino(&self) -> u64;
        }
        pub trait DirBuilderExt {
            fn mode(&mut self, mode: u32) -> &mut Self;
        }
        impl FileExt for File {}
        impl PermissionsExt for Permissions {}
        impl OpenOptionsExt for OpenOptions {}
        impl MetadataExt for Metadata {}
        impl FileTypeExt for FileType {}
        impl DirEntryExt for DirEntry {}
        impl DirBuilderExt for DirBuilder {}
        pub fn symlink<P: AsRef<Path>, Q: AsRef<Path>>(original: P, link: Q) -> io::Result<()> {}
        pub fn chown<P: AsRef<Path>>(dir: P, uid: Option<u32>, gid: Option<u32>) -> io::Result<()> {}
        pub fn lchown<P: AsRef<Path>>(dir: P, uid: Option<u32>, gid: Option<u32>) -> io::Result<()> {}
        pub fn fchown<F: crate::os::fd::AsFd>(fd: F, uid: Option<u32>, gid: Option<u32>) -> io::Result<()> {}
        pub fn chroot<P: AsRef<Path>>(dir: P) -> io::Result<()> {}
    }
    pub mod process {
        use crate::prelude::rust_2024::*;
        use crate::ffi::OsStr;
        use crate::io;
        use crate::process::{Command, ExitStatus};
        pub trait CommandExt {
            fn uid(&mut self, id: u32) -> &mut Command;
            fn gid(&mut self, id: u32) -> &mut Command;
            unsafe fn pre_exec<F: FnMut() -> io::Result<()> + Send + Sync + 'static>(&mut self, f: F) -> &mut Command;
            fn exec(&mut self) -> io::Error;
            fn arg0<S: AsRef<OsStr>>(&mut self, arg: S) -> &mut Command;
            fn process_group(&mut self, pgroup: i32) -> &mut Command;
        }
        pub trait ExitStatusExt {
            fn from_raw(raw: i32) -> Self;
            fn signal(&self) -> Option<i32>;
            fn core_dumped(&self) -> bool;
            fn stopped_signal(&self) -> Option<i32>;
            fn continued(&self) -> bool;
            fn into_raw(self) -> i32;
        }
        impl CommandExt for Command {}
        impl ExitStatusExt for ExitStatus {}
        pub fn parent_id() -> u32 {}
    }
    pub mod net {
        use crate::prelude::rust_2024::*;
        use crate::io::{self, Read, Write};
        use crate::net::Shutdown;
        use crate::path::Path;
        use crate::time::Duration;
        #[derive(Clone, Debug)]
        pub struct SocketAddr {}
        impl SocketAddr {
            pub fn from_pathname<P: AsRef<Path>>(path: P) -> io::Result<SocketAddr> {}
            pub fn is_unnamed(&self) -> bool {}
            pub fn as_pathname(&self) -> Option<&Path> {}
        }
        #[derive(Debug)]
        pub struct UnixStream {}
        impl UnixStream {
            pub fn connect<P: AsRef<Path>>(path: P) -> io::Result<UnixStream> {}
            pub fn pair() -> io::Result<(UnixStream, UnixStream)> {}
            pub fn try_clone(&self) -> io::Result<UnixStream> {}
            pub fn local_addr(&self) -> io::Result<SocketAddr> {}
            pub fn peer_addr(&self) -> io::Result<SocketAddr> {}
            pub fn set_read_timeout(&self, timeout: Option<Duration>) -> io::Result<()> {}
            pub fn set_write_timeout(&self, timeout: Option<Duration>) -> io::Result<()> {}
            pub fn set_nonblocking(&self, nonblocking: bool) -> io::Result<()> {}
            pub fn shutdown(&self, how: Shutdown) -> io::Result<()> {}
        }
        impl Read for UnixStream {}
        impl Write for UnixStream {}
        impl Read for &UnixStream {}
        impl Write for &UnixStream {}
        #[derive(Debug)]
        pub struct UnixListener {}
        impl UnixListener {
            pub fn bind<P: AsRef<Path>>(path: P) -> io::Result<UnixListener> {}
            pub fn accept(&self) -> io::Result<(UnixStream, SocketAddr)> {}
            pub fn try_clone(&self) -> io::Result<UnixListener> {}
            pub fn local_addr(&self) -> io::Result<SocketAddr> {}
            pub fn set_nonblocking(&self, nonblocking: bool) -> io::Result<()> {}
            pub fn incoming(&self) -> Incoming<'_> {}
        }
        pub struct Incoming<'a> {}
        impl<'a> Iterator for Incoming<'a> { type Item = io::Result<UnixStream>; }
        #[derive(Debug)]
        pub struct UnixDatagram {}
        impl UnixDatagram {
            pub fn bind<P: AsRef<Path>>(path: P) -> io::Result<UnixDatagram> {}
            pub fn unbound() -> io::Result<UnixDatagram> {}
            pub fn pair() -> io::Result<(UnixDatagram, UnixDatagram)> {}
            pub fn connect<P: AsRef<Path>>(&self, path: P) -> io::Result<()> {}
            pub fn recv_from(&self, buf: &mut [u8]) -> io::Result<(usize, SocketAddr)> {}
            pub fn recv(&self, buf: &mut [u8]) -> io::Result<usize> {}
            pub fn send_to<P: AsRef<Path>>(&self, buf: &[u8], path: P) -> io::Result<usize> {}
            pub fn send(&self, buf: &[u8]) -> io::Result<usize> {}
        }
    }
}
pub mod windows {
    pub mod prelude {
        pub use super::ffi::{OsStrExt, OsStringExt};
        pub use super::fs::{FileExt, FileTypeExt, MetadataExt, OpenOptionsExt};
        pub use super::process::{CommandExt, ExitStatusExt};
    }
    pub mod ffi {
        use crate::prelude::rust_2024::*;
        use crate::ffi::{OsStr, OsString};
        pub trait OsStrExt {
            fn encode_wide(&self) -> EncodeWide<'_>;
        }
        pub trait OsStringExt {
            fn from_wide(wide: &[u16]) -> Self;
        }
        #[derive(Clone)]
        pub struct EncodeWide<'a> {}
        impl<'a> Iterator for EncodeWide<'a> { type Item = u16; }
        impl OsStrExt for OsStr {}
        impl OsStringExt for OsString {}
    }
    pub mod fs {
        use crate::prelude::rust_2024::*;
        use crate::fs::{File, FileType, Metadata, OpenOptions};
        use crate::io;
        use crate::path::Path;
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
        pub trait MetadataExt {
            fn file_attributes(&self) -> u32;
            fn creation_time(&self) -> u64;
            fn last_access_time(&self) -> u64;
            fn last_write_time(&self) -> u64;
            fn file_size(&self) -> u64;
        }
        pub trait FileTypeExt {
            fn is_symlink_dir(&self) -> bool;
            fn is_symlink_file(&self) -> bool;
        }
        impl FileExt for File {}
        impl OpenOptionsExt for OpenOptions {}
        impl MetadataExt for Metadata {}
        impl FileTypeExt for FileType {}
        pub fn symlink_file<P: AsRef<Path>, Q: AsRef<Path>>(original: P, link: Q) -> io::Result<()> {}
        pub fn symlink_dir<P: AsRef<Path>, Q: AsRef<Path>>(original: P, link: Q) -> io::Result<()> {}
    }
    pub mod process {
        use crate::prelude::rust_2024::*;
        use crate::ffi::OsStr;
        use crate::process::{Command, ExitStatus};
        pub trait CommandExt {
            fn creation_flags(&mut self, flags: u32) -> &mut Command;
            fn raw_arg<S: AsRef<OsStr>>(&mut self, text_to_append_as_is: S) -> &mut Command;
        }
        pub trait ExitStatusExt {
            fn from_raw(raw: u32) -> Self;
        }
        impl CommandExt for Command {}
        impl ExitStatusExt for ExitStatus {}
    }
}
