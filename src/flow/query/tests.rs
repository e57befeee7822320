use super::*;

const LIBRARY: &str = r#"
pub mod store {
    pub struct Store;
    impl Store {
        pub fn load(&self) -> String { read("a") }
        pub fn name(&self) -> String { String::new() }
    }
    fn read(path: &str) -> String { std::fs::read_to_string(path).unwrap_or_default() }
    impl std::fmt::Display for Store {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(&self.load()) }
    }
}
use store::Store;
pub async fn handler(store: &Store) { middle(store); store.name(); }
fn middle(store: &Store) { store.load(); }
fn mapped(stores: &[Store]) -> Vec<String> { stores.iter().map(Store::load).collect() }
fn closed(stores: &[Store]) -> Vec<String> { stores.iter().map(|store| store.load()).collect() }
async fn offloads() { tokio::task::spawn_blocking(|| Store.load()).await.unwrap(); }
fn sync_only() { Store.load(); }
fn unclear() { let thing = unknown::make(); thing.exists(); }
async fn itself() { std::fs::read("a").ok(); middle(&Store); }
fn future() -> impl std::future::Future<Output = ()> { async { std::fs::read("a").ok(); } }
fn outer() { fn inner() { std::fs::read("a").ok(); } inner() }
#[cfg(test)]
mod tests {
    #[test]
    fn loads() { super::Store.load(); }
}
"#;

fn ask_in(text: &str, what: &str) -> Result<Answer, UnknownFunction> {
    let workspace = Workspace::in_memory(&[("src/lib.rs", text)], &["tokio"]);
    let mut program = Program::new(&workspace);
    why(&workspace, &mut program, Rules::embedded(), Contexts::embedded(), &Sources::default(), &What::Path(what.to_owned()))
}

fn ask(what: &str) -> Answer {
    ask_in(LIBRARY, what).unwrap_or_else(|error| panic!("{what}: {error}"))
}

fn names(hops: &[ChainHop]) -> Vec<&str> {
    hops.iter().map(|hop| hop.home.path.last()).collect()
}

#[test]
fn the_chain_to_the_nearest_operation_starts_in_the_function() {
    let blocking = ask("Store::load").blocking;
    let nearest = blocking.nearest.unwrap();
    assert_eq!((nearest.api.as_str(), nearest.confidence), ("std::fs::read_to_string", Confidence::Certain));
    assert_eq!(names(&nearest.chain), ["load", "read"]);
    assert_eq!(blocking.by_rule, BTreeMap::from([("std-fs".to_owned(), 1)]));
    assert!(blocking.unresolved.is_empty());
}

#[test]
fn what_does_not_block_has_its_callers_too() {
    let answer = ask("name");
    assert_eq!(answer.blocking, Blocking::default());
    assert_eq!(answer.execution.roots.len(), 1);
    assert_eq!(names(&answer.execution.roots[0].chain), ["handler"]);
    assert_eq!(names(&answer.conversion.unwrap().awaits), ["handler"]);
}

#[test]
fn what_is_not_understood_is_counted() {
    let blocking = ask("unclear").blocking;
    assert_eq!(blocking.nearest, None);
    assert_eq!(blocking.unresolved.values().sum::<u64>(), 1);
}

#[test]
fn an_async_function_blocks_by_what_it_runs_itself_first() {
    let answer = ask("itself");
    assert!(answer.is_async && answer.conversion.is_none());
    assert_eq!(names(&answer.blocking.nearest.unwrap().chain), ["itself"]);
    assert_eq!(answer.blocking.by_rule, BTreeMap::from([("std-fs".to_owned(), 2)]));
    assert_eq!(answer.execution.roots.len(), 1);
}

#[test]
fn a_future_that_is_made_does_not_block_its_maker() {
    let blocking = ask("future").blocking;
    assert!(blocking.is_in_future && blocking.nearest.is_some());
}

#[test]
fn roots_come_with_their_chains_and_other_threads_are_told_apart() {
    let execution = ask("Store::load").execution;
    let chains: Vec<Vec<&str>> = execution.roots.iter().map(|root| names(&root.chain)).collect();
    assert_eq!(chains, [vec!["handler", "middle"], vec!["itself", "middle"]]);
    assert_eq!(names(&execution.offloaded), ["offloads"]);
    assert!(ask("sync_only").execution.roots.is_empty());
}

#[test]
fn making_it_async_touches_what_is_between_it_and_async_code() {
    let conversion = ask("Store::load").conversion.unwrap();
    let functions: Vec<&str> = conversion.functions.iter().map(|place| place.path.last()).collect();
    assert_eq!(functions, ["load", "middle"]);
    assert_eq!(names(&conversion.awaits), ["handler", "middle", "itself"]);
    let hindrances: Vec<(&HindranceKind, &str)> =
        conversion.hindrances.iter().map(|hindrance| (&hindrance.kind, hindrance.place.path.last())).collect();
    let expected = [
        (&HindranceKind::Closure, "closed"),
        (&HindranceKind::ByName, "mapped"),
        (&HindranceKind::SyncCode, "fmt"),
        (&HindranceKind::SyncCode, "sync_only"),
        (&HindranceKind::Offloaded, "offloads"),
        (&HindranceKind::Interface, "load"),
        (&HindranceKind::Test, "loads"),
    ];
    assert_eq!(hindrances, expected);
}

#[test]
fn the_method_of_a_foreign_trait_stays_sync_and_so_do_its_callers() {
    let conversion = ask("Store::fmt").conversion.unwrap();
    assert_eq!(conversion.functions.len(), 1);
    let [only] = conversion.hindrances.as_slice() else { panic!("{:?}", conversion.hindrances) };
    assert!(matches!(&only.kind, HindranceKind::ForeignTrait(of) if of.last() == "Display"), "{only:?}");
}

