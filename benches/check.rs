//! How long the steps of `check` take on a tree: this crate's own, or the one that `UNBLOCK_BENCH_TREE` names. `syn_alone` parses every
//! file with syn and does nothing else: what any tool built on syn takes at least. `parse_index_resolve` stands against it;
//! `check_cold` is everything, the other two are everything with what an earlier run remembers.
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "a benchmark is not part of the tool: it finds and reads its own tree")]

use std::path::{Path, PathBuf};

use cargo_unblock::Draft;
use cargo_unblock::cache::Cache;
use cargo_unblock::config::Config;
use cargo_unblock::fix::{Lessons, Limits};
use cargo_unblock::options::{ChainScope, CheckOptions, FixOptions, Reading, Scope};
use cargo_unblock::report::progress::Silent;
use cargo_unblock::resolve::{self, BodyOwner, ItemRef, Program};
use cargo_unblock::workspace::{Sources, TestCode, Workspace};
use cargo_unblock::{flow, syntax};
use divan::Bencher;
use divan::counter::ItemsCount;
use rayon::prelude::*;

/// The program's own: syn gets it as well, so that the figures can be compared.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    // The analysis is recursive and wants deep stacks; `check` makes its own threads with them.
    rayon::ThreadPoolBuilder::new().stack_size(64 * 1024 * 1024).build_global().unwrap();
    divan::main();
}

fn tree() -> PathBuf {
    std::env::var_os("UNBLOCK_BENCH_TREE").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from)
}

fn workspace() -> Workspace {
    Workspace::load(&[tree()], None, TestCode::Skip, &Cache::default(), &|_| {}, &|| {}).unwrap()
}

/// The texts that `check` reads.
fn texts() -> Vec<String> {
    workspace().files.iter().map(|file| file.source.text().to_owned()).collect()
}

#[divan::bench]
fn syn_alone(bencher: Bencher<'_, '_>) {
    let texts = texts();
    bencher.bench_local(|| {
        texts
            .par_iter()
            .map(|text| {
                let items = syn::parse_file(text).map_or(0, |file| file.items.len());
                proc_macro2::extra::invalidate_current_thread_spans();
                items
            })
            .sum::<usize>()
    });
}

#[divan::bench]
fn index(bencher: Bencher<'_, '_>) {
    let texts = texts();
    bencher.bench_local(|| texts.par_iter().map(|text| syntax::index(text).items.functions.len()).sum::<usize>());
}

/// From the folder on disk to a program whose names can be looked up.
#[divan::bench]
fn parse_index_resolve(bencher: Bencher<'_, '_>) {
    bencher.bench_local(|| Program::new(&workspace()).units().count());
}

#[divan::bench]
fn resolve(bencher: Bencher<'_, '_>) {
    let workspace = workspace();
    bencher.bench_local(|| Program::new(&workspace));
}

#[divan::bench]
fn flow(bencher: Bencher<'_, '_>) {
    const SCOPES: (Scope, ChainScope) = (Scope::WithoutTests, ChainScope::Shortest);
    let workspace = workspace();
    bencher.with_inputs(|| Program::new(&workspace)).bench_local_values(|mut program| {
        let sources = Sources::new(&workspace);
        let Config { rules, contexts, .. } = &workspace.config;
        flow::analyse(&workspace, &mut program, rules, contexts, SCOPES, &sources, &|_| false).operations.len()
    });
}

/// The functions of the workspace with a body.
fn functions(program: &Program) -> Vec<ItemRef> {
    let units = program.units().filter(|(_, data)| data.file.is_some());
    let items = units.flat_map(|(unit, data)| {
        let with_body = data.index.items.functions.iter().enumerate().filter(|(_, function)| function.body.is_some());
        with_body.map(move |(index, _)| ItemRef { unit, index: index as u32 })
    });
    items.collect()
}

