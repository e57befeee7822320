//! Programs that become async: the examples in documentation, and those that are files. Each gets a runtime of its own, as `#[tokio::main]`
//! makes it.

use crate::base::Span;
use crate::fix::group::{Part, location};
use crate::fix::inputs::Inputs;
use crate::fix::layout::{line_end, line_start, next_line};
use crate::fix::rewrite::Rewrite;
use crate::flow::SyncFunction;
use crate::index::{Import, ImportKind};
use crate::syntax;

/// The lines that make an async `main` of an example without one, and hide that from readers. `tokio` is the name of the crate.
pub(super) fn wrapped(inputs: Inputs<'_>, function: &SyncFunction, tokio: &str) -> Result<Part, String> {
    let refused = |why: &str| format!("the doc test at {} {why}", location(inputs, function.file, function.name_span));
    let (text, block) = (inputs.text(function.file), function.body);
    let before = |offset: u32| &text[line_start(text, offset) as usize..offset as usize];
    let (opening, closing) = (before(block.start()), before(block.end() - 1));
    if !is_comment(opening) || opening != closing {
        return Err(refused("does not begin and end in lines of its own"));
    }
    let code = syntax::doc_tests(text).map(|found| found.code).unwrap_or_default();
    let source = &code[block.start() as usize + 1..block.end() as usize - 1];
    let words = syntax::words(source);
    let is_main = |pair: &[syntax::Word<'_>]| pair[0].text == "fn" && pair[1].text == "main";
    if source.contains("#!") || words.windows(2).any(is_main) || words.iter().any(|word| word.text == "extern") {
        return Err(refused("is more than the body of a function"));
    }
    let output = match source.trim_end().strip_suffix("(())") {
        // rustdoc makes a function that gives a result of such an example (the rustdoc book, "Using `?`").
        Some(tail) => {
            let imports = syntax::body(&code, block, &syntax::NoMacros).items.imports;
            let error = tail.rfind("Ok::<").and_then(|at| error_type(&tail[at + "Ok::<".len()..], &imports));
            let error = error.ok_or_else(|| refused("ends with a result whose type its `main` could not name"))?;
            format!(" -> Result<(), {error}>")
        }
        None => String::new(),
    };
    let end = line_end(text);
    let mut rewrite = Rewrite::default();
    rewrite.insert(next_line(text, block.start()), format!("{opening}# #[{tokio}::main]{end}{opening}# async fn main(){output} {{{end}"));
    rewrite.insert(line_start(text, block.end() - 1), format!("{opening}# }}{end}"));
    Ok(Part { file: function.file, place: Span::empty(block.start()), rewrite })
}

/// The line above `main` that gives it a runtime, hidden if it is.
pub(super) fn attribute(inputs: Inputs<'_>, function: &SyncFunction, tokio: &str) -> Result<Part, String> {
    let text = inputs.text(function.file);
    let start = line_start(text, function.span.start());
    let before = &text[start as usize..function.span.start() as usize];
    let bare = before.trim_end().strip_suffix('#').unwrap_or(before);
    if !bare.trim().is_empty() && !is_comment(bare) {
        return Err(format!("`{}` does not begin in a line of its own", function.path.last()));
    }
    let mut rewrite = Rewrite::default();
    rewrite.insert(start, format!("{before}#[{tokio}::main]{}", line_end(text)));
    Ok(Part { file: function.file, place: function.name_span, rewrite })
}

/// Whether nothing but the slashes of documentation stands there.
fn is_comment(before: &str) -> bool {
    matches!(before.trim(), "///" | "//!")
}

/// The error in `(), io::Error>`, as code outside of the example names it.
fn error_type(arguments: &str, imports: &[Import]) -> Option<String> {
    let arguments = arguments.strip_suffix('>')?.trim();
    let rest = arguments.strip_prefix("()").or_else(|| arguments.strip_prefix('_'))?;
    let error = rest.trim_start().strip_prefix(',')?.trim();
    let mut named = String::new();
    let mut done = 0;
    for word in syntax::words(error).into_iter().filter(|word| !word.is_continuation) {
        match imports.iter().find(|import| brings_in(import, word.text)) {
            Some(import) if import.path.first().is_some_and(|first| is_outside(first, imports)) => {
                named.push_str(&error[done..word.span.start() as usize]);
                named.push_str(&import.path.join("::"));
                done = word.span.end() as usize;
            }
            Some(_) => return None,
            // What is not imported is of the language, or of another crate, or declared by the example.
            None if !word.before_path_separator && !OF_THE_LANGUAGE.contains(&word.text) => return None,
            None => {}
        }
    }
    named.push_str(&error[done..]);
    Some(named)
}

/// What every program knows without naming its crate, as far as errors are made of it.
const OF_THE_LANGUAGE: [&str; 7] = ["dyn", "static", "Box", "Send", "Sync", "String", "str"];

/// Whether a path that begins with a name leads out of the example.
fn is_outside(first: &str, imports: &[Import]) -> bool {
    let is_imported = imports.iter().any(|import| import.path.len() > 1 && brings_in(import, first));
    !matches!(first, "self" | "super" | "crate") && !is_imported
}

fn brings_in(import: &Import, name: &str) -> bool {
    matches!(&import.kind, ImportKind::Named(known) if known == name)
}
