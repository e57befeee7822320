//! Which runtimes may come to what stays on its thread: what calls mean, where names say too little, and names, where calls are not understood.

use cargo_unblock::Draft;
use cargo_unblock::fix::Limits;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::*;

/// What holds a lock while it blocks, and what starts that.
const STORE: &str = r"use std::path::PathBuf;
use std::sync::{Arc, Mutex};

pub struct Store(pub Mutex<PathBuf>);

impl Store {
    pub async fn load(&self) -> bool {
        let path = self.0.lock().unwrap();
        path.exists() && path.is_absolute()
    }
}

pub trait Start {
    fn start(self: Arc<Self>);
}

impl Start for Store {
    fn start(self: Arc<Self>) {
        tokio::spawn(async move { self.load().await });
    }
}

pub fn start_one(store: Arc<Store>) {
    store.start();
}
";

/// What else has the names of the store's, and runs nothing of it.
const OTHER: &str = r"use std::sync::Arc;

pub struct Other {
    pub load: u32,
}

impl Other {
    pub async fn load(&self) -> bool {
        self.load > 1
    }
}

pub trait Go {
    fn start(self: Arc<Self>);
}

impl Go for Other {
    fn start(self: Arc<Self>) {}
}

pub fn start_one(other: Arc<Other>) {
    other.start();
}
";

const MAIN: &str = "mod other;\nmod store;\n\nuse std::sync::Arc;\n\n#[tokio::main]\nasync fn main() {\n    let store = Arc::new(store::Store(Default::default()));\n    store.load().await;\n}\n";

/// A function that runs `body` on one thread.
fn alone(body: &str) -> String {
    format!(
        "pub fn alone(store: Arc<store::Store>, other: Arc<other::Other>) {{\n    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();\n    runtime.block_on(async move {{\n        {body}\n    }});\n}}\n"
    )
}

/// What becomes of a program with `items` in its main file: of the store, and of the main file.
fn fixed(items: &str) -> (String, String) {
    let main = format!("{MAIN}\n{items}");
    let (mut tree, _) = fix_tree(&[("src/main.rs", &main), ("src/store.rs", STORE), ("src/other.rs", OTHER)], Applicability::Unsafe);
    (tree.remove("src/store.rs").unwrap(), tree.remove("src/main.rs").unwrap())
}

/// Whether the store hands its thread on in a program with `items`.
fn hands_on(items: &str) -> bool {
    fixed(items).0.contains("block_in_place")
}

/// What others of the same name do.
const NO_WAYS: [&str; 11] = [
    // A method of another type, its field, a variable.
    "other.load().await;",
    "let load = other.load;\n        assert!(load > 1);",
    "let other::Other { load } = &*other;\n        assert!(*load > 1);",
    // A function of another module, as a value too, and the method of another trait.
    "other::start_one(other.clone());",
    "[other.clone()].into_iter().for_each(other::start_one);",
    "{\n            use other::Go;\n            other.clone().start();\n        }",
    "{\n            use other::Go;\n            let other: Arc<dyn other::Go> = other.clone();\n            other.start();\n        }",
    // What is no code, and the variable of a macro.
    "assert!(!cfg!(load));",
    "#[cfg(start_one)]\n        drop(&other);",
    "given!(1);",
    // Something that takes other arguments.
    "unknown::make().load(1, 2).await;",
];

/// What comes to the store, and what may for all that is known.
const WAYS: [&str; 17] = [
    "store.load().await;",
    "store::Store::load(&store).await;",
    // By a type that another function decides, and by one that nobody sees.
    "{\n            use store::Start;\n            store.clone().start();\n        }",
    "start_any(store.clone());",
    "start_some(store.clone());",
    // By its name, and by one that it was imported under.
    "[store.clone()].into_iter().for_each(store::start_one);",
    "let start: fn(Arc<store::Store>) = store::start_one;\n        start(store.clone());",
    "{\n            use store::start_one as begin;\n            begin(store.clone());\n        }",
    // In macros that are expanded, and in those of which nobody knows what they do.
    "go!(store).await;",
    "run_it!(store);",
    "unknown::run!(store.load());",
    "unknown::run!(store, load);",
    "unknown::run!(start_one => store);",
    // On a value of which nothing is known.
    "unknown::make().load().await;",
    "unknown::make(&store).map(|store| store.load());",
    // By way of what is initialised at its first use.
    "READY.get();",
    "drop(&*READY);",
];

