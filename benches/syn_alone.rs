//! Parses every Rust file of a tree with syn, on all cores, and does nothing else: what any tool built on syn takes at least. `compare`
//! times it as a process beside the others.
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "a benchmark is not part of the tool: it finds and reads its own tree")]

use std::path::PathBuf;

use rayon::prelude::*;

/// The program's own, so that the figures can be compared.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    // Cargo says `--bench`; what else stands there is the tree, by default this crate's own.
    let tree = std::env::args_os().skip(1).find(|argument| argument != "--bench");
    let tree = tree.map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    rayon::ThreadPoolBuilder::new().stack_size(256 * 1024 * 1024).build_global().unwrap();
    let items = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        let items = syn::parse_file(&text).map_or(0, |file| file.items.len());
        proc_macro2::extra::invalidate_current_thread_spans();
        items
    };
    let items: usize = cargo_unblock::os::rust_files(&tree).files.par_iter().map(items).sum();
    // Somebody has to want the result, or it need not be made.
    std::hint::black_box(items);
}