#[test]
fn a_function_in_the_body_of_another_one_is_found() {
    assert_eq!(names(&ask("inner").blocking.nearest.unwrap().chain), ["inner"]);
}

#[test]
fn names_of_several_and_of_none_are_errors_that_help() {
    let text = "pub mod a { pub fn load() {} } pub mod b { pub fn load() {} }";
    assert!(ask_in(text, "a::load").is_ok() && ask_in(text, "example::b::load()").is_ok());
    let Err(UnknownFunction::Ambiguous { count, list, .. }) = ask_in(text, "load") else { panic!("one was taken") };
    assert_eq!((count, list.as_str()), (2, "src/lib.rs:1  a::load\nsrc/lib.rs:1  b::load"));
    let help = |name| match ask_in(text, name) {
        Err(UnknownFunction::NoSuchName { help, .. }) => help,
        other => panic!("{other:?}"),
    };
    assert_eq!(help("laod"), "did you mean `example::a::load`?");
    assert_eq!(help("c::load"), "did you mean `example::a::load`?");
    assert!(help("something_else_entirely").starts_with("a function is named by its path"));
}

#[test]
fn a_trait_that_only_declares_a_method_stands_for_its_implementations() {
    let text = "pub trait Tool { fn run(&self); }\npub struct A;\nimpl Tool for A { fn run(&self) { std::fs::read(\"a\").ok(); } }";
    let answer = ask_in(text, "Tool::run").unwrap();
    assert_eq!(answer.function.unwrap().path.short(), "A::run");
    assert!(matches!(answer.conversion.unwrap().hindrances[0].kind, HindranceKind::OwnTrait(_)));
}

#[test]
fn a_line_names_the_innermost_function_and_what_is_called_there() {
    let text = "fn outer() {\n    fn inner() {\n        std::fs::read(\"a\").ok();\n    }\n    inner();\n}\n\nstruct Far;\n";
    let workspace = Workspace::in_memory(&[("src/lib.rs", text)], &[]);
    let ask = |line: u32| {
        let span = crate::base::LineIndex::new(text).line_span(text, line).unwrap();
        let mut program = Program::new(&workspace);
        let what = What::Line { file: FileId(0), span, written: format!("src/lib.rs:{line}") };
        why(&workspace, &mut program, Rules::embedded(), Contexts::embedded(), &Sources::default(), &what)
    };
    let on_line = |answer: &Answer| answer.on_line.iter().map(|item| (item.callee.to_string(), item.blocks)).collect::<Vec<_>>();
    let inner = ask(3).unwrap();
    assert_eq!(inner.function.as_ref().unwrap().path.last(), "inner");
    assert_eq!(on_line(&inner), [("std::fs::read".to_owned(), true)]);
    let outer = ask(5).unwrap();
    assert_eq!(outer.function.as_ref().unwrap().path.last(), "outer");
    assert!(on_line(&outer)[0].1);
    let error = ask(8).unwrap_err();
    assert!(
        matches!(&error, UnknownFunction::NoFunctionThere { place, help } if place == "src/lib.rs:8" && help.contains("outer")),
        "{error:?}"
    );
}

/// `both` blocks for one type that async code calls it for, and not for the other.
const GENERIC: &str = r#"
pub trait Store { fn load(&self) -> String; fn both(&self) -> String { self.load() } }
pub struct Disk;
impl Store for Disk { fn load(&self) -> String { std::fs::read_to_string("a").unwrap_or_default() } }
pub struct Memory;
impl Store for Memory { fn load(&self) -> String { String::new() } }
fn through(store: &impl Store) -> String { store.both() }
pub async fn of_disk() { through(&Disk); }
pub async fn of_memory() { through(&Memory); }
"#;

#[test]
fn generic_code_is_reached_by_those_who_call_it_for_the_type() {
    let load = ask_in(GENERIC, "Disk::load").unwrap();
    let roots: Vec<_> = load.execution.roots.iter().map(|root| (root.confidence, names(&root.chain))).collect();
    assert_eq!(roots, [(Confidence::Certain, vec!["of_disk", "through", "both"])]);
    let both = ask_in(GENERIC, "Store::both").unwrap();
    let nearest = both.blocking.nearest.unwrap();
    assert_eq!((nearest.confidence, names(&nearest.chain)), (Confidence::Likely, vec!["both", "load"]));
    let chains: Vec<Vec<&str>> = both.execution.roots.iter().map(|root| names(&root.chain)).collect();
    assert_eq!(chains, [vec!["of_disk", "through"], vec!["of_memory", "through"]]);
    let functions = both.conversion.unwrap().functions;
    assert_eq!(functions.iter().map(|place| place.path.last()).collect::<Vec<_>>(), ["both", "through"]);
}

#[test]
fn what_is_drawn_goes_by_the_type_too() {
    let workspace = Workspace::in_memory(&[("src/lib.rs", GENERIC)], &["tokio"]);
    let mut program = Program::new(&workspace);
    let tables = (Rules::embedded(), Contexts::embedded());
    let ways = crate::flow::ways(&workspace, &mut program, tables, (Scope::WithoutTests, 10), &Sources::default(), &|_| false);
    let name = |at: u32| ways.nodes[at as usize].path.last();
    let edges: Vec<_> = ways.edges.iter().map(|edge| (name(edge.from), name(edge.to), edge.confidence)).collect();
    let certain = |from: &'static str, to: &'static str| (from, to, Confidence::Certain);
    assert_eq!(
        edges,
        [certain("load", "read_to_string"), certain("both", "load"), certain("of_disk", "through"), certain("through", "both")]
    );
}
