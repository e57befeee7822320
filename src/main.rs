//! Arguments to exit code, nothing else.

use std::io::{self, BufWriter};
use std::process::ExitCode;

use cargo_unblock::cli::{self, Environment, Tool};
use cargo_unblock::os;

/// The analysis makes and drops many small values on all threads.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let environment = Environment::of_process();
    // Not locked: the progress bar writes to stderr from other threads.
    let mut out = BufWriter::new(io::stdout());
    let command = || cli::run(os::arguments(), &environment, &Tool, &mut out, &mut io::stderr());
    cli::with_apology(command, &mut io::stderr()).into()
}
