//! Arguments to exit code, nothing else.

use std::io::{self, BufWriter};
use std::process::ExitCode;

use cargo_unblock::cli::{self, Environment, Tool};

fn main() -> ExitCode {
    let arguments = std::env::args_os().collect();
    let environment = Environment::of_process();
    // Not locked: the progress bar writes to stderr from other threads.
    let mut out = BufWriter::new(io::stdout());
    let command = || cli::run(arguments, &environment, &Tool, &mut out, &mut io::stderr());
    cli::with_apology(command, &mut io::stderr()).into()
}
