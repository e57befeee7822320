//! A file that is opened for a function which reads all of it, or created for one that writes all of it: the file is read or written in one
//! step, and the function's twin works on the bytes.
//!
//! ```text
//! serde_json::from_reader(File::open(path)?)?       serde_json::from_slice(&tokio::fs::read(path).await?)?
//! serde_json::to_writer(File::create(path)?, v)?    tokio::fs::write(path, serde_json::to_vec(v)?).await?
//! ```

use super::follow::{Use, follow, taken_out};
use super::lives::names;
use super::scene::Scene;
use super::whole_file::is_place;
use super::{Leader, Shaped};
use crate::base::Span;
use crate::fix::layout::{break_after_call, has_comment};
use crate::fix::reasons;
use crate::fix::rewrite::Rewrite;
use crate::index::{ExprId, ExprKind};
use crate::rules::{Direction, Streamed};

const READ_ERRORS: &str = "an error of the read comes out where one of the open does, and no longer where the contents are not understood";
const MADE_FIRST: &str =
    "the file is made after its contents and no longer before them, so that it stays as it was where they cannot be made";

pub(super) fn whole<'a>(scene: &Scene<'a>, leader: &Leader<'a>) -> Result<Option<Shaped<'a>>, String> {
    let call = scene.call(leader.operation.site.call.span).ok_or(reasons::NOT_PLAIN)?;
    let direction = match leader.row.path.last() {
        "open" => Direction::Reads,
        "create" => Direction::Writes,
        _ => return Ok(None),
    };
    let shaped = match direction {
        Direction::Reads => read(scene, leader, call),
        Direction::Writes => written(scene, leader, call),
    };
    Ok(shaped)
}

fn read<'a>(scene: &Scene<'a>, leader: &Leader<'a>, call: ExprId) -> Option<Shaped<'a>> {
    let value = taken_out(scene, call)?;
    let Taker { call: taker, streamed, argument, between, variable } = taker(scene, leader, call, Direction::Reads)?;
    let mut rewrite = Rewrite::default();
    rewrite.replace(leader.operation.site.call.callee, leader.target.replace("::File::open", "::read"));
    let end = scene.span(call).end();
    rewrite.insert(end, format!("{}.await", break_after_call(scene.text, end)));
    rewrite.replace(last_segment(scene, taker)?, streamed.whole.last());
    let place = scene.span(argument);
    if let Some(name) = variable {
        if let Some(statement) = between {
            rewrite.replace(statement, "");
        }
        rewrite.replace(place, format!("&{}", scene.source(name)));
    } else {
        rewrite.replace(Span::new(place.start(), scene.span(value).start()), "&");
        rewrite.replace(Span::new(scene.span(value).end(), place.end()), "");
    }
    Some(Shaped { rewrite, doubt: READ_ERRORS.to_owned(), ..Shaped::default() })
}

