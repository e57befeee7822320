//! Bodies of dependencies: packages in a registry of a home of their own, through the program.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![expect(clippy::disallowed_methods, reason = "a test is not part of the tool: it makes its own files")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

const MANIFEST: &str = "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[dependencies]\n";

/// The library of the dependency that most tests call.
const STORE: &str = r#"
use std::path::{Path, PathBuf};

/// Blocks by itself.
pub fn load(path: &Path) -> Vec<u8> { std::fs::read(path).unwrap_or_default() }
/// Through two functions and a private module.
pub fn load_all(paths: &[PathBuf]) -> usize { inner::count(paths) }
mod inner {
    pub fn count(paths: &[std::path::PathBuf]) -> usize {
        let mut count = 0;
        for path in paths { count += super::load(path).len(); }
        count
    }
}
pub struct Store { path: PathBuf }
impl Store {
    pub fn open(path: PathBuf) -> Self { Self { path } }
    pub fn save(&self, bytes: &[u8]) { std::fs::write(&self.path, bytes).unwrap_or_default() }
    pub fn path(&self) -> &Path { &self.path }
    /// Nobody runs what is only made.
    pub fn later(&self) -> impl FnOnce() -> Vec<u8> + '_ { move || std::fs::read(&self.path).unwrap_or_default() }
    /// A hook that is made runs when something happens.
    pub fn hook(&self) -> Box<dyn Fn() -> Vec<u8> + '_> { Box::new(move || std::fs::read(&self.path).unwrap_or_default()) }
    /// What std calls at once does block.
    pub fn first(&self) -> Option<Vec<u8>> { Some(&self.path).map(|path| std::fs::read(path).unwrap_or_default()) }
    /// An iterator that is not asked for an item does nothing.
    pub fn sizes<'a>(&'a self, names: &'a [PathBuf]) -> impl Iterator<Item = usize> + 'a { names.iter().map(|name| load(name).len()) }
}
pub struct Lines { names: Vec<PathBuf> }
impl Lines { pub fn new(names: Vec<PathBuf>) -> Self { Self { names } } }
impl Iterator for Lines {
    type Item = Vec<u8>;
    fn next(&mut self) -> Option<Vec<u8>> { let name = self.names.pop()?; Some(load(&name)) }
}
/// What a user's type does is not known here.
pub trait Source { fn read(&self) -> Vec<u8>; }
pub struct Disk;
impl Source for Disk { fn read(&self) -> Vec<u8> { std::fs::read("a").unwrap_or_default() } }
pub fn from_any<S: Source>(source: &S) -> Vec<u8> { source.read() }
pub fn from_dyn(source: &dyn Source) -> Vec<u8> { source.read() }
/// A method that std has for the type as well.
pub trait Ends { fn kill(&mut self); }
impl Ends for std::process::Child {
    fn kill(&mut self) { std::thread::sleep(std::time::Duration::from_millis(50)) }
}
pub fn child() -> std::process::Child { loop {} }
/// Only another machine's build reads.
pub fn on_windows() -> usize {
    #[cfg(windows)]
    { return std::fs::read("a").unwrap_or_default().len(); }
    0
}
#[cfg(windows)]
pub fn platform() -> Vec<u8> { std::fs::read("a").unwrap_or_default() }
#[cfg(not(windows))]
pub fn platform() -> Vec<u8> { Vec::new() }
/// Once, at the first use.
pub fn cached() -> &'static Vec<u8> {
    static CACHE: std::sync::OnceLock<Vec<u8>> = std::sync::OnceLock::new();
    CACHE.get_or_init(|| std::fs::read("a").unwrap_or_default())
}
/// Only where something failed.
pub fn fallback() -> usize {
    if let Ok(size) = "1".parse() { return size; }
    std::fs::read("a").unwrap_or_default().len()
}
pub fn remedy() -> usize {
    let other = if let Ok(size) = "1".parse() { size } else { std::fs::read("a").unwrap_or_default().len() };
    match "1".parse::<usize>() { Ok(size) => size, Err(_) => std::fs::read("a").map_err(|_| std::fs::read("b")).map_or(other, |text| text.len()) }
}
pub fn replaced() -> usize { "1".parse().unwrap_or_else(|_| std::fs::read("a").unwrap_or_default().len()) }
pub fn rest() -> usize { let Ok(size) = "1".parse() else { return std::fs::read("a").unwrap_or_default().len() }; size }
/// As a rule, whatever follows.
pub fn attempt() -> usize {
    if let Ok(size) = std::fs::metadata("a") { return size.len() as usize; }
    std::process::Command::new("a").output().map_or(0, |output| output.stdout.len())
}
/// What comes of it borrows, stays on its thread, blocks step by step, or is what the caller says.
pub fn touch(path: &Path) -> &Path { std::fs::write(path, "").ok(); path }
pub fn shared(path: &Path) -> std::rc::Rc<Vec<u8>> { std::rc::Rc::new(load(path)) }
pub fn lines(path: &Path) -> std::io::Result<Lines> { path.metadata().map(|_| Lines::new(Vec::new())) }
pub fn parse<T: Default>(path: &Path) -> Result<T, Error> { load(path); Ok(T::default()) }
/// It goes wherever it is wanted.
pub fn size(path: &Path) -> Result<u64, Error> { Ok(path.metadata()?.len()) }
#[derive(Debug)]
pub enum Error { Io(std::io::Error), Of(PathBuf) }
impl From<std::io::Error> for Error { fn from(error: std::io::Error) -> Self { Self::Io(error) } }
/// How a channel waits that is full, if it ever is, a map that another thread makes larger, and a channel that is empty.
pub fn send(is_full: bool) { while is_full { std::thread::park(); } }
pub fn insert(is_growing: bool) { while is_growing { std::thread::park(); } }
pub fn insert_through(is_growing: bool) { receive(is_growing) }
pub fn receive_timeout(is_empty: bool) { receive(is_empty) }
pub fn receive(is_empty: bool) { while is_empty { std::thread::park(); } }
/// On a thread of its own.
pub fn in_background(job: impl FnOnce() + Send + 'static) { std::thread::spawn(move || job()); }
#[cfg(test)]
mod tests { pub fn load() { std::fs::read("a").unwrap(); } }
"#;

/// A registry and a cache of their own, and a workspace with `main` as its program that uses the packages `name`, source and names of its
/// own dependencies.
struct World {
    folder: TempDir,
}

impl World {
    fn new(main: &str, packages: &[(&str, &str, &[&str])]) -> Self {
        let world = Self { folder: tempfile::tempdir().unwrap() };
        let mut manifest = MANIFEST.to_owned();
        let mut lock = String::from("version = 4\n");
        let names: Vec<&str> = packages.iter().map(|(name, ..)| *name).collect();
        let mut entry = |name: &str, dependencies: &[&str]| {
            let list: Vec<String> = dependencies.iter().map(|name| format!("\"{name}\"")).collect();
            let list = list.join(", ");
            writeln!(lock, "[[package]]\nname = \"{name}\"\nversion = \"0.1.0\"\ndependencies = [{list}]").unwrap();
        };
        entry("app", &names);
        for (name, source, uses) in packages {
            writeln!(manifest, "{name} = \"0.1\"").unwrap();
            entry(name, uses);
            let uses = uses.iter().map(|name| format!("{name} = \"0.1\"")).collect::<Vec<_>>().join("\n");
            let text = format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[dependencies]\n{uses}\n");
            world.write(&format!("home/registry/src/index/{name}-0.1.0/Cargo.toml"), &text);
            world.write(&format!("home/registry/src/index/{name}-0.1.0/src/lib.rs"), source);
            world.write(&format!("home/registry/src/index/{name}-0.1.0/.cargo-ok"), "{\"v\":1}");
        }
        world.write("app/Cargo.toml", &manifest);
        world.write("app/Cargo.lock", &lock);
        world.write("app/src/main.rs", main);
        world
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// The report, without the time that it took.
    fn check(&self, arguments: &[&str]) -> Value {
        let text = self.run(&[&["check", "--format", "json", "--all-operations"], arguments].concat());
        let mut report: Value = serde_json::from_str(&text).unwrap_or_else(|_| panic!("{text}"));
        report["summary"]["elapsed_ms"] = Value::Null;
        report
    }

    /// What the program prints in the folder of the workspace.
    fn run(&self, arguments: &[&str]) -> String {
        let mut program = Command::new(env!("CARGO_BIN_EXE_cargo-unblock"));
        program.args(arguments).current_dir(self.folder.path().join("app")).env("COLUMNS", "80");
        program.env("CARGO_HOME", self.folder.path().join("home")).env("XDG_CACHE_HOME", self.folder.path().join("cache"));
        String::from_utf8(program.output().unwrap().stdout).unwrap()
    }

    /// The files of the cache that hold what is known of a crate, sorted.
    fn cached(&self) -> Vec<PathBuf> {
        let mut files = self.files_of_cache();
        let is_of_crate = |path: &Path| {
            let name = path.file_name().unwrap().to_str().unwrap();
            name.starts_with("store-") || name.starts_with("outer-")
        };
        files.retain(|path| is_of_crate(path));
        files.sort();
        files
    }

    fn files_of_cache(&self) -> Vec<PathBuf> {
        let Ok(entries) = std::fs::read_dir(self.folder.path().join("cache/cargo-unblock")) else { return Vec::new() };
        entries.map(|entry| entry.unwrap().path()).collect()
    }

    /// Leaves of the cache what is known of crates.
    fn forget_runs(&self) {
        for path in self.files_of_cache().iter().filter(|path| !self.cached().contains(path)) {
            std::fs::remove_file(path).unwrap();
        }
    }
}

/// Asserts which functions of dependencies the async function `main` is said to block in; `calls` are its statements.
#[track_caller]
fn check_calls(calls: &str, packages: &[(&str, &str, &[&str])], expected: &[(&str, &str)]) {
    let main = format!("use std::path::{{Path, PathBuf}};\nasync fn run(paths: Vec<PathBuf>) {{\n{calls}\n}}\nfn main() {{}}\n");
    let report = World::new(&main, packages).check(&[]);
    assert_eq!(claims(&report), expected, "{report:#}");
}

/// What each finding of the rule says: the function, and what it reaches.
fn claims(report: &Value) -> Vec<(&str, &str)> {
    let findings = report["findings"].as_array().unwrap().iter().filter(|finding| finding["rule"] == "dependency");
    let quoted = |finding: &'_ Value, at: usize| finding["message"].as_str().unwrap().split('`').nth(at).unwrap().to_owned();
    findings.map(|finding| (quoted(finding, 1), quoted(finding, 3))).map(|(one, two)| (&*one.leak(), &*two.leak())).collect()
}

const CERTAIN: &[(&str, &str, &[&str])] = &[("store", STORE, &[])];

#[test]
fn a_function_of_a_dependency_that_blocks_is_an_operation() {
    check_calls("store::load(Path::new(\"a\"));", CERTAIN, &[("store::load", "std::fs::read")]);
    check_calls("store::load_all(&paths);", CERTAIN, &[("store::load_all", "std::fs::read")]);
}

#[test]
fn a_function_of_a_dependency_that_only_a_macro_names_is_an_operation() {
    let main = "macro_rules! load { ($path:expr) => { store::load(std::path::Path::new($path)) }; }\n\
                async fn run() { load!(\"a\"); }\nfn main() {}\n";
    assert_eq!(claims(&World::new(main, CERTAIN).check(&[])), [("store::load", "std::fs::read")]);
}

#[test]
fn a_method_is_found_by_the_type_of_its_receiver_that_of_a_trait_too() {
    check_calls(
        "let store = store::Store::open(PathBuf::new());\nstore.path();\nstore.save(b\"\");",
        CERTAIN,
        &[("store::Store::save", "std::fs::write")],
    );
    check_calls("store::Store::open(PathBuf::new()).first();", CERTAIN, &[("store::Store::first", "std::fs::read")]);
    check_calls("let mut lines = store::Lines::new(paths);\nlines.next();", CERTAIN, &[("store::Lines::next", "std::fs::read")]);
}

#[test]
fn what_is_not_beyond_doubt_is_not_said_of_a_dependency() {
    for call in [
        "store::Store::open(PathBuf::new()).later();",
        "store::Store::open(PathBuf::new()).sizes(&paths);",
        "store::Store::open(PathBuf::new()).hook();",
        "store::from_any(&store::Disk);",
        "store::from_dyn(&store::Disk);",
        "store::on_windows();",
        "store::platform();",
        "store::cached();",
        "store::fallback();",
        "store::send(true);",
        "store::insert(true);",
        "store::insert_through(true);",
        "store::remedy();",
        "store::replaced();",
        "store::rest();",
    ] {
        check_calls(call, CERTAIN, &[]);
    }
}

#[test]
fn a_method_of_a_type_of_std_is_not_that_of_a_trait_which_a_dependency_gives_it() {
    let calls = "use store::Ends;\nlet mut child: std::process::Child = store::child();\nlet _ = child.kill();";
    check_calls(calls, CERTAIN, &[]);
}

#[test]
fn who_waits_for_something_blocks_as_a_rule() {
    for name in ["store::receive", "store::receive_timeout"] {
        check_calls(&format!("{name}(true);"), CERTAIN, &[(name, "std::thread::park")]);
    }
}

#[test]
fn what_a_dependency_gives_comes_from_another_thread_where_its_signature_says_that_it_can() {
    let fixed = |call: &str| {
        let main = format!("use std::path::PathBuf;\nasync fn run(path: PathBuf) {{\n{call}\n}}\nfn main() {{}}\n");
        let world = World::new(&main, &[("store", STORE, &[]), ("tokio", "", &[])]);
        world.check(&[])["findings"][0]["fix"]["strategy"].as_str().unwrap_or_default().to_owned()
    };
    for call in ["let _size = store::size(&path);", "if store::load(&path).is_empty() {}", "if !store::size(&path).is_err() {}"] {
        assert_eq!(fixed(call), "spawn-blocking", "{call}");
    }
    for call in
        ["store::touch(&path);", "store::shared(&path);", "let _lines = store::lines(&path);", "let _found = store::parse::<u8>(&path);"]
    {
        assert_ne!(fixed(call), "spawn-blocking", "{call}");
    }
}

#[test]
fn what_runs_as_a_rule_is_named_and_not_what_runs_where_that_failed() {
    check_calls("store::attempt();", CERTAIN, &[("store::attempt", "std::fs::metadata")]);
}

#[test]
fn a_wrapper_of_an_offloader_in_a_dependency_offloads() {
    let main = "async fn run() { store::in_background(|| { std::fs::read(\"a\").ok(); }); }\nfn main() {}\n";
    let world = World::new(main, CERTAIN);
    assert_eq!(world.check(&[])["operations"][0]["context"], "offloaded");
    assert_eq!(world.check(&["--no-deps-bodies"])["findings"].as_array().unwrap().len(), 1);
}

/// A crate whose functions are given closures.
const TAKER: &str = r"
pub fn path() -> std::path::PathBuf { std::path::PathBuf::new() }
pub fn now<R>(run: impl FnOnce() -> R) -> R { run() }
pub fn often<F>(times: usize, mut run: F) where F: FnMut() -> bool { for _ in 0..times { run(); } }
pub fn again<R>(mut run: impl FnMut() -> R) -> R { run(); std::thread::sleep(std::time::Duration::ZERO); run() }
pub async fn later<F: FnOnce() -> bool>(run: F) -> bool { run() }
pub trait Steps: Iterator + Sized {
    fn each_step<F: FnMut(Self::Item)>(self, mut run: F) { for item in self { run(item); } }
    fn steps<F: FnMut(Self::Item) -> bool>(self, run: F) -> AllSteps<Self, F> { AllSteps { of: self, run } }
    fn hidden<T>(self, run: impl FnMut(Self::Item) -> T) -> impl Iterator<Item = T> { self.map(run) }
}
impl<I: Iterator> Steps for I {}
pub struct AllSteps<I, F> { of: I, run: F }
impl<I: Iterator, F: FnMut(I::Item) -> bool> Iterator for AllSteps<I, F> {
    type Item = bool;
    fn next(&mut self) -> Option<bool> { self.of.next().map(&mut self.run) }
}
/// What may be kept: in what is given, in another argument, for a lifetime, or because a function pointer can be.
pub struct Made<F>(pub F);
pub fn made<F: Fn() -> bool>(run: F) -> Made<F> { Made(run) }
pub fn hidden(run: impl Fn() -> bool) -> impl Sized { run }
impl<F: Fn() -> bool> From<F> for Made<F> { fn from(run: F) -> Self { Self(run) } }
pub fn into<F: Fn() -> bool, M: From<F>>(run: F) -> M { run.into() }
pub fn pushed<F: Fn() -> bool>(all: &mut Vec<F>, run: F) { all.push(run); }
pub struct Native { pub run: fn() -> bool }
impl Native { pub const fn new(run: fn() -> bool) -> Self { Self { run } } }
#[derive(Default)]
pub struct Hooks<'a> { all: Vec<Box<dyn Fn() -> bool + 'a>> }
impl<'a> Hooks<'a> {
    pub fn on(&mut self, run: impl Fn() -> bool + 'a) { self.all.push(Box::new(run)); }
    pub fn named<F>(&mut self, run: F) where F: Fn() -> bool, F: 'a { self.all.push(Box::new(run)); }
    pub fn run(&self) -> bool { self.all.iter().all(|run| run()) }
}
impl<F: Fn() -> bool> Made<F> { pub fn new(run: F) -> Self { Self(run) } }
";

/// Asserts how sure it is that a dependency runs the closure that `call` gives it, whether or not the crate is read for something else and
/// whether or not bodies are read.
#[track_caller]
fn check_confidence(call: &str, expected: &str) {
    for other in ["", "taker::path().exists();"] {
        let main = format!(
            "use taker::Steps;\nasync fn run(hooks: &mut taker::Hooks<'static>) {{\n{call}\n}}\nasync fn other() {{ {other} }}\n\
             fn helper() -> bool {{ std::fs::read(\"a\").is_ok() }}\nfn main() {{}}\n"
        );
        let world = World::new(&main, &[("taker", TAKER, &[])]);
        for arguments in [&[][..], &["--no-deps-bodies"]] {
            let report = world.check(arguments);
            let of_run =
                |finding: &&Value| finding["rule"] == "std-fs" && finding["function"].as_str().is_some_and(|name| name.ends_with("run"));
            let found: Vec<&Value> = report["findings"].as_array().unwrap().iter().filter(of_run).collect();
            let confidences: Vec<&str> = found.iter().map(|finding| finding["confidence"].as_str().unwrap()).collect();
            assert_eq!(confidences, [expected], "{call} {other} {arguments:?} {report:#}");
        }
    }
}

#[test]
fn a_closure_surely_runs_that_a_dependency_can_do_nothing_else_with() {
    check_confidence("taker::now(|| std::fs::read(\"a\").is_ok());", "certain");
    check_confidence("taker::now(|| helper());", "certain");
    check_confidence("taker::again(|| std::fs::read(\"a\").is_ok());", "certain");
    check_confidence("taker::often(2, || std::fs::read(\"a\").is_ok());", "certain");
    check_confidence("taker::later(|| std::fs::read(\"a\").is_ok()).await;", "certain");
    check_confidence("[1].iter().each_step(|_| { std::fs::read(\"a\").ok(); });", "certain");
    check_confidence("let _ = [1].iter().steps(|_| std::fs::read(\"a\").is_ok()).count();", "certain");
    check_confidence("let _ = [1].iter().hidden(|_| std::fs::read(\"a\").is_ok()).count();", "certain");
}

#[test]
fn a_closure_that_a_dependency_may_keep_may_never_run() {
    for call in [
        "taker::made(|| std::fs::read(\"a\").is_ok());",
        "taker::made(|| helper());",
        "taker::hidden(|| std::fs::read(\"a\").is_ok());",
        "let _made: taker::Made<_> = taker::into(|| std::fs::read(\"a\").is_ok());",
        "taker::pushed(&mut Vec::new(), || std::fs::read(\"a\").is_ok());",
        "taker::Native::new(|| std::fs::read(\"a\").is_ok());",
        "let _table = [(\"a\", taker::Native::new(|| std::fs::read(\"a\").is_ok()))];",
        "hooks.on(|| std::fs::read(\"a\").is_ok());",
        "hooks.named(|| std::fs::read(\"a\").is_ok());",
        "taker::Made::new(|| std::fs::read(\"a\").is_ok());",
    ] {
        check_confidence(call, "likely");
    }
}

#[test]
fn every_command_knows_what_dependencies_do() {
    let main = "async fn run() { one(); store::load(std::path::Path::new(\"a\")); }\nfn one() { store::load_all(&[]); }\nfn main() {}\n";
    let world = World::new(main, &[("store", STORE, &[]), ("tokio", "", &[])]);
    let why = world.run(&["why", "one"]);
    assert!(why.contains("the nearest is `store::load_all`, which reaches `std::fs::read`, in"), "{why}");
    let answer: Value = serde_json::from_str(&world.run(&["why", "one", "--format", "json"])).unwrap();
    assert_eq!((&answer["blocking"]["api"], &answer["blocking"]["reaches"]), (&"store::load_all".into(), &"std::fs::read".into()));
    let graph = world.run(&["graph"]);
    assert!(graph.contains("label=\"load_all\\nreaches std::fs::read\""), "{graph}");
    let graph = world.run(&["graph", "--format", "mermaid"]);
    assert!(graph.contains("load_all<br/>reaches std::fs::read"), "{graph}");
    let audit: Value = serde_json::from_str(&world.run(&["audit", "--format", "json"])).unwrap();
    assert_eq!(audit["files"][0]["operations"].as_array().unwrap().len(), 2, "{audit:#}");
    let plan = world.run(&["fix", "--plan", "--unsafe", "--verbose"]);
    assert!(plan.contains("spawn_blocking"), "{plan}");
    for command in [&["why", "one"][..], &["graph"], &["audit"], &["fix", "--plan", "--unsafe", "--verbose"]] {
        let without = world.run(&[command, &["--no-deps-bodies"]].concat());
        assert!(!without.contains("load_all"), "{without}");
    }
}

#[test]
fn chains_go_through_dependencies_of_dependencies() {
    let outer = "pub fn open() -> usize { store::load(std::path::Path::new(\"a\")).len() }\n";
    let packages: &[(&str, &str, &[&str])] = &[("outer", outer, &["store"]), ("store", STORE, &[])];
    check_calls("outer::open();", packages, &[("outer::open", "std::fs::read")]);
}

#[test]
fn a_helper_that_calls_a_dependency_is_a_helper_and_what_it_does_itself_comes_first() {
    let main = "use std::path::Path;\nasync fn run() { one(); two(); }\nfn one() { store::load(Path::new(\"a\")); }\n\
                fn two() { store::load(Path::new(\"a\")); three(); }\nfn three() { std::fs::write(\"a\", \"\").ok(); }\nfn main() {}\n";
    let report = World::new(main, CERTAIN).check(&[]);
    let rules: Vec<&str> = report["findings"].as_array().unwrap().iter().map(|finding| finding["rule"].as_str().unwrap()).collect();
    assert_eq!(rules, ["dependency", "std-fs"]);
    assert_eq!(report["findings"][0]["fix"]["applicability"], "none");
}

#[test]
fn a_call_that_was_of_no_interest_when_its_crate_was_read_is_understood_when_it_is() {
    let shelf = "use std::path::{Path, PathBuf};\npub struct Shelf<T> { items: Vec<T>, path: PathBuf }\n\
                 impl<T> Shelf<T> {\n    pub fn first(&self) -> &T { &self.items[0] }\n    pub fn path(&self) -> &Path { &self.path }\n}\n";
    // `exists` has the crate read while `run` is known already; that `go` blocks is found two rounds later.
    let main = "async fn run(shelf: shelf::Shelf<Job>) { std::fs::read(\"b\").ok(); shelf.first().go(1); }\n\
                fn other(shelf: shelf::Shelf<Job>) { shelf.path().exists(); }\n\
                pub struct Job;\nimpl Job { fn go(&self, _: u8) { deeper() } }\nfn deeper() { std::fs::read(\"a\").ok(); }\n\
                pub struct Player;\nimpl Player { fn go(&self, _: u8) {} }\nfn main() {}\n";
    let report = World::new(main, &[("shelf", shelf, &[])]).check(&["--no-deps-bodies"]);
    let chains: Vec<usize> =
        report["findings"].as_array().unwrap().iter().map(|finding| finding["chain"].as_array().unwrap().len()).collect();
    assert_eq!(chains, [1, 3], "{report:#}");
}

#[test]
fn crates_that_are_not_called_are_not_read_and_those_that_are_not_there_are_counted() {
    let main = "async fn run() { missing::go(); }\nfn sync() { store::load_all(&[]); }\nfn main() {}\n";
    let world = World::new(main, &[("store", STORE, &[]), ("missing", "", &[])]);
    std::fs::remove_dir_all(world.folder.path().join("home/registry/src/index/missing-0.1.0")).unwrap();
    let summary = &world.check(&[])["summary"]["dependencies"];
    assert_eq!(*summary, serde_json::json!({ "summarised": 0, "unread": { "not-on-this-machine": 1 } }));
    let without = &world.check(&["--no-deps-bodies"])["summary"]["dependencies"];
    assert_eq!(*without, serde_json::json!({ "summarised": 0, "unread": {} }));
}

#[test]
fn a_cold_cache_a_warm_one_a_broken_one_and_none_give_the_same() {
    let outer = "pub fn open() -> usize { store::load(std::path::Path::new(\"a\")).len() }\n";
    let main = "async fn run() { outer::open(); store::load_all(&[]); }\nfn main() {}\n";
    let world = World::new(main, &[("outer", outer, &["store"]), ("store", STORE, &[])]);
    let cold = world.check(&[]);
    assert_eq!(claims(&cold).len(), 2);
    assert_eq!(world.cached().len(), 2);
    assert_eq!(world.check(&[]), cold);
    for file in world.cached() {
        let whole = std::fs::read(&file).unwrap();
        let mut flipped = whole.clone();
        *flipped.last_mut().unwrap() ^= 1;
        for broken in [&[][..], &[0, 1], &whole[..whole.len() / 2], &flipped, b"{}"] {
            std::fs::write(&file, broken).unwrap();
            world.forget_runs();
            assert_eq!(world.check(&[]), cold, "{broken:?}");
            assert_eq!(std::fs::read(&file).unwrap(), whole, "it is made again");
        }
    }
    // Where the cache should be there is a file.
    std::fs::remove_dir_all(world.folder.path().join("cache")).unwrap();
    world.write("cache", "");
    assert_eq!(world.check(&[]), cold);
    // The summary is what is read, not the source, which a registry never changes.
    std::fs::remove_file(world.folder.path().join("cache")).unwrap();
    assert_eq!(world.check(&[]), cold);
    assert_eq!(world.cached().len(), 2);
}

#[test]
fn a_dependency_of_a_dependency_that_comes_later_is_seen() {
    let outer = "pub fn open() -> usize { store::load(std::path::Path::new(\"a\")).len() }\n";
    let world = World::new("async fn run() { outer::open(); }\nfn main() {}\n", &[("outer", outer, &["store"]), ("store", STORE, &[])]);
    let (place, away) = (world.folder.path().join("home/registry/src/index/store-0.1.0"), world.folder.path().join("away"));
    std::fs::rename(&place, &away).unwrap();
    assert_eq!(world.check(&[]), world.check(&["--no-cache"]));
    std::fs::rename(&away, &place).unwrap();
    let found = world.check(&[]);
    assert_eq!(claims(&found).len(), 1);
    assert_eq!(found, world.check(&["--no-cache"]));
}

#[test]
fn nothing_is_remembered_of_a_package_that_cargo_has_not_unpacked_to_the_end() {
    let outer = "pub fn open() -> usize { store::load(std::path::Path::new(\"a\")).len() }\n";
    let main = "async fn run() { outer::open(); store::gone().is_dir(); }\nfn main() {}\n";
    let world = World::new(main, &[("outer", outer, &["store"]), ("store", STORE, &[])]);
    let store = "home/registry/src/index/store-0.1.0";
    let whole = format!("{STORE}pub fn gone() -> std::path::PathBuf {{ \"a\".into() }}\n");
    // The manifest is there, and half of the code; cargo of old wrote an empty file first.
    for mark in [None, Some("")] {
        world.write(&format!("{store}/src/lib.rs"), "pub struct Store;");
        std::fs::remove_file(world.folder.path().join(store).join(".cargo-ok")).unwrap();
        if let Some(mark) = mark {
            world.write(&format!("{store}/.cargo-ok"), mark);
        }
        assert!(claims(&world.check(&[])).is_empty());
        assert!(world.cached().is_empty(), "nor of the one that uses it");
        world.write(&format!("{store}/src/lib.rs"), &whole);
        let found = world.check(&[]);
        assert_eq!(found["findings"].as_array().unwrap().len(), 2, "{found:#}");
        assert!(world.cached().is_empty(), "it may still be half of it");
        world.write(&format!("{store}/.cargo-ok"), "{\"v\":1}");
        assert_eq!(world.check(&[]), found);
        assert_eq!(world.cached().len(), 2);
        assert_eq!(world.check(&[]), found);
        std::fs::remove_dir_all(world.folder.path().join("cache")).unwrap();
    }
}

#[test]
fn what_a_crate_does_is_not_remembered_where_it_uses_one_that_may_change() {
    let outer = "pub fn open() -> usize { store::load(std::path::Path::new(\"a\")).len() }\n";
    let world = World::new("async fn run() { outer::open(); }\nfn main() {}\n", &[("outer", outer, &["store"]), ("store", STORE, &[])]);
    world.write("app/vendor/store/Cargo.toml", "[package]\nname = \"store\"\nversion = \"0.1.0\"\nedition = \"2021\"\n");
    world.write("app/vendor/store/src/lib.rs", "pub fn load(_: &std::path::Path) -> Vec<u8> { Vec::new() }\n");
    assert!(claims(&world.check(&[])).is_empty());
    world.write("app/vendor/store/src/lib.rs", STORE);
    assert_eq!(claims(&world.check(&[])).len(), 1);
    assert!(world.cached().is_empty());
}

#[test]
fn a_crate_that_declares_what_the_tables_name_where_they_name_it_is_read_all_the_same() {
    let notify = "pub mod inotify { pub struct INotifyWatcher; impl super::Watcher for INotifyWatcher {
            fn new<F: FnMut(u8)>(_handler: F) -> Self { Self } } }
        pub use inotify::INotifyWatcher;
        pub type RecommendedWatcher = INotifyWatcher;
        pub trait Watcher: Sized { fn new<F: FnMut(u8)>(handler: F) -> Self; }
        pub struct Event { pub paths: Vec<std::path::PathBuf> }
        pub fn limit() -> usize { std::fs::read(\"a\").map_or(0, |text| text.len()) }";
    let main = "use notify::Watcher as _;
        async fn run(event: notify::Event) {
            let _watcher = notify::RecommendedWatcher::new(|_| drop(std::fs::read(\"a\")));
            let _other = notify::INotifyWatcher::new(|_| drop(std::fs::read(\"a\")));
            event.paths[0].is_dir();
            notify::limit();
        }
        fn main() {}";
    let world = World::new(main, &[("notify", notify, &[])]);
    for report in [world.check(&[]), world.check(&["--no-cache"])] {
        let findings = report["findings"].as_array().unwrap();
        let found: Vec<_> = findings.iter().map(|finding| (finding["rule"].as_str().unwrap(), &finding["span"]["line_start"])).collect();
        assert_eq!(found, [("std-path", &serde_json::json!(5)), ("dependency", &serde_json::json!(6))], "{report:#}");
    }
}

/// Asserts that the program finds out what the dependency of a program with these files does to its async code: one finding.
#[track_caller]
fn check_is_called(main: &str, others: &[(&str, &str)]) {
    let world = World::new(&format!("{main}\nfn main() {{}}\n"), CERTAIN);
    for (path, text) in others {
        world.write(&format!("app/src/{path}"), text);
    }
    let report = world.check(&[]);
    assert_eq!(claims(&report).len(), 1, "{report:#}");
}

#[test]
fn a_crate_is_known_that_only_code_without_a_call_by_name_calls() {
    let load = "store::load(std::path::Path::new(\"a\"))";
    let of_own = |header: &str, function: &str, run: &str| {
        check_is_called(
            &format!("pub struct Own;\nimpl {header} for Own {{ {function} {{ {load}; todo!() }} }}\nasync fn run() {{ {run} }}"),
            &[],
        );
    };
    of_own("Drop", "fn drop(&mut self)", "let _own = Own;");
    of_own("Default", "fn default() -> Self", "let _: Own = None::<Own>.unwrap_or_default();");
    of_own("From<u8>", "fn from(_: u8) -> Self", "let _: Own = 1u8.into();");
    of_own("std::fmt::Display", "fn fmt(&self, _: &mut std::fmt::Formatter) -> std::fmt::Result", "let own = Own; println!(\"{own}\");");
    of_own("Iterator", "type Item = u8; fn next(&mut self) -> Option<u8>", "let own = Own; for _ in own {}");
    of_own("std::ops::Add", "type Output = u8; fn add(self, _: Own) -> u8", "let _ = Own + Own;");
    of_own("std::ops::Index<u8>", "type Output = u8; fn index(&self, _: u8) -> &u8", "let _ = Own[1];");
    of_own("std::ops::Deref", "type Target = str; fn deref(&self) -> &str", "let own = Own; own.len();");
    of_own("std::str::FromStr", "type Err = (); fn from_str(_: &str) -> Result<Self, ()>", "let _ = \"a\".parse::<Own>();");
}

#[test]
fn a_crate_is_known_that_only_an_initialiser_calls() {
    let lazy = "static BYTES: std::sync::LazyLock<Vec<u8>> = std::sync::LazyLock::new(|| store::load(std::path::Path::new(\"a\")));";
    check_is_called(&format!("{lazy}\nasync fn run() {{ BYTES.len(); }}"), &[]);
    check_is_called("mod held;\nasync fn run() { held::BYTES.len(); }", &[("held.rs", &format!("pub {lazy}"))]);
}

#[test]
fn a_crate_is_known_whose_names_stand_elsewhere_than_the_call() {
    // In a signature, in a type, behind another name, in a module that hands them on.
    check_is_called("async fn run(shop: &store::Store) { shop.save(b\"\"); }", &[]);
    let shop = ("shop.rs", "pub struct Shop { pub store: store::Store }");
    check_is_called("mod shop;\nasync fn run(shop: &shop::Shop) { shop.store.save(b\"\"); }", &[shop]);
    let made = ("made.rs", "pub fn store() -> store::Store { todo!() }");
    check_is_called("mod made;\nasync fn run() { made::store().save(b\"\"); }", &[made]);
    let helper = ("helper.rs", "pub fn load() { store::load(std::path::Path::new(\"a\")); }");
    check_is_called("mod helper;\nuse helper::load as fetch;\nasync fn run() { fetch(); }", &[helper]);
    let path = "std::path::Path::new(\"a\")";
    let run = format!("mod shared;\nuse shared::load;\nasync fn run() {{ load({path}); }}");
    check_is_called(&run, &[("shared.rs", "pub use store::load;")]);
}

/// Asserts that the program has one certain finding of the rule `std-path`.
#[track_caller]
fn check_path_is_known(main: &str, packages: &[(&str, &str, &[&str])]) {
    let report = World::new(main, packages).check(&[]);
    let findings = report["findings"].as_array().unwrap();
    let found: Vec<_> =
        findings.iter().map(|finding| (finding["rule"].as_str().unwrap(), finding["confidence"].as_str().unwrap())).collect();
    assert_eq!(found, [("std-path", "certain")], "{report:#}");
}

#[test]
fn a_generic_type_that_knows_no_path_gives_the_paths_that_it_is_made_of() {
    let maps = "pub struct Map<K, V> { items: Vec<(K, V)> }
        impl<K, V> Map<K, V> { pub fn first(&self) -> Option<&V> { self.items.first().map(|(_, value)| value) } }";
    let main = |body: &str| format!("async fn run(map: maps::Map<String, std::path::PathBuf>) {{ {body} }}\nfn main() {{}}\n");
    check_path_is_known(&main("let first = map.first(); first.map(|path| path.is_dir());"), &[("maps", maps, &[])]);
}

#[test]
fn a_method_of_an_unread_trait_gives_a_path_and_what_a_macro_or_a_comment_says_does_not_matter() {
    let ends = "// Paths are made here.
        pub trait Up { fn up(&self) -> std::path::PathBuf; }
        impl Up for str { fn up(&self) -> std::path::PathBuf { self.into() } }
        #[macro_export] macro_rules! log { () => {} }";
    let main = |uses: &str| format!("{uses}\nasync fn run() {{ ends::log!(); let path = \"a\".up(); path.is_dir(); }}\nfn main() {{}}\n");
    for uses in ["use ends::Up;", "use ends::Up as _;", "use ends::*;"] {
        check_path_is_known(&main(uses), &[("ends", ends, &[])]);
    }
}

#[test]
fn a_crate_gives_types_of_those_that_it_uses_through_others_too() {
    let main = "fn known(_: git2::Repository) {}\nasync fn run() { shop::open().set_head(\"a\").ok(); }\nfn main() {}";
    let shop = "pub fn open() -> base::Repository { base::open() }";
    let base = "pub use git2::Repository;\npub fn open() -> Repository { panic!() }";
    let packages: &[(&str, &str, &[&str])] = &[("shop", shop, &["base"]), ("base", base, &["git2"]), ("git2", "", &[])];
    let report = World::new(main, packages).check(&["--no-deps-bodies"]);
    let operations = report["operations"].as_array().unwrap();
    assert_eq!(operations.iter().map(|operation| operation["api"].as_str().unwrap()).collect::<Vec<_>>(), ["git2::Repository::set_head"]);
}

#[test]
fn an_impl_for_a_type_of_a_crate_that_is_read_later_is_known_from_then_on() {
    let errors = "pub struct Error;
        pub type Result<T, E = Error> = std::result::Result<T, E>;
        pub fn home() -> Result<std::path::PathBuf> { Err(Error) }";
    let main = "use errors::Result;
        trait Dot<T> { fn dot(self) -> Result<T>; }
        impl<T> Dot<T> for Result<T> { fn dot(self) -> Result<T> { self } }
        async fn run() { let home = errors::home().dot(); home.map(|path| path.is_dir()); }
        fn main() {}";
    check_path_is_known(main, &[("errors", errors, &[])]);
}

#[test]
fn one_thread_and_many_say_the_same() {
    let main = "async fn run() { store::load_all(&[]); }\nfn main() {}\n";
    let world = World::new(main, CERTAIN);
    assert_eq!(world.check(&["--threads", "1"]), world.check(&["--threads", "4"]));
}
