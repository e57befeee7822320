//! Who can mean what is looked for: of the bodies that mention a function's name, those from which the function can be called.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::givers::{Givers, Giving, are_around};
use super::names::{Meant, Wanted};
use super::users::Users;
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
    /// Who may mean one of these.
    These(Vec<Meant>),
}

impl Keys {
    /// Adds who means something by a key; whether that is new.
    pub(super) fn add(&mut self, key: u32, meant: &Meant) -> bool {
        self.filter.add(key);
        match (self.meant.get_mut(&key), meant) {
            (None, Meant::All) => self.meant.insert(key, By::All).is_none(),
            (None, meant) => self.meant.insert(key, By::These(vec![meant.clone()])).is_none(),
            (Some(By::All), _) => false,
            (Some(known), Meant::All) => {
                *known = By::All;
                true
            }
            (Some(By::These(known)), meant) => {
                let is_new = !known.contains(meant);
                known.extend(is_new.then(|| meant.clone()));
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

    fn meant(&self) -> impl Iterator<Item = &Meant> {
        self.meant.values().flat_map(|by| match by {
            By::All => &[][..],
            By::These(these) => these,
        })
    }

    fn functions(&self) -> BTreeSet<ItemRef> {
        let item = |meant: &Meant| match meant {
            Meant::CallersOf(item) | Meant::ParametersFor(item) => Some(*item),
            Meant::All | Meant::UsersOf(_) | Meant::GivenBy(_) | Meant::LoopsOver(_) => None,
        };
        self.meant().filter_map(item).collect()
    }

    /// What code has to name, each time one of these, to have a value.
    fn given(&self) -> FxHashSet<&Arc<[Name]>> {
        self.meant()
            .filter_map(|meant| if let Meant::GivenBy(names) | Meant::LoopsOver(names) = meant { Some(names) } else { None })
            .collect()
    }
}

/// What gives a value, with the keys of what code mentions for that.
struct Given {
    giving: Giving,
    keys: Keys,
}

impl Given {
    fn new(program: &Program, giving: Giving, find: &impl Fn(Vec<Wanted>) -> Keys) -> Self {
        let keys = find(giving.wanted(program));
        Self { giving, keys }
    }

    /// Whether a body can have a value.
    fn is_in(&self, program: &Program, body: BodyOwner, mentions: &[u32]) -> bool {
        self.keys.are_in(mentions) || self.giving.is_around(program, body)
    }

    /// Whether a body can have a value, or its file imports what has to do with it.
    fn is_in_file(&self, program: &Program, body: BodyOwner, mentions: &[u32]) -> bool {
        self.is_in(program, body, mentions) || self.giving.is_imported(program, body)
    }
}

/// What is looked for, and who can mean it.
pub(super) struct Sought<'p> {
    program: &'p Program,
    users: Arc<Users>,
    keys: Keys,
    functions: FxHashMap<ItemRef, Callable>,
    /// By the crate of a function, the crates whose code can come to it.
    crates: FxHashMap<CrateId, FxHashSet<CrateId>>,
    /// By the name of a type what gives a value of it, and the keys of that; types of which nearly everybody has one are not here.
    givings: FxHashMap<Name, Given>,
    /// The same for values of which only the trait is known, by the name of the trait.
    opaque: FxHashMap<Name, Given>,
    /// The same for the values of stub crates' types, by what gives them there.
    given: FxHashMap<Arc<[Name]>, Given>,
    /// By the name of a trait of a stub crate, the traits of whose types a method of it may be called.
    bounds: FxHashMap<Name, FxHashSet<Name>>,
    /// By the name of a type or trait, what stands around code that has it without writing it.
    around: FxHashMap<Name, FxHashSet<Name>>,
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
    /// Whether it is called on a value.
    has_receiver: bool,
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
            Some(KnownImpl { of_type, of_trait, is_of_stub, has_receiver }) => {
                let of_trait = if is_of_stub { OfTrait::Stub(of_trait) } else { OfTrait::Own(of_trait) };
                Self { krate, hidden_in, of_type: Some(of_type), of_trait: Some(of_trait), has_receiver }
            }
            None => Self { krate, hidden_in, of_type: program.type_of_method(item), of_trait: None, has_receiver: true },
        }
    }

    /// The type and the trait for which a parameter or an associated type may stand where it is called without a value.
    fn unnamed(&self) -> impl Iterator<Item = &Name> {
        let own_trait = if let Some(OfTrait::Own(of)) = &self.of_trait { Some(of) } else { None };
        self.of_type.iter().chain(own_trait).filter(|_| !self.has_receiver)
    }
}

