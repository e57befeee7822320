//! How a hop to the blocking pool is set in the code around it: it goes over several lines, and what stands around it on its line gets lines
//! of its own, as rustfmt has it.

use std::collections::BTreeSet;

use super::layout::{has_comment, leading_space, line_end, line_start};
use super::rewrite::Rewrite;
use crate::base::Span;

/// Where a hop stands.
pub(super) struct Setting {
    /// The line break before its own lines.
    pub(super) indent: String,
    /// How many characters stand before it in its line.
    pub(super) column: usize,
    /// Its place.
    span: Span,
    frame: Frame,
    /// The white space before the elements of the method chain that goes on after it.
    gaps: Vec<Span>,
    /// The space before the `{` of what it is the condition of.
    brace: Option<Span>,
    outer: String,
}

/// What encloses it on its line.
#[derive(Clone, Copy)]
enum Frame {
    /// Nothing that would have to be opened.
    Open,
    /// `(hop)`: the end of the hop with its `?`.
    Parentheses(u32),
    /// `{ hop }`: the spaces inside of the braces.
    Braces(Span, Span),
    /// A `=` at the end of the line before: the space after it.
    Assigned(Span),
}

/// What a panic of the blocking task does here.
pub(super) fn wait(space: &str) -> String {
    format!("{space}.await{space}.unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()))")
}

/// A closure that begins with `head` and does what the expression `body` says. `load()` by itself is `load`: a closure around it would be one
/// of clippy's redundant ones.
pub(super) fn closure(head: &str, body: &str) -> String {
    plain_function(body).map_or_else(|| format!("{head}{body}"), str::to_owned)
}

/// The path of the function that an expression calls, if it gives it nothing and is nothing else.
pub(super) fn plain_function(call: &str) -> Option<&str> {
    let path = call.strip_suffix("()")?;
    let is_name = |part: &str| {
        part.starts_with(|first: char| first.is_alphabetic() || first == '_')
            && part.chars().all(|letter| letter.is_alphanumeric() || letter == '_')
    };
    path.split("::").all(is_name).then_some(path)
}

/// How many characters stand before what follows a line break with its indentation.
pub(super) fn columns(indent: &str) -> usize {
    indent.trim_start_matches(['\r', '\n']).chars().count()
}

impl Setting {
    pub(super) fn of(text: &str, span: Span) -> Self {
        let start = line_start(text, span.start());
        let line = text[start as usize..].split('\n').next().unwrap_or_default();
        let outer = format!("{}{}", line_end(text), leading_space(line.trim_end_matches('\r')));
        let tried = span.end() + tries(&text[span.end() as usize..]);
        let before = &text[start as usize..span.start() as usize];
        let after = &text[tried as usize..];
        let spaces = (after.len() - after.trim_start_matches(' ').len()) as u32;
        let opening = before.trim_end();
        let assigned = text[..span.start() as usize].trim_end();
        let frame = if assigned.ends_with(" =") && opening.is_empty() {
            Frame::Assigned(Span::new(assigned.len() as u32, span.start()))
        } else if opens_call(before) && after.starts_with(')') {
            Frame::Parentheses(tried)
        } else if opening.ends_with('{') && opening.len() > 1 && after.trim_start_matches(' ').starts_with('}') {
            let inside = start + opening.len() as u32;
            Frame::Braces(Span::new(inside, span.start()), Span::new(tried, tried + spaces))
        } else {
            Frame::Open
        };
        let (gaps, end) = chain_after(text, tried);
        let rest = text[end as usize..].lines().next().unwrap_or_default();
        let is_condition = ["if ", "while ", "match ", "for ", "} else if "].iter().any(|keyword| before.trim_start().starts_with(keyword));
        let brace = (is_condition && rest.trim_end() == " {").then(|| Span::new(end, end + 1));
        let (indent, column) = match frame {
            Frame::Open => (outer.clone(), before.chars().count()),
            Frame::Assigned(_) => {
                let line = &text[line_start(text, assigned.len() as u32) as usize..assigned.len()];
                (format!("{}{}", line_end(text), leading_space(line)), line.chars().count() + 1)
            }
            _ => (format!("{outer}    "), leading_space(line).chars().count() + 4),
        };
        Self { indent, column, span, frame, gaps, brace, outer }
    }

    /// Of a hop whose value gets a name in the hops `around` it.
    pub(super) fn inside(text: &str, span: Span, around: &BTreeSet<Span>) -> Self {
        let Some(outermost) = around.iter().max_by_key(|hop| hop.len()) else { return Self::of(text, span) };
        let indent = format!("{}{}", Self::of(text, *outermost).indent, "    ".repeat(around.len()));
        let column = columns(&indent) + "let name = ".len();
        Self { outer: indent.clone(), indent, column, frame: Frame::Open, gaps: Vec::new(), brace: None, span }
    }

