//! Texts that documentation includes from other files: `#![doc = include_str!("../README.md")]`. Their examples are doc tests too.

use std::path::Path;

use rayon::prelude::*;

use super::{SourceFile, layout};
use crate::base::{Needle, SourceText};
use crate::os;

const INCLUDE: &str = "include_str!(";

/// The texts that the documentation in `files` includes, sorted by path, each once. One that cannot be read does not compile either.
pub(super) fn documents(root: &Path, files: &[SourceFile]) -> Vec<SourceText> {
    let include = Needle::new(INCLUDE);
    let mut paths: Vec<String> = files.par_iter().flat_map_iter(|file| included(&file.source, &include)).collect();
    paths.sort();
    paths.dedup();
    paths.into_iter().filter_map(|path| Some(SourceText::new(path.as_str(), os::read_source(&root.join(&path)).ok()?))).collect()
}

/// The paths, relative to the root.
fn included(source: &SourceText, include: &Needle<'_>) -> impl Iterator<Item = String> {
    let text = source.text();
    let folder = source.path().rsplit_once('/').map_or("", |(folder, _)| folder);
    include.places_in(text).filter_map(move |at| {
        let is_doc = text[..at].trim_end().strip_suffix('=').is_some_and(|before| before.trim_end().ends_with("doc"));
        let literal = text[at + INCLUDE.len()..].trim_start().strip_prefix('"').filter(|_| is_doc)?;
        Some(layout::joined(folder, &literal[..literal.find('"')?]))
    })
}
