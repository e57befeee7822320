//! Statements in a row, or a loop, handed to the blocking pool as they are: one hop for all of their operations, where each would be one.

use std::ops::Range;

use super::decide::{self, CrateUse, Proposals, Standing};
use super::group::{Group, Part, location};
use super::hop::wait;
use super::inputs::Inputs;
use super::layout::{end_of_comment, holds_long_text, leading_space, line_end, line_start, shifted};
use super::manifest::Dependencies;
use super::region::{bindings, may_change, members, moved_text, names_only_known};
use super::rewrite::Rewrite;
use super::spelling::Spelling;
use super::step::{Step, StepKind};
use crate::base::{FileId, Span};
use crate::edit::Edit;
use crate::flow::{AsyncCause, Context, FoundOperation, LEAST_OPERATIONS, Origin, Sequence, Site, Use};
use crate::lint::{Finding, Strategy};
use crate::rules::{Applicability, Replacement, WaitsFor};
use crate::syntax;

const CRATE: &str = "tokio";

/// A longer loop is more than its operations, and stays where people look for it.
const MOST_LINES: usize = 40;
/// As many lines may stand in a row for each of its operations.
const MOST_LINES_EACH: usize = 8;

/// Merges what `stretch` is told of: of sequences that overlap the largest that can be.
pub(super) fn sequences(inputs: Inputs<'_>, dependencies: &Dependencies<'_>, stretch: Range<usize>, proposals: &mut Proposals) {
    let findings = &inputs.report.findings[stretch];
    let (Some(first), Some(last)) = (findings.first(), findings.last()) else { return };
    let all = &inputs.flow.sequences;
    let start = all.partition_point(|(file, _)| *file < first.file);
    let end = all.partition_point(|(file, _)| *file <= last.file);
    let mut done: Option<(FileId, Span)> = None;
    for (file, sequence) in &all[start..end] {
        let span = sequence.region.span;
        if done.is_some_and(|(other, place)| other == *file && touches(place, span)) {
            continue;
        }
        if let Some(group) = group(inputs, dependencies, proposals, *file, sequence) {
            proposals.replace(group);
            done = Some((*file, span));
        }
    }
}

/// Whether two places overlap.
pub(super) fn touches(one: Span, other: Span) -> bool {
    one.start() < other.end() && other.start() < one.end()
}

/// The group of a sequence in async code, if nothing speaks against it.
fn group(inputs: Inputs<'_>, dependencies: &Dependencies<'_>, proposals: &Proposals, file: FileId, sequence: &Sequence) -> Option<Group> {
    let span = sequence.region.span;
    let is_inside = |finding: &&Finding| finding.file == file && span.contains(finding.span);
    let first = inputs.report.findings.iter().find(is_inside)?;
    let members = members(inputs, proposals, first, span).ok()?;
    let is_found = |place: &Span| members.iter().any(|at| inputs.report.findings[*at].span == *place);
    if !sequence.operations.iter().all(is_found) {
        return None;
    }
    let is_other = |group: &&Group| group.findings.iter().any(|at| !members.contains(at));
    let is_in_way = |part: &Part| part.file == file && touches(part.rewrite.extent(part.place), span);
    if proposals.groups.iter().filter(is_other).flat_map(|group| &group.parts).any(is_in_way) {
        return None;
    }
    let merged = Merged::new(inputs, dependencies, file, sequence, Standing::AsIs).ok()?;
    let home = merged.site.home.span;
    Some(Group {
        findings: members,
        applicability: merged.applicability,
        reason: merged.reason.clone(),
        strategy: Strategy::SpawnBlocking,
        title: format!("{}: {}", location(inputs, file, span), merged.what()),
        details: merged.steps(inputs),
        parts: vec![merged.part],
        merged: vec![(file, span)],
        functions: Vec::new(),
        reach: vec![(file, span), (file, home)],
        crate_uses: vec![merged.crate_use],
    })
}

/// A sequence that goes to the blocking pool.
pub(super) struct Merged<'a> {
    pub(super) part: Part,
    pub(super) crate_use: CrateUse,
    pub(super) applicability: Applicability,
    /// Why it is not safe; empty where it is.
    pub(super) reason: String,
    sequence: &'a Sequence,
    /// Its operations.
    operations: Vec<&'a FoundOperation>,
    /// Where the first of them stands.
    site: &'a Site,
}

