//! The examples in documentation as code: what rustdoc makes doc tests of, at the offsets of the file (the rustdoc book, "Documentation
//! tests").

use std::ops::Range;

use super::lexer::{Lexer, TokenKind};
use crate::base::{Needle, Span, is_whole_word};

/// The examples in the documentation of a file.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct DocTests {
    /// As long as the file's text: the code of the examples where it stands there, and white space in place of everything else. Each
    /// example is a block, with a brace where each of its fences begins.
    pub code: String,
    /// The blocks of the examples that are compiled.
    pub examples: Vec<Span>,
    /// Documentation that may hold an example in a form that is not read.
    pub unread: Vec<Span>,
}

/// What opens a block of code in documentation.
const FENCES: [&str; 2] = ["```", "~~~"];

/// The attribute that lines of documentation stand for.
const DOC: &str = "doc";

/// The examples of `text`; none where nothing looks like one.
#[must_use]
pub fn doc_tests(text: &str) -> Option<DocTests> {
    if !may_have_examples(text) {
        return None;
    }
    let mut reader = Reader { text, found: DocTests::default(), run: None, open: None };
    let mut lexer = Lexer::new(text, 0);
    let mut is_doc_attribute = false;
    while let Some(token) = lexer.next_token() {
        let source = &text[token.range()];
        match token.kind {
            TokenKind::Comment if is_doc_line(source) => reader.line(token.start(), token.start() + source.trim_end().len()),
            TokenKind::Comment if is_doc_block(source) && has_fence(source) => reader.unread(token.range()),
            // A comment between lines of documentation is no part of it.
            TokenKind::Comment => {}
            TokenKind::Literal if is_doc_attribute && has_fence(source) => reader.unread(token.range()),
            _ => reader.end_run(),
        }
        is_doc_attribute = token.word(text) == Some(DOC) || (is_doc_attribute && token.kind == TokenKind::Punctuation(b'='));
    }
    reader.end_run();
    reader.blank_to(text.len());
    Some(reader.found)
}

/// Whether a fence may stand in documentation. Few files have one there, and the search for it is cheap.
fn may_have_examples(text: &str) -> bool {
    let is_in_line_of_documentation = |at: usize| {
        let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
        text[line..at].contains("//")
    };
    let fences = FENCES.map(Needle::new);
    let mut places = fences.iter().flat_map(|fence| fence.places_in(text)).peekable();
    let may_be_elsewhere = || {
        let is_word = |at: usize| is_whole_word(text, at..at + DOC.len());
        ["/**", "/*!"].iter().any(|start| Needle::new(start).is_in(text)) || Needle::new(DOC).places_in(text).any(is_word)
    };
    places.peek().is_some() && (places.any(is_in_line_of_documentation) || may_be_elsewhere())
}

fn is_doc_line(comment: &str) -> bool {
    comment.starts_with("//!") || (comment.starts_with("///") && !comment.starts_with("////"))
}

fn is_doc_block(comment: &str) -> bool {
    comment.starts_with("/*!") || (comment.starts_with("/**") && !comment.starts_with("/***"))
}

fn has_fence(text: &str) -> bool {
    FENCES.iter().any(|fence| text.contains(fence))
}

/// Goes over the lines of documentation from the first to the last.
struct Reader<'t> {
    text: &'t str,
    found: DocTests,
    /// The kind and the first byte of the documentation that the last line was a part of.
    run: Option<(&'t str, usize)>,
    /// The block of code that is open.
    open: Option<Fence<'t>>,
}

struct Fence<'t> {
    /// What closes it, at the least.
    mark: &'t str,
    /// Its first byte.
    start: usize,
    kind: Kind,
    /// The lines of code in it, hidden ones without the mark that hides them.
    lines: Vec<Range<usize>>,
}

/// What a block of code is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Compiled,
    /// Text, another language, or code that is ignored.
    Shown,
    Unread,
}

impl Kind {
    /// By the words behind the opening fence.
    fn of(words: &str) -> Self {
        let words: Vec<&str> = words.split([',', ' ', '\t']).filter(|word| !word.is_empty()).collect();
        let is_known = |word: &&str| {
            let is_edition = word.starts_with("edition") && *word != "edition2015";
            is_edition || matches!(*word, "rust" | "no_run" | "should_panic" | "standalone_crate")
        };
        if words.iter().any(|word| word.starts_with("ignore") || *word == "compile_fail") {
            Self::Shown
        } else if words.iter().all(is_known) {
            Self::Compiled
        } else if words.iter().any(|word| is_known(word) || *word == "test_harness" || word.starts_with("edition")) {
            Self::Unread
        } else {
            Self::Shown
        }
    }
}

