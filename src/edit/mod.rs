//! Edits as pure text: disjoint, sorted edits over many files, and what they make of a text.
//! Writing them to disk is left to `apply/`.

mod amendment;
mod diff;
mod offset_map;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::base::Span;

pub use amendment::Amendment;
pub use diff::unified_diff;
pub use offset_map::OffsetMap;

/// Replaces the bytes of `span` by `replacement`; an empty span inserts.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Edit {
    /// Where, in the text as it is on disk.
    pub span: Span,
    /// By what.
    pub replacement: String,
}

/// Edits over many files, by path relative to the root.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ChangeSet {
    /// Invariant: the edits of a file are sorted and do not overlap; no list is empty, and no edit does nothing.
    files: BTreeMap<String, Vec<Edit>>,
}

/// Two edits that want to change the same bytes in different ways.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("two edits of `{path}` overlap: bytes {}..{} and {}..{}", existing.span.start(), existing.span.end(), refused.span.start(), refused.span.end())]
pub struct Conflict {
    /// The file, relative to the root.
    pub path: String,
    /// The edit that is in the set.
    pub existing: Edit,
    /// The edit that was not taken.
    pub refused: Edit,
}

/// An edit that does not fit the text it is applied to: the text is not the one that the edit was made for.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("an edit of `{path}` at bytes {}..{} does not fit its text of {length} bytes", span.start(), span.end())]
pub struct Misfit {
    /// The file, relative to the root.
    pub path: String,
    /// Where the edit wants to change something: past the end, or not between two characters.
    pub span: Span,
    /// Length of the text in bytes.
    pub length: usize,
}

impl ChangeSet {
    /// Adds an edit.
    ///
    /// The same edit twice is one edit. An insertion at the start of a replaced span comes before the replacement, one at its end comes
    /// after it. Different insertions at one offset are all kept, in the order in which they were added. An edit that replaces nothing by
    /// nothing is not kept.
    ///
    /// # Errors
    /// [`Conflict`] if it overlaps another edit of the file; the set is then as it was before.
    pub fn insert(&mut self, path: impl Into<String>, edit: Edit) -> Result<(), Conflict> {
        if edit.span.is_empty() && edit.replacement.is_empty() {
            return Ok(());
        }
        let path = path.into();
        let edits = self.files.get(&path).map_or(&[][..], Vec::as_slice);
        let order = |edit: &Edit| (edit.span.start(), edit.span.end());
        let at = edits.partition_point(|existing| order(existing) <= order(&edit));
        if edits[..at].iter().rev().take_while(|existing| existing.span == edit.span).any(|existing| *existing == edit) {
            return Ok(());
        }
        let before = edits[..at].last().filter(|existing| existing.span.end() > edit.span.start());
        let after = edits.get(at).filter(|existing| existing.span.start() < edit.span.end());
        if let Some(existing) = before.or(after) {
            return Err(Conflict { path, existing: existing.clone(), refused: edit });
        }
        self.files.entry(path).or_default().insert(at, edit);
        Ok(())
    }

    /// Adds every edit of `other`, as [`ChangeSet::insert`] does. Where no two insertions share an offset, the order of merging does not
    /// matter.
    ///
    /// # Errors
    /// [`Conflict`] if an edit overlaps one of this set; this set is then as it was before.
    pub fn merge(&mut self, other: &Self) -> Result<(), Conflict> {
        let mut merged = self.clone();
        for (path, edits) in other.iter() {
            for edit in edits {
                merged.insert(path, edit.clone())?;
            }
        }
        *self = merged;
        Ok(())
    }

    /// Whether nothing is changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The edits of one file, sorted; none if the file is not changed.
    #[must_use]
    pub fn edits(&self, path: &str) -> &[Edit] {
        self.files.get(path).map_or(&[], Vec::as_slice)
    }

    /// The changed files, sorted by path, each with its edits, sorted.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[Edit])> {
        self.files.iter().map(|(path, edits)| (path.as_str(), edits.as_slice()))
    }

    /// What the edits of `path` make of `text`, the text that they were made for.
    ///
    /// # Errors
    /// [`Misfit`] if an edit lies past the end of the text or not between two characters.
    pub fn apply_to(&self, path: &str, text: &str) -> Result<String, Misfit> {
        let edits = self.edits(path);
        let added: usize = edits.iter().map(|edit| edit.replacement.len()).sum();
        let mut result = String::with_capacity(text.len() + added);
        let mut done = 0;
        for edit in edits {
            let misfit = || Misfit { path: path.to_owned(), span: edit.span, length: text.len() };
            let kept = text.get(done..edit.span.start() as usize).ok_or_else(misfit)?;
            text.get(edit.span.range()).ok_or_else(misfit)?;
            result.push_str(kept);
            result.push_str(&edit.replacement);
            done = edit.span.end() as usize;
        }
        result.push_str(&text[done..]);
        Ok(result)
    }

    /// Where the offsets of one file's text before the edits lie after them, and the other way round.
    #[must_use]
    pub fn offset_map(&self, path: &str) -> OffsetMap {
        OffsetMap::new(self.edits(path))
    }
}