impl<'a> Merged<'a> {
    /// The sequence on the blocking pool, in code that is async as it stands or becomes so.
    pub(super) fn new(
        inputs: Inputs<'a>,
        dependencies: &Dependencies<'_>,
        file: FileId,
        sequence: &'a Sequence,
        standing: Standing,
    ) -> Result<Self, String> {
        let span = sequence.region.span;
        let is_inside = |site: &Site| site.home.file == file && span.contains(site.call.span);
        let operations: Vec<&FoundOperation> = inputs.flow.operations.iter().filter(|operation| is_inside(&operation.site)).collect();
        let calls: Vec<&Use> = inputs.flow.callers.uses.iter().filter(|used| is_inside(&used.site)).collect();
        let site = &operations.first().ok_or(UNLIKE)?.site;
        for operation in &operations {
            let around = &operation.surroundings;
            let is_held = around.guard.is_some() || around.own_guard.is_some();
            refuse_place(inputs, sequence, &operation.site, standing, (is_held, around.obstacle.is_some(), around.in_macro.is_some()))?;
        }
        for used in calls {
            let around = &used.around;
            let is_held = around.guard.is_some() || around.own_guard.is_some();
            refuse_place(inputs, sequence, &used.site, standing, (is_held, around.obstacle.is_some(), around.in_macro.is_some()))?;
        }
        let waits_for_others = |finding: &Finding| {
            let mut operations = finding.operations.iter().map(|id| &inputs.report.operations[id.0 as usize]);
            let is_of_files = |api| inputs.rules.api(api).is_some_and(|(_, row)| row.waits_for == Some(WaitsFor::Files));
            finding.file == file
                && span.contains(finding.span)
                && operations.any(|operation| !operation.effect.is_of_files() && !is_of_files(&operation.api))
        };
        let is_silenced = |place: &Span| touches(*place, span);
        let silences = inputs.report.silences.iter().filter(|silence| silence.file == file);
        if inputs.report.findings.iter().any(waits_for_others)
            || silences.flat_map(|silence| silence.places.iter().chain([&silence.comment])).any(is_silenced)
        {
            return Err(UNLIKE.to_owned());
        }
        let tried = || inputs.tried_in_vain(file, span).map(ToOwned::to_owned);
        if let Some(why) = tried().or_else(|| inputs.not_moved(file, span)).or_else(|| inputs.kept_alive(site, span, &sequence.region.held))
        {
            return Err(why);
        }
        let package = site.home.package.ok_or(UNLIKE)?;
        let code_name = dependencies.code_name(package, CRATE, !site.home.cfgs.is_empty())?;
        let result = sequence.region.result.as_ref();
        if result.is_some_and(|result| !dependencies.is_known(package, result.crate_name())) {
            return Err(UNLIKE.to_owned());
        }
        let spelling = Spelling::new(CRATE, &code_name, &inputs.workspace.files[file.index()].index);
        let rewrite = rewrite(inputs, file, site.home.span, sequence, &spelling)?;
        let (applicability, reason) = applicability(inputs, dependencies, &operations);
        Ok(Self {
            part: Part { file, place: span, rewrite },
            crate_use: CrateUse { package, krate: CRATE.to_owned(), features: vec!["rt".to_owned()], is_for_tests: false },
            applicability,
            reason,
            sequence,
            operations,
            site,
        })
    }

    /// `5 operations in a row: one hop to the blocking pool instead of five`.
    pub(super) fn what(&self) -> String {
        let count = self.sequence.operations.len();
        if !self.sequence.is_loop {
            return format!("{count} operations in a row: one hop to the blocking pool instead of {}", in_words(count));
        }
        match count {
            1 => "an operation in a loop: one hop to the blocking pool instead of one each time".to_owned(),
            _ => format!("{count} operations in a loop: one hop to the blocking pool instead of {} each time", in_words(count)),
        }
    }

    /// What goes along, line by line.
    fn steps(&self, inputs: Inputs<'_>) -> Vec<Step> {
        let step = |operation: &&FoundOperation| {
            let place = location(inputs, operation.site.home.file, operation.site.call.span);
            StepKind::Moved.step(format!("{place} {}", operation.api))
        };
        self.operations.iter().map(step).collect()
    }
}

