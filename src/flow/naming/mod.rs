//! Which of the functions that the words of a body may mean it can run, as far as imports and types tell. A word that is not understood
//! still means whatever is called like it, so that what is left out is surely not meant.

mod words;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::{DefPath, FileId, Name};
use crate::resolve::{BodyOwner, Definition, ItemRef, Program};
use crate::rules::Contexts;
use crate::workspace::Workspace;

/// The body of a function, or the initialiser of a constant or static: its file, and where it starts.
pub type BodyPlace = (FileId, u32);

/// What is known of a program, for questions about its bodies: each is looked at when it is asked for, and once.
#[derive(Debug)]
pub struct Naming {
    known: Mutex<Known>,
}

#[derive(Debug)]
struct Known {
    program: Program,
    /// Filled by the first question.
    index: Option<Index>,
    named: FxHashMap<BodyPlace, Arc<Named>>,
}

/// Where the bodies of a program are.
#[derive(Debug, Default)]
struct Index {
    /// A file that is part of several crates has each body several times.
    owners: FxHashMap<BodyPlace, Vec<BodyOwner>>,
    /// The functions by their paths: of those with the same one the build chooses.
    twins: FxHashMap<DefPath, Vec<BodyPlace>>,
    /// The methods by their names and the number of their arguments.
    methods: FxHashMap<(Name, usize), Vec<ItemRef>>,
}

/// What a function is a member of, for calls that do not say of which type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Membership {
    of: TraitOf,
    /// Whether it is for a type of the workspace and for no other.
    is_for_own_type: bool,
}

/// The trait that a function is declared in, or in an impl of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum TraitOf {
    /// None.
    None,
    /// One of the workspace: the file, and its index there.
    Own(FileId, u32),
    /// One of another crate.
    Foreign,
    /// It is not known which.
    Unknown,
}

/// A member of a trait that code names, whose impl it does not say.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Member {
    of: TraitOf,
    /// Whether the type that has it is none of the workspace.
    is_for_foreign_type: bool,
}

impl TraitOf {
    fn function(program: &Program, item: ItemRef) -> Self {
        if program.trait_path_of(item).is_none() {
            return Self::None;
        }
        match program.implemented_trait(item) {
            Some(Definition::Trait(of)) => match program.unit(of.unit) {
                // What blocks declare is told apart by nothing that is the same in each crate.
                unit if unit.body.is_some() => Self::Unknown,
                unit => unit.file.map_or(Self::Foreign, |file| Self::Own(file, of.index)),
            },
            Some(Definition::External(_)) => Self::Foreign,
            _ => Self::Unknown,
        }
    }
}

impl Membership {
    const UNKNOWN: Self = Self { of: TraitOf::Unknown, is_for_own_type: false };

    fn of(program: &Program, owner: BodyOwner) -> Self {
        match owner {
            BodyOwner::Function(item) => Self { of: TraitOf::function(program, item), is_for_own_type: program.is_for_own_type(item) },
            BodyOwner::Value(_) => Self { of: TraitOf::None, is_for_own_type: false },
        }
    }
}

impl Member {
    fn may_be(self, membership: Membership) -> bool {
        let is_of_trait = match (self.of, membership.of) {
            (TraitOf::None, _) | (_, TraitOf::None) => false,
            (TraitOf::Unknown, _) | (_, TraitOf::Unknown) => true,
            (one, other) => one == other,
        };
        is_of_trait && !(self.is_for_foreign_type && membership.is_for_own_type)
    }
}

/// What a body names.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Named {
    /// The functions that calls and paths surely mean.
    functions: FxHashSet<BodyPlace>,
    /// Members of these traits, by what code mentions that names one: a type that is not known, or many types, decide which impl it is of.
    members: FxHashMap<u32, Vec<Member>>,
    /// What the words mention that are not understood: sorted.
    open: Box<[u32]>,
}

