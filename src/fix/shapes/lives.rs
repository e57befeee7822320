//! Variables whose values stay on their thread, in functions that become async: an await in their life would keep the future from being
//! sent. Their life ends before it, where nothing uses them any more.
//!
//! ```text
//! let mut rng = rand::thread_rng();               let mut rng = rand::thread_rng();
//! let name = name(&mut rng);                      let name = name(&mut rng);
//!                                                 drop(rng);
//! fs::write(folder.join(name), text)?;            tokio::fs::write(folder.join(name), text).await?;
//! ```

use super::scene::Scene;
use crate::base::{FileId, Name, Span};
use crate::fix::decide::Standing;
use crate::fix::group::Part;
use crate::fix::inputs::Inputs;
use crate::fix::layout::line_end;
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
fn names(scene: &Scene<'_>, file: FileId, path: &PathRef, function: &str) -> bool {
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

/// `drop(name);` after the statement with the last use, if an await follows; one before it is the end of it all.
fn end(scene: &Scene<'_>, (block, value): (ExprId, ExprId), name: &Name, awaits: &[Span]) -> Result<Option<Rewrite>, String> {
    let scope = scene.rest_of_block(block, value);
    let Some(last) = scene.last_word(scope, name) else { return Ok(None) };
    let used = scene.variable_at(last).and_then(|used| Some((used, scene.statement_in(block, used)?)));
    let refusal = || format!("`{name}` stays on its thread, and an await would keep it");
    let (used, (statement, is_tail)) = used.ok_or_else(refusal)?;
    let after = scene.statement_end(statement);
    let mut inside = awaits.iter().filter(|place| scope.contains(**place));
    if inside.clone().any(|place| place.start() < after) {
        return Err(refusal());
    }
    if inside.next().is_none() || is_tail || is_given_away(scene, used) {
        return Ok(None);
    }
    let mut rewrite = Rewrite::default();
    let indent = scene.indent_of_line(scene.span(statement).start());
    rewrite.insert(scene.end_of_line(after), format!("{}{indent}drop({name});", line_end(scene.text)));
    Ok(Some(rewrite))
}

/// Whether the use takes the variable's value.
fn is_given_away(scene: &Scene<'_>, used: ExprId) -> bool {
    !scene.parent(used).is_some_and(|parent| match scene.kind(parent) {
        ExprKind::MethodCall { receiver, .. } => *receiver == used,
        kind => matches!(kind, ExprKind::Reference(_) | ExprKind::Field { .. }),
    })
}