const UNLIKE: &str = "more than operations on files stands in it";
const WRITTEN: &str = "it is written in a way that cannot be moved";
const COPIES: &str = "it needs more copies than it has operations";
const CHANGES: &str = "it may change something of which the other thread would have a copy";

/// Refuses what stands where nothing can be awaited, or under something that has to stay there: a guard, text of a macro's own, a macro around
/// the whole sequence.
fn refuse_place(
    inputs: Inputs<'_>,
    sequence: &Sequence,
    site: &Site,
    standing: Standing,
    (is_held, has_obstacle, is_in_macro): (bool, bool, bool),
) -> Result<(), String> {
    let is_of_macro = |tokens: &Span| tokens.contains(site.call.span);
    let runs_here = match site.context {
        Context::Async | Context::Closure => site.cause.as_ref().is_none_or(AsyncCause::allows_await),
        Context::Reached | Context::Zone | Context::Sync => standing == Standing::BecomesAsync,
        Context::Offloaded => true,
    };
    let is_apart = is_in_macro && !sequence.region.macros.iter().any(is_of_macro);
    let is_tried = inputs.tried_in_vain(site.home.file, site.call.span).is_some();
    if is_held || has_obstacle || is_apart || is_tried || !runs_here { Err(UNLIKE.to_owned()) } else { Ok(()) }
}

/// The operations stay as they are, so that only what holds for other builds and on the blocking pool counts.
fn applicability(inputs: Inputs<'_>, dependencies: &Dependencies<'_>, operations: &[&FoundOperation]) -> (Applicability, String) {
    let (mut applicability, mut reasons) = (Applicability::Safe, Vec::new());
    for operation in operations {
        let row = inputs.rules.api(&operation.api).map(|(_, row)| row).filter(|row| row.replacement == Replacement::None);
        let of_row = row.map(|row| (row.applicability, row.reason.clone())).filter(|(known, _)| *known < Applicability::Safe);
        for (known, reason) in of_row.into_iter().chain(decide::of_other_build(dependencies, &operation.site)) {
            applicability = applicability.min(known);
            if !reasons.contains(&reason) {
                reasons.push(reason);
            }
        }
    }
    (applicability, reasons.join("; "))
}

fn rewrite(inputs: Inputs<'_>, file: FileId, home: Span, sequence: &Sequence, spelling: &Spelling) -> Result<Rewrite, String> {
    let text = inputs.text(file);
    let region = &sequence.region;
    let span = region.span;
    let source = &text[span.range()];
    let copies = region.owned.iter().filter(|owned| owned.by.is_some()).count();
    let worth = if sequence.is_loop { sequence.operations.len().max(LEAST_OPERATIONS as usize) } else { sequence.operations.len() };
    if copies > worth {
        return Err(COPIES.to_owned());
    }
    let most_lines = if sequence.is_loop { MOST_LINES } else { MOST_LINES.min(MOST_LINES_EACH * sequence.operations.len()) };
    if holds_long_text(source)
        || source.lines().count() > most_lines
        || leaves_by_label(source)
        || !names_only_known(text, region)
        || !region.macros.iter().all(|tokens| words_are_known(text, *tokens, sequence))
    {
        return Err(WRITTEN.to_owned());
    }
    let may_be_changed = |name: &str| may_change(&text[home.range()], name, true);
    if source.contains("ref mut ") || region.owned.iter().any(|owned| owned.may_be_mutable && may_be_changed(&owned.name)) {
        return Err(CHANGES.to_owned());
    }
    let indent = format!("{}{}", line_end(text), leading_space(&text[line_start(text, span.start()) as usize..span.start() as usize]));
    let inner = format!("{indent}    ");
    let bindings = bindings(text, region, &inner)?;
    let deeper = if bindings.is_empty() { &inner } else { &format!("{inner}    ") };
    let closing = if bindings.is_empty() { &indent } else { &inner };
    let whole = Span::new(span.start(), end_of_comment(text, span.end()));
    let is_value = sequence.last_value.filter(|_| region.result.is_none());
    let dropped = sequence.superfluous.iter().copied().chain(is_value.map(|(declared, _)| declared));
    let mut edits: Vec<Edit> = dropped.map(|span| Edit { span, replacement: String::new() }).collect();
    // The value needs no semicolon.
    edits.extend(is_value.map(|(_, value)| Edit { span: Span::new(value.end(), span.end()), replacement: String::new() }));
    let moved = moved_text(text, region, whole, edits);
    let value = value(sequence, is_value.is_some());
    let body = format!(
        "{deeper}{}{}",
        shifted(&moved, if bindings.is_empty() { 4 } else { 8 }),
        value.map(|value| format!("{deeper}{value}")).unwrap_or_default()
    );
    let head = match &region.result {
        Some(result) => format!("move || -> {result}<{}> ", if sequence.given.is_empty() { "()" } else { "_" }),
        None => "move || ".to_owned(),
    };
    let closure = format!("{head}{{{body}{closing}}}");
    let argument = if bindings.is_empty() { closure } else { format!("{{{}{inner}{closure}{indent}}}", bindings.concat()) };
    let tried = if region.result.is_some() { "?" } else { "" };
    let new = format!("{}tokio::task::spawn_blocking({argument}){}{tried};", pattern(sequence), wait(&indent));
    let mut rewrite = Rewrite { kept: vec![whole], ..Rewrite::default() };
    rewrite.replace(whole, spelling.apply(&new));
    Ok(rewrite)
}

