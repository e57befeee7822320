//! Zones: code that the configuration declares async. What blocks in it counts even where no async code is seen to reach it.

use std::borrow::Cow;

use super::{AsyncCause, Context, Crossing, FoundOperation};
use crate::base::{FileId, Span};
use crate::config::Zone;
use crate::workspace::Workspace;

/// Gives the operations in sync code of zones the context of a zone, and a crossing each. What async code reaches, or what is handed to an
/// offloader, stays what it is, and so does test code.
pub(super) fn declare(workspace: &Workspace, operations: &mut [FoundOperation]) -> Vec<Crossing> {
    let mut crossings = Vec::new();
    if workspace.config.zones.is_empty() {
        return crossings;
    }
    for (operation, at) in operations.iter_mut().zip(0..) {
        let site = &mut operation.site;
        if site.context != Context::Sync || site.home.in_test {
            continue;
        }
        let Some(zone) = workspace.config.zone(workspace.files[site.home.file.index()].source.path()) else { continue };
        site.context = Context::Zone;
        site.cause = Some(AsyncCause { span: name(workspace, site.home.file, site.home.span), text: Cow::Owned(text(zone)) });
        crossings.push(Crossing::direct(operation, at));
    }
    crossings
}

/// The name of the function with the span `function`: the one that code stands in, or the outermost one around it.
fn name(workspace: &Workspace, file: FileId, function: Span) -> Span {
    let functions = &workspace.files[file.index()].index.items.functions;
    functions.iter().find(|known| known.span == function).map_or(function, |known| known.name_span)
}

fn text(zone: &Zone) -> String {
    let reason = zone.reason.as_ref().map_or(String::new(), |reason| format!(": {reason}"));
    format!("the zone `{}` declares this async{reason}", zone.title())
}
