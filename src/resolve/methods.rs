//! Which impls and methods there are, by the head of the type that they are for.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::definitions::{Definition, ItemRef, Program, Unit, UnitId};
use super::interned::Interned;
use super::lower::TypeScope;
use super::names::Namespace;
use super::primitives::Primitive;
use super::ty::{Bound, Contents, Symbol, Ty};
use crate::base::{DefPath, Name};
use crate::index::{Impl, Items, Owner, SelfParameter};

/// The outermost part of a type, by which impls are filed.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) enum Head {
    Adt(ItemRef),
    External(Interned<DefPath>),
    Primitive(Primitive),
    Reference,
    Pointer,
    Slice,
    Array,
    Tuple(usize),
    Function,
    Dyn(Definition),
    Never,
}

impl Head {
    /// The head of a type; none for a type that any head may turn out to be.
    pub(super) fn of(ty: &Ty) -> Option<Self> {
        Some(match ty {
            Ty::Adt(item, _) => Self::Adt(*item),
            Ty::External(path, _) => Self::External(*path),
            Ty::Primitive(primitive) => Self::Primitive(*primitive),
            Ty::Reference(_) => Self::Reference,
            Ty::Pointer(_) => Self::Pointer,
            Ty::Slice(_) => Self::Slice,
            Ty::Array(_) => Self::Array,
            Ty::Tuple(parts) => Self::Tuple(parts.len()),
            Ty::Function(..) => Self::Function,
            Ty::Dyn(bounds) => Self::Dyn(bounds.first()?.definition.clone()),
            Ty::Never => Self::Never,
            Ty::Unknown | Ty::Variable(_) | Ty::Parameter(_) | Ty::Opaque(_) | Ty::Projection(..) => return None,
        })
    }
}

/// The types at the top of an impl, its parameters not replaced.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Header {
    pub(super) self_type: Ty,
    pub(super) bound: Option<Bound>,
    pub(super) parameters: Vec<Symbol>,
    pub(super) bounds: Vec<(Ty, Bound)>,
}

impl Header {
    /// Whether a part of it is of a crate that was not read, or was not understood.
    fn is_open(&self, block: &Impl) -> bool {
        let is_unread = |bound: &Bound| !matches!(bound.definition, Definition::Trait(_));
        let is_open = |ty: &Ty| {
            ty.contains(Contents::EXTERNAL | Contents::PROJECTION | Contents::UNKNOWN)
                || ty.any_part(&mut |part| match part {
                    Ty::Opaque(bounds) | Ty::Dyn(bounds) => bounds.iter().any(is_unread),
                    _ => false,
                })
        };
        let is_bound_open =
            |bound: &Bound| is_unread(bound) || bound.arguments.iter().any(is_open) || bound.associated.iter().any(|(_, ty)| is_open(ty));
        (block.trait_path.is_some() && self.bound.is_none())
            || is_open(&self.self_type)
            || self.bound.iter().any(is_bound_open)
            || self.bounds.iter().any(|(ty, bound)| is_open(ty) || is_bound_open(bound))
    }
}

/// How a method takes its `self`.
#[derive(Clone, Copy)]
pub(super) enum Taken {
    Value,
    Reference,
}

impl Taken {
    pub(super) fn accepts(self, receiver: Option<&SelfParameter>) -> bool {
        match (self, receiver) {
            (_, None) => false,
            (Self::Value, Some(receiver)) => !matches!(receiver, SelfParameter::Reference | SelfParameter::MutableReference),
            (Self::Reference, Some(receiver)) => !matches!(receiver, SelfParameter::Value),
        }
    }
}

/// The impls of one trait.
#[derive(Clone, Debug, Default)]
pub(super) struct TraitImpls {
    pub(super) by_head: FxHashMap<Head, Vec<ItemRef>>,
    /// `impl<T: A> B for T`.
    pub(super) blanket: Vec<ItemRef>,
}

impl TraitImpls {
    /// The impls for types with the head of `ty`; for a literal number those for every type that it may have.
    pub(super) fn filed_under(&self, ty: &Ty) -> impl Iterator<Item = &ItemRef> {
        let literal = match ty {
            Ty::Primitive(primitive) => primitive.types_of_literal(),
            _ => &[],
        };
        let heads = Head::of(ty).into_iter().chain(literal.iter().copied().map(Head::Primitive));
        heads.filter_map(|head| self.by_head.get(&head)).flatten()
    }
}

