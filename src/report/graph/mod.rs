//! The ways from async code to blocking operations as a drawing: the same nodes, edges and clusters in each language.

mod dot;
mod mermaid;

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::places::Places;
use crate::base::SourceText;
use crate::flow::{RootKind, Way, WayNode, WayNodeKind, Ways};

/// What is drawn, with the texts that its places point into.
#[derive(Debug, Default)]
pub struct Drawing {
    /// The files by their id: sorted by path.
    pub files: Vec<SourceText>,
    /// Nodes and edges.
    pub ways: Ways,
}

/// In which language a graph is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Language {
    /// That of Graphviz.
    Dot,
    /// That of Mermaid.
    Mermaid,
}

/// Writes the drawing. The same drawing gives the same bytes.
///
/// # Errors
/// If `out` cannot be written.
pub fn render(drawing: &Drawing, language: Language, out: &mut dyn Write) -> io::Result<()> {
    match language {
        Language::Dot => dot::render(drawing, out),
        Language::Mermaid => mermaid::render(drawing, out),
    }
}

/// What is said where nodes were left out, or where there are none.
#[must_use]
pub fn note(ways: &Ways) -> Option<String> {
    let shown = ways.nodes.len();
    if ways.all_nodes == 0 {
        return Some("no async code is known to lead to a blocking operation".to_owned());
    }
    (shown < ways.all_nodes).then(|| format!("{shown} of {} nodes are shown: `--most` says how many may be", ways.all_nodes))
}

/// A module with what is drawn in it: crates at the top, modules in them.
#[derive(Default)]
struct Cluster<'w> {
    /// The nodes that stand in it itself, by their index.
    nodes: Vec<(usize, &'w WayNode)>,
    /// By the last part of their paths.
    inner: BTreeMap<&'w str, Cluster<'w>>,
}

impl<'w> Cluster<'w> {
    /// The cluster around everything.
    fn of(ways: &'w Ways) -> Self {
        let mut all = Self::default();
        for (at, node) in ways.nodes.iter().enumerate() {
            let mut cluster = &mut all;
            for part in node.module.as_str().split("::") {
                cluster = cluster.inner.entry(part).or_default();
            }
            cluster.nodes.push((at, node));
        }
        all
    }

    /// A cluster that holds nothing but another one, and that one, are shown as one: its name, and what it holds.
    fn joined<'c>(&'c self, name: &str) -> (String, &'c Self) {
        let (mut name, mut cluster) = (name.to_owned(), self);
        while let (true, [(part, only)]) = (cluster.nodes.is_empty(), cluster.inner.iter().collect::<Vec<_>>().as_slice()) {
            name = format!("{name}::{part}");
            cluster = only;
        }
        (name, cluster)
    }
}

/// The name of a node in the cluster that it is drawn in, and on a line of its own what else there is to say.
fn label(node: &WayNode) -> String {
    let path = node.path.as_str();
    let name = path.strip_prefix(node.module.as_str()).and_then(|rest| rest.strip_prefix("::")).unwrap_or(path);
    match (root_word(node), &node.reaches) {
        (Some(word), _) => format!("{name}\n{word}"),
        (None, Some(reaches)) => format!("{name}\nreaches {reaches}"),
        (None, None) => name.to_owned(),
    }
}

/// `src/store.rs:12`
fn place(node: &WayNode, places: &Places<'_>) -> Option<String> {
    let (file, span) = node.place?;
    let file = places.file(file);
    Some(format!("{}:{}", file.source.path(), file.line(file.clamp(span).start())))
}

/// What kind of async code a node is, if it is that.
fn root_word(node: &WayNode) -> Option<&'static str> {
    match node.kind {
        WayNodeKind::Root(RootKind::Startup) => Some("startup"),
        WayNodeKind::Root(RootKind::Task) => Some("task"),
        WayNodeKind::Root(RootKind::Handler) => Some("handler"),
        WayNodeKind::Root(RootKind::Other) => Some("async"),
        _ => None,
    }
}

/// What is written at an edge.
fn edge_label(way: &Way) -> String {
    let times = if way.calls > 1 { format!("×{}", way.calls) } else { String::new() };
    match (way.is_first_use, times.is_empty()) {
        (true, true) => "first use".to_owned(),
        (true, false) => format!("first use {times}"),
        (false, _) => times,
    }
}
