//! Which functions a call may come to: one where the type is known, those of all impls where it goes through `dyn` or a type parameter.

use super::definitions::{ItemRef, Program};
use super::methods::Head;
use super::ty::Ty;
use crate::index::Owner;

/// The functions that a call may run.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Dispatch {
    /// In the order of their declarations.
    pub functions: Vec<ItemRef>,
    /// Whether the call surely runs one of them, and there is only one.
    pub is_certain: bool,
}

impl Dispatch {
    fn one(function: ItemRef) -> Self {
        Self { functions: vec![function], is_certain: true }
    }
}

impl Program {
    /// The functions that a call which resolves to `function` may run, if `receiver` is the type that the method was found for.
    ///
    /// A trait of a stub crate has impls that nobody sees: a call through a bound on it comes to nothing that is known.
    #[must_use]
    pub fn dispatch(&self, function: ItemRef, receiver: Option<&Ty>) -> Dispatch {
        let declared = self.function(function);
        let Owner::Trait(index) = declared.owner else { return Dispatch::one(function) };
        let of = ItemRef { unit: function.unit, index };
        let Some(impls) = self.implementations.of_trait(of) else {
            return if declared.body.is_some() { Dispatch::one(function) } else { Dispatch::default() };
        };
        let head = receiver.and_then(|ty| Head::of(ty.behind_references())).filter(|head| !matches!(head, Head::Dyn(_)));
        let blocks: Vec<ItemRef> = match &head {
            Some(head) => impls.by_head.get(head).unwrap_or(&impls.blanket).clone(),
            None if self.is_of_stub(of) => return Dispatch::default(),
            None => {
                let mut all: Vec<ItemRef> = impls.by_head.values().flatten().chain(&impls.blanket).copied().collect();
                all.sort_unstable();
                all
            }
        };
        let mut functions: Vec<ItemRef> = blocks
            .iter()
            .filter_map(|&block| {
                let own = self.implementations.member_of(self, block, &declared.name);
                own.or_else(|| declared.body.is_some().then_some(function))
            })
            .collect();
        if blocks.is_empty() && declared.body.is_some() {
            functions.push(function);
        }
        functions.sort_unstable();
        functions.dedup();
        let is_certain = functions.len() == 1 && (head.is_some() || self.unit(of.unit).file.is_some());
        Dispatch { functions, is_certain }
    }
}
