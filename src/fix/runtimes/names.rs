//! What code has to mention for a function of the workspace to be meant, by its name and the forms in which code writes it.

use std::collections::{BTreeMap, BTreeSet};

use super::Declared;
use crate::base::Name;
use crate::fix::inputs::Inputs;
use crate::index::{Call, Form, Function, ImportKind, Owner, TypeItemKind, TypeRef, Value, mention, mention_of};

/// What means a function, a constant or a macro.
#[derive(Debug, Default)]
pub(super) struct Keys {
    /// Its own name.
    pub(super) own: Vec<u32>,
    /// The name of the type that it is of: code of other crates runs what it implements of their traits.
    pub(super) of_type: Vec<u32>,
}

impl Keys {
    pub(super) fn all(&self) -> impl Iterator<Item = u32> {
        self.own.iter().chain(&self.of_type).copied()
    }
}

/// What the workspace calls its own things.
pub(super) struct Names {
    /// The names under which a type or function is known too: imports and aliases that rename it.
    aliases: BTreeMap<Name, BTreeSet<Name>>,
    traits: BTreeSet<Name>,
}

impl Names {
    pub(super) fn new(inputs: Inputs<'_>) -> Self {
        let mut names = Self { aliases: BTreeMap::new(), traits: BTreeSet::new() };
        for file in &inputs.workspace.files {
            let items = &file.index.items;
            for import in &items.imports {
                if let (ImportKind::Named(alias), Some(last)) = (&import.kind, import.path.last())
                    && alias != last
                {
                    names.aliases.entry(last.clone()).or_default().insert(alias.clone());
                }
            }
            for declared in &items.types {
                if let TypeItemKind::Alias(TypeRef::Path(path)) = &declared.kind
                    && let Some(last) = path.last()
                {
                    names.aliases.entry(last.clone()).or_default().insert(declared.name.clone());
                }
            }
            names.traits.extend(items.traits.iter().map(|declared| declared.name.clone()));
        }
        names
    }

    /// A name and those under which it is known too.
    fn of(&self, name: &Name) -> BTreeSet<Name> {
        let mut found = BTreeSet::from([name.clone()]);
        let mut open = vec![name.clone()];
        while let Some(name) = open.pop() {
            open.extend(self.aliases.get(&name).into_iter().flatten().filter(|alias| found.insert((*alias).clone())).cloned());
        }
        found
    }

    /// What a text mentions that means the function.
    pub(super) fn of_function(&self, declared: &Declared<'_>) -> Keys {
        let function: &Function = declared.function;
        let name = &function.name;
        let call = if function.receiver.is_some() { Form::Method } else { Form::Function };
        let [kept, awaited] = Form::of_call(call, function.parameters.len());
        let in_any_path = [kept, awaited, Form::Alone, Form::Path, Form::Member];
        let Owner::Impl(of) = function.owner else {
            let own = self.of(name).iter().flat_map(|name| in_forms(name, &in_any_path)).collect();
            return Keys { own, of_type: Vec::new() };
        };
        let of = &declared.index.items.impls[of as usize];
        let owner = if let TypeRef::Path(path) = &of.self_type { path.last() } else { None };
        let own = in_forms(name, &in_any_path);
        if let Some(implemented) = &of.trait_path {
            // Whoever declares the trait calls it for whoever has the type.
            let is_foreign = implemented.last().is_none_or(|implemented| !self.traits.contains(implemented));
            let owners = owner.filter(|_| is_foreign).into_iter().flat_map(|owner| self.of(owner));
            return Keys { own, of_type: owners.flat_map(|owner| in_forms(&owner, &[Form::Alone, Form::Path, Form::Member])).collect() };
        }
        let Some(owner) = owner else { return Keys { own, of_type: Vec::new() } };
        let owners = self.of(owner).into_iter().chain([Name::new_static("Self")]);
        let mut own: Vec<u32> = owners.map(|owner| mention_of(&owner, name)).collect();
        own.push(mention(name, Form::Projected));
        if function.receiver.is_some() {
            own.extend(in_forms(name, &[kept, awaited, Form::Alone]));
        }
        Keys { own, of_type: Vec::new() }
    }

    /// What a text mentions that means the constant or static.
    pub(super) fn of_value(&self, value: &Value) -> Keys {
        let forms = [Form::Alone, Form::Path, Form::Member, Form::Function(Call::Empty), Form::Function(Call::Arguments)];
        let own = self.of(&value.name).iter().flat_map(|name| in_forms(name, &forms)).collect();
        Keys { own, of_type: Vec::new() }
    }
}

fn in_forms(name: &Name, forms: &[Form]) -> Vec<u32> {
    forms.iter().map(|form| mention(name, *form)).collect()
}
