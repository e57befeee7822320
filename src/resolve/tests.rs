//! What calls mean, on small sources.

use std::fmt::Write;

use super::{BodyOwner, Definition, ItemRef, Program, Resolution, Ty, infer};
use crate::index::ExprKind;
use crate::workspace::Workspace;

/// The calls of the function `f` in the order of the source, one a line: text, what it resolves to, and the receiver's type.
fn calls(source: &str) -> String {
    let workspace = Workspace::in_memory(&[("src/lib.rs", source)], &["tokio", "jwalk"]);
    let mut program = Program::new(&workspace);
    let (unit, data) = program.units().find(|(_, unit)| unit.file.is_some()).unwrap();
    let index = data.index.items.functions.iter().position(|function| function.name == "f").unwrap() as u32;
    let item = ItemRef { unit, index };
    program.add_block_items(&workspace, &[BodyOwner::Function(item)]);
    let body = program.body(&workspace, BodyOwner::Function(item)).unwrap();
    let types = infer(&program, item, &body);
    let mut calls: Vec<_> = types.callees().collect();
    calls.sort_by_key(|(id, _)| (body.expr(*id).span.end(), *id));
    let mut text = String::new();
    for (id, callee) in calls {
        let name = match &body.expr(id).kind {
            ExprKind::MethodCall { method, .. } => format!(".{method}()"),
            _ => source[body.expr(id).span.range()].to_owned(),
        };
        let meaning = match &callee.resolution {
            Resolution::Known { path, .. } => path.to_string(),
            Resolution::OneOf(targets) => targets.iter().map(|target| target.path.to_string()).collect::<Vec<_>>().join(" | "),
            Resolution::Unknown(why) => format!("?{why:?}"),
        };
        writeln!(text, "{name} = {meaning}").unwrap();
    }
    text
}

fn check_calls(source: &str, expected: &str) {
    let found = calls(source);
    let expected: Vec<&str> = expected.lines().map(str::trim).collect();
    assert_eq!(found.lines().collect::<Vec<_>>(), expected, "{found}");
}

#[test]
fn as_ref_of_a_bound_leads_to_the_path() {
    check_calls(
        "use std::path::Path; fn f<P>(p: P) where P: AsRef<Path> { p.as_ref().exists(); }",
        ".as_ref() = std::convert::AsRef::as_ref
         .exists() = std::path::Path::exists",
    );
}

#[test]
fn names_of_a_block_do_not_hide_what_a_signature_says() {
    check_calls(
        "use std::path::{Path, PathBuf}; use tokio::fs::{self};
         #[cfg(not(windows))] async fn f<P>(file_path: P, env_path: &str) -> Result<(), std::io::Error> where P: AsRef<Path>, {
             use tokio::fs::File; use tokio::io::AsyncWriteExt;
             if file_path.as_ref().exists() { return Ok(()) }
             File::create(file_path).await?.write_all(b\"\").await
         }",
        ".as_ref() = std::convert::AsRef::as_ref
         .exists() = std::path::Path::exists
         File::create = tokio::fs::File::create
         .write_all() = tokio::io::AsyncWriteExt::write_all",
    );
}

