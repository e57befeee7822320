//! Which values stay on the thread that made them, or may not be used by two threads at once, as far as declarations say so beyond doubt.
//! Where `ownership` asks what nothing speaks against, this asks what something speaks for: of a type that is not read nothing is said.

use rustc_hash::FxHashSet;

use super::definitions::{Definition, ItemRef, Program};
use super::methods::Head;
use super::solver::Solver;
use super::ty::{Bound, Ty};
use crate::base::DefPath;
use crate::rules::Threads;

/// What a type would have to be for the future that holds a value of it to move to another thread.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Asked {
    /// `Send`, of a value that the future owns.
    Sent,
    /// `Sync`, of what it has a `&` of.
    Shared,
}

/// What is made of a `dyn` of a trait that is not read, which may ask for more than its name says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unread {
    /// Nothing is known of it.
    Unknown,
    /// It asks for nothing.
    TakenAtItsWord,
}

impl Program {
    /// Whether a type surely is not what is asked of it.
    #[must_use]
    pub fn surely_lacks(&self, ty: &Ty, asked: Asked, unread: Unread, threads: &Threads) -> bool {
        Lacking { program: self, threads, unread, seen: FxHashSet::default() }.lacks(ty, asked)
    }

    /// The first parameter of a function whose value a future that it gave could not take to another thread: by its place among all of
    /// them, `self` first, and what it is not.
    pub(crate) fn bound_parameter(&self, function: ItemRef, threads: &Threads) -> Option<(usize, Asked)> {
        let signature = self.signature(function);
        let mut all = signature.receiver.iter().chain(&signature.inputs).enumerate();
        all.find_map(|(at, ty)| {
            let (ty, asked) = match ty {
                Ty::Reference(inner) => (&**inner, Asked::Shared),
                ty => (ty, Asked::Sent),
            };
            self.surely_lacks(ty, asked, Unread::Unknown, threads).then_some((at, asked))
        })
    }
}

struct Lacking<'a> {
    program: &'a Program,
    threads: &'a Threads,
    unread: Unread,
    /// A type that holds itself is what its other parts are.
    seen: FxHashSet<(ItemRef, Asked)>,
}

impl Lacking<'_> {
    fn lacks(&mut self, ty: &Ty, asked: Asked) -> bool {
        match ty {
            Ty::Unknown
            | Ty::Variable(_)
            | Ty::Parameter(_)
            | Ty::Projection(..)
            | Ty::Opaque(_)
            | Ty::Function(..)
            | Ty::Primitive(_)
            | Ty::Never => false,
            Ty::Pointer(_) => true,
            // Whether it is a `&` or a `&mut` is not kept.
            Ty::Reference(inner) => self.lacks(inner, Asked::Sent) && self.lacks(inner, Asked::Shared),
            Ty::Slice(inner) | Ty::Array(inner) => self.lacks(inner, asked),
            Ty::Tuple(parts) => self.any_lacks(parts, asked),
            Ty::External(path, _) => self.is_listed(path, asked),
            Ty::Dyn(bounds) => !bounds.is_empty() && !self.says(ty, asked) && bounds.iter().all(|bound| self.is_read(bound)),
            Ty::Adt(item, parts) => {
                let path = self.program.path(&Definition::Type(*item));
                if self.is_listed(&path, asked) {
                    return true;
                }
                if self.says(ty, asked) || !self.seen.insert((*item, asked)) {
                    return false;
                }
                // What hands its value out to one thread at a time asks no more of it than that it can be sent.
                let asked_of_parts = if self.threads.are_used_one_at_a_time(&path) { Asked::Sent } else { asked };
                if self.program.is_of_stub(*item) {
                    return self.any_lacks(parts, asked_of_parts);
                }
                let program = self.program;
                program.types_of_fields(*item).any(|field| self.lacks(field, asked))
            }
        }
    }

    fn is_listed(&self, path: &DefPath, asked: Asked) -> bool {
        match asked {
            Asked::Sent => self.threads.are_bound(path),
            Asked::Shared => self.threads.are_unshared(path),
        }
    }

    fn any_lacks(&mut self, parts: &[Ty], asked: Asked) -> bool {
        parts.iter().any(|part| self.lacks(part, asked))
    }

    /// Whether there is an `unsafe impl` of the marker for a type, or a `dyn` type is bound to it.
    fn says(&self, ty: &Ty, asked: Asked) -> bool {
        let lang = self.program.lang();
        let marker = match asked {
            Asked::Sent => lang.send,
            Asked::Shared => lang.sync,
        };
        let Some(marker) = marker else { return true };
        if matches!(ty, Ty::Dyn(_)) {
            return Solver::new(self.program, Vec::new()).select(ty, marker, None).is_some();
        }
        let impls = self.program.implementations.of_trait(marker);
        impls.zip(Head::of(ty)).is_some_and(|(impls, head)| impls.by_head.contains_key(&head))
    }

    /// Whether all that a bound asks of a type is known.
    fn is_read(&self, bound: &Bound) -> bool {
        self.unread == Unread::TakenAtItsWord || bound.is_read()
    }
}
