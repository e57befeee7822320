//! The drawing in the language of Graphviz.

use std::io::{self, Write};

use super::{Cluster, Drawing, edge_label, label, note, place};
use crate::flow::{Confidence, WayNode, WayNodeKind};
use crate::report::places::Places;

pub(super) fn render(drawing: &Drawing, out: &mut dyn Write) -> io::Result<()> {
    let places = Places::new(&drawing.files);
    writeln!(out, "digraph unblock {{")?;
    writeln!(out, "  rankdir=LR;")?;
    writeln!(out, "  node [shape=box, style=rounded, fontname=\"sans-serif\"];")?;
    writeln!(out, "  edge [fontname=\"sans-serif\"];")?;
    if let Some(note) = note(&drawing.ways) {
        writeln!(out, "  label={};", quoted(&note))?;
    }
    let mut number = 0;
    for (name, cluster) in &Cluster::of(&drawing.ways).inner {
        write_cluster(name, cluster, &places, "  ", &mut number, out)?;
    }
    for way in &drawing.ways.edges {
        let mut attributes = Vec::new();
        let text = edge_label(way);
        if !text.is_empty() {
            attributes.push(format!("label={}", quoted(&text)));
        }
        match (way.confidence, way.is_first_use) {
            (Confidence::Likely, _) => attributes.push("style=dashed".to_owned()),
            (Confidence::Certain, true) => attributes.push("style=dotted".to_owned()),
            (Confidence::Certain, false) => {}
        }
        let attributes = if attributes.is_empty() { String::new() } else { format!(" [{}]", attributes.join(", ")) };
        writeln!(out, "  n{} -> n{}{attributes};", way.from, way.to)?;
    }
    writeln!(out, "}}")
}

fn write_cluster(
    name: &str,
    cluster: &Cluster<'_>,
    places: &Places<'_>,
    indent: &str,
    number: &mut usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (name, cluster) = cluster.joined(name);
    writeln!(out, "{indent}subgraph cluster_{number} {{")?;
    *number += 1;
    let inner = format!("{indent}  ");
    writeln!(out, "{inner}label={};", quoted(&name))?;
    for (at, node) in &cluster.nodes {
        writeln!(out, "{inner}n{at} [{}];", attributes(node, places))?;
    }
    for (name, cluster) in &cluster.inner {
        write_cluster(name, cluster, places, &inner, number, out)?;
    }
    writeln!(out, "{indent}}}")
}

fn attributes(node: &WayNode, places: &Places<'_>) -> String {
    let mut attributes = vec![format!("label={}", quoted(&label(node)))];
    match node.kind {
        WayNodeKind::Root(_) => attributes.push("style=\"rounded,filled\", fillcolor=\"#dbe9ff\"".to_owned()),
        WayNodeKind::Function => {}
        WayNodeKind::Initialiser => attributes.push("style=\"rounded,dotted\"".to_owned()),
        WayNodeKind::Operation => attributes.push("shape=octagon, style=filled, fillcolor=\"#ffe0d6\"".to_owned()),
    }
    attributes.extend(place(node, places).map(|place| format!("tooltip={}", quoted(&place))));
    attributes.join(", ")
}

/// A string of the language: a quote and a backslash would end it or begin an escape, and a line end is written as one.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            character if character.is_control() => quoted.push(' '),
            character => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}