/// Definitions that the language itself refers to.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Lang {
    pub(super) option: Option<ItemRef>,
    pub(super) result: Option<ItemRef>,
    pub(super) future: Option<ItemRef>,
    pub(super) into_future: Option<ItemRef>,
    pub(super) iterator: Option<ItemRef>,
    pub(super) into_iterator: Option<ItemRef>,
    pub(super) deref: Option<ItemRef>,
    pub(super) drop: Option<ItemRef>,
    pub(super) clone: Option<ItemRef>,
    pub(super) copy: Option<ItemRef>,
    pub(super) send: Option<ItemRef>,
    pub(super) sync: Option<ItemRef>,
    pub(super) index: Option<ItemRef>,
    pub(super) functions: [Option<ItemRef>; 6],
    pub(super) range: Option<ItemRef>,
    pub(super) range_from: Option<ItemRef>,
    pub(super) range_to: Option<ItemRef>,
    pub(super) range_full: Option<ItemRef>,
}

/// All impls of a program.
#[derive(Clone, Debug, Default)]
pub(super) struct Implementations {
    headers: FxHashMap<ItemRef, Header>,
    traits: FxHashMap<ItemRef, TraitImpls>,
    methods: Methods,
    supertraits: FxHashMap<ItemRef, Vec<ItemRef>>,
    /// The traits that declare an associated type of this name.
    associated: FxHashMap<Name, Vec<ItemRef>>,
    lang: Lang,
}

/// The functions of impls and traits.
#[derive(Clone, Debug, Default)]
struct Methods {
    inherent: FxHashMap<Head, MethodsByName>,
    /// Trait and function, by the name of the function.
    of_traits: FxHashMap<Name, Vec<(ItemRef, ItemRef)>>,
    /// By impl: its functions, as indexes.
    of_impls: FxHashMap<ItemRef, Vec<u32>>,
}

impl Methods {
    /// Adds those of a unit whose impls have these headers.
    fn add(&mut self, unit: UnitId, items: &Items, headers: &[Header]) {
        for (declared, index) in items.functions.iter().zip(0..) {
            let function = ItemRef { unit, index };
            match declared.owner {
                Owner::Free => {}
                Owner::Trait(of) => {
                    self.of_traits.entry(declared.name.clone()).or_default().push((ItemRef { unit, index: of }, function));
                }
                Owner::Impl(of) => {
                    let block = ItemRef { unit, index: of };
                    self.of_impls.entry(block).or_default().push(index);
                    if let Some(methods) = self.called(&headers[of as usize], &declared.name) {
                        methods.push((block, function));
                    }
                }
            }
        }
    }

    /// Where the methods called `name` of a type are that an impl with this header is for; none for the impl of a trait.
    fn called(&mut self, header: &Header, name: &Name) -> Option<&mut Vec<(ItemRef, ItemRef)>> {
        let head = Head::of(&header.self_type).filter(|_| header.bound.is_none())?;
        Some(self.inherent.entry(head).or_default().entry(name.clone()).or_default())
    }
}

impl Implementations {
    /// Adds the impls of the units from `first_unit` on to what is known of the others.
    pub(super) fn collect(program: &Program, first_unit: usize, known: Self) -> Self {
        let mut found = Self { lang: lang(program), ..known };
        let units: Vec<(UnitId, &Unit)> = program.units().skip(first_unit).collect();
        let traits_of = |&(unit, data): &(UnitId, &Unit)| UnitTraits::of(program, unit, &data.index.items);
        let of_units: Vec<UnitTraits> = units.par_iter().map(traits_of).collect();
        let all = || units.iter().map(|(unit, data)| (*unit, &data.index.items)).zip(&of_units);
        let Self { traits, methods, .. } = &mut found;
        rayon::join(
            || {
                let headers = all().flat_map(|((unit, _), of_unit)| (0..).map(move |index| ItemRef { unit, index }).zip(&of_unit.headers));
                headers.for_each(|(item, header)| file(traits, item, header));
            },
            || all().for_each(|((unit, items), of_unit)| methods.add(unit, items, &of_unit.headers)),
        );
        for ((unit, data), of_unit) in units.into_iter().zip(of_units) {
            let items = (0..).map(|index| ItemRef { unit, index });
            for (declared, item) in data.index.items.traits.iter().zip(items.clone()) {
                for (name, _) in &declared.associated_types {
                    found.associated.entry(name.clone()).or_default().push(item);
                }
            }
            found.supertraits.extend(items.clone().zip(of_unit.supertraits));
            found.headers.extend(items.zip(of_unit.headers));
        }
        found
    }

