//! cargo-unblock finds blocking calls that run on an async executor, and takes them out.

pub mod apply;
pub mod base;
pub mod cli;
pub mod edit;
pub mod fix;
pub mod flow;
pub mod index;
pub mod lint;
pub mod options;
pub mod os;
pub mod report;
pub mod resolve;
pub mod rules;
pub mod syntax;
pub mod workspace;
