//! The few lines that a diagnostic points into, cut out of files of any size and laid out as one small text, which is all that miette
//! gets to see: it would scan a whole file for every label, and print every line between two labels of a long function.

use miette::{LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use super::places::{FilePlaces, Places};
use super::text;
use crate::base::{FileId, LineColumn, Span};

mod line;

use line::ShownLine;

/// A span over more lines than this is cut to its first line.
const MOST_LINES: u32 = 6;
/// Two marks with no more lines than this between them share a block.
const MOST_LINES_BETWEEN: u32 = 2;
/// What miette puts before a line, next to the digits of its number.
const FRAME_WIDTH: usize = 4;
/// What miette puts before a line for the first span over several lines; each further one takes one column more.
const ARROW_WIDTH: usize = 4;

/// Room for code, however narrow the screen is.
const LEAST_COLUMNS: usize = 20;

/// A place to point at.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub(super) file: FileId,
    pub(super) span: Span,
    pub(super) text: String,
}

/// Blocks of neighbouring lines and the marks in them.
#[derive(Debug)]
pub(super) struct Snippet {
    text: String,
    blocks: Vec<Block>,
    labels: Vec<LabeledSpan>,
}

/// Some neighbouring lines of one file.
#[derive(Debug)]
struct Block {
    /// The path of the file.
    path: String,
    /// Line and column that stand for the file in the frame's head: the same in all blocks of a file.
    place: LineColumn,
    /// The number of its first line.
    first_line: u32,
    /// Where its lines stand in [`Snippet::text`].
    start: usize,
    end: usize,
}

/// A mark with the lines it stands on.
struct PlacedMark<'m> {
    mark: &'m Mark,
    span: Span,
    first_line: u32,
    last_line: u32,
}

impl Snippet {
    /// The snippet for `marks`, the primary one first, in lines of at most `width` columns. `None` without marks.
    pub(super) fn new(places: &Places<'_>, marks: &[Mark], width: usize) -> Option<Self> {
        let mut snippet = Self { text: String::new(), blocks: Vec::new(), labels: Vec::new() };
        let primary = marks.first()?;
        for file in files_in_order(marks) {
            let in_file: Vec<_> = distinct(marks).filter(|mark| mark.file == file).map(|mark| place(places.file(file), mark)).collect();
            let place = places.file(file).line_column(in_file[0].span.start());
            // The blocks of a file end up in one frame, with room for the greatest line number.
            let last_line = in_file.iter().map(|mark| mark.last_line).max().unwrap_or(1);
            let width = width.saturating_sub(FRAME_WIDTH + last_line.to_string().len());
            for block in blocks_of(in_file) {
                snippet.add_block(places.file(file), place, &block, primary, width);
            }
        }
        Some(snippet)
    }

    /// The marks, as spans of the small text, in its order.
    pub(super) fn labels(&self) -> &[LabeledSpan] {
        &self.labels
    }

    /// Which of the labels is the primary one.
    pub(super) fn primary(&self) -> usize {
        self.labels.iter().position(LabeledSpan::primary).unwrap_or(0)
    }

    fn add_block(&mut self, file: &FilePlaces<'_>, place: LineColumn, marks: &[PlacedMark<'_>], primary: &Mark, width: usize) {
        let first_line = marks.iter().map(|mark| mark.first_line).min().unwrap_or(1);
        let last_line = marks.iter().map(|mark| mark.last_line).max().unwrap_or(1);
        let arrows = marks.iter().filter(|mark| mark.first_line < mark.last_line).count();
        let arrow_width = if arrows == 0 { 0 } else { ARROW_WIDTH + arrows - 1 };
        let columns = width.saturating_sub(arrow_width).max(LEAST_COLUMNS);

        let start = self.text.len();
        let mut places_of_marks = vec![(None, None); marks.len()];
        for number in first_line..=last_line {
            let line = ShownLine::new(file.source.text(), file.line_span(number), &wishes(marks, number, primary), columns);
            for (mark, (from, to)) in marks.iter().zip(&mut places_of_marks) {
                if mark.first_line == number {
                    *from = line.position_of_start(mark.span.start()).map(|at| self.text.len() + at);
                }
                if mark.last_line == number {
                    *to = Some(self.text.len() + line.position_of_end(mark.span.end()));
                }
            }
            self.text.push_str(line.text());
            self.text.push('\n');
        }
        let mut labels: Vec<_> = marks.iter().zip(places_of_marks).filter_map(|(mark, at)| label(mark, at, primary)).collect();
        labels.sort_by_key(LabeledSpan::offset);
        self.labels.append(&mut labels);
        self.blocks.push(Block { path: text::printable(file.source.path()).into(), place, first_line, start, end: self.text.len() });
    }
}

