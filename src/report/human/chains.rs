//! All chains of a finding, each a few lines below its picture.

use std::fmt::Write;

use crate::lint::{Chains, Hop, Report};
use crate::report::Look;
use crate::report::places::Places;
use crate::report::text::{count, printable, wrap_indented};

/// The chains, numbered; nothing where there is no more than the one that the picture shows.
pub(super) fn section(report: &Report, places: &Places<'_>, chains: &Chains, look: Look) -> String {
    let mut text = String::new();
    if chains.listed.len() < 2 && chains.more == 0 && chains.is_complete {
        return text;
    }
    for (at, chain) in chains.listed.iter().enumerate() {
        let api = report.operations.get(chain.operation.0 as usize).map_or("", |operation| operation.api.as_str());
        let calls = count(chain.hops.len() - 1, "call");
        let _ = writeln!(text, "  {} {} after {calls}", look.cyan(format_args!("chain {}:", at + 1)), printable(api));
        for hop in &chain.hops {
            text.push_str(&wrap_indented(&place(places, hop), "    ", look.width));
        }
    }
    let more = match (chains.more, chains.is_complete) {
        (0, true) => return text,
        (more, true) => format!("and {more} more"),
        (0, false) => "and more: they are too many to count".to_owned(),
        (more, false) => format!("and more than {more} more: they are too many to count"),
    };
    let _ = writeln!(text, "  {}", look.dim(more));
    text
}

/// ``src/store.rs:12 in `Store::load` ``
fn place(places: &Places<'_>, hop: &Hop) -> String {
    let file = places.file(hop.file);
    let line = file.line(file.clamp(hop.span).start());
    format!("{}:{line} in `{}`", printable(file.source.path()), printable(hop.function.short()))
}
