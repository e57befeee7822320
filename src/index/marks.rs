//! How far a list of items has come, to go back there or to say something of all that came later.

use super::items::{Items, Owner, ScopeId};

/// How many items of each kind there were.
#[derive(Clone, Copy, Debug)]
pub struct ItemMark([usize; 10]);

impl Items {
    /// How many there are.
    #[must_use]
    pub fn mark(&self) -> ItemMark {
        let Self { scopes, imports, functions, types, traits, impls, values, modules, macros, unexpanded } = self;
        ItemMark([
            scopes.len(),
            imports.len(),
            functions.len(),
            types.len(),
            traits.len(),
            impls.len(),
            values.len(),
            modules.len(),
            macros.len(),
            unexpanded.len(),
        ])
    }

    /// Forgets those since the mark.
    pub fn forget_since(&mut self, mark: ItemMark) {
        let [scopes, imports, functions, types, traits, impls, values, modules, macros, unexpanded] = mark.0;
        self.scopes.truncate(scopes);
        self.imports.truncate(imports);
        self.functions.truncate(functions);
        self.types.truncate(types);
        self.traits.truncate(traits);
        self.impls.truncate(impls);
        self.values.truncate(values);
        self.modules.truncate(modules);
        self.macros.truncate(macros);
        self.unexpanded.truncate(unexpanded);
    }

    /// Puts those since the mark that stand in `scope` itself under the predicates `cfgs`, before their own. Members are under those of
    /// their impl or trait.
    pub fn guard_since(&mut self, mark: ItemMark, scope: ScopeId, cfgs: &[String]) {
        if cfgs.is_empty() {
            return;
        }
        let [_, imports, functions, types, traits, impls, values, modules, macros, _] = mark.0;
        let imports = self.imports[imports..].iter_mut().map(|item| (item.scope, &mut item.attributes));
        let functions = self.functions[functions..].iter_mut().filter(|item| item.owner == Owner::Free);
        let functions = functions.map(|item| (item.scope, &mut item.attributes));
        let types = self.types[types..].iter_mut().map(|item| (item.scope, &mut item.attributes));
        let traits = self.traits[traits..].iter_mut().map(|item| (item.scope, &mut item.attributes));
        let impls = self.impls[impls..].iter_mut().map(|item| (item.scope, &mut item.attributes));
        let values = self.values[values..].iter_mut().filter(|item| item.owner == Owner::Free);
        let values = values.map(|item| (item.scope, &mut item.attributes));
        let modules = self.modules[modules..].iter_mut().map(|item| (item.scope, &mut item.attributes));
        let macros = self.macros[macros..].iter_mut().map(|item| (item.scope, &mut item.attributes));
        let all = imports.chain(functions).chain(types).chain(traits).chain(impls).chain(values).chain(modules).chain(macros);
        for (_, attributes) in all.filter(|(around, _)| *around == scope) {
            attributes.cfgs.splice(..0, cfgs.iter().cloned());
        }
    }
}
