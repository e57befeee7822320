//! Which functions a call may come to: one where the type is known, those of all impls where it goes through `dyn` or a type parameter.

use rustc_hash::FxHashMap;

use super::definitions::{Definition, ItemRef, Program};
use super::methods::Head;
use super::names::Namespace;
use super::selection::Selection;
use super::solver::Solver;
use super::ty::Ty;
use crate::base::{DefPath, Name};
use crate::index::{Generics, Owner};

/// A value behind more pointers than these is as good as none.
const MOST_POINTERS: usize = 8;

/// The functions that a call may run.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Dispatch {
    /// In the order of their declarations.
    pub functions: Vec<ItemRef>,
    /// Whether the call surely runs one of them, and there is only one.
    pub is_certain: bool,
    /// Whether the type decides it, so that it is the same for all who use the code.
    pub is_static: bool,
}

impl Dispatch {
    fn one(function: ItemRef) -> Self {
        Self { functions: vec![function], is_certain: true, is_static: true }
    }
}

impl Program {
    /// The function `member` (a path `trait::method`) of the one impl that `subject` has of it: for a trait with a type argument, the impl
    /// for `argument`. None for the impls of stub crates, whose bodies nobody sees.
    #[must_use]
    pub fn implementation(&self, member: &DefPath, subject: &Ty, argument: Option<&Ty>) -> Option<ItemRef> {
        let is_own = |ty: &Ty| matches!(ty.behind_references(), Ty::Adt(item, _) if !self.is_of_stub(*item));
        if !is_own(subject) && !argument.is_some_and(is_own) {
            return None;
        }
        let trait_path = member.parent()?;
        let Some(Definition::Trait(of)) = self.stub_definition(trait_path.as_str(), Namespace::Types) else { return None };
        let impls = self.implementations.of_trait(of)?;
        let has_argument = !self.trait_item(of).generics.params.is_empty();
        let arguments: Option<Vec<Ty>> = if has_argument { argument.map(|argument| vec![*argument]) } else { None };
        // None where none fits; of several it is not known which.
        let of_one = |subject: &Ty| {
            let known = impls.by_head.get(&Head::of(subject)?)?;
            if !known.iter().any(|block| !self.is_of_stub(*block)) {
                return None;
            }
            let mut selections = Solver::new(self, Vec::new()).select_all(subject, of, arguments.as_deref(), 2, 0);
            match (selections.pop()?, selections.is_empty()) {
                (Selection::Impl(block, _), true) => Some(self.implementations.member_of(self, block, &Name::new(member.last()))),
                _ => Some(None),
            }
        };
        // An impl may be for a reference itself.
        let of_reference = if matches!(subject, Ty::Reference(_)) { of_one(subject) } else { None };
        of_reference.or_else(|| of_one(subject.behind_references())).flatten()
    }

    /// The iterator that a loop over a value of a type makes of it; not for the types of std.
    #[must_use]
    pub fn iterator_of(&self, iterable: &Ty) -> Option<Ty> {
        let Ty::Adt(item, _) = iterable.behind_references() else { return None };
        let of = self.lang().into_iterator.filter(|of| self.unit(item.unit).krate != self.unit(of.unit).krate)?;
        let mut solver = Solver::new(self, Vec::new());
        let iterator = solver.project(iterable, Some(of), &Name::new_static("IntoIter"))?;
        // What the impl leaves open means nothing to who asks.
        Some(solver.normalize(&iterator).closed())
    }

    /// The path `trait::method` of the trait's method that a function is an impl of.
    #[must_use]
    pub fn implemented_member(&self, item: ItemRef) -> Option<DefPath> {
        match (self.function(item).owner, self.implemented_trait(item)?) {
            (Owner::Impl(_), definition @ Definition::Trait(_)) => Some(self.path(&definition).join(&self.function(item).name)),
            _ => None,
        }
    }

    /// The path of the trait whose impl or declaration a function stands in, as far as it is known.
    #[must_use]
    pub fn trait_path_of(&self, item: ItemRef) -> Option<DefPath> {
        let written = match self.function(item).owner {
            Owner::Free => return None,
            Owner::Trait(_) => String::new(),
            Owner::Impl(index) => self.impl_item(ItemRef { unit: item.unit, index }).trait_path.as_ref()?.text(),
        };
        Some(match self.implemented_trait(item) {
            Some(Definition::External(path)) => path,
            Some(definition) => self.path(&definition),
            None => DefPath::new(&written),
        })
    }

