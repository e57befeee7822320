//! What edits promise, held by random texts and edits.

use std::process::{Command, Stdio};

use proptest::prelude::*;

use super::*;

fn edit(start: u32, end: u32, replacement: &str) -> Edit {
    Edit { span: Span::new(start, end), replacement: replacement.to_owned() }
}

fn set(edits: &[Edit]) -> ChangeSet {
    let mut changes = ChangeSet::default();
    for edit in edits {
        changes.insert("a.rs", edit.clone()).unwrap();
    }
    changes
}

/// A text and edits between its characters that do not overlap.
fn text_and_changes() -> impl Strategy<Value = (String, ChangeSet)> {
    let edits = prop::collection::vec((any::<prop::sample::Index>(), 0_usize..4, "[xy\u{e4}\n]{0,3}"), 0..8);
    ("[a-c\u{e9}\u{1f980}\r\n]{0,40}", edits).prop_map(|(text, wanted)| {
        let mut boundaries: Vec<u32> = text.char_indices().map(|(at, _)| at as u32).collect();
        boundaries.push(text.len() as u32);
        let mut changes = ChangeSet::default();
        for (start, length, replacement) in wanted {
            let start = start.index(boundaries.len());
            let end = (start + length).min(boundaries.len() - 1);
            // An edit that conflicts with an earlier one is not part of the case.
            let _ = changes.insert("a.rs", edit(boundaries[start], boundaries[end], &replacement));
        }
        (text, changes)
    })
}

proptest! {
    #[test]
    fn applying_is_splicing_back_to_front((text, changes) in text_and_changes()) {
        let mut spliced = text.clone();
        for edit in changes.edits("a.rs").iter().rev() {
            spliced.replace_range(edit.span.range(), &edit.replacement);
        }
        prop_assert_eq!(changes.apply_to("a.rs", &text).unwrap(), spliced);
        prop_assert_eq!(changes.apply_to("other.rs", &text).unwrap(), text);
    }

    #[test]
    fn bytes_outside_the_edits_are_kept_and_found_again((text, changes) in text_and_changes()) {
        let result = changes.apply_to("a.rs", &text).unwrap();
        let map = changes.offset_map("a.rs");
        for offset in 0..text.len() as u32 {
            let byte = Span::new(offset, offset + 1);
            if changes.edits("a.rs").iter().any(|edit| edit.span.contains(byte)) {
                continue;
            }
            let moved = map.to_new(offset);
            prop_assert_eq!(result.as_bytes()[moved as usize], text.as_bytes()[offset as usize]);
            prop_assert_eq!(map.to_old(moved), offset);
            prop_assert_eq!(map.span_to_old(Span::new(moved, moved + 1)), byte);
        }
        prop_assert_eq!(map.to_new(text.len() as u32) as usize, result.len());
    }

    #[test]
    fn offset_maps_never_decrease((text, changes) in text_and_changes()) {
        let result = changes.apply_to("a.rs", &text).unwrap();
        let map = changes.offset_map("a.rs");
        let new: Vec<u32> = (0..=text.len() as u32).map(|offset| map.to_new(offset)).collect();
        let old: Vec<u32> = (0..=result.len() as u32).map(|offset| map.to_old(offset)).collect();
        prop_assert!(new.is_sorted() && old.is_sorted());
        prop_assert!(new.iter().all(|&offset| offset as usize <= result.len()));
        prop_assert!(old.iter().all(|&offset| offset as usize <= text.len()));
        for start in 0..=result.len() as u32 {
            for end in start..=result.len() as u32 {
                prop_assert!(map.span_to_old(Span::new(start, end)).end() as usize <= text.len());
            }
        }
    }

    #[test]
    fn disjoint_sets_merge_in_any_order((_, changes) in text_and_changes(), sides in prop::collection::vec(any::<bool>(), 8)) {
        let (mut left, mut right) = (ChangeSet::default(), ChangeSet::default());
        let mut last = None;
        for (edit, side) in changes.edits("a.rs").iter().zip(sides) {
            // Insertions at one offset keep the order in which they were added, so they are not part of this promise.
            if last == Some(edit.span) {
                continue;
            }
            last = Some(edit.span);
            let target = if side { &mut left } else { &mut right };
            target.insert("a.rs", edit.clone()).unwrap();
        }
        let (mut one, mut other) = (left.clone(), right.clone());
        one.merge(&right).unwrap();
        other.merge(&left).unwrap();
        prop_assert_eq!(one, other);
    }
}

