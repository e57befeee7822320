//! What a report looks like, to people and to programs.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops there")]
#![expect(clippy::disallowed_methods, reason = "a test is not part of the tool: it makes and reads its own files")]

mod support;

#[path = "report/fix.rs"]
mod fix;
#[path = "report/formats.rs"]
mod formats;
#[path = "report/human.rs"]
mod human;
#[path = "report/json.rs"]
mod json;
#[path = "report/process.rs"]
mod process;
#[path = "report/rules.rs"]
mod rules;
