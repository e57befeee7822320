//! Fixes that hold are kept, fixes that do not are taken back to the byte.

use std::cell::{Cell, RefCell};

use cargo_unblock::apply::{TransactionError, Verdict, is_unfinished};
use cargo_unblock::os::RunError;
use proptest::prelude::*;

use super::*;

fn is_rolled_back(outcome: &Outcome, finding: usize) -> bool {
    matches!(&outcome.verdicts[&finding], Verdict::RolledBack(errors) if !errors.is_empty())
}

#[test]
fn fixes_that_compile_are_applied_and_nothing_else_stays() {
    let tree = small_tree(["first", "second", "third"]);
    let outcome = tree.apply(&fake(&tree)).unwrap();
    assert_applied(&tree, &BTreeSet::new());
    assert!(outcome.verdicts.values().all(|verdict| *verdict == Verdict::Applied) && outcome.verdicts.len() == 3);
    assert_eq!(tree.bytes().len(), 2);
}

#[cfg(unix)]
#[test]
fn who_has_a_file_open_goes_on_reading_the_old_bytes() {
    for replacements in [["first", "second", "third"], ["BAD", "second", "third"]] {
        let tree = small_tree(replacements);
        let mut open = std::fs::File::open(tree.root().join("src/b.rs")).unwrap();
        tree.apply(&fake(&tree)).unwrap();
        assert_eq!(std::io::read_to_string(&mut open).unwrap(), tree.sources[1].text());
    }
}

#[test]
fn only_the_fix_that_the_error_points_into_is_rolled_back() {
    let tree = small_tree(["first", "BAD", "third"]);
    let outcome = tree.apply(&fake(&tree)).unwrap();
    assert_applied(&tree, &BTreeSet::from([1]));
    assert_eq!((&outcome.verdicts[&0], outcome.rounds), (&Verdict::Applied, 2));
    assert!(is_rolled_back(&outcome, 1));
}

#[test]
fn the_fix_of_an_error_that_points_nowhere_is_found_by_halves() {
    let tree = small_tree(["first", "BAD", "third"]);
    let errors = |root: &Path| Ok(fails_at_bad(root).into_iter().map(|error| Diagnostic { places: vec![], ..error }).collect());
    let outcome = tree.apply(&Fake { root: tree.root().into(), errors }).unwrap();
    assert_applied(&tree, &BTreeSet::from([1]));
    assert!((0..3).all(|finding| is_rolled_back(&outcome, finding) == (finding == 1)));
}

#[test]
fn rounds_are_bounded_and_the_end_is_proved_or_as_before() {
    let texts: String = (0..40).map(|number| format!("fn f{number}_() {{}}\n")).collect::<Vec<_>>().concat();
    let rewrites = (0..40).map(|number| Rewrite::of("src/a.rs", &texts, &format!("f{number}_"), "BAD")).collect();
    let tree = Tree::new(&[("src/a.rs".into(), texts.clone())], rewrites);
    let before = tree.bytes();
    // One error at a time, as a compiler that stops at the first.
    let errors = |root: &Path| Ok(fails_at_bad(root).into_iter().take(1).collect());
    let outcome = tree.apply(&Fake { root: tree.root().into(), errors }).unwrap();
    assert_eq!((tree.bytes(), outcome.rounds), (before, 24));
    assert!((0..40).all(|finding| is_rolled_back(&outcome, finding)));
}

#[test]
fn a_plan_that_brings_back_what_was_left_out_ends_as_before() {
    let tree = small_tree(["BAD", "second", "third"]);
    let before = tree.bytes();
    let (session, _) = Session::open(tree.root()).unwrap();
    let plan = |_: &Lessons| tree.plan(&BTreeSet::new());
    let (compiler, interrupt) = (fake(&tree), Interrupt::default());
    let task = Task { analysed: &tree.sources, plan: &plan, compiler: &compiler, interrupt: &interrupt, observe: &|_| {}, rounds: 8 };
    let outcome = apply(&session, &task).unwrap();
    session.keep().unwrap();
    drop(session);
    assert_eq!(tree.bytes(), before);
    assert!((0..3).all(|finding| is_rolled_back(&outcome, finding)));
}

#[test]
fn a_new_warning_is_rolled_back_like_an_error() {
    let tree = small_tree(["first", "BAD", "third"]);
    let warn = |error: Diagnostic| Diagnostic { severity: Severity::Warning, ..error };
    let errors = |root: &Path| Ok(fails_at_bad(root).into_iter().map(warn).collect());
    let outcome = tree.apply(&Fake { root: tree.root().into(), errors }).unwrap();
    assert_applied(&tree, &BTreeSet::from([1]));
    assert!(is_rolled_back(&outcome, 1));
}