/// The label of a mark, unless its start was cut away with the part of a long line that it stands in.
fn label(mark: &PlacedMark<'_>, (from, to): (Option<usize>, Option<usize>), primary: &Mark) -> Option<LabeledSpan> {
    let from = from?;
    let length = to?.saturating_sub(from);
    let text = (!mark.mark.text.is_empty()).then(|| text::printable(&mark.mark.text).into_owned());
    let new = if std::ptr::eq(mark.mark, primary) { LabeledSpan::new_primary_with_span } else { LabeledSpan::new_with_span };
    Some(new(text, (from, length)))
}

/// What should be visible of a line, the most important wish first.
fn wishes(marks: &[PlacedMark<'_>], number: u32, primary: &Mark) -> Vec<line::Wish> {
    let on_line = marks.iter().filter(|mark| mark.first_line == number || mark.last_line == number);
    let mut wishes: Vec<_> = on_line
        .map(|mark| {
            let is_whole = mark.first_line == mark.last_line;
            let wish = line::Wish {
                start: if mark.first_line == number { mark.span.start() } else { mark.span.end() },
                end: if is_whole { mark.span.end() } else { mark.span.start().max(mark.span.end()) },
                label_width: if is_whole { text::width(&mark.mark.text) } else { 0 },
            };
            (!std::ptr::eq(mark.mark, primary), wish)
        })
        .collect();
    wishes.sort_by_key(|(is_secondary, _)| *is_secondary);
    wishes.into_iter().map(|(_, wish)| wish).collect()
}

/// The marks without those that point where an earlier one does.
fn distinct(marks: &[Mark]) -> impl Iterator<Item = &Mark> {
    let is_new = |at: usize, mark: &Mark| !marks[..at].iter().any(|earlier| (earlier.file, earlier.span) == (mark.file, mark.span));
    marks.iter().enumerate().filter(move |&(at, mark)| is_new(at, mark)).map(|(_, mark)| mark)
}

fn files_in_order(marks: &[Mark]) -> Vec<FileId> {
    let mut files = Vec::new();
    for mark in marks {
        if !files.contains(&mark.file) {
            files.push(mark.file);
        }
    }
    files
}

fn place<'m>(file: &FilePlaces<'_>, mark: &'m Mark) -> PlacedMark<'m> {
    let span = file.clamp(mark.span);
    let first_line = file.line(span.start());
    let last_line = file.line(span.end());
    if last_line - first_line < MOST_LINES {
        return PlacedMark { mark, span, first_line, last_line };
    }
    let end = file.line_span(first_line).end().max(span.start());
    PlacedMark { mark, span: Span::new(span.start(), end), first_line, last_line: first_line }
}

/// The marks of a file in blocks, from top to bottom.
fn blocks_of(mut marks: Vec<PlacedMark<'_>>) -> Vec<Vec<PlacedMark<'_>>> {
    marks.sort_by_key(|mark| (mark.first_line, mark.last_line));
    let mut blocks: Vec<Vec<PlacedMark<'_>>> = Vec::new();
    let mut last_line = 0;
    for mark in marks {
        let starts_block = blocks.is_empty() || mark.first_line > last_line + MOST_LINES_BETWEEN + 1;
        last_line = last_line.max(mark.last_line);
        match blocks.last_mut() {
            Some(block) if !starts_block => block.push(mark),
            _ => blocks.push(vec![mark]),
        }
    }
    blocks
}

impl SourceCode for Snippet {
    /// The whole block that holds `span`: how much to show was decided when the snippet was made. miette asks for no lines around the span
    /// where it wants to know the place for the frame's head, and for a span over two blocks where it would like to join them.
    fn read_span<'a>(&'a self, span: &SourceSpan, before: usize, after: usize) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let holds = |block: &&Block| block.start <= span.offset() && span.offset() + span.len() <= block.end;
        let block = self.blocks.iter().find(holds).ok_or(MietteError::OutOfBounds)?;
        let is_for_head = before == 0 && after == 0;
        let (line, column) = if is_for_head { (block.place.line, block.place.column) } else { (block.first_line, 1) };
        // More lines than any file has, so that miette always asks whether it can join two labels.
        let line_count = u32::MAX as usize;
        let data = &self.text.as_bytes()[block.start..block.end];
        let range = (block.start, block.end - block.start).into();
        let contents = MietteSpanContents::new_named(block.path.clone(), data, range, line as usize - 1, column as usize - 1, line_count);
        Ok(Box::new(contents))
    }
}
