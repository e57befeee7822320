//! Who can mean what is looked for: of the bodies that mention a function's name, those from which the function can be called.

use std::collections::BTreeSet;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::givers::{Givers, Giving};
use super::names::{Meant, Wanted};
use crate::base::Name;
use crate::resolve::{BodyOwner, CrateId, ItemRef, ModuleId, Program};

/// What bodies mention that mean something which is looked for.
#[derive(Default)]
pub(super) struct Keys {
    meant: FxHashMap<u32, By>,
    filter: Filter,
}

/// Tells of most keys that they are not looked for: of what all bodies mention nearly nothing is.
struct Filter([u64; 64]);

impl Default for Filter {
    fn default() -> Self {
        Self([0; 64])
    }
}

impl Filter {
    fn add(&mut self, key: u32) {
        self.0[key as usize / 64 % 64] |= 1 << (key % 64);
    }

    fn may_have(&self, key: u32) -> bool {
        self.0[key as usize / 64 % 64] >> (key % 64) & 1 == 1
    }
}

/// Who means it by a key.
enum By {
    All,
    CallersOf(Vec<ItemRef>),
}

impl Keys {
    /// Adds who means something by a key; whether that is new.
    pub(super) fn add(&mut self, key: u32, meant: Meant) -> bool {
        self.filter.add(key);
        match (self.meant.get_mut(&key), meant) {
            (None, Meant::ByAll) => self.meant.insert(key, By::All).is_none(),
            (None, Meant::ByCallersOf(item)) => self.meant.insert(key, By::CallersOf(vec![item])).is_none(),
            (Some(By::All), _) => false,
            (Some(known), Meant::ByAll) => {
                *known = By::All;
                true
            }
            (Some(By::CallersOf(items)), Meant::ByCallersOf(item)) => {
                let is_new = !items.contains(&item);
                items.extend(is_new.then_some(item));
                is_new
            }
        }
    }

    /// Whether one of the mentions is a key, whoever's they are.
    pub(super) fn are_in(&self, mentions: &[u32]) -> bool {
        mentions.iter().any(|&key| self.get(key).is_some())
    }

    fn get(&self, key: u32) -> Option<&By> {
        if self.filter.may_have(key) { self.meant.get(&key) } else { None }
    }

    fn functions(&self) -> BTreeSet<ItemRef> {
        let functions = self.meant.values().flat_map(|by| match by {
            By::All => &[][..],
            By::CallersOf(items) => items,
        });
        functions.copied().collect()
    }
}

/// What is looked for, and who can mean it.
pub(super) struct Sought<'p> {
    program: &'p Program,
    keys: Keys,
    functions: FxHashMap<ItemRef, Callable>,
    /// By the crate of a function, the crates whose code can come to it.
    crates: FxHashMap<CrateId, FxHashSet<CrateId>>,
    /// By the name of a type what gives a value of it, and the keys of that; types of which nearly everybody has one are not here.
    givings: FxHashMap<Name, (Giving, Keys)>,
}

/// From where a function of the workspace can be called.
struct Callable {
    krate: CrateId,
    /// The module outside of which it has no name.
    hidden_in: Option<ModuleId>,
    /// For a method that only values of one type have, its name.
    of_type: Option<Name>,
}

impl<'p> Sought<'p> {
    /// With what gives values of types from `givers`, made when it is needed, whose keys `find` tells.
    pub(super) fn new(program: &'p Program, keys: Keys, givers: &mut Option<Givers>, find: impl Fn(Vec<Wanted>) -> Keys + Sync) -> Self {
        let callable = |item: ItemRef| {
            let krate = program.unit(item.unit).krate;
            (item, Callable { krate, hidden_in: program.module_that_hides(item), of_type: program.type_of_method(item) })
        };
        let functions: FxHashMap<ItemRef, Callable> = keys.functions().into_iter().map(callable).collect();
        let types: BTreeSet<&Name> = functions.values().filter_map(|function| function.of_type.as_ref()).collect();
        let crates: BTreeSet<CrateId> = functions.values().map(|function| function.krate).collect();
        let crates = crates.into_iter().map(|krate| (krate, program.crates_above(krate))).collect();
        let mut givings = FxHashMap::default();
        if !types.is_empty() {
            let givers = givers.get_or_insert_with(|| Givers::new(program));
            let giving = |ty: &Name| {
                let giving = givers.of(ty)?;
                let keys = find(giving.wanted(program));
                Some((ty.clone(), (giving, keys)))
            };
            givings = types.into_par_iter().filter_map(giving).collect();
        }
        Self { program, keys, functions, crates, givings }
    }

    /// Whether a body with these mentions can mean any of it.
    pub(super) fn is_meant_in(&self, body: BodyOwner, mentions: &[u32]) -> bool {
        mentions.iter().any(|&key| match self.keys.get(key) {
            None => false,
            Some(By::All) => true,
            Some(By::CallersOf(items)) => items.iter().any(|item| self.can_call(body, mentions, &self.functions[item])),
        })
    }

    fn can_call(&self, body: BodyOwner, mentions: &[u32], function: &Callable) -> bool {
        let module = self.program.module_of_body(body);
        let has_value = |ty: &Name| {
            let giving = self.givings.get(ty);
            giving.is_none_or(|(giving, keys)| keys.are_in(mentions) || giving.is_around(self.program, body))
        };
        self.crates[&function.krate].contains(&self.program.module(module).krate)
            && function.hidden_in.is_none_or(|around| self.program.is_within(module, around))
            && function.of_type.as_ref().is_none_or(has_value)
    }
}