    /// The attributes of the impl that a function stands in.
    #[must_use]
    pub fn attributes_around(&self, item: ItemRef) -> Vec<Name> {
        match self.function(item).owner {
            Owner::Impl(index) => self.impl_item(ItemRef { unit: item.unit, index }).attributes.paths.clone(),
            _ => Vec::new(),
        }
    }

    /// Whether a function stands in an impl for a type of the workspace, and so is never called for another one.
    #[must_use]
    pub fn is_for_own_type(&self, item: ItemRef) -> bool {
        let Owner::Impl(index) = self.function(item).owner else { return false };
        let header = self.implementations.header(ItemRef { unit: item.unit, index });
        matches!(header.map(|header| &header.self_type), Some(Ty::Adt(subject, _)) if self.is_of_workspace(*subject))
    }

    /// Whether values of these types may be the arguments of a method, its `self` left out: as many as it takes, and none that is a reference
    /// where it takes something that is none, or the other way round.
    #[must_use]
    pub fn may_take(&self, method: ItemRef, arguments: &[Ty]) -> bool {
        let inputs = &self.signature(method).inputs;
        let fits = |(input, given): (&Ty, &Ty)| {
            !matches!(
                (input, given),
                (Ty::Adt(..) | Ty::Primitive(_), Ty::Reference(_)) | (Ty::Reference(_), Ty::Adt(..) | Ty::Primitive(_))
            )
        };
        inputs.len() == arguments.len() && inputs.iter().zip(arguments).all(fits)
    }

    /// The methods of the workspace that are the only ones of their name, with the number of their arguments, the receiver left out: no
    /// trait, other type or stub has one that is called like it.
    #[must_use]
    pub fn lone_methods(&self) -> FxHashMap<(Name, usize), ItemRef> {
        let mut by_name: FxHashMap<&Name, Option<ItemRef>> = FxHashMap::default();
        for (unit, data) in self.units() {
            for (index, function) in data.index.items.functions.iter().enumerate().filter(|(_, function)| function.receiver.is_some()) {
                let item = ItemRef { unit, index: index as u32 };
                let is_own = data.file.is_some() && function.owner != Owner::Free;
                // A file that is part of two crates declares it twice.
                let is_same = |known: &Option<ItemRef>| {
                    known.is_some_and(|known| known.index == item.index && self.unit(known.unit).file == data.file)
                };
                by_name
                    .entry(&function.name)
                    .and_modify(|known| *known = known.filter(|_| is_same(known)))
                    .or_insert_with(|| is_own.then_some(item));
            }
        }
        let lone = by_name.into_iter().filter_map(|(name, item)| item.map(|item| (name, item)));
        lone.map(|(name, item)| ((name.clone(), self.function(item).parameters.len()), item)).collect()
    }

    /// The type parameters of the impl that a function stands in.
    #[must_use]
    pub fn generics_around(&self, item: ItemRef) -> Option<&Generics> {
        match self.function(item).owner {
            Owner::Impl(index) => Some(&self.impl_item(ItemRef { unit: item.unit, index }).generics),
            _ => None,
        }
    }

    /// The method that a loop calls for each item.
    #[must_use]
    pub fn next_method(&self) -> DefPath {
        self.method_of(self.lang().iterator, "next")
    }

    /// The method that a loop calls first.
    #[must_use]
    pub fn into_iter_method(&self) -> DefPath {
        self.method_of(self.lang().into_iterator, "into_iter")
    }

    /// The method that is called when a value ends.
    #[must_use]
    pub fn drop_method(&self) -> DefPath {
        self.method_of(self.lang().drop, "drop")
    }

    /// The method that dereferencing calls.
    #[must_use]
    pub fn deref_method(&self) -> DefPath {
        self.method_of(self.lang().deref, "deref")
    }

    /// The method that gives another value like the one that it is called on.
    #[must_use]
    pub fn clone_method(&self) -> DefPath {
        self.method_of(self.lang().clone, "clone")
    }

    fn method_of(&self, of: Option<ItemRef>, name: &str) -> DefPath {
        of.map_or_else(|| DefPath::new(name), |of| self.path(&Definition::Trait(of)).join(name))
    }

