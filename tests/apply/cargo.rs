//! The real cargo, on a tiny package without dependencies.

use std::cell::RefCell;
use std::time::Duration;

use cargo_unblock::apply::{CargoCheck, Network, Verdict};

use super::*;

const MANIFEST: &str = "[package]\nname = \"tiny\"\nversion = \"0.1.0\"\nedition = \"2021\"\n\n[workspace]\n";

fn package(text: &str, rewrites: Vec<Rewrite>) -> Tree {
    Tree::new(&[("Cargo.toml".into(), MANIFEST.into()), ("src/lib.rs".into(), text.into())], rewrites)
}

fn check<'run>(tree: &Tree, interrupt: &'run Interrupt, on_compiled: &'run dyn Fn(&str)) -> CargoCheck<'run> {
    let root = tree.root().canonicalize().unwrap();
    let time_out = Some(Duration::from_mins(5));
    // Packages of one name must not meet in a build folder that the environment names.
    let target = ["--target-dir".to_owned(), root.join("target").display().to_string()];
    let arguments = CargoCheck::arguments().into_iter().chain(target).collect();
    CargoCheck { root, arguments, network: Network::Never, time_out, interrupt, on_compiled }
}

#[test]
fn cargo_judges_each_fix_by_itself() {
    // A byte order mark, `\r\n` and letters of two bytes stand before the errors: offsets have to be those on disk.
    let text = "\u{feff}//! \u{e9}\u{e9}\u{e9}\r\n#[must_use]\r\npub fn one() -> u8 { 1 }\r\n\r\npub fn two() -> u8 { 2 }\r\n\r\npub fn three() -> u8 { 3 }\r\n\
        macro_rules! four { ($value:expr) => { pub fn four() -> u8 { $value } } }\r\nfour!(4);\r\n";
    let rewrites = vec![
        Rewrite::of("src/lib.rs", text, "{ 1 }", "{ 1 + 0 }"),
        Rewrite::of("src/lib.rs", text, "{ 2 }", "{ \"two\" }"),
        Rewrite::of("src/lib.rs", text, "{ 3 }", "{ let unused = 3; 3 }"),
        Rewrite::of("src/lib.rs", text, "four!(4)", "four!(\"four\")"),
    ];
    let tree = package(text, rewrites);
    let (interrupt, compiled) = (Interrupt::default(), RefCell::new(Vec::new()));
    let on_compiled = |name: &str| compiled.borrow_mut().push(name.to_owned());
    let outcome = tree.apply(&check(&tree, &interrupt, &on_compiled)).unwrap();
    assert_applied(&tree, &BTreeSet::from([1, 2, 3]));
    assert_eq!(outcome.verdicts[&0], Verdict::Applied);
    for (finding, code) in [(1, "E0308"), (2, "unused_variables"), (3, "E0308")] {
        let Verdict::RolledBack(errors) = &outcome.verdicts[&finding] else { panic!("{outcome:?}") };
        assert_eq!((errors.len(), errors[0].code.as_deref()), (1, Some(code)));
    }
    assert!(compiled.borrow().iter().any(|name| name == "tiny"));
    // Cargo made it, and a fix was kept.
    assert!(tree.root().join("Cargo.lock").exists());
}

#[test]
fn a_tree_that_does_not_compile_is_refused_with_its_errors() {
    let text = "pub fn one() -> u8 { \"one\" }\n";
    let tree = package(text, vec![Rewrite::of("src/lib.rs", text, "one()", "uno()")]);
    let before = tree.bytes();
    let error = tree.apply(&check(&tree, &Interrupt::default(), &|_| {})).unwrap_err();
    let ApplyError::DoesNotCompileBefore { errors } = &error else { panic!("{error:?}") };
    assert_eq!((errors.len(), errors[0].code.as_deref()), (1, Some("E0308")));
    assert_eq!(tree.bytes(), before);
}

#[test]
fn what_cargo_itself_says_is_an_error_too() {
    let text = "pub fn one() {}\n";
    let manifest = format!("{MANIFEST}[dependencies]\nno-such-folder = {{ path = \"no-such-folder\" }}\n");
    let tree = Tree::new(
        &[("Cargo.toml".into(), manifest), ("src/lib.rs".into(), text.into())],
        vec![Rewrite::of("src/lib.rs", text, "one", "uno")],
    );
    let error = tree.apply(&check(&tree, &Interrupt::default(), &|_| {})).unwrap_err();
    let ApplyError::DoesNotCompileBefore { errors } = &error else { panic!("{error:?}") };
    assert!(errors[0].message.starts_with("error: failed to") && errors[0].message.contains("no-such-folder"), "{errors:?}");
}

#[test]
fn a_manifest_edit_that_cargo_refuses_is_rolled_back() {
    let text = "pub fn one() {}\n";
    let mut tree = package(text, vec![Rewrite::of("Cargo.toml", MANIFEST, "edition = \"2021\"", "edition = \"1066\"")]);
    tree.rewrites.push(Rewrite::of("src/lib.rs", text, "one", "uno"));
    let outcome = tree.apply(&check(&tree, &Interrupt::default(), &|_| {})).unwrap();
    assert_applied(&tree, &BTreeSet::from([0]));
    assert!(matches!(outcome.verdicts[&0], Verdict::RolledBack(_)) && outcome.verdicts[&1] == Verdict::Applied);
}

#[test]
fn an_interrupt_while_cargo_runs_restores_everything() {
    let text = "pub fn one() {}\n";
    let tree = package(text, vec![Rewrite::of("src/lib.rs", text, "one", "uno")]);
    let before = tree.bytes();
    let interrupt = Interrupt::default();
    let compiler = check(&tree, &interrupt, &|_| {});
    let observe = |event: Event<'_>| {
        if matches!(event, Event::CheckingAfter { .. }) {
            interrupt.ask();
        }
    };
    let error = tree.apply_observed(&compiler, &interrupt, &observe).unwrap_err();
    assert!(matches!(error, ApplyError::Interrupted), "{error:?}");
    assert_eq!(tree.bytes(), before);
}
