//! One block on the screen, drawn by miette: rule, message, lines with labels, help.

use std::fmt;

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode};

use crate::report::places::Places;
use crate::report::snippet::{Mark, Snippet};
use crate::report::{Look, frame, text};

pub(super) use miette::Severity;

/// What a block says.
pub(super) struct Block {
    pub(super) code: Option<String>,
    pub(super) severity: Severity,
    pub(super) message: String,
    pub(super) help: Option<String>,
    /// The places to show, the primary one first.
    pub(super) marks: Vec<Mark>,
}

impl Block {
    pub(super) fn draw(self, places: &Places<'_>, look: Look) -> String {
        let snippet = Snippet::new(places, &self.marks, look.width);
        let roles = snippet.as_ref().map_or(Vec::new(), roles);
        let block = DrawnBlock {
            code: self.code,
            severity: self.severity,
            message: text::printable(&self.message).into_owned(),
            help: self.help.map(|help| help.lines().map(text::printable).collect::<Vec<_>>().join("\n")),
            snippet,
        };
        draw(&block, &roles, look)
    }
}

/// What a label is for, which decides its colour.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Primary,
    Explains,
}

fn roles(snippet: &Snippet) -> Vec<Role> {
    let primary = snippet.primary();
    (0..snippet.labels().len()).map(|at| if at == primary { Role::Primary } else { Role::Explains }).collect()
}

/// Draws any diagnostic; `roles` has one entry for each label, in the order of the text.
pub(super) fn draw(diagnostic: &dyn Diagnostic, roles: &[Role], look: Look) -> String {
    let mut drawn = String::new();
    let handler = GraphicalReportHandler::new_themed(theme(diagnostic.severity(), roles, look))
        .with_width(look.width)
        .with_links(false)
        .with_context_lines(1)
        .without_syntax_highlighting();
    let result = handler.render_report(&mut drawn, diagnostic);
    debug_assert!(result.is_ok(), "every label lies in a block of the snippet");
    if result.is_err() {
        drawn = format!("{diagnostic}\n");
    }
    frame::join(&drawn)
}

/// One loud colour for what is wrong, one quiet one for what explains it.
fn theme(severity: Option<Severity>, roles: &[Role], look: Look) -> GraphicalTheme {
    if !look.color {
        return GraphicalTheme::unicode_nocolor();
    }
    let mut theme = GraphicalTheme::unicode();
    let styles = &mut theme.styles;
    styles.error = styles.error.bold();
    styles.warning = styles.warning.bold();
    styles.link = styles.advice;
    let loud = if severity == Some(Severity::Warning) { styles.warning } else { styles.error };
    if !roles.is_empty() {
        styles.highlights = roles.iter().map(|&role| if role == Role::Primary { loud } else { styles.advice }).collect();
    }
    theme
}

/// A line below a block, laid out like miette's help.
pub(super) fn footer(name: &str, line: &str, look: Look) -> String {
    let indent = " ".repeat(name.len() + 4);
    let text = text::wrap_indented(&text::printable(line), &indent, look.width);
    format!("  {} {}", look.cyan(format_args!("{name}:")), &text[indent.len()..])
}

#[derive(Debug)]
struct DrawnBlock {
    code: Option<String>,
    severity: Severity,
    message: String,
    help: Option<String>,
    snippet: Option<Snippet>,
}

impl fmt::Display for DrawnBlock {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for DrawnBlock {}

impl Diagnostic for DrawnBlock {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.code.as_ref().map(|code| Box::new(code) as Box<dyn fmt::Display>)
    }

    fn severity(&self) -> Option<Severity> {
        Some(self.severity)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.snippet.as_ref().map(|snippet| snippet as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        self.snippet.as_ref().map(|snippet| Box::new(snippet.labels().iter().cloned()) as Box<dyn Iterator<Item = LabeledSpan>>)
    }
}
