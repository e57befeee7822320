//! Variables that a call on another thread takes along instead of a copy: nobody wants them after it, nor borrows from them.

use std::cell::OnceCell;

use super::captures::{BoundCapture, Capture, CopiedBy};
use super::operations::Lookup;
use super::trace::FoundCall;
use super::uses::{Parents, bound};
use crate::base::{Name, Span};
use crate::index::{Block, ExprId, ExprKind, Pattern, Statement};
use crate::syntax;

/// Leaves the copies out that calls make of such variables. `text` is that of the file.
pub(super) fn take_along(lookup: Lookup<'_>, text: &str, calls: &mut [FoundCall]) {
    let mut scene = None;
    for call in calls {
        let span = call.site.call.span;
        let Ok(captures) = &mut call.around.captures else { continue };
        let copies = captures.iter_mut().filter_map(|capture| match capture {
            Capture::Bound(bound) if is_clone(bound) => Some(bound),
            _ => None,
        });
        for bound in copies {
            let scene = scene.get_or_insert_with(|| Scene::new(lookup, text));
            if scene.is_last_use(bound, span) {
                bound.by = None;
            }
        }
    }
}

fn is_clone(bound: &BoundCapture) -> bool {
    matches!(&bound.by, Some(CopiedBy::Call(call)) if call == "clone()")
}

struct Scene<'a> {
    lookup: Lookup<'a>,
    parents: Parents,
    /// Every mention of a variable.
    mentions: Vec<(&'a Name, ExprId)>,
    text: &'a str,
    /// Every word of the body that stands by itself, with its place; read for the first that needs them.
    words: OnceCell<Vec<(u32, &'a str)>>,
}

impl<'a> Scene<'a> {
    fn new(lookup: Lookup<'a>, text: &'a str) -> Self {
        let body = lookup.body;
        let mentions = (0..body.len() as u32).map(ExprId).filter_map(|id| Some((lookup.variable(id)?, id)));
        Self { lookup, parents: Parents::of(body), mentions: mentions.collect(), text, words: OnceCell::new() }
    }

    /// Whether a copy is one of a variable that the function owns and that is of no use to anybody after the call.
    fn is_last_use(&self, copy: &BoundCapture, call: Span) -> bool {
        let name = &copy.name;
        let mentions: Vec<ExprId> = self.mentions.iter().filter(|(other, _)| *other == name).map(|(_, id)| *id).collect();
        let Some(&variable) = mentions.iter().find(|id| self.span(**id) == copy.value).filter(|_| name != "self") else { return false };
        mentions.iter().all(|mention| *mention == variable || self.span(*mention).end() <= call.start())
            && self.is_owned(variable)
            && self.lookup.is_dropped_silently(self.lookup.types.of(variable))
            && self.is_own(variable, name)
            && self.is_named_no_more(name, mentions.len(), call)
            && mentions.iter().filter(|mention| **mention != variable).all(|mention| self.is_over(*mention, variable, name))
    }

    /// Whether the text has the name no more often than in so many mentions, of which the last one is in the call, and in its own `let`:
    /// others stand in a macro that nobody reads.
    fn is_named_no_more(&self, name: &str, mentions: usize, call: Span) -> bool {
        let (mut before, mut inside) = (0, 0);
        for (at, _) in self.words().iter().filter(|(_, word)| *word == name) {
            match () {
                () if *at < call.start() => before += 1,
                () if *at < call.end() => inside += 1,
                () => return false,
            }
        }
        inside == 1 && before <= mentions
    }

    fn words(&self) -> &[(u32, &'a str)] {
        self.words.get_or_init(|| {
            let whole = self.span(self.lookup.body.root);
            let words = syntax::words(&self.text[whole.range()]).into_iter().filter(|word| !word.is_continuation);
            words.map(|word| (whole.start() + word.span.start(), word.text)).collect()
        })
    }

    /// Whether a variable has a type that is known, and borrows nothing.
    fn is_owned(&self, id: ExprId) -> bool {
        let ty = self.lookup.types.of(id);
        Lookup::is_known(ty) && self.lookup.may_be_sent(ty)
    }

    /// Whether a variable is a parameter, or is declared by its name alone, once, and in no other closure, future or turn of a loop than the
    /// mention.
    fn is_own(&self, mention: ExprId, name: &Name) -> bool {
        let mut homes: Vec<Option<ExprId>> = Vec::new();
        let mut add = |pattern: &Pattern, home: Option<ExprId>| {
            let mut names = Vec::new();
            bound(pattern, &mut names);
            homes.extend(names.iter().filter(|other| *other == name).map(|_| home));
        };
        for id in self.ids() {
            match self.kind(id) {
                ExprKind::Block(block) | ExprKind::Async { block, .. } | ExprKind::Expansion { block, .. } => {
                    for statement in &block.statements {
                        let Statement::Let { pattern, .. } = statement else { continue };
                        add(pattern, matches!(pattern, Pattern::Bind(_)).then_some(id));
                    }
                }
                ExprKind::Let { pattern, .. } | ExprKind::For { pattern, .. } => add(pattern, None),
                ExprKind::Match { arms, .. } => arms.iter().for_each(|arm| add(&arm.pattern, None)),
                ExprKind::Closure { parameters, .. } => parameters.iter().for_each(|(pattern, _)| add(pattern, None)),
                _ => {}
            }
        }
        let home = match homes.as_slice() {
            [] => None,
            [Some(home)] if self.parents.around(mention).any(|around| around == *home) => Some(*home),
            _ => return false,
        };
        let is_border = |id: ExprId| {
            matches!(
                self.kind(id),
                ExprKind::Closure { .. } | ExprKind::Async { .. } | ExprKind::For { .. } | ExprKind::While { .. } | ExprKind::Loop(_)
            )
        };
        !self.parents.around(mention).take_while(|around| Some(*around) != home).any(is_border)
    }

    /// Whether nothing borrows any more what `mention` has lent, when `last` is reached: its statement is over, and has given nothing that
    /// may be a reference.
    fn is_over(&self, mention: ExprId, last: ExprId, name: &Name) -> bool {
        let around: Vec<ExprId> = self.parents.around(last).collect();
        let mut statement = mention;
        let block = loop {
            let Some(parent) = self.parents.get(statement) else { return false };
            if around.contains(&parent) {
                break parent;
            }
            statement = parent;
        };
        let (ExprKind::Block(Block { statements, .. }) | ExprKind::Async { block: Block { statements, .. }, .. }) = self.kind(block) else {
            return false;
        };
        let is_declaring = |known: &Statement| matches!(known, Statement::Let { value: Some(value), .. } if *value == statement);
        if statements.iter().any(is_declaring) {
            return self.is_owned(statement);
        }
        let within = self.span(statement);
        let others =
            self.ids().filter(|id| within.contains(self.span(*id)) && self.lookup.variable(*id).is_some_and(|other| other != name));
        let owns = |id: ExprId| {
            let ty = self.lookup.types.of(id).behind_references();
            Lookup::is_known(ty) && self.lookup.may_be_sent(ty)
        };
        others.into_iter().all(owns)
    }

    fn ids(&self) -> impl Iterator<Item = ExprId> + use<> {
        (0..self.lookup.body.len() as u32).map(ExprId)
    }

    fn kind(&self, id: ExprId) -> &ExprKind {
        &self.lookup.body.expr(id).kind
    }

    fn span(&self, id: ExprId) -> Span {
        self.lookup.body.expr(id).span
    }
}
