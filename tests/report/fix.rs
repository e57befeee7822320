//! Exact pictures of what `fix` says.

use cargo_unblock::report::Look;
use cargo_unblock::report::fix::{Detail, FixOutcome, Left, RolledBack, Written, render, render_diff};

use crate::support::snapshot::assert_snapshot;

const PLAIN: Look = Look { width: 80, color: false };
const COLORED: Look = Look { width: 80, color: true };

fn left(path: &str, line: u32, api: &str, reason: &str) -> Left {
    Left { path: path.into(), line, api: api.into(), reason: reason.into() }
}

fn outcome() -> FixOutcome {
    let in_trait = "the operation stands in a method of a trait that has to stay sync, and no barrier fits around its only caller";
    let mut places: Vec<_> = (0..5).map(|at| left("src/db.rs", 10 + at, "std::fs::read", in_trait)).collect();
    places.push(left("src/lock.rs", 3, "std::fs::File::lock", "tokio has nothing like it"));
    FixOutcome {
        applied: vec!["src/a.rs:12: std::fs::read -> tokio::fs::read".into(), "src/b.rs:3: std::fs::write -> tokio::fs::write".into()],
        rolled_back: vec![RolledBack {
            title: "src/c.rs:9: std::fs::File::open -> tokio::fs::File::open".into(),
            errors: vec!["error[E0277]: the trait bound `File: Read` is not satisfied\n --> src/c.rs:9:5".into(), "error: second".into()],
        }],
        left: places,
        diff: "--- a/src/a.rs\n+++ b/src/a.rs\n@@ -12 +12 @@\n-    fs::read(p)?;\n+    tokio::fs::read(p).await?;\n }\n".into(),
        ..FixOutcome::default()
    }
}

fn picture(outcome: &FixOutcome, written: Written, detail: Detail, look: Look) -> String {
    let mut out = Vec::new();
    render(outcome, written, detail, look, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn an_outcome_says_what_was_done_undone_and_left() {
    assert_snapshot("fix/outcome.txt", &picture(&outcome(), Written::Yes, Detail::Some, PLAIN));
    assert_snapshot("fix/outcome.color.txt", &picture(&outcome(), Written::Yes, Detail::Some, COLORED));
    assert_snapshot("fix/outcome.verbose.txt", &picture(&outcome(), Written::Yes, Detail::All, PLAIN));
}

#[test]
fn an_empty_outcome_is_one_line() {
    assert_eq!(picture(&FixOutcome::default(), Written::Yes, Detail::Some, PLAIN), "fixed nothing\n");
    assert_eq!(picture(&FixOutcome::default(), Written::No, Detail::Some, PLAIN), "would fix nothing\n");
}

#[test]
fn a_diff_without_colour_is_the_diff_to_the_byte() {
    let crlf = FixOutcome { diff: outcome().diff.replace('\n', "\r\n") + "\\ No newline at end of file", ..outcome() };
    let mut out = Vec::new();
    render_diff(&crlf, PLAIN, &mut out).unwrap();
    assert_eq!(String::from_utf8(out).unwrap(), crlf.diff);
    let mut out = Vec::new();
    render_diff(&outcome(), COLORED, &mut out).unwrap();
    assert_snapshot("fix/diff.color.txt", &String::from_utf8(out).unwrap());
}
