//! Literals. The lexer knows numbers up to their dot; what belongs together is put together here.

use super::tokens::Kind;
use super::{Read, Reader, Stop};
use crate::base::{Name, Span};
use crate::index::Literal;

impl Reader<'_> {
    /// The literal that is next.
    pub(super) fn literal(&mut self) -> Read<(Literal, Span)> {
        let Kind::Literal = self.peek(0) else { return Err(Stop::Unlike) };
        let span = self.bump();
        let text = &self.text.as_bytes()[span.range()];
        let literal = match text {
            [b'"', ..] | [b'r', b'"' | b'#', ..] => Literal::Str,
            [b'\'', ..] => Literal::Char,
            [b'b', b'\'', ..] => Literal::Byte,
            [b'b', ..] => Literal::ByteStr,
            [b'c', ..] => Literal::CStr,
            _ => return Ok(self.number(span)),
        };
        // A suffix that no literal but a number has.
        let is_whole = match self.peek(0) {
            Kind::Name(_) | Kind::Keyword(_) => self.token().start != span.end(),
            _ => true,
        };
        if is_whole { Ok((literal, span)) } else { Err(Stop::Beyond) }
    }

    /// The number whose first token stands at `span`.
    fn number(&mut self, mut span: Span) -> (Literal, Span) {
        let text = self.text;
        let digits = &text[span.range()];
        let radix = digits.get(..2).unwrap_or_default();
        if matches!(radix, "0x" | "0o" | "0b") {
            let is_digit = |character: char| {
                character == '_' || if radix == "0x" { character.is_ascii_hexdigit() } else { character.is_ascii_digit() }
            };
            return (Literal::Int(suffix(digits[2..].trim_start_matches(is_digit))), span);
        }
        let mut is_float = false;
        // `1.0` and `1.`, but neither `1..2` nor `1.max(2)`.
        if self.sees_sign(0, b'.') && self.token().start == span.end() {
            let after = text.as_bytes().get(span.end() as usize + 1).copied().unwrap_or(0);
            let goes_on = after == b'.' || after == b'_' || after.is_ascii_alphabetic() || after >= 0x80;
            if !goes_on {
                is_float = true;
                span = span.cover(self.bump());
                if after.is_ascii_digit() && self.peek(0) == Kind::Literal {
                    span = span.cover(self.bump());
                }
            }
        }
        // `1e-7`.
        if text[span.range()].ends_with(['e', 'E'])
            && matches!(self.peek(0), Kind::Sign(b'+' | b'-'))
            && self.peek(1) == Kind::Literal
            && self.tokens[self.at + 1].start == span.end() + 1
        {
            self.at += 1;
            span = span.cover(self.bump());
        }
        let rest = text[span.range()].trim_start_matches(is_decimal);
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
