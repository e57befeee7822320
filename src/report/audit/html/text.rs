//! The smallest pieces of the page: text that means nothing to HTML, code, numbers, lists.

use std::fmt::Display;

use crate::audit::Place;

/// `text` with nothing in it that means something to HTML, in text and in attributes between quotes.
pub(in crate::report::audit) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            // What reorders or ends lines shows code other than it is.
            character if crate::report::text::is_unprintable(character) && character != '\n' && character != '\t' => {
                escaped.push('\u{fffd}');
            }
            character => escaped.push(character),
        }
    }
    escaped
}

/// Words of the tool, with code between backticks.
pub(super) fn prose(text: &str) -> String {
    let mut html = String::new();
    for (at, part) in text.split('`').enumerate() {
        if at % 2 == 1 {
            html.push_str(&code(part));
        } else {
            html.push_str(&escape(part));
        }
    }
    html
}

/// Code, which may break where its words end.
pub(super) fn code(text: &str) -> String {
    format!("<code>{}</code>", escape(text).replace("::", "::<wbr>").replace('/', "/<wbr>"))
}

pub(super) fn place(place: &Place) -> String {
    code(&format!("{}:{}", place.path, place.line))
}

/// Items below each other; the rest of many on request.
pub(super) fn list(items: impl Iterator<Item = String>) -> String {
    const MOST: usize = 6;
    let items: Vec<String> = items.map(|item| format!("<li>{item}</li>")).collect();
    if items.len() <= MOST + 1 {
        return format!("<ul class=\"places\">{}</ul>", items.concat());
    }
    let (first, rest) = items.split_at(MOST);
    let more = format!("<details><summary>{} more</summary><ul class=\"places\">{}</ul></details>", rest.len(), rest.concat());
    format!("<ul class=\"places\">{}</ul>{more}", first.concat())
}

/// A number of thousandths as a percentage.
pub(super) fn tenths(thousandths: u64) -> String {
    format!("{}.{}", thousandths / 10, thousandths % 10)
}

/// `12,345`.
pub(super) fn grouped(number: impl Display) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_the_code_means_anything_to_the_page() {
        assert_eq!(escape("<a b=\"c\" d='e'>&\u{202e}"), "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;\u{fffd}");
        assert_eq!(prose("use `<T>` & go"), "use <code>&lt;T&gt;</code> &amp; go");
    }

    #[test]
    fn numbers_are_read_in_groups() {
        assert_eq!([7, 1_234, 12_345_678].map(grouped), ["7", "1,234", "12,345,678"]);
        assert_eq!([0, 5, 1000].map(tenths), ["0.0", "0.5", "100.0"]);
    }
}
