//! The shape `command-chain`: a command that is built and run in one expression, `Command::new("git").arg("status").output()`. Only the
//! type at its start and the await at its end change; a command that is built elsewhere changes its type there too, and is left. Where the
//! chain says what becomes of standard output or error, `output` becomes `spawn()?.wait_with_output()`, which heeds that in tokio too.

use crate::base::Span;
use crate::fix::layout::{break_before, leading_space};
use crate::fix::rewrite::{NameUse, Rewrite};
use crate::fix::{layout, reasons};
use crate::flow::FoundOperation;
use crate::index::{FileIndex, ImportKind, ScopeId};
use crate::rules::ApiRow;

const ELSEWHERE: &str = "the command is built outside of this expression, and its type has to change there too";
const PIPES: &str = "tokio's `output` always pipes standard output and error, and the chain sets one of them";

/// The rewrite of an operation whose row has the type of the command as parent, and becomes one of the type `target`.
pub(in crate::fix) fn command_chain(
    text: &str,
    index: &FileIndex,
    operation: &FoundOperation,
    row: &ApiRow,
    target: &str,
) -> Result<Rewrite, String> {
    let around = &operation.surroundings;
    let call = &operation.site.call;
    let command = row.path.parent().ok_or(reasons::NOT_PLAIN)?;
    let (Some(start), Some(api), Some(receiver)) = (around.chain_start, &around.chain_start_api, call.receiver) else {
        return Err(ELSEWHERE.to_owned());
    };
    if api.parent().as_ref() != Some(&command) || call.callee.start() < receiver.end() {
        return Err(ELSEWHERE.to_owned());
    }
    let written = &text[start.range()];
    let type_end = written.rfind("::").filter(|&at| is_plain_path(&written[..at])).ok_or(reasons::NOT_PLAIN)?;
    let has = |method: &str| around.chain_methods.iter().any(|known| known == method);
    let collects = row.path.last() == "output";
    let sets_pipes = collects && (has("stdout") || has("stderr"));
    let end = call.span.end();
    // An error of the start leaves the function as one of the output does.
    if sets_pipes && !text[end as usize..].starts_with('?') {
        return Err(PIPES.to_owned());
    }
    let gap = &text[receiver.end() as usize..call.callee.start() as usize];
    let space = leading_space(gap);
    let is_broken = space.contains('\n') && !layout::has_comment(gap);
    let written = Span::new(start.start(), start.start() + type_end as u32);
    let name = NameUse { written, api: command.as_str().to_owned(), target: target.to_owned() };
    let mut rewrite = Rewrite { name: Some(name), ..Rewrite::default() };
    let own_line = if is_broken { space } else { "" };
    // What `output` of std does where nothing is said.
    let defaults: &[(&str, &str)] = match () {
        () if sets_pipes => &[("stdin", "null"), ("stdout", "piped"), ("stderr", "piped")],
        () if collects => &[("stdin", "null")],
        () => &[],
    };
    let stdio = if imports_stdio(index, start) { "Stdio" } else { "std::process::Stdio" };
    let unsaid = defaults.iter().filter(|(of, _)| !has(of)).map(|(of, what)| format!("{own_line}.{of}({stdio}::{what}())"));
    let unsaid: String = unsaid.collect();
    if !unsaid.is_empty() {
        rewrite.insert(receiver.end(), unsaid);
    }
    if sets_pipes {
        rewrite.replace(Span::new(call.callee.start(), end), format!("spawn()?{own_line}.wait_with_output()"));
    }
    // What is only started is not waited for.
    if row.path.last() != "spawn" {
        rewrite.insert(end, format!("{}.await", if is_broken { space } else { break_before(text, end) }));
    }
    Ok(rewrite)
}

fn is_plain_path(text: &str) -> bool {
    text.chars().all(|character| character.is_alphanumeric() || matches!(character, '_' | ':'))
}

/// Whether `Stdio` is that of std in the code at `place`, imported by the file and not hidden by an inline module.
fn imports_stdio(index: &FileIndex, place: Span) -> bool {
    let items = &index.items;
    let in_module =
        items.modules.iter().filter_map(|module| module.inline).any(|scope| items.scopes[scope.0 as usize].span.contains(place));
    let is_stdio = |import: &crate::index::Import| {
        import.scope == ScopeId::ROOT
            && import.path.iter().map(crate::base::Name::as_str).eq(["std", "process", "Stdio"])
            && matches!(&import.kind, ImportKind::Named(name) if name == "Stdio")
    };
    !in_module && items.imports.iter().any(is_stdio)
}