#[test]
fn overlapping_edits_conflict_and_leave_the_set_as_it_was() {
    let existing = edit(3, 6, "x");
    for refused in [edit(2, 4, ""), edit(4, 5, "y"), edit(5, 9, "y"), edit(3, 6, "y"), edit(0, 9, ""), edit(4, 4, "y")] {
        let mut changes = set(std::slice::from_ref(&existing));
        let conflict = changes.insert("a.rs", refused.clone()).unwrap_err();
        assert_eq!(conflict, Conflict { path: "a.rs".into(), existing: existing.clone(), refused });
        assert_eq!(changes, set(std::slice::from_ref(&existing)));
    }
}

#[test]
fn the_same_edit_twice_is_one_and_touching_edits_are_kept() {
    let changes =
        set(&[edit(3, 6, "x"), edit(3, 6, "x"), edit(6, 6, "after"), edit(3, 3, "before "), edit(6, 7, ""), edit(3, 3, "before ")]);
    assert_eq!(changes.edits("a.rs").len(), 4);
    assert_eq!(changes.apply_to("a.rs", "0123456789").unwrap(), "012before xafter789");
}

#[test]
fn insertions_at_one_offset_stay_in_the_order_in_which_they_were_added() {
    let changes = set(&[edit(1, 1, "b"), edit(1, 1, "a"), edit(1, 1, "b"), edit(1, 1, "")]);
    assert_eq!(changes.apply_to("a.rs", "()").unwrap(), "(ba)");
}

#[test]
fn a_failed_merge_changes_nothing() {
    let mut changes = set(&[edit(3, 6, "x")]);
    let before = changes.clone();
    assert!(changes.merge(&set(&[edit(0, 1, "fine"), edit(5, 7, "not")])).is_err());
    assert_eq!(changes, before);
}

#[test]
fn an_edit_that_does_not_fit_is_an_error() {
    for misfit in [edit(1, 2, ""), edit(2, 2, "x"), edit(3, 9, ""), edit(9, 9, "x")] {
        let error = set(std::slice::from_ref(&misfit)).apply_to("a.rs", "a\u{e9}b").unwrap_err();
        assert_eq!(error, Misfit { path: "a.rs".into(), span: misfit.span, length: 4 });
    }
}

#[test]
fn a_span_in_new_text_comes_from_the_whole_replaced_span() {
    let changes = set(&[edit(2, 5, "long replacement"), edit(7, 7, ".await")]);
    let map = changes.offset_map("a.rs");
    assert_eq!(map.span_to_old(Span::new(4, 6)), Span::new(2, 5));
    assert_eq!(map.span_to_old(Span::empty(4)), Span::new(2, 5));
    assert_eq!(map.span_to_old(Span::new(21, 24)), Span::empty(7));
    assert_eq!(map.span_to_old(Span::new(0, 27)), Span::new(0, 8));
    assert_eq!(map.span_to_old(Span::empty(1)), Span::empty(1));
}

#[test]
fn equal_texts_have_no_diff() {
    assert_eq!(unified_diff("a.rs", "x\n", "x\n"), "");
}

#[test]
fn a_diff_has_git_headers_and_keeps_line_ends() {
    let diff = unified_diff("src/a.rs", "one\r\ntwo\r\nthree", "one\r\n2\r\nthree");
    let expected = "--- a/src/a.rs\n+++ b/src/a.rs\n@@ -1,3 +1,3 @@\n one\r\n-two\r\n+2\r\n three\n\\ No newline at end of file\n";
    assert_eq!(diff, expected);
}

#[test]
fn git_applies_the_diff() {
    let long = (0..40).map(|line| format!("line {line}\n")).collect::<Vec<_>>().concat();
    let cases = [
        ("one\n".to_owned(), "one\ntwo".to_owned()),
        ("one".to_owned(), "one\n".to_owned()),
        ("a\r\nb\rc\r".to_owned(), "a\r\nB\rc\r".to_owned()),
        ("\u{feff}x\n".to_owned(), "\u{feff}use y;\nx\n".to_owned()),
        (long.clone(), long.replace("line 3\n", "").replace("line 30\n", "line 30\nmore\n")),
    ];
    for (before, after) in cases {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a file.rs");
        std::fs::write(&file, &before).unwrap();
        let mut git = Command::new("git")
            .args(["apply", "--whitespace=nowarn", "-"])
            .current_dir(folder.path())
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        let diff = unified_diff("a file.rs", &before, &after);
        std::io::Write::write_all(&mut git.stdin.take().unwrap(), diff.as_bytes()).unwrap();
        assert!(git.wait().unwrap().success(), "{diff}");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), after);
    }
}