impl Named {
    /// Whether the body may run a function that `keys` mean, as far as its names tell.
    #[must_use]
    pub fn may_mean(&self, function: BodyPlace, keys: &[u32], membership: Membership) -> bool {
        self.functions.contains(&function)
            || keys.iter().any(|key| self.open.binary_search(key).is_ok())
            || keys.iter().filter_map(|key| self.members.get(key)).flatten().any(|of| of.may_be(membership))
    }

    /// What a body names that stands in several crates, in each of which a word may mean something else.
    fn and(mut self, other: Self) -> Self {
        self.functions.extend(other.functions);
        for (key, of) in other.members {
            self.members.entry(key).or_default().extend(of);
        }
        let mut open = [self.open, other.open].concat();
        open.sort_unstable();
        open.dedup();
        Self { open: open.into(), ..self }
    }
}

impl Naming {
    /// Of a program of which nothing is asked yet.
    #[must_use]
    pub fn new(program: Program) -> Self {
        Self { known: Mutex::new(Known { program, index: None, named: FxHashMap::default() }) }
    }

    /// What each of these bodies names; none where it is a part of no target. Not to be asked from within parallel work: all threads work to
    /// find it out.
    #[must_use]
    pub fn named(&self, workspace: &Workspace, contexts: &Contexts, bodies: &[BodyPlace]) -> Vec<Option<Arc<Named>>> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let Known { program, index, named } = &mut *known;
        let index = &*index.get_or_insert_with(|| Index::new(program));
        let new: BTreeSet<BodyPlace> = bodies.iter().filter(|body| !named.contains_key(body)).copied().collect();
        let new: Vec<(BodyPlace, &[BodyOwner])> = new.into_iter().filter_map(|body| Some((body, &index.owners.get(&body)?[..]))).collect();
        let owners: Vec<BodyOwner> = new.iter().flat_map(|(_, owners)| *owners).copied().collect();
        program.add_block_items(workspace, &owners);
        let program = &*program;
        let read = |(body, owners): (BodyPlace, &[BodyOwner])| {
            let of_owner = |owner: &BodyOwner| words::named(workspace, program, contexts, index, *owner);
            let found = owners.iter().map(of_owner).reduce(Named::and).unwrap_or_default();
            (body, Arc::new(found))
        };
        let new: Vec<_> = new.into_par_iter().map(read).collect();
        named.extend(new);
        bodies.iter().map(|body| named.get(body).cloned()).collect()
    }

    /// What each of these functions is a member of; none where it is a part of no target.
    #[must_use]
    pub fn memberships(&self, functions: &[BodyPlace]) -> Vec<Option<Membership>> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let Known { program, index, .. } = &mut *known;
        let index = &*index.get_or_insert_with(|| Index::new(program));
        let of = |function: &BodyPlace| {
            let mut found = index.owners.get(function)?.iter().map(|owner| Membership::of(program, *owner));
            let first = found.next()?;
            Some(if found.all(|other| other == first) { first } else { Membership::UNKNOWN })
        };
        functions.iter().map(of).collect()
    }
}

impl Index {
    fn new(program: &Program) -> Self {
        let mut found = Self::default();
        for (unit, data) in program.units() {
            // What a body declares is a part of it.
            let Some(file) = data.file.filter(|_| data.body.is_none()) else { continue };
            for (index, function) in (0..).zip(&data.index.items.functions) {
                let item = ItemRef { unit, index };
                let Some(body) = function.body else { continue };
                let place = (file, body.start());
                found.owners.entry(place).or_default().push(BodyOwner::Function(item));
                found.twins.entry(program.function_path(item)).or_default().push(place);
                if function.receiver.is_some() {
                    found.methods.entry((function.name.clone(), function.parameters.len())).or_default().push(item);
                }
            }
            for (index, value) in (0..).zip(&data.index.items.values) {
                let Some(initializer) = value.initializer else { continue };
                found.owners.entry((file, initializer.start())).or_default().push(BodyOwner::Value(ItemRef { unit, index }));
            }
        }
        found
    }
}
