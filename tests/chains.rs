//! Chains through many functions, impls and crates: generated packages, through the library.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![expect(clippy::disallowed_methods, reason = "a test is not part of the tool: it makes its own files")]

use std::fmt::Write;
use std::num::NonZeroUsize;

use cargo_unblock::check;
use cargo_unblock::lint::{Confidence, Finding, Report, RootKind};
use cargo_unblock::options::CheckOptions;
use cargo_unblock::report::progress::Silent;
use tempfile::TempDir;

const MANIFEST: &str =
    "[package]\nname = \"chains\"\nversion = \"0.0.0\"\nedition = \"2021\"\n[dependencies]\ntokio = \"1\"\naxum = \"0.8\"\n";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

fn report_of(folder: &TempDir, threads: usize) -> Report {
    let paths = vec![folder.path().to_owned()];
    check(&CheckOptions { paths, threads: NonZeroUsize::new(threads), ..CheckOptions::default() }, &Silent).unwrap()
}

fn check_library(source: &str) -> Report {
    report_of(&folder(&[("Cargo.toml", MANIFEST), ("src/lib.rs", source)]), 2)
}

/// The functions on the chain, by their names.
fn names(finding: &Finding) -> Vec<&str> {
    finding.chain.iter().map(|hop| hop.function.last()).collect()
}

#[test]
fn a_chain_of_2000_functions_is_followed_to_its_end() {
    let mut source = String::from("pub async fn start() { f0(); }\nfn f2000() { std::fs::read(\"a\").ok(); }\n");
    for at in 0..2000 {
        writeln!(source, "fn f{at}() {{ f{}(); }}", at + 1).unwrap();
    }
    let report = check_library(&source);
    assert_eq!(report.findings.len(), 1);
    assert_eq!(report.findings[0].chain.len(), 2002);
    assert_eq!(report.findings[0].chain.last().unwrap().function.last(), "f2000");
}

#[test]
fn a_chain_that_every_function_of_it_is_entered_at_has_a_finding_for_each() {
    let mut source = String::from("fn f300() { std::fs::read(\"a\").ok(); }\n");
    for at in 0..300 {
        writeln!(source, "fn f{at}() {{ f{}(); }}\npub async fn a{at}() {{ f{at}(); }}", at + 1).unwrap();
    }
    let report = check_library(&source);
    assert_eq!(report.findings.len(), 300);
    assert!(report.findings.iter().all(|finding| finding.operations.len() == 1));
}

#[test]
fn a_method_of_a_trait_is_called_by_crates_that_cannot_see_its_type() {
    let package = |name: &str, dependencies: &str| {
        format!("[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2021\"\n[dependencies]\ntokio = \"1\"\n{dependencies}")
    };
    let (app, driver) = (package("app", "driver = { path = \"../driver\" }\n"), package("driver", ""));
    let files = [
        ("Cargo.toml", "[workspace]\nmembers = [\"app\", \"driver\"]\nresolver = \"2\"\n"),
        ("app/Cargo.toml", &app),
        (
            "app/src/lib.rs",
            "pub struct Mine; impl driver::Hook for Mine { fn finish(&self) { std::fs::read(\"a\").ok(); } }
             pub async fn start() { driver::run(Mine).await }",
        ),
        ("driver/Cargo.toml", &driver),
        (
            "driver/src/lib.rs",
            "pub trait Hook { fn finish(&self); } pub struct Other; impl Other { pub fn finish(&self) {} }
             pub async fn run<H: Hook>(hook: H) { hook.finish(); }
             pub async fn other(other: Other) { other.finish(); }",
        ),
    ];
    let report = report_of(&folder(&files), 2);
    assert_eq!(report.findings.iter().map(names).collect::<Vec<_>>(), [["run", "finish"]]);
}

#[test]
fn a_module_has_the_file_that_a_conditional_attribute_names() {
    let main = "#[cfg_attr(unix, allow(unused), path = \"on_unix.rs\")]
        #[cfg_attr(all(windows, target_arch = \"x86_64\"), path = \"on_windows.rs\")]
        mod platform;
        pub async fn start() { platform::load(); }";
    let files = [
        ("Cargo.toml", MANIFEST),
        ("src/lib.rs", main),
        ("src/on_unix.rs", "pub fn load() { std::fs::read(\"a\").ok(); }"),
        ("src/on_windows.rs", "pub fn load() { std::fs::write(\"a\", \"b\").ok(); }\npub async fn other() { load(); }"),
        ("src/platform.rs", "pub fn load() {}"),
    ];
    let report = report_of(&folder(&files), 2);
    let found: Vec<_> = report.findings.iter().map(|finding| (names(finding), finding.operations.len())).collect();
    let apis: Vec<_> = report.operations.iter().map(|operation| operation.api.last()).collect();
    assert_eq!((found, apis), (vec![(vec!["start", "load"], 1), (vec!["other", "load"], 1)], vec!["read", "write"]));
}

