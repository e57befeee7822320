//! The signatures of rusqlite that lead to a query: connections, statements, transactions.

use std::path::Path;

pub type Result<T, E = Error> = std::result::Result<T, E>;
#[derive(Debug)]
pub enum Error {}
impl std::error::Error for Error {}
impl std::fmt::Display for Error {}

pub trait Params {}
pub struct OpenFlags {}
pub struct InterruptHandle {}
pub struct Row<'stmt> {}

#[derive(Debug)]
pub struct Connection {}
impl Connection {
    pub fn open<P: AsRef<Path>>(path: P) -> Result<Connection> {}
    pub fn open_in_memory() -> Result<Connection> {}
    pub fn open_with_flags<P: AsRef<Path>>(path: P, flags: OpenFlags) -> Result<Connection> {}
    pub fn open_with_flags_and_vfs<P: AsRef<Path>>(path: P, flags: OpenFlags, vfs: &str) -> Result<Connection> {}
    pub fn open_in_memory_with_flags(flags: OpenFlags) -> Result<Connection> {}
    pub fn transaction(&mut self) -> Result<Transaction<'_>> {}
    pub fn unchecked_transaction(&self) -> Result<Transaction<'_>> {}
    pub fn savepoint(&mut self) -> Result<Savepoint<'_>> {}
    pub fn execute_batch(&self, sql: &str) -> Result<()> {}
    pub fn execute<P: Params>(&self, sql: &str, params: P) -> Result<usize> {}
    pub fn path(&self) -> Option<&str> {}
    pub fn last_insert_rowid(&self) -> i64 {}
    pub fn changes(&self) -> u64 {}
    pub fn is_autocommit(&self) -> bool {}
    pub fn query_row<T, P: Params, F: FnOnce(&Row<'_>) -> Result<T>>(&self, sql: &str, params: P, f: F) -> Result<T> {}
    pub fn query_one<T, P: Params, F: FnOnce(&Row<'_>) -> Result<T>>(&self, sql: &str, params: P, f: F) -> Result<T> {}
    pub fn query_row_and_then<T, E, P: Params, F: FnOnce(&Row<'_>) -> std::result::Result<T, E>>(&self, sql: &str, params: P, f: F) -> std::result::Result<T, E> {}
    pub fn prepare(&self, sql: &str) -> Result<Statement<'_>> {}
    pub fn prepare_cached(&self, sql: &str) -> Result<CachedStatement<'_>> {}
    pub fn close(self) -> std::result::Result<(), (Connection, Error)> {}
    pub fn cache_flush(&self) -> Result<()> {}
    pub fn get_interrupt_handle(&self) -> InterruptHandle {}
    pub fn busy_timeout(&self, timeout: std::time::Duration) -> Result<()> {}
    pub fn backup<P: AsRef<Path>>(&self, name: &str, dst_path: P, progress: Option<fn(Progress)>) -> Result<()> {}
    pub fn restore<P: AsRef<Path>, F: Fn(Progress)>(&mut self, name: &str, src_path: P, progress: Option<F>) -> Result<()> {}
}
pub struct Progress {}

#[derive(Debug)]
pub struct Transaction<'conn> {}
impl<'conn> Transaction<'conn> {
    pub fn savepoint(&mut self) -> Result<Savepoint<'_>> {}
    pub fn commit(self) -> Result<()> {}
    pub fn rollback(self) -> Result<()> {}
    pub fn finish(self) -> Result<()> {}
}
impl<'conn> std::ops::Deref for Transaction<'conn> {
    type Target = Connection;
}

#[derive(Debug)]
pub struct Savepoint<'conn> {}
impl<'conn> std::ops::Deref for Savepoint<'conn> {
    type Target = Connection;
}

#[derive(Debug)]
pub struct Statement<'conn> {}
impl<'conn> Statement<'conn> {
    pub fn execute<P: Params>(&mut self, params: P) -> Result<usize> {}
    pub fn insert<P: Params>(&mut self, params: P) -> Result<i64> {}
    pub fn query<P: Params>(&mut self, params: P) -> Result<Rows<'_>> {}
    pub fn query_map<T, P: Params, F: FnMut(&Row<'_>) -> Result<T>>(&mut self, params: P, f: F) -> Result<MappedRows<'_, F>> {}
    pub fn exists<P: Params>(&mut self, params: P) -> Result<bool> {}
    pub fn query_row<T, P: Params, F: FnOnce(&Row<'_>) -> Result<T>>(&mut self, params: P, f: F) -> Result<T> {}
    pub fn query_one<T, P: Params, F: FnOnce(&Row<'_>) -> Result<T>>(&mut self, params: P, f: F) -> Result<T> {}
}

pub struct CachedStatement<'conn> {}
impl<'conn> std::ops::Deref for CachedStatement<'conn> {
    type Target = Statement<'conn>;
}

pub struct MappedRows<'stmt, F> {}
pub struct Rows<'stmt> {}
impl<'stmt> Rows<'stmt> {
    pub fn next(&mut self) -> Result<Option<&Row<'stmt>>> {}
}
