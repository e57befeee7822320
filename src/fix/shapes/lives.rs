//! Variables whose values stay on their thread, in functions that become async: an await in their life would keep the future from being
//! sent. Their life ends with a block around what uses them; a `drop` is not enough, for the compiler keeps what was borrowed.
//!
//! ```text
//! let mut rng = rand::thread_rng();               let name = {
//! let name = name(&mut rng);                          let mut rng = rand::thread_rng();
//!                                                     name(&mut rng)
//!                                                 };
//! fs::write(folder.join(name), text)?;            tokio::fs::write(folder.join(name), text).await?;
//! ```

use super::scene::Scene;
use crate::base::{FileId, Name, Span};
use crate::fix::decide::Standing;
use crate::fix::group::Part;
use crate::fix::inputs::Inputs;
use crate::fix::layout::{holds_long_text, line_end, shifted};
use crate::fix::rewrite::Rewrite;
use crate::index::{ExprId, ExprKind, ImportKind, PathRef, Pattern, Statement};

/// The edits that end the lives of such variables before the places in `awaits`, all of which stand in one function.
pub(in crate::fix) fn ended(inputs: Inputs<'_>, file: FileId, awaits: &[Span]) -> Result<Vec<Part>, String> {
    let Some(scene) = awaits.first().and_then(|first| Scene::around(inputs, file, *first, Standing::BecomesAsync)) else {
        return Ok(Vec::new());
    };
    let mut parts = Vec::new();
    for id in scene.ids() {
        let ExprKind::Block(block) = scene.kind(id) else { continue };
        for statement in &block.statements {
            let Statement::Let { pattern: Pattern::Bind(binding), value: Some(value), .. } = statement else { continue };
            if stays(&scene, file, *value)
                && let Some(rewrite) = end(&scene, (id, *value), &binding.name, awaits)?
            {
                parts.push(Part { file, place: scene.span(*value), rewrite });
            }
        }
    }
    Ok(parts)
}

/// Whether an expression makes a value that stays on its thread.
fn stays(scene: &Scene<'_>, file: FileId, value: ExprId) -> bool {
    let ExprKind::Call { callee, .. } = scene.kind(value) else { return false };
    let ExprKind::Path(path) = scene.kind(*callee) else { return false };
    scene.inputs.contexts.made_on_thread.iter().any(|maker| names(scene, file, path, maker.as_str()))
}

/// Whether a path, as written, is the function: by all of its path, or by what the file imports.
pub(super) fn names(scene: &Scene<'_>, file: FileId, path: &PathRef, function: &str) -> bool {
    let written = path.text();
    let Some(first) = path.segments.first().map(|segment| &segment.name) else { return false };
    let imports = &scene.inputs.workspace.files[file.index()].index.items.imports;
    let means = |full: &[Name]| {
        let full: Vec<&str> = full.iter().map(Name::as_str).collect();
        written.replacen(first.as_str(), &full.join("::"), 1) == function
    };
    let is_it = |kind: &ImportKind| matches!(kind, ImportKind::Named(name) if name == first);
    written == function || imports.iter().any(|import| is_it(&import.kind) && means(&import.path))
}

/// A block around the statements from the variable's `let` to its last use, if an await follows; none where there is nothing to keep it from.
fn end(scene: &Scene<'_>, (block, value): (ExprId, ExprId), name: &Name, awaits: &[Span]) -> Result<Option<Rewrite>, String> {
    let scope = scene.rest_of_block(block, value);
    let refusal = || format!("`{name}` stays on its thread, and an await would keep it");
    let mut inside = awaits.iter().filter(|place| scope.contains(**place)).peekable();
    if inside.peek().is_none() {
        return Ok(None);
    }
    let last = scene.last_word(scope, name).and_then(|last| scene.statement_in(block, scene.variable_at(last)?));
    let (last, is_tail) = last.ok_or_else(refusal)?;
    let after = scene.statement_end(last);
    if is_tail || inside.any(|place| place.start() < after) {
        return Err(refusal());
    }
    let (start, last_value, between) = statements(scene, block, (value, last)).ok_or_else(refusal)?;
    let is_let = last_value.start() != scene.span(last).start();
    let whole = Span::new(start, after);
    if holds_long_text(scene.source(whole)) || between {
        return Err(refusal());
    }
    let indent = format!("{}{}", line_end(scene.text), scene.indent_of_line(start));
    let new = if is_let {
        let head = scene.source(Span::new(last_value.start(), scene.span(last).start()));
        let body = format!("{}{}", scene.source(Span::new(start, last_value.start())), scene.source(scene.span(last)));
        format!("{head}{{{indent}    {}{indent}}};", shifted(&body, 4))
    } else {
        format!("{{{indent}    {}{indent}}}", shifted(scene.source(whole), 4))
    };
    let mut rewrite = Rewrite { kept: vec![whole], ..Rewrite::default() };
    rewrite.replace(whole, new);
    Ok(Some(rewrite))
}

/// Where the statement with `first` as its value starts, the statement with `last`, and whether another one between them declares something.
fn statements(scene: &Scene<'_>, block: ExprId, (first, last): (ExprId, ExprId)) -> Option<(u32, Span, bool)> {
    let (ExprKind::Block(around) | ExprKind::Async { block: around, .. }) = scene.kind(block) else { return None };
    let start = scene.let_keyword(block, first)?.start();
    let values = around.statements.iter().filter_map(|statement| match statement {
        Statement::Let { value, .. } => *value,
        Statement::Expr(_) => None,
    });
    let values: Vec<ExprId> = values.collect();
    let is_between =
        |value: &ExprId| scene.span(*value).start() > scene.span(first).end() && scene.span(*value).end() < scene.span(last).start();
    let whole =
        if values.contains(&last) { Span::new(scene.let_keyword(block, last)?.start(), scene.span(last).end()) } else { scene.span(last) };
    Some((start, whole, values.iter().any(is_between)))
}