    /// How often a value has to be dereferenced to become what the last of its pointers points to, if not references alone lie between:
    /// once for an `Arc<PathBuf>`, twice for a reference to one, and not at all for a `PathBuf` or an `Arc<Path>`, which point to the path.
    #[must_use]
    pub fn pointers(&self, ty: &Ty) -> usize {
        let mut solver = Solver::new(self, Vec::new());
        let mut chain = vec![solver.normalize(ty)];
        while let Some(next) = chain.last().and_then(|last| solver.deref(last)).filter(|_| chain.len() <= MOST_POINTERS) {
            chain.push(next);
        }
        let before = chain.len().saturating_sub(2);
        if chain[..before].iter().all(|ty| matches!(ty, Ty::Reference(_))) { 0 } else { before }
    }

    /// The functions of the workspace that give a value of a type called `name`, as they are written.
    #[must_use]
    pub fn makers_of(&self, name: &Name) -> Vec<Name> {
        let units = self.units().filter(|(_, unit)| unit.file.is_some());
        let functions = units.flat_map(|(_, unit)| &unit.index.items.functions);
        functions.filter(|function| function.output.names(name)).map(|function| function.name.clone()).collect()
    }

    /// The types of the workspace that a loop makes an iterator called `name` of, as it is written.
    #[must_use]
    pub fn looped_over_as(&self, name: &Name) -> Vec<Name> {
        let mut found = Vec::new();
        for (unit, data) in self.units().filter(|(_, unit)| unit.file.is_some()) {
            for (index, block) in data.index.items.impls.iter().enumerate() {
                let is_so_called = block.associated_types.iter().any(|(associated, ty)| associated == "IntoIter" && ty.names(name));
                let subject = if is_so_called { self.implementations.subject(ItemRef { unit, index: index as u32 }) } else { None };
                found.extend(subject.map(|subject| Name::new(self.path(&subject).last())));
            }
        }
        found
    }

    /// Whether a function is a method of a type called `name`, as it is written.
    #[must_use]
    pub fn takes_as_self(&self, item: ItemRef, name: &Name) -> bool {
        let function = self.function(item);
        match function.owner {
            Owner::Impl(index) if function.receiver.is_some() => self.impl_item(ItemRef { unit: item.unit, index }).self_type.names(name),
            _ => false,
        }
    }

    /// The name of the type whose impl a function stands in.
    #[must_use]
    pub fn self_type_name(&self, item: ItemRef) -> Option<Name> {
        match self.function(item).owner {
            Owner::Impl(index) => {
                let subject = self.implementations.subject(ItemRef { unit: item.unit, index })?;
                Some(Name::new(self.path(&subject).last()))
            }
            _ => None,
        }
    }

    /// The functions that a call which resolves to `function` may run, if `receiver` is the type that the method was found for.
    ///
    /// A trait of a stub crate has impls that nobody sees: a call through a bound on it comes to nothing that is known.
    #[must_use]
    pub fn dispatch(&self, function: ItemRef, receiver: Option<&Ty>) -> Dispatch {
        let declared = self.function(function);
        let Owner::Trait(index) = declared.owner else { return Dispatch::one(function) };
        let of = ItemRef { unit: function.unit, index };
        let Some(impls) = self.implementations.of_trait(of) else {
            let only = if declared.body.is_some() { Dispatch::one(function) } else { Dispatch::default() };
            return Dispatch { is_static: false, ..only };
        };
        let is_open = |head: &Head| match head {
            Head::Dyn(_) => true,
            Head::Adt(item) => self.is_forwarded(*item, of),
            _ => false,
        };
        let head = receiver.and_then(|ty| Head::of(ty.behind_references())).filter(|head| !is_open(head));
        let blocks: Vec<ItemRef> = match &head {
            Some(head) => self.fitting(impls.by_head.get(head).unwrap_or(&impls.blanket), receiver),
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
        Dispatch { functions, is_certain, is_static: head.is_some() }
    }

    /// Those of several impls that may be for `receiver`: one may be for `Wrapper<u8>`, another for `Wrapper<String>`.
    fn fitting(&self, blocks: &[ItemRef], receiver: Option<&Ty>) -> Vec<ItemRef> {
        let Some(receiver) = receiver.filter(|_| blocks.len() > 1) else { return blocks.to_vec() };
        let fits = |block: &&ItemRef| {
            let Some(header) = self.implementations.header(**block) else { return true };
            let mut solver = Solver::new(self, Vec::new());
            let open = solver.fresh(&header.parameters);
            solver.table.unify(&header.self_type.substitute(&open), receiver.behind_references())
        };
        let found: Vec<ItemRef> = blocks.iter().filter(fits).copied().collect();
        if found.is_empty() { blocks.to_vec() } else { found }
    }
}