#[test]
fn a_tree_that_does_not_compile_before_is_left_alone() {
    let tree = small_tree(["first", "second", "third"]);
    let before = tree.bytes();
    let errors = |_: &Path| Ok(vec![error_at("src/a.rs", 0, 1)]);
    let error = tree.apply(&Fake { root: tree.root().into(), errors }).unwrap_err();
    assert!(matches!(&error, ApplyError::DoesNotCompileBefore { errors } if errors.len() == 1), "{error}");
    assert_eq!(tree.bytes(), before);
}

#[test]
fn nothing_to_do_asks_no_compiler() {
    let tree = Tree::new(&[("src/a.rs".into(), "fn a() {}\n".into())], vec![]);
    let errors = |_: &Path| -> Result<Vec<Diagnostic>, CargoError> { panic!("must not be asked") };
    let outcome = tree.apply(&Fake { root: tree.root().into(), errors }).unwrap();
    assert_eq!((outcome.rounds, outcome.verdicts.len()), (0, 0));
}

/// A compiler that writes `Cargo.lock`, as cargo does.
fn writes_lock_file(root: &Path) -> Vec<Diagnostic> {
    std::fs::write(root.join("Cargo.lock"), format!("by cargo: {:?}", fails_at_bad(root).len())).unwrap();
    fails_at_bad(root)
}

#[test]
fn the_lock_file_follows_the_fix() {
    for lock_file in [None, Some("as it was")] {
        let with_lock = |replacements| {
            let tree = small_tree(replacements);
            if let Some(text) = lock_file {
                std::fs::write(tree.root().join("Cargo.lock"), text).unwrap();
            }
            tree
        };
        let tree = with_lock(["first", "second", "third"]);
        tree.apply(&Fake { root: tree.root().into(), errors: |root| Ok(writes_lock_file(root)) }).unwrap();
        assert_eq!(tree.read("Cargo.lock"), "by cargo: 0");

        let tree = with_lock(["BAD", "BAD", "BAD"]);
        let before = tree.bytes();
        tree.apply(&Fake { root: tree.root().into(), errors: |root| Ok(writes_lock_file(root)) }).unwrap();
        assert_eq!(tree.bytes(), before);
    }
}

#[test]
fn a_check_that_is_cut_off_restores_everything() {
    let stops: [fn() -> RunError; 2] = [
        || RunError::Interrupted { program: "cargo".into() },
        || RunError::TimedOut { program: "cargo".into(), time_out: std::time::Duration::from_secs(1) },
    ];
    for stop in stops {
        let tree = small_tree(["first", "second", "third"]);
        let before = tree.bytes();
        let calls = Cell::new(0);
        let errors = |root: &Path| {
            calls.set(calls.get() + 1);
            writes_lock_file(root);
            if calls.get() == 1 { Ok(vec![]) } else { Err(CargoError::Run(stop())) }
        };
        let error = tree.apply(&Fake { root: tree.root().into(), errors }).unwrap_err();
        assert!(matches!(error, ApplyError::Interrupted | ApplyError::Check(_)), "{error}");
        assert_eq!(tree.bytes(), before);
    }
}

#[test]
fn an_interrupt_between_two_files_restores_the_first() {
    let tree = small_tree(["first", "second", "third"]);
    let before = tree.bytes();
    let interrupt = Interrupt::default();
    let observe = |event: Event<'_>| {
        if matches!(event, Event::Written { path: "src/a.rs" }) {
            interrupt.ask();
        }
    };
    let error = tree.apply_observed(&fake(&tree), &interrupt, &observe).unwrap_err();
    assert!(matches!(error, ApplyError::Interrupted), "{error}");
    assert_eq!(tree.bytes(), before);
}

#[test]
fn a_panic_in_the_middle_restores_everything() {
    let tree = small_tree(["first", "second", "third"]);
    let before = tree.bytes();
    let observe = |event: Event<'_>| assert!(!matches!(event, Event::CheckingAfter { .. }), "on purpose");
    let run = || tree.apply_observed(&fake(&tree), &Interrupt::default(), &observe);
    assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)).is_err());
    assert_eq!(tree.bytes(), before);
}