/// What the bodies use.
const HELPERS: &str = r"use store::Start;

pub fn start_any(store: Arc<dyn Start>) {
    store.start();
}

pub fn start_some<S: Start>(store: Arc<S>) {
    store.start();
}

macro_rules! go {
    ($store:expr) => {
        $store.load()
    };
}

macro_rules! run_it {
    ($store:ident) => {
        store::start_one($store.clone())
    };
}

macro_rules! given {
    ($load:expr) => {
        drop($load)
    };
}

pub struct Ready;

impl Ready {
    pub fn get(&self) {}
}

pub static READY: std::sync::LazyLock<Ready> = std::sync::LazyLock::new(|| {
    tokio::spawn(store::Store(Default::default()).load());
    Ready
});

";

#[test]
fn what_only_shares_a_name_is_no_way() {
    assert!(hands_on(HELPERS), "none of it runs on one thread");
    for body in NO_WAYS {
        assert!(hands_on(&format!("{HELPERS}{}", alone(body))), "{body}");
    }
}

#[test]
fn what_is_called_and_what_is_not_understood_is_a_way() {
    for body in WAYS {
        assert!(!hands_on(&format!("{HELPERS}{}", alone(body))), "{body}");
    }
}

/// Whether the store hands its thread on in a program with `items`, by what is called and by names alone.
fn hands_on_by_calls_and_by_names(items: &str) -> (bool, bool) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("src")).unwrap();
    let main = format!("{MAIN}\n{items}");
    for (path, text) in [("Cargo.toml", MANIFEST), ("src/main.rs", &main), ("src/store.rs", STORE), ("src/other.rs", OTHER)] {
        std::fs::write(folder.path().join(path), text).unwrap();
    }
    let options = options(folder.path(), Applicability::Unsafe);
    let hands_on = |draft: &Draft| draft.plan(&options, &Lessons::default()).changes.iter().any(|(path, _)| path == "src/store.rs");
    let by_calls = draft(&options, &Silent).unwrap();
    let is_by_calls = hands_on(&by_calls);
    let limits = Limits { least_applicability: Applicability::Unsafe, ..Limits::default() };
    let mut analysis = by_calls.analysis;
    analysis.naming = None;
    (is_by_calls, hands_on(&Draft::new(analysis, limits, &mut |_, _| {})))
}

#[test]
fn the_ways_by_calls_are_some_of_those_by_names_and_hold_all_that_there_are() {
    let bodies = || NO_WAYS.into_iter().map(|body| (body, false)).chain(WAYS.into_iter().map(|body| (body, true))).collect::<Vec<_>>();
    let functions = proptest::collection::vec((0..3_usize, proptest::collection::vec(proptest::sample::select(bodies()), 1..4)), 0..3);
    let mut runner = TestRunner::new_with_rng(
        Config { cases: 48, failure_persistence: None, ..Config::default() },
        proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    );
    let result = runner.run(&functions, |functions| {
        let mut items = HELPERS.to_owned();
        let mut is_way = false;
        for (at, (depth, lines)) in functions.iter().enumerate() {
            let text: Vec<&str> = lines.iter().map(|(line, _)| *line).collect();
            is_way |= lines.iter().any(|(_, is_way)| *is_way);
            // What is run on one thread may stand in a function that it calls.
            let inner = format!("pub async fn step_{at}_0(store: Arc<store::Store>, other: Arc<other::Other>) {{\n        {}\n}}\n\n", text.join("\n        "));
            let steps = (0..*depth).map(|step| {
                format!("pub async fn step_{at}_{}(store: Arc<store::Store>, other: Arc<other::Other>) {{\n    step_{at}_{step}(store, other).await;\n}}\n\n", step + 1)
            });
            items.push_str(&inner);
            items.extend(steps);
            items.push_str(&alone(&format!("step_{at}_{depth}(store, other).await;")).replace("fn alone", &format!("fn alone_{at}")));
        }
        let (by_calls, by_names) = hands_on_by_calls_and_by_names(&items);
        prop_assert!(by_calls || !by_names, "a way by calls is none by names:\n{}", items);
        prop_assert_eq!(by_calls, !is_way, "{}", items);
        Ok(())
    });
    result.unwrap();
}

