//! Joins the frames that miette draws for places of one file: a function is one picture, with `⋮` where lines were left out, also where
//! its `async` stands far above the call.

/// A piece of a rendered diagnostic.
enum Piece<'t> {
    Line(&'t str),
    Frame(Vec<Part<'t>>),
}

/// What miette drew between one `╭─` and one `╰─`.
struct Part<'t> {
    /// The columns before the frame.
    indent: usize,
    /// The head, which names the file and the place.
    head: &'t str,
    lines: Vec<&'t str>,
}

/// `rendered` with neighbouring frames that have the same head made one.
pub(super) fn join(rendered: &str) -> String {
    let mut out = String::with_capacity(rendered.len());
    for piece in pieces(rendered) {
        match piece {
            Piece::Line(line) => push_line(&mut out, "", line),
            Piece::Frame(parts) => push_frame(&mut out, &parts),
        }
    }
    out
}

fn pieces(rendered: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut lines = rendered.lines();
    while let Some(line) = lines.next() {
        let head = line.trim_start_matches(' ');
        if !head.starts_with("╭─[") {
            pieces.push(Piece::Line(line));
            continue;
        }
        let inner = lines.by_ref().take_while(|line| !line.trim_start_matches(' ').starts_with("╰────")).collect();
        let part = Part { indent: line.len() - head.len(), head, lines: inner };
        match pieces.last_mut() {
            Some(Piece::Frame(parts)) if parts[0].head == head => parts.push(part),
            _ => pieces.push(Piece::Frame(vec![part])),
        }
    }
    pieces
}

fn push_frame(out: &mut String, parts: &[Part<'_>]) {
    let indent = parts.iter().map(|part| part.indent).max().unwrap_or(0);
    let margin = " ".repeat(indent);
    for (at, part) in parts.iter().enumerate() {
        push_line(out, &margin, if at == 0 { part.head } else { "⋮" });
        // Line numbers of one part may have fewer digits.
        let more = " ".repeat(indent - part.indent);
        for line in &part.lines {
            push_line(out, &more, line);
        }
    }
    push_line(out, &margin, "╰────");
}

/// Nothing after the last visible character: miette fills lines up with spaces.
fn push_line(out: &mut String, margin: &str, line: &str) {
    let start = out.len();
    out.push_str(margin);
    out.push_str(line);
    out.truncate(start + out[start..].trim_end().len());
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_of_one_place_become_one_and_their_line_numbers_stay_in_a_column() {
        let apart = "   ╭─[a.rs:10:1]\n 9 │ async\n   ╰────\n    ╭─[a.rs:10:1]\n 10 │ read\n    ╰────\n   ╭─[b.rs:1:1]\n 1 │ b\n   ╰────\n";
        let joined = "    ╭─[a.rs:10:1]\n  9 │ async\n    ⋮\n 10 │ read\n    ╰────\n   ╭─[b.rs:1:1]\n 1 │ b\n   ╰────\n";
        assert_eq!(join(apart), joined);
    }
}
