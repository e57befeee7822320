//! Edits of a text that edits have made: what the compiler says of the new text, said as edits of the text before.

use super::{ChangeSet, Edit};
use crate::base::Span;

/// Edits of one file that give way to another one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Amendment {
    path: String,
    /// Those that touch what is edited anew, sorted.
    removed: Vec<Edit>,
    /// What they and the later edit come to.
    added: Edit,
}

impl Amendment {
    /// What `later`, an edit of the text that `changes` make of the file at `path`, comes to as an edit of the text before them. `None` if
    /// it cuts through a character of theirs.
    #[must_use]
    pub fn new(changes: &ChangeSet, path: &str, later: &Edit) -> Option<Self> {
        let (start, end) = (later.span.start(), later.span.end());
        let pieces = pieces(changes.edits(path));
        let mut touched =
            pieces.partition_point(|(_, after)| after.end() < start)..pieces.partition_point(|(_, after)| after.start() <= end);
        let path = path.to_owned();
        if touched.is_empty() {
            // What follows an edit has moved as far as its end.
            let (before_end, after_end) = pieces[..touched.start].last().map_or((0, 0), |(edit, after)| (edit.span.end(), after.end()));
            let span = Span::new(start - after_end + before_end, end - after_end + before_end);
            return Some(Self { path, removed: Vec::new(), added: Edit { span, replacement: later.replacement.clone() } });
        }
        // Those that meet them in the old text come along, or there would be no telling which comes first.
        let meet = |one: usize, other: usize| pieces[one].0.span.end() == pieces[other].0.span.start();
        while touched.start > 0 && meet(touched.start - 1, touched.start) {
            touched.start -= 1;
        }
        while touched.end < pieces.len() && meet(touched.end - 1, touched.end) {
            touched.end += 1;
        }
        let (mut prefix, mut suffix) = (String::new(), String::new());
        for (edit, after) in &pieces[touched.clone()] {
            let before = start.clamp(after.start(), after.end()) - after.start();
            let behind = end.clamp(after.start(), after.end()) - after.start();
            prefix.push_str(edit.replacement.get(..before as usize)?);
            suffix.push_str(edit.replacement.get(behind as usize..)?);
        }
        let ((first, first_after), (last, last_after)) = (pieces[touched.start], pieces[touched.end - 1]);
        let old_start = first.span.start() - first_after.start().saturating_sub(start);
        let old_end = last.span.end() + end.saturating_sub(last_after.end());
        let added = Edit { span: Span::new(old_start, old_end), replacement: format!("{prefix}{}{suffix}", later.replacement) };
        Some(Self { path, removed: pieces[touched].iter().map(|(edit, _)| (*edit).clone()).collect(), added })
    }
}

/// The edits with the places of their replacements in the new text.
fn pieces(edits: &[Edit]) -> Vec<(&Edit, Span)> {
    let (mut before_end, mut after_end) = (0, 0);
    let mut pieces = Vec::with_capacity(edits.len());
    for edit in edits {
        let start = edit.span.start() - before_end + after_end;
        let after = Span::new(start, start + edit.replacement.len() as u32);
        (before_end, after_end) = (edit.span.end(), after.end());
        pieces.push((edit, after));
    }
    pieces
}

impl ChangeSet {
    /// Makes the amendments together. Whether they fit: if not, because the edits that one of them stands on are not in this set, or
    /// because it overlaps another edit, the set is as it was before.
    pub fn amend(&mut self, amendments: &[Amendment]) -> bool {
        let mut amended = self.clone();
        for Amendment { path, removed, added } in amendments {
            let Some(edits) = amended.files.get_mut(path) else {
                if !removed.is_empty() || amended.insert(path, added.clone()).is_err() {
                    return false;
                }
                continue;
            };
            let count = edits.len();
            edits.retain(|edit| !removed.contains(edit));
            let is_whole = count - edits.len() == removed.len();
            if edits.is_empty() {
                amended.files.remove(path);
            }
            if !is_whole || amended.insert(path, added.clone()).is_err() {
                return false;
            }
        }
        *self = amended;
        true
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PATH: &str = "a.rs";

    fn changes(edits: &[(u32, u32, &str)]) -> ChangeSet {
        let mut changes = ChangeSet::default();
        for (start, end, replacement) in edits {
            changes.insert(PATH, Edit { span: Span::new(*start, *end), replacement: (*replacement).to_owned() }).unwrap();
        }
        changes
    }

    /// `later` after `first` is the same as the amended set at once.
    fn check(text: &str, first: &ChangeSet, later: &Edit) {
        let new = first.apply_to(PATH, text).unwrap();
        let mut after = ChangeSet::default();
        after.insert(PATH, later.clone()).unwrap();
        let expected = after.apply_to(PATH, &new).unwrap();
        let mut amended = first.clone();
        assert!(amended.amend(&[Amendment::new(first, PATH, later).unwrap()]));
        assert_eq!(amended.apply_to(PATH, text).unwrap(), expected, "{later:?} after {first:?}");
    }

    #[test]
    fn an_edit_in_inserted_text_changes_the_insertion() {
        let first = changes(&[(0, 3, "tokio::fs::read"), (6, 6, ".await")]);
        let amendment = Amendment::new(&first, PATH, &Edit { span: Span::new(0, 7), replacement: String::new() }).unwrap();
        let mut amended = first.clone();
        assert!(amended.amend(std::slice::from_ref(&amendment)));
        assert_eq!(amended.apply_to(PATH, "std(a)?").unwrap(), "fs::read(a).await?");
        // What it stands on is not there.
        assert!(!changes(&[(6, 6, ".await")]).amend(&[amendment]));
    }

    proptest! {
        #[test]
        fn one_after_the_other_is_both_at_once(
            text in "[a-f]{0,12}",
            places in prop::collection::vec((0_u32..13, 0_u32..4, "[A-C]{0,3}"), 0..4),
            (start, length, replacement) in (0_u32..20, 0_u32..6, "[x-z]{0,3}"),
        ) {
            let length_of = |text: &str| text.len() as u32;
            let mut first = ChangeSet::default();
            for (start, length, replacement) in places {
                let start = start.min(length_of(&text));
                let span = Span::new(start, (start + length).min(length_of(&text)));
                let _ = first.insert(PATH, Edit { span, replacement });
            }
            let new = length_of(&first.apply_to(PATH, &text).unwrap());
            let start = start.min(new);
            check(&text, &first, &Edit { span: Span::new(start, (start + length).min(new)), replacement });
        }
    }
}