#[test]
fn a_method_that_another_build_has_is_a_way() {
    let twins = "pub struct Both;\n\nimpl Both {\n    #[cfg(windows)]\n    pub async fn go(&self, _: Arc<store::Store>) {}\n\n    #[cfg(not(windows))]\n    pub async fn go(&self, store: Arc<store::Store>) {\n        store.load().await;\n    }\n}\n\n";
    assert!(!hands_on(&format!("{twins}{}", alone("Both.go(store).await;"))));
    assert!(hands_on(&format!("{twins}{}", alone("drop((Both, store));"))));
}

#[test]
fn a_local_set_is_a_way_to_what_it_runs() {
    let local = |body: &str| {
        format!(
            "pub async fn locally(store: Arc<store::Store>, other: Arc<other::Other>) {{\n    tokio::task::LocalSet::new().run_until({body}).await;\n}}\n"
        )
    };
    assert!(!hands_on(&local("store.load()")));
    assert!(hands_on(&local("other.load()")));
    // One that is kept somewhere, where its type is not named.
    let kept = "pub struct Sets {\n    set: tokio::task::LocalSet,\n}\n\nimpl Sets {\n    pub async fn locally(&self, store: Arc<store::Store>) {\n        self.set.run_until(store.load()).await;\n    }\n}\n";
    assert!(!hands_on(kept));
    // Whoever gives it a future.
    let taker = "pub async fn on_one<F: Future>(future: F) -> F::Output {\n    tokio::task::LocalSet::new().run_until(future).await\n}\n\n";
    for (body, is_handed_on) in [("on_one(store.load()).await;", false), ("on_one(other.load()).await;", true)] {
        let caller = format!("pub async fn calls(store: Arc<store::Store>, other: Arc<other::Other>) {{\n    {body}\n}}\n");
        assert_eq!(hands_on(&format!("{taker}{caller}")), is_handed_on, "{body}");
    }
    // guard: a method of that name is not the function that takes one.
    let method = "pub struct Own;\n\nimpl Own {\n    pub async fn on_one<F: Future>(&self, future: F) -> F::Output {\n        future.await\n    }\n}\n\npub async fn calls(store: Arc<store::Store>) {\n    Own.on_one(store.load()).await;\n}\n";
    assert!(hands_on(&format!("{taker}{method}")));
}

#[test]
fn an_import_says_what_runs_on_one_thread() {
    let test = |import: &str| {
        format!(
            "#[cfg(test)]\nmod tests {{\n    use super::*;\n    use {import};\n\n    #[test]\n    fn comes_there() {{\n        block_on(store::Store(Default::default()).load());\n    }}\n}}\n"
        )
    };
    assert!(!hands_on(&test("tokio_test::block_on")));
    assert!(!hands_on(&test("tokio_test::block_on as run").replace(" block_on(", " run(")));
    // guard: another function of that name, and an import of which nothing is used.
    assert!(hands_on(&test("crate::other::block_on")));
    assert!(hands_on(&test("tokio_test::assert_ready").replace("block_on(", "drop(")));
}

#[test]
fn tests_that_come_there_get_several_threads_and_those_that_name_it_do_not() {
    let tests = |first: &str| {
        format!(
            "#[cfg(test)]\nmod tests {{\n    use super::*;\n\n    {first}\n    async fn comes_there() {{\n        store::Store(Default::default()).load().await;\n    }}\n\n    #[tokio::test]\n    async fn is_elsewhere() {{\n        other::Other {{ load: 1 }}.load().await;\n    }}\n}}\n"
        )
    };
    let (store, main) = fixed(&tests("#[tokio::test]"));
    assert!(store.contains("block_in_place"));
    assert_eq!(main, format!("{MAIN}\n{}", tests("#[tokio::test(flavor = \"multi_thread\")]")));
    // guard: paused time needs the one thread, and that of another test is no matter.
    assert!(!hands_on(&tests("#[tokio::test(start_paused = true)]")));
    let other = tests("#[tokio::test]")
        .replace("#[tokio::test]\n    async fn is_elsewhere", "#[tokio::test(start_paused = true)]\n    async fn is_elsewhere");
    let (store, main) = fixed(&other);
    assert!(store.contains("block_in_place"));
    assert_eq!(main.matches("multi_thread").count(), 1);
}
