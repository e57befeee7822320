//! Unification: what the open variables of a body's types stand for.

use super::ty::{Bound, Contents, Ty};

/// The variables of one body.
#[derive(Debug, Default)]
pub(super) struct Table {
    bindings: Vec<Option<Ty>>,
    /// The variables bound since the start, so that an attempt can be taken back.
    trail: Vec<u32>,
    version: Version,
    last_version: Version,
}

/// What is bound to what at one time; when an attempt is taken back, the version is the one from before.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Version(u32);

/// A point to go back to.
#[derive(Clone, Copy)]
pub(super) struct Snapshot {
    trail: usize,
    variables: usize,
    version: Version,
}

/// What becomes of a variable.
enum Binding {
    To(Ty),
    /// It stays open: what it is to be is not known.
    Open,
}

impl Table {
    pub(super) fn fresh(&mut self) -> Ty {
        self.bindings.push(None);
        Ty::Variable(self.bindings.len() as u32 - 1)
    }

    pub(super) fn snapshot(&self) -> Snapshot {
        Snapshot { trail: self.trail.len(), variables: self.bindings.len(), version: self.version }
    }

    /// Whether a variable that was there at an earlier point was bound since.
    pub(super) fn has_bound_since(&self, snapshot: Snapshot) -> bool {
        self.trail[snapshot.trail..].iter().any(|&variable| (variable as usize) < snapshot.variables)
    }

    pub(super) fn roll_back(&mut self, snapshot: Snapshot) {
        for variable in self.trail.drain(snapshot.trail..) {
            self.bindings[variable as usize] = None;
        }
        self.version = snapshot.version;
    }

    /// Differs from an earlier one if anything was bound since.
    pub(super) fn version(&self) -> Version {
        self.version
    }

    /// The type with its outermost variable replaced.
    pub(super) fn shallow(&self, ty: &Ty) -> Ty {
        let mut ty = *ty;
        while let Ty::Variable(variable) = ty {
            match self.bindings[variable as usize] {
                Some(bound) => ty = bound,
                None => break,
            }
        }
        ty
    }

    /// The type with all known variables replaced.
    pub(super) fn deep(&self, ty: &Ty) -> Ty {
        ty.map(Contents::VARIABLE, &mut |part| {
            let Ty::Variable(_) = part else { return None };
            match self.shallow(&part) {
                known @ Ty::Variable(_) => Some(known),
                known => Some(self.deep(&known)),
            }
        })
    }

    /// Makes two types one as far as they can be; says whether they could. Where they cannot, what fitted stays.
    pub(super) fn unify(&mut self, one: &Ty, other: &Ty) -> bool {
        // A `dyn` without a bound is a type that is not known.
        if one == other && !one.contains(Contents::VARIABLE | Contents::OPAQUE | Contents::DYN) {
            return true;
        }
        match (self.shallow(one), self.shallow(other)) {
            (Ty::Variable(a), Ty::Variable(b)) if a == b => true,
            (Ty::Variable(variable), ty) | (ty, Ty::Variable(variable)) => match self.binding(variable, &ty) {
                Some(Binding::To(ty)) => {
                    self.bind(variable, ty);
                    true
                }
                Some(Binding::Open) => true,
                None => false,
            },
            (known, twin) => self.unify_shapes(&known, &twin),
        }
    }

    /// [`unify`](Self::unify) for types that are no variables.
    fn unify_shapes(&mut self, one: &Ty, other: &Ty) -> bool {
        match (one, other) {
            (Ty::Unknown | Ty::Never | Ty::Projection(..), _) | (_, Ty::Unknown | Ty::Never | Ty::Projection(..)) => true,
            (Ty::Primitive(a), Ty::Primitive(b)) => a.may_equal(*b),
            (Ty::Parameter(a), Ty::Parameter(b)) => a == b,
            (Ty::Adt(a, parts), Ty::Adt(b, others)) => a == b && self.all(parts, others),
            (Ty::External(a, parts), Ty::External(b, others)) => a == b && self.all(parts, others),
            (Ty::Tuple(parts), Ty::Tuple(others)) => parts.len() == others.len() && self.all(parts, others),
            (Ty::Reference(a), Ty::Reference(b))
            | (Ty::Pointer(a), Ty::Pointer(b))
            | (Ty::Slice(a), Ty::Slice(b))
            | (Ty::Array(a), Ty::Array(b)) => self.unify(a, b),
            (Ty::Function(inputs, output), Ty::Function(others, result)) => self.all(inputs, others) & self.unify(output, result),
            (Ty::Opaque(bounds), Ty::Opaque(others)) | (Ty::Dyn(bounds), Ty::Dyn(others)) => self.bounds(bounds, others),
            _ => false,
        }
    }

    /// Whether two types are surely not one, which is found out without a change; `one` may have type parameters, which may be anything.
    pub(super) fn is_other(&self, one: &Ty, other: &Ty) -> bool {
        let any = |parts: &[Ty], others: &[Ty]| parts.iter().zip(others).any(|(one, other)| self.is_other(one, other));
        match (self.shallow(one), self.shallow(other)) {
            (Ty::Adt(a, parts), Ty::Adt(b, others)) => a != b || any(&parts, &others),
            (Ty::External(a, parts), Ty::External(b, others)) => a != b || any(&parts, &others),
            (Ty::Tuple(parts), Ty::Tuple(others)) => parts.len() != others.len() || any(&parts, &others),
            (Ty::Primitive(a), Ty::Primitive(b)) => !a.may_equal(b),
            (Ty::Reference(a), Ty::Reference(b))
            | (Ty::Pointer(a), Ty::Pointer(b))
            | (Ty::Slice(a), Ty::Slice(b))
            | (Ty::Array(a), Ty::Array(b)) => self.is_other(&a, &b),
            (one, other) => one.is_concrete() && other.is_concrete() && std::mem::discriminant(&one) != std::mem::discriminant(&other),
        }
    }

    /// What becomes of a variable that is to be `ty`; none if the variable is a part of it.
    fn binding(&self, variable: u32, ty: &Ty) -> Option<Binding> {
        if matches!(ty, Ty::Unknown | Ty::Never) {
            return Some(Binding::Open);
        }
        let deep = self.deep(ty);
        let is_part =
            deep.contains(Contents::VARIABLE) && deep.any_part(&mut |part| matches!(part, Ty::Variable(inner) if *inner == variable));
        (!is_part).then_some(Binding::To(deep))
    }

    fn bind(&mut self, variable: u32, ty: Ty) {
        self.bindings[variable as usize] = Some(ty);
        self.trail.push(variable);
        self.last_version.0 += 1;
        self.version = self.last_version;
    }

    fn all(&mut self, parts: &[Ty], others: &[Ty]) -> bool {
        parts.iter().zip(others.iter()).fold(true, |fits, (one, other)| self.unify(one, other) & fits)
    }

    fn bounds(&mut self, bounds: &[Bound], others: &[Bound]) -> bool {
        let mut fits = false;
        for bound in bounds {
            let Some(other) = others.iter().find(|other| other.definition == bound.definition) else { continue };
            fits = true;
            self.all(&bound.arguments, &other.arguments);
            for (name, ty) in bound.associated.iter() {
                if let Some((_, twin)) = other.associated.iter().find(|(twin, _)| twin == name) {
                    self.unify(ty, twin);
                }
            }
        }
        fits
    }
}