    /// Whether a method chain goes on after it.
    pub(super) fn goes_on(&self) -> bool {
        !self.gaps.is_empty()
    }

    /// Opens what encloses the hop; comes before its own edits.
    pub(super) fn open(&self, rewrite: &mut Rewrite) {
        match self.frame {
            Frame::Open => {}
            Frame::Parentheses(_) => rewrite.insert(self.span.start(), self.indent.clone()),
            Frame::Braces(space, _) => rewrite.replace(space, self.indent.clone()),
            Frame::Assigned(space) => rewrite.replace(space, " "),
        }
    }

    /// Closes it, and sets what follows in lines of its own, where the elements of the hop's chain have `space` before them.
    pub(super) fn close(&self, space: &str, rewrite: &mut Rewrite) {
        match self.frame {
            Frame::Parentheses(end) => rewrite.insert(end, format!(",{}", self.outer)),
            Frame::Braces(_, after) => rewrite.replace(after, self.outer.clone()),
            Frame::Open | Frame::Assigned(_) => {
                self.gaps.iter().for_each(|gap| rewrite.replace(*gap, space));
                if let Some(brace) = self.brace {
                    rewrite.replace(brace, self.outer.clone());
                }
            }
        }
    }
}

/// Whether the last thing before a hop is the parenthesis of a call, after whose arguments a comma may stand.
fn opens_call(before: &str) -> bool {
    let callee = before.strip_suffix('(').unwrap_or_default();
    callee.ends_with(|last: char| last.is_alphanumeric() || matches!(last, '_' | '>' | ')' | ']'))
}

fn tries(text: &str) -> u32 {
    (text.len() - text.trim_start_matches('?').len()) as u32
}

/// The white space before each element of the method chain that goes on at `from`, and where the chain ends.
fn chain_after(text: &str, from: u32) -> (Vec<Span>, u32) {
    let mut gaps = Vec::new();
    let mut end = from;
    loop {
        let rest = &text[end as usize..];
        let space = leading_space(rest);
        let element = &rest[space.len()..];
        let goes_on = element.starts_with('.') && !element.starts_with("..");
        let Some(length) = Some(element).filter(|_| goes_on).and_then(element_length) else { return (gaps, end) };
        gaps.push(Span::new(end, end + space.len() as u32));
        end += space.len() as u32 + length;
        end += tries(&text[end as usize..]);
    }
}

/// How long `.method::<T>(…)` or `.field` is; none where it goes over several lines.
fn element_length(element: &str) -> Option<u32> {
    let name = element[1..].find(|letter: char| !letter.is_alphanumeric() && letter != '_').map_or(element.len(), |at| at + 1);
    let mut end = name;
    if let Some(inside) = element[end..].strip_prefix("::<") {
        end += 3 + closing(inside, '<', '>')?;
    }
    if let Some(inside) = element[end..].strip_prefix('(') {
        end += 1 + closing(inside, '(', ')')?;
    }
    let is_plain = !element[..end].contains('\n') && !has_comment(&element[..end]);
    is_plain.then_some(end as u32)
}

/// The bytes up to and with the one that closes what was opened before `inside`.
fn closing(inside: &str, open: char, close: char) -> Option<usize> {
    let (mut depth, mut in_text, mut previous) = (1_u32, false, ' ');
    for (at, letter) in inside.char_indices() {
        match letter {
            '"' if previous != '\\' => in_text = !in_text,
            _ if in_text => {}
            _ if letter == open => depth += 1,
            '>' if matches!(previous, '-' | '=') => {}
            _ if letter == close => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at + letter.len_utf8());
        }
        previous = letter;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_that_is_given_nothing_needs_no_closure() {
        assert_eq!(closure("move || ", "Config::new()"), "Config::new");
        assert_eq!(closure("move || ", "Config::new(1)"), "move || Config::new(1)");
        assert_eq!(closure("move || ", "config.load()"), "move || config.load()");
        assert_eq!(closure("move || ", "load().len()"), "move || load().len()");
        assert_eq!(closure("move || ", "load!()"), "move || load!()");
    }

    #[test]
    fn a_chain_ends_after_its_last_element() {
        let chain = |text: &str| {
            let (gaps, end) = chain_after(text, 0);
            (gaps.len(), text[end as usize..].to_owned())
        };
        assert_eq!(chain(".a(\")\")?.b::<Vec<_>>().c;"), (3, ";".to_owned()));
        assert_eq!(chain("\n    .a(|x| x > 1)\n    .b()? {"), (2, " {".to_owned()));
        assert_eq!(chain(".a(\n)"), (0, ".a(\n)".to_owned()));
        assert_eq!(chain("..5"), (0, "..5".to_owned()));
        assert_eq!(chain(" + 1"), (0, " + 1".to_owned()));
    }
}
