//! What the code does right, counted: waits that hold no thread, blocking calls that are handed to other threads, time-outs, cancellation.
//! Unlike the search for what blocks it looks at every body, because what is right may be anywhere.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::base::{DefPath, FileId, Span};
use crate::index::{Body, ExprId, ExprKind};
use crate::resolve::{BodyOwner, BodyTypes, ItemRef, Program, Resolution, infer};
use crate::rules::{Contexts, Practice, Practices};
use crate::workspace::Workspace;

/// What was counted. Test code is left out.
#[derive(Debug, Default)]
pub struct Census {
    /// The async functions, each with the index of its package: sorted.
    pub(super) async_functions: BTreeSet<(Option<usize>, DefPath)>,
    /// How many `.await`s there are.
    pub(super) awaits: u64,
    /// How many of them wait for functions of the workspace.
    pub(super) own_awaits: u64,
    /// How many of them wait for something that neither the tables nor the workspace know.
    pub(super) unknown_awaits: u64,
    /// By file and offset.
    pub(super) practices: Vec<FoundPractice>,
}

/// A place where the code does something right.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct FoundPractice {
    pub(super) file: FileId,
    pub(super) span: Span,
    /// As the tables name it; a macro as the code writes it.
    pub(super) api: String,
    pub(super) practice: Practice,
    pub(super) package: Option<usize>,
}

impl Census {
    /// Looks at every body of a program that is no test code.
    #[must_use]
    pub fn new(workspace: &Workspace, program: &mut Program) -> Self {
        let contexts = &workspace.config.contexts;
        let of_files = functions(workspace, program, contexts);
        program.add_block_items(workspace, &of_files.iter().map(|item| BodyOwner::Function(*item)).collect::<Vec<_>>());
        let program = &*program;
        let mut seen = BTreeSet::new();
        let mut items = functions(workspace, program, contexts);
        // A file that is part of two crates is looked at in one.
        items.retain(|item| seen.insert((program.unit(item.unit).file, program.function(*item).span.start())));
        let count = |item: &ItemRef| std::panic::catch_unwind(|| of_function(workspace, program, *item)).unwrap_or_default();
        let mut census = items.par_iter().map(count).reduce(Self::default, Self::and);
        census.practices.sort();
        census
    }

    fn and(mut self, other: Self) -> Self {
        self.async_functions.extend(other.async_functions);
        self.awaits += other.awaits;
        self.own_awaits += other.own_awaits;
        self.unknown_awaits += other.unknown_awaits;
        self.practices.extend(other.practices);
        self
    }
}

/// The functions with a body in files that were asked for, those of blocks included as far as they are known.
fn functions(workspace: &Workspace, program: &Program, contexts: &Contexts) -> Vec<ItemRef> {
    let is_selected = |file: FileId| workspace.is_selected(workspace.files[file.index()].source.path());
    let units = program.units().filter(|(_, unit)| unit.file.is_some_and(is_selected));
    let items = units.flat_map(|(unit, data)| (0..data.index.items.functions.len() as u32).map(move |index| ItemRef { unit, index }));
    items.filter(|item| program.function(*item).body.is_some() && !program.is_test_code(*item, contexts)).collect()
}

fn of_function(workspace: &Workspace, program: &Program, item: ItemRef) -> Census {
    let mut census = Census::default();
    let unit = program.unit(item.unit);
    let package = program.package_of(unit.krate);
    if program.function(item).async_span.is_some() {
        census.async_functions.insert((package, program.function_path(item)));
    }
    let (Some(file), Some(body)) = (unit.file, program.body(workspace, BodyOwner::Function(item))) else { return census };
    let types = infer(program, item, &body);
    let contexts = &workspace.config.contexts;
    let mut scan = Scan { program, body: &body, types: &types, contexts, found: Vec::new(), awaits: 0, own: 0, unknown: 0 };
    (0..body.len() as u32).for_each(|at| scan.expr(ExprId(at)));
    (census.awaits, census.own_awaits, census.unknown_awaits) = (scan.awaits, scan.own, scan.unknown);
    let practice = |(span, api, practice)| FoundPractice { file, span, api, practice, package };
    census.practices = scan.found.into_iter().map(practice).collect();
    census
}

