//! `cargo unblock graph`

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::dependencies::Dependencies;
use super::output::write_file;
use super::{ExitCode, Failure, Session};
use crate::options::{GraphOptions, Scope};
use crate::report::graph::{self, Language};

/// Draw the calls between async code and blocking operations
#[derive(Args, Debug)]
#[command(after_help = "Drawn are async code, the functions that it leads through and the operations at
the end. A dashed line is a call that is likely and not certain.

Examples:
  cargo unblock graph | dot -Tsvg > blocking.svg
  cargo unblock graph --format mermaid src/server.rs
  cargo unblock graph --most 1000 --output blocking.dot")]
pub(super) struct Graph {
    /// Draw what leads through these files and folders [default: the workspace]
    #[arg(value_name = "PATHS")]
    paths: Vec<PathBuf>,
    /// dot or mermaid [default: dot]
    #[arg(long, value_enum, value_name = "FORMAT", hide_possible_values = true, hide_default_value = true, default_value_t)]
    format: GraphFormat,
    /// Write the graph to a file
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Use this configuration instead of the workspace's own
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    dependencies: Dependencies,
    /// Draw test code too
    #[arg(long)]
    tests: bool,
    /// Draw at most so many nodes, whole ways of them
    #[arg(long, value_name = "N", default_value = "200")]
    most: NonZeroUsize,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
enum GraphFormat {
    #[default]
    Dot,
    Mermaid,
}

impl Graph {
    pub(super) fn run(&self, session: &mut Session<'_>) -> Result<ExitCode, Failure> {
        let options = GraphOptions {
            paths: self.paths.clone(),
            config: self.config.clone(),
            reading: self.dependencies.reading(&session.cache),
            scope: if self.tests { Scope::WithTests } else { Scope::WithoutTests },
            most_nodes: self.most.get(),
        };
        let drawing = session.pipeline.graph(&options, session.progress().as_ref())?;
        let language = match self.format {
            GraphFormat::Dot => Language::Dot,
            GraphFormat::Mermaid => Language::Mermaid,
        };
        match &self.output {
            Some(path) => write_file(path, |out| graph::render(&drawing, language, out))?,
            None => graph::render(&drawing, language, session.out)?,
        }
        if let Some(note) = graph::note(&drawing.ways).filter(|_| !session.is_quiet) {
            writeln!(session.error, "{note}")?;
        }
        Ok(ExitCode::Clean)
    }
}
