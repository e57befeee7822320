//! Bodies as expressions, and the items in their blocks: each block that declares something is a module without a name, whose items are
//! as real as those of a file.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::definitions::{ItemRef, ModuleId, Program, UnitId};
use super::macros::MacroScope;
use super::methods::Implementations;
use super::tree::{Files, Tree};
use crate::base::{Span, map_largest_first};
use crate::index::{Body, FileIndex, may_declare_items};
use crate::workspace::Workspace;

/// What a body belongs to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum BodyOwner {
    /// A function or method.
    Function(ItemRef),
    /// A constant or static, whose initialiser it is.
    Value(ItemRef),
}

/// The bodies whose items are known.
#[derive(Clone, Debug, Default)]
pub(super) struct Blocks {
    /// The unit of the items, by the unit of the body and where the body starts.
    units: FxHashMap<(UnitId, u32), UnitId>,
    bodies: FxHashMap<BodyOwner, Arc<Body>>,
}

impl Blocks {
    /// The unit of the items in the blocks of `body`, which stands in `unit`.
    pub(super) fn of_body(&self, unit: UnitId, body: &Body) -> Option<UnitId> {
        self.units.get(&(unit, body.expr(body.root).span.start())).copied()
    }
}

impl Program {
    /// Where the body of a function, or the initialiser of a value, stands; none without one.
    #[must_use]
    pub fn place_of_body(&self, owner: BodyOwner) -> Option<(UnitId, Span)> {
        match owner {
            BodyOwner::Function(item) => Some((item.unit, self.function(item).body?)),
            BodyOwner::Value(item) => Some((item.unit, self.value(item).initializer?)),
        }
    }

    /// A body of the workspace as expressions.
    #[must_use]
    pub fn body(&self, workspace: &Workspace, owner: BodyOwner) -> Option<Arc<Body>> {
        if let Some(known) = self.blocks.bodies.get(&owner) {
            return Some(Arc::clone(known));
        }
        let (unit, span) = self.place_of_body(owner)?;
        let scope = match owner {
            BodyOwner::Function(item) => self.function(item).scope,
            BodyOwner::Value(item) => self.value(item).scope,
        };
        let text = self.text_of(workspace, unit)?;
        let macros = MacroScope::new(self, workspace, self.module_of(unit, scope));
        Some(Arc::new(workspace.parsed.body(&text, span, &macros)))
    }

    /// How many bytes of text the body is: about as much work as it makes.
    #[must_use]
    pub fn size_of_body(&self, owner: BodyOwner) -> usize {
        self.place_of_body(owner).map_or(0, |(_, span)| span.range().len())
    }

    /// Makes the items known that the bodies of `owners` declare, and those in the bodies of functions among them. Without it the names
    /// of a block mean nothing; a body is looked at once, however often it is asked for.
    pub fn add_block_items(&mut self, workspace: &Workspace, owners: &[BodyOwner]) {
        let first_unit = self.units.len();
        let mut open: Vec<BodyOwner> = owners.to_vec();
        while !open.is_empty() {
            let declares = |owner: &BodyOwner| match owner {
                BodyOwner::Function(item) => may_declare_items(&self.function(*item).mentions),
                BodyOwner::Value(_) => true,
            };
            open.retain(|owner| !self.blocks.bodies.contains_key(owner) && declares(owner));
            let bodies = map_largest_first(&open, |&owner| self.size_of_body(owner), |&owner| self.body(workspace, owner));
            let bodies: Vec<_> = open.drain(..).zip(bodies).filter_map(|(owner, body)| Some((owner, body?))).collect();
            for (owner, body) in bodies {
                if body.items.scopes.len() > 1 {
                    open.extend(self.add_blocks(owner, &body).into_iter().map(BodyOwner::Function));
                }
                self.blocks.bodies.insert(owner, body);
            }
        }
        self.learn_units(first_unit);
    }

    /// Takes in what the units from `first` on declare, which nothing else names.
    pub(super) fn learn_units(&mut self, first: usize) {
        if self.units.len() > first {
            // What is declared outside of a block cannot name what is in it, so that the types which are known stay.
            self.declared_types.grow(&self.units);
            let known = std::mem::take(&mut self.implementations);
            self.implementations = Implementations::collect(self, first, known);
        }
    }

    /// Adds the blocks of a body, and gives the functions in them that have a body.
    fn add_blocks(&mut self, owner: BodyOwner, body: &Body) -> Vec<ItemRef> {
        let (BodyOwner::Function(item) | BodyOwner::Value(item)) = owner;
        let krate = self.unit(item.unit).krate;
        self.history.add(&owner);
        let index = Arc::new(FileIndex { items: body.items.clone(), ..FileIndex::default() });
        let unit = Tree { program: self, krate, files: Files::Stubs, open: Vec::new() }.blocks(&index, owner);
        self.blocks.units.insert((item.unit, body.expr(body.root).span.start()), unit);
        self.functions_with_body(unit).collect()
    }

    /// The functions that a body of the unit declares, those in the bodies of others left out.
    pub fn nested_functions(&self, unit: UnitId, body: &Body) -> impl Iterator<Item = ItemRef> {
        self.blocks.of_body(unit, body).into_iter().flat_map(|unit| self.functions_with_body(unit))
    }

    fn functions_with_body(&self, unit: UnitId) -> impl Iterator<Item = ItemRef> {
        let functions = self.items(unit).functions.iter().enumerate();
        functions.filter(|(_, function)| function.body.is_some()).map(move |(index, _)| ItemRef { unit, index: index as u32 })
    }

    /// The module and, if it is a block, those around it out to the first with a name.
    pub(super) fn with_blocks_around(&self, module: ModuleId) -> impl Iterator<Item = ModuleId> {
        std::iter::successors(Some(module), |&module| {
            let module = self.module(module);
            if module.position.is_block { module.parent } else { None }
        })
    }

    /// The module itself or, if it is a block, the one around it that has a name.
    pub(super) fn named_module(&self, module: ModuleId) -> ModuleId {
        self.with_blocks_around(module).last().unwrap_or(module)
    }
}
