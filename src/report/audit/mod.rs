//! The audit as Markdown, as JSON and as a page for a browser: three renderings of the same facts, in the same words.

pub mod html;
pub mod json;
pub mod markdown;
mod picture;
mod words;
