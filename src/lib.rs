//! cargo-unblock finds blocking calls that run on an async executor, and takes them out.

pub mod apply;
pub mod base;
pub mod edit;
pub mod fix;
pub mod lint;
pub mod os;
pub mod rules;
