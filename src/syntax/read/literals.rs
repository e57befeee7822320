//! Literals. The lexer knows numbers up to their dot; what belongs together is put together here.

use std::borrow::Cow;

use super::tokens::Kind;
use super::{Read, Reader, Stop};
use crate::base::{Name, Span};
use crate::index::Literal;

impl Reader<'_> {
    /// The literal that is next.
    pub(super) fn literal(&mut self) -> Read<(Literal, Span)> {
        let Kind::Literal(text) = self.peek(0) else { return Err(Stop::Unlike) };
        let span = self.bump();
        let literal = match text.as_bytes() {
            [b'"', ..] | [b'r', b'"' | b'#', ..] => Literal::Str,
            [b'\'', ..] => Literal::Char,
            [b'b', b'\'', ..] => Literal::Byte,
            [b'b', ..] => Literal::ByteStr,
            [b'c', ..] => Literal::CStr,
            _ => return Ok(self.number(text, span)),
        };
        // A suffix that no literal but a number has.
        let has_suffix = matches!(self.peek(0), Kind::Name(_) | Kind::Keyword(_)) && self.follows_at_once();
        if has_suffix { Err(Stop::Beyond) } else { Ok((literal, span)) }
    }

    /// Whether the next token, which is there, follows the last one with nothing in between.
    fn follows_at_once(&self) -> bool {
        self.tokens[self.at - 1].is_joint
    }

    /// The number whose first token is `digits`, at `span`.
    fn number(&mut self, digits: &str, mut span: Span) -> (Literal, Span) {
        let radix = digits.get(..2).unwrap_or_default();
        if matches!(radix, "0x" | "0o" | "0b") {
            let is_digit = |character: char| {
                character == '_' || if radix == "0x" { character.is_ascii_hexdigit() } else { character.is_ascii_digit() }
            };
            return (Literal::Int(suffix(digits[2..].trim_start_matches(is_digit))), span);
        }
        let mut written = Cow::Borrowed(digits);
        let mut is_float = false;
        // `1.0` and `1.`, but neither `1..2` nor `1.max(2)`.
        if self.sees_sign(0, b'.') && self.follows_at_once() {
            let after = if self.token().is_joint { self.peek(1) } else { Kind::End };
            let (goes_on, fraction) = match after {
                Kind::Sign(b'.') | Kind::Name(_) | Kind::Keyword(_) => (true, None),
                Kind::Literal(text) => (text.starts_with(char::is_alphabetic), Some(text).filter(|text| text.starts_with(is_decimal))),
                _ => (false, None),
            };
            if !goes_on {
                is_float = true;
                span = span.cover(self.bump());
                written.to_mut().push('.');
                if let Some(fraction) = fraction {
                    span = span.cover(self.bump());
                    written.to_mut().push_str(fraction);
                }
            }
        }
        // `1e-7`.
        if written.ends_with(['e', 'E'])
            && let (Kind::Sign(sign @ (b'+' | b'-')), Kind::Literal(exponent)) = (self.peek(0), self.peek(1))
            && self.follows_at_once()
            && self.token().is_joint
        {
            self.at += 1;
            span = span.cover(self.bump());
            written.to_mut().push(char::from(sign));
            written.to_mut().push_str(exponent);
        }
        let rest = written.trim_start_matches(is_decimal);
        let rest = rest.strip_prefix('.').unwrap_or(rest).trim_start_matches(is_decimal);
        let exponent = rest.strip_prefix(['e', 'E']).map(|exponent| exponent.strip_prefix(['+', '-']).unwrap_or(exponent));
        let exponent = exponent.filter(|exponent| exponent.starts_with(is_decimal));
        let suffix = suffix(exponent.map_or(rest, |exponent| exponent.trim_start_matches(is_decimal)));
        let literal = if is_float || exponent.is_some() { Literal::Float(suffix) } else { Literal::Int(suffix) };
        (literal, span)
    }
}

fn is_decimal(character: char) -> bool {
    character.is_ascii_digit() || character == '_'
}

fn suffix(text: &str) -> Option<Name> {
    (!text.is_empty()).then(|| Name::new(text))
}
