//! Selection: which impl or bound makes a type implement a trait.

use super::definitions::{Definition, ItemRef};
use super::interned::List;
use super::lower::{TypeScope, self_name};
use super::methods::Header;
use super::solver::{Solver, UnreadBounds};
use super::ty::{Bound, Contents, Projection, Substitution, Ty};

/// Bounds of bounds deeper than this are not looked at.
const DEEPEST_BOUND: usize = 5;

/// What makes a type implement a trait.
#[derive(Clone, Debug)]
pub(super) enum Selection {
    /// An impl, its parameters replaced.
    Impl(ItemRef, Substitution),
    /// A bound on a type parameter, `impl Trait` or `dyn Trait`.
    Bound(Bound),
}

impl Solver<'_> {
    /// What makes `ty` implement the trait; the first impl that fits, with `arguments` if they are given.
    pub(super) fn select(&mut self, ty: &Ty, of: ItemRef, arguments: Option<&[Ty]>) -> Option<Selection> {
        self.select_all(ty, of, arguments, 1, 0).into_iter().next()
    }

    /// Up to `limit` selections. The variables stay as the last one bound them only if there is exactly one.
    pub(super) fn select_all(&mut self, ty: &Ty, of: ItemRef, arguments: Option<&[Ty]>, limit: usize, depth: usize) -> Vec<Selection> {
        let ty = self.table.shallow(ty);
        let mut found = Vec::new();
        if depth > DEEPEST_BOUND {
            return found;
        }
        match &ty {
            Ty::Unknown | Ty::Variable(_) => return found,
            Ty::Parameter(_) | Ty::Projection(..) => {
                let stated = self.bounds.iter().filter(|(subject, _)| *subject == ty).map(|(_, bound)| bound.clone());
                let bounds: Vec<Bound> = stated.chain(self.declared_bounds(&ty)).collect();
                found.extend(self.bound_on(&bounds, of));
            }
            Ty::Opaque(bounds) | Ty::Dyn(bounds) => found.extend(self.bound_on(bounds, of)),
            Ty::Adt(item, _) if self.program.type_item(*item).attributes.derives.contains(&self.program.trait_item(of).name) => {
                found.push(Selection::Bound(bare(of)));
            }
            Ty::Adt(item, _) if self.program.is_forwarded(*item, of) => found.push(Selection::Bound(bare(of))),
            _ => {}
        }
        if !found.is_empty() {
            return found;
        }
        let program = self.program;
        let Some(impls) = program.implementations.of_trait(of) else { return found };
        let start = self.table.snapshot();
        let mut taken_back = None;
        for &block in impls.filed_under(&ty).chain(&impls.blanket) {
            let Some(header) = program.implementations.header(block) else { continue };
            let snapshot = self.table.snapshot();
            if let Some(substitution) = self.fits(&ty, header, arguments, depth) {
                found.push(Selection::Impl(block, substitution));
                if found.len() == limit {
                    break;
                }
                if found.len() == 1 {
                    // What the first one says of the types would leave the others no room: `Report: From<_>` is for whatever comes first.
                    if !self.table.has_bound_since(snapshot) {
                        continue;
                    }
                    taken_back = Some((block, header));
                }
            }
            self.table.roll_back(snapshot);
        }
        // Only the answer of a single selection may bind anything.
        if found.len() > 1 {
            self.table.roll_back(start);
        } else if let Some((block, header)) = taken_back {
            let known = self.fits(&ty, header, arguments, depth);
            found = known.map(|known| Selection::Impl(block, known)).into_iter().collect();
        }
        found
    }

    /// What a trait says of its associated type: `type IntoIter: Iterator<Item = Self::Item>`.
    fn declared_bounds(&self, ty: &Ty) -> Vec<Bound> {
        let Ty::Projection(projection) = ty else { return Vec::new() };
        let Projection { subject, of: Some(of), name } = &**projection else { return Vec::new() };
        let declared = &self.program.trait_item(*of).associated_types;
        let Some((_, bounds)) = declared.iter().find(|(declared, _)| declared == name) else { return Vec::new() };
        let scope = TypeScope::of_trait(self.program, *of);
        let itself = Substitution::from_iter([(self_name(), *subject)]);
        bounds.iter().filter_map(|bound| scope.bound(bound)).map(|bound| bound.substitute(&itself)).collect()
    }

    fn fits(&mut self, ty: &Ty, header: &Header, arguments: Option<&[Ty]>, depth: usize) -> Option<Substitution> {
        // Most impls that are filed under `&T` are for something else.
        let is_for_other = |(given, wanted): (&Ty, &Ty)| self.table.is_other(given, wanted);
        let of_trait = header.bound.iter().flat_map(|bound| bound.arguments.iter()).zip(arguments.unwrap_or_default());
        if is_for_other((&header.self_type, ty)) || of_trait.into_iter().any(is_for_other) {
            return None;
        }
        let substitution = self.fresh(&header.parameters);
        if !self.table.unify(&header.self_type.substitute(&substitution), ty) {
            return None;
        }
        if let (Some(arguments), Some(bound)) = (arguments, &header.bound) {
            for (given, wanted) in bound.arguments.iter().zip(arguments) {
                if !self.table.unify(&given.substitute(&substitution), wanted) {
                    return None;
                }
            }
        }
        let is_blanket = matches!(header.self_type.behind_references(), Ty::Parameter(_));
        let own = header.bound.as_ref().map(|bound| &bound.definition);
        // `impl<W: Write + ?Sized> Write for Box<W>` forwards to `W`; of other bounds the stubs and unread crates do not know enough.
        let deciding = header.bounds.iter().filter(|(_, bound)| is_blanket || Some(&bound.definition) == own);
        let mut open = Vec::new();
        for asked in deciding.clone() {
            match self.holds(asked, &substitution, depth) {
                Some(true) => {}
                Some(false) => return None,
                None => open.push(asked),
            }
        }
        // `impl<T, A: Access<T>, P: Deref<Target = A>> Access<T> for P`: another bound says what `A` is. That is asked of the outermost
        // impl alone, for each would ask for many more.
        if open.is_empty() || depth > 1 || self.depth > 0 {
            return Some(substitution);
        }
        deciding.for_each(|asked| self.bind_associated(asked, &substitution));
        open.into_iter().all(|asked| self.holds(asked, &substitution, depth) != Some(false)).then_some(substitution)
    }

    /// Whether a bound of an impl holds, as far as its subject is known.
    fn holds(&mut self, (subject, bound): &(Ty, Bound), substitution: &Substitution, depth: usize) -> Option<bool> {
        let Definition::Trait(of) = bound.definition else { return Some(self.unread_bounds == UnreadBounds::Hold) };
        let subject = self.shape(&subject.substitute(substitution));
        if matches!(subject, Ty::Variable(_) | Ty::Unknown) {
            return None;
        }
        if matches!(subject, Ty::Function(..)) && self.program.lang().functions.contains(&Some(of)) {
            return Some(true);
        }
        let arguments: Vec<Ty> = bound.arguments.iter().map(|argument| argument.substitute(substitution)).collect();
        // Of several impls for a type that is not known whole, as `Read` has them for `&_`, none says what it is.
        let limit = if self.table.deep(&subject).contains(Contents::VARIABLE) { 2 } else { 1 };
        if self.select_all(&subject, of, Some(&arguments), limit, depth + 1).is_empty() {
            return Some(false);
        }
        Some(true)
    }

    /// Binds what a bound of an impl says of the associated types of its subject.
    fn bind_associated(&mut self, (subject, bound): &(Ty, Bound), substitution: &Substitution) {
        let Definition::Trait(of) = bound.definition else { return };
        let subject = self.shape(&subject.substitute(substitution));
        for (name, wanted) in bound.associated.iter() {
            if let Some(known) = self.project(&subject, Some(of), name) {
                self.table.unify(&wanted.substitute(substitution), &known);
            }
        }
    }

    fn bound_on(&self, bounds: &[Bound], of: ItemRef) -> Option<Selection> {
        let implied = bounds.iter().find(|bound| match bound.definition {
            Definition::Trait(given) => self.program.implementations.implies(given, of),
            _ => false,
        })?;
        let mut bound = implied.clone();
        if bound.definition != Definition::Trait(of) {
            bound.definition = Definition::Trait(of);
            bound.arguments = List::from([]);
        }
        Some(Selection::Bound(bound))
    }
}

/// A bound that says nothing but the trait.
fn bare(of: ItemRef) -> Bound {
    Bound { definition: Definition::Trait(of), arguments: List::from([]), associated: List::from([]) }
}
