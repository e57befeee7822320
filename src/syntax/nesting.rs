//! What nests in a text: which brackets are open, and what is nested too deep to be read.

use super::lexer::{Token, TokenKind};
use crate::base::Span;
use crate::index::SyntaxProblem;

/// Groups nested deeper than this are left out of the analysis: the parser and everything after it works recursively.
const DEEPEST: usize = 192;
/// Runs of more operators than this are left out for the same reason: `!!!x`, `a + b + c`, `x.a().b()`.
const LONGEST_RUN: usize = 3000;

/// Follows what nests, and blanks what nests too deep: groups in groups, and long runs of operators, dots and angle brackets between
/// separators, which nest without brackets.
pub(super) struct Depth {
    open: Vec<Group>,
    too_deep_since: Option<usize>,
    run: Run,
}

/// An open bracket, and the run around it.
struct Group {
    bracket: u8,
    start: usize,
    around: Run,
}

/// What has been read since the last separator of the group.
#[derive(Clone, Copy, Default)]
struct Run {
    start: usize,
    operators: usize,
    angles: usize,
}

impl Run {
    fn at(start: usize) -> Self {
        Self { start, ..Self::default() }
    }

    fn is_too_long(self) -> bool {
        self.operators > LONGEST_RUN || self.angles > DEEPEST
    }
}

impl Depth {
    pub(super) fn new(start: usize) -> Self {
        Self { open: Vec::new(), too_deep_since: None, run: Run::at(start) }
    }

    /// How many groups are open.
    pub(super) fn level(&self) -> usize {
        self.open.len()
    }

    /// Where the outermost open group starts.
    pub(super) fn outermost(&self) -> Option<usize> {
        self.open.first().map(|group| group.start)
    }

    /// Begins a new run at a byte.
    pub(super) fn begin_run(&mut self, at: usize) {
        self.run = Run::at(at);
    }

    pub(super) fn see(&mut self, token: Token, blanks: &mut Vec<std::ops::Range<usize>>, problems: &mut Vec<SyntaxProblem>) {
        let (start, end) = (token.start(), token.end());
        match token.kind {
            TokenKind::Open(bracket) => {
                self.open.push(Group { bracket, start, around: self.run });
                self.run = Run::at(end);
                if self.open.len() == DEEPEST {
                    self.too_deep_since = Some(end);
                }
            }
            TokenKind::Close(close) => {
                self.end_of_run(start, blanks, problems);
                if self.open.len() == DEEPEST
                    && let Some(since) = self.too_deep_since.take()
                {
                    blank_group(since, start, blanks, problems);
                }
                let Some(group) = self.open.pop() else { return };
                if !matches!((group.bracket, close), (b'(', b')') | (b'[', b']') | (b'{', b'}')) {
                    self.open.push(group);
                    return;
                }
                // What follows a block is a new statement or item, or goes on with one that is short so far.
                self.run = if close == b'}' { Run::at(end) } else { group.around };
            }
            // In `A<B, C<D, …>>` the comma separates what still nests.
            TokenKind::Punctuation(b',') if self.run.angles > 0 => {}
            TokenKind::Punctuation(b';' | b',') => {
                self.end_of_run(end, blanks, problems);
                self.run = Run::at(end);
            }
            TokenKind::Punctuation(byte) => {
                self.run.operators += 1;
                match byte {
                    b'<' => self.run.angles += 1,
                    b'>' => self.run.angles = self.run.angles.saturating_sub(1),
                    _ => {}
                }
                // A run that was too long once stays so, however many angle brackets close.
                if self.run.angles > DEEPEST {
                    self.run.operators = LONGEST_RUN + 1;
                }
            }
            _ => {}
        }
    }

    /// Ends a run before `end`, and blanks it if it was too long.
    pub(super) fn end_of_run(&mut self, end: usize, blanks: &mut Vec<std::ops::Range<usize>>, problems: &mut Vec<SyntaxProblem>) {
        if self.run.is_too_long() {
            blanks.push(self.run.start..end);
            problems.push(SyntaxProblem {
                span: Span::new(self.run.start as u32, end as u32),
                message: format!("more than {LONGEST_RUN} operators in a row: this was not analysed"),
            });
        }
    }
}

/// Blanks the inside of a group at the deepest level, whatever it holds.
fn blank_group(since: usize, until: usize, blanks: &mut Vec<std::ops::Range<usize>>, problems: &mut Vec<SyntaxProblem>) {
    if since < until {
        blanks.push(since..until);
        problems.push(SyntaxProblem {
            span: Span::new(since as u32, until as u32),
            message: format!("nested deeper than {DEEPEST} levels: what is inside was not analysed"),
        });
    }
}

/// The brackets that are open, whatever they belong to.
#[derive(Default)]
pub(super) struct Brackets {
    open: Vec<(u8, usize)>,
    /// One that another kind of bracket was closed in.
    broken: Option<usize>,
}

impl Brackets {
    pub(super) fn see(&mut self, token: Token) {
        match token.kind {
            TokenKind::Open(bracket) => self.open.push((bracket, token.start())),
            TokenKind::Close(close) if self.broken.is_none() => match self.open.last() {
                Some((b'(', _)) if close == b')' => drop(self.open.pop()),
                Some((b'[', _)) if close == b']' => drop(self.open.pop()),
                Some((b'{', _)) if close == b'}' => drop(self.open.pop()),
                // The bracket that it fails to close is the one that stays open.
                Some(&(_, start)) => self.broken = Some(start),
                None => {}
            },
            _ => {}
        }
    }

    /// Where the outermost bracket stands that is never closed.
    pub(super) fn unclosed(&self) -> Option<usize> {
        self.broken.or_else(|| self.open.first().map(|&(_, start)| start))
    }
}