#[test]
fn modules_are_found_that_a_macro_of_another_crate_declares() {
    let package = |name: &str, rest: &str| format!("[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2021\"\n{rest}");
    let app = package("app", "[dependencies]\nour-macros = { path = \"../macros\" }\n");
    let folder = folder(&[
        ("Cargo.toml", "[workspace]\nmembers = [\"app\", \"macros\"]\nresolver = \"2\"\n"),
        ("app/Cargo.toml", &app),
        (
            "app/src/lib.rs",
            "our_macros::flat!(store tasks);\n#[cfg(windows)]\nour_macros::flat!(windows);\n#[cfg(test)]\nour_macros::flat!(checks);\n\
             // guard: nobody knows what this macro declares, and the file belongs to nothing.\nelsewhere::flat!(lost);\n\
             paste::paste! { #[cfg(feature = \"a\" \"b\")] pub mod pasted; pub const [<A _NAME>]: u8 = 1; }\n",
        ),
        ("app/src/store.rs", "pub fn load() { std::fs::read(\"a\").ok(); }\nour_macros::flat!(deep);\n"),
        ("app/src/store/deep.rs", "pub async fn deeper() { super::load(); }\n"),
        ("app/src/tasks.rs", "pub async fn start() { crate::load(); }\n"),
        ("app/src/windows.rs", "pub async fn on_windows() { crate::load(); }\n"),
        ("app/src/checks.rs", "pub async fn in_tests() { crate::load(); }\n"),
        ("app/src/pasted.rs", "pub async fn beside_what_is_pasted() { crate::load(); }\n"),
        ("app/src/lost.rs", "pub async fn lost() { crate::load(); }\n"),
        ("macros/Cargo.toml", &package("our-macros", "")),
        ("macros/src/lib.rs", "mod modules;\n"),
        ("macros/src/modules.rs", "#[macro_export]\nmacro_rules! flat { [$($name:ident)+] => { $(mod $name; pub use $name::*;)+ }; }\n"),
    ]);
    let report = report_of(&folder, 2);
    let cfg = |finding: &Finding| finding.message.split_once(" under ").map(|(_, cfg)| cfg.to_owned());
    let found: Vec<_> = report.findings.iter().map(|finding| (finding.function.as_str(), cfg(finding))).collect();
    assert_eq!(
        found,
        [
            ("app::pasted::beside_what_is_pasted", Some("`cfg(feature = \"ab\")`".to_owned())),
            ("app::store::deep::deeper", None),
            ("app::tasks::start", None),
            ("app::windows::on_windows", Some("`cfg(windows)`".to_owned())),
        ]
    );
    assert_eq!(report.summary.orphan_files, 1);
}

#[test]
fn a_trait_with_500_impls_is_one_likely_finding_of_all_that_block() {
    let mut source = String::from("pub trait Tool { fn run(&self); }\npub async fn any(tool: &dyn Tool) { tool.run(); }\n");
    for at in 0..500 {
        let body = if at % 2 == 0 { "std::fs::read(\"a\").ok();" } else { "" };
        writeln!(source, "pub struct T{at};\nimpl Tool for T{at} {{ fn run(&self) {{ {body} }} }}").unwrap();
    }
    let report = check_library(&source);
    let [finding] = report.findings.as_slice() else { panic!("{} findings", report.findings.len()) };
    assert_eq!((finding.confidence, finding.operations.len()), (Confidence::Likely, 250));
}

