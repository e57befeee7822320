//! `cargo unblock why`

use std::path::PathBuf;

use clap::Args;

use super::dependencies::Dependencies;
use super::format::AnswerFormat;
use super::{ExitCode, Failure, Session, Stream};
use crate::options::{Subject, WhyOptions};
use crate::report::{human, json};

/// Say whether a function blocks, what runs it, and what making it async would touch
#[derive(Args, Debug)]
#[command(after_help = "Ends with 0 whatever the answer is, with 2 if no function, or more than one, goes by
the name.

Examples:
  cargo unblock why load
  cargo unblock why Store::load
  cargo unblock why src/store.rs:42")]
pub(super) struct Why {
    /// A function by its path or the end of it, or by a place in it
    #[arg(value_name = "FUNCTION|FILE:LINE", value_parser = |text: &str| Ok::<_, std::convert::Infallible>(subject(text)))]
    subject: Subject,
    /// A folder of the workspace, for a name [default: this folder]
    #[arg(long, value_name = "DIR")]
    path: Vec<PathBuf>,
    /// Use this configuration instead of the workspace's own
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    dependencies: Dependencies,
    /// human or json [default: human]
    #[arg(long, value_enum, value_name = "FORMAT", hide_possible_values = true, hide_default_value = true, default_value_t)]
    format: AnswerFormat,
}

impl Why {
    pub(super) fn run(&self, session: &mut Session<'_>) -> Result<ExitCode, Failure> {
        let options = WhyOptions {
            subject: self.subject.clone(),
            paths: self.path.clone(),
            config: self.config.clone(),
            reading: self.dependencies.reading(&session.cache),
        };
        let explanation = session.pipeline.why(&options, session.progress().as_ref())?;
        match self.format {
            AnswerFormat::Human => human::why::render(&explanation, session.look(Stream::Out), session.out)?,
            AnswerFormat::Json => json::why::render(&explanation, session.out)?,
        }
        Ok(ExitCode::Clean)
    }
}

/// `src/main.rs:12`, also with a column as editors and compilers write it; everything else is a path of names.
fn subject(text: &str) -> Subject {
    let line_of = |text: &str| {
        let (file, line) = text.rsplit_once(':')?;
        let line = line.parse::<u32>().ok()?;
        (!file.is_empty() && !file.ends_with(':')).then(|| (file.to_owned(), line))
    };
    let Some((front, last)) = line_of(text) else { return Subject::Path(text.to_owned()) };
    let (file, line) = line_of(&front).unwrap_or((front, last));
    Subject::Line(PathBuf::from(file), line)
}
