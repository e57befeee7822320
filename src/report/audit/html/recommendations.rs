//! What to do: a card for each recommendation, which opens to its change.

use std::fmt::{self, Display, Write};

use super::text::{code, escape, list, place, prose};
use crate::audit::{Recommendation, Risk, Way};
use crate::report::audit::{picture, words};
use crate::report::text::count;

pub(super) fn write_recommendations(recommendations: &[Recommendation], page: &mut String) -> fmt::Result {
    page.push_str("<h2 id=\"do\">What to do</h2>\n");
    if recommendations.is_empty() {
        page.push_str("<p>Nothing: no blocking call was found on the executor.</p>\n");
        return Ok(());
    }
    writeln!(page, "<p class=\"soft\">{}</p>", prose(words::PRIORITIES))?;
    recommendations.iter().try_for_each(|recommendation| write_recommendation(recommendation, page))
}

fn write_recommendation(recommendation: &Recommendation, page: &mut String) -> fmt::Result {
    let priority = words::priority(recommendation.priority);
    let by_fix = match recommendation.risk {
        Risk::Low => "by <code>fix</code>",
        Risk::Raised(_) => "by <code>fix --unsafe</code>",
        Risk::ByHand(_) => "by hand",
    };
    write!(
        page,
        "<details class=\"card\" id=\"do-{number}\"><summary><span class=\"soft num\">{number}</span><span><span class=\"pill {priority}\">{priority}</span></span>\
         <span class=\"title\">{}</span><span class=\"meta\">{} · {} · {by_fix}</span></summary>\n<div class=\"body{}\">",
        prose(&words::title(recommendation)),
        count(recommendation.impact.places, "place"),
        words::size(recommendation),
        if is_where_it_stands(recommendation.way) { " wide" } else { "" },
        number = recommendation.number,
    )?;
    page.push_str("<dl>");
    let mut fact = |name: &str, html: &dyn Display| write!(page, "<dt>{name}</dt><dd>{html}</dd>");
    fact("effect", &prose(&words::effect(recommendation)))?;
    if !recommendation.advice.is_empty() {
        fact("advice", &prose(&recommendation.advice))?;
    }
    fact("effort", &prose(&words::effort(recommendation)))?;
    fact("risk", &prose(&words::risk(recommendation)))?;
    if let Risk::ByHand(reasons) = &recommendation.risk {
        fact("why by hand", &prose(reasons))?;
    }
    let calls = recommendation.operations.iter().map(|(api, at)| format!("{} {}", code(api), place(at)));
    fact("blocks", &list(calls))?;
    if !recommendation.through.is_empty() {
        let callers = recommendation.places.iter().map(|step| format!("{} {}", code(&words::short(&step.function)), place(&step.place)));
        fact("called in", &list(callers))?;
    }
    if !recommendation.signatures.is_empty() {
        let signatures = recommendation.signatures.iter();
        let signatures = signatures.map(|signature| {
            format!("{}<br><del>{}</del><br><ins>{}</ins>", place(&signature.place), code(&signature.before), code(&signature.after))
        });
        fact("signatures, before and after", &list(signatures))?;
    }
    page.push_str("</dl>");
    if !is_where_it_stands(recommendation.way) {
        write!(page, "<div>{}</div>", picture::of_recommendation(recommendation))?;
    }
    if !recommendation.diff.is_empty() {
        write_diff(&recommendation.diff, page)?;
    }
    page.push_str("</div></details>\n");
    Ok(())
}

/// Whether there is no function between the async code and what changes, so that a picture would show nothing.
fn is_where_it_stands(way: Way) -> bool {
    matches!(way, Way::InPlace | Way::BlockInPlace)
}

fn write_diff(diff: &str, page: &mut String) -> fmt::Result {
    page.push_str("<pre class=\"full\">");
    for line in diff.lines() {
        let class = match line.as_bytes() {
            [b'+', b'+', b'+', b' ', ..] | [b'-', b'-', b'-', b' ', ..] | [b'@', ..] => "hunk",
            [b'+', ..] => "add",
            [b'-', ..] => "del",
            _ => "same",
        };
        write!(page, "<span class=\"{class}\">{}</span>", escape(line))?;
    }
    page.push_str("</pre>");
    Ok(())
}