#[test]
fn the_shortest_chain_without_doubt_is_the_one_that_is_shown() {
    let report = check_library(
        "pub trait Maybe { fn run(&self); }
        impl Maybe for u8 { fn run(&self) { std::fs::read(\"a\").ok(); } }
        impl Maybe for u16 { fn run(&self) { } }
        fn long() { middle() }
        fn middle() { short() }
        fn short() { std::fs::write(\"a\", \"b\").ok(); }
        fn doubtful(maybe: &dyn Maybe) { maybe.run() }
        fn both(maybe: &dyn Maybe) { doubtful(maybe); long(); middle(); }
        pub async fn start(maybe: &dyn Maybe) { both(maybe) }",
    );
    let [finding] = report.findings.as_slice() else { panic!("{} findings", report.findings.len()) };
    assert_eq!(names(finding), ["start", "both", "middle", "short"]);
    assert_eq!((finding.confidence, finding.operations.len()), (Confidence::Certain, 2));
}

#[test]
fn crates_whose_libraries_have_one_name_are_told_apart() {
    let folder = folder(&[
        ("Cargo.toml", "[workspace]\nmembers = [\"app\", \"one\", \"two\"]\nresolver = \"2\"\n"),
        (
            "app/Cargo.toml",
            "[package]\nname = \"app\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\
             [dependencies]\none = { package = \"store-one\", path = \"../one\" }\ntwo = { package = \"store-two\", path = \"../two\" }\n",
        ),
        ("app/src/lib.rs", "pub async fn blocks() { one::load(); }\npub async fn does_not() { two::load(); }\n"),
        ("one/Cargo.toml", "[package]\nname = \"store-one\"\nversion = \"1.0.0\"\nedition = \"2021\"\n[lib]\nname = \"store\"\n"),
        ("one/src/lib.rs", "pub fn load() { std::fs::read(\"a\").ok(); }\n"),
        ("two/Cargo.toml", "[package]\nname = \"store-two\"\nversion = \"2.0.0\"\nedition = \"2021\"\n[lib]\nname = \"store\"\n"),
        ("two/src/lib.rs", "pub fn load() {}\n"),
    ]);
    let report = report_of(&folder, 2);
    let functions: Vec<&str> = report.findings.iter().map(|finding| finding.function.as_str()).collect();
    assert_eq!(functions, ["app::blocks"]);
}

#[test]
fn a_type_of_a_dependency_is_had_by_those_who_name_it_and_by_those_above_them() {
    let package = |name: &str, dependencies: &str| {
        format!("[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2021\"\n[dependencies]\n{dependencies}")
    };
    let locked = |name: &str, of: &str| format!("[[package]]\nname = \"{name}\"\nversion = \"0.0.0\"\ndependencies = [{of}]\n");
    let lock = [locked("app", "\"held\""), locked("held", "\"git2\""), locked("apart", ""), locked("git2", "")].concat();
    let folder = folder(&[
        ("Cargo.toml", "[workspace]\nmembers = [\"app\", \"held\", \"apart\"]\nresolver = \"2\"\n"),
        ("Cargo.lock", &format!("version = 4\n{lock}")),
        ("held/Cargo.toml", &package("held", "git2 = \"0.20\"\n")),
        ("held/src/lib.rs", "pub struct Held<'a> { pub remote: git2::Remote<'a> }"),
        ("app/Cargo.toml", &package("app", "held = { path = \"../held\" }\n")),
        ("app/src/lib.rs", "pub async fn sends(it: &mut held::Held<'_>) { it.remote.push(&[\"a\"], None).ok(); }"),
        ("apart/Cargo.toml", &package("apart", "")),
        (
            "apart/src/lib.rs",
            "pub async fn grows(all: &mut Both) { all.push(1, 2); } pub struct Both; impl Both { fn push(&mut self, _: u8, _: u8) {} }",
        ),
    ]);
    let report = report_of(&folder, 2);
    let functions: Vec<&str> = report.findings.iter().map(|finding| finding.function.as_str()).collect();
    assert_eq!(functions, ["app::sends"]);
}

#[test]
fn a_root_is_a_task_where_it_is_spawned_and_a_handler_where_a_server_gets_it() {
    let report = check_library(
        "async fn work() { std::fs::read(\"a\").ok(); }
        async fn answer() { std::fs::read(\"b\").ok(); }
        async fn other() { std::fs::read(\"c\").ok(); }
        pub fn start() { tokio::spawn(work()); }
        pub fn routes() { axum::routing::get(answer); }
        pub async fn waits() { other().await; }",
    );
    let roots: Vec<RootKind> = report.findings.iter().map(|finding| finding.root).collect();
    assert_eq!(roots, [RootKind::Task, RootKind::Handler, RootKind::Other]);
}

#[test]
fn the_report_is_the_same_with_any_number_of_threads() {
    let mut source = String::from("pub trait Tool { fn run(&self); }\n");
    for at in 0..60 {
        writeln!(
            source,
            "pub struct T{at};\nimpl Tool for T{at} {{ fn run(&self) {{ f{}(); }} }}\nfn f{at}() {{ f{}(); g(&T{at}); }}\npub async fn a{at}() {{ f{at}(); }}",
            (at + 7) % 60,
            (at + 11) % 60,
        )
        .unwrap();
    }
    source.push_str("fn g(tool: &dyn Tool) { tool.run(); std::path::Path::new(\"a\").exists(); }\n");
    let folder = folder(&[("Cargo.toml", MANIFEST), ("src/lib.rs", &source)]);
    let one = report_of(&folder, 1);
    for threads in [2, 3, 8] {
        let other = report_of(&folder, threads);
        assert_eq!((&one.findings, &one.operations), (&other.findings, &other.operations), "{threads} threads");
    }
    assert_eq!(one.findings.len(), 60);
}
