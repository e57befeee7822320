//! Functions that stay sync and hand their thread on by themselves, and the tests that come there.

use super::*;

/// A function that threads use too, so that it stays sync, of a type that nobody can give to another thread a second time.
const STORE: &str = r#"use std::path::PathBuf;

pub struct Store(PathBuf);

impl Store {
    pub fn load(&self) -> std::io::Result<String> {
        std::fs::read_to_string(&self.0)
    }

    pub fn save(&self, text: &str) -> std::io::Result<()> {
        if self.0.exists() {
            return Ok(());
        }

        std::fs::write(&self.0, text)
    }
}

pub fn in_background(store: Store) {
    std::thread::spawn(move || store.load().and_then(|text| store.save(&text)));
}

pub async fn copy(from: &Store, to: &Store) -> std::io::Result<()> {
    to.save(&from.load()?)
}

pub async fn show(store: &Store) -> std::io::Result<()> {
    store.save("")?;
    println!("{}", store.load()?);
    Ok(())
}
"#;

const MAIN: &str = "pub mod store;\n\n#[tokio::main]\nasync fn main() {}\n";

/// What becomes of the store in a program, and what of the program.
fn fixed(main: &str) -> (String, String, Vec<String>) {
    let (mut tree, left) = fix_tree(&[("src/main.rs", main), ("src/store.rs", STORE)], Applicability::Unsafe);
    (tree.remove("src/store.rs").unwrap(), tree.remove("src/main.rs").unwrap(), left)
}

#[test]
fn a_function_that_stays_sync_hands_its_thread_on_for_all_who_call_it() {
    let (store, _, left) = fixed(MAIN);
    assert_eq!(left, [""; 0]);
    let load = "        tokio::task::block_in_place(|| std::fs::read_to_string(&self.0))\n";
    let save = "        tokio::task::block_in_place(|| -> std::io::Result<()> {\n            if self.0.exists() {\n                return Ok(());\n            }\n\n            std::fs::write(&self.0, text)\n        })\n    }\n";
    assert!(store.contains(load) && store.contains(save), "{store}");
    assert_eq!(store.matches("block_in_place").count(), 2);
    let (tree, _) = fix_tree(&[("src/main.rs", MAIN), ("src/store.rs", STORE)], Applicability::Safe);
    assert_eq!(tree["src/store.rs"], STORE);
}

#[test]
fn what_is_returned_in_the_middle_says_the_types_behind_it() {
    let names = "    pub fn names(&self) -> std::io::Result<std::collections::BTreeSet<String>>\n    where\n        Self: Sized,\n    {\n        \
                 let mut found = Default::default();\n        if !self.0.exists() {\n            return Ok(found);\n        }\n        \
                 found.insert(std::fs::read_to_string(&self.0)?);\n        Ok(found)\n    }\n\n    pub fn load";
    let store =
        STORE.replacen("    pub fn load", names, 1).replace("store.load().and_then", "store.names().and_then(|_| store.load()).and_then");
    let store = store.replace("store.save(\"\")?;", "store.names()?;").replace("    to.save(", "    from.names()?;\n    to.save(");
    let (tree, left) = fix_tree(&[("src/main.rs", MAIN), ("src/store.rs", &store)], Applicability::Unsafe);
    assert_eq!(left, [""; 0]);
    let closure = "block_in_place(|| -> std::io::Result<std::collections::BTreeSet<String>> {";
    assert!(tree["src/store.rs"].contains(closure), "{}", tree["src/store.rs"]);
}

#[test]
fn a_function_that_goes_on_with_what_it_opened_hands_its_thread_on_as_a_whole() {
    let opens = "        let file = std::fs::File::open(&self.0)?;\n        first(std::io::BufReader::new(file))\n    }\n";
    let first = "\nfn first(mut from: impl std::io::BufRead) -> std::io::Result<String> {\n    let mut line = String::new();\n    from.read_line(&mut line)?;\n    Ok(line)\n}\n";
    let store = STORE.replace("        std::fs::read_to_string(&self.0)\n    }\n", opens) + first;
    let (tree, left) = fix_tree(&[("src/main.rs", MAIN), ("src/store.rs", &store)], Applicability::Unsafe);
    assert_eq!(left, [""; 0]);
    let whole = "        tokio::task::block_in_place(|| {\n            let file = std::fs::File::open(&self.0)?;\n            first(";
    assert!(tree["src/store.rs"].contains(whole), "{}", tree["src/store.rs"]);
    // guard: who only gives it on has nothing to do with it.
    let store = STORE.replace("std::fs::read_to_string(&self.0)\n", "std::fs::File::open(&self.0).map(|_| String::new())\n");
    let (tree, _) = fix_tree(&[("src/main.rs", MAIN), ("src/store.rs", &store)], Applicability::Unsafe);
    assert!(tree["src/store.rs"].contains("block_in_place(|| std::fs::File::open(&self.0)).map("), "{}", tree["src/store.rs"]);
}

