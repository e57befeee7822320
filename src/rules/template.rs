//! Replacement expressions with places to fill in: `tokio::fs::try_exists({receiver}).await.unwrap_or(false)`.

use std::fmt;

/// A replacement expression in pieces. Rendering is left to `fix/`.
///
/// `{{` and `}}` stand for one brace. What fills a place is one operand: whoever renders puts parentheses around it where precedence needs
/// them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Template {
    /// Invariant: no two texts in a row, no empty text.
    parts: Vec<TemplatePart>,
}

/// One piece of a [`Template`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TemplatePart {
    /// Text as it is.
    Text(String),
    /// The receiver as an argument, `metadata({receiver})`: an owned place or a temporary is borrowed, a reference is passed as it is.
    Receiver,
    /// The receiver as an argument that may be of any type which is a path, `metadata({path})`: what was shown as a path for the call alone, as in
    /// `Path::new("a").exists()`, is passed by itself.
    Path,
    /// The receiver as the receiver again, `{receiver}.send({0})`: it is borrowed by the method call itself.
    ReceiverOfMethod,
    /// An argument of the call, from 0, without the receiver.
    Argument(usize),
    /// All arguments of the call with the commas between them, without the receiver.
    Arguments,
}

/// What is wrong with the text of a template.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum TemplateError {
    /// A place of a name that means nothing.
    #[error("unknown placeholder `{{{0}}}`")]
    UnknownPlaceholder(String),
    /// A brace without its partner.
    #[error("unmatched `{0}`")]
    UnmatchedBrace(char),
}

impl Template {
    /// The template that `text` writes.
    pub fn parse(text: &str) -> Result<Self, TemplateError> {
        let mut template = Self { parts: Vec::new() };
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            template.push_text(&rest[..at]);
            let brace = if rest[at..].starts_with('{') { '{' } else { '}' };
            rest = &rest[at + 1..];
            if let Some(after) = rest.strip_prefix(brace) {
                template.push_text(&brace.to_string());
                rest = after;
                continue;
            }
            let Some((name, after)) = rest.split_once('}').filter(|_| brace == '{') else {
                return Err(TemplateError::UnmatchedBrace(brace));
            };
            template.parts.push(placeholder(name, after)?);
            rest = after;
        }
        template.push_text(rest);
        Ok(template)
    }

    /// The pieces, in order.
    #[must_use]
    pub fn parts(&self) -> &[TemplatePart] {
        &self.parts
    }

    /// Whether it has a place for the receiver.
    #[must_use]
    pub fn uses_receiver(&self) -> bool {
        self.parts.iter().any(|part| matches!(part, TemplatePart::Receiver | TemplatePart::Path | TemplatePart::ReceiverOfMethod))
    }

    /// The fixed text with a space for each place.
    pub(super) fn fixed_text(&self) -> String {
        let texts = self.parts.iter().map(|part| if let TemplatePart::Text(text) = part { text } else { " " });
        texts.collect()
    }

    fn push_text(&mut self, text: &str) {
        match self.parts.last_mut() {
            _ if text.is_empty() => {}
            Some(TemplatePart::Text(last)) => last.push_str(text),
            _ => self.parts.push(TemplatePart::Text(text.to_owned())),
        }
    }
}

fn placeholder(name: &str, after: &str) -> Result<TemplatePart, TemplateError> {
    match name {
        "receiver" if after.starts_with('.') => Ok(TemplatePart::ReceiverOfMethod),
        "receiver" => Ok(TemplatePart::Receiver),
        "path" => Ok(TemplatePart::Path),
        "arguments" => Ok(TemplatePart::Arguments),
        _ => match name.parse() {
            Ok(argument) => Ok(TemplatePart::Argument(argument)),
            Err(_) => Err(TemplateError::UnknownPlaceholder(name.to_owned())),
        },
    }
}

impl fmt::Display for Template {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts.iter().try_for_each(|part| match part {
            TemplatePart::Text(text) => formatter.write_str(&text.replace('{', "{{").replace('}', "}}")),
            TemplatePart::Receiver | TemplatePart::ReceiverOfMethod => formatter.write_str("{receiver}"),
            TemplatePart::Path => formatter.write_str("{path}"),
            TemplatePart::Argument(argument) => write!(formatter, "{{{argument}}}"),
            TemplatePart::Arguments => formatter.write_str("{arguments}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_knows_whether_the_receiver_stays_a_receiver() {
        let parts = |text| Template::parse(text).expect("a template").parts().to_vec();
        let text = |text: &str| TemplatePart::Text(text.to_owned());
        assert_eq!(parts("f({receiver}).await"), [text("f("), TemplatePart::Receiver, text(").await")]);
        assert_eq!(
            parts("{receiver}.send({0}).await"),
            [TemplatePart::ReceiverOfMethod, text(".send("), TemplatePart::Argument(0), text(").await")]
        );
        assert_eq!(parts("f({arguments}, |x| {{ x }})"), [text("f("), TemplatePart::Arguments, text(", |x| { x })")]);
    }

    #[test]
    fn a_template_is_written_as_it_was_read() {
        for text in ["f({receiver}).await", "f({path}).await", "{receiver}.g({0}, {12})", "h({arguments}, |x| {{ x }})", ""] {
            assert_eq!(Template::parse(text).expect("a template").to_string(), text);
        }
    }

    #[test]
    fn unknown_placeholders_and_lone_braces_are_errors() {
        assert_eq!(Template::parse("f({file})"), Err(TemplateError::UnknownPlaceholder("file".into())));
        assert_eq!(Template::parse("f({})"), Err(TemplateError::UnknownPlaceholder(String::new())));
        assert_eq!(Template::parse("f({-1})"), Err(TemplateError::UnknownPlaceholder("-1".into())));
        assert_eq!(Template::parse("f({0"), Err(TemplateError::UnmatchedBrace('{')));
        assert_eq!(Template::parse("f(0})"), Err(TemplateError::UnmatchedBrace('}')));
    }
}
