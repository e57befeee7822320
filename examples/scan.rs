use rayon::prelude::*;
fn main() {
    let root = std::env::args().nth(1).unwrap();
    let files: Vec<_> = walkdir::WalkDir::new(root).into_iter().filter_map(Result::ok).filter(|e| e.path().extension().is_some_and(|x| x == "rs") && e.file_type().is_file()).map(|e| e.into_path()).collect();
    rayon::ThreadPoolBuilder::new().stack_size(64<<20).build_global().unwrap();
    let texts: Vec<_> = files.iter().filter_map(|f| std::fs::read_to_string(f).ok().map(|t| (f.clone(), t))).collect();
    let t = std::time::Instant::now();
    let n: usize = texts.par_iter().map(|(_, t)| syn::parse_file(t).map(|f| { proc_macro2::extra::invalidate_current_thread_spans(); f.items.len()}).unwrap_or(0)).sum();
    println!("syn {} files {n} {:?}", texts.len(), t.elapsed());
    let t = std::time::Instant::now();
    let ix: Vec<_> = texts.par_iter().map(|(_, t)| cargo_unblock::syntax::index(t)).collect();
    println!("index {} fns, {:?}", ix.iter().map(|i| i.items.functions.len()).sum::<usize>(), t.elapsed());
    let t = std::time::Instant::now();
    let b: usize = texts.par_iter().zip(&ix).map(|((p, t), i)| { let mut n = 0; for f in &i.items.functions { if let Some(b) = f.body { let body = cargo_unblock::syntax::body(t, b); for pr in &body.problems { println!("body {} {:?}", p.display(), pr); } n += body.len(); } } for pr in &i.problems { println!("{} {:?}", p.display(), pr); } n }).sum();
    println!("bodies {b} exprs, {:?}", t.elapsed());
}