    /// The same when the units from `first_unit` on are of crates that the others did not know: what was open there can be something else now.
    pub(super) fn renewed(program: &Program, first_unit: usize, known: Self) -> Self {
        let mut found = known;
        let open = found.headers.iter().filter(|(item, header)| header.is_open(program.impl_item(**item)));
        let mut open: Vec<ItemRef> = open.map(|(item, _)| *item).collect();
        open.sort_unstable();
        let headers: Vec<Header> = open.par_iter().map(|item| header(program, *item)).collect();
        for (item, header) in open.into_iter().zip(headers) {
            found.replace_header(program, item, header);
        }
        let above = found.supertraits.iter().filter(|(item, above)| above.len() < program.trait_item(**item).supertraits.len());
        let lacking: Vec<ItemRef> = above.map(|(item, _)| *item).collect();
        for item in lacking {
            found.supertraits.insert(item, supertraits(program, item));
        }
        Self::collect(program, first_unit, found)
    }

    fn replace_header(&mut self, program: &Program, item: ItemRef, header: Header) {
        let Some(old) = self.headers.get(&item).filter(|old| **old != header).cloned() else { return };
        if let Some(place) = place(&mut self.traits, &old) {
            place.retain(|filed| *filed != item);
        }
        file(&mut self.traits, item, &header);
        for function in self.methods.of_impls.get(&item).cloned().unwrap_or_default() {
            let function = ItemRef { unit: item.unit, index: function };
            let name = &program.function(function).name;
            if let Some(methods) = self.methods.called(&old, name) {
                methods.retain(|(_, filed)| *filed != function);
            }
            if let Some(methods) = self.methods.called(&header, name) {
                insert_in_order(methods, (item, function));
            }
        }
        self.headers.insert(item, header);
    }

    /// Whether a bound on `of` implies one on `wanted`: it is the same trait or above it.
    pub(super) fn implies(&self, of: ItemRef, wanted: ItemRef) -> bool {
        let mut seen = vec![of];
        let mut at = 0;
        while let Some(&current) = seen.get(at) {
            if current == wanted {
                return true;
            }
            at += 1;
            for &above in self.supertraits.get(&current).into_iter().flatten() {
                if !seen.contains(&above) {
                    seen.push(above);
                }
            }
        }
        false
    }

    /// The traits that declare an associated type called `name`.
    pub(super) fn traits_with_type(&self, name: &Name) -> &[ItemRef] {
        self.associated.get(name).map_or(&[], Vec::as_slice)
    }

    pub(super) fn header(&self, item: ItemRef) -> Option<&Header> {
        self.headers.get(&item)
    }

    /// Impl and function of the inherent methods called `name` of types with this head.
    pub(super) fn inherent(&self, head: &Head, name: &Name) -> &[(ItemRef, ItemRef)] {
        self.methods.inherent.get(head).and_then(|methods| methods.get(name)).map_or(&[], Vec::as_slice)
    }

    pub(super) fn of_trait(&self, item: ItemRef) -> Option<&TraitImpls> {
        self.traits.get(&item)
    }

    /// Trait and function of the trait methods called `name`.
    pub(super) fn trait_members(&self, name: &Name) -> &[(ItemRef, ItemRef)] {
        self.methods.of_traits.get(name).map_or(&[], Vec::as_slice)
    }

    /// The function called `name` of an impl.
    pub(super) fn member_of(&self, program: &Program, block: ItemRef, name: &Name) -> Option<ItemRef> {
        let found =
            self.methods.of_impls.get(&block)?.iter().find(|&&index| program.items(block.unit).functions[index as usize].name == *name)?;
        Some(ItemRef { unit: block.unit, index: *found })
    }

    /// The type that an impl is for, as a definition.
    pub(super) fn subject(&self, item: ItemRef) -> Option<Definition> {
        match self.headers.get(&item)?.self_type.behind_references() {
            Ty::Adt(item, _) => Some(Definition::Type(*item)),
            Ty::External(path, _) => Some(Definition::External((**path).clone())),
            Ty::Primitive(primitive) => Some(Definition::Primitive(Name::new_static(primitive.name()))),
            Ty::Slice(_) => Some(Definition::Primitive(Name::new_static("slice"))),
            Ty::Array(_) => Some(Definition::Primitive(Name::new_static("array"))),
            _ => None,
        }
    }
}