/// What takes the values that the statements give: `let (a, mut b) = `.
fn pattern(sequence: &Sequence) -> String {
    let name = |given: &crate::flow::GivenVariable| match given.origin {
        Origin::DeclaredMutable => format!("mut {}", given.name),
        Origin::Declared | Origin::Changed => given.name.to_string(),
    };
    let names: Vec<String> = sequence.given.iter().map(name).collect();
    let is_there = sequence.given.iter().any(|given| given.origin == Origin::Changed);
    let keyword = if is_there { "" } else { "let " };
    match names.as_slice() {
        [] => String::new(),
        [only] => format!("{keyword}{only} = "),
        several => format!("{keyword}({}) = ", several.join(", ")),
    }
}

/// What the closure ends with, if that is not the value of its last statement.
fn value(sequence: &Sequence, is_last_value: bool) -> Option<String> {
    let names: Vec<&str> = sequence.given.iter().map(|given| given.name.as_str()).collect();
    let value = match names.as_slice() {
        [only] => (*only).to_owned(),
        several => format!("({})", several.join(", ")),
    };
    match sequence.region.result {
        Some(_) => Some(format!("Ok({value})")),
        None => (!names.is_empty() && !is_last_value).then_some(value),
    }
}

/// Whether a label of a loop around the statements is named in them.
fn leaves_by_label(source: &str) -> bool {
    let labels = ["break '", "continue '"].into_iter().flat_map(|jump| source.split(jump).skip(1));
    let name = |rest: &str| rest.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next().unwrap_or_default().to_owned();
    labels.map(name).any(|label| !source.contains(&format!("'{label}:")))
}

/// Whether the words in the arguments of a macro that may be variables are known: what does not parse was not looked at.
fn words_are_known(text: &str, tokens: Span, sequence: &Sequence) -> bool {
    let source = &text[tokens.range()];
    let region = &sequence.region;
    let is_known = |name: &str| {
        let is_owned =
            |owned: &crate::flow::OwnedPlace| owned.mentions.iter().any(|(span, _)| text[span.range()].split('.').next() == Some(name));
        region.declared.iter().any(|known| known == name) || region.owned.iter().any(is_owned)
    };
    let may_be_variable = |word: &&syntax::Word<'_>| {
        let next = source[word.span.end() as usize..].trim_start();
        let is_named = next.starts_with(['(', '!']) || (next.starts_with('=') && !next.starts_with("==")) || next.starts_with(": ");
        word.text.starts_with(|first: char| first.is_lowercase() || first == '_')
            && !word.is_continuation
            && !word.before_path_separator
            && !is_named
            && !KEYWORDS.contains(&word.text)
    };
    syntax::words(source).iter().filter(may_be_variable).all(|word| is_known(word.text))
}

/// Words that are no variables.
const KEYWORDS: [&str; 14] = ["as", "else", "false", "for", "if", "in", "let", "match", "mut", "ref", "return", "true", "while", "_"];

fn in_words(count: usize) -> String {
    const WORDS: [&str; 13] = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    WORDS.get(count).map_or_else(|| count.to_string(), |word| (*word).to_owned())
}
