//! From arguments to an exit code: one file per command. Only door to clap. What a command does is left to the [`Pipeline`], how its
//! result looks to `report/`.

mod apology;
mod ask;
mod audit;
mod cache;
mod check;
mod completions;
mod dependencies;
mod exit_code;
mod explain;
mod failure;
mod fix;
mod format;
mod gate;
mod graph;
mod init;
mod man;
mod output;
mod pipeline;
mod rules;
mod terminal;
mod why;

use std::ffi::OsString;
use std::io::{self, Write};

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

pub use apology::with_apology;
pub use exit_code::ExitCode;
pub use failure::Failure;
pub use pipeline::{Pipeline, Tool};
pub use terminal::Environment;
use terminal::{ColorChoice, Stream};

use crate::cache::Cache;
use crate::os;
use crate::report::progress::{Bar, Progress, Silent};
use crate::report::{Look, human};

/// Finds blocking calls that run on an async executor, and takes them out.
#[derive(Parser, Debug)]
#[command(name = "cargo-unblock", version, max_term_width = 80, subcommand_required = true, arg_required_else_help = true)]
#[command(after_help = "Examples:
  cargo unblock check                 check the workspace of this folder
  cargo unblock fix --dry-run         show what fix would change
  cargo unblock explain std-fs        say why a rule is there, and what to write
  cargo unblock why Store::load       say whether a function blocks, and who runs it

Exit codes: 0 clean, 1 findings, 2 bad usage or configuration, 3 the tree does
not compile before the fix, 4 fixes were taken back, 70 a bug in the tool")]
struct Cli {
    /// auto (which honours `NO_COLOR`), always or never
    #[arg(long, global = true, value_enum, value_name = "WHEN", hide_possible_values = true, hide_default_value = true, default_value_t)]
    color: ColorChoice,
    /// Print results only: no progress bar, no summary
    #[arg(long, short, global = true)]
    quiet: bool,
    /// Find everything anew, and remember nothing for the next run
    #[arg(long, global = true)]
    no_cache: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    Check(check::Check),
    Audit(audit::Audit),
    Fix(fix::Fix),
    Rules(rules::Rules),
    Explain(explain::Explain),
    Init(init::Init),
    Why(why::Why),
    Graph(graph::Graph),
    Cache(cache::CacheCommand),
    Completions(completions::Completions),
    Man(man::Manual),
}

/// What a command works with.
struct Session<'s> {
    pipeline: &'s dyn Pipeline,
    environment: &'s Environment,
    color: ColorChoice,
    is_quiet: bool,
    cache: Cache,
    out: &'s mut (dyn Write + Send),
    error: &'s mut dyn Write,
}

impl Session<'_> {
    fn look(&self, stream: Stream) -> Look {
        self.environment.look(stream, self.color)
    }

    /// What somebody can do something about, although the command did what it was asked to.
    fn say_what_went_wrong(&mut self) {
        if let Some(complaint) = self.cache.complaint().filter(|_| !self.is_quiet) {
            // Nothing is left to be done where even this cannot be said.
            let _ = writeln!(self.error, "note: {complaint}; `--no-cache` remembers nothing");
        }
    }

    /// A bar where somebody can watch it.
    fn progress(&self) -> Box<dyn Progress> {
        if self.environment.error_is_terminal && !self.is_quiet { Box::new(Bar::default()) } else { Box::new(Silent) }
    }
}

/// Runs the command that `arguments` (the program's name first) ask for. Results go to `out`, everything else to `error`.
pub fn run(
    arguments: Vec<OsString>,
    environment: &Environment,
    pipeline: &dyn Pipeline,
    out: &mut (dyn Write + Send),
    error: &mut dyn Write,
) -> ExitCode {
    let cli = match parse(arguments) {
        Ok(cli) => cli,
        Err(answer) => return print_answer(&answer, environment, out, error),
    };
    let cache = environment.cache_folder.clone().filter(|_| !cli.no_cache).map(Cache::in_folder).unwrap_or_default();
    let mut session = Session { pipeline, environment, color: cli.color, is_quiet: cli.quiet, cache, out, error };
    let result = match &cli.command {
        Command::Check(check) => check.run(&mut session),
        Command::Audit(audit) => audit.run(&mut session),
        Command::Fix(fix) => fix.run(&mut session),
        Command::Rules(rules) => rules.run(&mut session),
        Command::Explain(explain) => explain.run(&mut session),
        Command::Init(init) => init.run(&mut session),
        Command::Why(why) => why.run(&mut session),
        Command::Graph(graph) => graph.run(&mut session),
        Command::Cache(cache) => cache.run(&mut session),
        Command::Completions(completions) => completions.run(&mut session),
        Command::Man(manual) => manual.run(&mut session),
    };
    os::wait_if_departing();
    session.say_what_went_wrong();
    let result = result.and_then(|code| session.out.flush().map(|()| code).map_err(Failure::from));
    result.unwrap_or_else(|failure| {
        if let Some(diagnostic) = failure.diagnostic() {
            let look = environment.look(Stream::Error, cli.color);
            // Nothing is left to be done where even this cannot be said; the exit code still says it.
            let _ = human::render_error(diagnostic, look, session.error);
        }
        failure.exit_code()
    })
}

/// All arguments of the program, with the subcommands of clap's own.
fn command() -> clap::Command {
    let mut command = Cli::command();
    command.build();
    command
}

/// Cargo runs `cargo unblock check` as `cargo-unblock unblock check`.
fn parse(mut arguments: Vec<OsString>) -> Result<Cli, clap::Error> {
    let mut command = Cli::command();
    if arguments.get(1).is_some_and(|argument| argument == "unblock") {
        arguments.remove(1);
        command = command.bin_name("cargo unblock").display_name("cargo unblock");
    }
    Cli::from_arg_matches(&command.try_get_matches_from(arguments)?)
}

/// Help and version are answers, and go to `out`; the rest is bad usage.
fn print_answer(answer: &clap::Error, environment: &Environment, out: &mut dyn Write, error: &mut dyn Write) -> ExitCode {
    let (stream, writer): (_, &mut dyn Write) = if answer.use_stderr() { (Stream::Error, &mut *error) } else { (Stream::Out, &mut *out) };
    let text = answer.render();
    let is_colored = environment.look(stream, ColorChoice::Auto).color;
    let written = if is_colored { write!(writer, "{}", text.ansi()) } else { write!(writer, "{text}") };
    match written.and_then(|()| writer.flush()) {
        Err(broken) if broken.kind() == io::ErrorKind::BrokenPipe => ExitCode::BrokenPipe,
        _ if answer.use_stderr() => ExitCode::Usage,
        _ => ExitCode::Clean,
    }
}

#[cfg(test)]
mod tests;