#[test]
fn what_only_such_a_function_runs_is_left_as_it_is() {
    let size = "    pub fn size(&self) -> u64 {\n        if !self.0.exists() || self.0.is_dir() {\n            return 0;\n        }\n        total(&self.0)\n    }\n\n    pub fn load";
    let total = "fn total(path: &std::path::Path) -> u64 {\n    let length = std::fs::metadata(path).map_or(0, |found| found.len());\n    path.parent().map_or(length, |parent| length + total(parent))\n}\n";
    let store = STORE.replacen("    pub fn load", size, 1).replace("store.load().and_then", "store.load().map(|_| store.size()).and_then");
    let store = store.replace("|text| store.save(&text)", "|_| store.save(\"\")");
    let store = store.replace("store.save(\"\")?;", "store.size();").replace("    to.save(", "    from.size();\n    to.save(");
    let fixed = |rest: &str| {
        let text = format!("{store}\n{total}{rest}");
        let (mut tree, _) = fix_tree(&[("src/main.rs", MAIN), ("src/store.rs", &text)], Applicability::Unsafe);
        tree.remove("src/store.rs").unwrap()
    };
    let text = fixed("");
    assert!(
        text.contains("        tokio::task::block_in_place(|| -> u64 {\n            if !self.0.exists() || self.0.is_dir() {")
            && text.ends_with(total),
        "{text}"
    );
    // guard: others call it too.
    let text = fixed("\npub async fn others(paths: &[&std::path::Path]) -> u64 {\n    paths.iter().map(|path| total(path)).sum()\n}\n");
    assert!(text.contains("    let length = tokio::task::block_in_place(|| std::fs::metadata(path))"), "{text}");
}

#[test]
fn a_closure_that_a_function_gives_is_made_where_it_was() {
    let later = "    pub fn later(&self) -> Box<dyn FnOnce() -> bool> {\n        let path = self.0.clone();\n        Box::new(move || path.exists())\n    }\n\n    pub fn load";
    let store = STORE
        .replacen("    pub fn load", later, 1)
        .replace("store.save(\"\")?;", "drop(store.later());")
        .replace("    to.save(", "    drop(from.later());\n    to.save(");
    let (tree, left) = fix_tree(&[("src/main.rs", MAIN), ("src/store.rs", &store)], Applicability::Unsafe);
    assert!(tree["src/store.rs"].contains(later), "{}", tree["src/store.rs"]);
    assert_eq!(left.len(), 2, "{left:?}");
}

#[test]
fn what_blocks_in_one_branch_or_expression_is_handed_on_without_the_rest() {
    let check = |load: &str, expected: &str| {
        let plain = "        std::fs::read_to_string(&self.0)\n";
        let (tree, left) = fix_tree(&[("src/main.rs", MAIN), ("src/store.rs", &STORE.replace(plain, load))], Applicability::Unsafe);
        assert!(tree["src/store.rs"].contains(expected), "{}", tree["src/store.rs"]);
        assert_eq!(left, [""; 0]);
    };
    check(
        "        let mut text = String::new();\n        if self.0.is_absolute() {\n            // As long as it is there.\n            let found = self.0.exists();\n            \
         if found && self.0.is_file() {\n                text.push('a');\n            }\n        }\n        Ok(text)\n",
        "        let mut text = String::new();\n        if self.0.is_absolute() {\n            tokio::task::block_in_place(|| {\n                // As long as it is there.\n                \
         let found = self.0.exists();\n                if found && self.0.is_file() {\n                    text.push('a');\n                }\n            })\n        }\n        Ok(text)\n",
    );
    check(
        "        let is_there = self.0.exists() && self.0.is_file();\n        Ok(is_there.to_string())\n",
        "        let is_there = tokio::task::block_in_place(|| self.0.exists() && self.0.is_file());\n        Ok(is_there.to_string())\n",
    );
    // guard: what may leave the branch, and what is done again and again, goes with all around it.
    for branch in [
        "if self.0.is_absolute() {\n            self.0.metadata()?;\n            self.0.is_file();\n        }",
        "for _ in 0..2 {\n            self.0.exists();\n            self.0.is_file();\n        }",
    ] {
        check(
            &format!("        {branch}\n        Ok(String::new())\n"),
            "-> std::io::Result<String> {\n        tokio::task::block_in_place(|| {\n            ",
        );
    }
}

#[test]
fn who_runs_a_closure_hands_its_thread_on_and_not_who_names_it() {
    let plain = "        std::fs::read_to_string(&self.0)\n    }\n";
    let load = "        let mut found = 0;\n        self.each(&mut |path| {\n            if path.exists() {\n                found += 1;\n            }\n        });\n        Ok(found.to_string())\n    }\n\n    \
                fn each(&self, run: &mut dyn FnMut(&std::path::Path)) {\n        run(&self.0);\n    }\n";
    let (tree, _) = fix_tree(&[("src/main.rs", MAIN), ("src/store.rs", &STORE.replace(plain, load))], Applicability::Unsafe);
    let expected = "        tokio::task::block_in_place(|| {\n            self.each(&mut |path| {\n                if path.exists() {";
    assert!(tree["src/store.rs"].contains(expected), "{}", tree["src/store.rs"]);
}

