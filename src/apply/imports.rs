//! Imports that nothing needs any more, as far as this build tells: what other builds may need stays for them.

use super::diagnostic::{Diagnostic, Suggestion};
use crate::base::{SourceText, Span};
use crate::fix::{Plan, import_under, without_import};
use crate::index::evaluate;
use crate::{os, syntax};

/// Whether the compiler says of an import that nothing here needs it.
pub(super) fn is_of_import(problem: &Diagnostic) -> bool {
    problem.code.as_deref().is_some_and(|code| code.ends_with("_imports"))
}

/// What becomes of the import: it goes as the compiler proposes, or by itself, for the compiler does not propose that for every trait. Beside
/// code that other builds alone have it stays under their conditions: that code may name it, and methods of a trait do not name it.
pub(super) fn without_or_under(
    problem: &Diagnostic,
    proposed: Option<&Suggestion>,
    plan: &Plan,
    analysed: &[SourceText],
) -> Option<Suggestion> {
    let place = problem.places.first()?;
    let source = analysed.iter().find(|source| source.path() == place.path)?;
    let new = plan.changes.apply_to(&place.path, source.text()).ok()?;
    let is_unused = problem.code.as_deref() == Some("unused_imports");
    let edited = |edit| Suggestion { is_certain: true, edits: vec![(place.path.clone(), edit)] };
    let conditions = conditions_elsewhere(function_around(&new, place.span));
    if conditions.as_ref().is_some_and(Vec::is_empty) || !may_be_named(problem, &new, place.span)? {
        let own = || if is_unused && problem.suggestions.is_empty() { without_import(&new, place.span).map(edited) } else { None };
        return proposed.cloned().or_else(own);
    }
    let conditions = conditions.filter(|_| is_unused)?;
    let predicate = if let [only] = conditions.as_slice() { (*only).to_owned() } else { format!("any({})", conditions.join(", ")) };
    import_under(&new, place.span, &predicate).map(edited)
}

/// Whether code that is not compiled here may need the import at `place`: a type or trait, or what the file names elsewhere.
fn may_be_named(problem: &Diagnostic, text: &str, place: Span) -> Option<bool> {
    let name = problem.message.split('`').nth(1).and_then(|path| path.rsplit([' ', ':']).next())?;
    let is_meant = |word: &syntax::Word<'_>| word.text == name && !word.is_continuation && !place.contains(word.span);
    let is_of_value = name.trim_start_matches('_').starts_with(char::is_lowercase);
    Some(!is_of_value || syntax::words(text).iter().any(is_meant))
}

/// The body of the function that a place stands in, or the whole text.
fn function_around(text: &str, place: Span) -> &str {
    let index = syntax::index(text);
    let bodies = index.items.functions.iter().filter_map(|function| function.body).filter(|body| body.contains(place));
    bodies.min_by_key(|body| body.len()).map_or(text, |body| &text[body.range()])
}

/// The conditions of attributes that do not hold here, as far as that is known. None where macros choose code (`cfg_if! { … }`), for what
/// they leave may have no condition that is written. Tests are compiled as well as the rest, and so is what stands under a `cfg!(…)`.
fn conditions_elsewhere(text: &str) -> Option<Vec<&str>> {
    let holds = |predicate: &str, of_tests: bool| evaluate(predicate, &|option: &str| os::build_option(option, of_tests)) == Some(true);
    let mut found = Vec::new();
    for word in syntax::words(text).iter().filter(|word| word.text.starts_with("cfg") && !word.is_continuation) {
        let after = text[word.span.end() as usize..].trim_start();
        let predicate = match word.text {
            "cfg" if after.starts_with('(') => in_brackets(after)?,
            "cfg_attr" if after.starts_with('(') => first_part(in_brackets(after)?),
            "cfg" => continue,
            _ if after.starts_with('!') => return None,
            _ => continue,
        };
        if !holds(predicate, false) && !holds(predicate, true) && !found.contains(&predicate) {
            found.push(predicate);
        }
    }
    Some(found)
}

/// What stands between the first bracket and the one that closes it.
fn in_brackets(text: &str) -> Option<&str> {
    let mut depth = 0;
    let end = text.find(|character| {
        depth += i32::from(character == '(') - i32::from(character == ')');
        depth == 0
    });
    text.get(1..end?).map(str::trim)
}

/// Up to the first comma that is not in brackets.
fn first_part(parts: &str) -> &str {
    let mut depth = 0;
    let end = parts.find(|character| {
        depth += i32::from(character == '(') - i32::from(character == ')');
        character == ',' && depth == 0
    });
    parts[..end.unwrap_or(parts.len())].trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_that_do_not_hold_here_are_told_and_no_others() {
        let text = "#![cfg(not(no_such_option))]\n#[cfg(no_such_os)]\nfn a() { if cfg!(windows) {} }\n#[cfg(test)]\nmod tests {}\n\
                    #[cfg(not(test))]\nfn b() {}\n#[cfg_attr(all(no_such_os, no_such_name = \"x\"), path = \"c.rs\")]\nmod c;\n#[cfg(no_such_os)]\nfn d(cfg: u32) {}\n";
        let known = ["not(no_such_option)", "no_such_os", "all(no_such_os, no_such_name = \"x\")"];
        assert_eq!(conditions_elsewhere(text), Some(known.to_vec()));
        let here = format!("#[cfg({})]\nfn a() {{}}\n", if os::host_option("unix") == Some(true) { "unix" } else { "not(unix)" });
        assert_eq!(conditions_elsewhere(&here), Some(Vec::new()));
        // guard: what is left of the first branch has no condition of its own.
        assert_eq!(conditions_elsewhere("cfg_if! { if #[cfg(unix)] { fn a() {} } else { fn b() {} } }"), None);
    }
}
