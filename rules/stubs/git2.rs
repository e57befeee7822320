//! The signatures of git2 that lead into a repository.

use std::path::{Path, PathBuf};

#[derive(Debug)]
pub struct Error {}
impl std::error::Error for Error {}
impl std::fmt::Display for Error {}

pub struct Oid {}
pub struct Branch<'repo> {}
pub struct BranchType {}
pub struct Branches<'repo> {}
pub struct Blob<'repo> {}
pub struct Commit<'repo> {}
pub struct Config {}
pub struct Diff<'repo> {}
pub struct Object<'repo> {}
pub struct Reference<'repo> {}
pub struct References<'repo> {}
pub struct RepositoryInitOptions {}
pub struct RepositoryOpenFlags {}
pub struct Signature<'a> {}
pub struct Statuses<'repo> {}
pub struct Submodule<'repo> {}
pub struct Tree<'repo> {}
pub struct Worktree {}
pub struct Status {}
pub struct StatusOptions {}
pub struct DiffOptions {}
pub struct FetchOptions<'cb> {}
pub struct PushOptions<'cb> {}
pub struct Direction {}

pub struct Repository {}
impl Repository {
    pub fn open<P: AsRef<Path>>(path: P) -> Result<Repository, Error> {}
    pub fn open_bare<P: AsRef<Path>>(path: P) -> Result<Repository, Error> {}
    pub fn open_from_env() -> Result<Repository, Error> {}
    pub fn open_ext<P, O, I>(path: P, flags: RepositoryOpenFlags, ceiling_dirs: I) -> Result<Repository, Error> {}
    pub fn discover<P: AsRef<Path>>(path: P) -> Result<Repository, Error> {}
    pub fn discover_path<P: AsRef<Path>, I>(path: P, ceiling_dirs: I) -> Result<PathBuf, Error> {}
    pub fn init<P: AsRef<Path>>(path: P) -> Result<Repository, Error> {}
    pub fn init_bare<P: AsRef<Path>>(path: P) -> Result<Repository, Error> {}
    pub fn init_opts<P: AsRef<Path>>(path: P, opts: &RepositoryInitOptions) -> Result<Repository, Error> {}
    pub fn clone<P: AsRef<Path>>(url: &str, into: P) -> Result<Repository, Error> {}
    pub fn clone_recurse<P: AsRef<Path>>(url: &str, into: P) -> Result<Repository, Error> {}
    pub fn path(&self) -> &Path {}
    pub fn workdir(&self) -> Option<&Path> {}
    pub fn is_bare(&self) -> bool {}
    pub fn head(&self) -> Result<Reference<'_>, Error> {}
    pub fn find_reference(&self, name: &str) -> Result<Reference<'_>, Error> {}
    pub fn references(&self) -> Result<References<'_>, Error> {}
    pub fn find_branch(&self, name: &str, branch_type: BranchType) -> Result<Branch<'_>, Error> {}
    pub fn branches(&self, filter: Option<BranchType>) -> Result<Branches<'_>, Error> {}
    pub fn find_commit(&self, oid: Oid) -> Result<Commit<'_>, Error> {}
    pub fn find_tree(&self, oid: Oid) -> Result<Tree<'_>, Error> {}
    pub fn find_blob(&self, oid: Oid) -> Result<Blob<'_>, Error> {}
    pub fn revparse_single(&self, spec: &str) -> Result<Object<'_>, Error> {}
    pub fn statuses(&self, options: Option<&mut StatusOptions>) -> Result<Statuses<'_>, Error> {}
    pub fn status_file(&self, path: &Path) -> Result<Status, Error> {}
    pub fn index(&self) -> Result<Index, Error> {}
    pub fn config(&self) -> Result<Config, Error> {}
    pub fn set_head(&self, refname: &str) -> Result<(), Error> {}
    pub fn find_remote(&self, name: &str) -> Result<Remote<'_>, Error> {}
    pub fn remote(&self, name: &str, url: &str) -> Result<Remote<'_>, Error> {}
    pub fn worktree<'a>(&'a self, name: &str, path: &Path, opts: Option<&WorktreeAddOptions<'a>>) -> Result<Worktree, Error> {}
    pub fn submodules(&self) -> Result<Vec<Submodule<'_>>, Error> {}
}
pub struct WorktreeAddOptions<'a> {}

pub struct Remote<'repo> {}
impl<'repo> Remote<'repo> {
    pub fn name(&self) -> Option<&str> {}
    pub fn url(&self) -> Option<&str> {}
    pub fn connect(&mut self, dir: Direction) -> Result<(), Error> {}
    pub fn download<Str>(&mut self, specs: &[Str], opts: Option<&mut FetchOptions<'_>>) -> Result<(), Error> {}
    pub fn fetch<Str>(&mut self, refspecs: &[Str], opts: Option<&mut FetchOptions<'_>>, reflog_msg: Option<&str>) -> Result<(), Error> {}
    pub fn push<Str>(&mut self, refspecs: &[Str], opts: Option<&mut PushOptions<'_>>) -> Result<(), Error> {}
}

pub struct Index {}
impl Index {
    pub fn read(&mut self, force: bool) -> Result<(), Error> {}
    pub fn add_path(&mut self, path: &Path) -> Result<(), Error> {}
    pub fn write(&mut self) -> Result<(), Error> {}
    pub fn write_tree(&mut self) -> Result<Oid, Error> {}
}

pub mod build {
    use super::{Error, FetchOptions, Repository};
    use std::path::Path;

    pub struct RepoBuilder<'cb> {}
    impl<'cb> RepoBuilder<'cb> {
        pub fn new() -> RepoBuilder<'cb> {}
        pub fn branch(&mut self, branch: &str) -> &mut RepoBuilder<'cb> {}
        pub fn bare(&mut self, bare: bool) -> &mut RepoBuilder<'cb> {}
        pub fn fetch_options(&mut self, fetch_opts: FetchOptions<'cb>) -> &mut RepoBuilder<'cb> {}
        pub fn clone(&mut self, url: &str, into: &Path) -> Result<Repository, Error> {}
    }
}
