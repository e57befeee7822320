//! Rewrites of more than one place, one file for each shape: where the type of a value changes, every use of it changes with it. What
//! calls first leads, and takes the other operations along as members of its fix.

mod closure;
mod collected;
mod command_chain;
mod file;
mod flush;
mod follow;
mod formatted;
mod lives;
mod process;
mod read_dir;
mod scene;
mod stdin;
mod stepped;
mod streamed;
mod whole_file;

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::decide::{self, Proposal, Standing};
use super::inputs::Inputs;
use super::layout::break_after_call;
use super::manifest::Dependencies;
use super::rewrite::{NameUse, Rewrite};
use super::{reasons, render};
use crate::base::Span;
use crate::edit::Edit;
use crate::flow::{Context, FoundOperation, Use};
use crate::index::ExprId;
use crate::lint::Strategy;
use crate::rules::{ApiRow, Applicability, Replacement, Template};
pub(super) use scene::Scene;

pub(super) use command_chain::command_chain;
pub(super) use lives::ended;

/// What a shape makes of the operation that leads.
#[derive(Debug, Default)]
struct Shaped<'a> {
    rewrite: Rewrite,
    /// The other operations that it rewrites.
    members: Vec<&'a FoundOperation>,
    /// Why it is not safe; empty where it is.
    doubt: String,
    /// What the operation becomes, where that is not what its row says.
    instead: Option<Instead>,
}

/// What takes the place of an operation, and the features of its crate that it needs.
#[derive(Debug)]
struct Instead {
    path: &'static str,
    features: &'static [&'static str],
}

/// A closure whose body comes to stand in the function itself, where it can be awaited.
struct Opened {
    body: ExprId,
    /// What changes around the body.
    rewrite: Rewrite,
}

/// Rewrites one operation and what hangs on it.
type Shape = for<'a> fn(&Scene<'a>, &Leader<'a>) -> Result<Shaped<'a>, String>;

/// The shapes that lead, by the name in the table.
const SHAPES: [(&str, Shape); 9] = [
    ("command-chain", process::stored),
    ("dir-builder", dir_builder),
    ("file-handle", file::file_handle),
    ("handle-function", stdin::whole),
    (STEP, stdin::lines),
    ("open-options", file::open_options),
    ("process-child", process::spawned),
    ("read-dir", read_dir::read_dir),
    ("stdin", stdin::read),
];

/// The shape of a loop that asks for lines.
const STEP: &str = "lines-loop";

/// The operation that leads, its row and how its replacement is spelled in the file.
struct Leader<'a> {
    operation: &'a FoundOperation,
    row: &'a ApiRow,
    target: String,
}

impl Leader<'_> {
    /// How the file writes the crate that the replacement comes from.
    fn crate_name(&self) -> &str {
        let end = self
            .target
            .trim_start_matches("::")
            .find("::")
            .map_or(self.target.len(), |at| at + self.target.len() - self.target.trim_start_matches("::").len());
        &self.target[..end]
    }

    /// The call itself under its new name, awaited.
    fn awaited(&self, scene: &Scene<'_>) -> Result<Rewrite, String> {
        if self.row.kind.has_receiver() {
            let template = Template::parse(&format!("{}({{receiver}}).await", self.target)).map_err(|error| error.to_string())?;
            return render::template(scene.text, self.operation, &template, render::Nesting::HoldsOthers);
        }
        render::path(scene.text, self.operation, self.target.clone())
    }
}

/// A builder that is made and used in one expression, `OpenOptions::new().append(true).open(path)`, becomes tokio's if it only calls `known`
/// methods before.
fn builder(scene: &Scene<'_>, leader: &Leader<'_>, known: &[&str]) -> Result<Rewrite, String> {
    let Leader { operation, row, target } = leader;
    let around = &operation.surroundings;
    let ty = row.path.parent().ok_or(reasons::NOT_PLAIN)?;
    let (Some(start), Some(api)) = (around.chain_start, &around.chain_start_api) else { return Err(BUILT_ELSEWHERE.to_owned()) };
    if api.parent().as_ref() != Some(&ty) {
        return Err(BUILT_ELSEWHERE.to_owned());
    }
    if let Some(method) = around.chain_methods.iter().find(|method| !known.contains(&method.as_str())) {
        return Err(format!("`{method}` is called on the options, and comes from a trait or is not there in tokio"));
    }
    let written = &scene.text[start.range()];
    let type_end = written.rfind("::").ok_or(reasons::NOT_PLAIN)?;
    let target = target.rsplit_once("::").map_or(target.as_str(), |(ty, _)| ty);
    let written = Span::new(start.start(), start.start() + type_end as u32);
    let name = NameUse { written, api: ty.as_str().to_owned(), target: target.to_owned() };
    let mut rewrite = Rewrite { name: Some(name), ..Rewrite::default() };
    let end = operation.site.call.span.end();
    rewrite.insert(end, format!("{}.await", break_after_call(scene.text, end)));
    Ok(rewrite)
}

