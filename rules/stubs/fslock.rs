//! The signatures of fslock: files that are there to be locked.

use std::io::Error;

#[derive(Debug)]
pub struct LockFile {}
impl LockFile {
    pub fn open<P: ToOsStr + ?Sized>(path: &P) -> Result<Self, Error> {}
    pub fn lock(&mut self) -> Result<(), Error> {}
    pub fn lock_with_pid(&mut self) -> Result<(), Error> {}
    pub fn try_lock(&mut self) -> Result<bool, Error> {}
    pub fn try_lock_with_pid(&mut self) -> Result<bool, Error> {}
    pub fn owns_lock(&self) -> bool {}
    pub fn unlock(&mut self) -> Result<(), Error> {}
}
impl Drop for LockFile {}

pub trait ToOsStr {}