struct Scan<'b> {
    program: &'b Program,
    body: &'b Body,
    types: &'b BodyTypes,
    contexts: &'b Contexts,
    found: Vec<(Span, String, Practice)>,
    awaits: u64,
    own: u64,
    unknown: u64,
}

impl Scan<'_> {
    fn expr(&mut self, id: ExprId) {
        match &self.body.expr(id).kind {
            ExprKind::Await(inner) => {
                self.awaits += 1;
                let known = self.found.len();
                self.awaited(*inner);
                let inner = self.bare(*inner);
                if self.is_of_workspace(inner) {
                    self.own += 1;
                } else if self.found.len() == known && self.practice(inner).is_none() {
                    self.unknown += 1;
                }
            }
            ExprKind::Call { .. } | ExprKind::MethodCall { .. } => {
                if let Some((api, practice)) = self.practice(id).filter(|(_, practice)| !matches!(practice, Practice::Wait(_))) {
                    self.found.push((self.body.expr(id).span, api, practice));
                }
            }
            ExprKind::Macro { path, arguments, .. } => {
                if let Some(practice) = Practices::embedded().of_macro(&path.text()) {
                    self.found.push((self.body.expr(id).span, format!("{}!", path.text()), practice));
                    // `join!(read(a), read(b))` awaits its arguments.
                    for argument in arguments {
                        self.awaited(*argument);
                    }
                }
            }
            _ => {}
        }
    }

    /// `tokio::fs::read(p).await`, and what a call that is awaited is given to wait for: `timeout(limit, tokio::fs::read(p)).await`.
    fn awaited(&mut self, id: ExprId) {
        match &self.body.expr(id).kind {
            ExprKind::Paren(inner) => self.awaited(*inner),
            ExprKind::Call { arguments, .. } | ExprKind::MethodCall { arguments, .. } => {
                if let Some((api, practice @ Practice::Wait(_))) = self.practice(id) {
                    self.found.push((self.body.expr(id).span, api, practice));
                }
                // What a function of the workspace is given may be anything, and it counts by what it waits for.
                if !self.is_of_workspace(id) {
                    for argument in arguments {
                        self.awaited(*argument);
                    }
                }
            }
            _ => {}
        }
    }

    fn bare(&self, mut id: ExprId) -> ExprId {
        while let ExprKind::Paren(inner) = &self.body.expr(id).kind {
            id = *inner;
        }
        id
    }

    /// Whether an expression is a call of a function of the workspace, or async code that stands there itself.
    fn is_of_workspace(&self, id: ExprId) -> bool {
        let is_own = |function: Option<ItemRef>| function.is_some_and(|function| self.program.is_of_workspace(function));
        match &self.body.expr(id).kind {
            ExprKind::Async { .. } => true,
            ExprKind::Call { .. } | ExprKind::MethodCall { .. } => match self.resolution(id) {
                Some(Resolution::Known { function, .. }) => is_own(*function),
                Some(Resolution::OneOf(targets)) => targets.iter().any(|target| is_own(target.function)),
                _ => false,
            },
            _ => false,
        }
    }

    fn resolution(&self, call: ExprId) -> Option<&Resolution> {
        let callee = match &self.body.expr(call).kind {
            ExprKind::Call { callee, .. } => *callee,
            _ => call,
        };
        Some(&self.types.callee(callee)?.resolution)
    }

    /// What a call is good for, and the path of the function.
    fn practice(&self, call: ExprId) -> Option<(String, Practice)> {
        let path = match self.resolution(call)? {
            Resolution::Known { path, .. } => path,
            Resolution::OneOf(targets) => &targets.first()?.path,
            Resolution::Unknown(_) => return None,
        };
        let offloads = || self.contexts.offloader(path).map(|_| Practice::Offload);
        Some((path.to_string(), Practices::embedded().of(path).or_else(offloads)?))
    }
}