/// What the chain of a folder's builder may set: `mode` comes from a trait of std's, whose import would be left over.
const FOLDER_OPTIONS: [&str; 1] = ["recursive"];

fn dir_builder<'a>(scene: &Scene<'a>, leader: &Leader<'a>) -> Result<Shaped<'a>, String> {
    Ok(Shaped { rewrite: builder(scene, leader, &FOLDER_OPTIONS)?, ..Shaped::default() })
}

const BUILT_ELSEWHERE: &str = "the options are built outside of this expression, and their type has to change there too";

/// Tries the shapes on what each operation by itself was refused for; `list` has one entry for each finding of the report.
pub(super) fn propose(inputs: Inputs<'_>, dependencies: &Dependencies<'_>, list: &mut [Result<Proposal, String>]) {
    let mut findings: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, finding) in inputs.report.findings.iter().enumerate() {
        let is_at_operation = inputs.operation(finding).is_some_and(|operation| operation.site.call.span == finding.span);
        if let Some(id) = finding.operations.first().filter(|_| is_at_operation) {
            findings.entry(id.0 as usize).or_insert(at);
        }
    }
    let finding_of = |operation: &FoundOperation| findings.get(&inputs.flow.index_of(operation)?).copied();
    let refused = findings.par_iter().filter(|&(_, &finding)| list[finding].is_err());
    let one = |(&id, &finding): (&usize, &usize)| {
        let shaped = shaped(inputs, dependencies, &inputs.flow.operations[id], Standing::AsIs)?;
        Some((finding, shaped))
    };
    let shapes: Vec<_> = refused.filter_map(one).collect();
    for (finding, shaped) in shapes {
        // What another one has taken along needs no shape of its own.
        if list[finding].is_ok() {
            continue;
        }
        match shaped {
            Ok((proposal, others)) => {
                let others: Vec<usize> = others.into_iter().filter_map(finding_of).collect();
                take_along(inputs, list, (finding, proposal), &others);
            }
            Err(reason) => list[finding] = Err(reason),
        }
    }
}

/// What a shape proposes for an operation that cannot be rewritten by itself, and the operations that it takes along; none where no shape
/// is made for it.
pub(super) fn shaped<'a>(
    inputs: Inputs<'a>,
    dependencies: &Dependencies<'_>,
    operation: &'a FoundOperation,
    standing: Standing,
) -> Option<Result<(Proposal, Vec<&'a FoundOperation>), String>> {
    let (_, row) = inputs.rules.api(&operation.api)?;
    let around = &operation.surroundings;
    let in_closure = operation.site.context == Context::Closure || (standing == Standing::BecomesAsync && around.in_closure);
    if in_closure && !around.by_name {
        return Some(unclosed(inputs, dependencies, operation, standing));
    }
    let Replacement::Shape { name, .. } = &row.replacement else { return None };
    let (_, shape) = SHAPES.iter().find(|(known, _)| known == name)?;
    Some(lead(inputs, dependencies, operation, row, (*shape, standing)))
}

/// What becomes of an operation that goes along with another one's proposal.
pub(super) fn taken_along(inputs: Inputs<'_>, leader: &Proposal, operation: &FoundOperation) -> Proposal {
    let becomes = inputs.rules.api(&operation.api).map_or_else(|| leader.becomes.clone(), |(_, row)| decide::becomes(row));
    Proposal { rewrite: Rewrite::default(), becomes, ..leader.clone() }
}

/// Puts down the proposal of a finding that leads, and for its members that they are part of it.
fn take_along(inputs: Inputs<'_>, list: &mut [Result<Proposal, String>], (leader, proposal): (usize, Proposal), members: &[usize]) {
    for &member in members {
        let Some(operation) = inputs.operation(&inputs.report.findings[member]) else { continue };
        list[member] = Ok(Proposal { part_of: Some(leader), ..taken_along(inputs, &proposal, operation) });
    }
    list[leader] = Ok(proposal);
}

