//! A call that async code makes and that blocks, handed to the blocking pool as it is: for helpers that have to stay sync.

use super::decide::{CrateUse, Proposals};
use super::group::{Group, Part, location};
use super::inputs::Inputs;
use super::layout::{leading_space, line_end, line_start};
use super::manifest::Dependencies;
use super::rewrite::Rewrite;
use super::spelling::Spelling;
use crate::flow::{Capture, Context, Use};
use crate::lint::{Finding, Strategy};
use crate::rules::Applicability;

const CRATE: &str = "tokio";

/// Adds a barrier for each finding that nothing else mends, where the arguments can be given to another thread.
pub(super) fn barriers(inputs: Inputs<'_>, dependencies: &Dependencies<'_>, proposals: &mut Proposals) {
    for (at, finding) in inputs.report.findings.iter().enumerate() {
        if proposals.list[at].is_err()
            && let Some(group) = barrier(inputs, dependencies, at, finding)
        {
            proposals.list[at] = Ok(proposals.groups.len());
            proposals.groups.push(group);
        }
    }
}

/// The call of a finding on the blocking pool.
pub(super) fn barrier(inputs: Inputs<'_>, dependencies: &Dependencies<'_>, at: usize, finding: &Finding) -> Option<Group> {
    if finding.chain.len() < 2 {
        return None;
    }
    let is_it = |used: &&Use| used.site.home.file == finding.file && used.site.call.span == finding.span;
    let used = inputs.flow.callers.uses.iter().find(is_it).filter(|used| can_wait(used))?;
    if inputs.not_awaited(finding.file, finding.span).is_some() {
        return None;
    }
    let captures = used.around.captures.as_ref().filter(|_| !ties_lives(inputs, used))?;
    let file = finding.file;
    let package = used.site.home.package?;
    let code_name = dependencies.code_name(package, CRATE, !used.site.home.cfgs.is_empty()).ok()?;
    let spelling = Spelling::new(CRATE, &code_name, &inputs.workspace.files[file.index()].index);
    let rewrite = rewrite(inputs.text(file), used, captures, &spelling)?;
    let callee = inputs.text(file)[used.site.call.callee.range()].to_owned();
    let place = location(inputs, file, finding.span);
    Some(Group {
        findings: vec![at],
        applicability: Applicability::Safe,
        reason: String::new(),
        strategy: Strategy::SpawnBlocking,
        title: format!("{place}: `{callee}` -> tokio::task::spawn_blocking"),
        details: Vec::new(),
        parts: vec![Part { file, place: finding.span, rewrite }],
        reach: vec![(file, finding.span), (file, used.site.home.span)],
        crate_uses: vec![CrateUse { package, krate: CRATE.to_owned(), features: vec!["rt".to_owned()], is_for_tests: false }],
    })
}

/// Whether the function wants an argument for ever, or lends a part of one to its caller: a copy in a closure does not live that long.
fn ties_lives(inputs: Inputs<'_>, used: &Use) -> bool {
    let function = &inputs.flow.callers.functions[used.function];
    let head = &inputs.text(function.file)[function.span.start() as usize..function.body.start() as usize];
    let lends = head.rsplit_once("->").is_some_and(|(_, output)| output.contains('&'));
    lends || head.contains("'static")
}

/// Whether the result of the call can be awaited where it stands.
fn can_wait(used: &Use) -> bool {
    let around = &used.around;
    used.site.context == Context::Async
        && used.site.cause.as_ref().is_none_or(crate::flow::AsyncCause::allows_await)
        && !used.is_no_call()
        && around.obstacle.is_none()
        && around.in_macro.is_none()
        && around.guard.is_none()
        && !around.in_closure
}

/// `load(&path)` becomes `tokio::task::spawn_blocking({ let path = path.clone(); move || load(&path) }).await`, with what is said of a
/// panic in it passed on.
fn rewrite(text: &str, used: &Use, captures: &[Capture], spelling: &Spelling) -> Option<Rewrite> {
    let call = &used.site.call;
    let source = &text[call.span.range()];
    if source.contains(['\n', '?']) || source.contains("&mut ") {
        return None;
    }
    let line = line_start(text, call.span.start()) as usize;
    let indent = format!("{}{}", line_end(text), leading_space(&text[line..call.span.start() as usize]));
    let mut bindings = Vec::new();
    let mut rewrite = Rewrite::default();
    let arguments = call.receiver.into_iter().chain(call.arguments.iter().copied());
    for (argument, capture) in arguments.zip(captures) {
        match capture {
            Capture::AsIs => {}
            Capture::Owned { place, name, by } => {
                bindings.push(format!("{indent}    let {name} = {}.{by}();", &text[place.range()]));
                let lent = format!("&{name}");
                if text[argument.range()] != lent {
                    rewrite.replace(argument, lent);
                }
            }
            Capture::Shared { place, name } => {
                bindings.push(format!("{indent}    let {name} = {}.clone();", &text[place.range()]));
                if &text[place.range()] != name.as_str() {
                    rewrite.replace(*place, name.as_str());
                }
            }
        }
    }
    // A chain stands under its start if that ends with a brace, else further in.
    let (open, close, space) = match bindings.concat().as_str() {
        "" => (String::new(), String::new(), format!("{indent}    ")),
        bindings => (format!("{{{bindings}{indent}    "), format!("{indent}}}"), indent),
    };
    let mut edits = Rewrite::default();
    edits.insert(call.span.start(), spelling.apply(&format!("tokio::task::spawn_blocking({open}move || ")));
    edits.edits.append(&mut rewrite.edits);
    let end = call.span.end();
    edits.insert(end, format!("{close}){space}.await{space}.unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()))"));
    Some(edits)
}
