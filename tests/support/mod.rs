//! What the tests of several rooms share: expected outputs kept in files, and hand-made reports.

pub(crate) mod reports;
pub(crate) mod snapshot;
