//! What the compiler says makes the next plan better.

use std::cell::Cell;

use cargo_unblock::apply::{Suggestion, Verdict};

use super::*;

/// An error at each `BAD`, with what would be right.
fn suggests(root: &Path, is_certain: bool) -> Vec<Diagnostic> {
    let suggestion = |error: &Diagnostic| {
        let place = &error.places[0];
        Suggestion { is_certain, edits: vec![(place.path.clone(), Edit { span: place.span, replacement: "good".to_owned() })] }
    };
    fails_at_bad(root).into_iter().map(|error| Diagnostic { suggestions: vec![suggestion(&error)], ..error }).collect()
}

#[test]
fn what_the_compiler_is_sure_of_is_done() {
    let tree = small_tree(["first", "was BAD here", "third"]);
    let outcome = tree.apply(&Fake { root: tree.root().into(), errors: |root| Ok(suggests(root, true)) }).unwrap();
    assert!(tree.read("src/a.rs").contains("fn was good here()"), "{}", tree.read("src/a.rs"));
    assert!(outcome.verdicts.values().all(|verdict| *verdict == Verdict::Applied));
    assert_eq!(outcome.rounds, 2);
    // What the outcome says was done is what is on disk.
    let changed = outcome.plan.changes.apply_to("src/a.rs", tree.sources[0].text()).unwrap();
    assert_eq!(changed, tree.read("src/a.rs"));
}

#[test]
fn what_the_compiler_only_guesses_is_not_done() {
    let tree = small_tree(["first", "BAD", "third"]);
    tree.apply(&Fake { root: tree.root().into(), errors: |root| Ok(suggests(root, false)) }).unwrap();
    assert_applied(&tree, &BTreeSet::from([1]));
}

#[test]
fn a_repair_that_does_not_help_ends_with_the_fix_taken_back() {
    let tree = small_tree(["first", "BAD", "third"]);
    let again = |root: &Path| {
        let mut errors = suggests(root, true);
        for edit in errors.iter_mut().flat_map(|error| &mut error.suggestions).flat_map(|suggestion| &mut suggestion.edits) {
            edit.1.replacement = "still BAD".to_owned();
        }
        Ok(errors)
    };
    let outcome = tree.apply(&Fake { root: tree.root().into(), errors: again }).unwrap();
    assert_applied(&tree, &BTreeSet::from([1]));
    assert!(matches!(outcome.verdicts[&1], Verdict::RolledBack(_)));
    assert!(outcome.rounds <= 30, "{}", outcome.rounds);
}

#[test]
fn where_nothing_can_be_awaited_is_a_lesson_for_the_planner() {
    let text = "fn one() {}\nfn two() {}\n";
    let tree = Tree::new(&[("src/a.rs".into(), text.into())], vec![Rewrite::of("src/a.rs", text, "one", "one.await")]);
    let call = Span::new(3, 6);
    let plan = |lessons: &Lessons| {
        let mut plan = tree.plan(&lessons.left_out);
        let replacement = match lessons.not_awaited.get(&("src/a.rs".to_owned(), call)) {
            None => "one.await",
            Some(why) => {
                assert_eq!(why, "an await would keep `guard()` alive, which may not move to another thread");
                "barrier"
            }
        };
        plan.changes = ChangeSet::default();
        plan.changes.insert("src/a.rs", Edit { span: call, replacement: replacement.to_owned() }).unwrap();
        plan.fixes[0].awaits = vec![("src/a.rs".to_owned(), call)];
        plan
    };
    let errors = |root: &Path| {
        let text = std::fs::read_to_string(root.join("src/a.rs")).unwrap();
        let awaits = text.find("await").map(|at| {
            let mut error = error_at("src/a.rs", at as u32, 5);
            error.places[0].label = "await occurs here, with `mut guard()` maybe used later".to_owned();
            error
        });
        Ok(awaits.into_iter().collect())
    };
    let (session, _) = Session::open(tree.root()).unwrap();
    let compiler = Fake { root: tree.root().to_owned(), errors };
    let interrupt = Interrupt::default();
    let task = Task { analysed: &tree.sources, plan: &plan, compiler: &compiler, interrupt: &interrupt, observe: &|_| {}, rounds: 8 };
    let outcome = apply(&session, &task).unwrap();
    session.keep().unwrap();
    assert_eq!((outcome.verdicts[&0].clone(), outcome.rounds), (Verdict::Applied, 2));
    assert!(tree.read("src/a.rs").starts_with("fn barrier()"));
}

