//! The only door to the world: walking folders, reading and writing files, git, cargo, and the signals that stop a run.
//! What is read, and what is done about an error, is left to the callers.

#![expect(clippy::disallowed_methods, reason = "this is the door that everything else has to use")]

mod cargo;
mod cargo_home;
mod changes;
mod departure;
mod environment;
mod files;
mod git;
mod inputs;
mod interrupt;
mod lock;
mod memory;
mod places;
mod process;
mod read;
mod rustfmt;
mod stamp;
mod trees;
mod user_cache;
mod walk;
mod write;

pub use cargo::{CargoError, CargoRun, run_cargo};
pub use cargo_home::PackageFolders;
pub use changes::{ChangedLines, changed_lines};
pub use departure::{Departure, on_departure, wait_if_departing};
pub use environment::{arguments, build_option, home, host_option, next_line, program_mark, variable};
pub use files::{
    FileError, copy_tree, create_file, create_folder, exists, overwrite, remove_empty_folder, remove_file, remove_folder, rename,
    sync_folder, write_new,
};
pub use git::{GitError, GitTree, git_tree, repository_top};
pub use inputs::{Inputs, Recorder, Verdict, mark_unrepeatable};
pub use interrupt::Interrupt;
pub use lock::FileLock;
pub use memory::Mount;
pub use places::{nearest_folder, places_below};
pub use process::{Finished, RunError};
pub use read::{LARGEST_SOURCE, ReadError, read_bytes, read_source, total_size};
pub use rustfmt::rustfmt;
pub use trees::{StagedTrees, Tree};
pub use user_cache::{CacheFile, cache_file, cache_files, cache_folder, read_cached, replace_file, was_used_now};
pub use walk::{RustFiles, WalkProblem, absolute, folder_entries, is_file, is_folder, rust_files, slashed};
pub use write::{Staged, Target, WriteError, remove_left_overs, replace_regular_file, write_atomically};