impl Program {
    pub(super) fn lang(&self) -> Lang {
        self.implementations.lang
    }
}

fn file(traits: &mut FxHashMap<ItemRef, TraitImpls>, item: ItemRef, header: &Header) {
    if let Some(place) = place(traits, header) {
        insert_in_order(place, item);
    }
}

/// Where the impls of a trait are filed that have such a header.
fn place<'t>(traits: &'t mut FxHashMap<ItemRef, TraitImpls>, header: &Header) -> Option<&'t mut Vec<ItemRef>> {
    let Some(Bound { definition: Definition::Trait(of), .. }) = header.bound else { return None };
    let impls = traits.entry(of).or_default();
    match Head::of(&header.self_type) {
        Some(head) => Some(impls.by_head.entry(head).or_default()),
        None => matches!(header.self_type, Ty::Parameter(_)).then_some(&mut impls.blanket),
    }
}

/// Methods by their name: impl and function.
type MethodsByName = FxHashMap<Name, Vec<(ItemRef, ItemRef)>>;

/// The order is that of the program, whenever something is found.
fn insert_in_order<T: Ord>(list: &mut Vec<T>, item: T) {
    let at = list.partition_point(|known| *known < item);
    list.insert(at, item);
}

/// What the impls and traits of one unit say, by their index.
struct UnitTraits {
    headers: Vec<Header>,
    supertraits: Vec<Vec<ItemRef>>,
}

impl UnitTraits {
    fn of(program: &Program, unit: UnitId, items: &Items) -> Self {
        let item = |index: usize| ItemRef { unit, index: index as u32 };
        Self {
            // What macros make may be thousands of impls in one unit.
            headers: (0..items.impls.len()).into_par_iter().with_min_len(16).map(|index| header(program, item(index))).collect(),
            supertraits: (0..items.traits.len()).map(|index| supertraits(program, item(index))).collect(),
        }
    }
}

fn supertraits(program: &Program, item: ItemRef) -> Vec<ItemRef> {
    let scope = TypeScope::of_trait(program, item);
    let above = program.trait_item(item).supertraits.iter().filter_map(|path| match scope.bound(path)?.definition {
        Definition::Trait(supertrait) => Some(supertrait),
        _ => None,
    });
    above.collect()
}

fn header(program: &Program, item: ItemRef) -> Header {
    let block = program.impl_item(item);
    let scope = TypeScope::of_impl(program, item);
    Header {
        self_type: scope.self_type.unwrap_or(Ty::Unknown),
        bound: block.trait_path.as_ref().and_then(|path| scope.bound(path)),
        parameters: scope.parameters.clone(),
        bounds: scope.bounds(&block.generics),
    }
}

fn lang(program: &Program) -> Lang {
    let ty = |path| match program.stub_definition(path, Namespace::Types) {
        Some(Definition::Type(item)) => Some(item),
        _ => None,
    };
    let of = |path| match program.stub_definition(path, Namespace::Types) {
        Some(Definition::Trait(item)) => Some(item),
        _ => None,
    };
    let functions =
        ["std::ops::Fn", "std::ops::FnMut", "std::ops::FnOnce", "std::ops::AsyncFn", "std::ops::AsyncFnMut", "std::ops::AsyncFnOnce"];
    Lang {
        option: ty("std::option::Option"),
        result: ty("std::result::Result"),
        future: of("std::future::Future"),
        into_future: of("std::future::IntoFuture"),
        iterator: of("std::iter::Iterator"),
        into_iterator: of("std::iter::IntoIterator"),
        deref: of("std::ops::Deref"),
        drop: of("std::ops::Drop"),
        clone: of("std::clone::Clone"),
        copy: of("std::marker::Copy"),
        send: of("std::marker::Send"),
        sync: of("std::marker::Sync"),
        index: of("std::ops::Index"),
        functions: functions.map(of),
        range: ty("std::ops::Range"),
        range_from: ty("std::ops::RangeFrom"),
        range_to: ty("std::ops::RangeTo"),
        range_full: ty("std::ops::RangeFull"),
    }
}
