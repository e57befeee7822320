//! Chains of calls as pictures: boxes below each other, from async code down to what blocks, as SVG that stands in a page.

use std::fmt::Write;

use super::html::escape;
use super::words;
use crate::audit::{Recommendation, Step};

/// Units of the picture, which are pixels where it is shown at its own width.
const WIDTH: usize = 330;
const LINE: usize = 16;
const PADDING: usize = 8;
const GAP: usize = 22;
/// Characters of a line that fit into a box.
const MOST_CHARACTERS: usize = 44;
/// How many lines a box has at most.
const MOST_LINES: usize = 6;

/// A box: its lines, in code type, each with a note below it.
struct Layer {
    class: &'static str,
    lines: Vec<(String, String)>,
}

/// From all the async functions of a recommendation to all that it takes off the executor.
pub(super) fn of_recommendation(recommendation: &Recommendation) -> String {
    let mut layers = vec![Layer { class: "root", lines: recommendation.places.iter().map(line).collect() }];
    let hops = recommendation.through.iter().map(|step| Layer { class: "hop", lines: vec![line(step)] });
    layers.extend(hops);
    let operation = |(api, place): &(String, crate::audit::Place)| (api.clone(), format!("{}:{}", place.path, place.line));
    layers.push(Layer { class: "end", lines: recommendation.operations.iter().map(operation).collect() });
    draw(&layers)
}

/// The way to one operation.
pub(super) fn of_chain(steps: &[Step], api: &str) -> String {
    let class = |at: usize| if at == 0 { "root" } else { "hop" };
    let mut layers: Vec<Layer> = steps.iter().enumerate().map(|(at, step)| Layer { class: class(at), lines: vec![line(step)] }).collect();
    layers.push(Layer { class: "end", lines: vec![(api.to_owned(), String::new())] });
    draw(&layers)
}

fn line(step: &Step) -> (String, String) {
    (words::short(&step.function), format!("{}:{}", step.place.path, step.place.line))
}

fn draw(layers: &[Layer]) -> String {
    let mut body = String::new();
    let mut y = 1;
    for (at, layer) in layers.iter().enumerate() {
        if at > 0 {
            let middle = WIDTH / 2;
            let (tip, wing) = (y + GAP - 2, y + GAP - 8);
            let _ = write!(body, "<path d=\"M{middle} {}V{tip}M{} {wing}L{middle} {tip}L{} {wing}\"/>", y + 2, middle - 5, middle + 5);
            y += GAP;
        }
        let lines = text_lines(layer);
        let height = lines.len() * LINE + 2 * PADDING - 2;
        let _ = write!(body, "<g class=\"{}\"><rect x=\"1\" y=\"{y}\" width=\"{}\" height=\"{height}\" rx=\"6\"/>", layer.class, WIDTH - 2);
        for (number, (class, text)) in lines.iter().enumerate() {
            let baseline = y + PADDING + number * LINE + 10;
            let _ = write!(body, "<text class=\"{class}\" x=\"10\" y=\"{baseline}\">{}</text>", escape(&cut(text)));
        }
        body.push_str("</g>");
        y += height;
    }
    let label = layers.iter().filter_map(|layer| layer.lines.first()).map(|(text, _)| text.as_str()).collect::<Vec<_>>().join(", then ");
    format!("<svg class=\"chain\" viewBox=\"0 0 {WIDTH} {}\" role=\"img\" aria-label=\"{}\">{body}</svg>", y + 1, escape(&label))
}

/// The lines with their notes, as many as fit, and how many more there are.
fn text_lines(layer: &Layer) -> Vec<(&'static str, String)> {
    let mut lines = Vec::new();
    let shown = if layer.lines.len() > MOST_LINES { MOST_LINES - 1 } else { layer.lines.len() };
    for (text, note) in &layer.lines[..shown] {
        lines.push(("name", text.clone()));
        if !note.is_empty() {
            lines.push(("note", note.clone()));
        }
    }
    if layer.lines.len() > shown {
        lines.push(("note", format!("and {} more", layer.lines.len() - shown)));
    }
    lines
}

/// The end of a text that is too long: of paths it says most.
fn cut(text: &str) -> String {
    let length = text.chars().count();
    if length <= MOST_CHARACTERS {
        return text.to_owned();
    }
    let end: String = text.chars().skip(length - MOST_CHARACTERS + 1).collect();
    format!("…{end}")
}
