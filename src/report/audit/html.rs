//! The audit as one page for a browser: nothing is loaded from anywhere, and it reads without its script too, which only sorts and
//! filters. Whatever comes from the code goes through [`escape`].

mod calls;
mod recommendations;
mod rest;
mod text;

use std::fmt::{self, Write as _};
use std::io::{self, Write};

use super::words;
use crate::audit::{Audit, Priority, Risk, Share};

use calls::write_calls;
use recommendations::write_recommendations;
use rest::{write_lines, write_practices, write_unseen};
pub(super) use text::escape;
use text::{code, grouped, prose, tenths};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
/// The radius of the circle whose circumference is 100.
const RADIUS: &str = "15.9155";

/// Writes `audit` as a page.
///
/// # Errors
/// If `out` cannot be written.
pub fn render(audit: &Audit, out: &mut dyn Write) -> io::Result<()> {
    let mut page = String::new();
    write_page(audit, &mut page).map_err(io::Error::other)?;
    out.write_all(page.as_bytes())
}

fn write_page(audit: &Audit, page: &mut String) -> fmt::Result {
    let name = escape(audit.root.rsplit('/').next().unwrap_or(&audit.root));
    write!(
        page,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n\
         <title>Async audit of {name}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
    )?;
    let extent = &audit.extent;
    write!(
        page,
        "<header>\n<h1>Async audit of {name}</h1>\n<div class=\"soft\">{} files, {} lines, {} functions, read by cargo-unblock {}</div>\n\
         <nav><a href=\"#async\">How async it is</a><a href=\"#right\">What is right</a>\
         <a href=\"#do\">What to do</a><a href=\"#blocks\">What blocks</a><a href=\"#tests\">Tests</a><a href=\"#unseen\">What could not be seen</a></nav>\n</header>\n<main>\n",
        grouped(extent.files),
        grouped(extent.lines),
        grouped(extent.functions),
        env!("CARGO_PKG_VERSION")
    )?;
    write_hero(audit, page)?;
    write_packages(audit, page)?;
    write_practices(&audit.practices, page)?;
    write_recommendations(&audit.recommendations, page)?;
    write_calls(audit, page)?;
    let tests = "Blocking calls on an executor in tests, benches and examples. They stall no user and are counted nowhere above.";
    write_lines("tests", "Test code", tests, &audit.tests, page)?;
    let sync_only = "Blocking calls in functions that no async code was seen to call. They are right where they are, and count when async code \
         begins to call them.";
    write_lines("sync", "Sync code", sync_only, &audit.sync_only, page)?;
    write_unseen(&audit.unseen, page)?;
    write!(
        page,
        "</main>\n<footer>Made by cargo-unblock from the sources alone. Nothing was run.</footer>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n"
    )
}

