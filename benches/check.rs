//! How long the steps of `check` take on a tree: this crate's own, or the one that `UNBLOCK_BENCH_TREE` names. `syn_alone` parses every
//! file with syn and does nothing else: what any tool built on syn takes at least. `parse_index_resolve` stands against it; `check` is
//! everything.
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "a benchmark is not part of the tool: it finds and reads its own tree")]

use std::path::PathBuf;

use cargo_unblock::cache::Cache;
use cargo_unblock::config::Config;
use cargo_unblock::options::{ChainScope, CheckOptions, Scope};
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

#[divan::bench]
fn check(bencher: Bencher<'_, '_>) {
    let options = CheckOptions { paths: vec![tree()], ..CheckOptions::default() };
    bencher.bench_local(|| cargo_unblock::check(&options, &Silent).unwrap().findings.len());
}