/// The rewrite of an operation in a closure: the closure becomes an arm, and every operation in it is rewritten as if it stood there.
fn unclosed<'a>(
    inputs: Inputs<'a>,
    dependencies: &Dependencies<'_>,
    operation: &'a FoundOperation,
    standing: Standing,
) -> Result<(Proposal, Vec<&'a FoundOperation>), String> {
    let scene = Scene::of(inputs, operation, standing).ok_or(reasons::NOT_PLAIN)?;
    let id = scene.call(operation.site.call.span).ok_or(reasons::IN_CLOSURE)?;
    let taker = operation.surroundings.closure_taker.as_ref();
    let opened = collected::unrolled(&scene, id, taker).unwrap_or_else(|| closure::matched(&scene, id, taker))?;
    let in_arm = |operation: &FoundOperation| {
        let mut awaited = operation.clone();
        awaited.site.context = Context::Async;
        decide::decide(inputs, dependencies, &awaited, render::Nesting::HoldsOthers, Standing::AsIs)
    };
    let mut proposal = in_arm(operation)?;
    let others: Vec<_> = scene.operations_in(scene.span(opened.body)).filter(|other| !std::ptr::eq(*other, operation)).collect();
    let mut rewrite = opened.rewrite;
    rewrite.name = proposal.rewrite.name.take();
    rewrite.edits.append(&mut proposal.rewrite.edits);
    rewrite.methods_of.append(&mut proposal.rewrite.methods_of);
    for other in &others {
        let own = in_arm(other)?;
        rewrite.edits.extend(own.rewrite.name.map(|name| Edit { span: name.written, replacement: name.target }));
        rewrite.edits.extend(own.rewrite.edits);
        rewrite.methods_of.extend(own.rewrite.methods_of);
        proposal.applicability = proposal.applicability.min(own.applicability);
    }
    Ok((Proposal { rewrite, strategy: Strategy::Shape("closure".to_owned()), ..proposal }, others))
}

/// The edits that open the closure which a call stands in, so that the call can be awaited, and the place that they change.
pub(super) fn opened(inputs: Inputs<'_>, used: &Use, standing: Standing) -> Result<(Span, Rewrite), String> {
    let closed = || reasons::IN_CLOSURE.to_owned();
    let scene = Scene::around(inputs, used.site.home.file, used.site.call.span, standing).ok_or_else(closed)?;
    let id = scene.call(used.site.call.span).ok_or_else(closed)?;
    let taker = used.around.closure_taker.as_ref();
    let opened = collected::unrolled(&scene, id, taker).unwrap_or_else(|| {
        let arm = closure::matched(&scene, id, taker)?;
        // An operation would open the closure by itself.
        if scene.operations_in(scene.span(arm.body)).next().is_some() { Err(closed()) } else { Ok(arm) }
    })?;
    let place = opened.rewrite.extent(used.site.call.span);
    Ok((place, opened.rewrite))
}

fn lead<'a>(
    inputs: Inputs<'a>,
    dependencies: &Dependencies<'_>,
    operation: &'a FoundOperation,
    row: &'a ApiRow,
    (shape, standing): (Shape, Standing),
) -> Result<(Proposal, Vec<&'a FoundOperation>), String> {
    // The step of a loop stands in no text of its own: its shape changes the whole loop.
    let is_step = matches!(&row.replacement, Replacement::Shape { name, .. } if name == STEP);
    let refuse = if is_step { decide::refuse_context } else { decide::refuse_place };
    refuse(inputs, operation, standing)?;
    let mut crate_use = decide::crate_use(operation, row)?;
    let spelling = decide::spelling(inputs, dependencies, operation, row, crate_use.as_ref())?;
    let Replacement::Shape { name, path } = &row.replacement else { return Err(reasons::NOT_PLAIN.to_owned()) };
    // Statements around it would have to change, and it stands in the middle of one.
    if operation.surroundings.in_macro.is_some() {
        return Err(reasons::shape(name));
    }
    let scene = Scene::of(inputs, operation, standing).ok_or(reasons::NOT_PLAIN)?;
    let leader = Leader { operation, row, target: spelling.apply(path) };
    let Shaped { rewrite, members, doubt, instead } = shape(&scene, &leader)?;
    let (mut applicability, mut reason) = decide::applicability(dependencies, operation, row);
    if !doubt.is_empty() {
        applicability = applicability.min(Applicability::Unsafe);
        reason = [reason, doubt].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ");
    }
    let of_members = members.iter().filter_map(|member| inputs.rules.api(&member.api));
    if let Some(crate_use) = &mut crate_use {
        crate_use.features.extend(of_members.flat_map(|(_, row)| row.features.iter().cloned()));
        if let Some(Instead { features, .. }) = instead {
            crate_use.features = features.iter().map(ToString::to_string).collect();
        }
    }
    let becomes = instead.map_or_else(|| decide::becomes(row), |instead| instead.path.to_owned());
    let strategy = Strategy::Shape(name.clone());
    Ok((Proposal { applicability, reason, strategy, rewrite, becomes, crate_use, part_of: None }, members))
}

/// An operation that goes along with another one has to stand where it can be awaited too.
fn member<'a>(scene: &Scene<'a>, operation: &'a FoundOperation) -> Result<&'a FoundOperation, String> {
    decide::refuse_context(scene.inputs, operation, scene.standing)
        .map_err(|reason| format!("`{}` in it: {reason}", operation.api.last()))?;
    Ok(operation)
}
