//! What is remembered between runs changes nothing of what they find: cold against warm, byte for byte, whatever is edited in between,
//! and whatever becomes of the cache.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![expect(clippy::disallowed_methods, reason = "a test is not part of the tool: it makes its own files")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use cargo_unblock::cache::Cache;
use cargo_unblock::options::{CheckOptions, Edits, Reading};
use cargo_unblock::report::json::{self, Operations};
use cargo_unblock::report::progress::Silent;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use tempfile::TempDir;

const MANIFEST: &str = "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[dependencies]\ntokio = \"1\"\n";

/// How many kinds of modules there are.
const VARIANTS: usize = 14;

/// How many modules the generated workspace may have.
const MODULES: usize = 4;

/// A workspace and a cache, in a folder of their own.
struct World {
    folder: TempDir,
}

impl World {
    fn new() -> Self {
        let world = Self { folder: tempfile::tempdir().unwrap() };
        world.write("Cargo.toml", MANIFEST);
        world.write("src/lib.rs", &library(""));
        for module in 0..MODULES {
            world.write(&format!("src/m{module}.rs"), &module_text(module, 0));
        }
        world
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join("app").join(path)
    }

    fn cache(&self) -> PathBuf {
        self.folder.path().join("cache")
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn check(&self, cache: Cache) -> String {
        let reading = Reading { cache, ..Reading::default() };
        let options = CheckOptions { paths: vec![self.path("")], edits: Edits::Included, reading, ..CheckOptions::default() };
        match cargo_unblock::check(&options, &Silent) {
            Ok(report) => {
                let mut bytes = Vec::new();
                json::render(&report, Operations::All, &mut bytes).unwrap();
                let edits: Vec<_> = report.findings.iter().map(|finding| &finding.fix.edits).collect();
                without_time(&format!("{}\n{edits:?}", String::from_utf8(bytes).unwrap()))
            }
            Err(error) => error.to_string(),
        }
    }

    fn warm(&self) -> String {
        self.check(Cache::in_folder(self.cache()))
    }

    fn cold(&self) -> String {
        self.check(Cache::default())
    }

    fn program(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-unblock"));
        command.args(arguments).current_dir(self.path("")).env("XDG_CACHE_HOME", self.cache()).output().unwrap()
    }
}

fn without_time(report: &str) -> String {
    report.lines().filter(|line| !line.contains("\"elapsed_ms\"")).collect::<Vec<_>>().join("\n")
}

fn library(more: &str) -> String {
    let modules: Vec<String> = (0..MODULES).map(|module| format!("pub mod m{module};\n")).collect();
    format!("{}{more}", modules.concat())
}

/// A module with async code that calls the next module's helper. The variants differ in what blocks, in signatures, in names and in
/// nothing but comments, and some of them are as long as others.
fn module_text(module: usize, variant: usize) -> String {
    let next = (module + 1) % MODULES;
    let (helper, other) = [
        ("pub fn helper(p: &str) -> usize { std::fs::read(p).map_or(0, |b| b.len()) }", "let _ = 1;"),
        ("pub fn helper(p: &str) -> usize { std::mem::take(&mut p.len()) /*as long as the*/ }", "let _ = 1;"),
        ("pub fn helper(p: &str) -> usize { p.len() }", "std::thread::sleep(std::time::Duration::ZERO);"),
        (
            "pub struct S; impl S { pub fn new() -> Self { std::fs::create_dir(\"a\").ok(); Self } } pub fn helper(_: &str) -> usize { S::new(); 1 }",
            "",
        ),
        ("pub async fn helper(p: &str) -> usize { p.len() }", "tokio::task::spawn_blocking(|| std::fs::read(\"a\"));"),
        ("pub fn assistant(p: &str) -> usize { p.len() }", "let _ = std::path::Path::new(\"a\").exists();"),
        ("macro_rules! m { () => { std::fs::read(\"a\") } } pub fn helper(_: &str) -> usize { m!().map_or(0, |b| b.len()) }", ""),
        ("pub fn helper(p: &str) -> usize { not rust", ""),
        // What another body gives, which only its text tells.
        (
            "pub fn numbers() -> impl Iterator<Item = u8> { vec![1].into_iter() } pub fn helper(_: &str) -> usize { std::fs::read(\"a\").ok(); 1 }",
            "for _ in NEXT::numbers() { NEXT::helper(\"c\"); }",
        ),
        (
            "pub fn numbers() -> impl Iterator<Item = u8> { std::rc::Rc::new([1]).iter().copied() } pub fn helper(_: &str) -> usize { std::fs::read(\"a\").ok(); 1 }",
            "for _ in NEXT::numbers() { NEXT::helper(\"c\"); }",
        ),
        // What a body declares.
        (
            "pub struct G; pub fn helper(p: &str) -> usize { impl Drop for G { fn drop(&mut self) { std::fs::remove_file(\"a\").ok(); } } p.len() }",
            "let _ = NEXT::G;",
        ),
        (
            "pub struct G; pub fn helper(p: &str) -> usize { use std::fs; fn inner() { fs::read(\"a\").ok(); } inner(); p.len() }",
            "let _ = NEXT::G;",
        ),
        (
            "pub fn helper(p: &str) -> usize { off(|| p.len()) } pub fn off<T>(f: impl FnOnce() -> T) -> T { f() }",
            "NEXT::off(|| std::fs::read(\"a\"));",
        ),
        (
            "pub fn helper(p: &str) -> usize { p.len() } pub fn off(f: impl FnOnce() + Send + 'static) { std::thread::spawn(f); }",
            "NEXT::off(|| { std::fs::read(\"a\").ok(); });",
        ),
    ][variant % VARIANTS];
    let other = other.replace("NEXT", &format!("crate::m{next}"));
    let deeper =
        if variant.is_multiple_of(2) { format!("pub fn deep() -> usize {{ crate::m{next}::helper(\"a\") }}") } else { String::new() };
    let lines = "\n".repeat(variant % 3);
    format!(
        "{lines}// {variant}\n{helper}\n{deeper}\npub async fn run() {{ {other} crate::m{next}::helper(\"b\"); crate::m{next}::deep(); }}\n"
    )
}

/// What somebody does between two runs.
#[derive(Clone, Debug)]
enum Step {
    Write(usize, usize),
    /// Written, with the time of before.
    WriteUnseen(usize, usize),
    Touch(usize),
    Remove(usize),
    Rename(usize),
    Library(usize),
    Manifest(usize),
    Configure(usize),
    Ignore(usize),
    BreakCache(u8),
    Nothing,
}

fn step() -> impl Strategy<Value = Step> {
    let module = 0..MODULES;
    prop_oneof![
        4 => (module.clone(), 0..3 * VARIANTS).prop_map(|(module, variant)| Step::Write(module, variant)),
        2 => (module.clone(), 0..3 * VARIANTS).prop_map(|(module, variant)| Step::WriteUnseen(module, variant)),
        1 => module.clone().prop_map(Step::Touch),
        1 => module.clone().prop_map(Step::Remove),
        1 => module.prop_map(Step::Rename),
        1 => (0..3_usize).prop_map(Step::Library),
        1 => (0..4_usize).prop_map(Step::Manifest),
        1 => (0..5_usize).prop_map(Step::Configure),
        1 => (0..3_usize).prop_map(Step::Ignore),
        1 => any::<u8>().prop_map(Step::BreakCache),
        1 => Just(Step::Nothing),
    ]
}

fn modified(path: &Path) -> Option<std::time::SystemTime> {
    std::fs::metadata(path).ok()?.modified().ok()
}

fn set_modified(path: &Path, time: std::time::SystemTime) {
    std::fs::File::options().append(true).open(path).unwrap().set_modified(time).unwrap();
}

impl World {
    fn take(&self, step: &Step) {
        let module = |module: usize| format!("src/m{module}.rs");
        match *step {
            Step::Write(at, variant) => self.write(&module(at), &module_text(at, variant)),
            Step::WriteUnseen(at, variant) => {
                let before = modified(&self.path(&module(at)));
                self.write(&module(at), &module_text(at, variant));
                if let Some(time) = before {
                    set_modified(&self.path(&module(at)), time);
                }
            }
            Step::Touch(at) => {
                let path = self.path(&module(at));
                if path.exists() {
                    set_modified(&path, std::time::SystemTime::now() - std::time::Duration::from_secs(100));
                }
            }
            Step::Remove(at) => drop(std::fs::remove_file(self.path(&module(at)))),
            Step::Rename(at) => drop(std::fs::rename(self.path(&module(at)), self.path(&module((at + 1) % MODULES)))),
            Step::Library(variant) => {
                let more = ["", "pub mod more { pub async fn f() { std::fs::read(\"a\").ok(); } }", "#[path = \"m0.rs\"] mod again;"];
                self.write("src/lib.rs", &library(more[variant]));
            }
            Step::Manifest(variant) => {
                let more = ["", "[lib]\npath = \"src/m1.rs\"\n", "[[bin]]\nname = \"b\"\npath = \"src/m2.rs\"\n", "not = [toml"];
                self.write("Cargo.toml", &format!("{MANIFEST}{}", more[variant]));
            }
            Step::Configure(variant) => {
                let texts = [
                    "",
                    "[levels]\nstd-fs = \"deny\"\n",
                    "exclude = [\"src/m1.rs\"]\n",
                    "[[zone]]\npaths = [\"src/m2.rs\"]\n",
                    "[levels]\nno-such-rule = \"deny\"\n",
                ];
                self.write("cargo-unblock.toml", texts[variant]);
            }
            Step::Ignore(variant) => self.write(".gitignore", ["", "m1.rs\n", "src/\n"][variant]),
            Step::BreakCache(by) => self.break_cache(by),
            Step::Nothing => {}
        }
    }

