//! The drawing in the language of Mermaid.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::{Cluster, Drawing, edge_label, label, note};
use crate::flow::{Confidence, WayNode, WayNodeKind};

pub(super) fn render(drawing: &Drawing, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "flowchart LR")?;
    if let Some(note) = note(&drawing.ways) {
        writeln!(out, "  note[{}]", quoted(&note))?;
    }
    let mut number = 0;
    for (name, cluster) in &Cluster::of(&drawing.ways).inner {
        write_cluster(name, cluster, "  ", &mut number, out)?;
    }
    for way in &drawing.ways.edges {
        let arrow = if way.confidence == Confidence::Likely || way.is_first_use { "-.->" } else { "-->" };
        let text = edge_label(way);
        let text = if text.is_empty() { String::new() } else { format!("|{}|", quoted(&text)) };
        writeln!(out, "  n{} {arrow}{text} n{}", way.from, way.to)?;
    }
    writeln!(out, "  classDef root fill:#dbe9ff,stroke:#4878cf,color:#000")?;
    writeln!(out, "  classDef initialiser stroke-dasharray:4")?;
    writeln!(out, "  classDef operation fill:#ffe0d6,stroke:#cf5c36,color:#000")
}

fn write_cluster(name: &str, cluster: &Cluster<'_>, indent: &str, number: &mut usize, out: &mut dyn Write) -> io::Result<()> {
    let (name, cluster) = cluster.joined(name);
    writeln!(out, "{indent}subgraph c{number}[{}]", quoted(&name))?;
    *number += 1;
    let inner = format!("{indent}  ");
    for (at, node) in &cluster.nodes {
        writeln!(out, "{inner}n{at}{}", shape(node))?;
    }
    for (name, cluster) in &cluster.inner {
        write_cluster(name, cluster, &inner, number, out)?;
    }
    writeln!(out, "{indent}end")
}

fn shape(node: &WayNode) -> String {
    let label = quoted(&label(node));
    match node.kind {
        WayNodeKind::Root(_) => format!("([{label}]):::root"),
        WayNodeKind::Operation => format!("{{{{{label}}}}}:::operation"),
        WayNodeKind::Initialiser => format!("({label}):::initialiser"),
        WayNodeKind::Function => format!("({label})"),
    }
}

/// A string of the language, whose text is HTML: what means something there or ends the string is written by its number.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '\n' => quoted.push_str("<br/>"),
            '"' | '#' | '&' | '<' | '>' | '`' | '\\' => {
                let _ = write!(quoted, "#{};", u32::from(character));
            }
            character if character.is_control() => quoted.push(' '),
            character => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}
