//! How wide rustfmt lets lines be in a workspace.

/// How wide lines may be, in characters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Width {
    /// A line: `max_width` of rustfmt.
    pub line: usize,
    /// A method chain on one line: `chain_width` of rustfmt.
    pub chain: usize,
}

impl Default for Width {
    fn default() -> Self {
        Self { line: 100, chain: 60 }
    }
}

impl Width {
    /// What a `rustfmt.toml` asks for; what it does not say, or says in a way that is not known, is as rustfmt does it by itself.
    #[must_use]
    pub fn of_configuration(text: &str) -> Self {
        let Ok(document) = toml_edit::Document::parse(text) else { return Self::default() };
        let number = |key: &str| document.get(key).and_then(toml_edit::Item::as_integer).and_then(|value| usize::try_from(value).ok());
        let line = number("max_width").unwrap_or(100);
        let chain = match document.get("use_small_heuristics").and_then(toml_edit::Item::as_str) {
            Some("Max") => line,
            Some("Off") => 0,
            _ => line * 60 / 100,
        };
        Self { line, chain: number("chain_width").unwrap_or(chain) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_the_configuration() {
        let of = Width::of_configuration;
        assert_eq!(of("edition = \"2024\""), Width { line: 100, chain: 60 });
        assert_eq!(of("max_width = 120"), Width { line: 120, chain: 72 });
        assert_eq!(of("max_width = 120\nuse_small_heuristics = \"Max\""), Width { line: 120, chain: 120 });
        assert_eq!(of("chain_width = 80"), Width { line: 100, chain: 80 });
    }
}
