//! Functions in whose place another build has another one: `mod imp` twice, each under a `cfg`, or `mod unix` beside `mod windows`.

use super::definitions::{Declared, ItemRef, Module, ModuleId, Presence, Program};

impl Program {
    /// Whether a module beside a function's own one declares a function of the same name for another build. What is called by that name has
    /// to be alike in all builds, and no compiler sees more than one of them.
    #[must_use]
    pub fn has_twin_elsewhere(&self, item: ItemRef) -> bool {
        let own_id = self.module_of(item.unit, self.function(item).scope);
        let own = self.module(own_id);
        let Some(parent) = own.parent.map(|parent| self.module(parent)) else { return false };
        let modules = parent.declared.values().flatten().filter_map(|(presence, declared)| match declared {
            Declared::Module(module) => Some((*presence, *module)),
            _ => None,
        });
        let Some((own_presence, _)) = modules.clone().find(|(_, module)| *module == own_id) else { return false };
        let is_conditional = |module: &Module| module.cfgs.len() > parent.cfgs.len();
        let is_instead = |(presence, other): &(Presence, ModuleId)| {
            let module = self.module(*other);
            let is_of_same_name = module.path == own.path && (*presence, own_presence) != (Presence::Compiled, Presence::Compiled);
            let is_for_other_system = is_conditional(own) && (*presence == Presence::Absent) != (own_presence == Presence::Absent);
            *other != own_id && !module.in_test && (is_of_same_name || (is_for_other_system && is_conditional(module)))
        };
        modules.filter(is_instead).any(|(_, other)| self.declares_alike(other, item))
    }

    /// Whether a module declares a function that has the name of another one, and belongs to a type of the same name if that one does.
    fn declares_alike(&self, module: ModuleId, function: ItemRef) -> bool {
        let unit = self.module(module).unit;
        let behind_module = |item: ItemRef| {
            let path = self.function_path(item);
            let module = &self.module_of_function(item).path;
            path.as_str().strip_prefix(module.as_str()).map(str::to_owned)
        };
        let name = &self.function(function).name;
        let functions = (0..).zip(&self.items(unit).functions).filter(|(_, other)| other.name == *name);
        let mut alike = functions
            .filter(|(_, other)| self.module_of(unit, other.scope) == module)
            .map(|(index, _)| behind_module(ItemRef { unit, index }));
        let own = behind_module(function);
        alike.any(|other| other == own)
    }
}