#[test]
fn what_blocks_in_a_closure_that_is_kept_hands_its_thread_on_there() {
    let kept = "pub fn on_load(store: &mut Vec<Box<dyn FnMut() -> bool>>) {\n    store.push(Box::new(|| std::path::Path::new(\"a\").exists()));\n}\n\n\
                pub async fn keep(store: &mut Vec<Box<dyn FnMut() -> bool>>) {\n    on_load(store);\n}\n";
    let more = kept.replace("store.push(", "store.push(Box::new(|| std::path::Path::new(\"b\").is_file()));\n    store.push(");
    let (tree, left) = fix_tree(&[("src/main.rs", &format!("{MAIN}{kept}")), ("src/store.rs", STORE)], Applicability::Unsafe);
    let expected = "Box::new(|| tokio::task::block_in_place(|| std::path::Path::new(\"a\").exists())";
    assert!(tree["src/main.rs"].contains(expected) && left.is_empty(), "{}\n{left:?}", tree["src/main.rs"]);
    // guard: around all of them it would only be there while they are put away.
    let (tree, left) = fix_tree(&[("src/main.rs", &format!("{MAIN}{more}")), ("src/store.rs", STORE)], Applicability::Unsafe);
    assert!(tree["src/main.rs"].ends_with(&more), "{}", tree["src/main.rs"]);
    assert!(left[0].ends_with("what blocks stands in closures that `on_load` keeps"), "{left:?}");
}

#[test]
fn a_function_that_cannot_be_a_closure_is_left() {
    for (plain, special) in
        [("pub fn load(", "pub unsafe fn load("), ("-> std::io::Result<String>", "-> std::io::Result<impl Into<String>>")]
    {
        let text = STORE.replace("from.load()?", "&String::new()").replace("store.load()", "todo(store)").replace(plain, special);
        let text = format!("{text}\nfn todo(store: &Store) -> std::io::Result<String> {{\n    Ok(unsafe {{ store.load()? }}.into())\n}}\n");
        let (tree, left) = fix_tree(&[("src/main.rs", MAIN), ("src/store.rs", &text)], Applicability::Unsafe);
        assert!(tree["src/store.rs"].contains("        std::fs::read_to_string(&self.0)\n"), "{}", tree["src/store.rs"]);
        assert!(left.iter().all(|left| left.contains("; nor can the function that blocks hand its thread on: ")), "{left:?}");
    }
}

#[test]
fn tests_that_may_come_there_run_on_several_threads_and_others_as_before() {
    let tests = |there: &str, flavored: &str| {
        format!(
            "{MAIN}\n#[cfg(test)]\nmod tests {{\n    use super::store::*;\n\n    {there}\n    async fn copies() {{\n        copy(&todo!(), &todo!()).await.unwrap();\n    }}\n\n    {flavored}\n    async fn is_elsewhere() {{}}\n}}\n"
        )
    };
    let several = "#[tokio::test(flavor = \"multi_thread\")]";
    for attribute in ["#[tokio::test]", "#[tokio::test(flavor = \"current_thread\")]"] {
        let (store, main, left) = fixed(&tests(attribute, attribute));
        assert_eq!(left, [""; 0]);
        assert_eq!(store.matches("block_in_place").count(), 2);
        assert_eq!(main, tests(several, attribute));
    }
    // guard: paused time needs the one thread.
    let paused = tests("#[tokio::test(start_paused = true)]", "#[tokio::test]");
    let (store, main, left) = fixed(&paused);
    assert_eq!(main, paused);
    let kept = STORE.split_once("pub async fn show").unwrap().0;
    assert!(store.starts_with(kept) && left.len() == 2, "{store}\n{left:?}");
    assert!(left.iter().all(|left| left.ends_with(": a runtime of one thread may run it")), "{left:?}");
}

#[test]
fn a_test_that_becomes_async_gets_several_threads_where_it_comes_there() {
    let file = "use crate::store::Store;\n\npub fn both(store: &Store) -> bool {\n    let is_there = std::path::Path::new(\"a\").exists();\n    is_there && store.load().is_ok()\n}\n\npub async fn called(store: &Store) -> bool {\n    both(store)\n}\n\n#[cfg(test)]\nmod tests {\n    #[test]\n    fn it_works() {\n        assert!(super::both(&todo!()));\n    }\n}\n";
    let main = format!("pub mod both;\n{MAIN}");
    let (tree, left) = fix_tree(&[("src/main.rs", &main), ("src/store.rs", STORE), ("src/both.rs", file)], Applicability::Unsafe);
    assert_eq!(left, [""; 0]);
    let both = &tree["src/both.rs"];
    assert!(both.contains("    #[tokio::test(flavor = \"multi_thread\")]\n    async fn it_works() {"), "{both}");
}
