//! The attribute of a test, and what it says for the test to run on several threads.

use crate::base::{FileId, Span};
use crate::fix::layout::attribute_above;
use crate::index::Function;
use crate::rules::Runtimes;

/// An attribute that can say that its test runs on several threads.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(in crate::fix) struct TestAttribute {
    pub(in crate::fix) file: FileId,
    /// What stands in `#[…]`.
    pub(in crate::fix) span: Span,
    /// What it becomes.
    pub(in crate::fix) becomes: Becomes,
}

/// What an attribute of a test becomes.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(in crate::fix) enum Becomes {
    /// That of an async test: this text.
    Text(String),
    /// The `test` of a test that is not async: once it has become the attribute of one, these arguments follow.
    WithArguments(String),
}

impl TestAttribute {
    /// That of a function in `text`.
    pub(super) fn of(words: &Runtimes, file: FileId, function: &Function, text: &str) -> Option<Self> {
        if function.attributes.paths.is_empty() {
            return None;
        }
        let above = |attribute: &str| attribute_above(text, function.span.start(), attribute).map(|at| at + "#[".len() as u32);
        let several = &words.several_threads_argument;
        let found = |at: u32, length: usize, becomes: Becomes| Some(Self { file, span: Span::new(at, at + length as u32), becomes });
        if function.async_span.is_none() {
            return found(above("#[test]")?, "test".len(), Becomes::WithArguments(format!("({several})")));
        }
        for path in &words.tests {
            if let Some(at) = above(&format!("#[{path}]")) {
                return found(at, path.len(), Becomes::Text(format!("{path}({several})")));
            }
            let Some(at) = above(&format!("#[{path}(")) else { continue };
            let arguments = &text[at as usize + path.len() + "(".len()..function.span.start() as usize];
            let arguments = &arguments[..arguments.find(")]")?];
            let others = arguments.replace(&words.one_thread_argument, "");
            let is_plain = !words.one_thread.iter().any(|word| others.contains(word.as_str()));
            if others.contains(&words.test_of_several_threads) || !is_plain {
                return None;
            }
            let others: Vec<&str> = others.split(',').map(str::trim).filter(|argument| !argument.is_empty()).collect();
            let all: Vec<&str> = std::iter::once(several.as_str()).chain(others).collect();
            return found(at, path.len() + arguments.len() + "()".len(), Becomes::Text(format!("{path}({})", all.join(", "))));
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Contexts;

    /// What the first attribute of a test in `text` becomes.
    fn becomes(text: &str) -> Option<String> {
        let index = crate::syntax::index(text);
        let function = index.items.functions.first().expect("there is a test");
        let attribute = TestAttribute::of(&Contexts::embedded().runtimes, FileId(0), function, text)?;
        let (Becomes::Text(new) | Becomes::WithArguments(new)) = &attribute.becomes;
        Some(format!("{} -> {new}", &text[attribute.span.range()]))
    }

    #[test]
    fn a_test_says_that_it_runs_on_several_threads() {
        let expected = |attribute: &str, new: &str| {
            let text = format!("#[{attribute}]\nasync fn works() {{}}\n");
            assert_eq!(becomes(&text), Some(format!("{attribute} -> {new}")));
        };
        expected("tokio::test", "tokio::test(flavor = \"multi_thread\")");
        expected("tokio::test(flavor = \"current_thread\")", "tokio::test(flavor = \"multi_thread\")");
        expected("tokio::test(crate = \"other\")", "tokio::test(flavor = \"multi_thread\", crate = \"other\")");
        assert_eq!(becomes("#[test]\nfn works() {}\n").as_deref(), Some("test -> (flavor = \"multi_thread\")"));
        // guard: time stands still on one thread alone, and other attributes say it in other ways.
        assert_eq!(becomes("#[tokio::test(start_paused = true)]\nasync fn works() {}\n"), None);
        assert_eq!(becomes("#[tokio::test(flavor = \"multi_thread\")]\nasync fn works() {}\n"), None);
        assert_eq!(becomes("#[sqlx::test]\nasync fn works() {}\n"), None);
    }
}
