//! How long the steps of `check` take on a tree: this crate's own, or the one that `UNBLOCK_BENCH_TREE` names. `syn_alone` parses every
//! file with syn and does nothing else: what any tool built on syn takes at least.
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "a benchmark is not part of the tool: it finds and reads its own tree")]

use std::path::PathBuf;

use cargo_unblock::options::CheckOptions;
use cargo_unblock::report::progress::Silent;
use cargo_unblock::{os, syntax};
use divan::Bencher;
use rayon::prelude::*;

fn main() {
    divan::main();
}

fn tree() -> PathBuf {
    std::env::var_os("UNBLOCK_BENCH_TREE").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from)
}

fn texts() -> Vec<String> {
    os::rust_files(&tree()).files.iter().filter_map(|path| os::read_source(path).ok()).collect()
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

#[divan::bench]
fn check(bencher: Bencher<'_, '_>) {
    let options = CheckOptions { paths: vec![tree()], ..CheckOptions::default() };
    bencher.bench_local(|| cargo_unblock::check(&options, &Silent).unwrap().findings.len());
}
