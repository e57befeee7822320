//! Who may own a value: whether there can be a copy of it, and whether it can go to another thread and outlive the function that it comes
//! from. Both as far as declarations tell; the compiler proves it.

use rustc_hash::FxHashSet;

use super::definitions::{Definition, ItemRef, Program};
use super::methods::Head;
use super::primitives::Primitive;
use super::selection::Selection;
use super::solver::Solver;
use super::ty::Ty;
use crate::base::DefPath;

impl Program {
    /// Whether a value can be cloned, as far as is known; of the types of crates that are not read nothing is.
    #[must_use]
    pub fn is_clone(&self, ty: &Ty) -> bool {
        self.lang().clone.is_some_and(|clone| self.has_as_its_parts(ty, clone))
    }

    /// Whether a value is copied wherever it is used, as far as is known.
    #[must_use]
    pub fn is_copy(&self, ty: &Ty) -> bool {
        self.lang().copy.is_some_and(|copy| self.has_as_its_parts(ty, copy))
    }

    /// Whether a type has one of the traits that numbers have, and tuples and arrays if their parts do.
    fn has_as_its_parts(&self, ty: &Ty, of: ItemRef) -> bool {
        match ty {
            Ty::Primitive(primitive) => *primitive != Primitive::Str,
            Ty::Tuple(parts) => parts.iter().all(|part| self.has_as_its_parts(part, of)),
            Ty::Array(inner) => self.has_as_its_parts(inner, of),
            Ty::Adt(_, parts) => match Solver::new(self, Vec::new()).select(ty, of, None) {
                // What derives it has it if its parts do.
                Some(Selection::Bound(_)) => parts.iter().all(|part| self.has_as_its_parts(part, of)),
                Some(Selection::Impl(..)) => true,
                None => false,
            },
            _ => false,
        }
    }

    /// Whether something happens when a value of the type is dropped that the code itself says.
    #[must_use]
    pub fn is_dropped_by_code(&self, ty: &Ty) -> bool {
        self.implementation(&self.drop_method(), ty, None).is_some()
    }

    /// Whether nobody notices when a value is dropped, as far as is known. `is_listed` says so of types of std and of crates; of the code's
    /// own types, all parts of which nobody misses, only those with a `drop` are noticed.
    #[must_use]
    pub fn is_dropped_silently(&self, ty: &Ty, is_listed: &dyn Fn(&DefPath) -> bool) -> bool {
        self.drops_silently(ty, is_listed, &mut FxHashSet::default())
    }

    fn drops_silently(&self, ty: &Ty, is_listed: &dyn Fn(&DefPath) -> bool, seen: &mut FxHashSet<ItemRef>) -> bool {
        let all = |parts: &[Ty], seen: &mut FxHashSet<ItemRef>| parts.iter().all(|part| self.drops_silently(part, is_listed, seen));
        match ty {
            Ty::Primitive(_) | Ty::Never | Ty::Reference(_) | Ty::Pointer(_) => true,
            Ty::Slice(inner) | Ty::Array(inner) => self.drops_silently(inner, is_listed, seen),
            Ty::Tuple(parts) => all(parts, seen),
            Ty::External(path, parts) => is_listed(path) && all(parts, seen),
            Ty::Adt(item, parts) if self.is_of_stub(*item) => is_listed(&self.path(&Definition::Type(*item))) && all(parts, seen),
            Ty::Adt(item, parts) => {
                if !all(parts, seen) {
                    return false;
                }
                // What its parameters stand for was looked at.
                if !seen.insert(*item) {
                    return true;
                }
                let mut is_silent = |field: &Ty| matches!(field, Ty::Parameter(_)) || self.drops_silently(field, is_listed, seen);
                !self.is_dropped_by_code(ty) && self.types_of_fields(*item).all(&mut is_silent)
            }
            _ => false,
        }
    }

    /// Whether nothing that is known keeps a value from going to another thread and outliving what it comes from: it borrows nothing, and
    /// no part of it stays on its thread. `stays` says of a type that it does, and has to say the same each time: of what it says
    /// the outcome is kept.
    #[must_use]
    pub fn may_be_sent(&self, ty: &Ty, stays: &dyn Fn(&DefPath) -> bool) -> bool {
        let mut sending = Sending { program: self, stays, seen: FxHashSet::default() };
        let may_be_sent = sending.may_be_sent(ty, Borrowed::Anything);
        if may_be_sent {
            // What was looked at was taken for granted in each other, and nothing speaks against any of it.
            for item in sending.seen {
                let _ = self.stays_known(item).set(false);
            }
        }
        may_be_sent
    }

