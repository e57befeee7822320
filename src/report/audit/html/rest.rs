//! What is right, what blocks elsewhere, and what could not be seen.

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use super::text::{code, escape, grouped, list, place, prose};
use crate::audit::{FileLines, PracticeCount, Unseen};
use crate::report::audit::words;
use crate::report::text::count;

pub(super) fn write_practices(practices: &[PracticeCount], page: &mut String) -> fmt::Result {
    page.push_str("<h2 id=\"right\">What is right already</h2>\n");
    let mut by_kind: BTreeMap<_, Vec<&PracticeCount>> = BTreeMap::new();
    for count in practices {
        by_kind.entry(count.practice).or_default().push(count);
    }
    if by_kind.is_empty() {
        page.push_str("<p>Nothing was found that waits without a thread, moves work to other threads, or ends waits.</p>\n");
        return Ok(());
    }
    page.push_str("<div class=\"card scroll\"><table><thead><tr><th>what</th><th class=\"num\">places</th><th>by</th></tr></thead><tbody>");
    for (practice, counts) in by_kind {
        let total: usize = counts.iter().map(|count| count.places.len()).sum();
        write!(page, "<tr><td>{}</td><td class=\"num\">{}</td><td>", words::practice(practice), grouped(total))?;
        for count in counts {
            let places = list(count.places.iter().map(place));
            write!(page, "<details><summary>{} {}</summary>{places}</details>", count.places.len(), code(&count.api))?;
        }
        page.push_str("</td></tr>\n");
    }
    page.push_str("</tbody></table></div>\n");
    Ok(())
}

pub(super) fn write_lines(id: &str, heading: &str, meaning: &str, files: &[FileLines], page: &mut String) -> fmt::Result {
    let total: usize = files.iter().map(|file| file.lines.len()).sum();
    write!(page, "<h2 id=\"{id}\">{heading}: {}</h2>\n<p class=\"soft\">{}</p>\n", count(total, "blocking call"), prose(meaning))?;
    if files.is_empty() {
        return Ok(());
    }
    page.push_str("<div class=\"card scroll\"><table><tbody>");
    for file in files {
        let lines: Vec<String> = file.lines.iter().map(|(line, api)| format!("<span title=\"{}\">{line}</span>", escape(api))).collect();
        writeln!(
            page,
            "<tr><td>{}</td><td class=\"num\">{}</td><td class=\"mono\">{}</td></tr>",
            code(&file.path),
            lines.len(),
            lines.join(", ")
        )?;
    }
    page.push_str("</tbody></table></div>\n");
    Ok(())
}

pub(super) fn write_unseen(unseen: &Unseen, page: &mut String) -> fmt::Result {
    page.push_str("<h2 id=\"unseen\">What could not be seen</h2>\n");
    if *unseen == Unseen::default() {
        page.push_str("<p>Nothing: every file was read, and every call that may block was understood.</p>\n");
        return Ok(());
    }
    page.push_str("<div class=\"card scroll\"><table><tbody>");
    let mut row = |what: &str, html: &str| writeln!(page, "<tr><td>{what}</td><td>{html}</td></tr>");
    for (reason, number) in &unseen.unresolved {
        row(&count(words::number(*number), "call"), &format!("may block, and could not be understood: {}", prose(words::reason(reason))))?;
    }
    if !unseen.unresolved_files.is_empty() {
        row("they stand in", &list(unseen.unresolved_files.iter().map(|(path, calls)| format!("{} ({calls})", code(path)))))?;
    }
    for (path, line, message) in &unseen.problems {
        let at = line.map_or_else(|| path.clone(), |line| format!("{path}:{line}"));
        row("not read or parsed", &format!("{} {}", code(&at), prose(message)))?;
    }
    let files = |files: &[String]| list(files.iter().map(|path| code(path)));
    if !unseen.orphans.is_empty() {
        row(&count(unseen.orphans.len(), "file"), &format!("of no target, which nothing compiles {}", files(&unseen.orphans)))?;
    }
    if !unseen.excluded.is_empty() {
        row(&count(unseen.excluded.len(), "file"), &format!("left out by the configuration {}", files(&unseen.excluded)))?;
    }
    for (reason, number) in &unseen.unread_dependencies {
        row(&grouped(*number), &format!("dependencies whose bodies were not read: {}", prose(words::unread(reason))))?;
    }
    page.push_str("</tbody></table></div>\n");
    Ok(())
}