#[test]
fn one_of_many_is_found_in_a_few_rounds() {
    let texts = (0..32).map(|number| format!("fn f{number}_() {{}}\n")).collect::<Vec<_>>().concat();
    let rewrites = (0..32).map(|number| {
        let new = if number == 21 { "BAD" } else { "good" };
        Rewrite::of("src/a.rs", &texts, &format!("f{number}_"), new)
    });
    let tree = Tree::new(&[("src/a.rs".into(), texts.clone())], rewrites.collect());
    let rounds = Cell::new(0);
    let errors = |root: &Path| {
        rounds.set(rounds.get() + 1);
        Ok(fails_at_bad(root).into_iter().map(|error| Diagnostic { places: vec![], ..error }).collect())
    };
    tree.apply(&Fake { root: tree.root().into(), errors }).unwrap();
    assert_applied(&tree, &BTreeSet::from([21]));
    // Once before and once with all, twice for each halving, and once at the end.
    assert!(rounds.get() <= 13, "{}", rounds.get());
}

#[test]
fn what_does_not_hold_in_one_hop_is_taken_apart_before_anything_is_taken_back() {
    let text = "fn one() {}\nfn two() {}\n";
    let rewrites = vec![Rewrite::of("src/a.rs", text, "one", "BAD"), Rewrite::of("src/a.rs", text, "two", "second")];
    let tree = Tree::new(&[("src/a.rs".into(), text.into())], rewrites);
    let merged = ("src/a.rs".to_owned(), Span::new(3, 6));
    let plan = |lessons: &Lessons| {
        let mut plan = tree.plan(&lessons.left_out);
        if lessons.not_moved.contains_key(&merged) {
            plan.changes = ChangeSet::default();
            plan.changes.insert("src/a.rs", Edit { span: merged.1, replacement: "first".to_owned() }).unwrap();
            plan.changes.insert("src/a.rs", Edit { span: Span::new(15, 18), replacement: "second".to_owned() }).unwrap();
        } else if let Some(fix) = plan.fixes.first_mut() {
            fix.merged = vec![merged.clone()];
        }
        plan
    };
    let (session, _) = Session::open(tree.root()).unwrap();
    let (interrupt, compiler) = (Interrupt::default(), fake(&tree));
    let task = Task { analysed: &tree.sources, plan: &plan, compiler: &compiler, interrupt: &interrupt, observe: &|_| {}, rounds: 8 };
    let outcome = apply(&session, &task).unwrap();
    session.keep().unwrap();
    assert_eq!(tree.read("src/a.rs"), "fn first() {}\nfn second() {}\n");
    assert!(outcome.verdicts.values().all(|verdict| !matches!(verdict, Verdict::RolledBack(_))));
}

#[test]
fn what_does_not_hold_is_done_in_another_way_before_it_is_taken_back() {
    let text = "fn one() {}\nfn two() {}\n";
    let rewrites = vec![Rewrite::of("src/a.rs", text, "one", "BAD"), Rewrite::of("src/a.rs", text, "two", "second")];
    let tree = Tree::new(&[("src/a.rs".into(), text.into())], rewrites);
    let (one, other) = (("src/a.rs".to_owned(), Span::new(3, 6)), ("src/a.rs".to_owned(), Span::new(15, 18)));
    let because = |places: &[&(String, Span)]| places.iter().map(|&place| (place.clone(), String::new())).collect();
    let otherwise = Lessons { not_async: because(&[&one, &other]), ..Lessons::default() };
    for mended in ["first", "still BAD"] {
        let plan = |lessons: &Lessons| {
            let mut plan = tree.plan(&lessons.left_out);
            if let Some(fix) = plan.fixes.iter_mut().find(|fix| fix.findings == [0]) {
                fix.otherwise = otherwise.clone();
                if lessons.not_async.contains_key(&one) {
                    plan.changes = ChangeSet::default();
                    plan.changes.insert("src/a.rs", Edit { span: one.1, replacement: mended.to_owned() }).unwrap();
                    plan.changes.insert("src/a.rs", Edit { span: other.1, replacement: "second".to_owned() }).unwrap();
                }
            }
            plan
        };
        let (session, _) = Session::open(tree.root()).unwrap();
        let (interrupt, compiler) = (Interrupt::default(), fake(&tree));
        let task = Task { analysed: &tree.sources, plan: &plan, compiler: &compiler, interrupt: &interrupt, observe: &|_| {}, rounds: 8 };
        let outcome = apply(&session, &task).unwrap();
        let text = tree.read("src/a.rs");
        session.undo().unwrap();
        match mended {
            "first" => assert_eq!((text.as_str(), &outcome.verdicts[&0]), ("fn first() {}\nfn second() {}\n", &Verdict::Applied)),
            _ => assert!(text.starts_with("fn one()") && matches!(outcome.verdicts[&0], Verdict::RolledBack(_)), "{text}"),
        }
    }
}