impl Reader<'_> {
    /// Takes in a line of documentation, slashes included.
    fn line(&mut self, start: usize, end: usize) {
        let (kind, content) = self.text[start..end].split_at(3);
        if self.run.is_some_and(|(last, _)| last != kind) {
            self.end_run();
        }
        let (_, first) = *self.run.get_or_insert((kind, start));
        let code = content.trim_start();
        let at = end - code.len();
        let Some(fence) = &mut self.open else {
            let mark = code.len() - code.trim_start_matches(['`', '~']).len();
            let is_fence = FENCES.iter().any(|fence| code.starts_with(fence));
            if is_fence && !code[mark..].contains('`') {
                let kind = Kind::of(&code[mark..]);
                self.open = Some(Fence { mark: &code[..mark], start: at, kind, lines: Vec::new() });
            } else if has_fence(code) && !is_fence {
                // In a list or a quotation, or in the middle of a line: nobody knows which fence is open from here on.
                self.open = Some(Fence { mark: "no line is this", start: first, kind: Kind::Unread, lines: Vec::new() });
            } else if content.starts_with("     ") || content.starts_with('\t') {
                // Code without fences is an example, if it is no part of a list.
                self.unread(at..end);
            }
            return;
        };
        if code.starts_with(fence.mark) && code.trim_start_matches(&fence.mark[..1]).is_empty() {
            self.close(at);
        } else {
            // `# ` hides a line from readers, and `##` stands for a `#`.
            let hidden = usize::from(code.starts_with("# ") || code == "#" || code.starts_with("##"));
            fence.lines.push(at + hidden..end);
        }
    }

    /// Ends the open block with the fence at `at`.
    fn close(&mut self, at: usize) {
        let Some(fence) = self.open.take() else { return };
        let declares_macros = || fence.lines.iter().any(|line| self.text[line.clone()].contains("macro_rules"));
        match fence.kind {
            Kind::Shown => {}
            Kind::Compiled if !declares_macros() => {
                self.blank_to(fence.start);
                self.found.code.push('{');
                for line in fence.lines {
                    self.blank_to(line.start);
                    self.found.code.push_str(&self.text[line]);
                }
                self.blank_to(at);
                self.found.code.push('}');
                self.found.examples.push(Span::new(fence.start as u32, at as u32 + 1));
            }
            Kind::Compiled | Kind::Unread => self.unread(fence.start..at),
        }
    }

    /// Ends documentation behind its last line: what is open there is not read.
    fn end_run(&mut self) {
        self.run = None;
        if let Some(fence) = self.open.take_if(|fence| fence.kind != Kind::Shown) {
            let end = fence.lines.last().map_or(fence.start, |line| line.end);
            self.unread(fence.start..end);
        }
        self.open = None;
    }

    fn unread(&mut self, range: Range<usize>) {
        self.found.unread.push(Span::new(range.start as u32, range.end as u32));
    }

    /// White space up to `end`, with the line ends of the text.
    fn blank_to(&mut self, end: usize) {
        let skipped = &self.text[self.found.code.len()..end];
        self.found.code.extend(skipped.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of `text` without white space between words, and what is not read.
    fn check(text: &str, examples: &[&str], unread: &[&str]) {
        let found = doc_tests(text).unwrap();
        assert_eq!(found.code.len(), text.len(), "{text}");
        let block = |span: &Span| found.code[span.range()].split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(found.examples.iter().map(block).collect::<Vec<_>>(), examples, "{text}");
        assert_eq!(found.unread.iter().map(|span| &text[span.range()]).collect::<Vec<_>>(), unread, "{text}");
    }

    #[test]
    fn examples_stand_where_they_stand_in_the_file() {
        let text = "//! ä\r\n//! ```\r\n//! a();\r\n//! ```\r\nfn f() {}\r\n    /// ~~~rust,no_run\r\n    /// # use b;\r\n    /// c();\r\n    /// ~~~\r\n";
        check(text, &["{ a(); }", "{ use b; c(); }"], &[]);
        let found = doc_tests(text).unwrap();
        for word in ["a();", "use b;", "c();"] {
            assert_eq!(found.code.find(word), text.find(word));
        }
    }

    #[test]
    fn what_hides_a_line_is_no_part_of_it() {
        check("/// ```\n/// #\n/// # a\n/// ## b\n/// #[c]\n/// ```\n", &["{ a # b #[c] }"], &[]);
    }

    #[test]
    fn other_languages_and_what_is_ignored_are_no_examples() {
        for words in ["text", "ignore", "rust,ignore", "compile_fail", "toml", "ignore-windows"] {
            check(&format!("/// ```{words}\n/// a()\n/// ```\n/// ````\n/// ```\n/// b()\n/// ````\n"), &["{ ``` b() }"], &[]);
        }
    }

    #[test]
    fn unusual_examples_are_not_read() {
        check("/// ```rust,unknown\n/// a()\n/// ```\n", &[], &["```rust,unknown\n/// a()\n/// "]);
        check("/// ```\n/// a()\nfn b() {}\n", &[], &["```\n/// a()"]);
        check("/// - ```\n///   a()\n///   ```\n/** ```\nb()\n``` */\n", &[], &["/** ```\nb()\n``` */", "/// - ```\n///   a()\n///   ```"]);
        check("#[doc = \"```\\na()\\n```\"]\nfn b() {}\n", &[], &["\"```\\na()\\n```\""]);
        check(
            "/// Text.\n///\n///     a()\n\n/// ```\n/// macro_rules! b {}\n/// ```\n",
            &[],
            &["a()", "```\n/// macro_rules! b {}\n/// "],
        );
    }

    #[test]
    fn literals_and_plain_comments_hold_no_examples() {
        check("// ```\n// a()\n// ```\n//// ```\nconst A: &str = \"\n/// ```\n/// a()\n/// ```\n\";\n", &[], &[]);
    }
}
