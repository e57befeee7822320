//! From what people type to a function.

use std::collections::BTreeMap;

use miette::Diagnostic;
use thiserror::Error;

use super::FunctionPlace;
use crate::base::{FileId, LineIndex, Name, Span};
use crate::index::{Form, Function, Owner, mention};
use crate::options::Subject;
use crate::resolve::{BodyOwner, Definition, ItemRef, Program};
use crate::rules::nearest;
use crate::workspace::{Workspace, WorkspaceError};

/// How many functions an error lists.
const MOST_LISTED: usize = 12;

/// What names a function.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum What {
    /// Its path, or the end of it.
    Path(String),
    /// A line of its body.
    Line {
        /// The file.
        file: FileId,
        /// The line's bytes.
        span: Span,
        /// As it was typed: `src/main.rs:12`.
        written: String,
    },
}

impl What {
    /// What is asked about, in a workspace that was loaded with the file first.
    ///
    /// # Errors
    /// If the file has no such line.
    pub fn new(subject: &Subject, workspace: &Workspace) -> Result<Self, UnknownFunction> {
        let (path, line) = match subject {
            Subject::Path(path) => return Ok(Self::Path(path.clone())),
            Subject::Line(path, line) => (path, *line),
        };
        let written = format!("{}:{line}", path.display());
        let Some(file) = workspace.selection.first().and_then(|path| workspace.file_by_path(path)) else {
            let help = "the file is no Rust file of the workspace".to_owned();
            return Err(UnknownFunction::NoFunctionThere { place: written, help });
        };
        let text = workspace.files[file.index()].source.text();
        let index = LineIndex::new(text);
        if let Some(span) = index.line_span(text, line) {
            return Ok(Self::Line { file, span, written });
        }
        let help = format!("the file has {} lines", index.line_count());
        Err(UnknownFunction::NoFunctionThere { place: written, help })
    }
}

/// Why no function could be told.
#[derive(Debug, Error, Diagnostic)]
pub enum UnknownFunction {
    /// None goes by the name.
    #[error("there is no function `{name}` in the workspace")]
    #[diagnostic(help("{help}"))]
    NoSuchName {
        /// As given.
        name: String,
        /// The nearest.
        help: String,
    },
    /// The workspace cannot be read.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Workspace(#[from] Box<WorkspaceError>),
    /// Several go by the name.
    #[error("{count} functions go by `{name}`")]
    #[diagnostic(help("name one of them by more of its path, or by its place:\n{list}"))]
    Ambiguous {
        /// As given.
        name: String,
        /// How many.
        count: usize,
        /// A line for each.
        list: String,
    },
    /// The line is in none.
    #[error("{place} is in no function with a body")]
    #[diagnostic(help("{help}"))]
    NoFunctionThere {
        /// As given.
        place: String,
        /// The nearest.
        help: String,
    },
}

/// The function that `what` names: at least one, several where a file is part of several crates.
pub(super) fn find(workspace: &Workspace, program: &mut Program, what: &What) -> Result<Vec<ItemRef>, UnknownFunction> {
    match what {
        What::Path(name) => by_path(workspace, program, name),
        What::Line { file, span, written } => by_line(workspace, program, *file, *span, written),
    }
}

/// A function and where it is, if it is of the workspace.
pub(super) fn place(program: &Program, item: ItemRef) -> Option<FunctionPlace> {
    let file = program.unit(item.unit).file?;
    Some(FunctionPlace { file, span: program.function(item).name_span, path: program.function_path(item) })
}

fn by_path(workspace: &Workspace, program: &mut Program, name: &str) -> Result<Vec<ItemRef>, UnknownFunction> {
    let path = name.trim().trim_start_matches("::").trim_end_matches("()");
    let last = path.rsplit("::").next().unwrap_or(path);
    let mut found = named(program, path);
    if found.is_empty() {
        // It may stand in the body of another one.
        let words = Form::ALL.map(|form| mention(last, form));
        let bodies: Vec<BodyOwner> = functions(program)
            .filter(|(_, function)| function.body.is_some() && words.iter().any(|word| function.mentions.binary_search(word).is_ok()))
            .map(|(item, _)| BodyOwner::Function(item))
            .collect();
        program.add_block_items(workspace, &bodies);
        found = named(program, path);
    }
    if found.is_empty() {
        found = implementations(program, path);
    }
    let mut places: BTreeMap<(FileId, Span), Vec<ItemRef>> = BTreeMap::new();
    for item in found {
        if let Some(place) = place(program, item) {
            places.entry((place.file, place.span)).or_default().push(item);
        }
    }
    match places.len() {
        0 => Err(UnknownFunction::NoSuchName { name: name.to_owned(), help: did_you_mean(program, last) }),
        1 => Ok(places.into_values().next().unwrap_or_default()),
        count => {
            let first: Vec<ItemRef> = places.into_values().filter_map(|items| items.first().copied()).collect();
            let mut lines: Vec<String> = first.iter().take(MOST_LISTED).filter_map(|&item| line(workspace, program, item)).collect();
            if count > MOST_LISTED {
                lines.push(format!("and {} more", count - MOST_LISTED));
            }
            Err(UnknownFunction::Ambiguous { name: name.to_owned(), count, list: lines.join("\n") })
        }
    }
}

