//! Format strings: which values each shows, and by which trait. What they mean is said by the documentation of `std::fmt`.

use crate::base::{Name, Span};
use crate::index::{Body, Expr, ExprId, ExprKind, Literal, PathRef, Segment, Shown};

/// An argument of a macro, with its name if it has one: `name = value`.
pub(super) type Argument = (Option<Name>, ExprId);

/// What the first string among the arguments of a macro shows as a format string; none if there is no string. Its variables are added to
/// the body. `text` gives the string as it is written.
pub(super) fn shown(body: &mut Body, arguments: &[Argument], text: impl FnOnce(usize) -> Option<String>) -> Option<Box<[Shown]>> {
    // What has a name is no format string: `cfg!(feature = "x")`.
    let is_string = |(name, id): &Argument| name.is_none() && matches!(body.expr(*id).kind, ExprKind::Literal(Literal::Str));
    let at = arguments.iter().position(is_string)?;
    let literal = text(at)?;
    let (whole, behind) = (body.expr(arguments[at].1).span, &arguments[at + 1..]);
    let mut variable = |name: &str, start: usize| {
        // What a macro makes has no text of its own.
        let start = whole.start() + start as u32;
        let is_written = whole.len() as usize == literal.len();
        let span = if is_written { Span::new(start, start + name.len() as u32) } else { whole };
        let segments = vec![Segment { name: Name::new(name), span, arguments: Vec::new() }];
        body.push(Expr { kind: ExprKind::Path(PathRef { global: false, qself: None, segments, span }), span })
    };
    let shown = values(&literal, behind).into_iter().filter_map(|(value, sign)| {
        let value = match value {
            Value::Argument(at) => behind.get(at)?.1,
            Value::Variable(name, start) => variable(name, start),
        };
        Some(Shown { value, sign })
    });
    Some(shown.collect())
}

/// A value that a format string shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Value<'t> {
    /// The argument at this place, from 0, the format string and what stands before it left out.
    Argument(usize),
    /// The variable of this name, which starts so many bytes behind the start of the literal.
    Variable(&'t str, usize),
}

/// The values that a format string shows, each with its sign. `literal` is its text with the quotes, `arguments` are those behind it.
fn values<'t>(literal: &'t str, arguments: &[Argument]) -> Vec<(Value<'t>, Option<char>)> {
    let (mut found, mut next) = (Vec::new(), 0);
    for (start, place) in places(literal) {
        let (argument, spec) = place.split_once(':').unwrap_or((place, ""));
        let spec = spec.trim_end();
        // `{:.*}` takes its precision from an argument before the value.
        next += usize::from(spec.contains(".*"));
        let offset = start + argument.len() - argument.trim_start().len();
        let value = match argument.trim() {
            "" => {
                next += 1;
                Value::Argument(next - 1)
            }
            index if index.starts_with(|first: char| first.is_ascii_digit()) => match index.parse() {
                Ok(index) => Value::Argument(index),
                Err(_) => continue,
            },
            name => match arguments.iter().position(|(known, _)| known.as_ref().is_some_and(|known| known == name)) {
                Some(at) => Value::Argument(at),
                None => Value::Variable(name, offset),
            },
        };
        found.push((value, spec.chars().next_back().filter(|sign| "?xXobeEp".contains(*sign))));
    }
    found
}

/// What stands between the braces of a literal, and where it starts.
fn places(literal: &str) -> Vec<(usize, &str)> {
    let is_raw = literal.starts_with('r');
    let bytes = literal.as_bytes();
    let closing = |from: usize| literal[from..].find('}').map(|at| from + at);
    let (mut found, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        at = match (bytes[at], bytes.get(at + 1)) {
            // `\u{61}`
            (b'\\', Some(b'u')) if !is_raw => closing(at).unwrap_or(bytes.len()) + 1,
            (b'\\', _) if !is_raw => at + 2,
            (b'{', Some(b'{')) => at + 2,
            (b'{', _) => {
                let Some(end) = closing(at) else { break };
                found.push((at + 1, &literal[at + 1..end]));
                end + 1
            }
            _ => at + 1,
        };
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_shown(literal: &str, expected: &[(&str, &str)]) {
        let arguments = [(None, ExprId(0)), (None, ExprId(1)), (Some(Name::new("named")), ExprId(2))];
        let text = |value: &Value<'_>| match *value {
            Value::Argument(at) => at.to_string(),
            Value::Variable(name, start) => {
                assert_eq!(&literal[start..start + name.len()], name);
                name.to_owned()
            }
        };
        let found = values(literal, &arguments);
        let found: Vec<_> = found.iter().map(|(value, sign)| (text(value), sign.map(String::from).unwrap_or_default())).collect();
        let expected: Vec<_> = expected.iter().map(|(value, sign)| ((*value).to_owned(), (*sign).to_owned())).collect();
        assert_eq!(found, expected, "{literal}");
    }

    #[test]
    fn values_are_told_by_place_number_and_name() {
        check_shown(r#""{} {x} {1} {}""#, &[("0", ""), ("x", ""), ("1", ""), ("1", "")]);
        check_shown(r#""{named} { spaced } {self}""#, &[("2", ""), ("spaced", ""), ("self", "")]);
        check_shown(r#""nothing""#, &[]);
    }

    #[test]
    fn the_sign_is_the_end_of_what_follows_the_colon() {
        check_shown(
            r#""{:?} {x:#?} {x:08.3} {x:>width$} {:#x} {:x?}""#,
            &[("0", "?"), ("x", "?"), ("x", ""), ("x", ""), ("1", "x"), ("2", "?")],
        );
        check_shown(r#""{:.*} {}""#, &[("1", ""), ("2", "")]);
    }

    #[test]
    fn braces_that_mean_themselves_and_escapes_are_text() {
        check_shown(r#""{{x}} {{{y}}} \u{61} \\{z} \"{q}""#, &[("y", ""), ("z", ""), ("q", "")]);
        check_shown(r##"r#"\{x} "{y}" "#"##, &[("x", ""), ("y", "")]);
        check_shown(r#""{x""#, &[]);
    }
}
