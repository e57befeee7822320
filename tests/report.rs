//! What a report looks like, to people and to programs.

mod support;

#[path = "report/human.rs"]
mod human;
#[path = "report/json.rs"]
mod json;
