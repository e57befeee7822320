//! The ways from function to function: by names, of which there are more than there are, and where what names mean can be asked only those
//! of them that are meant. Bodies are looked at along the ways that would decide something, and nowhere else.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::Declared;
use super::mentions::Mentions;
use crate::fix::inputs::Inputs;
use crate::flow::{Membership, Named};

pub(super) struct Ways<'w> {
    inputs: Inputs<'w>,
    mentions: Mentions<'w>,
    /// By node, of the functions and values of which something can be asked.
    memberships: Vec<Option<Membership>>,
}

impl<'w> Ways<'w> {
    pub(super) fn new(inputs: Inputs<'w>, declared: &[Declared<'w>]) -> Self {
        let mentions = Mentions::new(inputs, declared);
        let bodies: Vec<_> = mentions.nodes.iter().filter_map(|node| node.body).collect();
        let mut known = inputs.naming.map_or(Vec::new(), |naming| naming.memberships(&bodies)).into_iter();
        let of_node = |has_body: bool| if has_body { known.next().flatten() } else { None };
        let memberships = mentions.nodes.iter().map(|node| node.body.is_some()).map(of_node).collect();
        Self { inputs, mentions, memberships }
    }

    /// The functions that may run where one of `roots` does: by name, and of `asked`, which matter, those that are meant.
    pub(super) fn reached(&self, roots: &BTreeSet<usize>, asked: impl FnOnce() -> BTreeSet<usize>) -> BTreeSet<usize> {
        let by_name = self.mentions.reached(roots);
        if self.inputs.naming.is_none() {
            return self.mentions.functions(&by_name);
        }
        let asked = asked();
        let leading = self.mentions.leading_to(&asked, roots);
        let is_between = |at: &usize| by_name[*at] && leading[*at];
        let mut open: Vec<usize> = roots.iter().copied().filter(is_between).collect();
        let mut reached = vec![false; by_name.len()];
        while !open.is_empty() {
            for at in &open {
                reached[*at] = true;
            }
            let named = self.named(&open);
            let is_new = |other: &usize| is_between(other) && !reached[*other];
            let next = |(at, named): (&usize, &Option<Arc<Named>>)| -> Vec<usize> {
                let mentioned = self.mentions.mentioned(*at, roots.contains(at)).filter(is_new);
                mentioned.filter(|other| self.is_meant(*at, named.as_deref(), *other)).collect()
            };
            open = open.par_iter().zip(&named).flat_map_iter(next).collect();
            open.sort_unstable();
            open.dedup();
        }
        let of_name = self.mentions.functions(&by_name);
        of_name.into_iter().filter(|at| reached[*at] || !asked.contains(at)).collect()
    }

    /// `targets` and the functions that may run one of them.
    pub(super) fn leading_to(&self, targets: BTreeSet<usize>) -> BTreeSet<usize> {
        if self.inputs.naming.is_none() {
            return self.mentions.functions(&self.mentions.leading_to(&targets, &BTreeSet::new()));
        }
        let mentioned_by = self.mentions.mentioned_by();
        let mut leading = vec![false; self.mentions.nodes.len()];
        let mut open: Vec<usize> = targets.into_iter().collect();
        while !open.is_empty() {
            for at in &open {
                leading[*at] = true;
            }
            let mut steps: Vec<(usize, usize)> = Vec::new();
            for target in open {
                let callers = self.mentions.nodes[target].keys.all().filter_map(|key| mentioned_by.get(&key)).flatten().copied();
                let may_run = |caller: &usize| !leading[*caller] && self.mentions.may_run(*caller, false, target);
                steps.extend(callers.filter(may_run).map(|caller| (caller, target)));
            }
            steps.sort_unstable();
            steps.dedup();
            open = self.meant(&steps).map(|(caller, _)| caller).collect();
            open.dedup();
        }
        self.mentions.functions(&leading)
    }

    /// The functions that name one of these.
    pub(super) fn callers(&self, declared: &[Declared<'_>], functions: &[usize]) -> Vec<usize> {
        let steps = self.mentions.callers(declared, functions);
        let mut callers: Vec<usize> = self.meant(&steps).map(|(caller, _)| caller).collect();
        callers.dedup();
        callers
    }

    /// Those of some steps, sorted, from what names to what is named that are meant.
    fn meant(&self, steps: &[(usize, usize)]) -> impl Iterator<Item = (usize, usize)> {
        let callers: Vec<usize> = steps.iter().map(|(caller, _)| *caller).collect();
        let named = self.named(&callers);
        steps.iter().zip(named).filter(|((at, other), named)| self.is_meant(*at, named.as_deref(), *other)).map(|(step, _)| *step)
    }

    /// What each of these nodes names, as far as it can be asked.
    fn named(&self, nodes: &[usize]) -> Vec<Option<Arc<Named>>> {
        let Some(naming) = self.inputs.naming else { return vec![None; nodes.len()] };
        let bodies: Vec<_> = nodes.iter().filter_map(|at| self.mentions.nodes[*at].body).collect();
        let mut named = naming.named(self.inputs.workspace, self.inputs.contexts, &bodies).into_iter();
        nodes.iter().map(|at| self.mentions.nodes[*at].body.and_then(|_| named.next()?)).collect()
    }

    /// Whether something which is named may be meant. What is known of macros is their words.
    fn is_meant(&self, at: usize, named: Option<&Named>, other: usize) -> bool {
        let (node, of) = (&self.mentions.nodes[at], &self.mentions.nodes[other]);
        let (Some(named), Some((body, membership))) = (named, of.body.zip(self.memberships[other])) else { return true };
        let names_type = || of.keys.of_type.iter().any(|key| node.mentions.binary_search(key).is_ok());
        named.may_mean(body, &of.keys.own, membership) || names_type()
    }
}