    /// Does to the files of the cache what disks, other programs and people do.
    fn break_cache(&self, by: u8) {
        let Ok(files) = std::fs::read_dir(self.cache()) else { return };
        for path in files.map(|file| file.unwrap().path()) {
            let mut bytes = std::fs::read(&path).unwrap();
            match by % 4 {
                0 => bytes.truncate(bytes.len() * usize::from(by) / 256),
                1 if !bytes.is_empty() => {
                    let at = bytes.len() * usize::from(by) / 256;
                    bytes[at] ^= 1 << (by % 8);
                }
                2 => bytes.clear(),
                _ => bytes.extend_from_slice(b"more"),
            }
            std::fs::write(&path, bytes).unwrap();
        }
    }
}

#[test]
fn cold_and_warm_runs_find_the_same_after_any_edits() {
    // Runs of whole analyses: few cases, each with many of them.
    let mut runner = TestRunner::new(Config { cases: 12, max_shrink_iters: 20, ..Config::default() });
    let result = runner.run(&proptest::collection::vec(step(), 1..12), |steps| {
        let world = World::new();
        prop_assert_eq!(world.warm(), world.cold());
        for step in &steps {
            world.take(step);
            let cold = world.cold();
            prop_assert_eq!(world.warm(), cold.clone(), "after {:?}", step);
            prop_assert_eq!(world.warm(), cold, "again after {:?}", step);
        }
        Ok(())
    });
    result.unwrap();
}

/// One module changes, and with it what a body in another one means that did not change.
#[test]
fn what_a_body_looks_at_elsewhere_is_looked_at_again() {
    let cases = [
        (
            "what the body behind an `impl Trait` gives",
            "pub async fn run(p: &std::path::Path) { for _ in crate::m0::names() { p.exists(); } }",
            "pub fn names() -> impl Iterator<Item = String> { std::env::vars().map(|(name, _)| name) }",
            "pub fn names() -> impl Iterator<Item = String> { vec![String::new()].into_iter() }",
        ),
        (
            "an impl in a body",
            "pub async fn run() { let _g = crate::m0::G; std::thread::sleep(std::time::Duration::ZERO); }",
            "pub struct G; pub struct H; pub fn f() { impl Drop for G { fn drop(&mut self) { std::fs::remove_file(\"a\").ok(); } } }",
            "pub struct G; pub struct H; pub fn f() { impl Drop for H { fn drop(&mut self) { std::fs::remove_file(\"a\").ok(); } } }",
        ),
        (
            "who runs a closure",
            "pub async fn run() { crate::m0::off(|| { std::fs::read(\"a\").ok(); }); }",
            "pub fn off(f: impl FnOnce() + Send + 'static) { std::thread::spawn(f); }",
            "pub fn off(f: impl FnOnce() + Send + 'static) { f() }",
        ),
        (
            "the type of a field",
            "pub async fn run(s: &crate::m0::S) { s.p.exists(); }",
            "pub struct S { pub p: std::path::PathBuf }",
            "pub struct S { pub p: String }",
        ),
        (
            "a macro",
            "pub async fn run() { crate::m!(); }",
            "#[macro_export] macro_rules! m { () => {{ fn inner() { std::fs::read(\"a\").ok(); } inner() }} }",
            "#[macro_export] macro_rules! m { () => {{ fn inner() {} inner(); std::fs::read_to_string(\"b\") }} }",
        ),
    ];
    for (what, body, before, after) in cases {
        let world = World::new();
        world.write("src/m1.rs", body);
        world.write("src/m0.rs", before);
        let first = world.cold();
        assert_eq!(world.warm(), first, "{what}");
        world.write("src/m0.rs", after);
        let second = world.cold();
        assert_ne!(first, second, "{what} says something");
        assert_eq!(world.warm(), second, "{what}");
    }
}

#[test]
fn the_program_reuses_a_run_and_says_so_to_nobody() {
    let world = World::new();
    let check = |arguments: &[&str]| {
        let output = world.program(&[&["check", "--format", "json"], arguments].concat());
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        assert_eq!(output.status.code(), Some(1));
        without_time(&String::from_utf8(output.stdout).unwrap())
    };
    let cold = check(&["--no-cache"]);
    assert!(!world.cache().exists(), "nothing is remembered that should not be");
    assert_eq!(check(&[]), cold);
    let files = || std::fs::read_dir(world.cache().join("cargo-unblock")).unwrap().count();
    let count = files();
    assert!(count > 0);
    assert_eq!((check(&[]), check(&["--threads", "1"]), check(&["src/.."])), (cold.clone(), cold.clone(), cold.clone()));
    assert!(check(&["src/m0.rs"]) != cold, "other questions have other answers");
    assert!(!world.path("target").exists() && std::fs::read_dir(world.path("")).unwrap().count() == 2, "the workspace is left alone");
}

#[test]
fn runs_at_the_same_time_do_not_disturb_each_other() {
    let world = World::new();
    let cold = world.cold();
    for round in 0..3 {
        if round == 1 {
            world.break_cache(2);
        }
        let found: Vec<String> = std::thread::scope(|scope| {
            let runs: Vec<_> = (0..4).map(|_| scope.spawn(|| world.warm())).collect();
            runs.into_iter().map(|run| run.join().unwrap()).collect()
        });
        assert!(found.iter().all(|found| *found == cold));
    }
}

#[test]
fn a_cache_that_cannot_be_written_is_said_once_and_changes_nothing() {
    let world = World::new();
    // A file in place of the folder: even the superuser cannot write below it.
    std::fs::write(world.cache(), "").unwrap();
    let output = world.program(&["check", "--format", "json"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.starts_with("note: nothing is remembered for the next run in `") && said.lines().count() == 1, "{said}");
    assert_eq!(output.status.code(), Some(1));
    let cold = world.program(&["check", "--format", "json", "--no-cache"]);
    assert_eq!(without_time(&String::from_utf8(output.stdout).unwrap()), without_time(&String::from_utf8(cold.stdout).unwrap()));
    assert!(cold.stderr.is_empty() && world.program(&["--quiet", "check"]).stderr.is_empty());
}

#[test]
fn the_cache_is_shown_and_cleaned() {
    let world = World::new();
    let said = |arguments: &[&str]| String::from_utf8(world.program(arguments).stdout).unwrap();
    assert!(said(&["cache"]).ends_with("cargo-unblock: 0 files, 0 bytes\n"));
    world.program(&["check"]);
    assert!(!said(&["cache"]).contains(": 0 files"), "{}", said(&["cache"]));
    assert!(said(&["cache", "clean"]).contains(": removed "));
    assert!(!world.cache().join("cargo-unblock").exists());
    assert!(said(&["--no-cache", "cache"]).starts_with("nothing is remembered"));
}
