//! What the world sees of a run: one file per format. Only door to miette's renderer, and home of the twin types of every stable format,
//! so that a change inside the tool never changes what others read by accident. Everything is written to a writer that the caller passes.

mod explanation;
pub mod fix;
mod frame;
pub mod graph;
pub mod human;
pub mod json;
mod look;
mod places;
pub mod progress;
pub mod resolution;
pub mod rules;
mod snippet;
mod text;

pub use explanation::Explanation;
pub use look::Look;