/// All bodies, of which `check` lowers those that matter.
#[divan::bench]
fn lower_every_body(bencher: Bencher<'_, '_>) {
    let workspace = workspace();
    let program = Program::new(&workspace);
    let functions = functions(&program);
    let lower = |&item: &ItemRef| program.body(&workspace, BodyOwner::Function(item)).map_or(0, |body| body.len());
    bencher.counter(ItemsCount::new(functions.len())).bench_local(|| functions.par_iter().map(lower).sum::<usize>());
}

#[divan::bench]
fn infer_every_body(bencher: Bencher<'_, '_>) {
    let workspace = workspace();
    let program = Program::new(&workspace);
    let functions = functions(&program);
    let lower = |&item: &ItemRef| Some((item, program.body(&workspace, BodyOwner::Function(item))?));
    let bodies: Vec<_> = functions.par_iter().filter_map(lower).collect();
    bencher
        .counter(ItemsCount::new(bodies.len()))
        .bench_local(|| bodies.par_iter().map(|(item, body)| resolve::infer(&program, *item, body).callees().count()).sum::<usize>());
}

/// What can be done about the findings, and the plan of all that is safe.
#[divan::bench]
fn plan(bencher: Bencher<'_, '_>) {
    let options = FixOptions { paths: vec![tree()], ..FixOptions::default() };
    let analysis = || cargo_unblock::draft(&options, &Silent).unwrap().analysis;
    bencher.with_inputs(analysis).bench_local_values(|analysis| {
        Draft::new(analysis, Limits::default(), &mut |_, _| {}).plan(&options, &Lessons::default()).fixes.len()
    });
}

/// Everything, with nothing remembered.
#[divan::bench]
fn check_cold(bencher: Bencher<'_, '_>) {
    let options = CheckOptions { paths: vec![tree()], ..CheckOptions::default() };
    bencher.bench_local(|| cargo_unblock::check(&options, &Silent).unwrap().findings.len());
}

/// Everything on a tree that was checked before.
#[divan::bench]
fn check_unchanged(bencher: Bencher<'_, '_>) {
    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::in_folder(folder.path().to_owned());
    let reading = Reading { cache, ..Reading::default() };
    let options = CheckOptions { paths: vec![tree()], reading, ..CheckOptions::default() };
    cargo_unblock::check(&options, &Silent).unwrap();
    bencher.bench_local(|| cargo_unblock::check(&options, &Silent).unwrap().findings.len());
}

/// Everything on a copy of the tree that was checked before, and of which one file of about a thousand lines has changed since.
#[divan::bench]
fn check_one_file_changed(bencher: Bencher<'_, '_>) {
    let folder = tempfile::tempdir().unwrap();
    let (copy, cache) = (folder.path().join("tree"), Cache::in_folder(folder.path().join("cache")));
    copy_sources(&tree(), &copy);
    let reading = Reading { cache, ..Reading::default() };
    let options = CheckOptions { paths: vec![copy.clone()], reading, ..CheckOptions::default() };
    cargo_unblock::check(&options, &Silent).unwrap();
    let file = file_of_lines(&copy, 1000);
    let text = std::fs::read_to_string(&file).unwrap();
    let mut edits = 0;
    let edit = || {
        edits += 1;
        std::fs::write(&file, format!("// edit {edits}\n{text}")).unwrap();
    };
    bencher.with_inputs(edit).bench_local_values(|()| cargo_unblock::check(&options, &Silent).unwrap().findings.len());
}

fn copy_sources(from: &Path, to: &Path) {
    let found = cargo_unblock::os::rust_files(from);
    let lock = from.join("Cargo.lock");
    for path in found.files.iter().chain(&found.manifests).chain(lock.exists().then_some(&lock)) {
        let copy = to.join(path.strip_prefix(from).unwrap());
        std::fs::create_dir_all(copy.parent().unwrap()).unwrap();
        std::fs::copy(path, copy).unwrap();
    }
}

/// The Rust file whose number of lines is closest to this.
fn file_of_lines(tree: &Path, lines: usize) -> PathBuf {
    let distance = |path: &PathBuf| std::fs::read_to_string(path).map_or(usize::MAX, |text| text.lines().count().abs_diff(lines));
    cargo_unblock::os::rust_files(tree).files.into_iter().min_by_key(distance).unwrap()
}