#[test]
fn a_change_while_files_are_written_is_kept_and_the_rest_restored() {
    let tree = small_tree(["first", "second", "third"]);
    let path = tree.root().join("src/b.rs");
    let observe = |event: Event<'_>| {
        if matches!(event, Event::Written { path: "src/a.rs" }) {
            std::fs::write(&path, "by an editor").unwrap();
        }
    };
    let error = tree.apply_observed(&fake(&tree), &Interrupt::default(), &observe).unwrap_err();
    assert!(
        matches!(&error, ApplyError::Transaction(TransactionError::ChangedSinceAnalysis { paths }) if *paths == ["src/b.rs"]),
        "{error}"
    );
    assert_eq!((tree.read("src/a.rs").as_str(), tree.read("src/b.rs").as_str()), (tree.sources[0].text(), "by an editor"));
    assert_eq!(tree.bytes().len(), 2);
}

#[test]
fn a_change_while_the_compiler_runs_is_left_and_the_original_put_aside() {
    let tree = small_tree(["first", "BAD", "third"]);
    let calls = Cell::new(0);
    let errors = |root: &Path| {
        calls.set(calls.get() + 1);
        if calls.get() == 2 {
            std::fs::write(root.join("src/b.rs"), "by an editor").unwrap();
        }
        Ok(fails_at_bad(root))
    };
    let error = tree.apply(&Fake { root: tree.root().into(), errors }).unwrap_err();
    let ApplyError::Transaction(TransactionError::ChangedWhileChecking { kept, .. }) = &error else { panic!("{error}") };
    assert_eq!((kept.len(), kept[0].path.as_str()), (1, "src/b.rs"));
    assert_eq!(std::fs::read_to_string(&kept[0].copy).unwrap(), tree.sources[1].text());
    assert_eq!((tree.read("src/a.rs").as_str(), tree.read("src/b.rs").as_str()), (tree.sources[0].text(), "by an editor"));
    assert!(!is_unfinished(tree.root()));
}

#[test]
fn every_step_is_told() {
    let tree = small_tree(["first", "BAD", "third"]);
    let told = RefCell::new(Vec::new());
    tree.apply_observed(&fake(&tree), &Interrupt::default(), &|event| told.borrow_mut().push(format!("{event:?}"))).unwrap();
    let told = told.into_inner();
    assert!(told[0].starts_with("CheckingBefore") && told.contains(&"RolledBack { findings: [1] }".to_owned()), "{told:?}");
    assert_eq!(told.last().unwrap(), "CheckingAfter { round: 2, fixes: 2 }");
}

/// Lines of text, and for some of them a fix that is good or bad.
fn cases() -> impl Strategy<Value = (Tree, BTreeSet<usize>)> {
    let line = ("[a-z\u{e9}\u{1f980}]{1,8}\r?", prop::option::of(("[x-z\n]{0,6}", any::<bool>(), any::<bool>())));
    let file = prop::collection::vec(line, 1..8);
    prop::collection::vec(file, 1..5).prop_map(|files| {
        let (mut texts, mut rewrites, mut bad) = (Vec::new(), Vec::new(), BTreeSet::new());
        for (number, lines) in files.into_iter().enumerate() {
            let path = format!("src/file{number}.rs");
            let mut text = String::new();
            for (line, fix) in lines {
                let start = text.len() as u32;
                if let Some((words, is_bad, replaces)) = fix {
                    let end = start + if replaces { line.chars().next().map_or(0, char::len_utf8) as u32 } else { 0 };
                    let mark = if is_bad { "BAD" } else { "good" };
                    bad.extend(is_bad.then_some(rewrites.len()));
                    rewrites.push(Rewrite { path: path.clone(), span: Span::new(start, end), replacement: format!("{words}{mark}") });
                }
                text.push_str(&line);
                text.push('\n');
            }
            texts.push((path, text));
        }
        (Tree::new(&texts, rewrites), bad)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn exactly_the_bad_fixes_are_rolled_back((tree, bad) in cases()) {
        let before = tree.bytes();
        let outcome = tree.apply(&fake(&tree)).unwrap();
        assert_applied(&tree, &bad);
        prop_assert_eq!(outcome.verdicts.len(), tree.rewrites.len());
        for (finding, verdict) in &outcome.verdicts {
            prop_assert_eq!(matches!(verdict, Verdict::RolledBack(_)), bad.contains(finding));
        }
        if bad.len() == tree.rewrites.len() {
            prop_assert_eq!(tree.bytes(), before);
        }
    }

    #[test]
    fn rollback_is_equal_to_the_byte((tree, _) in cases()) {
        let before = tree.bytes();
        let calls = Cell::new(0);
        let errors = |_: &Path| {
            calls.set(calls.get() + 1);
            Ok(if calls.get() == 1 { vec![] } else { vec![Diagnostic { places: vec![], ..error_at("", 0, 0) }] })
        };
        tree.apply(&Fake { root: tree.root().into(), errors }).unwrap();
        prop_assert_eq!(tree.bytes(), before);
    }
}
