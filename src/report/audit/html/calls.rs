//! What blocks: the table that sorts and filters.

use std::collections::BTreeSet;
use std::fmt::{self, Write};

use super::class_of;
use super::text::{code, escape};
use crate::audit::{Audit, AuditedOperation};
use crate::lint::Confidence;
use crate::report::audit::{picture, words};
use crate::report::text::count;

pub(super) fn write_calls(audit: &Audit, page: &mut String) -> fmt::Result {
    page.push_str("<h2 id=\"blocks\">What blocks</h2>\n");
    if audit.files.is_empty() {
        page.push_str("<p>No blocking call was found on the executor.</p>\n");
        return Ok(());
    }
    let rules: BTreeSet<&str> = audit.files.iter().flat_map(|file| &file.operations).map(|operation| operation.rule.as_str()).collect();
    page.push_str("<div class=\"tools\"><input id=\"words\" type=\"search\" placeholder=\"filter by file, function or call\" aria-label=\"filter\"><select id=\"kind\" aria-label=\"rule\"><option value=\"\">all rules</option>");
    rules.iter().try_for_each(|rule| write!(page, "<option>{}</option>", escape(rule)))?;
    page.push_str("</select></div>\n<div class=\"card scroll\"><table id=\"calls\"><thead><tr>");
    for (at, head) in ["place", "call", "in", "places", "functions", "loop", "to do"].iter().enumerate() {
        write!(page, "<th{}><button>{head}</button></th>", class_of(matches!(at, 3 | 4 | 6)))?;
    }
    page.push_str("<th>chain</th></tr></thead><tbody>\n");
    for file in &audit.files {
        file.operations.iter().try_for_each(|operation| write_operation(&file.path, operation, page))?;
    }
    page.push_str("</tbody></table></div>\n<p id=\"none\" class=\"empty\">Nothing fits the filter.</p>\n");
    Ok(())
}

fn write_operation(path: &str, operation: &AuditedOperation, page: &mut String) -> fmt::Result {
    let likely = if operation.confidence == Confidence::Likely { " <span class=\"soft\">likely</span>" } else { "" };
    let impact = &operation.impact;
    write!(
        page,
        "<tr data-rule=\"{}\"><td>{}</td><td>{}{likely}</td><td title=\"{}\">{}</td><td class=\"num\" data-name=\"reached from places:\">{}</td>\
         <td class=\"num\" data-name=\"in async functions:\" title=\"{}\">{}</td>{}",
        escape(&operation.rule),
        code(&format!("{path}:{}", operation.line)),
        code(&operation.api),
        words::context(operation.context),
        code(&words::short(&operation.function)),
        impact.places,
        escape(&words::impact(impact)),
        impact.functions(),
        if operation.is_in_loop || impact.places_in_loops > 0 { "<td data-name=\"loop:\">yes</td>" } else { "<td></td>" },
    )?;
    match operation.recommendation {
        Some(number) => write!(
            page,
            "<td class=\"num\" data-name=\"recommendation:\" data-key=\"{number}\"><a href=\"#do-{number}\">#{number}</a></td>"
        )?,
        None => page.push_str("<td></td>"),
    }
    match operation.chain.len() {
        0 | 1 => page.push_str("<td class=\"soft\">direct</td></tr>\n"),
        steps => writeln!(
            page,
            "<td><details><summary>{}</summary>{}</details></td></tr>",
            count(steps - 1, "call"),
            picture::of_chain(&operation.chain, &operation.api)
        )?,
    }
    Ok(())
}