/// The share as a ring, and what was found in sentences.
fn write_hero(audit: &Audit, page: &mut String) -> fmt::Result {
    let share = &audit.total;
    let total = (share.awaited + share.offloaded + share.blocking).max(1);
    page.push_str("<section class=\"card hero\">\n<div><svg viewBox=\"0 0 42 42\" role=\"img\" aria-label=\"");
    write!(page, "{}\">", escape(&words::share(share)))?;
    write!(page, "<circle cx=\"21\" cy=\"21\" r=\"{RADIUS}\" fill=\"none\" stroke=\"var(--code)\" stroke-width=\"4.5\"/>")?;
    let mut done = 0;
    for (part, color) in [(share.awaited, "good"), (share.offloaded, "other"), (share.blocking, "bad")] {
        // Tenths of a percent are finer than the ring.
        let (length, offset) = (part * 1000 / total, done * 1000 / total);
        write!(
            page,
            "<circle cx=\"21\" cy=\"21\" r=\"{RADIUS}\" fill=\"none\" stroke=\"var(--{color})\" stroke-width=\"4.5\" \
             stroke-dasharray=\"{} {}\" stroke-dashoffset=\"{}\" transform=\"rotate(-90 21 21)\"/>",
            tenths(length),
            tenths(1000 - length),
            tenths(1000 - offset)
        )?;
        done += part;
    }
    let percent = share.percent().map_or_else(|| "–".to_owned(), |percent| format!("{percent}\u{202f}%"));
    write!(
        page,
        "<text x=\"21\" y=\"22\" text-anchor=\"middle\" font-size=\"8\" font-weight=\"700\" fill=\"currentColor\">{percent}</text>\
         <text x=\"21\" y=\"27\" text-anchor=\"middle\" font-size=\"3\" fill=\"currentColor\">really async</text></svg></div>\n<div>"
    )?;
    write_legend(share, page)?;
    page.push_str("<ul>");
    write!(page, "<li>{}</li>", prose(&words::functions(share)))?;
    words::summary(audit).iter().try_for_each(|sentence| write!(page, "<li>{}</li>", prose(sentence)))?;
    page.push_str("</ul></div>\n</section>\n");
    let of = |priority| audit.recommendations.iter().filter(|recommendation| recommendation.priority == priority).count();
    let by_fix = audit.recommendations.iter().filter(|recommendation| recommendation.risk == Risk::Low).count();
    page.push_str("<div class=\"tiles\">");
    let tiles = [
        (words::number(share.blocking), "blocking calls on the executor"),
        (words::number(share.async_functions - share.clean_functions), "async functions that they stall"),
        (of(Priority::High), "recommendations of high priority"),
        (by_fix, "recommendations that `cargo unblock fix` does"),
    ];
    for (number, what) in tiles {
        write!(page, "<div class=\"card tile\"><b>{}</b><span>{}</span></div>", grouped(number), prose(what))?;
    }
    page.push_str("</div>\n");
    Ok(())
}

fn write_legend(share: &Share, page: &mut String) -> fmt::Result {
    page.push_str("<div class=\"legend\">");
    for (class, number, what) in
        [("a", share.awaited, "awaited"), ("o", share.offloaded, "on other threads"), ("b", share.blocking, "on the executor")]
    {
        write!(page, "<span><i class=\"{class}\"></i>{} {what}</span>", grouped(number))?;
    }
    page.push_str("</div>");
    Ok(())
}

fn write_packages(audit: &Audit, page: &mut String) -> fmt::Result {
    page.push_str("<h2 id=\"async\">How async it is</h2>\n<div class=\"card scroll\"><table><thead><tr>");
    let heads = ["package", "really async", "awaited", "on other threads", "on the executor", "async functions", "that block nowhere"];
    heads.iter().enumerate().try_for_each(|(at, head)| write!(page, "<th{}><button>{head}</button></th>", class_of(at > 0)))?;
    page.push_str("</tr></thead><tbody>");
    audit.packages.iter().try_for_each(|package| write_share(&code(&package.name), &package.share, page))?;
    page.push_str("</tbody>");
    if audit.packages.len() != 1 {
        page.push_str("<tfoot class=\"total\">");
        write_share("all", &audit.total, page)?;
        page.push_str("</tfoot>");
    }
    write!(page, "</table></div>\n<p class=\"soft\">{}</p>\n", prose(words::HOW))
}

fn class_of(is_number: bool) -> &'static str {
    if is_number { " class=\"num\"" } else { "" }
}

fn write_share(name: &str, share: &Share, page: &mut String) -> fmt::Result {
    let percent = share.percent().map_or_else(|| "–".to_owned(), |percent| format!("{percent} %"));
    let key = share.percent().map_or(-1, |percent| i64::try_from(percent).unwrap_or(i64::MAX));
    write!(page, "<tr><td>{name}</td><td class=\"num\" data-key=\"{key}\">{percent}")?;
    if let Some(total) = std::num::NonZeroU64::new(share.awaited + share.offloaded + share.blocking) {
        page.push_str("<div class=\"bar\">");
        for (class, part) in [("a", share.awaited), ("o", share.offloaded), ("b", share.blocking)] {
            write!(page, "<i class=\"{class}\" style=\"width:{}%\"></i>", tenths(part * 1000 / total))?;
        }
        page.push_str("</div>");
    }
    page.push_str("</td>");
    for number in [share.awaited, share.offloaded, share.blocking, share.async_functions, share.clean_functions] {
        write!(page, "<td class=\"num\">{}</td>", grouped(number))?;
    }
    page.push_str("</tr>\n");
    Ok(())
}
