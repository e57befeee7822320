//! Which `macro_rules!` a call means: by the order of the text, by path, by `use` (the Rust reference, "Macros By Example: Scoping").

use rustc_hash::FxHashMap;

use super::definitions::{Definition, ItemRef, ModuleId, Presence, Program};
use super::names::{Environment, Namespace};
use super::tree::presence;
use crate::base::Name;
use crate::index::PathRef;
use crate::syntax::{MacroDefinition, Macros};
use crate::workspace::Workspace;

/// What the code of a module sees of the workspace's macros.
#[derive(Clone, Copy, Debug)]
pub(super) struct MacroScope<'a> {
    program: &'a Program,
    workspace: &'a Workspace,
    module: ModuleId,
}

impl<'a> MacroScope<'a> {
    pub(super) fn new(program: &'a Program, workspace: &'a Workspace, module: ModuleId) -> Self {
        Self { program, workspace, module }
    }

    fn find(&self, path: &PathRef, offset: u32) -> Option<ItemRef> {
        if !self.program.macros.contains_key(path.last()?) {
            return None;
        }
        if let Some(name) = path.as_name()
            && let Some(item) = self.program.textual_macro(self.module, offset, name)
        {
            return Some(item);
        }
        let found = Environment { program: self.program, module: self.module }.find(&path.segments, path.global, Namespace::Macros)?;
        match found.definition {
            Definition::Macro(item) if found.rest == 0 => Some(item),
            _ => None,
        }
    }
}

impl Macros for MacroScope<'_> {
    fn definition(&self, path: &PathRef, offset: u32) -> Option<MacroDefinition<'_>> {
        let item = self.find(path, offset)?;
        let unit = self.program.unit(item.unit);
        let text = self.workspace.files[unit.file?.index()].source.text();
        let krate = self.program.module(self.module).krate;
        let crate_name = (unit.krate != krate).then(|| self.program.crate_name(krate, unit.krate));
        Some(MacroDefinition { rules: &text[self.program.macro_item(item).rules.range()], crate_name })
    }
}

impl Program {
    /// The macro called `name` that code at `offset` of `module` sees by the order of the text: the innermost and last one before it.
    pub(super) fn textual_macro(&self, module: ModuleId, offset: u32, name: &str) -> Option<ItemRef> {
        let mut around = vec![(module, offset)];
        while let Some(&(inner, _)) = around.last()
            && let Some(outer) = self.module(inner).parent
        {
            around.push((outer, self.module(inner).position.offset));
        }
        let visible = self.macros.get(name)?.iter().filter_map(|&item| {
            let declared = self.macro_item(item);
            let (distance, at) = self.visible_from(self.module_of(item.unit, declared.scope), declared.rules.start(), &around)?;
            let is_present = presence(&declared.attributes) != Presence::Absent;
            Some(((is_present, std::cmp::Reverse(distance), at), item))
        });
        visible.max_by_key(|(order, _)| *order).map(|(_, item)| item)
    }

    /// How many modules out, and where in that one, a macro is declared for code that stands in `around`, the innermost module first.
    fn visible_from(&self, mut module: ModuleId, mut offset: u32, around: &[(ModuleId, u32)]) -> Option<(usize, u32)> {
        loop {
            if let Some(distance) = around.iter().position(|&(known, before)| known == module && offset < before) {
                return Some((distance, offset));
            }
            let position = self.module(module).position;
            if !position.lends_macros {
                return None;
            }
            (module, offset) = (self.module(module).parent?, position.offset);
        }
    }

    /// Crate and function of the macros whose value the stubs know: the functions in the modules of `std::macros`, each called as a crate.
    pub(super) fn known_macro_values(&self) -> FxHashMap<Name, Vec<(Name, ItemRef)>> {
        let mut found: FxHashMap<Name, Vec<(Name, ItemRef)>> = FxHashMap::default();
        for (unit, data) in self.units() {
            for (index, function) in data.index.items.functions.iter().enumerate() {
                let path = &self.module(self.module_of(unit, function.scope)).path;
                if let Some(krate) = path.as_str().strip_prefix("std::macros::") {
                    found.entry(function.name.clone()).or_default().push((Name::new(krate), ItemRef { unit, index: index as u32 }));
                }
            }
        }
        found
    }

    /// The `#[macro_export]` macro called `name` of the crate whose root is `module`.
    pub(super) fn exported_macro(&self, module: ModuleId, name: &str) -> Option<ItemRef> {
        let krate = self.module(module).krate;
        if self.crates[krate.0 as usize].root != module {
            return None;
        }
        let exported = self.macros.get(name)?.iter().filter(|item| self.unit(item.unit).krate == krate);
        exported.copied().filter(|&item| self.macro_item(item).is_exported).min_by_key(|&item| presence(&self.macro_item(item).attributes))
    }
}
