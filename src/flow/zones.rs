//! Zones: code that the configuration declares async. What blocks in it counts even where no async code is seen to reach it.

use std::borrow::Cow;

use super::{AsyncCause, Context, FoundOperation};
use crate::base::Span;
use crate::config::Zone;
use crate::workspace::Workspace;

/// Gives the operations in sync code of zones the context of a zone. What async code reaches, or what is handed to an offloader, stays
/// what it is, and so does test code.
pub(super) fn declare(workspace: &Workspace, operations: &mut [FoundOperation]) {
    if workspace.config.zones.is_empty() {
        return;
    }
    for operation in operations.iter_mut().filter(|operation| operation.context == Context::Sync && !operation.in_test) {
        let Some(zone) = workspace.config.zone(workspace.files[operation.file.index()].source.path()) else { continue };
        operation.context = Context::Zone;
        operation.cause = Some(AsyncCause { span: name(workspace, operation), text: Cow::Owned(text(zone)) });
    }
}

/// The name of the function that an operation stands in, or of the outermost one around it.
fn name(workspace: &Workspace, operation: &FoundOperation) -> Span {
    let functions = &workspace.files[operation.file.index()].index.items.functions;
    let function = functions.iter().find(|function| function.span == operation.function_span);
    function.map_or(operation.function_span, |function| function.name_span)
}

fn text(zone: &Zone) -> String {
    let reason = zone.reason.as_ref().map_or(String::new(), |reason| format!(": {reason}"));
    format!("the zone `{}` declares this async{reason}", zone.title())
}