    /// What a call of a function gives, in the words of its signature.
    #[must_use]
    pub fn output_of(&self, function: ItemRef) -> &Ty {
        &self.signature(function).output
    }

    /// The error of a `Result` type, as it is written in full.
    #[must_use]
    pub fn error_of_result(&self, ty: &Ty) -> Option<DefPath> {
        let Ty::Adt(item, parts) = ty else { return None };
        let is_result = self.path(&Definition::Type(*item)).as_str() == "std::result::Result";
        parts.get(1).filter(|_| is_result).map(|error| DefPath::new(self.type_text(error)))
    }

    /// The error of what the body of a function gives.
    #[must_use]
    pub fn error_of(&self, function: ItemRef) -> Option<DefPath> {
        self.error_of_result(&self.signature(function).body_output)
    }

    /// The types of the fields of a struct, or of all variants of an enum.
    pub fn types_of_fields(&self, item: ItemRef) -> impl Iterator<Item = &Ty> {
        // A struct is kept as its only variant.
        (0..).map_while(move |at| self.fields(&Definition::Variant(item, at))).flat_map(|(_, fields)| fields).map(|(_, ty)| ty)
    }
}

/// What a type may borrow.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Borrowed {
    Anything,
    /// It is that of a field of a type without lifetimes: what it borrows lives as long as the program.
    Statics,
}

struct Sending<'a> {
    program: &'a Program,
    stays: &'a dyn Fn(&DefPath) -> bool,
    seen: FxHashSet<ItemRef>,
}

impl Sending<'_> {
    fn may_be_sent(&mut self, ty: &Ty, borrowed: Borrowed) -> bool {
        let statics = borrowed == Borrowed::Statics;
        match ty {
            Ty::Primitive(_) | Ty::Never | Ty::Unknown | Ty::Variable(_) => true,
            Ty::Reference(inner) if statics => self.may_be_sent(inner, borrowed),
            // Whoever names the type of the field says what they are.
            Ty::Parameter(_) | Ty::Projection(..) if statics => true,
            // A pointer to a function can be sent, a closure, which no field's type names, may own anything.
            Ty::Function(..) => statics,
            Ty::Reference(_) | Ty::Pointer(_) | Ty::Opaque(_) | Ty::Projection(..) | Ty::Parameter(_) => false,
            Ty::Slice(inner) | Ty::Array(inner) => self.may_be_sent(inner, borrowed),
            Ty::Tuple(parts) => parts.iter().all(|part| self.may_be_sent(part, borrowed)),
            Ty::External(path, parts) => !(self.stays)(path) && parts.iter().all(|part| self.may_be_sent(part, borrowed)),
            // A trait that is not read may ask for `Send`, as any type that is not read may be it.
            Ty::Dyn(bounds) => self.program.is_bound_to_send(ty) || bounds.iter().any(|bound| !bound.is_read()),
            Ty::Adt(item, parts) => {
                let program = self.program;
                if (program.type_item(*item).generics.has_lifetimes && !statics)
                    || !parts.iter().all(|part| self.may_be_sent(part, borrowed))
                {
                    return false;
                }
                // The parameters are those of the type, which were looked at.
                let known = program.stays_known(*item);
                if let Some(stays) = known.get() {
                    return !stays;
                }
                // A type that was looked at before does not stay, or the answer would be there.
                let stays = self.seen.insert(*item)
                    && ((self.stays)(&program.path(&Definition::Type(*item)))
                        || !(program.is_of_stub(*item)
                            || program.says_it_is_sent(ty)
                            || program.types_of_fields(*item).all(|field| self.may_be_sent(field, Borrowed::Statics))));
                if stays {
                    let _ = known.set(true);
                }
                !stays
            }
        }
    }
}

impl Program {
    /// Whether a `dyn` type says that its values can be sent, itself or by a trait above.
    fn is_bound_to_send(&self, ty: &Ty) -> bool {
        self.lang().send.is_some_and(|send| Solver::new(self, Vec::new()).select(ty, send, None).is_some())
    }

    /// Whether there is an `unsafe impl Send` for a type, whatever its fields are. What it asks of the type's parameters is that they can
    /// be sent too.
    fn says_it_is_sent(&self, ty: &Ty) -> bool {
        let impls = self.lang().send.and_then(|send| self.implementations.of_trait(send));
        impls.zip(Head::of(ty)).is_some_and(|(impls, head)| impls.by_head.contains_key(&head))
    }
}