fn written<'a>(scene: &Scene<'a>, leader: &Leader<'a>, call: ExprId) -> Option<Shaped<'a>> {
    let value = taken_out(scene, call)?;
    let Taker { call: taker, streamed, between, variable, .. } = taker(scene, leader, call, Direction::Writes)?;
    let ExprKind::Call { callee, arguments } = scene.kind(taker) else { return None };
    let [_, contents] = arguments.as_slice() else { return None };
    let given = taken_out(scene, taker).filter(|_| is_place(scene, *contents))?;
    let outer = outermost(scene, value);
    let start = if variable.is_some() {
        let (block, _) = scene.block_of(outer)?;
        let (statement, _) = scene.statement_in(block, taker)?;
        let gap = Span::new(scene.statement_end(outer), scene.span(statement).start());
        let is_next = scene.source(gap).trim().is_empty() && scene.span(statement).start() == scene.span(taker).start();
        scene.let_keyword(block, outer).filter(|_| is_next && between.is_none())?.start()
    } else {
        scene.span(taker).start()
    };
    let suffix = |inner: ExprId, outer: ExprId| scene.source(Span::new(scene.span(inner).end(), scene.span(outer).end()));
    let (of_file, of_contents) = (suffix(call, value), suffix(taker, given));
    let (close, end) = (scene.span(call).end() - 1, scene.span(given).end());
    let is_plain = scene.source(scene.span(call)).ends_with(')') && !scene.source(scene.span(call)).ends_with(",)");
    if !is_plain || has_comment(scene.source(Span::new(start, end))) || of_file.contains('\n') || of_contents.contains('\n') {
        return None;
    }
    let last = last_segment(scene, taker)?;
    let path = Span::new(scene.span(*callee).start(), last.start());
    let bytes = format!("{}{}({})", scene.source(path), streamed.whole.last(), scene.source(scene.span(*contents)));
    let mut rewrite = Rewrite { kept: vec![path, scene.span(*contents)], ..Rewrite::default() };
    rewrite.replace(leader.operation.site.call.callee, leader.target.replace("::File::create", "::write"));
    rewrite.replace(Span::new(start, scene.span(call).start()), "");
    rewrite.replace(Span::new(close, end), format!(", {bytes}{of_contents}).await{of_file}"));
    Some(Shaped { rewrite, doubt: MADE_FIRST.to_owned(), ..Shaped::default() })
}

/// The function that a file is given to.
struct Taker<'a> {
    call: ExprId,
    streamed: &'a Streamed,
    /// The file as its argument.
    argument: ExprId,
    /// The statement that only puts a buffer around the file, with the white space before it.
    between: Option<Span>,
    /// The name of the first variable that holds the file.
    variable: Option<Span>,
}

fn taker<'a>(scene: &Scene<'a>, leader: &Leader<'a>, call: ExprId, direction: Direction) -> Option<Taker<'a>> {
    let followed = follow(scene, call, 1).ok()?;
    let [Use::Argument(first)] = *followed.uses.as_slice() else { return None };
    let variable = followed.variables.first().map(|variable| variable.name);
    let (found, buffered) = if is_buffer(scene, first) {
        let around = follow(scene, first, 0).ok()?;
        let [Use::Argument(second)] = *around.uses.as_slice() else { return None };
        (second, around.variables.first().map(|variable| variable.name))
    } else {
        (first, None)
    };
    let ExprKind::Call { callee, arguments } = scene.kind(found) else { return None };
    let ExprKind::Path(path) = scene.kind(*callee) else { return None };
    let (file, streamed) = (leader.operation.site.home.file, &scene.inputs.contexts.streamed);
    let streamed = streamed.iter().find(|streamed| streamed.direction == direction && names(scene, file, path, streamed.path.as_str()))?;
    let between = match (variable, buffered) {
        (Some(_), Some(_)) => {
            let (block, _) = scene.block_of(first)?;
            let keyword = scene.let_keyword(block, first)?;
            let before = scene.text[..keyword.start() as usize].trim_end().len() as u32;
            Some(Span::new(before, scene.statement_end(first)))
        }
        _ => None,
    };
    Some(Taker { call: found, streamed, argument: *arguments.first()?, between, variable: variable.or(buffered) })
}

fn is_buffer(scene: &Scene<'_>, call: ExprId) -> bool {
    let ExprKind::Call { callee, arguments } = scene.kind(call) else { return false };
    let ExprKind::Path(path) = scene.kind(*callee) else { return false };
    let written = path.text();
    let Some((ty, "new")) = written.rsplit_once("::") else { return false };
    arguments.len() == 1 && scene.buffer(ty).is_some()
}

/// The file with the buffer that is put around it where it is opened.
fn outermost(scene: &Scene<'_>, value: ExprId) -> ExprId {
    scene.parent(value).filter(|parent| is_buffer(scene, *parent)).unwrap_or(value)
}

fn last_segment(scene: &Scene<'_>, call: ExprId) -> Option<Span> {
    let ExprKind::Call { callee, .. } = scene.kind(call) else { return None };
    let ExprKind::Path(path) = scene.kind(*callee) else { return None };
    path.segments.last().map(|segment| segment.span)
}
