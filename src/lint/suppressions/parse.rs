//! What a comment says that begins with `cargo-unblock:`.

/// What marks a comment as one for this tool.
pub(super) const MARKER: &str = "cargo-unblock:";

/// How a suppression is written.
const FORM: &str = "write `// cargo-unblock: allow(RULE) -- REASON`";
const FILE_FORM: &str = "write `//! cargo-unblock: allow-file(RULE) -- REASON` at the top of the file";

/// A suppression as it is written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Written<'text> {
    pub(super) reach: Reach,
    /// The ids of rules; at least one.
    pub(super) rules: Vec<&'text str>,
}

/// What a suppression covers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Reach {
    /// The line, statement or item that the comment stands at.
    Here,
    /// The whole file.
    File,
}

/// Why a comment that is meant as a suppression does not count.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Fault {
    /// One line, lower case, no full stop.
    pub(super) message: String,
    pub(super) help: String,
}

impl Fault {
    pub(super) fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }
}

/// Reads a comment; none if it is no suppression and not meant as one.
pub(super) fn parse(comment: &str, is_at_top: bool) -> Option<Result<Written<'_>, Fault>> {
    let (content, kind) = content(comment);
    let order = content.trim_start().strip_prefix(MARKER)?.trim_start();
    let word_end = order.find(|letter: char| !letter.is_alphanumeric() && letter != '-').unwrap_or(order.len());
    let (word, rest) = order.split_at(word_end);
    if !word.starts_with("allow") && !rest.starts_with('(') {
        return None;
    }
    let reach = match word {
        "allow" => Reach::Here,
        "allow-file" => Reach::File,
        _ if kind == Kind::Plain => return Some(Err(Fault::new(format!("`{word}` is not a word for a suppression"), FORM))),
        _ => return None,
    };
    Some(match (reach, kind) {
        (Reach::Here, Kind::Outer) => Err(Fault::new("a comment of the documentation suppresses nothing", FORM)),
        (Reach::Here, Kind::Inner) => Err(Fault::new("a comment of the documentation suppresses nothing here", FILE_FORM)),
        (Reach::File, Kind::Outer) => Err(Fault::new("a comment of the documentation of an item does not speak for the file", FILE_FORM)),
        (Reach::File, _) if !is_at_top => Err(Fault::new("a suppression for the file stands above all code", FILE_FORM)),
        _ => arguments(rest, if reach == Reach::File { FILE_FORM } else { FORM }).map(|rules| Written { reach, rules }),
    })
}

/// The rules of `(std-fs, std-path) -- reason`.
fn arguments<'text>(rest: &'text str, form: &str) -> Result<Vec<&'text str>, Fault> {
    let (list, rest) = rest
        .trim_start()
        .strip_prefix('(')
        .and_then(|rest| rest.split_once(')'))
        .ok_or_else(|| Fault::new("a suppression names its rules in parentheses", form))?;
    let rules: Vec<&str> = list.split(',').map(str::trim).filter(|rule| !rule.is_empty()).collect();
    if rules.is_empty() {
        return Err(Fault::new("a suppression names at least one rule", form));
    }
    let reason = rest.trim_start().strip_prefix("--").map(str::trim);
    if reason.is_none_or(str::is_empty) {
        return Err(Fault::new("a suppression needs a reason", form));
    }
    Ok(rules)
}

/// What a comment is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    /// `///`, the documentation of what follows.
    Outer,
    /// `//!`, the documentation of what is around.
    Inner,
}

/// A comment without what makes it one (the Rust reference, "Comments").
fn content(comment: &str) -> (&str, Kind) {
    let (inside, doubled) = match comment.strip_prefix("/*") {
        Some(block) => (block.strip_suffix("*/").unwrap_or(block), '*'),
        None => (comment.strip_prefix("//").unwrap_or(comment), '/'),
    };
    if let Some(inner) = inside.strip_prefix('!') {
        return (inner, Kind::Inner);
    }
    match inside.strip_prefix(doubled) {
        Some(outer) if !outer.starts_with(doubled) => (outer, Kind::Outer),
        _ => (inside, Kind::Plain),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(comment: &str) -> Option<Vec<&str>> {
        parse(comment, true).and_then(Result::ok).map(|written| written.rules)
    }

    /// `comment` is meant as a suppression, and does not count.
    fn check_fault(comment: &str, is_at_top: bool, message: &str) {
        let fault = parse(comment, is_at_top).expect(comment).expect_err(comment);
        assert_eq!(fault.message, message, "{comment}");
    }

    #[test]
    fn a_suppression_names_rules_and_a_reason() {
        assert_eq!(rules("// cargo-unblock: allow(std-fs) -- small"), Some(vec!["std-fs"]));
        assert_eq!(rules("//cargo-unblock:allow( std-fs ,std-path, )--small (very)"), Some(vec!["std-fs", "std-path"]));
        assert_eq!(rules("/* cargo-unblock: allow(std-fs) -- small */"), Some(vec!["std-fs"]));
        assert_eq!(rules("//! cargo-unblock: allow-file(std-fs) -- small"), Some(vec!["std-fs"]));
        assert_eq!(rules("// cargo-unblock: allow-file(std-fs) -- small"), Some(vec!["std-fs"]));
    }

    #[test]
    fn prose_is_no_suppression() {
        for prose in
            ["// cargo-unblock: finds calls", "//! cargo-unblock: ignore(a) it", "// see cargo-unblock: allow(a) -- b", "// a", "//"]
        {
            assert_eq!(parse(prose, true), None, "{prose}");
        }
        // Code in an example of the documentation.
        assert_eq!(parse("/// // cargo-unblock: allow(std-fs) -- small", true), None);
    }

    #[test]
    fn what_is_meant_and_not_written_so_is_said() {
        check_fault("// cargo-unblock: allow(std-fs)", true, "a suppression needs a reason");
        check_fault("// cargo-unblock: allow(std-fs) --  ", true, "a suppression needs a reason");
        check_fault("// cargo-unblock: allow(std-fs) small", true, "a suppression needs a reason");
        check_fault("// cargo-unblock: allow std-fs -- small", true, "a suppression names its rules in parentheses");
        check_fault("// cargo-unblock: allow() -- small", true, "a suppression names at least one rule");
        check_fault("// cargo-unblock: alow(std-fs) -- small", true, "`alow` is not a word for a suppression");
        check_fault("// cargo-unblock: allow-file(std-fs) -- small", false, "a suppression for the file stands above all code");
        check_fault("/// cargo-unblock: allow(std-fs) -- small", true, "a comment of the documentation suppresses nothing");
        check_fault("//! cargo-unblock: allow(std-fs) -- small", true, "a comment of the documentation suppresses nothing here");
    }
}