/// The functions of the workspace, those in bodies that were read included.
fn functions(program: &Program) -> impl Iterator<Item = (ItemRef, &Function)> {
    let units = program.units().filter(|(_, unit)| unit.file.is_some());
    units.flat_map(|(unit, data)| {
        data.index.items.functions.iter().enumerate().map(move |(index, function)| (ItemRef { unit, index: index as u32 }, function))
    })
}

/// The functions with a body whose path is `path`, or else ends with it.
fn named(program: &Program, path: &str) -> Vec<ItemRef> {
    let last = path.rsplit("::").next().unwrap_or(path);
    let tail = format!("::{path}");
    let with_name = functions(program).filter(|(_, function)| function.name == last && function.body.is_some());
    let (exact, ending): (Vec<_>, Vec<_>) = with_name
        .map(|(item, _)| (item, program.function_path(item)))
        .filter(|(_, found)| found.as_str() == path || found.as_str().ends_with(&tail))
        .partition(|(_, found)| found.as_str() == path);
    let found = if exact.is_empty() { ending } else { exact };
    found.into_iter().map(|(item, _)| item).collect()
}

/// For the path of a method that a trait only declares: its implementations.
fn implementations(program: &Program, path: &str) -> Vec<ItemRef> {
    let tail = format!("::{path}");
    let is_meant = |item: ItemRef| {
        let found = program.function_path(item);
        found.as_str() == path || found.as_str().ends_with(&tail)
    };
    let declared = functions(program).filter(|&(item, function)| matches!(function.owner, Owner::Trait(_)) && is_meant(item));
    let traits: Vec<(Definition, Name)> =
        declared.filter_map(|(item, function)| Some((program.implemented_trait(item)?, function.name.clone()))).collect();
    let implements = |item: ItemRef, function: &Function| {
        function.body.is_some()
            && program.implemented_trait(item).is_some_and(|of| traits.iter().any(|(known, name)| *known == of && *name == function.name))
    };
    functions(program).filter(|(item, function)| implements(*item, function)).map(|(item, _)| item).collect()
}

/// ``src/store.rs:12  Store::load``: the place can be asked about as it is.
fn line(workspace: &Workspace, program: &Program, item: ItemRef) -> Option<String> {
    let FunctionPlace { file, span, path } = place(program, item)?;
    let source = &workspace.files[file.index()].source;
    let line = LineIndex::new(source.text()).line_column(source.text(), span.start()).line;
    Some(format!("{}:{line}  {}", source.path(), path.short()))
}

fn did_you_mean(program: &Program, last: &str) -> String {
    let names = functions(program).filter(|(_, function)| function.body.is_some()).map(|(_, function)| function.name.as_str());
    let Some(near) = nearest(last, names.filter(|name| *name != last)) else {
        // The name is there, the path before it is not.
        let known: Vec<String> = named(program, last).into_iter().map(|item| format!("`{}`", program.function_path(item))).collect();
        return match known.first() {
            Some(first) => format!("did you mean {first}?"),
            None => "a function is named by its path, the end of it, or a place: `load`, `Store::load`, `src/store.rs:12`".to_owned(),
        };
    };
    match named(program, near).first() {
        Some(&item) => format!("did you mean `{}`?", program.function_path(item)),
        None => format!("did you mean `{near}`?"),
    }
}

fn by_line(workspace: &Workspace, program: &mut Program, file: FileId, line: Span, written: &str) -> Result<Vec<ItemRef>, UnknownFunction> {
    let of_file = |program: &Program| -> Vec<(ItemRef, Span)> {
        let units = functions(program).filter(|(item, function)| program.unit(item.unit).file == Some(file) && function.body.is_some());
        units.map(|(item, function)| (item, function.span)).collect()
    };
    let is_around = |span: Span| span.start() <= line.end() && line.start() < span.end();
    let outer: Vec<BodyOwner> =
        of_file(program).into_iter().filter(|&(_, span)| is_around(span)).map(|(item, _)| BodyOwner::Function(item)).collect();
    program.add_block_items(workspace, &outer);
    let all = of_file(program);
    let innermost = all.iter().map(|&(_, span)| span).filter(|&span| is_around(span)).min_by_key(|span| span.end() - span.start());
    if let Some(innermost) = innermost {
        return Ok(all.into_iter().filter(|&(_, span)| span == innermost).map(|(item, _)| item).collect());
    }
    let next = all.iter().filter(|(_, span)| span.start() >= line.start()).min_by_key(|(_, span)| span.start());
    let nearest = next.or_else(|| all.iter().max_by_key(|(_, span)| span.end()));
    let help = match nearest.and_then(|&(item, _)| self::line(workspace, program, item)) {
        Some(near) => format!("the nearest is {near}"),
        None => "the file is part of no target, or has no function".to_owned(),
    };
    Err(UnknownFunction::NoFunctionThere { place: written.to_owned(), help })
}
