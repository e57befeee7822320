//! What the program was started in: which of its outputs are terminals, how wide they are, whether colour is wanted, and where it may
//! keep what it can make again.

use std::io::IsTerminal;
use std::path::PathBuf;

use clap::ValueEnum;

use crate::os::{cache_folder, variable};
use crate::report::Look;

/// Columns where nothing says how many there are.
const DEFAULT_WIDTH: usize = 80;
/// Lines longer than this are hard to read, however wide the terminal is.
const MOST_WIDTH: usize = 120;
const LEAST_WIDTH: usize = 40;

/// When to use colours. Its values carry no text: clap would print a paragraph for each.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub(super) enum ColorChoice {
    #[default]
    Auto,
    Always,
    Never,
}

/// Where text goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Stream {
    /// Standard output, for results.
    Out,
    /// Standard error, for everything else.
    Error,
}

/// The outer circumstances of a run, found out once and passed on.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Environment {
    /// Whether standard output is a terminal.
    pub out_is_terminal: bool,
    /// Whether standard error is a terminal.
    pub error_is_terminal: bool,
    /// Whether the user asked all programs for no colour: `NO_COLOR` is set and not empty, or `TERM` is `dumb`.
    pub colors_are_unwanted: bool,
    /// The columns of the terminal, or what `COLUMNS` says where there is none.
    pub width: Option<usize>,
    /// Where the tool keeps what it remembers between runs; none where there is no such place.
    pub cache_folder: Option<PathBuf>,
}

impl Environment {
    /// The environment of this process.
    #[must_use]
    pub fn of_process() -> Self {
        let columns = || variable("COLUMNS")?.to_str()?.parse().ok();
        Self {
            out_is_terminal: std::io::stdout().is_terminal(),
            error_is_terminal: std::io::stderr().is_terminal(),
            colors_are_unwanted: variable("NO_COLOR").is_some() || variable("TERM").is_some_and(|term| term == "dumb"),
            width: terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)).or_else(columns),
            cache_folder: cache_folder().map(|folder| folder.join("cargo-unblock")),
        }
    }

    /// How text on `stream` should look.
    pub(super) fn look(&self, stream: Stream, choice: ColorChoice) -> Look {
        let is_terminal = match stream {
            Stream::Out => self.out_is_terminal,
            Stream::Error => self.error_is_terminal,
        };
        let color = match choice {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => is_terminal && !self.colors_are_unwanted,
        };
        Look { width: self.width.unwrap_or(DEFAULT_WIDTH).clamp(LEAST_WIDTH, MOST_WIDTH), color }
    }
}
