//! Checks that fail only for what is new: baselines, changes since a revision, what is staged, and the hooks of pre-commit.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops there")]
#![expect(clippy::disallowed_methods, reason = "a test is not part of the tool: it makes its own repositories and starts programs")]

#[path = "gates/action.rs"]
mod action;
#[path = "gates/baseline.rs"]
mod baseline;
#[cfg(unix)]
#[path = "gates/departure.rs"]
mod departure;
#[path = "gates/diff_base.rs"]
mod diff_base;
#[path = "gates/examples.rs"]
mod examples;
#[path = "gates/hooks.rs"]
mod hooks;
#[path = "support/programs.rs"]
mod programs;
#[path = "gates/repository.rs"]
mod repository;
#[path = "gates/staged.rs"]
mod staged;
