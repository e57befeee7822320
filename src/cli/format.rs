//! The formats of a report, and which of them is written how.

use std::io::{self, Write};

use clap::ValueEnum;

use crate::lint::Report;
use crate::report::json::{self, Operations};
use crate::report::{Look, Repository, github, gitlab, human, json_lines, junit, markdown, rustc_json, sarif};
use crate::rules::Rule;

/// What a report is written as. Its values carry no text: clap would print a paragraph for each.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub(super) enum Format {
    #[default]
    Human,
    Json,
    JsonLines,
    Sarif,
    Github,
    Gitlab,
    Junit,
    Markdown,
    RustcJson,
}

/// What a command's answer is written as, where it has no more forms than these.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub(super) enum AnswerFormat {
    #[default]
    Human,
    Json,
}

/// What a format may need besides the report.
pub(super) struct Rendering<'r> {
    pub(super) rules: &'r [Rule],
    pub(super) operations: Operations,
    pub(super) repository: Repository,
    pub(super) look: Look,
    pub(super) is_quiet: bool,
}

impl Format {
    /// Whether readers of the format can apply edits.
    pub(super) fn shows_edits(self) -> bool {
        matches!(self, Self::Sarif | Self::RustcJson)
    }

    pub(super) fn render(self, report: &Report, with: &Rendering<'_>, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Self::Human if with.is_quiet => {
                human::render_findings(report, with.look, out)?;
                human::render_problems(report, with.look, out)
            }
            Self::Human => human::render(report, with.look, out),
            Self::Json => json::render(report, with.operations, out),
            Self::JsonLines => json_lines::render(report, out),
            Self::Sarif => sarif::render(report, with.rules, &with.repository, out),
            Self::Github => github::render(report, &with.repository, out),
            Self::Gitlab => gitlab::render(report, &with.repository, out),
            Self::Junit => junit::render(report, with.rules, out),
            Self::Markdown => markdown::render(report, out),
            Self::RustcJson => rustc_json::render(report, out),
        }
    }
}
