//! One line as it is shown: tabs as spaces, nothing that a terminal would obey, and of a line that is too long the part that matters.

use crate::base::Span;
use crate::report::text::{char_width, is_unprintable};

const TAB_WIDTH: usize = 4;
/// What miette puts between the middle of an underline and the text of its label.
const LABEL_INDENT: usize = 4;
const CUT: char = '…';

/// A part of a line that should be visible: bytes of the file, and the width of the label below it.
#[derive(Clone, Copy)]
pub(super) struct Wish {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) label_width: usize,
}

/// A line, cut to the columns there are.
pub(super) struct ShownLine {
    text: String,
    /// For each visible character, its byte in the file and in `text`; the end of the visible part last. Sorted.
    bytes: Vec<(u32, usize)>,
}

/// A character of the file and the columns it takes.
struct Cell {
    byte: u32,
    shown: char,
    column: usize,
    width: usize,
}

impl ShownLine {
    /// The part of `line` (a span of `source`) that fits in `columns` and shows the first of the `wishes`, and the others if it can.
    pub(super) fn new(source: &str, line: Span, wishes: &[Wish], columns: usize) -> Self {
        let near = near(source, line, wishes.first().map_or(line.start(), |wish| wish.start), columns);
        let cells = cells(source, near);
        let total = cells.last().map_or(0, |cell| cell.column + cell.width);
        let left = first_column(&cells, wishes, columns, near.start() > line.start());
        let is_cut_left = left > 0 || near.start() > line.start();
        let room = columns - usize::from(is_cut_left);
        let is_cut_right = near.end() < line.end() || total > left + room;
        let right = left + room - usize::from(is_cut_right);

        let mut shown = Self { text: String::new(), bytes: Vec::new() };
        if is_cut_left {
            shown.text.push(CUT);
        }
        let visible = |cell: &&Cell| left <= cell.column && cell.column + cell.width <= right;
        for cell in cells.iter().filter(visible) {
            shown.bytes.push((cell.byte, shown.text.len()));
            let times = if cell.shown == ' ' { cell.width } else { 1 };
            shown.text.extend(std::iter::repeat_n(cell.shown, times));
        }
        let end = cells.iter().find(|cell| cell.column + cell.width > right).map_or(near.end(), |cell| cell.byte);
        shown.bytes.push((end, shown.text.len()));
        if is_cut_right {
            shown.text.push(CUT);
        }
        shown
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Where the byte `offset` of the file stands in the text, if it is visible.
    pub(super) fn position_of_start(&self, offset: u32) -> Option<usize> {
        let (first, _) = *self.bytes.first()?;
        let (last, end) = *self.bytes.last()?;
        match offset {
            offset if offset < first => None,
            // The line end, of which the text holds nothing, and only it: what was cut away lies past a visible end.
            offset if offset >= last => (!self.text.ends_with(CUT) || offset == last).then_some(end),
            offset => Some(self.bytes[self.bytes.partition_point(|&(byte, _)| byte <= offset) - 1].1),
        }
    }

    /// Where a span that ends before the byte `offset` of the file ends in the text: at its visible end, if it goes on past it.
    pub(super) fn position_of_end(&self, offset: u32) -> usize {
        let at = self.bytes.partition_point(|&(byte, _)| byte < offset).min(self.bytes.len() - 1);
        self.bytes[at].1
    }
}

/// The part of `line` worth looking at: a line of a generated file can have millions of bytes, and only `columns` of them are shown.
fn near(source: &str, line: Span, wish: u32, columns: usize) -> Span {
    let reach = 8 * columns;
    let (line_start, line_end) = (line.start() as usize, line.end() as usize);
    let middle = (wish as usize).clamp(line_start, line_end);
    let start = source.floor_char_boundary(middle.saturating_sub(reach).max(line_start));
    let end = source.ceil_char_boundary((middle + reach).min(line_end));
    Span::new(start as u32, end as u32)
}

fn cells(source: &str, span: Span) -> Vec<Cell> {
    let mut column = 0;
    let cell = |(at, character)| {
        let (shown, width) = match character {
            '\t' => (' ', TAB_WIDTH - column % TAB_WIDTH),
            character if is_unprintable(character) => ('\u{fffd}', 1),
            character => (character, char_width(character)),
        };
        column += width;
        Cell { byte: span.start() + at as u32, shown, column: column - width, width }
    };
    source[span.range()].char_indices().map(cell).collect()
}

/// The first column to show: 0 if all wishes fit from there, else as far to the right as the wishes need.
fn first_column(cells: &[Cell], wishes: &[Wish], columns: usize, is_cut_left: bool) -> usize {
    let Some(first) = wishes.first() else { return 0 };
    let column_of = |byte| cells.iter().find(|cell| cell.byte >= byte).or(cells.last()).map_or(0, |cell| cell.column);
    let reach = |wish: &Wish| {
        let start = column_of(wish.start);
        let end = column_of(wish.end).max(start + 1).min(start + columns / 2);
        (start, end.max(usize::midpoint(start, end) + LABEL_INDENT + wish.label_width) + 1)
    };
    let is_near = |wish: &&Wish| cells.first().is_some_and(|cell| cell.byte <= wish.start);
    let all = wishes.iter().filter(is_near).map(reach).reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)));
    let room = columns.saturating_sub(1 + usize::from(is_cut_left));
    let (start, end) = all.filter(|(start, end)| end - start <= room).unwrap_or_else(|| reach(first));
    if end <= room { 0 } else { (end - room).min(start) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows `line` in `columns`, with `needle` wished for, and returns it with what is left of the needle.
    fn show(line: &str, needle: &str, label_width: usize, columns: usize) -> (String, String) {
        let start = line.find(needle).unwrap() as u32;
        let end = start + needle.len() as u32;
        let shown = ShownLine::new(line, Span::new(0, line.len() as u32), &[Wish { start, end, label_width }], columns);
        let from = shown.position_of_start(start).unwrap();
        let visible = shown.text()[from..shown.position_of_end(end)].to_owned();
        (shown.text, visible)
    }

    #[test]
    fn a_line_that_fits_is_shown_whole() {
        assert_eq!(show("let a = read(p);", "read(p)", 6, 30), ("let a = read(p);".into(), "read(p)".into()));
    }

    #[test]
    fn tabs_become_spaces_and_escape_sequences_a_sign() {
        assert_eq!(show("\ta\tread(\u{1b})", "read(\u{1b})", 0, 30), ("    a   read(\u{fffd})".into(), "read(\u{fffd})".into()));
    }

    #[test]
    fn a_long_line_is_cut_on_both_sides_around_the_wish() {
        let line = format!("{}read(p){}", "a".repeat(100), "b".repeat(100));
        let (text, visible) = show(&line, "read(p)", 4, 30);
        assert_eq!(visible, "read(p)");
        assert!(text.starts_with('…') && text.ends_with('…'), "{text}");
        assert_eq!(text.chars().count(), 30);
    }

    #[test]
    fn a_wish_wider_than_the_screen_is_shown_from_its_start() {
        let (text, visible) = show(&format!("let a = read({});", "x".repeat(100)), &format!("read({})", "x".repeat(100)), 4, 30);
        assert!(visible.starts_with("read(xxx"), "{visible}");
        assert_eq!(text.chars().count(), 30);
    }

    #[test]
    fn a_wish_at_the_end_of_a_line_of_megabytes_is_found_at_once() {
        let line = format!("{}read(p)", "🦀 ".repeat(1_000_000));
        let (text, visible) = show(&line, "read(p)", 0, 40);
        assert_eq!(visible, "read(p)");
        assert!(text.starts_with('…') && text.ends_with("🦀 read(p)"), "{text}");
    }
}