impl<'p> Sought<'p> {
    /// With what gives values of types from `givers`, made when it is needed, whose keys `find` tells.
    pub(super) fn new(
        program: &'p Program,
        keys: Keys,
        givers: &mut Option<Givers>,
        users: Arc<Users>,
        find: impl Fn(Vec<Wanted>) -> Keys + Sync,
    ) -> Self {
        let functions: FxHashMap<ItemRef, Callable> =
            keys.functions().into_iter().map(|item| (item, Callable::of(program, item))).collect();
        let types: BTreeSet<&Name> = functions.values().filter_map(|function| function.of_type.as_ref()).collect();
        let crates: BTreeSet<CrateId> = functions.values().map(|function| function.krate).collect();
        let crates = crates.into_iter().map(|krate| (krate, program.crates_above([krate]))).collect();
        let (mut traits, mut stub_traits): (BTreeSet<&Name>, BTreeSet<&Name>) = Default::default();
        for of_trait in functions.values().filter_map(|function| function.of_trait.as_ref()) {
            match of_trait {
                OfTrait::Own(name) => traits.insert(name),
                OfTrait::Stub(name) => stub_traits.insert(name),
            };
        }
        let (mut givings, mut opaque) = <(FxHashMap<_, _>, FxHashMap<_, _>)>::default();
        let (mut bounds, mut around, mut given) = <(FxHashMap<_, _>, FxHashMap<_, _>, FxHashMap<_, _>)>::default();
        let names_given = keys.given();
        if !types.is_empty() || !names_given.is_empty() {
            let givers = givers.get_or_insert_with(|| Givers::new(program, names_given.iter().flat_map(|names| names.iter())));
            let found = |giving: Giving| Given::new(program, giving, &find);
            givings = types.into_par_iter().filter_map(|ty| Some((ty.clone(), found(givers.of(ty)?)))).collect();
            opaque = traits.into_par_iter().filter_map(|of| Some((of.clone(), found(givers.of_opaque(of)?)))).collect();
            given = names_given.into_par_iter().filter_map(|names| Some((Arc::clone(names), found(givers.of_any(names)?)))).collect();
            let unnamed = functions.values().flat_map(Callable::unnamed);
            around = unnamed.collect::<BTreeSet<&Name>>().into_iter().map(|name| (name.clone(), givers.named_around(name))).collect();
            bounds = stub_traits.into_iter().map(|of| (of.clone(), givers.bounds_with(of))).collect();
        }
        Self { program, users, keys, functions, crates, givings, opaque, given, bounds, around }
    }

    /// Whether a body with these mentions can mean any of it.
    pub(super) fn is_meant_in(&self, body: BodyOwner, mentions: &[u32]) -> bool {
        mentions.iter().any(|&key| match self.keys.get(key) {
            None => false,
            Some(By::All) => true,
            Some(By::These(these)) => these.iter().any(|meant| self.may_mean(body, mentions, meant)),
        })
    }

    fn may_mean(&self, body: BodyOwner, mentions: &[u32], meant: &Meant) -> bool {
        let module = self.program.module(self.program.module_of_body(body));
        let krate = module.krate;
        match meant {
            Meant::All => true,
            Meant::UsersOf(stub) => self.users.include(krate, *stub),
            Meant::GivenBy(names) => self.given.get(names).is_none_or(|given| given.is_in_file(self.program, body, mentions)),
            // Of loops there are too many to look at all of them.
            Meant::LoopsOver(names) => self.given.get(names).is_some_and(|given| given.is_in(self.program, body, mentions)),
            // No compiler looks at documentation: a call there that is not understood counts, wherever its value may come from.
            Meant::CallersOf(_) if self.program.is_of_doc_test(module.unit) => true,
            Meant::CallersOf(item) => {
                let function = &self.functions[item];
                self.can_name(body, krate, function)
                    && function
                        .of_type
                        .as_ref()
                        .is_none_or(|ty| self.givings.get(ty).is_none_or(|given| given.is_in(self.program, body, mentions)))
                    || self.knows_trait(body, mentions, function)
            }
            Meant::ParametersFor(item) => {
                let function = &self.functions[item];
                let is_around = |name: &Name| are_around(self.program, body, &self.around[name]);
                let by_type = || function.of_type.as_ref().is_some_and(is_around) && self.can_name(body, krate, function);
                let by_trait = || match &function.of_trait {
                    Some(OfTrait::Own(of)) => is_around(of),
                    Some(OfTrait::Stub(of)) => are_around(self.program, body, &self.bounds[of]),
                    None => false,
                };
                by_trait() || by_type()
            }
        }
    }

    /// Whether code of a body can name a function, as far as crates and modules tell.
    fn can_name(&self, body: BodyOwner, krate: CrateId, function: &Callable) -> bool {
        let is_within = |around| self.program.is_within(self.program.module_of_body(body), around);
        self.crates[&function.krate].contains(&krate) && function.hidden_in.is_none_or(is_within)
    }

    /// Whether a body may call a function by its trait alone: that need not stand above the crate of the type.
    fn knows_trait(&self, body: BodyOwner, mentions: &[u32], function: &Callable) -> bool {
        match &function.of_trait {
            Some(OfTrait::Own(of)) => self.opaque.get(of).is_none_or(|given| given.is_in(self.program, body, mentions)),
            Some(OfTrait::Stub(of)) => are_around(self.program, body, &self.bounds[of]),
            None => false,
        }
    }
}
