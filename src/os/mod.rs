//! The only door to the world: files, folders, git and cargo. Nothing above it touches the file system or starts a process.

mod read;
mod walk;

pub use read::{LARGEST_SOURCE, ReadError, read_bytes, read_source};
pub use walk::{RustFiles, WalkProblem, absolute, folder_entries, is_file, is_folder, rust_files, slashed};
