//! Who can mean what is looked for: of the bodies that mention a function's name, those from which the function can be called.

use std::collections::BTreeSet;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::givers::{Givers, Giving, are_around};
use super::names::{Meant, Wanted};
use crate::base::Name;
use crate::resolve::{BodyOwner, CrateId, ItemRef, KnownImpl, ModuleId, Program};

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
    /// The same for values of which only the trait is known, by the name of the trait.
    opaque: FxHashMap<Name, (Giving, Keys)>,
    /// By the name of a trait of a stub crate, the traits of whose types a method of it may be called.
    bounds: FxHashMap<Name, FxHashSet<Name>>,
}

/// From where a function of the workspace can be called.
struct Callable {
    krate: CrateId,
    /// The module outside of which it has no name.
    hidden_in: Option<ModuleId>,
    /// For a method that only values of one type have, its name.
    of_type: Option<Name>,
    /// The trait by which the type has it, if by one.
    of_trait: Option<OfTrait>,
}

/// The trait of a method, by name: code that knows no more of a value may call it too.
enum OfTrait {
    /// Of the workspace.
    Own(Name),
    /// Of a stub crate: known for type parameters alone.
    Stub(Name),
}

impl Callable {
    fn of(program: &Program, item: ItemRef) -> Self {
        let krate = program.unit(item.unit).krate;
        let hidden_in = program.module_that_hides(item);
        match program.known_impl(item) {
            Some(KnownImpl { of_type, of_trait, is_of_stub }) => {
                let of_trait = if is_of_stub { OfTrait::Stub(of_trait) } else { OfTrait::Own(of_trait) };
                Self { krate, hidden_in, of_type: Some(of_type), of_trait: Some(of_trait) }
            }
            None => Self { krate, hidden_in, of_type: program.type_of_method(item), of_trait: None },
        }
    }
}

impl<'p> Sought<'p> {
    /// With what gives values of types from `givers`, made when it is needed, whose keys `find` tells.
    pub(super) fn new(program: &'p Program, keys: Keys, givers: &mut Option<Givers>, find: impl Fn(Vec<Wanted>) -> Keys + Sync) -> Self {
        let functions: FxHashMap<ItemRef, Callable> =
            keys.functions().into_iter().map(|item| (item, Callable::of(program, item))).collect();
        let types: BTreeSet<&Name> = functions.values().filter_map(|function| function.of_type.as_ref()).collect();
        let crates: BTreeSet<CrateId> = functions.values().map(|function| function.krate).collect();
        let crates = crates.into_iter().map(|krate| (krate, program.crates_above(krate))).collect();
        let (mut traits, mut stub_traits): (BTreeSet<&Name>, BTreeSet<&Name>) = Default::default();
        for of_trait in functions.values().filter_map(|function| function.of_trait.as_ref()) {
            match of_trait {
                OfTrait::Own(name) => traits.insert(name),
                OfTrait::Stub(name) => stub_traits.insert(name),
            };
        }
        let (mut givings, mut opaque, mut bounds) = <(FxHashMap<_, _>, FxHashMap<_, _>, FxHashMap<_, _>)>::default();
        if !types.is_empty() {
            let givers = givers.get_or_insert_with(|| Givers::new(program));
            let with_keys = |name: &Name, giving: Giving| {
                let keys = find(giving.wanted(program));
                (name.clone(), (giving, keys))
            };
            givings = types.into_par_iter().filter_map(|ty| Some(with_keys(ty, givers.of(ty)?))).collect();
            opaque = traits.into_par_iter().filter_map(|of| Some(with_keys(of, givers.of_opaque(of)?))).collect();
            bounds = stub_traits.into_iter().map(|of| (of.clone(), givers.bounds_with(of))).collect();
        }
        Self { program, keys, functions, crates, givings, opaque, bounds }
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
        let is_given = |giving: Option<&(Giving, Keys)>| {
            giving.is_none_or(|(giving, keys)| keys.are_in(mentions) || giving.is_around(self.program, body))
        };
        let knows_it = self.crates[&function.krate].contains(&self.program.module(module).krate)
            && function.hidden_in.is_none_or(|around| self.program.is_within(module, around))
            && function.of_type.as_ref().is_none_or(|ty| is_given(self.givings.get(ty)));
        // Code that knows the trait alone need not be above the crate of the type.
        knows_it
            || match &function.of_trait {
                Some(OfTrait::Own(of)) => is_given(self.opaque.get(of)),
                Some(OfTrait::Stub(of)) => are_around(self.program, body, &self.bounds[of]),
                None => false,
            }
    }
}