#[test]
fn functions_passed_by_name_give_their_output() {
    check_calls(
        "use std::path::{Path, PathBuf};
         fn f(name: Option<String>, exe: &Path) {
             let path = name.as_ref().map(PathBuf::from);
             if let Some(ref path) = path { path.exists(); }
             match exe.parent().map(Path::to_owned) { Some(parent) => { let p = parent.join(\"x\"); p.is_dir(); } None => {} }
         }",
        ".as_ref() = std::option::Option::as_ref
         PathBuf::from = std::convert::From::from
         .map() = std::option::Option::map
         .exists() = std::path::Path::exists
         .parent() = std::path::Path::parent
         Path::to_owned = std::borrow::ToOwned::to_owned
         .map() = std::option::Option::map
         .join() = std::path::Path::join
         .is_dir() = std::path::Path::is_dir",
    );
}

#[test]
fn an_import_that_names_itself_ends() {
    check_calls("use jwalk; use jwalk; fn f() { jwalk::WalkDir::new(1); }", "jwalk::WalkDir::new = jwalk::WalkDir::new");
}

#[test]
fn chains_fields_closures_and_futures_keep_their_types() {
    check_calls(
        "use std::path::PathBuf; use std::fs;
         struct S { root: PathBuf, items: Vec<PathBuf> }
         impl S {
             async fn f(&self) -> std::io::Result<()> {
                 self.root.join(\"x\").exists();
                 for item in &self.items { item.is_file(); }
                 for entry in fs::read_dir(&self.root)? { let entry = entry?; entry.path().is_dir(); entry.metadata()?.is_dir(); }
                 self.items.iter().filter(|item| item.is_dir()).map(|item| item.join(\"y\")).for_each(|item| { item.exists(); });
                 let other = g().await; other.canonicalize()?;
                 Ok(())
             }
         }
         async fn g() -> PathBuf { loop {} }",
        ".join() = std::path::Path::join
         .exists() = std::path::Path::exists
         .is_file() = std::path::Path::is_file
         fs::read_dir = std::fs::read_dir
         .path() = std::fs::DirEntry::path
         .is_dir() = std::path::Path::is_dir
         .metadata() = std::fs::DirEntry::metadata
         .is_dir() = std::fs::Metadata::is_dir
         .iter() = slice::iter
         .is_dir() = std::path::Path::is_dir
         .filter() = std::iter::Iterator::filter
         .join() = std::path::Path::join
         .map() = std::iter::Iterator::map
         .exists() = std::path::Path::exists
         .for_each() = std::iter::Iterator::for_each
         g = example::g
         .canonicalize() = std::path::Path::canonicalize",
    );
}

#[test]
fn types_are_plain_data() {
    fn is_send<T: Send + Sync>() {}
    is_send::<Ty>();
    is_send::<Definition>();
    is_send::<Program>();
}

#[test]
fn traits_decide_what_indexing_and_conversions_give() {
    check_calls(
        "use std::path::{Path, PathBuf}; use std::collections::HashMap;
         struct Wrapper<T> { inner: T }
         impl<T> Wrapper<T> { fn inner(&self) -> &T { &self.inner } }
         fn f(paths: Vec<PathBuf>, any: impl AsRef<Path>, owned: &PathBuf, names: HashMap<String, PathBuf>, wrapper: &Wrapper<PathBuf>) {
             paths[0].exists();
             any.as_ref().is_file();
             <PathBuf as AsRef<Path>>::as_ref(owned).is_dir();
             if let Some(path) = names.get(\"a\") { path.is_symlink(); }
             wrapper.inner().try_exists();
         }",
        ".exists() = std::path::Path::exists
         .as_ref() = std::convert::AsRef::as_ref
         .is_file() = std::path::Path::is_file
         <PathBuf as AsRef<Path>>::as_ref = std::convert::AsRef::as_ref
         .is_dir() = std::path::Path::is_dir
         .get() = std::collections::hash_map::HashMap::get
         .is_symlink() = std::path::Path::is_symlink
         .inner() = example::Wrapper::inner
         .try_exists() = std::path::Path::try_exists",
    );
}

#[test]
fn a_method_of_a_type_that_is_not_read_has_the_path_that_code_names() {
    check_calls(
        "use std::sync::Arc; struct S { pool: Arc<jwalk::Pool> } impl S { fn f(&self) { self.pool.spawn(|| ()).exists(); } }",
        ".spawn() = jwalk::Pool::spawn
         .exists() = ?External(DefPath(\"jwalk::Pool\"))",
    );
}

#[test]
fn modules_that_glob_each_other_end() {
    // Every module globs every other, by a path that is found through globs itself.
    let names: Vec<String> = (0..12).map(|at| format!("m{at}")).collect();
    let mut source = String::from("fn f() { nowhere(); m0::inside(); }\n");
    for name in &names {
        writeln!(source, "pub mod {name} {{ pub use super::*; pub fn inside() {{}}").unwrap();
        for other in &names {
            writeln!(source, "pub use {other}::*;").unwrap();
        }
        writeln!(source, "}} pub use {name}::*;").unwrap();
    }
    check_calls(&source, "nowhere = ?Name\nm0::inside = example::m0::inside");
}

#[test]
fn a_crate_in_a_use_is_not_asked_of_globs() {
    // Each of these would have to ask all others for the crate.
    let mut source = String::from("use tokio::fs; fn f() { fs::read(\"a\"); }");
    for at in 0..60 {
        write!(source, " use jwalk::m{at}::*;").unwrap();
    }
    check_calls(&source, "fs::read = tokio::fs::read");
    // A module that is declared under the name of a crate is meant before it, and code asks globs before crates.
    check_calls("mod jwalk { pub fn own() {} } use jwalk::own; fn f() { own(); }", "own = example::jwalk::own");
    check_calls("mod a { pub mod jwalk { pub fn own() {} } } use a::*; fn f() { jwalk::own(); }", "jwalk::own = example::a::jwalk::own");
}

#[test]
fn names_behind_paths_that_lead_to_each_other_end() {
    check_calls(
        "mod a { pub use super::b::{nobodys, of_b}; pub use super::b::*; pub fn of_a() {} }
         mod b { pub use super::a::{nobodys, of_a}; pub use super::a::*; pub fn of_b() {} }
         fn f() { a::of_b(); b::of_a(); b::of_b(); a::nobodys(); }",
        "a::of_b = example::b::of_b
         b::of_a = example::a::of_a
         b::of_b = example::b::of_b
         a::nobodys = ?Name",
    );
}

#[test]
fn what_a_pattern_takes_out_of_an_unread_value_comes_from_its_crate() {
    check_calls(
        "fn f() { if let Ok(files) = jwalk::find() { files[0].join(\"x\").exists(); } }",
        "jwalk::find = jwalk::find
         .join() = ?External(DefPath(\"jwalk::find\"))
         .exists() = ?External(DefPath(\"jwalk::find\"))",
    );
}

#[test]
fn a_reference_to_something_unknown_has_no_method() {
    check_calls(
        "fn f(any: &Missing) { for line in any.lines() { line.read(&mut []); } }",
        ".lines() = ?Receiver
         .read() = ?Receiver",
    );
}
